"""Modules under the names that they had in 0.1.0, when all of them lay in one folder.

Pickles of that time name them, and so may programs. Each old name gives the very module that took its place, so that a class is
one class whichever way it is reached.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_PACKAGE: Final = __name__.partition(".")[0]

MOVED: Final = {
    "_bank_holidays": "calendars._bank_holidays",
    "_official": "calendars._gov_uk_list",
    "case": "cases.case",
    "changes": "reports.changes",
    "comparison": "procedures.comparison",
    "conditions": "rules.conditions",
    "deadlines": "cases.deadlines",
    "feedback": "reports.feedback",
    "figures": "reports.figures",
    "history": "cases.history",
    "intake": "routing.intake",
    "law": "rules.law",
    "local": "procedures.local",
    "measures": "reports.measures",
    "periods": "calendars.periods",
    "policy": "procedures.policy",
    "procedure": "rules.procedure",
    "report_page": "reports.page",
    "serialization": "cases.serialization",
    "timetables": "cases.timetables",
}
"""The old name of each module that moved, and the new one."""


class _OldNames:
    """Asked last, when no file has the name: so it costs nothing to whoever uses the new names."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """What to load for an old name; None for every other."""
        del path, target
        package, _, name = fullname.rpartition(".")
        if package != _PACKAGE or name not in MOVED:
            return None
        from importlib.machinery import ModuleSpec  # noqa: PLC0415 - few programs use an old name

        return ModuleSpec(fullname, self)  # type: ignore[arg-type]  # a loader by what it can do

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module itself, under its new name."""
        import importlib  # noqa: PLC0415 - likewise

        module = importlib.import_module(f"{_PACKAGE}.{MOVED[spec.name.rpartition('.')[2]]}")
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is run again; the import system has written the old name's spec over the module's own, which is put back."""
        module.__spec__ = module.__spec__.loader_state if module.__spec__ is not None else None


def install() -> None:
    """Have old names found."""
    sys.meta_path.append(_OldNames())
