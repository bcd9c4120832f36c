"""The edges of figures: what is refused and in which words, thresholds met exactly, negative and very long numbers."""

from __future__ import annotations

import decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.reports.figures import Cell, Rounding, Share, Spread, Table, check_threshold, rounded

if TYPE_CHECKING:
    from collections.abc import Callable


def table(*counts: int | None, total: int | None = None) -> Table:
    """A table of one breakdown with these counts."""
    cells = tuple(Cell((str(place),), count) for place, count in enumerate(counts))
    return Table("closed", ("outcome",), cells, sum(count or 0 for count in counts) if total is None else total)


def shown(*counts: int, threshold: int = 5) -> tuple[list[int | None], int | None]:
    """What is shown of a table with these counts: its parts and its total."""
    found = table(*counts).suppress(threshold)
    return [cell.count for cell in found.cells], found.total


THREE = Table(
    "closed",
    ("procedure", "stage", "outcome"),
    (
        Cell(("children", "1", "upheld"), 7),
        Cell(("children", "1", "withdrawn"), 6),
        Cell(("children", "2", "upheld"), 8),
        Cell(("children", "2", "withdrawn"), 9),
        Cell(("adults", "1", "upheld"), 11),
    ),
    41,
)


# --- what is refused


@pytest.mark.parametrize(
    ("asked", "error", "argument", "value", "says"),
    [
        (lambda: rounded(Fraction(1), 1.0), WrongTypeError, "places", 1.0, "places must be a whole number, not float 1.0"),  # type: ignore[arg-type] # refused on purpose
        (lambda: rounded(Fraction(1), -1), WrongValueError, "places", -1, "places -1: must be 0 or more"),
        (
            lambda: rounded(Fraction(1), 0, "half-up"),  # type: ignore[arg-type] # refused on purpose
            WrongTypeError,
            "rounding",
            "half-up",
            "rounding must be a member of Rounding, such as Rounding.HALF_UP, not str 'half-up'; give Rounding.HALF_UP",
        ),
        (
            lambda: Share(0, 0).percent(0, "truncate"),  # type: ignore[arg-type] # refused on purpose
            WrongTypeError,
            "rounding",
            "truncate",
            "rounding must be a member of Rounding, such as Rounding.HALF_UP, not str 'truncate'; give Rounding.TRUNCATE",
        ),
        (lambda: Share(0, 0).percent(-2), WrongValueError, "places", -2, "places -2: must be 0 or more"),
        (lambda: check_threshold(True), WrongTypeError, "threshold", True, "threshold must be a whole number, not bool True"),
        (
            lambda: check_threshold(2),
            WrongValueError,
            "threshold",
            2,
            "threshold 2: must be 3 or more; below that a hidden count is known to be 1",
        ),
        (
            lambda: table(2, 9).suppress(5).suppress(5),
            WrongValueError,
            "table",
            "closed",
            "table 'closed': has hidden counts already; suppress the table it was made from",
        ),
    ],
)
def test_each_refusal_names_the_argument_the_value_and_what_would_be_right(
    asked: Callable[[], object], error: type[Exception], argument: str, value: object, says: str
) -> None:
    """Also where there is no share to be rounded."""
    with pytest.raises(error) as refused:
        asked()
    caught: Any = refused.value
    assert (caught.argument, caught.value, str(caught)) == (argument, value, says)


def test_the_smallest_threshold_is_three() -> None:
    """With it, a hidden count is 1 or 2."""
    check_threshold(3)
    assert shown(1, 2, 3, threshold=3) == ([None, None, 3], 6)


def test_a_part_that_is_not_there_is_refused_with_those_that_are() -> None:
    """Codes of a part are joined by a stroke, and only as many are named as were given."""
    with pytest.raises(UnknownKeyError) as refused:
        THREE.count("children", "3")
    assert refused.value.kind == "part of closed by procedure/stage/outcome"
    assert refused.value.key == "children/3"
    assert refused.value.known == ("children/1", "children/2", "adults/1")
    with pytest.raises(UnknownKeyError) as refused:
        THREE.share("childern")
    assert refused.value.known == ("children", "adults")
    with pytest.raises(UnknownKeyError) as refused:
        Table("received", (), (Cell((), 41),), 41).count("children")
    assert refused.value.kind == "part of received"


# --- rounding


def test_the_ways_of_rounding_are_spelled_as_a_command_line_has_them() -> None:
    """They stand in JSON and in commands."""
    assert [way.value for way in Rounding] == ["half-up", "half-even", "truncate"]


@pytest.mark.parametrize(
    ("value", "half_up", "half_even", "truncated"),
    [
        (Fraction(-1), "-1", "-1", "-1"),
        (Fraction(-3, 10), "0", "0", "0"),
        (Fraction(-1, 2), "-1", "0", "0"),
        (Fraction(-5, 2), "-3", "-2", "-2"),
        (Fraction(-7, 4), "-2", "-2", "-1"),
        (Fraction(5, 2), "3", "2", "2"),
    ],
)
def test_what_fell_is_rounded_like_what_rose(value: Fraction, half_up: str, half_even: str, truncated: str) -> None:
    """Halves go away from nought, and what is cut off is cut off towards it."""
    ways = (Rounding.HALF_UP, half_up), (Rounding.HALF_EVEN, half_even), (Rounding.TRUNCATE, truncated)
    for way, wanted in ways:
        assert rounded(value, rounding=way) == decimal.Decimal(wanted), way


def test_no_digit_of_a_long_number_is_lost() -> None:
    """More digits than decimal arithmetic keeps of itself, with a rest that is just below the half."""
    whole = int("1234567890" * 5)
    assert rounded(whole + Fraction(4999, 10000)) == decimal.Decimal(whole)
    assert str(rounded(Fraction(whole, 10**20), 20)) == "123456789012345678901234567890.12345678901234567890"


# --- tables


def test_without_codes_the_total_is_counted_also_where_parts_are_hidden_or_there_are_none() -> None:
    """The total is what the table says it is."""
    hidden = table(2, 9, 30).suppress(5)
    assert (hidden.count(), hidden.count("2"), hidden.count("0")) == (41, 30, None)
    assert Table("closed", ("team",), (), 0).count() == 0
    assert hidden.share() == Share(41, 41)


def test_a_part_is_a_share_of_what_is_left_without_its_last_code() -> None:
    """Of its own coarser part, not of the coarsest or of the total."""
    assert THREE.share("children", "1", "upheld") == Share(7, 13)
    assert THREE.share("children", "2") == Share(17, 30)
    assert THREE.share("children") == Share(30, 41)


def test_what_is_partly_hidden_has_no_sum() -> None:
    """A sum of the rest would be a wrong count."""
    mixed = Table("closed", ("stage", "outcome"), (Cell(("1", "upheld"), None), Cell(("1", "withdrawn"), 9)), 11, 5)
    assert mixed.count("1") is None
    assert mixed.count("1", "withdrawn") == 9


# --- hiding


def test_a_table_says_below_what_its_counts_were_hidden() -> None:
    """None where nothing was."""
    assert table(2, 9).threshold is None
    assert table(2, 9).suppress(5).threshold == 5
    assert table(20, 90).suppress(7).threshold == 7


@pytest.mark.parametrize(
    ("counts", "parts", "total"),
    [
        # A total as large as the threshold is shown; its small parts are not all the same, so their sum tells neither.
        ((1, 4), [None, None], 5),
        # A total of 1 is hidden like any other below the threshold.
        ((1, 0), [None, None], None),
        # One small size alone would be told by the sum: the next larger one is hidden too, and nothing above it.
        ((2, 9), [None, None], 11),
        ((2, 9, 10), [None, None, 10], 21),
        # Nought is shown beside them, and so is a count as large as the threshold.
        ((0, 2, 3), [0, None, None], 5),
        ((1, 2, 5), [None, None, 5], 8),
        # Nothing small, nothing hidden.
        ((5, 0, 6), [5, 0, 6], 11),
        # All the same: with a nought among them their places are hidden, without one their sum must be.
        ((3, 3, 0), [None, None, None], 6),
        ((3, 3), [None, None], None),
    ],
)
def test_counts_are_hidden_up_to_the_threshold_exactly(
    counts: tuple[int, ...], parts: list[int | None], total: int | None
) -> None:
    """Worked by hand from the rule, with a threshold of 5."""
    assert shown(*counts) == (parts, total)


def test_parts_of_parts_are_summed_before_they_are_hidden() -> None:
    """At stage 1 of one procedure 2 and 4 are hidden in their sum of 6, which is no small count itself."""
    cells = tuple(
        Cell(value, count)
        for value, count in [
            (("children", "1", "upheld"), 20),
            (("children", "2", "upheld"), 30),
            (("children", "2", "withdrawn"), 40),
            (("adults", "1", "upheld"), 2),
            (("adults", "1", "withdrawn"), 4),
            (("adults", "2", "upheld"), 6),
        ]
    )
    found = Table("closed", ("procedure", "stage", "outcome"), cells, 102).suppress(5)
    assert [cell.count for cell in found.cells] == [20, 30, 40, None, None, 6]
    assert found.total == 102


# --- spreads


def test_the_day_that_is_asked_for_counts_as_within() -> None:
    """Ten days are within ten."""
    taken = Spread("days-to-answer", "working-days", (), (), ((8, 2), (10, 1), (25, 1)))
    assert [taken.within(days) for days in (7, 8, 9, 10, 25)] == [Share(0, 4), Share(2, 4), Share(2, 4), Share(3, 4), Share(4, 4)]
