"""What stands where on the page of a report."""

from __future__ import annotations

from typing import Final

from complaintrules.reports._vocabularies import Timeliness

SECTIONS: Final = (
    ("file", "What was given, and what is on file", ("read", "feedback-read", "completeness")),
    ("feedback", "Feedback", ("feedback",)),
    ("received", "Complaints received", ("received", "reasons-mentioned", "people")),
    (
        "year",
        "Through the period",
        ("carried-over", "resumed", "continued", "rerouted", "duplicates", "closed", "cohort-closed", "open"),
    ),
    ("outcomes", "Outcomes", ("well-founded", "answered", "refused")),
    ("stages", "Beyond stage 1", ("stage-opened", "beyond-stage-1", "cohort-beyond-stage-1")),
    ("days", "How long it took", ()),
    (
        "time",
        "In time or late",
        ("answers-due", "compliance-duties", "compliance-breaches", "duties", "breaches", "advised", "irregularities"),
    ),
    ("learning", "Learning and actions", ("learning", "learning-primary", "actions", "actions-overdue")),
    (
        "ombudsman",
        "The Ombudsman",
        (
            "ombudsman-referred",
            "ombudsman-decided",
            "ombudsman-findings",
            "recommendations",
            "recommendations-overdue",
            "public-reports",
        ),
    ),
)
"""The sections of the page, in order, each with its measures; every measure of the catalogue stands in one of them."""

KEY_FIGURES: Final = (
    "feedback",
    "received",
    "closed",
    "open",
    "well-founded",
    "beyond-stage-1",
    "compliance-breaches",
    "irregularities",
)
"""The figures at the head of the page."""

YEAR_ON_YEAR: Final = ("feedback", "received", "closed", "open", "beyond-stage-1", "irregularities")
"""The counts that a chart shows before and now."""

SHARES: Final = (
    ("cohort-closed", "", ()),
    ("cohort-closed", "outcome", ("upheld",)),
    ("cohort-closed", "outcome", ("partly-upheld",)),
    ("cohort-closed", "outcome", ("not-upheld",)),
    ("cohort-beyond-stage-1", "", ()),
    ("received", "recorded", ("yes",)),
    ("compliance-breaches", "", ()),
)
"""The shares that a chart shows before and now: a measure, a breakdown, and the codes of one part."""

BESIDE_CHARTS: Final = frozenset(
    {("feedback", "month"), ("closed", "type/outcome"), ("answered", "stage/outcome"), ("duties", "standing/timeliness")}
)
"""The tables that stand beside their charts."""

GROUPS: Final = (
    ("In time", (Timeliness.IN_TIME,)),
    ("In extended time", (Timeliness.IN_EXTENDED_TIME,)),
    ("In time extended late", (Timeliness.EXTENDED_LATE,)),
    ("Late, or not done", (Timeliness.LATE, Timeliness.MISSED, Timeliness.OVERDUE)),
    ("Otherwise, and no breach shown", (Timeliness.LATE_EXCUSED, Timeliness.LAPSED, Timeliness.NO_NUMBER)),
)
"""How the chart of time limits puts the ways together in which a duty can stand to its time."""
