"""United Kingdom: data protection complaints received on or after 19 June 2026, Data Protection Act 2018 s 164A.

It may run beside a corporate complaint about the same matter.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.calendars.periods import calendar_days
from complaintrules.classification import ComplaintType
from complaintrules.events import Acknowledged, InvestigationReported, Party, Received, Resolved, Responded
from complaintrules.procedures._england import ELSEWHERE, FILE_KEEPING, FINDINGS_AGREE, closing, second_thoughts, withdrawal
from complaintrules.rules.conditions import Given
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, On, State, Step, TimeLimit, Transition

ACT: Final = Source(
    "Data Protection Act 2018", "Data Protection Act 2018", unit="section", short_unit="s", kind="ukpga", year=2018, number=12
)
COMMENCEMENT: Final = Source("SI 2026/82", "SI 2026/82", kind="uksi", year=2026, number=82)

STATES: Final = (
    State("handling", "Being handled"),
    State("answered", "Outcome told", final=True),
    State("withdrawn", "Withdrawn", final=True),
    *ELSEWHERE,
)

PROCEDURES: Final = (
    Procedure(
        key="uk-data-protection",
        version="2026-06",
        title="Data protection complaints, United Kingdom",
        since=dt.date(2026, 6, 19),
        # The division is not read in any text: a controller elsewhere gives its own calendar.
        division="england-and-wales",
        complaint_type=ComplaintType.DATA_PROTECTION,
        sources=(ACT, COMMENCEMENT, FILE_KEEPING),
        states=STATES,
        transitions=(
            Transition(START, Received, "handling", ACT("164A(3)")),
            Transition(ANYWHERE, Acknowledged, STAY, ACT("164A(3)")),
            Transition("handling", InvestigationReported, STAY, ACT("164A(4)")),
            Transition(
                "handling",
                Responded,
                "answered",
                ACT("164A(4)-(5)"),
                when=Given("stage", (1, None), "it answers the only stage"),
                expects=FINDINGS_AGREE,
            ),
            # Settled or not, the outcome is still to be told: a settlement is recorded, and changes no state.
            Transition("handling", Resolved, STAY, ACT("164A(4)-(5)")),
            withdrawal(("handling",), ACT("164A")),
            *second_thoughts(STATES, ("answered",)),
            closing(ACT("164A")),
        ),
        limits=(
            # s 205(2): the day of receipt is not counted, and a last day on a weekend or public holiday moves on.
            TimeLimit(
                key="acknowledge",
                title="Acknowledge receipt of the complaint",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                within=("handling",),
                starts=(On(Received),),
                ends=(Acknowledged, Responded),
                period=calendar_days(30, rolls=True),
                cite=ACT("164A(3)"),
                see=(ACT("205(2)"), COMMENCEMENT("commencement")),
                certainty=Certainty.SECOND_SOURCE,
                comment="The counting was read in s 205(2); s 164A itself comes from a second source.",
            ),
            TimeLimit(
                key="respond",
                title="Tell the complainant the outcome",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                within=("handling",),
                starts=(On(Received),),
                ends=(Responded,),
                period=None,
                cite=ACT("164A(4)-(5)"),
                certainty=Certainty.SECOND_SOURCE,
                asks="without undue delay: enquire as appropriate, and keep the complainant informed",
            ),
        ),
        course=(Step(Received), Step(Acknowledged, "acknowledge")),
        not_modelled=(("complaints to the Information Commissioner", "a route of its own, not the controller's"),),
    ),
)
