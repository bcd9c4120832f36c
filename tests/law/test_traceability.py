"""The table of the documentation that says where each provision of the children's procedure went."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "traceability.md"
KEYS = ("england-children", "england-children-voluntary-organisation", "england-children-fostering-limit")
REGULATIONS = range(1, 26)
BESIDE = (
    "Children Act 1989 s 26(7)",
    "Local Government Act 1974 s 26B",
    "SI 2004/719 reg 3",
    "SI 2004/719 reg 4(2)",
    "SI 2004/719 reg 5",
    "SI 2020/445 regs 14, 17",
    "Getting the Best from Complaints",
)


class Row(NamedTuple):
    """One row: a provision, the address it links to, the rules that carry it, and how, or why none does."""

    provision: str
    url: str | None
    rules: tuple[str, ...]
    why: str


def read(page: str) -> Iterator[Row]:
    """The rows of all tables of the page."""
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] in {"Provision", "---"}:
            continue
        provision, _subject, carried_by, why = cells
        linked = re.fullmatch(r"\[(.+)\]\((.+)\)", provision)
        name, url = linked.groups() if linked else (provision, None)
        yield Row(name, url, tuple(re.findall(r"`([^`]+)`", carried_by)), why)


ROWS = tuple(read(PAGE.read_text(encoding="utf-8")))


def citations(key: str) -> list[cr.Citation]:
    """Every provision that a rule cites."""
    procedure = cr.get_procedure(KEYS[0])
    limit = next((limit for limit in procedure.limits if limit.key == key), None)
    if limit is None:
        rule = next(rule for rule in procedure.requirements if rule.key == key)
        return [rule.cite, *rule.see]
    extended = [limit.extension.cite] if limit.extension else []
    softened = [limit.softened.cite] if limit.softened else []
    return [limit.cite, *limit.see, *extended, *softened]


def every_rule() -> set[str]:
    """The keys of all rules of the module, with a clock or without."""
    keys: set[str] = set()
    for procedure in map(cr.get_procedure, KEYS):
        keys.update(limit.key for limit in procedure.limits)
        keys.update(rule.key for rule in procedure.requirements)
    return keys


@pytest.mark.parametrize("number", REGULATIONS)
def test_each_regulation_has_one_row_that_names_a_rule_or_gives_the_reason(number: int) -> None:
    """Regulations 1 to 25, each once, each linked to its own page."""
    (row,) = (row for row in ROWS if row.provision == f"reg {number}")
    assert row.rules or row.why
    assert row.url == f"https://www.legislation.gov.uk/uksi/2006/1738/regulation/{number}"


def test_the_regulations_stand_in_their_own_order() -> None:
    """So that a reader can tick them off."""
    assert [row.provision for row in ROWS if row.provision.startswith("reg ")] == [f"reg {number}" for number in REGULATIONS]


@pytest.mark.parametrize("provision", BESIDE)
def test_what_stands_beside_the_regulations_has_a_row_that_names_its_rules(provision: str) -> None:
    """The Acts, the advocacy regulations, the words of 2020, the guidance."""
    (row,) = (row for row in ROWS if row.provision == provision)
    assert row.rules


def test_every_rule_of_the_module_is_named_and_no_other() -> None:
    """Nothing is left out, and nothing is named that does not exist."""
    assert {rule for row in ROWS for rule in row.rules} == every_rule()


@pytest.mark.parametrize("row", [row for row in ROWS if row.rules], ids=lambda row: row.provision)
def test_each_rule_named_cites_the_provision_it_stands_beside(row: Row) -> None:
    """A rule put beside the wrong regulation is found out."""
    for rule in row.rules:
        if row.provision.startswith("reg "):
            number = row.provision.removeprefix("reg ")
            found = {re.split(r"\D", part.strip())[0] for cite in citations(rule) if cite.source.short == "SI 2006/1738"
                     for part in cite.provision.split(",")}  # fmt: skip
            assert number in found, rule
        else:
            assert any(row.provision.startswith(cite.source.short) for cite in citations(rule)), rule


@pytest.mark.parametrize("rule", sorted(every_rule()))
def test_each_regulation_that_a_rule_rests_on_names_that_rule(rule: str) -> None:
    """The main citation of a rule leads to a row that names it."""
    cite = citations(rule)[0]
    number = re.split(r"\D", cite.provision)[0]
    regulation = cite.source.short == "SI 2006/1738"
    rows = [
        row for row in ROWS if (row.provision == f"reg {number}" if regulation else row.provision.startswith(cite.source.short))
    ]
    assert any(rule in row.rules for row in rows)


@pytest.mark.parametrize("row", [row for row in ROWS if row.url], ids=lambda row: row.provision)
def test_the_links_lead_where_citations_lead(row: Row) -> None:
    """To legislation.gov.uk, at the instrument's own address."""
    sources = {source.short: source.url for source in cr.get_procedure(KEYS[0]).sources}
    if row.provision.startswith("reg "):
        short = "SI 2006/1738"
    else:
        short = next((known for known in sources if row.provision.startswith(known)), "SI 2013/985")
    base = sources.get(short, "https://www.legislation.gov.uk/uksi/2013/985")
    assert base is not None
    assert row.url is not None
    assert row.url.startswith(base)


def test_the_table_says_plainly_what_was_not_checked() -> None:
    """Of the last two regulations nothing is claimed."""
    rows = {row.provision: row for row in ROWS}
    assert rows["reg 24"].rules == rows["reg 25"].rules == ()
    assert "not checked" in rows["reg 24"].why
