"""Cases to JSON and back: plain dicts, and files of JSON lines.

Reading is strict. A bool, a whole number, a string, a date (``YYYY-MM-DD``) and a code count only as themselves, an unknown key
is a fault, and so is a key given twice: nothing is guessed at and nothing is lost unseen. All the faults of a case are
reported together, each with its place and with what would be right. What is written is the facts and no more: neither
defaults, nor what follows from the facts, nor the calendar, the policy and the rulebook a case is worked out with.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from complaintrules._argument_checks import check_name, check_several
from complaintrules._json_lines import Twice, read_lines, repeated
from complaintrules._json_values import Reading, finished, read, shown, unknown, write
from complaintrules._nations import nations
from complaintrules._plain_days import is_day
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.case import Case, read_case
from complaintrules.cases.history import with_both_dates
from complaintrules.errors import (
    ImpossibleEventError,
    NotInForceError,
    PolicyError,
    WrongTypeError,
    WrongValueError,
)
from complaintrules.events import EVENTS, Event
from complaintrules.procedures._policy_registry import as_policy
from complaintrules.procedures._registry import RULEBOOK, Rulebook, as_rulebook
from complaintrules.procedures.policy import LocalPolicy, policy_for
from complaintrules.rules.procedure import Procedure

__all__ = ["dump_case", "dump_cases", "load_case", "load_cases"]

_FORMAT: Final = 1
_DETAILS: Final = ("reference", "team", "service", "complainant", "continues", "first_received_on")


def _check_string(_head: _Head, attribute: attrs.Attribute[Any], value: str | None) -> None:
    if value is not None:
        check_name(attribute.name, value)


def _check_strings(_head: _Head, attribute: attrs.Attribute[Any], values: tuple[str, ...]) -> None:
    for value in values:
        check_name(attribute.name, value)


@attrs.frozen(kw_only=True)
class _Head:
    """What stands beside the events of a case; how the events are read depends on it."""

    procedure: str
    format: int = _FORMAT
    version: str | None = None
    reference: str | None = attrs.field(default=None, validator=_check_string)
    team: str | None = attrs.field(default=None, validator=_check_string)
    service: str | None = attrs.field(default=None, validator=_check_string)
    complainant: str | None = attrs.field(default=None, validator=_check_string)
    continues: str | None = attrs.field(default=None, validator=_check_string)
    first_received_on: dt.date | None = None
    tags: tuple[str, ...] = attrs.field(default=(), validator=_check_strings)
    events: Any


@attrs.frozen(kw_only=True)
class _Context:
    """What a case is worked out with, and neither compares nor dumps."""

    rulebook: Rulebook | None
    calendar: WorkingDayCalendar | None
    policies: tuple[LocalPolicy, ...]

    @property
    def details(self) -> dict[str, Any]:
        """As a case takes them."""
        return {"rulebook": self.rulebook, "calendar": self.calendar}


# --- writing


def dump_case(case: Case) -> dict[str, Any]:
    """A case as a plain dict, ready for JSON.

    The version of the procedure is written, so that the case keeps it (where it has one); defaults are not.

    Raises:
        WrongTypeError: It is not a case.

    Example:
        >>> from datetime import date
        >>> from complaintrules.events import Received
        >>> dump_case(Case.open("england-children", Received(on=date(2016, 9, 5)), reference="2016-0143"))["events"]
        [{'event': 'received', 'on': '2016-09-05'}]
    """
    if not isinstance(case, Case):
        raise WrongTypeError("case", case, "a Case")
    dumped: dict[str, Any] = {"procedure": case.procedure.key}
    if not case.lacks_version:
        dumped["version"] = case.procedure.version
    details = {name: value for name in _DETAILS if (value := getattr(case, name)) is not None}
    dumped |= {name: value.isoformat() if is_day(value) else value for name, value in details.items()}
    if case.tags:
        dumped["tags"] = list(case.tags)
    return dumped | {"events": [_dump_event(event) for event in case.events]}


def _dump_event(event: Event) -> dict[str, Any]:
    fields = write(event)
    # A note is said of all the rest, and reads best after it.
    note = {"note": fields.pop("note")} if "note" in fields else {}
    return {"event": event.key} | fields | note


def dump_cases(cases: Iterable[Case]) -> Iterator[str]:
    r"""Cases as JSON lines, one at a time, each with its line end: ``file.writelines(dump_cases(cases))``.

    Everything beyond ASCII is escaped, so that a file reads the same in whatever encoding it was written.

    Raises:
        WrongTypeError: One of them is not a case.
    """
    check_several("cases", cases, Case, "load_cases reads the lines of an open file")
    for case in cases:
        yield json.dumps(dump_case(case)) + "\n"


# --- reading


def load_case(
    data: dict[str, Any],
    *,
    rulebook: Rulebook | None = None,
    calendar: WorkingDayCalendar | None = None,
    policy: str | LocalPolicy | Iterable[str | LocalPolicy] | None = None,
) -> Case:
    """The case that a plain dict describes, as `dump_case` gives it or JSON is read.

    Args:
        data: The dict. Without a version, the case is read by the one in force on the day of receipt, and where none was, by the
            nearest one; `Case.lacks_version` says so then. A version that was not in force on that day is a fault.
        rulebook: Where the procedure is looked up.
        calendar: Whose working days count.
        policy: Local targets, shown beside the law of the cases that they apply to; or several, one for each version of a
            procedure, say.

    Raises:
        LoadError: The data are not a case; all the faults found are listed, each with its place.
        WrongTypeError: The rulebook is not a Rulebook, or the policy neither a LocalPolicy nor the key of one.
        UnknownKeyError: There is no such policy.

    Example:
        >>> load_case({"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}).state
        'local-resolution'
        >>> load_case({"procedure": "england-children", "events": [{"event": "received", "on": "5/9/2016"}]})
        Traceback (most recent call last):
            ...
        complaintrules.errors.LoadError: events[0].on: must be a date as "YYYY-MM-DD", not the string '5/9/2016'
    """
    return finished(_reading(data, _context(rulebook, calendar, policy), {}))


def load_cases(
    lines: Iterable[str] | Iterable[bytes],
    *,
    rulebook: Rulebook | None = None,
    calendar: WorkingDayCalendar | None = None,
    policy: str | LocalPolicy | Iterable[str | LocalPolicy] | None = None,
) -> Iterator[Case]:
    """The cases of a file of JSON lines, each as soon as its line is read.

    A faulty line keeps back no other: the good cases are all given, and after the last one error lists every fault of every
    faulty line. Blank lines are passed over.

    Args:
        lines: The lines: an open file, or anything else that gives them. A file opened as bytes (``"rb"``) is the safe choice,
            for then a line in the wrong encoding is one faulty line and not the end of the reading.
        rulebook: Where procedures are looked up.
        calendar: Whose working days count.
        policy: Local targets, or several; each case has the first that applies on its day and fits the version of its procedure.
            A case that none of them is for is read without one. A policy that fits no version at all is a fault of its cases.

    Raises:
        LoadError: After the last line: some of the lines are not cases.
        WrongTypeError: At once: what was given does not give lines, or the rulebook or the policy has the wrong type.
        UnknownKeyError: At once: there is no such policy.
    """
    context = _context(rulebook, calendar, policy)
    return read_lines(lines, lambda data, twice: _reading(data, context, twice), "case")


def _context(
    rulebook: Rulebook | None, calendar: WorkingDayCalendar | None, policy: str | LocalPolicy | Iterable[str | LocalPolicy] | None
) -> _Context:
    if rulebook is not None and not isinstance(rulebook, Rulebook):
        raise WrongTypeError("rulebook", rulebook, "a Rulebook")
    several = (policy,) if isinstance(policy, (str, LocalPolicy)) or not isinstance(policy, Iterable) else tuple(policy)
    found = (as_policy(each) for each in several)
    return _Context(rulebook=rulebook, calendar=calendar, policies=tuple(each for each in found if each is not None))


def _reading(data: Any, context: _Context, twice: Twice) -> Reading[Case | None]:
    """Read a case, giving each fault as it is found, and at the end the case if there were none."""
    yield from repeated(data, twice)
    if type(data) is not dict:
        yield "", f"must be an object, one case a line, not {shown(data)}"
        return None
    number = data.get("format", _FORMAT)
    if type(number) is int and number != _FORMAT:
        # Nothing is known of what another format means, so nothing else in it can be called a fault.
        yield "format", f"must be {_FORMAT}, the only format there is, not {shown(number)}"
        return None
    head = yield from read(data, _Head, "")
    procedures = yield from _procedures(data, context.rulebook or RULEBOOK)
    history: list[Event] = []
    if "events" in data:
        history = yield from _history(data["events"], _event_types(procedures))
    if not procedures:
        return None
    details = {} if head is None else {name: getattr(head, name) for name in (*_DETAILS, "tags")}
    return (yield from _replayed(data["procedure"], data.get("version"), history, details | context.details, context.policies))


def _procedures(data: dict[str, Any], rulebook: Rulebook) -> Reading[tuple[Procedure, ...]]:
    """The versions of the procedure that can be meant; none where it, or its version, is unknown or not a string."""
    key, version = data.get("procedure"), data.get("version")
    if type(key) is not str:
        return ()
    if key not in rulebook.keys:
        yield "procedure", unknown("procedure", key, rulebook.keys, nations(rulebook.keys))
        return ()
    versions = {procedure.version: procedure for procedure in rulebook.versions(key)}
    if version is None:
        return tuple(versions.values())
    if type(version) is not str:
        return ()
    if version not in versions:
        yield "version", unknown(f"version of {key}", version, versions)
        return ()
    return (versions[version],)


def _event_types(procedures: Iterable[Procedure]) -> dict[str, type[Event]]:
    """The types of event by their key: this library's, and any that a procedure of the caller's own brings."""
    own = {transition.event.key: transition.event for procedure in procedures for transition in procedure.transitions}
    return EVENTS | own


def _history(items: Any, event_types: dict[str, type[Event]]) -> Reading[list[Event]]:
    """The events, up to the first that is faulty in itself: what follows that one cannot be replayed."""
    history: list[Event] = []
    if type(items) is not list:
        yield "events", f"must be a list, not {shown(items)}"
        return history
    if not items:
        yield "events", "is empty; a case begins with the event that opens it"
    whole = True
    for place, item in enumerate(items):
        event = yield from _event(item, f"events[{place}]", event_types)
        whole = whole and event is not None
        if whole and event is not None:
            history.append(event)
    return history


def _event(item: Any, path: str, event_types: dict[str, type[Event]]) -> Reading[Event | None]:
    if type(item) is not dict:
        yield path, f"must be an object with the key of an event, not {shown(item)}"
    elif "event" not in item:
        yield f"{path}.event", "is missing; it says what happened"
    elif type(item["event"]) is not str:
        yield f"{path}.event", f"must be the key of an event, not {shown(item['event'])}"
    elif item["event"] not in event_types:
        yield f"{path}.event", unknown("event", item["event"], event_types)
    else:
        event_type = event_types[item["event"]]
        fields = {key: value for key, value in item.items() if key != "event"}
        return (yield from read(fields, event_type, path))
    return None


def _opened(key: str, version: str | None, event: Event, details: dict[str, Any], policies: tuple[LocalPolicy, ...]) -> Case:
    """The case that its first event opens, with the policy that is for it, if there is one.

    Without a version it is read by the nearest, so that no case is lost for want of one.
    """
    rulebook = as_rulebook(details["rulebook"])
    procedure = rulebook.nearest(key, event.on) if version is None else rulebook.version(key, version)
    details = details | {"policy": policy_for(policies, procedure, event.on, rulebook)}
    if version is None:
        return read_case(procedure, (event,), details)
    return Case.replay(key, (event,), version=version, **details)


def _replayed(
    key: str, version: str | None, history: list[Event], details: dict[str, Any], policies: tuple[LocalPolicy, ...]
) -> Reading[Case | None]:
    """The case after its history; of events that cannot happen, the first is a fault, for the rest may only follow from it."""
    case: Case | None = None
    for place, event in enumerate(history):
        try:
            case = case.record(event) if case else _opened(key, version, event, details, policies)
        except ImpossibleEventError as error:
            yield f"events[{place}]", str(with_both_dates(error, event, history))
            break
        except NotInForceError as error:
            found = as_rulebook(details["rulebook"]).nearest(key, event.on)
            cure = f"that day has version {found.version!r}" if found.is_in_force(event.on) else "leave it out: that day has none"
            yield "version", f"{error}; {cure}"
            break
        except PolicyError as error:
            yield "", str(error)
            break
        except WrongValueError as error:  # of what stands on the cover
            yield error.argument, str(error)
            break
    return case
