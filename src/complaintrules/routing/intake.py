"""The facts known about a complaint on its first day: what `complaintrules.routing` judges.

Everything may be missing but what a matter is about: what is not known is None, and triage says what to ask next. What
contradicts itself is refused.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from complaintrules._argument_checks import check_day, check_member, check_name, check_tuple
from complaintrules._old_pickles import reads_older
from complaintrules.classification import (
    Advocacy,
    Capacity,
    Complainant,
    Concerning,
    Considered,
    DisputedFact,
    FeedbackType,
    Function,
    Intermediary,
    Lead,
    Manner,
    Question,
    SuspensionGround,
)
from complaintrules.errors import InvalidEventError, WrongTypeError, WrongValueError
from complaintrules.events import as_tuple

if TYPE_CHECKING:
    from complaintrules._json_values import Reading

__all__ = ["Decision", "Intake", "Subject", "load_intake"]


def _exactly(cls: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    """A check that a value is of a class itself, and not of a subclass."""

    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if issubclass(cls, enum.Enum):
            check_member(f"{_name(instance)}.{attribute.name}", value, cls)
        elif type(value) is not cls:
            wanted = "True or False" if cls is bool else f"a {cls.__name__}"
            raise WrongTypeError(f"{_name(instance)}.{attribute.name}", value, wanted)

    return check


def _check_string(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_name(f"{_name(instance)}.{attribute.name}", value)


def _check_day(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    check_day(f"{_name(instance)}.{attribute.name}", value)


def _each(cls: type) -> Callable[[object, attrs.Attribute[Any], object], None]:
    one = _exactly(cls)

    def check(instance: object, attribute: attrs.Attribute[Any], values: object) -> None:
        for value in check_tuple(f"{_name(instance)}.{attribute.name}", values):
            one(instance, attribute, value)

    return check


def _at_least_one(instance: object, attribute: attrs.Attribute[Any], values: object) -> None:
    if not values:
        raise WrongValueError(f"{_name(instance)}.{attribute.name}", values, "a subject concerns at least one function")


def _name(instance: object) -> str:
    return type(instance).__name__.lower()


def _maybe(cls: type) -> Any:
    return attrs.validators.optional(_exactly(cls))


@attrs.frozen(kw_only=True)
class Subject:
    """One matter of complaint, with what is known of it.

    Attributes:
        functions: The functions of the council that it concerns, one at least; they may belong to several procedures.
        point: Its number or its words, as a finding will name it.
        grounds_on: The day the grounds for complaint arose.
        noticed_on: The day the person affected first had notice of the matter.
        proceedings: Concurrent proceedings; empty where there are none, None where nobody knows.
        considered: What became of the same complaint before; None where nobody knows.
    """

    functions: tuple[Function, ...] = attrs.field(converter=as_tuple, validator=[_each(Function), _at_least_one])
    point: str | None = attrs.field(default=None, validator=attrs.validators.optional(_check_string))
    grounds_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    noticed_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    proceedings: tuple[SuspensionGround, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=attrs.validators.optional(_each(SuspensionGround))
    )
    considered: Considered | None = attrs.field(default=None, validator=_maybe(Considered))


@attrs.frozen(kw_only=True)
class Decision:
    """What the authority decided, where the law leaves the decision to it.

    Attributes:
        question: What was decided.
        answer: Yes or no; the meaning of the question says to what.
        on: The day of the decision.
        point: The subject it was decided for; None for every subject where the question arises.
    """

    question: Question = attrs.field(validator=_exactly(Question))
    answer: bool = attrs.field(validator=_exactly(bool))
    on: dt.date = attrs.field(validator=_check_day)
    point: str | None = attrs.field(default=None, validator=attrs.validators.optional(_check_string))


@attrs.frozen(kw_only=True)
class _Facts:
    """The fields of an intake, each checked by itself."""

    feedback: FeedbackType | None = attrs.field(default=None, validator=_maybe(FeedbackType))
    subjects: tuple[Subject, ...] = attrs.field(default=(), converter=as_tuple, validator=_each(Subject))
    received_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    made_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    manner: Manner | None = attrs.field(default=None, validator=_maybe(Manner))
    complainant: Complainant | None = attrs.field(default=None, validator=_maybe(Complainant))
    through: Intermediary | None = attrs.field(default=None, validator=_maybe(Intermediary))
    under_18: bool = attrs.field(default=False, validator=_exactly(bool))
    concerning: Concerning | None = attrs.field(default=None, validator=_maybe(Concerning))
    capacity: Capacity | None = attrs.field(default=None, validator=_maybe(Capacity))
    advocate: Advocacy = attrs.field(default=Advocacy.NOT_REQUESTED, validator=_exactly(Advocacy))
    resolved_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    landlord_is_council: bool | None = attrs.field(default=None, validator=_maybe(bool))
    corporate_procedure: str | None = attrs.field(default=None, validator=attrs.validators.optional(_check_string))
    disputed: tuple[DisputedFact, ...] | None = attrs.field(
        default=None, converter=as_tuple, validator=attrs.validators.optional(_each(DisputedFact))
    )
    lead: Lead | None = attrs.field(default=None, validator=_maybe(Lead))
    decisions: tuple[Decision, ...] = attrs.field(default=(), converter=as_tuple, validator=_each(Decision))


@reads_older
@attrs.frozen(kw_only=True)
class Intake(_Facts):
    """The facts known on the first day. None is for what nobody knows yet.

    Attributes:
        feedback: What it is: only a complaint belongs to a procedure.
        subjects: The matters of complaint.
        received_on: The day it reached the authority.
        made_on: The day it was sent or said, where that is not the day of receipt.
        manner: How it was made.
        complainant: The class of the person who complains, and not of whoever carries the complaint for them.
        through: Who carries it for them, such as a member of parliament; None where nobody does, or nobody knows.
        under_18: Whether the complainant is a child though their class does not say so.
        concerning: Whom it is about.
        capacity: In what capacity they complain.
        advocate: Where a request for an advocate stood when it was received.
        resolved_on: The day it was resolved to the complainant's satisfaction, if it was resolved on the spot.
        landlord_is_council: Whether the landlord complained of is the council.
        corporate_procedure: The key of the council's own corporate procedure, while it has one beside the Ombudsman's Code.
        disputed: The facts given here that the complaint itself disputes; empty where there are none, None where nobody asked.
        lead: Which body leads, where the complaint concerns a health body too; None where nobody knows yet.
        decisions: What the authority has decided already.

    Raises:
        WrongTypeError: A value has the wrong type.
        InvalidEventError: Two facts contradict each other; the error names the field and says why.

    Example:
        >>> Intake(received_on=dt.date(2026, 11, 23), subjects=[
        ...     Subject(functions=[Function.ADOPTION], grounds_on=dt.date(2026, 11, 24))])
        Traceback (most recent call last):
            ...
        complaintrules.errors.InvalidEventError: intake: subjects[0].grounds_on 2026-11-24: lies after the day of receipt, ...
    """

    def __attrs_post_init__(self) -> None:
        """Refuse facts that contradict each other."""
        for field, value, why in _contradictions(self):
            raise InvalidEventError("intake", field, value, why)


def _contradictions(facts: _Facts) -> Iterator[tuple[str, Any, str]]:
    """What cannot be true together: the field, its value and why."""
    received = facts.received_on
    if received is not None and facts.made_on is not None and facts.made_on > received:
        yield "made_on", facts.made_on, f"lies after the day of receipt, {received}"
    made = facts.made_on or received
    if made is not None and facts.resolved_on is not None and facts.resolved_on < made:
        yield "resolved_on", facts.resolved_on, f"lies before the complaint was made, {made}"
    for place, subject in enumerate(facts.subjects):
        yield from _contradictions_of(subject, f"subjects[{place}]", received)
    points = [subject.point for subject in facts.subjects if subject.point is not None]
    if len(set(points)) != len(points):
        yield "subjects", points, "two subjects have the same point"
    yield from _contradictions_of_decisions(facts, points)


def _contradictions_of(subject: Subject, path: str, received: dt.date | None) -> Iterator[tuple[str, Any, str]]:
    for field in ("grounds_on", "noticed_on"):
        day = getattr(subject, field)
        if day is not None and received is not None and day > received:
            yield f"{path}.{field}", day, f"lies after the day of receipt, {received}"
    grounds, noticed = subject.grounds_on, subject.noticed_on
    if grounds is not None and noticed is not None and noticed < grounds:
        yield f"{path}.noticed_on", noticed, f"lies before the grounds arose, {grounds}"


def _contradictions_of_decisions(facts: _Facts, points: list[str]) -> Iterator[tuple[str, Any, str]]:
    seen = set()
    for place, decision in enumerate(facts.decisions):
        path = f"decisions[{place}]"
        if facts.received_on is not None and decision.on < facts.received_on:
            yield f"{path}.on", decision.on, f"lies before the day of receipt, {facts.received_on}"
        if decision.point is not None and decision.point not in points:
            yield f"{path}.point", decision.point, "no subject has this point"
        if (decision.question, decision.point) in seen:
            yield f"{path}.question", decision.question.value, "is decided twice"
        seen.add((decision.question, decision.point))


def load_intake(data: Mapping[str, Any]) -> Intake:
    """The intake that a plain dict describes, as JSON is read.

    Reading is as strict as that of cases: a date is ``YYYY-MM-DD``, a code is a code, an unknown key is a fault.

    Raises:
        LoadError: The data are not an intake; all the faults found are listed, each with its place.

    Example:
        >>> load_intake({"feedback": "compliment"}).feedback
        <FeedbackType.COMPLIMENT: 'compliment'>
        >>> load_intake({"feedback": "complaint", "received_on": "23 November", "subjects": [{"functions": []}]})
        Traceback (most recent call last):
            ...
        complaintrules.errors.LoadError: subjects[0].functions: subject.functions (): a subject concerns at least ...
    """
    from complaintrules._json_values import finished  # noqa: PLC0415 - cattrs is loaded when it is first needed

    return finished(reading_of(data))


def reading_of(data: Any) -> Reading[Intake | None]:
    """Read an intake, giving each fault as it is found, and at the end the intake if there were none."""
    from complaintrules._json_values import read, shown  # noqa: PLC0415 - likewise

    if not isinstance(data, Mapping):
        yield "", f"must be an object, not {shown(data)}"
        return None
    facts = yield from read(dict(data), _Facts, "")
    if facts is None:
        return None
    is_sound = True
    for field, value, why in _contradictions(facts):
        is_sound = False
        yield field, str(InvalidEventError("intake", field, value, why))
    return Intake(**attrs.asdict(facts, recurse=False)) if is_sound else None
