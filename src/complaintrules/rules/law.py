"""Where a rule comes from, how binding it is, and how surely its text was checked.

Every rule of the rulebook carries one `Force`, one `Certainty` and at least one `Citation`; the library shows all three
wherever it shows the rule.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterable

import attrs

from complaintrules._code_enum import Codes

__all__ = ["Certainty", "Citation", "Force", "Source"]


class Force(Codes):
    """How binding a rule is. Each rule has exactly one force.

    >>> Force.CODE.wording
    'should'
    """

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory-guidance"
    STATUTORY_CODE = "statutory-code"
    CODE = "code"
    PRACTICE = "practice"
    LOCAL_POLICY = "local-policy"

    @property
    def wording(self) -> str:
        """The verb that this force puts between a party and its act: must, should, will usually, aims to."""
        return _WORDING[self]

    @property
    def counts_for_compliance(self) -> bool:
        """Whether a late act under this force is a breach of the law's own rules: statute, statutory code or code.

        Guidance, practice and local targets are listed apart.
        """
        return self in _COMPLIANCE


_WORDING = {
    Force.STATUTE: "must",
    Force.STATUTORY_GUIDANCE: "should",
    Force.STATUTORY_CODE: "must",
    Force.CODE: "should",
    Force.PRACTICE: "will usually",
    Force.LOCAL_POLICY: "aims to",
}
_COMPLIANCE = frozenset({Force.STATUTE, Force.STATUTORY_CODE, Force.CODE})


class Certainty(Codes):
    """How surely a rule was checked against its source.

    >>> Certainty("K").meaning
    'general knowledge of the sector, not checked against the text'
    """

    TEXT = "T"
    SECOND_SOURCE = "S"
    GENERAL_KNOWLEDGE = "K"

    @property
    def meaning(self) -> str:
        """What the mark says, in words."""
        return _CERTAINTY[self]


_CERTAINTY = {
    Certainty.TEXT: "the text of the instrument was read",
    Certainty.SECOND_SOURCE: "a reliable second source was read",
    Certainty.GENERAL_KNOWLEDGE: "general knowledge of the sector, not checked against the text",
}

_FIRST_PROVISION = re.compile(r"[0-9]+[A-Z]*")


@attrs.frozen
class Source:
    """An instrument or a publication that rules come from.

    A source is called with a provision to make a citation of it.

    >>> regulations = Source("SI 2006/1738", "Children Act 1989 Representations Procedure (England) Regulations 2006",
    ...                      unit="regulation", short_unit="reg", kind="uksi", year=2006, number=1738)
    >>> str(regulations("17(3)"))
    'SI 2006/1738 reg 17(3)'
    >>> regulations("17(3)").url
    'https://www.legislation.gov.uk/uksi/2006/1738/regulation/17'

    Attributes:
        short: What a citation prints.
        title: The full name.
        unit: What its provisions are called: regulation, section, paragraph. Empty where a citation names the part itself.
        short_unit: The same, abbreviated as a citation prints it.
        kind: For legislation, its type on legislation.gov.uk (``uksi``, ``ukpga``); None for anything else.
        year: For legislation, the year of its number.
        number: For legislation, its number (of an Act: the chapter).
    """

    short: str
    title: str
    unit: str = ""
    short_unit: str = ""
    kind: str | None = None
    year: int | None = None
    number: int | None = None

    @property
    def url(self) -> str | None:
        """The address on legislation.gov.uk; None for what is not legislation."""
        if self.kind is None:
            return None
        return f"https://www.legislation.gov.uk/{self.kind}/{self.year}/{self.number}"

    def __call__(self, provision: str) -> Citation:
        """Cite one provision of this source, as in ``REGULATIONS("17(3)")``."""
        return Citation(self, provision)


@attrs.frozen
class Citation:
    """A provision of a source: what stands beside every rule.

    Attributes:
        source: The instrument or publication.
        provision: The place in it, without its unit: ``17(3)``, ``26B(1)-(3)``; for other publications, in words.
    """

    source: Source
    provision: str

    @property
    def url(self) -> str | None:
        """The address of the regulation or section on legislation.gov.uk; None for what is not legislation.

        Paragraphs are left off: the page of the whole regulation shows each in its context.
        """
        base = self.source.url
        first = _FIRST_PROVISION.match(self.provision)
        if base is None or first is None:
            return base
        return f"{base}/{self.source.unit}/{first.group()}"

    def __str__(self) -> str:
        # A place described in words, such as its scope, or what comes after a paragraph, is not a provision of that unit.
        if not self.source.short_unit or not self.provision[:1].isdigit():
            return f"{self.source.short}, {self.provision}"
        return f"{self.source.short} {self.source.short_unit} {self.provision}"


def cited(citations: Iterable[Citation]) -> str:
    """Several citations as one string; a source is named once for the citations of it that follow each other.

    >>> cited([BANKING_AND_FINANCIAL_DEALINGS_ACT("1(2)"), BANKING_AND_FINANCIAL_DEALINGS_ACT("1(4)")])
    'Banking and Financial Dealings Act 1971 s 1(2), 1(4)'
    """
    groups = itertools.groupby(dict.fromkeys(citations), key=operator.attrgetter("source"))
    return "; ".join(", ".join([str(first), *(cite.provision for cite in rest)]) for _, (first, *rest) in groups)


# The Act behind every calendar here; s.1(4) also says when an act due on a bank holiday is still in time.
BANKING_AND_FINANCIAL_DEALINGS_ACT = Source(
    "Banking and Financial Dealings Act 1971",
    "Banking and Financial Dealings Act 1971",
    unit="section",
    short_unit="s",
    kind="ukpga",
    year=1971,
    number=80,
)
