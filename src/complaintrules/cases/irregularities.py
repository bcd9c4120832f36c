"""What in a history was not done as the instrument provides, and what moved nothing though a reader would expect it to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from complaintrules._old_pickles import reads_older
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases._clocks import (
    Calendars,
    LocalCalendar,
    due_of,
    faults_of_extensions,
    is_softened,
    other_readings,
    started,
)
from complaintrules.cases.history import Chain, Doubt, Run, Track, links
from complaintrules.events import Event, Extended
from complaintrules.rules._complaint_points import Points
from complaintrules.rules.conditions import All, Asked
from complaintrules.rules.law import Citation, cited
from complaintrules.rules.procedure import Procedure

__all__ = ["Irregularity", "Unmoved"]


@reads_older
@attrs.frozen(kw_only=True)
class Irregularity:
    """Something done, but not as the instrument provides.

    Attributes:
        event: The event.
        says: What was expected, in words.
        cite: The provision.
        see: Further provisions.
    """

    event: Event
    says: str
    cite: Citation
    see: tuple[Citation, ...] = ()

    @property
    def citations(self) -> str:
        """The provision and the further ones, as one string."""
        return cited((self.cite, *self.see))

    def __str__(self) -> str:
        return f"{self.event.key} on {self.event.on}: {self.says} ({self.citations})"


@attrs.frozen(kw_only=True)
class Unmoved:
    """An event that a reader would expect to move something, but that did not.

    Attributes:
        event: The event.
        says: What it did not move, and why.
        cite: The provision.
    """

    event: Event
    says: str
    cite: Citation

    def __str__(self) -> str:
        return f"{self.event.key} on {self.event.on}: {self.says} ({self.cite})"


# --- irregularities


@attrs.frozen(eq=False)
class _Known:
    """What was known when an event came, with a calendar to answer the questions that need one."""

    last: dict[type[Event], Event]
    runs: Mapping[str, Run]
    points: Points
    track: Track
    calendars: Calendars
    past: Chain = None

    def earlier(self) -> Iterator[Event]:
        return links(self.past)

    def has_run_out(self, limit: str, day: dt.date) -> bool:
        run = self.runs.get(limit)
        due = None if run is None else self._due_of(run)
        return due is not None and day > due

    def was_late(self, limit: str) -> bool:
        run = self.runs.get(limit)
        if run is None or run.done_by is None:
            return False
        due = self._due_of(run)
        if due is None or run.done_by.done_on <= due:
            return False
        softening = run.limit.softened
        return softening is None or not is_softened(softening, self.track, run, due)

    def _due_of(self, run: Run) -> dt.date | None:
        return due_of(run, self.track, self.calendars)


def irregularities_of(track: Track, calendar: WorkingDayCalendar, local: LocalCalendar | None = None) -> tuple[Irregularity, ...]:
    """Everything irregular in a history, in the order of its events."""
    if track.doubts is None and not any(issubclass(event_type, Extended) for event_type in track.last):
        return ()  # nothing in it can be irregular, as in most histories
    calendars = Calendars(calendar, local)
    found: dict[int, list[Irregularity]] = {}
    for doubt in links(track.doubts):
        found.setdefault(id(doubt.event), []).extend(_irregular(doubt, track, calendars))
    by_law: set[int] = set()
    for run in sorted(track.all_runs(), key=lambda run: run.limit.beside is not None):
        if run.limit.extension is None:
            continue
        for event, says, cite in faults_of_extensions(run, run.limit.extension, track, calendars):
            # A local row's extension is the law's again: what is wrong with it is reported once, and where the law is.
            if run.limit.beside is None:
                by_law.add(id(event))
            elif id(event) in by_law:
                continue
            found.setdefault(id(event), []).append(Irregularity(event=event, says=says, cite=cite))
    events = reversed(tuple(links(track.past)))
    return tuple(irregularity for event in events for irregularity in found.pop(id(event), ()))


def _irregular(doubt: Doubt, track: Track, calendars: Calendars) -> list[Irregularity]:
    transition = doubt.transition
    known = _Known(doubt.last, doubt.runs, doubt.points, track, calendars, doubt.past)
    cite = transition.expects_cite or transition.cite
    # What is expected is taken one thing at a time, so that each is reported by itself, with the provision that asks for it.
    expects = transition.expects
    parts = expects.of if isinstance(expects, All) else (expects,)
    return [
        Irregularity(
            event=doubt.event,
            says=f"it is expected that {part.says}",
            cite=part.cite if isinstance(part, Asked) else cite,
            see=part.see if isinstance(part, Asked) else (),
        )
        for part in parts
        if part is not None and not part.test(known, type(doubt.event), doubt.event)
    ]


# --- what moved nothing


def unmoved_of(
    procedure: Procedure, track: Track, calendar: WorkingDayCalendar, local: LocalCalendar | None = None
) -> tuple[Unmoved, ...]:
    """The events of a history that a reader would expect to move something, but that did not, in their order."""
    calendars = Calendars(calendar, local)
    found: dict[int, list[Unmoved]] = {}
    for doubt, state in links(track.remarks):
        transition = doubt.transition
        remark = transition.remark
        known = _Known(doubt.last, doubt.runs, doubt.points, track, calendars, doubt.past)
        stood = procedure.state(state)
        if not (remark.while_open and (stood.rests or stood.final)) and (
            remark.when is None or remark.when.test(known, type(doubt.event), doubt.event)
        ):
            unmoved = Unmoved(event=doubt.event, says=remark.says, cite=transition.expects_cite or transition.cite)
            found.setdefault(id(doubt.event), []).append(unmoved)
    for run in track.all_runs():
        began = started(run, track, calendars, dt.date.max) if run.limit.readings else None
        for other in other_readings(procedure, began, track, calendars) if began is not None else ():
            says = f'it does not move "{run.limit.title}"; {other.says}, and it would then be due on {other.due}'
            found.setdefault(id(other.event), []).append(Unmoved(event=other.event, says=says, cite=other.cite))
    events = reversed(tuple(links(track.past)))
    return tuple(unmoved for event in events for unmoved in found.pop(id(event), ()))
