"""What had accrued stays in sight, and each overdue day counts once: dates worked by hand.

A policy's closing days, a clock moved with another, a promise on an assumed clock, the words of 2020, a start agreed again.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Status
from support.answers import row, runs

OURS = cr.Source("Our procedure", "Our procedure")("targets")


def closed(first: date, count: int) -> tuple[tuple[date, str], ...]:
    """The weekdays among so many days."""
    days = (first + timedelta(place) for place in range(count))
    return tuple((day, "closed") for day in days if day.isoweekday() <= 5)


def policy(procedure: str, *limits: cr.TimeLimit, **changes: Any) -> cr.LocalPolicy:
    """A council's policy of these rows."""
    return cr.LocalPolicy(key="ours", title="Ours", procedure=procedure, since=date(2016, 4, 1), limits=limits, **changes)


# --- closing days


def own_row(**changes: Any) -> cr.TimeLimit:
    """A row that a policy adds."""
    fields: dict[str, Any] = {
        "key": "own-closing",
        "title": "Close the file",
        "binds": cr.Party.AUTHORITY,
        "force": cr.Force.LOCAL_POLICY,
        "starts": (cr.On(cr.Received),),
        "ends": (cr.Closed,),
        "period": cr.working_days(10),
        "cite": OURS,
    }
    return cr.TimeLimit(**fields | changes)


def test_a_policys_closing_days_leave_out_nothing_of_a_procedures_own_local_rows() -> None:
    """Shropshire's own times are of force local policy, and no row of the policy: they are counted as without one.

    Received on Thursday 8 September 2016: five working days end on Thursday the 15th. Closed from Friday the 9th for 40 days, to
    18 October, the policy's own ten end ten working days after that: on Tuesday 1 November.
    """
    events = (cr.Received(on=date(2016, 9, 8)), cr.Acknowledged(on=date(2016, 10, 10)))
    plain = cr.Case.replay("shropshire-corporate-2016", events)
    ours = policy("shropshire-corporate-2016", own_row(), closures=closed(date(2016, 9, 9), 40))
    with_policy = plain.with_policy(ours)
    end = date(2016, 12, 1)
    own = {found.limit.key: (found.due, found.status) for found in plain.deadlines(end)}
    late = [found.limit.key for found in plain.breaches(end) if found.limit.force is cr.Force.LOCAL_POLICY]
    assert late
    assert {found.limit.key: (found.due, found.status) for found in with_policy.deadlines(end) if found.limit.key in own} == own
    assert row(with_policy, "own-closing", end).due == date(2016, 11, 1)


def test_what_a_policys_row_waits_for_is_counted_without_its_closing_days() -> None:
    """The Code: received on 1 June 2026, to be acknowledged by Monday the 8th, though the council is closed on the 3rd.

    The council's own eight working days, counted from there without the 10th, end on Friday 19 June.
    """
    law = cr.get_procedure("england-corporate").limit("stage-1-respond")
    ours = policy(
        "england-corporate",
        cr.local_target(law, key="own-answer", period=cr.working_days(8), cite=OURS),
        closures=((date(2026, 6, 3), "closed"), (date(2026, 6, 10), "closed")),
    )
    case = cr.Case.replay("england-corporate", (cr.Received(on=date(2026, 6, 1)),), policy=ours)
    found = row(case, "own-answer", date(2026, 6, 2))
    assert (found.start, found.due) == (date(2026, 6, 8), date(2026, 6, 19))
    late = row(case.record(cr.Acknowledged(on=date(2026, 6, 15))), "own-answer", date(2026, 6, 15))
    assert late.prompt_due == date(2026, 6, 19)


def test_what_is_wrong_with_an_extension_of_a_row_alone_is_told_where_the_law_has_none() -> None:
    """Received on Monday 8 September 2025: the council's three days end on the 11th, and at most six on the 16th.

    Told on the 10th until December, it counts to the 16th; told again on the 18th, it moves nothing. The law's row knows no
    extension, so nobody else says so.
    """
    own = own_row(
        key="own-explain",
        within=("local-resolution",),
        ends=(cr.ProcedureExplained,),
        period=cr.working_days(3),
        beside="explain-procedure",
        extension=cr.Extension(to=cr.working_days(6), cap=cr.Cap.HARD, before_expiry=True, cite=OURS, grounds="any"),
    )
    told = [
        cr.Extended(on=on, until=date(2025, 12, 1), limit="explain-procedure") for on in (date(2025, 9, 10), date(2025, 9, 18))
    ]
    case = cr.Case.replay("england-children", (cr.Received(on=date(2025, 9, 8)), *told), policy=policy("england-children", own))
    assert row(case, "own-explain", date(2025, 10, 1)).due == date(2025, 9, 16)
    assert [(found.event, found.says) for found in case.irregularities()] == [
        (told[0], "2025-12-01 lies past 2025-09-16, the latest the provision allows"),
        (told[1], "notice was due before the time ran out on 2025-09-16; it moves nothing"),
    ]


def test_where_the_law_says_it_a_row_beside_it_does_not_say_it_again() -> None:
    """Told after the tenth day, for the law's row and for the council's of seven days alike: one irregularity, of the law."""
    law = cr.get_procedure("england-children").limit("stage-1")
    own = cr.local_target(law, key="own-stage-1", period=cr.working_days(7), cite=OURS, extension=law.extension)
    late = cr.Extended(on=date(2025, 9, 24), until=date(2025, 10, 1))
    case = cr.Case.replay("england-children", (cr.Received(on=date(2025, 9, 8)), late), policy=policy("england-children", own))
    assert [str(found.cite) for found in case.irregularities()] == ["SI 2006/1738 reg 14(5)"]


# --- a clock that starts on the last day of another


def issued(*events: cr.Event) -> cr.Case:
    """The Ombudsman's report of Monday 8 January 2024, three months ending on 7 April; the second three on 6 July."""
    return cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=date(2024, 1, 8)), *events))


def longer(on: date, until: date, limit: str = "consider-report") -> cr.Extended:
    """A longer period for one of the two."""
    return cr.Extended(on=on, until=until, limit=limit)


def test_a_clock_that_had_run_out_when_the_one_before_it_was_moved_stays_in_sight() -> None:
    """Moved on Saturday 3 August 2024: 8 July to 2 August are 20 working days; three months from 23 August end on 22 November."""
    found = row(issued(longer(date(2024, 8, 3), date(2024, 8, 23))), "confirm-action", date(2024, 8, 3))
    assert (found.due, found.status) == (date(2024, 11, 22), Status.PENDING)
    assert (found.ran_out_on, found.days_before_notice, found.days_overdue) == (date(2024, 7, 6), 20, 20)


def test_a_clock_moved_in_time_with_the_one_before_it_had_run_out_nowhere() -> None:
    """Moved on 5 July, when it was not yet due; and one month later again, while three months from 23 August still run."""
    moved = issued(longer(date(2024, 7, 5), date(2024, 8, 23)), longer(date(2024, 8, 5), date(2024, 9, 2)))
    found = row(moved, "confirm-action", date(2024, 8, 5))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2024, 12, 1), None, 0)


def test_an_extension_is_judged_by_the_clock_before_the_other_was_moved() -> None:
    """Extended on 20 July from the 6th to 1 September: late then; three months from 23 August hold now, and all else is right."""
    case = issued(
        longer(date(2024, 7, 20), date(2024, 9, 1), "confirm-action"),
        longer(date(2024, 8, 3), date(2024, 8, 23)),
        longer(date(2024, 11, 22), date(2024, 12, 20), "confirm-action"),
    )
    found = row(case, "confirm-action", date(2024, 11, 22))
    # 8 to 19 July are ten working days.
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2024, 12, 20), date(2024, 7, 6), 10)
    assert [(found.event.on, found.says) for found in case.irregularities() if "agree" not in found.says] == [
        (date(2024, 7, 20), "it was given after the time had run out on 2024-07-06"),
        (date(2024, 8, 3), "it was given after the time had run out on 2024-04-07"),
    ]


def test_no_later_move_makes_in_time_what_was_done_late_before_it() -> None:
    """Confirmed six days late; both clocks belong to no state, so the first can be moved after that, and the second stays late.

    Circulated on Monday 3 June 2024: 21 days end on the 24th, and ten more from there on 4 July.
    """
    first = own_row(
        key="first",
        starts=(cr.On(cr.OfficerReportCirculated),),
        ends=(cr.ReportConsidered,),
        period=cr.calendar_days(21),
        extension=cr.Extension(to=None, cap=cr.Cap.AGREED, before_expiry=False, cite=OURS, grounds="as agreed"),
    )
    second = own_row(
        key="second",
        starts=(cr.On(cr.OfficerReportCirculated, cr.LastDayOf("first", assumed=False)),),
        ends=(cr.OfficerReportConsidered,),
        period=cr.calendar_days(10),
    )
    report = cr.get_procedure("ombudsman-report")
    own = attrs.evolve(report, limits=(*report.limits, first, second))
    opened = cr.Case.replay(
        own,
        (
            cr.ReportIssued(on=date(2024, 6, 3)),
            cr.OfficerReportCirculated(on=date(2024, 6, 3)),
            cr.OfficerReportConsidered(on=date(2024, 7, 10)),
        ),
    )
    moved = opened.record(cr.Extended(on=date(2024, 7, 12), until=date(2024, 7, 31), limit="first"))
    for case in (opened, moved):
        found = row(case, "second", date(2024, 7, 12))
        assert (found.due, found.status, found.days_late) == (date(2024, 7, 4), Status.MET_LATE, 4)


# --- a day that was told on an assumed clock


def test_a_day_told_on_an_assumed_clock_and_broken_stays_broken_when_the_acknowledgement_comes() -> None:
    """Received on 1 June 2026, unacknowledged; told on the 20th that it takes until 6 July; acknowledged on the 20th of July.

    Ten working days from there end on 3 August. 7 to 10 July and 13 to 17 July are nine working days.
    """
    case = cr.Case.replay(
        "england-corporate",
        (
            cr.Received(on=date(2026, 6, 1)),
            cr.Extended(on=date(2026, 6, 20), until=date(2026, 7, 6)),
            cr.Acknowledged(on=date(2026, 7, 20)),
            cr.Responded(on=date(2026, 7, 30)),
        ),
    )
    found = row(case, "stage-1-respond", date(2026, 7, 30))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2026, 8, 3), date(2026, 7, 6), 9)
    report = cr.report([case], start=date(2026, 4, 1), end=date(2027, 3, 31))
    assert {cell.value for cell in report.table("answers-due", "stage/timeliness").cells if cell.count} == {
        ("1", "extended-late")
    }


# --- what a running out asked for


def sent(*events: cr.Event) -> cr.Case:
    """Public health, received on Monday 15 January 2024: six months end on Sunday 14 July."""
    return cr.Case.replay("england-public-health", (cr.Received(on=date(2024, 1, 15)), *events))


def test_the_duty_to_explain_that_had_accrued_stays_when_the_clock_starts_anew() -> None:
    """Reg 29(4): sent on on 2 August, unexplained since 14 July; met by the explanation of the 9th, and owed again in 2025.

    Six months from 2 August end on 1 February 2025.
    """
    case = sent(cr.SentToProvider(on=date(2024, 8, 2)))
    found = row(case, "explain-delay", date(2024, 8, 30))
    assert (found.start, found.status) == (date(2024, 7, 14), Status.PENDING)
    explained = case.record(cr.DelayExplained(on=date(2024, 8, 9)))
    found = row(explained, "explain-delay", date(2024, 8, 30))
    assert (found.start, found.status, found.done_on) == (date(2024, 7, 14), Status.MET, date(2024, 8, 9))


def test_a_delay_explained_before_the_new_start_is_owed_anew_once_that_runs_out() -> None:
    """Explained on 20 July, sent on on 2 August: met; unanswered on 2 February 2025, it is owed again."""
    case = sent(cr.DelayExplained(on=date(2024, 7, 20)), cr.SentToProvider(on=date(2024, 8, 2)))
    found = row(case, "explain-delay", date(2025, 2, 1))
    assert (found.start, found.status, found.done_on) == (date(2024, 7, 14), Status.MET, date(2024, 7, 20))
    found = row(case, "explain-delay", date(2025, 2, 2))
    assert (found.start, found.status) == (date(2025, 2, 1), Status.PENDING)


# --- the words of 2020


def panel_of_2018(*events: cr.Event) -> cr.Case:
    """A panel asked for on Monday 5 February 2018, after stage 2: day 30 is Monday 19 March."""
    parent = cr.Received(on=date(2018, 1, 8), complainant=cr.Complainant.PARENT)
    return cr.Case.replay(
        "england-children",
        (
            parent,
            cr.StageSkipped(on=date(2018, 1, 16)),
            cr.IndependentPersonAppointed(on=date(2018, 1, 17)),
            cr.Responded(on=date(2018, 2, 1), received_on=date(2018, 2, 1)),
            cr.PanelRequested(on=date(2018, 2, 5), received_on=date(2018, 2, 5)),
            cr.Suspended(on=date(2018, 6, 1), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
            cr.ProceedingsEnded(on=date(2020, 4, 1)),
            cr.Resubmitted(on=date(2020, 4, 28)),
            *events,
        ),
    )


def test_the_words_of_2020_excuse_no_panel_missed_in_2018() -> None:
    """Stage 2 of a second round began on 29 April 2020: that round is saved; the first panel was a breach long before."""
    case = panel_of_2018(cr.StageSkipped(on=date(2020, 4, 29)))
    first = runs(case, "panel-meets", date(2020, 4, 30))[0]
    assert (first.due, first.status, first.softened, first.is_breach) == (date(2018, 3, 19), Status.MISSED, False, True)
    again = case.record(cr.Responded(on=date(2020, 10, 30), received_on=date(2020, 10, 30)))
    again = again.record(cr.PanelRequested(on=date(2020, 11, 2), received_on=date(2020, 11, 2)))
    second = runs(again, "panel-meets", date(2021, 3, 1))[-1]
    assert (second.occurrence, second.softened, second.is_breach) == (2, True, False)


def test_an_earlier_round_in_2020_saves_no_later_one() -> None:
    """The stage 2 that came before a panel is what the saving is about: one of 2021 is not saved by another of May 2020."""
    case = panel_of_2018(
        cr.StageSkipped(on=date(2020, 4, 29)),
        cr.Suspended(on=date(2020, 5, 29), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2021, 1, 4)),
        cr.Resubmitted(on=date(2021, 1, 5)),
        cr.StageSkipped(on=date(2021, 1, 6)),
        cr.Responded(on=date(2021, 2, 1), received_on=date(2021, 2, 1)),
        cr.PanelRequested(on=date(2021, 2, 2), received_on=date(2021, 2, 2)),
    )
    last = runs(case, "panel-meets", date(2021, 6, 1))[-1]
    assert (last.status, last.softened, last.is_breach) == (Status.OVERDUE, False, True)


# --- each day once


def test_overdue_days_count_once_though_the_new_day_had_passed_before_it_was_agreed() -> None:
    """Received on 8 September 2025, due on the 22nd; starts of the 9th, 10th and 11th agreed on 30 September, 1 and 2 October.

    Overdue on 23 to 26, 29 and 30 September and 1 October: seven working days to the day before the last agreement, and nine to
    the answer of 3 October. The last of the new days, 25 September, had passed six working days before.
    """
    agreed = [
        cr.StartDateAgreed(on=on, start=start)
        for on, start in (
            (date(2025, 9, 30), date(2025, 9, 9)),
            (date(2025, 10, 1), date(2025, 9, 10)),
            (date(2025, 10, 2), date(2025, 9, 11)),
        )
    ]
    case = cr.Case.replay("england-children", (cr.Received(on=date(2025, 9, 8)), *agreed, cr.Responded(on=date(2025, 10, 3))))
    found = row(case, "stage-1", date(2025, 10, 3))
    assert (found.due, found.days_late) == (date(2025, 9, 25), 6)
    assert (found.days_before_notice, found.days_overdue) == (7, 9)


def test_one_new_start_whose_last_day_had_passed_counts_each_day_once() -> None:
    """A start of the 9th agreed on 30 September: overdue on 23 to 26 and 29 September (5), and six days by the 30th."""
    case = cr.Case.replay(
        "england-children",
        (cr.Received(on=date(2025, 9, 8)), cr.StartDateAgreed(on=date(2025, 9, 30), start=date(2025, 9, 9))),
    )
    found = row(case, "stage-1", date(2025, 9, 30))
    assert (found.due, found.days_late) == (date(2025, 9, 23), 5)
    assert (found.days_before_notice, found.days_overdue) == (5, 6)


def test_the_papers_of_a_panel_arranged_again_and_again_are_overdue_once_a_day() -> None:
    """Ten working days before 10 March 2025 are 24 February; before the 11th the 25th, before the 12th the 26th.

    Arranged again on 5 and 6 March: overdue on 25 to 28 February and 3 to 5 March, seven working days.
    """
    asked = date(2025, 2, 10)
    arranged = [
        cr.PanelArranged(on=on, panel_on=panel)
        for on, panel in (
            (date(2025, 2, 12), date(2025, 3, 10)),
            (date(2025, 3, 5), date(2025, 3, 11)),
            (date(2025, 3, 6), date(2025, 3, 12)),
        )
    ]
    case = cr.Case.replay(
        "england-children",
        (
            cr.Received(on=date(2025, 1, 6)),
            cr.StageSkipped(on=date(2025, 1, 14)),
            cr.Responded(on=date(2025, 2, 3)),
            cr.PanelRequested(on=asked, received_on=asked),
            *arranged,
        ),
    )
    found = row(case, "panel-papers", date(2025, 3, 7))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2025, 2, 26), date(2025, 2, 24), 7)


# --- a panel asked for, referred early, and referred back


@pytest.mark.parametrize("referred", [date(2025, 2, 11), date(2025, 4, 30)])
def test_a_panel_asked_for_is_owed_as_before_when_an_early_referral_is_referred_back(referred: date) -> None:
    """Reg 19(4): asked for on Monday 10 February 2025, thirty working days end on Monday 24 March, referred back on 1 May.

    Referred early, it is owed nowhere: in time on 11 February, and on 30 April with a breach that stays.
    """
    asked = date(2025, 2, 10)
    case = cr.Case.replay(
        "england-children",
        (
            cr.Received(on=date(2025, 1, 6)),
            cr.StageSkipped(on=date(2025, 1, 14)),
            cr.Responded(on=date(2025, 2, 3), received_on=date(2025, 2, 4)),
            cr.PanelRequested(on=asked, received_on=asked),
            cr.ReferredToOmbudsman(on=referred, received_on=referred, early=True, agreed=True),
        ),
    )
    away = row(case, "panel-meets", date(2025, 5, 1))
    assert (case.state, away.is_breach) == ("referred-early", referred > date(2025, 3, 24))
    back = case.record(cr.OmbudsmanDecided(on=date(2025, 5, 1), decision=cr.OmbudsmanDecision.REFERRED_BACK))
    (found,) = runs(back, "panel-meets", date(2025, 5, 2))
    assert back.state == "panel-requested"
    assert (found.start, found.due, found.status, found.is_breach) == (asked, date(2025, 3, 24), Status.OVERDUE, True)
