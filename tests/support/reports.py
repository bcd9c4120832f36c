"""The year that the tests of reports count: from 1 April 2016 to 31 March 2017."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import complaintrules as cr

START, END = date(2016, 4, 1), date(2017, 3, 31)


def year(cases: Iterable[Any] = (), **options: Any) -> cr.Report:
    """The report of that year."""
    return cr.report(cases, start=START, end=END, **options)
