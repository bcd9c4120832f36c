"""Pages of procedures, written from the rulebook while the documentation is built, so that no number is typed a second time.

A page says where with a comment of its own: ``<!-- rulebook: procedure england-children -->``.
"""

from __future__ import annotations

import importlib
import re
from typing import TYPE_CHECKING, Final

from complaintrules import RULEBOOK, Certainty, Force, get_policy
from complaintrules._words import extension_words, long_date, period_words, starts_words
from complaintrules.procedure import START, STAY, Kind
from complaintrules.procedures import _MODULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from complaintrules.law import Citation, Source
    from complaintrules.procedure import Procedure, Requirement, State, TimeLimit, Transition

_PLACE: Final = re.compile(r"^<!-- rulebook: (?P<what>[a-z]+)(?: (?P<key>[a-z0-9-]+))? -->$", re.MULTILINE)


def _linked(cite: Citation) -> str:
    return f"[{cite}]({cite.url})" if cite.url else str(cite)


def _citations(rule: TimeLimit | Requirement) -> str:
    return "; ".join(_linked(cite) for cite in (rule.cite, *rule.see))


def _source(source: Source) -> str:
    if not source.url:
        return source.title
    title = source.title if source.title == source.short else f"{source.title}, {source.short}"
    return f"[{title}]({source.url})"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = list(head)
    yield "| " + " | ".join(titles) + " |"
    yield "|" + " --- |" * len(titles)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _marks() -> Iterator[str]:
    """What the two marks on every rule mean."""
    yield from _table(("sure", "what was done"), ((mark.value, mark.meaning) for mark in Certainty))


def _forces() -> Iterator[str]:
    counted = {True: "yes", False: "listed apart"}
    yield from _table(
        ("force", "wording", "counts as a breach of the law's own rules"),
        ((f"`{force.value}`", force.wording, counted[force.counts_for_compliance]) for force in Force),
    )


def _force_and_mark(rule: TimeLimit | Requirement) -> str:
    checked = "" if rule.certainty is Certainty.TEXT else f": {rule.certainty.meaning}"
    return f"{_upper(rule.force.value.replace('-', ' '))}; {rule.certainty.value}{checked}"


# --- one procedure


def _intro(key: str) -> Iterator[str]:
    """What the module of the rulebook says of itself, under its heading."""
    module = importlib.import_module(f"complaintrules.procedures.{_MODULES[key]}")
    heading, _, text = (module.__doc__ or "").partition("\n\n")
    yield heading
    yield ""
    yield text.strip()
    yield ""


def _procedure(key: str) -> Iterator[str]:
    *_, procedure = RULEBOOK.versions(key)
    yield from _head(procedure)
    yield from _way(procedure)
    yield from _limits(procedure)
    yield from _requirements(procedure)
    yield from _changes(procedure)


def _head(procedure: Procedure) -> Iterator[str]:
    ends = f" to {long_date(procedure.until)}" if procedure.until else ""
    yield f"Key `{procedure.key}`, version `{procedure.version}`; in force from {long_date(procedure.since)}{ends}."
    yield f"Working days leave out the bank holidays of `{procedure.division}`, unless a caller chooses another calendar."
    yield ""
    yield "## Sources"
    yield ""
    for source in procedure.sources:
        yield f"- {_source(source)}"
    yield ""


def _way(procedure: Procedure) -> Iterator[str]:
    yield "## The way through it"
    yield ""
    yield "Each state with what moves a case on from it. Facts that may be recorded and move nothing follow after."
    yield ""
    yield "### Start"
    yield ""
    yield from _moves(procedure, START)
    for state in procedure.states:
        yield f"### {state.title}"
        yield ""
        yield f"Key `{state.key}`{_said_of(state)}"
        yield ""
        yield from _moves(procedure, state.key)
    facts = sorted({transition.event.title for transition in procedure.transitions if transition.to == STAY})
    yield "### Facts that move nothing"
    yield ""
    yield f"{', '.join(facts)}."
    yield ""


def _said_of(state: State) -> str:
    stage = f", stage {state.stage}" if state.stage else ""
    if state.final:
        return f"{stage}. Final: nothing leads on; facts may still be recorded."
    return f"{stage}. Resting: nobody owes the next step." if state.rests else f"{stage}."


def _moves(procedure: Procedure, state: str) -> Iterator[str]:
    own = [transition for transition in procedure.transitions if state in transition.source and transition.to != STAY]
    for transition in own:
        yield from _move(procedure, transition)
    if own:
        yield ""


def _move(procedure: Procedure, transition: Transition) -> Iterator[str]:
    event = transition.event
    to = procedure.state(transition.to).title
    when = f", if {transition.when.says}" if transition.when else ""
    yield f"- {event.title} (`{event.key}`) → **{to}**{when} ({_linked(transition.cite)})"
    if transition.expects is not None:
        cite = transition.expects_cite or transition.cite
        yield f"  - expected, and irregular without it: {transition.expects.says} ({_linked(cite)})"


def _limits(procedure: Procedure) -> Iterator[str]:
    yield "## Time limits"
    yield ""
    rows = (
        (
            f"[{limit.title}](#{_anchor(procedure, limit.key)})",
            _upper(limit.binds.value),
            _short_period(limit),
            _linked(limit.cite),
        )
        for limit in procedure.limits
    )
    yield from _table(("what", "who", "how long", "provision"), rows)
    for limit in procedure.limits:
        yield f"({_anchor(procedure, limit.key)})="
        yield f"### {limit.title}"
        yield ""
        for name, text in _facts(procedure, limit):
            yield f"- **{name}:** {text}"
        yield ""


def _anchor(procedure: Procedure, key: str) -> str:
    return f"{procedure.key}-{key}"


def _short_period(limit: TimeLimit) -> str:
    advisory = " (recommended)" if limit.kind is Kind.ADVISORY else ""
    to = limit.extension.to if limit.extension else None
    extended = f", at most {to.unit.said(to.amount)}" if to else ""
    return f"{period_words(limit)}{extended}{advisory}"


def _facts(procedure: Procedure, limit: TimeLimit) -> Iterator[tuple[str, str]]:
    yield "Key", f"`{limit.key}` ({limit.kind.value})"
    yield "Who", _upper(limit.binds.words)
    yield "How long", f"{period_words(limit)}" + ("; a date named by the event prevails" if limit.overrides else "")
    yield "Clock starts", starts_words(procedure, limit)
    yield "Done by", " or ".join(f"{event.title} (`{event.key}`)" for event in limit.ends)
    if limit.within is not None:
        yield "Runs in", ", ".join(procedure.state(state).title for state in limit.within)
    if limit.extension:
        yield "Extension", f"{extension_words(limit.extension)} ({_linked(limit.extension.cite)})"
    if limit.softened:
        soft = limit.softened
        when = f"from {long_date(soft.since)} to {long_date(soft.until)}, with a saving to {long_date(soft.saved_until)}"
        so = "then late is no breach, and a window does not close"
        yield "Relaxed", f'{when}, by the words "{soft.words}" ({_linked(soft.cite)}); {so}'
    if limit.asks:
        yield "Asks", limit.asks
    if limit.comment:
        yield "Note", limit.comment
    if not limit.breach_established:
        yield "Breach", "whether lateness is itself a breach is not established"
    yield "Force and certainty", _force_and_mark(limit)
    yield "Provision", _citations(limit)


def _requirements(procedure: Procedure) -> Iterator[str]:
    yield "## Requirements"
    yield ""
    yield "Rules without a clock of a case: never due."
    yield ""
    for rule in procedure.requirements:
        yield f"({_anchor(procedure, rule.key)})="
        yield f"### {rule.title}"
        yield ""
        yield f"- **Key:** `{rule.key}`"
        yield f"- **Who:** {_upper(rule.binds.words)}"
        yield f"- **When:** {rule.moment}"
        yield f"- **Asks:** {rule.asks}"
        yield f"- **Force and certainty:** {_force_and_mark(rule)}"
        yield f"- **Provision:** {_citations(rule)}"
        yield ""


def _changes(procedure: Procedure) -> Iterator[str]:
    yield "## Changes of the instrument"
    yield ""
    yield f"- {long_date(procedure.since)}: in force."
    for amendment in procedure.amendments:
        yield f"- {long_date(amendment.on)}: {amendment.says} ({_linked(amendment.cite)})."
    yield ""
    yield "## Left to people on purpose"
    yield ""
    for what, why in procedure.not_modelled:
        yield f"- {what}: {why}."
    yield ""


# --- a variant, by what it lacks


def _variant(key: str) -> Iterator[str]:
    *_, variant = RULEBOOK.versions(key)
    *_, whole = RULEBOOK.versions("england-children")
    lacks = {
        "states": [state.title for state in whole.states if state not in variant.states],
        "time limits": _lacking(whole.limits, variant.limits),
        "requirements": _lacking(whole.requirements, variant.requirements),
        "events": sorted(_events(whole) - _events(variant)),
    }
    yield f"Key `{variant.key}`: {variant.title}. The same rules, without:"
    yield ""
    for name, gone in lacks.items():
        if gone:
            yield f"- {name}: {', '.join(gone)}"
    yield ""


def _lacking(whole: Iterable[TimeLimit | Requirement], variant: Iterable[TimeLimit | Requirement]) -> list[str]:
    kept = {rule.key for rule in variant}
    return [rule.title for rule in whole if rule.key not in kept]


def _events(procedure: Procedure) -> set[str]:
    return {transition.event.title for transition in procedure.transitions}


# --- a local policy


def _policy(key: str) -> Iterator[str]:
    policy = get_policy(key)
    ends = f" to {long_date(policy.until)}" if policy.until else ""
    yield f"Key `{policy.key}`: {policy.title}; for complaints received from {long_date(policy.since)}{ends}."
    yield ""
    rows = (
        (f"`{row.key}`", row.title, _short_period(row), f"`{row.beside}`" if row.beside else "", str(row.cite))
        for row in policy.limits
    )
    yield from _table(("row", "what", "how long", "beside", "source"), rows)
    for note in policy.notes:
        yield f"- Beside `{note.beside}`: {note.says} ({note.cite})."
    yield ""


_WRITERS: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "intro": _intro,
    "procedure": _procedure,
    "variant": _variant,
    "policy": _policy,
    "marks": lambda _: _marks(),
    "forces": lambda _: _forces(),
}


def written(page: str) -> str:
    """A page with each of its places filled in from the rulebook."""
    return _PLACE.sub(lambda place: "\n".join(_WRITERS[place["what"]](place["key"] or "")), page)


def _fill_in(_app: Sphinx, _name: str, content: list[str]) -> None:
    content[0] = written(content[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    """Fill in the pages as Sphinx reads them."""
    app.connect("source-read", _fill_in)
    return {"version": "1", "parallel_read_safe": True}
