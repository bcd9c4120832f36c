"""The working-day calendar's manners: what it remembers, what may be laid over it, its first and last days."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest

from complaintrules import calendars
from complaintrules.calendars import (
    Division,
    HolidayKind,
    NonWorkingDay,
    WorkingDayCalendar,
    add_working_days,
    working_days_between,
)
from complaintrules.errors import (
    ComplaintRulesError,
    UnknownKeyError,
    WrongTypeError,
    WrongValueError,
)
from support.calendars import ENGLAND, FIRST, LAST, SCOTLAND

UNION = WorkingDayCalendar.for_uk()
MONDAY = date(2026, 2, 2)


class Day(date):
    """A date of somebody else's making."""


def listed(*days: str, title: str = "A holiday", notes: str = "") -> list[dict[str, str]]:
    """Events as the official list has them."""
    return [{"title": title, "date": day, "notes": notes} for day in days]


class TestMaking:
    """Asking for a calendar."""

    def test_each_division_has_a_calendar_of_its_own(self) -> None:
        """The three divisions and the union are four different calendars, each asked for by name."""
        made = [WorkingDayCalendar.for_division(division) for division in Division]
        assert [calendar.division for calendar in made] == list(Division)
        assert len(set(made)) == 4

    def test_the_union_may_be_asked_for_by_name(self) -> None:
        """The name "united-kingdom" gives what for_uk gives: it is asked for, so nothing is guessed."""
        assert WorkingDayCalendar.for_division("united-kingdom") is WorkingDayCalendar.for_uk()

    @pytest.mark.parametrize(
        ("division", "nearest"),
        [("englnd", "england-and-wales"), ("Scotlnd", "scotland"), ("Ireland", "northern-ireland")],
    )
    def test_an_unknown_division_names_the_nearest(self, division: str, nearest: str) -> None:
        """No name is guessed at: the error says which division was probably meant."""
        with pytest.raises(UnknownKeyError) as caught:
            WorkingDayCalendar.for_division(division)
        assert (caught.value.kind, caught.value.key) == ("division", division)
        assert caught.value.nearest[0] == nearest
        assert isinstance(caught.value, LookupError)

    @pytest.mark.parametrize("division", [None, 1, True, ("scotland",), b"scotland"])
    def test_a_division_that_is_no_text_is_refused(self, division: Any) -> None:
        """There is no default nation: not even None stands for one."""
        with pytest.raises(WrongTypeError, match="division must be"):
            WorkingDayCalendar.for_division(division)

    def test_the_same_for_a_script(self) -> None:
        """The module's functions answer as the division's calendar does, and assume none."""
        assert add_working_days(date(2025, 12, 19), 10, division="england-and-wales") == date(2026, 1, 7)
        assert add_working_days(date(2025, 12, 31), 1, division="scotland") == date(2026, 1, 5)
        assert working_days_between(date(2024, 2, 12), date(2024, 3, 4), division="scotland") == 15
        with pytest.raises(TypeError, match="division"):
            add_working_days(MONDAY, 1)  # type: ignore[call-arg] # the division is missing on purpose
        with pytest.raises(TypeError, match="division"):
            working_days_between(MONDAY, MONDAY)  # type: ignore[call-arg] # likewise

    def test_it_holds_the_years_it_says(self) -> None:
        """The first and last day are answered for."""
        assert (ENGLAND.first_day, ENGLAND.last_day) == (FIRST, LAST)
        assert str(ENGLAND.non_working_reason(FIRST)) == "Saturday"
        assert str(ENGLAND.non_working_reason(LAST)) == "Saturday"
        assert ENGLAND.next_working_day(FIRST) == date(2000, 1, 4)
        assert ENGLAND.previous_working_day(LAST) == date(2050, 12, 30)


class TestReasons:
    """Why a day is no working day."""

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2026, 12, 28), "Boxing Day (substitute), a proclaimed bank holiday"),
            (date(2026, 4, 3), "Good Friday, a common law holiday"),
            (date(2026, 4, 6), "Easter Monday, a scheduled bank holiday"),
            (date(2022, 9, 19), "State Funeral of Queen Elizabeth II, an extra bank holiday"),
            (date(2026, 4, 4), "Saturday"),
            (date(2026, 4, 5), "Sunday"),
            (date(2026, 12, 26), "Saturday"),
        ],
    )
    def test_a_reason_reads_like_a_sentence(self, day: date, words: str) -> None:
        """What stands in an explanation: name, substitute or not, and the legal kind in words."""
        why = ENGLAND.non_working_reason(day)
        assert str(why) == words
        assert why is not None
        assert (why.kind is HolidayKind.WEEKEND) == (day.weekday() > 4)
        assert not ENGLAND.is_working_day(day)

    def test_a_working_day_has_none(self) -> None:
        """Where there is nothing to explain, None."""
        assert ENGLAND.non_working_reason(MONDAY) is None

    def test_every_reason_of_the_law_can_be_said(self) -> None:
        """No kind is without words, and no label of the data's source is left in a name."""
        for calendar in (ENGLAND, SCOTLAND, UNION, WorkingDayCalendar.for_division("northern-ireland")):
            for holiday in calendar.non_working_weekdays(FIRST, LAST):
                assert str(holiday).startswith(holiday.name + (" (substitute), a" if holiday.substitute else ", a"))
                assert "observed" not in holiday.name
                assert ";" not in holiday.name

    def test_non_working_weekdays_include_both_ends(self) -> None:
        """From one holiday to another, both are in; weekends are not."""
        found = ENGLAND.non_working_weekdays(date(2026, 4, 3), date(2026, 5, 4))
        assert [(holiday.day, holiday.name) for holiday in found] == [
            (date(2026, 4, 3), "Good Friday"),
            (date(2026, 4, 6), "Easter Monday"),
            (date(2026, 5, 4), "May Day"),
        ]
        assert ENGLAND.non_working_weekdays(date(2026, 4, 4), date(2026, 4, 5)) == ()
        assert len(ENGLAND.non_working_weekdays(date(2026, 4, 6), date(2026, 4, 6))) == 1

    def test_non_working_weekdays_of_a_reversed_span_are_refused(self) -> None:
        """A list from later to earlier is a mistake of the caller's."""
        with pytest.raises(WrongValueError, match="lies before start, 2026-04-06"):
            ENGLAND.non_working_weekdays(date(2026, 4, 6), date(2026, 4, 5))

    def test_the_union_gives_the_first_parts_reason(self) -> None:
        """1 January is proclaimed in England, scheduled in Scotland: the union says what England says."""
        why = UNION.non_working_reason(date(2026, 1, 1))
        assert why is not None
        assert why.kind is HolidayKind.PROCLAIMED
        assert str(UNION.non_working_reason(date(2026, 8, 3))) == "Summer Bank Holiday, a scheduled bank holiday"
        assert str(UNION.non_working_reason(date(2026, 3, 17))) == "Saint Patrick's Day, a scheduled bank holiday"


class TestWorkingDays:
    """The iterator."""

    def test_they_are_the_days_counted(self) -> None:
        """After start, up to and including end, earliest first."""
        days = ENGLAND.working_days(date(2026, 4, 1), date(2026, 4, 8))
        assert list(days) == [date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8)]

    def test_reversed_they_come_latest_first(self) -> None:
        """The same days, in the direction of the arguments."""
        days = ENGLAND.working_days(date(2026, 4, 8), date(2026, 4, 1))
        assert list(days) == [date(2026, 4, 8), date(2026, 4, 7), date(2026, 4, 2)]

    def test_from_a_day_to_itself_there_are_none(self) -> None:
        """A day is not after itself."""
        assert list(ENGLAND.working_days(MONDAY, MONDAY)) == []


class TestClosures:
    """An organisation's own closures."""

    CLOSED = date(2026, 12, 29)

    def test_a_closure_is_left_out_under_its_own_name(self) -> None:
        """It makes a new calendar; the old one knows nothing of it."""
        closed = ENGLAND.with_closures({self.CLOSED: "Council closed"})
        assert closed.non_working_reason(self.CLOSED) == NonWorkingDay(self.CLOSED, "Council closed", HolidayKind.CLOSURE)
        assert str(closed.non_working_reason(self.CLOSED)) == "Council closed, a local closure"
        assert closed.next_working_day(date(2026, 12, 24)) == date(2026, 12, 30)
        assert ENGLAND.next_working_day(date(2026, 12, 24)) == self.CLOSED
        assert [holiday.day.day for holiday in closed.non_working_weekdays(date(2026, 12, 1), date(2026, 12, 31))] == [
            25,
            28,
            29,
        ]

    def test_bare_days_are_called_closed(self) -> None:
        """Any iterable of days will do, once."""
        closed = ENGLAND.with_closures(day for day in (self.CLOSED, date(2026, 12, 30)))
        assert dict(closed.closures) == {self.CLOSED: "Closed", date(2026, 12, 30): "Closed"}

    def test_closures_add_up_and_the_newer_name_stands(self) -> None:
        """Laying more closures over a calendar keeps those it has; their order makes no difference."""
        once = ENGLAND.with_closures({self.CLOSED: "A", date(2026, 12, 30): "B"})
        twice = ENGLAND.with_closures({date(2026, 12, 30): "B"}).with_closures({self.CLOSED: "Z"})
        assert once != twice
        assert twice.with_closures({self.CLOSED: "A"}) == once

    def test_the_law_comes_first(self) -> None:
        """A closure on a holiday or weekend changes nothing that is answered."""
        free = {date(2026, 12, 25): "Shut", date(2026, 12, 26): "Shut"}
        closed = ENGLAND.with_closures(free)
        assert str(closed.non_working_reason(date(2026, 12, 25))) == "Christmas Day, a common law holiday"
        assert str(closed.non_working_reason(date(2026, 12, 26))) == "Saturday"
        assert closed.non_working_weekdays(FIRST, LAST) == ENGLAND.non_working_weekdays(FIRST, LAST)
        assert dict(closed.closures) == free

    def test_they_cannot_be_written_to(self) -> None:
        """A calendar never changes."""
        closed = ENGLAND.with_closures([self.CLOSED])
        with pytest.raises(TypeError):
            closed.closures[MONDAY] = "Closed"  # type: ignore[index] # on purpose
        assert closed.is_working_day(MONDAY)

    @pytest.mark.parametrize("closures", ["2026-12-29", None, 5, CLOSED], ids=repr)
    def test_what_holds_no_days_is_refused(self, closures: Any) -> None:
        """A single day or a string is no collection of days."""
        with pytest.raises(WrongTypeError, match=r"^closures must be a mapping of days to names, or a list of days"):
            ENGLAND.with_closures(closures)

    def test_a_closure_needs_a_name(self) -> None:
        """An explanation must have something to say."""
        with pytest.raises(WrongValueError, match="the closure of 2026-12-29 needs a name"):
            ENGLAND.with_closures({self.CLOSED: " "})
        with pytest.raises(WrongTypeError, match=r"^closures must be the name of a closure"):
            ENGLAND.with_closures({self.CLOSED: None})


VARIANTS = [
    ENGLAND,
    UNION,
    ENGLAND.with_closures([date(2026, 12, 29)]),
    SCOTLAND.with_official({"scotland": listed("2029-06-18")}),
    SCOTLAND.with_official({"scotland": listed("2029-06-18")}).with_closures({date(2026, 12, 29): "Council closed"}),
]


class TestIdentity:
    """Equality, pickles, copies, repr."""

    @pytest.mark.parametrize("calendar", VARIANTS, ids=repr)
    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_a_pickle_gives_the_same_calendar_back(self, calendar: WorkingDayCalendar, protocol: int) -> None:
        """Division, closures and official rows travel; the tables do not, and give the same answers once rebuilt."""
        data = pickle.dumps(calendar, protocol)
        back = pickle.loads(data)  # noqa: S301 - written two lines above
        assert len(data) < 1000
        assert (back, hash(back), repr(back)) == (calendar, hash(calendar), repr(calendar))
        assert back.non_working_weekdays(FIRST, LAST) == calendar.non_working_weekdays(FIRST, LAST)
        assert back.add_working_days(date(2026, 12, 24), 700) == calendar.add_working_days(date(2026, 12, 24), 700)

    def test_copies_are_equal(self) -> None:
        """And the calendars as bundled are not laid out twice."""
        assert [copy.deepcopy(calendar) for calendar in VARIANTS] == VARIANTS
        assert copy.copy(ENGLAND) is ENGLAND

    def test_equality_is_by_division_closures_and_rows(self) -> None:
        """All variants differ from each other, and from anything else."""
        assert len(set(VARIANTS)) == len(VARIANTS)
        assert ENGLAND.with_closures([]) == ENGLAND
        other: object = "england-and-wales"
        assert other != ENGLAND

    def test_repr_says_division_years_and_what_was_laid_over(self) -> None:
        """Enough to tell two calendars apart in a log."""
        assert [repr(calendar) for calendar in VARIANTS] == [
            "WorkingDayCalendar('england-and-wales', 2000-2050)",
            "WorkingDayCalendar('united-kingdom', 2000-2050)",
            "WorkingDayCalendar('england-and-wales', 2000-2050, 1 closure)",
            "WorkingDayCalendar('scotland', 2000-2050, official list to 2029)",
            "WorkingDayCalendar('scotland', 2000-2050, 1 closure, official list to 2029)",
        ]
        assert ", 2 closures)" in repr(ENGLAND.with_closures([MONDAY, date(2026, 2, 3)]))

    def test_nothing_can_be_set(self) -> None:
        """Calendars and their reasons are frozen, and have no room for more attributes."""
        why = ENGLAND.non_working_reason(date(2026, 12, 25))
        assert why is not None
        for thing in (ENGLAND, why):
            with pytest.raises(AttributeError):
                thing.division = "scotland"  # type: ignore[misc, union-attr] # on purpose
            assert not hasattr(thing, "__dict__")

    def test_errors_are_this_librarys_own(self) -> None:
        """One parent for whoever wants to catch them all."""
        with pytest.raises(ComplaintRulesError):
            ENGLAND.add_working_days(MONDAY, 0)


THREADS = """
import sys, threading
sys.setswitchinterval(1e-6)
from datetime import date
from complaintrules.calendars import WorkingDayCalendar
assert "holidays" not in sys.modules, "loaded before it is needed"
start, answers, made = threading.Barrier(32), [], []
def ask():
    start.wait()
    calendar = WorkingDayCalendar.for_division("scotland")
    made.append(calendar)
    answers.append(calendar.add_working_days(date(2025, 12, 19), 10))
threads = [threading.Thread(target=ask) for _ in range(32)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert answers == [date(2026, 1, 8)] * 32, answers
assert len({id(calendar) for calendar in made}) == 1
"""
IMPORT = """
import sys
import complaintrules.calendars
print(sorted({"holidays", "numpy", "cattrs", "zoneinfo", "json"} & set(sys.modules)))
"""


def run(script: str) -> str:
    """What a script prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603 - scripts of this file
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class TestFirstUse:
    """In a fresh process."""

    def test_32_threads_at_once_get_one_calendar(self) -> None:
        """The first use in a fresh process, with threads changing as often as they can: one calendar, right answers."""
        run(THREADS)

    def test_importing_loads_nothing_heavy(self) -> None:
        """What only some calls need is loaded by those calls."""
        assert run(IMPORT) == "[]"


def test_the_module_names_what_is_public() -> None:
    """What `from complaintrules.calendars import *` gives, and all of it is there."""
    assert all(hasattr(calendars, name) for name in calendars.__all__)


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


def test_what_is_worked_out_cannot_be_given() -> None:
    """A calendar is made of its division, its closures and its official rows; the tables are always its own."""
    assert list(inspect.signature(WorkingDayCalendar).parameters) == ["division", "closures", "official"]
