"""The words that SI 2020/445 put into regs 18(2), 19(4), 20(2) and 20(3) for a time.

They stood there from 24 April to 24 September 2020; the saving covers the panel of every matter that was considered under reg
17 on any day from 24 April to 25 September, both included: two different last days. Bank holidays on the way: 10 and 13 April,
8 and 25 May, 31 August 2020.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Status
from support.answers import row
from support.children import CHILDREN

SOFTENED = {"request-panel", "panel-meets", "panel-report", "stage-3"}


def case_of(received: date, *events: Any) -> cr.Case:
    """A parent's written complaint and these events; what people send arrives on the day it is sent."""
    case = cr.Case.open(CHILDREN, cr.Received(on=received, complainant=cr.Complainant.PARENT))
    for event in events:
        case = case.record(event)
    return case


def asked_stage_2(day: date) -> cr.EscalationRequested:
    """Stage 2 asked for, and the request received, on a day."""
    return cr.EscalationRequested(on=day, received_on=day)


def answered(day: date) -> cr.Responded:
    """An answer sent and received on a day."""
    return cr.Responded(on=day, received_on=day)


def asked_panel(day: date) -> cr.PanelRequested:
    """A panel asked for, and the request received, on a day."""
    return cr.PanelRequested(on=day, received_on=day)


def test_four_limits_carry_the_words_and_no_other() -> None:
    """Stages 1 and 2 were never relaxed, and neither was anything of the guidance."""
    procedure = cr.get_procedure(CHILDREN)
    assert {limit.key for limit in procedure.limits if limit.softened} == SOFTENED
    for key in SOFTENED:
        words = procedure.limit(key).softened
        assert words is not None
        assert (words.since, words.until, words.saved_until) == (date(2020, 4, 24), date(2020, 9, 24), date(2020, 9, 25))
        assert str(words.cite).startswith("SI 2020/445 reg")


def test_the_relaxation_is_no_version_of_the_procedure() -> None:
    """A complaint of May 2020 is under the same version as one of 2016 or 2026, and the change is told as an amendment."""
    versions = {cr.get_procedure(CHILDREN, on=day).version for day in (date(2016, 9, 5), date(2020, 5, 4), date(2026, 11, 23))}
    assert len(versions) == 1
    assert date(2020, 4, 24) in {amendment.on for amendment in cr.get_procedure(CHILDREN).amendments}


def test_stage_1_ran_out_in_may_2020_as_ever() -> None:
    """Received on Monday 4 May, without the 8th: due on Tuesday 19 May, and a breach the day after."""
    case = case_of(date(2020, 5, 4))
    stage_1 = row(case, "stage-1", date(2020, 5, 20))
    assert (stage_1.due, stage_1.status, stage_1.softened, stage_1.is_breach) == (date(2020, 5, 19), Status.OVERDUE, False, True)


def test_stage_2_ran_out_in_june_2020_as_ever() -> None:
    """Request received on Monday 4 May, without 8 and 25 May: day 25 is Wednesday 10 June."""
    case = case_of(date(2020, 4, 1), answered(date(2020, 4, 20)), asked_stage_2(date(2020, 5, 4)))
    stage_2 = row(case, "stage-2", date(2020, 6, 11))
    assert (stage_2.due, stage_2.status, stage_2.softened, stage_2.is_breach) == (date(2020, 6, 10), Status.OVERDUE, False, True)


def before_the_period(*events: Any) -> cr.Case:
    """Stage 2 from 6 January to 10 February 2020, both before the words: no saving can apply to this matter."""
    return case_of(
        date(2019, 12, 2), answered(date(2019, 12, 16)), asked_stage_2(date(2020, 1, 6)), answered(date(2020, 2, 10)), *events
    )


def in_spring(*events: Any) -> cr.Case:
    """Stage 2 was answered on Monday 20 April 2020, four days before the words came; its panel window ran into them."""
    return case_of(
        date(2020, 2, 3), answered(date(2020, 2, 17)), asked_stage_2(date(2020, 3, 16)), answered(date(2020, 4, 20)), *events
    )


@pytest.mark.parametrize(
    ("received", "due", "softened"),
    [
        (date(2020, 3, 9), date(2020, 4, 22), False),
        (date(2020, 3, 10), date(2020, 4, 23), False),  # ran out the day before the words came
        (date(2020, 3, 11), date(2020, 4, 24), True),  # ran on the first day of the words
    ],
)
def test_reg_19_4_the_words_apply_where_the_clock_still_ran_on_24_april(received: date, due: date, *, softened: bool) -> None:
    """Thirty working days from the request, without Good Friday and Easter Monday; past the due day it is late either way."""
    panel = row(before_the_period(asked_panel(received)), "panel-meets", date(2020, 5, 1))
    assert (panel.due, panel.status) == (due, Status.OVERDUE)
    assert (panel.softened, panel.is_breach) == (softened, not softened)
    assert panel.days_late


@pytest.mark.parametrize(
    ("received", "due", "softened"),
    [
        (date(2020, 9, 24), date(2020, 11, 5), True),  # the last day of the words
        (date(2020, 9, 25), date(2020, 11, 6), False),  # the day they had ceased
    ],
)
def test_reg_19_4_the_words_apply_where_the_clock_ran_by_24_september(received: date, due: date, *, softened: bool) -> None:
    """Without a saving: the matter's stage 2 was over on 20 April. Met on 16 November, late in both cases."""
    case = in_spring(asked_panel(received), cr.PanelMet(on=date(2020, 11, 16), members=3))
    panel = row(case, "panel-meets", date(2020, 11, 16))
    assert (panel.due, panel.status, panel.softened, panel.is_breach) == (due, Status.MET_LATE, softened, not softened)


@pytest.mark.parametrize(("day", "saved"), [(date(2020, 4, 23), False), (date(2020, 4, 24), True)])
def test_the_saving_begins_with_a_matter_considered_under_reg_17_on_24_april(day: date, *, saved: bool) -> None:
    """Stage 2 answered on 23 or 24 April; its panel, asked for on 1 October, was due on Thursday 12 November."""
    case = case_of(
        date(2020, 2, 3),
        answered(date(2020, 2, 17)),
        asked_stage_2(date(2020, 3, 23)),
        answered(day),
        asked_panel(date(2020, 10, 1)),
    )
    panel = row(case, "panel-meets", date(2020, 11, 13))
    assert (panel.due, panel.status, panel.softened, panel.is_breach) == (date(2020, 11, 12), Status.OVERDUE, saved, not saved)


@pytest.mark.parametrize(("day", "saved"), [(date(2020, 9, 25), True), (date(2020, 9, 26), False)])
def test_the_saving_ends_with_a_matter_considered_under_reg_17_on_25_september(day: date, *, saved: bool) -> None:
    """Stage 2 began on Friday 25 or Saturday 26 September: day 25 is 30 October for both, and was never relaxed.

    A panel asked for on Monday 2 November was due on Monday 14 December.
    """
    case = case_of(
        date(2020, 9, 1),
        answered(date(2020, 9, 15)),
        asked_stage_2(day),
        answered(date(2020, 11, 2)),
        asked_panel(date(2020, 11, 2)),
    )
    stage_2 = row(case, "stage-2", date(2020, 12, 15))
    assert (stage_2.due, stage_2.status, stage_2.is_breach) == (date(2020, 10, 30), Status.MET_LATE, True)
    panel = row(case, "panel-meets", date(2020, 12, 15))
    assert (panel.due, panel.status, panel.softened, panel.is_breach) == (date(2020, 12, 14), Status.OVERDUE, saved, not saved)


def test_the_saving_covers_the_whole_panel_stage_and_nothing_of_the_guidance() -> None:
    """Stage 2 in the summer, the panel in the winter: every step late, none a breach of statute.

    Asked for on 5 October: acknowledged by the 7th, due 16 November. Met on 30 November: report by 7 December. Received on 14
    December: answered by Wednesday 6 January 2021 (15-18 are 4, 21-24 are 8, 29-31 are 11, 4-6 January are 14; 7 is 15).
    """
    case = case_of(
        date(2020, 6, 1),
        answered(date(2020, 6, 15)),
        asked_stage_2(date(2020, 7, 6)),
        answered(date(2020, 8, 10)),
        asked_panel(date(2020, 10, 5)),
        cr.PanelMet(on=date(2020, 11, 30), members=3),
        cr.PanelReported(on=date(2020, 12, 14), received_on=date(2020, 12, 14)),
        answered(date(2021, 1, 29)),
    )
    day = date(2021, 1, 29)
    assert {key: (row(case, key, day).due, row(case, key, day).status, row(case, key, day).softened) for key in (
        "panel-meets", "panel-report", "stage-3",
    )} == {
        "panel-meets": (date(2020, 11, 16), Status.MET_LATE, True),
        "panel-report": (date(2020, 12, 7), Status.MET_LATE, True),
        "stage-3": (date(2021, 1, 7), Status.MET_LATE, True),
    }  # fmt: skip
    assert {found.limit.key for found in case.breaches(day)} == {"acknowledge-panel-request", "appoint-chair"}
    assert all(not found.limit.force.counts_for_compliance for found in case.breaches(day))


def test_reg_18_2_a_softened_window_does_not_close_and_is_not_used_late() -> None:
    """Notice received on 20 April: the 20 working days end on Tuesday 19 May, yet a panel may be asked for in August."""
    case = in_spring()
    window = row(case, "request-panel", date(2020, 7, 1))
    assert (window.due, window.status, window.softened) == (date(2020, 5, 19), Status.OPEN, True)
    case = case.record(asked_panel(date(2020, 8, 3))).record(cr.PanelMet(on=date(2020, 9, 7), members=3))
    assert row(case, "request-panel", date(2020, 9, 7)).status is Status.USED
    # No decision on a late request was needed; what is irregular is stage 2 without an independent person.
    assert [found.event.key for found in case.irregularities()] == ["responded"]


def test_reg_18_2_a_window_that_had_closed_before_the_words_came_stays_closed() -> None:
    """Notice received on 10 February: closed after 9 March, and a request in May is late."""
    case = before_the_period()
    window = row(case, "request-panel", date(2020, 5, 1))
    assert (window.due, window.status, window.softened) == (date(2020, 3, 9), Status.CLOSED, False)
    late = case.record(asked_panel(date(2020, 5, 4)))
    assert row(late, "request-panel", date(2020, 5, 4)).status is Status.USED_LATE


@pytest.mark.parametrize("received", [date(2016, 9, 5), date(2020, 9, 28), date(2024, 9, 2)])
def test_before_and_after_the_words_a_late_panel_is_a_breach(received: date) -> None:
    """A matter that came after 25 September 2020, or was over long before, never had the benefit of them."""
    year = received.year
    case = case_of(
        received,
        cr.StageSkipped(on=received),
        answered(date(year, 10, 26)),
        asked_panel(date(year, 10, 27)),
    )
    panel = row(case, "panel-meets", date(year + 1, 3, 1))
    assert (panel.softened, panel.status, panel.is_breach) == (False, Status.OVERDUE, True)


def test_a_softened_deadline_says_so() -> None:
    """The explanation names the words and the instrument."""
    panel = row(in_spring(asked_panel(date(2020, 6, 1))), "panel-meets", date(2020, 9, 1))
    assert "reasonably practicable" in panel.explain()
    assert "SI 2020/445" in panel.explain()
