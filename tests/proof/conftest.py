"""What the tests of this folder share.

What is proved here by millions of answers needs no record of the lines that gave them: the other tests cover those.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

# Under a name of its own, for test files are no package; the scripts that tests start find it by its folder.
_spec = importlib.util.spec_from_file_location("proof_album", Path(__file__).with_name("album.py"))
assert _spec is not None
assert _spec.loader is not None
_album = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = _album
_spec.loader.exec_module(_album)


@pytest.fixture(autouse=True)
def untraced_here(untraced: None) -> None:
    """Runs every test of this folder without tracing."""
