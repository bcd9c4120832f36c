"""England: adult social care complaints, SI 2009/309, in force since 1 April 2009.

One stage. There is no fixed time for the answer: a plan agreed with the complainant names it, and after six months without an
answer the reason must be explained.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.calendars.periods import FROM, months, working_days
from complaintrules.classification import ComplaintType, RefusalGround
from complaintrules.events import (
    Acknowledged,
    DelayExplained,
    DiscussionDeclined,
    InvestigationReported,
    NotAccepted,
    Party,
    PeriodSet,
    PlanAgreed,
    Received,
    RecordFinalised,
    RefusalNotified,
    Resolved,
    Responded,
)
from complaintrules.procedures._england import (
    FILE_KEEPING,
    LOCAL_GOVERNMENT_ACT,
    OMBUDSMAN_LIMITS,
    OMBUDSMAN_PRACTICE,
    OMBUDSMAN_TRANSITIONS,
    PREMATURE,
)
from complaintrules.procedures._health_and_care import (
    AT_ONCE_LIMIT,
    COURSE,
    EXCLUDED,
    OPEN,
    ORAL,
    STATES,
    WELL_FOUNDED,
    transitions,
    year_report,
)
from complaintrules.rules.conditions import Given
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import STAY, Cap, Extension, Kind, On, Requirement, RunsOut, TimeLimit, Transition

REGS: Final = Source(
    "SI 2009/309",
    "Local Authority Social Services and National Health Service Complaints (England) Regulations 2009",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2009,
    number=309,
)

LIMITS: Final = (
    # Reg 5(3)-(5): a representative of a child, or of someone without capacity, who is not accepted as one.
    TimeLimit(
        key="representative-refused",
        title="Give a refused representative the reason in writing",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("not-accepted",),
        starts=(
            On(
                NotAccepted,
                when=Given("ground", (RefusalGround.REPRESENTATIVE,), "the representative is refused"),
            ),
        ),
        ends=(RefusalNotified,),
        period=None,
        cite=REGS("5(3)-(5)"),
        certainty=Certainty.SECOND_SOURCE,
        comment="Where there are no reasonable grounds for the representation, or it is not in the person's best interests.",
    ),
    TimeLimit(
        key="refuse-notice",
        title="Give notice that the complaint is excluded, with the reason",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("not-accepted",),
        starts=(On(NotAccepted, when=EXCLUDED),),
        ends=(RefusalNotified,),
        period=None,
        cite=REGS("8(2)"),
        see=(REGS("8(2A)"),),
        asks="in writing; not for an oral complaint that was resolved at once",
    ),
    # Reg 8(1)(c): resolved to the complainant's satisfaction by the end of the next working day after it was made.
    TimeLimit(
        key="resolve-at-once",
        title="Resolve an oral complaint outside the regulations",
        binds=Party.AUTHORITY,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        within=("handling",),
        starts=(On(Received, "done_on", when=ORAL),),
        ends=(Resolved,),
        period=working_days(1),
        cite=REGS("8(1)(c)"),
        comment="Counted from the day it was made, not from the day it reached whoever resolves it.",
    ),
    TimeLimit(
        key="make-complaint",
        title="Complain",
        binds=Party.COMPLAINANT,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        starts=(On(Received, "known_on"),),
        ends=(Received,),
        period=months(12),
        cite=REGS("12"),
        certainty=Certainty.SECOND_SOURCE,
        comment=(
            "From the later of two days: that of the matter, and that on which it came to the complainant's notice. "
            "Disapplied where there were good reasons and it can still be investigated effectively and fairly."
        ),
    ),
    TimeLimit(
        key="acknowledge",
        title="Acknowledge the complaint, and offer to discuss its handling",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("handling",),
        starts=(On(Received),),
        ends=(Acknowledged, Responded, Resolved),
        period=working_days(3),
        cite=REGS("13"),
        certainty=Certainty.SECOND_SOURCE,
        asks="orally or in writing",
    ),
    TimeLimit(
        key="oral-record",
        title="Write down an oral complaint, and send a copy",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(Received, when=ORAL),),
        ends=(RecordFinalised,),
        period=None,
        cite=REGS("13"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    TimeLimit(
        key="set-response-period",
        title="Set the response period, and tell the complainant in writing",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(DiscussionDeclined),),
        ends=(PeriodSet, PlanAgreed),
        period=None,
        cite=REGS("13"),
        certainty=Certainty.SECOND_SOURCE,
    ),
    # The plan's own date is the number, and a new agreement replaces it. The regulations ask for the time within which the
    # answer is likely: it is told and recorded, and passing it breaks no rule.
    TimeLimit(
        key="agreed-timescale",
        title="Answer by the day agreed or set",
        binds=Party.AUTHORITY,
        kind=Kind.ADVISORY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(PlanAgreed, replaces=True), On(PeriodSet, replaces=True)),
        ends=(Responded,),
        period=None,
        overrides="until",
        cite=REGS("13"),
        see=(REGS("17"),),
        certainty=Certainty.SECOND_SOURCE,
        comment="The time is only told as the likely one. Whether it was kept belongs in the record of the complaint.",
    ),
    TimeLimit(
        key="respond",
        title="Send the signed answer",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(InvestigationReported),),
        ends=(Responded,),
        period=None,
        cite=REGS("14(2)"),
        certainty=Certainty.SECOND_SOURCE,
        asks="in writing: how it was considered, conclusions, action, and the right to go to the Ombudsman",
    ),
    # "Commencing on" the day of receipt: received on 15 January, the last day is 14 July.
    TimeLimit(
        key="relevant-period",
        title="Answer within the relevant period",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(Received),),
        ends=(Responded,),
        period=months(6, FROM),
        extension=Extension(
            to=None,
            cap=Cap.AGREED,
            before_expiry=True,
            cite=REGS("14(3)"),
            grounds="a longer period agreed with the complainant",
        ),
        cite=REGS("14(3)"),
        see=(REGS("14(4)"),),
        certainty=Certainty.SECOND_SOURCE,
        breach_established=False,
        comment="Not read: whether the six months bind the answer itself, or only start the duty to explain.",
    ),
    TimeLimit(
        key="explain-delay",
        title="Explain in writing why there is no answer",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(RunsOut("relevant-period"),),
        ends=(DelayExplained,),
        period=None,
        cite=REGS("14(4)"),
        certainty=Certainty.SECOND_SOURCE,
        asks="at once, and then answer as soon as reasonably practicable",
    ),
    *OMBUDSMAN_LIMITS,
)


def _version(version: str, since: dt.date, until: dt.date | None, limits: tuple[TimeLimit, ...]) -> Procedure:
    return Procedure(
        key="england-adult-social-care",
        version=version,
        title="Adult social care complaints, England",
        since=since,
        until=until,
        division="england-and-wales",
        complaint_type=ComplaintType.STATUTORY_ADULT,
        well_founded=WELL_FOUNDED,
        sources=(REGS, LOCAL_GOVERNMENT_ACT, OMBUDSMAN_PRACTICE, FILE_KEEPING),
        states=STATES,
        transitions=(
            *transitions(
                acknowledge=REGS("13"),
                discuss=REGS("13"),
                respond=REGS("14(2)"),
                extend=REGS("14(3)"),
                exclude=REGS("8(1)"),
                at_once=REGS("8(1)(c)"),
                late=REGS("12"),
                notice=REGS("8(2)"),
                answer="relevant-period",
            ),
            Transition(OPEN, RecordFinalised, STAY, REGS("13")),
            *OMBUDSMAN_TRANSITIONS,
        ),
        limits=limits,
        requirements=(
            Requirement(
                key="keep-informed",
                title="Keep the complainant informed",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                moment="during the investigation",
                asks="as far as reasonably practicable",
                cite=REGS("14(1)"),
                certainty=Certainty.SECOND_SOURCE,
            ),
            Requirement(
                key="keep-record",
                title="Keep a record of each complaint",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                moment="for each complaint",
                asks="its subject and outcome, and whether it was answered within the period told or amended",
                cite=REGS("17"),
                certainty=Certainty.SECOND_SOURCE,
            ),
            Requirement(
                key="annual-report",
                title="Report on the year",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                moment="for each year to 31 March",
                asks=(
                    "how many were received, how many were well founded, how many the body was told had gone to the Ombudsman; "
                    "a summary of subjects, of matters of general importance, and of action taken to improve; for anyone who asks"
                ),
                cite=REGS("18"),
                contents=year_report(REGS("18"), Certainty.TEXT),
            ),
            PREMATURE,
        ),
        course=COURSE,
        not_modelled=(
            ("reg 6: complaints passed on by another body", "count as made to the body they are passed to: record that receipt"),
            ("reg 8(1): what the regulations leave out", "the body's decision; recorded as its event with the ground"),
            ("reg 9: co-operation between bodies", "one answer for all; each body keeps its own case"),
            (
                "a plan that names a day past the six months",
                "whether it is itself the agreement of reg 14(3) is for people to say",
            ),
        ),
    )


PROCEDURES: Final = (
    # Reg 8(2) and (2A), the written notice of an exclusion, came on 1 September 2009.
    _version(
        "2009-04",
        dt.date(2009, 4, 1),
        dt.date(2009, 8, 31),
        tuple(limit for limit in LIMITS if limit.key != "refuse-notice"),
    ),
    _version("2009-09", dt.date(2009, 9, 1), None, LIMITS),
)
