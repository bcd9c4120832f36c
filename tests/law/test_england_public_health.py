"""Public health complaints, SI 2012/3094 Part 5, with dates worked by hand."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from complaintrules import Case, Certainty, Force, Kind, Party, Status, due, get_procedure, timetable
from complaintrules.classification import RefusalGround
from complaintrules.events import (
    Acknowledged,
    ConsentGiven,
    DelayExplained,
    DiscussionDeclined,
    Event,
    Extended,
    NotAccepted,
    PeriodSet,
    ProviderAcknowledged,
    Received,
    RefusalNotified,
    Resolved,
    Responded,
    SentToProvider,
)
from support.answers import rows_of

HEALTH = "england-public-health"
# Monday 7 September 2026: the six months commencing on it end with Saturday 6 March 2027.
RECEIVED = Received(on=date(2026, 9, 7))
ACKNOWLEDGED = Acknowledged(on=date(2026, 9, 9))
CONSENT = ConsentGiven(on=date(2026, 9, 9), received_on=date(2026, 9, 9))
# Given on Friday 11 September, with the provider on the Monday.
SENT = SentToProvider(on=date(2026, 9, 11), received_on=date(2026, 9, 14))


def case_of(*events: Event) -> Case:
    """A public health complaint."""
    return Case.replay(HEALTH, events)


rows = functools.partial(rows_of, HEALTH)


def test_every_rule_of_the_table_is_there() -> None:
    """The ids of the table, and the oral complaint resolved at once, as in the adults' regulations."""
    procedure = get_procedure(HEALTH)
    assert {limit.key for limit in procedure.limits} == {
        "make-complaint",
        "acknowledge",
        "acknowledge-provider",
        "set-response-period",
        "agreed-timescale",
        "respond",
        "explain-delay",
        "send-to-provider",
        "refuse-notice",
        "resolve-at-once",
        "ombudsman",
        "ombudsman-enquiry",
    }
    assert {rule.key for rule in procedure.requirements} == {"annual-report", "premature"}


def test_part_5_is_statute_and_was_read_whole() -> None:
    """Every rule of it is a must with the best mark."""
    own = [limit for limit in get_procedure(HEALTH).limits if limit.key not in {"ombudsman-enquiry", "agreed-timescale"}]
    assert {limit.force for limit in own} == {Force.STATUTE}
    assert {limit.certainty for limit in own} == {Certainty.TEXT}


# --- both counting words in one instrument


@pytest.mark.parametrize(
    ("known", "last"),
    [
        (date(2025, 1, 15), date(2026, 1, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2024, 8, 31), date(2025, 8, 31)),
    ],
)
def test_twelve_months_after_end_with_the_corresponding_date(known: date, last: date) -> None:
    """R27."""
    assert due(HEALTH, "make-complaint", known).due == last


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 1, 15), date(2026, 7, 14)),
        (date(2026, 3, 1), date(2026, 8, 31)),
        (date(2026, 3, 31), date(2026, 9, 30)),
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 29), date(2024, 2, 28)),
        (date(2023, 8, 30), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 8, 28)),
        (date(2026, 9, 7), date(2027, 3, 6)),  # a Saturday: it stays
    ],
)
def test_the_answer_must_go_before_six_months_commencing_on_the_day_have_run(received: date, last: date) -> None:
    """R29(2)-(3): the last day is the one before the corresponding date."""
    row = rows(received, Received(on=received))["respond"]
    assert (row.normal_due, row.due, row.latest) == (last, last, None)


def test_the_day_set_for_the_answer_is_told_and_binds_nobody() -> None:
    """R28(7): set on 26 January for 6 March, answered on Monday the 9th: after the day told, and in breach of nothing."""
    case = Case.open(HEALTH, Received(on=date(2026, 1, 15))).record(Acknowledged(on=date(2026, 1, 16)))
    case = case.record(PeriodSet(on=date(2026, 1, 26), until=date(2026, 3, 6)))
    told = {row.limit.key: row for row in case.deadlines(date(2026, 3, 8))}["agreed-timescale"]
    assert (told.limit.kind, told.limit.certainty) == (Kind.ADVISORY, Certainty.GENERAL_KNOWLEDGE)
    assert (told.due, told.status) == (date(2026, 3, 6), Status.PAST)
    case = case.record(Responded(on=date(2026, 3, 9)))
    told = {row.limit.key: row for row in case.deadlines(date(2026, 3, 9))}["agreed-timescale"]
    assert (told.status, told.days_late, case.breaches(date(2026, 3, 9))) == (Status.AFTER, 0, ())


def test_here_a_late_answer_is_a_breach() -> None:
    """The regulation binds the answer itself: "in any event"."""
    case = case_of(RECEIVED, ACKNOWLEDGED, Responded(on=date(2027, 3, 8)))
    (breach,) = case.breaches(date(2027, 3, 8))
    assert (breach.limit.key, breach.status, breach.days_late) == ("respond", Status.MET_LATE, 1)
    assert case_of(RECEIVED, ACKNOWLEDGED, Responded(on=date(2027, 3, 6))).breaches(date(2027, 3, 8)) == ()


def test_a_longer_period_must_be_agreed_before_expiry() -> None:
    """On Saturday 6 March it moves the day; on Sunday 7 March it moves nothing and is irregular."""
    until = date(2027, 5, 28)
    in_time = case_of(RECEIVED, ACKNOWLEDGED, Extended(on=date(2027, 3, 6), until=until, agreed=True))
    late = case_of(RECEIVED, ACKNOWLEDGED, Extended(on=date(2027, 3, 7), until=until, agreed=True))
    assert {row.limit.key: row.due for row in in_time.deadlines(date(2027, 3, 7))}["respond"] == until
    assert {row.limit.key: row.due for row in late.deadlines(date(2027, 3, 7))}["respond"] == date(2027, 3, 6)
    assert (in_time.irregularities(), len(late.irregularities())) == ((), 1)


def test_the_duty_to_explain_starts_when_the_period_has_run_out() -> None:
    """Not on 6 March; on the 7th; met by an explanation, or lapsing with the answer."""
    assert "explain-delay" not in rows(date(2027, 3, 6), RECEIVED)
    assert rows(date(2027, 3, 7), RECEIVED)["explain-delay"].status is Status.PENDING
    assert rows(date(2027, 3, 9), RECEIVED, DelayExplained(on=date(2027, 3, 9)))["explain-delay"].status is Status.MET
    assert rows(date(2027, 3, 9), RECEIVED, Responded(on=date(2027, 3, 9)))["explain-delay"].status is Status.LAPSED
    assert "explain-delay" not in rows(date(2027, 3, 9), RECEIVED, Responded(on=date(2027, 3, 5)))


def test_an_explanation_before_the_period_ran_out_does_not_meet_the_duty() -> None:
    """In December there was nothing to explain."""
    row = rows(date(2027, 3, 7), RECEIVED, DelayExplained(on=date(2026, 12, 1)))["explain-delay"]
    assert row.status is Status.PENDING


# --- the acknowledgement, and the provider's own clocks


def test_three_working_days_to_acknowledge() -> None:
    """Monday 7 September: Thursday 10 September."""
    assert rows(date(2026, 9, 7), RECEIVED)["acknowledge"].due == date(2026, 9, 10)


def test_the_complaint_is_sent_on_once_the_complainant_consents() -> None:
    """R24(3)-(5): not before; as soon as reasonably practicable after."""
    assert "send-to-provider" not in rows(date(2026, 9, 9), RECEIVED, ACKNOWLEDGED)
    row = rows(date(2026, 9, 10), RECEIVED, ACKNOWLEDGED, CONSENT)["send-to-provider"]
    assert (row.due, row.status) == (None, Status.PENDING)
    assert rows(date(2026, 9, 14), RECEIVED, ACKNOWLEDGED, CONSENT, SENT)["send-to-provider"].status is Status.MET


def test_the_providers_three_days_count_from_the_day_it_received_the_notification() -> None:
    """R28(4)(b): with the provider on Monday 14 September, so by Thursday the 17th."""
    row = rows(date(2026, 9, 14), RECEIVED, ACKNOWLEDGED, CONSENT, SENT)["acknowledge-provider"]
    assert (row.start, row.due, row.limit.binds, row.assumed) == (date(2026, 9, 14), date(2026, 9, 17), Party.PROVIDER, False)
    late = rows(date(2026, 9, 18), RECEIVED, ACKNOWLEDGED, CONSENT, SENT, ProviderAcknowledged(on=date(2026, 9, 18)))
    assert (late["acknowledge-provider"].status, late["acknowledge-provider"].days_late) == (Status.MET_LATE, 1)


def test_a_notification_whose_arrival_nobody_recorded_counts_from_its_sending_and_is_assumed() -> None:
    """Sent on Friday 11 September: Wednesday the 16th."""
    row = rows(date(2026, 9, 11), RECEIVED, CONSENT, SentToProvider(on=date(2026, 9, 11)))["acknowledge-provider"]
    assert (row.due, row.assumed) == (date(2026, 9, 16), True)


def test_the_providers_six_months_count_from_the_day_notification_was_given() -> None:
    """R29(2): given on 11 September, so they end with 10 March 2027, whenever it arrived."""
    row = rows(date(2026, 9, 14), RECEIVED, ACKNOWLEDGED, CONSENT, SENT)["respond"]
    assert (row.start, row.due, row.assumed) == (date(2026, 9, 11), date(2027, 3, 10), False)


def test_the_authoritys_acknowledgement_is_not_the_providers() -> None:
    """Two parties, two clocks."""
    found = rows(date(2026, 9, 18), RECEIVED, ACKNOWLEDGED, CONSENT, SENT)
    assert (found["acknowledge"].status, found["acknowledge-provider"].status) == (Status.MET, Status.OVERDUE)


# --- the rest of the way


def test_where_the_discussion_is_declined_a_period_is_owed_without_a_number() -> None:
    """R28(7)."""
    declined = DiscussionDeclined(on=date(2026, 9, 11), received_on=date(2026, 9, 11))
    assert rows(date(2026, 9, 30), RECEIVED, ACKNOWLEDGED, declined)["set-response-period"].status is Status.PENDING
    told = PeriodSet(on=date(2026, 9, 15), until=date(2026, 11, 6))
    assert rows(date(2026, 9, 30), RECEIVED, ACKNOWLEDGED, declined, told)["set-response-period"].status is Status.MET


def test_an_oral_complaint_resolved_by_the_next_working_day_is_outside_the_regulations() -> None:
    """R25(1): made on Friday 28 August 2026 before the bank holiday of Monday the 31st, so by Tuesday 1 September."""
    oral = Received(on=date(2026, 8, 28), orally=True)
    on_time = rows(date(2026, 9, 2), oral, Resolved(on=date(2026, 9, 1)))
    late = rows(date(2026, 9, 2), oral, Resolved(on=date(2026, 9, 2)))
    assert on_time["resolve-at-once"].due == date(2026, 9, 1)
    assert (on_time["resolve-at-once"].status, late["resolve-at-once"].status) == (Status.USED, Status.USED_LATE)


@pytest.mark.parametrize(
    ("ground", "owed"), [(RefusalGround.EXCLUDED, True), (RefusalGround.OUT_OF_TIME, False), (RefusalGround.NO_INTEREST, False)]
)
def test_only_an_exclusion_asks_for_notice(ground: RefusalGround, owed: bool) -> None:  # noqa: FBT001 - a column of the table
    """R25(2)-(3)."""
    refused = NotAccepted(on=date(2026, 9, 15), ground=ground)
    assert ("refuse-notice" in rows(date(2026, 9, 30), RECEIVED, refused)) is owed
    told = rows(date(2026, 9, 30), RECEIVED, refused, RefusalNotified(on=date(2026, 9, 16)))
    assert not owed or told["refuse-notice"].status is Status.MET


def test_the_timetable_of_7_september_2026() -> None:
    """Two dates; the provider's clocks wait for a provider."""
    found = {row.limit.key: (row.due, row.latest) for row in timetable(HEALTH, date(2026, 9, 7))}
    assert found["acknowledge"] == (date(2026, 9, 10), date(2026, 9, 10))
    assert found["respond"] == (date(2027, 3, 6), None)
    assert found["acknowledge-provider"] == (None, None)
