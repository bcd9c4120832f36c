"""One complaint in several cases: what is kept of them while they pass, until `_where_counted` tells where it counts.

A case says which one it continues, or in which one it goes on. What it says may not fit what is on file: so what such a case
counts for is kept until it is known what the other one says. Of every other case at most the reference is kept: where the case
is open, or where it counts for nothing here, because it was over before the period, came after it, is not a complaint, or was
refused.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from complaintrules.errors import nearest, quoted
from complaintrules.events import Rerouted
from complaintrules.procedures._registry import as_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from complaintrules.cases.case import Case

EARLIER: Final = "over before the period"
LATER: Final = "received after the period"
NO_COMPLAINT: Final = "counted as no complaint"
OPEN: Final = "open wholly"


Named: TypeAlias = tuple[str, str, str]
"""A code, the rank of the version of a procedure that calls it so, and what people call it."""


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
        received_on: The day it was received.
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
    """What is kept of the cases while they pass, each by its reference.

    Attributes:
        linked: Those that continue another, or were moved.
        noted: For each sign (over before the period, come after it, not a complaint, open wholly), its cases by reference.
    """

    def __init__(self, linked: Iterable[Linked] = (), noted: Mapping[str, Counter[str]] | None = None) -> None:
        """None came yet, if none is given."""
        self.linked = list(linked)
        self.noted = {sign: Counter((noted or {}).get(sign)) for sign in (EARLIER, LATER, NO_COMPLAINT, OPEN)}

    def note(self, sign: str, reference: str | None) -> None:
        """One that says nothing of another, and that another one may name."""
        if reference is not None:
            self.noted[sign][reference] += 1

    def joined(self, other: Links) -> Links:
        """Both together."""
        return Links([*self.linked, *other.linked], {sign: counts + other.noted[sign] for sign, counts in self.noted.items()})


class Kept(NamedTuple):
    """What reports of parts need to be joined.

    Attributes:
        references: The references of all cases, each with how often it came.
        people: The references of the complainants of the cases received in the period, without the linked ones.
        links: What the cases say of each other.
        labels: What people call the codes that no vocabulary holds.
    """

    references: Counter[str]
    people: frozenset[str]
    links: Links
    labels: tuple[Named, ...] = ()

    def joined(self, other: Kept) -> Kept:
        """Both together."""
        return Kept(
            self.references + other.references,
            self.people | other.people,
            self.links.joined(other.links),
            self.labels + other.labels,
        )


def strange_targets(case: Case) -> Iterator[str]:
    """What is to be said where a case was moved to what is not a procedure here, but looks much like the key of one.

    A council's own word is as good as a key where this library has no procedure for it.
    """
    for event in case.events:
        if isinstance(event, Rerouted):
            keys = as_rulebook(case.rulebook).keys
            close = () if event.to in keys else nearest(event.to, keys)
            if close:
                meant = " or ".join(map(repr, close))
                yield f"it was moved to {quoted(event.to)}, which is not a procedure of the rulebook; did you mean {meant}?"
