"""What an extension may and may not do to a breach, under every procedure that knows one, with dates worked by hand.

Of the Codes: received on Monday 2 June 2025, acknowledged on Tuesday the 3rd. Ten working days end on Tuesday 17 June, twenty on
Tuesday 1 July. From 18 June to Monday 29 September are 73 working days (9 in June, 23 in July, 20 in August, whose 25th is a bank
holiday, and 21 in September); from 2 July they are 63.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Status

CODES = ("england-corporate", "england-housing")
RECEIVED = cr.Received(on=date(2025, 6, 2))
ACKNOWLEDGED = cr.Acknowledged(on=date(2025, 6, 3))
DUE, CAP, ANSWER = date(2025, 6, 17), date(2025, 7, 1), cr.Responded(on=date(2025, 9, 29), outcome=cr.Outcome.UPHELD)
END = date(2026, 3, 31)


def row(case: cr.Case, key: str, as_of: date = END) -> cr.Deadline:
    """The last run of a limit."""
    return [found for found in case.deadlines(as_of) if found.limit.key == key][-1]


def stands(found: cr.Deadline) -> tuple[date | None, Status | None, int | None, bool]:
    """Its last day, its status, the working days late, and whether it is a breach."""
    return found.due, found.status, found.days_late, found.is_breach


def told(on: date, until: date, why: str | None = None, **fields: Any) -> cr.Extended:
    """A notice of an extension."""
    return cr.Extended(on=on, until=until, why=why, **fields)


def timeliness(*cases: cr.Case, breakdown: str = "stage/timeliness") -> dict[tuple[str, ...], int | None]:
    """How the answers of 2025/26 stood to their time."""
    report = cr.report(cases, start=date(2025, 4, 1), end=END)
    return {cell.value: cell.count for cell in report.table("answers-due", breakdown).cells if cell.count}


# --- the Codes


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("why", [None, "a surveyor was away"])
def test_under_a_code_a_notice_after_the_time_leaves_the_breach(code: str, why: str | None) -> None:
    """Told on 1 September, answered on the 29th: late from 17 June in the deadline and in the figures, and irregular."""
    case = cr.Case.replay(code, (RECEIVED, ACKNOWLEDGED, told(date(2025, 9, 1), date(2025, 10, 31), why), ANSWER))
    assert stands(row(case, "stage-1-respond")) == (DUE, Status.MET_LATE, 73, True)
    (irregular,) = case.irregularities()
    assert irregular.says == "notice was due before the time ran out on 2025-06-17; it moves nothing"
    assert timeliness(case) == {("1", "late"): 1}
    report = cr.report([case], start=date(2025, 4, 1), end=END)
    assert report.count("compliance-breaches") == 1


@pytest.mark.parametrize("code", CODES)
def test_under_a_code_an_extension_past_the_cap_without_a_reason_is_late_from_the_cap(code: str) -> None:
    """Told in time until 31 December: due on 1 July, and irregular; an answer on that day is in extended time."""
    longer = told(date(2025, 6, 16), date(2025, 12, 31))
    late = cr.Case.replay(code, (RECEIVED, ACKNOWLEDGED, longer, ANSWER))
    assert stands(row(late, "stage-1-respond")) == (CAP, Status.MET_LATE, 63, True)
    (irregular,) = late.irregularities()
    assert "no good reason is recorded; it counts to 2025-07-01" in irregular.says
    in_time = cr.Case.replay(code, (RECEIVED, ACKNOWLEDGED, longer, cr.Responded(on=CAP)))
    assert stands(row(in_time, "stage-1-respond")) == (CAP, Status.MET, 0, False)
    assert timeliness(late, in_time) == {("1", "late"): 1, ("1", "in-extended-time"): 1}


@pytest.mark.parametrize("code", CODES)
def test_under_a_code_an_extension_past_the_cap_with_a_reason_is_valid(code: str) -> None:
    """Until 31 December because a witness is abroad: answered in September, in extended time."""
    longer = told(date(2025, 6, 16), date(2025, 12, 31), "the only witness is abroad until December")
    case = cr.Case.replay(code, (RECEIVED, ACKNOWLEDGED, longer, ANSWER))
    assert stands(row(case, "stage-1-respond")) == (date(2025, 12, 31), Status.MET, 0, False)
    assert case.irregularities() == ()
    assert timeliness(case) == {("1", "in-extended-time"): 1}


def test_thirty_working_days_more_under_the_code_are_irregular_and_count_as_ten() -> None:
    """From 17 June to Tuesday 29 July are 30 working days: without a reason the 20 after 1 July are late."""
    longer = told(date(2025, 6, 17), date(2025, 7, 29))
    case = cr.Case.replay("england-corporate", (RECEIVED, ACKNOWLEDGED, longer, cr.Responded(on=date(2025, 7, 29))))
    assert stands(row(case, "stage-1-respond")) == (CAP, Status.MET_LATE, 20, True)
    assert [found.event for found in case.irregularities()] == [longer]


def test_at_stage_2_the_same_holds() -> None:
    """Acknowledged on Monday 7 July: 20 working days end on Monday 4 August, 40 on Tuesday 2 September (25 August left out)."""
    before = (RECEIVED, ACKNOWLEDGED, cr.Responded(on=date(2025, 6, 17)))
    ask = cr.EscalationRequested(on=date(2025, 7, 4), received_on=date(2025, 7, 4))
    for code in CODES:
        case = cr.Case.replay(code, (*before, ask, cr.Acknowledged(on=date(2025, 7, 7))))
        late = case.record(told(date(2025, 8, 5), date(2025, 9, 2), "complex"))
        assert row(late, "stage-2-respond").due == date(2025, 8, 4)
        far = case.record(told(date(2025, 8, 4), date(2025, 10, 31)))
        assert row(far, "stage-2-respond").due == date(2025, 9, 2)
        assert len(late.irregularities()) == len(far.irregularities()) == 1


def test_the_day_a_notice_was_sent_decides_and_nobody_need_know_when_it_arrived() -> None:
    """Sent on the last day: in time, whether it came two days later or nobody recorded that."""
    for arrival in (None, date(2025, 6, 19)):
        notice = told(DUE, CAP, received_on=arrival)
        case = cr.Case.replay("england-housing", (RECEIVED, ACKNOWLEDGED, notice))
        assert (row(case, "stage-1-respond", DUE).due, case.irregularities()) == (CAP, ())


def test_a_second_extension_after_the_first_extended_day_moves_nothing() -> None:
    """Extended in time to 24 June; told on the 25th that it takes until 1 July: late from 24 June, by five working days."""
    first, second = told(date(2025, 6, 16), date(2025, 6, 24)), told(date(2025, 6, 25), CAP, "complex")
    case = cr.Case.replay("england-housing", (RECEIVED, ACKNOWLEDGED, first, second, cr.Responded(on=CAP)))
    assert stands(row(case, "stage-1-respond")) == (date(2025, 6, 24), Status.MET_LATE, 5, True)
    assert [found.event for found in case.irregularities()] == [second]


def test_several_extensions_each_in_time_add_nothing_past_the_cap_without_a_reason() -> None:
    """To 24 June, to 1 July, then with a reason to 10 July, then without one to 20 July: 10 July holds."""
    notices = (
        told(date(2025, 6, 16), date(2025, 6, 24)),
        told(date(2025, 6, 24), CAP),
        told(CAP, date(2025, 7, 10), "an inspection on the 8th"),
        told(date(2025, 7, 10), date(2025, 7, 20)),
    )
    case = cr.Case.replay("england-housing", (RECEIVED, ACKNOWLEDGED, *notices))
    found = row(case, "stage-1-respond", date(2025, 7, 11))
    assert stands(found) == (date(2025, 7, 10), Status.OVERDUE, 1, True)
    assert [irregular.event for irregular in case.irregularities()] == [notices[3]]


def test_an_extension_held_at_the_cap_of_an_assumed_clock_reaches_no_further_than_the_cap_of_the_real_one() -> None:
    """Told on 2 June until December: on the assumed clock of 9 June the cap is 7 July; acknowledged on the 3rd, 1 July."""
    longer = told(date(2025, 6, 2), date(2025, 12, 31))
    assumed = cr.Case.replay("england-corporate", (RECEIVED, longer))
    assert row(assumed, "stage-1-respond", date(2025, 6, 2)).due == date(2025, 7, 7)
    assert row(assumed.record(ACKNOWLEDGED), "stage-1-respond").due == CAP


def test_who_wants_notice_in_time_and_how_surely_is_said_where_the_rule_stands() -> None:
    """The Housing Ombudsman's page, a second source; for councils it is how the Code is read; the notice is judged by it."""
    housing = cr.get_procedure("england-housing").limit("stage-1-respond").extension
    corporate = cr.get_procedure("england-corporate").limit("stage-1-respond").extension
    assert housing is not None
    assert corporate is not None
    assert (housing.before_expiry, housing.notice_certainty) == (True, cr.Certainty.SECOND_SOURCE)
    assert (corporate.before_expiry, corporate.notice_certainty) == (True, cr.Certainty.GENERAL_KNOWLEDGE)
    case = cr.Case.replay("england-housing", (RECEIVED, ACKNOWLEDGED, told(date(2025, 9, 1), date(2025, 10, 31))))
    assert [str(found.cite) for found in case.irregularities()] == ["Housing Ombudsman's guidance, extensions"]
    said = row(case, "stage-1-respond").explain()
    assert "told before the time runs out, by Housing Ombudsman's guidance, extensions, S: a reliable second source" in said
    assert "An extension to Friday 31 October 2025, told on Monday 1 September 2025, counts no further than that." in said


# --- where the text lets a late notice stand: children's stage 1, and the Ombudsman's public report

# Received on Monday 5 September 2016: day 10 is Monday the 19th, day 20 Monday 3 October.
CHILD = cr.Received(on=date(2016, 9, 5), orally=False, complainant=cr.Complainant.PARENT)


def child(*events: cr.Event) -> cr.Case:
    """A children's case."""
    return cr.Case.replay("england-children", (CHILD, *events))


def test_a_late_notice_at_stage_1_stands_and_shows_the_time_it_was_overdue_before() -> None:
    """Told on Friday 23 September: on the 22nd it was overdue by 3 working days (20, 21, 22 September)."""
    case = child(told(date(2016, 9, 23), date(2016, 10, 3), "complex"), cr.Responded(on=date(2016, 9, 30)))
    found = row(case, "stage-1")
    assert stands(found) == (date(2016, 10, 3), Status.MET, 0, False)
    assert (found.ran_out_on, found.days_before_notice) == (date(2016, 9, 19), 3)
    assert (
        "Its time had run out on Monday 19 September 2016 before it was moved: by the day before that it was overdue by 3 working"
    ) in found.explain()
    assert row(case, "stage-1", date(2016, 9, 22)).status is Status.OVERDUE


def test_a_notice_in_time_shows_no_such_time() -> None:
    """Told on the last day."""
    found = row(child(told(date(2016, 9, 19), date(2016, 10, 3))), "stage-1", date(2016, 9, 20))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2016, 10, 3), None, 0)


def test_a_notice_on_the_day_after_the_last_one_is_late_though_no_working_day_had_passed() -> None:
    """On 19 September it was due that day, and on the 20th the notice came: ran out, by no working day."""
    found = row(child(told(date(2016, 9, 20), date(2016, 9, 30))), "stage-1", date(2016, 9, 20))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2016, 9, 30), date(2016, 9, 19), 0)


def test_two_late_notices_add_up() -> None:
    """Overdue on 20 September (1), extended on the 21st to the 23rd; overdue on the 26th and 27th (2), extended on the 28th."""
    case = child(told(date(2016, 9, 21), date(2016, 9, 23)), told(date(2016, 9, 28), date(2016, 10, 3)))
    found = row(case, "stage-1", date(2016, 9, 28))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2016, 10, 3), date(2016, 9, 19), 3)


def test_a_late_notice_that_moves_nothing_shows_nothing_of_its_own() -> None:
    """Told in time to day 20; told on 4 October, after the outermost day, it moves nothing and is irregular once."""
    case = child(told(date(2016, 9, 19), date(2016, 10, 3)), told(date(2016, 10, 4), date(2016, 10, 31)))
    found = row(case, "stage-1", date(2016, 10, 5))
    assert stands(found) == (date(2016, 10, 3), Status.OVERDUE, 2, True)
    assert found.ran_out_on is None
    assert [irregular.says for irregular in case.irregularities()] == [
        "it was given after 2016-10-03, the latest the provision allows; it moves nothing"
    ]


def test_a_notice_after_the_outermost_day_wipes_out_no_part_of_a_breach() -> None:
    """Nothing told by 4 October: late from 19 September, 11 working days to the 4th and 15 to Monday the 10th."""
    case = child(told(date(2016, 10, 4), date(2016, 10, 31)), cr.Responded(on=date(2016, 10, 10)))
    assert stands(row(case, "stage-1")) == (date(2016, 9, 19), Status.MET_LATE, 15, True)


def test_in_the_report_time_extended_late_is_neither_in_time_nor_in_extended_time() -> None:
    """One of each; and a case that went on within the late extension did not simply fall away in time."""
    late = told(date(2016, 9, 23), date(2016, 10, 3), "complex")
    cases = [
        child(cr.Responded(on=date(2016, 9, 19))),
        child(told(date(2016, 9, 19), date(2016, 10, 3)), cr.Responded(on=date(2016, 9, 30))),
        child(late, cr.Responded(on=date(2016, 9, 30))),
        child(late, cr.StageSkipped(on=date(2016, 9, 30))),
        child(late, cr.Responded(on=date(2016, 10, 4))),
    ]
    report = cr.report(cases, start=date(2016, 4, 1), end=date(2017, 3, 31))
    found = {cell.value: cell.count for cell in report.table("answers-due", "stage/timeliness").cells if cell.count}
    assert found == {
        ("1", "in-time"): 1,
        ("1", "in-extended-time"): 1,
        ("1", "extended-late"): 2,
        ("1", "late"): 1,
        # Stage 2 of the case that skipped to it: 25 working days from 30 September ended on 4 November.
        ("2", "overdue"): 1,
    }


def test_the_overdue_time_stays_where_a_later_start_is_agreed_afterwards() -> None:
    """Told on 21 September, one working day overdue on the 20th; a start of the 23rd agreed on the 22nd keeps that in sight."""
    case = child(told(date(2016, 9, 21), date(2016, 10, 3)), cr.StartDateAgreed(on=date(2016, 9, 22), start=date(2016, 9, 23)))
    found = row(case, "stage-1", date(2016, 9, 23))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2016, 10, 7), date(2016, 9, 19), 1)


def test_a_later_start_agreed_after_the_time_had_run_out_cures_nothing_that_had_accrued() -> None:
    """Due on 15 June 2026, a start of 20 July agreed on 1 July: due on 3 August, 11 working days overdue by 30 June; irregular.

    Received on Monday 1 June 2026; 16 to 19 June are 4 working days, 22 to 26 June 5, 29 and 30 June 2.
    """
    opened = cr.Case.replay("england-children", (cr.Received(on=date(2026, 6, 1)),))
    for on, ran_out, days, faults in ((date(2026, 7, 1), date(2026, 6, 15), 11, 1), (date(2026, 6, 15), None, 0, 0)):
        case = opened.record(cr.StartDateAgreed(on=on, start=date(2026, 7, 20)))
        found = row(case, "stage-1", date(2026, 7, 20))
        assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2026, 8, 3), ran_out, days)
        assert len(case.irregularities()) == faults
        answered = case.record(cr.Responded(on=date(2026, 8, 3)))
        report = cr.report([answered], start=date(2026, 4, 1), end=date(2027, 3, 31))
        kind = "extended-late" if faults else "in-time"
        assert {cell.value for cell in report.table("answers-due", "stage/timeliness").cells if cell.count} == {("1", kind)}
    assert (
        "stage 1's time has not run out"
        in opened.record(cr.StartDateAgreed(on=date(2026, 7, 1), start=date(2026, 7, 20))).irregularities()[0].says
    )


def test_a_complaint_sent_to_the_provider_after_the_six_months_shows_them() -> None:
    """Public health: received on 15 January 2025, six months end on 14 July; sent on on the 17th, two working days later."""
    case = cr.Case.replay("england-public-health", (cr.Received(on=date(2025, 1, 15)), cr.SentToProvider(on=date(2025, 7, 17))))
    found = row(case, "respond", date(2025, 7, 17))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2026, 1, 16), date(2025, 7, 14), 2)


def test_a_new_letter_with_an_earlier_day_shows_no_more_than_its_own() -> None:
    """The Ombudsman's first letter names 12 November, the second the 5th; a third, after the 5th, names the 20th."""
    letters = [
        cr.OmbudsmanEnquired(on=on, received_on=on, answer_by=by)
        for on, by in (
            (date(2025, 10, 1), date(2025, 11, 12)),
            (date(2025, 10, 8), date(2025, 11, 5)),
            (date(2025, 11, 7), date(2025, 11, 20)),
        )
    ]
    found = row(cr.Case.replay("england-corporate", (RECEIVED, *letters[:2])), "ombudsman-enquiry", date(2025, 11, 5))
    assert (found.due, found.ran_out_on) == (date(2025, 11, 5), None)
    found = row(cr.Case.replay("england-corporate", (RECEIVED, *letters)), "ombudsman-enquiry", date(2025, 11, 7))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2025, 11, 20), date(2025, 11, 5), 1)


def test_an_assumed_clock_that_had_run_out_before_the_acknowledgement_came_was_nobodys_last_day() -> None:
    """Acknowledged on 1 July 2025, after 23 June, where an assumed clock ended: the late act is what is shown."""
    case = cr.Case.replay("england-corporate", (RECEIVED, cr.Acknowledged(on=date(2025, 7, 1))))
    found = row(case, "stage-1-respond", date(2025, 7, 1))
    assert (found.due, found.ran_out_on, found.prompt_due) == (date(2025, 7, 15), None, date(2025, 6, 23))


def test_what_the_ombudsman_agrees_late_stands_with_the_time_before_it() -> None:
    """Report received on 15 January 2026: three months end on 14 April; agreed on the 20th, overdue on the 15th to 17th."""
    case = cr.Case.replay(
        "ombudsman-report",
        (cr.ReportIssued(on=date(2026, 1, 15)), told(date(2026, 4, 20), date(2026, 6, 30), limit="consider-report")),
    )
    found = row(case, "consider-report", date(2026, 4, 20))
    assert (found.due, found.ran_out_on, found.days_before_notice) == (date(2026, 6, 30), date(2026, 4, 14), 3)


# --- where notice must come in time by statute


@pytest.mark.parametrize(
    ("procedure", "limit"), [("england-adult-social-care", "relevant-period"), ("england-public-health", "respond")]
)
def test_a_longer_period_agreed_after_the_six_months_moves_nothing(procedure: str, limit: str) -> None:
    """Received on 15 January 2025, six months end on 14 July: agreed then is in time, agreed on the 15th is too late."""
    opened = cr.Received(on=date(2025, 1, 15))
    for on, due, faults in ((date(2025, 7, 14), date(2025, 9, 30), 0), (date(2025, 7, 15), date(2025, 7, 14), 1)):
        case = cr.Case.replay(procedure, (opened, told(on, date(2025, 9, 30), agreed=True)))
        found = row(case, limit, date(2025, 7, 16))
        assert (found.due, found.ran_out_on, len(case.irregularities())) == (due, None, faults)


def test_every_extension_of_the_rulebook_is_of_a_kind_that_these_tests_know() -> None:
    """Notice in time everywhere but at children's stage 1, where the Ombudsman agrees, and where no law has a time."""
    late = {
        (key, limit.key)
        for key in cr.RULEBOOK.keys
        for limit in cr.get_procedure(key).limits
        if limit.extension is not None and not limit.extension.before_expiry
    }
    assert {limit for key, limit in late if key.startswith("england-children")} == {"stage-1"}
    assert {key for key, _ in late if not key.startswith("england-children")} == {"ombudsman-report", "local-corporate"}


# --- a clock that runs from an act that was late


def test_an_answer_counted_from_a_late_acknowledgement_says_so_and_when_it_would_have_been_due() -> None:
    """Received on 2 June 2025, the acknowledgement due on the 9th and made on 1 July, 16 working days late.

    The answer is due on 15 July, 10 working days after 1 July; from 9 June they would have ended on 23 June.
    """
    case = cr.Case.replay(
        "england-corporate", (RECEIVED, cr.Acknowledged(on=date(2025, 7, 1)), cr.Responded(on=date(2025, 7, 14)))
    )
    acknowledged, answered = row(case, "stage-1-acknowledge"), row(case, "stage-1-respond")
    assert (acknowledged.status, acknowledged.days_late, acknowledged.prompt_due) == (Status.MET_LATE, 16, None)
    assert stands(answered) == (date(2025, 7, 15), Status.MET, 0, False)
    assert answered.prompt_due == date(2025, 6, 23)
    assert (
        '"Acknowledged" was itself late, and the clock runs from it all the same: from the last day for it, this would have been '
        "due on Monday 23 June 2025."
    ) in answered.explain()


@pytest.mark.parametrize("on", [date(2025, 6, 3), date(2025, 6, 9)])
def test_an_answer_counted_from_an_acknowledgement_in_time_says_nothing_of_it(on: date) -> None:
    """Also on the last day for it, 9 June."""
    case = cr.Case.replay("england-housing", (RECEIVED, cr.Acknowledged(on=on)))
    assert row(case, "stage-1-respond").prompt_due is None


def test_while_the_acknowledgement_is_missing_one_last_day_is_told_from_the_day_assumed() -> None:
    """Day 0 is 9 June, the last day for acknowledging, and not the receipt of the 2nd; from another start nothing is late."""
    found = row(cr.Case.replay("england-corporate", (RECEIVED,)), "stage-1-respond", date(2025, 6, 10))
    assert (found.prompt_due, found.due) == (None, date(2025, 6, 23))
    assert 'Monday 9 June 2025 (the last day for "Acknowledge and log the complaint at stage 1") is day 0' in found.explain()


def test_the_same_is_said_at_stage_2() -> None:
    """Asked for on 4 July 2025, acknowledged on the 14th and not by the 11th; 20 working days after the 11th: 8 August."""
    case = cr.Case.replay(
        "england-housing",
        (
            RECEIVED,
            ACKNOWLEDGED,
            cr.Responded(on=DUE),
            cr.EscalationRequested(on=date(2025, 7, 4), received_on=date(2025, 7, 4)),
            cr.Acknowledged(on=date(2025, 7, 14)),
        ),
    )
    found = row(case, "stage-2-respond")
    assert (found.due, found.prompt_due) == (date(2025, 8, 11), date(2025, 8, 8))


# --- a day that is named is no extension


def test_an_answer_by_the_day_that_the_ombudsmans_letter_names_is_in_time_and_in_no_extended_time() -> None:
    """Enquired on 1 October 2025: 28 days end on the 29th; the letter says 12 November, and the answer goes on the 10th."""
    case = cr.Case.replay(
        "england-corporate",
        (
            RECEIVED,
            cr.OmbudsmanEnquired(on=date(2025, 10, 1), received_on=date(2025, 10, 1), answer_by=date(2025, 11, 12)),
            cr.EnquiryAnswered(on=date(2025, 11, 10)),
        ),
    )
    report = cr.report([case], start=date(2025, 4, 1), end=END)
    duties = {cell.value: cell.count for cell in report.table("duties", "limit/timeliness").cells if cell.count}
    assert duties["england-corporate:ombudsman-enquiry", "in-time"] == 1
    assert ("england-corporate:ombudsman-enquiry", "in-extended-time") not in duties
    assert "moved by the day that was named" in row(case, "ombudsman-enquiry").explain()
