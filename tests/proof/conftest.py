"""What is proved here by millions of answers needs no record of the lines that gave them: the other tests cover those."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def untraced() -> Iterator[None]:
    """Runs a test without the tracing by which coverage is measured, which would make it take minutes."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)
