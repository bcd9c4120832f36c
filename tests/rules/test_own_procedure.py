"""A user's own procedure, defined outside the package: linted, put in a rulebook of its own, and run like any other.

It is an invented one for a housing association's repairs: one working week to answer, a review within two calendar months, a
promise that rolls, and a council's holidays of Scotland.
"""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Force, Kind, Party, Status
from complaintrules.calendars.periods import FROM, calendar_days, months, working_days
from complaintrules.errors import ImpossibleEventError, ProcedureError, UnknownKeyError
from complaintrules.events import Acknowledged, EscalationRequested, Extended, Received, Responded, Sent, Withdrawn
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, Cap, Entering, Extension, On, State, Step, TimeLimit, Transition

RULES = Source("Repairs rules", "Complaints about repairs: rules of an association", unit="rule", short_unit="rule")


@attrs.frozen(kw_only=True)
class Inspected(Sent):
    """Someone looked at the repair: a type of event that the package does not know."""

    key, title, actor = "inspected", "Inspected", Party.AUTHORITY


PARTS: dict[str, Any] = {
    "key": "repairs",
    "version": "2026",
    "title": "Complaints about repairs",
    "since": date(2026, 1, 1),
    "division": "scotland",
    "sources": (RULES,),
    "states": (
        State("open", "To be answered", 1),
        State("answered", "Answered", 1, rests=True),
        State("review", "Under review", 2),
        State("over", "Reviewed", 2, final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    "transitions": (
        Transition(START, Received, "open", RULES("1")),
        Transition("open", Inspected, STAY, RULES("2")),
        Transition("open", Extended, STAY, RULES("3")),
        Transition("open", Responded, "answered", RULES("3")),
        Transition("answered", EscalationRequested, "review", RULES("4")),
        Transition("review", Responded, "over", RULES("5")),
        Transition(("open", "answered", "review"), Withdrawn, "withdrawn", RULES("6")),
        Transition(ANYWHERE, Acknowledged, STAY, RULES("1")),
    ),
    "limits": (
        TimeLimit(
            key="inspect",
            title="Look at the repair",
            binds=Party.AUTHORITY,
            force=Force.LOCAL_POLICY,
            within=("open",),
            starts=(On(Received),),
            ends=(Inspected,),
            period=calendar_days(3, rolls=True),
            cite=RULES("2"),
        ),
        TimeLimit(
            key="answer",
            title="Answer the complaint",
            binds=Party.AUTHORITY,
            force=Force.LOCAL_POLICY,
            within=("open",),
            starts=(On(Received),),
            ends=(Responded,),
            period=working_days(5),
            extension=Extension(
                to=working_days(10), cap=Cap.HARD, before_expiry=True, cite=RULES("3"), grounds="a part is on order"
            ),
            cite=RULES("3"),
        ),
        TimeLimit(
            key="ask-for-review",
            title="Ask for a review",
            binds=Party.COMPLAINANT,
            kind=Kind.WINDOW,
            force=Force.LOCAL_POLICY,
            within=("answered",),
            starts=(On(Responded),),
            ends=(EscalationRequested,),
            period=months(1),
            cite=RULES("4"),
        ),
        TimeLimit(
            key="review",
            title="Review the answer",
            binds=Party.AUTHORITY,
            force=Force.LOCAL_POLICY,
            within=("review",),
            starts=(Entering("review"),),
            ends=(Responded,),
            period=months(2, FROM),
            cite=RULES("5"),
        ),
    ),
    "course": (
        Step(Received),
        Step(Inspected, "inspect"),
        Step(Responded, "answer"),
        Step(EscalationRequested, "ask-for-review"),
        Step(Responded, "review"),
    ),
}
REPAIRS = Procedure(**PARTS)
BOOK = cr.RULEBOOK.adding(REPAIRS)


def built_with(**changes: Any) -> Procedure:
    """The procedure with some of its parts changed."""
    return Procedure(**(PARTS | changes))


# --- a rulebook of its own


def test_a_rulebook_that_holds_it_is_a_new_one_and_the_librarys_own_knows_nothing() -> None:
    """No global state: two users of one process do not meet."""
    assert BOOK.get("repairs") is REPAIRS
    assert "repairs" in BOOK.keys
    assert "repairs" not in cr.RULEBOOK.keys
    with pytest.raises(UnknownKeyError):
        cr.get_procedure("repairs")
    with pytest.raises(UnknownKeyError):
        cr.Case.open("repairs", Received(on=date(2026, 11, 26)))


def test_every_procedure_of_the_library_is_still_there() -> None:
    """Adding takes nothing away."""
    assert BOOK.keys[:-1] == cr.RULEBOOK.keys
    assert BOOK.get("england-corporate") is cr.get_procedure("england-corporate")


# --- a case


def opened() -> cr.Case:
    """Received on Thursday 26 November 2026."""
    return cr.Case.open("repairs", Received(on=date(2026, 11, 26)), rulebook=BOOK)


def due_days(case: cr.Case, as_of: date) -> dict[str, tuple[date | None, Status | None]]:
    """Each limit's last day and how it stands."""
    return {row.limit.key: (row.due, row.status) for row in case.deadlines(as_of)}


def test_a_case_runs_on_it_by_its_own_calendar() -> None:
    """The third day is Sunday 29 November; Monday the 30th is St Andrew's Day in Scotland: Tuesday 1 December.

    Five working days are 27 November and 1 to 4 December.
    """
    assert due_days(opened(), date(2026, 11, 27)) == {
        "inspect": (date(2026, 12, 1), Status.PENDING),
        "answer": (date(2026, 12, 4), Status.PENDING),
    }


def test_an_event_of_the_users_own_ends_the_users_own_limit() -> None:
    """The engine knows types of event by the procedure alone."""
    case = opened().record(Inspected(on=date(2026, 12, 2)))
    assert due_days(case, date(2026, 12, 2))["inspect"] == (date(2026, 12, 1), Status.MET_LATE)


def test_an_extension_follows_the_users_own_rule() -> None:
    """Ten working days end on Friday 11 December, and no reason reaches past them."""
    case = opened().record(Extended(on=date(2026, 12, 3), until=date(2026, 12, 18), why="the part comes from Italy"))
    assert due_days(case, date(2026, 12, 3))["answer"][0] == date(2026, 12, 11)
    (irregularity,) = case.irregularities()
    assert str(irregularity.cite) == "Repairs rules rule 3"


def test_the_whole_way_through_it() -> None:
    """Answered on 4 December, review asked for on the last day of the month, reviewed on the last of its two months."""
    case = opened().record(Responded(on=date(2026, 12, 4), received_on=date(2026, 12, 4)))
    assert due_days(case, date(2026, 12, 4))["ask-for-review"] == (date(2027, 1, 4), Status.OPEN)
    case = case.record(EscalationRequested(on=date(2026, 12, 31), received_on=date(2026, 12, 31)))
    assert due_days(case, date(2027, 1, 1))["review"] == (date(2027, 2, 28), Status.PENDING)
    case = case.record(Responded(on=date(2027, 2, 28)))
    assert (case.state, case.is_closed) == ("over", True)
    assert due_days(case, date(2027, 3, 1))["review"][1] is Status.MET


def test_what_it_does_not_provide_is_impossible_and_the_error_cites_its_own_rule() -> None:
    """A review before an answer."""
    with pytest.raises(ImpossibleEventError) as caught:
        opened().record(EscalationRequested(on=date(2026, 11, 27)))
    assert caught.value.provision == "Repairs rules rule 4"
    assert "responded" in caught.value.possible


def test_a_case_of_it_can_be_pickled_with_the_procedure_inside() -> None:
    """Nobody else could look its key up."""
    case = opened().record(Acknowledged(on=date(2026, 11, 27)))
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - a pickle of our own making
    assert again == case
    assert again.deadlines(date(2026, 12, 1)) == case.deadlines(date(2026, 12, 1))


def test_a_case_of_it_goes_through_json_with_the_users_own_events() -> None:
    """Its rulebook says what the events mean; without it the key is unknown."""
    case = opened().record(Inspected(on=date(2026, 12, 2), note="a pump")).record(Responded(on=date(2026, 12, 4)))
    dumped = cr.dump_case(case)
    assert [event["event"] for event in dumped["events"]] == ["received", "inspected", "responded"]
    assert cr.load_case(dumped, rulebook=BOOK) == case
    with pytest.raises(cr.LoadError, match="repairs"):
        cr.load_case(dumped)


# --- a timetable, and a single date


def test_its_timetable_takes_every_step_on_its_last_day() -> None:
    """The window of a month from 4 December ends on 4 January, the two months from there on 3 March."""
    rows = {row.limit.key: (row.due, row.latest) for row in cr.timetable("repairs", date(2026, 11, 26), rulebook=BOOK)}
    assert rows["inspect"] == (date(2026, 12, 1), date(2026, 12, 1))
    assert rows["answer"] == (date(2026, 12, 4), date(2026, 12, 11))
    assert rows["ask-for-review"] == (date(2027, 1, 4), date(2027, 1, 11))
    assert rows["review"] == (date(2027, 3, 3), date(2027, 3, 10))


def test_a_single_date_of_it_by_key_or_by_the_procedure_itself() -> None:
    """With a calendar of the caller's choice it has that calendar's days."""
    english = cr.WorkingDayCalendar.for_division("england-and-wales")
    assert cr.due("repairs", "answer", date(2026, 11, 26), rulebook=BOOK).due == date(2026, 12, 4)
    assert cr.due(REPAIRS, "answer", date(2026, 11, 26)).due == date(2026, 12, 4)
    assert cr.due(REPAIRS, "answer", date(2026, 11, 26), calendar=english).due == date(2026, 12, 3)


# --- the lint, outside the package too


def without(kind: type[Any]) -> tuple[Transition, ...]:
    """The transitions without those of one type of event."""
    return tuple(transition for transition in PARTS["transitions"] if transition.event is not kind)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"transitions": without(EscalationRequested)}, "'review' cannot be reached"),
        ({"transitions": without(Inspected)}, "limit 'inspect': nothing stops its clock"),
        ({"transitions": without(Received)}, "exactly one event must open a case"),
        (
            {"transitions": (*PARTS["transitions"], Transition("open", Responded, "over", RULES("7")))},
            "'responded' in state 'open' leads two ways",
        ),
        ({"transitions": (*PARTS["transitions"], Transition("over", Withdrawn, "withdrawn", RULES("7")))}, "'over' is final"),
        (
            {"limits": (*PARTS["limits"], attrs.evolve(PARTS["limits"][0], force=None))},
            "limits['inspect'].force must be a member of Force",
        ),
        (
            {"limits": (*PARTS["limits"], attrs.evolve(PARTS["limits"][0], cite=None))},
            "limits['inspect'].cite must be a Citation",
        ),
        ({"limits": (*PARTS["limits"], PARTS["limits"][0])}, "two rules are called 'inspect'"),
    ],
)
def test_a_faulty_one_is_refused_as_it_is_built(changes: dict[str, Any], fault: str) -> None:
    """The lint is the same as the library's own."""
    with pytest.raises(ProcedureError, match="repairs") as caught:
        built_with(**changes)
    assert any(fault in found for found in caught.value.faults)


def test_all_faults_are_reported_together() -> None:
    """One error for the user to work through, not one at a time."""
    with pytest.raises(ProcedureError) as caught:
        built_with(
            transitions=without(EscalationRequested),
            limits=(attrs.evolve(PARTS["limits"][0], cite=None), *PARTS["limits"][1:]),
        )
    said = "; ".join(caught.value.faults)
    assert "limits['inspect'].cite must be a Citation" in said
    assert "cannot be reached" in said


# --- versions, and a place beside the library's own


def test_a_second_version_takes_over_on_its_day() -> None:
    """A case keeps the version of the day it was received."""
    old = built_with(version="2026", until=date(2026, 12, 31))
    new = built_with(version="2027", since=date(2027, 1, 1))
    book = cr.RULEBOOK.adding(old, new)
    assert cr.Case.open("repairs", Received(on=date(2026, 12, 31)), rulebook=book).procedure.version == "2026"
    assert cr.Case.open("repairs", Received(on=date(2027, 1, 1)), rulebook=book).procedure.version == "2027"
    with pytest.raises(cr.NotInForceError):
        cr.Case.open("repairs", Received(on=date(2025, 12, 31)), rulebook=book)


def test_a_users_reading_may_stand_before_the_librarys_version() -> None:
    """The same key and version: theirs in their rulebook, ours in ours."""
    ours = cr.get_procedure("uk-data-protection")
    theirs = attrs.evolve(ours, division="scotland")
    book = cr.RULEBOOK.adding(theirs)
    # Wednesday 2 December 2026: 30 days end on New Year's Day; Monday 4 January 2027 is a holiday in Scotland.
    assert cr.due("uk-data-protection", "acknowledge", date(2026, 12, 2), rulebook=book).due == date(2027, 1, 5)
    assert cr.due("uk-data-protection", "acknowledge", date(2026, 12, 2)).due == date(2027, 1, 4)
