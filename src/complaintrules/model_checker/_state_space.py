"""A walk through everything that can happen under a procedure, by the very moves that a case makes.

Histories are without end; the situations that they lead to are few, once everything is left out that no later move looks at:

- of the dates, only those that a condition compares are kept;
- of the facts, only those that some rule looks at in a state that can still be reached;
- of the clocks, those that the moves themselves look at belong to the situation; any other is followed by itself, since what
  becomes of it depends on the situation and on itself alone. So the clocks add to each other, and do not multiply;
- a fact that is only expected decides no move: each is followed by itself too.

Each situation, and each standing of each clock in it, is reached once, by one of the shortest histories that lead there.
"""

from __future__ import annotations

import itertools
from collections import deque
from typing import TYPE_CHECKING, Any, Final

import attrs

from complaintrules.cases.history import Left, Run, Track, going_on, links, step
from complaintrules.cases.history import _named_day as day_named
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import Event, Extended, Party, ProceedingsEnded, Responded, Resubmitted, Suspended
from complaintrules.model_checker._examples import compared_limits, examples
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
from complaintrules.rules.terms import ARRIVED, BACK, DONE, START, Entering, LastDayOf, NamedDay, On, RunsOut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.procedure import Procedure, Way
    from complaintrules.rules.terms import TimeLimit, Transition

Situation = tuple[Any, ...]
"""A state, and what later moves look at of the facts and clocks: the state comes first."""

Standing = tuple[Situation, int, int]
"""How one limit, by its place in the procedure, stands in a situation."""

_LEFT: Final = -1
# Runs of which it is supposed that they are done, or not: nothing else is asked of them.
_UNDONE: Final[Any] = Run(limit=None, occurrence=1, start=None)  # type: ignore[arg-type]
_DONE: Final[Any] = _UNDONE._replace(done_by=Event)

_IDLE: Final = 0
_ENDED_HERE: Final = 1
_RUNS: Final = 2


class _Standings:
    """What a move can see of each limit: that it runs, and how it began; that it ended, where no new start would count.

    And that it stopped where the case may be taken back to, with whether it would go on there or begin anew.
    """

    def __init__(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self._led_back = {source for move in procedure.transitions if move.to == BACK for source in move.source}
        # From a state that rests, what leads on may come again to one that lies further back.
        self._leads_to = {state.key: set[str]() for state in procedure.states}
        for move in procedure.transitions:
            for source in move.source:
                if move.to in self._led_back and procedure.state(source).rests:
                    self._leads_to[source].add(move.to)
        self._starts_again = {
            (state.key, start.key)
            for state in procedure.states
            for kind in {transition.event for transition in procedure.transitions}
            for way in procedure.ways(state.key, kind)
            if way.to == state.key
            for start in way.starts
        }

    def trail(self, track: Track) -> Iterator[Left]:
        """What a case can be taken back to, one move after another.

        It ends where nothing leads back any more; unless what leads on may come again to a state that lies further back.
        """
        state, before = track.state, track.trail
        while before is not None:
            if state not in self._led_back and self._leads_to[state].isdisjoint(left.state for left in links(before)):
                return
            left, before = before
            yield left
            state = left.state

    def of(self, track: Track, key: str) -> int:
        run = track.runs.get(key)
        if run is None:
            return _IDLE
        if run.ended_in:
            for depth, left in enumerate(self.trail(track)):
                goes_on = going_on(self._procedure, left, run)
                if goes_on is not False:
                    return _LEFT - 2 * depth - (goes_on is None)
            return _ENDED_HERE if run.ended_in == track.visit and (track.state, key) in self._starts_again else _IDLE
        return _RUNS + run.undone + 2 * (run.assumed and run.after is not None)


def events_to(track: Track) -> tuple[Event, ...]:
    """The history that led to a track."""
    return tuple(links(track.past))[::-1]


class Walk:
    """Everything that was seen on the way through a procedure.

    Attributes:
        procedure: The procedure.
        untried: Kinds of event of which no example could be made, each with the reason.
        moves: How many moves were made.
        situations: Every situation, with the track of a shortest history that leads there.
        by_state: The same for every state.
        before: For each situation, those from which one event leads there.
        before_without: The same without the events that are the complainant's alone.
        fired: The transitions that were taken, each with the state it left.
        two_ways: Where several transitions apply at once: the history, and the event.
        refused: Where an event was impossible though the state has transitions for its kind: the situation, and the event.
        targets: Where each event led from each state, in some situation or other: the states it led to.
        targets_here: Where the events of each kind led from each situation.
        left: Where an event led out of a final state: the history with it.
        failed: The transitions whose expectation failed at least once.
        answered: What was left open and a transition answered after all.
        happened: The kinds of event that happened.
        started: The limits that started, with what started them: the limit's key, and the place among its starts.
        ended: The limits that were ended by their act: the limit's key, and the kind of event.
        extended: The limits that were extended.
        orphans: Where a clock waits for another that never started: the history, by the two keys.
        running: Where a clock runs, each with the track of a shortest history that leads there.
        stopped: Those from which one event stops the clock.
        earlier: For each of those, the others from which one event leads there.
        ran_in: The states in which each limit ran.
    """

    def __init__(self, procedure: Procedure) -> None:
        """Walk."""
        self.procedure = procedure
        self.examples, self.untried = examples(procedure)
        self.moves = 0
        self.situations: dict[Situation, Track] = {}
        self.by_state: dict[str, Track] = {}
        self.before: dict[Situation, set[Situation]] = {}
        self.before_without: dict[Situation, set[Situation]] = {}
        self.fired: set[tuple[str, int]] = set()
        self.two_ways: dict[tuple[str, type[Event]], tuple[tuple[Event, ...], tuple[Transition, ...]]] = {}
        self.refused: list[tuple[Situation, Event]] = []
        self.targets: dict[tuple[str, int], set[str]] = {}
        self.targets_here: dict[tuple[Situation, type[Event]], set[str]] = {}
        self.left: dict[tuple[str, str], Track] = {}
        self.failed: set[int] = set()
        self.answered: set[tuple[int, Overtaken]] = set()
        self.happened: set[type[Event]] = set()
        self.started: set[tuple[str, int]] = set()
        self.ended: set[tuple[str, type[Event]]] = set()
        self.extended: set[str] = set()
        self.orphans: dict[tuple[str, str], Track] = {}
        self.running: dict[Standing, Track] = {}
        self.stopped: set[Standing] = set()
        self.earlier: dict[Standing, set[Standing]] = {}
        self.ran_in: set[tuple[str, str]] = set()
        self._keys = tuple(limit.key for limit in procedure.limits)
        self._limits = {limit.key: limit for limit in procedure.limits}
        self._kinds = tuple(self.examples)
        self._standings = _Standings(procedure)
        compared = compared_limits(procedure)
        self._looks = _looks_by_state(procedure, self._kinds, lambda way: _looks(procedure, way, compared, self._standings))
        expected = _looks_by_state(procedure, self._kinds, lambda way: _expected(way, self._standings))
        self._expected = _numbered(expected, self._looks, len(self._keys))
        self._seen: dict[Situation, set[tuple[int, int]]] = {}
        self._back: dict[tuple[str, int, str], Way] = {}
        self._possible: dict[Situation, list[tuple[Event, Way, Situation]]] = {}
        self._touched: dict[int, tuple[tuple[int, str], ...]] = {}
        self._queue: deque[tuple[Track, Situation, list[tuple[int, int]], list[tuple[int, int]]]] = deque()
        start = Track()
        self._meet(start, self.situation(start), self._standings_of(start))
        while self._queue:
            self._leave(*self._queue.popleft())

    def standing(self, track: Track, key: str) -> int:
        """What later moves can see of one limit."""
        return self._standings.of(track, key)

    def situation(self, track: Track) -> Situation:
        """What later moves can see of a track."""
        seen = track.state, *[look.see(track) for look in self._looks[track.state]]
        # Where a case can be taken back to, and no fact that a move from there would look at: what comes back, comes back to a
        # situation that was there before. With those facts too, the children's procedure has four times as many situations.
        return *seen, *((left.state, left.event.actors) for left in self._standings.trail(track))

    def _meet(self, track: Track, situation: Situation, standings: list[tuple[int, int]]) -> None:
        """Note where a track is; if it shows anything new, it will be followed."""
        seen = self._seen.get(situation)
        if seen is None:
            seen = self._seen[situation] = set()
            self.situations[situation] = track
            self.by_state.setdefault(track.state, track)
            fresh = standings
        else:
            fresh = [standing for standing in standings if standing not in seen]
        if fresh:
            self._queue.append((track, situation, standings, fresh))
        seen.update(fresh)
        for place, standing in fresh:
            if place < len(self._keys) and standing >= _RUNS:
                self.running[situation, place, standing] = track
                self.ran_in.add((self._keys[place], track.state))

    def _standings_of(self, track: Track) -> list[tuple[int, Any]]:
        """How each limit stands, and each fact that is only expected."""
        clocks = ((place, self._standings.of(track, key)) for place, key in enumerate(self._keys))
        return [*clocks, *self.expected(track)]

    def expected(self, track: Track) -> list[tuple[int, Any]]:
        """What later moves are expected to find, each with its number."""
        return [(place, look.see(track)) for place, look in self._expected[track.state]]

    def _standings_after(self, way: Way, after: Track, standings: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """How each limit stands after a move that stayed: as before, but for those that it ended or started."""
        touched = self._touched.get(id(way))
        if touched is None:
            keys = {*way.ends, *(start.key for start in way.starts), *(left.limit for left in way.transition.answers)}
            touched = self._touched[id(way)] = tuple((place, key) for place, key in enumerate(self._keys) if key in keys)
        now = [(place, self._standings.of(after, key)) for place, key in touched]
        expected = self.expected(after)
        if standings[len(self._keys) :] == expected and all(standings[place] == (place, standing) for place, standing in now):
            return standings
        changed = dict(now)
        return [*((place, changed.get(place, standing)) for place, standing in standings[: len(self._keys)]), *expected]

    def _leave(self, track: Track, situation: Situation, standings: list[tuple[int, int]], fresh: list[tuple[int, int]]) -> None:
        """Try every event from where a track is."""
        running = [(place, standing) for place, standing in fresh if place < len(self._keys) and standing >= _RUNS]
        possible = self._possible.get(situation)
        if possible is None:
            possible = self._possible[situation] = self._try_all(track, situation)
        for event, way, known in possible:
            after = track.copy()
            step(self.procedure, after, event)
            self._note(track, after, event, self._led(track, way))
            # What is taken back leads to what was there before, which a situation does not hold.
            led_to = known if way.transition.to != BACK else self.situation(after)
            stays = after.visit == track.visit
            now = self._standings_after(way, after, standings) if stays else self._standings_of(after)
            if now is not standings or led_to != situation:  # what shows nothing of itself leads nowhere new
                self._meet(after, led_to, now)
            self._note_way(situation, led_to, event, running, track, after, way)

    def _try_all(self, track: Track, situation: Situation) -> list[tuple[Event, Way, Situation]]:
        """The events that are possible in a situation, each with its way and where it leads.

        They are the same for every track of the situation, so they are found out once: the longest walk takes a third less time.
        """
        found: list[tuple[Event, Way, Situation]] = []
        for kind in self._kinds:
            ways = self.procedure.ways(track.state, kind)
            for event in self.examples[kind] if ways else ():
                apply = [way for way in ways if way.transition.when is None or way.transition.when.test(track, kind, event)]
                if not apply:
                    self.refused.append((situation, event))
                    continue
                if len(apply) > 1:
                    history = (*events_to(track), event)
                    self.two_ways.setdefault((track.state, kind), (history, tuple(way.transition for way in apply)))
                after = track.copy()
                try:
                    step(self.procedure, after, event)
                except ImpossibleEventError:  # an extension of nothing that runs
                    continue
                self.targets.setdefault((track.state, id(event)), set()).add(after.state)
                self.targets_here.setdefault((situation, kind), set()).add(after.state)
                found.append((event, apply[0], self.situation(after)))
        return found

    def _led(self, track: Track, way: Way) -> Way:
        """The way as it was taken: of one that leads back, with what it touches where it led."""
        if way.to != BACK:
            return way
        left: Left = track.trail[0]  # type: ignore[index] # the lint lets nothing lead back from where a case may begin
        taken = track.state, id(way), left.state
        if taken not in self._back:
            self._back[taken] = self.procedure.way(track.state, way.transition, left.state)
        return self._back[taken]

    def _note(self, track: Track, after: Track, event: Event, way: Way) -> None:
        """What one move shows of the rules."""
        transition, kind = way.transition, type(event)
        self.moves += 1
        self.happened.add(kind)
        self.fired.add((track.state, id(transition)))
        back = transition.to == BACK
        if track.state not in {START, after.state} and self.procedure.state(track.state).final and not back:
            self.left.setdefault((track.state, after.state), after)
        if transition.expects is not None and id(transition) not in self.failed and can_fail(transition.expects, track, event):
            self.failed.add(id(transition))
        for left_open in transition.answers:
            if left_open.test(track, kind, event):
                self.answered.add((id(transition), left_open))
        for key in way.ends:
            run = track.runs.get(key)
            if run is not None and not run.ended_in:
                self.ended.add((key, kind))
        entered = after.state if after.visit != track.visit else None
        for start in way.starts:
            now = after.runs.get(start.key)
            if now is None or now is track.runs.get(start.key) or now.started_by is not event:
                continue
            if now.done_by is event:
                self.ended.add((start.key, kind))
            if now.after is not None and now.after not in after.runs:
                self.orphans.setdefault((start.key, now.after), after)
            for place, trigger in enumerate(self._limits[start.key].starts):
                if self._matches(trigger, kind, entered, now):
                    self.started.add((start.key, place))
        if isinstance(event, Extended):
            self.extended.update(key for key, run in after.runs.items() if event in run.extensions)

    def _matches(self, trigger: On | Entering | RunsOut, kind: type[Event], entered: str | None, run: Run) -> bool:
        """Whether this is the trigger that a run was started by."""
        if isinstance(trigger, RunsOut):
            return run.undone and run.after == trigger.limit
        if isinstance(trigger, Entering):
            return run.after is None and trigger.state == entered
        waits = trigger.day.limit if isinstance(trigger.day, LastDayOf) else None
        return trigger.event is kind and run.after == waits

    def _note_way(
        self,
        situation: Situation,
        led_to: Situation,
        event: Event,
        running: list[tuple[int, int]],
        track: Track,
        after: Track,
        way: Way,
    ) -> None:
        """Where one move leads the case, and the clocks that run."""
        if led_to != situation:
            self.before.setdefault(led_to, set()).add(situation)
            if event.actor is not Party.COMPLAINANT:
                self.before_without.setdefault(led_to, set()).add(situation)
        # A case that is over may be taken up again; but nobody has to, so that no clock can be left to be stopped by it.
        left = self.procedure.state(track.state) if track.state != START else None
        taken_back = left is not None and way.to == BACK and (left.final or left.rests)
        for place, standing in running:
            key = self._keys[place]
            run, now = track.runs[key], after.runs[key]
            here = situation, place, standing
            if now.ended_in or now.occurrence != run.occurrence or (run.undone and key in way.ends):
                self.stopped.add(here)
            elif not taken_back:
                there = led_to, place, self._standings.of(after, key)
                if there != here:
                    self.earlier.setdefault(there, set()).add(here)


def closure(start: set[Any], before: dict[Any, set[Any]]) -> set[Any]:
    """All that leads to one of these, and these."""
    found, frontier = set(start), list(start)
    while frontier:
        for earlier in before.get(frontier.pop(), ()):
            if earlier not in found:
                found.add(earlier)
                frontier.append(earlier)
    return found


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


# --- what later moves look at


@attrs.frozen
class _Look:
    """One thing that moves look at.

    Attributes:
        at: What it is: equal for two looks at the same thing.
        see: What is seen of a track.
        settled_by: Whether a move from a state settles it, whatever it was before.
    """

    at: tuple[Any, ...]
    see: Callable[[Track], Any] = attrs.field(eq=False)
    settled_by: Callable[[str, Way], bool] = attrs.field(eq=False)


def _looks_by_state(
    procedure: Procedure, kinds: tuple[type[Event], ...], looks_of: Callable[[Way], Iterable[_Look]]
) -> dict[str, tuple[_Look, ...]]:
    """For each state, what a move from it looks at, or a later one, unless a move between them has settled it."""
    states = (START, *(state.key for state in procedure.states))
    ways = {state: [way for kind in kinds for way in procedure.ways(state, kind)] for state in states}
    found = {
        state: {look.at: look for way in ways[state] for led in _each_way(procedure, state, way) for look in looks_of(led)}
        for state in states
    }
    grows = True
    while grows:
        grows = False
        for state in states:
            for way in ways[state]:
                # Where a move leads back to is told by the trail of each case.
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


def _looks(procedure: Procedure, way: Way, compared: tuple[TimeLimit, ...], standings: _Standings) -> Iterator[_Look]:
    transition = way.transition
    for condition in (transition.when, *transition.answers, *(start.when for start in way.starts)):
        if condition is not None:
            yield from _looks_of(condition, transition.event, standings)
    for start in way.starts:
        if start.after is not None:
            yield _at_ever(start.after)
        if start.or_later is not None and start.limit in compared:
            yield _at_named_day(start.or_later)
    for key in way.resumes:
        yield _at_left_open(key)
        yield _at_clock(key, standings)
    if transition.event is Extended:
        yield from (_at_clock(limit.key, standings) for limit in procedure.limits if limit.extension is not None)


def _expected(way: Way, standings: _Standings) -> Iterator[_Look]:
    """What a move looks at to tell whether it is as the instrument expects; it leads nowhere else.

    Whether a limit was done, as whether it was late, is supposed; so is whether the case is considered afresh.
    """
    expects = way.transition.expects
    if expects is not None:
        supposed: set[tuple[str, ...]] = {("done", part.limit) for part in expects.parts() if isinstance(part, Done)}
        supposed.add(("afresh",))
        yield from (look for look in _looks_of(expects, way.transition.event, standings) if look.at not in supposed)


def _looks_of(condition: Condition, kind: type[Event], standings: _Standings) -> Iterator[_Look]:
    """What of the history a condition looks at, when it is asked about an event of a kind."""
    match condition:
        case Was(event, since=since):
            if event is not kind:
                yield _at_fact(condition, event, since)
        case Happened(event, since=since):
            yield _at_fact(condition, event, since)
        case Overtaken(limit):
            yield _Look(("overtaken", condition), lambda track: condition.test(track, Event, None), _starts_for_sure(limit))
            yield _at_clock(limit, standings)
        case LaterThanStart(_, limit):
            yield _Look(("start", limit), lambda track: (run := track.runs.get(limit)) and run.start, _starts_for_sure(limit))
            yield _at_clock(limit, standings)
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
            yield from _looks_of(of, kind, standings)
        case All(of) | Either(of):
            # What several parts ask of one and the same event comes to one answer.
            together: dict[type[Event], list[Condition]] = {}
            for part in of:
                about = _about(part)
                if about is not None:
                    together.setdefault(about, []).append(part)
                else:
                    yield from _looks_of(part, kind, standings)
            for event, parts in together.items():
                if event is not kind:
                    yield _at_fact(type(condition)(tuple(parts)), event, None)
        case _:  # only the event itself, or a calendar
            pass


def _at_points(condition: Condition) -> _Look:
    """What a condition looks at of how the points of the complaint stand."""
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
    """The kind of event whose last one, of whatever age, is all that a condition looks at."""
    match condition:
        case Was(event, since=None):
            return event
        case Not(of) | Asked(of):
            return _about(of)
        case All(of) | Either(of):
            kinds = {_about(part) for part in of}
            return kinds.pop() if len(kinds) == 1 else None
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


def _happens(kinds: tuple[type[Event], ...]) -> Callable[[str, Way], bool]:
    """Whether a move is one of these events."""
    return lambda _, way: way.transition.event in kinds


def _answer_as_it_stands(condition: AnswerFound, track: Track) -> tuple[bool, bool]:
    """What the last answer to the stage found; and whether a correction that comes now would be one of it."""
    last = next((event for event in track.earlier() if type(event) is Responded), None)
    return condition.test(track, Event, None), last is not None and last.stage in {condition.stage, None}


def _at_clock(key: str, standings: _Standings) -> _Look:
    """Whether a limit runs."""
    return _Look(("clock", key), lambda track: standings.of(track, key), _starts_for_sure(key))


def _starts_for_sure(key: str) -> Callable[[str, Way], bool]:
    """Whether a move starts a limit afresh, whatever the facts: it enters where the limit runs, from where it does not."""

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
