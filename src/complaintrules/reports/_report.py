"""The report itself: what an annual report must contain by law, by guidance and by habit, from the cases themselves.

A report is made in one pass, and holds no case: counts, spreads of days, and what must be named. Reports of parts of the
cases can be made side by side and merged. Every figure belongs to a measure and a breakdown of the catalogue (`MEASURES`,
`SPREADS`), so that Markdown, JSON, CSV and charts show the same things under the same keys.

A file is read as it stood at the end of the period: what happened later changes nothing, so that a report made again gives
the same figures.
"""

from __future__ import annotations

import datetime as dt
import functools
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from complaintrules._argument_checks import check_several
from complaintrules._old_pickles import reads_older
from complaintrules.errors import NotInForceError, WrongTypeError, WrongValueError
from complaintrules.procedures._registry import Rulebook, as_procedure
from complaintrules.reports._coarser_counts import Counts, Days, newest, settled_in
from complaintrules.reports._csv import csv_table
from complaintrules.reports._linked_cases import Kept, Links
from complaintrules.reports._markdown import markdown
from complaintrules.reports._period_figures import PeriodFigures
from complaintrules.reports._problems import OF_ALL, Problem, ProblemKind
from complaintrules.reports._required_contents import RequiredContent, required
from complaintrules.reports.changes import Comparison, Tolerance, compared
from complaintrules.reports.figures import MoneyTotal, OverdueAction, Spread, summed
from complaintrules.reports.measures import Better
from complaintrules.rules.procedure import Procedure


def _with_references(report: Report, state: dict[str, Any]) -> None:
    """Keep the references that a pickle of 0.1.0 has, in compressed lines: it can be merged as it could."""
    packed = state.get("_packed")
    if packed is not None:
        references, people = (
            [line.decode("unicode_escape") for run in runs for line in zlib.decompress(run).split(b"\n")] for runs in packed
        )
        labels = tuple((code, "", label) for code, label in report.labels)
        object.__setattr__(report, "_kept", Kept(Counter(references), frozenset(people), Links(), labels))


@functools.partial(reads_older, known=_with_references)
@attrs.frozen(kw_only=True)
class Report(PeriodFigures):
    """The report of a period, to compare, merge, write and read back. Make one with `report`.

    Attributes:
        start: The first day.
        end: The last day; the files are read as they stood at its end.
        counts: Every count that is not 0, in order: a measure, a breakdown, the codes of one part, and how many there are;
            `table` is the way to read them.
        spreads: Every spread of days, in order; `spread` is the way to read them.
        problems: What could not be counted or trusted, in order.
        overdue_actions: The promised actions that were overdue at the end, in order.
        overdue_recommendations: What an Ombudsman recommended or ordered that was overdue at the end, in order.
        money: The financial redress of the period's actions and recommendations, where any has an amount; `money_of` reads it.
        labels: Names for people of codes that no vocabulary holds: procedures, time limits, events.
    """

    # What merging needs to see a reference that stands in both parts; a report that was read back has it no longer.
    _kept: Kept | None = attrs.field(default=None, eq=False, repr=False, alias="kept")

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
            required(self, requirement, content) for requirement in found.requirements for content in requirement.contents
        )

    # --- two reports

    def merged(self, other: Report) -> Report:
        """The report of the cases of both: the same as if they had been counted together.

        Raises:
            WrongTypeError: It is not a Report.
            WrongValueError: It is of another period; or one of the two was read back, and lacks what merging needs.
        """
        if not isinstance(other, Report):
            raise WrongTypeError("other", other, "a Report")
        if (self.start, self.end) != (other.start, other.end):
            raise WrongValueError("other", f"{other.start} to {other.end}", f"is not a report of {self.start} to {self.end}")
        if self._kept is None or other._kept is None:
            raise WrongValueError("other", "report", "one of them was read back from data; merge reports before they are written")
        counts: Counts = {}
        days: Days = {}
        for part, kept in ((self, self._kept), (other, other._kept)):
            for measure, breakdown, value, count in part.counts:
                counts[measure, breakdown, value] = counts.get((measure, breakdown, value), 0) + count
            for spread in part.spreads:
                taken = days.setdefault((spread.measure, spread.unit, spread.breakdown, spread.value), {})
                for number, count in spread.counts:
                    taken[number] = taken.get(number, 0) + count
            # What its linked cases came to by themselves is taken back, and told again of both together.
            _put(counts, days, settled_in(kept, self.start, self.end), -1)
        kept = self._kept.joined(other._kept)
        problems = [problem for problem in (*self.problems, *other.problems) if problem.kind not in OF_ALL]
        return made(
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
            kept=kept._replace(labels=newest(kept.labels)),
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
            better: Which way figures should go, where you disagree with the usual: by measure, or by dimension and code, as in
                ``{"outcome/upheld": Better.NEITHER}``.
            threshold: Compare what may be published only: small counts are hidden in both.

        Raises:
            WrongTypeError: One of them is not a Report, the tolerance is not a Tolerance, or `better` is not a dict of ways.
            UnknownKeyError: `better` gives a way for a figure that does not exist.
            WrongValueError: The threshold is below 3.
        """
        for name, report in (("previous", previous), *(("earlier", report) for report in earlier)):
            if not isinstance(report, Report):
                raise WrongTypeError(name, report, "a Report")
        if tolerance is not None and not isinstance(tolerance, Tolerance):
            raise WrongTypeError("tolerance", tolerance, "a Tolerance")
        ways = {} if better is None else better
        return compared((self, previous, *earlier), tolerance or Tolerance(), ways, threshold)

    # --- to data and back

    def as_dict(self, *, threshold: int | None = None) -> dict[str, Any]:
        """The report as a plain dict, ready for JSON, with stable keys.

        Args:
            threshold: Hide small counts, for publication; what is hidden is None, and the dict cannot be read back.

        Raises:
            WrongTypeError: The threshold is not a whole number.
            WrongValueError: It is below 3.
        """
        from complaintrules.reports._json import dumped  # noqa: PLC0415 - cattrs, which it reads with, is slow to load

        return dumped(self, threshold)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that `as_dict` wrote, also by way of JSON; it can be shown and compared, but not merged.

        Raises:
            LoadError: The data are not a report, or small counts in them are hidden; every fault found is listed.
        """
        from complaintrules.reports._json import loaded  # noqa: PLC0415 - likewise

        return loaded(data, cls)

    def as_markdown(
        self, *, previous: Report | None = None, earlier: tuple[Report, ...] = (), threshold: int | None = None
    ) -> str:
        """The report as tables of Markdown, every share with both its counts.

        Args:
            previous: An earlier report to compare it with.
            earlier: Any further reports beside that one, whose figures stand in columns of their own.
            threshold: Hide small counts, for publication.

        Raises:
            WrongTypeError: One of them is not a Report, or the threshold is not a whole number.
            WrongValueError: `earlier` is given without `previous`, or the threshold is below 3.
        """
        check_several("earlier", earlier, Report, "Report.from_dict reads one report")
        if previous is None and (further := tuple(earlier)):
            raise WrongValueError("earlier", further, "cannot stand without previous; give the report before as previous")
        comparison = None if previous is None else self.compare(previous, *earlier, threshold=threshold)
        return markdown(self, comparison, threshold)

    def as_csv(self, *, previous: Report | None = None, threshold: int | None = None) -> str:
        """The report as one tidy table: measure, breakdown, value, numerator, denominator.

        Args:
            previous: An earlier report; its numerators and denominators stand in two more columns.
            threshold: Hide small counts, for publication: what is hidden is empty.

        Raises:
            WrongTypeError: It is not a Report, or the threshold is not a whole number.
            WrongValueError: The threshold is below 3.
        """
        if previous is not None and not isinstance(previous, Report):
            raise WrongTypeError("previous", previous, "a Report")
        return csv_table(self, previous, threshold)


def _in_file(problem: Problem) -> tuple[str, int, str, str]:
    """Where a problem stands among the others: by its kind, then by the line."""
    return problem.kind, problem.line, problem.reference, problem.says


def made(
    start: dt.date,
    end: dt.date,
    *,
    counts: Counts,
    days: Days,
    problems: Iterable[Problem],
    remedies: tuple[Mapping[str, Iterable[OverdueAction]], tuple[MoneyTotal, ...]],
    kept: Kept,
) -> Report:
    """A report in its one order, with what only all the references together can tell."""
    overdue, money = remedies
    linked = settled_in(kept, start, end)
    _put(counts, days, linked, 1)
    twice = [
        Problem(ProblemKind.SAME_REFERENCE, reference, 0, f"{count} cases have this reference; all are counted")
        for reference, count in sorted(kept.references.items())
        if count > 1
    ]
    broken = [Problem(ProblemKind.BROKEN_LINK, reference, 0, says) for reference, says in linked[3]]
    counts = counts | {("people", (), ()): len(kept.people | linked[2])}
    return Report(
        start=start,
        end=end,
        counts=tuple((*key, count) for key, count in sorted(counts.items()) if count),
        spreads=tuple(Spread(*key, taken) for key, taken in _filled(days)),
        problems=tuple(sorted((*problems, *twice, *broken), key=_in_file)),
        overdue_actions=_in_order(overdue["actions"]),
        overdue_recommendations=_in_order(overdue["recommendations"]),
        money=money,
        labels=tuple((code, label) for code, _, label in kept.labels),
        kept=kept,
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
