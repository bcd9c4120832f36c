"""Pictures of calendar months with the counted days numbered, worked out by the library itself."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from typing import TYPE_CHECKING, Final

from complaintrules import due
from complaintrules.calendars.periods import BEFORE, FROM, Unit
from complaintrules.rules.wording import long_date, rule_words

from .markdown import escaped, linked, raw_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.cases.deadlines import Deadline

_CELL: Final = 46
_HEAD: Final = 58
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ONE_DAY: Final = dt.timedelta(days=1)


def figure(key: str, limit: str, *starts: str) -> Iterator[str]:
    """The months from the start of one limit to its last day. Several starts that come to one last day share the picture."""
    deadlines = [due(key, limit, dt.date.fromisoformat(start)) for start in starts]
    first = deadlines[-1]
    if len({deadline.due for deadline in deadlines}) != 1:
        raise ValueError(f"the starts {', '.join(starts)} of {limit} do not come to one last day")
    zeros = {deadline.start for deadline in deadlines if deadline.start is not None}
    numbers = numbered(first)
    marked = sorted({*zeros, *numbers})
    shown = sorted({(day.year, day.month) for day in (marked[0], marked[-1])} | {(day.year, day.month) for day in numbers})
    drawings = "\n".join(_month(first, zeros, numbers, year, month) for year, month in shown)
    caption = escaped(_caption(first, sorted(zeros)))
    yield from raw_html(
        f'<figure class="counted">\n<div class="months">\n{drawings}\n</div>\n'
        f'<figcaption>{caption}<span class="key">{escaped(_legend(first, numbers))}</span></figcaption>\n</figure>'
    )
    yield f"The rule: {rule_words(first.limit)} ({linked(first.limit.cite)})."
    yield ""


def numbered(deadline: Deadline) -> dict[dt.date, str]:
    """The counted days, each with its number; of a count of months or years the first and the last day alone."""
    period, start, last = deadline.limit.period, deadline.start, deadline.due
    if period is None or start is None or last is None:
        raise ValueError(f"{deadline.limit.key} has no number of days to show")
    if period.unit in {Unit.MONTHS, Unit.YEARS}:
        return {**({start: "first"} if period.counting is FROM else {}), last: "last"}
    step = -_ONE_DAY if period.counting is BEFORE else _ONE_DAY
    day = start if period.counting is FROM else start + step
    days: list[dt.date] = []
    while len(days) < period.amount:
        if period.unit is Unit.CALENDAR_DAYS or deadline.calendar.is_working_day(day):
            days.append(day)
        day += step
    found = {day: str(number) for number, day in enumerate(days, start=1)}
    return found if last in found else {**found, last: "→"}


def _month(deadline: Deadline, zeros: set[dt.date], numbers: dict[dt.date, str], year: int, month: int) -> str:
    weeks = months_of.Calendar().monthdatescalendar(year, month)
    name = f"{months_of.month_name[month]} {year}"
    width, height = 7 * _CELL + 2, _HEAD + len(weeks) * _CELL + 2
    mark = f"{deadline.procedure.key}-{deadline.limit.key}-{min(zeros)}-{year}-{month:02}"
    cells = "\n".join(
        _cell(deadline, zeros, numbers, day, 1 + column * _CELL, _HEAD + row * _CELL)
        for row, week in enumerate(weeks)
        for column, day in enumerate(week)
        if day.month == month
    )
    days = "".join(
        f'<text class="weekday" x="{1 + (column + 0.5) * _CELL}" y="{_HEAD - 8}">{day}</text>' for column, day in enumerate(_DAYS)
    )
    said = "; ".join(f"{numbers[day]}: {long_date(day)}" for day in sorted(numbers) if (day.year, day.month) == (year, month))
    return (
        f'<svg class="month" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-labelledby="{mark} {mark}-said">\n<title id="{mark}">{name}: {escaped(deadline.limit.title)}</title>\n'
        f'<desc id="{mark}-said">Counted days. {said or "None in this month"}.</desc>\n'
        f'<text class="name" x="{width / 2}" y="20">{name}</text>\n{days}\n{cells}\n</svg>'
    )


def _cell(deadline: Deadline, zeros: set[dt.date], numbers: dict[dt.date, str], day: dt.date, x: int, y: int) -> str:
    reason = deadline.calendar.non_working_reason(day)
    kind = ["day"]
    number = numbers.get(day, "")
    if reason is not None:
        kind.append("off" if day.weekday() >= months_of.SATURDAY else "holiday")
    if number:
        kind.append("counted")
    if day == deadline.due:
        kind.append("last")
    if day in zeros and not number:
        kind.append("zero")
        number = "0"
    said = f"<title>{long_date(day)}{f', {escaped(str(reason))}' if reason else ''}</title>"
    holiday = f'<text class="why" x="{x + _CELL - 6}" y="{y + 15}">H</text>' if "holiday" in kind else ""
    shown = f'<text class="number" x="{x + _CELL / 2}" y="{y + 37}">{number}</text>' if number else ""
    return (
        f'<g class="{" ".join(kind)}">{said}<rect x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_CELL - 2}"/>'
        f'<text class="date" x="{x + 6}" y="{y + 15}">{day.day}</text>{holiday}{shown}</g>'
    )


def _caption(deadline: Deadline, zeros: list[dt.date]) -> str:
    period, last = deadline.limit.period, deadline.due
    if period is None or last is None:  # numbered() has refused it before
        return ""
    days = " or ".join(long_date(day) for day in zeros)
    amount = period.unit.said(period.amount)
    skipped = [f"{day.name} ({long_date(day.day)})" for day in deadline.skipped]
    left_out = f" Left out besides weekends: {'; '.join(skipped)}." if skipped else ""
    if period.counting is BEFORE:
        return f"{deadline.limit.title}: {amount} before {days}, which is not counted, is {long_date(last)}.{left_out}"
    if period.counting is FROM:
        return f"{deadline.limit.title}: {amount} beginning with {days} end with {long_date(last)}.{left_out}"
    moved = f" {_rolled(deadline)}" if period.rolls else ""
    return f"{deadline.limit.title}: from {days}, day 0, {amount} end with {long_date(last)}.{moved}{left_out}"


def _rolled(deadline: Deadline) -> str:
    period, start = deadline.limit.period, deadline.start
    if period is None or start is None or period.last_day(start) == deadline.due:
        return ""
    end = period.last_day(start)
    return f"The count ends on {long_date(end)} ({deadline.calendar.non_working_reason(end)}), and moves on."


def _legend(deadline: Deadline, numbers: dict[dt.date, str]) -> str:
    period = deadline.limit.period
    parts = ["the filled day is the last one"]
    if deadline.start not in numbers:
        parts.insert(0, "0 is the day it is counted from")
    if period is not None and period.unit is Unit.WORKING_DAYS:
        parts.append("grey days are weekends, and H a bank holiday: neither counts")
    elif period is not None and period.unit in {Unit.MONTHS, Unit.YEARS}:
        parts.append("the months between are left out of the picture")
    if "→" in numbers.values():
        parts.append("→ is where a last day that is no working day moves to")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}."
