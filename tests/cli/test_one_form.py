"""A deadline has one form in JSON, whichever command answers with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import complaintrules as cr
from support.command_line import answered

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# Wednesday, 2 December 2026: ten working days end on the 16th, twenty on the 4th of January with Christmas between them.
INTAKE = {
    "feedback": "complaint",
    "received_on": "2026-12-02",
    "complainant": "parent",
    "concerning": "looked-after-child",
    "manner": "in-writing",
    "disputed": [],
    "subjects": [{"functions": ["children-part-3"], "grounds_on": "2026-10-01", "proceedings": []}],
}


def stage_1(deadlines: list[dict[str, Any]]) -> dict[str, Any]:
    """The row of stage 1."""
    (row,) = (row for row in deadlines if row["limit"] == "stage-1")
    return row


def test_four_commands_answer_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Stage 1 of a complaint of 2 December 2026, asked of `due`, `timetable`, `triage` and `check`.

    `due` knows no event, and `due` and `timetable` no case that could stand somewhere. All else is the same, key by key.
    """
    intake, cases = tmp_path / "intake.json", tmp_path / "cases.jsonl"
    intake.write_text(json.dumps(INTAKE), encoding="utf-8")
    (part,) = cr.triage(cr.load_intake(INTAKE)).parts
    cases.write_text("".join(cr.dump_cases([part.open_case()])), encoding="utf-8")

    due = answered(capsys, "due", "england-children", "stage-1", "2026-12-02")
    timetable = stage_1(answered(capsys, "timetable", "england-children", "2026-12-02")["deadlines"])
    triage = stage_1(answered(capsys, "triage", str(intake))["parts"][0]["deadlines"])
    check = stage_1(answered(capsys, "check", str(cases), "--as-of", "2026-12-02")[0]["deadlines"])

    assert list(due) == list(timetable) == list(triage) == list(check)
    assert (due["due"], due["latest"]) == ("2026-12-16", "2027-01-04")
    assert triage == check
    assert (check["as_of"], check["status"], check["started_by"]) == (
        "2026-12-02", "pending", {"event": "received", "on": "2026-12-02"},
    )  # fmt: skip
    own = {"as_of", "status", "started_by", "explanation"}
    assert {key for key in due if due[key] != timetable[key]} == {"started_by", "explanation"}
    assert {key for key in check if check[key] != timetable[key]} <= own - {"started_by"}
    assert {key: due[key] for key in due if key not in own} == {key: check[key] for key in check if key not in own}
