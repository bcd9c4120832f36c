"""A report as one tidy table of CSV, for other programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from complaintrules.reports._figure_words import whole_of
from complaintrules.reports.figures import Share

if TYPE_CHECKING:
    from complaintrules.reports._period_figures import PeriodFigures


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
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    writer.writerows((*place, *figures) for place, figures in rows.items())
    return written.getvalue()


def _tidy(report: PeriodFigures, threshold: int | None) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """A row for every figure; several breakdowns, and several codes of one part, are joined by slashes."""
    rows: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for full in report.tables():
        table = full if threshold is None else full.suppress(threshold)
        for cell in table.cells:
            share = (
                table.share(*cell.value) if table.breakdown else whole_of(report, table, threshold) or Share(table.total, None)
            )
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
