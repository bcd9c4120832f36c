"""One pass over the cases of a report: what each of them counts for.

Nothing of a case is kept but counts, its reference and what must be named: so that memory hardly grows with the number of
cases, by some hundred bytes for each. The finest counts are kept while it runs; coarser ones are sums of them, made at the end.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Final, NamedTuple

from complaintrules.cases.case import gap_words
from complaintrules.cases.deadlines import Status
from complaintrules.classification import Advocacy
from complaintrules.errors import CoverageError
from complaintrules.events import (
    Acknowledged,
    Action,
    AdvocateAppointed,
    AdvocateRequested,
    AnswerCorrected,
    ClosedAsDuplicate,
    InterestDecided,
    LateRequestDecided,
    NotAccepted,
    OmbudsmanDecided,
    Party,
    Received,
    ReferredToOmbudsman,
    ReportIssued,
    Rerouted,
    Resubmitted,
)
from complaintrules.reports._course import Answer, Rules, course
from complaintrules.reports._dimensions import BY_FINDINGS, NOT_RECORDED, ONE_STAGE
from complaintrules.reports._file_details import Details, details_of
from complaintrules.reports._finest_counts import (
    BY_PLACE,
    BY_TYPE,
    CLOSED_BY_MONTH,
    CLOSED_BY_OUTCOME,
    CLOSED_BY_PLACE,
    COHORT_CLOSED_BY_OUTCOME,
    OPEN_BY_STAGE,
    RECEIVED_BY_COMPLAINANT,
    RECEIVED_BY_CONCERNING,
    RECEIVED_BY_MONTH,
    RECEIVED_BY_PLACE,
    RECEIVED_BY_REASON,
)
from complaintrules.reports._linked_cases import EARLIER, LATER, NO_COMPLAINT, OPEN, Group, Linked, Links, strange_targets
from complaintrules.reports._vocabularies import STANDINGS, ActionStatus, Detail, Fate, Recorded, Timeliness
from complaintrules.reports.figures import OverdueAction
from complaintrules.rules.terms import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.case import Case
    from complaintrules.cases.deadlines import Deadline
    from complaintrules.cases.history import Move
    from complaintrules.cases.irregularities import Irregularity
    from complaintrules.events import Event
    from complaintrules.reports.feedback import Feedback
    from complaintrules.rules.procedure import Procedure

Key = tuple[str, ...]
"""A measure, a breakdown as its dimensions joined by a slash, then one code for each of them."""

Label = tuple[str, str]
"""What people call a code, behind the rank of the version of a procedure that calls it so: the greater of two is shown."""

NO_LABEL: Final[Label] = "", ""

Taken = tuple[str, str, tuple[str, ...], int, int | None]
"""A measure, a breakdown, the codes of one part, the working days something took, and the calendar days."""

# What goes on in another case is neither closed nor open here, and has a figure of its own.
ELSEWHERE: Final[dict[type[Event], str]] = {Rerouted: "rerouted", ClosedAsDuplicate: "duplicates"}

# Of several duties to give one answer, the one that went worst speaks for all.
_WORST_LAST: Final = tuple(
    timeliness.value
    for timeliness in (
        Timeliness.LAPSED,
        Timeliness.NO_NUMBER,
        Timeliness.IN_TIME,
        Timeliness.IN_EXTENDED_TIME,
        Timeliness.EXTENDED_LATE,
        Timeliness.LATE_EXCUSED,
        Timeliness.LATE,
        Timeliness.MISSED,
        Timeliness.OVERDUE,
    )
)

# Asked of every deadline of every case: see `_code_enum`.
_DUTY, _WINDOW, _COMPLAINANT = Kind.DUTY, Kind.WINDOW, Party.COMPLAINANT
_IN_TIME, _EXTENDED, _LATE = Timeliness.IN_TIME.value, Timeliness.IN_EXTENDED_TIME.value, Timeliness.LATE.value
_EXCUSED, _MISSED, _OVERDUE = Timeliness.LATE_EXCUSED.value, Timeliness.MISSED.value, Timeliness.OVERDUE.value
_EXTENDED_LATE: Final = Timeliness.EXTENDED_LATE.value
_LAPSED, _NO_NUMBER, _AFTER = Timeliness.LAPSED.value, Timeliness.NO_NUMBER.value, Timeliness.AFTER.value
_LATE_BY_STATUS: Final = {Status.MET_LATE: _LATE, Status.MISSED: _MISSED, Status.OVERDUE: _OVERDUE}
_LATE_CODES: Final = frozenset(_LATE_BY_STATUS.values())
_STATUS_OVER: Final = frozenset({Status.OVERDUE, Status.PAST})
_YES, _NO = Recorded.YES.value, Recorded.NO.value
_IN_PERIOD, _EARLIER, _LATER = Fate.IN_PERIOD.value, Fate.EARLIER.value, Fate.LATER.value
_NO_COMPLAINT: Final = Fate.NO_COMPLAINT.value
_RARE: Final = frozenset({NotAccepted, InterestDecided, LateRequestDecided, ReferredToOmbudsman, OmbudsmanDecided})
_ARRIVAL: Final = Detail.ARRIVAL.value
_FIRST_STAGES: Final = frozenset({"1", ONE_STAGE})


class _Seen(NamedTuple):
    """One complaint as it is counted: what is asked of it more than once."""

    rules: Rules
    case: Case
    received: Received
    last: Move
    elsewhere: str | None
    is_closed: bool
    outcome: str
    recorded: str
    is_beyond: bool
    event_types: set[type[Event]]
    calendar: WorkingDayCalendar


def _place(case: Case) -> tuple[str, str]:
    return case.team or NOT_RECORDED, case.service or NOT_RECORDED


def _linked(case: Case, last: Move) -> Linked:
    """What a case says of another one in which its complaint stands."""
    moved, received_on = last.event, case.events[0].on.isoformat()
    if not isinstance(moved, Rerouted):
        return Linked(case.reference, case.continues, None, None, received_on=received_on)
    return Linked(case.reference, case.continues, moved.continued_by, last.on.isoformat(), received_on=received_on)


class Tally:
    """The counts of a period while its cases pass.

    A count is kept by its measure, a breakdown finer than those published, and one code for each dimension of that: one
    increment then serves several tables, which `_coarser_counts` makes of it. What is written out below, where a helper
    would read better, is what every case goes through: a report costs little more than its deadlines.
    """

    def __init__(self, start: dt.date, end: dt.date, calendar: WorkingDayCalendar | None) -> None:
        """No case came yet."""
        self.start = start
        self.end = end
        self.calendar = calendar
        self.counts: dict[Key, int] = collections.defaultdict(int)
        self.details: dict[Details, int] = collections.defaultdict(int)
        # The duties of a case that ended, each as a limit and how it stood: most cases share theirs with many others. The
        # procedure is the one whose rows they are, policy and all: another version has other rows under the same keys.
        self.duties: dict[tuple[Procedure, tuple[str, ...]], int] = collections.defaultdict(int)
        self.days: dict[Taken, int] = collections.defaultdict(int)
        self.labels: dict[str, Label] = {}
        self.references: collections.Counter[str] = collections.Counter()
        self.people: set[str] = set()
        self.overdue: dict[str, list[OverdueAction]] = {"actions": [], "recommendations": []}
        # How many of them have an amount, and their pence together.
        self.money: dict[str, tuple[int, int]] = {}
        # Of the cases of the period whose procedure had no version on the day of receipt: the reference, and what is said of it.
        self.gaps: list[tuple[str, str]] = []
        self.links = Links()
        # Of the cases that were moved to what looks like the key of a procedure, and is not one: likewise.
        self.strange: list[tuple[str, str]] = []
        self._rules: dict[Procedure, Rules] = {}

    # --- one case

    def add(self, case: Case) -> None:
        """Count one case as its file stood at the end of the period.

        Raises:
            CoverageError: A day of the case lies outside the calendar's years; then it counts for nothing.
        """
        events = case.events
        procedure = case.procedure
        rules = self._rules.get(procedure)
        if rules is None:
            rules = self._rules[procedure] = Rules.of(procedure)
            self.labels[rules.key] = max(self.labels.get(rules.key, NO_LABEL), (rules.rank, rules.title))
        reference = case.reference
        if reference is not None:
            self.references[reference] += 1
        if events[0].filed_on > self.end:
            self.counts["read", "fate", _LATER] += 1
            self.links.note(LATER, reference)
            return
        if self.calendar is not None:
            case = case.with_calendar(self.calendar)
        if events[-1].filed_on > self.end:
            case = case.as_of(self.end)
            events = case.events
        # All that can be refused comes before anything is counted.
        calendar = rules.calendar if case.calendar is None else case.calendar
        first = case.first_received_on or events[0].filed_on
        if not calendar.first_day <= first:
            raise CoverageError(first, calendar.first_day, calendar.last_day)
        deadlines = case.deadlines(self.end)
        irregularities = case.irregularities()

        due = self._count_duties(rules, deadlines)
        if irregularities:
            self._count_irregularities(irregularities)
        if rules.is_complaint:
            self._count_complaint(rules, case, events, due, calendar)
            return
        self.counts["read", "fate", _NO_COMPLAINT] += 1
        self.links.note(NO_COMPLAINT, reference)
        for event in events:
            if type(event) is ReportIssued and self.start <= event.on <= self.end:
                self.counts["public-reports", ""] += 1

    def _count_irregularities(self, irregularities: tuple[Irregularity, ...]) -> None:
        for found in irregularities:
            event = found.event
            if self.start <= event.on <= self.end:
                self.counts["irregularities", "provision/event", str(found.cite), event.key] += 1
                self.labels[event.key] = "", event.title

    def _count_complaint(
        self, rules: Rules, case: Case, events: tuple[Event, ...], due: dict[int, str], calendar: WorkingDayCalendar
    ) -> None:
        start, counts, complaint_type = self.start, self.counts, rules.type
        moves = case.moves
        received: Received = events[0]  # type: ignore[assignment] # nothing else opens the case of a complaint
        answers, opened = course(rules, events, moves)
        is_new, last = received.on >= start, moves[-1]
        elsewhere = ELSEWHERE.get(type(last.event))
        is_closed = last.state in rules.closed and elsewhere is None
        outcome = (case.outcome or NOT_RECORDED) if is_closed else ""
        for answer in answers:
            if answer.event.on >= start:
                self._count_answer(complaint_type, answer, due.get(id(answer.event)), calendar)
        event_types = set(map(type, events))
        learned = self._count_learned(case, answers, events if AnswerCorrected in event_types else ())
        recorded, is_beyond = _YES if learned else _NO, self._count_stages(complaint_type, opened)
        if not event_types.isdisjoint(_RARE):
            self._count_rare(complaint_type, case, events)

        seen = _Seen(rules, case, received, last, elsewhere, is_closed, outcome, recorded, is_beyond, event_types, calendar)
        is_linked = case.continues is not None or type(last.event) is Rerouted
        if not is_new and last.on < start and (is_closed or elsewhere is not None):
            counts["read", "fate", _EARLIER] += 1
            self.links.note(EARLIER, case.reference)
            if is_linked:
                self.links.linked.append(_linked(case, last))
            return
        counts["read", "fate", _IN_PERIOD] += 1
        if case.lacks_version:
            self.gaps.append((case.reference or "", gap_words(case)))
        found = outcome != NOT_RECORDED if is_closed else None
        self.details[details_of(case, received, found, acknowledged=Acknowledged in event_types, learned=learned)] += 1
        if is_linked:
            self._count_linked(seen, is_new=is_new)
            return
        if is_new:
            self._count_received(seen)
        else:
            self._count_carried(seen)
        self._count_end(seen)

    def _count_linked(self, seen: _Seen, *, is_new: bool) -> None:
        """Keep what a case counts for whose complaint stands in another as well, until it is known what that one says."""
        case = seen.case
        linked = _linked(case, seen.last)
        if is_new:
            linked = linked._replace(received=self._counted(self._count_received, seen, case.complainant))
        else:
            linked = linked._replace(carried=self._counted(self._count_carried, seen))
        if case.continues is not None:
            linked = linked._replace(continued=self._counted(self._count_continued, seen))
        self.links.linked.append(linked._replace(end=self._counted(self._count_end, seen)))
        for says in strange_targets(case):
            self.strange.append((case.reference or "", says))

    def _counted(self, count: Callable[[_Seen], None], seen: _Seen, person: str | None = None) -> Group:
        """What one of the ways to count would count, without its being counted."""
        kept = self.counts, self.days, self.people
        self.counts, self.days, self.people = collections.defaultdict(int), collections.defaultdict(int), set()
        count(seen)
        counts = tuple((tuple(map(str, key)), number) for key, number in self.counts.items())
        group = Group(counts, tuple(self.days.items()), person)
        self.counts, self.days, self.people = kept
        return group

    def _count_carried(self, seen: _Seen) -> None:
        """Count a case that was received before the period."""
        before = next(move.state for move in reversed(seen.case.moves) if move.on < self.start)
        self._count_in_place("resumed" if before in seen.rules.closed else "carried-over", seen)

    def _count_end(self, seen: _Seen) -> None:
        """Count how a case stands at the end of the period."""
        counts, complaint_type, case, last = self.counts, seen.rules.type, seen.case, seen.last
        if seen.elsewhere is not None:
            self._count_in_place(seen.elsewhere, seen)
        elif seen.is_closed:
            counts["closed", CLOSED_BY_OUTCOME, complaint_type, seen.outcome, seen.recorded] += 1
            counts["closed", CLOSED_BY_PLACE, *_place(case), seen.outcome] += 1
            counts["closed", CLOSED_BY_MONTH, last.on.isoformat()[:7]] += 1
            if seen.outcome in seen.rules.well_founded:
                counts["well-founded", "type", complaint_type] += 1
            self._count_days("days-to-close", complaint_type, seen.received.on, last.on, seen.calendar)
        else:
            counts["open", OPEN_BY_STAGE, complaint_type, seen.rules.stages[last.state]] += 1
            counts["open", BY_PLACE, *_place(case)] += 1
            if Resubmitted not in seen.event_types:
                self.links.note(OPEN, case.reference)

    def _count_stages(self, complaint_type: str, opened: list[tuple[str, dt.date]]) -> bool:
        """Count the stages opened in the period; and tell whether the case came beyond the first, whenever that was."""
        is_beyond = went_beyond = False
        for stage, on in opened:
            if on >= self.start:
                self.counts["stage-opened", "type/stage", complaint_type, stage] += 1
            if stage not in _FIRST_STAGES:
                is_beyond = True
                went_beyond = went_beyond or on >= self.start
        if went_beyond:
            self.counts["beyond-stage-1", "type", complaint_type] += 1
        return is_beyond

    def _count_received(self, seen: _Seen) -> None:
        """Count a complaint of the period."""
        rules, case, received = seen.rules, seen.case, seen.received
        counts, complaint_type = self.counts, rules.type
        reason = received.reason
        advocacy = _advocacy(received, seen.event_types)
        counts["received", RECEIVED_BY_REASON, complaint_type, reason or NOT_RECORDED, seen.recorded] += 1
        counts["received", RECEIVED_BY_COMPLAINANT, complaint_type, received.complainant or NOT_RECORDED, advocacy] += 1
        counts["received", RECEIVED_BY_CONCERNING, complaint_type, received.concerning or NOT_RECORDED] += 1
        counts["received", RECEIVED_BY_MONTH, rules.key, received.on.isoformat()[:7]] += 1
        counts["received", RECEIVED_BY_PLACE, complaint_type, *_place(case)] += 1
        if reason is not None:
            counts["reasons-mentioned", "reason", reason] += 1
        for further in received.further_reasons:
            if further is not reason:
                counts["reasons-mentioned", "reason", further] += 1
        if case.complainant is not None:
            self.people.add(case.complainant)
        if seen.is_beyond:
            counts["cohort-beyond-stage-1", "type", complaint_type] += 1
        if seen.is_closed:
            counts["cohort-closed", COHORT_CLOSED_BY_OUTCOME, complaint_type, case.service or NOT_RECORDED, seen.outcome] += 1

    def _count_days(
        self, measure: str, complaint_type: str, since: dt.date, until: dt.date, calendar: WorkingDayCalendar
    ) -> None:
        self.days[measure, "type", (complaint_type,), calendar.working_days_between(since, until), (until - since).days] += 1

    def _count_in_place(self, measure: str, seen: _Seen) -> None:
        self.counts[measure, BY_TYPE, seen.rules.type] += 1
        self.counts[measure, BY_PLACE, *_place(seen.case)] += 1

    def _count_continued(self, seen: _Seen) -> None:
        """Count a case that continues another, in which its complaint is counted as received."""
        self._count_in_place("continued", seen)
        first = seen.case.first_received_on
        if first is not None:
            self._count_days("first-wait", seen.rules.type, first, seen.received.on, seen.calendar)

    def _count_answer(self, complaint_type: str, answer: Answer, timeliness: str | None, calendar: WorkingDayCalendar) -> None:
        counts, event, stage = self.counts, answer.event, answer.stage
        counts["answered", "type/stage/outcome", complaint_type, stage, answer.outcome or NOT_RECORDED] += 1
        if timeliness is not None:
            counts["answers-due", "type/stage/timeliness", complaint_type, stage, timeliness] += 1
        days = calendar.working_days_between(answer.since, event.on), (event.on - answer.since).days
        self.days["days-to-answer", "type/stage", (complaint_type, stage), *days] += 1
        counts["completeness", "detail/recorded", _ARRIVAL, _NO if event.received_on is None else _YES] += 1

    def _count_learned(self, case: Case, answers: list[Answer], events: tuple[Event, ...]) -> bool:
        """Count what was learned and promised, by answers, resolutions and corrections; and tell whether anything was."""
        corrections = [event for event in events if type(event) is AnswerCorrected]
        learned = False
        for event in (*(answer.event for answer in answers), *corrections):
            learning, is_new = event.learning, event.on >= self.start
            if learning or event.actions:
                learned = True
                self._count_actions("actions", case, event.actions, is_new=is_new)
            if learning and is_new:
                self.counts["learning-primary", "learning", learning[0].code] += 1
                for point in learning:
                    self.counts["learning", "learning", point.code] += 1
        return learned

    def _count_actions(self, measure: str, case: Case, actions: tuple[Action, ...], *, is_new: bool) -> None:
        """Count what was promised, or recommended: what is overdue whenever that was, the rest if it is of the period."""
        for action in actions:
            status = ActionStatus.NO_DATE
            if action.done is not None and action.done <= self.end:
                status = ActionStatus.DONE
            elif action.due is not None:
                status = ActionStatus.OVERDUE if action.due < self.end else ActionStatus.PENDING
            if is_new:
                self.counts[measure, "action", action.code] += 1
                self.counts[measure, "status", status] += 1
            if is_new and action.amount is not None:
                count, pence = self.money.get(measure, (0, 0))
                self.money[measure] = count + 1, pence + int(action.amount * 100)
            if status is ActionStatus.OVERDUE and action.due is not None:
                self.counts[f"{measure}-overdue", ""] += 1
                self.overdue[measure].append(OverdueAction(case.reference, action.code.value, action.due, action.owner))

    def _count_rare(self, complaint_type: str, case: Case, events: tuple[Event, ...]) -> None:
        """Count what few complaints come to: refusals, referrals to the Ombudsman, and its decisions."""
        for event in events:
            if type(event) is OmbudsmanDecided:
                self._count_actions("recommendations", case, event.recommendations, is_new=event.on >= self.start)
            if not self.start <= event.on <= self.end:
                continue
            ground = event.refusal
            if ground is not None:
                self.counts["refused", "type/ground", complaint_type, ground] += 1
            elif type(event) is ReferredToOmbudsman:
                self.counts["ombudsman-referred", "type", complaint_type] += 1
            elif type(event) is OmbudsmanDecided:
                decision = event.decision or (BY_FINDINGS if event.findings else NOT_RECORDED)
                self.counts["ombudsman-decided", "type/decision", complaint_type, decision] += 1
                for finding in event.findings:
                    self.counts["ombudsman-findings", "type/finding", complaint_type, finding.code] += 1

    def refuse(self, case: Case) -> None:
        """Note a case that could not be counted: what another one says of it leads to nothing that counts."""
        self.links.note(NO_COMPLAINT, case.reference)

    def add_faulty(self, measure: str, count: int) -> None:
        """Count what could not be counted."""
        if count:
            self.counts[measure, "fate", Fate.FAULTY.value] += count

    # --- other feedback

    def add_feedback(self, piece: Feedback) -> None:
        """Count one piece of feedback that is not a complaint."""
        counts = self.counts
        if not self.start <= piece.on <= self.end:
            counts["feedback-read", "fate", _EARLIER if piece.on < self.start else _LATER] += 1
            return
        counts["feedback-read", "fate", _IN_PERIOD] += 1
        counts["feedback", "month", piece.on.isoformat()[:7]] += 1
        counts["feedback", "team", piece.team or NOT_RECORDED] += 1
        counts["feedback", "service/feedback-type", piece.service or NOT_RECORDED, piece.type] += 1

    # --- duties

    def _count_duties(self, rules: Rules, deadlines: tuple[Deadline, ...]) -> dict[int, str]:
        """Count what ended in the period, or was overdue at its end; and tell how each answer stood to its time."""
        start, end, counts, answers, procedure = self.start, self.end, self.counts, rules.answers, rules.key
        due: dict[int, str] = {}
        ended_duties: list[str] = []
        for deadline in deadlines:
            run = deadline.run
            limit = run.limit
            # What the complainant may do is not a duty; a time that the authority told, or is recommended to keep, counts apart.
            if limit.kind is not _DUTY and (limit.kind is _WINDOW or limit.binds is _COMPLAINANT):
                continue
            done_by = run.done_by
            ended = run.overtaken_on if done_by is None else done_by.done_on
            if ended is None:
                if deadline.status not in _STATUS_OVER:
                    continue
            elif not start <= ended <= end:
                continue
            timeliness = _timeliness_of(deadline, ended)
            key = limit.key
            ended_duties += key, timeliness
            if timeliness in _LATE_CODES and deadline.days_late is not None:
                place = STANDINGS[limit.force].value, f"{procedure}:{key}"
                self.days["days-late", "standing/limit", place, deadline.days_late, None] += 1
            if key in answers:
                if done_by is None:
                    counts["answers-due", "type/stage/timeliness", rules.type, answers[key], timeliness] += 1
                elif id(done_by) in due:
                    due[id(done_by)] = max(due[id(done_by)], timeliness, key=_WORST_LAST.index)
                else:
                    due[id(done_by)] = timeliness
        if ended_duties:
            self.duties[deadlines[0].procedure, tuple(ended_duties)] += 1
        return due


def _advocacy(received: Received, event_types: set[type[Event]]) -> str:
    """Where a request for an advocate stood at the end."""
    if AdvocateAppointed in event_types:
        return Advocacy.APPOINTED
    if AdvocateRequested in event_types and received.advocate is Advocacy.NOT_REQUESTED:
        return Advocacy.REQUESTED
    return received.advocate


def _timeliness_of(deadline: Deadline, ended: dt.date | None) -> str:
    """How what ended on a day, or is over and undone, stood to its time."""
    late = _LATE_BY_STATUS.get(deadline.status)  # type: ignore[arg-type] # the deadline of a case has a status
    if late is not None:
        return late if deadline.is_breach else _EXCUSED
    if deadline.ran_out_on is not None:
        return _EXTENDED_LATE  # its time had run out before anybody said that it would be longer
    run, due = deadline.run, deadline.due
    if run.limit.kind is not _DUTY and due is not None and (ended is None or ended > due):
        return _AFTER
    if run.done_by is None:
        return _LAPSED
    if due is None:
        return _NO_NUMBER
    # A day that the starting event names is the rule's own, and not an extension.
    usual = deadline.normal_due if run.named is None else None
    return _EXTENDED if usual is not None and ended is not None and ended > usual else _IN_TIME
