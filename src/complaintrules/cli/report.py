"""What `report` answers: the figures of a period from a file of cases, as Markdown, JSON, CSV or a page."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from complaintrules.cases.serialization import load_cases
from complaintrules.cli.check import FAULT, Question, opens_later
from complaintrules.cli.files import CASES, FEEDBACK, OtherFormatError, other_format, read_lines_of
from complaintrules.cli.terminal import complain, opened, put_json, put_text
from complaintrules.errors import Fault, LoadError
from complaintrules.reports._make_report import report
from complaintrules.reports._report import Report
from complaintrules.reports._vocabularies import Fate
from complaintrules.reports.feedback import load_feedback

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.case import Case
    from complaintrules.cli.files import Lines
    from complaintrules.procedures.policy import LocalPolicy
    from complaintrules.reports.feedback import Feedback

_T = TypeVar("_T")

_REPORT_FILE: Final = ".json"


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked of the command.

    Attributes:
        file: The cases.
        feedback: The other feedback, if any.
        start: The first day of the period.
        end: Its last day.
        today: The day on which it is asked.
        previous: The cases of an earlier period, or its report, to compare with.
        previous_feedback: The other feedback of the earlier period.
        previous_start: Its first day; None for a year before.
        previous_end: Its last day; None for a year before.
        format: ``markdown``, ``json``, ``csv`` or ``html``.
        threshold: Hide counts below this.
        policy: Local targets, for the cases that they apply to.
        calendars: Gives the calendar for a procedure's own division; None for the procedure's own calendar.
    """

    file: str
    feedback: str | None
    start: dt.date
    end: dt.date
    today: dt.date
    previous: str | None
    previous_feedback: str | None
    previous_start: dt.date | None
    previous_end: dt.date | None
    format: str
    threshold: int | None
    policy: LocalPolicy | None
    calendars: Callable[[str], WorkingDayCalendar] | None


def write_report(asked: Asked) -> int:
    """Write the report, then name what could not be counted, one line each.

    Returns:
        The exit status: 2 where something could not be counted.

    Raises:
        ComplaintRulesError: The period ends before it starts, or the report before cannot be read.
        OSError: A file cannot be read.
    """
    question = Question(as_of=asked.end, policy=asked.policy, calendars=asked.calendars)
    previous = None
    if asked.previous is not None:
        previous = _previous(asked, asked.previous, question)
    figures = _figures(asked.file, asked.feedback, asked.start, asked.end, question, asked.today)
    if not _is_all_faulty(figures):
        put_text(_written(asked, figures, previous)) if asked.format != "json" else put_json(_data(asked, figures, previous))
        _warn(asked, figures, previous)
    return max(_complain(asked.file, figures), _complain(asked.previous, previous) if previous and asked.previous else 0)


def _is_all_faulty(figures: Report) -> bool:
    """Whether there were cases and none could be counted: a report of nothing would look like one of no complaints."""
    return 0 < figures.count("read") == figures.count("read", "fate", Fate.FAULTY.value)


def _warn(asked: Asked, figures: Report, previous: Report | None) -> None:
    """Say on standard error what the figures cannot be expected to tell."""
    if asked.today < asked.end:
        complain(
            f"the period is not over: it ends on {asked.end}, and today is {asked.today}; what falls due before {asked.end} "
            "and is not on file counts as late"
        )
    if previous is not None and (previous.start, previous.end) == (figures.start, figures.end):
        complain(f"both reports are of the same period, {figures.start} to {figures.end}")


def _figures(file: str, feedback: str | None, start: dt.date, end: dt.date, question: Question, today: dt.date) -> Report:
    with contextlib.ExitStack() as files:
        lines = files.enter_context(read_lines_of(file, "Counting"))
        loaded = _some(load_cases(lines), file, CASES)
        cases: Iterable[Case] = map(question.put_to, _watched(loaded, lines, max(today, end), file))
        others: Iterator[Feedback] = iter(())
        if feedback is not None:
            others = _some(load_feedback(files.enter_context(opened(feedback))), feedback, FEEDBACK)
        return report(cases, start=start, end=end, feedback=others)


def _watched(cases: Iterable[Case], lines: Lines, day: dt.date, file: str) -> Iterator[Case]:
    """The cases as they come; one that begins after a day is named, for it is in no report before then."""
    for case in cases:
        if case.events[0].filed_on > day:
            complain(f"{file}: {Fault(lines.number, '', opens_later(case, day))}")
        yield case


def _some(things: Iterable[_T], file: str, holds: str) -> Iterator[_T]:
    """What a file holds; a file of quite another format is refused as a whole, where a faulty line keeps back no other."""
    is_any_read = False
    try:
        for thing in things:
            is_any_read = True
            yield thing
    except LoadError as error:
        other = None if is_any_read else other_format(error.details, holds)
        if other is None:
            raise
        raise OtherFormatError(f"{file}: {other}") from None


def _previous(asked: Asked, file: str, question: Question) -> Report:
    """The report before: read, or made of the cases of the same days a year earlier."""
    if file.endswith(_REPORT_FILE):
        with opened(file) as stream:
            document = stream.read()
        try:
            return Report.from_dict(json.loads(document))
        except LoadError as error:
            raise LoadError(
                tuple(attrs.evolve(fault, path=f"{file}: {fault.path}".rstrip(": ")) for fault in error.details)
            ) from None
        except (ValueError, RecursionError):
            raise LoadError((Fault(None, "", f"{file} is not JSON"),)) from None
    start, end = asked.previous_start or _year_before(asked.start), asked.previous_end or _year_before(asked.end)
    return _figures(file, asked.previous_feedback, start, end, attrs.evolve(question, as_of=end), asked.today)


def _year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _written(asked: Asked, figures: Report, previous: Report | None) -> str:
    if asked.format == "csv":
        return figures.as_csv(previous=previous, threshold=asked.threshold)
    if asked.format == "html":
        from complaintrules.reports.page import report_page  # noqa: PLC0415 - draws charts, which takes an extra

        return report_page(figures, previous=previous, threshold=asked.threshold)
    return figures.as_markdown(previous=previous, threshold=asked.threshold)


def _data(asked: Asked, figures: Report, previous: Report | None) -> dict[str, Any]:
    data = figures.as_dict(threshold=asked.threshold)
    if previous is not None:
        data["compared"] = figures.compare(previous, threshold=asked.threshold).as_dict()
    return data


def _complain(file: str, figures: Report) -> int:
    """Name on standard error what could not be counted, or cannot be trusted."""
    for problem in figures.problems:
        complain(f"{file}: {problem}")
    return FAULT if any(not problem.kind.is_counted for problem in figures.problems) else 0
