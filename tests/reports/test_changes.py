"""Two reports beside each other."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

import complaintrules as cr

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
