"""What is tallied finer than any table shows it, so that one increment serves several tables.

Each breakdown is named once: the tally counts by it, and every coarser table is made from it.
"""

from __future__ import annotations

from typing import Final

from complaintrules.reports._dimensions import JOINT

BY_TYPE: Final = "type"
BY_PLACE: Final = "team/service"

RECEIVED_BY_REASON: Final = "type/reason/recorded"
RECEIVED_BY_COMPLAINANT: Final = "type/complainant/advocacy"
RECEIVED_BY_CONCERNING: Final = "type/concerning"
RECEIVED_BY_MONTH: Final = "procedure/month"
RECEIVED_BY_PLACE: Final = "type/team/service"

COHORT_CLOSED_BY_OUTCOME: Final = "type/service/outcome"

CLOSED_BY_OUTCOME: Final = "type/outcome/recorded"
CLOSED_BY_PLACE: Final = "team/service/outcome"
CLOSED_BY_MONTH: Final = "month"

OPEN_BY_STAGE: Final = "type/stage"

# Where two of a measure can tell a table, the first makes it.
_TALLIED: Final = {
    "received": (
        RECEIVED_BY_REASON,
        RECEIVED_BY_COMPLAINANT,
        RECEIVED_BY_CONCERNING,
        RECEIVED_BY_MONTH,
        RECEIVED_BY_PLACE,
    ),
    "cohort-closed": (COHORT_CLOSED_BY_OUTCOME,),
    "carried-over": (BY_TYPE, BY_PLACE),
    "resumed": (BY_TYPE, BY_PLACE),
    "continued": (BY_TYPE, BY_PLACE),
    "rerouted": (BY_TYPE, BY_PLACE),
    "duplicates": (BY_TYPE, BY_PLACE),
    "closed": (CLOSED_BY_OUTCOME, CLOSED_BY_PLACE, CLOSED_BY_MONTH),
    "open": (OPEN_BY_STAGE, BY_PLACE),
}

FINER: Final = {
    measure: tuple(tuple(breakdown.split(JOINT)) for breakdown in breakdowns) for measure, breakdowns in _TALLIED.items()
}
"""The breakdowns by which such a measure is tallied, each as its dimensions; any other is tallied by its finest tables."""
