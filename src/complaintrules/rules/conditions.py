"""Conditions on a history, as frozen values that can be said in words, compared, pickled and listed.

A condition answers True or False. Asked about a type of event before there is such an event, it may answer None: that depends on
the event itself. `RunOut`, `Late` and `CameLate` need a calendar, and so can never decide whether an event may happen. They stand
in a transition's `expects` and in the `when` of its remark, and are answered when irregularities or remarks are asked for.
"""

# The members of a protocol have no bodies, which pyright knows only of those without a word of documentation.
# pyright: reportReturnType=false

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import attrs

from complaintrules._old_pickles import reads_older
from complaintrules.classification import Outcome
from complaintrules.events import AnswerCorrected, Event, ProceedingsEnded, Responded, Suspended
from complaintrules.rules._complaint_points import Points
from complaintrules.rules.law import Citation

__all__ = [
    "All",
    "AnswerFound",
    "Asked",
    "CameLate",
    "ConsideredAfresh",
    "Done",
    "Either",
    "EverWas",
    "FindsNoneStopped",
    "Given",
    "Happened",
    "Late",
    "LaterThanStart",
    "Not",
    "NotBeforeStop",
    "Overtaken",
    "PointsStopped",
    "PointsSuspended",
    "ProceedingsOver",
    "RunOut",
    "Was",
    "WholeCase",
]


class Clock(Protocol):
    """What a condition may ask of one run of a time limit."""

    @property
    def start(self) -> dt.date | None:
        """The day the limit is counted from."""

    @property
    def assumed(self) -> bool:
        """Whether that day stands in for one that nobody recorded."""

    @property
    def overtaken_by(self) -> type[Event] | None:
        """The type of event with which the case went on before the limit's act was done."""

    @property
    def done_by(self) -> Event | None:
        """The act that ended it."""


class Facts(Protocol):
    """What a condition is asked about: the history before the event, and the event or at least its type."""

    @property
    def last(self) -> dict[type[Event], Event]:
        """The last event of each type, before the one asked about, in the order of the file."""

    @property
    def runs(self) -> Mapping[str, Clock]:
        """The last run of each time limit, before the event asked about."""

    @property
    def points(self) -> Points:
        """The points of the complaint, and which are suspended, before the event asked about."""

    def earlier(self) -> Iterator[Event]:
        """Every event before the one asked about, the newest first."""

    def has_run_out(self, limit: str, day: dt.date, /) -> bool:
        """Whether the limit's last day lies before a day."""

    def was_late(self, limit: str, /) -> bool:
        """Whether the act that ended the limit came after its last day."""


class Condition:
    """The parent of every condition."""

    __slots__ = ()

    @property
    def says(self) -> str:
        """The condition in words, as something that holds."""
        raise NotImplementedError  # pragma: no cover - every child says something

    def test(self, facts: Facts, event_type: type[Event], event: Event | None, /) -> bool | None:
        """Whether it holds; None where that depends on an event not yet known."""
        raise NotImplementedError  # pragma: no cover - every child answers

    def parts(self) -> Iterator[Condition]:
        """This condition and all those inside it."""
        yield self

    @property
    def needs_calendar(self) -> bool:
        """Whether a calendar is needed to answer it."""
        return any(isinstance(part, (RunOut, Late, CameLate)) for part in self.parts())


@attrs.frozen
class Given(Condition):
    """A field of the event itself has one of these values."""

    field: str
    values: tuple[Any, ...]
    says: str

    def test(self, _facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Look at the event."""
        return None if event is None else getattr(event, self.field) in self.values


@attrs.frozen
class Was(Condition):
    """A field of the last event of a type, this one included, has one of these values. False if there was none.

    With `since`, an event before the last one of that type does not count.
    """

    event: type[Event]
    field: str
    values: tuple[Any, ...]
    says: str
    since: type[Event] | None = None

    def test(self, facts: Facts, event_type: type[Event], event: Event | None) -> bool | None:
        """Look at the last such event."""
        if event_type is self.event:
            return None if event is None else getattr(event, self.field) in self.values
        last = facts.last.get(self.event)
        return last is not None and getattr(last, self.field) in self.values and is_fresh(facts.last, self.event, self.since)


@attrs.frozen
class Happened(Condition):
    """An event of this type was recorded before; with `since`, after the last one of that type."""

    event: type[Event]
    says: str
    since: type[Event] | None = None

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look for one."""
        return self.event in facts.last and is_fresh(facts.last, self.event, self.since)


@attrs.frozen
class EverWas(Condition):
    """A field of any event of a type, not only of the last, has one of these values.

    With `since`, an event before the last one of these types does not count.
    """

    event: type[Event]
    field: str
    values: tuple[Any, ...]
    says: str
    since: tuple[type[Event], ...] = ()

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look at each."""
        for found in facts.earlier():
            if type(found) in self.since:
                return False
            if type(found) is self.event and getattr(found, self.field) in self.values:
                return True
        return False


@attrs.frozen
class AnswerFound(Condition):
    """The last answer to a stage, as it was corrected since, found one of these. False if it recorded no finding.

    An answer that names another stage is not an answer to this one. A correction is of the answer sent last before it.
    """

    stage: int
    values: tuple[Outcome, ...]
    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look for the answer."""
        corrected: Outcome | None = None
        for found in facts.earlier():
            if type(found) is AnswerCorrected:
                corrected = corrected or found.case_outcome
            elif type(found) is Responded:
                if found.stage in {self.stage, None}:
                    return (corrected or found.case_outcome) in self.values
                corrected = None
        return False


def is_fresh(last: dict[type[Event], Event], event_type: type[Event], since: type[Event] | None) -> bool:
    """Whether the last event of a type, which is on file, came after the last of another, if another is given."""
    return since is None or next(found for found in reversed(last) if found in {event_type, since}) is event_type


@attrs.frozen
class Overtaken(Condition):
    """The last run of a limit was left unanswered because the case went on with one of these events."""

    limit: str
    by: tuple[type[Event], ...]
    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look at the limit's last run."""
        run = facts.runs.get(self.limit)
        return run is not None and run.done_by is None and run.overtaken_by in self.by


@attrs.frozen
class Done(Condition):
    """The last run of a limit was ended by its act, in time or late."""

    limit: str
    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look at the limit's last run."""
        run = facts.runs.get(self.limit)
        return run is not None and run.done_by is not None


@attrs.frozen
class LaterThanStart(Condition):
    """A day that the event names lies after the start of a limit's last run, or the limit has not started."""

    field: str
    limit: str
    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Compare the two days."""
        if event is None:
            return None
        run = facts.runs.get(self.limit)
        return run is None or run.start is None or bool(getattr(event, self.field) > run.start)


@attrs.frozen
class WholeCase(Condition):
    """The event concerns the whole case: a field of it names no point of the complaint, or all the points that still go on.

    Where the receipt names no points nobody can tell the others apart, and it concerns the whole.
    """

    field: str
    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Compare the points."""
        if not facts.points.known:
            return True
        if event is None:
            return None
        named: tuple[str, ...] = getattr(event, self.field)
        return not named or facts.points.are_all(named)


@attrs.frozen
class PointsStopped(Condition):
    """Some points of the complaint are suspended, or were and go on in another case."""

    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look for one."""
        return bool(facts.points.stopped)


@attrs.frozen
class PointsSuspended(Condition):
    """Some points of the complaint are suspended, and were not put forward again."""

    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look for one."""
        return bool(facts.points.suspended)


@attrs.frozen
class FindsNoneStopped(Condition):
    """No finding of the event is on a point that is suspended, or goes on in another case."""

    field: str
    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Compare the points."""
        if event is None:
            return None
        return facts.points.stopped.isdisjoint(finding.point for finding in getattr(event, self.field))


@reads_older
@attrs.frozen
class ConsideredAfresh(Condition):
    """The whole complaint was put forward again after other proceedings, and is considered afresh in this case."""

    says: str

    def test(self, facts: Facts, _event_type: type[Event], _event: Event | None) -> bool:
        """Look for it."""
        return facts.points.afresh


@attrs.frozen
class ProceedingsOver(Condition):
    """What the event puts forward again no longer waits for other proceedings: they have ended since it was suspended for them.

    It is asked of each point that a field of the event names, or of all that are suspended where it names none; where no point
    was recorded, of the whole.
    """

    field: str
    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Look at each point."""
        return None if event is None else self.holds(facts, getattr(event, self.field))

    def holds(self, facts: Facts, named: tuple[str, ...]) -> bool:
        """Whether it holds of these points."""
        asked = named or facts.points.suspended
        if asked:
            return set(asked) <= set(facts.points.over)
        return ProceedingsEnded in facts.last and is_fresh(facts.last, ProceedingsEnded, Suspended)


@attrs.frozen
class NotBeforeStop(Condition):
    """The event was not done before the day on which the complaint, or some points of it, were suspended; if they are."""

    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Compare the two days."""
        if event is None:
            return None
        stopped_on = facts.points.stopped_on
        return stopped_on is None or event.done_on >= stopped_on


@reads_older
@attrs.frozen
class RunOut(Condition):
    """A limit's last day had passed when the event was done, or on another day that the event names. Needs a calendar."""

    limit: str
    says: str
    field: str = "done_on"

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Ask the clock."""
        return None if event is None else facts.has_run_out(self.limit, getattr(event, self.field))


@reads_older
@attrs.frozen
class Late(Condition):
    """The act that ended a limit came after its last day. Needs a calendar.

    With `shown`, a limit counted from a day that nobody recorded is not taken as late.
    """

    limit: str
    says: str
    shown: bool = False

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Ask the clock."""
        if event is None:
            return None
        run = facts.runs.get(self.limit)
        is_assumed = self.shown and run is not None and run.assumed
        return facts.was_late(self.limit) and not is_assumed


@attrs.frozen
class CameLate(Condition):
    """The last event of a type came after the time for it, by some limit that it ended. Needs a calendar.

    Every limit is asked, a council's own too, but none that is counted from a day that nobody recorded.
    """

    event: type[Event]
    says: str

    def test(self, facts: Facts, _event_type: type[Event], event: Event | None) -> bool | None:
        """Ask the clocks."""
        if event is None:
            return None
        act = facts.last.get(self.event)
        ended = [limit for limit, run in facts.runs.items() if act is not None and run.done_by is act and not run.assumed]
        return any(facts.was_late(limit) for limit in ended)


@attrs.frozen
class Not(Condition):
    """The opposite of a condition."""

    of: Condition
    says: str

    def test(self, facts: Facts, event_type: type[Event], event: Event | None) -> bool | None:
        """Turn the answer round; unknown stays unknown."""
        answer = self.of.test(facts, event_type, event)
        return None if answer is None else not answer

    def parts(self) -> Iterator[Condition]:
        """This condition and all those inside it."""
        yield self
        yield from self.of.parts()


@attrs.frozen
class All(Condition):
    """Every one of several conditions holds."""

    of: tuple[Condition, ...]

    @property
    def says(self) -> str:
        """All of them, in words."""
        return ", and ".join(part.says for part in self.of)

    def test(self, facts: Facts, event_type: type[Event], event: Event | None) -> bool | None:
        """False as soon as one is; unknown while one is."""
        unknown = False
        for part in self.of:
            answer = part.test(facts, event_type, event)
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True

    def parts(self) -> Iterator[Condition]:
        """This condition and all those inside it."""
        yield self
        for part in self.of:
            yield from part.parts()


@attrs.frozen
class Either(Condition):
    """At least one of several conditions holds."""

    of: tuple[Condition, ...]

    @property
    def says(self) -> str:
        """All of them, in words."""
        return ", or ".join(part.says for part in self.of)

    def test(self, facts: Facts, event_type: type[Event], event: Event | None) -> bool | None:
        """True as soon as one is; unknown while one is."""
        unknown = False
        for part in self.of:
            answer = part.test(facts, event_type, event)
            if answer:
                return True
            unknown = unknown or answer is None
        return None if unknown else False

    def parts(self) -> Iterator[Condition]:
        """This condition and all those inside it."""
        yield self
        for part in self.of:
            yield from part.parts()


@attrs.frozen
class Asked(Condition):
    """A condition that a provision of its own asks for: where it fails, that provision is named, and not the transition's."""

    of: Condition
    cite: Citation
    see: tuple[Citation, ...] = ()

    @property
    def says(self) -> str:
        """The condition in words."""
        return self.of.says

    def test(self, facts: Facts, event_type: type[Event], event: Event | None) -> bool | None:
        """Ask the condition."""
        return self.of.test(facts, event_type, event)

    def parts(self) -> Iterator[Condition]:
        """This condition and all those inside it."""
        yield self
        yield from self.of.parts()
