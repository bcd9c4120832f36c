"""The rulebook: one file an instrument, and the registry that finds the version in force on a day."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.procedures._policy_registry import get_policy, policies
    from complaintrules.procedures._registry import RULEBOOK, Rulebook, get_procedure, procedures

__all__ = ["RULEBOOK", "Rulebook", "get_policy", "get_procedure", "policies", "procedures"]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_registry", "_policy_registry")


def __dir__() -> list[str]:
    return __all__


class _Callable(types.ModuleType):
    """Lets ``complaintrules.procedures()`` be the function, although loading this package puts the package in its place."""

    def __call__(self) -> tuple[str, ...]:
        return self.procedures()  # type: ignore[no-any-return]  # of the package


sys.modules[__name__].__class__ = _Callable
