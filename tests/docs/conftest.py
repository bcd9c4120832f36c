"""What the tests of the documentation share."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def rulebook() -> ModuleType:
    """The extension that writes the pages; it needs Sphinx for its types alone."""
    folder = DOCS / "_ext" / "rulebook"
    spec = importlib.util.spec_from_file_location("rulebook", folder / "__init__.py", submodule_search_locations=[str(folder)])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["rulebook"] = module
    spec.loader.exec_module(module)
    return module
