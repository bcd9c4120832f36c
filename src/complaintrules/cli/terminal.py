"""How the command line prints: lines of at most 80 columns, in colour where rich is installed and a terminal shows them."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import BinaryIO

# Text wider than this is hard to read, and narrower than that no table fits.
_WIDEST: Final = 80
_NARROWEST: Final = 60
_GAP: Final = "  "

HEADING: Final = "bold cyan"
TITLE: Final = "bold"
BAD: Final = "bold red"
WARNING: Final = "yellow"
QUIET: Final = "dim"


def clean(text: str) -> str:
    """The string with everything escaped that would break the layout, or that standard output cannot show."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


@attrs.frozen
class Page:
    """Standard output, line by line.

    Attributes:
        width: How many columns there are.
        put: Prints a line in a style.
    """

    width: int
    put: Callable[[str, str], None]

    def blank(self) -> None:
        """An empty line."""
        self.put("", "")

    def text(self, text: str, *, indent: int = 0, style: str = "") -> None:
        """A paragraph."""
        margin = " " * indent
        for line in _wrapped(text, self.width - indent):
            self.put(margin + line, style)

    def row(self, title: str, *cells: tuple[str, int], indent: int = 0, style: str = "") -> None:
        """A line of a table: a title, which may take several lines, and cells that each have a width of their own."""
        margin = " " * indent
        room = self.width - indent - sum(len(_GAP) + width for _, width in cells)
        first, *others = _wrapped(title, room) or [""]
        right = "".join(f"{_GAP}{clean(text):<{width}}" for text, width in cells)
        self.put(f"{margin}{first:<{room}}{right}".rstrip(), style)
        for line in others:
            self.put(margin + line, style)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(clean(text), width, break_on_hyphens=False)


def page() -> Page:
    """Standard output as it is now."""
    width = min(max(shutil.get_terminal_size((_WIDEST, 24)).columns, _NARROWEST), _WIDEST)
    return Page(width, _coloured() or _plainly)


def _plainly(line: str, _style: str) -> None:
    sys.stdout.write(line + "\n")


def _coloured() -> Callable[[str, str], None] | None:
    """What prints in colour; None where there is to be none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.console import Console  # noqa: PLC0415 - an extra, and only for a terminal
        from rich.text import Text  # noqa: PLC0415 - likewise
    except ImportError:
        return None
    console = Console(highlight=False)

    def put(line: str, style: str) -> None:
        console.print(Text(line, style), soft_wrap=True)

    return put


def put_text(text: str) -> None:
    """Print a whole document; what standard output cannot show is escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def put_json(value: Any) -> None:
    """A value as JSON; beyond ASCII everything is escaped, so that it reads the same in every encoding."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def complain(message: object) -> None:
    """Print one line on standard error; where that is closed, the exit status alone tells."""
    # A broken stream may hold what was printed so far; what came first is to be seen first.
    sys.stdout.flush()
    with contextlib.suppress(OSError):
        sys.stderr.write(f"complaintrules: {clean(' '.join(str(message).split()))}\n")


def opened(file: str) -> AbstractContextManager[BinaryIO]:
    """A file to read from, as bytes; ``-`` is standard input.

    Raises:
        OSError: It cannot be opened; the error names it.
    """
    if file == "-":
        if sys.stdin is None:  # closed before this program began
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), file)
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except ValueError:  # a name that no file can have
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file) from None
