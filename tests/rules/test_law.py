"""Sources, citations, force and certainty."""

from __future__ import annotations

import pickle

import pytest

from complaintrules.rules.law import BANKING_AND_FINANCIAL_DEALINGS_ACT, Certainty, Citation, Force, Source, cited

REGULATIONS = Source("SI 2006/1738", "The regulations", unit="regulation", short_unit="reg", kind="uksi", year=2006, number=1738)
ACT = Source("Children Act 1989", "Children Act 1989", unit="section", short_unit="s", kind="ukpga", year=1989, number=41)
GUIDANCE = Source("The guidance", "Guidance that is no legislation")


@pytest.mark.parametrize(
    ("force", "code", "wording", "counts"),
    [
        (Force.STATUTE, "statute", "must", True),
        (Force.STATUTORY_GUIDANCE, "statutory-guidance", "should", False),
        (Force.STATUTORY_CODE, "statutory-code", "must", True),
        (Force.CODE, "code", "should", True),
        (Force.PRACTICE, "practice", "will usually", False),
        (Force.LOCAL_POLICY, "local-policy", "aims to", False),
    ],
)
def test_each_force_has_its_verb_and_its_place_in_compliance(force: Force, code: str, wording: str, counts: bool) -> None:  # noqa: FBT001 - a row of the table
    """Statute and the two kinds of code count for compliance; guidance, practice and local targets stand apart."""
    assert (force.value, force.wording, force.counts_for_compliance) == (code, wording, counts)


def test_there_are_six_forces_and_three_marks() -> None:
    """A new one needs a row in the tables here."""
    assert len(Force) == 6
    assert [mark.value for mark in Certainty] == ["T", "S", "K"]


@pytest.mark.parametrize(("mark", "says"), [("T", "was read"), ("S", "second source"), ("K", "not checked against the text")])
def test_each_mark_says_how_surely_a_rule_was_checked(mark: str, says: str) -> None:
    """In words that a reader of the page understands."""
    assert says in Certainty(mark).meaning


@pytest.mark.parametrize(
    ("citation", "said", "url"),
    [
        (REGULATIONS("17(3)"), "SI 2006/1738 reg 17(3)", "https://www.legislation.gov.uk/uksi/2006/1738/regulation/17"),
        (REGULATIONS("14, 17"), "SI 2006/1738 reg 14, 17", "https://www.legislation.gov.uk/uksi/2006/1738/regulation/14"),
        (
            ACT("26(3)-(3C)"),
            "Children Act 1989 s 26(3)-(3C)",
            "https://www.legislation.gov.uk/ukpga/1989/41/section/26",
        ),
        (ACT("24D"), "Children Act 1989 s 24D", "https://www.legislation.gov.uk/ukpga/1989/41/section/24D"),
        (ACT("the long title"), "Children Act 1989, the long title", "https://www.legislation.gov.uk/ukpga/1989/41"),
        (GUIDANCE("chapter 5"), "The guidance, chapter 5", None),
    ],
)
def test_a_citation_prints_its_provision_and_knows_its_address(citation: Citation, said: str, url: str | None) -> None:
    """The address is of the whole regulation or section, for paragraphs read in their context; other publications have none."""
    assert (str(citation), citation.url) == (said, url)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (REGULATIONS, "https://www.legislation.gov.uk/uksi/2006/1738"),
        (BANKING_AND_FINANCIAL_DEALINGS_ACT, "https://www.legislation.gov.uk/ukpga/1971/80"),
        (GUIDANCE, None),
    ],
)
def test_a_source_that_is_legislation_has_an_address(source: Source, url: str | None) -> None:
    """From its type, year and number."""
    assert source.url == url


def test_a_source_is_named_once_for_the_citations_that_follow_each_other() -> None:
    """And again where another came between."""
    assert cited([]) == ""
    assert cited([REGULATIONS("14(1)"), REGULATIONS("14(5)"), ACT("26(7)"), REGULATIONS("17")]) == (
        "SI 2006/1738 reg 14(1), 14(5); Children Act 1989 s 26(7); SI 2006/1738 reg 17"
    )


def test_sources_and_citations_are_values() -> None:
    """Hashable, equal by what they say, and the same after a pickle."""
    citation = REGULATIONS("17(3)")
    assert pickle.loads(pickle.dumps(citation)) == citation  # noqa: S301 - our own
    assert len({citation, Citation(REGULATIONS, "17(3)"), REGULATIONS("17(4)")}) == 2
    with pytest.raises(AttributeError):
        citation.provision = "18"  # type: ignore[misc]  # frozen: that is the test
