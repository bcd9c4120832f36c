"""What a report counts, and what it breaks each count down by: a catalogue, so that every reader of a report shares one list.

Nothing here counts anything. A measure's key and a breakdown's key are published: they stand in JSON and CSV.
"""

from __future__ import annotations

from typing import Final

import attrs

from complaintrules._code_enum import Codes
from complaintrules.reports._dimensions import DIMENSIONS, Dimension
from complaintrules.reports._vocabularies import ActionStatus, Detail, Fate, Recorded, Standing, Timeliness

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
