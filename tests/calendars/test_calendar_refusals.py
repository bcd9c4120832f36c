"""What a calendar refuses, and the facts and words of each refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.calendars import (
    WorkingDayCalendar,
    receipt_day,
)
from complaintrules.errors import (
    CoverageError,
    UnknownKeyError,
    WrongTypeError,
    WrongValueError,
)
from support.calendars import ENGLAND, FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable

MONDAY = date(2026, 2, 2)


class Day(date):
    """A date of somebody else's making."""


ONE_DAY: list[Callable[[WorkingDayCalendar, Any], object]] = [
    WorkingDayCalendar.is_working_day,
    WorkingDayCalendar.non_working_reason,
    WorkingDayCalendar.next_working_day,
    WorkingDayCalendar.previous_working_day,
    lambda calendar, day: calendar.add_working_days(day, 5),
    lambda calendar, day: calendar.add_working_days(day, -5),
    lambda calendar, day: calendar.with_closures([day]),
    lambda calendar, day: calendar.with_closures({day: "Closed"}),
]
TWO_DAYS: list[Callable[[WorkingDayCalendar, Any, Any], object]] = [
    WorkingDayCalendar.working_days_between,
    WorkingDayCalendar.working_days,
    WorkingDayCalendar.is_provisional,
    WorkingDayCalendar.non_working_weekdays,
]
NO_DAYS = ["2026-02-02", 20260202, 2.5, True, None, datetime(2026, 2, 2), datetime(2026, 2, 2, tzinfo=UTC)]  # noqa: DTZ001 - naive on purpose
OUTSIDE = [date(1999, 12, 31), date(2051, 1, 1), date.min, date.max, Day(1999, 12, 31)]


class TestBadInput:
    """What is refused, and with which error."""

    @pytest.mark.parametrize("ask", ONE_DAY)
    @pytest.mark.parametrize("day", NO_DAYS, ids=repr)
    def test_what_is_no_date_is_refused(self, ask: Callable[[WorkingDayCalendar, Any], object], day: Any) -> None:
        """A string, a number, a bool, None or a date-time is no day."""
        with pytest.raises(WrongTypeError) as caught:
            ask(ENGLAND, day)
        assert caught.value.value is day
        assert isinstance(caught.value, TypeError)

    @pytest.mark.parametrize("ask", TWO_DAYS)
    @pytest.mark.parametrize("day", NO_DAYS, ids=repr)
    def test_nor_as_either_end_of_a_span(self, ask: Callable[[WorkingDayCalendar, Any, Any], object], day: Any) -> None:
        """The error names the argument that is wrong."""
        with pytest.raises(WrongTypeError, match=r"^start must be"):
            ask(ENGLAND, day, MONDAY)
        with pytest.raises(WrongTypeError, match=r"^end must be"):
            ask(ENGLAND, MONDAY, day)

    @pytest.mark.parametrize("ask", ONE_DAY)
    @pytest.mark.parametrize("day", OUTSIDE)
    def test_a_day_outside_the_years_is_refused(self, ask: Callable[[WorkingDayCalendar, Any], object], day: date) -> None:
        """No answer is given for a day whose holidays are not known, next to the edge or far off."""
        with pytest.raises(CoverageError) as caught:
            ask(ENGLAND, day)
        assert (caught.value.asked, caught.value.first_day, caught.value.last_day) == (day, FIRST, LAST)
        assert isinstance(caught.value, LookupError)

    @pytest.mark.parametrize("ask", TWO_DAYS)
    @pytest.mark.parametrize("day", OUTSIDE)
    def test_nor_is_a_span_with_one_answered(self, ask: Callable[[WorkingDayCalendar, Any, Any], object], day: date) -> None:
        """Either end outside is named."""
        for span in ((day, MONDAY), (MONDAY, day), (day, day)):
            with pytest.raises(CoverageError) as caught:
                ask(ENGLAND, *span)
            assert caught.value.asked == day

    @pytest.mark.parametrize("n", ["10", 10.0, True, False, None, timedelta(days=10)], ids=repr)
    def test_a_count_that_is_no_whole_number_is_refused(self, n: Any) -> None:
        """A count is an int: not a float that happens to be whole, not a bool, not a time span."""
        with pytest.raises(WrongTypeError, match=r"^n must be"):
            ENGLAND.add_working_days(MONDAY, n)

    def test_a_count_of_nothing_says_what_to_call(self) -> None:
        """0 means two different things to two people, so the message names the two methods that say which."""
        with pytest.raises(WrongValueError, match=r"next_working_day.*is_working_day"):
            ENGLAND.add_working_days(MONDAY, 0)

    @pytest.mark.parametrize("n", [10**9, -(10**9), 10**40, -(10**40), 13_500, -13_500])
    def test_a_count_that_leads_out_of_the_years_is_refused(self, n: int) -> None:
        """However large the count: an error that says what was asked."""
        with pytest.raises(CoverageError, match=f"{abs(n)} working days {'after' if n > 0 else 'before'} 2026-02-02"):
            ENGLAND.add_working_days(MONDAY, n)

    def test_the_edges_are_exact(self) -> None:
        """The last working day of the calendar is reached, one further is not; and so at its beginning."""
        last, first = date(2050, 12, 30), date(2000, 1, 4)
        total = ENGLAND.working_days_between(FIRST, LAST)
        assert ENGLAND.add_working_days(FIRST, total) == last
        assert ENGLAND.add_working_days(LAST, -total) == first
        assert ENGLAND.add_working_days(last, 1 - total) == first
        for day, n in ((FIRST, total + 1), (LAST, -total - 1), (last, 1), (LAST, 1), (first, -1), (FIRST, -1)):
            with pytest.raises(CoverageError):
                ENGLAND.add_working_days(day, n)

    def test_another_kind_of_date_is_a_date(self) -> None:
        """A subclass that is no date-time is read as the day it is; the answers are plain dates."""
        day = Day(2026, 2, 6)
        assert type(ENGLAND.add_working_days(day, 1)) is date
        assert ENGLAND.add_working_days(day, 1) == date(2026, 2, 9)
        assert ENGLAND.working_days_between(MONDAY, day) == 4
        assert ENGLAND.is_working_day(day)

    def test_nothing_happens_later(self) -> None:
        """A bad span is refused when it is asked for, not when the first day is drawn."""
        with pytest.raises(CoverageError):
            ENGLAND.working_days(MONDAY, date(2051, 1, 1))


EVE, BEYOND = date(1999, 12, 31), date(2051, 1, 1)
HELD = ", which holds 2000-01-01 to 2050-12-31"
NAIVE = datetime(2026, 2, 2, 12)  # noqa: DTZ001 - naive on purpose


# --- the words of a refusal

NOT_ZERO = "no working day has this number; call next_working_day for the first after, is_working_day for the day itself"
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
            "closures must be a mapping of days to names, or a list of days, not str '2026-02-02'",
        ),
        (
            lambda: UNTYPED.with_closures(7),
            WrongTypeError,
            "closures",
            7,
            "closures must be a mapping of days to names, or a list of days, not int 7",
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
            "moment datetime.datetime(2026, 2, 2, 12, 0): has no time zone, so its day would be a guess",
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
                " is read in Europe/London, so it must not have a time zone of its own"
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
