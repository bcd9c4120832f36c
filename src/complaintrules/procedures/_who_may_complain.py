"""Who may complain about children's social care, and for whom: sections 26(3) to (3C) and 24D of the Children Act 1989."""

from __future__ import annotations

from typing import Final

from complaintrules.classification import Complainant, Concerning, Function
from complaintrules.procedures._route_sources import CHILDREN, CHILDREN_ACT
from complaintrules.procedures._route_terms import Rule, Wanted, WhoMayComplain
from complaintrules.rules.law import Certainty

_GENERAL: Final = Certainty.GENERAL_KNOWLEDGE

# An advocate acts for the child, whose class counts.
_CHILD_ACTORS: Final = (Complainant.CHILD, Complainant.ADVOCATE)

WHO_MAY_COMPLAIN: Final = (
    # A special guardian has parental responsibility.
    WhoMayComplain(
        functions=(Function.CHILDREN_PART_3, Function.CHILDREN_ORDERS, Function.CHILDRENS_HOME),
        concerning=(Concerning.LOOKED_AFTER_CHILD, Concerning.CHILD_IN_NEED),
        named=(
            *_CHILD_ACTORS,
            Complainant.PARENT,
            Complainant.PARENTAL_RESPONSIBILITY,
            Complainant.SPECIAL_GUARDIAN,
            Complainant.FOSTER_CARER,
        ),
        rule=Rule("it is about a child who is looked after or in need", CHILDREN_ACT("26(3)")),
    ),
    # Section 24D speaks of the young people alone, and of Part 3 alone.
    WhoMayComplain(
        functions=(Function.CHILDREN_PART_3, Function.CHILDRENS_HOME),
        concerning=(Concerning.CARE_LEAVER,),
        named=(*_CHILD_ACTORS, Complainant.CARE_LEAVER),
        others=False,
        rule=Rule("it is a care leaver's, about Part 3 functions in relation to them", CHILDREN_ACT("24D")),
    ),
    WhoMayComplain(
        functions=(Function.ADOPTION,),
        named=(*_CHILD_ACTORS, Complainant.PARENT, Complainant.PARENTAL_RESPONSIBILITY, Complainant.ADOPTER),
        rule=Rule("it is about adoption", CHILDREN_ACT("26(3B)")),
    ),
    WhoMayComplain(
        functions=(Function.SPECIAL_GUARDIANSHIP,),
        named=(*_CHILD_ACTORS, Complainant.PARENT, Complainant.SPECIAL_GUARDIAN),
        rule=Rule("it is about special guardianship", CHILDREN_ACT("26(3C)")),
    ),
)
OTHER_PERSON: Final = Rule(
    "the section does not name the complainant, who may have sufficient interest as another person", CHILDREN("12")
)
NOT_NAMED: Final = "the section gives the right to the young person alone; what falls outside is for the corporate procedure"
NOT_ABOUT: Final = "it is not about a person whom the section covers; what falls outside is for the corporate procedure"
ASK_CONCERNING: Final = Wanted(
    field="concerning",
    rule=Rule("whom is it about: is the child looked after or in need, or is it a care leaver?", CHILDREN_ACT("26(3), 24D")),
)
ASK_COMPLAINANT: Final = Wanted(
    field="complainant", rule=Rule("who complains, and what are they to the child?", CHILDREN_ACT("26(3)"))
)
ASK_THROUGH: Final = Wanted(
    field="through",
    rule=Rule(
        "do they complain for themselves, or does somebody complain through them? Then the complaint is that person's: their "
        "class counts, and the interest of whoever carries it is not decided",
        CHILDREN("12"),
        _GENERAL,
    ),
)
