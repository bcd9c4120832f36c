"""A local policy may promise more than the law asks, never less: whatever passes the check keeps that."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintrules import RULEBOOK, Case, Deadline, Force, Kind, PolicyError, Procedure, TimeLimit, get_procedure
from complaintrules.calendars.periods import AFTER, FROM, Period, Unit, calendar_days, months, working_days, years
from complaintrules.events import Acknowledged, Extended, PlanAgreed, Received
from complaintrules.procedures.policy import LocalPolicy, local_target
from complaintrules.rules.law import Source
from complaintrules.rules.terms import Cap, Extension, On

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = Source("Our promise", "The council's own leaflet")
SINCE = date(2009, 4, 1)
PROCEDURES = tuple(get_procedure(key) for key in RULEBOOK.keys)
CHILDREN = get_procedure("england-children")


def numbered(kind: Kind) -> list[tuple[Procedure, TimeLimit]]:
    """The rules of the law with a number that a policy may not undercut, each with its procedure."""
    return [
        (procedure, limit)
        for procedure in PROCEDURES
        for limit in procedure.limits
        if limit.kind is kind and limit.force.counts_for_compliance and limit.period is not None
    ]


def policy_with(procedure: Procedure, *rows: TimeLimit, **more: Any) -> LocalPolicy:
    """A policy over a procedure, in force for as long as it is."""
    return LocalPolicy(key="ours", title="Ours", procedure=procedure.key, since=procedure.since, limits=rows, **more)


def passes(policy: LocalPolicy, procedure: Procedure) -> bool:
    """Whether the check lets it pass."""
    try:
        policy.over(procedure, procedure.since)
    except PolicyError:
        return False
    return True


# Periods as councils write them. `rolls` belongs to calendar time only.
PERIODS = st.one_of(
    st.builds(Period, st.integers(1, 70), st.just(Unit.WORKING_DAYS), st.sampled_from([AFTER, FROM])),
    st.builds(Period, st.integers(1, 100), st.just(Unit.CALENDAR_DAYS), st.sampled_from([AFTER, FROM]), st.booleans()),
    st.builds(Period, st.integers(1, 13), st.just(Unit.MONTHS), st.sampled_from([AFTER, FROM]), st.booleans()),
    st.builds(Period, st.integers(1, 2), st.just(Unit.YEARS), st.sampled_from([AFTER, FROM])),
)
# Leap years, month ends and holidays all lie among them; two years from the last still lie in the calendar.
STARTS = st.dates(date(2010, 1, 1), date(2045, 12, 31))
# As long as the law's own, or about as long in another unit: where a check is most easily wrong.
NEAR = st.sampled_from(
    [
        working_days(10),
        working_days(10, FROM),
        working_days(11, FROM),
        calendar_days(12),
        calendar_days(14),
        calendar_days(14, FROM),
        calendar_days(14, rolls=True),
        calendar_days(11),
        months(6),
        months(6, FROM),
        months(12),
        months(12, FROM),
        years(1),
        years(1, FROM),
        calendar_days(181),
        calendar_days(180),
        calendar_days(365),
        working_days(3),
        calendar_days(3),
        calendar_days(5),
    ]
)


def ends(period: Period, start: date, procedure: Procedure) -> date:
    """The last day of a period from a day, by the procedure's own calendar."""
    from complaintrules import WorkingDayCalendar  # noqa: PLC0415 - the calendar is built for this module only

    return period.end(start, WorkingDayCalendar.for_division(procedure.division))


@settings(max_examples=60)
@given(rule=st.sampled_from(numbered(Kind.DUTY)), period=PERIODS | NEAR, start=STARTS)
def test_a_policy_that_passes_never_lets_a_duty_end_later_than_the_law(
    rule: tuple[Procedure, TimeLimit], period: Period, start: date
) -> None:
    """Whatever the unit and the way of counting, from whatever day."""
    procedure, law = rule
    assert law.period is not None
    if passes(policy_with(procedure, local_target(law, key="ours", period=period, cite=LOCAL("2"))), procedure):
        assert ends(period, start, procedure) <= ends(law.period, start, procedure)


@settings(max_examples=60)
@given(rule=st.sampled_from(numbered(Kind.WINDOW)), period=PERIODS | NEAR, start=STARTS)
def test_a_policy_that_passes_never_closes_a_window_earlier_than_the_law(
    rule: tuple[Procedure, TimeLimit], period: Period, start: date
) -> None:
    """The other way round: the complainant may be given more time, never less."""
    procedure, law = rule
    assert law.period is not None
    if passes(policy_with(procedure, local_target(law, key="ours", period=period, cite=LOCAL("3"))), procedure):
        same_side = law.binds.value == "complainant"
        assert not same_side or ends(period, start, procedure) >= ends(law.period, start, procedure)


@settings(max_examples=60)
@given(
    rule=st.sampled_from([rule for rule in numbered(Kind.DUTY) if rule[1].extension and rule[1].extension.to]),
    to=PERIODS | NEAR,
    start=STARTS,
)
def test_a_policy_that_passes_never_reaches_past_the_laws_cap(rule: tuple[Procedure, TimeLimit], to: Period, start: date) -> None:
    """An extension of the policy's own row ends with the law's, or before."""
    procedure, law = rule
    assert law.period is not None
    assert law.extension is not None
    assert law.extension.to is not None
    extension = Extension(
        to=to, cap=law.extension.cap, before_expiry=law.extension.before_expiry, cite=LOCAL("4"), grounds="ours"
    )
    row = local_target(law, key="ours", period=law.period, cite=LOCAL("4"), extension=extension)
    if passes(policy_with(procedure, row), procedure):
        assert ends(to, start, procedure) <= ends(law.extension.to, start, procedure)


@pytest.mark.parametrize(
    ("key", "limit", "period"),
    [
        ("england-children", "stage-1", working_days(10)),
        ("england-children", "stage-1", working_days(5)),
        ("england-children", "stage-1", working_days(10, FROM)),
        ("england-children", "stage-1", calendar_days(12)),  # ten working days are never fewer
        ("england-corporate", "stage-1-acknowledge", working_days(2)),
        ("england-adult-social-care", "relevant-period", months(6, FROM)),
        ("england-adult-social-care", "relevant-period", calendar_days(180)),  # 1 September to 28 February are 181
        ("england-children", "request-panel", working_days(20)),
        ("england-children", "request-panel", calendar_days(60)),
        ("england-adult-social-care", "make-complaint", years(1)),
        ("england-adult-social-care", "make-complaint", months(13)),
    ],
)
def test_what_promises_as_much_or_more_passes(key: str, limit: str, period: Period) -> None:
    """So the properties above are not kept by refusing everything."""
    procedure = get_procedure(key)
    assert passes(
        policy_with(procedure, local_target(procedure.limit(limit), key="ours", period=period, cite=LOCAL("5"))), procedure
    )


@pytest.mark.parametrize(
    ("key", "limit", "period"),
    [
        ("england-children", "stage-1", working_days(11)),
        ("england-children", "stage-1", calendar_days(15)),  # two weeks from most days end it in time, three weekends do not
        ("england-corporate", "stage-1-acknowledge", calendar_days(8)),
        ("england-adult-social-care", "relevant-period", months(6)),  # the corresponding date is a day too late
        ("england-adult-social-care", "relevant-period", calendar_days(182)),
        ("england-children", "request-panel", working_days(19)),
        ("england-children", "request-panel", calendar_days(28)),  # 20 working days with a bank holiday are longer
        ("england-adult-social-care", "make-complaint", months(12, FROM)),
        ("england-adult-social-care", "make-complaint", calendar_days(365)),  # a leap year has one more
    ],
)
def test_what_promises_less_is_refused_even_if_only_in_some_years(key: str, limit: str, period: Period) -> None:
    """Found by trying every day there is."""
    procedure = get_procedure(key)
    assert not passes(
        policy_with(procedure, local_target(procedure.limit(limit), key="ours", period=period, cite=LOCAL("6"))), procedure
    )


def test_a_policy_is_not_held_to_guidance_or_practice() -> None:
    """28 days for an enquiry are practice: a council may take 40, for its own."""
    enquiry = CHILDREN.limit("ombudsman-enquiry")
    assert enquiry.force is Force.PRACTICE
    assert passes(policy_with(CHILDREN, local_target(enquiry, key="ours", period=calendar_days(40), cite=LOCAL("7"))), CHILDREN)


# --- what else makes a duty of a policy end later than the law's: its closures, its start, its extension


def laid_beside(policy: LocalPolicy, *events: Any) -> Iterator[tuple[Deadline, Deadline]]:
    """Each row of a policy in a case, with the row of the law that it stands beside."""
    case = Case.replay(CHILDREN, events, policy=policy)
    found = {row.limit.key: row for row in case.deadlines(events[-1].on)}
    for row in found.values():
        if row.limit.beside is not None:
            yield row, found[row.limit.beside]


def held(policy: LocalPolicy, *events: Any) -> bool:
    """Refused, or no duty of it ends later than the law's in this case."""
    if not passes(policy, CHILDREN):
        return True
    return all(ours.due is None or law.due is None or ours.due <= law.due for ours, law in laid_beside(policy, *events))


RECEIVED = Received(on=date(2026, 6, 1))
STAGE_1 = CHILDREN.limit("stage-1")


@settings(max_examples=25)
@given(amount=st.integers(1, 10), closed=st.sets(st.integers(1, 30), max_size=12))
def test_the_councils_own_closing_days_never_let_a_duty_end_later_than_the_law(amount: int, closed: set[int]) -> None:
    """Days on which the council is closed are no bank holidays: the law's clock runs on through them."""
    closures = tuple((RECEIVED.on + timedelta(days=day), "Closed") for day in sorted(closed))
    policy = policy_with(
        CHILDREN, local_target(STAGE_1, key="ours", period=working_days(amount), cite=LOCAL("8")), closures=closures
    )
    assert held(policy, RECEIVED)


def test_a_later_start_never_lets_a_duty_end_later_than_the_law() -> None:
    """Ten working days, but from an acknowledgement a week after receipt."""
    row = local_target(STAGE_1, key="ours", period=working_days(10), cite=LOCAL("9"), starts=(On(Acknowledged),))
    assert held(policy_with(CHILDREN, row), RECEIVED, Acknowledged(on=date(2026, 6, 8)))


@pytest.mark.parametrize(("cap", "until"), [(Cap.HARD, date(2026, 7, 1)), (Cap.SOFT, date(2026, 7, 1))])
def test_an_extension_never_carries_a_duty_past_the_laws_hard_cap(cap: Cap, until: date) -> None:
    """R14(5): 20 working days from 1 June are 29 June, whatever the reason; a softer promise of the council's is less."""
    extension = Extension(to=working_days(20), cap=cap, before_expiry=False, cite=LOCAL("10"), grounds="complex")
    policy = policy_with(
        CHILDREN, local_target(STAGE_1, key="ours", period=working_days(10), cite=LOCAL("10"), extension=extension)
    )
    assert held(policy, RECEIVED, Extended(on=date(2026, 6, 10), until=until, why="complex"))


def test_a_row_without_a_number_beside_a_duty_with_one_is_refused() -> None:
    """A promise of "as soon as possible" is less than one of ten working days."""
    row = local_target(STAGE_1, key="ours", period=None, cite=LOCAL("11"))  # type: ignore[arg-type]  # what the check is for
    assert not passes(policy_with(CHILDREN, row), CHILDREN)


# --- the adults' regulations: agreement before expiry, and a day that the plan names

ADULTS = get_procedure("england-adult-social-care")


def adults_held(policy: LocalPolicy, *events: Any) -> bool:
    """Refused, or no duty of it ends later than the law's in an adult social care case."""
    if not passes(policy, ADULTS):
        return True
    case = Case.replay(ADULTS, events, policy=policy)
    found = {row.limit.key: row for row in case.deadlines(events[-1].on)}
    ours, law = found["ours"], found[found["ours"].limit.beside or ""]
    return ours.due is not None and law.due is not None and ours.due <= law.due


@pytest.mark.parametrize("before_expiry", [True, False])
def test_an_extension_that_came_too_late_for_the_law_moves_no_duty_of_a_policy(before_expiry: bool) -> None:  # noqa: FBT001 - a field of the rule
    """R14(3): the six months ended on 14 July 2026, and an agreement on the 15th moves nothing."""
    law = ADULTS.limit("relevant-period")
    assert law.extension is not None
    extension = Extension(to=None, cap=Cap.AGREED, before_expiry=before_expiry, cite=LOCAL("12"), grounds="agreed")
    row = local_target(law, key="ours", period=months(6, FROM), cite=LOCAL("12"), extension=extension)
    late = Extended(on=date(2026, 7, 15), until=date(2026, 9, 30), limit="relevant-period")
    assert adults_held(policy_with(ADULTS, row), Received(on=date(2026, 1, 15)), late)


@pytest.mark.parametrize("overrides", ["until", None])
def test_a_number_of_the_councils_own_never_outlasts_the_day_agreed(overrides: str | None) -> None:
    """A plan of 19 January names 27 February; sixty working days would end in April."""
    law = ADULTS.limit("agreed-timescale")
    row = local_target(law, key="ours", period=working_days(60), cite=LOCAL("13"), overrides=overrides)
    plan = PlanAgreed(on=date(2026, 1, 19), until=date(2026, 2, 27))
    assert adults_held(policy_with(ADULTS, row), Received(on=date(2026, 1, 15)), plan)
