"""What a report asks of a procedure, and the course of a case by it: its answers, and the stages it came into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from complaintrules.cases.deadlines import calendar_for
from complaintrules.events import AnswerCorrected, Received, Resolved, Responded
from complaintrules.reports._dimensions import NO_STAGE, ONE_STAGE, OTHER_TYPE
from complaintrules.rules._stages import answer_limits
from complaintrules.rules.terms import START

if TYPE_CHECKING:
    import datetime as dt

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.cases.history import Move
    from complaintrules.classification import Outcome
    from complaintrules.events import Event
    from complaintrules.rules.procedure import Procedure

_ANSWERS: Final = (Responded, Resolved)


@attrs.frozen
class Rules:
    """What a report asks of a procedure, worked out once."""

    key: str
    title: str
    rank: str
    is_complaint: bool
    type: str
    stages: dict[str, str]
    closed: frozenset[str]
    well_founded: frozenset[str]
    answers: dict[str, str]
    calendar: WorkingDayCalendar

    @classmethod
    def of(cls, procedure: Procedure) -> Rules:
        numbered = any(state.stage is not None for state in procedure.states)
        closed = frozenset(state.key for state in procedure.states if state.rests or state.final)

        def label(stage: int | None, state: str) -> str:
            if stage is not None:
                return str(stage)
            return NO_STAGE if numbered or state in closed else ONE_STAGE

        return cls(
            key=procedure.key,
            title=procedure.title,
            rank=rank_of(procedure),
            is_complaint=bool(procedure.moves(START, Received)),
            type=OTHER_TYPE if procedure.complaint_type is None else procedure.complaint_type.value,
            stages={state.key: label(state.stage, state.key) for state in procedure.states},
            closed=closed,
            well_founded=frozenset(procedure.well_founded),
            answers={
                key: (NO_STAGE if numbered else ONE_STAGE) if stage is None else str(stage)
                for key, stage in answer_limits(procedure).items()
                if procedure.limit(key).force.counts_for_compliance
            },
            calendar=calendar_for(procedure, None),
        )


def rank_of(procedure: Procedure) -> str:
    """Where a version stands among those of its procedure: of two names for one code, that of the newest is shown."""
    return f"{procedure.since} {procedure.version}"


class Answer(NamedTuple):
    """An answer or a resolution, with what it found as it stands corrected, the stage it ended and the day that stage opened."""

    event: Responded | Resolved
    outcome: Outcome | None
    stage: str
    since: dt.date


def course(rules: Rules, events: tuple[Event, ...], moves: tuple[Move, ...]) -> tuple[list[Answer], list[tuple[str, dt.date]]]:
    """The answers and resolutions, each with its stage; and each entry into a stage, with its day."""
    answers: list[Answer] = []
    opened: list[tuple[str, dt.date]] = []
    since: dict[str, dt.date] = {}
    stage, coming = NO_STAGE, iter(moves)
    move: Move | None = next(coming)
    for event in events:
        before, opening = stage, None
        if move is not None and move.event is event:
            stage = rules.stages[move.state]
            if stage not in {before, NO_STAGE}:
                opening = stage
                opened.append((stage, move.on))
            move = next(coming, None)
        if isinstance(event, _ANSWERS):
            named = str(event.stage) if type(event) is Responded and event.stage is not None else None
            of = named or (before if before != NO_STAGE else stage)
            # An answer to a stage that was not open before it, as one that itself opens it, is counted from the receipt.
            answers.append(Answer(event, event.case_outcome, of, since.get(of, events[0].on)))
        elif type(event) is AnswerCorrected and event.case_outcome is not None:
            # It is possible only where the case stands answered.
            answers[-1] = answers[-1]._replace(outcome=event.case_outcome)
        if opening is not None:
            since[opening] = event.filed_on
    return answers, opened
