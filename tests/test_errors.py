"""Errors: a real base, the facts as attributes, a message that says what was wrong and what would be right, and pickling."""

from __future__ import annotations

import ast
import inspect
import pickle
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from complaintrules import errors
from complaintrules.errors import (
    ComplaintRulesError,
    CoverageError,
    Fault,
    ImpossibleEventError,
    InvalidEventError,
    LoadError,
    MissingExtraError,
    NotInForceError,
    OfficialListError,
    PolicyError,
    ProcedureError,
    UnknownKeyError,
    WrongTypeError,
    WrongValueError,
    alternatives,
    nearest,
    quoted,
)

DAY = date(2026, 11, 23)
FAULTS = (Fault(3, "events[2].outcome", "must be a code"), Fault(None, "", "is no object"))

EXAMPLES: list[tuple[ComplaintRulesError, type[Exception], str]] = [
    (WrongTypeError("amount", 1.5, "a whole number"), TypeError, "amount must be a whole number, not float 1.5"),
    (WrongValueError("days", 0, "call next_working_day"), ValueError, "days 0: call next_working_day"),
    (WrongValueError("end", DAY, "lies before start"), ValueError, "end 2026-11-23: lies before start"),
    (
        CoverageError(date(1999, 12, 31), date(2000, 1, 1), date(2050, 12, 31)),
        LookupError,
        "1999-12-31 lies outside this calendar, which holds 2000-01-01 to 2050-12-31",
    ),
    (OfficialListError(("no events", "no division")), ValueError, "the official list is refused: no events; no division"),
    (
        UnknownKeyError("outcome", "uphold", ("upheld", "not-upheld", "withdrawn")),
        LookupError,
        "unknown outcome 'uphold'; did you mean 'upheld' or 'not-upheld'?",
    ),
    (UnknownKeyError("outcome", "xyz", ("upheld", "closed")), LookupError, "unknown outcome 'xyz'; known are closed, upheld"),
    (
        UnknownKeyError("outcome", "Well founded", ("partly-upheld", "upheld"), means=("upheld", "partly-upheld")),
        LookupError,
        "outcome 'Well founded' can mean 'upheld' or 'partly-upheld'; say which",
    ),
    (
        UnknownKeyError("reason", "adult", ("delay", "decision"), elsewhere=("concerning", "capacity")),
        LookupError,
        "unknown reason 'adult' (it is a code of concerning, capacity); known are decision, delay",
    ),
    (InvalidEventError("extended", "until", DAY, "too early"), ValueError, "extended: until 2026-11-23: too early"),
    (InvalidEventError("responded", "outcome", "x", "no finding"), ValueError, "responded: outcome 'x': no finding"),
    (ProcedureError("repairs", ("one", "two")), ValueError, "procedure 'repairs' is faulty: one; two"),
    (
        NotInForceError("england-housing", date(2019, 1, 1), ("from 2020-01-01 to 2022-03-31", "from 2022-04-01")),
        LookupError,
        (
            "procedure 'england-housing' was not in force on 2019-01-01; it is in force from 2020-01-01 to 2022-03-31, "
            "and from 2022-04-01"
        ),
    ),
    (
        ImpossibleEventError("panel-met", DAY, "resolved", ("it knows none", "nor here"), ("withdrawn", "closed"), "reg 19(4)"),
        ValueError,
        (
            "panel-met on 2026-11-23 cannot happen in state 'resolved': it knows none; nor here (reg 19(4)); "
            "possible here are withdrawn, closed"
        ),
    ),
    (
        ImpossibleEventError("panel-met", DAY, "resolved", ("it knows none",), ()),
        ValueError,
        "panel-met on 2026-11-23 cannot happen in state 'resolved': it knows none",
    ),
    (PolicyError("ours", ("too long",)), ValueError, "policy 'ours' is refused: too long"),
    (
        MissingExtraError("matplotlib", "report"),
        ImportError,
        "this needs matplotlib, which is not installed: python3 -m pip install matplotlib",
    ),
    (LoadError(FAULTS), ValueError, "line 3: events[2].outcome: must be a code; is no object"),
]
KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, ComplaintRulesError)]


@pytest.mark.parametrize(("error", "base", "message"), EXAMPLES)
def test_an_error_has_a_real_base_and_says_what_would_be_right(
    error: ComplaintRulesError, base: type[Exception], message: str
) -> None:
    """One of Python's own, so that `except ValueError` still works; the message is one line, without a full stop."""
    assert isinstance(error, base)
    assert isinstance(error, ComplaintRulesError)
    assert str(error) == message
    assert "\n" not in str(error)
    assert not str(error).endswith(".")


@pytest.mark.parametrize("error", [example[0] for example in EXAMPLES])
def test_an_error_keeps_its_facts_and_goes_through_a_pickle(error: ComplaintRulesError) -> None:
    """Between processes nothing is lost; notes stay too."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is type(error)
    facts = vars(error)
    assert facts
    assert vars(again) == facts
    assert str(again) == str(error)


@pytest.mark.parametrize("error", [example[0] for example in EXAMPLES])
def test_an_error_can_be_raised_and_carry_its_trace(error: ComplaintRulesError) -> None:
    """An error that refuses attributes cannot be raised from another."""
    with pytest.raises(type(error)) as caught:
        raise error from KeyError("cause")
    assert isinstance(caught.value.__cause__, KeyError)


def test_every_error_stands_in_the_list_above() -> None:
    """A new error needs an example here."""
    assert {type(example[0]) for example in EXAMPLES} == set(KINDS) - {ComplaintRulesError}


def test_nobody_catches_our_errors_by_a_base_that_says_nothing() -> None:
    """Each has one parent of ours and one of Python's, and no other."""
    for kind in set(KINDS) - {ComplaintRulesError}:
        ours, pythons = kind.__bases__
        assert ours is ComplaintRulesError
        assert pythons in {TypeError, ValueError, LookupError, ImportError}


def test_the_nearest_words_come_best_first_and_at_most_three() -> None:
    """In any case of letters; nothing for what looks like none of them, or is too long to be a word."""
    known = ("stage-1", "stage-2", "stage-3", "panel-papers")
    assert nearest("STAGE-1", known)[0] == "stage-1"
    assert len(nearest("stage", known)) == 3
    assert nearest("zzz", known) == ()
    assert nearest("stage-1" * 100, known) == ()
    assert alternatives("panel-paper", known) == "did you mean 'panel-papers'?"
    assert alternatives("zzz", known) == "known are panel-papers, stage-1, stage-2, stage-3"


def test_words_that_are_hardly_alike_and_share_no_word_are_not_near() -> None:
    """Letters alone make no sense: "service-failure" has five in a row with "advice-given", and means nothing like it."""
    assert nearest("service-failure", ("advice-given", "referred-back")) == ()
    assert nearest("service-failure", ("service-change", "advice-given")) == ("service-change",)
    assert nearest("england", ("england-and-wales", "scotland")) == ("england-and-wales",)
    assert nearest("englnd", ("england-and-wales", "scotland")) == ("england-and-wales",)


def test_a_label_brings_its_key_near() -> None:
    """And the same key only once, however many of its words are near."""
    labels = (("Impact of a policy", "policy-impact"), ("Delivery of a service", "service-delivery"))
    assert nearest("Impact of policys", ("policy-impact", "service-delivery"), labels) == ("policy-impact",)
    assert nearest("Policy impacts", ("policy-impact",), labels) == ("policy-impact",)


def test_an_unknown_key_knows_its_neighbours() -> None:
    """As attributes, for those who would rather not read a message."""
    assert UnknownKeyError("outcome", "either", ("a", "b", "c"), means=("a", "b")).nearest == ("a", "b")
    assert UnknownKeyError("procedure", "england-childen", ("england-children", "uk")).nearest == ("england-children",)


@pytest.mark.parametrize("value", ["x" * 10**6, list(range(10**5))])
def test_a_long_value_is_never_repeated_whole(value: Any) -> None:
    """A megabyte given for a date makes no megabyte of a message."""
    for error in (
        WrongTypeError("day", value, "a date"),
        WrongValueError("day", value, "no day"),
        InvalidEventError("a", "b", value, "c"),
    ):
        assert len(str(error)) < 300
    assert quoted(value).endswith("…")
    assert quoted("short") == "'short'"


def test_a_long_key_is_never_repeated_whole() -> None:
    """Nor is it compared with every word there is."""
    assert len(str(UnknownKeyError("procedure", "x" * 10**6, ("england-children",)))) < 300


def test_faults_of_data_say_their_place() -> None:
    """Line, path and words, as far as there are any."""
    assert [str(fault) for fault in FAULTS] == ["line 3: events[2].outcome: must be a code", "is no object"]
    assert str(Fault(None, "events", "is missing")) == "events: is missing"
    assert LoadError(FAULTS).faults == ("line 3: events[2].outcome: must be a code", "is no object")


def test_what_a_missing_extra_says_installs_what_that_extra_brings() -> None:
    """The library by its own name, which works from a checkout and from an index alike; each is asked for by the extra named."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    raised = {
        (str(call.args[0].value), str(call.args[1].value))
        for path in Path(errors.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "MissingExtraError"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant)
    }
    assert {module for module, _ in raised} == {"numpy", "matplotlib", "hypothesis"}
    for module, extra in raised:
        assert any(needed.startswith(f"{module}>=") for needed in extras[extra])
        says = str(MissingExtraError(module, extra))
        assert says.endswith(f": python3 -m pip install {module}")
        assert "complaintrules[" not in says
