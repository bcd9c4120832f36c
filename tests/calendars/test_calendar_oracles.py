"""The calendar against others' counting: a loop that goes day by day, numpy, and the lists of another package."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from complaintrules.calendars import Division, WorkingDayCalendar
from support.calendars import DAYS, FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "non_working_weekdays"
COUNTS = (1, 2, 3, 5, 10, 13, 20, 25, 30, 65, 130, 250)

each_division = pytest.mark.parametrize("division", list(Division))


def snapshot_lines(division: Division) -> list[str]:
    """What the snapshot says of a division."""
    return (SNAPSHOTS / f"{division}.txt").read_text(encoding="utf-8").splitlines()


def snapshot_days(division: Division) -> set[date]:
    """Its days alone."""
    return {date.fromisoformat(line[:10]) for line in snapshot_lines(division)}


def walk(start: date, step: int, holidays: set[date]) -> Iterator[date]:
    """The working days met by going one day at a time: the oracle, which knows no table."""
    day = start
    while FIRST <= (day := day + timedelta(days=step)) <= LAST:
        if day.isoweekday() <= 5 and day not in holidays:
            yield day


@each_division
def test_the_snapshot_holds_every_non_working_weekday(division: Division) -> None:
    """Each line of the snapshot is a weekday the calendar leaves out, with kind and name; there are no others."""
    calendar = WorkingDayCalendar.for_division(division)
    found = [
        f"{holiday.day} {holiday.kind}{' substitute' if holiday.substitute else ''} {holiday.name}"
        for holiday in calendar.non_working_weekdays(FIRST, LAST)
    ]
    assert found == snapshot_lines(division)


def test_the_union_is_the_three_lists_together() -> None:
    """The United Kingdom's snapshot holds exactly the days that stand in any of the three others."""
    parts = (Division.ENGLAND_AND_WALES, Division.SCOTLAND, Division.NORTHERN_IRELAND)
    assert snapshot_days(Division.UNITED_KINGDOM) == set().union(*map(snapshot_days, parts))


@each_division
def test_each_day_is_classed_as_the_loop_classes_it(division: Division) -> None:
    """On every day of 51 years: is it a working day, and which is the next and the one before."""
    calendar = WorkingDayCalendar.for_division(division)
    working = set(walk(FIRST - timedelta(days=1), 1, snapshot_days(division)))
    assert [calendar.is_working_day(day) for day in DAYS] == [day in working for day in DAYS]
    assert [calendar.non_working_reason(day) is None for day in DAYS] == [day in working for day in DAYS]
    inside = DAYS[10:-10]
    holidays = snapshot_days(division)
    assert [calendar.next_working_day(day) for day in inside] == [next(walk(day, 1, holidays)) for day in inside]
    assert [calendar.previous_working_day(day) for day in inside] == [next(walk(day, -1, holidays)) for day in inside]


@each_division
@pytest.mark.parametrize("step", [1, -1], ids=["after", "before"])
def test_counts_agree_with_the_day_by_day_loop(division: Division, step: int) -> None:
    """From every 17th day, each of the first 70 working days after or before it: added to, counted and iterated."""
    calendar = WorkingDayCalendar.for_division(division)
    holidays = snapshot_days(division)
    for start in DAYS[200:-200:17]:
        expected = list(itertools.islice(walk(start, step, holidays), 70))
        assert [calendar.add_working_days(start, step * n) for n in range(1, 71)] == expected
        # After start up to and including end; reversed, the days after end up to and including start.
        starts_on_one = step < 0 and start.isoweekday() <= 5 and start not in holidays
        counted = [step * n if step > 0 else -(n - 1 + starts_on_one) for n in range(1, 71)]
        assert [calendar.working_days_between(start, day) for day in expected] == counted
        if step > 0:
            assert list(calendar.working_days(start, expected[-1])) == expected


@each_division
def test_every_day_and_count_agrees_with_numpy(division: Division) -> None:
    """From every day of 51 years, twelve counts each way, and spans of as many days: numpy's answers, all of them."""
    calendar = WorkingDayCalendar.for_division(division)
    holidays = np.array(sorted(snapshot_days(division)), dtype="datetime64[D]")
    inside = DAYS[400:-400]
    starts = np.array(inside, dtype="datetime64[D]")
    for n in COUNTS:
        # Counting on from a free day, numpy has to roll it back first; counting back, forward.
        after = np.busday_offset(starts, n, roll="backward", holidays=holidays).tolist()
        before = np.busday_offset(starts, -n, roll="forward", holidays=holidays).tolist()
        assert [calendar.add_working_days(day, n) for day in inside] == after
        assert [calendar.add_working_days(day, -n) for day in inside] == before
        # numpy counts from the first day up to but without the second; the day after both makes it ours.
        counted = np.busday_count(starts + 1, starts + n + 1, holidays=holidays).tolist()
        assert [calendar.working_days_between(day, day + timedelta(days=n)) for day in inside] == counted
        assert [calendar.working_days_between(day + timedelta(days=n), day) for day in inside] == [-n for n in counted]


# What the other package's bundled list lacks: announced after its release.
MISSING_THERE = {Division.SCOTLAND: {date(2026, 6, 15)}}


@pytest.mark.parametrize("division", [each for each in Division if each is not Division.UNITED_KINGDOM])
def test_the_days_are_those_of_the_official_list_in_another_package(division: Division) -> None:
    """GOV.UK's list as `govuk-bank-holidays` bundles it, every weekday, but for one day it does not know."""
    theirs = {row["date"] for row in BankHolidays(use_cached_holidays=True).data[division]}
    years = range(min(theirs).year, max(theirs).year + 1)
    ours = {day for day in snapshot_days(division) if day.year in years}
    assert len(years) >= 10
    assert ours - theirs == MISSING_THERE.get(division, set())
    assert {day for day in theirs - ours if day.isoweekday() <= 5} == set()
