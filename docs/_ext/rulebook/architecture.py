"""The floor plan of the library, read from its imports: rooms, wings, arrows, floors, and what the plan allows.

A room is a module, a wing a folder of modules or a module that stands alone. Every import counts: at the top, inside functions,
and those that a type checker alone follows. The test of the architecture and the page about it read the same plan.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from .markdown import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

SOURCE: Final = Path(__file__).resolve().parents[3] / "src" / "complaintrules"
PACKAGE: Final = "complaintrules"


class Wing(NamedTuple):
    """What a wing is for, and which wings it may know.

    Attributes:
        about: Its subject, in words; of a room that stands alone, its own docstring says it.
        knows: The wings that its modules may import, the ground apart.
    """

    about: str
    knows: frozenset[str]


def _wing(about: str, knows: str) -> Wing:
    return Wing(about, frozenset(knows.split()))


# The ground floor: small rooms that everything above may use. Each imports at most those before it.
GROUND: Final = (
    "_old_pickles",
    "_nations",
    "_council_words",
    "_plain_days",
    "_lazy",
    "_old_modules",
    "errors",
    "_argument_checks",
    "_code_enum",
)

# From the ground up: a wing imports only what stands before it, and of that only the ground and what is named.
PLAN: Final[dict[str, Wing]] = {
    **{name: _wing("", "") for name in GROUND},
    "classification": _wing("", ""),
    "events": _wing("", "classification"),
    "_json_values": _wing("", "classification events"),
    "_json_lines": _wing("", "_json_values"),
    "calendars": _wing("Working days, the bank holidays they leave out, and periods counted in them.", ""),
    "bulk": _wing("", "calendars"),
    "rules": _wing(
        "What a rulebook is written in, the checks that it is well made, and a rule in plain English.",
        "classification events calendars",
    ),
    "procedures": _wing("The rulebook: one file an instrument, and what finds them.", "classification events calendars rules"),
    "cases": _wing(
        "A case, and everything that is derived from it.",
        "_json_values _json_lines classification events calendars rules procedures",
    ),
    "model_checker": _wing(
        "Everything that can happen under a procedure, and what is wrong with its rules.",
        "classification events rules procedures cases",
    ),
    "routing": _wing(
        "Which procedure a complaint belongs to, and whether it may be accepted.",
        "_json_values classification events calendars rules procedures cases",
    ),
    "reports": _wing(
        "The figures of a period, and every form they are put out in.",
        "_json_values _json_lines classification events calendars rules procedures cases",
    ),
    "testing": _wing(
        "Hypothesis strategies, for whoever tests a system of their own.",
        "classification events calendars rules procedures cases model_checker routing reports",
    ),
    "cli": _wing(
        "The command line: the only package that reads the clock, files or the terminal.",
        "_json_values _json_lines events calendars rules procedures cases routing reports",
    ),
    "__main__": _wing("", "cli"),
}

# What developers come to change, and the rooms in which they find it.
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "the wording of a rule": ("rules.wording",),
    "the explanation of a deadline": ("cases._explanation",),
    "the times and provisions of a procedure": ("procedures",),
    "a new procedure": ("procedures", "procedures._registry"),
    "a new event": ("events",),
    "a new outcome, reason or other word of a list": ("classification",),
    "what the words of rules can say": ("rules.terms", "rules.conditions"),
    "a check that a procedure is well made": ("rules._lint", "rules._field_types"),
    "how days are counted": ("calendars._calendar", "calendars.periods"),
    "a bank holiday": ("calendars._bank_holidays",),
    "how an event moves a case": ("cases.history",),
    "when a clock starts, and what an extension comes to": ("cases._clocks",),
    "whether a deadline is late": ("cases.deadlines",),
    "a deadline as JSON": ("cases.deadlines", "cases._deadline_json"),
    "what is irregular": ("cases.irregularities",),
    "how a case is read and written": ("cases.serialization",),
    "a question of triage": ("routing._questions", "procedures._routes"),
    "a figure of a report": ("reports.measures", "reports._counting"),
    "a new form in which a report is put out": ("reports", "cli.report", "cli._arguments"),
    "what a command prints": ("cli",),
    "what the command line may be asked": ("cli._arguments", "cli._commands"),
    "how JSON is read, and what is said of a fault in it": ("_json_values", "_json_lines"),
    "the message of an error": ("errors",),
}


class Room(NamedTuple):
    """A module.

    Attributes:
        name: Its dotted name without the package's.
        path: Its file.
        knows: The rooms it imports.
    """

    name: str
    path: Path
    knows: frozenset[str]

    @property
    def wing(self) -> str:
        """The wing it stands in."""
        return self.name.partition(".")[0]

    @property
    def about(self) -> str:
        """The first paragraph of its docstring."""
        words = ast.get_docstring(ast.parse(self.path.read_text(encoding="utf-8"))) or ""
        return " ".join(words.partition("\n\n")[0].split())


@functools.cache
def rooms() -> Mapping[str, Room]:
    """Every module of the package but its own ``__init__``, with the modules that it imports."""
    paths = {_dotted(path): path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"}
    return {name: Room(name, path, frozenset(_imported(name, path, paths))) for name, path in paths.items()}


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"{name} imports by a relative name")
            found = [f"{node.module}.{alias.name}" for alias in node.names]
            found = [full if full.removeprefix(f"{PACKAGE}.") in known else str(node.module) for full in found]
        elif isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        else:
            continue
        for full in found:
            room = full.removeprefix(f"{PACKAGE}.")
            if full.startswith(f"{PACKAGE}.") and room in known and room != name:
                yield room


def arrows() -> list[tuple[str, str]]:
    """Every import of one room by another."""
    return [(room.name, other) for room in rooms().values() for other in sorted(room.knows)]


def circles() -> list[tuple[str, ...]]:
    """The groups of rooms that reach each other, each in order of name; none where the plan holds."""
    reached: dict[str, set[str]] = {}
    for name in rooms():
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            for other in rooms()[waiting.pop()].knows - seen:
                seen.add(other)
                waiting.append(other)
        reached[name] = seen
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other])) for name in rooms() if name in reached[name]
    }
    return sorted(groups)


def floors() -> dict[str, int]:
    """The floor on which each room stands: one above the highest room that it imports; asked only where there is no circle."""

    @functools.cache
    def floor(name: str) -> int:
        return 1 + max((floor(other) for other in rooms()[name].knows), default=0)

    return {name: floor(name) for name in rooms()}


def known_by_wings() -> dict[str, set[str]]:
    """The wings that each wing really imports, the ground apart."""
    found: dict[str, set[str]] = {wing: set() for wing in PLAN}
    for room, other in arrows():
        first, second = rooms()[room].wing, rooms()[other].wing
        if first != second and second not in GROUND:
            found.setdefault(first, set()).add(second)
    return found


def counts() -> dict[str, int]:
    """How large the house is."""
    return {"rooms": len(rooms()), "floors": max(floors().values()), "arrows": len(arrows()), "circles": len(circles())}


# --- the page


def drawing() -> Iterator[str]:
    """Each wing with its rooms, from the top down, and its subject."""
    for name, wing in reversed(PLAN.items()):
        within = [room for room in rooms().values() if room.wing == name and room.name != name]
        if not within:
            continue
        yield f"### {name}"
        yield ""
        yield f"{wing.about} Besides the ground, it may import {_listed(wing.knows)}."
        yield ""
        yield from table(("room", "its subject"), ((f"`{room.name}`", room.about) for room in within))
    yield "### Rooms that stand alone"
    yield ""
    yield f"The ground, which every room above may import: {_listed(GROUND)}."
    yield ""
    alone = [rooms()[name] for name, wing in reversed(PLAN.items()) if not wing.about]
    yield from table(
        ("room", "its subject", "besides the ground"), ((f"`{r.name}`", r.about, _listed(PLAN[r.name].knows)) for r in alone)
    )


def places() -> Iterator[str]:
    """Where to go to change something."""
    yield from table(("to change", "go to"), ((what, _listed(where)) for what, where in PLACES.items()))


def size() -> Iterator[str]:
    """How large the house is, in one sentence."""
    found = counts()
    yield f"{found['rooms']} rooms stand on {found['floors']} floors, tied by {found['arrows']} imports, and no import leads up."


def _listed(names: Collection[str]) -> str:
    order = [name for name in PLAN if name in names] or list(names)
    return ", ".join(f"`{name}`" for name in order) if names else "nothing"
