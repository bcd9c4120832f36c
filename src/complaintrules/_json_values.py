"""Our values to JSON's and back, strictly: the hooks that this library gives to cattrs, and its complaints in plain words.

A bool, a whole number, a string, a date (``YYYY-MM-DD``) and a code count only as themselves; an object holds the keys of its
class and no others. `read` gives every fault of an object, each with its path.
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import functools
import json
import re
import threading
import typing
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

import attrs
from cattrs import Converter
from cattrs.errors import (
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from complaintrules._plain_days import is_day_type
from complaintrules.classification import unknown_code, vocabulary_name
from complaintrules.errors import Fault, InvalidEventError, LoadError, UnknownKeyError, WrongValueError
from complaintrules.events import PENNY, Action, Event, LearningPoint, OmbudsmanFinding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_T = TypeVar("_T")

Reading: TypeAlias = Generator[tuple[str, str], None, _T]
"""One part of reading: it gives the faults it finds, each as its path and what is wrong there, and returns what it made."""

FAULTS_SHOWN: Final = 50
"""Garbage may be long, and its faults many: no case is taken through to more than these."""

_WORD_SHOWN: Final = 60
_MESSAGE_SHOWN: Final = 1000
_LARGE: Final = 10**15
_DATE: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A number of JSON's is a float to most who read it, and no amount of money.
_POUNDS: Final = re.compile(r"(0|[1-9][0-9]{0,8})\.[0-9]{2}")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_JSON_TYPES: Final[dict[type, str]] = {list: "a list", dict: "an object", int: "a very large number"}
_CODED: Final = (LearningPoint, Action, OmbudsmanFinding)

# Classes are met once; two threads that meet one at the same moment take turns.
_BUILDING: Final = threading.RLock()


class _RefusedError(ValueError):
    """A value that is not what belongs in its place; the message says what does."""


def write(value: Any) -> dict[str, Any]:
    """One object of a class of ours as a plain dict, without what is a default."""
    with _BUILDING:
        hook = _converter().get_unstructure_hook(type(value))
    fields: dict[str, Any] = hook(value)
    return fields


def read(data: dict[str, Any], cls: type[_T], path: str) -> Reading[_T | None]:
    """One object of a class of ours; None where it has faults."""
    with _BUILDING:
        hook = _converter().get_structure_hook(cls)
    try:
        made: _T = hook(data, cls)
    except (BaseValidationError, _RefusedError) as error:
        yield from _said(error, path)
        return None
    return made


def finished(reading: Reading[_T | None], line: int | None = None) -> _T:
    """What was read, or all its faults in one error.

    Args:
        reading: The reading; it returns nothing where it found faults.
        line: The line of the file that holds it.

    Raises:
        LoadError: There are faults.
    """
    faults: list[Fault] = []
    while len(faults) < FAULTS_SHOWN:
        try:
            path, says = next(reading)
        except StopIteration as end:
            if faults:
                raise LoadError(tuple(faults)) from None
            value: _T = end.value
            return value
        faults.append(Fault(line, path, clipped(says, _MESSAGE_SHOWN)))
    raise LoadError((*faults, Fault(line, "", f"may have more faults than these {FAULTS_SHOWN}")))


def _said(error: Exception, path: str) -> Iterator[tuple[str, str]]:
    """What cattrs gathered, each fault with its path and in plain words."""
    if isinstance(error, ClassValidationError):
        of_fields, of_the_whole = error.group_exceptions()
        for inner, field in of_fields:
            yield from _said(inner, under(path, field.name))
        for inner in of_the_whole:
            yield from _said(inner, path)
    elif isinstance(error, IterableValidationError):
        for inner, member in error.group_exceptions()[0]:
            yield from _said(inner, f"{path}[{member.index}]")
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields)[: FAULTS_SHOWN + 1]:
            yield under(path, key), _unknown_key(key, error.cl)
    elif isinstance(error, InvalidEventError):
        # The message names event and field, and so does the path.
        yield under(path, error.field), str(error)
    elif isinstance(error, WrongValueError):
        yield under(path, error.argument.rpartition(".")[2]), str(error)
    elif isinstance(error, KeyError):
        yield path, "is missing"
    else:
        yield path, str(error)


def _unknown_key(key: str, cls: type[Any]) -> str:
    if key == "received_on" and issubclass(cls, Event):
        return f"unknown key 'received_on'; the arrival of {cls.key!r} is its 'on'"
    known = [field.name for field in attrs.fields(cls)]
    return unknown("key", key, ["event", *known] if issubclass(cls, Event) else known)


def unknown(what: str, word: str, known: Iterable[str], nations: tuple[str, ...] = ()) -> str:
    """What to say of a word nobody has defined: the nearest that somebody has, and of keys of procedures whose law is known."""
    return str(UnknownKeyError(what, clipped(word, _WORD_SHOWN), tuple(known), nations))


@functools.cache
def _converter() -> Converter:
    """The converter with our strict hooks. Making it is quick; each class's code is made when the class is first met."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_structure_hook(bool, _exactly(bool, "true or false"))
    converter.register_structure_hook(int, _exactly(int, "a whole number"))
    converter.register_structure_hook(str, _exactly(str, "a string"))
    converter.register_structure_hook_func(is_day_type, _date)
    converter.register_structure_hook(decimal.Decimal, _pounds)
    converter.register_structure_hook(enum.StrEnum, _code)
    converter.register_structure_hook_factory(attrs.has, functools.partial(_object_reader, converter))
    converter.register_structure_hook_factory(lambda cls: cls in _CODED, functools.partial(_coded_reader, converter))
    converter.register_structure_hook_factory(_is_tuple, functools.partial(_tuple_reader, converter))
    converter.register_unstructure_hook_func(is_day_type, lambda day: day.isoformat())
    converter.register_unstructure_hook(decimal.Decimal, lambda amount: str(amount.quantize(PENNY)))
    converter.register_unstructure_hook(enum.StrEnum, lambda member: member.value)
    converter.register_unstructure_hook_factory(lambda cls: cls in _CODED, functools.partial(_coded_writer, converter))
    converter.register_unstructure_hook_factory(_is_tuple, functools.partial(_tuple_writer, converter))
    return converter


def _exactly(cls: type, wanted: str) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if type(value) is not cls:
            raise _refused(wanted, value)
        return value

    return hook


def _date(value: Any, _: Any) -> dt.date:
    if type(value) is not str or not _DATE.fullmatch(value):
        raise _refused('a date as "YYYY-MM-DD"', value)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _RefusedError(f"{value!r} is not a day of the calendar") from None


def _pounds(value: Any, _: Any) -> decimal.Decimal:
    if type(value) is not str or not _POUNDS.fullmatch(value):
        raise _refused('pounds and pence as "250.00"', value)
    return decimal.Decimal(value)


def _code(value: Any, vocabulary: type[enum.StrEnum]) -> enum.StrEnum:
    name = vocabulary_name(vocabulary)
    if type(value) is not str:
        raise _refused(f"a code for {name}", value)
    try:
        return vocabulary(value)
    except ValueError:
        raise _RefusedError(str(unknown_code(vocabulary, clipped(value, _WORD_SHOWN)))) from None


def _object_reader(converter: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    made = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True)

    def hook(value: Any, cls: Any) -> Any:
        if type(value) is not dict:
            raise _refused("an object", value)
        for key in value:
            if type(key) is not str:
                raise _RefusedError(f"must have keys that are strings, not {shown(key)}")
        return made(value, cls)

    return hook


def _coded_reader(converter: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    made = _object_reader(converter, cls)
    vocabulary: Any = attrs.fields(cls).code.type

    def hook(value: Any, cls: Any) -> Any:
        if type(value) is str:
            return cls(code=_code(value, vocabulary))
        if type(value) is not dict:
            raise _refused("a code, or an object with a code", value)
        return made(value, cls)

    return hook


def _coded_writer(converter: Converter, cls: Any) -> Callable[[Any], Any]:
    plain = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)

    def hook(value: Any) -> Any:
        fields = plain(value)
        return fields if len(fields) > 1 else fields["code"]

    return hook


def _tuple_reader(converter: Converter, cls: Any) -> Callable[[Any, Any], Any]:
    member = typing.get_args(cls)[0]
    one = converter.get_structure_hook(member)

    def hook(values: Any, cls: Any) -> Any:
        if type(values) is not list:
            raise _refused("a list", values)
        made, errors = [], []
        for place, value in enumerate(values):
            try:
                made.append(one(value, member))
            except Exception as error:  # noqa: BLE001 - gathered and raised together, as cattrs does it
                error.add_note(IterableValidationNote("", place, member))
                errors.append(error)
            if len(errors) > FAULTS_SHOWN:
                break
        if errors:
            # pyright sees the parent's __new__ and not that of cattrs, which takes three.
            raise IterableValidationError("faulty members", errors, cls)  # pyright: ignore[reportCallIssue] - as said above
        return tuple(made)

    return hook


def _tuple_writer(converter: Converter, cls: Any) -> Callable[[Any], list[Any]]:
    plain = converter.get_unstructure_hook(typing.get_args(cls)[0])
    return lambda values: [plain(value) for value in values]


def _is_tuple(cls: Any) -> bool:
    return typing.get_origin(cls) is tuple


# --- words


def _refused(wanted: str, value: Any) -> _RefusedError:
    return _RefusedError(f"must be {wanted}, not {shown(value)}")


def shown(value: Any) -> str:
    """A value as a message names it; what is large or nested is never repeated."""
    if value is None or type(value) is bool:
        return json.dumps(value)
    if type(value) is str:
        return f"the string {clipped(value, _WORD_SHOWN)!r}"
    if type(value) is float or (type(value) is int and -_LARGE < value < _LARGE):
        return f"the number {value}"
    return _JSON_TYPES.get(type(value), f"a value of type {type(value).__name__}")


def clipped(text: str, length: int) -> str:
    """A string that is not too long to repeat; of a longer one, its beginning."""
    return text if len(text) <= length else text[:length] + "…"


def under(path: str, key: str) -> str:
    """The path of a member of an object."""
    if len(key) <= _WORD_SHOWN and _NAME.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f"{path}[{clipped(repr(key), _WORD_SHOWN)}]"
