"""A case at its edges: the facts and words of each refusal, the days it closes and falls due on, and what is shown of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.cases.case import Moved, NextEvent
from complaintrules.errors import ImpossibleEventError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Event,
    Finding,
    PanelMet,
    Received,
    Responded,
    Sent,
    Withdrawn,
)
from complaintrules.rules.conditions import Was

if TYPE_CHECKING:
    from collections.abc import Callable

CHILDREN = "england-children"
RECEIVED = Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT)
ACKNOWLEDGED = Acknowledged(on=date(2016, 9, 7))
ANSWERED = Responded(on=date(2016, 9, 23), outcome=cr.Outcome.PARTLY_UPHELD)
ASKED = EscalationRequested(on=date(2016, 9, 30), received_on=date(2016, 10, 3))
EVENTS = (RECEIVED, ACKNOWLEDGED, ANSWERED, ASKED)
NOON = datetime(2016, 9, 5, 12)  # noqa: DTZ001 - a date-time is refused whether or not it has a zone
PLAIN = cr.WorkingDayCalendar.for_division("england-and-wales")


@pytest.mark.parametrize("parent", [Event, Sent])
def test_the_parents_of_all_events_are_refused_wherever_an_event_is_taken(parent: Any) -> None:
    """They have no key, and no procedure knows them; what is no event at all is refused as before."""
    nobody = parent(on=date(2016, 9, 7))
    case = cr.Case.open(CHILDREN, RECEIVED)
    wanted = "event must be an event of one kind, such as Received or Responded"
    takes: tuple[Callable[[], object], ...] = (
        lambda: case.record(nobody),
        lambda: case.why_not(nobody),
        lambda: case.why_not(parent),
        lambda: case.amend(0, nobody),
        lambda: cr.Case.open(CHILDREN, nobody),
        lambda: cr.Case.replay(CHILDREN, [RECEIVED, nobody]),
    )
    for take in takes:
        with pytest.raises(WrongTypeError, match=wanted):
            take()


@pytest.mark.parametrize("version", [["x"], 2006, date(2006, 9, 1)])
def test_a_version_that_is_not_a_string_is_refused(version: Any) -> None:
    """Also one that could be no key of anything."""
    with pytest.raises(WrongTypeError, match="version must be the version of a procedure, as a string"):
        cr.Case.replay(CHILDREN, [RECEIVED], version=version)
    with pytest.raises(WrongTypeError, match="version must be the version of a procedure, as a string"):
        cr.RULEBOOK.version(CHILDREN, version)


def case_of(*events: Event, **details: Any) -> cr.Case:
    """A case with this history."""
    return cr.Case.replay(CHILDREN, events or EVENTS, **details)


# --- the words of a refusal

CASE: Any = case_of()
DAY = "a datetime.date without a time of day"
ISO = "; datetime.date.fromisoformat reads one written as 2026-11-23"


@pytest.mark.parametrize(
    ("refused", "error", "argument", "value", "says"),
    [
        (
            lambda: cr.Case.replay(CHILDREN, ()),
            WrongValueError,
            "events",
            (),
            "events (): a case begins with the event that opens it",
        ),
        (lambda: CASE.record(7), WrongTypeError, "event", 7, "event must be an event, not int 7"),
        (lambda: cr.Case.replay(CHILDREN, (RECEIVED, 7)), WrongTypeError, "event", 7, "event must be an event, not int 7"),  # type: ignore[arg-type] # refused on purpose
        (lambda: CASE.why_not(7), WrongTypeError, "event", 7, "event must be an event, not int 7"),
        (lambda: CASE.why_not(int), WrongTypeError, "event", int, "event must be an event, not type <class 'int'>"),
        (lambda: CASE.amend(1, 7), WrongTypeError, "event", 7, "event must be an event, not int 7"),
        (lambda: CASE.without("1"), WrongTypeError, "index", "1", "index must be a whole number, not str '1'"),
        (lambda: CASE.without(True), WrongTypeError, "index", True, "index must be a whole number, not bool True"),
        (lambda: CASE.without(4), WrongValueError, "index", 4, "index 4: this case has 4 events"),
        (lambda: CASE.without(-5), WrongValueError, "index", -5, "index -5: this case has 4 events"),
        (lambda: CASE.amend(4, ANSWERED), WrongValueError, "index", 4, "index 4: this case has 4 events"),
        (lambda: CASE.without(0), WrongValueError, "index", 0, "index 0: that event opened the case; amend it instead"),
        (lambda: CASE.without(-4), WrongValueError, "index", -4, "index -4: that event opened the case; amend it instead"),
        (
            lambda: CASE.as_of(date(2016, 9, 4)),
            WrongValueError,
            "day",
            date(2016, 9, 4),
            "day 2016-09-04: the complaint had not been received by then",
        ),
        (lambda: CASE.as_of("today"), WrongTypeError, "as_of", "today", f"as_of must be {DAY}, not str 'today'{ISO}"),
        (lambda: CASE.deadlines(7), WrongTypeError, "as_of", 7, f"as_of must be {DAY}, not int 7"),
        (lambda: CASE.breaches(7), WrongTypeError, "as_of", 7, f"as_of must be {DAY}, not int 7"),
        (lambda: CASE.next_due(7), WrongTypeError, "as_of", 7, f"as_of must be {DAY}, not int 7"),
        (lambda: CASE.irregularities(7), WrongTypeError, "as_of", 7, f"as_of must be {DAY}, not int 7"),
        (
            lambda: CASE.irregularities(NOON),
            WrongTypeError,
            "as_of",
            NOON,
            f"as_of must be {DAY}, not datetime {NOON!r}; its .date() is a plain date",
        ),
        (
            lambda: CASE.with_calendar("england"),
            WrongTypeError,
            "calendar",
            "england",
            "calendar must be a WorkingDayCalendar, not str 'england'",
        ),
        (lambda: case_of(calendar=7), WrongTypeError, "calendar", 7, "calendar must be a WorkingDayCalendar, not int 7"),
        (lambda: case_of(reference=7), WrongTypeError, "reference", 7, "reference must be a string, not int 7"),
        (lambda: case_of(team=7), WrongTypeError, "team", 7, "team must be a string, not int 7"),
        (lambda: case_of(service=b"x"), WrongTypeError, "service", b"x", "service must be a string, not bytes b'x'"),
        (lambda: case_of(complainant=7), WrongTypeError, "complainant", 7, "complainant must be a string, not int 7"),
        (
            lambda: case_of(tags="urgent"),
            WrongTypeError,
            "tags",
            "urgent",
            "tags must be a list or tuple of strings, not str 'urgent'; put the one in a list",
        ),
        (lambda: case_of(tags=["urgent", 7]), WrongTypeError, "tags", 7, "tags must be a list or tuple of strings, not int 7"),
    ],
)
def test_each_refusal_names_the_argument_the_value_and_what_would_be_right(
    refused: Callable[[], object], error: type[WrongTypeError | WrongValueError], argument: str, value: Any, says: str
) -> None:
    """A caller reads the facts from the error, a person its words."""
    with pytest.raises(error) as found:
        refused()
    refusal: Any = found.value
    assert str(refusal) == says
    assert (refusal.argument, refusal.value) == (argument, value)


def test_an_unknown_detail_is_answered_with_those_there_are() -> None:
    """The parts of the cover that a caller may give, and neither the procedure nor its rows."""
    with pytest.raises(UnknownKeyError) as found:
        case_of(refrence="2016-0143")
    assert (found.value.kind, found.value.key) == ("detail of a case", "refrence")
    assert found.value.known == (
        "reference", "team", "service", "complainant", "continues", "first_received_on", "tags", "calendar", "policy", "rulebook",
    )  # fmt: skip
    assert str(found.value) == "unknown detail of a case 'refrence'; did you mean 'reference'?"
    for hidden in ("procedure_", "rules"):
        with pytest.raises(UnknownKeyError):
            case_of(**{hidden: cr.get_procedure(CHILDREN)})


def test_a_bare_case_has_an_empty_cover() -> None:
    """None for what is not known, no tags, and no context."""
    bare = case_of(RECEIVED)
    assert (bare.reference, bare.team, bare.service, bare.complainant, bare.tags) == (None, None, None, None, ())
    assert (bare.calendar, bare.policy, bare.rulebook) == (None, None, None)
    assert case_of(RECEIVED, tags=["urgent"]).tags == ("urgent",)


# --- changing it


def test_an_event_is_counted_from_either_end() -> None:
    """The last is number 3 and number -1; the receipt is number 0 and number -4."""
    case = case_of()
    assert case.without(3) == case.without(-1) == case_of(*EVENTS[:3])
    assert case.without(1) == case.without(-3) == case_of(RECEIVED, ANSWERED, ASKED)
    later = attrs.evolve(ASKED, received_on=date(2016, 10, 4))
    assert case.amend(3, later) == case.amend(-1, later) == case_of(*EVENTS[:3], later)
    earlier = attrs.evolve(RECEIVED, on=date(2016, 9, 1))
    assert case.amend(0, earlier) == case.amend(-4, earlier) == case_of(earlier, *EVENTS[1:])


def test_what_is_changed_keeps_its_cover_and_its_context() -> None:
    """Whatever is recorded, left out or amended, and however it is looked at."""
    cover: dict[str, Any] = {"reference": "2016-0143", "team": "A", "service": "B", "complainant": "P-7", "tags": ("urgent",)}
    context: dict[str, Any] = {"calendar": PLAIN, "policy": cr.get_policy("shropshire-children-2016"), "rulebook": cr.RULEBOOK}
    case = case_of(**cover, **context)
    changed = [
        case.record(Withdrawn(on=date(2016, 10, 4))),
        case.without(-1),
        case.amend(-1, attrs.evolve(ASKED, received_on=date(2016, 10, 4))),
        case.amend(0, attrs.evolve(RECEIVED, on=date(2016, 9, 1))),
        case.as_of(date(2016, 9, 7)),
        case.with_calendar(PLAIN),
        case.with_policy(context["policy"]),
    ]
    for other in changed:
        assert {name: getattr(other, name) for name in cover | context} == cover | context
    assert case.with_policy(None).policy is None
    assert case.with_calendar(None).calendar is None
    assert case.with_policy("shropshire-children-2016").policy == context["policy"]


def test_an_amended_receipt_of_ones_own_procedure_stays_with_that_procedure() -> None:
    """No rulebook knows it, so it is not looked up there."""
    ours = attrs.evolve(cr.get_procedure(CHILDREN), key="ours")
    case = cr.Case.open(ours, RECEIVED).amend(0, attrs.evolve(RECEIVED, on=date(2016, 9, 6)))
    assert case.procedure is ours
    book = cr.RULEBOOK.adding(ours)
    assert cr.Case.open("ours", RECEIVED, rulebook=book).amend(0, RECEIVED).procedure == ours


# --- what may happen


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


# --- shown, compared, moved by another calendar


def test_a_case_shows_its_reference_procedure_state_and_number_of_events() -> None:
    """The reference only if it has one."""
    assert repr(case_of()) == "<Case of 'england-children': investigation, 4 events>"
    assert repr(case_of(reference="2016-0143")) == "<Case '2016-0143' of 'england-children': investigation, 4 events>"


def test_cases_are_equal_by_what_stands_on_file_and_cover() -> None:
    """Every part of the cover and every event tells two cases apart; the context does not; nothing else is equal to one."""
    case = case_of()
    others = [
        case_of(reference="x"),
        case_of(team="x"),
        case_of(service="x"),
        case_of(complainant="x"),
        case_of(tags=("x",)),
        case.without(-1),
        cr.Case.replay(attrs.evolve(cr.get_procedure(CHILDREN), key="ours"), EVENTS),
        cr.Case.replay(attrs.evolve(cr.get_procedure(CHILDREN), version="ours"), EVENTS),
    ]
    assert all(case != other for other in others)
    assert len({case, *others}) == 1 + len(others)
    assert len({hash(case) for case in (case, *others)}) > 1  # or a set of cases would be a list
    assert case == case_of(calendar=PLAIN, rulebook=cr.RULEBOOK)
    assert case != "case"
    assert case.__eq__("case") is NotImplemented


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
