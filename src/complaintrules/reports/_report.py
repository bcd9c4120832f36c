"""The figures of a period: what an annual report must contain by law, by guidance and by habit, from the cases themselves.

A report is made in one pass, and holds no case: counts, spreads of days, and what must be named. Reports of parts of the
cases can be made side by side and merged. Every figure belongs to a measure and a breakdown of the catalogue (`MEASURES`,
`SPREADS`), so that text, JSON, CSV and charts show the same things under the same keys.

A file is read as it stood at the end of the period: what happened later changes nothing, so that a report made again gives
the same figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

import attrs

from complaintrules._checks import check_day, check_keys, check_several
from complaintrules._codes import Codes
from complaintrules._pickled import reads_older
from complaintrules.calendars._bank_holidays import FIRST_DAY, LAST_DAY
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.case import Case
from complaintrules.classification import ActionType
from complaintrules.errors import CoverageError, LoadError, NotInForceError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import Acknowledged, Received
from complaintrules.procedures._registry import Rulebook, as_procedure
from complaintrules.reports._links import Packed
from complaintrules.reports._references import distinct, repeated
from complaintrules.reports._sums import (
    Counts,
    Days,
    all_counts,
    all_days,
    all_labels,
    is_quarter,
    months,
    newest,
    quarter,
    settled_in,
)
from complaintrules.reports._tally import DETAILS, ELSEWHERE, Tally, details_of
from complaintrules.reports.changes import Comparison, Tolerance
from complaintrules.reports.feedback import Feedback
from complaintrules.reports.figures import (
    REMEDIES,
    Cell,
    MoneyTotal,
    OverdueAction,
    Share,
    Spread,
    Table,
    check_threshold,
    pounds_of,
    summed,
)
from complaintrules.reports.measures import (
    CALENDAR_DAYS,
    DIMENSIONS,
    MEASURES,
    SPREADS,
    WORKING_DAYS,
    Better,
    Dimension,
    Measure,
    Recorded,
)
from complaintrules.rules.law import Citation
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ReportContent, Requirement
from complaintrules.rules.words import is_month, month_words

Count = tuple[str, tuple[str, ...], tuple[str, ...], int]
"""A measure, a breakdown, the codes of one part, and how many there are."""

_T = TypeVar("_T")

_JOINT: Final = "/"
_COUNTED_BY: Final = {"days-to-answer": "answered", "days-to-close": "closed", "first-wait": "continued", "days-late": "breaches"}


class ProblemKind(Codes):
    """Why something that was given is named beside the figures."""

    UNREADABLE = "unreadable"
    NOT_A_CASE = "not-a-case"
    NOT_FEEDBACK = "not-feedback"
    OUTSIDE_CALENDAR = "outside-calendar"
    SAME_REFERENCE = "same-reference"
    NO_VERSION = "no-version"
    BROKEN_LINK = "broken-link"
    STRANGE_TARGET = "strange-target"

    @property
    def is_counted(self) -> bool:
        """Whether what is named stands in the figures all the same."""
        return self in _COUNTED


_COUNTED: Final = frozenset(
    {ProblemKind.SAME_REFERENCE, ProblemKind.NO_VERSION, ProblemKind.BROKEN_LINK, ProblemKind.STRANGE_TARGET}
)
# What only all the cases together can tell.
_OF_ALL: Final = frozenset({ProblemKind.SAME_REFERENCE, ProblemKind.BROKEN_LINK})


@attrs.frozen(order=True)
class Problem:
    """Something that was given to a report and could not be counted, or not be trusted.

    Attributes:
        kind: What is wrong.
        reference: The case's reference, or nothing.
        line: The line of the file, or 0 where there is none.
        says: What is wrong, in words.
    """

    kind: ProblemKind
    reference: str
    line: int
    says: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.reference}: {self.says}" if self.reference else self.says
        named = f" ({self.reference})" if self.reference else ""
        return f"line {self.line}{named}: {self.says}"


@attrs.frozen
class RequiredContent:
    """One thing that a rule wants in a report, and what a report has of it.

    Attributes:
        requirement: The rule that asks for a report or a record.
        content: What it wants.
        given: Whether the report has it, wholly or in part.
        why: What the report cannot know, or what is not recorded; empty where nothing is missing.
    """

    requirement: Requirement
    content: ReportContent
    given: bool
    why: str

    @property
    def cite(self) -> Citation:
        """The provision."""
        return self.content.cite

    def __str__(self) -> str:
        has = "in this report" if self.given else "not in this report"
        return f"{self.content.says}: {has}" + (f" ({self.why})" if self.why else "") + f" [{self.cite}]"


@reads_older
@attrs.frozen(kw_only=True)
class Report:
    """The figures of a period. Make one with `report`.

    Attributes:
        start: The first day.
        end: The last day; the files are read as they stood at its end.
        counts: Every count that is not 0, in order; `table` is the way to read them.
        spreads: Every spread of days, in order; `spread` is the way to read them.
        problems: What could not be counted or trusted, in order.
        overdue_actions: The promised actions that were overdue at the end, in order.
        overdue_recommendations: What an Ombudsman recommended or ordered that was overdue at the end, in order.
        money: The financial redress of the period's actions and recommendations, where any has an amount; `money_of` reads it.
        labels: Names for people of codes that no vocabulary holds: procedures, time limits, events.
    """

    start: dt.date
    end: dt.date
    counts: tuple[Count, ...]
    spreads: tuple[Spread, ...] = ()
    problems: tuple[Problem, ...] = ()
    overdue_actions: tuple[OverdueAction, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    overdue_recommendations: tuple[OverdueAction, ...] = ()
    money: tuple[MoneyTotal, ...] = ()
    # What merging needs to see a reference that stands in both parts; a report that was read back has it no more.
    _packed: Packed | None = attrs.field(default=None, eq=False, repr=False, alias="packed")
    _index: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = attrs.field(
        init=False, eq=False, repr=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        """Index the counts."""
        for measure, breakdown, value, count in self.counts:
            self._index.setdefault((measure, breakdown), {})[value] = count

    # --- reading it

    def count(self, measure: str, breakdown: str = "", *value: str) -> int:
        """One count: of a whole measure, or of one part of it.

        Args:
            measure: The measure's key.
            breakdown: What it is broken down by: the key of a dimension, or several joined by ``/``.
            value: The codes of the part.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, breakdown or part.
        """
        return self.table(measure, breakdown).count(*value) or 0

    def table(self, measure: str, breakdown: str = "") -> Table:
        """A measure broken down: every part of it, those with nothing in them too.

        Args:
            measure: The measure's key.
            breakdown: What it is broken down by: the key of a dimension, or several joined by ``/``; empty for the whole.

        Raises:
            WrongTypeError: A key is not a string.
            UnknownKeyError: There is no such measure, or it is not broken down so.
        """
        known = _measure(measure)
        check_keys("breakdown", breakdown)
        dimensions = tuple(breakdown.split(_JOINT)) if breakdown else ()
        if dimensions not in known.breakdowns:
            names = tuple(_JOINT.join(names) or "(nothing)" for names in known.breakdowns)
            raise UnknownKeyError(f"breakdown of {measure}", breakdown or "(nothing)", names)
        found = self._index.get((measure, dimensions), {})
        cells = [Cell(value, found.get(value, 0)) for value in self._values(dimensions, found)]
        return Table(measure, dimensions, tuple(cells), sum(found.values()))

    def _values(self, dimensions: tuple[str, ...], found: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The parts to show: those with a count, and of closed lists and months every one."""
        if not dimensions:
            return [()]
        *coarser, last = dimensions
        always = self.always_shown(last)
        order = [{code: place for place, code in enumerate(self.always_shown(key))} for key in dimensions]
        groups: set[tuple[str, ...]] = {value[:-1] for value in found} if coarser else {()}
        values = {(*group, code) for group in groups for code in always} | set(found)
        return sorted(
            values, key=lambda value: [(ranks.get(code, len(ranks)), code) for ranks, code in zip(order, value, strict=True)]
        )

    def always_shown(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that are shown though nothing has them: closed lists, and the months of the period.

        Raises:
            WrongTypeError: The key is not a string.
            UnknownKeyError: There is no such dimension.
        """
        known = _dimension(dimension)
        if dimension == "month":
            return tuple(months(self.start, self.end))
        if dimension == "quarter":
            return tuple(dict.fromkeys(quarter(month) for month in months(self.start, self.end)))
        return known.codes

    def share(self, measure: str, breakdown: str = "", *value: str) -> Share:
        """A part as a share of its whole; of a whole measure, its share of the measure that it is a part of.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, breakdown or part.
            WrongValueError: The measure is a part of nothing.
        """
        if value or breakdown:
            return self.table(measure, breakdown).share(*value)
        of = _measure(measure).of
        if of is None:
            raise WrongValueError("measure", measure, "is a share of nothing; name a breakdown and one of its parts")
        return Share(self.count(measure), self.count(of))

    def spread(self, measure: str, unit: str, breakdown: str = "", *value: str) -> Spread:
        """How many days something took.

        Args:
            measure: ``days-to-answer``, ``days-to-close``, ``first-wait`` or ``days-late``.
            unit: ``working-days`` or ``calendar-days``.
            breakdown: What it is broken down by, or nothing.
            value: The codes of the part.

        Raises:
            WrongTypeError: A key or a code is not a string.
            UnknownKeyError: There is no such measure, unit or breakdown.
        """
        for name, key in (("measure", measure), ("unit", unit), ("breakdown", breakdown)):
            check_keys(name, key)
        check_keys("value", *value)
        if measure not in SPREADS:
            raise UnknownKeyError("spread of days", measure, tuple(SPREADS))
        if unit not in (WORKING_DAYS, CALENDAR_DAYS):
            raise UnknownKeyError("unit of days", unit, (WORKING_DAYS, CALENDAR_DAYS))
        dimensions = tuple(breakdown.split(_JOINT)) if breakdown else ()
        if dimensions not in SPREADS[measure].breakdowns:
            names = tuple(_JOINT.join(names) or "(nothing)" for names in SPREADS[measure].breakdowns)
            raise UnknownKeyError(f"breakdown of {measure}", breakdown, names)
        for spread in self.spreads:
            if (spread.measure, spread.unit, spread.breakdown, spread.value) == (measure, unit, dimensions, value):
                return spread
        return Spread(measure, unit, dimensions, value, ())

    def money_of(self, measure: str) -> MoneyTotal:
        """The financial redress of the actions, or of the recommendations, of the period: how many amounts, and their sum.

        Args:
            measure: ``actions`` or ``recommendations``.

        Raises:
            WrongTypeError: The key is not a string.
            UnknownKeyError: It is neither.
        """
        check_keys("measure", measure)
        if measure not in REMEDIES:
            raise UnknownKeyError("measure with amounts", measure, REMEDIES)
        return next((total for total in self.money if total.measure == measure), MoneyTotal(measure, 0, pounds_of(0)))

    def tables(self) -> Iterator[Table]:
        """Every table of the catalogue, in its order."""
        for measure in MEASURES.values():
            for breakdown in measure.breakdowns:
                yield self.table(measure.key, _JOINT.join(breakdown))

    def label(self, dimension: str, code: str) -> str:
        """What people call a code.

        Raises:
            WrongTypeError: The key or the code is not a string.
            UnknownKeyError: There is no such dimension.
            WrongValueError: The code is no month, or no quarter.
        """
        known = _dimension(dimension)
        check_keys("code", code)
        if dimension == "month":
            if not is_month(code):
                raise WrongValueError("code", code, "is no month; give one as 2016-09")
            return month_words(code)
        if dimension == "quarter":
            if not is_quarter(code):
                raise WrongValueError("code", code, "is no quarter; give one by its first and last month, as 2016-07--2016-09")
            first, last = map(month_words, code.split("--"))
            return f"{first.split()[0]} to {last}"
        if dimension == "stage" and code.isdigit():
            return f"Stage {code}"
        if dimension == "force":
            return code.replace("-", " ").capitalize()
        names = {member.value: member.label for member in known.vocabulary or ()} | dict(known.extra) | dict(self.labels)
        return names.get(code, code)

    # --- what there is to say beside the figures

    @property
    def completeness(self) -> Table:
        """What is on file and what is not, of the cases in the period."""
        return self.table("completeness", "detail/recorded")

    def statutory_contents(self, procedure: str | Procedure, *, rulebook: Rulebook | None = None) -> tuple[RequiredContent, ...]:
        """What the rules of a procedure want in a report or a record, and whether this report has it or why not.

        Args:
            procedure: Its key, in the version in force on the last day of the period (or else the newest); or itself.
            rulebook: Where the key is looked up.

        Raises:
            WrongTypeError: It is neither a key nor a procedure.
            UnknownKeyError: There is no such procedure.
        """
        try:
            found = as_procedure(procedure, self.end, rulebook)
        except NotInForceError:
            found = as_procedure(procedure, None, rulebook)
        return tuple(
            self._required(requirement, content) for requirement in found.requirements for content in requirement.contents
        )

    def _required(self, requirement: Requirement, content: ReportContent) -> RequiredContent:
        gaps = [content.beside] if content.beside else []
        for figure in content.figures:
            measure, _, breakdown = figure.partition(_JOINT)
            if breakdown and DIMENSIONS[breakdown.split(_JOINT)[-1]].optional:
                table = self.table(measure, breakdown)
                missing = sum(cell.count or 0 for cell in table.cells if cell.value[-1] == "not-recorded")
                if missing:
                    title = DIMENSIONS[breakdown.split(_JOINT)[-1]].title.lower()
                    gaps.append(f"{title} is not recorded for {missing} of {table.total}")
        return RequiredContent(requirement, content, given=bool(content.figures), why="; ".join(dict.fromkeys(gaps)))

    # --- two reports

    def merged(self, other: Report) -> Report:
        """The report of the cases of both: the same as if they had been counted together.

        Raises:
            WrongTypeError: It is no report.
            WrongValueError: It is of another period; or one of them was read back, and what it was made from is not in it.
        """
        if not isinstance(other, Report):
            raise WrongTypeError("other", other, "a Report")
        if (self.start, self.end) != (other.start, other.end):
            raise WrongValueError("other", f"{other.start} to {other.end}", f"is no report of {self.start} to {self.end}")
        if self._packed is None or other._packed is None:
            raise WrongValueError("other", "report", "one of them was read back from data; merge reports before they are written")
        counts: Counts = {}
        days: Days = {}
        packed = Packed()
        for part, kept in ((self, self._packed), (other, other._packed)):
            for measure, breakdown, value, count in part.counts:
                counts[measure, breakdown, value] = counts.get((measure, breakdown, value), 0) + count
            for spread in part.spreads:
                taken = days.setdefault((spread.measure, spread.unit, spread.breakdown, spread.value), {})
                for number, count in spread.counts:
                    taken[number] = taken.get(number, 0) + count
            # What its linked cases came to by themselves is taken back, and told again of both together.
            its_own = Packed(*kept)
            _put(counts, days, settled_in(its_own, self.start, self.end), -1)
            # A report that was kept since an earlier release has no more than the labels themselves.
            plain = tuple((code, "", label) for code, label in part.labels)
            packed = packed.joined(its_own._replace(labels=its_own.labels + plain))
        problems = [problem for problem in (*self.problems, *other.problems) if problem.kind not in _OF_ALL]
        return _made(
            self.start,
            self.end,
            counts=counts,
            days=days,
            problems=problems,
            remedies=(
                {
                    "actions": [*self.overdue_actions, *other.overdue_actions],
                    "recommendations": [*self.overdue_recommendations, *other.overdue_recommendations],
                },
                summed((*self.money, *other.money)),
            ),
            packed=packed._replace(labels=newest(packed.labels)),
        )

    def compare(
        self,
        previous: Report,
        *earlier: Report,
        tolerance: Tolerance | None = None,
        better: Mapping[str, Better] | None = None,
        threshold: int | None = None,
    ) -> Comparison:
        """Every figure beside that of an earlier report: difference, ratio and verdict, with the tolerance stated.

        Args:
            previous: The report before; the verdicts are on it alone.
            earlier: Any further reports, whose figures stand beside: those of two years ago, say.
            tolerance: How much a figure may change and still be called the same; without one, the usual.
            better: Which way figures should go, where you see it otherwise: by measure, or by dimension and code, as in
                ``{"outcome/upheld": Better.NEITHER}``.
            threshold: Compare what may be published only: small counts are hidden in both.

        Raises:
            WrongTypeError: One of them is no report, the tolerance is none, or the ways are no ways by figure.
            UnknownKeyError: There is no figure of which a way is given.
            WrongValueError: The threshold is below 3.
        """
        from complaintrules.reports.changes import Tolerance, compared  # noqa: PLC0415 - a room above this one

        for name, report in (("previous", previous), *(("earlier", report) for report in earlier)):
            if not isinstance(report, Report):
                raise WrongTypeError(name, report, "a Report")
        if tolerance is not None and not isinstance(tolerance, Tolerance):
            raise WrongTypeError("tolerance", tolerance, "a Tolerance")
        ways = {} if better is None else better
        return compared((self, previous, *earlier), tolerance or Tolerance(), ways, threshold)

    # --- for publication

    def shows(self, spread: Spread, threshold: int) -> bool:
        """Whether a spread of days may be published: it has so many cases, and no table hides how many it has.

        Raises:
            WrongTypeError: It is no spread, or the threshold is no whole number.
            WrongValueError: The threshold is below 3.
        """
        if not isinstance(spread, Spread):
            raise WrongTypeError("spread", spread, "a Spread")
        check_threshold(threshold)
        if spread.cases < threshold:
            return False
        table = self.table(_COUNTED_BY[spread.measure], _JOINT.join(spread.breakdown)).suppress(threshold)
        return all(cell.count is not None for cell in table.cells if cell.value == spread.value) and table.total is not None

    def shows_money(self, total: MoneyTotal, threshold: int) -> bool:
        """Whether a sum of money may be published: of so many amounts, and no table hides how many redresses there are.

        Raises:
            WrongTypeError: It is no sum of money, or the threshold is no whole number.
            WrongValueError: The threshold is below 3.
        """
        if not isinstance(total, MoneyTotal):
            raise WrongTypeError("total", total, "a MoneyTotal")
        check_threshold(threshold)
        redress = self.table(total.measure, "action").suppress(threshold).count(ActionType.FINANCIAL_REDRESS.value)
        return total.count >= threshold and redress is not None

    # --- to data and back

    def as_dict(self, *, threshold: int | None = None) -> dict[str, Any]:
        """The report as a plain dict, ready for JSON, with stable keys.

        Args:
            threshold: Hide small counts, for publication; what is hidden is None, and the dict cannot be read back.

        Raises:
            WrongTypeError: The threshold is no whole number.
            WrongValueError: It is below 3.
        """
        from complaintrules.reports._json import dumped  # noqa: PLC0415 - a room above this one

        return dumped(self, threshold)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that `as_dict` wrote, or JSON is read as; it can be shown and compared, but not merged.

        Raises:
            LoadError: The data are no report, or small counts in them are hidden; every fault found is listed.
        """
        from complaintrules.reports._json import loaded  # noqa: PLC0415 - a room above this one

        return loaded(data)

    def as_markdown(
        self, *, previous: Report | None = None, earlier: tuple[Report, ...] = (), threshold: int | None = None
    ) -> str:
        """The report as tables of Markdown, every share with both its counts.

        Args:
            previous: An earlier report to compare it with.
            earlier: Any further reports beside that one, whose figures stand in columns of their own.
            threshold: Hide small counts, for publication.

        Raises:
            WrongTypeError: One of them is no report, or the threshold is no whole number.
            WrongValueError: There are further reports and none to compare with, or the threshold is below 3.
        """
        check_several("earlier", earlier, Report, "Report.from_dict reads one report")
        if previous is None and (further := tuple(earlier)):
            raise WrongValueError("earlier", further, "stands beside previous; give the report before as previous")
        from complaintrules.reports._text import markdown  # noqa: PLC0415 - a room above this one

        return markdown(self, previous, tuple(earlier), threshold)

    def as_csv(self, *, previous: Report | None = None, threshold: int | None = None) -> str:
        """The report as one tidy table: measure, breakdown, value, numerator, denominator.

        Args:
            previous: An earlier report; its numerators and denominators stand in two more columns.
            threshold: Hide small counts, for publication: what is hidden is empty.

        Raises:
            WrongTypeError: It is no report, or the threshold is no whole number.
            WrongValueError: The threshold is below 3.
        """
        if previous is not None and not isinstance(previous, Report):
            raise WrongTypeError("previous", previous, "a Report")
        from complaintrules.reports._text import csv_table  # noqa: PLC0415 - a room above this one

        return csv_table(self, previous, threshold)


def report(
    cases: Iterable[Case],
    *,
    start: dt.date,
    end: dt.date,
    calendar: WorkingDayCalendar | None = None,
    feedback: Iterable[Feedback] = (),
) -> Report:
    """The figures of a period, in one pass over any iterable of cases, none of which is kept.

    What cannot be counted is named in `Report.problems` and numbered in the measure ``read``: lines that hold no case (where the
    cases come from `load_cases`, which says so at the end), things that are no case, days outside the calendar's years. Two
    cases with one reference are both counted, and named. So is a case of the period of whose procedure no version was in force
    on the day of receipt: its times are not known, and count neither as kept nor as broken.

    Args:
        cases: The cases: all that were received by the end of the period, also those closed before it.
        start: The first day of the period.
        end: The last day of the period.
        calendar: Whose working days count; without one, each case's own.
        feedback: The feedback that was no complaint.

    Raises:
        WrongTypeError: A day is no plain date, or the calendar is none.
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
    return _made(
        start,
        end,
        counts=all_counts(tally),
        days=all_days(tally),
        problems=problems,
        remedies=(
            tally.overdue,
            summed(MoneyTotal(measure, count, pounds_of(pence)) for measure, (count, pence) in tally.money.items()),
        ),
        packed=Packed(tally.references.packed(), tally.people.packed(), tally.links.packed(), all_labels(tally)),
    )


def completeness(cases: Iterable[Case]) -> Table:
    """What is on file and what is not, over cases of any day: if it is not recorded, it cannot be reported.

    Raises:
        WrongTypeError: Something is no case.

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
            faulty.append([Problem(kind, "", 0, f"{type(thing).__name__} is no {wanted.__name__.lower()}")])


def _unreadable(error: LoadError) -> Iterable[list[Problem]]:
    """The problems of each line; a line may have several faults, and is one thing."""
    lines: dict[int, list[Problem]] = {}
    for fault in error.details:
        line = fault.line or 0
        says = str(attrs.evolve(fault, line=None))
        lines.setdefault(line, []).append(Problem(ProblemKind.UNREADABLE, fault.reference, line, says))
    return lines.values()


def _in_file(problem: Problem) -> tuple[str, int, str, str]:
    """Where a problem stands among the others: by its kind, then by the line."""
    return problem.kind, problem.line, problem.reference, problem.says


def _made(
    start: dt.date,
    end: dt.date,
    *,
    counts: Counts,
    days: Days,
    problems: Iterable[Problem],
    remedies: tuple[Mapping[str, Iterable[OverdueAction]], tuple[MoneyTotal, ...]],
    packed: Packed,
) -> Report:
    """A report in its one order, with what only all the references together can tell."""
    overdue, money = remedies
    linked = settled_in(packed, start, end)
    _put(counts, days, linked, 1)
    twice = [
        Problem(ProblemKind.SAME_REFERENCE, reference, 0, f"{count} cases have this reference; all are counted")
        for reference, count in repeated(packed.references)
    ]
    broken = [Problem(ProblemKind.BROKEN_LINK, reference, 0, says) for reference, says in linked[3]]
    counts = counts | {("people", (), ()): distinct(packed.people + linked[2])}
    return Report(
        start=start,
        end=end,
        counts=tuple((*key, count) for key, count in sorted(counts.items()) if count),
        spreads=tuple(Spread(*key, taken) for key, taken in _filled(days)),
        problems=tuple(sorted((*problems, *twice, *broken), key=_in_file)),
        overdue_actions=_in_order(overdue["actions"]),
        overdue_recommendations=_in_order(overdue["recommendations"]),
        money=money,
        labels=tuple((code, label) for code, _, label in packed.labels),
        packed=packed,
    )


def _put(counts: Counts, days: Days, linked: tuple[Counts, Days, object, object], times: int) -> None:
    """Add to counts what linked cases count for, or take it back."""
    for part, count in linked[0].items():
        counts[part] = counts.get(part, 0) + times * count
    for key, taken in linked[1].items():
        into = days.setdefault(key, {})
        for number, count in taken.items():
            into[number] = into.get(number, 0) + times * count


def _filled(days: Days) -> Iterator[tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], tuple[tuple[int, int], ...]]]:
    """The spreads in order, and of each what is not 0."""
    for key, taken in sorted(days.items()):
        found = tuple((number, count) for number, count in sorted(taken.items()) if count)
        if found:
            yield key, found


def _in_order(overdue: Iterable[OverdueAction]) -> tuple[OverdueAction, ...]:
    return tuple(sorted(overdue, key=lambda late: (late.due, late.reference or "", late.action, late.owner or "")))


def _dimension(key: str) -> Dimension:
    check_keys("dimension", key)
    if key not in DIMENSIONS:
        raise UnknownKeyError("dimension", key, tuple(DIMENSIONS))
    return DIMENSIONS[key]


def _measure(key: str) -> Measure:
    check_keys("measure", key)
    if key not in MEASURES:
        raise UnknownKeyError("measure", key, tuple(MEASURES))
    return MEASURES[key]
