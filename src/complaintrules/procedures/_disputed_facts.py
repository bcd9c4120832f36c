"""Facts that an authority gives and a complaint may dispute: each with what to ask, and what the authority then decides.

That sending a complaint somewhere does not settle a disputed fact is a reading, that of the Ombudsman's published decisions
(general knowledge: no text was read that says so).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from complaintrules.classification import DisputedFact, Question
from complaintrules.procedures._route_sources import ADULTS, CHILDREN, CHILDREN_ACT, HOUSING
from complaintrules.procedures._route_terms import Dispute, Rule
from complaintrules.rules.law import Certainty

if TYPE_CHECKING:
    from complaintrules.rules.law import Citation

_GENERAL: Final = Certainty.GENERAL_KNOWLEDGE

DISPUTED_CONCERNING: Final = Dispute(
    fact=DisputedFact.CONCERNING,
    question=Question.STANDING,
    asks=Rule(
        "is it in dispute whom the complaint is about: whether the child is in need or looked after, whether somebody is a care "
        "leaver, or how old they are? Sending it to the corporate procedure does not settle that",
        CHILDREN_ACT("26(3), 24D"),
        _GENERAL,
    ),
    rule=Rule(
        "whether the section covers the person is itself in dispute: the authority decides how it takes the complaint, and "
        "until then it is taken as it says",
        CHILDREN_ACT("26(3), 24D"),
        _GENERAL,
    ),
)
DISPUTED_COMPLAINANT: Final = Dispute(
    fact=DisputedFact.COMPLAINANT,
    question=Question.STANDING,
    asks=Rule("is it in dispute who complains, or do they complain for the young person?", CHILDREN_ACT("24D"), _GENERAL),
    rule=Rule(
        "who complains is itself in dispute: the authority decides how it takes the complaint, and until then it is taken as it "
        "says",
        CHILDREN_ACT("24D"),
        _GENERAL,
    ),
)
CLASS_NOT_SETTLED: Final = Rule(
    "what the complainant is to the child is in dispute, and a decision on interest does not settle it: those whom the section "
    "names need none, and their clock runs from the receipt",
    CHILDREN("14(3)"),
    _GENERAL,
)
DISPUTED_LANDLORD: Final = Dispute(
    fact=DisputedFact.LANDLORD,
    question=Question.LANDLORD,
    asks=Rule("is it in dispute whether the council is the landlord, or answers for the home?", HOUSING("scope"), _GENERAL),
    rule=Rule(
        "whether the council answers for the home is itself in dispute: it decides, and until then it is taken as it says",
        HOUSING("scope"),
        _GENERAL,
    ),
)
DISPUTED_ARRANGEMENT: Final = Dispute(
    fact=DisputedFact.ARRANGEMENT,
    question=Question.ARRANGEMENT,
    asks=Rule("is it in dispute whether the council arranged the care, or should have?", ADULTS("6"), _GENERAL),
    rule=Rule(
        "whether the council arranged the care, or should have, is itself in dispute: it decides, and until then the complaint "
        "is taken as it says",
        ADULTS("6"),
        _GENERAL,
    ),
)
NOT_RESOLVED: Final = "the complainant says that it was not resolved, and whether they are satisfied is theirs to say"


def disputed_sameness(exclusions: Citation) -> Dispute:
    return Dispute(
        fact=DisputedFact.CONSIDERED,
        question=Question.NEW_MATTER,
        asks=Rule("is it in dispute whether this is the complaint that was considered before?", exclusions, _GENERAL),
        rule=Rule(
            "whether it is the complaint considered before is itself in dispute: the body decides, and until then it is taken as "
            "it says",
            exclusions,
            _GENERAL,
        ),
    )
