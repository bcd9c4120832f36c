"""The words that rules are written in: states, transitions, time limits, requirements, and what each is made of.

They are plain values. Whether they fit together is checked where a procedure is made of them.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Final

import attrs

from complaintrules._code_enum import Codes
from complaintrules._old_pickles import reads_older
from complaintrules.calendars.periods import Period
from complaintrules.errors import NOT_OPENED
from complaintrules.events import Event, Party
from complaintrules.rules.conditions import Condition, Overtaken
from complaintrules.rules.law import Certainty, Citation, Force, cited

__all__ = [
    "Amendment",
    "Cap",
    "Entering",
    "Extension",
    "Kind",
    "LastDayOf",
    "NamedDay",
    "On",
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
"""The target of a transition that records a fact and changes no state."""

BACK: Final = "*back*"
"""The target of a transition that undoes the move into a state: the case is again in the state it was in before."""

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
    """A state that a case can be in.

    Attributes:
        key: Its name in data.
        title: Its name for people.
        stage: The stage it belongs to, if any.
        rests: Nobody has to act next, and the complainant may go on.
        final: Nothing leads on; facts may still be recorded, and what led here may be undone.
    """

    key: str
    title: str
    stage: int | None = None
    rests: bool = False
    final: bool = False


def _as_sources(source: str | tuple[str, ...]) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else source


@attrs.frozen
class Remark:
    """What is said to a reader who would expect an event to change something that it does not change.

    Attributes:
        says: What it does not change, and why.
        when: The condition under which it is said; without one, always. It may need a calendar.
        while_open: It is said only where somebody still has to act next.
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
        event: The type of event.
        to: The state it leads to, ``STAY``, or ``BACK``.
        cite: The provision.
        when: The facts it depends on; on other facts the event does something else.
        expects: What else the instrument asks for; where that fails, the event is recorded and is irregular.
        expects_cite: The provision that asks for it, if that is another one.
        answers: The limits that this act answers after all, if they were left open earlier; it ends and starts no other.
        remark: What to tell a reader who would expect it to change something.
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
        assumed: The day only stands in for an event that is not on file yet; False where the rule itself counts from it.
    """

    limit: str
    assumed: bool = True


@reads_older
@attrs.frozen
class On:
    """An event starts the clock.

    Attributes:
        event: The type of event.
        day: Its arrival (the default), its act, a field of it that names a day, or the last day of another limit.
        replaces: It also replaces the start of a run that has not ended.
        repeats: It also starts a new run after the last one ended, though the state is the same.
        when: A condition on facts without which it starts nothing.
        later_only: It replaces a start only with a later one.
    """

    event: type[Event]
    day: str | LastDayOf = ARRIVED
    replaces: bool = attrs.field(default=False, kw_only=True)
    repeats: bool = attrs.field(default=False, kw_only=True)
    when: Condition | None = attrs.field(default=None, kw_only=True)
    later_only: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class NamedDay:
    """A day that the last event of a type names.

    Attributes:
        event: The type of event.
        field: Its field.
        since: An event before the last one of this type no longer counts; or, where it is the key of a state, one before the
            case last came into it.
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
        or_later: A day named by an event before; it is day 0 instead, if it is later.
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
        to: The outermost period, counted from the limit's own start; None where both agree without a number. A limit without a
            period is then due on the day that is told.
        cap: How firm that is.
        before_expiry: Whether notice must be given before the time runs out; a later notice then changes no date.
        cite: The provision.
        grounds: What an extension needs.
        notice_cite: The provision that asks for notice before the time runs out, if that is another one.
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
        event: The type of event from which it would count.
        says: Whose reading it is.
        cite: The provision that is read so.
        day: The day of the event from which it would count: the day of the act, or a field that names one.
        when: The facts under which it is read so; without them, always.
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


def _follows_itself(row: TimeLimit, state: dict[str, Any]) -> None:
    """Make a row of 0.1.0, which does not name the rule it was made from, follow itself; no row of today does.

    What it had to take from its rule is then taken from the rule it is laid beside: see `procedures._policy_rows`.
    """
    if "follows" not in state and row.beside is not None:
        object.__setattr__(row, "follows", attrs.evolve(row))


@functools.partial(reads_older, known=_follows_itself)
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
        overtaken_by: Events that leave it behind although it runs in the state they lead to, if they change the state.
        period: How long; None for "as soon as possible".
        extension: How it may be extended, if it may.
        overrides: The field of the event that starts it for a day that prevails over the period; without a period, that day is
            the only number there is.
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
        departs: For a local row that is slower than a code asks: why the council departs from it.
        spared_by: The key of a window. Once that was used in time, this rule no longer applies to the case.
        follows: For a local row made from a rule: that rule. What the row took from it, it takes from the same rule in any other
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
        """The provision and the further ones, as one string."""
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
        asks: What has to be done.
        cite: The provision.
        see: Further provisions.
        certainty: How surely it was checked.
        contents: For a duty to report or to keep a record: what must be in it.
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
        """The provision and the further ones, as one string."""
        return cited((self.cite, *self.see))


@attrs.frozen
class Step:
    """One step of the ordinary course, which a timetable plays.

    Attributes:
        event: The type of event.
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
    """A change of an instrument that matters to its readers, but changes no rule here.

    Attributes:
        on: The day it took effect.
        says: What it changed.
        cite: The instrument that changed it.
    """

    on: dt.date
    says: str
    cite: Citation
