"""One complaint in several cases: which of them it is counted in, told once all the cases of a report have come.

A case says which one it continues, or in which one it goes on. What each says may not fit what is on file: so what such a case
counts for is kept, packed as references are, until it is known what the other one says. Of every other case no more is kept
than its reference where it stands open, or came after the period.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from complaintrules._references import References, lines
from complaintrules.errors import nearest, quoted
from complaintrules.events import Rerouted
from complaintrules.procedures import as_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.case import Case

# The first sign of a line. In this order: what the lines of the first kind name is looked for in the others.
_LINKED: Final = "a"
_LATER: Final = "e"
_OPEN: Final = "o"


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
    """

    own: str | None
    continues: str | None
    moved_to: str | None
    moved_on: str | None
    received: Group | None = None
    continued: Group | None = None
    carried: Group | None = None
    end: Group | None = None


class Links:
    """What is kept of the cases while they pass."""

    def __init__(self) -> None:
        """None came yet."""
        self._facts = References()

    def link(self, linked: Linked) -> None:
        """One that continues another, or was moved."""
        self._facts.add(_LINKED + json.dumps(linked))

    def later(self, reference: str) -> None:
        """One of after the period."""
        self._facts.add(_LATER + reference)

    def open(self, reference: str) -> None:
        """One that stands open, and of which no part goes on elsewhere."""
        self._facts.add(_OPEN + reference)

    def packed(self) -> tuple[bytes, ...]:
        """All of it, packed."""
        return self._facts.packed()


class Settled(NamedTuple):
    """What the linked cases count for, and what is to be said of them.

    Attributes:
        groups: What they count for.
        problems: The reference of each that does not fit what is on file, and what is wrong.
    """

    groups: list[Group]
    problems: list[tuple[str, str]]


def settled(packed: Packed, start: dt.date) -> Settled:
    """Hold what each linked case says against all the others, so that each complaint is counted once.

    It is counted in the case that continues it from the day on which both are on file: the receipt there, and the move here.
    """
    found, standing, later = _facts_of(packed)
    if not found:
        return Settled([], [])
    named = {reference for linked in found for reference in (linked.continues, linked.moved_to) if reference is not None}
    known = {reference for reference in lines(packed.references) if reference in named}
    continuing = {linked.own for linked in found if linked.continues is not None}
    moved = {linked.own: linked.moved_on for linked in found if linked.own is not None and linked.moved_on is not None}
    groups: list[Group] = []
    problems: list[tuple[str, str]] = []
    for linked in found:
        if linked.end is None:
            continue
        begin, own = linked.carried or linked.received, linked.own or ""
        if linked.moved_to in known - later - continuing:
            says = f"it was moved to {quoted(linked.moved_to)}, which does not say that it continues it"
            problems.append((own, f"{says}; the complaint is counted there alone"))
            continue
        if linked.continues in standing:
            says = f"it continues {quoted(linked.continues)}, which stands open as if it had not been moved"
            problems.append((own, f"{says}; the complaint is counted there alone"))
            continue
        if linked.continues in known:
            came = moved.get(linked.continues)
            is_continued = linked.carried is None or (came is not None and came >= start.isoformat())
            begin = linked.continued if is_continued else begin
        elif linked.continues is not None and linked.carried is None:
            says = f"it continues {quoted(linked.continues)}, and no case has that reference"
            problems.append((own, f"{says}; it is counted as received"))
        groups += [group for group in (begin, linked.end) if group is not None]
    return Settled(groups, problems)


def _facts_of(packed: Packed) -> tuple[list[Linked], set[str], set[str]]:
    """The linked cases; and of the others that they name, those that stand open and those of after the period."""
    found: list[Linked] = []
    wanted: set[str | None] = set()
    standing: set[str] = set()
    later: set[str] = set()
    for line in lines(packed.links):
        sign, fact = line[0], line[1:]
        if sign == _LINKED:
            linked = _read(json.loads(fact))
            found.append(linked)
            wanted |= {linked.continues, linked.moved_to}
        elif fact in wanted:
            (later if sign == _LATER else standing).add(fact)
    return found, standing, later


def _read(fields: list[Any]) -> Linked:
    def group(read: list[Any] | None) -> Group | None:
        if read is None:
            return None
        counts, days, person = read
        return Group(
            tuple((tuple(key), count) for key, count in counts),
            tuple(((measure, joined, tuple(codes), *taken), count) for (measure, joined, codes, *taken), count in days),
            person,
        )

    return Linked(*fields[:4], *map(group, fields[4:]))


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
