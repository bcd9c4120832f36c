"""What a case answers, by the keys of its rules."""

from __future__ import annotations

from datetime import date

import complaintrules as cr


def runs(case: cr.Case, key: str, as_of: date) -> list[cr.Deadline]:
    """Every run of a time limit."""
    return [found for found in case.deadlines(as_of) if found.limit.key == key]


def row(case: cr.Case, key: str, as_of: date) -> cr.Deadline:
    """The last run of a time limit."""
    return runs(case, key, as_of)[-1]


def rows(case: cr.Case, as_of: date) -> dict[str, cr.Deadline]:
    """The last run of each time limit."""
    return {found.limit.key: found for found in case.deadlines(as_of)}


def rows_of(procedure: str, as_of: date, *events: cr.Event) -> dict[str, cr.Deadline]:
    """The same for these events under a procedure."""
    return rows(cr.Case.replay(procedure, events), as_of)


def irregular(case: cr.Case) -> list[tuple[str, str]]:
    """Each irregular event with the provisions."""
    return [(found.event.key, found.citations) for found in case.irregularities()]
