"""Reports of a period: counting the cases, comparing the figures, hiding small ones, and putting them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.reports._make_report import completeness, report
    from complaintrules.reports._problems import Problem, ProblemKind
    from complaintrules.reports._report import Report
    from complaintrules.reports._required_contents import RequiredContent

__all__ = ["Problem", "ProblemKind", "Report", "RequiredContent", "completeness", "report"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_problems", "_required_contents", "_report", "_make_report")


def __dir__() -> list[str]:
    return __all__
