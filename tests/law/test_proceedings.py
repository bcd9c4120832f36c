"""Other proceedings (SI 2006/1738 reg 8): what is put forward again is considered afresh, by its own time and its own people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules import Status
from complaintrules.cli import main
from support.answers import irregular, runs
from support.children import CHILDREN, R

if TYPE_CHECKING:
    from pathlib import Path


def suspended(on: date, **fields: Any) -> cr.Suspended:
    """A suspension for court proceedings."""
    return cr.Suspended(on=on, ground=cr.SuspensionGround.COURT_OR_TRIBUNAL, **fields)


def ended(on: date, received_on: date | None = None) -> cr.ProceedingsEnded:
    """Their end, which the authority hears of at once unless a day is given."""
    return cr.ProceedingsEnded(on=on, received_on=received_on or on)


def again(on: date, **fields: Any) -> cr.Resubmitted:
    """Put forward again on a day on which it also arrives."""
    return cr.Resubmitted(on=on, received_on=on, **fields)


def late(on: date) -> cr.NotAccepted:
    """Refused as out of time."""
    return cr.NotAccepted(on=on, ground=cr.RefusalGround.OUT_OF_TIME)


def case_of(received: date, *events: Any, **fields: Any) -> cr.Case:
    """A parent's complaint, and these events."""
    case = cr.Case.open(CHILDREN, cr.Received(on=received, complainant=cr.Complainant.PARENT, **fields), reference="A")
    for event in events:
        case = case.record(event)
    return case


# --- reg 8(4)-(5): which time governs a refusal


@pytest.mark.parametrize("grounds_on", [date(2023, 1, 1), date(2024, 12, 1), None])
def test_what_was_put_forward_again_in_time_is_not_late(grounds_on: date | None) -> None:
    """Ended on 1 June 2025, again on 1 July: reg 8(5) takes the place of reg 9(1), however old the grounds are."""
    case = case_of(
        date(2025, 1, 10),
        suspended(date(2025, 1, 13)),
        ended(date(2025, 6, 1)),
        again(date(2025, 7, 1)),
        late(date(2025, 7, 2)),
        grounds_on=grounds_on,
    )
    assert (case.state, irregular(case)) == ("not-accepted", [("not-accepted", R + "8(4)-(5)")])


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2021, 6, 1), [("not-accepted", R + "8(4)-(5)")]),  # the anniversary is the last day
        (date(2021, 6, 2), []),
        (date(2025, 7, 1), []),  # four years late
    ],
)
def test_what_was_put_forward_again_late_may_be_refused(on: date, found: list[tuple[str, str]]) -> None:
    """First made within weeks of its grounds, which counts no more; ended on 1 June 2020."""
    case = case_of(
        date(2020, 1, 10),
        suspended(date(2020, 1, 13)),
        ended(date(2020, 6, 1)),
        again(on),
        late(on),
        grounds_on=date(2019, 12, 1),
    )
    assert irregular(case) == found


@pytest.mark.parametrize(("grounds_on", "found"), [(date(2024, 12, 1), [("not-accepted", R + "9(1)")]), (date(2023, 1, 1), [])])
def test_points_that_were_never_stopped_keep_the_year_from_their_grounds(grounds_on: date, found: list[tuple[str, str]]) -> None:
    """Point 2 was stopped and goes on elsewhere; what is refused here is point 1, made on 10 January 2025."""
    case = case_of(
        date(2025, 1, 10),
        suspended(date(2025, 1, 13), points=("2",)),
        ended(date(2025, 1, 14)),
        again(date(2025, 1, 15), continued_by="B"),
        late(date(2025, 1, 16)),
        grounds_on=grounds_on,
        points=("1", "2"),
    )
    assert irregular(case) == found


# --- reg 17(2): the independent person of each round

APPOINTED = cr.IndependentPersonAppointed(on=date(2025, 1, 20))
THEIRS = cr.InvestigationReported(on=date(2025, 1, 27), by=cr.Investigator.INDEPENDENT_PERSON)
STOPPED = (suspended(date(2025, 2, 3)), ended(date(2025, 3, 3)), again(date(2025, 3, 10)))
WITHOUT = [("responded", f"{R}17(2); Children Act 1989 s 26(4)")]


@pytest.mark.parametrize("before", [(APPOINTED,), (THEIRS,), (APPOINTED, THEIRS)])
@pytest.mark.parametrize(
    "begins",
    [
        (cr.StageSkipped(on=date(2025, 3, 17)),),
        (
            cr.Responded(on=date(2025, 3, 14), received_on=date(2025, 3, 14)),
            cr.EscalationRequested(on=date(2025, 3, 17), received_on=date(2025, 3, 17)),
        ),
    ],
)
def test_who_took_part_before_took_no_part_in_the_round_that_is_considered_afresh(
    before: tuple[Any, ...], begins: tuple[Any, ...]
) -> None:
    """Whether by an appointment or by a report, and however stage 2 begins again; a new one of either shows somebody."""
    round_1 = case_of(date(2025, 1, 6), cr.StageSkipped(on=date(2025, 1, 13)), *before, *STOPPED, *begins)
    answer = cr.Responded(on=date(2025, 4, 14), received_on=date(2025, 4, 14))
    assert irregular(round_1.record(answer)) == WITHOUT
    for new in (
        cr.IndependentPersonAppointed(on=date(2025, 3, 24)),
        cr.InvestigationReported(on=date(2025, 4, 7), by=cr.Investigator.INDEPENDENT_PERSON),
    ):
        assert irregular(round_1.record(new).record(answer)) == []


def test_points_put_forward_elsewhere_dismiss_nobody_here() -> None:
    """Point 2 goes on in another case; the independent person of point 1 is still the one of this round."""
    case = case_of(
        date(2025, 1, 6),
        cr.StageSkipped(on=date(2025, 1, 13)),
        APPOINTED,
        THEIRS,
        suspended(date(2025, 1, 28), points=("2",)),
        ended(date(2025, 1, 29)),
        again(date(2025, 1, 30), continued_by="B"),
        cr.Responded(on=date(2025, 2, 10)),
        points=("1", "2"),
    )
    assert irregular(case) == []


# --- reg 8(1): proceedings that were over


@pytest.mark.parametrize(
    ("over_on", "is_irregular"), [(date(2019, 12, 1), True), (date(2020, 1, 12), True), (date(2020, 1, 13), False)]
)
@pytest.mark.parametrize("points", [(), ("2",)])
def test_a_suspension_for_proceedings_that_were_over_is_irregular(
    over_on: date,
    is_irregular: bool,  # noqa: FBT001 - a column of the table
    points: tuple[str, ...],
) -> None:
    """Suspended on 13 January 2020, as a whole or in part; the authority hears on 1 June that they had ended before."""
    case = case_of(
        date(2020, 1, 10), suspended(date(2020, 1, 13), points=points), ended(over_on, date(2020, 6, 1)), points=("1", "2")
    )
    assert irregular(case) == ([("proceedings-ended", R + "8(1)")] if is_irregular else [])
    assert bool(runs(case, "resubmit-after-proceedings", date(2020, 6, 1))) is not is_irregular


def test_the_end_of_one_of_two_proceedings_is_measured_by_the_first_suspension_that_stands() -> None:
    """Point 1 stopped on 13 January and point 2 on 2 March 2020: what ended on 3 February may have been the first's."""
    stops = (suspended(date(2020, 1, 13), points=("1",)), suspended(date(2020, 3, 2), points=("2",)))
    case = case_of(date(2020, 1, 10), *stops, ended(date(2020, 2, 3), date(2020, 4, 1)), points=("1", "2", "3"))
    assert irregular(case) == []
    again_1 = case.record(again(date(2020, 4, 2), points=("1",), continued_by="B"))
    assert irregular(again_1.record(ended(date(2020, 1, 12), date(2020, 5, 1)))) == [("proceedings-ended", R + "8(1)")]
    done = again_1.record(again(date(2020, 4, 3), points=("2",), continued_by="C"))
    anew = done.record(suspended(date(2020, 6, 1), points=("3",)))
    assert irregular(anew.record(ended(date(2020, 5, 29), date(2020, 7, 1)))) == [("proceedings-ended", R + "8(1)")]


def test_nobody_is_late_after_proceedings_that_were_no_reason_to_wait() -> None:
    """They had ended on 1 December 2019; put forward again on 15 January 2021, no year had passed that was given to anybody."""
    case = case_of(
        date(2020, 1, 10),
        suspended(date(2020, 1, 13)),
        ended(date(2019, 12, 1), date(2020, 6, 1)),
        again(date(2021, 1, 15)),
    )
    assert runs(case, "resubmit-after-proceedings", date(2021, 1, 15)) == []
    assert irregular(case) == [("proceedings-ended", R + "8(1)")]


# --- several proceedings


@pytest.mark.parametrize(
    "stops",
    [
        (suspended(date(2024, 1, 5)),),
        (suspended(date(2024, 1, 5), points=("1",)), suspended(date(2024, 1, 8), points=("2",))),
    ],
    ids=["the whole", "point by point"],
)
def test_of_several_proceedings_the_last_to_end_starts_the_year(stops: tuple[Any, ...]) -> None:
    """Reg 8(4): ended on 10 January and on 2 December 2024, so until 2 December 2025; again on 2 June 2025 is in time."""
    ends = (ended(date(2024, 1, 10)), ended(date(2024, 12, 2)))
    case = case_of(date(2024, 1, 2), *stops, *ends, points=("1", "2", "3"))
    (before,) = runs(case, "resubmit-after-proceedings", date(2024, 12, 1))
    assert (before.start, before.due, before.status) == (date(2024, 1, 10), date(2025, 1, 10), Status.OPEN)
    (row,) = runs(case, "resubmit-after-proceedings", date(2025, 12, 2))
    assert (row.start, row.due, row.status) == (date(2024, 12, 2), date(2025, 12, 2), Status.OPEN)
    used = case.record(again(date(2025, 6, 2)))
    (row,) = runs(used, "resubmit-after-proceedings", date(2025, 6, 2))
    assert (row.due, row.status, row.days_late, irregular(used)) == (date(2025, 12, 2), Status.USED, 0, [])
    late = case.record(again(date(2025, 12, 3)))
    assert [row.status for row in runs(late, "resubmit-after-proceedings", date(2025, 12, 3))] == [Status.USED_LATE]


def test_of_several_proceedings_it_is_the_last_to_end_that_counts_and_not_the_last_that_was_heard_of() -> None:
    """One ended on 2 December 2024; that the other had ended on 3 June is heard of on the 9th, and shortens nobody's year."""
    case = case_of(
        date(2024, 1, 2), suspended(date(2024, 1, 5)), ended(date(2024, 12, 2)), ended(date(2024, 6, 3), date(2024, 12, 9))
    )
    (row,) = runs(case, "resubmit-after-proceedings", date(2024, 12, 9))
    assert (row.start, row.due) == (date(2024, 12, 2), date(2025, 12, 2))


def test_an_end_that_is_heard_of_once_all_was_put_forward_again_gives_another_year_only_to_what_waits() -> None:
    """Point 1 again on 10 June; that those of point 2 had ended on 20 May is heard of on the 12th: until 20 May 2025."""
    case = case_of(
        date(2024, 1, 2),
        suspended(date(2024, 1, 5), points=("1",)),
        suspended(date(2024, 1, 8), points=("2",)),
        ended(date(2024, 6, 3)),
        again(date(2024, 6, 10), points=("1",)),
        ended(date(2024, 5, 20), date(2024, 6, 12)),
        points=("1", "2", "3"),
    )
    found = [(row.due, row.status) for row in runs(case, "resubmit-after-proceedings", date(2024, 6, 12))]
    assert found == [(date(2025, 6, 3), Status.USED), (date(2025, 5, 20), Status.OPEN)]


# --- whose proceedings have ended: point by point

STOP_1 = suspended(date(2024, 1, 4), points=("1",))
STOP_2 = suspended(date(2024, 1, 11), points=("2",))
END_1 = ended(date(2024, 1, 10))
NOT_YET = [("resubmitted", R + "8(4)")]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        # Point 2 was suspended after the proceedings of point 1 had ended, and has nothing to say of point 1.
        ((STOP_1, END_1, STOP_2, again(date(2024, 1, 12), points=("1",))), []),
        ((STOP_1, END_1, STOP_2, again(date(2024, 1, 12), points=("2",))), NOT_YET),
        ((STOP_1, END_1, STOP_2, again(date(2024, 1, 12), points=("1", "2"))), NOT_YET),
        ((STOP_1, END_1, STOP_2, again(date(2024, 1, 12))), NOT_YET),
        ((STOP_1, END_1, STOP_2, ended(date(2024, 2, 1)), again(date(2024, 2, 2))), []),
        # What was put forward again takes nothing from the other, nor gives it anything.
        ((STOP_1, END_1, STOP_2, again(date(2024, 1, 12), points=("1",)), again(date(2024, 1, 15))), NOT_YET),
        # Of new proceedings the same point waits anew.
        ((STOP_1, END_1, suspended(date(2024, 1, 11), points=("1",)), again(date(2024, 1, 12))), NOT_YET),
        # The rest of the complaint, by which the whole stands suspended.
        ((STOP_1, END_1, suspended(date(2024, 1, 11), points=("2", "3")), again(date(2024, 1, 12), points=("1",))), []),
        ((STOP_1, END_1, suspended(date(2024, 1, 11), points=("2", "3")), again(date(2024, 1, 12))), NOT_YET),
        ((suspended(date(2024, 1, 11)), again(date(2024, 1, 12))), NOT_YET),
        ((suspended(date(2024, 1, 9)), END_1, again(date(2024, 1, 12))), []),
    ],
)
@pytest.mark.parametrize("days_later", [False, True])
def test_it_is_asked_of_each_point_whether_its_proceedings_have_ended(
    events: tuple[Any, ...],
    found: list[tuple[str, str]],
    days_later: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Reg 8 works matter by matter; what follows afterwards changes no answer."""
    case = case_of(date(2024, 1, 2), *events, points=("1", "2", "3"))
    if days_later:
        case = case.record(cr.ProcedureExplained(on=date(2024, 3, 1)))
    assert irregular(case) == found


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ((END_1, again(date(2024, 1, 12))), []),
        ((again(date(2024, 1, 12)),), NOT_YET),
        ((END_1, again(date(2024, 1, 12)), suspended(date(2024, 1, 15)), again(date(2024, 1, 16))), NOT_YET),
    ],
)
def test_where_nobody_recorded_the_points_it_is_asked_of_the_whole(events: tuple[Any, ...], found: list[tuple[str, str]]) -> None:
    """Suspended on 4 January, and perhaps again: the second suspension waits for proceedings of its own."""
    assert irregular(case_of(date(2024, 1, 2), suspended(date(2024, 1, 4)), *events)) == found


# --- considered afresh: the time that had passed stays in sight


def restarted() -> cr.Case:
    """Received on Monday 6 January 2025, and stopped, ended and put forward again on each last day.

    Day 10 is Monday 20 January, then Monday 3 February, then Monday 17 February.
    """
    days = (date(2025, 1, 20), date(2025, 2, 3))
    return case_of(date(2025, 1, 6), *(event for day in days for event in (suspended(day), ended(day), again(day))))


def test_the_clock_begins_anew_lawfully_and_shows_the_days_that_had_passed() -> None:
    """Ten working days in the first run, twenty in the first two; none is late, and none is forgotten."""
    case = restarted()
    found = [(row.due, row.status, row.days_in_earlier_runs) for row in runs(case, "stage-1", date(2025, 2, 17))]
    assert found == [
        (date(2025, 1, 20), Status.LAPSED, 0),
        (date(2025, 2, 3), Status.LAPSED, 10),
        (date(2025, 2, 17), Status.DUE_TODAY, 20),
    ]
    assert (irregular(case), case.breaches(date(2025, 2, 17))) == ([], ())
    said = runs(case, "stage-1", date(2025, 2, 17))[-1].explain()
    assert "Its clock began anew on Monday 3 February 2025: before that it had run for 20 working days" in said


def test_what_was_answered_ran_in_no_vain() -> None:
    """Answered on 13 January, then stopped: the first run is over, and its days are no wait for an answer."""
    answered = cr.Responded(on=date(2025, 1, 13), received_on=date(2025, 1, 13))
    day = date(2025, 1, 20)
    case = case_of(date(2025, 1, 6), answered, suspended(day), ended(day), again(day))
    assert [row.days_in_earlier_runs for row in runs(case, "stage-1", day)] == [0, 0]
    stopped_at_once = case_of(date(2025, 1, 6), suspended(date(2025, 1, 6)), ended(day), again(day))
    assert [row.days_in_earlier_runs for row in runs(stopped_at_once, "stage-1", day)] == [0, 0]


def test_the_check_says_what_began_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both runs, with the days before each."""
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([restarted()])))
    main(["check", str(file), "--as-of", "2025-02-17"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Begun anew" in said
    assert "began anew on 2025-01-20; no last day counts the 10 working days before it (SI 2006/1738 reg 14(1))" in said
    assert "began anew on 2025-02-03; no last day counts the 20 working days before it (SI 2006/1738 reg 14(1))" in said


# --- an advocate who never comes


def test_the_appointment_of_an_advocate_is_owed_while_stage_1_waits_for_it() -> None:
    """A child asked by the day of receipt: pending without a number, so never a breach, until somebody is appointed."""
    case = cr.Case.open(
        CHILDREN,
        cr.Received(on=date(2025, 1, 6), complainant=cr.Complainant.CHILD, advocate=cr.Advocacy.REQUESTED),
    )
    (row,) = runs(case, "appoint-advocate", date(2026, 1, 6))
    assert (row.start, row.due, row.status) == (date(2025, 1, 6), None, Status.PENDING)
    assert (row.limit.certainty.value, row.limit.citations) == ("K", "SI 2004/719 reg 4(2); Children Act 1989 s 26A")
    assert case.breaches(date(2026, 1, 6)) == ()
    appointed = case.record(cr.AdvocateAppointed(on=date(2025, 1, 13)))
    assert [row.status for row in runs(appointed, "appoint-advocate", date(2025, 1, 13))] == [Status.MET]
