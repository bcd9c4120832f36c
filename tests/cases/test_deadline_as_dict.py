"""A deadline as plain data: one form for every command, with every fact that a program may want."""

from __future__ import annotations

import inspect
import json
import re
from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.cases.deadlines import Deadline

CHILDREN = "england-children"
ENGLAND = cr.WorkingDayCalendar.for_division("england-and-wales")
DOCUMENTED = dict(re.findall(r"- `(\w+)` \(([^)]+)\): ", inspect.getdoc(Deadline.as_dict) or ""))
TYPES: dict[str, type] = {
    "string": str, "code": str, "date": str, "whole number": int, "true or false": bool, "list": list, "object": dict,
}  # fmt: skip


def row_of(case: cr.Case, limit: str, as_of: date, occurrence: int = 1) -> dict[str, Any]:
    """One deadline of a case as plain data."""
    (row,) = (row for row in case.deadlines(as_of) if (row.limit.key, row.occurrence) == (limit, occurrence))
    return row.as_dict()


def opened(*events: cr.Event, **details: Any) -> cr.Case:
    """A children's case of a complaint of Monday, 5 September 2016."""
    return cr.Case.replay(CHILDREN, (cr.Received(on=date(2016, 9, 5)), *events), **details)


LATE = opened(cr.Responded(on=date(2016, 9, 23), outcome=cr.Outcome.UPHELD))


def test_every_fact_of_an_answer_that_was_late() -> None:
    """Regulation 14: due on 19 September, at most 3 October; the 20th, 21st, 22nd and 23rd are four working days."""
    row = row_of(LATE, "stage-1", date(2016, 9, 26))
    explanation = row.pop("explanation")
    assert list(row.items()) == [
        ("procedure", CHILDREN),
        ("version", "2006-09-01"),
        ("limit", "stage-1"),
        ("title", "Answer at stage 1 (local resolution)"),
        ("occurrence", 1),
        ("party", "authority"),
        ("kind", "duty"),
        ("force", "statute"),
        ("cite", "SI 2006/1738 reg 14(1)"),
        ("url", "https://www.legislation.gov.uk/uksi/2006/1738/regulation/14"),
        ("see", [{"cite": "SI 2006/1738 reg 14(5)", "url": "https://www.legislation.gov.uk/uksi/2006/1738/regulation/14"}]),
        ("certainty", "T"),
        ("division", "england-and-wales"),
        ("period", {"amount": 10, "unit": "working-days", "counting": "after", "rolls": False}),
        ("start", "2016-09-05"),
        ("started_by", {"event": "received", "on": "2016-09-05"}),
        ("assumed", False),
        ("again", None),
        ("normal_due", "2016-09-19"),
        ("due", "2016-09-19"),
        ("latest", "2016-10-03"),
        ("extensions", []),
        ("skipped", []),
        ("provisional", False),
        ("prompt_due", None),
        ("other_readings", []),
        ("as_of", "2016-09-26"),
        ("status", "met-late"),
        ("done_on", "2016-09-23"),
        ("overtaken_on", None),
        ("days_late", 4),
        ("days_overdue", 4),
        ("breach", True),
        ("why_no_breach", None),
        ("softened", False),
        ("ran_out_on", None),
        ("days_before_notice", 0),
        ("days_in_earlier_runs", 0),
        ("voluntary", False),
        ("departure", None),
    ]
    assert "Monday 5 September 2016" in explanation
    assert "4 working days late" in explanation


def test_days_that_are_left_out_come_with_their_reason_and_projected_ones_are_marked() -> None:
    """Christmas 2025 lies on a Thursday and a Friday; no bank holiday after 2028 was announced when this was written."""
    row = cr.due(CHILDREN, "stage-1", date(2025, 12, 19)).as_dict()
    assert (row["due"], row["provisional"]) == ("2026-01-07", False)
    assert row["skipped"] == [
        {"day": "2025-12-25", "name": "Christmas Day", "kind": "common-law", "substitute": False},
        {"day": "2025-12-26", "name": "Boxing Day", "kind": "scheduled", "substitute": False},
        {"day": "2026-01-01", "name": "New Year's Day", "kind": "proclaimed", "substitute": False},
    ]
    assert cr.due(CHILDREN, "stage-1", date(2035, 1, 8)).as_dict()["provisional"] is True
    scotland = cr.due(CHILDREN, "stage-1", date(2025, 12, 19), calendar=cr.WorkingDayCalendar.for_division("scotland")).as_dict()
    assert (scotland["division"], scotland["due"]) == ("scotland", "2026-01-08")  # 2 January too


def test_an_extension_told_too_late_leaves_its_traces() -> None:
    """SI 2006/1738 reg 14(5): due on 19 September; told on the 21st, overdue by the 20th."""
    case = opened(cr.Extended(on=date(2016, 9, 21), until=date(2016, 9, 30)))
    row = row_of(case, "stage-1", date(2016, 10, 3))
    assert row["extensions"] == [{"on": "2016-09-21", "until": "2016-09-30", "agreed": None}]
    assert (row["normal_due"], row["due"], row["ran_out_on"]) == ("2016-09-19", "2016-09-30", "2016-09-19")
    assert (row["status"], row["days_before_notice"], row["days_late"], row["days_overdue"]) == ("overdue", 1, 1, 2)


def test_a_rule_without_a_number_has_neither_period_nor_day() -> None:
    """Help is to be offered as soon as is reasonably practicable (reg 11)."""
    row = row_of(LATE, "explain-procedure", date(2016, 9, 26))
    assert (row["start"], row["period"], row["due"], row["latest"], row["see"]) == ("2016-09-05", None, None, None, [])
    assert (row["status"], row["overtaken_on"]) == ("lapsed", "2016-09-23")


def test_what_nothing_has_started_has_no_clock() -> None:
    """A panel that nobody asked for, in a timetable: no day, and the words say what would start it."""
    rows = {row.limit.key: row.as_dict() for row in cr.timetable(CHILDREN, date(2025, 12, 15))}
    off_course = [row for row in rows.values() if row["start"] is None]
    assert off_course
    for row in off_course:
        assert (row["started_by"], row["due"], row["latest"], row["skipped"], row["as_of"]) == (None, None, None, [], None)
        assert "Nothing has started it" in row["explanation"]


def test_a_clock_that_runs_again_names_what_took_the_case_back_and_is_less_sure() -> None:
    """No text says what becomes of a clock when a case is taken up again: general knowledge, though the rule was read."""
    case = opened(
        cr.Withdrawn(on=date(2016, 9, 12)),
        cr.WithdrawalTakenBack(on=date(2016, 9, 14)),
    )
    row = row_of(case, "stage-1", date(2016, 9, 15), occurrence=2)
    assert (row["occurrence"], row["started_by"]) == (2, {"event": "withdrawal-taken-back", "on": "2016-09-14"})
    assert row["days_in_earlier_runs"] == 5  # 6 to 12 September
    assert (row["again"], row["certainty"], row["assumed"]) == ("withdrawal-taken-back", "K", True)  # its arrival is not on file
    assert (row["status"], row["as_of"]) == ("pending", "2016-09-15")


def test_what_is_late_and_no_breach_says_why() -> None:
    """Six months beginning with 15 January 2026 end on 14 July (SI 2009/309 reg 14(3)); to 9 October there are 62 working days.

    And words that relaxed a limit for a time in 2020 (SI 2020/445) are told, whether it was late or not.
    """
    case = cr.Case.open("england-adult-social-care", cr.Received(on=date(2026, 1, 15)))
    row = row_of(case, "relevant-period", date(2026, 10, 9))
    assert (row["due"], row["status"], row["days_late"], row["breach"]) == ("2026-07-14", "overdue", 62, False)
    assert (row["softened"], row["why_no_breach"]) == (False, "not established as a breach")
    assert cr.due(CHILDREN, "panel-meets", date(2020, 5, 4)).as_dict()["softened"] is True


def test_a_day_that_somebody_names_may_lie_past_every_calendar() -> None:
    """The Ombudsman asks for an answer by 2080, a slip of the pen: the deadline is told all the same, and explains itself."""
    case = opened(cr.OmbudsmanEnquired(on=date(2016, 9, 10), answer_by=date(2080, 1, 1)))
    row = row_of(case, "ombudsman-enquiry", date(2016, 9, 26))
    assert (row["due"], row["status"], row["skipped"]) == ("2080-01-01", "pending", [])
    assert "Monday 1 January 2080" in row["explanation"]


def exactly(value: Any) -> None:
    """Refuse what JSON would give back as something else: a code that is a member, a tuple."""
    assert type(value) in {str, int, bool, type(None), list, dict}
    if type(value) is dict:
        for key, member in value.items():
            assert type(key) is str
            exactly(member)
    if type(value) is list:
        for member in value:
            exactly(member)


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[Deadline]:
    """The timetable of every version of every procedure, and the deadlines of some cases."""
    found: list[Deadline] = []
    for key in cr.procedures():
        for version in cr.RULEBOOK.versions(key):
            day = max(version.since, date(2016, 9, 5))
            if version.is_in_force(day):
                found += cr.timetable(version, day)
    for case in (LATE, opened(), opened(policy="shropshire-children-2016")):
        found += case.deadlines(date(2016, 9, 26))
    return found


def test_every_deadline_has_the_same_keys_and_comes_back_from_json(rows: list[Deadline]) -> None:
    """In the order in which they are documented, each with a value of the type that is documented for it."""
    assert len(rows) > 100
    for deadline in rows:
        row = deadline.as_dict()
        assert list(row) == list(DOCUMENTED)
        exactly(row)
        assert json.loads(json.dumps(row)) == row
        for key, documented in DOCUMENTED.items():
            kind, _, none = documented.partition(" or null")
            assert (row[key] is None and documented.endswith(" or null")) or type(row[key]) is TYPES[kind], key
            assert none == ""
            if kind == "date" and row[key] is not None:
                assert str(date.fromisoformat(row[key])) == row[key]
        assert row["explanation"] == deadline.explain()


def test_the_day_asked_about_is_a_fact_that_is_not_compared() -> None:
    """What stands the same on two days is the same deadline; each says for which day it was asked."""
    (one, *_), (other, *_) = (LATE.deadlines(date(2016, 9, day)) for day in (26, 27))
    assert one == other
    assert (one.as_of, other.as_of) == (date(2016, 9, 26), date(2016, 9, 27))
    assert cr.due(CHILDREN, "stage-1", date(2016, 9, 5)).as_of is None
