"""The weekdays on which nobody has to work, in each part of the United Kingdom, and the legal kind of each.

The dates come from the `holidays` package. It knows a single sort of holiday, so the kind is derived here, from the
Banking and Financial Dealings Act 1971. `complaintrules.calendars` hands out the public names.
"""

from __future__ import annotations

import functools
from datetime import date, timedelta
from typing import Final

import attrs
from dateutil.easter import easter

from complaintrules._code_enum import Codes
from complaintrules._nations import DIVISION_NAMES, division_key
from complaintrules.errors import UnknownKeyError, WrongTypeError

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2050, 12, 31)
# Where GOV.UK's list ended when this release was made: later days are projections.
ANNOUNCED_UNTIL: Final = date(2028, 12, 31)

_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6


class Division(Codes):
    """A part of the United Kingdom with bank holidays of its own, or all of them together.

    Examples:
        >>> Division("scotland")
        <Division.SCOTLAND: 'scotland'>
    """

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    UNITED_KINGDOM = "united-kingdom"
    """The union of the other three, for instruments that exclude a bank holiday in any part of the United Kingdom."""

    @classmethod
    def from_name(cls, name: str) -> Division:
        """The division that a name means, however it is written: its key, or what people call it.

        England and Wales share their bank holidays, so either name means both. A name that means none of the
        divisions, or more than one, is refused.

        Raises:
            WrongTypeError: It is not a string.
            UnknownKeyError: It means no division; the message names the nearest.

        Examples:
            >>> Division.from_name("Wales")
            <Division.ENGLAND_AND_WALES: 'england-and-wales'>
            >>> Division.from_name("NI")
            <Division.NORTHERN_IRELAND: 'northern-ireland'>
        """
        if not isinstance(name, str):
            raise WrongTypeError("division", name, "the name of a division")
        key = division_key(name)
        if key is None:
            raise UnknownKeyError("division", name, tuple(map(str, cls)), labels=DIVISION_NAMES)
        return cls(key)

    @property
    def parts(self) -> tuple[Division, ...]:
        """The divisions whose holidays count here: itself, or all three for the United Kingdom."""
        if self is Division.UNITED_KINGDOM:
            return (Division.ENGLAND_AND_WALES, Division.SCOTLAND, Division.NORTHERN_IRELAND)
        return (self,)


class HolidayKind(Codes):
    """Why a day is not a working day.

    Source: Banking and Financial Dealings Act 1971, s.1 and Sch.1.
    """

    WEEKEND = "weekend"
    """A Saturday or Sunday."""
    SCHEDULED = "scheduled"
    """A bank holiday that Schedule 1 to the Act names itself: it needs no proclamation."""
    PROCLAIMED = "proclaimed"
    """A bank holiday proclaimed year by year (s.1(2)-(3); Northern Ireland s.1(5)): usual, moved or substitute day."""
    COMMON_LAW = "common-law"
    """Good Friday and Christmas Day, except in Scotland: holidays by custom, not bank holidays."""
    EXTRA = "extra"
    """A bank holiday proclaimed for one occasion: a wedding, a jubilee, a funeral."""
    CLOSURE = "closure"
    """A day on which one organisation is closed."""


_IN_WORDS: Final = {
    HolidayKind.SCHEDULED: "a scheduled bank holiday",
    HolidayKind.PROCLAIMED: "a proclaimed bank holiday",
    HolidayKind.COMMON_LAW: "a common law holiday",
    HolidayKind.EXTRA: "an extra bank holiday",
    HolidayKind.CLOSURE: "a local closure",
}


@attrs.frozen
class NonWorkingDay:
    """A day that does not count as a working day, and why.

    Examples:
        >>> print(NonWorkingDay(date(2026, 4, 3), "Good Friday", HolidayKind.COMMON_LAW))
        Good Friday, a common law holiday
    """

    day: date
    """The date itself."""
    name: str
    """What the day is called: "Saturday", "Boxing Day", or the name its organisation gave a closure."""
    kind: HolidayKind
    """Why the day is free."""
    substitute: bool = False
    """Whether it stands in for a holiday that fell on a weekend."""

    def __str__(self) -> str:
        if self.kind is HolidayKind.WEEKEND:
            return self.name
        return f"{self.name}{' (substitute)' if self.substitute else ''}, {_IN_WORDS[self.kind]}"


@attrs.frozen
class OfficialDay:
    """One row of the list that GOV.UK publishes: a day, its published name, and whether it stands in for another."""

    division: Division
    day: date
    name: str
    substitute: bool


# Proclaimed in place of the usual Monday in May: the spring holiday of three jubilees, and early May for VE Day.
_MOVED: Final = frozenset({date(2002, 6, 4), date(2012, 6, 4), date(2020, 5, 8), date(2022, 6, 2)})

_ST_ANDREWS_DAY_SINCE: Final = 2007

# Days that lists give for Scotland and the law never did. 4 January of 2010 and 2011: no proclamation was made.
# 30 November 2006: the St Andrew's Day Bank Holiday (Scotland) Act 2007 was in force only from 16 January 2007.
_NEVER_HELD: Final = frozenset({date(2006, 11, 30), date(2010, 1, 4), date(2011, 1, 4)})


def was_never_held(division: Division, day: date) -> bool:
    """Whether lists give this day for the division although no Act or proclamation made it a holiday."""
    return division is Division.SCOTLAND and day in _NEVER_HELD


def kind_of(division: Division, day: date) -> HolidayKind:
    """The legal kind of a weekday that is known to be a holiday in one division: whatever no rule explains is extra."""
    if day in _MOVED:
        return HolidayKind.PROCLAIMED
    return _regular_days(division, day.year).get(day, HolidayKind.EXTRA)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)  # asked for May and August only
    return last - timedelta(days=last.weekday())


def _or_next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day


@functools.cache
def _regular_days(division: Division, year: int) -> dict[date, HolidayKind]:
    """Every day that the Act or the yearly proclamation makes a holiday; those on a weekend are never looked up."""
    scheduled, proclaimed, common_law = HolidayKind.SCHEDULED, HolidayKind.PROCLAIMED, HolidayKind.COMMON_LAW
    good_friday = easter(year) - timedelta(days=2)
    christmas = date(year, 12, 25)
    # Two holidays stand side by side at Christmas and, in Scotland, at New Year. If either is a Sunday, the day after
    # both is free as well; if either is a Saturday, Schedule 1 is silent, and the day after that one is proclaimed.
    at_christmas = {christmas.weekday(), date(year, 12, 26).weekday()}

    if division is Division.SCOTLAND:
        at_new_year = {date(year, 1, 1).weekday(), date(year, 1, 2).weekday()}
        days = {
            date(year, 1, 1): scheduled,
            date(year, 1, 2): scheduled,
            good_friday: scheduled,
            _first_monday(year, 5): scheduled,
            _last_monday(year, 5): proclaimed,
            _first_monday(year, 8): scheduled,
            christmas: scheduled,
            date(year, 12, 26): scheduled if christmas.weekday() == _SUNDAY else proclaimed,
        }
        if _SUNDAY in at_new_year:
            days[date(year, 1, 3)] = scheduled
        if _SATURDAY in at_new_year:
            days[date(year, 1, 4)] = proclaimed
        if year >= _ST_ANDREWS_DAY_SINCE:
            days[_or_next_monday(date(year, 11, 30))] = scheduled
        if _SUNDAY in at_christmas:
            days[date(year, 12, 27)] = proclaimed
    else:
        days = {
            _or_next_monday(date(year, 1, 1)): proclaimed,
            good_friday: common_law,
            easter(year) + timedelta(days=1): scheduled,
            _first_monday(year, 5): proclaimed,
            _last_monday(year, 5): scheduled,
            _last_monday(year, 8): scheduled,
            christmas: common_law,
            date(year, 12, 26): scheduled,
        }
        if _SUNDAY in at_christmas:
            days[date(year, 12, 27)] = scheduled
    if _SATURDAY in at_christmas:
        days[date(year, 12, 28)] = proclaimed
    if division is Division.NORTHERN_IRELAND:
        st_patrick = date(year, 3, 17)
        # Schedule 1 moves a Sunday only; the Monday after a Saturday has to be proclaimed.
        on_saturday = st_patrick.weekday() == _SATURDAY
        days[_or_next_monday(st_patrick)] = proclaimed if on_saturday else scheduled
        days[_or_next_monday(date(year, 7, 12))] = proclaimed
    return days


_SUBDIVISIONS: Final = {Division.ENGLAND_AND_WALES: "ENG", Division.SCOTLAND: "SCT", Division.NORTHERN_IRELAND: "NIR"}
_OBSERVED: Final = " (observed)"


@functools.cache
def bundled_days(division: Division) -> tuple[NonWorkingDay, ...]:
    """The weekdays that are holidays in one division, earliest first, over all the years a calendar holds."""
    import holidays  # noqa: PLC0415 - slow to load, and needed only when a calendar is first built

    listed = holidays.country_holidays(
        "GB", subdiv=_SUBDIVISIONS[division], years=range(FIRST_DAY.year, LAST_DAY.year + 1), language="en_GB"
    )
    return tuple(
        _named(division, day, listed[day])
        for day in sorted(listed)
        if day.weekday() < _SATURDAY and FIRST_DAY <= day <= LAST_DAY and not was_never_held(division, day)
    )


def _named(division: Division, day: date, label: str) -> NonWorkingDay:
    # Where 1 January is a Sunday, Scotland's Monday is labelled with both holidays. It is 2 January in its own right,
    # and the Tuesday stands in for 1 January (Sch.1).
    name = label.partition("; ")[0]
    if division is Division.SCOTLAND and (day.month, day.day, day.weekday()) == (1, 3, _MONDAY + 1):
        name = f"New Year's Day{_OBSERVED}"
    substitute = name.endswith(_OBSERVED)
    return NonWorkingDay(day, name.removesuffix(_OBSERVED), kind_of(division, day), substitute)
