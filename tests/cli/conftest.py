"""The terminal, the folder and the day of the tests of the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from complaintrules.cli import _commands
from complaintrules.cli import _main as cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _a_plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs these tests may have settings of their own."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on Monday 23 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_commands, "_today", lambda: date(2026, 11, 23))
    return tmp_path


@pytest.fixture(name="run")
def _command(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command line: gives the exit status, standard output, and the lines on standard error without the program's name."""

    def run(*words: str) -> tuple[int, str, list[str]]:
        status = cli.main(words)
        out, err = capsys.readouterr()
        assert all(line.startswith("complaintrules: ") for line in err.splitlines())
        return status, out, [line.removeprefix("complaintrules: ") for line in err.splitlines()]

    return run
