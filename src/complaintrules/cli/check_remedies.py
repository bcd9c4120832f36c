"""Remedies: what an Ombudsman decided, and what was promised, recommended or ordered and not done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

from complaintrules.events import Action, OmbudsmanDecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.cases.case import Case


def decisions_of(case: Case) -> list[OmbudsmanDecided]:
    """What an Ombudsman decided on it, in the order of the file."""
    return [event for event in case.events if isinstance(event, OmbudsmanDecided)]


def decision_words(event: OmbudsmanDecided) -> str:
    """One decision in words: what was decided on the whole, or found on each point."""
    found = [event.decision.label.lower()] if event.decision is not None else []
    found += [
        finding.code.label.lower() + (f" ({finding.point})" if finding.point is not None else "") for finding in event.findings
    ]
    return f"{event.on}: {'; '.join(found) or 'what was decided is not recorded'}"


def decision_json(event: OmbudsmanDecided) -> dict[str, Any]:
    """One decision as a plain dict."""
    return {
        "on": str(event.on),
        "decision": event.decision and event.decision.value,
        "findings": [{"code": finding.code.value, "point": finding.point} for finding in event.findings],
    }


@attrs.frozen
class Promise:
    """Something that was to be done by a day, and was not.

    Attributes:
        action: What.
        due: By when.
        is_recommended: Whether an Ombudsman recommended or ordered it; else the authority promised it.
    """

    action: Action
    due: dt.date
    is_recommended: bool

    def __str__(self) -> str:
        owner = f", {self.action.owner}" if self.action.owner is not None else ""
        return f"{self.action.code.label}{owner}: due {self.due}, not done"

    def json(self) -> dict[str, Any]:
        """As a plain dict."""
        return {"action": self.action.code.value, "owner": self.action.owner, "due": str(self.due)}


def overdue_of(case: Case, as_of: dt.date) -> tuple[Promise, ...]:
    """What was promised, or recommended by an Ombudsman, and not done by its day, as a report counts it."""
    return tuple(
        Promise(action, action.due, is_recommended)
        for action, is_recommended in _to_do(case)
        if action.due is not None and action.due < as_of and not (action.done is not None and action.done <= as_of)
    )


def _to_do(case: Case) -> Iterator[tuple[Action, bool]]:
    for event in case.events:
        yield from ((action, False) for action in getattr(event, "actions", ()))
        yield from ((action, True) for action in getattr(event, "recommendations", ()))
