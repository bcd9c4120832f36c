"""The parts a procedure is made of: what each is when little is said, what an event comes to in a state, and every refusal."""

from __future__ import annotations

import functools
import inspect
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Cap, Certainty, Force, Kind, Party
from complaintrules.errors import ProcedureError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import Acknowledged, EscalationRequested, Received, Resolved, Responded, StartDateAgreed, Withdrawn
from complaintrules.rules.conditions import Given, Happened, Overtaken, RunOut
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure, Start, Way
from complaintrules.rules.terms import (
    ANYWHERE,
    ARRIVED,
    DONE,
    START,
    STAY,
    Amendment,
    Entering,
    Extension,
    LastDayOf,
    NamedDay,
    On,
    ReportContent,
    Requirement,
    RunsOut,
    State,
    Step,
    TimeLimit,
    Transition,
)

RULES = Source("Rules", "Rules of our own", unit="rule", short_unit="rule")
CITE = RULES("1")

limit = functools.partial(
    TimeLimit,
    title="Do it",
    binds=Party.AUTHORITY,
    force=Force.CODE,
    ends=(Responded,),
    period=cr.working_days(10),
    cite=CITE,
)
ORAL = Given("orally", (True,), "it was made orally")
LEFT = Overtaken("answer", (EscalationRequested,), "the answer was left open")
OPEN = Transition(START, Received, "open", CITE)
ANSWER = Transition("open", Responded, "answered", CITE)
ASK = Transition(("open", "answered"), EscalationRequested, "review", CITE)
LATE_ANSWER = Transition("review", Responded, STAY, CITE, when=Given("stage", (1,), "it answers stage 1"), answers=(LEFT,))
REVIEW = Transition("review", Responded, "over", CITE, when=Given("stage", (2, None), "it answers the review"))
AGREE = Transition(ANYWHERE, StartDateAgreed, STAY, CITE)
ACKNOWLEDGE = Transition(ANYWHERE, Acknowledged, STAY, CITE)
WITHDRAW = Transition("open", Withdrawn, "over", CITE, expects=RunOut("answer", "the time has run out"))
LIMITS = (
    limit(key="answer", within=("open",), starts=(On(Received), On(StartDateAgreed, "start", replaces=True))),
    # The complainant's own act starts the complainant's time, from the day it was done.
    limit(key="ask", binds=Party.COMPLAINANT, kind=Kind.WINDOW, starts=(On(Received),), ends=(EscalationRequested,)),
    # What both did together starts anybody's time from the day it was done.
    limit(key="agreed", starts=(On(StartDateAgreed, repeats=True, when=Happened(Received, "it was received")),)),
    # The event that starts it ends it too, for the time ran from a day that it names.
    limit(key="complain", binds=Party.COMPLAINANT, kind=Kind.WINDOW, starts=(On(Received, "grounds_on"),), ends=(Received,)),
    limit(key="review", within=("review",), starts=(Entering("review", NamedDay(StartDateAgreed, "start", Received)),)),
    limit(key="after", starts=(On(Acknowledged, LastDayOf("answer")),)),
    limit(key="sure", starts=(On(Acknowledged, LastDayOf("answer", assumed=False)),)),
    limit(key="explain", starts=(RunsOut("answer"),)),
)
OWN = Procedure(
    key="own",
    version="1",
    title="A procedure of our own",
    since=date(2020, 1, 1),
    division="england-and-wales",
    sources=(RULES,),
    states=(
        State("open", "To be answered", 1),
        State("answered", "Answered", rests=True),
        State("review", "Under review", 2),
        State("over", "Over", final=True),
    ),
    transitions=(OPEN, ANSWER, ASK, LATE_ANSWER, REVIEW, AGREE, ACKNOWLEDGE, WITHDRAW),
    limits=LIMITS,
    requirements=(
        Requirement(
            key="record", title="Keep a record", binds=Party.AUTHORITY, force=Force.CODE, moment="always", asks="so", cite=CITE
        ),
    ),
)
BY_KEY = {row.key: row for row in LIMITS}


def start(key: str, day: str = ARRIVED, after: str | None = None, **changes: Any) -> Start:
    """A start as simple as can be, but for what is said otherwise."""
    plain = Start(
        key,
        BY_KEY[key],
        day,
        after,
        undone=False,
        assumes=False,
        or_later=None,
        ends_too=False,
        replaces=False,
        repeats=False,
        when=None,
    )
    return plain._replace(**changes)


# --- what an event comes to in a state


def test_a_receipt_starts_each_clock_from_its_own_day() -> None:
    """The authority's from the arrival, the complainant's own from the act, one from a day that the receipt names."""
    (way,) = OWN.ways(START, Received)
    assert way == Way(
        OPEN,
        "open",
        late_doubt=False,
        ends=("complain",),
        overtakes=(),
        starts=(
            start("answer"),
            start("ask", DONE),
            start("complain", "grounds_on", ends_too=True),
            # It waits from the day the other clock starts; whether that runs out a calendar tells.
            start("explain", after="answer", undone=True),
        ),
    )


def test_what_is_agreed_replaces_repeats_and_asks_what_it_says() -> None:
    """A joint act counts from the day it was done; a field that it names, from that day; what waits for it waits with it."""
    (way,) = OWN.ways("open", StartDateAgreed)
    happened = Happened(Received, "it was received")
    assert (way.transition, way.to, way.ends, way.overtakes) == (AGREE, "open", (), ())
    assert way.starts == (
        start("answer", "start", replaces=True),
        start("agreed", DONE, repeats=True, when=happened),
        start("explain", "start", after="answer", undone=True, replaces=True),
    )
    # Where the answer's clock does not run, only the others start; before the receipt nothing happens anywhere.
    (elsewhere,) = OWN.ways("answered", StartDateAgreed)
    assert [one.key for one in elsewhere.starts] == ["agreed", "explain"]
    assert OWN.ways(START, StartDateAgreed) == ()


def test_what_stays_in_a_state_does_not_come_into_it() -> None:
    """The clock of the review starts with the move into it, and not with what is agreed while it goes on."""
    (agreed,) = OWN.ways("review", StartDateAgreed)
    assert agreed.to == "review"
    assert [one.key for one in agreed.starts] == ["agreed", "explain"]


def test_what_waits_for_a_clock_to_run_out_is_neither_assumed_nor_done_as_it_begins() -> None:
    """Whether that clock's own day is assumed is its own affair; and its start is not yet the start of what waits."""
    waits = limit(key="after-all", starts=(RunsOut("after"),))
    done = limit(key="remind", starts=(RunsOut("complain"),), ends=(Received, Responded))
    own = attrs.evolve(OWN, limits=(*LIMITS, waits, done))
    (acknowledged,) = own.ways("answered", Acknowledged)
    assert acknowledged.starts[-1] == start("after", DONE, "after", undone=True)._replace(key="after-all", limit=waits)
    (received,) = own.ways(START, Received)
    assert received.starts[-1] == start("complain", "grounds_on", "complain", undone=True)._replace(key="remind", limit=done)


def test_a_clock_from_another_limits_last_day_is_assumed_unless_the_rule_itself_counts_so() -> None:
    """The day stands in for an event that is not on file, or is the rule's own."""
    (way,) = OWN.ways("answered", Acknowledged)
    assert way.starts == (start("after", DONE, "answer", assumes=True), start("sure", DONE, "answer"))


def test_coming_into_a_state_starts_its_clock_and_leaves_behind_those_that_do_not_run_there() -> None:
    """From the arrival of what brought it there, or a later day named before; a time that its event ends is ended."""
    (way,) = OWN.ways("open", EscalationRequested)
    assert way == Way(
        ASK,
        "review",
        late_doubt=False,
        ends=("ask",),
        overtakes=("answer",),
        starts=(start("review", or_later=NamedDay(StartDateAgreed, "start", Received)),),
    )
    (rested,) = OWN.ways("answered", EscalationRequested)
    assert (rested.ends, rested.overtakes) == (("ask",), ())


def test_an_answer_to_what_was_left_open_ends_and_starts_no_other() -> None:
    """Of two ways for one event, that with `answers` touches the limits it answers alone."""
    late, review = OWN.ways("review", Responded)
    assert late == Way(LATE_ANSWER, "review", late_doubt=False, ends=(), overtakes=(), starts=())
    assert (review.transition, review.to, review.overtakes) == (REVIEW, "over", ("review",))
    assert review.ends == ("agreed", "review", "after", "sure", "explain")


def test_what_only_a_calendar_can_tell_is_marked() -> None:
    """An expectation about time is a doubt; an expectation about facts, or none, is not."""
    (way,) = OWN.ways("open", Withdrawn)
    assert way.late_doubt is True
    assert all(one.late_doubt is False for one in OWN.ways("open", Responded))
    expected = attrs.evolve(
        OWN, transitions=tuple(attrs.evolve(row, expects=ORAL) if row is OPEN else row for row in OWN.transitions)
    )
    assert expected.ways(START, Received)[0].late_doubt is False


def test_a_move_of_a_states_own_stands_before_one_that_happens_anywhere() -> None:
    """And what neither has, happens nowhere; asked twice, the answer is the same thing."""
    own = attrs.evolve(OWN, transitions=(*OWN.transitions, Transition("open", Acknowledged, STAY, RULES("2"))))
    assert [str(row.cite) for row in own.moves("open", Acknowledged)] == ["Rules rule 2"]
    assert own.moves("review", Acknowledged) == (ACKNOWLEDGE,)
    assert own.moves(START, Acknowledged) == ()
    assert own.moves("open", Resolved) == ()
    assert own.ways("open", Resolved) == ()
    assert own.ways("open", Acknowledged) is own.ways("open", Acknowledged)


# --- what each part is when little is said


def test_a_time_limit_is_a_duty_read_in_the_text_whose_lateness_is_a_breach() -> None:
    """Everywhere, without an extension, a named day, a relaxation, a comment; its citations are its own and the further ones."""
    row = limit(key="answer", starts=(On(Received),))
    assert (row.kind, row.certainty, row.breach_established) == (Kind.DUTY, Certainty.TEXT, True)
    assert (row.within, row.extension, row.overrides, row.softened, row.beside) == (None, None, None, None, None)
    assert (row.see, row.comment, row.asks) == ((), "", "")
    assert row.citations == "Rules rule 1"
    assert attrs.evolve(row, see=(RULES("2"), RULES("3"))).citations == "Rules rule 1, 2, 3"


def test_a_requirement_and_a_content_are_read_in_the_text_and_ask_no_more() -> None:
    """Neither has further provisions, contents, figures or notes unless it says so."""
    (record,) = OWN.requirements
    assert (record.see, record.certainty, record.contents, record.citations) == ((), Certainty.TEXT, (), "Rules rule 1")
    assert attrs.evolve(record, see=(RULES("2"),)).citations == "Rules rule 1, 2"
    content = ReportContent(key="outcome", says="the outcome", cite=CITE)
    assert (content.figures, content.beside, content.certainty) == ((), "", Certainty.TEXT)


def test_the_small_parts_say_little_unless_they_are_told_more() -> None:
    """A state has no stage and is neither resting nor final; a start counts from the arrival; a step gives no fields."""
    state = State("open", "Open")
    assert (state.stage, state.rests, state.final) == (None, False, False)
    assert (OPEN.source, OPEN.when, OPEN.expects, OPEN.expects_cite, OPEN.answers) == ((START,), None, None, None, ())
    assert ASK.source == ("open", "answered")
    on = On(Received)
    assert (on.day, on.replaces, on.repeats, on.when) == (ARRIVED, False, False, None)
    assert LastDayOf("answer").assumed is True
    assert NamedDay(Received, "grounds_on").since is None
    assert Entering("open").or_later is None
    step = Step(Received)
    assert (step.on, step.fields, step.days) == (None, (), ())
    assert (OWN.until, OWN.course, OWN.amendments, OWN.not_modelled, OWN.complaint_type) == (None, (), (), (), None)
    assert OWN.well_founded == ("upheld", "partly-upheld")
    assert attrs.evolve(OWN, requirements=()).requirements == ()
    assert Amendment(date(2020, 1, 1), "a word", CITE).says == "a word"
    assert Extension(None, Cap.AGREED, before_expiry=False, cite=CITE, grounds="any").to is None


def test_what_is_easily_mixed_up_must_be_named() -> None:
    """Conditions, and what a start does, cannot be given by their place alone."""
    by_place: Any = Transition
    with pytest.raises(TypeError):
        by_place(START, Received, "open", CITE, ORAL)
    by_place = On
    with pytest.raises(TypeError):
        by_place(Received, ARRIVED, True)
    for kind in (TimeLimit, Requirement, ReportContent, Procedure):
        by_place = kind
        with pytest.raises(TypeError, match="positional"):
            by_place("key")


def test_the_words_for_where_and_when_are_no_state_or_field_that_a_procedure_could_have() -> None:
    """They stand in data beside keys, so they are spelled as no key is."""
    assert (START, STAY, ANYWHERE) == ("(not received yet)", "*stay*", "*anywhere*")
    assert (ARRIVED, DONE) == ("arrived", "on")
    assert [kind.value for kind in Kind] == ["duty", "window", "advisory"]
    assert {cap.value: cap.meaning for cap in Cap} == {
        "hard": "no later whatever the reason",
        "soft": "no later without a good reason",
        "agreed": "as both agree, without a number",
    }


# --- looked up, refused, shown


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        (lambda: OWN.state("opne"), UnknownKeyError, "unknown state of own 'opne'; did you mean 'open'?"),
        (
            lambda: OWN.limit("anser"),
            UnknownKeyError,
            "unknown time limit of own 'anser'; did you mean 'answer' or 'after'?",
        ),
        (lambda: OWN.limit("record"), WrongValueError, "limit 'record': is a requirement of own, which has no clock"),
        (lambda: OWN.state(True), WrongTypeError, "state must be the key of a state, not bool True"),  # type: ignore[arg-type] # refused on purpose
        (lambda: OWN.limit(7), WrongTypeError, "limit must be the key of a time limit, not int 7"),  # type: ignore[arg-type] # refused on purpose
    ],
)
def test_a_part_that_is_not_there_is_refused_in_words(asked: Any, error: type[Exception], says: str) -> None:
    """With the nearest that is, or what it is instead."""
    with pytest.raises(error) as refused:
        asked()
    assert str(refused.value) == says
    if isinstance(refused.value, UnknownKeyError):
        keys = {"state": [state.key for state in OWN.states], "time": [row.key for row in LIMITS]}
        assert refused.value.known == tuple(keys[refused.value.kind.split(maxsplit=1)[0]])
    elif isinstance(refused.value, WrongTypeError | WrongValueError):
        assert refused.value.argument == says.split(maxsplit=1)[0]
        assert repr(refused.value.value) in says


def test_the_parts_are_found_by_key() -> None:
    """Each state and each limit."""
    assert [OWN.state(state.key) for state in OWN.states] == list(OWN.states)
    assert [OWN.limit(row.key) for row in LIMITS] == list(LIMITS)


def test_a_procedure_says_title_key_and_version_and_shows_its_parts_once() -> None:
    """Its indexes are no parts: they are neither shown nor compared nor given."""
    assert str(OWN) == "A procedure of our own (own, version 1)"
    shown = repr(OWN)
    assert shown.startswith("Procedure(key='own', version='1', title='A procedure of our own', since=datetime.date(2020, 1, 1)")
    assert not any(index in shown for index in ("_states", "_limits", "_moves", "_ways"))
    assert not {"moves", "ways"} & set(inspect.signature(Procedure).parameters)
    again = attrs.evolve(OWN)
    OWN.ways("open", Responded)
    assert again == OWN
    assert hash(again) == hash(OWN)


def test_a_faulty_procedure_is_refused_by_its_key_with_all_its_faults() -> None:
    """In one sentence."""
    with pytest.raises(ProcedureError) as refused:
        attrs.evolve(OWN, until=date(2019, 12, 31), states=(*OWN.states, State("island", "Island", final=True)))
    assert refused.value.procedure == "own"
    assert str(refused.value) == (
        "procedure 'own' is faulty: it ends on 2019-12-31, before it begins on 2020-01-01; state 'island' cannot be reached"
    )
