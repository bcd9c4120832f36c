"""A council's closing days lengthen its own rows, and never the law's, also where a row of its own waits for one of the law.

England's corporate Code, with a council's own eight working days to answer at stage 1 that stand beside the Code's ten. The
council closes on 29 to 31 December 2025 and on 2 January 2026; bank holidays are 25 and 26 December and 1 January. A complaint
of Monday 22 December is to be acknowledged within five working days: 23 (1), 24 (2), 29 (3), 30 (4), 31 December (5). Until it
is, the council's own time counts from that day: 5 to 9 January (1 to 5), 12 (6), 13 (7), Wednesday 14 January (8).
"""

from __future__ import annotations

from datetime import date

import complaintrules as cr
from complaintrules import Status
from complaintrules.procedures.policy import local_target

CORPORATE = "england-corporate"
CLOSED = tuple((day, "Council closed") for day in (date(2025, 12, 29), date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 2)))
OURS = cr.Source("Our policy", "Our policy")
WHY = "the offices close over Christmas"
EXTENSION = cr.Extension(
    to=cr.working_days(16),
    cap=cr.Cap.HARD,
    before_expiry=True,
    cite=OURS("3"),
    grounds="a good reason",
)


def policy() -> cr.LocalPolicy:
    """Eight working days beside the Code's ten, which can be told anew within their time."""
    law = cr.get_procedure(CORPORATE, on=date(2025, 12, 22)).limit("stage-1-respond")
    row = local_target(law, key="local-stage-1", period=cr.working_days(8), cite=OURS("2"), extension=EXTENSION, departs=WHY)
    return cr.LocalPolicy(
        key="ours", title="Our policy", procedure=CORPORATE, since=date(2024, 2, 8), limits=(row,), closures=CLOSED
    )


def case_of(*events: cr.Event) -> cr.Case:
    """The complaint of 22 December, by that policy, and these events."""
    received = cr.Received(on=date(2025, 12, 22))
    return cr.Case.replay(CORPORATE, (received, *events), policy=policy())


def row(case: cr.Case, as_of: date, key: str = "local-stage-1") -> cr.Deadline:
    """The row as it stands on a day."""
    (found,) = (deadline for deadline in case.deadlines(as_of) if deadline.limit.key == key)
    return found


def irregular(case: cr.Case) -> list[tuple[str, str]]:
    """What was irregular: event and words."""
    return [(found.event.key, found.says) for found in case.irregularities()]


def test_notice_is_judged_by_the_very_day_that_the_deadline_shows() -> None:
    """Told on Thursday 15 January, a day after the council's own time had run out: it moves nothing, and is irregular."""
    late = cr.Extended(on=date(2026, 1, 15), until=date(2026, 1, 28), why="staff away", limit="stage-1-respond")
    case = case_of(late)
    shown = row(case, date(2026, 1, 16))
    assert (shown.start, shown.due, shown.status) == (date(2025, 12, 31), date(2026, 1, 14), Status.OVERDUE)
    assert irregular(case) == [("extended", "notice was due before the time ran out on 2026-01-14; it moves nothing")]


def test_notice_in_time_is_not_irregular() -> None:
    """Told on the last day, for two days more."""
    case = case_of(cr.Extended(on=date(2026, 1, 14), until=date(2026, 1, 16), why="staff away", limit="stage-1-respond"))
    assert (row(case, date(2026, 1, 15)).due, irregular(case)) == (date(2026, 1, 16), [])


def test_a_day_that_was_told_and_broken_stays_in_sight_after_the_acknowledgement() -> None:
    """Told for Friday 16 January, and not kept: the acknowledgement of Tuesday the 20th starts the clock, and cures nothing.

    It was overdue on Monday the 19th. 21 (1), 22 (2), 23 (3), 26 to 29 January (7), Friday the 30th (8).
    """
    told = cr.Extended(on=date(2026, 1, 14), until=date(2026, 1, 16), why="staff away", limit="stage-1-respond")
    case = case_of(told, cr.Acknowledged(on=date(2026, 1, 20)))
    shown = row(case, date(2026, 1, 21))
    assert (shown.ran_out_on, shown.days_before_notice) == (date(2026, 1, 16), 1)
    assert shown.due == date(2026, 1, 30)


def test_what_was_only_assumed_still_gives_way_to_the_acknowledgement() -> None:
    """A notice that moved nothing leaves the assumed day as it was, and that gives way, as it does where no notice came.

    20 (1) to 23 January (4), 26 (5), 27 (6), 28 (7), Thursday the 29th (8).
    """
    late = cr.Extended(on=date(2026, 1, 15), until=date(2026, 1, 28), why="staff away", limit="stage-1-respond")
    shown = row(case_of(late, cr.Acknowledged(on=date(2026, 1, 19))), date(2026, 1, 21))
    assert (shown.start, shown.due, shown.ran_out_on) == (date(2026, 1, 19), date(2026, 1, 29), None)


def test_the_codes_own_row_leaves_out_no_closing_day() -> None:
    """Ten from 31 December: 2 January (1), 5 to 9 (6), 12 to 14 (9), Thursday the 15th (10)."""
    assert row(case_of(), date(2026, 1, 5), "stage-1-respond").due == date(2026, 1, 15)
