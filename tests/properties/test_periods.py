"""What is true of every period, against an oracle that knows only months' lengths and counts one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaintrules.calendars import WorkingDayCalendar
from complaintrules.calendars.periods import (
    AFTER,
    BEFORE,
    FROM,
    Counting,
    Period,
    Unit,
    calendar_days,
    months,
    working_days,
    years,
)

CALENDAR = WorkingDayCalendar.for_division("england-and-wales")
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2006, 1, 1), date(2040, 12, 31))
# The ends of months, where counting by months is hard, come up as often as all other days together.
MONTH_ENDS = st.sampled_from(
    [
        date(year, month, day)
        for year in (2023, 2024, 2025, 2028)
        for month, days in ((1, (28, 29, 30, 31)), (2, (27, 28)), (3, (1, 30, 31)), (8, (28, 29, 30, 31)), (12, (30, 31)))
        for day in days
    ]
    + [date(2024, 2, 29), date(2028, 2, 29)]
)
STARTS = DAYS | MONTH_ENDS


def days_in(year: int, month: int) -> int:
    """How many days a month has, by the rule every child learns."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31


def months_on(start: date, amount: int) -> tuple[date, bool]:
    """The corresponding date so many months on or back, or the month's last day, and whether it corresponds."""
    year, month, step = start.year, start.month, 1 if amount > 0 else -1
    for _ in range(abs(amount)):
        month += step
        if month in {0, 13}:
            year, month = year + step, 12 if month == 0 else 1
    day = min(start.day, days_in(year, month))
    return date(year, month, day), day == start.day


def last_day(period: Period, start: date) -> date:
    """The last day of a period, counted naively."""
    if period.unit in {Unit.MONTHS, Unit.YEARS}:
        amount = period.amount * (12 if period.unit is Unit.YEARS else 1)
        day, corresponds = months_on(start, -amount if period.counting is BEFORE else amount)
        last = day - ONE_DAY if period.counting is FROM and corresponds else day
    else:
        counts = CALENDAR.is_working_day if period.unit is Unit.WORKING_DAYS else lambda _: True
        last, left = (start - ONE_DAY if period.counting is FROM else start), period.amount
        while left:
            last += -ONE_DAY if period.counting is BEFORE else ONE_DAY
            left -= counts(last)
    while period.rolls and not CALENDAR.is_working_day(last):
        last += ONE_DAY
    return last


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period that makes sense, up to a few years."""
    unit = draw(st.sampled_from(Unit))
    counting = draw(st.sampled_from(Counting))
    amount = draw(st.integers(1, {Unit.MONTHS: 60, Unit.YEARS: 6}.get(unit, 300)))
    rolls = unit is not Unit.WORKING_DAYS and counting is not BEFORE and draw(st.booleans())
    return Period(amount, unit, counting, rolls)


@given(periods(), STARTS)
def test_a_period_ends_where_naive_counting_ends(period: Period, start: date) -> None:
    """Every unit and way of counting, rolling or not."""
    assert period.end(start, CALENDAR) == last_day(period, start)


@given(STARTS, st.integers(1, 60))
def test_beginning_with_a_day_ends_the_day_before_or_at_the_months_end(start: date, amount: int) -> None:
    """Of months: one day less than counted after it, unless the month is too short to have the date."""
    after, beginning = months(amount).end(start, CALENDAR), months(amount, FROM).end(start, CALENDAR)
    assert beginning == (after - ONE_DAY if after.day == start.day else after)
    assert (beginning + ONE_DAY).day in {start.day, 1}


@given(STARTS, st.integers(1, 5))
def test_a_year_is_twelve_months(start: date, amount: int) -> None:
    """However it is counted."""
    for counting in Counting:
        assert years(amount, counting).end(start, CALENDAR) == months(12 * amount, counting).end(start, CALENDAR)


@given(periods(), STARTS, st.integers(1, 40))
def test_a_later_start_never_ends_earlier(period: Period, start: date, days: int) -> None:
    """Counting is monotonic in the start."""
    assert period.end(start, CALENDAR) <= period.end(start + timedelta(days=days), CALENDAR)


@given(DAYS, st.integers(1, 200))
def test_a_period_beginning_with_a_worked_day_is_one_shorter(start: date, amount: int) -> None:
    """Of working and of calendar days: beginning with a day ends where one fewer after it does."""
    assert calendar_days(amount + 1, FROM).end(start, CALENDAR) == calendar_days(amount, AFTER).end(start, CALENDAR)
    if CALENDAR.is_working_day(start):
        assert working_days(amount + 1, FROM).end(start, CALENDAR) == working_days(amount, AFTER).end(start, CALENDAR)
    else:
        assert working_days(amount, FROM).end(start, CALENDAR) == working_days(amount, AFTER).end(start, CALENDAR)
