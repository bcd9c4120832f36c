"""One council's targets over the versions of one procedure: a row takes the clock it has there, or the policy is refused once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.rules.terms import Entering, LastDayOf, On, RunsOut

OURS = cr.Source("Our policy", "Our complaints policy")
CODE = cr.get_procedure("england-corporate", on=date(2024, 6, 3))
OWN = cr.get_procedure("england-corporate", on=date(2020, 1, 6))
BEFORE = cr.Received(on=date(2020, 1, 6))
UNDER = cr.Received(on=date(2024, 6, 3))


def target(law: cr.Procedure, limit: str, days: int, **changes: Any) -> cr.TimeLimit:
    """The council's own number of working days for a rule."""
    return cr.local_target(law.limit(limit), key=f"local-{limit}", period=cr.working_days(days), cite=OURS("page 1"), **changes)


def policy(*rows: cr.TimeLimit, **changes: Any) -> cr.LocalPolicy:
    """A policy over corporate complaints since 2018."""
    fields: dict[str, Any] = {"key": "ours", "title": "Ours", "procedure": CODE.key, "since": date(2018, 4, 1), "limits": rows}
    return cr.LocalPolicy(**fields | changes)


def dues(case: cr.Case, on: date) -> dict[str, date | None]:
    """The last day of each of the council's rows on a day."""
    return {row.limit.key: row.due for row in case.deadlines(on) if row.limit.key.startswith("local-")}


def line(received: str) -> str:
    """A complaint of corporate services, as it stands in a file."""
    return json.dumps({"procedure": CODE.key, "events": [{"event": "received", "on": received}]})


def test_a_row_made_from_the_code_starts_before_the_code_as_the_law_s_row_did_then() -> None:
    """Received Monday 6 January 2020, not acknowledged: eight working days from receipt end on Thursday 16."""
    ours = policy(target(CODE, "stage-1-respond", 8))
    case = cr.Case.open(CODE.key, BEFORE, policy=ours)
    assert dues(case, date(2020, 1, 6)) == {"local-stage-1-respond": date(2020, 1, 16)}
    acknowledged = case.record(cr.Acknowledged(on=date(2020, 1, 8)))
    assert dues(acknowledged, date(2020, 1, 8)) == {"local-stage-1-respond": date(2020, 1, 16)}


def test_the_same_row_under_the_code_waits_for_the_last_day_for_acknowledging() -> None:
    """Received Monday 3 June 2024: five working days end on 10 June, and eight more on 20 June."""
    case = cr.Case.open(CODE.key, UNDER, policy=policy(target(CODE, "stage-1-respond", 8)))
    assert dues(case, date(2024, 6, 3)) == {"local-stage-1-respond": date(2024, 6, 20)}


def test_a_row_made_from_the_own_procedure_counts_under_the_code_as_the_code_does() -> None:
    """The other way round: the row takes the Code's clock, and so its 20 June."""
    case = cr.Case.open(CODE.key, UNDER, policy=policy(target(OWN, "stage-1-respond", 8)))
    assert dues(case, date(2024, 6, 3)) == {"local-stage-1-respond": date(2024, 6, 20)}


def test_a_row_of_stage_2_made_from_the_code_needs_no_acknowledgement_that_the_version_does_not_have() -> None:
    """Stage 2 asked for on Monday 3 February 2020: fifteen working days end on Monday 24."""
    case = cr.Case.open(CODE.key, BEFORE, policy=policy(target(CODE, "stage-2-respond", 15)))
    case = case.record(cr.EscalationRequested(on=date(2020, 2, 3)))
    assert dues(case, date(2020, 2, 3)) == {"local-stage-2-respond": date(2020, 2, 24)}


def test_every_row_made_from_one_version_of_any_procedure_stands_in_the_others_or_is_refused_in_words() -> None:
    """Of every procedure with several versions: no row is dropped, and no other error than the policy's comes out."""
    pairs = [
        (one, other)
        for key in cr.RULEBOOK.keys
        for one in cr.RULEBOOK.versions(key)
        for other in cr.RULEBOOK.versions(key)
        if one is not other
    ]
    assert pairs
    for one, other in pairs:
        for law in one.limits:
            row = cr.local_target(law, key=f"local-{law.key}", period=law.period or cr.working_days(5), cite=OURS("page 1"))
            ours = policy(row, procedure=one.key, since=date(2000, 1, 1))
            try:
                over = ours.over(other, other.since)
            except cr.PolicyError as refused:
                assert row.key in str(refused)  # noqa: PT017 - either answer is right, and each is looked at
                continue
            assert over.limit(row.key).starts == other.limit(law.key).starts
            assert over.limit(row.key).within == other.limit(law.key).within


def test_what_a_row_says_otherwise_than_its_rule_stays_in_every_version() -> None:
    """A title and an end of the council's own are not the law's to change."""
    row = target(CODE, "stage-1-respond", 8, title="Ring back", ends=(cr.Responded,))
    over = policy(row).over(OWN, BEFORE.on).limit("local-stage-1-respond")
    assert (over.title, over.ends, over.starts) == ("Ring back", (cr.Responded,), (On(cr.Received),))


def test_an_explanation_is_left_out_where_no_code_was_departed_from() -> None:
    """Fifteen days depart from the Code's ten; before it there was nothing to depart from."""
    ours = policy(target(CODE, "stage-1-respond", 15, departs="one investigator for four services"))
    assert ours.over(CODE, UNDER.on).limit("local-stage-1-respond").departs == "one investigator for four services"
    assert ours.over(OWN, BEFORE.on).limit("local-stage-1-respond").departs == ""


def test_a_policy_of_another_version_is_refused_once_with_the_version_it_fits_and_what_to_do() -> None:
    """Fifteen days fitted the council's own procedure, and are more than the Code allows without a word."""
    ours = policy(target(OWN, "stage-1-respond", 15))
    assert (ours.fits(OWN), ours.fits(CODE)) == (True, False)
    with pytest.raises(cr.PolicyError) as refused:
        cr.Case.open(CODE.key, UNDER, policy=ours)
    assert len(refused.value.faults) == 1
    assert refused.value.cure == (
        "it fits version 'own-procedure' (in force from 2000-01-01 to 2024-01-31) of england-corporate, and this is version "
        "'2024-02' (in force from 2024-02-01): let its since and until keep to the days of what it fits, and make another policy "
        "for the others"
    )
    assert str(refused.value).endswith(f"; {refused.value.cure}")


def test_a_row_beside_a_rule_that_the_version_does_not_have_is_refused_with_the_version_it_fits() -> None:
    """The own procedure acknowledges nothing at stage 2."""
    with pytest.raises(cr.PolicyError) as refused:
        policy(target(CODE, "stage-2-acknowledge", 3)).over(OWN, BEFORE.on)
    assert refused.value.faults == (
        "row 'local-stage-2-acknowledge' stands beside 'stage-2-acknowledge', which england-corporate does not have",
    )
    assert refused.value.cure.startswith("it fits version '2024-02' (in force from 2024-02-01) of england-corporate, and this is")


def test_a_policy_that_fits_no_version_names_none() -> None:
    """A rule that no version has is the policy's fault alone; so is a policy over a procedure that nobody knows."""
    with pytest.raises(cr.PolicyError) as refused:
        policy(attrs.evolve(target(CODE, "stage-1-respond", 8), beside="stage-4")).over(CODE, UNDER.on)
    assert refused.value.cure == ""
    unknown = attrs.evolve(CODE, key="ourtown-corporate")
    with pytest.raises(cr.PolicyError) as refused:
        policy(target(CODE, "stage-1-respond", 15), procedure=unknown.key).over(unknown, UNDER.on)
    assert refused.value.cure == ""


def test_only_a_procedure_can_be_fitted() -> None:
    """A key is not one."""
    with pytest.raises(cr.WrongTypeError):
        policy().fits("england-corporate")  # type: ignore[arg-type] # the wrong type is the point


BY_HAND = target(OWN, "stage-1-respond", 8)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"starts": (On(cr.Received, LastDayOf("stage-1-acknowledge")),)},
            "waits for the last day of 'stage-1-acknowledge', which has no number in this version",
        ),
        ({"starts": (On(cr.Received, LastDayOf("stage-9")),)}, "waits for 'stage-9', which this version does not have"),
        ({"starts": (RunsOut("stage-9"),)}, "waits for 'stage-9', which this version does not have"),
        ({"starts": (Entering("stage-9"),)}, "starts in the state 'stage-9', which this version does not have"),
        ({"starts": (On(cr.PanelRequested),)}, "starts with 'panel-requested', which this version does not know"),
        ({"starts": (On(cr.Extended),), "within": ("stage-9",)}, "runs in the state 'stage-9', which this version does not have"),
        ({"starts": (On(cr.Extended),), "ends": (cr.PanelMet,)}, "ends with no event that this version knows"),
    ],
)
def test_a_row_that_could_never_run_is_refused_and_not_left_out(changes: dict[str, Any], says: str) -> None:
    """Whatever it waits for must come in this version."""
    row = attrs.evolve(BY_HAND, **changes)
    with pytest.raises(cr.PolicyError) as refused:
        policy(row).over(OWN, BEFORE.on)
    assert refused.value.faults == (f"row 'local-stage-1-respond' {says}",)


def test_a_row_may_wait_for_the_last_day_of_another_row_of_the_policy() -> None:
    """Acknowledged within three days, answered within ten of the last of them: 9 January, then 23 January 2020."""
    first = target(OWN, "stage-1-acknowledge", 3)
    then = target(OWN, "stage-1-respond", 10, starts=(On(cr.Received, LastDayOf("local-stage-1-acknowledge")),))
    case = cr.Case.open(CODE.key, BEFORE, policy=policy(first, then))
    assert dues(case, BEFORE.on) == {
        "local-stage-1-acknowledge": date(2020, 1, 9),
        "local-stage-1-respond": date(2020, 1, 23),
    }


# --- a file with cases of both


LINES = [line("2020-01-06"), line("2024-06-03")]


def test_a_policy_of_one_version_makes_no_case_of_another_unreadable() -> None:
    """No until, and it fits the own procedure alone: the case under the Code is read without it."""
    before, under = cr.load_cases(LINES, policy=policy(target(OWN, "stage-1-respond", 15)))
    assert (before.policy is not None, under.policy) == (True, None)


def test_a_file_takes_a_policy_for_each_version() -> None:
    """Fifteen working days before the Code, to 27 January 2020; eight under it, to 20 June 2024."""
    old = policy(target(OWN, "stage-1-respond", 15), key="old")
    new = policy(target(CODE, "stage-1-respond", 8), key="new", since=date(2024, 2, 1))
    for policies in ([old, new], (new, old)):
        before, under = cr.load_cases(LINES, policy=policies)
        assert (dues(before, BEFORE.on), dues(under, UNDER.on)) == (
            {"local-stage-1-respond": date(2020, 1, 27)},
            {"local-stage-1-respond": date(2024, 6, 20)},
        )
    assert cr.load_case(json.loads(LINES[1]), policy=[old, new]).policy == new


def test_a_policy_that_fits_no_version_is_a_fault_of_its_cases() -> None:
    """It is not left out in silence: fifteen days under the Code alone, without a word of explanation."""
    slow = policy(target(CODE, "stage-1-respond", 15), since=date(2024, 2, 1))
    cases = cr.load_cases(LINES, policy=slow)
    assert next(cases).policy is None  # received in 2020, before the policy
    with pytest.raises(cr.LoadError, match="takes more time"):
        next(cases)


def test_a_policy_by_its_key_or_none_among_several_is_taken_too_and_nothing_else() -> None:
    """As one policy is."""
    children = json.dumps({"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]})
    (case,) = cr.load_cases([children], policy=["shropshire-children-2016"])
    assert case.policy == cr.get_policy("shropshire-children-2016")
    with pytest.raises(cr.ComplaintRulesError):
        cr.load_cases([children], policy=5)  # type: ignore[arg-type] # the wrong type is the point


# --- what is said of a blank


@pytest.mark.parametrize("name", ["departs", "title"])
@pytest.mark.parametrize("blank", ["", "  "])
def test_a_row_that_says_nothing_where_it_must_say_something_is_refused_as_blank(name: str, blank: str) -> None:
    """Whoever writes the keyword means to say something."""
    with pytest.raises(cr.WrongValueError, match=f"{name} {blank!r}: is blank; leave it out"):
        target(CODE, "stage-1-respond", 15, **{name: blank})


def test_a_blank_explanation_of_a_row_made_by_hand_is_called_blank() -> None:
    """Not taken for an explanation, and not for none."""
    row = attrs.evolve(target(CODE, "stage-1-respond", 15), departs=" ")
    with pytest.raises(cr.PolicyError) as refused:
        policy(row).over(CODE, UNDER.on)
    assert refused.value.faults == (
        (
            "row 'local-stage-1-respond' has a blank in `departs`; say why it departs (Complaint Handling Code para 6.3), "
            "or leave it out"
        ),
    )
