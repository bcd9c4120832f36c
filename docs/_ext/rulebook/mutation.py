"""What mutation testing found: the figures of the last run of each module, and the mutants that change nothing."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .markdown import table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[3]
FIGURES: Final = ROOT / "docs" / "_data" / "mutation.json"
MUTATION: Final = ROOT / "tests" / "mutation"

_COUNTS: Final = ("mutants", "killed", "equivalent", "survived")


def figures() -> dict[str, dict[str, Any]]:
    """The last run of each module."""
    found: dict[str, dict[str, Any]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def equivalents() -> dict[str, list[dict[str, Any]]]:
    """What is listed as changing nothing, by module."""
    files = sorted((MUTATION / "equivalent").glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["mutant"] for path in files}


def results() -> Iterator[str]:
    """The figures, with the day and the commit of each run."""
    runs = figures()
    rows = [
        (
            f"`{name}`",
            f"{run['mutants']:,}",
            f"{run['killed']:,}",
            str(run["equivalent"]),
            str(run["survived"]),
            f"{run['share']:.1f} %",
            f"{run['date']}, `{run['commit']}`",
        )
        for name, run in runs.items()
    ]
    total, killed, equal, survived = (sum(run[key] for run in runs.values()) for key in _COUNTS)
    share = f"{100 * killed / (total - equal):.1f} %"
    rows.append(("**all**", f"{total:,}", f"{killed:,}", str(equal), str(survived), share, ""))
    yield from table(
        ("module", "mutants", "killed", "change nothing", "survived", "killed of the rest", "last run"), rows, name="wide"
    )


def unchanged() -> Iterator[str]:
    """Every mutant that changes nothing, with the reason."""
    for name, rows in equivalents().items():
        yield f"### {name}"
        yield ""
        for row in rows:
            yield f"In `{row['function']}`: {row['why']}."
            yield ""
            yield "```diff"
            yield f"- {row['before']}"
            yield from (f"+ {after}" for after in row["after"])
            yield "```"
            yield ""
