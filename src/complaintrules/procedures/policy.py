"""Local policies: one council's own targets, shown beside the law and never in its place.

A policy may promise more than the law asks, never less: a shorter duty is fine, a longer one is refused; a longer window for
the complainant is fine, a shorter one is refused. It is checked against statute, statutory code and code only, for those are
what it may not undercut. A code that is not statutory may be followed or explained: a duty may take longer than it asks where the
row says why, and is then shown as a departure. The code's own row stays, and is in breach as before.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict, Unpack

import attrs

from complaintrules._argument_checks import check_day, check_string
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.calendars._receipt_day import receipt_day
from complaintrules.calendars.periods import Period
from complaintrules.errors import CoverageError, PolicyError, UnknownKeyError, WrongTypeError
from complaintrules.events import Event, Party
from complaintrules.procedures._policy_rows import faults_of_clock, fitted
from complaintrules.procedures._registry import RULEBOOK, Rulebook, in_force_words
from complaintrules.rules._field_types import wrong_fields
from complaintrules.rules.law import Certainty, Citation, Force
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Cap, Extension, Kind, TimeLimit, Trigger

__all__ = ["LocalPolicy", "PolicyNote", "RowChanges", "local_target"]


@attrs.frozen(kw_only=True)
class PolicyNote:
    """What a policy says without a clock of its own, shown beside the rule of the law that applies instead.

    Attributes:
        beside: The limit of the law.
        says: The policy, in our own words.
        cite: Where it says so.
    """

    beside: str
    says: str
    cite: Citation


@attrs.frozen(kw_only=True, cache_hash=True)
class LocalPolicy:
    """Rows of a council's own, over one procedure.

    Attributes:
        key: Its name in data.
        title: Its name for people.
        procedure: The key of the procedure it stands over.
        since: The first day it was in force.
        until: The last day; None while it is in force.
        limits: Its rows: time limits of force local policy. One that stands beside a limit of the law names it.
        notes: What it says without a clock.
        cut_off: The time of day after which receipt counts as the next day; None where there is no such time.
        closures: Days on which the council is closed: ``(day, name)``. They are not bank holidays, so only the policy's own
            rows leave them out.

    Raises:
        PolicyError: A part is not what it should be; all such parts are in the one error.
    """

    key: str
    title: str
    procedure: str
    since: dt.date
    until: dt.date | None = None
    limits: tuple[TimeLimit, ...]
    notes: tuple[PolicyNote, ...] = ()
    cut_off: dt.time | None = None
    closures: tuple[tuple[dt.date, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        """See that each part is what it should be; its rows are checked against a procedure when it is laid over one."""
        faults = tuple(str(fault) for fault in wrong_fields(self) if not fault.is_blank)
        if faults:
            raise PolicyError(str(self.key), faults)

    def receipt_day(self, moment: dt.datetime) -> dt.date:
        """The day on which something that came at this moment counts as received under the policy.

        Raises:
            WrongTypeError: It is not a date-time.
            WrongValueError: It has no time zone.
        """
        return receipt_day(moment, cut_off=self.cut_off)

    def calendar(self, calendar: WorkingDayCalendar) -> WorkingDayCalendar:
        """The calendar that the policy's own rows are counted by."""
        return calendar.with_closures(dict(self.closures)) if self.closures else calendar

    def over(self, procedure: Procedure, on: dt.date) -> Procedure:
        """The procedure with the policy's rows added; none is replaced.

        Args:
            procedure: The procedure it is laid over.
            on: The day the complaint was received.

        Raises:
            WrongTypeError: It is not a Procedure, or the day is not a plain date.
            PolicyError: The policy was not in force on that day, belongs to another procedure, or promises less than the law;
                all its faults are listed.
        """
        if not isinstance(procedure, Procedure):
            raise WrongTypeError("procedure", procedure, "a Procedure")
        if not self.is_in_force(on):
            ends = f" to {self.until}" if self.until else ""
            raise PolicyError(self.key, (f"it is in force from {self.since}{ends}, but not on {on}",))
        return _over(self, procedure)

    def fits(self, procedure: Procedure) -> bool:
        """Whether its rows can stand beside the rules of this version of its procedure, whatever the day.

        Raises:
            WrongTypeError: It is not a Procedure.
        """
        if not isinstance(procedure, Procedure):
            raise WrongTypeError("procedure", procedure, "a Procedure")
        return not _all_faults(self, procedure)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the policy applies to complaints received on a day.

        Raises:
            WrongTypeError: The day is not a plain date.
        """
        check_day("on", on)
        return self.since <= on and (self.until is None or on <= self.until)

    def applies_to(self, procedure: str, on: dt.date) -> bool:
        """Whether the policy stands over the procedure of this key, and applies to complaints received on a day.

        Raises:
            WrongTypeError: The day is not a plain date.
        """
        return self.is_in_force(on) and procedure == self.procedure


@functools.cache
def _over(policy: LocalPolicy, procedure: Procedure) -> Procedure:
    faults = _all_faults(policy, procedure)
    if faults:
        raise PolicyError(policy.key, faults, _cure(policy, procedure))
    limits = {limit.key: limit for limit in procedure.limits}
    beside: dict[str | None, list[TimeLimit]] = {}
    for row in policy.limits:
        beside.setdefault(row.beside, []).append(fitted(row, limits.get(row.beside or "")))
    rows = [row for limit in procedure.limits for row in (limit, *beside.get(limit.key, ()))]
    return attrs.evolve(procedure, limits=(*rows, *beside.get(None, ())))


@functools.cache
def _all_faults(policy: LocalPolicy, procedure: Procedure) -> tuple[str, ...]:
    return tuple(_faults(policy, procedure))


def _cure(policy: LocalPolicy, procedure: Procedure) -> str:
    """What to do about a policy that fits another version of its procedure; empty where it fits none that is known."""
    others = [
        other
        for other in _versions(policy)
        if other.key == procedure.key and other.version != procedure.version and policy.fits(other)
    ]
    if not others:
        return ""
    fits = " and ".join(f"version {other.version!r} (in force {in_force_words(other)})" for other in others)
    return (
        f"it fits {fits} of {procedure.key}, and this is version {procedure.version!r} (in force {in_force_words(procedure)}): "
        "let its since and until keep to the days of what it fits, and make another policy for the others"
    )


def _versions(policy: LocalPolicy, rulebook: Rulebook | None = None) -> tuple[Procedure, ...]:
    """The versions of the procedure that a policy stands over which were in force while it was."""
    known = rulebook or RULEBOOK
    if policy.procedure not in known.keys:
        return ()
    return tuple(
        version
        for version in known.versions(policy.procedure)
        if (policy.until is None or version.since <= policy.until) and (version.until is None or policy.since <= version.until)
    )


def policy_for(
    policies: Iterable[LocalPolicy], procedure: Procedure, on: dt.date, rulebook: Rulebook | None
) -> LocalPolicy | None:
    """Which of some policies stands beside the rules of a complaint; None where none of them does.

    It is the first that applies on the day and fits the version. A policy that fits no version at all is given too, so that it is
    refused when it is laid over one. A policy that fits another version is left for that one.

    Args:
        policies: The policies.
        procedure: The version of the procedure.
        on: The day the complaint was received.
        rulebook: Where the versions are looked up; None for this library's own.
    """
    in_question = [policy for policy in policies if policy.applies_to(procedure.key, on)]
    fitting = next((policy for policy in in_question if policy.fits(procedure)), None)
    if fitting is not None:
        return fitting
    return next((policy for policy in in_question if not any(policy.fits(other) for other in _versions(policy, rulebook))), None)


class RowChanges(TypedDict, total=False):
    """In what a council's own row may differ from the row of the law beside it: the keywords of `local_target`.

    Attributes:
        title: What is to be done.
        binds: Who is to do it.
        kind: Duty, window or advisory.
        within: The states in which it runs; None for all.
        starts: What starts its clock.
        ends: The events that end it.
        extension: How it may be extended; without one, not at all.
        overrides: A day named by the event that starts it, which prevails.
        certainty: How surely it was checked; a second source, unless said.
        breach_established: Whether it is established that doing it late is a breach.
        comment: What a reader should know.
        asks: What the act must be like.
        departs: Why the council departs from a code; without it, no target may be slower than the code.
    """

    title: str
    binds: Party
    kind: Kind
    within: tuple[str, ...] | None
    starts: tuple[Trigger, ...]
    ends: tuple[type[Event], ...]
    extension: Extension | None
    overrides: str | None
    certainty: Certainty
    breach_established: bool
    comment: str
    asks: str
    departs: str


def local_target(limit: TimeLimit, *, key: str, period: Period, cite: Citation, **changes: Unpack[RowChanges]) -> TimeLimit:
    """A council's own target for the act that a limit of the law is about: the same clock, another period.

    Args:
        limit: The rule of the law.
        key: The row's name in data.
        period: The council's own period.
        cite: Where the council says so.
        changes: Any other attribute of the row: see `RowChanges`.

    Raises:
        UnknownKeyError: There is no such attribute to change.
        WrongTypeError: The rule is not a time limit; the title, or why the council departs, is not a string.
        WrongValueError: It is blank.
    """
    if not isinstance(limit, TimeLimit):
        raise WrongTypeError("limit", limit, "a TimeLimit, such as a procedure's limit() gives")
    for name in changes:
        if name not in RowChanges.__annotations__:
            raise UnknownKeyError("attribute of a row", name, tuple(RowChanges.__annotations__))
    for name, said in changes.items():
        if name in {"title", "departs"}:
            check_string(name, said)
    usual: RowChanges = {"certainty": Certainty.SECOND_SOURCE, "asks": "", "comment": "", "extension": None}
    return attrs.evolve(
        limit,
        key=key,
        period=period,
        cite=cite,
        see=(),
        force=Force.LOCAL_POLICY,
        beside=limit.key,
        softened=None,
        applied_since=None,
        follows=limit,
        **(usual | changes),
    )


def _faults(policy: LocalPolicy, procedure: Procedure) -> Iterator[str]:
    yield from (f"its {name} is blank; it must say something" for name in ("key", "title") if not getattr(policy, name).strip())
    if policy.procedure != procedure.key:
        yield f"it stands over {policy.procedure!r}, not over {procedure.key!r}"
        return
    limits = {limit.key: limit for limit in procedure.limits}
    law = WorkingDayCalendar.for_division(procedure.division)
    count = _Count(policy.calendar(law), law)
    rows = [fitted(row, limits.get(row.beside or "")) for row in policy.limits]
    known = {row.key: row for row in rows} | limits
    for row in rows:
        if row.key in limits:
            yield f"row {row.key!r} has the key of a rule of the law, which no policy replaces"
        if row.force is not Force.LOCAL_POLICY:
            yield f"row {row.key!r} has the force {row.force.value}, not that of local policy"
        if row.beside is None:
            yield from _faults_of_a_row_alone(row, limits)
        elif row.beside not in limits:
            yield f"row {row.key!r} stands beside {row.beside!r}, which {procedure.key} does not have"
        elif limits[row.beside].force.counts_for_compliance:
            yield from _faults_of_a_row_beside(row, limits[row.beside], count)
        elif row.kind is Kind.WINDOW and limits[row.beside].kind is not Kind.WINDOW:
            yield f"row {row.key!r}: the law sets no window here, so a policy's can only be advisory"
        if row.beside is None or (row.beside in limits and row.starts != limits[row.beside].starts):
            yield from faults_of_clock(row, procedure, known)
    for note in policy.notes:
        if note.beside not in limits:
            yield f"a note stands beside {note.beside!r}, which {procedure.key} does not have"


def _faults_of_a_row_alone(row: TimeLimit, limits: Mapping[str, TimeLimit]) -> Iterator[str]:
    """A row that names no rule of the law may not be about the same act as one: it could undercut that rule unseen.

    Nor may it be extended: with the policy, an extension on file would then mean two limits, and without it one.
    """
    if row.departs:
        yield f"row {row.key!r} says why it departs, but stands beside no rule that it could depart from"
    if row.extension is not None:
        yield f"row {row.key!r} may be extended only if it stands beside a rule of the law"
    if row.kind is Kind.WINDOW:
        yield f"row {row.key!r}: the law sets no window here, so a policy's can only be advisory"
    for limit in limits.values():
        if limit.binds is row.binds and set(limit.starts) & set(row.starts) and set(limit.ends) & set(row.ends):
            yield f"row {row.key!r} is about the same act as {limit.key!r}, and must say that it stands beside it ({limit.cite})"


def _faults_of_a_row_beside(row: TimeLimit, law: TimeLimit, count: _Count) -> Iterator[str]:
    said = f"row {row.key!r}"
    if row.kind is not law.kind:
        yield f"{said} is of the kind {row.kind.value!r} where the law's is {law.kind.value!r} ({law.cite})"
        return
    if law.period is None and law.overrides is None:
        return
    if set(row.starts) != set(law.starts) or row.overrides != law.overrides:
        yield f"{said} does not start its clock, or name its day, as the law does ({law.cite})"
    if law.period is None:
        return
    if row.period is None:
        yield f"{said} has no number where the law has {law.period} ({law.cite})"
        return
    if law.kind is Kind.WINDOW:
        if count.gives_less(row.period, law.period):
            yield (
                f"{said} gives less time, {row.period}, than the law, {law.period} ({law.cite}); "
                f"{law.cite.source.title} gives the complainant that time: give as much or more"
            )
        return
    is_slower = count.takes_more(row.period, law.period)
    reaches_further = _reaches_further(row.extension, law.extension, count)
    may_depart = law.force is Force.CODE and bool(row.departs.strip())
    if row.departs and not row.departs.strip():
        yield f"{said} has a blank in `departs`; say why it departs ({law.cite}), or leave it out"
        return
    if is_slower and not may_depart:
        yield (
            f"{said} takes more time, {row.period}{count.closed}, than the law allows, {law.period} ({law.cite}); {_instead(law)}"
        )
    if row.extension is not None:
        fault = _fault_of_an_extension(said, row.extension, law)
        if fault is not None:
            yield fault
        elif reaches_further and not may_depart and law.extension is not None:
            yield (
                f"{said} may be extended to {row.extension.to}{count.closed}, past the law's {law.extension.to} "
                f"({law.extension.cite}); {_instead(law)}"
            )
    if row.departs and not is_slower and not reaches_further:
        yield f"{said} says why it departs, but takes no more time than the law ({law.cite}): leave the explanation out"


def _instead(law: TimeLimit) -> str:
    """What a council can do where its target would take longer than the law."""
    title = law.cite.source.title
    if law.force is Force.CODE:
        return f"{title} is to be followed or explained: say why in the row's `departs`, and it is shown as a departure"
    longer = f", and a single case extended as {law.extension.cite} provides" if law.extension is not None else ""
    return f"{title} binds as {law.force.value.replace('-', ' ')}: the target can be that time or less{longer}"


def _fault_of_an_extension(said: str, ours: Extension, law: TimeLimit) -> str | None:
    """What is wrong with how an extension works; how far it reaches is another question."""
    theirs = law.extension
    if theirs is None or (ours.to is None and theirs.to is not None):
        return f"{said} may be extended as the law does not provide ({law.cite})"
    if (theirs.cap is Cap.HARD and ours.cap is not Cap.HARD) or (theirs.before_expiry and not ours.before_expiry):
        return f"{said} ties its extension less firmly than the law ({theirs.cite})"
    return None


def _reaches_further(ours: Extension | None, theirs: Extension | None, count: _Count) -> bool:
    """Whether a row can be extended further than the law's."""
    if ours is None or theirs is None or ours.to is None or theirs.to is None:
        return False
    return count.takes_more(ours.to, theirs.to)


@attrs.frozen
class _Count:
    """Whether a policy's periods are longer than the law's: the policy's own leave out its closing days, the law's do not.

    Periods counted alike are held against each other by number; others, and all where there are closing days, on every day.
    """

    ours: WorkingDayCalendar
    law: WorkingDayCalendar

    @property
    def closed(self) -> str:
        """What a message says of closing days."""
        return " besides its closing days" if self.ours.closures else ""

    def takes_more(self, ours: Period, law: Period) -> bool:
        """Whether the policy's period ever ends after the law's."""
        if _alike(ours, law) and not self.ours.closures:
            return ours.amount > law.amount
        return any(self._differs(ours, law, day, later=True) for day in _days(self.law))

    def gives_less(self, ours: Period, law: Period) -> bool:
        """Whether the policy's period ever ends before the law's."""
        if _alike(ours, law) and not self.ours.closures:
            return ours.amount < law.amount
        return any(self._differs(ours, law, day, later=False) for day in _days(self.law))

    def _differs(self, ours: Period, law: Period, day: dt.date, *, later: bool) -> bool:
        try:
            one, other = ours.end(day, self.ours), law.end(day, self.law)
        except CoverageError:  # so near the calendar's edge that there is nothing to compare
            return False
        return one > other if later else one < other


def _alike(one: Period, other: Period) -> bool:
    return (one.unit, one.counting, one.rolls) == (other.unit, other.counting, other.rolls)


def _days(calendar: WorkingDayCalendar) -> Iterator[dt.date]:
    for ordinal in range(calendar.first_day.toordinal(), calendar.last_day.toordinal() + 1):
        yield dt.date.fromordinal(ordinal)
