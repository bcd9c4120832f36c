"""What is looked up or handed over and is not what belongs there: an error of our own, and never one from inside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import bulk
from support.calendars import SCOTLAND

PERIOD: dict[str, Any] = {"start": date(2016, 4, 1), "end": date(2017, 3, 31)}
REPORT: Any = cr.report([], **PERIOD)
TABLE: Any = REPORT.table("received")
SPREAD: Any = cr.Spread("days-to-answer", "working-days", (), (), ((3, 1),))
COMPARED: Any = REPORT.compare(REPORT)
COMPARE: Any = cr.compare
ROUNDED: Any = cr.rounded
MANY = "a list, or anything else that gives one Report after another"

WRONG_TYPES: list[tuple[Any, str]] = [
    (lambda: REPORT.count(5), "measure must be a string, not int 5"),
    (lambda: REPORT.count("received", "reason", 5), "value must be a string, not int 5"),
    (lambda: REPORT.table([]), "measure must be a string, not list []"),
    (lambda: REPORT.table("received", 5), "breakdown must be a string, not int 5"),
    (lambda: REPORT.share("received", "reason", 5), "value must be a string, not int 5"),
    (lambda: REPORT.spread(5, "x"), "measure must be a string, not int 5"),
    (lambda: REPORT.spread("days-to-answer", 5), "unit must be a string, not int 5"),
    (lambda: REPORT.spread("days-to-answer", "working-days", 5), "breakdown must be a string, not int 5"),
    (lambda: REPORT.spread("days-to-answer", "working-days", "type", 5), "value must be a string, not int 5"),
    (lambda: REPORT.money_of(5), "measure must be a string, not int 5"),
    (lambda: REPORT.label(5, "y"), "dimension must be a string, not int 5"),
    (lambda: REPORT.label("stage", 1), "code must be a string, not int 1"),
    (lambda: REPORT.always_shown(5), "dimension must be a string, not int 5"),
    (lambda: TABLE.count(5), "value must be a string, not int 5"),
    (lambda: TABLE.share(5), "value must be a string, not int 5"),
    (lambda: SPREAD.within("x"), "days must be a whole number, not str 'x'"),
    (lambda: REPORT.shows(5, 5), "spread must be a Spread, not int 5"),
    (lambda: REPORT.shows(SPREAD, "x"), "threshold must be a whole number, not str 'x'"),
    (lambda: REPORT.shows_money(5, 5), "total must be a MoneyTotal, not int 5"),
    (lambda: REPORT.shows_money(REPORT.money_of("actions"), "x"), "threshold must be a whole number, not str 'x'"),
    (lambda: REPORT.as_csv(previous=5), "previous must be a Report, not int 5"),
    (lambda: REPORT.as_markdown(previous=5), "previous must be a Report, not int 5"),
    (lambda: REPORT.as_markdown(previous=REPORT, earlier=5), f"earlier must be {MANY}, not int 5"),
    (lambda: REPORT.as_markdown(previous=REPORT, earlier=[5]), "earlier must be a Report, not int 5"),
    (
        lambda: REPORT.compare(REPORT, better=5),
        "better must be a dict of ways by figure, as {'received': Better.LOWER}, not int 5",
    ),
    (
        lambda: REPORT.compare(REPORT, better={"received": "lower"}),
        "better['received'] must be a member of Better, such as Better.LOWER, not str 'lower'; give Better.LOWER",
    ),
    (lambda: REPORT.compare(REPORT, better={5: cr.Better.LOWER}), "key of better must be a string, not int 5"),
    (lambda: COMPARED.find(5), "measure must be a string, not int 5"),
    (lambda: COMPARED.find("received", 5), "breakdown must be a string, not int 5"),
    (lambda: COMPARED.find("received", "reason", 5), "value must be a string, not int 5"),
    (lambda: COMPARE(5), "procedures must be a list of keys or procedures, not int 5"),
    (lambda: COMPARE(rulebook=5), "rulebook must be a Rulebook, not int 5"),
    (lambda: COMPARE(["england-children"], rulebook=[]), "rulebook must be a Rulebook, not list []"),
    (lambda: ROUNDED("x"), "value must be a whole number or a Fraction, not str 'x'"),
]


@pytest.mark.parametrize(("asked", "says"), WRONG_TYPES, ids=[says for _, says in WRONG_TYPES])
def test_what_is_not_what_belongs_there_is_refused_with_what_does(asked: Any, says: str) -> None:
    """It names the argument, what belongs there, and what was given."""
    with pytest.raises(cr.WrongTypeError) as refused:
        asked()
    assert str(refused.value) == says


def test_one_report_where_several_belong_is_to_be_put_in_a_list() -> None:
    """A tuple is what the reports of further years come in."""
    with pytest.raises(cr.WrongTypeError, match=r"earlier must be a list, .*; put it in a list"):
        REPORT.as_markdown(previous=REPORT, earlier=REPORT)
    assert REPORT.as_markdown(previous=REPORT, earlier=[REPORT]) == REPORT.as_markdown(previous=REPORT, earlier=(REPORT,))


def test_further_reports_without_the_one_before_are_refused() -> None:
    """They were passed over: they stand beside the report before, and there is none."""
    with pytest.raises(cr.WrongValueError, match="cannot stand without previous; give the report before as previous"):
        REPORT.as_markdown(earlier=(REPORT,))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: REPORT.label("reasons", "y"), "unknown dimension 'reasons'; did you mean 'reason'"),
        (lambda: REPORT.always_shown("outcomes"), "unknown dimension 'outcomes'; did you mean 'outcome'"),
        (
            lambda: REPORT.compare(REPORT, better={"recieved": cr.Better.LOWER}),
            "unknown figure 'recieved'; did you mean 'received'",
        ),
        (
            lambda: REPORT.compare(REPORT, better={"outcome/uphold": cr.Better.LOWER}),
            "unknown figure 'outcome/uphold'; did you mean 'outcome/upheld'",
        ),
        (lambda: REPORT.compare(REPORT, better={"outcome": cr.Better.LOWER}), "unknown figure 'outcome'; did you mean"),
        (lambda: REPORT.compare(REPORT, better={"closed/month": cr.Better.LOWER}), "unknown figure 'closed/month'"),
        (lambda: REPORT.compare(REPORT, better={"team/": cr.Better.LOWER}), "unknown figure 'team/'"),
    ],
)
def test_a_key_that_nobody_defined_is_named_with_its_neighbours(asked: Any, says: str) -> None:
    """Of a dimension, and of a figure that a way is given for: it changed nothing, without a word."""
    with pytest.raises(cr.UnknownKeyError) as refused:
        asked()
    assert str(refused.value).startswith(says)


@pytest.mark.parametrize(
    "key",
    ["received", "days-to-close", "outcome/upheld", "outcome/not-recorded", "team/A/B", "closed/outcome/upheld", "stage/1"],
)
def test_a_way_can_be_given_for_every_kind_of_figure(key: str) -> None:
    """A measure, a spread, a part of a dimension with a closed list or an open one, a part of one measure."""
    assert REPORT.compare(REPORT, better={key: cr.Better.LOWER}).changes == COMPARED.changes


@pytest.mark.parametrize("code", ["x", "2016", "2016-13", "2016-00", "16-09", "2016-07--2016-09"])
def test_what_is_no_month_has_no_label(code: str) -> None:
    """The nought of the months was called December."""
    with pytest.raises(cr.WrongValueError, match="is not a month; give one as 2016-09"):
        REPORT.label("month", code)


@pytest.mark.parametrize("code", ["x", "2016-07", "2016-08--2016-10", "2016-07--2016-12", "2016-13--2016-15"])
def test_what_is_no_quarter_has_no_label(code: str) -> None:
    """A quarter has a first and a last month, and there are four."""
    with pytest.raises(cr.WrongValueError, match="is not a quarter; give one by its first and last month, as 2016-07--2016-09"):
        REPORT.label("quarter", code)
    assert REPORT.label("quarter", "2016-07--2016-09") == "July to September 2016"


def test_a_report_written_with_what_is_no_quarter_is_refused() -> None:
    """It was read, and failed when it was shown."""
    data = cr.report([cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)))], **PERIOD).as_dict()
    place = next(
        at for at, table in enumerate(data["tables"]) if (table["measure"], table["breakdown"]) == ("received", ["quarter"])
    )
    part = next(at for at, part in enumerate(data["tables"][place]["parts"]) if part["count"])
    data["tables"][place]["parts"][part]["value"] = ["2016-08--2016-10"]
    with pytest.raises(cr.LoadError) as refused:
        cr.Report.from_dict(data)
    must = "must have a quarter by its first and last month, as 2016-07--2016-09"
    assert refused.value.faults == (f"tables[{place}].parts[{part}].value: {must}",)


@pytest.mark.parametrize("key", [5, None, b"outcome", ["outcome"]])
def test_an_unknown_key_that_is_no_string_is_named_and_has_no_neighbours(key: Any) -> None:
    """Whoever raises it, and whatever was looked up: its words are to be read."""
    error = cr.UnknownKeyError("outcome", key, ("upheld", "closed"), nations=("England",))
    assert str(error) == f"outcome must be a string, not {type(key).__name__} {key!r}; known are closed, upheld"
    assert error.nearest == ()


@pytest.mark.parametrize("asked", [bulk.add_working_days, bulk.working_days_between])
def test_a_column_with_rows_of_different_lengths_is_refused(asked: Any) -> None:
    """A list in a list, of which numpy makes no array."""
    ragged = [[date(2016, 9, 5)], [date(2016, 9, 5), date(2016, 9, 6)]]
    with pytest.raises(cr.WrongValueError, match="holds rows of different lengths; give one day a row, and None where"):
        asked(ragged, 3 if asked is bulk.add_working_days else date(2016, 9, 6), calendar=SCOTLAND)
