"""Where the command line begins and ends: streams, exit status, and one line for what is wrong.

Answers go to standard output, for people or with ``--json`` for programs. What is wrong goes to standard error, one line a
fault, with exit status 2.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from complaintrules.cli._arguments import parser
from complaintrules.cli.terminal import complain
from complaintrules.errors import ComplaintRulesError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaintrules.cli._arguments import Command

FAULT: Final = 2
_INTERRUPTED: Final = 130  # as a shell has it: 128 and the number of the signal
_PIPE_CLOSED: Final = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: The words after the program's name; without them, those of the process.

    Returns:
        The exit status: 0; 1 where `check` finds a rule of statute, statutory code or code in breach; 2 where something is
        wrong with what was asked or with a file.
    """
    _replace_closed_streams()
    try:
        status = _answer(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return _PIPE_CLOSED
    except OSError as error:
        _abandon_output()
        complain(error.strerror or error)
        return FAULT
    return status


def _replace_closed_streams() -> None:
    """Python has None for a stream that was closed before it began; what is said there goes nowhere."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise


def _answer(arguments: Sequence[str] | None) -> int:
    try:
        asked = parser().parse_args(arguments)
        run: Command = asked.run
        return run(asked)
    except SystemExit as end:  # --help and --version
        return int(end.code or 0)
    except ComplaintRulesError as error:
        complain(error)
    except OSError as error:
        if error.filename is None:
            raise
        complain(f"{error.filename}: {error.strerror}")
    return FAULT


def _abandon_output() -> None:
    """Nobody can be told anything on standard output any more; nor shall the interpreter try when it ends."""
    with contextlib.suppress(OSError):
        output = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), output)
