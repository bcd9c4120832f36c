"""Events to try a procedure with: of each type, one for every way in which its rules can tell two apart.

Two events of a type that no rule can tell apart lead to the same place, so one of them will do for both. What the rules look at
is read from their conditions and clocks. Which values a field may have is read from its annotation. What the event itself refuses
is left out. All of them fall on one day, because only facts decide what may happen.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import inspect
import itertools
import sys
import types
import typing
from typing import TYPE_CHECKING, Any, Final

import attrs

from complaintrules.classification import Outcome
from complaintrules.errors import ComplaintRulesError
from complaintrules.events import AnswerCorrected, Event, Extended, Finding, Responded
from complaintrules.rules.conditions import (
    AnswerFound,
    EverWas,
    FindsNoneStopped,
    Given,
    LaterThanStart,
    NotBeforeStop,
    PointsStopped,
    PointsSuspended,
    ProceedingsOver,
    Was,
    WholeCase,
)
from complaintrules.rules.terms import START, Entering, LastDayOf, On

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit

DAY: Final = dt.date(2024, 2, 14)
"""The day on which everything happens: any day would do."""

# Two points tell some from all: the first can be suspended while the second goes on.
_POINTS: Final = ("1", "2")
_FIRST: Final = _POINTS[:1]

_DAYS: Final = tuple(DAY + dt.timedelta(days=days) for days in (0, -1, 1, 2))


def conditions_of(procedure: Procedure) -> Iterator[tuple[Condition, type[Event]]]:
    """Every condition of a procedure, those inside others too, with the type of event it is asked about."""
    for transition in procedure.transitions:
        for condition in (transition.when, transition.expects, *transition.answers):
            for part in condition.parts() if condition is not None else ():
                yield part, transition.event
    for limit in procedure.limits:
        for trigger in limit.starts:
            if isinstance(trigger, On) and trigger.when is not None:
                for part in trigger.when.parts():
                    yield part, trigger.event


def compared_limits(procedure: Procedure) -> tuple[TimeLimit, ...]:
    """The limits whose own start a condition compares with another day."""
    named = {part.limit for part, _ in conditions_of(procedure) if isinstance(part, LaterThanStart)}
    return tuple(limit for limit in procedure.limits if limit.key in named)


class _Seen:
    """What the rules look at in one type of event.

    Attributes:
        values: The values that conditions name of a field or property, one tuple for each condition.
        days: The fields and properties of which it matters whether they name a day.
        compared: Those of which it matters what exactly they name.
        only: The values that are tried of a field, where not all are.
        finds: The fields of which it matters whether they find something on the first point.
    """

    def __init__(self) -> None:
        self.values: dict[str, list[tuple[Any, ...]]] = {}
        self.days: set[str] = set()
        self.compared: set[str] = set()
        self.only: dict[str, tuple[Any, ...]] = {}
        self.finds: set[str] = set()

    @property
    def names(self) -> set[str]:
        return {*self.values, *self.days, *self.compared, *self.finds}

    def signature(self, event: Event) -> tuple[Any, ...]:
        """Equal for two events that no rule can tell apart."""
        return (
            *(getattr(event, name) in values for name, named in sorted(self.values.items()) for values in named),
            *(getattr(event, name) is None for name in sorted(self.days)),
            *(getattr(event, name) for name in sorted(self.compared)),
            *(any(finding.point in _FIRST for finding in getattr(event, name)) for name in sorted(self.finds)),
            getattr(event, "limit", None) if isinstance(event, Extended) else None,
        )


def _seen_before(part: Condition) -> Iterator[tuple[type[Event], str, tuple[Any, ...]]]:
    """What a condition looks at in earlier events: the type of event, the field or property, and the values it tells apart."""
    match part:
        case Was(event_type, field, values) | EverWas(event_type, field, values):
            yield event_type, field, values
        case AnswerFound(stage, values):
            yield Responded, "stage", (stage, None)
            for event_type in (Responded, AnswerCorrected):
                yield event_type, "case_outcome", values
                yield event_type, "case_outcome", (None,)  # a correction that finds nothing leaves what the answer found
        case _:
            pass


def _seen(procedure: Procedure) -> dict[type[Event], _Seen]:
    seen = {transition.event: _Seen() for transition in procedure.transitions}
    for part, event_type in conditions_of(procedure):
        for named, name, named_values in _seen_before(part):
            if named in seen:
                seen[named].values.setdefault(name, []).append(named_values)
        match part:
            case Given(field, values):
                seen[event_type].values.setdefault(field, []).append(values)
            case LaterThanStart(field):
                seen[event_type].compared.add(field)
            case WholeCase(field):
                seen[event_type].compared.add(field)
                seen[event_type].only[field] = ((), _FIRST)
            case FindsNoneStopped(field):
                seen[event_type].finds.add(field)
            case NotBeforeStop():
                # Done on the day, or earlier and only heard of on the day.
                seen[event_type].compared |= {"on", "received_on"}
                seen[event_type].only["on"] = (DAY, DAY - dt.timedelta(days=1))
                seen[event_type].only["received_on"] = (None, DAY)
            case _:
                pass
    if any(
        isinstance(part, (WholeCase, PointsStopped, PointsSuspended, FindsNoneStopped, ProceedingsOver))
        for part, _ in conditions_of(procedure)
    ):
        for event_type, looks in seen.items():
            if "points" in {field.name for field in attrs.fields(event_type)} and "points" not in looks.only:
                opens = any(START in transition.source for transition in procedure.transitions if transition.event is event_type)
                looks.compared.add("points")
                looks.only["points"] = (_POINTS,) if opens else ((),)
    compared = compared_limits(procedure)
    for limit in procedure.limits:
        for trigger in limit.starts:
            if isinstance(trigger, On) and trigger.event in seen and not isinstance(trigger.day, LastDayOf):
                looks = seen[trigger.event]
                (looks.compared if limit in compared else looks.days).add(trigger.day)
            elif isinstance(trigger, Entering) and trigger.or_later is not None and limit in compared:
                seen[trigger.or_later.event].compared.add(trigger.or_later.field)
    return seen


def examples(procedure: Procedure) -> tuple[dict[type[Event], tuple[Event, ...]], dict[type[Event], str]]:
    """The events to try, by type; and the types of which none could be made, each with the reason."""
    extendable = [limit.key for limit in procedure.limits if limit.extension is not None]
    found: dict[type[Event], tuple[Event, ...]] = {}
    failed: dict[type[Event], str] = {}
    for event_type, seen in _seen(procedure).items():
        mentioned = {name: [value for values in named for value in values] for name, named in seen.values.items()}
        mentioned |= {name: [(Finding(point=_FIRST[0], outcome=Outcome.UPHELD),)] for name in seen.finds}
        if event_type is Extended:
            mentioned["limit"] = extendable
        told_apart: dict[tuple[Any, ...], Event] = {}
        refusals: list[str] = []
        for made in _made(event_type, seen.names | mentioned.keys(), mentioned, seen.only, refusals):
            if made.filed_on == DAY:
                told_apart.setdefault(seen.signature(made), made)
        found[event_type] = tuple(told_apart.values())
        if not told_apart:
            failed[event_type] = (
                refusals[0] if refusals else "one of its fields has no default, and a type that is not known here"
            )
    return found, failed


def _made(
    event_type: type[Event],
    names: set[str],
    mentioned: dict[str, list[Any]],
    only: dict[str, tuple[Any, ...]],
    refusals: list[str],
) -> Iterator[Any]:
    """The events of a type: the named fields and properties have every value, the others one each."""
    hints = hints_of(event_type)
    fields = {field.name: field for field in attrs.fields(event_type)}

    @functools.cache
    def choices(name: str) -> tuple[Any, ...]:
        if name in only:
            return only[name]
        return (DAY,) if name == "on" else tuple(_values(hints.get(name), fields[name].default, mentioned.get(name, ())))

    # What must be given is given in every way: the first may not suit the event's own checks.
    varied = {name for name, field in fields.items() if name in names or field.default is attrs.NOTHING}
    properties = names - fields.keys()
    while True:
        made = list(_product(event_type, fields, choices, varied, refusals))
        reads = {read for event in made for name in properties for read in _reads(event, name)} & fields.keys()
        if reads <= varied:
            return (yield from made)
        varied |= reads


def _product(
    record: type[Any],
    fields: dict[str, Any],
    choices: Callable[[str], tuple[Any, ...]],
    varied: Iterable[str],
    refusals: list[str],
) -> Iterator[Any]:
    wanted = [name for name in fields if name in varied]
    for values in itertools.product(*(choices(name) for name in wanted)):
        try:
            yield record(**dict(zip(wanted, values, strict=True)))
        except (ComplaintRulesError, ValueError, TypeError) as refusal:
            refusals.append(str(refusal))


def _reads(event: Event, name: str) -> set[str]:
    """Which fields a property of an event looks at; all of them if it cannot be watched."""
    reads: set[str] = set()

    class Watch:
        def __getattr__(self, name: str) -> Any:
            reads.add(name)
            found = inspect.getattr_static(type(event), name, None)
            if inspect.isfunction(found):
                raise TypeError(name)
            return found.fget(self) if isinstance(found, property) and found.fget is not None else getattr(event, name)

    try:
        getattr(Watch(), name)
    except (AttributeError, TypeError):  # it asks its parent, or calls a method
        return {field.name for field in attrs.fields(type(event))}
    return reads


def hints_of(record: type[Any]) -> dict[str, Any]:
    """The types of a class's fields; None for one that only a type checker knows."""
    owners = [owner for owner in reversed(record.__mro__) if attrs.has(owner)]
    return {field.name: _hint(owner, field) for owner in owners for field in attrs.fields(owner) if not field.inherited}


def _hint(owner: type[Any], field: attrs.Attribute[Any]) -> Any:
    written = types.SimpleNamespace(__annotations__={field.name: field.type})
    try:
        return typing.get_type_hints(written, vars(sys.modules[owner.__module__]))[field.name]
    except (KeyError, NameError):
        return None


def _values(hint: Any, default: Any, mentioned: Iterable[Any]) -> Iterator[Any]:
    """The values to try for a field, the plainest first, each once."""
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a function for type checkers, a class when it runs
        default = default.factory()
    plain = () if default is attrs.NOTHING else (default,)
    seen: list[Any] = []
    for value in (*plain, *mentioned, *_of(hint, [value for value in mentioned if isinstance(value, int)])):
        if value not in seen:
            seen.append(value)
            yield value


def _of(hint: Any, numbers: Iterable[int] = ()) -> Iterator[Any]:
    """Values of a type, so that each of its cases is among them."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        for one in typing.get_args(hint):
            yield from _of(one, numbers)
    elif origin is tuple:
        yield ()
        yield from ((value,) for value in _of(typing.get_args(hint)[0]))
    elif hint is type(None):
        yield None
    elif not isinstance(hint, type):
        return
    elif issubclass(hint, bool):
        yield from (False, True)
    elif issubclass(hint, enum.Enum):
        yield from hint
    elif issubclass(hint, dt.date):
        yield from _DAYS
    elif issubclass(hint, int):
        yield max(numbers, default=0) + 1
    elif issubclass(hint, str):
        yield "another"
    elif attrs.has(hint):
        hints = hints_of(hint)
        fields = {field.name: field for field in attrs.fields(hint)}
        yield from _product(hint, fields, lambda name: tuple(_values(hints.get(name), fields[name].default, ())), fields, [])
