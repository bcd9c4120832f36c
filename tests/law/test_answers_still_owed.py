"""An answer that is owed stays owed: where stage 2 is refused without it, and where an oral complaint is resolved too late.

In June 2025 the working days after Monday the 2nd run on without a bank holiday.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr
from complaintrules.cases.deadlines import Status
from complaintrules.errors import ImpossibleEventError
from complaintrules.procedures.local import local_procedure
from complaintrules.rules.law import Certainty, Source
from support.answers import row

if TYPE_CHECKING:
    from complaintrules.events import Event

CODES = ["england-corporate", "england-housing"]
TWO_STAGES = [*CODES, "local-corporate"]
EXCLUDED = cr.RefusalGround.EXCLUDED

RECEIVED = cr.Received(on=date(2025, 6, 2))
ACKNOWLEDGED = cr.Acknowledged(on=date(2025, 6, 3))
ASKED = cr.EscalationRequested(on=date(2025, 6, 5))
REFUSED = cr.NotAccepted(on=date(2025, 6, 9), ground=EXCLUDED)


def june(day: int) -> date:
    """A day of June 2025."""
    return date(2025, 6, day)


# --- stage 2 refused, stage 1 never answered


@pytest.mark.parametrize("key", CODES)
def test_whoever_refuses_stage_2_still_owes_the_answer_at_stage_1(key: str) -> None:
    """Acknowledged on the 3rd, the tenth working day is Tuesday the 17th: the refusal of the 9th moves nothing of that."""
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, REFUSED])
    assert (case.state, case.is_closed, case.outcome) == ("stage-1", False, None)
    answer = row(case, "stage-1-respond", june(17))
    assert (answer.due, answer.status) == (june(17), Status.DUE_TODAY)
    assert (answer.again, answer.certainty) == (REFUSED, Certainty.GENERAL_KNOWLEDGE)
    assert "It goes on since Monday 9 June 2025" in answer.explain()
    assert [late.limit.key for late in case.breaches(june(18))] == ["stage-1-respond"]
    due = case.next_due(june(18))
    assert due is not None
    assert (due.limit.key, due.days_late) == ("stage-1-respond", 1)
    answered = case.record(cr.Responded(on=june(18), stage=1, outcome=cr.Outcome.UPHELD))
    assert (answered.state, answered.outcome) == ("stage-1-answered", cr.Outcome.UPHELD)
    assert row(answered, "stage-1-respond", june(18)).status is Status.MET_LATE


@pytest.mark.parametrize("key", CODES)
def test_an_acknowledgement_that_was_not_sent_before_stage_2_was_asked_for_is_owed_again(key: str) -> None:
    """Received on the 2nd, the fifth working day is Monday the 9th; the answer counts from it, to Monday the 23rd."""
    case = cr.Case.replay(key, [RECEIVED, ASKED, cr.NotAccepted(on=june(6), ground=EXCLUDED)])
    acknowledge, answer = row(case, "stage-1-acknowledge", june(10)), row(case, "stage-1-respond", june(10))
    assert (acknowledge.due, acknowledge.status, acknowledge.days_late) == (june(9), Status.OVERDUE, 1)
    assert (answer.due, answer.assumed, answer.status) == (june(23), True, Status.PENDING)
    told = case.record(cr.Acknowledged(on=june(10)))
    assert row(told, "stage-1-respond", june(10)).due == june(24)


@pytest.mark.parametrize("key", CODES)
def test_the_refusal_of_stage_2_is_to_be_explained_though_stage_1_goes_on(key: str) -> None:
    """Wherever the case stands by then; each refusal by itself."""
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, REFUSED])
    assert row(case, "escalation-refusal-notice", june(9)).status is Status.PENDING
    answered = case.record(cr.Responded(on=june(12), stage=1))
    assert row(answered, "escalation-refusal-notice", june(12)).status is Status.PENDING
    told = answered.record(cr.RefusalNotified(on=june(13)))
    assert row(told, "escalation-refusal-notice", june(13)).status is Status.MET
    explained = case.record(cr.RefusalNotified(on=june(10)))
    again = explained.record(cr.EscalationRequested(on=june(11))).record(refused(12))
    assert again.state == "stage-1"
    notice = row(again, "escalation-refusal-notice", june(12))
    assert (notice.occurrence, notice.start, notice.status) == (2, june(12), Status.PENDING)


def refused(day: int) -> Event:
    """A refusal on a day of June 2025."""
    return cr.NotAccepted(on=june(day), ground=EXCLUDED)


@pytest.mark.parametrize("key", CODES)
def test_no_refusal_is_explained_where_there_was_none(key: str) -> None:
    """At stage 1, before anything was refused."""
    assert cr.Case.replay(key, [RECEIVED]).why_not(cr.RefusalNotified) == ("it would need that stage 2 was refused before",)


@pytest.mark.parametrize("key", TWO_STAGES)
def test_a_refused_stage_that_leads_back_is_no_outcome_and_is_counted_as_refused(key: str) -> None:
    """Nothing was found: the answer of stage 1 is to come, and where it records no finding there is none."""
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, REFUSED])
    assert (case.state, case.outcome) == ("stage-1", None)
    assert case.record(cr.Responded(on=june(12), stage=1)).outcome is None
    figures = cr.report([case], start=date(2025, 4, 1), end=date(2026, 3, 31))
    assert (figures.count("refused", "ground", "excluded"), figures.count("closed")) == (1, 0)


@pytest.mark.parametrize("key", TWO_STAGES)
def test_stage_2_can_be_asked_for_again_once_stage_1_is_answered(key: str) -> None:
    """And be refused then for good: nothing is owed at stage 1."""
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, REFUSED, cr.Responded(on=june(12), stage=1)])
    over = case.record(cr.EscalationRequested(on=june(16))).record(refused(18))
    assert (over.state, over.is_closed) == ("escalation-refused", True)


def test_a_councils_own_time_for_stage_1_goes_on_too() -> None:
    """Ten working days from Monday the 2nd end on Monday the 16th; with three stages, the one before the refused one is open."""
    policy = Source("Our policy", "Our policy")
    ours = local_procedure(
        "ours",
        version="1",
        title="Ours",
        since=date(2025, 1, 1),
        division="england-and-wales",
        cite=policy("1"),
        answers=[cr.working_days(10), cr.working_days(20), None],
    )
    case = cr.Case.replay(ours, [RECEIVED, ASKED, REFUSED])
    assert (case.state, row(case, "stage-1-respond", june(17)).days_late) == ("stage-1", 1)
    # Twenty working days from Friday the 6th, when stage 2 was asked for, end on Friday 4 July.
    third = [RECEIVED, cr.EscalationRequested(on=june(6)), cr.EscalationRequested(on=june(9)), refused(11)]
    case = cr.Case.replay(ours, third)
    assert (case.state, row(case, "stage-2-respond", june(11)).due) == ("stage-2", date(2025, 7, 4))
    assert row(case, "stage-1-respond", june(11)).status is Status.LAPSED
    late = case.record(cr.Responded(on=june(12), stage=1))
    assert (late.state, row(late, "stage-1-respond", june(12)).status) == ("stage-2", Status.MET)


@pytest.mark.parametrize("key", CODES)
def test_the_late_answer_can_be_recorded_after_stage_2_was_settled(key: str) -> None:
    """What was resolved at stage 2 stays resolved, and the answer of stage 1 is on file: late, after Tuesday the 17th."""
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, cr.Resolved(on=june(19))])
    answered = case.record(cr.Responded(on=june(20), stage=1, outcome=cr.Outcome.NOT_UPHELD))
    assert (answered.state, answered.outcome) == ("resolved-at-stage-2", cr.Outcome.RESOLVED)
    assert row(answered, "stage-1-respond", june(20)).status is Status.MET_LATE


@pytest.mark.parametrize("key", TWO_STAGES)
@pytest.mark.parametrize("ends", [refused(18), cr.Responded(on=june(18), stage=2)])
def test_a_second_answer_to_stage_1_is_recorded_and_irregular(key: str, ends: Event) -> None:
    """Stage 1 was answered late already: another answer overwrites nothing without a word."""
    first = cr.Responded(on=june(16), stage=1, outcome=cr.Outcome.UPHELD)
    case = cr.Case.replay(key, [RECEIVED, ACKNOWLEDGED, ASKED, first, ends])
    second = cr.Responded(on=june(20), stage=1, outcome=cr.Outcome.NOT_UPHELD)
    found = [found for found in case.record(second).irregularities() if found.event is second]
    assert len(found) == 1
    assert "was left unanswered when the complainant asked for" in found[0].says
    assert [found for found in case.irregularities() if found.event is first] == []


# --- an oral complaint resolved too late

HEALTH = {"england-adult-social-care": "relevant-period", "england-public-health": "respond"}
ORALLY = cr.Received(on=june(2), orally=True)


@pytest.mark.parametrize(("key", "limit"), HEALTH.items())
def test_an_oral_complaint_resolved_too_late_is_owed_its_answer(key: str, limit: str) -> None:
    """Made on Monday, the next working day is the 3rd; resolved on the 24th. Six months from 2 June end on 1 December 2025."""
    case = cr.Case.replay(key, [ORALLY, cr.Resolved(on=june(24))])
    owed = row(case, limit, date(2025, 12, 2))
    assert (case.state, owed.due, owed.status, owed.days_late) == ("resolved", date(2025, 12, 1), Status.OVERDUE, 1)
    assert case.next_due(date(2025, 11, 3)) == row(case, limit, date(2025, 11, 3))
    explain = row(case, "explain-delay", date(2025, 12, 2))
    assert (explain.start, explain.status) == (date(2025, 12, 1), Status.PENDING)
    answered = case.record(cr.Responded(on=date(2025, 11, 28), outcome=cr.Outcome.UPHELD))
    assert (answered.state, answered.outcome) == ("answered", cr.Outcome.UPHELD)
    assert row(answered, limit, date(2025, 12, 2)).status is Status.MET
    assert [row.limit.key for row in answered.deadlines(date(2025, 12, 2)) if row.limit.key == "explain-delay"] == []


@pytest.mark.parametrize(("key", "limit"), HEALTH.items())
def test_an_oral_complaint_resolved_at_once_is_owed_none(key: str, limit: str) -> None:
    """Resolved by the end of Tuesday the 3rd it lies outside the regulations: nothing runs out, nothing is to be explained."""
    case = cr.Case.replay(key, [ORALLY, cr.Resolved(on=june(3))])
    spared = row(case, limit, date(2025, 12, 2))
    assert (spared.status, spared.overtaken_on) == (Status.LAPSED, june(3))
    assert 'no longer owed once "Resolve an oral complaint outside the regulations" is met in time.' in spared.explain()
    assert case.next_due(date(2025, 12, 2)) is None
    assert [row.limit.key for row in case.deadlines(date(2025, 12, 2)) if row.limit.key == "explain-delay"] == []
    # Taken up again all the same, it is owed an answer as if it had never been resolved.
    again = case.record(cr.Reopened(on=june(10)))
    assert (again.state, row(again, limit, june(10)).status) == ("handling", Status.PENDING)
    assert row(again, limit, june(10)).due == date(2025, 12, 1)


def test_what_else_was_owed_for_an_oral_complaint_is_owed_still() -> None:
    """SI 2009/309 reg 13: the written record of what was said, however late the complaint was resolved; not if it was at once."""
    late = cr.Case.replay("england-adult-social-care", [ORALLY, cr.Resolved(on=june(24))])
    assert row(late, "oral-record", june(24)).status is Status.PENDING
    written = late.record(cr.RecordFinalised(on=june(25)))
    assert row(written, "oral-record", june(25)).status is Status.MET
    at_once = cr.Case.replay("england-adult-social-care", [ORALLY, cr.Resolved(on=june(3))])
    assert row(at_once, "oral-record", june(24)).status is Status.LAPSED


@pytest.mark.parametrize("key", HEALTH)
def test_what_was_resolved_too_late_can_be_withdrawn(key: str) -> None:
    """The complainant may end it, and nothing is owed after that."""
    case = cr.Case.replay(key, [ORALLY, cr.Resolved(on=june(24)), cr.Withdrawn(on=june(30))])
    assert (case.state, case.next_due(date(2025, 12, 2))) == ("withdrawn", None)


# --- whose answer is the outcome


def corporate(*events: Event) -> cr.Case:
    """A corporate complaint, taken to stage 2 without an answer."""
    return cr.Case.replay("england-corporate", [RECEIVED, ACKNOWLEDGED, cr.EscalationRequested(on=june(18)), *events])


SECOND = cr.Responded(
    on=june(25), stage=2, findings=(cr.Finding(point="1", outcome=cr.Outcome.UPHELD),), outcome=cr.Outcome.UPHELD
)
FIRST = cr.Responded(
    on=june(26), stage=1, findings=(cr.Finding(point="1", outcome=cr.Outcome.NOT_UPHELD),), outcome=cr.Outcome.NOT_UPHELD
)


def test_a_late_answer_to_stage_1_undoes_nothing_that_stage_2_found() -> None:
    """Stage 2 upheld; what stage 1 says a day later is on file, and no outcome of the case."""
    case = corporate(SECOND, FIRST)
    assert (case.outcome, case.findings) == (cr.Outcome.UPHELD, SECOND.findings)
    corrected = case.record(cr.AnswerCorrected(on=june(27), outcome=cr.Outcome.NO_FINDING))
    assert corrected.outcome is cr.Outcome.UPHELD  # what is corrected is the answer that was sent last


def test_a_late_answer_to_stage_1_is_the_outcome_until_stage_2_finds_anything() -> None:
    """So far nothing else was found; then stage 2 is answered, and corrected."""
    early = cr.Responded(on=june(20), stage=1, outcome=cr.Outcome.NOT_UPHELD)
    assert corporate(early).outcome is cr.Outcome.NOT_UPHELD
    assert corporate(early, SECOND).outcome is cr.Outcome.UPHELD
    corrected = cr.AnswerCorrected(on=june(26), outcome=cr.Outcome.PARTLY_UPHELD)
    assert corporate(early, SECOND, corrected).outcome is cr.Outcome.PARTLY_UPHELD


def test_a_late_answer_undoes_nothing_of_a_later_stage_in_any_procedure() -> None:
    """The children's and a council's own: the stage that was answered last in the procedure decides, not on the file."""
    asked = [RECEIVED, cr.EscalationRequested(on=june(18))]
    for key in ("england-children", "local-corporate", "england-housing"):
        case = cr.Case.replay(key, [*asked, SECOND, FIRST])
        assert (key, case.outcome, case.findings) == (key, cr.Outcome.UPHELD, SECOND.findings)
    at_the_panel = cr.Case.replay("england-children", [*asked, SECOND, cr.PanelRequested(on=june(26)), FIRST])
    assert at_the_panel.outcome is cr.Outcome.UPHELD


def test_what_is_put_forward_again_is_found_afresh() -> None:
    """Suspended as a whole after stage 2: what it found then is nothing to the answers of the second round."""
    case = cr.Case.replay(
        "england-children",
        [
            RECEIVED,
            cr.EscalationRequested(on=june(18)),
            SECOND,
            cr.Suspended(on=june(26), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
            cr.ProceedingsEnded(on=june(27)),
            cr.Resubmitted(on=june(27)),
            cr.EscalationRequested(on=june(30)),
            cr.Responded(on=date(2025, 7, 1), stage=1, outcome=cr.Outcome.NOT_UPHELD),
        ],
    )
    assert case.outcome is cr.Outcome.NOT_UPHELD


def test_an_answer_to_a_stage_that_was_never_left_open_is_still_impossible_elsewhere() -> None:
    """A complaint refused at stage 1 is owed no answer."""
    case = cr.Case.replay("england-corporate", [RECEIVED, REFUSED])
    with pytest.raises(ImpossibleEventError):
        case.record(cr.Responded(on=june(12), stage=1))
