"""Two reports beside each other, or several: what changed, by how much, and whether that is better or worse.

A change within the tolerance is "the same"; beyond it, a figure that should go one way is better or worse, and one that has no
such way has just changed. More complaints are neither good nor bad: they may mean worse services, or an easier way to complain.
"""

from __future__ import annotations

import decimal
import fractions
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from complaintrules._argument_checks import check_keys, check_member
from complaintrules._code_enum import Codes
from complaintrules._old_pickles import reads_older
from complaintrules.classification import Vocabulary
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.reports._dimensions import DIMENSIONS
from complaintrules.reports.figures import Share, Spread, Table, rounded
from complaintrules.reports.measures import BETTER, MEASURES, SPREADS, Better

if TYPE_CHECKING:
    from complaintrules.reports._period_figures import PeriodFigures

__all__ = ["Change", "Comparison", "Figure", "Tolerance", "Trend"]

Number: TypeAlias = fractions.Fraction | int

_NO_NUMBER: Final = "nothing to compare"


class Trend(Vocabulary):
    """What a change comes to."""

    BETTER = "better", "Better", "it changed by more than the tolerance, the way it should go", "the comparison"
    SAME = "same", "The same", "it changed by no more than the tolerance", "the comparison"
    WORSE = "worse", "Worse", "it changed by more than the tolerance, the way it should not go", "the comparison"
    NO_DIRECTION = "no-direction", "Changed", "it changed by more than the tolerance; no way is better", "the comparison"
    NOT_COMPARED = "not-compared", "Not compared", "there was nothing before or now, or a count is hidden", "the comparison"


class Figure(Codes):
    """What of a part is compared."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    MEDIAN = "median"


def _check_number(_tolerance: Tolerance, attribute: attrs.Attribute[Any], value: object) -> None:
    if not isinstance(value, (int, fractions.Fraction)) or isinstance(value, bool):
        raise WrongTypeError(f"tolerance.{attribute.name}", value, "a whole number or a Fraction")
    if value < 0:
        raise WrongValueError(f"tolerance.{attribute.name}", value, "must be 0 or more")


@attrs.frozen(kw_only=True)
class Tolerance:
    """How much a figure may change and still be called the same.

    Attributes:
        percent: For counts and days: so many percent of what the figure was before.
        count: For counts: so many in any case, however small the figure was.
        points: For shares: so many percentage points.
        days: For days: so many in any case, however small the figure was.
    """

    percent: Number = attrs.field(default=5, validator=_check_number)
    count: Number = attrs.field(default=2, validator=_check_number)
    points: Number = attrs.field(default=5, validator=_check_number)
    days: Number = attrs.field(default=1, validator=_check_number)

    def allows(self, figure: Figure, before: fractions.Fraction, now: fractions.Fraction) -> bool:
        """Whether a change is so small that the figure is called the same."""
        change = abs(now - before)
        if figure is Figure.SHARE:
            return change * 100 <= self.points
        least = self.count if figure is Figure.COUNT else self.days
        return change <= max(fractions.Fraction(least), abs(before) * self.percent / 100)

    def __str__(self) -> str:
        return (
            f"the same: within {self.points} percentage points for a share; within {self.percent} % for a count or for days, and "
            f"in any case within {self.count} for a count, {self.days} for days"
        )


@reads_older
@attrs.frozen(kw_only=True)
class Change:
    """One figure before and now.

    Attributes:
        measure: The measure's key.
        breakdown: What it is broken down by.
        value: The codes of the part.
        unit: ``working-days`` or ``calendar-days`` for days; else empty.
        figure: What is compared: of a part its share; of a whole its count, and its share where it is one of something; of days
            their mean and median.
        before: The exact figure of the report before; None where there was nothing, or it is hidden.
        now: The exact figure of this one.
        counts: Both counts before and now, as shares; of days, how many days over how many cases.
        verdict: What the change comes to.
        earlier: The exact figure of each further report, in the order in which they were given.
        earlier_counts: The counts of each of those.
    """

    measure: str
    breakdown: tuple[str, ...]
    value: tuple[str, ...]
    unit: str
    figure: Figure
    before: fractions.Fraction | None
    now: fractions.Fraction | None
    counts: tuple[Share, Share]
    verdict: Trend
    earlier: tuple[fractions.Fraction | None, ...] = ()
    earlier_counts: tuple[Share, ...] = ()

    @property
    def difference(self) -> fractions.Fraction | None:
        """Now less before; of a share as a fraction, so that 0.07 is 7 percentage points."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def ratio(self) -> fractions.Fraction | None:
        """Now over before; None where it was 0."""
        return None if self.now is None or not self.before else self.now / self.before

    def shown(self, number: fractions.Fraction | None) -> decimal.Decimal | None:
        """One of its figures as people read it: a share out of a hundred, days with one decimal place."""
        if number is None:
            return None
        return rounded(number * 100 if self.figure is Figure.SHARE else number, 0 if self.figure is Figure.COUNT else 1)

    def __str__(self) -> str:
        name = "/".join((self.measure, *self.value)) + (f" ({self.figure}, {self.unit})" if self.unit else f" ({self.figure})")
        figures = (*reversed(self.earlier), self.before, self.now)
        *years, now = (_NO_NUMBER if number is None else str(self.shown(number)) for number in figures)
        return f"{name}: {', '.join(years)}, now {now}: {self.verdict.label.lower()}"


@reads_older
@attrs.frozen(kw_only=True)
class Comparison:
    """Two reports beside each other: every figure of this one with that of the one before.

    Attributes:
        before: The first and the last day of the report before.
        now: The first and the last day of this one.
        tolerance: How much a figure may change and still be called the same.
        changes: Every figure that two periods can share, in the order of the catalogue: months and quarters are not among them.
        earlier: The first and the last day of each further report, in the order in which they were given.
    """

    before: tuple[str, str]
    now: tuple[str, str]
    tolerance: Tolerance
    changes: tuple[Change, ...]
    earlier: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The comparison as a plain dict, ready for JSON; exact figures as a numerator and a denominator."""
        further = [{"start": start, "end": end} for start, end in self.earlier]
        return {
            "before": {"start": self.before[0], "end": self.before[1]},
            "now": {"start": self.now[0], "end": self.now[1]},
            **({"earlier": further} if further else {}),
            "tolerance": str(self.tolerance),
            "changes": [_dumped(change) for change in self.changes],
        }

    def find(self, measure: str, breakdown: str = "", *value: str, figure: Figure | None = None, unit: str = "") -> Change:
        """One of the changes.

        Args:
            measure: The measure's key.
            breakdown: What it is broken down by; empty for the whole.
            value: The codes of the part.
            figure: What of it, where there are several; the first of them without it.
            unit: The unit of days; working days without it.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such figure.
        """
        check_keys("measure", measure)
        check_keys("breakdown", breakdown)
        check_keys("value", *value)
        for change in self.changes:
            if (change.measure, "/".join(change.breakdown), change.value) == (measure, breakdown, value) and (
                figure in (None, change.figure) and unit in ("", change.unit)
            ):
                return change
        known = tuple("/".join((change.measure, *change.breakdown, *change.value)) for change in self.changes)
        raise UnknownKeyError("compared figure", "/".join((measure, breakdown, *value)).strip("/"), known)


def _dumped(change: Change) -> dict[str, Any]:
    return {
        "measure": change.measure,
        "breakdown": list(change.breakdown),
        "value": list(change.value),
        "unit": change.unit,
        "figure": change.figure.value,
        "before": _pair(change.counts[0]),
        "now": _pair(change.counts[1]),
        **({"earlier": [_pair(share) for share in change.earlier_counts]} if change.earlier_counts else {}),
        "verdict": change.verdict.value,
    }


def _pair(share: Share) -> dict[str, int | None]:
    return {"numerator": share.numerator, "denominator": share.denominator}


def compared(
    reports: tuple[PeriodFigures, ...], tolerance: Tolerance, better: Mapping[str, Better], threshold: int | None
) -> Comparison:
    """What `Report.compare` gives: of the reports the first is now, the second the one before, the others further ones."""
    _check_better(better)
    changes = [*_of_tables(reports, tolerance, better, threshold), *_of_spreads(reports, tolerance, better, threshold)]
    now, before, *earlier = ((str(report.start), str(report.end)) for report in reports)
    return Comparison(before=before, now=now, tolerance=tolerance, changes=tuple(changes), earlier=tuple(earlier))


def _check_better(better: object) -> None:
    """Refuse ways that would be passed over: for a figure that does not exist, or not a way at all.

    Raises:
        WrongTypeError: It is not a mapping of strings to members of `Better`.
        UnknownKeyError: A key names no figure.
    """
    if not isinstance(better, Mapping):
        example = "a dict of ways by figure, as {'received': Better.LOWER}"
        raise WrongTypeError("better", better, example)
    for key, way in better.items():
        check_keys("key of better", key)
        if not _is_figure(key):
            codes = (f"{dimension.key}/{code}" for dimension in DIMENSIONS.values() for code in dimension.codes)
            raise UnknownKeyError("figure", key, (*MEASURES, *SPREADS, *codes))
        check_member(f"better[{key!r}]", way, Better)


def _is_figure(key: str) -> bool:
    """Whether a key names a measure, a part of one, or a part of any that is broken down so."""
    if key in MEASURES or key in SPREADS:
        return True
    first, _, rest = key.partition("/")
    dimension = DIMENSIONS.get(first)
    if dimension is not None and rest and (not dimension.codes or rest in (*dimension.codes, *dict(dimension.extra))):
        return True
    breakdowns = MEASURES[first].breakdowns if first in MEASURES else ()
    return any(rest.startswith("/".join((*breakdown, ""))) for breakdown in breakdowns if breakdown)


def _of_tables(
    reports: tuple[PeriodFigures, ...], tolerance: Tolerance, better: Mapping[str, Better], threshold: int | None
) -> Iterator[Change]:
    for measure in MEASURES.values():
        for breakdown in measure.breakdowns:
            if not all(DIMENSIONS[key].is_comparable for key in breakdown):
                continue
            tables = [_shown(report.table(measure.key, "/".join(breakdown)), threshold) for report in reports]
            for value in dict.fromkeys(cell.value for table in tables for cell in table.cells):
                if breakdown:
                    shares = tuple(_share(table, value) for table in tables)
                    yield _change(measure.key, breakdown, value, shares, tolerance, better)
                    continue
                totals = tuple(Share(table.total, None) for table in tables)
                yield _change(measure.key, (), (), totals, tolerance, better)
                if measure.of:
                    shares = tuple(_of_whole(report, measure.key, measure.of, threshold) for report in reports)
                    yield _change(measure.key, (), (), shares, tolerance, better)


def _of_spreads(
    reports: tuple[PeriodFigures, ...], tolerance: Tolerance, better: Mapping[str, Better], threshold: int | None
) -> Iterator[Change]:
    places = dict.fromkeys((each.measure, each.unit, each.breakdown, each.value) for report in reports for each in report.spreads)
    for measure, unit, breakdown, value in places:
        spreads = [report.spread(measure, unit, "/".join(breakdown), *value) for report in reports]
        shows = [threshold is None or report.shows(each, threshold) for report, each in zip(reports, spreads, strict=True)]
        # Where one of the two that are compared is hidden, so is the other: what is left would tell what changed.
        shows[:2] = [all(shows[:2])] * 2
        shown = list(zip(spreads, shows, strict=True))
        counts = tuple(Share(each.total, each.cases) if is_shown else Share(None, None) for each, is_shown in shown)
        for figure in (Figure.MEAN, Figure.MEDIAN):
            now, before, *earlier = (_of(each, figure) if is_shown else None for each, is_shown in shown)
            yield Change(
                measure=measure,
                breakdown=breakdown,
                value=value,
                unit=unit,
                figure=figure,
                before=before,
                now=now,
                counts=(counts[1], counts[0]),
                verdict=_verdict(figure, before, now, tolerance, better.get(measure, SPREADS[measure].better)),
                earlier=tuple(earlier),
                earlier_counts=counts[2:],
            )


def _of(spread: Spread, figure: Figure) -> fractions.Fraction | None:
    return spread.mean if figure is Figure.MEAN else spread.median


def _shown(table: Table, threshold: int | None) -> Table:
    return table if threshold is None else table.suppress(threshold)


def _share(table: Table, value: tuple[str, ...]) -> Share:
    """A part that one of the reports may not have: of an open list, nothing is there."""
    if any(cell.value == value for cell in table.cells):
        return table.share(*value)
    whole = [cell.count for cell in table.cells if cell.value[:-1] == value[:-1]]
    return Share(0, table.total if len(value) == 1 else None if None in whole else sum(count or 0 for count in whole))


def _of_whole(report: PeriodFigures, measure: str, of: str, threshold: int | None) -> Share:
    return Share(_shown(report.table(measure), threshold).total, _shown(report.table(of), threshold).total)


def _change(
    measure: str,
    breakdown: tuple[str, ...],
    value: tuple[str, ...],
    shares: tuple[Share, ...],
    tolerance: Tolerance,
    better: Mapping[str, Better],
) -> Change:
    is_share = all(share.exact is not None for share in shares[:2])
    figure = Figure.SHARE if is_share else Figure.COUNT
    now, before, *earlier = (_figure(share, figure) for share in shares)
    way = MEASURES[measure].better
    if breakdown:
        last = f"{breakdown[-1]}/{value[-1]}"
        way = better.get(last, BETTER.get(last, Better.NEITHER))
    way = better.get("/".join((measure, *breakdown, *value)), way)
    return Change(
        measure=measure,
        breakdown=breakdown,
        value=value,
        unit="",
        figure=figure,
        before=before,
        now=now,
        counts=(shares[1], shares[0]),
        verdict=_verdict(figure, before, now, tolerance, way),
        earlier=tuple(earlier),
        earlier_counts=shares[2:],
    )


def _figure(share: Share, figure: Figure) -> fractions.Fraction | None:
    if figure is Figure.SHARE:
        return share.exact
    return None if share.numerator is None else fractions.Fraction(share.numerator)


def _verdict(
    figure: Figure, before: fractions.Fraction | None, now: fractions.Fraction | None, tolerance: Tolerance, way: Better
) -> Trend:
    if before is None or now is None:
        return Trend.NOT_COMPARED
    if tolerance.allows(figure, before, now):
        return Trend.SAME
    if way is Better.NEITHER:
        return Trend.NO_DIRECTION
    return Trend.BETTER if (now < before) == (way is Better.LOWER) else Trend.WORSE
