"""Which procedure a complaint belongs to: the choice as a table, with the provision for each of its steps.

Three tables. `CHOICES` says of each function of a council where a complaint about it goes; `STANDINGS` who may use the
children's procedure, and for whom; `DESTINATIONS` what has to be settled before a procedure takes a complaint. What the law
leaves to the authority is a `Discretion`: `complaintrules.routing` names it and never answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.classification import (
    Capacity,
    Complainant,
    ComplaintType,
    Concerning,
    Considered,
    FeedbackType,
    Function,
    Question,
    RefusalGround,
    Route,
    SuspensionGround,
)
from complaintrules.law import Certainty, Source
from complaintrules.procedures import (
    england_adult_social_care,
    england_children,
    england_corporate,
    england_housing,
    england_public_health,
    uk_data_protection,
)

if TYPE_CHECKING:
    from complaintrules.classification import Vocabulary
    from complaintrules.law import Citation
    from complaintrules.procedure import TimeLimit

CHILDREN: Final = england_children.REGS
CHILDREN_ACT: Final = england_children.CHILDREN_ACT
GUIDANCE: Final = england_children.GUIDANCE
ADULTS: Final = england_adult_social_care.REGS
PUBLIC_HEALTH: Final = england_public_health.REGS
CODE: Final = england_corporate.CODE
HOUSING: Final = england_housing.CODE
DATA_PROTECTION: Final = uk_data_protection.ACT

# The ways without a clock here are named by their Act, whose provisions were not read.
EDUCATION_ACT: Final = Source(
    "Education Act 2002", "Education Act 2002", unit="section", short_unit="s", kind="ukpga", year=2002, number=32
)
INFORMATION_ACT: Final = Source("Freedom of Information Act 2000", "Freedom of Information Act 2000")
INFORMATION_REGS: Final = Source("Environmental Information Regulations 2004", "Environmental Information Regulations 2004")
CARE_STANDARDS_ACT: Final = Source("Care Standards Act 2000", "Care Standards Act 2000")
LOCALISM_ACT: Final = Source("Localism Act 2011", "Localism Act 2011")
HOUSING_ACT: Final = Source("Housing Act 1996", "Housing Act 1996")

_TEXT: Final = Certainty.TEXT
_SECOND: Final = Certainty.SECOND_SOURCE
_GENERAL: Final = Certainty.GENERAL_KNOWLEDGE


@attrs.frozen
class Rule:
    """What a provision says at one step of the choice.

    Attributes:
        says: The step in words.
        cite: The provision.
        certainty: How surely it was checked.
    """

    says: str
    cite: Citation
    certainty: Certainty = Certainty.TEXT


@attrs.frozen(kw_only=True)
class Choice:
    """Where a complaint about one function goes.

    Attributes:
        to: The key of a destination, or a route without a clock here.
        rule: Why.
        otherwise: The destination while the first is not in force.
        landlord: Whether it goes there only if the council is the landlord; what is said where it is not.
    """

    to: str | Route
    rule: Rule
    otherwise: str | None = None
    landlord: Rule | None = None


@attrs.frozen(kw_only=True)
class Standing:
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
        facts: It arises where one of these is known; for lateness and interest it is triage that sees whether it does.
        rule: The provision.
        stops_if: The answer with which the complaint is not considered.
        ground: Why it is not considered then; None where it is suspended, or the decision on interest itself ends it.
    """

    question: Question
    facts: tuple[Vocabulary, ...] = ()
    rule: Rule
    stops_if: bool = False
    ground: RefusalGround | None = None


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
class Destination:
    """What has to be settled before a procedure takes a complaint.

    Attributes:
        key: The key of the procedure.
        type: The type of complaint.
        statutory: Whether a statute makes it, so that the Ombudsman's Code does not apply.
        applies: What is said where it is found to apply.
        standings: Who may complain; empty where the rulebook holds no such rule.
        excluded: Facts with which a complaint lies outside the instrument.
        notice: What is owed to the complainant whose complaint is excluded.
        discretions: The authority's decisions, in the order of the instrument.
        at_once: What an oral complaint is that was resolved within the limit of this key.
        at_once_limit: That limit.
        resolved: What is said of any other complaint resolved on the spot.
        wanted: Further facts to ask for; the answer does not turn on them yet.
    """

    key: str
    type: ComplaintType
    statutory: bool = False
    applies: Rule | None = None
    standings: tuple[Standing, ...] = ()
    excluded: tuple[tuple[Vocabulary, Rule], ...] = ()
    notice: Rule | None = None
    discretions: tuple[Discretion, ...] = ()
    at_once: Rule | None = None
    at_once_limit: str = ""
    resolved: Rule | None = None
    wanted: tuple[Wanted, ...] = ()


# --- what is no complaint

NO_COMPLAINT: Final = {
    FeedbackType.COMPLIMENT: Rule("a compliment is recorded; it is no complaint", CODE("1.4"), _GENERAL),
    FeedbackType.COMMENT: Rule("a comment is recorded; it is no complaint", CODE("1.4"), _GENERAL),
    FeedbackType.ENQUIRY: Rule("an enquiry is recorded; it is no complaint", CODE("1.4"), _GENERAL),
    FeedbackType.SERVICE_REQUEST: Rule(
        "a request for a service is recorded and is no complaint; dissatisfaction with how it is handled would be one",
        CODE("1.2"),
    ),
}
IS_COMPLAINT: Final = Rule("it is a complaint: dissatisfaction about a service", CODE("1.4"), _GENERAL)

# --- the functions

CORPORATE: Final = "england-corporate"
REPRESENTATIONS: Final = "england-children"

CHOICES: Final = {
    Function.CHILDREN_PART_3: Choice(
        to=REPRESENTATIONS,
        rule=Rule("any function under Part 3 of the Children Act may be complained about there", CHILDREN_ACT("26(3)")),
    ),
    Function.CHILDREN_ORDERS: Choice(
        to=REPRESENTATIONS, rule=Rule("it is one of the functions under Parts 4 and 5 that are listed", CHILDREN("3"))
    ),
    Function.ADOPTION: Choice(to=REPRESENTATIONS, rule=Rule("it is one of the adoption functions listed", CHILDREN("4"))),
    Function.SPECIAL_GUARDIANSHIP: Choice(
        to=REPRESENTATIONS, rule=Rule("special guardianship support may be complained about there", CHILDREN("5"))
    ),
    Function.FOSTERING_LIMIT: Choice(
        to="england-children-fostering-limit",
        rule=Rule("the fostering limit has the same procedure, without the decision on interest", CHILDREN("23")),
    ),
    # Reg 3 leaves these out by not listing them; the guidance the next.
    Function.CHILD_PROTECTION_ENQUIRY: Choice(
        to=CORPORATE, rule=Rule("child protection enquiries are not among the functions listed", CHILDREN("3"))
    ),
    Function.COURT_REPORT: Choice(
        to=CORPORATE, rule=Rule("reports to a court are not among the functions listed", CHILDREN("3"))
    ),
    Function.FOSTER_CARER_APPROVAL: Choice(
        to=CORPORATE,
        rule=Rule(
            "the assessment and registration of foster carers is not for the children's procedure",
            GUIDANCE("what may be complained about, paragraph not checked"),
            _SECOND,
        ),
    ),
    Function.ADULT_SOCIAL_CARE: Choice(
        to="england-adult-social-care",
        rule=Rule("complaints about the council's social services for adults have their own regulations", ADULTS("6"), _SECOND),
    ),
    Function.PUBLIC_HEALTH: Choice(
        to="england-public-health",
        rule=Rule("complaints about public health functions have their own regulations", PUBLIC_HEALTH("24")),
    ),
    Function.LANDLORD: Choice(
        to="england-housing",
        rule=Rule("a landlord's complaints are for the Housing Ombudsman's Code", HOUSING("scope"), _SECOND),
        landlord=Rule("the landlord is not the council: the complaint is for that landlord", HOUSING("scope"), _SECOND),
    ),
    Function.HOUSING_ADVICE: Choice(to=CORPORATE, rule=Rule("it is no statutory procedure's matter", CODE("scope"), _SECOND)),
    Function.EDUCATION: Choice(
        to=CORPORATE,
        rule=Rule(
            "a council's own services for education have no statutory procedure here; what is about social care has",
            CODE("scope"),
            _GENERAL,
        ),
    ),
    Function.OTHER_SERVICE: Choice(to=CORPORATE, rule=Rule("it is no statutory procedure's matter", CODE("scope"), _SECOND)),
    Function.DATA_PROTECTION: Choice(
        to="uk-data-protection",
        rule=Rule(
            "complaints about personal data have a statutory procedure, which may run beside any other",
            DATA_PROTECTION("164A"),
            _SECOND,
        ),
        otherwise=CORPORATE,
    ),
    Function.FREEDOM_OF_INFORMATION: Choice(
        to=Route.FREEDOM_OF_INFORMATION_REVIEW,
        rule=Rule("the council reviews its own answer; no statute sets a limit", INFORMATION_ACT("internal review"), _GENERAL),
    ),
    Function.ENVIRONMENTAL_INFORMATION: Choice(
        to=Route.ENVIRONMENTAL_INFORMATION_REVIEW,
        rule=Rule("the council reconsiders its own answer", INFORMATION_REGS("reconsideration"), _GENERAL),
    ),
    Function.SCHOOL: Choice(
        to=Route.SCHOOL_COMPLAINT,
        rule=Rule("the school's governing body has a procedure of its own", EDUCATION_ACT("29"), _SECOND),
    ),
    Function.CHILDRENS_HOME: Choice(
        to=Route.PROVIDER_COMPLAINT,
        rule=Rule(
            "children's homes and fostering agencies have their own procedures", CARE_STANDARDS_ACT("regulations"), _GENERAL
        ),
    ),
    Function.COUNCILLOR_CONDUCT: Choice(
        to=Route.COUNCILLOR_CONDUCT,
        rule=Rule("the council has arrangements of its own for the conduct of members", LOCALISM_ACT("standards"), _GENERAL),
    ),
    Function.HOMELESSNESS_DECISION: Choice(
        to=Route.HOMELESSNESS_REVIEW,
        rule=Rule("a decision on homelessness is reviewed, not complained about", HOUSING_ACT("review of decisions"), _GENERAL),
    ),
    Function.EMPLOYMENT: Choice(
        to=Route.EMPLOYMENT,
        rule=Rule("an employee's complaint about employment or pension is left out", ADULTS("8(1)")),
    ),
}

# --- who may complain about children's social care: an advocate acts for the child, whose class counts

_CHILD_ACTORS: Final = (Complainant.CHILD, Complainant.ADVOCATE)

STANDINGS: Final = (
    # A special guardian has parental responsibility.
    Standing(
        functions=(Function.CHILDREN_PART_3, Function.CHILDREN_ORDERS),
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
    Standing(
        functions=(Function.CHILDREN_PART_3,),
        concerning=(Concerning.CARE_LEAVER,),
        named=(*_CHILD_ACTORS, Complainant.CARE_LEAVER),
        others=False,
        rule=Rule("it is a care leaver's, about Part 3 functions in relation to them", CHILDREN_ACT("24D")),
    ),
    Standing(
        functions=(Function.ADOPTION,),
        named=(*_CHILD_ACTORS, Complainant.PARENT, Complainant.PARENTAL_RESPONSIBILITY, Complainant.ADOPTER),
        rule=Rule("it is about adoption", CHILDREN_ACT("26(3B)")),
    ),
    Standing(
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

# --- facts to ask for

ASK_FEEDBACK: Final = Wanted(
    field="feedback", rule=Rule("is it a complaint, or a compliment, comment, enquiry or service request?", CODE("1.2"))
)
ASK_SUBJECTS: Final = Wanted(
    field="subjects", rule=Rule("what is it about: which functions of the council?", CODE("1.2"), _SECOND)
)
ASK_RECEIVED: Final = Wanted(
    field="received_on", rule=Rule("on which day did it reach the authority? Every clock waits for it", CODE("6.2"))
)
ASK_LANDLORD: Final = Wanted(field="landlord_is_council", rule=Rule("is the council the landlord?", HOUSING("scope"), _SECOND))
ASK_GROUNDS: Final = "when did the grounds for complaint arise?"
ASK_NOTICED: Final = "when did the matter happen, and when did the complainant come to know of it?"


def _manner(cite: Citation, why: str, certainty: Certainty = Certainty.TEXT) -> Wanted:
    return Wanted(field="manner", rule=Rule(f"was it made orally or in writing? {why}", cite, certainty))


def _considered(cite: Citation, certainty: Certainty = Certainty.TEXT) -> Wanted:
    return Wanted(field="considered", rule=Rule("has the same complaint been considered before, and by whom?", cite, certainty))


# --- the destinations

_CONSIDERED_CHILDREN: Final = GUIDANCE("complaints already considered, paragraph not checked")

_REPRESENTATIONS: Final = (
    # Reg 8: both limbs are needed, and it works matter by matter.
    Discretion(
        question=Question.PREJUDICE,
        facts=tuple(SuspensionGround),
        rule=Rule(
            "there are other proceedings: the matter must not be considered if the authority decides that this would "
            "prejudice them",
            CHILDREN("8(1)"),
        ),
        stops_if=True,
    ),
    Discretion(
        question=Question.ACCEPT_LATE,
        rule=Rule(
            "they are late: the authority may consider them if it would not be reasonable to expect them in time and they can "
            "still be considered effectively and fairly",
            CHILDREN("9(2)"),
        ),
        ground=RefusalGround.OUT_OF_TIME,
    ),
    Discretion(
        question=Question.INTEREST,
        rule=Rule("whether another person has sufficient interest in the child's welfare is for the authority", CHILDREN("12")),
    ),
    Discretion(
        question=Question.CONSIDER_AGAIN,
        facts=(Considered.THROUGHOUT,),
        rule=Rule("what has been through all three stages need not be investigated again", _CONSIDERED_CHILDREN, _SECOND),
        ground=RefusalGround.ALREADY_CONSIDERED,
    ),
)
_WANTED_OF_REPRESENTATIONS: Final = (
    _manner(CHILDREN("17(5)"), "Of oral representations, stage 2 starts with the written record."),
    Wanted(
        field="proceedings",
        rule=Rule("are there court, tribunal, disciplinary or criminal proceedings or investigations?", CHILDREN("8(1)")),
    ),
    _considered(_CONSIDERED_CHILDREN, _SECOND),
)
_TERMS: Final = Rule("it was resolved: the terms are confirmed in writing", CHILDREN("15(1)"))


# Until the Ombudsman applies the Code in casework, a council follows it by its own choice.
CASEWORK: Final = england_corporate.PROCEDURES[0].amendments[0]
CODE_APPLIES: Final = Rule(
    f"the Ombudsman's Code is followed by the council's choice, and from {CASEWORK.on} {CASEWORK.says}", CODE("5.2")
)


def _code(
    source: Source, key: str, kind: ComplaintType, late: Citation, certainty: Certainty, applies: Rule | None = None
) -> Destination:
    """One edition of the Code."""
    stages = source("5.2")
    return Destination(
        key=key,
        type=kind,
        applies=applies,
        discretions=(
            Discretion(
                question=Question.ACCEPT_LATE,
                rule=Rule("it is late: there is discretion to consider it for good reasons", late, certainty),
                ground=RefusalGround.OUT_OF_TIME,
            ),
            Discretion(
                question=Question.CONSIDER_AGAIN,
                facts=(Considered.THROUGHOUT,),
                rule=Rule("it has been through both stages, and there are no more", stages, certainty),
                ground=RefusalGround.ALREADY_CONSIDERED,
            ),
        ),
        resolved=Rule(
            "it was resolved on the spot: there is no stage before the first, so it is logged and acknowledged all the same",
            stages,
            certainty,
        ),
        wanted=(_considered(stages, certainty),),
    )


def _health(
    *,
    key: str,
    kind: ComplaintType,
    exclusions: Citation,
    at_once: Citation,
    late: Citation,
    late_certainty: Certainty,
    notice: Citation,
    representative: Citation | None,
) -> Destination:
    """What the adults' and the public health regulations share, with the provisions of one of them."""
    refused = () if representative is None else (Discretion(
        question=Question.REPRESENTATIVE,
        facts=(Capacity.FOR_A_CHILD, Capacity.FOR_ONE_WITHOUT_CAPACITY),
        rule=Rule(
            "a representative is not heard without reasonable grounds, or against the person's best interests: the reason is "
            "given in writing",
            representative,
            _SECOND,
        ),
        ground=RefusalGround.REPRESENTATIVE,
    ),)  # fmt: skip
    return Destination(
        key=key,
        type=kind,
        statutory=True,
        excluded=(
            (Capacity.RESPONSIBLE_BODY, Rule("a complaint by another responsible body is left out", exclusions)),
            (Considered.THROUGHOUT, Rule("what has been investigated under the regulations is left out", exclusions)),
            (Considered.OMBUDSMAN, Rule("what an Ombudsman investigates, or has investigated, is left out", exclusions)),
        ),
        notice=Rule("the complainant is told so in writing, with the reason, as soon as reasonably practicable", notice),
        discretions=(
            *refused,
            Discretion(
                question=Question.ACCEPT_LATE,
                rule=Rule(
                    "it is late: the limit falls away if there were good reasons and it can still be investigated effectively "
                    "and fairly",
                    late,
                    late_certainty,
                ),
                ground=RefusalGround.OUT_OF_TIME,
            ),
        ),
        at_once=Rule("an oral complaint resolved by the end of the next working day lies outside the regulations", at_once),
        at_once_limit="resolve-at-once",
        resolved=Rule(
            "it was resolved, but not so that it lies outside the regulations: an answer is owed all the same", at_once
        ),
        wanted=(
            _manner(at_once, "An oral one resolved at once lies outside the regulations."),
            Wanted(field="capacity", rule=Rule("in what capacity do they complain?", representative or exclusions)),
            _considered(exclusions),
        ),
    )


DESTINATIONS: Final = {
    destination.key: destination
    for destination in (
        Destination(
            key=REPRESENTATIONS,
            type=ComplaintType.STATUTORY_CHILDREN,
            statutory=True,
            standings=STANDINGS,
            discretions=_REPRESENTATIONS,
            resolved=_TERMS,
            wanted=_WANTED_OF_REPRESENTATIONS,
        ),
        # Reg 23: without reg 12, and so without a question of interest.
        Destination(
            key="england-children-fostering-limit",
            type=ComplaintType.STATUTORY_CHILDREN,
            statutory=True,
            discretions=tuple(row for row in _REPRESENTATIONS if row.question is not Question.INTEREST),
            resolved=_TERMS,
            wanted=_WANTED_OF_REPRESENTATIONS,
        ),
        _health(
            key="england-adult-social-care",
            kind=ComplaintType.STATUTORY_ADULT,
            exclusions=ADULTS("8(1)"),
            at_once=ADULTS("8(1)(c)"),
            late=ADULTS("12"),
            late_certainty=_SECOND,
            notice=ADULTS("8(2)"),
            representative=ADULTS("5(3)-(5)"),
        ),
        _health(
            key="england-public-health",
            kind=ComplaintType.PUBLIC_HEALTH,
            exclusions=PUBLIC_HEALTH("25(1)"),
            at_once=PUBLIC_HEALTH("25(1)"),
            late=PUBLIC_HEALTH("27"),
            late_certainty=_TEXT,
            notice=PUBLIC_HEALTH("25(2)-(3)"),
            representative=None,
        ),
        _code(CODE, CORPORATE, ComplaintType.CORPORATE, CODE("2.2"), _TEXT, CODE_APPLIES),
        _code(HOUSING, "england-housing", ComplaintType.HOUSING, HOUSING("2.3"), _SECOND),
        Destination(key="uk-data-protection", type=ComplaintType.DATA_PROTECTION, statutory=True),
    )
}

CODE_STEPS_BACK: Final = Rule("the Ombudsman's Code does not apply where a statutory procedure exists", CODE("scope"), _SECOND)
OWN_PROCEDURE: Final = "the council's own corporate procedure is in force on that day"
NO_OTHER: Final = "this library holds no other for that day; the council may have had one of its own"
UNCHECKED: Final = _GENERAL
OTHER_PEOPLE: Final = england_children.OTHER_PEOPLE


def late(limit: TimeLimit) -> Discretion:
    """The decision on a late complaint under a procedure that this table does not know, by that procedure's own limit."""
    says = f"it is late: {limit.comment}" if limit.comment else "it is late: whether it is considered is for the authority"
    return Discretion(
        question=Question.ACCEPT_LATE, rule=Rule(says, limit.cite, limit.certainty), ground=RefusalGround.OUT_OF_TIME
    )
