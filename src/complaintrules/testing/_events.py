"""Events of any type, each with fields that do not contradict each other."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from complaintrules._plain_days import is_day_type
from complaintrules.classification import ActionType, Outcome
from complaintrules.errors import ComplaintRulesError, WrongTypeError, WrongValueError
from complaintrules.events import EVENTS, Action, Event, Finding, LearningPoint, OmbudsmanFinding, Party, overall_outcome
from complaintrules.model_checker._trial_events import hints_of
from complaintrules.testing._days import ONE_DAY, dates

E = TypeVar("E", bound=Event)

# Away from the edges of the calendar, so that what is counted from an event's days lies inside it too.
EARLIEST: Final = dt.date(2004, 1, 1)
LATEST: Final = dt.date(2040, 12, 31)

LONGEST_LAG: Final = 9
"""How many days an event may have been under way at most."""

# A blank string cannot be recorded, nor a name with blanks around it. So the first character is not a space, and spaces at the
# end are cut off.
_SEEN: Final = st.characters(exclude_categories=("Cc", "Zl", "Zp", "Zs"))
TEXTS: Final = st.tuples(_SEEN, st.text(max_size=9)).map("".join).map(str.rstrip)
POINTS: Final = st.lists(st.sampled_from(("1", "2", "3")) | TEXTS, max_size=3, unique=True).map(tuple)
FINDINGS: Final = st.sampled_from([outcome for outcome in Outcome if outcome.is_finding])
LAGS: Final = st.sampled_from((0, 1, 2, 5)) | st.integers(0, LONGEST_LAG)

# How many days a day that an event names may lie after the event itself.
_DISTANCES: Final = {
    "until": (1, 130),
    "start": (-10, 40),
    "panel_on": (0, 60),
    "answer_by": (0, 40),
    "made_on": (-LONGEST_LAG, 0),
}
_ANY_DISTANCE: Final = (-30, 60)
_MOST: Final = 2
_ANY_POINTS: Final = ("1", "2", "3")
_FOUND: Final = st.lists(FINDINGS | st.none(), max_size=len(_ANY_POINTS))
# How long ago the grounds of a complaint arose, in days.
_AGO: Final = st.none() | st.integers(0, 40) | st.integers(0, 1200) | st.sampled_from((0, 1, 364, 365, 366))


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """The same, or nothing recorded."""
    return st.none() | strategy


def mostly(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """The same; nothing recorded in one draw of four."""
    return st.one_of(st.none(), strategy, strategy, strategy)


def draw_ago(draw: st.DrawFn, day: dt.date) -> dt.date | None:
    """A day before another, the same day, or nothing recorded."""
    days = draw(_AGO)
    return None if days is None else day - days * ONE_DAY


def _distance(days: int) -> dt.timedelta:
    return dt.timedelta(days=days)


_SIMPLE: Final[dict[Any, SearchStrategy[Any]]] = {
    bool: st.booleans(),
    int: st.integers(1, 4),
    str: TEXTS,
    Outcome: FINDINGS,
    decimal.Decimal: st.decimals("0.01", 5000, places=2),
}


# Strategies are made once and kept, for making one costs more than drawing from it. So what they give knows no day yet:
# a day is drawn as its distance from the day of the event, and a part that may hold days as what will make it.
@functools.cache
def _values(name: str, hint: Any) -> SearchStrategy[Any]:
    """Values of a field, by its type, to be placed."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in {typing.Union, types.UnionType} and arguments[1:] == (type(None),):
        return maybe(_values(name, arguments[0]))
    if typing.get_origin(hint) is tuple:
        return st.lists(_values(name, arguments[0]), max_size=_MOST).map(tuple)
    if is_day_type(hint):
        return st.integers(*_DISTANCES.get(name, _ANY_DISTANCE)).map(_distance)
    if hint in {LearningPoint, Action, Finding, OmbudsmanFinding}:
        return parts(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum) and hint is not Outcome:
        return st.sampled_from(hint)
    return _SIMPLE[hint] if hint in _SIMPLE else st.from_type(hint)


def parts(record: Any) -> SearchStrategy[Callable[[dt.date], Any]]:
    """A finding, a learning point or an action, made when it is known on which day."""
    values = st.fixed_dictionaries({name: _values(name, hint) for name, hint in _fields(record).items()})
    return values.map(lambda fields: functools.partial(_part, record, fields))


def _part(record: type[Any], fields: dict[str, Any], since: dt.date) -> Any:
    if fields.get("amount") is not None:  # money belongs to one type of action only
        fields = fields | {"code": ActionType.FINANCIAL_REDRESS}
    return record(**{name: _placed(value, since) for name, value in fields.items()})


def _placed(value: Any, since: dt.date) -> Any:
    """What was drawn, on the day of the event."""
    if isinstance(value, dt.timedelta):
        return since + value
    if isinstance(value, tuple):
        return tuple(_placed(one, since) for one in value)
    return value(since) if isinstance(value, functools.partial) else value


@functools.cache
def _fields(record: Any) -> dict[str, Any]:
    """The types of a class's fields, without those known only to a type checker that may be left out."""
    hints = hints_of(record)
    for field in attrs.fields(record):
        if hints[field.name] is None and field.default is attrs.NOTHING:
            raise WrongValueError(
                "kind", record.__name__, f"the type of its field {field.name} is not known when the program runs"
            )
    return {name: hint for name, hint in hints.items() if hint is not None}


def _needed(event_type: type[Event]) -> set[str]:
    return {field.name for field in attrs.fields(event_type) if field.default is attrs.NOTHING}


def _findings_on(draw: st.DrawFn, points: tuple[str, ...]) -> tuple[Finding, ...]:
    """What was found on the first points, up to some of them or to the last."""
    found = draw(_FOUND)[: len(points)]
    return tuple(Finding(point=point, outcome=outcome) for point, outcome in zip(points, found, strict=False) if outcome)


def draw_event(
    draw: st.DrawFn,
    event_type: type[E],
    filed: dt.date,
    *,
    fixed: Mapping[str, Any] | None = None,
    points: tuple[str, ...] = (),
    earliest: dt.date = dt.date.min,
) -> E:
    """An event that the file shows on a day.

    Args:
        draw: What draws.
        event_type: The type of event.
        filed: Its file day.
        fixed: Fields that are settled.
        points: The points of complaint that a finding, or the event itself, may name; numbers if none are given.
        earliest: The first day on which its act may be done.
    """
    has_fields: Any = event_type  # a class is hashable, which mypy does not see of one with instances that are
    fields = _fields(has_fields)
    on, values = filed, dict[str, Any]()
    if "received_on" in fields:
        lag = draw(LAGS) * ONE_DAY if draw(st.booleans()) else None
        if lag is not None and event_type.actor in {Party.AUTHORITY, Party.BOTH}:
            values["received_on"] = on + lag
        elif lag is not None:
            on, values["received_on"] = max(on - lag, min(earliest, on)), on
    values["on"] = on
    settled = {"on", "received_on", *(fixed or ())}
    if not draw(st.booleans()):  # nothing is said but what must be
        fields = {name: hint for name, hint in fields.items() if name in _needed(event_type)}
    if "grounds_on" in fields and "noticed_on" in fields and not settled & {"grounds_on", "noticed_on"}:
        values["noticed_on"] = draw_ago(draw, on)
        values["grounds_on"] = draw_ago(draw, values["noticed_on"] or on)
    for name, hint in fields.items():
        if name in settled or name in values:
            continue
        if hint == tuple[Finding, ...]:
            values[name] = _findings_on(draw, points or _ANY_POINTS)
        elif name == "points" and hint == tuple[str, ...]:
            values[name] = draw(st.lists(st.sampled_from(points), unique=True).map(tuple) if points else POINTS)
        else:
            values[name] = _placed(draw(_values(name, hint)), on)
    # Half of the answers with findings state the outcome that follows from them.
    if values.get("findings") and values.get("outcome") and draw(st.booleans()):
        values["outcome"] = overall_outcome(values["findings"])
    return _made(event_type, values | dict(fixed or {}))


def _made(event_type: type[E], values: dict[str, Any]) -> E:
    """The event; only with what it must have where it refuses the rest, as a class of a user's own may."""
    try:
        return event_type(**values)
    except (ComplaintRulesError, ValueError, TypeError):
        return event_type(**{name: value for name, value in values.items() if name in _needed(event_type)})


def event_types_of(kind: Any) -> tuple[type[Event], ...]:
    """The types of event that a class stands for: itself; or all its children where it is only their parent."""
    if not (isinstance(kind, type) and issubclass(kind, Event)):
        raise WrongTypeError("kind", kind, "a type of event, such as Responded")
    return (kind,) if hasattr(kind, "key") else tuple(child for child in EVENTS.values() if issubclass(child, kind))


@st.composite
def _events(draw: st.DrawFn, event_types: tuple[type[Event], ...], days: SearchStrategy[dt.date]) -> Event:
    return draw_event(draw, draw(st.sampled_from(event_types)), draw(days))


@typing.overload
def events(kind: None = None, *, days: SearchStrategy[dt.date] | None = None) -> SearchStrategy[Event]: ...
@typing.overload
def events(kind: type[E], *, days: SearchStrategy[dt.date] | None = None) -> SearchStrategy[E]: ...
def events(kind: type[Event] | None = None, *, days: SearchStrategy[dt.date] | None = None) -> SearchStrategy[Any]:
    """Events of any type, or of one, whose fields do not contradict each other.

    An arrival is recorded or not; answers carry findings on several points, learning and actions.

    Args:
        kind: The type of event: one of this library's, or your own. If none is given, any of this library's.
        days: The days on which the file shows them. If none are given, `dates` well inside the calendar.

    Raises:
        WrongTypeError: It is not a type of event.

    Example:
        >>> from hypothesis import find
        >>> from complaintrules.events import Responded
        >>> find(events(Responded), lambda answer: len(answer.actions) == 1).actions[0].code
        <ActionType.APOLOGY: 'apology'>
    """
    return _events(event_types_of(Event if kind is None else kind), dates(EARLIEST, LATEST) if days is None else days)
