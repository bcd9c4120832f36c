"""A procedure, made of rules. It is linted as it is built, so that a procedure that exists can be run.

Every fault found stands in one error. A procedure is run by `complaintrules.cases.history` and `complaintrules.cases.deadlines`,
neither of which knows which procedure it serves.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from complaintrules._argument_checks import check_day
from complaintrules._nations import division_key
from complaintrules._old_pickles import reads_older
from complaintrules.classification import ComplaintType, Outcome
from complaintrules.errors import ProcedureError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import Event, Party
from complaintrules.rules import terms
from complaintrules.rules._field_types import wrong_fields_of_procedure
from complaintrules.rules._lint import faults_of
from complaintrules.rules.conditions import Condition
from complaintrules.rules.law import Source
from complaintrules.rules.terms import (
    ANYWHERE,
    ARRIVED,
    BACK,
    DONE,
    START,
    STAY,
    Amendment,
    Entering,
    LastDayOf,
    NamedDay,
    On,
    Requirement,
    RunsOut,
    State,
    Step,
    TimeLimit,
    Transition,
    Trigger,
)

__all__ = ["Procedure"]

if not TYPE_CHECKING:  # a type checker would take any name for granted

    def __getattr__(name: str) -> Any:
        """The words, which stood here in 0.1.0: pickles of that time ask for them here."""
        return getattr(terms, name)


class Start(NamedTuple):
    """One limit that a way starts, worked out from its trigger for this one event.

    Attributes:
        key: The limit's key.
        limit: The limit.
        day: ``ARRIVED``, ``DONE``, or a field of the event. A clock that another party's act starts runs from its arrival; one
            that the bound party's own act, or a joint one, starts runs from the act.
        after: The limit whose last day is day 0 instead.
        undone: It starts only if that limit ran out.
        assumes: Day 0 only stands in for an event that is not on file yet.
        or_later: A day named before, which is day 0 instead if it is later.
        ends_too: The same event ends it, as when a complaint is made within a time that its own grounds start.
        replaces: It replaces the start of a run that has not ended.
        repeats: It starts a new run after one ended in the same visit of the state.
        when: The facts without which it starts nothing.
        later_only: The start that it replaces gives way only to a later one.
    """

    key: str
    limit: TimeLimit
    day: str
    after: str | None
    undone: bool
    assumes: bool
    or_later: NamedDay | None
    ends_too: bool
    replaces: bool
    repeats: bool
    when: Condition | None
    # What came later stands last, so that what was pickled before it was there is read as it was.
    later_only: bool = False


class Way(NamedTuple):
    """One transition as it leaves one state, with the limits it touches: worked out once, then looked up.

    Attributes:
        transition: The transition.
        to: The state it leads to, which may be the one it leaves, or ``BACK``.
        late_doubt: What it expects can be told only with a calendar.
        ends: The keys of the limits that its event ends here.
        overtakes: The keys of the limits that do not run where it leads, or that its event leaves behind there.
        starts: The limits it starts there.
        resumes: The keys of the limits that go on there if the case had left them open.
    """

    transition: Transition
    to: str
    late_doubt: bool
    ends: tuple[str, ...]
    overtakes: tuple[str, ...]
    starts: tuple[Start, ...]
    resumes: tuple[str, ...] = ()


def _as_division(name: Any) -> Any:
    """The key of the division that is meant; a name that means none is left for the lint to refuse."""
    return (isinstance(name, str) and division_key(name)) or name


def _start(limit: TimeLimit, trigger: On | Entering, event: type[Event]) -> Start:
    or_later = None
    if isinstance(trigger, Entering):
        or_later, trigger = trigger.or_later, On(event)
    day, after = (ARRIVED, trigger.day.limit) if isinstance(trigger.day, LastDayOf) else (trigger.day, None)
    ends_too = event in limit.ends and day not in {ARRIVED, DONE}
    if day == ARRIVED and event.actor in {limit.binds, Party.BOTH}:
        day = DONE
    return Start(
        limit.key,
        limit,
        day,
        after,
        undone=False,
        assumes=isinstance(trigger.day, LastDayOf) and trigger.day.assumed,
        or_later=or_later,
        ends_too=ends_too,
        replaces=trigger.replaces,
        repeats=trigger.repeats,
        when=trigger.when,
        later_only=trigger.later_only,
    )


@reads_older
@attrs.frozen(kw_only=True, cache_hash=True)
class Procedure:
    """One complaint procedure as an instrument makes it, in force over a range of days.

    Attributes:
        key: Its name in data.
        version: Tells this version of its text from others of the same key.
        title: Its name for people.
        since: The first day it was in force.
        until: The last day; None while it is in force.
        division: Whose bank holidays its working days leave out, unless a caller chooses another calendar.
        sources: The instruments it is made from.
        states: The states that a case can be in.
        transitions: What leads from one state to another.
        limits: The rules with a clock, in the instrument's order.
        requirements: The rules without one.
        course: The ordinary steps.
        amendments: Changes of the instrument that did not make a new version.
        not_modelled: What is left to people on purpose, each with the reason.
        complaint_type: The type of complaint that a report counts its cases as; None for a type that no list names.
        well_founded: The outcomes that a report counts as well founded. An instrument that has the words says which they are; for
            the others, upheld and partly upheld.

    Raises:
        ProcedureError: The lint found faults; all of them are in the one error.
    """

    key: str
    version: str
    title: str
    since: dt.date
    until: dt.date | None = None
    division: str = attrs.field(converter=_as_division)
    sources: tuple[Source, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    limits: tuple[TimeLimit, ...]
    requirements: tuple[Requirement, ...] = ()
    course: tuple[Step, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    not_modelled: tuple[tuple[str, str], ...] = ()
    complaint_type: ComplaintType | None = None
    well_founded: tuple[Outcome, ...] = (Outcome.UPHELD, Outcome.PARTLY_UPHELD)

    _states: dict[str, State] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _limits: dict[str, TimeLimit] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _moves: dict[tuple[str, type[Event]], tuple[Transition, ...]] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _ways: dict[tuple[str, type[Event]], tuple[Way, ...]] = attrs.field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """See that each part is what it should be, index the parts, then lint the whole."""
        wrong = tuple(wrong_fields_of_procedure(self))
        if any(fault.hides_the_rest for fault in wrong):
            raise ProcedureError(self.key, tuple(map(str, wrong)))
        self._states.update((state.key, state) for state in self.states)
        self._limits.update((limit.key, limit) for limit in self.limits)
        leaving: dict[tuple[str, type[Event]], list[Transition]] = {}
        for transition in self.transitions:
            for source in transition.source:
                leaving.setdefault((source, transition.event), []).append(transition)
        self._moves.update((place, tuple(transitions)) for place, transitions in leaving.items())
        faults = (*map(str, wrong), *faults_of(self))
        if faults:
            raise ProcedureError(self.key, faults)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether this version applies to a complaint received on a day.

        Raises:
            WrongTypeError: The day is not a plain date.
        """
        check_day("on", on)
        return self.since <= on and (self.until is None or on <= self.until)

    def state(self, key: str) -> State:
        """The state with this key.

        Raises:
            UnknownKeyError: There is none; the message names the nearest.
        """
        if not isinstance(key, str):
            raise WrongTypeError("state", key, "the key of a state")
        try:
            return self._states[key]
        except KeyError:
            raise UnknownKeyError(f"state of {self.key}", key, tuple(self._states)) from None

    def limit(self, key: str) -> TimeLimit:
        """The time limit with this key.

        Raises:
            UnknownKeyError: There is none; the message names the nearest.
            WrongValueError: It is a requirement, which has no clock.
        """
        if not isinstance(key, str):
            raise WrongTypeError("limit", key, "the key of a time limit")
        if key in self._limits:
            return self._limits[key]
        if any(requirement.key == key for requirement in self.requirements):
            raise WrongValueError("limit", key, f"is a requirement of {self.key}, which has no clock")
        raise UnknownKeyError(f"time limit of {self.key}", key, tuple(self._limits))

    def moves(self, state: str, event: type[Event]) -> tuple[Transition, ...]:
        """The transitions for an event in a state, whatever the facts."""
        found = self._moves.get((state, event))
        if found is None:
            found = self._moves.get((ANYWHERE, event), ()) if state != START else ()
        return found

    def ways(self, state: str, event: type[Event]) -> tuple[Way, ...]:
        """The same transitions, each with where it leads from this state and the limits it touches on the way."""
        place = (state, event)
        ways = self._ways.get(place)
        if ways is None:
            ways = self._ways[place] = tuple(self.way(state, transition) for transition in self.moves(state, event))
        return ways

    def led_back_to(self, state: str) -> tuple[str, ...]:
        """The states to which a case may be led back from this one: those that it may have left when it came here."""
        came = (source for transition in self.transitions if transition.to == state for source in transition.source)
        return tuple(dict.fromkeys(source for source in came if source not in {START, state}))

    def way(self, source: str, transition: Transition, back_to: str = BACK) -> Way:
        """One transition as it leaves a state. One that leads back is worked out for the state it leads back to.

        What comes back to a state does not enter it: which clocks go on and which begin anew is for the history to tell.
        """
        event = transition.event
        to = source if transition.to == STAY else back_to if transition.to == BACK else transition.to
        entered = to if to != source and transition.to != BACK and not transition.resumes else None
        here = [limit for limit in self.limits if limit.within is None or source in limit.within]
        there = [limit for limit in self.limits if limit.within is None or to in limit.within]
        starts = [
            start
            for limit in there
            for trigger in limit.starts
            for start in self._starts(limit, trigger, event, entered)
            if not transition.answers
        ]
        return Way(
            transition,
            to,
            late_doubt=transition.expects is not None and transition.expects.needs_calendar,
            ends=tuple(limit.key for limit in here if event in limit.ends and not transition.answers),
            overtakes=tuple(limit.key for limit in here if limit not in there or event in limit.overtaken_by),
            starts=tuple(starts),
            resumes=self._resumes(transition, here, there, starts),
        )

    def _resumes(
        self, transition: Transition, here: list[TimeLimit], there: list[TimeLimit], starts: list[Start]
    ) -> tuple[str, ...]:
        """The limits it lets go on: they run where it leads, not where it comes from, and it does not start them anew."""
        if not transition.resumes:
            return ()
        started = {start.key for start in starts}
        return tuple(limit.key for limit in there if limit not in here and limit.key not in started)

    def _starts(self, limit: TimeLimit, trigger: Trigger, event: type[Event], entered: str | None) -> tuple[Start, ...]:
        """The starts that one trigger of a limit gives when an event happens and, perhaps, a state is entered."""
        if isinstance(trigger, RunsOut):
            # It waits from the day the other limit starts; whether that one runs out is for the calendar to tell.
            waits = (
                start for other in self._limits[trigger.limit].starts for start in self._starts(limit, other, event, entered)
            )
            return tuple(start._replace(after=trigger.limit, undone=True, assumes=False, ends_too=False) for start in waits)
        happens = trigger.event is event if isinstance(trigger, On) else trigger.state == entered
        return (_start(limit, trigger, event),) if happens else ()

    def __str__(self) -> str:
        return f"{self.title} ({self.key}, version {self.version})"
