"""The vocabularies: closed lists of codes, each with words and a source, found by code or by label."""

from __future__ import annotations

import copy
import json
import pickle
import re
from typing import Any

import pytest

from complaintrules import classification
from complaintrules._council_words import COUNCIL_WORDS
from complaintrules.classification import (
    ActionType,
    Advocacy,
    Complainant,
    HousingFinding,
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
    HousingFinding: "severe-maladministration maladministration service-failure mediation reasonable-redress "
    "no-maladministration outside-jurisdiction withdrawn",
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
    """A string, ready for JSON, with a label for people, a meaning and a source."""
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
        with pytest.raises(WrongTypeError, match="outcome must be a string"):
            find(wrong)


@pytest.mark.parametrize(
    ("vocabulary", "written", "meant"),
    [
        (Outcome, "Partially upheld", "partly-upheld"),
        (Outcome, "Part upheld", "partly-upheld"),
        (Outcome, "Partially Upheld - ", "partly-upheld"),
        (Outcome, "PARTIALLY-UPHELD", "partly-upheld"),
        (Outcome, "partly\u00a0 upheld\n", "partly-upheld"),
        (Outcome, "Not\u2011upheld", "not-upheld"),
        (Outcome, "Upheld in part", "partly-upheld"),
        (Outcome, "Upheld (in part)", "partly-upheld"),
        (Outcome, "Partial", "partly-upheld"),
        (Outcome, "Fully upheld", None),
        (Outcome, "No findings", "no-finding"),
        (Outcome, "Out-of-time", "out-of-time"),
        (Outcome, "not well founded", "not-upheld"),
        (Reason, "Delays", "delay"),
        (Reason, "Quality of works", "quality-of-work"),
        (Reason, "policies", "policy"),
        (Reason, "Staff attitude", "staff-conduct"),
        (Reason, "Inaccurate information", "incorrect-information"),
        (Complainant, "Foster-carers", "foster-carer"),
        (Complainant, "Care leavers", "care-leaver"),
        (Complainant, "Young people", None),
        (Complainant, "Young person", "child"),
        (Learning, "Impacts of a policy", "policy-impact"),
        (Learning, "policy impact", "policy-impact"),
        (ActionType, "Apologies", "apology"),
        (ActionType, "Changes of policy", "policy-change"),
        (ActionType, "Record corrected.", "record-correction"),
        (OmbudsmanDecision, "Referred back for local resolution ", "referred-back"),
        (HousingFinding, "Redress", "reasonable-redress"),
        (HousingFinding, "Service Failures", "service-failure"),
        (classification.FeedbackType, "Compliments", "compliment"),
        (classification.FeedbackType, "Enquiries", "enquiry"),
        (classification.FeedbackType, "Service-requests", "service-request"),
        (classification.FeedbackType, "Suggestions", "comment"),
        (classification.Function, "Councillors\u2019 conduct", "councillor-conduct"),
        (classification.ComplaintType, "Statutory childrens", "statutory-children"),
    ],
)
def test_the_words_that_people_write_are_understood(vocabulary: type[Vocabulary], written: str, meant: str | None) -> None:
    """Case, hyphens, white space, apostrophes and plurals do not matter; a few words of councils' own are known; no more."""
    if meant is None:
        with pytest.raises(UnknownKeyError):
            vocabulary.from_label(written)
    else:
        assert vocabulary.from_label(written).value == meant


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_every_member_is_found_however_its_words_are_varied(member: Vocabulary) -> None:
    """In each vocabulary: run together, hyphenated, in capitals, with a plural at the end, by label and by code."""
    for words in (member.label, member.value):
        spaced = re.sub(r"[\W_]+", " ", words.replace("'", "")).strip()
        plural = spaced if spaced[-1] in "sy3" else f"{spaced}s"
        for written in (spaced.upper(), spaced.replace(" ", "-"), spaced.replace(" ", ""), f" - {spaced} - ", plural):
            assert type(member).from_label(written) is member


def test_a_word_that_can_mean_two_things_is_refused_with_both() -> None:
    """The adults' regulations call two outcomes well founded; the error knows the two and no others."""
    with pytest.raises(
        UnknownKeyError, match="outcome 'Well-founded' can mean 'upheld' or 'partly-upheld'; say which"
    ) as refused:
        Outcome.from_label("Well-founded")
    assert refused.value.nearest == ("upheld", "partly-upheld")
    assert refused.value.known == tuple(outcome.value for outcome in Outcome)


@pytest.mark.parametrize(
    ("vocabulary", "wrong", "right"),
    [(Learning, "Imapct of a policy", "policy-impact"), (Complainant, "Other", "other-person")],
)
def test_the_nearest_are_looked_for_among_the_labels_too(vocabulary: type[Vocabulary], wrong: str, right: str) -> None:
    """A label that is misspelt is near to its member, whose code may look quite different."""
    with pytest.raises(UnknownKeyError) as refused:
        vocabulary.from_label(wrong)
    assert right in refused.value.nearest


def test_a_code_of_another_vocabulary_is_named_as_one() -> None:
    """And what is no code of any is near to nothing that it is not."""
    with pytest.raises(UnknownKeyError) as refused:
        OmbudsmanDecision.from_code("partly-upheld")
    assert str(refused.value) == (
        "unknown ombudsman decision 'partly-upheld' (it is a code of outcome); did you mean 'upheld' or 'not-upheld'?"
    )
    with pytest.raises(UnknownKeyError, match="known are advice-given") as refused:
        OmbudsmanDecision.from_code("service-fault")
    assert (refused.value.nearest, refused.value.elsewhere) == ((), ())


def test_every_word_of_a_council_means_a_member_and_says_who_writes_it() -> None:
    """And none of them is a label or a code already, which would need no such word."""
    kinds = {kind.__name__: kind for kind in VOCABULARIES}
    for word in COUNCIL_WORDS:
        kind = kinds[word.vocabulary]
        assert kind.from_label(word.words).value == word.code
        assert word.source
        assert word.words not in {member.label for member in kind} | {member.value for member in kind}


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


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("Unfounded", "'not-upheld' or 'no-finding'"),
        ("Unsubstantiated", "'not-upheld' or 'no-finding'"),
        ("Not substantiated", "'not-upheld' or 'no-finding'"),
        ("Not justified", "'not-upheld' or 'no-finding'"),
        ("Justified", "'upheld' or 'partly-upheld'"),
        ("SUBSTANTIATED", "'upheld' or 'partly-upheld'"),
        ("Inconclusive", "'no-finding' or 'not-upheld'"),
        ("Rejected", "'not-upheld' or 'not-accepted'"),
        ("Settled", "'resolved' or 'withdrawn'"),
    ],
)
def test_a_word_that_councils_use_differently_is_refused_with_what_it_may_mean(written: str, means: str) -> None:
    """Nothing is guessed: the council says once which it means."""
    with pytest.raises(UnknownKeyError) as refused:
        Outcome.from_label(written)
    assert str(refused.value) == f"outcome {written!r} can mean {means}; say which"


def test_what_is_written_whole_is_suggested_first() -> None:
    """Whoever writes "Fully upheld" writes "upheld"; "partly-upheld" looks more like it, and says more than was written."""
    with pytest.raises(UnknownKeyError) as refused:
        Outcome.from_label("Fully upheld")
    assert refused.value.nearest[:2] == ("upheld", "partly-upheld")


@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_word_is_called_blank(blank: str) -> None:
    """By label and by code, with the words there are."""
    for find in (Outcome.from_code, Outcome.from_label):
        with pytest.raises(UnknownKeyError) as refused:
            find(blank)
        assert str(refused.value).startswith(f"outcome {blank!r} is blank; known are no-finding, not-accepted, not-upheld, ")
