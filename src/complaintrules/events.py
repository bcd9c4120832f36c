"""The events of a complaint: dated facts, one small frozen class each.

Every event has `on`, the day of the act, and may have `received_on`, the day it reached the other side; an arrival that
nobody recorded stays None and is never made up. ``Received`` alone has no `received_on`: its `on` is the arrival.

Three days are derived from these:

- `arrived`: the day the other side had it. A clock that another party's act starts runs from this day.
- `done_on`: the day the act was done, which is the day it was sent. It decides whether the act was in time.
- `filed_on`: the day on which the file shows it. For an act of the authority's own, or a joint one, that is the day of the act;
  for anyone else's, the day it arrived. A history is in order of these days.
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final, TypeVar

import attrs

from complaintrules._argument_checks import check_day, check_member, check_name, check_string, check_tuple, member_from
from complaintrules._code_enum import Codes
from complaintrules._old_pickles import reads_older
from complaintrules.classification import (
    ActionType,
    Advocacy,
    Complainant,
    Concerning,
    HousingFinding,
    Intermediary,
    Investigator,
    Learning,
    OmbudsmanDecision,
    Outcome,
    Reason,
    RefusalGround,
    SuspensionGround,
)
from complaintrules.errors import InvalidEventError, WrongTypeError

__all__ = [
    "EVENTS",
    "Acknowledged",
    "Action",
    "ActionConfirmed",
    "AdvocateAppointed",
    "AdvocateRequested",
    "AnswerCorrected",
    "ChairAppointed",
    "Closed",
    "ClosedAsDuplicate",
    "ConsentGiven",
    "DecisionNotified",
    "DelayExplained",
    "DiscussionDeclined",
    "EnquiryAnswered",
    "EscalationRequested",
    "Event",
    "Extended",
    "Finding",
    "IndependentPersonAppointed",
    "InterestDecided",
    "InvestigationReported",
    "LateRequestDecided",
    "LearningPoint",
    "NotAccepted",
    "NoticePublished",
    "OfficerReportCirculated",
    "OfficerReportConsidered",
    "OmbudsmanDecided",
    "OmbudsmanEnquired",
    "OmbudsmanFinding",
    "PanelArranged",
    "PanelMet",
    "PanelReported",
    "PanelRequested",
    "PapersCirculated",
    "Party",
    "PeriodSet",
    "PlanAgreed",
    "ProcedureExplained",
    "ProceedingsEnded",
    "ProviderAcknowledged",
    "Received",
    "RecordFinalised",
    "ReferredToOmbudsman",
    "RefusalNotified",
    "Reopened",
    "ReportConsidered",
    "ReportIssued",
    "Rerouted",
    "Resolved",
    "Responded",
    "Resubmitted",
    "SentToProvider",
    "StageSkipped",
    "StartDateAgreed",
    "Suspended",
    "TermsConfirmed",
    "WithdrawalConfirmed",
    "WithdrawalTakenBack",
    "Withdrawn",
    "overall_outcome",
]

_E = TypeVar("_E", bound=enum.Enum)


class Party(Codes):
    """Who acts, and whom a rule binds."""

    AUTHORITY = "authority"
    COMPLAINANT = "complainant"
    BOTH = "both"
    INVESTIGATOR = "investigator"
    PANEL = "panel"
    PROVIDER = "provider"
    OMBUDSMAN = "ombudsman"
    OTHERS = "others"

    @property
    def words(self) -> str:
        """The party as a sentence names it."""
        return "the authority and the complainant" if self is Party.BOTH else _NAMED.get(self, f"the {self.value}")


# Asked at every event: see `_code_enum`.
_AUTHORITY: Final = Party.AUTHORITY
_BOTH: Final = Party.BOTH

_NAMED: Final = {
    Party.INVESTIGATOR: "the investigator",
    Party.PROVIDER: "the service provider",
    Party.OMBUDSMAN: "the Ombudsman",
    Party.OTHERS: "someone else",
}


# --- fields, each checked as it is set


def _check_day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_day(f"{_name(instance)}.{attribute.name}", value)


def _check_string(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_string(f"{_name(instance)}.{attribute.name}", value)


def _check_name(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_name(f"{_name(instance)}.{attribute.name}", value)


def _check_flag(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if type(value) is not bool:
        raise WrongTypeError(f"{_name(instance)}.{attribute.name}", value, "True or False")


def _check_count(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if type(value) is not int:
        raise WrongTypeError(f"{_name(instance)}.{attribute.name}", value, "a whole number")
    if value < 1:
        raise InvalidEventError(_name(instance), attribute.name, value, "must be 1 or more")


def _check_member(vocabulary: type[enum.Enum]) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        check_member(f"{_name(instance)}.{attribute.name}", value, vocabulary)

    return check


def _check_each(
    member: Callable[[object, attrs.Attribute[Any], object], None],
) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    def check(instance: object, attribute: attrs.Attribute[Any], values: Any) -> None:
        for value in values:
            member(instance, attribute, value)

    return check


def _name(instance: object) -> str:
    return getattr(instance, "key", type(instance).__name__)


def as_tuple(values: Any) -> Any:
    """Any collection becomes a tuple; a string is left for the check to refuse, for its letters are not a list."""
    return values if isinstance(values, str) or not hasattr(values, "__iter__") else tuple(values)


def _sequence(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_tuple(f"{_name(instance)}.{attribute.name}", value)


def _day() -> Any:
    return attrs.field(validator=_check_day)


def _maybe(check: Callable[..., None]) -> Any:
    return attrs.field(default=None, validator=attrs.validators.optional(check))


def _member(vocabulary: type[_E], default: _E) -> Any:
    return attrs.field(default=default, validator=_check_member(vocabulary))


def _many(check: Callable[..., None]) -> Any:
    return attrs.field(default=(), converter=as_tuple, validator=[_sequence, _check_each(check)])


# --- what an answer may carry


_WAYS: Final = {
    Outcome.RESOLVED: "the event 'resolved'; at a stage that has none, 'withdrawn' with the reason",
    Outcome.WITHDRAWN: "the event 'withdrawn'",
    Outcome.OUTSIDE_JURISDICTION: "the event 'not-accepted' with the ground 'outside-jurisdiction'",
    Outcome.OUT_OF_TIME: "the event 'not-accepted' with the ground 'out-of-time'",
    Outcome.NOT_ACCEPTED: (
        "the event 'not-accepted' with any other ground, or 'interest-decided' where the interest is not sufficient"
    ),
    Outcome.SUSPENDED: "the event 'suspended'",
}
"""Which event gives each outcome that no answer can state."""


def _check_finding(instance: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    check_member(f"{_name(instance)}.{attribute.name}", value, Outcome)
    if not value.is_finding:
        right = f"an answer is upheld, partly-upheld, not-upheld or no-finding; {value.value!r} follows from {_WAYS[value]}"
        raise InvalidEventError(_name(instance), attribute.name, value.value, right)


@attrs.frozen(kw_only=True)
class Finding:
    """What was found on one point of complaint.

    Attributes:
        point: The point, by the words or the number it has in ``Received.points``.
        outcome: Upheld, partly upheld, not upheld, or no finding.
    """

    key: ClassVar[str] = "finding"
    point: str = attrs.field(validator=_check_name)
    outcome: Outcome = attrs.field(validator=_check_finding)


@attrs.frozen(kw_only=True)
class LearningPoint:
    """One thing learned from a complaint.

    Attributes:
        code: What was learned.
        note: What exactly.
    """

    key: ClassVar[str] = "learning"
    code: Learning = attrs.field(validator=_check_member(Learning))
    note: str | None = _maybe(_check_string)


PENNY: Final = decimal.Decimal("0.01")
_MOST_POUNDS: Final = 1_000_000_000


def _check_amount(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if type(value) is not decimal.Decimal:
        raise WrongTypeError(
            f"{_name(instance)}.{attribute.name}", value, "a decimal.Decimal of pounds, such as Decimal('250.00')"
        )
    if not (value.is_finite() and 0 < value < _MOST_POUNDS):
        raise InvalidEventError(_name(instance), attribute.name, value, "must be more than 0 and less than a thousand million")
    if value != value.quantize(PENNY):
        raise InvalidEventError(_name(instance), attribute.name, value, "has parts of a penny")


@reads_older
@attrs.frozen(kw_only=True)
class Action:
    """One thing promised, recommended or done because of a complaint.

    Attributes:
        code: Which action or remedy.
        owner: Who does it: a reference of the council's own, never a name.
        due: The day by which it was promised, or is to be done.
        done: The day it was done; None while it is not.
        note: Anything else, such as what exactly is to be done.
        amount: The money of a financial redress, in pounds.
    """

    key: ClassVar[str] = "action"
    code: ActionType = attrs.field(validator=_check_member(ActionType))
    owner: str | None = _maybe(_check_name)
    due: dt.date | None = _maybe(_check_day)
    done: dt.date | None = _maybe(_check_day)
    note: str | None = _maybe(_check_string)
    amount: decimal.Decimal | None = _maybe(_check_amount)

    def __attrs_post_init__(self) -> None:
        """Refuse money on any action but financial redress."""
        if self.amount is not None and self.code is not ActionType.FINANCIAL_REDRESS:
            why = "only 'financial-redress' has an amount; record the money as an action of its own"
            raise InvalidEventError(self.key, "amount", self.amount, why)


@attrs.frozen(kw_only=True)
class OmbudsmanFinding:
    """What the Housing Ombudsman found on one point of complaint.

    Attributes:
        code: What was found.
        point: The point, by the words or the number it has in ``Received.points``; None where nobody recorded it.
    """

    key: ClassVar[str] = "ombudsman-finding"
    code: HousingFinding = attrs.field(validator=_check_member(HousingFinding))
    point: str | None = _maybe(_check_name)


def _ombudsman_findings(values: Iterable[OmbudsmanFinding | HousingFinding]) -> Any:
    """A bare code becomes a finding whose point nobody recorded."""
    return _each(as_tuple(values), lambda value: OmbudsmanFinding(code=value) if type(value) is HousingFinding else value)


def _learning_points(values: Iterable[LearningPoint | Learning]) -> Any:
    """A bare code becomes a learning point without further words."""
    return _each(as_tuple(values), lambda value: LearningPoint(code=value) if type(value) is Learning else value)


def _actions(values: Iterable[Action | ActionType]) -> Any:
    """A bare code becomes an action without owner or dates."""
    return _each(as_tuple(values), lambda value: Action(code=value) if type(value) is ActionType else value)


def _each(values: Any, change: Callable[[Any], Any]) -> Any:
    return tuple(change(value) for value in values) if type(values) is tuple else values


_CODES: Final[dict[type, type[enum.Enum]]] = {LearningPoint: Learning, Action: ActionType}


def _check_instance(wanted: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if type(value) is not wanted:
            code = _CODES.get(wanted)
            cure = member_from(code, value) if code is not None else ""
            article = "an" if wanted.__name__[0] in "AEIOU" else "a"
            raise WrongTypeError(f"{_name(instance)}.{attribute.name}", value, f"{article} {wanted.__name__}", cure)

    return check


def overall_outcome(findings: Iterable[Finding]) -> Outcome | None:
    """The outcome that follows from the findings on each point; None where there are none.

    Points without a finding do not count. All upheld is upheld, none upheld is not upheld, anything else partly upheld.

    >>> overall_outcome([Finding(point="1", outcome=Outcome.UPHELD), Finding(point="2", outcome=Outcome.NO_FINDING)])
    <Outcome.UPHELD: 'upheld'>
    """
    outcomes = {finding.outcome for finding in findings}
    if not outcomes:
        return None
    found = outcomes - {Outcome.NO_FINDING}
    if not found:
        return Outcome.NO_FINDING
    return found.pop() if len(found) == 1 else Outcome.PARTLY_UPHELD


# --- the events


@attrs.frozen(kw_only=True)
class Event:
    """A dated fact. The parent of every event; not one itself.

    Attributes:
        on: The day of the act.
        note: Anything a reader of the file should know.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    actor: ClassVar[Party]

    on: dt.date = _day()
    note: str | None = _maybe(_check_string)

    @property
    def arrived(self) -> dt.date:
        """The day it reached the other side; the day of the act where no arrival was recorded."""
        return self.on

    @property
    def arrival_known(self) -> bool:
        """Whether `arrived` is a recorded fact."""
        return True

    @property
    def done_on(self) -> dt.date:
        """The day the act was done: an act is done when it is sent."""
        return self.on

    @property
    def filed_on(self) -> dt.date:
        """The day that places the event in the file."""
        return self.on

    @property
    def actors(self) -> frozenset[Party]:
        """Whose act it is."""
        return frozenset({self.actor})

    @property
    def case_outcome(self) -> Outcome | None:
        """The outcome that the event gives the whole case; None where it gives none."""
        return None

    @property
    def refusal(self) -> RefusalGround | None:
        """The ground on which the event refuses a complaint, or a later stage of it; None where it refuses nothing.

        A refusal to go on takes nothing from what was found before: `complaintrules.Case.outcome` is then what was found.
        """
        return None


@reads_older
@attrs.frozen(kw_only=True)
class Received(Event):
    """A complaint reached the authority.

    Attributes:
        orally: Whether it was made orally; of representations about children this decides how stage 2 starts.
        complainant: The class of person who complained; None where nobody recorded it.
        through: Who carried the complaint for them, such as a member of parliament; None where nobody did. It decides
            nothing: the class is that of the person who complains.
        under_18: Whether the complainant is a child though their class does not say so (a young parent, a sibling).
        concerning: Whom it is about: a looked-after child, say; None where nobody recorded it.
        advocate: Where a request for an advocate stood on this day.
        grounds_on: The day the grounds for complaint arose.
        noticed_on: The day the person affected first had notice of the matter.
        made_on: The day it was sent or said, where that is not the day of receipt.
        reason: The main reason.
        further_reasons: Any other reasons.
        points: The points of complaint, each as its number or in the words a finding will use.
    """

    key = "received"
    title = "Complaint received"
    actor = Party.COMPLAINANT

    orally: bool = attrs.field(default=False, validator=_check_flag)
    complainant: Complainant | None = _maybe(_check_member(Complainant))
    through: Intermediary | None = _maybe(_check_member(Intermediary))
    under_18: bool = attrs.field(default=False, validator=_check_flag)
    concerning: Concerning | None = _maybe(_check_member(Concerning))
    advocate: Advocacy = _member(Advocacy, Advocacy.NOT_REQUESTED)
    grounds_on: dt.date | None = _maybe(_check_day)
    noticed_on: dt.date | None = _maybe(_check_day)
    made_on: dt.date | None = _maybe(_check_day)
    reason: Reason | None = _maybe(_check_member(Reason))
    further_reasons: tuple[Reason, ...] = _many(_check_member(Reason))
    points: tuple[str, ...] = _many(_check_name)

    def __attrs_post_init__(self) -> None:
        """Refuse days that contradict each other."""
        for field in ("made_on", "grounds_on", "noticed_on"):
            day = getattr(self, field)
            if day is not None and day > self.on:
                raise InvalidEventError(self.key, field, day, f"lies after the day of receipt, {self.on}")
        if self.grounds_on is not None and self.noticed_on is not None and self.noticed_on < self.grounds_on:
            raise InvalidEventError(self.key, "noticed_on", self.noticed_on, f"lies before the grounds arose, {self.grounds_on}")
        if len(set(self.points)) != len(self.points):
            raise InvalidEventError(self.key, "points", self.points, "two points have the same words")

    @property
    def known_on(self) -> dt.date | None:
        """The later of the day the grounds arose and the day of notice, which never comes first; None if neither is known."""
        return self.noticed_on or self.grounds_on

    @property
    def done_on(self) -> dt.date:
        """The day the complaint was made: sent or said."""
        return self.made_on or self.on


@attrs.frozen(kw_only=True)
class Sent(Event):
    """An event that one party does and another learns of. The parent of every event but `Received`; not one itself.

    Attributes:
        received_on: The day it reached the other side; None where nobody recorded it.
    """

    received_on: dt.date | None = _maybe(_check_day)

    def __attrs_post_init__(self) -> None:
        """Refuse an arrival before the act."""
        if self.received_on is not None and self.received_on < self.on:
            raise InvalidEventError(self.key, "received_on", self.received_on, f"lies before the act itself, {self.on}")

    def _refuse_day_passed(self, field: str, act: str) -> None:
        """Refuse a day that had already passed when it was named."""
        day: dt.date | None = getattr(self, field)
        if day is not None and day < self.on:
            raise InvalidEventError(self.key, field, day, f"lies before the day of the {act} itself, {self.on}")

    @property
    def arrived(self) -> dt.date:
        """The day it reached the other side; the day of the act where no arrival was recorded."""
        return self.received_on or self.on

    @property
    def arrival_known(self) -> bool:
        """Whether `arrived` is a recorded fact."""
        return self.received_on is not None

    @property
    def filed_on(self) -> dt.date:
        """The act for the authority's own and for joint acts, the arrival for everyone else's."""
        actor = self.actor
        return self.on if actor is _AUTHORITY or actor is _BOTH else self.received_on or self.on


@attrs.frozen(kw_only=True)
class Acknowledged(Sent):
    """The authority acknowledged the complaint, or the request that came last."""

    key, title, actor = "acknowledged", "Acknowledged", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class ProcedureExplained(Sent):
    """The authority gave details of the procedure and of advocacy."""

    key, title, actor = "procedure-explained", "Procedure explained", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class InterestDecided(Sent):
    """The authority decided whether an "other person" has sufficient interest in the child's welfare.

    Attributes:
        sufficient: Whether they have.
    """

    key, title, actor = "interest-decided", "Interest decided", Party.AUTHORITY
    sufficient: bool = attrs.field(validator=_check_flag)

    @property
    def case_outcome(self) -> Outcome | None:
        """Without sufficient interest nothing further is done under the procedure."""
        return None if self.sufficient else Outcome.NOT_ACCEPTED

    @property
    def refusal(self) -> RefusalGround | None:
        """That there is no sufficient interest, where it was decided so."""
        return None if self.sufficient else RefusalGround.NO_INTEREST


@attrs.frozen(kw_only=True)
class AdvocateRequested(Sent):
    """The complainant asked for an advocate after the complaint was received."""

    key, title, actor = "advocate-requested", "Advocate asked for", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class AdvocateAppointed(Sent):
    """An advocate was appointed."""

    key, title, actor = "advocate-appointed", "Advocate appointed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class StartDateAgreed(Sent):
    """At the complainant's request, both agreed a later day on which stage 1 starts.

    Attributes:
        start: The day agreed.
    """

    key, title, actor = "start-date-agreed", "Later start agreed", Party.BOTH
    start: dt.date = _day()


@attrs.frozen(kw_only=True)
class DiscussionDeclined(Sent):
    """The complainant did not take up the offer to discuss how the complaint will be handled."""

    key, title, actor = "discussion-declined", "Discussion declined", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class PlanAgreed(Sent):
    """Both agreed how the complaint will be handled, and by when it will be answered.

    Attributes:
        until: The day agreed for the answer.
    """

    key, title, actor = "plan-agreed", "Plan agreed", Party.BOTH
    until: dt.date = _day()

    def __attrs_post_init__(self) -> None:
        """Refuse a day for the answer that has already passed."""
        Sent.__attrs_post_init__(self)
        self._refuse_day_passed("until", "agreement")


@attrs.frozen(kw_only=True)
class PeriodSet(Sent):
    """The authority itself set the time for the answer, because the offer to discuss it was not taken up.

    Attributes:
        until: The day set for the answer.
    """

    key, title, actor = "period-set", "Response period set", Party.AUTHORITY
    until: dt.date = _day()

    def __attrs_post_init__(self) -> None:
        """Refuse a day for the answer that has already passed."""
        Sent.__attrs_post_init__(self)
        self._refuse_day_passed("until", "setting")


@attrs.frozen(kw_only=True)
class ConsentGiven(Sent):
    """The complainant agreed that the complaint be sent to the service provider."""

    key, title, actor = "consent-given", "Consent to send it on given", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class SentToProvider(Sent):
    """The authority sent the complaint on to the service provider; `received_on` is when the provider had it."""

    key, title, actor = "sent-to-provider", "Sent to the provider", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class ProviderAcknowledged(Sent):
    """The service provider acknowledged the complaint."""

    key, title, actor = "provider-acknowledged", "Acknowledged by the provider", Party.PROVIDER


@attrs.frozen(kw_only=True)
class DelayExplained(Sent):
    """The authority told the complainant in writing why there is no answer yet."""

    key, title, actor = "delay-explained", "Delay explained", Party.AUTHORITY


@reads_older
@attrs.frozen(kw_only=True)
class Extended(Sent):
    """The authority told the complainant that an answer will take longer.

    Attributes:
        until: The new last day.
        why: The reason given.
        limit: The key of the time limit extended; needed only where more than one running limit could be meant.
        agreed: Whether the party whose agreement the rule asks for agreed; None where nobody recorded it.
    """

    key, title, actor = "extended", "Time extended", Party.AUTHORITY
    until: dt.date = _day()
    why: str | None = _maybe(_check_string)
    limit: str | None = _maybe(_check_name)
    agreed: bool | None = _maybe(_check_flag)

    def __attrs_post_init__(self) -> None:
        """Refuse an extension that ends before it could begin."""
        Sent.__attrs_post_init__(self)
        if self.until <= self.on:
            raise InvalidEventError(self.key, "until", self.until, f"must lie after the day of the extension itself, {self.on}")


@attrs.frozen(kw_only=True)
class Responded(Sent):
    """The authority sent its answer.

    Attributes:
        stage: The stage it answers; may be left out where only one can be meant.
        outcome: Upheld, partly upheld, not upheld or no finding, as the answer says.
        findings: What was found on each point.
        learning: What was learned, the most important first; a bare code will do.
        actions: What was promised or done, the most important first; a bare code will do.
    """

    key, title, actor = "responded", "Answer sent", Party.AUTHORITY
    stage: int | None = _maybe(_check_count)
    outcome: Outcome | None = _maybe(_check_finding)
    findings: tuple[Finding, ...] = _many(_check_instance(Finding))
    learning: tuple[LearningPoint, ...] = attrs.field(
        default=(), converter=_learning_points, validator=[_sequence, _check_each(_check_instance(LearningPoint))]
    )
    actions: tuple[Action, ...] = attrs.field(
        default=(), converter=_actions, validator=[_sequence, _check_each(_check_instance(Action))]
    )

    @property
    def overall_outcome(self) -> Outcome | None:
        """The outcome that follows from the findings; where there are none, the one stated."""
        return overall_outcome(self.findings) or self.outcome

    @property
    def outcome_agrees(self) -> bool:
        """Whether the outcome stated, if any, is the one that follows from the findings, if any."""
        return not self.findings or self.outcome is None or self.outcome is self.overall_outcome

    @property
    def case_outcome(self) -> Outcome | None:
        """The outcome of the answer."""
        return self.overall_outcome


@attrs.frozen(kw_only=True)
class AnswerCorrected(Sent):
    """The authority corrected the answer it had sent last: what it found is now this; that answer and its day stay on file.

    Attributes:
        outcome: What the answer now says; None where that has not changed.
        findings: What is now found on each point; none where that has not changed.
        learning: What was learned besides, the most important first; a bare code will do.
        actions: What was promised or done besides, the most important first; a bare code will do.
        why: What was wrong.
    """

    key, title, actor = "answer-corrected", "Answer corrected", Party.AUTHORITY
    outcome: Outcome | None = _maybe(_check_finding)
    findings: tuple[Finding, ...] = _many(_check_instance(Finding))
    learning: tuple[LearningPoint, ...] = attrs.field(
        default=(), converter=_learning_points, validator=[_sequence, _check_each(_check_instance(LearningPoint))]
    )
    actions: tuple[Action, ...] = attrs.field(
        default=(), converter=_actions, validator=[_sequence, _check_each(_check_instance(Action))]
    )
    why: str | None = _maybe(_check_string)

    @property
    def overall_outcome(self) -> Outcome | None:
        """The outcome that follows from the findings; where there are none, the one stated."""
        return overall_outcome(self.findings) or self.outcome

    @property
    def outcome_agrees(self) -> bool:
        """Whether the outcome stated, if any, is the one that follows from the findings, if any."""
        return not self.findings or self.outcome is None or self.outcome is self.overall_outcome

    @property
    def case_outcome(self) -> Outcome | None:
        """The outcome of the corrected answer, where the correction changes it."""
        return self.overall_outcome


@attrs.frozen(kw_only=True)
class Resolved(Sent):
    """The matters were resolved to the complainant's satisfaction.

    Attributes:
        learning: What was learned, the most important first; a bare code will do.
        actions: What was promised or done, the most important first; a bare code will do.
    """

    key, title, actor = "resolved", "Resolved", Party.BOTH
    learning: tuple[LearningPoint, ...] = attrs.field(
        default=(), converter=_learning_points, validator=[_sequence, _check_each(_check_instance(LearningPoint))]
    )
    actions: tuple[Action, ...] = attrs.field(
        default=(), converter=_actions, validator=[_sequence, _check_each(_check_instance(Action))]
    )

    @property
    def case_outcome(self) -> Outcome | None:
        """Settled without a finding."""
        return Outcome.RESOLVED


@attrs.frozen(kw_only=True)
class TermsConfirmed(Sent):
    """The authority confirmed in writing the terms on which matters were resolved."""

    key, title, actor = "terms-confirmed", "Terms of resolution confirmed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class StageSkipped(Sent):
    """Both agreed not to consider the complaint at stage 1."""

    key, title, actor = "stage-skipped", "Stage 1 skipped by agreement", Party.BOTH


@attrs.frozen(kw_only=True)
class EscalationRequested(Sent):
    """The complainant asked for the next stage."""

    key, title, actor = "escalation-requested", "Next stage asked for", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class RecordFinalised(Sent):
    """The authority produced the final written record of oral representations."""

    key, title, actor = "record-finalised", "Written record finalised", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class IndependentPersonAppointed(Sent):
    """The authority appointed the independent person of stage 2."""

    key, title, actor = "independent-person-appointed", "Independent person appointed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class InvestigationReported(Sent):
    """An investigator of stage 2 reported to the authority.

    Attributes:
        by: The investigating officer or the independent person; None where nobody recorded it.
        findings: What they found on each point.
    """

    key, title, actor = "investigation-reported", "Investigation reported", Party.INVESTIGATOR
    by: Investigator | None = _maybe(_check_member(Investigator))
    findings: tuple[Finding, ...] = _many(_check_instance(Finding))


@attrs.frozen(kw_only=True)
class PanelRequested(Sent):
    """The complainant asked for a review panel."""

    key, title, actor = "panel-requested", "Panel asked for", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class LateRequestDecided(Sent):
    """The authority decided what becomes of a request that came after its time.

    Attributes:
        accepted: Whether it is accepted all the same.
    """

    key, title, actor = "late-request-decided", "Late request decided", Party.AUTHORITY
    accepted: bool = attrs.field(validator=_check_flag)

    @property
    def refusal(self) -> RefusalGround | None:
        """That the request came late, where it is not accepted; what was found before stays the outcome."""
        return None if self.accepted else RefusalGround.OUT_OF_TIME


@attrs.frozen(kw_only=True)
class ChairAppointed(Sent):
    """The chair of the panel was appointed."""

    key, title, actor = "chair-appointed", "Panel chair appointed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class PanelArranged(Sent):
    """A day was fixed for the panel.

    Attributes:
        panel_on: The day.
        members: How many are to sit; None where nobody recorded it.
    """

    key, title, actor = "panel-arranged", "Panel arranged", Party.AUTHORITY
    panel_on: dt.date = _day()
    members: int | None = _maybe(_check_count)

    def __attrs_post_init__(self) -> None:
        """Refuse a day for the panel that has already passed."""
        Sent.__attrs_post_init__(self)
        self._refuse_day_passed("panel_on", "arrangement")


@attrs.frozen(kw_only=True)
class PapersCirculated(Sent):
    """The panel's papers were sent to those attending."""

    key, title, actor = "papers-circulated", "Panel papers circulated", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class PanelMet(Sent):
    """The panel met.

    Attributes:
        members: How many sat; None where nobody recorded it.
    """

    key, title, actor = "panel-met", "Panel met", Party.PANEL
    members: int | None = _maybe(_check_count)


@attrs.frozen(kw_only=True)
class PanelReported(Sent):
    """The panel sent its report."""

    key, title, actor = "panel-reported", "Panel reported", Party.PANEL


@attrs.frozen(kw_only=True)
class DecisionNotified(Sent):
    """The authority told those concerned its decision, the reasons, and what it will do."""

    key, title, actor = "decision-notified", "Decision notified", Party.AUTHORITY


_REFUSED: Final = {
    RefusalGround.OUT_OF_TIME: Outcome.OUT_OF_TIME,
    RefusalGround.OUTSIDE_JURISDICTION: Outcome.OUTSIDE_JURISDICTION,
}
"""The grounds that name an outcome of their own."""


@attrs.frozen(kw_only=True)
class NotAccepted(Sent):
    """The authority decided not to consider the complaint, or not at the stage asked for.

    Attributes:
        ground: Why.
    """

    key, title, actor = "not-accepted", "Not accepted", Party.AUTHORITY
    ground: RefusalGround = attrs.field(validator=_check_member(RefusalGround))

    @property
    def case_outcome(self) -> Outcome | None:
        """What the ground says: out of time, outside jurisdiction, or not accepted on another ground."""
        return _REFUSED.get(self.ground, Outcome.NOT_ACCEPTED)

    @property
    def refusal(self) -> RefusalGround | None:
        """The ground."""
        return self.ground


@attrs.frozen(kw_only=True)
class RefusalNotified(Sent):
    """The authority gave written reasons for not considering the complaint."""

    key, title, actor = "refusal-notified", "Reasons for refusal given", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class Suspended(Sent):
    """The authority decided that considering the complaint would prejudice other proceedings.

    Attributes:
        ground: Which proceedings.
        points: The points concerned, where it is not the whole complaint; each must be a point of the receipt. Where the receipt
            names no points, nobody can tell the others apart, and the whole is suspended.
    """

    key, title, actor = "suspended", "Suspended for other proceedings", Party.AUTHORITY
    ground: SuspensionGround = attrs.field(validator=_check_member(SuspensionGround))
    points: tuple[str, ...] = _many(_check_name)

    @property
    def case_outcome(self) -> Outcome | None:
        """Not considered, unless it is resubmitted."""
        return Outcome.SUSPENDED


@attrs.frozen(kw_only=True)
class ProceedingsEnded(Sent):
    """The other proceedings ended, or were dropped; `received_on` is when the authority learned of it."""

    key, title, actor = "proceedings-ended", "Other proceedings ended", Party.OTHERS


@reads_older
@attrs.frozen(kw_only=True)
class Resubmitted(Sent):
    """The complainant put the complaint forward again after other proceedings.

    The whole of it is considered afresh in its own case. Points that were suspended by themselves go on in a case of their own,
    which continues this one.

    Attributes:
        points: The points put forward again, where it is not all that were suspended.
        continued_by: The reference of the case in which they go on; None where nobody recorded it.
    """

    key, title, actor = "resubmitted", "Complaint resubmitted", Party.COMPLAINANT
    points: tuple[str, ...] = _many(_check_name)
    continued_by: str | None = _maybe(_check_name)


@attrs.frozen(kw_only=True)
class Withdrawn(Sent):
    """The complainant withdrew the complaint, orally or in writing.

    Attributes:
        reason: Why, if they said so; "resolved" where matters were settled after stage 1.
    """

    key, title, actor = "withdrawn", "Withdrawn", Party.COMPLAINANT
    reason: str | None = _maybe(_check_string)

    @property
    def case_outcome(self) -> Outcome | None:
        """Withdrawn, whatever was found before."""
        return Outcome.WITHDRAWN


@attrs.frozen(kw_only=True)
class WithdrawalTakenBack(Sent):
    """The complainant took the withdrawal back: the case is again in the state it was in before."""

    key, title, actor = "withdrawal-taken-back", "Withdrawal taken back", Party.COMPLAINANT


@attrs.frozen(kw_only=True)
class WithdrawalConfirmed(Sent):
    """The authority confirmed a withdrawal in writing."""

    key, title, actor = "withdrawal-confirmed", "Withdrawal confirmed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class Rerouted(Sent):
    """The complaint had been begun under the wrong procedure, and was moved to another. It goes on in a case of that procedure.

    Attributes:
        to: The key of the other procedure; the council's own name for it, where this library does not hold it.
        continued_by: The reference of the case in which it goes on; None where nobody recorded it.
        why: Why it belongs there.
    """

    key, title, actor = "rerouted", "Moved to another procedure", Party.AUTHORITY
    to: str = attrs.field(validator=_check_name)
    continued_by: str | None = _maybe(_check_name)
    why: str | None = _maybe(_check_string)


@attrs.frozen(kw_only=True)
class ClosedAsDuplicate(Sent):
    """The complaint had been made before, and goes on in the case of the first one alone.

    Attributes:
        of: The reference of that other case.
    """

    key, title, actor = "closed-as-duplicate", "Closed as a duplicate", Party.AUTHORITY
    of: str = attrs.field(validator=_check_name)


@attrs.frozen(kw_only=True)
class Reopened(Sent):
    """The authority took up again what it had answered, resolved, refused or closed: it is in the state before that.

    Attributes:
        why: The reason given.
    """

    key, title, actor = "reopened", "Taken up again", Party.AUTHORITY
    why: str | None = _maybe(_check_string)


@attrs.frozen(kw_only=True)
class ReferredToOmbudsman(Sent):
    """The complaint was put to the Ombudsman.

    Attributes:
        early: Whether authority and complainant put it there before the procedure was finished.
        agreed: Whether the complainant agreed to an early referral; None where nobody recorded it.
    """

    key, title, actor = "referred-to-ombudsman", "Put to the Ombudsman", Party.COMPLAINANT
    early: bool = attrs.field(default=False, validator=_check_flag)
    agreed: bool | None = _maybe(_check_flag)

    @property
    def actors(self) -> frozenset[Party]:
        """An early referral is the authority's act too."""
        return frozenset({self.actor, Party.AUTHORITY}) if self.early else frozenset({self.actor})


@attrs.frozen(kw_only=True)
class OmbudsmanEnquired(Sent):
    """The Ombudsman sent the authority an enquiry.

    Attributes:
        answer_by: The day the letter gives for the answer; it prevails over the usual time.
    """

    key, title, actor = "ombudsman-enquired", "Ombudsman enquired", Party.OMBUDSMAN
    answer_by: dt.date | None = _maybe(_check_day)

    def __attrs_post_init__(self) -> None:
        """Refuse a day for the answer that has already passed."""
        Sent.__attrs_post_init__(self)
        self._refuse_day_passed("answer_by", "enquiry")


@attrs.frozen(kw_only=True)
class EnquiryAnswered(Sent):
    """The authority answered the Ombudsman's enquiry."""

    key, title, actor = "enquiry-answered", "Enquiry answered", Party.AUTHORITY


@reads_older
@attrs.frozen(kw_only=True)
class OmbudsmanDecided(Sent):
    """The Ombudsman decided.

    Attributes:
        decision: What was decided; None where nobody recorded it, or the Ombudsman makes findings on points instead.
        findings: What the Housing Ombudsman found on each point; a bare code will do.
        recommendations: What the Ombudsman recommended or ordered, each with the day by which it is due and the day it was done;
            a bare code will do.
    """

    key, title, actor = "ombudsman-decided", "Ombudsman decided", Party.OMBUDSMAN
    decision: OmbudsmanDecision | None = _maybe(_check_member(OmbudsmanDecision))
    findings: tuple[OmbudsmanFinding, ...] = attrs.field(
        default=(), converter=_ombudsman_findings, validator=[_sequence, _check_each(_check_instance(OmbudsmanFinding))]
    )
    recommendations: tuple[Action, ...] = attrs.field(
        default=(), converter=_actions, validator=[_sequence, _check_each(_check_instance(Action))]
    )


@attrs.frozen(kw_only=True)
class Closed(Sent):
    """The file was closed. This is record-keeping only: it changes no state and stops no clock."""

    key, title, actor = "closed", "File closed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class ReportIssued(Sent):
    """The Ombudsman issued a public report about the authority; `received_on` is when the authority had it."""

    key, title, actor = "report-issued", "Public report issued", Party.OMBUDSMAN


@attrs.frozen(kw_only=True)
class NoticePublished(Sent):
    """The authority gave public notice of the report, in newspapers."""

    key, title, actor = "notice-published", "Public notice given", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class ReportConsidered(Sent):
    """The authority considered the report, and told the Ombudsman what it has done or will do."""

    key, title, actor = "report-considered", "Report considered", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class ActionConfirmed(Sent):
    """The authority confirmed to the Ombudsman that the action it proposed was taken."""

    key, title, actor = "action-confirmed", "Action confirmed", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class OfficerReportCirculated(Sent):
    """Copies of the monitoring officer's report were sent to the members."""

    key, title, actor = "officer-report-circulated", "Monitoring officer's report sent to members", Party.AUTHORITY


@attrs.frozen(kw_only=True)
class OfficerReportConsidered(Sent):
    """The authority met and considered the monitoring officer's report."""

    key, title, actor = "officer-report-considered", "Monitoring officer's report considered", Party.AUTHORITY


EVENTS: Final[dict[str, type[Event]]] = {
    event_type.key: event_type
    for event_type in tuple(globals().values())
    if isinstance(event_type, type) and issubclass(event_type, Event) and event_type not in {Event, Sent}
}
"""Every event by its key."""
