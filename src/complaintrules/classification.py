"""The vocabularies: closed lists of codes, each with its label, its meaning and where it comes from.

None is statutory unless its source says so. A council maps its own words onto these; an unknown word is an error that names
the nearest members.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable
from typing import Final, Self

import attrs

from complaintrules._code_enum import Codes
from complaintrules._council_words import COUNCIL_WORDS, UNSURE_WORDS, folded, foldings
from complaintrules.errors import UnknownKeyError, WrongTypeError

__all__ = [
    "OUTCOME_WORDS",
    "ActionType",
    "Advocacy",
    "Capacity",
    "Complainant",
    "ComplaintType",
    "Concerning",
    "Considered",
    "DisputedFact",
    "FeedbackType",
    "Function",
    "HousingFinding",
    "Intermediary",
    "Investigator",
    "Lead",
    "Learning",
    "Manner",
    "OmbudsmanDecision",
    "Outcome",
    "OutcomeWords",
    "Question",
    "Reason",
    "RefusalGround",
    "Route",
    "SuspensionGround",
    "Verdict",
    "Vocabulary",
]

_SHROPSHIRE = "Shropshire annual report 2016/17"
_REGULATIONS = "SI 2006/1738"
_GUIDANCE = "Getting the Best from Complaints"
_OMBUDSMAN = "Ombudsman's annual reviews since 2013/14"
_HOUSING_OMBUDSMAN = "Housing Ombudsman, what findings it can make"


class Vocabulary(Codes):
    """A closed list of codes. Each member is its code, and knows its label, meaning and source."""

    label: str
    meaning: str
    source: str

    def __new__(cls, code: str, label: str, meaning: str, source: str) -> Self:
        """Keep the words beside the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.meaning = meaning
        member.source = source
        return member

    @classmethod
    def from_code(cls, code: str) -> Self:
        """The member with this code, forgiving in case, punctuation and plurals.

        Raises:
            WrongTypeError: The code is not a string.
            UnknownKeyError: There is no such code; the message names the nearest.

        Example:
            >>> Outcome.from_code("Partly Upheld")
            <Outcome.PARTLY_UPHELD: 'partly-upheld'>
        """
        return cls._find(code, ("codes",))

    @classmethod
    def from_label(cls, label: str) -> Self:
        """The member that people mean by a word: its label, its code, or a word that a council is known to write for it.

        Forgiving in case, hyphens, white space, apostrophes and plurals. JSON takes codes alone, exactly as they are.

        Raises:
            WrongTypeError: The label is not a string.
            UnknownKeyError: There is no such label, and the message names the nearest; or it can mean more than one, and the
                message names those.

        Example:
            >>> Outcome.from_label("Partially Upheld - "), ActionType.from_label("apologies")
            (<Outcome.PARTLY_UPHELD: 'partly-upheld'>, <ActionType.APOLOGY: 'apology'>)
        """
        return cls._find(label, ("labels", "codes", "other"))

    @classmethod
    def _find(cls, wanted: str, layers: tuple[str, ...]) -> Self:
        """The member that a word means, in the first layer of words that has the word."""
        if not isinstance(wanted, str):
            raise WrongTypeError(vocabulary_name(cls), wanted, "a string")
        known = _words_of(cls)
        for layer in layers:
            found = known[layer].get(folded(wanted), ())
            if len(found) == 1:
                return next(member for member in cls if member.value == found[0])
            if found:
                raise unknown_code(cls, wanted, means=found)
        raise unknown_code(cls, wanted)


@functools.cache
def _words_of(vocabulary: type[Vocabulary]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The words of a vocabulary, folded, each with the codes that it can mean."""
    other = [(each.words, each.code) for each in COUNCIL_WORDS if each.vocabulary == vocabulary.__name__]
    other += [(each.words, code) for each in UNSURE_WORDS if each.vocabulary == vocabulary.__name__ for code in each.codes]
    if vocabulary is Outcome:
        other += [(word, outcome.value) for words in OUTCOME_WORDS.values() for outcome, word in words.words]
    layers = {
        "codes": [(member.value, member.value) for member in vocabulary],
        "labels": [(member.label, member.value) for member in vocabulary],
        "other": other,
    }
    return {layer: _gathered(words) for layer, words in layers.items()}


def _gathered(words: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, code in words:
        for key in foldings(word):
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), code)))
    return found


def unknown_code(vocabulary: type[enum.StrEnum], wanted: str, *, means: tuple[str, ...] = ()) -> UnknownKeyError:
    """The error for a word that a vocabulary does not know: its nearest members, and the other vocabularies that have it.

    Args:
        vocabulary: The vocabulary.
        wanted: The word.
        means: The codes that it can mean, where it can mean more than one.
    """
    return UnknownKeyError(
        vocabulary_name(vocabulary),
        wanted,
        tuple(member.value for member in vocabulary),
        labels=tuple((member.label, member.value) for member in vocabulary if isinstance(member, Vocabulary)),
        means=means,
        elsewhere=tuple(
            vocabulary_name(other)
            for other in Vocabulary.__subclasses__()
            if other.__module__ == __name__ and wanted in {member.value for member in other}
        ),
    )


def vocabulary_name(vocabulary: type[enum.Enum]) -> str:
    """What a vocabulary is called in a message: ``SuspensionGround`` is a ``suspension ground``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", vocabulary.__name__).lower()


class Complainant(Vocabulary):
    """Who complained. The three "other" classes alone need the decision on interest (SI 2006/1738 reg 12)."""

    CHILD = (
        "child",
        "Child or young person",
        "a child looked after, in need, or under a special guardianship order",
        _REGULATIONS,
    )
    CARE_LEAVER = (
        "care-leaver",
        "Care leaver",
        "a person within s 24D of the Children Act 1989",
        "Children Act 1989 s 24D",
    )
    PARENT = "parent", "Parent", "a parent of the child", _REGULATIONS
    PARENTAL_RESPONSIBILITY = (
        "parental-responsibility",
        "Person with parental responsibility",
        "not a parent, but with parental responsibility",
        _REGULATIONS,
    )
    FOSTER_CARER = "foster-carer", "Foster carer", "a local authority foster parent", _REGULATIONS
    SPECIAL_GUARDIAN = (
        "special-guardian",
        "Special guardian",
        "a special guardian, or one who asked to be assessed",
        _REGULATIONS,
    )
    ADOPTER = (
        "adopter",
        "Adopter or adopted person",
        "someone within s 26(3B) of the Children Act 1989",
        "Children Act 1989 s 26(3B)",
    )
    ADVOCATE = "advocate", "Advocate", "an advocate acting for the child, whose own class counts", _SHROPSHIRE
    OTHER_RELATIVE = "other-relative", "Other relative", "a relative who is not one of those above", _SHROPSHIRE
    OTHER_PERSON = "other-person", "Other person", "anyone else who may have sufficient interest", _REGULATIONS
    PROFESSIONAL = "professional", "Professional", "someone who complains in a professional capacity", _SHROPSHIRE
    ANONYMOUS = "anonymous", "Anonymous", "nobody knows who complained, and nobody can be answered", "the sector's own words"


class Intermediary(Vocabulary):
    """Who carries a complaint for the complainant. They do not make it, and never decide the class of the complainant."""

    MEMBER_OF_PARLIAMENT = (
        "member-of-parliament",
        "Member of parliament",
        "a member of parliament, who writes for a constituent",
        "the sector's own words",
    )
    COUNCILLOR = "councillor", "Councillor", "a member of a council, who writes for a resident", "the sector's own words"
    SOLICITOR = "solicitor", "Solicitor", "a lawyer, who writes for a client", "the sector's own words"
    ADVOCATE = (
        "advocate",
        "Advocate",
        "an advocate, of the authority's arrangements or another's, who speaks for somebody",
        "the sector's own words",
    )
    FRIEND = "friend", "Friend or relative", "a friend or a relative, who speaks for somebody", "the sector's own words"
    ORGANISATION = (
        "organisation",
        "Advice or support organisation",
        "a charity, an advice agency or a group, which writes for somebody",
        "the sector's own words",
    )
    OTHER = "other", "Somebody else", "anybody else who carries another's complaint", "the sector's own words"


class Advocacy(Vocabulary):
    """Where a request for an advocate stood when the representations were received (SI 2006/1738 reg 14(3)(b))."""

    NOT_REQUESTED = "not-requested", "Not asked for", "no advocate had been asked for", _REGULATIONS
    REQUESTED = "requested", "Asked for", "one had been asked for and none was appointed yet", _REGULATIONS
    APPOINTED = "appointed", "Appointed", "an advocate had already been appointed", _REGULATIONS


class Reason(Vocabulary):
    """Why someone complained: one main reason, and any number of further ones."""

    LACK_OF_SERVICE = (
        "lack-of-service",
        "Lack of service",
        "a service, or the customer care expected with it, was not provided",
        _SHROPSHIRE,
    )
    QUALITY_OF_WORK = "quality-of-work", "Quality of work", "poor quality of work", _SHROPSHIRE
    COMMUNICATION = "communication", "Communication", "poor communication, or none", _SHROPSHIRE
    DECISION = "decision", "Decision", "disagreement with a decision", _SHROPSHIRE
    DELAY = "delay", "Delay", "delay in a decision or a service", "Shropshire, Lincolnshire, Croydon"
    STAFF_CONDUCT = "staff-conduct", "Staff conduct", "attitude or behaviour of staff", "Shropshire, Bradford, Havering"
    PROCEDURE_NOT_FOLLOWED = (
        "procedure-not-followed",
        "Procedure not followed",
        "the procedure was not followed",
        "Shropshire annual report 2014/15",
    )
    ASSESSMENT = "assessment", "Assessment", "needs, or what an assessment or plan says of them", "Shropshire, Croydon"
    INCORRECT_INFORMATION = (
        "incorrect-information",
        "Incorrect information",
        "wrong or inaccurate information",
        "Havering, Eden",
    )
    CONFIDENTIALITY = (
        "confidentiality",
        "Confidentiality",
        "personal information was not kept safe",
        "Lincolnshire, Shropshire",
    )
    FINANCE = "finance", "Finance", "charging, payment or cost", "Wirral, Buckinghamshire"
    DISCRIMINATION = "discrimination", "Discrimination", "unfair treatment", "Eden"
    POLICY = "policy", "Policy", "a policy itself and its effect", _GUIDANCE
    OTHER = "other", "Other", "none of these", "any list"


class Outcome(Vocabulary):
    """What became of a complaint. The first four are findings; the others follow from what happened."""

    UPHELD = "upheld", "Upheld", "found to be justified", _SHROPSHIRE
    PARTLY_UPHELD = "partly-upheld", "Partly upheld", "some of its points were found to be justified", _SHROPSHIRE
    NOT_UPHELD = "not-upheld", "Not upheld", "no point was found to be justified", _SHROPSHIRE
    NO_FINDING = "no-finding", "No finding", "considered, and no finding could be made", _SHROPSHIRE
    RESOLVED = "resolved", "Resolved", "settled without a finding", "Scottish model procedure"
    WITHDRAWN = "withdrawn", "Withdrawn", "withdrawn by the complainant", _REGULATIONS
    OUTSIDE_JURISDICTION = (
        "outside-jurisdiction",
        "Outside jurisdiction",
        "not this council's, or not this procedure's",
        _SHROPSHIRE,
    )
    OUT_OF_TIME = "out-of-time", "Out of time", "not accepted because it came late", _REGULATIONS
    # Law and guidance give the grounds; no list of outcomes that was read has a word for them together.
    NOT_ACCEPTED = (
        "not-accepted",
        "Not accepted",
        "not accepted on another ground: no sufficient interest, considered before, left out by law, a representative refused",
        "the grounds of refusal",
    )
    SUSPENDED = "suspended", "Suspended", "not considered because of concurrent proceedings", _REGULATIONS

    @property
    def is_finding(self) -> bool:
        """Whether a response, or one point of it, can carry this outcome."""
        return self in _FINDINGS


@attrs.frozen
class OutcomeWords:
    """What another body calls our outcomes. An outcome that it has no word for is left out.

    Attributes:
        key: Its name in data.
        title: Whose words they are.
        source: Where they stand.
        words: Each outcome with their word for it.
    """

    key: str
    title: str
    source: str
    words: tuple[tuple[Outcome, str], ...]

    def word(self, outcome: Outcome) -> str | None:
        """Their word for an outcome; None where they have none.

        Example:
            >>> OUTCOME_WORDS["ombudsman"].word(Outcome.PARTLY_UPHELD)
            'upheld'
        """
        return dict(self.words).get(outcome)

    def outcomes(self, word: str) -> tuple[Outcome, ...]:
        """The outcomes they call by one word.

        Raises:
            UnknownKeyError: They have no such word; the message names the nearest.
        """
        found = tuple(outcome for outcome, theirs in self.words if theirs == word)
        if not found:
            raise UnknownKeyError(f"word of {self.title}", word, tuple(dict.fromkeys(theirs for _, theirs in self.words)))
        return found


OUTCOME_WORDS: Final = {
    words.key: words
    for words in (
        OutcomeWords(
            "ombudsman",
            "the Ombudsman",
            _OMBUDSMAN,
            ((Outcome.UPHELD, "upheld"), (Outcome.PARTLY_UPHELD, "upheld"), (Outcome.NOT_UPHELD, "not upheld")),
        ),
        # The regulations do not say whether partly upheld is well founded; this library counts it so, and says it.
        OutcomeWords(
            "si-2009-309",
            "the adults' regulations",
            "SI 2009/309 reg 18",
            (
                (Outcome.UPHELD, "well founded"),
                (Outcome.PARTLY_UPHELD, "well founded"),
                (Outcome.NOT_UPHELD, "not well founded"),
            ),
        ),
        OutcomeWords(
            "scottish-model",
            "the Scottish model procedure",
            "Scottish model complaints handling procedure",
            (
                (Outcome.UPHELD, "upheld"),
                (Outcome.PARTLY_UPHELD, "partially upheld"),
                (Outcome.NOT_UPHELD, "not upheld"),
                (Outcome.RESOLVED, "resolved"),
            ),
        ),
    )
}
"""What other bodies call our outcomes, by key."""

_FINDINGS = frozenset({Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD, Outcome.NO_FINDING})


class OmbudsmanDecision(Vocabulary):
    """What the Ombudsman decided on a case."""

    UPHELD = "upheld", "Upheld", "fault was found, wholly or in part", _OMBUDSMAN
    NOT_UPHELD = "not-upheld", "Not upheld", "no fault was found", _OMBUDSMAN
    CLOSED_AFTER_ENQUIRIES = (
        "closed-after-enquiries",
        "Closed after initial enquiries",
        "not investigated after a first look",
        _OMBUDSMAN,
    )
    REFERRED_BACK = (
        "referred-back",
        "Referred back for local resolution",
        "the council is to finish its own procedure",
        _OMBUDSMAN,
    )
    ADVICE_GIVEN = "advice-given", "Advice given", "the person was advised where to turn", _OMBUDSMAN
    INVALID = "invalid", "Invalid or incomplete", "there was not enough to consider", _OMBUDSMAN


class HousingFinding(Vocabulary):
    """What the Housing Ombudsman found on one point of a complaint to a landlord. One determination may hold several.

    Read on the Housing Ombudsman's own page of findings; the Scheme itself was not to hand.
    """

    SEVERE_MALADMINISTRATION = (
        "severe-maladministration",
        "Severe maladministration",
        "the gravest failure, with a serious effect on the resident",
        _HOUSING_OMBUDSMAN,
    )
    MALADMINISTRATION = (
        "maladministration",
        "Maladministration",
        "a failure that adversely affected the resident",
        _HOUSING_OMBUDSMAN,
    )
    SERVICE_FAILURE = (
        "service-failure",
        "Service failure",
        "a minor failing, and something still to be put right: a form of maladministration",
        _HOUSING_OMBUDSMAN,
    )
    MEDIATION = (
        "mediation",
        "Mediation",
        "resident and landlord agreed an outcome with the Ombudsman's help",
        _HOUSING_OMBUDSMAN,
    )
    REASONABLE_REDRESS = (
        "reasonable-redress",
        "Reasonable redress",
        "a failure that the landlord had put right by itself before the Ombudsman looked into it",
        _HOUSING_OMBUDSMAN,
    )
    NO_MALADMINISTRATION = (
        "no-maladministration",
        "No maladministration",
        "the landlord did what it had to; slight failings harmed nobody",
        _HOUSING_OMBUDSMAN,
    )
    OUTSIDE_JURISDICTION = (
        "outside-jurisdiction",
        "Outside jurisdiction",
        "the Ombudsman will not or cannot consider the point",
        _HOUSING_OMBUDSMAN,
    )
    WITHDRAWN = "withdrawn", "Withdrawn", "the resident withdrew it", _HOUSING_OMBUDSMAN


class Learning(Vocabulary):
    """What a complaint taught."""

    COMMUNICATION_INFORMATION = (
        "communication-information",
        "Communication and information",
        "how people are told things",
        _SHROPSHIRE,
    )
    ATTITUDE_BEHAVIOUR = "attitude-behaviour", "Attitude and behaviour", "of staff or of a service user", _SHROPSHIRE
    POLICY_IMPACT = "policy-impact", "Impact of a policy", "what a policy did to people", _SHROPSHIRE
    POLICY_DISSATISFACTION = "policy-dissatisfaction", "Dissatisfaction with a policy", "a policy itself", _SHROPSHIRE
    SERVICE_QUALITY = "service-quality", "Quality of a service", "how good a service was", _SHROPSHIRE
    SERVICE_DELIVERY = "service-delivery", "Delivery of a service", "whether a service was given at all", _SHROPSHIRE


class ActionType(Vocabulary):
    """What was promised or done: an action, or a remedy. An apology is not an admission."""

    APOLOGY = "apology", "Apology", "someone apologised", _SHROPSHIRE
    SERVICE_CHANGE = "service-change", "Change of service", "a service is changed, reviewed or provided", _SHROPSHIRE
    TRAINING_GUIDANCE = "training-guidance", "Training or guidance", "staff are trained or guided", _SHROPSHIRE
    CUSTOMER_CARE = "customer-care", "Customer care", "how customers are dealt with", _SHROPSHIRE
    POLICY_CHANGE = "policy-change", "Change of policy", "a policy or procedure is changed or reviewed", _SHROPSHIRE
    INFORMATION_EXPLANATION = (
        "information-explanation",
        "Information or explanation",
        "something is explained or published",
        _SHROPSHIRE,
    )
    RECONSIDER_DECISION = (
        "reconsider-decision",
        "Decision reconsidered",
        "a decision is taken again",
        "Ombudsman's remedies",
    )
    REASSESSMENT = "reassessment", "Reassessment", "needs are assessed again", "Ombudsman's remedies"
    RECORD_CORRECTION = (
        "record-correction",
        "Record corrected",
        "a record is amended or added to",
        "Ombudsman's remedies",
    )
    FINANCIAL_REDRESS = (
        "financial-redress",
        "Financial redress",
        "for a loss, or for distress, time and trouble",
        "Ombudsman's remedies",
    )
    MONITORING = "monitoring", "Monitoring", "something is watched over", "Ombudsman's remedies"
    STAFFING_CHANGE = "staffing-change", "Change of staffing", "who does the work is changed", "Ombudsman's remedies"
    NONE = "none", "None", "nothing was to be done", _SHROPSHIRE


class SuspensionGround(Vocabulary):
    """The proceedings for which a matter must not be considered, if they would be prejudiced (SI 2006/1738 reg 8(1))."""

    COURT_OR_TRIBUNAL = (
        "court-or-tribunal",
        "Court or tribunal",
        "the complainant has said in writing that they take or intend it",
        _REGULATIONS,
    )
    DISCIPLINARY = "disciplinary", "Disciplinary proceedings", "the authority takes or proposes them", _REGULATIONS
    CRIMINAL_INVESTIGATION = (
        "criminal-investigation",
        "Criminal investigation",
        "one in contemplation of proceedings, of which the authority was told",
        _REGULATIONS,
    )
    CRIMINAL_PROCEEDINGS = (
        "criminal-proceedings",
        "Criminal proceedings",
        "pending, of which the authority was told",
        _REGULATIONS,
    )


class RefusalGround(Vocabulary):
    """Why a complaint is not accepted."""

    OUT_OF_TIME = "out-of-time", "Out of time", "late, and not both limbs of the discretion", "SI 2006/1738 reg 9"
    NO_INTEREST = (
        "no-interest",
        "No sufficient interest",
        "the person has none in the child's welfare",
        "SI 2006/1738 reg 12",
    )
    ALREADY_CONSIDERED = (
        "already-considered",
        "Already considered",
        "it has been through the whole procedure",
        _GUIDANCE,
    )
    OUTSIDE_JURISDICTION = (
        "outside-jurisdiction",
        "Outside jurisdiction",
        "not this council's, or not this procedure's",
        _SHROPSHIRE,
    )
    EXCLUDED = "excluded", "Excluded", "the regulations leave it out", "SI 2009/309 reg 8(1); SI 2012/3094 reg 25(1)"
    REPRESENTATIVE = (
        "representative",
        "Representative refused",
        "a representative without reasonable grounds, or not in the person's best interests",
        "SI 2009/309 reg 5",
    )


class Investigator(Vocabulary):
    """Who reports at stage 2 (SI 2006/1738 reg 17(2); the officer by guidance)."""

    INVESTIGATING_OFFICER = "investigating-officer", "Investigating officer", "who investigates and reports", _GUIDANCE
    INDEPENDENT_PERSON = (
        "independent-person",
        "Independent person",
        "neither a member nor an officer of the authority",
        _REGULATIONS,
    )


# --- the first day: what triage asks about, and what it answers

_CODE = "Complaint Handling Code"
_ADULTS = "SI 2009/309"
_TRIAGE = "the sector's own words"


class FeedbackType(Vocabulary):
    """What somebody's feedback is. Only a complaint belongs to a procedure; the rest is recorded."""

    COMPLAINT = "complaint", "Complaint", "dissatisfaction about a service, written or spoken", _SHROPSHIRE
    COMPLIMENT = "compliment", "Compliment", "praise", _SHROPSHIRE
    COMMENT = "comment", "Comment", "a suggestion, or a question whether something could be done differently", _SHROPSHIRE
    ENQUIRY = "enquiry", "Enquiry", "anything else that was recorded", _SHROPSHIRE
    SERVICE_REQUEST = "service-request", "Service request", "a request for a service, and not a complaint", f"{_CODE} para 1.2"


class ComplaintType(Vocabulary):
    """Which type of procedure a complaint runs under."""

    STATUTORY_CHILDREN = (
        "statutory-children",
        "Statutory, children's",
        "representations about children's social care",
        _SHROPSHIRE,
    )
    STATUTORY_ADULT = "statutory-adult-social-care", "Statutory, adult social care", "under SI 2009/309", _SHROPSHIRE
    PUBLIC_HEALTH = "public-health", "Public health", "under Part 5 of SI 2012/3094", "SI 2012/3094"
    CORPORATE = "corporate", "Corporate", "any other service of the council", _SHROPSHIRE
    HOUSING = "housing", "Housing (landlord)", "about the council as a landlord", "Housing Ombudsman's Code"
    DATA_PROTECTION = "data-protection", "Data protection", "about personal data", "Data Protection Act 2018 s 164A"
    OMBUDSMAN_REFERRAL = "ombudsman-referral", "Ombudsman referral", "sent to the council by the Ombudsman", _SHROPSHIRE


class Function(Vocabulary):
    """What a matter of complaint is about: the function of the council that decides which procedure it belongs to."""

    CHILDREN_PART_3 = (
        "children-part-3",
        "Support for children and families",
        "any function under Part 3 of the Children Act 1989: children in need, looked after and leaving care",
        "Children Act 1989 s 26(3)",
    )
    CHILDREN_ORDERS = (
        "children-orders",
        "Care, supervision, assessment and emergency protection",
        "the functions under Parts 4 and 5 of the Children Act 1989 that the regulations list",
        "SI 2006/1738 reg 3",
    )
    ADOPTION = "adoption", "Adoption", "the adoption functions that the regulations list", "SI 2006/1738 reg 4"
    SPECIAL_GUARDIANSHIP = (
        "special-guardianship",
        "Special guardianship support",
        "support to special guardians and the children in their care",
        "SI 2006/1738 reg 5",
    )
    FOSTERING_LIMIT = (
        "fostering-limit",
        "Fostering limit",
        "exemption from the usual number of fostered children",
        "SI 2006/1738 reg 23",
    )
    CHILD_PROTECTION_ENQUIRY = (
        "child-protection-enquiry",
        "Child protection enquiry",
        "an enquiry under s 47 of the Children Act 1989",
        "SI 2006/1738 reg 3",
    )
    COURT_REPORT = (
        "court-report",
        "Report to a court",
        "a report under s 7 or s 37 of the Children Act 1989",
        "SI 2006/1738 reg 3",
    )
    FOSTER_CARER_APPROVAL = (
        "foster-carer-approval",
        "Approval of foster carers",
        "the assessment and registration of foster carers",
        _GUIDANCE,
    )
    ADULT_SOCIAL_CARE = "adult-social-care", "Adult social care", "the council's social services for adults", _ADULTS
    PUBLIC_HEALTH = "public-health", "Public health", "the council's public health functions", "SI 2012/3094 Part 5"
    LANDLORD = "landlord", "Landlord", "a tenancy: repairs, rents, estates, neighbours", "Housing Ombudsman's Code"
    HOUSING_ADVICE = (
        "housing-advice",
        "Other housing services",
        "housing services other than a landlord's, such as allocations and advice",
        _CODE,
    )
    EDUCATION = (
        "education",
        "Education and skills",
        "the council's own services for education; not what a school did",
        _SHROPSHIRE,
    )
    OTHER_SERVICE = "other-service", "Any other service", "any other service of the council", _CODE
    DATA_PROTECTION = (
        "data-protection",
        "Personal data",
        "how the council handled somebody's personal data",
        "Data Protection Act 2018 s 164A",
    )
    FREEDOM_OF_INFORMATION = (
        "freedom-of-information",
        "Freedom of information",
        "how a request for information was answered",
        "SI 2009/309 reg 8(1)",
    )
    ENVIRONMENTAL_INFORMATION = (
        "environmental-information",
        "Environmental information",
        "how a request for environmental information was answered",
        _TRIAGE,
    )
    SCHOOL = "school", "School", "what a school or its staff did", "Education Act 2002 s 29"
    CHILDRENS_HOME = (
        "childrens-home-or-fostering-agency",
        "Children's home or fostering agency",
        "what a children's home or a fostering agency did",
        _TRIAGE,
    )
    COUNCILLOR_CONDUCT = "councillor-conduct", "Councillor's conduct", "how a member of the council behaved", _TRIAGE
    HOMELESSNESS_DECISION = (
        "homelessness-decision",
        "Homelessness decision",
        "a decision on somebody's homelessness, as against how they were treated",
        _TRIAGE,
    )
    EMPLOYMENT = "employment", "Employment", "an employee's own employment, pay or pension", "SI 2009/309 reg 8(1)"
    PRIVATE_CARE = (
        "privately-arranged-care",
        "Privately arranged care",
        "what a care provider did for an adult who arranged the care and pays for it",
        "Local Government Act 1974 Part 3A",
    )
    HEALTH_SERVICE = (
        "health-service",
        "Health service",
        "what a health body did: a hospital, a surgery, a nurse",
        "SI 2009/309 reg 9",
    )


class Route(Vocabulary):
    """A way to put something right that has no clock in this library: triage names it and goes no further."""

    FREEDOM_OF_INFORMATION_REVIEW = (
        "freedom-of-information-review",
        "Freedom of information review",
        "the council reviews its own answer; no statute sets a limit",
        _TRIAGE,
    )
    ENVIRONMENTAL_INFORMATION_REVIEW = (
        "environmental-information-review",
        "Environmental information review",
        "the council reconsiders its own answer",
        _TRIAGE,
    )
    SCHOOL_COMPLAINT = (
        "school-complaint",
        "The school's own procedure",
        "the governing body's procedure: outside the council's jurisdiction",
        "Education Act 2002 s 29",
    )
    PROVIDER_COMPLAINT = (
        "provider-complaint",
        "The home's or the agency's own procedure",
        "children's homes and fostering agencies have their own",
        _TRIAGE,
    )
    COUNCILLOR_CONDUCT = "councillor-conduct", "Councillor conduct", "the council's arrangements for its members", _TRIAGE
    HOMELESSNESS_REVIEW = "homelessness-review", "Homelessness review", "a review of the decision", _TRIAGE
    EMPLOYMENT = "employment", "Employment procedures", "the employer's grievance and pension procedures", "SI 2009/309 reg 8(1)"
    CARE_PROVIDER_COMPLAINT = (
        "care-provider-complaint",
        "The care provider's own procedure",
        "a registered care provider has its own; after it the Ombudsman looks at privately arranged care",
        "SI 2014/2936 reg 16",
    )
    HEALTH_BODY = "health-body", "The health body's own procedure", "under the same regulations as adult social care", _ADULTS
    JOINT_WITH_HEALTH_BODY = (
        "joint-with-health-body",
        "One answer with the health body",
        "the bodies co-operate and answer together; one of them leads",
        "SI 2009/309 reg 9",
    )
    ANONYMOUS_REPORT = (
        "anonymous-report",
        "Recorded and looked into",
        "nobody can be answered, so no procedure runs; what was said is not put aside for that",
        _TRIAGE,
    )


class Concerning(Vocabulary):
    """Whom a complaint is about: the person whose care or services are at issue."""

    LOOKED_AFTER_CHILD = (
        "looked-after-child",
        "Looked-after child",
        "a child looked after by the authority",
        "Children Act 1989 s 26(3)",
    )
    CHILD_IN_NEED = "child-in-need", "Child in need", "a child in need who is not looked after", "Children Act 1989 s 26(3)"
    CHILD_NOT_IN_NEED = (
        "child-not-in-need",
        "Another child",
        "a child who is neither looked after nor in need",
        "Children Act 1989 s 26(3)",
    )
    ADOPTED_CHILD = (
        "adopted-child",
        "Child adopted or to be adopted",
        "a child who is neither looked after nor in need, and is adopted or may be",
        "Children Act 1989 s 26(3B)",
    )
    SPECIAL_GUARDIANSHIP_CHILD = (
        "special-guardianship-child",
        "Child under special guardianship",
        "a child who is neither looked after nor in need, and is under a special guardianship order",
        "Children Act 1989 s 26(3C)",
    )
    CARE_LEAVER = "care-leaver", "Care leaver", "a person within s 24D of the Children Act 1989", "Children Act 1989 s 24D"
    ADULT = "adult", "Adult", "an adult who is not a care leaver", _ADULTS


class Capacity(Vocabulary):
    """In what capacity somebody complains."""

    OWN_BEHALF = "own-behalf", "For themselves", "in their own name", _ADULTS
    AT_REQUEST = "at-request", "At somebody's request", "for somebody who asked them to", _ADULTS
    FOR_A_CHILD = "for-a-child", "For a child", "as the representative of a child", "SI 2009/309 reg 5(3)-(5)"
    FOR_ONE_WITHOUT_CAPACITY = (
        "for-one-without-capacity",
        "For someone without capacity",
        "as the representative of someone who lacks capacity",
        "SI 2009/309 reg 5(3)-(5)",
    )
    RESPONSIBLE_BODY = (
        "responsible-body",
        "As another body",
        "as another body that has to have a procedure of its own",
        "SI 2009/309 reg 8(1)",
    )


class Manner(Vocabulary):
    """How a complaint was made. One that was first said and then written is still oral."""

    ORALLY = "orally", "Orally", "said, by telephone or face to face", _REGULATIONS
    IN_WRITING = "in-writing", "In writing", "in a letter, an e-mail or a form", _REGULATIONS
    BOTH = "both", "Orally, then in writing", "said first, and put in writing later", _REGULATIONS


class Considered(Vocabulary):
    """What became of the same complaint before."""

    NEVER = "never", "Never before", "nobody has considered it", _TRIAGE
    THROUGHOUT = "throughout", "To the end", "it has been through the whole of its procedure", _GUIDANCE
    OMBUDSMAN = "by-the-ombudsman", "By an Ombudsman", "an Ombudsman investigates it, or has done so", "SI 2009/309 reg 8(1)"


class Lead(Vocabulary):
    """Which body leads where a complaint concerns two bodies that answer together."""

    COUNCIL = "council", "The council", "it co-ordinates and sends the one answer", "SI 2009/309 reg 9"
    HEALTH_BODY = "health-body", "The health body", "it co-ordinates and sends the one answer", "SI 2009/309 reg 9"


class DisputedFact(Vocabulary):
    """A fact that an authority gives and the complaint itself may dispute: triage takes none of them as settled."""

    FEEDBACK = "feedback", "Whether it is a complaint", "they say it is one, and it was put down as something else", _TRIAGE
    CONCERNING = (
        "concerning",
        "Whom it is about",
        "whether a child is in need or looked after, whether somebody is a care leaver, or how old they are",
        _TRIAGE,
    )
    COMPLAINANT = "complainant", "Who complains", "what the complainant is to the person it is about", _TRIAGE
    CONSIDERED = "considered", "Whether it is the same complaint", "whether this is what was considered before", _TRIAGE
    RESOLVED = "resolved", "Whether it was resolved", "whether it was resolved to the complainant's satisfaction", _TRIAGE
    LANDLORD = "landlord", "Whose home it is", "whether the council is the landlord, or answers for the home", _TRIAGE
    ARRANGEMENT = (
        "arrangement",
        "Who arranged the care",
        "whether the council arranged the care, or should have",
        _TRIAGE,
    )


class Question(Vocabulary):
    """What the law leaves for the authority to decide on the first day. Each is answered with yes or no."""

    PREJUDICE = (
        "prejudice",
        "Prejudice to other proceedings",
        "would considering the matter prejudice the proceedings or the investigation?",
        "SI 2006/1738 reg 8(1)",
    )
    ACCEPT_LATE = (
        "accept-late",
        "Acceptance out of time",
        "is the complaint considered although it was made late?",
        "SI 2006/1738 reg 9(2); SI 2009/309 reg 12; SI 2012/3094 reg 27; the Codes",
    )
    INTEREST = (
        "interest",
        "Sufficient interest",
        "has the person sufficient interest in the child's welfare?",
        "SI 2006/1738 reg 12",
    )
    REPRESENTATIVE = (
        "representative",
        "Representative",
        "are there reasonable grounds for a representative, who acts in the person's best interests?",
        "SI 2009/309 reg 5(3)-(5)",
    )
    CONSIDER_AGAIN = (
        "consider-again",
        "Consideration again",
        "is the complaint considered again although it has been through the whole procedure?",
        _GUIDANCE,
    )
    PROCEEDINGS = (
        "proceedings",
        "Consideration beside a court",
        "is the complaint considered although the matter is before a court or tribunal?",
        _TRIAGE,
    )
    STANDING = (
        "standing",
        "Standing in dispute",
        "is the complaint taken as one that the section covers, as it says it is?",
        "Children Act 1989 s 26(3), 24D",
    )
    NEW_MATTER = (
        "new-matter",
        "Sameness in dispute",
        "is the complaint taken as a new one, not the one considered before, as it says it is?",
        _ADULTS,
    )
    LANDLORD = (
        "landlord",
        "Landlord in dispute",
        "is the council taken to answer for the home, as the complaint says?",
        "Housing Ombudsman's Code",
    )
    ARRANGEMENT = (
        "arrangement",
        "Arrangement in dispute",
        "is it taken, as the complaint says, that the council arranged the care or should have?",
        _ADULTS,
    )


class Verdict(Vocabulary):
    """What triage answers about one part of a complaint."""

    ACCEPTED = "accepted", "Accepted", "it belongs to the procedure, and nothing known stands against it", _TRIAGE
    TO_DECIDE = "to-decide", "To be decided", "the law leaves a decision to the authority", _TRIAGE
    TO_ASK = "to-ask", "More to be known", "a fact is missing on which the answer turns", _TRIAGE
    NOT_ACCEPTED = "not-accepted", "Not accepted", "not considered, for the reason given", _TRIAGE
    REDIRECTED = "redirected", "Redirected", "it has a way of its own, without a clock here", _TRIAGE
    NO_PROCEDURE = (
        "no-procedure",
        "No procedure here",
        "this library holds none for that day; the council may have its own",
        _TRIAGE,
    )
