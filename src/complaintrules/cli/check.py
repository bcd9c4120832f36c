"""What `check` answers: each case of a file as it stood at the end of a day."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from complaintrules._plain_days import written
from complaintrules.calendars._bank_holidays import FIRST_DAY, LAST_DAY
from complaintrules.cases._explanation import departure_words
from complaintrules.cases.case import gap_words
from complaintrules.cases.deadlines import Status
from complaintrules.cases.serialization import load_cases
from complaintrules.cli.output import BAD, HEADING, QUIET, TITLE, WARNING, complain, opened
from complaintrules.cli.remedies import Promise, decision_json, decision_words, decisions_of, overdue_of
from complaintrules.cli.rulebook import NO_ADVICE
from complaintrules.errors import ComplaintRulesError, CoverageError, Fault, LoadError
from complaintrules.events import ClosedAsDuplicate, Party, Rerouted
from complaintrules.procedures.policy import policy_for
from complaintrules.reports._linked_cases import strange_targets
from complaintrules.rules import words as _words
from complaintrules.rules.law import Force
from complaintrules.rules.terms import Kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.case import Case, NextEvent
    from complaintrules.cases.deadlines import Deadline
    from complaintrules.cases.irregularities import Irregularity, Unmoved
    from complaintrules.cli.output import Page
    from complaintrules.events import Event
    from complaintrules.procedures.policy import LocalPolicy

BREACH: Final = 1
FAULT: Final = 2

CASES: Final = "cases is JSON, one case"
FEEDBACK: Final = "feedback is JSON, one piece of feedback"

_ADVISED: Final = frozenset({Status.PAST, Status.AFTER})

# A bar for less than this would be gone before anyone had read it.
_LONG: Final = 1_000_000


@attrs.frozen(kw_only=True)
class Question:
    """What is asked about every case of the file.

    Attributes:
        as_of: The day at whose end the file is read.
        policy: Local targets, for the cases that they apply to.
        calendars: Gives the calendar for a procedure's own division; None for the procedure's own calendar.
    """

    as_of: dt.date
    policy: LocalPolicy | None
    calendars: Callable[[str], WorkingDayCalendar] | None

    def put_to(self, case: Case) -> Case:
        """The case in this question's context."""
        policies = () if self.policy is None else (self.policy,)
        policy = policy_for(policies, case.procedure, case.events[0].on, case.rulebook)
        if policy is not None:
            case = case.with_policy(policy)
        return case.with_calendar(self.calendars(case.procedure.division)) if self.calendars else case


@attrs.frozen(kw_only=True)
class Answer:
    """What is answered about one case.

    Attributes:
        case: The case, later events included.
        now: The case as the file stood; None where it had not been received by then.
        deadlines: Its deadlines, in the instrument's order.
        irregularities: What was done, but not as the instrument provides.
        later: The events on file after that day, which are left out of all the rest.
        unmoved: The events that a reader would expect to move something, and that did not.
        overdue: What was promised, or recommended by an Ombudsman, and not done by its day.
    """

    case: Case
    now: Case | None
    deadlines: tuple[Deadline, ...]
    irregularities: tuple[Irregularity, ...]
    later: tuple[Event, ...]
    unmoved: tuple[Unmoved, ...] = ()
    overdue: tuple[Promise, ...] = ()

    @classmethod
    def about(cls, case: Case, as_of: dt.date) -> Answer:
        """The answer for a day.

        Raises:
            CoverageError: A day of the case lies outside the calendar's years.
        """
        events = case.events
        later = tuple(event for event in events if event.filed_on > as_of)
        if len(later) == len(events):
            return cls(case=case, now=None, deadlines=(), irregularities=(), later=later)
        now = case.as_of(as_of)
        _ = case.first_wait  # what no calendar holds is a fault of this case, and no other's
        return cls(
            case=case,
            now=now,
            deadlines=now.deadlines(as_of),
            irregularities=now.irregularities(as_of),
            later=later,
            unmoved=now.unmoved(as_of),
            overdue=overdue_of(now, as_of),
        )

    def doubts(self, as_of: dt.date) -> Iterator[str]:
        """What about the case itself should be looked at before its answer is trusted."""
        if self.now is None:
            yield opens_later(self.case, as_of)
        if self.case.lacks_version:
            yield f"{name_of(self.case)}{gap_words(self.case)}"
        for says in strange_targets(self.case):
            yield f"{name_of(self.case)}{says}"

    @property
    def breaches(self) -> list[Deadline]:
        """The duties not done in their time, whatever their force."""
        return [deadline for deadline in self.deadlines if deadline.is_breach]

    @property
    def advised(self) -> list[Deadline]:
        """What the authority did, or did not do, after a time that was only told or recommended."""
        return [
            deadline
            for deadline in self.deadlines
            if deadline.limit.binds is not Party.COMPLAINANT and deadline.status in _ADVISED
        ]

    @property
    def is_breach(self) -> bool:
        """Whether a rule of statute, statutory code or code is in breach."""
        return any(deadline.limit.force.counts_for_compliance for deadline in self.breaches)


def opens_later(case: Case, day: dt.date) -> str:
    """That nothing is on file of a case on a day: as likely a slip in a date as a case to come."""
    first = case.events[0]
    return f"{name_of(case)}its first event, {first.key!r}, is on file on {first.filed_on}, after {day}: is the date right?"


def name_of(case: Case) -> str:
    """What a message begins with where it speaks of one case."""
    return "" if case.reference is None else f"{case.reference}: "


class Answers(Protocol):
    """Where the answers go."""

    def give(self, answer: Answer) -> None:
        """One more answer."""

    def end(self) -> None:
        """There are no more."""


def check(file: str, question: Question, answers: Answers) -> int:
    """Answer about every case of a file, then report its faults and what is doubtful in it, one line each.

    Returns:
        The exit status.

    Raises:
        CoverageError: No calendar holds the day asked about.
        OSError: The file cannot be read.
    """
    if not FIRST_DAY <= question.as_of <= LAST_DAY:
        raise CoverageError(question.as_of, FIRST_DAY, LAST_DAY)
    status = 0
    is_any_read = False
    faults: list[Fault] = []
    doubts: list[Fault] = []
    with read_lines_of(file, "Checking", scrolls=True) as lines:
        try:
            for loaded in load_cases(_readable(lines, faults)):
                is_any_read = True
                case = question.put_to(loaded)
                try:
                    answer = Answer.about(case, question.as_of)
                except CoverageError as error:
                    faults.append(Fault(lines.number, "", str(error), case.reference or ""))
                    continue
                doubts += (Fault(lines.number, "", says) for says in answer.doubts(question.as_of))
                answers.give(answer)
                status = BREACH if answer.is_breach else status
        except LoadError as error:
            other = None if is_any_read or faults else other_format(error.details, CASES)
            faults += error.details if other is None else [Fault(None, "", other)]
    answers.end()
    for fault in sorted([*faults, *doubts], key=lambda fault: fault.line or 0):
        complain(f"{file}: {fault}")
    return FAULT if faults else status


def other_format(faults: Sequence[Fault], holds: str) -> str | None:
    """What to say of a file none of whose lines could be read, if it was not written as one of JSON lines at all.

    Args:
        faults: All its faults.
        holds: What such a file holds, in words.

    Returns:
        One sentence for the whole file, with its first fault; None where a line is an object of JSON, whose faults tell more.
    """
    if any(fault.path for fault in faults):
        return None
    count = len({fault.line for fault in faults})
    none = "its only line is no whole" if count == 1 else f"none of its {count:,} lines is a"
    return f"a file of {holds} a line, and {none} JSON object; {faults[0]}"


class OtherFormatError(ComplaintRulesError):
    """A file that was not written as JSON lines."""


def _readable(lines: Lines, faults: list[Fault]) -> Iterator[bytes]:
    """The lines up to where the file can be read no further: that is a fault, and keeps back no case before it."""
    try:
        yield from lines
    except OSError as error:
        faults.append(Fault(lines.number + 1, "", f"cannot be read: {error.strerror or error}"))


@contextlib.contextmanager
def read_lines_of(file: str, doing: str, *, scrolls: bool = False) -> Iterator[Lines]:
    """The lines of a file, with a bar on standard error while a long one is read.

    Args:
        file: The file; ``-`` is standard input.
        doing: What is being done, in a word.
        scrolls: Answers are printed while the file is read: no bar where they scroll by on the same terminal.

    Raises:
        OSError: It cannot be opened; the error names it.
    """
    with opened(file) as stream, _progress(stream, doing, scrolls=scrolls) as advance:
        yield Lines(stream, advance)


class Lines:
    """The lines of a file, counted as they are read."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self.stream = stream
        self.advance = advance
        self.number = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self.stream:
            self.number += 1
            self.advance(len(line))
            yield line


@contextlib.contextmanager
def _progress(stream: BinaryIO, doing: str, *, scrolls: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error for a long file, unless the answers scroll by on the same terminal."""
    with contextlib.ExitStack() as stack:
        advance: Callable[[int], None] = _unseen
        size = _size(stream)
        if size >= _LONG and sys.stderr.isatty() and not (scrolls and sys.stdout.isatty()):
            with contextlib.suppress(ImportError):
                from rich.console import Console  # noqa: PLC0415 - an extra, and only for a terminal
                from rich.progress import Progress  # noqa: PLC0415 - likewise

                bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True, redirect_stdout=False))
                task = bar.add_task(doing, total=size)
                advance = lambda read: bar.advance(task, read)  # noqa: E731 - a name for either of two
        yield advance


def _unseen(_read: int) -> None:
    """Nobody looks."""


def _size(stream: BinaryIO) -> int:
    """How many bytes the file holds; 0 for what is no file."""
    with contextlib.suppress(OSError):
        facts = os.fstat(stream.fileno())
        if stat.S_ISREG(facts.st_mode):
            return facts.st_size
    return 0


# --- as JSON


class JsonAnswers:
    """A list, written one case at a time."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self.count = 0

    def give(self, answer: Answer) -> None:
        """Write one more."""
        sys.stdout.write(("," if self.count else "[") + "\n")
        sys.stdout.write(textwrap.indent(json.dumps(answer_json(answer), indent=2), "  "))
        self.count += 1

    def end(self) -> None:
        """Close the list."""
        sys.stdout.write("\n]\n" if self.count else "[]\n")


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as a plain dict."""
    now = answer.now
    rows = {id(deadline): deadline.as_dict() for deadline in answer.deadlines}
    return {
        "reference": answer.case.reference,
        "procedure": answer.case.procedure.key,
        "continues": answer.case.continues,
        "first_received_on": written(answer.case.first_received_on),
        "first_wait": answer.case.first_wait,
        "state": now and now.state,
        "stage": now and now.stage,
        "closed": now is not None and now.is_closed,
        "outcome": now and now.outcome and now.outcome.value,
        "suspended_points": list(now.suspended_points) if now else [],
        "next_events": [_next_json(event) for event in now.next_events()] if now else [],
        "deadlines": list(rows.values()),
        "breaches": [rows[id(deadline)] for deadline in answer.breaches],
        "advised": [rows[id(deadline)] for deadline in answer.advised],
        "irregularities": [
            {"event": found.event.key, "on": str(found.event.on), "says": found.says, "cite": found.citations}
            for found in answer.irregularities
        ],
        "moved_nothing": [
            {"event": found.event.key, "on": str(found.event.on), "says": found.says, "cite": str(found.cite)}
            for found in answer.unmoved
        ],
        "ombudsman": [decision_json(event) for event in decisions_of(now)] if now else [],
        "overdue_actions": [promise.json() for promise in answer.overdue if not promise.is_recommended],
        "overdue_recommendations": [promise.json() for promise in answer.overdue if promise.is_recommended],
        "lacks_version": answer.case.lacks_version,
        "later_events": [{"event": event.key, "on": str(event.on)} for event in answer.later],
    }


def _next_json(event: NextEvent) -> dict[str, Any]:
    return {
        "event": event.event,
        "by": event.by.value,
        "to": event.to,
        "cite": str(event.cite),
        "condition": event.condition,
    }


# --- for people


class PrintedAnswers:
    """Each case in a few lines, and a summary after the last."""

    def __init__(self, page: Page, as_of: dt.date) -> None:
        """Nothing is printed yet."""
        self.page = page
        self.as_of = as_of
        self.count = self.breached = 0
        self.provisional = self.assumed = self.softened = self.lapsed = self.advised = self.again = False

    def give(self, answer: Answer) -> None:
        """Print one more."""
        page = self.page
        self.count += 1
        self.breached += answer.is_breach
        page.text(answer.case.reference or f"case {self.count}, without a reference", style=HEADING)
        page.text(answer.case.procedure.title, indent=2)
        if answer.case.continues is not None:
            page.text(_continues(answer.case), indent=2)
        if answer.now is None:
            page.text(f"Not received by {self.as_of}.", indent=2)
        else:
            page.text(_standing(answer.now), indent=2)
            if answer.case.lacks_version:
                page.text(f"Beware: {gap_words(answer.case)}.", indent=2, style=WARNING)
            if answer.later:
                later = ", ".join(f"{event.key} {event.on}" for event in answer.later)
                page.text(f"Left out, because later than {self.as_of}: {later}.", indent=2, style=WARNING)
            self._give_details(answer, answer.now)
        page.blank()

    def _give_details(self, answer: Answer, now: Case) -> None:
        page = self.page
        law = [deadline for deadline in answer.breaches if deadline.limit.force.counts_for_compliance]
        self._section("In breach", [_late(deadline) for deadline in law], BAD)
        others = [_late(deadline) for deadline in answer.breaches if deadline not in law]
        self._section("Late by guidance, practice or local targets", others, WARNING)
        extended = [_extended_late(deadline) for deadline in answer.deadlines if deadline.ran_out_on is not None]
        self._section("Extended or started anew after the time had run out", extended, WARNING)
        anew = [_begun_anew(deadline) for deadline in answer.deadlines if deadline.days_in_earlier_runs]
        self._section("Begun anew", anew, WARNING)
        from_late = [_from_late_act(deadline) for deadline in answer.deadlines if deadline.prompt_due is not None]
        self._section("Counted from a late act", from_late, WARNING)
        departures = [departure_words(deadline) for deadline in answer.deadlines if deadline.limit.departs]
        self._section("Departures from a code", departures, WARNING)
        self._section("After a time that was told or recommended: no breach", [_told(row) for row in answer.advised], QUIET)
        irregular = [
            f"{found.event.title}, {found.event.on}: {found.says} ({found.citations})" for found in answer.irregularities
        ]
        self._section("Irregular", irregular, WARNING)
        unmoved = [f"{found.event.title}, {found.event.on}: {found.says} ({found.cite})" for found in answer.unmoved]
        self._section("Moved nothing", unmoved, QUIET)
        self._section("Decided by an Ombudsman", [decision_words(event) for event in decisions_of(now)])
        for title, recommended in (("Promised and overdue", False), ("Recommended by an Ombudsman and overdue", True)):
            self._section(title, [str(each) for each in answer.overdue if each.is_recommended is recommended], WARNING)
        if answer.deadlines:
            page.row("Deadlines", ("due", 12), ("done", 10), ("status", 17), indent=2, style=TITLE)
        for deadline in answer.deadlines:
            self._give_deadline(deadline)
        moves = [
            f"{event.event}, by {event.by.words} ({event.cite})" + (f", if {event.condition}" if event.condition else "")
            for event in now.next_events()
            if event.to != now.state
        ]
        self._section("What may come next", moves)

    def _section(self, title: str, lines: list[str], style: str = "") -> None:
        if lines:
            self.page.text(title, indent=2, style=style or TITLE)
        for line in lines:
            self.page.text(line, indent=4, style=style)

    def _give_deadline(self, deadline: Deadline) -> None:
        self.provisional = self.provisional or deadline.provisional
        self.assumed = self.assumed or deadline.assumed
        departs = ", departs from the code" if deadline.limit.departs else ""
        title = deadline.limit.title + (f" (local target{departs})" if deadline.limit.force is Force.LOCAL_POLICY else "")
        title += f" ({deadline.occurrence})" if deadline.occurrence > 1 else ""
        self.softened = self.softened or deadline.softened
        self.again = self.again or deadline.again is not None
        self.lapsed = self.lapsed or (deadline.status is Status.LAPSED and deadline.limit.kind is Kind.DUTY)
        self.advised = self.advised or deadline.status in _ADVISED
        due = f"{deadline.due or 'no number'}{_marks(deadline)}"
        late = f" by {deadline.days_late}" if deadline.days_late else ""
        self.page.row(title, (due, 12), (written(deadline.done_on) or "", 10), (f"{deadline.status}{late}", 17), indent=4)
        if deadline.why_no_breach is not None:
            self.page.text(f"late, but {deadline.why_no_breach} ({deadline.limit.citations})", indent=6, style=WARNING)

    def end(self) -> None:
        """Print the summary."""
        cases = "1 case" if self.count == 1 else f"{self.count or 'no'} cases"
        breached = f"{self.breached or 'none'} in breach of statute, statutory code or code"
        self.page.text(f"{cases} as of {_words.long_date(self.as_of)}; {breached}", style=TITLE)
        if self.provisional:
            self.page.text("* provisional: it rests on bank holidays that were not announced yet", style=QUIET)
        if self.assumed:
            self.page.text("? assumed: it is counted from a day that stands in for one nobody recorded", style=QUIET)
        if self.again:
            self.page.text("^ taken back: the case came back here, and no text says from when the clock runs then", style=QUIET)
        if self.softened:
            self.page.text("~ relaxed for a time: late is not of itself a breach; `due` explains it", style=QUIET)
        if self.lapsed:
            self.page.text("lapsed: the case went on by the day shown; that it was done is not on file", style=QUIET)
        if self.advised:
            self.page.text("past, after: of a time only told or recommended, which binds nobody: not late", style=QUIET)
        self.page.text(f"Days late are working days. {NO_ADVICE}", style=QUIET)


def _continues(case: Case) -> str:
    """Where the complaint was before, and since when: its wait there shows in no deadline of this case."""
    says = f"Continues {case.continues}"
    if case.first_wait is None:
        return says
    days = "1 working day" if case.first_wait == 1 else f"{case.first_wait} working days"
    return f"{says}; first received on {case.first_received_on}, {days} before this case, and no deadline here counts them"


def _standing(now: Case) -> str:
    state = now.procedure.state(now.state)
    facts = [state.title]
    facts += [f"stage {state.stage}"] if state.stage is not None else []
    facts += [f"closed on {now.closed_on}"] if now.is_closed else []
    facts += [f"outcome: {now.outcome.label.lower()}"] if now.outcome else []
    moved = now.moves[-1].event
    if isinstance(moved, Rerouted):
        facts.append(f"to {moved.to}" + (f", as {moved.continued_by}" if moved.continued_by else ""))
    if now.suspended_points:
        facts.append(f"suspended: {', '.join(now.suspended_points)}")
    if isinstance(moved, ClosedAsDuplicate):
        facts.append(f"of {moved.of}")
    return "; ".join(facts)


def _marks(deadline: Deadline) -> str:
    """The marks of its day, which the end of the page explains."""
    return "^" * (deadline.again is not None) + "*" * deadline.provisional + "?" * deadline.assumed + "~" * deadline.softened


def _extended_late(deadline: Deadline) -> str:
    days = _words.working_days(deadline.days_before_notice)
    return (
        f"{deadline.limit.title}: ran out {deadline.ran_out_on}, overdue by {days} on the day before it was moved, "
        f"then due {deadline.due} ({deadline.limit.citations})"
    )


def _begun_anew(deadline: Deadline) -> str:
    days = _words.working_days(deadline.days_in_earlier_runs)
    return f"{deadline.limit.title}: began anew on {deadline.start}, after {days} that no last day counts ({deadline.limit.cite})"


def _from_late_act(deadline: Deadline) -> str:
    act = deadline.started_by.title if deadline.started_by else ""
    return (
        f'{deadline.limit.title}: due {deadline.due}, counted from "{act}" of {deadline.start}, which was late; '
        f"from the last day for that it would have been due {deadline.prompt_due} ({deadline.limit.cite})"
    )


def _told(deadline: Deadline) -> str:
    act = "not done yet" if deadline.done_on is None else f"done {deadline.done_on}"
    return f"{deadline.limit.title}: {deadline.due}, {act} ({deadline.limit.citations})"


def _late(deadline: Deadline) -> str:
    limit = deadline.limit
    if deadline.done_on is not None:
        act = f"done {deadline.done_on}"
    elif deadline.overtaken_on is not None:
        act = f"not done when the case went on, {deadline.overtaken_on}"
    else:
        act = "not done yet"
    days = _words.working_days(deadline.days_late)
    force = limit.force.value.replace("-", " ")
    if deadline.voluntary:
        force += f", applied in casework from {limit.applied_since} and by choice before"
    return f"{limit.title}: due {deadline.due}{_marks(deadline)}, {act}, {days} late ({limit.citations}; {force})"
