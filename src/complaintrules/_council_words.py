"""What councils write where a vocabulary has a word of its own: a few words with their sources, and how words are read.

Words are the same word whatever their case, hyphens, white space, apostrophes and plural; nothing more is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_APOSTROPHES: Final = re.compile("['\u2019\u02bc`]")
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")
_SHORTEST_PLURAL: Final = 4

# Three ways to write one adverb. "Partially": the Scottish model procedure, Lichfield's reports; "part": Buckinghamshire's.
_SAME_WORD: Final = {"part": "partly", "partial": "partly", "partially": "partly"}

_SECTOR: Final = "the sector's own words"
_GUIDE: Final = "Shropshire annual report 2016/17"


class CouncilWord(NamedTuple):
    """A word that councils write for one of our codes.

    Attributes:
        vocabulary: The name of the vocabulary's class.
        words: What is written.
        code: The member it means.
        source: Who writes it.
    """

    vocabulary: str
    words: str
    code: str
    source: str


COUNCIL_WORDS: Final = (
    CouncilWord("Outcome", "Partially upheld", "partly-upheld", "Lichfield, annual customer feedback report"),
    CouncilWord("Outcome", "Part upheld", "partly-upheld", "Buckinghamshire, annual report 2024/25"),
    CouncilWord("Outcome", "Upheld in part", "partly-upheld", _SECTOR),
    CouncilWord("Outcome", "Partial", "partly-upheld", _SECTOR),
    CouncilWord("Reason", "Customer care", "lack-of-service", _GUIDE),
    CouncilWord("Reason", "Lack of communication", "communication", _GUIDE),
    CouncilWord("Reason", "Poor communication", "communication", _GUIDE),
    CouncilWord("Reason", "Poor quality of work", "quality-of-work", _GUIDE),
    CouncilWord("Reason", "Disagreement with a decision", "decision", _GUIDE),
    CouncilWord("Reason", "Attitude or behaviour of staff", "staff-conduct", "Shropshire, Bradford, Havering"),
    CouncilWord("Reason", "Staff attitude", "staff-conduct", "Shropshire, Bradford, Havering"),
    CouncilWord("Reason", "Staff behaviour", "staff-conduct", "Shropshire, Bradford, Havering"),
    CouncilWord("Reason", "Inaccurate information", "incorrect-information", "Havering, Eden"),
    CouncilWord("Reason", "Wrong information", "incorrect-information", "Havering, Eden"),
    CouncilWord("Reason", "Charging", "finance", "Wirral, Buckinghamshire"),
    CouncilWord("Reason", "Cost", "finance", "Wirral, Buckinghamshire"),
    CouncilWord("Reason", "Payment", "finance", "Wirral, Buckinghamshire"),
    CouncilWord("Reason", "Unfair treatment", "discrimination", "Eden"),
    CouncilWord("HousingFinding", "Redress", "reasonable-redress", "Housing Ombudsman, what findings it can make"),
    CouncilWord("FeedbackType", "Suggestion", "comment", _GUIDE),
    CouncilWord("Complainant", "Young person", "child", _GUIDE),
    CouncilWord("Complainant", "Adopted person", "adopter", "Children Act 1989 s 26(3B)"),
)
"""The words that are known. Few, and each with its source: a council maps any others itself."""


class UnsureWord(NamedTuple):
    """A word that is not guessed, because councils do not all mean the same by it.

    Attributes:
        vocabulary: The name of the vocabulary's class.
        words: What is written.
        codes: The members that it may mean.
    """

    vocabulary: str
    words: str
    codes: tuple[str, ...]


_WELL_FOUNDED: Final = ("upheld", "partly-upheld")
_UNPROVEN: Final = ("not-upheld", "no-finding")

UNSURE_WORDS: Final = (
    UnsureWord("Outcome", "Justified", _WELL_FOUNDED),
    UnsureWord("Outcome", "Substantiated", _WELL_FOUNDED),
    UnsureWord("Outcome", "Founded", _WELL_FOUNDED),
    UnsureWord("Outcome", "Unjustified", _UNPROVEN),
    UnsureWord("Outcome", "Not justified", _UNPROVEN),
    UnsureWord("Outcome", "Unsubstantiated", _UNPROVEN),
    UnsureWord("Outcome", "Not substantiated", _UNPROVEN),
    UnsureWord("Outcome", "Unfounded", _UNPROVEN),
    UnsureWord("Outcome", "Inconclusive", ("no-finding", "not-upheld")),
    UnsureWord("Outcome", "Rejected", ("not-upheld", "not-accepted")),
    UnsureWord("Outcome", "Refused", ("not-accepted", "out-of-time", "outside-jurisdiction")),
    UnsureWord("Outcome", "Settled", ("resolved", "withdrawn")),
)
"""The words that are refused with what they may mean, for a council to say which."""


def folded(words: str) -> str:
    """A word without what differs from writer to writer: case, hyphens, white space, apostrophes, plurals.

    >>> folded("  Partially-UPHELD \u2013 ") == folded("part upheld")
    True
    """
    return "".join(_singular(_SAME_WORD.get(word, word)) for word in _split(words))


def foldings(words: str) -> tuple[str, ...]:
    """What `folded` may make of one of our words, as it is or run together."""
    return tuple({folded(words): None, _singular("".join(_split(words))): None})


def _split(words: str) -> list[str]:
    return _BETWEEN_WORDS.split(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", words).casefold()))


def _singular(word: str) -> str:
    """A word without the ending of a plural; used on both sides, so a wrong stem does no harm."""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
