"""The public names: all there, all lazy, and the list that is run agrees with the list that the type checker reads."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import complaintrules as cr

HEAVY = ("holidays", "cattrs", "numpy", "rich", "dateutil", "attr", "attrs", "json", "pandas")

# What the design promises to its users; anything may be added.
PROMISED = {
    "WorkingDayCalendar", "add_working_days", "working_days_between", "receipt_day", "get_procedure", "procedures", "due",
    "timetable", "Case", "Received", "Complainant", "Acknowledged", "Responded", "Outcome", "PanelMet", "Deadline", "Status",
    "load_case", "dump_case", "load_cases", "dump_cases", "RULEBOOK", "Rulebook", "LocalPolicy", "Force", "Citation", "Source",
    "Period", "working_days", "calendar_days", "months", "years", "recalculate", "ComplaintRulesError",
}  # fmt: skip


def checked_names() -> dict[str, set[str]]:
    """Each module's names as the type checker imports them."""
    tree = ast.parse(Path(cr.__file__ or "").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for block in tree.body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for node in block.body:
                assert isinstance(node, ast.ImportFrom)
                assert node.level == 0
                assert node.module is not None
                for alias in node.names:
                    assert alias.asname == alias.name, "only `X as X` is a public name to the type checker"
                    found.setdefault(node.module.removeprefix("complaintrules."), set()).add(alias.name)
    return found


def said_in_a_fresh_process(code: str) -> str:
    """What a few lines print in an interpreter that has loaded nothing yet."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own lines
    return done.stdout.strip()


def test_the_two_lists_of_names_agree() -> None:
    """What is loaded when asked for is what the type checker believes, module by module."""
    assert {module: set(names) for module, names in cr._NAMES.items()} == checked_names()


def test_no_name_stands_twice_and_each_list_is_in_order() -> None:
    """A name has one home; a module's names are sorted, so that a change shows in one line."""
    names = [name for names in cr._NAMES.values() for name in names]
    assert len(names) == len(set(names))
    for listed in (*cr._NAMES.values(), tuple(cr._NAMES)):
        assert list(listed) == sorted(listed)


# The function `procedures` has the name of its package, which can be called in its place.
@pytest.mark.parametrize("name", sorted(set(cr.__all__) - {"procedures"}))
def test_every_name_is_there_and_is_that_of_its_module(name: str) -> None:
    """The very same object, so that `isinstance` and `is` hold whichever way it was imported."""
    home = importlib.import_module(f"complaintrules.{cr._HOMES[name]}")
    assert getattr(cr, name) is getattr(home, name)


def test_what_the_design_promises_is_there() -> None:
    """And stands in the list for `import *`, and in what `dir` shows."""
    assert set(cr.__all__) == set(dir(cr)) >= PROMISED


def test_a_name_that_is_not_there_is_refused_as_python_does_it() -> None:
    """So that `hasattr` and `from … import …` fail in the usual way."""
    with pytest.raises(AttributeError, match="module 'complaintrules' has no attribute 'Cas'"):
        _ = cr.Cas  # type: ignore[attr-defined]  # not there, which is the point
    assert not hasattr(cr, "__wrapped__")


def test_every_event_of_the_library_is_a_public_name() -> None:
    """Whoever replays a file needs each of them."""
    from complaintrules.events import EVENTS  # noqa: PLC0415 - its own subject

    assert {kind.__name__ for kind in EVENTS.values()} <= set(cr.__all__)


def test_every_error_is_a_public_name() -> None:
    """Whoever catches one should not have to look for it."""
    from complaintrules import errors  # noqa: PLC0415 - its own subject

    kinds = {kind.__name__ for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert kinds <= set(cr.__all__)


def test_every_public_module_is_known_to_the_package() -> None:
    """So that whoever asks for one before it is imported is told how to."""
    folder = Path(cr.__file__ or "").parent
    found = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert {name for name in found if not name.startswith("_")} == set(cr._MODULES)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """Not one of its own modules, nor anything it depends on."""
    code = f"""
import sys
before = set(sys.modules)
import complaintrules
after = set(sys.modules) - before
print(sorted(name for name in after if name.split(".")[0] in {HEAVY!r} or name.startswith("complaintrules.")))
"""
    assert said_in_a_fresh_process(code) == "[]"


def test_a_case_is_recorded_without_holidays_or_cattrs() -> None:
    """The calendar comes with the first date asked for, JSON with the first dump."""
    code = """
import sys
import complaintrules as cr
from datetime import date
case = cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5))).record(cr.Acknowledged(on=date(2016, 9, 7)))
case.state, case.next_events(), case.why_not(cr.PanelMet)
print(sorted({"holidays", "cattrs", "numpy", "rich"} & set(sys.modules)))
"""
    assert said_in_a_fresh_process(code) == "[]"


@pytest.mark.parametrize(
    "first",
    [
        "keys = cr.procedures()",
        "import complaintrules.procedures",
        "cr.get_procedure('england-children')",
        "from complaintrules.procedures import england_children",
        "cr.RULEBOOK",
        "import complaintrules.case",
    ],
)
def test_procedures_can_be_called_before_and_after_its_package_is_loaded(first: str) -> None:
    """The function and the package have one name; whichever comes first, the name can be called and has the modules in it."""
    code = f"""
import complaintrules as cr
{first}
assert cr.procedures() == cr.procedures() and "england-children" in cr.procedures()
from complaintrules.procedures import RULEBOOK, england_children, procedures
assert procedures() == RULEBOOK.keys == cr.procedures()
import complaintrules.procedures.england_children as module
assert module is england_children
print(len(cr.procedures()) == len(set(cr.procedures())))
"""
    assert said_in_a_fresh_process(code) == "True"


def test_each_module_can_be_imported_first() -> None:
    """A room imports only rooms below it, so that no order of imports goes round in a circle."""
    folder = Path(cr.__file__ or "").parent
    modules = [path.stem for path in folder.glob("*.py") if path.stem not in {"__init__", "__main__"}]
    code = f"""
import importlib, sys
for module in {modules!r}:
    for name in [name for name in sys.modules if name.startswith("complaintrules")]:
        del sys.modules[name]
    importlib.import_module("complaintrules." + module)
print("all")
"""
    assert said_in_a_fresh_process(code) == "all"
