"""What a report counts, and what it breaks each count down by: a catalogue, so that every reader of a report shares one list.

Nothing here counts anything. A measure's key and a breakdown's key are published: they stand in JSON and CSV.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from complaintrules._codes import Codes
from complaintrules._pickled import reads_older
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
from complaintrules.reports._parts_of_year import PartOfYear
from complaintrules.rules.law import Force

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "SPREADS",
    "ActionStatus",
    "Better",
    "Detail",
    "Dimension",
    "Fate",
    "Measure",
    "Recorded",
    "Standing",
    "Timeliness",
]

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
"""Where a case stands in no stage: before the first, or after the last."""


class Timeliness(Vocabulary):
    """How a duty stood to its time when it ended, or at the end of the period. The days are worked out by `deadlines`."""

    IN_TIME = "in-time", "In time", "done by the last day of the rule alone", "the deadline"
    IN_EXTENDED_TIME = "in-extended-time", "In extended time", "done by the last day of a valid extension", "the deadline"
    EXTENDED_LATE = (
        "extended-late",
        "In time extended late",
        "done or left by a last day that was moved after the time had run out, where the text lets that stand",
        "the deadline",
    )
    LATE = "late", "Late", "done after its last day", "the deadline"
    LATE_EXCUSED = (
        "late-excused",
        "Late, not of itself a breach",
        "done or left after its last day, where words relaxed the rule or lateness is not established as a breach",
        "the deadline",
    )
    MISSED = "missed", "Not done in time or at all", "not done when the case went on after its last day", "the deadline"
    OVERDUE = "overdue", "Overdue at the end", "not done by the end of the period, after its last day", "the deadline"
    LAPSED = "lapsed", "Fell away in time", "not done when the case went on, before its last day was over", "the deadline"
    NO_NUMBER = "no-number", "Done, without a number of days", "done; the rule sets no number of days", "the deadline"
    AFTER = "after", "After it", "done, or not done, after a time that was only told or recommended", "the deadline"

    @property
    def is_late(self) -> bool:
        """Whether it is a breach of the rule."""
        return self in _LATE


_LATE: Final = frozenset({Timeliness.LATE, Timeliness.MISSED, Timeliness.OVERDUE})


class Standing(Vocabulary):
    """What a duty's force makes of its lateness in a report."""

    COMPLIANCE = "compliance", "Compliance", "rules of statute, statutory code and code", "the force of the rule"
    GUIDANCE = "guidance", "Guidance and practice", "what statutory guidance and practice expect", "the force of the rule"
    LOCAL = "local", "Local targets", "what a council set itself beside the law", "the force of the rule"


STANDINGS: Final = {
    force: Standing.COMPLIANCE
    if force.counts_for_compliance
    else Standing.LOCAL
    if force is Force.LOCAL_POLICY
    else Standing.GUIDANCE
    for force in Force
}


class Recorded(Vocabulary):
    """Whether something stands on the file."""

    YES = "yes", "Recorded", "it stands on the file", "the case"
    NO = "no", "Not recorded", "nobody recorded it", "the case"


class ActionStatus(Vocabulary):
    """How a promised action stood at the end of the period."""

    DONE = "done", "Done", "it has a day on which it was done", "the case"
    OVERDUE = "overdue", "Overdue", "not done, and its day has passed", "the case"
    PENDING = "pending", "To be done", "not done, and its day has not passed", "the case"
    NO_DATE = "no-date", "Without a date", "neither done nor promised for a day", "the case"


class Detail(Vocabulary):
    """What a file should show, if it is to be reported on."""

    REFERENCE = "reference", "Reference", "the council's own reference", "the case"
    COMPLAINANT = "complainant", "Class of complainant", "who complained", "the receipt"
    CONCERNING = "concerning", "Whom it is about", "a looked-after child, say", "the receipt"
    REASON = "reason", "Main reason", "why they complained", "the receipt"
    TEAM = "team", "Team", "the team concerned", "the case"
    SERVICE = "service", "Service", "the service concerned", "the case"
    ACKNOWLEDGEMENT = "acknowledgement", "Acknowledgement", "that it was acknowledged", "an event"
    OUTCOME = "outcome", "Outcome of a closed case", "what was found, or what became of it", "an event"
    LEARNING = "learning", "Learning or action of a closed case", "what was learned, or what was promised", "an event"
    ARRIVAL = "arrival", "Arrival of an answer", "the day on which an answer reached the complainant", "an event"


class Fate(Vocabulary):
    """What became of each case that a report read. Nothing is dropped unseen."""

    IN_PERIOD = "in-period", "In the period", "received, open, taken further or closed in it", "the case"
    EARLIER = "earlier", "Closed before it", "closed before the period; its later facts are counted", "the case"
    LATER = "later", "Received after it", "received after the period", "the case"
    NO_COMPLAINT = "no-complaint", "No complaint", "a procedure that no complaint opens, such as a public report", "the case"
    FAULTY = "faulty", "Not counted", "it could not be read or worked out; each is named", "the case"


class Better(Codes):
    """Which way a figure should go."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


BETTER: Final = {
    # Published reports read a higher share of upheld complaints as worse. The Ombudsman does not: a council that finds its own
    # faults is doing its work. Whoever compares two reports may say otherwise.
    "outcome/upheld": Better.LOWER,
    "timeliness/in-time": Better.HIGHER,
    "timeliness/extended-late": Better.LOWER,
    "timeliness/late": Better.LOWER,
    "timeliness/missed": Better.LOWER,
    "timeliness/overdue": Better.LOWER,
    "status/done": Better.HIGHER,
    "status/overdue": Better.LOWER,
    "recorded/yes": Better.HIGHER,
    "recorded/no": Better.LOWER,
}
"""Which way the parts of a breakdown should go; those not named here go neither way."""


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
        is_comparable: Whether two periods can be compared by it; their months, and how much of a file was read, cannot.
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
            WrongValueError: The code is no month, or no quarter.

        Example:
            >>> DIMENSIONS["stage"].label("2"), DIMENSIONS["month"].label("2016-09")
            ('Stage 2', 'September 2016')
        """
        if self.part_of_year is not None:
            if not self.part_of_year.is_code(code):
                raise WrongValueError("code", code, f"is no {self.part_of_year}; give one {self.part_of_year.form}")
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


@attrs.frozen
class Measure:
    """Something that is counted.

    Attributes:
        key: Its name in data.
        title: Its name for people.
        unit: What one of it is.
        breakdowns: What it is broken down by, each one or several dimensions; () is the count itself.
        of: The measure that its total is a share of, if any.
        better: Which way its total, or its share, should go.
        note: How it is counted, where two readers could differ.
    """

    key: str
    title: str
    unit: str
    breakdowns: tuple[tuple[str, ...], ...] = ((),)
    of: str | None = None
    better: Better = Better.NEITHER
    note: str = ""


_PLACES: Final = (("type",), ("team",), ("service",))

MEASURES: Final = {
    measure.key: measure
    for measure in (
        Measure(
            "read",
            "Cases read",
            "cases",
            ((), ("fate",)),
            note="every case that was given, whatever became of it",
        ),
        Measure(
            "feedback",
            "Feedback received",
            "pieces of feedback",
            ((), ("feedback-type",), ("month",), ("quarter",), ("team",), ("service",), ("service", "feedback-type")),
            note="the complaints received, and whatever other feedback was given",
        ),
        Measure(
            "feedback-read",
            "Other feedback read",
            "pieces of feedback",
            ((), ("fate",)),
            note="every other piece of feedback that was given",
        ),
        Measure(
            "received",
            "Complaints received",
            "complaints",
            (
                (),
                *_PLACES,
                ("service", "type"),
                ("procedure",),
                ("month",),
                ("quarter",),
                ("reason",),
                ("type", "reason"),
                ("complainant",),
                ("type", "complainant"),
                ("concerning",),
                ("type", "concerning"),
                ("advocacy",),
                ("recorded",),
            ),
            of="feedback",
            note="by the day of receipt; the main reason; advocacy as it stood at the end of the period; recorded: whether any "
            "learning or action is on file",
        ),
        Measure(
            "reasons-mentioned",
            "Reasons mentioned",
            "mentions",
            ((), ("reason",)),
            note="main and further reasons of the complaints received: one complaint may mention several",
        ),
        Measure(
            "people", "People who complained", "people", note="distinct references of complainants, of the complaints received"
        ),
        Measure(
            "carried-over",
            "Open at the start",
            "complaints",
            ((), *_PLACES),
            note="received before the period, and not closed when it began",
        ),
        Measure(
            "resumed",
            "Taken further",
            "complaints",
            ((), *_PLACES),
            note="closed when the period began, and taken further in it",
        ),
        Measure(
            "continued",
            "Continued from another case",
            "complaints",
            ((), *_PLACES),
            note="a case that continues another, begun in the period; its complaint is counted as received in that other case",
        ),
        Measure(
            "rerouted",
            "Moved to another procedure",
            "complaints",
            ((), *_PLACES),
            note="moved in the period: neither closed nor open here, for it goes on in a case of the other procedure",
        ),
        Measure(
            "duplicates",
            "Closed as duplicates",
            "complaints",
            ((), *_PLACES),
            note="found in the period to have been made before: counted as received, and neither closed nor open here",
        ),
        Measure(
            "closed",
            "Closed in the period, and still closed at its end",
            "complaints",
            (
                (),
                *_PLACES,
                ("outcome",),
                ("type", "outcome"),
                ("team", "outcome"),
                ("service", "outcome"),
                ("month",),
                ("recorded",),
            ),
            note="their last move closed them in the period; a later stage may still be asked for",
        ),
        Measure(
            "open",
            "Open at the end",
            "complaints",
            ((), *_PLACES, ("stage",)),
            better=Better.LOWER,
        ),
        Measure(
            "cohort-closed",
            "Received and closed",
            "complaints",
            ((), ("type",), ("outcome",), ("type", "outcome"), ("service", "outcome")),
            of="received",
            better=Better.HIGHER,
            note="of those received in the period, those closed by its end",
        ),
        Measure(
            "well-founded",
            "Well founded",
            "complaints",
            ((), ("type",)),
            of="closed",
            note="upheld and partly upheld together, of those closed",
        ),
        Measure(
            "stage-opened",
            "Stages opened",
            "stages",
            ((), ("stage",), ("type", "stage")),
            note="a case came into the stage in the period; again, if it came there again",
        ),
        Measure(
            "answered",
            "Answers sent",
            "answers",
            ((), ("type",), ("stage",), ("stage", "outcome"), ("type", "stage"), ("type", "stage", "outcome")),
            note="answers and resolutions, by the day they were sent, each with what it found as it stands corrected; the stage "
            "is the one they answer",
        ),
        Measure(
            "answers-due",
            "Answers, in time or late",
            "answers",
            ((), ("stage", "timeliness"), ("type", "stage", "timeliness")),
            note="duties of statute, statutory code and code to answer that ended in the period, or were overdue at its end; of "
            "several for one answer, the worst counts",
        ),
        Measure(
            "beyond-stage-1",
            "Went beyond stage 1",
            "complaints",
            ((), ("type",)),
            of="received",
            better=Better.LOWER,
            note="same-year ratio: a later stage opened in the period, whenever the complaint was received, against all those "
            "received in the period",
        ),
        Measure(
            "cohort-beyond-stage-1",
            "Received and gone beyond stage 1",
            "complaints",
            ((), ("type",)),
            of="received",
            better=Better.LOWER,
            note="by cohort: of those received in the period, those that reached a later stage by its end",
        ),
        Measure(
            "duties",
            "Duties that ended",
            "duties",
            ((), ("standing", "timeliness"), ("force", "timeliness"), ("limit", "timeliness")),
            note="ended in the period, or overdue at its end",
        ),
        Measure(
            "breaches",
            "Duties late or not done",
            "duties",
            ((), ("standing",), ("standing", "provision"), ("limit",)),
            of="duties",
            better=Better.LOWER,
            note="late, not done when the case went on, or overdue at the end; without those excused",
        ),
        Measure(
            "compliance-duties",
            "Duties of statute and codes",
            "duties",
            note="those of the duties that make the compliance figure",
        ),
        Measure(
            "compliance-breaches",
            "Breaches of statute and codes",
            "duties",
            of="compliance-duties",
            better=Better.LOWER,
            note="the compliance figure: those of them that were late, not done, or overdue at the end",
        ),
        Measure(
            "advised",
            "Times told or recommended",
            "times",
            ((), ("limit", "timeliness")),
            note="ended in the period, or over at its end, such as an answer by a day told as likely: they bind nobody, beside "
            "the duties",
        ),
        Measure(
            "irregularities",
            "Irregularities",
            "irregularities",
            ((), ("provision",), ("provision", "event")),
            better=Better.LOWER,
            note="done in the period, but not as the instrument provides",
        ),
        Measure(
            "learning",
            "Learning points",
            "learning points",
            ((), ("learning",)),
            note="of answers, resolutions and corrections in the period; a case may have several",
        ),
        Measure(
            "learning-primary",
            "Primary learning points",
            "learning points",
            ((), ("learning",)),
            note="the first of each answer, resolution or correction that has any",
        ),
        Measure(
            "actions",
            "Actions and remedies",
            "actions",
            ((), ("action",), ("status",)),
            note="of answers, resolutions and corrections in the period; a case may have several",
        ),
        Measure(
            "actions-overdue",
            "Promised actions overdue",
            "actions",
            better=Better.LOWER,
            note="at the end of the period, whenever they were promised",
        ),
        Measure(
            "ombudsman-referred",
            "Put to the Ombudsman",
            "complaints",
            ((), ("type",)),
            note="referrals in the period",
        ),
        Measure(
            "refused",
            "Not accepted",
            "decisions",
            ((), ("type",), ("ground",), ("type", "ground")),
            note="decisions in the period not to consider a complaint, or not at the later stage asked for; what was found "
            "before stays the outcome",
        ),
        Measure("ombudsman-decided", "Decided by the Ombudsman", "decisions", ((), ("decision",), ("type", "decision"))),
        Measure(
            "ombudsman-findings",
            "Findings of the Housing Ombudsman",
            "findings",
            ((), ("finding",), ("type", "finding")),
            note="of decisions in the period, one on each point of a complaint",
        ),
        Measure(
            "recommendations",
            "Recommended by an Ombudsman",
            "recommendations",
            ((), ("action",), ("status",)),
            note="recommended or ordered in decisions in the period; a decision may hold several",
        ),
        Measure(
            "recommendations-overdue",
            "Recommendations overdue",
            "recommendations",
            better=Better.LOWER,
            note="at the end of the period, whenever they were made",
        ),
        Measure("public-reports", "The Ombudsman's public reports", "reports", note="issued in the period"),
        Measure(
            "completeness",
            "What is on file",
            "details",
            (("detail", "recorded"),),
            note="of the cases in the period; if it is not recorded, it cannot be reported",
        ),
    )
}

SPREADS: Final = {
    measure.key: measure
    for measure in (
        Measure(
            "days-to-answer",
            "Days to answer",
            "days",
            ((), ("type",), ("stage",), ("type", "stage")),
            better=Better.LOWER,
            note="from the day the stage opened to the day the answer was sent, of the answers sent in the period",
        ),
        Measure(
            "days-to-close",
            "Days to close",
            "days",
            ((), ("type",)),
            better=Better.LOWER,
            note="from receipt to the move that closed the case, of the cases closed",
        ),
        Measure(
            "first-wait",
            "Days before the case that continues another",
            "days",
            ((), ("type",)),
            better=Better.LOWER,
            note="from the first receipt to the receipt in the case that continues it, where it is recorded; no clock counts it",
        ),
        Measure(
            "days-late",
            "Days late",
            "days",
            ((), ("standing",), ("limit",)),
            better=Better.LOWER,
            note="from the last day to the act, the case's going on, or the end of the period, of the duties late or not done",
        ),
    )
}

WORKING_DAYS: Final = "working-days"
CALENDAR_DAYS: Final = "calendar-days"
UNITS: Final = (WORKING_DAYS, CALENDAR_DAYS)
