"""What every module asks of a value before it uses it: whether it is a day, a string that says something, a member, one or many.

A string that names something, such as a reference or a team, has no blanks around it: "B " and "B" would be two.

A string that is recorded says something. A blank one would count as recorded where nothing is. Two cases with a blank reference
would share it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from typing import Any, Final

from complaintrules._plain_days import is_day
from complaintrules.errors import UnknownKeyError, WrongTypeError, WrongValueError

PLAIN_DAY: Final = "a datetime.date without a time of day"
MISSING: Final = frozenset({"NaTType", "NAType"})
"""What pandas calls missing, told by the names of the classes: not everybody has pandas."""


def check_day(argument: str, value: object) -> None:
    """Refuse what is not a plain date.

    Raises:
        WrongTypeError: It is a string, a number, a date with a time of day, or anything else; where there is a way to make a
            date of it, the error names it.
    """
    if not is_day(value):
        raise WrongTypeError(argument, value, PLAIN_DAY, day_from(value))


def day_from(value: object) -> str:
    """How to make a plain date of something; empty where no way is known."""
    class_name = type(value).__name__
    if class_name in MISSING:
        return "it stands for a missing date: give None, or leave it out"
    if isinstance(value, dt.datetime):
        return (
            "its .date() is a plain date" if value.tzinfo is None else "complaintrules.receipt_day says which day it belongs to"
        )
    if class_name == "datetime64":
        return "its .astype('datetime64[D]').item() is a plain date"
    if isinstance(value, str):
        return "datetime.date.fromisoformat reads one written as 2026-11-23"
    return ""


def check_whole_number(argument: str, value: object, wanted: str = "a whole number") -> None:
    """Refuse what is not a whole number; a bool is not one.

    Raises:
        WrongTypeError: It is anything else.
    """
    if type(value) is not int:
        raise WrongTypeError(argument, value, wanted)


def check_count(n: object) -> None:
    """Refuse what is not a number of working days to count, and 0.

    Raises:
        WrongTypeError: It is not a whole number.
        WrongValueError: It is 0: the first working day after a day has the number 1, the first before it -1.
    """
    check_whole_number("n", n, "a whole number of working days")
    if not n:
        why = "no working day has this number; call next_working_day for the first after, is_working_day for the day itself"
        raise WrongValueError("n", n, why)


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


def check_keys(argument: str, *values: object) -> None:
    """Refuse what is not a string, where a key or a code is looked up; an unknown one is for the look-up to refuse.

    Raises:
        WrongTypeError: One of them is not a string.
    """
    for value in values:
        if not isinstance(value, str):
            raise WrongTypeError(argument, value, "a string")


def check_name(argument: str, value: object) -> None:
    """Refuse what is not a string, a blank one, and one with blanks around it.

    Raises:
        WrongTypeError: It is not a string.
        WrongValueError: It is blank, or has blanks around it.
    """
    check_string(argument, value)
    name = str(value)
    if name != name.strip():
        raise WrongValueError(argument, value, f"has blanks around it; give {name.strip()!r}")


def check_member(argument: str, value: object, vocabulary: type[enum.Enum], wanted: str = "") -> None:
    """Refuse what is not a member of a vocabulary.

    Args:
        argument: Where it was given.
        value: What was given.
        vocabulary: The vocabulary.
        wanted: What belongs there, if not any member of it.

    Raises:
        WrongTypeError: It is anything else. For a string, the error names the member that it stands for.
    """
    if type(value) is not vocabulary:
        any_member = f"a member of {vocabulary.__name__}, such as {vocabulary.__name__}.{next(iter(vocabulary)).name}"
        raise WrongTypeError(argument, value, wanted or any_member, member_from(vocabulary, value))


def member_from(vocabulary: type[enum.Enum], value: object) -> str:
    """Which member a string stands for, or which come near; empty for what is not a string."""
    if not isinstance(value, str):
        return ""
    read: Any = getattr(vocabulary, "from_label", vocabulary)
    try:
        return f"give {vocabulary.__name__}.{read(str(value)).name}"
    except (UnknownKeyError, WrongValueError) as error:
        return str(error)


def check_tuple(argument: str, values: object, wanted: str = "a list or tuple") -> tuple[Any, ...]:
    """The values, if they are in a tuple; a single value is refused.

    Raises:
        WrongTypeError: It is not a tuple.
    """
    if type(values) is not tuple:
        raise WrongTypeError(argument, values, wanted, "" if values is None else "put it in a list")
    return values


def check_several(argument: str, values: object, cls: type[Any], load: str) -> None:
    """Refuse a single value where several belong, and what does not give one value after another.

    Args:
        argument: Where it was given.
        values: What was given.
        cls: The class of each of them.
        load: What reads them from a file, or from data.

    Raises:
        WrongTypeError: It is a single one of them, a string, or does not give one after another.
    """
    wanted = f"a list, or anything else that gives one {cls.__name__} after another"
    if isinstance(values, cls):
        raise WrongTypeError(argument, values, wanted, "put it in a list")
    if isinstance(values, (str, bytes, dict)):
        raise WrongTypeError(argument, values, wanted, f"complaintrules.{load}")
    if not isinstance(values, Iterable):
        raise WrongTypeError(argument, values, wanted)
