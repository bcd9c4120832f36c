"""Periods at their edges: the words and facts of each refusal, the calendar's first and last day, what a period is made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.calendars import WorkingDayCalendar
from complaintrules.calendars.periods import AFTER, BEFORE, FROM, Period, Unit, calendar_days, months, working_days, years
from complaintrules.errors import ComplaintRulesError, CoverageError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

CALENDAR = WorkingDayCalendar.for_division("england-and-wales")
FIRST = date(2000, 1, 1)
LAST = date(2050, 12, 31)
NOON = datetime(2026, 3, 2, 12)  # noqa: DTZ001 - a date-time is refused whether or not it has a zone


@pytest.mark.parametrize(
    ("refused", "error", "argument", "value", "says"),
    [
        (lambda: working_days(1.5), WrongTypeError, "amount", 1.5, "amount must be a whole number, not float 1.5"),  # type: ignore[arg-type] # refused on purpose
        (lambda: months(0), WrongValueError, "amount", 0, "amount 0: a period has at least one day, month or year"),
        (
            lambda: Period(5, Unit.WORKING_DAYS, AFTER, rolls=True),
            WrongValueError,
            "rolls",
            True,
            "rolls True: a period of working days never ends on a day that would have to roll",
        ),
        (
            lambda: calendar_days(5, BEFORE, rolls=True),
            WrongValueError,
            "rolls",
            True,
            "rolls True: a period counted backwards has its last day at its start",
        ),
        (
            lambda: months(1).last_day(NOON),
            WrongTypeError,
            "start",
            NOON,
            (
                "start must be a datetime.date without a time of day, not datetime datetime.datetime(2026, 3, 2, 12, 0)"
                "; its .date() is a plain date"
            ),
        ),
        (
            lambda: working_days(10).last_day(date(2026, 3, 2)),
            WrongValueError,
            "period",
            "10 working days after",
            "period '10 working days after': working days are counted by a calendar; call end",
        ),
    ],
)
def test_each_refusal_names_the_argument_the_value_and_what_would_be_right(
    refused: Callable[[], object], error: type[WrongTypeError | WrongValueError], argument: str, value: Any, says: str
) -> None:
    """A caller reads the facts from the error, a person its words."""
    with pytest.raises(error) as found:
        refused()
    refusal: Any = found.value
    assert str(refusal) == says
    assert (refusal.argument, refusal.value) == (argument, value)


@pytest.mark.parametrize(
    ("period", "start", "asked", "says"),
    [
        # past what a date can be: the whole period is named, with the years of the calendar
        (years(9000), date(2026, 3, 2), "9000 years after 2026-03-02", "9000 years after 2026-03-02 lies outside this calendar"),
        (
            calendar_days(900_000, BEFORE),
            date(2026, 3, 2),
            "900000 calendar days before 2026-03-02",
            "900000 calendar days before",
        ),
        # a start before the first day, an end after the last
        (calendar_days(3), date(1999, 12, 31), date(1999, 12, 31), "1999-12-31 lies outside this calendar"),
        (calendar_days(1), LAST, date(2051, 1, 1), "2051-01-01 lies outside this calendar"),
        (months(1, BEFORE), date(2000, 1, 31), date(1999, 12, 31), "1999-12-31 lies outside this calendar"),
    ],
)
def test_what_leads_out_of_the_calendar_says_what_was_asked_and_which_years_there_are(
    period: Period, start: date, asked: date | str, says: str
) -> None:
    """The years are the calendar's, whatever went wrong first."""
    with pytest.raises(CoverageError) as found:
        period.end(start, CALENDAR)
    assert (found.value.asked, found.value.first_day, found.value.last_day) == (asked, FIRST, LAST)
    assert str(found.value).startswith(says)
    assert str(found.value).endswith(", which holds 2000-01-01 to 2050-12-31")


def test_without_a_calendar_the_years_are_those_of_a_date() -> None:
    """No calendar has a say in the last day of a period of years."""
    with pytest.raises(CoverageError) as found:
        years(9000).last_day(date(2026, 3, 2))
    assert str(found.value) == "9000 years after 2026-03-02 lies outside this calendar, which holds 0001-01-01 to 9999-12-31"
    assert (found.value.first_day, found.value.last_day) == (date.min, date.max)


def test_the_calendars_first_and_last_day_may_begin_and_end_a_period() -> None:
    """Both belong to it: 1 and 2 January 2000, 30 and 31 December 2050."""
    assert calendar_days(1).end(FIRST, CALENDAR) == date(2000, 1, 2)
    assert calendar_days(1).end(date(2050, 12, 30), CALENDAR) == LAST
    assert calendar_days(1, FROM).end(FIRST, CALENDAR) == FIRST
    assert calendar_days(1, FROM).end(LAST, CALENDAR) == LAST
    assert calendar_days(1, BEFORE).end(date(2000, 1, 2), CALENDAR) == FIRST


def test_a_period_is_counted_after_its_day_and_does_not_roll_unless_it_says_so() -> None:
    """The defaults of the class are those of its makers."""
    plain = Period(3, Unit.CALENDAR_DAYS)
    assert plain.counting is AFTER
    assert plain.rolls is False
    assert plain == calendar_days(3)
    assert plain.end(date(2026, 4, 1), CALENDAR) == date(2026, 4, 4)  # a Saturday, and it stays there


def test_a_period_is_made_of_four_facts_and_shows_no_others() -> None:
    """What it keeps for speed is no argument, and is not shown."""
    assert repr(months(6, FROM)) == (
        "Period(amount=6, unit=<Unit.MONTHS: 'months'>, counting=<Counting.FROM: 'from'>, rolls=False)"
    )
    made: Any = Period
    with pytest.raises(TypeError):
        made(6, Unit.MONTHS, FROM, False, None)
    with pytest.raises(TypeError):
        made(6, Unit.MONTHS, delta=None)


def test_every_refusal_is_an_error_of_this_library() -> None:
    """Whoever catches its parent misses none of them."""
    for refused in (lambda: months(0), lambda: years(1).last_day(NOON), lambda: years(9000).last_day(FIRST)):
        with pytest.raises(ComplaintRulesError):
            refused()
