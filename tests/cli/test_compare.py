"""``procedures --compare``: procedures side by side."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a command line prints, in 80 columns without colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*line: str) -> str:
        assert main(list(line)) == 0
        return capsys.readouterr().out

    return run


def block(text: str, key: str) -> list[list[str]]:
    """The rows of the table under a procedure's key, each split into its cells."""
    lines = text.splitlines()
    rows = lines[lines.index(key) + 1 :]
    end = next(place for place, line in enumerate(rows) if not line.startswith("  "))
    return [line.split("  ") for line in rows[:end]]


def cells(text: str, key: str) -> list[tuple[str, ...]]:
    """The same, without the gaps."""
    return [tuple(cell.strip() for cell in row if cell.strip()) for row in block(text, key)]


def test_the_table_gives_each_stage_its_times(printed: Callable[..., str]) -> None:
    """The numbers of the law file, side by side: children, both Codes, adults, data protection, one council's own."""
    text = printed("procedures", "--compare")
    assert cells(text, "england-children") == [
        ("stage 1 of 3", "-", "10 wd", "20 wd"),
        ("stage 2 of 3", "-", "25 wd", "65 wd"),
        ("stage 3 of 3", "2 wd", "15 wd"),
    ]
    for code in ("england-corporate", "england-housing"):
        assert cells(text, code) == [
            ("stage 1 of 2", "5 wd", "10 wd", "20 wd"),
            ("stage 2 of 2", "5 wd", "20 wd", "40 wd"),
        ]
    assert cells(text, "england-adult-social-care") == [
        ("stage 1 of 1", "3 wd", "soon"),
        ("-", "6 months", "agreement"),
    ]
    assert cells(text, "england-public-health") == [("stage 1 of 1", "3 wd", "6 months", "agreement"), ("3 wd", "-")]
    assert cells(text, "uk-data-protection") == [("30 days", "soon")]
    assert cells(text, "shropshire-corporate-2016") == [("stage 1 of 2", "3 wd", "30 wd"), ("stage 2 of 2", "-", "-")]


def test_each_stage_is_told_in_words_with_its_provision(printed: Callable[..., str]) -> None:
    """Who, how bindingly, from when, how far it may be extended, and where it stands."""
    text = " ".join(printed("procedures", "--compare").split())
    assert (
        'Answer: the authority must do so within 25 working days, starting when the case comes to "Investigation"; may be '
        "extended to 65 working days (any reason, in writing, with the new date; told before the time runs out), no later "
        "whatever the reason (SI 2006/1738 reg 17(3), 17(4)-(6), 17(6); statute; T)."
    ) in text
    assert 'starting on the last day for "Acknowledge and log the complaint at stage 1" until that is recorded, or on' in text
    assert "Corporate complaints, Shropshire, 2016/17, stage 2 of 2 Acknowledge: no time is set. Answer: no time is set." in text


def test_no_line_is_wider_than_80_columns(printed: Callable[..., str]) -> None:
    """It is read in a terminal."""
    assert max(map(len, printed("procedures", "--compare").splitlines())) <= 80


def test_the_json_has_a_row_for_each_stage(printed: Callable[..., str]) -> None:
    """The same facts, as data."""
    rows: list[dict[str, Any]] = json.loads(printed("procedures", "--compare", "--json"))
    (row,) = (row for row in rows if row["procedure"] == "england-corporate" and row["stage"] == 2)
    assert (row["stages"], row["bound"]) == (2, ["authority"])
    (acknowledgement,) = row["acknowledgements"]
    assert acknowledgement["time"] == "within 5 working days"
    (answer,) = row["answers"]
    assert (answer["limit"], answer["party"], answer["force"], answer["certainty"]) == (
        "stage-2-respond",
        "authority",
        "code",
        "S",
    )
    assert answer["extension"].startswith("to 40 working days")


def test_no_cell_of_the_comparison_of_procedures_names_a_provision_twice(run: Any) -> None:
    """In the brackets behind each time; a provision inside a range is the range's own matter."""
    _, out, _ = run("procedures", "--compare")
    cells = re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", " ".join(out.split()))
    provisions = [cell.partition("; ")[0].split(" reg ")[-1].split(", ") for cell in cells if " reg " in cell]
    assert ["17(3)", "17(4)-(6)", "17(6)"] in provisions
    assert all(len(cell) == len(set(cell)) for cell in provisions)
