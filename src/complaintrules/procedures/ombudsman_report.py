"""A public report of the Local Government and Social Care Ombudsman: what the council named in it must do, and by when.

These rules belong to a report and not to a complaint: one report may end several complaints. Four clocks run beside each
other, from two sections of the Local Government Act 1974 and one of the Local Government and Housing Act 1989.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.calendars.periods import FROM, calendar_days, months
from complaintrules.events import (
    ActionConfirmed,
    Extended,
    NoticePublished,
    OfficerReportCirculated,
    OfficerReportConsidered,
    Party,
    ReportConsidered,
    ReportIssued,
)
from complaintrules.procedures._england import LOCAL_GOVERNMENT_ACT as ACT
from complaintrules.procedures._england import closing
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, Cap, Extension, LastDayOf, On, State, Step, TimeLimit, Transition

ACT_1989: Final = Source(
    "Local Government and Housing Act 1989",
    "Local Government and Housing Act 1989",
    unit="section",
    short_unit="s",
    kind="ukpga",
    year=1989,
    number=42,
)

PROCEDURES: Final = (
    Procedure(
        key="ombudsman-report",
        version="2000-01",
        title="The Ombudsman's public report, England",
        # Both Acts are older than the calendars here; when each section took its present form was not read.
        since=dt.date(2000, 1, 1),
        division="england-and-wales",
        sources=(ACT, ACT_1989),
        states=(
            State("to-consider", "Report to be considered"),
            State("to-confirm", "Considered; action to be confirmed"),
            State("confirmed", "Action confirmed", final=True),
        ),
        transitions=(
            Transition(START, ReportIssued, "to-consider", ACT("30(1)")),
            Transition(ANYWHERE, NoticePublished, STAY, ACT("30(5)")),
            Transition("to-consider", ReportConsidered, "to-confirm", ACT("31(2)")),
            Transition(("to-consider", "to-confirm"), Extended, STAY, ACT("31(2)-(2A)")),
            Transition("to-confirm", ActionConfirmed, "confirmed", ACT("31(2A)")),
            Transition(ANYWHERE, OfficerReportCirculated, STAY, ACT_1989("5")),
            Transition(ANYWHERE, OfficerReportConsidered, STAY, ACT_1989("5")),
            closing(ACT("31")),
        ),
        limits=(
            TimeLimit(
                key="public-notice",
                title="Give public notice of the report",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                starts=(On(ReportIssued),),
                ends=(NoticePublished,),
                period=calendar_days(14),
                cite=ACT("30(5)"),
                see=(ACT("30(4)"),),
                certainty=Certainty.SECOND_SOURCE,
                asks="by the proper officer, in newspapers; copies stay open to inspection for 3 weeks",
            ),
            TimeLimit(
                key="consider-report",
                title="Consider the report, and tell the Ombudsman the action",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                within=("to-consider",),
                starts=(On(ReportIssued),),
                ends=(ReportConsidered,),
                period=months(3, FROM),
                extension=Extension(
                    to=None,
                    cap=Cap.AGREED,
                    before_expiry=False,
                    cite=ACT("31(2)"),
                    grounds="a longer period that the Ombudsman agrees in writing",
                ),
                cite=ACT("31(2)"),
                certainty=Certainty.SECOND_SOURCE,
                asks="laid before the council",
            ),
            # The second three months begin with the end of the first, whenever the report was considered, and with the end of
            # the longer period where one was agreed. The last day of the first is taken as their first day: the earlier reading.
            TimeLimit(
                key="confirm-action",
                title="Confirm to the Ombudsman that the action was taken",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                within=("to-consider", "to-confirm"),
                starts=(On(ReportIssued, LastDayOf("consider-report", assumed=False)),),
                ends=(ActionConfirmed,),
                period=months(3, FROM),
                extension=Extension(
                    to=None,
                    cap=Cap.AGREED,
                    before_expiry=False,
                    cite=ACT("31(2A)"),
                    grounds="a longer period that the Ombudsman agrees in writing",
                ),
                cite=ACT("31(2A)"),
                certainty=Certainty.SECOND_SOURCE,
                comment="It begins on the last day for considering the report, whenever the report was in fact considered.",
            ),
            TimeLimit(
                key="monitoring-officer-report",
                title="Meet and consider the monitoring officer's report",
                binds=Party.AUTHORITY,
                force=Force.STATUTE,
                starts=(On(OfficerReportCirculated),),
                ends=(OfficerReportConsidered,),
                period=calendar_days(21),
                cite=ACT_1989("5"),
                comment="From the day copies of it were first sent to members.",
            ),
        ),
        course=(Step(ReportIssued), Step(NoticePublished, "public-notice")),
        not_modelled=(
            ("whether the Ombudsman is satisfied", "the Ombudsman's own decision; a further report opens a case of its own"),
            ("when a monitoring officer must report", "the officer's duty, and the officer's judgement"),
        ),
    ),
)
