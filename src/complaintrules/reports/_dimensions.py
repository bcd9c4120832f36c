"""What the counts of a report are broken down by: each dimension with its codes, and what people call them."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules._old_pickles import reads_older
from complaintrules.classification import (
    ActionType,
    Advocacy,
    Complainant,
    ComplaintType,
    Concerning,
    FeedbackType,
    HousingFinding,
    Learning,
    OmbudsmanDecision,
    Outcome,
    Reason,
    RefusalGround,
    Vocabulary,
)
from complaintrules.errors import WrongValueError
from complaintrules.reports._months_and_quarters import PartOfYear
from complaintrules.reports._vocabularies import ActionStatus, Detail, Fate, Recorded, Standing, Timeliness
from complaintrules.rules.law import Force

JOINT: Final = "/"
"""What stands between the dimensions of one breakdown, where it is named in one string."""

NOT_RECORDED: Final = "not-recorded"
"""The part of whatever nobody recorded."""

OTHER_TYPE: Final = "other"
"""The complaint type of a procedure that names none."""

ONE_STAGE: Final = "only"
"""The stage of a procedure that numbers none."""

BY_FINDINGS: Final = "by-findings"
"""The decision of an Ombudsman who makes findings on each point instead of one on the whole."""

NO_STAGE: Final = "none"
"""The stage of a case that is in none: before the first, or after the last."""


@reads_older
@attrs.frozen
class Dimension:
    """Something that a count is broken down by.

    Attributes:
        key: Its name in data.
        title: Its name for people.
        vocabulary: The codes it knows, all of which are shown, those with no cases too; None where it is open.
        extra: Further codes, each with its label.
        optional: Whether a part for what nobody recorded may occur.
        part_of_year: Where its codes are months or quarters, which of the two.
        is_numbered: Whether numbers are codes too, as of stages.
        is_comparable: Whether two periods can be compared by it; not by their months, nor by how much of a file was read.
    """

    key: str
    title: str
    vocabulary: type[Vocabulary] | None = None
    extra: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    part_of_year: PartOfYear | None = None
    is_numbered: bool = False
    is_comparable: bool = True

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that are always shown, whatever the period."""
        return tuple(member.value for member in self.vocabulary or ())

    def codes_of(self, start: dt.date, end: dt.date) -> tuple[str, ...]:
        """The codes that are always shown of a period: those, and the months or quarters of it.

        Example:
            >>> DIMENSIONS["month"].codes_of(dt.date(2016, 4, 1), dt.date(2016, 5, 31))
            ('2016-04', '2016-05')
        """
        return self.codes if self.part_of_year is None else self.part_of_year.codes(start, end)

    def label(self, code: str, beside: tuple[tuple[str, str], ...] = ()) -> str:
        """What people call a code; the code itself where nobody has a name for it.

        Args:
            code: The code.
            beside: The labels of a report, of codes that no vocabulary holds.

        Raises:
            WrongValueError: The code is not a month, or not a quarter.

        Example:
            >>> DIMENSIONS["stage"].label("2"), DIMENSIONS["month"].label("2016-09")
            ('Stage 2', 'September 2016')
        """
        if self.part_of_year is not None:
            if not self.part_of_year.is_code(code):
                raise WrongValueError("code", code, f"is not a {self.part_of_year}; give one {self.part_of_year.form}")
            return self.part_of_year.words(code)
        if self.is_numbered and code.isdigit():
            return f"{self.title} {code}"
        names = {member.value: member.label for member in self.vocabulary or ()} | dict(self.extra) | dict(beside)
        return names.get(code, code)


_STAGES: Final = ((ONE_STAGE, "The only stage"), (NO_STAGE, "No stage"))
_BY_FINDINGS: Final = (BY_FINDINGS, "By findings on each point")
_UNKNOWN: Final = ((NOT_RECORDED, "Not recorded"),)
_FORCES: Final = tuple((force.value, force.value.replace("-", " ").capitalize()) for force in Force)

DIMENSIONS: Final = {
    dimension.key: dimension
    for dimension in (
        Dimension("feedback-type", "Kind of feedback", FeedbackType),
        Dimension("type", "Complaint type", ComplaintType, ((OTHER_TYPE, "Other"),)),
        Dimension("procedure", "Procedure"),
        Dimension("month", "Month", part_of_year=PartOfYear.MONTH, is_comparable=False),
        Dimension("quarter", "Quarter", part_of_year=PartOfYear.QUARTER, is_comparable=False),
        Dimension("team", "Team", None, _UNKNOWN, optional=True),
        Dimension("service", "Service", None, _UNKNOWN, optional=True),
        Dimension("reason", "Reason", Reason, _UNKNOWN, optional=True),
        Dimension("complainant", "Who complained", Complainant, _UNKNOWN, optional=True),
        Dimension("concerning", "Whom it is about", Concerning, _UNKNOWN, optional=True),
        Dimension("advocacy", "Advocacy", Advocacy),
        Dimension("outcome", "Outcome", Outcome, _UNKNOWN, optional=True),
        Dimension("stage", "Stage", None, _STAGES, is_numbered=True),
        Dimension("timeliness", "Timeliness", Timeliness),
        Dimension("standing", "Kind of rule", Standing),
        Dimension("force", "Force", None, _FORCES),
        Dimension("limit", "Time limit"),
        Dimension("provision", "Provision"),
        Dimension("event", "What was done"),
        Dimension("decision", "Ombudsman's decision", OmbudsmanDecision, (_BY_FINDINGS, *_UNKNOWN), optional=True),
        Dimension("finding", "Housing Ombudsman's finding", HousingFinding),
        Dimension("ground", "Ground of refusal", RefusalGround),
        Dimension("learning", "Learning", Learning),
        Dimension("action", "Action or remedy", ActionType),
        Dimension("status", "Standing at the end", ActionStatus),
        Dimension("detail", "Detail", Detail),
        Dimension("recorded", "Recorded", Recorded),
        Dimension("fate", "What became of it", Fate, is_comparable=False),
    )
}
