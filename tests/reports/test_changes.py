"""Two reports beside each other: the tolerance, parts that are gone, hidden counts, and the words."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

THIS_YEAR: dict[str, Any] = {"start": date(2016, 4, 1), "end": date(2017, 3, 31)}
LAST_YEAR: dict[str, Any] = {"start": date(2015, 4, 1), "end": date(2016, 3, 31)}


def of(period: dict[str, Any], *counts: tuple[str, str, str, int], spreads: tuple[cr.Spread, ...] = ()) -> cr.Report:
    """A report with these counts: measure, breakdown, value, count."""
    listed = (
        (measure, tuple(breakdown.split("/")) if breakdown else (), tuple(value.split("/")) if value else (), count)
        for measure, breakdown, value, count in counts
    )
    return cr.Report(counts=tuple(sorted(listed)), spreads=spreads, **period)


def received(before: int, now: int, **options: Any) -> cr.Change:
    """How many complaints, before and now."""
    old, new = of(LAST_YEAR, ("received", "", "", before)), of(THIS_YEAR, ("received", "", "", now))
    return new.compare(old, **options).find("received")


def overdue(before: int, now: int, **options: Any) -> cr.Change:
    """How many promised actions were overdue: fewer is better."""
    old, new = of(LAST_YEAR, ("actions-overdue", "", "", before)), of(THIS_YEAR, ("actions-overdue", "", "", now))
    return new.compare(old, **options).find("actions-overdue")


def tolerance(name: str, value: Any) -> cr.Tolerance:
    """A tolerance with one of its numbers set."""
    options: dict[str, Any] = {name: value}
    return cr.Tolerance(**options)


# --- what was published


def test_shropshires_complaints_are_the_same() -> None:
    """107, then 102: "the same"; 36 compliments both years."""
    assert received(107, 102).verdict is cr.Trend.SAME
    parts = ("feedback", "feedback-type")
    old = of(LAST_YEAR, (*parts, "compliment", 36), (*parts, "complaint", 107))
    new = of(THIS_YEAR, (*parts, "compliment", 36), (*parts, "complaint", 102))
    assert new.compare(old).find(*parts, "compliment").verdict is cr.Trend.SAME


def test_shropshires_upheld_share_is_worse_and_the_others_have_no_direction() -> None:
    """Upheld 16 % and then 23 %: worse. Partly upheld 49 % and then 34 %; not upheld 31 % both years."""
    parts = ("closed", "outcome")
    old = of(
        LAST_YEAR, (*parts, "upheld", 16), (*parts, "partly-upheld", 49), (*parts, "not-upheld", 31), (*parts, "withdrawn", 4)
    )
    new = of(
        THIS_YEAR, (*parts, "upheld", 20), (*parts, "partly-upheld", 30), (*parts, "not-upheld", 27), (*parts, "withdrawn", 10)
    )
    compared = new.compare(old)
    assert compared.find(*parts, "upheld").verdict is cr.Trend.WORSE
    assert compared.find(*parts, "partly-upheld").verdict is cr.Trend.NO_DIRECTION
    assert compared.find(*parts, "not-upheld").verdict is cr.Trend.SAME
    assert str(compared.find(*parts, "upheld")) == "closed/upheld (share): 16.0, now 23.0: worse"


def test_shropshires_mean_days_and_escalations_are_the_same() -> None:
    """26.5 days and then 25.8; 8 beyond stage 1 and then 6."""
    before = cr.Spread("days-to-answer", "working-days", (), (), ((26, 5), (27, 5)))
    now = cr.Spread("days-to-answer", "working-days", (), (), ((25, 2), (26, 8)))
    old = of(LAST_YEAR, ("beyond-stage-1", "", "", 8), ("received", "", "", 107), spreads=(before,))
    new = of(THIS_YEAR, ("beyond-stage-1", "", "", 6), ("received", "", "", 102), spreads=(now,))
    compared = new.compare(old)
    days = compared.find("days-to-answer")
    assert (days.before, days.now, days.verdict) == (Fraction(53, 2), Fraction(129, 5), cr.Trend.SAME)
    assert compared.find("beyond-stage-1").verdict is cr.Trend.SAME
    share = compared.find("beyond-stage-1", figure=cr.Figure.SHARE)
    assert (share.before, share.now, share.verdict) == (Fraction(8, 107), Fraction(6, 102), cr.Trend.SAME)


# --- verdicts and tolerance


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        (100, 95, cr.Trend.SAME),  # 5 % is within 5 %
        (100, 94, cr.Trend.BETTER),
        (100, 106, cr.Trend.WORSE),
        (4, 6, cr.Trend.SAME),  # half as many again, and only 2
        (4, 7, cr.Trend.WORSE),
        (0, 2, cr.Trend.SAME),
        (0, 3, cr.Trend.WORSE),
        (3, 0, cr.Trend.BETTER),
    ],
)
def test_a_change_within_the_tolerance_is_none(before: int, now: int, verdict: cr.Trend) -> None:
    """Five per cent of what it was, or two in any case."""
    assert overdue(before, now).verdict is verdict


def test_the_tolerance_is_stated_and_can_be_set() -> None:
    """With none at all, every change is one."""
    none = cr.Tolerance(percent=0, count=0, points=0, days=0)
    assert overdue(100, 99, tolerance=none).verdict is cr.Trend.BETTER
    assert overdue(100, 100, tolerance=none).verdict is cr.Trend.SAME
    assert "within 5 percentage points for a share; within 5 % for a count or for days" in str(cr.Tolerance())


@pytest.mark.parametrize("name", ["percent", "count", "points", "days"])
def test_a_tolerance_is_an_exact_number_of_0_or_more(name: str) -> None:
    """A float would make a verdict depend on its last digit."""
    with pytest.raises(cr.WrongTypeError, match=rf"tolerance\.{name} must be a whole number or a Fraction"):
        tolerance(name, 0.5)
    with pytest.raises(cr.WrongTypeError):
        tolerance(name, True)
    with pytest.raises(cr.WrongValueError, match="must be 0 or more"):
        tolerance(name, -1)
    assert getattr(tolerance(name, Fraction(1, 2)), name) == Fraction(1, 2)


def test_more_complaints_are_neither_better_nor_worse() -> None:
    """They may mean worse services, or an easier way to complain."""
    assert received(100, 200).verdict is cr.Trend.NO_DIRECTION


def test_whoever_compares_may_say_which_way_is_better() -> None:
    """For a measure, or for a part wherever it occurs."""
    assert received(100, 200, better={"received": cr.Better.HIGHER}).verdict is cr.Trend.BETTER
    parts = ("closed", "outcome")
    old = of(LAST_YEAR, (*parts, "upheld", 10), (*parts, "withdrawn", 90))
    new = of(THIS_YEAR, (*parts, "upheld", 30), (*parts, "withdrawn", 70))
    assert new.compare(old).find(*parts, "upheld").verdict is cr.Trend.WORSE
    told = new.compare(old, better={"outcome/upheld": cr.Better.NEITHER})
    assert told.find(*parts, "upheld").verdict is cr.Trend.NO_DIRECTION


# --- differences, ratios, what only one of them has


def test_difference_and_ratio_are_exact() -> None:
    """150 less 100 is 50; 150 over 100 is three halves."""
    change = received(100, 150)
    assert (change.difference, change.ratio) == (Fraction(50), Fraction(3, 2))
    assert received(0, 5).ratio is None


def test_a_part_that_only_one_report_has_was_or_is_nothing() -> None:
    """A team that is new, and one that is gone."""
    parts = ("received", "team")
    old = of(LAST_YEAR, (*parts, "A", 10), (*parts, "B", 30))
    new = of(THIS_YEAR, (*parts, "B", 30), (*parts, "C", 10))
    compared = new.compare(old)
    assert [str(share) for share in compared.find(*parts, "A").counts] == ["10 of 40 (25 %)", "0 of 40 (0 %)"]
    assert [str(share) for share in compared.find(*parts, "C").counts] == ["0 of 40 (0 %)", "10 of 40 (25 %)"]
    crossed = ("closed", "team/outcome")
    old, new = of(LAST_YEAR, (*crossed, "A/upheld", 3)), of(THIS_YEAR, (*crossed, "B/upheld", 4))
    assert [str(share) for share in new.compare(old).find(*crossed, "A", "upheld").counts] == ["3 of 3 (100 %)", "0 of 0"]


def test_a_share_of_nothing_cannot_be_compared_and_its_counts_can() -> None:
    """Nothing was closed last year."""
    parts = ("closed", "outcome")
    compared = of(THIS_YEAR, (*parts, "upheld", 3)).compare(of(LAST_YEAR))
    assert compared.find(*parts, "upheld").verdict is not None
    assert compared.find(*parts, "upheld").figure is cr.Figure.COUNT


def test_days_of_nothing_are_not_compared() -> None:
    """Nothing was answered last year."""
    now = cr.Spread("days-to-answer", "working-days", (), (), ((10, 4),))
    change = of(THIS_YEAR, spreads=(now,)).compare(of(LAST_YEAR)).find("days-to-answer")
    assert (change.before, change.now, change.verdict) == (None, Fraction(10), cr.Trend.NOT_COMPARED)
    assert str(change) == "days-to-answer (mean, working-days): nothing to compare, now 10.0: not compared"
    assert of(LAST_YEAR).compare(of(THIS_YEAR, spreads=(now,))).find("days-to-answer").now is None


def test_what_is_hidden_in_either_report_is_not_compared() -> None:
    """For publication: 2 of 42 is hidden, and with it the next larger."""
    parts = ("closed", "outcome")
    old = of(LAST_YEAR, (*parts, "upheld", 20), (*parts, "not-upheld", 20))
    new = of(THIS_YEAR, (*parts, "upheld", 2), (*parts, "not-upheld", 10), (*parts, "withdrawn", 30))
    compared = new.compare(old, threshold=5)
    assert compared.find(*parts, "upheld").counts[1].numerator is None
    assert compared.find(*parts, "upheld").verdict is cr.Trend.NOT_COMPARED
    assert compared.find(*parts, "not-upheld").counts[1].numerator is None
    assert compared.find(*parts, "withdrawn").counts[1].numerator == 30


def test_days_of_few_cases_are_hidden() -> None:
    """A mean of two cases tells of two people."""
    few = cr.Spread("days-to-answer", "working-days", (), (), ((10, 2),))
    many = cr.Spread("days-to-answer", "working-days", (), (), ((10, 20),))
    old = of(LAST_YEAR, ("answered", "", "", 2), spreads=(few,))
    new = of(THIS_YEAR, ("answered", "", "", 20), spreads=(many,))
    hidden = new.compare(old, threshold=5).find("days-to-answer")
    assert (hidden.before, hidden.now, hidden.counts[1]) == (None, None, cr.Share(None, None))
    assert new.compare(new, threshold=5).find("days-to-answer").now == 10


# --- as a value


def test_a_comparison_names_its_periods_and_finds_its_figures() -> None:
    """By measure, breakdown, part, figure and unit; what there is not names its neighbours."""
    spreads = tuple(
        cr.Spread("days-to-close", unit, (), (), ((days, 1),)) for unit, days in (("calendar-days", 14), ("working-days", 10))
    )
    compared = of(THIS_YEAR, spreads=spreads).compare(of(LAST_YEAR, spreads=spreads))
    assert (compared.before, compared.now) == (("2015-04-01", "2016-03-31"), ("2016-04-01", "2017-03-31"))
    assert compared.find("days-to-close", unit="working-days", figure=cr.Figure.MEDIAN).now == 10
    assert compared.find("days-to-close", unit="calendar-days").now == 14
    with pytest.raises(cr.UnknownKeyError, match="unknown compared figure 'recieved'; did you mean 'received'"):
        compared.find("recieved")


def test_a_comparison_is_a_value_and_plain_data() -> None:
    """It pickles, and its dict is JSON, with exact counts."""
    old, new = of(LAST_YEAR, ("received", "", "", 107)), of(THIS_YEAR, ("received", "", "", 102))
    compared = new.compare(old)
    assert pickle.loads(pickle.dumps(compared)) == compared  # noqa: S301 - made here
    plain = compared.as_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert {
        "measure": "received",
        "breakdown": [],
        "value": [],
        "unit": "",
        "figure": "count",
        "before": {"numerator": 107, "denominator": None},
        "now": {"numerator": 102, "denominator": None},
        "verdict": "same",
    } in plain["changes"]
    assert "the same: within" in plain["tolerance"]


@pytest.mark.parametrize("previous", [None, {}, "earlier.json", 3])
def test_what_is_no_report_is_refused(previous: object) -> None:
    """As is a tolerance that is none."""
    with pytest.raises(cr.WrongTypeError, match="previous must be a Report"):
        of(THIS_YEAR).compare(previous)  # type: ignore[arg-type] # wrong on purpose
    with pytest.raises(cr.WrongTypeError, match="tolerance must be a Tolerance"):
        of(THIS_YEAR).compare(of(LAST_YEAR), tolerance=5)  # type: ignore[arg-type] # likewise


def test_a_report_compared_with_itself_has_not_changed() -> None:
    """Every figure of a real one is the same, or there is nothing of it."""
    day = date(2016, 9, 5)
    cases = [
        cr.Case.replay(
            "england-children",
            (
                cr.Received(on=day + timedelta(days=number), reason=cr.Reason.DELAY),
                cr.Responded(on=day + timedelta(days=number + 9), outcome=cr.Outcome.UPHELD, actions=[cr.ActionType.APOLOGY]),
            ),
        )
        for number in range(20)
    ]
    report = cr.report(cases, **THIS_YEAR)
    assert {change.verdict for change in report.compare(report).changes} == {cr.Trend.SAME}


# --- further years


FURTHER: dict[str, Any] = {"start": date(2014, 4, 1), "end": date(2015, 3, 31)}


def test_further_reports_stand_beside_the_two_that_are_compared() -> None:
    """32, then 12, then 14 complaints about communication; the verdict is that on 12 and 14."""
    reason = ("received", "reason")
    now, before, further = (
        of(period, (*reason, "communication", count), (*reason, "delay", rest))
        for period, count, rest in ((THIS_YEAR, 14, 86), (LAST_YEAR, 12, 88), (FURTHER, 32, 48))
    )
    compared = now.compare(before, further)
    assert compared.earlier == (("2014-04-01", "2015-03-31"),)
    change = compared.find(*reason, "communication")
    assert (change.before, change.now, change.earlier) == (Fraction(12, 100), Fraction(14, 100), (Fraction(32, 80),))
    assert change.earlier_counts == (cr.Share(32, 80),)
    assert change.verdict is now.compare(before).find(*reason, "communication").verdict is cr.Trend.SAME
    assert str(change) == "received/communication (share): 40.0, 12.0, now 14.0: the same"
    data = compared.as_dict()
    assert data["earlier"] == [{"start": "2014-04-01", "end": "2015-03-31"}]
    place = ("received", ["reason"], ["communication"])
    (dumped,) = [each for each in data["changes"] if (each["measure"], each["breakdown"], each["value"]) == place]
    assert dumped["earlier"] == [{"numerator": 32, "denominator": 80}]
    assert "earlier" not in now.compare(before).as_dict()
    text = now.as_markdown(previous=before, earlier=(further,))
    assert "| Figure | 2014-04-01 to 2015-03-31 | Before | Now | Verdict |" in text
    assert "| 32 of 80 (40 %) | 12 of 100 (12 %) | 14 of 100 (14 %) | The same |" in text
    assert pickle.loads(pickle.dumps(compared)) == compared  # noqa: S301 - our own


def test_a_part_that_only_a_further_year_has_is_there() -> None:
    """Of an open list, such as teams: nothing of it before and now."""
    now, before = (of(period, ("received", "team", "A", 4)) for period in (THIS_YEAR, LAST_YEAR))
    change: Any = now.compare(before, of(FURTHER, ("received", "team", "B", 3))).find("received", "team", "B")
    assert (change.before, change.now, change.earlier) == (0, 0, (1,))
    assert now.compare(before).find("received", "team", "A").earlier == ()


def test_days_of_further_years_stand_beside_and_are_hidden_by_their_own_number() -> None:
    """Four cases of the further year are hidden below five; the two compared years are shown or hidden together."""

    def taking(period: dict[str, Any], cases: int) -> cr.Report:
        spread = cr.Spread("days-to-close", "working-days", (), (), ((10, cases),))
        return of(period, ("closed", "", "", cases), spreads=(spread,))

    now, before, further = taking(THIS_YEAR, 6), taking(LAST_YEAR, 7), taking(FURTHER, 4)
    shown: Any = now.compare(before, further).find("days-to-close", figure=cr.Figure.MEDIAN)
    assert (shown.now, shown.before, shown.earlier, shown.earlier_counts) == (10, 10, (10,), (cr.Share(40, 4),))
    published: Any = now.compare(before, further, threshold=5).find("days-to-close")
    assert (published.now, published.before) == (10, 10)
    assert (published.earlier, published.earlier_counts) == ((None,), (cr.Share(None, None),))
    one_hidden: Any = now.compare(further, before, threshold=5).find("days-to-close")
    assert (one_hidden.now, one_hidden.before, one_hidden.earlier) == (None, None, (10,))


def test_a_further_report_that_is_none_is_refused() -> None:
    """With what it is."""
    with pytest.raises(cr.WrongTypeError, match="earlier must be a Report, not str 'x'"):
        of(THIS_YEAR).compare(of(LAST_YEAR), of(FURTHER), "x")  # type: ignore[arg-type] # refused on purpose


OUTCOME = ("closed", "outcome")


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
    old, new = ((cr.Spread("days-to-close", "working-days", (), (), year),) if year else () for year in (before, now))
    return of(THIS_YEAR, spreads=new).compare(of(LAST_YEAR, spreads=old), **options)


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
