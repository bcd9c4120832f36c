"""What stage 2 of the children's procedure left on file: the independent person's report, and what the answer found as corrected.

SI 2006/1738 reg 17(2) asks for an independent person; the guidance (K) lets a complaint go early to the Ombudsman after a stage 2
that upheld all of it, or all that mattered.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr
from complaintrules.classification import Investigator, Outcome

if TYPE_CHECKING:
    from complaintrules.events import Event

BEGUN = (cr.Received(on=date(2016, 9, 5)), cr.Responded(on=date(2016, 9, 19)), cr.EscalationRequested(on=date(2016, 9, 26)))
ANSWERED_ON = date(2016, 10, 31)
EARLY = cr.ReferredToOmbudsman(on=date(2016, 11, 7), received_on=date(2016, 11, 7), early=True, agreed=True)


def case_of(*events: Event) -> cr.Case:
    """A case at stage 2, and what happened there."""
    return cr.Case.replay("england-children", (*BEGUN, *events))


def reported(day: int, by: Investigator) -> Event:
    """A report on a day of October 2016."""
    return cr.InvestigationReported(on=date(2016, 10, day), by=by)


def irregular(case: cr.Case) -> list[str]:
    """The events that were irregular."""
    return [found.event.key for found in case.irregularities()]


IP, IO = Investigator.INDEPENDENT_PERSON, Investigator.INVESTIGATING_OFFICER


@pytest.mark.parametrize("day", [24, 26])
def test_the_independent_persons_report_counts_whichever_came_last(day: int) -> None:
    """The officer's came on the same day, or two days later: the independent person's is on file all the same."""
    answer = cr.Responded(on=ANSWERED_ON, stage=2)
    assert irregular(case_of(reported(24, IP), reported(day, IO), answer)) == []
    assert irregular(case_of(reported(day, IO), answer)) == ["responded"]


def test_a_report_of_an_earlier_round_is_none_of_this_one() -> None:
    """Reported on the 10th, then suspended and put forward again, and stage 2 asked for anew: nobody independent took part."""
    again = (
        reported(10, IP),
        cr.Suspended(on=date(2016, 10, 12), ground=cr.SuspensionGround.COURT_OR_TRIBUNAL),
        cr.ProceedingsEnded(on=date(2016, 10, 20)),
        cr.Resubmitted(on=date(2016, 10, 20)),
        cr.Responded(on=date(2016, 10, 24)),
        cr.EscalationRequested(on=date(2016, 10, 25)),
    )
    answer = cr.Responded(on=ANSWERED_ON, stage=2)
    assert irregular(case_of(*again, reported(26, IO), answer)) == ["responded"]
    assert irregular(case_of(*again, reported(26, IP), reported(27, IO), answer)) == []


@pytest.mark.parametrize(
    ("found", "corrected", "expected"),
    [
        (Outcome.UPHELD, Outcome.NOT_UPHELD, ["referred-to-ombudsman"]),
        (Outcome.NOT_UPHELD, Outcome.UPHELD, []),
        (Outcome.NOT_UPHELD, None, ["referred-to-ombudsman"]),
        (Outcome.UPHELD, None, []),
        (None, Outcome.NO_FINDING, ["referred-to-ombudsman"]),
    ],
)
def test_an_early_referral_is_judged_by_what_stage_2_found_as_it_stands(
    found: Outcome | None, corrected: Outcome | None, expected: list[str]
) -> None:
    """A correction counts, and one that corrects no finding changes none."""
    answer = cr.Responded(on=ANSWERED_ON, stage=2, outcome=found)
    case = case_of(reported(24, IP), answer, cr.AnswerCorrected(on=date(2016, 11, 1), outcome=corrected), EARLY)
    assert case.state == "referred-early"
    assert irregular(case) == expected


def test_a_late_answer_to_stage_1_says_nothing_of_what_stage_2_found() -> None:
    """Stage 1 ran out on Monday 19 September; its answer came after that of stage 2, which upheld nothing."""
    gone_on = (cr.Received(on=date(2016, 9, 5)), cr.EscalationRequested(on=date(2016, 9, 26)), reported(24, IP))
    second = cr.Responded(on=ANSWERED_ON, stage=2, outcome=Outcome.NOT_UPHELD)
    first = cr.Responded(on=date(2016, 11, 1), stage=1, outcome=Outcome.UPHELD)
    case = cr.Case.replay("england-children", (*gone_on, second, first, EARLY))
    assert irregular(case) == ["referred-to-ombudsman"]
    second = cr.Responded(on=ANSWERED_ON, stage=2, outcome=Outcome.UPHELD)
    first = cr.Responded(on=date(2016, 11, 1), stage=1, outcome=Outcome.NOT_UPHELD)
    case = cr.Case.replay("england-children", (*gone_on, second, first, EARLY))
    assert irregular(case) == []
