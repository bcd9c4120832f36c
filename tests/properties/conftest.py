"""What is drawn here by the hundred needs no record of the lines that it passes: the other tests cover those."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def untraced_here(untraced: None) -> None:
    """Runs every test of this folder without tracing."""
