"""What the tests of this folder share.

What is proved here by millions of answers needs no record of the lines that gave them: the other tests cover those.
"""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def untraced_here(untraced: None) -> None:
    """Runs every test of this folder without tracing."""
