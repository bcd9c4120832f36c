"""Every reader of what comes from outside, tried with inputs that are nearly right and with inputs that are not right at all.

A few of each, and those kept from before; `run.py` tries as many as there is time for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import complaintrules as cr
from complaintrules.errors import Fault, LoadError
from fuzz import targets

CORPUS: Path = targets.CORPUS

# What is built here is deep and large on purpose.
FEW = settings(max_examples=80, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", list(targets.TARGETS))
def test_whatever_is_read_is_answered_or_refused_in_words_of_ours(name: str) -> None:
    """Nothing but the library's own errors comes out of a reader, and what its target promises holds."""

    @FEW
    @given(targets.inputs(name))
    def tried(given_to_it: Any) -> None:
        targets.check(name, given_to_it)

    tried()


def _kept(folder: str) -> list[Any]:
    return [pytest.param(file, id=file.name) for file in sorted((CORPUS / folder).iterdir())]


@pytest.mark.parametrize("file", _kept("lines"))
def test_a_kept_file_of_lines_loses_no_good_line(file: Path) -> None:
    """As a file of cases, of other feedback, and at the command line."""
    targets.check_lines(file.read_bytes())
    for line in (["check", "file", "--as-of", "2016-09-26"], ["check", "-", "--as-of", "2026-11-23", "--json"]):
        targets.check_command(targets.CommandLine(line, file.read_bytes()))
    year = ["--start", "2016-04-01", "--end", "2017-03-31"]
    for options in ([], ["--json"], ["--format", "csv", "--feedback", "file"]):
        for encoding in ("utf-8", "ascii"):
            targets.check_command(targets.CommandLine(["report", "file", *year, *options], file.read_bytes(), encoding))


@pytest.mark.parametrize("file", _kept("official"))
def test_a_kept_list_of_bank_holidays_is_laid_over_or_refused(file: Path) -> None:
    """As text, as data where it is JSON, and at the command line."""
    content = file.read_bytes()
    targets.check_official(content.decode("utf-8", "surrogateescape"))
    targets.check_command(
        targets.CommandLine(["working-days", "add", "2029-01-01", "5", "--division", "scotland", "--official", "file"], content)
    )


@pytest.mark.parametrize("file", _kept("intake"))
def test_a_kept_intake_is_judged_or_refused(file: Path) -> None:
    """At the command line, for people and for programs."""
    for line in (["triage", "file"], ["triage", "-", "--json"]):
        targets.check_command(targets.CommandLine(line, file.read_bytes()))


@pytest.mark.parametrize("line", json.loads((CORPUS / "command-lines.json").read_text(encoding="utf-8")), ids=str)
def test_a_kept_command_line_ends_with_a_status(line: list[str]) -> None:
    """Whatever its words are."""
    targets.check_command(targets.CommandLine(line, b"{}\n"))


def test_most_of_what_is_nearly_right_is_told_apart() -> None:
    """The inputs reach the rules behind the reader: some are read and answered, and the others fail in many ways."""
    read: list[bool] = []

    @FEW
    @given(targets.nearly("case"))
    def tried(data: Any) -> None:
        try:
            cr.load_case(data)
        except LoadError:
            read.append(False)
        else:
            read.append(True)

    tried()
    assert len(read) / 8 < sum(read) < len(read) * 7 / 8


@pytest.mark.parametrize(
    ("place", "does", "name"),
    [
        ("complaintrules._json_values.shown", mock.Mock(side_effect=KeyError("an error that is not ours")), "load_case"),
        ("complaintrules._json_lines._text", mock.Mock(side_effect=LoadError((Fault(7, "", "lost"),))), "load_cases"),
        ("complaintrules.calendars._gov_uk_list.quoted", repr, "with_official"),
        ("complaintrules.routing.intake._contradictions", mock.Mock(side_effect=RecursionError), "load_intake and triage"),
        ("complaintrules.classification.folded", mock.Mock(side_effect=AttributeError), "vocabularies and keys"),
        ("complaintrules.cli.terminal.clean", str, "command line"),
        ("complaintrules.cli._main.FAULT", 3, "command line"),
    ],
)
@pytest.mark.usefixtures("untraced")
def test_a_fault_put_in_on_purpose_is_found(place: str, does: Any, name: str) -> None:
    """Each target sees what it is there to see."""

    @settings(FEW, max_examples=2_000, phases=[Phase.generate])
    @given(targets.inputs(name))
    def tried(given_to_it: Any) -> None:
        targets.check(name, given_to_it)

    broken = (AssertionError, KeyError, AttributeError, RecursionError, ValueError, ArithmeticError)
    with mock.patch(place, does), pytest.raises(broken):
        tried()
