"""Files of JSON lines, and a string of JSON by itself: each key once, and each fault with its line and its place.

What a line holds is for the caller to read. A faulty line keeps back no other: the good ones are given as they come, and one
error after the last names every fault of every faulty line.
"""

from __future__ import annotations

import collections
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias, TypeVar

import attrs

from complaintrules._json_values import Reading, clipped, finished, shown, under
from complaintrules.errors import Fault, LoadError, WrongTypeError

Twice: TypeAlias = dict[int, tuple[dict[str, Any], list[str]]]
"""The objects of a line that give a key more than once, by their id, and those keys. They are kept, so that no id is reused."""

_T = TypeVar("_T")

_SPACE: Final = " \t\r\n"
_MARK: Final = "\ufeff"

# Garbage may be long: no message repeats it whole.
_PATH_SHOWN: Final = 200
_REFERENCE_SHOWN: Final = 60


def parsed(text: str | bytes) -> tuple[Any, Twice]:
    """What a string of JSON holds, and which of its objects give a key more than once.

    Raises:
        ValueError: It is not JSON, and the message is Python's; or a number is too long to be read.
        RecursionError: It is nested too deeply.
    """
    twice: Twice = {}

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counted = collections.Counter(key for key, _ in pairs)
            twice[id(found)] = found, [key for key in found if counted[key] > 1]
        return found

    return json.loads(text, object_pairs_hook=as_object), twice


def read_lines(
    lines: Iterable[str] | Iterable[bytes], reading: Callable[[Any, Twice], Reading[_T | None]], what: str
) -> Iterator[_T]:
    """What a file of JSON lines holds, one value a line; after the last line, one error for all the faulty ones.

    Args:
        lines: The lines.
        reading: Reads one line's data: gives its faults, and at the end the value if there were none.
        what: What a line should hold, for a message.

    Raises:
        LoadError: After the last line: some do not hold one.
        WrongTypeError: At once: what was given does not give lines.
    """
    if isinstance(lines, (str, bytes)):
        raise WrongTypeError("lines", lines[:20], "an open file or a list of lines")
    if not hasattr(lines, "__iter__"):
        raise WrongTypeError("lines", lines, "an open file or a list of lines")
    return _values(iter(lines), reading, what)


def _values(lines: Iterator[Any], reading: Callable[[Any, Twice], Reading[_T | None]], what: str) -> Iterator[_T]:
    faults: list[Fault] = []
    number = 0
    while True:
        number += 1
        try:
            line = next(lines)
        except StopIteration:
            break
        except UnicodeDecodeError as error:
            says = f"from about here the file is not {error.encoding}; open it as bytes to read the lines that are"
            faults.append(Fault(number, "", says))
            break
        try:
            text = _text(line, number)
            value = _read_line(text, number, reading, what) if text else None
        except LoadError as error:
            faults += error.details
        else:
            if value is not None:
                yield value
    if faults:
        raise LoadError(tuple(faults))


def _text(line: Any, number: int) -> str:
    """A line as a string without the space around it; an empty one for a blank line."""
    if type(line) is bytes:
        try:
            line = line.decode()
        except UnicodeDecodeError as error:
            raise LoadError((Fault(number, "", f"is not UTF-8, from byte {error.start + 1} on"),)) from None
    if type(line) is not str:
        raise LoadError((Fault(number, "", f"must be a string or bytes, not {shown(line)}"),))
    if number == 1:
        line = line.removeprefix(_MARK)
    stripped: str = line.strip(_SPACE)
    return stripped


def _read_line(text: str, line: int, reading: Callable[[Any, Twice], Reading[_T | None]], what: str) -> _T:
    try:
        data, twice = parsed(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text) or error.msg.startswith("Unterminated"):
            says = f"breaks off after {len(text)} characters; a line holds one whole JSON object"
        else:
            says = f"is not JSON, from character {error.pos + 1} on: {error.msg[0].lower()}{error.msg[1:]}"
    except RecursionError:
        says = f"is nested too deeply to be a {what}"
    except ValueError:
        # Python refuses to read a number of thousands of digits, and says so with no error of JSON's.
        says = "holds a number too long to be read"
    else:
        try:
            return finished(reading(data, twice), line)
        except LoadError as error:
            named = _reference_of(data)
            raise LoadError(tuple(attrs.evolve(fault, reference=named) for fault in error.details)) from None
    raise LoadError((Fault(line, "", says),))


def _reference_of(data: Any) -> str:
    """The reference that a faulty line gives itself, as far as it can be read; else nothing."""
    named = data.get("reference") if type(data) is dict else None
    return clipped(" ".join(named.split()), _REFERENCE_SHOWN) if type(named) is str else ""


def repeated(data: Any, twice: Twice) -> Reading[None]:
    """The keys that an object gives more than once."""
    if twice:
        yield from _repeated("", data, twice)


def _repeated(path: str, value: Any, twice: Twice) -> Reading[None]:
    # What lies deeper than anything in a case is a fault already. One path at a time: a million members make no million paths.
    if len(path) > _PATH_SHOWN:
        return
    if type(value) is dict:
        for key in twice[id(value)][1] if id(value) in twice else ():
            yield under(path, key), "is given more than once in one object"
        for key, member in value.items():
            if type(member) in (dict, list):
                yield from _repeated(under(path, key), member, twice)
    else:  # a list: nothing else is looked into
        for place, member in enumerate(value):
            if type(member) in (dict, list):
                yield from _repeated(f"{path}[{place}]", member, twice)
