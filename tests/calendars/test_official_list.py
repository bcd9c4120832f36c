"""An official list of bank holidays, laid over the calendar's own days."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from complaintrules.calendars import (
    Division,
    WorkingDayCalendar,
)
from complaintrules.errors import (
    OfficialListError,
    WrongTypeError,
)
from support.calendars import ENGLAND, FIRST, LAST, SCOTLAND

UNION = WorkingDayCalendar.for_uk()


def listed(*days: str, title: str = "A holiday", notes: str = "") -> list[dict[str, str]]:
    """Events as the official list has them."""
    return [{"title": title, "date": day, "notes": notes} for day in days]


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
            ('{"scotland": [], "scotland": []}', "the key 'scotland' is given more than once"),
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
                "scotland: says that it is division 'northern-ireland'",
            ),
            ({"scotland": ["2029-01-01"]}, "scotland, event 1: an object with title and date is wanted"),
            ({"scotland": [{"title": "A"}]}, "scotland, event 1: date must be a day written YYYY-MM-DD, not None"),
            ({"scotland": listed("20290101")}, "date must be a day written YYYY-MM-DD, not '20290101'"),
            ({"scotland": listed("2029-02-30")}, "date must be a day written YYYY-MM-DD, not '2029-02-30'"),
            ({"scotland": [{"title": "A", "date": 2029}]}, "date must be a day written YYYY-MM-DD, not 2029"),
            ({"scotland": [{"title": " ", "date": "2029-01-01"}]}, "title ' ' is blank"),
            ({"scotland": [{"date": "2029-01-01"}]}, "title must be a string, not None"),
            ({"scotland": [{"title": "A", "date": "2029-01-01", "notes": 1}]}, "notes must be a string, not 1"),
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
            "scotland, event 4: title must be a string, not 1",
            "scotland, event 4: date must be a day written YYYY-MM-DD, not 2",
            "unknown division 'wales'; did you mean 'england-and-wales'?",
            "england-and-wales: missing",
            "northern-ireland: missing",
        )

    @pytest.mark.parametrize("document", [None, 1, b"{}", [], ["scotland"]], ids=repr)
    def test_what_is_neither_text_nor_mapping_is_refused(self, document: Any) -> None:
        """Bytes must be decoded first: which encoding they have is the caller's to know."""
        with pytest.raises(WrongTypeError, match=r"^document must be a mapping, or JSON as a string"):
            SCOTLAND.with_official(document)


# --- an official list


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
