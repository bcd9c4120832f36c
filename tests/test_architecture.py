"""The floor plan: no circle, no way up, and no wing that knows more wings than the plan allows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SOURCE = Path(__file__).parents[1] / "src" / "complaintrules"


@pytest.fixture(scope="module")
def plan(rulebook: ModuleType) -> Any:
    """The drawing of the house, which the page about it is made from too."""
    return rulebook.architecture


def test_every_module_is_drawn(plan: Any) -> None:
    """None is left out, and each stands in a wing of the plan."""
    files = [path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py"]
    assert len(plan.rooms()) == len(files)
    assert {room.wing for room in plan.rooms().values()} == set(plan.PLAN)


def test_no_circle(plan: Any) -> None:
    """Not by an import inside a function either, nor by one that only a type checker follows."""
    assert plan.circles() == []


def test_no_way_up(plan: Any) -> None:
    """The plan lists the wings from the ground up, and each room imports only from its own wing and from those before it."""
    order = list(plan.PLAN)
    assert order[: len(plan.GROUND)] == list(plan.GROUND)
    for room, other in plan.arrows():
        below, above = plan.rooms()[other].wing, plan.rooms()[room].wing
        assert below == above or order.index(below) < order.index(above), f"{room} imports {other}"


def test_each_wing_knows_just_the_wings_that_the_plan_names(plan: Any) -> None:
    """No more; and no fewer, so that the plan says what is."""
    assert {name: set(wing.knows) for name, wing in plan.PLAN.items()} == plan.known_by_wings()


def test_no_room_goes_through_the_door_of_a_wing(plan: Any) -> None:
    """A wing's own name is for users: a room that asked for it would tie itself to every room behind the door."""
    doors = {room.wing for room in plan.rooms().values() if "." in room.name}
    assert [(room, other) for room, other in plan.arrows() if other in doors and not room.startswith("_")] == []


def test_every_room_says_its_subject_and_is_known_or_public(plan: Any) -> None:
    """A room that nobody imports is a door for users; any other was forgotten."""
    assert all(room.about for room in plan.rooms().values())
    known = {other for _, other in plan.arrows()}
    public = {name for name in plan.rooms() if not any(part.startswith("_") for part in name.split("."))}
    found_by_name = {"__main__", "_old_modules"}
    assert set(plan.rooms()) - known - public - found_by_name == set()


def test_where_to_go_names_rooms_that_are_there(plan: Any) -> None:
    """Each is a room or a wing."""
    for where in plan.PLACES.values():
        assert set(where) <= set(plan.rooms())


def test_the_page_shows_every_room_and_its_size(plan: Any) -> None:
    """As it is made from the same drawing."""
    page = "\n".join(plan.drawing())
    assert {name for name in plan.rooms() if f"| `{name}` |" not in page} <= set(plan.PLAN)
    counts = plan.counts()
    assert next(plan.size()).startswith(f"{counts['rooms']} rooms stand on {counts['floors']} floors")
    assert counts["circles"] == 0


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    from complaintrules.cases.case import Case\n", {"cases.case"}),
        ("if TYPE_CHECKING:\n    from complaintrules import events\n", {"events"}),
        ("import complaintrules.errors\n", {"errors"}),
        ("from complaintrules.cases import case, history\n", {"cases.case", "cases.history"}),
        ("from complaintrules.reports import Report\n", {"reports"}),
        ("import datetime\n", set()),
    ],
)
def test_an_import_is_seen_wherever_it_stands(plan: Any, tmp_path: Path, source: str, found: set[str]) -> None:
    """In a function, for a type checker, of a module by its name or from its wing."""
    path = tmp_path / "room.py"
    path.write_text(source, encoding="utf-8")
    known = {name: room.path for name, room in plan.rooms().items()}
    assert set(plan._imported("room", path, known)) == found


def test_an_import_by_a_relative_name_is_refused(plan: Any, tmp_path: Path) -> None:
    """It would not be seen."""
    path = tmp_path / "room.py"
    path.write_text("from . import other\n", encoding="utf-8")
    with pytest.raises(ValueError, match="room imports by a relative name"):
        list(plan._imported("room", path, {}))


def test_a_circle_and_floors_are_told_by_hand(plan: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rooms: one on the ground, two that know each other above it; then the two apart, on floors of their own."""
    drawn = {"a": {"b", "c"}, "b": {"a"}, "c": set()}
    monkeypatch.setattr(plan, "rooms", lambda: {name: plan.Room(name, SOURCE, frozenset(knows)) for name, knows in drawn.items()})
    assert plan.circles() == [("a", "b")]
    drawn["b"] = {"c"}
    assert plan.circles() == []
    assert plan.floors() == {"a": 3, "b": 2, "c": 1}
