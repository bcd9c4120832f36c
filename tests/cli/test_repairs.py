"""What a first user of the command line stumbled over, each once."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.cli import _main as cli
from complaintrules.reports._text import unit_of
from complaintrules.reports.measures import DIMENSIONS, MEASURES

TODAY = date(2026, 11, 23)
YEAR = ("--start", "2026-04-01", "--end", "2027-03-31")
PAST = ("--start", "2016-04-01", "--end", "2017-03-31")


def received(reference: str, on: str, **details: Any) -> dict[str, Any]:
    """A complaint of which only the receipt is on file, as a line holds it."""
    return {"procedure": "england-children", "reference": reference, "events": [{"event": "received", "on": on}], **details}


def lines(name: str, *cases: Any) -> None:
    """Write a file of JSON lines."""
    Path(name).write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")


@pytest.fixture(autouse=True)
def _a_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, a terminal of 80 columns without colour, on Monday 23 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(cli, "_today", lambda: TODAY)


@pytest.fixture(name="run")
def _command(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line: gives the exit status, standard output, and the lines on standard error without the program's name."""

    def run(*words: str) -> tuple[int, str, list[str]]:
        status = cli.main(words)
        out, err = capsys.readouterr()
        assert all(line.startswith("complaintrules: ") for line in err.splitlines())
        return status, out, [line.removeprefix("complaintrules: ") for line in err.splitlines()]

    return run


# --- a period that is not over


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
def test_a_report_before_the_end_of_its_period_warns_of_what_is_not_due_yet(run: Any, form: str) -> None:
    """One line that names the day; the report and the status are as ever."""
    lines("cases.jsonl", received("a", "2026-11-20"))
    status, out, (said,) = run("report", "cases.jsonl", *YEAR, "--format", form)
    assert (status, bool(out)) == (0, True)
    assert said.startswith("the period is not over: ")
    assert "2027-03-31" in said
    assert "counts as late" in said


def test_what_the_warning_says_of_late_is_what_the_report_does(run: Any) -> None:
    """Received Monday 23 November, due on Monday 7 December: late in a report to the 8th, and not in one to the 7th."""
    lines("cases.jsonl", received("a", "2026-11-23"))
    overdue = {}
    for end in ("2026-12-07", "2026-12-08"):
        _, out, (said,) = run("report", "cases.jsonl", "--start", "2026-04-01", "--end", end, "--json")
        assert f"what falls due before {end} and is not on file counts as late" in said
        figures = cr.Report.from_dict(json.loads(out))
        overdue[end] = figures.count("answers-due")
    assert overdue == {"2026-12-07": 0, "2026-12-08": 1}


@pytest.mark.parametrize(("end", "warnings"), [("2026-11-22", 0), ("2026-11-23", 0), ("2026-11-24", 1)])
def test_a_period_that_ends_today_or_before_is_no_reason_to_warn(run: Any, end: str, warnings: int) -> None:
    """Today is 23 November 2026."""
    lines("cases.jsonl", received("a", "2026-11-20"))
    status, _, said = run("report", "cases.jsonl", "--start", "2026-04-01", "--end", end)
    assert (status, len(said)) == (0, warnings)


def test_the_warning_stands_beside_the_faults_of_the_file(run: Any) -> None:
    """It changes nothing of their status."""
    lines("cases.jsonl", received("a", "2026-11-20"), {"procedure": "england-childern", "events": []})
    status, _, said = run("report", "cases.jsonl", *YEAR)
    assert status == 2
    assert said[0].startswith("the period is not over")
    assert said[1].startswith("cases.jsonl: line 2: ")


# --- a day in words


def test_a_period_that_ends_before_it_starts_is_told_in_days_as_they_are_typed(run: Any) -> None:
    """And in nothing of Python's."""
    lines("cases.jsonl", received("a", "2026-11-20"))
    status, out, said = run("report", "cases.jsonl", "--start", "2027-03-31", "--end", "2026-04-01")
    assert (status, out) == (2, "")
    assert said == ["end 2026-04-01: lies before the start of the period, 2027-03-31"]


@pytest.mark.parametrize("day", ["2025-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "2026-00-10"])
def test_a_day_that_no_calendar_has_is_told_from_one_that_is_written_wrongly(run: Any, day: str) -> None:
    """The form is right, so it is not the form that the message speaks of."""
    for words in (("due", "england-children", "stage-1", day), ("check", "cases.jsonl", "--as-of", day)):
        status, out, (said,) = run(*words)
        assert (status, out) == (2, "")
        assert f"{day} is no date; the calendar has no such day" in said
        assert "write it as" not in said


# --- a file of another format

CSV = "reference,received,outcome\nA-1,2016-09-05,upheld\nA-2,2016-09-06,\n" + "A-3,2016-09-07,\n" * 1500


@pytest.mark.parametrize("words", [("check", "cases.csv", "--as-of", "2016-09-26"), ("report", "cases.csv", *PAST)])
def test_a_table_of_csv_is_refused_in_one_line_that_says_what_is_wanted(run: Any, words: tuple[str, ...]) -> None:
    """How many lines there are, and what is wrong with the first."""
    Path("cases.csv").write_text(CSV, encoding="utf-8")
    status, _, said = run(*words)
    assert status == 2
    whole, first = said[0].split("; ")
    assert whole == "cases.csv: a file of cases is JSON, one case a line, and none of its 1,503 lines is a JSON object"
    assert first == "line 1: is no JSON, from character 1 on: expecting value"
    assert len(said) == 1


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "html"])
def test_where_no_case_can_be_read_no_report_is_printed(run: Any, form: str) -> None:
    """It would look like a year without complaints; whether the lines are no JSON, or no cases."""
    Path("cases.csv").write_text(CSV, encoding="utf-8")
    assert run("report", "cases.csv", *PAST, "--format", form)[:2] == (2, "")
    misspelt = {"procedure": "england-childern", "events": []}
    lines("cases.jsonl", misspelt, misspelt)
    status, out, said = run("report", "cases.jsonl", *PAST, "--format", form)
    assert (status, out) == (2, "")
    assert {re.split("(?<=[0-9]):", line)[0] for line in said} == {"cases.jsonl: line 1", "cases.jsonl: line 2"}


def test_a_file_without_a_line_has_no_fault(run: Any) -> None:
    """Nothing was received: that is a report too."""
    Path("cases.jsonl").write_text("\n\n", encoding="utf-8")
    status, out, said = run("report", "cases.jsonl", *PAST)
    assert (status, said) == (0, [])
    assert out.startswith("# Complaints from 2016-04-01 to 2017-03-31")


def test_one_good_line_is_enough_for_each_faulty_one_to_be_named(run: Any) -> None:
    """As ever: the good case is counted."""
    Path("cases.jsonl").write_text("reference,received\n" * 2 + json.dumps(received("a", "2016-09-05")) + "\n", encoding="utf-8")
    for words in (("check", "cases.jsonl", "--as-of", "2016-09-06"), ("report", "cases.jsonl", *PAST)):
        status, out, said = run(*words)
        assert (status, bool(out), len(said)) == (2, True, 2)
        assert [line.split(": ")[1] for line in said] == ["line 1", "line 2"]


def test_a_document_of_json_over_several_lines_is_no_file_of_cases(run: Any) -> None:
    """Nor is a list in one line, or a table of numbers, which are JSON in every line."""
    for content, count in (
        (json.dumps([received("a", "2016-09-05")], indent=1), "none of its 12 lines is a"),
        ("1\n2\n", "of its 2"),
    ):
        Path("cases.jsonl").write_text(content, encoding="utf-8")
        status, _, (said,) = run("check", "cases.jsonl", "--as-of", "2016-09-06")
        assert status == 2
        assert count in said
    lines("cases.jsonl", [received("a", "2016-09-05")])
    _, _, (said,) = run("check", "cases.jsonl", "--as-of", "2016-09-06")
    assert "one case a line, and its only line is no whole JSON object; line 1: must be an object, one case a line, not" in said


def test_the_json_of_check_is_a_list_even_then(run: Any) -> None:
    """A program that reads it meets no half document."""
    Path("cases.csv").write_text(CSV, encoding="utf-8")
    status, out, _ = run("check", "cases.csv", "--as-of", "2016-09-26", "--json")
    assert (status, json.loads(out)) == (2, [])


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        ("--feedback", "a file of feedback is JSON, one piece of feedback a line"),
        ("--previous", "a file of cases is JSON, one case"),
    ],
)
def test_the_other_files_of_a_report_are_refused_in_the_same_way(run: Any, option: str, holds: str) -> None:
    """Beside good cases; the line names the file."""
    lines("cases.jsonl", received("a", "2016-09-05"))
    Path("other.csv").write_text(CSV, encoding="utf-8")
    status, out, (said,) = run("report", "cases.jsonl", *PAST, option, "other.csv")
    assert (status, out) == (2, "")
    assert said.startswith(f"other.csv: {holds}")


# --- what a row is called


def compared(run: Any) -> list[list[str]]:
    """The rows of the table that compares two years of one case each, of which little was recorded."""
    lines("cases.jsonl", received("a", "2016-09-05"), received("b", "2015-09-07"))
    status, out, _ = run("report", "cases.jsonl", *PAST, "--previous", "cases.jsonl")
    assert status == 0
    table = out.partition("## Compared with")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")][2:]


def test_no_two_rows_of_the_comparison_have_the_same_words(run: Any) -> None:
    """A part says what the breakdown is; a share of a whole, of what; also where there was nothing to be a share of before."""
    names = [row[0] for row in compared(run)]
    assert len(names) > 20
    assert len(names) == len(set(names))
    assert "Complaints received, of feedback received" in names
    lines("none.jsonl")
    _, out, _ = run("report", "cases.jsonl", *PAST, "--previous", "none.jsonl")
    rows = [line for line in out.partition("## Compared with")[2].partition("\n## ")[0].splitlines() if line.startswith("| ")]
    assert len(rows) == len(set(rows))


def test_a_part_is_named_with_the_title_of_its_breakdown(run: Any) -> None:
    """Nobody recorded a team, a service or a reason, or who complained: four rows, each with its own name."""
    names = [row[0] for row in compared(run)]
    for dimension in ("team", "service", "reason", "complainant"):
        assert f"Complaints received ({DIMENSIONS[dimension].title}): Not recorded" in names
    assert "Complaints received" in names
    assert "Complaints received: Not recorded" not in names


def test_two_reports_of_the_same_period_are_called_so(run: Any) -> None:
    """From a file of cases, and from a report that was kept; the report is printed all the same."""
    lines("cases.jsonl", received("a", "2016-09-05"))
    same = "both reports are of the same period, 2016-04-01 to 2017-03-31"
    days = ("--previous-start", "2016-04-01", "--previous-end", "2017-03-31")
    status, out, said = run("report", "cases.jsonl", *PAST, "--previous", "cases.jsonl", *days)
    assert (status, said) == (0, [same])
    assert "## Compared with 2016-04-01 to 2017-03-31" in out
    Path("kept.json").write_text(run("report", "cases.jsonl", *PAST, "--json")[1], encoding="utf-8")
    assert run("report", "cases.jsonl", *PAST, "--previous", "kept.json")[2] == [same]
    for other in (("--previous-start", "2016-04-02"), ("--previous-end", "2017-03-30")):
        assert run("report", "cases.jsonl", *PAST, "--previous", "cases.jsonl", *days, *other)[2] == []


# --- marks


def test_a_breach_bears_the_marks_of_its_day(run: Any) -> None:
    """Stage 2 asked for on Monday 28 September 2026, no arrival on file: 25 working days from then end on Monday 2 November."""
    story = [
        {"event": "received", "on": "2026-08-03"},
        {"event": "responded", "on": "2026-08-10", "outcome": "not-upheld"},
        {"event": "escalation-requested", "on": "2026-09-28"},
    ]
    lines("cases.jsonl", {"procedure": "england-children", "reference": "a", "events": story})
    status, out, _ = run("check", "cases.jsonl", "--as-of", "2026-11-23")
    assert status == 1
    assert "    Send notice of the response at stage 2: due 2026-11-02?, not done yet, 15\n" in out
    assert "    Send notice of the response at   2026-11-02?  " in out
    story[2]["received_on"] = "2026-09-28"
    lines("cases.jsonl", {"procedure": "england-children", "reference": "a", "events": story})
    _, out, _ = run("check", "cases.jsonl", "--as-of", "2026-11-23")
    assert "due 2026-11-02, not done yet" in out


# --- one of something


def test_one_of_something_is_told_in_the_singular(run: Any) -> None:
    """One complaint of one; none is a plural, and one of two is too."""
    lines("cases.jsonl", received("a", "2016-09-05"))
    _, out, _ = run("report", "cases.jsonl", *PAST)
    assert "**1** case\n" in out
    assert "**1 of 1 (100 %)** complaint\n" in out
    assert "**0** complaints\n" in out
    assert not re.search(r"\*\*1\*\* \w+s\b", out)


def test_every_unit_has_its_singular() -> None:
    """Of all that is counted."""
    one = cr.Share(1, None)
    assert {unit_of(measure.unit, one) for measure in MEASURES.values()} == {
        "action", "answer", "case", "complaint", "decision", "detail", "duty", "finding", "irregularity", "learning point",
        "mention", "person", "piece of feedback", "recommendation", "report", "stage", "time",
    }  # fmt: skip
    assert unit_of("irregularities", cr.Share(0, None)) == "irregularities"
    assert unit_of("complaints", cr.Share(1, 2)) == "complaints"
    assert unit_of("complaints", cr.Share(0, 1)) == "complaint"
    assert unit_of("complaints", cr.Share(None, None)) == "complaints"


def test_the_page_counts_in_the_same_words(run: Any) -> None:
    """It has the same figures."""
    lines("cases.jsonl", received("a", "2016-09-05"))
    _, out, _ = run("report", "cases.jsonl", *PAST, "--format", "html")
    assert "<strong>1</strong> case</p>" in out
    assert "</strong> complaint</p>" in out
    assert "<strong>1</strong> cases" not in out


def test_a_case_counts_its_events() -> None:
    """One event, two events."""
    case = cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)))
    assert repr(case) == "<Case of 'england-children': local-resolution, 1 event>"
    assert "2 events>" in repr(case.record(cr.Acknowledged(on=date(2016, 9, 6))))


# --- a policy is no procedure


@pytest.mark.parametrize("words", [("due", "shropshire-children-2016", "local-stage-1", "2016-09-05"), ("timetable",)])
def test_the_key_of_a_policy_is_known_for_what_it_is(run: Any, words: tuple[str, ...]) -> None:
    """`procedures` lists it, so it is not unknown; the line says over which procedure it stands."""
    status, out, (said,) = run(*(words if len(words) > 1 else (*words, "shropshire-children-2016", "2016-09-05")))
    assert (status, out) == (2, "")
    assert said.startswith("'shropshire-children-2016' is a local policy over the procedure 'england-children'")
    assert "unknown" not in said


# --- what is no JSON


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a complaint", "- is no JSON, from character 1 on: expecting value"),
        (b'{"feedback": complaint}', "- is no JSON, from character 14 on: expecting value"),
        (b'{\n "feedback": complaint\n}\n', "- is no JSON, from line 2, character 14 on: expecting value"),
        (b'{"feedback": "comment"\n', "- is no JSON: it breaks off before the end"),
        (b'{"feedback": "comm', "- is no JSON: it breaks off before the end"),
        (b" \n", "- is no JSON: nothing is in it"),
        (b'{"feedback": "\xff"}', "- is no JSON: it is not UTF-8, from byte 15 on"),
    ],
)
def test_an_intake_that_is_no_json_is_told_as_a_faulty_line_is(
    run: Any, monkeypatch: pytest.MonkeyPatch, content: bytes, says: str
) -> None:
    """In the words of `check`, and where it is."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run("triage", "-") == (2, "", [says])


def test_no_cell_of_the_comparison_of_procedures_names_a_provision_twice(run: Any) -> None:
    """In the brackets behind each time; a provision inside a range is the range's own matter."""
    _, out, _ = run("procedures", "--compare")
    cells = re.findall(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", " ".join(out.split()))
    provisions = [cell.partition("; ")[0].split(" reg ")[-1].split(", ") for cell in cells if " reg " in cell]
    assert ["17(3)", "17(4)-(6)", "17(6)"] in provisions
    assert all(len(cell) == len(set(cell)) for cell in provisions)
