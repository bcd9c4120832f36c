"""Days, calendars and periods worth testing."""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import functools
from collections.abc import Iterator
from typing import Final, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from complaintrules._argument_checks import check_day
from complaintrules.calendars._bank_holidays import ANNOUNCED_UNTIL, FIRST_DAY, LAST_DAY, Division
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.calendars.periods import Counting, Period, Unit
from complaintrules.errors import WrongValueError

ONE_DAY: Final = dt.timedelta(days=1)

_AROUND: Final = 3
_DECEMBER: Final = 12
_CLOCK_MONTHS: Final = (3, 10)
_MOST_CLOSURES: Final = 4
_LARGEST: Final = {Unit.WORKING_DAYS: 130, Unit.CALENDAR_DAYS: 400, Unit.MONTHS: 36, Unit.YEARS: 6}


class _Landmarks(NamedTuple):
    """The days near what calendars get wrong, each family in order."""

    holidays: tuple[dt.date, ...]
    month_ends: tuple[dt.date, ...]
    year_ends: tuple[dt.date, ...]
    leap_days: tuple[dt.date, ...]
    clock_changes: tuple[dt.date, ...]
    edges: tuple[dt.date, ...]


def _near(days: Iterator[dt.date] | tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    """These days and those around them, inside what a calendar holds, in order."""
    around = {day + passed * ONE_DAY for day in days for passed in range(-_AROUND, _AROUND + 1)}
    return tuple(sorted(day for day in around if FIRST_DAY <= day <= LAST_DAY))


@functools.cache
def _landmarks(division: Division) -> _Landmarks:
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    holidays = WorkingDayCalendar.for_division(division).non_working_weekdays(FIRST_DAY, LAST_DAY)
    last_days = [dt.date(year, month, calendar.monthrange(year, month)[1]) for year in years for month in range(1, _DECEMBER + 1)]
    # The clocks change on the last Sundays of March and October, which have 31 days each.
    changes = (day - (day.isoweekday() % 7) * ONE_DAY for day in last_days if day.month in _CLOCK_MONTHS)
    return _Landmarks(
        holidays=_near(holiday.day for holiday in holidays),
        month_ends=_near(tuple(last_days)),
        year_ends=_near(day for day in last_days if day.month == _DECEMBER),
        leap_days=_near(dt.date(year, 2, 29) for year in years if calendar.isleap(year)),
        clock_changes=_near(changes),
        edges=_near((FIRST_DAY, ANNOUNCED_UNTIL, LAST_DAY)),
    )


def dates(
    min_value: dt.date = FIRST_DAY, max_value: dt.date = LAST_DAY, *, division: str = Division.UNITED_KINGDOM
) -> SearchStrategy[dt.date]:
    """Dates worth testing: any dates, and just as often dates near the days that programs get wrong.

    Those are bank holidays, month ends, year ends, leap days, the Sundays on which the clocks change, the first and the last day
    that a calendar holds, and the last day for which bank holidays were announced.

    Args:
        min_value: The first day that may be drawn.
        max_value: The last day that may be drawn.
        division: Whose bank holidays; without one, those of any part of the United Kingdom.

    Returns:
        A strategy for plain dates.

    Raises:
        WrongTypeError: A bound is not a plain date, or the division is not a string.
        WrongValueError: The last day lies before the first.
        UnknownKeyError: There is no such division.

    Example:
        >>> from hypothesis import find
        >>> find(dates(division="scotland"), lambda day: day.month == 11 and day.weekday() < 5).month
        11
    """
    check_day("min_value", min_value)
    check_day("max_value", max_value)
    if max_value < min_value:
        raise WrongValueError("max_value", max_value, f"lies before min_value, {min_value}")
    families = _landmarks(WorkingDayCalendar.for_division(division).division)
    near = (_Days(family[bisect.bisect_left(family, min_value) : bisect.bisect_right(family, max_value)]) for family in families)
    return st.one_of(st.dates(min_value, max_value), *(_one_of(some) for some in near if some.days))


class _Days:
    """Days to draw from, shown by their number: thousands of them would fill pages."""

    def __init__(self, days: tuple[dt.date, ...]) -> None:
        self.days = days

    def __repr__(self) -> str:
        return f"<{len(self.days)} days>"


@st.composite
def _one_of(draw: st.DrawFn, some: _Days) -> dt.date:
    return some.days[draw(st.integers(0, len(some.days) - 1))]


def calendars(division: str | None = None) -> SearchStrategy[WorkingDayCalendar]:
    """Working-day calendars: of each division and of the union, as they are or with an organisation's own closures.

    Args:
        division: The only division wanted.

    Raises:
        WrongTypeError: The division is not a string.
        UnknownKeyError: There is no such division.

    Example:
        >>> from hypothesis import find
        >>> find(calendars(), lambda calendar: bool(calendar.closures))
        WorkingDayCalendar('england-and-wales', 2000-2050, 1 closure)
    """
    wanted = tuple(Division) if division is None else (WorkingDayCalendar.for_division(division).division,)
    return st.sampled_from(wanted).flatmap(_calendars_of)


def _calendars_of(division: Division) -> SearchStrategy[WorkingDayCalendar]:
    plain = WorkingDayCalendar.for_division(division)
    names = st.sampled_from(("Closed", "Council closed", "Training day"))
    closures = st.dictionaries(dates(division=division), names, min_size=1, max_size=_MOST_CLOSURES)
    return st.just(plain) | closures.map(plain.with_closures)


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    unit = draw(st.sampled_from(Unit))
    counting = draw(st.sampled_from(Counting))
    can_roll = unit is not Unit.WORKING_DAYS and counting is not Counting.BEFORE
    return Period(draw(st.integers(1, _LARGEST[unit])), unit, counting, rolls=can_roll and draw(st.booleans()))


def periods() -> SearchStrategy[Period]:
    """Periods of every unit, counted in every way, rolling or not where they may.

    They are as long as those that instruments use: from one day to a few years.

    Example:
        >>> from hypothesis import find
        >>> str(find(periods(), lambda period: period.rolls))
        '1 calendar day after, rolling to the next working day'
    """
    return _periods()
