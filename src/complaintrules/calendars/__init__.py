"""Working days: calendars, the bank holidays they leave out, and the periods that are counted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._lazy import lazily

if TYPE_CHECKING:
    from complaintrules.calendars._bank_holidays import Division, HolidayKind, NonWorkingDay
    from complaintrules.calendars._calendar import WorkingDayCalendar, add_working_days, working_days_between
    from complaintrules.calendars._receipt_day import receipt_day

__all__ = [
    "Division",
    "HolidayKind",
    "NonWorkingDay",
    "WorkingDayCalendar",
    "add_working_days",
    "receipt_day",
    "working_days_between",
]

if not TYPE_CHECKING:  # a type checker would take any name for granted
    __getattr__ = lazily(__name__, "_calendar", "_receipt_day", also=("_rebuilt",))


def __dir__() -> list[str]:
    return __all__
