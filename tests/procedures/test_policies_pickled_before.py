"""A council's own rows that release 0.1.0 pickled with a case: read today, and counted by the clock that the law has now.

That each such case is answered as it was then is held in `tests/proof/test_payloads.py`.
"""

from __future__ import annotations

import base64
import json
import pickle
from datetime import date
from pathlib import Path

import attrs
import pytest

import complaintrules as cr
from complaintrules.procedures import policy


@pytest.fixture(autouse=True)
def laid_over_anew() -> None:
    """So that another test of the same rows does not answer for this one."""
    policy._over.cache_clear()
    policy._all_faults.cache_clear()


STORED = Path(__file__).parents[1] / "data" / "payloads" / "0.1.0" / "pickles-with-policies.jsonl"


def stored(name: str) -> cr.Case:
    """One of the pickled cases."""
    row = next(row for row in map(json.loads, STORED.read_text(encoding="utf-8").splitlines()) if row["name"] == name)
    case: cr.Case = pickle.loads(base64.b64decode(row["pickle"]))  # noqa: S301 - of this repository
    return case


def local_row(name: str, limit: str) -> cr.Deadline:
    """A council's own deadline in one of those cases, as it last ran."""
    case = stored(name)
    return [row for row in case.deadlines(case.events[-1].filed_on) if row.limit.key == limit][-1]


def test_an_old_row_counts_as_it_is_counted_by_hand() -> None:
    """Received on Wednesday 1 June 2016: three working days are 2, 3, 6 June; ten are 2, 3, 6 to 10, 13 to 15 June."""
    assert local_row("children, Shropshire, received", "local-acknowledge").due == date(2016, 6, 6)
    assert local_row("children, Shropshire, received", "local-stage-1").due == date(2016, 6, 15)
    # A start agreed for Monday 20 May 2024 counts no more once the complaint was suspended after that; it came back on Monday 10
    # June, and eight working days after it are 11 to 14 and 17 to 20 June.
    suspended = "children, a council, suspended and put forward again"
    assert local_row(suspended, "local-stage-1").due == date(2024, 6, 20)
    # The proceedings ended on 3 June 2024; the council gives two years.
    assert local_row(suspended, "local-resubmit-after-proceedings").due == date(2026, 6, 3)


def test_an_old_row_ends_with_what_the_rule_has_come_to_end_with() -> None:
    """Acknowledged on Friday 3 May 2024; eight working days (7 to 10, 13 to 16 May, the 6th is a holiday) end on the 16th."""
    case = stored("england-corporate, a council")
    settled = case.record(cr.Resolved(on=date(2024, 5, 15)))
    row = next(row for row in settled.deadlines(date(2024, 5, 20)) if row.limit.key == "local-stage-1-respond")
    assert (row.due, row.status) == (date(2024, 5, 16), cr.Status.MET)


def test_an_old_extension_is_tied_as_the_law_now_ties_it() -> None:
    """The Codes' extension must be told before the time has run out: told on 17 May 2024, a day late, it moves nothing."""
    case = stored("england-corporate, a council")
    late = case.record(cr.Extended(on=date(2024, 5, 17), until=date(2024, 5, 24), why="complex"))
    row = next(row for row in late.deadlines(date(2024, 5, 20)) if row.limit.key == "local-stage-1-respond")
    assert (row.due, row.status) == (date(2024, 5, 16), cr.Status.OVERDUE)


def test_a_row_of_words_of_its_own_keeps_what_ends_it() -> None:
    """Shropshire's own acknowledgement ends with three types of event, not with those of the rule beside it."""
    row = local_row("children, Shropshire, received", "local-acknowledge")
    assert (row.limit.title, row.limit.ends) == ("Acknowledge the complaint", (cr.Acknowledged, cr.Responded, cr.Resolved))


def test_an_old_row_that_is_slower_than_the_law_is_still_refused() -> None:
    """Only what had to be the law's is taken from it, and never the number."""
    case = stored("children, Shropshire, received")
    assert case.policy is not None
    slow = tuple(attrs.evolve(row, period=cr.working_days(30)) for row in case.policy.limits)
    with pytest.raises(cr.PolicyError, match="takes more time, 30 working days after"):
        attrs.evolve(case.policy, limits=slow).over(case.procedure, date(2016, 6, 1))


def test_a_row_beside_a_rule_of_the_councils_own_is_read_as_it_was_written() -> None:
    """No law is behind it, so nothing of it had to be the rule's: five working days after 1 June 2016 end on the 8th."""
    row = local_row("Shropshire corporate, a council", "local-stage-1")
    assert row.due == date(2016, 6, 8)


def test_a_row_of_what_has_become_advisory_is_advisory() -> None:
    """The day agreed for an answer to an adult's complaint binds nobody since, and the council's row beside it no more."""
    row = local_row("adult social care, a council", "local-agreed-timescale")
    assert row.limit.kind is cr.Kind.ADVISORY
    assert not row.is_breach


def test_a_row_pickled_anew_is_read_as_it_is() -> None:
    """What it follows by now stays; so does a row that follows nothing."""
    followed = local_row("children, Shropshire, received", "local-stage-1").limit
    alone = cr.get_procedure("england-children").limit("stage-1")
    for limit in (followed, alone):
        again = pickle.loads(pickle.dumps(limit))  # noqa: S301 - our own
        assert again == limit
        assert again.follows == limit.follows
