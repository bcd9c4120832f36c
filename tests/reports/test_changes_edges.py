"""Two reports beside each other, at the edges: the tolerance met exactly, parts that are gone, hidden counts, and the words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

THIS_YEAR: dict[str, Any] = {"start": date(2016, 4, 1), "end": date(2017, 3, 31)}
LAST_YEAR: dict[str, Any] = {"start": date(2015, 4, 1), "end": date(2016, 3, 31)}
OUTCOME = ("closed", "outcome")


def of(period: dict[str, Any], *counts: tuple[str, str, str, int], days: tuple[tuple[int, int], ...] = ()) -> cr.Report:
    """A report with these counts (measure, breakdown, value, count), and with days to close."""
    listed = (
        (measure, tuple(breakdown.split("/")) if breakdown else (), tuple(value.split("/")) if value else (), count)
        for measure, breakdown, value, count in counts
    )
    spreads = (cr.Spread("days-to-close", "working-days", (), (), days),) if days else ()
    return cr.Report(counts=tuple(sorted(listed)), spreads=spreads, **period)


def beside(
    before: tuple[tuple[str, str, str, int], ...], now: tuple[tuple[str, str, str, int], ...], **options: Any
) -> cr.Comparison:
    """Two years beside each other."""
    return of(THIS_YEAR, *now).compare(of(LAST_YEAR, *before), **options)


def upheld(before: int, now: int, **options: Any) -> cr.Change:
    """The share of upheld complaints, of a hundred closed each year: lower is better."""
    return beside(
        ((*OUTCOME, "upheld", before), (*OUTCOME, "not-upheld", 100 - before)),
        ((*OUTCOME, "upheld", now), (*OUTCOME, "not-upheld", 100 - now)),
        **options,
    ).find(*OUTCOME, "upheld")


def days(before: tuple[tuple[int, int], ...], now: tuple[tuple[int, int], ...], **options: Any) -> cr.Comparison:
    """Days to close: fewer are better."""
    return of(THIS_YEAR, days=now).compare(of(LAST_YEAR, days=before), **options)


# --- the words


def test_each_verdict_has_its_code_its_label_and_its_meaning() -> None:
    """They stand in data, in text and on the page of vocabularies."""
    assert [(trend.value, trend.label, trend.meaning, trend.source) for trend in cr.Trend] == [
        ("better", "Better", "it changed by more than the tolerance, the way it should go", "the comparison"),
        ("same", "The same", "it changed by no more than the tolerance", "the comparison"),
        ("worse", "Worse", "it changed by more than the tolerance, the way it should not go", "the comparison"),
        ("no-direction", "Changed", "it changed by more than the tolerance; no way is better", "the comparison"),
        ("not-compared", "Not compared", "there was nothing before or now, or a count is hidden", "the comparison"),
    ]


def test_the_figures_have_published_codes() -> None:
    """As the dict of a comparison writes them."""
    assert [figure.value for figure in cr.Figure] == ["count", "share", "mean", "median"]


def test_the_usual_tolerance_is_said_in_full() -> None:
    """Five per cent or points; 2 in any case for counts, 1 for days."""
    assert str(cr.Tolerance()) == (
        "the same: within 5 percentage points for a share; within 5 % for a count or for days, and in any case within 2 for a "
        "count, 1 for days"
    )


@pytest.mark.parametrize(
    ("asked", "error", "argument", "value", "says"),
    [
        (
            lambda: cr.Tolerance(points=0.5),  # type: ignore[arg-type] # refused on purpose
            WrongTypeError,
            "tolerance.points",
            0.5,
            "tolerance.points must be a whole number or a Fraction, not float 0.5",
        ),
        (lambda: cr.Tolerance(days=-1), WrongValueError, "tolerance.days", -1, "tolerance.days -1: must be 0 or more"),
    ],
)
def test_a_refused_tolerance_says_which_number_and_why(
    asked: Callable[[], object], error: Any, argument: str, value: object, says: str
) -> None:
    """The error holds its facts, and its message says them."""
    with pytest.raises(error) as refused:
        asked()
    assert (refused.value.argument, refused.value.value, str(refused.value)) == (argument, value, says)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ((*OUTCOME, "uphelt"), "unknown compared figure 'closed/outcome/uphelt'; did you mean 'closed/outcome/upheld'"),
        (("received", "team", "X"), "unknown compared figure 'received/team/X'; did you mean"),
        (("recieved",), "unknown compared figure 'recieved'; did you mean 'received'"),
    ],
)
def test_an_unknown_figure_is_named_as_it_was_asked_for_and_as_it_might_be_meant(asked: tuple[str, ...], says: str) -> None:
    """Measure, breakdown and part, joined by a slash."""
    with pytest.raises(UnknownKeyError) as refused:
        upheld_and_others().find(*asked)
    assert str(refused.value).startswith(says)


def upheld_and_others() -> cr.Comparison:
    """Some closed complaints, and some received by team."""
    counts = ((*OUTCOME, "upheld", 8), ("received", "team", "Y", 4))
    return beside(counts, counts)


def test_figures_are_shown_as_people_read_them() -> None:
    """A count is a whole number; a share and days have one decimal place."""
    counted = beside((("received", "", "", 107),), (("received", "", "", 102),)).find("received")
    assert str(counted) == "received (count): 107, now 102: the same"
    assert str(upheld(20, 21)) == "closed/upheld (share): 20.0, now 21.0: the same"
    closed = days(((10, 1), (11, 2)), ((10, 3),)).find("days-to-close")
    assert str(closed) == "days-to-close (mean, working-days): 10.7, now 10.0: the same"


def test_a_comparison_as_data_names_both_periods_and_gives_days_with_their_cases() -> None:
    """Three complaints closed in 32 days together, and then four in 60."""
    data = days(((10, 1), (11, 2)), ((15, 4),)).as_dict()
    assert data["before"] == {"start": "2015-04-01", "end": "2016-03-31"}
    assert data["now"] == {"start": "2016-04-01", "end": "2017-03-31"}
    found = [change for change in data["changes"] if change["measure"] == "days-to-close"]
    common = {"measure": "days-to-close", "breakdown": [], "value": [], "unit": "working-days"} | {
        "before": {"numerator": 32, "denominator": 3},
        "now": {"numerator": 60, "denominator": 4},
        "verdict": "worse",
    }
    assert found == [common | {"figure": "mean"}, common | {"figure": "median"}]


# --- the tolerance


def test_a_share_that_changes_by_exactly_the_tolerance_is_the_same() -> None:
    """20 % and then 25 %; 26 % is a point too many."""
    assert upheld(20, 25).verdict is cr.Trend.SAME
    assert upheld(20, 26).verdict is cr.Trend.WORSE
    assert upheld(25, 20).verdict is cr.Trend.SAME
    assert upheld(26, 20).verdict is cr.Trend.BETTER


def test_days_have_a_tolerance_of_their_own() -> None:
    """One day in any case, though two are nothing for a count: 10 days and then 11, and then 12; five per cent of 60 are 3."""
    assert days(((10, 4),), ((11, 4),)).find("days-to-close").verdict is cr.Trend.SAME
    assert days(((10, 4),), ((12, 4),)).find("days-to-close").verdict is cr.Trend.WORSE
    assert days(((60, 4),), ((63, 4),)).find("days-to-close").verdict is cr.Trend.SAME
    assert days(((60, 4),), ((64, 4),)).find("days-to-close").verdict is cr.Trend.WORSE
    wide = cr.Tolerance(days=2, count=0)
    assert days(((10, 4),), ((12, 4),), tolerance=wide).find("days-to-close").verdict is cr.Trend.SAME


def test_fewer_days_are_better_unless_told_otherwise() -> None:
    """From 20 to 10; a council may have no view of it."""
    assert days(((20, 4),), ((10, 4),)).find("days-to-close").verdict is cr.Trend.BETTER
    told = days(((20, 4),), ((10, 4),), better={"days-to-close": cr.Better.NEITHER})
    assert told.find("days-to-close").verdict is cr.Trend.NO_DIRECTION


def test_mean_and_median_are_two_figures() -> None:
    """5, 5 and 20 days: mean 10, median 5. Then 5, 10 and 10: mean 25 thirds, median 10. One got better, the other worse."""
    compared = days(((5, 2), (20, 1)), ((5, 1), (10, 2)))
    mean = compared.find("days-to-close", figure=cr.Figure.MEAN)
    median = compared.find("days-to-close", figure=cr.Figure.MEDIAN)
    assert (mean.before, mean.now, mean.verdict) == (Fraction(10), Fraction(25, 3), cr.Trend.BETTER)
    assert (median.before, median.now, median.verdict) == (Fraction(5), Fraction(10), cr.Trend.WORSE)


def test_one_part_of_one_table_may_be_told_to_go_either_way() -> None:
    """By measure, breakdown and part; the same code of another table keeps its way."""
    assert upheld(10, 30).verdict is cr.Trend.WORSE
    assert upheld(10, 30, better={"closed/outcome/upheld": cr.Better.HIGHER}).verdict is cr.Trend.BETTER
    assert upheld(10, 30, better={"cohort-closed/outcome/upheld": cr.Better.HIGHER}).verdict is cr.Trend.WORSE


# --- what there is to compare


def test_what_was_nothing_has_no_difference_and_no_ratio() -> None:
    """No complaint was closed last year, or none this year."""
    for compared in (days((), ((10, 4),)), days(((10, 4),), ())):
        change = compared.find("days-to-close")
        assert (change.difference, change.ratio) == (None, None)


def test_months_quarters_and_what_became_of_the_lines_are_not_compared() -> None:
    """No two years share a month; and whatever stands behind these in the catalogue is compared all the same."""
    counts = (
        ("read", "fate", "in-period", 3),
        ("received", "month", "2016-05", 3),
        ("received", "quarter", "2016-04--2016-06", 3),
        ("received", "reason", "delay", 3),
    )
    compared = beside((), counts)
    assert {dimension for change in compared.changes for dimension in change.breakdown}.isdisjoint({"month", "quarter", "fate"})
    assert compared.find("received", "reason", "delay").counts[1] == cr.Share(3, 3)


def stages(*counts: tuple[str, int]) -> tuple[tuple[str, str, str, int], ...]:
    """Stages opened: by type and stage, an open list."""
    return tuple(("stage-opened", "type/stage", part, count) for part, count in counts)


def test_a_part_that_is_gone_is_nothing_of_what_is_left_of_its_group() -> None:
    """Stage 2 was opened 4 times and then never: of the 9 stages the children's procedure opened, not of the 20 of all."""
    before = stages(("statutory-children/1", 10), ("statutory-children/2", 4), ("corporate/1", 5))
    now = stages(("statutory-children/1", 8), ("statutory-children/3", 1), ("corporate/1", 11))
    gone = beside(before, now).find("stage-opened", "type/stage", "statutory-children", "2")
    assert gone.counts == (cr.Share(4, 14), cr.Share(0, 9))


def test_a_gone_part_of_three_codes_is_nothing_of_its_own_stage() -> None:
    """Of the 6 answers at stage 1, not of all 13 to the children's complaints."""
    parts = ("answered", "type/stage/outcome")
    before = ((*parts, "statutory-children/1/not-recorded", 3),)
    now = ((*parts, "statutory-children/1/upheld", 6), (*parts, "statutory-children/2/upheld", 7))
    gone = beside(before, now).find(*parts, "statutory-children", "1", "not-recorded")
    assert gone.counts == (cr.Share(3, 3), cr.Share(0, 6))


def test_parts_of_nothing_do_not_swell_the_whole_of_a_gone_part() -> None:
    """Reasons nobody gave are shown as 0, and count as 0."""
    parts = ("received", "type/reason")
    gone = beside(
        ((*parts, "statutory-children/not-recorded", 2),),
        ((*parts, "statutory-children/delay", 5),),
    ).find(*parts, "statutory-children", "not-recorded")
    assert gone.counts == (cr.Share(2, 2), cr.Share(0, 5))


# --- for publication


def test_a_gone_part_is_nothing_of_a_total_that_is_shown_though_parts_of_it_are_hidden() -> None:
    """Teams of 30, 20, 3 and 2: the small ones are hidden, 55 together are not."""
    parts = ("received", "team")
    before = ((*parts, "A", 40), (*parts, "B", 30))
    now = ((*parts, "B", 30), (*parts, "C", 20), (*parts, "D", 3), (*parts, "E", 2))
    compared = beside(before, now, threshold=5)
    assert compared.find(*parts, "A").counts == (cr.Share(40, 70), cr.Share(0, 55))
    assert compared.find(*parts, "D").counts == (cr.Share(0, 70), cr.Share(None, 55))


def test_a_gone_part_of_a_group_with_hidden_parts_says_nothing_of_the_group() -> None:
    """Stage 3 was opened twice: hidden, and stage 1 with it; so their sum is not given away either."""
    before = stages(("statutory-children/1", 30), ("statutory-children/2", 10))
    now = stages(("statutory-children/1", 30), ("statutory-children/3", 2))
    gone = beside(before, now, threshold=5).find("stage-opened", "type/stage", "statutory-children", "2")
    assert gone.counts == (cr.Share(10, 40), cr.Share(0, None))


@pytest.mark.parametrize(
    ("beyond", "received", "shown"),
    [
        (10, 102, cr.Share(10, 102)),
        (2, 102, cr.Share(None, 102)),
        (10, 4, cr.Share(10, None)),
        (2, 4, cr.Share(None, None)),
    ],
)
def test_a_small_whole_is_hidden_on_either_side_of_a_share(beyond: int, received: int, shown: cr.Share) -> None:
    """How many went beyond stage 1, of how many: 5 is the smallest count that is published."""
    before = (("beyond-stage-1", "", "", 9), ("received", "", "", 107))
    now = (("beyond-stage-1", "", "", beyond), ("received", "", "", received))
    for older, newer, place in ((before, now, 1), (now, before, 0)):
        changes = [
            change
            for change in beside(older, newer, threshold=5).changes
            if (change.measure, change.value) == ("beyond-stage-1", ())
        ]
        assert [change.counts[place] for change in changes] == [cr.Share(shown.numerator, None), shown]
