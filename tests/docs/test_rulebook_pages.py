"""The pages of procedures are written from the rulebook."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"
REGULATION = "[SI 2006/1738 reg {}](https://www.legislation.gov.uk/uksi/2006/1738/regulation/{})"


def row(page: str, *beginning: str) -> list[str]:
    """The cells of the one row of a page's tables that begins with these cells."""
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in page.splitlines() if line.startswith("| ")]
    (found,) = (cells for cells in rows if cells[: len(beginning)] == list(beginning))
    return found


@pytest.mark.parametrize("key", cr.procedures())
def test_a_page_shows_every_rule_with_its_force_its_mark_and_its_provision(rulebook: ModuleType, key: str) -> None:
    """A reader with the instrument in the other hand can tick every rule off."""
    page = rulebook.written(f"<!-- rulebook: procedure {key} -->")
    procedure = cr.get_procedure(key)
    rules: tuple[cr.TimeLimit | cr.Requirement, ...] = (*procedure.limits, *procedure.requirements)
    for rule in rules:
        about = page.split(f"({key}-{rule.key})=\n### {rule.title}\n")[1].split("\n#")[0]
        assert f"`{rule.key}`" in about
        assert rule.force.value.replace("-", " ").capitalize() + f"; {rule.certainty.value}" in about
        assert str(rule.cite) in about
        assert all(str(cite) in about for cite in rule.see)
        if rule.cite.url:
            assert f"]({rule.cite.url})" in about


@pytest.mark.parametrize("key", cr.procedures())
def test_a_page_has_all_that_a_reader_looks_for(rulebook: ModuleType, key: str) -> None:
    """Sources, the way with its states and moves, time limits, a worked timetable, versions, and what is left out."""
    page = rulebook.written(f"<!-- rulebook: procedure {key} -->")
    procedure = cr.get_procedure(key)
    wanted = ["Sources", "The way through it", "Time limits", "Requirements", "A worked timetable", "Versions over time"]
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    expected = [name for name in wanted if procedure.requirements or name != "Requirements"]
    assert headings == [*expected, "Left to people on purpose"]
    for state in procedure.states:
        assert row(page, state.title, f"`{state.key}`")
    for move in procedure.transitions:
        assert move.event.title in page
        assert move.when is None or move.to == "*stay*" or move.when.says in page
    moves = page.split("### What leads on")[1].split("\n#")[0]
    rows = [line for line in moves.splitlines() if line.startswith("| ")]
    assert len(rows[2:]) == sum(move.to != "*stay*" for move in procedure.transitions)  # under the head and its rule
    for version in cr.RULEBOOK.versions(key):
        assert f"- Version `{version.version}`: in force from " in page


def test_the_page_of_the_children_shows_numbers_and_extensions_of_the_regulations(rulebook: ModuleType) -> None:
    """Ten working days and at most twenty; twenty-five and at most sixty-five; papers counted back: as worked by hand."""
    page = rulebook.written("<!-- rulebook: procedure england-children -->")
    stage_1 = row(page, "[Answer at stage 1 (local resolution)](#england-children-stage-1)")
    assert stage_1[1] == "The authority **must**"
    assert stage_1[3:] == ["within 10 working days", "to 20 working days", "statute", "T", REGULATION.format("14(1)", "14")]
    stage_2 = row(page, "[Send notice of the response at stage 2](#england-children-stage-2)")
    assert stage_2[3:] == ["within 25 working days", "to 65 working days", "statute", "T", REGULATION.format("17(3)", "17")]
    papers = row(page, "[Circulate the panel's papers](#england-children-panel-papers)")
    assert papers[1] == "The authority **should**"
    assert papers[3:7] == ["no later than 10 working days before the day of the panel", "", "statutory guidance", "K"]
    asking = row(page, "[Ask for stage 2](#england-children-request-stage-2)")
    assert asking[1] == "The complainant **may**"
    assert asking[3] == "within 20 working days (recommended)"
    assert "Statutory guidance; K: general knowledge of the sector, not checked against the text" in page
    assert "from Friday 24 April 2020 to Thursday 24 September 2020, with a saving to Friday 25 September 2020" in page


def test_the_worked_timetable_of_the_children_has_the_dates_of_a_diary(rulebook: ModuleType) -> None:
    """Received on Monday 23 November 2026.

    Ten working days after it: 24-27 November are four, 30 November to 4 December nine, Monday 7 December the tenth; twenty end
    two weeks later, on 21 December. Twenty from the answer of 7 December: to 11 December four, to 18 December nine, 21-24
    December thirteen; Christmas Day and the substitute on Monday 28 December do not count; 29-31 December sixteen, not 1
    January, and 4-7 January make twenty.
    """
    page = rulebook.written("<!-- rulebook: procedure england-children -->")
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    received = "Mon 23 Nov 2026"
    assert row(page, "Answer at stage 1 (local resolution)", received)[2:] == ["Mon 7 Dec 2026", "Mon 21 Dec 2026", ""]
    asking = row(page, "Ask for stage 2", "Mon 7 Dec 2026")
    assert asking[2] == "Thu 7 Jan 2027"
    assert [part.partition(" (")[0] for part in asking[4].split("; ")] == [
        "Fri 25 Dec 2026", "Mon 28 Dec 2026", "Fri 1 Jan 2027",
    ]  # fmt: skip


def test_a_worked_timetable_begins_on_a_monday_on_which_the_procedure_was_in_force(rulebook: ModuleType) -> None:
    """One that has ended has a day of its own time."""
    for key in cr.procedures():
        procedure = cr.get_procedure(key)
        day = rulebook.procedures.worked_day(procedure)
        assert day.weekday() == 0
        assert procedure.since <= day <= (procedure.until or dt.date.max)


def test_the_versions_of_the_adults_procedure_say_what_changed(rulebook: ModuleType) -> None:
    """In force in two versions, the second from 1 September 2009, with one limit more."""
    page = rulebook.written("<!-- rulebook: procedure england-adult-social-care -->")
    changes = page.split("## Versions over time")[1].split("## Left")[0]
    assert "in force from Wednesday 1 April 2009 to Monday 31 August 2009." in changes
    assert "in force from Tuesday 1 September 2009." in changes
    old, new = cr.RULEBOOK.versions("england-adult-social-care")
    (added,) = {limit.key for limit in new.limits} - {limit.key for limit in old.limits}
    assert f"  - New: {new.limit(added).title} (" in changes


def test_the_versions_of_the_housing_code_say_what_time_each_rule_had_before(rulebook: ModuleType) -> None:
    """Six months to complain became twelve in 2024; stage 1 counted from receipt, and from the logging since 2022."""
    page = rulebook.written("<!-- rulebook: procedure england-housing -->")
    changes = page.split("## Versions over time")[1].split("## Left")[0]
    assert "Changed: Complain: within 12 months; before that within 6 months (" in changes
    changed_2022 = changes.split("- Version `2022-04`")[1].split("- Version `2024-04`")[0]
    (answer,) = [line for line in changed_2022.splitlines() if "Changed: Answer at stage 1" in line]
    counted, before = answer.split("; before that from ")
    assert ": counted from " in counted
    assert "Acknowledged" in counted
    assert "Acknowledged" not in before
    assert "Changed: Complain (" in changed_2022


def test_a_variant_is_told_by_what_it_lacks(rulebook: ModuleType) -> None:
    """Voluntary organisations run the procedure without advocates and without the records of regulation 13."""
    text = rulebook.written("<!-- rulebook: variant england-children-voluntary-organisation -->")
    assert "- states: Advocate to be appointed\n" in text
    assert "Keep a record of each representation" in text
    assert "- time limits: See that the advocate who was asked for is appointed\n" in text


def test_no_page_of_a_procedure_has_a_number_typed_by_hand() -> None:
    """A count of days stands in the rulebook alone; around it a page has no number but years, sections and stages."""
    for page in (DOCS / "procedures").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert "days" not in text, page.name


@pytest.mark.parametrize(
    "page",
    [
        *sorted((DOCS / "procedures").glob("*.md")),
        *sorted((DOCS / "reference").glob("*.md")),
        *(
            DOCS / "explanation" / f"{name}.md"
            for name in (
                "how-days-are-counted", "how-sure", "late-and-irregular", "open-questions", "provisional-dates",
                "sent-is-not-received",
            )
        ),
        DOCS / "glossary.md",
        DOCS / "traceability.md",
    ],
    ids=lambda page: page.stem,
)  # fmt: skip
def test_no_count_of_days_is_typed_into_a_page_about_the_rules(page: Path) -> None:
    """Outside the examples, which run, each stands in the rulebook alone."""
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"\b\d+\s+(working days?|calendar days?|days|months|years)\b", prose)


def test_the_comparison_has_a_row_for_each_stage_of_each_procedure(rulebook: ModuleType) -> None:
    """The corporate Code gives ten and twenty working days to answer; the statute for children ten and twenty-five."""
    page = rulebook.written("<!-- rulebook: compare -->")
    title = cr.get_procedure("england-corporate").title
    assert row(page, title, "1 of 2")[2:5] == ["within 5 working days", "within 10 working days", "to 20 working days"]
    assert row(page, title, "2 of 2")[2:5] == ["within 5 working days (S)", "within 20 working days (S)", "to 40 working days"]
    children = cr.get_procedure("england-children").title
    assert row(page, children, "2 of 3")[2:5] == ["no time is set", "within 25 working days", "to 65 working days"]
    keys = {cr.get_procedure(key).title for key in cr.procedures()} - {cr.get_procedure("ombudsman-report").title}
    assert {line.split(" | ")[0].removeprefix("| ") for line in page.splitlines()[3:] if line.startswith("|")} == keys


def test_the_page_about_certainty_lists_every_rule_that_was_not_read_and_no_other(rulebook: ModuleType) -> None:
    """Papers for the panel are general knowledge; the answer at stage 1 was read."""
    page = rulebook.written("<!-- rulebook: not-read -->")
    for key in cr.procedures():
        if key in {"england-children-voluntary-organisation", "england-children-fostering-limit"}:
            continue  # made from the rules of england-children
        procedure = cr.get_procedure(key)
        rules: tuple[cr.TimeLimit | cr.Requirement, ...] = (*procedure.limits, *procedure.requirements)
        for rule in rules:
            assert (f"(#{key}-{rule.key})" in page) == (rule.certainty is not cr.Certainty.TEXT), rule.key
    assert "(#england-children-panel-papers)" in page
    assert "(#england-children-stage-1)" not in page


def test_every_provision_that_a_rule_cites_is_in_the_table_of_provisions(rulebook: ModuleType) -> None:
    """Regulation 17(6), which an extension cites, is there, and leads to stage 2 and to the telling of it."""
    page = rulebook.written("<!-- rulebook: provisions -->")
    assert row(page, REGULATION.format("17(6)", "17"))[1] == (
        "[Send notice of the response at stage 2](#england-children-stage-2); "
        "[Tell the complainant of an extension at stage 2](#england-children-stage-2-extension-notice)"
    )
    for key in cr.procedures():
        for limit in cr.get_procedure(key).limits:
            assert f"| [{limit.cite}](" in page or f"| {limit.cite} |" in page


def test_a_place_that_names_nothing_is_an_error(rulebook: ModuleType) -> None:
    """A misspelt key stops the build, and no page goes out with a hole."""
    with pytest.raises(cr.UnknownKeyError):
        rulebook.written("<!-- rulebook: procedure england-childrens -->")
    with pytest.raises(KeyError):
        rulebook.written("<!-- rulebook: procedur england-children -->")


def test_every_place_of_every_page_can_be_written(rulebook: ModuleType) -> None:
    """Nothing is left of them, and each wrote something."""
    places = 0
    for path in DOCS.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for place in re.findall(r"^<!-- rulebook: .+ -->$", text, re.MULTILINE):
            places += 1
            found = rulebook.written(place)
            assert found.strip(), place
            assert "<!-- rulebook:" not in found
    assert places > 20


def test_a_limit_says_whether_it_can_be_extended_and_what_follows_when_it_passes(rulebook: ModuleType) -> None:
    """The panel's thirty days: no extension, still owed, a breach of statute; the chair's ten are guidance; a window closes."""
    page = rulebook.written("<!-- rulebook: procedure england-children -->")
    rules = {part.split("### ")[1].split("\n")[0]: part for part in page.split("(england-children-")[1:] if "### " in part}
    titles = {limit.key: limit.title for limit in cr.get_procedure("england-children").limits}
    meets, chair, window, recommended, stage_1 = (
        rules[titles[key]] for key in ("panel-meets", "appoint-chair", "request-panel", "request-stage-2", "stage-1")
    )
    late = "- **If it passes:** it is still owed, and late by the working days since the last day"
    assert "- **Extension:** none is provided for" in meets
    assert f"{late}: a breach of statute\n" in meets
    assert f"{late}; statutory guidance, so it is reported apart from breaches of the law's own rules\n" in chair
    assert "- **If it passes:** it closes, and what is done after it is recorded as late\n" in window
    assert "- **If it passes:** nothing: it bars nobody, and no rule is broken\n" in recommended
    assert "none is provided for" not in window + recommended + stage_1
    asked = next(iter(rules[titles["explain-procedure"]].split("(england-children-")))
    assert "If it passes" not in asked
