"""How the documentation is built: ``python3 -m sphinx -W --keep-going -b html docs docs/_build/html``. No network is used."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "complaintrules"
author = "The complaintrules authors"
project_copyright = "The complaintrules authors"
release = version = version_of("complaintrules")
language = "en-GB"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "rulebook",
]
exclude_patterns = ["_build"]

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 3

# Docstrings name other objects in single backticks; a name that is no object (a field, a value) is simply set as code.
default_role = "py:obj"
add_module_names = False
python_use_unqualified_type_names = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False

html_theme = "furo"
html_title = "complaintrules"
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_show_sphinx = False
html_copy_source = False


# Napoleon reads the first sentence of a property up to a colon as its type; it is shown another line instead.
_STAND_IN = "first line"
_first_lines: dict[str, str] = {}


def _hide_first_line(_app: Sphinx, what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    if what in {"attribute", "data", "property"} and lines:
        _first_lines[name], lines[0] = lines[0], _STAND_IN


def _show_first_line(_app: Sphinx, _what: str, name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    if name in _first_lines:
        lines[lines.index(_STAND_IN)] = _first_lines.pop(name)


def setup(app: Sphinx) -> None:
    """Look at each docstring before Napoleon, at 500, and after it."""
    app.connect("autodoc-process-docstring", _hide_first_line, priority=400)
    app.connect("autodoc-process-docstring", _show_first_line, priority=600)
