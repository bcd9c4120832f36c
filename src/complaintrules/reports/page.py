"""A report as a page: one HTML document with everything in it, and a chart beside the tables that it draws.

Every measure of the catalogue stands on it, every share with both its counts. There is no script in it and nothing is loaded
from elsewhere; whatever comes from a council's files is escaped. The same report always makes the same page. Charts take the
extra ``report``.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from complaintrules.errors import UnknownKeyError, WrongTypeError
from complaintrules.procedures._registry import Rulebook
from complaintrules.reports import _charts as charts
from complaintrules.reports._dimensions import DIMENSIONS, NOT_RECORDED
from complaintrules.reports._figure_words import COMBINED, MONEY, change_title, change_words, one_place, overdue_of, unit_of
from complaintrules.reports._html_parts import (
    NBSP,
    axis_month,
    body_of,
    count_of,
    day_of,
    escaped,
    html_table,
    key_figure,
    lower,
    percent,
    row_of,
    sentence,
)
from complaintrules.reports._page_sections import BESIDE_CHARTS, GROUPS, KEY_FIGURES, SECTIONS, SHARES, YEAR_ON_YEAR
from complaintrules.reports._page_style import STYLE
from complaintrules.reports._report import Report
from complaintrules.reports._vocabularies import Standing, Timeliness
from complaintrules.reports.changes import Change, Comparison, Figure
from complaintrules.reports.figures import HIDDEN, Share, Spread, Table, check_threshold
from complaintrules.reports.measures import MEASURES, SPREADS, UNITS, WORKING_DAYS

_UNITS: Final = {"working-days": "working days", "calendar-days": "calendar days"}


def report_page(
    report: Report,
    *,
    previous: Report | None = None,
    title: str | None = None,
    threshold: int | None = None,
    made_on: dt.date | None = None,
    rulebook: Rulebook | None = None,
) -> str:
    """A report as a whole HTML document, with charts.

    Args:
        report: The report.
        previous: An earlier one to compare it with.
        title: What the page is called; without it, by its period.
        threshold: Hide small counts, for publication; nothing is then shown that names or describes a single case.
        made_on: The day that the page says it was made on; without it, the page says nothing of one.
        rulebook: Where the procedures are looked up whose rules say what a report must hold.

    Raises:
        WrongTypeError: Something has the wrong type.
        WrongValueError: The threshold is below 3.
        MissingExtraError: matplotlib, which draws the charts, is not installed.
    """
    if not isinstance(report, Report):
        raise WrongTypeError("report", report, "a Report")
    if threshold is not None:
        check_threshold(threshold)
    comparison = None if previous is None else report.compare(previous, threshold=threshold)
    page = _Page(report, threshold, rulebook)
    period = f"{day_of(report.start)} to {day_of(report.end)}"
    name = title or f"Complaints from {period}"
    sections = list(page.sections(comparison))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escaped(name)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to the figures</a>',
            "<header>",
            f"<h1>{escaped(name)}</h1>",
            f"<p>{escaped(period)}. Files are read as they stood at the end of the period.</p>",
            "</header>",
            '<nav aria-label="Contents">',
            "<ol>",
            *(f'<li><a href="#{section.key}">{escaped(section.title)}</a></li>' for section in sections),
            "</ol>",
            "</nav>",
            '<main id="main">',
            *(section.html for section in sections),
            "</main>",
            "<footer>",
            f"<p>{_footer(made_on)}</p>",
            "</footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _footer(made_on: dt.date | None) -> str:
    made = f"Made on {day_of(made_on)}. " if made_on else ""
    return (
        f"{made}Every share shows both its counts; percentages are rounded, halves up. This is information, and no legal advice."
    )


@attrs.frozen
class _Section:
    key: str
    title: str
    parts: tuple[str, ...]

    @property
    def html(self) -> str:
        head = f'<section aria-labelledby="{self.key}">\n<h2 id="{self.key}">{escaped(self.title)}</h2>'
        return "\n".join((head, *self.parts, "</section>"))


@attrs.frozen
class _Page:
    """A report on its way to a page: everything is read through it, so that what is to be hidden is hidden everywhere."""

    report: Report
    threshold: int | None
    rulebook: Rulebook | None

    def table(self, measure: str, breakdown: str = "") -> Table:
        """A table as it may be shown."""
        full = self.report.table(measure, breakdown)
        return full if self.threshold is None else full.suppress(self.threshold)

    def whole(self, measure: str) -> Share:
        """A whole measure, as a share of the measure that it is a part of, if any."""
        of = MEASURES[measure].of
        return Share(self.table(measure).total, self.table(of).total if of else None)

    # --- the sections

    def sections(self, comparison: Comparison | None) -> Iterator[_Section]:
        """Everything between the head of the page and its foot."""
        yield _Section("glance", "At a glance", tuple(self._glance()))
        extra: dict[str, Callable[[], Iterable[str]]] = {
            "file": self._problems,
            "feedback": self._months,
            "outcomes": self._outcomes,
            "days": self._days,
            "time": self._timeliness,
            "learning": functools.partial(self._remedies, "actions"),
            "ombudsman": functools.partial(self._remedies, "recommendations"),
        }
        for key, title, measures in SECTIONS:
            before = tuple(extra[key]()) if key in extra else ()
            yield _Section(key, title, (*before, *(part for measure in measures for part in self._measure(measure))))
        if comparison is not None:
            yield _Section("compared", "Compared with the period before", tuple(self._compared(comparison)))
        yield _Section("contents", "What the rules ask of a report", tuple(self._contents()))

    def _glance(self) -> Iterator[str]:
        if self.threshold is not None:
            yield f'<p class="warn">Counts from 1 to {self.threshold - 1} are shown as "{HIDDEN}". {escaped(COMBINED)}</p>'
        yield '<dl class="key">'
        for measure in KEY_FIGURES:
            of = MEASURES[measure].of
            yield key_figure(MEASURES[measure].title, self.whole(measure), lower(MEASURES[of].title) if of else "")
        yield "</dl>"

    def _problems(self) -> Iterator[str]:
        yield "<p>What is not recorded cannot be reported, so this comes before the figures.</p>"
        problems = self.report.problems
        yield "<h3>What could not be counted, or not be trusted</h3>"
        if not problems:
            yield "<p>Nothing: every case that was given is counted, or lies outside the period.</p>"
        elif self.threshold is not None:
            yield f"<p>{len(problems)} in all.</p>"
        else:
            yield "<ul>"
            yield from (f"<li>{escaped(str(problem))}</li>" for problem in problems)
            yield "</ul>"

    def _measure(self, measure: str) -> Iterator[str]:
        known = MEASURES[measure]
        yield f"<h3>{escaped(known.title)}</h3>"
        if known.note:
            yield f'<p class="note">{escaped(sentence(known.note))}</p>'
        if () in known.breakdowns:
            whole = self.whole(measure)
            words = str(whole) if known.of else count_of(whole.numerator)
            unit = unit_of(known.unit, whole if known.of else Share(whole.numerator, None))
            yield f"<p><strong>{escaped(words)}</strong> {escaped(unit)}</p>"
        tables = [self.report.table(measure, "/".join(breakdown)) for breakdown in known.breakdowns if breakdown]
        names = [(full.measure, "/".join(full.breakdown)) for full in tables if full.total]
        shown = [self._table(*name) for name in names if name not in BESIDE_CHARTS]
        if shown:
            yield '<div class="tables">'
            yield from shown
            yield "</div>"

    def _table(self, measure: str, breakdown: str) -> str:
        """A table of a measure's parts.

        What has nothing in it is left out of several breakdowns, and types of complaint that the council did not have.
        """
        table = self.table(measure, breakdown)
        *_, title = titles = [DIMENSIONS[key].title for key in table.breakdown]
        heads = [title, MEASURES[measure].unit.capitalize(), "Share"]
        bodies: list[str] = []
        for group, parts in itertools.groupby(table.cells, key=lambda cell: cell.value[:-1]):
            cells = list(parts)
            whole = self._whole_of(table, group)
            rows = [
                row_of(
                    [
                        self.report.label(table.breakdown[-1], cell.value[-1]),
                        count_of(cell.count),
                        percent(Share(cell.count, whole)),
                    ],
                    empty=cell.count == 0,
                )
                for cell in cells
                if cell.count != 0 or (not group and table.breakdown != ("type",))
            ]
            if group and all(cell.count is None for cell in cells):
                rows = [row_of(["All of them", HIDDEN, ""])]
            name = ", ".join(self.report.label(key, code) for key, code in zip(table.breakdown, group, strict=False))
            bodies.append(body_of(rows, name, len(heads)))
        caption = f"{MEASURES[measure].title}, by {' and '.join(title.lower() for title in titles)}"
        return html_table(caption, heads, bodies, numbers=2)

    def _whole_of(self, table: Table, group: tuple[str, ...]) -> int | None:
        """How many there are of a group; where one of its parts is hidden, as the table of the groups alone shows it."""
        if not group:
            return table.total
        known = table.count(*group)
        coarser = table.breakdown[:-1]
        if known is None and coarser in MEASURES[table.measure].breakdowns:
            return self.table(table.measure, "/".join(coarser)).count(*group)
        return known

    # --- charts, and the tables beside them

    def _figure(
        self, key: str, title: str, says: str, draw: Callable[[charts.Chart], str], beside: Iterable[str] = ()
    ) -> Iterator[str]:
        drawn = draw(charts.Chart(f"chart-{key}", title, says))
        yield f"<figure>\n<figcaption>{escaped(title)}</figcaption>"
        yield f'<div class="chart">{drawn}</div>'
        yield from beside
        yield "</figure>"

    def _months(self) -> Iterator[str]:
        table = self.table("feedback", "month")
        bars = [charts.Bar(axis_month(cell.value[0], first=not place), cell.count) for place, cell in enumerate(table.cells)]
        counts = [(cell.count, self.report.label("month", cell.value[0])) for cell in table.cells if cell.count is not None]
        says = "A column for each month."
        if counts:
            most, least = max(counts, key=lambda each: each[0]), min(counts, key=lambda each: each[0])
            says += f" Most in {most[1]}, {most[0]}; fewest in {least[1]}, {least[0]}."
        beside = [self._table("feedback", "month")]
        yield from self._figure("months", "Feedback by month", says, functools.partial(charts.months, bars=bars), beside)

    def _outcomes(self) -> Iterator[str]:
        for key, measure, breakdown, title in (
            ("types", "closed", "type/outcome", "Outcomes of complaints closed, by complaint type"),
            ("answers", "answered", "stage/outcome", "Outcomes of answers sent, by stage"),
        ):
            table = self.table(measure, breakdown)
            # What is hidden is something, as far as a reader may know.
            groups = list(dict.fromkeys(cell.value[0] for cell in table.cells if cell.count != 0))
            codes = list(dict.fromkeys(cell.value[1] for cell in table.cells if cell.count != 0))
            if not groups:
                continue
            order = {code: place for place, code in enumerate((*DIMENSIONS["outcome"].codes, NOT_RECORDED))}
            codes.sort(key=order.__getitem__)
            counts = {cell.value: cell.count for cell in table.cells}
            parts = [
                charts.Panel(
                    self.report.label(table.breakdown[0], group),
                    tuple(charts.Bar(self.report.label("outcome", code), counts.get((group, code), 0)) for code in codes),
                )
                for group in groups
            ]
            says = f"A bar for each outcome, with its number; side by side: {'; '.join(part.title for part in parts)}."
            beside = [self._table(measure, breakdown)]
            yield from self._figure(f"outcomes-{key}", title, says, functools.partial(charts.panels, parts=parts), beside)

    def _spreads(self, measure: str) -> list[Spread]:
        found = [spread for unit in UNITS for spread in self.report.spreads if (spread.measure, spread.unit) == (measure, unit)]
        return [spread for spread in found if self.threshold is None or self.report.shows(spread, self.threshold)]

    def _days(self) -> Iterator[str]:
        spreads = [
            spread for spread in self._spreads("days-to-answer") if spread.unit == WORKING_DAYS and spread.breakdown == ("stage",)
        ]
        parts = [
            charts.Days(
                self.report.label("stage", spread.value[0]),
                () if self.threshold is not None else spread.counts,
                float(spread.mean or 0),
                float(spread.median or 0),
                float(spread.percentile_90 or 0),
            )
            for spread in spreads
        ]
        if parts:
            title = "Days to answer, in working days, by stage"
            figures = "; ".join(
                f"{part.title}: median {part.median:g}, 90th percentile {part.percentile_90:g}, mean {one_place(spread.mean)}"
                for part, spread in zip(parts, spreads, strict=True)
            )
            unit = _UNITS[WORKING_DAYS]
            draw, beside = charts.middles, []
            if self.threshold is None:
                draw, beside = charts.spreads, [_days_table(parts)]
            yield from self._figure("days", title, f"{figures}.", functools.partial(draw, parts=parts, unit=unit), beside)
        for measure in SPREADS.values():
            yield f"<h3>{escaped(measure.title)}</h3>"
            yield f'<p class="note">{escaped(sentence(measure.note))}</p>'
            spreads = self._spreads(measure.key)
            if not spreads:
                yield "<p>None.</p>" if self.threshold is None else "<p>None that may be shown.</p>"
                continue
            heads = ["Of", "Cases", "Mean", "Median", "90th percentile", *(["Longest"] if self.threshold is None else [])]
            bodies = [
                body_of(map(self._days_row, group), _UNITS[unit].capitalize(), len(heads))
                for unit, group in itertools.groupby(spreads, key=lambda spread: spread.unit)
            ]
            yield html_table(measure.title, heads, bodies, numbers=len(heads) - 1, wide=True)

    def _days_row(self, spread: Spread) -> str:
        of = ", ".join(self.report.label(key, code) for key, code in zip(spread.breakdown, spread.value, strict=True)) or "All"
        cells = [of, str(spread.cases), one_place(spread.mean), one_place(spread.median), str(spread.percentile_90)]
        return row_of([*cells, str(spread.longest)] if self.threshold is None else cells)

    def _timeliness(self) -> Iterator[str]:
        table = self.table("duties", "standing/timeliness")
        shown = {cell.value: cell.count for cell in table.cells}
        if not table.cells:
            return
        beside = [self._table("duties", "standing/timeliness")]
        if None in shown.values():
            yield "<p>No chart is drawn of duties in time and late: some of the counts are hidden.</p>"
            yield from beside
            return
        parts = [
            charts.Panel(
                standing.label,
                tuple(charts.Bar(label, sum(shown.get((standing, code)) or 0 for code in codes)) for label, codes in GROUPS),
            )
            for standing in Standing
            if any(shown.get((standing, code)) for code in Timeliness)
        ]
        says = ". ".join(f"{part.title}: " + ", ".join(f"{bar.label.lower()} {bar.count}" for bar in part.bars) for part in parts)
        draw = functools.partial(charts.stacks, parts=parts)
        yield from self._figure("timeliness", "Duties in time and late, by kind of rule", f"{says}.", draw, beside)

    def _compared(self, comparison: Comparison) -> Iterator[str]:
        before, end = (day_of(dt.date.fromisoformat(day)) for day in comparison.before)
        yield f"<p>Before: {before} to {end}. {escaped(sentence(str(comparison.tolerance)))}</p>"
        counts = [comparison.find(measure, figure=Figure.COUNT) for measure in YEAR_ON_YEAR]
        for key, title, changes in (
            ("counts", "Numbers, before and now", counts),
            ("shares", "Shares, before and now", self._shares(comparison)),
        ):
            if not changes:
                continue
            pairs = [self._pair(change) for change in changes]
            says = "Two bars for each figure. " + "; ".join(f"{pair.label}: {pair.says[0]}, now {pair.says[1]}" for pair in pairs)
            draw = functools.partial(charts.pairs, figures=pairs, names=("before", "now"))
            beside = [self._changes(title, ((self._name(change), change) for change in changes))]
            yield from self._figure(f"year-{key}", title, f"{says}.", draw, beside)
        rest = [
            change
            for change in comparison.changes
            if len(change.breakdown) <= 1 and any(share.numerator != 0 for share in change.counts)
        ]
        wholes = [change for change in rest if not change.breakdown and change.measure not in {"read", "feedback-read"}]
        parts = [change for change in rest if change.breakdown and change.figure is not Figure.MEDIAN]
        yield self._changes("Wholes, before and now", ((self._name(change), change) for change in wholes), wide=True)
        yield '<div class="tables">'
        for (measure, (dimension,), unit), group in itertools.groupby(
            parts, key=lambda change: (change.measure, change.breakdown, change.unit)
        ):
            caption = f"{(MEASURES | SPREADS)[measure].title}, by {DIMENSIONS[dimension].title.lower()}"
            named = ((self.report.label(dimension, change.value[0]), change) for change in group)
            yield self._changes(f"{caption}: mean, {_UNITS[unit]}" if unit else caption, named)
        yield "</div>"

    def _shares(self, comparison: Comparison) -> list[Change]:
        found = (
            change
            for measure, breakdown, value in SHARES
            for change in comparison.changes
            if (change.measure, "/".join(change.breakdown), change.value) == (measure, breakdown, value)
        )
        # Where there was nothing to take a share of, before or now, the figure is a count.
        return [change for change in found if change.figure is Figure.SHARE]

    def _name(self, change: Change) -> str:
        """What a compared figure is called; where it is the share of a whole, with what it is a share of."""
        of = MEASURES[change.measure].of if change.figure is Figure.SHARE else None
        title = change_title(self.report, change)
        return title if change.breakdown or of is None else f"{title}, of {lower(MEASURES[of].title)}"

    def _pair(self, change: Change) -> charts.Pair:
        numbers = [None if number is None else float(number) for number in (change.before, change.now)]
        if change.figure is Figure.SHARE:
            numbers = [None if number is None else 100 * number for number in numbers]
        sign = " %" if change.figure is Figure.SHARE else ""
        says = [HIDDEN if number is None else f"{change.shown(number)}{sign}" for number in (change.before, change.now)]
        return charts.Pair(self._name(change), numbers[0], numbers[1], (says[0], says[1]))

    def _changes(self, caption: str, changes: Iterable[tuple[str, Change]], *, wide: bool = False) -> str:
        rows = [
            row_of(
                [name, change_words(change, 0), change_words(change, 1), change.verdict.label.replace(" ", NBSP)],
                words=3,
            )
            for name, change in changes
        ]
        return html_table(caption, ["Figure", "Before", "Now", "Verdict"], [body_of(rows)], numbers=0, wide=wide)

    def _remedies(self, measure: str) -> Iterator[str]:
        """What of the actions or the recommendations was overdue at the end, and their money."""
        title, overdue, day = overdue_of(self.report)[measure]
        if overdue and self.threshold is None:
            rows = [
                row_of(
                    [late.reference or "", self.report.label("action", late.action), late.owner or "", day_of(late.due)],
                    words=3,
                )
                for late in overdue
            ]
            yield f"<h3>{title} at the end</h3>"
            yield html_table(title, ["Case", "Action", "Owner", day], [body_of(rows)], numbers=0, wide=True)
        total = self.report.money_of(measure)
        if total.count and (self.threshold is None or self.report.shows_money(total, self.threshold)):
            yield f"<p>{MONEY}: £{total.pounds:,} ({total.count}).</p>"

    def _contents(self) -> Iterator[str]:
        yield "<p>What the rules of each procedure want in a report or a record, and whether this report has it.</p>"
        for cell in self.report.table("received", "procedure").cells:
            key = cell.value[0]
            try:
                contents = self.report.statutory_contents(key, rulebook=self.rulebook)
            except UnknownKeyError:
                yield f"<h3>{escaped(self.report.label('procedure', key))}</h3>"
                yield "<p>This procedure is not in the rulebook.</p>"
                continue
            yield f"<h3>{escaped(self.report.label('procedure', key))}</h3>"
            if not contents:
                yield "<p>Its rules ask for none.</p>"
                continue
            rows = [
                row_of(
                    [
                        each.content.says,
                        str(each.cite),
                        "Yes" if each.given else "No",
                        # What is missing is said with counts, which are not for publication.
                        each.why if self.threshold is None else each.content.beside,
                    ],
                    words=3,
                )
                for each in contents
            ]
            heads = ["What is wanted", "Provision", "In this report", "What is missing, or who has it"]
            yield html_table("What a report or a record must hold", heads, [body_of(rows)], numbers=0, wide=True)


def _days_table(parts: list[charts.Days]) -> str:
    """What the chart of days draws, as numbers."""
    found = charts.classes(parts)
    columns = [charts.in_classes(part, found) for part in parts]
    rows = [
        row_of([f"{each.start} to {each[-1]}", *(str(column[place]) for column in columns)]) for place, each in enumerate(found)
    ]
    return html_table(
        "Answers, by working days", ["Working days", *(part.title for part in parts)], [body_of(rows)], numbers=len(parts)
    )
