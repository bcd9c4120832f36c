"""A report as text: tables of Markdown for people, and one tidy table of CSV for other programs."""

from __future__ import annotations

import csv
import io
import itertools
from typing import TYPE_CHECKING, Final

from complaintrules.reports._dimensions import DIMENSIONS
from complaintrules.reports.changes import Figure
from complaintrules.reports.figures import HIDDEN, Share, rounded
from complaintrules.reports.measures import MEASURES, SPREADS

if TYPE_CHECKING:
    import fractions
    from collections.abc import Iterable, Iterator

    from complaintrules.reports._period_figures import PeriodFigures
    from complaintrules.reports.changes import Change, Comparison
    from complaintrules.reports.figures import Cell, OverdueAction, Spread, Table

COMBINED: Final = (
    "Small counts are hidden in each table, with as many others as it takes that they cannot be worked out from that table "
    "and its totals. Several published tables can still be combined: look at all that you publish together."
)
"""What every publication with hidden counts must say."""

MONEY: Final = "Financial redress in money"
"""The heading of the sums of money."""

_UNITS: Final = {"working-days": "working days", "calendar-days": "calendar days"}

_SINGULAR: Final = {
    "pieces of feedback": "piece of feedback",
    "people": "person",
    "duties": "duty",
    "irregularities": "irregularity",
}
"""The units whose singular is not the plural without its s."""


# --- Markdown


def markdown(report: PeriodFigures, comparison: Comparison | None, threshold: int | None) -> str:
    """What `Report.as_markdown` gives."""
    lines = [f"# Complaints from {report.start} to {report.end}", ""]
    lines += ["Every share shows both its counts. Files are read as they stood at the end of the period.", ""]
    if threshold is not None:
        lines += [f"Counts below {threshold} are not shown. {COMBINED}", ""]
    for measure, tables in itertools.groupby(report.tables(), key=lambda table: table.measure):
        lines += _section(report, measure, list(tables), threshold)
    lines += _money(report, threshold)
    lines += _spreads(report, threshold)
    if comparison is not None:
        lines += _compared(report, comparison)
    lines += _beside(report, threshold)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(report: PeriodFigures, measure: str, tables: list[Table], threshold: int | None) -> Iterator[str]:
    known = MEASURES[measure]
    yield f"## {known.title}"
    yield ""
    if known.note:
        yield f"{known.note[0].upper()}{known.note[1:]}."
        yield ""
    for full in tables:
        table = full if threshold is None else full.suppress(threshold)
        if not table.breakdown:
            share = _whole(report, table, threshold)
            yield f"**{share or _count(table.total)}** {unit_of(known.unit, share or Share(table.total, None))}"
            yield ""
        elif full.total:
            yield from _markdown_table(
                [*(DIMENSIONS[key].title for key in table.breakdown), known.unit.capitalize(), "Share"],
                (
                    [
                        *(report.label(key, code) for key, code in zip(table.breakdown, cell.value, strict=True)),
                        *_cell(table, cell),
                    ]
                    for cell in table.cells
                    # Of a table with several breakdowns, the empty parts are left out.
                    if cell.count != 0 or len(table.breakdown) == 1
                ),
                right=2,
            )


def unit_of(unit: str, share: Share) -> str:
    """What is counted, in the singular where there is one: ``1 of 1 complaint``, ``1 of 2 complaints``."""
    whole = share.numerator if share.denominator is None else share.denominator
    if whole != 1:
        return unit
    return _SINGULAR.get(unit) or unit.removesuffix("s")


def _whole(report: PeriodFigures, table: Table, threshold: int | None) -> Share | None:
    of = MEASURES[table.measure].of
    if of is None:
        return None
    whole = report.table(of)
    return Share(table.total, (whole if threshold is None else whole.suppress(threshold)).total)


def _cell(table: Table, cell: Cell) -> tuple[str, str]:
    share = table.share(*cell.value)
    percent = share.percent()
    return _count(cell.count), "" if percent is None else f"{percent} % of {share.denominator}"


def _count(count: int | None) -> str:
    return HIDDEN if count is None else str(count)


def _markdown_table(head: list[str], rows: Iterable[list[str]], *, right: int) -> Iterator[str]:
    yield _row(head)
    yield _row([*["---"] * (len(head) - right), *["---:"] * right])
    for row in rows:
        yield _row(row)
    yield ""


def _row(cells: list[str]) -> str:
    # Words of the council's own stand here: none of them may end a cell, a line or a table.
    return (
        "| "
        + " | ".join(" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split()) for cell in cells)
        + " |"
    )


def _money(report: PeriodFigures, threshold: int | None) -> Iterator[str]:
    totals = [total for total in report.money if threshold is None or report.shows_money(total, threshold)]
    if totals:
        yield f"## {MONEY}"
        yield ""
        rows = ([MEASURES[total.measure].title, str(total.count), f"{total.pounds:,}"] for total in totals)
        yield from _markdown_table(["Of", "Amounts", "Pounds"], rows, right=2)


def _spreads(report: PeriodFigures, threshold: int | None) -> Iterator[str]:
    for measure in SPREADS.values():
        spreads = [spread for spread in report.spreads if spread.measure == measure.key]
        if threshold is not None:
            spreads = [spread for spread in spreads if report.shows(spread, threshold)]
        yield f"## {measure.title}"
        yield ""
        yield f"{measure.note[0].upper()}{measure.note[1:]}."
        yield ""
        if spreads:
            longest = ["Longest"] if threshold is None else []
            yield from _markdown_table(
                ["Of", "Unit", "Cases", "Mean", "Median", "90th percentile", *longest],
                (_days(report, spread, with_longest=threshold is None) for spread in spreads),
                right=4 + len(longest),
            )


def _days(report: PeriodFigures, spread: Spread, *, with_longest: bool) -> list[str]:
    of = ", ".join(report.label(key, code) for key, code in zip(spread.breakdown, spread.value, strict=True)) or "All"
    days = [
        of,
        _UNITS[spread.unit],
        str(spread.cases),
        one_place(spread.mean),
        one_place(spread.median),
        str(spread.percentile_90),
    ]
    return [*days, str(spread.longest)] if with_longest else days


def one_place(number: fractions.Fraction | None) -> str:
    """A number of days as people read it."""
    return "" if number is None else str(rounded(number, 1))


def _compared(report: PeriodFigures, comparison: Comparison) -> Iterator[str]:
    yield f"## Compared with {comparison.before[0]} to {comparison.before[1]}"
    yield ""
    yield f"{str(comparison.tolerance)[0].upper()}{str(comparison.tolerance)[1:]}."
    yield ""
    yield from _markdown_table(
        ["Figure", *(f"{start} to {end}" for start, end in reversed(comparison.earlier)), "Before", "Now", "Verdict"],
        (
            [
                change_title(report, change, alone=True),
                *(change_words(change, place) for place in range(len(change.earlier) + 1, 1, -1)),
                change_words(change, 0),
                change_words(change, 1),
                change.verdict.label,
            ]
            for change in comparison.changes
            if len(change.breakdown) <= 1
            and any(share.numerator for share in (*change.counts, *change.earlier_counts))
            # The catalogue's parts of parts, and the medians of parts, are in the data.
            and not (change.figure is Figure.MEDIAN and change.breakdown)
        ),
        right=0,
    )


def change_title(report: PeriodFigures, change: Change, *, alone: bool = False) -> str:
    """What a compared figure is called; where it stands alone, with what it is broken down by, or a share of."""
    measure = (MEASURES | SPREADS)[change.measure]
    title = measure.title
    if alone and change.breakdown:
        title += f" ({', '.join(DIMENSIONS[key].title for key in change.breakdown)})"
    elif alone and measure.of and any(share.denominator is not None for share in change.counts):
        whole = MEASURES[measure.of].title
        title += f", of {whole[0].lower()}{whole[1:]}"
    parts = [report.label(key, code) for key, code in zip(change.breakdown, change.value, strict=True)]
    unit = [f"{change.figure}, {_UNITS[change.unit]}"] if change.unit else []
    return ": ".join((title, ", ".join((*parts, *unit)))) if parts or unit else title


def change_words(change: Change, place: int) -> str:
    """A compared figure before (0) or now (1), or in a further year (2 and on), with its counts."""
    number = (change.before, change.now, *change.earlier)[place]
    share = (*change.counts, *change.earlier_counts)[place]
    if change.figure is Figure.COUNT:
        return _count(share.numerator)
    if change.figure is Figure.SHARE:
        return str(share)
    return f"{one_place(number)} ({share.numerator} over {share.denominator})" if number is not None else ""


def _beside(report: PeriodFigures, threshold: int | None) -> Iterator[str]:
    """What is named beside the figures; where small counts are hidden, only how many of it there are."""
    if report.problems:
        yield "## What could not be counted, or not be trusted"
        yield ""
        if threshold is not None:
            yield f"{len(report.problems)} in all."
        for problem in report.problems if threshold is None else ():
            yield f"- {_row([str(problem)])[2:-2]}"
        yield ""
    for title, overdue, day in overdue_of(report).values():
        if overdue and threshold is None:
            yield f"## {title}"
            yield ""
            yield from _markdown_table(
                ["Case", "Action", "Owner", day],
                (
                    [late.reference or "", report.label("action", late.action), late.owner or "", str(late.due)]
                    for late in overdue
                ),
                right=0,
            )


def overdue_of(report: PeriodFigures) -> dict[str, tuple[str, tuple[OverdueAction, ...], str]]:
    """What was overdue at the end, by measure: its heading, the actions, and what their days are called."""
    return {
        "actions": ("Promised actions overdue", report.overdue_actions, "Promised for"),
        "recommendations": ("Recommendations of an Ombudsman overdue", report.overdue_recommendations, "Due"),
    }


# --- CSV


def csv_table(report: PeriodFigures, previous: PeriodFigures | None, threshold: int | None) -> str:
    """What `Report.as_csv` gives."""
    names = ["measure", "breakdown", "value", "numerator", "denominator"]
    rows = _tidy(report, threshold)
    if previous is not None:
        names += ["previous_numerator", "previous_denominator"]
        before = _tidy(previous, threshold)
        rows = {
            place: (*rows.get(place, ("", "")), *before.get(place, ("", ""))) for place in (*rows, *(before.keys() - rows.keys()))
        }
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows((*place, *figures) for place, figures in rows.items())
    return text.getvalue()


def _tidy(report: PeriodFigures, threshold: int | None) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """A row for every figure; several breakdowns, and several codes of one part, are joined by slashes."""
    rows: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for full in report.tables():
        table = full if threshold is None else full.suppress(threshold)
        for cell in table.cells:
            share = table.share(*cell.value) if table.breakdown else _whole(report, table, threshold) or Share(table.total, None)
            rows[table.measure, "/".join(table.breakdown), "/".join(cell.value)] = _pair(share.numerator, share.denominator)
    for spread in report.spreads:
        if threshold is not None and not report.shows(spread, threshold):
            continue
        place = "/".join(spread.breakdown), "/".join(spread.value)
        name = f"{spread.measure}.{spread.unit}"
        rows[f"{name}.mean", *place] = _pair(spread.total, spread.cases)
        median = spread.median
        rows[f"{name}.median", *place] = _pair(median and median.numerator, median and median.denominator)
        rows[f"{name}.percentile-90", *place] = _pair(spread.percentile_90, None)
        if threshold is None:
            rows[f"{name}.longest", *place] = _pair(spread.longest, None)
    for total in report.money:
        if threshold is None or report.shows_money(total, threshold):
            rows[f"{total.measure}.pounds", "", ""] = _pair(total.pounds, total.count)
    return rows


def _pair(*figures: object) -> tuple[str, ...]:
    return tuple("" if figure is None else str(figure) for figure in figures)
