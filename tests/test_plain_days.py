"""One check of a plain day for all: a date is a date and a date-time is refused, whatever library made the class."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from freezegun import freeze_time
from freezegun.api import FakeDate, FakeDatetime

import complaintrules as cr
from complaintrules import bulk, testing
from complaintrules._argument_checks import day_from
from complaintrules._plain_days import is_day

if TYPE_CHECKING:
    from collections.abc import Callable

# Made before any test stops the clock: Monday, 23 November 2026.
MONDAY = dt.date(2026, 11, 23)
CALENDAR = cr.WorkingDayCalendar.for_division("england-and-wales")
CASE = cr.Case.open("england-children", cr.Received(on=dt.date(2026, 11, 20)))
WANTED = "a datetime.date without a time of day"

# Every place that takes a day, and what it calls it.
PLACES: dict[str, tuple[str, Callable[[Any], object]]] = {
    "event": ("acknowledged.on", lambda day: cr.Acknowledged(on=day)),
    "arrival": ("acknowledged.received_on", lambda day: cr.Acknowledged(on=dt.date(2026, 11, 2), received_on=day)),
    "action": ("action.due", lambda day: cr.Action(code=cr.ActionType.APOLOGY, due=day)),
    "feedback": ("feedback.on", lambda day: cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=day)),
    "intake": ("intake.received_on", lambda day: cr.Intake(received_on=day)),
    "subject": ("subject.grounds_on", lambda day: cr.Subject(functions=[cr.Function.ADOPTION], grounds_on=day)),
    "decision": ("decision.on", lambda day: cr.Decision(question=next(iter(cr.Question)), answer=True, on=day)),
    "procedure": ("on", lambda day: cr.get_procedure("england-children", on=day)),
    "due": ("start", lambda day: cr.due("england-children", "stage-1", day)),
    "timetable": ("received", lambda day: cr.timetable("england-children", received=day)),
    "deadlines": ("as_of", CASE.deadlines),
    "breaches": ("as_of", CASE.breaches),
    "next due": ("as_of", CASE.next_due),
    "irregularities": ("as_of", CASE.irregularities),
    "as of": ("as_of", CASE.as_of),
    "report start": ("start", lambda day: cr.report([], start=day, end=dt.date(2026, 12, 31))),
    "report end": ("end", lambda day: cr.report([], start=dt.date(2026, 1, 1), end=day)),
    "period": ("start", cr.months(6).last_day),
    "add": ("day", lambda day: CALENDAR.add_working_days(day, 10)),
    "count from": ("start", lambda day: CALENDAR.working_days_between(day, dt.date(2026, 12, 31))),
    "count to": ("end", lambda day: CALENDAR.working_days_between(dt.date(2026, 1, 1), day)),
    "working day": ("day", CALENDAR.is_working_day),
    "reason": ("day", CALENDAR.non_working_reason),
    "closures": ("closures", lambda day: CALENDAR.with_closures([day])),
    "examples": ("min_value", testing.dates),
}
ANY_PLACE = pytest.mark.parametrize(("name", "use"), PLACES.values(), ids=PLACES)


@ANY_PLACE
def test_a_date_made_before_the_clock_stopped_is_a_date_still(name: str, use: Callable[[Any], object]) -> None:
    """Inside `freeze_time` a class of freezegun's stands for `datetime.date`; the day does not change, nor does the answer."""
    del name
    expected = repr(use(MONDAY))
    with freeze_time("2026-11-30"):
        assert dt.date is FakeDate
        assert type(MONDAY) is not dt.date
        assert repr(use(MONDAY)).replace("FakeDate", "datetime.date") == expected.replace("FakeDate", "datetime.date")


@ANY_PLACE
def test_a_date_made_while_the_clock_stood_is_a_date_too(name: str, use: Callable[[Any], object]) -> None:
    """It may outlive the test that made it, and it is equal to the day it stands for."""
    del name
    stopped = FakeDate(2026, 11, 23)
    use(stopped)
    with freeze_time("2026-11-23"):
        assert dt.date.today() == MONDAY  # noqa: DTZ011 - the clock is ours
        use(dt.date.today())  # noqa: DTZ011 - likewise


@ANY_PLACE
@pytest.mark.parametrize(
    ("moment", "cure"),
    [
        (dt.datetime(2026, 11, 23), "its .date() is a plain date"),  # noqa: DTZ001 - naive, which is the point
        (FakeDatetime(2026, 11, 23), "its .date() is a plain date"),
        (pd.Timestamp("2026-11-23"), "its .date() is a plain date"),
        (pd.Timestamp("2026-11-23", tz="Europe/London"), "complaintrules.receipt_day says which day it belongs to"),
        (dt.datetime(2026, 11, 23, tzinfo=dt.UTC), "complaintrules.receipt_day says which day it belongs to"),
        (np.datetime64("2026-11-23"), "its .astype('datetime64[D]').item() is a plain date"),
        ("2026-11-23", "datetime.date.fromisoformat reads one written as 2026-11-23"),
        (pd.NaT, "it stands for a missing date: give None, or leave it out"),
    ],
    ids=["naive", "stopped", "timestamp", "aware timestamp", "aware", "numpy", "string", "missing"],
)
def test_what_is_no_plain_date_is_refused_with_the_way_to_one(
    name: str, use: Callable[[Any], object], moment: Any, cure: str
) -> None:
    """The refusal names the place, what belongs there, and how to make it of what was given."""
    with pytest.raises(cr.WrongTypeError) as refused:
        use(moment)
    assert (refused.value.argument, refused.value.wanted, refused.value.cure) == (name, WANTED, cure)
    assert str(refused.value).startswith(f"{name} must be {WANTED}, not ")
    assert str(refused.value).endswith(f"; {cure}")


def test_a_date_time_is_refused_while_the_clock_stands() -> None:
    """Both the real class and the one that stands in its place; so a test finds the fault that production would."""
    moment = dt.datetime(2026, 11, 23)  # noqa: DTZ001 - naive, which is the point
    with freeze_time("2026-11-23"):
        for wrong in (moment, dt.datetime.now()):  # noqa: DTZ005 - the clock is ours
            with pytest.raises(cr.WrongTypeError, match=r"acknowledged\.on must be"):
                cr.Acknowledged(on=wrong)


@pytest.mark.parametrize("value", [20261123, 20261123.0, None, True, [MONDAY]])
def test_what_nothing_makes_a_date_of_is_refused_without_advice(value: object) -> None:
    """No way is named where none is known."""
    assert not is_day(value)
    assert day_from(value) == ""


@pytest.mark.parametrize("first", ["stopped", "running"])
def test_cases_are_written_and_read_the_same_before_and_after_the_clock_stood(first: str) -> None:
    """The readers are made when first needed and kept: whichever clock they are made under, they serve both."""
    from complaintrules import _json_values  # noqa: PLC0415 - to forget its readers

    case = CASE.record(cr.Acknowledged(on=MONDAY))
    written = {
        "procedure": "england-children",
        "version": CASE.procedure.version,
        "events": [{"event": "received", "on": "2026-11-20"}, {"event": "acknowledged", "on": "2026-11-23"}],
    }
    _json_values._converter.cache_clear()
    try:
        for clock in ("stopped", "running") if first == "stopped" else ("running", "stopped"):
            if clock == "stopped":
                with freeze_time("2026-11-23"):
                    assert cr.dump_case(case) == written
                    assert cr.load_case(written) == case
            else:
                assert cr.dump_case(case) == written
                assert cr.load_case(written) == case
    finally:
        _json_values._converter.cache_clear()


def test_a_column_of_dates_takes_those_of_a_stopped_clock() -> None:
    """Ten working days after Monday, 23 November 2026 is Monday, 7 December: no bank holiday lies between."""
    for column in ([MONDAY, FakeDate(2026, 11, 23)], pd.Series([FakeDate(2026, 11, 23), MONDAY], dtype=object)):
        found = bulk.add_working_days(column, 10, calendar=CALENDAR)
        assert [str(day) for day in found] == ["2026-12-07", "2026-12-07"]


def test_a_column_of_moments_is_refused_with_the_way_to_dates() -> None:
    """The cure is that of a single moment."""
    with pytest.raises(
        cr.WrongTypeError, match=r"days must be a column of dates, not FakeDatetime .*; its \.date\(\) is a plain date"
    ):
        bulk.add_working_days([FakeDatetime(2026, 11, 23)], 10, calendar=CALENDAR)


def test_a_rule_that_names_a_day_takes_one_of_a_stopped_clock_and_no_moment() -> None:
    """The days of the rulebook pass the same check."""
    procedure = cr.get_procedure("england-children")
    import attrs  # noqa: PLC0415 - for this test alone

    assert attrs.evolve(procedure, since=FakeDate(2006, 9, 1)) == procedure
    with pytest.raises(cr.ProcedureError, match=f"since must be {WANTED}, not datetime"):
        attrs.evolve(procedure, since=dt.datetime(2006, 9, 1))  # noqa: DTZ001 - naive, which is the point


def test_no_other_module_asks_for_the_class_of_a_date() -> None:
    """`type(x) is date` is where a date made elsewhere gets lost: only the calendar looks first, and then asks the check."""
    found = []
    for path in sorted(Path(cr.__file__ or "").parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Compare)
                and isinstance(node.ops[0], (ast.Is, ast.IsNot))
                and ast.unparse(node.comparators[0]) in {"date", "dt.date", "datetime.date"}
            ):
                found.append(f"{path.name}: {ast.unparse(node)}")
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
                kinds = ast.unparse(node.args[1])
                if kinds in {"date", "dt.date"} and path.name != "_plain_days.py":
                    found.append(f"{path.name}: {ast.unparse(node)}")
    assert found == [
        "_calendar.py: type(day) is not date",
        "_calendar.py: type(start) is not date",
        "_calendar.py: type(end) is not date",
    ]
