"""Small pieces of Markdown that every page is made of."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from complaintrules.rules.law import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintrules.rules.law import Citation, Source
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Requirement, TimeLimit


def upper(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def plain(code: str) -> str:
    """A code in words: ``statutory-guidance`` is statutory guidance."""
    return code.replace("-", " ")


def linked(cite: Citation) -> str:
    """A provision with its address on legislation.gov.uk, where it has one."""
    return f"[{cite}]({cite.url})" if cite.url else str(cite)


def citations(rule: TimeLimit | Requirement) -> str:
    """Every provision that a rule cites, the main one first."""
    return "; ".join(linked(cite) for cite in (rule.cite, *rule.see))


def source_line(source: Source) -> str:
    """A source by its full name."""
    if not source.url:
        return source.title
    title = source.title if source.title == source.short else f"{source.title}, {source.short}"
    return f"[{title}]({source.url})"


def force_and_mark(rule: TimeLimit | Requirement) -> str:
    """How binding a rule is, and how surely it was checked; what was not read in the text itself says so in words."""
    checked = "" if rule.certainty is Certainty.TEXT else f": {rule.certainty.meaning}"
    return f"{upper(plain(rule.force.value))}; {rule.certainty.value}{checked}"


def anchor(procedure: Procedure, key: str) -> str:
    """The name of the place where a page speaks of a rule; the newest version has it."""
    return f"{procedure.key}-{key}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, name: str = "") -> Iterator[str]:
    """A table. One with a class of its own (``wide``) may scroll in its box."""
    titles = [upper(title) for title in head]
    if name:
        yield f"{{.{name}}}"
    yield "| " + " | ".join(titles) + " |"
    yield "|" + " --- |" * len(titles)
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"
    yield ""


def raw_html(text: str) -> Iterator[str]:
    """HTML that goes to the page as it stands."""
    yield "```{raw} html"
    yield text
    yield "```"
    yield ""


def escaped(text: str) -> str:
    """A text inside HTML or SVG."""
    return html.escape(text, quote=True)
