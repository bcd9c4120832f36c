"""All procedures side by side, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules import compare
from complaintrules.rules.law import Certainty

from .certainty import owner_of
from .markdown import linked, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.procedures.comparison import ComparedLimit, ComparisonRow


def short() -> Iterator[str]:
    """What a manager asks first: how long for each act, at each stage."""
    yield from table(
        ("procedure", "stage", "acknowledge", "answer", "extended", "force"),
        (
            (
                row.title,
                _stage(row),
                _times(row.acknowledgements),
                _times(row.answers),
                "; ".join(dict.fromkeys(_extended(limit) for limit in row.answers if limit.extension)) or "no",
                ", ".join(dict.fromkeys(plain(force.value) for force in row.forces)),
            )
            for row in compare()
        ),
        name="wide",
    )


def whole() -> Iterator[str]:
    """Each time limit of the comparison with its clock, its extension and its provision."""
    yield from table(
        ("procedure", "stage", "who must do what", "how long", "from when", "extension", "force", "sure", "provision"),
        (
            (
                row.title,
                _stage(row),
                f"{limit.who.words}: [{limit.title}](#{owner_of(row.procedure)}-{limit.key})",
                limit.time,
                limit.counted_from,
                limit.extension or "no",
                plain(limit.force.value),
                limit.certainty.value,
                "; ".join(linked(cite) for cite in (limit.cite, *limit.see)),
            )
            for row in compare()
            for limit in row.limits
        ),
        name="wide",
    )


def _stage(row: ComparisonRow) -> str:
    return "the only one" if row.stages == 1 else f"{row.stage} of {row.stages}"


def _times(limits: tuple[ComparedLimit, ...]) -> str:
    """How long for each; where several are bound, who they are."""
    several = len({limit.who for limit in limits}) > 1
    said = (f"{limit.who.words} {_time(limit)}" if several else _time(limit) for limit in limits)
    return "; ".join(said) or "no time is set"


def _time(limit: ComparedLimit) -> str:
    """How long, short, with a word where the text was not read."""
    mark = "" if limit.certainty is Certainty.TEXT else f" ({limit.certainty.value})"
    return f"{limit.time.partition(',')[0]}{mark}"


def _extended(limit: ComparedLimit) -> str:
    return (limit.extension or "").partition(" (")[0]
