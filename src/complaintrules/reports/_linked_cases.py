"""One complaint in several cases: what is kept of them while they pass, until `_where_counted` tells where it counts.

A case says which one it continues, or in which one it goes on. What each says may not fit what is on file: so what such a case
counts for is kept, packed as references are, until it is known what the other one says. Of every other case no more is kept
than its reference where it stands open, or counts for nothing here: over before the period, come after it, no complaint, refused.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from complaintrules.errors import nearest, quoted
from complaintrules.events import Rerouted
from complaintrules.procedures._registry import as_rulebook
from complaintrules.reports._references import References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.cases.case import Case

# The first sign of a line. In this order: what the lines of the first kind name is looked for in the others.
LINKED: Final = "a"
EARLIER: Final = "b"
LATER: Final = "e"
NO_COMPLAINT: Final = "n"
OPEN: Final = "o"


Named: TypeAlias = tuple[str, str, str]
"""A code, the rank of the version of a procedure that calls it so, and what people call it."""


class Packed(NamedTuple):
    """What reports of parts need to be joined: all packed.

    Attributes:
        references: The references of all cases.
        people: The references of the complainants of those received in the period, those that hang on a link apart.
        links: What `Links` keeps.
        labels: What people call the codes that no vocabulary holds.
    """

    references: tuple[bytes, ...] = ()
    people: tuple[bytes, ...] = ()
    links: tuple[bytes, ...] = ()
    labels: tuple[Named, ...] = ()

    def joined(self, other: Packed) -> Packed:
        """Both together."""
        return Packed(
            self.references + other.references, self.people + other.people, self.links + other.links, self.labels + other.labels
        )


class Group(NamedTuple):
    """What a case counts for on one side.

    Attributes:
        counts: Counts of a tally, each with its number.
        days: Spreads of a tally, each with its number.
        person: The complainant, if this counts them.
    """

    counts: tuple[tuple[Any, int], ...]
    days: tuple[tuple[Any, int], ...]
    person: str | None = None


class Linked(NamedTuple):
    """A case that continues another, or was moved to another.

    Attributes:
        own: Its reference.
        continues: The reference of the case that it continues.
        moved_to: The reference of the case in which it goes on.
        moved_on: The day it was moved, if it was.
        received: What it counts for as a complaint received in the period; None where it was received before it.
        continued: What it counts for as one that goes on here.
        carried: What it counts for as one that was open when the period began; None where it came in it.
        end: What it counts for at the end; None where it was over before the period, and counts for nothing.
        received_on: The day it was received; empty in what an earlier release kept.
    """

    own: str | None
    continues: str | None
    moved_to: str | None
    moved_on: str | None
    received: Group | None = None
    continued: Group | None = None
    carried: Group | None = None
    end: Group | None = None
    received_on: str = ""


class Links:
    """What is kept of the cases while they pass."""

    def __init__(self) -> None:
        """None came yet."""
        self._facts = References()

    def link(self, linked: Linked) -> None:
        """One that continues another, or was moved."""
        self._facts.add(LINKED + json.dumps(linked))

    def note(self, sign: str, reference: str | None) -> None:
        """One of before the period or of after it, one that is counted as no complaint, or one that stands open wholly."""
        if reference is not None:
            self._facts.add(sign + reference)

    def packed(self) -> tuple[bytes, ...]:
        """All of it, packed."""
        return self._facts.packed()


def read_linked(fact: str) -> Linked:
    """What `Links.link` kept."""
    fields: list[Any] = json.loads(fact)

    def group(read: list[Any] | None) -> Group | None:
        if read is None:
            return None
        counts, days, person = read
        return Group(
            tuple((tuple(key), count) for key, count in counts),
            tuple(((measure, joined, tuple(codes), *taken), count) for (measure, joined, codes, *taken), count in days),
            person,
        )

    return Linked(*fields[:4], *map(group, fields[4:8]), *fields[8:])


def strange_targets(case: Case) -> Iterator[str]:
    """What is to be said where a case was moved to what is no procedure here, but looks much like the key of one.

    A council's own word is as good as a key where this library has no procedure for it.
    """
    for event in case.events:
        if isinstance(event, Rerouted):
            keys = as_rulebook(case.rulebook).keys
            close = () if event.to in keys else nearest(event.to, keys)
            if close:
                meant = " or ".join(map(repr, close))
                yield f"it was moved to {quoted(event.to)}, which is no procedure of the rulebook; did you mean {meant}?"
