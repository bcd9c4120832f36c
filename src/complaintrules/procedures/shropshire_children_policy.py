"""Shropshire Council: its own targets, as its annual report for 2016/17 states them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from complaintrules.calendars.periods import working_days
from complaintrules.events import Acknowledged, Party, Received, Resolved, Responded
from complaintrules.procedures import england_children
from complaintrules.procedures.policy import LocalPolicy, PolicyNote, local_target
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.terms import Cap, Extension, On, TimeLimit

REPORT: Final = Source(
    "Shropshire annual report 2016/17", "Shropshire Council, children's services complaints, annual report 2016/17"
)

STAGE_1_LIMIT: Final = next(limit for limit in england_children.LIMITS if limit.key == "stage-1")

POLICIES: Final = (
    LocalPolicy(
        key="shropshire-children-2016",
        title="Shropshire, children's services complaints, 2016/17",
        procedure="england-children",
        since=dt.date(2016, 4, 1),
        until=dt.date(2017, 3, 31),
        limits=(
            # The statute gives no number for this; an answer also meets an acknowledgement that nobody recorded.
            TimeLimit(
                key="local-acknowledge",
                title="Acknowledge the complaint",
                binds=Party.AUTHORITY,
                force=Force.LOCAL_POLICY,
                within=(*england_children.PENDING, *england_children.STAGE_1),
                starts=(On(Received),),
                ends=(Acknowledged, Responded, Resolved),
                period=working_days(3),
                beside="explain-procedure",
                cite=REPORT("acknowledgement"),
                certainty=Certainty.SECOND_SOURCE,
                asks="saying how it will be handled",
            ),
            local_target(
                STAGE_1_LIMIT,
                key="local-stage-1",
                period=working_days(10),
                cite=REPORT("stage 1"),
                extension=Extension(
                    to=working_days(20),
                    cap=Cap.HARD,
                    before_expiry=False,
                    cite=REPORT("stage 1"),
                    grounds="telling the customer that it is needed and why",
                ),
            ),
        ),
        notes=(
            # Its numbers stand in the report; the law's run to the sending of the response, and so does the library's clock.
            PolicyNote(
                beside="stage-2",
                says=(
                    "an external investigating officer and the independent person report within 25 working days, or at most "
                    '65 "days" if complex, and the adjudicating officer answers after that'
                ),
                cite=REPORT("stage 2"),
            ),
            PolicyNote(
                beside="panel-meets",
                says=(
                    "a panel of three external people reviews, does not investigate again and takes no new complaints; the "
                    "complainant may attend with a friend"
                ),
                cite=REPORT("stage 3"),
            ),
            PolicyNote(beside="ombudsman-enquiry", says="the council has 28 calendar days to answer", cite=REPORT("Ombudsman")),
        ),
    ),
)
