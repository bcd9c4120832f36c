"""What must be agreed, and sent on with consent and once, is irregular where the file does not show it: worked by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Status
from complaintrules.cli import main
from support.answers import row

HEALTH = "england-public-health"
# Six months beginning with Monday 15 January 2024 end on Sunday 14 July.
RECEIVED = cr.Received(on=date(2024, 1, 15))


# --- agreement


@pytest.mark.parametrize(("procedure", "limit"), [(HEALTH, "respond"), ("england-adult-social-care", "relevant-period")])
def test_a_longer_period_needs_the_complainants_agreement_on_file(procedure: str, limit: str) -> None:
    """Agreed: nothing wrong. Not recorded: irregular, and the day moves. Not agreed: irregular, and it stays 14 July."""
    for agreed, due, says in (
        (True, date(2024, 9, 30), []),
        (
            None,
            date(2024, 9, 30),
            ["no agreement to it is on file; it takes a longer period agreed with the complainant"],
        ),
        (False, date(2024, 7, 14), ["it was not agreed; it moves nothing"]),
    ):
        told = cr.Extended(on=date(2024, 7, 1), until=date(2024, 9, 30), agreed=agreed)
        case = cr.Case.replay(procedure, (RECEIVED, told))
        assert row(case, limit, date(2024, 7, 2)).due == due
        assert [found.says for found in case.irregularities()] == says
        assert cr.load_case(cr.dump_case(case)) == case


def test_what_the_ombudsman_must_agree_is_irregular_where_no_agreement_is_on_file() -> None:
    """Section 31(2): three months beginning with 8 January 2024 end on 7 April."""
    told = cr.Extended(on=date(2024, 4, 2), until=date(2024, 5, 7), limit="consider-report")
    case = cr.Case.replay("ombudsman-report", (cr.ReportIssued(on=date(2024, 1, 8)), told))
    assert row(case, "consider-report", date(2024, 4, 2)).due == date(2024, 5, 7)
    assert [found.says for found in case.irregularities()] == [
        "no agreement to it is on file; it takes a longer period that the Ombudsman agrees in writing"
    ]


def test_where_no_agreement_is_asked_for_nobody_misses_it() -> None:
    """Stage 1 about children, received on Monday 8 September 2025: due on the 22nd, told in time that it takes longer."""
    told = cr.Extended(on=date(2025, 9, 22), until=date(2025, 10, 6))
    assert cr.Case.replay("england-children", (cr.Received(on=date(2025, 9, 8)), told)).irregularities() == ()


def test_nothing_is_said_of_an_agreement_to_what_moves_nothing_anyway() -> None:
    """Told on 15 July 2024, a day too late: that is what is wrong with it."""
    told = cr.Extended(on=date(2024, 7, 15), until=date(2024, 9, 30))
    (found,) = cr.Case.replay(HEALTH, (RECEIVED, told)).irregularities()
    assert found.says == "notice was due before the time ran out on 2024-07-14; it moves nothing"


def test_an_extension_past_every_calendar_is_an_error_that_names_the_day() -> None:
    """A slip in a year; what else the case owes waits until it is put right."""
    told = cr.Extended(on=date(2024, 2, 1), until=date(9999, 12, 31), agreed=True)
    with pytest.raises(cr.CoverageError, match="9999-12-31 lies outside this calendar"):
        cr.Case.replay(HEALTH, (RECEIVED, told)).deadlines(date(2024, 2, 2))


# --- sending on


def test_a_second_sending_gives_no_other_six_months_and_is_irregular() -> None:
    """Six months beginning with 10 July 2024 end on 9 January 2025, sent on again on the 8th or not."""
    case = cr.Case.replay(
        HEALTH,
        (
            RECEIVED,
            cr.ConsentGiven(on=date(2024, 7, 9), received_on=date(2024, 7, 9)),
            cr.SentToProvider(on=date(2024, 7, 10)),
            cr.SentToProvider(on=date(2025, 1, 8)),
        ),
    )
    found = row(case, "respond", date(2025, 1, 10))
    assert (found.due, found.status, found.is_breach) == (date(2025, 1, 9), Status.OVERDUE, True)
    assert [(found.event.on, found.says) for found in case.irregularities()] == [
        (
            date(2025, 1, 8),
            "it is expected that it was not sent to a provider before; sent on again, it moves no clock",
        )
    ]


def test_a_sending_without_consent_or_after_the_six_months_is_irregular() -> None:
    """Sent on on 2 August 2024, after 14 July, with no consent on file: the clock runs from then, and both are said."""
    case = cr.Case.replay(HEALTH, (RECEIVED, cr.SentToProvider(on=date(2024, 8, 2))))
    assert row(case, "respond", date(2024, 8, 2)).due == date(2025, 2, 1)
    assert [(found.says, str(found.cite)) for found in case.irregularities()] == [
        ("it is expected that the complainant's consent to send it on is on file", "SI 2012/3094 reg 24(3)-(5)"),
        ("it is expected that the time for the answer has not run out", "SI 2012/3094 reg 29(3)"),
    ]


# --- what is told as likely


def test_a_plan_replaced_after_its_day_is_never_overdue() -> None:
    """Likely by 1 March 2025, then, agreed on 1 June, by 1 August: told, and binding nobody; answered in time."""
    case = cr.Case.replay(
        "england-adult-social-care",
        (
            cr.Received(on=date(2025, 1, 6)),
            cr.PlanAgreed(on=date(2025, 1, 7), until=date(2025, 3, 1)),
            cr.PlanAgreed(on=date(2025, 6, 1), until=date(2025, 8, 1)),
            cr.Responded(on=date(2025, 6, 20)),
        ),
    )
    found = row(case, "agreed-timescale", date(2025, 7, 1))
    assert (found.due, found.status, found.ran_out_on, found.days_before_notice) == (date(2025, 8, 1), Status.MET, None, 0)
    assert "overdue" not in found.explain()


def test_a_panel_is_not_arranged_for_a_day_gone_by() -> None:
    """Its own day is the first it can be for."""
    assert cr.PanelArranged(on=date(2025, 3, 5), panel_on=date(2025, 3, 5)).panel_on == date(2025, 3, 5)
    with pytest.raises(cr.InvalidEventError, match="lies before the day of the arrangement itself, 2025-03-05"):
        cr.PanelArranged(on=date(2025, 3, 5), panel_on=date(2025, 3, 4))


# --- days that no calendar holds


def test_one_day_past_every_calendar_is_a_fault_of_its_case_and_keeps_back_no_other(tmp_path: Any, capsys: Any) -> None:
    """A slip in a year, or a first receipt before every calendar: each case is named, and the last one is answered."""
    slips = [
        {"event": "extended", "on": "2025-09-10", "until": "9999-12-31", "why": "x"},
        {"event": "start-date-agreed", "on": "2025-09-10", "start": "9998-01-01"},
    ]
    cases = [
        {
            "procedure": procedure,
            "reference": reference,
            "events": [{"event": "received", "on": "2025-09-08"}, *events],
            **cover,
        }
        for reference, procedure, events, cover in (
            ("slip-1", "england-corporate", slips[:1], {}),
            ("slip-2", "england-children", slips[1:], {}),
            ("slip-3", "england-children", [], {"continues": "old", "first_received_on": "1987-01-05"}),
            ("sound", "england-children", [], {}),
        )
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    assert main(["check", str(file), "--as-of", "2025-09-12"]) == 2
    out, err = capsys.readouterr()
    assert "sound" in out
    assert "slip" not in out
    lines = err.splitlines()
    assert len(lines) == 3
    for line, (reference, day) in zip(
        lines, (("slip-1", "9999-12-31"), ("slip-2", "9998-01-01"), ("slip-3", "1987-01-05")), strict=True
    ):
        assert f"({reference}): " in line
        assert day in line


# --- words


def test_of_a_bank_holiday_the_explanation_names_the_day() -> None:
    """Extended from 14 July 2025 to Thursday 1 January 2026: it is that day that is a bank holiday."""
    told = cr.Extended(on=date(2025, 7, 1), until=date(2026, 1, 1), agreed=True)
    case = cr.Case.replay(HEALTH, (cr.Received(on=date(2025, 1, 15)), told))
    said = row(case, "respond", date(2025, 7, 2)).explain()
    assert "Thursday 1 January 2026 is a bank holiday (New Year's Day" in said


def test_a_refusal_of_what_was_in_time_is_said_in_one_plain_sentence() -> None:
    """Known on 1 June 2025, complained of on 6 January 2026: within twelve months."""
    case = cr.Case.replay(
        "england-corporate",
        (
            cr.Received(on=date(2026, 1, 6), noticed_on=date(2025, 6, 1)),
            cr.NotAccepted(on=date(2026, 1, 7), ground=cr.RefusalGround.OUT_OF_TIME),
        ),
    )
    (found,) = case.irregularities()
    assert found.says == "it is expected that what is refused as out of time was made after its time"
