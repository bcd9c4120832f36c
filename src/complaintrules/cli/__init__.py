"""The command line: the only wing that reads the clock, files or the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._doors import door

if TYPE_CHECKING:
    from complaintrules.cli._main import main

__all__ = ["main"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = door(__name__, "_main")
