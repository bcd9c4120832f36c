"""Print one of the README's two commands: the shell block after ``<!-- command: NAME -->``."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def readme_command(name: str, readme: Path = Path("README.md")) -> str:
    """The one line of the block with this name.

    Raises:
        LookupError: There is not exactly one such block of exactly one line.
    """
    found = re.findall(rf"^<!-- command: {name} -->\n```sh\n([^\n]+)\n```$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    if len(found) != 1:
        raise LookupError(f"{readme} has {len(found)} commands {name!r}, where there must be one, of one line")
    return str(found[0])


if __name__ == "__main__":
    print(readme_command(sys.argv[1]))
