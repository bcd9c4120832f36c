"""The pictures of months number the days that a diary would."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType


def counted(svg: str) -> dict[str, str]:
    """Each numbered day of a picture, by its title."""
    found = re.findall(r"<title>(\w+ \d+ \w+ \d{4})(?:, [^<]*)?</title>.*?</g>", svg, re.DOTALL)
    cells = re.findall(r'<g class="day[^"]*"><title>([^<,]+).*?</g>', svg, re.DOTALL)
    assert len(cells) == len(found)
    return dict(re.findall(r'<title>([^<,]+)(?:, [^<]*)?</title><rect[^>]*/>(?:(?!</g>).)*class="number"[^>]*>([^<]+)<', svg))


def test_ten_working_days_over_christmas_are_numbered_one_to_ten(rulebook: ModuleType) -> None:
    """Received on Friday, Saturday or Sunday 19-21 December 2025: 22, 23, 24, 29, 30, 31 December, 2, 5, 6, 7 January."""
    svg = rulebook.written("<!-- rulebook: counted england-children stage-1 2025-12-19 2025-12-20 2025-12-21 -->")
    numbers = counted(svg)
    assert {day for day, number in numbers.items() if number == "0"} == {
        "Friday 19 December 2025", "Saturday 20 December 2025", "Sunday 21 December 2025",
    }  # fmt: skip
    assert [day for day, number in numbers.items() if number != "0"] == [
        "Monday 22 December 2025", "Tuesday 23 December 2025", "Wednesday 24 December 2025", "Monday 29 December 2025",
        "Tuesday 30 December 2025", "Wednesday 31 December 2025", "Friday 2 January 2026", "Monday 5 January 2026",
        "Tuesday 6 January 2026", "Wednesday 7 January 2026",
    ]  # fmt: skip
    assert numbers["Wednesday 7 January 2026"] == "10"
    assert svg.count('<svg class="month"') == 2
    assert "Christmas Day (Thursday 25 December 2025)" in svg


def test_papers_are_numbered_back_from_the_panel(rulebook: ModuleType) -> None:
    """Panel on Monday 20 April 2026: 17-13 April are 1 to 5, 10-7 April 6 to 9 (Easter Monday is the 6th), 2 April is 10."""
    numbers = counted(rulebook.written("<!-- rulebook: counted england-children panel-papers 2026-04-20 -->"))
    assert numbers["Friday 17 April 2026"] == "1"
    assert numbers["Tuesday 7 April 2026"] == "9"
    assert numbers["Thursday 2 April 2026"] == "10"
    assert "Monday 6 April 2026" not in numbers


def test_a_count_in_months_marks_its_first_and_last_day_alone(rulebook: ModuleType) -> None:
    """Twelve months beginning with 1 March 2026 end with 28 February 2027."""
    svg = rulebook.written("<!-- rulebook: counted england-children ombudsman 2026-03-01 -->")
    assert counted(svg) == {"Sunday 1 March 2026": "first", "Sunday 28 February 2027": "last"}


def test_calendar_days_are_all_numbered_and_a_last_day_that_rolls_is_marked(rulebook: ModuleType) -> None:
    """Thirty days after Friday 27 November 2026: Sunday 27 December; Monday is a holiday too, so Tuesday 29 December."""
    numbers = counted(rulebook.written("<!-- rulebook: counted uk-data-protection acknowledge 2026-11-27 -->"))
    assert numbers["Saturday 28 November 2026"] == "1"
    assert numbers["Sunday 27 December 2026"] == "30"
    assert numbers["Tuesday 29 December 2026"] == "→"
    assert len(numbers) == 32


def test_starts_that_come_to_different_days_share_no_picture(rulebook: ModuleType) -> None:
    """Thursday and Friday do not."""
    with pytest.raises(ValueError, match="do not come to one last day"):
        rulebook.written("<!-- rulebook: counted england-children stage-1 2025-12-18 2025-12-19 -->")


@pytest.mark.parametrize("start", [date(2026, 3, 25) + timedelta(days=step) for step in range(0, 90, 13)])
def test_the_last_number_stands_on_the_due_day(rulebook: ModuleType, start: date) -> None:
    """Whatever day the count starts from, the picture and the deadline agree."""
    deadline = cr.due("england-children", "stage-2", start)
    numbers = rulebook.months.numbered(deadline)
    assert numbers[deadline.due] == "25"
    assert list(numbers.values()) == [str(number) for number in range(1, 26)]
