"""Read the list of bank holidays that GOV.UK publishes as `bank-holidays.json`, or refuse it and name every fault."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from complaintrules._nations import division_key
from complaintrules.calendars._bank_holidays import FIRST_DAY, LAST_DAY, Division, OfficialDay
from complaintrules.errors import OfficialListError, WrongTypeError, alternatives, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

# Garbage may be long, and its faults many: so many are told of each division, and of unknown divisions.
_FAULTS_SHOWN: Final = 50

_SUBSTITUTE: Final = re.compile(r"\s*\(substitute(?: day)?\)", re.IGNORECASE)


def read_official(document: str | Mapping[str, Any], needed: Iterable[Division]) -> tuple[OfficialDay, ...]:
    """The rows of the divisions needed, earliest first within each; the whole document is checked.

    Raises:
        WrongTypeError: The document is neither a string nor a mapping.
        OfficialListError: Something in it is wrong; every fault is named.
    """
    if isinstance(document, str):
        document = _parsed(document)
    elif not isinstance(document, Mapping):
        raise WrongTypeError("document", document, "a mapping, or JSON as a string")
    faults: list[str] = []
    published = Division.UNITED_KINGDOM.parts
    rows = {division: _read_division(division, document[division], faults) for division in published if division in document}
    strange = [key for key in document if key not in published]
    faults += [_unknown(key, published) for key in strange[:_FAULTS_SHOWN]]
    if len(strange) > _FAULTS_SHOWN:
        faults.append(f"there are {len(strange)} unknown divisions")
    faults += [f"{division}: missing" for division in needed if division not in document]
    if faults:
        raise OfficialListError(tuple(faults))
    return tuple(row for division in needed for row in rows[division])


def _unknown(key: object, published: Iterable[Division]) -> str:
    # GOV.UK's keys alone name a block of its list; for what people call a division, the message gives the key.
    wanted = (division_key(key) or key) if isinstance(key, str) else ""
    nearest = alternatives(wanted, map(str, published))
    return f"unknown division {quoted(key)}; {nearest}"


def _parsed(text: str) -> Mapping[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
            raise OfficialListError((f"the key {quoted(twice)} is given more than once in one object",))
        return found

    try:
        document = json.loads(text, object_pairs_hook=unique)
    except OfficialListError:
        raise
    except json.JSONDecodeError as error:
        raise OfficialListError((f"not JSON: {error}",)) from error
    except RecursionError:
        raise OfficialListError(("not JSON: nested too deeply to be a list of bank holidays",)) from None
    except ValueError:
        # Python refuses to read a number of thousands of digits, and says so with no error of JSON's.
        raise OfficialListError(("not JSON: a number in it is too long to be read",)) from None
    if not isinstance(document, Mapping):
        raise OfficialListError((f"an object with a member for each division is wanted, not {type(document).__name__}",))
    return document


def _read_division(division: Division, block: Any, faults: list[str]) -> list[OfficialDay]:
    """The rows of one division, in GOV.UK's shape ({"division", "events"}) or as a bare list."""
    events = block
    if isinstance(block, Mapping):
        if block.get("division", division) != division:
            faults.append(f"{division}: says that it is division {quoted(block['division'])}")
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
        if len(faults) - before >= _FAULTS_SHOWN:
            faults.append(f"{division}: may have more faults than these")
            break
    if len(faults) == before:
        # The list replaces whole years, so a hole in it would quietly turn a year's holidays into working days.
        years = {day.year for day in rows}
        faults += [f"{division}: no day in {year}" for year in range(min(years), max(years)) if year not in years]
    return [rows[day] for day in sorted(rows)]


def _read_event(division: Division, event: Any) -> tuple[OfficialDay | None, list[str]]:
    if not isinstance(event, Mapping):
        return None, [f"an object with title and date is wanted, not {quoted(event)}"]
    faults = []
    title, notes = event.get("title"), event.get("notes", "")
    if not isinstance(title, str):
        faults.append(f"title must be a string, not {quoted(title)}")
    elif not title.strip():
        faults.append(f"title {quoted(title)} is blank")
    if not isinstance(notes, str):
        faults.append(f"notes must be a string, not {quoted(notes)}")
    day = _read_day(event.get("date"))
    if day is None:
        faults.append(f"date must be a day written YYYY-MM-DD, not {quoted(event.get('date'))}")
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
