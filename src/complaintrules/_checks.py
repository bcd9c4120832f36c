"""What every room asks of a value before it uses it: whether it is a day, and whether a string says something.

A day is a `datetime.date` without a time of day. Python takes every date-time for a date, and which day a moment belongs to
is a question of time zones; so a date-time is refused, whatever library made its class. Any other date is a date: a library
that stops the clock for tests puts a class of its own in the place of `datetime.date`, and dates made before it did so are
dates still.

A string that is recorded says something. A blank one would count as recorded where nothing is, and what has no reference would
share one with everything else that has none.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, TypeGuard

from complaintrules.errors import WrongTypeError, WrongValueError

PLAIN_DAY: Final = "a datetime.date without a time of day"
MISSING: Final = frozenset({"NaTType", "NAType"})
"""What pandas calls missing, told by the names of the classes: not everybody has pandas."""


def is_day(value: object) -> TypeGuard[dt.date]:
    """Whether a value is a plain date."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def is_day_type(hint: Any) -> bool:
    """Whether an annotation stands for plain dates."""
    return isinstance(hint, type) and issubclass(hint, dt.date) and not issubclass(hint, dt.datetime)


def check_day(argument: str, value: object) -> None:
    """Refuse what is not a plain date.

    Raises:
        WrongTypeError: It is a string, a number, a date with a time of day, or anything else; where there is a way to make a
            date of it, the error names it.
    """
    if not is_day(value):
        raise WrongTypeError(argument, value, PLAIN_DAY, day_from(value))


def day_from(value: object) -> str:
    """How to make a plain date of something; empty where nothing is known that would."""
    kind = type(value).__name__
    if kind in MISSING:
        return "it stands for a missing date: give None, or leave it out"
    if isinstance(value, dt.datetime):
        return (
            "its .date() is a plain date" if value.tzinfo is None else "complaintrules.receipt_day says which day it belongs to"
        )
    if kind == "datetime64":
        return "its .astype('datetime64[D]').item() is a plain date"
    if isinstance(value, str):
        return "datetime.date.fromisoformat reads one written as 2026-11-23"
    return ""


def check_string(argument: str, value: object) -> None:
    """Refuse what is not a string, and a blank one.

    Raises:
        WrongTypeError: It is not a string.
        WrongValueError: It holds nothing but spaces, or nothing at all.
    """
    if type(value) is not str:
        raise WrongTypeError(argument, value, "a string")
    if not value.strip():
        raise WrongValueError(argument, value, "is blank; leave it out where there is nothing to say")
