"""Everything that can happen under a procedure: each situation that can be reached, and the events that lead from it.

Every event is tried by the code that records it in a case. Each situation is reached once, and so is each state of each clock in
it, by one of the shortest histories that lead there.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from complaintrules.cases.history import Left, Run, Track, links, record_event
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import Event, Extended, Party
from complaintrules.model_checker._situations import RUNS, Abstraction, Component, Situation, can_fail
from complaintrules.model_checker._trial_events import examples
from complaintrules.rules.conditions import Overtaken
from complaintrules.rules.terms import BACK, START, Entering, LastDayOf, On, RunsOut

if TYPE_CHECKING:
    from complaintrules.rules.procedure import Procedure, Way
    from complaintrules.rules.terms import Transition

ClockIn = tuple[Situation, int, int]
"""A clock in a situation: its limit's place in the procedure, and the state of the clock."""


def events_to(track: Track) -> tuple[Event, ...]:
    """The history that led to a track."""
    return tuple(links(track.past))[::-1]


class StateSpace:
    """The situations of a procedure, and what was seen on the way through them.

    Attributes:
        procedure: The procedure.
        examples: The events that are tried, by type.
        untried: Types of event of which no example could be made, each with the reason.
        followed: How many events were tried and possible, in all situations together.
        abstraction: What is kept of a history.
        situations: Every situation, with the track of a shortest history that leads there.
        by_state: The same for every state.
        before: For each situation, those from which one event leads there.
        before_without: The same without the events that are the complainant's alone.
        fired: The transitions that were taken, each with the state it left.
        two_ways: Where several transitions apply at once: the history, and the event.
        refused: Where an event was impossible though the state has transitions for its type: the situation, and the event.
        targets: Where each event led from each state, in some situation or other: the states it led to.
        targets_here: Where the events of each type led from each situation.
        left: Where an event led out of a final state: the history with it.
        failed: The transitions whose expectation failed at least once.
        answered: What was left open and a transition answered after all.
        happened: The types of event that happened.
        started: The limits that started, with what started them: the limit's key, and the place among its starts.
        ended: The limits that were ended by their act: the limit's key, and the type of event.
        extended: The limits that were extended.
        orphans: Where a clock waits for another that never started: the history, by the two keys.
        running: The clocks that run, in each situation, with the track of a shortest history that leads there.
        stopped: Those of them that one event stops.
        earlier: For each of them, the others from which one event leads there.
        ran_in: The states in which each limit ran.
    """

    def __init__(self, procedure: Procedure) -> None:
        """Try everything."""
        self.procedure = procedure
        self.examples, self.untried = examples(procedure)
        self.followed = 0
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
        self.running: dict[ClockIn, Track] = {}
        self.stopped: set[ClockIn] = set()
        self.earlier: dict[ClockIn, set[ClockIn]] = {}
        self.ran_in: set[tuple[str, str]] = set()
        self._event_types = tuple(self.examples)
        self._limits = {limit.key: limit for limit in procedure.limits}
        self.abstraction = Abstraction(procedure, self._event_types)
        self._keys = self.abstraction.keys
        self._seen: dict[Situation, set[Component]] = {}
        self._back: dict[tuple[str, int, str], Way] = {}
        self._possible: dict[Situation, list[tuple[Event, Way, Situation]]] = {}
        self._queue: deque[tuple[Track, Situation, list[Component], list[Component]]] = deque()
        start = Track()
        self._meet(start, self.abstraction.situation(start), self.abstraction.components(start))
        while self._queue:
            self._leave(*self._queue.popleft())

    def _meet(self, track: Track, situation: Situation, components: list[Component]) -> None:
        """Note where a track is; if it shows anything new, it will be followed."""
        seen = self._seen.get(situation)
        if seen is None:
            seen = self._seen[situation] = set()
            self.situations[situation] = track
            self.by_state.setdefault(track.state, track)
            fresh = components
        else:
            fresh = [component for component in components if component not in seen]
        if fresh:
            self._queue.append((track, situation, components, fresh))
        seen.update(fresh)
        for place, clock in fresh:
            if place < len(self._keys) and clock >= RUNS:
                self.running[situation, place, clock] = track
                self.ran_in.add((self._keys[place], track.state))

    def _leave(self, track: Track, situation: Situation, components: list[Component], fresh: list[Component]) -> None:
        """Try every event from where a track is."""
        running = [(place, clock) for place, clock in fresh if place < len(self._keys) and clock >= RUNS]
        possible = self._possible.get(situation)
        if possible is None:
            possible = self._possible[situation] = self._try_all(track, situation)
        for event, way, known in possible:
            after = track.copy()
            record_event(self.procedure, after, event)
            self._note(track, after, event, self._led(track, way))
            # What is taken back leads to what was there before, which a situation does not hold.
            led_to = known if way.transition.to != BACK else self.abstraction.situation(after)
            stays = after.visit == track.visit
            now = self.abstraction.components_after(way, after, components) if stays else self.abstraction.components(after)
            if now is not components or led_to != situation:  # what shows nothing of itself leads nowhere new
                self._meet(after, led_to, now)
            self._note_way(situation, led_to, event, running, track, after, way)

    def _try_all(self, track: Track, situation: Situation) -> list[tuple[Event, Way, Situation]]:
        """The events that are possible in a situation, each with its way and where it leads.

        They are the same for every track of the situation, so they are found out once. The largest procedure
        takes a third less time so.
        """
        found: list[tuple[Event, Way, Situation]] = []
        for event_type in self._event_types:
            ways = self.procedure.ways(track.state, event_type)
            for event in self.examples[event_type] if ways else ():
                apply = [way for way in ways if way.transition.when is None or way.transition.when.test(track, event_type, event)]
                if not apply:
                    self.refused.append((situation, event))
                    continue
                if len(apply) > 1:
                    history = (*events_to(track), event)
                    self.two_ways.setdefault((track.state, event_type), (history, tuple(way.transition for way in apply)))
                after = track.copy()
                try:
                    record_event(self.procedure, after, event)
                except ImpossibleEventError:  # an extension of nothing that runs
                    continue
                self.targets.setdefault((track.state, id(event)), set()).add(after.state)
                self.targets_here.setdefault((situation, event_type), set()).add(after.state)
                found.append((event, apply[0], self.abstraction.situation(after)))
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
        """What one event shows of the rules."""
        transition, event_type = way.transition, type(event)
        self.followed += 1
        self.happened.add(event_type)
        self.fired.add((track.state, id(transition)))
        back = transition.to == BACK
        if track.state not in {START, after.state} and self.procedure.state(track.state).final and not back:
            self.left.setdefault((track.state, after.state), after)
        if transition.expects is not None and id(transition) not in self.failed and can_fail(transition.expects, track, event):
            self.failed.add(id(transition))
        for left_open in transition.answers:
            if left_open.test(track, event_type, event):
                self.answered.add((id(transition), left_open))
        for key in way.ends:
            run = track.runs.get(key)
            if run is not None and not run.ended_in:
                self.ended.add((key, event_type))
        entered = after.state if after.visit != track.visit else None
        for start in way.starts:
            now = after.runs.get(start.key)
            if now is None or now is track.runs.get(start.key) or now.started_by is not event:
                continue
            if now.done_by is event:
                self.ended.add((start.key, event_type))
            if now.after is not None and now.after not in after.runs:
                self.orphans.setdefault((start.key, now.after), after)
            for place, trigger in enumerate(self._limits[start.key].starts):
                if self._matches(trigger, event_type, entered, now):
                    self.started.add((start.key, place))
        if isinstance(event, Extended):
            self.extended.update(key for key, run in after.runs.items() if event in run.extensions)

    def _matches(self, trigger: On | Entering | RunsOut, event_type: type[Event], entered: str | None, run: Run) -> bool:
        """Whether this is the trigger that a run was started by."""
        if isinstance(trigger, RunsOut):
            return run.undone and run.after == trigger.limit
        if isinstance(trigger, Entering):
            return run.after is None and trigger.state == entered
        waits = trigger.day.limit if isinstance(trigger.day, LastDayOf) else None
        return trigger.event is event_type and run.after == waits

    def _note_way(
        self,
        situation: Situation,
        led_to: Situation,
        event: Event,
        running: list[Component],
        track: Track,
        after: Track,
        way: Way,
    ) -> None:
        """Where one event leads the case, and the clocks that run."""
        if led_to != situation:
            self.before.setdefault(led_to, set()).add(situation)
            if event.actor is not Party.COMPLAINANT:
                self.before_without.setdefault(led_to, set()).add(situation)
        # A case that is over may be taken up again; but nobody has to, so that no clock can be left to be stopped by it.
        left = self.procedure.state(track.state) if track.state != START else None
        taken_back = left is not None and way.to == BACK and (left.final or left.rests)
        for place, clock in running:
            key = self._keys[place]
            run, now = track.runs[key], after.runs[key]
            here = situation, place, clock
            if now.ended_in or now.occurrence != run.occurrence or (run.undone and key in way.ends):
                self.stopped.add(here)
            elif not taken_back:
                there = led_to, place, self.abstraction.clock(after, key)
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
