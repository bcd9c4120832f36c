"""Events: each a frozen, hashable, picklable fact with the fields and the key that the design gives it."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.errors import InvalidEventError, WrongTypeError
from complaintrules.events import (
    EVENTS,
    Action,
    Event,
    Finding,
    LearningPoint,
    Party,
    Received,
    Responded,
    Sent,
    overall_outcome,
)

DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)

# The keys and fields that every user stores: taking one away breaks their files.
PUBLISHED = {
    "received": {
        "orally", "complainant", "advocate", "grounds_on", "noticed_on", "made_on", "reason", "further_reasons", "points",
    },
    "acknowledged": set(), "procedure-explained": set(), "interest-decided": {"sufficient"}, "advocate-requested": set(),
    "advocate-appointed": set(), "start-date-agreed": {"start"}, "plan-agreed": {"until"}, "period-set": set(),
    "extended": {"until", "why", "limit"}, "responded": {"stage", "outcome", "findings", "learning", "actions"},
    "resolved": set(), "terms-confirmed": set(), "stage-skipped": set(), "escalation-requested": set(),
    "record-finalised": set(), "independent-person-appointed": set(), "investigation-reported": {"by"},
    "panel-requested": set(), "late-request-decided": set(), "chair-appointed": set(),
    "panel-arranged": {"panel_on", "members"}, "papers-circulated": set(), "panel-met": {"members"}, "panel-reported": set(),
    "decision-notified": set(), "not-accepted": {"ground"}, "refusal-notified": set(), "suspended": {"ground", "points"},
    "proceedings-ended": set(), "resubmitted": set(), "withdrawn": set(), "withdrawal-confirmed": set(),
    "delay-explained": set(), "sent-to-provider": set(), "referred-to-ombudsman": {"early", "agreed"},
    "rerouted": {"to", "continued_by", "why"}, "closed-as-duplicate": {"of"}, "reopened": {"why"},
    "withdrawal-taken-back": set(), "answer-corrected": {"outcome", "findings", "learning", "actions", "why"},
    "ombudsman-enquired": {"answer_by"}, "enquiry-answered": set(), "ombudsman-decided": set(), "closed": set(),
}  # fmt: skip

NEEDED: dict[str, dict[str, Any]] = {
    "interest-decided": {"sufficient": True},
    "start-date-agreed": {"start": NEXT},
    "plan-agreed": {"until": NEXT},
    "period-set": {"until": NEXT},
    "extended": {"until": NEXT},
    "late-request-decided": {"accepted": True},
    "panel-arranged": {"panel_on": NEXT},
    "not-accepted": {"ground": cr.RefusalGround.OUT_OF_TIME},
    "suspended": {"ground": cr.SuspensionGround.DISCIPLINARY},
    "rerouted": {"to": "england-children"},
    "closed-as-duplicate": {"of": "C-1"},
}
THEIRS = {
    "advocate-requested", "discussion-declined", "consent-given", "provider-acknowledged", "escalation-requested",
    "investigation-reported", "panel-requested", "panel-met", "panel-reported", "proceedings-ended", "resubmitted", "withdrawn",
    "withdrawal-taken-back",
    "referred-to-ombudsman", "ombudsman-enquired", "ombudsman-decided", "report-issued",
}  # fmt: skip
JOINT = {"start-date-agreed", "plan-agreed", "resolved", "stage-skipped"}


def make(key: str, **fields: Any) -> Any:
    """An event of a kind, with the fields it cannot be without."""
    return EVENTS[key](**{"on": DAY} | NEEDED.get(key, {}) | fields)


def names_of(kind: type[Event]) -> set[str]:
    """The names of a kind's fields."""
    return {field.name for field in attrs.fields(kind)}


@pytest.mark.parametrize("key", PUBLISHED)
def test_every_published_event_is_there_with_its_fields(key: str) -> None:
    """A published key or field is never taken away."""
    assert names_of(EVENTS[key]) >= PUBLISHED[key] | {"on", "note"} | ({"received_on"} if key != "received" else set())


def test_received_has_no_arrival_of_its_own() -> None:
    """Its `on` is the arrival; what was sent before is `made_on`."""
    assert "received_on" not in names_of(Received)
    with pytest.raises(TypeError):
        make("received", received_on=DAY)


@pytest.mark.parametrize("key", EVENTS)
def test_every_event_is_a_value(key: str) -> None:
    """Frozen, slotted, hashable, equal by its fields, and the same after pickling and copying."""
    event = make(key)
    assert pickle.loads(pickle.dumps(event)) == event == copy.deepcopy(event)  # noqa: S301 - our own
    assert hash(make(key)) == hash(event)
    assert make(key, note="seen") != event
    assert not hasattr(event, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.on = NEXT
    with pytest.raises(TypeError):
        EVENTS[key](DAY)  # type: ignore[call-arg]  # by name only: that is the test


@pytest.mark.parametrize("key", EVENTS)
def test_every_event_says_what_it_is_and_who_does_it(key: str) -> None:
    """The key it is stored by, a title for people, and a party."""
    kind = EVENTS[key]
    assert kind.key == key == key.lower()
    assert kind.title[0].isupper()
    assert isinstance(kind.actor, Party)
    assert kind.__doc__


def test_no_two_events_of_one_kind_of_fields_are_equal() -> None:
    """An acknowledgement is no closing, though both say only a day."""
    assert make("acknowledged") != make("closed")
    assert len({make(key) for key in EVENTS}) == len(EVENTS)


# --- three days


@pytest.mark.parametrize("key", sorted(set(EVENTS) - {"received"}))
def test_an_event_is_filed_by_the_act_or_by_the_arrival(key: str) -> None:
    """By the act where the authority did it or took part; by the arrival for everyone else's. It is done when it is sent."""
    event = make(key, received_on=NEXT)
    assert event.filed_on == (NEXT if key in THEIRS else DAY)
    assert (event.arrived, event.arrival_known, event.done_on) == (NEXT, True, DAY)
    assert (event.actor in {Party.AUTHORITY, Party.BOTH}) == (key not in THEIRS)
    assert (event.actor is Party.BOTH) == (key in JOINT)


@pytest.mark.parametrize("key", sorted(set(EVENTS) - {"received"}))
def test_an_arrival_nobody_recorded_stays_absent(key: str) -> None:
    """The act stands in for it, and says that it does."""
    event = make(key)
    assert event.received_on is None
    assert (event.arrived, event.filed_on, event.arrival_known) == (DAY, DAY, False)


@pytest.mark.parametrize("key", sorted(set(EVENTS) - {"received"}))
def test_an_arrival_before_the_act_is_refused(key: str) -> None:
    """Nothing arrives before it was sent."""
    with pytest.raises(InvalidEventError, match=r"received_on 2026-11-22: lies before the act itself, 2026-11-23") as refused:
        make(key, received_on=date(2026, 11, 22))
    assert (refused.value.event, refused.value.field) == (key, "received_on")


def test_a_complaint_arrives_on_its_own_day_and_was_done_when_it_was_made() -> None:
    """Sent on Friday, received on Monday: made in time if Friday was."""
    event = Received(on=DAY, made_on=date(2026, 11, 20))
    assert (event.arrived, event.filed_on, event.arrival_known) == (DAY, DAY, True)
    assert event.done_on == date(2026, 11, 20)
    assert Received(on=DAY).done_on == DAY


# --- what is refused

# A day to come that the event names; by the law's own words an agreed start may be the day before, and is irregular then.
TO_COME = {"plan-agreed": "until", "period-set": "until", "panel-arranged": "panel_on", "ombudsman-enquired": "answer_by"}


@pytest.mark.parametrize(("key", "field"), TO_COME.items())
def test_a_day_to_come_is_refused_where_it_had_gone_by(key: str, field: str) -> None:
    """The day before is; the day itself is not, as where a panel meets on the day on which it is arranged."""
    made: Any = EVENTS[key]
    assert getattr(made(on=DAY, **{field: DAY}), field) == DAY
    before = DAY - timedelta(days=1)
    with pytest.raises(InvalidEventError, match=f"{key}: {field} {before}: lies before the day of the .* itself, {DAY}"):
        made(on=DAY, **{field: before})


def test_every_field_that_names_a_day_is_known_as_one_to_come_or_not() -> None:
    """So that a new field is given its check on purpose."""
    named = {(key, day) for key, kind in EVENTS.items() for day in names_of(kind) if day in DAYS}
    common = {"on", "received_on", "grounds_on", "noticed_on", "made_on"}
    others = {(key, day) for key, day in named if day not in common and TO_COME.get(key) != day}
    assert others == {("extended", "until"), ("start-date-agreed", "start")}


DAYS = ("on", "received_on", "until", "start", "panel_on", "answer_by", "grounds_on", "noticed_on", "made_on")


@pytest.mark.parametrize(("key", "field"), [(key, day) for key in EVENTS for day in DAYS if day in names_of(EVENTS[key])])
def test_a_day_that_is_no_plain_date_is_refused(key: str, field: str) -> None:
    """A string, a date with a time of day, a number: the message names the event and the field."""
    bad: Any
    for bad in ("2026-11-23", datetime(2026, 11, 23, 9), 20261123, True):  # noqa: DTZ001 - to be refused
        with pytest.raises(WrongTypeError, match=f"{key}.{field} must be a datetime.date without a time of day") as refused:
            make(key, **{field: bad})
        assert refused.value.value is bad


@pytest.mark.parametrize("key", EVENTS)
def test_a_note_is_a_text(key: str) -> None:
    """Or nothing."""
    with pytest.raises(WrongTypeError, match=f"{key}.note must be a string, not int 5"):
        make(key, note=5)


@pytest.mark.parametrize("key", EVENTS)
def test_an_event_needs_its_day_and_what_its_kind_cannot_be_without(key: str) -> None:
    """An extension without a day extends nothing."""
    with pytest.raises(TypeError):
        EVENTS[key](**NEEDED.get(key, {}))
    for field in NEEDED.get(key, {}):
        with pytest.raises(TypeError, match=field):
            EVENTS[key](**{"on": DAY} | {name: value for name, value in NEEDED[key].items() if name != field})


@pytest.mark.parametrize(
    ("key", "field", "bad", "wanted"),
    [
        ("received", "orally", "false", "True or False"),
        ("received", "orally", 0, "True or False"),
        ("received", "under_18", None, "True or False"),
        ("received", "complainant", "parent", r"a member of Complainant, such as"),
        ("received", "complainant", cr.Outcome.UPHELD, "a member of Complainant"),
        ("received", "advocate", True, "a member of Advocacy"),
        ("received", "reason", cr.Learning.POLICY_IMPACT, "a member of Reason"),
        ("received", "further_reasons", cr.Reason.DELAY, "a list or tuple"),
        ("received", "further_reasons", ["delay"], "a member of Reason"),
        ("received", "points", "one", "a list or tuple"),
        ("received", "points", 7, "a list or tuple"),
        ("received", "points", [1], "a string"),
        ("interest-decided", "sufficient", 1, "True or False"),
        ("late-request-decided", "accepted", "yes", "True or False"),
        ("extended", "why", 5, "a string"),
        ("extended", "limit", cr.Kind, "a string"),
        ("responded", "stage", "1", "a whole number"),
        ("responded", "stage", True, "a whole number"),
        ("responded", "stage", 1.0, "a whole number"),
        ("responded", "outcome", "upheld", "a member of Outcome"),
        ("responded", "findings", [cr.Outcome.UPHELD], "a Finding"),
        ("responded", "learning", ["policy-impact"], "a LearningPoint"),
        ("responded", "learning", cr.Learning.POLICY_IMPACT, "a list or tuple"),
        ("responded", "actions", ["apology"], "an Action"),
        ("resolved", "actions", 5, "a list or tuple"),
        ("investigation-reported", "by", "officer", r"a member of Investigator, such as"),
        ("panel-arranged", "members", 3.0, "a whole number"),
        ("not-accepted", "ground", "out-of-time", r"a member of RefusalGround, such as"),
        ("suspended", "ground", None, r"a member of SuspensionGround, such as"),
        ("suspended", "points", [None], "a string"),
        ("withdrawn", "reason", 1, "a string"),
        ("referred-to-ombudsman", "early", None, "True or False"),
        ("referred-to-ombudsman", "agreed", "yes", "True or False"),
        ("ombudsman-decided", "decision", "upheld", "a member of OmbudsmanDecision"),
    ],
)
def test_a_field_of_the_wrong_type_is_refused(key: str, field: str, bad: Any, wanted: str) -> None:
    """Nothing is guessed: `"false"` is not False, 1.0 is no stage."""
    with pytest.raises(WrongTypeError, match=wanted) as refused:
        make(key, **{field: bad})
    assert refused.value.argument == f"{key}.{field}"


@pytest.mark.parametrize(
    ("key", "fields", "field", "says"),
    [
        ("received", {"made_on": NEXT}, "made_on", "lies after the day of receipt, 2026-11-23"),
        ("received", {"grounds_on": NEXT}, "grounds_on", "lies after the day of receipt, 2026-11-23"),
        ("received", {"noticed_on": NEXT}, "noticed_on", "lies after the day of receipt, 2026-11-23"),
        (
            "received",
            {"grounds_on": date(2026, 3, 2), "noticed_on": date(2026, 3, 1)},
            "noticed_on",
            "lies before the grounds arose, 2026-03-02",
        ),
        ("received", {"points": ("late", "late")}, "points", "two points have the same words"),
        ("extended", {"until": DAY}, "until", "must lie after the day of the extension itself, 2026-11-23"),
        ("extended", {"until": date(2026, 11, 20)}, "until", "must lie after the day of the extension itself"),
        ("responded", {"stage": 0}, "stage", "must be 1 or more"),
        ("panel-met", {"members": -3}, "members", "must be 1 or more"),
        ("responded", {"outcome": cr.Outcome.WITHDRAWN}, "outcome", "upheld, partly-upheld, not-upheld or no-finding"),
        ("responded", {"outcome": cr.Outcome.RESOLVED}, "outcome", "'resolved' follows from the event 'resolved'"),
    ],
)
def test_an_event_that_cannot_be_true_in_itself_is_refused(key: str, fields: dict[str, Any], field: str, says: str) -> None:
    """The error names event, field and value, and says what would be right."""
    with pytest.raises(InvalidEventError) as refused:
        make(key, **fields)
    assert (refused.value.event, refused.value.field, refused.value.value) == (key, field, _plain(fields[field]))
    assert says in str(refused.value)
    assert str(refused.value).startswith(f"{key}: {field} ")


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, cr.Outcome) else value


def test_numbers_from_one_on_are_kept() -> None:
    """Panels that are not of three are recorded, and are irregular elsewhere."""
    assert (make("panel-met", members=1).members, make("panel-arranged", members=5).members) == (1, 5)
    assert make("responded", stage=2).stage == 2


def test_the_parents_of_events_are_no_events() -> None:
    """They have no key, and no place in the list."""
    assert not hasattr(Event, "key")
    assert not hasattr(Sent, "key")
    assert {Event, Sent}.isdisjoint(EVENTS.values())


def test_an_event_of_a_users_own_that_has_no_key_is_named_by_its_class() -> None:
    """A message never fails for want of a name."""

    @attrs.frozen(kw_only=True)
    class Visited(Sent):
        actor = Party.AUTHORITY

    with pytest.raises(WrongTypeError, match=r"Visited\.on must be"):
        Visited(on="today")  # type: ignore[arg-type]  # to be refused


# --- what an answer carries


def test_bare_codes_become_learning_points_and_actions() -> None:
    """A list, a tuple or any other collection will do; objects stay as they are."""
    action = Action(code=cr.ActionType.TRAINING_GUIDANCE, owner="T7", due=NEXT)
    for kind in (Responded, cr.Resolved):
        done: list[cr.Action | cr.ActionType] = [cr.ActionType.APOLOGY, action]
        event = kind(on=DAY, learning=[cr.Learning.POLICY_IMPACT], actions=iter(done))
        assert event.learning == (LearningPoint(code=cr.Learning.POLICY_IMPACT),)
        assert event.actions == (Action(code=cr.ActionType.APOLOGY), action)


@pytest.mark.parametrize(
    ("make_one", "argument"),
    [
        (lambda: Finding(point=1, outcome=cr.Outcome.UPHELD), "finding.point"),  # type: ignore[arg-type]  # to be refused
        (lambda: Finding(point="1", outcome="upheld"), "finding.outcome"),  # type: ignore[arg-type]  # to be refused
        (lambda: LearningPoint(code="policy-impact"), "learning.code"),  # type: ignore[arg-type]  # to be refused
        (lambda: Action(code=cr.ActionType.APOLOGY, due="soon"), "action.due"),  # type: ignore[arg-type]  # to be refused
        (lambda: Action(code=cr.ActionType.APOLOGY, owner=7), "action.owner"),  # type: ignore[arg-type]  # to be refused
    ],
)
def test_what_an_answer_carries_is_checked_too(make_one: Any, argument: str) -> None:
    """The message names the part and its field."""
    with pytest.raises(WrongTypeError) as refused:
        make_one()
    assert refused.value.argument == argument


def test_a_finding_on_a_point_is_a_finding() -> None:
    """A point cannot be withdrawn by an answer."""
    with pytest.raises(InvalidEventError, match="finding: outcome 'withdrawn'"):
        Finding(point="1", outcome=cr.Outcome.WITHDRAWN)


UPHELD, PARTLY, NOT, NONE = cr.Outcome.UPHELD, cr.Outcome.PARTLY_UPHELD, cr.Outcome.NOT_UPHELD, cr.Outcome.NO_FINDING


@pytest.mark.parametrize(
    ("outcomes", "overall"),
    [
        ((), None),
        ((UPHELD, UPHELD), UPHELD),
        ((NOT,), NOT),
        ((NONE, NONE), NONE),
        ((UPHELD, NOT), PARTLY),
        ((UPHELD, NONE), UPHELD),
        ((NOT, NONE), NOT),
        ((PARTLY, UPHELD), PARTLY),
        ((PARTLY, NOT), PARTLY),
        ((PARTLY,), PARTLY),
        ((UPHELD, NOT, NONE), PARTLY),
    ],
)
def test_the_overall_outcome_follows_from_the_points(outcomes: tuple[cr.Outcome, ...], overall: cr.Outcome | None) -> None:
    """All upheld, none upheld, or partly; points without a finding do not count, unless there are no others."""
    findings = tuple(Finding(point=str(place), outcome=outcome) for place, outcome in enumerate(outcomes))
    assert overall_outcome(findings) is overall
    answer = Responded(on=DAY, findings=findings, outcome=None)
    assert (answer.overall_outcome, answer.case_outcome, answer.outcome_agrees) == (overall, overall, True)


def test_an_answer_may_state_an_outcome_and_it_may_differ_from_the_findings() -> None:
    """The findings count, and the difference can be seen; without findings the statement counts."""
    found = (Finding(point="1", outcome=UPHELD),)
    assert Responded(on=DAY, outcome=NOT).overall_outcome is NOT
    assert Responded(on=DAY, outcome=NOT).outcome_agrees
    assert Responded(on=DAY, outcome=UPHELD, findings=found).outcome_agrees
    odd = Responded(on=DAY, outcome=NOT, findings=found)
    assert (odd.overall_outcome, odd.outcome_agrees) == (UPHELD, False)


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        (make("acknowledged"), None),
        (make("received"), None),
        (make("interest-decided"), None),
        (make("interest-decided", sufficient=False), cr.Outcome.NOT_ACCEPTED),
        (make("resolved"), cr.Outcome.RESOLVED),
        (make("withdrawn"), cr.Outcome.WITHDRAWN),
        (make("suspended"), cr.Outcome.SUSPENDED),
        (make("not-accepted"), cr.Outcome.OUT_OF_TIME),
        (make("not-accepted", ground=cr.RefusalGround.OUTSIDE_JURISDICTION), cr.Outcome.OUTSIDE_JURISDICTION),
        (make("not-accepted", ground=cr.RefusalGround.EXCLUDED), cr.Outcome.NOT_ACCEPTED),
    ],
)
def test_an_event_says_what_it_makes_of_the_whole_case(event: Event, outcome: cr.Outcome | None) -> None:
    """The outcomes that are no findings follow from what happened."""
    assert event.case_outcome is outcome


@pytest.mark.parametrize(
    ("received", "known_on"),
    [
        (Received(on=DAY), None),
        (Received(on=DAY, grounds_on=date(2026, 3, 2)), date(2026, 3, 2)),
        (Received(on=DAY, noticed_on=date(2026, 5, 1)), date(2026, 5, 1)),
        (Received(on=DAY, grounds_on=date(2026, 3, 2), noticed_on=date(2026, 5, 1)), date(2026, 5, 1)),
    ],
)
def test_a_matter_is_known_from_the_later_of_its_two_days(received: Received, known_on: date | None) -> None:
    """The grounds arose, and later somebody had notice of them."""
    assert received.known_on == known_on


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (Party.AUTHORITY, "the authority"),
        (Party.COMPLAINANT, "the complainant"),
        (Party.BOTH, "the authority and the complainant"),
        (Party.INVESTIGATOR, "the investigator"),
        (Party.PANEL, "the panel"),
        (Party.PROVIDER, "the service provider"),
        (Party.OMBUDSMAN, "the Ombudsman"),
        (Party.OTHERS, "someone else"),
    ],
)
def test_a_party_is_named_as_a_sentence_names_it(party: Party, words: str) -> None:
    """And every party has words."""
    assert party.words == words


WAYS: dict[cr.Outcome, list[cr.Event]] = {
    cr.Outcome.RESOLVED: [cr.Resolved(on=date(2026, 6, 8))],
    cr.Outcome.WITHDRAWN: [cr.Withdrawn(on=date(2026, 6, 8))],
    cr.Outcome.OUTSIDE_JURISDICTION: [cr.NotAccepted(on=date(2026, 6, 8), ground=cr.RefusalGround.OUTSIDE_JURISDICTION)],
    cr.Outcome.NOT_ACCEPTED: [
        cr.NotAccepted(on=date(2026, 6, 8), ground=cr.RefusalGround.EXCLUDED),
        cr.InterestDecided(on=date(2026, 6, 8), sufficient=False),
    ],
    cr.Outcome.OUT_OF_TIME: [cr.NotAccepted(on=date(2026, 6, 8), ground=cr.RefusalGround.OUT_OF_TIME)],
    cr.Outcome.SUSPENDED: [cr.Suspended(on=date(2026, 6, 8), ground=cr.SuspensionGround.DISCIPLINARY)],
}


@pytest.mark.parametrize("outcome", [outcome for outcome in cr.Outcome if not outcome.is_finding])
def test_an_outcome_that_no_answer_states_is_refused_with_the_event_that_gives_it(outcome: cr.Outcome) -> None:
    """Of every such outcome, on an answer and on a point of one; and the event that is named does give it."""
    for kind, fields in ((cr.Responded, {"on": date(2026, 6, 8)}), (cr.Finding, {"point": "1"})):
        with pytest.raises(cr.InvalidEventError) as refused:
            kind(**fields, outcome=outcome)
        for event in WAYS[outcome]:
            assert f"'{outcome.value}' follows from" in refused.value.why
            assert f"'{event.key}'" in refused.value.why
            assert event.case_outcome is outcome


@pytest.mark.parametrize("through", [None, *cr.Intermediary])
@pytest.mark.parametrize(
    ("complainant", "state"),
    [
        (cr.Complainant.PARENT, "local-resolution"),
        (cr.Complainant.CHILD, "local-resolution"),
        (cr.Complainant.OTHER_RELATIVE, "interest-pending"),
        (None, "local-resolution"),
    ],
)
def test_who_carries_a_complaint_decides_nothing(
    complainant: cr.Complainant | None, state: str, through: cr.Intermediary | None
) -> None:
    """A parent's complaint through a member of parliament is the parent's: stage 1 starts with the receipt (reg 14(3)(c)).

    Ten working days after Monday 23 November 2026 end on 7 December.
    """
    received = cr.Received(on=date(2026, 11, 23), complainant=complainant, through=through)
    case = cr.Case.open("england-children", received)
    assert case.state == state
    stage_1 = {row.limit.key: row.due for row in case.deadlines(as_of=date(2026, 11, 23))}.get("stage-1")
    assert stage_1 == (date(2026, 12, 7) if state == "local-resolution" else None)
    dumped = cr.dump_case(case)
    assert dumped["events"][0].get("through") == (through and through.value)
    assert cr.load_case(dumped) == case


def test_through_is_a_code_of_its_own_list() -> None:
    """Not a class of complainant, and not a text."""
    for wrong in ("solicitor", cr.Complainant.ADVOCATE):
        with pytest.raises(WrongTypeError, match=r"received\.through must be a member of Intermediary, such as"):
            cr.Received(on=date(2026, 11, 23), through=wrong)  # type: ignore[arg-type] # refused on purpose
    with pytest.raises(cr.LoadError, match="unknown intermediary 'mp'"):
        cr.load_case({"procedure": "england-children", "events": [{"event": "received", "on": "2026-11-23", "through": "mp"}]})


def test_the_interest_of_somebody_without_a_name_is_not_taken_for_granted() -> None:
    """Reg 12 asks for a decision about whoever is none of those named, and nobody knows what they are to the child."""
    case = cr.Case.open("england-children", cr.Received(on=date(2026, 11, 23), complainant=cr.Complainant.ANONYMOUS))
    assert case.state == "interest-pending"


def test_a_pickle_without_a_later_field_has_its_default() -> None:
    """As an earlier release wrote it: the state of the object, without the field that came since."""
    received: Any = cr.Received(on=date(2026, 11, 23), complainant=cr.Complainant.PARENT)
    state = received.__getstate__()
    del state["through"]
    older: Any = object.__new__(cr.Received)
    older.__setstate__(state)
    assert older == received
    assert hash(older) == hash(received)
