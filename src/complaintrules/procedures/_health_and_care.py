"""What the adults' and the public health regulations share: one stage, a plan agreed with the complainant, six months.

SI 2012/3094 Part 5 mirrors SI 2009/309 in its way through a complaint; each instrument has its own file with its own limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from complaintrules.classification import OUTCOME_WORDS, RefusalGround
from complaintrules.events import (
    Acknowledged,
    DelayExplained,
    DiscussionDeclined,
    Extended,
    InvestigationReported,
    NotAccepted,
    PeriodSet,
    PlanAgreed,
    Received,
    RefusalNotified,
    Resolved,
    Responded,
)
from complaintrules.procedures._england import (
    ELSEWHERE,
    FINDINGS_AGREE,
    closing,
    refused_for,
    refused_in_time,
    second_thoughts,
    withdrawal,
)
from complaintrules.rules.conditions import All, Given, Not, RunOut, Was
from complaintrules.rules.terms import ANYWHERE, START, STAY, Remark, ReportContent, State, Step, Transition

if TYPE_CHECKING:
    from complaintrules.rules.law import Certainty, Citation

STATES: Final = (
    State("handling", "Being handled", 1),
    State("answered", "Answered", 1, final=True),
    State("resolved", "Resolved at once", rests=True),
    State("not-accepted", "Not accepted", final=True),
    State("withdrawn", "Withdrawn", final=True),
    *ELSEWHERE,
)

# An oral complaint resolved by the end of the next working day lies outside the regulations; one resolved later does not, and
# what is owed is owed still. Only a calendar tells them apart: the clocks go on, but for a resolution in time.
OPEN: Final = ("handling", "resolved")
AT_ONCE_LIMIT: Final = "resolve-at-once"

COURSE: Final = (Step(Received), Step(Acknowledged, "acknowledge"))

ORAL: Final = Was(Received, "orally", (True,), "the complaint was made orally")
# What has been investigated under the regulations before is among what they leave out.
EXCLUDED: Final = Given(
    "ground",
    (RefusalGround.EXCLUDED, RefusalGround.ALREADY_CONSIDERED),
    "the regulations leave it out",
)
# A representative may be refused by the adults' regulations; that those on public health mirror it is general knowledge (K).
GROUNDS: Final = tuple(ground for ground in RefusalGround if ground is not RefusalGround.NO_INTEREST)


AT_ONCE: Final = Not(
    RunOut(AT_ONCE_LIMIT, "the next working day after it was made had passed"),
    "it was resolved by the end of the next working day after it was made; later, an answer is owed all the same",
)


def transitions(  # noqa: PLR0913 - one provision for each rule
    *,
    acknowledge: Citation,
    discuss: Citation,
    respond: Citation,
    extend: Citation,
    exclude: Citation,
    at_once: Citation,
    late: Citation,
    notice: Citation,
    answer: str,
) -> tuple[Transition, ...]:
    """The way through one stage, with the provisions of one instrument; `answer` is its limit for that."""
    # Whether a plan is itself the agreement to a longer period is for people to say; then it is recorded as an extension too.
    longer = Remark(
        f"it names a day past the time for the answer, and does not move it: a longer period is agreed before that runs out "
        f"({extend}), and recorded as an extension",
        when=RunOut(answer, "the day named lies past the time for the answer", "until"),
    )
    return (
        Transition(START, Received, "handling", acknowledge),
        Transition(
            "handling",
            NotAccepted,
            "not-accepted",
            exclude,
            expects=All((refused_in_time("make-complaint", late), refused_for(GROUNDS, exclude))),
        ),
        Transition("not-accepted", RefusalNotified, STAY, notice),
        # An oral complaint resolved by the end of the next working day lies outside the regulations. Whether it was in time
        # shows in that limit and not in the state, and one resolved later is irregular: nothing takes it outside the regulations.
        # A written one that is resolved is still owed its answer.
        Transition("handling", Resolved, "resolved", exclude, when=ORAL, expects=AT_ONCE, expects_cite=at_once),
        Transition(
            "handling",
            Resolved,
            STAY,
            respond,
            when=Not(ORAL, "the complaint was made in writing"),
            remark=Remark("a written complaint that is resolved is owed its answer all the same"),
        ),
        Transition(ANYWHERE, Acknowledged, STAY, acknowledge),
        Transition(OPEN, PlanAgreed, STAY, discuss, remark=longer),
        Transition(OPEN, DiscussionDeclined, STAY, discuss),
        Transition(OPEN, PeriodSet, STAY, discuss, remark=longer),
        Transition(OPEN, InvestigationReported, STAY, respond),
        Transition(OPEN, Extended, STAY, extend),
        Transition(OPEN, DelayExplained, STAY, respond),
        Transition(
            OPEN,
            Responded,
            "answered",
            respond,
            when=Given("stage", (1, None), "it answers the only stage"),
            expects=FINDINGS_AGREE,
        ),
        withdrawal(OPEN, respond),
        *second_thoughts(STATES, ("answered",)),
        closing(respond),
    )


WELL_FOUNDED: Final = OUTCOME_WORDS["si-2009-309"].outcomes("well founded")
"""The outcomes that the report on the year counts as well founded: both instruments say it in the same words."""


def year_report(cite: Citation, certainty: Certainty) -> tuple[ReportContent, ...]:
    """What the report on the year must hold, which is the same in both instruments."""

    def wanted(key: str, says: str, *figures: str, beside: str = "") -> ReportContent:
        return ReportContent(key=key, says=says, figures=figures, beside=beside, cite=cite, certainty=certainty)

    return (
        wanted("received", "how many complaints were received", "received/type", "continued/type"),
        wanted(
            "well-founded",
            "how many were well founded",
            "well-founded/type",
            beside="upheld and partly upheld are counted as well founded, of those closed in the period",
        ),
        wanted(
            "ombudsman",
            "how many the body was told had gone to the Ombudsman",
            "ombudsman-referred/type",
            beside="of those the body was told of and recorded",
        ),
        wanted("subjects", "a summary of what they were about", "received/type/reason"),
        wanted("importance", "matters of general importance", beside="for people to write"),
        wanted("action", "the action taken to improve", "learning/learning", "actions/action"),
    )
