"""The doors of the wings: a wing's name gives its public names, and loads the room behind it when one is first asked for.

A wing that imported its rooms at once would tie them in a circle of locks: of two threads that import a wing and a room of it
at the same moment, one could be given a room half made.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def door(wing: str, *rooms: str, also: tuple[str, ...] = ()) -> Callable[[str], Any]:
    """The ``__getattr__`` of a wing, whose public names are those of its ``__all__``.

    Args:
        wing: The full name of the wing.
        rooms: The names of the modules in it that have them; the first that has one gives it.
        also: Names that are not public, and that pickles name here.
    """

    def given(name: str) -> Any:
        module = sys.modules[wing]
        if name not in module.__all__ and name not in also:
            raise AttributeError(f"module {wing!r} has no attribute {name!r}", name=name)
        loaded = (importlib.import_module(f"{wing}.{room}") for room in rooms)
        value = next(getattr(room, name) for room in loaded if hasattr(room, name))
        setattr(module, name, value)
        return value

    return given
