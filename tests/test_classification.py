"""The vocabularies: closed lists of codes, each with words and a source, found by code or by label."""

from __future__ import annotations

import copy
import json
import pickle
import re
from typing import Any

import pytest

from complaintrules import classification
from complaintrules.classification import (
    ActionType,
    Advocacy,
    Complainant,
    Investigator,
    Learning,
    OmbudsmanDecision,
    Outcome,
    Reason,
    RefusalGround,
    SuspensionGround,
    Vocabulary,
    vocabulary_name,
)
from complaintrules.errors import UnknownKeyError, WrongTypeError

# What users have stored: a code is never taken away, and none changes its meaning.
PUBLISHED: dict[type[Vocabulary], str] = {
    Complainant: "child care-leaver parent parental-responsibility foster-carer special-guardian adopter advocate other-relative "
    "other-person professional",
    Advocacy: "not-requested requested appointed",
    Reason: "lack-of-service quality-of-work communication decision delay staff-conduct procedure-not-followed assessment "
    "incorrect-information confidentiality finance discrimination policy other",
    Outcome: "upheld partly-upheld not-upheld no-finding resolved withdrawn outside-jurisdiction out-of-time suspended",
    OmbudsmanDecision: "upheld not-upheld closed-after-enquiries referred-back advice-given invalid",
    Learning: "communication-information attitude-behaviour policy-impact policy-dissatisfaction service-quality "
    "service-delivery",
    ActionType: "apology service-change training-guidance customer-care policy-change information-explanation "
    "reconsider-decision reassessment record-correction financial-redress monitoring staffing-change none",
    SuspensionGround: "court-or-tribunal disciplinary criminal-investigation criminal-proceedings",
    RefusalGround: "out-of-time no-interest already-considered outside-jurisdiction excluded representative",
    Investigator: "investigating-officer independent-person",
}
VOCABULARIES = [
    kind
    for kind in vars(classification).values()
    if isinstance(kind, type) and issubclass(kind, Vocabulary) and kind is not Vocabulary
]
MEMBERS = [member for vocabulary in VOCABULARIES for member in vocabulary]


@pytest.mark.parametrize("vocabulary", PUBLISHED)
def test_every_published_code_is_there(vocabulary: type[Vocabulary]) -> None:
    """In the order in which it was published; new ones may follow."""
    codes = [member.value for member in vocabulary]
    assert [code for code in codes if code in PUBLISHED[vocabulary].split()] == PUBLISHED[vocabulary].split()


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_each_member_is_its_code_and_knows_its_words(member: Vocabulary) -> None:
    """A text, ready for JSON, with a label for people, a meaning and a source."""
    assert isinstance(member, str)
    assert json.dumps(member) == f'"{member.value}"'
    assert re.fullmatch("[a-z]+(-[a-z0-9]+)*", member.value)
    assert member.label[0].isupper()
    assert member.meaning[0].islower()
    assert not member.meaning.endswith(".")
    assert member.source


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_each_member_is_found_by_code_and_by_label(member: Vocabulary) -> None:
    """In any case of letters and with any punctuation; and a pickle or a copy is the member itself."""
    kind = type(member)
    assert kind.from_code(member.value) is member
    assert kind.from_code(f"  {member.value.upper().replace('-', '_ ')}! ") is member
    assert kind.from_label(member.label) is member
    assert kind.from_label(member.label.lower()) is member
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own
    assert copy.deepcopy(member) is member


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_no_two_members_have_one_label(vocabulary: type[Vocabulary]) -> None:
    """Else a label would find only one of them."""
    assert len({member.label.casefold() for member in vocabulary}) == len(vocabulary)


@pytest.mark.parametrize(
    ("vocabulary", "wrong", "right"),
    [(Outcome, "uphelt", "upheld"), (Reason, "comunication", "communication"), (Learning, "policy", "policy-impact")],
)
def test_an_unknown_code_names_its_nearest_neighbours(vocabulary: type[Vocabulary], wrong: str, right: str) -> None:
    """The error says of which vocabulary, and knows them all."""
    for find in (vocabulary.from_code, vocabulary.from_label):
        with pytest.raises(UnknownKeyError, match=f"unknown {vocabulary_name(vocabulary)} '{wrong}'") as refused:
            find(wrong)
        assert right in refused.value.nearest
        assert refused.value.known == tuple(member.value for member in vocabulary)


@pytest.mark.parametrize("wrong", [None, 5, b"upheld", ["upheld"]])
def test_a_code_that_is_no_text_is_refused(wrong: Any) -> None:
    """And not taken for its words."""
    for find in (Outcome.from_code, Outcome.from_label):
        with pytest.raises(WrongTypeError, match="outcome must be a text"):
            find(wrong)


def test_a_code_of_another_vocabulary_is_another_word() -> None:
    """Both are said "upheld", and each is a member of its own list."""
    assert type(Outcome.from_code("upheld")) is Outcome
    assert type(OmbudsmanDecision.from_code("upheld")) is OmbudsmanDecision


def test_four_outcomes_are_findings() -> None:
    """An answer can carry these and no others."""
    findings = [outcome.value for outcome in Outcome if outcome.is_finding]
    assert findings == ["upheld", "partly-upheld", "not-upheld", "no-finding"]


def test_a_vocabulary_is_named_in_words() -> None:
    """A class name is no word of a message."""
    assert vocabulary_name(SuspensionGround) == "suspension ground"
    assert vocabulary_name(ActionType) == "action type"
    assert vocabulary_name(Outcome) == "outcome"
