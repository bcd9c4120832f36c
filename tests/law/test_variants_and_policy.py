"""The variants of regs 21-23, and local policy: a council's own targets beside the law, and never below it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Force, Kind, Status
from support.answers import row
from support.children import CHILDREN

VOLUNTARY = "england-children-voluntary-organisation"
FOSTERING = "england-children-fostering-limit"
SHROPSHIRE = "shropshire-children-2016"
ADVOCATES = {"appoint-advocate", "offer-advocacy", "record-advocates"}
REG_13 = {"keep-record", "annual-report"}


def rules(key: str) -> set[str]:
    """Every rule of a procedure, with a clock or without."""
    procedure = cr.get_procedure(key)
    return {limit.key for limit in procedure.limits} | {rule.key for rule in procedure.requirements}


WHO = {
    "representations-in-need",
    "representations-adoption",
    "representations-guardianship",
    "representations-care-leavers",
}


# --- regs 21 and 22


def test_regs_21_22_a_voluntary_organisation_runs_the_same_procedure_without_reg_13_and_advocates() -> None:
    """Nothing else is left out but the sections on who may complain to a council, and nothing added."""
    assert rules(CHILDREN) - rules(VOLUNTARY) == REG_13 | ADVOCATES | WHO
    assert rules(VOLUNTARY) <= rules(CHILDREN)


def test_regs_21_22_a_child_waits_for_no_advocate_there() -> None:
    """Asked for or not, stage 1 starts with the receipt, and no advocate can be recorded."""
    case = cr.Case.open(
        VOLUNTARY,
        cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.CHILD, advocate=cr.Advocacy.REQUESTED),
    )
    assert (case.state, row(case, "stage-1", date(2016, 9, 5)).start) == ("local-resolution", date(2016, 9, 5))
    assert case.why_not(cr.AdvocateAppointed)
    assert case.why_not(cr.AdvocateRequested)


def test_regs_21_22_the_interest_of_an_other_person_is_decided_there_too() -> None:
    """Reg 12 is not among what is left out; sufficient, it leads straight to stage 1, whatever was asked about advocates."""
    received = cr.Received(
        on=date(2016, 9, 5), complainant=cr.Complainant.OTHER_RELATIVE, under_18=True, advocate=cr.Advocacy.REQUESTED
    )
    case = cr.Case.open(VOLUNTARY, received)
    assert case.state == "interest-pending"
    assert case.record(cr.InterestDecided(on=date(2016, 9, 7), sufficient=True)).state == "local-resolution"


# --- reg 23


def test_reg_23_a_fostering_limit_case_runs_the_same_procedure_without_reg_12() -> None:
    """The decision on interest, with its notice, and the sections on who else may complain are all that is left out."""
    assert rules(CHILDREN) - rules(FOSTERING) == {"decide-interest", "interest-notice"} | WHO
    assert rules(FOSTERING) <= rules(CHILDREN)


@pytest.mark.parametrize("who", list(cr.Complainant), ids=str)
def test_reg_23_nobodys_interest_is_decided_there(who: cr.Complainant) -> None:
    """Stage 1 starts with the receipt for everyone, and the decision cannot be recorded."""
    case = cr.Case.open(FOSTERING, cr.Received(on=date(2016, 9, 5), complainant=who))
    assert (case.state, row(case, "stage-1", date(2016, 9, 5)).due) == ("local-resolution", date(2016, 9, 19))
    assert case.why_not(cr.InterestDecided)


@pytest.mark.parametrize("who", [cr.Complainant.CHILD, cr.Complainant.CARE_LEAVER], ids=str)
def test_reg_23_a_child_may_wait_for_an_advocate_there(who: cr.Complainant) -> None:
    """Advocates are not among what is left out."""
    received = cr.Received(on=date(2016, 9, 5), complainant=who, advocate=cr.Advocacy.REQUESTED)
    case = cr.Case.open(FOSTERING, received)
    assert case.state == "advocate-awaited"
    case = case.record(cr.AdvocateAppointed(on=date(2016, 9, 14)))
    assert row(case, "stage-1", date(2016, 9, 14)).due == date(2016, 9, 28)


# --- both


@pytest.mark.parametrize("key", [VOLUNTARY, FOSTERING])
def test_a_variant_keeps_every_other_rule_as_it_is(key: str) -> None:
    """Same periods, parties, forces, provisions, softening: only states that are not there are missing from `within`."""
    original, variant = cr.get_procedure(CHILDREN), cr.get_procedure(key)
    states = {state.key for state in variant.states}
    for limit in variant.limits:
        twin = original.limit(limit.key)
        happens = {transition.event for transition in variant.transitions}
        readings = tuple(reading for reading in twin.readings if reading.event in happens)
        assert attrs.evolve(limit, within=None, comment="") == attrs.evolve(twin, within=None, comment="", readings=readings)
        assert limit.comment == twin.comment or (key == VOLUNTARY and limit.key == "stage-1" and "advocate" in twin.comment)
        if twin.within is not None:
            assert limit.within == tuple(state for state in twin.within if state in states)
    assert set(variant.requirements) <= set(original.requirements)
    assert (variant.since, variant.division) == (date(2006, 9, 1), "england-and-wales")


@pytest.mark.parametrize("key", [VOLUNTARY, FOSTERING])
def test_a_variant_can_be_walked_from_receipt_to_the_answer_at_stage_3(key: str) -> None:
    """And its clocks are those of the regulations: 10, 25, 20, 30, 5 and 15 working days."""
    case = cr.Case.open(key, cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT))
    for event in (
        cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19)),
        cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 26)),
        cr.IndependentPersonAppointed(on=date(2016, 9, 28)),
        cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31)),
        cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7)),
        cr.PanelMet(on=date(2016, 11, 14), members=3),
        cr.PanelReported(on=date(2016, 11, 21), received_on=date(2016, 11, 21)),
        cr.Responded(on=date(2016, 12, 12), received_on=date(2016, 12, 12)),
    ):
        case = case.record(event)
    day = date(2016, 12, 12)
    assert case.state == "stage-3-answered"
    assert {
        k: row(case, k, day).due for k in ("stage-1", "stage-2", "request-panel", "panel-meets", "panel-report", "stage-3")
    } == {
        "stage-1": date(2016, 9, 19),
        "stage-2": date(2016, 10, 31),
        "request-panel": date(2016, 11, 28),
        "panel-meets": date(2016, 12, 19),
        "panel-report": date(2016, 11, 21),
        "stage-3": date(2016, 12, 12),
    }
    assert case.irregularities() == ()


# --- Shropshire's targets of 2016/17 over the statute


def shropshire(*events: Any, on: date = date(2016, 9, 5)) -> cr.Case:
    """A parent's complaint under the council's policy of the year."""
    case = cr.Case.open(CHILDREN, cr.Received(on=on, complainant=cr.Complainant.PARENT), policy=SHROPSHIRE)
    for event in events:
        case = case.record(event)
    return case


def test_the_policys_rows_stand_beside_the_laws_and_replace_none() -> None:
    """Three working days to acknowledge, ten to answer: two rows more, each of local force, next to the rule it stands beside."""
    plain = cr.Case.open(CHILDREN, cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT))
    day = date(2016, 9, 5)
    keys = [found.limit.key for found in shropshire().deadlines(day)]
    assert [key for key in keys if not key.startswith("local-")] == [found.limit.key for found in plain.deadlines(day)]
    assert keys == ["explain-procedure", "local-acknowledge", "stage-1", "local-stage-1"]
    local = [found for found in shropshire().deadlines(day) if found.limit.key.startswith("local-")]
    assert [(found.due, found.latest) for found in local] == [
        (date(2016, 9, 8), date(2016, 9, 8)),
        (date(2016, 9, 19), date(2016, 10, 3)),
    ]
    assert {found.limit.force for found in local} == {Force.LOCAL_POLICY}


@pytest.mark.parametrize(
    ("sent", "status", "days_late"), [(date(2016, 9, 8), Status.MET, 0), (date(2016, 9, 9), Status.MET_LATE, 1)]
)
def test_a_late_acknowledgement_misses_a_local_target_and_no_law(sent: date, status: Status, days_late: int) -> None:
    """Listed apart: its force does not count for compliance."""
    case = shropshire(cr.Acknowledged(on=sent))
    found = row(case, "local-acknowledge", date(2016, 9, 12))
    assert (found.status, found.days_late) == (status, days_late)
    breaches = case.breaches(date(2016, 9, 12))
    assert [breach.limit.key for breach in breaches] == (["local-acknowledge"] if days_late else [])
    assert not any(breach.limit.force.counts_for_compliance for breach in breaches)


def test_an_answer_also_meets_an_acknowledgement_that_nobody_recorded() -> None:
    """Answered on day 2: the target is met."""
    assert row(shropshire(cr.Responded(on=date(2016, 9, 7))), "local-acknowledge", date(2016, 9, 30)).status is Status.MET


@pytest.mark.parametrize(
    "event",
    [
        cr.Withdrawn(on=date(2016, 9, 6), received_on=date(2016, 9, 6)),
        cr.NotAccepted(on=date(2016, 9, 6), ground=cr.RefusalGround.OUTSIDE_JURISDICTION),
    ],
    ids=["withdrawn", "not accepted"],
)
def test_an_acknowledgement_is_no_longer_owed_once_the_case_is_over(event: Any) -> None:
    """Over on day 1: the target lapsed, and nothing is overdue for ever after."""
    case = shropshire(event)
    assert row(case, "local-acknowledge", date(2017, 3, 31)).status is Status.LAPSED
    assert case.breaches(date(2017, 3, 31)) == ()


def test_an_extension_of_stage_1_moves_the_councils_row_with_the_laws() -> None:
    """Extended on day 8 until day 20: both are due then, without naming a limit."""
    case = shropshire(cr.Extended(on=date(2016, 9, 15), until=date(2016, 10, 3), why="complex"))
    assert {row(case, key, date(2016, 9, 15)).due for key in ("stage-1", "local-stage-1")} == {date(2016, 10, 3)}
    late = shropshire(cr.Extended(on=date(2016, 9, 21), until=date(2016, 10, 3)))
    assert len(late.irregularities()) == 1


def test_a_policy_is_context_and_neither_compared_nor_part_of_the_procedure() -> None:
    """The same facts are the same case, with the policy or without."""
    plain = cr.Case.open(CHILDREN, cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT))
    assert shropshire() == plain
    assert shropshire().procedure == plain.procedure


@pytest.mark.parametrize("on", [date(2016, 3, 31), date(2017, 4, 1)])
def test_the_policy_of_2016_17_applies_to_complaints_received_in_that_year(on: date) -> None:
    """1 April 2016 to 31 March 2017; on the days around it the policy is refused, with its dates."""
    assert shropshire(on=date(2016, 4, 1)).state == shropshire(on=date(2017, 3, 31)).state == "local-resolution"
    with pytest.raises(cr.PolicyError, match=r"2016-04-01.*2017-03-31"):
        shropshire(on=on)


def test_what_the_policy_says_without_a_clock_of_its_own_is_kept_as_notes() -> None:
    """Its 25 and 65 days to the investigator's report stand beside the law's to the response; so do panel and enquiry."""
    notes = {note.beside: note.says for note in cr.get_policy(SHROPSHIRE).notes}
    assert set(notes) == {"stage-2", "panel-meets", "ombudsman-enquiry"}
    assert "65" in notes["stage-2"]
    assert "28" in notes["ombudsman-enquiry"]
    assert row(shropshire(cr.StageSkipped(on=date(2016, 9, 5))), "stage-2", date(2016, 9, 5)).due == date(2016, 10, 10)


# --- policies that are refused, with the provision


COUNCIL = cr.Source("A council's leaflet", "A council's leaflet")("targets")


def target(key: str, period: cr.Period, **changes: Any) -> cr.TimeLimit:
    """The council's own number for a rule of the law."""
    return cr.local_target(cr.get_procedure(CHILDREN).limit(key), key=f"local-{key}", period=period, cite=COUNCIL, **changes)


def policy(*limits: cr.TimeLimit, **changes: Any) -> cr.LocalPolicy:
    """A policy of these rows."""
    fields: dict[str, Any] = {
        "key": "council", "title": "A council", "procedure": CHILDREN, "since": date(2016, 4, 1), "limits": limits,
    } | changes  # fmt: skip
    return cr.LocalPolicy(**fields)


def faults(*limits: cr.TimeLimit, **changes: Any) -> tuple[str, ...]:
    """What a policy of these rows is refused for; nothing if it is accepted."""
    try:
        policy(*limits, **changes).over(cr.get_procedure(CHILDREN), date(2016, 9, 5))
    except cr.PolicyError as refused:
        return refused.faults
    return ()


@pytest.mark.parametrize(
    ("key", "period", "provision"),
    [
        ("stage-1", cr.working_days(11), "14(1)"),
        ("stage-1", cr.calendar_days(13), "14(1)"),  # from a Sunday: Saturday, and ten working days end on the Friday
        ("stage-1", cr.calendar_days(14), "14(1)"),
        ("stage-2", cr.working_days(26), "17(3)"),
        ("stage-2", cr.months(2), "17(3)"),
        ("panel-meets", cr.working_days(31), "19(4)"),
        ("panel-report", cr.working_days(6), "20(2)"),
        ("stage-3", cr.working_days(20), "20(3)"),
    ],
)
def test_a_longer_duty_than_the_laws_is_refused_with_the_provision(key: str, period: cr.Period, provision: str) -> None:
    """Same unit by number, another unit on every start day of the calendar."""
    (fault,) = faults(target(key, period))
    assert provision in fault


@pytest.mark.parametrize(
    ("key", "period"),
    [
        ("stage-1", cr.working_days(10)),
        ("stage-1", cr.working_days(5)),
        ("stage-1", cr.calendar_days(12)),  # at most the Friday of the second week, from whatever day
        ("stage-2", cr.working_days(20)),
        ("panel-meets", cr.calendar_days(28)),
        ("request-panel", cr.working_days(25)),
        ("request-panel", cr.calendar_days(42)),
        ("make-representations", cr.years(2)),
        ("make-representations", cr.months(12)),
    ],
)
def test_a_shorter_duty_and_a_longer_window_are_fine(key: str, period: cr.Period) -> None:
    """A policy may promise more than the law asks."""
    assert faults(target(key, period)) == ()


@pytest.mark.parametrize(
    ("key", "period", "provision"),
    [
        ("request-panel", cr.working_days(19), "18(2)"),
        ("request-panel", cr.calendar_days(28), "18(2)"),  # 20 working days over Christmas are more
        ("make-representations", cr.months(11), "reg 9"),
        ("resubmit-after-proceedings", cr.calendar_days(365), "8(4)"),  # a leap year has one more
        ("ombudsman", cr.months(11, cr.FROM), "26B"),
    ],
)
def test_a_shorter_window_than_the_laws_is_refused_with_the_provision(key: str, period: cr.Period, provision: str) -> None:
    """The complainant may not be given less time."""
    (fault,) = faults(target(key, period))
    assert provision in fault


def test_guidance_may_be_departed_from_by_a_policy() -> None:
    """Policies are checked against statute, statutory code and code only."""
    assert faults(target("acknowledge-panel-request", cr.working_days(5)), target("appoint-chair", cr.working_days(15))) == ()


def test_where_the_law_sets_no_window_a_policys_is_advisory() -> None:
    """The later 28 days to ask for stage 2 bar nobody; as a window that closes they are refused."""
    advisory = target("request-stage-2", cr.calendar_days(28))
    assert advisory.kind is Kind.ADVISORY
    assert faults(advisory) == ()
    assert faults(target("request-stage-2", cr.calendar_days(28), kind=Kind.WINDOW))


@pytest.mark.parametrize(
    ("key", "period", "to", "provision"),
    [
        ("stage-1", cr.working_days(10), cr.working_days(21), "14(5)"),
        ("stage-2", cr.working_days(25), cr.working_days(66), "17(6)"),
        ("stage-2", cr.working_days(25), cr.months(4), "17(6)"),
        ("panel-meets", cr.working_days(30), cr.working_days(40), "19(4)"),
        ("stage-3", cr.working_days(10), cr.working_days(15), "20(3)"),
    ],
)
def test_a_longer_extension_than_the_laws_is_refused_with_the_provision(
    key: str, period: cr.Period, to: cr.Period, provision: str
) -> None:
    """Nor one where the law provides none."""
    extension = cr.Extension(to=to, cap=cr.Cap.HARD, before_expiry=False, cite=COUNCIL, grounds="any")
    (fault,) = faults(target(key, period, extension=extension))
    assert provision in fault


def test_an_extension_within_the_laws_is_fine() -> None:
    """Fifteen instead of twenty."""
    extension = cr.Extension(to=cr.working_days(15), cap=cr.Cap.HARD, before_expiry=False, cite=COUNCIL, grounds="any")
    assert faults(target("stage-1", cr.working_days(5), extension=extension)) == ()


def test_a_policy_replaces_no_rule_and_hides_behind_none() -> None:
    """A row with a rule's own key, one about the same act without saying so, one of false force, one beside nothing."""
    fine = target("stage-1", cr.working_days(8))
    assert faults(attrs.evolve(fine, key="stage-1"))
    assert any("14(1)" in fault for fault in faults(attrs.evolve(fine, beside=None, period=cr.working_days(30))))
    assert faults(attrs.evolve(fine, force=Force.STATUTE))
    assert faults(attrs.evolve(fine, beside="stage-4"))
    assert faults(attrs.evolve(fine, kind=Kind.ADVISORY))
    assert faults(fine, procedure="england-corporate")
    assert faults(fine, notes=(cr.PolicyNote(beside="stage-4", says="anything", cite=COUNCIL),))


def test_all_faults_of_a_policy_are_reported_together() -> None:
    """Each with its own provision."""
    found = faults(target("stage-1", cr.working_days(15)), target("request-panel", cr.working_days(10)))
    assert len(found) == 2
    assert "14(1)" in found[0]
    assert "18(2)" in found[1]


def test_a_cut_off_moves_a_late_receipt_to_the_next_day_and_no_further_rule() -> None:
    """After five in the afternoon of Monday 5 September, in London's summer time, it counts as Tuesday's."""
    council = policy(cut_off=time(17, 0))
    assert council.receipt_day(datetime(2016, 9, 5, 15, 59, tzinfo=UTC)) == date(2016, 9, 5)
    assert council.receipt_day(datetime(2016, 9, 5, 16, 1, tzinfo=UTC)) == date(2016, 9, 6)
    with pytest.raises(cr.WrongValueError):
        council.receipt_day(datetime(2016, 9, 5, 16, 1))  # noqa: DTZ001 - a moment without a zone is the point


def test_a_councils_closing_days_move_its_own_rows_only() -> None:
    """Closed on Wednesday 7 September: its three days end on the 9th; the law's ten still end on the 19th."""
    council = policy(
        cr.local_target(
            cr.get_procedure(CHILDREN).limit("stage-1"), key="local-stage-1", period=cr.working_days(3), cite=COUNCIL
        ),
        closures=((date(2016, 9, 7), "Staff day"),),
    )
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2016, 9, 5)), policy=council)
    day = date(2016, 9, 5)
    assert (row(case, "local-stage-1", day).due, row(case, "stage-1", day).due) == (date(2016, 9, 9), date(2016, 9, 19))


def test_an_unknown_policy_names_its_nearest_neighbour() -> None:
    """One year wrong."""
    with pytest.raises(cr.UnknownKeyError) as refused:
        cr.get_policy("shropshire-children-2015")
    assert SHROPSHIRE in refused.value.nearest
    assert SHROPSHIRE in cr.policies()
