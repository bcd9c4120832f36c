"""What `check` answers: each case of a file as it stood at the end of a day."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from complaintrules._plain_days import written
from complaintrules.calendars._bank_holidays import FIRST_DAY, LAST_DAY
from complaintrules.cases.case import gap_words
from complaintrules.cases.deadlines import Status
from complaintrules.cases.serialization import load_cases
from complaintrules.cli.check_remedies import Promise, decision_json, decisions_of, overdue_of
from complaintrules.cli.files import CASES, other_format, read_lines_of
from complaintrules.cli.terminal import complain
from complaintrules.errors import CoverageError, Fault, LoadError
from complaintrules.events import Party
from complaintrules.procedures.policy import policy_for
from complaintrules.reports._linked_cases import strange_targets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.case import Case, NextEvent
    from complaintrules.cases.deadlines import Deadline
    from complaintrules.cases.irregularities import Irregularity, Unmoved
    from complaintrules.cli.files import Lines
    from complaintrules.events import Event
    from complaintrules.procedures.policy import LocalPolicy

BREACH: Final = 1
FAULT: Final = 2

ADVISED: Final = frozenset({Status.PAST, Status.AFTER})
"""How a time stands that was only told or recommended, once it is over: nothing about it is late."""


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
            if deadline.limit.binds is not Party.COMPLAINANT and deadline.status in ADVISED
        ]

    @property
    def is_breach(self) -> bool:
        """Whether a rule of statute, statutory code or code is in breach."""
        return any(deadline.limit.force.counts_for_compliance for deadline in self.breaches)


def opens_later(case: Case, day: dt.date) -> str:
    """What is said where nothing of a case is on file by a day: its first date may be a slip."""
    first = case.events[0]
    return f"{name_of(case)}its first event, {first.key!r}, is on file on {first.filed_on}, after {day}: is the date right?"


def name_of(case: Case) -> str:
    """The reference with which a message about one case begins; empty where the case has none."""
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


def _readable(lines: Lines, faults: list[Fault]) -> Iterator[bytes]:
    """The lines up to where the file can be read no further: that is a fault, and keeps back no case before it."""
    try:
        yield from lines
    except OSError as error:
        faults.append(Fault(lines.number + 1, "", f"cannot be read: {error.strerror or error}"))


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
