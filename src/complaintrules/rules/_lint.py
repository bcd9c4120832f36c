"""What makes a procedure unfit to run. All faults are found in one reading: no fault stops the search for the others."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    Condition,
    ConsideredAfresh,
    Done,
    Either,
    EverWas,
    FindsNoneStopped,
    Given,
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
from complaintrules.rules.terms import ANYWHERE, BACK, START, STAY, Cap, Entering, Kind, LastDayOf, On, RunsOut, Transition

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from complaintrules.events import Event
    from complaintrules.rules.terms import Extension, Requirement, Softening, State, Step, TimeLimit, Trigger


class Rules(Protocol):
    """What the lint reads of a procedure, which is made in a module above it."""

    @property
    def since(self) -> dt.date: ...
    @property
    def until(self) -> dt.date | None: ...
    @property
    def states(self) -> tuple[State, ...]: ...
    @property
    def transitions(self) -> tuple[Transition, ...]: ...
    @property
    def limits(self) -> tuple[TimeLimit, ...]: ...
    @property
    def requirements(self) -> tuple[Requirement, ...]: ...
    @property
    def course(self) -> tuple[Step, ...]: ...

    def moves(self, state: str, event: type[Event]) -> tuple[Transition, ...]: ...
    def led_back_to(self, state: str) -> tuple[str, ...]: ...


_OTHER: Final = object()
"""Stands for every value that no condition mentions."""


def faults_of(procedure: Rules) -> Iterator[str]:
    """Every fault of a procedure, each as one sentence."""
    yield from _doubles("state", (state.key for state in procedure.states))
    yield from _doubles("rule", [limit.key for limit in procedure.limits] + [rule.key for rule in procedure.requirements])
    if procedure.until is not None and procedure.until < procedure.since:
        yield f"it ends on {procedure.until}, before it begins on {procedure.since}"
    yield from _faults_of_states(procedure)
    yield from _faults_of_transitions(procedure)
    for limit in procedure.limits:
        yield from _faults_of_limit(procedure, limit)
    yield from _faults_of_course(procedure)


def _doubles(what: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"two {what}s are called {key!r}"
        seen.add(key)


def _faults_of_states(procedure: Rules) -> Iterator[str]:
    ways: dict[str, set[str]] = {}
    for transition in procedure.transitions:
        for source in transition.source:
            if transition.to not in {STAY, BACK}:
                ways.setdefault(source, set()).add(transition.to)
    reached: set[str] = set()
    frontier = {START}
    while frontier:
        reached |= frontier
        frontier = {to for source in frontier for to in ways.get(source, set()) | ways.get(ANYWHERE, set())} - reached
    for state in procedure.states:
        onward = ways.get(state.key, set()) - {state.key}
        if state.key not in reached:
            yield f"state {state.key!r} cannot be reached"
        if state.final and onward:
            yield f"state {state.key!r} is final, and leads on to {', '.join(sorted(onward))}"
        if state.final and state.rests:
            yield f"state {state.key!r} both rests and is final"
        if not (state.final or state.rests or onward):
            yield f"state {state.key!r} is a dead end: it neither rests nor leads on"


def _faults_of_transitions(procedure: Rules) -> Iterator[str]:
    states = {state.key for state in procedure.states}
    limits = {limit.key for limit in procedure.limits}
    openers = {transition.event.key for transition in procedure.transitions if START in transition.source}
    if len(openers) != 1:
        yield f"exactly one event must open a case, not {', '.join(sorted(openers)) or 'none'}"
    leaving: dict[tuple[str, type[Event]], list[Transition]] = {}
    for transition in procedure.transitions:
        said = f"transition {transition.event.key!r} from {', '.join(transition.source)}"
        for source in transition.source:
            leaving.setdefault((source, transition.event), []).append(transition)
            if source not in states | {START, ANYWHERE}:
                yield f"{said}: no state {source!r}"
        if transition.to not in states | {STAY, BACK}:
            yield f"{said}: no state {transition.to!r}"
        if transition.to == BACK:
            yield from (f"{said}: {fault}" for fault in _faults_of_going_back(procedure, transition))
        if transition.resumes and transition.to in {STAY, BACK}:
            yield f"{said}: it lets clocks go on, so it must name the state it leads to"
        if ANYWHERE in transition.source and transition.to != STAY:
            yield f"{said}: what may happen anywhere must not change the state"
        if transition.when is not None and transition.when.needs_calendar:
            yield f"{said}: whether it may happen depends on a calendar; only facts may decide"
        remarked = None if transition.remark is None else transition.remark.when
        for condition in (transition.when, transition.expects, remarked):
            for part in condition.parts() if condition else ():
                yield from (f"{said}: {fault}" for fault in _faults_of_condition(part, transition.event, limits))
        for answered in transition.answers:
            if answered.limit not in limits:
                yield f"{said}: it answers an unknown limit {answered.limit!r}"
    for (source, event), transitions in leaving.items():
        if len(transitions) > 1 and _leads_two_ways(transitions):
            yield f"event {event.key!r} in state {source!r} leads two ways for the same facts"


def _faults_of_going_back(procedure: Rules, transition: Transition) -> Iterator[str]:
    """Only what closed a case can be undone, and there must be a move to undo."""
    closed = {state.key for state in procedure.states if state.rests or state.final}
    begins = {opening.to for opening in procedure.transitions if START in opening.source}
    for source in transition.source:
        if source not in closed and source != ANYWHERE:
            yield f"it leads back from {source!r}, which neither rests nor is final"
        if source in begins:
            yield f"it leads back from {source!r}, where a case may begin"


def _faults_of_condition(part: Condition, event: type[Event], limits: set[str]) -> Iterator[str]:
    limit = getattr(part, "limit", None)
    if limit is not None and limit not in limits:
        yield f"a condition names an unknown limit {limit!r}"
    field = getattr(part, "field", None)
    owner = part.event if isinstance(part, (Was, EverWas)) else event
    if field is not None and not hasattr(owner, field):
        yield f"a condition names an unknown field {field!r} of {owner.key}"


def _faults_of_limit(procedure: Rules, limit: TimeLimit) -> Iterator[str]:
    said = f"limit {limit.key!r}"
    states = {state.key for state in procedure.states}
    for state in limit.within or ():
        if state not in states:
            yield f"{said}: no state {state!r}"
    within = set(limit.within or states | {START})
    for trigger in limit.starts:
        yield from (f"{said}: {fault}" for fault in _faults_of_trigger(procedure, limit, trigger))
    if limit.softened is not None:
        yield from (f"{said}: {fault}" for fault in _faults_of_softening(procedure, limit.softened))
    if not limit.starts:
        yield f"{said}: nothing starts its clock"
    if not any(procedure.moves(state, event) for event in limit.ends for state in within):
        yield f"{said}: nothing stops its clock"
    for event in limit.ends:
        if not any(procedure.moves(state, event) for state in states | {START}):
            yield f"{said}: its end {event.key!r} never happens here"
    for event in limit.overtaken_by:
        if not any(transition.event is event and transition.to != STAY for transition in procedure.transitions):
            yield f"{said}: {event.key!r} never changes the state of the case, so it cannot overtake this limit"
    if limit.extension is not None:
        yield from (f"{said}: {fault}" for fault in _faults_of_extension(limit, limit.extension))
    if limit.overrides is not None and not any(
        isinstance(trigger, On) and limit.overrides in _fields(trigger.event) for trigger in limit.starts
    ):
        yield f"{said}: no event that starts it has a field {limit.overrides!r}"
    if limit.departs and limit.beside is None:
        yield f"{said}: it says why it departs, but stands beside no rule"
    yield from (f"{said}: {fault}" for fault in _faults_of_readings(procedure, limit, within))
    window = next((other for other in procedure.limits if other.key == limit.spared_by), None)
    if limit.spared_by is not None and (window is None or window.kind is not Kind.WINDOW):
        yield f"{said}: it is spared by {limit.spared_by!r}, which is not a window"
    if limit.beside is not None and limit.beside not in {other.key for other in procedure.limits}:
        yield f"{said}: it stands beside an unknown limit {limit.beside!r}"


def _faults_of_extension(limit: TimeLimit, extension: Extension) -> Iterator[str]:
    if (extension.to is None) != (extension.cap is Cap.AGREED):
        yield "an extension has a number unless it is by agreement"
    if limit.period is None and (extension.to is not None or limit.overrides is not None):
        yield "a limit without a number can be extended only by agreement, to the day that is told"
    if extension.notice_cite is not None and not extension.before_expiry:
        yield "its extension cites a provision on notice in time, but asks for no such notice"


def _faults_of_readings(procedure: Rules, limit: TimeLimit, within: set[str]) -> Iterator[str]:
    if limit.readings and limit.period is None:
        yield "a limit without a number cannot have another reading"
    for reading in limit.readings:
        if not hasattr(reading.event, reading.day) and reading.day not in _fields(reading.event):
            yield f"a reading counts from the day {reading.day!r}, which {reading.event.key} does not have"
        if not any(procedure.moves(state, reading.event) for state in within):
            yield f"a reading counts from {reading.event.key!r}, which never happens where the limit runs"
        if reading.when is not None and reading.when.needs_calendar:
            yield "whether a reading applies depends on a calendar; only facts may decide"
        for part in reading.when.parts() if reading.when is not None else ():
            yield from _faults_of_condition(part, reading.event, {other.key for other in procedure.limits})


def _faults_of_softening(procedure: Rules, softening: Softening) -> Iterator[str]:
    states = {state.key for state in procedure.states}
    for state in softening.saved_states:
        if state not in states:
            yield f"a saving names an unknown state {state!r}"
    if softening.until < softening.since or softening.saved_until < softening.since:
        yield "the words that relaxed it end before they begin"


def _faults_of_start(procedure: Rules, trigger: Trigger) -> Iterator[str]:
    """What is wrong with what a start depends on."""
    if isinstance(trigger, On) and trigger.later_only and (not trigger.replaces or isinstance(trigger.day, LastDayOf)):
        yield "a start with `later_only` must also have `replaces`, and count from a day of its own event"
    if isinstance(trigger, On) and trigger.when is not None:
        if trigger.when.needs_calendar:
            yield "whether it starts depends on a calendar; only facts may decide"
        for part in trigger.when.parts():
            yield from _faults_of_condition(part, trigger.event, {limit.key for limit in procedure.limits})
    if isinstance(trigger, Entering) and trigger.or_later is not None:
        named = trigger.or_later
        if named.field not in _fields(named.event):
            yield f"{named.event.key} has no day {named.field!r}"
        if not any(transition.event is named.event for transition in procedure.transitions):
            yield f"it waits for {named.event.key!r}, which never happens here"
        if isinstance(named.since, str) and named.since not in {state.key for state in procedure.states}:
            yield f"a named day counts until an unknown state {named.since!r}"


def _faults_of_trigger(procedure: Rules, limit: TimeLimit, trigger: Trigger) -> Iterator[str]:
    yield from _faults_of_start(procedure, trigger)
    known = {other.key: place for place, other in enumerate(procedure.limits)}
    named = trigger.limit if isinstance(trigger, RunsOut) else None
    if isinstance(trigger, On) and isinstance(trigger.day, LastDayOf):
        named = trigger.day.limit
    elif isinstance(trigger, On) and not hasattr(trigger.event, str(trigger.day)):
        yield f"{trigger.event.key} has no day {trigger.day!r}"
    if named is not None and named not in known:
        yield f"it waits for an unknown limit {named!r}"
    elif named is not None and known[named] >= known[limit.key]:
        yield f"it waits for {named!r}, which must stand before it"
    elif not _can_start(procedure, limit, trigger):
        yield f"its clock cannot start by {_trigger_words(trigger)}"


def _fields(event: type[Event]) -> set[str]:
    return {field.name for field in attrs.fields(event)}


def _trigger_words(trigger: Trigger) -> str:
    if isinstance(trigger, RunsOut):
        return f"the running out of {trigger.limit!r}"
    return trigger.event.key if isinstance(trigger, On) else f"entering {trigger.state!r}"


def _can_start(procedure: Rules, limit: TimeLimit, trigger: Trigger) -> bool:
    """Whether some transition brings the event, or the state, to where the limit runs."""
    if isinstance(trigger, RunsOut):
        other = next(other for other in procedure.limits if other.key == trigger.limit)
        return any(_can_start(procedure, limit, start) for start in other.starts)
    for transition in procedure.transitions:
        for source in transition.source:
            led_back = transition.to == BACK
            there = procedure.led_back_to(source) if led_back else (source if transition.to == STAY else transition.to,)
            arrives = limit.within is None or not {*limit.within, ANYWHERE}.isdisjoint(there)
            # What comes back to a state does not enter it.
            happens = transition.event is trigger.event if isinstance(trigger, On) else source != transition.to == trigger.state
            if happens and arrives:
                return True
    return False


def _faults_of_course(procedure: Rules) -> Iterator[str]:
    limits = {limit.key for limit in procedure.limits}
    open_ended = {limit.key for limit in procedure.limits if limit.extension is not None and limit.extension.to is None}
    happens = {transition.event for transition in procedure.transitions}
    for step in procedure.course:
        if step.event not in happens:
            yield f"the course has a step {step.event.key!r}, which never happens here"
        for limit in (step.on, *(limit for _, limit in step.days)):
            if limit is not None and limit not in limits:
                yield f"the course names an unknown limit {limit!r}"
            if limit in open_ended:
                yield f"the course takes a step on the last day of {limit!r}, whose extension has no number"
        for field in (*(name for name, _ in step.fields), *(name for name, _ in step.days)):
            if field not in _fields(step.event):
                yield f"the course gives {step.event.key!r} an unknown field {field!r}"


# --- no event that leads two ways: every combination of the facts that the conditions mention is tried

_Variable = tuple[Any, ...]


def _variable(part: Condition, event: type[Event]) -> tuple[_Variable, tuple[Any, ...]] | None:
    """The fact that a condition looks at, and the values of it that matter; None for what only combines others."""
    looked_at: _Variable
    match part:
        case Given(field, values):
            return (event, field, None), values
        case Was(event_type, field, values, _, since):
            return (event_type, field, since), values
        case Happened(event_type, _, since):
            looked_at = Happened, event_type, since
        case EverWas(event_type, field, values, _, since):
            looked_at = EverWas, event_type, field, values, since
        case AnswerFound(stage, values):
            looked_at = AnswerFound, stage, values
        case Overtaken(limit, by):
            looked_at = Overtaken, limit, by
        case Done(limit):
            looked_at = Done, limit
        case LaterThanStart(field, limit):
            looked_at = LaterThanStart, field, limit
        case NotBeforeStop():
            looked_at = NotBeforeStop, event
        case ConsideredAfresh():
            looked_at = (ConsideredAfresh,)
        case WholeCase(field) | FindsNoneStopped(field) | ProceedingsOver(field):
            looked_at = type(part), event, field
        case PointsStopped() | PointsSuspended():
            looked_at = (type(part),)
        case _:
            return None
    return looked_at, (True,)


def _holds(condition: Condition, event: type[Event], facts: dict[_Variable, Any]) -> bool:
    match condition:
        case All(of):
            return all(_holds(part, event, facts) for part in of)
        case Either(of):
            return any(_holds(part, event, facts) for part in of)
        case Not(of):
            return not _holds(of, event, facts)
        case Asked(of):
            return _holds(of, event, facts)
    found = _variable(condition, event)
    if found is None:
        return True  # needs a calendar: a fault of its own
    variable, values = found
    return facts[variable] in values


def _leads_two_ways(transitions: list[Transition]) -> bool:
    event = transitions[0].event
    domains: dict[_Variable, set[Any]] = {}
    for transition in transitions:
        for part in transition.when.parts() if transition.when else ():
            found = _variable(part, event)
            if found is not None:
                domains.setdefault(found[0], {_OTHER}).update(found[1])
    for values in itertools.product(*domains.values()):
        facts = dict(zip(domains, values, strict=True))
        if sum(transition.when is None or _holds(transition.when, event, facts) for transition in transitions) > 1:
            return True
    return False
