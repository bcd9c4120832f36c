"""The Local Government and Social Care Ombudsman: the time to go there, enquiries, and public reports; dates worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from complaintrules import Case, Certainty, Force, Kind, Party, Status, due, get_procedure, timetable
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import (
    ActionConfirmed,
    EnquiryAnswered,
    Extended,
    NoticePublished,
    OfficerReportCirculated,
    OfficerReportConsidered,
    OmbudsmanEnquired,
    Received,
    ReferredToOmbudsman,
    ReportConsidered,
    ReportIssued,
    Responded,
)
from support.answers import rows_of

REPORT = "ombudsman-report"
COUNCILS_OWN = (
    "england-children",
    "england-adult-social-care",
    "england-public-health",
    "england-corporate",
    "shropshire-corporate-2016",
)


# --- twelve months beginning with the day of notice


@pytest.mark.parametrize("key", COUNCILS_OWN)
def test_every_procedure_of_a_council_ends_with_the_same_rule(key: str) -> None:
    """A window of the complainant by statute, read in the text; and the requirement to finish the council's own procedure."""
    procedure = get_procedure(key)
    limit = procedure.limit("ombudsman")
    assert (limit.binds, limit.kind, limit.force) == (Party.COMPLAINANT, Kind.WINDOW, Force.STATUTE)
    assert (limit.certainty, str(limit.cite)) == (Certainty.TEXT, "Local Government Act 1974 s 26B(1)-(3)")
    (first,) = (rule for rule in procedure.requirements if rule.key == "premature")
    assert (first.binds, first.force) == (Party.OMBUDSMAN, Force.STATUTE)  # s 26(5) speaks to the Ombudsman


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        (date(2026, 1, 15), date(2027, 1, 14)),
        (date(2025, 3, 1), date(2026, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 27)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2024, 2, 28), date(2025, 2, 27)),
        (date(2024, 2, 29), date(2025, 2, 28)),  # no corresponding date: the month's last day
        (date(2024, 3, 1), date(2025, 2, 28)),
        (date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
@pytest.mark.parametrize("key", COUNCILS_OWN)
def test_twelve_months_beginning_with_the_day_of_notice_end_the_day_before_the_anniversary(
    key: str, noticed: date, last: date
) -> None:
    """S 26B(1)."""
    assert due(get_procedure(key), "ombudsman", noticed).due == last


def test_it_counts_from_notice_and_not_from_the_grounds_or_the_complaint() -> None:
    """Arose in January, noticed on 15 March 2025: the last day is 14 March 2026."""
    received = Received(on=date(2025, 6, 2), grounds_on=date(2025, 1, 10), noticed_on=date(2025, 3, 15))
    row = rows_of("england-corporate", date(2025, 6, 2), received)["ombudsman"]
    assert (row.due, row.status) == (date(2026, 3, 14), Status.OPEN)


def test_without_a_day_of_notice_there_is_no_guess() -> None:
    """The day the grounds arose is not the day of notice."""
    assert "ombudsman" not in rows_of(
        "england-corporate", date(2025, 6, 2), Received(on=date(2025, 6, 2), grounds_on=date(2025, 1, 10))
    )


@pytest.mark.parametrize(("went", "status"), [(date(2026, 3, 14), Status.USED), (date(2026, 3, 15), Status.USED_LATE)])
def test_going_there_on_the_last_day_is_in_time_and_the_next_day_is_late(went: date, status: Status) -> None:
    """Late is recorded: the Ombudsman may disapply the limit."""
    received = Received(on=date(2025, 6, 2), noticed_on=date(2025, 3, 15))
    answered = Responded(on=date(2025, 6, 16))
    found = rows_of("england-corporate", went, received, answered, ReferredToOmbudsman(on=went))
    assert found["ombudsman"].status is status


def test_anyone_may_go_there_at_any_time_and_the_case_stays_where_it_was() -> None:
    """Before the council has answered, and after it is over."""
    case = Case.open("england-adult-social-care", Received(on=date(2026, 1, 15)))
    referred = case.record(ReferredToOmbudsman(on=date(2026, 1, 20)))
    assert (referred.state, referred.irregularities()) == (case.state, ())
    over = case.record(Responded(on=date(2026, 2, 2)))
    assert over.record(ReferredToOmbudsman(on=date(2026, 2, 9))).state == over.state


# --- enquiries


def test_an_enquiry_is_usually_answered_within_28_calendar_days_of_its_arrival() -> None:
    """Sent on Monday 4 January 2027, in hand on the 6th: Wednesday 3 February. It is practice, which no figure counts."""
    enquired = OmbudsmanEnquired(on=date(2027, 1, 4), received_on=date(2027, 1, 6))
    row = rows_of("england-corporate", date(2027, 1, 6), Received(on=date(2026, 11, 2)), enquired)["ombudsman-enquiry"]
    assert (row.due, row.limit.force, row.limit.certainty) == (date(2027, 2, 3), Force.PRACTICE, Certainty.SECOND_SOURCE)
    assert not row.limit.force.counts_for_compliance


@pytest.mark.parametrize("answer_by", [date(2027, 1, 20), date(2027, 3, 1)])
def test_the_date_in_the_ombudsmans_letter_prevails(answer_by: date) -> None:
    """Sooner or later than the usual time; and a second letter replaces the first."""
    received = Received(on=date(2026, 11, 2))
    letter = OmbudsmanEnquired(on=date(2027, 1, 4), received_on=date(2027, 1, 6), answer_by=answer_by)
    row = rows_of("england-corporate", date(2027, 1, 6), received, letter)["ombudsman-enquiry"]
    assert (row.due, row.normal_due) == (answer_by, date(2027, 2, 3))
    first = OmbudsmanEnquired(on=date(2027, 1, 4), received_on=date(2027, 1, 4))
    assert rows_of("england-corporate", date(2027, 1, 6), received, first, letter)["ombudsman-enquiry"].due == answer_by


def test_each_enquiry_has_its_own_clock() -> None:
    """One answered in time, the next one late."""
    events = (
        Received(on=date(2026, 11, 2)),
        OmbudsmanEnquired(on=date(2027, 1, 4), received_on=date(2027, 1, 4)),
        EnquiryAnswered(on=date(2027, 2, 1)),
        OmbudsmanEnquired(on=date(2027, 3, 1), received_on=date(2027, 3, 1)),
        EnquiryAnswered(on=date(2027, 3, 30)),
    )
    found = [
        row
        for row in Case.replay("england-corporate", events).deadlines(date(2027, 4, 1))
        if row.limit.key == "ombudsman-enquiry"
    ]
    assert [(row.occurrence, row.due, row.status) for row in found] == [
        (1, date(2027, 2, 1), Status.MET),
        (2, date(2027, 3, 29), Status.MET_LATE),
    ]


# --- public reports

# Sent on Wednesday 14 January 2026, in hand on the 15th.
ISSUED = ReportIssued(on=date(2026, 1, 14), received_on=date(2026, 1, 15))


@pytest.mark.parametrize("key", ["public-notice", "consider-report", "confirm-action", "monitoring-officer-report"])
def test_the_rules_on_a_report_bind_the_council_by_statute_and_none_stands_in_a_complaints_procedure(key: str) -> None:
    """They belong to a report: offered by `due`, and no clock of a case."""
    limit = get_procedure(REPORT).limit(key)
    assert (limit.binds, limit.force, limit.kind) == (Party.AUTHORITY, Force.STATUTE, Kind.DUTY)
    assert all(key not in {limit.key for limit in get_procedure(other).limits} for other in COUNCILS_OWN)


@pytest.mark.parametrize(
    ("key", "provision", "mark"),
    [
        ("public-notice", "Local Government Act 1974 s 30(5)", "S"),
        ("consider-report", "Local Government Act 1974 s 31(2)", "S"),
        ("confirm-action", "Local Government Act 1974 s 31(2A)", "S"),
        ("monitoring-officer-report", "Local Government and Housing Act 1989 s 5", "T"),
    ],
)
def test_each_rule_on_a_report_has_its_section_and_its_mark(key: str, provision: str, mark: str) -> None:
    """As the table has them."""
    limit = get_procedure(REPORT).limit(key)
    assert (str(limit.cite), limit.certainty.value) == (provision, mark)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 1, 15), date(2026, 4, 14)),
        (date(2025, 11, 29), date(2026, 2, 28)),  # February 2026 has no 29th
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2025, 12, 1), date(2026, 2, 28)),
        (date(2025, 11, 28), date(2026, 2, 27)),
        (date(2023, 11, 29), date(2024, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 5, 28)),
        (date(2026, 3, 31), date(2026, 6, 30)),
    ],
)
def test_three_months_beginning_with_receipt(received: date, last: date) -> None:
    """S 31(2) and, counted from its own first day, s 31(2A)."""
    found = due(REPORT, "consider-report", received)
    assert (found.due, found.latest) == (last, None)
    assert due(REPORT, "confirm-action", received).due == last


def test_two_weeks_for_the_notice_and_21_days_for_the_officers_report() -> None:
    """Calendar days after the day: from Thursday 15 January, Thursday 29 January and Thursday 5 February."""
    assert due(REPORT, "public-notice", date(2026, 1, 15)).due == date(2026, 1, 29)
    assert due(REPORT, "monitoring-officer-report", date(2026, 1, 15)).due == date(2026, 2, 5)


def test_the_clocks_run_from_the_day_the_council_had_the_report() -> None:
    """The Ombudsman's act reaches the council: arrival counts, not the date of the report."""
    found = rows_of(REPORT, date(2026, 1, 15), ISSUED)
    assert (found["public-notice"].due, found["consider-report"].due) == (date(2026, 1, 29), date(2026, 4, 14))
    unknown = rows_of(REPORT, date(2026, 1, 14), ReportIssued(on=date(2026, 1, 14)))
    assert (unknown["consider-report"].due, unknown["consider-report"].assumed) == (date(2026, 4, 13), True)


def test_confirming_the_action_counts_from_the_end_of_the_first_three_months() -> None:
    """They end on Tuesday 14 April, so the second three end on Monday 13 July, however early the report was considered."""
    assert rows_of(REPORT, date(2026, 1, 15), ISSUED)["confirm-action"].due == date(2026, 7, 13)
    considered = rows_of(REPORT, date(2026, 2, 20), ISSUED, ReportConsidered(on=date(2026, 2, 20)))
    assert (considered["consider-report"].status, considered["confirm-action"].due) == (Status.MET, date(2026, 7, 13))


def test_that_end_is_a_day_of_the_statute_and_nothing_assumed() -> None:
    """The clock runs from the end of the three months by its own words, not for want of a record."""
    row = rows_of(REPORT, date(2026, 1, 15), ISSUED)["confirm-action"]
    assert not row.assumed
    assert "Assumed" not in row.explain()


def test_a_longer_period_that_the_ombudsman_agrees_moves_both() -> None:
    """Considered by 30 June, then the second three months end on 29 September; each has its own agreement."""
    longer = Extended(on=date(2026, 3, 2), until=date(2026, 6, 30), limit="consider-report", agreed=True)
    found = rows_of(REPORT, date(2026, 3, 2), ISSUED, longer)
    assert (found["consider-report"].due, found["confirm-action"].due) == (date(2026, 6, 30), date(2026, 9, 29))
    more = Extended(on=date(2026, 9, 1), until=date(2026, 12, 18), limit="confirm-action", agreed=True)
    case = Case.replay(REPORT, (ISSUED, longer, ReportConsidered(on=date(2026, 6, 25)), more))
    assert {row.limit.key: row.due for row in case.deadlines(date(2026, 9, 1))}["confirm-action"] == date(2026, 12, 18)
    assert case.irregularities() == ()


def test_an_agreement_that_could_mean_either_must_name_its_limit() -> None:
    """Until the report is considered both run; afterwards only one can be meant."""
    case = Case.open(REPORT, ISSUED)
    longer = Extended(on=date(2026, 3, 2), until=date(2026, 6, 30), agreed=True)
    with pytest.raises(ImpossibleEventError, match="confirm-action or consider-report"):
        case.record(longer)
    assert case.record(ReportConsidered(on=date(2026, 2, 20))).record(longer).state == "to-confirm"


def test_a_report_considered_late_is_a_breach_and_one_considered_in_time_is_none() -> None:
    """Tuesday 14 April is in time, Wednesday the 15th a working day late."""
    notice = NoticePublished(on=date(2026, 1, 29))
    for day, status in ((date(2026, 4, 14), Status.MET), (date(2026, 4, 15), Status.MET_LATE)):
        case = Case.replay(REPORT, (ISSUED, notice, ReportConsidered(on=day)))
        assert {row.limit.key: row.status for row in case.deadlines(day)}["consider-report"] is status
        assert [row.limit.key for row in case.breaches(day)] == ([] if status is Status.MET else ["consider-report"])


def test_the_whole_way_of_a_report() -> None:
    """Noticed late by a day, considered, acted upon and confirmed; the monitoring officer's report beside it."""
    case = Case.replay(
        REPORT,
        (
            ISSUED,
            NoticePublished(on=date(2026, 1, 30)),
            OfficerReportCirculated(on=date(2026, 2, 2)),
            OfficerReportConsidered(on=date(2026, 2, 23)),
            ReportConsidered(on=date(2026, 4, 9)),
            ActionConfirmed(on=date(2026, 7, 13)),
        ),
    )
    found = {row.limit.key: (row.due, row.status) for row in case.deadlines(date(2026, 8, 1))}
    assert found == {
        "public-notice": (date(2026, 1, 29), Status.MET_LATE),
        "consider-report": (date(2026, 4, 14), Status.MET),
        "confirm-action": (date(2026, 7, 13), Status.MET),
        "monitoring-officer-report": (date(2026, 2, 23), Status.MET),
    }
    assert (case.state, case.is_closed) == ("confirmed", True)


def test_the_officers_report_counts_from_the_first_copies() -> None:
    """Sent again a week later: the 21 days still end on Monday 23 February."""
    first = OfficerReportCirculated(on=date(2026, 2, 2), received_on=date(2026, 2, 4))
    again = OfficerReportCirculated(on=date(2026, 2, 9))
    assert rows_of(REPORT, date(2026, 2, 9), ISSUED, first, again)["monitoring-officer-report"].due == date(2026, 2, 23)


def test_the_timetable_of_a_report() -> None:
    """Received on 15 January 2026; a longer period has no number, so no outermost day is shown."""
    found = {row.limit.key: (row.due, row.latest) for row in timetable(REPORT, date(2026, 1, 15))}
    assert found == {
        "public-notice": (date(2026, 1, 29), date(2026, 1, 29)),
        "consider-report": (date(2026, 4, 14), None),
        "confirm-action": (date(2026, 7, 13), None),
        "monitoring-officer-report": (None, None),
    }
