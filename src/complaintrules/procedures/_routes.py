"""Which procedure a complaint belongs to: the choice as a table, with the provision for each of its rules.

Three tables. `CHOICES` says of each function of a council where a complaint about it goes; `WHO_MAY_COMPLAIN` who may use the
children's procedure, and for whom; `DESTINATIONS` what has to be settled before a procedure takes a complaint. What the law
leaves to the authority is a `Discretion`: `complaintrules.routing` names it and never answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.classification import (
    Capacity,
    ComplaintType,
    Considered,
    FeedbackType,
    Function,
    Question,
    RefusalGround,
    Route,
    SuspensionGround,
)
from complaintrules.events import NotAccepted
from complaintrules.procedures import england_children, england_corporate, england_housing, local_corporate
from complaintrules.procedures._disputed_facts import (
    CLASS_NOT_SETTLED,
    DISPUTED_ARRANGEMENT,
    DISPUTED_COMPLAINANT,
    DISPUTED_CONCERNING,
    DISPUTED_LANDLORD,
    NOT_RESOLVED,
    disputed_sameness,
)
from complaintrules.procedures._route_sources import (
    ADULTS,
    CHILDREN,
    CHILDREN_ACT,
    CODE,
    DATA_PROTECTION,
    EDUCATION_ACT,
    FOSTERING_REGS,
    GUIDANCE,
    HOMES_REGS,
    HOUSING,
    HOUSING_ACT,
    INFORMATION_ACT,
    INFORMATION_REGS,
    LOCALISM_ACT,
    OMBUDSMAN_ACT,
    PROVIDER_REGS,
    PUBLIC_HEALTH,
)
from complaintrules.procedures._route_terms import (
    Choice,
    Destination,
    Discretion,
    Dispute,
    Exclusion,
    Rule,
    Wanted,
)
from complaintrules.procedures._who_may_complain import (
    ASK_COMPLAINANT,
    ASK_CONCERNING,
    ASK_THROUGH,
    NOT_ABOUT,
    NOT_NAMED,
    OTHER_PERSON,
    WHO_MAY_COMPLAIN,
)
from complaintrules.rules.law import Certainty, Source
from complaintrules.rules.terms import START

if TYPE_CHECKING:
    import datetime as dt

    from complaintrules.rules.law import Citation
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit

__all__ = [
    "ASK_COMPLAINANT",
    "ASK_CONCERNING",
    "ASK_THROUGH",
    "CLASS_NOT_SETTLED",
    "DISPUTED_COMPLAINANT",
    "DISPUTED_CONCERNING",
    "NOT_ABOUT",
    "NOT_NAMED",
    "NOT_RESOLVED",
    "OTHER_PERSON",
    "Choice",
    "Destination",
    "Discretion",
    "Dispute",
    "Rule",
    "Wanted",
]

_TEXT: Final = Certainty.TEXT
_SECOND: Final = Certainty.SECOND_SOURCE
_GENERAL: Final = Certainty.GENERAL_KNOWLEDGE


# --- what is not a complaint

NOT_A_COMPLAINT: Final = {
    FeedbackType.COMPLIMENT: Rule("a compliment is recorded; it is not a complaint", CODE("1.4"), _GENERAL),
    FeedbackType.COMMENT: Rule("a comment is recorded; it is not a complaint", CODE("1.4"), _GENERAL),
    FeedbackType.ENQUIRY: Rule("an enquiry is recorded; it is not a complaint", CODE("1.4"), _GENERAL),
    FeedbackType.SERVICE_REQUEST: Rule(
        "a request for a service is recorded; it is not a complaint. Dissatisfaction with how it is handled would be one",
        CODE("1.2"),
    ),
}
IS_COMPLAINT: Final = Rule("it is a complaint: dissatisfaction about a service", CODE("1.4"), _GENERAL)
# A compliment is nobody's grievance; whatever else was put down may have been meant as a complaint.
MAY_BE_A_COMPLAINT: Final = frozenset(NOT_A_COMPLAINT) - {FeedbackType.COMPLIMENT}
SAYS_COMPLAINT: Final = Rule(
    "they say that it is a complaint, and dissatisfaction is one whatever it was put down as", CODE("1.2"), _GENERAL
)
ASK_WHETHER_A_COMPLAINT: Final = Wanted(
    field="disputed", rule=Rule("do they say themselves that it is a complaint?", CODE("1.2"), _GENERAL)
)

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
        to=CORPORATE,
        rule=Rule("child protection enquiries are not among the functions listed", CHILDREN("3")),
        also=(
            Rule(
                "a council may consider them under the children's procedure all the same, and does well to do so where the rest "
                "of the complaint belongs there",
                GUIDANCE("child protection, paragraph not checked"),
                _GENERAL,
            ),
        ),
    ),
    Function.COURT_REPORT: Choice(
        to=CORPORATE,
        rule=Rule("reports to a court are not among the functions listed", CHILDREN("3")),
        also=(
            Rule(
                "what a report says is for the court that asked for it; a complaint can only be about how it was made",
                CHILDREN("3"),
                _GENERAL,
            ),
            Rule(
                "the Ombudsman cannot look at what was done in court proceedings, and is not named at the end",
                OMBUDSMAN_ACT("Schedule 5 paragraph 1"),
                _GENERAL,
            ),
        ),
        needs=(
            Wanted(
                field="proceedings",
                rule=Rule("are the proceedings for which the report was made still going on?", CODE("2.2"), _GENERAL),
            ),
        ),
        no_ombudsman=True,
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
        dispute=DISPUTED_LANDLORD,
    ),
    Function.HOUSING_ADVICE: Choice(to=CORPORATE, rule=Rule("no statutory procedure covers it", CODE("scope"), _SECOND)),
    Function.EDUCATION: Choice(
        to=CORPORATE,
        rule=Rule(
            "a council's own services for education have no statutory procedure here; a complaint about social care has",
            CODE("scope"),
            _GENERAL,
        ),
    ),
    Function.OTHER_SERVICE: Choice(to=CORPORATE, rule=Rule("no statutory procedure covers it", CODE("scope"), _SECOND)),
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
        to=REPRESENTATIONS,
        # The child's right comes first: the homes' and the agencies' procedures stand back for it.
        rule=Rule(
            "what a home or an agency does for a child whom the authority looks after or supports is done under Part 3",
            CHILDREN_ACT("26(3)"),
            _GENERAL,
        ),
        beside=Choice(
            to=Route.PROVIDER_COMPLAINT,
            rule=Rule(
                "a children's home has its own procedure, which does not take what is within the children's regulations",
                HOMES_REGS("39"),
            ),
            also=(
                Rule(
                    "an independent fostering agency has such a procedure too: it does not take it either, but records it",
                    FOSTERING_REGS("18"),
                ),
            ),
        ),
    ),
    Function.PRIVATE_CARE: Choice(
        to=Route.CARE_PROVIDER_COMPLAINT,
        rule=Rule("a registered care provider has its own procedure for complaints", PROVIDER_REGS("16")),
        also=(
            Rule(
                "after it the Ombudsman looks at care that somebody arranged and pays for themselves; what the council did, such "
                "as its assessment, stays with the adults' regulations",
                OMBUDSMAN_ACT("Part 3A"),
                _GENERAL,
            ),
        ),
        dispute=DISPUTED_ARRANGEMENT,
        contested="england-adult-social-care",
    ),
    Function.HEALTH_SERVICE: Choice(
        to=Route.HEALTH_BODY,
        rule=Rule(
            "a health body has its own procedure under the regulations; a complaint passed on counts as made to it", ADULTS("6")
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
ASK_RESOLVED: Final = "does the complainant say that it was not resolved? Whether they are satisfied is theirs to say"
ASK_GROUNDS: Final = "when did the grounds for complaint arise?"
ASK_NOTICED: Final = "when did the matter happen, and when did the complainant come to know of it?"


def _manner(cite: Citation, why: str, certainty: Certainty = Certainty.TEXT) -> Wanted:
    return Wanted(field="manner", rule=Rule(f"was it made orally or in writing? {why}", cite, certainty))


def _considered(cite: Citation, certainty: Certainty = Certainty.TEXT) -> Wanted:
    return Wanted(field="considered", rule=Rule("has the same complaint been considered before, and by whom?", cite, certainty))


# --- the destinations

_ANONYMOUS: Final = (
    "nobody put a name to it, so nobody can be answered and no procedure runs: it is recorded and looked into, and what is said "
    "about anybody's safety goes to safeguarding at once"
)
_ANONYMOUS_CHILDREN: Final = Rule(_ANONYMOUS, GUIDANCE("anonymous complaints, paragraph not checked"), _GENERAL)
# Neither Code's paragraph was read for this.
PROCEEDINGS: Final = (
    "the matter is before a court or tribunal: whether the complaint is considered all the same is for the council"
)


def _proceedings(cite: Citation) -> Discretion:
    return Discretion(
        question=Question.PROCEEDINGS,
        facts=(SuspensionGround.COURT_OR_TRIBUNAL,),
        rule=Rule(PROCEEDINGS, cite, _GENERAL),
        ground=RefusalGround.OUTSIDE_JURISDICTION,
    )


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
        dispute=disputed_sameness(_CONSIDERED_CHILDREN),
    ),
)
_WANTED_OF_REPRESENTATIONS: Final = (
    _manner(CHILDREN("17(5)"), "For oral representations, stage 2 starts with the written record."),
    Wanted(
        field="proceedings",
        rule=Rule("are there court, tribunal, disciplinary or criminal proceedings or investigations?", CHILDREN("8(1)")),
    ),
    _considered(_CONSIDERED_CHILDREN, _SECOND),
)
_TERMS: Final = Rule("it was resolved: the terms are confirmed in writing", CHILDREN("15(1)"))


# Until the Ombudsman applies the Code in casework, a council follows it by its own choice.
CASEWORK: Final = england_corporate.PROCEDURES[-1].amendments[0]
CODE_APPLIES: Final = Rule(
    f"the Ombudsman's Code is followed by the council's choice, and from {CASEWORK.on} {CASEWORK.says}", CODE("5.2")
)


BEFORE_THE_CODE: Final = Rule(
    "before the Ombudsman's Code each council had a procedure of its own, whose times this library does not hold",
    local_corporate.OWN("corporate complaints"),
    _GENERAL,
)
CODE_SINCE: Final = england_corporate.CODE_SINCE


def _code_destination(
    source: Source,
    key: str,
    complaint_type: ComplaintType,
    late: Citation,
    certainty: Certainty,
    *,
    since: dt.date,
    applies: Rule | None = None,
    before: Rule | None = None,
) -> Destination:
    """One edition of the Code."""
    stages = source("5.2")
    return Destination(
        key=key,
        type=complaint_type,
        since=since,
        before=before,
        applies=applies,
        anonymous=Rule(_ANONYMOUS, source("scope"), _GENERAL),
        discretions=(
            _proceedings(source("2.2")),
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
                dispute=disputed_sameness(stages),
            ),
        ),
        resolved=Rule(
            "it was resolved on the spot: there is no stage before the first, so it is logged there all the same, as resolved",
            stages,
            certainty,
        ),
        wanted=(_considered(stages, certainty),),
    )


def _health_destination(
    *,
    key: str,
    complaint_type: ComplaintType,
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
    sameness = disputed_sameness(exclusions)
    return Destination(
        key=key,
        type=complaint_type,
        statutory=True,
        anonymous=Rule(_ANONYMOUS, exclusions, _GENERAL),
        excluded=(
            Exclusion(
                fact=Capacity.RESPONSIBLE_BODY, rule=Rule("a complaint by another responsible body is left out", exclusions)
            ),
            Exclusion(
                fact=Considered.THROUGHOUT,
                rule=Rule("what has been investigated under the regulations is left out", exclusions),
                dispute=sameness,
            ),
            Exclusion(
                fact=Considered.OMBUDSMAN,
                rule=Rule("what an Ombudsman investigates, or has investigated, is left out", exclusions),
                dispute=sameness,
            ),
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
            "it was resolved, but not in a way that takes it outside the regulations: an answer is owed all the same", at_once
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
            anonymous=_ANONYMOUS_CHILDREN,
            who_may_complain=WHO_MAY_COMPLAIN,
            discretions=_REPRESENTATIONS,
            resolved=_TERMS,
            wanted=_WANTED_OF_REPRESENTATIONS,
        ),
        # Reg 23: without reg 12, and so without a question of interest.
        Destination(
            key="england-children-fostering-limit",
            type=ComplaintType.STATUTORY_CHILDREN,
            statutory=True,
            anonymous=_ANONYMOUS_CHILDREN,
            discretions=tuple(row for row in _REPRESENTATIONS if row.question is not Question.INTEREST),
            resolved=_TERMS,
            wanted=_WANTED_OF_REPRESENTATIONS,
        ),
        _health_destination(
            key="england-adult-social-care",
            complaint_type=ComplaintType.STATUTORY_ADULT,
            exclusions=ADULTS("8(1)"),
            at_once=ADULTS("8(1)(c)"),
            late=ADULTS("12"),
            late_certainty=_SECOND,
            notice=ADULTS("8(2)"),
            representative=ADULTS("5(3)-(5)"),
        ),
        _health_destination(
            key="england-public-health",
            complaint_type=ComplaintType.PUBLIC_HEALTH,
            exclusions=PUBLIC_HEALTH("25(1)"),
            at_once=PUBLIC_HEALTH("25(1)"),
            late=PUBLIC_HEALTH("27"),
            late_certainty=_TEXT,
            notice=PUBLIC_HEALTH("25(2)-(3)"),
            representative=None,
        ),
        _code_destination(
            CODE,
            CORPORATE,
            ComplaintType.CORPORATE,
            CODE("2.2"),
            _TEXT,
            since=CODE_SINCE,
            applies=CODE_APPLIES,
            before=BEFORE_THE_CODE,
        ),
        _code_destination(
            HOUSING, "england-housing", ComplaintType.HOUSING, HOUSING("2.3"), _SECOND, since=england_housing.STATUTORY_SINCE
        ),
        Destination(
            key="uk-data-protection",
            type=ComplaintType.DATA_PROTECTION,
            statutory=True,
            anonymous=Rule(_ANONYMOUS, DATA_PROTECTION("164A"), _GENERAL),
        ),
    )
}

CODE_STEPS_BACK: Final = Rule("the Ombudsman's Code does not apply where a statutory procedure exists", CODE("scope"), _SECOND)
OWN_PROCEDURE: Final = "the council's own corporate procedure is in force on that day"
NO_OTHER: Final = "this library holds no other for that day; the council may have had one of its own"
UNCHECKED: Final = _GENERAL
OTHER_PEOPLE: Final = england_children.OTHER_PEOPLE


def destination_of(procedure: Procedure, on: dt.date) -> Destination:
    """What has to be settled before a procedure takes a complaint received on a day."""
    known = DESTINATIONS.get(procedure.key)
    if known is None:
        return corporate(procedure)
    return known if known.is_said_of(on) else attrs.evolve(corporate(procedure), type=known.type)


def corporate(procedure: Procedure) -> Destination:
    """A procedure that this table does not know: only that a court may have the matter, as under the Codes.

    What is said of it is cited by its own provisions: where it opens a case, and where it refuses one.
    """
    opens = next(transition.cite for transition in procedure.transitions if START in transition.source)
    refuses = [transition.cite for transition in procedure.transitions if transition.event is NotAccepted]
    return Destination(
        key=procedure.key,
        type=ComplaintType.CORPORATE,
        discretions=tuple(_proceedings(cite) for cite in refuses[:1]),
        anonymous=Rule(_ANONYMOUS, opens, _GENERAL),
    )


def late(limit: TimeLimit) -> Discretion:
    """The decision on a late complaint under a procedure that this table does not know, by that procedure's own limit."""
    says = f"it is late: {limit.comment}" if limit.comment else "it is late: whether it is considered is for the authority"
    return Discretion(
        question=Question.ACCEPT_LATE, rule=Rule(says, limit.cite, limit.certainty), ground=RefusalGround.OUT_OF_TIME
    )
