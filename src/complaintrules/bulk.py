"""Working days for whole columns of dates at once: arrays of numpy, columns of pandas, lists.

It needs numpy: ``python3 -m pip install numpy``, or the extra ``bulk``. The answers are those of `WorkingDayCalendar`, date by
date, and so are the refusals. A column may hold `datetime.date`, or ``datetime64`` without a time of day; it may be an array of
numpy, a list, or a column of pandas, polars or pyarrow. What comes back is an array of numpy, in the order of the column. Import
the module itself: ``from complaintrules import bulk``.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from complaintrules._argument_checks import MISSING, check_count, day_from
from complaintrules._plain_days import is_day
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.errors import CoverageError, MissingExtraError, WrongTypeError, WrongValueError

try:
    import numpy as np
except ImportError as missing:
    raise MissingExtraError("numpy", "bulk") from missing

from collections.abc import Sequence
from typing import TypeAlias

import numpy.typing as npt

Days: TypeAlias = npt.ArrayLike | date | Sequence[date | None]

__all__ = ["add_working_days", "busdaycalendar", "working_days_between"]

_ONE_DAY = np.timedelta64(1, "D")
_COARSE = {"W", "M", "Y"}


def busdaycalendar(calendar: WorkingDayCalendar) -> np.busdaycalendar:
    """A calendar in the form that numpy has, for ``numpy.busday_offset`` and for pandas' ``CustomBusinessDay``.

    It has no end: outside the years of the calendar it leaves out weekends alone, without a warning. The other functions of
    this module refuse such days.

    Raises:
        WrongTypeError: It is not a calendar.

    Examples:
        >>> import numpy as np
        >>> theirs = busdaycalendar(WorkingDayCalendar.for_division("scotland"))
        >>> print(np.busday_offset("2026-11-27", 1, busdaycal=theirs))
        2026-12-01
    """
    if not isinstance(calendar, WorkingDayCalendar):
        raise WrongTypeError("calendar", calendar, "a WorkingDayCalendar")
    holidays = calendar.non_working_weekdays(calendar.first_day, calendar.last_day)
    return np.busdaycalendar(weekmask="Mon Tue Wed Thu Fri", holidays=[holiday.day for holiday in holidays])


def add_working_days(days: Days, n: int, *, calendar: WorkingDayCalendar) -> npt.NDArray[np.datetime64]:
    """For each day of a column the nth working day after it; with a negative n, the nth before it.

    It answers as `WorkingDayCalendar.add_working_days` does. A row without a date stays without one.

    Args:
        days: The days to count from, which are not counted themselves.
        n: How many working days, not 0.
        calendar: Whose working days.

    Raises:
        WrongTypeError: The column holds something that is not a date, or n is not a whole number.
        WrongValueError: A date has a time of day, the rows differ in length, or n is 0.
        CoverageError: A day, or the one counted to, lies outside the calendar's years.

    Examples:
        >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
        >>> [str(day) for day in add_working_days([date(2025, 12, 19), date(2025, 12, 20), None], 10, calendar=calendar)]
        ['2026-01-07', '2026-01-07', 'NaT']
    """
    theirs = busdaycalendar(calendar)
    check_count(n)
    starts = _column("days", days, calendar)
    # A start that is not a working day first goes back to one (or forward, where the count goes back), so that the count begins
    # with the first working day after it. A count longer than the calendar leads out of it just as well, and cannot overflow.
    span = (calendar.last_day - calendar.first_day).days
    count = max(-span, min(n, span))
    found = np.busday_offset(starts, count, roll="preceding" if n > 0 else "following", busdaycal=theirs)
    beyond = _outside(found, calendar)
    if beyond.any():
        start = starts[beyond].flat[0]
        way = "after" if n > 0 else "before"
        raise CoverageError(f"{abs(n)} working days {way} {start}", calendar.first_day, calendar.last_day)
    return np.asarray(found, dtype="datetime64[D]")


def working_days_between(starts: Days, ends: Days, *, calendar: WorkingDayCalendar) -> npt.NDArray[np.int64]:
    """Row by row, how many working days lie after the start, up to and including the end; negative where the end is earlier.

    It answers as `WorkingDayCalendar.working_days_between` does. One day may be given for a whole column.

    Args:
        starts: The days to count from.
        ends: The days to count to.
        calendar: Whose working days.

    Raises:
        WrongTypeError: A column holds something that is not a date.
        WrongValueError: A date has a time of day; a row has no date; the columns, or the rows of one, differ in length.
        CoverageError: A day lies outside the calendar's years.

    Examples:
        >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
        >>> print(working_days_between([date(2024, 2, 12), date(2024, 2, 13)], date(2024, 3, 4), calendar=calendar))
        [15 14]
    """
    theirs = busdaycalendar(calendar)
    first, last = _column("starts", starts, calendar), _column("ends", ends, calendar)
    for name, column in (("starts", first), ("ends", last)):
        if np.isnat(column).any():
            raise WrongValueError(name, None, f"row {int(np.isnat(column).argmax())} has no date; leave such rows out")
    try:
        earlier, later = np.minimum(first, last), np.maximum(first, last)
    except ValueError:
        raise WrongValueError("ends", last.shape, f"the columns differ in length; starts has {first.shape}") from None
    counts = np.busday_count(earlier + _ONE_DAY, later + _ONE_DAY, busdaycal=theirs)
    return np.asarray(np.where(last < first, -counts, counts), dtype=np.int64)


def _column(name: str, days: Any, calendar: WorkingDayCalendar) -> npt.NDArray[np.datetime64]:
    """A column as whole days inside the calendar's years; NaT where there is no date."""
    zoned = _zoned(days)
    if zoned is not None:
        cure = "complaintrules.receipt_day says which day each of its moments belongs to"
        raise WrongTypeError(name, zoned, "a column of dates", cure)
    try:
        given = np.asarray(days)
    except ValueError:
        why = "holds rows of different lengths; give one day a row, and None where there is none"
        raise WrongValueError(name, days, why) from None
    if not given.size:
        return np.empty(given.shape, dtype="datetime64[D]")
    if given.dtype.kind == "O":
        given = np.array([_day(name, value) for value in given.flat], dtype="datetime64[D]").reshape(given.shape)
    if given.dtype.kind != "M" or np.datetime_data(given.dtype)[0] in _COARSE:
        raise WrongTypeError(name, given.flat[0] if given.dtype.kind == "M" else given.flat[0].item(), "a column of dates")
    whole = given.astype("datetime64[D]")
    partly = (whole != given) & ~np.isnat(given)
    if partly.any():
        raise WrongValueError(name, str(given[partly].flat[0]), "has a time of day; receipt_day says which day it belongs to")
    outside = _outside(whole, calendar)
    if outside.any():
        raise CoverageError(str(whole[outside].flat[0]), calendar.first_day, calendar.last_day)
    return whole


def _zoned(days: Any) -> object | None:
    """The type of a column whose moments carry a time zone: numpy would drop that of polars and pyarrow in silence."""
    types = [getattr(days, "dtype", None), getattr(days, "type", None)]
    if hasattr(days, "columns"):  # a whole table, of pandas or polars or else of pyarrow
        types.extend(getattr(days, "dtypes", ()))
        types.extend(getattr(field, "type", None) for field in getattr(days, "schema", ()))
    return next((each for each in types if any(getattr(each, zone, None) is not None for zone in ("time_zone", "tz"))), None)


def _day(name: str, value: Any) -> date | None:
    """One value of a column of objects, or None for what pandas or Python call missing."""
    if value is None or type(value).__name__ in MISSING or (isinstance(value, float) and math.isnan(value)):
        return None
    if not is_day(value):
        raise WrongTypeError(name, value, "a column of dates", day_from(value))
    return value


def _outside(days: npt.NDArray[np.datetime64], calendar: WorkingDayCalendar) -> npt.NDArray[np.bool_]:
    """Which of the days the calendar does not hold; a missing one is not among them."""
    first, last = np.datetime64(calendar.first_day), np.datetime64(calendar.last_day)
    return np.asarray((days < first) | (days > last))
