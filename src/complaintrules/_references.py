"""Which references came twice, told exactly and in little memory.

A year's references are sorted and packed a few thousand at a time: some bytes each, where a set of them would take a hundred.
Packed runs can be carried to another process and joined there.
"""

from __future__ import annotations

import heapq
import itertools
import json
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = 4096


class References:
    """References, in any order, with those that came before packed away."""

    def __init__(self) -> None:
        """None came yet."""
        self._runs: list[bytes] = []
        self._loose: list[str] = []

    def add(self, reference: str) -> None:
        """One more."""
        self._loose.append(reference)
        if len(self._loose) >= _RUN:
            self._pack()

    def packed(self) -> tuple[bytes, ...]:
        """All of them, packed."""
        if self._loose:
            self._pack()
        return tuple(self._runs)

    def _pack(self) -> None:
        # As JSON each is one line of ASCII, whatever it holds.
        lines = sorted(json.dumps(reference) for reference in self._loose)
        self._runs.append(zlib.compress("\n".join(lines).encode()))
        self._loose.clear()


def counted(packed: tuple[bytes, ...]) -> Iterator[tuple[str, int]]:
    """Each reference of packed runs with how often it came, in order."""
    runs = (zlib.decompress(run).decode().split("\n") for run in packed)
    for line, same in itertools.groupby(heapq.merge(*runs)):
        yield json.loads(line), sum(1 for _ in same)
