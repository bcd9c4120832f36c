"""A rule in plain English: its period, what starts its clock, how it may be extended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.calendars.periods import AFTER, BEFORE
from complaintrules.events import Party, Sent
from complaintrules.rules.conditions import LaterThanStart
from complaintrules.rules.terms import ARRIVED, DONE, Kind, LastDayOf, On, RunsOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Extension, TimeLimit, Trigger

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
    rolled = ", moved to the next working day if it does not end on one" if period.rolls else ""
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


def spared_words(procedure: Procedure, limit: TimeLimit) -> Iterator[str]:
    """What spares a case from a rule, if anything does."""
    if limit.spared_by is not None:
        yield f'It is no longer owed once "{procedure.limit(limit.spared_by).title}" is met in time.'


NOT_ESTABLISHED: Final = "Whether lateness is itself a breach is not established: it is shown as late, not counted as a breach."


def applied_words(since: dt.date) -> str:
    """From when a code is applied."""
    day = f"{since.day} {_MONTHS[since.month - 1]} {since.year}"
    return f"The code is applied in casework from {day}; before that it was followed by choice"


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


def working_days(count: int | None) -> str:
    """A count of working days, in words."""
    return "1 working day" if count == 1 else f"{count} working days"
