"""What annotations say can be read when the program runs: by pydantic, FastAPI, beartype and tools that make documentation."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
import typing
from typing import Any

import attrs
import pytest

import complaintrules as cr

# Modules that are imported by name; their public names are in no list of the package.
BY_NAME = ("bulk", "reports.page", "testing")


def public_objects() -> dict[str, Any]:
    """Every public class, function, method and property, by the name it is reached by."""
    found: dict[str, Any] = {name: getattr(cr, name) for name in cr.__all__}
    for module in BY_NAME:
        home = importlib.import_module(f"complaintrules.{module}")
        names = getattr(home, "__all__", None) or [name for name in vars(home) if not name.startswith("_")]
        found |= {
            f"{module}.{name}": value
            for name in names
            if getattr(value := getattr(home, name), "__module__", "").startswith(f"complaintrules.{module}")
        }
    for owner, value in [*found.items()]:
        if isinstance(value, type):
            found |= {f"{owner}.{name}": member for name, member in members(value)}
    return {name: value for name, value in found.items() if isinstance(value, type) or callable(value)}


def members(kind: type[Any]) -> list[tuple[str, Any]]:
    """The functions behind the public methods and properties of a class, those of its own parents too, and its maker."""
    found = []
    for name, member in inspect.getmembers_static(kind):
        if name.startswith("_") and name != "__init__":
            continue
        inner = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if inspect.isfunction(inner) and inner.__module__.startswith("complaintrules"):
            found.append((name, inner))
    return found


OBJECTS = public_objects()


@pytest.mark.parametrize("name", OBJECTS)
def test_the_types_of_every_public_name_can_be_read(name: str) -> None:
    """Of a class its attributes, of a function or property what it takes and gives; none names what only a type checker knows."""
    hints = typing.get_type_hints(OBJECTS[name])
    assert "return" in hints or isinstance(OBJECTS[name], type) or not inspect.isfunction(OBJECTS[name])
    assert not any(isinstance(hint, str | typing.ForwardRef) for hint in hints.values())


def test_what_is_read_is_what_is_meant() -> None:
    """The attributes of events, the arguments and answers of methods, and the keywords of a case."""
    outcome = typing.get_type_hints(cr.Responded)["outcome"]
    assert outcome == cr.Outcome | None
    assert typing.get_type_hints(cr.Case.deadlines)["return"] == tuple[cr.Deadline, ...]
    assert typing.get_type_hints(cr.Report.compare)["return"] is cr.Comparison
    assert typing.get_type_hints(cr.CaseDetails)["calendar"] == cr.WorkingDayCalendar | None
    findings = typing.get_type_hints(vars(cr.Case)["findings"].fget)["return"]
    assert findings == tuple[cr.Finding, ...]


def test_the_table_holds_every_public_name_and_its_methods() -> None:
    """So that the test above proves something."""
    assert {"Case", "Case.next_due", "Case.outcome", "Case.open", "report", "Received.__init__"} <= set(OBJECTS)
    assert {"bulk.add_working_days", "reports.page.report_page", "testing.cases"} <= set(OBJECTS)
    kinds = {name for name in cr.__all__ if isinstance(getattr(cr, name), type)}
    assert kinds <= set(OBJECTS)
    with_fields = [kind for kind in OBJECTS.values() if isinstance(kind, type) and attrs.has(kind)]
    for kind in with_fields:
        assert {field.name for field in attrs.fields(kind)} <= set(typing.get_type_hints(kind))


def test_reading_the_types_loads_nothing_heavy() -> None:
    """The lists of holidays, numpy and charts come with the first date, column and chart; cattrs with the first case read."""
    code = """
import sys, typing
import complaintrules as cr
for name in cr.__all__:
    if cr._HOMES[name] != "cases.serialization":
        value = getattr(cr, name)
        if isinstance(value, type) or callable(value):
            typing.get_type_hints(value)
print(sorted({"holidays", "numpy", "matplotlib", "rich", "hypothesis", "cattrs"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own lines
    assert done.stdout.strip() == "[]"
