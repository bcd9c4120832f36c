"""A council's own complaint procedure in a few lines: so many stages, with the council's own times or with none.

For complaints that no instrument times: those that came before a Code did, or whose council answers to none. Such a procedure
takes whatever a file of complaints holds, so that every complaint can be counted. Its times are targets, not law.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from complaintrules.calendars.periods import Period
from complaintrules.classification import ComplaintType
from complaintrules.errors import WrongTypeError, WrongValueError
from complaintrules.events import (
    Acknowledged,
    EnquiryAnswered,
    EscalationRequested,
    Extended,
    NotAccepted,
    OmbudsmanDecided,
    OmbudsmanEnquired,
    Party,
    Received,
    ReferredToOmbudsman,
    RefusalNotified,
    Resolved,
    Responded,
    TermsConfirmed,
)
from complaintrules.procedures._england import (
    DECIDES_ON_THE_WHOLE,
    ELSEWHERE,
    FILE_KEEPING,
    FINDINGS_AGREE,
    closing,
    second_thoughts,
    withdrawal,
)
from complaintrules.rules.conditions import All, Given, Not, Overtaken
from complaintrules.rules.law import Certainty, Citation, Force
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, Cap, Entering, Extension, On, State, Step, TimeLimit, Transition

__all__ = ["local_procedure"]

_FACTS: Final = (
    Acknowledged,
    TermsConfirmed,
    RefusalNotified,
    ReferredToOmbudsman,
    OmbudsmanEnquired,
    EnquiryAnswered,
)


def local_procedure(  # noqa: PLR0913 - each part has a name, and most have a default
    key: str,
    *,
    version: str,
    title: str,
    since: dt.date,
    until: dt.date | None = None,
    division: str,
    cite: Citation,
    acknowledge: Period | None = None,
    answers: Sequence[Period | None] = (None, None),
    extended: Sequence[Period | None] | None = None,
    certainty: Certainty = Certainty.SECOND_SOURCE,
    complaint_type: ComplaintType | None = ComplaintType.CORPORATE,
) -> Procedure:
    """A council's own procedure: a complaint is answered at stage 1, then at the next stage if it is taken there.

    Its rules are `stage-1-acknowledge`, `stage-1-respond`, `stage-2-respond` and so on, all of them local policy. The answer at a
    stage without a time is owed "as soon as possible", and a day told to the complainant is then its time. Whatever may be
    recorded under the Ombudsman's Code may be recorded here.

    Args:
        key: Its name in data: a name of the council's own, or ``local-corporate``.
        version: Tells this version from others of the same key.
        title: Its name for people.
        since: The first day it was in force.
        until: The last day; None while it is in force.
        division: Whose bank holidays its working days leave out.
        cite: Where the council says so.
        acknowledge: The time for acknowledging, from receipt; None for no number.
        answers: The time for each stage's answer, from receipt or from the request for the stage; None for no number. As many as
            there are stages.
        extended: How long each of those times may become, counted from the same day; without it, or with None, a time may be
            passed only for a good reason.
        certainty: How surely the council's own text was checked.
        complaint_type: What a report counts its cases as; a landlord's complaints go to the Housing Ombudsman, who makes findings
            on each point.

    Raises:
        WrongTypeError: A time is not a period, or the times are not a list.
        WrongValueError: There are no stages, or the extensions are not as many as the stages.
        ProcedureError: Another part is not what it should be.

    Example:
        >>> from datetime import date
        >>> from complaintrules import Source, due, working_days
        >>> policy = Source("Our complaints policy", "Our complaints policy, 2019")
        >>> ours = local_procedure(
        ...     "local-corporate", version="2019-04", title="Our corporate complaints", since=date(2019, 4, 1),
        ...     division="england-and-wales", cite=policy("page 2"),
        ...     acknowledge=working_days(3), answers=(working_days(10), working_days(20)),
        ... )
        >>> str(due(ours, "stage-1-respond", date(2019, 6, 3)))
        'Answer at stage 1: 2019-06-17'
    """
    if not isinstance(cite, Citation):
        raise WrongTypeError("cite", cite, "a Citation, which a Source gives when it is called")
    times = _several("answers", answers)
    longer = (None,) * len(times) if extended is None else _several("extended", extended)
    if not times:
        raise WrongValueError("answers", times, "a procedure has at least one stage")
    if len(longer) != len(times):
        raise WrongValueError("extended", longer, f"has {len(longer)} times where answers has {len(times)}")
    for argument, found in (("acknowledge", (acknowledge,)), ("answers", times), ("extended", longer)):
        for period in found:
            if period is not None and not isinstance(period, Period):
                raise WrongTypeError(argument, period, "a period such as working_days(10), or None")
    states = tuple(_states(len(times)))
    return Procedure(
        key=key,
        version=version,
        title=title,
        since=since,
        until=until,
        division=division,
        complaint_type=complaint_type,
        sources=(cite.source, FILE_KEEPING),
        states=states,
        transitions=(
            *_transitions(len(times), cite),
            Transition(
                ANYWHERE,
                OmbudsmanDecided,
                STAY,
                cite,
                when=None if complaint_type is ComplaintType.HOUSING else DECIDES_ON_THE_WHOLE,
            ),
            *second_thoughts(states, tuple(_answered(stage) for stage in range(1, len(times) + 1))),
        ),
        limits=(
            _acknowledge(acknowledge, cite, certainty),
            *(
                _answer(stage, period, at_most, cite, certainty)
                for stage, period, at_most in zip(itertools.count(1), times, longer, strict=False)
            ),
        ),
        course=tuple(_course(acknowledge, times)),
        not_modelled=(
            ("whether a complaint may be refused, or a stage", "the council's decision; recorded as its event"),
            ("a time for asking for the next stage", "councils differ; add it as a row of a local policy"),
        ),
    )


def _several(argument: str, periods: object) -> tuple[Any, ...]:
    if not isinstance(periods, Iterable):
        cure = "put it in a list" if isinstance(periods, Period) else ""
        raise WrongTypeError(argument, periods, "a list, with a period such as working_days(10) or None for each stage", cure)
    return tuple(periods)


def _open(stage: int) -> str:
    return f"stage-{stage}"


def _answered(stage: int) -> str:
    return f"stage-{stage}-answered"


def _states(stages: int) -> Iterator[State]:
    for stage in range(1, stages + 1):
        is_last = stage == stages
        yield State(_open(stage), f"To be answered at stage {stage}", stage)
        yield State(_answered(stage), f"Answered or resolved at stage {stage}", stage, rests=not is_last, final=is_last)
    if stages > 1:
        yield State("escalation-refused", "Escalation refused", final=True)
    yield State("not-accepted", "Not accepted", final=True)
    yield State("withdrawn", "Withdrawn", final=True)
    yield from ELSEWHERE


def _transitions(stages: int, cite: Citation) -> Iterator[Transition]:
    yield Transition(START, Received, _open(1), cite)
    for fact in _FACTS:
        yield Transition(ANYWHERE, fact, STAY, cite)
    for stage in range(1, stages + 1):
        here, answered = _open(stage), _answered(stage)
        yield from _refusals(stage, cite)
        yield Transition(here, Extended, STAY, cite)
        yield Transition(here, Resolved, answered, cite)
        answers = Given("stage", (stage, None), f"it answers stage {stage}")
        yield Transition(here, Responded, answered, cite, when=answers, expects=FINDINGS_AGREE)
        if stage < stages:
            # Whoever asks for the next stage without an answer is taken there: no text says that they must wait.
            yield Transition((here, answered), EscalationRequested, _open(stage + 1), cite)
            yield _late_answer(stage, stages, cite)
    going = (name(stage) for stage in range(1, stages + 1) for name in (_open, _answered))
    yield withdrawal(tuple(state for state in going if state != _answered(stages)), cite)
    yield closing(cite)


def _left_open(stage: int) -> Overtaken:
    return Overtaken(
        f"stage-{stage}-respond",
        (EscalationRequested,),
        f"stage {stage} was left unanswered when the complainant asked for the next",
    )


def _refusals(stage: int, cite: Citation) -> Iterator[Transition]:
    """A refusal of the complaint, or of a later stage. An answer left open before that stage is then owed as before."""
    here = _open(stage)
    if stage == 1:
        yield Transition(here, NotAccepted, "not-accepted", cite)
        return
    before = _left_open(stage - 1)
    answered = Not(before, f"no answer at stage {stage - 1} is still owed")
    yield Transition(here, NotAccepted, "escalation-refused", cite, when=answered)
    yield Transition(here, NotAccepted, _open(stage - 1), cite, when=before, resumes=True)


def _late_answer(stage: int, stages: int, cite: Citation) -> Transition:
    """The answer to a stage, sent after the complainant had gone on without it: it answers no later stage."""
    later = tuple(name(number) for number in range(stage + 1, stages + 1) for name in (_open, _answered))
    left_open = _left_open(stage)
    answers = Given("stage", (stage,), f"it says that it answers stage {stage}")
    return Transition(
        (*later, "escalation-refused"),
        Responded,
        STAY,
        cite,
        when=answers,
        expects=All((left_open, FINDINGS_AGREE)),
        answers=(left_open,),
    )


def _acknowledge(period: Period | None, cite: Citation, certainty: Certainty) -> TimeLimit:
    return TimeLimit(
        key="stage-1-acknowledge",
        title="Acknowledge the complaint",
        binds=Party.AUTHORITY,
        force=Force.LOCAL_POLICY,
        within=(_open(1),),
        starts=(On(Received),),
        ends=(Acknowledged, Responded, Resolved),
        period=period,
        cite=cite,
        certainty=certainty,
    )


def _answer(stage: int, period: Period | None, at_most: Period | None, cite: Citation, certainty: Certainty) -> TimeLimit:
    return TimeLimit(
        key=f"stage-{stage}-respond",
        title=f"Answer at stage {stage}",
        binds=Party.AUTHORITY,
        force=Force.LOCAL_POLICY,
        within=(_open(stage),),
        starts=(On(Received) if stage == 1 else Entering(_open(stage)),),
        ends=(Responded, Resolved),
        period=period,
        extension=Extension(
            to=period if at_most is None else at_most,
            cap=Cap.AGREED if period is None else Cap.SOFT,
            before_expiry=False,
            cite=cite,
            grounds="telling the complainant why and by when",
        ),
        cite=cite,
        certainty=certainty,
    )


def _course(acknowledge: Period | None, times: tuple[Period | None, ...]) -> Iterator[Step]:
    yield Step(Received)
    yield Step(Acknowledged, "stage-1-acknowledge" if acknowledge else None)
    for stage, period in enumerate(times, 1):
        if stage > 1:
            yield Step(EscalationRequested)
        yield Step(Responded, f"stage-{stage}-respond" if period else None)
