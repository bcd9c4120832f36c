"""The working-day calendar's manners: what it refuses, what it remembers, what may be laid over it."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from complaintrules import calendars
from complaintrules.calendars import (
    Division,
    HolidayKind,
    NonWorkingDay,
    WorkingDayCalendar,
    add_working_days,
    receipt_day,
    working_days_between,
)
from complaintrules.errors import (
    ComplaintRulesError,
    CoverageError,
    OfficialListError,
    UnknownKeyError,
    WrongTypeError,
    WrongValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ENGLAND = WorkingDayCalendar.for_division("england-and-wales")
SCOTLAND = WorkingDayCalendar.for_division("scotland")
UNION = WorkingDayCalendar.for_uk()
MONDAY = date(2026, 2, 2)
FIRST, LAST = date(2000, 1, 1), date(2050, 12, 31)


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
        with pytest.raises(WrongTypeError, match=r"^closures must be a mapping of days to names, or days"):
            ENGLAND.with_closures(closures)

    def test_a_closure_needs_a_name(self) -> None:
        """An explanation must have something to say."""
        with pytest.raises(WrongValueError, match="the closure of 2026-12-29 needs a name"):
            ENGLAND.with_closures({self.CLOSED: " "})
        with pytest.raises(WrongTypeError, match=r"^closures must be the name of a closure"):
            ENGLAND.with_closures({self.CLOSED: None})


class TestOfficialList:
    """GOV.UK's list laid over the bundled days."""

    def test_its_days_replace_those_of_its_years(self) -> None:
        """From the first to the last year of the list, only its days count; all other years stay."""
        official = SCOTLAND.with_official({"scotland": listed("2029-06-18", "2030-06-17")})
        assert [holiday.day for holiday in official.non_working_weekdays(date(2029, 1, 1), date(2030, 12, 31))] == [
            date(2029, 6, 18),
            date(2030, 6, 17),
        ]
        for start, end in ((FIRST, date(2028, 12, 31)), (date(2031, 1, 1), LAST)):
            assert official.non_working_weekdays(start, end) == SCOTLAND.non_working_weekdays(start, end)
        assert official.announced_until == date(2030, 12, 31)
        assert not official.is_provisional(date(2029, 1, 1), date(2030, 12, 31))
        assert official.is_provisional(date(2029, 1, 1), date(2031, 1, 1))
        assert SCOTLAND.announced_until == date(2028, 12, 31)

    def test_both_shapes_as_text_and_as_mapping_are_one_list(self) -> None:
        """As GOV.UK serves it, with "events", or as a bare list: text or mapping, the calendars are equal."""
        events = listed("2029-12-25", "2029-12-26")
        plain = {"scotland": events, "england-and-wales": listed("2029-12-25")}
        served = {division: {"division": division, "events": rows} for division, rows in plain.items()}
        documents = (plain, served, json.dumps(plain), json.dumps(served))
        assert len({SCOTLAND.with_official(document) for document in documents}) == 1

    def test_the_kind_is_derived_and_the_substitute_read(self) -> None:
        """The list says neither Act nor proclamation: the same rules apply as to the bundled days."""
        document = {
            "scotland": [
                {"title": "2nd January", "date": "2029-01-02"},
                {"title": "Spring bank holiday", "date": "2029-05-28", "notes": "", "bunting": True},
                {"title": "A royal wedding", "date": "2029-07-05", "notes": "Extra bank holiday"},
                {"title": "St Andrew\u2019s Day (substitute day)", "date": "2030-12-02", "notes": ""},
                {"title": "Boxing Day", "date": "2032-12-28", "notes": "Substitute day"},
                {"title": "Christmas Day", "date": "2031-12-25"},
            ]
        }
        official = SCOTLAND.with_official(document)
        assert [str(holiday) for holiday in official.non_working_weekdays(date(2029, 1, 1), date(2032, 12, 31))] == [
            "2nd January, a scheduled bank holiday",
            "Spring bank holiday, a proclaimed bank holiday",
            "A royal wedding, an extra bank holiday",
            "St Andrew\u2019s Day (substitute), a scheduled bank holiday",
            "Christmas Day, a scheduled bank holiday",
            "Boxing Day (substitute), a proclaimed bank holiday",
        ]

    def test_weekend_days_in_it_change_nothing_but_the_years(self) -> None:
        """A Saturday stays a Saturday; the year it stands in is covered all the same."""
        official = SCOTLAND.with_official({"scotland": listed("2027-12-25")})
        assert str(official.non_working_reason(date(2027, 12, 25))) == "Saturday"
        assert official.non_working_weekdays(date(2027, 1, 1), date(2027, 12, 31)) == ()

    def test_a_day_nobody_proclaimed_stays_a_working_day(self) -> None:
        """GOV.UK lists Scotland's 4 January 2011; no proclamation made it a holiday, and a list cannot."""
        official = SCOTLAND.with_official({"scotland": listed("2011-01-03", "2011-01-04")})
        assert official.is_working_day(date(2011, 1, 4))
        assert not official.is_working_day(date(2011, 1, 3))
        england = ENGLAND.with_official({"england-and-wales": listed("2011-01-04")})
        assert not england.is_working_day(date(2011, 1, 4))

    def test_the_union_takes_all_three(self) -> None:
        """Each part's rows replace its own years, and what is announced ends where the first of them ends."""
        document = {
            "england-and-wales": listed("2029-06-18", "2030-06-17"),
            "scotland": listed("2029-06-19"),
            "northern-ireland": listed("2029-06-20", "2030-06-18", "2031-06-17"),
        }
        official = UNION.with_official(document)
        assert [holiday.day.day for holiday in official.non_working_weekdays(date(2029, 1, 1), date(2029, 12, 31))] == [
            18,
            19,
            20,
        ]
        assert official.announced_until == date(2029, 12, 31)
        assert not official.is_working_day(date(2030, 11, 30) + timedelta(days=2))  # Scotland's own projection stays
        with pytest.raises(OfficialListError, match=r"^the official list is refused: northern-ireland: missing$"):
            UNION.with_official({part: document[part] for part in ("england-and-wales", "scotland")})

    def test_where_parts_name_a_day_differently_the_first_is_heard(self) -> None:
        """England and Wales before Scotland before Northern Ireland: the union gives one reason a day."""
        titles = ("As in England", "As in Scotland", "As in Northern Ireland")
        parts = Division.UNITED_KINGDOM.parts
        document = {str(part): listed("2029-06-18", title=title) for part, title in zip(parts, titles, strict=True)}
        official = UNION.with_official(document)
        assert str(official.non_working_reason(date(2029, 6, 18))) == "As in England, an extra bank holiday"
        document["england-and-wales"] = listed("2029-06-19")
        official = UNION.with_official(document)
        assert str(official.non_working_reason(date(2029, 6, 18))) == "As in Scotland, an extra bank holiday"

    def test_only_the_calendars_own_division_is_used(self) -> None:
        """Rows of other divisions are checked, and then left alone."""
        document = {"scotland": listed("2029-06-18"), "england-and-wales": listed("2029-06-19")}
        official = SCOTLAND.with_official(document)
        assert official == SCOTLAND.with_official({"scotland": listed("2029-06-18")})
        assert official.is_working_day(date(2029, 6, 19))

    def test_a_second_list_replaces_its_own_years_of_the_first(self) -> None:
        """Newer over older; a year of the first that the second lacks stays as the first had it."""
        first = SCOTLAND.with_official({"scotland": listed("2029-06-18", "2030-06-17")})
        second = first.with_official({"scotland": listed("2029-06-19", title="Moved")})
        assert [holiday.day for holiday in second.non_working_weekdays(date(2029, 1, 1), date(2030, 12, 31))] == [
            date(2029, 6, 19),
            date(2030, 6, 17),
        ]
        assert second.announced_until == date(2030, 12, 31)
        assert second == SCOTLAND.with_official({"scotland": listed("2030-06-17")}).with_official(
            {"scotland": listed("2029-06-19", title="Moved")}
        )

    def test_lists_with_years_between_them_leave_those_alone(self) -> None:
        """Two lists laid over a calendar cover their own years, not the gap between them."""
        official = SCOTLAND.with_official({"scotland": listed("2031-06-16")})
        official = official.with_official({"scotland": listed("2029-06-18")})
        assert len(official.non_working_weekdays(date(2030, 1, 1), date(2030, 12, 31))) == 9

    def test_closures_stay_under_a_list_and_a_list_under_closures(self) -> None:
        """The order in which the two are laid over makes no difference."""
        document, closed = {"scotland": listed("2029-06-18")}, {date(2029, 6, 19): "Closed"}
        one = SCOTLAND.with_official(document).with_closures(closed)
        assert one == SCOTLAND.with_closures(closed).with_official(document)
        assert one.next_working_day(date(2029, 6, 15)) == date(2029, 6, 20)

    @pytest.mark.parametrize(
        ("document", "fault"),
        [
            ("", "not JSON: Expecting value"),
            ("{", "not JSON: Expecting property name"),
            ("[" * 200_000, "not JSON: "),
            ('{"scotland": [], "scotland": []}', "the key 'scotland' stands twice"),
            ("[]", "an object with a member for each division is wanted, not list"),
            ("null", "an object with a member for each division is wanted, not NoneType"),
            ({}, "scotland: missing"),
            ({"scotland": []}, "scotland: the list is empty"),
            ({"scotland": {"division": "scotland", "events": []}}, "scotland: the list is empty"),
            ({"scotland": {"division": "scotland"}}, "scotland: a list of events is wanted, or an object with one"),
            ({"scotland": "2029-01-01"}, "scotland: a list of events is wanted, or an object with one"),
            ({"scotland": None}, "scotland: a list of events is wanted, or an object with one"),
            (
                {"scotland": {"division": "northern-ireland", "events": listed("2029-01-01")}},
                "scotland: holds division 'northern-ireland'",
            ),
            ({"scotland": ["2029-01-01"]}, "scotland, event 1: an object with title and date is wanted"),
            ({"scotland": [{"title": "A"}]}, "scotland, event 1: date must be a day written YYYY-MM-DD, not None"),
            ({"scotland": listed("20290101")}, "date must be a day written YYYY-MM-DD, not '20290101'"),
            ({"scotland": listed("2029-02-30")}, "date must be a day written YYYY-MM-DD, not '2029-02-30'"),
            ({"scotland": [{"title": "A", "date": 2029}]}, "date must be a day written YYYY-MM-DD, not 2029"),
            ({"scotland": [{"title": " ", "date": "2029-01-01"}]}, "title must be text, not ' '"),
            ({"scotland": [{"date": "2029-01-01"}]}, "title must be text, not None"),
            ({"scotland": [{"title": "A", "date": "2029-01-01", "notes": 1}]}, "notes must be text, not 1"),
            ({"scotland": listed("2029-01-01", "2029-01-01")}, "scotland, event 2: 2029-01-01 stands twice"),
            ({"scotland": listed("1999-12-31")}, "scotland, event 1: 1999-12-31 lies outside 2000-01-01 to 2050-12-31"),
            ({"scotland": listed("2029-01-01", "2031-01-01")}, "scotland: no day in 2030"),
            ({"scotland": listed("2029-01-01"), "scotand": []}, "unknown division 'scotand'; did you mean 'scotland'?"),
            ({"scotland": listed("2029-01-01"), "united-kingdom": []}, "unknown division 'united-kingdom'"),
            ({"scotland": listed("2029-01-01"), 7: []}, "unknown division 7"),
            ({"scotland": listed("2029-01-01"), "england-and-wales": [{}]}, "england-and-wales, event 1: title must"),
        ],
        ids=lambda value: str(value)[:60],
    )
    def test_a_malformed_list_is_refused(self, document: Any, fault: str) -> None:
        """Each fault is told with its place, and the error is a ValueError."""
        with pytest.raises(OfficialListError) as caught:
            SCOTLAND.with_official(document)
        assert any(fault in each for each in caught.value.faults), caught.value.faults
        assert isinstance(caught.value, ValueError)

    def test_all_faults_are_told_together(self) -> None:
        """One reading finds everything that is wrong, in order."""
        document = {"scotland": [*listed("2029-01-01", "2029-01-01", "soon"), {"title": 1, "date": 2}], "wales": []}
        with pytest.raises(OfficialListError) as caught:
            UNION.with_official(document)
        assert caught.value.faults == (
            "scotland, event 2: 2029-01-01 stands twice",
            "scotland, event 3: date must be a day written YYYY-MM-DD, not 'soon'",
            "scotland, event 4: title must be text, not 1",
            "scotland, event 4: date must be a day written YYYY-MM-DD, not 2",
            "unknown division 'wales'; did you mean 'england-and-wales'?",
            "england-and-wales: missing",
            "northern-ireland: missing",
        )

    @pytest.mark.parametrize("document", [None, 1, b"{}", [], ["scotland"]], ids=repr)
    def test_what_is_neither_text_nor_mapping_is_refused(self, document: Any) -> None:
        """Bytes must be decoded first: which encoding they have is the caller's to know."""
        with pytest.raises(WrongTypeError, match=r"^document must be JSON text or a mapping"):
            SCOTLAND.with_official(document)


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


LONDON = ZoneInfo("Europe/London")


class TestReceiptDay:
    """From a moment to its day."""

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
            (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
            (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # midnight of summer time
            (datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), date(2026, 1, 31)),
            (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),  # the clocks go forward
            (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), date(2026, 10, 25)),  # and back
        ],
    )
    def test_a_moment_has_its_day_in_london(self, moment: datetime, day: date) -> None:
        """A day runs to midnight in Europe/London, summer time included."""
        assert receipt_day(moment) == day

    @pytest.mark.parametrize(
        ("at", "day"),
        [(time(16, 59), 30), (time(17), 30), (time(17, 0, 0, 1), 31), (time(23, 59), 31)],
    )
    def test_after_the_cut_off_it_is_the_next_day(self, at: time, day: int) -> None:
        """At the cut-off is still in time, a microsecond later is not; the hour is London's."""
        moment = datetime.combine(date(2026, 7, 30), at, LONDON)
        assert receipt_day(moment.astimezone(UTC), cut_off=time(17)) == date(2026, 7, day)

    def test_the_next_day_is_the_calendars_next(self) -> None:
        """Late on a Friday is received on the Saturday, from which working days count as from the Friday."""
        assert receipt_day(datetime(2026, 2, 6, 18, tzinfo=LONDON), cut_off=time(17)) == date(2026, 2, 7)

    def test_midnight_as_a_cut_off_is_no_exception(self) -> None:
        """time(0) is a time like any other: all but midnight itself is after it."""
        assert receipt_day(datetime(2026, 2, 6, 0, tzinfo=LONDON), cut_off=time(0)) == date(2026, 2, 6)
        assert receipt_day(datetime(2026, 2, 6, 9, tzinfo=LONDON), cut_off=time(0)) == date(2026, 2, 7)

    def test_a_naive_moment_is_refused(self) -> None:
        """Without a time zone nobody knows the day."""
        with pytest.raises(WrongValueError, match="carries no time zone"):
            receipt_day(datetime(2026, 2, 6, 18))  # noqa: DTZ001 - naive on purpose

    @pytest.mark.parametrize("moment", [date(2026, 2, 6), "2026-02-06T18:00Z", 1.5, True, None], ids=repr)
    def test_what_is_no_moment_is_refused(self, moment: Any) -> None:
        """A date has no hour to place."""
        with pytest.raises(WrongTypeError, match=r"^moment must be"):
            receipt_day(moment)

    @pytest.mark.parametrize("cut_off", ["17:00", 17, False, datetime(2026, 2, 6, 17, tzinfo=UTC)], ids=repr)
    def test_a_cut_off_is_a_time_of_day(self, cut_off: Any) -> None:
        """Nothing else will do, not even what is falsy."""
        with pytest.raises(WrongTypeError, match=r"^cut_off must be"):
            receipt_day(datetime(2026, 2, 6, 18, tzinfo=UTC), cut_off=cut_off)

    def test_a_cut_off_has_no_zone_of_its_own(self) -> None:
        """It is read in London's time."""
        with pytest.raises(WrongValueError, match="no time zone of its own"):
            receipt_day(datetime(2026, 2, 6, 18, tzinfo=UTC), cut_off=time(17, tzinfo=UTC))

    @pytest.mark.parametrize("moment", [datetime.max, datetime.min])  # noqa: DTZ901 - zoned below
    def test_the_ends_of_time_are_refused(self, moment: datetime) -> None:
        """Where the next or London's day cannot be written down, an error of this library's own."""
        far = moment.replace(tzinfo=timezone(timedelta(hours=-12 if moment.year > 1 else 12)))
        with pytest.raises(WrongValueError, match="end of what a date can hold"):
            receipt_day(far, cut_off=time(17))


def test_the_module_names_what_is_public() -> None:
    """What `from complaintrules.calendars import *` gives, and all of it is there."""
    assert all(hasattr(calendars, name) for name in calendars.__all__)
