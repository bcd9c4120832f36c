"""Shropshire Council: corporate complaints as its annual report for 2016/17 has them, until the Code takes over.

Read for 1 April 2016 to 31 March 2017 and carried to 31 March 2026; the later years were not checked. From 1 April 2026 the
council's corporate procedure follows the Ombudsman's Code. For the years before, which were not read, it stands in two stages
and without a time, so that their complaints can be counted.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules.calendars.periods import working_days
from complaintrules.classification import ComplaintType
from complaintrules.events import Acknowledged, EscalationRequested, NotAccepted, Party, Received, Resolved, Responded
from complaintrules.procedures._england import (
    ELSEWHERE,
    FILE_KEEPING,
    FINDINGS_AGREE,
    LOCAL_GOVERNMENT_ACT,
    OMBUDSMAN_LIMITS,
    OMBUDSMAN_PRACTICE,
    OMBUDSMAN_TRANSITIONS,
    PREMATURE,
    closing,
    second_thoughts,
    withdrawal,
)
from complaintrules.procedures.local_corporate import PLAIN
from complaintrules.procedures.shropshire_children_policy import REPORT
from complaintrules.rules.conditions import Given
from complaintrules.rules.law import Certainty, Force
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, On, State, Step, TimeLimit, Transition

STATES: Final = (
    State("stage-1", "Investigated at stage 1", 1),
    State("stage-1-answered", "Answered at stage 1", 1, rests=True),
    State("resolved", "Resolved", 1, rests=True),
    State("stage-2", "Reviewed at stage 2", 2),
    State("stage-2-answered", "Answered at stage 2", 2, final=True),
    State("not-accepted", "Not accepted", final=True),
    State("withdrawn", "Withdrawn", final=True),
    *ELSEWHERE,
)

_READ_SINCE: Final = dt.date(2016, 4, 1)

PROCEDURES: Final = (
    attrs.evolve(
        PLAIN,
        key="shropshire-corporate-2016",
        version="own-procedure",
        title="Corporate complaints, Shropshire, before 2016/17",
        until=_READ_SINCE - dt.timedelta(days=1),
    ),
    Procedure(
        key="shropshire-corporate-2016",
        version="2016-04",
        title="Corporate complaints, Shropshire, 2016/17",
        since=_READ_SINCE,
        until=dt.date(2026, 3, 31),
        division="england-and-wales",
        complaint_type=ComplaintType.CORPORATE,
        sources=(REPORT, LOCAL_GOVERNMENT_ACT, OMBUDSMAN_PRACTICE, FILE_KEEPING),
        states=STATES,
        transitions=(
            Transition(START, Received, "stage-1", REPORT("corporate complaints")),
            Transition(ANYWHERE, Acknowledged, STAY, REPORT("corporate complaints")),
            Transition("stage-1", NotAccepted, "not-accepted", REPORT("corporate complaints")),
            Transition("stage-1", Resolved, "resolved", REPORT("corporate complaints")),
            Transition(
                "stage-1",
                Responded,
                "stage-1-answered",
                REPORT("corporate complaints"),
                when=Given("stage", (1, None), "it answers stage 1"),
                expects=FINDINGS_AGREE,
            ),
            Transition(("stage-1-answered", "resolved"), EscalationRequested, "stage-2", REPORT("corporate complaints")),
            Transition(
                "stage-2",
                Responded,
                "stage-2-answered",
                REPORT("corporate complaints"),
                when=Given("stage", (2, None), "it answers stage 2"),
                expects=FINDINGS_AGREE,
            ),
            withdrawal(("stage-1", "stage-1-answered", "resolved", "stage-2"), REPORT("corporate complaints")),
            *OMBUDSMAN_TRANSITIONS,
            *second_thoughts(STATES, ("stage-1-answered", "stage-2-answered")),
            closing(REPORT("corporate complaints")),
        ),
        limits=(
            TimeLimit(
                key="acknowledge",
                title="Acknowledge the complaint",
                binds=Party.AUTHORITY,
                force=Force.LOCAL_POLICY,
                within=("stage-1",),
                starts=(On(Received),),
                ends=(Acknowledged, Responded, Resolved),
                period=working_days(3),
                cite=REPORT("corporate complaints"),
                certainty=Certainty.SECOND_SOURCE,
            ),
            # The report says "30 day timescale" and not which days; it calls the 10 working days of stage 1 a "10 day
            # timescale" elsewhere, so these are read as working days too.
            TimeLimit(
                key="stage-1",
                title="Close stage 1",
                binds=Party.AUTHORITY,
                force=Force.LOCAL_POLICY,
                within=("stage-1",),
                starts=(On(Received),),
                ends=(Responded, Resolved),
                period=working_days(30),
                cite=REPORT("corporate complaints"),
                certainty=Certainty.SECOND_SOURCE,
                comment="The report does not say which days it counts; they are taken to be working days.",
            ),
            *OMBUDSMAN_LIMITS,
        ),
        requirements=(PREMATURE,),
        course=(
            Step(Received),
            Step(Acknowledged, "acknowledge"),
            Step(Responded, "stage-1"),
            Step(EscalationRequested),
            Step(Responded),
        ),
        not_modelled=(
            ("a time for stage 2", "the report publishes none"),
            ("Learning and Skills complaints", "corporate, unless they are about social care"),
        ),
    ),
)
