"""The pages of procedures are written from the rulebook."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """The extension that writes them; it needs Sphinx for its types alone."""
    spec = importlib.util.spec_from_file_location("rulebook", DOCS / "_ext" / "rulebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("key", cr.procedures())
def test_a_page_shows_every_rule_with_its_force_its_mark_and_its_provision(writer: ModuleType, key: str) -> None:
    """A reader with the instrument in the other hand can tick every rule off."""
    page = writer.written(f"<!-- rulebook: procedure {key} -->")
    procedure = cr.get_procedure(key)
    for state in procedure.states:
        assert f"### {state.title}\n" in page
    rules: tuple[cr.TimeLimit | cr.Requirement, ...] = (*procedure.limits, *procedure.requirements)
    for rule in rules:
        about = page.split(f"({key}-{rule.key})=\n### {rule.title}\n")[1].split("\n#")[0]
        assert f"`{rule.key}`" in about
        assert rule.force.value.replace("-", " ").capitalize() + f"; {rule.certainty.value}" in about
        assert str(rule.cite) in about
        assert all(str(cite) in about for cite in rule.see)
        if rule.cite.url:
            assert f"]({rule.cite.url})" in about


def test_the_page_of_the_children_shows_numbers_and_extensions_of_the_regulations(writer: ModuleType) -> None:
    """Ten working days and at most twenty; twenty-five and at most sixty-five; papers counted back: as worked by hand."""
    page = writer.written("<!-- rulebook: procedure england-children -->")
    link = "[SI 2006/1738 reg {}](https://www.legislation.gov.uk/uksi/2006/1738/regulation/{})"
    assert f"| Authority | within 10 working days, at most 20 working days | {link.format('14(1)', '14')} |" in page
    assert f"| Authority | within 25 working days, at most 65 working days | {link.format('17(3)', '17')} |" in page
    assert "| Authority | no later than 10 working days before the day of the panel |" in page
    assert "Statutory guidance; K: general knowledge of the sector, not checked against the text" in page
    assert "from Friday 24 April 2020 to Thursday 24 September 2020, with a saving to Friday 25 September 2020" in page


def test_a_variant_is_told_by_what_it_lacks(writer: ModuleType) -> None:
    """Voluntary organisations run the procedure without advocates and without the records of regulation 13."""
    text = writer.written("<!-- rulebook: variant england-children-voluntary-organisation -->")
    assert "- states: Advocate to be appointed\n" in text
    assert "Keep a record of each representation" in text
    assert "- time limits" not in text


def test_no_page_of_a_procedure_has_a_number_typed_by_hand() -> None:
    """A count of days stands in the rulebook alone; around it a page has no number but years, sections and stages."""
    for page in (DOCS / "procedures").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert "days" not in text, page.name


def test_a_place_that_names_nothing_is_an_error(writer: ModuleType) -> None:
    """A misspelt key stops the build, and no page goes out with a hole."""
    with pytest.raises(cr.UnknownKeyError):
        writer.written("<!-- rulebook: procedure england-childrens -->")
