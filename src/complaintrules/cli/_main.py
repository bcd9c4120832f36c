"""The command line: the only room that reads the clock, files or the terminal.

Answers go to standard output, for people or with ``--json`` for programs. What is wrong goes to standard error, one line a
fault, with exit status 2.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Never

from complaintrules.cli import output as _tables
from complaintrules.cli.output import complain, put_json
from complaintrules.errors import ComplaintRulesError, OfficialListError

# Everything else is imported by the command that needs it, so that one date costs no more than one date.
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from complaintrules.calendars._calendar import WorkingDayCalendar

    Command = Callable[[argparse.Namespace], int]

FAULT: Final = 2
_INTERRUPTED: Final = 130  # as a shell has it: 128 and the number of the signal
_PIPE_CLOSED: Final = 141

_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT: Final = re.compile("[+-]?[0-9]{1,18}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: The words after the program's name; without them, those of the process.

    Returns:
        The exit status: 0; 1 where `check` finds a rule of statute, statutory code or code in breach; 2 where something is
        wrong with what was asked or with a file.
    """
    _replace_closed_streams()
    try:
        status = _answer(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return _PIPE_CLOSED
    except OSError as error:
        _abandon_output()
        complain(error.strerror or error)
        return FAULT
    return status


def _replace_closed_streams() -> None:
    """Python has None for a stream that was closed before it began; what is said there goes nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise


def _answer(arguments: Sequence[str] | None) -> int:
    try:
        asked = _parser().parse_args(arguments)
        run: Command = asked.run
        return run(asked)
    except SystemExit as end:  # --help and --version
        return int(end.code or 0)
    except ComplaintRulesError as error:
        complain(error)
    except OSError as error:
        if error.filename is None:
            raise
        complain(f"{error.filename}: {error.strerror}")
    return FAULT


def _abandon_output() -> None:
    """Nobody can be told anything on standard output any more; nor shall the interpreter try when it ends."""
    with contextlib.suppress(OSError):
        output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)


# --- what may be asked


class _UsageError(ComplaintRulesError):
    """A command line that means nothing."""


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, and takes no abbreviation for what may one day mean something else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Refuse what a command does not know by that command: left to the whole, it would point to the help of the whole."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> Never:
        raise _UsageError(f"{message} (see {self.prog} --help)")


def _day(text: str) -> dt.date:
    if not _DATE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-23")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date; the calendar has no such day") from None


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of working days")
    n = int(text)
    if not n:
        raise argparse.ArgumentTypeError("0 is no working day's number; 1 is the first after the day, -1 the last before it")
    return n


def _threshold(text: str) -> int:
    from complaintrules.reports.figures import check_threshold

    if not _COUNT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    threshold = int(text)
    try:
        check_threshold(threshold)
    except ComplaintRulesError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return threshold


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="complaintrules", description="The deadlines of UK statutory complaint procedures, and where they come from."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    command = _command(commands, "timetable", _timetable, "every deadline, if each step takes all the time it may")
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure")
    command.add_argument("received", metavar="RECEIVED", type=_day, nargs="?", help="the day of receipt; without one, today")
    _add_calendar(command)

    command = _command(commands, "due", _due, "one time limit, counted from one day and explained")
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure")
    command.add_argument("limit", metavar="LIMIT", help="the key of the time limit")
    command.add_argument("start", metavar="START", type=_day, help="the day its clock starts")
    _add_calendar(command)

    about = "add and count working days"
    days = commands.add_parser("working-days", help=about, description=about).add_subparsers(
        dest="what", metavar="add|count", required=True
    )
    command = _command(days, "add", _add, "the Nth working day after a day")
    command.add_argument("day", metavar="DAY", type=_day, help="the day to count from; it is not counted")
    command.add_argument("n", metavar="N", type=_count, help="how many working days; -N counts back")
    _add_calendar(command, required=True)
    command = _command(days, "count", _between, "how many working days lie after START, up to and including END")
    command.add_argument("start", metavar="START", type=_day, help="the day to count from; it is not counted")
    command.add_argument("end", metavar="END", type=_day, help="the last day counted")
    _add_calendar(command, required=True)

    command = _command(commands, "procedures", _procedures, "the procedures and local policies that this version knows")
    command.add_argument("--compare", action="store_true", help="show the procedures side by side, stage by stage")

    command = _command(commands, "show", _show, "one procedure: its sources, states, time limits and requirements; or one policy")
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure, or of a local policy")
    command.add_argument(
        "--on", metavar="DATE", type=_day, help="the version for complaints received on this day; without it, the newest"
    )

    command = _command(commands, "triage", _triage, "which procedure a complaint belongs to, why, and what is due first")
    command.add_argument("intake", metavar="INTAKE", help="a file of JSON with the facts of the first day; - for standard input")

    command = _command(commands, "check", _check, "the cases of a file: where each stands, what is due, what was late")
    command.add_argument("file", metavar="FILE", help="cases as JSON lines; - for standard input")
    command.add_argument(
        "--as-of", metavar="DATE", type=_day, required=True, help="answer as the file stood at the end of this day"
    )
    command.add_argument("--policy", metavar="KEY", help="local targets for the cases received while they were in force")
    _add_calendar(command)

    about = "the figures of a period, from a file of cases"
    command = commands.add_parser("report", help=about, description=about)
    command.add_argument("file", metavar="FILE", help="cases as JSON lines; - for standard input")
    command.add_argument("--start", metavar="DATE", type=_day, required=True, help="the first day of the period")
    command.add_argument(
        "--end", metavar="DATE", type=_day, required=True, help="the last day; files are read as they stood then"
    )
    command.add_argument("--feedback", metavar="FILE", help="other feedback, as JSON lines")
    command.add_argument("--previous", metavar="FILE", help="cases of an earlier period, or its report as JSON, to compare with")
    command.add_argument("--previous-feedback", metavar="FILE", help="other feedback of the earlier period, as JSON lines")
    command.add_argument("--previous-start", metavar="DATE", type=_day, help="its first day; without it, a year earlier")
    command.add_argument("--previous-end", metavar="DATE", type=_day, help="its last day; without it, a year earlier")
    command.add_argument("--format", choices=("markdown", "json", "csv", "html"), default="markdown", help="markdown unless said")
    command.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    command.add_argument("--suppress", metavar="N", type=_threshold, help="hide counts below N, for publication")
    command.add_argument("--policy", metavar="KEY", help="local targets for the cases received while they were in force")
    _add_calendar(command)
    command.set_defaults(run=_report)
    return parser


def _command(commands: Any, name: str, run: Command, about: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run)
    return command


def _add_calendar(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    divisions = "england-and-wales, scotland, northern-ireland, united-kingdom, or what people call them"
    own = "" if required else "; without it, the procedure's own"
    command.add_argument("--division", metavar="D", required=required, help=f"whose bank holidays: {divisions}{own}")
    command.add_argument("--official", metavar="FILE", help="a newer bank-holidays.json of GOV.UK, laid over the days known here")


class _Version(argparse.Action):
    """Reads the version only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> Never:
        import importlib.metadata

        sys.stdout.write(f"complaintrules {importlib.metadata.version('complaintrules')}\n")
        parser.exit()


# --- what is read from the world


def _today() -> dt.date:
    """The day it is in London, wherever the computer stands."""
    from complaintrules.calendars._receipt import receipt_day

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
    with _tables.opened(file) as stream:
        document: bytes = stream.read()
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OfficialListError((f"{file} is not UTF-8, from byte {error.start + 1} on",)) from None


def _procedure_calendar(asked: argparse.Namespace, on: dt.date) -> WorkingDayCalendar:
    from complaintrules.procedures._policies import get_policy, policies
    from complaintrules.procedures._registry import get_procedure

    if asked.procedure in policies():
        procedure = get_policy(asked.procedure).procedure
        raise _UsageError(
            f"{asked.procedure!r} is a local policy over the procedure {procedure!r}: name the procedure here; "
            f"`complaintrules show {asked.procedure}` shows the policy"
        )
    return _calendars(asked)(get_procedure(asked.procedure, on).division)


# --- working days


def _add(asked: argparse.Namespace) -> int:
    calendar = _calendars(asked)(asked.division)
    day = calendar.add_working_days(asked.day, asked.n)
    if asked.json:
        put_json({"date": str(day)})
    else:
        _tables.page().text(str(day))
    _note_projection(calendar, asked.day, day)
    return 0


def _between(asked: argparse.Namespace) -> int:
    calendar = _calendars(asked)(asked.division)
    count = calendar.working_days_between(asked.start, asked.end)
    if asked.json:
        put_json({"working_days": count})
    else:
        _tables.page().text(str(count))
    _note_projection(calendar, asked.start, asked.end)
    return 0


def _note_projection(calendar: WorkingDayCalendar, start: dt.date, end: dt.date) -> None:
    """A lone number cannot carry a mark, so this is said beside it."""
    if calendar.is_provisional(start, end):
        complain(f"provisional: bank holidays after {calendar.announced_until} were not announced yet")


# --- deadlines


def _due(asked: argparse.Namespace) -> int:
    from complaintrules.cases.deadlines import due

    calendar = _procedure_calendar(asked, asked.start)
    deadline = due(asked.procedure, asked.limit, asked.start, calendar=calendar)
    if asked.json:
        put_json(deadline.as_dict())
        return 0
    from complaintrules.cli import rulebook as _show

    _show.print_deadline(_tables.page(), deadline)
    return 0


# --- the timetable


def _timetable(asked: argparse.Namespace) -> int:
    from complaintrules.cases.timetables import timetable
    from complaintrules.cli import rulebook as _show

    received = asked.received or _today()
    calendar = _procedure_calendar(asked, received)
    rows = timetable(asked.procedure, received, calendar=calendar)
    if asked.json:
        put_json({"procedure": asked.procedure, "received": str(received), "deadlines": [row.as_dict() for row in rows]})
        return 0
    _show.print_timetable(_tables.page(), rows, received, calendar, is_today=not asked.received)
    return 0


# --- the rulebook


def _procedures(asked: argparse.Namespace) -> int:
    from complaintrules.cli import compare as _compared
    from complaintrules.cli import rulebook as _show

    if asked.compare:
        put_json(_compared.compared_json()) if asked.json else _compared.print_compared(_tables.page())
    elif asked.json:
        put_json(_show.procedures_json())
    else:
        _show.print_procedures(_tables.page())
    return 0


def _show(asked: argparse.Namespace) -> int:
    from complaintrules.cli import rulebook as _show
    from complaintrules.procedures._policies import get_policy, policies
    from complaintrules.procedures._registry import get_procedure

    if asked.procedure in policies():
        if asked.on is not None:
            raise _UsageError(f"{asked.procedure!r} is a local policy, which has no versions: leave --on out")
        policy = get_policy(asked.procedure)
        put_json(_show.policy_json(policy)) if asked.json else _show.print_policy(_tables.page(), policy)
        return 0
    procedure = get_procedure(asked.procedure, asked.on)
    if asked.json:
        put_json(_show.procedure_json(procedure))
    else:
        _show.print_procedure(_tables.page(), procedure)
    return 0


# --- triage


def _triage(asked: argparse.Namespace) -> int:
    from complaintrules.cli import triage as _triaged

    intake = _triaged.read_intake(asked.intake)
    if asked.json:
        put_json(_triaged.triage_json(intake))
    else:
        _triaged.print_triage(_tables.page(), intake)
    return 0


# --- the cases of a file


def _check(asked: argparse.Namespace) -> int:
    from complaintrules.cli import check as _check
    from complaintrules.procedures._policies import as_policy

    calendars = _calendars(asked) if asked.division or asked.official else None
    if calendars and asked.division:
        calendars(asked.division)  # refuses an unknown one before a line is read
    question = _check.Question(as_of=asked.as_of, policy=as_policy(asked.policy), calendars=calendars)
    answers = _check.JsonAnswers() if asked.json else _check.PrintedAnswers(_tables.page(), asked.as_of)
    return _check.check(asked.file, question, answers)


# --- the figures of a period


def _report(asked: argparse.Namespace) -> int:
    from complaintrules.cli import report as _reported
    from complaintrules.procedures._policies import as_policy

    calendars = _calendars(asked) if asked.division or asked.official else None
    if calendars and asked.division:
        calendars(asked.division)  # refuses an unknown one before a line is read
    return _reported.write_report(
        _reported.Asked(
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
