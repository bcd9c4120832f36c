"""A council's own row beside a rule of the law, whichever version of the procedure that rule stands in.

A row keeps the clock of the rule it was made from. Laid over another version, it takes the clock that the rule has there. A row
that cannot run there is refused, and never left to wait for an event that does not come.

A row from a pickle of 0.1.0 does not say which rule it was made from. It was accepted beside the rule as that release had it, so
what had to be the rule's then is the rule's now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from complaintrules.rules.law import Force
from complaintrules.rules.terms import Entering, LastDayOf, On, RunsOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit

# What a row takes from the rule it was made from, unless it says otherwise.
_TAKEN: Final = (
    "title",
    "binds",
    "kind",
    "within",
    "starts",
    "ends",
    "overtaken_by",
    "overrides",
    "readings",
    "breach_established",
)


def fitted(row: TimeLimit, law: TimeLimit | None) -> TimeLimit:
    """The row as it stands beside this rule: whatever it took from the rule it was made from, it takes from this one."""
    made_from = row.follows
    if law is None or made_from is None or made_from == law:
        return row
    if made_from.key == row.key:
        return _fitted_from_0_1_0(row, law)
    taken: dict[str, Any] = {name: getattr(law, name) for name in _TAKEN if getattr(row, name) == getattr(made_from, name)}
    if law.force is not Force.CODE and made_from.force is Force.CODE:
        taken["departs"] = ""  # where there is no code, there is nothing to depart from
    return attrs.evolve(row, follows=law, **taken)


def _fitted_from_0_1_0(row: TimeLimit, law: TimeLimit) -> TimeLimit:
    """A row of 0.1.0 beside the rule as it is now: see the top of this module."""
    taken: dict[str, Any] = {}
    if law.force.counts_for_compliance:
        taken["kind"] = law.kind
        if law.period is not None or law.overrides is not None:
            taken |= {"starts": law.starts, "overrides": law.overrides}
    if row.title == law.title:  # made from the rule: where the rule has grown, and the row was no wider, it grows with it
        grown = {name: getattr(law, name) for name in ("within", "ends") if _is_part(getattr(row, name), getattr(law, name))}
        taken |= grown | {"overtaken_by": law.overtaken_by, "readings": law.readings}
    if row.extension is not None and law.extension is not None and law.extension.before_expiry:
        names = ("before_expiry", "notice_cite", "notice_certainty")
        taken["extension"] = attrs.evolve(row.extension, **{name: getattr(law.extension, name) for name in names})
    return attrs.evolve(row, follows=law, **taken)


def _is_part(one: tuple[object, ...] | None, of: tuple[object, ...] | None) -> bool:
    return one is not None and of is not None and set(one) <= set(of)


def faults_of_clock(row: TimeLimit, procedure: Procedure, limits: Mapping[str, TimeLimit]) -> Iterator[str]:
    """Why a row could never run, or run and never end, under this version of its procedure.

    Args:
        row: The row, as it stands beside its rule.
        procedure: The version.
        limits: The rules of the version and the rows of the policy, by key.
    """
    said = f"row {row.key!r}"
    states = {state.key for state in procedure.states}
    event_types = {transition.event for transition in procedure.transitions}
    for state in row.within or ():
        if state not in states:
            yield f"{said} runs in the state {state!r}, which this version does not have"
    for trigger in row.starts:
        if isinstance(trigger, Entering):
            if trigger.state not in states:
                yield f"{said} starts in the state {trigger.state!r}, which this version does not have"
            continue
        if isinstance(trigger, On) and trigger.event not in event_types:
            yield f"{said} starts with {trigger.event.key!r}, which this version does not know"
        other = trigger if isinstance(trigger, RunsOut) else trigger.day
        if isinstance(other, (RunsOut, LastDayOf)):
            awaited = limits.get(other.limit)
            if awaited is None:
                yield f"{said} waits for {other.limit!r}, which this version does not have"
            elif awaited.period is None and awaited.overrides is None:
                yield f"{said} waits for the last day of {other.limit!r}, which has no number in this version"
    if not event_types & set(row.ends):
        yield f"{said} ends with no event that this version knows"
