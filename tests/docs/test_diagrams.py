"""The pictures of states: of the rules as they stand, readable by eye, by hand and by ear."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import attrs
import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> str:
    """All words that stand in a picture, in one line."""
    return " ".join(text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text"))  # noqa: S314 - our own file


@pytest.mark.parametrize("key", cr.procedures())
def test_the_kept_picture_is_of_the_rules_as_they_stand(rulebook: ModuleType, key: str) -> None:
    """Run `python3 docs/_ext/draw.py` where Graphviz is installed, and commit what it draws."""
    svg, mark = rulebook.diagrams.kept(key)
    assert mark == rulebook.diagrams.fingerprint(rulebook.diagrams.source(cr.get_procedure(key)))
    assert rulebook.diagrams.STYLE in svg


@pytest.mark.parametrize("key", cr.procedures())
def test_a_picture_has_its_words_as_text_with_a_title_and_a_description(rulebook: ModuleType, key: str) -> None:
    """Text can be selected and searched; a screen reader has a name and a description, which the picture names as its own."""
    svg, _ = rulebook.diagrams.kept(key)
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert said is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
    procedure = cr.get_procedure(key)
    assert procedure.title in (title.text or "")
    for state in rulebook.diagrams.states_drawn(procedure):
        assert state.title in (said.text or "")
        assert state.title in texts(svg)
    sizes = {float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")}
    assert min(sizes) >= 13


@pytest.mark.parametrize("key", cr.procedures())
def test_a_picture_leaves_its_colours_to_a_style_sheet(rulebook: ModuleType, key: str) -> None:
    """So that it can be read on a dark ground too; nothing in it names a colour or a machine."""
    svg, _ = rulebook.diagrams.kept(key)
    drawing = re.sub(r"<style>.*?</style>", "", svg, flags=re.DOTALL)
    assert not re.search(r'(fill|stroke)="', drawing)
    assert "prefers-color-scheme: dark" in svg
    on_page = rulebook.diagrams.for_page(cr.get_procedure(key), svg)
    assert "<style>" not in on_page
    assert 'tabindex="0"' in on_page


def test_a_picture_shows_every_state_but_those_that_many_states_lead_out_to(rulebook: ModuleType) -> None:
    """Of the children's states, withdrawal, suspension and the move to another procedure alone stand in the table only."""
    procedure = cr.get_procedure("england-children")
    shown = {state.key for state in rulebook.diagrams.states_drawn(procedure)}
    assert {state.key for state in procedure.states} - shown == {"withdrawn", "suspended", "rerouted", "duplicate"}


def test_another_rule_gives_another_source(rulebook: ModuleType) -> None:
    """A state by another name, or a way that is gone, is no longer what the kept picture shows."""
    procedure = cr.get_procedure("england-corporate")
    renamed = attrs.evolve(procedure, states=(attrs.evolve(procedure.states[0], title="Something else"), *procedure.states[1:]))
    assert rulebook.diagrams.source(renamed) != rulebook.diagrams.source(procedure)


def test_a_picture_that_is_out_of_date_stops_a_build_without_graphviz(
    rulebook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The warning, an error in the build, names the procedure and the command that draws it anew."""
    monkeypatch.setattr(rulebook.diagrams, "KEPT", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (tmp_path / "england-corporate.svg").write_text("<svg>\n<!-- dot sha256 " + "0" * 64 + " -->\n</svg>", encoding="utf-8")
    said: list[str] = []
    page = rulebook.written("<!-- rulebook: procedure england-corporate -->", said.append)
    assert "## Time limits" in page
    assert len(said) == 1
    assert "england-corporate" in said[0]
    assert rulebook.diagrams.COMMAND in said[0]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_where_graphviz_is_installed_the_build_draws_anew_and_says_so(
    rulebook: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The new picture is kept, carries the new source's fingerprint, and is to be committed."""
    monkeypatch.setattr(rulebook.diagrams, "KEPT", tmp_path)
    said: list[str] = []
    rulebook.written("<!-- rulebook: procedure england-corporate -->", said.append)
    assert "commit docs/_static/diagrams/england-corporate.svg" in said[0]
    _, mark = rulebook.diagrams.kept("england-corporate")
    assert mark == rulebook.diagrams.fingerprint(rulebook.diagrams.source(cr.get_procedure("england-corporate")))
