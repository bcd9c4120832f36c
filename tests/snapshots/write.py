"""Write the snapshot of all non-working weekdays anew: run this file with Python, then read the difference it makes.

Every change of a line is a change of somebody's deadline, and belongs in the changelog under rules and dates.
"""

from __future__ import annotations

from pathlib import Path

from complaintrules.calendars import Division, WorkingDayCalendar

FOLDER = Path(__file__).parent / "non_working_weekdays"


def lines(division: Division) -> str:
    """One line for each weekday that is no working day: `YYYY-MM-DD kind[ substitute] name`."""
    calendar = WorkingDayCalendar.for_division(division)
    return "".join(
        f"{holiday.day} {holiday.kind}{' substitute' if holiday.substitute else ''} {holiday.name}\n"
        for holiday in calendar.non_working_weekdays(calendar.first_day, calendar.last_day)
    )


if __name__ == "__main__":
    for each in Division:
        (FOLDER / f"{each}.txt").write_text(lines(each), encoding="utf-8")
