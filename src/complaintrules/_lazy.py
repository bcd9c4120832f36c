"""How a package gives its public names: the module that has one is loaded when it is first asked for.

A package that imported its modules at once would tie them in a circle of locks: of two threads that import it and a module of it
at the same moment, one could be given a module half made.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def lazily(package: str, *modules: str, also: tuple[str, ...] = ()) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package, whose public names are those of its ``__all__``.

    Args:
        package: The full name of the package.
        modules: The names of the modules in it that have them; the first that has one gives it.
        also: Names that are not public, and that pickles name here.
    """

    def given(name: str) -> Any:
        asked = sys.modules[package]
        if name not in asked.__all__ and name not in also:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name)
        loaded = (importlib.import_module(f"{package}.{module}") for module in modules)
        value = next(getattr(module, name) for module in loaded if hasattr(module, name))
        setattr(asked, name, value)
        return value

    return given
