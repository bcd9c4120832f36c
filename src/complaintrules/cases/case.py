"""A case: a procedure and a list of dated facts; everything else is derived from them.

A case is a value. Recording an event returns a new case and leaves the old one as it was; the new one carries the replay on,
so that recording one event costs the same however long the history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar

import attrs

from complaintrules._argument_checks import check_day, check_several
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases._clocks import LocalCalendar
from complaintrules.cases._details import DETAILS, CaseDetails, Cover
from complaintrules.cases.deadlines import Deadline, calendar_for, deadlines_of
from complaintrules.cases.history import (
    Move,
    Track,
    links,
    not_undone,
    obstacles,
    open_transitions,
    record_event,
    replay,
    target_of,
)
from complaintrules.cases.irregularities import Irregularity, Unmoved, irregularities_of, unmoved_of
from complaintrules.classification import Outcome
from complaintrules.errors import ImpossibleEventError, WrongTypeError, WrongValueError
from complaintrules.events import AnswerCorrected, Event, Finding, Party, Responded, Resubmitted
from complaintrules.procedures._policy_registry import as_policy
from complaintrules.procedures._registry import Rulebook, as_procedure, as_rulebook, check_in_force, reference, referred
from complaintrules.procedures.policy import LocalPolicy
from complaintrules.rules._complaint_points import OF_POINTS
from complaintrules.rules.law import Citation
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Kind

__all__ = ["Case", "CaseDetails", "Moved", "NextEvent", "recalculate"]

_C = TypeVar("_C", bound="Case")


@attrs.frozen(kw_only=True)
class NextEvent:
    """Something that may happen now.

    Attributes:
        event: The type of event, by its key.
        by: Who does it.
        to: The state it would lead to; the present one for a fact that moves nothing.
        cite: The provision.
        condition: What it depends on, or what would make it irregular if it failed; None where nothing is left open.
    """

    event: str
    by: Party
    to: str
    cite: Citation
    condition: str | None


@attrs.frozen(eq=False, repr=False)
class Case:
    """A procedure and the events of one complaint. Make one with `open` or `replay`.

    What needs no day is a property: `state`, `stage`, `outcome`, `moves` and the like stand as the whole history left them. What
    depends on a day takes it in brackets: `deadlines`, `breaches`, `next_due`; `irregularities`, `unmoved` and `next_events` take
    the whole history if none is given. What takes an event or makes another case is a method too: `record`, `why_not`.
    """

    _cover: Cover
    _track: Track

    # --- making one

    @classmethod
    def open(  # noqa: PLR0913 - each of them stands on the cover of a file
        cls,
        procedure: str | Procedure,
        received: Event,
        *,
        reference: str | None = None,
        team: str | None = None,
        service: str | None = None,
        complainant: str | None = None,
        continues: str | None = None,
        first_received_on: dt.date | None = None,
        tags: Iterable[str] = (),
        calendar: WorkingDayCalendar | None = None,
        policy: str | LocalPolicy | None = None,
        rulebook: Rulebook | None = None,
    ) -> Self:
        """A new case, opened by a complaint.

        Args:
            procedure: The key of the procedure, or the procedure itself.
            received: The complaint's receipt; its day decides the version.
            reference: The council's own reference.
            team: The team concerned.
            service: The service concerned.
            complainant: A reference for the person, chosen by the council; never a name.
            continues: The reference of the case that this one continues.
            first_received_on: The day the complaint was received in that case.
            tags: Any other words to find it by.
            calendar: Whose working days count; without one, the division that the procedure names.
            policy: Local targets shown beside the law, or their key.
            rulebook: Where the procedure is looked up; without one, this library's own.

        Raises:
            WrongTypeError: Something has the wrong type.
            UnknownKeyError: There is no such procedure or policy.
            NotInForceError: The procedure, or the version of it that was given, was not in force on the day of receipt.
            ImpossibleEventError: The event opens no case.

        Example:
            >>> from datetime import date
            >>> from complaintrules.events import Received
            >>> Case.open("england-children", Received(on=date(2016, 9, 5), orally=False)).state
            'local-resolution'
        """
        return cls.replay(
            procedure,
            (received,),
            reference=reference,
            team=team,
            service=service,
            complainant=complainant,
            continues=continues,
            first_received_on=first_received_on,
            tags=tags,
            calendar=calendar,
            policy=policy,
            rulebook=rulebook,
        )

    @classmethod
    def replay(  # noqa: PLR0913 - likewise
        cls,
        procedure: str | Procedure,
        events: Iterable[Event],
        *,
        version: str | None = None,
        reference: str | None = None,
        team: str | None = None,
        service: str | None = None,
        complainant: str | None = None,
        continues: str | None = None,
        first_received_on: dt.date | None = None,
        tags: Iterable[str] = (),
        calendar: WorkingDayCalendar | None = None,
        policy: str | LocalPolicy | None = None,
        rulebook: Rulebook | None = None,
    ) -> Self:
        """A case from its whole history.

        Args:
            procedure: The key of the procedure, or the procedure itself.
            events: The events, in the order of the file.
            version: The version of the procedure, which must be the one in force on the day of receipt; without one, it is found.
            reference: The council's own reference.
            team: The team concerned.
            service: The service concerned.
            complainant: A reference for the person, chosen by the council; never a name.
            continues: The reference of the case that this one continues.
            first_received_on: The day the complaint was received in that case.
            tags: Any other words to find it by.
            calendar: Whose working days count; without one, the division that the procedure names.
            policy: Local targets shown beside the law, or their key.
            rulebook: Where the procedure is looked up; without one, this library's own.

        Raises:
            WrongTypeError: Something has the wrong type.
            WrongValueError: There is no event.
            UnknownKeyError: There is no such procedure, version or policy.
            NotInForceError: The procedure, or the version of it that was given, was not in force on the day of receipt.
            ImpossibleEventError: An event cannot happen where those before it had led.
        """
        check_several("events", events, Event, "load_case reads a case from data")
        history = tuple(events)
        for event in history:
            _check_event(event)
        if not history:
            raise WrongValueError("events", history, "a case begins with the event that opens it")
        book = as_rulebook(rulebook)
        if version is not None and isinstance(procedure, str):
            found = book.version(procedure, version)
        else:
            found = as_procedure(procedure, history[0].on, book)
        details: CaseDetails = {
            "reference": reference,
            "team": team,
            "service": service,
            "complainant": complainant,
            "continues": continues,
            "first_received_on": first_received_on,
            "tags": tags,
            "calendar": calendar,
            "policy": policy,
            "rulebook": rulebook,
        }
        case = _made(cls, found, history, {**details})
        check_in_force(found, history[0].on)
        return case

    def record(self, event: Event) -> Self:
        """A new case in which the event has happened too.

        Raises:
            WrongTypeError: It is not an event.
            ImpossibleEventError: It cannot happen here; the error says what could.
        """
        _check_event(event)
        track = self._track.copy()
        record_event(self._cover.rules, track, event)
        return type(self)(self._cover, track)

    def without(self, index: int) -> Self:
        """A new case without one event, checked by replaying the others.

        Raises:
            WrongValueError: There is no event at that place, or it is the one that opened the case.
            ImpossibleEventError: The rest cannot have happened without it.
        """
        events = list(self.events)
        if self._place(index) == 0:
            raise WrongValueError("index", index, "that event opened the case; amend it instead")
        del events[index]
        return type(self)(self._cover, replay(self._cover.rules, events))

    def amend(self, index: int, event: Event) -> Self:
        """A new case with one event replaced, checked by replaying all.

        Where the receipt itself is amended, the version of the procedure is found anew.

        Raises:
            WrongTypeError: It is not an event.
            WrongValueError: There is no event at that place.
            ImpossibleEventError: The history cannot have happened so.
        """
        _check_event(event)
        events = list(self.events)
        place = self._place(index)
        events[place] = event
        if place:
            return type(self)(self._cover, replay(self._cover.rules, events))
        known = as_rulebook(self.rulebook).keys
        procedure = self.procedure.key if self.procedure.key in known else self.procedure
        return type(self).replay(procedure, events, **self._details())

    def _place(self, index: int) -> int:
        count = len(self.events)
        if type(index) is not int:
            raise WrongTypeError("index", index, "a whole number")
        if not -count <= index < count:
            raise WrongValueError("index", index, f"this case has {count} events")
        return index % count

    def _details(self) -> dict[str, Any]:
        """What stands on the cover, as `replay` takes it."""
        return {name: getattr(self._cover, name) for name in DETAILS}

    # --- the cover

    @property
    def procedure(self) -> Procedure:
        """The procedure, in the version in force on the day the complaint was received; or see `lacks_version`."""
        return self._cover.procedure

    @property
    def lacks_version(self) -> bool:
        """Whether no version of its procedure was in force on the day the complaint was received.

        Only a file that was read can hold such a case. It is read by the version nearest to that day, so that it can be
        counted; but the times of that version were not the law of that day, so nothing is due, late or irregular.
        """
        return not self._cover.is_in_force

    @property
    def reference(self) -> str | None:
        """The council's own reference."""
        return self._cover.reference

    @property
    def team(self) -> str | None:
        """The team concerned."""
        return self._cover.team

    @property
    def service(self) -> str | None:
        """The service concerned."""
        return self._cover.service

    @property
    def complainant(self) -> str | None:
        """A reference for the person, chosen by the council; never a name."""
        return self._cover.complainant

    @property
    def continues(self) -> str | None:
        """The reference of the case that this one continues: begun under the wrong procedure, say, and moved to this one."""
        return self._cover.continues

    @property
    def first_received_on(self) -> dt.date | None:
        """The day the complaint was first received, in the case that this one continues; None where nobody recorded it."""
        return self._cover.first_received_on

    @property
    def first_wait(self) -> int | None:
        """The working days from the first receipt to the receipt in this case; None where no first receipt is recorded.

        No clock of this case counts them: its clocks are those of its own procedure, from its own receipt.

        Raises:
            CoverageError: The first receipt lies outside the calendar's years.
        """
        first = self.first_received_on
        return None if first is None else self._calendar().working_days_between(first, self.events[0].filed_on)

    @property
    def tags(self) -> tuple[str, ...]:
        """Any other words to find it by."""
        return self._cover.tags

    @property
    def calendar(self) -> WorkingDayCalendar | None:
        """Whose working days count; None for the division that the procedure names. Neither compared nor dumped."""
        return self._cover.calendar

    @property
    def policy(self) -> LocalPolicy | None:
        """Local targets shown beside the law. Neither compared nor dumped."""
        return self._cover.policy

    @property
    def rulebook(self) -> Rulebook | None:
        """Where the procedure is looked up; None for this library's own. Neither compared nor dumped."""
        return self._cover.rulebook

    # --- what happened

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in the order of the file."""
        return tuple(links(self._track.past))[::-1]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Each move into another state: the file day, the state, and the event that brought it there."""
        return tuple(links(self._track.moves))[::-1]

    def with_calendar(self, calendar: WorkingDayCalendar | None) -> Self:
        """The same case, worked out with another calendar.

        Raises:
            WrongTypeError: It is not a WorkingDayCalendar.
        """
        return attrs.evolve(self, cover=attrs.evolve(self._cover, calendar=calendar))

    def with_policy(self, policy: str | LocalPolicy | None) -> Self:
        """The same case, with another council's targets shown beside the law; with None, with no targets.

        Raises:
            WrongTypeError: It is neither a LocalPolicy nor the key of one.
            UnknownKeyError: There is no such policy.
            PolicyError: It belongs to another procedure, or was not in force on the day of receipt.
        """
        return _made(type(self), self.procedure, self.events, self._details() | {"policy": policy})

    def as_of(self, day: dt.date) -> Self:
        """The case as the file stood at the end of a day: later events are left out.

        Raises:
            WrongTypeError: It is not a plain date.
            WrongValueError: The complaint had not been received by then.
        """
        track = self._track_at(day)
        if track is None:
            raise WrongValueError("day", day, "the complaint had not been received by then")
        return self if track is self._track else type(self)(self._cover, track)

    def _track_at(self, day: dt.date) -> Track | None:
        check_day("as_of", day)
        track = self._track
        if track.filed_on is not None and track.filed_on <= day:
            return track
        earlier = [event for event in self.events if event.filed_on <= day]
        return replay(self._cover.rules, earlier) if earlier else None

    # --- where it stands

    @property
    def state(self) -> str:
        """The key of the state in which the case stands."""
        return self._track.state

    @property
    def stage(self) -> int | None:
        """The number of the stage, if the state belongs to one."""
        return self.procedure.state(self.state).stage

    @property
    def is_closed(self) -> bool:
        """Whether it rests or is final: nobody owes the next act."""
        state = self.procedure.state(self.state)
        return state.rests or state.final

    @property
    def closed_on(self) -> dt.date | None:
        """The file day of the last move, if that closed it; recording that the file was closed moves nothing."""
        return next(links(self._track.moves)).on if self.is_closed else None

    @property
    def outcome(self) -> Outcome | None:
        """What became of it so far: the outcome of the last event that has one since it was received, or resubmitted as a whole.

        What was undone does not count, and points that are suspended by themselves give the case no outcome. Nor does a refusal
        to go on to a later stage: what an answer found stays found. Where that answer recorded no finding, there is no outcome.
        """
        moving = {id(move.event): move.state for move in links(self._track.moves)}
        refused: Outcome | None = None
        for event in self._deciding():
            if type(event) in OF_POINTS and id(event) not in moving:
                continue
            if event.refusal is not None:
                # A refusal that led back to an open stage ended nothing: the answer of that stage is still to come.
                if not self._went_on(moving.get(id(event))):
                    refused = refused or event.case_outcome
                continue
            if refused is not None and type(event) is Responded:
                return event.overall_outcome
            if event.case_outcome is not None:
                found: Outcome = event.case_outcome
                return found
            if type(event) is Resubmitted:
                break
        return refused

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on each point by the last answer, or correction of one, that carries findings and was not undone."""
        for event in self._deciding():
            found: tuple[Finding, ...] = getattr(event, "findings", ())
            if found and event.case_outcome is not None:
                return found
        return ()

    def _went_on(self, state: str | None) -> bool:
        """Whether the state that an event led to, if any, leaves an act owed."""
        return state is not None and not (self.procedure.state(state).final or self.procedure.state(state).rests)

    def _deciding(self) -> tuple[Event, ...]:
        """The events that were not undone, the newest first, without a late answer that has no say any more.

        What was found at a stage is not undone by the answer to an earlier one, sent after it; nor by a correction of that.
        """
        reached = {id(move.event): self.procedure.state(move.state).stage or 0 for move in links(self._track.moves)}
        found_at, is_late, kept = 0, False, list[Event]()
        for event in reversed(tuple(not_undone(self._track))):
            if type(event) is Responded:
                stage = reached.get(id(event), event.stage or 0)
                is_late = stage < found_at
            if is_late and isinstance(event, (Responded, AnswerCorrected)):
                continue
            if type(event) is Resubmitted and id(event) in reached:
                found_at = 0
            elif event.case_outcome is not None:
                found_at = max(found_at, reached.get(id(event), 0))
            kept.append(event)
        return tuple(reversed(kept))

    @property
    def suspended_points(self) -> tuple[str, ...]:
        """The points of the complaint that are suspended for other proceedings, in the order in which they were.

        Where the whole is suspended, all that the receipt names. One that is put forward again is suspended no more: with the
        whole it is considered afresh here, by itself it goes on in a case that continues this one.
        """
        return self._track.points.suspended

    # --- what may happen

    def next_events(self, as_of: dt.date | None = None) -> tuple[NextEvent, ...]:
        """What may happen next, who does it, under which provision, and on what condition.

        What changes the state of the case stands first, and facts that move nothing after it.

        Args:
            as_of: A day after which events are left out; without one, the whole history counts.

        Raises:
            WrongTypeError: The day is not a plain date.
        """
        track = self._track if as_of is None else self._track_at(as_of)
        if track is None:
            return ()
        found = []
        for transition in open_transitions(self._cover.rules, track):
            conditions = [
                condition.says
                for condition in (transition.when, transition.expects)
                if condition is not None and not condition.test(track, transition.event, None)
            ]
            found.append(
                NextEvent(
                    event=transition.event.key,
                    by=transition.event.actor,
                    to=target_of(track, transition),
                    cite=transition.cite,
                    condition="; ".join(conditions) or None,
                )
            )
        return tuple(found)

    def why_not(self, event: Event | type[Event]) -> tuple[str, ...]:
        """Why an event, or any event of a type, cannot happen now; empty if it can.

        Raises:
            WrongTypeError: It is neither an event nor a type of event.
        """
        if isinstance(event, type) and issubclass(event, Event):
            _check_event_type(event, event)
            return obstacles(self._cover.rules, self._track, event, None)
        _check_event(event)
        try:
            record_event(self._cover.rules, self._track.copy(), event)
        except ImpossibleEventError as error:
            return error.reasons
        return ()

    # --- what is due

    def deadlines(self, as_of: dt.date) -> tuple[Deadline, ...]:
        """Every deadline as it stands at the end of a day, in the instrument's order; none before the receipt.

        Raises:
            WrongTypeError: The day is not a plain date.
            CoverageError: A day lies outside the calendar's years.
        """
        track = self._track_at(as_of)
        if track is None or self.lacks_version:
            return ()
        return deadlines_of(self._cover.rules, track, self._calendar(), as_of, self._local_calendar())

    def breaches(self, as_of: dt.date) -> tuple[Deadline, ...]:
        """The duties not done in their time by the end of a day, whatever their force.

        Raises:
            WrongTypeError: The day is not a plain date.
            CoverageError: A day lies outside the calendar's years.
        """
        return tuple(deadline for deadline in self.deadlines(as_of) if deadline.is_breach)

    def next_due(self, as_of: dt.date) -> Deadline | None:
        """The open duty whose day comes first, with its status; None if no duty with a day is open.

        What is overdue comes before what falls due today or later: its day has passed, and the duty is owed still.

        Raises:
            WrongTypeError: The day is not a plain date.
            CoverageError: A day lies outside the calendar's years.
        """
        running = [
            (deadline.due, place, deadline)
            for place, deadline in enumerate(self.deadlines(as_of))
            if deadline.limit.kind is Kind.DUTY
            and deadline.status is not None
            and deadline.status.is_running
            and deadline.due is not None
        ]
        return min(running)[-1] if running else None

    def irregularities(self, as_of: dt.date | None = None) -> tuple[Irregularity, ...]:
        """What was done, but not as the instrument provides, in the order of the events.

        Args:
            as_of: A day after which events are left out; without one, the whole history counts.

        Raises:
            WrongTypeError: The day is not a plain date.
            CoverageError: A day lies outside the calendar's years.
        """
        track = self._track if as_of is None else self._track_at(as_of)
        if track is None or self.lacks_version:
            return ()
        return irregularities_of(track, self._calendar(), self._local_calendar())

    def unmoved(self, as_of: dt.date | None = None) -> tuple[Unmoved, ...]:
        """The events that a reader would expect to move something, but that did not, in their order.

        A file closed while an answer is owed, a record finalised after a written request for stage 2, a day for the panel after
        its time. Nothing is wrong with them; whoever recorded one may think that it did more than it did.

        Args:
            as_of: A day after which events are left out; without one, the whole history counts.

        Raises:
            WrongTypeError: The day is not a plain date.
            CoverageError: A day lies outside the calendar's years.
        """
        track = self._track if as_of is None else self._track_at(as_of)
        if track is None or self.lacks_version:
            return ()
        return unmoved_of(self._cover.rules, track, self._calendar(), self._local_calendar())

    def _calendar(self) -> WorkingDayCalendar:
        return calendar_for(self.procedure, self.calendar)

    def _local_calendar(self) -> LocalCalendar | None:
        policy = self.policy
        if policy is None:
            return None
        return LocalCalendar(policy.calendar(self._calendar()), frozenset(row.key for row in policy.limits))

    # --- a value

    def _identity(self) -> tuple[object, ...]:
        return (
            self.procedure.key,
            self.procedure.version,
            self.reference,
            self.team,
            self.service,
            self.complainant,
            self.continues,
            self.first_received_on,
            self.tags,
            self.events,
        )

    def __repr__(self) -> str:
        name = f" {self.reference!r}" if self.reference else ""
        count = "1 event" if len(self.events) == 1 else f"{len(self.events)} events"
        return f"<Case{name} of {self.procedure.key!r}: {self.state}, {count}>"

    def __eq__(self, other: object) -> bool:
        return self._identity() == other._identity() if isinstance(other, Case) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._identity())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the procedure by key and version, and the events; the rest is derived again."""
        return _unpickled, (reference(self.procedure), self.events, self._details())


def _made(cls: type[_C], found: Procedure, history: tuple[Event, ...], details: dict[str, Any]) -> _C:
    """A case under the version of its procedure that was found for it, in force on the day of receipt or not."""
    received = history[0].on
    _check_first_receipt(details.get("first_received_on"), history[0].filed_on)
    policy = as_policy(details.get("policy"))
    rules = found if policy is None else policy.over(found, received)
    written: dict[str, Any] = details | {"policy": policy}
    cover = Cover(procedure=found, rules=rules, is_in_force=found.is_in_force(received), **written)
    return cls(cover, replay(rules, history))


def _check_first_receipt(first: dt.date | None, received: dt.date) -> None:
    if first is None:
        return
    check_day("first_received_on", first)
    if first > received:
        raise WrongValueError("first_received_on", first, f"lies after the receipt in this case, {received}")


def _check_event(event: object) -> None:
    if not isinstance(event, Event):
        raise WrongTypeError("event", event, "an event")
    _check_event_type(type(event), event)


def _check_event_type(event_type: object, given: object) -> None:
    """Refuse the parents of all events, which are none themselves: they have no key."""
    if not hasattr(event_type, "key"):
        raise WrongTypeError("event", given, "an event of one type, such as Received or Responded")


def _unpickled(procedure: tuple[str, str] | Procedure, events: tuple[Event, ...], details: dict[str, Any]) -> Case:
    # A pickle of 0.1.0 may hold blank strings, and names with blanks around them, which are refused since: they are left out.
    cover = {name: (value.strip() or None) if isinstance(value, str) else value for name, value in details.items()}
    cover["tags"] = tuple(tag.strip() for tag in details["tags"] if tag.strip())
    return read_case(referred(procedure), events, cover)


def read_case(procedure: Procedure, events: tuple[Event, ...], details: dict[str, Any]) -> Case:
    """A case that was kept, under the version of its procedure that was found for it, in force on the day of receipt or not."""
    return _made(Case, procedure, events, details)


def gap_words(case: Case) -> str:
    """What is to be said of a case that lacks a version."""
    procedure = case.procedure
    return (
        f"no version of {procedure.key} was in force on {case.events[0].on}; it is read by version {procedure.version}, "
        "and nothing is due, late or irregular"
    )


@attrs.frozen(kw_only=True)
class Moved:
    """A deadline that another calendar moves.

    Attributes:
        before: The deadline as it was; None where only the other calendar starts it, because by that one another limit runs out.
        after: The deadline by the other calendar; None where that one does not start it.
    """

    before: Deadline | None
    after: Deadline | None

    def __str__(self) -> str:
        known = self.after or self.before
        days = [deadline.due if deadline else "not started" for deadline in (self.before, self.after)]
        return f"{known.limit.title if known else ''}: from {days[0]} to {days[1]}"


def recalculate(case: Case, calendar: WorkingDayCalendar, as_of: dt.date | None = None) -> tuple[Moved, ...]:
    """Which deadlines move when a case is worked out with another calendar: a bank holiday announced late, say.

    Args:
        case: The case, with the calendar it was worked out with until now.
        calendar: The new one.
        as_of: A day after which events are left out; without one, the whole history counts.

    Returns:
        The deadlines whose start, or normal, present or outermost last day moves, in the instrument's order.

    Raises:
        CoverageError: A day lies outside one of the calendars' years.
    """
    day = as_of or case.events[-1].filed_on
    moved = case.with_calendar(calendar)
    old, new = ({_run_of(deadline): deadline for deadline in deadlines(day)} for deadlines in (case.deadlines, moved.deadlines))
    pairs = ((old.get(run), new.get(run)) for run in dict.fromkeys((*old, *new)))
    return tuple(Moved(before=before, after=after) for before, after in pairs if _dates_of(before) != _dates_of(after))


def _run_of(deadline: Deadline) -> tuple[str, int]:
    return deadline.limit.key, deadline.occurrence


def _dates_of(deadline: Deadline | None) -> tuple[dt.date | None, ...]:
    return () if deadline is None else (deadline.start, deadline.normal_due, deadline.due, deadline.latest)
