"""Local policies: one council's own targets, shown beside the law and never in its place.

A policy may promise more than the law asks, never less: a shorter duty is fine, a longer one is refused; a longer window for
the complainant is fine, a shorter one is refused. It is checked against statute, statutory code and code only, for those are
what it may not undercut.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

import attrs

from complaintrules.errors import CoverageError, PolicyError, WrongTypeError
from complaintrules.law import Certainty, Force
from complaintrules.procedure import Kind, Procedure, TimeLimit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaintrules.calendars import WorkingDayCalendar
    from complaintrules.law import Citation
    from complaintrules.periods import Period


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
        cut_off: The time of day after which receipt counts as the next day; None for none.
        closures: Days on which the council is closed: ``(day, name)``. They are no bank holidays, so only the policy's own rows
            leave them out.
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

    def receipt_day(self, moment: dt.datetime) -> dt.date:
        """The day on which something that came at this moment counts as received under the policy.

        Raises:
            WrongTypeError: It is no date-time.
            WrongValueError: It has no time zone.
        """
        from complaintrules.calendars import receipt_day  # noqa: PLC0415 - built only when first asked for

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
            PolicyError: The policy was not in force on that day, belongs to another procedure, or promises less than the law;
                all its faults are listed.
        """
        if not isinstance(procedure, Procedure):
            raise WrongTypeError("procedure", procedure, "a Procedure")
        if not self.is_in_force(on):
            ends = f" to {self.until}" if self.until else ""
            raise PolicyError(self.key, (f"it is in force from {self.since}{ends}, and not on {on}",))
        return _over(self, procedure)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the policy applies to complaints received on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@functools.cache
def _over(policy: LocalPolicy, procedure: Procedure) -> Procedure:
    faults = tuple(_faults(policy, procedure))
    if faults:
        raise PolicyError(policy.key, faults)
    beside: dict[str | None, list[TimeLimit]] = {}
    for row in policy.limits:
        beside.setdefault(row.beside, []).append(row)
    rows = [row for limit in procedure.limits for row in (limit, *beside.get(limit.key, ()))]
    return attrs.evolve(procedure, limits=(*rows, *beside.get(None, ())))


def local_target(limit: TimeLimit, *, key: str, period: Period, cite: Citation, **changes: Any) -> TimeLimit:
    """A council's own target for the act that a limit of the law is about: the same clock, another period.

    Args:
        limit: The rule of the law.
        key: The row's name in data.
        period: The council's own period.
        cite: Where the council says so.
        changes: Any other attribute of the row: `extension`, `title`, `certainty`, `asks`, `comment`.
    """
    changes = {"certainty": Certainty.SECOND_SOURCE, "asks": "", "comment": "", "extension": None} | changes
    return attrs.evolve(
        limit,
        key=key,
        period=period,
        cite=cite,
        see=(),
        force=Force.LOCAL_POLICY,
        beside=limit.key,
        softened=None,
        **changes,
    )


def _faults(policy: LocalPolicy, procedure: Procedure) -> Iterator[str]:
    if policy.procedure != procedure.key:
        yield f"it stands over {policy.procedure!r}, not over {procedure.key!r}"
        return
    limits = {limit.key: limit for limit in procedure.limits}
    for row in policy.limits:
        if row.key in limits:
            yield f"row {row.key!r} has the key of a rule of the law, which no policy replaces"
        if row.force is not Force.LOCAL_POLICY:
            yield f"row {row.key!r} has the force {row.force.value}, not that of local policy"
        if row.beside is None:
            yield from _faults_of_a_row_alone(row, limits)
        elif row.beside not in limits:
            yield f"row {row.key!r} stands beside {row.beside!r}, which {procedure.key} does not have"
        elif limits[row.beside].force.counts_for_compliance:
            yield from _faults_of_a_row_beside(row, limits[row.beside], procedure)
        elif row.kind is Kind.WINDOW and limits[row.beside].kind is not Kind.WINDOW:
            yield f"row {row.key!r}: the law sets no window here, so a policy's can only be advisory"
    for note in policy.notes:
        if note.beside not in limits:
            yield f"a note stands beside {note.beside!r}, which {procedure.key} does not have"


def _faults_of_a_row_alone(row: TimeLimit, limits: Mapping[str, TimeLimit]) -> Iterator[str]:
    """A row that names no rule of the law may not be about the same act, for then it could undercut it unseen.

    Nor may it be extended: an extension in the file would then mean two limits with the policy, and one without it.
    """
    if row.extension is not None:
        yield f"row {row.key!r} may be extended only beside a rule of the law that it stands beside"
    if row.kind is Kind.WINDOW:
        yield f"row {row.key!r}: the law sets no window here, so a policy's can only be advisory"
    for limit in limits.values():
        if limit.binds is row.binds and set(limit.starts) & set(row.starts) and set(limit.ends) & set(row.ends):
            yield f"row {row.key!r} is about the same act as {limit.key!r}, and must say that it stands beside it ({limit.cite})"


def _faults_of_a_row_beside(row: TimeLimit, law: TimeLimit, procedure: Procedure) -> Iterator[str]:
    said = f"row {row.key!r}"
    if row.kind is not law.kind:
        yield f"{said} is a {row.kind.value} where the law has a {law.kind.value} ({law.cite})"
        return
    if law.period is None or row.period is None:
        return
    if law.kind is Kind.WINDOW:
        if _ever_later(law.period, row.period, procedure):
            yield f"{said} gives less time, {row.period}, than the law, {law.period} ({law.cite})"
        return
    if _ever_later(row.period, law.period, procedure):
        yield f"{said} takes more time, {row.period}, than the law allows, {law.period} ({law.cite})"
    if row.extension is None:
        return
    if law.extension is None or (row.extension.to is None and law.extension.to is not None):
        yield f"{said} may be extended as the law does not provide ({law.cite})"
    elif row.extension.to and law.extension.to and _ever_later(row.extension.to, law.extension.to, procedure):
        yield f"{said} may be extended to {row.extension.to}, past the law's {law.extension.to} ({law.extension.cite})"


def _ever_later(one: Period, other: Period, procedure: Procedure) -> bool:
    """Whether one period ever ends after the other: by number in the same unit, otherwise tried on every day there is."""
    if (one.unit, one.counting, one.rolls) == (other.unit, other.counting, other.rolls):
        return one.amount > other.amount
    from complaintrules.calendars import WorkingDayCalendar  # noqa: PLC0415 - built only when first asked for

    calendar = WorkingDayCalendar.for_division(procedure.division)
    return any(_ends_later(one, other, day, calendar) for day in _days(calendar))


def _ends_later(one: Period, other: Period, day: dt.date, calendar: WorkingDayCalendar) -> bool:
    try:
        return one.end(day, calendar) > other.end(day, calendar)
    except CoverageError:  # so near the calendar's edge that there is nothing to compare
        return False


def _days(calendar: WorkingDayCalendar) -> Iterator[dt.date]:
    for ordinal in range(calendar.first_day.toordinal(), calendar.last_day.toordinal() + 1):
        yield dt.date.fromordinal(ordinal)
