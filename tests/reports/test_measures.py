"""The catalogue of a report as it is published: what is counted, what it is broken down by, and what each of it is called.

The keys stand in JSON and CSV, the words in text, on the page and in the documentation. Whoever changes one of them here changes
what others read: so it is written out once more, and has to be changed twice.
"""

from __future__ import annotations

import datetime as dt

import pytest

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
from complaintrules.reports import _dimensions, measures
from complaintrules.reports._figure_words import unit_of
from complaintrules.reports._vocabularies import STANDINGS
from complaintrules.reports.figures import Share
from complaintrules.reports.measures import BETTER, DIMENSIONS, MEASURES, SPREADS, Better, Measure, Timeliness
from complaintrules.rules.law import Force

# --- the codes of what a report works out itself: code, label, meaning, source

WORDS: dict[type[Vocabulary], list[tuple[str, str, str, str]]] = {
    measures.Timeliness: [
        ("in-time", "In time", "done by the last day of the rule alone", "the deadline"),
        ("in-extended-time", "In extended time", "done by the last day of a valid extension", "the deadline"),
        (
            "extended-late",
            "In time extended late",
            "done or left by a last day that was moved after the time had run out, where the text lets that stand",
            "the deadline",
        ),
        ("late", "Late", "done after its last day", "the deadline"),
        (
            "late-excused",
            "Late, not of itself a breach",
            "done or left after its last day, where words relaxed the rule or lateness is not established as a breach",
            "the deadline",
        ),
        ("missed", "Not done in time or at all", "not done when the case went on after its last day", "the deadline"),
        ("overdue", "Overdue at the end", "not done by the end of the period, after its last day", "the deadline"),
        ("lapsed", "Fell away in time", "not done when the case went on, before its last day was over", "the deadline"),
        ("no-number", "Done, without a number of days", "done; the rule sets no number of days", "the deadline"),
        ("after", "After it", "done, or not done, after a time that was only told or recommended", "the deadline"),
    ],
    measures.Standing: [
        ("compliance", "Compliance", "rules of statute, statutory code and code", "the force of the rule"),
        ("guidance", "Guidance and practice", "what statutory guidance and practice expect", "the force of the rule"),
        ("local", "Local targets", "what a council set itself beside the law", "the force of the rule"),
    ],
    measures.Recorded: [
        ("yes", "Recorded", "it stands on the file", "the case"),
        ("no", "Not recorded", "nobody recorded it", "the case"),
    ],
    measures.ActionStatus: [
        ("done", "Done", "it has a day on which it was done", "the case"),
        ("overdue", "Overdue", "not done, and its day has passed", "the case"),
        ("pending", "To be done", "not done, and its day has not passed", "the case"),
        ("no-date", "Without a date", "neither done nor promised for a day", "the case"),
    ],
    measures.Detail: [
        ("reference", "Reference", "the council's own reference", "the case"),
        ("complainant", "Class of complainant", "who complained", "the receipt"),
        ("concerning", "Whom it is about", "a looked-after child, say", "the receipt"),
        ("reason", "Main reason", "why they complained", "the receipt"),
        ("team", "Team", "the team concerned", "the case"),
        ("service", "Service", "the service concerned", "the case"),
        ("acknowledgement", "Acknowledgement", "that it was acknowledged", "an event"),
        ("outcome", "Outcome of a closed case", "what was found, or what became of it", "an event"),
        ("learning", "Learning or action of a closed case", "what was learned, or what was promised", "an event"),
        ("arrival", "Arrival of an answer", "the day on which an answer reached the complainant", "an event"),
    ],
    measures.Fate: [
        ("in-period", "In the period", "received, open, taken further or closed in it", "the case"),
        ("earlier", "Closed before it", "closed before the period; its later facts are counted", "the case"),
        ("later", "Received after it", "received after the period", "the case"),
        ("no-complaint", "No complaint", "a procedure that no complaint opens, such as a public report", "the case"),
        ("faulty", "Not counted", "it could not be read or worked out; each is named", "the case"),
    ],
}


@pytest.mark.parametrize("vocabulary", WORDS, ids=lambda vocabulary: vocabulary.__name__)
def test_each_code_has_its_label_its_meaning_and_its_source(vocabulary: type[Vocabulary]) -> None:
    """In the order in which they are shown."""
    assert [(code.value, code.label, code.meaning, code.source) for code in vocabulary] == WORDS[vocabulary]


def test_late_missed_and_overdue_are_breaches_and_nothing_else_is() -> None:
    """What is excused, done in extended time or fell away is none."""
    assert [each.value for each in Timeliness if each.is_late] == ["late", "missed", "overdue"]


def test_statute_and_codes_make_the_compliance_figure_and_the_rest_stands_beside_it() -> None:
    """Guidance and practice together; a council's own targets apart."""
    assert {force.value: standing.value for force, standing in STANDINGS.items()} == {
        "statute": "compliance",
        "statutory-guidance": "guidance",
        "statutory-code": "compliance",
        "code": "compliance",
        "practice": "guidance",
        "local-policy": "local",
    }
    assert set(STANDINGS) == set(Force)


def test_which_way_a_part_should_go_is_said_for_a_few_of_them_only() -> None:
    """More complaints, say, are neither better nor worse."""
    assert {part: way.value for part, way in BETTER.items()} == {
        "outcome/upheld": "lower",
        "timeliness/in-time": "higher",
        "timeliness/extended-late": "lower",
        "timeliness/late": "lower",
        "timeliness/missed": "lower",
        "timeliness/overdue": "lower",
        "status/done": "higher",
        "status/overdue": "lower",
        "recorded/yes": "higher",
        "recorded/no": "lower",
    }
    assert [way.value for way in Better] == ["lower", "higher", "neither"]


def test_codes_that_no_vocabulary_holds() -> None:
    """What nobody recorded, a type nobody named, where there are no stages, and the two units of days."""
    assert (_dimensions.NOT_RECORDED, _dimensions.OTHER_TYPE) == ("not-recorded", "other")
    assert (_dimensions.ONE_STAGE, _dimensions.NO_STAGE) == ("only", "none")
    assert (measures.WORKING_DAYS, measures.CALENDAR_DAYS) == ("working-days", "calendar-days")
    assert measures.UNITS == ("working-days", "calendar-days")


# --- what counts are broken down by: title, vocabulary, further codes, whether it may be unrecorded

UNKNOWN = (("not-recorded", "Not recorded"),)
FORCES = (
    ("statute", "Statute"),
    ("statutory-guidance", "Statutory guidance"),
    ("statutory-code", "Statutory code"),
    ("code", "Code"),
    ("practice", "Practice"),
    ("local-policy", "Local policy"),
)
BROKEN_DOWN_BY: dict[str, tuple[str, type[Vocabulary] | None, tuple[tuple[str, str], ...], bool]] = {
    "feedback-type": ("Kind of feedback", FeedbackType, (), False),
    "type": ("Complaint type", ComplaintType, (("other", "Other"),), False),
    "procedure": ("Procedure", None, (), False),
    "month": ("Month", None, (), False),
    "quarter": ("Quarter", None, (), False),
    "team": ("Team", None, UNKNOWN, True),
    "service": ("Service", None, UNKNOWN, True),
    "reason": ("Reason", Reason, UNKNOWN, True),
    "complainant": ("Who complained", Complainant, UNKNOWN, True),
    "concerning": ("Whom it is about", Concerning, UNKNOWN, True),
    "advocacy": ("Advocacy", Advocacy, (), False),
    "outcome": ("Outcome", Outcome, UNKNOWN, True),
    "stage": ("Stage", None, (("only", "The only stage"), ("none", "No stage")), False),
    "timeliness": ("Timeliness", measures.Timeliness, (), False),
    "standing": ("Kind of rule", measures.Standing, (), False),
    "force": ("Force", None, FORCES, False),
    "limit": ("Time limit", None, (), False),
    "provision": ("Provision", None, (), False),
    "event": ("What was done", None, (), False),
    "decision": ("Ombudsman's decision", OmbudsmanDecision, (("by-findings", "By findings on each point"), *UNKNOWN), True),
    "finding": ("Housing Ombudsman's finding", HousingFinding, (), False),
    "ground": ("Ground of refusal", RefusalGround, (), False),
    "learning": ("Learning", Learning, (), False),
    "action": ("Action or remedy", ActionType, (), False),
    "status": ("Standing at the end", measures.ActionStatus, (), False),
    "detail": ("Detail", measures.Detail, (), False),
    "recorded": ("Recorded", measures.Recorded, (), False),
    "fate": ("What became of it", measures.Fate, (), False),
}


def test_every_dimension_is_in_the_catalogue_under_its_key() -> None:
    """With the codes that are always shown, and those that may come besides."""
    assert {
        key: (dimension.title, dimension.vocabulary, dimension.extra, dimension.optional) for key, dimension in DIMENSIONS.items()
    } == BROKEN_DOWN_BY
    assert all(dimension.key == key for key, dimension in DIMENSIONS.items())


# --- what is counted: title, unit, breakdowns (a dash is the whole), whole that it is a share of, which way, note

COUNTED: dict[str, tuple[str, str, str, str | None, str, str]] = {
    "read": ("Cases read", "cases", "- fate", None, "neither", "every case that was given, whatever became of it"),
    "feedback": (
        "Feedback received",
        "pieces of feedback",
        "- feedback-type month quarter team service service/feedback-type",
        None,
        "neither",
        "the complaints received, and whatever other feedback was given",
    ),
    "feedback-read": (
        "Other feedback read",
        "pieces of feedback",
        "- fate",
        None,
        "neither",
        "every other piece of feedback that was given",
    ),
    "received": (
        "Complaints received",
        "complaints",
        (
            "- type team service service/type procedure month quarter reason type/reason complainant type/complainant"
            " concerning type/concerning advocacy recorded"
        ),
        "feedback",
        "neither",
        (
            "by the day of receipt; the main reason; advocacy as it stood at the end of the period; recorded: whether"
            " any learning or action is on file"
        ),
    ),
    "reasons-mentioned": (
        "Reasons mentioned",
        "mentions",
        "- reason",
        None,
        "neither",
        "main and further reasons of the complaints received: one complaint may mention several",
    ),
    "people": (
        "People who complained",
        "people",
        "-",
        None,
        "neither",
        "distinct references of complainants, of the complaints received",
    ),
    "carried-over": (
        "Open at the start",
        "complaints",
        "- type team service",
        None,
        "neither",
        "received before the period, and not closed when it began",
    ),
    "resumed": (
        "Taken further",
        "complaints",
        "- type team service",
        None,
        "neither",
        "closed when the period began, and taken further in it",
    ),
    "continued": (
        "Continued from another case",
        "complaints",
        "- type team service",
        None,
        "neither",
        "a case that continues another, begun in the period; its complaint is counted as received in that other case",
    ),
    "rerouted": (
        "Moved to another procedure",
        "complaints",
        "- type team service",
        None,
        "neither",
        "moved in the period: neither closed nor open here, for it goes on in a case of the other procedure",
    ),
    "duplicates": (
        "Closed as duplicates",
        "complaints",
        "- type team service",
        None,
        "neither",
        "found in the period to have been made before: counted as received, and neither closed nor open here",
    ),
    "closed": (
        "Closed in the period, and still closed at its end",
        "complaints",
        "- type team service outcome type/outcome team/outcome service/outcome month recorded",
        None,
        "neither",
        "their last move closed them in the period; a later stage may still be asked for",
    ),
    "open": ("Open at the end", "complaints", "- type team service stage", None, "lower", ""),
    "cohort-closed": (
        "Received and closed",
        "complaints",
        "- type outcome type/outcome service/outcome",
        "received",
        "higher",
        "of those received in the period, those closed by its end",
    ),
    "well-founded": (
        "Well founded",
        "complaints",
        "- type",
        "closed",
        "neither",
        "upheld and partly upheld together, of those closed",
    ),
    "stage-opened": (
        "Stages opened",
        "stages",
        "- stage type/stage",
        None,
        "neither",
        "a case came into the stage in the period; again, if it came there again",
    ),
    "answered": (
        "Answers sent",
        "answers",
        "- type stage stage/outcome type/stage type/stage/outcome",
        None,
        "neither",
        (
            "answers and resolutions, by the day they were sent, each with what it found as it stands corrected; the stage "
            "is the one they answer"
        ),
    ),
    "answers-due": (
        "Answers, in time or late",
        "answers",
        "- stage/timeliness type/stage/timeliness",
        None,
        "neither",
        (
            "duties of statute, statutory code and code to answer that ended in the period, or were overdue at its "
            "end; of several for one answer, the worst counts"
        ),
    ),
    "beyond-stage-1": (
        "Went beyond stage 1",
        "complaints",
        "- type",
        "received",
        "lower",
        (
            "same-year ratio: a later stage opened in the period, whenever the complaint was received, against all "
            "those received in the period"
        ),
    ),
    "cohort-beyond-stage-1": (
        "Received and gone beyond stage 1",
        "complaints",
        "- type",
        "received",
        "lower",
        "by cohort: of those received in the period, those that reached a later stage by its end",
    ),
    "duties": (
        "Duties that ended",
        "duties",
        "- standing/timeliness force/timeliness limit/timeliness",
        None,
        "neither",
        "ended in the period, or overdue at its end",
    ),
    "breaches": (
        "Duties late or not done",
        "duties",
        "- standing standing/provision limit",
        "duties",
        "lower",
        "late, not done when the case went on, or overdue at the end; without those excused",
    ),
    "compliance-duties": (
        "Duties of statute and codes",
        "duties",
        "-",
        None,
        "neither",
        "those of the duties that make the compliance figure",
    ),
    "compliance-breaches": (
        "Breaches of statute and codes",
        "duties",
        "-",
        "compliance-duties",
        "lower",
        "the compliance figure: those of them that were late, not done, or overdue at the end",
    ),
    "advised": (
        "Times told or recommended",
        "times",
        "- limit/timeliness",
        None,
        "neither",
        "ended in the period, or over at its end, such as an answer by a day told as likely: they bind nobody, beside the duties",
    ),
    "irregularities": (
        "Irregularities",
        "irregularities",
        "- provision provision/event",
        None,
        "lower",
        "done in the period, but not as the instrument provides",
    ),
    "learning": (
        "Learning points",
        "learning points",
        "- learning",
        None,
        "neither",
        "of answers, resolutions and corrections in the period; a case may have several",
    ),
    "learning-primary": (
        "Primary learning points",
        "learning points",
        "- learning",
        None,
        "neither",
        "the first of each answer, resolution or correction that has any",
    ),
    "actions": (
        "Actions and remedies",
        "actions",
        "- action status",
        None,
        "neither",
        "of answers, resolutions and corrections in the period; a case may have several",
    ),
    "actions-overdue": (
        "Promised actions overdue",
        "actions",
        "-",
        None,
        "lower",
        "at the end of the period, whenever they were promised",
    ),
    "ombudsman-referred": ("Put to the Ombudsman", "complaints", "- type", None, "neither", "referrals in the period"),
    "refused": (
        "Not accepted",
        "decisions",
        "- type ground type/ground",
        None,
        "neither",
        (
            "decisions in the period not to consider a complaint, or not at the later stage asked for; what was found before "
            "stays the outcome"
        ),
    ),
    "ombudsman-decided": ("Decided by the Ombudsman", "decisions", "- decision type/decision", None, "neither", ""),
    "ombudsman-findings": (
        "Findings of the Housing Ombudsman",
        "findings",
        "- finding type/finding",
        None,
        "neither",
        "of decisions in the period, one on each point of a complaint",
    ),
    "recommendations": (
        "Recommended by an Ombudsman",
        "recommendations",
        "- action status",
        None,
        "neither",
        "recommended or ordered in decisions in the period; a decision may hold several",
    ),
    "recommendations-overdue": (
        "Recommendations overdue",
        "recommendations",
        "-",
        None,
        "lower",
        "at the end of the period, whenever they were made",
    ),
    "public-reports": ("The Ombudsman's public reports", "reports", "-", None, "neither", "issued in the period"),
    "completeness": (
        "What is on file",
        "details",
        "detail/recorded",
        None,
        "neither",
        "of the cases in the period; if it is not recorded, it cannot be reported",
    ),
}

DAYS: dict[str, tuple[str, str, str, str | None, str, str]] = {
    "days-to-answer": (
        "Days to answer",
        "days",
        "- type stage type/stage",
        None,
        "lower",
        ("from the day the stage opened to the day the answer was sent, of the answers sent in the period"),
    ),
    "days-to-close": (
        "Days to close",
        "days",
        "- type",
        None,
        "lower",
        "from receipt to the move that closed the case, of the cases closed",
    ),
    "first-wait": (
        "Days before the case that continues another",
        "days",
        "- type",
        None,
        "lower",
        "from the first receipt to the receipt in the case that continues it, where it is recorded; no clock counts it",
    ),
    "days-late": (
        "Days late",
        "days",
        "- standing limit",
        None,
        "lower",
        ("from the last day to the act, the case's going on, or the end of the period, of the duties late or not done"),
    ),
}


def said(measure: Measure) -> tuple[str, str, str, str | None, str, str]:
    """All that the catalogue says of a measure; of its breakdowns, the whole as a dash."""
    breakdowns = " ".join("/".join(breakdown) or "-" for breakdown in measure.breakdowns)
    return measure.title, measure.unit, breakdowns, measure.of, measure.better.value, measure.note


@pytest.mark.parametrize(("catalogue", "published"), [(MEASURES, COUNTED), (SPREADS, DAYS)], ids=["counts", "days"])
def test_every_measure_is_in_the_catalogue_as_it_is_published(
    catalogue: dict[str, Measure], published: dict[str, tuple[str, str, str, str | None, str, str]]
) -> None:
    """In the order in which they are shown."""
    assert [(key, *said(measure)) for key, measure in catalogue.items()] == [(key, *row) for key, row in published.items()]
    assert all(measure.key == key for key, measure in catalogue.items())


def test_a_dimension_and_a_measure_need_little_more_than_a_name() -> None:
    """An open list that is always recorded; a count that is a share of nothing and should go neither way."""
    dimension = measures.Dimension("ward", "Ward")
    assert (dimension.vocabulary, dimension.extra, dimension.optional, dimension.codes) == (None, (), False, ())
    assert said(Measure("calls", "Calls", "calls")) == ("Calls", "calls", "-", None, "neither", "")


def test_every_unit_has_its_singular() -> None:
    """Of all that is counted."""
    one = Share(1, None)
    assert {unit_of(measure.unit, one) for measure in MEASURES.values()} == {
        "action", "answer", "case", "complaint", "decision", "detail", "duty", "finding", "irregularity", "learning point",
        "mention", "person", "piece of feedback", "recommendation", "report", "stage", "time",
    }  # fmt: skip
    assert unit_of("irregularities", Share(0, None)) == "irregularities"
    assert unit_of("complaints", Share(1, 2)) == "complaints"
    assert unit_of("complaints", Share(0, 1)) == "complaint"
    assert unit_of("complaints", Share(None, None)) == "complaints"


def test_two_periods_are_not_compared_by_their_months_nor_by_how_much_was_read() -> None:
    """What one year has is not what the other has: their months, their quarters, and what became of each line of a file."""
    assert {key for key, dimension in DIMENSIONS.items() if not dimension.is_comparable} == {"month", "quarter", "fate"}


@pytest.mark.parametrize(
    ("key", "code", "label"),
    [
        ("month", "2016-12", "December 2016"),
        ("quarter", "2016-10--2016-12", "October to December 2016"),
        ("stage", "3", "Stage 3"),
        ("stage", "only", "The only stage"),
        ("force", "statutory-code", "Statutory code"),
        ("team", "not-recorded", "Not recorded"),
        ("team", "2", "2"),
        ("outcome", "upheld", "Upheld"),
        ("procedure", "england-children", "england-children"),
    ],
)
def test_a_dimension_knows_what_people_call_its_codes(key: str, code: str, label: str) -> None:
    """Whether they are months, numbers of stages or words; a number is a stage, and nothing else."""
    assert DIMENSIONS[key].label(code) == label


def test_the_labels_of_a_report_are_known_to_it_alone() -> None:
    """Procedures and time limits are in no vocabulary."""
    assert DIMENSIONS["procedure"].label("ours", (("ours", "Our own"),)) == "Our own"
    assert DIMENSIONS["procedure"].label("ours") == "ours"


def test_the_months_and_quarters_of_a_period_are_those_it_has_a_day_in() -> None:
    """From 31 December to 1 April: five months, three quarters; of closed lists every code, of open ones none."""
    period = dt.date(2016, 12, 31), dt.date(2017, 4, 1)
    assert DIMENSIONS["month"].codes_of(*period) == ("2016-12", "2017-01", "2017-02", "2017-03", "2017-04")
    assert DIMENSIONS["quarter"].codes_of(*period) == ("2016-10--2016-12", "2017-01--2017-03", "2017-04--2017-06")
    assert DIMENSIONS["recorded"].codes_of(*period) == ("yes", "no")
    assert DIMENSIONS["team"].codes_of(*period) == ()
