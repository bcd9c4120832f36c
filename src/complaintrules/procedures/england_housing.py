"""England: complaints to a landlord under the Housing Ombudsman's Complaint Handling Code, statutory since 1 April 2024."""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.classification import ComplaintType
from complaintrules.events import (
    EnquiryAnswered,
    OmbudsmanDecided,
    OmbudsmanEnquired,
    Party,
    ReferredToOmbudsman,
    Responded,
)
from complaintrules.law import Certainty, Force, Source
from complaintrules.periods import months
from complaintrules.procedure import ANYWHERE, STAY, Kind, On, Procedure, Requirement, TimeLimit, Transition
from complaintrules.procedures._code import COURSE, STATES, Edition, year_report
from complaintrules.procedures._shared import FILE_KEEPING

CODE: Final = Source(
    "Housing Ombudsman's Code",
    "Housing Ombudsman, Complaint Handling Code, 1 April 2024",
    unit="paragraph",
    short_unit="para",
)
GUIDANCE: Final = Source("Housing Ombudsman's guidance", "Housing Ombudsman, guidance on the Complaint Handling Code")
SCHEME: Final = Source("Housing Ombudsman Scheme", "Housing Ombudsman Scheme")

EDITION: Final = Edition(
    force=Force.STATUTORY_CODE,
    time_to_complain=CODE("2.3"),
    acknowledge_1=CODE("6.2"),
    respond_1=CODE("6.3"),
    extend_1=CODE("6.4-6.5"),
    # The Housing Ombudsman's own page: the reasons and the new date in writing, within the time that is extended.
    extend_in_time=GUIDANCE("extensions"),
    extend_in_time_certainty=Certainty.SECOND_SOURCE,
    escalate=CODE("6.10"),
    refuse=CODE("2.4"),
    refuse_escalation=CODE("section 5, paragraph not checked"),
    acknowledge_2=CODE("6.11"),
    respond_2=CODE("after 6.13"),
    see_2=(CODE("6.13"),),
    stage_1_certainty=Certainty.SECOND_SOURCE,
    stage_2_certainty=Certainty.SECOND_SOURCE,
)

PROCEDURES: Final = (
    Procedure(
        key="england-housing",
        version="2024-04",
        title="Complaints to a landlord, England (the Housing Ombudsman's Code)",
        since=dt.date(2024, 4, 1),
        division="england-and-wales",
        complaint_type=ComplaintType.HOUSING,
        sources=(CODE, GUIDANCE, SCHEME, FILE_KEEPING),
        states=STATES,
        transitions=(
            *EDITION.transitions(),
            Transition(ANYWHERE, ReferredToOmbudsman, STAY, SCHEME("complaints")),
            Transition(ANYWHERE, OmbudsmanEnquired, STAY, SCHEME("complaints")),
            Transition(ANYWHERE, EnquiryAnswered, STAY, SCHEME("complaints")),
            Transition(ANYWHERE, OmbudsmanDecided, STAY, SCHEME("complaints")),
        ),
        limits=(
            *EDITION.limits(),
            TimeLimit(
                key="housing-ombudsman",
                title="Go to the Housing Ombudsman",
                binds=Party.COMPLAINANT,
                kind=Kind.WINDOW,
                force=Force.PRACTICE,
                within=("stage-2-answered",),
                starts=(On(Responded),),
                ends=(ReferredToOmbudsman,),
                period=months(12),
                cite=SCHEME("paragraph not checked"),
                certainty=Certainty.GENERAL_KNOWLEDGE,
            ),
        ),
        requirements=(
            Requirement(
                key="annual-report",
                title="Assess compliance with the Code and report",
                binds=Party.AUTHORITY,
                force=Force.STATUTORY_CODE,
                moment="every year",
                asks="a self-assessment, and a report on complaints performance and service improvement",
                cite=CODE("8.1-8.3"),
                contents=year_report(CODE("8.1"), Certainty.SECOND_SOURCE, "ombudsman-findings/finding"),
                certainty=Certainty.SECOND_SOURCE,
            ),
        ),
        course=COURSE,
        not_modelled=(
            ("whether a complaint may be refused", "the landlord's decision; recorded as its event"),
            ("who the authority is", "the landlord, whether a council or not"),
        ),
    ),
)
