"""How figures of a report are said, whatever form it is put out in: units, changes, and what stands beside hidden counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from complaintrules.reports._dimensions import DIMENSIONS
from complaintrules.reports.changes import Figure
from complaintrules.reports.figures import HIDDEN, Share, rounded
from complaintrules.reports.measures import MEASURES, SPREADS

if TYPE_CHECKING:
    import fractions

    from complaintrules.reports._period_figures import PeriodFigures
    from complaintrules.reports.changes import Change
    from complaintrules.reports.figures import OverdueAction, Table

COMBINED: Final = (
    "Small counts are hidden in each table, with as many others as it takes that they cannot be worked out from that table "
    "and its totals. Several published tables can still be combined: look at all that you publish together."
)
"""What every publication with hidden counts must say."""

MONEY: Final = "Financial redress in money"
"""The heading of the sums of money."""

UNITS: Final = {"working-days": "working days", "calendar-days": "calendar days"}

_SINGULAR: Final = {
    "pieces of feedback": "piece of feedback",
    "people": "person",
    "duties": "duty",
    "irregularities": "irregularity",
}
"""The units whose singular is not the plural without its s."""


def whole_of(report: PeriodFigures, table: Table, threshold: int | None) -> Share | None:
    """The total of a table as a share of the measure that its own is part of; None where it is not part of one."""
    of = MEASURES[table.measure].of
    if of is None:
        return None
    whole = report.table(of)
    return Share(table.total, (whole if threshold is None else whole.suppress(threshold)).total)


def said_count(count: int | None) -> str:
    """A count as people read it, where it is not hidden."""
    return HIDDEN if count is None else str(count)


def unit_of(unit: str, share: Share) -> str:
    """What is counted, in the singular where there is one: ``1 of 1 complaint``, ``1 of 2 complaints``."""
    whole = share.numerator if share.denominator is None else share.denominator
    if whole != 1:
        return unit
    return _SINGULAR.get(unit) or unit.removesuffix("s")


def one_place(number: fractions.Fraction | None) -> str:
    """A number of days as people read it."""
    return "" if number is None else str(rounded(number, 1))


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
    unit = [f"{change.figure}, {UNITS[change.unit]}"] if change.unit else []
    return ": ".join((title, ", ".join((*parts, *unit)))) if parts or unit else title


def change_words(change: Change, place: int) -> str:
    """A compared figure before (0) or now (1), or in a further year (2 and on), with its counts."""
    number = (change.before, change.now, *change.earlier)[place]
    share = (*change.counts, *change.earlier_counts)[place]
    if change.figure is Figure.COUNT:
        return said_count(share.numerator)
    if change.figure is Figure.SHARE:
        return str(share)
    return f"{one_place(number)} ({share.numerator} over {share.denominator})" if number is not None else ""


def overdue_of(report: PeriodFigures) -> dict[str, tuple[str, tuple[OverdueAction, ...], str]]:
    """What was overdue at the end, by measure: its heading, the actions, and what their days are called."""
    return {
        "actions": ("Promised actions overdue", report.overdue_actions, "Promised for"),
        "recommendations": ("Recommendations of an Ombudsman overdue", report.overdue_recommendations, "Due"),
    }
