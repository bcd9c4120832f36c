"""The days of one run of a time limit: when it starts, its last day, and what its extensions come to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from complaintrules.cases.history import Run, links, replay
from complaintrules.events import Event
from complaintrules.rules.law import Citation
from complaintrules.rules.terms import Cap, LastDayOf, On

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.calendars.periods import Period
    from complaintrules.cases.history import Track
    from complaintrules.events import Extended
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Extension, Reading, Softening, TimeLimit

_ONE_DAY: Final = dt.timedelta(days=1)


class LocalCalendar(NamedTuple):
    """The calendar that a policy's own rows are counted by.

    Attributes:
        calendar: The calendar, with the council's closing days.
        rows: The keys of the rows.
    """

    calendar: WorkingDayCalendar
    rows: frozenset[str]


class Calendars(NamedTuple):
    """Which calendar each row of a case is counted by: a row that waits for another counts from that one's own last day.

    A council's closing days are no bank holidays, so the calendar that has them counts only for the rows of its policy.

    Attributes:
        law: The calendar of the procedure's own rows.
        local: The calendar of the policy's rows, where there is a policy.
    """

    law: WorkingDayCalendar
    local: LocalCalendar | None = None

    def of(self, limit: TimeLimit) -> WorkingDayCalendar:
        """The calendar that one row is counted by."""
        return self.local.calendar if self.local is not None and limit.key in self.local.rows else self.law


class Dates(NamedTuple):
    """The days of a run.

    Attributes:
        normal: The last day by the rule alone.
        due: The last day as things stand.
        latest: The outermost day.
        moved: Each last day that gave way to another, with the event that moved it.
        late_notices: Of these last days, each that had passed by the time it was moved, with the day on which it was moved.
        is_held: Whether `due` is the outermost day because an extension asked for more than it could have.
    """

    normal: dt.date | None
    due: dt.date | None
    latest: dt.date | None
    moved: tuple[tuple[dt.date, Event], ...] = ()
    late_notices: tuple[tuple[dt.date, dt.date], ...] = ()
    is_held: bool = False

    @property
    def ran_out_on(self) -> dt.date | None:
        """The last day that had passed when the first late notice came; None where every notice came in time."""
        return self.late_notices[0][0] if self.late_notices else None

    def days_before_notice(self, calendar: WorkingDayCalendar) -> int:
        """The working days for which it was overdue, up to the day before each late notice."""
        return _days_within([(due, told - _ONE_DAY) for due, told in self.late_notices], calendar)

    def days_overdue(self, calendar: WorkingDayCalendar, ended: dt.date) -> int:
        """All working days for which it was overdue: those, and those since the present last day."""
        since = () if self.due is None else ((self.due, ended),)
        return _days_within([*((due, told - _ONE_DAY) for due, told in self.late_notices), *since], calendar)


def _days_within(spans: list[tuple[dt.date, dt.date]], calendar: WorkingDayCalendar) -> int:
    """The working days of several spans, each once: a day that a late notice gave may have passed before it was told."""
    count, counted_to = 0, dt.date.min
    for after, last in sorted(spans):
        first = max(after, counted_to)
        if last > first:
            count, counted_to = count + calendar.working_days_between(first, last), last
    return count


class Effect(NamedTuple):
    """What one extension comes to.

    Attributes:
        due: The last day after it.
        faults: What was irregular about it, each with the provision.
        is_held: Whether it asked for more than it could have.
    """

    due: dt.date
    faults: tuple[tuple[str, Citation], ...]
    is_held: bool = False


def dates_of(run: Run, track: Track, calendars: Calendars) -> Dates:
    """The days of a run that has started."""
    limit = run.limit
    calendar = calendars.of(limit)
    period, extension = limit.period, limit.extension
    if run.start is None or (period is None and extension is None):
        return _at_first(run, track, calendars, Dates(run.named, run.named, run.named))
    # What has no number has no normal day: it is due on the day that is told.
    normal = None if period is None else _end(period, run.start, calendar)
    if run.named is not None:
        return _at_first(run, track, calendars, Dates(normal, run.named, run.named))
    if extension is None:
        return _at_first(run, track, calendars, Dates(normal, normal, normal))
    latest = None if extension.to is None else extension.to.end(run.start, calendar)
    dates = _at_first(run, track, calendars, Dates(normal, normal, latest))
    for event in run.extensions:
        dates, _ = _after(extension, dates, event)
    return dates


def _end(period: Period, start: dt.date, calendar: WorkingDayCalendar) -> dt.date:
    """The last day of a period: grounds may lie before the years of any calendar, and a year from them needs none."""
    return period.end(start, calendar) if period.needs_calendar else period.last_day(start)


def _at_first(run: Run, track: Track, calendars: Calendars, dates: Dates) -> Dates:
    """The days before its own extensions.

    A later day that was validly given for the run it replaced still holds. Where that day was only as far as the replaced clock
    let an extension reach, the new clock lets it reach no further than its own outermost day. And where the replaced clock had
    run out by then, that stays in sight: a new start cures nothing that had accrued.
    """
    before = None if run.before is None else started(run.before, track, calendars, dt.date.max)
    if before is None:
        return dates
    earlier = dates_of(before, track, calendars)
    due = dates.due
    if earlier.due is None or due is None:
        return dates
    is_held = False
    if before.limit.extension is not None and before.named is None and run.named is None and earlier.due != earlier.normal:
        promised = min(earlier.due, dates.latest) if earlier.is_held and dates.latest is not None else earlier.due
        due, is_held = max(due, promised), earlier.is_held
    late, moved = earlier.late_notices, earlier.moved
    # What was only assumed gives way to the first real start; it was nobody's last day, unless somebody was told of it.
    is_stand_in = before.assumed and before.after is not None and earlier.due == earlier.normal
    anew = run.anew_by or run.started_by
    if anew is not None and earlier.due != due and not is_stand_in:
        moved = (*moved, (earlier.due, anew))
        if earlier.due < min(anew.filed_on, due):
            late = (*late, (earlier.due, anew.filed_on))
    return dates._replace(due=due, moved=moved, late_notices=late, is_held=is_held)


def _after(extension: Extension, dates: Dates, event: Extended) -> tuple[Dates, Effect]:
    """The days after one more extension, and what it comes to."""
    due = dates.due
    if due is None:  # what has no number has the day that is told
        return dates._replace(due=event.until), Effect(event.until, ())
    effect = _extended(extension, due, dates.latest, event)
    if extension.cap is Cap.AGREED and dates.normal is not None and not event.agreed:
        if event.agreed is not None:
            return dates, Effect(due, (("it was not agreed; it moves nothing", extension.cite),))
        if effect.due > due:
            says = f"no agreement to it is on file; it takes {extension.grounds}"
            effect = effect._replace(faults=(*effect.faults, (says, extension.cite)))
    if effect.due > due:
        late = (*dates.late_notices, (due, event.on)) if event.on > due else dates.late_notices
        dates = dates._replace(due=effect.due, moved=(*dates.moved, (due, event)), late_notices=late, is_held=effect.is_held)
    return dates, effect


def _extended(extension: Extension, due: dt.date, latest: dt.date | None, event: Extended) -> Effect:
    """What an extension comes to, where the last day was `due` before it."""
    cite = extension.cite
    late = event.on > due
    if late and extension.before_expiry:
        says = f"notice was due before the time ran out on {due}; it moves nothing"
        return Effect(due, ((says, extension.notice_cite or cite),))
    if event.until <= due:
        return Effect(due, ((f"it extends nothing: the last day was {due} already", cite),))
    faults = ((f"it was given after the time had run out on {due}", cite),) if late else ()
    if latest is None or event.until <= latest or (extension.cap is Cap.SOFT and event.why is not None):
        return Effect(event.until, faults)
    if late and event.on > latest:
        return Effect(due, ((f"it was given after {latest}, the latest the provision allows; it moves nothing", cite),))
    if extension.cap is Cap.HARD:
        says = f"{event.until} lies past {latest}, the latest the provision allows"
    else:
        says = f"{event.until} lies past {latest}, and no good reason is recorded; it counts to {max(due, latest)}"
    return Effect(max(due, latest), (*faults, (says, cite)), is_held=True)


def faults_of_extensions(
    run: Run, extension: Extension, track: Track, calendars: Calendars
) -> Iterator[tuple[Extended, str, Citation]]:
    """What was irregular about each extension, judged by the clock that ran when it was given."""
    began = started(run, track, calendars, dt.date.max)
    before = run.before if began is None else began.before
    if before is not None:
        yield from faults_of_extensions(before, extension, track, calendars)
    if began is None or not began.extensions:
        return
    dates = _at_first(began, track, calendars, dates_of(began._replace(extensions=(), before=None), track, calendars))
    for event in began.extensions:
        dates, effect = _after(extension, dates, event)
        yield from ((event, says, cite) for says, cite in effect.faults)


def started(run: Run, track: Track, calendars: Calendars, as_of: dt.date) -> Run | None:
    """The run with its start, where that is another limit's last day; None if that limit would have to run out and did not."""
    if run.after is None or run.start is not None:
        return run
    other = next((spared(other, track, calendars) for other in track.all_runs() if _belongs(other, run)), None)
    began = None if other is None else started(other, track, calendars, dt.date.max)
    dates = None if began is None else dates_of(began, track, calendars)
    if other is None or dates is None or dates.due is None:
        return None
    if not run.undone:
        return run._replace(start=dates.due) if run.assumed else _moved_with(run, dates.due, dates.moved, track)
    ended = other.overtaken_on if other.done_by is None else other.done_by.done_on
    return _ran_out(run, dates, ended or as_of, track)


def spared(run: Run, track: Track, calendars: Calendars) -> Run:
    """The run, left behind on the day on which a window was used in time that puts the case out of its rule's reach."""
    window = track.runs.get(run.limit.spared_by) if run.limit.spared_by is not None and not run.ended_in else None
    act = None if window is None else window.done_by
    if window is None or act is None:
        return run
    due = dates_of(window, track, calendars).due
    return run if due is None or act.done_on > due else run.overtaken(act.filed_on, type(act), window.ended_in)


def _moved_with(run: Run, last: dt.date, moved: tuple[tuple[dt.date, Event], ...], track: Track) -> Run:
    """A run that starts on another limit's last day, with what it was before each move of that day.

    Its extensions belong to the clock that ran when they were told, and a clock that had run out when moved stays in sight.
    """
    places = {id(event): place for place, event in enumerate(reversed(tuple(links(track.past))))}
    ended = run.done_by.filed_on if run.done_by is not None else run.overtaken_on
    before, told, by = run.before, list(run.extensions), None
    for day, event in moved:
        if ended is not None and event.filed_on > ended:
            last = day  # it was over by then, and no later move can make it in time
            break
        until = [one for one in told if places[id(one)] < places[id(event)]]
        before = run._replace(start=day, extensions=tuple(until), before=before, anew_by=by)
        told, by = told[len(until) :], event
    return run._replace(start=last, extensions=tuple(told), before=before, anew_by=by)


def _ran_out(run: Run, dates: Dates, until: dt.date, track: Track) -> Run | None:
    """A run that starts once another limit ran out, and was not done by a day; None where that never was.

    A later day that the other limit was given once it had run out takes back nothing: what was owed by then is owed still,
    and once it is done, the next running out asks for it anew.
    """
    met = None
    for last, moved_on in (*dates.late_notices, (dates.due, None)):
        if last is None or until <= last:
            continue
        # Only an act after the running out can meet what the running out asks for.
        ends = [
            event
            for event in links(track.past)
            if type(event) in run.limit.ends
            and event.done_on > last
            and (run.overtaken_on is None or event.filed_on <= run.overtaken_on)
        ]
        met = run._replace(start=last, done_by=ends[-1] if ends else None)
        if met.done_by is None or moved_on is None or met.done_by.filed_on > moved_on:
            return met
    return met


def _belongs(other: Run, run: Run) -> bool:
    """Whether a run waits for this one: where a stage is gone through again, its clocks start again together."""
    return other.limit.key == run.after and other.occurrence == run.occurrence


def due_of(run: Run, track: Track, calendars: Calendars) -> dt.date | None:
    """The last day of a run as things stand."""
    began = started(run, track, calendars, dt.date.max)
    return None if began is None else dates_of(began, track, calendars).due


def prompt_due_of(run: Run, track: Track, calendars: Calendars) -> dt.date | None:
    """The last day by the rule alone, had the act that started the run been done in its own time.

    None where it was, and where the rule does not count from that time while the act is missing.
    """
    limit, act = run.limit, run.started_by
    if run.after is not None or act is None or limit.period is None or len(limit.starts) == 1:
        return None
    stood_in_for = {
        trigger.day.limit
        for trigger in limit.starts
        if isinstance(trigger, On) and isinstance(trigger.day, LastDayOf) and trigger.day.assumed
    }
    other = next((other for other in track.all_runs() if other.limit.key in stood_in_for and other.done_by is act), None)
    last = None if other is None else due_of(other, track, calendars)
    return limit.period.end(last, calendars.of(limit)) if last is not None and last < act.done_on else None


def read_otherwise(procedure: Procedure, run: Run, track: Track) -> Iterator[tuple[Reading, Event, dt.date]]:
    """The events, while a run ran, from which another reading would count it, each with the day."""
    runs = False
    past = tuple(links(track.past))[::-1]
    for place, event in enumerate(past):
        if event is run.started_by:
            runs = True
        elif event is run.done_by or (type(event) is run.overtaken_by and event.filed_on == run.overtaken_on):
            return
        elif runs:
            for reading in run.limit.readings:
                if type(event) is not reading.event:
                    continue
                day: dt.date = getattr(event, reading.day)
                # What came after the event makes no reading of it: the facts are those that it found.
                if (run.start is not None and day > run.start) and (
                    reading.when is None or reading.when.test(replay(procedure, past[:place]), type(event), event)
                ):
                    yield reading, event, day


# --- other readings, and words that relaxed a limit


@attrs.frozen(kw_only=True)
class OtherReading:
    """What a time limit would come to by another reading of what starts it.

    Attributes:
        event: The event from which it would count.
        start: Day 0 by that reading.
        due: The last day by the rule alone.
        latest: The outermost day the provision would allow.
        says: Whose reading it is.
        cite: The provision that is read so.
    """

    event: Event
    start: dt.date
    due: dt.date
    latest: dt.date | None
    says: str
    cite: Citation


def other_readings(procedure: Procedure, run: Run, track: Track, calendars: Calendars) -> Iterator[OtherReading]:
    for reading, event, day in read_otherwise(procedure, run, track):
        dates = dates_of(run._replace(start=day, extensions=(), before=None), track, calendars)
        due: dt.date = dates.normal  # type: ignore[assignment] # the lint lets nothing without a number be read otherwise
        yield OtherReading(event=event, start=day, due=due, latest=dates.latest, says=reading.says, cite=reading.cite)


def is_softened(softening: Softening, track: Track, run: Run, due: dt.date) -> bool:
    """Whether the words applied while the clock ran, or by the saving to the matter as it came before the run."""
    if due < softening.since and track.filed_on is not None and track.filed_on < softening.since:
        return False  # all over before the words came
    if ran_softened(softening, run.start, due):
        return True
    if track.opened_on is not None and track.opened_on > softening.saved_until:
        return False
    # The last stay in those states before the run: what a later round came to says nothing of an earlier one's clocks.
    earlier: set[int] = set()
    for event in links(track.past):
        if event is run.started_by or earlier:
            earlier.add(id(event))
    left: dt.date | None = None
    was_saved = False
    for move in links(track.moves):
        if id(move.event) in earlier:
            is_saved = move.state in softening.saved_states
            if is_saved and move.on <= softening.saved_until and (left is None or left >= softening.since):
                return True
            if was_saved and not is_saved:
                break
            was_saved = is_saved
        left = move.on
    return False


def ran_softened(softening: Softening, start: dt.date | None, due: dt.date | None) -> bool:
    """Whether a clock ran while the words were there."""
    return start is not None and due is not None and start <= softening.until and due >= softening.since
