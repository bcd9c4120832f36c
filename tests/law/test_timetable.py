"""Whole timetables and single deadlines of the children's procedure, by dates worked apart from the library."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import complaintrules as cr
from support.children import CHILDREN


# Each limit with that number of working days, so that every row of the worked dates is also a row of the law.
@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        ("stage-1", date(2025, 12, 15), date(2025, 12, 31)),  # 10
        ("stage-1", date(2025, 12, 19), date(2026, 1, 7)),  # a Friday
        ("stage-1", date(2025, 12, 20), date(2026, 1, 7)),  # a Saturday
        ("stage-1", date(2025, 12, 21), date(2026, 1, 7)),  # a Sunday
        ("appoint-chair", date(2025, 12, 15), date(2025, 12, 31)),
        ("request-stage-2", date(2025, 12, 15), date(2026, 1, 15)),  # 20
        ("request-panel", date(2026, 3, 16), date(2026, 4, 15)),
        ("stage-2", date(2025, 10, 1), date(2025, 11, 5)),  # 25
        ("panel-meets", date(2026, 3, 25), date(2026, 5, 11)),  # 30
        ("panel-report", date(2026, 5, 5), date(2026, 5, 12)),  # 5
        ("stage-3", date(2026, 5, 12), date(2026, 6, 3)),  # 15
        ("acknowledge-panel-request", date(2025, 12, 24), date(2025, 12, 30)),  # 2
        ("panel-papers", date(2026, 4, 15), date(2026, 3, 30)),  # 10 before
        ("make-representations", date(2024, 2, 29), date(2025, 2, 28)),
        ("make-representations", date(2025, 3, 1), date(2026, 3, 1)),
        ("resubmit-after-proceedings", date(2025, 12, 25), date(2026, 12, 25)),  # stays on a bank holiday
        ("ombudsman", date(2025, 3, 10), date(2026, 3, 9)),
        ("ombudsman-enquiry", date(2025, 12, 15), date(2026, 1, 12)),
    ],
)
def test_one_deadline_from_one_day(limit: str, start: date, due: date) -> None:
    """`due` gives the worked date, from the day named, and belongs to no case."""
    found = cr.due(CHILDREN, limit, start)
    assert (found.start, found.normal_due, found.due, found.limit.key) == (start, due, due, limit)
    assert (found.status, found.assumed, found.provisional) == (None, False, False)


@pytest.mark.parametrize(
    ("limit", "start", "latest"),
    [
        ("stage-1", date(2025, 12, 15), date(2026, 1, 15)),  # 20
        ("stage-2", date(2025, 10, 1), date(2026, 1, 5)),  # 65
        ("panel-meets", date(2026, 3, 25), date(2026, 5, 11)),  # nothing extends it
    ],
)
def test_the_outermost_day_is_counted_from_the_same_start(limit: str, start: date, latest: date) -> None:
    """Not from the normal due day."""
    assert cr.due(CHILDREN, limit, start).latest == latest


def test_a_limit_without_a_number_has_a_start_and_no_due_day() -> None:
    """As soon as possible is no date."""
    found = cr.due(CHILDREN, "written-record", date(2025, 10, 1))
    assert (found.start, found.normal_due, found.due, found.latest) == (date(2025, 10, 1), None, None, None)
    assert "as soon as possible" in str(found)


def test_the_days_left_out_are_named_with_their_reasons() -> None:
    """From Friday 19 December 2025 Christmas Day, Boxing Day and New Year's Day do not count."""
    found = cr.due(CHILDREN, "stage-1", date(2025, 12, 19))
    assert [day.day for day in found.skipped] == [date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)]
    for word in (
        "SI 2006/1738 reg 14(1)",
        "Friday 19 December 2025",
        "Wednesday 7 January 2026",
        "Christmas Day",
        "New Year's Day",
    ):
        assert word in found.explain()


def test_a_calendar_limit_that_ends_on_a_bank_holiday_stays_there() -> None:
    """The enquiry of Monday 9 March 2026 is due on Easter Monday; the Act adds what is still in time for a duty.

    Christmas Day is a holiday by common law and none of the Act's, so there it adds nothing.
    """
    enquiry = cr.due(CHILDREN, "ombudsman-enquiry", date(2026, 3, 9))
    assert enquiry.due == date(2026, 4, 6)
    assert "1971" in enquiry.explain()
    christmas = cr.due(CHILDREN, "ombudsman-enquiry", date(2026, 11, 27))
    assert christmas.due == date(2026, 12, 25)
    assert "1971" not in christmas.explain()
    window = cr.due(CHILDREN, "resubmit-after-proceedings", date(2025, 4, 6))
    assert window.due == date(2026, 4, 6)
    assert "1971" not in window.explain()


def test_another_nations_calendar_is_used_only_where_it_is_asked_for() -> None:
    """Ten working days from 19 December 2025: in Scotland 2 January is left out too."""
    scotland = cr.WorkingDayCalendar.for_division("scotland")
    assert cr.due(CHILDREN, "stage-1", date(2025, 12, 19), calendar=scotland).due == date(2026, 1, 8)
    assert cr.due(CHILDREN, "stage-1", date(2025, 12, 19)).due == date(2026, 1, 7)


def test_a_deadline_that_rests_on_holidays_not_yet_announced_is_provisional() -> None:
    """Nobody has announced the holidays of 2045."""
    assert cr.due(CHILDREN, "stage-1", date(2045, 6, 1)).provisional
    assert not cr.due(CHILDREN, "stage-1", date(2025, 6, 2)).provisional


def test_due_refuses_what_it_cannot_answer() -> None:
    """A misspelt limit names its neighbours; a requirement has no clock; a day with a time is no day; 2005 is too early."""
    with pytest.raises(cr.UnknownKeyError) as unknown:
        cr.due(CHILDREN, "stage1", date(2025, 10, 1))
    assert "stage-1" in unknown.value.nearest
    with pytest.raises(cr.UnknownKeyError) as unknown:
        cr.due("england-childen", "stage-1", date(2025, 10, 1))
    assert CHILDREN in unknown.value.nearest
    with pytest.raises(cr.WrongValueError, match="keep-record"):
        cr.due(CHILDREN, "keep-record", date(2025, 10, 1))
    with pytest.raises(cr.WrongTypeError):
        cr.due(CHILDREN, "stage-1", datetime(2025, 10, 1, tzinfo=UTC))
    with pytest.raises(cr.NotInForceError):
        cr.due(CHILDREN, "stage-1", date(2005, 10, 3))
    with pytest.raises(cr.CoverageError):
        cr.due(CHILDREN, "stage-1", date(2200, 10, 3))


# Received on Wednesday 1 October 2025. Due: each step on its normal last day. Latest: every extension used, here and before.
# Bank holidays on the way: 25 and 26 December 2025, 1 January, 3 and 6 April, 4 and 25 May 2026.
TIMETABLE = {
    "stage-1": (date(2025, 10, 1), date(2025, 10, 15), date(2025, 10, 29)),
    "request-stage-2": (date(2025, 10, 15), date(2025, 11, 12), date(2025, 11, 26)),
    "stage-2": (date(2025, 11, 12), date(2025, 12, 17), date(2026, 3, 2)),
    "request-panel": (date(2025, 12, 17), date(2026, 1, 19), date(2026, 3, 30)),
    "acknowledge-panel-request": (date(2026, 1, 19), date(2026, 1, 21), date(2026, 4, 1)),
    "appoint-chair": (date(2026, 1, 19), date(2026, 2, 2), date(2026, 4, 15)),
    "panel-papers": (date(2026, 3, 2), date(2026, 2, 16), date(2026, 4, 29)),
    "panel-meets": (date(2026, 1, 19), date(2026, 3, 2), date(2026, 5, 14)),
    "panel-report": (date(2026, 3, 2), date(2026, 3, 9), date(2026, 5, 21)),
    "stage-3": (date(2026, 3, 9), date(2026, 3, 30), date(2026, 6, 12)),
}
NO_NUMBER = {"explain-procedure", "appoint-independent-person", "notify-decision"}
OFF_COURSE = {
    "appoint-advocate", "confirm-withdrawal", "late-refusal-notice", "interest-notice", "refuse-notice",
    "resubmit-after-proceedings",
    "make-representations", "decide-interest",
    "resolution-terms", "written-record", "ombudsman", "ombudsman-enquiry",
}  # fmt: skip


def test_the_timetable_of_a_complaint_received_on_1_october_2025() -> None:
    """Every step on its last normal day, and the latest dates if every extension is used as far as it goes."""
    rows = {row.limit.key: row for row in cr.timetable(CHILDREN, date(2025, 10, 1))}
    assert {key: (rows[key].start, rows[key].due, rows[key].latest) for key in TIMETABLE} == TIMETABLE


@pytest.mark.parametrize("key", ["england-children-voluntary-organisation", "england-children-fostering-limit"])
def test_the_variants_have_the_same_timetable(key: str) -> None:
    """What they leave out has no date of its own."""
    rows = {row.limit.key: row for row in cr.timetable(key, date(2025, 10, 1))}
    assert {name: (rows[name].start, rows[name].due, rows[name].latest) for name in TIMETABLE} == TIMETABLE


def test_the_timetable_shows_every_limit_once_in_the_instruments_order() -> None:
    """No row is left out, those off the ordinary course included."""
    keys = [row.limit.key for row in cr.timetable(CHILDREN, date(2025, 10, 1))]
    assert keys == [limit.key for limit in cr.get_procedure(CHILDREN).limits]
    assert set(keys) == set(TIMETABLE) | NO_NUMBER | OFF_COURSE
    steps = ["make-representations", "explain-procedure", "stage-1", "stage-2", "request-panel", "panel-meets", "panel-report"]
    assert [key for key in keys if key in {*steps, "stage-3"}] == [*steps, "stage-3"]


@pytest.mark.parametrize("key", sorted(NO_NUMBER))
def test_rows_without_a_number_say_as_soon_as_possible(key: str) -> None:
    """They start on the course and have no date."""
    row = next(row for row in cr.timetable(CHILDREN, date(2025, 10, 1)) if row.limit.key == key)
    assert row.start is not None
    assert (row.due, row.latest) == (None, None)
    assert "as soon as possible" in str(row)


@pytest.mark.parametrize("key", sorted(OFF_COURSE))
def test_a_limit_off_the_ordinary_course_has_no_dates_and_says_what_would_start_it(key: str) -> None:
    """In words."""
    row = next(row for row in cr.timetable(CHILDREN, date(2025, 10, 1)) if row.limit.key == key)
    assert (row.start, row.due, row.latest) == (None, None, None)
    assert "its clock starts" in row.explain()


def test_a_timetable_over_days_not_yet_announced_is_provisional_from_there_on() -> None:
    """Received in 2045 every dated row is; received in 2016 none is."""
    assert all(row.provisional for row in cr.timetable(CHILDREN, date(2045, 6, 1)) if row.due)
    assert not any(row.provisional for row in cr.timetable(CHILDREN, date(2016, 9, 5)))


def test_a_timetable_begins_with_a_plain_day_on_which_the_procedure_was_in_force() -> None:
    """A text, a moment and a day of 2005 are refused."""
    with pytest.raises(cr.WrongTypeError):
        cr.timetable(CHILDREN, "2025-10-01")  # type: ignore[arg-type]  # the wrong type is the point
    with pytest.raises(cr.WrongTypeError):
        cr.timetable(CHILDREN, datetime(2025, 10, 1, tzinfo=UTC))
    with pytest.raises(cr.NotInForceError):
        cr.timetable(CHILDREN, date(2005, 10, 3))


def test_a_version_that_was_not_in_force_on_the_day_of_receipt_has_no_timetable() -> None:
    """The adults' procedure had another version until 31 August 2009: it plays that day, and not the day after."""
    first = cr.RULEBOOK.version("england-adult-social-care", "2009-04")
    assert cr.timetable(first, date(2009, 8, 31))
    with pytest.raises(cr.NotInForceError, match="version '2009-04' of procedure 'england-adult-social-care' was not in force"):
        cr.timetable(first, date(2009, 9, 1))
