"""Closed lists of codes. Asked for a code that it does not have, a list names the nearest.

A member that every event or deadline asks for has a name of its own in the module that asks: the way through the class takes
some 15 times as long on Python 3.11, 3.12 and 3.13 alike, because it names the nearest (through a plain enum 18, 3.9 and 3.7).
"""

from __future__ import annotations

import difflib
import enum
from typing import TYPE_CHECKING, Never

from complaintrules.errors import WrongValueError, alternatives


class _Named(enum.EnumMeta):
    """The class of the classes below: asked for a member that is not there, it names the nearest."""

    if not TYPE_CHECKING:  # a type checker would take any name for granted

        def __getattr__(cls, name: str) -> Never:
            """Refuse a member that is not there, with those that look most like it."""
            # Members in capitals; what begins with an underscore is asked for by Python itself.
            close = [] if name.startswith("_") else difflib.get_close_matches(name.upper(), cls.__members__, n=3, cutoff=0.5)
            meant = f"; did you mean {' or '.join(close)}?" if close else ""
            raise AttributeError(f"{cls.__name__} has no member {name!r}{meant}", name=name)


class Codes(enum.StrEnum, metaclass=_Named):
    """A closed list of codes: each member is its code."""

    @classmethod
    def _missing_(cls, value: object) -> Never:
        """Refuse a code that is not there, with those that look most like it."""
        known = [member.value for member in cls]
        why = f"it has no such code; {alternatives(value, known)}" if isinstance(value, str) else "its codes are strings"
        raise WrongValueError(cls.__name__, value, why)
