"""Print the lowest release that each dependency and extra of a caller allows, as constraints for pip."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

EXTRAS = ("bulk", "cli", "report", "testing")
_BOUND = re.compile(r"^([A-Za-z0-9_.-]+)\s*>=\s*([0-9a-z.]+)$")


def lowest(pyproject: Path) -> list[str]:
    """One ``name==version`` for each dependency of a caller that has a lower bound."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra in EXTRAS:
        wanted += project["optional-dependencies"][extra]
    found = (_BOUND.match(requirement) for requirement in wanted)
    return [f"{match[1]}=={match[2]}" for match in found if match]


if __name__ == "__main__":
    print("\n".join(lowest(Path(sys.argv[1]))))
