"""Hypothesis strategies for testing a system that stores and shows complaints: dates, calendars, events, cases, intakes.

They need Hypothesis: ``python3 -m pip install hypothesis``, or the extra ``testing``. Once this module has been imported,
``from_type`` knows the classes too: ``st.from_type(Case)``, ``st.from_type(WorkingDayCalendar)``, ``st.from_type(Responded)`` and
so on, and ``@given`` fills in arguments that are annotated with them.

    >>> from hypothesis import given
    >>> import complaintrules as cr
    >>> from complaintrules.testing import cases
    >>> @given(cases("england-children"))
    ... def test_what_is_stored_comes_back(case):
    ...     assert cr.load_case(cr.dump_case(case)) == case
    >>> test_what_is_stored_comes_back()
"""

from __future__ import annotations

from complaintrules.errors import MissingExtraError

try:
    import hypothesis  # noqa: F401 - only to say clearly that it is missing
except ImportError as missing:
    raise MissingExtraError("hypothesis", "testing") from missing

from complaintrules.testing._cases import cases, impossible_histories, reports
from complaintrules.testing._days import calendars, dates, periods
from complaintrules.testing._events import events
from complaintrules.testing._from_type import register
from complaintrules.testing._intakes import intakes

__all__ = ["calendars", "cases", "dates", "events", "impossible_histories", "intakes", "periods", "reports"]

register()
