"""What each command does: it looks up what it was asked, and prints the answer.

Each imports what it needs when it runs, so that one date costs no more than one date.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from complaintrules.cli import terminal
from complaintrules.cli.terminal import complain, put_json
from complaintrules.errors import ComplaintRulesError, OfficialListError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from complaintrules.calendars._calendar import WorkingDayCalendar


class UsageError(ComplaintRulesError):
    """A command line that cannot be understood."""


# --- what is read from the world


def _today() -> dt.date:
    """The day it is in London, wherever the computer stands."""
    from complaintrules.calendars._receipt_day import receipt_day

    return receipt_day(dt.datetime.now(tz=dt.UTC))


def _calendars(asked: argparse.Namespace) -> Callable[[str], WorkingDayCalendar]:
    """Gives the calendar for a procedure's own division, or the one asked for instead."""
    from complaintrules.calendars._calendar import WorkingDayCalendar

    official = _official_list(asked.official) if asked.official else None

    @functools.cache
    def calendar(own: str) -> WorkingDayCalendar:
        found = WorkingDayCalendar.for_division(asked.division or own)
        return found if official is None else found.with_official(official)

    return calendar


def _official_list(file: str) -> str:
    with terminal.opened(file) as stream:
        document: bytes = stream.read()
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficialListError((f"{file} is not UTF-8, from byte {error.start + 1} on",)) from None


def _procedure_calendar(asked: argparse.Namespace, on: dt.date) -> WorkingDayCalendar:
    from complaintrules.procedures._policy_registry import get_policy, policies
    from complaintrules.procedures._registry import get_procedure

    if asked.procedure in policies():
        procedure = get_policy(asked.procedure).procedure
        raise UsageError(
            f"{asked.procedure!r} is a local policy over the procedure {procedure!r}: name the procedure here; "
            f"`complaintrules show {asked.procedure}` shows the policy"
        )
    return _calendars(asked)(get_procedure(asked.procedure, on).division)


# --- working days


def add(asked: argparse.Namespace) -> int:
    calendar = _calendars(asked)(asked.division)
    day = calendar.add_working_days(asked.day, asked.n)
    if asked.json:
        put_json({"date": str(day)})
    else:
        terminal.page().text(str(day))
    _note_projection(calendar, asked.day, day)
    return 0


def between(asked: argparse.Namespace) -> int:
    calendar = _calendars(asked)(asked.division)
    count = calendar.working_days_between(asked.start, asked.end)
    if asked.json:
        put_json({"working_days": count})
    else:
        terminal.page().text(str(count))
    _note_projection(calendar, asked.start, asked.end)
    return 0


def _note_projection(calendar: WorkingDayCalendar, start: dt.date, end: dt.date) -> None:
    """A lone number cannot carry a mark, so this is said beside it."""
    if calendar.is_provisional(start, end):
        complain(f"provisional: bank holidays after {calendar.announced_until} were not announced yet")


# --- deadlines


def due(asked: argparse.Namespace) -> int:
    from complaintrules.cases import deadlines

    calendar = _procedure_calendar(asked, asked.start)
    deadline = deadlines.due(asked.procedure, asked.limit, asked.start, calendar=calendar)
    if asked.json:
        put_json(deadline.as_dict())
        return 0
    from complaintrules.cli.deadlines import print_deadline

    print_deadline(terminal.page(), deadline)
    return 0


# --- the timetable


def timetable(asked: argparse.Namespace) -> int:
    from complaintrules.cases import timetables
    from complaintrules.cli.deadlines import print_timetable

    received = asked.received or _today()
    calendar = _procedure_calendar(asked, received)
    rows = timetables.timetable(asked.procedure, received, calendar=calendar)
    if asked.json:
        put_json({"procedure": asked.procedure, "received": str(received), "deadlines": [row.as_dict() for row in rows]})
        return 0
    print_timetable(terminal.page(), rows, received, calendar, is_today=not asked.received)
    return 0


# --- the rulebook


def procedures(asked: argparse.Namespace) -> int:
    from complaintrules.cli import compare, rulebook

    if asked.compare:
        put_json(compare.compared_json()) if asked.json else compare.print_compared(terminal.page())
    elif asked.json:
        put_json(rulebook.procedures_json())
    else:
        rulebook.print_procedures(terminal.page())
    return 0


def show(asked: argparse.Namespace) -> int:
    from complaintrules.cli import rulebook
    from complaintrules.procedures._policy_registry import get_policy, policies
    from complaintrules.procedures._registry import get_procedure

    if asked.procedure in policies():
        if asked.on is not None:
            raise UsageError(f"{asked.procedure!r} is a local policy, which has no versions: leave --on out")
        policy = get_policy(asked.procedure)
        put_json(rulebook.policy_json(policy)) if asked.json else rulebook.print_policy(terminal.page(), policy)
        return 0
    procedure = get_procedure(asked.procedure, asked.on)
    if asked.json:
        put_json(rulebook.procedure_json(procedure))
    else:
        rulebook.print_procedure(terminal.page(), procedure)
    return 0


# --- triage


def triage(asked: argparse.Namespace) -> int:
    from complaintrules.cli import triage as _triage

    intake = _triage.read_intake(asked.intake)
    if asked.json:
        put_json(_triage.triage_json(intake))
    else:
        _triage.print_triage(terminal.page(), intake)
    return 0


# --- the cases of a file


def check(asked: argparse.Namespace) -> int:
    from complaintrules.cli import check as _check
    from complaintrules.cli.check_page import PrintedAnswers
    from complaintrules.procedures._policy_registry import as_policy

    calendars = _calendars(asked) if asked.division or asked.official else None
    if calendars and asked.division:
        calendars(asked.division)  # refuses an unknown one before a line is read
    question = _check.Question(as_of=asked.as_of, policy=as_policy(asked.policy), calendars=calendars)
    answers = _check.JsonAnswers() if asked.json else PrintedAnswers(terminal.page(), asked.as_of)
    return _check.check(asked.file, question, answers)


# --- the figures of a period


def report(asked: argparse.Namespace) -> int:
    from complaintrules.cli import report as _report
    from complaintrules.procedures._policy_registry import as_policy

    calendars = _calendars(asked) if asked.division or asked.official else None
    if calendars and asked.division:
        calendars(asked.division)  # refuses an unknown one before a line is read
    return _report.write_report(
        _report.Asked(
            file=asked.file,
            feedback=asked.feedback,
            start=asked.start,
            end=asked.end,
            today=_today(),
            previous=asked.previous,
            previous_feedback=asked.previous_feedback,
            previous_start=asked.previous_start,
            previous_end=asked.previous_end,
            format=asked.format,
            threshold=asked.suppress,
            policy=as_policy(asked.policy),
            calendars=calendars,
        )
    )
