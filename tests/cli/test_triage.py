"""The command `triage`: which procedure a complaint belongs to, and why."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from complaintrules.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARENT: dict[str, Any] = {
    "feedback": "complaint",
    "received_on": "2026-11-23",
    "manner": "in-writing",
    "complainant": "parent",
    "concerning": "looked-after-child",
    "subjects": [{"functions": ["children-part-3"], "grounds_on": "2026-10-01", "considered": "never"}],
}


@pytest.fixture(name="asked")
def _asked(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Asks about one intake; gives the exit status, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def ask(intake: Any, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "intake.json"
        file.write_bytes(intake if isinstance(intake, bytes) else json.dumps(intake).encode())
        status = main(["triage", str(file), *options])
        out, err = capsys.readouterr()
        return status, out, err.replace(str(file), "FILE")

    return ask


def test_a_parents_complaint_is_accepted_with_its_first_deadlines_and_reasons(asked: Callable[..., Any]) -> None:
    """Received on Monday 23 November 2026: ten working days end on Monday 7 December."""
    status, out, err = asked(PARENT)
    assert (status, err) == (0, "")
    words = " ".join(out.split())
    assert words.startswith("A complaint ")
    assert "(england-children)" in words
    assert "The first clock starts on Monday 23 November 2026." in words
    assert "Answer at stage 1 (local resolution) 2026-12-07 pending" in words
    assert "Why" in words
    assert "SI 2006/1738 reg 9" in words
    assert max(map(len, out.splitlines())) <= 80


def test_the_json_is_the_whole_answer(asked: Callable[..., Any]) -> None:
    """The same facts as data."""
    status, out, _ = asked(PARENT, "--json")
    answer = json.loads(out)
    assert (status, answer["is_complaint"]) == (0, True)
    (part,) = answer["parts"]
    assert (part["procedure"], part["verdict"], part["start"]) == ("england-children", "accepted", "2026-11-23")


def test_a_decision_of_the_authoritys_is_named_and_not_taken(asked: Callable[..., Any]) -> None:
    """Grounds of two years ago: whether late representations are accepted is for the authority (reg 9(2))."""
    late = PARENT | {"subjects": [{"functions": ["children-part-3"], "grounds_on": "2024-10-01", "considered": "never"}]}
    words = " ".join(asked(late)[1].split())
    assert "To be decided: " in words
    assert "SI 2006/1738 reg 9" in words


def test_a_complaint_in_two_parts_goes_two_ways(asked: Callable[..., Any]) -> None:
    """A child's placement and a school's conduct: one has a procedure here, the other a route of its own."""
    subjects = [
        {"functions": ["children-part-3"], "point": "the placement", "grounds_on": "2026-10-01", "considered": "never"},
        {"functions": ["school"], "point": "the school"},
    ]
    words = " ".join(asked(PARENT | {"subjects": subjects})[1].split())
    assert words.startswith("A complaint, in 2 parts")
    assert "(the placement)" in words
    assert "(the school)" in words
    assert "(england-children)" in words


def test_what_is_no_complaint_is_recorded(asked: Callable[..., Any]) -> None:
    """A compliment starts no clock."""
    status, out, _ = asked({"feedback": "compliment"})
    assert (status, out.splitlines()[0]) == (0, "Not a complaint: recorded, and no procedure runs")


def test_too_little_is_no_error_and_says_what_to_ask(asked: Callable[..., Any]) -> None:
    """Nothing known; then a complaint without a subject; then a subject without enough."""
    status, out, _ = asked({})
    assert (status, out.splitlines()[0]) == (0, "Not known yet what it is")
    assert "Ask next: " in out
    assert "Ask next: " in asked({"feedback": "complaint"})[1]
    assert "Ask next: " in asked({"feedback": "complaint", "subjects": [{"functions": ["children-part-3"]}]})[1]


@pytest.mark.parametrize(
    ("intake", "says"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"feedback": "complaint", "feedback": "comment"}', "feedback: is given more than once in one object"),
        (
            b'{"subjects": [{"point": "1"}, {"point": "1", "point": "2"}]}',
            "subjects[1].point: is given more than once in one object",
        ),
        ({"feedback": "complaynt"}, "complaint"),
        ({"colour": "blue"}, "colour"),
        ([], ""),
        (PARENT | {"subjects": [{"functions": []}]}, "function"),
    ],
)
def test_a_faulty_file_is_one_line_and_status_2(asked: Callable[..., Any], intake: Any, says: str) -> None:
    """Whatever is in it."""
    status, out, err = asked(intake)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("complaintrules: ")
    assert says in err


def test_a_file_that_is_not_there_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """And standard input is read for a dash."""
    assert main(["triage", str(tmp_path / "none.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"feedback": "comment"}'))):
        assert main(["triage", "-"]) == 0
    assert capsys.readouterr().out.startswith("Not a complaint")


def test_a_part_has_the_title_of_the_version_of_its_day(asked: Callable[..., Any]) -> None:
    """Before February 2024 no Ombudsman's Code stood over a council's own corporate procedure; after it one does."""
    education = {"feedback": "complaint", "subjects": [{"functions": ["education"]}], "disputed": []}
    _, before, _ = asked(education | {"received_on": "2019-05-05"})
    assert "Accepted: Corporate complaints, England (the council's own procedure, before the Code)" in " ".join(before.split())
    assert "(the Ombudsman's Code)" not in before
    _, after, _ = asked(education | {"received_on": "2026-07-06"})
    assert "Corporate complaints, England (the Ombudsman's Code) (england-corporate)" in " ".join(after.split())
    _, unknown, _ = asked(education)
    assert "Corporate complaints, England (the Ombudsman's Code) (england-corporate)" in " ".join(unknown.split())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a complaint", "- is not JSON, from character 1 on: expecting value"),
        (b'{"feedback": complaint}', "- is not JSON, from character 14 on: expecting value"),
        (b'{\n "feedback": complaint\n}\n', "- is not JSON, from line 2, character 14 on: expecting value"),
        (b'{"feedback": "comment"\n', "- is not JSON: it breaks off before the end"),
        (b'{"feedback": "comm', "- is not JSON: it breaks off before the end"),
        (b" \n", "- is not JSON: nothing is in it"),
        (b'{"feedback": "\xff"}', "- is not JSON: it is not UTF-8, from byte 15 on"),
    ],
)
def test_an_intake_that_is_no_json_is_told_as_a_faulty_line_is(
    run: Any, monkeypatch: pytest.MonkeyPatch, content: bytes, says: str
) -> None:
    """In the words of `check`, and where it is."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run("triage", "-") == (2, "", [says])
