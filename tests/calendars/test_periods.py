"""Periods and how each counts its first day, by cases worked by hand; what they refuse, and the edges of the calendar."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

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
from complaintrules.errors import ComplaintRulesError, CoverageError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

CALENDAR = WorkingDayCalendar.for_division("england-and-wales")


# --- months and years


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        # after: the corresponding date, or the month's last day where there is none
        (months(6), date(2026, 1, 15), date(2026, 7, 15)),
        (months(6), date(2024, 8, 31), date(2025, 2, 28)),
        (months(6), date(2023, 8, 31), date(2024, 2, 29)),
        (months(1), date(2023, 1, 31), date(2023, 2, 28)),
        (months(3), date(2025, 11, 30), date(2026, 2, 28)),
        (years(1), date(2024, 2, 29), date(2025, 2, 28)),
        (years(1), date(2023, 2, 28), date(2024, 2, 28)),
        (years(4), date(2024, 2, 29), date(2028, 2, 29)),
        (years(1), date(2015, 12, 25), date(2016, 12, 25)),
        # beginning with: the day before the corresponding date
        (months(6, FROM), date(2026, 1, 15), date(2026, 7, 14)),
        (months(6, FROM), date(2026, 3, 1), date(2026, 8, 31)),
        (months(6, FROM), date(2024, 8, 31), date(2025, 2, 28)),
        (months(6, FROM), date(2023, 8, 29), date(2024, 2, 28)),
        (months(6, FROM), date(2023, 8, 30), date(2024, 2, 29)),
        (months(12, FROM), date(2024, 2, 29), date(2025, 2, 28)),
        (months(12, FROM), date(2023, 2, 28), date(2024, 2, 27)),
        (months(12, FROM), date(2023, 3, 1), date(2024, 2, 29)),
        (years(1, FROM), date(2024, 2, 29), date(2025, 2, 28)),
        (years(1, FROM), date(2026, 1, 1), date(2026, 12, 31)),
        # before: the corresponding date, counted back
        (months(1, BEFORE), date(2026, 3, 31), date(2026, 2, 28)),
        (years(1, BEFORE), date(2024, 2, 29), date(2023, 2, 28)),
    ],
)
def test_months_and_years_end_on_the_corresponding_date_or_the_months_last(period: Period, start: date, last: date) -> None:
    """Dodds v Walker for "after"; "beginning with" ends the day before, unless there is no corresponding date."""
    assert period.end(start, CALENDAR) == last


# --- calendar days


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (calendar_days(28), date(2026, 2, 1), date(2026, 3, 1)),
        (calendar_days(28, FROM), date(2026, 2, 1), date(2026, 2, 28)),
        (calendar_days(1, FROM), date(2026, 2, 1), date(2026, 2, 1)),
        (calendar_days(28, BEFORE), date(2026, 3, 1), date(2026, 2, 1)),
        (calendar_days(30), date(2026, 11, 25), date(2026, 12, 25)),  # it ends on Christmas Day, and stays there
    ],
)
def test_calendar_days_count_every_day(period: Period, start: date, last: date) -> None:
    """Weekends and bank holidays among them, and as the last."""
    assert period.end(start, CALENDAR) == last


# --- working days


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (working_days(10), date(2025, 12, 15), date(2025, 12, 31)),
        (working_days(10), date(2025, 12, 20), date(2026, 1, 7)),
        # "beginning with": Monday is day 1, so five days are the same week
        (working_days(5, FROM), date(2026, 11, 23), date(2026, 11, 27)),
        (working_days(1, FROM), date(2026, 11, 23), date(2026, 11, 23)),
        # from a Saturday day 1 is Monday
        (working_days(1, FROM), date(2026, 11, 21), date(2026, 11, 23)),
        (working_days(5, FROM), date(2026, 11, 21), date(2026, 11, 27)),
        # Good Friday 3 April and Easter Monday 6 April 2026: day 1 is Tuesday 7 April
        (working_days(2, FROM), date(2026, 4, 3), date(2026, 4, 8)),
        # ten back from Thursday 9 April 2026, over Easter: 8, 7, 2, 1 April, 31, 30, 27, 26, 25, 24 March
        (working_days(10, BEFORE), date(2026, 4, 9), date(2026, 3, 24)),
        (working_days(1, BEFORE), date(2026, 11, 22), date(2026, 11, 20)),
    ],
)
def test_working_days_count_after_from_or_before(period: Period, start: date, last: date) -> None:
    """Counted after a day, that day is 0; beginning with it, it or the next working day is 1; before it, the last one before."""
    assert period.end(start, CALENDAR) == last


# --- rolling


@pytest.mark.parametrize(
    ("period", "start", "last"),
    [
        (calendar_days(30, rolls=True), date(2026, 11, 25), date(2026, 12, 29)),  # 25 December; 28th is the substitute day
        (calendar_days(30, rolls=True), date(2026, 11, 24), date(2026, 12, 24)),  # a Thursday that is worked
        (months(1, rolls=True), date(2026, 10, 21), date(2026, 11, 23)),  # Saturday 21 November to Monday
        (years(1, rolls=True), date(2025, 11, 22), date(2026, 11, 23)),
        (months(1, FROM, rolls=True), date(2026, 10, 22), date(2026, 11, 23)),
    ],
)
def test_only_a_period_that_rolls_leaves_a_day_that_is_not_worked(period: Period, start: date, last: date) -> None:
    """The last day moves to the next working day where the rule says so."""
    assert period.end(start, CALENDAR) == last


# --- what is refused


@pytest.mark.parametrize("amount", [True, 1.0, "10", None])
def test_an_amount_that_is_no_whole_number_is_refused(amount: Any) -> None:
    """A float or a bool is never taken for a count."""
    with pytest.raises(WrongTypeError, match="amount must be a whole number") as refused:
        working_days(amount)
    assert refused.value.value is amount


@pytest.mark.parametrize("amount", [0, -1])
def test_a_period_of_nothing_is_refused(amount: int) -> None:
    """Counting back is a way of counting, not a negative amount."""
    with pytest.raises(WrongValueError, match="at least one day, month or year"):
        calendar_days(amount)


def test_rolling_is_refused_where_it_means_nothing() -> None:
    """Working days never end on a day that would roll; a period counted backwards has its last day at its start."""
    with pytest.raises(WrongValueError, match="only a period of calendar days, months or years can roll"):
        Period(1, Unit.WORKING_DAYS, AFTER, rolls=True)
    with pytest.raises(WrongValueError, match="counted before a day cannot roll"):
        months(1, BEFORE, rolls=True)


@pytest.mark.parametrize("period", [working_days(1), working_days(1, FROM), calendar_days(1), months(1), years(1, FROM)])
@pytest.mark.parametrize("start", ["2026-11-23", datetime(2026, 11, 23), 20261123, None])  # noqa: DTZ001 - a date-time, to be refused
def test_a_start_that_is_no_plain_date_is_refused(period: Period, start: Any) -> None:
    """A text, a date with a time of day, a number: each by its type, whatever the unit."""
    with pytest.raises(WrongTypeError):
        period.end(start, CALENDAR)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("counting", Counting)
def test_a_period_that_leads_out_of_the_calendar_is_refused(unit: Unit, counting: Counting) -> None:
    """Also where the end is past what a date can be, and where the start alone lies outside."""
    for amount, start in (
        (10**9, date(2026, 1, 1)),
        (9000 * 365, date(2026, 1, 1)),
        (1, date(1990, 1, 1)),
        (1, date(2090, 1, 1)),
    ):
        with pytest.raises(CoverageError) as refused:
            Period(amount, unit, counting).end(start, CALENDAR)
        assert (refused.value.first_day, refused.value.last_day) == (CALENDAR.first_day, CALENDAR.last_day)


def test_a_period_near_the_edge_is_answered_up_to_the_last_day() -> None:
    """One day short of the edge there is an answer; past it there is none."""
    assert calendar_days(1).end(CALENDAR.last_day.replace(day=30), CALENDAR) == CALENDAR.last_day
    with pytest.raises(CoverageError, match="lies outside this calendar"):
        calendar_days(1).end(CALENDAR.last_day, CALENDAR)


def test_a_last_day_needs_no_calendar_where_none_has_a_say() -> None:
    """Grounds may be older than any calendar: of calendar days, months and years the last day is known all the same."""
    assert years(1).last_day(date(1985, 6, 30)) == date(1986, 6, 30)
    assert months(12, FROM).last_day(date(1952, 2, 29)) == date(1953, 2, 28)
    assert calendar_days(28).last_day(date(1985, 2, 1)) == date(1985, 3, 1)
    assert [working_days(1).needs_calendar, months(1, rolls=True).needs_calendar, months(1).needs_calendar] == [True, True, False]
    with pytest.raises(WrongValueError, match="working days are counted by a calendar; call end"):
        working_days(10).last_day(date(1985, 6, 30))
    with pytest.raises(CoverageError, match=r"1 year after 9999-01-01"):
        years(1).last_day(date(9999, 1, 1))


# --- a value


def test_a_period_is_a_value() -> None:
    """Equal by what it says, hashable, picklable, and it still counts."""
    period = months(6, FROM)
    again = pickle.loads(pickle.dumps(period))  # noqa: S301 - our own
    assert again == period == months(6, FROM)
    assert len({again, period, months(6), months(7, FROM), years(6, FROM)}) == 4
    assert again.end(date(2026, 1, 15), CALENDAR) == date(2026, 7, 14)
    with pytest.raises(AttributeError):
        period.amount = 7  # type: ignore[misc]  # frozen: that is the test


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (working_days(1), "1 working day after"),
        (calendar_days(28, FROM), "28 calendar days beginning with"),
        (working_days(10, BEFORE), "10 working days before"),
        (months(1, rolls=True), "1 month after, rolling to the next working day"),
        (years(2), "2 years after"),
    ],
)
def test_a_period_says_itself_in_words(period: Period, words: str) -> None:
    """Singular and plural, and the way of counting."""
    assert str(period) == words


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
            "rolls True: only a period of calendar days, months or years can roll: working days never end on a day off",
        ),
        (
            lambda: calendar_days(5, BEFORE, rolls=True),
            WrongValueError,
            "rolls",
            True,
            "rolls True: a period counted before a day cannot roll: its last day must not come later",
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
