"""The words in which the tables of `_routes` are written: choices, who may complain, destinations, what the authority decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from complaintrules.rules.law import Certainty

if TYPE_CHECKING:
    import datetime as dt

    from complaintrules.classification import (
        Complainant,
        ComplaintType,
        Concerning,
        DisputedFact,
        Function,
        Question,
        RefusalGround,
        Route,
        Vocabulary,
    )
    from complaintrules.rules.law import Citation


@attrs.frozen
class Rule:
    """What a provision says about where a complaint goes.

    Attributes:
        says: What it says, in words.
        cite: The provision.
        certainty: How surely it was checked.
    """

    says: str
    cite: Citation
    certainty: Certainty = Certainty.TEXT


@attrs.frozen(kw_only=True)
class Dispute:
    """A fact that the authority gives, that turns a complaint away, and that the complaint may itself dispute.

    Attributes:
        fact: The fact.
        question: What the authority then has to decide; yes is what the complaint says.
        asks: What to ask where nobody said whether it is disputed.
        rule: What is said where it is.
    """

    fact: DisputedFact
    question: Question
    asks: Rule
    rule: Rule


@attrs.frozen(kw_only=True)
class Choice:
    """Where a complaint about one function goes.

    Attributes:
        to: The key of a destination, or a route without a clock here.
        rule: Why.
        also: What is to be said besides.
        otherwise: The destination while the first is not in force.
        landlord: What is said where the council is not the landlord; None where that does not matter.
        dispute: A fact that turns it away, which the complaint may dispute.
        contested: Where it goes while that is in dispute, if `to` is a route.
        beside: Another way that stays open beside it; what the section does not cover is for that way alone.
        needs: Facts on which the answer depends.
        no_ombudsman: Whether the Ombudsman cannot look at it.
    """

    to: str | Route
    rule: Rule
    also: tuple[Rule, ...] = ()
    otherwise: str | None = None
    landlord: Rule | None = None
    dispute: Dispute | None = None
    contested: str = ""
    beside: Choice | None = None
    needs: tuple[Wanted, ...] = ()
    no_ombudsman: bool = False


@attrs.frozen(kw_only=True)
class WhoMayComplain:
    """Who may complain about some functions under one section of the Act.

    Attributes:
        functions: The functions.
        concerning: About whom; empty where the functions say it already.
        named: The classes of people whom the section names.
        others: Whether it lets in other people too, with sufficient interest.
        rule: The section.
    """

    functions: tuple[Function, ...]
    concerning: tuple[Concerning, ...] = ()
    named: tuple[Complainant, ...]
    others: bool = True
    rule: Rule


@attrs.frozen(kw_only=True)
class Discretion:
    """A decision that the law leaves to the authority.

    Attributes:
        question: What is to be decided.
        facts: It arises where one of these is known; for lateness and interest, triage sees for itself whether it does.
        rule: The provision.
        stops_if: The answer with which the complaint is not considered; None where it only says which rule applies.
        ground: Why it is not considered then; None where it is suspended, or the decision on interest itself ends it.
        dispute: How the complaint may dispute that it arises; None where it cannot.
    """

    question: Question
    facts: tuple[Vocabulary, ...] = ()
    rule: Rule
    stops_if: bool | None = False
    ground: RefusalGround | None = None
    dispute: Dispute | None = None


@attrs.frozen(kw_only=True)
class Wanted:
    """A fact to ask for where nobody knows it.

    Attributes:
        field: The field of the intake, or of its subject.
        rule: What to ask, and the provision for which it matters.
    """

    field: str
    rule: Rule


@attrs.frozen(kw_only=True)
class Exclusion:
    """A fact with which a complaint lies outside an instrument.

    Attributes:
        fact: The fact.
        rule: Why.
        dispute: How the complaint may dispute it; None where it cannot.
    """

    fact: Vocabulary
    rule: Rule
    dispute: Dispute | None = None


@attrs.frozen(kw_only=True)
class Destination:
    """What has to be settled before a procedure takes a complaint.

    Attributes:
        key: The key of the procedure.
        type: The type of complaint.
        statutory: Whether a statute makes it, so that the Ombudsman's Code does not apply.
        applies: What is said where the procedure applies.
        who_may_complain: Who may complain; empty where the rulebook holds no such rule.
        excluded: Facts with which a complaint lies outside the instrument.
        notice: What is owed to the complainant whose complaint is excluded.
        discretions: The authority's decisions, in the order of the instrument.
        at_once: What an oral complaint is that was resolved within the limit of this key.
        at_once_limit: That limit.
        resolved: What is said of any other complaint resolved on the spot.
        wanted: Further facts to ask for; the answer does not depend on them yet.
        anonymous: What is said of a complaint that nobody put a name to.
        since: The first day of the instrument of which all this is said; None for every day. An earlier version says its own.
        before: What is said of a complaint received before that day.
    """

    key: str
    type: ComplaintType
    since: dt.date | None = None
    before: Rule | None = None
    statutory: bool = False
    applies: Rule | None = None
    who_may_complain: tuple[WhoMayComplain, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    notice: Rule | None = None
    discretions: tuple[Discretion, ...] = ()
    at_once: Rule | None = None
    at_once_limit: str = ""
    resolved: Rule | None = None
    wanted: tuple[Wanted, ...] = ()
    anonymous: Rule

    def is_said_of(self, on: dt.date) -> bool:
        """Whether it is said of complaints received on a day."""
        return self.since is None or on >= self.since
