"""Whether a procedure, or a policy, is made of what it should be: each field of each part is checked against its annotation.

It comes before the lint, which can then read every part without asking what it is.
"""

from __future__ import annotations

import enum
import functools
import types
import typing
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from complaintrules._argument_checks import PLAIN_DAY, member_from
from complaintrules._plain_days import is_day, is_day_type
from complaintrules.calendars._bank_holidays import Division
from complaintrules.calendars.periods import Period
from complaintrules.errors import alternatives, quoted
from complaintrules.rules.law import Citation

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final[dict[Any, str]] = {
    Citation: "a Citation, which a Source gives when it is called",
    Period: "a Period, such as working_days(10)",
    bool: "True or False",
    int: "a whole number",
    str: "a string",
    types.NoneType: "None",
    Any: "anything",
    object: "anything",
}
# What rules say to people. The lint does not read it, so a fault in it hides no other fault.
_ONLY_TOLD: Final = frozenset(
    {
        "asks",
        "certainty",
        "cite",
        "comment",
        "departs",
        "expects_cite",
        "force",
        "moment",
        "notice_certainty",
        "notice_cite",
        "says",
        "see",
        "title",
        "words",
    }
)
_SHOWN: Final = (str, int, float, types.NoneType)


_BLANK: Final = "is blank; it must say something"


class WrongField(NamedTuple):
    """A field that does not hold what it should.

    Attributes:
        path: The field, and the part that has it: ``limits['answer'].cite``.
        says: What it must hold, and what it holds.
    """

    path: str
    says: str

    @property
    def is_blank(self) -> bool:
        """Whether it holds a string, as it should, but a blank one."""
        return self.says == _BLANK

    @property
    def hides_the_rest(self) -> bool:
        """Whether the lint cannot read the procedure before it is put right."""
        return self.path.rpartition(".")[2].partition("[")[0] not in _ONLY_TOLD

    def __str__(self) -> str:
        return f"{self.path} {self.says}"


def wrong_fields_of_procedure(procedure: Any) -> Iterator[WrongField]:
    """Every field of a procedure that does not hold what it should."""
    yield from wrong_fields(procedure)
    division: object = procedure.division
    if isinstance(division, str) and division not in tuple(Division):
        known = alternatives(division, [part.value for part in Division])
        yield WrongField("division", f"{quoted(division)} is unknown; {known}")


def wrong_fields(whole: Any) -> Iterator[WrongField]:
    """Every field that does not hold what it should, in a whole and in all its parts."""
    yield from _wrong_fields_of_part(whole, "", set())


@functools.cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    """The fields that a caller gives, each with what it may hold."""
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in attrs.fields(cls) if field.init}


@functools.cache
def _must_be_said(cls: type[Any]) -> frozenset[str]:
    """The fields that cannot be left out, so that none of them may be a blank string."""
    return frozenset(field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING)


def _wrong_fields_of_part(part: Any, path: str, seen: set[int]) -> Iterator[WrongField]:
    if id(part) in seen:
        return  # a source stands in a hundred citations
    seen.add(id(part))
    cls: Any = type(part)
    named = _must_be_said(cls)
    for name, hint in _hints(cls).items():
        value, place = getattr(part, name), f"{path}.{name}".removeprefix(".")
        yield from _faults(value, hint, place, seen)
        if name in named and isinstance(value, str) and not value.strip():
            yield WrongField(place, _BLANK)


def _faults(value: object, hint: Any, path: str, seen: set[int]) -> Iterator[WrongField]:
    """What is wrong with a value and, if its type is right, with what it holds."""
    fitting = next((option for option in _options(hint) if _is_of(value, option)), None)
    if fitting is None:
        shown = f" {value!r}" if isinstance(value, _SHOWN) and value is not None else ""
        given = "None" if value is None else type(value).__name__
        vocabularies = [option for option in _options(hint) if isinstance(option, type) and issubclass(option, enum.Enum)]
        meant = "".join(f"; {found}" for vocabulary in vocabularies if (found := member_from(vocabulary, value)))
        yield WrongField(path, f"must be {_in_words(hint)}, not {given}{shown}{meant}")
    elif isinstance(value, tuple):
        members = typing.get_args(fitting)
        for place, member in enumerate(value):
            key = getattr(member, "key", place)
            yield from _faults(member, members[0] if members[-1] is Ellipsis else members[place], f"{path}[{key!r}]", seen)
    elif not isinstance(value, type) and attrs.has(type(value)):
        yield from _wrong_fields_of_part(value, path, seen)


def _options(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)


def _is_of(value: object, option: Any) -> bool:
    """Whether a value is of a type; what it holds is not looked at."""
    origin = typing.get_origin(option)
    if origin is tuple:
        members = typing.get_args(option)
        return type(value) is tuple and (members[-1] is Ellipsis or len(value) == len(members))
    if origin is type:
        return isinstance(value, type) and issubclass(value, typing.get_args(option)[0])
    if is_day_type(option):
        return is_day(value)
    # Python takes a bool for a whole number, and a rule must not.
    return option in {Any, object} or (isinstance(value, option) and not (option is int and isinstance(value, bool)))


def _in_words(hint: Any) -> str:
    options = _options(hint)
    if len(options) > 1:
        return " or ".join(_in_words(option) for option in sorted(options, key=lambda option: option is not types.NoneType))
    if typing.get_origin(hint) is tuple:
        members = typing.get_args(hint)
        if members[-1] is Ellipsis:
            return f"a tuple in which each member is {_in_words(members[0])}"
        return f"a pair of {' and '.join(_in_words(member) for member in members)}"
    if typing.get_origin(hint) is type:
        return "a type of event, such as Received"
    if is_day_type(hint) or hint in _WORDS:
        return _WORDS.get(hint, PLAIN_DAY)
    if issubclass(hint, enum.Enum):
        return f"a member of {hint.__name__}"
    return f"{'an' if hint.__name__[0] in 'AEIO' else 'a'} {hint.__name__}"
