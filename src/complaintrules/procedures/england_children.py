"""England: representations about children's social care, SI 2006/1738, with the guidance that goes with it.

The regulations never say "stage": stage 1 is local resolution (reg 14), stage 2 the investigation (reg 17), stage 3 the
review panel (regs 18-20). They call complaints "representations". Rules stand in the order of the regulations; rows of the
guidance stand beside the rules that they go with. Two variants are made from the same rules: voluntary
organisations (regs 21-22) and fostering limits (reg 23).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.calendars.periods import BEFORE, working_days, years
from complaintrules.classification import (
    Advocacy,
    Complainant,
    ComplaintType,
    Investigator,
    OmbudsmanDecision,
    Outcome,
    RefusalGround,
)
from complaintrules.events import (
    Acknowledged,
    AdvocateAppointed,
    AdvocateRequested,
    ChairAppointed,
    DecisionNotified,
    EscalationRequested,
    Extended,
    IndependentPersonAppointed,
    InterestDecided,
    InvestigationReported,
    LateRequestDecided,
    NotAccepted,
    OmbudsmanDecided,
    PanelArranged,
    PanelMet,
    PanelReported,
    PanelRequested,
    PapersCirculated,
    Party,
    ProcedureExplained,
    ProceedingsEnded,
    Received,
    RecordFinalised,
    ReferredToOmbudsman,
    RefusalNotified,
    Resolved,
    Responded,
    Resubmitted,
    StageSkipped,
    StartDateAgreed,
    Suspended,
    TermsConfirmed,
    WithdrawalConfirmed,
)
from complaintrules.procedures._england import (
    DECIDES_ON_THE_WHOLE,
    ELSEWHERE,
    FILE_KEEPING,
    FINDINGS_AGREE,
    LOCAL_GOVERNMENT_ACT,
    OMBUDSMAN_LIMITS,
    OMBUDSMAN_PRACTICE,
    OMBUDSMAN_TRANSITIONS,
    PREMATURE,
    STOPS_NO_CLOCK,
    closing,
    refused_for,
    refused_in_time,
    second_thoughts,
    withdrawal,
)
from complaintrules.rules.conditions import (
    All,
    AnswerFound,
    Asked,
    ConsideredAfresh,
    Done,
    Either,
    EverWas,
    FindsNoneStopped,
    Given,
    Happened,
    Late,
    LaterThanStart,
    Not,
    NotBeforeStop,
    Overtaken,
    PointsStopped,
    PointsSuspended,
    ProceedingsOver,
    RunOut,
    Was,
    WholeCase,
)
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import (
    ANYWHERE,
    BACK,
    DONE,
    START,
    STAY,
    Amendment,
    Cap,
    Entering,
    Extension,
    Kind,
    NamedDay,
    On,
    Reading,
    Remark,
    ReportContent,
    Requirement,
    Softening,
    State,
    Step,
    TimeLimit,
    Transition,
)

if TYPE_CHECKING:
    from complaintrules.events import Event
    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.law import Citation

# --- sources

REGS: Final = Source(
    "SI 2006/1738",
    "Children Act 1989 Representations Procedure (England) Regulations 2006",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2006,
    number=1738,
)
ADVOCACY_REGS: Final = Source(
    "SI 2004/719",
    "Advocacy Services and Representations Procedure (Children) (Amendment) Regulations 2004",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2004,
    number=719,
)
RELAXATION_REGS: Final = Source(
    "SI 2020/445",
    "Adoption and Children (Coronavirus) (Amendment) Regulations 2020",
    unit="regulation",
    short_unit="reg",
    kind="uksi",
    year=2020,
    number=445,
)
AMENDMENT_REGS: Final = Source("SI 2013/985", "SI 2013/985", kind="uksi", year=2013, number=985)
CHILDREN_ACT: Final = Source(
    "Children Act 1989", "Children Act 1989", unit="section", short_unit="s", kind="ukpga", year=1989, number=41
)
GUIDANCE: Final = Source(
    "Getting the Best from Complaints",
    "Getting the Best from Complaints (2006), statutory guidance under s 7 LASSA 1970",
)

# --- words of the regulations

CHILDREN: Final = (Complainant.CHILD, Complainant.CARE_LEAVER)
# Nobody can know the interest of somebody who gives no name, so it is not taken for granted (a reading; K).
OTHER_PEOPLE: Final = (Complainant.OTHER_RELATIVE, Complainant.OTHER_PERSON, Complainant.PROFESSIONAL, Complainant.ANONYMOUS)

# Reg 12 asks for a decision about "other persons" only; an advocate acts for the child, whose class counts.
IS_OTHER: Final = Was(
    Received, "complainant", OTHER_PEOPLE, "the complainant is an other person, relative or professional, or gives no name"
)
INTEREST_OPEN: Final = All(
    (
        IS_OTHER,
        Not(
            Was(InterestDecided, "sufficient", (True,), "sufficient interest was decided"),
            "whether they have sufficient interest is not decided yet",
        ),
    )
)
INTEREST_CLEAR: Final = Not(INTEREST_OPEN, "no decision on the complainant's interest is open")

YOUNG: Final = Either(
    (
        Was(Received, "complainant", CHILDREN, "the complainant is a child or care leaver"),
        Was(Received, "under_18", (True,), "the complainant is under 18"),
    )
)

# Reg 14(3)(b) speaks of a child or care leaver whose request was unmet when the representations were received. A request
# made later is recorded and does not move the start (a wider reading exists); nor does one by anybody else.
ADVOCATE_AWAITED: Final = All(
    (
        Was(
            Received,
            "advocate",
            (Advocacy.REQUESTED,),
            "an advocate had been asked for and not appointed when it was received",
        ),
        YOUNG,
        Not(Happened(AdvocateAppointed, "an advocate was appointed"), "none was appointed since"),
    )
)
ADVOCATE_READING: Final = (
    "For a child or care leaver who had asked for an advocate by the day of receipt, it runs from the day one is appointed. A "
    "request made later does not move the start, as reg 14(3)(b) is read here; on a wider reading it would."
)
ASKED_TOO_LATE: Final = Remark(
    "stage 1 does not wait for an advocate asked for after receipt, as reg 14(3)(b) is read here; a wider reading exists",
    when=YOUNG,
)
NO_ADVOCATE_AWAITED: Final = Not(ADVOCATE_AWAITED, "no advocate is awaited")

LATER_START: Final = LaterThanStart("start", "stage-1", "the day agreed is later than the start it replaces")

# Reg 17(5): what counts is how the representations were made, not how stage 2 was asked for. Putting oral representations
# in writing later does not make them written.
ORAL: Final = Was(Received, "orally", (True,), "the representations were made orally")
WRITTEN: Final = Not(ORAL, "the representations were made in writing")

# Reg 8(1) stops a matter to the extent that considering it would prejudice the proceedings: the other points go on.
WHOLE: Final = WholeCase("points", "it is the whole of the complaint, or all of it that still went on")
IN_PART: Final = Not(WHOLE, "some points of the complaint go on")
STOPPED: Final = PointsStopped("some points were suspended by themselves")
STILL_STOPPED: Final = PointsSuspended("some points are suspended by themselves, and were not put forward again")
NOT_STOPPED: Final = Asked(
    FindsNoneStopped("findings", "nothing is found on a point that is suspended, or that goes on in another case"), REGS("8(1)")
)
# Whoever had to wait for them has a year from their end. What was over already was no reason to wait, and starts no year.
RAN_STILL: Final = NotBeforeStop("the other proceedings were not over yet when the complaint was suspended for them")
AFRESH: Final = ConsideredAfresh("it was put forward again after other proceedings")
ENDED: Final = ProceedingsOver("points", "the other proceedings have ended or were dropped")

# What the regulations and the guidance know as reasons for not considering representations; and without reg 12.
_NOT_HERE: Final = (RefusalGround.EXCLUDED, RefusalGround.REPRESENTATIVE)
REFUSED_FOR: Final = refused_for(tuple(ground for ground in RefusalGround if ground not in _NOT_HERE), REGS("8, 9, 12"))
REFUSED_WITHOUT_REG_12: Final = refused_for(
    tuple(ground for ground in RefusalGround if ground not in {*_NOT_HERE, RefusalGround.NO_INTEREST}), REGS("8, 9")
)
NO_INTEREST: Final = Given("ground", (RefusalGround.NO_INTEREST,), "it is refused for want of interest")
INTEREST_IS_DECIDED: Final = Asked(
    Not(
        NO_INTEREST,
        "want of interest is a decision of its own, 'interest-decided', and only about an other person; a child, a parent or a "
        "carer needs no such decision",
    ),
    REGS("12"),
)

ANSWERED_WELL: Final = All((FINDINGS_AGREE, NOT_STOPPED))

# Reg 17(2) and s 26(4) ask for one in every consideration at stage 2. The appointment shows it, or their own report.
INDEPENDENT: Final = Asked(
    Either(
        (
            Done("appoint-independent-person", "the appointment of an independent person is on file"),
            # Of this round alone: one who reported before the complaint was considered afresh had no part in it.
            EverWas(
                InvestigationReported,
                "by",
                (Investigator.INDEPENDENT_PERSON,),
                "an independent person reported since stage 2 began",
                since=(EscalationRequested, StageSkipped),
            ),
        )
    ),
    REGS("17(2)"),
    (CHILDREN_ACT("26(4)"),),
)

# The guidance (K) lets a complaint go early only after a robust stage 2 that upheld all of it, or all that mattered. Where nobody
# recorded what that found, nothing is shown.
MOSTLY_UPHELD: Final = Not(
    AnswerFound(2, (Outcome.NOT_UPHELD, Outcome.NO_FINDING), "stage 2 upheld nothing"),
    "stage 2 upheld all, or all significant, complaints",
)

# Reg 19(2).
PANEL_OF_THREE: Final = Given("members", (3, None), "the panel has three members")

S1_RAN_OUT: Final = RunOut("stage-1", "stage 1's time has run out")
S1_LEFT_OPEN: Final = Overtaken(
    "stage-1", (EscalationRequested,), "stage 1 was left unanswered when the complainant asked for stage 2"
)
LATE_REQUEST: Final = Late("request-panel", "the request for a panel came after its time")
# Reg 18(2) counts from the day the notice was received: where nobody recorded that day, nothing shows that a request is late.
SHOWN_LATE: Final = Late(
    "request-panel",
    "the request for a panel is shown to be late, counted from the day the stage 2 notice was received",
    shown=True,
)


ANSWERS_STAGE_1: Final = Given("stage", (1,), "it says that it answers stage 1")


def _answers(stage: int) -> Condition:
    """The answer names this stage, or none."""
    return Given("stage", (stage, None), f"it answers stage {stage}")


def _answers_beyond_stage_1(stage: int) -> Condition:
    """The same, unless the complainant has gone on without stage 1's answer: then a bare one could mean either."""
    named = Given("stage", (stage,), f"it says that it answers stage {stage}")
    return Either((named, All((_answers(stage), Not(S1_LEFT_OPEN, "no answer at stage 1 is still owed")))))


# SI 2020/445: "or as soon as is reasonably practicable" stood in regs 18(2), 19(4), 20(2) and 20(3) from 24 April to
# 24 September 2020, and by the saving of its reg 17 for the panel of any matter considered under reg 17 up to the 25th.
# Stages 1 and 2 were never relaxed. Two last days: the words ceased on the 25th, and the saving includes it.
RELAXED_2020: Final = Softening(
    words="or as soon as is reasonably practicable",
    since=dt.date(2020, 4, 24),
    until=dt.date(2020, 9, 24),
    saved_states=("investigation",),
    saved_until=dt.date(2020, 9, 25),
    cite=RELAXATION_REGS("14, 17"),
)

# --- states: those of the regulations and nothing else

PENDING: Final = ("interest-pending", "advocate-awaited")
STAGE_1: Final = ("local-resolution",)
STAGE_2: Final = ("record-writing", "investigation")
STAGE_3: Final = ("panel-requested", "panel-met", "panel-reported")
RESTING: Final = ("resolved", "stage-1-answered", "stage-2-answered", "referred-early")
# The states of a case while some of its points are suspended.
GOING_ON: Final = (*PENDING, *STAGE_1, *STAGE_2, *STAGE_3, *RESTING, "stage-3-answered")
SUSPENDABLE: Final = (*PENDING, *STAGE_1, *STAGE_2, *STAGE_3, "resolved", "stage-1-answered", "stage-2-answered")

STATES: Final = (
    State("interest-pending", "Sufficient interest to be decided"),
    State("advocate-awaited", "Advocate to be appointed"),
    State("local-resolution", "Local resolution", 1),
    State("resolved", "Resolved", 1, rests=True),
    State("stage-1-answered", "Answered at stage 1", 1, rests=True),
    State("record-writing", "Written record of oral representations", 2),
    State("investigation", "Investigation", 2),
    State("stage-2-answered", "Answered at stage 2", 2, rests=True),
    State("referred-early", "Referred early to the Ombudsman", 2, rests=True),
    State("panel-requested", "Panel to meet", 3),
    State("panel-met", "Panel to report", 3),
    State("panel-reported", "Panel's report to be answered", 3),
    State("stage-3-answered", "Answered at stage 3", 3, final=True),
    State("suspended", "Suspended for other proceedings", rests=True),
    State("not-accepted", "Not accepted", final=True),
    State("withdrawn", "Withdrawn", final=True),
    *ELSEWHERE,
)

# --- transitions


def _into_stage_1(source: str, event: type[Event], cite: Citation) -> tuple[Transition, ...]:
    """Into local resolution, unless the interest is to be decided first, or an advocate to be appointed."""
    expects, cited = (ENDED, REGS("8(4)")) if event is Resubmitted else (None, None)
    clear = All((INTEREST_CLEAR, NO_ADVOCATE_AWAITED))
    awaited = All((INTEREST_CLEAR, ADVOCATE_AWAITED))
    return (
        Transition(source, event, "local-resolution", cite, when=clear, expects=expects, expects_cite=cited),
        Transition(source, event, "advocate-awaited", REGS("14(3)(b)"), when=awaited, expects=expects, expects_cite=cited),
        Transition(source, event, "interest-pending", REGS("12"), when=INTEREST_OPEN, expects=expects, expects_cite=cited),
    )


def _to_stage_2(
    source: str | tuple[str, ...], event: type[Event], cite: Citation, expects: Condition | None = None
) -> tuple[Transition, Transition]:
    """Oral representations are written down first (reg 16); written ones are investigated at once."""
    return (
        Transition(source, event, "investigation", cite, when=WRITTEN, expects=expects),
        Transition(source, event, "record-writing", cite, when=ORAL, expects=expects),
    )


TRANSITIONS: Final = (
    *_into_stage_1(START, Received, REGS("14(3)(c)")),
    withdrawal((*PENDING, *STAGE_1, *STAGE_2, *STAGE_3, *RESTING, "suspended"), REGS("7")),
    Transition("withdrawn", WithdrawalConfirmed, STAY, REGS("7")),
    # Reg 8: both limbs, the proceedings and the prejudice, are the authority's decision; it works matter by matter. Points that
    # are suspended by themselves leave the case where it is, and go on in another once they are put forward again.
    Transition(SUSPENDABLE, Suspended, "suspended", REGS("8(1)"), when=WHOLE),
    Transition(SUSPENDABLE, Suspended, STAY, REGS("8(1)"), when=IN_PART),
    Transition(GOING_ON, RefusalNotified, STAY, REGS("8(3)"), when=STOPPED),
    Transition(
        GOING_ON, ProceedingsEnded, STAY, REGS("8(4)"), when=STILL_STOPPED, expects=RAN_STILL, expects_cite=REGS("8(1)"),
    ),
    Transition(
        GOING_ON, Resubmitted, STAY, REGS("8(4)"), when=STILL_STOPPED, expects=ENDED,
        remark=Remark("its points are not taken up here again: they go on in a case of their own, which continues this one"),
    ),
    Transition("suspended", RefusalNotified, STAY, REGS("8(3)")),
    Transition("not-accepted", RefusalNotified, STAY, REGS("9, 12")),
    Transition("suspended", ProceedingsEnded, STAY, REGS("8(4)"), expects=RAN_STILL, expects_cite=REGS("8(1)")),
    *_into_stage_1("suspended", Resubmitted, REGS("8(4)")),
    Transition(
        (*PENDING, *STAGE_1), NotAccepted, "not-accepted", REGS("9"),
        # Reg 8(5): of what was put forward again, the year from the end of the proceedings takes the place of reg 9(1).
        expects=All((
            refused_in_time("make-representations", REGS("9(1)"), AFRESH, time="the time for making it"),
            refused_in_time(
                "resubmit-after-proceedings",
                REGS("8(4)-(5)"),
                Not(AFRESH, "it was not put forward again after proceedings"),
                time="the time for putting it forward again after the other proceedings",
            ),
            INTEREST_IS_DECIDED,
            REFUSED_FOR,
        )),
    ),
    Transition(ANYWHERE, ProcedureExplained, STAY, REGS("11")),
    Transition(ANYWHERE, Acknowledged, STAY, REGS("11")),
    Transition(
        "interest-pending", InterestDecided, "not-accepted", REGS("12"),
        when=Given("sufficient", (False,), "the interest is not sufficient"),
    ),
    Transition(
        "interest-pending", InterestDecided, "advocate-awaited", REGS("12"),
        when=All((Given("sufficient", (True,), "the interest is sufficient"), ADVOCATE_AWAITED)),
    ),
    Transition(
        "interest-pending", InterestDecided, "local-resolution", REGS("14(3)(a)"),
        when=All((Given("sufficient", (True,), "the interest is sufficient"), NO_ADVOCATE_AWAITED)),
    ),
    Transition("advocate-awaited", AdvocateAppointed, "local-resolution", REGS("14(3)(b)")),
    Transition(ANYWHERE, AdvocateAppointed, STAY, ADVOCACY_REGS("5")),
    Transition(
        ("interest-pending", "local-resolution"), AdvocateRequested, STAY, ADVOCACY_REGS("4(2)"), remark=ASKED_TOO_LATE,
    ),
    Transition(ANYWHERE, AdvocateRequested, STAY, ADVOCACY_REGS("4(2)")),
    # Reg 14(4) replaces a start date with a later one; an earlier day replaces nothing, and is irregular. A day agreed before
    # there is a start to replace waits for it, and counts if it is the later of the two. One agreed after the time had run out
    # moves the start too, and cures nothing that had accrued.
    Transition(PENDING, StartDateAgreed, STAY, REGS("14(4)")),
    Transition(
        "local-resolution", StartDateAgreed, STAY, REGS("14(4)"),
        expects=All((LATER_START, Not(S1_RAN_OUT, "stage 1's time has not run out"))),
    ),
    Transition("local-resolution", Extended, STAY, REGS("14(5)")),
    Transition(
        ("advocate-awaited", "local-resolution"), Responded, "stage-1-answered", REGS("14(1)"),
        when=_answers(1), expects=ANSWERED_WELL,
    ),
    Transition(("advocate-awaited", "local-resolution"), Resolved, "resolved", REGS("15(1)")),
    Transition("resolved", TermsConfirmed, STAY, REGS("15(1)")),
    *_to_stage_2(("advocate-awaited", "local-resolution"), StageSkipped, REGS("17(1)(a)")),
    *_to_stage_2("stage-1-answered", EscalationRequested, REGS("15(2)")),
    # Unanswered: once stage 1's time has run out; sooner it takes the agreement of both, which is another event.
    *_to_stage_2(("advocate-awaited", "local-resolution"), EscalationRequested, REGS("15(2)"), S1_RAN_OUT),
    # Reg 15(2) speaks of matters not resolved. A complainant who says so after all is heard, and the file shows it.
    *_to_stage_2(
        "resolved", EscalationRequested, REGS("15(2)"),
        Not(Happened(Resolved, "the matters were recorded as resolved"), "the matters had not been recorded as resolved"),
    ),
    Transition("record-writing", RecordFinalised, "investigation", REGS("16")),
    # A written complaint whose wording is still being agreed does not move the clock: reg 17(5) is about oral ones only.
    Transition("investigation", RecordFinalised, STAY, REGS("16")),
    Transition(STAGE_2, IndependentPersonAppointed, STAY, REGS("17(2)")),
    Transition(("investigation", "stage-2-answered"), InvestigationReported, STAY, GUIDANCE("stage 2")),
    Transition("investigation", Extended, STAY, REGS("17(6)")),
    Transition(
        "investigation", Responded, "stage-2-answered", REGS("17(3)"),
        when=_answers_beyond_stage_1(2), expects=All((FINDINGS_AGREE, NOT_STOPPED, INDEPENDENT)),
    ),
    # Stage 1's answer, sent after the complainant had gone on without it: late, and no answer at stage 2.
    Transition(
        STAGE_2, Responded, STAY, REGS("14(1)"),
        when=ANSWERS_STAGE_1,
        expects=All((S1_LEFT_OPEN, FINDINGS_AGREE, NOT_STOPPED)), answers=(S1_LEFT_OPEN,),
    ),
    Transition(
        ("stage-2-answered", "referred-early", *STAGE_3, "stage-3-answered"), Responded, STAY, REGS("14(1)"),
        when=All((ANSWERS_STAGE_1, S1_LEFT_OPEN)), expects=ANSWERED_WELL, answers=(S1_LEFT_OPEN,),
    ),
    # The guidance knows the early referral, and the regulations do not: it takes nothing from the right to a panel.
    Transition(("stage-2-answered", "referred-early"), PanelRequested, "panel-requested", REGS("18(1)")),
    # A late request is recorded and late; whether it is accepted is a decision that must be on file before the panel meets.
    Transition(
        "panel-requested", LateRequestDecided, STAY, REGS("18(2)"),
        when=Given("accepted", (True,), "the request is accepted"), expects=LATE_REQUEST,
    ),
    Transition(
        "panel-requested", LateRequestDecided, "stage-2-answered", REGS("18(2)"),
        when=Given("accepted", (False,), "the request is refused"), expects=SHOWN_LATE,
    ),
    Transition("panel-requested", ChairAppointed, STAY, GUIDANCE("timetable of stage 3")),
    Transition(
        "panel-requested", PanelArranged, STAY, REGS("19(4)"), expects=Asked(PANEL_OF_THREE, REGS("19(2)")),
        remark=Remark(
            "the day arranged lies past the time for the panel, and does not move it",
            when=RunOut("panel-meets", "the day arranged lies past the time for the panel", "panel_on"),
        ),
    ),
    Transition("panel-requested", PapersCirculated, STAY, GUIDANCE("timetable of stage 3")),
    Transition(
        "panel-requested", PanelMet, "panel-met", REGS("19(4)"),
        expects=All((
            PANEL_OF_THREE,
            Either((
                Not(LATE_REQUEST, "the request for a panel came in time"),
                Was(LateRequestDecided, "accepted", (True,), "the late request was accepted", since=PanelRequested),
            )),
        )),
        expects_cite=REGS("19(2), 18(2)"),
    ),
    Transition("panel-met", PanelReported, "panel-reported", REGS("20(2)")),
    Transition(
        "panel-reported", Responded, "stage-3-answered", REGS("20(3)"),
        when=_answers_beyond_stage_1(3), expects=ANSWERED_WELL,
    ),
    Transition(ANYWHERE, DecisionNotified, STAY, CHILDREN_ACT("26(7)")),
    # Early referral ends the procedure after a robust stage 2, with the complainant's agreement, for as long as they ask for no
    # panel; "referred back" returns to where the case stood: a panel that had been asked for is owed as before, and its time from
    # the request runs on. Anywhere else a referral marked as early is recorded and irregular, and changes no state.
    Transition(
        ("stage-2-answered", "panel-requested"), ReferredToOmbudsman, "referred-early", GUIDANCE("early referral"),
        when=Given("early", (True,), "it is an early referral"),
        expects=All((Given("agreed", (True,), "the complainant agreed to the early referral"), MOSTLY_UPHELD)),
    ),
    Transition(
        ("stage-2-answered", "panel-requested"), ReferredToOmbudsman, STAY, LOCAL_GOVERNMENT_ACT("26B(1)"),
        when=Given("early", (False,), "it is not an early referral"), remark=STOPS_NO_CLOCK,
    ),
    Transition(
        "referred-early", OmbudsmanDecided, BACK, LOCAL_GOVERNMENT_ACT("26(5)"),
        when=All((
            Given("decision", (OmbudsmanDecision.REFERRED_BACK,), "the Ombudsman referred it back"), DECIDES_ON_THE_WHOLE,
        )),
    ),
    Transition(
        "referred-early", OmbudsmanDecided, STAY, LOCAL_GOVERNMENT_ACT("30"),
        when=All((
            Not(
                Given("decision", (OmbudsmanDecision.REFERRED_BACK,), "the Ombudsman referred it back"),
                "the Ombudsman decided otherwise than to refer it back",
            ),
            DECIDES_ON_THE_WHOLE,
        )),
    ),
    *OMBUDSMAN_TRANSITIONS,
    *second_thoughts(
        STATES,
        answered=("stage-1-answered", "stage-2-answered", "stage-3-answered"),
        waiting=("suspended", "referred-early"),
        expects=ANSWERED_WELL,
    ),
    closing(GUIDANCE("records")),
)  # fmt: skip

# --- time limits

LIMITS: Final = (
    TimeLimit(
        key="confirm-withdrawal",
        title="Confirm the withdrawal in writing",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("withdrawn",),
        starts=(Entering("withdrawn"),),
        ends=(WithdrawalConfirmed,),
        period=None,
        cite=REGS("7"),
        asks="to the complainant and the advocate; the withdrawal itself may be oral or written, at any time",
    ),
    TimeLimit(
        key="refuse-notice",
        title="Give written reasons for not considering it",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=(*GOING_ON, "suspended"),
        starts=(On(Suspended, repeats=True),),
        ends=(RefusalNotified,),
        overtaken_by=(Resubmitted,),
        period=None,
        cite=REGS("8(3)"),
        asks="naming the proceedings or investigation; of the whole, or of the points that are suspended",
    ),
    # Reg 8(5) displaces reg 9(1), and on its words the discretion of reg 9(2) with it: a reading, not checked. Of several
    # proceedings it is the end of the last that lets the complaint be considered, in whatever order the authority hears of them.
    TimeLimit(
        key="resubmit-after-proceedings",
        title="Resubmit after the other proceedings",
        binds=Party.COMPLAINANT,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        within=(*GOING_ON, "suspended"),
        starts=(On(ProceedingsEnded, DONE, replaces=True, later_only=True, repeats=True, when=RAN_STILL),),
        ends=(Resubmitted,),
        period=years(1),
        cite=REGS("8(4)-(5)"),
        comment=(
            "What is resubmitted is then considered afresh: the whole in its own case, some points in a case that continues it. "
            "That no late resubmission may be accepted is a reading of reg 8(5). Where several proceedings end one by one, the "
            "year runs from the last end. So it does for points suspended one by one: no end says which points it concerns."
        ),
    ),
    # "No later than one year after": the anniversary is the last day.
    TimeLimit(
        key="make-representations",
        title="Make the representations",
        binds=Party.COMPLAINANT,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        starts=(On(Received, "grounds_on"),),
        ends=(Received,),
        period=years(1),
        cite=REGS("9"),
        comment=(
            "The authority may accept late ones if, having regard to all the circumstances, it would not be reasonable to "
            "expect them in time and they can still be considered effectively and fairly. Both must hold; it is its own decision."
        ),
    ),
    TimeLimit(
        key="late-refusal-notice",
        title="Tell them in writing that it is not considered, being late",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("not-accepted",),
        starts=(On(NotAccepted, when=Given("ground", (RefusalGround.OUT_OF_TIME,), "it is refused as out of time")),),
        ends=(RefusalNotified,),
        period=None,
        cite=REGS("9"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        asks="the decision and the reasons",
    ),
    TimeLimit(
        key="explain-procedure",
        title="Explain the procedure and advocacy, offer help",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=(*PENDING, *STAGE_1),
        starts=(On(Received),),
        ends=(ProcedureExplained, Acknowledged),
        period=None,
        cite=REGS("11"),
        comment="No number is given for acknowledging a complaint: councils promise 2, 3 or 5 working days of their own.",
    ),
    TimeLimit(
        key="decide-interest",
        title="Decide whether they have sufficient interest",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("interest-pending",),
        starts=(Entering("interest-pending"),),
        ends=(InterestDecided,),
        period=None,
        cite=REGS("12"),
        asks="with the child's views where appropriate; if it is not sufficient, tell them, and the child if appropriate",
    ),
    # Deciding is not telling: a decision on the file has told nobody yet.
    TimeLimit(
        key="interest-notice",
        title="Tell them that their interest is not sufficient",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("not-accepted",),
        starts=(
            On(InterestDecided, when=Given("sufficient", (False,), "the interest is not sufficient")),
            On(NotAccepted, when=NO_INTEREST),
        ),
        ends=(RefusalNotified, DecisionNotified),
        period=None,
        cite=REGS("12"),
        asks="that nothing further will be done; the child is told too, if appropriate",
    ),
    # Stage 1 waits for the appointment, and no rule that was read says how soon it comes: without this row nobody would owe it.
    TimeLimit(
        key="appoint-advocate",
        title="See that the advocate who was asked for is appointed",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("advocate-awaited",),
        starts=(Entering("advocate-awaited"),),
        ends=(AdvocateAppointed,),
        period=None,
        cite=ADVOCACY_REGS("4(2)"),
        see=(CHILDREN_ACT("26A"),),
        certainty=Certainty.GENERAL_KNOWLEDGE,
        asks="as soon as possible: the text asks for help to get one, and names no time",
    ),
    # Reg 14(3): the decision on interest, the advocate's appointment, or the receipt. Each is the day on which the case
    # comes into local resolution; a later day agreed under reg 14(4) replaces it.
    TimeLimit(
        key="stage-1",
        title="Answer at stage 1 (local resolution)",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("local-resolution",),
        starts=(
            Entering("local-resolution", or_later=NamedDay(StartDateAgreed, "start", since="suspended")),
            On(StartDateAgreed, "start", replaces=True, when=LATER_START),
        ),
        ends=(Responded, Resolved),
        period=working_days(10),
        extension=Extension(
            to=working_days(20),
            cap=Cap.HARD,
            before_expiry=False,
            cite=REGS("14(5)"),
            grounds="the authority considers the matter complex",
        ),
        cite=REGS("14(1)"),
        see=(REGS("14(5)"),),
        asks="as soon as is reasonably practicable within that time",
        readings=(
            Reading(
                AdvocateAppointed,
                "on a wider reading it counts from the appointment of an advocate asked for after receipt",
                REGS("14(3)(b)"),
                when=All((YOUNG, Happened(AdvocateRequested, "an advocate was asked for after receipt"))),
            ),
        ),
        comment=ADVOCATE_READING,
    ),
    TimeLimit(
        key="resolution-terms",
        title="Confirm the terms of resolution in writing",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("resolved",),
        starts=(Entering("resolved"),),
        ends=(TermsConfirmed,),
        period=None,
        cite=REGS("15(1)"),
        asks="to the complainant and the advocate",
    ),
    # The regulations set no limit. The guidance recommends one to keep momentum, and it bars nobody.
    TimeLimit(
        key="request-stage-2",
        title="Ask for stage 2",
        binds=Party.COMPLAINANT,
        kind=Kind.ADVISORY,
        force=Force.STATUTORY_GUIDANCE,
        within=("stage-1-answered",),
        starts=(On(Responded),),
        ends=(EscalationRequested,),
        period=working_days(20),
        cite=GUIDANCE("stage 1, paragraph not checked"),
        see=(REGS("15(2)"), REGS("17(1)")),
        certainty=Certainty.SECOND_SOURCE,
        asks="orally or in writing",
        comment="Recommended only: the authority must consider a request whenever it comes, unless reg 8 stops it.",
    ),
    TimeLimit(
        key="written-record",
        title="Finalise the written record of oral representations",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("record-writing",),
        starts=(Entering("record-writing"),),
        ends=(RecordFinalised,),
        period=None,
        cite=REGS("16"),
        asks="invite comments, and amend it as the authority considers necessary",
    ),
    TimeLimit(
        key="appoint-independent-person",
        title="Appoint the independent person",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=STAGE_2,
        starts=(On(StageSkipped), On(EscalationRequested)),
        ends=(IndependentPersonAppointed,),
        period=None,
        cite=REGS("17(2)"),
        see=(REGS("17(7)"),),
        asks="who takes part in discussions of action and conclusions",
    ),
    # Reg 17(4): skip agreed, or request received. Reg 17(5): of oral representations, the final record.
    # 65 is counted from the same start date and is absolute; notice must come before the 25 run out.
    TimeLimit(
        key="stage-2",
        title="Send notice of the response at stage 2",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("investigation",),
        starts=(Entering("investigation"),),
        ends=(Responded,),
        period=working_days(25),
        extension=Extension(
            to=working_days(65),
            cap=Cap.HARD,
            before_expiry=True,
            cite=REGS("17(6)"),
            grounds="any reason, in writing, with the new date",
        ),
        cite=REGS("17(3)"),
        see=(REGS("17(4)-(6)"),),
        readings=(
            Reading(
                RecordFinalised,
                "some published decisions count from the statement as agreed, and reg 17(5) moves the start for oral "
                "representations alone, to their first final record",
                REGS("17(4)-(5)"),
            ),
        ),
        asks="with the independent person; the response is sent, not merely decided",
    ),
    # From receipt of the notice: a letter posted on a Friday may start this clock days later.
    TimeLimit(
        key="request-panel",
        title="Ask for a review panel",
        binds=Party.COMPLAINANT,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        within=("stage-2-answered", "referred-early"),
        starts=(On(Responded),),
        ends=(PanelRequested,),
        # What the Ombudsman referred back goes on by its own decision: a panel asked for then is not measured by this time.
        overtaken_by=(OmbudsmanDecided,),
        period=working_days(20),
        softened=RELAXED_2020,
        cite=REGS("18(2)"),
        asks="with reasons",
        comment="The text gives no power to accept a late request; the Ombudsman expects one to be considered.",
    ),
    TimeLimit(
        key="acknowledge-panel-request",
        title="Acknowledge the request for a panel in writing",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        within=("panel-requested",),
        starts=(On(PanelRequested),),
        ends=(Acknowledged,),
        period=working_days(2),
        cite=GUIDANCE("timetable of stage 3"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    TimeLimit(
        key="appoint-chair",
        title="Appoint the panel's chair, settle attendees and papers",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        within=("panel-requested",),
        starts=(On(PanelRequested),),
        ends=(ChairAppointed,),
        period=working_days(10),
        cite=GUIDANCE("timetable of stage 3"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    # Counted backwards from the day of the panel; a rearranged panel gives a new day.
    TimeLimit(
        key="panel-papers",
        title="Circulate the panel's papers",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        within=("panel-requested",),
        starts=(On(PanelArranged, "panel_on", replaces=True),),
        ends=(PapersCirculated,),
        period=working_days(10, BEFORE),
        cite=GUIDANCE("timetable of stage 3"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    TimeLimit(
        key="panel-meets",
        title="Hold the panel",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("panel-requested",),
        starts=(On(PanelRequested),),
        ends=(PanelMet,),
        period=working_days(30),
        softened=RELAXED_2020,
        cite=REGS("19(4)"),
        see=(REGS("19(2)-(3)"),),
        asks="a panel of three independent people; the independent person of stage 2 may not sit on it",
    ),
    TimeLimit(
        key="panel-report",
        title="Send the panel's report",
        binds=Party.PANEL,
        force=Force.STATUTE,
        within=("panel-met",),
        starts=(On(PanelMet),),
        ends=(PanelReported,),
        period=working_days(5),
        softened=RELAXED_2020,
        cite=REGS("20(2)"),
        asks="to the authority, the complainant, the advocate, the independent person of stage 2, and others with an interest",
    ),
    # From the authority's receipt of the recommendations, to the sending of its response.
    TimeLimit(
        key="stage-3",
        title="Send the response to the panel's recommendations",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("panel-reported",),
        starts=(On(PanelReported),),
        ends=(Responded,),
        period=working_days(15),
        softened=RELAXED_2020,
        cite=REGS("20(3)"),
        asks="decided with the independent person of stage 2, with proposals, and how to complain to the Ombudsman",
    ),
    TimeLimit(
        key="notify-decision",
        title="Notify those concerned of the decision",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        within=("stage-1-answered", "stage-2-answered", "stage-3-answered"),
        starts=(On(Responded),),
        ends=(DecisionNotified,),
        period=None,
        cite=CHILDREN_ACT("26(7)"),
        asks=(
            "reasonably practicable steps: with due regard to the findings, tell the person, the child if of sufficient "
            "understanding, and others likely to be affected the decision, the reasons and the action"
        ),
    ),
    *OMBUDSMAN_LIMITS,
)

# --- what the record and the report must hold

RECORD: Final = (
    ReportContent(
        key="receipt",
        says="each representation under s 26 received",
        figures=("received/type", "continued/type", "received/type/complainant"),
        beside="it speaks of representations under s 26: those of care leavers, under s 24D, are counted here too",
        cite=REGS("13(2)"),
    ),
    ReportContent(
        key="outcome", says="the outcome of each", figures=("closed/outcome", "answered/stage/outcome"), cite=REGS("13(2)")
    ),
    ReportContent(
        key="time-limits", says="whether the time limits were met", figures=("duties/limit/timeliness",), cite=REGS("13(2)")
    ),
)


def _wanted(key: str, says: str, *figures: str, beside: str = "") -> ReportContent:
    """What the guidance wants in the report. Its chapter was not read: this is what the sector makes of it."""
    cite = GUIDANCE("chapter 5")
    return ReportContent(key=key, says=says, figures=figures, beside=beside, cite=cite, certainty=Certainty.GENERAL_KNOWLEDGE)


# Reg 13(3) asks for a report on the operation of the procedure and prescribes no contents.
YEAR: Final = (
    _wanted("representations", "the representations made", "received/type", "continued/type"),
    _wanted("stages", "how many at each stage", "stage-opened/stage", "answered/stage"),
    _wanted("ombudsman", "how many the Ombudsman considered", "ombudsman-referred", "ombudsman-decided/decision"),
    _wanted("customers", "which groups of customers made them", "received/complainant", "received/concerning"),
    _wanted("types", "what they were about", "received/reason", "reasons-mentioned/reason"),
    _wanted("outcomes", "their outcomes", "closed/outcome", "answered/stage/outcome"),
    _wanted("advocacy", "the advocacy provided", "received/advocacy"),
    _wanted(
        "timescales",
        "whether timescales, and extensions agreed, were kept",
        "answers-due/stage/timeliness",
        "duties/limit/timeliness",
    ),
    _wanted(
        "learning", "what was learned and improved, and what was not", "learning/learning", "actions/action", "actions/status"
    ),
    _wanted(
        "equality",
        "age, gender, disability, sexual orientation and ethnicity",
        beside="a case holds none of them; they belong in the council's own equality monitoring",
    ),
    _wanted("effectiveness", "a review of how effective the procedure is", beside="for people to write"),
    _wanted(
        "anonymity",
        "that nobody can be identified",
        beside="hide small counts before publishing, and look at all that is published together",
    ),
)

# --- requirements

# Ss 26(3)-(3C) and 24D: whose representations a council must consider. A variant has people of its own.
WHO_MAY_COMPLAIN: Final = (
    Requirement(
        key="representations-in-need",
        title="Consider representations about a child looked after or in need",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="from those whom s 26(3) names",
        asks=(
            "the child, a parent, somebody else with parental responsibility, a local authority foster parent; and any other "
            "person with sufficient interest in the child's welfare"
        ),
        cite=CHILDREN_ACT("26(3)"),
        see=(CHILDREN_ACT("26(3A)"),),
    ),
    Requirement(
        key="representations-adoption",
        title="Consider representations about adoption",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="from those whom s 26(3B) names",
        asks=(
            "a child who may be adopted, its parents and guardians, people who wish to adopt, adopted people, their parents, "
            "birth parents and former guardians, people within adoption support; and other people with sufficient interest"
        ),
        cite=CHILDREN_ACT("26(3B)"),
    ),
    Requirement(
        key="representations-guardianship",
        title="Consider representations about special guardianship",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="from those whom s 26(3C) names",
        asks=(
            "the child under the order, the special guardian, a parent of the child, somebody who applied for an assessment; and "
            "other people with sufficient interest"
        ),
        cite=CHILDREN_ACT("26(3C)"),
    ),
    Requirement(
        key="representations-care-leavers",
        title="Consider representations of care leavers",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="from those whom s 24D names",
        asks=(
            "relevant children, former relevant young people, people who qualify for advice and assistance, and people under 25 "
            "helped with education or training, about Part 3 functions in relation to them; and nobody else"
        ),
        cite=CHILDREN_ACT("24D"),
    ),
)

REQUIREMENTS: Final = (
    *WHO_MAY_COMPLAIN,
    Requirement(
        key="after-withdrawal",
        title="Consider going on internally after a withdrawal",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        moment="when a complaint is withdrawn",
        asks="whether what it was about calls for a management review, or other action of the authority's own",
        cite=GUIDANCE("withdrawal, paragraph not checked"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="complaints-manager",
        title="Appoint a complaints manager, publicise the procedure",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="always",
        asks="appoint one; make everyone familiar with the procedure; deal expeditiously; publicise it",
        cite=REGS("10"),
        see=(CHILDREN_ACT("26(8)"),),
    ),
    Requirement(
        key="keep-record",
        title="Keep a record of each representation",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="for each representation under s 26",
        asks="its receipt, its outcome, and whether time limits were kept; care leavers' are recorded all the same",
        cite=REGS("13(2)"),
        contents=RECORD,
    ),
    Requirement(
        key="annual-report",
        title="Report on the operation of the procedure",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="as soon as possible after 31 March",
        asks="contents are not prescribed; the guidance says what they are",
        cite=REGS("13(3)"),
        see=(GUIDANCE("chapter 5"),),
        contents=YEAR,
    ),
    # The event of an extension is its telling, so there is nothing to wait for: what it must be like stands here.
    Requirement(
        key="stage-1-extension-notice",
        title="Tell the complainant of an extension at stage 1",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="when stage 1 is extended",
        asks="that it takes longer, and why; the text names no time for telling it",
        cite=REGS("14(5)"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="stage-2-right",
        title="Tell the complainant of the right to stage 2",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="with the answer at stage 1, or when its time has run out without one",
        asks="that they may ask for the matter to be investigated, and how",
        cite=REGS("15(2)"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="investigating-officer",
        title="Appoint an investigating officer",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        moment="when stage 2 begins",
        asks="who works beside the independent person, and reports on each point",
        cite=GUIDANCE("stage 2, paragraph not checked"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="stage-2-extension-notice",
        title="Tell the complainant of an extension at stage 2",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="before the time of stage 2 runs out",
        asks="in writing: the reason, and the day by which the response will be sent",
        cite=REGS("17(6)"),
    ),
    Requirement(
        key="adjudication-letter",
        title="Send the adjudication letter with both reports",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        moment="with the response at stage 2",
        asks="the decision on each point and the action, with the investigating officer's and the independent person's reports",
        cite=GUIDANCE("stage 2, paragraph not checked"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="stage-2-notice-contents",
        title="Say in the stage 2 notice how to ask for a panel",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="with the response at stage 2",
        asks="the right to a panel and how to ask for one",
        cite=REGS("17(8)"),
    ),
    Requirement(
        key="panel-hearing",
        title="Hear those concerned at the panel",
        binds=Party.PANEL,
        force=Force.STATUTE,
        moment="when the panel meets",
        asks=(
            "the complainant or advocate, the authority, others with an interest, and the independent person of stage 2; the "
            "complainant may bring the advocate and one other person, either of whom may speak"
        ),
        cite=REGS("19(5)-(6)"),
    ),
    Requirement(
        key="panel-report-contents",
        title="Summarise and recommend in the panel's report",
        binds=Party.PANEL,
        force=Force.STATUTE,
        moment="with the panel's report",
        asks="a brief summary and recommendations",
        cite=REGS("20(1)"),
    ),
    Requirement(
        key="panel-departure-reasons",
        title="Give reasons for departing from the panel's recommendations",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        moment="with the response at stage 3",
        asks="for each recommendation that is not followed, why",
        cite=GUIDANCE("stage 3, paragraph not checked"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    Requirement(
        key="offer-advocacy",
        title="Offer advocacy",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="on learning that a child or care leaver intends to make representations",
        asks="information about advocacy, and help to get an advocate",
        cite=ADVOCACY_REGS("4(2)"),
    ),
    Requirement(
        key="record-advocates",
        title="Keep a record of advocates",
        binds=Party.AUTHORITY,
        force=Force.STATUTE,
        moment="when an advocate is appointed",
        asks=(
            "a record of each; nobody may be the advocate who is or may be the subject, manages the subject or the service, "
            "controls its resources, or may consider the case for the authority"
        ),
        cite=ADVOCACY_REGS("5"),
        see=(ADVOCACY_REGS("3"),),
    ),
    Requirement(
        key="freeze-decision",
        title="Consider deferring the change complained about",
        binds=Party.AUTHORITY,
        force=Force.STATUTORY_GUIDANCE,
        moment="while a complaint about a proposed change of plan, placement or service is considered",
        asks="with an assessment of risk; not where there is good reason against it",
        cite=GUIDANCE("freezing decisions"),
        certainty=Certainty.GENERAL_KNOWLEDGE,
    ),
    PREMATURE,
)

# --- the ordinary course

COURSE: Final = (
    Step(Received, fields=(("complainant", Complainant.PARENT),)),
    Step(Responded, "stage-1"),
    Step(EscalationRequested, "request-stage-2"),
    Step(Responded, "stage-2"),
    Step(PanelRequested, "request-panel"),
    Step(PanelArranged, days=(("panel_on", "panel-meets"),)),
    Step(PanelMet, "panel-meets"),
    Step(PanelReported, "panel-report"),
    Step(Responded, "stage-3"),
)

# --- what is left to people on purpose

NOT_MODELLED: Final = (
    ("reg 2: who is independent, who is an advocate", "facts about people, whom the library does not know"),
    ("regs 3-5: which functions may be complained about", "a question before there is a case"),
    ("reg 6: oral or written", "a field of the event that opens a case, not a rule with a clock"),
    (
        "reg 8: whether considering a matter would prejudice proceedings",
        "the authority's decision; recorded as its event",
    ),
    ("reg 9(2): whether late representations are accepted", "the authority's decision; the lateness is shown"),
    ("mediation", "there is no power to stop a clock for it"),
    ("resolved at stage 2", "no provision; recorded as withdrawn, with the reason"),
    ("postal delivery", "no deemed day stands in the regulations; record the arrival that can be shown"),
)

AMENDMENTS: Final = (
    Amendment(
        dt.date(2013, 7, 1),
        "reg 4(f) also covers decisions, before an assessment, that a prospective adopter is not suitable",
        AMENDMENT_REGS("as it amends reg 4(f)"),
    ),
    Amendment(
        dt.date(2020, 4, 24),
        'regs 18(2), 19(4), 20(2) and 20(3) also said "or as soon as is reasonably practicable", until 24 September 2020',
        RELAXATION_REGS("14, 17"),
    ),
)

# --- the procedure and its variants


@attrs.frozen
class Lacking:
    """What a variant leaves out of the rules above: states, events, rules, comments, and conditions that then always hold.

    `expected` gives what it expects instead of a condition, or nothing; `cited` gives what is left of a provision.
    """

    states: tuple[str, ...] = ()
    events: tuple[type[Event], ...] = ()
    rules: tuple[str, ...] = ()
    settled: tuple[Condition, ...] = ()
    comments: tuple[str, ...] = ()
    expected: tuple[tuple[Condition, tuple[Condition, ...]], ...] = ()
    cited: tuple[tuple[Citation, Citation], ...] = ()

    def transition(self, transition: Transition) -> tuple[Transition, ...]:
        """The transition as far as it remains: itself, less, or nothing."""
        source = tuple(state for state in transition.source if state not in self.states)
        if not source or transition.to in self.states or transition.event in self.events:
            return ()
        return (
            attrs.evolve(
                transition,
                source=source,
                when=self._condition(transition.when),
                expects=self._expects(transition.expects),
                cite=dict(self.cited).get(transition.cite, transition.cite),
            ),
        )

    def limit(self, limit: TimeLimit) -> tuple[TimeLimit, ...]:
        """The limit as far as it remains: itself, less, or nothing."""
        if limit.key in self.rules:
            return ()
        within = limit.within and tuple(state for state in limit.within if state not in self.states)
        comment = "" if limit.comment in self.comments else limit.comment
        readings = tuple(reading for reading in limit.readings if reading.event not in self.events)
        return (attrs.evolve(limit, within=within, comment=comment, readings=readings),)

    def _condition(self, when: Condition | None) -> Condition | None:
        if not isinstance(when, All):
            return when
        left = tuple(part for part in when.of if part not in self.settled)
        return All(left) if len(left) > 1 else next(iter(left), None)

    def _expects(self, expects: Condition | None) -> Condition | None:
        if not isinstance(expects, All):
            return expects
        instead = dict(self.expected)
        return All(tuple(other for part in expects.of for other in instead.get(part, (part,))))


def _made(key: str, title: str, lacks: Lacking) -> Procedure:
    """The procedure of this module, without what a variant lacks."""
    transitions = tuple(kept for transition in TRANSITIONS for kept in lacks.transition(transition))
    return Procedure(
        key=key,
        version="2006-09-01",
        title=title,
        since=dt.date(2006, 9, 1),
        division="england-and-wales",
        complaint_type=ComplaintType.STATUTORY_CHILDREN,
        sources=(
            REGS,
            CHILDREN_ACT,
            ADVOCACY_REGS,
            RELAXATION_REGS,
            GUIDANCE,
            LOCAL_GOVERNMENT_ACT,
            OMBUDSMAN_PRACTICE,
            FILE_KEEPING,
        ),
        states=tuple(state for state in STATES if state.key not in lacks.states),
        transitions=transitions,
        limits=tuple(kept for limit in LIMITS for kept in lacks.limit(limit)),
        requirements=tuple(rule for rule in REQUIREMENTS if rule.key not in lacks.rules),
        course=COURSE,
        amendments=AMENDMENTS,
        not_modelled=NOT_MODELLED,
    )


_WHO: Final = tuple(rule.key for rule in WHO_MAY_COMPLAIN)

PROCEDURES: Final = (
    _made("england-children", "Children's social care representations, England", Lacking()),
    # Regs 21-22: a voluntary organisation that provides accommodation; no advocates, and no part in reg 13.
    _made(
        "england-children-voluntary-organisation",
        "Children's representations to a voluntary organisation, England",
        Lacking(
            states=("advocate-awaited",),
            events=(AdvocateRequested, AdvocateAppointed),
            rules=("keep-record", "annual-report", "appoint-advocate", "offer-advocacy", "record-advocates", *_WHO),
            settled=(NO_ADVOCATE_AWAITED,),
            comments=(ADVOCATE_READING,),
        ),
    ),
    # Reg 23: exemption from the limit on fostered children; reg 12 does not apply.
    _made(
        "england-children-fostering-limit",
        "Representations about fostering limits, England",
        Lacking(
            states=("interest-pending",),
            events=(InterestDecided,),
            rules=("decide-interest", "interest-notice", *_WHO),
            settled=(INTEREST_CLEAR,),
            expected=((INTEREST_IS_DECIDED, ()), (REFUSED_FOR, (REFUSED_WITHOUT_REG_12,))),
            cited=((REGS("9, 12"), REGS("9")),),
        ),
    ),
)
