"""England: complaints to a landlord under the Housing Ombudsman's Complaint Handling Code, statutory since 1 April 2024.

The Code came in July 2020 (the day was not read; it is taken as the 1st) and was revised in April 2022; neither of these editions
was read. Their numbers are general knowledge and marked K, and until April 2024 no statute stood behind them: a landlord should,
and now must. Before July 2020 each landlord had a procedure of its own, which stands here in two stages and without a time.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules.calendars.periods import months
from complaintrules.classification import ComplaintType
from complaintrules.events import (
    EnquiryAnswered,
    OmbudsmanDecided,
    OmbudsmanEnquired,
    Party,
    Received,
    ReferredToOmbudsman,
    Responded,
)
from complaintrules.procedures._complaint_handling_code import STATES, Edition, year_report
from complaintrules.procedures._england import FILE_KEEPING, REFERRED_BACK_HERE, STOPS_NO_CLOCK
from complaintrules.procedures.local import local_procedure
from complaintrules.procedures.local_corporate import ALWAYS, OWN
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, STAY, Kind, On, Requirement, TimeLimit, Transition

CODE: Final = Source(
    "Housing Ombudsman's Code",
    "Housing Ombudsman, Complaint Handling Code, 1 April 2024",
    unit="paragraph",
    short_unit="para",
)
CODE_2022: Final = Source("Housing Ombudsman's Code 2022", "Housing Ombudsman, Complaint Handling Code, 1 April 2022")
CODE_2020: Final = Source("Housing Ombudsman's Code 2020", "Housing Ombudsman, Complaint Handling Code, July 2020")
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
    complain_within=months(12),
)

_SECTION: Final = "paragraph not checked"

# Acknowledged within five days, answered ten working days after it was logged, which is the acknowledgement; twenty after the
# request at stage 2; each at most ten more. A matter more than six months old could be left out.
EDITION_2022: Final = Edition(
    force=Force.CODE,
    time_to_complain=CODE_2022(_SECTION),
    acknowledge_1=CODE_2022(_SECTION),
    respond_1=CODE_2022("5.1"),
    extend_1=CODE_2022("5.1"),
    extend_in_time=CODE_2022("5.1"),
    extend_in_time_certainty=Certainty.GENERAL_KNOWLEDGE,
    escalate=CODE_2022("5.9"),
    refuse=CODE_2022(_SECTION),
    refuse_escalation=CODE_2022("5.9"),
    acknowledge_2=None,
    respond_2=CODE_2022(_SECTION),
    stage_1_certainty=Certainty.GENERAL_KNOWLEDGE,
    stage_2_certainty=Certainty.GENERAL_KNOWLEDGE,
    complain_within=months(6),
    extended_2=30,
)

# The same numbers, but stage 1 counts from receipt.
EDITION_2020: Final = Edition(
    force=Force.CODE,
    time_to_complain=CODE_2020(_SECTION),
    acknowledge_1=CODE_2020(_SECTION),
    respond_1=CODE_2020(_SECTION),
    extend_1=CODE_2020(_SECTION),
    extend_in_time=CODE_2020(_SECTION),
    extend_in_time_certainty=Certainty.GENERAL_KNOWLEDGE,
    escalate=CODE_2020(_SECTION),
    refuse=CODE_2020(_SECTION),
    refuse_escalation=CODE_2020(_SECTION),
    acknowledge_2=None,
    respond_2=CODE_2020(_SECTION),
    stage_1_certainty=Certainty.GENERAL_KNOWLEDGE,
    stage_2_certainty=Certainty.GENERAL_KNOWLEDGE,
    complain_within=months(6),
    respond_1_starts=(On(Received),),
    extended_2=30,
)

_TO_THE_LANDLORD: Final = (
    ("whether a complaint may be refused", "the landlord's decision; recorded as its event"),
    ("who the authority is", "the landlord, whether a council or not"),
)
_NOT_YET_STATUTORY: Final = (
    *_TO_THE_LANDLORD,
    ("a third stage", "these editions let a landlord have one; a case with one needs a local procedure of three stages"),
    ("the months that landlords had to come up to the Code", "its times are shown from its first day"),
    ("the self-assessment and the yearly report", "what these editions asked for was not read"),
)

_OMBUDSMAN: Final = (
    Transition(ANYWHERE, ReferredToOmbudsman, STAY, SCHEME("complaints"), remark=STOPS_NO_CLOCK),
    Transition(ANYWHERE, OmbudsmanEnquired, STAY, SCHEME("complaints")),
    Transition(ANYWHERE, EnquiryAnswered, STAY, SCHEME("complaints")),
    Transition(ANYWHERE, OmbudsmanDecided, STAY, SCHEME("complaints"), remark=REFERRED_BACK_HERE),
)
_HOUSING_OMBUDSMAN: Final = TimeLimit(
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
)

STATUTORY_SINCE: Final = dt.date(2024, 4, 1)
_ONE_DAY: Final = dt.timedelta(days=1)

_CURRENT: Final = Procedure(
    key="england-housing",
    version="2024-04",
    title="Complaints to a landlord, England (the Housing Ombudsman's Code)",
    since=STATUTORY_SINCE,
    division="england-and-wales",
    complaint_type=ComplaintType.HOUSING,
    sources=(CODE, GUIDANCE, SCHEME, FILE_KEEPING),
    states=STATES,
    transitions=(*EDITION.transitions(), *_OMBUDSMAN),
    limits=(*EDITION.limits(), _HOUSING_OMBUDSMAN),
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
    course=EDITION.course(),
    not_modelled=_TO_THE_LANDLORD,
)


def _older(version: str, edition: Edition, source: Source, since: dt.date, until: dt.date) -> Procedure:
    return attrs.evolve(
        _CURRENT,
        version=version,
        since=since,
        until=until,
        sources=(source, SCHEME, FILE_KEEPING),
        transitions=(*edition.transitions(), *_OMBUDSMAN),
        limits=(*edition.limits(), _HOUSING_OMBUDSMAN),
        requirements=(),
        course=edition.course(),
        not_modelled=_NOT_YET_STATUTORY,
    )


PROCEDURES: Final = (
    local_procedure(
        "england-housing",
        version="own-procedure",
        title="Complaints to a landlord, England (the landlord's own procedure, before the Code)",
        since=ALWAYS,
        until=dt.date(2020, 6, 30),
        division="england-and-wales",
        cite=OWN("complaints to a landlord"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        complaint_type=ComplaintType.HOUSING,
    ),
    _older("2020-07", EDITION_2020, CODE_2020, dt.date(2020, 7, 1), dt.date(2022, 3, 31)),
    _older("2022-04", EDITION_2022, CODE_2022, dt.date(2022, 4, 1), STATUTORY_SINCE - _ONE_DAY),
    _CURRENT,
)
