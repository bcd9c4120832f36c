"""Shropshire's corporate complaints as its report for 2016/17 has them, with dates worked by hand."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from complaintrules import Case, Force, NotInForceError, Status, due, get_procedure, timetable
from complaintrules.events import Acknowledged, EscalationRequested, Received, Resolved, Responded
from support.answers import rows_of

SHROPSHIRE = "shropshire-corporate-2016"
RECEIVED = Received(on=date(2016, 9, 5))  # a Monday; no bank holiday until Christmas


rows = functools.partial(rows_of, SHROPSHIRE)


@pytest.mark.parametrize("day", [date(2016, 4, 1), date(2017, 3, 31), date(2026, 3, 31)])
def test_it_holds_from_april_2016_to_march_2026(day: date) -> None:
    """The first and last day of the year that was read, and the last to which it is carried."""
    assert get_procedure(SHROPSHIRE, day).key == SHROPSHIRE


def test_outside_those_dates_there_is_an_error_that_names_them_or_no_time() -> None:
    """From 1 April 2026 the council follows the Ombudsman's Code; before April 2016 nothing was read, and nothing is due."""
    with pytest.raises(NotInForceError, match="from 2016-04-01 to 2026-03-31"):
        Case.open(SHROPSHIRE, Received(on=date(2026, 4, 1)))
    before = Case.open(SHROPSHIRE, Received(on=date(2016, 3, 31)))
    assert before.procedure.version == "own-procedure"
    assert before.next_due(date(2016, 3, 31)) is None


def test_the_code_takes_over_on_1_april_2026() -> None:
    """3 working days on 31 March, over Easter; 5 by the Code on 1 April."""
    assert due(SHROPSHIRE, "acknowledge", date(2026, 3, 31)).due == date(2026, 4, 7)  # 1, 2, then Tuesday 7 April
    assert due("england-corporate", "stage-1-acknowledge", date(2026, 4, 1)).due == date(2026, 4, 10)  # 2, 7, 8, 9, 10


def test_a_case_of_the_last_day_keeps_its_procedure_after_it() -> None:
    """Received on 31 March 2026: 30 working days are 1 and 2 April, then 7 April to 15 May without 4 May."""
    case = Case.open(SHROPSHIRE, Received(on=date(2026, 3, 31))).record(Responded(on=date(2026, 5, 15)))
    row = {row.limit.key: row for row in case.deadlines(date(2026, 6, 1))}["stage-1"]
    assert (row.due, row.status) == (date(2026, 5, 15), Status.MET)


def test_three_working_days_to_acknowledge_and_thirty_to_close_stage_1() -> None:
    """Monday 5 September: Thursday 8 September, and six weeks later Monday 17 October."""
    found = rows(date(2016, 9, 5), RECEIVED)
    assert (found["acknowledge"].due, found["acknowledge"].latest) == (date(2016, 9, 8), date(2016, 9, 8))
    assert (found["stage-1"].due, found["stage-1"].latest) == (date(2016, 10, 17), date(2016, 10, 17))


def test_stage_1_counts_from_receipt_and_not_from_the_acknowledgement() -> None:
    """Unlike the Code's."""
    assert rows(date(2016, 9, 20), RECEIVED, Acknowledged(on=date(2016, 9, 20)))["stage-1"].due == date(2016, 10, 17)


def test_its_targets_are_local_policy_and_counted_apart() -> None:
    """A missed target is shown, with the force of a local policy, which no compliance figure looks at."""
    late = rows(date(2016, 10, 18), RECEIVED, Responded(on=date(2016, 10, 18)))["stage-1"]
    assert (late.status, late.days_late) == (Status.MET_LATE, 1)
    forces = {limit.key: limit.force for limit in get_procedure(SHROPSHIRE).limits}
    assert (forces["acknowledge"], forces["stage-1"]) == (Force.LOCAL_POLICY, Force.LOCAL_POLICY)
    assert not Force.LOCAL_POLICY.counts_for_compliance


def test_resolving_it_closes_stage_1_and_meets_the_acknowledgement() -> None:
    """Settled on the second day."""
    found = rows(date(2016, 9, 30), RECEIVED, Resolved(on=date(2016, 9, 7)))
    assert (found["acknowledge"].status, found["stage-1"].status) == (Status.MET, Status.MET)


def test_stage_2_has_no_published_limit() -> None:
    """A review is owed and nothing says by when."""
    stage_1 = (RECEIVED, Acknowledged(on=date(2016, 9, 7)), Responded(on=date(2016, 10, 3)))
    case = Case.replay(SHROPSHIRE, (*stage_1, EscalationRequested(on=date(2016, 10, 10))))
    assert case.stage == 2
    assert case.next_due(date(2016, 10, 10)) is None
    assert case.record(Responded(on=date(2018, 1, 8))).breaches(date(2018, 1, 8)) == ()


def test_the_reading_of_thirty_days_as_working_days_is_said() -> None:
    """The report does not say which days it counts."""
    assert "working days" in get_procedure(SHROPSHIRE).limit("stage-1").comment
    assert {get_procedure(SHROPSHIRE).limit(key).certainty.value for key in ("acknowledge", "stage-1")} == {"S"}


def test_the_timetable_of_5_september_2016() -> None:
    """Two dates, and the Ombudsman's rows without any."""
    found = {row.limit.key: row.due for row in timetable(SHROPSHIRE, date(2016, 9, 5))}
    assert (found["acknowledge"], found["stage-1"]) == (date(2016, 9, 8), date(2016, 10, 17))
