"""What may happen to a children's complaint, and what may not: who may complain, the stages, the stops, the ways out.

The order of the regulations decides what is possible; late and irregular acts are recorded and listed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Status
from complaintrules.events import EVENTS
from support.children import ASK_STAGE_2, CHILDREN, R, case_of

ANSWER_1 = cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19), outcome=cr.Outcome.NOT_UPHELD)
RECORD = cr.RecordFinalised(on=date(2016, 9, 28))
APPOINT = cr.IndependentPersonAppointed(on=date(2016, 9, 29))
ANSWER_2 = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31), outcome=cr.Outcome.PARTLY_UPHELD)
ASK_PANEL = cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7))
PANEL = cr.PanelMet(on=date(2016, 12, 5), members=3)
REPORT = cr.PanelReported(on=date(2016, 12, 9), received_on=date(2016, 12, 12))
ANSWER_3 = cr.Responded(on=date(2016, 12, 19), received_on=date(2016, 12, 20), outcome=cr.Outcome.UPHELD)
WITHDRAW = cr.Withdrawn(on=date(2017, 1, 16), received_on=date(2017, 1, 16))
STOP = cr.Suspended(on=date(2017, 1, 16), ground=cr.SuspensionGround.CRIMINAL_INVESTIGATION)
EARLY = cr.ReferredToOmbudsman(on=date(2016, 11, 2), received_on=date(2016, 11, 2), early=True, agreed=True)

# every state, and a history that leads there
HISTORIES: dict[str, cr.Case] = {
    "interest-pending": case_of(complainant=cr.Complainant.OTHER_PERSON),
    "advocate-awaited": case_of(complainant=cr.Complainant.CHILD, advocate=cr.Advocacy.REQUESTED),
    "local-resolution": case_of(),
    "resolved": case_of(cr.Resolved(on=date(2016, 9, 12))),
    "stage-1-answered": case_of(ANSWER_1),
    "record-writing": case_of(ANSWER_1, ASK_STAGE_2, orally=True),
    "investigation": case_of(ANSWER_1, ASK_STAGE_2),
    "stage-2-answered": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2),
    "referred-early": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, EARLY),
    "panel-requested": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, ASK_PANEL),
    "panel-met": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, ASK_PANEL, PANEL),
    "panel-reported": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, ASK_PANEL, PANEL, REPORT),
    "stage-3-answered": case_of(ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, ASK_PANEL, PANEL, REPORT, ANSWER_3),
    "suspended": case_of(STOP),
    "not-accepted": case_of(cr.NotAccepted(on=date(2016, 9, 6), ground=cr.RefusalGround.OUT_OF_TIME)),
    "withdrawn": case_of(WITHDRAW),
    "duplicate": case_of(cr.ClosedAsDuplicate(on=date(2016, 9, 6), of="2016-0001")),
    "rerouted": case_of(cr.Rerouted(on=date(2016, 9, 6), to="england-corporate")),
}
FINAL = {"stage-3-answered", "not-accepted", "withdrawn", "rerouted", "duplicate"}
RESTING = {"resolved", "stage-1-answered", "stage-2-answered", "referred-early", "suspended"}
STAGES = {
    "local-resolution": 1, "resolved": 1, "stage-1-answered": 1,
    "record-writing": 2, "investigation": 2, "stage-2-answered": 2, "referred-early": 2,
    "panel-requested": 3, "panel-met": 3, "panel-reported": 3, "stage-3-answered": 3,
}  # fmt: skip


def moving(case: cr.Case) -> set[tuple[str, str]]:
    """The events that may move a case now, each with the state it leads to."""
    return {(found.event, found.to) for found in case.next_events() if found.to != case.state}


def recorded(case: cr.Case) -> set[str]:
    """The facts that may be recorded now and move nothing."""
    return {found.event for found in case.next_events() if found.to == case.state}


@pytest.mark.parametrize("state", HISTORIES)
def test_each_state_is_reached_by_the_steps_of_the_instrument(state: str) -> None:
    """State, stage, and whether anybody owes the next step."""
    case = HISTORIES[state]
    assert (case.state, case.stage, case.is_closed) == (state, STAGES.get(state), state in FINAL | RESTING)


def test_the_procedure_has_these_states_and_no_others() -> None:
    """Only what the instrument makes a step is a state."""
    states = cr.get_procedure(CHILDREN).states
    assert {state.key for state in states} == set(HISTORIES)
    assert {state.key for state in states if state.final} == FINAL
    assert {state.key for state in states if state.rests} == RESTING


MOVED = {("rerouted", "rerouted"), ("closed-as-duplicate", "duplicate")}
STOPS = {("withdrawn", "withdrawn"), ("suspended", "suspended")} | MOVED

NEXT = {
    "interest-pending": STOPS | {("interest-decided", "local-resolution"), ("interest-decided", "not-accepted"),
                                 ("not-accepted", "not-accepted")},
    "advocate-awaited": STOPS | {("advocate-appointed", "local-resolution"),
                                 ("responded", "stage-1-answered"), ("resolved", "resolved"), ("stage-skipped", "investigation"),
                                 ("escalation-requested", "investigation"), ("not-accepted", "not-accepted")},
    "local-resolution": STOPS | {("responded", "stage-1-answered"), ("resolved", "resolved"), ("stage-skipped", "investigation"),
                                 ("escalation-requested", "investigation"), ("not-accepted", "not-accepted")},
    "resolved": STOPS | {("reopened", "local-resolution"), ("escalation-requested", "investigation")},
    "stage-1-answered": STOPS | {("reopened", "local-resolution"), ("escalation-requested", "investigation")},
    "record-writing": STOPS | {("record-finalised", "investigation")},
    "investigation": STOPS | {("responded", "stage-2-answered")},
    "stage-2-answered": STOPS | {("reopened", "investigation"),
                                 ("panel-requested", "panel-requested"), ("referred-to-ombudsman", "referred-early")},
    "referred-early": MOVED | {("withdrawn", "withdrawn"), ("ombudsman-decided", "stage-2-answered"),
                               ("panel-requested", "panel-requested")},
    "panel-requested": STOPS | {("panel-met", "panel-met"), ("late-request-decided", "stage-2-answered"),
                                ("referred-to-ombudsman", "referred-early")},
    "panel-met": STOPS | {("panel-reported", "panel-reported")},
    "panel-reported": STOPS | {("responded", "stage-3-answered")},
    "stage-3-answered": {("reopened", "panel-reported")},
    "suspended": MOVED | {("resubmitted", "local-resolution"), ("withdrawn", "withdrawn")},
    "not-accepted": {("reopened", "local-resolution")},
    "withdrawn": {("withdrawal-taken-back", "local-resolution")},
    "rerouted": set(),
    "duplicate": {("reopened", "local-resolution")},
}  # fmt: skip


@pytest.mark.parametrize("state", HISTORIES)
def test_what_may_happen_next_is_what_the_instrument_provides(state: str) -> None:
    """Every step that can be taken, and no other, each with where it leads."""
    assert moving(HISTORIES[state]) == NEXT[state]


@pytest.mark.parametrize("state", HISTORIES)
def test_the_ombudsmans_events_and_the_file_are_recorded_in_every_state(state: str) -> None:
    """Anyone may go to the Ombudsman at any time; it moves nothing, and so does the closing of the file."""
    case = HISTORIES[state]
    day = date(2017, 2, 1)
    decision = cr.OmbudsmanDecision.UPHELD
    for event in (
        cr.ReferredToOmbudsman(on=day, received_on=day),
        cr.OmbudsmanEnquired(on=day, received_on=day),
        cr.EnquiryAnswered(on=day),
        cr.OmbudsmanDecided(on=day, received_on=day, decision=decision),
        cr.Acknowledged(on=day),
        cr.DecisionNotified(on=day),
        cr.Closed(on=day),
    ):
        case = case.record(event)
        assert case.state == state
    assert case.irregularities() == HISTORIES[state].irregularities()
    assert {"referred-to-ombudsman", "ombudsman-enquired", "enquiry-answered", "ombudsman-decided", "closed"} <= {
        found.event for found in HISTORIES[state].next_events()
    }


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_leads_on_from_a_final_state(state: str) -> None:
    """Facts may still be recorded; no event moves the case."""
    case = HISTORIES[state]
    for event in (ASK_STAGE_2, ASK_PANEL, WITHDRAW, STOP, ANSWER_3, cr.Resubmitted(on=date(2017, 2, 1))):
        assert case.why_not(type(event))


def test_closed_moves_nothing_and_the_closing_day_is_that_of_the_last_move() -> None:
    """A file closed on 3 October is closed for the record from 19 September, when stage 1 was answered; it can reopen."""
    case = case_of(ANSWER_1, cr.Closed(on=date(2016, 10, 3)))
    assert (case.state, case.closed_on) == ("stage-1-answered", date(2016, 9, 19))
    assert case.record(cr.EscalationRequested(on=date(2016, 10, 10), received_on=date(2016, 10, 10))).state == "investigation"
    open_file = case_of(cr.Closed(on=date(2016, 9, 6)))
    assert (open_file.is_closed, open_file.closed_on) == (False, None)


# --- who may complain: regs 12 and 14(3), s 26(3)


@pytest.mark.parametrize("who", list(cr.Complainant), ids=str)
@pytest.mark.parametrize("advocate", list(cr.Advocacy), ids=str)
def test_where_a_complaint_begins_depends_on_who_makes_it(who: cr.Complainant, advocate: cr.Advocacy) -> None:
    """Three classes need a decision on interest; a child or care leaver may wait for an advocate; the rest begin at once."""
    others = {cr.Complainant.OTHER_RELATIVE, cr.Complainant.OTHER_PERSON, cr.Complainant.PROFESSIONAL,
              cr.Complainant.ANONYMOUS}  # fmt: skip
    served = {cr.Complainant.CHILD, cr.Complainant.CARE_LEAVER}
    expected = "local-resolution"
    if who in others:
        expected = "interest-pending"
    elif who in served and advocate is cr.Advocacy.REQUESTED:
        expected = "advocate-awaited"
    assert case_of(complainant=who, advocate=advocate).state == expected


def test_a_complaint_from_nobody_in_particular_begins_at_once() -> None:
    """Where no class was recorded there is no decision to wait for."""
    assert case_of(complainant=None).state == "local-resolution"


def test_reg_12_without_sufficient_interest_nothing_further_is_done() -> None:
    """Not accepted, and the outcome is that it is not for this procedure."""
    case = case_of(cr.InterestDecided(on=date(2016, 9, 7), sufficient=False), complainant=cr.Complainant.PROFESSIONAL)
    assert (case.state, case.is_closed, case.outcome) == ("not-accepted", True, cr.Outcome.NOT_ACCEPTED)


def test_reg_12_an_answer_before_the_interest_is_decided_is_impossible() -> None:
    """Stage 1 has not begun: the error names state, event, provision and what could happen instead."""
    case = case_of(complainant=cr.Complainant.OTHER_PERSON)
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(ANSWER_1)
    error = refused.value
    assert (error.event, error.on, error.state) == ("responded", date(2016, 9, 19), "interest-pending")
    assert "interest-decided" in error.possible
    assert "responded" not in error.possible
    assert error.provision is not None
    assert error.reasons


def test_reg_12_is_not_decided_for_a_parent() -> None:
    """A decision on the interest of one who needs none cannot be recorded."""
    assert case_of().why_not(cr.InterestDecided)
    assert "interest-decided" not in recorded(case_of())


@pytest.mark.parametrize(
    ("agreed", "starts"),
    [(date(2016, 9, 19), date(2016, 9, 19)), (date(2016, 9, 7), date(2016, 9, 12))],
    ids=["later than the decision", "earlier than the decision"],
)
def test_reg_14_4_a_start_agreed_before_the_interest_is_decided_counts_if_it_is_the_later(agreed: date, starts: date) -> None:
    """There is no start to replace yet: the day waits for the decision of the 12th, and only a later one replaces that."""
    case = case_of(cr.StartDateAgreed(on=date(2016, 9, 6), start=agreed), complainant=cr.Complainant.OTHER_PERSON)
    assert case.state == "interest-pending"
    case = case.record(cr.InterestDecided(on=date(2016, 9, 12), sufficient=True))
    (stage_1,) = (row for row in case.deadlines(date(2016, 9, 12)) if row.limit.key == "stage-1")
    assert (case.state, stage_1.start, case.irregularities()) == ("local-resolution", starts, ())


def test_reg_14_4_a_start_agreed_before_a_suspension_is_gone_with_it() -> None:
    """Agreed for 31 October, then stopped and resubmitted on 3 October: considered afresh from that day."""
    case = case_of(
        cr.StartDateAgreed(on=date(2016, 9, 6), start=date(2016, 10, 31)),
        cr.Suspended(on=date(2016, 9, 8), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2016, 9, 30)),
        cr.Resubmitted(on=date(2016, 10, 3), received_on=date(2016, 10, 3)),
    )
    stage_1 = [row for row in case.deadlines(date(2016, 10, 3)) if row.limit.key == "stage-1"][-1]
    assert stage_1.start == date(2016, 10, 3)


def test_an_answer_still_owed_at_stage_1_is_held_even_after_stage_2_was_answered() -> None:
    """Asked for stage 2 on 20 September without an answer, stage 2 answered on 3 October, stage 1 on the 10th: met, late."""
    case = case_of(
        cr.EscalationRequested(on=date(2016, 9, 20), received_on=date(2016, 9, 20)),
        cr.Responded(on=date(2016, 10, 3), received_on=date(2016, 10, 3), stage=2),
        cr.Responded(on=date(2016, 10, 10), stage=1),
    )
    (stage_1,) = (row for row in case.deadlines(date(2016, 10, 10)) if row.limit.key == "stage-1")
    assert (case.state, stage_1.status, stage_1.days_late) == ("stage-2-answered", Status.MET_LATE, 15)


# --- reg 9 and the other refusals


@pytest.mark.parametrize(
    ("ground", "outcome"),
    [
        (cr.RefusalGround.OUT_OF_TIME, cr.Outcome.OUT_OF_TIME),
        (cr.RefusalGround.NO_INTEREST, cr.Outcome.NOT_ACCEPTED),
        (cr.RefusalGround.ALREADY_CONSIDERED, cr.Outcome.NOT_ACCEPTED),
        (cr.RefusalGround.OUTSIDE_JURISDICTION, cr.Outcome.OUTSIDE_JURISDICTION),
    ],
)
@pytest.mark.parametrize("state", ["interest-pending", "advocate-awaited", "local-resolution"])
def test_reg_9_a_complaint_may_be_refused_before_it_is_answered(
    state: str, ground: cr.RefusalGround, outcome: cr.Outcome
) -> None:
    """Late complaints are refused by decision of the authority, never by a day count of the library's."""
    case = HISTORIES[state].record(cr.NotAccepted(on=date(2016, 9, 8), ground=ground))
    assert (case.state, case.outcome) == ("not-accepted", outcome)


def test_reg_9_what_was_investigated_cannot_be_refused_any_more() -> None:
    """After stage 1 was answered the complaint had been accepted."""
    assert HISTORIES["investigation"].why_not(cr.NotAccepted)


# --- reg 7: withdrawal at any time


@pytest.mark.parametrize("state", sorted(set(HISTORIES) - FINAL))
def test_reg_7_a_complaint_may_be_withdrawn_from_every_state_that_is_not_final(state: str) -> None:
    """Withdrawn, whatever stage it had reached, and the outcome says so."""
    case = HISTORIES[state].record(WITHDRAW)
    assert (case.state, case.is_closed, case.outcome) == ("withdrawn", True, cr.Outcome.WITHDRAWN)
    assert case.closed_on == date(2017, 1, 16)
    assert case.irregularities() == HISTORIES[state].irregularities()


# --- reg 8: concurrent proceedings


@pytest.mark.parametrize("state", sorted(set(HISTORIES) - FINAL - {"referred-early", "suspended"}))
def test_reg_8_other_proceedings_may_stop_a_case_at_every_stage(state: str) -> None:
    """Suspended, nobody owes the next step, and the way back is a resubmission."""
    case = HISTORIES[state].record(STOP)
    assert (case.state, case.is_closed, case.outcome) == ("suspended", True, cr.Outcome.SUSPENDED)
    assert "resubmitted" in {event for event, _ in moving(case)}


def test_reg_8_no_step_is_taken_while_other_proceedings_stop_the_case() -> None:
    """The authority must not consider the matter: an answer is impossible, and the error says what could happen."""
    case = HISTORIES["suspended"]
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(cr.Responded(on=date(2017, 1, 20)))
    assert refused.value.state == "suspended"
    assert {"resubmitted", "withdrawn", "proceedings-ended", "refusal-notified"} <= set(refused.value.possible)


def test_reg_8_4_a_resubmission_before_the_proceedings_ended_is_irregular() -> None:
    """It is heard all the same, and the file shows it."""
    case = HISTORIES["suspended"].record(cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6)))
    assert case.state == "local-resolution"
    assert [(found.event.key, str(found.cite)) for found in case.irregularities()] == [("resubmitted", R + "8(4)")]


def test_reg_8_4_each_suspension_waits_for_the_end_of_its_own_proceedings() -> None:
    """The end of the first proceedings does not excuse a resubmission during the second."""
    case = HISTORIES["suspended"]
    for event in (
        cr.ProceedingsEnded(on=date(2017, 2, 1), received_on=date(2017, 2, 1)),
        cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6)),
        cr.Suspended(on=date(2017, 2, 8), ground=cr.SuspensionGround.DISCIPLINARY),
        cr.Resubmitted(on=date(2017, 2, 20), received_on=date(2017, 2, 20)),
    ):
        case = case.record(event)
    assert [found.event.on for found in case.irregularities()] == [date(2017, 2, 20)]


def test_reg_8_a_resubmitted_case_has_no_outcome_until_it_is_considered_afresh() -> None:
    """What was found before the suspension is no longer the outcome."""
    case = HISTORIES["stage-2-answered"]
    for event in (
        STOP,
        cr.ProceedingsEnded(on=date(2017, 2, 1), received_on=date(2017, 2, 1)),
        cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6)),
    ):
        case = case.record(event)
    assert (case.state, case.outcome, case.irregularities()) == ("local-resolution", None, ())


def test_reg_8_a_resubmission_by_an_other_person_keeps_the_interest_decided_before() -> None:
    """The decision on interest stands; stage 1 begins at once."""
    case = case_of(
        cr.InterestDecided(on=date(2016, 9, 8), sufficient=True),
        STOP,
        cr.ProceedingsEnded(on=date(2017, 2, 1), received_on=date(2017, 2, 1)),
        cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6)),
        complainant=cr.Complainant.OTHER_PERSON,
    )
    assert case.state == "local-resolution"


def test_reg_8_a_case_suspended_before_the_interest_was_decided_returns_to_that_question() -> None:
    """The decision is still owed, and its clock starts afresh with the resubmission."""
    case = case_of(
        cr.Suspended(on=date(2016, 9, 6), ground=cr.SuspensionGround.CRIMINAL_PROCEEDINGS),
        cr.ProceedingsEnded(on=date(2017, 2, 1), received_on=date(2017, 2, 1)),
        cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6)),
        complainant=cr.Complainant.OTHER_PERSON,
    )
    last = [found for found in case.deadlines(date(2017, 2, 6)) if found.limit.key == "decide-interest"][-1]
    assert (case.state, last.start, last.occurrence) == ("interest-pending", date(2017, 2, 6), 2)


# --- regs 14, 15 and 17: from stage 1 to stage 2


def test_reg_17_1_a_skipping_stage_1_by_agreement_is_regular_at_any_time() -> None:
    """Agreement of both leads to stage 2; nothing irregular about it."""
    case = case_of(cr.StageSkipped(on=date(2016, 9, 6)))
    assert (case.state, case.stage, case.irregularities()) == ("investigation", 2, ())


def test_reg_15_2_stage_2_may_be_asked_for_once_stage_1_has_run_out_unanswered() -> None:
    """The 19th is the last day of stage 1: a request of the 20th is regular."""
    case = case_of(cr.EscalationRequested(on=date(2016, 9, 20), received_on=date(2016, 9, 20)))
    assert (case.state, case.irregularities()) == ("investigation", ())


@pytest.mark.parametrize("asked", [date(2016, 9, 12), date(2016, 9, 19)], ids=["in the middle", "on the last day"])
def test_reg_15_2_stage_2_asked_for_before_stage_1_has_run_out_is_irregular(asked: date) -> None:
    """Recorded all the same: the complainant has gone on."""
    case = case_of(cr.EscalationRequested(on=asked, received_on=date(2016, 9, 21)))
    assert case.state == "investigation"
    assert [(found.event.key, str(found.cite)) for found in case.irregularities()] == [("escalation-requested", R + "15(2)")]


def test_reg_15_2_an_extension_of_stage_1_moves_the_day_from_which_stage_2_may_be_asked_for() -> None:
    """Extended to 3 October, a request of 20 September comes too soon."""
    case = case_of(
        cr.Extended(on=date(2016, 9, 14), until=date(2016, 10, 3)),
        cr.EscalationRequested(on=date(2016, 9, 20), received_on=date(2016, 9, 20)),
    )
    assert [found.event.key for found in case.irregularities()] == ["escalation-requested"]


def test_reg_15_2_matters_recorded_as_resolved_may_be_taken_on_and_that_is_irregular() -> None:
    """The complainant who was not satisfied after all is heard."""
    case = case_of(
        cr.Resolved(on=date(2016, 9, 12)),
        cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 26)),
    )
    assert case.state == "investigation"
    assert [str(found.cite) for found in case.irregularities()] == [R + "15(2)"]


def test_reg_16_oral_representations_cannot_be_answered_at_stage_2_before_the_record() -> None:
    """The record comes first; the error's reasons say what an answer here could be."""
    case = HISTORIES["record-writing"]
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(ANSWER_2)
    assert (refused.value.state, bool(refused.value.reasons)) == ("record-writing", True)
    assert "record-finalised" in refused.value.possible


def test_what_accompanies_a_step_is_required_for_nothing() -> None:
    """No acknowledgement, no report, no chair, no papers, no arrangement: the whole way without one is regular.

    The independent person is no such thing: reg 17(2) makes them part of stage 2 itself.
    """
    case = HISTORIES["stage-3-answered"]
    assert [event.key for event in case.events] == [
        "received", "responded", "escalation-requested", "independent-person-appointed", "responded", "panel-requested",
        "panel-met", "panel-reported", "responded",
    ]  # fmt: skip
    assert (case.irregularities(), case.outcome) == ((), cr.Outcome.UPHELD)


def test_what_accompanies_a_step_is_recorded_where_it_belongs() -> None:
    """Each such fact moves nothing, in the state it accompanies."""
    case = HISTORIES["investigation"]
    assert {"independent-person-appointed", "investigation-reported", "record-finalised", "extended"} <= recorded(case)
    panel = HISTORIES["panel-requested"]
    assert {"chair-appointed", "panel-arranged", "papers-circulated"} <= recorded(panel)
    assert case.why_not(cr.ChairAppointed)
    assert panel.why_not(cr.Extended)


# --- a late answer at stage 1, after the complainant had gone on


def gone_on(**received: Any) -> cr.Case:
    """Stage 1 ran out unanswered on 19 September; stage 2 was asked for on the 26th."""
    return case_of(ASK_STAGE_2, **received)


def test_an_answer_after_an_unanswered_stage_1_must_say_which_stage_it_answers() -> None:
    """A bare answer could mean either; the reasons say so."""
    case = gone_on()
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(cr.Responded(on=date(2016, 10, 3)))
    assert any("stage" in reason for reason in refused.value.reasons)
    assert case.record(cr.Responded(on=date(2016, 10, 31), stage=2)).state == "stage-2-answered"


@pytest.mark.parametrize("orally", [False, True], ids=["investigation", "record-writing"])
def test_a_late_answer_at_stage_1_answers_nothing_at_stage_2(*, orally: bool) -> None:
    """Stage 1 is met late, ten days after its last day; stage 2 goes on."""
    case = gone_on(orally=orally)
    state = case.state
    case = case.record(cr.Responded(on=date(2016, 10, 3), stage=1, outcome=cr.Outcome.UPHELD))
    rows = {found.limit.key: found for found in case.deadlines(date(2016, 10, 3))}
    assert (case.state, case.irregularities()) == (state, ())
    assert (rows["stage-1"].status, rows["stage-1"].days_late) == (Status.MET_LATE, 10)
    if not orally:
        assert rows["stage-2"].status is Status.PENDING


def test_after_the_late_answer_at_stage_1_a_bare_answer_can_only_mean_stage_2() -> None:
    """Nothing at stage 1 is owed any more."""
    case = gone_on().record(cr.Responded(on=date(2016, 10, 3), stage=1))
    assert case.record(cr.Responded(on=date(2016, 10, 31))).state == "stage-2-answered"


def test_a_stage_1_answer_where_none_is_owed_is_irregular() -> None:
    """Stage 1 was answered in time already: a second answer is recorded and changes nothing."""
    case = HISTORIES["investigation"].record(cr.Responded(on=date(2016, 10, 3), stage=1))
    stage_1 = next(found for found in case.deadlines(date(2016, 10, 3)) if found.limit.key == "stage-1")
    assert (case.state, stage_1.status, stage_1.done_on) == ("investigation", Status.MET, date(2016, 9, 19))
    assert [found.event.key for found in case.irregularities()] == ["responded"]


def test_a_stage_1_answer_after_stage_1_was_skipped_makes_no_breach_of_it() -> None:
    """Skipped by agreement on day 3, stage 1 lapsed; an answer that nobody owed is irregular, and stage 1 stays lapsed."""
    case = case_of(cr.StageSkipped(on=date(2016, 9, 8)), cr.Responded(on=date(2016, 10, 3), stage=1))
    stage_1 = next(found for found in case.deadlines(date(2016, 10, 3)) if found.limit.key == "stage-1")
    assert (stage_1.status, stage_1.is_breach) == (Status.LAPSED, False)
    assert [found.event.key for found in case.irregularities()] == ["responded"]


@pytest.mark.parametrize(("state", "stage"), [("local-resolution", 2), ("investigation", 3), ("panel-reported", 2)])
def test_an_answer_cannot_name_another_stage_than_the_one_it_answers(state: str, stage: int) -> None:
    """No provision lets one stage be answered at another."""
    assert HISTORIES[state].why_not(cr.Responded(on=date(2017, 1, 16), stage=stage))


# --- regs 18 and 19: the panel


def late_request() -> cr.Case:
    """The notice received on 31 October, the panel asked for on 29 November, one day after the 20 working days."""
    return case_of(
        ANSWER_1, ASK_STAGE_2, APPOINT, ANSWER_2, cr.PanelRequested(on=date(2016, 11, 29), received_on=date(2016, 11, 29))
    )


def status_of(case: cr.Case, key: str, day: date) -> Status | None:
    """How the last run of a limit stands."""
    return [found for found in case.deadlines(day) if found.limit.key == key][-1].status


def test_reg_18_2_a_late_request_for_a_panel_is_recorded_late_and_bars_nothing_by_itself() -> None:
    """The case comes to stage 3; the authority must put its decision on file before the panel meets."""
    case = late_request()
    assert (case.state, status_of(case, "request-panel", date(2016, 11, 29))) == ("panel-requested", Status.USED_LATE)
    assert case.irregularities() == ()


def test_reg_18_2_a_late_request_accepted_leads_to_a_regular_panel() -> None:
    """Accepted on 1 December, the panel meets on 9 January: nothing irregular."""
    case = late_request().record(cr.LateRequestDecided(on=date(2016, 12, 1), accepted=True))
    assert case.state == "panel-requested"
    case = case.record(cr.PanelMet(on=date(2017, 1, 9), members=3))
    assert (case.state, case.irregularities()) == ("panel-met", ())


def test_reg_18_2_a_panel_upon_a_late_request_without_a_decision_is_irregular() -> None:
    """The panel met and is recorded; the missing decision is listed under the provision."""
    case = late_request().record(cr.PanelMet(on=date(2017, 1, 9), members=3))
    (irregular,) = case.irregularities()
    assert (case.state, irregular.event.key) == ("panel-met", "panel-met")
    assert "18(2)" in str(irregular.cite)


def test_reg_18_2_a_late_request_refused_returns_the_case_to_the_answer_at_stage_2() -> None:
    """Nobody owes a panel; the clocks of the panel lapse, and no breach remains."""
    case = late_request().record(cr.LateRequestDecided(on=date(2016, 12, 1), accepted=False))
    assert (case.state, case.is_closed, case.irregularities()) == ("stage-2-answered", True, ())
    assert status_of(case, "panel-meets", date(2017, 6, 1)) is Status.LAPSED
    assert status_of(case, "request-panel", date(2017, 6, 1)) is Status.USED_LATE


@pytest.mark.parametrize("accepted", [True, False])
def test_reg_18_2_there_is_nothing_to_decide_about_a_request_that_came_in_time(*, accepted: bool) -> None:
    """Recorded, and irregular."""
    case = HISTORIES["panel-requested"].record(cr.LateRequestDecided(on=date(2016, 11, 9), accepted=accepted))
    assert [str(found.cite) for found in case.irregularities()] == [R + "18(2)"]


@pytest.mark.parametrize("members", [2, 4])
def test_reg_19_2_a_panel_not_of_three_is_irregular(members: int) -> None:
    """It met, so it is recorded; the provision is named, both when it is arranged and when it sits."""
    case = HISTORIES["panel-requested"]
    case = case.record(cr.PanelArranged(on=date(2016, 11, 14), panel_on=date(2016, 12, 5), members=members))
    case = case.record(cr.PanelMet(on=date(2016, 12, 5), members=members))
    assert case.state == "panel-met"
    assert [found.event.key for found in case.irregularities()] == ["panel-arranged", "panel-met"]
    assert all(R + "19(2)" in str(found.cite) for found in case.irregularities())


def test_reg_19_2_a_panel_of_three_or_of_an_unrecorded_number_is_not_irregular() -> None:
    """What nobody recorded is no fault."""
    for members in (3, None):
        case = HISTORIES["panel-requested"].record(cr.PanelMet(on=date(2016, 12, 5), members=members))
        assert case.irregularities() == ()


# --- early referral and the Ombudsman


@pytest.mark.parametrize("state", ["stage-2-answered", "panel-requested"])
def test_early_referral_ends_the_procedure_after_stage_2(state: str) -> None:
    """With the complainant's agreement: nobody owes a panel any more, and what had run lapses."""
    day = date(2016, 11, 8)
    case = HISTORIES[state].record(cr.ReferredToOmbudsman(on=day, received_on=day, early=True, agreed=True))
    assert (case.state, case.is_closed, case.closed_on, case.irregularities()) == ("referred-early", True, day, ())
    assert case.breaches(date(2017, 12, 1)) == ()
    assert case.why_not(cr.PanelMet)  # until the complainant asks for one


@pytest.mark.parametrize("agreed", [False, None])
def test_early_referral_without_the_complainants_agreement_is_irregular(agreed: bool | None) -> None:  # noqa: FBT001 - a case
    """It happened, and is recorded so."""
    day = date(2016, 11, 2)
    case = HISTORIES["stage-2-answered"].record(cr.ReferredToOmbudsman(on=day, received_on=day, early=True, agreed=agreed))
    assert (case.state, len(case.irregularities())) == ("referred-early", 1)


@pytest.mark.parametrize("state", ["local-resolution", "stage-1-answered", "investigation", "panel-met", "stage-3-answered"])
def test_early_referral_belongs_after_stage_2_and_moves_nothing_elsewhere(state: str) -> None:
    """Stage 2 must be complete and no panel have met: anywhere else the referral is recorded and irregular."""
    day = date(2017, 1, 16)
    case = HISTORIES[state].record(cr.ReferredToOmbudsman(on=day, received_on=day, early=True, agreed=True))
    assert case.state == state
    assert [found.event.key for found in case.irregularities()] == ["referred-to-ombudsman"]


def test_referred_back_returns_to_the_answer_at_stage_2_and_a_panel_may_follow() -> None:
    """A panel asked for from there has clocks of its own: received on 12 December, 30 working days end on 26 January 2017.

    Without 26 and 27 December and 2 January: 13-16 (4), 19-23 (9), 28-30 (12), 3-6 January (16), 9-13 (21), 16-20 (26),
    23-26 (30).
    """
    back = cr.OmbudsmanDecided(on=date(2016, 12, 5), received_on=date(2016, 12, 5), decision=cr.OmbudsmanDecision.REFERRED_BACK)
    case = HISTORIES["referred-early"].record(back)
    assert case.state == "stage-2-answered"
    case = case.record(cr.PanelRequested(on=date(2016, 12, 12), received_on=date(2016, 12, 12)))
    panel = [found for found in case.deadlines(date(2016, 12, 12)) if found.limit.key == "panel-meets"][-1]
    assert (case.state, panel.start, panel.due) == ("panel-requested", date(2016, 12, 12), date(2017, 1, 26))
    assert case.record(cr.PanelMet(on=date(2017, 1, 23), members=3)).irregularities() == ()


@pytest.mark.parametrize(
    "decision", [decision for decision in cr.OmbudsmanDecision if decision is not cr.OmbudsmanDecision.REFERRED_BACK], ids=str
)
def test_any_other_decision_leaves_an_early_referral_where_it_is(decision: cr.OmbudsmanDecision) -> None:
    """Only "referred back" returns."""
    event = cr.OmbudsmanDecided(on=date(2017, 3, 1), received_on=date(2017, 3, 1), decision=decision)
    assert HISTORIES["referred-early"].record(event).state == "referred-early"


def test_referred_back_without_an_early_referral_moves_nothing() -> None:
    """The complaint that went to the Ombudsman by itself goes on where it stood."""
    event = cr.OmbudsmanDecided(on=date(2016, 9, 15), received_on=date(2016, 9, 15), decision=cr.OmbudsmanDecision.REFERRED_BACK)
    assert case_of(event).state == "local-resolution"


# --- what the next events say


def test_next_events_say_who_acts_and_under_which_provision() -> None:
    """From stage 1: the party and the provision of each step that moves the case."""
    found = {
        (event.event, event.by.value, str(event.cite)) for event in case_of().next_events() if event.to != "local-resolution"
    }
    assert found == {
        ("responded", "authority", R + "14(1)"),
        ("resolved", "both", R + "15(1)"),
        ("stage-skipped", "both", R + "17(1)(a)"),
        ("escalation-requested", "complainant", R + "15(2)"),
        ("withdrawn", "complainant", R + "7"),
        ("suspended", "authority", R + "8(1)"),
        ("not-accepted", "authority", R + "9"),
        ("rerouted", "authority", "Councils' practice, complaints moved to another procedure"),
        ("closed-as-duplicate", "authority", "Councils' practice, complaints made twice"),
    }


def test_next_events_name_the_condition_that_is_left_open() -> None:
    """An open condition is in words; where nothing is left open there is none."""
    events = {found.event: found for found in case_of().next_events()}
    assert "time has run out" in (events["escalation-requested"].condition or "")
    assert events["withdrawn"].condition is None
    interest = [found for found in HISTORIES["interest-pending"].next_events() if found.event == "interest-decided"]
    assert {found.to: bool(found.condition) for found in interest} == {"local-resolution": True, "not-accepted": True}


@pytest.mark.parametrize("state", HISTORIES)
def test_everything_named_as_possible_has_no_obstacle_and_all_else_has_one(state: str) -> None:
    """`next_events` and `why_not` agree on every type of event there is."""
    case = HISTORIES[state]
    possible = {found.event for found in case.next_events()}
    for name, kind in EVENTS.items():
        assert (name in possible) is (case.why_not(kind) == ()), name
