"""Local policies: the words of every refusal, what a council's own target keeps of the law's rule, and closing days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Force, Kind

CHILDREN = cr.get_procedure("england-children")
DAY = date(2016, 9, 5)
COUNCIL = cr.Source("A council's leaflet", "A council's leaflet")("targets")
REGS = "SI 2006/1738 reg"
LAST = f"({REGS} 14(5))"
BINDS = (
    "Children Act 1989 Representations Procedure (England) Regulations 2006 binds as statute: the target can be that time or "
    "less, and a single case extended as SI 2006/1738 reg 14(5) provides"
)
GIVES = (
    "Children Act 1989 Representations Procedure (England) Regulations 2006 gives the complainant that time: give as much or more"
)


def target(key: str, period: cr.Period, **changes: Any) -> cr.TimeLimit:
    """The council's own number for a rule of the law."""
    return cr.local_target(CHILDREN.limit(key), key=f"local-{key}", period=period, cite=COUNCIL, **changes)


def policy(*limits: cr.TimeLimit, **changes: Any) -> cr.LocalPolicy:
    """A policy of these rows."""
    fields: dict[str, Any] = {"key": "council", "title": "A council", "procedure": CHILDREN.key, "since": date(2016, 4, 1)}
    return cr.LocalPolicy(**{"limits": limits} | fields | changes)


def faults(*limits: cr.TimeLimit, law: cr.Procedure = CHILDREN, **changes: Any) -> tuple[str, ...]:
    """What a policy of these rows is refused for, in words; nothing if it is accepted."""
    try:
        policy(*limits, **changes).over(law, DAY)
    except cr.PolicyError as refused:
        return refused.faults
    return ()


def extension(to: cr.Period | None, cap: cr.Cap = cr.Cap.HARD, *, before_expiry: bool = False) -> cr.Extension:
    """An extension of the council's own."""
    return cr.Extension(to=to, cap=cap, before_expiry=before_expiry, cite=COUNCIL, grounds="any")


# --- what a row and a policy are, when little is said


def test_a_target_is_the_laws_rule_with_the_councils_number_and_place_alone() -> None:
    """Who, what, where and when it starts are the law's; comments, further provisions and relaxations stay with the law."""
    law = CHILDREN.limit("panel-meets")
    own = cr.local_target(law, key="local-panel", period=cr.working_days(28), cite=COUNCIL)
    kept = ("title", "binds", "kind", "within", "starts", "ends", "overrides", "breach_established")
    assert all(getattr(own, name) == getattr(law, name) for name in kept)
    assert (own.key, own.period, own.cite, own.beside) == ("local-panel", cr.working_days(28), COUNCIL, "panel-meets")
    assert (own.force, own.certainty) == (Force.LOCAL_POLICY, cr.Certainty.SECOND_SOURCE)
    assert law.see
    assert law.softened is not None
    assert (own.see, own.softened, own.extension, own.asks, own.comment) == ((), None, None, "", "")


def test_a_policy_has_no_cut_off_no_closing_days_no_notes_and_no_end_unless_it_says_so() -> None:
    """Without closing days its rows are counted by the very calendar of the law."""
    plain = policy()
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales")
    assert (plain.cut_off, plain.closures, plain.notes, plain.until) == (None, (), (), None)
    assert plain.receipt_day(datetime(2016, 9, 5, 22, 59, tzinfo=UTC)) == DAY  # a minute before midnight in London
    assert plain.calendar(calendar) is calendar
    closed = policy(closures=((date(2016, 9, 7), "Staff day"),)).calendar(calendar)
    assert closed.closures == {date(2016, 9, 7): "Staff day"}


# --- the words of a refusal


@pytest.mark.parametrize(
    ("until", "on", "says"),
    [
        (None, date(2016, 3, 31), "it is in force from 2016-04-01, but not on 2016-03-31"),
        (date(2017, 3, 31), date(2017, 4, 1), "it is in force from 2016-04-01 to 2017-03-31, but not on 2017-04-01"),
    ],
)
def test_a_policy_laid_over_a_day_it_was_not_in_force_on_says_its_days(until: date | None, on: date, says: str) -> None:
    """Its first day, and its last if it has one; both belong to it."""
    council = policy(until=until)
    with pytest.raises(cr.PolicyError) as refused:
        council.over(CHILDREN, on)
    assert (refused.value.policy, refused.value.faults) == ("council", (says,))
    assert str(refused.value) == f"policy 'council' is refused: {says}"
    assert council.is_in_force(date(2016, 4, 1))
    assert until is None or council.is_in_force(until)


def test_a_refusal_names_the_policy_and_all_its_faults() -> None:
    """In the order of its rows."""
    with pytest.raises(cr.PolicyError) as refused:
        policy(target("stage-1", cr.working_days(15)), target("request-panel", cr.working_days(10))).over(CHILDREN, DAY)
    assert str(refused.value) == (
        "policy 'council' is refused: row 'local-stage-1' takes more time, 15 working days after, than the law allows,"
        f" 10 working days after ({REGS} 14(1)); {BINDS}; row 'local-request-panel' gives less time, 10 working days after,"
        f" than the law, 20 working days after ({REGS} 18(2)); {GIVES}"
    )


FINE = target("stage-1", cr.working_days(8))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (attrs.evolve(FINE, key="stage-1"), "row 'stage-1' has the key of a rule of the law, which no policy replaces"),
        (attrs.evolve(FINE, force=Force.CODE), "row 'local-stage-1' has the force code, not that of local policy"),
        (
            attrs.evolve(FINE, beside="stage-4"),
            "row 'local-stage-1' stands beside 'stage-4', which england-children does not have",
        ),
        (
            attrs.evolve(FINE, kind=Kind.WINDOW),
            f"row 'local-stage-1' is of the kind 'window' where the law's is 'duty' ({REGS} 14(1))",
        ),
        (
            attrs.evolve(FINE, starts=CHILDREN.limit("stage-2").starts),
            f"row 'local-stage-1' does not start its clock, or name its day, as the law does ({REGS} 14(1))",
        ),
        (
            attrs.evolve(FINE, overrides="until"),
            f"row 'local-stage-1' does not start its clock, or name its day, as the law does ({REGS} 14(1))",
        ),
        (
            attrs.evolve(FINE, period=None),
            f"row 'local-stage-1' has no number where the law has 10 working days after ({REGS} 14(1))",
        ),
        (
            attrs.evolve(FINE, extension=extension(None, cr.Cap.AGREED)),
            f"row 'local-stage-1' may be extended as the law does not provide ({REGS} 14(1))",
        ),
        (
            attrs.evolve(FINE, extension=extension(cr.working_days(15), cr.Cap.SOFT)),
            f"row 'local-stage-1' ties its extension less firmly than the law ({REGS} 14(5))",
        ),
        (
            target("stage-2", cr.working_days(25), extension=extension(cr.working_days(60))),
            f"row 'local-stage-2' ties its extension less firmly than the law ({REGS} 17(6))",
        ),
        (
            attrs.evolve(FINE, extension=extension(cr.working_days(21))),
            f"row 'local-stage-1' may be extended to 21 working days after, past the law's 20 working days after {LAST}; {BINDS}",
        ),
        (
            target("request-stage-2", cr.calendar_days(28), kind=Kind.WINDOW),
            "row 'local-request-stage-2': the law sets no window here, so a policy's can only be advisory",
        ),
    ],
    ids=lambda value: value.split(" (")[0] if isinstance(value, str) else value.key,
)
def test_each_fault_of_a_row_is_said_in_a_sentence_with_the_provision(row: cr.TimeLimit, says: str) -> None:
    """The row, what is wrong with it, and the rule of the law that it may not undercut; nothing else is found wrong."""
    assert faults(row) == (says,)


def test_a_row_that_stands_beside_nothing_is_about_no_act_of_the_laws_is_extended_by_nothing_and_closes_nothing() -> None:
    """A promise about an act that no rule is about is fine; about one's own act it hides, extended or closing it bars."""
    law = CHILDREN.limit("stage-1")
    alone = attrs.evolve(FINE, beside=None)
    assert faults(alone) == (
        f"row 'local-stage-1' is about the same act as 'stage-1', and must say that it stands beside it ({law.cite})",
    )
    # Another party's act, another start or another end makes it another promise.
    withdrawn = attrs.evolve(alone, ends=(cr.Withdrawn,))
    assert faults(withdrawn) == ()
    assert faults(attrs.evolve(alone, starts=CHILDREN.limit("stage-3").starts, ends=(cr.Responded, cr.Withdrawn))) != ()
    assert faults(attrs.evolve(alone, binds=cr.Party.PANEL)) == ()
    assert faults(attrs.evolve(withdrawn, extension=extension(cr.working_days(20)))) == (
        "row 'local-stage-1' may be extended only if it stands beside a rule of the law",
    )
    assert faults(attrs.evolve(withdrawn, kind=Kind.WINDOW)) == (
        "row 'local-stage-1': the law sets no window here, so a policy's can only be advisory",
    )


def test_a_policy_of_another_procedure_and_a_note_beside_nothing_are_refused() -> None:
    """Both name what they would stand beside."""
    assert faults(procedure="england-corporate") == ("it stands over 'england-corporate', not over 'england-children'",)
    note = cr.PolicyNote(beside="stage-4", says="anything", cite=COUNCIL)
    assert faults(notes=(note,)) == ("a note stands beside 'stage-4', which england-children does not have",)


# --- closing days: the council's row leaves them out, the law does not


def test_the_laws_number_is_too_long_for_a_council_that_closes() -> None:
    """Closed on one working day of 2016, its ten days end a day after the law's ten; the refusal says why."""
    closed = ((date(2016, 9, 7), "Staff day"),)
    assert faults(target("stage-1", cr.working_days(10)), closures=closed) == (
        (
            "row 'local-stage-1' takes more time, 10 working days after besides its closing days, than the law allows,"
            f" 10 working days after ({REGS} 14(1)); {BINDS}"
        ),
    )
    longer = target("stage-1", cr.working_days(5), extension=extension(cr.working_days(20)))
    assert faults(longer, closures=closed) == (
        (
            "row 'local-stage-1' may be extended to 20 working days after besides its closing days,"
            f" past the law's 20 working days after ({REGS} 14(5)); {BINDS}"
        ),
    )
    assert faults(target("stage-1", cr.working_days(9)), closures=closed) == ()


def test_closing_days_can_make_up_for_a_smaller_number_in_a_window() -> None:
    """Closed every Friday, 19 of the council's days are at least 23 of the law's: no complainant has less than 20."""
    first = date(2000, 1, 7)  # a Friday
    fridays = tuple((first + timedelta(weeks=week), "Closed") for week in range(2661))
    assert fridays[-1][0] == date(2050, 12, 30)
    assert faults(target("request-panel", cr.working_days(19)), closures=fridays) == ()
    assert len(faults(target("request-panel", cr.working_days(19)))) == 1


def test_periods_are_compared_on_every_day_of_the_calendar_to_the_last() -> None:
    """A window of a day counted back: only from Saturday 31 December 2050 does a closed 30 December give less time."""
    limits = tuple(
        attrs.evolve(limit, period=cr.working_days(1, cr.BEFORE)) if limit.key == "request-panel" else limit
        for limit in CHILDREN.limits
    )
    law = attrs.evolve(CHILDREN, limits=limits)
    row = cr.local_target(law.limit("request-panel"), key="local", period=cr.working_days(1, cr.BEFORE), cite=COUNCIL)
    assert faults(row, law=law) == ()
    (fault,) = faults(row, law=law, closures=((date(2050, 12, 30), "Closed"),))
    assert fault.startswith("row 'local' gives less time, 1 working day before")


# --- what is no policy, and no day


WHATEVER: Any = 8
NOTE = cr.PolicyNote(beside="stage-1", says="they may be visited", cite=COUNCIL)


@pytest.mark.parametrize("day", ["2020-01-01", None, datetime(2016, 9, 5, tzinfo=UTC), 5], ids=str)
def test_whether_a_policy_applies_is_asked_of_a_plain_date(day: Any) -> None:
    """A string, a moment or nothing is refused wherever a day is asked for, as everywhere else."""
    council = policy(FINE)
    asks = (
        lambda: council.over(CHILDREN, day),
        lambda: council.is_in_force(day),
        lambda: council.applies_to("england-children", day),
        lambda: council.applies_to("another", day),
        lambda: CHILDREN.is_in_force(day),
    )
    for ask in asks:
        with pytest.raises(cr.WrongTypeError, match=r"on must be a datetime\.date without a time of day"):
            ask()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"key": 5}, "key must be a string, not int 5"),
        ({"title": None}, "title must be a string, not None"),
        ({"procedure": 5}, "procedure must be a string, not int 5"),
        ({"since": "2016-04-01"}, "since must be a datetime.date without a time of day, not str '2016-04-01'"),
        (
            {"until": datetime(2016, 4, 1, tzinfo=UTC)},
            "until must be None or a datetime.date without a time of day, not datetime",
        ),
        ({"limits": [FINE]}, "limits must be a tuple in which each member is a TimeLimit, not list"),
        ({"limits": (5,)}, "limits[0] must be a TimeLimit, not int 5"),
        (
            {"limits": (attrs.evolve(FINE, period=WHATEVER),)},
            "limits['local-stage-1'].period must be None or a Period, such as working_days(10), not int 8",
        ),
        ({"notes": (5,)}, "notes[0] must be a PolicyNote, not int 5"),
        (
            {"notes": (attrs.evolve(NOTE, cite=WHATEVER),)},
            "notes[0].cite must be a Citation, which a Source gives when it is called, not int 8",
        ),
        ({"cut_off": "17:00"}, "cut_off must be None or a time, not str '17:00'"),
        ({"closures": [(date(2016, 9, 7), "Staff day")]}, "closures must be a tuple"),
        (
            {"closures": (date(2016, 9, 7),)},
            "closures[0] must be a pair of a datetime.date without a time of day and a string, not date",
        ),
        ({"closures": ((date(2016, 9, 7), 5),)}, "closures[0][1] must be a string, not int 5"),
    ],
)
def test_a_part_of_a_policy_that_is_not_what_it_should_be_is_named_as_it_is_made(changes: dict[str, Any], says: str) -> None:
    """And not when it is laid over a procedure, where Python would say something of its own."""
    fields: dict[str, Any] = {"limits": (FINE,)} | changes
    with pytest.raises(cr.PolicyError) as refused:
        policy(**fields)
    (fault,) = refused.value.faults
    assert fault.startswith(says)
    assert isinstance(refused.value.policy, str)


def test_a_row_is_made_from_a_rule() -> None:
    """A key alone does not say of which procedure."""
    law: Any = "stage-1"
    with pytest.raises(cr.WrongTypeError, match=r"limit must be a TimeLimit, such as a procedure's limit\(\) gives, not str"):
        cr.local_target(law, key="local", period=cr.working_days(8), cite=COUNCIL)
