"""Which stage a limit belongs to, and which limits are for the answer that ends a stage.

No procedure is named here: what a limit is about is told by its first end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules.events import Responded
from complaintrules.rules.law import Force
from complaintrules.rules.terms import Kind

if TYPE_CHECKING:
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit


def stage_of(procedure: Procedure, limit: TimeLimit) -> int | None:
    """The stage at which a limit begins to run; None where its states belong to none."""
    states = limit.within or [state.key for state in procedure.states]
    return min((number for number in (procedure.state(key).stage for key in states) if number is not None), default=None)


def answer_limits(procedure: Procedure) -> dict[str, int | None]:
    """The duties to answer, each with its stage: those whose first end is an answer; local targets are not among them."""
    return {
        limit.key: stage_of(procedure, limit)
        for limit in procedure.limits
        if limit.kind is Kind.DUTY and limit.ends[0] is Responded and limit.force is not Force.LOCAL_POLICY
    }
