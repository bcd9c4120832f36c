"""Events that a reader would expect to move something, and that do not, say so; each day worked by hand.

Unless a test says otherwise a written complaint arrives on Monday 5 September 2016; no bank holiday falls before Christmas.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from support.answers import row
from support.children import ASK_STAGE_2, CHILDREN, R, case_of

VARIANTS = (CHILDREN, "england-children-voluntary-organisation", "england-children-fostering-limit")
ANSWER_1 = cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19))
AGREED = cr.RecordFinalised(on=date(2016, 10, 17))


def unmoved(case: cr.Case, as_of: date | None = None) -> list[tuple[str, str]]:
    """What moved nothing: event and provision."""
    return [(found.event.key, str(found.cite)) for found in case.unmoved(as_of)]


# --- a record finalised after a written request for stage 2


@pytest.mark.parametrize("procedure", VARIANTS)
def test_a_record_finalised_after_a_written_request_moves_nothing_and_says_so(procedure: str) -> None:
    """Reg 17(5): stage 2 counts from the request of 26 September, so it is due on Monday 31 October.

    From the statement agreed on 17 October the 25th working day would be Monday 21 November: five weeks of five.
    The outermost day, 65 working days: 18-21 October (4), then 24 October to 23 December, nine weeks of five (49), 28-30 December
    (52), 3-6 January (56), 9-13 (61), Thursday 19 January (65).
    """
    case = case_of(ANSWER_1, ASK_STAGE_2, AGREED, procedure=procedure)
    stage_2 = row(case, "stage-2", date(2016, 10, 17))
    assert (stage_2.start, stage_2.due) == (date(2016, 9, 26), date(2016, 10, 31))
    (other,) = stage_2.other_readings
    assert (other.event, other.start, other.due, other.latest) == (
        AGREED, date(2016, 10, 17), date(2016, 11, 21), date(2017, 1, 19),
    )  # fmt: skip
    assert unmoved(case) == [("record-finalised", R + "17(4)-(5)")]
    (told,) = case.unmoved()
    assert "does not move" in told.says
    assert "2016-11-21" in told.says
    assert str(told).startswith("record-finalised on 2016-10-17: ")


def test_the_explanation_of_stage_2_shows_the_other_date() -> None:
    """In words, with both days."""
    said = row(case_of(ANSWER_1, ASK_STAGE_2, AGREED), "stage-2", date(2016, 10, 17)).explain()
    assert "Another reading exists" in said
    assert (
        'From "Written record finalised" on Monday 17 October 2016 it would be due on Monday 21 November 2016, and at the latest '
        "on Thursday 19 January 2017."
    ) in said


def test_without_such_a_record_there_is_one_reading() -> None:
    """Nothing is said, and nothing shown."""
    case = case_of(ANSWER_1, ASK_STAGE_2)
    stage_2 = row(case, "stage-2", date(2016, 10, 17))
    assert (stage_2.other_readings, case.unmoved()) == ((), ())
    assert "Another reading" not in stage_2.explain()


def test_the_record_of_oral_representations_starts_the_clock_and_needs_no_remark() -> None:
    """Reg 17(5): it counts from the final record; a second record is one that moves nothing."""
    case = case_of(ANSWER_1, ASK_STAGE_2, cr.RecordFinalised(on=date(2016, 10, 3)), orally=True)
    assert (row(case, "stage-2", date(2016, 10, 3)).start, case.unmoved()) == (date(2016, 10, 3), ())
    again = case.record(AGREED)
    assert (row(again, "stage-2", AGREED.on).start, unmoved(again)) == (
        date(2016, 10, 3),
        [("record-finalised", R + "17(4)-(5)")],
    )


def test_a_record_of_the_very_day_of_the_request_makes_no_difference() -> None:
    """Both readings count from the same day."""
    case = case_of(ANSWER_1, ASK_STAGE_2, cr.RecordFinalised(on=date(2016, 9, 26)))
    assert case.unmoved() == ()


def test_what_came_before_a_stage_or_after_it_is_no_reading_of_it() -> None:
    """Considered afresh, stage 2 of the second round has a record of its own, or none."""
    case = case_of(
        ANSWER_1,
        ASK_STAGE_2,
        AGREED,
        cr.Suspended(on=date(2016, 10, 18), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2016, 11, 1), received_on=date(2016, 11, 1)),
        cr.Resubmitted(on=date(2016, 11, 7), received_on=date(2016, 11, 7)),
        cr.Responded(on=date(2016, 11, 14), received_on=date(2016, 11, 14)),
        cr.EscalationRequested(on=date(2016, 11, 21), received_on=date(2016, 11, 21)),
    )
    rounds = [found for found in case.deadlines(date(2016, 11, 21)) if found.limit.key == "stage-2"]
    assert [len(found.other_readings) for found in rounds] == [1, 0]
    answered = case_of(ANSWER_1, ASK_STAGE_2, cr.Responded(on=date(2016, 10, 10), stage=2))
    assert row(answered, "stage-2", date(2016, 10, 10)).other_readings == ()


def test_what_moved_nothing_is_told_from_its_own_day() -> None:
    """On the day before, the file did not hold it; before the receipt it held nothing."""
    case = case_of(ANSWER_1, ASK_STAGE_2, AGREED)
    assert unmoved(case, date(2016, 10, 16)) == []
    assert unmoved(case, date(2016, 10, 17)) == [("record-finalised", R + "17(4)-(5)")]
    assert unmoved(case, date(2016, 9, 4)) == []


# --- an advocate asked for after receipt


@pytest.mark.parametrize("who", [{"complainant": cr.Complainant.CHILD}, {"under_18": True}], ids=["a child", "a young parent"])
def test_an_advocate_asked_for_after_receipt_moves_nothing_and_says_so(who: dict[str, Any]) -> None:
    """Stage 1 counts from receipt, to 19 September; from the appointment of the 12th it would be due on Monday 26 September."""
    case = case_of(cr.AdvocateRequested(on=date(2016, 9, 7), received_on=date(2016, 9, 7)), **who)
    assert unmoved(case) == [("advocate-requested", "SI 2004/719 reg 4(2)")]
    case = case.record(cr.AdvocateAppointed(on=date(2016, 9, 12)))
    stage_1 = row(case, "stage-1", date(2016, 9, 12))
    assert (stage_1.due, [other.due for other in stage_1.other_readings]) == (date(2016, 9, 19), [date(2016, 9, 26)])
    assert [key for key, _ in unmoved(case)] == ["advocate-requested", "advocate-appointed"]


def test_an_advocate_asked_for_after_the_appointment_is_no_reason_to_read_it_otherwise() -> None:
    """Appointed on the 7th of the authority's own accord; asked for on the 12th: the appointment was of nobody asked for."""
    child = {"complainant": cr.Complainant.CHILD}
    asked = cr.AdvocateRequested(on=date(2016, 9, 12), received_on=date(2016, 9, 12))
    case = case_of(cr.AdvocateAppointed(on=date(2016, 9, 7)), asked, **child)
    assert row(case, "stage-1", date(2016, 9, 13)).other_readings == ()
    assert [key for key, _ in unmoved(case)] == ["advocate-requested"]
    # Nor does what was found later take away what is read from an earlier day.
    before = case_of(asked, cr.AdvocateAppointed(on=date(2016, 9, 13)), cr.AdvocateAppointed(on=date(2016, 9, 14)), **child)
    assert [other.start for other in row(before, "stage-1", date(2016, 9, 14)).other_readings] == [
        date(2016, 9, 13),
        date(2016, 9, 14),
    ]


def test_an_adults_advocate_is_nobody_that_stage_1_could_wait_for() -> None:
    """A parent has no advocate in this sense, and no reading waits for one."""
    asked = cr.AdvocateRequested(on=date(2016, 9, 7), received_on=date(2016, 9, 7))
    case = case_of(asked, cr.AdvocateAppointed(on=date(2016, 9, 12)))
    assert (case.unmoved(), row(case, "stage-1", date(2016, 9, 12)).other_readings) == ((), ())


def test_an_advocate_whom_nobody_asked_for_later_is_no_other_reading() -> None:
    """Appointed of the authority's own accord."""
    case = case_of(cr.AdvocateAppointed(on=date(2016, 9, 12)), complainant=cr.Complainant.CHILD)
    assert case.unmoved() == ()


# --- files closed, Ombudsmen, plans, panels

OPENED = {
    CHILDREN: "local-resolution",
    "england-adult-social-care": "handling",
    "england-public-health": "handling",
    "england-corporate": "stage-1",
    "england-housing": "stage-1",
    "uk-data-protection": "handling",
    "shropshire-corporate-2016": "stage-1",
}


def opened(procedure: str) -> cr.Case:
    """A complaint of Wednesday 1 July 2026, or within the council's own years."""
    on = date(2016, 7, 1) if procedure.startswith("shropshire") else date(2026, 7, 1)
    return cr.Case.open(procedure, cr.Received(on=on))


@pytest.mark.parametrize("procedure", OPENED)
def test_closing_the_file_while_an_answer_is_owed_says_that_it_is_owed_still(procedure: str) -> None:
    """In every procedure; once it is answered, closing the file is what it seems to be."""
    case = opened(procedure)
    closed = case.record(cr.Closed(on=case.events[0].on))
    assert (closed.state, [key for key, _ in unmoved(closed)]) == (OPENED[procedure], ["closed"])
    answered = case.record(cr.Responded(on=case.events[0].on)).record(cr.Closed(on=case.events[0].on))
    assert answered.unmoved() == ()


@pytest.mark.parametrize("procedure", [key for key in OPENED if key != "uk-data-protection"])
def test_going_to_the_ombudsman_while_an_answer_is_owed_stops_no_clock_and_says_so(procedure: str) -> None:
    """Nothing is said once nobody owes the next step."""
    case = opened(procedure)
    day = case.events[0].on
    referred = cr.ReferredToOmbudsman(on=day, received_on=day)
    assert [key for key, _ in unmoved(case.record(referred))] == ["referred-to-ombudsman"]
    assert case.record(cr.Responded(on=day)).record(referred).unmoved() == ()


@pytest.mark.parametrize("procedure", [key for key in OPENED if key != "uk-data-protection"])
def test_a_complaint_referred_back_moves_nothing_by_itself_and_says_so(procedure: str) -> None:
    """Any other decision raises no such expectation."""
    case = opened(procedure)
    day = case.events[0].on
    for decision, count in ((cr.OmbudsmanDecision.REFERRED_BACK, 1), (cr.OmbudsmanDecision.NOT_UPHELD, 0)):
        decided = cr.OmbudsmanDecided(on=day, received_on=day, decision=decision)
        assert len(case.record(decided).unmoved()) == count


def test_an_early_referral_referred_back_moves_the_case_and_needs_no_remark() -> None:
    """It returns to where stage 2 was answered; another decision leaves it, as everybody would expect."""
    day = date(2016, 11, 2)
    case = case_of(
        ANSWER_1,
        ASK_STAGE_2,
        cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)),
        cr.ReferredToOmbudsman(on=day, received_on=day, early=True, agreed=True),
        cr.OmbudsmanDecided(on=day, received_on=day, decision=cr.OmbudsmanDecision.REFERRED_BACK),
    )
    assert (case.state, case.unmoved()) == ("stage-2-answered", ())


def test_going_to_the_ombudsman_while_a_panel_is_awaited_stops_no_clock() -> None:
    """Not an early referral: the panel is still owed within its time."""
    day = date(2016, 11, 9)
    case = case_of(
        ANSWER_1,
        ASK_STAGE_2,
        cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)),
        cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7)),
        cr.ReferredToOmbudsman(on=day, received_on=day),
    )
    assert (case.state, [key for key, _ in unmoved(case)]) == ("panel-requested", ["referred-to-ombudsman"])


@pytest.mark.parametrize("procedure", ["england-adult-social-care", "england-public-health"])
def test_a_written_complaint_resolved_is_owed_its_answer_and_says_so(procedure: str) -> None:
    """It stays where it was."""
    case = opened(procedure).record(cr.Resolved(on=date(2026, 7, 2)))
    assert (case.state, [key for key, _ in unmoved(case)]) == ("handling", ["resolved"])


@pytest.mark.parametrize(
    ("procedure", "limit"), [("england-adult-social-care", "relevant-period"), ("england-public-health", "respond")]
)
@pytest.mark.parametrize("kind", [cr.PlanAgreed, cr.PeriodSet])
def test_a_plan_past_the_time_for_the_answer_does_not_move_it_and_says_so(
    procedure: str, limit: str, kind: type[cr.PlanAgreed | cr.PeriodSet]
) -> None:
    """Received on 1 July 2026, six months commencing on it end with 31 December 2026; a plan to that day says nothing."""
    case = opened(procedure)
    for until, count in ((date(2026, 12, 31), 0), (date(2027, 1, 1), 1)):
        planned = case.record(kind(on=date(2026, 7, 3), until=until))
        assert row(planned, limit, date(2026, 7, 3)).due == date(2026, 12, 31)
        assert len(planned.unmoved()) == count


def test_a_panel_arranged_past_its_time_does_not_move_it_and_says_so() -> None:
    """Asked for on 7 November, due by Monday 19 December 2016: a panel on the 20th is arranged too late."""
    case = case_of(
        ANSWER_1,
        ASK_STAGE_2,
        cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)),
        cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7)),
    )
    for day, count in ((19, 0), (20, 1)):
        arranged = case.record(cr.PanelArranged(on=date(2016, 11, 14), panel_on=date(2016, 12, day), members=3))
        assert row(arranged, "panel-meets", date(2016, 11, 14)).due == date(2016, 12, 19)
        assert [cite for _, cite in unmoved(arranged)] == [R + "19(4)"] * count


def test_points_put_forward_again_by_themselves_say_where_they_go_on() -> None:
    """In a case of their own: this one is not moved."""
    case = case_of(
        cr.Suspended(on=date(2016, 9, 7), ground=cr.SuspensionGround.DISCIPLINARY, points=("2",)),
        cr.ProceedingsEnded(on=date(2016, 9, 12), received_on=date(2016, 9, 12)),
        cr.Resubmitted(on=date(2016, 9, 14), received_on=date(2016, 9, 14)),
        points=("1", "2"),
    )
    (told,) = case.unmoved()
    assert (case.state, str(told.cite)) == ("local-resolution", R + "8(4)")
    assert "a case of their own" in told.says


def test_a_case_older_than_its_law_says_nothing() -> None:
    """Nothing of it is due, and so nothing could have been moved."""
    stored = {
        "procedure": CHILDREN,
        "events": [{"event": "received", "on": "2006-07-03"}, {"event": "closed", "on": "2006-07-04"}],
    }
    assert cr.load_case(stored).unmoved() == ()
