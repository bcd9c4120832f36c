"""Answered again, taken back, taken up again, made twice: nothing recorded is lost, and nothing late becomes in time."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.cli import main

if TYPE_CHECKING:
    from pathlib import Path

YEAR: dict[str, Any] = {"start": date(2025, 4, 1), "end": date(2026, 3, 31)}
COMPLAINTS = tuple(key for key in cr.procedures() if key != "ombudsman-report")
LATEST = date(2025, 6, 2)


def opened(key: str = "england-children", **details: Any) -> cr.Case:
    """Received on Monday 2 June 2025, or on the first day that the procedure was in force."""
    day = max(LATEST, cr.get_procedure(key).since)
    return cr.Case.open(key, cr.Received(on=day), **details)


def runs_of(case: cr.Case, limit: str, as_of: date) -> list[tuple[int, date | None, str, int | None]]:
    """Each run of a limit: which, its last day, how it stands, how late."""
    return [
        (deadline.occurrence, deadline.due, str(deadline.status), deadline.days_late)
        for deadline in case.deadlines(as_of)
        if deadline.limit.key == limit
    ]


# --- every procedure


@pytest.mark.parametrize("key", COMPLAINTS)
def test_a_withdrawal_can_be_taken_back_under_any_procedure(key: str) -> None:
    """The case stands where it stood before, and may be withdrawn again; both withdrawals stay on file."""
    case = opened(key)
    day = case.events[0].on
    again = case.record(cr.Withdrawn(on=day)).record(cr.WithdrawalTakenBack(on=day))
    assert (again.state, again.is_closed, again.outcome) == (case.state, False, None)
    twice = again.record(cr.Withdrawn(on=day))
    assert (twice.state, twice.outcome) == ("withdrawn", cr.Outcome.WITHDRAWN)
    assert [event.key for event in twice.events] == ["received", "withdrawn", "withdrawal-taken-back", "withdrawn"]


@pytest.mark.parametrize("key", COMPLAINTS)
def test_a_duplicate_is_closed_as_one_and_taken_up_again_under_any_procedure(key: str) -> None:
    """It ends without an outcome of its own; if it was none after all, it stands where it stood."""
    case = opened(key)
    day = case.events[0].on
    duplicate = case.record(cr.ClosedAsDuplicate(on=day, of="C-1"))
    assert (duplicate.state, duplicate.is_closed, duplicate.outcome) == ("duplicate", True, None)
    assert duplicate.record(cr.Reopened(on=day)).state == case.state


@pytest.mark.parametrize("key", COMPLAINTS)
def test_an_answer_can_be_corrected_under_any_procedure(key: str) -> None:
    """The correction moves nothing; what it says is now the outcome, and the first answer stays on file."""
    case = opened(key)
    day = case.events[0].on
    answered = case.record(cr.Responded(on=day, outcome=cr.Outcome.NOT_UPHELD))
    corrected = answered.record(cr.AnswerCorrected(on=day, outcome=cr.Outcome.UPHELD, why="a page was missing"))
    assert (corrected.state, corrected.outcome) == (answered.state, cr.Outcome.UPHELD)
    assert corrected.events[1] == answered.events[1]
    assert corrected.moves == answered.moves
    assert "answer-corrected" not in {event.event for event in case.next_events()}


@pytest.mark.parametrize("key", COMPLAINTS)
def test_an_answered_case_can_be_taken_up_again_under_any_procedure(key: str) -> None:
    """It stands where it stood before the answer, whose outcome is no longer the case's."""
    case = opened(key)
    day = case.events[0].on
    answered = case.record(cr.Responded(on=day, outcome=cr.Outcome.NOT_UPHELD))
    again = answered.record(cr.Reopened(on=day, why="new facts"))
    assert (again.state, again.outcome, again.findings) == (case.state, None, ())
    assert again.record(cr.Responded(on=day, outcome=cr.Outcome.UPHELD)).outcome is cr.Outcome.UPHELD


@pytest.mark.parametrize("key", [key for key in COMPLAINTS if key != "uk-data-protection"])
def test_a_refusal_can_be_undone_wherever_there_is_one(key: str) -> None:
    """The refusal stays on file and in the figures; the case is open."""
    day = opened(key).events[0].on
    refused = opened(key).record(cr.NotAccepted(on=day, ground=cr.RefusalGround.OUTSIDE_JURISDICTION))
    again = refused.record(cr.Reopened(on=day))
    assert (again.state, again.outcome) == (opened(key).state, None)
    report = cr.report([again], start=day, end=day)
    assert (report.count("refused"), report.count("open"), report.count("closed")) == (1, 1, 0)


def test_what_is_open_cannot_be_taken_up_again_nor_what_others_ended() -> None:
    """An open case, a withdrawal, a suspension: each has its own way on, which the error names."""
    case = opened()
    stopped = case.record(cr.Suspended(on=LATEST, ground=cr.SuspensionGround.DISCIPLINARY))
    for no, instead in (
        (case, "responded"),
        (case.record(cr.Withdrawn(on=LATEST)), "withdrawal-taken-back"),
        (stopped, "resubmitted"),
    ):
        with pytest.raises(cr.ImpossibleEventError, match=instead):
            no.record(cr.Reopened(on=LATEST))
    with pytest.raises(cr.ImpossibleEventError):
        case.record(cr.WithdrawalTakenBack(on=LATEST))


# --- clocks: 2 June 2025 is a Monday; ten working days end on Monday 16 June


def test_a_withdrawal_taken_back_wipes_out_no_breach() -> None:
    """Due on 16 June, withdrawn on the 20th (4 working days late), taken back on the 23rd: missed still, and due again 7 July."""
    case = opened().record(cr.Withdrawn(on=date(2025, 6, 20))).record(cr.WithdrawalTakenBack(on=date(2025, 6, 23)))
    assert runs_of(case, "stage-1", date(2025, 6, 23)) == [
        (1, date(2025, 6, 16), "missed", 4),
        (2, date(2025, 7, 7), "pending", 0),
    ]
    assert [deadline.due for deadline in case.breaches(date(2025, 6, 23))] == [date(2025, 6, 16)]


def test_a_withdrawal_in_time_that_is_taken_back_starts_the_authoritys_clock_anew_from_its_arrival() -> None:
    """Sent on Friday 20 June and received on Monday the 23rd: ten working days end on Monday 7 July."""
    case = opened().record(cr.Withdrawn(on=date(2025, 6, 4)))
    case = case.record(cr.WithdrawalTakenBack(on=date(2025, 6, 20), received_on=date(2025, 6, 23)))
    assert runs_of(case, "stage-1", date(2025, 6, 24)) == [
        (1, date(2025, 6, 16), "lapsed", 0),
        (2, date(2025, 7, 7), "pending", 0),
    ]
    (_, run) = [deadline for deadline in case.deadlines(date(2025, 6, 24)) if deadline.limit.key == "stage-1"]
    assert (run.certainty, run.limit.certainty, run.assumed) == (cr.Certainty.GENERAL_KNOWLEDGE, cr.Certainty.TEXT, False)
    assert 'It began anew when the case was taken back on Monday 23 June 2025 ("Withdrawal taken back")' in run.explain()
    assert "no text that was read says so (K: " in run.explain()


def test_a_later_start_that_was_agreed_still_holds() -> None:
    """Agreed for Monday 30 June; withdrawn and taken back before: ten working days from then end on Monday 14 July."""
    case = opened().record(cr.StartDateAgreed(on=LATEST, start=date(2025, 6, 30))).record(cr.Withdrawn(on=date(2025, 6, 4)))
    case = case.record(cr.WithdrawalTakenBack(on=date(2025, 6, 6)))
    assert runs_of(case, "stage-1", date(2025, 6, 9))[-1] == (2, date(2025, 7, 14), "pending", 0)


@pytest.mark.parametrize(
    "ending",
    [
        cr.NotAccepted(on=date(2025, 6, 4), ground=cr.RefusalGround.OUTSIDE_JURISDICTION),
        cr.ClosedAsDuplicate(on=date(2025, 6, 4), of="C-1"),
    ],
)
def test_what_the_authority_closed_by_itself_and_took_up_again_stopped_no_clock(ending: cr.Event) -> None:
    """Refused in time, taken up on 30 June: due on 16 June all the same, ten working days overdue."""
    case = opened().record(ending).record(cr.Reopened(on=date(2025, 6, 30)))
    assert runs_of(case, "stage-1", date(2025, 6, 30)) == [(1, date(2025, 6, 16), "overdue", 10)]
    (run,) = [deadline for deadline in case.deadlines(date(2025, 6, 30)) if deadline.limit.key == "stage-1"]
    assert 'It goes on since Monday 30 June 2025 ("Taken up again") as if it had not stopped' in run.explain()
    assert run.is_breach


def test_an_extension_told_before_the_refusal_goes_on_too() -> None:
    """Extended to 23 June before the case was refused: that is its last day once it is taken up again."""
    case = opened().record(cr.Extended(on=date(2025, 6, 3), until=date(2025, 6, 23)))
    case = case.record(cr.NotAccepted(on=date(2025, 6, 4), ground=cr.RefusalGround.OUTSIDE_JURISDICTION))
    case = case.record(cr.Reopened(on=date(2025, 6, 5)))
    assert runs_of(case, "stage-1", date(2025, 6, 5)) == [(1, date(2025, 6, 23), "pending", 0)]


def test_a_late_answer_that_is_taken_up_again_or_corrected_stays_late() -> None:
    """Due on 16 June, answered on the 18th; taken up on the 19th: a second answer is due ten working days on, 3 July."""
    answered = opened().record(cr.Responded(on=date(2025, 6, 18), outcome=cr.Outcome.NOT_UPHELD))
    corrected = answered.record(cr.AnswerCorrected(on=date(2025, 6, 19), outcome=cr.Outcome.UPHELD))
    assert runs_of(corrected, "stage-1", date(2025, 6, 19)) == [(1, date(2025, 6, 16), "met-late", 2)]
    again = answered.record(cr.Reopened(on=date(2025, 6, 19)))
    assert runs_of(again, "stage-1", date(2025, 7, 3)) == [
        (1, date(2025, 6, 16), "met-late", 2),
        (2, date(2025, 7, 3), "due-today", 0),
    ]


def test_an_acknowledgement_that_the_answer_stood_in_for_is_not_asked_for_again() -> None:
    """Under the Code the answer also met the acknowledgement: taken up again, only the answer is owed, from that day."""
    case = opened("england-corporate").record(cr.Responded(on=date(2025, 6, 4))).record(cr.Reopened(on=date(2025, 6, 5)))
    assert runs_of(case, "stage-1-acknowledge", date(2025, 6, 5)) == [(1, date(2025, 6, 9), "met", 0)]
    # Ten working days after Thursday 5 June end on Thursday the 19th.
    assert runs_of(case, "stage-1-respond", date(2025, 6, 5))[-1] == (2, date(2025, 6, 19), "pending", 0)


def test_an_answer_that_waited_for_the_acknowledgement_waits_for_it_again() -> None:
    """Taken back unacknowledged on Monday 9 June: acknowledge by the 16th, and answer ten working days after that, 30 June."""
    case = (
        opened("england-corporate").record(cr.Withdrawn(on=date(2025, 6, 4))).record(cr.WithdrawalTakenBack(on=date(2025, 6, 9)))
    )
    assert runs_of(case, "stage-1-acknowledge", date(2025, 6, 9))[-1] == (2, date(2025, 6, 16), "pending", 0)
    assert runs_of(case, "stage-1-respond", date(2025, 6, 9))[-1] == (2, date(2025, 6, 30), "pending", 0)


def test_six_months_that_begin_anew_take_the_explanation_of_their_delay_with_them() -> None:
    """Taken back on 5 January 2026: six months beginning with that day end on 4 July, and the delay is explained after that."""
    case = opened("england-adult-social-care").record(cr.Withdrawn(on=date(2025, 12, 1)))
    case = case.record(cr.WithdrawalTakenBack(on=date(2026, 1, 5)))
    assert runs_of(case, "relevant-period", date(2026, 1, 5))[-1][:2] == (2, date(2026, 7, 4))
    assert runs_of(case, "explain-delay", date(2026, 7, 4)) == []
    assert [run[0] for run in runs_of(case, "explain-delay", date(2026, 7, 5))] == [2]


def test_the_complainants_own_time_runs_on_through_a_withdrawal_they_take_back() -> None:
    """Stage 2 answered on 16 June; the twenty working days for a panel end on Monday 14 July, withdrawn in between or not."""
    case = (
        opened()
        .record(cr.Responded(on=LATEST))
        .record(cr.EscalationRequested(on=LATEST))
        .record(cr.Responded(on=date(2025, 6, 16)))
    )
    before = runs_of(case, "request-panel", date(2025, 6, 20))
    case = case.record(cr.Withdrawn(on=date(2025, 6, 20))).record(cr.WithdrawalTakenBack(on=date(2025, 6, 27)))
    assert runs_of(case, "request-panel", date(2025, 6, 27)) == before == [(1, date(2025, 7, 14), "open", 0)]


# --- one after another


def test_what_was_undone_can_be_undone_again_one_move_after_another() -> None:
    """Answered, withdrawn, taken back: answered again; taken up again: at stage 1. The outcome follows."""
    case = opened().record(cr.Responded(on=LATEST, outcome=cr.Outcome.UPHELD)).record(cr.Withdrawn(on=LATEST))
    assert case.outcome is cr.Outcome.WITHDRAWN
    case = case.record(cr.WithdrawalTakenBack(on=LATEST))
    assert (case.state, case.outcome) == ("stage-1-answered", cr.Outcome.UPHELD)
    case = case.record(cr.Reopened(on=LATEST))
    assert (case.state, case.outcome) == ("local-resolution", None)
    assert [move.state for move in case.moves] == [
        "local-resolution", "stage-1-answered", "withdrawn", "stage-1-answered", "local-resolution",
    ]  # fmt: skip


def test_the_same_event_recorded_twice_is_undone_each_time() -> None:
    """Though the two are equal, and even one object."""
    answer, reopened = cr.Responded(on=LATEST, outcome=cr.Outcome.UPHELD), cr.Reopened(on=LATEST)
    case = opened()
    for _ in range(2):
        case = case.record(answer)
        assert case.outcome is cr.Outcome.UPHELD
        case = case.record(reopened)
        assert (case.state, case.outcome) == ("local-resolution", None)


def test_a_case_that_rested_in_one_state_twice_is_taken_back_before_both() -> None:
    """Referred early and referred back, it stands answered at stage 2 again: taken up again, it is investigated."""
    case = opened().record(cr.Responded(on=LATEST)).record(cr.EscalationRequested(on=LATEST)).record(cr.Responded(on=LATEST))
    case = case.record(cr.ReferredToOmbudsman(on=LATEST, early=True, agreed=True))
    case = case.record(cr.OmbudsmanDecided(on=LATEST, decision=cr.OmbudsmanDecision.REFERRED_BACK))
    assert case.record(cr.Reopened(on=LATEST)).state == "investigation"


def test_what_may_come_next_says_where_it_leads_back_to() -> None:
    """The state it stood in, and the provision that is none."""
    withdrawn = opened().record(cr.Responded(on=LATEST)).record(cr.Withdrawn(on=LATEST))
    ways = {event.event: (event.to, str(event.cite)) for event in withdrawn.next_events() if event.to != "withdrawn"}
    assert ways == {"withdrawal-taken-back": ("stage-1-answered", "Councils' practice, withdrawals taken back")}


def test_a_file_is_read_as_it_stood_before_it_was_taken_back() -> None:
    """On the day between, it was withdrawn."""
    case = opened().record(cr.Withdrawn(on=date(2025, 6, 4))).record(cr.WithdrawalTakenBack(on=date(2025, 6, 9)))
    assert (case.as_of(date(2025, 6, 5)).state, case.as_of(date(2025, 6, 9)).state) == ("withdrawn", "local-resolution")


@pytest.mark.parametrize(
    "event",
    [
        cr.AnswerCorrected(
            on=LATEST, outcome=cr.Outcome.UPHELD, learning=[cr.Learning.POLICY_IMPACT], actions=[cr.ActionType.APOLOGY]
        ),
        cr.Reopened(on=LATEST, why="new facts"),
        cr.ClosedAsDuplicate(on=LATEST, of="C-1"),
    ],
)
def test_they_are_dumped_and_read_back(event: cr.Event) -> None:
    """As every event is; a case with them is equal to itself."""
    case = opened().record(cr.Responded(on=LATEST)).record(event)
    assert cr.load_case(json.loads(json.dumps(cr.dump_case(case)))) == case


def test_a_correction_that_says_one_thing_and_finds_another_is_irregular() -> None:
    """As an answer would be; what was found on the points counts."""
    found = (cr.Finding(point="1", outcome=cr.Outcome.UPHELD),)
    case = (
        opened()
        .record(cr.Responded(on=LATEST))
        .record(cr.AnswerCorrected(on=LATEST, outcome=cr.Outcome.NOT_UPHELD, findings=found))
    )
    assert (case.outcome, case.findings) == (cr.Outcome.UPHELD, found)
    assert [irregular.event.key for irregular in case.irregularities()] == ["answer-corrected"]


# --- reports


def test_a_duplicate_is_counted_apart() -> None:
    """Two complaints received, one of them a duplicate: one is open, and every identity holds."""
    first = opened(reference="C-1", team="Assessment")
    second = opened(reference="C-2", team="Assessment").record(cr.ClosedAsDuplicate(on=date(2025, 6, 4), of="C-1"))
    report = cr.report([first, second], **YEAR)
    names = ("received", "duplicates", "closed", "open", "cohort-closed")
    assert {name: report.count(name) for name in names} == {
        "received": 2, "duplicates": 1, "closed": 0, "open": 1, "cohort-closed": 0,
    }  # fmt: skip
    assert report.count("duplicates", "team", "Assessment") == report.count("duplicates", "type", "statutory-children") == 1
    assert not [cell for cell in cr.completeness([second]).cells if cell.value[0] == "outcome" and cell.count]


def test_an_answer_is_counted_once_and_as_it_stands_corrected() -> None:
    """One answer, upheld; what the correction learned and promised is counted beside what the answer did."""
    case = opened().record(cr.Responded(on=date(2025, 6, 16), outcome=cr.Outcome.NOT_UPHELD, actions=[cr.ActionType.APOLOGY]))
    correction: dict[str, Any] = {"learning": [cr.Learning.POLICY_IMPACT], "actions": [cr.ActionType.MONITORING]}
    case = case.record(cr.AnswerCorrected(on=date(2025, 6, 18), outcome=cr.Outcome.UPHELD, **correction))
    case = case.record(cr.AnswerCorrected(on=date(2025, 6, 19), note="a date was wrong"))
    report = cr.report([case], **YEAR)
    assert (report.count("answered"), report.count("answered", "stage/outcome", "1", "upheld")) == (1, 1)
    assert (report.count("closed"), report.count("closed", "outcome", "upheld")) == (1, 1)
    assert (report.count("learning"), report.count("learning-primary"), report.count("actions")) == (1, 1, 2)
    assert report.count("answers-due", "stage/timeliness", "1", "in-time") == 1
    # Corrected after the year: the year stands as it was then, and the next one counts what was learned.
    earlier = cr.report([case], start=date(2025, 4, 1), end=date(2025, 6, 17))
    later = cr.report([case], start=date(2025, 6, 18), end=date(2025, 12, 31))
    assert earlier.count("answered", "stage/outcome", "1", "not-upheld") == 1
    assert (later.count("answered"), later.count("learning"), later.count("actions")) == (0, 1, 1)


def test_a_case_taken_up_again_in_a_later_year_is_resumed() -> None:
    """Closed in 2025/26 and taken up in May 2026: neither received nor carried over; open at the end."""
    case = opened().record(cr.Responded(on=date(2025, 6, 16))).record(cr.Reopened(on=date(2026, 5, 5)))
    report = cr.report([case], start=date(2026, 4, 1), end=date(2027, 3, 31))
    assert [report.count(name) for name in ("received", "carried-over", "resumed", "closed", "open")] == [0, 0, 1, 0, 1]


def test_the_check_marks_a_clock_that_runs_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, with what the mark means, and as JSON; and a duplicate says of what."""
    case = opened(reference="C-1").record(cr.Withdrawn(on=date(2025, 6, 4))).record(cr.WithdrawalTakenBack(on=date(2025, 6, 9)))
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([case, opened(reference="C-2").record(cr.ClosedAsDuplicate(on=LATEST, of="C-1"))])))
    main(["check", str(file), "--as-of", "2025-06-10"])
    said = " ".join(capsys.readouterr().out.split())
    assert "2025-06-23^" in said
    assert "^ taken back: the case came back here, and no text says from when the clock runs then" in said
    assert "Closed as a duplicate of another; closed on 2025-06-02; of C-1" in said
    main(["check", str(file), "--as-of", "2025-06-10", "--json"])
    found = json.loads(capsys.readouterr().out)[0]["deadlines"]
    again = [(one["occurrence"], one["again"]) for one in found if one["limit"] == "stage-1"]
    assert again == [(1, None), (2, "withdrawal-taken-back")]


def test_a_clock_may_start_by_what_takes_a_case_up_again_where_it_is_led_back() -> None:
    """To tell of it within two working days: closed as a duplicate, taken up again on Monday 8 June 2026, told by the 10th."""
    law = cr.get_procedure("england-corporate")
    telling = cr.TimeLimit(
        key="tell-of-it",
        title="Tell the complainant that it was taken up again",
        binds=cr.Party.AUTHORITY,
        force=cr.Force.PRACTICE,
        within=("stage-1",),
        starts=(cr.On(cr.Reopened),),
        ends=(cr.Acknowledged,),
        period=cr.working_days(2),
        cite=law.limits[0].cite,
    )
    ours = attrs.evolve(law, key="ours", limits=(*law.limits, telling))
    case = cr.Case.open(ours, cr.Received(on=date(2026, 6, 1))).record(cr.ClosedAsDuplicate(on=date(2026, 6, 3), of="B"))
    again = case.record(cr.Reopened(on=date(2026, 6, 8), received_on=date(2026, 6, 8)))
    (row,) = (row for row in again.deadlines(date(2026, 6, 9)) if row.limit.key == "tell-of-it")
    assert (again.state, row.start, row.due) == ("stage-1", date(2026, 6, 8), date(2026, 6, 10))
