"""The cover of a case's file: what stands on it beside the events, and the context that the file is read in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict

import attrs

from complaintrules._argument_checks import check_day, check_name, check_tuple
from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.deadlines import calendar_for
from complaintrules.errors import WrongTypeError, WrongValueError
from complaintrules.events import as_tuple
from complaintrules.procedures._registry import Rulebook
from complaintrules.procedures.policy import LocalPolicy
from complaintrules.rules.procedure import Procedure


def _check_text(_cover: Cover, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        check_name(attribute.name, value)


def _check_tags(_cover: Cover, attribute: attrs.Attribute[Any], values: object) -> None:
    for value in check_tuple(attribute.name, values, "a list or tuple of strings"):
        if type(value) is not str:
            raise WrongTypeError(attribute.name, value, "a list or tuple of strings")
        check_name(attribute.name, value)


def _check_day(_cover: Cover, attribute: attrs.Attribute[Any], value: object) -> None:
    check_day(attribute.name, value)


def _text() -> Any:
    return attrs.field(default=None, validator=_check_text)


@attrs.frozen(kw_only=True)
class Cover:
    """What stands on the cover of a file, and the context it is read in: what recording an event does not change."""

    procedure: Procedure
    # The procedure with the rows of the policy.
    rules: Procedure
    reference: str | None = _text()
    team: str | None = _text()
    service: str | None = _text()
    complainant: str | None = _text()
    continues: str | None = _text()
    first_received_on: dt.date | None = attrs.field(default=None, validator=attrs.validators.optional(_check_day))
    tags: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=_check_tags)
    calendar: WorkingDayCalendar | None = None
    policy: LocalPolicy | None = None
    rulebook: Rulebook | None = None
    # False where no version was in force on the day of receipt, and another only tells how the file is to be read.
    is_in_force: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse what is not a calendar now, and not when the first date is asked for; and a first receipt of no earlier case."""
        if self.continues is not None and self.continues == self.reference:
            raise WrongValueError("continues", self.continues, "is this case's own reference; give that of the earlier case")
        if self.first_received_on is not None and self.continues is None:
            right = "belongs to a case that continues another; give the earlier case's reference as continues"
            raise WrongValueError("first_received_on", self.first_received_on, right)
        if self.calendar is not None:
            calendar_for(self.procedure, self.calendar)


class CaseDetails(TypedDict, total=False):
    """What may stand on the cover of a file, and the context it is read in: for whoever passes the keywords of `Case.open` on.

    Attributes:
        reference: The council's own reference.
        team: The team concerned.
        service: The service concerned.
        complainant: A reference for the person, chosen by the council; never a name.
        continues: The reference of the case that this one continues.
        first_received_on: The day the complaint was received in that case.
        tags: Any other words to find it by.
        calendar: Whose working days count; without one, the division that the procedure names.
        policy: Local targets shown beside the law, or their key.
        rulebook: Where the procedure is looked up; without one, this library's own.
    """

    reference: str | None
    team: str | None
    service: str | None
    complainant: str | None
    continues: str | None
    first_received_on: dt.date | None
    tags: Iterable[str]
    calendar: WorkingDayCalendar | None
    policy: str | LocalPolicy | None
    rulebook: Rulebook | None


DETAILS = tuple(field.name for field in attrs.fields(Cover) if field.name not in {"procedure", "rules", "is_in_force"})
"""Of what stands on a cover, what a caller may give."""
