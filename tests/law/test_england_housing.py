"""The Housing Ombudsman's Complaint Handling Code, with dates worked by hand.

The numbers are those of the other Code and are counted the same way; what differs is the force, the paragraphs and where the
resident goes next.
"""

from __future__ import annotations

import functools
from datetime import date

import pytest

from complaintrules import Case, Force, Party, Status, due, get_procedure, timetable
from complaintrules.events import (
    Acknowledged,
    EscalationRequested,
    Extended,
    Received,
    ReferredToOmbudsman,
    Responded,
)
from support.answers import rows_of

HOUSING = "england-housing"
# As in the other Code's tests: June to August 2026 hold one bank holiday, 31 August.
RECEIVED = Received(on=date(2026, 6, 1))
STAGE_1 = (RECEIVED, Acknowledged(on=date(2026, 6, 3)), Responded(on=date(2026, 6, 17)))
STAGE_2 = (*STAGE_1, EscalationRequested(on=date(2026, 6, 24), received_on=date(2026, 6, 25)))


rows = functools.partial(rows_of, HOUSING)


def test_every_rule_of_the_table_is_there() -> None:
    """The same ids as the other Code's table, the yearly report among them."""
    procedure = get_procedure(HOUSING)
    assert {limit.key for limit in procedure.limits} >= {
        "make-complaint",
        "stage-1-acknowledge",
        "stage-1-respond",
        "stage-2-acknowledge",
        "stage-2-respond",
    }
    assert "annual-report" in {rule.key for rule in procedure.requirements}


def test_the_code_is_statutory_since_1_april_2024() -> None:
    """A landlord must; before that day the Code had not this force."""
    assert due(HOUSING, "stage-1-acknowledge", date(2024, 4, 1)).due == date(2024, 4, 8)  # Easter Monday is day 0
    assert due(HOUSING, "stage-1-acknowledge", date(2024, 3, 31)).limit.force is Force.CODE
    own = [limit for limit in get_procedure(HOUSING).limits if limit.key != "housing-ombudsman"]
    assert {limit.force for limit in own} == {Force.STATUTORY_CODE}
    assert (Force.STATUTORY_CODE.wording, Force.STATUTORY_CODE.counts_for_compliance) == ("must", True)


@pytest.mark.parametrize(
    ("key", "paragraph"),
    [
        ("make-complaint", "2.3"),
        ("stage-1-acknowledge", "6.2"),
        ("stage-1-respond", "6.3"),
        ("stage-2-acknowledge", "6.11"),
        ("stage-2-respond", "after 6.13"),
    ],
)
def test_each_rule_cites_its_own_paragraph(key: str, paragraph: str) -> None:
    """The two Codes number some of their paragraphs differently."""
    assert get_procedure(HOUSING).limit(key).cite.provision == paragraph


def test_6_13_is_about_who_answers_at_stage_2_and_names_no_time() -> None:
    """The paragraph of the time comes after it, and was not read."""
    limit = get_procedure(HOUSING).limit("stage-2-respond")
    assert limit.citations == "Housing Ombudsman's Code, after 6.13, 6.13"


def test_the_answer_counts_from_the_acknowledgement_or_the_last_day_for_it() -> None:
    """Acknowledged on 3 June: 17 June, at most 1 July. Nothing recorded: 10 working days after 8 June, assumed."""
    recorded = rows(date(2026, 6, 3), RECEIVED, Acknowledged(on=date(2026, 6, 3)))["stage-1-respond"]
    assert (recorded.due, recorded.latest, recorded.assumed) == (date(2026, 6, 17), date(2026, 7, 1), False)
    assumed = rows(date(2026, 6, 3), RECEIVED)["stage-1-respond"]
    assert (assumed.due, assumed.latest, assumed.assumed) == (date(2026, 6, 22), date(2026, 7, 6), True)


def test_stage_2_counts_from_its_own_acknowledgement() -> None:
    """Arrived on 25 June: acknowledged by 2 July; acknowledged on 29 June: 27 July, at most 24 August."""
    found = rows(date(2026, 6, 29), *STAGE_2, Acknowledged(on=date(2026, 6, 29)))
    assert found["stage-2-acknowledge"].due == date(2026, 7, 2)
    assert (found["stage-2-respond"].due, found["stage-2-respond"].latest) == (date(2026, 7, 27), date(2026, 8, 24))


def test_both_caps_are_soft() -> None:
    """Past the cap an extension holds with a good reason on record; without one it counts to the cap, and is irregular."""
    acknowledged = (RECEIVED, Acknowledged(on=date(2026, 6, 3)))
    for why, last, irregular in ((None, date(2026, 7, 1), 1), ("the surveyor's report is awaited", date(2026, 7, 10), 0)):
        case = Case.replay(HOUSING, (*acknowledged, Extended(on=date(2026, 6, 15), until=date(2026, 7, 10), why=why)))
        assert len(case.irregularities()) == irregular
        assert {row.limit.key: row.due for row in case.deadlines(date(2026, 6, 15))}["stage-1-respond"] == last


def test_the_way_to_the_housing_ombudsman_opens_with_the_final_answer_for_twelve_months() -> None:
    """Sent on Monday 20 July 2026, in hand on the 22nd: normally until 22 July 2027. It rests on general knowledge."""
    final = Responded(on=date(2026, 7, 20), received_on=date(2026, 7, 22))
    row = rows(date(2026, 7, 22), *STAGE_2, final)["housing-ombudsman"]
    assert (row.due, row.status, row.limit.binds) == (date(2027, 7, 22), Status.OPEN, Party.COMPLAINANT)
    assert (row.limit.certainty.value, row.limit.force.counts_for_compliance) == ("K", False)
    gone = rows(date(2027, 7, 23), *STAGE_2, final, ReferredToOmbudsman(on=date(2027, 7, 23)))["housing-ombudsman"]
    assert gone.status is Status.USED_LATE
    assert "housing-ombudsman" not in rows(date(2026, 6, 17), *STAGE_1)


def test_twelve_months_from_a_leap_day_end_on_the_last_of_february() -> None:
    """A final answer on 29 February 2028."""
    assert due(HOUSING, "housing-ombudsman", date(2028, 2, 29)).due == date(2029, 2, 28)
    assert due(HOUSING, "make-complaint", date(2028, 2, 29)).due == date(2029, 2, 28)
    assert due(HOUSING, "make-complaint", date(2027, 2, 28)).due == date(2028, 2, 28)


def test_the_councils_ombudsman_has_no_part_in_it() -> None:
    """A landlord's complaints go to another Ombudsman: neither that Act's window nor its rule on premature complaints."""
    procedure = get_procedure(HOUSING)
    assert "ombudsman" not in {limit.key for limit in procedure.limits}
    assert all("1974" not in source.short for source in procedure.sources)


def test_the_timetable_has_the_same_dates_as_the_other_code() -> None:
    """Received on Monday 1 June 2026, each step on its last day."""
    found = {row.limit.key: (row.due, row.latest) for row in timetable(HOUSING, date(2026, 6, 1))}
    assert found["stage-1-respond"] == (date(2026, 6, 22), date(2026, 7, 6))
    assert found["stage-2-respond"] == (date(2026, 7, 27), date(2026, 9, 8))
    assert found["housing-ombudsman"] == (date(2027, 7, 27), date(2027, 9, 8))
