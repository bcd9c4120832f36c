"""Which days are working days, and counting them: the calendar that every deadline is counted in.

A calendar belongs to one division of the United Kingdom, or to their union; there is no default nation. It holds the
years from 2000 to 2050 in flat tables, laid out once, so that adding and counting are a look-up whatever the span.
It never changes: closures and newer official lists make a new one.

Source: Banking and Financial Dealings Act 1971, s.1 and Sch.1, and the proclamations made under it.
"""

from __future__ import annotations

import bisect
import functools
import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final, final

import attrs

from complaintrules._argument_checks import check_count, check_day
from complaintrules.calendars._bank_holidays import (
    ANNOUNCED_UNTIL,
    FIRST_DAY,
    LAST_DAY,
    Division,
    HolidayKind,
    NonWorkingDay,
    OfficialDay,
    bundled_days,
    kind_of,
    was_never_held,
)
from complaintrules.errors import CoverageError, WrongTypeError, WrongValueError

__all__ = [
    "Division",
    "HolidayKind",
    "NonWorkingDay",
    "WorkingDayCalendar",
    "add_working_days",
    "working_days_between",
]

_SATURDAY: Final = 5
_WEEKEND: Final = {5: "Saturday", 6: "Sunday"}

# A day's place in the tables: its ordinal less this one, so that the first day has place 1.
_EVE: Final = FIRST_DAY.toordinal() - 1
_PLACES: Final = LAST_DAY.toordinal() - _EVE + 1

_building = threading.Lock()


def _known_division(name: str) -> Division:  # a function, for mypy takes no method as a converter
    return Division.from_name(name)


def _check_day(argument: str, day: Any) -> None:
    check_day(argument, day)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CoverageError(day, FIRST_DAY, LAST_DAY)


def _known_closures(closures: Any) -> tuple[tuple[date, str], ...]:
    wanted = "a mapping of days to names, or a list of days"
    if isinstance(closures, str) or not isinstance(closures, Iterable):
        raise WrongTypeError("closures", closures, wanted)
    named = dict(closures) if isinstance(closures, Mapping) else dict.fromkeys(closures, "Closed")
    for day, name in named.items():
        _check_day("closures", day)
        if not isinstance(name, str):
            raise WrongTypeError("closures", name, "the name of a closure")
        if not name.strip():
            raise WrongValueError("closures", name, f"the closure of {day} needs a name")
    return tuple(sorted(named.items()))


@final
@attrs.frozen(repr=False)
class WorkingDayCalendar:
    """The working days of one division, without an organisation's own closures.

    Make one with `for_division` or `for_uk`. Two calendars are equal if their division, their closures and the rows of their
    official lists are equal. A pickle holds only those, and the tables are laid out again. Every method refuses what is not a
    plain date (`WrongTypeError`; a date-time is not one), and a day outside the calendar's years (`CoverageError`).

    Examples:
        >>> from datetime import date
        >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
        >>> calendar.add_working_days(date(2025, 12, 19), 10)
        datetime.date(2026, 1, 7)
        >>> print(calendar.non_working_reason(date(2026, 12, 28)))
        Boxing Day (substitute), a proclaimed bank holiday
        >>> calendar
        WorkingDayCalendar('england-and-wales', 2000-2050)
    """

    division: Division = attrs.field(converter=_known_division)
    """Whose bank holidays are left out."""
    _closures: tuple[tuple[date, str], ...] = attrs.field(default=(), converter=_known_closures)
    _official: tuple[OfficialDay, ...] = ()

    # Weekdays that are not working days, by date and in order.
    _reasons: dict[date, NonWorkingDay] = attrs.field(init=False, eq=False)
    # At a day's place, how many working days there are up to and including it; at place 0, none.
    _counts: tuple[int, ...] = attrs.field(init=False, eq=False)
    # The working days by their number, from 1; number 0 stands for the eve of the calendar and is never given out.
    _dates: tuple[date, ...] = attrs.field(init=False, eq=False)
    # The first number that no working day has.
    _beyond: int = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        reasons = {day: NonWorkingDay(day, name, HolidayKind.CLOSURE) for day, name in self._closures if not _is_weekend(day)}
        # The law's reason stands before a closure's; in the union, the first division's before the others'.
        for part in reversed(self.division.parts):
            reasons |= {holiday.day: holiday for holiday in self._holidays(part)}
        counts, dates = [0], [FIRST_DAY - timedelta(days=1)]
        for place in range(1, _PLACES):
            day = date.fromordinal(_EVE + place)
            if not _is_weekend(day) and day not in reasons:
                dates.append(day)
            counts.append(len(dates) - 1)
        object.__setattr__(self, "_reasons", dict(sorted(reasons.items())))
        object.__setattr__(self, "_counts", tuple(counts))
        object.__setattr__(self, "_dates", tuple(dates))
        object.__setattr__(self, "_beyond", len(dates))

    def _holidays(self, part: Division) -> Iterator[NonWorkingDay]:
        """The holidays of one division: the bundled ones, except in the years an official list was laid over."""
        rows = [row for row in self._official if row.division is part]
        replaced = {row.day.year for row in rows}
        yield from (holiday for holiday in bundled_days(part) if holiday.day.year not in replaced)
        for row in rows:
            # GOV.UK lists Scotland's 4 January 2011, which nobody proclaimed: a list is not law, so the correction stays.
            if not _is_weekend(row.day) and not was_never_held(part, row.day):
                yield NonWorkingDay(row.day, row.name, kind_of(part, row.day), row.substitute)

    @classmethod
    def for_division(cls, division: str) -> WorkingDayCalendar:
        """The calendar of one division.

        Args:
            division: "england-and-wales", "scotland" or "northern-ireland"; "united-kingdom" gives what `for_uk` gives. What
                people call them is read too, such as "Wales" or "NI": see `Division.from_name`.

        Raises:
            UnknownKeyError: There is no such division; the message names the nearest.

        Examples:
            >>> WorkingDayCalendar.for_division("scotland").is_working_day(date(2026, 11, 30))
            False
        """
        known = Division.from_name(division)
        with _building:  # one thread lays out the tables, the others wait for them
            return _bundled(known)

    @classmethod
    def for_uk(cls) -> WorkingDayCalendar:
        """The union: every day that is a bank holiday in any part of the United Kingdom is left out.

        Where several parts share a holiday, its reason is that of England and Wales, else Scotland.

        Source: Freedom of Information Act 2000, s.10(6) counts in this way.

        Examples:
            >>> WorkingDayCalendar.for_uk().is_working_day(date(2026, 7, 13))
            False
        """
        return cls.for_division(Division.UNITED_KINGDOM)

    def with_closures(self, closures: Mapping[date, str] | Iterable[date]) -> WorkingDayCalendar:
        """A new calendar with an organisation's own closures besides those it has.

        Args:
            closures: The days, each with its name; or the days alone, which are then called "Closed". A closure on a day that is
                free anyway changes nothing.

        Raises:
            WrongValueError: A closure has a blank name.

        Examples:
            >>> calendar = WorkingDayCalendar.for_division("scotland")
            >>> calendar = calendar.with_closures({date(2026, 12, 29): "Council closed"})
            >>> print(calendar.non_working_reason(date(2026, 12, 29)))
            Council closed, a local closure
        """
        merged = dict(self._closures) | dict(_known_closures(closures))
        return WorkingDayCalendar(self.division, merged, self._official)

    def with_official(self, document: str | Mapping[str, Any]) -> WorkingDayCalendar:
        """A new calendar with GOV.UK's `bank-holidays.json` laid over the bundled days.

        In each division this calendar needs, the list replaces the days of every year from its first to its last.
        Other years stay as they were. A day's legal kind is derived as for the bundled days.

        Args:
            document: The JSON as a string, or what it parses to: for each division an object with "events", or the list alone.

        Raises:
            OfficialListError: The list is malformed or lacks a division; every fault is named, and nothing is taken.

        Examples:
            >>> listed = {"scotland": [{"title": "A new holiday", "date": "2029-06-18"}]}
            >>> calendar = WorkingDayCalendar.for_division("scotland").with_official(listed)
            >>> print(calendar.non_working_reason(date(2029, 6, 18)))
            A new holiday, an extra bank holiday
        """
        from complaintrules.calendars._gov_uk_list import read_official  # noqa: PLC0415 - few callers ever have a list to read

        rows = read_official(document, self.division.parts)
        replaced = {(row.division, row.day.year) for row in rows}
        kept = (row for row in self._official if (row.division, row.day.year) not in replaced)
        merged = sorted((*kept, *rows), key=lambda row: (row.division, row.day))
        return WorkingDayCalendar(self.division, self.closures, tuple(merged))

    @property
    def closures(self) -> Mapping[date, str]:
        """The organisation's own closures: the days, each with its name. The mapping cannot be changed."""
        return MappingProxyType(dict(self._closures))

    @property
    def first_day(self) -> date:
        """The first day this calendar holds."""
        return FIRST_DAY

    @property
    def last_day(self) -> date:
        """The last day this calendar holds."""
        return LAST_DAY

    @property
    def announced_until(self) -> date:
        """The last day whose bank holidays are published: later ones are projections.

        That is where GOV.UK's list ended when this release was made, or the end of the last year of the list laid over
        it. The union knows no more than the part that knows least.
        """
        ends = []
        for part in self.division.parts:
            years = [row.day.year for row in self._official if row.division is part]
            ends.append(date(max(years), 12, 31) if years else ANNOUNCED_UNTIL)
        return min(ends)

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether either day lies past `announced_until`, so that a count between them rests on projected holidays.

        Examples:
            >>> WorkingDayCalendar.for_uk().is_provisional(date(2028, 12, 1), date(2029, 1, 2))
            True
        """
        _check_day("start", start)
        _check_day("end", end)
        return max(start, end) > self.announced_until

    def is_working_day(self, day: date) -> bool:
        """Whether the day is neither a weekend, nor a holiday, nor a closure.

        Examples:
            >>> WorkingDayCalendar.for_division("england-and-wales").is_working_day(date(2026, 12, 28))
            False
        """
        _check_day("day", day)
        return not _is_weekend(day) and day not in self._reasons

    def non_working_reason(self, day: date) -> NonWorkingDay | None:
        """Why a day is not a working day, or None if it is one.

        Examples:
            >>> print(WorkingDayCalendar.for_division("northern-ireland").non_working_reason(date(2026, 3, 17)))
            Saint Patrick's Day, a scheduled bank holiday
        """
        _check_day("day", day)
        if _is_weekend(day):
            return NonWorkingDay(day, _WEEKEND[day.weekday()], HolidayKind.WEEKEND)
        return self._reasons.get(day)

    def non_working_weekdays(self, start: date, end: date) -> tuple[NonWorkingDay, ...]:
        """The Mondays to Fridays from start to end, both included, that are not working days, earliest first.

        Raises:
            WrongValueError: The end lies before the start.

        Examples:
            >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
            >>> [holiday.name for holiday in calendar.non_working_weekdays(date(2026, 4, 1), date(2026, 4, 30))]
            ['Good Friday', 'Easter Monday']
        """
        _check_day("start", start)
        _check_day("end", end)
        if end < start:
            raise WrongValueError("end", end, f"lies before start, {start}")
        reasons = tuple(self._reasons.values())
        first = bisect.bisect_left(reasons, start, key=_day_of)
        return reasons[first : bisect.bisect_right(reasons, end, key=_day_of)]

    def add_working_days(self, day: date, n: int) -> date:
        """The nth working day after a day; with a negative n, the nth before it.

        The first working day after the day is number 1, so a Friday, Saturday and Sunday give the same answer.

        Args:
            day: The day to count from; it is never counted itself.
            n: How many working days, not 0.

        Raises:
            WrongTypeError: n is not a whole number.
            WrongValueError: n is 0.
            CoverageError: The day, or the one counted to, lies outside the calendar's years.

        Examples:
            >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
            >>> calendar.add_working_days(date(2026, 3, 16), 20)
            datetime.date(2026, 4, 15)
            >>> calendar.add_working_days(date(2026, 1, 7), -10)
            datetime.date(2025, 12, 19)
        """
        # What every look-up asks costs more than the look-up: the class itself is let through without a closer look.
        if type(day) is not date or type(n) is not int or not n:
            _check_day("day", day)
            check_count(n)
        place = day.toordinal() - _EVE
        if 0 < place < _PLACES:
            number = self._counts[place] + n if n > 0 else self._counts[place - 1] + 1 + n
            if 0 < number < self._beyond:
                return self._dates[number]
            raise CoverageError(f"{abs(n)} working days {'after' if n > 0 else 'before'} {day}", FIRST_DAY, LAST_DAY)
        raise CoverageError(day, FIRST_DAY, LAST_DAY)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after start, up to and including end; negative where end lies before start.

        Examples:
            >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
            >>> calendar.working_days_between(date(2024, 2, 12), date(2024, 3, 4))
            15
            >>> calendar.working_days_between(date(2024, 3, 4), date(2024, 2, 12))
            -15
        """
        if type(start) is not date or type(end) is not date:
            _check_day("start", start)
            _check_day("end", end)
        first, last = start.toordinal() - _EVE, end.toordinal() - _EVE
        if 0 < first < _PLACES and 0 < last < _PLACES:
            return self._counts[last] - self._counts[first]
        raise CoverageError(end if 0 < first < _PLACES else start, FIRST_DAY, LAST_DAY)

    def working_days(self, start: date, end: date) -> Iterator[date]:
        """The days that `working_days_between` counts: after start, up to and including end, earliest first.

        With end before start they are the same days as the other way round, latest first.

        Examples:
            >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
            >>> [day.day for day in calendar.working_days(date(2026, 4, 1), date(2026, 4, 8))]
            [2, 7, 8]
        """
        _check_day("start", start)
        _check_day("end", end)
        first, last = (self._counts[day.toordinal() - _EVE] + 1 for day in sorted((start, end)))
        days = self._dates[first:last]
        return iter(days) if start <= end else reversed(days)

    def next_working_day(self, day: date) -> date:
        """The first working day after a day.

        Examples:
            >>> WorkingDayCalendar.for_division("england-and-wales").next_working_day(date(2026, 4, 2))
            datetime.date(2026, 4, 7)
        """
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before a day.

        Examples:
            >>> WorkingDayCalendar.for_division("england-and-wales").previous_working_day(date(2026, 4, 7))
            datetime.date(2026, 4, 2)
        """
        return self.add_working_days(day, -1)

    def __repr__(self) -> str:
        facts = [repr(str(self.division)), f"{FIRST_DAY.year}-{LAST_DAY.year}"]
        if self._closures:
            facts.append(f"{len(self._closures)} closure{'s' if len(self._closures) > 1 else ''}")
        if self._official:
            facts.append(f"official list to {max(row.day.year for row in self._official)}")
        return f"WorkingDayCalendar({', '.join(facts)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (str(self.division), dict(self._closures), self._official)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _day_of(holiday: NonWorkingDay) -> date:
    return holiday.day


@functools.cache
def _bundled(division: Division) -> WorkingDayCalendar:
    return WorkingDayCalendar(division)


def _rebuilt(division: str, closures: dict[date, str], official: tuple[OfficialDay, ...]) -> WorkingDayCalendar:
    """A calendar out of a pickle: the shared one, if it is as the package has it."""
    if closures or official:
        return WorkingDayCalendar(division, closures, official)
    return WorkingDayCalendar.for_division(division)


def add_working_days(day: date, n: int, *, division: str) -> date:
    """The nth working day after a day (before it, with a negative n) in one division: for a script that wants one date.

    As `WorkingDayCalendar.add_working_days`; the division is never assumed.

    Examples:
        >>> add_working_days(date(2025, 12, 19), 10, division="england-and-wales")
        datetime.date(2026, 1, 7)
    """
    return WorkingDayCalendar.for_division(division).add_working_days(day, n)


def working_days_between(start: date, end: date, *, division: str) -> int:
    """How many working days of one division lie after start, up to and including end; negative if end lies before.

    As `WorkingDayCalendar.working_days_between`; the division is never assumed.

    Examples:
        >>> working_days_between(date(2024, 2, 12), date(2024, 3, 4), division="scotland")
        15
    """
    return WorkingDayCalendar.for_division(division).working_days_between(start, end)
