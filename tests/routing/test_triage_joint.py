"""A complaint about adult social care and a health body: SI 2009/309 reg 9, one answer for both, and one of them leads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from complaintrules import (
    Decision,
    DisputedFact,
    FeedbackType,
    Function,
    Intake,
    Lead,
    Part,
    Question,
    Route,
    Subject,
    Verdict,
    load_intake,
    triage,
)

TOGETHER = "it concerns a health body too: the bodies co-operate, and the complainant gets one answer"
COUNCIL = "the council leads: it co-ordinates, keeps in touch with the complainant and sends the one answer"
HEALTH_BODY = (
    "the health body leads and sends the one answer; the council's own part keeps its clocks, and the council gives what the "
    "answer needs"
)


def parts(*functions: Function, **facts: Any) -> tuple[Part, ...]:
    """Received on Monday 23 November 2026, about one matter for each function."""
    subjects = [Subject(functions=[function], grounds_on=date(2026, 10, 1)) for function in functions]
    return triage(Intake(feedback=FeedbackType.COMPLAINT, received_on=date(2026, 11, 23), subjects=subjects, **facts)).parts


def says(part: Part) -> list[str]:
    """The steps in words."""
    return [step.says for step in part.steps]


def test_both_bodies_answer_as_one_and_the_lead_is_asked_for() -> None:
    """The council's part is accepted all the same: its acknowledgement is due three working days after receipt, on the 26th."""
    council, health = parts(Function.ADULT_SOCIAL_CARE, Function.HEALTH_SERVICE)
    assert (council.procedure, council.verdict) == ("england-adult-social-care", Verdict.ACCEPTED)
    assert (health.route, health.verdict) == (Route.JOINT_WITH_HEALTH_BODY, Verdict.REDIRECTED)
    assert {row.limit.key: row.due for row in council.deadlines}["acknowledge"] == date(2026, 11, 26)
    for part in (council, health):
        (together,) = (step for step in part.steps if step.says == TOGETHER)
        assert (str(together.cite), together.certainty.value) == ("SI 2009/309 reg 9", "T")
        assert "lead" in [ask.field for ask in part.asks]


@pytest.mark.parametrize(("lead", "said"), [(Lead.COUNCIL, COUNCIL), (Lead.HEALTH_BODY, HEALTH_BODY)])
def test_who_leads_is_said_to_both_and_stops_no_clock(lead: Lead, said: str) -> None:
    """Whoever it is, the council's part keeps its clocks."""
    council, health = parts(Function.ADULT_SOCIAL_CARE, Function.HEALTH_SERVICE, lead=lead)
    assert said in says(council)
    assert said in says(health)
    assert not any(ask.field == "lead" for part in (council, health) for ask in part.asks)
    assert {row.limit.key: row.due for row in council.deadlines}["acknowledge"] == date(2026, 11, 26)


def test_a_health_body_alone_answers_for_itself() -> None:
    """Nothing to share: its own procedure, and nobody is asked who leads."""
    (part,) = parts(Function.HEALTH_SERVICE, lead=Lead.COUNCIL)
    assert (part.route, part.verdict, part.asks) == (Route.HEALTH_BODY, Verdict.REDIRECTED, ())
    assert TOGETHER not in says(part)


def test_adult_social_care_alone_is_no_joint_complaint() -> None:
    """Nor beside another service of the council, such as its bins."""
    for functions in ((Function.ADULT_SOCIAL_CARE,), (Function.ADULT_SOCIAL_CARE, Function.OTHER_SERVICE)):
        assert not any(TOGETHER in says(part) for part in parts(*functions))


def test_what_else_the_complaint_is_about_is_not_joined() -> None:
    """The bins have nothing to do with the hospital."""
    other = next(
        part
        for part in parts(Function.ADULT_SOCIAL_CARE, Function.HEALTH_SERVICE, Function.OTHER_SERVICE)
        if part.procedure == "england-corporate"
    )
    assert TOGETHER not in says(other)
    assert "lead" not in [ask.field for ask in other.asks]


SELF_FUNDED = (Function.PRIVATE_CARE, Function.HEALTH_SERVICE)


def arranged(*, answer: bool) -> Decision:
    """Whether the council arranged the care, decided on 30 November."""
    return Decision(question=Question.ARRANGEMENT, answer=answer, on=date(2026, 11, 30))


@pytest.mark.parametrize(
    "facts",
    [
        {"disputed": [DisputedFact.ARRANGEMENT]},
        {"disputed": [DisputedFact.ARRANGEMENT], "decisions": [arranged(answer=True)]},
        {"decisions": [arranged(answer=True)]},
    ],
)
def test_care_taken_for_the_councils_is_joint_with_a_health_body_too(facts: dict[str, Any]) -> None:
    """They say that the council arranged it, and that was not decided otherwise: both parts are joint, and the lead is asked."""
    council, health = parts(*SELF_FUNDED, **facts)
    assert council.procedure == "england-adult-social-care"
    assert (health.route, health.verdict) == (Route.JOINT_WITH_HEALTH_BODY, Verdict.REDIRECTED)
    for part in (council, health):
        assert TOGETHER in says(part)
        assert "lead" in [ask.field for ask in part.asks]


@pytest.mark.parametrize(
    "facts",
    [
        {"disputed": ()},
        {"disputed": [DisputedFact.LANDLORD]},
        {"disputed": [DisputedFact.ARRANGEMENT], "decisions": [arranged(answer=False)]},
        {"decisions": [arranged(answer=False)]},
        {},
    ],
)
def test_care_that_they_arranged_themselves_is_joint_with_nobody(facts: dict[str, Any]) -> None:
    """Undisputed, decided so, or not known yet: the health body answers for itself."""
    for part in parts(*SELF_FUNDED, **facts):
        assert part.route is not Route.JOINT_WITH_HEALTH_BODY
        assert TOGETHER not in says(part)


def test_the_lead_stands_in_json() -> None:
    """By its code."""
    assert load_intake({"feedback": "complaint", "lead": "health-body"}).lead is Lead.HEALTH_BODY
