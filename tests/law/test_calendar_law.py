"""The facts of bank holidays and of counting in days, each as its instrument or proclamation has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from complaintrules.calendars import Division, HolidayKind, NonWorkingDay, WorkingDayCalendar

ENGLAND, SCOTLAND, NORTHERN_IRELAND = Division.ENGLAND_AND_WALES, Division.SCOTLAND, Division.NORTHERN_IRELAND
PARTS = (ENGLAND, SCOTLAND, NORTHERN_IRELAND)
SCHEDULED, PROCLAIMED, EXTRA = HolidayKind.SCHEDULED, HolidayKind.PROCLAIMED, HolidayKind.EXTRA
COMMON_LAW = HolidayKind.COMMON_LAW


def reason(division: Division, day: date) -> NonWorkingDay | None:
    """Why the day is free in the division."""
    return WorkingDayCalendar.for_division(division).non_working_reason(day)


def found(division: Division, day: date) -> tuple[str, HolidayKind, bool] | None:
    """The same as bare facts."""
    why = reason(division, day)
    return (why.name, why.kind, why.substitute) if why else None


@pytest.mark.parametrize(
    ("division", "day", "name", "kind", "substitute"),
    [
        # England and Wales, Schedule 1: Easter Monday, the last Mondays in May and August, 26 and sometimes 27 December
        (ENGLAND, date(2026, 4, 6), "Easter Monday", SCHEDULED, False),
        (ENGLAND, date(2026, 5, 25), "Spring Bank Holiday", SCHEDULED, False),
        (ENGLAND, date(2027, 5, 31), "Spring Bank Holiday", SCHEDULED, False),
        (ENGLAND, date(2026, 8, 31), "Late Summer Bank Holiday", SCHEDULED, False),
        (ENGLAND, date(2025, 8, 25), "Late Summer Bank Holiday", SCHEDULED, False),
        (ENGLAND, date(2025, 12, 26), "Boxing Day", SCHEDULED, False),
        (ENGLAND, date(2022, 12, 26), "Boxing Day", SCHEDULED, False),  # the 25th a Sunday
        (ENGLAND, date(2022, 12, 27), "Christmas Day", SCHEDULED, True),
        (ENGLAND, date(2021, 12, 27), "Christmas Day", SCHEDULED, True),  # the 26th a Sunday
        # proclaimed: New Year's Day or its substitute, early May, substitutes for Saturdays
        (ENGLAND, date(2026, 1, 1), "New Year's Day", PROCLAIMED, False),
        (ENGLAND, date(2022, 1, 3), "New Year's Day", PROCLAIMED, True),  # the 1st a Saturday
        (ENGLAND, date(2023, 1, 2), "New Year's Day", PROCLAIMED, True),  # the 1st a Sunday
        (ENGLAND, date(2026, 5, 4), "May Day", PROCLAIMED, False),
        (ENGLAND, date(2021, 12, 28), "Boxing Day", PROCLAIMED, True),  # the 25th a Saturday
        (ENGLAND, date(2026, 12, 28), "Boxing Day", PROCLAIMED, True),  # the 26th a Saturday
        # by custom
        (ENGLAND, date(2026, 4, 3), "Good Friday", COMMON_LAW, False),
        (ENGLAND, date(2026, 12, 25), "Christmas Day", COMMON_LAW, False),
        # Scotland, Schedule 1
        (SCOTLAND, date(2026, 1, 1), "New Year's Day", SCHEDULED, False),
        (SCOTLAND, date(2026, 1, 2), "New Year Holiday", SCHEDULED, False),
        (SCOTLAND, date(2023, 1, 2), "New Year Holiday", SCHEDULED, False),  # the 1st a Sunday
        (SCOTLAND, date(2023, 1, 3), "New Year's Day", SCHEDULED, True),
        (SCOTLAND, date(2022, 1, 3), "New Year's Day", SCHEDULED, True),  # the 2nd a Sunday
        (SCOTLAND, date(2026, 4, 3), "Good Friday", SCHEDULED, False),
        (SCOTLAND, date(2026, 5, 4), "May Day", SCHEDULED, False),
        (SCOTLAND, date(2026, 8, 3), "Summer Bank Holiday", SCHEDULED, False),
        (SCOTLAND, date(2026, 11, 30), "Saint Andrew's Day", SCHEDULED, False),
        (SCOTLAND, date(2024, 12, 2), "Saint Andrew's Day", SCHEDULED, True),  # a Saturday
        (SCOTLAND, date(2025, 12, 1), "Saint Andrew's Day", SCHEDULED, True),  # a Sunday
        (SCOTLAND, date(2026, 12, 25), "Christmas Day", SCHEDULED, False),
        # ... and where the 25th is a Sunday the 26th is scheduled, the 27th proclaimed
        (SCOTLAND, date(2022, 12, 26), "Boxing Day", SCHEDULED, False),
        (SCOTLAND, date(2022, 12, 27), "Christmas Day", PROCLAIMED, True),
        # Scotland, proclaimed
        (SCOTLAND, date(2022, 1, 4), "New Year Holiday", PROCLAIMED, True),  # for Saturday the 1st
        (SCOTLAND, date(2021, 1, 4), "New Year Holiday", PROCLAIMED, True),  # for Saturday the 2nd
        (SCOTLAND, date(2026, 5, 25), "Spring Bank Holiday", PROCLAIMED, False),
        (SCOTLAND, date(2025, 12, 26), "Boxing Day", PROCLAIMED, False),
        (SCOTLAND, date(2023, 12, 26), "Boxing Day", PROCLAIMED, False),
        (SCOTLAND, date(2021, 12, 27), "Christmas Day", PROCLAIMED, True),
        (SCOTLAND, date(2021, 12, 28), "Boxing Day", PROCLAIMED, True),
        (SCOTLAND, date(2026, 12, 28), "Boxing Day", PROCLAIMED, True),
        # Northern Ireland: as England, and two days more
        (NORTHERN_IRELAND, date(2026, 3, 17), "Saint Patrick's Day", SCHEDULED, False),
        (NORTHERN_IRELAND, date(2024, 3, 18), "Saint Patrick's Day", SCHEDULED, True),  # a Sunday
        (NORTHERN_IRELAND, date(2018, 3, 19), "Saint Patrick's Day", PROCLAIMED, True),  # a Saturday
        (NORTHERN_IRELAND, date(2027, 7, 12), "Battle of the Boyne", PROCLAIMED, False),
        (NORTHERN_IRELAND, date(2026, 7, 13), "Battle of the Boyne", PROCLAIMED, True),  # a Sunday
        (NORTHERN_IRELAND, date(2025, 7, 14), "Battle of the Boyne", PROCLAIMED, True),  # a Saturday
        (NORTHERN_IRELAND, date(2026, 4, 6), "Easter Monday", SCHEDULED, False),
        (NORTHERN_IRELAND, date(2026, 5, 25), "Spring Bank Holiday", SCHEDULED, False),
        (NORTHERN_IRELAND, date(2026, 8, 31), "Late Summer Bank Holiday", SCHEDULED, False),
        (NORTHERN_IRELAND, date(2022, 12, 26), "Boxing Day", SCHEDULED, False),
        (NORTHERN_IRELAND, date(2022, 12, 27), "Christmas Day", SCHEDULED, True),
        (NORTHERN_IRELAND, date(2021, 12, 28), "Boxing Day", PROCLAIMED, True),
        (NORTHERN_IRELAND, date(2022, 1, 3), "New Year's Day", PROCLAIMED, True),
        (NORTHERN_IRELAND, date(2026, 5, 4), "May Day", PROCLAIMED, False),
        (NORTHERN_IRELAND, date(2026, 4, 3), "Good Friday", COMMON_LAW, False),
        (NORTHERN_IRELAND, date(2026, 12, 25), "Christmas Day", COMMON_LAW, False),
    ],
)
def test_each_kind_of_day_is_what_the_act_makes_it(
    division: Division, day: date, name: str, kind: HolidayKind, *, substitute: bool
) -> None:
    """Banking and Financial Dealings Act 1971, s.1 and Sch.1: name, legal kind and whether it is a substitute."""
    assert found(division, day) == (name, kind, substitute)


@pytest.mark.parametrize(
    ("day", "kind", "instead_of"),
    [
        (date(2002, 6, 3), EXTRA, None),
        (date(2002, 6, 4), PROCLAIMED, date(2002, 5, 27)),
        (date(2011, 4, 29), EXTRA, None),
        (date(2012, 6, 4), PROCLAIMED, date(2012, 5, 28)),
        (date(2012, 6, 5), EXTRA, None),
        (date(2020, 5, 8), PROCLAIMED, date(2020, 5, 4)),
        (date(2022, 6, 2), PROCLAIMED, date(2022, 5, 30)),
        (date(2022, 6, 3), EXTRA, None),
        (date(2022, 9, 19), EXTRA, None),
        (date(2023, 5, 8), EXTRA, None),
    ],
)
@pytest.mark.parametrize("division", PARTS)
def test_days_moved_or_added_by_proclamation(division: Division, day: date, kind: HolidayKind, instead_of: date | None) -> None:
    """Each is free in all three divisions, no substitute, and the day it was moved from was worked."""
    why = reason(division, day)
    assert why is not None
    assert (why.kind, why.substitute) == (kind, False)
    assert instead_of is None or reason(division, instead_of) is None


def test_the_world_cup_holiday_is_scotlands_alone() -> None:
    """15 June 2026 was proclaimed for Scotland only."""
    why = reason(SCOTLAND, date(2026, 6, 15))
    assert why is not None
    assert why.kind is EXTRA
    assert reason(ENGLAND, date(2026, 6, 15)) is reason(NORTHERN_IRELAND, date(2026, 6, 15)) is None


@pytest.mark.parametrize("day", [date(2010, 1, 4), date(2011, 1, 4)])
def test_scottish_days_that_were_never_proclaimed_are_worked(day: date) -> None:
    """Lists name 4 January of 2010 and 2011 in Scotland; no proclamation was made."""
    assert reason(SCOTLAND, day) is None


def test_saint_andrews_day_begins_in_2007() -> None:
    """St Andrew's Day Bank Holiday (Scotland) Act 2007 (asp 2), in force on 16 January 2007: worked in 2006."""
    assert reason(SCOTLAND, date(2006, 11, 30)) is None
    assert found(SCOTLAND, date(2007, 11, 30)) == ("Saint Andrew's Day", SCHEDULED, False)


@pytest.mark.parametrize(
    ("day", "free_in"),
    [
        (date(2026, 1, 2), {SCOTLAND}),
        (date(2026, 3, 17), {NORTHERN_IRELAND}),
        (date(2026, 4, 6), {ENGLAND, NORTHERN_IRELAND}),
        (date(2026, 7, 13), {NORTHERN_IRELAND}),
        (date(2026, 8, 3), {SCOTLAND}),
        (date(2026, 8, 31), {ENGLAND, NORTHERN_IRELAND}),
        (date(2026, 11, 30), {SCOTLAND}),
    ],
)
def test_divisions_differ_and_the_union_leaves_all_out(day: date, free_in: set[Division]) -> None:
    """Freedom of Information Act 2000, s.10(6): a bank holiday in any part of the United Kingdom is no working day."""
    assert {part for part in PARTS if not WorkingDayCalendar.for_division(part).is_working_day(day)} == free_in
    assert not WorkingDayCalendar.for_uk().is_working_day(day)


@pytest.mark.parametrize("part", PARTS)
def test_christmas_boxing_day_and_good_friday_are_always_left_out(part: Division) -> None:
    """SI 2006/1738 and SI 2014/1794 exclude all three by name, SI 2009/309 and SI 2012/3094 two: every year."""
    calendar = WorkingDayCalendar.for_division(part)
    for year in range(2000, 2051):
        assert not calendar.is_working_day(date(year, 12, 25))
        assert not calendar.is_working_day(date(year, 12, 26))
    # Easter Sundays by the tables of the Book of Common Prayer
    easters = [date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2016, 3, 27), date(2025, 4, 20)]
    easters += [date(2026, 4, 5), date(2035, 3, 25), date(2038, 4, 25), date(2050, 4, 10)]
    for sunday in easters:
        why = calendar.non_working_reason(sunday - timedelta(days=2))
        assert why is not None
        assert why.name == "Good Friday"


@pytest.mark.parametrize(
    ("n", "starts", "due"),
    [
        (10, [date(2025, 12, 15)], date(2025, 12, 31)),
        (10, [date(2025, 12, 19), date(2025, 12, 20), date(2025, 12, 21)], date(2026, 1, 7)),
        (20, [date(2025, 12, 15)], date(2026, 1, 15)),
        (25, [date(2025, 10, 1)], date(2025, 11, 5)),
        (65, [date(2025, 10, 1)], date(2026, 1, 5)),
        (20, [date(2026, 3, 16)], date(2026, 4, 15)),
        (30, [date(2026, 3, 25)], date(2026, 5, 11)),
        (5, [date(2026, 5, 5)], date(2026, 5, 12)),
        (15, [date(2026, 5, 12)], date(2026, 6, 3)),
    ],
)
def test_worked_dates_of_the_childrens_procedure(n: int, starts: list[date], due: date) -> None:
    """SI 2006/1738: dates worked out by hand for the limits of its stages, in England."""
    calendar = WorkingDayCalendar.for_division(ENGLAND)
    assert {calendar.add_working_days(start, n) for start in starts} == {due}
    assert {calendar.working_days_between(start, due) for start in starts} == {n}


def test_counting_backwards_starts_with_the_last_working_day_before() -> None:
    """Before a day: the last working day before it is number 1, from a working day as from a free one."""
    calendar = WorkingDayCalendar.for_division(ENGLAND)
    assert calendar.add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 2)
    assert calendar.add_working_days(date(2026, 4, 6), -1) == date(2026, 4, 2)
    assert calendar.add_working_days(date(2026, 4, 6), -2) == date(2026, 4, 1)


def test_a_span_counts_its_end_and_not_its_start() -> None:
    """For "took N working days": from a Friday to the Monday is 1; reversed is the negative; a day to itself is 0."""
    calendar = WorkingDayCalendar.for_division(ENGLAND)
    assert calendar.working_days_between(date(2026, 2, 6), date(2026, 2, 9)) == 1
    assert calendar.working_days_between(date(2026, 2, 9), date(2026, 2, 6)) == -1
    assert calendar.working_days_between(date(2026, 2, 6), date(2026, 2, 8)) == 0
    assert calendar.working_days_between(date(2026, 2, 6), date(2026, 2, 6)) == 0
    assert calendar.working_days_between(date(2024, 2, 12), date(2024, 3, 4)) == 15


@pytest.mark.parametrize("division", list(Division))
def test_answers_past_the_announced_years_are_provisional(division: Division) -> None:
    """The official list known at this release ends with 2028: a span that reaches past it rests on projections."""
    calendar = WorkingDayCalendar.for_division(division)
    assert calendar.announced_until == date(2028, 12, 31)
    assert not calendar.is_provisional(date(2028, 11, 1), date(2028, 12, 31))
    assert calendar.is_provisional(date(2028, 12, 31), date(2029, 1, 1))
    assert calendar.is_provisional(date(2029, 1, 1), date(2028, 12, 31))
