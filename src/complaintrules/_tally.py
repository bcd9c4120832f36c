"""One pass over the cases of a report: what each of them counts for.

Nothing of a case is kept but counts, its reference (packed) and what must be named: so that memory does not grow with the
number of cases. The finest counts are kept while it runs; coarser ones are sums of them, made at the end.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Final

import attrs

from complaintrules._measures import (
    CALENDAR_DAYS,
    NO_STAGE,
    NOT_RECORDED,
    ONE_STAGE,
    OTHER_TYPE,
    STANDINGS,
    WORKING_DAYS,
    ActionStatus,
    Detail,
    Fate,
    Recorded,
    Standing,
    Timeliness,
)
from complaintrules._references import References
from complaintrules._stages import answer_limits
from complaintrules.classification import Advocacy, Outcome
from complaintrules.deadlines import Status, calendar_for
from complaintrules.errors import CoverageError
from complaintrules.events import (
    Acknowledged,
    Action,
    AdvocateAppointed,
    AdvocateRequested,
    OmbudsmanDecided,
    Received,
    ReferredToOmbudsman,
    ReportIssued,
    Resolved,
    Responded,
)
from complaintrules.procedure import START, Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from complaintrules.calendars import WorkingDayCalendar
    from complaintrules.case import Case
    from complaintrules.deadlines import Deadline
    from complaintrules.events import Event
    from complaintrules.feedback import Feedback
    from complaintrules.history import Move
    from complaintrules.procedure import Procedure, TimeLimit

Key = tuple[str, ...]
"""A measure, a breakdown as its dimensions joined by a slash, then one code for each of them."""

_ANSWERS: Final = (Responded, Resolved)
_WELL_FOUNDED: Final = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD})
# Of several duties to give one answer, the one that went worst speaks for all.
_WORST_LAST: Final = tuple(
    timeliness.value
    for timeliness in (
        Timeliness.LAPSED,
        Timeliness.NO_NUMBER,
        Timeliness.IN_TIME,
        Timeliness.IN_EXTENDED_TIME,
        Timeliness.LATE_EXCUSED,
        Timeliness.LATE,
        Timeliness.MISSED,
        Timeliness.OVERDUE,
    )
)

# Named here because every deadline of every case asks for them, and the way through a class costs more than the question.
_DUTY: Final = Kind.DUTY
_IN_TIME, _EXTENDED, _LATE = Timeliness.IN_TIME.value, Timeliness.IN_EXTENDED_TIME.value, Timeliness.LATE.value
_EXCUSED, _MISSED, _OVERDUE = Timeliness.LATE_EXCUSED.value, Timeliness.MISSED.value, Timeliness.OVERDUE.value
_LAPSED, _NO_NUMBER = Timeliness.LAPSED.value, Timeliness.NO_NUMBER.value
_LATE_BY_STATUS: Final = {Status.MET_LATE: _LATE, Status.MISSED: _MISSED, Status.OVERDUE: _OVERDUE}
_YES, _NO = Recorded.YES.value, Recorded.NO.value


@attrs.frozen
class OverdueAction:
    """A promised action that was not done by its day.

    Attributes:
        reference: The case's reference; None where it has none.
        action: The code of the action.
        due: The day by which it was promised.
        owner: Who does it: a reference of the council's own.
    """

    reference: str | None
    action: str
    due: dt.date
    owner: str | None


@attrs.frozen
class _Rules:
    """What a report asks of a procedure, worked out once."""

    key: str
    title: str
    is_complaint: bool
    type: str
    stages: dict[str, str]
    closed: frozenset[str]
    answers: dict[str, str]

    @classmethod
    def of(cls, procedure: Procedure) -> _Rules:
        numbered = any(state.stage is not None for state in procedure.states)
        closed = frozenset(state.key for state in procedure.states if state.rests or state.final)

        def label(stage: int | None, state: str) -> str:
            if stage is not None:
                return str(stage)
            return NO_STAGE if numbered or state in closed else ONE_STAGE

        return cls(
            key=procedure.key,
            title=procedure.title,
            is_complaint=bool(procedure.moves(START, Received)),
            type=OTHER_TYPE if procedure.complaint_type is None else procedure.complaint_type.value,
            stages={state.key: label(state.stage, state.key) for state in procedure.states},
            closed=closed,
            answers={
                key: (NO_STAGE if numbered else ONE_STAGE) if stage is None else str(stage)
                for key, stage in answer_limits(procedure).items()
            },
        )


@attrs.frozen
class _Answer:
    """An answer or a resolution, with the stage it ended."""

    event: Responded | Resolved
    stage: str
    since: dt.date


class Tally:
    """The counts of a period while its cases pass."""

    def __init__(self, start: dt.date, end: dt.date, calendar: WorkingDayCalendar | None) -> None:
        """No case came yet."""
        self.start = start
        self.end = end
        self.calendar = calendar
        self.counts: dict[Key, int] = collections.defaultdict(int)
        self.days: dict[Key, dict[int, int]] = collections.defaultdict(lambda: collections.defaultdict(int))
        self.limits: dict[tuple[str, str], TimeLimit] = {}
        self.labels: dict[str, str] = {}
        self.references = References()
        self.people = References()
        self.overdue: list[OverdueAction] = []
        self._rules: dict[Procedure, _Rules] = {}

    # --- one case

    def add(self, case: Case) -> None:
        """Count one case as its file stood at the end of the period.

        Raises:
            CoverageError: A day of the case lies outside the calendar's years; then it counts for nothing.
        """
        counts = self.counts
        events = case.events
        rules = self._rules.get(case.procedure)
        if rules is None:
            rules = self._rules[case.procedure] = _Rules.of(case.procedure)
        if case.reference is not None:
            self.references.add(case.reference)
        if events[0].filed_on > self.end:
            counts["read", "fate", Fate.LATER.value] += 1
            return
        if self.calendar is not None:
            case = case.with_calendar(self.calendar)
        if events[-1].filed_on > self.end:
            case = case.as_of(self.end)
            events = case.events
        # All that can be refused comes before anything is counted.
        calendar = calendar_for(case.procedure, case.calendar)
        if not calendar.first_day <= events[0].filed_on <= calendar.last_day:
            raise CoverageError(events[0].filed_on, calendar.first_day, calendar.last_day)
        deadlines = case.deadlines(self.end)
        irregular = [(str(found.cite), found.event) for found in case.irregularities()]
        self.labels[rules.key] = rules.title

        due = self._count_duties(rules, deadlines)
        for provision, event in irregular:
            if self.start <= event.on <= self.end:
                counts["irregularities", "provision/event", provision, event.key] += 1
                self.labels[event.key] = event.title
        if rules.is_complaint:
            self._count_complaint(rules, case, events, due, calendar)
        else:
            counts["read", "fate", Fate.NO_COMPLAINT.value] += 1
            for event in events:
                if type(event) is ReportIssued and self.start <= event.on <= self.end:
                    counts["public-reports", ""] += 1

    def _count_complaint(
        self, rules: _Rules, case: Case, events: tuple[Event, ...], due: dict[int, str], calendar: WorkingDayCalendar
    ) -> None:
        start, end, counts, kind = self.start, self.end, self.counts, rules.type
        moves = case.moves
        received: Received = events[0]  # type: ignore[assignment] # nothing else opens the case of a complaint
        answers, opened = _course(rules, events, moves)
        is_new = received.on >= start
        is_closed = moves[-1].state in rules.closed
        has_moved = moves[-1].on >= start
        learned = any(answer.event.learning or answer.event.actions for answer in answers)
        beyond = False
        for stage, on in opened:
            is_later = stage not in {"1", ONE_STAGE}
            beyond = beyond or is_later
            if on >= start:
                counts["stage-opened", "type/stage", kind, stage] += 1
        if any(on >= start and stage not in {"1", ONE_STAGE} for stage, on in opened):
            counts["beyond-stage-1", "type", kind] += 1

        outcome = case.outcome if is_closed else None
        if is_new:
            self._count_received(rules, case, received, events, learned=learned)
            if beyond:
                counts["cohort-beyond-stage-1", "type", kind] += 1
            if is_closed:
                counts["cohort-closed", "type/outcome", kind, outcome or NOT_RECORDED] += 1
        if is_new or has_moved or not is_closed:
            counts["read", "fate", "in-period"] += 1
            self._count_standing(rules, case, moves, outcome, is_new=is_new, learned=learned)
            for detail, is_recorded in details_of(case, events, is_closed=is_closed, learned=learned):
                counts["completeness", "detail/recorded", detail, _YES if is_recorded else _NO] += 1
            if is_closed:
                self._count_days("days-to-close", received.on, moves[-1].on, calendar, kind)
        else:
            counts["read", "fate", "earlier"] += 1

        for answer in answers:
            self._count_actions(case, answer.event.actions, is_new=answer.event.on >= start)
            if answer.event.on >= start:
                self._count_answer(kind, answer, due.get(id(answer.event)), calendar)
        for event in events:
            if type(event) is ReferredToOmbudsman and start <= event.on <= end:
                counts["ombudsman-referred", "type", kind] += 1
            elif type(event) is OmbudsmanDecided and start <= event.on <= end:
                counts["ombudsman-decided", "type/decision", kind, event.decision or NOT_RECORDED] += 1

    def _count_received(self, rules: _Rules, case: Case, received: Received, events: tuple[Event, ...], *, learned: bool) -> None:
        counts, kind = self.counts, rules.type
        counts["received", "type/reason", kind, received.reason or NOT_RECORDED] += 1
        counts["received", "type/complainant", kind, received.complainant or NOT_RECORDED] += 1
        counts["received", "type/concerning", kind, received.concerning or NOT_RECORDED] += 1
        counts["received", "advocacy", _advocacy(received, events)] += 1
        counts["received", "procedure", rules.key] += 1
        counts["received", "month", f"{received.on:%Y-%m}"] += 1
        counts["received", "team", case.team or NOT_RECORDED] += 1
        counts["received", "service", case.service or NOT_RECORDED] += 1
        counts["received", "recorded", _YES if learned else _NO] += 1
        for reason in {*((received.reason,) if received.reason else ()), *received.further_reasons}:
            counts["reasons-mentioned", "reason", reason] += 1
        if case.complainant is not None:
            self.people.add(case.complainant)

    def _count_standing(
        self, rules: _Rules, case: Case, moves: tuple[Move, ...], outcome: Outcome | None, *, is_new: bool, learned: bool
    ) -> None:
        """Where the case stood when the period began, and where when it ended."""
        counts, kind = self.counts, rules.type
        team, service = case.team or NOT_RECORDED, case.service or NOT_RECORDED
        if not is_new:
            before = next(move.state for move in reversed(moves) if move.on < self.start)
            since = "resumed" if before in rules.closed else "carried-over"
            counts[since, "type", kind] += 1
            counts[since, "team", team] += 1
            counts[since, "service", service] += 1
        last = moves[-1]
        if last.state not in rules.closed:
            counts["open", "type", kind] += 1
            counts["open", "team", team] += 1
            counts["open", "service", service] += 1
            counts["open", "stage", rules.stages[last.state]] += 1
            return
        counts["closed", "type/outcome", kind, outcome or NOT_RECORDED] += 1
        counts["closed", "team/outcome", team, outcome or NOT_RECORDED] += 1
        counts["closed", "service", service] += 1
        counts["closed", "month", f"{last.on:%Y-%m}"] += 1
        counts["closed", "recorded", _YES if learned else _NO] += 1
        if outcome in _WELL_FOUNDED:
            counts["well-founded", "type", kind] += 1

    def _count_answer(self, kind: str, answer: _Answer, timeliness: str | None, calendar: WorkingDayCalendar) -> None:
        counts, event, stage = self.counts, answer.event, answer.stage
        outcome = event.case_outcome
        counts["answered", "type/stage/outcome", kind, stage, outcome or NOT_RECORDED] += 1
        if timeliness is not None:
            counts["answers-due", "type/stage/timeliness", kind, stage, timeliness] += 1
        self._count_days("days-to-answer", answer.since, event.on, calendar, kind, stage)
        is_known = event.received_on is not None
        counts["completeness", "detail/recorded", Detail.ARRIVAL.value, _YES if is_known else _NO] += 1
        for point in event.learning:
            counts["learning", "learning", point.code] += 1
        if event.learning:
            counts["learning-primary", "learning", event.learning[0].code] += 1

    def _count_actions(self, case: Case, actions: tuple[Action, ...], *, is_new: bool) -> None:
        for action in actions:
            status = ActionStatus.NO_DATE
            if action.done is not None and action.done <= self.end:
                status = ActionStatus.DONE
            elif action.due is not None:
                status = ActionStatus.OVERDUE if action.due < self.end else ActionStatus.PENDING
            if is_new:
                self.counts["actions", "action", action.code] += 1
                self.counts["actions", "status", status] += 1
            if status is ActionStatus.OVERDUE and action.due is not None:
                self.counts["actions-overdue", ""] += 1
                self.overdue.append(OverdueAction(case.reference, action.code.value, action.due, action.owner))

    def _count_days(
        self, measure: str, since: dt.date, until: dt.date, calendar: WorkingDayCalendar, kind: str, *stage: str
    ) -> None:
        breakdown = "type/stage" if stage else "type"
        self.days[measure, WORKING_DAYS, breakdown, kind, *stage][calendar.working_days_between(since, until)] += 1
        self.days[measure, CALENDAR_DAYS, breakdown, kind, *stage][(until - since).days] += 1

    # --- other feedback

    def add_feedback(self, piece: Feedback) -> None:
        """Count one piece of feedback that is no complaint."""
        counts = self.counts
        if not self.start <= piece.on <= self.end:
            fate = Fate.EARLIER if piece.on < self.start else Fate.LATER
            counts["feedback-read", "fate", fate.value] += 1
            return
        counts["feedback-read", "fate", Fate.IN_PERIOD.value] += 1
        counts["feedback", "feedback-type", piece.type] += 1
        counts["feedback", "month", f"{piece.on:%Y-%m}"] += 1
        counts["feedback", "team", piece.team or NOT_RECORDED] += 1
        counts["feedback", "service", piece.service or NOT_RECORDED] += 1

    # --- duties

    def _count_duties(self, rules: _Rules, deadlines: tuple[Deadline, ...]) -> dict[int, str]:
        """Count what ended in the period, or was overdue at its end; and tell how each answer stood to its time."""
        start, end, counts, answers = self.start, self.end, self.counts, rules.answers
        due: dict[int, str] = {}
        for deadline in deadlines:
            run = deadline.run
            limit = run.limit
            if limit.kind is not _DUTY:
                continue
            done_by = run.done_by
            ended = run.overtaken_on if done_by is None else done_by.done_on
            status = deadline.status
            if ended is None:
                if status is not Status.OVERDUE:
                    continue
            elif not start <= ended <= end:
                continue
            timeliness = _timeliness(deadline, ended, done=done_by is not None)
            place = rules.key, limit.key
            if place not in self.limits:
                self.limits[place] = limit
            counts["duties", "limit/timeliness", *place, timeliness] += 1
            if timeliness in _LATE_BY_STATUS.values() and STANDINGS[limit.force] is Standing.COMPLIANCE:
                late = deadline.days_late or 0
                self.days["days-late", WORKING_DAYS, "limit", f"{rules.key}:{limit.key}"][late] += 1
            if limit.key in answers and STANDINGS[limit.force] is Standing.COMPLIANCE:
                if done_by is None:
                    counts["answers-due", "type/stage/timeliness", rules.type, answers[limit.key], timeliness] += 1
                else:
                    other = due.get(id(done_by), _LAPSED)
                    due[id(done_by)] = max(other, timeliness, key=_WORST_LAST.index)
        return due


def _timeliness(deadline: Deadline, ended: dt.date | None, *, done: bool) -> str:
    late = _LATE_BY_STATUS.get(deadline.status)  # type: ignore[arg-type] # the deadline of a case has a status
    if late is not None:
        return late if deadline.is_breach else _EXCUSED
    if not done:
        return _LAPSED
    if deadline.due is None:
        return _NO_NUMBER
    usual = deadline.normal_due
    return _EXTENDED if usual is not None and ended is not None and ended > usual else _IN_TIME


def _course(rules: _Rules, events: tuple[Event, ...], moves: tuple[Move, ...]) -> tuple[list[_Answer], list[tuple[str, dt.date]]]:
    """The answers and resolutions, each with its stage; and each coming into a stage, with its day."""
    answers: list[_Answer] = []
    opened: list[tuple[str, dt.date]] = []
    since: dict[str, dt.date] = {}
    stage, coming = NO_STAGE, iter(moves)
    move = next(coming, None)
    for event in events:
        before, opening = stage, None
        if move is not None and move.event is event:
            stage = rules.stages[move.state]
            if stage not in {before, NO_STAGE}:
                opening = stage
                opened.append((stage, move.on))
            move = next(coming, None)
        if isinstance(event, _ANSWERS):
            named = str(event.stage) if type(event) is Responded and event.stage is not None else None
            of = named or (before if before != NO_STAGE else stage)
            # An answer that itself opens its stage, before which there was none, is counted from the receipt.
            answers.append(_Answer(event, of, events[0].on if of == opening else since.get(of, events[0].on)))
        if opening is not None:
            since[opening] = event.filed_on
    return answers, opened


def _advocacy(received: Received, events: tuple[Event, ...]) -> str:
    """Where a request for an advocate stood at the end."""
    found = received.advocate
    for event in events:
        if type(event) is AdvocateAppointed:
            return Advocacy.APPOINTED
        if type(event) is AdvocateRequested and found is Advocacy.NOT_REQUESTED:
            found = Advocacy.REQUESTED
    return found


def details_of(case: Case, events: tuple[Event, ...], *, is_closed: bool, learned: bool) -> Iterator[tuple[str, bool]]:
    """What the file of a complaint should show, and whether it does."""
    received: Received = events[0]  # type: ignore[assignment] # nothing else opens the case of a complaint
    yield Detail.REFERENCE.value, case.reference is not None
    yield Detail.COMPLAINANT.value, received.complainant is not None
    yield Detail.CONCERNING.value, received.concerning is not None
    yield Detail.REASON.value, received.reason is not None
    yield Detail.TEAM.value, case.team is not None
    yield Detail.SERVICE.value, case.service is not None
    yield Detail.ACKNOWLEDGEMENT.value, any(type(event) is Acknowledged for event in events)
    if is_closed:
        yield Detail.OUTCOME.value, case.outcome is not None
        yield Detail.LEARNING.value, learned
