"""Each kind of fault is planted in a small procedure that is sound without it, and found; and all are found together."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.calendars.periods import working_days
from complaintrules.errors import ProcedureError
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Extended,
    NotAccepted,
    OmbudsmanDecided,
    PlanAgreed,
    Received,
    Resolved,
    Responded,
    StartDateAgreed,
    Suspended,
    Withdrawn,
)
from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    Condition,
    ConsideredAfresh,
    Done,
    Either,
    EverWas,
    FindsNoneStopped,
    Given,
    Happened,
    Late,
    LaterThanStart,
    Not,
    NotBeforeStop,
    Overtaken,
    PointsStopped,
    PointsSuspended,
    RunOut,
    Was,
    WholeCase,
)
from complaintrules.rules.law import Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import (
    ANYWHERE,
    BACK,
    START,
    STAY,
    Cap,
    Entering,
    Extension,
    LastDayOf,
    NamedDay,
    On,
    Reading,
    Remark,
    Requirement,
    RunsOut,
    Softening,
    State,
    Step,
    TimeLimit,
    Transition,
)

RULES = Source("Rules", "Rules that stand in no book", unit="rule", short_unit="rule")
CITE = RULES("1")
WHATEVER: Any = None
MUST: Any = "must"
RULE_1: Any = "rule 1"

STATES = (State("open", "To be answered"), State("answered", "Answered", rests=True), State("over", "Over", final=True))
MOVES = (
    Transition(START, Received, "open", CITE),
    Transition("open", Responded, "answered", CITE),
    Transition("open", Extended, STAY, CITE),
    Transition("answered", EscalationRequested, "open", CITE),
    Transition(("open", "answered"), Withdrawn, "over", CITE),
    Transition(ANYWHERE, Acknowledged, STAY, CITE),
)
limit = functools.partial(
    TimeLimit,
    key="answer",
    title="Answer",
    binds=cr.Party.AUTHORITY,
    force=Force.STATUTE,
    within=("open",),
    starts=(On(Received),),
    ends=(Responded,),
    period=working_days(10),
    cite=CITE,
)
rule = functools.partial(
    Requirement,
    key="record",
    title="Keep a record",
    binds=cr.Party.AUTHORITY,
    force=Force.STATUTE,
    moment="always",
    asks="so",
    cite=CITE,
)
PARTS: dict[str, Any] = {
    "key": "small",
    "version": "1",
    "title": "A small procedure",
    "since": date(2020, 1, 1),
    "division": "england-and-wales",
    "sources": (RULES,),
    "states": STATES,
    "transitions": MOVES,
    "limits": (limit(),),
    "requirements": (rule(),),
    "course": (Step(Received), Step(Responded, "answer")),
}


def faults(**changes: Any) -> tuple[str, ...]:
    """The faults of the small procedure with some of its parts changed."""
    with pytest.raises(ProcedureError) as refused:
        Procedure(**(PARTS | changes))
    assert refused.value.procedure == "small"
    return refused.value.faults


def test_the_small_procedure_is_sound_without_a_fault_planted() -> None:
    """So whatever is found below is what was planted."""
    assert Procedure(**PARTS).limit("answer").period == working_days(10)


ON_FACTS = Given("outcome", (None,), "nothing was found")
EARLIER, LATER = limit(key="earlier"), limit(key="later")
AGREED = Extension(to=None, cap=Cap.AGREED, before_expiry=False, cite=CITE, grounds="both agree")


def moves(*more: Transition) -> dict[str, Any]:
    """The transitions, and more."""
    return {"transitions": (*MOVES, *more)}


def only(**changes: Any) -> dict[str, Any]:
    """One limit, with some of its parts changed."""
    return {"limits": (limit(**changes),)}


PLANTED: dict[str, tuple[dict[str, Any], str]] = {
    "two states of one name": ({"states": (*STATES, STATES[0])}, "two states are called 'open'"),
    "two limits of one name": ({"limits": (limit(), limit())}, "two rules are called 'answer'"),
    "a limit and a requirement of one name": ({"requirements": (rule(key="answer"),)}, "two rules are called 'answer'"),
    "an end before the beginning": ({"until": date(2019, 12, 31)}, "it ends on 2019-12-31, before it begins on 2020-01-01"),
    "a state nobody reaches": ({"states": (*STATES, State("island", "I", rests=True))}, "state 'island' cannot be reached"),
    "a way out of a final state": (
        moves(Transition("over", EscalationRequested, "open", CITE)),
        "state 'over' is final, and leads on to open",
    ),
    "a way back out of an open state": (
        moves(Transition("open", Closed, BACK, CITE)),
        "transition 'closed' from open: it leads back from 'open', which neither rests nor is final",
    ),
    "a way back to before the beginning": (
        moves(Transition(START, Received, "answered", CITE), Transition("answered", Closed, BACK, CITE)),
        "transition 'closed' from answered: it leads back from 'answered', where a case may begin",
    ),
    "a final state that rests": (
        {"states": (*STATES[:2], State("over", "Over", rests=True, final=True))},
        "state 'over' both rests and is final",
    ),
    "a dead end": (
        {"states": (*STATES, State("pit", "Pit"))} | moves(Transition("open", Closed, "pit", CITE)),
        "state 'pit' is a dead end: it neither rests nor leads on",
    ),
    "a state that leads to itself alone": (
        {"states": (*STATES, State("pit", "Pit"))}
        | moves(Transition("open", Closed, "pit", CITE), Transition("pit", Closed, "pit", CITE)),
        "state 'pit' is a dead end: it neither rests nor leads on",
    ),
    "two events that open a case": (
        moves(Transition(START, Closed, "open", CITE)),
        "exactly one event must open a case, not closed, received",
    ),
    "no event that opens a case": ({"transitions": MOVES[1:]}, "exactly one event must open a case, not none"),
    "a way from a state that is not there": (
        moves(Transition("opne", Closed, "over", CITE)),
        "transition 'closed' from opne: no state 'opne'",
    ),
    "a way to a state that is not there": (
        moves(Transition("open", Closed, "ovre", CITE)),
        "transition 'closed' from open: no state 'ovre'",
    ),
    "what happens anywhere and moves": (
        moves(Transition(ANYWHERE, Closed, "over", CITE)),
        "transition 'closed' from *anywhere*: what may happen anywhere must not change the state",
    ),
    "a transition without a citation": (
        moves(Transition("open", Closed, "over", WHATEVER)),
        "transitions[6].cite must be a Citation, which a Source gives when it is called, not None",
    ),
    "a way that depends on a day count": (
        moves(Transition("open", Closed, "over", CITE, when=All((ON_FACTS, RunOut("answer", "time is up"))))),
        "transition 'closed' from open: whether it may happen depends on a calendar; only facts may decide",
    ),
    "a way that depends on lateness": (
        moves(Transition("open", Resolved, "over", CITE, when=Not(Late("answer", "it was late"), "it was in time"))),
        "transition 'resolved' from open: whether it may happen depends on a calendar; only facts may decide",
    ),
    "a condition on a limit that is not there": (
        moves(Transition("open", Closed, "over", CITE, expects=Overtaken("anwser", (Withdrawn,), "it was left open"))),
        "transition 'closed' from open: a condition names an unknown limit 'anwser'",
    ),
    "a condition on a field that the event lacks": (
        moves(Transition("open", Closed, "over", CITE, when=Given("colour", (1,), "it is blue"))),
        "transition 'closed' from open: a condition names an unknown field 'colour' of closed",
    ),
    "a condition on a field that the other event lacks": (
        moves(Transition("open", Closed, "over", CITE, expects=Either((Was(Received, "colour", (1,), "it was blue"),)))),
        "transition 'closed' from open: a condition names an unknown field 'colour' of received",
    ),
    "an answer to a limit that is not there": (
        moves(Transition("over", Responded, STAY, CITE, answers=(Overtaken("anwser", (Withdrawn,), "it was left open"),))),
        "transition 'responded' from over: it answers an unknown limit 'anwser'",
    ),
    "clocks that go on where the case stays": (
        moves(Transition("open", Closed, STAY, CITE, resumes=True)),
        "transition 'closed' from open: it lets clocks go on, so it must name the state it leads to",
    ),
    "a rule that is spared by a limit that is not there": (
        only(spared_by="anwser"),
        "limit 'answer': it is spared by 'anwser', which is not a window",
    ),
    "a rule that is spared by a duty": (
        only(spared_by="answer"),
        "limit 'answer': it is spared by 'answer', which is not a window",
    ),
    "a condition on a field that some other event lacks": (
        moves(Transition("open", Closed, "over", CITE, expects=EverWas(Received, "colour", (1,), "it was blue"))),
        "transition 'closed' from open: a condition names an unknown field 'colour' of received",
    ),
    "an event that leads two ways by what some event was": (
        moves(
            Transition("open", Closed, "over", CITE, when=EverWas(Acknowledged, "note", ("a",), "it was so")),
            Transition("open", Closed, "answered", CITE, when=EverWas(Acknowledged, "note", ("b",), "it was otherwise")),
        ),
        "event 'closed' in state 'open' leads two ways for the same facts",
    ),
    "an event that leads two ways by what answers found": (
        moves(
            Transition("open", Closed, "over", CITE, when=AnswerFound(1, (cr.Outcome.UPHELD,), "stage 1 upheld it")),
            Transition("open", Closed, "answered", CITE, when=AnswerFound(2, (cr.Outcome.UPHELD,), "stage 2 upheld it")),
        ),
        "event 'closed' in state 'open' leads two ways for the same facts",
    ),
    "an event that leads two ways": (
        moves(Transition("open", Responded, "over", CITE)),
        "event 'responded' in state 'open' leads two ways for the same facts",
    ),
    "a limit in a state that is not there": (only(within=("open", "opne")), "limit 'answer': no state 'opne'"),
    "a clock that nothing starts": (only(starts=()), "limit 'answer': nothing starts its clock"),
    "a clock that nothing stops where it runs": (
        only(ends=(EscalationRequested,)),
        "limit 'answer': nothing stops its clock",
    ),
    "an end that never happens": (only(ends=(Responded, Resolved)), "limit 'answer': its end 'resolved' never happens here"),
    "an overtaking that moves nothing": (
        only(overtaken_by=(Acknowledged,)),
        "limit 'answer': 'acknowledged' never changes the state of the case, so it cannot overtake this limit",
    ),
    "a start that gives way to a later one, and to none": (
        only(starts=(On(Received, later_only=True),)),
        "limit 'answer': a start with `later_only` must also have `replaces`, and count from a day of its own event",
    ),
    "a start that gives way to a later one, on a day that only a calendar tells": (
        {"limits": (limit(key="earlier"), limit(starts=(On(Received, LastDayOf("earlier"), replaces=True, later_only=True),)))},
        "limit 'answer': a start with `later_only` must also have `replaces`, and count from a day of its own event",
    ),
    "a reading of what has no number": (
        only(period=None, readings=(Reading(Acknowledged, "as some say", CITE),)),
        "limit 'answer': a limit without a number cannot have another reading",
    ),
    "a reading from a day that the event does not name": (
        only(readings=(Reading(Acknowledged, "as some say", CITE, day="noon"),)),
        "limit 'answer': a reading counts from the day 'noon', which acknowledged does not have",
    ),
    "a reading from what never happens": (
        only(readings=(Reading(Resolved, "as some say", CITE),)),
        "limit 'answer': a reading counts from 'resolved', which never happens where the limit runs",
    ),
    "a reading on a condition that looks at nothing": (
        only(readings=(Reading(Acknowledged, "as some say", CITE, when=Done("anwser", "it was answered")),)),
        "limit 'answer': a condition names an unknown limit 'anwser'",
    ),
    "a reading that a calendar would have to decide": (
        only(readings=(Reading(Acknowledged, "as some say", CITE, when=RunOut("answer", "it was late")),)),
        "limit 'answer': whether a reading applies depends on a calendar; only facts may decide",
    ),
    "a remark on a condition that looks at nothing": (
        moves(Transition("over", Closed, STAY, CITE, remark=Remark("it is over", when=Done("anwser", "it was answered")))),
        "transition 'closed' from over: a condition names an unknown limit 'anwser'",
    ),
    "a day that counts until a state that is not there": (
        only(starts=(Entering("open", or_later=NamedDay(StartDateAgreed, "start", since="opne")),)),
        "limit 'answer': a named day counts until an unknown state 'opne'",
    ),
    "an extension by agreement with a number": (
        only(extension=attrs.evolve(AGREED, to=working_days(20))),
        "limit 'answer': an extension has a number unless it is by agreement",
    ),
    "a capped extension without a number": (
        only(extension=attrs.evolve(AGREED, cap=Cap.HARD)),
        "limit 'answer': an extension has a number unless it is by agreement",
    ),
    "a provision on notice in time, of an extension that asks for none": (
        only(extension=attrs.evolve(AGREED, before_expiry=False, notice_cite=CITE)),
        "limit 'answer': its extension cites a provision on notice in time, but asks for no such notice",
    ),
    "an extension to a number of what has none": (
        only(period=None, extension=attrs.evolve(AGREED, to=working_days(20), cap=Cap.HARD)),
        "limit 'answer': a limit without a number can be extended only by agreement, to the day that is told",
    ),
    "a named last day that its start lacks": (
        only(overrides="answer_by"),
        "limit 'answer': no event that starts it has a field 'answer_by'",
    ),
    "a row beside a limit that is not there": (
        {"limits": (limit(), limit(key="local-answer", beside="anwser"))},
        "limit 'local-answer': it stands beside an unknown limit 'anwser'",
    ),
    "a start on a day that the event lacks": (
        only(starts=(On(Received, "born_on"),)),
        "limit 'answer': received has no day 'born_on'",
    ),
    "a start by an event that never happens": (
        only(starts=(On(Received), On(PlanAgreed))),
        "limit 'answer': its clock cannot start by plan-agreed",
    ),
    "a start by an event that happens elsewhere": (
        only(within=("over",), ends=(Acknowledged,), starts=(On(Extended),)),
        "limit 'answer': its clock cannot start by extended",
    ),
    "a start by entering where it does not run": (
        only(starts=(On(Received), Entering("answered"))),
        "limit 'answer': its clock cannot start by entering 'answered'",
    ),
    "a wait for a limit that is not there": (
        only(starts=(RunsOut("anwser"),)),
        "limit 'answer': it waits for an unknown limit 'anwser'",
    ),
    "a last day of a limit that is not there": (
        only(starts=(On(Received, LastDayOf("anwser")),)),
        "limit 'answer': it waits for an unknown limit 'anwser'",
    ),
    "a wait for a limit that stands after it": (
        {"limits": (limit(), limit(key="earlier", starts=(RunsOut("later"),)), LATER)},
        "limit 'earlier': it waits for 'later', which must stand before it",
    ),
    "a wait for itself": (
        only(starts=(RunsOut("answer"),)),
        "limit 'answer': it waits for 'answer', which must stand before it",
    ),
    "a wait for a limit whose clock starts elsewhere": (
        {"limits": (limit(), limit(key="reminder", within=("over",), ends=(Acknowledged,), starts=(RunsOut("answer"),)))},
        "limit 'reminder': its clock cannot start by the running out of 'answer'",
    ),
    "a rule without a force": (only(force=WHATEVER), "limits['answer'].force must be a member of Force, not None"),
    "a requirement without a force": (
        {"requirements": (rule(force=MUST),)},
        (
            "requirements['record'].force must be a member of Force, not str 'must'; Force 'must': it has no such code; known "
            "are code, local-policy, practice, statute, statutory-code, statutory-guidance"
        ),
    ),
    "a rule without a citation": (
        only(cite=WHATEVER),
        "limits['answer'].cite must be a Citation, which a Source gives when it is called, not None",
    ),
    "a requirement without a citation": (
        {"requirements": (rule(cite=RULE_1),)},
        "requirements['record'].cite must be a Citation, which a Source gives when it is called, not str 'rule 1'",
    ),
    "a step that never happens": (
        {"course": (Step(Received), Step(PlanAgreed))},
        "the course has a step 'plan-agreed', which never happens here",
    ),
    "a step on a limit that is not there": (
        {"course": (Step(Received, "anwser"),)},
        "the course names an unknown limit 'anwser'",
    ),
    "a step whose day is of a limit that is not there": (
        {"course": (Step(Extended, days=(("until", "anwser"),)),)},
        "the course names an unknown limit 'anwser'",
    ),
    "a step with a field that its event lacks": (
        {"course": (Step(Received, fields=(("colour", 1),)),)},
        "the course gives 'received' an unknown field 'colour'",
    ),
    "a step with a day that its event lacks": (
        {"course": (Step(Received, days=(("born_on", "answer"),)),)},
        "the course gives 'received' an unknown field 'born_on'",
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_each_planted_fault_is_found(planted: str) -> None:
    """By itself, in words that say what is wrong and where."""
    changes, said = PLANTED[planted]
    assert said in faults(**changes)


@pytest.mark.parametrize(
    "starts",
    [
        (On(Received, when=RunOut("answer", "time is up")),),
        (On(Received, when=Given("colour", (1,), "it is blue")),),
        (On(Received, when=Overtaken("anwser", (Withdrawn,), "it was left open")),),
        (Entering("open", or_later=NamedDay(StartDateAgreed, "strat")),),
    ],
    ids=["a calendar", "an unknown field", "an unknown limit", "an unknown day"],
)
def test_what_a_start_depends_on_is_linted_too(starts: Any) -> None:
    """A clock's own condition decides on facts alone, and names what there is: else recording would fail later."""
    assert any("limit 'answer'" in fault for fault in faults(**only(starts=starts)))


def test_states_of_a_saving_that_are_not_there_are_found() -> None:
    """A softening that names a state wrongly would silently save nothing."""
    softened = Softening("or later", date(2020, 4, 24), date(2020, 9, 24), ("opne",), date(2020, 9, 25), CITE)
    assert any("opne" in fault for fault in faults(**only(softened=softened)))


def test_words_that_end_before_they_begin_are_found() -> None:
    """A softening from September to April would relax nothing."""
    for until, saved_until in ((date(2020, 4, 23), date(2020, 9, 25)), (date(2020, 9, 24), date(2020, 4, 23))):
        softened = Softening("or later", date(2020, 4, 24), until, ("open",), saved_until, CITE)
        assert any("end before they begin" in fault for fault in faults(**only(softened=softened)))


def test_a_calendar_among_the_ways_of_one_event_is_found_beside_the_two_ways() -> None:
    """What a calendar would decide may hold or not: it is taken to hold, and both faults are found."""
    found = faults(
        **moves(
            Transition("open", Closed, "over", CITE, when=RunOut("answer", "time is up")),
            Transition("open", Closed, "answered", CITE, when=ON_RECEIPT),
        )
    )
    assert any("only facts may decide" in fault for fault in found)
    assert "event 'closed' in state 'open' leads two ways for the same facts" in found


ON_RECEIPT = Was(Received, "orally", (True,), "it was made orally")
ALONE = sorted(set(PLANTED) - {"no event that opens a case", "two states of one name", "a clock that nothing starts"})


@pytest.mark.parametrize("planted", ALONE)
def test_a_planted_fault_hides_no_other(planted: str) -> None:
    """With an island and an end before the beginning besides, all three are in the one error."""
    changes, said = PLANTED[planted]
    states = (*changes.get("states", STATES), State("lagoon", "Lagoon", rests=True))
    found = faults(**(changes | {"states": states, "until": changes.get("until", date(2019, 1, 1))}))
    assert said in found
    assert "state 'lagoon' cannot be reached" in found
    assert any("before it begins" in fault for fault in found)


def test_all_faults_stand_in_one_error() -> None:
    """Every part of a procedure faulty at once: each fault is in the error, and in its message."""
    transitions = tuple(move for changes, _ in PLANTED.values() for move in changes.get("transitions", ())[len(MOVES) :])
    limits = tuple(
        attrs.evolve(row, key=f"{row.key}-{place}-{part}") if row.key == "answer" else attrs.evolve(row, key=f"{row.key}-{place}")
        for place, (changes, _) in enumerate(PLANTED.values())
        for part, row in enumerate(changes.get("limits", ()))
    )
    parts: dict[str, Any] = {
        "until": date(2019, 12, 31),
        "states": (*STATES, STATES[0], State("island", "Island")),
        "transitions": (*MOVES, *transitions),
        "limits": (*limits, limit(), limit()),
        "requirements": (rule(force=WHATEVER, cite=WHATEVER),),
        "course": tuple(step for changes, _ in PLANTED.values() for step in changes.get("course", ())),
    }
    found = faults(**parts)
    kinds = (
        "two states are called", "two rules are called", "before it begins", "cannot be reached", "is final, and leads on",
        "exactly one event", "no state 'opne'", "no state 'ovre'", "must not change the state", ".cite must be",
            "depends on a calendar",
        "a condition names an unknown limit", "a condition names an unknown field", "it answers an unknown limit",
        "leads two ways", "nothing starts its clock", "nothing stops its clock", "never happens here",
        "an extension has a number unless", "can be extended only by agreement", "no event that starts it has a field",
        "stands beside an unknown limit", "has no day", "cannot start by", "waits for an unknown limit",
        "must stand before it", ".force must be", "the course has a step", "the course names an unknown limit",
        "an unknown field",
    )  # fmt: skip
    for kind in kinds:
        assert any(kind in fault for fault in found), kind
    with pytest.raises(ProcedureError) as refused:
        Procedure(**(PARTS | parts))
    assert all(fault in str(refused.value) for fault in found)


# --- no event that leads two ways: what counts as the same facts


def ways(*conditions: Condition | None) -> Procedure:
    """The small procedure, in which a file may be closed on each of these conditions, to two places in turn."""
    targets = ("over", "answered")
    more = (
        Transition("open", NotAccepted, targets[place % 2], CITE, when=condition) for place, condition in enumerate(conditions)
    )
    return Procedure(**(PARTS | {"transitions": (*MOVES, *more)}))


LATE = Given("ground", (cr.RefusalGround.OUT_OF_TIME,), "it came late")
NOBODY = Given("ground", (cr.RefusalGround.NO_INTEREST,), "nobody is concerned")
ORAL = Was(Received, "orally", (True,), "it was made orally")
ACKNOWLEDGED = Happened(Acknowledged, "it was acknowledged")
LEFT = Overtaken("answer", (Withdrawn,), "it was left unanswered")
MOVED = LaterThanStart("on", "answer", "the day is later")


DONE_ALREADY = Done("answer", "it was answered")
BY = Asked(ORAL, CITE)


@pytest.mark.parametrize(
    "one", [LATE, ORAL, ACKNOWLEDGED, LEFT, MOVED, DONE_ALREADY, BY, All((LATE, ORAL)), Either((LATE, ORAL))], ids=repr
)
def test_a_condition_and_its_opposite_lead_one_way_each(one: Condition) -> None:
    """Whatever the facts, exactly one of the two holds."""
    assert ways(one, Not(one, "not so")).moves("open", NotAccepted)


@pytest.mark.parametrize("one", [LATE, ORAL, ACKNOWLEDGED, LEFT, MOVED, DONE_ALREADY, BY], ids=repr)
@pytest.mark.parametrize(
    "other", [None, Not(NOBODY, "somebody is"), Either((NOBODY, ACKNOWLEDGED, ORAL, LEFT, MOVED, LATE))], ids=repr
)
def test_two_conditions_that_can_hold_together_lead_two_ways(one: Condition, other: Condition | None) -> None:
    """Some combination of facts is enough: it is found by trying them all."""
    with pytest.raises(ProcedureError, match="leads two ways for the same facts"):
        ways(one, other)


def test_different_values_of_one_fact_exclude_each_other() -> None:
    """The ground is one or the other; and a third way may take the rest."""
    assert ways(LATE, NOBODY, Not(Either((LATE, NOBODY)), "neither")).moves("open", NotAccepted)


def test_a_start_agreed_is_a_fact_of_its_own_event() -> None:
    """The same field of two types of event is two facts."""
    two = (
        Transition("open", StartDateAgreed, STAY, CITE, when=Given("note", (None,), "there is no note")),
        Transition("open", StartDateAgreed, "over", CITE, when=Was(Received, "note", (None,), "there was no note")),
    )
    assert "event 'start-date-agreed' in state 'open' leads two ways for the same facts" in faults(**moves(*two))


def test_every_procedure_of_the_library_passes() -> None:
    """Each is linted when it is built, and building it again says the same."""
    for key in cr.procedures():
        for procedure in cr.RULEBOOK.versions(key):
            assert attrs.evolve(procedure) == procedure


# --- edges


STOPPED = PointsStopped("some points stopped")
SUSPENDED = PointsSuspended("some points are suspended")
AFRESH = ConsideredAfresh("it is considered afresh")
IN_TIME = NotBeforeStop("it was not before the stop")
WHOLE = WholeCase("points", "it is the whole case")
NONE_STOPPED = FindsNoneStopped("findings", "no finding is on a point that stopped")
ABOUT_POINTS = [
    (STOPPED, Closed), (SUSPENDED, Closed), (AFRESH, Closed), (IN_TIME, Closed), (WHOLE, Suspended),
    (NONE_STOPPED, OmbudsmanDecided),
]  # fmt: skip


@pytest.mark.parametrize(("one", "event"), ABOUT_POINTS, ids=repr)
def test_what_is_asked_of_the_points_of_a_complaint_is_a_fact_of_its_own(one: Condition, event: Any) -> None:
    """It and its opposite lead one way each; beside whatever else may hold at the same time, two ways."""
    assert Procedure(**(PARTS | pair(one, Not(one, "not so"), event))).key == "small"
    fault = f"event {event.key!r} in state 'open' leads two ways for the same facts"
    others: list[Condition] = [other for other, on in ABOUT_POINTS if on is Closed and other != one]
    for other in (ORAL, ACKNOWLEDGED, *others):
        assert fault in faults(**pair(one, other, event))
        assert fault in faults(**pair(Not(one, "not so"), other, event))


def test_a_whole_case_is_one_fact_of_one_event_and_another_field_is_another() -> None:
    """Two conditions on the same field exclude each other's opposite; on two fields they may hold together."""
    again = WholeCase("points", "in other words, the whole case")
    assert Procedure(**(PARTS | pair(WHOLE, Not(again, "not so"), Suspended))).key == "small"
    assert any("leads two ways" in fault for fault in faults(**pair(WHOLE, WholeCase("note", "another"), Suspended)))


def pair(one: Condition, other: Condition, event: Any = Closed) -> dict[str, Any]:
    """Two ways out of one state by one event, each on its condition."""
    return moves(Transition("open", event, "over", CITE, when=one), Transition("open", event, "answered", CITE, when=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Was(Received, "orally", (True,), "it was oral"), Was(Received, "under_18", (True,), "a child complained")),
        (Happened(Acknowledged, "it was acknowledged"), Happened(Extended, "it was extended")),
        (Overtaken("answer", (Withdrawn,), "it was left open"), Overtaken("answer", (Responded,), "it was answered")),
        (LaterThanStart("on", "answer", "it is later"), LaterThanStart("filed_on", "answer", "it arrived later")),
    ],
    ids=["was", "happened", "overtaken", "later than the start"],
)
def test_two_facts_may_both_fail(one: Condition, other: Condition) -> None:
    """So what asks for the opposite of each leads two ways; what asks for one and for its opposite does not."""
    both = pair(Not(one, "not the one"), Not(other, "not the other"))
    assert "event 'closed' in state 'open' leads two ways for the same facts" in faults(**both)
    assert Procedure(**(PARTS | pair(one, Not(one, "not that")))).key == "small"


def test_a_fact_may_be_what_no_condition_names() -> None:
    """An answer may be for stage 3, of which neither condition speaks, though one of them speaks of none."""
    known = Given("stage", (2, None), "it is stage 2's, or names none")
    none = Given("stage", (None,), "it names none")
    two = (
        Transition("answered", Responded, "over", CITE, when=Not(known, "it is another stage's")),
        Transition("answered", Responded, "open", CITE, when=Not(none, "it names a stage")),
        Transition("answered", Closed, "over", CITE),
    )
    rest = tuple(move for move in MOVES if not ("answered" in move.source and move.event is Responded))
    assert any("leads two ways" in fault for fault in faults(transitions=(*rest, *two)))


def test_the_event_itself_is_the_last_of_its_kind() -> None:
    """What it says, and what the last such event said, is one fact where it is that event."""
    without = Given("note", (None,), "there is no note")
    with_one = Not(Was(Closed, "note", (None,), "there was no note"), "there is a note")
    assert Procedure(**(PARTS | pair(without, with_one))).key == "small"


def test_what_lasts_one_day_does_not_end_before_it_begins() -> None:
    """The first day may be the last, of a procedure and of the words that relax a limit."""
    assert Procedure(**(PARTS | {"until": PARTS["since"]})).until == PARTS["since"]
    day = date(2020, 4, 24)
    softened = Softening("or later", day, day, ("open",), day, CITE)
    assert Procedure(**(PARTS | only(softened=softened))).limit("answer").softened == softened
    late = attrs.evolve(softened, until=date(2020, 4, 23))
    assert faults(**only(softened=late)) == ("limit 'answer': the words that relaxed it end before they begin",)


def test_a_state_that_only_a_faulty_move_reaches_is_not_called_unreachable_besides() -> None:
    """The one fault is the move's."""
    island = State("island", "Island", rests=True)
    found = faults(**moves(Transition(ANYWHERE, Closed, "island", CITE)), states=(*STATES, island))
    assert not any("cannot be reached" in fault for fault in found)
    assert "transition 'closed' from *anywhere*: what may happen anywhere must not change the state" in found


def test_several_states_are_told_one_after_the_other() -> None:
    """Those that a transition leaves, and those that a final state leads on to."""
    found = faults(
        **moves(
            Transition(("open", "answered"), Closed, "ovre", CITE),
            Transition("over", Resolved, "open", CITE),
            Transition("over", Closed, "answered", CITE),
        )
    )
    assert "transition 'closed' from open, answered: no state 'ovre'" in found
    assert "state 'over' is final, and leads on to answered, open" in found


def test_what_a_start_asks_of_a_calendar_or_of_an_event_that_never_happens_is_told_in_full() -> None:
    """Both stand at the limit's name."""
    late = On(Received, when=RunOut("answer", "time is up"))
    assert "limit 'answer': whether it starts depends on a calendar; only facts may decide" in faults(**only(starts=(late,)))
    named = Entering("open", NamedDay(StartDateAgreed, "start"))
    assert faults(**only(starts=(named,))) == ("limit 'answer': it waits for 'start-date-agreed', which never happens here",)
    agreed = Transition(ANYWHERE, StartDateAgreed, STAY, CITE)
    assert Procedure(**(PARTS | only(starts=(named,)) | moves(agreed))).limit("answer").starts == (named,)


def test_what_leads_back_from_a_closed_state_is_sound_and_needs_no_way_on() -> None:
    """A final state may be left by it and by nothing else; where a case may be anywhere, it must stay."""
    sound = PARTS | moves(Transition(("answered", "over"), Closed, BACK, CITE))
    assert [way.to for way in Procedure(**sound).ways("over", Closed)] == [BACK]
    found = faults(**moves(Transition(ANYWHERE, Closed, BACK, CITE)))
    assert found == ("transition 'closed' from *anywhere*: what may happen anywhere must not change the state",)


def test_what_leads_back_may_start_a_clock_wherever_it_leads() -> None:
    """Closed takes up again what was answered or is over, so that it leads to 'open' and 'answered', and nowhere else."""
    back = moves(Transition(("answered", "over"), Closed, BACK, CITE))
    again = functools.partial(limit, key="again", starts=(On(Closed),), ends=(Responded, Acknowledged))
    for within in (("open",), ("answered",), None):
        assert Procedure(**(PARTS | back | {"limits": (limit(), again(within=within))})).limit("again").within == within
    elsewhere = faults(**(back | {"limits": (limit(), again(within=("over",)))}))
    assert elsewhere == ("limit 'again': its clock cannot start by closed",)
