"""Intakes that cannot be, how they are read, and what surrounds the choice: a council's own procedure, a calendar, plain data."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.classification import (
    Advocacy,
    Complainant,
    Concerning,
    Considered,
    FeedbackType,
    Function,
    Question,
    SuspensionGround,
    Verdict,
)
from complaintrules.errors import InvalidEventError, LoadError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.routing import triage
from complaintrules.routing.intake import Decision, Intake, Subject, load_intake

RECEIVED = date(2026, 11, 23)


def complaint(*functions: Function, **facts: Any) -> Intake:
    """A parent's written complaint of 23 November 2026 about a looked-after child, but for what is said otherwise."""
    subject = Subject(functions=functions or (Function.CHILDREN_PART_3,), grounds_on=date(2026, 10, 1))
    usual: dict[str, Any] = {
        "feedback": FeedbackType.COMPLAINT,
        "received_on": RECEIVED,
        "complainant": Complainant.PARENT,
        "concerning": Concerning.LOOKED_AFTER_CHILD,
        "subjects": [subject],
    }
    return Intake(**usual | facts)


# --- what cannot be


def test_a_subject_concerns_at_least_one_function() -> None:
    """Without one nothing can be said about it."""
    with pytest.raises(WrongValueError, match=r"subject.functions \(\): a subject concerns at least one function"):
        Subject(functions=[])


def test_the_grounds_do_not_arise_after_the_receipt() -> None:
    """Nobody complains of what has not happened."""
    later = Subject(functions=[Function.ADOPTION], grounds_on=date(2026, 11, 24))
    with pytest.raises(InvalidEventError, match=r"subjects\[0\].grounds_on 2026-11-24: lies after the day of receipt"):
        complaint(subjects=[later])


def test_nobody_has_notice_before_the_grounds_arose() -> None:
    """Nor after the receipt."""
    early = Subject(functions=[Function.ADOPTION], grounds_on=date(2026, 10, 2), noticed_on=date(2026, 10, 1))
    with pytest.raises(InvalidEventError, match=r"noticed_on 2026-10-01: lies before the grounds arose, 2026-10-02"):
        complaint(subjects=[early])
    late = Subject(functions=[Function.ADOPTION], noticed_on=date(2026, 11, 24))
    with pytest.raises(InvalidEventError, match=r"noticed_on 2026-11-24: lies after the day of receipt"):
        complaint(subjects=[late])


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"made_on": date(2026, 11, 24)}, "made_on 2026-11-24: lies after the day of receipt"),
        ({"resolved_on": date(2026, 11, 22)}, "resolved_on 2026-11-22: lies before the complaint was made, 2026-11-23"),
        (
            {"decisions": [Decision(question=Question.INTEREST, answer=True, on=date(2026, 11, 22))]},
            r"decisions\[0\].on 2026-11-22: lies before the day of receipt",
        ),
        (
            {"decisions": [Decision(question=Question.INTEREST, answer=True, on=RECEIVED, point="3")]},
            r"decisions\[0\].point '3': no subject has this point",
        ),
        (
            {"decisions": [Decision(question=Question.INTEREST, answer=answer, on=RECEIVED) for answer in (True, False)]},
            r"decisions\[1\].question 'interest': is decided twice",
        ),
        (
            {"subjects": [Subject(functions=[function], point="1") for function in (Function.ADOPTION, Function.SCHOOL)]},
            "two subjects have the same point",
        ),
    ],
)
def test_facts_that_contradict_each_other_are_refused(facts: dict[str, Any], says: str) -> None:
    """The error names the field and says why."""
    with pytest.raises(InvalidEventError, match=says):
        complaint(**facts)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"received_on": "2026-11-23"}, "intake.received_on must be a datetime.date"),
        ({"feedback": "complaint"}, "intake.feedback must be a member of FeedbackType"),
        ({"subjects": "children"}, "intake.subjects must be a list or tuple"),
        ({"subjects": [Function.SCHOOL]}, "intake.subjects must be a Subject"),
        ({"landlord_is_council": 1}, "intake.landlord_is_council must be True or False"),
        ({"corporate_procedure": 7}, "intake.corporate_procedure must be a string"),
    ],
)
def test_a_fact_of_the_wrong_type_is_refused(facts: dict[str, Any], says: str) -> None:
    """A string is no date, and a code no member."""
    with pytest.raises(WrongTypeError, match=says):
        complaint(**facts)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        (Question.PREJUDICE, {}),
        (Question.ACCEPT_LATE, {}),
        (Question.INTEREST, {}),
        (Question.REPRESENTATIVE, {}),
        (Question.CONSIDER_AGAIN, {}),
        (
            Question.INTEREST,
            {"complainant": Complainant.OTHER_RELATIVE, "concerning": Concerning.CHILD_NOT_IN_NEED, "disputed": ()},
        ),
        (Question.STANDING, {}),
        (Question.STANDING, {"concerning": Concerning.CHILD_NOT_IN_NEED, "disputed": ()}),
        (Question.PROCEEDINGS, {}),
        (Question.NEW_MATTER, {}),
        (Question.LANDLORD, {}),
        (Question.ARRANGEMENT, {}),
        (Question.PREJUDICE, {"feedback": FeedbackType.COMMENT}),
    ],
)
def test_a_decision_for_a_question_that_does_not_arise_is_refused(question: Question, facts: dict[str, Any]) -> None:
    """Either a fact is missing from the intake, or somebody decided what was not theirs to decide."""
    decision = Decision(question=question, answer=True, on=RECEIVED)
    with pytest.raises(WrongValueError, match=f"decisions '{question.value}': does not arise"):
        triage(complaint(decisions=[decision], **facts))


def test_a_decision_is_refused_where_it_does_not_arise_for_its_own_point() -> None:
    """The police investigate the first point; the decision on prejudice was recorded for the second."""
    subjects = [
        Subject(
            functions=[Function.CHILDREN_PART_3],
            point="1",
            grounds_on=date(2026, 10, 1),
            proceedings=[SuspensionGround.CRIMINAL_INVESTIGATION],
        ),
        Subject(functions=[Function.CHILDREN_PART_3], point="2", grounds_on=date(2026, 10, 1)),
    ]
    wrong, right = (Decision(question=Question.PREJUDICE, answer=True, on=RECEIVED, point=point) for point in ("2", "1"))
    with pytest.raises(WrongValueError, match="does not arise"):
        triage(complaint(subjects=subjects, decisions=[wrong]))
    assert [part.verdict for part in triage(complaint(subjects=subjects, decisions=[right])).parts] == [
        Verdict.NOT_ACCEPTED,
        Verdict.ACCEPTED,
    ]


def test_a_decision_for_a_point_stands_before_one_for_all() -> None:
    """Both matters are late: the second is considered, and everything else is not."""
    subjects = [Subject(functions=[Function.CHILDREN_PART_3], point=point, grounds_on=date(2025, 1, 1)) for point in ("1", "2")]
    decisions = [
        Decision(question=Question.ACCEPT_LATE, answer=False, on=RECEIVED),
        Decision(question=Question.ACCEPT_LATE, answer=True, on=RECEIVED, point="2"),
    ]
    answer = triage(complaint(subjects=subjects, decisions=decisions))
    assert [(part.points, part.verdict) for part in answer.parts] == [
        (("1",), Verdict.NOT_ACCEPTED),
        (("2",), Verdict.ACCEPTED),
    ]


def test_the_code_is_not_spoken_of_before_there_was_one() -> None:
    """That it steps back for a statutory procedure is a step of the reasoning only once it is in force."""
    subject = Subject(functions=[Function.CHILDREN_PART_3], grounds_on=date(2016, 9, 1))
    then, now = (
        {step.cite.source.short for step in triage(complaint(subjects=[subject], received_on=day)).parts[0].steps}
        for day in (date(2016, 9, 5), date(2024, 2, 1))
    )
    assert "Complaint Handling Code" not in then
    assert "Complaint Handling Code" in now


def test_a_decision_is_kept_while_a_fact_is_missing() -> None:
    """Whom it is about is not known, so whether the interest has to be decided is not known either."""
    decision = Decision(question=Question.INTEREST, answer=True, on=RECEIVED)
    answer = triage(complaint(concerning=None, decisions=[decision]))
    assert [part.verdict for part in answer.parts] == [Verdict.TO_ASK]


def test_the_acceptance_of_a_late_complaint_answers_when_it_arose() -> None:
    """Whoever decided to consider it although it is late need not be asked when the grounds arose, or were noticed."""
    decision = Decision(question=Question.ACCEPT_LATE, answer=True, on=RECEIVED)
    for function in (Function.CHILDREN_PART_3, Function.OTHER_SERVICE):
        for grounds in (None, date(2024, 1, 1)):
            subject = Subject(functions=[function], grounds_on=grounds)
            (part,) = triage(complaint(subjects=[subject], decisions=[decision])).parts
            assert part.verdict is Verdict.ACCEPTED


def test_only_an_intake_can_be_judged() -> None:
    """A dict is read first."""
    facts: Any = {"feedback": "complaint"}
    with pytest.raises(WrongTypeError, match="intake must be an Intake"):
        triage(facts)


# --- reading


def test_an_intake_is_read_from_plain_data() -> None:
    """Each field as JSON has it; what is left out nobody knows."""
    read = load_intake(
        {
            "feedback": "complaint",
            "received_on": "2026-11-23",
            "complainant": "child",
            "under_18": True,
            "advocate": "requested",
            "subjects": [
                {"functions": ["children-part-3"], "point": "1", "proceedings": ["disciplinary"], "considered": "never"},
            ],
            "decisions": [{"question": "prejudice", "answer": False, "on": "2026-11-24", "point": "1"}],
        }
    )
    assert read == Intake(
        feedback=FeedbackType.COMPLAINT,
        received_on=RECEIVED,
        complainant=Complainant.CHILD,
        under_18=True,
        advocate=Advocacy.REQUESTED,
        subjects=[
            Subject(
                functions=[Function.CHILDREN_PART_3],
                point="1",
                proceedings=[SuspensionGround.DISCIPLINARY],
                considered=Considered.NEVER,
            )
        ],
        decisions=[Decision(question=Question.PREJUDICE, answer=False, on=date(2026, 11, 24), point="1")],
    )
    assert load_intake({}) == Intake()


def test_all_the_faults_of_an_intake_are_given_together() -> None:
    """Wrong codes, dates, types and keys, each with its place and what would be right."""
    with pytest.raises(LoadError) as caught:
        load_intake(
            {
                "feedback": "complain",
                "received_on": "23/11/2026",
                "under_18": "no",
                "subject": [],
                "subjects": [{"functions": []}, {"functions": ["adoptoin"], "grounds": "2026-11-01"}],
                "decisions": [{"question": "interest", "on": "2026-11-24"}],
            }
        )
    assert {fault.path for fault in caught.value.details} == {
        "feedback",
        "received_on",
        "under_18",
        "subject",
        "subjects[0].functions",
        "subjects[1].functions[0]",
        "subjects[1].grounds",
        "decisions[0].answer",
    }
    assert "did you mean 'adoption'" in str(caught.value)


def test_all_the_contradictions_of_an_intake_are_given_together() -> None:
    """Where each fact can be read by itself, those that cannot be true together are all named."""
    with pytest.raises(LoadError) as caught:
        load_intake(
            {
                "received_on": "2026-11-23",
                "made_on": "2026-11-24",
                "subjects": [{"functions": ["school"], "grounds_on": "2026-12-01", "noticed_on": "2026-11-30"}],
            }
        )
    assert [fault.path for fault in caught.value.details] == [
        "made_on",
        "subjects[0].grounds_on",
        "subjects[0].noticed_on",
        "subjects[0].noticed_on",
    ]


@pytest.mark.parametrize("data", [[], "complaint", None, 7])
def test_what_is_no_object_is_no_intake(data: Any) -> None:
    """A list of intakes is read one by one."""
    with pytest.raises(LoadError, match="must be an object, not"):
        load_intake(data)


# --- what surrounds the choice


def test_a_councils_own_corporate_procedure_may_be_a_callers() -> None:
    """It is found in the caller's rulebook, and its own limit says when a complaint is late."""
    code = cr.get_procedure("england-corporate")
    mine = attrs.evolve(code, key="ourtown-corporate", since=date(2020, 1, 1), amendments=())
    book = cr.RULEBOOK.adding(mine)
    late = Subject(functions=[Function.OTHER_SERVICE], grounds_on=date(2021, 5, 1), noticed_on=date(2021, 5, 1))
    facts = complaint(subjects=[late], received_on=date(2022, 6, 1), corporate_procedure="ourtown-corporate")
    (part,) = triage(facts, rulebook=book).parts
    assert (part.procedure, part.verdict) == ("ourtown-corporate", Verdict.TO_DECIDE)
    assert [one.question for one in part.decisions] == [Question.ACCEPT_LATE]
    assert part.open_case(rulebook=book).procedure == mine
    with pytest.raises(UnknownKeyError, match="unknown procedure 'ourtown-corporate'"):
        triage(facts)


def test_a_procedure_that_triage_chooses_itself_is_no_councils_own() -> None:
    """The field is for a procedure beside the Code, not for forcing the choice."""
    with pytest.raises(WrongValueError, match="is not a procedure of a council's own"):
        triage(complaint(corporate_procedure="england-children"))


def test_the_calendar_of_the_caller_counts() -> None:
    """The council is closed on 24 November: ten working days after the 23rd end a day later, on 8 December."""
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales").with_closures({date(2026, 11, 24): "Council closed"})
    (part,) = triage(complaint(), calendar=calendar).parts
    assert {row.limit.key: row.due for row in part.deadlines}["stage-1"] == date(2026, 12, 8)


def test_an_answer_is_plain_data_ready_for_json() -> None:
    """Every code by its text, every day as a date, every provision in words; the events are those of a case."""
    plain = triage(complaint()).as_dict()
    assert json.loads(json.dumps(plain)) == plain
    (part,) = plain["parts"]
    assert (part["procedure"], part["verdict"], part["start"]) == ("england-children", "accepted", "2026-11-23")
    assert part["events"] == [
        {
            "event": "received",
            "on": "2026-11-23",
            "complainant": "parent",
            "concerning": "looked-after-child",
            "grounds_on": "2026-10-01",
        },
    ]
    assert {row["limit"]: row["due"] for row in part["deadlines"]} == {"explain-procedure": None, "stage-1": "2026-12-07"}
    assert part["steps"][-1] == {
        "says": "local resolution: the clock starts on 2026-11-23",
        "cite": "SI 2006/1738 reg 14(3)(c)",
        "certainty": "T",
    }
    assert plain["steps"][0]["cite"] == "Complaint Handling Code para 1.4"
    opened = cr.load_case({"procedure": part["procedure"], "version": part["version"], "events": part["events"]})
    assert opened.state == "local-resolution"


def test_what_opens_no_case_says_so() -> None:
    """A route without a clock, and what the regulations leave out."""
    (part,) = triage(complaint(Function.SCHOOL)).parts
    with pytest.raises(WrongValueError, match="this part opens no case"):
        part.open_case()


def test_answers_are_values() -> None:
    """They compare, hash and pickle."""
    answer = triage(complaint(Function.CHILDREN_PART_3, Function.DATA_PROTECTION))
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - pickled in this line
    assert len({answer, triage(complaint(Function.DATA_PROTECTION, Function.CHILDREN_PART_3))}) == 1


def test_what_was_decided_after_a_case_had_ended_is_not_put_on_its_file() -> None:
    """Suspended on 25 November: the decision on interest of the 30th has no case left to move."""
    subject = Subject(
        functions=[Function.CHILDREN_PART_3],
        grounds_on=date(2026, 10, 1),
        proceedings=[SuspensionGround.DISCIPLINARY, SuspensionGround.COURT_OR_TRIBUNAL],
    )
    decisions = [
        Decision(question=Question.INTEREST, answer=True, on=date(2026, 11, 30)),
        Decision(question=Question.PREJUDICE, answer=True, on=date(2026, 11, 25)),
    ]
    (part,) = triage(complaint(complainant=Complainant.PROFESSIONAL, subjects=[subject], decisions=decisions)).parts
    assert [event.key for event in part.events] == ["received", "suspended"]
    assert part.events[-1] == cr.Suspended(on=date(2026, 11, 25), ground=SuspensionGround.COURT_OR_TRIBUNAL)


def test_the_points_stand_on_the_receipt() -> None:
    """Two matters of one kind are one part, and its case has both points."""
    subjects = [
        Subject(functions=[Function.CHILDREN_PART_3], point=point, grounds_on=date(2026, 10, 1))
        for point in ("visits", "letters", "calls")
    ]
    (part,) = triage(complaint(subjects=subjects)).parts
    assert part.points == ("calls", "letters", "visits")
    received: Any = part.open_case().events[0]
    assert received.points == ("calls", "letters", "visits")


def test_a_procedure_without_a_time_to_complain_is_never_late() -> None:
    """A caller's own edition of the Code, standing before this library's, sets none."""
    code = cr.get_procedure("england-corporate")
    mine = attrs.evolve(
        code,
        limits=tuple(limit for limit in code.limits if limit.key != "make-complaint"),
        transitions=tuple(attrs.evolve(way, expects=None) if way.event is cr.NotAccepted else way for way in code.transitions),
    )
    subject = Subject(functions=[Function.OTHER_SERVICE], grounds_on=date(2001, 1, 1))
    (part,) = triage(complaint(subjects=[subject]), rulebook=cr.RULEBOOK.adding(mine)).parts
    assert part.verdict is Verdict.ACCEPTED


def test_an_oral_complaint_settled_before_the_team_had_it_is_resolved_at_once() -> None:
    """Made on Wednesday 27 October 2027, settled on the next working day, noted on 2 November: SI 2009/309 reg 8(1)(c)."""
    answer = cr.triage(
        cr.Intake(
            feedback=cr.FeedbackType.COMPLAINT,
            received_on=date(2027, 11, 2),
            made_on=date(2027, 10, 27),
            resolved_on=date(2027, 10, 28),
            manner=cr.Manner.ORALLY,
            disputed=(),
            subjects=(cr.Subject(functions=(cr.Function.ADULT_SOCIAL_CARE,)),),
        )
    )
    assert [(part.verdict, part.outcome) for part in answer.parts] == [(cr.Verdict.NOT_ACCEPTED, cr.Outcome.RESOLVED)]


# --- a procedure that the table does not know is cited by its own provisions


@pytest.mark.parametrize(
    ("received_on", "cite"),
    [
        (date(2019, 6, 3), "Council's own procedure, complaints to a landlord"),
        (date(2021, 6, 1), "Housing Ombudsman's Code 2020, paragraph not checked"),
        (date(2023, 6, 1), "Housing Ombudsman's Code 2022, paragraph not checked"),
        (date(2025, 6, 2), "Housing Ombudsman's Code para 2.2"),
    ],
)
def test_court_proceedings_about_a_landlord_cite_what_was_in_force_for_landlords(received_on: date, cite: str) -> None:
    """Never the other Ombudsman's Code, which came in February 2024 and is the councils'."""
    subject = Subject(functions=(Function.LANDLORD,), proceedings=(SuspensionGround.COURT_OR_TRIBUNAL,))
    intake = Intake(feedback=FeedbackType.COMPLAINT, received_on=received_on, landlord_is_council=True, subjects=[subject])
    (part,) = triage(intake).parts
    assert part.procedure == "england-housing"
    decision = next(asked for asked in part.decisions if asked.question is Question.PROCEEDINGS)
    assert str(decision.rule.cite) == cite


@pytest.mark.parametrize(
    ("received_on", "cite"),
    [
        (date(2023, 6, 1), "Housing Ombudsman's Code 2022, paragraph not checked"),
        (date(2025, 6, 2), "Housing Ombudsman's Code, scope"),
        (None, "Housing Ombudsman's Code, scope"),
    ],
)
def test_an_anonymous_tenants_complaint_cites_the_landlords_code(received_on: date | None, cite: str) -> None:
    """Nobody can be answered; what says so is of the landlord's own Code."""
    intake = Intake(
        feedback=FeedbackType.COMPLAINT,
        received_on=received_on,
        complainant=Complainant.ANONYMOUS,
        landlord_is_council=True,
        subjects=[Subject(functions=(Function.LANDLORD,))],
    )
    (part,) = triage(intake).parts
    step = next(step for step in part.steps if "nobody put a name to it" in step.says)
    assert str(step.cite) == cite
