"""A council's own procedure in a few lines: what may be recorded, and what its times come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import complaintrules as cr
from complaintrules import Case, Force, Status, local_procedure, months, working_days
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Event,
    Extended,
    NotAccepted,
    OmbudsmanDecided,
    Received,
    ReferredToOmbudsman,
    RefusalNotified,
    Resolved,
    Responded,
    TermsConfirmed,
    Withdrawn,
)
from complaintrules.model_checker import check_model

POLICY = cr.Source("Our policy", "Our complaints policy, 2019")
PARTS: dict[str, Any] = {
    "version": "2019-04",
    "title": "Ours",
    "since": date(2019, 4, 1),
    "division": "england-and-wales",
    "cite": POLICY("page 2"),
}
TIMED = local_procedure("ours", **PARTS, acknowledge=working_days(3), answers=(working_days(10), working_days(20)))
PLAIN = local_procedure("ours", **PARTS)
THREE = local_procedure(
    "ours",
    **PARTS,
    answers=(working_days(10), None, months(2)),
    extended=(working_days(15), None, months(3)),
)

# June and July 2019 hold no bank holiday; 3 June 2019 is a Monday.
RECEIVED = Received(on=date(2019, 6, 3))


def dates(procedure: cr.Procedure, as_of: date, *events: Event) -> dict[str, tuple[date | None, date | None, Status | None]]:
    """The due day, the latest and the status of each rule that has started."""
    rows = Case.replay(procedure, (RECEIVED, *events)).deadlines(as_of)
    return {row.limit.key: (row.due, row.latest, row.status) for row in rows}


def test_its_times_are_local_policy_and_run_from_receipt_and_from_the_request() -> None:
    """Three and ten working days after Monday 3 June: the 6th and the 17th; twenty after Monday 24 June: Monday 22 July."""
    first = dates(TIMED, date(2019, 6, 3))
    assert first["stage-1-acknowledge"][0] == date(2019, 6, 6)
    assert first["stage-1-respond"][:2] == (date(2019, 6, 17), date(2019, 6, 17))
    asked = (Responded(on=date(2019, 6, 17)), EscalationRequested(on=date(2019, 6, 21), received_on=date(2019, 6, 24)))
    assert dates(TIMED, date(2019, 6, 24), *asked)["stage-2-respond"][0] == date(2019, 7, 22)
    assert {limit.force for limit in TIMED.limits} == {Force.LOCAL_POLICY}
    assert {limit.certainty.value for limit in TIMED.limits} == {"S"}
    assert str(TIMED.limits[0].cite) == "Our policy, page 2"


def test_a_late_answer_is_late_and_is_listed_apart() -> None:
    """Answered on 19 June, two working days after the 17th: a target missed and not a breach of the law's own rules."""
    (late,) = Case.replay(TIMED, (RECEIVED, Acknowledged(on=date(2019, 6, 4)), Responded(on=date(2019, 6, 19)))).breaches(
        date(2019, 6, 30)
    )
    assert (late.limit.key, late.days_late, late.limit.force.counts_for_compliance) == ("stage-1-respond", 2, False)


def test_a_time_may_be_passed_with_a_good_reason_and_not_without() -> None:
    """The policy gives no longer time: told in time, to 24 June, it stands with a reason; without one the 17th stays."""
    for why, due, irregular in (("the officer was ill", date(2019, 6, 24), 0), (None, date(2019, 6, 17), 1)):
        events = (RECEIVED, Extended(on=date(2019, 6, 12), until=date(2019, 6, 24), why=why))
        case = Case.replay(TIMED, events)
        assert {row.limit.key: row.due for row in case.deadlines(date(2019, 6, 12))}["stage-1-respond"] == due
        assert len(case.irregularities()) == irregular


def test_a_policys_own_longer_time_is_the_latest() -> None:
    """Ten working days, at most fifteen: 17 and 24 June; two months after 8 July, at most three: 8 September, 8 October."""
    assert dates(THREE, date(2019, 6, 3))["stage-1-respond"][:2] == (date(2019, 6, 17), date(2019, 6, 24))
    asked = (EscalationRequested(on=date(2019, 7, 1)), EscalationRequested(on=date(2019, 7, 8)))
    assert dates(THREE, date(2019, 7, 8), *asked)["stage-3-respond"][:2] == (date(2019, 9, 8), date(2019, 10, 8))


def test_a_stage_without_a_time_is_due_on_the_day_that_is_told() -> None:
    """As soon as possible; told 1 July, it is due then, and overdue on the 2nd; told again, to the 5th, it is due then."""
    assert dates(PLAIN, date(2019, 6, 3))["stage-1-respond"] == (None, None, Status.PENDING)
    told = Extended(on=date(2019, 6, 12), until=date(2019, 7, 1))
    assert dates(PLAIN, date(2019, 7, 1), told)["stage-1-respond"] == (date(2019, 7, 1), None, Status.DUE_TODAY)
    assert dates(PLAIN, date(2019, 7, 2), told)["stage-1-respond"] == (date(2019, 7, 1), None, Status.OVERDUE)
    again = Extended(on=date(2019, 6, 28), until=date(2019, 7, 5))
    case = Case.replay(PLAIN, (RECEIVED, told, again, Responded(on=date(2019, 7, 5))))
    assert {row.limit.key: row.status for row in case.deadlines(date(2019, 7, 5))}["stage-1-respond"] is Status.MET
    assert case.irregularities() == ()
    row = next(row for row in case.deadlines(date(2019, 7, 5)) if row.limit.key == "stage-1-respond")
    assert (row.normal_due, row.due) == (None, date(2019, 7, 5))
    assert "Friday 5 July 2019" in row.explain()


def test_a_day_told_late_is_irregular_and_the_wait_before_it_is_shown() -> None:
    """Told 1 July, and on the 4th told the 8th: overdue on the 2nd and the 3rd, two working days."""
    events = (
        RECEIVED,
        Extended(on=date(2019, 6, 12), until=date(2019, 7, 1)),
        Extended(on=date(2019, 7, 4), until=date(2019, 7, 8)),
    )
    case = Case.replay(PLAIN, events)
    row = next(row for row in case.deadlines(date(2019, 7, 4)) if row.limit.key == "stage-1-respond")
    assert (row.due, row.ran_out_on, row.days_before_notice) == (date(2019, 7, 8), date(2019, 7, 1), 2)
    assert len(case.irregularities()) == 1


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((NotAccepted(on=date(2019, 6, 4), ground=cr.RefusalGround.OUT_OF_TIME),), "not-accepted"),
        ((Resolved(on=date(2019, 6, 4)),), "stage-1-answered"),
        ((Resolved(on=date(2019, 6, 4)), EscalationRequested(on=date(2019, 6, 5))), "stage-2"),
        (
            (EscalationRequested(on=date(2019, 6, 4)), NotAccepted(on=date(2019, 6, 5), ground=cr.RefusalGround.OUT_OF_TIME)),
            "stage-1",
        ),
        (
            (
                Responded(on=date(2019, 6, 4)),
                EscalationRequested(on=date(2019, 6, 4)),
                NotAccepted(on=date(2019, 6, 5), ground=cr.RefusalGround.OUT_OF_TIME),
            ),
            "escalation-refused",
        ),
        ((EscalationRequested(on=date(2019, 6, 4)), Resolved(on=date(2019, 6, 5))), "stage-2-answered"),
        ((Responded(on=date(2019, 6, 4)), Withdrawn(on=date(2019, 6, 5))), "withdrawn"),
        ((EscalationRequested(on=date(2019, 6, 4)), Responded(on=date(2019, 6, 5))), "stage-2-answered"),
    ],
)
def test_whatever_a_file_holds_can_be_recorded(events: tuple[Event, ...], state: str) -> None:
    """Two stages, settled or refused or withdrawn at either; facts of the Ombudsman and of the file anywhere."""
    case = Case.replay(PLAIN, (RECEIVED, *events))
    assert case.state == state
    for kind in (Acknowledged, TermsConfirmed, RefusalNotified, ReferredToOmbudsman, OmbudsmanDecided, Closed):
        case = case.record(kind(on=date(2019, 6, 6)))
    assert case.state == state


@pytest.mark.parametrize("answered_on", [2, 3])
def test_an_answer_that_names_an_earlier_stage_answers_no_later_one(answered_on: int) -> None:
    """Stage 1 was overtaken; its answer comes at stage 2, or at stage 3, and leaves the case where it stands."""
    events: list[Event] = [RECEIVED, *(EscalationRequested(on=date(2019, 6, 4)) for _ in range(answered_on - 1))]
    events.append(Responded(on=date(2019, 6, 5), stage=1))
    case = Case.replay(THREE, events)
    assert case.state == f"stage-{answered_on}"
    rows = {row.limit.key: row.status for row in case.deadlines(date(2019, 6, 5))}
    assert rows["stage-1-respond"] is Status.MET
    assert rows[f"stage-{answered_on}-respond"] is Status.PENDING


def test_there_may_be_one_stage_or_three() -> None:
    """The last answer is final; the model checker finds nothing wrong with any of them."""
    one = local_procedure("ours", **PARTS, answers=[working_days(10)])
    assert Case.replay(one, (RECEIVED, Responded(on=date(2019, 6, 5)))).is_closed
    assert "escalation-refused" not in {state.key for state in one.states}
    for procedure in (one, PLAIN, TIMED, THREE):
        check_model(procedure).raise_for_faults()
    stages = (Responded(on=date(2019, 6, 5)), EscalationRequested(on=date(2019, 6, 6)), Responded(on=date(2019, 6, 7)))
    last = (EscalationRequested(on=date(2019, 6, 10)), Responded(on=date(2019, 6, 11)))
    case = Case.replay(THREE, (RECEIVED, *stages, *last))
    assert (case.state, case.stage) == ("stage-3-answered", 3)
    assert case.procedure.state(case.state).final


def test_the_timetable_takes_each_step_on_its_last_day_where_it_has_one() -> None:
    """Acknowledged on 6 June, answered on the 17th, and at stage 2, twenty working days on, by Monday 15 July 2019."""
    rows = {row.limit.key: row.due for row in cr.timetable(TIMED, date(2019, 6, 3))}
    assert rows == {
        "stage-1-acknowledge": date(2019, 6, 6),
        "stage-1-respond": date(2019, 6, 17),
        "stage-2-respond": date(2019, 7, 15),
    }
    assert {row.due for row in cr.timetable(PLAIN, date(2019, 6, 3))} == {None}


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"answers": ()}, cr.WrongValueError, "a procedure has at least one stage"),
        ({"extended": (working_days(20),)}, cr.WrongValueError, "has 1 times where answers has 2"),
        ({"acknowledge": 3}, cr.WrongTypeError, r"acknowledge must be a period such as working_days\(10\), or None, not int 3"),
        ({"answers": (10, 20)}, cr.WrongTypeError, "answers must be a period"),
        ({"extended": (None, "20")}, cr.WrongTypeError, "extended must be a period"),
        (
            {"answers": 5},
            cr.WrongTypeError,
            r"answers must be a list, with a period such as working_days\(10\) or None for each stage",
        ),
        ({"answers": working_days(5)}, cr.WrongTypeError, "answers must be a list, .*; put it in a list"),
        ({"extended": 5}, cr.WrongTypeError, "extended must be a list, with a period"),
        ({"extended": working_days(5)}, cr.WrongTypeError, "extended must be a list, .*; put it in a list"),
        ({"cite": "page 2"}, cr.WrongTypeError, "cite must be a Citation"),
        ({"division": "atlantis"}, cr.ProcedureError, "division"),
    ],
)
def test_what_makes_no_procedure_is_refused_in_words(changes: dict[str, Any], error: type[Exception], says: str) -> None:
    """With the part that is wrong, and what would be right."""
    with pytest.raises(error, match=says):
        local_procedure("ours", **PARTS | changes)


# --- the one that comes with the library


def test_a_councils_own_version_stands_beside_the_librarys() -> None:
    """Set up in April 2019: what came before is read by the library's own, which has no times; nothing is lost."""
    ours = local_procedure("local-corporate", **PARTS, answers=(working_days(10), working_days(20)))
    book = cr.RULEBOOK.adding(ours)
    old = Case.open("local-corporate", Received(on=date(2019, 3, 31)), rulebook=book)
    new = Case.open("local-corporate", Received(on=date(2019, 4, 1)), rulebook=book)
    assert (old.procedure.version, new.procedure.version) == ("2000-01", "2019-04")
    assert old.next_due(date(2019, 4, 30)) is None
    # Ten working days after 1 April 2019: Monday 15 April.
    assert {row.limit.key: row.due for row in new.deadlines(date(2019, 4, 1))}["stage-1-respond"] == date(2019, 4, 15)


def test_a_policy_gives_the_librarys_own_its_numbers() -> None:
    """Rows beside those without a number, of any length: ten working days, extended to fifteen, after 3 June 2019."""
    plain = cr.get_procedure("local-corporate")
    target = cr.local_target(
        plain.limit("stage-1-respond"),
        key="ours-stage-1",
        period=working_days(10),
        cite=POLICY("page 2"),
        extension=cr.Extension(
            to=working_days(15), cap=cr.Cap.HARD, before_expiry=True, cite=POLICY("page 2"), grounds="telling the complainant"
        ),
    )
    policy = cr.LocalPolicy(key="ours", title="Ours", procedure=plain.key, since=date(2019, 4, 1), limits=(target,))
    case = Case.open("local-corporate", RECEIVED, policy=policy).record(Extended(on=date(2019, 6, 5), until=date(2019, 6, 20)))
    rows = {row.limit.key: (row.due, row.latest) for row in case.deadlines(date(2019, 6, 5))}
    assert rows["ours-stage-1"] == (date(2019, 6, 20), date(2019, 6, 24))
    assert rows["stage-1-respond"] == (date(2019, 6, 20), None)


def test_the_librarys_own_is_in_force_on_every_day_that_a_calendar_holds() -> None:
    """From the first to the last, and all its rows but the Ombudsman's are local policy and marked K."""
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales")
    plain = cr.get_procedure("local-corporate", calendar.first_day)
    assert plain is cr.get_procedure("local-corporate", calendar.last_day)
    own = [limit for limit in plain.limits if limit.key.startswith("stage-")]
    assert {(limit.force, limit.certainty.value, limit.period) for limit in own} == {(Force.LOCAL_POLICY, "K", None)}
    assert {limit.key for limit in plain.limits} - {limit.key for limit in own} == {"ombudsman", "ombudsman-enquiry"}
