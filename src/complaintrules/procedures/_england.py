"""What several procedures of the rulebook share: the Local Government and Social Care Ombudsman, and the closing of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from complaintrules.calendars.periods import FROM, calendar_days, months
from complaintrules.classification import OmbudsmanDecision, RefusalGround
from complaintrules.events import (
    AnswerCorrected,
    Closed,
    ClosedAsDuplicate,
    EnquiryAnswered,
    EscalationRequested,
    OmbudsmanDecided,
    OmbudsmanEnquired,
    Party,
    Received,
    ReferredToOmbudsman,
    Reopened,
    Rerouted,
    WithdrawalTakenBack,
    Withdrawn,
)
from complaintrules.rules.conditions import All, Asked, CameLate, Done, Given, Late, Not
from complaintrules.rules.law import Certainty, Force, Source
from complaintrules.rules.terms import ANYWHERE, BACK, STAY, Kind, On, Remark, Requirement, State, TimeLimit, Transition

if TYPE_CHECKING:
    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.law import Citation

LOCAL_GOVERNMENT_ACT: Final = Source(
    "Local Government Act 1974",
    "Local Government Act 1974",
    unit="section",
    short_unit="s",
    kind="ukpga",
    year=1974,
    number=7,
)
# What every complaints team does with its files; no instrument that was read speaks of it.
FILE_KEEPING: Final = Source("Councils' practice", "How complaints teams keep their files; no text was read")
OMBUDSMAN_PRACTICE: Final = Source("Ombudsman's practice", "Practice of the Local Government and Social Care Ombudsman")

# An answer that says one thing and finds another is kept as it is, and is irregular.
FINDINGS_AGREE: Final = Given("outcome_agrees", (True,), "the outcome stated is the one that follows from the findings")

# Findings on each point are made by the Housing Ombudsman, under its own Scheme; this Ombudsman decides on the whole.
DECIDES_ON_THE_WHOLE: Final = Given("findings", ((),), "it makes no findings on points, which are the Housing Ombudsman's")

STOPS_NO_CLOCK: Final = Remark("going to the Ombudsman stops no clock of the procedure, which goes on", while_open=True)
REFERRED_BACK_HERE: Final = Remark(
    "the case stays in its state: what is done about a complaint referred back is recorded as its own event",
    when=Given("decision", (OmbudsmanDecision.REFERRED_BACK,), "the Ombudsman referred it back"),
)

# Anybody may go to the Ombudsman at any time, and that changes no state; an early referral belongs to one procedure.
OMBUDSMAN_TRANSITIONS: Final = (
    Transition(
        ANYWHERE,
        ReferredToOmbudsman,
        STAY,
        LOCAL_GOVERNMENT_ACT("26B(1)"),
        expects=Given("early", (False,), "an early referral is made only where a procedure provides for one"),
        remark=STOPS_NO_CLOCK,
    ),
    Transition(ANYWHERE, OmbudsmanEnquired, STAY, OMBUDSMAN_PRACTICE("enquiries")),
    Transition(ANYWHERE, EnquiryAnswered, STAY, OMBUDSMAN_PRACTICE("enquiries")),
    Transition(
        ANYWHERE, OmbudsmanDecided, STAY, LOCAL_GOVERNMENT_ACT("30"), when=DECIDES_ON_THE_WHOLE, remark=REFERRED_BACK_HERE
    ),
)

OMBUDSMAN_LIMITS: Final = (
    # s 26B(1): 12 months beginning with the day of notice, so the day before the anniversary is the last one.
    # The notice that counts is the person affected's, who need not be the one who complains.
    TimeLimit(
        key="ombudsman",
        title="Complain to the Ombudsman",
        binds=Party.COMPLAINANT,
        kind=Kind.WINDOW,
        force=Force.STATUTE,
        starts=(On(Received, "noticed_on"),),
        ends=(ReferredToOmbudsman,),
        period=months(12, FROM),
        cite=LOCAL_GOVERNMENT_ACT("26B(1)-(3)"),
        asks="in writing; the Ombudsman may disapply the limit, and the need for writing",
        comment=(
            "Counted from the day the person affected first had notice of the matter; if they died without it, from the day "
            "their personal representatives had, or the complainant if that was earlier."
        ),
    ),
    TimeLimit(
        key="ombudsman-enquiry",
        title="Answer the Ombudsman's enquiry",
        binds=Party.AUTHORITY,
        force=Force.PRACTICE,
        starts=(On(OmbudsmanEnquired, replaces=True, repeats=True),),
        ends=(EnquiryAnswered,),
        period=calendar_days(28),
        overrides="answer_by",
        cite=OMBUDSMAN_PRACTICE("enquiries, as reported by Shropshire for 2016/17"),
        certainty=Certainty.SECOND_SOURCE,
        comment="The date in the Ombudsman's letter prevails over the usual time.",
    ),
)

PREMATURE: Final = Requirement(
    key="premature",
    title="See that the council knew of the complaint and had time to answer it",
    binds=Party.OMBUDSMAN,
    force=Force.STATUTE,
    moment="before the Ombudsman investigates",
    asks=(
        "that the council was told of the complaint and had a reasonable time to look into it and answer; in practice about 12 "
        "weeks, unless another statutory limit exists. The Ombudsman may look at a complaint sooner all the same"
    ),
    cite=LOCAL_GOVERNMENT_ACT("26(5)"),
    see=(OMBUDSMAN_PRACTICE("premature complaints"),),
)


def withdrawal(states: tuple[str, ...], cite: Citation) -> Transition:
    """The complainant's withdrawal, possible for as long as the case is not over."""
    return Transition(states, Withdrawn, "withdrawn", cite)


# Moved to the right procedure, or made before: the complaint is over here, and goes on in another case.
REROUTED: Final = State("rerouted", "Moved to another procedure", final=True)
DUPLICATE: Final = State("duplicate", "Closed as a duplicate of another", final=True)
ELSEWHERE: Final = (REROUTED, DUPLICATE)


def second_thoughts(
    states: tuple[State, ...],
    answered: tuple[str, ...],
    waiting: tuple[str, ...] = (),
    expects: Condition = FINDINGS_AGREE,
) -> tuple[Transition, ...]:
    """What every complaints team comes to, whatever the procedure: moved, made twice, answered wrongly, taken up again.

    No instrument that was read forbids any of it, or says what becomes of the clocks. A case that is over keeps its end when it
    is found to belong elsewhere, with the fact on file. What the complainant ended by withdrawing, or what waits for other
    proceedings or the Ombudsman, the authority does not reopen by itself.

    Args:
        states: All the states of the procedure.
        answered: Those of a case that is answered.
        waiting: Those of a case that waits for others.
        expects: What a corrected answer must be like, as any answer must.
    """
    final = tuple(state.key for state in states if state.final)
    going_on = tuple(state.key for state in states if not state.final)
    not_its_own = {*waiting, "withdrawn", REROUTED.key}
    over = tuple(state.key for state in states if (state.rests or state.final) and state.key not in not_its_own)
    moved, twice = FILE_KEEPING("complaints moved to another procedure"), FILE_KEEPING("complaints made twice")
    again, corrected = FILE_KEEPING("complaints taken up again"), FILE_KEEPING("answers corrected")
    return (
        Transition(going_on, Rerouted, REROUTED.key, moved),
        Transition(final, Rerouted, STAY, moved),
        Transition(going_on, ClosedAsDuplicate, DUPLICATE.key, twice),
        Transition(final, ClosedAsDuplicate, STAY, twice),
        Transition(answered, AnswerCorrected, STAY, corrected, expects=expects),
        Transition("withdrawn", WithdrawalTakenBack, BACK, FILE_KEEPING("withdrawals taken back")),
        Transition(over, Reopened, BACK, again),
    )


def closing(cite: Citation) -> Transition:
    """The closing of the file: recorded in any state, and changing none."""
    still_owed = "closing the file ends no duty: whatever was owed is still owed"
    return Transition(ANYWHERE, Closed, STAY, cite, remark=Remark(still_owed, while_open=True))


_AS_LATE: Final = Given("ground", (RefusalGround.OUT_OF_TIME,), "it is refused as out of time")


def refused_in_time(limit: str, cite: Citation, *unless: Condition, time: str = "its time") -> Condition:
    """A complaint that the file shows to be in time is not refused as out of time.

    Where nobody recorded the day from which its time is counted, the file shows nothing; nor where `unless` says that another
    time governs it. Where two times may govern it, `time` says which this is.
    """
    wrong = (
        _AS_LATE,
        *(Not(condition, f"it is not so that {condition.says}") for condition in unless),
        Done(limit, "the file says when its time began"),
        Not(Late(limit, "it was made after its time"), "it was made in time"),
    )
    return Asked(Not(All(wrong), f"what is refused as out of time was made after {time}"), cite)


def refused_for(grounds: tuple[RefusalGround, ...], cite: Citation, *see: Citation) -> Condition:
    """The ground of a refusal is one that the instrument has; any other is recorded, and irregular."""
    *others, last = [ground.label.lower() for ground in grounds]
    return Asked(Given("ground", grounds, f"its ground is one for refusing here: {', '.join(others)} or {last}"), cite, see)


def escalation_refused_in_time(cite: Citation, *see: Citation) -> Condition:
    """Where no rule limits the asking for a stage, only a council's own time for it can have passed."""
    came_late = CameLate(EscalationRequested, "it was asked for after a time of the council's own for it")
    in_time = Not(came_late, "it was asked for in any time of the council's own for it")
    says = "what is refused as out of time was asked for after a time of the council's own for it"
    return Asked(Not(All((_AS_LATE, in_time)), says), cite, see)
