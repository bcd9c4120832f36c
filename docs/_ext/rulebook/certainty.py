"""How binding the rules are, how surely each was checked, and where each provision went."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaintrules import RULEBOOK, Certainty, Force

from .markdown import anchor, linked, plain, source_line, table, upper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.rules.law import Citation, Source
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Requirement, TimeLimit

    Rule = TimeLimit | Requirement


def forces() -> Iterator[str]:
    """Every force, with the verb it puts and whether lateness under it is counted."""
    counted = {True: "yes", False: "listed apart"}
    yield from table(
        ("force", "wording", "counts as a breach of the law's own rules"),
        ((f"`{force.value}`", force.wording, counted[force.counts_for_compliance]) for force in Force),
    )


def marks() -> Iterator[str]:
    """What the marks on every rule mean."""
    yield from table(("sure", "what was done"), ((mark.value, mark.meaning) for mark in Certainty))


def rules_of(procedure: Procedure) -> tuple[Rule, ...]:
    """Every rule of a procedure, those with a clock first."""
    return (*procedure.limits, *procedure.requirements)


def _own_pages() -> Iterator[Procedure]:
    """The procedures with a page of their own: a variant's rules stand on the page of the whole."""
    seen: set[str] = set()
    for key in RULEBOOK.keys:
        procedure = RULEBOOK.get(key)
        keys = {rule.key for rule in rules_of(procedure)}
        if not (keys <= seen and any(key.startswith(f"{other}-") for other in RULEBOOK.keys)):
            yield procedure
        seen |= keys


def owner_of(key: str) -> str:
    """The procedure on whose page the rules of a procedure stand."""
    pages = [procedure.key for procedure in _own_pages()]
    return key if key in pages else next(page for page in pages if key.startswith(f"{page}-"))


def counts() -> Iterator[str]:
    """How many rules of each procedure have which mark."""
    yield from table(
        ("procedure", *(f"{mark.value}: {mark.meaning}" for mark in Certainty)),
        (
            (
                procedure.title,
                *(str(sum(rule.certainty is mark for rule in rules_of(procedure))) for mark in Certainty),
            )
            for procedure in _own_pages()
        ),
    )


def not_read() -> Iterator[str]:
    """Every rule whose text was not read, by procedure and mark."""
    for procedure in _own_pages():
        rules = [rule for rule in rules_of(procedure) if rule.certainty is not Certainty.TEXT]
        if not rules:
            continue
        yield f"### {procedure.title}"
        yield ""
        yield from table(
            ("rule", "provision", "sure", "force"),
            (
                (
                    f"[{rule.title}](#{anchor(procedure, rule.key)})",
                    linked(rule.cite),
                    f"{rule.certainty.value}: {rule.certainty.meaning}",
                    plain(rule.force.value),
                )
                for rule in rules
            ),
        )


# --- where each provision went


def provisions() -> Iterator[str]:
    """Every provision that a rule rests on, by source, with the rules that rest on it."""
    found: dict[Source, dict[Citation, list[tuple[Procedure, Rule]]]] = {}
    for procedure in _own_pages():
        for rule in rules_of(procedure):
            for cite in _all_citations(rule):
                places = found.setdefault(cite.source, {}).setdefault(cite, [])
                if (procedure, rule) not in places:
                    places.append((procedure, rule))
    for source, cited in found.items():
        yield f"### {upper(source.short)}"
        yield ""
        if source.short != source.title:
            yield f"{source_line(source)}."
            yield ""
        yield from table(
            ("provision", "rules that rest on it"),
            (
                (
                    linked(cite),
                    "; ".join(f"[{rule.title}](#{anchor(procedure, rule.key)})" for procedure, rule in cited[cite]),
                )
                for cite in sorted(cited, key=_place)
            ),
        )


def _all_citations(rule: Rule) -> Iterator[Citation]:
    yield from (rule.cite, *rule.see)
    extension, softened = getattr(rule, "extension", None), getattr(rule, "softened", None)
    if extension is not None:
        yield extension.cite
        if extension.notice_cite is not None:
            yield extension.notice_cite
    if softened is not None:
        yield softened.cite


def _place(cite: Citation) -> tuple[tuple[int, int | str], ...]:
    """Provisions in the order of their numbers, and not of their letters: 9 before 10."""
    parts = re.findall(r"\d+|\D+", cite.provision)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
