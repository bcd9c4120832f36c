"""A refusal says what it is: of the complaint by its ground, of a later stage without touching what was found before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from complaintrules.events import Event

GROUNDS = {
    cr.RefusalGround.OUT_OF_TIME: cr.Outcome.OUT_OF_TIME,
    cr.RefusalGround.OUTSIDE_JURISDICTION: cr.Outcome.OUTSIDE_JURISDICTION,
    cr.RefusalGround.NO_INTEREST: cr.Outcome.NOT_ACCEPTED,
    cr.RefusalGround.ALREADY_CONSIDERED: cr.Outcome.NOT_ACCEPTED,
    cr.RefusalGround.EXCLUDED: cr.Outcome.NOT_ACCEPTED,
    cr.RefusalGround.REPRESENTATIVE: cr.Outcome.NOT_ACCEPTED,
}
RECEIVED = cr.Received(on=date(2025, 6, 2))
UPHELD = cr.Responded(on=date(2025, 6, 16), outcome=cr.Outcome.UPHELD)
ASKED = cr.EscalationRequested(on=date(2025, 6, 20))
TWO_STAGES = ["england-corporate", "england-housing", "local-corporate"]


def refused(ground: cr.RefusalGround = cr.RefusalGround.ALREADY_CONSIDERED) -> Event:
    """A refusal on 25 June 2025."""
    return cr.NotAccepted(on=date(2025, 6, 25), ground=ground)


def year_of(*cases: cr.Case) -> cr.Report:
    """The report of 2025/26."""
    return cr.report(cases, start=date(2025, 4, 1), end=date(2026, 3, 31))


def test_every_ground_of_refusal_is_in_the_table_of_these_tests() -> None:
    """So that a new ground is given an outcome on purpose."""
    assert set(GROUNDS) == set(cr.RefusalGround)


@pytest.mark.parametrize("procedure", TWO_STAGES)
@pytest.mark.parametrize("ground", cr.RefusalGround)
def test_a_refusal_of_stage_2_leaves_what_stage_1_found(procedure: str, ground: cr.RefusalGround) -> None:
    """Upheld stays upheld whatever the ground: the case is closed as refused a later stage, and its finding is its outcome."""
    case = cr.Case.replay(procedure, [RECEIVED, UPHELD, ASKED, refused(ground)])
    assert (case.state, case.is_closed, case.outcome) == ("escalation-refused", True, cr.Outcome.UPHELD)


@pytest.mark.parametrize("procedure", TWO_STAGES)
def test_a_refusal_of_stage_2_makes_no_outcome_where_the_answer_recorded_none(procedure: str) -> None:
    """Nobody wrote what stage 1 found: that stays unknown, and is not the refusal's."""
    unsaid = cr.Responded(on=date(2025, 6, 16))
    assert cr.Case.replay(procedure, [RECEIVED, unsaid, ASKED, refused()]).outcome is None


@pytest.mark.parametrize("procedure", TWO_STAGES)
def test_a_settlement_outlives_the_refusal_of_the_next_stage(procedure: str) -> None:
    """What was resolved at stage 1 was resolved."""
    settled = cr.Resolved(on=date(2025, 6, 16))
    assert cr.Case.replay(procedure, [RECEIVED, settled, ASKED, refused()]).outcome is cr.Outcome.RESOLVED


@pytest.mark.parametrize("procedure", TWO_STAGES)
@pytest.mark.parametrize(("ground", "outcome"), GROUNDS.items())
def test_where_nothing_was_found_the_ground_says_the_outcome(
    procedure: str, ground: cr.RefusalGround, outcome: cr.Outcome
) -> None:
    """At stage 1; at stage 2, where stage 1 was never answered, the answer is still to come."""
    assert cr.Case.replay(procedure, [RECEIVED, refused(ground)]).outcome is outcome
    unanswered = cr.Case.replay(procedure, [RECEIVED, ASKED, refused(ground)])
    assert (unanswered.state, unanswered.outcome) == ("stage-1", None)


@pytest.mark.parametrize("procedure", ["england-children", "england-adult-social-care", "england-public-health"])
@pytest.mark.parametrize(("ground", "outcome"), GROUNDS.items())
def test_one_stage_and_childrens_refusals_say_their_ground_too(
    procedure: str, ground: cr.RefusalGround, outcome: cr.Outcome
) -> None:
    """The table is one for all procedures."""
    case = cr.Case.replay(procedure, [RECEIVED, refused(ground)])
    assert (case.state, case.outcome) == ("not-accepted", outcome)


def test_a_late_answer_to_stage_1_counts_where_stage_2_is_refused_after_it() -> None:
    """Stage 1 was answered after the complainant had gone on, and stage 2 then refused: what stage 1 found is the outcome."""
    second = cr.Responded(on=date(2025, 6, 18), outcome=cr.Outcome.NOT_UPHELD, stage=1)
    case = cr.Case.replay("england-corporate", [RECEIVED, cr.EscalationRequested(on=date(2025, 6, 17)), second, refused()])
    assert (case.state, case.outcome) == ("escalation-refused", cr.Outcome.NOT_UPHELD)


def childrens(*events: Event) -> cr.Case:
    """A case of the children's procedure."""
    return cr.Case.replay("england-children", events)


def test_no_sufficient_interest_is_not_accepted_and_counted_among_the_refused() -> None:
    """SI 2006/1738 reg 12: a decision on interest refuses the complaint; it does not find that it is another body's."""
    case = childrens(
        cr.Received(on=date(2025, 6, 2), complainant=cr.Complainant.OTHER_PERSON),
        cr.InterestDecided(on=date(2025, 6, 9), sufficient=False),
    )
    assert (case.state, case.outcome) == ("not-accepted", cr.Outcome.NOT_ACCEPTED)
    assert year_of(case).count("refused", "ground", "no-interest") == 1
    heard = childrens(
        cr.Received(on=date(2025, 6, 2), complainant=cr.Complainant.OTHER_PERSON),
        cr.InterestDecided(on=date(2025, 6, 9), sufficient=True),
    )
    assert (heard.outcome, year_of(heard).count("refused")) == (None, 0)


@pytest.mark.parametrize(("accepted", "count"), [(False, 1), (True, 0)])
def test_a_panel_refused_for_being_asked_late_leaves_what_stage_2_found(accepted: bool, count: int) -> None:  # noqa: FBT001 - a fact of the event
    """SI 2006/1738 reg 18(2): 20 working days; asked for in September after an answer of 14 July, the panel came late."""
    case = childrens(
        cr.Received(on=date(2025, 5, 12)),
        cr.Responded(on=date(2025, 5, 27), outcome=cr.Outcome.NOT_UPHELD),
        cr.EscalationRequested(on=date(2025, 6, 9)),
        cr.Responded(on=date(2025, 7, 14), stage=2, outcome=cr.Outcome.PARTLY_UPHELD),
        cr.PanelRequested(on=date(2025, 9, 22)),
        cr.LateRequestDecided(on=date(2025, 9, 24), accepted=accepted),
    )
    assert case.outcome is cr.Outcome.PARTLY_UPHELD
    assert year_of(case).count("refused") == count
    assert year_of(case).count("refused", "ground", "out-of-time") == count


def test_the_report_counts_a_refused_stage_as_refused_and_its_case_as_found() -> None:
    """Two closed: one upheld and refused stage 2, one refused at stage 1 as considered before; the parts sum to the whole."""
    kept = cr.Case.replay("england-corporate", [RECEIVED, UPHELD, ASKED, refused()], reference="1")
    turned_away = cr.Case.replay("england-corporate", [RECEIVED, refused()], reference="2")
    report = year_of(kept, turned_away)
    assert (report.count("closed"), report.count("well-founded"), report.count("refused")) == (2, 1, 2)
    parts = {cell.value[0]: cell.count for cell in report.table("closed", "outcome").cells if cell.count}
    assert parts == {"upheld": 1, "not-accepted": 1}
    assert report.count("refused", "ground", "already-considered") == 2
