"""Procedures side by side: what the table says, checked against the law's own words, and that it names no procedure."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from complaintrules import RULEBOOK, Certainty, Force, NotInForceError, Party, UnknownKeyError, WrongTypeError, get_procedure
from complaintrules.calendars.periods import working_days
from complaintrules.events import Acknowledged, EscalationRequested, Received, Responded
from complaintrules.procedures import comparison
from complaintrules.procedures.comparison import ComparisonRow, compare
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import START, STAY, On, State, TimeLimit, Transition

OURS = Source("Our rules", "A user's own rules")


def table(*keys: str) -> list[tuple[object, ...]]:
    """The numbers of the rows: stage of stages, acknowledgement, answer."""
    return [
        (
            row.stage,
            row.stages,
            [limit.time for limit in row.acknowledgements],
            [limit.time for limit in row.answers],
        )
        for row in compare(keys)
    ]


def one(key: str, stage: int | None) -> ComparisonRow:
    """The row of one stage."""
    (row,) = [row for row in compare([key]) if row.stage == stage]
    return row


def test_the_code_has_two_stages_of_five_and_ten_and_of_five_and_twenty_working_days() -> None:
    """Both editions alike."""
    for key in ("england-corporate", "england-housing"):
        assert table(key) == [
            (1, 2, ["within 5 working days"], ["within 10 working days"]),
            (2, 2, ["within 5 working days"], ["within 20 working days"]),
        ]


def test_the_children_have_three_stages_and_no_number_for_acknowledging_a_complaint() -> None:
    """10, 25 and 15 working days; two for a panel request, by guidance."""
    assert table("england-children") == [
        (1, 3, [], ["within 10 working days"]),
        (2, 3, [], ["within 25 working days"]),
        (3, 3, ["within 2 working days"], ["within 15 working days"]),
    ]
    assert one("england-children", 3).forces == (Force.STATUTORY_GUIDANCE, Force.STATUTE)


def test_the_adults_have_one_stage_and_two_clocks_for_its_answer() -> None:
    """As soon as practicable, and six months beginning with receipt; the plan's own day binds nobody."""
    assert table("england-adult-social-care") == [
        (1, 1, ["within 3 working days"], ["as soon as possible", "within 6 months beginning with the day"]),
    ]


def test_the_provider_of_public_health_has_an_acknowledgement_of_its_own() -> None:
    """Two parties are bound."""
    row = one("england-public-health", 1)
    assert [(limit.who, limit.time) for limit in row.acknowledgements] == [
        (Party.AUTHORITY, "within 3 working days"),
        (Party.PROVIDER, "within 3 working days"),
    ]
    assert row.bound == (Party.AUTHORITY, Party.PROVIDER)


def test_a_procedure_without_stages_has_one_row_without_a_number() -> None:
    """Data protection: thirty days that roll, and no number for the outcome."""
    (row,) = compare(["uk-data-protection"])
    assert (row.stage, row.stages) == (None, 1)
    assert [limit.time for limit in row.acknowledgements] == [
        "within 30 calendar days, moved to the next working day if it does not end on one"
    ]
    assert [limit.time for limit in row.answers] == ["as soon as possible"]


def test_a_stage_without_any_limit_is_shown_empty() -> None:
    """Shropshire's stage 2 has no published one."""
    assert table("shropshire-corporate-2016") == [
        (1, 2, ["within 3 working days"], ["within 30 working days"]),
        (2, 2, [], []),
    ]
    assert one("shropshire-corporate-2016", 2).forces == ()


@pytest.mark.parametrize(
    ("key", "stage", "parts"),
    [
        ("england-children", 1, ("20 working days", "whatever the reason")),
        ("england-children", 2, ("65 working days", "whatever the reason", "before the time runs out")),
        ("england-corporate", 1, ("20 working days", "good reason")),
        ("england-corporate", 2, ("40 working days", "good reason")),
        ("england-public-health", 1, ("by agreement", "before the time runs out")),
    ],
)
def test_each_extension_says_how_far_how_firm_and_whether_told_before(key: str, stage: int, parts: tuple[str, ...]) -> None:
    """Its provision stands among the further ones."""
    (limit,) = one(key, stage).answers
    assert limit.extension is not None
    assert all(part in limit.extension for part in parts)
    extension = get_procedure(key).limit(limit.key).extension
    assert extension is not None
    assert extension.cite in limit.see


@pytest.mark.parametrize(("key", "stage"), [("england-children", 3), ("shropshire-corporate-2016", 1)])
def test_what_cannot_be_extended_says_so(key: str, stage: int) -> None:
    """No extension is None, not an empty text."""
    assert {limit.extension for limit in one(key, stage).limits} == {None}


def test_who_answers_how_bindingly_and_under_which_provision() -> None:
    """Stage 2 of the Housing Ombudsman's Code."""
    (answer,) = one("england-housing", 2).answers
    assert (answer.key, answer.who, answer.force) == ("stage-2-respond", Party.AUTHORITY, Force.STATUTORY_CODE)
    assert (str(answer.cite), answer.certainty) == ("Housing Ombudsman's Code, after 6.13", Certainty.SECOND_SOURCE)
    assert "someone other than at stage 1" in answer.asks
    assert "Acknowledged" in answer.counted_from


def test_the_panel_is_bound_at_stage_3() -> None:
    """The report is the panel's own duty."""
    assert one("england-children", 3).bound == (Party.AUTHORITY, Party.PANEL)


def test_without_a_choice_every_procedure_that_a_complaint_opens_is_there_in_the_rulebooks_order() -> None:
    """A public report of the Ombudsman is opened by no complaint, and has no place beside them."""
    keys = list(dict.fromkeys(row.procedure for row in compare()))
    assert keys == [key for key in RULEBOOK.keys if key != "ombudsman-report"]
    assert compare() == compare(keys)


def test_a_day_leaves_out_what_was_not_in_force_on_it() -> None:
    """In June 2010 neither public health in council hands nor data protection complaints; of both Codes, what came before."""
    rows = compare(on=date(2010, 6, 1))
    keys = {row.procedure for row in rows}
    assert "england-adult-social-care" in keys
    assert keys.isdisjoint({"england-public-health", "uk-data-protection"})
    assert {row.version for row in rows if row.procedure in {"england-corporate", "england-housing"}} == {"own-procedure"}
    assert "shropshire-corporate-2016" not in {row.procedure for row in compare(on=date(2026, 4, 1))}


def test_a_procedure_asked_for_by_name_must_have_been_in_force() -> None:
    """Silence would look like an answer."""
    with pytest.raises(NotInForceError):
        compare(["england-public-health"], on=date(2010, 6, 1))


def test_bad_input_is_refused() -> None:
    """A key alone is no list of keys; an unknown one names its nearest."""
    with pytest.raises(WrongTypeError, match="list"):
        compare("england-corporate")
    with pytest.raises(UnknownKeyError, match="england-corporate"):
        compare(["england-corprate"])


def test_rows_are_values() -> None:
    """Hashable, comparable, and whole after a pickle."""
    rows = compare()
    assert len(set(rows)) == len(rows)
    assert pickle.loads(pickle.dumps(rows)) == rows  # noqa: S301 - a pickle of our own making


def test_a_users_own_procedure_stands_beside_the_others() -> None:
    """Given as itself, or found in a rulebook that holds it."""
    own = Procedure(
        key="ours",
        version="1",
        title="Ours",
        since=date(2026, 1, 1),
        division="scotland",
        sources=(OURS,),
        states=(State("open", "Open", 1), State("done", "Done", 1, final=True)),
        transitions=(
            Transition(START, Received, "open", OURS("1")),
            Transition("open", Acknowledged, STAY, OURS("2")),
            Transition("open", Responded, "done", OURS("3")),
        ),
        limits=(
            TimeLimit(
                key="answer",
                title="Answer",
                binds=Party.AUTHORITY,
                force=Force.LOCAL_POLICY,
                within=("open",),
                starts=(On(Received),),
                ends=(Responded,),
                period=working_days(7),
                cite=OURS("3"),
            ),
        ),
    )
    assert [limit.time for row in compare([own]) for limit in row.answers] == ["within 7 working days"]
    rulebook = RULEBOOK.adding(own)
    assert compare(["ours"], rulebook=rulebook) == compare([own])
    assert compare(rulebook=rulebook) == (*compare(), *compare([own]))


def test_a_duty_that_runs_through_two_stages_is_shown_once_where_it_begins() -> None:
    """An acknowledgement that may still be owed while the review runs."""
    own = Procedure(
        key="ours",
        version="1",
        title="Ours",
        since=date(2026, 1, 1),
        division="england-and-wales",
        sources=(OURS,),
        states=(State("open", "Open", 1), State("review", "Under review", 2), State("done", "Done", 2, final=True)),
        transitions=(
            Transition(START, Received, "open", OURS("1")),
            Transition(("open", "review"), Acknowledged, STAY, OURS("2")),
            Transition("open", EscalationRequested, "review", OURS("3")),
            Transition("review", Responded, "done", OURS("4")),
        ),
        limits=(
            TimeLimit(
                key="acknowledge",
                title="Acknowledge",
                binds=Party.AUTHORITY,
                force=Force.LOCAL_POLICY,
                within=("review", "open"),
                starts=(On(Received),),
                ends=(Acknowledged,),
                period=working_days(7),
                cite=OURS("2"),
            ),
        ),
    )
    assert [len(row.acknowledgements) for row in compare([own])] == [1, 0]


def test_the_code_names_no_procedure() -> None:
    """The table is worked out: no key of the rulebook stands in its code outside an example."""
    source = Path(comparison.__file__).read_text(encoding="utf-8")
    code = "\n".join(line for line in source.splitlines() if ">>>" not in line)
    assert not [key for key in RULEBOOK.keys if key in code]
