"""Reading a report: every way to look up one of its figures, on which each form of output stands.

A report can be compared, merged and written; the modules that do so read its figures, and do not know the report itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from complaintrules._argument_checks import check_keys
from complaintrules.classification import ActionType
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.reports._dimensions import DIMENSIONS, JOINT, Dimension
from complaintrules.reports._problems import Problem
from complaintrules.reports.figures import (
    REMEDIES,
    Cell,
    MoneyTotal,
    OverdueAction,
    Share,
    Spread,
    Table,
    check_threshold,
    pounds_of,
)
from complaintrules.reports.measures import CALENDAR_DAYS, MEASURES, SPREADS, WORKING_DAYS, Measure

_COUNTED_BY: Final = {"days-to-answer": "answered", "days-to-close": "closed", "first-wait": "continued", "days-late": "breaches"}


@attrs.frozen(kw_only=True)
class PeriodFigures:
    """All that a report counted, and the ways to look it up: what `Report` reads its figures by.

    Attributes:
        start: The first day.
        end: The last day; the files are read as they stood at its end.
        counts: Every count that is not 0, in order: a measure, a breakdown, the codes of one part, and how many there are;
            `table` is the way to read them.
        spreads: Every spread of days, in order; `spread` is the way to read them.
        problems: What could not be counted or trusted, in order.
        overdue_actions: The promised actions that were overdue at the end, in order.
        overdue_recommendations: What an Ombudsman recommended or ordered that was overdue at the end, in order.
        money: The financial redress of the period's actions and recommendations, where any has an amount; `money_of` reads it.
        labels: Names for people of codes that no vocabulary holds: procedures, time limits, events.
    """

    start: dt.date
    end: dt.date
    counts: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int], ...]
    spreads: tuple[Spread, ...] = ()
    problems: tuple[Problem, ...] = ()
    overdue_actions: tuple[OverdueAction, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    overdue_recommendations: tuple[OverdueAction, ...] = ()
    money: tuple[MoneyTotal, ...] = ()
    _index: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = attrs.field(
        init=False, eq=False, repr=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        """Index the counts."""
        for measure, breakdown, value, count in self.counts:
            self._index.setdefault((measure, breakdown), {})[value] = count

    # --- reading it

    def count(self, measure: str, breakdown: str = "", *value: str) -> int:
        """One count: of a whole measure, or of one part of it.

        Args:
            measure: The measure's key.
            breakdown: What it is broken down by: the key of a dimension, or several joined by ``/``.
            value: The codes of the part.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, breakdown or part.
        """
        return self.table(measure, breakdown).count(*value) or 0

    def table(self, measure: str, breakdown: str = "") -> Table:
        """A measure broken down: every part of it, those with a count of 0 too.

        Args:
            measure: The measure's key.
            breakdown: What it is broken down by: the key of a dimension, or several joined by ``/``; empty for the whole.

        Raises:
            WrongTypeError: A key is not a string.
            UnknownKeyError: There is no such measure, or it is not broken down so.
        """
        known = _measure(measure)
        check_keys("breakdown", breakdown)
        dimensions = tuple(breakdown.split(JOINT)) if breakdown else ()
        if dimensions not in known.breakdowns:
            names = tuple(JOINT.join(names) or "(nothing)" for names in known.breakdowns)
            raise UnknownKeyError(f"breakdown of {measure}", breakdown or "(nothing)", names)
        found = self._index.get((measure, dimensions), {})
        cells = [Cell(value, found.get(value, 0)) for value in self._values(dimensions, found)]
        return Table(measure, dimensions, tuple(cells), sum(found.values()))

    def _values(self, dimensions: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The parts to show: those with a count, and of closed lists and months every one."""
        if not dimensions:
            return [()]
        *coarser, last = dimensions
        always = self.always_shown(last)
        order = [{code: place for place, code in enumerate(self.always_shown(key))} for key in dimensions]
        groups: set[tuple[str, ...]] = {value[:-1] for value in found} if coarser else {()}
        values = {(*group, code) for group in groups for code in always} | set(found)
        return sorted(
            values, key=lambda value: [(ranks.get(code, len(ranks)), code) for ranks, code in zip(order, value, strict=True)]
        )

    def always_shown(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that are shown even where the count is 0: closed lists, and the months of the period.

        Raises:
            WrongTypeError: The key is not a string.
            UnknownKeyError: There is no such dimension.
        """
        return _dimension(dimension).codes_of(self.start, self.end)

    def share(self, measure: str, breakdown: str = "", *value: str) -> Share:
        """A part as a share of its whole; or a whole measure as a share of the measure that it is part of.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, breakdown or part.
            WrongValueError: The measure is not part of another.
        """
        if value or breakdown:
            return self.table(measure, breakdown).share(*value)
        of = _measure(measure).of
        if of is None:
            raise WrongValueError("measure", measure, "is not a share of another measure; name a breakdown and one of its parts")
        return Share(self.count(measure), self.count(of))

    def spread(self, measure: str, unit: str, breakdown: str = "", *value: str) -> Spread:
        """How many days something took.

        Args:
            measure: ``days-to-answer``, ``days-to-close``, ``first-wait`` or ``days-late``.
            unit: ``working-days`` or ``calendar-days``.
            breakdown: What it is broken down by, or nothing.
            value: The codes of the part.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, unit or breakdown.
        """
        for name, key in (("measure", measure), ("unit", unit), ("breakdown", breakdown)):
            check_keys(name, key)
        check_keys("value", *value)
        if measure not in SPREADS:
            raise UnknownKeyError("spread of days", measure, tuple(SPREADS))
        if unit not in (WORKING_DAYS, CALENDAR_DAYS):
            raise UnknownKeyError("unit of days", unit, (WORKING_DAYS, CALENDAR_DAYS))
        dimensions = tuple(breakdown.split(JOINT)) if breakdown else ()
        if dimensions not in SPREADS[measure].breakdowns:
            names = tuple(JOINT.join(names) or "(nothing)" for names in SPREADS[measure].breakdowns)
            raise UnknownKeyError(f"breakdown of {measure}", breakdown, names)
        for spread in self.spreads:
            if (spread.measure, spread.unit, spread.breakdown, spread.value) == (measure, unit, dimensions, value):
                return spread
        return Spread(measure, unit, dimensions, value, ())

    def money_of(self, measure: str) -> MoneyTotal:
        """The financial redress of the actions, or of the recommendations, of the period: how many amounts, and their sum.

        Args:
            measure: ``actions`` or ``recommendations``.

        Raises:
            WrongTypeError: The key is not a string.
            UnknownKeyError: It is neither.
        """
        check_keys("measure", measure)
        if measure not in REMEDIES:
            raise UnknownKeyError("measure with amounts", measure, REMEDIES)
        return next((total for total in self.money if total.measure == measure), MoneyTotal(measure, 0, pounds_of(0)))

    def tables(self) -> Iterator[Table]:
        """Every table of the catalogue, in its order."""
        for measure in MEASURES.values():
            for breakdown in measure.breakdowns:
                yield self.table(measure.key, JOINT.join(breakdown))

    def label(self, dimension: str, code: str) -> str:
        """What people call a code.

        Raises:
            WrongTypeError: The key or the code is not a string.
            UnknownKeyError: There is no such dimension.
            WrongValueError: The code is not a month, or not a quarter.
        """
        known = _dimension(dimension)
        check_keys("code", code)
        return known.label(code, self.labels)

    # --- what there is to say beside the figures

    @property
    def completeness(self) -> Table:
        """What is on file and what is not, of the cases in the period."""
        return self.table("completeness", "detail/recorded")

    # --- for publication

    def shows(self, spread: Spread, threshold: int) -> bool:
        """Whether a spread of days may be published: its cases reach the threshold, and no table hides how many they are.

        Raises:
            WrongTypeError: It is not a Spread, or the threshold is not a whole number.
            WrongValueError: The threshold is below 3.
        """
        if not isinstance(spread, Spread):
            raise WrongTypeError("spread", spread, "a Spread")
        check_threshold(threshold)
        if spread.cases < threshold:
            return False
        table = self.table(_COUNTED_BY[spread.measure], JOINT.join(spread.breakdown)).suppress(threshold)
        return all(cell.count is not None for cell in table.cells if cell.value == spread.value) and table.total is not None

    def shows_money(self, total: MoneyTotal, threshold: int) -> bool:
        """Whether a sum of money may be published: its amounts reach the threshold, and no table hides the number of redresses.

        Raises:
            WrongTypeError: It is not a MoneyTotal, or the threshold is not a whole number.
            WrongValueError: The threshold is below 3.
        """
        if not isinstance(total, MoneyTotal):
            raise WrongTypeError("total", total, "a MoneyTotal")
        check_threshold(threshold)
        redress = self.table(total.measure, "action").suppress(threshold).count(ActionType.FINANCIAL_REDRESS.value)
        return total.count >= threshold and redress is not None


def _dimension(key: str) -> Dimension:
    check_keys("dimension", key)
    if key not in DIMENSIONS:
        raise UnknownKeyError("dimension", key, tuple(DIMENSIONS))
    return DIMENSIONS[key]


def _measure(key: str) -> Measure:
    check_keys("measure", key)
    if key not in MEASURES:
        raise UnknownKeyError("measure", key, tuple(MEASURES))
    return MEASURES[key]
