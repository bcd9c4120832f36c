"""The page about mutation testing says what the last runs found, of every module that has to be run."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
MUTATION = ROOT / "tests" / "mutation"


def test_what_is_to_be_run_is_there() -> None:
    """Each module, its tests, and each cache that is emptied between two of them: a move of any of them is followed here."""
    for name, row in tomllib.loads((MUTATION / "modules.toml").read_text(encoding="utf-8")).items():
        assert ROOT.joinpath("src", "complaintrules", *name.split(".")).with_suffix(".py").is_file(), name
        assert all((ROOT / test).is_file() for test in row["tests"]), name
        for cache in row.get("caches", ()):
            module, _, function = cache.rpartition(".")
            assert callable(getattr(importlib.import_module(module), function).cache_clear)


def test_every_module_has_a_whole_run_in_which_enough_was_killed(rulebook: ModuleType) -> None:
    """Ninety-five of a hundred, and every mutant was tried."""
    wanted = tomllib.loads((MUTATION / "modules.toml").read_text(encoding="utf-8"))
    runs = rulebook.mutation.figures()
    assert set(runs) == set(wanted)
    for name, run in runs.items():
        assert run["tried"] == run["mutants"] == run["killed"] + run["equivalent"] + run["survived"], name
        assert 100 * run["killed"] / (run["mutants"] - run["equivalent"]) >= 95, name


def test_the_page_shows_each_run_and_the_sum(rulebook: ModuleType) -> None:
    """With the number killed, the day and the commit."""
    page = rulebook.written("<!-- rulebook: mutation -->")
    for name, run in rulebook.mutation.figures().items():
        (row,) = (line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"| {run['killed']:,} |" in row
        assert row.endswith(f", `{run['commit']}` |")
    assert f"| **all** | {sum(run['mutants'] for run in rulebook.mutation.figures().values()):,} |" in page


def test_every_mutant_that_is_not_counted_stands_there_with_its_reason(rulebook: ModuleType) -> None:
    """Under its module, which is one that is run; and there are at least as many as the run left out."""
    page = rulebook.written("<!-- rulebook: mutants -->")
    listed = rulebook.mutation.equivalents()
    runs = rulebook.mutation.figures()
    assert set(listed) <= set(runs)
    for name, rows in listed.items():
        for row in rows:
            assert f"In `{row['function']}`: {row['why']}." in page
            assert all(f"\n+ {after}\n" in page for after in row["after"])
        assert sum(len(row["after"]) for row in rows) >= runs[name]["equivalent"]
