"""One move of a history: how clocks start, are replaced and left behind, and what each refusal holds."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Cap, Force, Kind, Party
from complaintrules.cases.history import Doubt, Move, Run, Track, _start, links, obstacles, record_event, replay
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import (
    Acknowledged,
    EscalationRequested,
    Extended,
    PanelMet,
    PlanAgreed,
    Received,
    Resolved,
    Responded,
    StartDateAgreed,
    Withdrawn,
)
from complaintrules.rules.conditions import Given, Overtaken, Was
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure, Start
from complaintrules.rules.terms import (
    ANYWHERE,
    START,
    STAY,
    Entering,
    Extension,
    LastDayOf,
    NamedDay,
    On,
    State,
    TimeLimit,
    Transition,
)

RULES = Source("Rules", "Rules of our own", unit="rule", short_unit="rule")

limit = functools.partial(
    TimeLimit,
    title="Do it",
    binds=Party.AUTHORITY,
    force=Force.CODE,
    ends=(Responded,),
    period=cr.working_days(10),
    cite=RULES("1"),
)
LONGER = Extension(cr.working_days(20), Cap.HARD, before_expiry=False, cite=RULES("5"), grounds="any")
AGREED_DAY = NamedDay(StartDateAgreed, "start")
LEFT = Overtaken("answer", (EscalationRequested,), "the answer was left open")
IN_WRITING = Was(Received, "orally", (False,), "it was made in writing")
OPEN = Transition(START, Received, "open", RULES("10"), expects=IN_WRITING)
ANSWER = Transition("open", Responded, "answered", RULES("11"))
ASK = Transition(("open", "answered"), EscalationRequested, "review", RULES("12"))
LATE_ANSWER = Transition(
    "review", Responded, STAY, RULES("13"), when=Was(Responded, "stage", (1,), "it is stage 1's"), answers=(LEFT,)
)
REVIEW = Transition("review", Responded, "over", RULES("14"), when=Given("stage", (2,), "it is the review's"))
AGREE = Transition(ANYWHERE, StartDateAgreed, STAY, RULES("15"))
EXTEND = Transition("open", Extended, STAY, RULES("16"))
EXTEND_REVIEW = Transition("review", Extended, STAY, RULES("17"))
ACKNOWLEDGE = Transition(ANYWHERE, Acknowledged, STAY, RULES("18"))
PLAN = Transition(ANYWHERE, PlanAgreed, STAY, RULES("19"))
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
    transitions=(OPEN, ANSWER, ASK, LATE_ANSWER, REVIEW, AGREE, EXTEND, EXTEND_REVIEW, ACKNOWLEDGE, PLAN),
    limits=(
        limit(
            key="answer",
            within=("open",),
            starts=(On(Received), On(StartDateAgreed, "start", replaces=True)),
            extension=LONGER,
            cite=RULES("1"),
        ),
        limit(key="first", starts=(On(Received), On(Acknowledged))),
        limit(
            key="review", within=("review",), starts=(Entering("review", NamedDay(StartDateAgreed, "start")),), extension=LONGER
        ),
        limit(key="after", starts=(On(Acknowledged, LastDayOf("answer")),)),
        limit(key="planned", starts=(On(Received), On(PlanAgreed, replaces=True)), overrides="until"),
        limit(key="ask", binds=Party.COMPLAINANT, kind=Kind.WINDOW, starts=(On(Received),), ends=(EscalationRequested,)),
    ),
)

RECEIVED = Received(on=date(2024, 3, 4))
AGREED = StartDateAgreed(on=date(2024, 3, 5), start=date(2024, 3, 8))
ASKED = EscalationRequested(on=date(2024, 3, 11), received_on=date(2024, 3, 12))


def track_of(*events: Any, procedure: Procedure = OWN) -> Track:
    """Where these events lead."""
    return replay(procedure, events)


def refused(track: Track, event: Any, procedure: Procedure = OWN) -> ImpossibleEventError:
    """The error with which an event is refused, which leaves the track as it was."""
    before = {name: getattr(track.copy(), name) for name in Track.__slots__}
    with pytest.raises(ImpossibleEventError) as caught:
        record_event(procedure, track, event)
    assert {name: getattr(track, name) for name in Track.__slots__} == before
    return caught.value


# --- what there is to begin with


def test_before_anything_happened_there_is_nothing() -> None:
    """No day, no move, no doubt; the first visit is that of the start."""
    track = Track()
    assert (track.state, track.opened_on, track.filed_on, track.visit) == (START, None, None, 1)
    assert (track.last, track.runs) == ({}, {})
    assert (track.ended, track.moves, track.doubts, track.past) == (None, None, None, None)


def test_a_run_of_no_case_has_a_start_and_nothing_else() -> None:
    """As where one limit is counted from one day."""
    run = Run(OWN.limit("answer"), 1, date(2024, 3, 4))
    assert run[3:] == (None, False, None, False, None, (), None, None, None, None, 0, None, None)
    assert [type(value) for value in run[3:9]] == [type(value) for value in (None, False, None, False, None, ())]
    assert type(run.ended_in) is int


def test_a_run_that_is_over_has_what_it_had_each_under_its_name() -> None:
    """It is made by position, which is quicker: each place is that of its name, told by a run whose fields all differ."""
    run: Any = Run._make(Run._fields)
    assert run.done("act", 7) == run._replace(done_by="act", ended_in=7, anew_by=None)
    assert run.overtaken("day", "kind", 7) == run._replace(
        done_by=None, overtaken_on="day", overtaken_by="kind", ended_in=7, anew_by=None
    )


def test_a_run_that_starts_has_what_its_start_says_each_under_its_name() -> None:
    """Likewise: a letter whose arrival nobody recorded starts a clock anew, and ends it; or waits for another limit."""
    told = Extended(on=date(2024, 3, 6), until=date(2024, 3, 29))
    rule = attrs.evolve(OWN.limit("answer"), overrides="until")
    start = Start(
        key="answer", limit=rule, day="arrived", after=None, undone=False, assumes=False, or_later=None, ends_too=True,
        replaces=True, repeats=False, when=None,
    )  # fmt: skip
    track = track_of(RECEIVED)
    first = track.runs["answer"]
    _start(track, start, told)
    assert track.runs["answer"] == Run(
        limit=rule, occurrence=1, start=date(2024, 3, 6), started_by=told, assumed=True, named=date(2024, 3, 29), before=first,
        done_by=told, ended_in=track.visit,
    )  # fmt: skip
    _start(track, start._replace(after="first", undone=True, ends_too=False, repeats=True), told)
    assert track.runs["answer"] == Run(
        limit=rule, occurrence=2, start=None, started_by=told, after="first", undone=True, named=date(2024, 3, 29)
    )


def test_a_track_is_never_asked_what_only_a_calendar_tells() -> None:
    """Asked all the same, it says what it was asked."""
    with pytest.raises(NotImplementedError) as asked:
        Track().has_run_out("answer", RECEIVED.on)
    assert asked.value.args == ("answer", RECEIVED.on)
    with pytest.raises(NotImplementedError) as asked:
        Track().was_late("answer")
    assert asked.value.args == ("answer",)


# --- moves


def test_each_move_keeps_its_file_day_its_state_and_its_event() -> None:
    """A letter is on file the day it arrived; what stays in its state is no move."""
    track = track_of(RECEIVED, AGREED, ASKED)
    assert list(links(track.moves)) == [Move(date(2024, 3, 12), "review", ASKED), Move(date(2024, 3, 4), "open", RECEIVED)]
    assert (track.opened_on, track.filed_on) == (date(2024, 3, 4), date(2024, 3, 12))
    assert list(links(track.past)) == [ASKED, AGREED, RECEIVED]


def test_a_condition_is_asked_of_the_event_that_comes() -> None:
    """Of its kind and of its fields, whether it decides the way or is only expected."""
    assert track_of(RECEIVED).doubts is None
    oral = attrs.evolve(RECEIVED, orally=True)
    (doubt,) = links(track_of(oral).doubts)
    assert doubt == Doubt(oral, OPEN, {}, {})
    late = track_of(RECEIVED, ASKED, Responded(on=date(2024, 3, 13), stage=1))
    assert late.state == "review"
    assert track_of(RECEIVED, ASKED, Responded(on=date(2024, 3, 13), stage=2)).state == "over"


def test_an_answer_to_what_was_left_open_is_its_act_and_the_run_stays_ended() -> None:
    """The clock that the case went on without ended then; the late answer is noted on it, and nothing ends it again."""
    late = Responded(on=date(2024, 3, 13), stage=1)
    track = track_of(RECEIVED, ASKED, late, Responded(on=date(2024, 3, 20), stage=2))
    answer = track.runs["answer"]
    assert (answer.done_by, answer.overtaken_on, answer.overtaken_by) == (late, date(2024, 3, 12), EscalationRequested)
    assert answer.ended_in == track_of(RECEIVED, ASKED).runs["answer"].ended_in > 0


@attrs.frozen
class _Asked(Given):
    """A condition that notes what it is asked."""

    heard: list[Any] = attrs.field(factory=list, eq=False)

    def test(self, _facts: Any, kind: Any, event: Any) -> bool:
        self.heard.append((kind, event))
        return True


def test_what_an_act_answers_is_asked_of_the_act_itself() -> None:
    """Also where it asks for nothing else: its kind and its fields."""
    heard = _Asked("stage", (1,), "it is stage 1's")
    answers: Any = attrs.make_class(
        "Answers", {"limit": attrs.field(default="answer"), "test": attrs.field(default=heard.test)}
    )()
    track = track_of(RECEIVED, ASKED)
    late = Responded(on=date(2024, 3, 13), stage=1)
    (way, *_) = OWN.ways("review", Responded)
    own = attrs.evolve(OWN)
    own._ways["review", Responded] = (way._replace(transition=attrs.evolve(way.transition, answers=(answers,))),)
    record_event(own, track, late)
    assert heard.heard == [(Responded, late)]


# --- clocks


def test_a_clock_that_runs_is_not_started_again_by_what_does_not_replace_it() -> None:
    """Though its day is assumed, or another limit's last day: only where it is both does it give way."""
    asked = limit(key="asked", starts=(On(EscalationRequested), On(PlanAgreed)))
    sure = limit(key="sure", starts=(On(Acknowledged, LastDayOf("answer", assumed=False)), On(PlanAgreed)))
    unsure = limit(key="unsure", starts=(On(Acknowledged, LastDayOf("answer")), On(PlanAgreed)))
    own = attrs.evolve(OWN, limits=(*OWN.limits, asked, sure, unsure))
    acknowledged, planned = Acknowledged(on=date(2024, 3, 5)), PlanAgreed(on=date(2024, 3, 13), until=date(2024, 4, 2))
    sent = EscalationRequested(on=date(2024, 3, 11))
    track = track_of(RECEIVED, acknowledged, sent, planned, procedure=own)
    assert track.runs["asked"].assumed is True
    started_by = {key: run.started_by for key, run in track.runs.items()}
    assert (started_by["asked"], started_by["sure"], started_by["unsure"]) == (sent, acknowledged, planned)
    assert started_by["first"] == RECEIVED


def test_a_clock_from_another_limits_last_day_has_no_day_of_its_own() -> None:
    """Which day that is, a calendar tells."""
    run = track_of(RECEIVED, Acknowledged(on=date(2024, 3, 6))).runs["after"]
    assert (run.start, run.after, run.assumed, run.undone) == (None, "answer", True, False)


@pytest.mark.parametrize(
    ("agreed", "start", "assumed"),
    [
        (date(2024, 3, 8), date(2024, 3, 11), True),
        (date(2024, 3, 11), date(2024, 3, 11), True),
        (date(2024, 3, 12), date(2024, 3, 12), False),
    ],
)
def test_a_later_day_that_was_named_is_day_0_and_is_no_assumption(agreed: date, start: date, assumed: bool) -> None:  # noqa: FBT001 - a parameter
    """An earlier one, or the same, leaves the day of arrival, which is assumed where only the sending is on file."""
    track = track_of(RECEIVED, StartDateAgreed(on=date(2024, 3, 5), start=agreed), EscalationRequested(on=date(2024, 3, 11)))
    run = track.runs["review"]
    assert (run.start, run.assumed) == (start, assumed)


def test_a_replaced_clock_is_kept_while_its_extension_matters() -> None:
    """The run that had been extended stands before each that replaces it, and each stands before the next."""
    plain = track_of(RECEIVED, AGREED).runs["answer"]
    assert (plain.start, plain.occurrence) == (date(2024, 3, 8), 1)
    assert plain.before is not None
    assert (plain.before.start, plain.before.before) == (date(2024, 3, 4), None)
    longer = Extended(on=date(2024, 3, 5), until=date(2024, 3, 25))
    again = StartDateAgreed(on=date(2024, 3, 7), start=date(2024, 3, 12))
    track = track_of(RECEIVED, longer, AGREED, again)
    run = track.runs["answer"]
    assert run.before is not None
    assert (run.start, run.extensions) == (date(2024, 3, 12), ())
    assert (run.before.start, run.before.extensions) == (date(2024, 3, 8), ())
    first = run.before.before
    assert first is not None
    assert (first.start, first.extensions, first.before) == (date(2024, 3, 4), (longer,), None)


def test_a_day_that_an_event_names_prevails_where_the_event_names_one() -> None:
    """A receipt has no such day, and starts the clock all the same."""
    track = track_of(RECEIVED)
    assert (track.runs["planned"].named, track.runs["planned"].start) == (None, date(2024, 3, 4))
    track = track_of(RECEIVED, PlanAgreed(on=date(2024, 3, 6), until=date(2024, 4, 2)))
    assert track.runs["planned"].named == date(2024, 4, 2)


def test_every_run_is_found_those_that_are_over_too() -> None:
    """A stage that is gone through again has two."""
    children = cr.get_procedure("england-children", on=date(2024, 3, 4))
    facts = Responded(on=date(2024, 3, 6)), EscalationRequested(on=date(2024, 3, 7))
    track = track_of(RECEIVED, *facts, procedure=children)
    keys = sorted(run.limit.key for run in track.all_runs())
    assert keys == sorted(set(keys))
    twice = attrs.evolve(
        OWN, limits=(*OWN.limits, limit(key="each", starts=(On(Acknowledged, repeats=True),), ends=(StartDateAgreed,)))
    )
    track = track_of(RECEIVED, Acknowledged(on=date(2024, 3, 5)), AGREED, Acknowledged(on=date(2024, 3, 6)), procedure=twice)
    assert sorted(run.occurrence for run in track.all_runs() if run.limit.key == "each") == [1, 2]


# --- refusals


def test_an_event_before_the_last_on_file_is_refused_with_its_day_and_the_state() -> None:
    """Nothing could happen instead: the events are out of order."""
    error = refused(track_of(RECEIVED), Acknowledged(on=date(2024, 3, 1)))
    assert (error.event, error.on, error.state, error.possible, error.provision) == (
        "acknowledged",
        date(2024, 3, 1),
        "open",
        (),
        None,
    )
    assert error.reasons == ("it is dated 2024-03-01, before 'received' opened the case, on 2024-03-04",)


def test_an_event_that_no_rule_knows_is_refused_without_a_provision() -> None:
    """The possible ones are named, those that move first."""
    error = refused(track_of(RECEIVED), PanelMet(on=date(2024, 3, 5)))
    assert (error.event, error.on, error.state, error.provision) == ("panel-met", date(2024, 3, 5), "open", None)
    assert error.possible == ("responded", "escalation-requested", "start-date-agreed", "extended", "acknowledged", "plan-agreed")


def test_an_event_refused_here_is_cited_by_the_rule_of_this_state_or_else_by_the_first_that_knows_it() -> None:
    """In the review it is the review's rule; where the case is over, rule 11, which is the first about answers."""
    error = refused(track_of(RECEIVED, ASKED), Responded(on=date(2024, 3, 13), stage=3))
    assert (error.provision, error.reasons) == (
        "Rules rule 13",
        ("it would need that it is stage 1's", "it would need that it is the review's"),
    )
    over = track_of(RECEIVED, ASKED, Responded(on=date(2024, 3, 13), stage=2))
    assert refused(over, Responded(on=date(2024, 3, 14), stage=2)).provision == "Rules rule 11"
    assert refused(over, Extended(on=date(2024, 3, 14), until=date(2024, 4, 1))).provision == "Rules rule 16"


def test_an_extension_of_nothing_is_refused_with_the_provision_on_extending() -> None:
    """With its day, its state and what may happen; a procedure whose limits cannot be extended has no such provision."""
    answered = attrs.evolve(OWN, transitions=(*OWN.transitions, attrs.evolve(EXTEND, source=("answered",))))
    track = track_of(RECEIVED, Responded(on=date(2024, 3, 6)), procedure=answered)
    error = refused(track, Extended(on=date(2024, 3, 7), until=date(2024, 4, 2)), answered)
    assert (error.event, error.on, error.state) == ("extended", date(2024, 3, 7), "answered")
    assert error.reasons == ("no time limit that could be extended is running",)
    assert error.possible == ("escalation-requested", "start-date-agreed", "acknowledged", "plan-agreed", "extended")
    assert error.provision == "Rules rule 5"
    fixed = attrs.evolve(answered, limits=tuple(attrs.evolve(row, extension=None) for row in OWN.limits))
    track = track_of(RECEIVED, Responded(on=date(2024, 3, 6)), procedure=fixed)
    assert refused(track, Extended(on=date(2024, 3, 7), until=date(2024, 4, 2)), fixed).provision is None


def test_what_a_condition_asks_of_this_very_event_leaves_the_event_possible() -> None:
    """Whether an answer is stage 1's is not known before it comes, though an answer is on file already."""
    track = track_of(RECEIVED, Responded(on=date(2024, 3, 6), stage=2), ASKED)
    error = refused(track, Resolved(on=date(2024, 3, 13)))
    assert "responded" in error.possible
    leave = Transition("review", Withdrawn, "over", RULES("20"))
    only = attrs.evolve(OWN, transitions=(*(row for row in OWN.transitions if row is not REVIEW), leave))
    track = track_of(RECEIVED, Responded(on=date(2024, 3, 6), stage=2), ASKED, procedure=only)
    assert "responded" in refused(track, Resolved(on=date(2024, 3, 13)), only).possible
    answer = Responded(on=date(2024, 3, 13), stage=2)
    assert refused(track, answer, only).reasons == ("it would need that it is stage 1's",)
    # Of an answer that has not come, nobody knows yet.
    assert obstacles(only, track, Responded, None) == ()


# --- what stands before the receipt

EARLY = cr.Responded(on=date(2016, 9, 1), outcome=cr.Outcome.UPHELD)
LATER = cr.Received(on=date(2016, 9, 5))
BOTH_DATES = "it is dated 2016-09-01, before 'received' opened the case, on 2016-09-05"


def test_a_reply_dated_before_its_receipt_is_told_by_both_dates_when_it_is_recorded() -> None:
    """Replaying in the order of the file would not help: one of the two dates is wrong."""
    with pytest.raises(ImpossibleEventError) as refused:
        cr.Case.open("england-children", LATER).record(EARLY)
    assert refused.value.reasons == (BOTH_DATES,)


@pytest.mark.parametrize("history", [[EARLY, LATER], [LATER, EARLY]], ids=["sorted by date", "as it was typed"])
def test_a_reply_dated_before_its_receipt_is_told_by_both_dates_when_it_is_replayed(history: list[cr.Event]) -> None:
    """In whichever order: no word of a state in which nothing has been received."""
    with pytest.raises(ImpossibleEventError) as refused:
        cr.Case.replay("england-children", history)
    assert refused.value.reasons == (BOTH_DATES,)
    assert "not received yet" not in str(refused.value)


def test_a_reply_dated_before_its_receipt_is_told_by_both_dates_in_json() -> None:
    """The fault has the place of the reply."""
    events = [{"event": "responded", "on": "2016-09-01"}, {"event": "received", "on": "2016-09-05"}]
    with pytest.raises(cr.LoadError) as refused:
        cr.load_case({"procedure": "england-children", "events": events})
    (fault,) = refused.value.details
    assert fault.path == "events[0]"
    assert fault.says == f"responded on 2016-09-01 cannot open a case: {BOTH_DATES} (SI 2006/1738 reg 14(1))"


def test_a_letter_that_came_with_the_receipt_and_stands_before_it_is_told_to_follow_it() -> None:
    """Written the day before and arrived on the same day: both dates are right, and the order is not."""
    letter = cr.EscalationRequested(on=date(2016, 9, 4), received_on=date(2016, 9, 5))
    with pytest.raises(ImpossibleEventError) as refused:
        cr.Case.replay("england-children", [letter, LATER])
    says = "it stands before 'received', on 2016-09-05, which opens the case; replay the events in the order of the file"
    assert refused.value.reasons == (says,)


@pytest.mark.parametrize(
    ("procedure", "title", "opener"),
    [
        ("england-children", "Children's social care representations, England", "received"),
        ("ombudsman-report", "The Ombudsman's public report, England", "report-issued"),
    ],
)
def test_what_opens_no_case_is_told_what_does(procedure: str, title: str, opener: str) -> None:
    """The message names no state, for there is none yet, and says what a case begins with."""
    event = cr.Closed(on=date(2016, 9, 5))
    with pytest.raises(ImpossibleEventError) as refused:
        cr.Case.replay(procedure, [event])
    assert str(refused.value).startswith(f"closed on 2016-09-05 cannot open a case: a case of {title} begins with '{opener}'")
    assert "not received yet" not in str(refused.value)
    assert refused.value.possible == (opener,)


def test_an_event_out_of_order_after_the_receipt_is_told_the_order() -> None:
    """Answered on the 12th and acknowledged on the 7th: both lie after the receipt."""
    case = cr.Case.open("england-children", LATER).record(cr.Responded(on=date(2016, 9, 12)))
    with pytest.raises(ImpossibleEventError) as refused:
        case.record(cr.Acknowledged(on=date(2016, 9, 7)))
    says = "it belongs on file on 2016-09-07, before the last event, on 2016-09-12; replay the events in the order of the file"
    assert refused.value.reasons == (says,)
