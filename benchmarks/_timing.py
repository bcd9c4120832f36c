"""Compare the speed of things in one run: a ratio carries from one machine to another, a time does not."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


def best_times(subjects: Mapping[str, Callable[[], object]], rounds: int = 9) -> dict[str, float]:
    """The shortest time of each subject in seconds, all of them run in turn in every round.

    Taking turns spreads a busy moment of the machine over all; the shortest of several runs is the one least disturbed.
    """
    best = dict.fromkeys(subjects, float("inf"))
    for _ in range(rounds):
        for name, run in subjects.items():
            gc.collect()
            gc.disable()
            try:
                began = time.perf_counter()
                run()
                best[name] = min(best[name], time.perf_counter() - began)
            finally:
                gc.enable()
    return best


def best_import_times(statements: Iterable[str], rounds: int = 15) -> dict[str, float]:
    """The shortest time in seconds that each import takes, in a fresh process and less the interpreter's start."""
    measure = "import time; began = time.perf_counter(); {}; print(time.perf_counter() - began)"
    best = dict.fromkeys(statements, float("inf"))
    for _ in range(rounds):
        for statement, shortest in best.items():
            command = [sys.executable, "-c", measure.format(statement)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own statement
            best[statement] = min(shortest, float(done.stdout))
    return best


def print_table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A title and a table in plain text, its columns as wide as they need to be, all but the first to the right."""
    lines = [heads, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    print(f"\n{title}")
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())
