"""The frozen payloads as they are read today.

Release 0.1.0 wrote blank strings (`"note": ""`), which say nothing and are refused since. They are left out here, as the refusal
says, and a point without words gets some; so are the blanks around names (`"team": "Early Help "`). A few of its cases name a
version that was not in force on the day of receipt, which is refused too: they get the version of that day, or none where there
was none. Nothing else is changed.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

PAYLOADS: Final = Path(__file__).parents[1] / "data" / "payloads"
NAMES: Final = frozenset(
    {
        "reference", "team", "service", "complainant", "continues", "tags", "points", "point", "owner", "limit",
        "corporate_procedure",
    }
)  # fmt: skip
NAMELESS: Final = "a point without words"


def lines(release: str, name: str) -> list[Any]:
    """The objects of one file of a release, its cases as they are read today."""
    written = (PAYLOADS / release / name).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in written]
    if name in {"intakes.jsonl", "intake-answers.jsonl"}:
        return [tidied(data) for data in found]
    return [fitting(cured(data)) for data in found] if name == "cases.jsonl" else found


def tidied(data: Any, key: str = "") -> Any:
    """The same without blanks around names."""
    if isinstance(data, dict):
        return {name: tidied(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [tidied(value, key) for value in data]
    return data.strip() if key in NAMES and isinstance(data, str) else data


def fitting(data: dict[str, Any]) -> dict[str, Any]:
    """A case with the version of its day."""
    import complaintrules as cr  # noqa: PLC0415 - who reads intakes alone may look at what is loaded before it is asked for

    on = date.fromisoformat(data["events"][0]["on"])
    if "version" not in data or cr.RULEBOOK.version(data["procedure"], data["version"]).is_in_force(on):
        return data
    nearest = cr.RULEBOOK.nearest(data["procedure"], on)
    right = {"version": nearest.version} if nearest.is_in_force(on) else {}
    return {name: value for name, value in data.items() if name != "version"} | right


def cured(data: Any, key: str = "") -> Any:
    """The same without blank strings."""
    if isinstance(data, dict):
        kept = {name: cured(value, name) for name, value in data.items() if name == "point" or not is_blank(value)}
        kept = {name: value for name, value in kept.items() if value != [] or name == "events"}
        # A learning point or an action that has nothing but its code is written as its code.
        return kept["code"] if list(kept) == ["code"] else kept
    if isinstance(data, list):
        return [cured(value, key) for value in data if key == "points" or not is_blank(value)]
    return NAMELESS if is_blank(data) else tidied(data, key)


def is_blank(value: Any) -> bool:
    """Whether it is a string that says nothing."""
    return isinstance(value, str) and not value.strip()
