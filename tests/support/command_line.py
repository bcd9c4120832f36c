"""The command line, run in this process or in one of its own, and the files that it reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaintrules.cli import main

if TYPE_CHECKING:
    import pytest


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command line prints that goes well."""
    status = main(arguments)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What it answers as JSON."""
    return json.loads(printed(capsys, *arguments, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on standard error of a command line that is refused, without the program's name."""
    status = main(arguments)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.startswith("complaintrules: ")
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1
    return err.removeprefix("complaintrules: ").rstrip("\n")


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "complaintrules", *arguments]
    return subprocess.run(  # noqa: S603 - this program itself
        command, text=True, check=False, timeout=60, **{"capture_output": True, **options}
    )


def received(reference: str, on: str) -> dict[str, Any]:
    """A children's complaint of which only the receipt is on file, as a line holds it."""
    return {"procedure": "england-children", "reference": reference, "events": [{"event": "received", "on": on}]}


def write_lines(name: str, *cases: Any) -> None:
    """Write a file of JSON lines into the folder that is open."""
    Path(name).write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
