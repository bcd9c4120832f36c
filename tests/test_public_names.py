"""The public names: all there, all lazy, and the list that is run agrees with the list that the type checker reads."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

import complaintrules as cr
from complaintrules._old_modules import MOVED

HEAVY = ("holidays", "cattrs", "numpy", "rich", "dateutil", "attr", "attrs", "json", "pandas")

# What the design promises to its users; anything may be added.
PROMISED = {
    "WorkingDayCalendar", "add_working_days", "working_days_between", "receipt_day", "get_procedure", "procedures", "due",
    "timetable", "Case", "Received", "Complainant", "Acknowledged", "Responded", "Outcome", "PanelMet", "Deadline", "Status",
    "load_case", "dump_case", "load_cases", "dump_cases", "RULEBOOK", "Rulebook", "LocalPolicy", "Force", "Citation", "Source",
    "Period", "working_days", "calendar_days", "months", "years", "recalculate", "ComplaintRulesError",
}  # fmt: skip


NAMES = {module: names.split() for module, names in cr._NAMES.items()}


def checked_names() -> dict[str, list[str]]:
    """Each module's names as the type checker imports them: every one in the module's ``__all__``, written out there."""
    tree = ast.parse(Path(cr.__file__ or "").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for block in tree.body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for node in block.body:
                assert isinstance(node, ast.ImportFrom)
                assert node.level == 0
                assert node.module is not None
                assert [alias.name for alias in node.names] == ["*"]
                source = Path(importlib.import_module(node.module).__file__ or "").read_text(encoding="utf-8")
                (listed,) = re.findall(r"^__all__ = (\[.*?\])$", source, re.MULTILINE | re.DOTALL)
                found[node.module.removeprefix("complaintrules.")] = ast.literal_eval(listed)
    return found


def said_in_a_fresh_process(code: str) -> str:
    """What a few lines print in an interpreter that has loaded nothing yet."""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own lines
    return done.stdout.strip()


def test_the_two_lists_of_names_agree() -> None:
    """What is loaded when asked for is what the type checker believes, module by module."""
    assert {module: sorted(names) for module, names in checked_names().items()} == NAMES


def test_no_name_stands_twice_and_each_list_is_in_order() -> None:
    """A name has one home; a module's names are sorted, so that a change shows in one line."""
    names = [name for names in NAMES.values() for name in names]
    assert len(names) == len(set(names))
    assert all(listed == sorted(listed) for listed in NAMES.values())


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
    for name in found:
        if not name.startswith("_") and name != "procedures":  # which is a public name too
            with pytest.raises(AttributeError, match=f"it is a module: from complaintrules import {name}$"):
                vars(cr)["__getattr__"](name)


@pytest.mark.parametrize("old", sorted(MOVED))
def test_a_module_under_its_old_name_is_the_module_under_its_new_one(old: str) -> None:
    """However it is imported, and whichever comes first; and whoever asks for it as a name is told the new one."""
    new = f"complaintrules.{MOVED[old]}"
    code = f"""
import importlib, sys
import complaintrules as cr
old = importlib.import_module("complaintrules.{old}")
from complaintrules import {old} as again
new = importlib.import_module("{new}")
print(old is again is new, new.__name__, new.__spec__.name, importlib.reload(new) is old)
"""
    assert said_in_a_fresh_process(code) == f"True {new} {new} True"
    if not old.startswith("_"):
        wing, _, module = new.rpartition(".")
        with pytest.raises(AttributeError, match=f"it is a module: from {wing} import {module}$"):
            vars(cr)["__getattr__"](old)


@pytest.mark.parametrize("wing", ["calendars", "cli", "model_checker", "procedures", "reports", "routing"])
def test_a_wing_gives_its_public_names_and_refuses_others(wing: str) -> None:
    """Whatever was loaded before; and no name of a room hides another room."""
    module = importlib.import_module(f"complaintrules.{wing}")
    assert dir(module) == sorted(module.__all__)
    for name in module.__all__:
        value = getattr(module, name)
        assert getattr(value, "__name__", name) == name
    with pytest.raises(AttributeError, match=f"module 'complaintrules.{wing}' has no attribute 'dt'"):
        module.__getattr__("dt")


def test_only_the_old_names_of_this_package_are_found() -> None:
    """Nothing of anybody else's is touched."""
    for wanted in ("complaintrules.nothing", "case", "complaintrules.cases.deadlines.case", "other.case"):
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(wanted)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """None of its own modules but the short list of old names, nor anything it depends on."""
    code = f"""
import sys
before = set(sys.modules)
import complaintrules
after = set(sys.modules) - before
print(sorted(name for name in after if name.split(".")[0] in {HEAVY!r} or name.startswith("complaintrules.")))
"""
    assert said_in_a_fresh_process(code) == "['complaintrules._old_modules']"


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
        "import complaintrules.cases.case",
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


@pytest.mark.parametrize("order", ["sorted", "reversed"])
def test_every_module_and_name_is_the_same_in_whatever_order_they_are_imported(order: str) -> None:
    """First modules and then names, or names and then modules; a module never hides a function of its name."""
    folder = Path(cr.__file__ or "").parent
    paths = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py") if path.stem != "__main__"]
    modules = sorted(".".join(path.parts).removesuffix(".__init__") for path in paths if path.parts != ("__init__",))
    code = f"""
import importlib
import complaintrules as cr
def modules():
    for name in {order}({[*modules, *MOVED]!r}):
        importlib.import_module("complaintrules." + name)
def names():
    for name in {order}(cr.__all__):
        getattr(cr, name)
for load in (modules, names) if "{order}" == "sorted" else (names, modules):
    load()
for name in cr.__all__:
    home = importlib.import_module("complaintrules." + cr._HOMES[name])
    assert getattr(cr, name) is getattr(home, name) or name == "procedures", name
assert callable(cr.triage) and callable(cr.report) and callable(cr.due) and callable(cr.timetable) and callable(cr.compare)
assert "england-children" in cr.procedures()
print("all")
"""
    assert said_in_a_fresh_process(code) == "all"
