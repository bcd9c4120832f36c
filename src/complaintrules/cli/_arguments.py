"""What the command line may be asked: the commands, their arguments, and what each argument must be."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from typing import TYPE_CHECKING, Any, Final, Never, TypeAlias

from complaintrules.cli import _commands
from complaintrules.cli._commands import UsageError
from complaintrules.errors import ComplaintRulesError

if TYPE_CHECKING:
    from collections.abc import Callable

    Command: TypeAlias = Callable[[argparse.Namespace], int]

_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT: Final = re.compile("[+-]?[0-9]{1,18}")


class _Parser(argparse.ArgumentParser):
    """Refuses in one line, and takes no abbreviation for what may one day mean something else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Refuse here what this command does not know: the parser of the whole would point to the help of the whole."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> Never:
        raise UsageError(f"{message} (see {self.prog} --help)")


def _day(given: str) -> dt.date:
    if not _DATE.fullmatch(given):
        raise argparse.ArgumentTypeError(f"{given!r} is not a date; write it as 2026-11-23")
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given} is not a date; the calendar has no such day") from None


def _count(given: str) -> int:
    if not _COUNT.fullmatch(given):
        raise argparse.ArgumentTypeError(f"{given!r} is not a whole number of working days")
    n = int(given)
    if not n:
        raise argparse.ArgumentTypeError(
            "0 is not the number of a working day; 1 is the first after the day, -1 the last before it"
        )
    return n


def _threshold(given: str) -> int:
    from complaintrules.reports.figures import check_threshold

    if not _COUNT.fullmatch(given):
        raise argparse.ArgumentTypeError(f"{given!r} is not a whole number")
    threshold = int(given)
    try:
        check_threshold(threshold)
    except ComplaintRulesError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return threshold


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = _Parser(
        prog="complaintrules", description="The deadlines of UK statutory complaint procedures, and where they come from."
    )
    whole.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)

    command = _command(commands, "timetable", _commands.timetable, "every deadline, if each step takes all the time it may")
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure")
    command.add_argument("received", metavar="RECEIVED", type=_day, nargs="?", help="the day of receipt; without one, today")
    _add_calendar(command)

    command = _command(commands, "due", _commands.due, "one time limit, counted from one day and explained")
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure")
    command.add_argument("limit", metavar="LIMIT", help="the key of the time limit")
    command.add_argument("start", metavar="START", type=_day, help="the day its clock starts")
    _add_calendar(command)

    about = "add and count working days"
    days = commands.add_parser("working-days", help=about, description=about).add_subparsers(
        dest="what", metavar="add|count", required=True
    )
    command = _command(days, "add", _commands.add, "the Nth working day after a day")
    command.add_argument("day", metavar="DAY", type=_day, help="the day to count from; it is not counted")
    command.add_argument("n", metavar="N", type=_count, help="how many working days; -N counts back")
    _add_calendar(command, required=True)
    command = _command(days, "count", _commands.between, "how many working days lie after START, up to and including END")
    command.add_argument("start", metavar="START", type=_day, help="the day to count from; it is not counted")
    command.add_argument("end", metavar="END", type=_day, help="the last day counted")
    _add_calendar(command, required=True)

    command = _command(commands, "procedures", _commands.procedures, "the procedures and local policies that this version knows")
    command.add_argument("--compare", action="store_true", help="show the procedures side by side, stage by stage")

    command = _command(
        commands, "show", _commands.show, "one procedure: its sources, states, time limits and requirements; or one policy"
    )
    command.add_argument("procedure", metavar="PROCEDURE", help="the key of the procedure, or of a local policy")
    command.add_argument(
        "--on", metavar="DATE", type=_day, help="the version for complaints received on this day; without it, the newest"
    )

    command = _command(commands, "triage", _commands.triage, "which procedure a complaint belongs to, why, and what is due first")
    command.add_argument("intake", metavar="INTAKE", help="a file of JSON with the facts of the first day; - for standard input")

    command = _command(commands, "check", _commands.check, "the cases of a file: where each stands, what is due, what was late")
    command.add_argument("file", metavar="FILE", help="cases as JSON lines; - for standard input")
    command.add_argument(
        "--as-of", metavar="DATE", type=_day, required=True, help="answer as the file stood at the end of this day"
    )
    command.add_argument("--policy", metavar="KEY", help="local targets for the cases received while they were in force")
    _add_calendar(command)

    _add_report(commands)
    return whole


def _add_report(commands: Any) -> None:
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
    command.set_defaults(run=_commands.report)


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
