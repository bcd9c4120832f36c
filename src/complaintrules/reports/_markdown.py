"""A report as tables of Markdown, for people."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from complaintrules.reports._dimensions import DIMENSIONS
from complaintrules.reports._figure_words import (
    COMBINED,
    MONEY,
    UNITS,
    change_title,
    change_words,
    one_place,
    overdue_of,
    said_count,
    unit_of,
    whole_of,
)
from complaintrules.reports.changes import Figure
from complaintrules.reports.figures import Share
from complaintrules.reports.measures import MEASURES, SPREADS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintrules.reports._period_figures import PeriodFigures
    from complaintrules.reports.changes import Comparison
    from complaintrules.reports.figures import Cell, Spread, Table


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
            share = whole_of(report, table, threshold)
            yield f"**{share or said_count(table.total)}** {unit_of(known.unit, share or Share(table.total, None))}"
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


def _cell(table: Table, cell: Cell) -> tuple[str, str]:
    share = table.share(*cell.value)
    percent = share.percent()
    return said_count(cell.count), "" if percent is None else f"{percent} % of {share.denominator}"


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
        UNITS[spread.unit],
        str(spread.cases),
        one_place(spread.mean),
        one_place(spread.median),
        str(spread.percentile_90),
    ]
    return [*days, str(spread.longest)] if with_longest else days


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
