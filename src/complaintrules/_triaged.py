"""How ``triage`` prints: which procedure each part of a complaint belongs to, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from complaintrules import _words
from complaintrules._show import NO_ADVICE
from complaintrules._tables import BAD, HEADING, QUIET, TITLE, WARNING, opened
from complaintrules.errors import Fault, LoadError
from complaintrules.intake import load_intake
from complaintrules.procedures import get_procedure
from complaintrules.routing import triage

if TYPE_CHECKING:
    from complaintrules._tables import Page
    from complaintrules.intake import Intake
    from complaintrules.routing import Part, Triage


def read_intake(file: str) -> Intake:
    """The intake that a file of JSON holds; ``-`` is standard input.

    Raises:
        OSError: The file cannot be read.
        LoadError: It is no JSON, or not an intake.
    """
    with opened(file) as stream:
        content = stream.read()
    try:
        data: Any = json.loads(content, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError) as error:  # not UTF-8 is a ValueError too
        raise LoadError((Fault(line=None, path="", says=f"{file} is no JSON: {error}"),)) from None
    return load_intake(data)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise LoadError(tuple(Fault(line=None, path=key, says="is given twice in one object") for key in twice))
    return dict(pairs)


def triage_json(intake: Intake) -> dict[str, Any]:
    """The whole answer."""
    return triage(intake).as_dict()


def print_triage(page: Page, intake: Intake) -> None:
    """The same, for people."""
    answer = triage(intake)
    page.text(_heading(answer), style=HEADING)
    for step in answer.steps:
        page.text(f"{step.says} ({step.cite})", indent=2)
    for wanted in answer.asks:
        page.text(f"Ask next: {wanted.rule.says} ({wanted.rule.cite})", indent=2, style=WARNING)
    for part in answer.parts:
        page.blank()
        _print_part(page, part)
    page.blank()
    page.text(NO_ADVICE, style=QUIET)


def _heading(answer: Triage) -> str:
    if answer.is_complaint is None:
        return "Not known yet what it is"
    if not answer.is_complaint:
        return "No complaint: recorded, and no procedure runs"
    return f"A complaint, in {len(answer.parts)} parts" if len(answer.parts) > 1 else "A complaint"


def _print_part(page: Page, part: Part) -> None:
    about = ", ".join(function.label for function in part.functions)
    page.text(about + (f" ({', '.join(part.points)})" if part.points else ""), style=TITLE)
    where = part.route.label if part.route else get_procedure(part.procedure).title if part.procedure else "no procedure yet"
    key = f" ({part.procedure})" if part.procedure else ""
    page.text(f"{part.verdict.label}: {where}{key}", indent=2, style=BAD if part.outcome else "")
    for decision in part.decisions:
        page.text(
            f"To be decided: {decision.question.label}. {decision.rule.says} ({decision.rule.cite})", indent=2, style=WARNING
        )
    for wanted in part.asks:
        page.text(f"Ask next: {wanted.rule.says} ({wanted.rule.cite})", indent=2, style=WARNING)
    if part.start is not None:
        page.text(f"The first clock starts on {_words.long_date(part.start)}.", indent=2)
    for deadline in part.deadlines:
        due = str(deadline.due or "no number")
        page.row(deadline.limit.title, (due, 10), (str(deadline.status or ""), 11), indent=4)
    page.text("Why", indent=2, style=TITLE)
    for step in part.steps:
        page.text(f"{step.says} ({step.cite}; {step.certainty.value})", indent=4)
