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


@functools.cache
def holiday_array(division: Division) -> np.busdaycalendar:
    """The days left out, as numpy takes them."""
    return np.busdaycalendar(holidays=np.array(sorted(left_out(division)), dtype="datetime64[D]"))


def followers(division: Division, step: int) -> dict[date | None, date | None]:
    """For each day the working day after it (or before it), found by a walk of one day at a time; None past the end."""
    found: dict[date | None, date | None] = {None: None}
    ahead = None
    for day, works in zip(DAYS[::-step], worked(division)[::-step], strict=True):
        found[day] = ahead
        ahead = day if works else ahead
    return found


def own_followers(division: Division, step: int) -> dict[date, date]:
    """The same by the other package's own counting, which knows no end; it has no union."""
    if division not in PARTS:
        return {}
    nth = as_held(division).get_nth_working_day
    return {day: nth(day, step) for day in (DAYS[:-1] if step > 0 else DAYS[1:])}


@each_division
@pytest.mark.parametrize("step", [1, -1], ids=["after", "before"])
def test_adding_agrees_with_a_walk_numpy_and_the_other_package_from_every_day_for_every_count(
    division: Division, step: int
) -> None:
    """The library is asked once for each day and each count to 130, and held against three others, each of which stands alone.

    The walk goes one day at a time, and where it leaves the 51 years the library must say so. numpy takes all days as one array;
    it rolls a free day back first (forward, where it counts back) and knows no end. `get_nth_working_day` is taken one working
    day at a time, for it is slow.
    """
    calendar = WorkingDayCalendar.for_division(division)
    add = calendar.add_working_days
    inside, at_edge = (slice(0, -SPAN), slice(-SPAN, None)) if step > 0 else (slice(SPAN, None), slice(0, SPAN))
    starts = np.array(DAYS, dtype="datetime64[D]")
    roll: Literal["backward", "forward"] = "backward" if step > 0 else "forward"
    follows, own_follows = followers(division, step), own_followers(division, step)
    walked: list[date | None] = [*DAYS]
    own = DAYS[inside] if own_follows else []
    edge: list[date | None] = []
    for n in range(1, MOST + 1):
        answers = [add(day, step * n) for day in DAYS[inside]]
        edge = [added(calendar, day, step * n) for day in DAYS[at_edge]]
        walked = [follows[day] for day in walked]
        assert answers == walked[inside], n
        assert edge == walked[at_edge], n
        offset = np.busday_offset(starts, step * n, roll=roll, busdaycal=holiday_array(division)).tolist()
        assert answers == offset[inside], n
        assert edge == [day if FIRST <= day <= LAST else None for day in offset[at_edge]], n
        assert None in edge
        own = [own_follows[day] for day in own]
        assert answers == own or not own_follows, n
    # Days from which 130 working days do not fit: about half a year at one end.
    assert 180 <= edge.count(None) <= 200


@each_division
def test_counting_agrees_with_the_loop_and_numpy_from_every_day_to_every_day_near_it(division: Division) -> None:
    """From each day to each of the 200 days after it, counted one by one and by numpy; backwards, the same below nothing."""
    between = WorkingDayCalendar.for_division(division).working_days_between
    upto = list(itertools.accumulate(worked(division)))
    starts = np.array(DAYS, dtype="datetime64[D]")
    for span in range(SPAN + 1):
        pairs = list(zip(DAYS, DAYS[span:], strict=False))
        counted = [after - before for before, after in zip(upto, upto[span:], strict=False)]
        assert [between(start, end) for start, end in pairs] == counted, span
        assert [-between(end, start) for start, end in pairs] == counted, span
        # numpy counts the first day and leaves out the second; a day later for both is our way.
        theirs = np.busday_count(starts[: len(pairs)] + 1, starts[span:] + 1, busdaycal=holiday_array(division))
        assert theirs.tolist() == counted, span


@each_division
def test_counting_over_the_whole_calendar_agrees_with_the_loop(division: Division) -> None:
    """From the first day to every day, and from every day to the last: no span is too long."""
    between = WorkingDayCalendar.for_division(division).working_days_between
    flags = worked(division)
    totals = list(itertools.accumulate(flags[1:], initial=0))
    assert [between(FIRST, day) for day in DAYS] == totals
    assert [between(day, LAST) for day in DAYS] == [totals[-1] - total for total in totals]


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
