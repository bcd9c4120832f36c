"""No network, no files, no environment, no clock: what the library touches while all of it is used.

Python tells a hook of every file that is opened and every socket that is made, whoever opens it. So these tests see what the
packages below do as well.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import complaintrules as cr

TESTS = Path(__file__).parents[1]
SOURCE = Path(str(cr.__file__)).parent
MODULES = sorted(SOURCE.rglob("*.py"))

# The rooms of the command line: they alone touch the world. `_charts` hands matplotlib a file in memory.
WORLD = {"__main__.py", "cli/_main.py", "cli/_commands.py", "cli/files.py", "cli/terminal.py"}

NETWORK = {"asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "select", "selectors", "smtplib", "socket",
           "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc"}  # fmt: skip
PROCESSES = {"ctypes", "concurrent", "multiprocessing", "pty", "signal", "subprocess"}
FILES = {"fileinput", "glob", "os", "pathlib", "shelve", "shutil", "sqlite3", "stat", "tempfile"}
CLOCK = {"time"}


def name_of(module: Path) -> str:
    """A module as its path in the package."""
    return module.relative_to(SOURCE).as_posix()


def imports(module: Path) -> set[str]:
    """What a module imports from outside the package, wherever in it: the first part of each name."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "names are imported by their whole name"
            found.add(str(node.module).partition(".")[0])
    return found


def calls(module: Path) -> set[str]:
    """The names that a module calls, and the attributes."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                found.add(f".{node.func.attr}")
        elif isinstance(node, ast.Attribute) and node.attr in {"environ", "environb"}:
            found.add(node.attr)
    return found


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_module_imports_what_leads_out(module: Path) -> None:
    """No network and no other process anywhere; no files but in the rooms of the command line."""
    found = imports(module)
    assert not found & (NETWORK | PROCESSES)
    if name_of(module) not in WORLD:
        assert not found & (FILES | CLOCK)


@pytest.mark.parametrize("module", [each for each in MODULES if name_of(each) not in WORLD], ids=name_of)
def test_no_module_but_the_command_lines_asks_the_clock_or_the_environment(module: Path) -> None:
    """Today is an argument; nothing is evaluated, and no file is opened by name."""
    world = {"open", "input", "print", "eval", "exec", "environ", "getenv", ".getenv", ".now", ".today", ".utcnow", ".localtime"}
    assert not calls(module) & world


def test_the_core_does_without_the_rooms_of_the_command_line() -> None:
    """All public names, loaded: neither the command line nor a package that only an extra brings has come with them."""
    script = """
import sys
import complaintrules as cr
for name in cr.__all__:
    getattr(cr, name)
names = ("_main", "_arguments", "_commands", "files")
rooms = {f"complaintrules.cli.{name}" for name in names} | {"complaintrules.cli.terminal", "complaintrules.__main__"}
print(sorted((rooms | {"numpy", "matplotlib", "rich", "hypothesis", "argparse", "pandas"}) & set(sys.modules)))
"""
    assert run(script) == "[]"


# --- what happens while everything is used

WATCH = """
import sys
sys.dont_write_bytecode = True
PACKAGE_DATA = (".py", ".pyc", ".so", ".pyd", ".dll", ".zip", "python.exe")
ROOMS = {"socket", "subprocess", "ftplib", "http", "urllib", "smtplib", "sqlite3", "webbrowser", "shutil", "tempfile"}
ACTS = {"os." + act for act in "system exec fork posix_spawn putenv remove rename mkdir rmdir truncate".split()}
seen, forbidden = [], []

def watch(event, arguments):
    if event == "open":
        name, mode, flags = arguments
        if isinstance(name, bytes):
            name = name.decode()
        writes = (mode and set(mode) & set("wax+")) or (flags & 3)
        if isinstance(name, int):
            pass  # a stream that is there already
        elif writes:
            forbidden.append(f"writes {name}")
        elif not name.endswith(PACKAGE_DATA):
            seen.append(name)
    elif event.partition(".")[0] in ROOMS or event in ACTS:
        forbidden.append(f"{event} {arguments}")

def forbid_sockets():
    import socket
    def refused(*arguments, **named):
        # Written down first: who asks may swallow the error, and what is refused here never comes to the hook.
        forbidden.append(f"a socket was asked for {arguments[1:]}")
        raise AssertionError("a socket was asked for")
    socket.socket = type("socket", (socket.socket,), {"__init__": refused})
    for name in ("create_connection", "getaddrinfo", "gethostbyname", "socketpair", "create_server"):
        setattr(socket, name, refused)

sys.addaudithook(watch)
forbid_sockets()
"""

EVERYTHING = """
sys.path.insert(0, sys.argv[1])
import json
from support import album
from datetime import UTC, date, datetime
import complaintrules as cr
values = album.album()
answers = [album.answer(cr.load_case(data)) for data in album.read_lines("cases.jsonl")]
answers += [album.triage_answer(cr.load_intake(data)) for data in album.read_lines("intakes.jsonl")]
answers += [cr.triage(cr.load_intake(data)).as_dict() for data in album.read_lines("intakes.jsonl")]
cases = [cr.load_case(data) for data in album.read_lines("cases.jsonl")]
answers += [row.explain() for case in cases for row in case.deadlines(album.as_of(case))]
answers += [list(cr.dump_cases(cases)), [str(value) for value in values.values()]]
report = album.figures(cases)
answers += [report.as_dict(), report.as_markdown(), report.as_csv(), cr.Report.from_dict(report.as_dict()).as_csv(threshold=5)]
for key in ("england-adult-social-care", "england-corporate", "england-housing"):  # the others are walked by the same lines
    answers += [str(cr.check_model(key))]
for key in cr.procedures():
    procedure = cr.get_procedure(key)
    received = max(procedure.since, date(2007, 9, 3))
    answers += [row.explain() for row in cr.timetable(procedure, received=received)] if procedure.course else []
answers += [str(cr.receipt_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)))]
for name in cr.__all__:
    getattr(cr, name)
"""

FINDINGS = """
print(json.dumps({"seen": sorted(set(seen)), "forbidden": forbidden}))
"""

DIGEST = """
import hashlib
print(len(answers), hashlib.sha256(json.dumps(answers).encode()).hexdigest())
"""


def run(script: str, *arguments: str, **environment: str) -> str:
    """What a script prints in an interpreter of its own."""
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-W", "error", "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def is_expected(name: str) -> bool:
    """Whether a file that is no Python may be read: the words of `holidays`, a version, the time zone of London."""
    path = Path(name)
    return (
        path.is_relative_to(TESTS / "data" / "payloads")
        or path.name == "GB.mo"
        or (path.name == "METADATA" and path.parent.name.startswith(("holidays-", "complaintrules-")))
        or path.parts[-2:] == ("Europe", "London")
    )


def test_all_of_the_library_used_opens_no_socket_and_no_file_but_those_of_packages() -> None:
    """Calendars, cases, triage, reports, the model checker: read are Python's modules and three files of packages below."""
    found = json.loads(run(WATCH + EVERYTHING + FINDINGS, str(TESTS)))
    assert found["forbidden"] == []
    assert [name for name in found["seen"] if not is_expected(name)] == []
    assert any(name.endswith("cases.jsonl") for name in found["seen"]), "the watch sees what is opened"


@pytest.mark.parametrize("reach", ["socket.socket()", "socket.getaddrinfo('localhost', 80)", "socket.create_connection(('', 9))"])
def test_a_socket_is_seen_though_whoever_asked_for_it_says_nothing(reach: str) -> None:
    """Code that tries the network and carries on in silence is found out all the same."""
    script = f"import contextlib, json, socket\nwith contextlib.suppress(BaseException):\n    {reach}\n"
    assert json.loads(run(WATCH + script + FINDINGS))["forbidden"] != []


def test_importing_the_package_loads_nothing_that_leads_out() -> None:
    """Not through another module either: what `import complaintrules` alone has brought into an interpreter."""
    script = """
import sys
before = set(sys.modules)
import complaintrules
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
"""
    found = set(run(script).split())
    assert "complaintrules" in found
    assert not found & (NETWORK | PROCESSES | {"_socket", "_ssl", "email", "holidays"})


def test_the_watch_sees_a_socket_a_file_and_a_process() -> None:
    """A watch that sees nothing proves nothing."""
    script = """
import json, os, subprocess, urllib.request
try:
    urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
except (AssertionError, OSError):
    pass
import _socket
_socket.socket().close()
subprocess.run([sys.executable, "-c", ""])
open(os.devnull, "w").close()
open(sys.argv[1]).close()
"""
    found = json.loads(run(WATCH + script + FINDINGS, str(TESTS / "support" / "album.py")))
    text = " ".join(found["forbidden"])
    assert "urllib.Request" in text
    assert "socket.__new__" in text
    assert "subprocess.Popen" in text
    assert f"writes {os.devnull}" in text


def test_no_answer_depends_on_the_environment(tmp_path: Path) -> None:
    """Time zone, language, hash seed and folder of the process change nothing: one digest of all answers."""
    script = "import sys\n" + EVERYTHING + DIGEST
    away = f"import os\nos.chdir({str(tmp_path)!r})\n" + script
    plain = run(script, str(TESTS), TZ="UTC", LANGUAGE="", LC_ALL="C", PYTHONHASHSEED="1")
    other = run(
        away, str(TESTS), TZ="Pacific/Kiritimati", LANGUAGE="cy:th:uk", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", HOME=str(tmp_path)
    )
    assert plain == other
    assert int(plain.split()[0]) > 1000


# --- the command line

COMMANDS = [
    ["--help"],
    ["timetable", "england-children"],
    ["timetable", "england-children", "2026-11-23", "--json"],
    ["due", "england-children", "stage-1", "2026-11-23"],
    ["working-days", "add", "2025-12-19", "10", "--division", "england-and-wales"],
    ["working-days", "count", "2024-02-12", "2024-03-04", "--division", "scotland", "--json"],
    ["procedures"],
    ["procedures", "--compare"],
    ["show", "england-children"],
    ["show", "shropshire-children-2016"],
    ["check", "CASES", "--as-of", "2026-11-23"],
    ["check", "CASES", "--as-of", "2026-11-23", "--json"],
    ["report", "CASES", "--start", "2024-04-01", "--end", "2025-03-31"],
    ["report", "CASES", "--start", "2024-04-01", "--end", "2025-03-31", "--feedback", "FEEDBACK", "--format", "csv"],
    ["report", "CASES", "--start", "2024-04-01", "--end", "2025-03-31", "--previous", "CASES", "--previous-feedback", "FEEDBACK"],
    ["report", "CASES", "--start", "2024-04-01", "--end", "2025-03-31", "--format", "json"],
    ["triage", "INTAKE"],
    # What lays an official list or a policy over the rules, and what is refused.
    ["--version"],
    ["due", "england-children", "stage-1", "2026-11-23", "--official", "OFFICIAL"],
    ["timetable", "england-children", "2016-09-05", "--policy", "shropshire-children-2016"],
    ["due", "england-children", "stage-9", "2026-11-23"],
    ["working-days", "add", "2025-12-32", "10", "--division", "england-and-wales"],
    ["check", "INTAKE"],
]
TYPED = """
import contextlib, io, json
from complaintrules import cli
said = io.StringIO()
for command in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = cli.main(command)
        except SystemExit as end:
            status = end.code or 0
    assert status in (0, 1, 2), (command, status)
assert len(said.getvalue()) > 10_000
"""


def test_the_command_line_opens_no_socket_and_no_file_but_those_it_is_given(tmp_path: Path) -> None:
    """Every command: it reads the files named on its line, writes none, and starts nothing."""
    payloads = TESTS / "data" / "payloads" / "0.1.0"
    intake = tmp_path / "intake.json"
    intake.write_text((payloads / "intakes.jsonl").read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    files = {"CASES": str(payloads / "cases.jsonl"), "FEEDBACK": str(payloads / "feedback.jsonl"), "INTAKE": str(intake)}
    files["OFFICIAL"] = str(tmp_path / "official.json")
    event = {"title": "Christmas Day", "date": "2026-12-25", "notes": "", "bunting": True}
    Path(files["OFFICIAL"]).write_text(json.dumps({"england-and-wales": {"division": "england-and-wales", "events": [event]}}))
    commands = [[files.get(word, word) for word in command] for command in COMMANDS]
    found = json.loads(run(WATCH + TYPED + FINDINGS, json.dumps(commands)))
    assert found["forbidden"] == []
    assert [name for name in found["seen"] if name not in files.values() and not is_expected(name)] == []
    assert set(files.values()) <= set(found["seen"])


def test_every_command_is_among_those_watched() -> None:
    """A new command has to be watched as well."""
    tree = ast.parse((SOURCE / "cli" / "_arguments.py").read_text(encoding="utf-8"))
    names = {
        str(node.args[1].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_command"
        and isinstance(node.args[1], ast.Constant)
    } | {"report"}
    assert names >= {"timetable", "due", "check", "triage"}
    assert names <= {word for command in COMMANDS for word in command[:2]}


def test_charts_and_tables_of_the_extras_open_no_socket() -> None:
    """The report as a page, whose charts matplotlib draws, and whole columns of dates: no network there either."""
    script = """
sys.path.insert(0, sys.argv[1])
import json
from support import album
import complaintrules as cr
from datetime import date
from complaintrules import bulk
from complaintrules.reports.page import report_page
cases = [cr.load_case(data) for data in album.read_lines("cases.jsonl")[:60]]
assert "<svg" in report_page(album.figures(cases))
bulk.add_working_days([date(2025, 12, 19)], 10, calendar=cr.WorkingDayCalendar.for_division("scotland"))
forbidden = [what for what in forbidden if what.startswith(("socket", "urllib", "http", "ftplib", "smtplib", "webbrowser"))]
"""
    assert json.loads(run(WATCH + script + FINDINGS, str(TESTS)))["forbidden"] == []
