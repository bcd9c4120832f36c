"""What is unlawful or irregular is recorded, and never silent: each with its provision, on days worked by hand.

Unless a test says otherwise a complaint arrives on Monday 5 September 2016. No bank holiday falls before Christmas, so day 10 is
Monday 19 September.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Status
from support.answers import irregular, row
from support.children import ASK_STAGE_2, CHILDREN, R, case_of

RECEIVED = date(2016, 9, 5)


# --- refused as out of time

REFUSED = cr.NotAccepted(on=date(2026, 6, 8), ground=cr.RefusalGround.OUT_OF_TIME)
REFUSALS = {
    CHILDREN: (R + "9(1)", {"grounds_on"}),
    "england-children-voluntary-organisation": (R + "9(1)", {"grounds_on"}),
    "england-children-fostering-limit": (R + "9(1)", {"grounds_on"}),
    "england-adult-social-care": ("SI 2009/309 reg 12", {"noticed_on"}),
    "england-public-health": ("SI 2012/3094 reg 27", {"noticed_on"}),
    "england-corporate": ("Complaint Handling Code para 2.2", {"noticed_on"}),
    "england-housing": ("Housing Ombudsman's Code para 2.3", {"noticed_on"}),
}


def refused(key: str, began: date | None, ground: cr.RefusalGround = cr.RefusalGround.OUT_OF_TIME) -> cr.Case:
    """A complaint received on Monday 1 June 2026, of which the time to complain began on a day, refused a week later."""
    days = dict.fromkeys(REFUSALS[key][1], began)
    return case_of(
        cr.NotAccepted(on=date(2026, 6, 8), ground=ground), procedure=key, on=date(2026, 6, 1), complainant=None, **days
    )


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_as_out_of_time_of_a_complaint_shown_to_be_in_time_is_irregular(key: str) -> None:
    """It began on 1 June 2025: a year, and twelve months, after it end on 1 June 2026, the day of receipt itself."""
    case = refused(key, date(2025, 6, 1))
    assert case.state == "not-accepted"
    assert irregular(case) == [("not-accepted", REFUSALS[key][0])]


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_of_a_late_complaint_as_out_of_time_is_regular(key: str) -> None:
    """It began on 31 May 2025, a day earlier: the last day is 31 May 2026, and 1 June is late."""
    assert irregular(refused(key, date(2025, 5, 31))) == []


@pytest.mark.parametrize("key", REFUSALS)
def test_where_nobody_recorded_when_its_time_began_nothing_is_shown(key: str) -> None:
    """The file does not say that it came in time."""
    assert irregular(refused(key, None)) == []


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_for_another_reason_is_not_measured_by_time(key: str) -> None:
    """In time, and for somebody else to answer."""
    assert irregular(refused(key, date(2026, 5, 1), cr.RefusalGround.OUTSIDE_JURISDICTION)) == []


@pytest.mark.parametrize("procedure", [version for key in cr.procedures() for version in cr.RULEBOOK.versions(key)], ids=str)
def test_every_procedure_that_has_a_time_to_complain_looks_at_it_when_a_complaint_is_refused(procedure: cr.Procedure) -> None:
    """No edition and no version is left out: those of before 2024, of other nations, of a council's own."""
    windows = [limit.key for limit in procedure.limits if cr.Received in limit.ends]
    refusals = [way for way in procedure.transitions if way.event is cr.NotAccepted and way.to == "not-accepted"]
    for way in refusals if windows else ():
        assert way.expects is not None, way
        looked_at = {part.limit for part in way.expects.parts() if isinstance(part, cr.Late)}
        assert looked_at >= set(windows)


# --- stage 2 without an independent person

ANSWER_1 = cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19))
ANSWER_2 = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31))
APPOINTED = cr.IndependentPersonAppointed(on=date(2016, 9, 28))
WITHOUT = [("responded", "SI 2006/1738 reg 17(2); Children Act 1989 s 26(4)")]


@pytest.mark.parametrize("key", [CHILDREN, "england-children-voluntary-organisation", "england-children-fostering-limit"])
def test_stage_2_answered_without_an_independent_person_is_irregular(key: str) -> None:
    """Reg 17(2) and s 26(4) make one part of the consideration; the answer is recorded all the same."""
    case = case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2, procedure=key)
    assert (case.state, irregular(case)) == ("stage-2-answered", WITHOUT)
    assert irregular(case_of(ANSWER_1, ASK_STAGE_2, APPOINTED, ANSWER_2, procedure=key)) == []


def test_an_appointment_after_the_answer_does_not_mend_it() -> None:
    """Nobody can be appointed to what is over."""
    case = case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2)
    assert case.why_not(APPOINTED)


def test_the_report_of_an_independent_person_shows_that_there_was_one() -> None:
    """Their own report is on file, though nobody recorded the appointment; the officer's report alone shows nothing."""
    theirs = cr.InvestigationReported(on=date(2016, 10, 24), by=cr.Investigator.INDEPENDENT_PERSON)
    officers = cr.InvestigationReported(on=date(2016, 10, 24), by=cr.Investigator.INVESTIGATING_OFFICER)
    assert irregular(case_of(ANSWER_1, ASK_STAGE_2, theirs, ANSWER_2)) == []
    assert irregular(case_of(ANSWER_1, ASK_STAGE_2, officers, ANSWER_2)) == WITHOUT


def test_an_independent_person_of_an_earlier_round_does_not_serve_for_the_next() -> None:
    """Considered afresh after other proceedings, stage 2 begins again, and so does the duty to appoint."""
    case = case_of(
        ANSWER_1,
        ASK_STAGE_2,
        APPOINTED,
        cr.Suspended(on=date(2016, 10, 3), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2017, 1, 9), received_on=date(2017, 1, 9)),
        cr.Resubmitted(on=date(2017, 1, 16), received_on=date(2017, 1, 16)),
        cr.Responded(on=date(2017, 1, 23), received_on=date(2017, 1, 23)),
        cr.EscalationRequested(on=date(2017, 1, 30), received_on=date(2017, 1, 30)),
        cr.Responded(on=date(2017, 2, 27), received_on=date(2017, 2, 27)),
    )
    assert irregular(case) == WITHOUT


def test_stage_1s_answer_sent_during_stage_2_asks_for_no_independent_person() -> None:
    """It answers nothing at stage 2."""
    late = cr.Responded(on=date(2016, 10, 3), stage=1)
    assert irregular(case_of(ASK_STAGE_2, late)) == []


# --- an oral complaint that was not resolved at once


@pytest.mark.parametrize(
    ("key", "provision"),
    [("england-adult-social-care", "SI 2009/309 reg 8(1)(c)"), ("england-public-health", "SI 2012/3094 reg 25(1)")],
)
def test_an_oral_complaint_resolved_later_than_the_next_working_day_is_irregular(key: str, provision: str) -> None:
    """Made on Monday 5 September: Tuesday is in time, Wednesday is not, and nor is Tuesday the 27th, 15 working days later."""
    for day, found in ((6, []), (7, [("resolved", provision)]), (27, [("resolved", provision)])):
        case = case_of(cr.Resolved(on=date(2016, 9, day)), procedure=key, orally=True, complainant=None)
        assert (case.state, irregular(case)) == ("resolved", found)


def test_it_counts_from_the_day_it_was_made() -> None:
    """Made on Friday 2 September and received on Monday: Monday is the next working day, and Tuesday is late."""
    for day, count in ((5, 0), (6, 1)):
        case = case_of(
            cr.Resolved(on=date(2016, 9, day)), procedure="england-adult-social-care", orally=True, made_on=date(2016, 9, 2)
        )
        assert len(case.irregularities()) == count


def test_the_irregularity_says_that_an_answer_is_owed() -> None:
    """What ends as if it lay outside the regulations lies inside them."""
    case = case_of(cr.Resolved(on=date(2016, 9, 27)), procedure="england-adult-social-care", orally=True)
    assert "an answer is owed all the same" in str(case.irregularities()[0])


# --- early referral

ASK_PANEL = cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7))
TO_STAGE_2 = (ANSWER_1, ASK_STAGE_2, APPOINTED, ANSWER_2)


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        (cr.Outcome.UPHELD, []),
        (cr.Outcome.PARTLY_UPHELD, []),  # all that mattered may be among it
        (None, []),  # nobody recorded what it found
        (cr.Outcome.NOT_UPHELD, ["referred-to-ombudsman"]),
        (cr.Outcome.NO_FINDING, ["referred-to-ombudsman"]),
    ],
)
def test_an_early_referral_asks_that_stage_2_upheld_what_mattered(outcome: cr.Outcome | None, found: list[str]) -> None:
    """The guidance (K): what was not upheld goes to a panel first; it is recorded, and irregular."""
    answer = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31), outcome=outcome)
    early = cr.ReferredToOmbudsman(on=date(2016, 11, 2), received_on=date(2016, 11, 2), early=True, agreed=True)
    case = case_of(ANSWER_1, ASK_STAGE_2, APPOINTED, answer, early)
    assert (case.state, [event for event, _ in irregular(case)]) == ("referred-early", found)


def test_a_late_answer_to_stage_1_says_nothing_of_what_stage_2_found() -> None:
    """Stage 2 upheld it on 31 October; the answer still owed at stage 1 came on 1 November and did not."""
    upheld = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31), stage=2, outcome=cr.Outcome.UPHELD)
    late = cr.Responded(on=date(2016, 11, 1), received_on=date(2016, 11, 1), stage=1, outcome=cr.Outcome.NOT_UPHELD)
    early = cr.ReferredToOmbudsman(on=date(2016, 11, 2), received_on=date(2016, 11, 2), early=True, agreed=True)
    assert irregular(case_of(ASK_STAGE_2, APPOINTED, upheld, late, early)) == []


def referred(agreed: bool | None, *before: Any, day: date = date(2016, 11, 2)) -> cr.Case:  # noqa: FBT001 - the fact itself
    """Stage 2 answered on 31 October, and an early referral."""
    early = cr.ReferredToOmbudsman(on=day, received_on=day, early=True, agreed=agreed)
    return case_of(*TO_STAGE_2, *before, early)


@pytest.mark.parametrize("agreed", [True, False, None], ids=str)
def test_an_early_referral_leaves_the_way_to_the_panel_open(*, agreed: bool | None) -> None:
    """Regs 18 and 19: asked for on 7 November, the panel meets within 30 working days, by Monday 19 December 2016.

    8-11 November (4), then five weeks of five (29 by 16 December), and 19 December (30).
    """
    case = referred(agreed)
    assert case.state == "referred-early"
    assert "panel-requested" in {event.event for event in case.next_events()}
    case = case.record(ASK_PANEL)
    assert (case.state, row(case, "panel-meets", date(2016, 11, 7)).due) == ("panel-requested", date(2016, 12, 19))
    assert row(case, "request-panel", date(2016, 11, 7)).status is Status.USED


def test_the_twenty_days_for_a_panel_run_on_through_an_early_referral() -> None:
    """The answer arrived on 31 October: day 20 is Monday 28 November, in time; Tuesday the 29th is late, and wants a decision."""
    case = referred(agreed=True)
    window = row(case, "request-panel", date(2016, 11, 28))
    assert (window.due, window.status) == (date(2016, 11, 28), Status.OPEN)
    assert row(case, "request-panel", date(2016, 11, 29)).status is Status.CLOSED
    late = case.record(cr.PanelRequested(on=date(2016, 11, 29), received_on=date(2016, 11, 29)))
    assert row(late, "request-panel", date(2016, 11, 29)).status is Status.USED_LATE
    met = late.record(cr.PanelMet(on=date(2016, 12, 12), members=3))
    assert [key for key, _ in irregular(met)] == ["panel-met"]


def test_a_panel_asked_for_before_the_referral_may_be_asked_for_again() -> None:
    """Referred early without agreement on 9 November, against the request of the 7th: irregular, and no end of the right."""
    case = referred(False, ASK_PANEL, day=date(2016, 11, 9))
    assert [key for key, _ in irregular(case)] == ["referred-to-ombudsman"]
    again = case.record(cr.PanelRequested(on=date(2016, 11, 14), received_on=date(2016, 11, 14)))
    met = again.record(cr.PanelMet(on=date(2016, 12, 12), members=3))
    assert [key for key, _ in irregular(met)] == ["referred-to-ombudsman"]


def test_a_panel_after_the_ombudsman_referred_it_back_is_not_measured_by_the_twenty_days() -> None:
    """Referred back on 5 December, after they had run out: the way goes on by the Ombudsman's decision, and nothing is late."""
    back = cr.OmbudsmanDecided(on=date(2016, 12, 5), received_on=date(2016, 12, 5), decision=cr.OmbudsmanDecision.REFERRED_BACK)
    case = referred(agreed=True).record(back)
    asked = case.record(cr.PanelRequested(on=date(2016, 12, 12), received_on=date(2016, 12, 12)))
    assert asked.record(cr.PanelMet(on=date(2017, 1, 16), members=3)).irregularities() == ()
