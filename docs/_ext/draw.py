"""Draw the diagrams of all procedures anew, with Graphviz, and keep them beside the pages: ``python3 docs/_ext/draw.py``."""

from __future__ import annotations

import importlib
import sys

from complaintrules import RULEBOOK

if __name__ == "__main__":
    # The package stands beside this script, where only Python's own path finds it.
    diagrams = importlib.import_module("rulebook.diagrams")
    for path in diagrams.draw_all(RULEBOOK.get(key) for key in RULEBOOK.keys):
        sys.stdout.write(f"{path}\n")
