"""The command line: the only package that reads the clock, files or the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.cli._main import main

__all__ = ["main"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_main")


def __dir__() -> list[str]:
    return __all__
