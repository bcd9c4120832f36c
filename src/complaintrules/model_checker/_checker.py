"""A model checker: it tries everything that can happen under a procedure, and says what is wrong with its rules.

The lint reads the rules of a procedure as they are written. The model checker follows them, through every combination of the
facts that their conditions look at, by the code that records an event in a case. Nothing is sampled. The page "The model checker"
of the documentation says what is left out of a situation, and why that loses nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any, Final

import attrs

from complaintrules._code_enum import Codes
from complaintrules.errors import ProcedureError
from complaintrules.events import Event, Party, Responded
from complaintrules.model_checker._state_space import StateSpace, closure, events_to
from complaintrules.model_checker._trial_events import conditions_of
from complaintrules.procedures._registry import Rulebook, as_procedure
from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    CameLate,
    ConsideredAfresh,
    Done,
    Either,
    EverWas,
    FindsNoneStopped,
    Given,
    Happened,
    Late,
    LaterThanStart,
    Not,
    NotBeforeStop,
    Overtaken,
    PointsStopped,
    PointsSuspended,
    ProceedingsOver,
    RunOut,
    Was,
    WholeCase,
)
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, BACK, START, STAY, Entering, Kind, On, TimeLimit, Transition, Trigger

_KNOWN: Final = (
    All, AnswerFound, Asked, CameLate, ConsideredAfresh, Done, Either, EverWas, FindsNoneStopped, Given, Happened, Late,
    LaterThanStart, Not, NotBeforeStop, Overtaken, PointsStopped, PointsSuspended, ProceedingsOver, RunOut,
    Was, WholeCase,
)  # fmt: skip

_ACTS_FOR: Final = {Party.AUTHORITY: (Party.PANEL, Party.INVESTIGATOR)}
"""Whose acts end a party's rule besides its own: the authority convenes the panel and appoints who investigates."""


class FaultKind(Codes):
    """What can be wrong with a procedure."""

    UNTRIED_EVENT = "untried-event"
    UNTRIED_CONDITION = "untried-condition"
    UNREACHED_STATE = "unreached-state"
    DEAD_END = "dead-end"
    LEFT_TO_COMPLAINANT = "left-to-complainant"
    WAY_OUT_OF_FINAL = "way-out-of-final"
    TWO_WAYS = "two-ways"
    GAP = "gap"
    IDLE_TRANSITION = "idle-transition"
    IDLE_EXPECTATION = "idle-expectation"
    IDLE_ANSWER = "idle-answer"
    IDLE_EVENT = "idle-event"
    IDLE_LIMIT = "idle-limit"
    IDLE_WITHIN = "idle-within"
    IDLE_START = "idle-start"
    IDLE_END = "idle-end"
    IDLE_EXTENSION = "idle-extension"
    ENDLESS_CLOCK = "endless-clock"
    WAITS_IN_VAIN = "waits-in-vain"
    WRONG_PARTY = "wrong-party"

    @property
    def meaning(self) -> str:
        """The fault in words."""
        return _MEANINGS[self]


_MEANINGS: Final = {
    FaultKind.UNTRIED_EVENT: "no example of an event could be made, so nothing that follows it was checked",
    FaultKind.UNTRIED_CONDITION: "a condition is of a class that the checker does not know",
    FaultKind.UNREACHED_STATE: "no history leads to a state",
    FaultKind.DEAD_END: "from a state, no history leads to one that rests or is final",
    FaultKind.LEFT_TO_COMPLAINANT: "in a state that does not rest, nobody but the complainant can bring the case to an end",
    FaultKind.WAY_OUT_OF_FINAL: "an event leads out of a final state",
    FaultKind.TWO_WAYS: "one event, in the same facts, leads two ways",
    FaultKind.GAP: "an event that leads on from a state in some facts is impossible there in others, with nothing in its place",
    FaultKind.IDLE_TRANSITION: "a transition can never be taken",
    FaultKind.IDLE_EXPECTATION: "what a transition expects can never fail",
    FaultKind.IDLE_ANSWER: "a transition answers a limit that is never left open there",
    FaultKind.IDLE_EVENT: "a rule looks for an event that never happens",
    FaultKind.IDLE_LIMIT: "a limit never starts",
    FaultKind.IDLE_WITHIN: "a limit never runs in one of the states that it is said to run in",
    FaultKind.IDLE_START: "one of the things that start a limit never does",
    FaultKind.IDLE_END: "one of the acts that end a limit never does",
    FaultKind.IDLE_EXTENSION: "a limit that may be extended never can be",
    FaultKind.ENDLESS_CLOCK: "a clock runs where nothing stops it, overtakes it or lets it lapse",
    FaultKind.WAITS_IN_VAIN: "a clock counts from the last day of a limit that never started",
    FaultKind.WRONG_PARTY: "no act of the party that a limit binds ends it",
}


@attrs.frozen
class ModelFault:
    """One thing wrong with a procedure.

    Attributes:
        kind: What kind of fault.
        at: The key of the state, event or limit that it is about.
        says: The fault as a sentence.
        history: The shortest history that leads there; empty where none does.
    """

    kind: FaultKind
    at: str
    says: str
    history: tuple[Event, ...] = ()

    def __str__(self) -> str:
        return f"{self.says} [{path_words(self.history)}]" if self.history else self.says


@attrs.frozen
class ModelReport:
    """What the model checker found.

    Attributes:
        procedure: The procedure that was checked.
        states: The keys of the states that were reached, in the procedure's order.
        situations: How many situations there are. A situation is a state, with the facts and clocks that later events look at.
        explored: How many events were followed: each that is possible in a situation, in every situation.
        faults: Everything that is wrong, each once.
    """

    procedure: Procedure
    states: tuple[str, ...]
    situations: int
    explored: int
    faults: tuple[ModelFault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def raise_for_faults(self) -> None:
        """Do nothing if the procedure is sound.

        Raises:
            ProcedureError: It is not; every fault is in the one error.
        """
        if self.faults:
            raise ProcedureError(self.procedure.key, tuple(str(fault) for fault in self.faults))

    def __str__(self) -> str:
        seen = f"{len(self.states)} states, {self.situations} situations, {self.explored} events followed"
        if not self.faults:
            return f"{self.procedure}: sound ({seen})"
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        lines = [f"{self.procedure}: {count} ({seen})"]
        for fault in self.faults:
            lines.append(f"- {fault.kind}: {fault.says}")
            if fault.history:
                lines.append(f"  after: {path_words(fault.history)}")
        return "\n".join(lines)


def check_model(procedure: str | Procedure, *, rulebook: Rulebook | None = None) -> ModelReport:
    """Try everything that can happen under a procedure, and report every fault of its rules.

    Args:
        procedure: The procedure, or its key, which means its newest version.
        rulebook: Where to look the key up; this library's own rulebook if none is given.

    Raises:
        WrongTypeError: It is neither a procedure nor a string.
        UnknownKeyError: There is no such procedure.

    Example:
        >>> print(check_model("england-corporate"))
        Corporate complaints, England (the Ombudsman's Code) (england-corporate, version 2024-02): sound (11 states, ...)
    """
    return _report(StateSpace(as_procedure(procedure, rulebook=rulebook)))


def _report(space: StateSpace) -> ModelReport:
    return ModelReport(
        procedure=space.procedure,
        states=tuple(state.key for state in space.procedure.states if state.key in space.by_state),
        situations=len(space.situations),
        explored=space.followed,
        faults=(
            *_untried(space),
            *_faults_of_states(space),
            *_faults_of_transitions(space),
            *_idle_events(space),
            *_faults_of_limits(space),
        ),
    )


def path_words(history: tuple[Event, ...]) -> str:
    """A history in words: its events, each with what matters of its fields."""
    return " -> ".join(_event_words(event) for event in history)


def _event_words(event: Event) -> str:
    values = {field.name: getattr(event, field.name) for field in attrs.fields(type(event)) if field.name != "on"}
    defaults = {field.name: field.default for field in attrs.fields(type(event))}
    said = [f"{name} {_value_words(value)}" for name, value in values.items() if value != defaults[name] and value is not None]
    return f"{event.key} ({', '.join(said)})" if said else event.key


def _value_words(value: Any) -> str:
    if isinstance(value, enum.Enum):
        return str(value.value)
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- what could not be tried


def _untried(space: StateSpace) -> Iterator[ModelFault]:
    for event_type, reason in space.untried.items():
        says = f"no example of {event_type.key!r} could be made: {reason}"
        yield ModelFault(FaultKind.UNTRIED_EVENT, event_type.key, says)
    for unknown, event in dict.fromkeys((type(part), event_type) for part, event_type in conditions_of(space.procedure)):
        if unknown not in _KNOWN:
            says = f"what {event.key!r} does depends on a condition of a class that the checker does not know, {unknown.__name__}"
            yield ModelFault(FaultKind.UNTRIED_CONDITION, event.key, says)


# --- states


def _faults_of_states(space: StateSpace) -> Iterator[ModelFault]:
    states = space.procedure.states
    for state in states:
        if state.key not in space.by_state:
            yield ModelFault(FaultKind.UNREACHED_STATE, state.key, f"no history leads to state {state.key!r}")
    for (final, to), track in space.left.items():
        says = f"state {final!r} is final, and an event leads from it to {to!r}"
        yield ModelFault(FaultKind.WAY_OUT_OF_FINAL, final, says, events_to(track))
    ends = {state.key for state in states if state.rests or state.final}
    at_end = {situation for situation in space.situations if situation[0] in ends}
    saved = closure(at_end, space.before)
    stuck = {situation[0]: situation for situation in reversed(space.situations) if situation not in saved}
    for state in states:
        if state.key in stuck:
            says = f"from state {state.key!r} no history leads to a state that rests or is final"
            yield ModelFault(FaultKind.DEAD_END, state.key, says, _history(space, stuck[state.key]))
    excused = {
        state for key, state in space.ran_in if (limit := space.procedure.limit(key)).within and limit.binds is Party.COMPLAINANT
    }
    unaided = closure(at_end, space.before_without)
    left = {situation[0]: situation for situation in reversed(space.situations) if situation in saved - unaided}
    for state in states:
        if state.key in left and state.key not in excused:
            says = (
                f"state {state.key!r} does not rest, yet only the complainant can bring the case from there to one that does, "
                "or to an end; and no limit of the complainant's runs in it"
            )
            yield ModelFault(FaultKind.LEFT_TO_COMPLAINANT, state.key, says, _history(space, left[state.key]))


def _history(space: StateSpace, situation: tuple[Any, ...]) -> tuple[Event, ...]:
    return events_to(space.situations[situation])


def _history_to_state(space: StateSpace, state: str) -> tuple[Event, ...]:
    return events_to(space.by_state[state]) if state in space.by_state else ()


# --- transitions


def _faults_of_transitions(space: StateSpace) -> Iterator[ModelFault]:
    for (state, event_type), (history, transitions) in space.two_ways.items():
        leads = {STAY: "it stays", BACK: "back"}
        ways = " and ".join(f"{leads.get(way.to, f'to {way.to!r}')} ({way.cite})" for way in transitions)
        says = f"{event_type.key!r} in state {state!r} leads two ways in the same facts: {ways}"
        yield ModelFault(FaultKind.TWO_WAYS, event_type.key, says, history)
    yield from _gaps(space)
    taken = {transition for _, transition in space.fired}
    for transition in space.procedure.transitions:
        yield from _idle_transition(space, transition, fired=id(transition) in taken)
        if id(transition) in taken:
            yield from _idle_parts(space, transition)


def _gaps(space: StateSpace) -> Iterator[ModelFault]:
    """Facts for which somebody forgot to say where an event leads.

    That an event is impossible is not a fault in itself: an answer may have to say which stage it answers. It is a fault where
    the same event leads on in other facts, and no event of its type leads to the same place here. It is also a fault where the
    event should open a case.
    """
    told: set[tuple[str, type[Event]]] = set()
    start = next(iter(space.situations))
    openings = (event for events in space.examples.values() for event in events)
    unopened = ((start, event) for event in openings if START in space.targets.get((START, id(event)), ()))
    for situation, event in (*space.refused, *unopened):
        state, event_type = situation[0], type(event)
        elsewhere = space.targets.get((state, id(event)), set()) - {state}
        gap = state == START or elsewhere - space.targets_here.get((situation, event_type), set())
        if gap and (state, event_type) not in told:
            told.add((state, event_type))
            history = (*_history(space, situation), event)
            if state == START:
                says = f"no transition leads anywhere from the {event_type.key!r} that opens a case, in some facts"
            else:
                says = f"{event_type.key!r} leads on from state {state!r} in some facts, and is impossible in others"
            yield ModelFault(FaultKind.GAP, event_type.key, says, history)


def _words(transition: Transition, source: str) -> str:
    where = "anywhere" if source == ANYWHERE else f"in state {source!r}"
    leads = {STAY: "stays", BACK: "leads back"}.get(transition.to, f"leads to {transition.to!r}")
    return f"{transition.event.key!r} {where}, which {leads} ({transition.cite})"


def _idle_transition(space: StateSpace, transition: Transition, *, fired: bool) -> Iterator[ModelFault]:
    for source in transition.source:
        happens = fired if source == ANYWHERE else (source, id(transition)) in space.fired
        if not happens and (source == ANYWHERE or source in space.by_state):
            says = f"{_words(transition, source)}: it can never happen so"
            if transition.when is not None:
                says += f"; it would need that {transition.when.says}"
            yield ModelFault(FaultKind.IDLE_TRANSITION, transition.event.key, says, _history_to_state(space, source))


def _idle_parts(space: StateSpace, transition: Transition) -> Iterator[ModelFault]:
    source = next(state for state, fired in space.fired if fired == id(transition))
    source = next((state for state in transition.source if state in space.by_state), source)
    if transition.expects is not None and id(transition) not in space.failed:
        says = f"{_words(transition, source)}: what it expects can never fail: that {transition.expects.says}"
        yield ModelFault(FaultKind.IDLE_EXPECTATION, transition.event.key, says, _history_to_state(space, source))
    for left_open in transition.answers:
        if (id(transition), left_open) not in space.answered:
            says = f"{_words(transition, source)}: it answers {left_open.limit!r}, which is never left open there"
            yield ModelFault(FaultKind.IDLE_ANSWER, transition.event.key, says, _history_to_state(space, source))


def _idle_events(space: StateSpace) -> Iterator[ModelFault]:
    """Events that rules look for, and that no history has."""
    looked_for: dict[type[Event], str] = {}
    for part, event_type in conditions_of(space.procedure):
        if isinstance(part, (Was, Happened)):
            looked_for.setdefault(part.event, f"a condition of {event_type.key!r}")
            if part.since is not None:
                looked_for.setdefault(part.since, f"a condition of {event_type.key!r}")
        elif isinstance(part, EverWas):
            for sought in (part.event, *part.since):
                looked_for.setdefault(sought, f"a condition of {event_type.key!r}")
        elif isinstance(part, AnswerFound):
            looked_for.setdefault(Responded, f"a condition of {event_type.key!r}")
    for limit in space.procedure.limits:
        for trigger in limit.starts:
            if isinstance(trigger, Entering) and trigger.or_later is not None:
                looked_for.setdefault(trigger.or_later.event, f"limit {limit.key!r}")
    for step in space.procedure.course:
        looked_for.setdefault(step.event, "the course")
    for event, looker in looked_for.items():
        if event not in space.happened:
            says = f"{looker} looks for {event.key!r}, which no history has"
            yield ModelFault(FaultKind.IDLE_EVENT, event.key, says)


# --- time limits


def _faults_of_limits(space: StateSpace) -> Iterator[ModelFault]:
    began = {key for key, _ in space.started}
    first = {place: track for (_, place, _), track in reversed(space.running.items())}
    for place, limit in enumerate(space.procedure.limits):
        if limit.key not in began:
            reached = (state for state in limit.within or () if state in space.by_state)
            history = _history_to_state(space, next(reached, ""))
            yield ModelFault(FaultKind.IDLE_LIMIT, limit.key, f"limit {limit.key!r} never starts", history)
        else:
            history = events_to(first[place]) if place in first else ()
            yield from _faults_of_limit(space, limit, history)
            yield from _endless(space, limit, place)
    for (key, awaited), track in space.orphans.items():
        says = f"limit {key!r} counts from the last day of {awaited!r}, which has not started"
        yield ModelFault(FaultKind.WAITS_IN_VAIN, key, says, events_to(track))


def _faults_of_limit(space: StateSpace, limit: TimeLimit, history: tuple[Event, ...]) -> Iterator[ModelFault]:
    for number, trigger in enumerate(limit.starts):
        if (limit.key, number) not in space.started:
            says = f"limit {limit.key!r} is never started by {_trigger_words(trigger)}"
            yield ModelFault(FaultKind.IDLE_START, limit.key, says, history)
    for state in limit.within or ():
        if state in space.by_state and (limit.key, state) not in space.ran_in:
            says = f"limit {limit.key!r} is said to run in state {state!r}, and never does"
            yield ModelFault(FaultKind.IDLE_WITHIN, limit.key, says, _history_to_state(space, state))
    ended = [event_type for event_type in limit.ends if (limit.key, event_type) in space.ended]
    for event_type in limit.ends:
        if event_type not in ended:
            says = f"limit {limit.key!r} is never ended by {event_type.key!r}"
            yield ModelFault(FaultKind.IDLE_END, limit.key, says, history)
    if limit.extension is not None and limit.key not in space.extended:
        says = f"limit {limit.key!r} may be extended ({limit.extension.cite}), and never can be where it runs"
        yield ModelFault(FaultKind.IDLE_EXTENSION, limit.key, says, history)
    may = {limit.binds, Party.BOTH, *_ACTS_FOR.get(limit.binds, ())}
    if ended and not any(event_type.actor in may for event_type in ended):
        acts = ", ".join(f"{event_type.key!r} by {event_type.actor.words}" for event_type in ended)
        says = f"limit {limit.key!r} binds {limit.binds.words}, and is ended only by the acts of others: {acts}"
        yield ModelFault(FaultKind.WRONG_PARTY, limit.key, says, history)


def _trigger_words(trigger: Trigger) -> str:
    if isinstance(trigger, On):
        return repr(trigger.event.key)
    return f"entering {trigger.state!r}" if isinstance(trigger, Entering) else f"the running out of {trigger.limit!r}"


def _endless(space: StateSpace, limit: TimeLimit, place: int) -> Iterator[ModelFault]:
    if limit.kind is not Kind.DUTY and (limit.period is not None or limit.overrides is not None):
        return  # a window with a number lapses by itself
    stops = closure({clock for clock in space.stopped if clock[1] == place}, space.earlier)
    endless = {
        situation[0]: track
        for (situation, of, clock), track in reversed(space.running.items())
        if of == place and (situation, of, clock) not in stops
    }
    for state, track in endless.items():
        says = f"limit {limit.key!r} runs in state {state!r}, where nothing can stop it, overtake it or let it lapse"
        yield ModelFault(FaultKind.ENDLESS_CLOCK, limit.key, says, events_to(track))
