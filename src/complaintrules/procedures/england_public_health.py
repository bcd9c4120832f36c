"""England: complaints about councils' public health functions, SI 2012/3094 Part 5."""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.calendars.periods import FROM, months, working_days
from complaintrules.classification import ComplaintType
from complaintrules.events import (
    Acknowledged,
    ConsentGiven,
    DelayExplained,
    DiscussionDeclined,
    NotAccepted,
    Party,
    PeriodSet,
    PlanAgreed,
    ProviderAcknowledged,
    Received,
    RefusalNotified,
    Resolved,
    Responded,
    SentToProvider,
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
from complaintrules.rules.conditions import All, Asked, Happened, Not, RunOut
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import DONE, STAY, Cap, Extension, Kind, On, Requirement, RunsOut, TimeLimit, Transition

REGS: Final = Source(
    "SI 2012/3094",
    "NHS Bodies and Local Authorities (Partnership Arrangements, Care Trusts, Public Health and Local Healthwatch) "
    "Regulations 2012",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2012,
    number=3094,
)

# A second sending gives nobody another six months. A late one moves the clock, and cures nothing that had accrued.
FIRST_SENDING: Final = Not(
    Happened(SentToProvider, "it was sent to a provider before"),
    "it was not sent to a provider before; sent on again, it moves no clock",
)
IN_TIME: Final = Not(RunOut("respond", "the time for the answer had run out"), "the time for the answer has not run out")
SENT_ON_WELL: Final = All(
    (
        Happened(ConsentGiven, "the complainant's consent to send it on is on file"),
        FIRST_SENDING,
        Asked(IN_TIME, REGS("29(3)")),
    )
)

LIMITS: Final = (
    TimeLimit(
        key="send-to-provider",
        title="Send a complaint about a provider on to it",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(ConsentGiven),),
        ends=(SentToProvider,),
        period=None,
        cite=REGS("24(3)-(5)"),
        asks="with the complainant's consent, asked for first",
    ),
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
        cite=REGS("25(1)"),
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
        cite=REGS("25(2)-(3)"),
        asks="in writing; not for an oral complaint that was resolved at once",
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
        cite=REGS("27"),
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
        cite=REGS("28(3)"),
        see=(REGS("28(5)-(6)"),),
    ),
    # A provider's own clock starts when the authority's notification reaches it.
    TimeLimit(
        key="acknowledge-provider",
        title="Acknowledge the complaint as its provider",
        binds=Party.PROVIDER,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(SentToProvider),),
        ends=(ProviderAcknowledged,),
        period=working_days(3),
        cite=REGS("28(4)(b)"),
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
        cite=REGS("28(7)"),
    ),
    # As in the adults' regulations: the day agreed or set is told as likely, and passing it breaks no rule.
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
        cite=REGS("28(6)-(7)"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        comment="The time is only told as the likely one; that it binds nobody is taken from the adults' regulations.",
    ),
    # In any event before six months commencing on the day have run; a provider's are counted from the notification given.
    TimeLimit(
        key="respond",
        title="Send the signed report",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(On(Received), On(SentToProvider, DONE, replaces=True, when=FIRST_SENDING)),
        ends=(Responded,),
        period=months(6, FROM),
        extension=Extension(
            to=None,
            cap=Cap.AGREED,
            before_expiry=True,
            cite=REGS("29(3)"),
            grounds="a longer period agreed with the complainant",
        ),
        cite=REGS("29(2)-(3)"),
        asks="as soon as reasonably practicable after the investigation: conclusions, action, and the right to the Ombudsman",
    ),
    TimeLimit(
        key="explain-delay",
        title="Explain in writing why there is no answer",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=OPEN,
        spared_by=AT_ONCE_LIMIT,
        starts=(RunsOut("respond"),),
        ends=(DelayExplained,),
        period=None,
        cite=REGS("29(4)"),
        asks="then answer as soon as reasonably practicable",
    ),
    *OMBUDSMAN_LIMITS,
)

PROCEDURES: Final = (
    Procedure(
        key="england-public-health",
        version="2013-04",
        title="Public health complaints, England",
        # The day on which Part 5 began was not checked against its text.
        since=dt.date(2013, 4, 1),
        division="england-and-wales",
        complaint_type=ComplaintType.PUBLIC_HEALTH,
        well_founded=WELL_FOUNDED,
        sources=(REGS, LOCAL_GOVERNMENT_ACT, OMBUDSMAN_PRACTICE, FILE_KEEPING),
        states=STATES,
        transitions=(
            *transitions(
                acknowledge=REGS("28(3)"),
                discuss=REGS("28(6)-(7)"),
                respond=REGS("29(2)"),
                extend=REGS("29(3)"),
                exclude=REGS("25(1)"),
                at_once=REGS("25(1)"),
                late=REGS("27"),
                notice=REGS("25(2)"),
                answer="respond",
            ),
            Transition(OPEN, ConsentGiven, STAY, REGS("24(3)-(5)")),
            Transition(OPEN, SentToProvider, STAY, REGS("24(3)-(5)"), expects=SENT_ON_WELL),
            Transition(OPEN, ProviderAcknowledged, STAY, REGS("28(4)(b)")),
            *OMBUDSMAN_TRANSITIONS,
        ),
        limits=LIMITS,
        requirements=(
            Requirement(
                key="annual-report",
                title="Report on the year",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                moment="for each year to 31 March, by no stated day",
                asks="as for adult social care; it may be one report with other statutory procedures",
                cite=REGS("33"),
                contents=year_report(REGS("33"), Certainty.TEXT),
            ),
            PREMATURE,
        ),
        course=COURSE,
        not_modelled=(
            ("reg 25(1): what the regulations leave out", "the authority's decision; recorded as its event with the ground"),
            ("which of authority and provider answers", "a fact of the case; the clock is the same"),
            (
                "a complaint sent on after the authority's own six months had run out",
                "the provider's clock replaces the authority's all the same; the time that had run out is shown beside it",
            ),
        ),
    ),
)
