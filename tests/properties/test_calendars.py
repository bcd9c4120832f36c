"""What is true of every calendar, whatever the days: counting forwards and backwards, closures, the union."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaintrules.calendars import Division, WorkingDayCalendar

# Far enough from both ends for the longest count, closures included.
DAYS = st.dates(date(2002, 1, 1), date(2048, 12, 31))
COUNTS = st.integers(1, 200)
CALENDARS = st.sampled_from([WorkingDayCalendar.for_division(division) for division in Division])
CLOSED = [date(2026, 12, 28) + timedelta(days=passed) for passed in range(12)]
PAIRS = st.sampled_from(
    [
        (plain, plain.with_closures(closed))
        for plain in (WorkingDayCalendar.for_division("england-and-wales"), WorkingDayCalendar.for_uk())
        for closed in (CLOSED, CLOSED[:3], [date(2026, 8, 5), date(2026, 8, 7), date(2026, 8, 14)])
    ]
)
NEAR_CLOSURES = st.dates(date(2026, 5, 1), date(2027, 4, 30))


def first_on_or_after(calendar: WorkingDayCalendar, day: date) -> date:
    """The day itself if it is worked, else the next that is."""
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)


@given(CALENDARS, DAYS, COUNTS)
def test_counting_to_the_day_added_gives_the_number_back(calendar: WorkingDayCalendar, day: date, n: int) -> None:
    """Forwards, from any day: the nth working day after it is n working days away, and is one."""
    end = calendar.add_working_days(day, n)
    assert calendar.working_days_between(day, end) == n
    assert calendar.is_working_day(end)


@given(CALENDARS, DAYS, COUNTS)
def test_backwards_from_a_working_day_counting_gives_the_number_back(calendar: WorkingDayCalendar, day: date, n: int) -> None:
    """From a working day, going back n and counting gives minus n; and going n on again returns to it."""
    day = first_on_or_after(calendar, day)
    end = calendar.add_working_days(day, -n)
    assert calendar.working_days_between(day, end) == -n
    assert calendar.add_working_days(end, n) == day


@given(CALENDARS, DAYS, COUNTS)
def test_a_weekend_adds_nothing(calendar: WorkingDayCalendar, day: date, n: int) -> None:
    """What is received on a Saturday or Sunday is due when it would be if received on the Friday."""
    friday = day - timedelta(days=(day.weekday() - 4) % 7)
    due = {calendar.add_working_days(friday + timedelta(days=passed), n) for passed in range(3)}
    assert len(due) == 1


@given(CALENDARS, DAYS, DAYS, COUNTS)
def test_adding_is_monotonic_in_the_day(calendar: WorkingDayCalendar, one: date, other: date, n: int) -> None:
    """A later start is never due, nor reached backwards, earlier."""
    earlier, later = sorted((one, other))
    assert calendar.add_working_days(earlier, n) <= calendar.add_working_days(later, n)
    assert calendar.add_working_days(earlier, -n) <= calendar.add_working_days(later, -n)


@given(CALENDARS, DAYS, COUNTS)
def test_adding_is_strictly_monotonic_in_the_count(calendar: WorkingDayCalendar, day: date, n: int) -> None:
    """One working day more is a later day; and no working day lies between."""
    end, after = calendar.add_working_days(day, n), calendar.add_working_days(day, n + 1)
    assert end < after == calendar.next_working_day(end)


@given(CALENDARS, DAYS, COUNTS, COUNTS, st.sampled_from([1, -1]))
def test_adding_twice_is_adding_the_sum(calendar: WorkingDayCalendar, day: date, m: int, n: int, sign: int) -> None:
    """Going m and then n working days in the same direction is going m + n."""
    halfway = calendar.add_working_days(day, sign * m)
    assert calendar.add_working_days(halfway, sign * n) == calendar.add_working_days(day, sign * (m + n))


@given(CALENDARS, DAYS, DAYS)
def test_reversed_is_the_negative(calendar: WorkingDayCalendar, start: date, end: date) -> None:
    """The count is antisymmetric, and the iterator gives the counted days, in the order of the arguments."""
    n = calendar.working_days_between(start, end)
    assert calendar.working_days_between(end, start) == -n
    days = list(calendar.working_days(start, end))
    assert len(days) == abs(n)
    assert days == sorted(days, reverse=end < start)
    assert all(min(start, end) < day <= max(start, end) and calendar.is_working_day(day) for day in days)
    assert list(calendar.working_days(end, start)) == days[::-1]


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_spans_add_up(calendar: WorkingDayCalendar, start: date, between: date, end: date) -> None:
    """The way over any third day counts the same."""
    there = calendar.working_days_between(start, between) + calendar.working_days_between(between, end)
    assert there == calendar.working_days_between(start, end)


@given(PAIRS, NEAR_CLOSURES, COUNTS)
def test_a_closure_never_makes_a_deadline_earlier(pair: tuple[WorkingDayCalendar, WorkingDayCalendar], day: date, n: int) -> None:
    """Forwards, from any day, days on which the organisation is closed can only put the end off."""
    plain, closed = pair
    assert closed.add_working_days(day, n) >= plain.add_working_days(day, n)


@given(PAIRS, NEAR_CLOSURES, COUNTS)
def test_a_closure_never_makes_a_day_before_later(pair: tuple[WorkingDayCalendar, WorkingDayCalendar], day: date, n: int) -> None:
    """Backwards, from a day worked in both calendars, closures can only move the answer further back."""
    plain, closed = pair
    day = first_on_or_after(closed, day)
    assert closed.add_working_days(day, -n) <= plain.add_working_days(day, -n)


@given(DAYS, st.sampled_from(list(Division)))
def test_the_union_only_removes_working_days(day: date, division: Division) -> None:
    """A working day of the United Kingdom is one in each part; a day free in every part is free in the union."""
    union = WorkingDayCalendar.for_uk().is_working_day(day)
    parts = [WorkingDayCalendar.for_division(part).is_working_day(day) for part in Division.UNITED_KINGDOM.parts]
    assert union == all(parts)
    assert not union or WorkingDayCalendar.for_division(division).is_working_day(day)
