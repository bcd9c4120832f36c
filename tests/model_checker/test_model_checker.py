"""Each kind of fault is planted in a procedure that is sound without it, and found; every procedure of the rulebook is sound.

Most of what is planted here passes the lint, which reads the rules and does not follow them. What the lint would refuse is built
without it: nothing is checked only once.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import complaintrules as cr
from complaintrules.calendars.periods import working_days
from complaintrules.cases.history import Track, links, record_event, replay
from complaintrules.errors import ImpossibleEventError, InvalidEventError, ProcedureError, UnknownKeyError, WrongTypeError
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Event,
    Extended,
    InterestDecided,
    LateRequestDecided,
    PanelMet,
    PanelReported,
    PanelRequested,
    PlanAgreed,
    Received,
    Resolved,
    Responded,
    Resubmitted,
    Sent,
    StartDateAgreed,
    Suspended,
    Withdrawn,
)
from complaintrules.model_checker import FaultKind, ModelFault, ModelReport, check_model
from complaintrules.model_checker import _checker as model_checker
from complaintrules.model_checker._situations import Abstraction, can_fail
from complaintrules.model_checker._state_space import StateSpace
from complaintrules.model_checker._trial_events import DAY
from complaintrules.rules.conditions import (
    All,
    Condition,
    Either,
    EverWas,
    Given,
    Happened,
    Late,
    LaterThanStart,
    Not,
    Overtaken,
    RunOut,
    Was,
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
    Kind,
    LastDayOf,
    NamedDay,
    On,
    RunsOut,
    State,
    Step,
    TimeLimit,
    Transition,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ALL = [procedure for key in cr.RULEBOOK.keys for procedure in cr.RULEBOOK.versions(key)]
NAMES = [f"{procedure.key}-{procedure.version}" for procedure in ALL]


# --- the rulebook


@functools.cache
def space_of(place: int) -> StateSpace:
    """The state space of one procedure: made once for all tests."""
    return StateSpace([*ALL, *RICH][place])


@pytest.fixture
def sparing(request: pytest.FixtureRequest) -> None:
    """Leaves out the tracing of the largest state spaces: that of a variant of the same rules passes the same lines."""
    chosen = request.node.callspec.params
    procedure = BROKEN[chosen["case"]][0] if "case" in chosen else ALL[chosen["place"]]
    if procedure.key in {"england-children", "england-children-fostering-limit"}:
        request.getfixturevalue("untraced")


@pytest.mark.usefixtures("sparing")
@pytest.mark.parametrize("place", range(len(ALL)), ids=NAMES)
def test_every_version_of_every_procedure_is_sound(place: int) -> None:
    """Everything that can happen under it was tried, and nothing is wrong."""
    report = model_checker._report(space_of(place))
    assert report.is_sound, str(report)
    assert report.states == tuple(state.key for state in ALL[place].states)


def test_a_local_policys_rows_can_be_checked_with_the_law_they_stand_beside() -> None:
    """A policy laid over a procedure makes a procedure, which is checked like any other."""
    law = cr.get_procedure("england-corporate")
    row = cr.local_target(law.limit("stage-1-respond"), key="ours", period=working_days(8), cite=CITE)
    since = dt.date(2024, 4, 1)
    policy = cr.LocalPolicy(key="charter", title="Our targets", procedure=law.key, since=since, limits=(row,))
    report = check_model(policy.over(law, dt.date(2024, 9, 5)))
    assert "ours" in {limit.key for limit in report.procedure.limits}
    assert report.is_sound, str(report)


# --- a small procedure of our own, sound as it stands

RULES = Source("Rules", "Rules that stand in no book", unit="rule", short_unit="rule")
CITE = RULES("1")
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
    starts=(Entering("open"),),
    ends=(Responded,),
    period=working_days(10),
    cite=CITE,
)
LONGER = Extension(to=working_days(20), cap=Cap.HARD, before_expiry=True, cite=CITE, grounds="any")
ANSWER = limit(extension=LONGER)
PARTS: dict[str, Any] = {
    "key": "small",
    "version": "1",
    "title": "A small procedure",
    "since": dt.date(2020, 1, 1),
    "division": "england-and-wales",
    "sources": (RULES,),
    "states": STATES,
    "transitions": MOVES,
    "limits": (ANSWER,),
    "course": (Step(Received), Step(Responded, "answer")),
}
ORAL = Was(Received, "orally", (True,), "it was made orally")
WRITTEN = Not(ORAL, "it was made in writing")
NEVER = All((ORAL, WRITTEN))
"""No history makes this so, though no reader of either half would know."""


def small(**changes: Any) -> Procedure:
    """The small procedure with some of its parts changed."""
    return Procedure(**(PARTS | changes))


def states(*more: State) -> dict[str, Any]:
    """The states, and more."""
    return {"states": (*STATES, *more)}


def moves(*more: Transition) -> dict[str, Any]:
    """The transitions, and more."""
    return {"transitions": (*MOVES, *more)}


def limits(*more: TimeLimit) -> dict[str, Any]:
    """The limits, and more."""
    return {"limits": (ANSWER, *more)}


def without(*event_types: type[Event]) -> dict[str, Any]:
    """The transitions without those of some types of event."""
    return {"transitions": tuple(move for move in MOVES if move.event not in event_types)}


Found = list[tuple[FaultKind, str, str]]


def found(report: ModelReport) -> Found:
    """Each fault: its kind, what it is about, and the keys of its history."""
    return [(fault.kind, fault.at, " ".join(event.key for event in fault.history)) for fault in report.faults]


def test_the_small_procedure_is_sound() -> None:
    """So whatever is found below is what was planted."""
    report = check_model(small())
    assert found(report) == []
    report.raise_for_faults()


def test_its_situations_can_be_counted_by_hand() -> None:
    """Only the clock that could be extended is looked at, and only where it can still be: start, open, answered and over.

    In the open state the clock runs until the case leaves it. Moves, by situation: received opens it; open has an answer, two
    extensions (with the limit's name and without), a withdrawal and an acknowledgement; answered has three, over has one.
    """
    report = check_model(small())
    assert report.states == ("open", "answered", "over")
    assert report.situations == 4
    assert report.explored == 1 + 5 + 3 + 1


# --- each kind of fault, planted


@attrs.frozen(kw_only=True)
class Sealed(Sent):
    """An event with a field of a type that nobody can make up."""

    key, title, actor = "sealed", "Sealed", cr.Party.AUTHORITY
    seal: bytes


def _refused(_event: object, _attribute: object, value: str) -> None:
    raise InvalidEventError("signed", "name", value, "is not in the register")


@attrs.frozen(kw_only=True)
class Signed(Sent):
    """An event that refuses every name that it is tried with."""

    key, title, actor = "signed", "Signed", cr.Party.AUTHORITY
    name: str = attrs.field(validator=_refused)


@attrs.frozen
class FullMoon(Condition):
    """A condition of a class that the library does not have."""

    says: str = "the moon is full"

    def test(self, _facts: Any, _event_type: Any, _event: Any) -> bool:
        """Always."""
        return True


PIT = State("pit", "Pit")
TO_PIT = Transition("open", Closed, "pit", CITE)
LEFT_OPEN = Overtaken("answer", (Withdrawn,), "it was left unanswered")
NOT_LEFT_OPEN = Overtaken("answer", (EscalationRequested,), "it was left unanswered when the next stage was asked for")
PANEL = State("panel", "Before a panel")

PLANTED: dict[str, tuple[dict[str, Any], Found]] = {
    "an event of which no example can be made": (
        moves(Transition("open", Sealed, STAY, CITE)),
        [(FaultKind.UNTRIED_EVENT, "sealed", ""), (FaultKind.IDLE_TRANSITION, "sealed", "received")],
    ),
    "an event that refuses every example": (
        moves(Transition("open", Signed, STAY, CITE)),
        [(FaultKind.UNTRIED_EVENT, "signed", ""), (FaultKind.IDLE_TRANSITION, "signed", "received")],
    ),
    "a condition that cannot be followed": (
        moves(Transition("open", Closed, STAY, CITE, when=FullMoon())),
        [(FaultKind.UNTRIED_CONDITION, "closed", "")],
    ),
    "a state that the facts never allow": (
        states(State("shelf", "Shelf", rests=True)) | moves(Transition("open", Closed, "shelf", CITE, when=NEVER)),
        [(FaultKind.UNREACHED_STATE, "shelf", ""), (FaultKind.IDLE_TRANSITION, "closed", "received")],
    ),
    "two states that lead to each other alone": (
        states(PIT, State("well", "Well"))
        | moves(TO_PIT, Transition("pit", Closed, "well", CITE), Transition("well", Closed, "pit", CITE)),
        [(FaultKind.DEAD_END, "pit", "received closed"), (FaultKind.DEAD_END, "well", "received closed closed")],
    ),
    "a state whose only way out the facts never allow": (
        states(PIT) | moves(TO_PIT, Transition("pit", Responded, "answered", CITE, when=NEVER)),
        [(FaultKind.DEAD_END, "pit", "received closed"), (FaultKind.IDLE_TRANSITION, "responded", "received closed")],
    ),
    "a state that some facts never let go": (
        states(PIT) | moves(TO_PIT, Transition("pit", Responded, "answered", CITE, when=ORAL)),
        [(FaultKind.DEAD_END, "pit", "received closed"), (FaultKind.GAP, "responded", "received closed responded")],
    ),
    "a state that only the complainant can end": (
        states(PIT) | moves(TO_PIT, Transition("pit", Withdrawn, "over", CITE)),
        [(FaultKind.LEFT_TO_COMPLAINANT, "pit", "received closed")],
    ),
    "a way out of a final state": (
        moves(Transition("over", Closed, "open", CITE)),
        [(FaultKind.WAY_OUT_OF_FINAL, "over", "received withdrawn closed")],
    ),
    "an event that leads two ways": (
        moves(Transition("open", Responded, "over", CITE, when=ORAL)),
        [(FaultKind.TWO_WAYS, "responded", "received responded"), (FaultKind.IDLE_TRANSITION, "responded", "received")],
    ),
    "an event that leads on in some facts, and in others nowhere": (
        moves(Transition("open", Closed, "over", CITE, when=ORAL)),
        [(FaultKind.GAP, "closed", "received closed")],
    ),
    "an event that leads on when it says one thing, and nowhere when it says another": (
        moves(Transition("open", Closed, "over", CITE, when=Given("note", ("done",), "it is done"))),
        [],
    ),
    "a complaint that opens no case": (
        {"transitions": (attrs.evolve(MOVES[0], when=ORAL), *MOVES[1:])},
        [(FaultKind.GAP, "received", "received")],
    ),
    "a complaint that is recorded, and opens no case": (
        {"transitions": (attrs.evolve(MOVES[0], when=ORAL), attrs.evolve(MOVES[0], to=STAY, when=WRITTEN), *MOVES[1:])},
        [(FaultKind.GAP, "received", "received")],
    ),
    "a transition that the facts never allow": (
        moves(Transition("over", Closed, STAY, CITE, when=NEVER)),
        [(FaultKind.IDLE_TRANSITION, "closed", "received withdrawn")],
    ),
    "a transition that one of its states never allows": (
        # Asked for in the first visit of the open state only, if the case could not come back to it.
        {
            "transitions": (
                *without(EscalationRequested)["transitions"],
                Transition(("open", "answered"), Closed, STAY, CITE, when=Happened(Responded, "there was an answer")),
            )
        },
        [(FaultKind.IDLE_TRANSITION, "closed", "received")],
    ),
    "what happens anywhere, and has a rule of its own everywhere": (
        moves(
            Transition(ANYWHERE, Closed, STAY, CITE), *(Transition(state.key, Closed, STAY, CITE) for state in STATES)
        ),
        [(FaultKind.IDLE_TRANSITION, "closed", "")],
    ),
    "an expectation that cannot fail": (
        moves(Transition("open", Closed, STAY, CITE, expects=Happened(Received, "it was received"))),
        [(FaultKind.IDLE_EXPECTATION, "closed", "received")],
    ),
    "an answer to what is never left open": (
        moves(Transition("over", Responded, STAY, CITE, answers=(LEFT_OPEN, NOT_LEFT_OPEN))),
        [(FaultKind.IDLE_ANSWER, "responded", "received withdrawn")],
    ),
    "a condition on an event that never happens": (
        moves(Transition("open", Closed, STAY, CITE, when=Not(Happened(Resolved, "it was resolved"), "it was not"))),
        [(FaultKind.IDLE_EVENT, "resolved", "")],
    ),
    "a condition on what was said since an event that never happens": (
        moves(Transition("answered", Closed, STAY, CITE, when=Happened(Responded, "it was answered", since=Resolved))),
        [(FaultKind.IDLE_EVENT, "resolved", "")],
    ),
    "a condition on some event that never happens": (
        moves(Transition("answered", Closed, STAY, CITE, when=Not(EverWas(Resolved, "note", (None,), "it was"), "it was not"))),
        [(FaultKind.IDLE_EVENT, "resolved", "")],
    ),
    "a condition on some event since one that never happens": (
        moves(
            Transition("answered", Closed, STAY, CITE, when=EverWas(Responded, "note", (None,), "it was", since=(Resolved,)))
        ),
        [(FaultKind.IDLE_EVENT, "resolved", "")],
    ),
    "a clock that waits for a day named by an event that never happens": (
        limits(limit(key="later", starts=(Entering("open", or_later=NamedDay(StartDateAgreed, "start")),)))
        | moves(Transition("open", StartDateAgreed, STAY, CITE, when=NEVER)),
        [
            (FaultKind.IDLE_TRANSITION, "start-date-agreed", "received"),
            (FaultKind.IDLE_EVENT, "start-date-agreed", ""),
        ],
    ),
    "a course with a step that never happens": (
        moves(Transition("open", Closed, STAY, CITE, when=NEVER)) | {"course": (Step(Received), Step(Closed))},
        [(FaultKind.IDLE_TRANSITION, "closed", "received"), (FaultKind.IDLE_EVENT, "closed", "")],
    ),
    "a limit that never starts": (
        limits(limit(key="idle", starts=(On(Received, when=NEVER),))),
        [(FaultKind.IDLE_LIMIT, "idle", "received")],
    ),
    "a limit said to run where it never does": (
        limits(limit(key="wide", within=("open", "answered"))),
        [(FaultKind.IDLE_WITHIN, "wide", "received responded")],
    ),
    "a start that changes nothing, since the clock always runs by then": (
        limits(limit(key="twice", starts=(Entering("open"), On(Acknowledged)))),
        [(FaultKind.IDLE_START, "twice", "received")],
    ),
    "an end that never comes where the clock runs": (
        limits(limit(key="ended", ends=(Responded, EscalationRequested))),
        [(FaultKind.IDLE_END, "ended", "received")],
    ),
    "an extension that may be given, and never where the clock runs": (
        {"transitions": (*MOVES[:2], Transition("answered", Extended, STAY, CITE), *MOVES[3:])},
        [(FaultKind.IDLE_TRANSITION, "extended", "received responded"), (FaultKind.IDLE_EXTENSION, "answer", "received")],
    ),
    "a clock that runs on after the end": (
        limits(limit(key="endless", within=None)),
        [(FaultKind.ENDLESS_CLOCK, "endless", "received withdrawn")],
    ),
    "a clock that waits for one which may not have started": (
        limits(
            limit(key="first", starts=(On(Received, when=ORAL),)),
            limit(key="second", starts=(On(Received, LastDayOf("first")),)),
        ),
        [(FaultKind.WAITS_IN_VAIN, "second", "received")],
    ),
    "a duty that only another's act ends": (
        limits(limit(key="theirs", binds=cr.Party.COMPLAINANT)),
        [(FaultKind.WRONG_PARTY, "theirs", "received")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kind, what it is about, and the shortest history that leads there."""
    changes, faults = PLANTED[planted]
    monkeypatch.setattr("complaintrules.rules.procedure.faults_of", lambda _procedure: ())
    assert found(check_model(small(**changes))) == faults


def test_every_kind_of_fault_is_planted_here() -> None:
    """A new check comes with its test."""
    assert {kind for _, faults in PLANTED.values() for kind, _, _ in faults} == set(FaultKind)


def test_a_state_left_to_the_complainant_is_none_where_a_limit_of_theirs_runs() -> None:
    """Somebody owes the next step: the complainant."""
    wait = limit(
        key="reply", binds=cr.Party.COMPLAINANT, within=("pit",), starts=(Entering("pit"),), ends=(Withdrawn,), kind=Kind.WINDOW
    )
    changes = states(PIT) | moves(TO_PIT, Transition("pit", Withdrawn, "over", CITE))
    assert found(check_model(small(**changes, **limits(wait)))) == []
    # One that runs in every state says nothing of this one.
    anywhere = attrs.evolve(wait, within=None, starts=(Entering("open"),))
    assert found(check_model(small(**changes, **limits(anywhere)))) == [(FaultKind.LEFT_TO_COMPLAINANT, "pit", "received closed")]


@pytest.mark.parametrize(
    "changes",
    [{"kind": Kind.WINDOW}, {"kind": Kind.ADVISORY}, {"kind": Kind.WINDOW, "period": None, "overrides": "start"}],
    ids=["a window", "a recommended time", "a window to a day that is named"],
)
def test_what_lapses_by_itself_may_run_on(changes: dict[str, Any]) -> None:
    """Its last day comes, and it is over; a duty stays owed until somebody does it or the case goes on."""
    starts = (On(StartDateAgreed),) if "overrides" in changes else (Entering("open"),)
    open_ended = limit(key="window", within=None, starts=starts, **changes)
    more = moves(Transition("open", StartDateAgreed, STAY, CITE)) if "overrides" in changes else {}
    assert found(check_model(small(**limits(open_ended), **more))) == []


def test_a_window_without_a_number_does_not_lapse() -> None:
    """Nobody can say when it would."""
    report = check_model(small(**limits(limit(key="window", kind=Kind.WINDOW, period=None, within=None))))
    assert found(report) == [(FaultKind.ENDLESS_CLOCK, "window", "received withdrawn")]


def test_a_clock_that_begins_with_anothers_running_out_is_ended_by_its_act() -> None:
    """Whether it has begun is for a calendar to say; that its act can happen while it waits is enough."""
    explain = limit(key="explain", within=None, starts=(RunsOut("answer"),), ends=(Acknowledged,), period=None)
    assert found(check_model(small(**limits(explain)))) == []
    never = attrs.evolve(explain, starts=(RunsOut("answer"), Entering("open")))
    assert [fault[:2] for fault in found(check_model(small(**limits(never))))] == [(FaultKind.IDLE_START, "explain")]


def test_a_running_out_that_never_comes_starts_nothing_whatever_else_does() -> None:
    """What else starts the same limit does not stand in for it."""
    first = limit(key="first", starts=(On(Received, when=NEVER),))
    second = limit(key="second", starts=(RunsOut("first"), On(Received)))
    assert [fault[:2] for fault in found(check_model(small(**limits(first, second))))] == [
        (FaultKind.IDLE_LIMIT, "first"),
        (FaultKind.IDLE_START, "second"),
    ]


def test_a_start_on_anothers_last_day_is_told_from_one_on_the_day_itself() -> None:
    """Both by the same event; the second finds the clock running."""
    twice = limit(key="twice", starts=(On(Received), On(Received, LastDayOf("answer"))))
    assert found(check_model(small(**limits(twice)))) == [(FaultKind.IDLE_START, "twice", "received")]


def test_a_clock_that_starts_again_with_the_act_that_ends_it_is_not_endless() -> None:
    """A report every month, say: each is owed, and each is ended."""
    monthly = limit(key="monthly", within=None, starts=(On(Received), On(Acknowledged, repeats=True)), ends=(Acknowledged,))
    assert found(check_model(small(**limits(monthly)))) == []


def test_what_leads_back_starts_a_clock_where_it_leads() -> None:
    """Taken up again where it was answered, which starts a clock of the open state; what never comes is found there too."""
    back = moves(Transition("answered", Closed, BACK, CITE))
    again = limit(key="again", starts=(On(Closed),))
    assert found(check_model(small(**back, **limits(again)))) == []
    oral = attrs.evolve(again, starts=(On(Closed, when=ORAL),))
    assert found(check_model(small(**back, **limits(oral)))) == []
    never = attrs.evolve(again, starts=(On(Closed, when=NEVER),))
    assert [fault[:2] for fault in found(check_model(small(**back, **limits(never))))] == [(FaultKind.IDLE_LIMIT, "again")]


def test_a_clock_that_waits_for_one_which_every_history_has_started_waits_for_something() -> None:
    """For one that is over by then, and not for one that never was; by then, nothing else tells the two apart."""
    first = limit(key="first", starts=(On(Received),))
    second = limit(key="second", starts=(On(EscalationRequested, LastDayOf("first")),))
    assert found(check_model(small(**limits(first, second)))) == []
    for_some = attrs.evolve(first, starts=(On(Received, when=WRITTEN),))
    assert found(check_model(small(**limits(for_some, second)))) == [
        (FaultKind.WAITS_IN_VAIN, "second", "received responded escalation-requested")
    ]


def test_a_clock_that_ends_as_it_starts_needs_no_other_end() -> None:
    """The time to complain, known from the complaint itself."""
    complain = limit(
        key="complain", binds=cr.Party.COMPLAINANT, within=None, starts=(On(Received, "known_on"),), ends=(Received,)
    )
    assert found(check_model(small(**limits(complain)))) == []


def test_the_authority_answers_for_the_panel_it_convenes() -> None:
    """Its duty to hold the panel ends by the panel's meeting; the panel's own report is the panel's duty alone."""
    panel = states(PANEL) | moves(
        Transition("answered", PanelMet, "panel", CITE), Transition("panel", PanelReported, "over", CITE)
    )
    hold = limit(key="hold", within=("answered",), starts=(Entering("answered"),), ends=(PanelMet,))
    report = limit(key="report", binds=cr.Party.PROVIDER, within=("panel",), starts=(Entering("panel"),), ends=(PanelReported,))
    assert found(check_model(small(**panel, **limits(hold, report)))) == [
        (FaultKind.WRONG_PARTY, "report", "received responded panel-met")
    ]


def test_a_condition_on_a_day_is_tried_with_days_on_both_sides_of_it() -> None:
    """A later start replaces the clock's; an earlier one does something else, and both are taken."""
    later = LaterThanStart("start", "answer", "it is later than the start")
    agreed = moves(
        Transition("open", StartDateAgreed, STAY, CITE, when=later),
        Transition("open", StartDateAgreed, "over", CITE, when=Not(later, "it is not later")),
    )
    replaced = limit(extension=LONGER, starts=(Entering("open"), On(StartDateAgreed, "start", replaces=True, when=later)))
    assert found(check_model(small(**agreed, limits=(replaced,)))) == []


def test_an_expectation_that_needs_a_calendar_is_supposed_to_hold_and_to_fail() -> None:
    """On some dates the time has run out, on others not; both together never hold."""
    ran_out = RunOut("answer", "the time has run out")
    either = Either((ran_out, Not(ran_out, "the time has not run out")))
    was_late = Late("answer", "the answer was late")
    same = Either((All((ran_out, was_late)), All((Not(ran_out, "it has not run out"), Not(was_late, "it was not late")))))
    early = Transition("open", Closed, STAY, CITE, expects=ran_out)
    for expected in (ran_out, was_late, Not(was_late, "the answer was in time"), same):
        assert found(check_model(small(**moves(attrs.evolve(early, expects=expected))))) == []
    always = check_model(small(**moves(attrs.evolve(early, expects=either))))
    assert found(always) == [(FaultKind.IDLE_EXPECTATION, "closed", "received")]


# --- real procedures, broken: each of these passes the lint


def moves_of(procedure: Procedure, *, but: Callable[[Transition], bool]) -> dict[str, Any]:
    """The transitions of a procedure without some."""
    return {"transitions": tuple(move for move in procedure.transitions if not but(move))}


def with_limit(procedure: Procedure, key: str, **changes: Any) -> dict[str, Any]:
    """The limits of a procedure, with some parts of one changed."""
    return {"limits": tuple(attrs.evolve(limit, **changes) if limit.key == key else limit for limit in procedure.limits)}


CODE = cr.get_procedure("england-corporate")
ADULTS = cr.get_procedure("england-adult-social-care")
CHILDREN = cr.get_procedure("england-children")
FOSTERING = cr.get_procedure("england-children-fostering-limit")  # the same stages, in fewer situations

BROKEN: dict[str, tuple[Procedure, dict[str, Any], Found]] = {
    "the Code, if time could not be extended at stage 2": (
        CODE,
        moves_of(CODE, but=lambda move: move.event is Extended and move.source == ("stage-2",)),
        [(FaultKind.IDLE_EXTENSION, "stage-2-respond", "received escalation-requested")],
    ),
    "the Code, if nobody could go on without the answer of stage 1": (
        CODE,
        moves_of(CODE, but=lambda move: move.event is EscalationRequested and move.source == ("stage-1",)),
        [
            (FaultKind.IDLE_ANSWER, "responded", "received responded escalation-requested"),
            # A refusal that leads back to stage 1, and its notice there.
            (FaultKind.IDLE_TRANSITION, "not-accepted", "received responded escalation-requested"),
            (FaultKind.IDLE_WITHIN, "escalation-refusal-notice", "received"),
            (FaultKind.IDLE_WITHIN, "escalation-refusal-notice", "received responded"),
            (FaultKind.IDLE_WITHIN, "escalation-refusal-notice", "received resolved"),
        ],
    ),
    "the children's regulations, if an interest could be decided only where no advocate is awaited": (
        CHILDREN,
        moves_of(CHILDREN, but=lambda move: move.event is InterestDecided and move.to == "advocate-awaited"),
        [(FaultKind.GAP, "interest-decided", "received interest-decided")],
    ),
    "the Code, if an answer were owed after a withdrawal": (
        CODE,
        with_limit(CODE, "stage-2-respond", within=("stage-2", "withdrawn")),
        # That a withdrawal can be taken back stops nothing: nobody has to.
        [(FaultKind.ENDLESS_CLOCK, "stage-2-respond", "received escalation-requested withdrawn")],
    ),
    "the adults' regulations, if the record of an oral complaint were owed for ever": (
        ADULTS,
        with_limit(ADULTS, "oral-record", within=None),
        [
            (FaultKind.ENDLESS_CLOCK, "oral-record", f"received {ending}")
            # After a resolution an answer may still be given, which stops it.
            for ending in ("withdrawn", "responded", "not-accepted", "rerouted", "closed-as-duplicate")
        ],
    ),
    "the adults' regulations, if the plan bound the complainant": (
        ADULTS,
        with_limit(ADULTS, "agreed-timescale", binds=cr.Party.COMPLAINANT),
        [(FaultKind.WRONG_PARTY, "agreed-timescale", "received plan-agreed")],
    ),
}


@functools.cache
def broken(case: str) -> ModelReport:
    """What is found in a procedure that was broken: asked once for all tests."""
    procedure, changes, _ = BROKEN[case]
    return check_model(attrs.evolve(procedure, **changes))


@pytest.mark.usefixtures("sparing")
@pytest.mark.parametrize("case", BROKEN)
def test_a_rule_of_the_law_broken_on_purpose_is_found(case: str) -> None:
    """One change, and the fault that follows from it, with a shortest history."""
    assert sorted(found(broken(case))) == sorted(BROKEN[case][-1]), str(broken(case))


@pytest.mark.usefixtures("untraced")
def test_a_history_in_words_names_what_matters_of_each_event() -> None:
    """Codes as they stand in data, yes and no as such, and nothing that is as it usually is."""
    (fault,) = broken("the children's regulations, if an interest could be decided only where no advocate is awaited").faults
    assert str(fault).endswith(
        "[received (complainant other-relative, under_18 true, advocate requested, points ('1', '2')) -> "
        "interest-decided (sufficient true)]"
    )


def test_a_report_in_words_names_each_fault_with_the_history_that_leads_there_if_one_does() -> None:
    """A state that no history leads to has none; an event stands with the codes of its fields, as they stand in data."""
    shelf = states(State("shelf", "Shelf", rests=True)) | moves(Transition("open", Closed, "shelf", CITE, when=NEVER))
    lines = str(check_model(small(**shelf))).splitlines()
    assert lines[1:3] == ["- unreached-state: no history leads to state 'shelf'", lines[2]]
    assert (lines[2][:18], lines[3]) == ("- idle-transition:", "  after: received")
    asked = ModelFault(FaultKind.GAP, "received", "words", (Received(on=DAY, complainant=cr.Complainant.PARENT, orally=True),))
    assert str(asked) == "words [received (orally true, complainant parent)]"


@pytest.mark.usefixtures("untraced")
def test_a_stage_that_waits_for_itself_is_found_though_the_table_shows_a_way_to_it() -> None:
    """If a panel could be asked for only once a late request for one had been decided, nobody would come to stage 3 at all."""
    decided = Happened(LateRequestDecided, "a late request was decided")
    transitions = tuple(
        attrs.evolve(move, when=decided) if move.event is PanelRequested else move for move in FOSTERING.transitions
    )
    report = check_model(attrs.evolve(FOSTERING, transitions=transitions))
    by_kind = {kind: [fault.at for fault in report.faults if fault.kind is kind] for kind in FaultKind}
    assert by_kind[FaultKind.UNREACHED_STATE] == ["panel-requested", "panel-met", "panel-reported", "stage-3-answered"]
    assert by_kind[FaultKind.IDLE_TRANSITION] == ["panel-requested", "panel-requested"]  # from two states
    assert by_kind[FaultKind.IDLE_END] == ["request-panel"]
    assert by_kind[FaultKind.IDLE_LIMIT][-2:] == ["panel-report", "stage-3"]
    assert "it would need that a late request was decided" in str(report)


# --- what is left out of a situation changes nothing of what follows it

READY = Either(
    (
        Was(LateRequestDecided, "accepted", (True,), "it was accepted since", since=Suspended),
        All((ORAL, Not(NOT_LEFT_OPEN, "it was not left open"))),
        Given("stage", (2,), "it names its stage"),
    )
)
LAST_WORD = Either(
    (
        Was(InterestDecided, "sufficient", (True,), "it was sufficient, and since", since=Suspended),
        Was(InterestDecided, "sufficient", (False,), "it was not"),
    )
)


def rich(key: str, asks: tuple[Transition, ...], limits: tuple[TimeLimit, ...]) -> Procedure:
    """A procedure made for these tests, and not sound: it asks for more distinctions than any law does."""
    asked = {asking.event for asking in asks}
    recorded = (LateRequestDecided, InterestDecided, Acknowledged, Resolved, PlanAgreed)
    return Procedure(
        key=key,
        version="1",
        title=key,
        since=dt.date(2020, 1, 1),
        division="england-and-wales",
        sources=(RULES,),
        states=(*STATES, State("suspended", "Suspended", rests=True), State("review", "Review")),
        transitions=(
            Transition(START, Received, "open", CITE),
            Transition("open", Responded, "answered", CITE),
            Transition(("open", "answered"), Suspended, "suspended", CITE),
            Transition("suspended", Resubmitted, "open", CITE),
            Transition(("open", "answered"), EscalationRequested, "review", CITE),
            Transition(("open", "review"), Extended, STAY, CITE),
            Transition(("open", "review"), StartDateAgreed, STAY, CITE),
            Transition("review", Withdrawn, "over", CITE),
            *(Transition(ANYWHERE, event, STAY, CITE) for event in recorded if event not in asked),
            *asks,
        ),
        limits=limits,
    )


RICH = (
    # Facts that grow old, and several that are asked of one event.
    rich(
        "facts",
        (
            Transition(
                "review", Responded, "over", CITE,
                when=All((Given("stage", (2, None), "it answers stage 2"), READY)), expects=Late("answer", "it was late"),
            ),
            Transition(
                "review", Responded, STAY, CITE, when=Given("stage", (1,), "it names stage 1"), answers=(NOT_LEFT_OPEN,)
            ),
            Transition(ANYWHERE, Resolved, STAY, CITE, expects=LAST_WORD),
            Transition(ANYWHERE, PlanAgreed, STAY, CITE, expects=Happened(Acknowledged, "x", since=Suspended)),
        ),
        (limit(), limit(key="noted", starts=(On(Received, when=ORAL), On(Resubmitted)), ends=(Acknowledged, Responded))),
    ),
    # Clocks that start in every way there is.
    rich(
        "clocks",
        (Transition("over", Resolved, STAY, CITE, expects=Overtaken("left", (EscalationRequested,), "it was left")),
         Transition(ANYWHERE, Resolved, STAY, CITE)),
        (
            limit(extension=LONGER),
            limit(key="noted", starts=(On(Received, when=ORAL), On(Resubmitted)), ends=(Acknowledged, Responded)),
            limit(key="assumed", starts=(On(Received, LastDayOf("noted")), On(Acknowledged)), extension=LONGER),
            limit(key="once", within=("open", "review"), starts=(On(PlanAgreed),), ends=(Resolved,)),
            limit(key="again", within=None, starts=(On(PlanAgreed, repeats=True),), ends=(Resolved,)),
            limit(key="both", within=None, starts=(RunsOut("answer"), On(PlanAgreed, replaces=True)), ends=(Resolved,)),
            limit(key="left", starts=(On(Received), On(PlanAgreed)), ends=(Resolved,)),
            limit(key="grounds", within=None, starts=(On(Received, "grounds_on"),), ends=(Received,)),
        ),
    ),
    # Days that are compared.
    rich(
        "days",
        (
            Transition("review", PlanAgreed, STAY, CITE, expects=LaterThanStart("until", "plan", "it is later than the plan")),
            Transition(ANYWHERE, PlanAgreed, STAY, CITE),
        ),
        (
            limit(
                starts=(
                    Entering("open", or_later=NamedDay(StartDateAgreed, "start")),
                    On(StartDateAgreed, "start", replaces=True, when=LaterThanStart("start", "answer", "it is later")),
                ),
            ),
            limit(
                key="plan",
                within=("open", "review"),
                starts=(On(StartDateAgreed, "start"), On(EscalationRequested)),
                ends=(Resolved,),
            ),
        ),
    ),
)  # fmt: skip

Seen = tuple[Any, ...]


def _moved(procedure: Procedure, track: Track, event: Event) -> tuple[Track, Seen] | None:
    """One move, and what can be seen of it: the transition, the state, what it answers, and what waits in vain."""
    after = track.copy()
    try:
        record_event(procedure, after, event)
    except ImpossibleEventError:
        return None
    ways = [way.transition for way in procedure.ways(track.state, type(event))]
    taken = next(way for way in ways if way.when is None or way.when.test(track, type(event), event))
    answers = tuple(left_open.test(track, type(event), event) for left_open in taken.answers)
    begun = {key for key, run in after.runs.items() if run.started_by is event}
    in_vain = {key for key in begun if after.runs[key].after is not None and after.runs[key].after not in after.runs}
    return after, (taken, after.state, answers, in_vain)


def _fails(taken: Transition, track: Track, event: Event) -> bool:
    return taken.expects is not None and can_fail(taken.expects, track, event)


def _clock(before: Track, after: Track, event: Event, key: str) -> Seen:
    """What became of one clock by a move; one that never ran is as one that is over."""
    run, was = after.runs.get(key), before.runs.get(key)
    if run is None:
        return (False,) * 5
    return (
        not run.ended_in,
        not run.ended_in and run.undone,
        run is not was and run.started_by is event,
        run is not was and run.done_by is event,
        any(extension is event for extension in run.extensions),
    )


def _alike(space: StateSpace, track: Track, other: Track) -> None:
    """Every event does the same from two tracks of one situation, to the case and to each clock that is alike in both.

    Where the same is expected in both, the same is irregular. A case that is taken back comes back to what was there before.
    """
    procedure, seen = space.procedure, space.abstraction
    same = [limit.key for limit in procedure.limits if seen.clock(track, limit.key) == seen.clock(other, limit.key)]
    # Each is a copy, so that it is none of the events before it, though it says the same.
    for event in (attrs.evolve(event) for events in space.examples.values() for event in events):
        one, two = _moved(procedure, track, event), _moved(procedure, other, event)
        assert (one and one[1]) == (two and two[1]), event
        if one and two:
            taken = one[1][0]
            if seen.expected(track) == seen.expected(other):
                assert _fails(taken, track, event) == _fails(taken, other, event), event
            if taken.to == BACK:
                assert {seen.situation(after) for after, _ in (one, two)} <= set(space.situations), event
                continue
            assert seen.situation(one[0]) == seen.situation(two[0]), event
            for key in same:
                assert _clock(track, one[0], event, key) == _clock(other, two[0], event, key), (event, key)


def _drawn(space: StateSpace, chosen: list[int]) -> Track:
    """The end of a history, made by choosing among all that is possible at each step; what moves on is chosen less often."""
    track = Track()
    for choice in chosen:
        possible = [
            moved[0]
            for events in space.examples.values()
            for event in events
            if (moved := _moved(space.procedure, track, event)) is not None
        ]
        track = possible[choice % len(possible)]
    return track


@pytest.mark.parametrize("place", [place for place, procedure in enumerate((*ALL, *RICH)) if "children" not in procedure.key])
def test_a_state_space_made_again_is_the_same(place: int) -> None:
    """The same situations, in the same order, with histories as long; the children's procedure has too many."""
    again, before = StateSpace([*ALL, *RICH][place]), space_of(place)
    lengths = [[len(tuple(links(track.past))) for track in space.situations.values()] for space in (again, before)]
    assert list(again.situations) == list(before.situations)
    assert lengths[0] == lengths[1]


def _at_stage_2(*later: Event) -> Track:
    """A children's complaint that went to stage 2 on Monday 3 October 2016, and what came after."""
    asked = EscalationRequested(on=dt.date(2016, 10, 3), received_on=dt.date(2016, 10, 3))
    return replay(CHILDREN, (Received(on=dt.date(2016, 9, 5)), asked, *later))


def test_what_an_earlier_event_said_is_looked_at_where_a_rule_asks_for_it() -> None:
    """The stage 2 answer wants the independent person's report since stage 2 began; early referral, what that answer found."""
    abstraction = Abstraction(CHILDREN, tuple(dict.fromkeys(transition.event for transition in CHILDREN.transitions)))
    reported = cr.InvestigationReported(on=dt.date(2016, 10, 20), by=cr.Investigator.INDEPENDENT_PERSON)
    answers = [
        Responded(on=dt.date(2016, 10, 28), stage=2, outcome=outcome) for outcome in (cr.Outcome.NOT_UPHELD, cr.Outcome.UPHELD)
    ]
    expected = [transition.expects for transition in CHILDREN.transitions if transition.event is Responded and transition.expects]
    (wanted,) = {part for expects in expected for part in expects.parts() if isinstance(part, EverWas)}
    assert can_fail(wanted, _at_stage_2(), answers[0])
    assert not can_fail(wanted, _at_stage_2(reported), answers[0])
    none_upheld, upheld = (_at_stage_2(reported, answer) for answer in answers)
    assert none_upheld.state == upheld.state == "stage-2-answered"
    assert abstraction.expected(none_upheld) != abstraction.expected(upheld)


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("place", range(len(ALL) + len(RICH)), ids=[*NAMES, *(procedure.key for procedure in RICH)])
@settings(max_examples=20)
@given(chosen=st.lists(st.integers(min_value=0, max_value=2**31), max_size=16))
def test_two_histories_that_lead_to_one_situation_are_followed_by_the_same(place: int, chosen: list[int]) -> None:
    """So it is enough that the model checker follows one of them."""
    space = space_of(place)
    track = _drawn(space, chosen)
    situation = space.abstraction.situation(track)
    _alike(space, track, space.situations[situation])
    for number, limit in enumerate(space.procedure.limits):
        run = track.runs.get(limit.key)
        if run is not None and not run.ended_in:
            _alike(space, track, space.running[situation, number, space.abstraction.clock(track, limit.key)])


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("place", range(len(ALL), len(ALL) + len(RICH)), ids=[procedure.key for procedure in RICH])
def test_every_two_histories_of_a_few_events_that_lead_to_one_situation_are_followed_by_the_same(place: int) -> None:
    """All of them, up to five events, under rules that ask for every distinction there is; of the longest, a part."""
    space = space_of(place)
    tracks = [Track()]
    for _ in range(5):
        following = [
            moved[0]
            for track in tracks
            for events in space.examples.values()
            for event in events
            if (moved := _moved(space.procedure, track, event)) is not None
        ]
        tracks = following[:: len(following) // 2000 + 1]
        first: dict[Any, Track] = {}
        for track in tracks[:: len(tracks) // 100 + 1]:
            situation = space.abstraction.situation(track)
            _alike(space, track, first.setdefault(situation, space.situations[situation]))


def _first_seen(procedure: Procedure, space: StateSpace, depth: int) -> tuple[dict[str, int], set[tuple[str, int]]]:
    """By trying everything, with nothing left out: how soon each state can be reached, and which transitions can be taken."""
    soonest, taken = {START: 0}, set()
    tracks = [Track()]
    for length in range(1, depth + 1):
        following: list[Track] = []
        for track in tracks:
            for event in (event for events in space.examples.values() for event in events):
                after = track.copy()
                try:
                    record_event(procedure, after, event)
                except ImpossibleEventError:
                    continue
                soonest.setdefault(after.state, length)
                for way in procedure.ways(track.state, type(event)):
                    if way.transition.when is None or way.transition.when.test(track, type(event), event):
                        taken.add((track.state, id(way.transition)))
                following.append(after)
        tracks = following
    return soonest, taken


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize(("key", "depth"), [("england-housing", 4), ("uk-data-protection", 5), ("ombudsman-report", 4)])
def test_every_history_of_a_few_events_is_covered_and_no_path_is_longer_than_it_need_be(key: str, depth: int) -> None:
    """Against a search that leaves out nothing, and so cannot go far."""
    place = next(place for place, procedure in enumerate(ALL) if procedure.key == key)
    space = space_of(place)
    soonest, taken = _first_seen(ALL[place], space, depth)
    assert taken <= space.fired
    assert soonest == {
        state: length for state, track in space.by_state.items() if (length := len(list(links(track.past)))) <= depth
    }


# --- the report, and how it is asked for


def test_a_sound_procedures_report_says_how_much_was_tried() -> None:
    """In one line."""
    report = check_model(small())
    assert str(report) == "A small procedure (small, version 1): sound (3 states, 4 situations, 10 events followed)"


def test_a_faulty_ones_report_says_each_fault_and_how_to_get_there() -> None:
    """With the fields of the events that matter, and only those."""
    last_day = Transition("open", Closed, "pit", CITE, when=Given("note", ("done",), "it is marked as done"))
    in_writing = Transition("pit", Responded, "answered", CITE, when=WRITTEN)
    report = check_model(small(**states(PIT), **moves(last_day, in_writing)))
    assert str(report) == (
        "A small procedure (small, version 1): 2 faults (4 states, 8 situations, 24 events followed)\n"
        "- dead-end: from state 'pit' no history leads to a state that rests or is final\n"
        "  after: received (orally true) -> closed (note done)\n"
        "- gap: 'responded' leads on from state 'pit' in some facts, and is impossible in others\n"
        "  after: received (orally true) -> closed (note done) -> responded"
    )


def test_several_faults_are_counted_and_can_be_raised_together() -> None:
    """As the lint's are: one error, for all of them."""
    report = check_model(small(**limits(limit(key="theirs", binds=cr.Party.COMPLAINANT), limit(key="on", within=None))))
    assert (
        str(check_model(small(**limits(limit(key="on", within=None)))))
        .splitlines()[0]
        .endswith(": 1 fault (3 states, 4 situations, 11 events followed)")
    )
    with pytest.raises(ProcedureError) as raised:
        report.raise_for_faults()
    assert raised.value.procedure == "small"
    assert raised.value.faults == (
        "limit 'theirs' binds the complainant, and is ended only by the acts of others: 'responded' by the authority [received]",
        "limit 'on' runs in state 'over', where nothing can stop it, overtake it or let it lapse [received -> withdrawn]",
    )


def test_every_kind_of_fault_has_its_meaning_in_words() -> None:
    """As the documentation lists them."""
    assert all(kind.meaning and not kind.meaning.endswith(".") for kind in FaultKind)


def test_a_procedure_can_be_named_by_its_key_and_looked_up_in_a_rulebook_of_ones_own() -> None:
    """The newest version is meant; an unknown key or a thing of another type is refused."""
    assert check_model("england-housing").procedure is cr.get_procedure("england-housing")
    assert check_model("small", rulebook=cr.RULEBOOK.adding(small())).procedure == small()
    with pytest.raises(UnknownKeyError):
        check_model("small")
    with pytest.raises(WrongTypeError):
        check_model(42)  # type: ignore[arg-type]  # on purpose


def test_a_report_is_a_value() -> None:
    """Two checks of one procedure say the same, in the same order."""
    assert check_model("england-corporate") == check_model("england-corporate")
    assert hash(check_model("england-housing")) == hash(check_model("england-housing"))


# --- the events that it is tried with


@attrs.frozen(kw_only=True)
class Measured(Sent):
    """An event whose property looks at several of its fields, through another property."""

    key, title, actor = "measured", "Measured", cr.Party.AUTHORITY
    length: int = 0
    flags: tuple[bool, ...] = ()
    name: str | None = None

    @property
    def is_long(self) -> bool:
        """Of a length, and flagged."""
        return self.length > 0 and self.is_flagged

    @property
    def is_flagged(self) -> bool:
        """With a flag that is up."""
        return True in self.flags


def test_a_property_is_tried_with_every_value_of_the_fields_that_it_reads() -> None:
    """Both answers of it are found, though it takes two fields to change it; the field it does not read stays as it is."""
    long = Given("is_long", (True,), "it is long")
    procedure = small(**moves(Transition("open", Measured, STAY, CITE, when=long)))
    events = StateSpace(procedure).examples[Measured]
    assert sorted(getattr(event, "is_long") for event in events) == [False, True]  # noqa: B009 - a field of this type of event alone
    assert {getattr(event, "name") for event in events} == {None}  # noqa: B009 - likewise


LATER = LaterThanStart("start", "answer", "it is later")
AGREED = Transition("open", StartDateAgreed, STAY, CITE)
PLANNED = Transition("open", PlanAgreed, STAY, CITE, expects=LaterThanStart("until", "answer", "it is later"))


@pytest.mark.parametrize(
    "changes",
    [
        moves(attrs.evolve(AGREED, expects=LATER)),
        moves(AGREED, PLANNED) | {"limits": (limit(starts=(Entering("open"), On(StartDateAgreed, "start"))),)},
        moves(AGREED, PLANNED) | {"limits": (limit(starts=(Entering("open", or_later=NamedDay(StartDateAgreed, "start")),)),)},
    ],
    ids=["compared with a clock's start", "starts a clock that is compared", "moves a start that is compared"],
)
def test_a_day_that_is_compared_is_tried_before_on_and_after_the_day_of_everything_else(changes: dict[str, Any]) -> None:
    """And one day later still, for a start that was moved already."""
    space = StateSpace(small(**changes))
    days = sorted((event.start - DAY).days for event in space.examples[StartDateAgreed] if isinstance(event, StartDateAgreed))
    assert days == [-1, 0, 1, 2]


def test_an_arrival_that_is_known_leaves_the_event_on_its_day_in_the_file() -> None:
    """Or nothing could be recorded after it on that day."""
    known = Given("arrival_known", (True,), "its arrival is known")
    move = Transition("answered", EscalationRequested, "open", CITE, when=known)
    unknown = Transition("answered", EscalationRequested, STAY, CITE, when=Not(known, "its arrival is not known"))
    space = StateSpace(small(transitions=(*MOVES[:3], *MOVES[4:], move, unknown)))
    assert sorted(event.arrival_known for event in space.examples[EscalationRequested]) == [False, True]
    assert {event.filed_on for event in space.examples[EscalationRequested]} == {DAY}


def test_a_value_that_no_condition_names_is_tried_too() -> None:
    """Stage 1, stage 2, none, and any other."""
    stages = {event.stage for event in StateSpace(CODE).examples[Responded] if isinstance(event, Responded)}
    assert stages == {None, 1, 2, 3}


def test_all_events_are_on_one_day_and_only_what_rules_tell_apart_is_tried_apart() -> None:
    """Of the acknowledgement no rule of the Code asks anything: one is enough."""
    space = StateSpace(CODE)
    assert {event.filed_on for events in space.examples.values() for event in events} == {DAY}
    assert len(space.examples[Acknowledged]) == 1


@attrs.frozen(kw_only=True)
class Weighed(Measured):
    """Events whose properties cannot be watched, for they ask their parent or call a method."""

    key, title, actor = "weighed", "Weighed", cr.Party.AUTHORITY
    path: Path | None = None
    parts: list[int] = attrs.field(factory=list)

    @property
    def is_flagged(self) -> bool:
        """As its parent says."""
        return super().is_flagged

    @property
    def is_named(self) -> bool:
        """By a method."""
        return self.has_name()

    def has_name(self) -> bool:
        """Whether it has one."""
        return self.name is not None


@pytest.mark.parametrize("field", ["is_flagged", "is_named"])
def test_a_property_that_cannot_be_watched_is_tried_with_every_value_of_every_field(field: str) -> None:
    """A field whose type only a type checker knows keeps its default, and one with a list is no hindrance."""
    marked = Transition("open", Weighed, "over", CITE, when=Given(field, (True,), "it is so"))
    procedure = small(**moves(marked))
    assert sorted(getattr(event, field) for event in StateSpace(procedure).examples[Weighed]) == [False, True]
    assert found(check_model(procedure)) == []
