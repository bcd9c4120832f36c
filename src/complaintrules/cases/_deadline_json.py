"""The parts of a deadline as plain data, ready for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintrules._plain_days import written

if TYPE_CHECKING:
    from complaintrules.calendars._bank_holidays import NonWorkingDay
    from complaintrules.calendars.periods import Period
    from complaintrules.cases._clocks import OtherReading
    from complaintrules.events import Event, Extended
    from complaintrules.rules.law import Citation


def sources(cite: Citation, see: tuple[Citation, ...]) -> dict[str, Any]:
    """The provision with its address, and the further ones."""
    return {"cite": str(cite), "url": cite.url, "see": [{"cite": str(other), "url": other.url} for other in see]}


def period(counted: Period | None) -> dict[str, Any] | None:
    """How long a limit is, and how it is counted."""
    if counted is None:
        return None
    return {
        "amount": counted.amount,
        "unit": counted.unit.value,
        "counting": counted.counting.value,
        "rolls": counted.rolls,
    }


def event(happened: Event | None) -> dict[str, Any] | None:
    """Which event, and of which day."""
    return None if happened is None else {"event": happened.key, "on": written(happened.on)}


def extension(told: Extended) -> dict[str, Any]:
    """An extension that was told."""
    return {"on": written(told.on), "until": written(told.until), "agreed": told.agreed}


def left_out(day: NonWorkingDay) -> dict[str, Any]:
    """A weekday that the count leaves out."""
    return {"day": written(day.day), "name": day.name, "kind": day.kind.value, "substitute": day.substitute}


def reading(other: OtherReading) -> dict[str, Any]:
    """What the limit would come to by another reading."""
    return {
        "event": other.event.key,
        "start": written(other.start),
        "due": written(other.due),
        "latest": written(other.latest),
        "says": other.says,
        "cite": str(other.cite),
    }
