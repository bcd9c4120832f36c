"""What triage hands back: the whole answer as plain data, its refusals in words, and one answer for one set of facts."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.classification import (
    Advocacy,
    Capacity,
    Complainant,
    Concerning,
    Considered,
    FeedbackType,
    Function,
    Question,
    Verdict,
)
from complaintrules.errors import WrongTypeError, WrongValueError
from complaintrules.routing import Part, Triage, triage
from complaintrules.routing.intake import Decision, Intake, Subject

RECEIVED = date(2026, 11, 23)


def complaint(*subjects: Subject, **facts: Any) -> Intake:
    """A parent's complaint of 23 November 2026 about a looked-after child, but for what is said otherwise."""
    usual: dict[str, Any] = {
        "feedback": FeedbackType.COMPLAINT,
        "received_on": RECEIVED,
        "complainant": Complainant.PARENT,
        "concerning": Concerning.LOOKED_AFTER_CHILD,
        "subjects": subjects,
    }
    return Intake(**usual | facts)


def about(*functions: Function, **facts: Any) -> Subject:
    """A matter whose grounds arose on 1 October 2026, but for what is said otherwise."""
    return Subject(functions=functions, **{"grounds_on": date(2026, 10, 1)} | facts)


PART_3 = about(Function.CHILDREN_PART_3)
IS_COMPLAINT = {
    "says": "it is a complaint: dissatisfaction about a service",
    "cite": "Complaint Handling Code para 1.4",
    "certainty": "K",
}


# --- plain data


def test_the_whole_answer_stands_in_plain_data() -> None:
    """A late complaint about one point: each code by its text, each day as a date, each provision in words.

    Reg 9: a year after 22 November 2025 ended the day before. Reg 14: ten working days after Monday 23 November 2026 end on
    7 December, twenty on the 21st.
    """
    late = {
        "says": (
            "they are late: the authority may consider them if it would not be reasonable to expect them in time and they can"
            " still be considered effectively and fairly"
        ),
        "cite": "SI 2006/1738 reg 9(2)",
        "certainty": "T",
    }
    answer = triage(complaint(about(Function.CHILDREN_PART_3, grounds_on=date(2025, 11, 22), point="1")))
    deadlines = answer.parts[0].deadlines
    assert [(row.limit.key, row.due, row.latest) for row in deadlines] == [
        ("explain-procedure", None, None),
        ("stage-1", date(2026, 12, 7), date(2026, 12, 21)),
    ]
    assert answer.as_dict() == {
        "feedback": "complaint",
        "is_complaint": True,
        "steps": [IS_COMPLAINT],
        "asks": [],
        "parts": [
            {
                "functions": ["children-part-3"],
                "points": ["1"],
                "verdict": "to-decide",
                "procedure": "england-children",
                "version": "2006-09-01",
                "type": "statutory-children",
                "route": None,
                "outcome": None,
                "decisions": [{"question": "accept-late"} | late],
                "asks": [
                    {
                        "field": "manner",
                        "says": (
                            "was it made orally or in writing? For oral representations, stage 2 starts with the written record."
                        ),
                        "cite": "SI 2006/1738 reg 17(5)",
                        "certainty": "T",
                    },
                    {
                        "field": "proceedings",
                        "says": "are there court, tribunal, disciplinary or criminal proceedings or investigations?",
                        "cite": "SI 2006/1738 reg 8(1)",
                        "certainty": "T",
                    },
                    {
                        "field": "considered",
                        "says": "has the same complaint been considered before, and by whom?",
                        "cite": ("Getting the Best from Complaints, complaints already considered, paragraph not checked"),
                        "certainty": "S",
                    },
                ],
                "steps": [
                    {
                        "says": "any function under Part 3 of the Children Act may be complained about there",
                        "cite": "Children Act 1989 s 26(3)",
                        "certainty": "T",
                    },
                    {
                        "says": "it is about a child who is looked after or in need",
                        "cite": "Children Act 1989 s 26(3)",
                        "certainty": "T",
                    },
                    {
                        "says": "the Ombudsman's Code does not apply where a statutory procedure exists",
                        "cite": "Complaint Handling Code, scope",
                        "certainty": "S",
                    },
                    late,
                    {
                        "says": "local resolution: the clock starts on 2026-11-23",
                        "cite": "SI 2006/1738 reg 14(3)(c)",
                        "certainty": "T",
                    },
                ],
                "events": [
                    {
                        "event": "received",
                        "on": "2026-11-23",
                        "complainant": "parent",
                        "concerning": "looked-after-child",
                        "grounds_on": "2025-11-22",
                        "points": ["1"],
                    }
                ],
                "start": "2026-11-23",
                "deadlines": [row.as_dict() for row in deadlines],
            }
        ],
    }


def test_what_is_redirected_or_left_out_has_its_route_or_outcome_and_no_case() -> None:
    """The keys are the same; what there is none of is null or empty."""
    nothing: dict[str, Any] = {"points": [], "decisions": [], "asks": [], "events": [], "start": None, "deadlines": []}
    (school,) = triage(complaint(about(Function.SCHOOL))).as_dict()["parts"]
    assert {key: value for key, value in school.items() if key != "steps"} == nothing | {
        "functions": ["school"],
        "verdict": "redirected",
        "procedure": None,
        "version": None,
        "type": None,
        "route": "school-complaint",
        "outcome": None,
    }
    left_out = complaint(about(Function.ADULT_SOCIAL_CARE), capacity=Capacity.RESPONSIBLE_BODY)
    (adults,) = triage(left_out).as_dict()["parts"]
    assert {key: value for key, value in adults.items() if key != "steps"} == nothing | {
        "functions": ["adult-social-care"],
        "verdict": "not-accepted",
        "procedure": "england-adult-social-care",
        "version": "2009-09",
        "type": "statutory-adult-social-care",
        "route": None,
        "outcome": "outside-jurisdiction",
    }


def test_a_deadline_past_what_was_announced_is_provisional_in_plain_data_too() -> None:
    """From 20 December 2028 ten working days end in January 2029, whose holidays are not announced yet."""
    (part,) = triage(complaint(PART_3, received_on=date(2028, 12, 20), made_on=date(2026, 12, 1))).as_dict()["parts"]
    assert {row["limit"]: row["provisional"] for row in part["deadlines"]} == {"explain-procedure": False, "stage-1": True}


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        (
            {},
            {
                "feedback": None,
                "is_complaint": None,
                "steps": [],
                "asks": [
                    {
                        "field": "feedback",
                        "says": "is it a complaint, or a compliment, comment, enquiry or service request?",
                        "cite": "Complaint Handling Code para 1.2",
                        "certainty": "T",
                    }
                ],
                "parts": [],
            },
        ),
        (
            {"feedback": FeedbackType.COMPLIMENT},
            {
                "feedback": "compliment",
                "is_complaint": False,
                "steps": [
                    {
                        "says": "a compliment is recorded; it is not a complaint",
                        "cite": "Complaint Handling Code para 1.4",
                        "certainty": "K",
                    }
                ],
                "asks": [],
                "parts": [],
            },
        ),
        (
            {"feedback": FeedbackType.COMPLAINT},
            {
                "feedback": "complaint",
                "is_complaint": True,
                "steps": [IS_COMPLAINT],
                "asks": [
                    {
                        "field": "subjects",
                        "says": "what is it about: which functions of the council?",
                        "cite": "Complaint Handling Code para 1.2",
                        "certainty": "S",
                    }
                ],
                "parts": [],
            },
        ),
    ],
)
def test_what_is_no_complaint_or_not_known_to_be_one_has_no_parts(facts: dict[str, Any], answer: dict[str, Any]) -> None:
    """It says what it is, or asks; whether it is a complaint is yes, no, or unknown."""
    assert triage(Intake(**facts)).as_dict() == answer


def test_a_bare_answer_and_a_bare_part_hold_nothing() -> None:
    """Tuples that are empty, and None."""
    bare = Triage(feedback=None)
    assert (bare.steps, bare.asks, bare.parts, bare.is_complaint) == ((), (), (), None)
    part = Part(functions=(Function.SCHOOL,), verdict=Verdict.REDIRECTED)
    assert (part.points, part.decisions, part.asks, part.steps, part.events, part.deadlines) == ((), (), (), (), (), ())
    assert (part.procedure, part.version, part.type, part.route, part.outcome, part.start) == (None,) * 6


# --- refusals


@pytest.mark.parametrize(
    ("facts", "context", "error", "says"),
    [
        ({"feedback": "complaint"}, {}, WrongTypeError, "intake must be an Intake, not dict {'feedback': 'complaint'}"),
        (
            complaint(PART_3, corporate_procedure="uk-data-protection"),
            {},
            WrongValueError,
            "corporate_procedure 'uk-data-protection': is not a procedure of a council's own; leave it out",
        ),
        (
            complaint(PART_3, decisions=[Decision(question=Question.PREJUDICE, answer=True, on=RECEIVED)]),
            {},
            WrongValueError,
            "decisions 'prejudice': does not arise: nothing in these facts raises that question",
        ),
        (
            Intake(feedback=FeedbackType.COMMENT, decisions=[Decision(question=Question.INTEREST, answer=True, on=RECEIVED)]),
            {},
            WrongValueError,
            "decisions 'interest': does not arise: a comment is recorded; it is not a complaint",
        ),
        (complaint(PART_3), {"calendar": "england"}, WrongTypeError, "calendar must be a WorkingDayCalendar, not str 'england'"),
        (complaint(PART_3), {"rulebook": 7}, WrongTypeError, None),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_each_refusal_is_said_in_words(facts: Any, context: Any, error: type[Exception], says: str | None) -> None:
    """The argument, its value, and what would have been right."""
    with pytest.raises(error) as refused:
        triage(facts, **context)
    if says is not None:
        assert str(refused.value) == says
        assert getattr(refused.value, "argument", None) == says.split(maxsplit=1)[0]


def test_a_decision_before_anybody_knows_what_it_is_about_is_kept() -> None:
    """Nothing is known of its subjects yet, so no question can be said not to arise."""
    decision = Decision(question=Question.PREJUDICE, answer=True, on=RECEIVED)
    assert [ask.field for ask in triage(complaint(decisions=[decision])).asks] == ["subjects"]


def test_a_part_that_opens_no_case_says_its_verdict() -> None:
    """The error has the verdict by its text."""
    (part,) = triage(complaint(about(Function.SCHOOL))).parts
    with pytest.raises(WrongValueError) as refused:
        part.open_case()
    assert (refused.value.argument, refused.value.value) == ("verdict", "redirected")
    assert str(refused.value) == "verdict 'redirected': this part opens no case"
    waiting = Part(functions=(Function.SCHOOL,), verdict=Verdict.TO_ASK, procedure="england-children")
    with pytest.raises(WrongValueError, match="verdict 'to-ask': this part opens no case"):
        waiting.open_case()


def test_a_case_takes_its_details_from_the_caller() -> None:
    """As when it is opened by hand."""
    (part,) = triage(complaint(PART_3)).parts
    case = part.open_case(reference="2026-0143", team="Duty")
    assert (case.reference, case.team, case.events) == ("2026-0143", "Duty", part.events)


# --- where it stands


def test_a_case_that_waits_says_that_no_counted_clock_runs() -> None:
    """A child who asked for an advocate: stage 1 starts when one is appointed (reg 14(3)(b))."""
    facts = complaint(PART_3, complainant=Complainant.CHILD, advocate=Advocacy.REQUESTED)
    (part,) = triage(facts).parts
    assert part.start is None
    assert part.steps[-1].says.endswith(": no clock that is counted runs yet")
    assert [row.limit.key for row in part.deadlines if row.limit.kind is cr.Kind.DUTY and row.limit.period] == []


def test_the_start_is_that_of_the_first_counted_duty() -> None:
    """Not of the complainant's own time, which the grounds started, nor of what is owed without a number."""
    (part,) = triage(complaint(PART_3)).parts
    assert part.start == RECEIVED
    facts = complaint(PART_3, complainant=Complainant.OTHER_RELATIVE)
    decision = Decision(question=Question.INTEREST, answer=True, on=date(2026, 11, 25))
    (decided,) = triage(complaint(PART_3, complainant=Complainant.OTHER_RELATIVE, decisions=[decision])).parts
    (undecided,) = triage(facts).parts
    assert (undecided.start, decided.start) == (None, date(2026, 11, 25))
    assert str(decided.steps[-1].cite).startswith("SI 2006/1738 reg ")


# --- parts


def test_parts_that_share_their_answer_are_one_with_all_functions_points_and_steps() -> None:
    """Adoption and special guardianship are judged under two sections; the case is one, its steps those of both, each once."""
    answer = triage(
        complaint(
            about(Function.SPECIAL_GUARDIANSHIP, point="b"),
            about(Function.ADOPTION, Function.CHILDREN_PART_3, point="a"),
        )
    )
    (part,) = answer.parts
    assert part.functions == (Function.CHILDREN_PART_3, Function.ADOPTION, Function.SPECIAL_GUARDIANSHIP)
    assert part.points == ("a", "b")
    says = [step.says for step in part.steps]
    assert len(set(says)) == len(says)
    assert "it is about adoption" in says
    assert "it is about special guardianship" in says


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("point", ["1", "2", None]),
        ("grounds_on", [date(2024, 1, 1), date(2026, 10, 1), None]),
        ("noticed_on", [date(2024, 1, 1), date(2026, 10, 1), None]),
        ("considered", [Considered.NEVER, Considered.THROUGHOUT, None]),
        ("proceedings", [[cr.SuspensionGround.DISCIPLINARY], [cr.SuspensionGround.COURT_OR_TRIBUNAL], [], None]),
    ],
)
def test_the_order_of_the_subjects_changes_nothing(field: str, values: list[Any]) -> None:
    """Whatever tells them apart: any order gives the same answer, part by part."""
    facts: dict[str, Any] = {"grounds_on": None}
    subjects = [Subject(functions=[Function.CHILDREN_PART_3], **facts | {field: value}) for value in values]
    answers = {triage(complaint(*order)) for order in itertools.permutations(subjects)}
    assert len(answers) == 1


def test_matters_that_differ_in_their_proceedings_alone_stand_in_the_order_of_their_codes() -> None:
    """In every process the same: no order hangs on how texts are hashed there."""
    prejudiced = [Decision(question=Question.PREJUDICE, answer=True, on=RECEIVED)]
    subjects = [about(Function.CHILDREN_PART_3, proceedings=[ground]) for ground in cr.SuspensionGround]
    parts = triage(complaint(*subjects, decisions=prejudiced)).parts
    grounds = [event.ground.value for part in parts for event in part.events if isinstance(event, cr.Suspended)]
    assert len(grounds) == len(cr.SuspensionGround)
    assert grounds == sorted(grounds)


def test_the_order_of_functions_and_of_proceedings_changes_nothing() -> None:
    """Given twice they count once."""
    both = [cr.SuspensionGround.DISCIPLINARY, cr.SuspensionGround.COURT_OR_TRIBUNAL]
    one = triage(complaint(about(Function.ADOPTION, Function.SCHOOL, proceedings=both)))
    other = triage(complaint(about(Function.SCHOOL, Function.ADOPTION, Function.SCHOOL, proceedings=[*both[::-1], both[0]])))
    assert one == other
    assert [part.functions for part in one.parts] == [(Function.ADOPTION,), (Function.SCHOOL,)]


def test_a_decision_for_one_point_concerns_no_other() -> None:
    """Late on both points; what was decided for the first does not arise for a second that is in time."""
    late, timely = (
        about(Function.CHILDREN_PART_3, grounds_on=date(2025, 1, 1), point="1"),
        about(Function.CHILDREN_PART_3, point="2"),
    )
    decide: dict[str, Any] = {"question": Question.ACCEPT_LATE, "answer": True, "on": RECEIVED}
    (part,) = triage(complaint(late, decisions=[Decision(**decide, point="1")])).parts
    assert part.verdict is Verdict.ACCEPTED
    with pytest.raises(WrongValueError, match="does not arise"):
        triage(complaint(late, timely, decisions=[Decision(**decide, point="2")]))
    verdicts = [part.verdict for part in triage(complaint(late, timely, decisions=[Decision(**decide)])).parts]
    assert verdicts == [Verdict.ACCEPTED, Verdict.ACCEPTED]  # two files, for their grounds arose on two days
