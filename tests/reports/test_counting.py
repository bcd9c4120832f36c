"""What a case counts for on the first and the last day of a period, twice over, and with every detail on file or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.rules.terms import Transition
from support.children import CHILDREN
from support.reports import END, START, year


def children(*events: cr.Event, **details: Any) -> cr.Case:
    """A children's case."""
    return cr.Case.replay(CHILDREN, events, **details)


def answer(on: date, **fields: Any) -> cr.Responded:
    """An answer that upholds the complaint."""
    return cr.Responded(on=on, outcome=cr.Outcome.UPHELD, **fields)


def parts(report: cr.Report, measure: str, breakdown: str) -> dict[tuple[str, ...], int | None]:
    """The parts of a table that are not empty."""
    return {cell.value: cell.count for cell in report.table(measure, breakdown).cells if cell.count}


# --- the first and the last day


@pytest.mark.parametrize("on", [START, END])
def test_a_public_report_issued_on_the_first_or_the_last_day_is_of_the_period(on: date) -> None:
    """And what else happens in its case is no further report."""
    issued = cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=on), cr.NoticePublished(on=on)))
    assert year([issued]).count("public-reports") == 1
    before = cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=date(2016, 3, 31)), cr.NoticePublished(on=on)))
    assert year([before]).count("public-reports") == 0


def test_a_case_of_the_first_day_there_is_can_be_counted() -> None:
    """The calendar begins on 1 January 2000."""
    issued = cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=date(2000, 1, 1)),))
    report = cr.report([issued], start=date(2000, 1, 1), end=date(2000, 12, 31))
    assert (report.problems, report.count("public-reports")) == ((), 1)


@pytest.mark.parametrize(("received", "asked"), [(date(2016, 3, 29), START), (date(2017, 3, 29), END)])
def test_an_irregular_act_of_the_first_or_the_last_day_is_of_the_period(received: date, asked: date) -> None:
    """Stage 2 asked for before stage 1's time was out (reg 15(2))."""
    case = children(cr.Received(on=received), cr.EscalationRequested(on=asked))
    assert year([case]).count("irregularities") == 1


def test_stages_opened_on_the_first_day_are_of_the_period() -> None:
    """Received in March; stage 2 asked for on 1 April, and the case has gone beyond stage 1."""
    case = children(cr.Received(on=date(2016, 3, 1)), answer(date(2016, 3, 14)), cr.EscalationRequested(on=START))
    report = year([case])
    assert parts(report, "stage-opened", "type/stage") == {("statutory-children", "2"): 1}
    assert parts(report, "beyond-stage-1", "type") == {("statutory-children",): 1}
    assert report.count("cohort-beyond-stage-1") == 0


def test_an_action_of_an_answer_of_the_first_day_is_of_the_period() -> None:
    """The complaint itself is of March."""
    case = children(cr.Received(on=date(2016, 3, 21)), answer(START, actions=[cr.ActionType.APOLOGY]))
    assert parts(year([case]), "actions", "action") == {("apology",): 1}


@pytest.mark.parametrize(("done", "status"), [(END, "done"), (date(2017, 4, 1), "no-date")])
def test_what_was_done_on_the_last_day_is_done(done: date, status: str) -> None:
    """And what was done the day after was not done at the end of the period."""
    action = cr.Action(code=cr.ActionType.APOLOGY, done=done)
    case = children(cr.Received(on=date(2017, 3, 20)), answer(date(2017, 3, 27), actions=[action]))
    assert parts(year([case]), "actions", "status") == {(status,): 1}


def test_a_refusal_and_a_decision_of_the_last_day_are_of_the_period() -> None:
    """Two refusals are two; the Ombudsman decides about another on 31 March."""
    refused = children(cr.Received(on=date(2017, 3, 20)), cr.NotAccepted(on=END, ground=cr.RefusalGround.OUT_OF_TIME))
    decided = children(
        cr.Received(on=date(2016, 3, 1)),
        answer(date(2016, 3, 14)),
        cr.ReferredToOmbudsman(on=START),
        cr.OmbudsmanDecided(on=END, decision=cr.OmbudsmanDecision.UPHELD),
    )
    report = year([refused, refused, decided])
    assert parts(report, "refused", "type/ground") == {("statutory-children", "out-of-time"): 2}
    assert (report.count("ombudsman-referred"), report.count("ombudsman-decided")) == (1, 1)


def test_a_duty_done_on_the_last_day_ended_in_the_period() -> None:
    """Received 17 March 2017: 10 working days end on Friday 31 March, the day it is answered."""
    report = year([children(cr.Received(on=date(2017, 3, 17)), answer(END))])
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "in-time"): 1}
    assert parts(report, "duties", "limit/timeliness")[f"{CHILDREN}:stage-1", "in-time"] == 1


def test_feedback_belongs_to_the_period_from_its_first_to_its_last_day() -> None:
    """Two pieces before, one on either day, two after."""
    days = [date(2016, 3, 30), date(2016, 3, 31), START, END, date(2017, 4, 1), date(2017, 4, 2)]
    report = year(feedback=[cr.Feedback(type=cr.FeedbackType.COMMENT, on=day) for day in days])
    assert parts(report, "feedback-read", "fate") == {("in-period",): 2, ("earlier",): 2, ("later",): 2}
    assert parts(report, "feedback", "month") == {("2016-04",): 1, ("2017-03",): 1}


# --- teams and services


def test_teams_and_services_are_counted_by_name_wherever_they_are_counted() -> None:
    """One complaint new and closed, one carried over and closed, one open; each of the fostering team, in social care."""
    place = {"team": "Fostering", "service": "Social care"}
    cases = [
        children(cr.Received(on=date(2016, 9, 5)), answer(date(2016, 9, 12)), **place),
        children(cr.Received(on=date(2016, 3, 29)), answer(date(2016, 4, 4)), **place),
        children(cr.Received(on=date(2017, 3, 29)), **place),
    ]
    thanks = cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=START, **place)
    report = year(cases, feedback=[thanks])
    counted = {"received": 2, "carried-over": 1, "closed": 2, "open": 1, "feedback": 3}
    for dimension, name in (("team", "Fostering"), ("service", "Social care")):
        assert {measure: parts(report, measure, dimension) for measure in counted} == {
            measure: {(name,): count} for measure, count in counted.items()
        }
    assert parts(report, "cohort-closed", "service/outcome") == {("Social care", "upheld"): 1}
    assert parts(report, "feedback", "service/feedback-type") == {
        ("Social care", "complaint"): 2,
        ("Social care", "compliment"): 1,
    }


def test_two_alike_are_counted_as_two() -> None:
    """Upheld, and closed after 5 working days and 7 calendar days, both of them."""
    cases = [children(cr.Received(on=date(2016, 9, 5)), answer(date(2016, 9, 12)))] * 2
    report = year(cases)
    assert parts(report, "well-founded", "type") == {("statutory-children",): 2}
    assert report.spread("days-to-close", "working-days").counts == ((5, 2),)
    assert report.spread("days-to-close", "calendar-days").counts == ((7, 2),)


# --- what is on file

DETAILS = ["reference", "complainant", "concerning", "reason", "team", "service", "acknowledgement", "outcome", "learning"]


def test_a_file_with_everything_on_it_lacks_nothing() -> None:
    """And the answer's arrival is known."""
    full = children(
        cr.Received(
            on=date(2016, 9, 5),
            complainant=cr.Complainant.PARENT,
            concerning=cr.Concerning.LOOKED_AFTER_CHILD,
            reason=cr.Reason.DELAY,
        ),
        cr.Acknowledged(on=date(2016, 9, 6)),
        answer(date(2016, 9, 12), received_on=date(2016, 9, 13), learning=[cr.Learning.POLICY_IMPACT]),
        reference="1",
        team="Fostering",
        service="Social care",
    )
    assert parts(year([full]), "completeness", "detail/recorded") == {(detail, "yes"): 1 for detail in [*DETAILS, "arrival"]}
    table = cr.completeness([full])
    assert {cell.value: cell.count for cell in table.cells if cell.count} == {(detail, "yes"): 1 for detail in DETAILS}


def test_a_file_with_nothing_on_it_lacks_everything_that_there_could_be() -> None:
    """Closed by its withdrawal, it has an outcome; nothing was answered, so that nothing arrived."""
    bare = children(cr.Received(on=date(2016, 9, 5)), cr.Withdrawn(on=date(2016, 9, 12)))
    lacking = {(detail, "no"): 1 for detail in DETAILS if detail != "outcome"}
    assert parts(year([bare]), "completeness", "detail/recorded") == lacking | {("outcome", "yes"): 1}


def test_an_answer_without_outcome_and_without_arrival_lacks_both() -> None:
    """Two answers, neither of which says what was found, or when it came."""
    bare = children(cr.Received(on=date(2016, 9, 5)), cr.Responded(on=date(2016, 9, 12)))
    report = year([bare, bare])
    assert parts(report, "closed", "outcome") == {("not-recorded",): 2}
    assert report.share("completeness", "detail/recorded", "outcome", "no") == cr.Share(2, 2)
    assert report.share("completeness", "detail/recorded", "arrival", "no") == cr.Share(2, 2)


# --- times that bind nobody


@pytest.mark.parametrize(
    ("after", "counted"),
    [
        # Told on 9 September 2016 for Friday 14 October.
        ([cr.Responded(on=date(2016, 10, 14))], "in-time"),
        ([cr.Responded(on=date(2016, 10, 17))], "after"),
        ([], "after"),
        ([cr.Withdrawn(on=date(2016, 10, 14), received_on=date(2016, 10, 14))], "lapsed"),
        ([cr.Withdrawn(on=date(2016, 10, 17), received_on=date(2016, 10, 17))], "after"),
    ],
)
def test_a_day_told_as_likely_is_counted_beside_the_duties(after: list[cr.Event], counted: str) -> None:
    """Kept, passed, still past at the end of the year, or left behind before its day and after it."""
    told = cr.PlanAgreed(on=date(2016, 9, 9), until=date(2016, 10, 14))
    case = cr.Case.replay("england-adult-social-care", (cr.Received(on=date(2016, 9, 5)), told, *after))
    report = year([case])
    assert parts(report, "advised", "limit/timeliness") == {("england-adult-social-care:agreed-timescale", counted): 1}
    assert not any(limit.endswith("agreed-timescale") for limit, _ in parts(report, "duties", "limit/timeliness"))


def test_a_day_told_that_has_not_come_is_not_counted_yet() -> None:
    """Told for 14 April 2017, and the year ends on 31 March."""
    told = cr.PlanAgreed(on=date(2017, 3, 9), until=date(2017, 4, 14))
    case = cr.Case.replay("england-adult-social-care", (cr.Received(on=date(2017, 3, 6)), told))
    assert year([case]).count("advised") == 0


def test_what_is_recommended_to_the_complainant_is_not_counted() -> None:
    """Twenty working days to ask for stage 2, used after them: nothing of the authority's."""
    ask = cr.EscalationRequested(on=date(2016, 12, 5), received_on=date(2016, 12, 5))
    assert year([children(cr.Received(on=date(2016, 9, 5)), answer(date(2016, 9, 12)), ask)]).count("advised") == 0


# --- several duties for one answer


def test_the_duty_that_went_worst_speaks_for_an_answer_wherever_it_stands() -> None:
    """SI 2009/309: the answer after the investigation has no number, the six months ended on 4 March.

    An answer on 13 March is late by the last alone, which makes it no breach: what is then owed is an explanation. The plan's day
    binds nobody, and stands beside the duties: told for 14 March, and kept.
    """
    case = cr.Case.replay(
        "england-adult-social-care",
        (
            cr.Received(on=date(2016, 9, 5)),
            cr.Acknowledged(on=date(2016, 9, 7)),
            cr.PlanAgreed(on=date(2016, 9, 9), until=date(2017, 3, 14)),
            cr.InvestigationReported(on=date(2017, 3, 10)),
            cr.Responded(on=date(2017, 3, 13), outcome=cr.Outcome.UPHELD),
        ),
    )
    report = year([case])
    due = {
        limit: timeliness
        for limit, timeliness in parts(report, "duties", "limit/timeliness")
        if limit.endswith(("agreed-timescale", "respond", "relevant-period"))
    }
    assert parts(report, "advised", "limit/timeliness") == {("england-adult-social-care:agreed-timescale", "in-time"): 1}
    assert due == {
        "england-adult-social-care:respond": "no-number",
        "england-adult-social-care:relevant-period": "late-excused",
    }
    assert parts(report, "answers-due", "stage/timeliness") == {("1", "late-excused"): 1}


# --- procedures that number no stage

DATA = "uk-data-protection"
PERIOD: dict[str, Any] = {"start": date(2026, 4, 1), "end": date(2027, 3, 31)}
RECEIVED = cr.Received(on=date(2026, 7, 1))


def test_an_open_case_of_a_procedure_without_stages_is_at_the_only_one() -> None:
    """And one that was withdrawn left its answer open there, and in time."""
    report = cr.report([cr.Case.open(DATA, RECEIVED)], **PERIOD)
    assert parts(report, "open", "stage") == {("only",): 1}
    assert parts(report, "stage-opened", "stage") == {("only",): 1}
    withdrawn = cr.report([cr.Case.replay(DATA, (RECEIVED, cr.Withdrawn(on=date(2026, 7, 8))))], **PERIOD)
    assert parts(withdrawn, "answers-due", "stage/timeliness") == {("only", "lapsed"): 1}


def test_a_case_taken_up_again_opens_the_only_stage_again() -> None:
    """Where it was answered it stood in no stage."""
    model = cr.get_procedure(DATA)
    handling, answered, *others = model.states
    again = Transition("answered", cr.EscalationRequested, "handling", model.transitions[0].cite)
    own = attrs.evolve(
        model,
        key="our-own",
        states=(handling, attrs.evolve(answered, final=False, rests=True), *others),
        transitions=(*model.transitions, again),
    )
    events = (RECEIVED, cr.Responded(on=date(2026, 7, 8)), cr.EscalationRequested(on=date(2026, 7, 15)))
    assert parts(cr.report([cr.Case.replay(own, events)], **PERIOD), "stage-opened", "stage") == {("only",): 2}


def test_where_only_some_states_are_numbered_an_answer_owed_in_another_is_owed_in_no_stage() -> None:
    """The answer itself is stage 1 here, and it was never given."""
    model = cr.get_procedure(DATA)
    handling, answered, *others = model.states
    own = attrs.evolve(model, key="our-own", states=(handling, attrs.evolve(answered, stage=1), *others))
    report = cr.report([cr.Case.replay(own, (RECEIVED, cr.Withdrawn(on=date(2026, 7, 8))))], **PERIOD)
    assert parts(report, "answers-due", "stage/timeliness") == {("none", "lapsed"): 1}


# --- sums of the finest counts


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2016, 4, 1), date(2016, 4, 1), ["2016-04"]),
        (date(2016, 4, 30), date(2016, 5, 1), ["2016-04", "2016-05"]),
        (date(2015, 12, 31), date(2016, 3, 1), ["2015-12", "2016-01", "2016-02", "2016-03"]),
    ],
)
def test_a_month_of_which_one_day_lies_in_the_period_is_shown(start: date, end: date, months: list[str]) -> None:
    """Its first or its last."""
    report = cr.report([], start=start, end=end)
    assert [cell.value[0] for cell in report.table("received", "month").cells] == months


def test_each_month_lies_in_its_quarter() -> None:
    """One complaint in each month of 2016; and the last day of the year is in its last quarter."""
    cases = [children(cr.Received(on=date(2016, month, 1))) for month in range(1, 13)]
    report = cr.report([*cases, children(cr.Received(on=date(2016, 12, 31)))], start=date(2016, 1, 1), end=date(2016, 12, 31))
    assert parts(report, "received", "quarter") == {
        ("2016-01--2016-03",): 3,
        ("2016-04--2016-06",): 3,
        ("2016-07--2016-09",): 3,
        ("2016-10--2016-12",): 4,
    }


def test_what_was_taken_further_is_counted_by_type_team_and_service() -> None:
    """Closed in March and taken further in April, once in each of two teams."""
    cases = [
        children(
            cr.Received(on=date(2016, 3, 1)),
            answer(date(2016, 3, 14)),
            cr.EscalationRequested(on=date(2016, 4, 5)),
            team=team,
            service="Social care",
        )
        for team in ("Fostering", "Assessment")
    ]
    report = year(cases)
    assert report.count("resumed") == 2
    assert parts(report, "resumed", "type") == {("statutory-children",): 2}
    assert parts(report, "resumed", "team") == {("Assessment",): 1, ("Fostering",): 1}
    assert parts(report, "resumed", "service") == {("Social care",): 2}


def test_the_compliance_figure_leaves_local_targets_out() -> None:
    """Four duties of statute and two of the council's own; one of either kind was late.

    Either complaint has the duty to explain the procedure, which has no number of days and was done, and the one to answer. The
    first was acknowledged after four working days instead of the council's three, and answered in time by statute and by the
    council; the second was answered 13 working days after receipt instead of 10.
    """
    cases = [
        children(
            cr.Received(on=date(2016, 9, 5)),
            cr.Acknowledged(on=date(2016, 9, 9)),
            answer(date(2016, 9, 12)),
            policy="shropshire-children-2016",
        ),
        children(cr.Received(on=date(2016, 9, 5)), cr.ProcedureExplained(on=date(2016, 9, 5)), answer(date(2016, 9, 22))),
    ]
    report = year(cases)
    assert parts(report, "duties", "standing/timeliness") == {
        ("compliance", "in-time"): 1,
        ("compliance", "late"): 1,
        ("compliance", "no-number"): 2,
        ("local", "in-time"): 1,
        ("local", "late"): 1,
    }
    assert (report.count("duties"), report.count("breaches")) == (6, 2)
    assert str(report.share("compliance-breaches")) == "1 of 4 (25 %)"
