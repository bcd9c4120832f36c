"""Each instrument has its own grounds for refusing a complaint; another is recorded, and irregular, and what is owed is owed.

Unless a test says otherwise a complaint arrives on Monday 1 June 2026 and is refused a week later.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import RefusalGround, Status
from support.answers import irregular
from support.children import CHILDREN

R = "SI 2006/1738 "
WITH_REG_12 = (CHILDREN, "england-children-voluntary-organisation")


def refused(key: str, ground: RefusalGround, *before: Any, **received: Any) -> cr.Case:
    """A complaint, and its refusal on Monday 8 June 2026."""
    case = cr.Case.open(key, cr.Received(on=date(2026, 6, 1), **received))
    for event in (*before, cr.NotAccepted(on=date(2026, 6, 8), ground=ground)):
        case = case.record(event)
    return case


def rows(case: cr.Case, as_of: date = date(2026, 6, 9)) -> dict[str, cr.Deadline]:
    """The last run of each limit, as it stands on a day."""
    return {deadline.limit.key: deadline for deadline in case.deadlines(as_of)}


EVERYWHERE_ELSE = {ground.value for ground in RefusalGround} - {"no-interest"}
KNOWN: dict[str, set[str]] = {
    CHILDREN: {"out-of-time", "already-considered", "outside-jurisdiction"},
    "england-children-voluntary-organisation": {"out-of-time", "already-considered", "outside-jurisdiction"},
    "england-children-fostering-limit": {"out-of-time", "already-considered", "outside-jurisdiction"},
    "england-adult-social-care": EVERYWHERE_ELSE,
    "england-public-health": EVERYWHERE_ELSE,
    "england-corporate": EVERYWHERE_ELSE,
    "england-housing": EVERYWHERE_ELSE,
}
PROVISION = {
    CHILDREN: R + "reg 8, 9, 12",
    "england-children-voluntary-organisation": R + "reg 8, 9, 12",
    "england-children-fostering-limit": R + "reg 8, 9",
    "england-adult-social-care": "SI 2009/309 reg 8(1)",
    "england-public-health": "SI 2012/3094 reg 25(1)",
    "england-corporate": "Complaint Handling Code para 2.4",
    "england-housing": "Housing Ombudsman's Code para 2.4",
}


@pytest.mark.parametrize("ground", RefusalGround)
@pytest.mark.parametrize("key", KNOWN)
def test_a_ground_that_the_instrument_does_not_have_is_irregular_with_its_provision(key: str, ground: RefusalGround) -> None:
    """Want of interest is of the children's regulations, and decided by its own event; an exclusion is of the others."""
    case = refused(key, ground)
    assert case.state == "not-accepted"
    provision = R + "reg 12" if key in WITH_REG_12 and ground is RefusalGround.NO_INTEREST else PROVISION[key]
    assert irregular(case) == ([] if ground.value in KNOWN[key] else [("not-accepted", provision)])


OWN = {
    ("england-corporate", "own-procedure"),
    ("england-housing", "own-procedure"),
    ("local-corporate", "2000-01"),
    ("shropshire-corporate-2016", "own-procedure"),
    ("shropshire-corporate-2016", "2016-04"),
}


def test_every_procedure_of_an_instrument_looks_at_the_ground_of_every_refusal() -> None:
    """In every version; a council's own procedure has whatever grounds the council has."""
    looking: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for procedure in (version for key in cr.procedures() for version in cr.RULEBOOK.versions(key)):
        for way in procedure.transitions:
            if way.event is cr.NotAccepted:
                parts = tuple(way.expects.parts()) if way.expects else ()
                asks = any(isinstance(part, cr.Asked) and isinstance(part.of, cr.Given) for part in parts)
                looking[asks].add((procedure.key, procedure.version))
    assert looking[False] == OWN
    assert not looking[True] & OWN


# --- reg 12: want of interest


@pytest.mark.parametrize("complainant", [cr.Complainant.CHILD, cr.Complainant.PARENT, cr.Complainant.OTHER_PERSON])
def test_want_of_interest_is_decided_and_told_by_reg_12(complainant: cr.Complainant) -> None:
    """A child or parent needs no decision; of an other person none is on file. Whoever was refused is told, and waits for it."""
    case = refused(CHILDREN, RefusalGround.NO_INTEREST, complainant=complainant)
    assert irregular(case) == [("not-accepted", R + "reg 12")]
    notice = rows(case)["interest-notice"]
    assert (notice.start, notice.due, notice.status) == (date(2026, 6, 8), None, Status.PENDING)
    told = case.record(cr.RefusalNotified(on=date(2026, 6, 9)))
    assert rows(told)["interest-notice"].status is Status.MET


def test_a_decision_on_interest_is_regular() -> None:
    """By its own event, about an other person."""
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2026, 6, 1), complainant=cr.Complainant.OTHER_PERSON))
    case = case.record(cr.InterestDecided(on=date(2026, 6, 8), sufficient=False))
    assert (case.state, irregular(case)) == ("not-accepted", [])


def test_where_reg_12_does_not_apply_want_of_interest_is_no_ground_and_nothing_cites_it() -> None:
    """Reg 23: a fostering limit. No decision on interest is known there, so none is asked for; nor is any notice of one."""
    case = refused("england-children-fostering-limit", RefusalGround.NO_INTEREST, complainant=cr.Complainant.OTHER_PERSON)
    says = [found.says for found in case.irregularities()]
    assert says == [
        "it is expected that its ground is one for refusing here: out of time, already considered or outside jurisdiction"
    ]
    assert "interest-notice" not in rows(case)
    rules = case.procedure
    cites = {str(way.cite) for way in rules.transitions}
    cites |= {str(cite) for limit in rules.limits for cite in (limit.cite, *limit.see)}
    cites |= {str(cite) for rule in rules.requirements for cite in (rule.cite, *rule.see)}
    asked = {
        str(cite)
        for way in rules.transitions
        for part in (way.expects.parts() if way.expects else ())
        if isinstance(part, cr.Asked)
        for cite in (part.cite, *part.see)
    }
    assert [cite for cite in cites | asked if cite.startswith(R) and "12" in cite] == []
    # The others have it as before.
    assert R + "reg 9, 12" in {str(way.cite) for way in cr.get_procedure(CHILDREN).transitions}


# --- reg 8(2), reg 25(2): what the regulations leave out


@pytest.mark.parametrize("key", ["england-adult-social-care", "england-public-health"])
@pytest.mark.parametrize(
    ("ground", "owed"),
    [
        (RefusalGround.EXCLUDED, True),
        (RefusalGround.ALREADY_CONSIDERED, True),
        (RefusalGround.OUT_OF_TIME, False),
        (RefusalGround.OUTSIDE_JURISDICTION, False),
    ],
)
def test_every_kind_that_the_regulations_leave_out_is_owed_a_notice(key: str, ground: RefusalGround, owed: bool) -> None:  # noqa: FBT001 - a column of the table
    """What was investigated before is one of the kinds of reg 8(1), and of reg 25(1)."""
    notice = rows(refused(key, ground)).get("refuse-notice")
    assert (notice is not None) is owed
    assert notice is None or (notice.start, notice.status) == (date(2026, 6, 8), Status.PENDING)


# --- the Codes: stage 2 refused

ACKNOWLEDGED = cr.Acknowledged(on=date(2026, 6, 1))
ANSWERED = cr.Responded(on=date(2026, 6, 2), received_on=date(2026, 6, 2))
NO_LIMIT = (RefusalGround.OUT_OF_TIME, RefusalGround.NO_INTEREST)


def asked(on: date) -> cr.EscalationRequested:
    """Stage 2, asked for on a day on which it also arrives."""
    return cr.EscalationRequested(on=on, received_on=on)


@pytest.mark.parametrize("key", ["england-corporate", "england-housing"])
@pytest.mark.parametrize("ground", RefusalGround)
def test_the_codes_set_no_time_for_asking_for_stage_2(key: str, ground: RefusalGround) -> None:
    """Answered on 2 June, asked on the 3rd: whatever is too late about that, no Code says so."""
    case = refused(key, ground, ACKNOWLEDGED, ANSWERED, asked(date(2026, 6, 3)))
    assert case.state == "escalation-refused"
    assert [event for event, _ in irregular(case)] == ["not-accepted"] * (ground in NO_LIMIT)
    for found in case.irregularities():
        assert (found.cite, *found.see) == _sources(key)


def _sources(key: str) -> tuple[cr.Citation, ...]:
    """The provisions of the Code on refusing stage 2, and on the right to it."""
    moves = cr.get_procedure(key).transitions
    refusal = next(way.cite for way in moves if way.to == "escalation-refused")
    right = next(way.cite for way in moves if way.to == "stage-2")
    return refusal, right


def policy(**closures: Any) -> cr.LocalPolicy:
    """A council whose own time for asking is 2 working days after the answer arrives."""
    source = cr.Source("Our policy", "Our complaints policy")
    row = cr.TimeLimit(
        key="local-ask-stage-2",
        title="Ask for stage 2",
        binds=cr.Party.COMPLAINANT,
        kind=cr.Kind.ADVISORY,
        force=cr.Force.LOCAL_POLICY,
        within=("stage-1-answered",),
        starts=(cr.On(cr.Responded),),
        ends=(cr.EscalationRequested,),
        period=cr.working_days(2),
        cite=source("page 3"),
    )
    return cr.LocalPolicy(
        key="ours", title="Ours", procedure="england-corporate", since=date(2026, 4, 1), limits=(row,), **closures
    )


def with_policy(on: date, *, received_on: date | None = date(2026, 6, 2), **closures: Any) -> list[str]:
    """What is irregular of a refusal as late by that policy."""
    answered = cr.Responded(on=date(2026, 6, 2), received_on=received_on)
    case = refused("england-corporate", RefusalGround.OUT_OF_TIME, ACKNOWLEDGED, answered, asked(on))
    return [event for event, _ in irregular(case.with_policy(policy(**closures)))]


def test_a_councils_own_time_for_asking_may_have_passed() -> None:
    """Tuesday 2 June and two working days: Thursday 4 June is in time, Friday the 5th is not."""
    assert with_policy(date(2026, 6, 4)) == ["not-accepted"]
    assert with_policy(date(2026, 6, 5)) == []


def test_a_councils_own_time_is_counted_by_its_own_closing_days() -> None:
    """Closed on Thursday 4 June: Friday the 5th is the second working day."""
    closed = ((date(2026, 6, 4), "Council closed"),)
    assert with_policy(date(2026, 6, 5), closures=closed) == ["not-accepted"]


def test_an_answer_whose_arrival_nobody_recorded_makes_nothing_late() -> None:
    """Sent on 2 June and received who knows when: Friday the 5th cannot be shown to be late."""
    assert with_policy(date(2026, 6, 5), received_on=None) == ["not-accepted"]


# --- reg 18(2): a request for a panel refused as late


def panel(received_on: date | None, asked_on: date, *, accepted: bool) -> list[str]:
    """Stage 2 answered on 3 February 2025, a panel asked for, and a decision on 10 March."""
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2025, 1, 2), complainant=cr.Complainant.PARENT))
    for event in (
        cr.StageSkipped(on=date(2025, 1, 3)),
        cr.IndependentPersonAppointed(on=date(2025, 1, 6)),
        cr.Responded(on=date(2025, 2, 3), received_on=received_on),
        cr.PanelRequested(on=asked_on, received_on=asked_on),
        cr.LateRequestDecided(on=date(2025, 3, 10), accepted=accepted),
    ):
        case = case.record(event)
    return [provisions for _, provisions in irregular(case)]


def test_a_request_for_a_panel_is_not_late_while_nobody_knows_when_the_answer_arrived() -> None:
    """From Monday 3 February day 20 is Monday 3 March: 4 March is late if the answer arrived that day, and nothing shows it.

    3 to 7 February (4), then three weeks of five (19 by 28 February), and 3 March (20).
    """
    assert panel(None, date(2025, 3, 4), accepted=False) == [R + "reg 18(2)"]
    assert panel(date(2025, 2, 3), date(2025, 3, 4), accepted=False) == []
    assert panel(date(2025, 2, 3), date(2025, 3, 3), accepted=False) == [R + "reg 18(2)"]


def test_accepting_a_request_that_may_have_been_late_takes_nothing_from_anybody() -> None:
    """The council may be cautious to the complainant's good."""
    assert panel(None, date(2025, 3, 4), accepted=True) == []
