"""The names of places: one reading for calendars, commands, procedures and the suggestions about unknown keys."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import cli
from complaintrules.errors import ProcedureError, UnknownKeyError, WrongTypeError

NAMES = {
    "england-and-wales": (
        "england-and-wales",
        "England",
        "wales",
        "Wales",
        "Cymru",
        "England & Wales",
        "England and Wales",
        "ENGLAND_AND_WALES",
        "Wales and England",
        " england ",
        "E&W",
        "E & W",
        "E/W",
        "EAW",
        "eaw",
        "EW",
    ),
    "scotland": ("scotland", "Scotland", "SCOTLAND"),
    "northern-ireland": ("northern-ireland", "Northern Ireland", "northern_ireland", "N. Ireland", "NI", "ni"),
    "united-kingdom": ("united-kingdom", "United Kingdom", "the United Kingdom", "UK", "uk"),
}


@pytest.mark.parametrize(("key", "name"), [(key, name) for key, names in NAMES.items() for name in names])
def test_a_division_is_read_by_what_people_call_it(key: str, name: str) -> None:
    """England and Wales share one list of bank holidays, so either name can mean one calendar only."""
    assert cr.Division.from_name(name) is cr.Division(key)
    assert cr.WorkingDayCalendar.for_division(name) is cr.WorkingDayCalendar.for_division(key)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        # No list of bank holidays is Great Britain's, nor England's and Scotland's together.
        ("Great Britain", "known are england-and-wales, northern-ireland, scotland, united-kingdom"),
        ("GB", "known are england-and-wales, northern-ireland, scotland, united-kingdom"),
        ("England and Scotland", "did you mean 'scotland' or 'england-and-wales'?"),
        ("Scotland and Wales", "did you mean 'scotland' or 'england-and-wales'?"),
        # The Republic is no part of the United Kingdom.
        ("Ireland", "did you mean 'northern-ireland'?"),
        ("New England", "did you mean 'england-and-wales'?"),
        ("Englnd", "did you mean 'england-and-wales'?"),
        ("Walse", "did you mean 'england-and-wales'?"),
        ("G&B", "known are england-and-wales, northern-ireland, scotland, united-kingdom"),
    ],
)
def test_what_means_no_division_or_several_is_refused_with_the_keys(name: str, says: str) -> None:
    """A guess would move dates without a word."""
    with pytest.raises(UnknownKeyError) as refused:
        cr.WorkingDayCalendar.for_division(name)
    assert str(refused.value) == f"unknown division {name!r}; {says}"


def test_what_is_not_a_string_is_no_name_of_a_division() -> None:
    """A number is refused by its type."""
    number: Any = 7
    with pytest.raises(WrongTypeError, match="division must be the name of a division, not int 7"):
        cr.Division.from_name(number)


def test_a_script_counts_by_a_nations_name() -> None:
    """St Andrew's Day, Monday 30 November 2026, is left out in Scotland and counted in Wales."""
    assert cr.add_working_days(date(2026, 11, 27), 1, division="Scotland") == date(2026, 12, 1)
    assert cr.add_working_days(date(2026, 11, 27), 1, division="Wales") == date(2026, 11, 30)
    assert cr.working_days_between(date(2026, 11, 27), date(2026, 11, 30), division="Scotland") == 0


def test_the_command_line_reads_the_same_names(capsys: pytest.CaptureFixture[str]) -> None:
    """The same two dates, and a timetable of a procedure by Northern Ireland's days."""
    for name, day in (("Scotland", "2026-12-01"), ("Wales", "2026-11-30"), ("England & Wales", "2026-11-30")):
        assert cli.main(["working-days", "add", "2026-11-27", "1", "--division", name]) == 0
        assert capsys.readouterr().out == f"{day}\n"
    assert cli.main(["timetable", "england-children", "2026-11-23", "--division", "NI"]) == 0
    assert "Working days of northern-ireland" in " ".join(capsys.readouterr().out.split())


def test_a_procedure_keeps_the_key_of_the_division_it_is_built_with() -> None:
    """A procedure written for Wales is the same as one for England and Wales, as value, in its hash and in a pickle."""
    children = cr.get_procedure("england-children")
    welsh = attrs.evolve(children, division="Wales")
    assert welsh.division == "england-and-wales"
    assert welsh == children
    assert hash(welsh) == hash(children)
    assert pickle.loads(pickle.dumps(welsh)) == children  # noqa: S301 - pickled in this line
    with pytest.raises(ProcedureError, match=r"division 'Gwynedd' is unknown; known are england-and-wales"):
        attrs.evolve(children, division="Gwynedd")


@pytest.mark.parametrize("key", ["scotland-local-authority", "scottish-council", "Scotland", "scotland-children"])
def test_no_english_procedure_is_suggested_for_scotland(key: str) -> None:
    """The rulebook holds none of Scotland's, and says whose it holds."""
    with pytest.raises(UnknownKeyError) as refused:
        cr.get_procedure(key)
    assert str(refused.value) == (
        f"unknown procedure {key!r}; there is none for Scotland, only for England and the United Kingdom"
    )
    assert refused.value.nearest == ()
    assert pickle.loads(pickle.dumps(refused.value)).nations == ("England", "the United Kingdom")  # noqa: S301 - likewise


@pytest.mark.parametrize(
    ("key", "says", "nearest"),
    [
        # The United Kingdom's law is Scotland's too.
        (
            "scotland-data-protection",
            "there is none for Scotland, only for England and the United Kingdom; did you mean 'uk-data-protection'?",
            ("uk-data-protection",),
        ),
        ("wales-social-services", "there is none for Wales, only for England and the United Kingdom", ()),
        ("welsh-and-scottish", "there is none for Wales or Scotland, only for England and the United Kingdom", ()),
        ("ni-children", "there is none for Northern Ireland, only for England and the United Kingdom", ()),
        # England's are compared with England's and the United Kingdom's, and not with a council's own.
        (
            "england-data-protection",
            "did you mean 'uk-data-protection' or 'england-adult-social-care' or 'england-housing'?",
            None,
        ),
        # Who names no nation, or the whole United Kingdom, may mean any.
        ("ombudsman-reports", "did you mean 'ombudsman-report'?", ("ombudsman-report",)),
        ("uk-children", "did you mean 'england-children'?", ("england-children",)),
    ],
)
def test_a_suggestion_keeps_to_the_nation_in_the_key(key: str, says: str, nearest: tuple[str, ...] | None) -> None:
    """Whatever looks alike in another nation's law is another law."""
    with pytest.raises(UnknownKeyError) as refused:
        cr.RULEBOOK.get(key)
    assert str(refused.value) == f"unknown procedure {key!r}; {says}"
    assert nearest is None or refused.value.nearest == nearest


def test_the_nations_are_those_of_the_rulebook_asked() -> None:
    """With a procedure of Scotland's added, the neighbours are Scotland's, and it is named among the nations."""
    mine = attrs.evolve(cr.get_procedure("england-children"), key="scotland-local-authority-model")
    book = cr.RULEBOOK.adding(mine)
    with pytest.raises(UnknownKeyError) as refused:
        book.get("scotland-local-authority")
    assert str(refused.value).endswith("'scotland-local-authority'; did you mean 'scotland-local-authority-model'?")
    assert refused.value.nations == ("England", "Scotland", "the United Kingdom")


def test_a_policy_is_of_the_nation_of_its_procedure() -> None:
    """Shropshire's targets are laid over England's procedure: none for a key of Wales, the nearest for a slip."""
    with pytest.raises(UnknownKeyError) as refused:
        cr.get_policy("wales-children-2016")
    assert str(refused.value) == "unknown policy 'wales-children-2016'; there is none for Wales, only for England"
    with pytest.raises(UnknownKeyError, match=r"did you mean 'shropshire-children-2016'\?"):
        cr.get_policy("shropshire-children-2017")


def test_a_command_and_a_file_suggest_no_other_nations_procedure(capsys: pytest.CaptureFixture[str]) -> None:
    """The same words wherever a key is read."""
    assert cli.main(["show", "scotland-local-authority"]) == 2
    assert capsys.readouterr().err == (
        "complaintrules: unknown procedure 'scotland-local-authority'; there is none for Scotland, only for England and the "
        "United Kingdom\n"
    )
    with pytest.raises(cr.LoadError, match="there is none for Scotland, only for England and the United Kingdom"):
        cr.load_case({"procedure": "scotland-local-authority", "events": [{"event": "received", "on": "2026-11-23"}]})
