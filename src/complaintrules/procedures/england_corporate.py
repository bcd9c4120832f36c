"""England: corporate complaints under the Local Government and Social Care Ombudsman's Complaint Handling Code.

Advice and guidance under s 23(12A) of the Local Government Act 1974: a council may follow it from its publication in February
2024 (the day was not read; it is taken as the 1st), and the Ombudsman applies it in casework from 1 April 2026. It does not
apply where a statutory procedure exists.

Before the Code each council had a procedure of its own: the first version is that, in two stages and without a time, so that a
complaint of those years can be counted. A council's own times are a local policy laid over it.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules.calendars.periods import months
from complaintrules.classification import ComplaintType
from complaintrules.events import Party
from complaintrules.procedures._complaint_handling_code import STATES, Edition, year_report
from complaintrules.procedures._england import (
    FILE_KEEPING,
    LOCAL_GOVERNMENT_ACT,
    OMBUDSMAN_LIMITS,
    OMBUDSMAN_PRACTICE,
    OMBUDSMAN_TRANSITIONS,
    PREMATURE,
)
from complaintrules.procedures.local_corporate import PLAIN
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import Amendment, Requirement

CODE: Final = Source(
    "Complaint Handling Code",
    "Local Government and Social Care Ombudsman, Complaint Handling Code, February 2024",
    unit="paragraph",
    short_unit="para",
)

APPLIED_SINCE: Final = dt.date(2026, 4, 1)

EDITION: Final = Edition(
    applied_since=APPLIED_SINCE,
    force=Force.CODE,
    time_to_complain=CODE("2.2"),
    acknowledge_1=CODE("6.2"),
    respond_1=CODE("6.3"),
    extend_1=CODE("6.4-6.5"),
    # The text read says nothing of when; that what has run out cannot be extended is how it is read here.
    extend_in_time=CODE("6.4-6.5, as read here"),
    extend_in_time_certainty=Certainty.GENERAL_KNOWLEDGE,
    escalate=CODE("5.2"),
    refuse=CODE("2.4"),
    refuse_escalation=CODE("5.7"),
    acknowledge_2=CODE("after 6.8"),
    respond_2=CODE("after 6.8"),
    stage_1_certainty=Certainty.TEXT,
    stage_2_certainty=Certainty.SECOND_SOURCE,
    complain_within=months(12),
)

CODE_SINCE: Final = dt.date(2024, 2, 1)

PROCEDURES: Final = (
    attrs.evolve(
        PLAIN,
        key="england-corporate",
        version="own-procedure",
        title="Corporate complaints, England (the council's own procedure, before the Code)",
        until=CODE_SINCE - dt.timedelta(days=1),
    ),
    Procedure(
        key="england-corporate",
        version="2024-02",
        title="Corporate complaints, England (the Ombudsman's Code)",
        since=CODE_SINCE,
        division="england-and-wales",
        complaint_type=ComplaintType.CORPORATE,
        sources=(CODE, LOCAL_GOVERNMENT_ACT, OMBUDSMAN_PRACTICE, FILE_KEEPING),
        states=STATES,
        transitions=(*EDITION.transitions(), *OMBUDSMAN_TRANSITIONS),
        limits=(*EDITION.limits(), *OMBUDSMAN_LIMITS),
        requirements=(
            Requirement(
                key="annual-report",
                title="Assess compliance with the Code and report",
                binds=Party.AUTHORITY,
                force=Force.CODE,
                moment="every year",
                asks="a self-assessment, and a report on complaints performance and service improvement",
                cite=CODE("8.1-8.3"),
                contents=year_report(CODE("8.1"), Certainty.TEXT),
            ),
            PREMATURE,
        ),
        course=EDITION.course(),
        amendments=(Amendment(APPLIED_SINCE, "the Ombudsman applies the Code in its casework", LOCAL_GOVERNMENT_ACT("23(12A)")),),
        not_modelled=(
            ("a limit for asking for stage 2", "none was seen in the paragraphs read; councils add one as local policy"),
            ("whether a reason for refusing is valid", "the council's decision; recorded as its event"),
            ("service requests", "not complaints; dissatisfaction with how one was handled is (1.2)"),
        ),
    ),
)
