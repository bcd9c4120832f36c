"""Each status and each rule of extension, by a history worked by hand.

The complaint of these histories is received on Monday 5 September 2016. No bank holiday falls before Christmas, so day 5 is
Monday 12 September, day 10 the 19th, day 12 Wednesday the 21st, day 15 the 26th, day 20 Monday 3 October. Stage 2, where there
is one, starts on Monday 26 September: day 25 is 31 October, day 26 is 1 November, day 65 is 28 December.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Status
from support.answers import row
from support.children import ASK_STAGE_2, CHILDREN, R, case_of

DAY_10, DAY_11, DAY_12, DAY_15, DAY_20 = (
    date(2016, 9, 19), date(2016, 9, 20), date(2016, 9, 21), date(2016, 9, 26), date(2016, 10, 3),
)  # fmt: skip


ANSWER_1 = cr.Responded(on=DAY_10, received_on=DAY_10)
ANSWER_2 = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31))
ASK_PANEL = cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7))


def stands(case: cr.Case, key: str, as_of: date) -> tuple[Status | None, int | None]:
    """Status and days late on a day."""
    found = row(case, key, as_of)
    return found.status, found.days_late


def irregular(case: cr.Case) -> list[tuple[str, str]]:
    """What was irregular: event and provision."""
    return [(found.event.key, str(found.cite)) for found in case.irregularities()]


# --- a duty while it runs


@pytest.mark.parametrize(
    ("as_of", "status", "days_late"),
    [
        (date(2016, 9, 5), Status.PENDING, 0),
        (date(2016, 9, 18), Status.PENDING, 0),
        (DAY_10, Status.DUE_TODAY, 0),
        (DAY_11, Status.OVERDUE, 1),
        (date(2016, 9, 24), Status.OVERDUE, 4),  # a Saturday adds nothing
        (date(2016, 9, 26), Status.OVERDUE, 5),
    ],
)
def test_a_duty_is_pending_then_due_today_then_overdue(as_of: date, status: Status, days_late: int) -> None:
    """The due day counts whole; after it each working day is one day late."""
    case = case_of()
    assert stands(case, "stage-1", as_of) == (status, days_late)
    assert [found.limit.key for found in case.breaches(as_of)] == (["stage-1"] if days_late else [])


def test_a_due_date_on_the_eve_of_a_weekend_is_overdue_on_saturday_without_a_working_day_late() -> None:
    """Received on Friday 2 September, due on Friday 16: on Saturday it is overdue, and no working day has passed."""
    case = case_of(on=date(2016, 9, 2))
    assert stands(case, "stage-1", date(2016, 9, 17)) == (Status.OVERDUE, 0)
    assert len(case.breaches(date(2016, 9, 17))) == 1


# --- a duty that ended


@pytest.mark.parametrize(("sent", "status", "days_late"), [(DAY_10, Status.MET, 0), (DAY_15, Status.MET_LATE, 5)])
def test_a_duty_is_met_or_met_late_by_the_day_of_its_act(sent: date, status: Status, days_late: int) -> None:
    """And stays so whenever one asks."""
    case = case_of(cr.Responded(on=sent))
    for as_of in (sent, date(2017, 9, 5)):
        assert stands(case, "stage-1", as_of) == (status, days_late)


def test_a_stage_skipped_on_day_3_lapsed() -> None:
    """Overtaken in time: no breach, then or later."""
    case = case_of(cr.StageSkipped(on=date(2016, 9, 8)))
    assert stands(case, "stage-1", date(2017, 1, 1)) == (Status.LAPSED, 0)
    assert row(case, "stage-1", date(2017, 1, 1)).overtaken_on == date(2016, 9, 8)
    assert case.breaches(date(2016, 10, 1)) == ()


def test_a_stage_skipped_on_its_last_day_lapsed() -> None:
    """Overtaken on the due day is still in time."""
    assert stands(case_of(cr.StageSkipped(on=DAY_10)), "stage-1", date(2017, 1, 1)) == (Status.LAPSED, 0)


def test_a_stage_skipped_on_day_15_was_missed() -> None:
    """Overtaken after its last day: a breach, five working days late, and no more as time goes on."""
    case = case_of(cr.StageSkipped(on=DAY_15))
    for as_of in (DAY_15, date(2017, 1, 1)):
        assert stands(case, "stage-1", as_of) == (Status.MISSED, 5)
    assert [found.limit.key for found in case.breaches(DAY_15)] == ["stage-1"]


def test_stage_2_withdrawn_in_time_lapsed() -> None:
    """Withdrawn on 17 October, two weeks before its last day."""
    case = case_of(ANSWER_1, ASK_STAGE_2, cr.Withdrawn(on=date(2016, 10, 17), received_on=date(2016, 10, 17)))
    assert stands(case, "stage-2", date(2017, 1, 1)) == (Status.LAPSED, 0)
    assert case.breaches(date(2017, 1, 1)) == ()


def test_stage_2_withdrawn_too_late_was_missed() -> None:
    """Withdrawn on 7 November, five working days after its last day."""
    case = case_of(ANSWER_1, ASK_STAGE_2, cr.Withdrawn(on=date(2016, 11, 7), received_on=date(2016, 11, 7)))
    assert stands(case, "stage-2", date(2017, 1, 1)) == (Status.MISSED, 5)


def test_stage_1_left_unanswered_by_a_request_for_stage_2_was_missed() -> None:
    """The request arrives on day 15: five days late until an answer comes, and then as late as that."""
    case = case_of(ASK_STAGE_2)
    assert stands(case, "stage-1", date(2016, 9, 30)) == (Status.MISSED, 5)
    late = case.record(cr.Responded(on=DAY_20, stage=1))
    assert stands(late, "stage-1", DAY_20) == (Status.MET_LATE, 10)
    assert row(late, "stage-1", DAY_20).done_on == DAY_20
    assert stands(late, "stage-1", date(2016, 9, 30)) == (Status.MISSED, 5)
    assert stands(late, "stage-2", DAY_20) == (Status.PENDING, 0)


# --- a duty without a number


def test_a_duty_without_a_number_is_pending_met_or_lapsed_and_never_late() -> None:
    """Explain the procedure as soon as possible: no due day, whatever becomes of it."""
    later = date(2017, 9, 5)
    assert stands(case_of(), "explain-procedure", later) == (Status.PENDING, 0)
    assert stands(case_of(cr.Acknowledged(on=DAY_15)), "explain-procedure", later) == (Status.MET, 0)
    assert stands(case_of(ANSWER_1), "explain-procedure", later) == (Status.LAPSED, 0)


def test_a_second_acknowledgement_changes_nothing() -> None:
    """The first of them met the duty; the second is recorded."""
    case = case_of(cr.Acknowledged(on=date(2016, 9, 7)), cr.Acknowledged(on=date(2016, 9, 14)))
    rows = [found for found in case.deadlines(DAY_10) if found.limit.key == "explain-procedure"]
    assert [(found.done_on, found.status) for found in rows] == [(date(2016, 9, 7), Status.MET)]
    assert (len(case.events), irregular(case)) == (3, [])


def test_an_acknowledgement_at_stage_1_does_not_acknowledge_the_request_for_a_panel() -> None:
    """An event ends a limit only in the states in which that limit runs."""
    case = case_of(cr.Acknowledged(on=date(2016, 9, 7)), ANSWER_1, ASK_STAGE_2, ANSWER_2, ASK_PANEL)
    assert stands(case, "acknowledge-panel-request", date(2016, 11, 9)) == (Status.DUE_TODAY, 0)
    case = case.record(cr.Acknowledged(on=date(2016, 11, 8))).record(cr.Acknowledged(on=date(2016, 11, 14)))
    assert row(case, "acknowledge-panel-request", date(2016, 11, 14)).done_on == date(2016, 11, 8)
    assert row(case, "explain-procedure", date(2016, 11, 14)).done_on == date(2016, 9, 7)


# --- a window


def asked(sent: date) -> cr.Case:
    """A panel asked for on a day; the notice was received on 31 October, so 28 November is the last day."""
    return case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2, cr.PanelRequested(on=sent, received_on=sent))


def test_a_window_is_open_until_its_last_day_and_then_closed() -> None:
    """Nobody is in breach of a window."""
    case = case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2)
    assert stands(case, "request-panel", date(2016, 11, 28)) == (Status.OPEN, 0)
    assert stands(case, "request-panel", date(2016, 11, 29)) == (Status.CLOSED, 0)
    assert case.breaches(date(2016, 11, 29)) == ()


def test_a_window_is_used_or_used_late() -> None:
    """On the 28th in time; on Thursday 1 December three working days late, and no breach."""
    assert stands(asked(date(2016, 11, 28)), "request-panel", date(2016, 12, 1)) == (Status.USED, 0)
    late = asked(date(2016, 12, 1))
    assert stands(late, "request-panel", date(2016, 12, 1)) == (Status.USED_LATE, 3)
    assert late.breaches(date(2016, 12, 1)) == ()


def test_a_window_overtaken_before_its_last_day_lapsed() -> None:
    """Withdrawn on 7 November; overtaken after the last day it had closed."""
    way = (ANSWER_1, ASK_STAGE_2, ANSWER_2)
    lapsed = case_of(*way, cr.Withdrawn(on=date(2016, 11, 7), received_on=date(2016, 11, 7)))
    assert stands(lapsed, "request-panel", date(2017, 1, 1)) == (Status.LAPSED, 0)
    closed = case_of(*way, cr.Withdrawn(on=date(2016, 12, 5), received_on=date(2016, 12, 5)))
    assert stands(closed, "request-panel", date(2017, 1, 1)) == (Status.CLOSED, 0)


def test_a_recommended_time_never_closes() -> None:
    """Stage 2 may be asked for long after the recommended 20 working days, which ended on 17 October."""
    case = case_of(ANSWER_1)
    assert row(case, "request-stage-2", date(2017, 9, 5)).due == date(2016, 10, 17)
    assert stands(case, "request-stage-2", date(2016, 10, 17)) == (Status.OPEN, 0)
    assert stands(case, "request-stage-2", date(2016, 10, 18)) == (Status.PAST, 0)
    assert stands(case, "request-stage-2", date(2017, 9, 5)) == (Status.PAST, 0)
    asked = case.record(cr.EscalationRequested(on=date(2017, 9, 5), received_on=date(2017, 9, 5)))
    assert stands(asked, "request-stage-2", date(2017, 9, 5)) == (Status.AFTER, 0)


# --- extension of stage 1: no notice before expiry is asked for, but no more than 20 working days


def test_a_stage_1_extension_in_time_moves_due_and_nothing_else() -> None:
    """Given on day 8 until day 20: `normal_due` and `latest` stay."""
    case = case_of(cr.Extended(on=date(2016, 9, 15), until=DAY_20, why="complex"))
    found = row(case, "stage-1", DAY_11)
    assert (found.normal_due, found.due, found.latest, found.status) == (DAY_10, DAY_20, DAY_20, Status.PENDING)
    assert (irregular(case), case.breaches(DAY_11)) == ([], ())


def test_a_stage_1_extension_on_day_10_is_in_time() -> None:
    """The due day itself counts whole."""
    case = case_of(cr.Extended(on=DAY_10, until=DAY_20))
    assert (row(case, "stage-1", DAY_10).due, irregular(case)) == (DAY_20, [])


def test_a_stage_1_extension_on_day_12_moves_due_and_is_irregular() -> None:
    """The text asks for no notice before expiry: the extension is what is reported, not the answer by day 20."""
    case = case_of(cr.Extended(on=DAY_12, until=DAY_20))
    assert (row(case, "stage-1", DAY_12).due, irregular(case)) == (DAY_20, [("extended", R + "14(5)")])
    assert stands(case, "stage-1", DAY_11) == (Status.OVERDUE, 1)  # as the file stood that evening
    assert stands(case, "stage-1", DAY_12) == (Status.PENDING, 0)
    answered = case.record(cr.Responded(on=DAY_20))
    assert (stands(answered, "stage-1", DAY_20), answered.breaches(DAY_20)) == ((Status.MET, 0), ())


def test_a_stage_1_extension_past_day_20_is_capped_there_and_irregular() -> None:
    """Until 10 October: due on 3 October all the same."""
    case = case_of(cr.Extended(on=date(2016, 9, 15), until=date(2016, 10, 10)))
    found = row(case, "stage-1", date(2016, 10, 4))
    assert (found.due, found.latest, found.status, found.days_late) == (DAY_20, DAY_20, Status.OVERDUE, 1)
    assert irregular(case) == [("extended", R + "14(5)")]


def test_a_stage_1_extension_both_late_and_past_the_cap_is_irregular_twice() -> None:
    """Given on day 12 until 10 October: due on day 20, and both faults are listed."""
    case = case_of(cr.Extended(on=DAY_12, until=date(2016, 10, 10)))
    assert row(case, "stage-1", DAY_12).due == DAY_20
    assert irregular(case) == [("extended", R + "14(5)")] * 2


def test_an_extension_is_counted_from_the_start_date_that_was_agreed() -> None:
    """Agreed to start on 12 September: extended on the 14th, at most until 10 October."""
    agreed = cr.StartDateAgreed(on=date(2016, 9, 7), start=date(2016, 9, 12))
    case = case_of(agreed, cr.Extended(on=date(2016, 9, 14), until=date(2016, 10, 10)))
    assert (row(case, "stage-1", date(2016, 9, 14)).due, irregular(case)) == (date(2016, 10, 10), [])


@pytest.mark.parametrize(
    ("given", "until", "says"),
    [
        (date(2016, 9, 15), date(2016, 9, 26), []),  # in time, to a day past the tenth
        (DAY_12, DAY_20, ["run out"]),  # late
    ],
    ids=["in time", "late"],
)
def test_an_extension_is_judged_by_the_clock_that_ran_when_it_was_given(given: date, until: date, says: list[str]) -> None:
    """A start agreed afterwards, for 23 September and so due on 7 October, makes it neither better nor worse."""
    case = case_of(cr.Extended(on=given, until=until))
    agreed = case.record(cr.StartDateAgreed(on=date(2016, 9, 22), start=date(2016, 9, 23)))
    assert row(agreed, "stage-1", date(2016, 9, 22)).due == date(2016, 10, 7)
    for found in (case.irregularities(), agreed.irregularities()):
        assert len(found) == len(says)
        assert all(word in irregularity.says for word, irregularity in zip(says, found, strict=True))


# --- extension of stage 2: notice before the 25 days run out, and 65 absolute


def extended_2(on: date, until: date) -> cr.Case:
    """Stage 2 started on 26 September and extended on a day."""
    return case_of(ANSWER_1, ASK_STAGE_2, cr.Extended(on=on, until=until, why="complex"))


@pytest.mark.parametrize("on", [date(2016, 10, 3), date(2016, 10, 31)], ids=["day 5", "day 25"])
def test_a_stage_2_extension_notice_by_day_25_is_valid(on: date) -> None:
    """Until 30 November: due then; the last day for notice is in time."""
    case = extended_2(on, date(2016, 11, 30))
    found = row(case, "stage-2", on)
    assert (found.normal_due, found.due, found.latest) == (date(2016, 10, 31), date(2016, 11, 30), date(2016, 12, 28))
    assert (irregular(case), case.breaches(date(2016, 11, 30))) == ([], ())


def test_a_stage_2_extension_notice_on_day_26_moves_nothing_and_is_irregular() -> None:
    """A breach from day 25; 65 is still the outermost date."""
    case = extended_2(date(2016, 11, 1), date(2016, 11, 30))
    found = row(case, "stage-2", date(2016, 11, 1))
    assert (found.due, found.latest, found.status) == (date(2016, 10, 31), date(2016, 12, 28), Status.OVERDUE)
    assert irregular(case) == [("extended", R + "17(6)")]
    answered = case.record(cr.Responded(on=date(2016, 11, 30)))
    assert stands(answered, "stage-2", date(2016, 11, 30)) == (Status.MET_LATE, 22)


@pytest.mark.parametrize(
    ("until", "due", "faults"),
    [
        (date(2016, 12, 28), date(2016, 12, 28), 0),  # day 65 itself
        (date(2016, 12, 29), date(2016, 12, 28), 1),
        (date(2017, 2, 1), date(2016, 12, 28), 1),
    ],
)
def test_a_stage_2_extension_past_day_65_is_capped_there_and_irregular(until: date, due: date, faults: int) -> None:
    """65 working days from the start date are absolute, whatever the reason."""
    case = extended_2(date(2016, 10, 24), until)
    assert row(case, "stage-2", date(2016, 10, 24)).due == due
    assert irregular(case) == [("extended", R + "17(6)")] * faults


def test_a_second_extension_is_in_time_until_the_first_runs_out() -> None:
    """Extended to 30 November in time, and then, on that day, to 21 December: valid."""
    case = extended_2(date(2016, 10, 24), date(2016, 11, 30)).record(
        cr.Extended(on=date(2016, 11, 30), until=date(2016, 12, 21), why="key staff away")
    )
    assert (row(case, "stage-2", date(2016, 11, 30)).due, irregular(case)) == (date(2016, 12, 21), [])
    late = extended_2(date(2016, 10, 24), date(2016, 11, 30)).record(cr.Extended(on=date(2016, 12, 1), until=date(2016, 12, 21)))
    assert (row(late, "stage-2", date(2016, 12, 1)).due, irregular(late)) == (
        date(2016, 11, 30),
        [("extended", R + "17(6)")],
    )


def test_an_extension_to_a_day_that_was_due_anyway_extends_nothing() -> None:
    """Until 24 October, a week before the 25 days run out: recorded, irregular, nothing moves."""
    case = extended_2(date(2016, 10, 3), date(2016, 10, 24))
    assert (row(case, "stage-2", date(2016, 10, 3)).due, irregular(case)) == (
        date(2016, 10, 31),
        [("extended", R + "17(6)")],
    )


def test_latest_never_moves() -> None:
    """Extended or not, in time or not, the outermost day is the provision's."""
    for case in (
        case_of(ANSWER_1, ASK_STAGE_2),
        extended_2(date(2016, 10, 24), date(2016, 11, 7)),
        extended_2(date(2016, 11, 1), date(2017, 2, 1)),
    ):
        assert row(case, "stage-2", date(2016, 11, 1)).latest == date(2016, 12, 28)
    panel = row(case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2, ASK_PANEL), "panel-meets", date(2016, 11, 7))
    assert (panel.normal_due, panel.latest) == (date(2016, 12, 19), date(2016, 12, 19))


def test_an_extension_that_could_mean_two_limits_must_name_one() -> None:
    """Were the Ombudsman's enquiry extendable too, a bare extension would be refused with both named."""
    procedure = cr.get_procedure(CHILDREN)
    extension = procedure.limit("stage-1").extension
    limits = tuple(
        attrs.evolve(limit, extension=extension) if limit.key == "ombudsman-enquiry" else limit for limit in procedure.limits
    )
    case = cr.Case.open(attrs.evolve(procedure, limits=limits), cr.Received(on=date(2016, 9, 5)))
    case = case.record(cr.OmbudsmanEnquired(on=date(2016, 9, 6), received_on=date(2016, 9, 6)))
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(cr.Extended(on=date(2016, 9, 14), until=DAY_20))
    assert any("stage-1" in reason and "ombudsman-enquiry" in reason for reason in refused.value.reasons)
    named = case.record(cr.Extended(on=date(2016, 9, 14), until=DAY_20, limit="stage-1"))
    assert row(named, "stage-1", DAY_10).due == DAY_20
    assert row(named, "ombudsman-enquiry", DAY_10).due == date(2016, 10, 4)


def test_an_extension_of_a_limit_that_does_not_run_is_impossible() -> None:
    """Stage 2 has not begun; the message names what does run. A misspelt limit likewise."""
    for limit in ("stage-2", "stage1"):
        with pytest.raises(cr.ImpossibleEventError, match="stage-1"):
            case_of(cr.Extended(on=date(2016, 9, 14), until=DAY_20, limit=limit))


def test_nothing_can_be_extended_where_nobody_owes_an_answer() -> None:
    """Answered at stage 1: an extension has nothing to extend."""
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case_of(ANSWER_1, cr.Extended(on=DAY_12, until=DAY_20))
    assert (refused.value.event, refused.value.state) == ("extended", "stage-1-answered")
    assert refused.value.provision is not None


# --- the panel: papers, arrangement, repeated runs


def eastern(*arranged: cr.PanelArranged) -> cr.Case:
    """A panel asked for on Monday 9 March 2026, before Good Friday 3 April and Easter Monday the 6th."""
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2026, 1, 5), complainant=cr.Complainant.PARENT))
    for event in (
        cr.Responded(on=date(2026, 1, 19), received_on=date(2026, 1, 19)),
        cr.EscalationRequested(on=date(2026, 1, 26), received_on=date(2026, 1, 26)),
        cr.Responded(on=date(2026, 3, 2), received_on=date(2026, 3, 2)),
        cr.PanelRequested(on=date(2026, 3, 9), received_on=date(2026, 3, 9)),
        *arranged,
    ):
        case = case.record(event)
    return case


def test_papers_are_counted_backwards_over_easter() -> None:
    """A panel on Wednesday 15 April: 14, 13, 10, 9, 8, 7, 2, 1 April, 31 March, and 30 March is the tenth day before."""
    case = eastern(cr.PanelArranged(on=date(2026, 3, 16), panel_on=date(2026, 4, 15), members=3))
    papers = row(case, "panel-papers", date(2026, 3, 16))
    assert (papers.start, papers.normal_due, papers.due) == (date(2026, 4, 15), date(2026, 3, 30), date(2026, 3, 30))
    assert [skipped.day for skipped in papers.skipped] == [date(2026, 4, 3), date(2026, 4, 6)]
    assert stands(case, "panel-papers", date(2026, 3, 31)) == (Status.OVERDUE, 1)


def test_a_rearranged_panel_replaces_the_day_the_papers_are_counted_from() -> None:
    """Moved from 15 to Monday 20 April: papers by Thursday 2 April, and it is one run, not two."""
    first = cr.PanelArranged(on=date(2026, 3, 16), panel_on=date(2026, 4, 15), members=3)
    second = cr.PanelArranged(on=date(2026, 3, 23), panel_on=date(2026, 4, 20), members=3)
    case = eastern(first, second)
    rows = [found for found in case.deadlines(date(2026, 3, 23)) if found.limit.key == "panel-papers"]
    assert [(found.start, found.due, found.occurrence) for found in rows] == [(date(2026, 4, 20), date(2026, 4, 2), 1)]
    assert row(case, "panel-papers", date(2026, 3, 20)).due == date(2026, 3, 30)  # as the file stood before


def test_a_panel_rearranged_after_the_papers_went_out_leaves_them_met() -> None:
    """They were circulated for the first day, in time; a start after the end changes nothing."""
    case = eastern(
        cr.PanelArranged(on=date(2026, 3, 16), panel_on=date(2026, 4, 15), members=3),
    )
    case = case.record(cr.PapersCirculated(on=date(2026, 3, 30)))
    case = case.record(cr.PanelArranged(on=date(2026, 4, 1), panel_on=date(2026, 4, 20), members=3))
    rows = [found for found in case.deadlines(date(2026, 4, 1)) if found.limit.key == "panel-papers"]
    assert [(found.start, found.status) for found in rows] == [(date(2026, 4, 15), Status.MET)]


def test_arranging_a_panel_does_not_move_the_day_by_which_it_must_meet() -> None:
    """Thirty working days from 9 March without Good Friday and Easter Monday: Wednesday 22 April, arranged or not."""
    case = eastern(cr.PanelArranged(on=date(2026, 3, 16), panel_on=date(2026, 5, 11), members=3))
    panel = row(case, "panel-meets", date(2026, 3, 16))
    assert (panel.start, panel.due) == (date(2026, 3, 9), date(2026, 4, 22))


def test_papers_never_sent_lapsed_or_were_missed_when_the_panel_met() -> None:
    """Where the panel met after the papers' last day without any, they were missed: guidance, not statute."""
    case = eastern(cr.PanelArranged(on=date(2026, 3, 16), panel_on=date(2026, 4, 15), members=3))
    case = case.record(cr.PanelMet(on=date(2026, 4, 15), members=3))
    papers = row(case, "panel-papers", date(2026, 4, 15))
    assert (papers.status, papers.days_late, papers.limit.force) == (Status.MISSED, 10, cr.Force.STATUTORY_GUIDANCE)


# --- the file at a date


def test_as_of_answers_as_the_file_stood_at_the_end_of_that_day() -> None:
    """Later events are ignored in state, deadlines, breaches and irregularities alike."""
    case = case_of(cr.Extended(on=DAY_12, until=DAY_20), cr.Responded(on=date(2016, 9, 29)))
    before = case.as_of(DAY_11)
    assert (before.state, len(before.events), before.irregularities()) == ("local-resolution", 1, ())
    assert case.irregularities(DAY_11) == ()
    assert [found.event.key for found in case.irregularities(DAY_12)] == ["extended"]
    assert case.as_of(DAY_12).state == "local-resolution"
    assert case.as_of(date(2016, 9, 29)).state == "stage-1-answered"
    assert [found.limit.key for found in case.breaches(DAY_11)] == ["stage-1"]


def test_as_of_before_the_complaint_arrived_there_is_nothing() -> None:
    """No deadline, no breach, nothing due next; the case itself cannot be had for a day before it was received."""
    case = case_of(grounds_on=date(2016, 6, 1))
    eve = date(2016, 9, 4)
    assert (case.deadlines(eve), case.breaches(eve), case.next_due(eve), case.irregularities(eve)) == ((), (), None, ())
    with pytest.raises(cr.WrongValueError):
        case.as_of(eve)


def test_as_of_before_a_request_arrived_it_is_not_on_file() -> None:
    """Sent on Friday 23 September, received on Tuesday 27: on Monday 26 nobody at the authority knew of it."""
    case = case_of(ANSWER_1, cr.EscalationRequested(on=date(2016, 9, 23), received_on=date(2016, 9, 27)))
    assert case.as_of(date(2016, 9, 26)).state == "stage-1-answered"
    assert "stage-2" not in {found.limit.key for found in case.deadlines(date(2016, 9, 26))}
    assert case.as_of(date(2016, 9, 27)).state == "investigation"


def test_the_authoritys_own_act_is_on_file_when_it_is_done() -> None:
    """An answer sent on the 19th and received on the 26th is on file from the 19th."""
    case = case_of(cr.Responded(on=DAY_10, received_on=DAY_15))
    assert case.as_of(DAY_10).state == "stage-1-answered"
    assert row(case, "request-stage-2", DAY_10).start == DAY_15


def test_a_history_is_in_order_of_file_days() -> None:
    """A request sent before the answer of 3 October but received after it comes after it in the file."""
    case = case_of(
        cr.Extended(on=date(2016, 9, 15), until=DAY_20),
        cr.Responded(on=DAY_20),
        cr.EscalationRequested(on=date(2016, 9, 30), received_on=date(2016, 10, 4)),
    )
    assert case.state == "investigation"
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case.record(cr.Responded(on=DAY_20))
    assert "2016-10-04" in str(refused.value)


# --- what is due next


def test_next_due_is_the_duty_that_falls_due_next() -> None:
    """Of the panel's clocks first the acknowledgement, then the chair, then the panel; a window is nobody's duty."""
    case = case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2, ASK_PANEL)
    days = {date(2016, 11, 7): "acknowledge-panel-request", date(2016, 11, 9): "acknowledge-panel-request",
            date(2016, 11, 10): "acknowledge-panel-request", date(2016, 12, 20): "acknowledge-panel-request"}  # fmt: skip
    for as_of, key in days.items():
        found = case.next_due(as_of)
        assert found is not None
        assert found.limit.key == key
    # Nobody recorded an acknowledgement by 9 November (two working days after Monday the 7th): from the 10th it is overdue.
    assert case_of(ANSWER_1).next_due(DAY_10) is None


# --- correcting the file


def test_without_leaves_an_event_out_and_replays_the_rest() -> None:
    """Without the extension the answer of day 15 was late; without the answer nothing could be escalated."""
    case = case_of(cr.Extended(on=date(2016, 9, 15), until=DAY_20), cr.Responded(on=DAY_15), ASK_STAGE_2)
    assert stands(case, "stage-1", DAY_20) == (Status.MET, 0)
    assert stands(case.without(1), "stage-1", DAY_20) == (Status.MET_LATE, 5)
    assert len(case.events) == 4
    # Without the answer the request came while stage 1 was extended: recorded still, and irregular.
    assert irregular(case.without(2)) == [("escalation-requested", R + "15(2)")]
    with pytest.raises(cr.ImpossibleEventError):
        case_of(ANSWER_1, ASK_STAGE_2, ANSWER_2, ASK_PANEL).without(3)
    with pytest.raises(cr.WrongValueError):
        case.without(0)
    with pytest.raises(cr.WrongValueError):
        case.without(4)


def test_amend_replaces_an_event_and_replays_the_rest() -> None:
    """The answer was sent a day later than recorded: late by one; the receipt a week later than recorded: in time again."""
    case = case_of(ANSWER_1, ASK_STAGE_2)
    late = case.amend(1, cr.Responded(on=DAY_11, received_on=DAY_11))
    assert stands(late, "stage-1", DAY_20) == (Status.MET_LATE, 1)
    assert stands(late.amend(0, cr.Received(on=date(2016, 9, 6))), "stage-1", DAY_20) == (Status.MET, 0)
    with pytest.raises(cr.ImpossibleEventError):
        case.amend(1, cr.Acknowledged(on=DAY_10)).amend(1, cr.PanelMet(on=DAY_10))
    with pytest.raises(cr.ImpossibleEventError):
        case.amend(1, cr.Responded(on=date(2016, 9, 27)))


# --- another calendar


def moved(case: cr.Case, calendar: cr.WorkingDayCalendar) -> dict[str, tuple[date | None, ...]]:
    """What another calendar moves: due and latest before, due and latest after."""
    found: dict[str, tuple[date | None, ...]] = {}
    for change in cr.recalculate(case, calendar):
        before, after = change.before, change.after
        assert before is not None
        assert after is not None
        found[after.limit.key] = (before.due, before.latest, after.due, after.latest)
    return found


def test_a_closure_taken_into_the_calendar_moves_what_it_touches_and_only_that() -> None:
    """Were Wednesday 14 September a day that does not count, the tenth day would be the 20th and the twentieth 4 October."""
    case = case_of()
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales")
    assert moved(case, calendar.with_closures({date(2016, 9, 14): "Closed"})) == {
        "stage-1": (DAY_10, DAY_20, DAY_11, date(2016, 10, 4))
    }
    assert cr.recalculate(case, calendar.with_closures({date(2016, 10, 4): "Closed"})) == ()


def test_a_bank_holiday_announced_late_moves_the_deadlines_it_falls_into() -> None:
    """The State Funeral on Monday 19 September 2022: received on the 8th, ten working days end on the 23rd, not the 22nd."""
    case = cr.Case.open(
        CHILDREN, cr.Received(on=date(2022, 9, 8)), calendar=cr.WorkingDayCalendar.for_division("england-and-wales")
    )
    assert row(case, "stage-1", date(2022, 9, 8)).due == date(2022, 9, 23)
    # The same the other way round: a further day off on the 21st, announced in a newer official list.
    rows = [("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II"), ("2022-09-21", "Further day off")]
    days = [
        ("2022-01-03", "New Year's Day"), ("2022-04-15", "Good Friday"), ("2022-04-18", "Easter Monday"),
        ("2022-05-02", "Early May bank holiday"), ("2022-06-02", "Spring bank holiday"),
        ("2022-06-03", "Platinum Jubilee bank holiday"), ("2022-08-29", "Summer bank holiday"), *rows,
        ("2022-12-26", "Boxing Day"), ("2022-12-27", "Christmas Day"),
    ]  # fmt: skip
    official = {
        "england-and-wales": {
            "division": "england-and-wales",
            "events": [{"title": title, "date": day, "notes": "", "bunting": False} for day, title in days],
        }
    }
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales").with_official(official)
    # The twentieth day was Friday 7 October; without the 21st it is Monday the 10th.
    assert moved(case, calendar) == {"stage-1": (date(2022, 9, 23), date(2022, 10, 7), date(2022, 9, 26), date(2022, 10, 10))}


def test_what_was_late_is_never_part_of_what_may_happen() -> None:
    """The same history replays under any calendar: here one in which the whole of September does not count."""
    appointed = cr.IndependentPersonAppointed(on=date(2016, 9, 28))
    case = case_of(ASK_STAGE_2, appointed, cr.Responded(on=DAY_20, stage=1), cr.Responded(on=date(2016, 10, 31)))
    september = {date(2016, 9, 1) + timedelta(days=offset): "Closed" for offset in range(30)}
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales").with_closures(september)
    again = cr.Case.replay(CHILDREN, case.events, calendar=calendar)
    assert again == case
    assert again.state == case.state == "stage-2-answered"
    # From 5 September the tenth working day is then Friday 14 October: the request came too soon, and stage 1 was in time.
    assert [found.event.key for found in again.irregularities()] == ["escalation-requested"]
    assert stands(again, "stage-1", date(2016, 10, 31)) == (Status.MET, 0)


# --- bad input


def test_an_event_that_cannot_happen_is_refused_with_its_facts() -> None:
    """State, event, day, what could happen instead, the provision, and the conditions that failed."""
    with pytest.raises(cr.ImpossibleEventError) as refused:
        case_of(cr.PanelMet(on=DAY_10, members=3))
    error = refused.value
    assert (error.event, error.on, error.state) == ("panel-met", DAY_10, "local-resolution")
    assert (error.provision, bool(error.reasons)) == (R + "19(4)", True)
    assert {"responded", "resolved", "stage-skipped", "withdrawn", "acknowledged"} <= set(error.possible)
    assert "panel-requested" not in error.possible
    assert isinstance(error, ValueError)
    assert "local-resolution" in str(error)
    assert case_of().why_not(cr.PanelMet(on=DAY_10)) == error.reasons
    assert case_of().why_not(cr.PanelMet)
    assert case_of().why_not(cr.Responded) == ()


def test_a_refused_event_leaves_the_case_as_it_was() -> None:
    """Nothing is lost, and the case can go on."""
    case = case_of()
    with pytest.raises(cr.ImpossibleEventError):
        case.record(cr.PanelMet(on=DAY_10))
    assert len(case.events) == 1
    assert case.record(ANSWER_1).state == "stage-1-answered"


def test_a_case_is_opened_by_a_receipt_and_by_nothing_else() -> None:
    """And it is received once."""
    with pytest.raises(cr.ImpossibleEventError) as refused:
        cr.Case.open(CHILDREN, cr.Acknowledged(on=DAY_10))
    assert refused.value.possible == ("received",)
    assert case_of().why_not(cr.Received)
    with pytest.raises(cr.WrongValueError):
        cr.Case.replay(CHILDREN, [])


def test_events_out_of_order_and_before_the_complaint_are_refused() -> None:
    """The reasons name both days."""
    with pytest.raises(cr.ImpossibleEventError, match=r"2016-09-02.*2016-09-05"):
        case_of(cr.Acknowledged(on=date(2016, 9, 2)))
    with pytest.raises(cr.ImpossibleEventError, match=r"2016-09-12.*2016-09-19"):
        case_of(ANSWER_1, cr.DecisionNotified(on=date(2016, 9, 12)))


@pytest.mark.parametrize("until", [date(2016, 9, 14), date(2016, 9, 13)])
def test_an_extension_to_a_day_not_after_the_event_itself_is_refused(until: date) -> None:
    """Whatever the calendar says, such a day extends nothing."""
    with pytest.raises(cr.InvalidEventError) as refused:
        cr.Extended(on=date(2016, 9, 14), until=until)
    assert (refused.value.event, refused.value.field, refused.value.value) == ("extended", "until", until)


@pytest.mark.parametrize(
    "outcome", [cr.Outcome.WITHDRAWN, cr.Outcome.RESOLVED, cr.Outcome.OUT_OF_TIME, cr.Outcome.SUSPENDED], ids=str
)
def test_an_outcome_where_none_belongs_is_refused(outcome: cr.Outcome) -> None:
    """An answer carries one of four findings; the others follow from other events."""
    with pytest.raises(cr.InvalidEventError):
        cr.Responded(on=DAY_10, outcome=outcome)


def test_an_arrival_before_the_act_is_refused() -> None:
    """Nothing is received before it was sent."""
    with pytest.raises(cr.InvalidEventError):
        cr.EscalationRequested(on=DAY_11, received_on=DAY_10)


def test_values_of_the_wrong_type_are_refused_as_they_are_set() -> None:
    """A string for a date, a number for a flag, a code as a string, an event that is none."""
    bad: list[Any] = [
        lambda: cr.Responded(on="2016-09-19"),  # type: ignore[arg-type]  # the wrong type is the point
        lambda: cr.Received(on=DAY_10, orally="false"),  # type: ignore[arg-type]  # likewise
        lambda: cr.Received(on=DAY_10, complainant="parent"),  # type: ignore[arg-type]  # likewise
        lambda: cr.PanelMet(on=DAY_10, members=True),
        lambda: case_of("responded"),
        lambda: case_of().deadlines("2016-09-19"),  # type: ignore[arg-type]  # likewise
    ]
    for make in bad:
        with pytest.raises(cr.WrongTypeError):
            make()


def test_an_unknown_code_names_its_nearest_neighbours() -> None:
    """One letter wrong."""
    with pytest.raises(cr.UnknownKeyError) as refused:
        cr.Outcome.from_code("partly-upheldd")
    assert "partly-upheld" in refused.value.nearest


def test_grounds_before_the_years_of_the_calendar_take_no_other_deadline_down() -> None:
    """A childhood in care in 1985: the year of reg 9 ended on 30 June 1986, and stage 1 is due in 10 working days."""
    received = cr.Received(on=date(2026, 11, 2), grounds_on=date(1985, 6, 30), noticed_on=date(1985, 7, 1))
    rows = {row.limit.key: row for row in cr.Case.open("england-children", received).deadlines(date(2026, 11, 2))}
    made = rows["make-representations"]
    assert (made.due, made.status, made.days_late) == (date(1986, 6, 30), Status.USED_LATE, None)
    assert "1986" in made.explain()
    assert (rows["ombudsman"].due, rows["ombudsman"].status) == (date(1986, 6, 30), Status.CLOSED)
    assert rows["stage-1"].due == date(2026, 11, 16)
