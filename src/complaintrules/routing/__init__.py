"""Which procedure a complaint belongs to, and whether it may be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.routing._triage import OpenDecision, Part, Triage, triage

__all__ = ["OpenDecision", "Part", "Triage", "triage"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_triage")


def __dir__() -> list[str]:
    return __all__
