"""Files that are not what a command reads: a table of CSV, a list in JSON, a document over several lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from support.command_line import received, write_lines

pytestmark = pytest.mark.usefixtures("desk")
PERIOD = ("--start", "2016-04-01", "--end", "2017-03-31")
CSV = "reference,received,outcome\nA-1,2016-09-05,upheld\nA-2,2016-09-06,\n" + "A-3,2016-09-07,\n" * 1500


@pytest.mark.parametrize("words", [("check", "cases.csv", "--as-of", "2016-09-26"), ("report", "cases.csv", *PERIOD)])
def test_a_table_of_csv_is_refused_in_one_line_that_says_what_is_wanted(run: Any, words: tuple[str, ...]) -> None:
    """How many lines there are, and what is wrong with the first."""
    Path("cases.csv").write_text(CSV, encoding="utf-8")
    status, _, said = run(*words)
    assert status == 2
    whole, first = said[0].split("; ")
    assert whole == "cases.csv: a file of cases is JSON, one case a line, and none of its 1,503 lines is a JSON object"
    assert first == "line 1: is not JSON, from character 1 on: expecting value"
    assert len(said) == 1


@pytest.mark.parametrize("form", ["markdown", "json", "csv", "html"])
def test_where_no_case_can_be_read_no_report_is_printed(run: Any, form: str) -> None:
    """It would look like a year without complaints; whether the lines are no JSON, or no cases."""
    Path("cases.csv").write_text(CSV, encoding="utf-8")
    assert run("report", "cases.csv", *PERIOD, "--format", form)[:2] == (2, "")
    misspelt = {"procedure": "england-childern", "events": []}
    write_lines("cases.jsonl", misspelt, misspelt)
    status, out, said = run("report", "cases.jsonl", *PERIOD, "--format", form)
    assert (status, out) == (2, "")
    assert {re.split("(?<=[0-9]):", line)[0] for line in said} == {"cases.jsonl: line 1", "cases.jsonl: line 2"}


def test_a_file_without_a_line_has_no_fault(run: Any) -> None:
    """Nothing was received: that is a report too."""
    Path("cases.jsonl").write_text("\n\n", encoding="utf-8")
    status, out, said = run("report", "cases.jsonl", *PERIOD)
    assert (status, said) == (0, [])
    assert out.startswith("# Complaints from 2016-04-01 to 2017-03-31")


def test_one_good_line_is_enough_for_each_faulty_one_to_be_named(run: Any) -> None:
    """As ever: the good case is counted."""
    Path("cases.jsonl").write_text("reference,received\n" * 2 + json.dumps(received("a", "2016-09-05")) + "\n", encoding="utf-8")
    for words in (("check", "cases.jsonl", "--as-of", "2016-09-06"), ("report", "cases.jsonl", *PERIOD)):
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
    write_lines("cases.jsonl", [received("a", "2016-09-05")])
    _, _, (said,) = run("check", "cases.jsonl", "--as-of", "2016-09-06")
    assert (
        "one case a line, and its only line is not a whole JSON object; line 1: must be an object, one case a line, not" in said
    )


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
    write_lines("cases.jsonl", received("a", "2016-09-05"))
    Path("other.csv").write_text(CSV, encoding="utf-8")
    status, out, (said,) = run("report", "cases.jsonl", *PERIOD, option, "other.csv")
    assert (status, out) == (2, "")
    assert said.startswith(f"other.csv: {holds}")
