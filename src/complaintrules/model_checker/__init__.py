"""Everything that can happen under a procedure, and what is wrong with its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.model_checker._checker import FaultKind, ModelFault, ModelReport, check_model

__all__ = ["FaultKind", "ModelFault", "ModelReport", "check_model"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_checker")


def __dir__() -> list[str]:
    return __all__
