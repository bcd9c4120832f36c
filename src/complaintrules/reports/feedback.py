"""Feedback that is not a complaint: compliments, comments, enquiries and service requests, for the report's own totals.

A complaint is a `complaintrules.cases.case.Case`; whatever else people told the council has a type, a day and a place, and no
procedure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from complaintrules._argument_checks import check_day, check_member, check_name
from complaintrules.classification import FeedbackType
from complaintrules.errors import WrongValueError

if TYPE_CHECKING:
    from complaintrules._json_lines import Twice
    from complaintrules._json_values import Reading

__all__ = ["Feedback", "load_feedback"]


def _check_type(_feedback: Feedback, attribute: attrs.Attribute[Any], value: object) -> None:
    check_member(f"feedback.{attribute.name}", value, FeedbackType, "a member of FeedbackType, such as FeedbackType.COMPLIMENT")
    if value is FeedbackType.COMPLAINT:
        raise WrongValueError(f"feedback.{attribute.name}", value.value, "a complaint is a case; give it among the cases")


def _check_day(_feedback: Feedback, attribute: attrs.Attribute[Any], value: object) -> None:
    check_day(f"feedback.{attribute.name}", value)


def _check_text(_feedback: Feedback, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        check_name(f"feedback.{attribute.name}", value)


@attrs.frozen(kw_only=True)
class Feedback:
    """One piece of feedback that is not a complaint.

    Attributes:
        type: What it is.
        on: The day it was received.
        team: The team concerned.
        service: The service concerned.
        reference: The council's own reference.

    Raises:
        WrongTypeError: A value has the wrong type.
        WrongValueError: It is a complaint, which belongs among the cases; or a string is blank.
    """

    type: FeedbackType = attrs.field(validator=_check_type)
    on: dt.date = attrs.field(validator=_check_day)
    team: str | None = attrs.field(default=None, validator=_check_text)
    service: str | None = attrs.field(default=None, validator=_check_text)
    reference: str | None = attrs.field(default=None, validator=_check_text)


def load_feedback(lines: Iterable[str] | Iterable[bytes]) -> Iterator[Feedback]:
    """The feedback of a file of JSON lines, each as soon as its line is read.

    A line holds `type`, `on` and, where known, `team`, `service` and `reference`. As with cases, a faulty line keeps back no
    other, and after the last one error lists every fault.

    Args:
        lines: The lines: an open file (best as bytes, ``"rb"``), or anything else that gives them.

    Raises:
        LoadError: After the last line: some of them are not feedback.
        WrongTypeError: At once: what was given holds no lines.

    Example:
        >>> next(load_feedback(['{"type": "compliment", "on": "2016-09-05", "team": "Early Help"}'])).team
        'Early Help'
    """
    from complaintrules._json_lines import read_lines, repeated  # noqa: PLC0415 - likewise
    from complaintrules._json_values import read, shown  # noqa: PLC0415 - cattrs is slow to load, and only readers of files need it

    def reading(data: Any, twice: Twice) -> Reading[Feedback | None]:
        yield from repeated(data, twice)
        if type(data) is not dict:
            yield "", f"must be an object, one piece of feedback a line, not {shown(data)}"
            return None
        return (yield from read(data, Feedback, ""))

    return read_lines(lines, reading, "piece of feedback")
