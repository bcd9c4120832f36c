"""An annual report that a council could publish, filled from its figures.

The words stand in ``annual_report_template.txt``; change them there. What is in square brackets only people can write. The
order is that of Getting the Best from Complaints, chapter 5.

``python3 docs/examples/annual_report.py report.json [before.json]`` takes what ``complaintrules report --format json`` wrote;
without files, it shows the report of the invented cases of ``shropshire_2016_17.py``.
"""

from __future__ import annotations

import json
import runpy
import string
import sys
from pathlib import Path
from typing import Final

import attrs

import complaintrules as cr
from complaintrules.reports.figures import HIDDEN, rounded

FOLDER: Final = Path(__file__).parent
TEMPLATE: Final = FOLDER / "annual_report_template.txt"
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@attrs.frozen
class Published:
    """A report as it may be published: every figure comes from a table in which small counts are hidden."""

    report: cr.Report
    threshold: int

    def share(self, measure: str, breakdown: str = "", *value: str) -> str:
        """A part of a measure with its share: ``20 of 87 (23 %)``."""
        share = self._table(measure, breakdown).share(*value)
        return HIDDEN if share.numerator is None else str(share)

    def count(self, measure: str, breakdown: str = "", *value: str) -> str:
        """A count."""
        found = self._table(measure, breakdown).count(*value)
        return HIDDEN if found is None else str(found)

    def whole(self, measure: str, of: str) -> str:
        """A whole measure as a share of another."""
        share = cr.Share(self._table(measure, "").total, self._table(of, "").total)
        return HIDDEN if share.numerator is None else str(share)

    def table(self, measure: str, breakdown: str) -> str:
        """A table in Markdown, without its empty parts."""
        table = self._table(measure, breakdown)
        if not any(cell.count != 0 for cell in table.cells):
            return "None."
        if all(cell.count is None for cell in table.cells):
            return f"{cr.MEASURES[measure].title}: hidden, because too few of them could be told apart."
        heads = [cr.DIMENSIONS[key].title for key in table.breakdown]
        lines = [f"| {' | '.join(heads)} | {cr.MEASURES[measure].unit.capitalize()} |", f"|{' --- |' * len(heads)} ---: |"]
        for cell in table.cells:
            if cell.count != 0:
                labels = (self.report.label(key, code) for key, code in zip(table.breakdown, cell.value, strict=True))
                share = table.share(*cell.value)
                words = str(share) if share.exact is not None else self.count(measure, breakdown, *cell.value)
                lines.append(f"| {' | '.join(map(_plain, labels))} | {words} |")
        return "\n".join(lines)

    def days(self, figure: str) -> str:
        """The mean, the median or the 90th percentile of the working days that stage 1 took."""
        spread = self.report.spread("days-to-answer", "working-days", "stage", "1")
        number = {"mean": spread.mean, "median": spread.median, "ninety": spread.percentile_90}[figure]
        if number is None or not self.report.shows(spread, self.threshold):
            return HIDDEN
        return str(number) if isinstance(number, int) else str(rounded(number, 1))

    def _table(self, measure: str, breakdown: str) -> cr.Table:
        return self.report.table(measure, breakdown).suppress(self.threshold)


def annual_report(report: cr.Report, previous: cr.Report | None = None, *, title: str, threshold: int = 5) -> str:
    """The annual report, as Markdown."""
    shown = Published(report, threshold)
    template = string.Template(TEMPLATE.read_text(encoding="utf-8"))
    return template.substitute(
        title=title,
        period=f"{_day(report.start)} to {_day(report.end)}",
        below=threshold - 1,
        feedback=shown.count("feedback"),
        complaints=shown.share("feedback", "feedback-type", "complaint"),
        statutory=shown.count("received", "type", "statutory-children"),
        corporate=shown.count("received", "type", "corporate"),
        closed=shown.count("cohort-closed"),
        upheld=shown.share("cohort-closed", "outcome", "upheld"),
        partly=shown.share("cohort-closed", "outcome", "partly-upheld"),
        not_upheld=shown.share("cohort-closed", "outcome", "not-upheld"),
        beyond=shown.count("beyond-stage-1"),
        ombudsman=shown.count("ombudsman-referred"),
        mean=shown.days("mean"),
        median=shown.days("median"),
        ninety=shown.days("ninety"),
        breaches=shown.whole("compliance-breaches", "compliance-duties"),
        recorded=shown.share("received", "recorded", "yes"),
        compared=_compared(report, previous, threshold),
        completeness=shown.table("completeness", "detail/recorded"),
        kinds=shown.table("feedback", "feedback-type"),
        reasons=shown.table("received", "reason"),
        people=shown.table("received", "complainant"),
        concerning=shown.table("received", "concerning"),
        advocates=shown.share("received", "advocacy", "appointed"),
        stages=shown.table("stage-opened", "stage"),
        outcomes=shown.table("answered", "stage/outcome"),
        answers=shown.table("answers-due", "stage/timeliness"),
        learning=shown.table("learning", "learning"),
        actions=shown.table("actions", "action"),
        overdue=shown.count("actions-overdue"),
    )


def _compared(report: cr.Report, previous: cr.Report | None, threshold: int) -> str:
    """The year before, for the figures of the summary."""
    if previous is None:
        return "There is no year before to compare with."
    compared = report.compare(previous, threshold=threshold)
    lines = [f"Compared with the year before ({compared.tolerance}):", ""]
    for name, change in (
        ("complaints", compared.find("received")),
        ("upheld, of those closed", compared.find("cohort-closed", "outcome", "upheld")),
        ("beyond stage 1", compared.find("beyond-stage-1")),
        (
            "mean working days at stage 1",
            compared.find("days-to-answer", "stage", "1", figure=cr.Figure.MEAN, unit="working-days"),
        ),
        ("learning or action recorded", compared.find("received", "recorded", "yes")),
    ):
        is_share = change.figure is cr.Figure.SHARE
        was, now = (
            HIDDEN if number is None else str(share if is_share else change.shown(number))
            for number, share in zip((change.before, change.now), change.counts, strict=True)
        )
        lines.append(f"- {name}: {was}, now {now}: {change.verdict.label.lower()}")
    return "\n".join(lines)


def _day(day: object) -> str:
    year, month, number = str(day).split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def _plain(words: str) -> str:
    """A council's own words, so that none of them ends a cell."""
    return " ".join(words.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())


def main(arguments: list[str]) -> None:
    """Print the annual report."""
    if arguments:
        reports = [cr.Report.from_dict(json.loads(Path(name).read_text(encoding="utf-8"))) for name in arguments]
    else:
        figures = runpy.run_path(str(FOLDER / "shropshire_2016_17.py"))["make_figures"]()
        reports = [figures.now, figures.before]
    previous = reports[1] if len(reports) > 1 else None
    sys.stdout.write(annual_report(reports[0], previous, title="Complaints about children's services"))


if __name__ == "__main__":
    main(sys.argv[1:])
