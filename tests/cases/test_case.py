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
from complaintrules.errors import ImpossibleEventError, NotInForceError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import (
    Acknowledged,
    Closed,
    EscalationRequested,
    Event,
    Received,
    Responded,
    Sent,
    Withdrawn,
)
from support.calendars import SCOTLAND
from support.children import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """By Python itself, which names it."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
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


PLAIN = cr.WorkingDayCalendar.for_division("england-and-wales")
NOON = datetime(2016, 9, 5, 12)  # noqa: DTZ001 - a date-time is refused whether or not it has a zone


@pytest.mark.parametrize("parent", [Event, Sent])
def test_the_parents_of_all_events_are_refused_wherever_an_event_is_taken(parent: Any) -> None:
    """They have no key, and no procedure knows them; what is not an event at all is refused as before."""
    nobody = parent(on=date(2016, 9, 7))
    case = cr.Case.open(CHILDREN, RECEIVED)
    wanted = "event must be an event of one type, such as Received or Responded"
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
            "tags must be a list or tuple of strings, not str 'urgent'; put it in a list",
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


@pytest.mark.parametrize("hidden", ["rules", "is_in_force", "procedure_", "details"])
def test_what_follows_from_the_rest_cannot_be_given(hidden: str) -> None:
    """The rows of the policy, and whether the version was in force, are worked out."""
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{hidden}'"):
        case_of(**{hidden: None})


def test_every_detail_reaches_the_cover() -> None:
    """Each keyword of `open` is the property of that name, and none another's."""
    details: dict[str, Any] = {
        "reference": "2016-0143",
        "team": "Case Management",
        "service": "Children",
        "complainant": "p-17",
        "continues": "2016-0140",
        "first_received_on": date(2016, 9, 1),
        "tags": ("foster care", "pilot"),
        "calendar": cr.WorkingDayCalendar.for_division("scotland"),
        "policy": cr.get_policy("shropshire-children-2016"),
        "rulebook": cr.RULEBOOK.adding(),
    }
    for case in (cr.Case.open(CHILDREN, EVENTS[0], **details), case_of(**details)):
        assert {name: getattr(case, name) for name in details} == details


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


# --- shown and compared


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


def test_a_case_counts_its_events() -> None:
    """One event, two events."""
    case = cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)))
    assert repr(case) == "<Case of 'england-children': local-resolution, 1 event>"
    assert "2 events>" in repr(case.record(cr.Acknowledged(on=date(2016, 9, 6))))
