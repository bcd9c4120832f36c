"""Reports at their edges: the facts and words of each refusal, several readers in one, orders, and what may be published."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.errors import CoverageError, UnknownKeyError, WrongTypeError, WrongValueError

if TYPE_CHECKING:
    from collections.abc import Callable

START, END = date(2016, 4, 1), date(2017, 3, 31)
CHILDREN = "england-children"
GOOD = '{"procedure": "england-children", "events": [{"event": "received", "on": "2016-09-05"}]}'
UNKNOWN = '{"procedure": "england-children", "events": [{"event": "recieved", "on": "2016-09-05"}], "extra": 1}'
BROKEN_OFF = "breaks off after 1 characters; a line holds one whole JSON object"


def year(cases: Any = (), **options: Any) -> cr.Report:
    """The report of 2016/17."""
    return cr.report(cases, start=START, end=END, **options)


def case(*events: cr.Event, **details: Any) -> cr.Case:
    """A children's complaint of 5 September 2016."""
    return cr.Case.replay(CHILDREN, (cr.Received(on=date(2016, 9, 5)), *events), **details)


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
            "measure 'feedback': is a share of nothing; name a breakdown and one of its parts",
        ),
        (lambda: EMPTY.merged(3), WrongTypeError, "other", 3, "other must be a Report, not int 3"),
        (
            lambda: EMPTY.merged(LATER),
            WrongValueError,
            "other",
            "2016-04-01 to 2017-04-30",
            "other '2016-04-01 to 2017-04-30': is no report of 2016-04-01 to 2017-03-31",
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
    """Of a line, of a thing that is no case, of a case without a reference that lies outside the calendar."""
    old = attrs.evolve(cr.get_procedure("ombudsman-report"), key="old-reports", version="1", since=date(1990, 1, 1))
    issued = cr.Case.open(old, cr.ReportIssued(on=date(1999, 5, 4)))
    outside = "1999-05-04 lies outside this calendar, which holds 2000-01-01 to 2050-12-31"
    lines = year(cr.load_cases([GOOD, "{"]), feedback=[3])
    assert lines.problems == (
        cr.Problem(cr.ProblemKind.NOT_FEEDBACK, "", 0, "feedback: int is no feedback"),
        cr.Problem(cr.ProblemKind.UNREADABLE, "", 2, BROKEN_OFF),
    )
    assert year([{}, issued]).problems == (
        cr.Problem(cr.ProblemKind.NOT_A_CASE, "", 0, "dict is no case"),
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
