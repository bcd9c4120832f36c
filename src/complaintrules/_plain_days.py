"""What a plain day is: a `datetime.date` without a time of day, whatever library made its class.

Python takes every date-time for a date, and which day a moment belongs to is a question of time zones; so a date-time is none.
Any other date is one: a library that stops the clock for tests puts a class of its own in the place of `datetime.date`, and
dates made before it did so are dates still.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeGuard


def is_day(value: object) -> TypeGuard[dt.date]:
    """Whether a value is a plain date."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def is_day_type(hint: Any) -> bool:
    """Whether an annotation stands for plain dates."""
    return isinstance(hint, type) and issubclass(hint, dt.date) and not issubclass(hint, dt.datetime)


def written(day: dt.date | None) -> str | None:
    """A day as JSON has it, ``2026-11-23``; None stays None."""
    return None if day is None else day.isoformat()
