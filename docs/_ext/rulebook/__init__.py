"""Pages written from the rulebook while the documentation is built, so that no number is typed a second time.

A page says where with a comment of its own: ``<!-- rulebook: procedure england-children -->``. Each subject has a module of
this package; none needs Sphinx but for its types, so that the test suite can read what they write.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from complaintrules import get_policy
from complaintrules.rules.wording import long_date

from . import architecture, certainty, checks, comparison, diagrams, months, mutation, procedures, reference, vocabularies
from .markdown import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from complaintrules.rules.terms import TimeLimit

__all__ = [
    "architecture",
    "certainty",
    "checks",
    "comparison",
    "diagrams",
    "months",
    "mutation",
    "procedures",
    "reference",
    "vocabularies",
    "written",
]

_PLACE: Final = re.compile(r"^<!-- rulebook: (?P<words>[^>]+?) -->$", re.MULTILINE)
_WIDE: Final = re.compile(r'<div class="table-wrapper (?=[^"]*\bwide\b)')
_BOX: Final = '<div role="region" aria-label="Table, scrolls sideways" tabindex="0" class="table-wrapper '


def _policy(key: str) -> Iterator[str]:
    """A local policy: its rows and its notes."""
    policy = get_policy(key)
    ends = f" to {long_date(policy.until)}" if policy.until else ""
    yield f"Key `{policy.key}`: {policy.title}; for complaints received from {long_date(policy.since)}{ends}."
    yield ""
    rows = (
        (f"`{row.key}`", row.title, _short_period(row), f"`{row.beside}`" if row.beside else "", str(row.cite))
        for row in policy.limits
    )
    yield from table(("row", "what", "how long", "beside", "source"), rows)
    for note in policy.notes:
        yield f"- Beside `{note.beside}`: {note.says} ({note.cite})."
    yield ""


def _short_period(limit: TimeLimit) -> str:
    to = limit.extension.to if limit.extension else None
    return procedures.how_long(limit) + (f", at most {to.unit.said(to.amount)}" if to else "")


_WRITERS: Final[dict[str, Callable[..., Iterator[str]]]] = {
    "intro": procedures.intro,
    "procedures": procedures.index,
    "variant": procedures.variant,
    "policy": _policy,
    "compare": comparison.short,
    "compare-whole": comparison.whole,
    "forces": certainty.forces,
    "marks": certainty.marks,
    "counts": certainty.counts,
    "not-read": certainty.not_read,
    "provisions": certainty.provisions,
    "counted": months.figure,
    "mutation": mutation.results,
    "house": architecture.drawing,
    "house-places": architecture.places,
    "house-size": architecture.size,
    "mutants": mutation.unchanged,
    "vocabularies": vocabularies.all_vocabularies,
    "codes": vocabularies.all_other_codes,
    "council-words": vocabularies.council_words,
    "unsure-words": vocabularies.unsure_words,
    "events": vocabularies.all_events,
    "names": reference.names,
    "measures": reference.measures,
    "errors": reference.errors,
    "events-json": reference.events_json,
    "fields": reference.fields_json,
    "deadline-json": reference.deadline_json,
    "command-line": reference.command_line,
    "printed": reference.printed,
    "printed-json": reference.printed_json,
}


def _quiet(_: str) -> None:
    """What is said of a diagram goes nowhere: the test suite has a test of its own for that."""


def written(page: str, warn: Callable[[str], None] = _quiet) -> str:
    """A page with each of its places filled in from the rulebook."""
    writers: dict[str, Callable[..., Any]] = _WRITERS | {"procedure": functools.partial(procedures.page, warn=warn)}

    def fill(place: re.Match[str]) -> str:
        what, *words = place["words"].split()
        return "\n".join(writers[what](*words))

    return _PLACE.sub(fill, page)


def _fill_in(_app: Sphinx, name: str, content: list[str]) -> None:
    from sphinx.util import logging  # noqa: PLC0415 - the test suite has no Sphinx

    warn = functools.partial(logging.getLogger(__name__).warning, location=name)
    content[0] = written(content[0], warn)


def _out_of_date(app: Sphinx, *_: object) -> list[str]:
    """The pages with such a place: they follow the code, whose changes Sphinx does not see."""
    docs = app.env.found_docs
    return [name for name in docs if _PLACE.search(Path(app.env.doc2path(name)).read_text(encoding="utf-8"))]


def opened(body: str) -> str:
    """The body of a page whose wide tables stand in boxes that a keyboard can reach and scroll."""
    return _WIDE.sub(_BOX, body)


def _open_boxes(_app: Sphinx, _page: str, _template: str, context: dict[str, object], _tree: object) -> None:
    if "body" in context:
        context["body"] = opened(str(context["body"]))


def _pass_over(_app: Sphinx, what: str, name: str, thing: object, skip: bool, _options: object) -> bool | None:  # noqa: FBT001 - Sphinx's
    """Show of a module what is public; a constant with words of its own stays."""
    return True if skip or (what == "module" and reference.is_hidden(name, thing)) else None


def _check(app: Sphinx, error: Exception | None) -> None:
    """Refuse a site with a link that leads nowhere, or a public name without a place."""
    from sphinx.errors import ExtensionError  # noqa: PLC0415 - the test suite has no Sphinx

    if error is not None or app.builder.name != "html":
        return
    documented = app.env.get_domain("py").data["objects"]
    faults = [*checks.broken_links(Path(app.outdir)), *checks.names_without_a_place(documented)]
    if faults:
        raise ExtensionError("the finished site has faults:\n" + "\n".join(faults))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fill in the pages as Sphinx reads them, and check the site when it is finished."""
    app.connect("env-get-outdated", _out_of_date)
    app.connect("source-read", _fill_in)
    app.connect("autodoc-skip-member", _pass_over)
    app.connect("html-page-context", _open_boxes)
    app.connect("build-finished", _check)
    return {"version": "2", "parallel_read_safe": True}
