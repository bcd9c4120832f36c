"""What the figures of a report are made of: exact shares, tables of counts with their parts, and spreads of days.

Nothing is rounded before it is shown. A share keeps its numerator and its denominator and shows both; a table's parts sum to
its total; a spread keeps how many cases took each number of days, so that two of them can be added without loss.
"""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
import itertools
import math
from collections.abc import Iterable
from typing import Final

import attrs

from complaintrules._argument_checks import check_keys, check_member
from complaintrules._code_enum import Codes
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError

__all__ = ["Cell", "MoneyTotal", "OverdueAction", "Rounding", "Share", "Spread", "Table", "rounded"]

HIDDEN: Final = "hidden"
"""What stands in place of a count that is not published."""

_SMALLEST_THRESHOLD: Final = 3


class Rounding(Codes):
    """How a figure is rounded when it is shown."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    TRUNCATE = "truncate"


_MODES: Final = {
    Rounding.HALF_UP: decimal.ROUND_HALF_UP,
    Rounding.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Rounding.TRUNCATE: decimal.ROUND_DOWN,
}


def rounded(value: fractions.Fraction, places: int = 0, rounding: Rounding = Rounding.HALF_UP) -> decimal.Decimal:
    """An exact number with so many decimal places.

    Args:
        value: The number.
        places: How many digits stand after the point.
        rounding: What becomes of the rest; halves go up unless another way is asked for.

    Raises:
        WrongTypeError: The number is not exact, the places are not a whole number, or the rounding is not a Rounding.
        WrongValueError: The places are below 0.

    Example:
        >>> rounded(fractions.Fraction(70 * 100, 102)), rounded(fractions.Fraction(70 * 100, 102), rounding=Rounding.TRUNCATE)
        (Decimal('69'), Decimal('68'))
    """
    if not isinstance(value, (int, fractions.Fraction)):
        raise WrongTypeError("value", value, "a whole number or a Fraction")
    if type(places) is not int:
        raise WrongTypeError("places", places, "a whole number")
    if places < 0:
        raise WrongValueError("places", places, "must be 0 or more")
    check_member("rounding", rounding, Rounding)
    scaled = value * 10**places
    whole = math.floor(scaled)
    # A quarter stands for anything below the half, three quarters for anything above it: so no digit is lost on the way.
    rest = scaled - whole
    half = fractions.Fraction(1, 2)
    part = decimal.Decimal("0.5") if rest == half else decimal.Decimal("0.25") if rest < half else decimal.Decimal("0.75")
    with decimal.localcontext(prec=len(str(abs(whole))) + 4):
        exact = decimal.Decimal(whole) + (part if rest else 0)
        return exact.to_integral_value(_MODES[rounding]).scaleb(-places)


@attrs.frozen
class Share:
    """A part of a whole, exact: both counts are kept, and shown.

    Attributes:
        numerator: How many; None where the count is hidden.
        denominator: Of how many; None where that count is hidden.

    Example:
        >>> str(Share(20, 87))
        '20 of 87 (23 %)'
    """

    numerator: int | None
    denominator: int | None

    @property
    def exact(self) -> fractions.Fraction | None:
        """The share as a fraction; None where it is of nothing, or a count is hidden."""
        if self.numerator is None or not self.denominator:
            return None
        return fractions.Fraction(self.numerator, self.denominator)

    def percent(self, places: int = 0, rounding: Rounding = Rounding.HALF_UP) -> decimal.Decimal | None:
        """The share out of a hundred; None where it is of nothing, or a count is hidden.

        Args:
            places: How many digits stand after the point.
            rounding: What becomes of the rest; halves go up unless another way is asked for.

        Raises:
            WrongTypeError: The places are not a whole number, or the rounding is not a Rounding.
            WrongValueError: The places are below 0.

        Example:
            >>> Share(70, 102).percent(), Share(70, 102).percent(1), Share(70, 102).percent(rounding=Rounding.TRUNCATE)
            (Decimal('69'), Decimal('68.6'), Decimal('68'))
        """
        if self.exact is None:
            rounded(fractions.Fraction(0), places, rounding)  # refuses what it would refuse of any share
            return None
        return rounded(self.exact * 100, places, rounding)

    def __str__(self) -> str:
        counts = " of ".join(HIDDEN if count is None else str(count) for count in (self.numerator, self.denominator))
        return counts if self.exact is None else f"{counts} ({self.percent()} %)"


def check_threshold(threshold: object) -> None:
    """Refuse a threshold that hides nothing well.

    Raises:
        WrongTypeError: It is not a whole number.
        WrongValueError: It is below 3: each hidden count would then be known to be 1.
    """
    if type(threshold) is not int:
        raise WrongTypeError("threshold", threshold, "a whole number")
    if threshold < _SMALLEST_THRESHOLD:
        raise WrongValueError("threshold", threshold, "must be 3 or more; below that a hidden count is known to be 1")


@attrs.frozen
class Cell:
    """One part of a table.

    Attributes:
        value: The codes that tell it from the other parts, one for each breakdown; empty for a count that is not broken down.
        count: How many; None where it is hidden.
    """

    value: tuple[str, ...]
    count: int | None


@attrs.frozen
class Table:
    """A measure, broken down into parts that sum to its total.

    Attributes:
        measure: The key of what is counted.
        breakdown: The keys of what it is broken down by, the coarsest first; empty where it is not.
        cells: The parts, in the order of their vocabulary.
        total: Their sum; None where it is hidden.
        threshold: Below this, counts were hidden; None where nothing was.
    """

    measure: str
    breakdown: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: int | None
    threshold: int | None = None

    def count(self, *value: str) -> int | None:
        """The count of one part, or of all parts that begin with these codes; None where it is hidden. Without codes, the total.

        Raises:
            WrongTypeError: A code is not a string.
            UnknownKeyError: No part has these codes; the message names the nearest.

        Example:
            >>> Table("closed", ("outcome",), (Cell(("upheld",), 20), Cell(("withdrawn",), 3)), 23).count("upheld")
            20
        """
        check_keys("value", *value)
        if not value:
            return self.total
        parts = [cell for cell in self.cells if cell.value[: len(value)] == value]
        if not parts:
            known = tuple(dict.fromkeys("/".join(cell.value[: len(value)]) for cell in self.cells))
            by = f" by {'/'.join(self.breakdown)}" if self.breakdown else ""
            raise UnknownKeyError(f"part of {self.measure}{by}", "/".join(value), known)
        return _sum(parts)

    def share(self, *value: str) -> Share:
        """One part as a share of its whole: of the total, or of all parts that share its codes but the last.

        Raises:
            WrongTypeError: A code is not a string.
            UnknownKeyError: No part has these codes; the message names the nearest.

        Example:
            >>> str(Table("closed", ("outcome",), (Cell(("upheld",), 20), Cell(("withdrawn",), 67)), 87).share("upheld"))
            '20 of 87 (23 %)'
        """
        return Share(self.count(*value), self.count(*value[:-1]))

    def suppress(self, threshold: int) -> Table:
        """The table with its small counts hidden, and as many others as it takes that none of them can be worked out.

        Counts of 1 to one below the threshold are hidden. Where all of those are the same, so that their sum would tell them,
        the next larger count is hidden too. A total below the threshold is hidden with all its parts. Where the table has
        two breakdowns or more, the totals of the coarser one are a table of their own, and each part of it is another.
        This protects one table with its totals: several published tables can still be combined.

        Args:
            threshold: The smallest count that is shown, besides 0: 3 or more.

        Raises:
            WrongTypeError: The threshold is not a whole number.
            WrongValueError: It is below 3: each hidden count would then be known to be 1.

        Example:
            >>> cells = Cell(("upheld",), 2), Cell(("not-upheld",), 9), Cell(("withdrawn",), 30)
            >>> table = Table("closed", ("outcome",), cells, 41)
            >>> [cell.count for cell in table.suppress(5).cells]
            [None, None, 30]
        """
        check_threshold(threshold)
        if any(cell.count is None for cell in self.cells):
            raise WrongValueError("table", self.measure, "has hidden counts already; suppress the table it was made from")
        counts = {cell.value: cell.count or 0 for cell in self.cells}
        shown = _suppressed(counts, threshold, depth=len(self.breakdown))
        cells = tuple(Cell(cell.value, shown[cell.value]) for cell in self.cells)
        return attrs.evolve(self, cells=cells, total=shown[()], threshold=threshold)


def _sum(cells: Iterable[Cell]) -> int | None:
    counts = [cell.count for cell in cells]
    return None if None in counts else sum(count or 0 for count in counts)


def _suppressed(
    counts: dict[tuple[str, ...], int], threshold: int, depth: int, of: tuple[str, ...] = (), *, hide: bool = False
) -> dict[tuple[str, ...], int | None]:
    """What may be shown of the parts of one whole, and of the whole itself."""
    at = len(of)
    parts: dict[tuple[str, ...], int] = {}
    for value, count in counts.items():
        if value[:at] == of:
            parts[value[: at + 1]] = parts.get(value[: at + 1], 0) + count
    whole = sum(parts.values())
    hidden, hide = (set(parts), True) if hide else _hidden(parts, threshold)
    shown: dict[tuple[str, ...], int | None] = {part: None if part in hidden else count for part, count in parts.items()}
    if at + 1 < depth:
        for part in parts:
            shown |= _suppressed(counts, threshold, depth, part, hide=part in hidden) | {part: shown[part]}
    return shown | {of: None if hide else whole}


def _hidden(parts: dict[tuple[str, ...], int], threshold: int) -> tuple[set[tuple[str, ...]], bool]:
    """Which parts to hide, and whether their sum must be hidden too.

    It depends on the counts alone and treats equal ones alike, so that whoever knows this rule can still exchange the hidden
    counts among their places; and as long as they are not all the same, each place can then hold more than one of them.
    """
    whole = sum(parts.values())
    if 0 < whole < threshold:
        return set(parts), True
    bound = threshold
    sizes = sorted(set(parts.values()) - {0})
    small = [size for size in sizes if size < threshold]
    if not small:
        return set(), False
    if len(small) == 1:
        if len(sizes) > 1:
            bound = sizes[1] + 1
        elif 0 in parts.values():
            return set(parts), False
        else:
            return set(parts), True
    return {part for part, count in parts.items() if 0 < count < bound}, False


@attrs.frozen
class Spread:
    """How many days things took: the mean, with what a mean hides.

    Attributes:
        measure: The key of what is measured.
        unit: ``working-days`` or ``calendar-days``.
        breakdown: The keys of what it is broken down by.
        value: The codes of this part.
        counts: How many took each number of days, in order.
    """

    measure: str
    unit: str
    breakdown: tuple[str, ...]
    value: tuple[str, ...]
    counts: tuple[tuple[int, int], ...]

    @property
    def cases(self) -> int:
        """How many there were."""
        return sum(count for _, count in self.counts)

    @property
    def total(self) -> int:
        """All their days together."""
        return sum(days * count for days, count in self.counts)

    @property
    def mean(self) -> fractions.Fraction | None:
        """The arithmetic mean, exact; None where there was none."""
        return fractions.Fraction(self.total, self.cases) if self.counts else None

    @property
    def median(self) -> fractions.Fraction | None:
        """The middle one, or half way between the two in the middle; None where there was none."""
        if not self.counts:
            return None
        low, high = self._nth((self.cases + 1) // 2), self._nth(self.cases // 2 + 1)
        return fractions.Fraction(low + high, 2)

    @property
    def percentile_90(self) -> int | None:
        """The fewest days within which at least nine in ten were done; None where there was none."""
        return self._nth(math.ceil(self.cases * 9 / 10)) if self.counts else None

    @property
    def longest(self) -> int | None:
        """The most days; None where there was none."""
        return self.counts[-1][0] if self.counts else None

    def within(self, days: int) -> Share:
        """How many took so many days or fewer, of all.

        Raises:
            WrongTypeError: The days are not a whole number.

        Example:
            >>> str(Spread("days-to-answer", "working-days", (), (), ((8, 2), (10, 1), (25, 1))).within(10))
            '3 of 4 (75 %)'
        """
        if type(days) is not int:
            raise WrongTypeError("days", days, "a whole number")
        return Share(sum(count for taken, count in self.counts if taken <= days), self.cases)

    def _nth(self, n: int) -> int:
        """The n-th of them in order, from 1."""
        reached = itertools.accumulate(count for _, count in self.counts)
        return next(days for (days, _), so_far in zip(self.counts, reached, strict=True) if so_far >= n)


@attrs.frozen
class MoneyTotal:
    """The money of the financial redress among actions or recommendations, exact.

    Attributes:
        measure: ``actions`` or ``recommendations``.
        count: How many of them have an amount.
        pounds: Their sum, in pounds with two decimal places.
    """

    measure: str
    count: int
    pounds: decimal.Decimal

    def __str__(self) -> str:
        return f"£{self.pounds:,} in {self.count}"


REMEDIES: Final = ("actions", "recommendations")
"""The measures whose parts may have an amount of money."""


def summed(totals: Iterable[MoneyTotal]) -> tuple[MoneyTotal, ...]:
    """Several totals as one for each measure, summed in pence."""
    money: dict[str, tuple[int, int]] = {}
    for total in totals:
        count, pence = money.get(total.measure, (0, 0))
        money[total.measure] = count + total.count, pence + int(total.pounds * 100)
    known = [(measure, *money[measure]) for measure in REMEDIES if measure in money]
    return tuple(MoneyTotal(measure, count, pounds_of(pence)) for measure, count, pence in known)


def pounds_of(pence: int) -> decimal.Decimal:
    """A number of pence as pounds, with no digit lost however many there are.

    >>> pounds_of(125005)
    Decimal('1250.05')
    """
    return decimal.Decimal(f"{pence // 100}.{pence % 100:02}")


@attrs.frozen
class OverdueAction:
    """A promised or recommended action that was not done by its day.

    Attributes:
        reference: The case's reference; None where it has none.
        action: The code of the action.
        due: The day by which it was promised, or was to be done.
        owner: Who does it: a reference of the council's own.
    """

    reference: str | None
    action: str
    due: dt.date
    owner: str | None
