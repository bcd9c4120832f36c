"""A case is a value: a procedure and dated facts, from which everything else follows."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.cases.history import Track, links
from complaintrules.errors import ImpossibleEventError, NotInForceError, UnknownKeyError, WrongTypeError, WrongValueError
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
from complaintrules.rules.procedure import RunsOut

if TYPE_CHECKING:
    from collections.abc import Callable

CHILDREN = "england-children"
RECEIVED = Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT)
ACKNOWLEDGED = Acknowledged(on=date(2016, 9, 7))
ANSWERED = Responded(on=date(2016, 9, 23), outcome=cr.Outcome.PARTLY_UPHELD)
ASKED = EscalationRequested(on=date(2016, 9, 30), received_on=date(2016, 10, 3))
EVENTS = (RECEIVED, ACKNOWLEDGED, ANSWERED, ASKED)
COVER: dict[str, Any] = {
    "reference": "2016-0143",
    "team": "Case Management",
    "service": "Fostering",
    "complainant": "P-7",
    "tags": ("urgent", "school"),
}
REGULATION = cr.get_procedure(CHILDREN).limit("stage-1").cite
SCOTLAND = cr.WorkingDayCalendar.for_division("scotland")


def case_of(*events: Event, **details: Any) -> cr.Case:
    """A case with this history."""
    return cr.Case.replay(CHILDREN, events or EVENTS, **details)


# --- making one


def test_a_case_is_opened_recorded_and_replayed_to_the_same() -> None:
    """The three ways to make one meet."""
    case = cr.Case.open(CHILDREN, RECEIVED)
    for event in EVENTS[1:]:
        case = case.record(event)
    assert case == case_of() == cr.Case.replay(cr.get_procedure(CHILDREN), iter(EVENTS))
    assert (case.state, case.stage, case.events) == ("investigation", 2, EVENTS)


def test_recording_leaves_the_old_case_as_it_was() -> None:
    """Two futures of one past do not meet."""
    case = case_of(RECEIVED, ACKNOWLEDGED)
    answered, withdrawn = case.record(ANSWERED), case.record(Withdrawn(on=date(2016, 9, 9)))
    assert (case.state, answered.state, withdrawn.state) == ("local-resolution", "stage-1-answered", "withdrawn")
    assert case.events == (RECEIVED, ACKNOWLEDGED)
    assert case == case_of(RECEIVED, ACKNOWLEDGED)


def test_a_new_case_shares_the_history_of_the_old_one() -> None:
    """Recording makes one link, and copies no event."""
    case = case_of()
    after = case.record(Acknowledged(on=date(2016, 10, 4)))
    chain = after._track.past
    assert chain is not None
    assert chain[1] is case._track.past
    assert after._cover is case._cover
    assert all(one is other for one, other in zip(after.events, case.events, strict=False))


def test_a_case_is_frozen() -> None:
    """Nothing of it can be set."""
    case: Any = case_of()
    for name in ("_track", "state", "reference", "anything"):
        with pytest.raises(AttributeError):
            setattr(case, name, None)
    assert not hasattr(case, "__dict__")


@pytest.mark.parametrize("wrong", ["received", None, {"event": "received"}, Received, 5])
def test_what_is_no_event_is_refused(wrong: Any) -> None:
    """In every place that takes one."""
    case = case_of()
    for put in (case.record, lambda event: case.amend(1, event), lambda event: cr.Case.open(CHILDREN, event)):
        with pytest.raises(WrongTypeError, match="event must be an event"):
            put(wrong)
    if wrong is not Received:
        with pytest.raises(WrongTypeError, match="event must be an event"):
            case.why_not(wrong)


def test_a_case_begins_with_the_event_that_opens_it() -> None:
    """Without events there is none, and nothing but a receipt opens one."""
    with pytest.raises(WrongValueError, match="a case begins with the event that opens it"):
        cr.Case.replay(CHILDREN, ())
    with pytest.raises(ImpossibleEventError) as refused:
        cr.Case.open(CHILDREN, ACKNOWLEDGED)
    assert refused.value.possible == ("received",)


@pytest.mark.parametrize(
    ("procedure", "error"),
    [("england-childern", UnknownKeyError), (None, WrongTypeError), (5, WrongTypeError)],
)
def test_an_unknown_procedure_is_refused(procedure: Any, error: type[Exception]) -> None:
    """By the rulebook's own errors."""
    with pytest.raises(error):
        cr.Case.open(procedure, RECEIVED)


def test_an_unknown_version_is_refused_and_a_known_one_taken() -> None:
    """As a file names it."""
    assert case_of(version="2006-09-01") == case_of()
    with pytest.raises(UnknownKeyError, match="unknown version of england-children '1899'"):
        case_of(version="1899")


# --- the cover


def test_the_cover_is_kept_through_everything() -> None:
    """Recording, leaving out, amending and looking back."""
    case = case_of(**COVER | {"calendar": SCOTLAND, "policy": "shropshire-children-2016", "rulebook": cr.RULEBOOK})
    for found in (case, case.record(Closed(on=date(2016, 10, 4))), case.without(1), case.amend(1, ACKNOWLEDGED),
                  case.amend(0, RECEIVED), case.as_of(date(2016, 9, 8)), pickle.loads(pickle.dumps(case))):  # noqa: S301 - our own  # fmt: skip
        assert {name: getattr(found, name) for name in COVER} == COVER
        assert (found.calendar, found.rulebook) == (SCOTLAND, cr.RULEBOOK)
        assert found.policy is not None
        assert found.policy.key == "shropshire-children-2016"
    assert (case_of().reference, case_of().tags, case_of().policy) == (None, (), None)


def test_tags_may_come_as_any_collection() -> None:
    """And are kept as a tuple."""
    assert case_of(tags=["urgent", "school"]).tags == ("urgent", "school")


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        *((field, bad) for field in ("reference", "team", "service", "complainant") for bad in (5, True, ["x"], b"x")),
        ("tags", "urgent"),
        ("tags", 5),
        ("tags", [5]),
    ],
)
def test_a_cover_of_the_wrong_type_is_refused(field: str, bad: Any) -> None:
    """A number is no reference; a string is no list of texts."""
    with pytest.raises(WrongTypeError, match=f"{field} must be a"):
        case_of(**{field: bad})


def test_a_tag_is_a_text_and_not_nothing() -> None:
    """None among the tags would be dumped, and refused when it is read."""
    with pytest.raises(WrongTypeError):
        case_of(tags=["urgent", None])


@pytest.mark.parametrize("bad", ["england-and-wales", 5, date(2016, 9, 5)])
def test_a_calendar_and_a_rulebook_are_refused_at_once_if_they_are_none(bad: Any) -> None:
    """And not when the first date is asked for."""
    with pytest.raises(WrongTypeError):
        case_of(calendar=bad)
    with pytest.raises(WrongTypeError):
        case_of(rulebook=bad)


def test_an_unknown_detail_is_refused() -> None:
    """Named, with those that there are."""
    with pytest.raises(cr.UnknownKeyError, match="unknown detail of a case 'colour'; known are calendar, complainant"):
        case_of(colour="blue")


# --- a value


def test_equal_cases_are_one_in_a_set() -> None:
    """By procedure, version, cover and events."""
    assert len({case_of(), case_of(), case_of(**COVER), case_of(*EVENTS[:3])}) == 3
    assert case_of() != "a case"
    for name, other in {"reference": "x", "team": "x", "service": "x", "complainant": "x", "tags": ()}.items():
        assert case_of(**COVER) != case_of(**COVER | {name: other})


def test_context_is_not_compared() -> None:
    """Another calendar, policy or rulebook makes no other case."""
    other = case_of(calendar=SCOTLAND, policy="shropshire-children-2016", rulebook=cr.Rulebook())
    assert other == case_of()
    assert hash(other) == hash(case_of())
    assert len(other.deadlines(date(2016, 10, 4))) > len(case_of().deadlines(date(2016, 10, 4)))


def test_a_case_says_itself_briefly() -> None:
    """For a log: no names, no notes."""
    assert repr(case_of(**COVER)) == "<Case '2016-0143' of 'england-children': investigation, 4 events>"
    assert repr(case_of(RECEIVED)) == "<Case of 'england-children': local-resolution, 1 event>"


def test_a_pickle_answers_the_same_in_a_fresh_interpreter() -> None:
    """Where nothing was imported before; it carries key and version of the procedure and not its rules."""
    case = case_of(**COVER | {"calendar": SCOTLAND, "policy": "shropshire-children-2016"})
    dumped = pickle.dumps(case)
    assert b"Ask for a review panel" not in dumped
    code = """
import pickle, sys
from datetime import date
case = pickle.loads(sys.stdin.buffer.read())
print(hash(case.events) != 0, case.state, case.reference, case.tags, case.calendar.is_working_day(date(2016, 8, 1)))
print([(row.limit.key, str(row.due), row.status.value) for row in case.deadlines(date(2016, 10, 4))])
"""
    done = subprocess.run([sys.executable, "-c", code], input=dumped, check=True, capture_output=True)  # noqa: S603 - our own lines
    first, second = done.stdout.decode().splitlines()
    # 1 August 2016 is Scotland's summer bank holiday.
    assert first == "True investigation 2016-0143 ('urgent', 'school') False"
    rows = case.deadlines(date(2016, 10, 4))
    assert second == str([(row.limit.key, str(row.due), row.status.value) for row in rows if row.status is not None])


def test_a_case_of_a_users_own_procedure_goes_through_a_pickle() -> None:
    """The procedure travels with it, under whatever key."""
    ours = attrs.evolve(cr.get_procedure(CHILDREN), key="ours", title="Our own")
    case = cr.Case.replay(ours, EVENTS)
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own
    assert again == case
    assert again.procedure == ours
    assert again.state == case.state


# --- looking back


@pytest.mark.parametrize(
    ("day", "count", "state"),
    [
        (date(2016, 9, 5), 1, "local-resolution"),
        (date(2016, 9, 22), 2, "local-resolution"),
        (date(2016, 9, 23), 3, "stage-1-answered"),
        (date(2016, 10, 2), 3, "stage-1-answered"),  # sent on Friday, not arrived yet
        (date(2016, 10, 3), 4, "investigation"),
        (date(2050, 1, 1), 4, "investigation"),
    ],
)
def test_a_case_stands_as_its_file_stood_at_the_end_of_a_day(day: date, count: int, state: str) -> None:
    """Later events are left out of everything."""
    then = case_of(**COVER).as_of(day)
    assert (len(then.events), then.state) == (count, state)
    assert then == case_of(*EVENTS[:count], **COVER)


def test_looking_at_today_gives_the_case_itself() -> None:
    """No replay where nothing is left out."""
    case = case_of()
    assert case.as_of(date(2016, 10, 3)) is case


def test_before_the_receipt_there_was_no_case() -> None:
    """And no deadlines, no breaches, nothing due and nothing irregular."""
    case, day = case_of(), date(2016, 9, 4)
    with pytest.raises(WrongValueError, match="had not been received by then"):
        case.as_of(day)
    assert (case.deadlines(day), case.breaches(day), case.next_due(day), case.irregularities(day)) == ((), (), None, ())


@pytest.mark.parametrize("bad", ["2016-10-03", datetime(2016, 10, 3), None, 20161003])  # noqa: DTZ001 - to be refused
def test_a_day_that_is_no_plain_date_is_refused(bad: Any) -> None:
    """Wherever one is asked for."""
    case = case_of()
    for ask in (case.as_of, case.deadlines, case.breaches, case.next_due):
        with pytest.raises(WrongTypeError):
            ask(bad)
    if bad is not None:
        with pytest.raises(WrongTypeError):
            case.irregularities(bad)


# --- leaving out and amending


def test_an_event_is_left_out() -> None:
    """By its place, from either end."""
    assert case_of().without(1) == case_of().without(-3) == case_of(RECEIVED, ANSWERED, ASKED)


def test_an_event_is_left_out_only_if_the_rest_could_have_happened() -> None:
    """An answer to stage 2 cannot be without the request."""
    case = case_of().record(Responded(on=date(2016, 11, 4)))
    with pytest.raises(ImpossibleEventError, match="responded on 2016-11-04 cannot happen in state 'stage-1-answered'"):
        case.without(3)


@pytest.mark.parametrize("place", [0, -4])
def test_the_receipt_can_be_amended_and_not_left_out(place: int) -> None:
    """Without it there is no case."""
    with pytest.raises(WrongValueError, match="opened the case; amend it instead"):
        case_of().without(place)
    assert case_of().amend(place, attrs.evolve(RECEIVED, orally=True)).state == "record-writing"


def test_an_event_is_amended_and_all_is_replayed() -> None:
    """In its place, so that an earlier day of the one after it is refused."""
    later = Acknowledged(on=date(2016, 9, 23))
    assert case_of().amend(1, later).events == (RECEIVED, later, ANSWERED, ASKED)
    with pytest.raises(ImpossibleEventError, match="belongs on file on 2016-09-23, before the last event, on 2016-09-26"):
        case_of().amend(1, Acknowledged(on=date(2016, 9, 26)))


def test_an_amended_receipt_finds_its_version_anew() -> None:
    """By the new day, in the rulebook of the case."""
    first = attrs.evolve(cr.get_procedure(CHILDREN), key="ours", version="1", until=date(2016, 9, 4))
    second = attrs.evolve(first, version="2", since=date(2016, 9, 5), until=None)
    book = cr.RULEBOOK.adding(first, second)
    case = cr.Case.open("ours", RECEIVED, rulebook=book)
    assert case.procedure is second
    assert case.amend(0, attrs.evolve(RECEIVED, on=date(2016, 9, 1))).procedure is first
    # A procedure that stands in no rulebook stays as it is, for as long as it fits the day.
    assert cr.Case.open(second, RECEIVED).amend(0, attrs.evolve(RECEIVED, on=date(2016, 9, 6))).procedure is second
    with pytest.raises(NotInForceError, match=r"version '2' of procedure 'ours' was not in force on 2016-09-01"):
        cr.Case.open(second, RECEIVED).amend(0, attrs.evolve(RECEIVED, on=date(2016, 9, 1)))
    with pytest.raises(NotInForceError):
        case_of().amend(0, attrs.evolve(RECEIVED, on=date(2006, 8, 31)))


@pytest.mark.parametrize("on", [date(2016, 9, 4), date(2016, 9, 7)])
def test_a_version_that_does_not_fit_the_day_of_receipt_is_refused(on: date) -> None:
    """Given by itself or by name, on the day before its first and on the day after its last; both those days fit."""
    ours = attrs.evolve(cr.get_procedure(CHILDREN), key="ours", version="1", since=date(2016, 9, 5), until=date(2016, 9, 6))
    book = cr.RULEBOOK.adding(ours)
    makers: tuple[Callable[[date], cr.Case], ...] = (
        lambda day: cr.Case.open(ours, Received(on=day)),
        lambda day: cr.Case.replay(ours, (Received(on=day),)),
        lambda day: cr.Case.replay("ours", (Received(on=day),), version="1", rulebook=book),
    )
    for make in makers:
        assert {make(day).procedure.version for day in (date(2016, 9, 5), date(2016, 9, 6))} == {"1"}
        with pytest.raises(NotInForceError) as refused:
            make(on)
        assert str(refused.value) == (
            f"version '1' of procedure 'ours' was not in force on {on}; it is in force from 2016-09-05 to 2016-09-06"
        )
        assert (refused.value.procedure, refused.value.version, refused.value.on) == ("ours", "1", on)


# --- a case of a day on which no version was in force


# SI 2006/1738 came into force on 1 September 2006: this was received the day before, and answered 61 days after it.
BEFORE = {
    "procedure": CHILDREN,
    "reference": "2006-0001",
    "events": [{"event": "received", "on": "2006-08-31"}, {"event": "responded", "on": "2006-10-31", "outcome": "upheld"}],
}


def test_a_case_without_a_version_is_read_and_nothing_of_it_is_due() -> None:
    """It stands where its events led; no time was the law's that day, so none was kept or broken."""
    case = cr.load_case(BEFORE)
    assert case.lacks_version
    assert (case.state, case.stage, case.outcome) == ("stage-1-answered", 1, cr.Outcome.UPHELD)
    assert (case.is_closed, case.closed_on) == (True, date(2006, 10, 31))
    day = date(2006, 12, 31)
    assert (case.deadlines(day), case.breaches(day), case.next_due(day), case.irregularities(day)) == ((), (), None, ())
    assert not cr.load_case(BEFORE | {"events": [{"event": "received", "on": "2006-09-01"}]}).lacks_version


def test_a_case_without_a_version_can_be_kept_and_gone_on_with() -> None:
    """It goes through JSON, a pickle and a policy, and takes further events; written, it names no version."""
    case = cr.load_case(BEFORE)
    assert "version" not in cr.dump_case(case)
    assert cr.load_case(cr.dump_case(case)) == case
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own
    assert again == case
    assert again.lacks_version
    asked = case.record(EscalationRequested(on=date(2006, 11, 6)))
    assert (asked.stage, asked.lacks_version) == (2, True)
    assert asked.as_of(date(2006, 11, 5)) == case
    assert case.with_calendar(SCOTLAND).lacks_version
    assert case.with_policy(None).lacks_version


def test_a_case_without_a_version_finds_one_when_its_receipt_is_amended() -> None:
    """Received on 1 September after all: ten working days end on Friday 15 September 2006."""
    amended = cr.load_case(BEFORE).amend(0, Received(on=date(2006, 9, 1)))
    assert not amended.lacks_version
    assert {row.limit.key: row.due for row in amended.deadlines(date(2006, 10, 31))}["stage-1"] == date(2006, 9, 15)


def test_a_case_without_a_version_that_is_irregular_is_not_called_so() -> None:
    """Stage 2 asked for before stage 1's time had run out: irregular under the regulations, which were not there yet."""
    events = [{"event": "received", "on": "2006-08-31"}, {"event": "escalation-requested", "on": "2006-09-04"}]
    assert cr.load_case({"procedure": CHILDREN, "events": events}).irregularities() == ()
    later = [event | {"on": event["on"].replace("2006", "2016")} for event in events]
    assert len(cr.load_case({"procedure": CHILDREN, "events": later}).irregularities()) == 1


@pytest.mark.parametrize("bad", [4, -5, 10**9])
def test_a_place_that_is_not_there_is_refused(bad: int) -> None:
    """With the number of events there are."""
    for change in (case_of().without, lambda place: case_of().amend(place, ACKNOWLEDGED)):
        with pytest.raises(WrongValueError, match="this case has 4 events"):
            change(bad)


@pytest.mark.parametrize("bad", ["1", 1.0, True, None])
def test_a_place_is_a_whole_number(bad: Any) -> None:
    """True is no place."""
    for change in (case_of().without, lambda place: case_of().amend(place, ACKNOWLEDGED)):
        with pytest.raises(WrongTypeError, match="index must be a whole number"):
            change(bad)


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
    assert early == "it belongs on file on 2016-09-22, before the last event, on 2016-09-23; replay the events in order of file"
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
