"""Pickles of earlier releases: a field that a class has gained since then has its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

_T = TypeVar("_T")


def reads_older(cls: type[_T], *, known: Callable[[Any, dict[str, Any]], None] | None = None) -> type[_T]:
    """For a slotted class that has gained fields: in a pickle made before a field was there, the field has its default.

    Args:
        cls: The class.
        known: Called with the value and what its pickle holds; it sets what can be told of a field that the pickle lacks.
    """
    has_fields: Any = cls
    defaults = {
        field.name: field.default for field in attrs.fields(has_fields) if field.init and field.default is not attrs.NOTHING
    }
    as_pickled = has_fields.__setstate__

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807 - it takes the place of the one attrs makes
        as_pickled(self, defaults | state)
        if known is not None:
            known(self, state)

    has_fields.__setstate__ = __setstate__
    return cls
