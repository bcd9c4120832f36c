"""How ``procedures --compare`` prints: procedures side by side, a row for each stage."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from complaintrules.cli.terminal import HEADING, QUIET, TITLE
from complaintrules.procedures.comparison import compare
from complaintrules.rules.law import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.cli.terminal import Page
    from complaintrules.procedures.comparison import ComparedLimit, ComparisonRow


def compared_json() -> list[dict[str, Any]]:
    """Every stage of every procedure."""
    return [
        {
            "procedure": row.procedure,
            "version": row.version,
            "title": row.title,
            "stage": row.stage,
            "stages": row.stages,
            "bound": [party.value for party in row.bound],
            "acknowledgements": [_limit_json(limit) for limit in row.acknowledgements],
            "answers": [_limit_json(limit) for limit in row.answers],
        }
        for row in compare()
    ]


def _limit_json(limit: ComparedLimit) -> dict[str, Any]:
    return {
        "limit": limit.key,
        "title": limit.title,
        "party": limit.who.value,
        "time": limit.time,
        "counted_from": limit.counted_from,
        "extension": limit.extension,
        "force": limit.force.value,
        "certainty": limit.certainty.value,
        "cite": str(limit.cite),
    }


def print_compared(page: Page) -> None:
    """The same, for people: a table, then each stage in words."""
    rows = compare()
    page.text("Procedures side by side", style=HEADING)
    page.blank()
    page.row("Procedure and stage", *_cells("Acknowledge", "Answer", "Extended"), style=HEADING)
    for procedure, stages in itertools.groupby(rows, key=lambda row: row.procedure):
        page.text(procedure, style=TITLE)
        for row in stages:
            for place, (acknowledgement, answer) in enumerate(_pairs(row)):
                page.row("" if place else _stage(row).removeprefix(", "), *_cells(*_times(acknowledgement, answer)), indent=2)
    page.text("wd: working days. The lines below say what each is counted from.", style=QUIET)
    for row in rows:
        page.blank()
        page.text(f"{row.title}{_stage(row)}", style=TITLE)
        for heading, limits in (("Acknowledge", row.acknowledgements), ("Answer", row.answers)):
            for limit in limits:
                page.text(f"{heading}: {_limit_words(limit)}.", indent=2)
            if not limits:
                page.text(f"{heading}: no time is set.", indent=2)


def _cells(*words: str) -> tuple[tuple[str, int], ...]:
    return tuple((each, 12) for each in words)


def _pairs(row: ComparisonRow) -> Iterator[tuple[ComparedLimit | None, ComparedLimit | None]]:
    if not row.limits:
        yield None, None
    yield from itertools.zip_longest(row.acknowledgements, row.answers)


def _times(acknowledgement: ComparedLimit | None, answer: ComparedLimit | None) -> tuple[str, str, str]:
    extension = "" if answer is None or answer.extension is None else answer.extension.partition(" (")[0]
    return (
        _short(acknowledgement.time) if acknowledgement else "-",
        _short(answer.time) if answer else "-",
        _short(extension.removeprefix("to ")),
    )


def _short(time: str) -> str:
    """A time as a narrow column has it: ``10 wd``."""
    words = time.removeprefix("within ").partition(" beginning")[0].partition(",")[0]
    for long, short in (("working days", "wd"), ("calendar days", "days"), ("as soon as possible", "soon"), ("by the ", "")):
        words = words.replace(long, short)
    return words.removeprefix("by ")


def _stage(row: ComparisonRow) -> str:
    return "" if row.stage is None else f", stage {row.stage} of {row.stages}"


def _limit_words(limit: ComparedLimit) -> str:
    extended = f"; may be extended {limit.extension}" if limit.extension else ""
    sources = f"({cited((limit.cite, *limit.see))}; {limit.force.value.replace('-', ' ')}; {limit.certainty.value})"
    return f"{limit.who.words} {limit.force.wording} do so {limit.time}, starting {limit.counted_from}{extended} {sources}"
