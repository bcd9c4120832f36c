"""Where a complaint that several cases hold is counted, told once all the cases of a report have come.

Each case that says something of another one stands in one of four ways: it starts a complaint, it goes on with one, or its
complaint is counted elsewhere, further on or further back. Whatever the links say, each way ends in a case that counts, or in
one that counted before the period: so that no complaint is lost, and none is counted as received twice.
"""

from __future__ import annotations

import collections
import enum
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from complaintrules.errors import quoted
from complaintrules.reports._linked_cases import EARLIER, LATER, NO_COMPLAINT, OPEN, Group, Kept, Linked

if TYPE_CHECKING:
    from collections.abc import Iterator

Problem = tuple[str, str]
"""The reference of a case that does not fit what is on file, and what is wrong."""

# Where a link leads, if not to one of the linked cases that count: to a case that counts and has no link, or to none that counts.
_UNLINKED: Final = -1
_NOWHERE: Final = -2


class _Way(enum.Enum):
    """How a case stands to the complaint in it."""

    STARTS = "it starts here"
    GOES_ON = "it was counted before, and goes on here"
    FURTHER_ON = "it is counted where this case was moved to"
    FURTHER_BACK = "it is counted in the case that this one continues"


class Settled(NamedTuple):
    """What the linked cases count for, and what is to be said of them."""

    groups: list[Group]
    problems: list[Problem]


def settled(kept: Kept) -> Settled:
    """Hold what each linked case says against all the others, so that each complaint is counted once.

    It is counted in the case that continues it from the day on which both are on file: the receipt there, and the move here.
    """
    facts = _Facts(kept)
    groups = [group for place in range(len(facts.cases)) for group in facts.groups(place)]
    return Settled(groups, [problem for place in range(len(facts.cases)) for problem in facts.problems(place)])


class _Facts:
    """The linked cases that count, those received first before the others; and what is known of those they name."""

    def __init__(self, kept: Kept) -> None:
        """Read all of it."""
        # Of those received on one day the order is that of what they say, so that the order in which they came changes nothing.
        linked = sorted(kept.links.linked, key=lambda each: (each.received_on, json.dumps(each)))
        self.noted = kept.links.noted
        self.cases = [each for each in linked if each.end is not None]
        # Those over before the period, each as its own reference and what it continues.
        self.over = {(each.own, each.continues) for each in linked if each.end is None}
        self.places: dict[str, list[int]] = collections.defaultdict(list)
        for place, each in enumerate(self.cases):
            if each.own is not None:
                self.places[each.own].append(place)
        none_here = (EARLIER, LATER, NO_COMPLAINT)
        self.unlinked = {
            reference
            for each in linked
            for reference in (each.continues, each.moved_to)
            if reference is not None
            and kept.references[reference]
            > len(self.places.get(reference, ())) + sum(self.noted[sign][reference] for sign in none_here)
        }
        self._settle()

    def _settle(self) -> None:
        """Break every ring of links at the case received first; then tell how each case stands."""
        everywhere = range(len(self.cases))
        back, on = [self._continued(place) for place in everywhere], [self._moved(place) for place in everywhere]
        self.cut_back, self.cut_on = _first_of_rings(back), _first_of_rings(on)
        self.back = [_NOWHERE if place in self.cut_back else back[place] for place in everywhere]
        self.on = [_NOWHERE if place in self.cut_on else on[place] for place in everywhere]
        self.ways: dict[int, _Way] = {}
        for place in everywhere:
            chain: list[int] = []
            at = place
            while at >= 0 and at not in self.ways:
                chain.append(at)
                at = self.on[at]
            for link in reversed(chain):
                self.ways[link] = self._way(link)

    def _continued(self, place: int) -> int:
        """The case that one continues: of several with its reference, one with no link, or else the one moved to this case."""
        case = self.cases[place]
        if case.continues in self.unlinked:
            return _UNLINKED
        there = self.places.get(case.continues or "", [])
        # Where it has no reference, none can have been moved to it by name.
        moved_here = (at for at in there if case.own is not None and self.cases[at].moved_to == case.own)
        return next(moved_here, there[0] if there else _NOWHERE)

    def _moved(self, place: int) -> int:
        """The case that one was moved to: of several with its reference, the one that says so, or else one with no link."""
        case = self.cases[place]
        there = self.places.get(case.moved_to or "", [])
        says_so = next((at for at in there if case.own is not None and self.cases[at].continues == case.own), None)
        if says_so is not None:
            return says_so
        return _UNLINKED if case.moved_to in self.unlinked else there[0] if there else _NOWHERE

    def _way(self, place: int) -> _Way:
        on, back, case = self.on[place], self.back[place], self.cases[place]
        if on == _UNLINKED or (on >= 0 and self.ways[on] in {_Way.STARTS, _Way.FURTHER_ON}):
            return _Way.FURTHER_ON
        if back != _NOWHERE:
            return _Way.FURTHER_BACK if case.continues in self.noted[OPEN] else _Way.GOES_ON
        # It was counted as received in the period of then.
        was_counted = place not in self.cut_back and case.continues in self.noted[EARLIER]
        return _Way.GOES_ON if was_counted else _Way.STARTS

    def groups(self, place: int) -> Iterator[Group]:
        """What a case counts for."""
        case, way = self.cases[place], self.ways[place]
        if way in {_Way.FURTHER_ON, _Way.FURTHER_BACK}:
            return
        begin = case.carried or case.received
        if way is _Way.GOES_ON and (case.carried is None or self._moved_here(place)):
            begin = case.continued
        yield from (group for group in (begin, case.end) if group is not None)

    def _moved_here(self, place: int) -> bool:
        """Whether the case that one continues was moved in the period, and stood open when it began."""
        back = self.back[place]
        return back >= 0 and self.cases[back].moved_on is not None

    def problems(self, place: int) -> Iterator[Problem]:
        """What of a case does not fit."""
        case, way = self.cases[place], self.ways[place]
        own, moved, continues = (
            case.own or "",
            f"it was moved to {quoted(case.moved_to)}",
            f"it continues {quoted(case.continues)}",
        )
        for links, says in ((self.cut_on, moved), (self.cut_back, continues)):
            if place in links:
                yield own, f"{says}, and from there the links lead back here; this case came first, so they are read from it"
        if way is _Way.FURTHER_ON:
            yield own, f"{moved}, {self._further(place)}"
        elif way is _Way.FURTHER_BACK:
            yield own, f"{continues}, which stands open as if it had not been moved; the complaint is counted there alone"
        elif why := self._why_not_moved(case):
            yield own, f"{moved}, {why}; it is counted as moved"
        if way is _Way.STARTS and case.continues is not None and case.carried is None and place not in self.cut_back:
            yield own, f"{continues}, {self._why_not(case.continues)}; it is counted as received"

    def _further(self, place: int) -> str:
        on, case = self.on[place], self.cases[place]
        if on < 0 or case.own is None or self.cases[on].continues != case.own:
            return "which does not say that it continues this case; the complaint is counted there alone"
        if self.ways[on] is _Way.STARTS:
            return "in which the complaint starts; it is counted there alone"
        return "and on from there; the complaint is counted in the last of these cases alone"

    def _why_not_moved(self, case: Linked) -> str:
        """Why the case that one was moved to takes up no complaint here, where a case of that reference is on file."""
        to = case.moved_to
        if to is None or to in self.places or to in self.noted[LATER] or (to, case.own) in self.over:
            return ""
        return self._why_not(to) if to in self.noted[EARLIER] or to in self.noted[NO_COMPLAINT] else ""

    def _why_not(self, reference: str) -> str:
        if reference in self.noted[EARLIER]:
            return "which was over before the period"
        if reference in self.noted[LATER]:
            return "which was received after the period"
        return (
            "which does not count as a complaint" if reference in self.noted[NO_COMPLAINT] else "and no case has that reference"
        )


def _first_of_rings(links: list[int]) -> set[int]:
    """Of each ring of links, its first place."""
    first: set[int] = set()
    seen: set[int] = set()
    for place in range(len(links)):
        chain: list[int] = []
        at = place
        while at >= 0 and at not in seen:
            seen.add(at)
            chain.append(at)
            at = links[at]
        if at in chain:
            first.add(min(chain[chain.index(at) :]))
    return first
