"""The clocks of SI 2006/1738, provision by provision: what starts each, how long it runs, what ends it.

Every date is worked by hand. Most histories run from Monday 5 September 2016: no bank holiday falls between then and Christmas,
so five working days are a week, and every date below is a Monday unless the law makes it another day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Certainty, Force, Kind, Party, Status
from support.answers import row
from support.children import CHILDREN, R

RECEIVED = date(2016, 9, 5)


def opened(on: date = RECEIVED, **fields: Any) -> cr.Case:
    """A parent's written complaint, unless the fields say otherwise."""
    return cr.Case.open(CHILDREN, cr.Received(on=on, **({"complainant": cr.Complainant.PARENT} | fields)))


def after(case: cr.Case, *events: Any) -> cr.Case:
    """The case after these events."""
    for event in events:
        case = case.record(event)
    return case


def keys(case: cr.Case, as_of: date) -> set[str]:
    """The limits that have started by a day."""
    return {deadline.limit.key for deadline in case.deadlines(as_of)}


def answered_at_stage_1(**fields: Any) -> cr.Case:
    """Answered on 19 September, the last day of stage 1, and in the complainant's hands that day."""
    return after(opened(**fields), cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19)))


def investigated(**fields: Any) -> cr.Case:
    """Stage 2 asked for and received on 26 September."""
    return after(answered_at_stage_1(**fields), cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 26)))


def answered_at_stage_2() -> cr.Case:
    """The stage 2 notice sent and received on 31 October, the last of its 25 working days."""
    return after(investigated(), cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)))


def panel_asked_for() -> cr.Case:
    """A panel asked for, and the request received, on 7 November."""
    return after(answered_at_stage_2(), cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7)))


# --- every row of the table of clocks: who is bound, what kind of rule, how binding, how sure, where it stands

DUTY, WINDOW, ADVISORY = Kind.DUTY, Kind.WINDOW, Kind.ADVISORY
STATUTE, GUIDANCE = Force.STATUTE, Force.STATUTORY_GUIDANCE
TEXT, SECOND, KNOWN = Certainty.TEXT, Certainty.SECOND_SOURCE, Certainty.GENERAL_KNOWLEDGE
US, THEM, PANEL = Party.AUTHORITY, Party.COMPLAINANT, Party.PANEL

LIMITS = {
    "make-representations": (THEM, WINDOW, STATUTE, TEXT, R + "9"),
    "resubmit-after-proceedings": (THEM, WINDOW, STATUTE, TEXT, R + "8(4)"),
    "late-refusal-notice": (US, DUTY, STATUTE, KNOWN, R + "9"),
    "interest-notice": (US, DUTY, STATUTE, TEXT, R + "12"),
    "explain-procedure": (US, DUTY, STATUTE, TEXT, R + "11"),
    "decide-interest": (US, DUTY, STATUTE, TEXT, R + "12"),
    "appoint-advocate": (US, DUTY, STATUTE, KNOWN, "SI 2004/719 reg 4(2)"),
    "stage-1": (US, DUTY, STATUTE, TEXT, R + "14(1)"),
    "resolution-terms": (US, DUTY, STATUTE, TEXT, R + "15(1)"),
    "request-stage-2": (THEM, ADVISORY, GUIDANCE, SECOND, "Getting the Best from Complaints"),
    "written-record": (US, DUTY, STATUTE, TEXT, R + "16"),
    "stage-2": (US, DUTY, STATUTE, TEXT, R + "17(3)"),
    "request-panel": (THEM, WINDOW, STATUTE, TEXT, R + "18(2)"),
    "acknowledge-panel-request": (US, DUTY, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "appoint-chair": (US, DUTY, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "panel-papers": (US, DUTY, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "panel-meets": (US, DUTY, STATUTE, TEXT, R + "19(4)"),
    "panel-report": (PANEL, DUTY, STATUTE, TEXT, R + "20(2)"),
    "stage-3": (US, DUTY, STATUTE, TEXT, R + "20(3)"),
    "confirm-withdrawal": (US, DUTY, STATUTE, TEXT, R + "7"),
    "refuse-notice": (US, DUTY, STATUTE, TEXT, R + "8(3)"),
    "ombudsman": (THEM, WINDOW, STATUTE, TEXT, "Local Government Act 1974 s 26B"),
    "notify-decision": (US, DUTY, STATUTE, TEXT, "Children Act 1989 s 26(7)"),
    "appoint-independent-person": (US, DUTY, STATUTE, TEXT, R + "17(2)"),
    # practice, as Shropshire reports it
    "ombudsman-enquiry": (US, DUTY, Force.PRACTICE, SECOND, "Ombudsman's practice"),
}

REQUIREMENTS = {
    "representations-in-need": (US, STATUTE, TEXT, "Children Act 1989 s 26(3)"),
    "representations-adoption": (US, STATUTE, TEXT, "Children Act 1989 s 26(3B)"),
    "representations-guardianship": (US, STATUTE, TEXT, "Children Act 1989 s 26(3C)"),
    "representations-care-leavers": (US, STATUTE, TEXT, "Children Act 1989 s 24D"),
    "after-withdrawal": (US, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "stage-1-extension-notice": (US, STATUTE, KNOWN, R + "14(5)"),
    "stage-2-right": (US, STATUTE, KNOWN, R + "15(2)"),
    "investigating-officer": (US, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "stage-2-extension-notice": (US, STATUTE, TEXT, R + "17(6)"),
    "adjudication-letter": (US, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "panel-departure-reasons": (US, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    "annual-report": (US, STATUTE, TEXT, R + "13(3)"),
    "stage-2-notice-contents": (US, STATUTE, TEXT, R + "17(8)"),
    "panel-hearing": (PANEL, STATUTE, TEXT, R + "19(5)"),
    "panel-report-contents": (PANEL, STATUTE, TEXT, R + "20(1)"),
    "keep-record": (US, STATUTE, TEXT, R + "13(2)"),
    "offer-advocacy": (US, STATUTE, TEXT, "SI 2004/719 reg 4(2)"),
    "record-advocates": (US, STATUTE, TEXT, "SI 2004/719 reg"),
    "complaints-manager": (US, STATUTE, TEXT, R + "10"),
    "freeze-decision": (US, GUIDANCE, KNOWN, "Getting the Best from Complaints"),
    # Local Government Act 1974, shared by every procedure of a council
    "premature": (Party.OMBUDSMAN, STATUTE, TEXT, "Local Government Act 1974 s 26(5)"),
}


@pytest.mark.parametrize("key", LIMITS)
def test_each_time_limit_binds_whom_the_law_binds_with_its_own_force(key: str) -> None:
    """Party, kind, force, certainty and provision of each clock are those of the instrument."""
    limit = cr.get_procedure(CHILDREN).limit(key)
    binds, kind, force, certainty, cite = LIMITS[key]
    assert (limit.binds, limit.kind, limit.force, limit.certainty) == (binds, kind, force, certainty)
    assert str(limit.cite).startswith(cite)


@pytest.mark.parametrize("key", REQUIREMENTS)
def test_each_rule_without_a_clock_is_a_requirement(key: str) -> None:
    """Party, force, certainty and provision of each requirement are those of the instrument."""
    rule = next(rule for rule in cr.get_procedure(CHILDREN).requirements if rule.key == key)
    binds, force, certainty, cite = REQUIREMENTS[key]
    assert (rule.binds, rule.force, rule.certainty) == (binds, force, certainty)
    assert str(rule.cite).startswith(cite)


def test_the_procedure_has_these_rules_and_no_others() -> None:
    """No rule of the instrument is missing, and none was made up."""
    procedure = cr.get_procedure(CHILDREN)
    assert {limit.key for limit in procedure.limits} == set(LIMITS)
    assert {rule.key for rule in procedure.requirements} == set(REQUIREMENTS)


def test_reg_1_nothing_received_before_1_september_2006_is_under_these_regulations() -> None:
    """In force from 1 September 2006; the day before there is no such procedure."""
    assert opened(date(2006, 9, 1)).state == "local-resolution"
    with pytest.raises(cr.NotInForceError) as refused:
        opened(date(2006, 8, 31))
    assert refused.value.on == date(2006, 8, 31)


# --- reg 9, reg 12: refusing is not telling


def test_reg_9_a_refusal_as_out_of_time_is_to_be_told_in_writing_without_a_number() -> None:
    """Refused on 12 September 2016: pending for as long as it takes, in breach of nothing, and met by the notice."""
    case = after(opened(), cr.NotAccepted(on=date(2016, 9, 12), ground=cr.RefusalGround.OUT_OF_TIME))
    notice = row(case, "late-refusal-notice", date(2026, 9, 12))
    assert (notice.start, notice.due, notice.status) == (date(2016, 9, 12), None, Status.PENDING)
    assert (case.breaches(date(2026, 9, 12)), case.state) == ((), "not-accepted")
    case = case.record(cr.RefusalNotified(on=date(2016, 9, 14)))
    assert row(case, "late-refusal-notice", date(2016, 9, 14)).status is Status.MET


def test_reg_9_another_refusal_owes_no_notice_of_lateness() -> None:
    """What has been considered before is not late."""
    case = after(opened(), cr.NotAccepted(on=date(2016, 9, 12), ground=cr.RefusalGround.ALREADY_CONSIDERED))
    assert "late-refusal-notice" not in {found.limit.key for found in case.deadlines(date(2016, 9, 12))}


@pytest.mark.parametrize("told", [cr.RefusalNotified(on=date(2016, 9, 14)), cr.DecisionNotified(on=date(2016, 9, 14))])
def test_reg_12_deciding_that_there_is_no_interest_is_not_telling_it(told: cr.Event) -> None:
    """Decided on 12 September: the decision is met, the telling is owed until it is on file."""
    case = after(opened(complainant=cr.Complainant.OTHER_RELATIVE), cr.InterestDecided(on=date(2016, 9, 12), sufficient=False))
    assert row(case, "decide-interest", date(2016, 9, 13)).status is Status.MET
    notice = row(case, "interest-notice", date(2026, 9, 12))
    assert (notice.start, notice.due, notice.status) == (date(2016, 9, 12), None, Status.PENDING)
    assert case.breaches(date(2026, 9, 12)) == ()
    assert row(case.record(told), "interest-notice", date(2016, 9, 14)).status is Status.MET


def test_reg_12_sufficient_interest_owes_no_such_notice() -> None:
    """The case goes on to stage 1."""
    case = after(opened(complainant=cr.Complainant.OTHER_RELATIVE), cr.InterestDecided(on=date(2016, 9, 12), sufficient=True))
    assert "interest-notice" not in {found.limit.key for found in case.deadlines(date(2016, 9, 13))}


# --- reg 7, reg 8


def test_reg_7_a_withdrawal_is_to_be_confirmed_in_writing_without_a_number() -> None:
    """The duty to confirm begins with the withdrawal, and is met by the confirmation however late."""
    case = after(opened(), cr.Withdrawn(on=date(2016, 9, 7), received_on=date(2016, 9, 8)))
    confirm = row(case, "confirm-withdrawal", date(2017, 3, 1))
    assert (confirm.start, confirm.due, confirm.status) == (date(2016, 9, 8), None, Status.PENDING)
    case = case.record(cr.WithdrawalConfirmed(on=date(2016, 9, 30)))
    assert row(case, "confirm-withdrawal", date(2016, 9, 30)).status is Status.MET
    assert case.breaches(date(2017, 3, 1)) == ()


def test_reg_8_3_written_reasons_are_owed_when_other_proceedings_stop_a_case() -> None:
    """As soon as possible after the decision: no number, and met by the notice."""
    case = after(opened(), cr.Suspended(on=date(2016, 9, 12), ground=cr.SuspensionGround.DISCIPLINARY))
    notice = row(case, "refuse-notice", date(2016, 12, 1))
    assert (notice.start, notice.due, notice.status) == (date(2016, 9, 12), None, Status.PENDING)
    case = case.record(cr.RefusalNotified(on=date(2016, 9, 14)))
    assert row(case, "refuse-notice", date(2016, 9, 14)).status is Status.MET


def suspended_until_november(**ended: Any) -> cr.Case:
    """Suspended on 12 September; the other proceedings ended on 1 November 2016."""
    return after(
        opened(),
        cr.Suspended(on=date(2016, 9, 12), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2016, 11, 1), **ended),
    )


def test_reg_8_4_a_year_to_resubmit_runs_from_the_end_of_the_proceedings() -> None:
    """From their end, not from the day the authority heard of it; the anniversary is the last day."""
    case = suspended_until_november(received_on=date(2016, 11, 14))
    window = row(case, "resubmit-after-proceedings", date(2017, 11, 1))
    assert (window.start, window.due, window.latest) == (date(2016, 11, 1), date(2017, 11, 1), date(2017, 11, 1))
    assert window.status is Status.OPEN
    assert row(case, "resubmit-after-proceedings", date(2017, 11, 2)).status is Status.CLOSED


@pytest.mark.parametrize(
    ("sent", "status"), [(date(2017, 11, 1), Status.USED), (date(2017, 11, 2), Status.USED_LATE)], ids=["in time", "late"]
)
def test_reg_8_4_what_is_resubmitted_on_the_anniversary_is_in_time(sent: date, status: Status) -> None:
    """Sending counts; that it arrives after the anniversary changes nothing."""
    case = suspended_until_november().record(cr.Resubmitted(on=sent, received_on=date(2017, 11, 6)))
    assert row(case, "resubmit-after-proceedings", date(2017, 11, 6)).status is status


def test_reg_8_4_what_is_resubmitted_is_considered_afresh() -> None:
    """Stage 1 starts again on the day the resubmission arrives: Monday 9 January 2017, so its tenth day is the 23rd."""
    case = suspended_until_november().record(cr.Resubmitted(on=date(2017, 1, 6), received_on=date(2017, 1, 9)))
    assert (case.state, case.stage) == ("local-resolution", 1)
    first, second = (deadline for deadline in case.deadlines(date(2017, 1, 9)) if deadline.limit.key == "stage-1")
    assert (first.occurrence, first.due, first.status) == (1, date(2016, 9, 19), Status.LAPSED)
    assert (second.occurrence, second.start, second.due) == (2, date(2017, 1, 9), date(2017, 1, 23))
    assert second.status is Status.PENDING


# --- reg 9


@pytest.mark.parametrize(
    ("grounds", "due", "status"),
    [
        (date(2015, 9, 5), date(2016, 9, 5), Status.USED),  # the anniversary itself
        (date(2015, 9, 4), date(2016, 9, 4), Status.USED_LATE),
        (date(2016, 2, 29), date(2017, 2, 28), Status.USED),  # no corresponding day: the month's last
    ],
)
def test_reg_9_1_representations_are_made_no_later_than_one_year_after_the_grounds_arose(
    grounds: date, due: date, status: Status
) -> None:
    """The anniversary is the last day; late ones are recorded, and only the authority decides what becomes of them."""
    case = opened(grounds_on=grounds)
    window = row(case, "make-representations", RECEIVED)
    assert (window.start, window.due, window.status) == (grounds, due, status)
    assert case.state == "local-resolution"


def test_reg_9_1_they_are_made_when_they_are_sent() -> None:
    """Sent on the anniversary, Friday 2 September, and received on Monday 5: in time."""
    window = row(opened(grounds_on=date(2015, 9, 2), made_on=date(2016, 9, 2)), "make-representations", RECEIVED)
    assert (window.due, window.done_on, window.status) == (date(2016, 9, 2), date(2016, 9, 2), Status.USED)


def test_reg_9_1_no_window_is_shown_where_nobody_recorded_when_the_grounds_arose() -> None:
    """An unknown day is not guessed from the receipt."""
    assert "make-representations" not in keys(opened(), date(2017, 9, 5))


# --- regs 11 and 12


@pytest.mark.parametrize("act", [cr.ProcedureExplained, cr.Acknowledged])
def test_reg_11_the_procedure_is_explained_by_saying_so_or_with_the_acknowledgement(act: Any) -> None:
    """No number: as soon as possible from receipt, and met by either event."""
    case = opened()
    explain = row(case, "explain-procedure", date(2016, 9, 30))
    assert (explain.start, explain.due, explain.status, explain.days_late) == (RECEIVED, None, Status.PENDING, 0)
    case = case.record(act(on=date(2016, 9, 9)))
    explain = row(case, "explain-procedure", date(2016, 9, 30))
    assert (explain.status, explain.done_on) == (Status.MET, date(2016, 9, 9))


def test_there_is_no_statutory_number_for_an_acknowledgement() -> None:
    """Months without one are no breach of the regulations before stage 1's own time is out."""
    assert opened().breaches(date(2016, 9, 19)) == ()


@pytest.mark.parametrize(
    "who", [cr.Complainant.OTHER_RELATIVE, cr.Complainant.OTHER_PERSON, cr.Complainant.PROFESSIONAL], ids=str
)
def test_reg_12_the_interest_of_an_other_person_is_decided_first_and_without_a_number(who: cr.Complainant) -> None:
    """The decision is owed from receipt; stage 1 has not started."""
    case = opened(complainant=who)
    interest = row(case, "decide-interest", date(2016, 10, 31))
    assert (interest.start, interest.due, interest.status) == (RECEIVED, None, Status.PENDING)
    assert "stage-1" not in keys(case, date(2016, 10, 31))
    case = case.record(cr.InterestDecided(on=date(2016, 9, 8), sufficient=False))
    assert row(case, "decide-interest", date(2016, 9, 8)).status is Status.MET


# --- reg 14: stage 1 and its start date


def test_reg_14_3_a_the_clock_starts_when_the_interest_of_an_other_person_is_decided() -> None:
    """Decided on Thursday 8 September: the tenth working day after it is Thursday 22."""
    case = opened(complainant=cr.Complainant.OTHER_PERSON).record(cr.InterestDecided(on=date(2016, 9, 8), sufficient=True))
    stage_1 = row(case, "stage-1", date(2016, 9, 8))
    assert (stage_1.start, stage_1.due, stage_1.latest) == (date(2016, 9, 8), date(2016, 9, 22), date(2016, 10, 6))
    assert not stage_1.assumed


@pytest.mark.parametrize("who", [cr.Complainant.CHILD, cr.Complainant.CARE_LEAVER], ids=str)
def test_reg_14_3_b_the_clock_starts_when_the_advocate_is_appointed(who: cr.Complainant) -> None:
    """Asked for and not appointed at receipt; appointed on Wednesday 14 September: due on Wednesday 28."""
    case = opened(complainant=who, advocate=cr.Advocacy.REQUESTED)
    assert case.state == "advocate-awaited"
    assert "stage-1" not in keys(case, date(2016, 12, 1))
    case = case.record(cr.AdvocateAppointed(on=date(2016, 9, 14)))
    stage_1 = row(case, "stage-1", date(2016, 9, 14))
    assert (stage_1.start, stage_1.due, stage_1.latest) == (date(2016, 9, 14), date(2016, 9, 28), date(2016, 10, 12))


@pytest.mark.parametrize("advocate", [cr.Advocacy.NOT_REQUESTED, cr.Advocacy.APPOINTED], ids=str)
def test_reg_14_3_b_does_not_wait_where_no_request_was_unmet_at_receipt(advocate: cr.Advocacy) -> None:
    """Nobody asked, or one was there already: the receipt counts."""
    case = opened(complainant=cr.Complainant.CHILD, advocate=advocate)
    assert row(case, "stage-1", RECEIVED).start == RECEIVED


def test_reg_14_3_b_an_advocate_asked_for_after_receipt_moves_nothing() -> None:
    """The words speak of a request unmet when the representations were received."""
    case = after(
        opened(complainant=cr.Complainant.CHILD),
        cr.AdvocateRequested(on=date(2016, 9, 6), received_on=date(2016, 9, 6)),
        cr.AdvocateAppointed(on=date(2016, 9, 14)),
    )
    stage_1 = row(case, "stage-1", date(2016, 9, 14))
    assert (case.state, stage_1.start, stage_1.due) == ("local-resolution", RECEIVED, date(2016, 9, 19))
    assert case.irregularities() == ()


@pytest.mark.parametrize("who", [cr.Complainant.PARENT, cr.Complainant.FOSTER_CARER, cr.Complainant.ADVOCATE], ids=str)
def test_reg_14_3_b_an_adult_who_asks_for_an_advocate_waits_for_none(who: cr.Complainant) -> None:
    """Advocates serve children and care leavers only, so an adult's request moves nothing."""
    case = opened(complainant=who, advocate=cr.Advocacy.REQUESTED)
    assert row(case, "stage-1", RECEIVED).start == RECEIVED


def test_reg_14_3_interest_comes_first_and_then_the_advocate() -> None:
    """A sister under 18 who asked for an advocate: interest decided on the 7th, advocate on the 13th, due on the 27th."""
    case = opened(complainant=cr.Complainant.OTHER_RELATIVE, under_18=True, advocate=cr.Advocacy.REQUESTED)
    assert case.state == "interest-pending"
    case = case.record(cr.InterestDecided(on=date(2016, 9, 7), sufficient=True))
    assert case.state == "advocate-awaited"
    case = case.record(cr.AdvocateAppointed(on=date(2016, 9, 13)))
    stage_1 = row(case, "stage-1", date(2016, 9, 13))
    assert (case.state, stage_1.start, stage_1.due) == ("local-resolution", date(2016, 9, 13), date(2016, 9, 27))


def test_reg_14_3_an_advocate_appointed_before_the_interest_is_decided_is_no_longer_awaited() -> None:
    """The decision of 9 September, the later of the two, starts the clock: due on Friday 23."""
    case = after(
        opened(complainant=cr.Complainant.OTHER_RELATIVE, under_18=True, advocate=cr.Advocacy.REQUESTED),
        cr.AdvocateAppointed(on=date(2016, 9, 6)),
        cr.InterestDecided(on=date(2016, 9, 9), sufficient=True),
    )
    stage_1 = row(case, "stage-1", date(2016, 9, 9))
    assert (case.state, stage_1.start, stage_1.due) == ("local-resolution", date(2016, 9, 9), date(2016, 9, 23))


@pytest.mark.parametrize("day", [date(2016, 9, 2), date(2016, 9, 3), date(2016, 9, 4)], ids=["Friday", "Saturday", "Sunday"])
def test_reg_14_3_c_the_clock_starts_with_the_receipt_whatever_day_of_the_week(day: date) -> None:
    """A Friday, a Saturday and a Sunday receipt share their due date: Friday 16 September."""
    stage_1 = row(opened(day), "stage-1", day)
    assert (stage_1.start, stage_1.due, stage_1.latest) == (day, date(2016, 9, 16), date(2016, 9, 30))


def test_reg_14_3_c_a_receipt_is_an_arrival_and_never_assumed() -> None:
    """`on` of a receipt is the day it arrived, however long it was on its way."""
    stage_1 = row(opened(made_on=date(2016, 8, 30)), "stage-1", RECEIVED)
    assert (stage_1.start, stage_1.assumed) == (RECEIVED, False)


def test_reg_14_4_a_later_start_agreed_replaces_the_start_date() -> None:
    """Agreed on the 7th to start on the 12th: due on the 26th, at most on 10 October, both counted from the new start."""
    case = opened().record(cr.StartDateAgreed(on=date(2016, 9, 7), start=date(2016, 9, 12)))
    stage_1 = row(case, "stage-1", date(2016, 9, 7))
    assert (stage_1.start, stage_1.due, stage_1.latest) == (date(2016, 9, 12), date(2016, 9, 26), date(2016, 10, 10))
    assert (stage_1.occurrence, case.irregularities()) == (1, ())


@pytest.mark.parametrize("start", [date(2016, 9, 2), date(2016, 9, 5)], ids=["earlier", "the same day"])
def test_reg_14_4_a_start_that_is_not_later_moves_nothing_and_is_irregular(start: date) -> None:
    """Only a later date replaces a start date."""
    case = opened().record(cr.StartDateAgreed(on=date(2016, 9, 7), start=start))
    assert (row(case, "stage-1", date(2016, 9, 7)).start, row(case, "stage-1", date(2016, 9, 7)).due) == (
        RECEIVED,
        date(2016, 9, 19),
    )
    (irregular,) = case.irregularities()
    assert (irregular.event.key, str(irregular.cite)) == ("start-date-agreed", R + "14(4)")


def test_reg_14_4_serves_an_other_person_too_once_the_interest_is_decided() -> None:
    """Interest on the 8th, start agreed for the 19th: due on 3 October."""
    case = after(
        opened(complainant=cr.Complainant.OTHER_PERSON),
        cr.InterestDecided(on=date(2016, 9, 8), sufficient=True),
        cr.StartDateAgreed(on=date(2016, 9, 9), start=date(2016, 9, 19)),
    )
    stage_1 = row(case, "stage-1", date(2016, 9, 9))
    assert (stage_1.start, stage_1.due, case.irregularities()) == (date(2016, 9, 19), date(2016, 10, 3), ())


def test_reg_14_4_serves_a_child_whose_advocate_is_awaited() -> None:
    """A start agreed for the 19th holds though the advocate comes on the 14th: due on 3 October."""
    case = after(
        opened(complainant=cr.Complainant.CHILD, advocate=cr.Advocacy.REQUESTED),
        cr.StartDateAgreed(on=date(2016, 9, 9), start=date(2016, 9, 19)),
        cr.AdvocateAppointed(on=date(2016, 9, 14)),
    )
    stage_1 = row(case, "stage-1", date(2016, 9, 14))
    assert (case.state, stage_1.start, stage_1.due) == ("local-resolution", date(2016, 9, 19), date(2016, 10, 3))


@pytest.mark.parametrize(
    ("sent", "status", "days_late"),
    [
        (date(2016, 9, 19), Status.MET, 0),
        (date(2016, 9, 20), Status.MET_LATE, 1),
        (date(2016, 9, 24), Status.MET_LATE, 4),  # a Saturday: Tuesday to Friday were late
        (date(2016, 10, 3), Status.MET_LATE, 10),
    ],
)
def test_reg_14_1_ten_working_days_to_answer_at_stage_1(sent: date, status: Status, days_late: int) -> None:
    """Received on the 5th: the 19th is the last day, and what is sent then is in time whenever it arrives."""
    case = opened().record(cr.Responded(on=sent, received_on=date(2016, 10, 7)))
    stage_1 = row(case, "stage-1", date(2016, 10, 7))
    assert (stage_1.due, stage_1.done_on, stage_1.status, stage_1.days_late) == (date(2016, 9, 19), sent, status, days_late)
    assert bool(case.breaches(date(2016, 10, 7))) is (days_late > 0)


def test_reg_14_5_at_most_ten_working_days_more_from_the_same_start_date() -> None:
    """Twenty working days from 5 September end on 3 October; that is `latest`, extended or not."""
    case = opened()
    assert row(case, "stage-1", RECEIVED).latest == date(2016, 10, 3)
    case = case.record(cr.Extended(on=date(2016, 9, 14), until=date(2016, 10, 3), why="complex"))
    stage_1 = row(case, "stage-1", date(2016, 9, 14))
    assert (stage_1.normal_due, stage_1.due, stage_1.latest) == (date(2016, 9, 19), date(2016, 10, 3), date(2016, 10, 3))
    assert case.irregularities() == ()


# --- regs 15 and 16


def test_reg_15_1_matters_resolved_end_stage_1_and_the_terms_follow_without_a_number() -> None:
    """Resolved on the 13th: stage 1 is met; written terms are owed as soon as possible."""
    case = opened().record(cr.Resolved(on=date(2016, 9, 13)))
    assert (case.state, case.is_closed, case.outcome) == ("resolved", True, cr.Outcome.RESOLVED)
    assert row(case, "stage-1", date(2016, 9, 13)).status is Status.MET
    terms = row(case, "resolution-terms", date(2016, 12, 1))
    assert (terms.start, terms.due, terms.status) == (date(2016, 9, 13), None, Status.PENDING)
    case = case.record(cr.TermsConfirmed(on=date(2016, 9, 16)))
    assert row(case, "resolution-terms", date(2016, 9, 16)).status is Status.MET


def test_reg_15_2_twenty_working_days_to_ask_for_stage_2_are_recommended_and_bar_nobody() -> None:
    """From receipt of the answer on 21 September to 19 October; asking in December still leads to stage 2."""
    case = opened().record(cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 21)))
    window = row(case, "request-stage-2", date(2016, 12, 1))
    assert (window.start, window.due, window.status) == (date(2016, 9, 21), date(2016, 10, 19), Status.PAST)
    case = case.record(cr.EscalationRequested(on=date(2016, 12, 5), received_on=date(2016, 12, 5)))
    assert (case.state, case.irregularities(), case.breaches(date(2016, 12, 5))) == ("investigation", (), ())


def test_reg_16_oral_representations_are_written_down_without_a_number() -> None:
    """The record is owed from the request for stage 2 on 26 September, and met by the final record."""
    case = investigated(orally=True)
    record = row(case, "written-record", date(2016, 12, 1))
    assert (case.state, record.start, record.due, record.status) == (
        "record-writing",
        date(2016, 9, 26),
        None,
        Status.PENDING,
    )
    case = case.record(cr.RecordFinalised(on=date(2016, 10, 5)))
    assert row(case, "written-record", date(2016, 10, 5)).status is Status.MET


# --- reg 17: stage 2 and its start date


def test_reg_17_4_the_clock_starts_when_the_authority_receives_the_request() -> None:
    """Sent on Friday 23 September, received on Tuesday 27: the 25th working day is Tuesday 1 November.

    Without 26 and 27 December the 63rd is Friday 23 December, the 64th Wednesday 28, and the 65th Thursday 29.
    """
    case = answered_at_stage_1().record(cr.EscalationRequested(on=date(2016, 9, 23), received_on=date(2016, 9, 27)))
    stage_2 = row(case, "stage-2", date(2016, 9, 27))
    assert (stage_2.start, stage_2.due, stage_2.latest) == (date(2016, 9, 27), date(2016, 11, 1), date(2016, 12, 29))
    assert not stage_2.assumed


def test_reg_17_4_an_arrival_nobody_recorded_leaves_the_clock_on_the_act_and_says_so() -> None:
    """The request sent on 26 September, arrival unknown: due on 31 October, assumed."""
    case = answered_at_stage_1().record(cr.EscalationRequested(on=date(2016, 9, 26)))
    stage_2 = row(case, "stage-2", date(2016, 9, 26))
    assert (stage_2.start, stage_2.due, stage_2.assumed) == (date(2016, 9, 26), date(2016, 10, 31), True)


def test_reg_17_4_the_clock_starts_on_the_day_both_agreed_to_skip_stage_1() -> None:
    """Agreed on Thursday 8 September: due on Thursday 13 October, though the letter arrives on the 12th."""
    case = opened().record(cr.StageSkipped(on=date(2016, 9, 8), received_on=date(2016, 9, 12)))
    stage_2 = row(case, "stage-2", date(2016, 9, 12))
    assert (case.state, stage_2.start, stage_2.due) == ("investigation", date(2016, 9, 8), date(2016, 10, 13))
    assert not stage_2.assumed


@pytest.mark.parametrize(
    "step",
    [
        cr.StageSkipped(on=date(2016, 9, 8)),
        cr.EscalationRequested(on=date(2016, 9, 20), received_on=date(2016, 9, 20)),
    ],
    ids=["stage 1 skipped", "stage 2 asked for"],
)
def test_reg_17_5_oral_representations_wait_for_the_final_record(step: Any) -> None:
    """However stage 2 came about, the record of Monday 3 October starts the 25 working days: due on 7 November."""
    case = opened(orally=True).record(step)
    assert case.state == "record-writing"
    assert "stage-2" not in keys(case, date(2016, 10, 2))
    case = case.record(cr.RecordFinalised(on=date(2016, 10, 3), received_on=date(2016, 10, 6)))
    stage_2 = row(case, "stage-2", date(2016, 10, 6))
    assert (case.state, stage_2.start, stage_2.due) == ("investigation", date(2016, 10, 3), date(2016, 11, 7))


def test_reg_17_5_the_record_may_be_finalised_on_the_day_of_the_request() -> None:
    """Put in writing at once, oral representations are still oral, and the clock starts that same day."""
    case = investigated(orally=True).record(cr.RecordFinalised(on=date(2016, 9, 26)))
    assert row(case, "stage-2", date(2016, 9, 26)).due == date(2016, 10, 31)


def test_reg_17_5_the_wording_of_a_written_complaint_does_not_move_the_clock() -> None:
    """A record agreed on 10 October moves nothing where the representations were made in writing."""
    case = investigated().record(cr.RecordFinalised(on=date(2016, 10, 10)))
    stage_2 = row(case, "stage-2", date(2016, 10, 10))
    assert (stage_2.start, stage_2.due, case.irregularities()) == (date(2016, 9, 26), date(2016, 10, 31), ())


def test_reg_17_2_an_independent_person_is_appointed_when_stage_2_begins() -> None:
    """No number; met by the appointment."""
    case = investigated()
    appoint = row(case, "appoint-independent-person", date(2016, 10, 31))
    assert (appoint.start, appoint.due, appoint.status) == (date(2016, 9, 26), None, Status.PENDING)
    case = case.record(cr.IndependentPersonAppointed(on=date(2016, 9, 28)))
    assert row(case, "appoint-independent-person", date(2016, 9, 28)).status is Status.MET


def test_reg_17_2_one_appointment_serves_the_whole_of_stage_2() -> None:
    """Appointed while the record was being written, nobody need be appointed again when the investigation starts."""
    case = after(
        investigated(orally=True),
        cr.IndependentPersonAppointed(on=date(2016, 9, 28)),
        cr.RecordFinalised(on=date(2016, 10, 3)),
    )
    rows = [found for found in case.deadlines(date(2016, 10, 3)) if found.limit.key == "appoint-independent-person"]
    assert [found.status for found in rows] == [Status.MET]


@pytest.mark.parametrize(
    ("sent", "status", "days_late"),
    [(date(2016, 10, 31), Status.MET, 0), (date(2016, 11, 1), Status.MET_LATE, 1), (date(2016, 11, 14), Status.MET_LATE, 10)],
)
def test_reg_17_3_twenty_five_working_days_to_send_the_response_at_stage_2(sent: date, status: Status, days_late: int) -> None:
    """Request received on 26 September: the response is sent by 31 October, not merely decided."""
    case = investigated().record(cr.Responded(on=sent, received_on=date(2016, 11, 16)))
    stage_2 = row(case, "stage-2", date(2016, 11, 16))
    assert (stage_2.status, stage_2.days_late) == (status, days_late)


def test_reg_17_3_the_investigators_reports_end_no_clock() -> None:
    """Reports of the investigating officer and the independent person are recorded; the answer is what is due."""
    case = after(
        investigated(),
        cr.InvestigationReported(on=date(2016, 10, 24), by=cr.Investigator.INVESTIGATING_OFFICER),
        cr.InvestigationReported(on=date(2016, 10, 25), by=cr.Investigator.INDEPENDENT_PERSON),
    )
    assert (case.state, row(case, "stage-2", date(2016, 10, 25)).status) == ("investigation", Status.PENDING)
    assert row(case, "stage-2", date(2016, 11, 1)).status is Status.OVERDUE


def test_reg_17_6_sixty_five_working_days_are_counted_from_the_same_start_date() -> None:
    """From 26 September 13 weeks lead to 26 December; with the 26th and 27th left out, the 65th day is Wednesday 28."""
    case = investigated().record(cr.Extended(on=date(2016, 10, 24), until=date(2016, 12, 28), why="key witness away"))
    stage_2 = row(case, "stage-2", date(2016, 10, 24))
    assert (stage_2.normal_due, stage_2.due, stage_2.latest) == (
        date(2016, 10, 31),
        date(2016, 12, 28),
        date(2016, 12, 28),
    )
    assert case.irregularities() == ()


# --- regs 18 to 20: the panel


def test_reg_18_2_twenty_working_days_to_ask_for_a_panel_run_from_receipt_of_the_notice() -> None:
    """Sent on Monday 31 October, received on Thursday 3 November: the last day is Thursday 1 December."""
    case = investigated().record(cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 11, 3)))
    window = row(case, "request-panel", date(2016, 12, 1))
    assert (window.start, window.due, window.latest) == (date(2016, 11, 3), date(2016, 12, 1), date(2016, 12, 1))
    assert (window.status, window.assumed) == (Status.OPEN, False)
    assert row(case, "request-panel", date(2016, 12, 2)).status is Status.CLOSED


def test_reg_18_2_a_notice_whose_arrival_nobody_recorded_starts_the_window_when_sent_and_says_so() -> None:
    """From the sending on 31 October: 28 November, assumed."""
    case = investigated().record(cr.Responded(on=date(2016, 10, 31)))
    window = row(case, "request-panel", date(2016, 11, 1))
    assert (window.start, window.due, window.assumed) == (date(2016, 10, 31), date(2016, 11, 28), True)


def test_reg_18_2_a_panel_is_asked_for_when_the_request_is_sent() -> None:
    """Sent on the last day, 28 November, and received on Friday 2 December: used in time."""
    case = answered_at_stage_2().record(cr.PanelRequested(on=date(2016, 11, 28), received_on=date(2016, 12, 2)))
    window = row(case, "request-panel", date(2016, 12, 2))
    assert (window.due, window.done_on, window.status) == (date(2016, 11, 28), date(2016, 11, 28), Status.USED)


def test_the_panels_clocks_run_from_receipt_of_the_request() -> None:
    """Sent on Friday 4 November, received on Monday 7: acknowledge by the 9th, chair by the 21st, panel by 19 December."""
    case = answered_at_stage_2().record(cr.PanelRequested(on=date(2016, 11, 4), received_on=date(2016, 11, 7)))
    day = date(2016, 11, 7)
    assert {key: (row(case, key, day).start, row(case, key, day).due) for key in (
        "acknowledge-panel-request", "appoint-chair", "panel-meets",
    )} == {
        "acknowledge-panel-request": (day, date(2016, 11, 9)),
        "appoint-chair": (day, date(2016, 11, 21)),
        "panel-meets": (day, date(2016, 12, 19)),
    }  # fmt: skip


def test_guidance_two_working_days_to_acknowledge_the_request_for_a_panel() -> None:
    """Met on the 9th; sent on the 10th it is a day late, a departure from guidance and not from statute."""
    in_time = panel_asked_for().record(cr.Acknowledged(on=date(2016, 11, 9)))
    assert row(in_time, "acknowledge-panel-request", date(2016, 11, 9)).status is Status.MET
    late = panel_asked_for().record(cr.Acknowledged(on=date(2016, 11, 10)))
    found = row(late, "acknowledge-panel-request", date(2016, 11, 10))
    assert (found.status, found.days_late, found.limit.force) == (Status.MET_LATE, 1, GUIDANCE)


def test_guidance_ten_working_days_to_appoint_the_chair() -> None:
    """Request on 7 November: the 21st is the last day."""
    case = panel_asked_for().record(cr.ChairAppointed(on=date(2016, 11, 21)))
    chair = row(case, "appoint-chair", date(2016, 11, 21))
    assert (chair.due, chair.status) == (date(2016, 11, 21), Status.MET)


def test_guidance_papers_go_out_ten_working_days_before_the_panel() -> None:
    """A panel on Monday 12 December: papers by Monday 28 November."""
    case = panel_asked_for().record(cr.PanelArranged(on=date(2016, 11, 14), panel_on=date(2016, 12, 12), members=3))
    papers = row(case, "panel-papers", date(2016, 11, 14))
    assert (papers.start, papers.due, papers.status) == (date(2016, 12, 12), date(2016, 11, 28), Status.PENDING)
    case = case.record(cr.PapersCirculated(on=date(2016, 11, 28)))
    assert row(case, "panel-papers", date(2016, 11, 28)).status is Status.MET


@pytest.mark.parametrize(
    ("met", "status", "days_late"), [(date(2016, 12, 19), Status.MET, 0), (date(2016, 12, 20), Status.MET_LATE, 1)]
)
def test_reg_19_4_the_panel_meets_within_thirty_working_days(met: date, status: Status, days_late: int) -> None:
    """Request received on 7 November: 19 December is the last day, and nothing extends it."""
    case = panel_asked_for().record(cr.PanelMet(on=met, members=3))
    panel = row(case, "panel-meets", met)
    assert (panel.latest, panel.status, panel.days_late) == (date(2016, 12, 19), status, days_late)


def met_on_5_december() -> cr.Case:
    """The panel met on 5 December; the authority has its day on file from the 7th."""
    return panel_asked_for().record(cr.PanelMet(on=date(2016, 12, 5), received_on=date(2016, 12, 7), members=3))


def test_reg_20_2_the_panel_sends_its_report_within_five_working_days_of_meeting() -> None:
    """Met on 5 December: the 12th, whatever day the authority heard of the meeting; the duty is the panel's own."""
    report = row(met_on_5_december(), "panel-report", date(2016, 12, 7))
    assert (report.start, report.due, report.latest, report.limit.binds) == (
        date(2016, 12, 5),
        date(2016, 12, 12),
        date(2016, 12, 12),
        PANEL,
    )
    assert not report.assumed


def test_reg_20_2_a_report_is_sent_when_it_leaves_the_panel() -> None:
    """Sent on the 12th and received on the 15th: in time."""
    case = met_on_5_december().record(cr.PanelReported(on=date(2016, 12, 12), received_on=date(2016, 12, 15)))
    assert row(case, "panel-report", date(2016, 12, 15)).status is Status.MET


def test_reg_20_3_fifteen_working_days_to_answer_run_from_receipt_of_the_recommendations() -> None:
    """Received on Thursday 15 December; without 26 and 27 December and 2 January, the fifteenth day is Tuesday 10 January.

    16 (1), 19-23 (2-6), 28-30 (7-9), 3-6 January (10-13), 9 (14), 10 (15).
    """
    case = met_on_5_december().record(cr.PanelReported(on=date(2016, 12, 12), received_on=date(2016, 12, 15)))
    stage_3 = row(case, "stage-3", date(2016, 12, 15))
    assert (stage_3.start, stage_3.due, stage_3.latest) == (date(2016, 12, 15), date(2017, 1, 10), date(2017, 1, 10))
    case = case.record(cr.Responded(on=date(2017, 1, 10), received_on=date(2017, 1, 12)))
    assert (case.state, row(case, "stage-3", date(2017, 1, 12)).status) == ("stage-3-answered", Status.MET)


# --- s 26(7) of the Children Act 1989, and the Ombudsman


def test_s_26_7_those_concerned_are_told_of_each_decision_without_a_number() -> None:
    """Owed from the answer on 19 September, met by telling them; and again after the answer at stage 2."""
    case = answered_at_stage_1()
    notify = row(case, "notify-decision", date(2016, 10, 19))
    assert (notify.start, notify.due, notify.status) == (date(2016, 9, 19), None, Status.PENDING)
    case = after(
        case,
        cr.DecisionNotified(on=date(2016, 9, 20)),
        cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 26)),
        cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)),
    )
    first, second = (found for found in case.deadlines(date(2016, 10, 31)) if found.limit.key == "notify-decision")
    assert (first.status, second.status, second.occurrence) == (Status.MET, Status.PENDING, 2)


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        (date(2016, 3, 10), date(2017, 3, 9)),
        (date(2016, 3, 1), date(2017, 2, 28)),
        (date(2016, 2, 29), date(2017, 2, 28)),  # no corresponding day
    ],
)
def test_s_26b_1_the_ombudsmans_twelve_months_begin_with_the_day_of_notice(noticed: date, last: date) -> None:
    """Twelve months beginning with a day end on the day before its anniversary."""
    window = row(opened(noticed_on=noticed), "ombudsman", RECEIVED)
    assert (window.start, window.due, window.status) == (noticed, last, Status.OPEN)
    assert row(opened(noticed_on=noticed), "ombudsman", date(2017, 4, 1)).status is Status.CLOSED


def test_s_26b_1_runs_on_whatever_becomes_of_the_case() -> None:
    """Withdrawn or answered, the window to the Ombudsman stays open until its own last day, and is used by going there."""
    case = after(
        opened(noticed_on=date(2016, 3, 10)),
        cr.Withdrawn(on=date(2016, 9, 7), received_on=date(2016, 9, 7)),
    )
    assert row(case, "ombudsman", date(2017, 3, 9)).status is Status.OPEN
    used = case.record(cr.ReferredToOmbudsman(on=date(2017, 3, 9), received_on=date(2017, 3, 10)))
    assert row(used, "ombudsman", date(2017, 3, 10)).status is Status.USED


def test_practice_28_days_to_answer_the_ombudsmans_enquiry() -> None:
    """Calendar days from its arrival: received on Thursday 22 September, answered by Thursday 20 October."""
    case = opened().record(cr.OmbudsmanEnquired(on=date(2016, 9, 20), received_on=date(2016, 9, 22)))
    enquiry = row(case, "ombudsman-enquiry", date(2016, 9, 22))
    assert (enquiry.start, enquiry.due, enquiry.status) == (date(2016, 9, 22), date(2016, 10, 20), Status.PENDING)
    case = case.record(cr.EnquiryAnswered(on=date(2016, 10, 21)))
    enquiry = row(case, "ombudsman-enquiry", date(2016, 10, 21))
    assert (enquiry.status, enquiry.days_late) == (Status.MET_LATE, 1)


def test_practice_the_date_in_the_ombudsmans_letter_prevails() -> None:
    """A letter of 20 September that asks for an answer by 4 October; a second letter replaces the first while it runs."""
    case = opened().record(cr.OmbudsmanEnquired(on=date(2016, 9, 20), received_on=date(2016, 9, 22), answer_by=date(2016, 10, 4)))
    assert row(case, "ombudsman-enquiry", date(2016, 9, 22)).due == date(2016, 10, 4)
    case = case.record(cr.OmbudsmanEnquired(on=date(2016, 9, 30), received_on=date(2016, 9, 30), answer_by=date(2016, 10, 18)))
    enquiry = row(case, "ombudsman-enquiry", date(2016, 9, 30))
    assert (enquiry.start, enquiry.due, enquiry.occurrence) == (date(2016, 9, 30), date(2016, 10, 18), 1)


def test_practice_an_enquiry_after_the_answer_is_a_new_one() -> None:
    """The first stays met; the second has 28 days of its own, from 24 October to 21 November."""
    case = after(
        opened(),
        cr.OmbudsmanEnquired(on=date(2016, 9, 20), received_on=date(2016, 9, 20)),
        cr.EnquiryAnswered(on=date(2016, 10, 10)),
        cr.OmbudsmanEnquired(on=date(2016, 10, 24), received_on=date(2016, 10, 24)),
    )
    first, second = (found for found in case.deadlines(date(2016, 10, 24)) if found.limit.key == "ombudsman-enquiry")
    assert (first.status, second.occurrence, second.due) == (Status.MET, 2, date(2016, 11, 21))
