"""The example of Shropshire 2016/17 gives back what was published, typed here from the publication."""

from __future__ import annotations

import collections
import datetime as dt
import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.usefixtures("untraced")

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
CHILDRENS = "statutory-children"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """The script, as a module."""
    return _load("shropshire_2016_17")


@pytest.fixture(scope="module")
def cases(example: ModuleType) -> list[cr.Case]:
    """The invented cases of both years."""
    found: list[cr.Case] = example.make_cases()
    return found


@pytest.fixture(scope="module")
def now(example: ModuleType, cases: list[cr.Case]) -> cr.Report:
    """The report of 2016/17."""
    return cr.report(cases, start=dt.date(2016, 4, 1), end=dt.date(2017, 3, 31), feedback=example.make_feedback())


@pytest.fixture(scope="module")
def before(example: ModuleType, cases: list[cr.Case]) -> cr.Report:
    """The report of 2015/16."""
    return cr.report(cases, start=dt.date(2015, 4, 1), end=dt.date(2016, 3, 31), feedback=example.make_feedback())


def _percent(share: cr.Share) -> int | None:
    shown = share.percent()
    return None if shown is None else int(shown)


# --- the publication


@pytest.mark.parametrize(
    ("number", "measure", "breakdown", "value"),
    [
        (146, "feedback", "", ()),
        (36, "feedback", "feedback-type", ("compliment",)),
        (102, "feedback", "feedback-type", ("complaint",)),
        (34, "feedback", "service", ("Learning & Skills",)),
        (112, "feedback", "service", ("Social care",)),
        (24, "feedback", "month", ("2016-09",)),
        (6, "feedback", "month", ("2016-12",)),
        (102, "received", "", ()),
        (50, "received", "type", ("corporate",)),
        (52, "received", "type", (CHILDRENS,)),
        (18, "received", "service", ("Learning & Skills",)),
        (21, "received", "team", ("Case management",)),
        (15, "received", "team", ("Assessment",)),
        (8, "received", "team", ("Early help",)),
        (7, "received", "team", ("Disabled children",)),
        (35, "received", "reason", ("lack-of-service",)),
        (21, "received", "reason", ("quality-of-work",)),
        (14, "received", "reason", ("communication",)),
        (7, "received", "reason", ("decision",)),
        (0, "received", "reason", ("assessment",)),
        (10, "received", "concerning", ("looked-after-child",)),
        (3, "received", "complainant", ("child",)),
        (70, "received", "recorded", ("yes",)),
        (87, "cohort-closed", "", ()),
        (20, "cohort-closed", "outcome", ("upheld",)),
        (30, "cohort-closed", "outcome", ("partly-upheld",)),
        (27, "cohort-closed", "outcome", ("not-upheld",)),
        (6, "beyond-stage-1", "", ()),
        (4, "beyond-stage-1", "type", ("corporate",)),
        (2, "beyond-stage-1", "type", (CHILDRENS,)),
        (1, "ombudsman-referred", "type", ("corporate",)),
    ],
)
def test_each_published_count_is_given_back(
    now: cr.Report, number: int, measure: str, breakdown: str, value: tuple[str, ...]
) -> None:
    """The report of the invented cases has it under its own measure."""
    assert now.count(measure, breakdown, *value) == number


def test_comments_and_enquiries_are_eight_together(now: cr.Report) -> None:
    """They are printed as one figure."""
    assert now.count("feedback", "feedback-type", "comment") + now.count("feedback", "feedback-type", "enquiry") == 8


def test_what_was_neither_upheld_nor_not_was_withdrawn_outside_jurisdiction_or_without_a_finding(now: cr.Report) -> None:
    """87 closed less 20, 30 and 27 leaves 10, of these three kinds."""
    parts = {cell.value[0]: cell.count for cell in now.table("cohort-closed", "outcome").cells if cell.count}
    rest = {code: count for code, count in parts.items() if code not in {"upheld", "partly-upheld", "not-upheld"}}
    assert set(rest) == {"withdrawn", "outside-jurisdiction", "no-finding"}
    assert sum(count or 0 for count in rest.values()) == 10


@pytest.mark.parametrize(
    ("percent", "measure", "breakdown", "value"),
    [
        (70, "received", "", ()),
        (23, "cohort-closed", "outcome", ("upheld",)),
        (34, "cohort-closed", "outcome", ("partly-upheld",)),
        (31, "cohort-closed", "outcome", ("not-upheld",)),
        (64, "learning", "learning", ("communication-information",)),
        (14, "learning", "learning", ("attitude-behaviour",)),
        (7, "learning", "learning", ("policy-impact",)),
        (4, "learning", "learning", ("policy-dissatisfaction",)),
        (7, "learning", "learning", ("service-quality",)),
        (4, "learning", "learning", ("service-delivery",)),
        (28, "actions", "action", ("apology",)),
        (21, "actions", "action", ("service-change",)),
        (16, "actions", "action", ("training-guidance",)),
    ],
)
def test_each_published_share_is_given_back(
    now: cr.Report, percent: int, measure: str, breakdown: str, value: tuple[str, ...]
) -> None:
    """Rounded half up to a whole number of per cent."""
    assert _percent(now.share(measure, breakdown, *value)) == percent


def test_corporate_and_statutory_complaints_are_34_and_36_per_cent_of_all_feedback(now: cr.Report) -> None:
    """Their published denominator is feedback, not complaints."""
    shares = [cr.Share(now.count("received", "type", kind), now.count("feedback")) for kind in ("corporate", CHILDRENS)]
    assert [_percent(share) for share in shares] == [34, 36]


def test_there_were_12_2_pieces_of_feedback_a_month(now: cr.Report) -> None:
    """146 over 12 is 12.17; September is the highest month and December the lowest."""
    counts = [cell.count or 0 for cell in now.table("feedback", "month").cells]
    assert f"{sum(counts) / len(counts):.1f}" == "12.2"
    assert (max(counts), counts.index(24), min(counts), counts.index(6)) == (24, 5, 6, 8)


@pytest.mark.parametrize(
    ("mean", "breakdown", "value"),
    [("25.8", "stage", ("1",)), ("26.5", "type/stage", ("corporate", "1")), ("25.0", "type/stage", (CHILDRENS, "1"))],
)
def test_the_published_means_of_the_days_to_close_stage_1_are_given_back(
    now: cr.Report, mean: str, breakdown: str, value: tuple[str, ...]
) -> None:
    """In working days, with one decimal place."""
    found = now.spread("days-to-answer", "working-days", breakdown, *value).mean
    assert found is not None
    assert f"{float(found):.1f}" == mean


def test_learning_and_skills_has_its_own_published_figures(example: ModuleType, cases: list[cr.Case]) -> None:
    """12 compliments, 4 enquiries, 18 complaints of 8 teams, 2 of them statutory, 3 upheld of the 20."""
    skills = cr.report(
        (case for case in cases if case.service == "Learning & Skills"),
        start=dt.date(2016, 4, 1),
        end=dt.date(2017, 3, 31),
        feedback=(piece for piece in example.make_feedback() if piece.service == "Learning & Skills"),
    )
    kinds = skills.table("feedback", "feedback-type")
    assert (kinds.count("compliment"), kinds.count("enquiry"), kinds.count("complaint")) == (12, 4, 18)
    assert skills.count("received", "type", CHILDRENS) == 2
    assert len(skills.table("received", "team").cells) == 8
    assert skills.count("cohort-closed", "outcome", "upheld") == 3


def test_two_complaints_about_looked_after_children_came_from_one_complainant(cases: list[cr.Case]) -> None:
    """Ten complaints, nine complainants."""
    year = [case for case in cases if case.events[0].on >= dt.date(2016, 4, 1)]
    people = collections.Counter(
        case.complainant
        for case in year
        if isinstance(case.events[0], cr.Received) and case.events[0].concerning is cr.Concerning.LOOKED_AFTER_CHILD
    )
    assert sorted(people.values()) == [1] * 8 + [2]


# --- the year before, and year on year


def test_the_printed_figures_of_the_year_before_are_given_back(before: cr.Report) -> None:
    """107 complaints, 36 compliments, 19 and 12 by reason, 8 beyond stage 1, 49 % with learning, a mean of 26.5 days."""
    assert before.count("received") == 107
    assert before.count("feedback", "feedback-type", "compliment") == 36
    assert before.count("received", "reason", "lack-of-service") == 19
    assert before.count("received", "reason", "communication") == 12
    assert before.count("beyond-stage-1") == 8
    assert _percent(before.share("received", "recorded", "yes")) == 49
    outcomes = [before.share("cohort-closed", "outcome", code) for code in ("upheld", "partly-upheld", "not-upheld")]
    assert [_percent(share) for share in outcomes] == [16, 49, 31]
    mean = before.spread("days-to-answer", "working-days", "stage", "1").mean
    assert mean is not None
    assert f"{float(mean):.1f}" == "26.5"


def test_the_year_before_has_15_complaints_of_learning_and_skills_and_92_others(before: cr.Report) -> None:
    """15 and 92 of 107 were published."""
    services = {cell.value[0]: cell.count for cell in before.table("received", "service").cells}
    assert services == {"Learning & Skills": 15, "Social care": 92}


def test_communication_fell_from_32_in_2014_15_to_12_and_14(example: ModuleType, now: cr.Report, before: cr.Report) -> None:
    """Two earlier years stand beside this one; the verdict is on the nearer of them."""
    two_years_ago = example.make_figures().earlier
    assert (two_years_ago.start, two_years_ago.end) == (dt.date(2014, 4, 1), dt.date(2015, 3, 31))
    change = now.compare(before, two_years_ago).find("received", "reason", "communication")
    assert [share.numerator for share in (*change.earlier_counts, *change.counts)] == [32, 12, 14]
    assert change.verdict is now.compare(before).find("received", "reason", "communication").verdict


def test_complaints_about_delay_and_staff_conduct_fell(now: cr.Report, before: cr.Report) -> None:
    """How many there were was not published."""
    for reason in ("delay", "staff-conduct"):
        assert now.count("received", "reason", reason) < before.count("received", "reason", reason)


def test_july_to_september_was_the_busiest_quarter_and_october_to_december_the_quietest(now: cr.Report) -> None:
    """36, 45, 31 and 34 pieces of feedback are 146; the month of 24 lies in the one, that of 6 in the other."""
    quarters = [cell.count for cell in now.table("feedback", "quarter").cells]
    assert (quarters, sum(count or 0 for count in quarters)) == ([36, 45, 31, 34], 146)


def test_the_verdicts_of_the_publication_are_given_back_but_one(now: cr.Report, before: cr.Report) -> None:
    """The same, but for upheld, which is worse; of the nature of complaints the report sees a change."""
    compared = now.compare(before)
    same = [
        compared.find("feedback", "feedback-type", "compliment"),
        compared.find("received"),
        compared.find("days-to-answer", "stage", "1", figure=cr.Figure.MEAN, unit="working-days"),
        compared.find("beyond-stage-1"),
    ]
    assert {change.verdict for change in same} == {cr.Trend.SAME}
    assert compared.find("cohort-closed", "outcome", "upheld").verdict is cr.Trend.WORSE
    assert compared.find("received", "reason", "lack-of-service").verdict is cr.Trend.NO_DIRECTION


# --- what the publication has wrong


def test_68_per_cent_is_cut_off_and_4_compliments_a_month_are_3(now: cr.Report) -> None:
    """70 of 102 is 68.6 %, and 36 over 12 is 3."""
    share = now.share("received", "recorded", "yes")
    assert (str(share.percent()), str(share.percent(rounding=cr.Rounding.TRUNCATE))) == ("69", "68")
    assert now.count("feedback", "feedback-type", "compliment") / len(now.always_shown("month")) == 3


def test_the_script_prints_every_figure_and_marks_those_that_are_not_given_back(
    example: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two printed figures are wrong, and one judgement differs; each says why."""
    example.main([])
    out = capsys.readouterr().out.splitlines()
    marked = [line for line in out if line.startswith("*")]
    assert [line[2:40].strip() for line in marked] == [
        "compliments a month",
        "the same, of complaints",
        "year on year: nature of complaints",
    ]
    assert "what was printed is wrong" in marked[0]
    assert "68.6 %: what was printed is cut off" in marked[1]
    assert "nearly doubled" in marked[2]
    assert out[-1].startswith("70 of 73 published figures are given back")


def test_the_script_tells_of_earlier_years_and_of_what_is_left_over(
    example: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each beside what was published; none of it is among the 73."""
    example.main([])
    out = capsys.readouterr().out
    beside = out.split("Of earlier years, and in words:")[1]
    for figure, printed in (
        ("complaints, Learning & Skills, 2015/16", "15"),
        ("complaints, Social care, 2015/16", "92"),
        ("reason: communication, 2014/15", "32"),
        ("reason: delay", "fell"),
        ("reason: staff conduct", "fell"),
    ):
        assert re.search(rf"^  {re.escape(figure)} +{printed} +{printed}  ", beside, re.MULTILINE)
    assert "busiest quarter: July to September 2016, 45" in beside
    assert "quietest quarter: October to December 2016, 31" in beside
    assert "outcomes left over: 10 of 87: no finding 3, withdrawn 5, outside jurisdiction 2" in beside


# --- which days were meant


def _working_days(after: dt.date, to: dt.date, off: set[dt.date]) -> int:
    """Working days after one day up to another, counted one by one."""
    days = (after + dt.timedelta(days=number) for number in range(1, (to - after).days + 1))
    return sum(day.weekday() < 5 and day not in off for day in days)


@pytest.mark.parametrize(("unit", "late"), [("working-days", 25), ("calendar-days", 20)])
def test_both_readings_of_days_are_shown_with_what_follows_from_each(
    example: ModuleType, capsys: pytest.CaptureFixture[str], unit: str, late: int
) -> None:
    """Either unit gives the three printed means.

    Stage 1 has 10 working days, and 20 where it was extended: counted one by one, 25 of 52 statutory complaints are late on the
    one reading, 20 on the other.
    """
    cases = example.make_cases(unit)
    year = cr.report(cases, start=dt.date(2016, 4, 1), end=dt.date(2017, 3, 31))
    totals = [
        (spread.total, spread.cases)
        for spread in (
            year.spread("days-to-answer", unit, "stage", "1"),
            year.spread("days-to-answer", unit, "type/stage", "corporate", "1"),
            year.spread("days-to-answer", unit, "type/stage", CHILDRENS, "1"),
        )
    ]
    assert totals == [(2319, 90), (1219, 46), (1100, 44)]  # 25.8, 26.5 and 25.0
    off = {
        dt.date(2016, 5, 2), dt.date(2016, 5, 30), dt.date(2016, 8, 29), dt.date(2016, 12, 26), dt.date(2016, 12, 27),
        dt.date(2017, 1, 2),
    }  # fmt: skip
    end, mine, found = dt.date(2017, 3, 31), 0, 0
    for case in cases:
        if case.procedure.key != "england-children" or case.events[0].on < dt.date(2016, 4, 1):
            continue
        mine += 1
        ended = [event for event in case.events if isinstance(event, (cr.Responded, cr.Withdrawn, cr.NotAccepted))]
        opened = next((event.on for event in case.events if isinstance(event, cr.InterestDecided)), case.events[0].on)
        extended = any(isinstance(event, cr.Extended) and event.on <= end for event in case.events)
        until = min(ended[0].on if ended else end, end)
        found += _working_days(opened, until, off) > (20 if extended else 10)
    assert (found, mine) == (late, 52)
    assert example.late_at_stage_1(cases) == cr.Share(late, 52)
    example.main([])
    says = f"mean all 25.8, corporate 26.5, statutory 25.0; statutory complaints late at stage 1: {late} of 52"
    assert f"  {unit.replace('-', ' ')}: {says}" in capsys.readouterr().out


def test_the_script_writes_the_page_where_it_is_told(example: ModuleType, tmp_path: Path) -> None:
    """A whole document, with the figures of the year."""
    example.main([str(tmp_path / "page.html")])
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "102 of 146 (70\N{NO-BREAK SPACE}%)" in page


# --- the cases


def test_every_invented_case_is_in_order(cases: list[cr.Case]) -> None:
    """Replaying refused none, and none is irregular; the corporate ones of 2015/16 have a version without times."""
    assert len(cases) == 209
    assert [case.reference for case in cases if case.irregularities() or case.lacks_version] == []
    early = {case.events[0].on < dt.date(2016, 4, 1) for case in cases if case.procedure.version == "own-procedure"}
    assert early == {True}


def test_every_working_event_falls_on_a_working_day(cases: list[cr.Case]) -> None:
    """Christmas, Easter and weekends are left out of an invented file too."""
    holidays = {dt.date(2016, 12, 26), dt.date(2016, 12, 27), dt.date(2017, 1, 2), dt.date(2016, 8, 29), dt.date(2016, 3, 28)}
    days = {event.on for case in cases for event in case.events}
    assert not days & holidays
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}


def test_nothing_is_drawn_by_chance(example: ModuleType, cases: list[cr.Case], now: cr.Report) -> None:
    """Made again, the file is the same; nothing in it is left uncounted or doubtful."""
    assert example.make_cases() == cases
    assert now.problems == ()


@pytest.mark.parametrize(("number", "total", "least"), [(4, 100, 5), (46, 1219, 5), (1, 7, 7), (3, 11, 1)])
def test_growing_days_have_exactly_the_sum_asked_for(example: ModuleType, number: int, total: int, least: int) -> None:
    """However the division comes out, nothing is lost, and no case is answered sooner than the least."""
    days = example.growing(number, total, least)
    assert (len(days), sum(days), days == sorted(days), min(days) >= least) == (number, total, True, True)


def test_dealing_gives_each_value_as_often_as_it_is_counted(example: ModuleType) -> None:
    """And none is left in one heap."""
    assert example.dealt({"a": 4, "b": 2}) == ["a", "b", "a", "a", "b", "a"]


# --- the annual report that is filled from it


@pytest.fixture(scope="module")
def annual() -> ModuleType:
    """The script that fills the template."""
    return _load("annual_report")


def test_the_template_is_filled_with_the_published_figures(annual: ModuleType, now: cr.Report, before: cr.Report) -> None:
    """Nothing is left to fill in but what only people can write; every share shows both its counts."""
    text = annual.annual_report(now, before, title="Complaints")
    assert "$" not in text
    for line in (
        "Complaints: 102 of 146 (70 %); 52 under the statutory procedure, 50 corporate.",
        "Complaints closed by the end of the year: 87. Upheld: 20 of 87 (23 %).",
        "25.8 on average; half of them took at most 20.5",
        "- complaints: 107, now 102: the same",
        "- upheld, of those closed: 16 of 98 (16 %), now 20 of 87 (23 %): worse",
        "| Lack of service | 35 of 102 (34 %) |",
    ):
        assert line in text
    assert len(re.findall(r"\d %", text)) == len(re.findall(r"\d+ of \d+ \(\d+ %\)", text)) + 1  # the tolerance


def test_the_annual_report_hides_small_counts(annual: ModuleType, now: cr.Report, before: cr.Report) -> None:
    """One case was put to the Ombudsman, three were made by children; no count below five is printed."""
    text = annual.annual_report(now, before, title="Complaints")
    assert "Put to the Ombudsman: hidden." in text
    assert "| Child or young person | hidden |" in text
    cells = re.findall(r"\| (\d+)(?: of \d+ \(\d+ %\))? \|$", text, re.MULTILINE)
    assert len(cells) > 20
    assert min(map(int, cells)) >= 5


def test_an_annual_report_of_nothing_and_of_one_complaint_can_be_made(annual: ModuleType) -> None:
    """Without a year before, without learning, and with a team whose name would break a table."""
    empty = cr.report([], start=dt.date(2016, 4, 1), end=dt.date(2017, 3, 31))
    text = annual.annual_report(empty, title="Nothing")
    assert "There is no year before to compare with." in text
    assert "None." in text
    case = cr.Case.open("england-children", cr.Received(on=dt.date(2016, 5, 2), reason=cr.Reason.DELAY))
    one = cr.report([case], start=dt.date(2016, 4, 1), end=dt.date(2017, 3, 31))
    assert "hidden, because too few of them could be told apart." in annual.annual_report(one, title="One")


def test_the_annual_report_is_printed_from_files_and_from_the_example(
    annual: ModuleType, now: cr.Report, before: cr.Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command line wrote can be read back."""
    for name, report in (("now.json", now), ("before.json", before)):
        (tmp_path / name).write_text(json.dumps(report.as_dict()), encoding="utf-8")
    annual.main([str(tmp_path / "now.json"), str(tmp_path / "before.json")])
    read = capsys.readouterr().out
    annual.main([])
    assert capsys.readouterr().out == read
    annual.main([str(tmp_path / "now.json")])
    assert "no year before" in capsys.readouterr().out
