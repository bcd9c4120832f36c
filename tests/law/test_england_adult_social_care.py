"""Adult social care complaints, SI 2009/309, with dates worked by hand."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from complaintrules import Case, Certainty, Force, Kind, NotInForceError, Status, due, get_procedure, timetable
from complaintrules.classification import RefusalGround
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import (
    Acknowledged,
    DelayExplained,
    DiscussionDeclined,
    Event,
    Extended,
    InvestigationReported,
    NotAccepted,
    PeriodSet,
    PlanAgreed,
    Received,
    RecordFinalised,
    RefusalNotified,
    Resolved,
    Responded,
    Withdrawn,
)
from support.answers import rows_of

ADULTS = "england-adult-social-care"
# Thursday 15 January 2026: the six months commencing on it end with Tuesday 14 July.
RECEIVED = Received(on=date(2026, 1, 15))
ACKNOWLEDGED = Acknowledged(on=date(2026, 1, 16))
RUN_OUT = date(2026, 7, 15)


def case_of(*events: Event) -> Case:
    """An adult social care complaint."""
    return Case.replay(ADULTS, events)


rows = functools.partial(rows_of, ADULTS)


def test_every_rule_of_the_table_is_there() -> None:
    """The ids of the table; three of them have no clock of a case."""
    procedure = get_procedure(ADULTS)
    assert {limit.key for limit in procedure.limits} == {
        "make-complaint",
        "acknowledge",
        "respond",
        "relevant-period",
        "explain-delay",
        "refuse-notice",
        "oral-record",
        "set-response-period",
        "representative-refused",
        "agreed-timescale",
        "resolve-at-once",
        "ombudsman",
        "ombudsman-enquiry",
    }
    assert {rule.key for rule in procedure.requirements} == {"keep-informed", "keep-record", "annual-report", "premature"}


def test_each_rule_has_the_mark_of_the_table() -> None:
    """The copy of an oral record is general knowledge; the exclusions were read."""
    marks = {limit.key: limit.certainty for limit in get_procedure(ADULTS).limits}
    assert marks["oral-record"] is Certainty.GENERAL_KNOWLEDGE
    assert (marks["refuse-notice"], marks["resolve-at-once"]) == (Certainty.TEXT, Certainty.TEXT)
    second = ("make-complaint", "acknowledge", "respond", "relevant-period", "explain-delay", "agreed-timescale")
    assert {marks[key] for key in second} == {Certainty.SECOND_SOURCE}


def test_it_is_statute_in_force_from_1_april_2009() -> None:
    """Every rule of the regulations is a must; the day before there was none."""
    own = [limit for limit in get_procedure(ADULTS).limits if limit.key != "ombudsman-enquiry"]
    assert {limit.force for limit in own} == {Force.STATUTE}
    assert due(ADULTS, "acknowledge", date(2009, 4, 1)).due == date(2009, 4, 6)
    with pytest.raises(NotInForceError):
        due(ADULTS, "acknowledge", date(2009, 3, 31))


# --- the complainant's twelve months, "after"


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (date(2025, 1, 15), date(2026, 1, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2023, 3, 1), date(2024, 3, 1)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_twelve_months_after_end_with_the_corresponding_date(known: date, last: date) -> None:
    """R12: the corresponding date is in time."""
    assert due(ADULTS, "make-complaint", known).due == last


@pytest.mark.parametrize(("received", "status"), [(date(2025, 2, 28), Status.USED), (date(2025, 3, 1), Status.USED_LATE)])
def test_a_complaint_about_a_leap_day(received: date, status: Status) -> None:
    """The matter arose on 29 February 2024."""
    assert rows(received, Received(on=received, grounds_on=date(2024, 2, 29)))["make-complaint"].status is status


def test_a_complaint_is_made_when_it_is_sent() -> None:
    """Sent on the last day and received three days later: in time."""
    received = Received(
        on=date(2026, 1, 18), made_on=date(2026, 1, 15), grounds_on=date(2024, 12, 1), noticed_on=date(2025, 1, 15)
    )
    assert rows(date(2026, 1, 18), received)["make-complaint"].status is Status.USED


# --- acknowledging


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 27), date(2026, 12, 2)),  # a Friday
        (date(2026, 11, 28), date(2026, 12, 2)),  # a Saturday
        (date(2026, 11, 29), date(2026, 12, 2)),  # a Sunday
        (date(2026, 11, 30), date(2026, 12, 3)),  # a Monday: St Andrew's Day is no holiday here
        (date(2026, 4, 2), date(2026, 4, 9)),  # the Thursday before Easter
        (date(2026, 12, 24), date(2026, 12, 31)),  # 29, 30 and 31 December
    ],
)
def test_three_working_days_after_the_day_of_receipt(received: date, last: date) -> None:
    """R13: the day of receipt is day 0."""
    row = rows(received, Received(on=received))["acknowledge"]
    assert (row.due, row.latest) == (last, last)


def test_an_answer_also_meets_the_acknowledgement() -> None:
    """Answered on the third working day."""
    assert rows(date(2026, 2, 1), RECEIVED, Responded(on=date(2026, 1, 20)))["acknowledge"].status is Status.MET


# --- the plan


def test_the_plan_names_the_day_for_the_answer() -> None:
    """Agreed on 19 January for Friday 27 February, and only told as likely: Monday 2 March is after it, and no breach."""
    plan = PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27))
    row = rows(date(2026, 2, 27), RECEIVED, ACKNOWLEDGED, plan)["agreed-timescale"]
    assert (row.due, row.status) == (date(2026, 2, 27), Status.DUE_TODAY)
    on_the_day = rows(date(2026, 3, 2), RECEIVED, ACKNOWLEDGED, plan, Responded(on=date(2026, 2, 27)))["agreed-timescale"]
    after = rows(date(2026, 3, 2), RECEIVED, ACKNOWLEDGED, plan, Responded(on=date(2026, 3, 2)))["agreed-timescale"]
    assert (row.limit.kind, after.is_breach) == (Kind.ADVISORY, False)
    assert (on_the_day.status, after.status, after.days_late) == (Status.MET, Status.AFTER, 0)


def test_without_a_plan_there_is_no_day_of_a_plan() -> None:
    """There is no fixed response target."""
    assert "agreed-timescale" not in rows(date(2026, 2, 1), RECEIVED, ACKNOWLEDGED)


def test_a_new_agreement_replaces_the_day() -> None:
    """Agreed anew on 20 February for 27 March, and it may be an earlier day too."""
    first = PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27))
    later = PlanAgreed(on=date(2026, 2, 20), until=date(2026, 3, 27))
    earlier = PlanAgreed(on=date(2026, 2, 23), until=date(2026, 3, 13))
    row = rows(date(2026, 3, 1), RECEIVED, first, later)["agreed-timescale"]
    assert (row.due, row.status, row.occurrence) == (date(2026, 3, 27), Status.PENDING, 1)
    assert rows(date(2026, 3, 1), RECEIVED, first, later, earlier)["agreed-timescale"].due == date(2026, 3, 13)


def test_where_the_offer_is_declined_the_body_sets_the_period_itself() -> None:
    """Declined on 20 January: it owes a period at once, sets it on the 26th for 6 March, which is past on the 9th."""
    declined = DiscussionDeclined(on=date(2026, 1, 20), received_on=date(2026, 1, 20))
    row = rows(date(2026, 1, 23), RECEIVED, ACKNOWLEDGED, declined)["set-response-period"]
    assert (row.start, row.due, row.status) == (date(2026, 1, 20), None, Status.PENDING)
    period_set = PeriodSet(on=date(2026, 1, 26), until=date(2026, 3, 6))
    found = rows(date(2026, 3, 9), RECEIVED, ACKNOWLEDGED, declined, period_set)
    assert found["set-response-period"].status is Status.MET
    assert (found["agreed-timescale"].due, found["agreed-timescale"].status) == (date(2026, 3, 6), Status.PAST)


def test_the_plan_does_not_move_the_six_months() -> None:
    """Each keeps its own day, and one answer ends both."""
    found = rows(date(2026, 2, 1), RECEIVED, PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27)))
    assert (found["agreed-timescale"].due, found["relevant-period"].due) == (date(2026, 2, 27), date(2026, 7, 14))
    found = rows(RUN_OUT, RECEIVED, PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27)), Responded(on=date(2026, 2, 20)))
    assert (found["agreed-timescale"].status, found["relevant-period"].status) == (Status.MET, Status.MET)


def test_the_answer_itself_is_owed_when_the_investigation_is_completed_without_a_number() -> None:
    """R14(2): as soon as reasonably practicable."""
    assert "respond" not in rows(date(2026, 2, 1), RECEIVED)
    row = rows(date(2026, 4, 1), RECEIVED, InvestigationReported(on=date(2026, 2, 16), received_on=date(2026, 2, 18)))["respond"]
    assert (row.start, row.due, row.status) == (date(2026, 2, 18), None, Status.PENDING)


# --- the six months, "commencing on"


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 1, 15), date(2026, 7, 14)),
        (date(2026, 3, 1), date(2026, 8, 31)),
        (date(2026, 3, 30), date(2026, 9, 29)),
        (date(2026, 3, 31), date(2026, 9, 30)),  # September has no 31st
        (date(2025, 10, 31), date(2026, 4, 30)),
        (date(2025, 12, 31), date(2026, 6, 30)),
        (date(2024, 8, 28), date(2025, 2, 27)),
        (date(2024, 8, 29), date(2025, 2, 28)),
        (date(2024, 8, 30), date(2025, 2, 28)),
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2024, 9, 1), date(2025, 2, 28)),
        (date(2023, 8, 28), date(2024, 2, 27)),
        (date(2023, 8, 29), date(2024, 2, 28)),  # the corresponding date is the leap day
        (date(2023, 8, 30), date(2024, 2, 29)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2023, 9, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 8, 28)),
    ],
)
def test_six_months_commencing_on_the_day_of_receipt(received: date, last: date) -> None:
    """R14(3): the day before the corresponding date; the month's last day where there is none."""
    row = rows(received, Received(on=received))["relevant-period"]
    assert (row.normal_due, row.due, row.latest) == (last, last, None)


def test_the_last_day_of_the_six_months_is_in_time() -> None:
    """An answer on 14 July is met; on the 15th it is a working day late."""
    in_time = rows(RUN_OUT, RECEIVED, Responded(on=date(2026, 7, 14)))["relevant-period"]
    late = rows(RUN_OUT, RECEIVED, Responded(on=date(2026, 7, 15)))["relevant-period"]
    assert (in_time.status, late.status, late.days_late) == (Status.MET, Status.MET_LATE, 1)


def test_lateness_past_the_six_months_is_shown_and_is_no_established_breach() -> None:
    """Overdue, missed in the answer, but never among the breaches; and the explanation says why."""
    case = case_of(RECEIVED, ACKNOWLEDGED)
    row = {row.limit.key: row for row in case.deadlines(RUN_OUT)}["relevant-period"]
    assert (row.status, row.is_breach, case.breaches(RUN_OUT)) == (Status.OVERDUE, False, ())
    assert "not established" in row.explain()
    answered = case_of(RECEIVED, ACKNOWLEDGED, Responded(on=RUN_OUT))
    assert answered.breaches(RUN_OUT) == ()


def test_six_months_that_end_on_a_bank_holiday_stay_there() -> None:
    """Received on 29 June 2026: Monday 28 December, the substitute for Boxing Day; what the 1971 Act allows is said."""
    row = rows(date(2026, 6, 29), Received(on=date(2026, 6, 29)))["relevant-period"]
    assert row.due == date(2026, 12, 28)
    assert "Banking and Financial Dealings Act 1971" in row.explain()


@pytest.mark.parametrize("agreed", [date(2026, 2, 2), date(2026, 7, 14)])
def test_a_longer_period_agreed_before_the_six_months_run_out_moves_them(agreed: date) -> None:
    """R14(3): any longer period; the last day itself is in time."""
    extended = Extended(on=agreed, until=date(2026, 9, 30), agreed=True)
    case = case_of(RECEIVED, ACKNOWLEDGED, extended)
    row = {row.limit.key: row for row in case.deadlines(date(2026, 9, 30))}["relevant-period"]
    assert (row.normal_due, row.due, row.latest, row.status) == (date(2026, 7, 14), date(2026, 9, 30), None, Status.DUE_TODAY)
    assert case.irregularities() == ()


def test_a_longer_period_agreed_after_they_ran_out_moves_nothing_and_is_irregular() -> None:
    """Agreed on 15 July."""
    case = case_of(RECEIVED, ACKNOWLEDGED, Extended(on=RUN_OUT, until=date(2026, 9, 30), agreed=True))
    row = {row.limit.key: row for row in case.deadlines(RUN_OUT)}["relevant-period"]
    assert (row.due, row.status) == (date(2026, 7, 14), Status.OVERDUE)
    (irregularity,) = case.irregularities()
    assert "14(3)" in str(irregularity.cite)


def test_agreements_may_follow_one_another_each_before_the_last_runs_out() -> None:
    """To the end of September, then on 30 September to the end of November; one on 1 December comes too late."""
    first = Extended(on=date(2026, 7, 1), until=date(2026, 9, 30), agreed=True)
    second = Extended(on=date(2026, 9, 30), until=date(2026, 11, 30), agreed=True)
    assert rows(date(2026, 9, 30), RECEIVED, first, second)["relevant-period"].due == date(2026, 11, 30)
    late = Extended(on=date(2026, 12, 1), until=date(2027, 1, 31), agreed=True)
    case = case_of(RECEIVED, first, second, late)
    assert {row.limit.key: row.due for row in case.deadlines(date(2026, 12, 1))}["relevant-period"] == date(2026, 11, 30)
    assert len(case.irregularities()) == 1


# --- the duty to explain


def test_the_duty_to_explain_starts_only_when_the_six_months_run_out() -> None:
    """Not on 14 July, their last day; on the 15th it is owed, at once and without a number."""
    assert "explain-delay" not in rows(date(2026, 7, 14), RECEIVED)
    row = rows(RUN_OUT, RECEIVED)["explain-delay"]
    assert (row.due, row.status, row.assumed) == (None, Status.PENDING, False)


def test_a_longer_period_puts_the_duty_to_explain_off() -> None:
    """Agreed to 30 September: nothing to explain until 1 October."""
    extended = Extended(on=date(2026, 7, 1), until=date(2026, 9, 30), agreed=True)
    assert "explain-delay" not in rows(date(2026, 9, 30), RECEIVED, extended)
    assert rows(date(2026, 10, 1), RECEIVED, extended)["explain-delay"].status is Status.PENDING
    too_late = Extended(on=RUN_OUT, until=date(2026, 9, 30), agreed=True)
    assert rows(RUN_OUT, RECEIVED, too_late)["explain-delay"].status is Status.PENDING


def test_explaining_the_delay_meets_it_and_leaves_the_answer_owed() -> None:
    """Explained on 20 July, answered on 3 August."""
    explained = DelayExplained(on=date(2026, 7, 20))
    found = rows(date(2026, 7, 20), RECEIVED, explained)
    assert (found["explain-delay"].status, found["relevant-period"].status) == (Status.MET, Status.OVERDUE)
    found = rows(date(2026, 8, 3), RECEIVED, explained, Responded(on=date(2026, 8, 3)))
    assert (found["explain-delay"].status, found["relevant-period"].status) == (Status.MET, Status.MET_LATE)


def test_a_late_answer_without_an_explanation_lets_the_duty_lapse() -> None:
    """It has no number, so it was never late; the case went on."""
    assert rows(date(2026, 8, 3), RECEIVED, Responded(on=date(2026, 8, 3)))["explain-delay"].status is Status.LAPSED


@pytest.mark.parametrize("last", [Responded(on=date(2026, 7, 14)), Withdrawn(on=date(2026, 7, 14))])
def test_what_ended_in_time_never_had_to_be_explained(last: Event) -> None:
    """Answered or withdrawn on the last day."""
    assert "explain-delay" not in rows(date(2027, 1, 1), RECEIVED, last)


def test_an_explanation_before_the_six_months_ran_out_does_not_meet_the_duty() -> None:
    """The duty arises when they run out; what was said in June was said before there was anything to explain."""
    early = DelayExplained(on=date(2026, 6, 1))
    assert rows(RUN_OUT, RECEIVED, early)["explain-delay"].status is Status.PENDING
    assert rows(date(2026, 7, 20), RECEIVED, early, DelayExplained(on=date(2026, 7, 20)))["explain-delay"].done_on == date(
        2026, 7, 20
    )


# --- oral complaints


@pytest.mark.parametrize(
    ("made", "last"),
    [
        (date(2026, 9, 24), date(2026, 9, 25)),  # a Thursday
        (date(2026, 9, 25), date(2026, 9, 28)),  # a Friday
        (date(2026, 9, 26), date(2026, 9, 28)),  # a Saturday
        (date(2026, 4, 2), date(2026, 4, 7)),  # the Thursday before Easter
        (date(2026, 12, 24), date(2026, 12, 29)),
    ],
)
def test_an_oral_complaint_may_be_resolved_by_the_end_of_the_next_working_day(made: date, last: date) -> None:
    """R8(1)(c): counted from the day it was made."""
    row = rows(made, Received(on=made, orally=True))["resolve-at-once"]
    assert (row.due, row.status, row.limit.kind) == (last, Status.OPEN, Kind.WINDOW)


def test_resolved_the_next_working_day_it_is_outside_the_regulations() -> None:
    """Made on Friday 25 September 2026, resolved on the Monday."""
    case = case_of(Received(on=date(2026, 9, 25), orally=True), Resolved(on=date(2026, 9, 28)))
    found = {row.limit.key: row for row in case.deadlines(date(2027, 6, 1))}
    assert (case.state, case.is_closed) == ("resolved", True)
    assert (found["resolve-at-once"].status, found["relevant-period"].status) == (Status.USED, Status.LAPSED)
    assert (found["acknowledge"].status, case.breaches(date(2027, 6, 1))) == (Status.MET, ())


def test_resolved_a_day_later_shows_in_the_limit_and_not_in_the_state() -> None:
    """Resolved on Tuesday 29 September."""
    case = case_of(Received(on=date(2026, 9, 25), orally=True), Resolved(on=date(2026, 9, 29)))
    found = {row.limit.key: row for row in case.deadlines(date(2026, 9, 29))}
    assert (case.state, found["resolve-at-once"].status, found["resolve-at-once"].days_late) == ("resolved", Status.USED_LATE, 1)


def test_it_counts_from_the_day_it_was_made_not_from_the_day_it_was_passed_on() -> None:
    """Said to a carer on Thursday 24 September, with the council on the 25th: the time ends on the 25th."""
    row = rows(date(2026, 9, 28), Received(on=date(2026, 9, 25), made_on=date(2026, 9, 24), orally=True))["resolve-at-once"]
    assert (row.due, row.status) == (date(2026, 9, 25), Status.CLOSED)


def test_a_written_complaint_cannot_be_resolved_outside_the_regulations() -> None:
    """It stays open, and its answer owed."""
    case = case_of(RECEIVED, Resolved(on=date(2026, 1, 16)))
    found = {row.limit.key: row for row in case.deadlines(date(2026, 2, 1))}
    assert (case.state, case.is_closed) == ("handling", False)
    assert "resolve-at-once" not in found
    assert found["relevant-period"].status is Status.PENDING


def test_an_oral_complaint_is_written_down() -> None:
    """No number; a written one needs no record of this kind."""
    oral = Received(on=date(2026, 1, 15), orally=True)
    assert rows(date(2026, 1, 30), oral)["oral-record"].status is Status.PENDING
    assert rows(date(2026, 1, 30), oral, RecordFinalised(on=date(2026, 1, 20)))["oral-record"].status is Status.MET
    assert "oral-record" not in rows(date(2026, 1, 30), RECEIVED)


# --- refusals


@pytest.mark.parametrize(
    ("ground", "owed"),
    [
        (RefusalGround.EXCLUDED, {"refuse-notice"}),
        (RefusalGround.REPRESENTATIVE, {"representative-refused"}),
        (RefusalGround.OUT_OF_TIME, set()),
        (RefusalGround.OUTSIDE_JURISDICTION, set()),
    ],
)
def test_which_notice_a_refusal_asks_for_depends_on_its_ground(ground: RefusalGround, owed: set[str]) -> None:
    """R8(2) for what R8(1) leaves out, R5(3)-(5) for a representative; the text as read asks for no other notice."""
    refused = NotAccepted(on=date(2026, 1, 20), ground=ground)
    found = rows(date(2026, 2, 1), RECEIVED, refused)
    notices = {key: found[key] for key in ("refuse-notice", "representative-refused") if key in found}
    assert {key for key, row in notices.items() if row.status is Status.PENDING and row.due is None} == owed
    told = rows(date(2026, 2, 1), RECEIVED, refused, RefusalNotified(on=date(2026, 1, 22)))
    assert {told[key].status for key in owed} <= {Status.MET}


def test_notice_of_an_exclusion_is_owed_since_1_september_2009() -> None:
    """R8(2) and (2A): before that day the regulations did not ask for it."""

    def notices(received: date, decided: date) -> set[str]:
        found = rows(date(2009, 12, 1), Received(on=received), NotAccepted(on=decided, ground=RefusalGround.EXCLUDED))
        return {"refuse-notice"} & set(found)

    assert notices(date(2009, 9, 1), date(2009, 9, 8)) == {"refuse-notice"}
    assert notices(date(2009, 6, 1), date(2009, 6, 10)) == set()


def test_there_is_one_stage() -> None:
    """After the answer nothing leads on, and an answer at a second stage is impossible."""
    answered = case_of(RECEIVED, Responded(on=date(2026, 2, 2)))
    assert get_procedure(ADULTS).state(answered.state).final
    with pytest.raises(ImpossibleEventError):
        case_of(RECEIVED, Responded(on=date(2026, 2, 2), stage=2))


def test_the_timetable_of_15_january_2026() -> None:
    """Acknowledged by Tuesday 20 January; the six months; everything else waits for facts."""
    found = {row.limit.key: (row.due, row.latest) for row in timetable(ADULTS, date(2026, 1, 15))}
    assert found["acknowledge"] == (date(2026, 1, 20), date(2026, 1, 20))
    assert found["relevant-period"] == (date(2026, 7, 14), None)
    assert {found[key] for key in ("agreed-timescale", "respond", "explain-delay")} == {(None, None)}
