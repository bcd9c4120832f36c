"""Pickles of earlier releases: what a class has gained since stands at its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

_T = TypeVar("_T")


def reads_older(kind: type[_T], *, known: Callable[[Any, dict[str, Any]], None] | None = None) -> type[_T]:
    """For a slotted class that gained fields: a pickle made before them is read as if nothing had been said of them.

    Args:
        kind: The class.
        known: Sets what is known all the same of a value from before a field, from what its pickle lacks.
    """
    has_fields: Any = kind
    defaults = {
        field.name: field.default for field in attrs.fields(has_fields) if field.init and field.default is not attrs.NOTHING
    }
    as_pickled = has_fields.__setstate__

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807 - it takes the place of the one attrs makes
        as_pickled(self, defaults | state)
        if known is not None:
            known(self, state)

    has_fields.__setstate__ = __setstate__
    return kind
