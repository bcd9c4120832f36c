"""The timetable of a procedure: every time limit, if each step of the ordinary course takes all the time it may."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaintrules._argument_checks import check_day
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.deadlines import Deadline, calendar_for, counted, deadlines_of
from complaintrules.cases.history import Run, Track, record_event
from complaintrules.events import Received
from complaintrules.procedures._registry import Rulebook, as_procedure, check_in_force
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Step

__all__ = ["timetable"]


def timetable(
    procedure: str | Procedure,
    received: dt.date,
    *,
    calendar: WorkingDayCalendar | None = None,
    rulebook: Rulebook | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline of a complaint received on a day, if each step is taken on its last day.

    Args:
        procedure: Its key, or the procedure itself; a key means the version in force on the day of receipt.
        received: The day the complaint reached the authority.
        calendar: Whose working days count; without one, the division that the procedure names.
        rulebook: Where the key is looked up; without one, this library's own.

    Returns:
        A deadline for each time limit, in the instrument's order. `due` is the date if every step is taken on its last normal
        day, `latest` the date if every extension is used as far as it goes, here and in the steps before. A limit off the
        ordinary course has no dates; its `explain()` says what would start it.

    Raises:
        WrongTypeError: The day is not a plain date.
        UnknownKeyError: There is no such procedure.
        NotInForceError: The procedure, or the version of it that was given, was not in force on that day.
        CoverageError: A day of the timetable lies outside the calendar's years.

    Example:
        >>> from datetime import date
        >>> rows = {row.limit.key: row for row in timetable("england-children", date(2025, 10, 1))}
        >>> rows["stage-1"].due, rows["stage-1"].latest
        (datetime.date(2025, 10, 15), datetime.date(2025, 10, 29))
    """
    check_day("received", received)
    found = as_procedure(procedure, received, rulebook)
    check_in_force(found, received)
    calendar = calendar_for(found, calendar)
    normal = _play(found, received, calendar, extended=False)
    extended = _play(found, received, calendar, extended=True)
    rows = []
    for limit in found.limits:
        row = normal.get(limit.key)
        if row is None:
            rows.append(counted(found, calendar, Run(limit, 1, None), None, None))
        else:
            run = Run(limit, 1, row.start, row.started_by)
            rows.append(counted(found, calendar, run, row.due, extended[limit.key].latest))
    return tuple(rows)


def _play(procedure: Procedure, received: dt.date, calendar: WorkingDayCalendar, *, extended: bool) -> dict[str, Deadline]:
    """The last run of each limit when the course is played, each step on its limit's last day."""
    track = Track()
    day = received
    for course_step in procedure.course:
        found = _latest_runs(procedure, track, calendar, day)
        day = _last_day(found[course_step.on], extended=extended) if course_step.on else day
        record_event(procedure, track, _event(course_step, day, found, extended=extended))
    return _latest_runs(procedure, track, calendar, day)


def _latest_runs(procedure: Procedure, track: Track, calendar: WorkingDayCalendar, day: dt.date) -> dict[str, Deadline]:
    return {deadline.limit.key: deadline for deadline in deadlines_of(procedure, track, calendar, day)}


def _last_day(deadline: Deadline, *, extended: bool) -> Any:
    return deadline.latest if extended else deadline.due


def _event(course_step: Step, day: dt.date, found: dict[str, Deadline], *, extended: bool) -> Any:
    fields: dict[str, Any] = dict(course_step.fields)
    fields |= {name: _last_day(found[limit], extended=extended) for name, limit in course_step.days}
    if course_step.event is not Received:
        # Every step of a timetable reaches the other side on the day it is taken.
        fields["received_on"] = day
    return course_step.event(on=day, **fields)
