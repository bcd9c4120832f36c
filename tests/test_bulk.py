"""Whole columns of dates: answered as date by date, and refused where a single date would be."""

from __future__ import annotations

import importlib.util
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from complaintrules import bulk
from complaintrules.calendars import Division, WorkingDayCalendar, receipt_day
from complaintrules.errors import ComplaintRulesError, CoverageError, WrongTypeError, WrongValueError
from support.calendars import DAYS, ENGLAND

SNAPSHOTS = Path(__file__).parent / "snapshots" / "non_working_weekdays"

each_division = pytest.mark.parametrize("division", list(Division))


def worked(division: Division) -> list[date]:
    """The working days of a division, from the snapshot of its holidays: the oracle, which knows neither numpy nor a table."""
    lines = (SNAPSHOTS / f"{division}.txt").read_text(encoding="utf-8").splitlines()
    holidays = {date.fromisoformat(line[:10]) for line in lines}
    return [day for day in DAYS if day.isoweekday() <= 5 and day not in holidays]


@each_division
@pytest.mark.parametrize("n", [1, 10, 65])
def test_a_column_is_answered_as_a_walk_through_the_days_answers_it(division: Division, n: int) -> None:
    """Every day of half a century: the nth working day after it, and the nth before it, as they follow in a list."""
    working = worked(division)
    after: dict[date, date] = {}
    before: dict[date, date] = {}
    number = 0
    for day in DAYS:
        if number - n >= 0:
            before[day] = working[number - n]
        number += number < len(working) and working[number] == day
        if number + n - 1 < len(working):
            after[day] = working[number + n - 1]
    calendar = WorkingDayCalendar.for_division(division)
    assert bulk.add_working_days(list(after), n, calendar=calendar).tolist() == list(after.values())
    assert bulk.add_working_days(list(before), -n, calendar=calendar).tolist() == list(before.values())


@each_division
def test_two_columns_are_counted_as_a_walk_through_the_days_counts_them(division: Division) -> None:
    """From each day to one about seven weeks later, and back, which is the same with a minus before it."""
    working = set(worked(division))
    upto, so_far = {}, 0
    for day in DAYS:
        so_far += day in working
        upto[day] = so_far
    starts, ends = DAYS[:-50], DAYS[50:]
    expected = [upto[end] - upto[start] for start, end in zip(starts, ends, strict=True)]
    calendar = WorkingDayCalendar.for_division(division)
    assert bulk.working_days_between(starts, ends, calendar=calendar).tolist() == expected
    assert bulk.working_days_between(ends, starts, calendar=calendar).tolist() == [-count for count in expected]
    assert bulk.working_days_between(starts, starts, calendar=calendar).tolist() == [0] * len(starts)


def test_closures_and_official_lists_are_left_out_too() -> None:
    """The calendar that is given decides: 29 December 2026 closed, so that the first working day after the 24th is the 30th.

    Between them stand Christmas Day, a weekend, the substitute on Monday the 28th, and the closure.
    """
    closed = ENGLAND.with_closures({date(2026, 12, 29): "Council closed"})
    assert bulk.add_working_days([date(2026, 12, 24)], 1, calendar=ENGLAND).tolist() == [date(2026, 12, 29)]
    assert bulk.add_working_days([date(2026, 12, 24)], 1, calendar=closed).tolist() == [date(2026, 12, 30)]
    listed = closed.with_official({"england-and-wales": [{"title": "One more", "date": "2026-12-30"}]})
    # The list has no Christmas in that year, which is its own fault; it is what the caller laid over the year.
    assert bulk.add_working_days([date(2026, 12, 29)], 1, calendar=listed).tolist() == [date(2026, 12, 31)]


# Ten working days after Friday 19 December 2025 is Wednesday 7 January 2026: 22-24 are three, 29-31 six, 2 January seven,
# 5-7 January ten.
RECEIVED, DUE = date(2025, 12, 19), date(2026, 1, 7)


@pytest.mark.parametrize(
    "column",
    [
        [RECEIVED],
        (RECEIVED,),
        np.array(["2025-12-19"], dtype="datetime64[D]"),
        np.array(["2025-12-19"], dtype="datetime64[s]"),
        np.array(["2025-12-19"], dtype="datetime64[ns]"),
        np.array([RECEIVED], dtype=object),
        pd.Series([RECEIVED]),
        pd.to_datetime(pd.Series(["2025-12-19"])),
        pd.DatetimeIndex(["2025-12-19"]),
    ],
    ids=["list", "tuple", "days", "seconds", "nanoseconds", "objects", "series of dates", "series of datetime64", "index"],
)
def test_any_column_of_days_will_do(column: Any) -> None:
    """Lists, arrays of any fine unit at midnight, columns and indexes of pandas; days of numpy come back."""
    found = bulk.add_working_days(column, 10, calendar=ENGLAND)
    assert found.dtype == np.dtype("datetime64[D]")
    assert found.tolist() == [DUE]
    assert bulk.working_days_between(column, DUE, calendar=ENGLAND).tolist() == [10]
    assert bulk.working_days_between(RECEIVED, found, calendar=ENGLAND).dtype == np.dtype("int64")


def test_the_shape_of_a_column_is_kept() -> None:
    """Rows and columns of an array, one day alone, and nothing at all."""
    square = np.array([[RECEIVED] * 3, [DUE] * 3], dtype=object)
    assert bulk.add_working_days(square, 10, calendar=ENGLAND).shape == (2, 3)
    assert bulk.add_working_days(RECEIVED, 10, calendar=ENGLAND).item() == DUE
    assert bulk.add_working_days([], 10, calendar=ENGLAND).tolist() == []
    assert bulk.working_days_between([], [], calendar=ENGLAND).tolist() == []


@pytest.mark.parametrize("missing", [None, pd.NaT, pd.NA, float("nan")], ids=["None", "NaT", "NA", "NaN"])
def test_a_row_without_a_date_stays_without_one(missing: Any) -> None:
    """Whatever pandas or Python call missing is NaT in the answer, and no other row is touched."""
    assert bulk.add_working_days([missing, RECEIVED], 10, calendar=ENGLAND).tolist() == [None, DUE]
    assert bulk.add_working_days(pd.Series([RECEIVED, missing], dtype=object), 10, calendar=ENGLAND).tolist() == [DUE, None]


@pytest.mark.parametrize("name", ["starts", "ends"])
def test_a_row_without_a_date_has_no_count(name: str) -> None:
    """No number stands for what is not known; the error names the column and the row."""
    columns: dict[str, list[date | None]] = {"starts": [RECEIVED, RECEIVED], "ends": [DUE, DUE]}
    columns[name] = [RECEIVED, None]
    with pytest.raises(WrongValueError, match=f"{name} None: row 1 has no date; leave such rows out"):
        bulk.working_days_between(columns["starts"], columns["ends"], calendar=ENGLAND)


@pytest.mark.parametrize(
    "column",
    [
        ["2025-12-19"],
        [20251219],
        [1.5],
        [True],
        [datetime(2025, 12, 19, tzinfo=UTC)],
        [RECEIVED, "2025-12-19"],
        [RECEIVED, 1.5],
        np.array(["2025-12"], dtype="datetime64[M]"),
        np.array(["2025"], dtype="datetime64[Y]"),
        np.array(["2025-12-19"], dtype="datetime64[W]"),
        np.array([1], dtype="timedelta64[D]"),
        pd.Series(pd.to_datetime(["2025-12-19"], utc=True)),
        pd.Series(["19/12/2025"]),
    ],
    ids=[
        "text", "number", "float", "bool", "date-time", "one text", "one float", "months", "years", "weeks", "spans", "time zone",
        "text of pandas",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(column: Any) -> None:
    """No text, no number, no moment, no month: none is turned into a day by guessing."""
    with pytest.raises(WrongTypeError, match="days must be a column of dates, not "):
        bulk.add_working_days(column, 10, calendar=ENGLAND)
    with pytest.raises(WrongTypeError, match="ends must be a column of dates, not "):
        bulk.working_days_between(RECEIVED, column, calendar=ENGLAND)


def test_a_time_of_day_is_refused() -> None:
    """One row with an hour in it is enough: which day it belongs to is a question of time zones."""
    with pytest.raises(WrongValueError, match=r"days '2025-12-19T23:30:00': has a time of day; receipt_day says"):
        bulk.add_working_days(np.array(["2025-12-18", "2025-12-19T23:30"], dtype="datetime64[s]"), 10, calendar=ENGLAND)


@pytest.mark.parametrize("n", [0, 1.0, True, "10", None])
def test_a_count_that_is_no_count_is_refused(n: Any) -> None:
    """As for a single date."""
    with pytest.raises(ComplaintRulesError, match=r"^n "):
        bulk.add_working_days([RECEIVED], n, calendar=ENGLAND)


def test_something_that_is_no_calendar_is_refused() -> None:
    """The name of a division, say: which closures it has nobody said."""
    with pytest.raises(WrongTypeError, match="calendar must be a WorkingDayCalendar, not str 'scotland'"):
        bulk.busdaycalendar("scotland")  # type: ignore[arg-type] # the wrong type is the point


@pytest.mark.parametrize(
    ("day", "n", "says"),
    [
        (date(1999, 12, 31), 1, "1999-12-31 lies outside"),
        (date(2051, 1, 1), -1, "2051-01-01 lies outside"),
        (date(2050, 12, 30), 1, "1 working days after 2050-12-30 lies outside"),
        (date(2000, 1, 4), -1, "1 working days before 2000-01-04 lies outside"),
        (date(2025, 12, 19), 10**30, "after 2025-12-19 lies outside"),
        (date(2025, 12, 19), -(10**30), "before 2025-12-19 lies outside"),
    ],
)
def test_nothing_is_answered_outside_the_calendars_years(day: date, n: int, says: str) -> None:
    """Numpy alone would go on without bank holidays, and say nothing; 4 January 2000 is the first working day of all."""
    with pytest.raises(CoverageError, match=says):
        bulk.add_working_days([RECEIVED, day], n, calendar=ENGLAND)


def test_columns_of_two_lengths_are_refused() -> None:
    """Row by row needs as many rows."""
    with pytest.raises(WrongValueError, match=r"the columns differ in length; starts has \(2,\)"):
        bulk.working_days_between([RECEIVED, RECEIVED], [DUE, DUE, DUE], calendar=ENGLAND)


def test_pandas_takes_the_calendar() -> None:
    """Its business days with our holidays: the first working day after Thursday 2 April 2026 is Tuesday the 7th, after Easter."""
    day = pd.offsets.CustomBusinessDay(calendar=bulk.busdaycalendar(ENGLAND))
    assert (pd.Timestamp("2026-04-02") + day).date() == date(2026, 4, 7)


def test_without_numpy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is an ImportError, so that `except ImportError` works."""
    monkeypatch.setitem(sys.modules, "numpy", None)
    spec = importlib.util.spec_from_file_location("without_numpy", bulk.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(ImportError, match=r"python3 -m pip install numpy$"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


# --- columns with a time zone

# Midnight in London on Wednesday 1 July 2026 is 23:00 on 30 June in UTC: which day that is, only a time zone tells.
MOMENTS = [datetime(2026, 6, 30, 23, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)]


def zoned_columns() -> dict[str, Any]:
    """Columns of moments with a time zone, as each library has them; those at midnight would pass for whole days."""
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    moments = pyarrow.timestamp("us", tz="UTC")
    midnight = MOMENTS[1:]
    return {
        "pandas series": pd.Series(midnight),
        "pandas index": pd.DatetimeIndex(midnight),
        "pandas table": pd.DataFrame({"received": midnight}),
        "pandas with arrow": pd.Series(pd.array(midnight, dtype=pd.ArrowDtype(moments))),
        "polars series": polars.Series(midnight),
        "polars in london": polars.Series(MOMENTS[:1]).dt.convert_time_zone("Europe/London"),
        "polars table": polars.DataFrame({"received": midnight}),
        "arrow array": pyarrow.array(midnight, type=moments),
        "arrow chunks": pyarrow.chunked_array([pyarrow.array(midnight, type=moments)]),
        "arrow table": pyarrow.table({"received": pyarrow.array(midnight, type=moments)}),
        "arrow scalar": pyarrow.scalar(midnight[0], type=moments),
        "list": midnight,
    }


@pytest.mark.parametrize(
    "name",
    [
        "pandas series", "pandas index", "pandas table", "pandas with arrow", "polars series", "polars in london", "polars table",
        "arrow array", "arrow chunks", "arrow table", "arrow scalar", "list",
    ],
)  # fmt: skip
def test_a_column_with_a_time_zone_is_refused_with_the_cure(name: str) -> None:
    """Whichever library made it, as a single moment is; numpy alone would drop the zone and take midnight in UTC for a day."""
    column = zoned_columns()[name]
    for use in (
        lambda: bulk.add_working_days(column, 10, calendar=ENGLAND),
        lambda: bulk.working_days_between(column, date(2026, 7, 31), calendar=ENGLAND),
        lambda: bulk.working_days_between(date(2026, 6, 1), column, calendar=ENGLAND),
    ):
        with pytest.raises(WrongTypeError, match=r"column of dates, .*complaintrules\.receipt_day says which day") as refused:
            use()
        assert refused.value.argument in {"days", "starts", "ends"}


def test_the_cure_gives_the_days_in_london() -> None:
    """The first moment belongs to 1 July, as the second does; ten working days later it is Wednesday 15 July 2026."""
    polars = pytest.importorskip("polars")
    days = [receipt_day(moment) for moment in polars.Series(MOMENTS).to_list()]
    assert days == [date(2026, 7, 1), date(2026, 7, 1)]
    assert [str(day) for day in bulk.add_working_days(days, 10, calendar=ENGLAND)] == ["2026-07-15", "2026-07-15"]


def test_columns_of_days_without_a_zone_are_counted_whichever_library_made_them() -> None:
    """Ten working days after Tuesday 30 June 2026: Tuesday 14 July; a row without a date stays without."""
    polars, pyarrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    days = [date(2026, 6, 30), None]
    columns = [
        polars.Series(days),
        polars.Series(days).cast(polars.Datetime("us")),
        pyarrow.array(days),
        pyarrow.array(days, type=pyarrow.date64()),
        pyarrow.chunked_array([days]),
        pd.Series(days),
        pd.Series(pd.array(days, dtype=pd.ArrowDtype(pyarrow.date32()))),
    ]
    for column in columns:
        assert [str(day) for day in bulk.add_working_days(column, 10, calendar=ENGLAND)] == ["2026-07-14", "NaT"]
