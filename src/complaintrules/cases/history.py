"""A history, event by event: from a track, by an event, to the track after it.

A track says where a case stands and which clocks have run, without any calendar: only facts decide what may happen, so a
history that could be recorded once can be replayed for ever. The dates come in with `complaintrules.cases.deadlines`.

A track is changed in place by `record_event`; whoever wants to keep the old one passes a copy. What grows with a history (the
events, the runs that are over, the moves, the doubts) is kept as chains of pairs, newest first, which copies share: so
recording the thousandth event costs no more than recording the tenth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, Self

import attrs

from complaintrules.calendars.periods import BEFORE
from complaintrules.errors import ImpossibleEventError, alternatives, quoted
from complaintrules.events import Event, Extended, Party
from complaintrules.rules._complaint_points import OF_POINTS, Points, points_after
from complaintrules.rules.conditions import is_fresh
from complaintrules.rules.procedure import Procedure, Start, Way
from complaintrules.rules.terms import ARRIVED, BACK, START, STAY, NamedDay, TimeLimit, Transition

__all__ = ["Move"]

Chain = tuple[Any, Any] | None
"""A newest-first list: its newest member and the chain before it."""


_NO_POINTS: Final = Points()


def links(chain: Chain) -> Iterator[Any]:
    """The members of a chain, newest first."""
    while chain is not None:
        member, chain = chain
        yield member


# Named tuples, for a history makes two of these an event, and they cost a third of a class with checks.
class Run(NamedTuple):
    """One run of a time limit in a case.

    Attributes:
        limit: The rule.
        occurrence: Which run of it, from 1.
        start: Day 0; None where it depends on another limit's last day, and for a limit that nothing has started.
        started_by: The event that started it; None where there is no case.
        assumed: Whether `start` stands in for a day that nobody recorded.
        after: The limit on whose last day it starts: which day that is, a calendar tells.
        undone: It starts only if that limit ran out.
        named: The last day that the starting event names, where the rule lets that prevail.
        extensions: The extensions that were meant for it, as they came.
        before: The run that this one replaced, unless that was only assumed and not extended: an extension is judged by the clock
            it was given for, and what had run out stays in sight.
        done_by: The act that ended it.
        overtaken_on: The file day on which the case went on without it.
        overtaken_by: The type of event by which it did.
        ended_in: The visit of a state in which it ended; 0 while it runs.
        anew_by: The event that moved its start, where that is another limit's last day and was moved.
        again: The event that took the case back to where this clock ran; it goes on from its own start, or begins anew there.
    """

    limit: TimeLimit
    occurrence: int
    start: dt.date | None
    started_by: Event | None = None
    assumed: bool = False
    after: str | None = None
    undone: bool = False
    named: dt.date | None = None
    extensions: tuple[Extended, ...] = ()
    before: Run | None = None
    done_by: Event | None = None
    overtaken_on: dt.date | None = None
    overtaken_by: type[Event] | None = None
    ended_in: int = 0
    anew_by: Event | None = None
    # What came later stands last, so that what was pickled before it was there is read as it was.
    again: Event | None = None

    def done(self, event: Event, visit: int) -> Run:
        """The same run, ended by its act."""
        return self._over(event, self.overtaken_on, self.overtaken_by, visit)

    def overtaken(self, on: dt.date, by: type[Event], visit: int) -> Run:
        """The same run, left behind by the case."""
        return self._over(None, on, by, visit)

    def _over(self, done_by: Event | None, overtaken_on: dt.date | None, overtaken_by: type[Event] | None, visit: int) -> Run:
        # By position, as in `_start`: `_replace` costs a tenth of a recorded case more. A test binds both to the names.
        return Run(
            self.limit, self.occurrence, self.start, self.started_by, self.assumed, self.after, self.undone, self.named,
            self.extensions, self.before, done_by, overtaken_on, overtaken_by, visit, None, self.again,
        )  # fmt: skip

    def resumed(self, event: Event) -> Run:
        """The same run, going on though the case had left it behind."""
        return self._replace(again=event, overtaken_on=None, overtaken_by=None, ended_in=0)

    def extended(self, event: Extended) -> Run:
        """The same run, with one more extension that was meant for it."""
        return self._replace(extensions=(*self.extensions, event))


class Move(NamedTuple):
    """A case came into a state.

    Attributes:
        on: The file day.
        state: The state.
        event: The event that brought it there.
    """

    on: dt.date
    state: str
    event: Event


class Left(NamedTuple):
    """What a case left when it came to where it stands, so that it can be taken back there.

    Attributes:
        state: The state it left.
        visit: Which visit of a state that was.
        event: The event by which it left.
    """

    state: str
    visit: int
    event: Event


class Doubt(NamedTuple):
    """An event whose transition expected something that failed, or that only a calendar can tell.

    Attributes:
        event: The event.
        transition: The transition it took.
        last: The last event of each type before it.
        runs: The last run of each limit before it.
        points: How the points of the complaint stood before it.
        past: The events before it, newest first.
    """

    event: Event
    transition: Transition
    last: dict[type[Event], Event]
    runs: dict[str, Run]
    points: Points = _NO_POINTS
    past: Chain = None


class Track:
    """Where a history has led: a working value, private to the library."""

    __slots__ = (
        "doubts",
        "ended",
        "filed_on",
        "last",
        "moves",
        "opened_on",
        "past",
        "points",
        "remarks",
        "runs",
        "state",
        "trail",
        "undone",
        "visit",
    )

    def __init__(self) -> None:
        """Before anything happened."""
        self.state: str = START
        self.opened_on: dt.date | None = None
        self.filed_on: dt.date | None = None
        self.visit: int = 1
        self.last: dict[type[Event], Event] = {}
        self.runs: dict[str, Run] = {}
        self.ended: Chain = None
        self.moves: Chain = None
        self.trail: Chain = None
        self.undone: Chain = None
        self.doubts: Chain = None
        self.past: Chain = None
        self.points: Points = _NO_POINTS
        self.remarks: Chain = None

    def copy(self) -> Self:
        """The same, to be changed without changing this one."""
        new = object.__new__(type(self))
        new.state, new.visit, new.opened_on, new.filed_on = self.state, self.visit, self.opened_on, self.filed_on
        new.last, new.runs = self.last.copy(), self.runs.copy()
        new.ended, new.moves, new.doubts, new.past = self.ended, self.moves, self.doubts, self.past
        new.points, new.remarks = self.points, self.remarks
        new.trail, new.undone = self.trail, self.undone
        return new

    def all_runs(self) -> Iterator[Run]:
        """Every run of every limit, in no order."""
        yield from links(self.ended)
        yield from self.runs.values()

    def earlier(self) -> Iterator[Event]:
        """Every event so far, the newest first."""
        return links(self.past)

    # A track is what facts-only conditions are asked about; they never put the two questions that need a calendar.
    def has_run_out(self, limit: str, day: dt.date) -> bool:
        """Not to be asked here: the lint keeps such conditions out of what decides."""
        raise NotImplementedError(limit, day)

    def was_late(self, limit: str) -> bool:
        """Not to be asked here: the lint keeps such conditions out of what decides."""
        raise NotImplementedError(limit)


def replay(procedure: Procedure, events: Iterable[Event]) -> Track:
    """The track after all of these events.

    Raises:
        ImpossibleEventError: One of them cannot happen where the ones before it had led.
    """
    track = Track()
    history = tuple(events)
    for event in history:
        try:
            record_event(procedure, track, event)
        except ImpossibleEventError as error:
            raise with_both_dates(error, event, history) from None
    return track


def with_both_dates(error: ImpossibleEventError, event: Event, history: Iterable[Event]) -> ImpossibleEventError:
    """The same error; of an event that stands before the one that opens the case, with the dates of both."""
    opener = next((later for later in history if later.key in error.possible), None) if error.state == START else None
    if opener is None:
        return error
    if event.filed_on < opener.filed_on:
        reason = _too_early(event, opener.key, opener.on)
    else:
        reason = (
            f"it stands before {opener.key!r}, on {opener.on}, which opens the case; replay the events in the order of the file"
        )
    return attrs.evolve(error, reasons=(reason,))


def _out_of_order(track: Track, event: Event) -> str:
    """Why an event cannot be recorded now that belongs on file before the last one."""
    *_, opener = links(track.past)
    if event.filed_on < opener.filed_on:
        return _too_early(event, opener.key, opener.on)
    last = f"before the last event, on {track.filed_on}"
    return f"it belongs on file on {event.filed_on}, {last}; replay the events in the order of the file"


def _too_early(event: Event, opener: str, on: dt.date) -> str:
    return f"it is dated {event.filed_on}, before {opener!r} opened the case, on {on}"


def record_event(procedure: Procedure, track: Track, event: Event) -> None:
    """Record one event, changing the track in place; it is unchanged if the event is refused.

    Raises:
        ImpossibleEventError: The event cannot happen here.
    """
    event_type = type(event)
    filed = event.filed_on
    source = track.state
    runs = track.runs
    if track.filed_on is not None and filed < track.filed_on:
        raise ImpossibleEventError(event_type.key, event.on, source, (_out_of_order(track, event),), ())
    way, left = _way(procedure, track, event)
    transition, to, starts = way.transition, way.to, way.starts
    extended = _extended_limits(procedure, track, event) if isinstance(event, Extended) else ()
    points = points_after(track.points, event, source, moved=to != source) if event_type in OF_POINTS else track.points

    if starts:
        # Asked before anything starts: a row that stands beside another limit may compare with that one's start.
        starts = tuple(start for start in starts if start.when is None or start.when.test(track, event_type, event))
    if transition.expects is not None or transition.remark is not None:
        _note(track, transition, event, late_doubt=way.late_doubt)
    visit = track.visit
    for left_open in transition.answers:
        if left_open.test(track, event_type, event):
            answered = runs[left_open.limit]
            runs[left_open.limit] = answered.done(event, answered.ended_in)
    for key in way.ends:
        run = runs.get(key)
        # A run that waits for another's running out cannot be ended before it begins; the calendar tells when that is.
        if run is not None and not run.ended_in and not run.undone:
            runs[key] = run.done(event, visit)
    if to != source:
        for key in way.overtakes:
            run = runs.get(key)
            if run is not None and not run.ended_in:
                runs[key] = run.overtaken(filed, event_type, visit)
        _come(procedure, track, event, to, left)
        for key in way.resumes:
            run = runs.get(key)
            if run is not None and run.overtaken_by is not None:
                runs[key] = run.resumed(event)
    for start in starts:
        _start(track, start, event)
    for key, extension in extended:
        runs[key] = runs[key].extended(extension)
    track.points = points
    track.last.pop(event_type, None)  # so that the types stand in the order of their last events
    track.last[event_type] = event
    if track.filed_on is None:
        track.opened_on = filed
        track.points = Points(getattr(event, "points", ()))
    track.filed_on = filed
    track.past = (event, track.past)


def _way(procedure: Procedure, track: Track, event: Event) -> tuple[Way, Left | None]:
    """The way an event takes here; and what the case had left, where it leads back there."""
    event_type = type(event)
    for way in procedure.ways(track.state, event_type):
        when = way.transition.when
        if when is None or when.test(track, event_type, event):
            break
    else:
        raise impossible(procedure, track, event)
    if way.to != BACK:
        return way, None
    left: Left = track.trail[0]  # type: ignore[index] # the lint lets nothing lead back from where a case may begin
    return procedure.way(track.state, way.transition, left.state), left


def _note(track: Track, transition: Transition, event: Event, *, late_doubt: bool) -> None:
    """Keep what is to be said of an event: that something was expected and failed, or may have; that it moved nothing."""
    expects = transition.expects
    is_doubted = expects is not None and (late_doubt or not expects.test(track, type(event), event))
    if not is_doubted and transition.remark is None:
        return
    noted = Doubt(event, transition, track.last.copy(), track.runs.copy(), track.points, track.past)
    if is_doubted:
        track.doubts = (noted, track.doubts)
    if transition.remark is not None:
        track.remarks = ((noted, track.state), track.remarks)


def _come(procedure: Procedure, track: Track, event: Event, to: str, left: Left | None) -> None:
    """Come to another state, or back to the one that was left."""
    came_from = Left(track.state, track.visit, event)
    track.state = to
    track.visit += 1
    track.moves = (Move(event.filed_on, to, event), track.moves)
    if left is None:
        track.trail = _trail(procedure, track.trail, came_from, to)
    else:
        track.trail = track.trail[1]  # type: ignore[index] # it holds what was left
        track.undone = ((event, left.event), track.undone)
        _take_back(procedure, track, left, event)


# --- going back


def _trail(procedure: Procedure, trail: Chain, left: Left, to: str) -> Chain:
    """What can be undone, one move after another, once a case has left one state for another.

    No further than to an open state, for nothing leads back from there; and what lies between two visits of one resting state
    is as if it had not been.
    """
    state = None if left.state == START else procedure.state(left.state)
    if state is None:
        return None
    before = trail if state.rests or state.final else None
    rest: Chain = before
    while rest is not None:
        other, rest = rest
        if other.state == to:
            return rest
    return (left, before)


def going_on(procedure: Procedure, left: Left, run: Run) -> bool | None:
    """Whether a clock that stopped when the case left a state goes on when it is taken back there; None if it begins anew.

    Whoever stopped a clock by an act that is undone has not stopped the clock of an own duty: it goes on, the days between
    counted. A clock of the other side begins anew, and so does one whose act was done: it has to be done again. What an answer
    only stood in for, as for an acknowledgement, need not.
    """
    limit = run.limit
    if run.ended_in != left.visit or not (limit.within is None or left.state in limit.within):
        return False
    if run.done_by is None:
        return True if limit.binds in left.event.actors else None
    leads_on = any(move.to != STAY for move in procedure.moves(left.state, limit.ends[0]))
    return None if leads_on and run.done_by is left.event else False


def _take_back(procedure: Procedure, track: Track, left: Left, event: Event) -> None:
    """Let the clocks of a state run again that stopped when the case left it by what is now undone."""
    for limit in procedure.limits:
        run = track.runs.get(limit.key)
        goes_on = False if run is None else going_on(procedure, left, run)
        if run is None or goes_on is False:
            continue
        other = None if run.after is None else track.runs.get(run.after)
        waits = other is not None and not other.ended_in and other.occurrence == run.occurrence + 1
        if goes_on:
            track.runs[limit.key] = run.resumed(event)
        elif waits or not run.undone:
            track.ended = (run, track.ended)
            track.runs[limit.key] = _anew(run, event, waits=waits)


def _anew(run: Run, event: Event, *, waits: bool) -> Run:
    """A new run of a limit, from the day on which its case was taken back.

    Never from sooner than before, as where a later start was agreed; and what is counted back from a day still is.
    """
    own = event.actor in {run.limit.binds, Party.BOTH}
    anew = Run(run.limit, run.occurrence + 1, None, event, named=run.named, again=event)
    if waits:
        return anew._replace(assumed=run.assumed, after=run.after, undone=run.undone)
    day = event.done_on if own else event.arrived
    period = run.limit.period
    if run.start is not None and (run.start > day or (period is not None and period.counting is BEFORE)):
        return anew._replace(start=run.start, assumed=run.assumed)
    return anew._replace(start=day, assumed=not own and not event.arrival_known)


def target_of(track: Track, transition: Transition) -> str:
    """The state to which a transition leads from here; the present one for a fact that moves nothing."""
    if transition.to == BACK:
        left: Left = track.trail[0]  # type: ignore[index] # the lint lets nothing lead back from where a case may begin
        return left.state
    return track.state if transition.to == STAY else transition.to


def not_undone(track: Track) -> Iterator[Event]:
    """The events, newest first, without what was undone: a move that was taken back, and what was recorded until it was."""
    undone = track.undone
    until: Event | None = None
    for event in links(track.past):
        if undone is not None and event is undone[0][0]:
            until = until or undone[0][1]
            undone = undone[1]
        elif until is None:
            yield event
        if event is until:
            until = None


def _start(track: Track, start: Start, event: Event) -> None:
    """Start a clock, unless it runs, or ended in this same visit of the state, and the trigger asks for no more."""
    limit, after = start.limit, start.after
    run = track.runs.get(start.key)
    if run is not None:
        if not run.ended_in:
            # A start that was only assumed gives way to the first real one.
            if not (start.replaces or (run.assumed and run.after is not None and after is None)):
                return
        elif run.ended_in == track.visit and not start.repeats:
            return
    day: dt.date | None = None if after else getattr(event, start.day)
    if day is None and after is None:
        return
    assumed = start.assumes if after else start.day == ARRIVED and not event.arrival_known
    if start.or_later is not None and day is not None:
        named_day = _named_day(track, start.or_later)
        if named_day is not None and named_day > day:
            day, assumed = named_day, False
    if (
        start.later_only
        and run is not None
        and not run.ended_in
        and day is not None
        and run.start is not None
        and day <= run.start
    ):
        return
    occurrence = 1
    before: Run | None = None
    if run is not None:
        if run.ended_in:
            occurrence = run.occurrence + 1
            track.ended = (run, track.ended)
        else:
            occurrence = run.occurrence
            before = run if run.extensions or start.replaces else run.before
    named = getattr(event, limit.overrides, None) if limit.overrides else None
    done_by, ended_in = (event, track.visit) if start.ends_too else (None, 0)
    # By position, for by name it costs a fifteenth of a recorded case more.
    track.runs[start.key] = Run(
        limit, occurrence, day, event, assumed, after, start.undone, named, (), before, done_by, None, None, ended_in
    )


def _named_day(track: Track, named: NamedDay) -> dt.date | None:
    event = track.last.get(named.event)
    if event is None:
        return None
    if isinstance(named.since, str):
        fresh = _came_after(track, event, named.since)
    else:
        fresh = is_fresh(track.last, named.event, named.since)
    if not fresh:
        return None
    day: dt.date | None = getattr(event, named.field)
    return day


def _came_after(track: Track, event: Event, state: str) -> bool:
    """Whether an event on file came after the case had last come into a state; so it did if the case never came there."""
    into = next((move.event for move in links(track.moves) if move.state == state), None)
    return into is None or next(found for found in links(track.past) if found is event or found is into) is event


def _extended_limits(procedure: Procedure, track: Track, event: Extended) -> list[tuple[str, Extended]]:
    """The running limits that an extension is meant for: one of the law's, with the local rows that stand beside it."""
    running: dict[str, list[str]] = {}
    for run in track.runs.values():
        if not run.ended_in and run.limit.extension is not None:
            running.setdefault(run.limit.beside or run.limit.key, []).append(run.limit.key)
    if event.limit is not None:
        if event.limit in running:
            return [(key, event) for key in running[event.limit]]
        reason = f"no limit {quoted(event.limit)} that could be extended is running; {alternatives(event.limit, running)}"
    elif len(running) == 1:
        return [(key, event) for key in next(iter(running.values()))]
    elif running:
        reason = f"it could mean {' or '.join(sorted(running))}; name one as its limit"
    else:
        reason = "no time limit that could be extended is running"
    provision = next((str(limit.extension.cite) for limit in procedure.limits if limit.extension is not None), None)
    raise ImpossibleEventError(event.key, event.on, track.state, (reason,), possible_events(procedure, track), provision)


def open_transitions(procedure: Procedure, track: Track) -> tuple[Transition, ...]:
    """The transitions that the facts so far leave open here: first those that change the state, in the instrument's order."""
    found = [
        transition
        for transition in procedure.transitions
        if transition in procedure.moves(track.state, transition.event)
        and (transition.when is None or transition.when.test(track, transition.event, None) is not False)
    ]
    return tuple(sorted(found, key=lambda transition: transition.to in {STAY, track.state}))


def possible_events(procedure: Procedure, track: Track) -> tuple[str, ...]:
    """The keys of the events that may happen here, each once."""
    return tuple(dict.fromkeys(transition.event.key for transition in open_transitions(procedure, track)))


def obstacles(procedure: Procedure, track: Track, event_type: type[Event], event: Event | None) -> tuple[str, ...]:
    """Why an event, or any event of a type, cannot happen here; empty if it can."""
    candidates = procedure.moves(track.state, event_type)
    if not candidates:
        if track.state == START:
            openers = " or ".join(repr(opener) for opener in possible_events(procedure, track))
            return (f"a case of {procedure.title} begins with {openers}",)
        return (f"{procedure.title} knows no {event_type.key!r} here",)
    answers = [
        (transition, transition.when is None or transition.when.test(track, event_type, event)) for transition in candidates
    ]
    if any(answer is None or answer for _, answer in answers):
        return ()
    return tuple(f"it would need that {transition.when.says}" for transition, _ in answers if transition.when is not None)


def impossible(procedure: Procedure, track: Track, event: Event) -> ImpossibleEventError:
    """The error that says the state, the event, what could happen instead, the provision and the failed conditions."""
    event_type = type(event)
    reasons = obstacles(procedure, track, event_type, event)
    here = procedure.moves(track.state, event_type)
    anywhere = here or tuple(transition for transition in procedure.transitions if transition.event is event_type)
    provision = str(anywhere[0].cite) if anywhere else None
    return ImpossibleEventError(event_type.key, event.on, track.state, reasons, possible_events(procedure, track), provision)
