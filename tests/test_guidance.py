"""What somebody new to the library is told who asks for a thing by the wrong name, in the wrong number or without brackets."""

from __future__ import annotations

import enum
import inspect
import subprocess
import sys
import types
import typing
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import cli
from complaintrules.events import EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)), reference="2016-0143")
YEAR: dict[str, Any] = {"start": date(2016, 4, 1), "end": date(2017, 3, 31)}
LISTS: list[type[enum.StrEnum]] = [
    kind for name in cr.__all__ if isinstance(kind := getattr(cr, name), type) and issubclass(kind, enum.StrEnum) and list(kind)
]


# --- names


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("add_workingdays", "did you mean add_working_days or working_days or working_days_between?"),
        ("Recieved", "did you mean Received"),
        ("load_cases_", "did you mean load_cases or load_case"),
    ],
)
def test_a_name_that_is_not_there_brings_the_nearest(name: str, meant: str) -> None:
    """As Python's own error, so that `hasattr` works."""
    with pytest.raises(AttributeError) as refused:
        getattr(cr, name)
    assert str(refused.value).startswith(f"module 'complaintrules' has no attribute {name!r}; {meant}")
    assert not hasattr(cr, name)


@pytest.mark.parametrize("name", ["zzzzzzzz", "_Case", "__wrapped__"])
def test_a_name_that_is_like_none_brings_none(name: str) -> None:
    """Nor does what tools ask for."""
    with pytest.raises(AttributeError) as refused:
        getattr(cr, name)
    assert str(refused.value) == f"module 'complaintrules' has no attribute {name!r}"


def test_a_module_that_is_not_imported_yet_says_how_it_is() -> None:
    """`import complaintrules` alone brings no module with it; once imported it is there."""
    code = """
import complaintrules as cr
try:
    cr.bulk
except AttributeError as error:
    print(error)
from complaintrules import bulk
print(cr.bulk is bulk)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own lines
    assert done.stdout.splitlines() == [
        "module 'complaintrules' has no attribute 'bulk'; it is a module: from complaintrules import bulk",
        "True",
    ]


@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.__name__)
def test_a_member_that_is_not_there_brings_the_nearest(codes: type[enum.StrEnum]) -> None:
    """In every list of codes: written small, or with a letter wrong; by its name and by its code."""
    member = max(codes, key=lambda member: len(member.name))
    for wrong in (member.name.lower(), f"{member.name}X"):
        with pytest.raises(AttributeError, match=f"^{codes.__name__} has no member '{wrong}'; did you mean {member.name}"):
            getattr(codes, wrong)
    with pytest.raises(
        cr.WrongValueError, match=f"{codes.__name__} '{member.value}x': it has no such code; (did you mean|known are)"
    ):
        codes(f"{member.value}x")
    with pytest.raises(cr.WrongValueError, match=f"{codes.__name__} 7: its codes are strings"):
        codes(7)  # type: ignore[arg-type] # a number for a code, on purpose
    assert not hasattr(codes, "_zzz")
    with pytest.raises(AttributeError, match=f"^{codes.__name__} has no member 'qqqqqqqq'$"):
        codes.qqqqqqqq  # type: ignore[attr-defined] # noqa: B018 - no member, on purpose
    assert codes(member.value) is member


# --- one for many, and many for one


@pytest.mark.parametrize(
    ("use", "argument", "cure"),
    [
        (lambda wrong: cr.report(wrong, **YEAR), "cases", "load_cases reads the lines of an open file"),
        (lambda wrong: cr.report([], feedback=wrong, **YEAR), "feedback", "load_feedback reads the lines of an open file"),
        (cr.completeness, "cases", "load_cases reads the lines of an open file"),
        (lambda wrong: list(cr.dump_cases(wrong)), "cases", "load_cases reads the lines of an open file"),
        (lambda wrong: cr.Case.replay("england-children", wrong), "events", "load_case reads a case from data"),
    ],
    ids=["report", "feedback", "completeness", "dump_cases", "replay"],
)
def test_one_where_several_belong_is_told_to_stand_in_a_list(use: Callable[[Any], object], argument: str, cure: str) -> None:
    """A case is not a list of cases; nor is the name of a file, whose letters would be counted as cases."""
    one = {"cases": CASE, "feedback": cr.Feedback(type=cr.FeedbackType.COMMENT, on=date(2016, 9, 5)), "events": CASE.events[0]}
    kind = {"cases": "Case", "feedback": "Feedback", "events": "Event"}[argument]
    wanted = f"a list, or anything else that gives one {kind} after another"
    for wrong, right in ((one[argument], "put it in a list"), ("cases.jsonl", f"complaintrules.{cure}"), (7, "")):
        with pytest.raises(cr.WrongTypeError) as refused:
            use(wrong)
        assert (refused.value.argument, refused.value.wanted, refused.value.cure) == (argument, wanted, right)


@pytest.mark.parametrize(
    "use",
    [
        lambda: cr.Subject(functions=cr.Function.ADOPTION),
        lambda: cr.Received(on=date(2016, 9, 5), points="1"),  # type: ignore[arg-type] # one for many, on purpose
        lambda: cr.Responded(on=date(2016, 9, 5), findings=cr.Finding(point="1", outcome=cr.Outcome.UPHELD)),  # type: ignore[arg-type] # likewise
        lambda: cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)), tags="foster care"),
        lambda: cr.compare("england-children"),
        lambda: cr.compare(cr.get_procedure("england-children")),  # type: ignore[arg-type] # likewise
    ],
)
def test_one_value_of_a_field_that_holds_several_is_told_to_stand_in_a_list(use: Callable[[], object]) -> None:
    """A string is not taken apart into its letters."""
    with pytest.raises(cr.WrongTypeError, match=r"; put it in a list$"):
        use()


def test_a_list_of_procedures_is_told_to_be_given_one_by_one() -> None:
    """`adding` takes each by itself."""
    with pytest.raises(cr.WrongTypeError, match=r"; give each by itself: adding\(\*procedures\)$"):
        cr.RULEBOOK.adding([cr.get_procedure("england-children")])  # type: ignore[arg-type] # many for one, on purpose
    with pytest.raises(cr.WrongTypeError, match=r"procedure must be a Procedure, not str 'england-children'$"):
        cr.RULEBOOK.adding("england-children")  # type: ignore[arg-type] # a key, on purpose


# --- a string for a member


def member_fields() -> list[tuple[type[Any], str, type[enum.StrEnum]]]:
    """Every field of an event, a part of one, an intake or feedback that holds a member, with its vocabulary."""
    kinds: list[type[Any]] = [
        *EVENTS.values(),
        cr.Finding,
        cr.LearningPoint,
        cr.Action,
        cr.Decision,
        cr.Subject,
        cr.Intake,
        cr.Feedback,
    ]
    found = []
    for kind in kinds:
        hints = typing.get_type_hints(kind)
        for field in attrs.fields(kind):
            hint = hints[field.name]
            options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
            found += [(kind, field.name, option) for option in options if option in LISTS]
    return found


def usual(kind: type[Any]) -> dict[str, Any]:
    """What a class cannot be made without."""
    made: dict[str, Any] = {
        "on": date(2016, 9, 5), "point": "1", "answer": True, "functions": [cr.Function.ADOPTION],
        "code": next(iter(cr.Learning if kind is cr.LearningPoint else cr.ActionType)), "outcome": cr.Outcome.UPHELD,
        "question": next(iter(cr.Question)), "ground": next(iter(cr.RefusalGround)), "type": cr.FeedbackType.COMMENT,
    }  # fmt: skip
    return {field.name: made[field.name] for field in attrs.fields(kind) if field.default is attrs.NOTHING}


FIELDS = member_fields()


@pytest.mark.parametrize(("kind", "field", "vocabulary"), FIELDS, ids=[f"{kind.__name__}.{field}" for kind, field, _ in FIELDS])
def test_a_string_for_a_member_is_told_the_member(kind: type[Any], field: str, vocabulary: type[enum.StrEnum]) -> None:
    """By its code, by its label and with a letter wrong; for every field that holds a member."""
    member = max(vocabulary, key=lambda member: len(member.name))
    label = getattr(member, "label", member.value)
    for written in (member.value, label):
        with pytest.raises(cr.WrongTypeError) as refused:
            kind(**usual(kind) | {field: written})
        assert refused.value.cure == f"give {vocabulary.__name__}.{member.name}"
    with pytest.raises(cr.WrongTypeError, match=f"did you mean '{member.value}'"):
        kind(**usual(kind) | {field: f"{member.value}x"})


def test_the_table_of_members_holds_the_ones_that_people_write() -> None:
    """So that the test above proves something."""
    names = {(kind.__name__, field) for kind, field, _ in FIELDS}
    assert names >= {
        ("Received", "complainant"), ("Received", "reason"), ("Received", "advocate"), ("Responded", "outcome"),
        ("NotAccepted", "ground"), ("Finding", "outcome"), ("LearningPoint", "code"), ("Action", "code"),
        ("Intake", "feedback"), ("Intake", "manner"), ("Decision", "question"), ("Subject", "considered"), ("Feedback", "type"),
    }  # fmt: skip


def test_a_parent_as_a_string_is_complainant_parent() -> None:
    """The whole message."""
    with pytest.raises(cr.WrongTypeError) as refused:
        cr.Received(on=date(2016, 9, 5), complainant="parent")  # type: ignore[arg-type] # a string for a member, on purpose
    assert str(refused.value) == (
        "received.complainant must be a member of Complainant, such as Complainant.CHILD, not str 'parent'; "
        "give Complainant.PARENT"
    )


@pytest.mark.parametrize(
    ("use", "cure"),
    [
        (lambda: cr.Responded(on=date(2016, 9, 5), learning=["policy"]), "unknown learning 'policy'"),  # type: ignore[list-item] # likewise
        (lambda: cr.Responded(on=date(2016, 9, 5), actions=["apology"]), "give ActionType.APOLOGY"),  # type: ignore[list-item] # likewise
        (lambda: cr.Received(on=date(2016, 9, 5), further_reasons=["delay"]), "give Reason.DELAY"),  # type: ignore[arg-type] # likewise
        (lambda: cr.Period(10, "working-days"), "give Unit.WORKING_DAYS"),  # type: ignore[arg-type] # likewise
        (lambda: cr.Period(10, cr.Unit.MONTHS, "from"), "give Counting.FROM"),  # type: ignore[arg-type] # likewise
        (lambda: cr.rounded(1, rounding="half-up"), "give Rounding.HALF_UP"),  # type: ignore[arg-type] # likewise
    ],
)
def test_a_string_for_a_member_in_a_list_or_a_rule_is_told_the_member(use: Callable[[], object], cure: str) -> None:
    """A period of "working-days" would otherwise have been one of calendar days."""
    with pytest.raises(cr.WrongTypeError) as refused:
        use()
    assert refused.value.cure.startswith(cure)


def test_a_string_for_a_member_in_a_procedure_is_told_the_member() -> None:
    """The fault of the field, with the member."""
    *others, last = cr.get_procedure("england-children").limits
    force: Any = "statute"
    wrong = attrs.evolve(last, force=force)
    with pytest.raises(cr.ProcedureError, match=r"force must be a member of Force, not str 'statute'; give Force\.STATUTE"):
        attrs.evolve(cr.get_procedure("england-children"), limits=(*others, wrong))


# --- brackets


def test_what_depends_on_a_day_takes_it_in_brackets_and_what_needs_none_is_a_property() -> None:
    """One habit for every name of a case: no method can be called with nothing unless a day may be given."""
    for name, member in inspect.getmembers_static(cr.Case):
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            continue
        function = member.__func__ if isinstance(member, classmethod) else member
        first, *parameters = inspect.signature(function).parameters.values()
        assert first.name in {"self", "cls"}
        assert parameters, f"Case.{name} takes nothing, so it is a property"
        asked_of_a_day = name in {"deadlines", "breaches", "next_due", "irregularities", "next_events", "unmoved"}
        assert [parameter.name for parameter in parameters] == ["as_of"] or not asked_of_a_day
        if parameters[0].default is not inspect.Parameter.empty:
            assert parameters[0].name == "as_of", f"Case.{name} may be called with nothing, though it asks about no day"


@pytest.mark.parametrize("name", ["state", "stage", "outcome", "moves", "events", "findings", "is_closed", "closed_on"])
def test_what_the_history_left_is_a_property(name: str) -> None:
    """These are asked for without brackets."""
    assert isinstance(inspect.getattr_static(cr.Case, name), property)


def test_what_may_come_next_can_be_asked_of_an_earlier_day() -> None:
    """Before the answer of 12 September 2016 it was owed; before the receipt nothing could happen."""
    case = CASE.record(cr.Responded(on=date(2016, 9, 12)))
    assert case.next_events(date(2016, 9, 9)) == CASE.next_events()
    assert case.next_events(date(2016, 9, 12)) == case.next_events()
    assert case.next_events() != CASE.next_events()
    assert case.next_events(date(2016, 9, 4)) == ()


# --- the command line


@pytest.mark.parametrize(
    ("arguments", "program"),
    [
        (["due", "england-children", "stage-1", "2026-11-23", "--wrong"], "complaintrules due"),
        (["working-days", "add", "2026-11-23", "3", "--division", "scotland", "--wrong"], "complaintrules working-days add"),
        (["report", "cases.jsonl", "--start", "2026-04-01", "--end", "2027-03-31", "--wrong"], "complaintrules report"),
        (["--wrong", "procedures"], "complaintrules"),
    ],
)
def test_what_a_command_does_not_know_points_to_the_help_of_that_command(
    capsys: pytest.CaptureFixture[str], arguments: list[str], program: str
) -> None:
    """And not to that of the whole, where it is not explained."""
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err == f"complaintrules: unrecognized arguments: --wrong (see {program} --help)\n"
