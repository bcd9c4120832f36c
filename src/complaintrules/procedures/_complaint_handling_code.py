"""The Complaint Handling Code in its editions: the same two stages and nearly the same numbers, each with a force of its own.

One is the Local Government and Social Care Ombudsman's, for councils; the other the Housing Ombudsman's, for landlords.

Both Codes count an answer from the acknowledgement. While none is on file the answer is counted from the last day for it, and
the deadline says that this is assumed. Extensions are capped softly, "no more without good reason": without one on record they
count up to the cap. One told after the time has run out changes no date: what has run out cannot be extended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.calendars.periods import working_days
from complaintrules.classification import RefusalGround
from complaintrules.events import (
    Acknowledged,
    EscalationRequested,
    Extended,
    NotAccepted,
    Party,
    Received,
    RefusalNotified,
    Resolved,
    Responded,
    TermsConfirmed,
)
from complaintrules.procedures._england import (
    ELSEWHERE,
    FINDINGS_AGREE,
    closing,
    escalation_refused_in_time,
    refused_for,
    refused_in_time,
    second_thoughts,
    withdrawal,
)
from complaintrules.rules.conditions import All, Either, Given, Happened, Not, Overtaken, RunOut
from complaintrules.rules.law import Certainty
from complaintrules.rules.terms import (
    ANYWHERE,
    START,
    STAY,
    Cap,
    Entering,
    Extension,
    Kind,
    LastDayOf,
    On,
    ReportContent,
    State,
    Step,
    TimeLimit,
    Transition,
)

if TYPE_CHECKING:
    import datetime as dt

    from complaintrules.calendars.periods import Period
    from complaintrules.rules.law import Citation, Force
    from complaintrules.rules.terms import Trigger

STATES: Final = (
    State("stage-1", "To be answered at stage 1", 1),
    State("stage-1-answered", "Answered at stage 1", 1, rests=True),
    State("resolved", "Resolved at stage 1", 1, rests=True),
    State("stage-2", "To be answered at stage 2", 2),
    State("stage-2-answered", "Answered at stage 2", 2, final=True),
    State("resolved-at-stage-2", "Resolved at stage 2", 2, final=True),
    State("escalation-refused", "Escalation refused", 1, final=True),
    State("not-accepted", "Not accepted", final=True),
    State("withdrawn", "Withdrawn", final=True),
    *ELSEWHERE,
)

S1_LEFT_OPEN: Final = Overtaken(
    "stage-1-respond", (EscalationRequested,), "stage 1 was left unanswered when the complainant asked for stage 2"
)
S1_NOT_LEFT_OPEN: Final = Not(S1_LEFT_OPEN, "no answer at stage 1 is still owed")
# The states of a case whose complainant was refused stage 2, and is owed the answer at stage 1, or has it by now.
BACK_AT_STAGE_1: Final = ("stage-1", "stage-1-answered", "resolved")
ANSWERS_STAGE_1: Final = Given("stage", (1,), "it says that it answers stage 1")
ANSWERS_STAGE_2: Final = Either(
    (
        Given("stage", (2,), "it says that it answers stage 2"),
        All((Given("stage", (None,), "it names no stage"), S1_NOT_LEFT_OPEN)),
    )
)


_SETTLED: Final = (
    "The Code, as far as it was read, says nothing of a complaint settled without a finding. Recorded as resolved, it ends this "
    "duty as an answer would, in time or late; confirm the terms in writing."
)


# A Code leaves it to the council or landlord to say what it does not consider (K). Whether somebody has an interest in a child's
# welfare is a question of the children's regulations, and no reason here.
GROUNDS: Final = tuple(ground for ground in RefusalGround if ground is not RefusalGround.NO_INTEREST)


FROM_ACKNOWLEDGEMENT: Final = (On(Received, LastDayOf("stage-1-acknowledge")), On(Acknowledged))


@attrs.frozen(kw_only=True)
class Edition:
    """Where one edition of the Code says what, how binding it is, and how surely each paragraph was checked.

    Attributes:
        force: Code, or statutory code.
        applied_since: The first day from which the Ombudsman applies it in casework, where that is later than the edition.
        time_to_complain: Where the time to complain stands.
        acknowledge_1: Acknowledgement at stage 1.
        respond_1: Answer at stage 1.
        extend_1: Its extension.
        extend_in_time: What says, or is read to say, that notice of an extension comes within the time it extends.
        extend_in_time_certainty: How surely that was checked.
        escalate: The right to stage 2.
        refuse: Refusals of a complaint.
        refuse_escalation: Refusals of stage 2.
        acknowledge_2: Acknowledgement at stage 2; None where the edition asks for none, and the answer counts from the request.
        respond_2: Answer at stage 2.
        see_2: The paragraph that asks for somebody else to answer at stage 2, where it is one of its own.
        stage_1_certainty: How surely stage 1 was checked.
        stage_2_certainty: How surely stage 2 was checked.
        complain_within: The time to complain.
        respond_1_starts: What starts the time for the answer at stage 1.
        extended_2: The most that the answer at stage 2 may take, in working days.
    """

    force: Force
    time_to_complain: Citation
    acknowledge_1: Citation
    respond_1: Citation
    extend_1: Citation
    extend_in_time: Citation
    extend_in_time_certainty: Certainty
    escalate: Citation
    refuse: Citation
    refuse_escalation: Citation
    acknowledge_2: Citation | None
    respond_2: Citation
    stage_1_certainty: Certainty
    stage_2_certainty: Certainty
    complain_within: Period
    see_2: tuple[Citation, ...] = ()
    applied_since: dt.date | None = None
    respond_1_starts: tuple[On, ...] = FROM_ACKNOWLEDGEMENT
    extended_2: int = 40

    def course(self) -> tuple[Step, ...]:
        """Each stage answered on its last day, after its acknowledgement where there is one."""
        stage_2 = () if self.acknowledge_2 is None else (Step(Acknowledged, "stage-2-acknowledge"),)
        return (
            Step(Received),
            Step(Acknowledged, "stage-1-acknowledge"),
            Step(Responded, "stage-1-respond"),
            Step(EscalationRequested),
            *stage_2,
            Step(Responded, "stage-2-respond"),
        )

    def transitions(self) -> tuple[Transition, ...]:
        """The two stages: there is no third, and none before the first."""
        return (
            Transition(START, Received, "stage-1", self.acknowledge_1),
            Transition(ANYWHERE, Acknowledged, STAY, self.acknowledge_1),
            Transition(
                ("stage-1",),
                NotAccepted,
                "not-accepted",
                self.refuse,
                expects=All((refused_in_time("make-complaint", self.time_to_complain), refused_for(GROUNDS, self.refuse))),
            ),
            Transition("not-accepted", RefusalNotified, STAY, self.refuse),
            *self._escalation_refused(),
            withdrawal(("stage-1", "stage-1-answered", "resolved", "stage-2"), self.respond_1),
            Transition("stage-1", Extended, STAY, self.extend_1),
            Transition(
                "stage-1",
                Responded,
                "stage-1-answered",
                self.respond_1,
                when=Given("stage", (1, None), "it answers stage 1"),
                expects=FINDINGS_AGREE,
            ),
            # The Codes have no word for a complaint that is settled without a finding. It can be put on file at either stage.
            Transition("stage-1", Resolved, "resolved", self.respond_1),
            Transition("stage-2", Resolved, "resolved-at-stage-2", self.respond_2),
            Transition(("resolved", "resolved-at-stage-2"), TermsConfirmed, STAY, self.respond_1),
            Transition(("stage-1-answered", "resolved"), EscalationRequested, "stage-2", self.escalate),
            # A complainant whose time for an answer has run out need not wait for it.
            Transition(
                "stage-1",
                EscalationRequested,
                "stage-2",
                self.escalate,
                expects=RunOut("stage-1-respond", "stage 1's time has run out"),
            ),
            Transition("stage-2", Extended, STAY, self.respond_2),
            Transition("stage-2", Responded, "stage-2-answered", self.respond_2, when=ANSWERS_STAGE_2, expects=FINDINGS_AGREE),
            # Stage 1's answer, sent after the complainant had gone on without it: late, and no answer at stage 2.
            Transition(
                ("stage-2", "stage-2-answered", "resolved-at-stage-2", "escalation-refused"),
                Responded,
                STAY,
                self.respond_1,
                when=ANSWERS_STAGE_1,
                expects=All((S1_LEFT_OPEN, FINDINGS_AGREE)),
                answers=(S1_LEFT_OPEN,),
            ),
            *second_thoughts(STATES, ("stage-1-answered", "stage-2-answered")),
            closing(self.respond_1),
        )

    def _escalation_refused(self) -> tuple[Transition, ...]:
        """No limit for asking for stage 2 was seen in a Code, and a refusal needs a valid reason.

        Whoever refuses to go on to stage 2 still owes the answer that stage 1 was left without: it is to be given as before, and
        its time goes on (a reading; K).
        """
        expects = All(
            (
                escalation_refused_in_time(self.refuse_escalation, self.escalate),
                refused_for(GROUNDS, self.refuse_escalation, self.escalate),
            )
        )
        cite = self.refuse_escalation
        return (
            Transition("stage-2", NotAccepted, "escalation-refused", cite, when=S1_NOT_LEFT_OPEN, expects=expects),
            Transition("stage-2", NotAccepted, "stage-1", cite, when=S1_LEFT_OPEN, expects=expects, resumes=True),
            Transition("escalation-refused", RefusalNotified, STAY, cite),
            Transition(BACK_AT_STAGE_1, RefusalNotified, STAY, cite, when=Happened(NotAccepted, "stage 2 was refused before")),
        )

    def limits(self) -> tuple[TimeLimit, ...]:
        """The numbers, which the editions share but for a few."""
        return tuple(attrs.evolve(limit, applied_since=self.applied_since) for limit in (*self._stage_1(), *self._stage_2()))

    def _stage_1(self) -> tuple[TimeLimit, ...]:
        return (
            TimeLimit(
                key="make-complaint",
                title="Complain",
                binds=Party.COMPLAINANT,
                kind=Kind.WINDOW,
                force=self.force,
                starts=(On(Received, "known_on"),),
                ends=(Received,),
                period=self.complain_within,
                cite=self.time_to_complain,
                certainty=self.stage_1_certainty,
                comment="From the day the issue occurred or the person became aware of it; discretion for good reasons.",
            ),
            # Refusing is not telling: what is owed is the explanation in writing, with the way to the Ombudsman.
            TimeLimit(
                key="refuse-notice",
                title="Explain in writing why the complaint is not accepted",
                binds=Party.AUTHORITY,
                force=self.force,
                within=("not-accepted",),
                starts=(Entering("not-accepted"),),
                ends=(RefusalNotified,),
                period=None,
                cite=self.refuse,
                certainty=Certainty.GENERAL_KNOWLEDGE,
                asks="the reasons, and the right to take that decision to the Ombudsman",
            ),
            TimeLimit(
                key="stage-1-acknowledge",
                title="Acknowledge and log the complaint at stage 1",
                binds=Party.AUTHORITY,
                force=self.force,
                within=("stage-1",),
                starts=(On(Received),),
                ends=(Acknowledged, Responded, Resolved),
                period=working_days(5),
                cite=self.acknowledge_1,
                certainty=self.stage_1_certainty,
            ),
            TimeLimit(
                key="stage-1-respond",
                title="Answer at stage 1",
                binds=Party.AUTHORITY,
                force=self.force,
                within=("stage-1",),
                starts=self.respond_1_starts,
                ends=(Responded, Resolved),
                period=working_days(10),
                extension=self._extension(20, self.extend_1),
                cite=self.respond_1,
                see=(self.extend_1,),
                certainty=self.stage_1_certainty,
                asks="a full response",
                comment=_SETTLED,
            ),
        )

    def _stage_2(self) -> tuple[TimeLimit, ...]:
        starts: tuple[Trigger, ...] = (Entering("stage-2"),)
        acknowledge: tuple[TimeLimit, ...] = ()
        if self.acknowledge_2 is not None:
            starts = (On(EscalationRequested, LastDayOf("stage-2-acknowledge")), On(Acknowledged))
            acknowledge = (
                TimeLimit(
                    key="stage-2-acknowledge",
                    title="Acknowledge and log the complaint at stage 2",
                    binds=Party.AUTHORITY,
                    force=self.force,
                    within=("stage-2",),
                    starts=(Entering("stage-2"),),
                    ends=(Acknowledged, Responded, Resolved),
                    period=working_days(5),
                    cite=self.acknowledge_2,
                    certainty=self.stage_2_certainty,
                    asks="setting out what is still at issue; the complainant need not give reasons",
                ),
            )
        return (
            TimeLimit(
                key="escalation-refusal-notice",
                title="Explain in writing why there is no stage 2",
                binds=Party.AUTHORITY,
                force=self.force,
                within=("escalation-refused", *BACK_AT_STAGE_1),
                starts=(On(NotAccepted),),
                ends=(RefusalNotified,),
                period=None,
                cite=self.refuse_escalation,
                certainty=Certainty.GENERAL_KNOWLEDGE,
                asks="the valid reasons, and the right to take that decision to the Ombudsman",
            ),
            *acknowledge,
            TimeLimit(
                key="stage-2-respond",
                title="Send the final answer at stage 2",
                binds=Party.AUTHORITY,
                force=self.force,
                within=("stage-2",),
                starts=starts,
                ends=(Responded, Resolved),
                period=working_days(20),
                extension=self._extension(self.extended_2, self.respond_2),
                cite=self.respond_2,
                see=self.see_2,
                certainty=self.stage_2_certainty,
                asks="by someone other than at stage 1",
                comment=_SETTLED,
            ),
        )

    def _extension(self, days: int, cite: Citation) -> Extension:
        return Extension(
            to=working_days(days),
            cap=Cap.SOFT,
            before_expiry=True,
            cite=cite,
            grounds="explain why and by when, and give the Ombudsman's details",
            notice_cite=self.extend_in_time,
            notice_certainty=self.extend_in_time_certainty,
        )


def year_report(cite: Citation, certainty: Certainty, *findings: str) -> tuple[ReportContent, ...]:
    """What both editions of the Code want in the report on complaints performance and service improvement.

    Args:
        cite: Where the edition says so.
        certainty: How surely it was read.
        findings: The figures of what this edition's own Ombudsman finds, where it makes more than decisions.
    """

    def wanted(key: str, says: str, *figures: str, beside: str = "") -> ReportContent:
        return ReportContent(key=key, says=says, figures=figures, beside=beside, cite=cite, certainty=certainty)

    return (
        wanted("self-assessment", "the self-assessment against the Code", beside="for people to write"),
        wanted(
            "analysis",
            "an analysis of complaints performance",
            "received/type",
            "continued/type",
            "answers-due/stage/timeliness",
            "closed/outcome",
        ),
        wanted("refused", "the types of complaint refused", "refused/type/ground"),
        wanted("non-compliance", "findings of non-compliance with the Code", "breaches/standing/provision"),
        wanted("improvements", "the improvements made", "learning/learning", "actions/action", "actions/status"),
        wanted("ombudsman", "the Ombudsman's reports", "public-reports", "ombudsman-decided/decision", *findings),
    )
