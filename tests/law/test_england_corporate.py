"""The Ombudsman's Complaint Handling Code, with dates worked by hand.

June to August 2026 hold one bank holiday of England and Wales, 31 August. Monday 1 June 2026 is the day of receipt unless a test
says otherwise: 5 working days end on Monday 8 June, 10 after that on Monday 22 June, 20 on Monday 6 July.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from complaintrules import Case, Force, Party, Status, due, get_procedure, timetable
from complaintrules.classification import Outcome, RefusalGround
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import (
    Acknowledged,
    EscalationRequested,
    Event,
    Extended,
    NotAccepted,
    Received,
    RefusalNotified,
    Resolved,
    Responded,
    TermsConfirmed,
    Withdrawn,
)
from support.answers import rows

CORPORATE = "england-corporate"
RECEIVED = Received(on=date(2026, 6, 1))
IN_TIME = Acknowledged(on=date(2026, 6, 3))
ANSWERED = Responded(on=date(2026, 6, 17))
ESCALATED = EscalationRequested(on=date(2026, 6, 24), received_on=date(2026, 6, 25))


def case_of(*events: Event) -> Case:
    """A corporate complaint."""
    return Case.replay(CORPORATE, events)


def test_every_rule_of_the_table_is_there_and_no_other_duty_of_the_code() -> None:
    """The ids of the Code's table, with what every procedure of a council shares about the Ombudsman."""
    procedure = get_procedure(CORPORATE)
    assert {limit.key for limit in procedure.limits} == {
        "make-complaint",
        "stage-1-acknowledge",
        "stage-1-respond",
        "stage-2-acknowledge",
        "stage-2-respond",
        "refuse-notice",
        "escalation-refusal-notice",
        "ombudsman",
        "ombudsman-enquiry",
    }
    assert {rule.key for rule in procedure.requirements} == {"annual-report", "premature"}


def test_the_code_should_be_followed_and_its_lateness_counts_for_compliance() -> None:
    """Each of its rows has the force of a code: "should"."""
    own = [limit for limit in get_procedure(CORPORATE).limits if not limit.key.startswith("ombudsman")]
    assert {limit.force for limit in own} == {Force.CODE}
    assert Force.CODE.wording == "should"
    assert Force.CODE.counts_for_compliance


def test_stage_1_was_read_in_the_text_and_stage_2_in_a_second_source() -> None:
    """The marks of the table: T to paragraph 6.8, S after it."""
    marks = {limit.key: limit.certainty.value for limit in get_procedure(CORPORATE).limits}
    assert [marks[key] for key in ("make-complaint", "stage-1-acknowledge", "stage-1-respond")] == ["T", "T", "T"]
    assert [marks[key] for key in ("stage-2-acknowledge", "stage-2-respond")] == ["S", "S"]


@pytest.mark.parametrize(
    ("procedure", "force", "not_accepted", "not_escalated"),
    [
        ("england-corporate", Force.CODE, "2.4", "5.7"),
        ("england-housing", Force.STATUTORY_CODE, "2.4", "section 5, paragraph not checked"),
    ],
)
def test_refusing_is_not_telling_in_either_edition(procedure: str, force: Force, not_accepted: str, not_escalated: str) -> None:
    """A refusal at stage 1 on 3 June 2026, or of stage 2 on 26 June: told in writing, with no number, and never a breach."""
    ground = RefusalGround.OUTSIDE_JURISDICTION
    refused = Case.replay(procedure, (RECEIVED, NotAccepted(on=date(2026, 6, 3), ground=ground)))
    answered = (RECEIVED, Acknowledged(on=date(2026, 6, 3)), Responded(on=date(2026, 6, 17)))
    asked = EscalationRequested(on=date(2026, 6, 24), received_on=date(2026, 6, 25))
    stopped = Case.replay(procedure, (*answered, asked, NotAccepted(on=date(2026, 6, 26), ground=ground)))
    for case, key, state, start, paragraph in (
        (refused, "refuse-notice", "not-accepted", date(2026, 6, 3), not_accepted),
        (stopped, "escalation-refusal-notice", "escalation-refused", date(2026, 6, 26), not_escalated),
    ):
        (notice,) = (row for row in case.deadlines(date(2036, 6, 26)) if row.limit.key == key)
        assert (case.state, notice.start, notice.due, notice.status) == (state, start, None, Status.PENDING)
        assert (notice.limit.force, notice.limit.certainty.value, notice.limit.cite.provision) == (force, "K", paragraph)
        assert "the right to take that decision to the Ombudsman" in notice.limit.asks
        assert case.breaches(date(2036, 6, 26)) == ()
        told = case.record(RefusalNotified(on=date(2026, 6, 30)))
        assert (told.state, [row.status for row in told.deadlines(date(2026, 6, 30)) if row.limit.key == key]) == (
            state,
            [Status.MET],
        )


def test_the_code_is_in_force_from_february_2024() -> None:
    """Published that month, the day not read: taken as the first."""
    assert due(CORPORATE, "stage-1-acknowledge", date(2024, 2, 1)).due == date(2024, 2, 8)
    before = due(CORPORATE, "stage-1-acknowledge", date(2024, 1, 31))
    assert (before.due, before.limit.force) == (None, Force.LOCAL_POLICY)


# --- the complainant's twelve months


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (date(2025, 1, 15), date(2026, 1, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),  # no corresponding date: the month's last day
        (date(2023, 2, 28), date(2024, 2, 28)),  # the corresponding date, not the end of a leap February
        (date(2023, 3, 1), date(2024, 3, 1)),
        (date(2024, 8, 31), date(2025, 8, 31)),
    ],
)
def test_twelve_months_to_complain_end_with_the_corresponding_date(known: date, last: date) -> None:
    """Para 2.2: counted after the day the issue occurred or was noticed."""
    assert due(get_procedure(CORPORATE), "make-complaint", known).due == last


def test_a_complaint_on_the_anniversary_is_in_time_and_a_day_later_is_not() -> None:
    """The window is used late, and a late complaint still opens a case."""
    in_time = case_of(Received(on=date(2026, 3, 10), grounds_on=date(2025, 3, 10)))
    late = case_of(Received(on=date(2026, 3, 11), grounds_on=date(2025, 3, 10)))
    assert rows(in_time, date(2026, 3, 11))["make-complaint"].status is Status.USED
    assert rows(late, date(2026, 3, 11))["make-complaint"].status is Status.USED_LATE


def test_becoming_aware_later_gives_the_later_end() -> None:
    """Noticed in July, though the issue occurred in January."""
    case = case_of(Received(on=date(2026, 6, 30), grounds_on=date(2025, 1, 10), noticed_on=date(2025, 7, 1)))
    row = rows(case, date(2026, 6, 30))["make-complaint"]
    assert (row.due, row.status) == (date(2026, 7, 1), Status.USED)


# --- stage 1


def test_a_complaint_opens_at_stage_1_and_is_acknowledged_within_five_working_days() -> None:
    """Received on Monday 1 June: 2, 3, 4, 5 and 8 June. There is no stage before the first."""
    case = case_of(RECEIVED)
    row = rows(case, date(2026, 6, 8))["stage-1-acknowledge"]
    assert (case.stage, row.due, row.latest) == (1, date(2026, 6, 8), date(2026, 6, 8))
    assert row.status is Status.DUE_TODAY
    assert rows(case, date(2026, 6, 9))["stage-1-acknowledge"].status is Status.OVERDUE


def test_without_an_acknowledgement_the_answer_counts_from_the_last_day_for_it_and_is_assumed() -> None:
    """10 working days after Monday 8 June are Monday 22 June; 20 are Monday 6 July."""
    row = rows(case_of(RECEIVED), date(2026, 6, 2))["stage-1-respond"]
    assert (row.start, row.normal_due, row.due, row.latest) == (
        date(2026, 6, 8),
        date(2026, 6, 22),
        date(2026, 6, 22),
        date(2026, 7, 6),
    )
    assert row.assumed
    assert "Assumed" in row.explain()


def test_an_assumption_is_what_the_file_showed_on_the_day_asked_about() -> None:
    """Acknowledged on 3 June: on the 2nd the answer still counted from the last day for it."""
    case = case_of(RECEIVED, IN_TIME)
    assert rows(case, date(2026, 6, 2))["stage-1-respond"].due == date(2026, 6, 22)
    assert rows(case, date(2026, 6, 3))["stage-1-respond"].due == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("acknowledged", "last", "latest"),
    [
        (date(2026, 6, 1), date(2026, 6, 15), date(2026, 6, 29)),  # the same day
        (date(2026, 6, 3), date(2026, 6, 17), date(2026, 7, 1)),
        (date(2026, 6, 8), date(2026, 6, 22), date(2026, 7, 6)),  # the last day for it
        (date(2026, 6, 10), date(2026, 6, 24), date(2026, 7, 8)),  # late
        (date(2026, 6, 23), date(2026, 7, 7), date(2026, 7, 21)),  # later than the assumed answer
    ],
)
def test_the_answer_counts_from_the_acknowledgement_late_or_not(acknowledged: date, last: date, latest: date) -> None:
    """Para 6.3: 10 working days from the acknowledgement, and up to 10 more."""
    row = rows(case_of(RECEIVED, Acknowledged(on=acknowledged)), date(2026, 6, 24))["stage-1-respond"]
    assert (row.start, row.due, row.latest, row.assumed) == (acknowledged, last, latest, False)


def test_the_acknowledgement_counts_from_its_sending_not_its_arrival() -> None:
    """It is the bound party's own act that starts the clock."""
    case = case_of(RECEIVED, Acknowledged(on=date(2026, 6, 3), received_on=date(2026, 6, 5)))
    assert rows(case, date(2026, 6, 5))["stage-1-respond"].due == date(2026, 6, 17)


def test_a_late_acknowledgement_is_a_breach_of_its_own() -> None:
    """Two working days after Monday 8 June."""
    case = case_of(RECEIVED, Acknowledged(on=date(2026, 6, 10)))
    row = rows(case, date(2026, 6, 10))["stage-1-acknowledge"]
    assert (row.status, row.days_late) == (Status.MET_LATE, 2)
    assert case.breaches(date(2026, 6, 10)) == (row,)


def test_a_second_acknowledgement_moves_nothing() -> None:
    """The clock runs from the first."""
    case = case_of(RECEIVED, IN_TIME, Acknowledged(on=date(2026, 6, 9)))
    found = rows(case, date(2026, 6, 9))
    assert (found["stage-1-acknowledge"].status, found["stage-1-acknowledge"].done_on) == (Status.MET, date(2026, 6, 3))
    assert found["stage-1-respond"].due == date(2026, 6, 17)


def test_christmas_is_left_out_of_both_counts() -> None:
    """Thursday 17 December 2026: 18, 21 to 24 December; then 29 to 31 December, 4 to 8, 11 and 12 January."""
    case = case_of(Received(on=date(2026, 12, 17)), Acknowledged(on=date(2026, 12, 24)))
    found = rows(case, date(2026, 12, 24))
    assert found["stage-1-acknowledge"].due == date(2026, 12, 24)
    assert found["stage-1-respond"].due == date(2027, 1, 12)


def test_an_answer_also_meets_an_acknowledgement_that_nobody_recorded() -> None:
    """Answered on day 4: both are met, and the answer counts from the assumed day."""
    found = rows(case_of(RECEIVED, Responded(on=date(2026, 6, 5))), date(2026, 6, 5))
    assert (found["stage-1-acknowledge"].status, found["stage-1-respond"].status) == (Status.MET, Status.MET)
    found = rows(case_of(RECEIVED, Responded(on=date(2026, 6, 10))), date(2026, 6, 10))
    assert (found["stage-1-acknowledge"].status, found["stage-1-respond"].status) == (Status.MET_LATE, Status.MET)


def test_a_late_answer_is_late_by_working_days() -> None:
    """Due on Wednesday 17 June, sent on Monday 22 June: 18, 19 and 22 June."""
    row = rows(case_of(RECEIVED, IN_TIME, Responded(on=date(2026, 6, 22))), date(2026, 7, 1))["stage-1-respond"]
    assert (row.status, row.days_late, row.is_breach) == (Status.MET_LATE, 3, True)


# --- the extension at stage 1: softly capped, and told before the time runs out


@pytest.mark.parametrize(
    ("told", "until", "why", "last", "irregular"),
    [
        (date(2026, 6, 15), date(2026, 7, 1), None, date(2026, 7, 1), 0),  # ten more, the most without a good reason
        (date(2026, 6, 17), date(2026, 6, 30), None, date(2026, 6, 30), 0),  # told on the due day
        (date(2026, 6, 15), date(2026, 7, 2), None, date(2026, 7, 1), 1),  # a day past the cap, no reason recorded: the cap
        (date(2026, 6, 15), date(2026, 7, 2), "the only officer is in hospital", date(2026, 7, 2), 0),
        (date(2026, 6, 18), date(2026, 7, 1), "complex", date(2026, 6, 17), 1),  # told after the due day: it moves nothing
        (date(2026, 6, 18), date(2026, 7, 8), None, date(2026, 6, 17), 1),  # the same, whatever it asked for
    ],
)
def test_an_extension_at_stage_1(told: date, until: date, why: str | None, last: date, irregular: int) -> None:
    """Para 6.4-6.5: 10 more, longer only with good reason; the outermost day never moves."""
    case = case_of(RECEIVED, IN_TIME, Extended(on=told, until=until, why=why))
    row = rows(case, told)["stage-1-respond"]
    assert (row.normal_due, row.due, row.latest) == (date(2026, 6, 17), last, date(2026, 7, 1))
    assert len(case.irregularities()) == irregular
    assert all("6.4" in str(found.cite) for found in case.irregularities())


def test_an_extended_answer_is_late_only_after_the_extended_day() -> None:
    """Extended to Tuesday 30 June: that day is in time, Thursday 2 July is 2 working days late."""
    extended = Extended(on=date(2026, 6, 15), until=date(2026, 6, 30))
    in_time = case_of(RECEIVED, IN_TIME, extended, Responded(on=date(2026, 6, 30)))
    late = case_of(RECEIVED, IN_TIME, extended, Responded(on=date(2026, 7, 2)))
    assert rows(in_time, date(2026, 7, 2))["stage-1-respond"].status is Status.MET
    row = rows(late, date(2026, 7, 2))["stage-1-respond"]
    assert (row.status, row.days_late) == (Status.MET_LATE, 2)


def test_an_extension_given_before_the_acknowledgement_still_holds_after_it() -> None:
    """Told on 2 June, acknowledged on the 3rd: the answer is due on the day told."""
    case = case_of(RECEIVED, Extended(on=date(2026, 6, 2), until=date(2026, 6, 26)), IN_TIME)
    row = rows(case, date(2026, 6, 3))["stage-1-respond"]
    assert (row.normal_due, row.due, row.latest) == (date(2026, 6, 17), date(2026, 6, 26), date(2026, 7, 1))


# --- from one stage to the other


def test_a_complainant_need_not_wait_for_an_answer_whose_time_has_run_out() -> None:
    """Due on Wednesday 17 June: from the 18th stage 2 may be asked for; stage 1 was missed."""
    case = case_of(RECEIVED, IN_TIME, EscalationRequested(on=date(2026, 6, 18)))
    assert (case.stage, case.irregularities()) == (2, ())
    row = rows(case, date(2026, 6, 18))["stage-1-respond"]
    assert (row.status, row.days_late) == (Status.MISSED, 1)


@pytest.mark.parametrize("day", [date(2026, 6, 4), date(2026, 6, 17)])
def test_asking_for_stage_2_before_stage_1_has_run_out_is_recorded_and_irregular(day: date) -> None:
    """The last day itself has not run out."""
    case = case_of(RECEIVED, IN_TIME, EscalationRequested(on=day))
    assert (case.stage, len(case.irregularities())) == (2, 1)
    assert rows(case, day)["stage-1-respond"].status is Status.LAPSED


def test_an_assumed_time_runs_out_too() -> None:
    """Nothing acknowledged: stage 1's time is out after Monday 22 June."""
    assert len(case_of(RECEIVED, EscalationRequested(on=date(2026, 6, 22))).irregularities()) == 1
    assert case_of(RECEIVED, EscalationRequested(on=date(2026, 6, 23))).irregularities() == ()


def test_a_late_answer_at_stage_1_meets_stage_1_late_and_nothing_at_stage_2() -> None:
    """Due on 17 June, overtaken on the 22nd, sent on Thursday 25 June: 18, 19, 22, 23, 24, 25."""
    case = case_of(RECEIVED, IN_TIME, EscalationRequested(on=date(2026, 6, 22)), Responded(on=date(2026, 6, 25), stage=1))
    found = rows(case, date(2026, 6, 25))
    assert (found["stage-1-respond"].status, found["stage-1-respond"].days_late) == (Status.MET_LATE, 6)
    assert (found["stage-2-acknowledge"].status, found["stage-2-respond"].status) == (Status.PENDING, Status.PENDING)
    assert (case.state, case.stage, case.irregularities()) == ("stage-2", 2, ())


def test_while_stage_1_is_owed_an_answer_must_name_its_stage() -> None:
    """Without it nobody could tell which is meant; once stage 1 is answered, only stage 2 can be."""
    case = case_of(RECEIVED, IN_TIME, EscalationRequested(on=date(2026, 6, 22)))
    with pytest.raises(ImpossibleEventError, match="stage"):
        case.record(Responded(on=date(2026, 6, 25)))
    assert case.record(Responded(on=date(2026, 6, 25), stage=2)).state == "stage-2-answered"
    after = case.record(Responded(on=date(2026, 6, 25), stage=1)).record(Responded(on=date(2026, 7, 20)))
    assert after.state == "stage-2-answered"


def test_stage_1_answered_is_at_rest_and_bars_no_later_request() -> None:
    """The Code as read has no limit for asking for stage 2: three years later it is no irregularity."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED)
    assert case.is_closed
    later = case.record(EscalationRequested(on=date(2029, 6, 18)))
    assert (later.stage, later.irregularities()) == (2, ())


# --- stage 2


def test_stage_2_is_acknowledged_within_five_working_days_of_the_requests_arrival() -> None:
    """It arrived on Thursday 25 June: 26, 29, 30 June, 1 and 2 July."""
    row = rows(case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED), date(2026, 6, 25))["stage-2-acknowledge"]
    assert (row.start, row.due, row.assumed) == (date(2026, 6, 25), date(2026, 7, 2), False)


def test_a_request_whose_arrival_nobody_recorded_counts_from_its_sending_and_is_assumed() -> None:
    """Sent on Wednesday 24 June: the last day is Wednesday 1 July."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED, EscalationRequested(on=date(2026, 6, 24)))
    row = rows(case, date(2026, 6, 24))["stage-2-acknowledge"]
    assert (row.due, row.assumed) == (date(2026, 7, 1), True)


def test_without_an_acknowledgement_stage_2_counts_from_the_last_day_for_it() -> None:
    """20 working days after Thursday 2 July are Thursday 30 July; stage 1's acknowledgement does not start this clock."""
    row = rows(case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED), date(2026, 6, 25))["stage-2-respond"]
    assert (row.start, row.due, row.assumed) == (date(2026, 7, 2), date(2026, 7, 30), True)


@pytest.mark.parametrize(
    ("acknowledged", "last", "latest"),
    [
        (date(2026, 6, 29), date(2026, 7, 27), date(2026, 8, 24)),
        (date(2026, 7, 6), date(2026, 8, 3), date(2026, 9, 1)),  # late; the 40th would be 31 August, a bank holiday
    ],
)
def test_stage_2_counts_from_its_acknowledgement_late_or_not(acknowledged: date, last: date, latest: date) -> None:
    """20 working days, and up to 20 more."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED, Acknowledged(on=acknowledged))
    row = rows(case, date(2026, 7, 6))["stage-2-respond"]
    assert (row.due, row.latest, row.assumed) == (last, latest, False)
    again = rows(case.record(Acknowledged(on=date(2026, 7, 10))), date(2026, 7, 10))["stage-2-respond"]
    assert again.due == last


@pytest.mark.parametrize(
    ("told", "until", "why", "last", "irregular"),
    [
        (date(2026, 7, 20), date(2026, 8, 24), None, date(2026, 8, 24), 0),
        (date(2026, 7, 20), date(2026, 8, 25), None, date(2026, 8, 24), 1),
        (date(2026, 7, 20), date(2026, 8, 25), "a witness returns on the 24th", date(2026, 8, 25), 0),
        (date(2026, 7, 28), date(2026, 8, 24), "complex", date(2026, 7, 27), 1),
    ],
)
def test_an_extension_at_stage_2(told: date, until: date, why: str | None, last: date, irregular: int) -> None:
    """Acknowledged on 29 June, due on 27 July: 20 more reach 24 August, longer only with good reason."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED, Acknowledged(on=date(2026, 6, 29)))
    case = case.record(Extended(on=told, until=until, why=why))
    row = rows(case, told)["stage-2-respond"]
    assert (row.normal_due, row.due, row.latest) == (date(2026, 7, 27), last, date(2026, 8, 24))
    assert len(case.irregularities()) == irregular


def test_there_are_two_stages_and_no_more() -> None:
    """After the answer at stage 2 nothing leads on; the Ombudsman is recorded beside it."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED, Responded(on=date(2026, 7, 20)))
    assert get_procedure(CORPORATE).state(case.state).final
    assert case.why_not(EscalationRequested)
    assert case.breaches(date(2026, 7, 20)) == (rows(case, date(2026, 7, 20))["stage-2-acknowledge"],)


def test_a_refusal_to_escalate_ends_the_case_with_its_ground() -> None:
    """Para 5.7: a valid reason is needed, so the event carries one."""
    case = case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED)
    refused = case.record(NotAccepted(on=date(2026, 6, 29), ground=RefusalGround.ALREADY_CONSIDERED))
    assert (refused.state, refused.is_closed) == ("escalation-refused", True)
    assert rows(refused, date(2026, 8, 30))["stage-2-respond"].status is Status.LAPSED


def test_a_withdrawal_ends_what_was_owed() -> None:
    """Withdrawn on day 3: nothing was late, so nothing is a breach."""
    case = case_of(RECEIVED, Withdrawn(on=date(2026, 6, 4)))
    assert (case.is_closed, case.breaches(date(2027, 1, 4))) == (True, ())


# --- the timetable


def test_the_timetable_of_a_complaint_received_on_1_june_2026() -> None:
    """Each step on its last day; with every extension the answer at stage 2 may come on Tuesday 8 September."""
    found: dict[str, Any] = {row.limit.key: (row.due, row.latest) for row in timetable(CORPORATE, date(2026, 6, 1))}
    assert found["stage-1-acknowledge"] == (date(2026, 6, 8), date(2026, 6, 8))
    assert found["stage-1-respond"] == (date(2026, 6, 22), date(2026, 7, 6))
    assert found["stage-2-acknowledge"] == (date(2026, 6, 29), date(2026, 7, 13))
    assert found["stage-2-respond"] == (date(2026, 7, 27), date(2026, 9, 8))
    assert found["ombudsman"] == (None, None)


def test_every_rule_of_the_code_binds_the_council_but_the_time_to_complain() -> None:
    """Who must act, as the table has it."""
    binds = {limit.key: limit.binds for limit in get_procedure(CORPORATE).limits}
    assert binds["make-complaint"] is Party.COMPLAINANT
    assert {binds[key] for key in binds if key.startswith("stage-")} == {Party.AUTHORITY}


@pytest.mark.parametrize("key", ["england-corporate", "england-housing"])
def test_a_complaint_settled_at_stage_1_is_resolved_and_can_still_be_taken_further(key: str) -> None:
    """Acknowledged on 3 June 2026, so answered by 17 June; settled on the 15th, it is done in time and owes no answer."""
    case = Case.replay(key, (RECEIVED, IN_TIME, Resolved(on=date(2026, 6, 15)), TermsConfirmed(on=date(2026, 6, 16))))
    assert (case.state, case.outcome, case.is_closed) == ("resolved", Outcome.RESOLVED, True)
    answer = rows(case, date(2026, 7, 31))["stage-1-respond"]
    assert (answer.due, answer.status) == (date(2026, 6, 17), Status.MET)
    assert case.breaches(date(2026, 7, 31)) == ()
    assert case.record(ESCALATED).state == "stage-2"


def test_a_settlement_after_the_time_for_the_answer_is_late_as_an_answer_is() -> None:
    """Due on 17 June 2026; settled on Wednesday 1 July, ten working days later: a settlement wipes out no breach."""
    case = case_of(RECEIVED, IN_TIME, Resolved(on=date(2026, 7, 1)))
    answer = rows(case, date(2026, 7, 31))["stage-1-respond"]
    assert (answer.status, answer.days_late, answer.is_breach) == (Status.MET_LATE, 10, True)


def test_a_complaint_settled_at_stage_2_is_over() -> None:
    """Asked for on 25 June 2026 (arrival), acknowledged on 29 June: answer due on 27 July; settled on the 20th."""
    settled = Resolved(on=date(2026, 7, 20))
    case = case_of(RECEIVED, IN_TIME, ANSWERED, ESCALATED, Acknowledged(on=date(2026, 6, 29)), settled)
    assert (case.state, case.outcome) == ("resolved-at-stage-2", Outcome.RESOLVED)
    answer = rows(case, date(2026, 7, 31))["stage-2-respond"]
    assert (answer.due, answer.status) == (date(2026, 7, 27), Status.MET)
    with pytest.raises(ImpossibleEventError):
        case.record(EscalationRequested(on=date(2026, 7, 28)))
