"""Which references came twice, told exactly and in little memory.

A year's references are sorted and packed a few thousand at a time: some bytes each, where a set of them would take a hundred.
Packed runs can be carried to another process and joined there.
"""

from __future__ import annotations

import heapq
import io
import itertools
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
        # Escaped, each is one line of ASCII, whatever it holds.
        lines = sorted(reference.encode("unicode_escape") for reference in self._loose)
        self._runs.append(zlib.compress(b"\n".join(lines), level=1))
        self._loose.clear()


def repeated(packed: tuple[bytes, ...]) -> Iterator[tuple[str, int]]:
    """Each reference that came more than once, with how often, in order."""
    for line, same in itertools.groupby(_lines(packed)):
        count = sum(1 for _ in same)
        if count > 1:
            yield line.decode("unicode_escape"), count


def distinct(packed: tuple[bytes, ...]) -> int:
    """How many different references there are."""
    return sum(1 for _ in itertools.groupby(_lines(packed)))


def lines(packed: tuple[bytes, ...]) -> Iterator[str]:
    """Each reference as often as it came, in order."""
    return (line.decode("unicode_escape") for line in _lines(packed))


def _lines(packed: tuple[bytes, ...]) -> Iterator[bytes]:
    """All of packed runs in order."""
    return heapq.merge(*((line.removesuffix(b"\n") for line in io.BytesIO(zlib.decompress(run))) for run in packed))
