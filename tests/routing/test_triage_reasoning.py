"""The reasoning of triage, step by step: what each step says, the provision beside it, and how surely that was checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.classification import (
    Capacity,
    Complainant,
    ComplaintType,
    Concerning,
    FeedbackType,
    Function,
    Manner,
    Outcome,
    Question,
    SuspensionGround,
    Verdict,
)
from complaintrules.routing import Part, triage
from complaintrules.routing.intake import Decision, Intake, Subject

RECEIVED = date(2026, 11, 23)
OWN = "shropshire-corporate-2016"

PART_3 = ("any function under Part 3 of the Children Act may be complained about there", "Children Act 1989 s 26(3)", "T")
OF_A_CHILD = ("it is about a child who is looked after or in need", "Children Act 1989 s 26(3)", "T")
STEPS_BACK = ("the Ombudsman's Code does not apply where a statutory procedure exists", "Complaint Handling Code, scope", "S")
STARTED = ("local resolution: the clock starts on 2026-11-23", "SI 2006/1738 reg 14(3)(c)", "T")
NOT_STATUTORY = ("no statutory procedure covers it", "Complaint Handling Code, scope", "S")


def complaint(*functions: Function, grounds: date | None = date(2026, 10, 1), **facts: Any) -> Intake:
    """A parent's complaint of 23 November 2026 about a looked-after child, but for what is said otherwise."""
    of_subject = {name: facts.pop(name) for name in ("noticed_on", "considered", "proceedings") if name in facts}
    subject = Subject(functions=functions or (Function.CHILDREN_PART_3,), grounds_on=grounds, **of_subject)
    usual: dict[str, Any] = {
        "feedback": FeedbackType.COMPLAINT,
        "received_on": RECEIVED,
        "complainant": Complainant.PARENT,
        "concerning": Concerning.LOOKED_AFTER_CHILD,
        "subjects": [subject],
    }
    return Intake(**usual | facts)


def only(facts: Intake, **context: Any) -> Part:
    """The one part of the answer."""
    (part,) = triage(facts, **context).parts
    return part


def steps(part: Part) -> list[tuple[str, str, str]]:
    """What each step says, its provision, and how surely it was checked."""
    return [(step.says, str(step.cite), step.certainty.value) for step in part.steps]


def asks(part: Part) -> dict[str, tuple[str, str, str]]:
    """What is asked next, by its field."""
    return {ask.field: (ask.rule.says, str(ask.rule.cite), ask.rule.certainty.value) for ask in part.asks}


# --- which procedure


def test_a_parents_complaint_in_time_is_reasoned_from_the_act_to_the_clock() -> None:
    """s.26(3), reg 9 and reg 14(3): a year after 1 October 2026 is 1 October 2027."""
    part = only(complaint())
    in_time = ("it was made in time, which runs to 2027-10-01", "SI 2006/1738 reg 9", "T")
    assert steps(part) == [PART_3, OF_A_CHILD, STEPS_BACK, in_time, STARTED]
    assert (part.version, part.points, part.decisions) == ("2006-09-01", (), ())


def test_a_time_limit_checked_in_a_second_source_says_so() -> None:
    """Reg 12 of the adults' regulations is such a row; the day of the complaint, a year on, is still in time."""
    part = only(complaint(Function.ADULT_SOCIAL_CARE, grounds=date(2025, 11, 23)))
    assert steps(part)[2] == ("it was made in time, which runs to 2026-11-23", "SI 2009/309 reg 12", "S")


def test_what_the_section_does_not_cover_goes_to_the_corporate_procedure() -> None:
    """About a child who is neither looked after nor in need; or a care leaver's, by somebody else."""
    uncovered = only(complaint(concerning=Concerning.CHILD_NOT_IN_NEED, disputed=()))
    assert steps(uncovered)[:2] == [
        PART_3,
        (
            "it is not about a person whom the section covers; what falls outside is for the corporate procedure",
            "Children Act 1989 s 26(3)",
            "T",
        ),
    ]
    unnamed = only(complaint(concerning=Concerning.CARE_LEAVER, disputed=()))
    assert steps(unnamed)[1:3] == [
        ("it is a care leaver's, about Part 3 functions in relation to them", "Children Act 1989 s 24D", "T"),
        (
            "the section gives the right to the young person alone; what falls outside is for the corporate procedure",
            "Children Act 1989 s 24D",
            "T",
        ),
    ]
    assert (uncovered.procedure, unnamed.procedure) == ("england-corporate", "england-corporate")


def test_a_councils_own_procedure_is_named_with_the_provision_of_its_first_step() -> None:
    """In force on 5 September 2016; the certainty is that of its own first row."""
    part = only(
        complaint(Function.OTHER_SERVICE, grounds=date(2016, 9, 1), received_on=date(2016, 9, 5), corporate_procedure=OWN)
    )
    report = "Shropshire annual report 2016/17, corporate complaints"
    assert steps(part) == [
        NOT_STATUTORY,
        ("the council's own corporate procedure is in force on that day", report, "S"),
        ("investigated at stage 1: the clock starts on 2016-09-05", report, "S"),
    ]
    assert (part.procedure, part.type) == (OWN, ComplaintType.CORPORATE)


def test_a_councils_own_procedure_that_has_ended_gives_way_to_the_code() -> None:
    """It says between which days it was in force."""
    part = only(complaint(Function.OTHER_SERVICE, corporate_procedure=OWN))
    assert steps(part)[1] == (
        (
            "procedure 'shropshire-corporate-2016' was not in force on 2026-11-23; it is in force from 2000-01-01 to 2016-03-31, "
            "and from 2016-04-01 to 2026-03-31"
        ),
        "Shropshire annual report 2016/17, corporate complaints",
        "S",
    )
    assert part.procedure == "england-corporate"


def test_a_councils_own_procedure_speaks_by_its_own_rules() -> None:
    """The provision is that of the step that opens a case, wherever it stands; the certainty is that of its first row."""
    code = cr.get_procedure("england-corporate")
    limits = tuple(
        attrs.evolve(limit, certainty=cr.Certainty.SECOND_SOURCE if place else cr.Certainty.GENERAL_KNOWLEDGE)
        for place, limit in enumerate(code.limits)
    )
    leaflet = cr.Source("Our leaflet", "Our leaflet")
    opening = [row for row in code.transitions if row.event is cr.Received]
    others = [row for row in code.transitions if row.event is not cr.Received]
    mine = attrs.evolve(
        code,
        key="ourtown-corporate",
        limits=limits,
        transitions=(*others, *(attrs.evolve(row, cite=leaflet("how to complain")) for row in opening)),
    )
    facts = complaint(Function.OTHER_SERVICE, corporate_procedure="ourtown-corporate")
    part = only(facts, rulebook=cr.RULEBOOK.adding(mine))
    assert steps(part)[1] == (
        "the council's own corporate procedure is in force on that day",
        "Our leaflet, how to complain",
        "K",
    )
    assert steps(part)[-1] == (
        "to be answered at stage 1: the clock starts on 2026-11-23",
        "Our leaflet, how to complain",
        "K",
    )
    assert part.procedure == "ourtown-corporate"


def test_a_day_on_which_nothing_was_in_force_is_said_so() -> None:
    """Before the regulations; before the Code the reasoning says that each council had a procedure of its own."""
    none = "; this library holds no other for that day; the council may have had one of its own"
    children = only(complaint(grounds=date(2005, 9, 1), received_on=date(2005, 9, 5)))
    assert steps(children)[2] == (
        "procedure 'england-children' was not in force on 2005-09-05; it is in force from 2006-09-01" + none,
        "Children Act 1989 s 26(3)",
        "T",
    )
    other = only(complaint(Function.OTHER_SERVICE, grounds=date(2016, 9, 1), received_on=date(2016, 9, 5)))
    own = "before the Ombudsman's Code each council had a procedure of its own, whose times this library does not hold"
    assert steps(other)[1] == (own, "Council's own procedure, corporate complaints", "K")
    assert (children.verdict, children.type) == (Verdict.NO_PROCEDURE, ComplaintType.STATUTORY_CHILDREN)
    assert (other.verdict, other.version, other.type) == (Verdict.ACCEPTED, "own-procedure", ComplaintType.CORPORATE)


def test_where_a_procedure_came_later_the_next_best_of_that_day_is_taken() -> None:
    """Personal data before 19 June 2026: the Code from 1 February 2024 on; before it, the council's own procedure."""
    ended = "procedure 'uk-data-protection' was not in force on {}; it is in force from 2026-06-19"
    code = only(complaint(Function.DATA_PROTECTION, grounds=date(2025, 3, 1), received_on=date(2025, 3, 5)))
    assert steps(code)[1] == (ended.format("2025-03-05"), "Data Protection Act 2018 s 164A", "T")
    assert (code.procedure, code.type) == ("england-corporate", ComplaintType.CORPORATE)
    old = only(complaint(Function.DATA_PROTECTION, grounds=date(2016, 3, 1), received_on=date(2016, 3, 5)))
    assert steps(old)[1][0] == ended.format("2016-03-05")
    assert (old.procedure, old.version) == ("england-corporate", "own-procedure")


@pytest.mark.parametrize(
    ("function", "own", "procedure", "kind"),
    [
        (Function.CHILDREN_PART_3, None, "england-children", ComplaintType.STATUTORY_CHILDREN),
        (Function.CHILDREN_PART_3, OWN, "england-children", ComplaintType.STATUTORY_CHILDREN),
        (Function.OTHER_SERVICE, None, "england-corporate", ComplaintType.CORPORATE),
        (Function.OTHER_SERVICE, OWN, OWN, ComplaintType.CORPORATE),
        (Function.ADULT_SOCIAL_CARE, OWN, "england-adult-social-care", ComplaintType.STATUTORY_ADULT),
    ],
)
def test_while_the_day_of_receipt_is_not_known_the_procedure_is_named_without_a_version(
    function: Function, own: str | None, procedure: str, kind: ComplaintType
) -> None:
    """A council's own takes the place of the Code, and of no statutory procedure."""
    part = only(complaint(function, received_on=None, corporate_procedure=own))
    assert (part.procedure, part.type, part.version, part.verdict) == (procedure, kind, None, Verdict.TO_ASK)
    assert asks(part) == {
        "received_on": (
            "on which day did it reach the authority? Every clock waits for it",
            "Complaint Handling Code para 6.2",
            "T",
        )
    }
    assert (part.events, part.deadlines, part.start) == ((), (), None)


def test_a_route_without_a_clock_has_one_step_and_nothing_else() -> None:
    """A complaint about a school is for its governing body."""
    assert only(complaint(Function.SCHOOL)) == Part(
        functions=(Function.SCHOOL,),
        verdict=Verdict.REDIRECTED,
        route=cr.Route.SCHOOL_COMPLAINT,
        steps=only(complaint(Function.SCHOOL)).steps,
    )
    assert steps(only(complaint(Function.SCHOOL))) == [
        ("the school's governing body has a procedure of its own", "Education Act 2002 s 29", "S")
    ]


# --- late, or not known to be


def test_the_day_that_decides_lateness_is_asked_for_with_its_own_provision() -> None:
    """Reg 9 counts from the grounds; the Code and the adults' regulations from the notice."""
    assert asks(only(complaint(grounds=None)))["grounds_on"] == (
        "when did the grounds for complaint arise?",
        "SI 2006/1738 reg 9",
        "T",
    )
    noticed = "when did the matter happen, and when did the complainant come to know of it?"
    code = asks(only(complaint(Function.OTHER_SERVICE, grounds=None)))
    adults = asks(only(complaint(Function.ADULT_SOCIAL_CARE, grounds=None)))
    assert code["noticed_on"] == (noticed, "Complaint Handling Code para 2.2", "T")
    assert adults["noticed_on"] == (noticed, "SI 2009/309 reg 12", "S")
    assert "grounds_on" not in {*code, *adults}


LATE = (
    "they are late: the authority may consider them if it would not be reasonable to expect them in time and they can still"
    " be considered effectively and fairly"
)


@pytest.mark.parametrize(
    ("answer", "said", "verdict"),
    [
        (None, "", Verdict.TO_DECIDE),
        (True, "; decided on 2026-11-24: yes", Verdict.ACCEPTED),
        (False, "; decided on 2026-11-24: no", Verdict.NOT_ACCEPTED),
    ],
)
def test_a_decision_is_said_with_its_day_and_answer(answer: bool | None, said: str, verdict: Verdict) -> None:  # noqa: FBT001 - a column of the table
    """Reg 9(2): a year after 22 November 2025 ended the day before the receipt."""
    decisions = [] if answer is None else [Decision(question=Question.ACCEPT_LATE, answer=answer, on=date(2026, 11, 24))]
    part = only(complaint(grounds=date(2025, 11, 22), decisions=decisions))
    assert (LATE + said, "SI 2006/1738 reg 9(2)", "T") in steps(part)
    assert part.verdict is verdict
    if verdict is Verdict.NOT_ACCEPTED:
        assert part.outcome is Outcome.OUT_OF_TIME
        assert part.asks == ()


def test_a_decision_keeps_the_certainty_of_its_provision() -> None:
    """The adults' reg 12 was read in a second source: decided or not, the step says so."""
    late = {"grounds": date(2025, 1, 1), "noticed_on": date(2025, 1, 1)}
    says = "it is late: the limit falls away if there were good reasons and it can still be investigated effectively and fairly"
    undecided = only(complaint(Function.ADULT_SOCIAL_CARE, **late))
    assert (says, "SI 2009/309 reg 12", "S") in steps(undecided)
    decision = Decision(question=Question.ACCEPT_LATE, answer=True, on=RECEIVED)
    decided = only(complaint(Function.ADULT_SOCIAL_CARE, decisions=[decision], **late))
    assert (f"{says}; decided on 2026-11-23: yes", "SI 2009/309 reg 12", "S") in steps(decided)


def test_a_closing_day_of_the_callers_calendar_counts_for_a_complaint_resolved_at_once() -> None:
    """By the end of the next working day: Tuesday 24 November, or the 25th where the 24th is closed (reg 8(1)(c))."""
    facts = complaint(Function.ADULT_SOCIAL_CARE, manner=Manner.ORALLY, resolved_on=date(2026, 11, 25), disputed=())
    closed = cr.WorkingDayCalendar.for_division("england-and-wales").with_closures([date(2026, 11, 24)])
    assert only(facts).verdict is Verdict.ACCEPTED
    at_once = only(facts, calendar=closed)
    assert (at_once.verdict, at_once.outcome) == (Verdict.NOT_ACCEPTED, Outcome.RESOLVED)


# --- what becomes of it


def test_an_oral_complaint_resolved_at_once_has_a_file_of_two_facts() -> None:
    """It is received and resolved; no clock runs, and nothing is asked."""
    part = only(complaint(Function.ADULT_SOCIAL_CARE, manner=Manner.ORALLY, resolved_on=date(2026, 11, 24), disputed=()))
    assert [(event.key, event.on) for event in part.events] == [
        ("received", RECEIVED),
        ("resolved", date(2026, 11, 24)),
    ]
    assert (part.outcome, part.asks, part.start) == (Outcome.RESOLVED, (), None)
    assert part.open_case().events == part.events
    assert steps(part)[-1] == (
        "an oral complaint resolved by the end of the next working day lies outside the regulations",
        "SI 2009/309 reg 8(1)(c)",
        "T",
    )


def test_what_is_left_out_says_why_and_what_is_owed_all_the_same() -> None:
    """The reasoning before it stays; reg 8(2): the complainant is told in writing."""
    part = only(complaint(Function.ADULT_SOCIAL_CARE, capacity=Capacity.RESPONSIBLE_BODY))
    assert steps(part) == [
        ("complaints about the council's social services for adults have their own regulations", "SI 2009/309 reg 6", "S"),
        STEPS_BACK,
        ("a complaint by another responsible body is left out", "SI 2009/309 reg 8(1)", "T"),
        (
            "the complainant is told so in writing, with the reason, as soon as reasonably practicable",
            "SI 2009/309 reg 8(2)",
            "T",
        ),
    ]
    assert (part.outcome, part.events) == (Outcome.OUTSIDE_JURISDICTION, ())


def test_what_was_decided_and_what_was_resolved_stand_on_one_file() -> None:
    """An interest found sufficient, then resolved two days later: both are facts of the case, in that order."""
    facts = complaint(
        complainant=Complainant.OTHER_RELATIVE,
        resolved_on=date(2026, 11, 26),
        decisions=[Decision(question=Question.INTEREST, answer=True, on=date(2026, 11, 24))],
    )
    part = only(facts)
    assert [(event.key, event.on) for event in part.events[1:]] == [
        ("interest-decided", date(2026, 11, 24)),
        ("resolved", date(2026, 11, 26)),
    ]
    assert part.open_case().state == "resolved"


def test_a_child_whose_class_does_not_say_so_is_one_on_the_receipt() -> None:
    """Under 18, the parent is a child too, and awaits the advocate they asked for (reg 14(3)(b))."""
    part = only(complaint(under_18=True, advocate=cr.Advocacy.REQUESTED))
    received: Any = part.events[0]
    assert received.under_18
    assert (part.start, part.open_case().state) == (None, "advocate-awaited")


def test_of_several_proceedings_the_first_of_the_regulation_is_named() -> None:
    """Reg 8(1) lists court or tribunal, disciplinary, a criminal investigation, criminal proceedings, in that order."""
    decision = Decision(question=Question.PREJUDICE, answer=True, on=RECEIVED)
    for given in (
        [SuspensionGround.DISCIPLINARY, SuspensionGround.COURT_OR_TRIBUNAL],
        [SuspensionGround.COURT_OR_TRIBUNAL, SuspensionGround.CRIMINAL_INVESTIGATION, SuspensionGround.DISCIPLINARY],
    ):
        part = only(complaint(proceedings=given, decisions=[decision]))
        assert part.events[-1] == cr.Suspended(on=RECEIVED, ground=SuspensionGround.COURT_OR_TRIBUNAL)
    part = only(
        complaint(proceedings=[SuspensionGround.CRIMINAL_INVESTIGATION, SuspensionGround.DISCIPLINARY], decisions=[decision])
    )
    assert part.events[-1] == cr.Suspended(on=RECEIVED, ground=SuspensionGround.DISCIPLINARY)
