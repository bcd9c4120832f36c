"""The page of a report: everything on it, nothing beyond it, and nothing that was to be hidden."""

from __future__ import annotations

import datetime as dt
import html.parser
import itertools
import re
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

import attrs
import matplotlib as mpl
import pytest

import complaintrules as cr
from complaintrules.reports import _charts as charts
from complaintrules.reports._page_sections import SECTIONS
from complaintrules.reports.measures import MEASURES
from complaintrules.reports.page import report_page
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, State, Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR: dict[str, Any] = {"start": dt.date(2016, 4, 1), "end": dt.date(2017, 3, 31)}
BEFORE: dict[str, Any] = {"start": dt.date(2015, 4, 1), "end": dt.date(2016, 3, 31)}
VOID = {"meta", "br", "path", "use", "rect"}


@attrs.define
class Seen(html.parser.HTMLParser):
    """A page taken apart: its elements, its tables, and whatever is left open."""

    ids: list[str] = attrs.Factory(list)
    links: list[str] = attrs.Factory(list)
    tags: list[tuple[str, dict[str, str | None]]] = attrs.Factory(list)
    open: list[str] = attrs.Factory(list)
    faults: list[str] = attrs.Factory(list)
    tables: list[list[list[str]]] = attrs.Factory(list)
    words: list[str] = attrs.Factory(list)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._note(tag, dict(found))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        """Note an element without an end."""
        self._note(tag, dict(found))

    def _note(self, tag: str, found: dict[str, str | None]) -> None:
        self.tags.append((tag, found))
        self.ids += filter(None, [found.get("id")])
        self.links += filter(None, [found.get("href")] if tag == "a" else [])
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close an element; it must be the last one opened."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.words.append(data)
        if self.open and self.open[-1] in {"td", "th"}:
            self.tables[-1][-1][-1] += data


def seen(page: str) -> Seen:
    """A page taken apart."""
    found = Seen()
    found.feed(page)
    found.close()
    return found


def text_of(page: str) -> str:
    """What a reader sees, with plain spaces."""
    return " ".join(" ".join(seen(page).words).replace("\N{NO-BREAK SPACE}", " ").split())


def a_case(day: dt.date, answered: int | None = 12, *, key: str | Procedure = "england-children", **details: Any) -> cr.Case:
    """A complaint, answered so many days later."""
    events: list[cr.Event] = [cr.Received(on=day, complainant=cr.Complainant.PARENT, reason=cr.Reason.DELAY)]
    if answered is not None:
        actions = [cr.Action(code=cr.ActionType.APOLOGY, owner="team manager", due=day + dt.timedelta(days=40))]
        on = day + dt.timedelta(days=answered)
        events.append(cr.Responded(on=on, outcome=cr.Outcome.UPHELD, learning=[cr.Learning.SERVICE_QUALITY], actions=actions))
    return cr.Case.replay(key, events, **details)


def some_cases(year: int) -> list[cr.Case]:
    """Forty complaints of two procedures, in four months; four are open, and one went to stage 2."""
    cases = []
    for number in range(40):
        day = dt.date(year, 4 + number % 4, 1 + number % 20)
        key = "shropshire-corporate-2016" if number % 3 == 0 and year > 2015 else "england-children"
        answered = None if number % 10 == 0 else 6 + number
        cases.append(a_case(day, answered, key=key, reference=f"CASE-{year}-{number}", team=f"Team {number % 3}"))
    asked = cases[1].events[-1].on + dt.timedelta(days=5)
    cases[1] = cases[1].record(cr.EscalationRequested(on=asked, received_on=asked))
    return cases


@pytest.fixture(scope="module")
def now() -> cr.Report:
    """A year's report."""
    feedback = [cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=dt.date(2016, 9, 5)) for _ in range(7)]
    return cr.report(some_cases(2016), feedback=feedback, **YEAR)


@pytest.fixture(scope="module")
def before() -> cr.Report:
    """The report of the year before."""
    return cr.report(some_cases(2015), **BEFORE)


@pytest.fixture(scope="module")
def page(now: cr.Report, before: cr.Report) -> str:
    """Everything there is to show."""
    return report_page(now, previous=before, title="Complaints of a year")


@pytest.fixture(scope="module")
def published(now: cr.Report, before: cr.Report) -> str:
    """The same with small counts hidden."""
    return report_page(now, previous=before, threshold=5)


@pytest.fixture
def undrawn() -> Iterator[None]:
    """Charts are left out, where a test is about the words: drawing takes longer than all else."""
    with mock.patch.object(charts, "_svg", return_value="<svg></svg>"):
        yield


# --- a document


def test_it_is_one_whole_document_whose_elements_are_closed_in_order(page: str) -> None:
    """A parser that knows nothing of this library finds every element closed where it should be."""
    found = seen(page)
    assert (found.faults, found.open) == ([], [])
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert [tag for tag, _ in found.tags].count("h1") == 1


def test_no_two_elements_have_one_name_and_every_reference_leads_to_one(page: str) -> None:
    """Charts share a page: the names inside one are never those inside another."""
    found = seen(page)
    assert len(found.ids) == len(set(found.ids))
    named = {name for tag, each in found.tags for key in ("aria-labelledby",) for name in (each.get(key) or "").split()}
    named |= {link.removeprefix("#") for link in found.links}
    named |= set(re.findall(r"url\(#([^)]+)\)", page)) | set(re.findall(r'<use href="#([^"]+)"', page))
    assert named <= set(found.ids)
    assert found.links[0] == "#main"


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(page: str) -> None:
    """No script, no style sheet, no picture, no frame; links lead to places of the page."""
    found = seen(page)
    assert not {"script", "link", "img", "iframe", "object", "image"} & {tag for tag, _ in found.tags}
    assert not [name for _, each in found.tags for name in each if name.startswith("on") or name in {"src", "srcset"}]
    assert all(link.startswith("#") for link in found.links)
    assert "@import" not in page
    assert page.count("<style") == 1  # a chart's own would reach beyond it
    assert not re.search(r"url\((?!#)", page)


def test_headings_go_down_by_one_level_at_a_time_and_every_section_is_named(page: str) -> None:
    """Who hears the page can walk through it; landmarks are there."""
    tags = seen(page).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - level <= 1 for level, after in itertools.pairwise(levels))
    names = [tag for tag, _ in tags]
    assert {"header", "nav", "main", "footer"} <= set(names)
    assert all(each.get("aria-labelledby") for tag, each in tags if tag == "section")


def test_every_table_has_a_caption_and_every_row_its_heading(page: str) -> None:
    """Each header cell says what it is the header of."""
    found = seen(page)
    names = [tag for tag, _ in found.tags]
    assert names.count("table") == names.count("caption") > 20
    assert {each.get("scope") for tag, each in found.tags if tag == "th"} == {"col", "row", "rowgroup"}
    # But for the name of a group, which goes across.
    assert all(len({len(row) for row in table} - {1}) == 1 for table in found.tables)


def test_every_chart_is_a_picture_with_a_title_and_a_description_and_a_table_beside_it(page: str) -> None:
    """Months, outcomes by type and by stage, days, timeliness, and two of year on year."""
    drawn = [each for tag, each in seen(page).tags if tag == "svg"]
    assert len(drawn) == 7
    for each in drawn:
        assert each["role"] == "img"
        title, description = (each["aria-labelledby"] or "").split()
        assert re.search(rf'<title id="{title}">[^<]+</title>', page)
        assert re.search(rf'<desc id="{description}">[^<]{{30,}}</desc>', page)
    figures = page.split("<figure>")[1:]
    assert len(figures) == 7
    assert all("<table>" in figure.split("</figure>")[0] for figure in figures)


def test_text_in_charts_is_text_in_the_colours_of_the_page(page: str) -> None:
    """It can be read aloud, copied, and seen by day and by night."""
    drawn = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    assert all("<text" in svg for svg in drawn)
    assert not any("glyph" in svg or "DejaVu" in svg for svg in drawn)
    colours = set(re.findall(r"(?:fill|stroke): ?([^;\"]+)", " ".join(drawn)))
    named = {colour for colour in colours if not colour.startswith("url(#")}
    assert named == {"none", "var(--ink)", "var(--muted)", "var(--paper)", "var(--first)", "var(--second)"}


def test_series_beside_each_other_differ_by_more_than_colour(page: str) -> None:
    """Year on year and timeliness are hatched, and each part has its number."""
    for key in ("chart-year-counts", "chart-year-shares", "chart-timeliness"):
        svg = next(svg for svg in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL) if f"{key}-title" in svg)
        assert "<pattern" in svg


# --- what is on it


def test_every_measure_of_the_catalogue_stands_in_a_section(page: str) -> None:
    """A measure that is added later must be given its place."""
    placed = [measure for _, _, measures in SECTIONS for measure in measures]
    assert sorted(placed) == sorted(MEASURES)
    words = text_of(page)
    assert all(measure.title in words for measure in MEASURES.values())


def test_every_share_stands_with_both_its_counts(page: str) -> None:
    """In each cell of each table, and beside each key figure; 40 complaints are 85 % of 47 pieces of feedback."""
    cells = [cell.replace("\N{NO-BREAK SPACE}", " ") for table in seen(page).tables for row in table for cell in row]
    shares = [cell for cell in cells if "%" in cell]
    assert len(shares) > 100
    assert [cell for cell in shares if not re.fullmatch(r"\d+ % of \d+|\d+ of \d+ \(\d+ %\)", cell)] == []
    words = text_of(page)
    assert "40 of 47 (85 %) complaints" in words
    assert "Complaints received 40 85 % of 47 feedback received" in words


def test_the_same_report_always_makes_the_same_page(now: cr.Report, before: cr.Report, page: str) -> None:
    """No day of making, no chance; what somebody set for matplotlib changes nothing, and is left as it was."""
    with mpl.rc_context({"svg.fonttype": "path", "font.size": 30, "axes.grid": True, "xtick.top": True}):
        assert report_page(now, previous=before, title="Complaints of a year") == page
        assert mpl.rcParams["svg.fonttype"] == "path"
        assert mpl.rcParams["font.size"] == 30


@pytest.mark.usefixtures("undrawn")
def test_the_day_of_making_is_told_only_where_it_is_given(now: cr.Report, page: str) -> None:
    """1 May 2017 was a Monday."""
    assert "Made on" not in page
    assert "Made on 1 May 2017." in report_page(now, made_on=dt.date(2017, 5, 1))


def test_a_page_without_a_title_is_called_by_its_period(now: cr.Report) -> None:
    """And without a report before it has no comparison."""
    page = report_page(now)
    assert "<h1>Complaints from 1 April 2016 to 31 March 2017</h1>" in page
    assert 'id="compared"' not in page
    assert page.count("<svg") == 5


def test_two_years_stand_beside_each_other_with_the_tolerance_and_a_verdict(page: str) -> None:
    """Months of two years are different months: they are not compared."""
    words = text_of(page)
    assert "Before: 1 April 2015 to 31 March 2016. The same: within 5 percentage points for a share" in words
    compared = page.split('id="compared"')[1].split('id="contents"', maxsplit=1)[0]
    assert "by month" not in compared
    assert "April 2016" not in compared.split("</p>", 1)[1]
    rows = [row for table in seen(compared).tables for row in table]
    assert ["Complaints received", "40", "40", "The\N{NO-BREAK SPACE}same"] in rows


def test_what_the_rules_want_is_listed_with_its_provision(page: str) -> None:
    """For children's complaints a record and a report; Shropshire's corporate procedure asks for none."""
    contents = page.rpartition('id="contents"')[2]
    assert "SI 2006/1738 reg 13(2)" in contents
    assert "Its rules ask for none." in contents


@pytest.mark.usefixtures("undrawn")
def test_a_procedure_of_somebody_else_is_looked_up_where_they_say() -> None:
    """Without its rulebook the page says that it does not know its rules."""
    cite = cr.Source("Own rules", "Own rules")("1")
    own = Procedure(
        key="own-procedure",
        version="1",
        title="Our <own> procedure",
        since=dt.date(2010, 1, 1),
        division="england-and-wales",
        sources=(cite.source,),
        states=(State("open", "Open"), State("answered", "Answered", final=True)),
        transitions=(
            Transition(START, cr.Received, "open", cite),
            Transition("open", cr.Responded, "answered", cite),
            Transition(ANYWHERE, cr.Acknowledged, STAY, cite),
        ),
        limits=(),
    )
    report = cr.report([a_case(dt.date(2016, 5, 2), key=own)], **YEAR)
    assert "This procedure is not in the rulebook." in report_page(report)
    known = report_page(report, rulebook=cr.RULEBOOK.adding(own))
    assert "This procedure is not in the rulebook." not in known
    assert "Our &lt;own&gt; procedure" in known


@pytest.mark.usefixtures("undrawn")
def test_problems_and_overdue_actions_are_named() -> None:
    """Two cases of one reference, something that is not a case, and a promise that was not kept."""
    cases: list[Any] = [a_case(dt.date(2016, 5, 2), reference="A-1"), a_case(dt.date(2016, 6, 1), reference="A-1"), "no case"]
    words = text_of(report_page(cr.report(cases, **YEAR)))
    assert "A-1: 2 cases have this reference; all are counted" in words
    assert "str is not a case" in words
    assert "A-1 Apology team manager 11 June 2016" in words


# --- what a council wrote


NASTY = "<script>alert('x')</script> & \"$a_b$\" \u202e\x00\ud800 % of"


@pytest.mark.usefixtures("undrawn")
def test_whatever_comes_from_a_file_is_escaped() -> None:
    """Teams, services, references, owners and lines that cannot be read stand as text, and can be written as UTF-8."""
    case = a_case(dt.date(2016, 5, 2), reference=NASTY, team=NASTY, service="Café\u00a0\n<b>")
    twice = [case, a_case(dt.date(2016, 6, 1), reference=NASTY)]
    page = report_page(cr.report(twice, **YEAR), title=NASTY)
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;$a_b$&quot;" in page
    page.encode()
    assert not {"\x00", "\ud800", "\u202e"} & set(page)
    assert (seen(page).faults, seen(page).open) == ([], [])


# --- for publication


def test_hidden_counts_are_hidden_everywhere(published: str, now: cr.Report) -> None:
    """No count and no numerator lies between 1 and 4, in tables, in the comparison, in charts, or in what is told of them."""
    for table in seen(published).tables:
        head, *rows = table
        if head[-1] != "Share":
            continue
        for count in (row[1] for row in rows if len(row) > 1):
            assert count in {"hidden", "0"} or int(count) >= 5, table
    numerators = [int(number) for number in re.findall(r"(\d+) of \d+ \(", text_of(published))]
    assert [number for number in numerators if 0 < number < 5] == []
    for svg in re.findall(r"<svg.*?</svg>", published, flags=re.DOTALL):
        if "chart-days" not in svg and "chart-year-shares" not in svg:
            assert not [words for words in _numbers(svg) if 0 < int(words) < 5]
    assert now.count("open", "stage", "2") == 1


def test_a_published_page_names_and_describes_no_single_case(published: str, page: str) -> None:
    """No reference, no promised action, no longest time, no days of single cases; problems only by number."""
    assert "CASE-2016" in page
    for private in ("CASE-2016", "team manager", "Longest", "Answers, by working days"):
        assert private in page
        assert private not in published


@pytest.mark.usefixtures("undrawn")
def test_the_days_of_few_are_not_told_in_a_published_page() -> None:
    """Nine answers at stage 1, and one at stage 2, after 20 working days."""
    cases = [a_case(dt.date(2016, 5, 2 + number)) for number in range(9)]
    asked = dt.date(2016, 6, 6)
    cases[0] = cases[0].record(cr.EscalationRequested(on=asked)).record(cr.Responded(on=dt.date(2016, 7, 4), stage=2))
    report = cr.report(cases, **YEAR)
    days = [row for table in seen(report_page(report)).tables for row in table if row[:2] == ["Stage 2", "1"] and "20.0" in row]
    assert len(days) == 1
    hidden = seen(report_page(report, threshold=5)).tables
    assert not [row for table in hidden for row in table if row[0] == "Stage 2" and "20.0" in row]


@pytest.mark.usefixtures("undrawn")
def test_what_is_missing_of_what_the_rules_want_is_not_counted_in_a_published_page() -> None:
    """Of nine complaints one has nobody's class on file."""
    cases = [a_case(dt.date(2016, 5, 2 + number)) for number in range(8)]
    cases.append(cr.Case.open("england-children", cr.Received(on=dt.date(2016, 6, 1))))
    report = cr.report(cases, **YEAR)
    assert "is not recorded for 1 of 9" in report_page(report)
    assert "is not recorded for" not in report_page(report, threshold=5)


@pytest.mark.usefixtures("undrawn")
def test_problems_are_only_numbered_in_a_published_page() -> None:
    """A reference is a person's."""
    cases = [a_case(dt.date(2016, 5, 2), reference="A-1"), a_case(dt.date(2016, 6, 1), reference="A-1")]
    words = text_of(report_page(cr.report(cases, **YEAR), threshold=5))
    assert "A-1" not in words
    assert "What could not be counted, or not be trusted 1 in all." in words


def test_a_published_page_says_what_hiding_cannot_do(published: str, page: str) -> None:
    """Several tables can still be combined."""
    assert 'Counts from 1 to 4 are shown as "hidden".' in text_of(published)
    assert "Several published tables can still be combined" in published
    assert "can still be combined" not in page


@pytest.mark.usefixtures("undrawn")
def test_a_group_of_which_all_is_hidden_takes_one_row_and_a_share_keeps_its_whole_where_that_is_shown() -> None:
    """Tiny has two complaints; Big has nine upheld, three withdrawn and two refused, and its fourteen are no secret."""
    opened = [a_case(dt.date(2016, 5, 2 + number), None, team="Big") for number in range(5)]
    gone = dt.date(2016, 5, 20)
    refusal = cr.NotAccepted(on=gone, ground=cr.RefusalGround.OUTSIDE_JURISDICTION)
    cases = [
        *(a_case(dt.date(2016, 6, 1 + number), team="Big") for number in range(9)),
        *(case.record(cr.Withdrawn(on=gone)) for case in opened[:3]),
        *(case.record(refusal) for case in opened[3:]),
        *(a_case(dt.date(2016, 7, 1 + number), team="Other") for number in range(6)),
        a_case(dt.date(2016, 5, 3), team="Tiny"),
        a_case(dt.date(2016, 5, 3), None, team="Tiny").record(cr.Withdrawn(on=gone)),
        a_case(dt.date(2016, 5, 4), team="Small"),
    ]
    tables = seen(report_page(cr.report(cases, **YEAR), threshold=5)).tables
    teams = next(table for table in tables if ["Tiny"] in table)
    assert teams[teams.index(["Tiny"]) + 1] == ["All of them", "hidden", ""]
    big = teams[teams.index(["Big"]) + 1 :]
    assert big[:3] == [
        ["Upheld", "9", "64\N{NO-BREAK SPACE}% of 14"],
        ["Withdrawn", "hidden", ""],
        ["Outside jurisdiction", "hidden", ""],
    ]


def test_hidden_counts_show_as_hidden_in_charts_too() -> None:
    """Nine upheld, and one withdrawn in the same month."""
    cases = [a_case(dt.date(2016, 5, 2 + number)) for number in range(9)]
    cases.append(a_case(dt.date(2016, 6, 1), None).record(cr.Withdrawn(on=dt.date(2016, 6, 9))))
    page = report_page(cr.report(cases, **YEAR), threshold=5)
    drawn = {svg: words for svg in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL) if (words := text_of(svg))}
    months = next(words for svg, words in drawn.items() if "chart-months" in svg)
    assert "hidden" in months
    outcomes = next(words for svg, words in drawn.items() if "chart-outcomes-types" in svg)
    assert "hidden" in outcomes


def test_timeliness_is_not_drawn_where_its_counts_are_hidden(published: str) -> None:
    """A bar of what is left would be read as the whole."""
    assert "No chart is drawn of duties in time and late: some of the counts are hidden." in published
    assert "chart-timeliness" not in published


@pytest.mark.usefixtures("undrawn")
def test_a_year_before_of_which_little_may_be_shown_is_compared_all_the_same(before: cr.Report) -> None:
    """What was hidden is not compared, and the bar says hidden."""
    few = cr.report([a_case(dt.date(2016, 5, 2))], **YEAR)
    words = text_of(report_page(few, previous=before, threshold=5))
    assert "Complaints received 40 hidden Not compared" in words


# --- little and much


@pytest.mark.parametrize("threshold", [None, 5])
@pytest.mark.parametrize("with_previous", [False, True])
def test_an_empty_report_makes_a_page(threshold: int | None, *, with_previous: bool) -> None:
    """No case, no feedback, nothing to draw but empty months."""
    empty = cr.report([], **YEAR)
    page = report_page(empty, previous=cr.report([], **BEFORE) if with_previous else None, threshold=threshold)
    found = seen(page)
    assert (found.faults, found.open) == ([], [])
    assert "None" in text_of(page)


def test_one_complaint_makes_a_page() -> None:
    """Open still, so that nothing took any days."""
    page = report_page(cr.report([a_case(dt.date(2016, 5, 2), None)], **YEAR))
    assert "1 of 1 (100 %)" in text_of(page)
    assert "chart-days" not in page


def test_a_period_of_three_years_labels_some_of_its_months() -> None:
    """36 columns, and at most twelve labels."""
    case = a_case(dt.date(2016, 5, 2))
    page = report_page(cr.report([case], start=dt.date(2015, 1, 1), end=dt.date(2017, 12, 31)))
    months = next(svg for svg in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL) if "chart-months" in svg)
    shown = re.findall(r">(Jan|Apr|Jul|Oct)\b", months)
    assert len(shown) == 12


def test_a_period_in_one_month_makes_a_page() -> None:
    """One column, with its year."""
    page = report_page(cr.report([a_case(dt.date(2016, 5, 2))], start=dt.date(2016, 5, 1), end=dt.date(2016, 5, 31)))
    assert "2016" in next(svg for svg in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL) if "chart-months" in svg)


# --- refusals


def test_what_is_no_report_is_refused() -> None:
    """At once, and by its own name."""
    with pytest.raises(cr.WrongTypeError, match="report must be a Report"):
        report_page("a report")  # type: ignore[arg-type] # refused on purpose


def test_a_threshold_that_hides_nothing_well_is_refused(now: cr.Report) -> None:
    """Below 3 a hidden count would be known to be 1."""
    with pytest.raises(cr.WrongValueError, match="3 or more"):
        report_page(now, threshold=2)


def test_without_matplotlib_the_error_says_how_to_get_it(now: cr.Report) -> None:
    """It is one of this library's errors, and an ImportError."""
    with mock.patch.dict(sys.modules, {"matplotlib": None}), pytest.raises(cr.MissingExtraError) as caught:
        report_page(now)
    assert isinstance(caught.value, (cr.ComplaintRulesError, ImportError))
    assert str(caught.value) == "this needs matplotlib, which is not installed: python3 -m pip install matplotlib"


# --- the charts by themselves


@pytest.mark.parametrize(
    ("longest", "width", "number"),
    [(0, 5, 1), (4, 5, 1), (5, 5, 2), (99, 5, 20), (100, 10, 11), (401, 25, 17)],
)
def test_days_fall_into_at_most_twenty_classes(longest: int, width: int, number: int) -> None:
    """Five days each, or as many fives as it takes; the longest lies in the last."""
    part = charts.Days("Stage 1", ((0, 3), (longest, 1)) if longest else ((0, 4),), 1, 1, 1)
    found = charts.classes([part])
    assert ({len(each) for each in found}, len(found)) == ({width}, number)
    assert longest in found[-1]
    assert sum(charts.in_classes(part, found)) == 4


def _numbers(svg: str) -> list[str]:
    return [words for words in re.findall(r">([^<>]+)</text>", svg) if words.isdigit()]


def test_a_column_for_each_month_has_its_number() -> None:
    """Three months, drawn as they are given."""
    bars = [charts.Bar("Apr", 11), charts.Bar("May", None), charts.Bar("Jun", 0)]
    svg = charts.months(charts.Chart("c", "Months", "What it shows."), bars)
    assert _numbers(svg) == ["11", "0"]
    assert ">hidden</text>" in svg
    assert '<desc id="c-desc">What it shows.</desc>' in svg


def test_panels_stand_two_in_a_line_and_an_odd_one_alone() -> None:
    """Three panels of two bars."""
    parts = [charts.Panel(f"Type {number}", (charts.Bar("Upheld", number), charts.Bar("Other", 9))) for number in (1, 2, 3)]
    svg = charts.panels(charts.Chart("c", "Outcomes", "."), parts)
    assert sorted(_numbers(svg)) == ["1", "2", "3", "9", "9", "9"]
    assert svg.count(">Upheld</text>") == 2


def test_narrow_parts_of_a_stack_have_no_number_inside() -> None:
    """It would not fit; the table beside has it."""
    bars = tuple(charts.Bar(f"Part {number}", count) for number, count in enumerate((95, 2, 1, 1, 1)))
    svg = charts.stacks(charts.Chart("c", "Timeliness", "."), [charts.Panel("Compliance", bars)])
    assert _numbers(svg) == ["95"]
    assert all(f">Part {number}</text>" in svg for number in range(5))
