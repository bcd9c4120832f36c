"""Invented intakes, one at least for each branch of the choice; each answer was worked by hand from the law beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from complaintrules.classification import Function, Question, Route, Verdict
from complaintrules.routing import Part, triage
from complaintrules.routing.intake import load_intake

FOLDER = Path(__file__).parent.parent / "data" / "intakes"
INTAKES = [row for file in sorted(FOLDER.glob("*.json")) for row in json.loads(file.read_text(encoding="utf-8"))]


def in_order(wanted: list[str], found: list[str]) -> bool:
    """Whether the wanted citations stand among those found, in their order."""
    rest = iter(found)
    return all(cite in rest for cite in wanted)


def said(part: Part, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a part answers, as far as the hand-worked answer speaks of it."""
    rows = {row.limit.key: row for row in part.deadlines}
    found: dict[str, Any] = {
        "functions": [function.value for function in part.functions],
        "points": list(part.points),
        "verdict": part.verdict.value,
        "procedure": part.procedure,
        "type": part.type and part.type.value,
        "route": part.route and part.route.value,
        "outcome": part.outcome and part.outcome.value,
        "decisions": [decision.question.value for decision in part.decisions],
        "asks": [ask.field for ask in part.asks],
        "start": part.start and str(part.start),
        "due": {key: row.due and str(row.due) for key, row in rows.items() if key in wanted.get("due", {})},
        "latest": {key: row.latest and str(row.latest) for key, row in rows.items() if key in wanted.get("latest", {})},
    }
    return {key: found[key] for key in wanted if key != "cites"}


@pytest.mark.parametrize("row", INTAKES, ids=[row["says"][:60] for row in INTAKES])
def test_an_intake_finds_the_answer_worked_by_hand(row: dict[str, Any]) -> None:
    """Each part finds its procedure, verdict, decisions, start and first deadlines, with the provisions in their order."""
    answer = triage(load_intake(row["intake"]))
    assert answer.is_complaint is row.get("is_complaint", True)
    assert [ask.field for ask in answer.asks] == row.get("asks", [])
    assert in_order(row.get("cites", []), [str(step.cite) for step in answer.steps])
    assert [said(part, wanted) for part, wanted in zip(answer.parts, row["parts"], strict=True)] == [
        {key: value for key, value in wanted.items() if key != "cites"} for wanted in row["parts"]
    ]
    for part, wanted in zip(answer.parts, row["parts"], strict=True):
        cites = [str(step.cite) for step in part.steps]
        assert in_order(wanted.get("cites", []), cites), cites
        # What is accepted leaves nothing to decide, and what is not known is asked for.
        assert bool(part.decisions) is (part.verdict is Verdict.TO_DECIDE)
        assert part.asks or part.verdict is not Verdict.TO_ASK


def test_the_intakes_reach_every_branch() -> None:
    """Every function, route, question and verdict is met by one intake at least."""
    answers = [triage(load_intake(row["intake"])) for row in INTAKES]
    parts = [part for answer in answers for part in answer.parts]
    assert {function for part in parts for function in part.functions} == set(Function)
    assert {part.route for part in parts if part.route} == set(Route)
    assert {one.question for part in parts for one in part.decisions} == set(Question)
    assert {part.verdict for part in parts} == set(Verdict)
