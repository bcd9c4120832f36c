"""Deadlines: the last day itself, clocks that wait for clocks, extensions of clocks that were replaced."""

from __future__ import annotations

import datetime as dt
import functools
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Cap, Force, Kind, Party, Status
from complaintrules.calendars.periods import AFTER, BEFORE, FROM
from complaintrules.cases.deadlines import Deadline
from complaintrules.cases.history import Run
from complaintrules.errors import WrongTypeError
from complaintrules.events import (
    Acknowledged,
    DelayExplained,
    EscalationRequested,
    Event,
    Extended,
    PlanAgreed,
    Received,
    Responded,
    StartDateAgreed,
    Withdrawn,
)
from complaintrules.rules.conditions import Given, Late, RunOut, Was
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, Extension, LastDayOf, On, RunsOut, State, TimeLimit, Transition

RULES = Source("Rules", "Rules of our own", unit="rule", short_unit="rule")
CITE = RULES("1")
CALENDAR = cr.WorkingDayCalendar.for_division("england-and-wales")

limit = functools.partial(
    TimeLimit,
    title="Do it",
    binds=Party.AUTHORITY,
    force=Force.CODE,
    ends=(Responded,),
    period=cr.working_days(10),
    cite=CITE,
)
LONGER = Extension(cr.working_days(20), Cap.SOFT, before_expiry=False, cite=RULES("5"), grounds="any")
ANSWER = limit(
    key="answer", within=("open",), starts=(On(Received), On(StartDateAgreed, "start", replaces=True)), extension=LONGER
)
STAYING = (Acknowledged, DelayExplained, Extended, PlanAgreed, StartDateAgreed)


def procedure(*limits: TimeLimit) -> Procedure:
    """A procedure of one stage that can be gone through again, with these limits besides that of the answer."""
    return Procedure(
        key="own",
        version="1",
        title="A procedure of our own",
        since=date(1990, 1, 1),
        division="england-and-wales",
        sources=(RULES,),
        states=(State("open", "To be answered", 1), State("answered", "Answered", rests=True), State("over", "Over", final=True)),
        transitions=(
            Transition(START, Received, "open", CITE),
            Transition("open", Responded, "answered", CITE),
            Transition("answered", EscalationRequested, "open", CITE),
            Transition(("open", "answered"), Withdrawn, "over", CITE),
            *(Transition(ANYWHERE, event, STAY, CITE) for event in STAYING),
        ),
        limits=(ANSWER, *limits),
    )


def rows(own: Procedure, key: str, as_of: date, *events: Any) -> list[Deadline]:
    """Every run of a limit after these events."""
    case = cr.Case.replay(own, events)
    return [found for found in case.deadlines(as_of) if found.limit.key == key]


def row(own: Procedure, key: str, as_of: date, *events: Any) -> Deadline:
    """Its only run."""
    (found,) = rows(own, key, as_of, *events)
    return found


# Received on Monday 4 March 2024: ten working days end with Monday 18 March, twenty with Wednesday 3 April (Good Friday is 29
# March, Easter Monday 1 April).
RECEIVED = Received(on=date(2024, 3, 4))
DUE = date(2024, 3, 18)


# --- what a deadline is and says


def test_the_ways_a_deadline_can_stand_are_spelled_as_in_the_design() -> None:
    """They stand in JSON and in reports."""
    assert [status.value for status in Status] == [
        "pending", "due-today", "overdue", "met", "met-late", "lapsed", "missed", "open", "closed", "used", "used-late",
        "past", "after",
    ]  # fmt: skip


def test_deadlines_are_equal_by_the_key_and_version_of_their_procedure_and_by_their_days() -> None:
    """Not by what else the procedure holds, nor by the calendar, which shows in the days."""
    found = cr.due(procedure(), "answer", date(2024, 3, 4))
    again = cr.due(attrs.evolve(procedure(), title="Under another name"), "answer", date(2024, 3, 4))
    assert found == again
    assert hash(found) == hash(again)
    assert found == cr.due(procedure(), "answer", date(2024, 3, 4), calendar=CALENDAR.with_closures([date(2030, 7, 1)]))
    assert found != cr.due(attrs.evolve(procedure(), version="2"), "answer", date(2024, 3, 4))


def test_a_deadline_of_no_case_has_no_status_is_not_late_and_not_relaxed() -> None:
    """It is the first run, from the day given."""
    run = Run(ANSWER, 1, date(2024, 3, 4))
    plain = Deadline(procedure(), CALENDAR, run, DUE, DUE, None)
    assert (plain.status, plain.days_late, plain.softened) == (None, 0, False)
    assert plain.softened is False
    found = cr.due(procedure(), "answer", date(2024, 3, 4))
    assert (found.procedure.key, found.occurrence, found.status, found.days_late) == ("own", 1, None, 0)
    assert found.softened is False


@pytest.mark.parametrize(("day", "softened"), [(date(2020, 3, 10), False), (date(2020, 3, 11), True), (date(2020, 9, 24), True)])
def test_whether_words_relaxed_a_limit_counted_from_one_day_is_told_from_its_own_clock(day: date, *, softened: bool) -> None:
    """Thirty working days from 10 March 2020 end on 23 April, the day before the words; from the 11th on the 24th."""
    assert cr.due("england-children", "panel-meets", day).softened is softened


def test_a_deadline_says_its_title_its_day_and_how_it_stands() -> None:
    """As soon as possible where no number is set, not started where nothing started it; no status, no brackets."""
    own = procedure(limit(key="soon", period=None, starts=(On(Received),)))
    case = cr.Case.replay(own, (RECEIVED,))
    assert [str(found) for found in case.deadlines(date(2024, 3, 5))] == [
        "Do it: 2024-03-18 (pending)",
        "Do it: as soon as possible (pending)",
    ]
    assert str(cr.due(own, "answer", date(2024, 3, 4))) == "Do it: 2024-03-18"
    waiting = Deadline(own, CALENDAR, Run(ANSWER, 1, None), None, None, None)
    assert str(waiting) == "Do it: not started"


# --- provisional, and what is left out


def test_dates_are_provisional_if_the_latest_day_is_past_what_was_announced() -> None:
    """Announced until the end of 2028. From 12 December ten working days end on 28 December, and twenty in January."""
    own = procedure(limit(key="short", starts=(On(Received),)))
    start = date(2028, 12, 12)
    found = {key: cr.due(own, key, start) for key in ("short", "answer")}
    assert {key: row.due for key, row in found.items()} == dict.fromkeys(found, date(2028, 12, 28))
    assert found["answer"].latest == date(2029, 1, 12)
    assert (found["short"].provisional, found["answer"].provisional) == (False, True)
    assert found["answer"].provisional is cr.due(own, "short", date(2028, 12, 29)).provisional is True


def test_an_extension_without_a_number_leaves_the_last_day_to_tell() -> None:
    """There is no latest day to be asked about."""
    agreed = Extension(None, Cap.AGREED, before_expiry=False, cite=CITE, grounds="any")
    found = cr.due(procedure(limit(key="free", starts=(On(Received),), extension=agreed)), "free", date(2028, 12, 29))
    assert (found.latest, found.provisional) == (None, True)


def test_a_day_that_an_event_names_rests_on_no_bank_holiday_and_leaves_nothing_out() -> None:
    """Where the rule has no number, the day named is all there is, though it lies beyond what was announced."""
    own = procedure(limit(key="planned", period=None, starts=(On(PlanAgreed),), overrides="until"))
    planned = PlanAgreed(on=date(2024, 3, 6), until=date(2030, 4, 2))
    found = row(own, "planned", date(2024, 3, 7), RECEIVED, planned)
    assert (found.start, found.due, found.provisional, found.skipped) == (date(2024, 3, 6), date(2030, 4, 2), False, ())


def test_months_and_days_of_the_calendar_leave_nothing_out() -> None:
    """Good Friday and Easter Monday lie within, and count like any day."""
    own = procedure(
        limit(key="month", period=cr.months(1), starts=(On(Received),)),
        limit(key="days", period=cr.calendar_days(30), starts=(On(Received),)),
    )
    for key in ("month", "days"):
        assert cr.due(own, key, date(2024, 3, 28)).skipped == ()
        assert cr.due(own, key, date(2024, 3, 28)).provisional is False
    waiting = Deadline(own, CALENDAR, Run(ANSWER, 1, None), None, None, None)
    assert (waiting.skipped, waiting.skipped_until(DUE), waiting.provisional) == ((), (), False)


@pytest.mark.parametrize(
    ("counting", "start", "left_out"),
    [
        # Good Friday 29 March and Easter Monday 1 April 2024.
        (AFTER, date(2024, 3, 28), [date(2024, 3, 29), date(2024, 4, 1)]),
        (AFTER, date(2024, 3, 29), [date(2024, 4, 1)]),
        (FROM, date(2024, 3, 29), [date(2024, 3, 29), date(2024, 4, 1)]),
        (BEFORE, date(2024, 4, 1), [date(2024, 3, 29)]),
        (BEFORE, date(2024, 4, 2), [date(2024, 3, 29), date(2024, 4, 1)]),
        (BEFORE, date(2024, 3, 29), []),
        (BEFORE, date(2024, 3, 28), []),
    ],
)
def test_what_is_left_out_begins_with_the_first_day_that_is_counted(counting: Any, start: date, left_out: list[date]) -> None:
    """The day after day 0, or day 0 where the period begins with it; backwards, the day before."""
    own = procedure(limit(key="three", period=cr.working_days(3, counting), starts=(On(Received),)))
    assert [day.day for day in cr.due(own, "three", start).skipped] == left_out


# --- extensions


def test_an_extension_to_the_very_last_day_extends_nothing() -> None:
    """It was the last day already."""
    own = procedure()
    case = cr.Case.replay(own, (RECEIVED, Extended(on=date(2024, 3, 6), until=DUE)))
    assert [str(found) for found in case.irregularities()] == [
        "extended on 2024-03-06: it extends nothing: the last day was 2024-03-18 already (Rules rule 5)"
    ]


@pytest.mark.parametrize(
    ("told", "why", "due", "days"),
    [
        (date(2024, 3, 20), "the part comes from Italy", date(2024, 4, 30), 1),  # overdue on the 19th
        (date(2024, 3, 20), None, date(2024, 4, 3), 1),  # as far as the cap
        # After the cap itself: 19 to 22, 25 to 28 March, 2 and 3 April are ten working days.
        (date(2024, 4, 4), "the part comes from Italy", date(2024, 4, 30), 10),
        (date(2024, 4, 4), None, DUE, 0),
    ],
)
def test_a_late_notice_under_a_soft_cap_goes_past_it_for_a_reason_only(told: date, why: str | None, due: date, days: int) -> None:
    """Where notice need not come in time: until 30 April, twenty working days ending on 3 April; what came before is shown."""
    own = procedure()
    found = row(own, "answer", told, RECEIVED, Extended(on=told, until=date(2024, 4, 30), why=why))
    assert (found.due, found.days_before_notice, found.ran_out_on) == (due, days, DUE if days else None)


def test_a_replaced_clock_without_a_number_never_ran_out() -> None:
    """As soon as possible has no last day."""
    own = procedure(limit(key="soon", period=None, starts=(On(Received), On(PlanAgreed, replaces=True)), ends=(Acknowledged,)))
    found = row(own, "soon", date(2024, 6, 3), RECEIVED, PlanAgreed(on=date(2024, 6, 3), until=date(2024, 7, 1)))
    assert (found.start, found.due, found.ran_out_on, found.days_before_notice) == (date(2024, 6, 3), None, None, 0)


def test_a_replaced_clock_that_was_not_validly_extended_leaves_no_later_day() -> None:
    """Both agreed an earlier start than the receipt's: its ten days hold, whether the other clock's extension moved nothing."""
    own = procedure()
    sooner = StartDateAgreed(on=date(2024, 3, 6), start=date(2024, 3, 1))
    void = Extended(on=date(2024, 3, 5), until=date(2024, 3, 14))
    assert row(own, "answer", date(2024, 3, 7), RECEIVED, void, sooner).due == date(2024, 3, 15)
    assert row(own, "answer", date(2024, 3, 7), RECEIVED, sooner).due == date(2024, 3, 15)
    valid = Extended(on=date(2024, 3, 5), until=date(2024, 3, 21))
    assert row(own, "answer", date(2024, 3, 7), RECEIVED, valid, sooner).due == date(2024, 3, 21)
    assert row(own, "answer", date(2024, 3, 7), RECEIVED, valid, sooner).extensions == (valid,)


# --- clocks that wait for clocks

REMIND = limit(
    key="remind",
    starts=(RunsOut("answer"), On(PlanAgreed, replaces=True)),
    ends=(Acknowledged,),
    extension=LONGER,
)


def test_an_act_on_the_last_day_does_not_meet_what_its_running_out_asks_for() -> None:
    """Only one after it: what runs out on Monday 18 March asks for it from then on."""
    own = procedure(REMIND)
    later = date(2024, 3, 25)
    on_the_day = row(own, "remind", later, RECEIVED, Acknowledged(on=DUE))
    assert (on_the_day.start, on_the_day.due, on_the_day.status) == (DUE, date(2024, 4, 3), Status.PENDING)
    after = row(own, "remind", later, RECEIVED, Acknowledged(on=date(2024, 3, 19)))
    assert (after.done_on, after.status) == (date(2024, 3, 19), Status.MET)
    assert rows(own, "remind", DUE, RECEIVED) == []
    assert rows(own, "remind", later, RECEIVED, Responded(on=DUE)) == []
    assert len(rows(own, "remind", later, RECEIVED, Responded(on=date(2024, 3, 19)))) == 1


def test_an_act_on_the_day_the_case_went_on_still_meets_it() -> None:
    """It came before, on the same day; one that comes after the case went on does not."""
    own = procedure(attrs.evolve(REMIND, within=("open",)))
    left = date(2024, 3, 20)
    met = row(own, "remind", date(2024, 3, 25), RECEIVED, Acknowledged(on=left), Responded(on=left))
    assert (met.done_on, met.status) == (left, Status.MET)
    not_met = row(own, "remind", date(2024, 3, 25), RECEIVED, Responded(on=left), Acknowledged(on=date(2024, 3, 21)))
    assert (not_met.done_on, not_met.status) == (None, Status.LAPSED)


def test_what_waits_for_a_clock_that_never_started_or_never_ran_out_is_no_deadline() -> None:
    """Neither is what waits for that in turn."""
    own = procedure(
        REMIND,
        limit(key="second", starts=(RunsOut("remind"),), ends=(DelayExplained,)),
        limit(key="third", starts=(On(DelayExplained, LastDayOf("remind")),)),
        limit(key="planned", starts=(On(PlanAgreed),)),
        limit(key="fourth", starts=(On(DelayExplained, LastDayOf("planned")),)),
    )
    explained = DelayExplained(on=date(2024, 3, 11))
    case = cr.Case.replay(own, (RECEIVED, explained, Responded(on=date(2024, 3, 14))))
    assert [found.limit.key for found in case.deadlines(date(2024, 7, 1))] == ["answer"]
    case = cr.Case.replay(own, (RECEIVED, explained))
    found = {deadline.limit.key: deadline for deadline in case.deadlines(date(2024, 7, 1))}
    # The answer ran out on 18 March, the reminder on 3 April; ten working days from there end on 17 April.
    assert {key: deadline.due for key, deadline in found.items()} == {
        "answer": DUE,
        "remind": date(2024, 4, 3),
        "second": date(2024, 4, 17),
        "third": date(2024, 4, 17),
    }
    assert [deadline.limit.key for deadline in case.deadlines(date(2024, 4, 3))] == ["answer", "remind", "third"]


def test_the_extension_of_a_clock_that_waited_for_another_holds_when_it_is_replaced() -> None:
    """The reminder ran from 18 March to 3 April, extended to the 10th; from the plan of 20 March it would end on 5 April."""
    own = procedure(REMIND)
    longer = Extended(on=date(2024, 3, 19), until=date(2024, 4, 10), limit="remind")
    planned = PlanAgreed(on=date(2024, 3, 20), until=date(2024, 5, 1))
    case = cr.Case.replay(own, (RECEIVED, longer, planned))
    found = row(own, "remind", date(2024, 3, 21), RECEIVED, longer, planned)
    assert (found.start, found.normal_due, found.due) == (date(2024, 3, 20), date(2024, 4, 5), date(2024, 4, 10))
    assert case.irregularities() == ()
    # Twenty working days from 18 March end on 17 April, and no reason is recorded for more.
    far = attrs.evolve(longer, until=date(2024, 4, 19))
    assert [str(found) for found in cr.Case.replay(own, (RECEIVED, far, planned)).irregularities()] == [
        (
            "extended on 2024-03-19: 2024-04-19 lies past 2024-04-17, and no good reason is recorded; it counts to 2024-04-17 "
            "(Rules rule 5)"
        )
    ]


def test_the_extension_of_a_clock_that_never_began_holds_nothing_when_it_is_replaced() -> None:
    """The answer came in time, so there was nothing to remind of, and nothing was extended."""
    own = procedure(REMIND)
    longer = Extended(on=date(2024, 3, 13), until=date(2024, 4, 10), limit="remind")
    planned = PlanAgreed(on=date(2024, 3, 20), until=date(2024, 5, 1))
    events = RECEIVED, longer, Responded(on=date(2024, 3, 14)), planned
    assert row(own, "remind", date(2024, 3, 21), *events).due == date(2024, 4, 5)
    assert cr.Case.replay(own, events).irregularities() == ()


def test_a_clock_replaced_twice_keeps_the_first_extension_and_judges_the_second_by_it() -> None:
    """Extended to 28 March; the second extension, to the 27th, extends nothing of that."""
    own = procedure(limit(key="after", starts=(On(Acknowledged, LastDayOf("answer")),)))
    first = Extended(on=date(2024, 3, 5), until=date(2024, 3, 28))
    agreed = StartDateAgreed(on=date(2024, 3, 6), start=date(2024, 3, 7))
    second = Extended(on=date(2024, 3, 8), until=date(2024, 3, 27))
    acknowledged = Acknowledged(on=date(2024, 3, 8))
    case = cr.Case.replay(own, (RECEIVED, first, agreed, second, acknowledged))
    found = row(own, "answer", date(2024, 3, 9), *case.events)
    assert (found.normal_due, found.due, found.extensions) == (date(2024, 3, 21), date(2024, 3, 28), (first, second))
    assert [str(said) for said in case.irregularities()] == [
        "extended on 2024-03-08: it extends nothing: the last day was 2024-03-28 already (Rules rule 5)"
    ]
    # What waits for the answer waits for its last day as it stands: ten working days from 28 March.
    assert row(own, "after", date(2024, 3, 9), *case.events).due == date(2024, 4, 15)


def test_extensions_of_a_clock_replaced_twice_are_all_judged_though_the_first_waited_for_another() -> None:
    """The reminder of 18 March was extended to 10 April; from the plan of 20 March to the 12th, which holds."""
    own = procedure(
        REMIND,
        limit(key="third", starts=(On(DelayExplained, LastDayOf("remind")),)),
    )
    events = (
        RECEIVED,
        Extended(on=date(2024, 3, 19), until=date(2024, 4, 10), limit="remind"),
        PlanAgreed(on=date(2024, 3, 20), until=date(2024, 5, 1)),
        Extended(on=date(2024, 3, 21), until=date(2024, 4, 12), limit="remind"),
        DelayExplained(on=date(2024, 3, 21)),
        Extended(on=date(2024, 3, 21), until=date(2024, 4, 11), limit="remind"),
        PlanAgreed(on=date(2024, 3, 22), until=date(2024, 5, 1)),
    )
    case = cr.Case.replay(own, events)
    found = row(own, "remind", date(2024, 3, 25), *events)
    # Ten working days from 22 March end on 9 April.
    assert (found.normal_due, found.due, found.extensions) == (
        date(2024, 4, 9),
        date(2024, 4, 12),
        (events[1], events[3], events[5]),
    )
    # Ten from Friday 12 April end on the 26th.
    assert row(own, "third", date(2024, 3, 25), *events).due == date(2024, 4, 26)
    assert [str(said) for said in case.irregularities()] == [
        "extended on 2024-03-21: it extends nothing: the last day was 2024-04-12 already (Rules rule 5)"
    ]


# --- how they stand


def test_every_run_of_a_limit_stands_in_the_order_in_which_it_ran() -> None:
    """Three times through the stage."""
    own = procedure(limit(key="each", starts=(On(Acknowledged, repeats=True),), ends=(DelayExplained,)))
    days = [date(2024, 3, 5), date(2024, 3, 7), date(2024, 3, 11)]
    events = [event for day in days for event in (Acknowledged(on=day), DelayExplained(on=day))]
    found = rows(own, "each", date(2024, 3, 12), RECEIVED, *events)
    assert [(deadline.occurrence, deadline.start) for deadline in found] == list(enumerate(days, start=1))


def window(kind: Kind, **changes: Any) -> TimeLimit:
    """Ten working days from the receipt to complain again, or a time recommended for it."""
    fields = {"binds": Party.COMPLAINANT, "starts": (On(Received),), "ends": (PlanAgreed,)}
    return limit(key="again", kind=kind, **fields | changes)


@pytest.mark.parametrize(
    ("kind", "left", "status"),
    [
        # The complainant's time runs from the receipt to 18 March, and the case goes on without it.
        (Kind.WINDOW, date(2024, 3, 15), Status.LAPSED),
        (Kind.WINDOW, date(2024, 3, 18), Status.CLOSED),
        (Kind.WINDOW, date(2024, 3, 19), Status.CLOSED),
        (Kind.ADVISORY, date(2024, 3, 15), Status.LAPSED),
        (Kind.ADVISORY, date(2024, 3, 18), Status.LAPSED),
        (Kind.ADVISORY, date(2024, 3, 19), Status.LAPSED),
    ],
)
def test_a_window_that_the_case_left_behind_lapsed_before_its_last_day_and_is_closed_from_then_on(
    kind: Kind, left: date, status: Status
) -> None:
    """A recommended time never closes, so it lapses whenever the case goes on."""
    own = procedure(window(kind, within=("open",)))
    assert row(own, "again", date(2024, 4, 8), RECEIVED, Responded(on=left)).status is status


def test_a_window_used_in_time_is_not_late_by_less_than_no_days() -> None:
    """It is late by none; used the day after, by one."""
    own = procedure(window(Kind.WINDOW))
    for day, status, late in [(15, Status.USED, 0), (18, Status.USED, 0), (19, Status.USED_LATE, 1)]:
        found = row(own, "again", date(2024, 4, 8), RECEIVED, PlanAgreed(on=date(2024, 3, day), until=date(2024, 5, 1)))
        assert (found.status, found.days_late) == (status, late)


TOLD = {"binds": Party.AUTHORITY, "ends": (Responded,)}


@pytest.mark.parametrize(
    ("changes", "asked", "done", "status"),
    [
        # Ten working days from 4 March end on Monday 18 March 2024: recommended to the complainant, or told by the authority.
        ({}, date(2024, 3, 18), None, Status.OPEN),
        ({}, date(2024, 3, 19), None, Status.PAST),
        ({}, date(2024, 4, 8), PlanAgreed(on=date(2024, 3, 18), until=date(2024, 5, 1)), Status.USED),
        ({}, date(2024, 4, 8), PlanAgreed(on=date(2024, 3, 19), until=date(2024, 5, 1)), Status.AFTER),
        (TOLD, date(2024, 3, 15), None, Status.PENDING),
        (TOLD, date(2024, 3, 18), None, Status.DUE_TODAY),
        (TOLD, date(2024, 3, 19), None, Status.PAST),
        (TOLD, date(2024, 4, 8), Responded(on=date(2024, 3, 18)), Status.MET),
        (TOLD, date(2024, 4, 8), Responded(on=date(2024, 3, 19)), Status.AFTER),
    ],
)
def test_a_time_that_binds_nobody_is_never_late(changes: dict[str, Any], asked: date, done: Event | None, status: Status) -> None:
    """Whoever it is for: past, and then done after it."""
    own = procedure(window(Kind.ADVISORY, **changes))
    found = row(own, "again", asked, RECEIVED, *([done] if done else []))
    assert (found.due, found.status, found.days_late, found.is_breach) == (DUE, status, 0, False)
    assert status.is_running is (done is None)


@pytest.mark.parametrize(
    ("grounds", "due", "late"),
    [
        # From Saturday 1 January 2000 to Friday the 21st: 3 January was the substitute day, so fourteen working days.
        (date(1999, 1, 1), date(2000, 1, 1), 14),
        (date(1998, 12, 31), date(1999, 12, 31), None),
    ],
)
def test_days_late_are_counted_from_the_first_day_of_the_calendar_on(grounds: date, due: date, late: int | None) -> None:
    """Before that, nobody can count them."""
    own = procedure(window(Kind.WINDOW, period=cr.years(1), starts=(On(Received, "grounds_on"),), ends=(Received,)))
    found = row(own, "again", date(2000, 2, 1), Received(on=date(2000, 1, 21), grounds_on=grounds))
    assert (found.due, found.status, found.days_late) == (due, Status.USED_LATE, late)


# --- words that relaxed a limit (SI 2020/445)


def panel(received: date, *events: Any, as_of: date) -> Deadline:
    """The panel's meeting of a children's complaint received on a day."""
    case = cr.Case.open("england-children", Received(on=received, complainant=cr.Complainant.PARENT))
    for event in events:
        case = case.record(event)
    return [found for found in case.deadlines(as_of) if found.limit.key == "panel-meets"][-1]


def arrived(kind: type[Any], day: date, **fields: Any) -> Any:
    """An event sent and received on one day."""
    return kind(on=day, received_on=day, **fields)


EARLY = (
    arrived(Responded, date(2019, 12, 16)),
    arrived(EscalationRequested, date(2020, 1, 6)),
    arrived(Responded, date(2020, 1, 20)),
    # Thirty working days from 27 January 2020 end on 9 March, six weeks before the words.
    arrived(cr.PanelRequested, date(2020, 1, 27)),
)
BACK = arrived(cr.PanelMet, date(2020, 3, 23), members=3)


def test_what_was_over_before_the_words_came_is_not_relaxed() -> None:
    """The panel met on 23 March 2020, late since the 9th; the words came on 24 April."""
    found = panel(date(2019, 12, 2), *EARLY, BACK, as_of=date(2020, 12, 1))
    assert (found.due, found.status, found.softened) == (date(2020, 3, 9), Status.MET_LATE, False)


@pytest.mark.parametrize(("last", "saved"), [(date(2020, 4, 23), False), (date(2020, 4, 24), True)])
def test_a_matter_in_a_saved_stage_is_saved_from_what_is_on_file_since_the_words_came(last: date, *, saved: bool) -> None:
    """Ten working days from 2 March 2020 were over on the 16th, so only the stage itself can still save it."""
    words = cr.get_procedure("england-children").limit("panel-meets").softened
    assert words is not None
    own = procedure(limit(key="soft", starts=(On(Received),), softened=attrs.evolve(words, saved_states=("open",))))
    found = row(own, "soft", date(2020, 6, 1), Received(on=date(2020, 3, 2)), Acknowledged(on=last))
    assert (found.due, found.status, found.softened) == (date(2020, 3, 16), Status.OVERDUE, saved)


def test_a_matter_that_was_never_in_a_saved_stage_is_not_saved() -> None:
    """On file since the words came, and over on 16 March 2020: no move before the clock led to where the saving begins."""
    words = cr.get_procedure("england-children").limit("panel-meets").softened
    assert words is not None
    own = procedure(limit(key="soft", starts=(On(Received),), softened=attrs.evolve(words, saved_states=("answered",))))
    found = row(own, "soft", date(2020, 6, 1), Received(on=date(2020, 3, 2)), Acknowledged(on=date(2020, 4, 24)))
    assert (found.due, found.status, found.softened) == (date(2020, 3, 16), Status.OVERDUE, False)


def test_a_matter_that_began_on_the_last_day_of_the_saving_is_saved() -> None:
    """Received on 25 September 2020 and at stage 2 that very day."""
    day = date(2020, 9, 25)
    skipped = cr.StageSkipped(on=day)
    for received, saved in ((day, True), (date(2020, 9, 28), False)):
        found = panel(
            received,
            attrs.evolve(skipped, on=received),
            arrived(Responded, date(2020, 10, 26)),
            arrived(cr.PanelRequested, date(2020, 10, 27)),
            as_of=date(2021, 3, 1),
        )
        assert (found.status, found.softened) == (Status.OVERDUE, saved)


def test_a_clock_that_ran_under_the_words_is_relaxed_though_its_case_came_on_file_when_they_had_gone() -> None:
    """Counted from the sending on 24 September 2020, the last day for clocks; what was sent arrived on the 28th."""
    words = cr.get_procedure("england-children").limit("panel-meets").softened
    assert words is not None
    base = procedure()
    own = attrs.evolve(
        base,
        transitions=tuple(
            attrs.evolve(move, event=EscalationRequested) if move.event is Received else move
            for move in base.transitions
            if move.event is not EscalationRequested
        ),
        limits=(
            limit(key="soft", starts=(On(EscalationRequested, "on"),), softened=attrs.evolve(words, saved_states=("open",))),
        ),
    )
    for sent, relaxed in ((date(2020, 9, 24), True), (date(2020, 9, 25), False)):
        found = row(own, "soft", date(2020, 12, 1), EscalationRequested(on=sent, received_on=date(2020, 9, 28)))
        assert (found.start, found.softened) == (sent, relaxed)
        assert cr.due(own, "soft", sent).softened is relaxed


# --- outside the years of the calendar


def test_on_a_last_day_outside_the_calendar_nothing_is_late_and_no_calendar_is_asked() -> None:
    """Ten calendar days from 6 March 1995 end on the 16th; a day agreed on may lie past 2050."""
    soon = limit(key="soon", period=cr.calendar_days(10), starts=(On(Received),))
    planned = limit(key="planned", period=None, overrides="until", starts=(On(PlanAgreed),))
    found = row(attrs.evolve(procedure(), limits=(soon,)), "soon", date(1995, 3, 16), Received(on=date(1995, 3, 6)))
    assert (found.due, found.status, found.days_late) == (date(1995, 3, 16), Status.DUE_TODAY, 0)
    far = date(2051, 6, 1)
    own = attrs.evolve(procedure(), limits=(planned,))
    found = row(own, "planned", far, Received(on=date(2024, 3, 4)), PlanAgreed(on=date(2024, 3, 5), until=far))
    assert (found.due, found.status, found.days_late) == (far, Status.DUE_TODAY, 0)


def test_what_was_irregular_is_told_though_a_clock_without_an_extension_runs_out_of_the_calendar() -> None:
    """The extension of the first clock is in order; ten working days from 28 December 2050 end in 2051."""
    own = procedure(limit(key="other", starts=(On(Acknowledged),), extension=LONGER))
    longer = Extended(on=date(2050, 11, 2), until=date(2050, 11, 22))
    events = Received(on=date(2050, 11, 1)), longer, Acknowledged(on=date(2050, 12, 28))
    assert cr.Case.replay(own, events).irregularities() == ()


# --- what was expected


def test_an_act_on_the_last_day_has_not_run_out_of_time_and_is_not_late() -> None:
    """What is expected only after the time ran out is irregular until the day after."""
    known = RunOut("answer", "the time has run out")
    own = procedure()
    expecting = attrs.evolve(
        own, transitions=tuple(attrs.evolve(move, expects=known) if move.event is Withdrawn else move for move in own.transitions)
    )
    for day, irregular in ((DUE, 1), (date(2024, 3, 19), 0)):
        case = cr.Case.replay(expecting, (RECEIVED, Withdrawn(on=day)))
        assert len(case.irregularities()) == irregular, day
    assert [str(found) for found in cr.Case.replay(expecting, (RECEIVED, Withdrawn(on=DUE))).irregularities()] == [
        "withdrawn on 2024-03-18: it is expected that the time has run out (Rules rule 1)"
    ]


def test_what_is_expected_is_asked_of_the_event_and_each_part_is_told_by_itself() -> None:
    """Of an answer that is both without a stage and without an outcome, two things."""
    both = cr.All((Given("stage", (1,), "it names its stage"), Given("outcome", (cr.Outcome.UPHELD,), "it says upheld")))
    own = procedure()
    expecting = attrs.evolve(
        own, transitions=tuple(attrs.evolve(move, expects=both) if move.event is Responded else move for move in own.transitions)
    )

    def told(**fields: Any) -> list[str]:
        return [said.says for said in cr.Case.replay(expecting, (RECEIVED, Responded(on=DUE, **fields))).irregularities()]

    assert told() == ["it is expected that it names its stage", "it is expected that it says upheld"]
    assert told(stage=1) == ["it is expected that it says upheld"]
    assert told(stage=1, outcome=cr.Outcome.UPHELD) == []


def irregular(expected: Any, *events: Any) -> int:
    """How many things are irregular in these events, if this is expected of a withdrawal."""
    own = procedure(REMIND, limit(key="planned", starts=(On(PlanAgreed),)))
    moves = tuple(attrs.evolve(move, expects=expected) if move.event is Withdrawn else move for move in own.transitions)
    return len(cr.Case.replay(attrs.evolve(own, transitions=moves), events).irregularities())


def test_a_clock_that_never_started_has_not_run_out_and_its_act_was_not_late() -> None:
    """Nor was the act of one that is not done."""
    late = date(2024, 6, 3)
    assert irregular(RunOut("planned", "that had run out"), RECEIVED, Withdrawn(on=late)) == 1
    assert irregular(Late("planned", "that was late"), RECEIVED, Withdrawn(on=late)) == 1
    assert irregular(Late("answer", "that was late"), RECEIVED, Withdrawn(on=late)) == 1


def test_an_act_on_the_last_day_was_not_late() -> None:
    """The answer of 18 March was in time, that of the 19th was not."""
    for day, found in ((DUE, 1), (date(2024, 3, 19), 0)):
        events = RECEIVED, Responded(on=day), Withdrawn(on=date(2024, 6, 3))
        assert irregular(Late("answer", "that was late"), *events) == found


def test_whether_an_act_was_late_is_told_by_the_extension_of_the_clock_that_was_replaced() -> None:
    """The reminder's own ten days from 20 March end on 5 April, and the extension of the one before holds until the 10th."""
    way = (
        RECEIVED,
        Extended(on=date(2024, 3, 19), until=date(2024, 4, 10), limit="remind"),
        PlanAgreed(on=date(2024, 3, 20), until=date(2024, 5, 1)),
    )
    for day, found in ((date(2024, 4, 10), 1), (date(2024, 4, 11), 0)):
        events = *way, Acknowledged(on=day), Withdrawn(on=date(2024, 6, 3))
        assert irregular(Late("remind", "that was late"), *events) == found


def test_what_is_expected_of_the_last_event_of_a_kind_is_asked_of_this_one_if_it_is_of_that_kind() -> None:
    """The withdrawal itself reached the authority, though there was none before it."""
    there = Was(Withdrawn, "received_on", (date(2024, 3, 6),), "it arrived on the 6th")
    assert irregular(there, RECEIVED, Withdrawn(on=date(2024, 3, 5), received_on=date(2024, 3, 6))) == 0
    assert irregular(there, RECEIVED, Withdrawn(on=date(2024, 3, 5), received_on=date(2024, 3, 7))) == 1
    # Beside what a calendar has to tell, it is asked again: on 6 March the answer's time has not run out.
    both = cr.All((there, RunOut("answer", "the time has run out")))
    assert irregular(both, RECEIVED, Withdrawn(on=date(2024, 3, 5), received_on=date(2024, 3, 6))) == 1
    assert irregular(both, RECEIVED, Withdrawn(on=date(2024, 3, 5), received_on=date(2024, 3, 7))) == 2


# --- what is refused


@pytest.mark.parametrize(
    ("asked", "argument", "value", "says"),
    [
        (
            lambda: cr.due("england-children", "stage-1", "2024-03-04"),  # type: ignore[arg-type] # refused on purpose
            "start",
            "2024-03-04",
            (
                "start must be a datetime.date without a time of day, not str '2024-03-04'"
                "; datetime.date.fromisoformat reads one written as 2026-11-23"
            ),
        ),
        (
            lambda: cr.due("england-children", "stage-1", dt.datetime(2024, 3, 4)),  # noqa: DTZ001 - refused on purpose
            "start",
            dt.datetime(2024, 3, 4),  # noqa: DTZ001 - as above
            (
                "start must be a datetime.date without a time of day, not datetime datetime.datetime(2024, 3, 4, 0, 0)"
                "; its .date() is a plain date"
            ),
        ),
        (
            lambda: cr.due("england-children", "stage-1", date(2024, 3, 4), calendar="scotland"),  # type: ignore[arg-type] # likewise
            "calendar",
            "scotland",
            "calendar must be a WorkingDayCalendar, not str 'scotland'",
        ),
    ],
)
def test_what_is_no_day_or_no_calendar_is_refused_by_its_name(asked: Any, argument: str, value: object, says: str) -> None:
    """With what was given, and what would be right."""
    with pytest.raises(WrongTypeError) as refused:
        asked()
    assert (refused.value.argument, refused.value.value, str(refused.value)) == (argument, value, says)


def test_without_a_calendar_it_is_that_of_the_procedures_own_division() -> None:
    """2 January is a holiday in Scotland alone."""
    scottish = attrs.evolve(procedure(), division="scotland")
    assert cr.due(scottish, "answer", date(2023, 12, 29)).due == date(2024, 1, 16)
    assert cr.due(procedure(), "answer", date(2023, 12, 29)).due == date(2024, 1, 15)


def test_a_late_duty_says_why_it_is_no_breach() -> None:
    """Adult social care, received on 15 January 2026: six months to 14 July; of these alone it is not established."""
    case = cr.Case.open("england-adult-social-care", Received(on=date(2026, 1, 15)))
    rows = {row.limit.key: row for row in case.deadlines(date(2026, 7, 15))}
    assert (rows["relevant-period"].status, rows["relevant-period"].is_breach) == (Status.OVERDUE, False)
    assert str(rows["relevant-period"]).endswith(": 2026-07-14 (overdue; not established as a breach)")
    assert str(rows["acknowledge"]).endswith(": 2026-01-20 (overdue)")
    assert rows["acknowledge"].why_no_breach is None
    in_time = {row.limit.key: row for row in case.deadlines(date(2026, 7, 14))}
    assert str(in_time["relevant-period"]).endswith(": 2026-07-14 (due-today)")
