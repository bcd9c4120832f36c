"""A complaint that concerns another body too: both answer as one, and one of them leads.

SI 2009/309 reg 9, for adult social care and a health body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.classification import Function, Lead, Route
from complaintrules.procedures._route_sources import ADULTS
from complaintrules.procedures._route_terms import Rule, Wanted
from complaintrules.rules.law import Certainty

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@attrs.frozen(kw_only=True)
class Joint:
    """What is said where one complaint concerns the council and another body, and both have to answer it together.

    Attributes:
        functions: The council's functions.
        other: The other body's function.
        route: The way that the other body's part then takes.
        rule: That they answer together.
        lead: What to ask where nobody said who leads.
        leads: What follows from who leads.
    """

    functions: tuple[Function, ...]
    other: Function
    route: Route
    rule: Rule
    lead: Wanted
    leads: tuple[tuple[Lead, Rule], ...]

    def concerns(self, functions: AbstractSet[Function], function: Function) -> bool:
        """Whether a complaint about these functions is a joint one, and this one of them belongs to it."""
        joint = self.other in functions and not functions.isdisjoint(self.functions)
        return joint and (function is self.other or function in self.functions)


# Reg 9 was read for the co-operation and the one answer; that the bodies agree who leads is general knowledge of the sector.
JOINTS: Final = (
    Joint(
        functions=(Function.ADULT_SOCIAL_CARE,),
        other=Function.HEALTH_SERVICE,
        route=Route.JOINT_WITH_HEALTH_BODY,
        rule=Rule("it concerns a health body too: the bodies co-operate, and the complainant gets one answer", ADULTS("9")),
        lead=Wanted(
            field="lead",
            rule=Rule(
                "which body leads, the council or the health body? They agree it between them, and tell the complainant",
                ADULTS("9"),
                Certainty.GENERAL_KNOWLEDGE,
            ),
        ),
        leads=(
            (
                Lead.COUNCIL,
                Rule(
                    "the council leads: it co-ordinates, keeps in touch with the complainant and sends the one answer",
                    ADULTS("9"),
                    Certainty.GENERAL_KNOWLEDGE,
                ),
            ),
            (
                Lead.HEALTH_BODY,
                Rule(
                    "the health body leads and sends the one answer; the council's own part keeps its clocks, and the "
                    "council gives what the answer needs",
                    ADULTS("9"),
                    Certainty.GENERAL_KNOWLEDGE,
                ),
            ),
        ),
    ),
)
