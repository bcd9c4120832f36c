"""Cases to JSON and back: what is written, what is read, and what every kind of fault is told."""

from __future__ import annotations

import io
import json
import pickle
import subprocess
import sys
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from complaintrules import _json_values
from complaintrules.calendars import WorkingDayCalendar
from complaintrules.calendars.periods import working_days
from complaintrules.cases.case import Case
from complaintrules.cases.serialization import dump_case, dump_cases, load_case, load_cases
from complaintrules.classification import ActionType, Complainant, Learning, Outcome, Reason
from complaintrules.errors import ComplaintRulesError, Fault, LoadError, UnknownKeyError, WrongTypeError
from complaintrules.events import (
    EVENTS,
    Acknowledged,
    Action,
    EscalationRequested,
    Event,
    Finding,
    LearningPoint,
    Party,
    Received,
    Responded,
    Sent,
)
from complaintrules.procedures import RULEBOOK, get_procedure
from complaintrules.procedures.policy import LocalPolicy, local_target
from complaintrules.rules.terms import ANYWHERE, STAY, Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

# The line that the documentation shows, written here as a council would write it.
EXAMPLE = (
    '{"procedure": "england-children", "reference": "2016-0143", "team": "Case Management",'
    ' "events": [{"event": "received", "on": "2016-09-05", "orally": false, "complainant": "parent", "reason": "communication"},'
    ' {"event": "acknowledged", "on": "2016-09-07"},'
    ' {"event": "responded", "on": "2016-09-23", "outcome": "partly-upheld", "learning": ["communication-information"],'
    ' "actions": ["apology"]}]}'
)
RECEIVED: dict[str, Any] = {"event": "received", "on": "2016-09-05"}
ANSWERED: dict[str, Any] = {"event": "responded", "on": "2016-09-19"}


def line(reference: str) -> str:
    """A good line with a reference of its own."""
    return json.dumps({"procedure": "england-children", "reference": reference, "events": [RECEIVED]})


def case_of(*events: object, **head: Any) -> dict[str, Any]:
    """A case as JSON gives it."""
    return {"procedure": "england-children", "events": list(events)} | head


def received(**fields: Any) -> dict[str, Any]:
    """A case of one receipt with these fields."""
    return case_of(RECEIVED | fields)


def faults_of(data: Any, **context: Any) -> list[tuple[str, str]]:
    """The path and words of each fault of a case."""
    with pytest.raises(LoadError) as caught:
        load_case(data, **context)
    assert all(type(fault) is Fault and fault.line is None for fault in caught.value.details)
    return [(fault.path, fault.says) for fault in caught.value.details]


def only_fault_of(data: Any, **context: Any) -> tuple[str, str]:
    """The one fault of a case."""
    (fault,) = faults_of(data, **context)
    return fault


def read_all(lines: Any, **context: Any) -> tuple[list[str | None], list[Fault]]:
    """The references of the good cases, and the faults of the others."""
    good: list[str | None] = []
    try:
        good.extend(case.reference for case in load_cases(lines, **context))
    except LoadError as error:
        return good, list(error.details)
    return good, []


def only_line_fault(bad: Any) -> str:
    """What is said of one bad line, which keeps back neither the good one before it nor the one after it."""
    good, faults = read_all([line("before"), bad, line("after")])
    assert good == ["before", "after"]
    (fault,) = faults
    assert (fault.line, fault.path) == (2, "")
    return fault.says


class TestWriting:
    """What a case becomes."""

    def test_a_case_is_written_with_its_facts_and_without_its_defaults(self) -> None:
        """Event first, then its day; a code alone where nothing stands beside it; note last; no flag at its usual value."""
        case = Case.replay(
            "england-children",
            [
                Received(on=date(2016, 9, 5), complainant=Complainant.PARENT, further_reasons=(Reason.DELAY,), note="by letter"),
                Responded(
                    on=date(2016, 9, 19),
                    received_on=date(2016, 9, 21),
                    outcome=Outcome.UPHELD,
                    findings=(Finding(point="1", outcome=Outcome.UPHELD),),
                    learning=(
                        LearningPoint(code=Learning.SERVICE_QUALITY),
                        LearningPoint(code=Learning.POLICY_IMPACT, note="new form"),
                    ),
                    actions=(Action(code=ActionType.APOLOGY), Action(code=ActionType.MONITORING, due=date(2016, 12, 1))),
                ),
            ],
            reference="7",
            team="T",
            service="S",
            complainant="P-1",
            tags=("a", "b"),
        )
        dumped = dump_case(case)
        assert dumped == {
            "procedure": "england-children",
            "version": "2006-09-01",
            "reference": "7",
            "team": "T",
            "service": "S",
            "complainant": "P-1",
            "tags": ["a", "b"],
            "events": [
                {
                    "event": "received",
                    "on": "2016-09-05",
                    "complainant": "parent",
                    "further_reasons": ["delay"],
                    "note": "by letter",
                },
                {
                    "event": "responded",
                    "on": "2016-09-19",
                    "received_on": "2016-09-21",
                    "outcome": "upheld",
                    "findings": [{"point": "1", "outcome": "upheld"}],
                    "learning": ["service-quality", {"code": "policy-impact", "note": "new form"}],
                    "actions": ["apology", {"code": "monitoring", "due": "2016-12-01"}],
                },
            ],
        }
        assert list(dumped) == ["procedure", "version", "reference", "team", "service", "complainant", "tags", "events"]
        assert list(dumped["events"][0]) == ["event", "on", "complainant", "further_reasons", "note"]
        assert load_case(dumped) == case

    def test_the_dict_is_plain(self) -> None:
        """Only dicts, lists and texts, no member of an enumeration that merely prints like one."""
        kinds = set()
        inside: list[Any] = [dump_case(load_case(json.loads(EXAMPLE)))]
        for value in inside:
            kinds.add(type(value))
            inside += value.values() if type(value) is dict else value if type(value) is list else ()
        assert kinds == {dict, list, str}

    def test_an_arrival_nobody_recorded_stays_absent(self) -> None:
        """The day a letter arrived is a fact or it is nothing: it is not made up on the way out, nor on the way in."""
        case = Case.replay("england-children", [Received(on=date(2016, 9, 5)), Acknowledged(on=date(2016, 9, 7))])
        dumped = dump_case(case)
        assert dumped["events"][1] == {"event": "acknowledged", "on": "2016-09-07"}
        assert not load_case(dumped).events[1].arrival_known

    def test_lines_have_their_ends_and_read_in_any_encoding(self) -> None:
        """One object a line, ended, so that writelines makes a file; letters beyond ASCII are escaped."""
        cases = [load_case(received(note="Zoë, £5 \u2028 and on")), load_case(received())]
        lines = list(dump_cases(cases))
        assert all(text.endswith("}\n") and text.count("\n") == 1 and text.isascii() for text in lines)
        assert list(load_cases(io.StringIO("".join(lines)))) == cases

    @pytest.mark.parametrize("no_case", [None, {}, "case", Received(on=date(2016, 9, 5))])
    def test_what_is_no_case_is_not_written(self, no_case: Any) -> None:
        """Neither alone nor among others."""
        with pytest.raises(WrongTypeError, match="case must be a Case"):
            dump_case(no_case)
        with pytest.raises(WrongTypeError, match="case must be a Case"):
            next(dump_cases([no_case]))


class TestReading:
    """What a good case becomes."""

    def test_the_example_of_the_documentation_loads(self) -> None:
        """Each fact of the line stands in the case."""
        (case,) = load_cases([EXAMPLE])
        assert (case.reference, case.team, case.procedure.key) == ("2016-0143", "Case Management", "england-children")
        assert case.events == (
            Received(on=date(2016, 9, 5), complainant=Complainant.PARENT, reason=Reason.COMMUNICATION),
            Acknowledged(on=date(2016, 9, 7)),
            Responded(
                on=date(2016, 9, 23),
                outcome=Outcome.PARTLY_UPHELD,
                learning=(LearningPoint(code=Learning.COMMUNICATION_INFORMATION),),
                actions=(Action(code=ActionType.APOLOGY),),
            ),
        )
        assert (case.state, case.outcome) == ("stage-1-answered", Outcome.PARTLY_UPHELD)

    def test_format_1_may_be_said(self) -> None:
        """The only format there is may be named or left out, and is not written."""
        assert load_case(received() | {"format": 1}) == load_case(received())
        assert "format" not in dump_case(load_case(received() | {"format": 1}))

    def test_a_null_stands_for_what_was_not_recorded(self) -> None:
        """Where nothing need be recorded, null says that nothing was."""
        data = received(complainant=None, note=None) | {"team": None, "version": None}
        assert load_case(data) == load_case(received())

    def test_the_context_is_taken_and_is_no_fact(self) -> None:
        """Calendar and policy show in what is due; neither makes it another case, nor is written."""
        plain = load_case(received())
        scottish = load_case(received(), calendar=WorkingDayCalendar.for_division("scotland"))
        local = load_case(received(), policy="shropshire-children-2016")
        assert plain == scottish == local
        assert dump_case(plain) == dump_case(scottish) == dump_case(local)
        assert scottish.calendar == WorkingDayCalendar.for_division("scotland")
        day = date(2016, 9, 6)
        own = {deadline.limit.key for deadline in local.deadlines(day)} - {
            deadline.limit.key for deadline in plain.deadlines(day)
        }
        assert "local-acknowledge" in own

    def test_an_old_case_keeps_its_version(self) -> None:
        """A case names the version it was dealt with under, and is read under that one though a newer has come since."""
        newer = attrs.evolve(get_procedure("england-children"), version="2016-01-01", since=date(2016, 1, 1))
        book = RULEBOOK.adding(newer)
        old = load_case(received())
        assert load_case(dump_case(old), rulebook=book) == old
        assert load_case(received(), rulebook=book).procedure.version == "2016-01-01"


@attrs.frozen(kw_only=True)
class Telephoned(Sent):
    """An event of a caller's own."""

    key, title, actor = "telephoned", "Telephoned", Party.AUTHORITY
    minutes: int = 1


@attrs.frozen(kw_only=True)
class Fussy(Event):
    """An event of a caller's own that has no arrival and refuses everything."""

    key, title, actor = "fussy", "Fussy", Party.AUTHORITY

    def __attrs_post_init__(self) -> None:
        """Refuse."""
        raise ValueError("nothing pleases it")


CHILDREN = get_procedure("england-children")
ANY_CITE = CHILDREN.transitions[0].cite
OWN = attrs.evolve(
    CHILDREN,
    key="our-own",
    title="Our own procedure",
    transitions=(
        *CHILDREN.transitions,
        Transition(ANYWHERE, Telephoned, STAY, ANY_CITE),
        Transition(ANYWHERE, Fussy, STAY, ANY_CITE),
    ),
)
OWN_BOOK = RULEBOOK.adding(OWN)


class TestOwnProcedures:
    """Procedures that a caller brings."""

    def test_a_case_of_a_procedure_of_ones_own_comes_back(self) -> None:
        """With its rulebook, and with the events that only it knows."""
        events = (Received(on=date(2016, 9, 5)), Telephoned(on=date(2016, 9, 6), minutes=20))
        case = Case.replay("our-own", events, rulebook=OWN_BOOK)
        dumped = dump_case(case)
        assert dumped["events"][1] == {"event": "telephoned", "on": "2016-09-06", "minutes": 20}
        assert load_case(dumped, rulebook=OWN_BOOK) == case
        assert list(load_cases(dump_cases([case]), rulebook=OWN_BOOK)) == [case]

    def test_without_its_rulebook_both_procedure_and_event_are_unknown(self) -> None:
        """Each is named as a fault, and nothing is guessed."""
        data = case_of(RECEIVED, {"event": "telephoned", "on": "2016-09-06"}) | {"procedure": "our-own"}
        assert [path for path, _ in faults_of(data)] == ["procedure", "events[1].event"]

    def test_what_an_event_of_ones_own_refuses_is_a_fault_of_the_line(self) -> None:
        """Whatever error it raises, in its own words."""
        data = case_of(RECEIVED, {"event": "fussy", "on": "2016-09-06"}, procedure="our-own")
        assert only_fault_of(data, rulebook=OWN_BOOK) == ("events[1]", "nothing pleases it")
        data["events"][1]["received_on"] = "2016-09-06"
        says = "unknown key 'received_on'; the arrival of 'fussy' is its 'on'"
        assert only_fault_of(data, rulebook=OWN_BOOK) == ("events[1].received_on", says)


VALUES: list[tuple[str, Any, str]] = [
    # A bool is true or false.
    ("orally", "false", "must be true or false, not the string 'false'"),
    ("orally", 0, "must be true or false, not the number 0"),
    ("orally", None, "must be true or false, not null"),
    # A string is a string.
    ("note", 5, "must be a string, not the number 5"),
    ("note", True, "must be a string, not true"),
    ("note", ["a"], "must be a string, not a list"),
    ("note", {"a": 1}, "must be a string, not an object"),
    # A date is YYYY-MM-DD.
    ("on", 20161201, 'must be a date as "YYYY-MM-DD", not the number 20161201'),
    ("on", "20161201", "must be a date as \"YYYY-MM-DD\", not the string '20161201'"),
    ("on", "2016-9-5", "must be a date as \"YYYY-MM-DD\", not the string '2016-9-5'"),
    ("on", "05/09/2016", "must be a date as \"YYYY-MM-DD\", not the string '05/09/2016'"),
    ("on", "2016-W36-1", "must be a date as \"YYYY-MM-DD\", not the string '2016-W36-1'"),
    ("on", "2016-09-05T00:00:00", "must be a date as \"YYYY-MM-DD\", not the string '2016-09-05T00:00:00'"),
    ("on", "2016-09-05\n", "must be a date as \"YYYY-MM-DD\", not the string '2016-09-05\\n'"),
    ("on", "２０１６-09-05", "must be a date as \"YYYY-MM-DD\", not the string '２０１６-09-05'"),  # noqa: RUF001 - wide digits on purpose
    ("on", None, 'must be a date as "YYYY-MM-DD", not null'),
    ("on", date(2016, 9, 5), 'must be a date as "YYYY-MM-DD", not a value of type date'),
    ("on", "2016-02-30", "'2016-02-30' is not a day of the calendar"),
    ("on", "0000-01-01", "'0000-01-01' is not a day of the calendar"),
    # A code is one of its list, exactly; the nearest is named.
    ("reason", "comunication", "unknown reason 'comunication'; did you mean 'communication'"),
    ("reason", "Communication", "unknown reason 'Communication'; did you mean 'communication'"),
    ("reason", 3, "must be a code for reason, not the number 3"),
    # A list is a list.
    ("points", "1, 2", "must be a list, not the string '1, 2'"),
    ("points", {"0": "1"}, "must be a list, not an object"),
    ("points", None, "must be a list, not null"),
]


class TestFaultsOfValues:
    """Each value counts only as itself."""

    @pytest.mark.parametrize(("field", "value", "says"), VALUES, ids=repr)
    def test_a_value_is_only_what_it_is(self, field: str, value: Any, says: str) -> None:
        """Nothing is turned into something else: the fault names the place, what belongs there and what stands there."""
        path, said = only_fault_of(received(**{field: value}))
        assert path == f"events[0].{field}"
        assert said.startswith(says)

    @pytest.mark.parametrize(
        ("stage", "shown"),
        [
            (True, "true"),
            (1.0, "the number 1.0"),
            (float("nan"), "the number nan"),
            (float("inf"), "the number inf"),
            ("1", "the string '1'"),
        ],
    )
    def test_a_whole_number_is_only_a_whole_number(self, stage: Any, shown: str) -> None:
        """Neither true, nor 1.0, nor a number that is none."""
        assert only_fault_of(case_of(RECEIVED, ANSWERED | {"stage": stage})) == (
            "events[1].stage",
            f"must be a whole number, not {shown}",
        )

    def test_nan_in_a_line_is_a_fault_where_it_stands(self) -> None:
        """JSON knows no NaN; Python's reader lets it pass, and the place it stands in does not."""
        text = json.dumps(case_of(RECEIVED, ANSWERED | {"stage": float("nan")}, reference="x"))
        assert "NaN" in text
        _, (fault,) = read_all([text])
        assert str(fault) == "line 1 (x): events[1].stage: must be a whole number, not the number nan"

    def test_a_very_large_number_is_not_repeated(self) -> None:
        """Python would refuse to write it out."""
        assert only_fault_of(received(note=10**5000)) == ("events[0].note", "must be a string, not a very large number")

    def test_a_member_of_a_list_is_named_by_its_place(self) -> None:
        """Counted from nought, as JSON's lists are."""
        assert faults_of(received(points=["1", 2, None], further_reasons=["delay", "delays"])) == [
            ("events[0].further_reasons[1]", "unknown reason 'delays'; did you mean 'delay'?"),
            ("events[0].points[1]", "must be a string, not the number 2"),
            ("events[0].points[2]", "must be a string, not null"),
        ]

    def test_learning_and_actions_are_codes_or_objects_with_a_code(self) -> None:
        """Nothing else, and an object holds only its own fields."""
        learning = ["service-qality", {"note": 5}, 7, {"code": "service-quality", "owner": "x"}]
        actions = [{"code": "apologies", "due": "soon"}]
        assert faults_of(case_of(RECEIVED, ANSWERED | {"learning": learning, "actions": actions})) == [
            ("events[1].learning[0]", "unknown learning 'service-qality'; did you mean 'service-quality' or 'service-delivery'?"),
            ("events[1].learning[1].code", "is missing"),
            ("events[1].learning[1].note", "must be a string, not the number 5"),
            ("events[1].learning[2]", "must be a code, or an object with a code, not the number 7"),
            ("events[1].learning[3].owner", "unknown key 'owner'; known are code, note"),
            ("events[1].actions[0].code", "unknown action type 'apologies'; did you mean 'apology'?"),
            ("events[1].actions[0].due", "must be a date as \"YYYY-MM-DD\", not the string 'soon'"),
        ]

    def test_a_finding_is_an_object(self) -> None:
        """With its point and one of the four outcomes that a finding can have."""
        findings = ["upheld", {"point": "1"}, {"point": "2", "outcome": "withdrawn"}]
        faults = faults_of(case_of(RECEIVED, ANSWERED | {"findings": findings}))
        assert [path for path, _ in faults] == [
            "events[1].findings[0]",
            "events[1].findings[1].outcome",
            "events[1].findings[2].outcome",
        ]
        assert faults[0][1] == "must be an object, not the string 'upheld'"
        assert "upheld, partly-upheld, not-upheld or no-finding" in faults[2][1]


class TestFaultsOfEvents:
    """What is no event, or no true one."""

    @pytest.mark.parametrize(
        ("event", "path", "says"),
        [
            ("received", "events[0]", "must be an object with the key of an event, not the string 'received'"),
            ({"on": "2016-09-05"}, "events[0].event", "is missing; it says what happened"),
            ({"event": 1, "on": "2016-09-05"}, "events[0].event", "must be the key of an event, not the number 1"),
            ({"event": "recieved", "on": "2016-09-05"}, "events[0].event", "unknown event 'recieved'; did you mean 'received'"),
            ({"event": "received"}, "events[0].on", "is missing"),
            (
                RECEIVED | {"received_on": "2016-09-05"},
                "events[0].received_on",
                "unknown key 'received_on'; the arrival of 'received' is its 'on'",
            ),
            (RECEIVED | {"oraly": True}, "events[0].oraly", "unknown key 'oraly'; did you mean 'orally'?"),
            (RECEIVED | {"": 1}, "events[0]['']", None),
            (RECEIVED | {"a.b\n": 1}, "events[0]['a.b\\n']", None),
            (RECEIVED | {7: 1, None: 2}, "events[0]", "must have keys that are strings, not the number 7"),
            (
                RECEIVED | {"made_on": "2016-09-06"},
                "events[0].made_on",
                "received: made_on 2016-09-06: lies after the day of receipt, 2016-09-05",
            ),
        ],
    )
    def test_an_event_is_its_key_its_day_and_its_own_fields(self, event: Any, path: str, says: str | None) -> None:
        """Anything more or less is a fault, with the nearest word there is."""
        fault = only_fault_of(case_of(event))
        assert fault[0] == path
        assert fault[1].startswith(("unknown key", "key '' is blank") if says is None else says)

    @pytest.mark.parametrize(
        ("event", "path", "says"),
        [
            ({"event": "interest-decided", "on": "2016-09-06"}, "events[1].sufficient", "is missing"),
            (
                {"event": "extended", "on": "2016-09-12", "until": "2016-09-12"},
                "events[1].until",
                "extended: until 2016-09-12: must lie after the day of the extension itself, 2016-09-12",
            ),
            (
                {"event": "acknowledged", "on": "2016-09-07", "received_on": "2016-09-06"},
                "events[1].received_on",
                "acknowledged: received_on 2016-09-06: lies before the act itself, 2016-09-07",
            ),
            (ANSWERED | {"stage": 0}, "events[1].stage", "responded: stage 0: must be 1 or more"),
            (
                {"event": "acknowledged", "on": "2016-09-07", "outcome": "upheld"},
                "events[1].outcome",
                "unknown key 'outcome'; known are event, note, on, received_on",
            ),
        ],
    )
    def test_an_event_that_cannot_be_true_in_itself_is_a_fault(self, event: Any, path: str, says: str) -> None:
        """An extension to no later day, an arrival before the act, an outcome where none belongs."""
        assert only_fault_of(case_of(RECEIVED, event)) == (path, says)

    def test_an_impossible_event_is_named_by_its_place(self) -> None:
        """With the state, what would be needed, the provision and what could happen instead; later events are not blamed."""
        panel = {"event": "panel-met", "on": "2016-09-20"}
        path, says = only_fault_of(case_of(RECEIVED, {"event": "acknowledged", "on": "2016-09-07"}, panel, panel, ANSWERED))
        assert path == "events[2]"
        assert says.startswith("panel-met on 2016-09-20 cannot happen in state 'local-resolution'")
        assert "SI 2006/1738" in says
        assert "possible here are withdrawn" in says

    def test_events_out_of_order_are_a_fault(self) -> None:
        """The file is in order of file days, and nothing comes before the complaint."""
        early = {"event": "acknowledged", "on": "2016-09-02"}
        path, says = only_fault_of(case_of(RECEIVED, early))
        assert path == "events[1]"
        assert "it is dated 2016-09-02, before 'received' opened the case, on 2016-09-05" in says
        assert only_fault_of(case_of(early, RECEIVED))[0] == "events[0]"

    def test_an_extension_that_could_mean_two_limits_is_a_fault(self) -> None:
        """It names neither, and two that can be extended are running: the procedure of one's own has such a state."""
        stage_1 = next(limit for limit in OWN.limits if limit.key == "stage-1")
        twin = attrs.evolve(stage_1, key="stage-1-twin", title="A second limit that can be extended")
        book = RULEBOOK.adding(attrs.evolve(OWN, limits=(*OWN.limits, twin)))
        data = case_of(RECEIVED, {"event": "extended", "on": "2016-09-12", "until": "2016-09-30"}) | {"procedure": "our-own"}
        path, says = only_fault_of(data, rulebook=book)
        assert path == "events[1]"
        assert "it could mean stage-1 or stage-1-twin; name one as its limit" in says

    def test_all_faults_of_a_case_are_reported_together(self) -> None:
        """Of the head, of every event, and the first impossible event before the first faulty one."""
        data = case_of(
            RECEIVED,
            {"event": "panel-met", "on": "2016-09-20"},
            {"event": "responded", "on": "soon", "outcome": "uphled"},
            {"event": "clsed", "on": "2016-09-20"},
            team=5,
            colour="red",
        )
        assert [path for path, _ in faults_of(data)] == [
            "team",
            "colour",
            "events[2].on",
            "events[2].outcome",
            "events[3].event",
            "events[1]",
        ]

    def test_what_follows_a_faulty_event_is_not_blamed_for_it(self) -> None:
        """A panel can be asked for only after stage 2 was answered; whether it was, the faulty event would have said."""
        panel = {"event": "panel-requested", "on": "2016-12-01"}
        assert only_fault_of(case_of(RECEIVED, panel))[0] == "events[1]"
        assert only_fault_of(case_of(RECEIVED, ANSWERED | {"stage": "2"}, panel))[0] == "events[1].stage"


class TestFaultsOfCases:
    """What stands beside the events."""

    @pytest.mark.parametrize(
        ("data", "path", "says"),
        [
            (None, "", "must be an object, one case a line, not null"),
            ([], "", "must be an object, one case a line, not a list"),
            (received() | {"format": 2}, "format", "must be 1, the only format there is, not the number 2"),
            (received() | {"format": True}, "format", "must be a whole number, not true"),
            (received() | {"format": "1"}, "format", "must be a whole number, not the string '1'"),
            (received() | {"version": 2006}, "version", "must be a string, not the number 2006"),
            (
                received() | {"version": "2006-09-02"},
                "version",
                "unknown version of england-children '2006-09-02'; did you mean '2006-09-01'?",
            ),
            (received() | {"procedure": 1}, "procedure", "must be a string, not the number 1"),
            (received() | {"tags": "urgent"}, "tags", "must be a list, not the string 'urgent'"),
            (received() | {"tags": ["urgent", 1]}, "tags[1]", "must be a string, not the number 1"),
            (received() | {"refrence": "1"}, "refrence", "unknown key 'refrence'; did you mean 'reference'"),
            (case_of(), "events", "is empty; a case begins with the event that opens it"),
            (case_of() | {"events": {}}, "events", "must be a list, not an object"),
            ({"procedure": "england-children"}, "events", "is missing"),
            ({"events": [RECEIVED]}, "procedure", "is missing"),
        ],
    )
    def test_a_case_is_its_procedure_its_details_and_its_events(self, data: Any, path: str, says: str) -> None:
        """Anything else is a fault, and says what would be right."""
        found, said = only_fault_of(data)
        assert found == path
        assert said.startswith(says)

    def test_an_unknown_procedure_names_the_nearest(self) -> None:
        """And its events are read all the same, for their own faults."""
        data = case_of({"event": "received", "on": "today"}) | {"procedure": "england-childen"}
        (first, second) = faults_of(data)
        assert first[0] == "procedure"
        assert first[1].startswith("unknown procedure 'england-childen'; did you mean 'england-children'")
        assert second[0] == "events[0].on"

    def test_a_version_that_does_not_fit_the_day_of_receipt_is_a_fault(self) -> None:
        """Edited by hand, it would be read under the wrong law: the fault says which version fits that day."""
        old = attrs.evolve(OWN, version="old", until=date(2015, 12, 31))
        new = attrs.evolve(OWN, version="new", since=date(2016, 1, 1))
        book = RULEBOOK.adding(old, new)
        for on, wrong, right in (("2015-12-31", "new", "old"), ("2016-01-01", "old", "new")):
            data = received(on=on) | {"procedure": "our-own"}
            assert load_case(data | {"version": right}, rulebook=book).procedure.version == right
            path, says = only_fault_of(data | {"version": wrong}, rulebook=book)
            assert path == "version"
            assert f"version '{wrong}' of procedure 'our-own' was not in force on {on}" in says
            assert says.endswith(f"that day has version '{right}'")

    def test_a_version_on_a_day_that_has_none_is_a_fault(self) -> None:
        """A complaint of 31 August 2006 was not received under regulations of 1 September; without a version it is read."""
        path, says = only_fault_of(received(on="2006-08-31") | {"version": "2006-09-01"})
        assert path == "version"
        assert says.endswith("it is in force from 2006-09-01; leave it out: that day has none")
        assert load_case(received(on="2006-08-31")).lacks_version

    def test_a_policy_that_is_refused_is_a_fault_of_the_line(self) -> None:
        """It promises less than the law: eleven working days where reg 14(1) has ten. A case it is not for is read without it."""
        stage_1 = CHILDREN.limit("stage-1")
        slow = local_target(stage_1, key="local-stage-1", period=working_days(11), cite=ANY_CITE)
        policy = LocalPolicy(
            key="slow",
            title="Slow",
            procedure="england-children",
            since=date(2016, 4, 1),
            until=date(2017, 3, 31),
            limits=(slow,),
        )
        old, other = received(on="2016-03-31"), received() | {"procedure": "england-public-health"}
        over = [json.dumps(data) for data in (received(), received(on="2017-04-01"), old, other)]
        good, (fault,) = read_all(over, policy=policy)
        assert good == [None, None, None]
        assert (fault.line, fault.path) == (1, "")
        assert "takes more time, 11 working days" in fault.says

    def test_a_wrong_context_is_the_callers_error(self) -> None:
        """It is no fault of any line, and is told at once."""
        for read in (lambda **context: load_case(received(), **context), lambda **context: load_cases([], **context)):
            with pytest.raises(WrongTypeError, match="rulebook must be a Rulebook"):
                read(rulebook="england-children")
            with pytest.raises(UnknownKeyError, match="unknown policy"):
                read(policy="shropshire")


class TestLines:
    """Files of JSON lines."""

    def test_the_first_case_comes_before_the_second_line_is_read(self) -> None:
        """A long file is read as its cases are used, and is never held whole."""
        read = []

        def lines() -> Iterator[str]:
            for reference in ("1", "2"):
                read.append(reference)
                yield line(reference)

        cases = load_cases(lines())
        assert read == []
        assert (next(cases).reference, read) == ("1", ["1"])
        assert (next(cases).reference, read) == ("2", ["1", "2"])

    def test_good_lines_survive_bad_ones(self) -> None:
        """Every good case is given; after the last, one error has all the faults with their lines."""
        bad = json.dumps(case_of(RECEIVED | {"orally": "false"}, {"event": "acknowleged", "on": "2016-09-07"}))
        lines = [line("1"), bad, "", line("2"), EXAMPLE[:-30], line("3")]
        good, faults = read_all(lines)
        assert good == ["1", "2", "3"]
        assert [(fault.line, fault.path) for fault in faults] == [(2, "events[0].orally"), (2, "events[1].event"), (5, "")]
        with pytest.raises(LoadError) as caught:
            list(load_cases(lines))
        assert isinstance(caught.value, ValueError)
        assert caught.value.faults == (
            "line 2: events[0].orally: must be true or false, not the string 'false'",
            "line 2: events[1].event: unknown event 'acknowleged'; did you mean 'acknowledged' or 'provider-acknowledged'?",
            f"line 5: breaks off after {len(EXAMPLE) - 30} characters; a line holds one whole JSON object",
        )
        assert str(caught.value) == "; ".join(caught.value.faults)
        assert pickle.loads(pickle.dumps(caught.value)).details == caught.value.details  # noqa: S301 - our own bytes

    @pytest.mark.parametrize("end", range(1, len(EXAMPLE), 7))
    def test_a_line_cut_off_anywhere_is_one_fault(self, end: int) -> None:
        """Wherever the file broke off, the line is one fault of ours."""
        says = only_line_fault(EXAMPLE[:end])
        assert says.startswith(("breaks off after", "is not JSON, from character"))

    def test_blank_lines_and_a_byte_order_mark_are_passed_over(self) -> None:
        """The mark stands only before the first line; blank lines count in the numbers."""
        assert read_all(["\ufeff" + line("1"), "\n", " \t\r\n", line("2") + "\r\n", "["])[0] == ["1", "2"]
        assert read_all(["\ufeff" + line("1"), "\n", "["])[1][0].line == 3
        assert read_all([b"\xef\xbb\xbf" + line("1").encode(), b"", b"\r\n"]) == (["1"], [])
        assert read_all(["\ufeff\n", line("1")]) == (["1"], [])
        assert only_line_fault("\ufeff" + line("2")).startswith("is not JSON, from character 1 on")
        assert read_all([]) == read_all([""]) == ([], [])

    @pytest.mark.parametrize(
        ("bad", "says"),
        [
            ("{", "breaks off after 1 characters"),
            ('{"procedure": "engl', "breaks off after 19 characters"),
            ("{'procedure': 1}", "is not JSON, from character 2 on: expecting property name"),
            ("{} {}", "is not JSON, from character 4 on: extra data"),
            ("null", "must be an object, one case a line, not null"),
            ("[" * 100_000, "is nested too deeply to be a case"),
            ('{"events": ' * 100_000, "is nested too deeply to be a case"),
            ('{"format": ' + "9" * 10_000 + "}", "holds a number too long to be read"),
            (b"\xff\xfe{\x00}\x00", "is not UTF-8, from byte 1 on"),
            (b'{"reference": "Zo\xeb"}', "is not UTF-8, from byte 18 on"),
            (b"\x00\x01\x02", "is not JSON, from character 1 on: expecting value"),
            (b"PK\x03\x04\xff", "is not UTF-8, from byte 5 on"),
            ("\x00" * 10_000_000, "is not JSON, from character 1 on: expecting value"),
            (b"\xff" * 10_000_000, "is not UTF-8, from byte 1 on"),
            ('"' + "x" * 10_000_000, "breaks off after 10000001 characters"),
            ('"' + "x" * 10_000_000 + '"', "must be an object, one case a line, not the string 'xxxx"),
            (None, "must be a string or bytes, not null"),
            ({}, "must be a string or bytes, not an object"),
            (5, "must be a string or bytes, not the number 5"),
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_garbage_is_one_fault_of_its_line(self, bad: Any, says: str) -> None:
        """Truncated, binary, nested without end, ten megabytes long: one short fault, and no other line is lost."""
        said = only_line_fault(bad)
        assert said.startswith(says)
        assert len(said) < 200

    def test_a_word_of_megabytes_is_not_repeated(self) -> None:
        """Neither as a code, nor as a key, nor as a string where none belongs."""
        word = "x" * 10_000_000
        data = case_of(
            {"event": word},
            {"event": "acknowledged", "on": word, word: 1},
            {"event": "responded", "on": "2016-09-19", "outcome": word},
            procedure=word,
        )
        faults = faults_of(data)
        assert len(faults) == 5
        assert max(len(path + says) for path, says in faults) < 1500

    def test_a_long_message_is_cut(self) -> None:
        """A list of points with one point twice is refused with its points, but not with a million of them."""
        _, says = only_fault_of(received(points=["1"] * 100_000))
        assert len(says) < 1001
        assert "…" in says

    def test_a_line_is_not_taken_through_to_its_millionth_fault(self) -> None:
        """Fifty faults are enough to see what a line is; the fifty-first says that there may be more."""
        lines = [json.dumps(received(points=[1] * 100_000)), json.dumps(case_of(*[{}] * 1000)), line("good")]
        good, faults = read_all(lines)
        assert good == ["good"]
        assert [sum(fault.line == number for fault in faults) for number in (1, 2)] == [51, 51]
        assert faults[50] == Fault(1, "", "may have more faults than these 50")

    def test_a_list_is_not_taken_through_to_its_millionth_fault(self) -> None:
        """The faults of one list are not gathered without end, whoever asks for them."""
        faults = list(_json_values.read({"on": "2016-09-05", "points": [1] * 1000}, Received, "events[0]"))
        assert [path for path, _ in faults] == [f"events[0].points[{place}]" for place in range(51)]

    @pytest.mark.parametrize(
        ("text", "paths"),
        [
            ('{"procedure": "england-children", "procedure": "england-children", "events": [%s]}', ["procedure"]),
            ('{"procedure": "england-children", "events": [%s, {"event": "closed", "on": "2016-09-06", "on": "2016-09-07"}]}',
             ["events[1].on"]),
            ('{"procedure": "england-children", "team": {"a": 1, "a": 2, "b": {"c": 1, "c": 1}}, "events": [%s]}',
             ["team.a", "team.b.c", "team"]),
            ('{"team": {"a": 1, "a": 2}, "team": "T", "procedure": "england-children", "events": [%s]}', ["team"]),
            ('{"procedure": "england-children", "events": [%s], "x": ' + "[" * 200 + '{"a": 1, "a": 2}' + "]" * 200 + "}", ["x"]),
        ],
    )  # fmt: skip
    def test_a_key_given_twice_is_a_fault(self, text: str, paths: list[str]) -> None:
        """JSON's readers keep the last and say nothing; here nothing is lost unseen."""
        _, faults = read_all([text % json.dumps(RECEIVED)])
        assert [fault.path for fault in faults] == paths
        twice = [fault for fault in faults if fault.says == "is given more than once in one object"]
        assert len(twice) == len(set(paths) - {"x"} - ({"team"} if "team.a" in paths else set()))

    @pytest.mark.parametrize("no_lines", ["{}\n{}", b"{}\n{}", None, 5])
    def test_what_has_no_lines_is_refused_at_once(self, no_lines: Any) -> None:
        """A string is not a list of lines: its letters would be."""
        with pytest.raises(WrongTypeError, match="lines must be an open file or a list of lines"):
            load_cases(no_lines)

    def test_a_text_file_in_another_encoding_ends_in_our_own_error(self) -> None:
        """Python decodes a string file before it makes lines of it, so the lines after cannot be had; the error says how."""
        raw = (line("1") + "\n").encode() + b"\xff\n" + (line("2") + "\n").encode()
        assert read_all(io.BytesIO(raw)) == (["1", "2"], [Fault(2, "", "is not UTF-8, from byte 1 on")])
        _, (fault,) = read_all(io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        assert "open it as bytes" in fault.says

    def test_an_error_of_the_file_itself_is_not_ours(self) -> None:
        """A disk that fails is no fault of a line."""

        def lines() -> Iterator[str]:
            yield line("1")
            raise OSError("disk")

        cases = load_cases(lines())
        assert next(cases).reference == "1"
        with pytest.raises(OSError, match="disk"):
            next(cases)

    def test_a_reader_that_stops_early_hears_of_no_fault(self) -> None:
        """The error stands at the end; who goes away before it is not held."""
        cases = load_cases(["{", line("1"), line("2")])
        assert next(cases).reference == "1"
        assert next(cases).reference == "2"
        with pytest.raises(LoadError):
            next(cases)


class TestHouse:
    """How the room keeps the laws of the house."""

    def test_cattrs_is_not_loaded_with_the_package(self) -> None:
        """It comes with the first case that is read or written, and costs nobody else."""
        code = (
            "import sys, datetime, complaintrules as cr\n"
            "cr.Case.open('england-children', cr.Received(on=datetime.date(2016, 9, 5)))\n"
            "assert 'cattrs' not in sys.modules\n"
            "cr.load_case\n"
            "assert 'cattrs' in sys.modules\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own line

    def test_threads_may_meet_a_class_for_the_first_time_together(self) -> None:
        """Eight threads read and write the same cases with a converter that has met no class yet."""
        _json_values._converter.cache_clear()
        start = threading.Barrier(8)
        seen: list[list[Case]] = []

        def run() -> None:
            start.wait()
            seen.append([load_case(dump_case(case)) for case in load_cases([EXAMPLE] * 3)])

        threads = [threading.Thread(target=run) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [[load_case(json.loads(EXAMPLE))] * 3] * 8

    def test_a_fault_says_where(self) -> None:
        """Line, path and words, as far as there are any."""
        assert str(Fault(3, "events[2].outcome", "is wrong")) == "line 3: events[2].outcome: is wrong"
        assert str(Fault(3, "", "is wrong")) == "line 3: is wrong"
        assert str(Fault(None, "team", "is wrong")) == "team: is wrong"
        assert str(Fault(None, "", "is wrong")) == "is wrong"
        assert issubclass(LoadError, ComplaintRulesError)

    def test_every_event_can_be_written_and_read(self) -> None:
        """Each kind there is, with its needful fields alone, comes back through its own hooks as it was."""
        values: dict[str, Any] = {
            "until": "2016-10-03",
            "start": "2016-10-03",
            "panel_on": "2016-10-03",
            "sufficient": True,
            "accepted": True,
            "to": "england-corporate",
            "of": "C-1",
        }
        for kind in EVENTS.values():
            needed = {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING} - {"on"}
            grounds = {"not-accepted": "out-of-time", "suspended": "disciplinary"}
            fields = {name: grounds[kind.key] if name == "ground" else values[name] for name in needed} | {"on": "2016-09-05"}
            reading = _json_values.read(fields, kind, "")
            with pytest.raises(StopIteration) as end:
                next(reading)
            assert type(end.value.value) is kind
            assert _json_values.write(end.value.value) == fields

    def test_the_stage_2_request_has_its_arrival(self) -> None:
        """A later event's arrival is a fact of its own and comes back."""
        case = Case.replay(
            "england-children",
            [
                Received(on=date(2016, 9, 5)),
                Responded(on=date(2016, 9, 19)),
                EscalationRequested(on=date(2016, 9, 22), received_on=date(2016, 9, 26)),
            ],
        )
        again = load_case(dump_case(case))
        assert again.events[2].arrived == date(2016, 9, 26)
        assert again == case
