"""Shares, tables, spreads of days, and the hiding of small counts; what is refused and in which words."""

from __future__ import annotations

import collections
import decimal
import itertools
import pickle
import statistics
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.reports.figures import Cell, Rounding, Share, Spread, Table, check_threshold, rounded

if TYPE_CHECKING:
    from collections.abc import Callable


def table(*counts: int | None, total: int | None = None) -> Table:
    """A table of one breakdown with these counts."""
    cells = tuple(Cell((str(place),), count) for place, count in enumerate(counts))
    return Table("closed", ("outcome",), cells, sum(count or 0 for count in counts) if total is None else total)


# --- shares


@pytest.mark.parametrize(
    ("numerator", "denominator", "half_up", "truncated"),
    [
        (20, 87, "23", "22"),  # 22.99
        (30, 87, "34", "34"),  # 34.48
        (70, 102, "69", "68"),  # 68.63: one published report truncates it
        (1, 8, "13", "12"),  # 12.5
        (1, 200, "1", "0"),  # 0.5
        (0, 5, "0", "0"),
        (5, 5, "100", "100"),
    ],
)
def test_a_share_is_rounded_half_up_unless_another_way_is_asked_for(
    numerator: int, denominator: int, half_up: str, truncated: str
) -> None:
    """Worked by hand; the counts stay as they are."""
    share = Share(numerator, denominator)
    assert str(share.percent()) == half_up
    assert str(share.percent(rounding=Rounding.TRUNCATE)) == truncated
    assert (share.numerator, share.denominator) == (numerator, denominator)


def test_halves_can_go_to_the_even_neighbour() -> None:
    """12.5 goes to 12, and 37.5 to 38."""
    assert [str(Share(n, 8).percent(rounding=Rounding.HALF_EVEN)) for n in (1, 3)] == ["12", "38"]


def test_places_are_kept_as_asked() -> None:
    """70 of 102 is 68.627… per cent."""
    assert [str(Share(70, 102).percent(places)) for places in (0, 1, 3)] == ["69", "68.6", "68.627"]


def test_a_share_shows_both_its_counts() -> None:
    """Nobody has to guess what it is a share of."""
    assert str(Share(20, 87)) == "20 of 87 (23 %)"


def test_a_share_of_nothing_has_no_percentage_and_is_no_error() -> None:
    """An empty period gives shares of nothing."""
    share = Share(0, 0)
    assert (share.exact, share.percent(), str(share)) == (None, None, "0 of 0")


def test_a_hidden_count_is_called_hidden() -> None:
    """A share is hidden with either of its counts."""
    assert str(Share(None, 87)) == "hidden of 87"
    assert Share(3, None).percent() is None


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000), st.integers(0, 6))
def test_rounding_half_up_is_never_further_away_than_half_a_unit(value: Fraction, places: int) -> None:
    """And of two neighbours equally far away it takes the one further from nought, as people round."""
    shown = Fraction(rounded(value, places))
    unit = Fraction(1, 10**places)
    assert abs(shown - value) <= unit / 2
    assert shown % unit == 0
    if abs(shown - value) == unit / 2:
        assert abs(shown) > abs(value)


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000))
def test_truncating_goes_towards_nought(value: Fraction) -> None:
    """The digits behind are cut off."""
    assert rounded(value, rounding=Rounding.TRUNCATE) == int(value)


@pytest.mark.parametrize("places", [1.0, "1", True])
def test_places_that_are_no_whole_number_are_refused(places: object) -> None:
    """Also of a share of nothing."""
    for share in (Share(1, 2), Share(0, 0)):
        with pytest.raises(WrongTypeError, match="places must be a whole number"):
            share.percent(places)  # type: ignore[arg-type] # wrong on purpose


def test_other_faults_of_rounding_are_refused() -> None:
    """Fewer places than none, and a way of rounding that is none."""
    with pytest.raises(WrongValueError, match="must be 0 or more"):
        Share(1, 2).percent(-1)
    with pytest.raises(WrongTypeError, match=r"rounding must be a member of Rounding, such as Rounding\.HALF_UP"):
        Share(1, 2).percent(rounding=decimal.ROUND_DOWN)  # type: ignore[arg-type] # wrong on purpose


# --- tables

BY_TYPE = Table(
    "closed",
    ("type", "outcome"),
    (
        Cell(("corporate", "upheld"), 6),
        Cell(("corporate", "withdrawn"), 4),
        Cell(("statutory", "upheld"), 9),
        Cell(("statutory", "withdrawn"), 1),
    ),
    20,
)


def test_a_part_is_a_share_of_the_whole_it_is_a_part_of() -> None:
    """Upheld among the corporate ones, and corporate ones among all."""
    assert str(BY_TYPE.share("corporate", "upheld")) == "6 of 10 (60 %)"
    assert str(BY_TYPE.share("corporate")) == "10 of 20 (50 %)"
    assert BY_TYPE.count("statutory") == 10
    assert BY_TYPE.count() == 20


def test_an_unknown_part_names_its_neighbours() -> None:
    """A count of nothing is no answer to a code that nobody defined."""
    with pytest.raises(UnknownKeyError, match="unknown part of closed by type/outcome 'corporat'; did you mean 'corporate'"):
        BY_TYPE.count("corporat")


def test_tables_are_values() -> None:
    """They can be compared, hashed and pickled."""
    assert pickle.loads(pickle.dumps(BY_TYPE)) == BY_TYPE  # noqa: S301 - made here
    assert len({BY_TYPE, BY_TYPE.suppress(3)}) == 2


# --- small counts hidden


def shown(*counts: int, threshold: int = 5) -> tuple[list[int | None], int | None]:
    """What is published of such a table: its parts and its total."""
    suppressed = table(*counts).suppress(threshold)
    return [cell.count for cell in suppressed.cells], suppressed.total


def test_one_small_count_takes_the_next_larger_with_it() -> None:
    """Otherwise the total less the others would tell it."""
    assert shown(2, 9, 30) == ([None, None, 30], 41)


def test_two_small_counts_hide_each_other_only_if_they_differ() -> None:
    """Two that are the same would be half of what is left, so the next larger one goes too."""
    assert shown(1, 3, 30, 40) == ([None, None, 30, 40], 74)
    assert shown(1, 1, 30, 40) == ([None, None, None, 40], 72)


def test_nought_is_shown_and_large_counts_are() -> None:
    """Nobody is identified by nothing, unless it alone could stand in for the one hidden count."""
    assert shown(0, 12, 30) == ([0, 12, 30], 42)
    assert shown(3, 3, 0) == ([None, None, None], 6)


def test_a_small_total_is_hidden_with_all_its_parts() -> None:
    """A total of 3 is a small count too."""
    assert shown(1, 2, 0) == ([None, None, None], None)
    assert shown(0, 0) == ([0, 0], 0)


def test_a_small_total_of_one_part_hides_everything_in_it() -> None:
    """The parts of a hidden part are hidden, and so is a second part."""
    small = Table(
        "closed",
        ("type", "outcome"),
        (Cell(("a", "x"), 2), Cell(("a", "y"), 0), Cell(("b", "x"), 9), Cell(("b", "y"), 7), Cell(("c", "x"), 50)),
        68,
    )
    hidden = small.suppress(5)
    assert [cell.count for cell in hidden.cells] == [None, None, None, None, 50]
    assert hidden.total == 68


@pytest.mark.parametrize("threshold", [2, 1, 0, -5])
def test_a_threshold_that_protects_nothing_is_refused(threshold: int) -> None:
    """Below 3, whatever is hidden is known to be 1."""
    with pytest.raises(WrongValueError, match="must be 3 or more"):
        table(1, 2).suppress(threshold)


def test_a_threshold_must_be_a_whole_number_and_a_table_is_hidden_once() -> None:
    """Hiding what is hidden would call the hidden counts nought."""
    with pytest.raises(WrongTypeError, match="threshold must be a whole number"):
        table(1, 2).suppress(5.0)  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(WrongValueError, match="has hidden counts already"):
        table(2, 9, 30).suppress(5).suppress(3)


def all_that_is_shown(counts: tuple[int, ...], threshold: int, width: int) -> tuple[object, ...]:
    """Everything a reader sees of a table, the totals of its coarser breakdown too."""
    if not width:
        suppressed = table(*counts).suppress(threshold)
        return (suppressed.total, *(cell.count for cell in suppressed.cells))
    cells = tuple(Cell((str(place // width), str(place % width)), count) for place, count in enumerate(counts))
    suppressed = Table("closed", ("type", "outcome"), cells, sum(counts)).suppress(threshold)
    rows = [sum(counts[start : start + width]) for start in range(0, len(counts), width)]
    totals = table(*rows).suppress(threshold)
    return (suppressed.total, *(cell.count for cell in suppressed.cells), *(cell.count for cell in totals.cells))


@pytest.mark.parametrize(
    ("parts", "width", "largest", "threshold"),
    [
        (1, 0, 9, 3),
        (2, 0, 9, 3),
        (2, 0, 9, 5),
        (3, 0, 9, 3),
        (3, 0, 9, 5),
        (4, 0, 6, 3),
        (4, 0, 7, 4),
        (4, 2, 6, 3),
        (4, 2, 7, 4),
    ],
)
def test_no_hidden_count_can_be_worked_out_from_the_table_and_its_totals(
    parts: int, width: int, largest: int, threshold: int
) -> None:
    """Every table of so many parts is made, and those that look the same are put together.

    Whoever reads one, and knows this rule by heart, cannot tell which of them it is: so a hidden count is safe if it differs
    between them. That the list of tables ends somewhere only makes fewer of them look the same.
    """
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = collections.defaultdict(list)
    for counts in itertools.product(range(largest + 1), repeat=parts):
        alike[all_that_is_shown(counts, threshold, width)].append(counts)
    for seen, tables in alike.items():
        total, cells = seen[0], seen[1 : parts + 1]
        for place, cell in enumerate(cells):
            assert cell is not None or len({counts[place] for counts in tables}) > 1, (seen, tables)
            assert cell is None or {counts[place] for counts in tables} == {cell}
        assert total is not None or len({sum(counts) for counts in tables}) > 1
    assert any(None in seen for seen in alike)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(3, 20))
def test_no_small_count_is_ever_shown_and_what_is_shown_is_true(counts: list[int], threshold: int) -> None:
    """A published count is 0, or at least the threshold, and is the count itself."""
    cells, total = shown(*counts, threshold=threshold)
    assert all(cell is None or cell == 0 or cell >= threshold for cell in (*cells, total))
    assert all(cell in (None, count) for cell, count in zip(cells, counts, strict=True))
    assert total in (None, sum(counts))
    hidden = [count for cell, count in zip(cells, counts, strict=True) if cell is None]
    # Were they all the same while their sum is known, their sum would tell them.
    assert total is None or not hidden or len(set(hidden)) > 1


# --- spreads


@given(st.lists(st.integers(0, 200), min_size=1, max_size=60))
def test_a_spread_of_days_agrees_with_pythons_own_statistics(days: list[int]) -> None:
    """Mean, median and longest by another hand; the percentile by its definition, day by day."""
    spread = Spread("days-to-answer", "working-days", (), (), tuple(sorted(collections.Counter(days).items())))
    assert spread.cases == len(days)
    assert spread.mean == Fraction(sum(days), len(days))
    assert spread.median == statistics.median(map(Fraction, days))
    assert spread.longest == max(days)
    assert spread.percentile_90 == next(day for day in sorted(days) if sum(one <= day for one in days) * 10 >= len(days) * 9)
    assert spread.within(10) == Share(sum(day <= 10 for day in days), len(days))


def test_a_spread_of_nothing_has_no_figures() -> None:
    """Nothing was answered: there is no mean."""
    spread = Spread("days-to-answer", "working-days", (), (), ())
    assert (spread.cases, spread.mean, spread.median, spread.percentile_90, spread.longest) == (0, None, None, None, None)
    assert str(spread.within(10)) == "0 of 0"


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
