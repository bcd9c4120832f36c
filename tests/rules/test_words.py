"""Deadlines in plain words: what an explanation says of each way a deadline can stand."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

import complaintrules as cr


def said(case: cr.Case, key: str, as_of: date) -> str:
    """The explanation of a limit's last run."""
    return [row for row in case.deadlines(as_of) if row.limit.key == key][-1].explain()


def opened(**fields: object) -> cr.Case:
    """Received on Monday 5 September 2016."""
    return cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5), **fields))  # type: ignore[arg-type]  # any field


def test_an_explanation_says_when_bank_holidays_were_not_announced() -> None:
    """The list of this release ends with 2028."""
    assert (
        "Provisional: it rests on bank holidays after Sunday 31 December 2028"
        in cr.due("england-children", "stage-2", date(2028, 12, 1)).explain()
    )
    assert "Provisional" not in cr.due("england-children", "stage-1", date(2028, 11, 1)).explain()


def test_an_explanation_says_that_an_arrival_is_assumed() -> None:
    """Sent on 26 September, and nobody recorded when it came."""
    case = opened().record(cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19)))
    case = case.record(cr.EscalationRequested(on=date(2016, 9, 26)))
    words = said(case, "stage-2", date(2016, 9, 26))
    assert "Assumed: nobody recorded when it arrived, so the clock is taken to run from the day it was sent." in words


def test_an_explanation_says_that_the_case_went_on_without_it() -> None:
    """Stage 1 skipped on 8 September, before it was due."""
    case = opened().record(cr.StageSkipped(on=date(2016, 9, 8)))
    assert "The case went on without it on Thursday 8 September 2016." in said(case, "stage-1", date(2016, 9, 8))


def test_an_explanation_says_that_an_extension_moved_the_day() -> None:
    """From 19 to 26 September; answered a day later."""
    case = opened().record(cr.Extended(on=date(2016, 9, 15), until=date(2016, 9, 26)))
    case = case.record(cr.Responded(on=date(2016, 9, 27)))
    words = said(case, "stage-1", date(2016, 9, 27))
    assert "end with the end of Monday 19 September 2016" in words
    assert "As things stand the last day is Monday 26 September 2016, moved by an extension." in words
    assert "Done on Tuesday 27 September 2016, 1 working day late." in words


def test_an_explanation_says_that_a_plan_names_the_day() -> None:
    """No number of days: the plan's own day."""
    case = cr.Case.open("england-adult-social-care", cr.Received(on=date(2026, 1, 15)))
    case = case.record(cr.PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27)))
    words = said(case, "agreed-timescale", date(2026, 1, 19))
    assert "It runs from Monday 19 January 2026" in words
    assert "to the day named there: Friday 27 February 2026." in words


def test_an_explanation_says_that_a_day_told_binds_nobody() -> None:
    """SI 2009/309 reg 13: expected, not owed."""
    case = cr.Case.open("england-adult-social-care", cr.Received(on=date(2026, 1, 15)))
    case = case.record(cr.PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27)))
    words = said(case, "agreed-timescale", date(2026, 3, 2))
    assert "The authority is expected to do this by the day named; to do it later breaks no rule (SI 2009/309" in words
    assert "late" not in words.replace("to do it later", "")


def test_the_explanation_of_stage_1_says_how_reg_14_3_b_is_read() -> None:
    """And that a wider reading exists; but not where there are no advocates."""
    wider = "on a wider reading it would"
    assert wider in said(opened(), "stage-1", date(2016, 9, 5))
    none = cr.due("england-children-voluntary-organisation", "stage-1", date(2016, 9, 5))
    assert "advocate" not in none.explain()


def test_a_deadline_shows_itself_shortly() -> None:
    """Its key, its days and its status; its extensions as they came."""
    extension = cr.Extended(on=date(2016, 9, 15), until=date(2016, 9, 26))
    (row,) = (row for row in opened().record(extension).deadlines(date(2016, 9, 15)) if row.limit.key == "stage-1")
    assert repr(row) == (
        "<Deadline 'stage-1' of 'england-children': start 2016-09-05, due 2016-09-26, latest 2016-10-03, status pending>"
    )
    assert row.extensions == (extension,)


def test_a_clock_that_waits_for_a_day_nobody_can_tell_has_no_deadline_yet() -> None:
    """The Code's answer, if its acknowledgement had no number: counted from the acknowledgement once there is one."""
    code = cr.get_procedure("england-corporate")
    limits = [attrs.evolve(limit, period=None) if limit.key == "stage-1-acknowledge" else limit for limit in code.limits]
    case = cr.Case.open(attrs.evolve(code, limits=tuple(limits)), cr.Received(on=date(2026, 6, 1)))
    assert [row.limit.key for row in case.deadlines(date(2026, 6, 1))] == ["stage-1-acknowledge"]
    case = case.record(cr.Acknowledged(on=date(2026, 6, 3)))
    assert [row.due for row in case.deadlines(date(2026, 6, 3)) if row.limit.key == "stage-1-respond"] == [date(2026, 6, 17)]


@pytest.mark.parametrize("key", [None, 5, True, [], b"stage-1"])
def test_a_key_that_is_no_text_is_refused_in_words_of_our_own(key: object) -> None:
    """Of a limit, a state, a procedure and a policy."""
    procedure = cr.get_procedure("england-children")
    for ask in (
        lambda: cr.due("england-children", key, date(2025, 12, 19)),  # type: ignore[arg-type]  # the wrong type is the point
        lambda: procedure.limit(key),  # type: ignore[arg-type]  # likewise
        lambda: procedure.state(key),  # type: ignore[arg-type]  # likewise
        lambda: cr.get_procedure(key),  # type: ignore[arg-type]  # likewise
        lambda: cr.get_policy(key),  # type: ignore[arg-type]  # likewise
    ):
        with pytest.raises(cr.WrongTypeError, match="must be the key of"):
            ask()
