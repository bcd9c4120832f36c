"""Reports as values: how they are read, what they refuse, what they name beside the figures, and what may be published."""

from __future__ import annotations

import itertools
import json
import pickle
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.errors import CoverageError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.procedures import _routes
from complaintrules.reports.measures import DIMENSIONS, MEASURES
from support.children import CHILDREN
from support.reports import END, START, year

if TYPE_CHECKING:
    from collections.abc import Callable


def received(on: date = date(2016, 9, 5), reference: str | None = None, **fields: Any) -> cr.Case:
    """A children's complaint of which the receipt alone is on file."""
    return cr.Case.open(CHILDREN, cr.Received(on=on, **fields), reference=reference)


def case(*events: cr.Event, **details: Any) -> cr.Case:
    """A children's complaint of 5 September 2016."""
    return cr.Case.replay(CHILDREN, (cr.Received(on=date(2016, 9, 5)), *events), **details)


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
    assert cr.report([received(START)], start=START, end=START).count("received") == 1


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
    """A dict is not a case until it is loaded."""
    report = year([received(), {"procedure": CHILDREN}, None], feedback=[{"type": "comment"}])
    assert [str(problem) for problem in report.problems] == [
        "NoneType is not a case",
        "dict is not a case",
        "feedback: dict is not feedback",
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
    report = year([issued, received()])
    assert [problem.kind for problem in report.problems] == [cr.ProblemKind.OUTSIDE_CALENDAR]
    assert str(report.problems[0]).startswith("old: 1999-05-04 lies outside this calendar")
    assert (report.count("read", "fate", "faulty"), report.count("received"), report.count("public-reports")) == (1, 1, 0)


@pytest.mark.parametrize("reference", ["2016-0143", "two\nlines", "Ärger \\n", "\ud800", "💷"])
def test_two_cases_with_one_reference_are_both_counted_and_named(reference: str) -> None:
    """Whatever letters it has."""
    report = year([received(reference=reference), received(reference=reference), received(reference="another"), received()])
    assert report.count("received") == 4
    assert [(problem.kind, problem.reference, problem.says) for problem in report.problems] == [
        (cr.ProblemKind.SAME_REFERENCE, reference, "2 cases have this reference; all are counted")
    ]


def test_doubles_are_found_among_thousands() -> None:
    """However far apart they stand."""
    one = received()
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
    cells = year([received(reason=cr.Reason.DELAY)]).table("received", "reason").cells
    assert [cell.value[0] for cell in cells] == [reason.value for reason in cr.Reason]
    assert [cell.count for cell in cells] == [int(reason is cr.Reason.DELAY) for reason in cr.Reason]
    with_gap = year([received()]).table("received", "reason")
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
        ask(year([received()]))


def test_a_measure_that_is_a_share_of_nothing_says_so() -> None:
    """Feedback is the whole of what came in."""
    with pytest.raises(cr.WrongValueError, match="is not a share of another measure; name a breakdown and one of its parts"):
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
    assert year([received()]).label(dimension, code) == label


def test_a_report_is_a_value() -> None:
    """Frozen, hashed, compared by what it says, pickled."""
    report = year([received(reference="a")])
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - made here
    assert hash(year([received(reference="a")])) == hash(report)
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
    said = received(concerning=cr.Concerning.LOOKED_AFTER_CHILD, complainant=cr.Complainant.PARENT)
    report = year([received(), received(), said])
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
    closed = received(reference="a").record(cr.Responded(on=date(2016, 9, 9), actions=[cr.ActionType.APOLOGY]))
    public = cr.Case.open("ombudsman-report", cr.ReportIssued(on=date(2016, 9, 5)))
    table = cr.completeness([closed, received().record(cr.Acknowledged(on=date(2016, 9, 6))), public])
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


@pytest.mark.parametrize(("counted", "found"), [((cr.Outcome.UPHELD,), "1 of 2 (50 %)"), ((), "0 of 2 (0 %)")])
def test_a_procedure_says_which_of_its_outcomes_are_well_founded(counted: tuple[cr.Outcome, ...], found: str) -> None:
    """Of two complaints closed, one upheld and one partly upheld, both are where nothing else is said."""
    usual = cr.get_procedure("england-corporate")

    def counted_as(procedure: cr.Procedure) -> str:
        outcomes = (cr.Outcome.UPHELD, cr.Outcome.PARTLY_UPHELD)
        answers = [cr.Responded(on=date(2025, 9, 15), outcome=outcome, stage=1) for outcome in outcomes]
        cases = [cr.Case.open(procedure, cr.Received(on=date(2025, 9, 5))).record(answer) for answer in answers]
        return str(cr.report(cases, start=date(2025, 4, 1), end=date(2026, 3, 31)).share("well-founded"))

    assert counted_as(usual) == "2 of 2 (100 %)"
    assert counted_as(attrs.evolve(usual, well_founded=counted)) == found


@pytest.mark.parametrize("key", ["england-adult-social-care", "england-public-health"])
def test_the_regulations_that_have_the_words_say_which_outcomes_are_well_founded(key: str) -> None:
    """SI 2009/309 reg 18 and SI 2012/3094 reg 33; upheld in part is counted so, as the requirement says beside it."""
    assert cr.get_procedure(key).well_founded == (cr.Outcome.UPHELD, cr.Outcome.PARTLY_UPHELD)


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


GOOD = '{"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}'
UNKNOWN = '{"procedure": "england-children", "events": [{"event": "recieved", "on": "2016-09-05"}], "extra": 1}'
BROKEN_OFF = "breaks off after 1 characters; a line holds one whole JSON object"


def answered(**fields: Any) -> cr.Responded:
    """An answer in time."""
    return cr.Responded(on=date(2016, 9, 12), outcome=cr.Outcome.UPHELD, **fields)


def read_back(report: cr.Report) -> cr.Report:
    """A report as it comes back from JSON."""
    return cr.Report.from_dict(json.loads(json.dumps(report.as_dict())))


# --- the words of a refusal

DAY = "a datetime.date without a time of day"
ISO = "; datetime.date.fromisoformat reads one written as 2026-11-23"
READ_BACK = "one of them was read back from data; merge reports before they are written"
REPORT: Any = cr.report
EMPTY: Any = year()
LATER = cr.report([], start=START, end=date(2017, 4, 30))


@pytest.mark.parametrize(
    ("refused", "error", "argument", "value", "says"),
    [
        (
            lambda: REPORT([], start="April", end=END),
            WrongTypeError,
            "start",
            "April",
            f"start must be {DAY}, not str 'April'{ISO}",
        ),
        (lambda: REPORT([], start=START, end=2017), WrongTypeError, "end", 2017, f"end must be {DAY}, not int 2017"),
        (
            lambda: REPORT([], start=END, end=START),
            WrongValueError,
            "end",
            START,
            "end 2016-04-01: lies before the start of the period, 2017-03-31",
        ),
        (lambda: year(calendar=3), WrongTypeError, "calendar", 3, "calendar must be a WorkingDayCalendar, not int 3"),
        (
            lambda: EMPTY.share("feedback"),
            WrongValueError,
            "measure",
            "feedback",
            "measure 'feedback': is not a share of another measure; name a breakdown and one of its parts",
        ),
        (lambda: EMPTY.merged(3), WrongTypeError, "other", 3, "other must be a Report, not int 3"),
        (
            lambda: EMPTY.merged(LATER),
            WrongValueError,
            "other",
            "2016-04-01 to 2017-04-30",
            "other '2016-04-01 to 2017-04-30': is not a report of 2016-04-01 to 2017-03-31",
        ),
        (lambda: EMPTY.merged(read_back(EMPTY)), WrongValueError, "other", "report", f"other 'report': {READ_BACK}"),
        (lambda: read_back(EMPTY).merged(EMPTY), WrongValueError, "other", "report", f"other 'report': {READ_BACK}"),
        (lambda: EMPTY.compare(3), WrongTypeError, "previous", 3, "previous must be a Report, not int 3"),
        (
            lambda: EMPTY.compare(EMPTY, tolerance=5),
            WrongTypeError,
            "tolerance",
            5,
            "tolerance must be a Tolerance, not int 5",
        ),
        (lambda: cr.completeness([3]), WrongTypeError, "cases", 3, "cases must be cases, not int 3"),  # type: ignore[list-item] # refused on purpose
    ],
)
def test_a_refusal_says_what_was_wrong_and_what_would_be_right(
    refused: Callable[[], object], error: Any, argument: str, value: object, says: str
) -> None:
    """The error holds its facts, and its message says them."""
    with pytest.raises(error) as found:
        refused()
    assert (found.value.argument, found.value.value, str(found.value)) == (argument, value, says)


@pytest.mark.parametrize(
    ("asked", "kind", "key", "known"),
    [
        (lambda: EMPTY.table("people", "type"), "breakdown of people", "type", ("(nothing)",)),
        (lambda: EMPTY.table("completeness"), "breakdown of completeness", "(nothing)", ("detail/recorded",)),
        (
            lambda: EMPTY.spread("days-to-answer", "working-days", "team"),
            "breakdown of days-to-answer",
            "team",
            ("(nothing)", "type", "stage", "type/stage"),
        ),
    ],
)
def test_an_unknown_key_is_named_beside_all_that_are_known(
    asked: Callable[[], object], kind: str, key: str, known: tuple[str, ...]
) -> None:
    """The whole of a measure has no key, and says so."""
    with pytest.raises(UnknownKeyError) as found:
        asked()
    assert (found.value.kind, found.value.key, found.value.known) == (kind, key, known)


@pytest.mark.parametrize(
    ("start", "end", "asked"), [(date(1999, 12, 31), END, date(1999, 12, 31)), (START, date(2051, 1, 1), date(2051, 1, 1))]
)
def test_a_period_outside_the_years_names_its_day_and_the_years(start: date, end: date, asked: date) -> None:
    """The calendar holds 2000 to 2050."""
    with pytest.raises(CoverageError) as found:
        cr.report([], start=start, end=end)
    assert (found.value.asked, found.value.first_day, found.value.last_day) == (asked, date(2000, 1, 1), date(2050, 12, 31))


def test_a_period_may_take_in_every_year_there_is() -> None:
    """From the first day of 2000 to the last of 2050: 51 years of twelve months."""
    report = cr.report([case()], start=date(2000, 1, 1), end=date(2050, 12, 31))
    assert len(report.table("received", "month").cells) == 612
    assert report.count("received") == 1


# --- what is named beside the figures


def test_the_kinds_of_problems_have_published_codes() -> None:
    """They stand in the JSON of a report."""
    assert [kind.value for kind in cr.ProblemKind] == [
        "unreadable",
        "not-a-case",
        "not-feedback",
        "outside-calendar",
        "same-reference",
        "no-version",
        "broken-link",
        "strange-target",
    ]


def test_a_problem_names_its_kind_its_line_and_its_reference() -> None:
    """Of a line, of a thing that is not a case, of a case without a reference that lies outside the calendar."""
    old = attrs.evolve(cr.get_procedure("ombudsman-report"), key="old-reports", version="1", since=date(1990, 1, 1))
    issued = cr.Case.open(old, cr.ReportIssued(on=date(1999, 5, 4)))
    outside = "1999-05-04 lies outside this calendar, which holds 2000-01-01 to 2050-12-31"
    lines = year(cr.load_cases([GOOD, "{"]), feedback=[3])
    assert lines.problems == (
        cr.Problem(cr.ProblemKind.NOT_FEEDBACK, "", 0, "feedback: int is not feedback"),
        cr.Problem(cr.ProblemKind.UNREADABLE, "", 2, BROKEN_OFF),
    )
    assert year([{}, issued]).problems == (
        cr.Problem(cr.ProblemKind.NOT_A_CASE, "", 0, "dict is not a case"),
        cr.Problem(cr.ProblemKind.OUTSIDE_CALENDAR, "", 0, outside),
    )


def test_a_second_file_is_read_though_the_first_had_faulty_lines() -> None:
    """A reader says only at its end what it could not read; what stands behind it in a chain is not dropped."""
    files = [[GOOD, "{"], [GOOD, "{", UNKNOWN], [GOOD]]
    report = year(itertools.chain.from_iterable(map(cr.load_cases, files)))
    assert (report.count("received"), report.count("read", "fate", "faulty"), report.count("read")) == (3, 3, 6)
    assert sorted({problem.line for problem in report.problems}) == [2, 3]
    # Line 2 of either file is named, and the two faults of line 3 are one line.
    assert [str(problem) for problem in report.problems].count(f"line 2: {BROKEN_OFF}") == 2
    assert len([problem for problem in report.problems if problem.line == 3]) == 2


def test_cases_loaded_one_by_one_are_read_on_after_a_faulty_one() -> None:
    """They have no lines; each that cannot be read is one thing, whatever its faults."""
    rows = [json.loads(line) for line in (UNKNOWN, GOOD, UNKNOWN, GOOD)]
    report = year(map(cr.load_case, rows))
    assert (report.count("received"), report.count("read", "fate", "faulty")) == (2, 2)
    assert {(problem.kind, problem.reference, problem.line) for problem in report.problems} == {("unreadable", "", 0)}
    assert len(report.problems) == 4


def test_overdue_actions_are_listed_by_day_reference_action_and_owner() -> None:
    """A case without a reference comes first, and so does an action that nobody owns."""

    def promised(reference: str | None, *actions: cr.Action) -> cr.Case:
        return case(answered(actions=actions), reference=reference)

    def action(day: int, code: cr.ActionType = cr.ActionType.APOLOGY, owner: str | None = None) -> cr.Action:
        return cr.Action(code=code, due=date(2016, 10, day), owner=owner)

    cases = [
        promised("B", action(3), action(4)),
        promised("A", action(3, cr.ActionType.MONITORING), action(3, owner="O"), action(3), action(3, owner="M")),
        promised(None, action(3, cr.ActionType.TRAINING_GUIDANCE)),
        promised("C", action(2)),
    ]
    expected = [
        (2, "C", "apology", None),
        (3, None, "training-guidance", None),
        (3, "A", "apology", None),
        (3, "A", "apology", "M"),
        (3, "A", "apology", "O"),
        (3, "A", "monitoring", None),
        (3, "B", "apology", None),
        (4, "B", "apology", None),
    ]
    for order in (cases, cases[::-1]):
        found = year(order).overdue_actions
        assert [(late.due.day, late.reference, late.action, late.owner) for late in found] == expected


# --- as a value


def test_a_report_needs_a_period_and_its_counts_and_shows_no_reference() -> None:
    """Everything else is empty; what merging keeps is neither shown nor given from outside."""
    plain: Any = cr.Report(start=START, end=END, counts=())
    assert (plain.spreads, plain.problems, plain.overdue_actions, plain.labels) == ((), (), (), ())
    assert repr(plain) == (
        "Report(start=datetime.date(2016, 4, 1), end=datetime.date(2017, 3, 31), counts=(), spreads=(), problems=(),"
        " overdue_actions=(), labels=(), overdue_recommendations=(), money=())"
    )
    with pytest.raises(TypeError, match="unexpected keyword argument 'index'"):
        attrs.evolve(plain, index={})


def test_what_nothing_took_is_an_empty_spread_of_that_name() -> None:
    """It says of what it is, like any other."""
    assert year().spread("days-to-answer", "calendar-days", "type/stage", "corporate", "2") == cr.Spread(
        "days-to-answer", "calendar-days", ("type", "stage"), ("corporate", "2"), ()
    )


def test_every_quarter_of_the_period_is_shown() -> None:
    """Also those in which nothing was received; a quarter that is cut by the period too."""
    quarters = ["2016-04--2016-06", "2016-07--2016-09", "2016-10--2016-12", "2017-01--2017-03"]
    assert [(cell.value[0], cell.count) for cell in year([case()]).table("received", "quarter").cells] == [
        (quarter, int(quarter == "2016-07--2016-09")) for quarter in quarters
    ]
    cut = cr.report([], start=date(2016, 6, 30), end=date(2016, 7, 1))
    assert [cell.value[0] for cell in cut.table("received", "quarter").cells] == quarters[:2]


def test_the_whole_of_a_broken_down_measure_is_all_of_itself() -> None:
    """A breakdown without a part asks for all its parts; and a measure without either, for its share of another."""
    report = year([case(), case()], feedback=[cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=START)])
    assert report.share("received", "reason") == cr.Share(2, 2)
    assert report.share("received") == cr.Share(2, 3)
    with pytest.raises(UnknownKeyError, match="'delay'"):
        report.share("received", "", "delay")


# --- two reports


def test_a_comparison_heeds_the_tolerance_the_way_and_the_threshold_it_is_given() -> None:
    """From 10 to 13 received: more than two, and more than 5 per cent."""
    before = cr.Report(start=START, end=END, counts=(("received", (), (), 10),))
    now = cr.Report(start=START, end=END, counts=(("received", (), (), 13),))
    assert now.compare(before).find("received").verdict is cr.Trend.NO_DIRECTION
    assert now.compare(before, tolerance=cr.Tolerance(count=3)).find("received").verdict is cr.Trend.SAME
    assert now.compare(before, better={"received": cr.Better.LOWER}).find("received").verdict is cr.Trend.WORSE
    assert now.compare(before, threshold=11).find("received").counts[0] == cr.Share(None, None)
    assert now.compare(before, threshold=11).find("received").counts[1] == cr.Share(13, None)


def test_people_of_two_reports_are_counted_together() -> None:
    """One who complained in both halves is one person."""
    one, two = year([case(complainant="a"), case(complainant="b")]), year([case(complainant="b")])
    assert (one.count("people"), two.count("people"), one.merged(two).count("people")) == (2, 1, 2)


def test_a_reference_in_both_of_two_merged_reports_is_named_once() -> None:
    """And one that came twice in one of them already, with all of its cases."""
    one, two = (
        year([case(reference="a"), case(reference="b"), case(reference="b")]),
        year([case(reference="a"), case(reference="b")]),
    )
    assert [str(problem) for problem in one.merged(two).problems] == [
        "a: 2 cases have this reference; all are counted",
        "b: 3 cases have this reference; all are counted",
    ]


# --- for publication


def closed_days(counts: tuple[tuple[str, int], ...], part: str, cases: int) -> tuple[cr.Report, cr.Spread]:
    """Complaints closed by type, and the days that those of one type took."""
    spread = cr.Spread("days-to-close", "working-days", ("type",), (part,), ((10, cases),))
    listed = tuple(("closed", ("type",), (kind,), count) for kind, count in counts)
    return cr.Report(start=START, end=END, counts=listed, spreads=(spread,)), spread


@pytest.mark.parametrize(
    ("counts", "part", "cases", "shown"),
    [
        # 5 is the smallest number that is published.
        ((("corporate", 5),), "corporate", 5, True),
        ((("corporate", 4),), "corporate", 4, False),
        # 2 and 3 are hidden, and 30 is shown beside them.
        ((("corporate", 30), ("data-protection", 2), ("housing", 3)), "corporate", 30, True),
        ((("corporate", 30), ("data-protection", 2), ("housing", 3)), "housing", 3, False),
        # 2 alone is hidden with the next larger, whose days would tell how many it has.
        ((("corporate", 30), ("data-protection", 2), ("housing", 6)), "housing", 6, False),
        ((("corporate", 30), ("data-protection", 2), ("housing", 6)), "corporate", 30, True),
    ],
)
def test_days_are_shown_where_their_cases_are(counts: tuple[tuple[str, int], ...], part: str, cases: int, *, shown: bool) -> None:
    """Else the number of cases behind a mean would give away what a table hides."""
    report, spread = closed_days(counts, part, cases)
    assert report.shows(spread, 5) is shown
    assert [each["value"] for each in report.as_dict(threshold=5)["spreads"]] == ([[part]] if shown else [])


# --- what the rules want


def versions() -> tuple[cr.Rulebook, cr.Procedure, cr.Procedure]:
    """A procedure of a council's own, whose newer version wants more in a report; and a rulebook that holds both."""
    model = cr.get_procedure("england-corporate")
    wanting = next(requirement for requirement in model.requirements if requirement.contents)
    less = attrs.evolve(wanting, key="less", contents=wanting.contents[:1])
    old = attrs.evolve(
        model,
        key="our-own",
        version="1",
        since=date(2010, 4, 1),
        until=date(2017, 3, 31),
        requirements=tuple(less if requirement is wanting else requirement for requirement in model.requirements),
    )
    new = attrs.evolve(model, key="our-own", version="2", since=date(2017, 4, 1), until=None)
    return cr.RULEBOOK.adding(old, new), old, new


@pytest.mark.parametrize(
    ("start", "end", "requirement", "contents"),
    [
        # The older version was in force on the last day of the period; or the newer; or neither, and the newest is taken.
        (START, END, "less", 1),
        (date(2017, 3, 31), date(2017, 4, 1), "annual-report", 6),
        (date(2009, 4, 1), date(2010, 3, 31), "annual-report", 6),
    ],
)
def test_the_version_in_force_on_the_last_day_of_the_period_says_what_is_wanted(
    start: date, end: date, requirement: str, contents: int
) -> None:
    """In a rulebook of one's own."""
    rulebook, _, new = versions()
    found = cr.report([], start=start, end=end).statutory_contents("our-own", rulebook=rulebook)
    assert [wanted.requirement.key for wanted in found] == [requirement] * contents
    given = cr.report([], start=start, end=end).statutory_contents(new)
    assert [wanted.requirement.key for wanted in given] == ["annual-report"] * 6


# --- what is on file


def test_completeness_counts_every_complaint_and_passes_over_what_is_none() -> None:
    """A public report first; then two with learning and no action, one with an action alone, one with neither."""
    public = cr.Case.open("ombudsman-report", cr.ReportIssued(on=date(2016, 9, 5)))
    learning = [case(answered(learning=[cr.Learning.POLICY_IMPACT])) for _ in range(2)]
    acting = case(answered(actions=[cr.ActionType.APOLOGY]))
    table = cr.completeness([public, *learning, acting, case(answered())])
    assert (table.measure, table.breakdown) == ("completeness", ("detail", "recorded"))
    assert table.share("learning", "yes") == cr.Share(3, 4)
    assert table.share("outcome", "yes") == cr.Share(4, 4)
    # Nine things to be on file, of each of four complaints, all of them closed.
    assert table.total == 36
