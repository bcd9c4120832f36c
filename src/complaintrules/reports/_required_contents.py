"""What the rules of a procedure want in a report or a record, held against what a report has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from complaintrules.reports._dimensions import DIMENSIONS, JOINT, NOT_RECORDED
from complaintrules.rules.law import Citation
from complaintrules.rules.terms import ReportContent, Requirement

if TYPE_CHECKING:
    from complaintrules.reports._period_figures import PeriodFigures


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


def required(figures: PeriodFigures, requirement: Requirement, content: ReportContent) -> RequiredContent:
    """Whether a report has what a rule wants in it, or why not."""
    gaps = [content.beside] if content.beside else []
    for figure in content.figures:
        measure, _, breakdown = figure.partition(JOINT)
        if breakdown and DIMENSIONS[breakdown.split(JOINT)[-1]].optional:
            table = figures.table(measure, breakdown)
            missing = sum(cell.count or 0 for cell in table.cells if cell.value[-1] == NOT_RECORDED)
            if missing:
                title = DIMENSIONS[breakdown.split(JOINT)[-1]].title.lower()
                gaps.append(f"{title} is not recorded for {missing} of {table.total}")
    return RequiredContent(requirement, content, given=bool(content.figures), why="; ".join(dict.fromkeys(gaps)))
