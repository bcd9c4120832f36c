"""Read the list of bank holidays that GOV.UK publishes as `bank-holidays.json`, or refuse it with all its faults."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import attrs

from complaintrules._bank_holidays import FIRST_DAY, LAST_DAY, Division
from complaintrules.errors import OfficialListError, WrongTypeError, alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUBSTITUTE: Final = re.compile(r"\s*\(substitute(?: day)?\)", re.IGNORECASE)


@attrs.frozen
class OfficialDay:
    """One row of the list: a day, its published name, and whether it stands in for another."""

    division: Division
    day: date
    name: str
    substitute: bool


def read_official(document: str | Mapping[str, Any], needed: Iterable[Division]) -> tuple[OfficialDay, ...]:
    """The rows of the divisions needed, earliest first within each; the whole document is checked.

    Raises:
        WrongTypeError: the document is neither text nor a mapping.
        OfficialListError: anything in it is wrong; every fault is named.
    """
    if isinstance(document, str):
        document = _parsed(document)
    elif not isinstance(document, Mapping):
        raise WrongTypeError("document", document, "JSON text or a mapping")
    faults: list[str] = []
    published = Division.UNITED_KINGDOM.parts
    rows = {division: _read_division(division, document[division], faults) for division in published if division in document}
    faults += [
        f"unknown division {key!r}; {alternatives(str(key), map(str, published))}" for key in document if key not in published
    ]
    faults += [f"{division}: missing" for division in needed if division not in document]
    if faults:
        raise OfficialListError(tuple(faults))
    return tuple(row for division in needed for row in rows[division])


def _parsed(text: str) -> Mapping[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise OfficialListError((f"the key {twice[0]!r} stands twice in one object",))
        return dict(pairs)

    try:
        document = json.loads(text, object_pairs_hook=unique)
    except (ValueError, RecursionError) as error:
        if isinstance(error, OfficialListError):
            raise
        raise OfficialListError((f"not JSON: {error}",)) from error
    if not isinstance(document, Mapping):
        raise OfficialListError((f"an object with a member for each division is wanted, not {type(document).__name__}",))
    return document


def _read_division(division: Division, block: Any, faults: list[str]) -> list[OfficialDay]:
    """The rows of one division, in GOV.UK's shape ({"division", "events"}) or as a bare list."""
    events = block
    if isinstance(block, Mapping):
        if block.get("division", division) != division:
            faults.append(f"{division}: holds division {block['division']!r}")
        events = block.get("events")
    if not isinstance(events, Sequence) or isinstance(events, str):
        faults.append(f"{division}: a list of events is wanted, or an object with one")
        return []
    if not events:
        faults.append(f"{division}: the list is empty")
        return []
    rows: dict[date, OfficialDay] = {}
    before = len(faults)
    for place, event in enumerate(events, start=1):
        row, wrong = _read_event(division, event)
        if row is not None and row.day in rows:
            wrong.append(f"{row.day} stands twice")
        elif row is not None:
            rows[row.day] = row
        faults += [f"{division}, event {place}: {fault}" for fault in wrong]
    if len(faults) == before:
        # The list replaces whole years, so a hole in it would quietly turn a year's holidays into working days.
        years = {day.year for day in rows}
        faults += [f"{division}: no day in {year}" for year in range(min(years), max(years)) if year not in years]
    return [rows[day] for day in sorted(rows)]


def _read_event(division: Division, event: Any) -> tuple[OfficialDay | None, list[str]]:
    if not isinstance(event, Mapping):
        return None, [f"an object with title and date is wanted, not {event!r}"]
    faults = []
    title, notes = event.get("title"), event.get("notes", "")
    if not isinstance(title, str) or not title.strip():
        faults.append(f"title must be text, not {title!r}")
    if not isinstance(notes, str):
        faults.append(f"notes must be text, not {notes!r}")
    day = _read_day(event.get("date"))
    if day is None:
        faults.append(f"date must be a day written YYYY-MM-DD, not {event.get('date')!r}")
    elif not FIRST_DAY <= day <= LAST_DAY:
        faults.append(f"{day} lies outside {FIRST_DAY} to {LAST_DAY}")
    if faults or day is None:
        return None, faults
    substitute = "substitute" in f"{title} {notes}".casefold()
    return OfficialDay(division, day, _SUBSTITUTE.sub("", str(title)).strip(), substitute), faults


def _read_day(text: Any) -> date | None:
    """The day, if written in exactly the one way the list uses (Python's own reader takes others as well)."""
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return day if day.isoformat() == text else None
