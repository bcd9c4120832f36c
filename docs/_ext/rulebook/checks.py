"""What is checked of the finished site: every link inside it, the form of those that lead out, and every public name."""

from __future__ import annotations

import html.parser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .reference import homes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class _Page(html.parser.HTMLParser):
    """The places of a page, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" and value:
                self.places.add(value)
            if name == "href" and value is not None and tag == "a":
                self.links.append(value)
            if name in {"src", "href"} and value and tag in {"img", "script", "link"}:
                self.links.append(value)


def broken_links(site: Path) -> Iterator[str]:
    """Every link of a site that leads nowhere, or out of it in a form that no browser takes."""
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(site)
        for link in page.links:
            fault = _fault(link, path, pages)
            if fault:
                yield f"{name}: {link!r} {fault}"


def _fault(link: str, path: Path, pages: dict[Path, _Page]) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no address"
    if parts.scheme or parts.netloc:
        return "" if is_well_formed(link) else "is not a well-formed address"
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.exists():
        return "leads to no file"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
        return "leads to no place on that page"
    return ""


def is_well_formed(link: str) -> bool:
    """Whether an address that leads out can be followed: https, a host, no space; nobody asks the host."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host and not any(character.isspace() for character in link)


def names_without_a_place(documented: Iterable[str]) -> Iterator[str]:
    """Every public name that no page of the reference describes."""
    known = set(documented)
    for name, home in sorted(homes().items()):
        if f"complaintrules.{home}.{name}" not in known:
            yield f"complaintrules.{name}: no page of the reference describes it (wanted: complaintrules.{home}.{name})"
