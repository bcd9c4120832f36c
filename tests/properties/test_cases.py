"""What is true of every history of a children's complaint, and the library held against a second, naive reading of the law."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import complaintrules as cr
from complaintrules.errors import ImpossibleEventError
from complaintrules.events import EVENTS, Event, Received
from complaintrules.rules.terms import BACK, START, STAY
from properties import naive_children as naive
from support.children import CHILDREN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


PROCEDURE = cr.get_procedure(CHILDREN)
ONE_DAY = timedelta(days=1)
PARTY = {kind.key: kind.actor for kind in EVENTS.values()}

# Histories stay clear of 2020, whose relaxed panel limits the naive reading leaves out.
FIRST_DAYS = st.dates(date(2007, 1, 1), date(2014, 12, 31)) | st.dates(date(2021, 1, 4), date(2038, 12, 31))
LAST_DAYS = {False: date(2018, 6, 30), True: date(2045, 12, 31)}
# Most of the time none; now and then some of those that a complaint has, all of them, or one that it has not.
POINTS = st.sampled_from([(), (), ("1",), ("2",), ("1", "2"), ("3", "1", "2"), ("9",)])
GAPS = st.integers(0, 14) | st.integers(0, 60) | st.sampled_from([0, 0, 1, 364, 365, 366, 400])

# An end of the file is drawn seldom, so that histories grow long enough to meet every clock.
ENDS = {"withdrawn", "not-accepted", "suspended"}
KINDS = st.sampled_from(sorted(set(EVENTS) - {"received"}))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same, or nothing recorded."""
    return st.none() | strategy


def days_after(day: date, first: int, last: int) -> st.SearchStrategy[date]:
    """A day so many days after another; before it where the numbers are negative."""
    return st.integers(first, last).map(lambda days: day + timedelta(days=days))


def fields_of(key: str, on: date) -> dict[str, st.SearchStrategy[Any]]:
    """What an event of a kind may say besides its days of act and arrival."""
    until = days_after(on, 1, 110)
    fields: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "interest-decided": {"sufficient": st.booleans()},
        "start-date-agreed": {"start": days_after(on, -10, 40)},
        "extended": {
            "until": until,
            "limit": st.sampled_from([None, None, "stage-1", "stage-2", "stage-3"]),
            "why": maybe(st.just("complex")),
        },
        "responded": {
            "stage": st.sampled_from([None, None, 1, 2, 3]),
            "outcome": maybe(st.sampled_from([outcome for outcome in cr.Outcome if outcome.is_finding])),
        },
        "plan-agreed": {"until": until},
        "period-set": {"until": until},
        "panel-arranged": {"panel_on": days_after(on, 0, 60), "members": st.sampled_from([None, 2, 3])},
        "panel-met": {"members": st.sampled_from([None, 2, 3])},
        "late-request-decided": {"accepted": st.booleans()},
        "suspended": {"ground": st.sampled_from(cr.SuspensionGround), "points": POINTS},
        "resubmitted": {"points": POINTS},
        "not-accepted": {"ground": st.sampled_from(cr.RefusalGround)},
        "rerouted": {"to": st.just("england-corporate")},
        "closed-as-duplicate": {"of": st.just("2016-0001")},
        "referred-to-ombudsman": {"early": st.booleans(), "agreed": maybe(st.booleans())},
        "ombudsman-enquired": {"answer_by": maybe(days_after(on, 0, 40))},
        "ombudsman-decided": {"decision": st.sampled_from([None, *cr.OmbudsmanDecision])},
    }
    return fields.get(key, {})


@st.composite
def receipts(draw: Callable[..., Any]) -> Received:
    """A complaint comes in."""
    on = draw(FIRST_DAYS)
    grounds_on = draw(maybe(days_after(on, -400, 0)))
    earliest = 0 if grounds_on is None else (grounds_on - on).days
    return Received(
        on=on,
        orally=draw(st.booleans()),
        complainant=draw(maybe(st.sampled_from(cr.Complainant))),
        under_18=draw(st.booleans()),
        advocate=draw(st.sampled_from(cr.Advocacy)),
        grounds_on=grounds_on,
        noticed_on=draw(maybe(days_after(on, earliest, 0))),
        made_on=draw(maybe(days_after(on, -4, 0))),
        points=draw(st.sampled_from([(), ("1", "2"), ("1", "2", "3")])),
    )


@st.composite
def events_on(draw: Callable[..., Any], key: str, filed: date) -> Event:
    """An event of a kind that the file shows on a day."""
    lag = timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 5])))
    theirs = PARTY[key] not in {cr.Party.AUTHORITY, cr.Party.BOTH}
    known = draw(st.booleans())
    on = filed - lag if theirs and known else filed
    values = {name: draw(strategy) for name, strategy in fields_of(key, on).items()}
    return EVENTS[key](on=on, **values | {"received_on": on + lag if known else None})


@st.composite
def next_events_of(draw: Callable[..., Any], file: Any, key: str | None = None) -> Event:
    """One more event for a file: of any kind, or of this one, on its last day or after it."""
    last = LAST_DAYS[file.received.on.year > 2020]
    # The last days themselves, and the days after them, are where a rule is easily got wrong.
    dues = {row.due for row in file.rows(file.filed).values() if row.due is not None and row.due >= file.filed}
    edges = sorted({due + days * ONE_DAY for due in dues for days in (0, 1)})
    if edges and draw(st.booleans()):
        filed = min(draw(st.sampled_from(edges)), last)
    else:
        filed = min(file.filed + timedelta(days=draw(GAPS)), last)
    event: Event = draw(events_on(key or draw(KINDS), filed))
    return event


@st.composite
def histories(draw: Callable[..., Any]) -> tuple[Event, ...]:
    """A history in which everything is possible, by the naive reading."""
    events: list[Event] = [draw(receipts())]
    file = naive.File(events)
    for _ in range(draw(st.integers(0, 12))):
        assert file.filed is not None
        likely = {event.key for event in examples(file.filed) if file.leads_to(event) not in {None, file.state}} - ENDS
        kinds = sorted(likely | file.awaited())
        event = draw(next_events_of(file, draw(st.sampled_from(kinds)) if kinds and draw(st.booleans()) else None))
        if file.add(event):
            events.append(event)
    return tuple(events)


def rows_of(case: cr.Case, as_of: date) -> dict[tuple[str, int], Any]:
    """The library's deadlines, as the naive reading writes them."""
    return {
        (row.limit.key, row.occurrence): naive.Row(
            row.start, row.normal_due, row.due, row.latest, row.status, row.days_late, row.done_on, row.assumed
        )
        for row in case.deadlines(as_of)
    }


def all_dates(events: tuple[Event, ...]) -> set[date]:
    """Every date that stands in a history."""
    return {
        value
        for event in events
        for value in (getattr(event, field.name) for field in attrs.fields(type(event)))
        if isinstance(value, date)
    }


def examples(day: date) -> Iterator[Event]:
    """One event of each kind and of each way in which it may decide something."""
    for key, kind in EVENTS.items():
        for stage in (1, 2, 3) if key == "responded" else (None,):
            for flag in (True, False):
                known: dict[str, Any] = {
                    "sufficient": flag, "accepted": flag, "early": flag, "stage": stage, "until": day + ONE_DAY, "start": day,
                    "panel_on": day, "ground": cr.RefusalGround.OUT_OF_TIME, "decision": cr.OmbudsmanDecision.REFERRED_BACK,
                    "to": "england-corporate", "of": "2016-0001",
                }  # fmt: skip
                if key == "suspended":
                    known["ground"] = cr.SuspensionGround.DISCIPLINARY
                fields = {field.name for field in attrs.fields(kind)}
                yield kind(on=day, **{name: value for name, value in known.items() if name in fields})


class ChildrenAgainstNaive(RuleBasedStateMachine):
    """Plays a random history in the library and in the naive reading, and compares them after every step."""

    case: cr.Case
    file: Any
    events: list[Event]

    @initialize(received=receipts())
    def receive(self, received: Received) -> None:
        """A complaint comes in."""
        self.case = cr.Case.open(CHILDREN, received)
        self.file = naive.File()
        assert self.file.add(received)
        self.events = [received]

    def _happens(self, event: Event) -> None:
        note(f"{event}")
        before, rows = self.case, rows_of(self.case, self.file.filed)
        if self.file.may(event):
            assert self.case.why_not(event) == ()
            self.case = before.record(event)
            self._old_answers_stay(before, event)
            assert self.file.add(event)
            self.events.append(event)
        else:
            assert self.case.why_not(event)
            with pytest.raises(ImpossibleEventError) as refused:
                self.case.record(event)
            assert (refused.value.event, refused.value.state) == (event.key, self.file.state)
        assert before.events == tuple(self.events[: len(before.events)])
        assert rows_of(before, before.events[-1].filed_on) == rows

    def _old_answers_stay(self, before: cr.Case, event: Event) -> None:
        """For every day before the new event's file day, the answers are the same."""
        for days in (1, 2, 30):
            day = event.filed_on - timedelta(days=days)
            assert self.case.deadlines(day) == before.deadlines(day)
            assert self.case.irregularities(day) == before.irregularities(day)
            if day >= self.file.received.on:
                assert (self.case.as_of(day), self.case.as_of(day).state) == (before.as_of(day), before.as_of(day).state)

    @rule(data=st.data())
    def it_moves_on(self, data: st.DataObject) -> None:
        """An event that may lead on from here, though perhaps not with these facts."""
        moving = {event.key for event in examples(self.file.filed) if self.file.leads_to(event) not in {None, self.file.state}}
        kinds = sorted(moving - ENDS) or sorted(self._possible_kinds())
        self._happens(data.draw(next_events_of(self.file, data.draw(st.sampled_from(kinds)))))

    @rule(data=st.data())
    @precondition(lambda self: self.file.awaited())
    def something_awaited_happens(self, data: st.DataObject) -> None:
        """An event that ends a running clock."""
        kinds = sorted(self.file.awaited())
        self._happens(data.draw(next_events_of(self.file, data.draw(st.sampled_from(kinds)))))

    @rule(data=st.data())
    @precondition(lambda self: self.file.state in {"interest-pending", "advocate-awaited", "local-resolution", "investigation"})
    def the_time_is_moved(self, data: st.DataObject) -> None:
        """A notice of extension, or a later start agreed; perhaps one after the other."""
        self._happens(data.draw(next_events_of(self.file, data.draw(st.sampled_from(["extended", "start-date-agreed"])))))

    @rule(data=st.data())
    @precondition(lambda self: self.file.state == "panel-requested")
    def the_panel_is_arranged(self, data: st.DataObject) -> None:
        """And rearranged; and the papers go out, perhaps before it is rearranged."""
        for key in ("panel-arranged", data.draw(st.sampled_from(["panel-arranged", "papers-circulated"])), "panel-arranged"):
            self._happens(data.draw(next_events_of(self.file, key)))

    @rule(data=st.data())
    def something_possible_happens(self, data: st.DataObject) -> None:
        """An event of any kind that may happen here."""
        kinds = sorted(self._possible_kinds() - ENDS)
        self._happens(data.draw(next_events_of(self.file, data.draw(st.sampled_from(kinds)))))

    @rule(data=st.data())
    def anything_happens(self, data: st.DataObject) -> None:
        """An event of any kind, possible or not."""
        self._happens(data.draw(next_events_of(self.file)))

    @rule(data=st.data())
    @precondition(lambda self: self.file.state in naive.STOPPABLE and self.file.last("refuse-notice") is None)
    def other_proceedings_stop_it_for_a_time(self, data: st.DataObject) -> None:
        """Suspended, the proceedings end, resubmitted: chance alone seldom comes back from there."""
        for key in ("suspended", "proceedings-ended", "resubmitted"):
            self._happens(data.draw(next_events_of(self.file, key)))

    @rule(data=st.data())
    @precondition(lambda self: self.file.state in naive.AT_STAGE_1 | naive.STAGE_2)
    def it_comes_to_a_panel(self, data: st.DataObject) -> None:
        """The shortest way to stage 3, which lies far away for chance alone."""
        way = data.draw(st.sampled_from(["stage-skipped", "escalation-requested"]))
        for key in (way, "record-finalised", "responded", "panel-requested", "panel-arranged"):
            event = data.draw(next_events_of(self.file, key))
            event = attrs.evolve(event, stage=2) if isinstance(event, cr.Responded) else event
            if self.file.may(event):
                self._happens(event)

    @rule(data=st.data(), days=st.integers(1, 400))
    def something_comes_out_of_order(self, data: st.DataObject, days: int) -> None:
        """An event before the last one on file is refused, whatever it is."""
        self._happens(data.draw(events_on(data.draw(KINDS), self.file.filed - timedelta(days=days))))

    def _possible_kinds(self) -> set[str]:
        return {event.key for event in examples(self.file.filed) if self.file.may(event)}

    @invariant()
    def both_stand_in_the_same_state(self) -> None:
        """State, whether it is closed, and what may happen next."""
        assert self.case.state == self.file.state
        assert self.case.is_closed == self.file.is_closed
        possible = self._possible_kinds()
        assert {found.event for found in self.case.next_events()} == possible
        assert {key for key, kind in EVENTS.items() if not self.case.why_not(kind)} == possible

    @invariant()
    def both_have_the_same_deadlines(self) -> None:
        """On the last day on file, later, and on and after each last day that lies ahead."""
        filed = self.file.filed
        dues = {row.due for row in self.file.rows(filed).values() if row.due is not None and row.due >= filed}
        days = {filed, filed + 40 * ONE_DAY, *dues, *(due + ONE_DAY for due in dues)}
        for day in sorted(days):
            assert rows_of(self.case, day) == self.file.rows(day)

    @invariant()
    def a_day_in_the_past_is_answered_from_the_events_until_then(self) -> None:
        """As of the day of each event, in the library, against a naive file of that day's events."""
        for day in {event.filed_on for event in self.events[-3:]}:
            file = naive.File([event for event in self.events if event.filed_on <= day])
            assert rows_of(self.case, day) == file.rows(day)
            assert self.case.as_of(day).state == file.state

    @invariant()
    def every_start_is_a_date_on_file(self) -> None:
        """No clock starts on a day that no event names; none of this procedure waits for another's last day."""
        known = all_dates(tuple(self.events))
        assert all(row.start in known for row in self.case.deadlines(self.file.filed))

    @invariant()
    def there_is_a_way_to_rest(self) -> None:
        """Without the complainant's giving up, and without a refusal: some steps lead to where nobody owes the next one."""
        assert _rests(tuple(self.events), self.case.state)


_WAYS: dict[tuple[Any, ...], bool] = {}


def _rests(events: tuple[Event, ...], state: str) -> bool:
    """Whether a history can still come to rest, by the library; remembered for histories that stand alike."""
    received = events[0]
    assert isinstance(received, Received)
    alike = (state, received.orally, frozenset(type(event) for event in events))
    if alike not in _WAYS:
        day = max(event.filed_on for event in events)
        frontier, seen = [cr.Case.replay(CHILDREN, events)], {state}
        while frontier and not frontier[0].is_closed:
            case = frontier.pop(0)
            for event in examples(day):
                if event.key in ENDS or case.why_not(event):
                    continue
                after = case.record(event)
                if after.state not in seen:
                    seen.add(after.state)
                    frontier.append(after)
        _WAYS[alike] = bool(frontier)
    return _WAYS[alike]


TestChildrenAgainstNaive = ChildrenAgainstNaive.TestCase
TestChildrenAgainstNaive.settings = settings(
    max_examples=60, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


# --- properties of single histories

CALENDAR = cr.WorkingDayCalendar.for_division("england-and-wales")
OTHER_CALENDARS = (cr.WorkingDayCalendar.for_division("scotland"), cr.WorkingDayCalendar.for_uk())
FORWARDS = {limit.key for limit in PROCEDURE.limits if limit.period is None or limit.period.counting is not cr.BEFORE}


def identity_of(case: cr.Case) -> tuple[object, ...]:
    """What a case answers without any calendar."""
    return case, case.state, case.stage, case.is_closed, case.closed_on, case.outcome, case.next_events()


@given(histories(), st.sampled_from(OTHER_CALENDARS))
def test_a_replayed_case_is_the_same_under_any_calendar(events: tuple[Event, ...], calendar: cr.WorkingDayCalendar) -> None:
    """Only facts decide what may happen: another calendar moves dates, and no state."""
    case = cr.Case.replay(CHILDREN, events)
    again = cr.Case.replay(CHILDREN, events, calendar=calendar)
    assert identity_of(case) == identity_of(again)
    assert hash(case) == hash(again)
    assert cr.load_case(cr.dump_case(again)) == case
    filed = events[-1].filed_on
    assert [(row.limit.key, row.occurrence, row.start) for row in case.deadlines(filed)] == [
        (row.limit.key, row.occurrence, row.start) for row in again.deadlines(filed)
    ]


@given(histories())
def test_replaying_equals_recording_one_by_one(events: tuple[Event, ...]) -> None:
    """However a history came together, it is the same case, and every case on the way is still as it was."""
    case = cr.Case.open(CHILDREN, events[0])
    on_the_way = [case]
    for event in events[1:]:
        case = case.record(event)
        on_the_way.append(case)
    for count, early in enumerate(on_the_way, 1):
        replayed = cr.Case.replay(CHILDREN, events[:count])
        day = events[count - 1].filed_on
        assert identity_of(early) == identity_of(replayed)
        assert early.deadlines(day) == replayed.deadlines(day)
        assert early.irregularities() == replayed.irregularities()


@given(histories())
def test_a_pickled_case_answers_the_same(events: tuple[Event, ...]) -> None:
    """A pickle carries facts; what follows from them is worked out again."""
    case = cr.Case.replay(CHILDREN, events)
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own, made just now
    assert identity_of(again) == identity_of(case)
    assert again.deadlines(events[-1].filed_on) == case.deadlines(events[-1].filed_on)


def replayed(events: list[Event]) -> cr.Case | None:
    """The case of a changed history; None where it cannot have happened so."""
    try:
        return cr.Case.replay(CHILDREN, events)
    except ImpossibleEventError:
        return None


@given(histories(), st.data())
def test_leaving_an_event_out_is_replaying_the_others(events: tuple[Event, ...], data: st.DataObject) -> None:
    """It gives what a replay of the rest gives, and is refused exactly where that is."""
    case = cr.Case.replay(CHILDREN, events)
    place = data.draw(st.integers(0, len(events) - 1), label="place")
    wanted = replayed([event for other, event in enumerate(events) if other != place]) if place else None
    if wanted is not None:
        without = case.without(place)
        assert identity_of(without) == identity_of(wanted)
        assert without == case.without(place - len(events))
    else:
        with pytest.raises(cr.WrongValueError if place == 0 else ImpossibleEventError):
            case.without(place)
    assert case.events == events


@given(histories(), st.data())
def test_amending_an_event_is_replaying_the_changed_list(events: tuple[Event, ...], data: st.DataObject) -> None:
    """Another day, or another event, in its place: what a replay gives, and refused exactly where that is."""
    case = cr.Case.replay(CHILDREN, events)
    place = data.draw(st.integers(0, len(events) - 1), label="place")
    event = data.draw(events_on(data.draw(KINDS), events[place].filed_on)) if place else data.draw(receipts())
    wanted = replayed([*events[:place], event, *events[place + 1 :]])
    if wanted is not None:
        assert identity_of(case.amend(place, event)) == identity_of(wanted)
        assert case.amend(place, event).amend(place, events[place]) == case
    else:
        with pytest.raises(ImpossibleEventError):
            case.amend(place, event)
    assert case.events == events


@given(histories(), st.data())
def test_a_closure_never_makes_a_forward_deadline_earlier(events: tuple[Event, ...], data: st.DataObject) -> None:
    """Days that are not worked can only move a last day on; of a limit counted backwards, only back."""
    first = events[0].on
    closed = data.draw(st.sets(days_after(first, 1, 200), min_size=1, max_size=12), label="closed")
    filed = events[-1].filed_on
    before = cr.Case.replay(CHILDREN, events, calendar=CALENDAR).deadlines(filed)
    after = cr.Case.replay(CHILDREN, events, calendar=CALENDAR.with_closures(closed)).deadlines(filed)
    for old, new in zip(before, after, strict=True):
        assert (old.limit, old.occurrence, old.start) == (new.limit, new.occurrence, new.start)
        for early, late in ((old.normal_due, new.normal_due), (old.due, new.due), (old.latest, new.latest)):
            assert (early is None) == (late is None)
            if early is not None and late is not None:
                assert early <= late if old.limit.key in FORWARDS else late <= early


@given(histories())
def test_the_latest_day_of_a_deadline_never_moves(events: tuple[Event, ...]) -> None:
    """What is normal, as things stand, and outermost lie in this order; notices move only the second."""
    case = cr.Case.replay(CHILDREN, events)
    for row in case.deadlines(events[-1].filed_on):
        if row.normal_due is not None and row.due is not None and row.latest is not None and row.run.named is None:
            assert row.normal_due <= row.due <= row.latest
        plain = cr.due(PROCEDURE, row.limit.key, row.start) if row.start is not None else None
        if plain is not None and row.run.named is None:
            assert (row.normal_due, row.latest) == (plain.normal_due, plain.latest)


@pytest.mark.parametrize(
    "back",
    [
        (cr.PanelRequested(on=date(2016, 12, 7)), cr.LateRequestDecided(on=date(2016, 12, 8), accepted=False)),
        (
            cr.ReferredToOmbudsman(on=date(2016, 11, 2), early=True, agreed=True),
            cr.OmbudsmanDecided(on=date(2016, 11, 21), decision=cr.OmbudsmanDecision.REFERRED_BACK),
        ),
    ],
)
def test_a_stage_1_answer_starts_no_clock_of_stage_2(back: tuple[Event, ...]) -> None:
    """Reg 18(2) counts from the stage 2 notice: stage 1's answer, sent long after, opens no second window for a panel."""
    history = (
        cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT),
        cr.EscalationRequested(on=date(2016, 9, 26)),
        cr.Responded(on=date(2016, 10, 31), stage=2),
        *back,
        cr.Responded(on=date(2016, 12, 9), stage=1),
    )
    rows = rows_of(cr.Case.replay(CHILDREN, history), date(2016, 12, 9))
    assert ("request-panel", 2) not in rows
    assert ("notify-decision", 2) not in rows
    assert rows == naive.File(history).rows(date(2016, 12, 9))


# --- every procedure of the rulebook


@pytest.mark.parametrize("key", cr.procedures())
def test_every_state_has_a_way_to_rest(key: str) -> None:
    """From each state that can be reached, some transitions lead to one that rests or is final, without a withdrawal."""
    for procedure in cr.RULEBOOK.versions(key):
        ways: dict[str, set[str]] = {}
        for transition in procedure.transitions:
            for source in transition.source:
                if transition.event.key not in ENDS and transition.to not in {STAY, BACK}:
                    ways.setdefault(source, set()).add(transition.to)
        resting = {state.key for state in procedure.states if state.rests or state.final}
        frontier, reached = {START}, set()
        while frontier:
            reached |= frontier
            frontier = {to for state in frontier for to in ways.get(state, ())} - reached
        for state in reached:
            seen: set[str] = set()
            ahead = {state}
            while ahead and not ahead & resting:
                seen |= ahead
                ahead = {to for source in ahead for to in ways.get(source, ())} - seen
            assert ahead, f"{key}: nothing leads from {state} to rest"
