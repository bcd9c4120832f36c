"""Months and years: a table written by hand, and every day of 51 years against a rule of thumb and against `relativedelta`."""

from __future__ import annotations

import calendar as months_of
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from complaintrules.calendars import WorkingDayCalendar
from complaintrules.calendars.periods import AFTER, BEFORE, FROM, Counting, Period, Unit
from complaintrules.errors import CoverageError
from support.calendars import DAYS, FIRST, LAST

CALENDAR = WorkingDayCalendar.for_division("england-and-wales")
ONE_DAY = timedelta(days=1)

# Start; amount and unit; the last day of the period after the start, beginning with it, and before it. Read off a wall
# calendar. "After" ends on the corresponding date, or on the month's last day where there is none. "Beginning with" ends the
# day before the corresponding date, and where there is none the month has ended anyway. "Before" is the corresponding date.
TABLE = """
start       period     after       beginning   before
2023-01-31  1 month    2023-02-28  2023-02-28  2022-12-31
2024-01-31  1 month    2024-02-29  2024-02-29  2023-12-31
2024-01-30  1 month    2024-02-29  2024-02-29  2023-12-30
2024-01-29  1 month    2024-02-29  2024-02-28  2023-12-29
2023-01-29  1 month    2023-02-28  2023-02-28  2022-12-29
2023-01-28  1 month    2023-02-28  2023-02-27  2022-12-28
2026-03-31  1 month    2026-04-30  2026-04-30  2026-02-28
2026-04-30  1 month    2026-05-30  2026-05-29  2026-03-30
2026-05-31  1 month    2026-06-30  2026-06-30  2026-04-30
2026-12-31  1 month    2027-01-31  2027-01-30  2026-11-30
2026-12-01  1 month    2027-01-01  2026-12-31  2026-11-01
2026-02-28  1 month    2026-03-28  2026-03-27  2026-01-28
2024-02-29  1 month    2024-03-29  2024-03-28  2024-01-29
2026-11-30  3 months   2027-02-28  2027-02-28  2026-08-30
2027-11-30  3 months   2028-02-29  2028-02-29  2027-08-30
2026-08-31  6 months   2027-02-28  2027-02-28  2026-02-28
2027-08-31  6 months   2028-02-29  2028-02-29  2027-02-28
2026-02-28  6 months   2026-08-28  2026-08-27  2025-08-28
2024-02-29  12 months  2025-02-28  2025-02-28  2023-02-28
2023-02-28  12 months  2024-02-28  2024-02-27  2022-02-28
2023-03-01  12 months  2024-03-01  2024-02-29  2022-03-01
2026-12-31  14 months  2028-02-29  2028-02-29  2025-10-31
2024-02-29  1 year     2025-02-28  2025-02-28  2023-02-28
2023-02-28  1 year     2024-02-28  2024-02-27  2022-02-28
2023-03-01  1 year     2024-03-01  2024-02-29  2022-03-01
2024-02-29  2 years    2026-02-28  2026-02-28  2022-02-28
2024-02-29  4 years    2028-02-29  2028-02-28  2020-02-29
2020-02-29  3 years    2023-02-28  2023-02-28  2017-02-28
2026-12-31  1 year     2027-12-31  2027-12-30  2025-12-31
2026-01-01  1 year     2027-01-01  2026-12-31  2025-01-01
2025-12-25  10 years   2035-12-25  2035-12-24  2015-12-25
"""
UNITS = {"month": Unit.MONTHS, "months": Unit.MONTHS, "year": Unit.YEARS, "years": Unit.YEARS}
AMOUNTS = [(months, Unit.MONTHS) for months in (*range(1, 7), 11, 12, 13, 24, 60)] + [
    (years, Unit.YEARS) for years in range(1, 5)
]


@pytest.mark.parametrize("row", TABLE.strip().splitlines()[1:])
def test_each_way_of_counting_ends_where_the_wall_calendar_says(row: str) -> None:
    """Ends of months, leap days, ends of years."""
    start, amount, unit, *ends = row.split()
    for counting, end in zip((AFTER, FROM, BEFORE), ends, strict=True):
        period = Period(int(amount), UNITS[unit], counting)
        assert period.end(date.fromisoformat(start), CALENDAR) == date.fromisoformat(end), counting


def corresponding(day: date, months: int) -> tuple[date, bool]:
    """The date so many months on by knuckles and months' names alone, and whether the month has it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = months_of.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, longest)), day.day <= longest


def answered(period: Period, start: date) -> date | None:
    """What the library says; None where it refuses because the last day lies outside the calendar."""
    try:
        return period.end(start, CALENDAR)
    except CoverageError:
        return None


def inside(day: date) -> date | None:
    """The day, if the calendar holds it."""
    return day if FIRST <= day <= LAST else None


@pytest.mark.parametrize(("amount", "unit"), AMOUNTS, ids=str)
def test_every_day_of_51_years_agrees_with_the_rule_of_thumb_and_relativedelta(amount: int, unit: Unit) -> None:
    """Counted after, beginning with, and before each day; what lies outside the calendar is refused, and nothing else."""
    months = amount if unit is Unit.MONTHS else 12 * amount
    delta = relativedelta(months=months)
    after, beginning, before = (Period(amount, unit, counting) for counting in (AFTER, FROM, BEFORE))
    for start in DAYS:
        day, corresponds = corresponding(start, months)
        assert answered(after, start) == inside(day) == inside(start + delta)
        assert answered(beginning, start) == inside(day - ONE_DAY if corresponds else day)
        back, _ = corresponding(start, -months)
        assert answered(before, start) == inside(back) == inside(start - delta)


@pytest.mark.parametrize("counting", [AFTER, FROM])
def test_every_last_day_that_rolls_goes_to_the_next_working_day_and_no_further(counting: Counting) -> None:
    """One month from every day, in each division: the days skipped are free, and the day come to is worked."""
    for division in ("england-and-wales", "scotland", "northern-ireland", "united-kingdom"):
        calendar = WorkingDayCalendar.for_division(division)
        rolling = Period(1, Unit.MONTHS, counting, rolls=True)
        for start in DAYS[:-50]:
            day, corresponds = corresponding(start, 1)
            day -= ONE_DAY if counting is FROM and corresponds else timedelta(0)
            while not calendar.is_working_day(day):
                day += ONE_DAY
            assert rolling.end(start, calendar) == day
