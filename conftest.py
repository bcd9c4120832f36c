"""Examples are tests: those of the README, of the documentation and of every docstring run with the suite.

Three kinds of block run in a Markdown page, in the order of the page:

- ``python``: run; one that begins with ``>>>`` is compared with what it prints;
- ``console``: each line after ``$`` runs as a command line of ``complaintrules`` and is compared with what it prints;
  ``$ cat FILE`` shows a file to the reader, and writes it for the commands that follow; ``$ echo $?`` is the exit status;
- ``json``: must be JSON.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import shlex
import sys
import tempfile
from doctest import ELLIPSIS
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers import myst, rest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from sybil import Example

# The same examples in every run, so that a red run stays red until the code is mended; `--hypothesis-profile explore`
# looks for new ones. Nothing is measured by the clock: a slow machine is no fault of the code.
_UNTIMED: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("steady", derandomize=True, **_UNTIMED)
settings.register_profile("explore", max_examples=1000, **_UNTIMED)
settings.register_profile("pages", parent=settings.get_profile("steady"), max_examples=10)
settings.load_profile("steady")


# By the seconds of a processor that they take, the longest first.
_LONGEST: Final = (
    "test_model_checker",
    "test_testing",
    "test_calendar_days",
    "test_cases",
    "test_offline",
    "test_reports",
    "test_threads",
    "test_shropshire_example",
)


def _run(command: str, folder: Path, said: dict[str, Any]) -> str:
    """What one command line prints, on standard output and standard error together."""
    program, *arguments = shlex.split(command)
    if command == "echo $?":
        return f"{said['status']}\n"
    if program != "complaintrules":
        raise ValueError(f"only complaintrules can be run in a console example, not {command!r}")
    from complaintrules.cli import main  # noqa: PLC0415 - only console examples need it

    output = io.StringIO()
    # 80 columns without colour, as a reader's terminal may have them.
    environment = mock.patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"})
    with environment, contextlib.chdir(folder), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            said["status"] = main(arguments) or 0
        except SystemExit as end:
            said["status"] = end.code or 0
    return output.getvalue()


def _check_console(example: Example) -> str | None:
    """Run the commands of a block and say where what they print differs from the page."""
    folder: Path = example.namespace["_folder"]
    said: dict[str, Any] = example.namespace["_said"]
    command, *rest_of = ("\n" + example.parsed).replace("\\\n", "").split("\n$ ")
    if command.strip():
        return f"a console example begins with a command, not with {command!r}"
    for block in rest_of:
        command, _, expected = block.partition("\n")
        if command.startswith("cat "):
            (folder / command.removeprefix("cat ")).write_text(expected, encoding="utf-8")
            continue
        found = _run(command, folder, said)
        if _lines(found) != _lines(expected):
            return f"{command}\n--- the page says\n{expected}\n--- it prints\n{found}"
    return None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _check_json(example: Example) -> None:
    for line in [example.parsed] if example.parsed.lstrip().startswith(("{\n", "[\n")) else example.parsed.splitlines():
        json.loads(line)


def _draw_little(_: object) -> None:
    """An example shows how a strategy is used; that what it draws is right is for the tests, which draw much more."""
    settings.load_profile("pages")


def _draw_as_tests_do(_: object) -> None:
    settings.load_profile("steady")


def _begin(namespace: dict[str, Any]) -> None:
    """Give a page an empty folder of its own."""
    _draw_little(namespace)
    namespace["_rooms"] = tempfile.TemporaryDirectory()
    namespace["_folder"] = Path(namespace["_rooms"].name)
    namespace["_said"] = {"status": 0}


def _end(namespace: dict[str, Any]) -> None:
    _draw_as_tests_do(namespace)
    namespace["_rooms"].cleanup()


_pages = Sybil(
    parsers=[
        myst.PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        myst.CodeBlockParser("console", _check_console),
        myst.CodeBlockParser("json", _check_json),
    ],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=_begin,
    teardown=_end,
)
_docstrings = Sybil(
    parsers=[rest.DocTestParser(optionflags=ELLIPSIS)],
    patterns=["src/*/*.py", "src/*/*/*.py"],  # before Python 3.13, ** is one folder
    setup=_draw_little,
    teardown=_draw_as_tests_do,
)

pytest_collect_file = (_pages + _docstrings).pytest()


@pytest.fixture(scope="session")
def rulebook() -> ModuleType:
    """The extension that writes pages of the documentation; it needs Sphinx for its types alone."""
    sys.path.insert(0, str(Path(__file__).parent / "docs" / "_ext"))
    return importlib.import_module("rulebook")


@pytest.fixture
def untraced() -> Iterator[None]:
    """Runs a test without the tracing that measures coverage, which would make it take minutes: other tests cover its lines."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Any:
    """Keep the examples of one page in its order, whatever order the tests run in: each builds on those before it.

    The files that take longest come first, so that no process waits for another at the end.
    """
    outcome = yield
    examples: list[Any] = [item for item in items if hasattr(item, "example")]
    tests = [item for item in items if not hasattr(item, "example")]
    examples.sort(key=lambda item: (str(item.path), item.example.line, item.example.column))
    tests.sort(key=lambda item: _LONGEST.index(item.path.stem) if item.path.stem in _LONGEST else len(_LONGEST))
    first = [item for item in tests if item.path.stem in _LONGEST]
    items[:] = [*first, *examples, *tests[len(first) :]]
    return outcome
