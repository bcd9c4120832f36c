"""A report as plain data, as CSV and as Markdown: and back from data, checked against itself."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

import complaintrules as cr
from support.reports import END, START

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json").read_text(encoding="utf-8"))


def cases(count: int = 24) -> list[cr.Case]:
    """Invented complaints of two procedures, some late, one without a reference, one twice."""
    made = []
    for number in range(count):
        day = date(2016, 5, 2) + timedelta(days=9 * number)
        answered = day + timedelta(days=7 + number % 12)
        action = cr.Action(code=cr.ActionType.TRAINING_GUIDANCE, due=answered + timedelta(days=30), owner="head|of <care>")
        events: list[cr.Event] = [
            cr.Received(on=day, reason=list(cr.Reason)[number % 5], complainant=cr.Complainant.PARENT),
            cr.Responded(
                on=answered, outcome=list(cr.Outcome)[number % 3], learning=[cr.Learning.POLICY_IMPACT], actions=[action]
            ),
        ]
        if number % 6 == 0:
            events.append(cr.EscalationRequested(on=answered + timedelta(days=3)))
        made.append(
            cr.Case.replay(
                "england-children" if number % 3 else "shropshire-corporate-2016",
                events,
                reference=None if number == 7 else f"2016-{max(number, 1):04}",
                team=("Assessment", "Early | Help", "Fostering\nteam")[number % 3],
            )
        )
    return made


REPORT = cr.report(cases(), start=START, end=END)
EARLIER = cr.report(
    [cr.Case.replay(case.procedure, case.events, team="Assessment") for case in cases(9)],
    start=date(2016, 4, 1),
    end=date(2016, 9, 30),
)


def plain(report: cr.Report = REPORT, **options: Any) -> dict[str, Any]:
    """As JSON has it."""
    data: dict[str, Any] = json.loads(json.dumps(report.as_dict(**options)))
    return data


# --- data


def test_what_was_written_is_read_back() -> None:
    """The report of its own JSON is the same report, with its problems and its overdue actions."""
    found = cr.Report.from_dict(plain())
    assert found == REPORT
    assert hash(found) == hash(REPORT)
    assert found.problems
    assert found.overdue_actions
    assert found.as_markdown() == REPORT.as_markdown()


def test_a_report_that_was_read_back_can_be_compared_and_not_merged() -> None:
    """Which references it was made from is not in it, so that a double could not be seen."""
    found = cr.Report.from_dict(plain())
    assert found.compare(EARLIER) == REPORT.compare(EARLIER)
    for one, other in ((found, REPORT), (REPORT, found)):
        with pytest.raises(cr.WrongValueError, match="merge reports before they are written"):
            one.merged(other)


def test_a_comparison_beside_the_figures_is_passed_over() -> None:
    """What `report --json --previous` prints can be the previous report of next year."""
    assert cr.Report.from_dict(plain() | {"compared": REPORT.compare(EARLIER).as_dict()}) == REPORT


@pytest.mark.parametrize("threshold", [None, 3, 5])
def test_every_report_keeps_to_the_published_schema(threshold: int | None) -> None:
    """With and without hidden counts, and with a comparison."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    data = plain(threshold=threshold)
    assert list(validator.iter_errors(data)) == []
    compared = json.loads(json.dumps(REPORT.compare(EARLIER, threshold=threshold).as_dict()))
    assert list(validator.iter_errors(data | {"compared": compared})) == []


def test_the_schema_describes_every_key_and_refuses_what_is_none_of_ours() -> None:
    """A schema that allows everything would prove nothing."""

    def properties(node: Any) -> list[Any]:
        own = list(node.get("properties", {}).values()) if isinstance(node, dict) else []
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
        return own + [found for member in inner for found in properties(member)]

    assert all("description" in each for each in properties(SCHEMA))
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for change in ({"format": 2}, {"start": "1 April 2016"}, {"extra": 1}, {"tables": [{"measure": "received"}]}):
        assert list(validator.iter_errors(plain() | change))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 2}, "format: must be 1, the only format there is, not the number 2"),
        ({"start": "1/4/2016"}, 'start: must be a date as "YYYY-MM-DD", not the string'),
        ({"end": "2015-01-01"}, "end: lies before the start of the period, 2016-04-01"),
        ({"hidden_below": 5}, "hidden_below: small counts are hidden"),
        ({"tables": 3}, "tables: must be a list, not the number 3"),
        ({"tabels": []}, "tabels: unknown key 'tabels'; did you mean 'tables'"),
        ({"labels": [{"code": "x"}]}, r"labels\[0\]\.label: is missing"),
    ],
)
def test_what_is_no_report_is_refused_with_its_place(change: dict[str, Any], says: str) -> None:
    """As cases are: each fault by its path, and what would be right."""
    with pytest.raises(cr.LoadError, match=says):
        cr.Report.from_dict(plain() | change)


@pytest.mark.parametrize("data", [None, [], "report", 3])
def test_what_is_no_object_is_refused(data: Any) -> None:
    """A list of lines is not a report."""
    with pytest.raises(cr.LoadError, match="must be an object, as a report is written"):
        cr.Report.from_dict(data)


def table(data: dict[str, Any], measure: str, *breakdown: str) -> dict[str, Any]:
    """One of its tables."""
    found: dict[str, Any] = next(
        each for each in data["tables"] if (each["measure"], each["breakdown"]) == (measure, [*breakdown])
    )
    return found


def test_a_report_from_before_a_code_was_known_is_read() -> None:
    """It wrote no part for a class of complainant that came later; that part counts nothing."""
    data = plain()
    parts = table(data, "received", "complainant")["parts"]
    parts[:] = [part for part in parts if part["value"] != ["anonymous"]]
    report = cr.Report.from_dict(data)
    assert report.count("received", "complainant", "anonymous") == 0
    assert report == cr.Report.from_dict(plain())


def test_a_report_of_a_release_that_counted_less_is_read() -> None:
    """A table of what was not counted yet, and a code that was not known yet: empty here, so nothing is missing."""
    data = plain()
    whole = cr.Report.from_dict(data)
    data["tables"] = [each for each in data["tables"] if each["measure"] != "advised"]
    due = table(data, "answers-due", "stage", "timeliness")
    before = len(due["parts"])
    due["parts"] = [part for part in due["parts"] if part["value"][1] != "after"]
    assert len(due["parts"]) < before
    assert cr.Report.from_dict(data) == whole


def test_a_figure_that_somebody_edited_is_a_fault() -> None:
    """A part without its total, a total without its parts, a mean that is none."""
    data = plain()
    table(data, "received", "type")["total"] += 1
    with pytest.raises(cr.LoadError, match="does not agree with itself"):
        cr.Report.from_dict(data)
    data = plain()
    table(data, "received", "type")["parts"][0]["count"] += 1
    with pytest.raises(cr.LoadError, match="does not agree with itself"):
        cr.Report.from_dict(data)
    data = plain()
    data["spreads"][0]["mean"] = "1.0"
    with pytest.raises(cr.LoadError, match="does not agree with itself"):
        cr.Report.from_dict(data)


@pytest.mark.parametrize(
    ("place", "key", "value", "says"),
    [
        ("tables", "measure", "recieved", r"tables\[0\]\.measure: unknown measure 'recieved'; did you mean 'received'"),
        ("tables", "breakdown", ["team"], r"tables\[0\]\.breakdown: is not a breakdown of read"),
        ("spreads", "measure", "days", r"spreads\[0\]\.measure: unknown measure 'days'"),
        ("spreads", "unit", "days", r"spreads\[0\]\.unit: unknown unit of days 'days'"),
        ("spreads", "breakdown", ["team"], r"spreads\[0\]\.breakdown: is not a breakdown of"),
    ],
)
def test_keys_that_the_catalogue_does_not_have_are_refused(place: str, key: str, value: Any, says: str) -> None:
    """A later release may know more; this one does not guess."""
    data = plain()
    data[place][0][key] = value
    with pytest.raises(cr.LoadError, match=says):
        cr.Report.from_dict(data)


@pytest.mark.parametrize(
    ("value", "says"), [(["2016-09", "x"], "must have a code for each of month"), (["September"], "must have a month as 2016-09")]
)
def test_the_codes_of_a_part_fit_its_breakdown(value: list[str], says: str) -> None:
    """One for each dimension, and a month is a month."""
    data = plain()
    table(data, "received", "month")["parts"][0]["value"] = value
    with pytest.raises(cr.LoadError, match=says):
        cr.Report.from_dict(data)


# --- CSV


def rows(text: str) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(text)))


def test_the_csv_is_one_tidy_table() -> None:
    """Measure, breakdown, value, numerator, denominator; every place once."""
    head, *body = rows(REPORT.as_csv())
    assert head == ["measure", "breakdown", "value", "numerator", "denominator"]
    places = [tuple(row[:3]) for row in body]
    assert len(places) == len(set(places))
    assert ["received", "", "", "24", "24"] in body
    assert ["read", "", "", "24", ""] in body
    assert ["received", "team", "Early | Help", "8", "24"] in body
    upheld = REPORT.share("closed", "type/outcome", "corporate", "upheld")
    assert ["closed", "type/outcome", "corporate/upheld", str(upheld.numerator), str(upheld.denominator)] in body
    mean = REPORT.spread("days-to-answer", "working-days", "stage", "1")
    assert ["days-to-answer.working-days.mean", "stage", "1", str(mean.total), str(mean.cases)] in body


def test_the_csv_of_two_years_has_two_more_columns() -> None:
    """And the rows that only the earlier one has."""
    head, *body = rows(REPORT.as_csv(previous=EARLIER))
    assert head[5:] == ["previous_numerator", "previous_denominator"]
    assert {len(row) for row in body} == {7}
    known = {tuple(row[:3]): row[3:] for row in body}
    assert known["received", "", ""] == ["24", "24", "9", "9"]
    assert known["received", "team", "Early | Help"] == ["8", "24", "", ""]


# --- Markdown


def test_the_markdown_shows_each_share_with_what_it_is_of() -> None:
    """And labels, not codes."""
    text = REPORT.as_markdown()
    assert "**24 of 24 (100 %)** complaints" in text
    assert "| Statutory, children's | 16 | 67 % of 24 |" in text
    assert "| May 2016 | 4 | 17 % of 24 |" in text
    assert "hidden" not in text


def test_words_of_the_councils_own_cannot_break_a_table() -> None:
    """A bar, a line end and a tag in a team's name stay in their cell."""
    text = REPORT.as_markdown(previous=EARLIER)
    assert "| Early \\| Help | 8 |" in text
    assert "| Fostering team | 8 |" in text
    assert "head\\|of &lt;care>" in text
    widths = {line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("| Fostering")}
    assert widths <= {4, 5}


def test_the_markdown_compares_with_the_year_before_and_states_the_tolerance() -> None:
    """Before, now, and the verdict."""
    text = REPORT.as_markdown(previous=EARLIER)
    assert "## Compared with 2016-04-01 to 2016-09-30" in text
    assert "The same: within 5 percentage points" in text
    assert "| Complaints received | 9 | 24 | Changed |" in text


def test_problems_and_overdue_actions_stand_beside_the_figures() -> None:
    """By reference, for those who can do something about it."""
    text = REPORT.as_markdown()
    assert "- 2016-0001: 2 cases have this reference; all are counted" in text
    assert "## Promised actions overdue" in text
    assert "| 2016-0002 | Training or guidance |" in text


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_nothing_small_and_nobody_is_published(threshold: int) -> None:
    """No count from 1 to one below the threshold, no reference, no owner: in no output."""
    data = plain(threshold=threshold)
    counts = [part["count"] for each in data["tables"] for part in each["parts"]] + [each["total"] for each in data["tables"]]
    assert None in counts
    assert all(count is None or count == 0 or count >= threshold for count in counts)
    assert all(spread["cases"] >= threshold and "counts" not in spread and "longest" not in spread for spread in data["spreads"])
    markdown = REPORT.as_markdown(threshold=threshold, previous=EARLIER)
    assert "Several published tables can still be combined" in markdown
    assert "hidden" in markdown
    body = rows(REPORT.as_csv(threshold=threshold, previous=EARLIER))[1:]
    for row in body:
        if "." not in row[0]:
            assert all(not cell or int(cell) == 0 or int(cell) >= threshold for cell in row[3:]), row
    for text in (json.dumps(data), markdown, REPORT.as_csv(threshold=threshold)):
        assert "2016-00" not in text
        assert "head" not in text


def test_days_are_published_only_where_their_cases_are() -> None:
    """A spread of a part whose count is hidden would tell it."""
    report = cr.report(cases(), start=START, end=END)
    for spread in report.spreads:
        if report.shows(spread, 5):
            measure = {
                "days-to-answer": "answered",
                "days-to-close": "closed",
                "first-wait": "continued",
                "days-late": "breaches",
            }[spread.measure]
            suppressed = report.table(measure, "/".join(spread.breakdown)).suppress(5)
            assert suppressed.count(*spread.value) == spread.cases >= 5


def test_a_threshold_that_hides_nothing_well_is_refused_in_every_output() -> None:
    """Below 3."""
    for write in (REPORT.as_dict, REPORT.as_csv, REPORT.as_markdown):
        with pytest.raises(cr.WrongValueError, match="must be 3 or more"):
            write(threshold=2)


def test_an_empty_report_can_be_written_in_every_way() -> None:
    """No case at all: shares of nothing, no days."""
    empty = cr.report([], start=START, end=END)
    assert cr.Report.from_dict(plain(empty)) == empty
    assert "**0** cases" in empty.as_markdown()
    assert ["received", "", "", "0", "0"] in rows(empty.as_csv())
    assert attrs.evolve(empty, end=date(2017, 3, 30)) != empty
