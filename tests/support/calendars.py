"""The calendars, and every day that they have."""

from __future__ import annotations

from datetime import date, timedelta

from complaintrules.calendars import WorkingDayCalendar

ENGLAND = WorkingDayCalendar.for_division("england-and-wales")
SCOTLAND = WorkingDayCalendar.for_division("scotland")
FIRST, LAST = date(2000, 1, 1), date(2050, 12, 31)
DAYS = [FIRST + timedelta(days=passed) for passed in range((LAST - FIRST).days + 1)]
