"""How ``due`` and ``timetable`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules.calendars.periods import BEFORE, Unit
from complaintrules.cli.rulebook import NO_ADVICE, marks_words, source_words
from complaintrules.cli.terminal import HEADING, QUIET, TITLE, WARNING
from complaintrules.rules import wording as _words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.deadlines import Deadline
    from complaintrules.cli.terminal import Page


def print_deadline(page: Page, deadline: Deadline) -> None:
    """One deadline with the whole of its explanation."""
    page.text(deadline.limit.title, style=HEADING)
    page.text(f"Due: {_words.long_date(deadline.due) if deadline.due else 'as soon as possible'}", style=TITLE)
    if deadline.latest != deadline.due:
        page.text(f"Latest, if extended: {_words.long_date(deadline.latest) if deadline.latest else 'no number'}")
    page.blank()
    page.text(deadline.explain())
    page.blank()
    page.text(f"Working days of {deadline.calendar.division}. {NO_ADVICE}", style=QUIET)


def print_timetable(
    page: Page, rows: Sequence[Deadline], received: dt.date, calendar: WorkingDayCalendar, *, is_today: bool
) -> None:
    """Every deadline in the instrument's order with its reasons, then the limits off the ordinary course."""
    procedure = rows[0].procedure
    page.text(procedure.title, style=HEADING)
    page.text(
        f"{procedure.key}, version {procedure.version}. Received {_words.long_date(received)}{', today' if is_today else ''}."
    )
    page.blank()
    page.row("Deadlines, each step on its last day", ("start", 10), ("due", 11), ("latest", 11), style=HEADING)
    for row in rows:
        if row.start is not None:
            _print_row(page, row)
    off_course = [row for row in rows if row.start is None]
    if off_course:
        page.blank()
        page.text("Off the ordinary course: what would start each", style=HEADING)
    for row in off_course:
        page.blank()
        page.text(row.limit.title, style=TITLE)
        starts = _words.starts_words(procedure, row.limit)
        page.text(f"{row.limit.key}: {_words.rule_words(row.limit)} {source_words(row.limit)}. It starts {starts}.", indent=2)
    page.blank()
    page.text(
        f"Working days of {calendar.division}. A period within days counts from the day after its start; one that begins "
        "with the day counts it too. Due: if every step is taken on its last normal day. Latest: if every extension is used "
        f"as far as it goes, here and in the steps before. {marks_words(row.limit for row in rows)} {NO_ADVICE}",
        style=QUIET,
    )
    if any(row.provisional for row in rows):
        page.text(f"* Provisional: bank holidays after {calendar.announced_until} were not announced yet.", style=WARNING)


def _print_row(page: Page, row: Deadline) -> None:
    page.blank()
    if row.due is None:
        page.row(row.limit.title, (str(row.start), 10), ("as soon as possible", 24), style=TITLE)
    else:
        mark = "*" if row.provisional else ""
        latest = "no number" if row.latest is None else f"{row.latest}{mark}"
        page.row(row.limit.title, (str(row.start), 10), (f"{row.due}{mark}", 11), (latest, 11), style=TITLE)
    page.text(f"{row.limit.key}: {_words.rule_words(row.limit)} {source_words(row.limit)}.{_reasons(row)}", indent=2)


def _reasons(row: Deadline) -> str:
    """How the due day was come to: what was left out, and how far it may be extended."""
    reasons = []
    backwards = row.limit.period is not None and row.limit.period.counting is BEFORE
    skipped = row.skipped if backwards or row.latest is None else row.skipped_until(row.latest)
    if skipped:
        days = "; ".join(f"{holiday.day} ({holiday})" for holiday in skipped)
        reach = " up to the latest day" if row.due is not None and any(holiday.day > row.due for holiday in skipped) else ""
        reasons.append(f" Left out besides weekends{reach}: {days}.")
    elif row.limit.period is not None and row.limit.period.unit is Unit.WORKING_DAYS:
        reasons.append(" Only weekends are left out.")
    if row.limit.extension is not None:
        reasons.append(f" It may be extended {_words.extension_words(row.limit.extension)} ({row.limit.extension.cite}).")
    if row.softened and row.limit.softened is not None:
        reasons.append(
            f' The words "{row.limit.softened.words}" applied ({row.limit.softened.cite}): late is not of itself a breach.'
        )
    if not row.limit.breach_established:
        reasons.append(f" {_words.NOT_ESTABLISHED}")
    return "".join(reasons)
