"""A children's complaint of Monday 5 September 2016, the case that the tests of the law work with."""

from __future__ import annotations

from datetime import date
from typing import Any

import complaintrules as cr

CHILDREN = "england-children"
R = "SI 2006/1738 reg "
ASK_STAGE_2 = cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 26))


def case_of(*events: Any, procedure: str = CHILDREN, **received: Any) -> cr.Case:
    """A complaint by a parent, received on 5 September 2016 unless it is said otherwise, its events recorded one by one."""
    fields: dict[str, Any] = {"on": date(2016, 9, 5), "complainant": cr.Complainant.PARENT} | received
    case = cr.Case.open(procedure, cr.Received(**fields))
    for event in events:
        case = case.record(event)
    return case
