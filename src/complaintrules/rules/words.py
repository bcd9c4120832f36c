"""Rules and deadlines in plain words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.calendars.periods import AFTER, BEFORE, Unit
from complaintrules.events import Party, Sent
from complaintrules.rules.conditions import LaterThanStart
from complaintrules.rules.law import BANKING_AND_FINANCIAL_DEALINGS_ACT, Certainty
from complaintrules.rules.procedure import ARRIVED, DONE, Kind, LastDayOf, On, RunsOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.cases.deadlines import Deadline
    from complaintrules.events import Event
    from complaintrules.rules.procedure import Extension, Procedure, TimeLimit, Trigger

# Written out, because strftime follows the locale of the process.
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


# The days that events name, as a sentence speaks of them.
_NAMED_DAYS: Final = {
    "grounds_on": "the day the grounds arose",
    "noticed_on": "the day of notice",
    "known_on": "the later of the day the grounds arose and the day of notice",
    "done_on": "the day it was made",
    "start": "the day agreed",
    "panel_on": "the day of the panel",
}


def is_month(code: str) -> bool:
    """Whether a code is a month, such as ``2016-09``."""
    try:
        return f"{dt.date.fromisoformat(f'{code}-01'):%Y-%m}" == code
    except ValueError:
        return False


def month_words(month: str) -> str:
    """A month such as ``2016-09`` as people write it; in English, whatever language the computer speaks."""
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def long_date(day: dt.date) -> str:
    """A date as a letter writes it: ``Monday 23 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(limit: TimeLimit) -> str:
    """How long a limit is: ``within 25 working days``, ``10 working days before``, ``as soon as possible``."""
    period = limit.period
    if period is None:
        return "by the day named" if limit.overrides else "as soon as possible"
    amount = period.unit.said(period.amount)
    rolled = ", moved to the next working day if it ends on none" if period.rolls else ""
    if period.counting is AFTER:
        return f"within {amount}{rolled}"
    if period.counting is BEFORE:
        days = [trigger.day for trigger in limit.starts if isinstance(trigger, On) and isinstance(trigger.day, str)]
        return f"no later than {amount} before {_NAMED_DAYS.get(days[0], 'the day it is counted back from')}"
    return f"within {amount} beginning with the day{rolled}"


def extension_words(extension: Extension) -> str:
    """How a limit may be extended."""
    reach = f"to {extension.to.unit.said(extension.to.amount)}" if extension.to else "by agreement"
    notice = "; told before the time runs out" if extension.before_expiry else ""
    if notice and extension.notice_cite is not None:
        notice += f", by {extension.notice_cite}"
    if notice and extension.notice_certainty is not None:
        notice += f", {extension.notice_certainty.value}: {extension.notice_certainty.meaning}"
    return f"{reach} ({extension.grounds}{notice}), {extension.cap.meaning}"


def trigger_words(procedure: Procedure, trigger: Trigger, limit: TimeLimit) -> str:
    """What starts a clock, in words."""
    if isinstance(trigger, RunsOut):
        return f'when "{procedure.limit(trigger.limit).title}" runs out undone'
    if isinstance(trigger, On) and trigger.when is not None and not isinstance(trigger.when, LaterThanStart):
        plain = attrs.evolve(trigger, when=None)
        return f"{trigger_words(procedure, plain, limit)}, where {trigger.when.says}"
    if not isinstance(trigger, On):
        return f'when the case comes to "{procedure.state(trigger.state).title}"'
    title = trigger.event.title
    if isinstance(trigger.day, LastDayOf):
        until = " until that is recorded" if trigger.day.assumed else ""
        return f'on the last day for "{procedure.limit(trigger.day.limit).title}"{until}'
    if trigger.day == ARRIVED:
        own = trigger.event.actor in {limit.binds, Party.BOTH} or not issubclass(trigger.event, Sent)
        return f'on "{title}"' if own else f'when "{title}" reaches {limit.binds.words}'
    if trigger.day == DONE:
        return f'on the day of "{title}"'
    return f'from {_NAMED_DAYS.get(trigger.day, trigger.day.replace("_", " "))}, where "{title}" gives it'


def starts_words(procedure: Procedure, limit: TimeLimit) -> str:
    """Everything that can start a limit's clock, in words."""
    return ", or ".join(trigger_words(procedure, trigger, limit) for trigger in limit.starts)


def explanation(deadline: Deadline) -> str:
    """A deadline in plain words."""
    return " ".join(_sentences(deadline))


def _sentences(deadline: Deadline) -> Iterator[str]:
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


def spared_words(procedure: Procedure, limit: TimeLimit) -> Iterator[str]:
    """What takes a rule's case out of its reach, if anything does."""
    if limit.spared_by is not None:
        yield f'It is owed no more once "{procedure.limit(limit.spared_by).title}" is met in time.'


NOT_ESTABLISHED: Final = "Whether lateness is itself a breach is not established: it is shown as late, and counted as no breach."


def applied_words(since: dt.date) -> str:
    """From when a code is applied."""
    day = f"{since.day} {_MONTHS[since.month - 1]} {since.year}"
    return f"The code is applied in casework from {day}; before that it was followed by choice"


def departure_words(deadline: Deadline) -> str:
    """How far a council's own target departs from a code, and why."""
    limits = {limit.key: limit for limit in deadline.procedure.limits}
    own = next(limit for limit in limits.values() if limit.departs and deadline.limit.key in {limit.key, limit.beside})
    law = limits[own.beside or own.key]
    return (
        f"The council's own target, {period_words(own)}, departs from {law.cite}, {period_words(law)}. Its explanation: "
        f"{own.departs} ({own.cite})"
    )


def _taken_back(deadline: Deadline, again: Event) -> str:
    """What was done to the clock of a case that was taken back to where it stood, which no text says."""
    sure = f"no text that was read says so ({Certainty.GENERAL_KNOWLEDGE.value}: {Certainty.GENERAL_KNOWLEDGE.meaning})"
    day = long_date(again.filed_on)
    if deadline.started_by is again:
        return f'It began anew when the case was taken back on {day} ("{again.title}"), and the run before it stays: {sure}.'
    return f'It goes on since {day} ("{again.title}") as if it had not stopped, the days between counted: {sure}.'


def _assumption(deadline: Deadline) -> str:
    if deadline.run.after is not None:
        other = deadline.procedure.limit(deadline.run.after).title
        return f'Assumed: what should start it is not recorded, so it runs from the last day for "{other}".'
    return "Assumed: nobody recorded when it arrived, so the clock is taken to run from the day it was sent."


def rule_words(limit: TimeLimit) -> str:
    """Who must or may do it, within which time."""
    who = limit.binds.words[0].upper() + limit.binds.words[1:]
    period = period_words(limit)
    if limit.kind is Kind.WINDOW:
        return f"{who} may do this {period}"
    if limit.kind is Kind.ADVISORY and limit.binds is Party.COMPLAINANT:
        return f"{who} may do this at any time; {period} is recommended"
    if limit.kind is Kind.ADVISORY:
        return f"{who} is expected to do this {period}; to do it later breaks no rule"
    return f"{who} {limit.force.wording} do this {period}"


def _counting(deadline: Deadline, start: dt.date) -> Iterator[str]:
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
        yield f"{long_date(last)} is no working day ({reason}), so the last day moves to {long_date(deadline.normal_due)}."
    if period.unit is Unit.WORKING_DAYS:
        yield left_out(deadline, deadline.normal_due)
    elif limit.kind is Kind.DUTY and deadline.due is not None:
        yield from _bank_holiday_act(deadline, deadline.due)


def left_out(deadline: Deadline, until: dt.date) -> str:
    """Which weekdays the count leaves out, up to a day."""
    days = "; ".join(f"{long_date(skipped.day)} ({skipped})" for skipped in deadline.skipped_until(until))
    return f"Left out besides weekends: {days}." if days else "Only weekends are left out: no bank holiday falls in between."


def _bank_holiday_act(deadline: Deadline, due: dt.date) -> Iterator[str]:
    """A duty in calendar time that falls on a bank holiday; the date stays, and the Act says what is still in time."""
    reason = deadline.calendar.non_working_reason(due)
    if reason is not None and reason.kind in {"scheduled", "proclaimed", "extra"}:
        act = BANKING_AND_FINANCIAL_DEALINGS_ACT("1(4)")
        yield f"{long_date(due)} is a bank holiday ({reason}): by {act} it is in time if done on the next day that is none."


def _extension(deadline: Deadline) -> Iterator[str]:
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


def working_days(count: int | None) -> str:
    """A count of working days, in words."""
    return "1 working day" if count == 1 else f"{count} working days"


def _fate(deadline: Deadline) -> Iterator[str]:
    if deadline.status is None:
        return
    late = f", {working_days(deadline.days_late)} late" if deadline.days_late else ""
    if deadline.done_on is not None:
        yield f"Done on {long_date(deadline.done_on)}{late}."
    elif deadline.overtaken_on is not None:
        yield f"The case went on without it on {long_date(deadline.overtaken_on)}{late}."
    elif late:
        yield f"Not done yet{late}."
