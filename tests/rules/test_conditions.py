"""Conditions answer True, False, or None for "that depends on the event itself"."""

from __future__ import annotations

import pickle
from datetime import date
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.classification import Investigator
from complaintrules.events import (
    Acknowledged,
    AnswerCorrected,
    EscalationRequested,
    Event,
    InterestDecided,
    InvestigationReported,
    Received,
    Responded,
    StageSkipped,
    StartDateAgreed,
    Suspended,
    Withdrawn,
)
from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    CameLate,
    Condition,
    Done,
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

DAY, LATER = date(2026, 11, 23), date(2026, 11, 30)
RECEIVED = Received(on=DAY, orally=True)
STOPPED = Suspended(on=DAY, ground=cr.SuspensionGround.DISCIPLINARY)
START_1 = StartDateAgreed(on=DAY, start=LATER)


def run(
    start: date | None = DAY,
    overtaken_by: type[Event] | None = None,
    done_by: Event | None = None,
    *,
    assumed: bool = False,
) -> Any:
    """One run of a limit, as far as a condition looks at it."""
    return SimpleNamespace(start=start, overtaken_by=overtaken_by, done_by=done_by, assumed=assumed)


def facts(*events: Event, run_out: bool = False, late: bool = False, **runs: Any) -> Any:
    """A history: the events, oldest first, the last run of each limit, and what a clock would say."""
    return SimpleNamespace(
        last={type(event): event for event in events},
        runs=runs,
        has_run_out=lambda limit, day: run_out and limit == "answer" and isinstance(day, date),
        was_late=lambda limit: late and limit == "answer",
    )


YES, NO = Happened(Received, "it was received"), Happened(Withdrawn, "it was withdrawn")
UNKNOWN = Given("orally", (True,), "it was made orally")
HISTORY = facts(RECEIVED)


def asked(
    condition: Condition, history: Any = HISTORY, kind: type[Event] = Acknowledged, event: Event | None = None
) -> bool | None:
    """The answer, of an event or, without one, of its kind."""
    return condition.test(history, kind, event)


def test_a_field_of_the_event_itself_is_unknown_before_there_is_one() -> None:
    """Asked about a type of event there is no answer yet; asked about an event there is."""
    stage_1 = Given("stage", (1, None), "it answers stage 1")
    assert asked(stage_1, kind=Responded) is None
    assert asked(stage_1, event=Responded(on=DAY)) is True
    assert asked(stage_1, event=Responded(on=DAY, stage=1)) is True
    assert asked(stage_1, event=Responded(on=DAY, stage=2)) is False


def test_a_field_of_an_earlier_event_is_known() -> None:
    """Of the last such event; where there was none, it does not hold."""
    oral = Was(Received, "orally", (True,), "it was made orally")
    assert asked(oral) is True
    assert asked(oral, facts(attrs.evolve(RECEIVED, orally=False))) is False
    assert asked(oral, facts()) is False


def test_a_field_of_the_last_event_of_a_kind_may_be_that_of_this_one() -> None:
    """Asked about the very kind it looks at, it looks at the event to come and not at the one before."""
    decided = Was(InterestDecided, "sufficient", (True,), "interest was decided")
    before = facts(InterestDecided(on=DAY, sufficient=True))
    assert asked(decided, before, InterestDecided) is None
    assert asked(decided, before, InterestDecided, InterestDecided(on=DAY, sufficient=False)) is False
    assert asked(decided, before, InterestDecided, InterestDecided(on=DAY, sufficient=True)) is True


def test_what_happened_is_known() -> None:
    """Whatever the event asked about."""
    assert (asked(YES), asked(NO)) == (True, False)
    assert asked(YES, event=Acknowledged(on=DAY)) is True


@pytest.mark.parametrize(
    ("history", "fresh"),
    [
        (facts(RECEIVED), True),  # never suspended
        (facts(RECEIVED, START_1), True),
        (facts(START_1, STOPPED), False),  # before the suspension
        (facts(STOPPED, START_1), True),  # since
    ],
)
def test_an_event_before_the_last_of_another_kind_can_count_as_none(history: Any, fresh: bool) -> None:  # noqa: FBT001 - a column of the table
    """With `since`: only what came after it counts; where it never came, everything does."""
    agreed = StartDateAgreed in history.last
    assert asked(Happened(StartDateAgreed, "a start was agreed", since=Suspended), history) is (agreed and fresh)
    assert asked(Was(StartDateAgreed, "start", (LATER,), "a start was agreed", since=Suspended), history) is (agreed and fresh)


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        ({}, False),
        ({"answer": run()}, False),
        ({"answer": run(overtaken_by=EscalationRequested)}, True),
        ({"answer": run(overtaken_by=Withdrawn)}, False),
        ({"answer": run(overtaken_by=EscalationRequested, done_by=Responded(on=DAY))}, False),
    ],
)
def test_a_limit_is_left_open_by_the_event_that_overtook_it(runs: dict[str, Any], left: bool) -> None:  # noqa: FBT001 - a column of the table
    """By one of those named, and until its act is done after all."""
    assert asked(Overtaken("answer", (EscalationRequested,), "it was left open"), facts(**runs)) is left


@pytest.mark.parametrize(
    ("runs", "later"),
    [
        ({}, True),
        ({"answer": run(None)}, True),
        ({"answer": run(DAY)}, True),
        ({"answer": run(LATER)}, False),
        ({"answer": run(date(2026, 12, 1))}, False),
    ],
)
def test_a_day_is_later_than_a_start_if_it_lies_after_it_or_there_is_none(runs: dict[str, Any], later: bool) -> None:  # noqa: FBT001 - a column of the table
    """The day is one that the event names, so it is unknown before."""
    condition = LaterThanStart("start", "answer", "the day is later")
    assert asked(condition, facts(**runs), StartDateAgreed, START_1) is later
    assert asked(condition, facts(**runs), StartDateAgreed) is None


@pytest.mark.parametrize("answer", [True, False])
def test_what_only_a_clock_can_tell_is_asked_of_the_clock(answer: bool) -> None:  # noqa: FBT001 - both answers
    """And is unknown while there is no event to ask about."""
    history = facts(RECEIVED, run_out=answer, late=answer)
    for condition in (RunOut("answer", "time ran out"), Late("answer", "it came late")):
        assert asked(condition, history, event=Acknowledged(on=DAY)) is answer
        assert asked(condition, history) is None
        assert condition.needs_calendar
        assert Not(condition, "not so").needs_calendar
        assert All((YES, Either((NO, condition)))).needs_calendar


@pytest.mark.parametrize(("late", "assumed", "shown"), [(True, False, True), (True, True, False), (False, False, False)])
def test_lateness_is_shown_only_by_a_clock_that_runs_from_a_recorded_day(*, late: bool, assumed: bool, shown: bool) -> None:
    """Asked of a limit, and of whatever limits an act ended; without a run nothing stands in for a day."""
    asking = EscalationRequested(on=DAY)
    history = facts(asking, late=late, answer=run(done_by=asking, assumed=assumed))
    of_the_act = CameLate(EscalationRequested, "it came late")
    for condition in (Late("answer", "it is shown to be late", shown=True), of_the_act):
        assert asked(condition, history, event=Acknowledged(on=DAY)) is shown
        assert asked(condition, history) is None
        assert condition.needs_calendar
    assert asked(Late("answer", "late", shown=True), facts(late=late), event=Acknowledged(on=DAY)) is late
    assert asked(of_the_act, facts(late=True, answer=run()), event=Acknowledged(on=DAY)) is False


@pytest.mark.parametrize("condition", [YES, UNKNOWN, Not(YES, "no"), All((YES, NO)), Either((UNKNOWN,))], ids=repr)
def test_facts_need_no_calendar(condition: Condition) -> None:
    """So they may decide whether an event can happen."""
    assert not condition.needs_calendar


def test_the_opposite_of_unknown_is_unknown() -> None:
    """Of a yes a no, and of a no a yes."""
    assert [asked(Not(one, "not so")) for one in (YES, NO, UNKNOWN)] == [False, True, None]


@pytest.mark.parametrize(
    ("parts", "both", "either"),
    [
        ((YES, YES), True, True),
        ((YES, NO), False, True),
        ((NO, NO), False, False),
        ((YES, UNKNOWN), None, True),
        ((UNKNOWN, YES), None, True),
        ((NO, UNKNOWN), False, None),
        ((UNKNOWN, NO), False, None),
        ((UNKNOWN, UNKNOWN), None, None),
        ((), True, False),
    ],
)
def test_several_conditions_follow_the_logic_of_three_values(
    parts: tuple[Condition, ...],
    both: bool | None,  # noqa: FBT001 - a column of the table
    either: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    """One no settles "all"; one yes settles "either"; otherwise one unknown leaves it open."""
    assert asked(All(parts)) is both
    assert asked(Either(parts)) is either


@pytest.mark.parametrize(
    ("runs", "done"),
    [
        ({}, False),
        ({"answer": run()}, False),
        ({"answer": run(overtaken_by=Withdrawn)}, False),
        ({"answer": run(done_by=Responded(on=DAY))}, True),
        ({"other": run(done_by=Responded(on=DAY))}, False),
    ],
)
def test_a_limit_is_done_once_its_act_ended_it(runs: dict[str, Any], done: bool) -> None:  # noqa: FBT001 - a column of the table
    """In time or late; what was left behind is not done."""
    assert asked(Done("answer", "it was answered"), facts(**runs)) is done


@pytest.mark.parametrize("of", [YES, NO, UNKNOWN], ids=["yes", "no", "unknown"])
def test_what_another_provision_asks_for_holds_as_it_does(of: Condition) -> None:
    """The provision changes neither the words nor the answer, and the lint sees what is inside."""
    by = Asked(of, cr.Source("Rules", "Rules")("1"))
    assert (asked(by), by.says, list(by.parts())) == (asked(of), of.says, [by, of])


def test_conditions_say_themselves_in_words() -> None:
    """Several are joined as a sentence joins them."""
    assert All((YES, NO)).says == "it was received, and it was withdrawn"
    assert Either((YES, NO)).says == "it was received, or it was withdrawn"
    assert Not(YES, "it never came").says == "it never came"


def test_the_parts_of_a_condition_are_itself_and_all_inside_it() -> None:
    """For the lint, which looks at each."""
    inner = Either((YES, UNKNOWN))
    negated = Not(inner, "neither")
    whole = All((NO, negated))
    assert list(whole.parts()) == [whole, NO, negated, inner, YES, UNKNOWN]


def test_conditions_are_values() -> None:
    """Equal by what they say, hashable, picklable."""
    whole = All((Not(YES, "no"), Either((UNKNOWN, RunOut("answer", "time ran out")))))
    assert pickle.loads(pickle.dumps(whole)) == whole  # noqa: S301 - our own
    assert hash(All((YES,))) == hash(All((Happened(Received, "it was received"),)))
    assert len({All((YES, NO)), Either((YES, NO)), All((NO, YES))}) == 3


def in_order(*events: Event) -> Any:
    """A history of which every event counts, and not only the last of each kind: oldest first."""
    return SimpleNamespace(earlier=lambda: iter(events[::-1]))


BY_IP = EverWas(
    InvestigationReported,
    "by",
    (Investigator.INDEPENDENT_PERSON,),
    "an independent person reported",
    since=(EscalationRequested, StageSkipped),
)
ASKED_FOR, SKIPPED = EscalationRequested(on=DAY), StageSkipped(on=DAY)
IP = InvestigationReported(on=DAY, by=Investigator.INDEPENDENT_PERSON)
IO = InvestigationReported(on=DAY, by=Investigator.INVESTIGATING_OFFICER)


@pytest.mark.parametrize(
    ("events", "holds"),
    [
        ((), False),
        ((RECEIVED,), False),
        ((ASKED_FOR, IO), False),
        ((ASKED_FOR, IP), True),
        ((ASKED_FOR, IP, IO), True),
        ((ASKED_FOR, IO, IP, Acknowledged(on=DAY)), True),
        ((ASKED_FOR, IP, SKIPPED), False),
        ((ASKED_FOR, IP, SKIPPED, IO), False),
        ((SKIPPED, IP), True),
    ],
)
def test_some_event_of_a_kind_is_looked_for_and_not_the_last_alone(events: tuple[Event, ...], holds: bool) -> None:  # noqa: FBT001 - a column of the table
    """As long as it came after the last of those that begin anew."""
    assert asked(BY_IP, in_order(*events)) is holds


FOUND_NOTHING = AnswerFound(2, (cr.Outcome.NOT_UPHELD, cr.Outcome.NO_FINDING), "stage 2 upheld nothing")


def answer(outcome: cr.Outcome | None, stage: int | None = 2) -> Event:
    """An answer to a stage."""
    return Responded(on=DAY, outcome=outcome, stage=stage)


def corrected(outcome: cr.Outcome | None) -> Event:
    """A correction of the answer that was sent last."""
    return AnswerCorrected(on=DAY, outcome=outcome)


UP, DOWN, NONE = cr.Outcome.UPHELD, cr.Outcome.NOT_UPHELD, cr.Outcome.NO_FINDING


@pytest.mark.parametrize(
    ("events", "holds"),
    [
        ((), False),
        ((answer(DOWN),), True),
        ((answer(UP),), False),
        ((answer(None),), False),
        ((answer(DOWN, None),), True),
        ((answer(DOWN, 1),), False),
        ((answer(UP), answer(DOWN, 1)), False),
        ((answer(DOWN), answer(UP, 1)), True),
        ((answer(UP), corrected(DOWN)), True),
        ((answer(DOWN), corrected(UP)), False),
        ((answer(DOWN), corrected(None)), True),
        ((answer(UP), corrected(DOWN), corrected(UP)), False),
        ((answer(UP), corrected(DOWN), corrected(None)), True),
        ((answer(UP), answer(UP, 1), corrected(NONE)), False),
        ((answer(DOWN), corrected(UP), answer(DOWN)), True),
    ],
)
def test_an_answer_is_asked_for_as_it_stands(events: tuple[Event, ...], holds: bool) -> None:  # noqa: FBT001 - a column of the table
    """With its corrections; those of an answer to another stage are none of it."""
    assert asked(FOUND_NOTHING, in_order(*events)) is holds
