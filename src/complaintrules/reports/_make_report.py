"""Making a report: one pass over the cases and the feedback that are given, and what is named of those that cannot be counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

import attrs

from complaintrules._argument_checks import check_day, check_several
from complaintrules.calendars._bank_holidays import FIRST_DAY, LAST_DAY
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.case import Case
from complaintrules.errors import CoverageError, LoadError, WrongTypeError, WrongValueError
from complaintrules.events import Acknowledged, Received
from complaintrules.reports._coarser_counts import all_counts, all_days, all_labels
from complaintrules.reports._counting import ELSEWHERE, Tally
from complaintrules.reports._file_details import DETAILS, details_of
from complaintrules.reports._linked_cases import Kept
from complaintrules.reports._problems import Problem, ProblemKind
from complaintrules.reports._report import Report, made
from complaintrules.reports._vocabularies import Recorded
from complaintrules.reports.feedback import Feedback
from complaintrules.reports.figures import Cell, MoneyTotal, Table, pounds_of, summed

_T = TypeVar("_T")

_NOT: Final = {ProblemKind.NOT_A_CASE: "not a case", ProblemKind.NOT_FEEDBACK: "not feedback"}


def report(
    cases: Iterable[Case],
    *,
    start: dt.date,
    end: dt.date,
    calendar: WorkingDayCalendar | None = None,
    feedback: Iterable[Feedback] = (),
) -> Report:
    """Make the report of a period, in one pass over any iterable of cases, none of which is kept.

    What cannot be counted is named in `Report.problems` and numbered in the measure ``read``: lines that hold no case (where the
    cases come from `load_cases`, which says so at the end), things that are not cases, days outside the calendar's years. Two
    cases with one reference are both counted, and named. So is a case of the period whose procedure had no version in force
    on the day of receipt: its times are not known, and count neither as kept nor as broken.

    Args:
        cases: The cases: all that were received by the end of the period, also those closed before it.
        start: The first day of the period.
        end: The last day of the period.
        calendar: Whose working days count; without one, each case's own.
        feedback: The feedback that was not a complaint.

    Raises:
        WrongTypeError: A day is not a plain date, or the calendar is not a WorkingDayCalendar.
        WrongValueError: The period ends before it starts.
        CoverageError: The period lies outside the calendar's years.

    Example:
        >>> from datetime import date
        >>> case = Case.open("england-children", Received(on=date(2016, 9, 5)), reference="2016-0143")
        >>> figures = report([case], start=date(2016, 4, 1), end=date(2017, 3, 31))
        >>> figures.count("received"), figures.count("open"), str(figures.share("breaches"))
        (1, 1, '1 of 1 (100 %)')
    """
    for name, day in (("start", start), ("end", end)):
        check_day(name, day)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise CoverageError(day, FIRST_DAY, LAST_DAY)
    if end < start:
        raise WrongValueError("end", end, f"lies before the start of the period, {start}")
    if calendar is not None and not isinstance(calendar, WorkingDayCalendar):
        raise WrongTypeError("calendar", calendar, "a WorkingDayCalendar")
    check_several("cases", cases, Case, "load_cases reads the lines of an open file")
    check_several("feedback", feedback, Feedback, "load_feedback reads the lines of an open file")
    tally = Tally(start, end, calendar)
    problems = _count_cases(tally, cases)
    problems += _count_feedback(tally, feedback)
    return made(
        start,
        end,
        counts=all_counts(tally),
        days=all_days(tally),
        problems=problems,
        remedies=(
            tally.overdue,
            summed(MoneyTotal(measure, count, pounds_of(pence)) for measure, (count, pence) in tally.money.items()),
        ),
        kept=Kept(tally.references, frozenset(tally.people), tally.links, all_labels(tally)),
    )


def completeness(cases: Iterable[Case]) -> Table:
    """What is on file and what is not, over cases of any day: if it is not recorded, it cannot be reported.

    Raises:
        WrongTypeError: Something is not a case.

    Example:
        >>> from datetime import date
        >>> case = Case.open("england-children", Received(on=date(2016, 9, 5)), reference="2016-0143")
        >>> str(completeness([case]).share("reason", "no"))
        '1 of 1 (100 %)'
    """
    check_several("cases", cases, Case, "load_cases reads the lines of an open file")
    counts: dict[tuple[str, str], int] = {}
    for case in cases:
        if not isinstance(case, Case):
            raise WrongTypeError("cases", case, "cases")
        received, events = case.events[0], case.events
        if type(received) is not Received:
            continue
        shown = details_of(
            case,
            received,
            case.outcome is not None if case.is_closed and type(case.moves[-1].event) not in ELSEWHERE else None,
            acknowledged=any(type(event) is Acknowledged for event in events),
            learned=any(getattr(event, "learning", ()) or getattr(event, "actions", ()) for event in events),
        )
        for detail, is_recorded in zip(DETAILS, shown, strict=True):
            if is_recorded is not None:
                part = detail, Recorded.YES.value if is_recorded else Recorded.NO.value
                counts[part] = counts.get(part, 0) + 1
    parts = [(detail, recorded.value) for detail in DETAILS for recorded in Recorded]
    cells = tuple(Cell(part, counts.get(part, 0)) for part in parts)
    return Table("completeness", ("detail", "recorded"), cells, sum(counts.values()))


# --- making one


def _count_cases(tally: Tally, cases: Iterable[object]) -> list[Problem]:
    faulty: list[list[Problem]] = []
    for case in _given(cases, Case, ProblemKind.NOT_A_CASE, faulty):
        try:
            tally.add(case)
        except CoverageError as error:
            tally.refuse(case)
            faulty.append([Problem(ProblemKind.OUTSIDE_CALENDAR, case.reference or "", 0, str(error))])
    tally.add_faulty("read", len(faulty))
    gaps = (Problem(ProblemKind.NO_VERSION, reference, 0, says) for reference, says in tally.gaps)
    strange = (Problem(ProblemKind.STRANGE_TARGET, reference, 0, says) for reference, says in tally.strange)
    return [*(problem for problems in faulty for problem in problems), *gaps, *strange]


def _count_feedback(tally: Tally, feedback: Iterable[object]) -> list[Problem]:
    faulty: list[list[Problem]] = []
    for piece in _given(feedback, Feedback, ProblemKind.NOT_FEEDBACK, faulty):
        tally.add_feedback(piece)
    tally.add_faulty("feedback-read", len(faulty))
    return [attrs.evolve(problem, says=f"feedback: {problem.says}") for problems in faulty for problem in problems]


def _given(things: Iterable[object], wanted: type[_T], kind: ProblemKind, faulty: list[list[Problem]]) -> Iterator[_T]:
    """What was given as it should be; of whatever else came, the problems of each thing."""
    coming = iter(things)
    while True:
        try:
            thing = next(coming)
        except StopIteration:
            return
        except LoadError as error:
            # A reader of lines says at its end which of them it could not read; another file may follow it.
            faulty += _unreadable(error)
            continue
        if isinstance(thing, wanted):
            yield thing
        else:
            faulty.append([Problem(kind, "", 0, f"{type(thing).__name__} is {_NOT[kind]}")])


def _unreadable(error: LoadError) -> Iterable[list[Problem]]:
    """The problems of each line; a line may have several faults, and is one thing."""
    lines: dict[int, list[Problem]] = {}
    for fault in error.details:
        line = fault.line or 0
        says = str(attrs.evolve(fault, line=None))
        lines.setdefault(line, []).append(Problem(ProblemKind.UNREADABLE, fault.reference, line, says))
    return lines.values()
