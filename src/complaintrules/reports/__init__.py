"""The figures of a period: counting them, comparing them, hiding small ones, and putting them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._doors import door

if TYPE_CHECKING:
    from complaintrules.reports._report import Problem, ProblemKind, Report, RequiredContent, completeness, report

__all__ = ["Problem", "ProblemKind", "Report", "RequiredContent", "completeness", "report"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = door(__name__, "_report")
