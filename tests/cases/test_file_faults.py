"""Files damaged, cut off, written in another way or never there: nothing good is lost, and the message says the line."""

from __future__ import annotations

import codecs
import errno
import io
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Received on Monday 5 September 2016: ten working days end on Monday 19 September.
AS_OF = ("--as-of", "2016-09-09")


def line(reference: str) -> bytes:
    """A good line."""
    events = [{"event": "received", "on": "2016-09-05"}]
    return json.dumps({"procedure": "england-children", "reference": reference, "events": events}).encode() + b"\n"


FILE = line("a") + line("b") + line("c")
INTAKE = b'{"feedback": "complaint", "received_on": "2026-11-23", "subjects": [{"functions": ["children-part-3"]}]}'


def read(lines: Any) -> tuple[str, list[int | None]]:
    """The references of the good cases, run together, and the numbers of the faulty lines."""
    good: list[str] = []
    try:
        good.extend(case.reference or "?" for case in cr.load_cases(lines))
    except cr.LoadError as error:
        return "".join(good), list(dict.fromkeys(fault.line for fault in error.details))
    return "".join(good), []


Answered = tuple[int, list[str], list[str]]


@pytest.fixture(name="check")
def _check_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[[bytes], Answered]:
    """Checks a file with this content: the exit status, the references answered, and the lines on standard error."""

    def check(content: bytes) -> Answered:
        file = tmp_path / "cases.jsonl"
        file.write_bytes(content)
        return answered(capsys, str(file))

    return check


def answered(capsys: pytest.CaptureFixture[str], file: str) -> Answered:
    """What `check` makes of a file."""
    status = cli.main(["check", file, *AS_OF, "--json"])
    out, err = capsys.readouterr()
    said = [line.removeprefix(f"complaintrules: {file}: ") for line in err.splitlines()]
    return status, [row["reference"] for row in json.loads(out)], said


def program(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "complaintrules", *words]
    return subprocess.run(command, text=True, check=False, timeout=60, **options)  # noqa: S603 - this program itself


# --- killed half-way


@pytest.mark.parametrize("opened", [io.BytesIO, lambda content: io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")])
def test_a_file_cut_off_at_any_byte_keeps_its_whole_lines(opened: Callable[[bytes], Any]) -> None:
    """Every line that is whole is a case, the one broken off is the one fault, and an end between lines is none."""
    for end in range(len(FILE) + 1):
        rest = FILE[:end].rpartition(b"\n")[2]
        whole = FILE[:end].count(b"\n")
        last_is_whole = rest + b"\n" in {line("a"), line("b"), line("c")}
        good = "abc"[: whole + last_is_whole]
        assert read(opened(FILE[:end])) == (good, [] if last_is_whole or not rest else [whole + 1]), f"cut off after {end} bytes"


def test_check_answers_a_file_cut_off_at_any_byte(check: Callable[[bytes], Answered]) -> None:
    """The good cases are answered as a whole list of JSON; the line that breaks off is named, with status 2."""
    first = len(line("a"))
    for end in range(first, first + len(line("b"))):
        status, references, said = check(FILE[:end])
        if end in {first, first + len(line("b")) - 1}:
            assert (status, references, said) == (0, ["a", "b"][: 1 + (end > first)], [])
        else:
            assert (status, references, len(said)) == (2, ["a"], 1), f"cut off after {end} bytes"
            assert said[0].startswith("line 2: ")


def test_a_writer_killed_in_the_middle_of_a_line_loses_that_line_alone(tmp_path: Path) -> None:
    """What `dump_cases` had written before stands, line by line."""
    file = tmp_path / "cases.jsonl"
    code = f"""
import os, signal, sys
import complaintrules as cr
cases = list(cr.load_cases(sys.stdin.buffer))
with open({str(file)!r}, "w", encoding="utf-8") as out:
    for number, text in enumerate(cr.dump_cases(cases)):
        out.write(text if number < 2 else text[:40])
        out.flush()
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], input=FILE, check=False, timeout=60)  # noqa: S603 - our own lines
    assert done.returncode == -signal.SIGKILL
    with file.open("rb") as kept:
        assert read(kept) == ("ab", [3])


def test_a_tail_of_zeros_is_one_fault(check: Callable[[bytes], Answered]) -> None:
    """A machine that lost its power may leave zeros where the last lines should be."""
    assert read(io.BytesIO(FILE + bytes(4096))) == ("abc", [4])
    status, references, (said,) = check(FILE + bytes(4096))
    assert (status, references) == (2, ["a", "b", "c"])
    assert said.startswith("line 4: is not JSON, from character 1 on")


def test_the_file_may_vanish_or_grow_while_it_is_read(tmp_path: Path) -> None:
    """What was opened is read to its end: lines added meanwhile are read too, and a name taken away changes nothing."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(FILE)
    with file.open("rb") as stream:
        cases = cr.load_cases(stream)
        assert next(cases).reference == "a"
        with file.open("ab") as more:
            more.write(line("d"))
        file.unlink()
        assert [case.reference for case in cases] == ["b", "c", "d"]


def test_a_file_cut_short_while_it_is_read_is_one_fault_where_it_now_ends(tmp_path: Path) -> None:
    """Long enough that Python has not read it all when it is cut."""
    file = tmp_path / "cases.jsonl"
    many = 2_000
    file.write_bytes(line("a") * many)

    def lines(stream: io.BufferedReader) -> Iterator[bytes]:
        for number, text in enumerate(stream):
            if number == 1:
                os.truncate(file, len(line("a")) * (many - 5) - 20)
            yield text

    with file.open("rb") as stream:
        assert read(lines(stream)) == ("a" * (many - 6), [many - 5])


# --- damaged in the middle


def test_a_byte_damaged_anywhere_costs_the_lines_it_stands_in_and_no_other() -> None:
    """A byte that is no UTF-8, in every place in turn; where it takes the place of a line's end, two lines are one."""
    starts = [0, len(line("a")), len(line("a") + line("b"))]
    for place in range(len(FILE)):
        damaged = FILE[:place] + b"\xff" + FILE[place + 1 :]
        hit = sum(start <= place for start in starts)
        joined = FILE[place : place + 1] == b"\n" and hit < 3
        good = "abc".replace("abc"[hit - 1], "").replace("abc"[hit] if joined else "-", "")
        assert read(io.BytesIO(damaged)) == (good, [hit]), f"damaged at byte {place}"


def test_a_line_cut_in_two_anywhere_is_two_faults_with_their_numbers(check: Callable[[bytes], Answered]) -> None:
    """The lines after it keep their own numbers: those that the file has now."""
    before, cut = line("a"), line("b")
    for place in range(1, len(cut) - 1):
        broken = before + cut[:place] + b"\n" + cut[place:] + line("c") + b"{\n"
        assert read(io.BytesIO(broken)) == ("ac", [2, 3, 5]), f"cut after {place} bytes"
    status, references, said = check(before + cut[:30] + b"\n" + cut[30:] + line("c"))
    assert (status, references, [fault[:7] for fault in said]) == (2, ["a", "c"], ["line 2:", "line 3:"])


def test_two_cases_on_one_line_are_one_fault() -> None:
    """A line end that was lost: neither is guessed at."""
    assert read(io.BytesIO(line("a").rstrip() + line("b") + line("c"))) == ("c", [1])


def test_a_read_that_fails_half_way_keeps_the_cases_before_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that gives out after two lines: both are answered, an earlier fault is still told, and so is the line."""

    class Failing(io.RawIOBase):
        """Gives what it has, and then an error."""

        def __init__(self, content: bytes) -> None:
            self.content = io.BytesIO(content)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            count = self.content.readinto(buffer)
            if not count:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return count

    monkeypatch.setattr("pathlib.Path.open", lambda _path, _mode: io.BufferedReader(Failing(line("a") + b"{\n" + line("b"))))
    status, references, said = answered(capsys, "cases.jsonl")
    assert (status, references) == (2, ["a", "b"])
    assert said[0].startswith("line 2: breaks off")
    assert said[1] == "line 4: cannot be read: Input/output error"
    assert cli.main(["triage", "intake.json"]) == 2
    assert capsys.readouterr() == ("", "complaintrules: intake.json: Input/output error\n")


# --- written in another way


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b" \n", b"\t\r\n", b"\n\n", b"\r\n \r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_may_end_as_they_like(check: Callable[[bytes], Answered], end: bytes, last: bool) -> None:  # noqa: FBT001 - both ways
    """With the ends of Unix or of Windows, space before them, blank lines between, and none after the last."""
    content = end.join(FILE.splitlines()) + (end if last else b"")
    assert read(io.BytesIO(content)) == ("abc", [])
    assert check(content) == (0, ["a", "b", "c"], [])
    # The numbers are those that an editor shows.
    number = content.count(b"\n") + 1 if last else end.count(b"\n") * 3 + 1
    assert read(io.BytesIO(content + (b"" if last else end) + b"{")) == ("abc", [number])


def test_a_file_of_mixed_line_ends_is_read_whole() -> None:
    """As two systems leave it that both wrote to it."""
    assert read(io.BytesIO(line("a") + line("b").replace(b"\n", b"\r\n") + b"\r\n\n" + line("c").rstrip())) == ("abc", [])


def test_carriage_returns_alone_end_lines_for_python_only_in_a_file_of_text(tmp_path: Path) -> None:
    """As bytes the file is one line, and one fault: nothing is dropped without a word. As text, Python ends lines there."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(FILE.replace(b"\n", b"\r"))
    with file.open("rb") as stream:
        assert read(stream) == ("", [1])
    with file.open(encoding="utf-8") as text:
        assert read(text) == ("abc", [])


def test_line_ends_of_other_alphabets_end_no_line() -> None:
    """A line separator of Unicode, a form feed: they are no white space of JSON's, and stand in texts as they are."""
    noted = '{"procedure": "england-children", "reference": "a\u2028b", "events": [{"event": "received", "on": "2016-09-05"}]}'
    (case,) = cr.load_cases([noted.encode() + b"\n"])
    assert case.reference == "a\u2028b"
    for end in ("\u2028", "\x0b", "\x0c", "\x85"):
        assert read([line("a").decode().rstrip() + end]) == ("", [1])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_another_width_is_all_faults_and_no_case(check: Callable[[bytes], Answered], encoding: str) -> None:
    """No line is UTF-8, or JSON, and none is guessed at: each is a fault, and the command says so once for the whole file."""
    content = FILE.decode().encode(encoding)
    good, faulty = read(io.BytesIO(content))
    assert (good, faulty) == ("", list(range(1, len(faulty) + 1)))
    assert len(faulty) >= 3
    status, references, (said,) = check(content)
    assert (status, references) == (2, [])
    assert f"none of its {len(faulty)} lines is a JSON object; line 1: " in said


def test_a_line_of_another_encoding_is_one_fault_and_the_others_are_read(check: Callable[[bytes], Answered]) -> None:
    """A name with an accent, written by a program that knew only its own country's letters."""
    accented = line("b").replace(b'"reference": "b"', '"reference": "b", "team": "Zoë"'.encode("latin-1"))
    status, references, (said,) = check(line("a") + accented + line("c"))
    assert (status, references) == (2, ["a", "c"])
    place = accented.index(b"\xeb") + 1
    assert said == f"line 2: is not UTF-8, from byte {place} on"


def test_a_byte_order_mark_stands_only_at_the_beginning(check: Callable[[bytes], Answered]) -> None:
    """Two files laid end to end, each with its mark: the second mark is a fault of its line, not of the others."""
    mark = codecs.BOM_UTF8
    assert check(mark + FILE) == (0, ["a", "b", "c"], [])
    status, references, (said,) = check(mark + line("a") + mark + line("b") + line("c"))
    assert (status, references) == (2, ["a", "c"])
    assert said.startswith("line 2: is not JSON, from character 1 on")


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n \t\n\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_a_file_of_nothing_holds_no_case_and_no_fault(check: Callable[[bytes], Answered], content: bytes) -> None:
    """Empty, blank, or with a byte-order mark alone."""
    assert read(io.BytesIO(content)) == ("", [])
    assert check(content) == (0, [], [])


@pytest.mark.parametrize("place", [0, 1, 30, -2, -1])
def test_a_nul_byte_costs_its_line_alone(place: int) -> None:
    """Before, inside or after the object."""
    with_nul = line("b")[:place] + b"\x00" + line("b")[place:]
    assert read(io.BytesIO(line("a") + with_nul + line("c"))) == ("ac", [2])


# --- what is no file


def test_a_folder_is_no_file_for_any_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One line that names it, status 2, and nothing on standard output."""
    folder = str(tmp_path)
    for words in (
        ["triage", folder],
        ["timetable", "england-children", "2026-11-23", "--official", folder],
        ["check", "-", *AS_OF, "--official", folder],
    ):
        assert cli.main(words) == 2
        assert capsys.readouterr() == ("", f"complaintrules: {folder}: Is a directory\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_with_a_name_is_read_to_its_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Its writer goes away in the middle of a line: the lines before it are answered."""
    pipe = tmp_path / "cases.jsonl"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as stream:
            for begin in range(0, len(FILE) - 20, 50):
                stream.write(FILE[begin : min(begin + 50, len(FILE) - 20)])

    writer = threading.Thread(target=write)
    writer.start()
    status, references, (said,) = answered(capsys, str(pipe))
    writer.join()
    assert (status, references) == (2, ["a", "b"])
    assert said.startswith("line 3: breaks off after")


def test_the_null_device_is_an_empty_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Without cases for `check`; no intake for `triage`."""
    assert answered(capsys, os.devnull) == (0, [], [])
    assert cli.main(["triage", os.devnull]) == 2
    assert capsys.readouterr().err.startswith(f"complaintrules: {os.devnull} is not JSON: ")


@pytest.mark.parametrize("command", ["check", "triage"])
def test_a_file_that_vanished_or_may_not_be_read_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """With the reason the system gives; played here, for whoever may read everything."""
    words = [command, "secret.json", *(AS_OF if command == "check" else ())]
    for error in (errno.ENOENT, errno.EACCES, errno.ELOOP, errno.EMFILE, errno.ESTALE):

        def refuse(_path: object, _mode: str, error: int = error) -> io.BytesIO:
            raise OSError(error, os.strerror(error), "secret.json")

        monkeypatch.setattr("pathlib.Path.open", refuse)
        assert cli.main(words) == 2
        assert capsys.readouterr() == ("", f"complaintrules: secret.json: {os.strerror(error)}\n")


# --- other files


def test_an_intake_cut_off_at_any_byte_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Half of an intake is never judged."""
    file = tmp_path / "intake.json"
    for end in range(len(INTAKE)):
        file.write_bytes(INTAKE[:end])
        assert cli.main(["triage", str(file)]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert "is not JSON" in err
    file.write_bytes(codecs.BOM_UTF8 + INTAKE + b"\r\n")
    assert cli.main(["triage", str(file)]) == 0


def test_an_official_list_cut_off_anywhere_is_never_half_laid_over() -> None:
    """A list that lost its end would turn bank holidays into working days."""
    calendar = cr.WorkingDayCalendar.for_division("scotland")
    document = '{"scotland": {"division": "scotland", "events": [{"title": "A", "date": "2029-06-18"}]}}'
    assert not calendar.with_official(document).is_working_day(date(2029, 6, 18))
    for end in range(len(document)):
        with pytest.raises(cr.OfficialListError, match=r"^the official list is refused: not JSON"):
            calendar.with_official(document[:end])


# --- where the answer goes


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")


@needs_full
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_check_tells_of_a_full_disk_in_one_line(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Whatever the cases say: an answer that could not be written is none."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(FILE * 100)
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        ended = program("check", str(file), "--as-of", "2016-12-01", *options, stdout=full, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (2, "complaintrules: No space left on device\n")


@needs_full
def test_where_nobody_can_be_told_the_status_tells_alone(tmp_path: Path) -> None:
    """A faulty file is status 2 though standard error is full or closed; never 1, which says that a rule is in breach."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(line("a") + b"{\n")
    for said in (["check", str(file), *AS_OF], ["show", "nothing"]):
        with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
            assert program(*said, stdout=subprocess.DEVNULL, stderr=full).returncode == 2
            assert program(*said, stdout=full, stderr=full).returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="streams are closed as a shell of Unix closes them")
@pytest.mark.parametrize(
    ("words", "closed", "status", "said"),
    [
        ("check - --as-of 2016-09-09", "<&-", 2, "complaintrules: -: Bad file descriptor\n"),
        ("triage -", "<&-", 2, "complaintrules: -: Bad file descriptor\n"),
        ("timetable england-children 2026-11-23 --official -", "<&-", 2, "complaintrules: -: Bad file descriptor\n"),
        ("procedures --json", ">&-", 0, ""),
        ("--help", ">&-", 0, ""),
        ("show nothing", "2>&-", 2, ""),
        ("procedures", "<&- >&- 2>&-", 0, ""),
    ],
)
def test_a_stream_that_was_closed_before_is_no_traceback(words: str, closed: str, status: int, said: str) -> None:
    """As services without a terminal start their programs."""
    command = f"{sys.executable} -m complaintrules {words} {closed}"
    ended = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own line
    assert (ended.returncode, ended.stderr) == (status, said)


def test_a_reader_of_the_answers_may_leave_early(tmp_path: Path) -> None:
    """As in `complaintrules check … | head -1`, with more answers than a pipe holds: no word, and no status of a breach."""
    file = tmp_path / "cases.jsonl"
    file.write_bytes(FILE * 500)
    command = [sys.executable, "-m", "complaintrules", "check", str(file), "--as-of", "2016-12-01"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - this program itself
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"a\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@needs_full
def test_a_full_disk_is_no_silence_for_who_writes_cases() -> None:
    """The error is Python's own: which file, and what became of it, only the writer knows."""
    cases = list(cr.load_cases(io.BytesIO(FILE)))
    with pytest.raises(OSError, match="No space left"), open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        full.writelines(cr.dump_cases(cases))
