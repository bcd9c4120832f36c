"""What a case answers: what may happen next, what became of it, what is due, and what another calendar moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.cases.case import Moved, NextEvent
from complaintrules.cases.history import Track, links
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Event,
    Extended,
    Finding,
    NotAccepted,
    OmbudsmanDecided,
    PanelMet,
    Received,
    Resolved,
    Responded,
    Resubmitted,
    Suspended,
    Withdrawn,
)
from complaintrules.rules.conditions import Was
from complaintrules.rules.terms import RunsOut
from support.children import CHILDREN

RECEIVED = Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT)
ACKNOWLEDGED = Acknowledged(on=date(2016, 9, 7))
ANSWERED = Responded(on=date(2016, 9, 23), outcome=cr.Outcome.PARTLY_UPHELD)
ASKED = EscalationRequested(on=date(2016, 9, 30), received_on=date(2016, 10, 3))
EVENTS = (RECEIVED, ACKNOWLEDGED, ANSWERED, ASKED)
REGULATION = cr.get_procedure(CHILDREN).limit("stage-1").cite


def case_of(*events: Event, **details: Any) -> cr.Case:
    """A case with this history."""
    return cr.Case.replay(CHILDREN, events or EVENTS, **details)


# --- what may happen


def test_what_may_happen_next_says_who_where_to_and_why() -> None:
    """What moves the case first; a fact that moves nothing leads to where it stands."""
    found = case_of(RECEIVED).next_events()
    by_event = {(one.event, one.to): one for one in found}
    answer = by_event["responded", "stage-1-answered"]
    assert (answer.by, str(answer.cite)) == (cr.Party.AUTHORITY, "SI 2006/1738 reg 14(1)")
    ask = by_event["escalation-requested", "investigation"]
    assert (ask.by, ask.condition) == (cr.Party.COMPLAINANT, "stage 1's time has run out")
    assert by_event["acknowledged", "local-resolution"].condition is None
    assert ("escalation-requested", "record-writing") not in by_event  # it was made in writing
    moves = [one.to != "local-resolution" for one in found]
    assert moves == sorted(moves, reverse=True)


def test_nothing_moves_a_case_that_is_over_and_facts_may_still_be_recorded() -> None:
    """A final state leads nowhere; what led there may be undone."""
    over = case_of(RECEIVED, Withdrawn(on=date(2016, 9, 9)))
    assert {(one.event, one.to) for one in over.next_events() if one.to != "withdrawn"} == {
        ("withdrawal-taken-back", "local-resolution")
    }
    assert {"withdrawal-confirmed", "closed"} <= {one.event for one in over.next_events()}


def test_why_an_event_cannot_happen_now() -> None:
    """Of a kind, or of one event with its facts; nothing where it can."""
    case = case_of(RECEIVED, ANSWERED)
    assert case.why_not(PanelMet) == ("Children's social care representations, England knows no 'panel-met' here",)
    assert case.why_not(PanelMet(on=date(2016, 9, 26))) == case.why_not(PanelMet)
    assert case.why_not(EscalationRequested) == ()
    assert case.why_not(ASKED) == ()
    (early,) = case.why_not(Acknowledged(on=date(2016, 9, 22)))
    assert (
        early
        == "it belongs on file on 2016-09-22, before the last event, on 2016-09-23; replay the events in the order of the file"
    )
    assert case.events == (RECEIVED, ANSWERED)


def test_why_an_event_cannot_happen_with_these_facts() -> None:
    """The failed condition, in words; of its kind alone nothing stands in the way."""
    case = case_of(RECEIVED)
    assert case.why_not(Responded) == ()
    assert case.why_not(Responded(on=date(2016, 9, 9), stage=2)) == ("it would need that it answers stage 1",)


def test_an_impossible_event_is_refused_with_all_its_facts() -> None:
    """State, event, what could happen instead, the provision, and why."""
    with pytest.raises(ImpossibleEventError) as refused:
        case_of(RECEIVED).record(PanelMet(on=date(2016, 9, 9)))
    error = refused.value
    assert (error.event, error.on, error.state) == ("panel-met", date(2016, 9, 9), "local-resolution")
    assert "responded" in error.possible
    assert "panel-met" not in error.possible
    assert error.provision == "SI 2006/1738 reg 19(4)"
    assert error.reasons == ("Children's social care representations, England knows no 'panel-met' here",)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (Extended(on=date(2016, 9, 9), until=date(2016, 9, 30), limit="stage-2"), "no limit 'stage-2' that could be extended"),
        (Extended(on=date(2016, 9, 9), until=date(2016, 9, 30), limit="stage1"), "did you mean 'stage-1'"),
    ],
)
def test_an_extension_of_what_does_not_run_is_refused(event: Event, reason: str) -> None:
    """With the nearest that does."""
    with pytest.raises(ImpossibleEventError) as refused:
        case_of(RECEIVED).record(event)
    assert reason in refused.value.reasons[0]
    assert refused.value.provision == "SI 2006/1738 reg 14(5)"


def test_an_extension_must_say_which_of_two_limits_it_means() -> None:
    """Where two that can be extended run; and where none does, it is refused too."""
    children = cr.get_procedure(CHILDREN)
    other = attrs.evolve(children.limit("stage-1"), key="other-answer")
    ours = attrs.evolve(children, key="ours", limits=(*children.limits, other))
    longer = Extended(on=date(2016, 9, 9), until=date(2016, 9, 30))
    case = cr.Case.open(ours, RECEIVED)
    assert case.why_not(longer) == ("it could mean other-answer or stage-1; name one as its limit",)
    assert case.record(attrs.evolve(longer, limit="other-answer")).next_due(date(2016, 9, 20)) is not None
    answered = attrs.evolve(ours, transitions=(*ours.transitions, cr.Transition("resolved", Extended, "*stay*", REGULATION)))
    resolved = cr.Case.replay(answered, (RECEIVED, Resolved(on=date(2016, 9, 8))))
    assert resolved.why_not(longer) == ("no time limit that could be extended is running",)


def test_what_may_happen_next_is_shown_with_what_it_depends_on() -> None:
    """Of a written complaint in local resolution: who, where to, which provision, and what is left open."""
    next_events = case_of(RECEIVED).next_events()
    shown = {(one.event, one.to): (one.by.value, str(one.cite), one.condition) for one in next_events}
    assert shown["withdrawn", "withdrawn"] == ("complainant", "SI 2006/1738 reg 7", None)
    assert shown["acknowledged", "local-resolution"][0] == "authority"
    assert shown["escalation-requested", "investigation"] == (
        "complainant",
        "SI 2006/1738 reg 15(2)",
        "stage 1's time has run out",
    )
    assert len(shown) == len(next_events)
    assert all(isinstance(one, NextEvent) for one in next_events)


def test_what_depends_on_several_things_names_each() -> None:
    """What decides whether it happens first, then what is expected of it."""
    own = cr.get_procedure("england-children")
    both = [
        row
        for row in own.transitions
        if row.when is not None and row.expects is not None and "local-resolution" in row.source and row.event is Responded
    ]
    assert len(both) == 1
    answer = next(one for one in case_of(RECEIVED).next_events() if (one.event, one.to) == ("responded", "stage-1-answered"))
    assert both[0].when is not None
    assert both[0].expects is not None
    assert answer.condition == f"{both[0].when.says}; {both[0].expects.says}"


def test_what_depends_on_the_event_to_come_is_left_open_whatever_the_last_one_said() -> None:
    """A condition on the very kind of event asked about looks at the one to come: that an earlier one held is no answer."""
    own = cr.get_procedure(CHILDREN)
    by_post = Was(Acknowledged, "note", ("by post",), "it went by post")
    changed = tuple(attrs.evolve(row, expects=by_post) if row.event is Acknowledged else row for row in own.transitions)
    case = cr.Case.open(attrs.evolve(own, key="ours", transitions=changed), RECEIVED)
    case = case.record(attrs.evolve(ACKNOWLEDGED, note="by post"))
    (again,) = [one for one in case.next_events() if one.event == "acknowledged"]
    assert again.condition == "it went by post"


def test_nothing_stands_in_the_way_of_what_can_happen_and_asking_changes_nothing() -> None:
    """Of a kind and of an event; the case is as it was."""
    case = case_of(RECEIVED)
    assert (case.why_not(ANSWERED), case.why_not(Responded), case.why_not(ASKED)) == ((), (), ())
    assert case.why_not(PanelMet) == ("Children's social care representations, England knows no 'panel-met' here",)
    assert case == case_of(RECEIVED)
    assert case.state == "local-resolution"


def test_an_impossible_event_is_refused_in_a_sentence() -> None:
    """The event, its day, the state, the reason, the provision, and what could happen instead."""
    over = case_of(RECEIVED, Withdrawn(on=date(2016, 9, 9)))
    with pytest.raises(ImpossibleEventError) as refused:
        over.record(PanelMet(on=date(2016, 9, 12)))
    assert str(refused.value).startswith(
        "panel-met on 2016-09-12 cannot happen in state 'withdrawn': Children's social care representations, England knows"
        " no 'panel-met' here (SI 2006/1738 reg 19(4)); possible here are "
    )


# --- what became of it


def test_a_case_is_closed_by_its_last_move_and_not_by_the_record_of_closing() -> None:
    """Resting or final; its day is that of the move."""
    assert not case_of(RECEIVED).is_closed
    assert case_of(RECEIVED).closed_on is None
    answered = case_of(RECEIVED, ANSWERED, Closed(on=date(2016, 12, 1)))
    assert (answered.is_closed, answered.closed_on) == (True, date(2016, 9, 23))
    assert not case_of(RECEIVED, Closed(on=date(2016, 12, 1))).is_closed
    assert case_of().closed_on is None


SUSPENDED = Suspended(on=date(2016, 9, 9), ground=cr.SuspensionGround.DISCIPLINARY)


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ((), None),
        ((ANSWERED,), cr.Outcome.PARTLY_UPHELD),
        ((ANSWERED, ASKED), cr.Outcome.PARTLY_UPHELD),
        ((ANSWERED, ASKED, Responded(on=date(2016, 11, 4), outcome=cr.Outcome.UPHELD)), cr.Outcome.UPHELD),
        ((ANSWERED, ASKED, Withdrawn(on=date(2016, 10, 9))), cr.Outcome.WITHDRAWN),
        ((Resolved(on=date(2016, 9, 9)),), cr.Outcome.RESOLVED),
        ((NotAccepted(on=date(2016, 9, 9), ground=cr.RefusalGround.OUT_OF_TIME),), cr.Outcome.OUT_OF_TIME),
        ((SUSPENDED,), cr.Outcome.SUSPENDED),
        ((SUSPENDED, Resubmitted(on=date(2016, 10, 9))), None),
    ],
)
def test_the_outcome_is_that_of_the_last_event_that_says_so(events: tuple[Event, ...], outcome: cr.Outcome | None) -> None:
    """Since the complaint was received, or put forward again."""
    assert case_of(RECEIVED, *events).outcome is outcome


def test_the_findings_are_those_of_the_last_answer_that_has_some() -> None:
    """An answer without any leaves those before it standing."""
    found = (Finding(point="1", outcome=cr.Outcome.UPHELD), Finding(point="2", outcome=cr.Outcome.NOT_UPHELD))
    answered = attrs.evolve(ANSWERED, findings=found)
    assert case_of(RECEIVED).findings == ()
    assert case_of(RECEIVED, answered, ASKED, Responded(on=date(2016, 11, 4))).findings == found


def test_a_case_is_open_while_somebody_owes_the_next_step() -> None:
    """Answered it rests and is closed from the day of the answer; withdrawn it is over; in between it is open."""
    states = {
        (RECEIVED,): (False, None, 1),
        (RECEIVED, ANSWERED): (True, date(2016, 9, 23), 1),
        (RECEIVED, ANSWERED, ASKED): (False, None, 2),
        (RECEIVED, ANSWERED, ASKED, Withdrawn(on=date(2016, 10, 10))): (True, date(2016, 10, 10), None),
    }
    for events, (closed, day, stage) in states.items():
        case = case_of(*events)
        assert (case.is_closed, case.closed_on, case.stage) == (closed, day, stage)
        kept = case.record(Closed(on=date(2016, 12, 1)))
        assert (kept.is_closed, kept.closed_on) == (closed, day)


def test_the_moves_are_those_into_another_state_oldest_first() -> None:
    """An acknowledgement moves nothing."""
    moves = case_of().moves
    assert [(move.on, move.state, move.event) for move in moves] == [
        (date(2016, 9, 5), "local-resolution", RECEIVED),
        (date(2016, 9, 23), "stage-1-answered", ANSWERED),
        (date(2016, 10, 3), "investigation", ASKED),
    ]


def test_the_findings_are_those_of_an_answer_and_of_no_other_event() -> None:
    """An answer without an outcome has none; the later answer's stand before the earlier's."""
    one, two = (Finding(point="1", outcome=outcome) for outcome in (cr.Outcome.UPHELD, cr.Outcome.NOT_UPHELD))
    first = attrs.evolve(ANSWERED, findings=(one,))
    second = Responded(on=date(2016, 11, 4), outcome=cr.Outcome.NOT_UPHELD, findings=(two,))
    assert case_of(RECEIVED, first, ASKED).findings == (one,)
    assert case_of(RECEIVED, first, ASKED, second).findings == (two,)
    assert case_of(RECEIVED, ACKNOWLEDGED).findings == ()
    # An answer that finds as a whole, and on no point, leaves the findings before it standing.
    assert case_of(RECEIVED, first, ASKED, attrs.evolve(second, findings=())).findings == (one,)


# --- what is due


def test_what_is_due_next_is_the_open_duty_whose_day_comes_first() -> None:
    """Ten working days after Monday 5 September 2016 end on the 19th; the day after, the answer is owed still, a day late."""
    case = case_of(RECEIVED)
    found = case.next_due(date(2016, 9, 19))
    assert found is not None
    assert (found.limit.key, found.due) == ("stage-1", date(2016, 9, 19))
    assert found.status is cr.Status.DUE_TODAY
    late = case.next_due(date(2016, 9, 20))
    assert late is not None
    assert (late.limit.key, late.due, late.status, late.days_late) == ("stage-1", date(2016, 9, 19), cr.Status.OVERDUE, 1)
    assert case_of(RECEIVED, ANSWERED).next_due(date(2016, 9, 23)) is None


def test_breaches_are_the_duties_that_are_late() -> None:
    """Answered on day 14 of ten."""
    (late,) = case_of().breaches(date(2016, 10, 4))
    assert (late.limit.key, late.status, late.days_late) == ("stage-1", cr.Status.MET_LATE, 4)


def test_irregularities_can_be_asked_for_as_of_a_day() -> None:
    """What came later is left out."""
    early = EscalationRequested(on=date(2016, 9, 9), received_on=date(2016, 9, 9))
    case = case_of(RECEIVED, early)
    (found,) = case.irregularities()
    assert (found.event, str(found.cite)) == (early, "SI 2006/1738 reg 15(2)")
    assert str(found) == (
        "escalation-requested on 2016-09-09: it is expected that stage 1's time has run out (SI 2006/1738 reg 15(2))"
    )
    assert case.irregularities(date(2016, 9, 8)) == ()


def test_a_track_is_never_asked_what_only_a_calendar_can_tell() -> None:
    """Facts alone decide what may happen; a rule that asked otherwise would be a fault of this library."""
    with pytest.raises(NotImplementedError):
        Track().has_run_out("stage-1", RECEIVED.on)
    with pytest.raises(NotImplementedError):
        Track().was_late("stage-1")
    assert list(links(None)) == []


def test_an_ombudsmans_decision_is_recorded_in_every_state_and_moves_nothing() -> None:
    """Before any answer, and after the end."""
    decided = OmbudsmanDecided(on=date(2016, 12, 1), decision=cr.OmbudsmanDecision.REFERRED_BACK)
    for history in ((RECEIVED,), EVENTS, (RECEIVED, Withdrawn(on=date(2016, 9, 9)))):
        case = case_of(*history)
        assert case.record(decided).state == case.state


def test_the_nearest_duty_falls_due_next_and_the_first_of_the_rows_on_one_day() -> None:
    """The council's acknowledgement within three days comes before stage 1's ten, and is owed until it is given."""
    case = case_of(RECEIVED, policy="shropshire-children-2016")
    found = {day: case.next_due(date(2016, 9, day)) for day in (5, 8, 9, 19, 20)}
    assert {day: row and (row.limit.key, row.due) for day, row in found.items()} == {
        5: ("local-acknowledge", date(2016, 9, 8)),
        8: ("local-acknowledge", date(2016, 9, 8)),
        9: ("local-acknowledge", date(2016, 9, 8)),
        19: ("local-acknowledge", date(2016, 9, 8)),
        20: ("local-acknowledge", date(2016, 9, 8)),
    }
    # Acknowledged, the answer is next; the law's row and the council's end on one day, and the law's stands first.
    acknowledged = case.record(cr.Acknowledged(on=date(2016, 9, 7)))
    found = {day: acknowledged.next_due(date(2016, 9, day)) for day in (9, 19, 20)}
    assert {day: row and (row.limit.key, row.due, row.status) for day, row in found.items()} == {
        9: ("stage-1", date(2016, 9, 19), cr.Status.PENDING),
        19: ("stage-1", date(2016, 9, 19), cr.Status.DUE_TODAY),
        20: ("stage-1", date(2016, 9, 19), cr.Status.OVERDUE),
    }
    assert case_of(RECEIVED, ANSWERED).next_due(date(2016, 9, 23)) is None  # the complainant's window is no duty


def test_a_councils_closing_days_move_its_own_rows_and_not_the_laws() -> None:
    """Closed on Wednesday 7 September 2016: its three days end on the 9th, the law's ten still on the 19th."""
    leaflet = cr.Source("A leaflet", "A leaflet")("targets")
    row = cr.local_target(cr.get_procedure(CHILDREN).limit("stage-1"), key="ours", period=cr.working_days(3), cite=leaflet)
    council = cr.LocalPolicy(
        key="council",
        title="A council",
        procedure=CHILDREN,
        since=date(2016, 4, 1),
        limits=(row,),
        closures=((date(2016, 9, 7), "Staff day"),),
    )
    due = {found.limit.key: found.due for found in case_of(RECEIVED, policy=council).deadlines(date(2016, 9, 5))}
    assert (due["ours"], due["stage-1"]) == (date(2016, 9, 9), date(2016, 9, 19))


def test_before_the_receipt_nothing_is_due_late_or_irregular() -> None:
    """The day before, and the day itself."""
    case = case_of(RECEIVED)
    before, same = date(2016, 9, 4), date(2016, 9, 5)
    assert (case.deadlines(before), case.breaches(before), case.irregularities(before)) == ((), (), ())
    assert case.next_due(before) is None
    assert case.next_due(same) is not None
    assert case.as_of(same) is case


def test_a_looked_at_case_is_the_file_of_that_day() -> None:
    """What was filed on the day is in it; the day before it is not."""
    case = case_of()
    assert case.as_of(date(2016, 10, 3)) is case
    assert case.as_of(date(2016, 10, 2)).events == EVENTS[:3]  # sent on 30 September, and not there yet
    assert case.as_of(date(2016, 9, 5)).events == (RECEIVED,)


def test_a_moved_deadline_says_from_which_day_to_which() -> None:
    """By another calendar, the whole history counting unless a day is named; the rule is named by either side."""
    (moved,) = cr.recalculate(case_of(RECEIVED), PLAIN.with_closures([date(2016, 9, 12)]))
    title = "Answer at stage 1 (local resolution)"
    assert str(moved) == f"{title}: from 2016-09-19 to 2016-09-20"
    assert str(Moved(before=moved.before, after=None)) == f"{title}: from 2016-09-19 to not started"
    assert str(Moved(before=None, after=moved.after)) == f"{title}: from not started to 2016-09-20"
    assert str(Moved(before=None, after=None)) == ": from not started to not started"


def test_each_of_the_four_days_can_move_a_deadline() -> None:
    """A closed 30 September 2016 moves only stage 1's outermost day, from 3 to 4 October; its ten days had ended."""
    (moved,) = cr.recalculate(case_of(RECEIVED), PLAIN.with_closures([date(2016, 9, 30)]))
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.due, moved.after.due) == (date(2016, 9, 19), date(2016, 9, 19))
    assert (moved.before.latest, moved.after.latest) == (date(2016, 10, 3), date(2016, 10, 4))


# --- another calendar


PLAIN = cr.WorkingDayCalendar.for_division("england-and-wales")


def test_a_bank_holiday_announced_late_moves_what_it_touches() -> None:
    """Monday 12 September 2016 made a holiday: stage 1 ends on the 20th for the 19th, at most on 4 October for the 3rd."""
    (moved,) = cr.recalculate(case_of(RECEIVED), PLAIN.with_closures([date(2016, 9, 12)]))
    assert moved.before is not None
    assert moved.after is not None
    assert (moved.before.due, moved.before.latest) == (date(2016, 9, 19), date(2016, 10, 3))
    assert (moved.after.due, moved.after.latest) == (date(2016, 9, 20), date(2016, 10, 4))
    assert str(moved) == "Answer at stage 1 (local resolution): from 2016-09-19 to 2016-09-20"


def test_a_holiday_that_touches_nothing_moves_nothing() -> None:
    """A Saturday, a day after the last one, and the same calendar again."""
    for closed in (date(2016, 9, 10), date(2016, 10, 31)):
        assert cr.recalculate(case_of(RECEIVED), PLAIN.with_closures([closed])) == ()
    assert cr.recalculate(case_of(), PLAIN) == ()


def test_what_moves_can_be_asked_for_as_of_a_day() -> None:
    """Before the request nothing of stage 2 had a date: 31 October closed moves its last day, and only since the request."""
    closed = PLAIN.with_closures([date(2016, 10, 31)])
    assert [found.before.limit.key for found in cr.recalculate(case_of(), closed) if found.before] == ["stage-2"]
    assert cr.recalculate(case_of(), closed, as_of=date(2016, 9, 23)) == ()


def test_a_limit_that_only_one_calendar_starts_has_one_side() -> None:
    """Stage 1's running out starts a reminder, by one calendar; by the other there was a day left, and it never ran out."""
    children = cr.get_procedure(CHILDREN)
    stage_1 = children.limit("stage-1")
    reminder = attrs.evolve(
        stage_1,
        key="reminder",
        title="Say why",
        within=None,
        starts=(RunsOut("stage-1"),),
        ends=(Acknowledged,),
        extension=None,
        period=cr.working_days(1),
    )
    ours = attrs.evolve(children, key="ours", limits=(*children.limits, reminder))
    case = cr.Case.replay(ours, (RECEIVED, Responded(on=date(2016, 9, 20))))
    closed = PLAIN.with_closures([date(2016, 9, 12)])
    moved = {str(found): (found.before is None, found.after is None) for found in cr.recalculate(case, closed)}
    assert moved["Say why: from 2016-09-20 to not started"] == (False, True)
    back = cr.Case.replay(ours, case.events, calendar=closed)
    moved = {str(found): (found.before is None, found.after is None) for found in cr.recalculate(back, PLAIN)}
    assert moved["Say why: from not started to 2016-09-20"] == (True, False)
