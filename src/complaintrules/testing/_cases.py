"""Legal histories of any procedure, made event by event from what may happen next; and what must be refused after them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from complaintrules._argument_checks import check_whole_number
from complaintrules._plain_days import is_day
from complaintrules.calendars._bank_holidays import FIRST_DAY
from complaintrules.cases.case import Case
from complaintrules.cases.history import replay
from complaintrules.classification import FeedbackType
from complaintrules.errors import CoverageError, ImpossibleEventError, WrongValueError
from complaintrules.events import EVENTS, Event, Extended, Received
from complaintrules.model_checker._trial_events import DAY, examples
from complaintrules.procedures._registry import RULEBOOK
from complaintrules.reports._make_report import report
from complaintrules.reports._report import Report
from complaintrules.reports.feedback import Feedback
from complaintrules.rules.conditions import Given, LaterThanStart, Was, WholeCase
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, BACK, STAY
from complaintrules.testing._days import ONE_DAY, dates
from complaintrules.testing._events import EARLIEST, LATEST, LONGEST_LAG, TEXTS, draw_event, maybe

_LAST_FILED: Final = LATEST.replace(year=LATEST.year + 5)
_FAR: Final = 10**6
_USUAL_LENGTH: Final = 12
_MOST_CASES: Final = 4

_COVERS: Final[SearchStrategy[Any]] = st.fixed_dictionaries(
    {},
    optional={
        # Now and then two cases have one reference, which a report has to name.
        "reference": st.sampled_from(("1", "2")) | TEXTS,
        "team": TEXTS,
        "service": TEXTS,
        "complainant": TEXTS,
        # Never the case's own reference.
        "continues": TEXTS.map("the earlier ".__add__),
        "tags": st.lists(TEXTS, max_size=2).map(tuple),
    },
)
_FIRST_WAITS: Final = st.none() | st.integers(0, 200)
_SOON: Final = st.integers(0, 14)
_LATER: Final = st.integers(0, 120) | st.sampled_from((364, 365, 366))

_ANYTHING: Final = st.sampled_from((False, False, True))


@attrs.frozen
class _Guide:
    """What is worked out from a procedure once.

    Attributes:
        procedure: The procedure.
        examples: For each type of event, one for every way in which the rules can tell two apart.
        settled: For each type of event, the fields that decide what it does.
        distances: For each state that a history may be bound for, how many transitions it is away from each state.
        bound_for: What a history may be bound for: a state, and the key of an event to happen there; the farther more often.
        own: The states that have a rule of their own for a type of event, with its key.
        openings: For each state in which a case may begin, the examples that open one there.
        event_types: The types of event by their keys.
    """

    procedure: Procedure
    examples: Mapping[type[Event], tuple[Event, ...]]
    settled: Mapping[type[Event], frozenset[str]]
    distances: Mapping[str, Mapping[str, int]]
    bound_for: tuple[tuple[str, str], ...]
    own: frozenset[tuple[str, str]]
    openings: Mapping[str, tuple[Event, ...]]
    event_types: Mapping[str, type[Event]]


@functools.lru_cache(maxsize=64)
def _guide(procedure: Procedure) -> _Guide:
    found, _ = examples(procedure)
    settled = {event_type: frozenset(_deciding(procedure, event_type, events)) for event_type, events in found.items()}
    states = tuple(state.key for state in procedure.states)
    # What leads back leads only to where the case was: taken for a way on, it would make every state seem near to every other.
    ways = {
        (source, transition.to)
        for transition in procedure.transitions
        if transition.to not in {STAY, BACK}
        for named in transition.source
        for source in (states if named == ANYWHERE else (named,))
    }
    opened = [(event, _opening(procedure, event)) for events in found.values() for event in events]
    own = [(state, transition.event.key) for transition in procedure.transitions for state in transition.source]
    distances = {state: _distances(state, ways) for state in states}
    begin = {to for _, to in opened if to is not None}
    far = {state: min(away[opening] for opening in begin if opening in away) for state, away in distances.items()}
    return _Guide(
        procedure,
        found,
        settled,
        distances=distances,
        bound_for=tuple(
            (state, key)
            for state, key in sorted([*((state, "") for state in states), *own], key=lambda goal: far.get(goal[0], 0))
            for _ in range(far[state] + 1 if state in far else 0)
        ),
        own=frozenset(own),
        openings={to: tuple(event for event, there in opened if there == to) for _, to in opened if to is not None},
        event_types={event_type.key: event_type for event_type in found},
    )


def _continuing(cover: dict[str, Any], lag: int | None, received: dt.date) -> dict[str, Any]:
    """A cover; of a case that continues another, with the day of the first receipt where one was drawn."""
    return cover | {"first_received_on": received - lag * ONE_DAY} if "continues" in cover and lag is not None else cover


def _opening(procedure: Procedure, event: Event) -> str | None:
    """The state in which an event opens a case, if it opens one; the day of an example is not one of the procedure's own."""
    try:
        return replay(procedure, (event,)).state
    except ImpossibleEventError:
        return None


def _deciding(procedure: Procedure, event_type: type[Event], events: tuple[Event, ...]) -> Iterator[str]:
    """The fields of a type of event that decide where one leads, now or later."""
    names = {field.name for field in attrs.fields(event_type)}
    if issubclass(event_type, Extended):
        yield "limit"
    for transition in procedure.transitions:
        for part in transition.when.parts() if transition.when is not None else ():
            match part:
                case Given(field) | LaterThanStart(field) | WholeCase(field) if transition.event is event_type:
                    read = field
                case Was(event, field) if event is event_type:
                    read = field
                case _:
                    continue
            if read in names:
                yield read
            else:  # a property: it may look at any field in which the examples differ
                yield from (name for name in names if len({getattr(event, name) for event in events}) > 1)


def _distances(goal: str, ways: set[tuple[str, str]]) -> dict[str, int]:
    """How many transitions each state is away from one, if every condition held."""
    found, frontier = {goal: 0}, {goal}
    while frontier:
        frontier = {source for source, to in ways if to in frontier and source not in found}
        found |= dict.fromkeys(frontier, 1 + max(found.values()))
    return found


def _redated(event: Any, on: dt.date) -> Event:
    """An example on another day, its other days as far from it as before."""
    fields: dict[str, Any] = {field.name: getattr(event, field.name) for field in attrs.fields(type(event))}
    made: Event = type(event)(**{name: day + (on - DAY) if is_day(day) else day for name, day in fields.items()})
    return made


def _settled(guide: _Guide, example: Event) -> dict[str, Any]:
    return {name: getattr(example, name) for name in guide.settled[type(example)]}


def _tried(guide: _Guide, case: Case, event_type: type[Event], filed: dt.date) -> Iterator[tuple[Event, str | None]]:
    """The examples of a type of event, each with the state it leads to, or None where it is refused."""
    for example in guide.examples[event_type]:
        event = _redated(example, filed)
        try:
            yield event, case.record(event).state
        except ImpossibleEventError:
            yield event, None


@st.composite
def _opened(draw: st.DrawFn, guide: _Guide, away: Mapping[str, int], more: int) -> Case:
    """A case that came in, so that where it is bound for can be reached."""
    procedure = guide.procedure
    filed = draw(dates(*_years(procedure), division=procedure.division))
    likely = [state for state in guide.openings if away.get(state, _FAR) <= more]
    example = draw(st.sampled_from(guide.openings[draw(st.sampled_from(likely or list(guide.openings)))]))
    settled = _settled(guide, _redated(example, filed))
    event = draw_event(draw, type(example), filed, fixed=settled, earliest=procedure.since)
    cover, lag = draw(_COVERS), draw(_FIRST_WAITS)
    opened = lambda first: Case.open(procedure, first, **_continuing(cover, lag, first.filed_on))  # noqa: E731 - for either event
    return _first_possible(opened, event, _redated(example, filed))


# One strategy for each event, and their number drawn first: so an event can be left out whole when a failing example shrinks.
@st.composite
def _next(draw: st.DrawFn, guide: _Guide, case: Case, away: Mapping[str, int], key: str, left: int) -> Case | None:
    """The case with one more event; None where nothing can happen any more."""
    here = away.get(case.state, _FAR)
    filed = _next_day(draw, case)
    happened = {event.key for event in case.events}
    by_the_way, anything = draw(st.booleans()), draw(_ANYTHING)
    options = list(dict.fromkeys((event.event, event.to) for event in case.next_events()))
    while options:
        if here == 0 and key not in happened:
            nearer = [option for option in options if option[0] == key]
        else:
            nearer = [option for option in options if away.get(option[1], _FAR) < here]
        if not nearer or (by_the_way and 0 < here < left):
            # By the way nothing happens that would leave no way on.
            nearer = [option for option in options if here in {0, _FAR} or away.get(option[1], _FAR) < _FAR] or options
            # What may happen in every state would crowd out what belongs to this one.
            own = [option for option in nearer if (case.state, option[0]) in guide.own]
            nearer = own if own and not anything else nearer
        chosen = draw(st.sampled_from(nearer))
        ways = [event for event, to in _tried(guide, case, guide.event_types[chosen[0]], filed) if to == chosen[1]]
        if ways:
            example = draw(st.sampled_from(ways))
            received = case.events[0]
            points = received.points if isinstance(received, Received) else ()
            event = draw_event(draw, type(example), filed, fixed=_settled(guide, example), points=points)
            return _first_possible(case.record, event, example)
        options.remove(chosen)  # what it would need of the event cannot be: an extension of nothing that runs
    return None


def _first_possible(happens: Callable[[Event], Case], event: Event, example: Event) -> Case:
    """The case after the event drawn; after the example, should another field than those settled decide after all."""
    try:
        return happens(event)
    except ImpossibleEventError:
        return happens(example)


def _next_day(draw: st.DrawFn, case: Case) -> dt.date:
    """The file day of the next event: soon, on the last day of something that runs or the day after it, or much later."""
    filed = case.events[-1].filed_on
    how = draw(st.sampled_from(("soon", "soon", "due", "later")))
    if how == "due":
        edges = sorted({day + days * ONE_DAY for day in _dues(case, filed) for days in (0, 1)})
        if edges:
            return min(draw(st.sampled_from(edges)), max(_LAST_FILED, filed))
    return min(filed + draw(_LATER if how == "later" else _SOON) * ONE_DAY, max(_LAST_FILED, filed))


def _dues(case: Case, filed: dt.date) -> Iterator[dt.date]:
    try:
        deadlines = case.deadlines(filed)
    except CoverageError:  # a procedure of a user's own may be older than any calendar
        return
    for deadline in deadlines:
        if deadline.due is not None and deadline.due >= filed and deadline.done_on is None:
            yield deadline.due


@st.composite
def _histories(draw: st.DrawFn, versions: tuple[Procedure, ...], max_events: int) -> Case:
    """A case bound for some state of its procedure, and what happens by the way."""
    guide = _guide(draw(st.sampled_from(versions)))
    goal, key = draw(st.sampled_from(guide.bound_for))
    away = guide.distances[goal]
    more = draw(st.integers(0, max_events - 1))
    case = draw(_opened(guide, away, more))
    for left in range(more, 0, -1):
        went_on = draw(_next(guide, case, away, key, left))
        if went_on is None:
            break
        case = went_on
    return case


def _years(procedure: Procedure) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a complaint may come."""
    last = LATEST if procedure.until is None else min(procedure.until, LATEST)
    first = max(procedure.since, EARLIEST)
    return (first, last) if first <= last else (procedure.since, procedure.until or procedure.since)


def _versions(procedure: str | Procedure | None) -> tuple[Procedure, ...]:
    """The versions of procedures that may be drawn."""
    if isinstance(procedure, Procedure):
        return (procedure,)
    keys = RULEBOOK.keys if procedure is None else (procedure,)
    return tuple(version for key in keys for version in RULEBOOK.versions(key))


def _checked_count(argument: str, count: Any, least: int) -> int:
    check_whole_number(argument, count)
    if count < least:
        raise WrongValueError(argument, count, f"must be {least} or more")
    return int(count)


def cases(procedure: str | Procedure | None = None, *, max_events: int = _USUAL_LENGTH) -> SearchStrategy[Case]:
    """Cases with a legal history: each event could happen after those before it.

    Each history is bound for some state of the procedure, so that all states are reached. On its way it meets whatever may happen
    there: extensions, stages skipped, acts on the last day and after it, arrivals known and unknown, findings on several points,
    learning and actions, facts recorded twice. Nothing is drawn and thrown away.

    Args:
        procedure: The key of one of this library's procedures, for any of its versions; or a procedure, which may be your own. If
            none is given, any of this library's.
        max_events: How many events a case has at most, the one that opens it included.

    Returns:
        A strategy for cases, without a calendar or policy of their own. A failing example shrinks to a short history.

    Raises:
        WrongTypeError: It is neither a key nor a procedure, or the number is not a whole number.
        WrongValueError: The number is below 1.
        UnknownKeyError: There is no such procedure.

    Example:
        >>> from hypothesis import find
        >>> case = find(cases("england-children"), lambda case: case.stage == 2)
        >>> len(case.events)
        2
    """
    return _histories(_versions(procedure), _checked_count("max_events", max_events, 1))


@st.composite
def _impossible(draw: st.DrawFn, histories: SearchStrategy[Case]) -> tuple[Case, Event]:
    case = draw(histories)
    guide = _guide(case.procedure)
    filed = case.events[-1].filed_on
    how = draw(st.sampled_from(("no rule", "other facts", "out of order")))
    event_types = tuple(dict.fromkeys((*EVENTS.values(), *guide.examples)))
    if how == "no rule":
        event_types = tuple(event_type for event_type in event_types if case.why_not(event_type)) or event_types
    refused = [
        event
        for event_type in (guide.examples if how == "other facts" else ())
        if guide.procedure.moves(case.state, event_type)
        for event, to in _tried(guide, case, event_type, filed)
        if to is None
    ]
    if refused:
        example = draw(st.sampled_from(refused))
        event = draw_event(draw, type(example), filed, fixed=_settled(guide, example))
        return case, event if case.why_not(event) else example
    if how != "out of order":
        event = draw_event(draw, draw(st.sampled_from(event_types)), filed + draw(_LATER) * ONE_DAY)
        if case.why_not(event):
            return case, event
    earlier = filed - draw(st.integers(1, 400)) * ONE_DAY
    return case, draw_event(draw, draw(st.sampled_from(event_types)), earlier)


def impossible_histories(
    procedure: str | Procedure | None = None, *, max_events: int = _USUAL_LENGTH
) -> SearchStrategy[tuple[Case, Event]]:
    """A case with a legal history, and an event that must be refused after it.

    It is refused for one of three reasons. No rule provides for it in the state of the case. Its own facts, or those on file, are
    not those that the rule asks for. Or it belongs on file before the last event.

    Args:
        procedure: As for `cases`.
        max_events: How many events the case has at most.

    Returns:
        A strategy for pairs; ``case.record(event)`` raises `ImpossibleEventError` for each.

    Raises:
        WrongTypeError: It is neither a key nor a procedure, or the number is not a whole number.
        WrongValueError: The number is below 1.
        UnknownKeyError: There is no such procedure.

    Example:
        >>> from hypothesis import find
        >>> case, event = find(impossible_histories("england-housing"), lambda pair: True)
        >>> len(case.why_not(event))
        1
    """
    return _impossible(cases(procedure, max_events=max_events))


# --- reports


def any_feedback(*days: dt.date) -> SearchStrategy[Feedback]:
    """Compliments and the like, from one day to another; of any day where none is named."""
    types = st.sampled_from([one for one in FeedbackType if one is not FeedbackType.COMPLAINT])
    texts = dict.fromkeys(("team", "service", "reference"), maybe(TEXTS))
    return st.builds(Feedback, type=types, on=dates(*days) if days else dates(EARLIEST, LATEST), **texts)


@st.composite
def _reports(draw: st.DrawFn, histories: SearchStrategy[Case], max_cases: int) -> Report:
    counted = draw(st.lists(histories, max_size=max_cases))
    happened = [event.filed_on for case in counted for event in case.events]
    anchor = draw(st.sampled_from(sorted(happened))) if happened else draw(dates(EARLIEST, LATEST))
    start = max(anchor - draw(st.integers(0, 365)) * ONE_DAY, FIRST_DAY)
    end = start + draw(st.sampled_from((364, 365)) | st.integers(0, 365)) * ONE_DAY
    feedback = draw(st.lists(any_feedback(max(start - LONGEST_LAG * ONE_DAY, FIRST_DAY), end), max_size=2))
    # Built in this way, a failing example shows what the report was made from.
    return draw(st.builds(report, st.just(counted), start=st.just(start), end=st.just(end), feedback=st.just(feedback)))


def reports(procedure: str | Procedure | None = None, *, max_cases: int = _MOST_CASES) -> SearchStrategy[Report]:
    """Reports of periods of up to a year in which something happened, each made from a few drawn cases and some feedback.

    Args:
        procedure: As for `cases`.
        max_cases: How many cases a report is made from at most.

    Raises:
        WrongTypeError: It is neither a key nor a procedure, or the number is not a whole number.
        WrongValueError: The number is below 0.
        UnknownKeyError: There is no such procedure.

    Example:
        >>> from hypothesis import find
        >>> find(reports("england-housing"), lambda figures: figures.count("received") == 1).count("received")
        1
    """
    return _reports(cases(procedure), _checked_count("max_cases", max_cases, 0))
