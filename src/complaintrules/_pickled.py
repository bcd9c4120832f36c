"""Pickles of earlier releases: what a class has gained since stands at its default."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

_T = TypeVar("_T")


def reads_older(kind: type[_T]) -> type[_T]:
    """For a slotted class that gained fields: a pickle made before them is read as if nothing had been said of them."""
    has_fields: Any = kind
    defaults = {
        field.name: field.default for field in attrs.fields(has_fields) if field.init and field.default is not attrs.NOTHING
    }
    as_pickled = has_fields.__setstate__

    def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807 - it takes the place of the one attrs makes
        as_pickled(self, defaults | state)

    has_fields.__setstate__ = __setstate__
    return kind
