"""The calendar in full: every day of its 51 years, every division, every count from -130 to 130, against three others' counting.

Nothing here is a sample unless its test says so. The days that are left out come straight from the `holidays` package and
not through the library, so that its own tables are what is tested.
"""

from __future__ import annotations

import functools
import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import holidays
import numpy as np
import pytest

from complaintrules.calendars import Division, WorkingDayCalendar
from complaintrules.errors import CoverageError
from support.calendars import DAYS, FIRST, LAST

SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "non_working_weekdays"

MOST = 130
# So many days hold 130 working days, however the holidays fall; and one more.
SPAN = 200

PARTS = {Division.ENGLAND_AND_WALES: "ENG", Division.SCOTLAND: "SCT", Division.NORTHERN_IRELAND: "NIR"}
# Days that the other package gives Scotland and nobody proclaimed: see docs/explanation/how-days-are-counted.md.
NEVER_HELD = {date(2006, 11, 30), date(2010, 1, 4), date(2011, 1, 4)}

each_division = pytest.mark.parametrize("division", list(Division))
each_part = pytest.mark.parametrize("division", list(PARTS))


@functools.cache
def listed(division: Division) -> holidays.HolidayBase:
    """The other package's own list of one part of the United Kingdom."""
    return holidays.country_holidays("GB", subdiv=PARTS[division], years=range(FIRST.year, LAST.year + 1))


@functools.cache
def left_out(division: Division) -> frozenset[date]:
    """The weekdays that are no working days, made without the library."""
    if division is Division.UNITED_KINGDOM:
        return frozenset().union(*map(left_out, PARTS))
    corrected = NEVER_HELD if division is Division.SCOTLAND else set()
    return frozenset(day for day in listed(division) if day.isoweekday() <= 5 and FIRST <= day <= LAST) - corrected


@functools.cache
def worked(division: Division) -> list[bool]:
    """For each day of the 51 years, whether it is a working day."""
    return [day.isoweekday() <= 5 and day not in left_out(division) for day in DAYS]


def added(calendar: WorkingDayCalendar, day: date, n: int) -> date | None:
    """What the library answers; None where it says that the answer lies outside the calendar."""
    try:
        return calendar.add_working_days(day, n)
    except CoverageError:
        return None


@each_division
def test_the_days_left_out_here_are_those_of_the_reviewed_list(division: Division) -> None:
    """The list made here without the library, and the snapshot that is read in review, are the same days."""
    lines = (SNAPSHOTS / f"{division}.txt").read_text(encoding="utf-8").splitlines()
    assert left_out(division) == {date.fromisoformat(line[:10]) for line in lines}


@each_division
@pytest.mark.parametrize("step", [1, -1], ids=["after", "before"])
def test_adding_agrees_with_the_loop_from_every_day_for_every_count(division: Division, step: int) -> None:
    """One walk from each day, a day at a time, meets its first 130 working days: the library's answers, all of them.

    Where the walk leaves the 51 years the library must say so, for that count and for every larger one.
    """
    calendar = WorkingDayCalendar.for_division(division)
    add = calendar.add_working_days
    days, flags = DAYS[::step], worked(division)[::step]
    counts = [step * n for n in range(1, MOST + 1)]
    outside = 0
    for place, start in enumerate(days):
        ahead = slice(place + 1, place + 1 + SPAN)
        expected: list[date | None] = [*itertools.islice(itertools.compress(days[ahead], flags[ahead]), MOST)]
        if len(expected) == MOST:
            assert [add(start, n) for n in counts] == expected, start
        else:
            expected += [None] * (MOST - len(expected))
            outside += 1
            assert [added(calendar, start, n) for n in counts] == expected, start
    # Days from which 130 working days do not fit: about half a year at one end.
    assert 180 <= outside <= 200


@each_division
def test_counting_agrees_with_the_loop_from_every_day_to_every_day_near_it(division: Division) -> None:
    """From each day to each of the 200 days after it, counted up one by one; and backwards, the same number below nothing."""
    between = WorkingDayCalendar.for_division(division).working_days_between
    flags = worked(division)
    for place, start in enumerate(DAYS):
        ends = DAYS[place : place + SPAN + 1]
        expected = list(itertools.accumulate(flags[place + 1 : place + SPAN + 1], initial=0))
        assert [between(start, end) for end in ends] == expected, start
        assert [-between(end, start) for end in ends] == expected, start


@each_division
def test_counting_over_the_whole_calendar_agrees_with_the_loop(division: Division) -> None:
    """From the first day to every day, and from every day to the last: no span is too long."""
    between = WorkingDayCalendar.for_division(division).working_days_between
    flags = worked(division)
    totals = list(itertools.accumulate(flags[1:], initial=0))
    assert [between(FIRST, day) for day in DAYS] == totals
    assert [between(day, LAST) for day in DAYS] == [totals[-1] - total for total in totals]


def holiday_array(division: Division) -> np.busdaycalendar:
    """The days left out, as numpy takes them."""
    return np.busdaycalendar(holidays=np.array(sorted(left_out(division)), dtype="datetime64[D]"))


@each_division
@pytest.mark.parametrize("step", [1, -1], ids=["after", "before"])
def test_adding_agrees_with_numpy_from_every_day_for_every_count(division: Division, step: int) -> None:
    """All the days as one array, for each count. numpy rolls a free day back first (forward, where it counts back).

    numpy knows no end; where its answer lies outside the 51 years, the library must refuse.
    """
    calendar = WorkingDayCalendar.for_division(division)
    add = calendar.add_working_days
    theirs = holiday_array(division)
    starts = np.array(DAYS, dtype="datetime64[D]")
    roll: Literal["backward", "forward"] = "backward" if step > 0 else "forward"
    for n in range(1, MOST + 1):
        answers = np.busday_offset(starts, step * n, roll=roll, busdaycal=theirs).tolist()
        inside = slice(0, len(DAYS) - SPAN) if step > 0 else slice(SPAN, None)
        at_edge = slice(len(DAYS) - SPAN, None) if step > 0 else slice(0, SPAN)
        assert [add(day, step * n) for day in DAYS[inside]] == answers[inside], n
        expected = [day if FIRST <= day <= LAST else None for day in answers[at_edge]]
        assert [added(calendar, day, step * n) for day in DAYS[at_edge]] == expected, n
        assert None in expected


@each_division
def test_counting_agrees_with_numpy_from_every_day_over_every_span(division: Division) -> None:
    """All the days as one array, for each span of 0 to 200 days; backwards stands in the test against the loop."""
    between = WorkingDayCalendar.for_division(division).working_days_between
    theirs = holiday_array(division)
    starts = np.array(DAYS, dtype="datetime64[D]")
    for span in range(SPAN + 1):
        pairs = list(zip(DAYS, DAYS[span:], strict=False))
        # numpy counts the first day and leaves out the second; a day later for both is our way.
        counted = np.busday_count(starts[: len(pairs)] + 1, starts[span:] + 1, busdaycal=theirs).tolist()
        assert [between(start, end) for start, end in pairs] == counted, span


# --- the other package's own counting

# Its walk from a day in the last weeks goes on into 2051, which it then invents; ours ends with 2050.
UNTIL = LAST - timedelta(days=SPAN)
SINCE = FIRST + timedelta(days=SPAN)


def as_held(division: Division) -> holidays.HolidayBase:
    """The other package's list, less the three days that Scotland never had."""
    own = holidays.country_holidays("GB", subdiv=PARTS[division], years=range(FIRST.year, LAST.year + 1))
    for day in NEVER_HELD & own.keys():
        if division is Division.SCOTLAND:
            own.pop(day)
    return own


@each_part
def test_the_day_after_and_before_agree_with_the_other_packages_own(division: Division) -> None:
    """`get_nth_working_day` for 1 and -1, from every day of 51 years, free days too: it counts as we do."""
    calendar = WorkingDayCalendar.for_division(division)
    nth = as_held(division).get_nth_working_day
    assert [calendar.add_working_days(day, 1) for day in DAYS[:-SPAN]] == [nth(day, 1) for day in DAYS[:-SPAN]]
    assert [calendar.add_working_days(day, -1) for day in DAYS[SPAN:]] == [nth(day, -1) for day in DAYS[SPAN:]]


@each_part
@pytest.mark.parametrize("step", [1, -1], ids=["after", "before"])
def test_every_count_agrees_with_the_other_packages_own_taken_one_at_a_time(division: Division, step: int) -> None:
    """From every day, every count to 130: `get_nth_working_day` walks one working day at a time, and so do its answers here."""
    add = WorkingDayCalendar.for_division(division).add_working_days
    nth = as_held(division).get_nth_working_day
    starts = DAYS[:-SPAN] if step > 0 else DAYS[SPAN:]
    following = {day: nth(day, step) for day in (DAYS[:-1] if step > 0 else DAYS[1:])}
    theirs = starts
    for n in range(1, MOST + 1):
        theirs = [following[day] for day in theirs]
        assert [add(day, step * n) for day in starts] == theirs, n


@each_part
def test_longer_counts_agree_with_the_other_packages_own(division: Division) -> None:
    """Asked for whole counts it is too slow for all: from every 31st day, eight counts each way that instruments use."""
    calendar = WorkingDayCalendar.for_division(division)
    nth = as_held(division).get_nth_working_day
    starts = [day for day in DAYS[::31] if SINCE <= day <= UNTIL]
    for n in (2, 3, 5, 10, 20, 25, 65, 130):
        assert [calendar.add_working_days(day, n) for day in starts] == [nth(day, n) for day in starts]
        assert [calendar.add_working_days(day, -n) for day in starts] == [nth(day, -n) for day in starts]


@each_part
def test_spans_agree_with_the_other_packages_own_count(division: Division) -> None:
    """`get_working_days_count` counts both ends; less the first day it is ours. From every 31st day, over 40 and 100 days."""
    calendar = WorkingDayCalendar.for_division(division)
    count = as_held(division).get_working_days_count
    starts = [day for day in DAYS[::31] if SINCE <= day <= UNTIL]
    for span in (timedelta(days=40), timedelta(days=100)):
        counted = [count(day + timedelta(days=1), day + span) for day in starts]
        assert [calendar.working_days_between(day, day + span) for day in starts] == counted
        assert [-calendar.working_days_between(day + span, day) for day in starts] == counted


def test_where_the_other_packages_counting_is_another() -> None:
    """What a caller who comes from it has to know: nought, the three days of Scotland, the union, and the years."""
    england, scotland = (WorkingDayCalendar.for_division(each) for each in (Division.ENGLAND_AND_WALES, Division.SCOTLAND))
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2051))
    # For nought it gives the day itself, or the next working day; here nought is refused.
    assert theirs.get_nth_working_day(date(2026, 11, 21), 0) == date(2026, 11, 23)
    with pytest.raises(ValueError, match="no working day has this number"):
        england.add_working_days(date(2026, 11, 21), 0)
    # Friday 31 December 2010: it takes Tuesday 4 January 2011 for a holiday in Scotland, which nobody proclaimed.
    assert listed(Division.SCOTLAND).get_nth_working_day(date(2010, 12, 31), 1) == date(2011, 1, 5)
    assert scotland.add_working_days(date(2010, 12, 31), 1) == date(2011, 1, 4)
    # Without a part it knows only what all parts share: 13 July 2026 is a working day to it, and none in the union.
    assert holidays.country_holidays("GB").is_working_day(date(2026, 7, 13))
    assert not WorkingDayCalendar.for_uk().is_working_day(date(2026, 7, 13))
    # It goes on into years for which nobody has announced or projected anything here; the calendar ends.
    assert theirs.get_nth_working_day(date(2050, 12, 30), 1) == date(2051, 1, 3)
    with pytest.raises(CoverageError):
        england.add_working_days(date(2050, 12, 30), 1)
    # And it takes a string for a date.
    assert theirs.get_nth_working_day("2025-12-19", 10) == date(2026, 1, 7)
    with pytest.raises(TypeError):
        england.add_working_days("2025-12-19", 10)  # type: ignore[arg-type]  # that is the test


@each_division
@pytest.mark.parametrize(("first", "last"), [(date(1999, 11, 1), date(1999, 12, 31)), (date(2051, 1, 1), date(2051, 3, 1))])
def test_no_day_outside_the_years_is_answered(division: Division, first: date, last: date) -> None:
    """From each of the days before and after the calendar, for counts that would lead into it as well."""
    calendar = WorkingDayCalendar.for_division(division)
    outside = [first + timedelta(days=passed) for passed in range((last - first).days + 1)]
    assert len(outside) >= 60
    for day in [date.min, *outside, date.max]:
        for n in (-130, -1, 1, 130):
            assert added(calendar, day, n) is None
        for other in (FIRST, LAST, day):
            for pair in ((day, other), (other, day)):
                with pytest.raises(CoverageError):
                    calendar.working_days_between(*pair)
