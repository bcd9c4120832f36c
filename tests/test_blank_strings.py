"""A blank string says nothing: it is refused wherever one can be recorded, and the refusal says to leave it out."""

from __future__ import annotations

import typing
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.events import EVENTS

CURE = "is blank; leave it out where there is nothing to say"
DAY = date(2016, 9, 5)
RECEIVED = cr.Received(on=DAY)
BLANK = pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"], ids=["empty", "space", "tab", "hard space"])

# What else each class needs, so that one can be made.
_MORE: dict[type[Any], dict[str, Any]] = {
    cr.Extended: {"until": date(2016, 9, 30)},
    cr.Suspended: {"ground": next(iter(cr.SuspensionGround))},
    cr.Finding: {"outcome": cr.Outcome.UPHELD},
    cr.LearningPoint: {"code": next(iter(cr.Learning))},
    cr.Action: {"code": next(iter(cr.ActionType))},
    cr.Subject: {"functions": [cr.Function.ADOPTION]},
    cr.Decision: {"question": next(iter(cr.Question)), "answer": True, "on": DAY},
    cr.Feedback: {"type": cr.FeedbackType.COMMENT, "on": DAY},
}


def string_fields(kind: type[Any]) -> list[tuple[str, bool]]:
    """The fields that hold strings, and whether they hold several."""
    hints = typing.get_type_hints(kind)
    found = []
    for field in attrs.fields(kind):
        hint = hints[field.name]
        if hint in {str, str | None}:
            found.append((field.name, False))
        elif hint == tuple[str, ...]:
            found.append((field.name, True))
    return found


RECORDED = [
    *EVENTS.values(),
    cr.Finding,
    cr.LearningPoint,
    cr.Action,
    cr.Subject,
    cr.Decision,
    cr.Intake,
    cr.Feedback,
]
FIELDS = [(kind, name, many) for kind in RECORDED for name, many in string_fields(kind)]


def usual(kind: type[Any]) -> dict[str, Any]:
    """What a class needs, whatever else is recorded."""
    if not issubclass(kind, cr.Event):
        return _MORE.get(kind, {})
    needed = {field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING}
    days = {name: date(2016, 9, 30) for name in needed & {"until", "start", "panel_on"}}
    flags = dict.fromkeys(needed & {"sufficient", "accepted"}, True)
    grounds = {"ground": cr.RefusalGround.OUT_OF_TIME} if kind is cr.NotAccepted else {}
    strings = {name: "england-corporate" for name, _ in string_fields(kind) if name in needed}
    return {"on": DAY} | days | flags | grounds | strings | _MORE.get(kind, {})


def test_every_string_that_can_be_recorded_is_in_this_table() -> None:
    """The names that the issue of a blank one is known for are among the fields found."""
    found = {(kind.__name__, name) for kind, name, _ in FIELDS}
    assert {
        ("Received", "points"), ("Received", "note"), ("Suspended", "points"), ("Extended", "why"), ("Extended", "limit"),
        ("Withdrawn", "reason"), ("Finding", "point"), ("LearningPoint", "note"), ("Action", "owner"), ("Action", "note"),
        ("Subject", "point"), ("Decision", "point"), ("Intake", "corporate_procedure"),
        ("Feedback", "team"), ("Feedback", "service"), ("Feedback", "reference"),
    } <= found  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "many"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name, _ in FIELDS])
@BLANK
def test_no_field_of_what_is_recorded_takes_a_blank_string(kind: type[Any], name: str, many: bool, blank: str) -> None:  # noqa: FBT001 - of the table
    """The error names the field and the cure; the same field with something in it is taken."""
    with pytest.raises(ValueError, match=f"{name} .*: {CURE}"):
        kind(**usual(kind) | {name: [blank] if many else blank})
    assert kind(**usual(kind) | {name: ["1"] if many else "1"})


# What is said in sentences may end as it likes; all the rest names something, and two names that look alike must be one.
SENTENCES = {"note", "why", "reason"}
AROUND = pytest.mark.parametrize("written", [" B", "B ", "\tB\n", "B\u00a0"])


@pytest.mark.parametrize(("kind", "name", "many"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name, _ in FIELDS])
@AROUND
def test_a_name_has_no_blanks_around_it_and_a_sentence_may(kind: type[Any], name: str, many: bool, written: str) -> None:  # noqa: FBT001 - of the table
    """The error names the field and gives the name without them; nothing is stripped unseen."""
    fields = usual(kind) | {name: [written] if many else written}
    if name in SENTENCES:
        assert getattr(kind(**fields), name) == written
        return
    with pytest.raises(ValueError, match=f"{name} .*: has blanks around it; give 'B'"):
        kind(**fields)


@pytest.mark.parametrize("name", ["reference", "team", "service", "complainant", "continues", "tags"])
@AROUND
def test_no_name_on_the_cover_of_a_case_has_blanks_around_it(name: str, written: str) -> None:
    """So "B " and "B" are not two teams in a report; in JSON the fault has its place."""
    wrong: Any = {name: ["red", written] if name == "tags" else written}
    with pytest.raises(cr.WrongValueError, match=f"{name} .*: has blanks around it; give 'B'"):
        cr.Case.open("england-children", RECEIVED, **wrong)
    data = {"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}
    with pytest.raises(cr.LoadError) as refused:
        cr.load_case(data | wrong)
    (fault,) = refused.value.details
    assert (fault.path, fault.says) == (name, f"{name} {written!r}: has blanks around it; give 'B'")
    assert cr.load_case(data | {name: ["red", "B"] if name == "tags" else "B"}).state == "local-resolution"


@pytest.mark.parametrize("name", ["reference", "team", "service", "complainant", "continues", "tags"])
@BLANK
def test_nothing_on_the_cover_of_a_case_is_blank(name: str, blank: str) -> None:
    """So two cases without a reference are not taken for one."""
    wrong: Any = {name: [blank] if name == "tags" else blank}
    with pytest.raises(cr.WrongValueError, match=f"{name} .*: {CURE}"):
        cr.Case.open("england-children", RECEIVED, **wrong)


@pytest.mark.parametrize("name", ["reference", "team", "service", "complainant", "continues", "tags"])
@BLANK
def test_nothing_on_the_cover_is_blank_in_json(name: str, blank: str) -> None:
    """The fault has the place and the cure."""
    data = {"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}
    with pytest.raises(cr.LoadError) as refused:
        cr.load_case(data | {name: ["red", blank] if name == "tags" else blank})
    (fault,) = refused.value.details
    assert fault.path == name
    assert fault.says == f"{name} {blank!r}: {CURE}"


def test_every_blank_string_of_a_case_is_named_by_its_place_in_json() -> None:
    """Deep in an answer too."""
    finding = {"point": " ", "outcome": "upheld"}
    action = {"code": "apology", "owner": "", "note": ""}
    data = {
        "procedure": "england-children",
        "events": [
            {"event": "received", "on": "2016-09-05", "points": ["1", ""], "note": ""},
            {"event": "responded", "on": "2016-09-12", "findings": [finding], "actions": [action]},
        ],
    }
    with pytest.raises(cr.LoadError) as refused:
        cr.load_case(data)
    # Each object says its first blank string; the second shows when the first is put right.
    assert [(fault.path, fault.says) for fault in refused.value.details] == [
        ("events[0].note", f"received.note '': {CURE}"),
        ("events[1].findings[0].point", f"finding.point ' ': {CURE}"),
        ("events[1].actions[0].owner", f"action.owner '': {CURE}"),
    ]


def test_a_blank_string_of_an_intake_or_of_feedback_is_named_by_its_place_in_json() -> None:
    """The same sentence everywhere."""
    with pytest.raises(cr.LoadError) as refused:
        cr.load_intake({"subjects": [{"functions": ["adoption"], "point": ""}]})
    assert refused.value.faults == (f"subjects[0].point: subject.point '': {CURE}",)
    with pytest.raises(cr.LoadError) as refused:
        list(cr.load_feedback(['{"type": "comment", "on": "2016-09-05", "team": " "}']))
    assert refused.value.faults == (f"line 1: team: feedback.team ' ': {CURE}",)


def test_two_cases_without_a_reference_are_no_duplicates() -> None:
    """What is not recorded is left out, and then nothing is said of it."""
    cases = [cr.Case.open("england-children", RECEIVED) for _ in range(2)]
    figures = cr.report(cases, start=date(2016, 4, 1), end=date(2017, 3, 31))
    assert figures.problems == ()
    assert figures.count("received") == 2


@pytest.mark.parametrize("name", ["key", "title", "version"])
def test_a_procedure_says_what_it_must(name: str) -> None:
    """A blank key could be asked for by nobody; the fault names the field."""
    wrong: Any = {name: " "}
    with pytest.raises(cr.ProcedureError, match=f"{name} is blank; it must say something"):
        attrs.evolve(cr.get_procedure("england-children"), **wrong)


def test_a_rule_says_what_it_must_and_may_leave_out_the_rest() -> None:
    """A comment may be left blank, which is what leaving it out means; a title may not."""
    procedure = cr.get_procedure("england-children")
    *others, last = procedure.limits
    assert attrs.evolve(procedure, limits=(*others, attrs.evolve(last, comment="", asks=""))).limits[-1].comment == ""
    with pytest.raises(cr.ProcedureError, match=rf"limits\['{last.key}'\].title is blank; it must say something"):
        attrs.evolve(procedure, limits=(*others, attrs.evolve(last, title="")))


@pytest.mark.parametrize("name", ["key", "title"])
def test_a_policy_says_what_it_must(name: str) -> None:
    """As a procedure does, when it is laid over one."""
    wrong: Any = {name: ""}
    policy = attrs.evolve(cr.get_policy("shropshire-children-2016"), **wrong)
    with pytest.raises(cr.PolicyError, match=f"its {name} is blank; it must say something"):
        cr.Case.open("england-children", RECEIVED, policy=policy)
