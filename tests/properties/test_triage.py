"""What is true of every triage: it answers, what it accepts can be opened, and the order of the facts does not matter."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import complaintrules as cr
from complaintrules.classification import (
    Advocacy,
    Capacity,
    Complainant,
    Concerning,
    Considered,
    DisputedFact,
    FeedbackType,
    Function,
    Intermediary,
    Lead,
    Manner,
    SuspensionGround,
    Verdict,
)
from complaintrules.routing import Triage, triage
from complaintrules.routing.intake import Decision, Intake, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = st.dates(date(2005, 1, 1), date(2045, 12, 31)) | st.sampled_from(
    [date(2006, 9, 1), date(2024, 2, 1), date(2026, 3, 31), date(2026, 6, 19), date(2028, 2, 29)]
)
LATELY = st.integers(0, 800) | st.sampled_from([0, 1, 364, 365, 366, 12000])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same, or nobody knows."""
    return st.none() | strategy


@st.composite
def subjects(draw: st.DrawFn, received: date | None, point: str | None) -> Subject:
    """One matter, whose days do not contradict the receipt."""
    latest = received or date(2026, 11, 23)
    noticed = draw(maybe(LATELY.map(lambda days: latest - timedelta(days=days))))
    grounds = draw(maybe(LATELY.map(lambda days: (noticed or latest) - timedelta(days=days))))
    return Subject(
        functions=draw(st.lists(st.sampled_from(Function), min_size=1, max_size=4)),
        point=point,
        grounds_on=grounds,
        noticed_on=noticed,
        proceedings=draw(maybe(st.lists(st.sampled_from(SuspensionGround), max_size=3))),
        considered=draw(maybe(st.sampled_from(Considered))),
    )


@st.composite
def intakes(draw: st.DrawFn) -> Intake:
    """Any facts that do not contradict each other, and no decision yet."""
    received = draw(maybe(DAYS) if draw(st.integers(0, 9)) == 0 else DAYS)
    made = None if received is None else draw(maybe(st.integers(0, 9).map(lambda days: received - timedelta(days=days))))
    since = made or received or date(2026, 11, 23)
    return Intake(
        feedback=draw(st.sampled_from([None, *FeedbackType, *[FeedbackType.COMPLAINT] * 12])),
        subjects=[draw(subjects(received, point)) for point in draw(st.sampled_from([(), (None,), ("1",), ("1", "2", None)]))],
        received_on=received,
        made_on=made,
        manner=draw(maybe(st.sampled_from(Manner))),
        complainant=draw(maybe(st.sampled_from(Complainant))),
        through=draw(maybe(st.sampled_from(Intermediary))),
        under_18=draw(st.booleans()),
        concerning=draw(maybe(st.sampled_from(Concerning))),
        capacity=draw(maybe(st.sampled_from(Capacity))),
        advocate=draw(st.sampled_from(Advocacy)),
        resolved_on=draw(maybe(st.integers(0, 5).map(lambda days: since + timedelta(days=days)))),
        landlord_is_council=draw(maybe(st.booleans())),
        corporate_procedure=draw(st.sampled_from([None, "shropshire-corporate-2016"])),
        disputed=draw(maybe(st.lists(st.sampled_from(DisputedFact), max_size=3))),
        lead=draw(maybe(st.sampled_from(Lead))),
    )


def decided(intake: Intake, answer: Triage, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Intake:
    """The same facts, with an answer to some of the questions left open."""
    first = intake.received_on or date(2026, 11, 23)
    questions = sorted({one.question for part in answer.parts for one in part.decisions})
    chosen = [question for question in questions if draw(st.booleans())]
    decisions = [
        Decision(question=question, answer=draw(st.booleans()), on=first + timedelta(days=draw(st.integers(0, 30))))
        for question in chosen
    ]
    return attrs.evolve(intake, decisions=decisions)


@settings(max_examples=150)
@given(st.data(), intakes())
def test_triage_always_answers(data: st.DataObject, intake: Intake) -> None:
    """Each function of a complaint is in some part, each part says why with a provision, and nothing is decided for anybody."""
    answer = triage(intake)
    json.dumps(answer.as_dict())
    again = triage(decided(intake, answer, data.draw))
    for one in (answer, again):
        if not one.is_complaint:
            assert one.parts == ()
            assert one.steps or one.asks
            continue
        assert {function for part in one.parts for function in part.functions} == {
            function for subject in intake.subjects for function in subject.functions
        }
        for part in one.parts:
            assert part.steps
            assert (part.verdict is Verdict.REDIRECTED) is (part.route is not None)
            assert (part.verdict is Verdict.NOT_ACCEPTED) is (part.outcome is not None)
            assert part.decisions or part.verdict is not Verdict.TO_DECIDE
            assert part.asks or part.verdict is not Verdict.TO_ASK
            assert part.verdict is not Verdict.ACCEPTED or not part.decisions


@settings(max_examples=150)
@given(st.data(), intakes())
def test_what_is_accepted_opens_as_a_case(data: st.DataObject, intake: Intake) -> None:
    """In its procedure, in the version of its day, on that day; its first deadlines are those of the case."""
    answer = triage(intake)
    for one in (answer, triage(decided(intake, answer, data.draw))):
        for part in one.parts:
            if part.verdict is not Verdict.ACCEPTED:
                continue
            case = part.open_case(reference="2026-0001")
            assert (case.procedure.key, case.procedure.version) == (part.procedure, part.version)
            assert case.events[0].on == intake.received_on
            assert case.procedure.since <= case.events[0].on
            assert case.state != "not-accepted"
            assert cr.load_case(cr.dump_case(case)) == case
            assert all(
                row.start is None or row.start >= case.procedure.since for row in part.deadlines if row.start == part.start
            )
            assert part.start is None or part.start >= case.events[0].on


@settings(max_examples=100)
@given(st.data(), intakes())
def test_the_same_facts_in_another_order_give_the_same_answer(data: st.DataObject, intake: Intake) -> None:
    """Whatever the order of subjects, of their functions, of the proceedings and of the decisions."""
    intake = decided(intake, triage(intake), data.draw)

    def shuffled(subject: Subject) -> Subject:
        proceedings = subject.proceedings
        return attrs.evolve(
            subject,
            functions=data.draw(st.permutations(subject.functions)),
            proceedings=None if proceedings is None else data.draw(st.permutations(proceedings)),
        )

    other = attrs.evolve(
        intake,
        subjects=[shuffled(subject) for subject in data.draw(st.permutations(intake.subjects))],
        decisions=data.draw(st.permutations(intake.decisions)),
        disputed=None if intake.disputed is None else data.draw(st.permutations(intake.disputed)),
    )
    assert triage(other) == triage(intake)
    assert triage(other).as_dict() == triage(intake).as_dict()
