"""The words of a report for how things stood: time limits, actions, what is on file, and what became of each case."""

from __future__ import annotations

from typing import Final

from complaintrules.classification import Vocabulary
from complaintrules.rules.law import Force


class Timeliness(Vocabulary):
    """Whether a duty was done in its time, when it ended or at the end of the period. The days are worked out by `deadlines`."""

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
    """What a figure of a report rests on: statute and codes, guidance and practice, or a council's own targets."""

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
    """Whether a promised action was done by the end of the period."""

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
