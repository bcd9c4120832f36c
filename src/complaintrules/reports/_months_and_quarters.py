"""The months and quarters of a period: their codes, and what people call them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules._code_enum import Codes
from complaintrules.rules.wording import is_month, month_words


class PartOfYear(Codes):
    """A month or a quarter of a calendar year, by which a report breaks its counts down."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def form(self) -> str:
        """How a code is to be written."""
        return _FORMS[self]

    def codes(self, start: dt.date, end: dt.date) -> tuple[str, ...]:
        """Every month, or every quarter, that has a day in a period."""
        months = _months(start, end)
        return months if self is PartOfYear.MONTH else tuple(dict.fromkeys(map(quarter, months)))

    def is_code(self, code: str) -> bool:
        """Whether a string is the code of a month, or of a quarter."""
        if self is PartOfYear.MONTH:
            return is_month(code)
        first = code.partition("--")[0]
        return is_month(first) and quarter(first) == code

    def words(self, code: str) -> str:
        """What people call a code: ``September 2016``, ``July to September 2016``."""
        if self is PartOfYear.MONTH:
            return month_words(code)
        first, last = map(month_words, code.split("--"))
        return f"{first.split()[0]} to {last}"


_FORMS: Final = {
    PartOfYear.MONTH: "as 2016-09",
    PartOfYear.QUARTER: "by its first and last month, as 2016-07--2016-09",
}


def quarter(month: str) -> str:
    """The quarter that a month lies in, by its first and last month: ``2016-07--2016-09``."""
    year, number = month.split("-")
    first = (int(number) - 1) // 3 * 3 + 1
    return f"{year}-{first:02}--{year}-{first + 2:02}"


def _months(start: dt.date, end: dt.date) -> tuple[str, ...]:
    found: list[str] = []
    month = start.replace(day=1)
    while month <= end:
        found.append(f"{month:%Y-%m}")
        month = (month + dt.timedelta(days=31)).replace(day=1)
    return tuple(found)
