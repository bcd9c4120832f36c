"""The words that rules are written in: states, transitions, time limits, requirements, and the procedure they make.

A procedure is a value. It is linted as it is built, and every fault found stands in one error; what passed the lint can be
run by `complaintrules.cases.history` and `complaintrules.cases.deadlines`, neither of which knows which procedure it serves.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Final, NamedTuple

import attrs

from complaintrules._checks import check_day
from complaintrules._codes import Codes
from complaintrules._pickled import reads_older
from complaintrules._places import division_key
from complaintrules.calendars.periods import Period
from complaintrules.classification import ComplaintType
from complaintrules.errors import NOT_OPENED, ProcedureError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import Event, Party
from complaintrules.rules.conditions import Condition, Overtaken
from complaintrules.rules.law import Certainty, Citation, Force, Source, cited

__all__ = [
    "Amendment",
    "Cap",
    "Entering",
    "Extension",
    "Kind",
    "LastDayOf",
    "NamedDay",
    "On",
    "Procedure",
    "Reading",
    "Remark",
    "ReportContent",
    "Requirement",
    "RunsOut",
    "Softening",
    "State",
    "Step",
    "TimeLimit",
    "Transition",
]

START: Final = NOT_OPENED
"""Where every history begins: nothing has been received yet."""

STAY: Final = "*stay*"
"""The target of a transition that records a fact and moves nothing."""

BACK: Final = "*back*"
"""The target of a transition that undoes the move into a state: the case stands again where it stood before."""

ANYWHERE: Final = "*anywhere*"
"""The source of a transition that every state has, unless the state has one of its own for the same event."""

ARRIVED: Final = "arrived"
"""A clock's day 0 is the arrival of the event that starts it."""

DONE: Final = "on"
"""A clock's day 0 is the day of the act that starts it."""


class Kind(Codes):
    """What a time limit is to the party it binds."""

    DUTY = "duty"
    WINDOW = "window"
    ADVISORY = "advisory"


class Cap(Codes):
    """How far an extension may reach."""

    HARD = "hard"
    SOFT = "soft"
    AGREED = "agreed"

    @property
    def meaning(self) -> str:
        """The cap in words."""
        return _CAPS[self]


_CAPS: Final = {
    Cap.HARD: "no later whatever the reason",
    Cap.SOFT: "no later without a good reason",
    Cap.AGREED: "as both agree, without a number",
}


@attrs.frozen
class State:
    """Where a case can stand.

    Attributes:
        key: Its name in data.
        title: Its name for people.
        stage: The stage it belongs to, if any.
        rests: Nobody owes the next step, and the complainant may go on.
        final: Nothing leads on; facts may still be recorded, and what led here may be undone.
    """

    key: str
    title: str
    stage: int | None = None
    rests: bool = False
    final: bool = False


def _as_division(name: Any) -> Any:
    """The key of the division that is meant; what means none is left for the lint to refuse."""
    return (isinstance(name, str) and division_key(name)) or name


def _as_sources(source: str | tuple[str, ...]) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else source


@attrs.frozen
class Remark:
    """What is said to a reader who would expect an event to move something that it does not move.

    Attributes:
        says: What it does not move, and why.
        when: Where it is said; everywhere without it. A calendar may have to tell.
        while_open: It is said only where somebody still owes the next step.
    """

    says: str
    when: Condition | None = attrs.field(default=None, kw_only=True)
    while_open: bool = attrs.field(default=False, kw_only=True)


@reads_older
@attrs.frozen
class Transition:
    """A state, an event, and the state it leads to.

    Attributes:
        source: The state or states it leaves from.
        event: The kind of event.
        to: The state it leads to, ``STAY``, or ``BACK``.
        cite: The provision.
        when: The facts it depends on; if they are otherwise, this is not what the event does.
        expects: What the instrument asks for besides; where it fails, the event is recorded and is irregular.
        expects_cite: The provision that asks for it, if that is another one.
        answers: The limits, left open earlier, that this act answers after all, where they are; it ends and starts no other.
        remark: What to tell a reader who would expect it to move something.
        resumes: Whether the clocks that run where it leads, and that the case had left open, go on there from their own starts.
    """

    source: tuple[str, ...] = attrs.field(converter=_as_sources)
    event: type[Event]
    to: str
    cite: Citation
    when: Condition | None = attrs.field(default=None, kw_only=True)
    expects: Condition | None = attrs.field(default=None, kw_only=True)
    expects_cite: Citation | None = attrs.field(default=None, kw_only=True)
    answers: tuple[Overtaken, ...] = attrs.field(default=(), kw_only=True)
    remark: Remark | None = attrs.field(default=None, kw_only=True)
    resumes: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class LastDayOf:
    """A clock's day 0 is the last day of another limit.

    Attributes:
        limit: The key of the other limit.
        assumed: It only stands in for an event that is not on file yet; False where the rule itself counts from that day.
    """

    limit: str
    assumed: bool = True


@reads_older
@attrs.frozen
class On:
    """An event starts the clock.

    Attributes:
        event: The kind of event.
        day: Its arrival (the default), its act, a field of it that names a day, or the last day of another limit.
        replaces: It also replaces the start of a run that has not ended.
        repeats: It also starts a new run after the last one ended, though the state is the same.
        when: A condition on facts without which it starts nothing.
        later_only: The start that it replaces gives way only to a later one.
    """

    event: type[Event]
    day: str | LastDayOf = ARRIVED
    replaces: bool = attrs.field(default=False, kw_only=True)
    repeats: bool = attrs.field(default=False, kw_only=True)
    when: Condition | None = attrs.field(default=None, kw_only=True)
    later_only: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class NamedDay:
    """A day that the last event of a kind names.

    Attributes:
        event: The kind of event.
        field: Its field.
        since: An event before the last one of this kind counts no more; or, where it is the key of a state, one before the case
            last came into it.
    """

    event: type[Event]
    field: str
    since: type[Event] | str | None = None


@attrs.frozen
class Entering:
    """The case's coming into a state starts the clock, from the arrival of the event that brought it there.

    The authority's own act counts from the day it was done.

    Attributes:
        state: The state.
        or_later: A day that an event before it named, and that is day 0 instead if it is later.
    """

    state: str
    or_later: NamedDay | None = None


@attrs.frozen
class RunsOut:
    """Another limit's running out starts the clock: its last day passed, and its act was not done.

    Attributes:
        limit: The key of the other limit.
    """

    limit: str


Trigger = On | Entering | RunsOut


@reads_older
@attrs.frozen
class Extension:
    """How a limit may be extended.

    Attributes:
        to: The outermost period, counted from the limit's own start; None where both agree without a number. What has no period
            of its own is due on the day that is told.
        cap: How firm that is.
        before_expiry: Whether notice must be given before the time runs out; then a later one moves nothing.
        cite: The provision.
        grounds: What it takes.
        notice_cite: Where it is said that notice must come before the time runs out, if that is another provision.
        notice_certainty: How surely that was checked; None for as surely as the limit itself.
    """

    to: Period | None
    cap: Cap
    before_expiry: bool
    cite: Citation
    grounds: str
    notice_cite: Citation | None = None
    notice_certainty: Certainty | None = None


@attrs.frozen
class Reading:
    """Another reading of what starts a clock. The date by it is shown beside the rule's own, and nothing follows from it.

    Attributes:
        event: The kind of event from which it would count.
        says: Whose reading it is.
        cite: The provision that is read so.
        day: The day of the event from which it would count: the day of the act, or a field that names one.
        when: The facts without which nobody reads it so.
    """

    event: type[Event]
    says: str
    cite: Citation
    day: str = attrs.field(default=DONE, kw_only=True)
    when: Condition | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Softening:
    """Words that relaxed a limit for a time: late is then not of itself a breach, and a window does not close.

    They applied while a clock ran in the period, and, by the saving, to a matter that was in one of certain states on any day
    of a second period.

    Attributes:
        words: What was added, in our own words.
        since: The first day of both periods.
        until: The last day for clocks that ran.
        saved_states: The states of the saving.
        saved_until: The last day of the saving.
        cite: The provision.
    """

    words: str
    since: dt.date
    until: dt.date
    saved_states: tuple[str, ...]
    saved_until: dt.date
    cite: Citation


def _as_of_then(row: TimeLimit, state: dict[str, Any]) -> None:
    """A council's row from before rows named the rule they were made from: it follows itself, which no row of today does.

    What it had to have of its rule is then taken from the rule that it is laid beside: see `_fitted`.
    """
    if "follows" not in state and row.beside is not None:
        object.__setattr__(row, "follows", attrs.evolve(row))


@functools.partial(reads_older, known=_as_of_then)
@attrs.frozen(kw_only=True)
class TimeLimit:
    """A rule with a clock: who must or may do what, from when, by when, under which provision.

    Attributes:
        key: Its name in data.
        title: What is to be done.
        binds: Who is to do it.
        kind: Duty, window or advisory.
        force: How binding it is.
        within: The states in which it runs; None for all. When the case leaves them first, it is overtaken.
        starts: What starts its clock.
        ends: The events that end it.
        overtaken_by: Events that leave it behind though it runs where they lead, if they move the case.
        period: How long; None for "as soon as possible".
        extension: How it may be extended, if it may.
        overrides: A day named by the event that starts it, which prevails over the period where it is given; without a period
            it is the only number there is.
        softened: Words that relaxed it for a time.
        readings: Other readings of what starts it.
        beside: For a local row, the limit of the law that it stands beside.
        cite: The provision.
        see: Further provisions.
        certainty: How surely it was checked.
        breach_established: Whether it is established that doing it late is a breach, and not only a reason to explain.
        comment: What a reader should know: why the rule reads as it does.
        asks: What the act must be like, where the instrument says so.
        applied_since: The first day from which whoever stands behind a code applies it in casework; before it, following the code
            was by choice. None where no such day is known.
        departs: Of a local row that is slower than a code asks: why the council departs from it.
        spared_by: The key of a window: where that was used in time, the case is out of this rule's reach from then on.
        follows: Of a local row that was made from a rule: that rule. What the row has of it, it has of the same rule in any other
            version of the procedure that it is laid over.
    """

    key: str
    title: str
    binds: Party
    kind: Kind = Kind.DUTY
    force: Force
    within: tuple[str, ...] | None = None
    starts: tuple[Trigger, ...]
    ends: tuple[type[Event], ...]
    overtaken_by: tuple[type[Event], ...] = ()
    period: Period | None
    extension: Extension | None = None
    overrides: str | None = None
    softened: Softening | None = None
    readings: tuple[Reading, ...] = ()
    beside: str | None = None
    cite: Citation
    see: tuple[Citation, ...] = ()
    certainty: Certainty = Certainty.TEXT
    breach_established: bool = True
    comment: str = ""
    asks: str = ""
    applied_since: dt.date | None = None
    departs: str = ""
    follows: TimeLimit | None = None
    spared_by: str | None = None

    @property
    def citations(self) -> str:
        """The provision and the further ones, as one text."""
        return cited((self.cite, *self.see))


# `__init__` knows this module as it was before the class was there; whoever reads its types asks for the class too.
vars(TimeLimit)["__init__"].__globals__["TimeLimit"] = TimeLimit


@attrs.frozen(kw_only=True)
class ReportContent:
    """One thing that a rule wants in a report, and where a report has it.

    Attributes:
        key: Its name in data.
        says: What is wanted.
        cite: The provision.
        figures: The measures of a report that give it, by key.
        beside: What a report cannot know, and who has it; empty where the figures are all that is wanted.
        certainty: How surely it was checked.
    """

    key: str
    says: str
    cite: Citation
    figures: tuple[str, ...] = ()
    beside: str = ""
    certainty: Certainty = Certainty.TEXT


@attrs.frozen(kw_only=True)
class Requirement:
    """A rule without a clock of a case: shown and documented, never due.

    Attributes:
        key: Its name in data.
        title: What is to be done.
        binds: Who is to do it.
        force: How binding it is.
        moment: When it applies.
        asks: What it takes.
        cite: The provision.
        see: Further provisions.
        certainty: How surely it was checked.
        contents: Of a duty to report or to keep a record, what must be in it.
    """

    key: str
    title: str
    binds: Party
    force: Force
    moment: str
    asks: str
    cite: Citation
    see: tuple[Citation, ...] = ()
    certainty: Certainty = Certainty.TEXT
    contents: tuple[ReportContent, ...] = ()

    @property
    def citations(self) -> str:
        """The provision and the further ones, as one text."""
        return cited((self.cite, *self.see))


@attrs.frozen
class Step:
    """One step of the ordinary course, which a timetable plays.

    Attributes:
        event: The kind of event.
        on: The limit on whose last day it happens; None for the day of the step before.
        fields: Values of the event's other fields.
        days: Fields of the event that name a day, each with the limit whose last day it is.
    """

    event: type[Event]
    on: str | None = None
    fields: tuple[tuple[str, object], ...] = ()
    days: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Amendment:
    """A change of an instrument that matters to its readers, and no rule of the module.

    Attributes:
        on: The day it took effect.
        says: What it changed.
        cite: The instrument that changed it.
    """

    on: dt.date
    says: str
    cite: Citation


class Start(NamedTuple):
    """One limit that a way starts: what its trigger comes to for this one event.

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
        states: Where a case can stand.
        transitions: What leads from one to another.
        limits: The rules with a clock, in the instrument's order.
        requirements: The rules without one.
        course: The ordinary steps.
        amendments: Changes of the instrument that are no version of their own.
        not_modelled: What is left to people on purpose, each with the reason.
        complaint_type: Which kind of complaint a report counts its cases as; None for a kind that no list names.

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

    _states: dict[str, State] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _limits: dict[str, TimeLimit] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _moves: dict[tuple[str, type[Event]], tuple[Transition, ...]] = attrs.field(init=False, eq=False, repr=False, factory=dict)
    _ways: dict[tuple[str, type[Event]], tuple[Way, ...]] = attrs.field(init=False, eq=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """See that each part is what it should be, index the parts, then lint the whole."""
        from complaintrules.rules._field_types import faults_of_kinds  # noqa: PLC0415 - it reads the classes of this module
        from complaintrules.rules._lint import faults_of  # noqa: PLC0415 - likewise

        wrong = tuple(faults_of_kinds(self))
        if any(fault.hides_the_rest for fault in wrong):
            raise ProcedureError(self.key, tuple(map(str, wrong)))
        self._states.update((state.key, state) for state in self.states)
        self._limits.update((limit.key, limit) for limit in self.limits)
        by_move: dict[tuple[str, type[Event]], list[Transition]] = {}
        for transition in self.transitions:
            for source in transition.source:
                by_move.setdefault((source, transition.event), []).append(transition)
        self._moves.update((move, tuple(transitions)) for move, transitions in by_move.items())
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
        move = (state, event)
        ways = self._ways.get(move)
        if ways is None:
            ways = self._ways[move] = tuple(self.way(state, transition) for transition in self.moves(state, event))
        return ways

    def led_back_to(self, state: str) -> tuple[str, ...]:
        """The states to which a case may be led back from this one: those that it may have left when it came here."""
        came = (source for transition in self.transitions if transition.to == state for source in transition.source)
        return tuple(dict.fromkeys(source for source in came if source not in {START, state}))

    def way(self, source: str, transition: Transition, back_to: str = BACK) -> Way:
        """One transition as it leaves a state: of one that leads back, what it touches on the way to where it leads back to.

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
        """What it lets go on: what runs where it leads and not where it comes from, and is not started anew by it."""
        if not transition.resumes:
            return ()
        started = {start.key for start in starts}
        return tuple(limit.key for limit in there if limit not in here and limit.key not in started)

    def _starts(self, limit: TimeLimit, trigger: Trigger, event: type[Event], entered: str | None) -> tuple[Start, ...]:
        """What one trigger of a limit comes to when an event happens and, perhaps, a state is entered."""
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
