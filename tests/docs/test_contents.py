"""Every page can be found from the first one, and every link out of the site has a form that can be followed."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


def children(page: Path) -> list[Path]:
    """The pages that a page's tables of contents name, patterns included."""
    found: list[Path] = []
    for block in re.findall(r"^```\{toctree\}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            entry = line.strip()
            if entry and not entry.startswith(":"):
                folder, pattern = (page.parent / entry).parent, Path(entry).name
                found += [path for path in folder.glob("*.md") if path != page and fnmatch.fnmatchcase(path.stem, pattern)]
    return found


def test_every_page_is_reached_from_the_first_by_its_contents() -> None:
    """No page is written that nobody can find."""
    reached = {DOCS / "index.md"}
    waiting = list(reached)
    while waiting:
        for child in children(waiting.pop()):
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    assert {str(page.relative_to(DOCS)) for page in PAGES if page not in reached} == set()


def test_no_page_hides_from_the_contents() -> None:
    """A page marked as an orphan is one that the contents forgot."""
    assert [page.name for page in PAGES if page.read_text(encoding="utf-8").startswith("---\norphan:")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_link_out_of_the_site_can_be_followed(rulebook: ModuleType, page: Path) -> None:
    """It has https, a host and no space; nobody asks the host."""
    text = rulebook.written(page.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(((?!#)[a-z]+:[^)]*)\)", text):
        assert rulebook.checks.is_well_formed(link), link


@pytest.mark.parametrize(
    "link", ["http://www.legislation.gov.uk/", "https://www legislation.gov.uk/", "https:///uksi", "ftp://a.b/"]
)
def test_a_malformed_link_is_found_out(rulebook: ModuleType, link: str) -> None:
    """Without https, without a host, with a space."""
    assert not rulebook.checks.is_well_formed(link)


def test_a_link_that_leads_nowhere_is_found_out(rulebook: ModuleType, tmp_path: Path) -> None:
    """A missing file, a missing place on a page that is there; a good one is none."""
    (tmp_path / "a.html").write_text(
        '<h1 id="top">A</h1><a href="b.html">b</a><a href="c.html">c</a><a href="#top">t</a><a href="b.html#gone">g</a>'
        '<a href="http://x.org/">x</a>',
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text('<a href="a.html#top">a</a>', encoding="utf-8")
    assert list(rulebook.checks.broken_links(tmp_path)) == [
        "a.html: 'c.html' leads to no file",
        "a.html: 'b.html#gone' leads to no place on that page",
        "a.html: 'http://x.org/' is not a well-formed address",
    ]


def test_every_module_with_public_names_has_its_page_of_reference(rulebook: ModuleType) -> None:
    """Its docstrings are shown there; the build checks each name."""
    assert set(rulebook.reference.homes().values()) - set(rulebook.reference.pages()) == set()
    names = rulebook.written("<!-- rulebook: names -->")
    for name in cr.__all__:
        assert f"`{name} <complaintrules." in names
    documented = [f"complaintrules.{home}.{name}" for name, home in rulebook.reference.homes().items() if name != "Case"]
    (missing,) = rulebook.checks.names_without_a_place(documented)
    assert missing.startswith("complaintrules.Case: ")


def test_a_wide_table_stands_in_a_box_that_a_keyboard_can_scroll(rulebook: ModuleType) -> None:
    """Of two tables, the wide one alone becomes a stop of the tab key, with a name for a screen reader."""
    wide = '<div class="table-wrapper colwidths-auto wide docutils container">'
    plain = '<div class="table-wrapper colwidths-auto docutils container">'
    found = rulebook.opened(f"{wide}<table/></div>{plain}<table/></div>")
    assert found.count('tabindex="0"') == 1
    assert found.startswith('<div role="region" aria-label="Table, scrolls sideways" tabindex="0" class="table-wrapper colwidths')
    assert plain in found
