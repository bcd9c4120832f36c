"""The facts of a first day, for triage."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from complaintrules.classification import (
    Advocacy,
    Capacity,
    Complainant,
    ComplaintType,
    Concerning,
    Considered,
    DisputedFact,
    FeedbackType,
    Function,
    Intermediary,
    Lead,
    Manner,
    Question,
    SuspensionGround,
)
from complaintrules.procedures._registry import RULEBOOK
from complaintrules.procedures._routes import CHOICES, DESTINATIONS
from complaintrules.routing._triage import triage
from complaintrules.routing.intake import Decision, Intake, Subject
from complaintrules.testing._days import ONE_DAY, dates
from complaintrules.testing._events import EARLIEST, LAGS, LATEST, POINTS, draw_ago, maybe, mostly

# The day of receipt that is supposed where it is unknown and other days are named.
_SOME_DAY: Final = dt.date(2026, 11, 23)

# There is little more to know of what is not a complaint, or came on a day that nobody knows.
_FEEDBACK: Final = st.sampled_from([*[FeedbackType.COMPLAINT] * 12, None, *FeedbackType])
# Half of the matters are for a procedure in which the authority has something to decide.
_WITH_DECISIONS: Final = [
    function
    for function, choice in CHOICES.items()
    if choice.dispute is not None or ((destination := DESTINATIONS.get(choice.to)) is not None and destination.discretions)
]
_FUNCTIONS: Final = st.lists(st.sampled_from(_WITH_DECISIONS) | st.sampled_from(Function), min_size=1, max_size=3)
# Where everything is in dispute, so is whatever turns the complaint away.
_DISPUTED: Final = st.one_of(
    st.none(), st.just(tuple(DisputedFact)), st.just(tuple(DisputedFact)), st.lists(st.sampled_from(DisputedFact), max_size=2)
)
_DECIDED: Final = st.sampled_from((False, True, True, True))
_RECEIVED: Final = st.one_of(*[dates(EARLIEST, LATEST)] * 9, st.none())


@st.composite
def subjects(draw: st.DrawFn, received: dt.date | None, point: str | None) -> Subject:
    """One matter, whose days do not contradict the receipt."""
    latest = received or _SOME_DAY
    noticed = draw_ago(draw, latest)
    return Subject(
        functions=draw(_FUNCTIONS),
        point=point,
        grounds_on=draw_ago(draw, noticed or latest),
        noticed_on=noticed,
        proceedings=draw(mostly(st.lists(st.sampled_from(SuspensionGround), max_size=2))),
        considered=draw(mostly(st.sampled_from(Considered))),
    )


def any_subject() -> SearchStrategy[Subject]:
    """A matter by itself."""
    return st.tuples(_RECEIVED, maybe(st.sampled_from(("1", "2")))).flatmap(lambda facts: subjects(*facts))


def any_decision() -> SearchStrategy[Decision]:
    """A decision by itself."""
    return st.builds(Decision, question=st.sampled_from(Question), answer=st.booleans(), on=dates(EARLIEST, LATEST))


@st.composite
def _intakes(draw: st.DrawFn) -> Intake:
    received = draw(_RECEIVED)
    made = received - draw(LAGS) * ONE_DAY if received is not None and draw(st.booleans()) else None
    points: tuple[str | None, ...] = draw(POINTS)
    intake = Intake(
        feedback=draw(_FEEDBACK),
        subjects=[draw(subjects(received, point)) for point in (*points, *draw(st.sampled_from(((None,), ()))))],
        received_on=received,
        made_on=made,
        manner=draw(maybe(st.sampled_from(Manner))),
        complainant=draw(mostly(st.sampled_from(Complainant))),
        through=draw(maybe(st.sampled_from(Intermediary))),
        under_18=draw(st.booleans()),
        concerning=draw(mostly(st.sampled_from(Concerning))),
        capacity=draw(mostly(st.sampled_from(Capacity))),
        advocate=draw(st.sampled_from(Advocacy)),
        resolved_on=(made or received or _SOME_DAY) + draw(LAGS) * ONE_DAY if draw(st.booleans()) else None,
        landlord_is_council=draw(mostly(st.booleans())),
        corporate_procedure=draw(st.sampled_from((None, *_corporate()))),
        disputed=draw(_DISPUTED),
        lead=draw(maybe(st.sampled_from(Lead))),
    )
    if not draw(_DECIDED):
        return intake
    # Only a question that the facts raise can be decided.
    asked = sorted({decision.question for part in triage(intake).parts for decision in part.decisions})
    first = received or _SOME_DAY
    decisions = [
        Decision(question=question, answer=draw(st.booleans()), on=first + draw(LAGS) * ONE_DAY)
        for question in asked
        if draw(_DECIDED)
    ]
    return attrs.evolve(intake, decisions=decisions)


def _corporate() -> tuple[str, ...]:
    """The keys of the corporate procedures that are a council's own."""
    corporate = (key for key in RULEBOOK.keys if RULEBOOK.get(key).complaint_type is ComplaintType.CORPORATE)
    return tuple(key for key in corporate if key not in DESTINATIONS)


def intakes() -> SearchStrategy[Intake]:
    """The facts of a first day, which `complaintrules.triage` can always answer.

    They do not contradict each other. Much may be unknown. There are several subjects, or one, or none. In some of them the
    authority has decided some of the questions that the facts raise.

    Example:
        >>> from hypothesis import find
        >>> from complaintrules.routing._triage import triage
        >>> intake = find(intakes(), lambda intake: "england-children" in {part.procedure for part in triage(intake).parts})
        >>> intake.feedback
        <FeedbackType.COMPLAINT: 'complaint'>
    """
    return _intakes()
