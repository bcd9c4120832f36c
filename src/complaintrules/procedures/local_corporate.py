"""Corporate complaints by a council's own procedure: two stages, and only the council's own times.

For complaints that no instrument times. The numbers are a policy's: lay a local policy over it, or make a version of it with
`local_procedure`. It takes complaints of every day that a calendar holds, so that all of them can be counted. That councils
work in two stages is general knowledge; one with three makes a procedure of its own in the same way.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules.procedures._england import LOCAL_GOVERNMENT_ACT, OMBUDSMAN_LIMITS, OMBUDSMAN_PRACTICE, PREMATURE
from complaintrules.procedures.local import local_procedure
from complaintrules.rules.law import Certainty, Source

OWN: Final = Source("Council's own procedure", "A council's own complaint procedure, as it publishes it")

# No instrument began then: it is the first day that the calendars hold.
ALWAYS: Final = dt.date(2000, 1, 1)

_PLAIN: Final = local_procedure(
    "local-corporate",
    version="2000-01",
    title="Corporate complaints by a council's own procedure",
    since=ALWAYS,
    division="england-and-wales",
    cite=OWN("corporate complaints"),
    certainty=Certainty.GENERAL_KNOWLEDGE,
)

# The Local Government and Social Care Ombudsman stands behind every council in England, whatever procedure it has.
PLAIN: Final = attrs.evolve(
    _PLAIN,
    sources=(*_PLAIN.sources, LOCAL_GOVERNMENT_ACT, OMBUDSMAN_PRACTICE),
    limits=(*_PLAIN.limits, *OMBUDSMAN_LIMITS),
    requirements=(PREMATURE,),
)

PROCEDURES: Final = (PLAIN,)
