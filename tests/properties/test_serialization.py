"""What is true of every case that is written and read again, whatever happened in it."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import functools
import json
import types
import typing
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from complaintrules.calendars import WorkingDayCalendar
from complaintrules.cases.case import Case
from complaintrules.cases.serialization import dump_case, dump_cases, load_case, load_cases
from complaintrules.classification import Outcome
from complaintrules.errors import ImpossibleEventError, InvalidEventError, LoadError
from complaintrules.events import EVENTS, Event, Received

PROCEDURES = ("england-children", "england-children-voluntary-organisation", "england-children-fostering-limit")
FIRST_DAY = dt.date(2016, 1, 4)
TEXTS = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
DETAILS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={"reference": TEXTS, "team": TEXTS, "service": TEXTS, "complainant": TEXTS, "tags": st.lists(TEXTS, max_size=2)},
)


def values(kind: Any, since: dt.date) -> st.SearchStrategy[Any]:
    """Values of a field's type; days from a day on, so that most events are true in themselves."""
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        inner = next(one for one in typing.get_args(kind) if one is not type(None))
        return st.none() | values(inner, since)
    if typing.get_origin(kind) is tuple:
        members = values(typing.get_args(kind)[0], since)
        return st.lists(members, max_size=2, unique=True).map(tuple)
    if kind is Outcome:
        return st.sampled_from([outcome for outcome in Outcome if outcome.is_finding])
    if issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    if attrs.has(kind):
        return st.builds(kind, **fields_of(kind, since))
    simple: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(1, 4),
        str: TEXTS,
        decimal.Decimal: st.nothing(),  # money goes with one code of action alone; tests/cases/test_ombudsman_findings.py has it
        dt.date: st.integers(0, 40).map(lambda passed: since + dt.timedelta(days=passed)),
    }
    return simple[kind]


@functools.cache
def hints(kind: type) -> dict[str, Any]:
    """The types of a class's own fields."""
    found = typing.get_type_hints(kind)
    return {field.name: found[field.name] for field in attrs.fields(kind)}


def fields_of(kind: type, since: dt.date) -> dict[str, st.SearchStrategy[Any]]:
    """Values for each field of a class."""
    return {name: values(hint, since) for name, hint in hints(kind).items()}


@st.composite
def events(draw: st.DrawFn, kind: type[Event], since: dt.date) -> Event | None:
    """An event not before a day, with any of its fields; None where the fields contradict each other."""
    on = since + dt.timedelta(days=draw(st.integers(0, 40)))
    fields = {name: draw(strategy) for name, strategy in fields_of(kind, on).items()} | {"on": on}
    try:
        return kind(**fields)
    except InvalidEventError:
        return None


@st.composite
def histories(draw: st.DrawFn) -> Case:
    """A case that came about by one possible event after another."""
    received = draw(events(Received, FIRST_DAY)) or Received(on=FIRST_DAY)
    case = Case.open(draw(st.sampled_from(PROCEDURES)), received, **draw(DETAILS))
    for _ in range(draw(st.integers(0, 10))):
        possible = case.next_events()
        if not possible:
            break
        kind = EVENTS[draw(st.sampled_from(possible)).event]
        event = draw(events(kind, case.events[-1].filed_on))
        if event is None:
            continue
        try:
            case = case.record(event)
        except ImpossibleEventError:
            continue
    return case


CALENDARS = st.none() | st.sampled_from(
    [
        WorkingDayCalendar.for_division("scotland"),
        WorkingDayCalendar.for_division("england-and-wales").with_closures([dt.date(2016, 2, 3)]),
    ]
)


@settings(max_examples=60)
@given(histories(), CALENDARS)
def test_a_case_comes_back_as_it_was_under_any_calendar(case: Case, calendar: WorkingDayCalendar | None) -> None:
    """Facts are kept and nothing else: the same facts under another calendar are the same case, where it stood before."""
    again = load_case(json.loads(json.dumps(dump_case(case))), calendar=calendar)
    assert again == case
    assert hash(again) == hash(case)
    assert (again.state, again.events, again.outcome, again.tags) == (case.state, case.events, case.outcome, case.tags)
    assert dump_case(again) == dump_case(case)


@settings(max_examples=25)
@given(st.lists(histories(), max_size=3), st.data())
def test_bad_lines_among_good_ones_lose_none(cases: list[Case], data: st.DataObject) -> None:
    """Whatever stands between them, the good cases come in their order, and each bad line is told by its number."""
    lines: list[str | bytes] = []
    bad: list[int | None] = []
    garbage = st.binary(min_size=1, max_size=8).map(lambda some: b"{" + some.replace(b"\n", b"")) | st.text(max_size=8).map(
        "[".__add__
    )
    for text in dump_cases(cases):
        if data.draw(st.booleans()):
            lines.append(data.draw(garbage))
            bad.append(len(lines))
        lines.append(text)
    found: list[Case] = []
    told: list[int | None] = []
    try:
        found.extend(load_cases(typing.cast("list[str]", lines)))
    except LoadError as error:
        told = list(dict.fromkeys(fault.line for fault in error.details))
    assert found == cases
    assert told == bad


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.sampled_from([*EVENTS, "2016-09-05", "upheld"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["event", "on", "code", "x"]) | TEXTS, inside),
    max_leaves=6,
)


@settings(max_examples=60)
@given(histories(), st.data())
def test_a_value_put_in_anywhere_is_read_or_is_our_own_error(case: Case, data: st.DataObject) -> None:
    """Any JSON in any place of a case: it is told as a fault of ours, or it is what belongs there."""
    dumped = dump_case(case)
    place: Any = dumped
    while True:
        key = data.draw(st.sampled_from(sorted(place))) if isinstance(place, dict) else data.draw(st.integers(0, len(place) - 1))
        if not place[key] or not isinstance(place[key], (dict, list)) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JSON)
    try:
        loaded = load_case(dumped)
    except LoadError as error:
        faults = error.details
    else:
        faults = ()
        assert load_case(dump_case(loaded)) == loaded
    assert all(fault.says and fault.line is None for fault in faults)
