"""The command line as a whole: colour, bad input, streams, and how it runs as a program."""

from __future__ import annotations

import importlib
import io
import os
import re
import runpy
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.cli import _commands
from complaintrules.cli import _main as cli
from complaintrules.cli import terminal as _tables
from support.children import CHILDREN
from support.command_line import printed, program, refused

if TYPE_CHECKING:
    from pathlib import Path

ENGLAND = ("--division", "england-and-wales")


# --- colour


def _as_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_terminal_gets_colour_and_the_same_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its colours the text is the plain one."""
    line = ("timetable", CHILDREN, "2025-12-15")
    plain = printed(capsys, *line)
    _as_terminal(monkeypatch)
    coloured = printed(capsys, *line)
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """By NO_COLOR, or by a terminal that has none."""
    _as_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    assert "\x1b[" not in printed(capsys, "procedures")


def test_without_rich_a_terminal_gets_plain_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    _as_terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert "\x1b[" not in printed(capsys, "procedures")


# --- bad input


@pytest.mark.parametrize("day", ["tomorrow", "20261123", "2026-W48-1", "2026-11-23T00:00", "", "2026-11-2\n"])
def test_what_is_no_date_is_refused_wherever_a_day_is_asked_for(capsys: pytest.CaptureFixture[str], day: str) -> None:
    """The message says how a date is written."""
    for line in (
        ("timetable", CHILDREN, day),
        ("due", CHILDREN, "stage-1", day),
        ("working-days", "add", day, "1", *ENGLAND),
        ("working-days", "count", "2026-11-23", day, *ENGLAND),
        ("check", "cases.jsonl", "--as-of", day),
    ):
        assert f"{day!r} is not a date; write it as 2026-11-23" in refused(capsys, *line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("timetable", "england-childrn"), "unknown procedure 'england-childrn'; did you mean 'england-children'"),
        (
            ("due", CHILDREN, "stage-4", "2026-11-23"),
            "unknown time limit of england-children 'stage-4'; did you mean 'stage-3' or",
        ),
        (("due", CHILDREN, "keep-record", "2026-11-23"), "is a requirement of england-children, which has no clock"),
        (("show", "x\ny"), r"unknown procedure 'x\ny'; known are"),
        (("timetable", CHILDREN, "2001-01-01"), "was not in force on 2001-01-01; it is in force from 2006-09-01"),
        (("timetable", CHILDREN, "2051-01-01"), "2051-01-01 lies outside this calendar, which holds 2000-01-01 to 2050-12-31"),
        (("timetable", CHILDREN, "--division", "englnd"), "unknown division 'englnd'; did you mean 'england-and-wales'"),
        (
            ("working-days", "add", "2026-11-23", "1", "--division", "Great Britain"),
            "unknown division 'Great Britain'; known are england-and-wales",
        ),
        (("working-days", "add", "1999-12-31", "1", *ENGLAND), "1999-12-31 lies outside this calendar"),
        (("working-days", "add", "2026-11-23", "1000000000", *ENGLAND), "1000000000 working days after 2026-11-23 lies outside"),
        (
            ("working-days", "add", "2026-11-23", "-1000000000", *ENGLAND),
            "1000000000 working days before 2026-11-23 lies outside",
        ),
        (
            ("working-days", "add", "2026-11-23", "0", *ENGLAND),
            "0 is not the number of a working day; 1 is the first after the day",
        ),
        (("working-days", "add", "2026-11-23", "1.5", *ENGLAND), "'1.5' is not a whole number of working days"),
        (("working-days", "add", "2026-11-23", "-1.5", *ENGLAND), "'-1.5' is not a whole number of working days"),
        (("working-days", "add", "2026-11-23", "1_0", *ENGLAND), "'1_0' is not a whole number of working days"),
        (("working-days", "add", "2026-11-23", "9" * 5000, *ENGLAND), "is not a whole number of working days"),
        (("working-days", "add", "2026-11-23", "1"), "the following arguments are required: --division"),
        (("working-days",), "the following arguments are required: add|count"),
        ((), "the following arguments are required: COMMAND (see complaintrules --help)"),
        (("tometable",), "invalid choice: 'tometable'"),
        (("due", CHILDREN), "the following arguments are required: LIMIT, START (see complaintrules due --help)"),
        (("procedures", "a\nb"), "unrecognized arguments: a b"),
        (("procedures", "--js"), "unrecognized arguments: --js"),
    ],
)
def test_bad_input_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], line: tuple[str, ...], says: str) -> None:
    """It says what is wrong, and what would be right."""
    assert says in refused(capsys, *line)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "the official list is refused: "),
        (b"{}", "the official list is refused: "),
        (b"nonsense", "the official list is refused: "),
    ],
)
def test_a_faulty_official_list_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, says: str) -> None:
    """Nothing of it is taken."""
    official = tmp_path / "list.json"
    official.write_bytes(content)
    assert says in refused(capsys, "working-days", "add", "2026-11-23", "1", *ENGLAND, "--official", str(official))


def test_an_official_list_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason the system gives."""
    said = refused(capsys, "timetable", CHILDREN, "--official", "nowhere/list.json")
    assert said == "nowhere/list.json: No such file or directory"


@pytest.mark.parametrize("day", ["2025-02-30", "2026-13-01", "2025-02-29", "0000-01-01", "2026-00-10"])
def test_a_day_that_no_calendar_has_is_told_from_one_that_is_written_wrongly(run: Any, day: str) -> None:
    """The form is right, so it is not the form that the message speaks of."""
    for words in (("due", "england-children", "stage-1", day), ("check", "cases.jsonl", "--as-of", day)):
        status, out, (said,) = run(*words)
        assert (status, out) == (2, "")
        assert f"{day} is not a date; the calendar has no such day" in said
        assert "write it as" not in said


@pytest.mark.parametrize("words", [("due", "shropshire-children-2016", "local-stage-1", "2016-09-05"), ("timetable",)])
def test_the_key_of_a_policy_is_known_for_what_it_is(run: Any, words: tuple[str, ...]) -> None:
    """`procedures` lists it, so it is not unknown; the line says over which procedure it stands."""
    status, out, (said,) = run(*(words if len(words) > 1 else (*words, "shropshire-children-2016", "2016-09-05")))
    assert (status, out) == (2, "")
    assert said.startswith("'shropshire-children-2016' is a local policy over the procedure 'england-children'")
    assert "unknown" not in said


# --- the world outside


def test_ctrl_c_ends_quietly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the status a shell gives it."""

    def interrupted(_asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(_commands, "procedures", interrupted)
    assert cli.main(["procedures"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("error", "status"), [(BrokenPipeError(32, "Broken pipe"), 141), (OSError(28, "No space left"), 2)])
def test_output_that_cannot_be_written_raises_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: OSError, status: int
) -> None:
    """A closed pipe is nobody's fault and goes without a word; a full disk gets one line."""

    def full(_text: str) -> int:
        raise error

    monkeypatch.setattr(sys.stdout, "write", full)
    assert cli.main(["procedures"]) == status
    assert capsys.readouterr().err == ("" if status == 141 else "complaintrules: No space left\n")


def test_what_a_closed_pipe_did_not_take_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left in the buffer goes nowhere, so that closing the stream is no second error."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert cli.main(["procedures"]) == 141


def test_a_reader_that_leaves_early_is_told_nothing() -> None:
    """As in `complaintrules show … | head -1`."""
    command = [sys.executable, "-m", "complaintrules", "show", CHILDREN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - this program itself
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_a_full_disk_is_one_line_and_status_2() -> None:
    """Nor does the interpreter complain again when it ends."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        ended = program("procedures", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (2, "complaintrules: No space left on device\n")


def test_the_module_runs_as_a_program() -> None:
    """`python -m complaintrules` is the same command line."""
    ended = program("working-days", "add", "2025-12-19", "10", *ENGLAND)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2026-01-07\n", "")
    ended = program("working-days", "add", "today", "10", *ENGLAND)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def test_the_module_answers_with_the_status_of_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing it runs nothing; running it does."""
    importlib.import_module("complaintrules.__main__")
    monkeypatch.setattr(sys, "argv", ["complaintrules", "show", "nothing"])
    sys.modules.pop("complaintrules.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("complaintrules", run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("complaintrules: unknown procedure 'nothing'")


def test_one_date_costs_no_import_it_does_not_need() -> None:
    """Neither cattrs, nor rich, nor the rulebook."""
    code = (
        "import sys; from complaintrules.cli import main; "
        "main(['working-days', 'add', '2025-12-19', '10', '--division', 'scotland']); "
        "print(sorted({'cattrs', 'rich', 'numpy', 'complaintrules.procedures', 'complaintrules.cases.case'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - fixed text
    assert ended.stdout.splitlines()[1] == "[]"


def test_output_in_a_narrow_encoding_escapes_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snowman in ASCII, and a terminal's own commands in any encoding, are shown and do nothing."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", output)
    assert _tables.clean("\u2603 \x1b[2J\n\ud800") == r"\u2603 \x1b[2J\n\ud800"
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert _tables.clean("\u2603") == "\u2603"


def test_a_key_is_never_cut_at_its_hyphens(capsys: pytest.CaptureFixture[str]) -> None:
    """Cut in two, it could not be copied."""
    _tables.page().text("england-and-wales " * 6)
    assert capsys.readouterr().out == " ".join(["england-and-wales"] * 4) + "\n" + " ".join(["england-and-wales"] * 2) + "\n"


def test_a_row_may_have_no_title(capsys: pytest.CaptureFixture[str]) -> None:
    """Its cells stand where they would."""
    _tables.page().row("", ("2026-11-23", 10), indent=2)
    assert capsys.readouterr().out == " " * 70 + "2026-11-23\n"
