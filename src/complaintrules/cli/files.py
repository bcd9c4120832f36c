"""How a file of JSON lines is read: its lines counted, with a bar for a long one, and one word for a file of another format."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from typing import TYPE_CHECKING, Final

from complaintrules.cli.terminal import opened
from complaintrules.errors import ComplaintRulesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from complaintrules.errors import Fault

CASES: Final = "cases is JSON, one case"
FEEDBACK: Final = "feedback is JSON, one piece of feedback"

# A bar for less than this would be gone before anyone had read it.
_LONG: Final = 1_000_000


def other_format(faults: Sequence[Fault], holds: str) -> str | None:
    """What to say of a file none of whose lines could be read, if it was not written as JSON lines at all.

    Args:
        faults: All its faults.
        holds: What such a file holds, in words.

    Returns:
        One sentence for the whole file, with its first fault; None where a line is an object of JSON, whose faults tell more.
    """
    if any(fault.path for fault in faults):
        return None
    count = len({fault.line for fault in faults})
    none = "its only line is not a whole" if count == 1 else f"none of its {count:,} lines is a"
    return f"a file of {holds} a line, and {none} JSON object; {faults[0]}"


class OtherFormatError(ComplaintRulesError):
    """A file that was not written as JSON lines."""


@contextlib.contextmanager
def read_lines_of(file: str, doing: str, *, scrolls: bool = False) -> Iterator[Lines]:
    """The lines of a file, with a bar on standard error while a long one is read.

    Args:
        file: The file; ``-`` is standard input.
        doing: What is being done, in a word.
        scrolls: Answers are printed while the file is read: no bar where they scroll by on the same terminal.

    Raises:
        OSError: It cannot be opened; the error names it.
    """
    with opened(file) as stream, _progress(stream, doing, scrolls=scrolls) as advance:
        yield Lines(stream, advance)


class Lines:
    """The lines of a file, counted as they are read."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self.stream = stream
        self.advance = advance
        self.number = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self.stream:
            self.number += 1
            self.advance(len(line))
            yield line


@contextlib.contextmanager
def _progress(stream: BinaryIO, doing: str, *, scrolls: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error for a long file, unless the answers scroll by on the same terminal."""
    with contextlib.ExitStack() as stack:
        advance: Callable[[int], None] = _unseen
        size = _size(stream)
        if size >= _LONG and sys.stderr.isatty() and not (scrolls and sys.stdout.isatty()):
            with contextlib.suppress(ImportError):
                from rich.console import Console  # noqa: PLC0415 - an extra, and only for a terminal
                from rich.progress import Progress  # noqa: PLC0415 - likewise

                bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True, redirect_stdout=False))
                task = bar.add_task(doing, total=size)
                advance = lambda read: bar.advance(task, read)  # noqa: E731 - a name for either of two
        yield advance


def _unseen(_read: int) -> None:
    """Nobody looks."""


def _size(stream: BinaryIO) -> int:
    """How many bytes the file holds; 0 for what is not a file."""
    with contextlib.suppress(OSError):
        facts = os.fstat(stream.fileno())
        if stat.S_ISREG(facts.st_mode):
            return facts.st_size
    return 0
