"""A deadline in plain words: the sentences that say which rule it is, how it was counted, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from complaintrules.calendars._bank_holidays import NonWorkingDay
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.calendars.periods import AFTER, BEFORE, Unit
from complaintrules.cases._clocks import OtherReading
from complaintrules.cases.history import Run
from complaintrules.events import Event, Extended
from complaintrules.rules.law import BANKING_AND_FINANCIAL_DEALINGS_ACT, Certainty
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Kind, TimeLimit
from complaintrules.rules.wording import (
    NOT_ESTABLISHED,
    applied_words,
    extension_words,
    long_date,
    period_words,
    rule_words,
    spared_words,
    starts_words,
    working_days,
)


class Explained(Protocol):
    """What a deadline is asked for its explanation; its own class stands in a module above this one."""

    @property
    def procedure(self) -> Procedure: ...
    @property
    def limit(self) -> TimeLimit: ...
    @property
    def calendar(self) -> WorkingDayCalendar: ...
    @property
    def run(self) -> Run: ...
    @property
    def start(self) -> dt.date | None: ...
    @property
    def started_by(self) -> Event | None: ...
    @property
    def again(self) -> Event | None: ...
    @property
    def assumed(self) -> bool: ...
    @property
    def normal_due(self) -> dt.date | None: ...
    @property
    def due(self) -> dt.date | None: ...
    @property
    def latest(self) -> dt.date | None: ...
    @property
    def prompt_due(self) -> dt.date | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def softened(self) -> bool: ...
    @property
    def extensions(self) -> tuple[Extended, ...]: ...
    @property
    def ran_out_on(self) -> dt.date | None: ...
    @property
    def days_before_notice(self) -> int: ...
    @property
    def days_in_earlier_runs(self) -> int: ...
    @property
    def other_readings(self) -> tuple[OtherReading, ...]: ...
    @property
    def voluntary(self) -> bool: ...
    @property
    def departure(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def done_on(self) -> dt.date | None: ...
    @property
    def overtaken_on(self) -> dt.date | None: ...
    @property
    def days_late(self) -> int | None: ...

    def skipped_until(self, last: dt.date) -> tuple[NonWorkingDay, ...]: ...


def explanation(deadline: Explained) -> str:
    """A deadline in plain words."""
    return " ".join(_sentences(deadline))


def _sentences(deadline: Explained) -> Iterator[str]:
    limit = deadline.limit
    yield f"{limit.title}."
    force = limit.force.value.replace("-", " ")
    yield f"{rule_words(limit)} ({limit.citations}; {force}; {limit.certainty.meaning})."
    if limit.asks:
        yield f"It asks: {limit.asks}."
    if deadline.start is None:
        yield f"Nothing has started it: its clock starts {starts_words(deadline.procedure, limit)}."
        return
    yield from _counting(deadline, deadline.start)
    if deadline.prompt_due is not None and deadline.started_by is not None:
        yield (
            f'"{deadline.started_by.title}" was itself late, and the clock runs from it all the same: from the last day for it, '
            f"this would have been due on {long_date(deadline.prompt_due)}."
        )
    yield from _extension(deadline)
    start = deadline.start
    if deadline.days_in_earlier_runs and start is not None:
        ran = working_days(deadline.days_in_earlier_runs)
        yield f"Its clock began anew on {long_date(start)}: before that it had run for {ran}, which no last day counts."
    for other in deadline.other_readings:
        latest = (
            f", and at the latest on {long_date(other.latest)}" if other.latest is not None and other.latest != other.due else ""
        )
        yield (
            f"Another reading exists: {other.says} ({other.cite}). "
            f'From "{other.event.title}" on {long_date(other.start)} it would be due on {long_date(other.due)}{latest}.'
        )
    if deadline.again is not None:
        yield _taken_back(deadline, deadline.again)
    if deadline.softened and limit.softened is not None:
        yield f'For this run the words "{limit.softened.words}" applied ({limit.softened.cite}): late is not of itself a breach.'
    yield from spared_words(deadline.procedure, limit)
    if deadline.assumed:
        yield _assumption(deadline)
    if not limit.breach_established:
        yield NOT_ESTABLISHED
    if deadline.provisional:
        until = long_date(deadline.calendar.announced_until)
        yield f"Provisional: it rests on bank holidays after {until}, which had not been announced."
    if deadline.voluntary and limit.applied_since is not None:
        yield f"{applied_words(limit.applied_since)}."
    if deadline.departure is not None:
        yield f"{departure_words(deadline)}."
    if limit.comment:
        yield limit.comment
    yield from _fate(deadline)


def departure_words(deadline: Explained) -> str:
    """How far a council's own target departs from a code, and why."""
    limits = {limit.key: limit for limit in deadline.procedure.limits}
    own = next(limit for limit in limits.values() if limit.departs and deadline.limit.key in {limit.key, limit.beside})
    law = limits[own.beside or own.key]
    return (
        f"The council's own target, {period_words(own)}, departs from {law.cite}, {period_words(law)}. Its explanation: "
        f"{own.departs} ({own.cite})"
    )


def _taken_back(deadline: Explained, again: Event) -> str:
    """What was done to the clock of a case that was taken back to where it stood, which no text says."""
    sure = f"no text that was read says so ({Certainty.GENERAL_KNOWLEDGE.value}: {Certainty.GENERAL_KNOWLEDGE.meaning})"
    day = long_date(again.filed_on)
    if deadline.started_by is again:
        return f'It began anew when the case was taken back on {day} ("{again.title}"), and the run before it stays: {sure}.'
    return f'It goes on since {day} ("{again.title}") as if it had not stopped, the days between counted: {sure}.'


def _assumption(deadline: Explained) -> str:
    if deadline.run.after is not None:
        other = deadline.procedure.limit(deadline.run.after).title
        return f'Assumed: what should start it is not recorded, so it runs from the last day for "{other}".'
    return "Assumed: nobody recorded when it arrived, so the clock is taken to run from the day it was sent."


def _counting(deadline: Explained, start: dt.date) -> Iterator[str]:
    limit = deadline.limit
    period = limit.period
    event = f' ("{deadline.started_by.title}")' if deadline.started_by else ""
    if deadline.run.after is not None:
        event = f' (the last day for "{deadline.procedure.limit(deadline.run.after).title}")'
    if period is None and deadline.due is not None:
        yield f"It runs from {long_date(start)}{event}, to the day named there: {long_date(deadline.due)}."
        return
    if period is None or deadline.normal_due is None:
        yield f"It runs from {long_date(start)}{event}, without a number of days."
        return
    amount = period.unit.said(period.amount)
    ends = "ends" if period.amount == 1 else "end"
    last = deadline.normal_due if not period.rolls else period.last_day(start)
    end = long_date(last)
    if period.counting is BEFORE:
        yield f"Counted back from {long_date(start)}{event}, which is not counted: {amount} before it is {end}."
    elif period.counting is AFTER:
        yield f"{long_date(start)}{event} is day 0 and is not counted: {amount} {ends} with the end of {end}."
    else:
        yield f"{long_date(start)}{event} is the first day: {amount} beginning with it {ends} with the end of {end}."
    if last != deadline.normal_due:
        reason = deadline.calendar.non_working_reason(last)
        yield f"{long_date(last)} is not a working day ({reason}), so the last day moves to {long_date(deadline.normal_due)}."
    if period.unit is Unit.WORKING_DAYS:
        yield left_out(deadline, deadline.normal_due)
    elif limit.kind is Kind.DUTY and deadline.due is not None:
        yield from _bank_holiday_act(deadline, deadline.due)


def left_out(deadline: Explained, until: dt.date) -> str:
    """Which weekdays the count leaves out, up to a day."""
    days = "; ".join(f"{long_date(skipped.day)} ({skipped})" for skipped in deadline.skipped_until(until))
    return f"Left out besides weekends: {days}." if days else "Only weekends are left out: no bank holiday falls in between."


def _bank_holiday_act(deadline: Explained, due: dt.date) -> Iterator[str]:
    """A duty in calendar time that falls on a bank holiday; the date stays, and the Act says what is still in time."""
    calendar = deadline.calendar
    # A day that somebody named may lie past the last one that any calendar holds.
    reason = calendar.non_working_reason(due) if calendar.first_day <= due <= calendar.last_day else None
    if reason is not None and reason.kind in {"scheduled", "proclaimed", "extra"}:
        act = BANKING_AND_FINANCIAL_DEALINGS_ACT("1(4)")
        yield f"{long_date(due)} is a bank holiday ({reason}): by {act} it is in time if done on the next day that is not one."


def _extension(deadline: Explained) -> Iterator[str]:
    extension = deadline.limit.extension
    if deadline.due != deadline.normal_due and deadline.due is not None:
        moved_by = "the day that was named" if deadline.run.named is not None else "an extension"
        yield f"As things stand the last day is {long_date(deadline.due)}, moved by {moved_by}."
    if deadline.due is not None:
        for told in deadline.extensions:
            if told.until > deadline.due:
                yield f"An extension to {long_date(told.until)}, told on {long_date(told.on)}, counts no further than that."
    if deadline.ran_out_on is not None:
        days = working_days(deadline.days_before_notice)
        yield (
            f"Its time had run out on {long_date(deadline.ran_out_on)} before it was moved: by the day before that it was "
            f"overdue by {days}."
        )
    if extension is None:
        return
    latest = f", so until {long_date(deadline.latest)}" if deadline.latest else ""
    yield f"It may be extended {extension_words(extension)} ({extension.cite}){latest}."
    if deadline.latest is not None and deadline.normal_due is not None:
        further = [day for day in deadline.skipped_until(deadline.latest) if day.day > deadline.normal_due]
        days = "; ".join(f"{long_date(day.day)} ({day})" for day in further)
        if days:
            yield f"Up to that day these are left out too: {days}."


def _fate(deadline: Explained) -> Iterator[str]:
    if deadline.status is None:
        return
    late = f", {working_days(deadline.days_late)} late" if deadline.days_late else ""
    if deadline.done_on is not None:
        yield f"Done on {long_date(deadline.done_on)}{late}."
    elif deadline.overtaken_on is not None:
        yield f"The case went on without it on {long_date(deadline.overtaken_on)}{late}."
    elif late:
        yield f"Not done yet{late}."
