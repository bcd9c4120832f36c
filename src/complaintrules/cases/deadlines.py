"""Deadlines of a history: where the calendar comes in.

A `Deadline` is a time limit applied to real dates. Its `due` day counts whole: what is done by its end is in time.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Final

import attrs

from complaintrules._argument_checks import check_day
from complaintrules._code_enum import Codes
from complaintrules._plain_days import written
from complaintrules.calendars._bank_holidays import NonWorkingDay
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.calendars.periods import AFTER, BEFORE, Unit
from complaintrules.cases import _deadline_json as parts
from complaintrules.cases._clocks import (
    Calendars,
    LocalCalendar,
    OtherReading,
    dates_of,
    is_softened,
    other_readings,
    prompt_due_of,
    ran_softened,
    spared,
    started,
)
from complaintrules.cases._explanation import explanation
from complaintrules.cases.history import Run, Track, links
from complaintrules.cases.irregularities import Irregularity  # noqa: F401 - pickles of 0.1.0 name it here
from complaintrules.errors import CoverageError, WrongTypeError
from complaintrules.events import Event, Extended, Party
from complaintrules.procedures._registry import Rulebook, as_procedure, reference, referred
from complaintrules.rules.law import Certainty
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Kind, TimeLimit

__all__ = ["Deadline", "OtherReading", "Status", "due"]

_ONE_DAY: Final = dt.timedelta(days=1)


class Status(Codes):
    """How a deadline stands on a day.

    A duty is pending, due-today or overdue until it is met, met-late, lapsed (the case went on in time) or missed (it went on
    after). A window is open or closed until it is used, used-late or lapsed. A time that is only recommended, or told as likely,
    bars nobody, so nothing about it is late: once it is over it is past, and after where the act is
    done all the same.
    """

    PENDING = "pending"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"
    LAPSED = "lapsed"
    MISSED = "missed"
    OPEN = "open"
    CLOSED = "closed"
    USED = "used"
    USED_LATE = "used-late"
    PAST = "past"
    AFTER = "after"

    @property
    def is_running(self) -> bool:
        """Whether the act can still end the limit."""
        return self in _RUNNING


_RUNNING: Final = frozenset({Status.PENDING, Status.DUE_TODAY, Status.OVERDUE, Status.OPEN, Status.CLOSED, Status.PAST})
_LATE_DUTY: Final = frozenset({Status.OVERDUE, Status.MET_LATE, Status.MISSED})


def _by_key(procedure: Procedure) -> tuple[str, str]:
    return procedure.key, procedure.version


@attrs.frozen(repr=False)
class Deadline:
    """A time limit applied to real dates.

    Attributes:
        procedure: The procedure it belongs to.
        calendar: The calendar it was worked out with. Deadlines do not compare it.
        run: The run of the limit: what started it, and what became of it.
        normal_due: The last day by the rule alone; None for "as soon as possible".
        due: The last day as things stand, moved by a valid extension.
        latest: The outermost day the provision allows; None where an extension has no number. It never moves.
        status: How it stands; None where it belongs to no case.
        days_late: Working days from `due` to the act, the overtaking or the day asked about; 0 where it is not late, None where
            `due` lies before the years of the calendar, so that nobody can count them.
        softened: Whether words that relaxed the limit for a time applied to it: late is then not of itself a breach.
        ran_out_on: The last day that had passed already when an extension was told, or another start came, where the text lets
            one that is late stand; None where whatever moved `due` came in time.
        days_before_notice: The working days for which it was overdue by the end of the day before that extension or start; where
            there were several, of all together, and each day once.
        days_overdue: All working days for which it was overdue: `days_before_notice` and `days_late`, but each day once. Less
            than their sum where the day that was given late had itself passed by then. None where `days_late` is None.
        prompt_due: The last day by the rule alone, had the act that started the clock been done in its own time; None where it
            was. The clock runs from the act as it was done.
        other_readings: The last day by each other reading of what started it, where there is one.
        days_in_earlier_runs: Of a duty that began anew, the working days for which its clock ran before, each time that the case
            went on with the act not done. No last day here counts them.
        as_of: The day at whose end it stands so; None where it belongs to no case. Deadlines do not compare it.
    """

    procedure: Procedure = attrs.field(eq=_by_key)
    calendar: WorkingDayCalendar = attrs.field(eq=False)
    run: Run
    normal_due: dt.date | None
    due: dt.date | None
    latest: dt.date | None
    status: Status | None = None
    days_late: int | None = 0
    softened: bool = False
    ran_out_on: dt.date | None = None
    days_before_notice: int = 0
    days_overdue: int | None = 0
    prompt_due: dt.date | None = None
    other_readings: tuple[OtherReading, ...] = ()
    days_in_earlier_runs: int = 0
    as_of: dt.date | None = attrs.field(default=None, eq=False)

    @property
    def limit(self) -> TimeLimit:
        """The rule."""
        return self.run.limit

    @property
    def occurrence(self) -> int:
        """Which run of the limit in its case, from 1."""
        return self.run.occurrence

    @property
    def start(self) -> dt.date | None:
        """Day 0 of the period, or day 1 of one that begins with its day; None where nothing has started it."""
        return self.run.start

    @property
    def started_by(self) -> Event | None:
        """The event that started it, if it belongs to a case."""
        return self.run.started_by

    @property
    def extensions(self) -> tuple[Extended, ...]:
        """The extensions that were meant for it, valid or not, as they came."""
        return _all_extensions(self.run)

    @property
    def done_on(self) -> dt.date | None:
        """The day of the act that ended it."""
        return None if self.run.done_by is None else self.run.done_by.done_on

    @property
    def overtaken_on(self) -> dt.date | None:
        """The day on which the case went on without it."""
        return self.run.overtaken_on

    @property
    def again(self) -> Event | None:
        """The event that took the case back to where this clock ran, by which it goes on or began anew; None for any other.

        No text that was read says what becomes of a clock then: it is general knowledge at best, whatever the rule rests on.
        """
        return self.run.again

    @property
    def certainty(self) -> Certainty:
        """How surely it was checked: as surely as the rule, and no more than general knowledge where the case was taken back."""
        return self.limit.certainty if self.again is None else Certainty.GENERAL_KNOWLEDGE

    @property
    def assumed(self) -> bool:
        """Whether `start` stands in for an arrival that nobody recorded."""
        return self.run.assumed

    @property
    def provisional(self) -> bool:
        """Whether the dates rest on bank holidays that were not announced yet."""
        period = self.limit.period
        if self.start is None or self.due is None or period is None:
            return False
        if period.unit is not Unit.WORKING_DAYS and not period.rolls:
            return False
        days = (self.start, self.due, self.latest or self.due)
        return self.calendar.is_provisional(min(days), max(days))

    @property
    def skipped(self) -> tuple[NonWorkingDay, ...]:
        """The weekdays between start and due day that were left out of the count, each with its reason."""
        return () if self.due is None else self.skipped_until(self.due)

    def skipped_until(self, last: dt.date) -> tuple[NonWorkingDay, ...]:
        """The weekdays between the start and another last day, such as `latest`, that the count leaves out."""
        period = self.limit.period
        if self.start is None or period is None or period.unit is not Unit.WORKING_DAYS:
            return ()
        if period.counting is BEFORE:
            return self.calendar.non_working_weekdays(last, self.start - _ONE_DAY)
        first = self.start + _ONE_DAY if period.counting is AFTER else self.start
        return self.calendar.non_working_weekdays(first, last)

    @property
    def is_breach(self) -> bool:
        """Whether it is a duty that was not, or not yet, done in its time; its force says how binding the rule is.

        It is not one where words relaxed the limit for a time, or where it is not established that lateness is a breach.
        """
        return self.status in _LATE_DUTY and not self.softened and self.limit.breach_established

    @property
    def why_no_breach(self) -> str | None:
        """Why a duty that is late is not a breach; None where it is one, or is not late."""
        if self.status not in _LATE_DUTY or self.is_breach:
            return None
        return "late is not of itself a breach" if self.softened else "not established as a breach"

    @property
    def voluntary(self) -> bool:
        """Whether its last day lay before the code was applied in casework: following it was by choice then."""
        applied = self.limit.applied_since
        return applied is not None and self.due is not None and self.due < applied

    @property
    def departure(self) -> str | None:
        """Why a council's own target departs from the code: the same for the target and for the rule it stands beside."""
        rows = (row for row in self.procedure.limits if self.limit.key in {row.key, row.beside})
        return next((row.departs for row in rows if row.departs), None)

    def explain(self) -> str:
        """The deadline in plain words.

        Which rule, from which day, how counted, which days were left out and why, and whether it is provisional.
        """
        return explanation(self)

    def as_dict(self) -> dict[str, Any]:
        """The deadline as plain data, ready for JSON: dates as ``2026-11-23``, codes as strings, and None for what is not there.

        Every command that answers with a deadline prints it so.

        Returns:
            The same keys for every deadline, in this order:

            - `procedure` (string): The key of the procedure.
            - `version` (string): The version of it.
            - `limit` (string): The key of the time limit.
            - `title` (string): What is to be done.
            - `occurrence` (whole number): Which run of the limit in its case, from 1.
            - `party` (code): Who is bound.
            - `kind` (code): Whether it is a duty, a window or advisory.
            - `force` (code): How binding the rule is.
            - `cite` (string): The provision.
            - `url` (string or null): Where it can be read.
            - `see` (list): Further provisions, each with its `cite` and `url`.
            - `certainty` (code): How surely it was checked.
            - `division` (string): Whose working days count.
            - `period` (object or null): How long it is: `amount`, `unit`, `counting`, and `rolls` where a last day that is not
              a working day moves to the next; null where the rule has no number.
            - `start` (date or null): Day 0 of the period, or day 1 of one that begins with its day.
            - `started_by` (object or null): The event that started it, as `event` and `on`.
            - `assumed` (true or false): Whether `start` stands in for an arrival that nobody recorded.
            - `again` (code or null): The event that took the case back to where this clock ran.
            - `normal_due` (date or null): The last day by the rule alone.
            - `due` (date or null): The last day as things stand; null for "as soon as possible", or while nothing has started it.
            - `latest` (date or null): The outermost day the provision allows.
            - `extensions` (list): The extensions that were meant for it, valid or not, each with `on`, `until` and `agreed`.
            - `skipped` (list): The weekdays left out of the count up to `due`, each with `day`, `name`, `kind` and `substitute`.
            - `provisional` (true or false): Whether the dates rest on bank holidays that were not announced yet.
            - `prompt_due` (date or null): The last day, had the act that started the clock been done in its own time.
            - `other_readings` (list): The dates by each other reading of what started it, with `event`, `start`, `due`, `latest`,
              `says` and `cite`.
            - `as_of` (date or null): The day at whose end it stands as said below; null where it belongs to no case.
            - `status` (code or null): How it stands then.
            - `done_on` (date or null): The day of the act that ended it.
            - `overtaken_on` (date or null): The day on which the case went on without it.
            - `days_late` (whole number or null): Working days from `due` to the act, the overtaking or `as_of`.
            - `days_overdue` (whole number or null): All working days for which it was overdue, before an extension too.
            - `breach` (true or false): Whether it is a duty that was not done in its time.
            - `why_no_breach` (string or null): Why a duty that is late is not a breach.
            - `softened` (true or false): Whether words that relaxed the limit for a time applied to it.
            - `ran_out_on` (date or null): The last day that had passed when an extension was told, or another start came.
            - `days_before_notice` (whole number): The working days for which it was overdue by then.
            - `days_in_earlier_runs` (whole number): The working days for which its clock ran before, each time in vain.
            - `voluntary` (true or false): Whether its last day lay before the code was applied in casework.
            - `departure` (string or null): Why a council's own target departs from the code.
            - `explanation` (string): All of it in plain words.

        Example:
            >>> from datetime import date
            >>> row = due("england-children", "stage-1", date(2026, 11, 23)).as_dict()
            >>> row["limit"], row["force"], row["period"]["amount"], row["due"], row["latest"]
            ('stage-1', 'statute', 10, '2026-12-07', '2026-12-21')
        """
        limit = self.limit
        return {
            "procedure": self.procedure.key,
            "version": self.procedure.version,
            "limit": limit.key,
            "title": limit.title,
            "occurrence": self.occurrence,
            "party": limit.binds.value,
            "kind": limit.kind.value,
            "force": limit.force.value,
            **parts.sources(limit.cite, limit.see),
            "certainty": self.certainty.value,
            "division": str(self.calendar.division),
            "period": parts.period(limit.period),
            "start": written(self.start),
            "started_by": parts.event(self.started_by),
            "assumed": self.assumed,
            "again": None if self.again is None else self.again.key,
            "normal_due": written(self.normal_due),
            "due": written(self.due),
            "latest": written(self.latest),
            "extensions": [parts.extension(told) for told in self.extensions],
            "skipped": [parts.left_out(day) for day in self.skipped],
            "provisional": self.provisional,
            "prompt_due": written(self.prompt_due),
            "other_readings": [parts.reading(other) for other in self.other_readings],
            "as_of": written(self.as_of),
            "status": None if self.status is None else self.status.value,
            "done_on": written(self.done_on),
            "overtaken_on": written(self.overtaken_on),
            "days_late": self.days_late,
            "days_overdue": self.days_overdue,
            "breach": self.is_breach,
            "why_no_breach": self.why_no_breach,
            "softened": self.softened,
            "ran_out_on": written(self.ran_out_on),
            "days_before_notice": self.days_before_notice,
            "days_in_earlier_runs": self.days_in_earlier_runs,
            "voluntary": self.voluntary,
            "departure": self.departure,
            "explanation": self.explain(),
        }

    def __str__(self) -> str:
        day = self.due.isoformat() if self.due else "as soon as possible" if self.start else "not started"
        says = "; ".join(filter(None, (self.status, self.why_no_breach)))
        return f"{self.limit.title}: {day}" + (f" ({says})" if says else "")

    def __repr__(self) -> str:
        facts = {"start": self.start, "due": self.due, "latest": self.latest, "status": self.status}
        said = ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact is not None)
        return f"<Deadline {self.limit.key!r} of {self.procedure.key!r}: {said or 'not started'}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the procedure by key and version."""
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        return _unpickled, (fields | {"procedure": reference(self.procedure)},)


def _unpickled(fields: dict[str, Any]) -> Deadline:
    fields = {**fields, "procedure": referred(fields["procedure"])}
    return Deadline(**fields)


# --- the deadlines of a history


def _all_extensions(run: Run) -> tuple[Extended, ...]:
    return run.extensions if run.before is None else (*_all_extensions(run.before), *run.extensions)


def deadlines_of(
    procedure: Procedure,
    track: Track,
    calendar: WorkingDayCalendar,
    as_of: dt.date,
    local: LocalCalendar | None = None,
) -> tuple[Deadline, ...]:
    """Every deadline of a history as it stands at the end of a day, in the instrument's order.

    The track must hold no event filed after that day. A council's closing days are no bank holidays, so the calendar that has
    them counts only for the rows of its policy, and not for those of a procedure, even where those are a council's own.
    """
    runs = track.runs
    calendars = Calendars(calendar, local)
    earlier: dict[str, list[Run]] = {}
    for run in links(track.ended):
        earlier.setdefault(run.limit.key, []).insert(0, run)
    found = []
    for limit in procedure.limits:
        last = runs.get(limit.key)
        if last is None:
            continue
        days_before = 0
        for run in (*earlier[limit.key], last) if last.occurrence > 1 else (last,):
            began = started(run, track, calendars, as_of)
            if began is None:
                continue
            began = spared(began, track, calendars)
            deadline = _deadline(procedure, track, began, calendars, as_of)
            found.append(attrs.evolve(deadline, days_in_earlier_runs=days_before) if days_before else deadline)
            if last.occurrence > 1:
                days_before += _days_run_in_vain(began, calendars.of(limit))
    return tuple(found)


def _days_run_in_vain(run: Run, calendar: WorkingDayCalendar) -> int:
    """The working days for which the clock of a duty ran until the case went on without its act."""
    start, left = run.start, run.overtaken_on
    if run.limit.kind is not Kind.DUTY or run.limit.period is None or run.done_by is not None:
        return 0
    return calendar.working_days_between(start, left) if start is not None and left is not None and start < left else 0


# Asked of every deadline: see `_code_enum`.
_DUTY, _ADVISORY = Kind.DUTY, Kind.ADVISORY
_PENDING, _DUE_TODAY, _OVERDUE = Status.PENDING, Status.DUE_TODAY, Status.OVERDUE
_MET, _MET_LATE, _LAPSED, _MISSED = Status.MET, Status.MET_LATE, Status.LAPSED, Status.MISSED
_OPEN, _CLOSED, _USED, _USED_LATE = Status.OPEN, Status.CLOSED, Status.USED, Status.USED_LATE
_PAST, _AFTER = Status.PAST, Status.AFTER


def _deadline(procedure: Procedure, track: Track, run: Run, calendars: Calendars, as_of: dt.date) -> Deadline:
    limit = run.limit
    calendar = calendars.of(limit)
    dates = dates_of(run, track, calendars)
    due = dates.due
    if due is not None and due > calendar.last_day and run.named is None and due != dates.normal:
        raise CoverageError(due, calendar.first_day, calendar.last_day)  # extended so far: a slip in a year, most likely
    done_by = run.done_by
    done_on = None if done_by is None else done_by.done_on
    softening = limit.softened
    softened = softening is not None and due is not None and is_softened(softening, track, run, due)
    days_late: int | None = 0
    ended = done_on or run.overtaken_on or as_of
    if limit.kind is _DUTY:
        status = _status_of_duty(run, due, done_on, as_of)
        if due is not None and ended > due:
            days_late = calendar.working_days_between(due, ended)
    elif limit.kind is _ADVISORY:
        status = _status_of_advisory(run, due, done_on, as_of)
    else:
        status = _status_of_window(run, due, done_on, as_of, closes=not softened)
        if due is not None and done_on is not None and status is _USED_LATE:
            days_late = None if due < calendar.first_day else calendar.working_days_between(due, done_on)
    ran_out = dates.late_notices and limit.kind is _DUTY  # nothing else is ever overdue
    return Deadline(
        procedure,
        calendar,
        run,
        dates.normal,
        due,
        dates.latest,
        status,
        days_late,
        softened,
        dates.ran_out_on if ran_out else None,
        dates.days_before_notice(calendar) if ran_out else 0,
        dates.days_overdue(calendar, ended) if ran_out else days_late,
        prompt_due_of(run, track, calendars),
        tuple(other_readings(procedure, run, track, calendars)) if limit.readings else (),
        as_of=as_of,
    )


def _status_of_duty(run: Run, due: dt.date | None, done_on: dt.date | None, as_of: dt.date) -> Status:
    if done_on is not None:
        return _MET if due is None or done_on <= due else _MET_LATE
    if run.overtaken_on is not None:
        return _LAPSED if due is None or run.overtaken_on <= due else _MISSED
    if due is None or as_of < due:
        return _PENDING
    return _DUE_TODAY if as_of == due else _OVERDUE


def _status_of_window(run: Run, due: dt.date | None, done_on: dt.date | None, as_of: dt.date, *, closes: bool) -> Status:
    if done_on is not None:
        # A window that words relaxed does not close, so it cannot be used late.
        return _USED if due is None or done_on <= due or not closes else _USED_LATE
    if run.overtaken_on is not None:
        return _LAPSED if due is None or not closes or run.overtaken_on < due else _CLOSED
    return _OPEN if due is None or not closes or as_of <= due else _CLOSED


def _status_of_advisory(run: Run, due: dt.date | None, done_on: dt.date | None, as_of: dt.date) -> Status:
    """A time that binds nobody: the complainant may use it, the authority meets it, and neither is late after it."""
    is_choice = run.limit.binds is Party.COMPLAINANT
    if done_on is not None:
        if due is not None and done_on > due:
            return _AFTER
        return _USED if is_choice else _MET
    if run.overtaken_on is not None:
        return _LAPSED
    if due is not None and as_of > due:
        return _PAST
    if is_choice:
        return _OPEN
    return _DUE_TODAY if as_of == due else _PENDING


# --- one limit, from one day


def due(
    procedure: str | Procedure,
    limit: str,
    start: dt.date,
    *,
    calendar: WorkingDayCalendar | None = None,
    rulebook: Rulebook | None = None,
) -> Deadline:
    """One time limit counted from one day.

    Args:
        procedure: Its key, or the procedure itself; a key means the version in force on the day `start`.
        limit: The key of the time limit.
        start: The day its clock starts; for a limit counted backwards, the day it is counted back from.
        calendar: Whose working days count; without one, the division that the procedure names.
        rulebook: Where the key is looked up; without one, this library's own.

    Returns:
        A deadline without a status, since it belongs to no case.

    Raises:
        WrongTypeError: The start is not a plain date.
        UnknownKeyError: There is no such procedure or limit.
        WrongValueError: The rule named has no clock.
        NotInForceError: The procedure was not in force on that day.
        CoverageError: A day lies outside the calendar's years.

    Example:
        >>> from datetime import date
        >>> str(due("england-children", "stage-1", date(2026, 11, 23)))
        'Answer at stage 1 (local resolution): 2026-12-07'
    """
    check_day("start", start)
    found = as_procedure(procedure, start, rulebook)
    rule = found.limit(limit)
    calendar = calendar_for(found, calendar)
    calendar.is_working_day(start)  # refuses a day the calendar does not hold, also where no number follows
    normal = latest = None
    if rule.period is not None:
        normal = latest = rule.period.end(start, calendar)
        if rule.extension is not None:
            latest = None if rule.extension.to is None else rule.extension.to.end(start, calendar)
    return counted(found, calendar, Run(rule, 1, start), normal, latest)


def counted(
    procedure: Procedure, calendar: WorkingDayCalendar, run: Run, due: dt.date | None, latest: dt.date | None
) -> Deadline:
    """A deadline that stands in no case: whether words relaxed it can be told from its own clock only."""
    softening = run.limit.softened
    softened = softening is not None and ran_softened(softening, run.start, due)
    return Deadline(procedure, calendar, run, due, due, latest, softened=softened)


def calendar_for(procedure: Procedure, calendar: WorkingDayCalendar | None) -> WorkingDayCalendar:
    """The calendar a caller chose, or that of the division that the procedure names.

    Raises:
        WrongTypeError: What the caller chose is not a calendar, such as the name of a division.
    """
    if calendar is None:
        return _own_calendar(procedure.division)
    if not isinstance(calendar, WorkingDayCalendar):
        raise WrongTypeError("calendar", calendar, "a WorkingDayCalendar")
    return calendar


@functools.cache
def _own_calendar(division: str) -> WorkingDayCalendar:
    return WorkingDayCalendar.for_division(division)
