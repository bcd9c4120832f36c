"""What a situation keeps of a history: all that a later event looks at, and nothing else.

Histories are without end; the situations that they lead to are few, once everything is left out that no later event looks at:

- of the dates, only those that a condition compares are kept;
- of the facts, only those that some rule looks at in a state that can still be reached;
- of the clocks, only those that decide what may happen. Any other clock is followed by itself, because what becomes of it depends
  on the situation and on itself alone. So the clocks add to each other, and do not multiply;
- a fact that is only expected decides nothing: each is followed by itself too.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import attrs

from complaintrules.cases.history import Left, Run, Track, going_on, links
from complaintrules.cases.history import _named_day as day_named
from complaintrules.events import Event, Extended, ProceedingsEnded, Responded, Resubmitted, Suspended
from complaintrules.model_checker._trial_events import compared_limits
from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    ConsideredAfresh,
    Done,
    Either,
    EverWas,
    FindsNoneStopped,
    Happened,
    LaterThanStart,
    Not,
    NotBeforeStop,
    Overtaken,
    PointsStopped,
    PointsSuspended,
    ProceedingsOver,
    Was,
    WholeCase,
)
from complaintrules.rules.terms import ARRIVED, BACK, DONE, START, NamedDay

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.procedure import Procedure, Way
    from complaintrules.rules.terms import TimeLimit

Situation = tuple[Any, ...]
"""A state, and what later events look at of the facts and clocks: the state comes first."""

Component = tuple[int, Any]
"""What is followed by itself: a clock, by its limit's place in the procedure, or a fact that is only expected; and its value."""

# The states of a clock. One that was left open where the case may be taken back to counts down from the first of them.
_LEFT: Final = -1
_IDLE: Final = 0
_ENDED_HERE: Final = 1
RUNS: Final = 2

# Runs of which it is supposed that they are done, or not: nothing else is asked of them.
_UNDONE: Final[Any] = Run(limit=None, occurrence=1, start=None)  # type: ignore[arg-type]  # nobody asks which limit
_DONE: Final[Any] = _UNDONE._replace(done_by=Event)


class Abstraction:
    """What is kept of every history of a procedure."""

    def __init__(self, procedure: Procedure, event_types: tuple[type[Event], ...]) -> None:
        self.keys = tuple(limit.key for limit in procedure.limits)
        self._clocks = clocks = _Clocks(procedure)
        compared = compared_limits(procedure)
        self._looks = _looks_by_state(procedure, event_types, lambda way: _looks(procedure, way, compared, clocks))
        expected = _looks_by_state(procedure, event_types, lambda way: _expected(way, clocks))
        self._expected = _numbered(expected, self._looks, len(self.keys))
        self._touched: dict[int, tuple[Component, ...]] = {}

    def situation(self, track: Track) -> Situation:
        """What later events can see of a history."""
        seen = track.state, *[look.see(track) for look in self._looks[track.state]]
        # Where a case can be taken back to, and no fact that an event there would look at: what comes back, comes back to a
        # situation that was there before. With those facts too, the children's procedure has four times as many situations.
        return *seen, *((left.state, left.event.actors) for left in self._clocks.trail(track))

    def clock(self, track: Track, key: str) -> int:
        """What later events can see of one limit's clock."""
        return self._clocks.state_of(track, key)

    def expected(self, track: Track) -> list[Component]:
        """What later events are expected to find, each with its number."""
        return [(number, look.see(track)) for number, look in self._expected[track.state]]

    def components(self, track: Track) -> list[Component]:
        """All that is followed by itself: each clock, and each fact that is only expected."""
        clocks = ((place, self._clocks.state_of(track, key)) for place, key in enumerate(self.keys))
        return [*clocks, *self.expected(track)]

    def components_after(self, way: Way, after: Track, before: list[Component]) -> list[Component]:
        """The same after an event by which the state stayed: as before, but for the clocks that it ended or started."""
        touched = self._touched.get(id(way))
        if touched is None:
            keys = {*way.ends, *(start.key for start in way.starts), *(left.limit for left in way.transition.answers)}
            touched = self._touched[id(way)] = tuple((place, key) for place, key in enumerate(self.keys) if key in keys)
        now = [(place, self._clocks.state_of(after, key)) for place, key in touched]
        expected = self.expected(after)
        if before[len(self.keys) :] == expected and all(before[place] == (place, clock) for place, clock in now):
            return before
        changed = dict(now)
        return [*((place, changed.get(place, clock)) for place, clock in before[: len(self.keys)]), *expected]


class _Clocks:
    """What an event can see of each limit's clock.

    It sees that the clock runs, and how it began; that it ended, where no new start would count; and that it stopped where the
    case may be taken back to, with whether it would go on there or begin anew.
    """

    def __init__(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self._led_back = {source for led in procedure.transitions if led.to == BACK for source in led.source}
        # From a state that rests, what leads on may come again to one that lies further back.
        self._leads_to = {state.key: set[str]() for state in procedure.states}
        for transition in procedure.transitions:
            for source in transition.source:
                if transition.to in self._led_back and procedure.state(source).rests:
                    self._leads_to[source].add(transition.to)
        self._starts_again = {
            (state.key, start.key)
            for state in procedure.states
            for event_type in {transition.event for transition in procedure.transitions}
            for way in procedure.ways(state.key, event_type)
            if way.to == state.key
            for start in way.starts
        }

    def trail(self, track: Track) -> Iterator[Left]:
        """What a case can be taken back to, one state after another.

        It ends where nothing leads back any more; unless what leads on may come again to a state that lies further back.
        """
        state, before = track.state, track.trail
        while before is not None:
            if state not in self._led_back and self._leads_to[state].isdisjoint(left.state for left in links(before)):
                return
            left, before = before
            yield left
            state = left.state

    def state_of(self, track: Track, key: str) -> int:
        """The state of one limit's clock."""
        run = track.runs.get(key)
        if run is None:
            return _IDLE
        if run.ended_in:
            for depth, left in enumerate(self.trail(track)):
                goes_on = going_on(self._procedure, left, run)
                if goes_on is not False:
                    return _LEFT - 2 * depth - (goes_on is None)
            return _ENDED_HERE if run.ended_in == track.visit and (track.state, key) in self._starts_again else _IDLE
        return RUNS + run.undone + 2 * (run.assumed and run.after is not None)


# --- what later events look at


@attrs.frozen
class _Look:
    """One thing that events look at.

    Attributes:
        at: What it is: equal for two looks at the same thing.
        see: What is seen of a track.
        settled_by: Whether an event in a state settles it, whatever it was before.
    """

    at: tuple[Any, ...]
    see: Callable[[Track], Any] = attrs.field(eq=False)
    settled_by: Callable[[str, Way], bool] = attrs.field(eq=False)


def _looks_by_state(
    procedure: Procedure, event_types: Iterable[type[Event]], looks_of: Callable[[Way], Iterable[_Look]]
) -> dict[str, tuple[_Look, ...]]:
    """For each state, what an event in it looks at, or a later one, unless an event between them has settled it."""
    states = (START, *(state.key for state in procedure.states))
    ways = {state: [way for event_type in event_types for way in procedure.ways(state, event_type)] for state in states}
    found = {
        state: {look.at: look for way in ways[state] for led in _each_way(procedure, state, way) for look in looks_of(led)}
        for state in states
    }
    grows = True
    while grows:
        grows = False
        for state in states:
            for way in ways[state]:
                # Where a way leads back to is told by the trail of each case.
                for at, look in tuple(found[way.to].items()) if way.to != BACK else ():
                    if at not in found[state] and not look.settled_by(state, way):
                        found[state][at] = look
                        grows = True
    return {state: tuple(looks.values()) for state, looks in found.items()}


def _each_way(procedure: Procedure, state: str, way: Way) -> Iterator[Way]:
    """A way, or each that it may be, where it leads back to what a case had left."""
    if way.to != BACK:
        yield way
    else:
        yield from (procedure.way(state, way.transition, left) for left in procedure.led_back_to(state))


def _numbered(
    expected: dict[str, tuple[_Look, ...]], decisive: dict[str, tuple[_Look, ...]], first: int
) -> dict[str, tuple[tuple[int, _Look], ...]]:
    """What is only expected in each state, and not looked at by what decides there; each look with one number everywhere."""
    places: dict[tuple[Any, ...], int] = {}
    return {
        state: tuple((places.setdefault(look.at, first + len(places)), look) for look in looks if look not in decisive[state])
        for state, looks in expected.items()
    }


def _looks(procedure: Procedure, way: Way, compared: tuple[TimeLimit, ...], clocks: _Clocks) -> Iterator[_Look]:
    transition = way.transition
    for condition in (transition.when, *transition.answers, *(start.when for start in way.starts)):
        if condition is not None:
            yield from _looks_of(condition, transition.event, clocks)
    for start in way.starts:
        if start.after is not None:
            yield _at_ever(start.after)
        if start.or_later is not None and start.limit in compared:
            yield _at_named_day(start.or_later)
    for key in way.resumes:
        yield _at_left_open(key)
        yield _at_clock(key, clocks)
    if transition.event is Extended:
        yield from (_at_clock(limit.key, clocks) for limit in procedure.limits if limit.extension is not None)


def _expected(way: Way, clocks: _Clocks) -> Iterator[_Look]:
    """What an event looks at only to tell whether it is as the instrument expects; it leads to the same place either way.

    Whether a limit was done, whether it was late, and whether the case is considered afresh are supposed.
    """
    expects = way.transition.expects
    if expects is not None:
        supposed: set[tuple[str, ...]] = {("done", part.limit) for part in expects.parts() if isinstance(part, Done)}
        supposed.add(("afresh",))
        yield from (look for look in _looks_of(expects, way.transition.event, clocks) if look.at not in supposed)


def _looks_of(condition: Condition, event_type: type[Event], clocks: _Clocks) -> Iterator[_Look]:
    """What of the history a condition looks at, when it is asked about an event of this type."""
    match condition:
        case Was(event, since=since):
            if event is not event_type:
                yield _at_fact(condition, event, since)
        case Happened(event, since=since):
            yield _at_fact(condition, event, since)
        case Overtaken(limit):
            yield _Look(("overtaken", condition), lambda track: condition.test(track, Event, None), _starts_for_sure(limit))
            yield _at_clock(limit, clocks)
        case LaterThanStart(_, limit):
            yield _Look(("start", limit), lambda track: (run := track.runs.get(limit)) and run.start, _starts_for_sure(limit))
            yield _at_clock(limit, clocks)
        case EverWas(_, since=ended):
            yield _Look(("ever", condition), lambda track: condition.test(track, Event, None), _happens(ended))
        case AnswerFound():
            yield _Look(("found", condition), lambda track: _answer_as_it_stands(condition, track), lambda *_: False)
        case Done(limit):
            yield _Look(("done", limit), lambda track: condition.test(track, Event, None), lambda *_: False)
        case (
            WholeCase()
            | FindsNoneStopped()
            | PointsStopped()
            | PointsSuspended()
            | ConsideredAfresh()
            | NotBeforeStop()
            | ProceedingsOver()
        ):
            yield _at_points(condition)
        case Not(of) | Asked(of):
            yield from _looks_of(of, event_type, clocks)
        case All(of) | Either(of):
            # What several parts ask of one and the same event comes to one answer.
            together: dict[type[Event], list[Condition]] = {}
            for part in of:
                about = _about(part)
                if about is not None:
                    together.setdefault(about, []).append(part)
                else:
                    yield from _looks_of(part, event_type, clocks)
            for event, parts in together.items():
                if event is not event_type:
                    yield _at_fact(type(condition)(tuple(parts)), event, None)
        case _:  # only the event itself, or a calendar
            pass


def _at_points(condition: Condition) -> _Look:
    """What a condition looks at of what became of the points of the complaint."""
    match condition:
        case PointsSuspended():
            return _Look(("suspended",), lambda track: bool(track.points.suspended), lambda *_: False)
        case ProceedingsOver():
            return _Look(
                ("over",),
                lambda track: condition.holds(track, ()),
                lambda _, way: way.transition.event in {ProceedingsEnded, Suspended},
            )
        case NotBeforeStop():
            return _Look(("stopped on",), lambda track: track.points.stopped_on, lambda *_: False)
        case ConsideredAfresh():
            return _Look(
                ("afresh",),
                lambda track: track.points.afresh,
                lambda state, way: way.to != state and way.transition.event is Resubmitted,
            )
        case _:
            return _Look(("stopped",), lambda track: bool(track.points.stopped), lambda *_: False)


def _about(condition: Condition) -> type[Event] | None:
    """The type of event whose last one, of whatever age, is all that a condition looks at."""
    match condition:
        case Was(event, since=None):
            return event
        case Not(of) | Asked(of):
            return _about(of)
        case All(of) | Either(of):
            about = {_about(part) for part in of}
            return about.pop() if len(about) == 1 else None
        case _:
            return None


def _at_fact(condition: Condition, event: type[Event], since: type[Event] | None) -> _Look:
    return _Look(
        ("fact", condition),
        lambda track: condition.test(track, Event, None),
        lambda _, way: way.transition.event in {event, since},
    )


def _at_named_day(named: NamedDay) -> _Look:
    return _Look(
        ("named", named),
        lambda track: day_named(track, named),
        lambda state, way: way.transition.event in {named.event, named.since} or (way.to == named.since and state != way.to),
    )


def _at_ever(key: str) -> _Look:
    """Whether a limit has ever started."""
    return _Look(("ever", key), lambda track: key in track.runs, _starts_for_sure(key))


def _at_left_open(key: str) -> _Look:
    """Whether the case left a limit open that would go on, and how it would."""

    def see(track: Track) -> object:
        run = track.runs.get(key)
        return None if run is None or run.overtaken_by is None else (run.undone, run.assumed and run.after is not None)

    return _Look(("left open", key), see, _starts_for_sure(key))


def _happens(event_types: tuple[type[Event], ...]) -> Callable[[str, Way], bool]:
    """Whether an event is of one of these types."""
    return lambda _, way: way.transition.event in event_types


def _answer_as_it_stands(condition: AnswerFound, track: Track) -> tuple[bool, bool]:
    """What the last answer to the stage found; and whether a correction that comes now would be one of it."""
    last = next((event for event in track.earlier() if type(event) is Responded), None)
    return condition.test(track, Event, None), last is not None and last.stage in {condition.stage, None}


def _at_clock(key: str, clocks: _Clocks) -> _Look:
    """Whether a limit runs."""
    return _Look(("clock", key), lambda track: clocks.state_of(track, key), _starts_for_sure(key))


def _starts_for_sure(key: str) -> Callable[[str, Way], bool]:
    """Whether an event starts a limit afresh, whatever the facts: it enters where the limit runs, from where it does not."""

    def starts(state: str, way: Way) -> bool:
        return any(
            start.key == key
            and start.when is None
            and (start.after is not None or start.day in {ARRIVED, DONE})
            and start.limit.within is not None
            and state not in start.limit.within
            for start in way.starts
        )

    return starts


# --- what is supposed, because dates are left out


class _Supposed:
    """A history of which it is supposed that limits have, or have not, been done, run out and been late.

    And that it is, or is not, considered afresh after other proceedings.
    """

    def __init__(self, track: Track, expects: Condition, *, done: bool, out: bool, late: bool, afresh: bool) -> None:
        self.last, self.points = track.last, track.points._replace(afresh=afresh)
        asked = {part.limit for part in expects.parts() if isinstance(part, Done)}
        supposed: dict[str, Any] = dict.fromkeys(asked, _DONE if done else _UNDONE)
        self.runs: dict[str, Any] = {**track.runs, **supposed}
        self._out, self._late, self._track = out, late, track

    def earlier(self) -> Iterator[Event]:
        return self._track.earlier()

    def has_run_out(self, _limit: str, _day: dt.date) -> bool:
        return self._out

    def was_late(self, _limit: str) -> bool:
        return self._late


def can_fail(expects: Condition, track: Track, event: Event) -> bool:
    """Whether what is expected can fail here, on some dates or other."""
    return any(
        not expects.test(_Supposed(track, expects, done=done, out=out, late=late, afresh=afresh), type(event), event)
        for done, out, late, afresh in itertools.product((True, False), repeat=4)
    )
