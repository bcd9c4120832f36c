"""Intakes: every field refuses what is not of its kind, every contradiction is said in words, and reading says the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import pytest

from complaintrules.classification import Advocacy, Function, Question
from complaintrules.errors import Fault, InvalidEventError, LoadError, WrongTypeError, WrongValueError
from complaintrules.routing.intake import Decision, Intake, Subject, load_intake

RECEIVED = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - a date-time is refused whether or not it has a zone

DAY = "a datetime.date without a time of day"
CURES = {
    (DAY, "2026-11-23"): "; datetime.date.fromisoformat reads one written as 2026-11-23",
    (DAY, "2026-10-01"): "; datetime.date.fromisoformat reads one written as 2026-11-23",
    (DAY, NOON): "; its .date() is a plain date",
}
USUAL: dict[type, dict[str, Any]] = {
    Subject: {"functions": [Function.SCHOOL]},
    Decision: {"question": Question.INTEREST, "answer": True, "on": RECEIVED},
    Intake: {},
}
KINDS: list[tuple[type, str, Any, str]] = [
    (Subject, "point", 1, "a string"),
    (Subject, "grounds_on", "2026-10-01", DAY),
    (Subject, "grounds_on", NOON, DAY),
    (Subject, "noticed_on", 20261001, DAY),
    (Subject, "considered", "never", "a member of Considered"),
    (Subject, "proceedings", "disciplinary", "a list or tuple"),
    (Subject, "functions", "school", "a list or tuple"),
    (Decision, "question", "interest", "a member of Question"),
    (Decision, "answer", 1, "True or False"),
    (Decision, "on", "2026-11-23", DAY),
    (Decision, "point", 2, "a string"),
    (Intake, "feedback", "complaint", "a member of FeedbackType"),
    (Intake, "subjects", "school", "a list or tuple"),
    (Intake, "received_on", NOON, DAY),
    (Intake, "made_on", "2026-11-23", DAY),
    (Intake, "manner", "orally", "a member of Manner"),
    (Intake, "complainant", "parent", "a member of Complainant"),
    (Intake, "through", "solicitor", "a member of Intermediary"),
    (Intake, "under_18", 1, "True or False"),
    (Intake, "under_18", None, "True or False"),
    (Intake, "concerning", "adult", "a member of Concerning"),
    (Intake, "capacity", "elected", "a member of Capacity"),
    (Intake, "advocate", "requested", "a member of Advocacy"),
    (Intake, "advocate", None, "a member of Advocacy"),
    (Intake, "resolved_on", "2026-11-23", DAY),
    (Intake, "landlord_is_council", "yes", "True or False"),
    (Intake, "corporate_procedure", 7, "a string"),
    (Intake, "disputed", "concerning", "a list or tuple"),
    (Intake, "lead", "council", "a member of Lead"),
    (Intake, "decisions", "interest", "a list or tuple"),
]


@pytest.mark.parametrize(("kind", "field", "value", "wanted"), KINDS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_each_field_refuses_what_is_not_of_its_kind(kind: type, field: str, value: Any, wanted: str) -> None:
    """A string is no date, a code no member, a date-time no day, and one no True; the error has the place and the value."""
    with pytest.raises(WrongTypeError) as refused:
        kind(**USUAL[kind] | {field: value})
    argument = f"{kind.__name__.lower()}.{field}"
    assert (refused.value.argument, refused.value.value) == (argument, value)
    says = str(refused.value)
    assert says.startswith(f"{argument} must be {wanted}")
    assert f", not {type(value).__name__} {value!r}{CURES.get((wanted, value), '')}" in says


def test_every_field_stands_in_that_table() -> None:
    """A new one cannot be forgotten."""
    assert {(kind, field) for kind, field, *_ in KINDS} == {(kind, field.name) for kind in USUAL for field in attrs.fields(kind)}


@pytest.mark.parametrize(
    ("kind", "field", "values", "argument"),
    [
        (Subject, "functions", [Function.SCHOOL, "adoption"], "subject.functions"),
        (Subject, "proceedings", ["disciplinary"], "subject.proceedings"),
        (Intake, "subjects", [Function.SCHOOL], "intake.subjects"),
        (Intake, "disputed", ["concerning"], "intake.disputed"),
        (Intake, "decisions", [Question.INTEREST], "intake.decisions"),
    ],
)
def test_each_member_of_a_list_is_of_its_kind(kind: type, field: str, values: list[Any], argument: str) -> None:
    """The error has the member that is not."""
    with pytest.raises(WrongTypeError) as refused:
        kind(**USUAL[kind] | {field: values})
    assert (refused.value.argument, refused.value.value) == (argument, values[-1])


def test_a_decision_says_what_how_and_when() -> None:
    """None of the three has a default: nothing is decided by leaving it out."""
    for missing in ("question", "answer", "on"):
        facts = {name: value for name, value in USUAL[Decision].items() if name != missing}
        with pytest.raises(TypeError, match=missing):
            Decision(**facts)
    with pytest.raises(TypeError, match="functions"):
        Subject()  # type: ignore[call-arg] # its functions are missing on purpose


def test_what_is_left_out_nobody_knows() -> None:
    """None, and nothing else, is for what is not known; only a request for an advocate and the age have a usual answer."""
    empty = Intake()
    assert {field.name: getattr(empty, field.name) for field in attrs.fields(Intake)} == {
        "feedback": None,
        "subjects": (),
        "received_on": None,
        "made_on": None,
        "manner": None,
        "complainant": None,
        "through": None,
        "under_18": False,
        "concerning": None,
        "capacity": None,
        "advocate": Advocacy.NOT_REQUESTED,
        "resolved_on": None,
        "landlord_is_council": None,
        "corporate_procedure": None,
        "disputed": None,
        "lead": None,
        "decisions": (),
    }
    subject = Subject(functions=[Function.SCHOOL])
    assert attrs.astuple(subject) == ((Function.SCHOOL,), None, None, None, None, None)
    assert Subject(functions=[Function.SCHOOL], proceedings=[]).proceedings == ()


def test_a_subject_without_a_function_is_refused_in_words() -> None:
    """The error has the place and what is wrong with it."""
    with pytest.raises(WrongValueError) as refused:
        Subject(functions=[])
    assert (refused.value.argument, refused.value.value) == ("subject.functions", ())
    assert str(refused.value) == "subject.functions (): a subject concerns at least one function"


SCHOOL = {"functions": ["school"]}
DECIDED = {"question": "interest", "answer": True, "on": "2026-11-23"}


def _with_days(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts with their days as dates."""
    return {
        name: date.fromisoformat(value) if name.endswith("on") else value for name, value in facts.items() if name != "question"
    }


@pytest.mark.parametrize(
    ("facts", "path", "says"),
    [
        ({"made_on": "2026-11-24"}, "made_on", "made_on 2026-11-24: lies after the day of receipt, 2026-11-23"),
        ({"resolved_on": "2026-11-22"}, "resolved_on", "resolved_on 2026-11-22: lies before the complaint was made, 2026-11-23"),
        (
            {"made_on": "2026-11-20", "resolved_on": "2026-11-19"},
            "resolved_on",
            "resolved_on 2026-11-19: lies before the complaint was made, 2026-11-20",
        ),
        (
            {"subjects": [SCHOOL | {"point": "1"}, SCHOOL | {"point": "1"}]},
            "subjects",
            "subjects ['1', '1']: two subjects have the same point",
        ),
        (
            {"subjects": [SCHOOL, SCHOOL | {"grounds_on": "2026-11-24"}]},
            "subjects[1].grounds_on",
            "subjects[1].grounds_on 2026-11-24: lies after the day of receipt, 2026-11-23",
        ),
        (
            {"subjects": [SCHOOL | {"noticed_on": "2026-11-24"}]},
            "subjects[0].noticed_on",
            "subjects[0].noticed_on 2026-11-24: lies after the day of receipt, 2026-11-23",
        ),
        (
            {"subjects": [SCHOOL | {"grounds_on": "2026-10-02", "noticed_on": "2026-10-01"}]},
            "subjects[0].noticed_on",
            "subjects[0].noticed_on 2026-10-01: lies before the grounds arose, 2026-10-02",
        ),
        (
            {"decisions": [DECIDED | {"on": "2026-11-22"}]},
            "decisions[0].on",
            "decisions[0].on 2026-11-22: lies before the day of receipt, 2026-11-23",
        ),
        ({"decisions": [DECIDED | {"point": "3"}]}, "decisions[0].point", "decisions[0].point '3': no subject has this point"),
        ({"decisions": [DECIDED, DECIDED]}, "decisions[1].question", "decisions[1].question 'interest': is decided twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_contradiction_is_said_in_the_same_words_by_the_class_and_by_the_reader(
    facts: dict[str, Any], path: str, says: str
) -> None:
    """Made in Python it is raised at once; read from data it is a fault with its place."""
    data = {"received_on": "2026-11-23"} | facts
    with pytest.raises(LoadError) as unread:
        load_intake(data)
    assert unread.value.details == (Fault(None, path, f"intake: {says}"),)
    built: dict[str, Any] = {name: date.fromisoformat(day) for name, day in data.items() if name.endswith("_on")}
    built["subjects"] = [Subject(**_with_days(one) | {"functions": [Function.SCHOOL]}) for one in facts.get("subjects", ())]
    built["decisions"] = [Decision(**_with_days(one) | {"question": Question.INTEREST}) for one in facts.get("decisions", ())]
    with pytest.raises(InvalidEventError) as refused:
        Intake(**built)
    assert str(refused.value) == f"intake: {says}"
    assert (refused.value.event, refused.value.field) == ("intake", path)


def test_what_is_true_together_is_no_contradiction() -> None:
    """Everything on one day, two points, a decision for each and one for all."""
    day = "2026-11-23"
    subjects = [{"functions": ["school"], "point": point, "grounds_on": day, "noticed_on": day} for point in ("1", "2")]
    decisions = [DECIDED, DECIDED | {"point": "1"}, DECIDED | {"point": "2"}, DECIDED | {"question": "prejudice"}]
    read = load_intake({"received_on": day, "made_on": day, "resolved_on": day, "subjects": subjects, "decisions": decisions})
    assert [decision.point for decision in read.decisions] == [None, "1", "2", None]
    without_points = load_intake({"subjects": [SCHOOL, SCHOOL]})
    assert [subject.point for subject in without_points.subjects] == [None, None]


def test_faults_of_single_fields_and_contradictions_are_listed_apart() -> None:
    """While a field cannot be read, nothing is said about how the fields go together."""
    with pytest.raises(LoadError) as unread:
        load_intake({"received_on": "2026-11-23", "made_on": "2026-11-24", "manner": "shouted"})
    assert [fault.path for fault in unread.value.details] == ["manner"]
    assert all(fault.line is None for fault in unread.value.details)


@pytest.mark.parametrize(
    ("data", "shown"), [([], "a list"), ("complaint", "the string 'complaint'"), (None, "null"), (7, "the number 7")]
)
def test_what_is_no_object_is_refused_as_a_whole(data: Any, shown: str) -> None:
    """The fault has no line and no place inside."""
    with pytest.raises(LoadError) as unread:
        load_intake(data)
    assert unread.value.details == (Fault(None, "", f"must be an object, not {shown}"),)


def test_the_place_of_a_key_that_is_no_name_is_the_key_alone() -> None:
    """In brackets, as in Python; there is nothing above an intake."""
    with pytest.raises(LoadError) as unread:
        load_intake({"made by": "post"})
    assert [fault.path for fault in unread.value.details] == ["['made by']"]


def test_of_many_faults_no_more_than_fifty_are_named() -> None:
    """As of a case: garbage may be long."""
    with pytest.raises(LoadError) as unread:
        load_intake({"subjects": [{"functions": ["school"], "point": 7}] * 60})
    assert len(unread.value.details) == 51
    assert unread.value.details[-1] == Fault(None, "", "may have more faults than these 50")
