"""`check` shows what an Ombudsman decided, and what was to be done and was not; and a faulty line by its reference."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr
from complaintrules import cli

if TYPE_CHECKING:
    from pathlib import Path

RECEIVED = cr.Received(on=date(2025, 4, 14), points=("repairs", "letters"))
ANSWERED = cr.Responded(
    on=date(2025, 4, 28),
    outcome=cr.Outcome.UPHELD,
    actions=[
        cr.Action(code=cr.ActionType.APOLOGY, due=date(2025, 5, 12), done=date(2025, 5, 9)),
        cr.Action(code=cr.ActionType.TRAINING_GUIDANCE, owner="manager", due=date(2025, 6, 30)),
        cr.Action(code=cr.ActionType.MONITORING, due=date(2025, 12, 1)),
        cr.Action(code=cr.ActionType.CUSTOMER_CARE),
    ],
)
DECIDED = cr.OmbudsmanDecided(
    on=date(2025, 11, 3),
    findings=[
        cr.OmbudsmanFinding(code=cr.HousingFinding.MALADMINISTRATION, point="repairs"),
        cr.OmbudsmanFinding(code=cr.HousingFinding.SERVICE_FAILURE),
    ],
    recommendations=[
        cr.Action(code=cr.ActionType.FINANCIAL_REDRESS, due=date(2025, 11, 30)),
        cr.Action(code=cr.ActionType.APOLOGY, due=date(2025, 12, 1), done=date(2025, 12, 5)),
    ],
)


def checked(folder: Path, capsys: pytest.CaptureFixture[str], case: cr.Case, on: str, *more: str) -> str:
    """What `check` prints of one case on a day."""
    file = folder / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([case])), encoding="utf-8")
    cli.main(["check", str(file), "--as-of", on, *more])
    return capsys.readouterr().out


def landlord(*events: cr.Event) -> cr.Case:
    """A landlord's case."""
    return cr.Case.replay("england-housing", [RECEIVED, *events], reference="H-1")


def test_the_findings_of_the_housing_ombudsman_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its point, where it names one."""
    said = checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-11-10")
    assert "  Decided by an Ombudsman\n    2025-11-03: maladministration (repairs); service failure\n" in said


def test_a_decision_on_the_whole_is_shown_and_one_of_which_nothing_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Local Government and Social Care Ombudsman's decisions, in the order of the file."""
    case = cr.Case.replay(
        "england-corporate",
        [
            cr.Received(on=date(2025, 4, 14)),
            cr.OmbudsmanDecided(on=date(2025, 6, 2)),
            cr.OmbudsmanDecided(on=date(2025, 9, 1), decision=cr.OmbudsmanDecision.NOT_UPHELD),
        ],
    )
    said = checked(tmp_path, capsys, case, "2025-11-10")
    assert "    2025-06-02: what was decided is not recorded\n    2025-09-01: not upheld\n" in said


def test_what_was_recommended_or_promised_and_not_done_by_its_day_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the end of 1 December that day is in time; what was done later is not done yet; without a day nothing is overdue."""
    said = checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-12-01")
    assert "  Promised and overdue\n    Training or guidance, manager: due 2025-06-30, not done\n" in said
    assert "  Recommended by an Ombudsman and overdue\n    Financial redress: due 2025-11-30, not done\n" in said
    assert "due 2025-12-01, not done" not in said
    later = checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-12-02")
    assert "    Monitoring: due 2025-12-01, not done\n" in later
    assert "    Apology: due 2025-12-01, not done\n" in later  # done on the 5th
    assert "Apology" not in checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-12-05")


def test_the_same_stands_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With codes; a case that had not been received has neither."""
    (found,) = json.loads(checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-12-01", "--json"))
    assert found["ombudsman"] == [
        {
            "on": "2025-11-03",
            "decision": None,
            "findings": [{"code": "maladministration", "point": "repairs"}, {"code": "service-failure", "point": None}],
        }
    ]
    assert found["overdue_actions"] == [{"action": "training-guidance", "owner": "manager", "due": "2025-06-30"}]
    assert found["overdue_recommendations"] == [{"action": "financial-redress", "owner": None, "due": "2025-11-30"}]
    (unknown,) = json.loads(checked(tmp_path, capsys, landlord(ANSWERED, DECIDED), "2025-04-01", "--json"))
    assert (unknown["ombudsman"], unknown["overdue_actions"], unknown["overdue_recommendations"]) == ([], [], [])


# --- a faulty line


FAULTY = {"procedure": "england-kids", "reference": " A-7\n ", "events": [{"event": "received", "on": "2025-04-14"}]}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, " (A-7)"),
        ({"reference": "x" * 90}, f" ({'x' * 60}…)"),
        ({"reference": 7}, ""),
        ({"reference": ""}, ""),
    ],
)
def test_a_faulty_line_is_named_by_the_reference_that_can_be_read(
    changes: dict[str, object], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By `check` and by `report` alike, beside its number; a long one is cut, and where there is none nothing is said."""
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(FAULTY | changes) + "\n" + "".join(cr.dump_cases([landlord()])), encoding="utf-8")
    for command in (
        ["check", str(file), "--as-of", "2025-12-01"],
        ["report", str(file), "--start", "2025-04-01", "--end", "2025-12-31"],
    ):
        assert cli.main(command) == 2
        assert f"{file}: line 1{named}: " in capsys.readouterr().err


def test_a_line_that_is_no_object_is_named_by_its_number_alone() -> None:
    """Nothing in it can be a reference."""
    with pytest.raises(cr.LoadError) as refused:
        list(cr.load_cases(["[1]"]))
    assert refused.value.faults[0].startswith("line 1: ")


def test_a_case_outside_the_calendar_is_named_by_its_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It could be read, and not worked out."""
    case = cr.Case.replay("england-corporate", [cr.Received(on=date(2050, 12, 30))], reference="A-9")
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([case])), encoding="utf-8")
    assert cli.main(["check", str(file), "--as-of", "2050-12-31"]) == 2
    assert f"{file}: line 1 (A-9): " in capsys.readouterr().err


# --- an earlier version at the command line


def test_show_gives_the_version_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The landlord's first Code of July 2020, and the others named beside it."""
    assert cli.main(["show", "england-housing", "--on", "2021-01-04"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "england-housing, version 2020-07, in force from 2020-07-01 to 2022-03-31" in said
    assert "Other versions, shown with --on a day of theirs: " in said
    assert "2024-04, in force from 2024-04-01" in said
    assert cli.main(["show", "england-housing", "--on", "2021-01-04", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "2020-07"
    assert cli.main(["show", "england-children"]) == 0
    assert "Other versions" not in capsys.readouterr().out


def test_show_refuses_a_day_without_a_version_and_a_day_for_a_policy(capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, and exit status 2."""
    assert cli.main(["show", "england-children", "--on", "2001-01-04"]) == 2
    assert "england-children" in capsys.readouterr().err
    assert cli.main(["show", "shropshire-children-2016", "--on", "2016-09-05"]) == 2
    assert "'shropshire-children-2016' is a local policy, which has no versions: leave --on out" in capsys.readouterr().err
