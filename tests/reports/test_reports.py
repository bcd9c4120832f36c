"""Reports as values: how they are read, what they refuse, and what they name beside the figures."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.procedures import _routes
from complaintrules.reports.measures import DIMENSIONS, MEASURES

START, END = date(2016, 4, 1), date(2017, 3, 31)
CHILDREN = "england-children"


def case(on: date = date(2016, 9, 5), reference: str | None = None, **fields: Any) -> cr.Case:
    """A children's complaint."""
    return cr.Case.open(CHILDREN, cr.Received(on=on, **fields), reference=reference)


def year(cases: Any, **options: Any) -> cr.Report:
    """The report of 2016/17."""
    return cr.report(cases, start=START, end=END, **options)


# --- what is refused


@pytest.mark.parametrize(("start", "end"), [("2016-04-01", END), (START, None), (START, datetime(2017, 3, 31)), (20160401, END)])  # noqa: DTZ001 - wrong on purpose
def test_a_period_is_two_plain_dates(start: Any, end: Any) -> None:
    """No text, no date with a time of day."""
    with pytest.raises(cr.WrongTypeError, match=r"must be a datetime\.date without a time of day"):
        cr.report([], start=start, end=end)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    """And one of a single day is not."""
    with pytest.raises(cr.WrongValueError, match="lies before the start of the period, 2016-04-01"):
        cr.report([], start=START, end=date(2016, 3, 31))
    assert cr.report([case(START)], start=START, end=START).count("received") == 1


@pytest.mark.parametrize(("start", "end"), [(date(1999, 12, 31), END), (START, date(2051, 1, 1))])
def test_a_period_outside_the_calendars_years_is_refused(start: date, end: date) -> None:
    """No calendar could say what was late."""
    with pytest.raises(cr.CoverageError):
        cr.report([], start=start, end=end)


def test_a_calendar_is_a_calendar() -> None:
    """The name of a division is none."""
    with pytest.raises(cr.WrongTypeError, match="calendar must be a WorkingDayCalendar"):
        year([], calendar="england-and-wales")


# --- what is named beside the figures


def test_faulty_lines_are_counted_and_named_and_the_good_ones_reported() -> None:
    """An unknown procedure, a history that cannot happen, broken JSON; a line of two faults is one case."""
    lines = [
        '{"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}',
        '{"procedure": "england-childern", "events": [{"event": "received", "on": "2016-09-05"}]}',
        (
            '{"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}, '
            '{"event": "panel-met", "on": "2016-09-06"}]}'
        ),
        "{",
        '{"procedure": "england-children"}',
    ]
    report = year(cr.load_cases([*lines, '{"extra": 1, "procedure": 3, "events": []}']))
    assert report.count("received") == 1
    assert report.count("read", "fate", "faulty") == 5
    named = [str(problem) for problem in report.problems]
    assert [problem.kind for problem in report.problems] == [cr.ProblemKind.UNREADABLE] * len(named)
    assert (
        "line 2: procedure: unknown procedure 'england-childern'; did you mean 'england-children'"
        in named[0] + named[1] + named[2]
    )
    assert any(text.startswith("line 3: events[1]: panel-met on 2016-09-06 cannot happen in state") for text in named)
    assert any(text.startswith("line 4: breaks off") for text in named)
    assert {problem.line for problem in report.problems} == {2, 3, 4, 5, 6}


def test_what_is_no_case_and_what_is_no_feedback_is_counted_and_named() -> None:
    """A dict is no case until it is loaded."""
    report = year([case(), {"procedure": CHILDREN}, None], feedback=[{"type": "comment"}])
    assert [str(problem) for problem in report.problems] == [
        "NoneType is no case",
        "dict is no case",
        "feedback: dict is no feedback",
    ]
    assert (report.count("received"), report.count("read", "fate", "faulty")) == (1, 2)
    assert report.count("feedback-read", "fate", "faulty") == 1


def test_a_faulty_line_of_feedback_is_named_as_such() -> None:
    """Its line is one of the other file."""
    report = year([], feedback=cr.load_feedback(['{"type": "comment", "on": "2016-09-05"}', "{"]))
    assert [str(problem) for problem in report.problems] == [
        "line 2: feedback: breaks off after 1 characters; a line holds one whole JSON object"
    ]
    assert (report.count("feedback"), report.count("feedback-read", "fate", "faulty")) == (1, 1)


def test_a_case_outside_the_calendars_years_counts_for_nothing_and_is_named() -> None:
    """Received in 1999, under a procedure of a council's own that was in force then."""
    old = attrs.evolve(cr.get_procedure("ombudsman-report"), key="old-reports", version="1", since=date(1990, 1, 1))
    issued = cr.Case.open(old, cr.ReportIssued(on=date(1999, 5, 4)), reference="old")
    report = year([issued, case()])
    assert [problem.kind for problem in report.problems] == [cr.ProblemKind.OUTSIDE_CALENDAR]
    assert str(report.problems[0]).startswith("old: 1999-05-04 lies outside this calendar")
    assert (report.count("read", "fate", "faulty"), report.count("received"), report.count("public-reports")) == (1, 1, 0)


@pytest.mark.parametrize("reference", ["2016-0143", "two\nlines", "Ärger \\n", "\ud800", "💷"])
def test_two_cases_with_one_reference_are_both_counted_and_named(reference: str) -> None:
    """Whatever letters it has."""
    report = year([case(reference=reference), case(reference=reference), case(reference="another"), case()])
    assert report.count("received") == 4
    assert [(problem.kind, problem.reference, problem.says) for problem in report.problems] == [
        (cr.ProblemKind.SAME_REFERENCE, reference, "2 cases have this reference; all are counted")
    ]


def test_doubles_are_found_among_thousands() -> None:
    """However far apart they stand."""
    one = case()
    many = [attrs.evolve(one, cover=attrs.evolve(one._cover, reference=f"{number:05}")) for number in range(9000)]
    report = year([*many, many[17], many[8999], many[8999]])
    assert [str(problem) for problem in report.problems] == [
        "00017: 2 cases have this reference; all are counted",
        "08999: 3 cases have this reference; all are counted",
    ]


def test_an_empty_period_has_every_table_and_no_figures() -> None:
    """Nothing received is an answer too."""
    report = year([])
    assert all(table.total == 0 for table in report.tables())
    assert str(report.share("received", "reason", "delay")) == "0 of 0"
    assert report.spread("days-to-answer", "working-days").mean is None
    assert report.table("received", "month").cells[0] == cr.Cell(("2016-04",), 0)
    assert len(report.table("received", "month").cells) == 12
    assert report.problems == ()


# --- how it is read


def test_closed_lists_are_shown_whole_and_in_their_order() -> None:
    """Also a reason that nobody gave: "assessment 0" is a published figure."""
    cells = year([case(reason=cr.Reason.DELAY)]).table("received", "reason").cells
    assert [cell.value[0] for cell in cells] == [reason.value for reason in cr.Reason]
    assert [cell.count for cell in cells] == [int(reason is cr.Reason.DELAY) for reason in cr.Reason]
    with_gap = year([case()]).table("received", "reason")
    assert with_gap.cells[-1] == cr.Cell(("not-recorded",), 1)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda report: report.table("recieved"), "unknown measure 'recieved'; did you mean 'received'"),
        (lambda report: report.table("received", "reasons"), "unknown breakdown of received 'reasons'; did you mean 'reason'"),
        (lambda report: report.count("received", "reason", "dealy"), "did you mean 'delay'"),
        (lambda report: report.spread("days", "working-days"), "unknown spread of days 'days'"),
        (lambda report: report.spread("days-to-answer", "days"), "unknown unit of days 'days'"),
        (lambda report: report.spread("days-to-answer", "working-days", "team"), "unknown breakdown of days-to-answer 'team'"),
    ],
)
def test_an_unknown_key_names_its_neighbours(ask: Any, says: str) -> None:
    """Never a bare KeyError, never a silent nought."""
    with pytest.raises(cr.UnknownKeyError, match=says):
        ask(year([case()]))


def test_a_measure_that_is_a_share_of_nothing_says_so() -> None:
    """Feedback is the whole of what came in."""
    with pytest.raises(cr.WrongValueError, match="is a share of nothing; name a breakdown and one of its parts"):
        year([]).share("feedback")


@pytest.mark.parametrize(
    ("dimension", "code", "label"),
    [
        ("month", "2016-09", "September 2016"),
        ("quarter", "2016-07--2016-09", "July to September 2016"),
        ("stage", "2", "Stage 2"),
        ("stage", "none", "No stage"),
        ("force", "statutory-guidance", "Statutory guidance"),
        ("reason", "delay", "Delay"),
        ("reason", "not-recorded", "Not recorded"),
        ("type", "other", "Other"),
        ("team", "Early Help", "Early Help"),
        ("procedure", CHILDREN, "Children's social care representations, England"),
        (
            "limit",
            f"{CHILDREN}:stage-1",
            "Answer at stage 1 (local resolution) (Children's social care representations, England)",
        ),
    ],
)
def test_codes_have_names_for_people(dimension: str, code: str, label: str) -> None:
    """From vocabularies, from the calendar, from the procedures met."""
    assert year([case()]).label(dimension, code) == label


def test_a_report_is_a_value() -> None:
    """Frozen, hashed, compared by what it says, pickled."""
    report = year([case(reference="a")])
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - made here
    assert hash(year([case(reference="a")])) == hash(report)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.start = END  # type: ignore[misc] # wrong on purpose


# --- what the law wants in it

CODE = {"self-assessment", "analysis", "refused", "non-compliance", "improvements", "ombudsman"}
WANTED = {
    CHILDREN: {
        "SI 2006/1738 reg 13(2)": {"receipt", "outcome", "time-limits"},
        "Getting the Best from Complaints, chapter 5": {
            "representations", "stages", "ombudsman", "customers", "types", "outcomes", "advocacy", "timescales", "learning",
            "equality", "effectiveness", "anonymity",
        },
    },
    "england-adult-social-care": {
        "SI 2009/309 reg 18": {"received", "well-founded", "ombudsman", "subjects", "importance", "action"}
    },
    "england-public-health": {
        "SI 2012/3094 reg 33": {"received", "well-founded", "ombudsman", "subjects", "importance", "action"}
    },
    "england-corporate": {
        "Complaint Handling Code para 8.1": CODE
    },
    "england-housing": {
        "Housing Ombudsman's Code para 8.1": CODE
    },
    "uk-data-protection": {},
}  # fmt: skip


@pytest.mark.parametrize("procedure", WANTED)
def test_everything_that_is_wanted_stands_there_with_its_provision(procedure: str) -> None:
    """SI 2006/1738 reg 13(2) and the guidance; SI 2009/309 reg 18; SI 2012/3094 reg 33; the Codes at 8.1, once they are there."""
    found: dict[str, set[str]] = {}
    for wanted in cr.report([], start=date(2025, 4, 1), end=date(2026, 3, 31)).statutory_contents(procedure):
        found.setdefault(str(wanted.cite), set()).add(wanted.content.key)
        assert wanted.given == bool(wanted.content.figures)
        assert wanted.given or wanted.why
    assert found == WANTED[procedure]


def test_every_figure_that_a_rule_names_is_a_table_of_the_catalogue() -> None:
    """Else a report would promise what it does not have."""
    report = year([])
    for key in cr.procedures():
        for wanted in report.statutory_contents(key):
            for figure in wanted.content.figures:
                measure, _, breakdown = figure.partition("/")
                assert report.table(measure, breakdown).total == 0


def test_what_is_not_recorded_is_said_beside_what_is_wanted() -> None:
    """Two of three complaints do not say whom they are about."""
    report = year([case(), case(), case(concerning=cr.Concerning.LOOKED_AFTER_CHILD, complainant=cr.Complainant.PARENT)])
    found = {str(wanted.content.key): wanted for wanted in report.statutory_contents(CHILDREN)}
    assert found["customers"].why == "who complained is not recorded for 2 of 3; whom it is about is not recorded for 2 of 3"
    assert str(found["outcomes"]) == "their outcomes: in this report [Getting the Best from Complaints, chapter 5]"
    assert str(found["effectiveness"]).startswith(
        "a review of how effective the procedure is: not in this report (for people to write)"
    )


def test_the_version_in_force_at_the_end_of_the_period_says_what_is_wanted() -> None:
    """No Code wanted anything of 2016/17. Where no version was in force, the newest says it; an unknown procedure is refused."""
    assert year([]).statutory_contents("england-corporate") == ()
    early = cr.report([], start=date(2004, 4, 1), end=date(2005, 3, 31))
    assert early.statutory_contents(CHILDREN) == tuple(year([]).statutory_contents(CHILDREN))
    with pytest.raises(cr.UnknownKeyError, match="unknown procedure 'england-childern'"):
        year([]).statutory_contents("england-childern")


# --- completeness, types of complaint, own procedures


def test_completeness_needs_no_period() -> None:
    """What is on file of all cases; an open one has no outcome yet, and a public report is no complaint."""
    closed = case(reference="a").record(cr.Responded(on=date(2016, 9, 9), actions=[cr.ActionType.APOLOGY]))
    public = cr.Case.open("ombudsman-report", cr.ReportIssued(on=date(2016, 9, 5)))
    table = cr.completeness([closed, case().record(cr.Acknowledged(on=date(2016, 9, 6))), public])
    assert str(table.share("reference", "yes")) == "1 of 2 (50 %)"
    assert str(table.share("acknowledgement", "yes")) == "1 of 2 (50 %)"
    assert str(table.share("outcome", "no")) == "1 of 1 (100 %)"
    assert str(table.share("learning", "yes")) == "1 of 1 (100 %)"
    with pytest.raises(cr.WrongTypeError, match="cases must be cases"):
        cr.completeness([closed, None])  # type: ignore[list-item] # wrong on purpose


def test_a_procedure_counts_as_the_type_that_triage_gives() -> None:
    """One list of types for the first day and for the year."""
    types = {key: destination.type for key, destination in _routes.DESTINATIONS.items()}
    assert len(types) >= 6
    for key, kind in types.items():
        assert cr.get_procedure(key).complaint_type is kind


def test_a_procedure_of_ones_own_counts_too() -> None:
    """With no type it is another type; its name is the one it gives itself."""
    own = attrs.evolve(cr.get_procedure("england-corporate"), key="our-own", title="Our own procedure", complaint_type=None)
    report = cr.report([cr.Case.open(own, cr.Received(on=date(2025, 9, 5)))], start=date(2025, 4, 1), end=date(2026, 3, 31))
    assert report.count("received", "type", "other") == 1
    assert report.label("procedure", "our-own") == "Our own procedure"


def test_the_catalogue_holds_together() -> None:
    """Every breakdown names known dimensions, and every share a known whole."""
    for measure in MEASURES.values():
        assert measure.of is None or measure.of in MEASURES
        for breakdown in measure.breakdowns:
            assert set(breakdown) <= set(DIMENSIONS)


# --- our outcomes in other bodies' words


@pytest.mark.parametrize(
    ("body", "upheld", "partly", "not_upheld", "resolved"),
    [
        ("ombudsman", "upheld", "upheld", "not upheld", None),
        ("si-2009-309", "well founded", "well founded", "not well founded", None),
        ("scottish-model", "upheld", "partially upheld", "not upheld", "resolved"),
    ],
)
def test_other_bodies_call_our_outcomes_so(body: str, upheld: str, partly: str, not_upheld: str, resolved: str | None) -> None:
    """The Ombudsman counts partly upheld within upheld; SI 2009/309 reg 18 asks for "well founded", both together."""
    words = cr.OUTCOME_WORDS[body]
    found = [
        words.word(outcome)
        for outcome in (cr.Outcome.UPHELD, cr.Outcome.PARTLY_UPHELD, cr.Outcome.NOT_UPHELD, cr.Outcome.RESOLVED)
    ]
    assert found == [upheld, partly, not_upheld, resolved]
    assert words.source
    assert cr.Outcome.UPHELD in words.outcomes(upheld)
    with pytest.raises(cr.UnknownKeyError, match="unknown word of"):
        words.outcomes("uphelt")
