"""The calendar at its edges: its first and last days, and the facts and words of every refusal."""

from __future__ import annotations

import inspect
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.calendars import (
    HolidayKind,
    NonWorkingDay,
    WorkingDayCalendar,
    add_working_days,
    receipt_day,
    working_days_between,
)
from complaintrules.errors import CoverageError, UnknownKeyError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLAND = WorkingDayCalendar.for_division("england-and-wales")
SCOTLAND = WorkingDayCalendar.for_division("scotland")
MONDAY = date(2026, 2, 2)
FIRST, LAST = date(2000, 1, 1), date(2050, 12, 31)
EVE, BEYOND = date(1999, 12, 31), date(2051, 1, 1)
HELD = ", which holds 2000-01-01 to 2050-12-31"
NAIVE = datetime(2026, 2, 2, 12)  # noqa: DTZ001 - naive on purpose


class Day(date):
    """A date of somebody else's making."""


# --- the words of a refusal

NOT_ZERO = "is no working day's number; call next_working_day for the first after, is_working_day for the day itself"
UNTYPED: Any = ENGLAND
ANY: Any = WorkingDayCalendar


@pytest.mark.parametrize(
    ("refused", "error", "argument", "value", "says"),
    [
        (lambda: ANY.for_division(7), WrongTypeError, "division", 7, "division must be the name of a division, not int 7"),
        (
            lambda: UNTYPED.add_working_days("today", 1),
            WrongTypeError,
            "day",
            "today",
            (
                "day must be a datetime.date without a time of day, not str 'today'"
                "; datetime.date.fromisoformat reads one written as 2026-11-23"
            ),
        ),
        (
            lambda: UNTYPED.add_working_days(MONDAY, 1.0),
            WrongTypeError,
            "n",
            1.0,
            "n must be a whole number of working days, not float 1.0",
        ),
        (lambda: ENGLAND.add_working_days(MONDAY, 0), WrongValueError, "n", 0, f"n 0: {NOT_ZERO}"),
        (
            lambda: UNTYPED.working_days_between(1, MONDAY),
            WrongTypeError,
            "start",
            1,
            "start must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.working_days_between(MONDAY, 1),
            WrongTypeError,
            "end",
            1,
            "end must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: list(UNTYPED.working_days(1, MONDAY)),
            WrongTypeError,
            "start",
            1,
            "start must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: list(UNTYPED.working_days(MONDAY, 1)),
            WrongTypeError,
            "end",
            1,
            "end must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.is_provisional(1, MONDAY),
            WrongTypeError,
            "start",
            1,
            "start must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.is_provisional(MONDAY, 1),
            WrongTypeError,
            "end",
            1,
            "end must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.is_working_day(1),
            WrongTypeError,
            "day",
            1,
            "day must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.non_working_reason(1),
            WrongTypeError,
            "day",
            1,
            "day must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.non_working_weekdays(1, MONDAY),
            WrongTypeError,
            "start",
            1,
            "start must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: UNTYPED.non_working_weekdays(MONDAY, 1),
            WrongTypeError,
            "end",
            1,
            "end must be a datetime.date without a time of day, not int 1",
        ),
        (
            lambda: ENGLAND.non_working_weekdays(MONDAY, date(2026, 2, 1)),
            WrongValueError,
            "end",
            date(2026, 2, 1),
            "end 2026-02-01: lies before start, 2026-02-02",
        ),
        (
            lambda: UNTYPED.with_closures("2026-02-02"),
            WrongTypeError,
            "closures",
            "2026-02-02",
            "closures must be a mapping of days to names, or days, not str '2026-02-02'",
        ),
        (
            lambda: UNTYPED.with_closures(7),
            WrongTypeError,
            "closures",
            7,
            "closures must be a mapping of days to names, or days, not int 7",
        ),
        (
            lambda: UNTYPED.with_closures({"today": "Closed"}),
            WrongTypeError,
            "closures",
            "today",
            (
                "closures must be a datetime.date without a time of day, not str 'today'"
                "; datetime.date.fromisoformat reads one written as 2026-11-23"
            ),
        ),
        (
            lambda: UNTYPED.with_closures({MONDAY: 7}),
            WrongTypeError,
            "closures",
            7,
            "closures must be the name of a closure, not int 7",
        ),
        (
            lambda: ENGLAND.with_closures({MONDAY: " "}),
            WrongValueError,
            "closures",
            " ",
            "closures ' ': the closure of 2026-02-02 needs a name",
        ),
        (
            lambda: receipt_day("noon"),  # type: ignore[arg-type] # refused on purpose
            WrongTypeError,
            "moment",
            "noon",
            "moment must be a datetime.datetime with its time zone, not str 'noon'",
        ),
        (
            lambda: receipt_day(NAIVE),
            WrongValueError,
            "moment",
            NAIVE,
            "moment datetime.datetime(2026, 2, 2, 12, 0): carries no time zone, so its day is a guess",
        ),
        (
            lambda: receipt_day(datetime(2026, 2, 2, 12, tzinfo=UTC), cut_off=17),  # type: ignore[arg-type] # refused on purpose
            WrongTypeError,
            "cut_off",
            17,
            "cut_off must be a datetime.time, not int 17",
        ),
        (
            lambda: receipt_day(datetime(2026, 2, 2, 12, tzinfo=UTC), cut_off=time(17, tzinfo=UTC)),
            WrongValueError,
            "cut_off",
            time(17, tzinfo=UTC),
            (
                "cut_off datetime.time(17, 0, tzinfo=datetime.timezone.utc):"
                " is read in Europe/London and carries no time zone of its own"
            ),
        ),
        (
            lambda: receipt_day(datetime.max.replace(tzinfo=UTC), cut_off=time(17)),
            WrongValueError,
            "moment",
            datetime.max.replace(tzinfo=UTC),
            (
                "moment datetime.datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc):"
                " lies at the end of what a date can hold"
            ),
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


def test_an_unknown_division_is_answered_with_those_there_are() -> None:
    """All four by name, as texts."""
    with pytest.raises(UnknownKeyError) as found:
        WorkingDayCalendar.for_division("x")
    assert found.value.known == ("england-and-wales", "scotland", "northern-ireland", "united-kingdom")
    assert all(type(name) is str for name in found.value.known)
    assert str(found.value) == ("unknown division 'x'; known are england-and-wales, northern-ireland, scotland, united-kingdom")


@pytest.mark.parametrize(
    ("refused", "asked", "says"),
    [
        (lambda: ENGLAND.is_working_day(EVE), EVE, "1999-12-31"),
        (lambda: ENGLAND.is_working_day(BEYOND), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.add_working_days(EVE, 1), EVE, "1999-12-31"),
        (lambda: ENGLAND.add_working_days(BEYOND, -1), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.add_working_days(Day(1999, 12, 31), 1), EVE, "1999-12-31"),
        (lambda: ENGLAND.add_working_days(date(2050, 12, 30), 1), "1 working days after 2050-12-30", None),
        (lambda: ENGLAND.add_working_days(date(2000, 1, 4), -1), "1 working days before 2000-01-04", None),
        (lambda: ENGLAND.add_working_days(MONDAY, -20_000), "20000 working days before 2026-02-02", None),
        (lambda: ENGLAND.working_days_between(EVE, MONDAY), EVE, "1999-12-31"),
        (lambda: ENGLAND.working_days_between(MONDAY, BEYOND), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.working_days_between(BEYOND, MONDAY), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.working_days_between(MONDAY, EVE), EVE, "1999-12-31"),
        (lambda: ENGLAND.working_days_between(BEYOND, EVE), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.working_days_between(LAST, BEYOND), BEYOND, "2051-01-01"),
        (lambda: ENGLAND.working_days_between(FIRST, EVE), EVE, "1999-12-31"),
    ],
)
def test_what_leads_out_of_the_calendar_says_what_was_asked_and_which_years_there_are(
    refused: Callable[[], object], asked: date | str, says: str | None
) -> None:
    """The first day that lies outside, or the count that leads there."""
    with pytest.raises(CoverageError) as found:
        refused()
    assert (found.value.asked, found.value.first_day, found.value.last_day) == (asked, FIRST, LAST)
    assert str(found.value) == f"{says or asked} lies outside this calendar{HELD}"


# --- the first and the last day


def test_the_first_and_the_last_day_may_be_counted_from_and_to() -> None:
    """1 and 2 January 2000 are a weekend, 3 January a holiday: the 4th is the first working day; 30 December 2050 the last."""
    assert ENGLAND.add_working_days(FIRST, 1) == date(2000, 1, 4)
    assert ENGLAND.add_working_days(date(2000, 1, 5), -1) == date(2000, 1, 4)
    assert ENGLAND.add_working_days(LAST, -1) == date(2050, 12, 30)
    assert ENGLAND.add_working_days(date(2050, 12, 29), 1) == date(2050, 12, 30)
    # From end to end: no weekday more than there are, and each day that is left out is named.
    weekdays = sum((FIRST + timedelta(days=passed)).weekday() < 5 for passed in range((LAST - FIRST).days + 1))
    free = ENGLAND.non_working_weekdays(FIRST, LAST)
    assert ENGLAND.working_days_between(FIRST, LAST) == weekdays - len(free)
    assert ENGLAND.working_days_between(LAST, FIRST) == len(free) - weekdays
    assert list(ENGLAND.working_days(FIRST, date(2000, 1, 5))) == [date(2000, 1, 4), date(2000, 1, 5)]
    assert list(ENGLAND.working_days(date(2050, 12, 29), LAST)) == [date(2050, 12, 30)]
    assert not ENGLAND.is_working_day(FIRST)
    assert not ENGLAND.is_working_day(LAST)


def test_a_date_of_somebody_elses_making_counts_as_its_day() -> None:
    """A subclass of date, as pandas and others give it, asks the same and is answered the same."""
    assert ENGLAND.add_working_days(Day(2025, 12, 19), 10) == date(2026, 1, 7)
    assert ENGLAND.working_days_between(Day(2024, 2, 12), Day(2024, 3, 4)) == 15
    assert ENGLAND.working_days_between(MONDAY, Day(2026, 2, 3)) == 1
    with pytest.raises(WrongValueError):
        ENGLAND.add_working_days(Day(2026, 2, 2), 0)


def test_the_days_between_run_forwards_or_backwards_and_leave_out_the_day_counted_from() -> None:
    """Easter 2026: Good Friday on 3 April, Easter Monday on the 6th; with the ends the other way round, latest first."""
    there = [date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8)]
    assert list(ENGLAND.working_days(date(2026, 4, 1), date(2026, 4, 8))) == there
    assert list(ENGLAND.working_days(date(2026, 4, 8), date(2026, 4, 1))) == there[::-1]
    assert list(ENGLAND.working_days(MONDAY, MONDAY)) == []


def test_the_weekdays_left_out_include_both_ends() -> None:
    """Good Friday to Easter Monday: both, and the weekend between them is none; a span of one day is a span."""
    friday, monday = date(2026, 4, 3), date(2026, 4, 6)
    assert [day.day for day in ENGLAND.non_working_weekdays(friday, monday)] == [friday, monday]
    assert [day.day for day in ENGLAND.non_working_weekdays(friday, friday)] == [friday]
    assert ENGLAND.non_working_weekdays(date(2026, 4, 4), date(2026, 4, 5)) == ()


# --- reasons


def test_a_weekend_is_named_by_its_day() -> None:
    """Saturday and Sunday, and no holiday that falls on one."""
    assert ENGLAND.non_working_reason(date(2026, 2, 7)) == NonWorkingDay(date(2026, 2, 7), "Saturday", HolidayKind.WEEKEND)
    assert ENGLAND.non_working_reason(date(2026, 2, 8)) == NonWorkingDay(date(2026, 2, 8), "Sunday", HolidayKind.WEEKEND)
    assert str(ENGLAND.non_working_reason(date(2026, 12, 26))) == "Saturday"
    assert ENGLAND.non_working_reason(date(2026, 2, 6)) is None


def test_a_closure_has_the_name_it_was_given_or_closed() -> None:
    """On a holiday the law's reason stands before it; on a weekend the weekend does, and it is kept all the same."""
    days = [date(2026, 2, 3), date(2026, 4, 3), date(2026, 2, 7)]
    closed = ENGLAND.with_closures(days)
    assert closed.closures == dict.fromkeys(sorted(days), "Closed")
    assert [str(closed.non_working_reason(day)) for day in days] == [
        "Closed, a local closure",
        "Good Friday, a common law holiday",
        "Saturday",
    ]
    assert closed.non_working_weekdays(date(2026, 2, 2), date(2026, 2, 8)) == (
        NonWorkingDay(date(2026, 2, 3), "Closed", HolidayKind.CLOSURE),
    )
    renamed = closed.with_closures({date(2026, 2, 3): "Training"})
    assert str(renamed.non_working_reason(date(2026, 2, 3))) == "Training, a local closure"


def test_in_the_union_the_reason_is_that_of_the_first_part_that_has_the_holiday() -> None:
    """Christmas Day is common law in England and Wales, scheduled in Scotland; 2 January is Scotland's alone."""
    union = WorkingDayCalendar.for_uk()
    assert str(union.non_working_reason(date(2025, 12, 25))) == "Christmas Day, a common law holiday"
    assert str(SCOTLAND.non_working_reason(date(2025, 12, 25))) == "Christmas Day, a scheduled bank holiday"
    assert union.non_working_reason(date(2025, 1, 2)) == SCOTLAND.non_working_reason(date(2025, 1, 2))


# --- an official list


def listed(*days: str) -> list[dict[str, str]]:
    """Events as the official list has them."""
    return [{"title": "A holiday", "date": day, "notes": ""} for day in days]


def test_an_official_list_replaces_its_years_and_no_others() -> None:
    """The year of the list has its days alone; a later list for the same year replaces the earlier, for another keeps it."""
    first = SCOTLAND.with_official({"scotland": listed("2029-06-18")})
    both = first.with_official({"scotland": listed("2030-06-17")})
    again = both.with_official({"scotland": listed("2029-06-25")})
    asked = [date(2029, 6, 18), date(2029, 6, 25), date(2030, 6, 17), date(2029, 12, 25), date(2028, 12, 25)]
    assert [first.is_working_day(day) for day in asked] == [False, True, True, True, False]
    assert [both.is_working_day(day) for day in asked] == [False, True, False, True, False]
    assert [again.is_working_day(day) for day in asked] == [True, False, False, True, False]
    assert (first.announced_until, both.announced_until) == (date(2029, 12, 31), date(2030, 12, 31))


def test_an_official_list_keeps_the_closures_and_closures_keep_the_list() -> None:
    """In whichever order they are laid over."""
    closure = {date(2029, 6, 19): "Staff day"}
    document = {"scotland": listed("2029-06-18")}
    one, other = SCOTLAND.with_closures(closure).with_official(document), SCOTLAND.with_official(document).with_closures(closure)
    assert one == other
    assert not one.is_working_day(date(2029, 6, 18))
    assert not one.is_working_day(date(2029, 6, 19))
    assert repr(one) == "WorkingDayCalendar('scotland', 2000-2050, 1 closure, official list to 2029)"
    assert repr(SCOTLAND.with_closures([date(2029, 6, 19), date(2029, 6, 20)])) == (
        "WorkingDayCalendar('scotland', 2000-2050, 2 closures)"
    )
    assert repr(SCOTLAND) == "WorkingDayCalendar('scotland', 2000-2050)"


def test_the_weekend_of_an_official_list_is_a_weekend_and_a_day_nobody_proclaimed_is_worked() -> None:
    """A listed Saturday stays a Saturday; Scotland's 4 January 2011 was listed and never proclaimed."""
    calendar = SCOTLAND.with_official({"scotland": listed("2011-01-03", "2011-01-04", "2011-06-18", "2011-06-20")})
    assert str(calendar.non_working_reason(date(2011, 6, 18))) == "Saturday"
    assert calendar.is_working_day(date(2011, 1, 4))
    assert not calendar.is_working_day(date(2011, 6, 20))
    assert [day.day for day in calendar.non_working_weekdays(date(2011, 1, 1), date(2011, 12, 31))] == [
        date(2011, 1, 3),
        date(2011, 6, 20),
    ]


def test_a_span_is_provisional_if_either_end_lies_past_what_was_announced() -> None:
    """Announced until the end of 2028: that day is not past it, and the order of the two days does not matter."""
    last, next_day = date(2028, 12, 31), date(2029, 1, 1)
    assert not ENGLAND.is_provisional(last, last)
    assert ENGLAND.is_provisional(last, next_day)
    assert ENGLAND.is_provisional(next_day, last)
    # The union knows no more than the part that knows least.
    union = WorkingDayCalendar.for_uk()
    parts = {part: listed("2029-06-18") for part in ("england-and-wales", "northern-ireland")}
    assert union.with_official(parts | {"scotland": listed("2030-06-17")}).announced_until == date(2029, 12, 31)


# --- the day of receipt


@pytest.mark.parametrize(
    ("moment", "cut_off", "day"),
    [
        (datetime(2026, 2, 2, 23, 59, tzinfo=UTC), None, date(2026, 2, 2)),  # winter: London has the same hour
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), None, date(2026, 7, 2)),  # summer: midnight in London
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), time(17), date(2026, 7, 1)),  # five in London, the last moment
        (datetime(2026, 7, 1, 16, 0, 1, tzinfo=UTC), time(17), date(2026, 7, 2)),
        (datetime(2026, 2, 2, 17, 0, tzinfo=timezone(timedelta(hours=5))), time(12), date(2026, 2, 2)),  # noon in London
        (datetime(2026, 2, 2, 0, 0, tzinfo=UTC), time(0), date(2026, 2, 2)),
    ],
)
def test_a_moment_belongs_to_its_day_in_london_until_the_cut_off(moment: datetime, cut_off: time | None, day: date) -> None:
    """The cut-off itself is still in time; a second later is the next day's."""
    assert receipt_day(moment, cut_off=cut_off) == day


def test_the_functions_for_a_script_count_by_the_division_they_are_given() -> None:
    """2 January 2026 is a holiday in Scotland alone: one working day after New Year's Eve, and none of it counted."""
    assert add_working_days(date(2025, 12, 31), 1, division="scotland") == date(2026, 1, 5)
    assert add_working_days(date(2025, 12, 31), 1, division="england-and-wales") == date(2026, 1, 2)
    assert working_days_between(date(2025, 12, 31), date(2026, 1, 5), division="scotland") == 1
    assert working_days_between(date(2025, 12, 31), date(2026, 1, 5), division="england-and-wales") == 2


def test_what_is_worked_out_cannot_be_given() -> None:
    """A calendar is made of its division, its closures and its official rows; the tables are always its own."""
    assert list(inspect.signature(WorkingDayCalendar).parameters) == ["division", "closures", "official"]
