"""The reference is written from the code: codes, errors, JSON, the command line."""

from __future__ import annotations

import datetime as dt
import inspect
import json
import re
from typing import TYPE_CHECKING

import attrs

import complaintrules as cr
from complaintrules import classification
from complaintrules.events import EVENTS

if TYPE_CHECKING:
    from types import ModuleType


def test_every_code_of_every_vocabulary_has_label_meaning_and_source(rulebook: ModuleType) -> None:
    """None is left out, whatever is added."""
    page = rulebook.written("<!-- rulebook: vocabularies -->")
    kinds = [
        kind
        for kind in vars(classification).values()
        if inspect.isclass(kind) and issubclass(kind, classification.Vocabulary) and kind is not classification.Vocabulary
    ]
    assert len(kinds) > 10
    for kind in kinds:
        for member in kind:
            assert f"| `{member.value}` | {member.label} | {member.meaning} | {member.source} |" in page


def test_the_other_codes_are_there_too(rulebook: ModuleType) -> None:
    """Forces with their verbs, marks with their meaning, how a deadline can stand."""
    page = rulebook.written("<!-- rulebook: codes -->")
    assert "| `statutory-guidance` | should |" in page
    assert "| `K` | general knowledge of the sector, not checked against the text |" in page
    assert "`met-late`" in page


def test_every_event_has_its_fields_with_the_words_of_its_docstring(rulebook: ModuleType) -> None:
    """What must be there, what may, and which code it takes."""
    page = rulebook.written("<!-- rulebook: events-json -->")
    for key, kind in EVENTS.items():
        about = page.split(f"### `{key}`\n")[1].split("\n### ")[0]
        for field in attrs.fields(kind):
            assert field.name in {"on", "received_on", "note"} or f"| `{field.name}` |" in about
    assert "| `until` | date | yes | The day agreed for the answer. |" in page
    assert "| `ground` | code of [refusal ground](#codes-refusal-ground) | yes | Why. |" in page
    assert "| `members` | whole number | no | How many are to sit; left out where nobody recorded it. |" in page
    assert "| `findings` | list of [`Finding`](#json-finding) | no | What was found on each point. |" in page
    inside = ("Finding", "LearningPoint", "Action", "Intake", "Subject", "Decision")
    for text in (page, *(rulebook.written(f"<!-- rulebook: fields {name} -->") for name in inside)):
        assert not re.search(r"\| (yes|no) \|  \|", text), "a field without a meaning"


def test_every_key_of_a_deadline_stands_with_its_value_and_meaning(rulebook: ModuleType) -> None:
    """In the order in which they are written; none is left out, whatever is added."""
    page = rulebook.written("<!-- rulebook: deadline-json -->")
    row = cr.due("england-children", "stage-1", dt.date(2026, 11, 23)).as_dict()
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(row)
    assert "| `latest` | date or null | The outermost day the provision allows. |" in page
    assert "| `explanation` | string | All of it in plain words. |" in page
    assert "|  |" not in page


def test_every_error_stands_with_its_real_base_and_its_facts(rulebook: ModuleType) -> None:
    """A caller sees what to catch."""
    page = rulebook.written("<!-- rulebook: errors -->")
    errors = [name for name in cr.__all__ if name.endswith("Error")]
    for name in errors:
        assert f"`{name} <complaintrules.errors.{name}>`" in page
    assert "`LookupError`" in page
    assert "`asked`, `first_day`, `last_day`" in page


def test_every_command_stands_with_its_own_help_text(rulebook: ModuleType) -> None:
    """Commands inside commands too, 80 columns wide at most."""
    page = rulebook.written("<!-- rulebook: command-line -->")
    for command in ("timetable", "due", "working-days add", "working-days count", "procedures", "show", "triage", "check"):
        about = page.split(f"## `complaintrules {command}`\n")[1].split("\n## ")[0]
        assert f"usage: complaintrules {command} " in about
        assert "--json" in about
    assert max(len(line) for line in page.splitlines()) <= 80


def test_the_answers_shown_are_what_the_command_line_says(rulebook: ModuleType) -> None:
    """Ten working days after 19 December 2025 end on 7 January 2026; the check has the example's case."""
    page = rulebook.written("<!-- rulebook: printed-json working-days add 2025-12-19 10 --division england-and-wales -->")
    answer = json.loads(page.split("```json\n")[1].split("\n```")[0])
    assert "2026-01-07" in answer.values()
    page = rulebook.written("<!-- rulebook: printed-json check cases.jsonl --as-of 2016-09-26 -->")
    assert "2016-0143" in page.split("```json\n")[1]
