"""The vocabularies: closed lists of codes, each with its label, its meaning and where it comes from.

None is statutory unless its source says so. A council maps its own words onto these; an unknown word is an error that names
the nearest members.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Self

from complaintrules.errors import UnknownKeyError, WrongTypeError

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHROPSHIRE = "Shropshire annual report 2016/17"
_REGULATIONS = "SI 2006/1738"
_GUIDANCE = "Getting the Best from Complaints"
_OMBUDSMAN = "Ombudsman's annual reviews since 2013/14"
_PUNCTUATION = re.compile(r"[\W_]+")


class Vocabulary(enum.StrEnum):
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
        """The member with this code, forgiving in case and punctuation.

        Raises:
            WrongTypeError: The code is no text.
            UnknownKeyError: There is no such code; the message names the nearest.

        Example:
            >>> Outcome.from_code("Partly Upheld")
            <Outcome.PARTLY_UPHELD: 'partly-upheld'>
        """
        return cls._find(code, [(member.value, member) for member in cls])

    @classmethod
    def from_label(cls, label: str) -> Self:
        """The member with this label, forgiving in case and punctuation.

        Raises:
            WrongTypeError: The label is no text.
            UnknownKeyError: There is no such label; the message names the nearest.
        """
        return cls._find(label, [(member.label, member) for member in cls])

    @classmethod
    def _find(cls, wanted: str, members: Iterable[tuple[str, Self]]) -> Self:
        if not isinstance(wanted, str):
            raise WrongTypeError(vocabulary_name(cls), wanted, "a text")
        known = {_plain(word): member for word, member in members}
        try:
            return known[_plain(wanted)]
        except KeyError:
            raise UnknownKeyError(vocabulary_name(cls), wanted, tuple(member.value for member in cls)) from None


def _plain(word: str) -> str:
    return _PUNCTUATION.sub("-", word.casefold()).strip("-")


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
    OTHER_RELATIVE = "other-relative", "Other relative", "a relative with none of the standings above", _SHROPSHIRE
    OTHER_PERSON = "other-person", "Other person", "anyone else who may have sufficient interest", _REGULATIONS
    PROFESSIONAL = "professional", "Professional", "someone who complains in a professional capacity", _SHROPSHIRE


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
    SUSPENDED = "suspended", "Suspended", "not considered because of concurrent proceedings", _REGULATIONS

    @property
    def is_finding(self) -> bool:
        """Whether a response, or one point of it, can carry this outcome."""
        return self in _FINDINGS


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
        "one in contemplation of proceedings, of which it was told",
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
    EXCLUDED = "excluded", "Excluded", "of a kind that the regulations leave out", "SI 2009/309 reg 8(1); SI 2012/3094 reg 25(1)"
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
