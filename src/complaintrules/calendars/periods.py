"""Periods of time as instruments state them, and how each counts its first day.

The instruments count in three ways:

- *after* a day ("within N days of", "no later than one year after"): that day is day 0;
- *from* a day ("beginning with", "commencing on"): that day is day 1; where working days are counted and it is not one, the
  next working day is day 1;
- *before* a day: the last day before it is 1.

Months and years end on the corresponding date, or on the month's last day where there is none (Dodds v Walker [1981] 1 WLR
1027); "beginning with" ends on the day before the corresponding date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import attrs
from dateutil.relativedelta import relativedelta

from complaintrules._argument_checks import check_day, check_member, check_whole_number
from complaintrules._code_enum import Codes
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.errors import CoverageError, WrongValueError

__all__ = ["AFTER", "BEFORE", "FROM", "Counting", "Period", "Unit", "calendar_days", "months", "working_days", "years"]

_ONE_DAY: Final = dt.timedelta(days=1)


class Unit(Codes):
    """What a period is counted in."""

    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"
    MONTHS = "months"
    YEARS = "years"

    def said(self, amount: int) -> str:
        """The unit in words, singular or plural: ``10 working days``, ``1 year``."""
        words = self.value.replace("-", " ")
        return f"{amount} {words if amount != 1 else words.removesuffix('s')}"


class Counting(Codes):
    """Which day is the first of a period."""

    AFTER = "after"
    FROM = "from"
    BEFORE = "before"


_WORKING_DAYS: Final = Unit.WORKING_DAYS
AFTER: Final = Counting.AFTER
FROM: Final = Counting.FROM
BEFORE: Final = Counting.BEFORE


def _check_amount(_period: Period, _attribute: attrs.Attribute[int], amount: int) -> None:
    check_whole_number("amount", amount)
    if amount < 1:
        raise WrongValueError("amount", amount, "a period has at least one day, month or year")


def _check_member(vocabulary: type[Codes]) -> Callable[[Period, attrs.Attribute[Any], object], None]:
    def check(_period: Period, attribute: attrs.Attribute[Any], value: object) -> None:
        check_member(attribute.name, value, vocabulary)

    return check


def _check_rolls(period: Period, _attribute: attrs.Attribute[bool], rolls: bool) -> None:  # noqa: FBT001 - attrs' signature
    if rolls and period.unit is Unit.WORKING_DAYS:
        raise WrongValueError(
            "rolls", rolls, "only a period of calendar days, months or years can roll: working days never end on a day off"
        )
    if rolls and period.counting is Counting.BEFORE:
        raise WrongValueError("rolls", rolls, "a period counted before a day cannot roll: its last day must not come later")


@attrs.frozen
class Period:
    """An amount, a unit and a way of counting the first day.

    Make one with `working_days`, `calendar_days`, `months` or `years`.

    Attributes:
        amount: How many of the unit; at least 1.
        unit: Working days, calendar days, months or years.
        counting: After (the default), from, or before the day given.
        rolls: Whether a last day that is not a working day moves to the next working day. Only where the rule says so.
    """

    amount: int = attrs.field(validator=_check_amount)
    unit: Unit = attrs.field(validator=_check_member(Unit))
    counting: Counting = attrs.field(default=AFTER, validator=_check_member(Counting))
    rolls: bool = attrs.field(default=False, validator=_check_rolls)
    # Built once: making a relativedelta costs more than adding it.
    _delta: relativedelta = attrs.field(init=False, eq=False, repr=False)

    @_delta.default  # pyright: ignore[reportAttributeAccessIssue] - attrs' own way, which pyright does not know
    def _build_delta(self) -> relativedelta:
        sign = -1 if self.counting is Counting.BEFORE else 1
        if self.unit is Unit.MONTHS:
            return relativedelta(months=sign * self.amount)
        if self.unit is Unit.YEARS:
            return relativedelta(years=sign * self.amount)
        return relativedelta()

    def end(self, start: dt.date, calendar: WorkingDayCalendar) -> dt.date:
        """The last day of the period, whole: what is done by its end is in time.

        Args:
            start: The day the period is counted after, from or before.
            calendar: Whose working days count. There is an answer only for the years that it holds.

        Returns:
            The last day. Counted before a day, it is the day by which something must have been done.

        Raises:
            WrongTypeError: The start is not a plain date.
            CoverageError: The start or the end lies outside the calendar's years.

        Example:
            >>> from datetime import date
            >>> from complaintrules.calendars._calendar import WorkingDayCalendar
            >>> calendar = WorkingDayCalendar.for_division("england-and-wales")
            >>> months(6, FROM).end(date(2026, 1, 15), calendar)
            datetime.date(2026, 7, 14)
        """
        if self.unit is _WORKING_DAYS:
            if self.counting is AFTER:
                return calendar.add_working_days(start, self.amount)
            if self.counting is BEFORE:
                return calendar.add_working_days(start, -self.amount)
            # "Beginning with": day 1 is the day itself, or the next working day.
            first = start if calendar.is_working_day(start) else calendar.next_working_day(start)
            return first if self.amount == 1 else calendar.add_working_days(first, self.amount - 1)
        first_day, last_day = calendar.first_day, calendar.last_day
        try:
            last = self.last_day(start)
        except CoverageError as error:
            raise CoverageError(error.asked, first_day, last_day) from None
        for day in (start, last):
            if not first_day <= day <= last_day:
                raise CoverageError(day, first_day, last_day)
        return calendar.next_working_day(last) if self.rolls and not calendar.is_working_day(last) else last

    @property
    def needs_calendar(self) -> bool:
        """Whether its last day depends on which days are working days."""
        return self.unit is _WORKING_DAYS or self.rolls

    def last_day(self, start: dt.date) -> dt.date:
        """The last day of a period of calendar days, months or years, before it rolls; it needs no calendar.

        Raises:
            WrongTypeError: The start is not a plain date.
            WrongValueError: It is a period of working days.
            CoverageError: It ends after the last day that a date can name.

        Example:
            >>> from datetime import date
            >>> years(1).last_day(date(1985, 6, 30))
            datetime.date(1986, 6, 30)
        """
        check_day("start", start)
        if self.unit is _WORKING_DAYS:
            raise WrongValueError("period", str(self), "working days are counted by a calendar; call end")
        try:
            return self._last_calendar_day(start)
        except (OverflowError, ValueError):  # past what a date can be
            raise CoverageError(f"{self} {start}", dt.date.min, dt.date.max) from None

    def _last_calendar_day(self, start: dt.date) -> dt.date:
        if self.unit is Unit.CALENDAR_DAYS:
            days = self.amount - 1 if self.counting is Counting.FROM else self.amount
            return start + dt.timedelta(days=-days if self.counting is Counting.BEFORE else days)
        corresponding = start + self._delta
        if self.counting is Counting.FROM and corresponding.day == start.day:
            return corresponding - _ONE_DAY
        # Without a corresponding date the month's last day is already the day before the next month begins.
        return corresponding

    def __str__(self) -> str:
        words = {AFTER: "after", FROM: "beginning with", BEFORE: "before"}[self.counting]
        rolled = ", rolling to the next working day" if self.rolls else ""
        return f"{self.unit.said(self.amount)} {words}{rolled}"


def working_days(amount: int, counting: Counting = AFTER) -> Period:
    """A period of working days.

    >>> str(working_days(10))
    '10 working days after'
    """
    return Period(amount, Unit.WORKING_DAYS, counting)


def calendar_days(amount: int, counting: Counting = AFTER, *, rolls: bool = False) -> Period:
    """A period of calendar days: every day counts.

    >>> str(calendar_days(30, rolls=True))
    '30 calendar days after, rolling to the next working day'
    """
    return Period(amount, Unit.CALENDAR_DAYS, counting, rolls)


def months(amount: int, counting: Counting = AFTER, *, rolls: bool = False) -> Period:
    """A period of calendar months.

    >>> str(months(6, FROM))
    '6 months beginning with'
    """
    return Period(amount, Unit.MONTHS, counting, rolls)


def years(amount: int, counting: Counting = AFTER, *, rolls: bool = False) -> Period:
    """A period of years.

    >>> str(years(1))
    '1 year after'
    """
    return Period(amount, Unit.YEARS, counting, rolls)
