"""The reference that is written from the code: public names, errors, JSON formats, the command line."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import inspect
import io
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import attrs

import complaintrules as cr
from complaintrules.classification import Vocabulary
from complaintrules.cli import _arguments
from complaintrules.cli._main import main
from complaintrules.events import EVENTS

from .markdown import table, upper
from .vocabularies import place

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE: Final = Path(__file__).parents[2] / "reference"
_SIMPLE: Final = {
    "dt.date": "date",
    "str": "string",
    "bool": "true or false",
    "int": "whole number",
    "decimal.Decimal": 'pounds, as "250.00"',
}
_INSIDE: Final = {"Finding", "LearningPoint", "Action", "OmbudsmanFinding", "Subject", "Decision"}


def summary(thing: object) -> str:
    """The first paragraph of what a name says of itself."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


# --- public names


def homes() -> dict[str, str]:
    """The module of each public name."""
    return {name: home for home, names in cr._NAMES.items() for name in names.split()}  # noqa: SLF001 - where the names stand once


def pages() -> dict[str, str]:
    """The page that shows a module, by the module."""
    found = {}
    for page in sorted(_REFERENCE.glob("*.md")):
        for module in re.findall(r"automodule:: complaintrules\.([\w.]+)", page.read_text(encoding="utf-8")):
            found[module] = page.name
    return found


def measures() -> Iterator[str]:
    """What a report counts, and what it breaks each count down by."""
    rows = [
        (
            f"`{measure.key}`",
            measure.title,
            ", ".join(f"`{'/'.join(breakdown)}`" for breakdown in measure.breakdowns if breakdown) or "-",
            f"`{measure.of}`" if measure.of else "",
            measure.note,
        )
        for measure in (*cr.MEASURES.values(), *cr.SPREADS.values())
    ]
    yield from table(("key", "measure", "broken down by", "share of", "how it is counted"), rows)


def names() -> Iterator[str]:
    """Every public name, with the page that shows it and its first words."""
    page = pages()
    yield from table(
        ("name", "what it is", "where"),
        (
            (
                f"{{py:obj}}`{name} <complaintrules.{home}.{name}>`",
                _said_of(name),
                f"[{page[home].removesuffix('.md')}]({page[home]})" if home in page else home,
            )
            for name, home in sorted(homes().items(), key=lambda item: item[0].lower())
        ),
        name="wide",
    )


def _said_of(name: str) -> str:
    thing: Any = getattr(cr, name)
    if inspect.isclass(thing) or inspect.isroutine(thing):
        return summary(thing)
    if callable(thing):  # the package that is also the function of its name
        return summary(getattr(thing, name))
    return f"a {type(thing).__name__}" if name == "RULEBOOK" else f"{type(thing).__name__}: {thing}"


def is_hidden(name: str, thing: object) -> bool:
    """Whether a class or function of a public module is a helper that the reference passes over."""
    return (inspect.isclass(thing) or inspect.isroutine(thing)) and name not in homes()


# --- errors


def errors() -> Iterator[str]:
    """Every error with what it is also an instance of, what it means and the facts it keeps."""
    module = importlib.import_module("complaintrules.errors")
    classes = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, cr.ComplaintRulesError)]
    yield from table(
        ("error", "is also", "what is wrong", "facts it keeps"),
        (
            (
                f"{{py:obj}}`{error.__name__} <complaintrules.errors.{error.__name__}>`",
                ", ".join(f"`{base.__name__}`" for base in error.__bases__ if base is not cr.ComplaintRulesError),
                summary(error),
                ", ".join(f"`{field.name}`" for field in attrs.fields(error)) if attrs.has(error) else "",
            )
            for error in classes
        ),
        name="wide",
    )


# --- JSON


def events_json() -> Iterator[str]:
    """Every event as JSON has it: its fields, which of them must be there, and what they mean."""
    common = cr.Event
    for key, event_type in EVENTS.items():
        fields = [field for field in attrs.fields(event_type) if not hasattr(attrs.fields(common), field.name)]
        own = [field for field in fields if field.name != "received_on"]
        yield f"(event-{key})="
        yield f"### `{key}`"
        yield ""
        yield f"{upper(event_type.title)}: {summary(event_type)} Whose act: {event_type.actor.words}."
        if not any(field.name == "received_on" for field in fields):
            yield "It has no `received_on`: its `on` is the arrival."
        yield ""
        if own:
            yield from _fields_table(event_type, own)


def fields_json(name: str) -> Iterator[str]:
    """The fields of one public class, as JSON has them."""
    record = getattr(cr, name)
    yield from _fields_table(record, list(attrs.fields(record)))


def _fields_table(record: type, fields: list[attrs.Attribute[Any]]) -> Iterator[str]:
    meanings = _meanings(record)
    # As the code writes them: what attrs holds of a type changes once cattrs has resolved it.
    types = {name: words for parent in reversed(record.__mro__) for name, words in inspect.get_annotations(parent).items()}
    rows = (
        (
            f"`{field.name}`",
            _type_words(types[field.name]),
            "yes" if field.default is attrs.NOTHING else "no",
            meanings.get(field.name) or _meaning_elsewhere(field.name, types[field.name]),
        )
        for field in fields
    )
    yield from table(("field", "value", "must be there", "meaning"), rows)


def _meanings(record: type) -> dict[str, str]:
    """What the docstrings of a class and its parents say of its fields."""
    found: dict[str, str] = {}
    for parent in reversed(record.__mro__):
        _, _, listed = (inspect.getdoc(parent) or "").partition("Attributes:\n")
        found |= dict(_entries(listed.partition("\n\n")[0]))
    return found


def _meaning_elsewhere(name: str, written: str) -> str:
    """What another event says of a field that has no words of its own here; of a code, what its vocabulary is."""
    for record in EVENTS.values():
        if name in _meanings(record):
            return _meanings(record)[name]
    return summary(getattr(cr, written.removesuffix(" | None")))


def _entries(listed: str) -> Iterator[tuple[str, str]]:
    for entry in re.split(r"\n(?= {4}\S)", "\n" + listed):
        name, colon, text = entry.strip().partition(": ")
        if colon:
            # What Python calls None is a key that JSON leaves out.
            yield name, " ".join(text.split()).replace("None ", "left out ")


def _type_words(written: str) -> str:
    """A type as it is written in the code, as JSON has it."""
    optional = written.removesuffix(" | None")
    many = re.fullmatch(r"tuple\[(\w+(?:\.\w+)?), \.\.\.\]", optional)
    if many:
        return "list of strings" if many[1] == "str" else f"list of {_type_words(many[1]).removeprefix('a ')}"
    if optional in _SIMPLE:
        return _SIMPLE[optional]
    if optional in _INSIDE:
        return f"[`{optional}`](#json-{optional.lower()})"
    record = getattr(cr, optional)
    if isinstance(record, type) and issubclass(record, Vocabulary):
        return f"code of [{place(record).removeprefix('codes-').replace('-', ' ')}](#{place(record)})"
    raise LookupError(f"no words for the type {written}")


def deadline_json() -> Iterator[str]:
    """The keys of a deadline as plain data, from the words of the method that gives them."""
    listed = re.findall(r"- `(\w+)` \(([^)]+)\): (.+?)(?=\n *- `|\n\n)", inspect.getdoc(cr.Deadline.as_dict) or "", re.DOTALL)
    rows = ((f"`{key}`", value, " ".join(meaning.split())) for key, value, meaning in listed)
    yield from table(("key", "value", "meaning"), rows)


# --- the command line


def run(*arguments: str) -> str:
    """What the command line prints, 80 columns wide and without colour."""
    output = io.StringIO()
    environment = mock.patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1", "PYTHON_COLORS": "0"})
    with environment, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        main(arguments)
    return output.getvalue()


def commands(parser: argparse.ArgumentParser | None = None, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, in the order of the help text."""
    parser = _arguments.parser() if parser is None else parser
    for action in parser._actions:  # noqa: SLF001 - argparse lists its commands nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - likewise
            for name, command in action.choices.items():
                below = tuple(commands(command, (*before, name)))
                yield from below or ((*before, name),)


def command_line() -> Iterator[str]:
    """The help text of the program and of each command, as it prints them."""
    for words in ((), *commands()):
        yield f"## `{' '.join(('complaintrules', *words))}`"
        yield ""
        yield "```text"
        yield run(*words, "--help").rstrip()
        yield "```"
        yield ""


def printed(*words: str) -> Iterator[str]:
    """What one command line prints, under itself."""
    yield "```text"
    yield f"$ complaintrules {' '.join(words)}"
    yield run(*words).rstrip()
    yield "```"
    yield ""


def printed_json(*words: str) -> Iterator[str]:
    """What one command line answers as JSON, laid out. A file ``cases.jsonl`` stands for the README's case."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("cases.jsonl").write_text(json.dumps(cr.dump_case(example_case())) + "\n", encoding="utf-8")
        answer = run(*words, "--json")
    yield "```text"
    yield f"$ complaintrules {' '.join(words)} --json"
    yield "```"
    yield ""
    yield "```json"
    yield json.dumps(json.loads(answer), indent=2, ensure_ascii=False)
    yield "```"
    yield ""


def example_case() -> cr.Case:
    """An invented case, answered in time at stage 1."""
    return cr.load_case(
        {
            "procedure": "england-children",
            "reference": "2016-0143",
            "events": [
                {"event": "received", "on": "2016-09-05", "complainant": "parent", "reason": "communication"},
                {"event": "acknowledged", "on": "2016-09-07"},
                {"event": "responded", "on": "2016-09-23", "outcome": "partly-upheld", "actions": ["apology"]},
            ],
        }
    )
