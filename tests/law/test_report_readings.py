"""What each figure of a report counts, wherever two readers could differ: every case and every number worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from support.children import CHILDREN
from support.reports import year


def children(*events: cr.Event, **details: Any) -> cr.Case:
    """A children's case."""
    return cr.Case.replay(CHILDREN, events, **details)


def answer(on: date, **fields: Any) -> cr.Responded:
    """An answer that upholds the complaint."""
    return cr.Responded(on=on, outcome=cr.Outcome.UPHELD, **fields)


def parts(report: cr.Report, measure: str, breakdown: str) -> dict[tuple[str, ...], int | None]:
    """The parts of a table that are not empty."""
    return {cell.value: cell.count for cell in report.table(measure, breakdown).cells if cell.count}


# --- the stock


def test_a_case_closed_before_and_taken_further_is_neither_new_nor_carried_over() -> None:
    """Answered in March, escalated in April, open at the end: 0 carried over, 1 taken further, 1 open."""
    case = children(cr.Received(on=date(2016, 3, 1)), answer(date(2016, 3, 14)), cr.EscalationRequested(on=date(2016, 4, 5)))
    report = year([case])
    found = {name: report.count(name) for name in ("received", "carried-over", "resumed", "closed", "open")}
    assert found == {"received": 0, "carried-over": 0, "resumed": 1, "closed": 0, "open": 1}
    assert parts(report, "open", "stage") == {("2",): 1}


def test_a_case_open_when_the_period_began_is_carried_over() -> None:
    """Received in March, answered on 1 April, the first day: carried over and closed."""
    report = year([children(cr.Received(on=date(2016, 3, 31)), answer(date(2016, 4, 1)))])
    found = {name: report.count(name) for name in ("received", "carried-over", "resumed", "closed", "open")}
    assert found == {"received": 0, "carried-over": 1, "resumed": 0, "closed": 1, "open": 0}


def test_a_case_closed_before_the_period_counts_only_what_happened_in_it() -> None:
    """Answered in March; the Ombudsman decides in May: no complaint of this year, and a decision of this year."""
    case = children(
        cr.Received(on=date(2016, 3, 1)),
        answer(date(2016, 3, 14)),
        cr.ReferredToOmbudsman(on=date(2016, 3, 20)),
        cr.OmbudsmanDecided(on=date(2016, 5, 20), decision=cr.OmbudsmanDecision.UPHELD),
    )
    report = year([case])
    assert parts(report, "read", "fate") == {("earlier",): 1}
    assert (report.count("closed"), report.count("received")) == (0, 0)
    assert report.count("ombudsman-referred") == 0
    assert parts(report, "ombudsman-decided", "type/decision") == {("statutory-children", "upheld"): 1}


def test_what_happened_after_the_period_changes_nothing() -> None:
    """The report of 2016/17 made in April 2017 and again in 2018 is one report."""
    before = children(cr.Received(on=date(2017, 3, 1)), reference="1")
    after = before.record(answer(date(2017, 4, 3), learning=[cr.Learning.POLICY_IMPACT])).record(
        cr.EscalationRequested(on=date(2017, 4, 10))
    )
    assert year([before]) == year([after])
    assert year([after]).count("open") == 1


def test_a_case_received_after_the_period_is_read_and_not_counted() -> None:
    """Received on 1 April 2017."""
    report = year([children(cr.Received(on=date(2017, 4, 1)))])
    assert parts(report, "read", "fate") == {("later",): 1}
    assert report.count("received") == 0


def test_a_suspended_case_rests_and_its_resubmission_opens_stage_1_again() -> None:
    """Suspended in June: closed. Resubmitted in September: open, and stage 1 was opened twice."""
    suspended = children(
        cr.Received(on=date(2016, 6, 1)),
        cr.Suspended(on=date(2016, 6, 6), ground=cr.SuspensionGround.CRIMINAL_INVESTIGATION),
    )
    assert parts(year([suspended]), "closed", "outcome") == {("suspended",): 1}
    again = suspended.record(cr.ProceedingsEnded(on=date(2016, 9, 1))).record(cr.Resubmitted(on=date(2016, 9, 5)))
    report = year([again])
    assert (report.count("closed"), report.count("open")) == (0, 1)
    assert parts(report, "stage-opened", "stage") == {("1",): 2}


# --- stages and answers


def test_an_answer_given_after_the_complainant_went_on_is_stage_1s() -> None:
    """Received 5 September 2016, 10 working days end on the 19th; escalated on the 20th, stage 1 answered on the 22nd: late."""
    case = children(
        cr.Received(on=date(2016, 9, 5)),
        cr.EscalationRequested(on=date(2016, 9, 20)),
        answer(date(2016, 9, 22), stage=1),
    )
    report = year([case])
    assert parts(report, "answered", "stage") == {("1",): 1}
    # And stage 2, asked for on 20 September, was never answered.
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "late"): 1, ("2", "overdue"): 1}
    # From 5 to 22 September: 13 working days, 17 calendar days.
    assert report.spread("days-to-answer", "working-days", "stage", "1").counts == ((13, 1),)
    assert report.spread("days-to-answer", "calendar-days", "stage", "1").counts == ((17, 1),)
    assert report.count("open") == 1


def test_an_answer_within_a_valid_extension_is_in_extended_time() -> None:
    """Received 5 September 2016, extended on the 16th to the 30th (20 working days end on 3 October), answered on the 30th."""
    case = children(
        cr.Received(on=date(2016, 9, 5)), cr.Extended(on=date(2016, 9, 16), until=date(2016, 9, 30)), answer(date(2016, 9, 30))
    )
    report = year([case])
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "in-extended-time"): 1}
    assert report.count("breaches") == 0


def test_what_is_sent_on_a_saturday_after_the_last_day_is_late_by_no_working_day() -> None:
    """Received Friday 24 February 2017: 10 working days end on Friday 10 March; sent on Sunday the 12th."""
    report = year([children(cr.Received(on=date(2017, 2, 24)), answer(date(2017, 3, 12)))])
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "late"): 1}
    assert report.spread("days-late", "working-days").counts == ((0, 1),)


def test_a_stage_left_unanswered_is_missed_and_one_never_late_falls_away() -> None:
    """Withdrawn on the 10th working day: nothing was late. Withdrawn on the 11th: the answer was owed since the day before."""
    in_time = children(cr.Received(on=date(2016, 9, 5)), cr.Withdrawn(on=date(2016, 9, 19)))
    late = children(cr.Received(on=date(2016, 9, 5)), cr.Withdrawn(on=date(2016, 9, 20)))
    assert parts(year([in_time]), "answers-due", "stage/timeliness") == {("1", "lapsed"): 1}
    report = year([late])
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "missed"): 1}
    assert parts(report, "breaches", "standing/provision") == {("compliance", "SI 2006/1738 reg 14(1)"): 1}


def test_what_is_overdue_at_the_end_is_a_breach_of_the_period_and_what_is_due_on_the_last_day_is_not() -> None:
    """Received 17 March 2017, 10 working days end on Friday the 31st, the last day; received on the 16th they end on the 30th."""
    assert year([children(cr.Received(on=date(2017, 3, 17)))]).count("breaches") == 0
    report = year([children(cr.Received(on=date(2017, 3, 16)))])
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "overdue"): 1}
    assert report.spread("days-late", "working-days").counts == ((1, 1),)


def test_a_skipped_stage_1_opens_stage_2_and_counts_as_gone_further() -> None:
    """By agreement (reg 17(1)(a)); stage 1 was opened all the same, on receipt."""
    case = children(cr.Received(on=date(2016, 9, 5)), cr.StageSkipped(on=date(2016, 9, 8)))
    report = year([case])
    assert parts(report, "stage-opened", "stage") == {("1",): 1, ("2",): 1}
    assert (report.count("beyond-stage-1"), report.count("cohort-beyond-stage-1")) == (1, 1)


def test_the_same_year_ratio_and_the_cohort_are_two_figures() -> None:
    """One of last year goes further now; one of this year does; one of this year does not: 2 of 2, and 1 of 2."""
    last_year = children(cr.Received(on=date(2016, 3, 1)), answer(date(2016, 3, 14)), cr.EscalationRequested(on=date(2016, 4, 5)))
    this_year = children(cr.Received(on=date(2016, 5, 2)), answer(date(2016, 5, 9)), cr.EscalationRequested(on=date(2016, 5, 16)))
    report = year([last_year, this_year, children(cr.Received(on=date(2016, 6, 1)))])
    assert str(report.share("beyond-stage-1")) == "2 of 2 (100 %)"
    assert str(report.share("cohort-beyond-stage-1")) == "1 of 2 (50 %)"


def test_an_answer_before_its_stage_was_opened_is_counted_from_the_receipt() -> None:
    """While an advocate was awaited (reg 14(3)(b)) stage 1 had not begun; 4 working days after receipt it is answered."""
    case = children(
        cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.CHILD, advocate=cr.Advocacy.REQUESTED),
        answer(date(2016, 9, 9)),
    )
    report = year([case])
    assert parts(report, "answered", "stage") == {("1",): 1}
    assert report.spread("days-to-answer", "working-days", "stage", "1").counts == ((4, 1),)


def test_the_relaxed_panel_of_2020_is_late_and_no_breach() -> None:
    """SI 2020/445: a panel asked for on 1 May 2020 met after its 30 working days, while the words were relaxed."""
    case = children(
        cr.Received(on=date(2020, 1, 6)),
        answer(date(2020, 1, 17), stage=1),
        cr.EscalationRequested(on=date(2020, 1, 24)),
        answer(date(2020, 2, 21), stage=2),
        cr.PanelRequested(on=date(2020, 3, 2)),
        cr.PanelMet(on=date(2020, 5, 29), members=3),
    )
    report = cr.report([case], start=date(2020, 4, 1), end=date(2021, 3, 31))
    # 30 working days after 2 March 2020 end on 15 April (Good Friday the 10th, Easter Monday the 13th), before the words came:
    # the case was not in an investigation then, so that they help only if the clock still ran on 24 April. It did not.
    assert parts(report, "duties", "limit/timeliness")["england-children:panel-meets", "late"] == 1
    later = children(*case.events[:4], cr.PanelRequested(on=date(2020, 3, 18)), cr.PanelMet(on=date(2020, 6, 30), members=3))
    report = cr.report([later], start=date(2020, 4, 1), end=date(2021, 3, 31))
    # From 18 March they end on 1 May, within the relaxation.
    assert parts(report, "duties", "limit/timeliness")["england-children:panel-meets", "late-excused"] == 1
    assert ("england-children:panel-meets",) not in parts(report, "breaches", "limit")


# --- forces


def test_local_targets_stand_beside_compliance_and_never_in_it() -> None:
    """Acknowledged after 4 working days: late by Shropshire's own 3, and by no law."""
    case = children(
        cr.Received(on=date(2016, 9, 5)),
        cr.Acknowledged(on=date(2016, 9, 9)),
        answer(date(2016, 9, 12)),
        policy="shropshire-children-2016",
    )
    report = year([case])
    assert parts(report, "breaches", "standing") == {("local",): 1}
    assert parts(report, "duties", "standing/timeliness")["local", "late"] == 1
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "in-time"): 1}


def test_the_adults_single_stage_is_stage_1_and_its_worst_duty_speaks() -> None:
    """SI 2009/309: the plan's day passed, which was told as likely, and the six months had not: in time, with the plan beside."""
    case = cr.Case.replay(
        "england-adult-social-care",
        (
            cr.Received(on=date(2016, 9, 5)),
            cr.Acknowledged(on=date(2016, 9, 7)),
            cr.PlanAgreed(on=date(2016, 9, 9), until=date(2016, 10, 14)),
            cr.Responded(on=date(2016, 10, 21), outcome=cr.Outcome.PARTLY_UPHELD),
        ),
    )
    report = year([case])
    assert parts(report, "answers-due", "type/stage/timeliness") == {("statutory-adult-social-care", "1", "in-time"): 1}
    assert parts(report, "advised", "limit/timeliness") == {("england-adult-social-care:agreed-timescale", "after"): 1}
    assert (report.count("advised"), report.count("breaches")) == (1, 0)
    assert str(report.share("well-founded")) == "1 of 1 (100 %)"


def test_a_procedure_without_stages_has_one() -> None:
    """Data protection complaints know no stages."""
    case = cr.Case.replay(
        "uk-data-protection",
        (cr.Received(on=date(2026, 7, 1)), cr.Responded(on=date(2026, 7, 20), outcome=cr.Outcome.NOT_UPHELD)),
    )
    report = cr.report([case], start=date(2026, 4, 1), end=date(2027, 3, 31))
    assert parts(report, "stage-opened", "stage") == {("only",): 1}
    assert parts(report, "answered", "type/stage/outcome") == {("data-protection", "only", "not-upheld"): 1}
    assert report.label("stage", "only") == "The only stage"


def test_a_public_report_of_the_ombudsman_is_no_complaint() -> None:
    """It is read, its duties are counted, and no complaint was received."""
    case = cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=date(2016, 9, 5), received_on=date(2016, 9, 6)),))
    report = year([case])
    assert parts(report, "read", "fate") == {("no-complaint",): 1}
    assert (report.count("received"), report.count("feedback"), report.count("public-reports")) == (0, 0, 1)
    assert report.count("breaches") > 0


# --- learning, actions, people


def test_learning_and_actions_are_several_and_the_first_is_primary() -> None:
    """Two points and two actions of one answer; one promised action is overdue on the last day, one is due then."""
    case = children(
        cr.Received(on=date(2017, 2, 1)),
        answer(
            date(2017, 2, 8),
            learning=[cr.Learning.SERVICE_QUALITY, cr.Learning.POLICY_IMPACT],
            actions=[
                cr.Action(code=cr.ActionType.APOLOGY, due=date(2017, 2, 28), done=date(2017, 2, 20)),
                cr.Action(code=cr.ActionType.MONITORING, due=date(2017, 3, 30), done=date(2017, 4, 2), owner="head-of-service"),
                cr.Action(code=cr.ActionType.POLICY_CHANGE, due=date(2017, 3, 31)),
                cr.ActionType.TRAINING_GUIDANCE,
            ],
        ),
        reference="7",
    )
    report = year([case])
    assert parts(report, "learning", "learning") == {("policy-impact",): 1, ("service-quality",): 1}
    assert parts(report, "learning-primary", "learning") == {("service-quality",): 1}
    # What was done after the period had not been done at its end.
    assert parts(report, "actions", "status") == {("done",): 1, ("overdue",): 1, ("pending",): 1, ("no-date",): 1}
    assert report.overdue_actions == (cr.OverdueAction("7", "monitoring", date(2017, 3, 30), "head-of-service"),)
    assert str(report.share("received", "recorded", "yes")) == "1 of 1 (100 %)"


def test_an_action_promised_last_year_is_overdue_this_year() -> None:
    """It is no action of this year, and still nobody did it."""
    promised = cr.Action(code=cr.ActionType.POLICY_CHANGE, due=date(2016, 6, 30))
    report = year([children(cr.Received(on=date(2016, 3, 1)), answer(date(2016, 3, 14), actions=[promised]))])
    assert (report.count("actions"), report.count("actions-overdue")) == (0, 1)


def test_people_are_counted_once_and_looked_after_children_by_whom_it_is_about() -> None:
    """Three complaints about looked-after children, two of them from one person, one made by a child."""
    about = cr.Concerning.LOOKED_AFTER_CHILD
    cases = [
        children(cr.Received(on=date(2016, 5, 2), complainant=cr.Complainant.PARENT, concerning=about), complainant="a"),
        children(cr.Received(on=date(2016, 6, 1), complainant=cr.Complainant.PARENT, concerning=about), complainant="a"),
        children(cr.Received(on=date(2016, 7, 1), complainant=cr.Complainant.CHILD, concerning=about), complainant="b"),
    ]
    report = year(cases)
    assert str(report.share("received", "concerning", "looked-after-child")) == "3 of 3 (100 %)"
    assert parts(report, "received", "complainant") == {("child",): 1, ("parent",): 2}
    assert report.count("people") == 2


@pytest.mark.parametrize(
    ("at_receipt", "events", "found"),
    [
        (cr.Advocacy.NOT_REQUESTED, (), "not-requested"),
        (cr.Advocacy.NOT_REQUESTED, (cr.AdvocateRequested(on=date(2016, 9, 6)),), "requested"),
        (cr.Advocacy.NOT_REQUESTED, (cr.AdvocateAppointed(on=date(2016, 9, 7)),), "appointed"),
        (cr.Advocacy.APPOINTED, (cr.AdvocateRequested(on=date(2016, 9, 6)),), "appointed"),
        (cr.Advocacy.NOT_REQUESTED, (cr.AdvocateAppointed(on=date(2017, 4, 1)),), "not-requested"),
    ],
)
def test_advocacy_is_counted_as_it_stood_at_the_end(at_receipt: cr.Advocacy, events: tuple[cr.Event, ...], found: str) -> None:
    """Asked for later, appointed later, and appointed only after the period."""
    case = children(cr.Received(on=date(2016, 9, 5), advocate=at_receipt), *events)
    assert parts(year([case]), "received", "advocacy") == {(found,): 1}


def test_a_refusal_is_counted_with_its_ground() -> None:
    """The Code wants the types of complaint refused."""
    case = children(cr.Received(on=date(2016, 9, 5)), cr.NotAccepted(on=date(2016, 9, 7), ground=cr.RefusalGround.OUT_OF_TIME))
    report = year([case])
    assert parts(report, "refused", "type/ground") == {("statutory-children", "out-of-time"): 1}
    assert parts(report, "closed", "outcome") == {("out-of-time",): 1}


def test_an_irregular_act_is_counted_by_its_provision() -> None:
    """Stage 2 asked for before stage 1's time was out (reg 15(2))."""
    case = children(cr.Received(on=date(2016, 9, 5)), cr.EscalationRequested(on=date(2016, 9, 8)))
    assert parts(year([case]), "irregularities", "provision/event") == {("SI 2006/1738 reg 15(2)", "escalation-requested"): 1}


def test_what_a_later_stage_found_counts_though_an_earlier_one_is_answered_after_it() -> None:
    """Stage 2 answered not upheld; then stage 1's answer, sent after all, upholds: stage 2's is the outcome."""
    case = children(
        cr.Received(on=date(2016, 9, 5)),
        cr.EscalationRequested(on=date(2016, 9, 20)),
        cr.Responded(on=date(2016, 10, 10), stage=2, outcome=cr.Outcome.NOT_UPHELD),
        answer(date(2016, 10, 12), stage=1),
    )
    assert case.outcome is cr.Outcome.NOT_UPHELD
    assert parts(year([case]), "closed", "outcome") == {("not-upheld",): 1}


def test_another_calendar_counts_for_every_case() -> None:
    """The council is closed on 6 September 2016: one working day fewer."""
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales").with_closures({date(2016, 9, 6): "Council closed"})
    cases = [children(cr.Received(on=date(2016, 9, 5)), answer(date(2016, 9, 9)))]
    assert year(cases).spread("days-to-answer", "working-days").counts == ((4, 1),)
    assert year(cases, calendar=calendar).spread("days-to-answer", "working-days").counts == ((3, 1),)


def test_other_feedback_stands_beside_the_complaints() -> None:
    """A complaint and two compliments, one of them of last year."""
    compliments = [
        cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=date(2016, 9, 1), team="Early Help"),
        cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=date(2016, 3, 31)),
    ]
    report = year([children(cr.Received(on=date(2016, 9, 5)))], feedback=compliments)
    assert parts(report, "feedback", "feedback-type") == {("complaint",): 1, ("compliment",): 1}
    assert parts(report, "feedback", "month") == {("2016-09",): 2}
    assert parts(report, "feedback-read", "fate") == {("in-period",): 1, ("earlier",): 1}
    assert str(report.share("received")) == "1 of 2 (50 %)"
