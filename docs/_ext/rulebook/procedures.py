"""The page of one procedure: sources, states, time limits, requirements, a worked timetable, versions, what is left out."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import TYPE_CHECKING, Final

from complaintrules import RULEBOOK, timetable
from complaintrules.events import Party
from complaintrules.procedures._registry import _MODULES
from complaintrules.rules.conditions import All, Asked
from complaintrules.rules.terms import BACK, START, STAY, Kind
from complaintrules.rules.wording import extension_words, long_date, period_words, spared_words, starts_words

from . import diagrams
from .certainty import owner_of
from .markdown import anchor, citations, force_and_mark, linked, plain, raw_html, source_line, table, upper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from complaintrules.cases.deadlines import Deadline
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Requirement, State, TimeLimit, Transition

# The day a worked timetable begins, wherever the procedure was in force on it.
WORKED_DAY: Final = dt.date(2026, 11, 23)
_MANY: Final = 3


def intro(key: str) -> Iterator[str]:
    """What the module of the rulebook says of itself, under its heading."""
    module = importlib.import_module(f"complaintrules.procedures.{_MODULES[key]}")
    heading, _, text = (module.__doc__ or "").partition("\n\n")
    yield heading
    yield ""
    yield text.strip()
    yield ""


def index() -> Iterator[str]:
    """Every procedure in one table."""
    yield from table(
        ("procedure", "key", "in force", "stages", "made from"),
        (
            (
                procedure.title,
                f"`{key}`",
                _in_force(RULEBOOK.versions(key)[0].since, procedure.until),
                ", ".join(dict.fromkeys(str(state.stage) for state in procedure.states if state.stage)) or "one",
                source_line(procedure.sources[0]),
            )
            for key in RULEBOOK.keys
            for procedure in (RULEBOOK.get(key),)
        ),
        name="wide",
    )


def page(key: str, warn: Callable[[str], None]) -> Iterator[str]:
    """The whole page, in the newest version; what changed before stands under its versions."""
    procedure = RULEBOOK.get(key)
    yield from _head(procedure)
    yield from _way(procedure, warn)
    yield from _limits(procedure)
    yield from _requirements(procedure)
    yield from _worked(procedure)
    yield from _versions(key)
    yield from _left_out(procedure)


def _in_force(since: dt.date, until: dt.date | None) -> str:
    return f"from {long_date(since)}" + (f" to {long_date(until)}" if until else "")


def _head(procedure: Procedure) -> Iterator[str]:
    yield f"Key `{procedure.key}`, version `{procedure.version}`; in force {_in_force(procedure.since, procedure.until)}."
    yield f"Working days leave out the bank holidays of `{procedure.division}`, unless a caller chooses another calendar."
    yield ""
    yield "## Sources"
    yield ""
    for source in procedure.sources:
        yield f"- {source_line(source)}"
    yield ""


# --- the states and what leads from one to another


def _way(procedure: Procedure, warn: Callable[[str], None]) -> Iterator[str]:
    yield "## The way through it"
    yield ""
    svg, said = diagrams.picture(procedure)
    if said:
        warn(said)
    if svg:
        yield from raw_html(diagrams.for_page(procedure, svg))
    yield _legend(procedure)
    yield ""
    yield "### States"
    yield ""
    yield from table(
        ("state", "key", "stage", "kind"),
        ((state.title, f"`{state.key}`", str(state.stage or ""), _kind(state)) for state in procedure.states),
    )
    yield "In a resting state nobody has to act next, and the case may go on. From a final one nothing leads on; facts may"
    yield "still be recorded, and what led there may be undone. In any other, something is owed."
    yield ""
    yield "### What leads on"
    yield ""
    yield "Every event that moves a case, with the facts it depends on. An event that is recorded though something expected is"
    yield "missing is irregular, and listed."
    yield ""
    moves = [move for move in procedure.transitions if move.to != STAY]
    yield from table(
        ("from", "event", "to", "if", "provision"),
        (
            (
                _from(procedure, move),
                f"{move.event.title} (`{move.event.key}`)",
                "back to where it stood" if move.to == BACK else f"**{procedure.state(move.to).title}**",
                _facts_of(move),
                linked(move.cite),
            )
            for move in moves
        ),
        name="wide",
    )
    facts = sorted({move.event.title for move in procedure.transitions if move.to == STAY})
    if facts:
        yield "### Facts that move nothing"
        yield ""
        yield f"Recorded when known, and no step of the way: {', '.join(facts)}."
        yield ""


def _legend(procedure: Procedure) -> str:
    shown = diagrams.states_drawn(procedure)
    said = ["The thick arrows are the ordinary course."]
    if any(state.rests for state in shown):
        said.append("Dashed boxes rest: nobody has to act next.")
    if any(state.final for state in shown):
        said.append("Thick boxes are final.")
    hidden = [f'"{state.title}"' for state in procedure.states if state not in shown]
    if hidden:
        said.append(f"Side ways stand in the table alone, and so do the states that only they lead to: {', '.join(hidden)}.")
    said.append("The tables below hold everything, with the conditions in full.")
    return " ".join(said)


def _kind(state: State) -> str:
    return "final" if state.final else "resting" if state.rests else ""


def _from(procedure: Procedure, move: Transition) -> str:
    """The states an event leads on from; of most of them, the few it does not."""
    if START in move.source:
        return "the beginning"
    others = [state.title for state in procedure.states if not state.final and state.key not in move.source]
    of_all = len(move.source) + len(others) == sum(not state.final for state in procedure.states)
    if len(move.source) > _MANY and len(others) < len(move.source) and of_all:
        return "every state that is not final" + (f", but {', '.join(others)}" if others else "")
    return ", ".join(procedure.state(origin).title for origin in move.source)


def _facts_of(move: Transition) -> str:
    facts = [move.when.says] if move.when is not None else []
    expects = move.expects
    for part in expects.of if isinstance(expects, All) else (expects,):
        if isinstance(part, Asked):
            facts.append(f"expected: {part.says} ({'; '.join(map(linked, (part.cite, *part.see)))})")
        elif part is not None:
            facts.append(f"expected: {part.says} ({linked(move.expects_cite or move.cite)})")
    return "; ".join(facts)


# --- time limits


def _limits(procedure: Procedure) -> Iterator[str]:
    yield "## Time limits"
    yield ""
    yield "In the instrument's order. Each title leads to the whole rule."
    yield ""
    yield from table(
        ("what", "who", "from when", "how long", "extension", "force", "sure", "provision"),
        (
            (
                f"[{limit.title}](#{anchor(procedure, limit.key)})",
                _who(limit),
                starts_words(procedure, limit),
                how_long(limit),
                _extension(limit),
                plain(limit.force.value),
                limit.certainty.value,
                linked(limit.cite),
            )
            for limit in procedure.limits
        ),
        name="wide",
    )
    for limit in procedure.limits:
        yield f"({anchor(procedure, limit.key)})="
        yield f"### {limit.title}"
        yield ""
        for name, text in _about(procedure, limit):
            yield f"- **{name}:** {text}"
        yield ""


def _who(limit: TimeLimit) -> str:
    """Who must or may: a duty has the verb of its force, a window may be used; a time told or recommended binds nobody."""
    verb = limit.force.wording if limit.kind is Kind.DUTY else "may" if _is_choice(limit) else "is expected to"
    return f"{upper(limit.binds.words)} **{verb}**"


def how_long(limit: TimeLimit) -> str:
    """The period of a limit, and that it binds nobody, if it does not."""
    word = "recommended" if _is_choice(limit) else "expected"
    return f"{period_words(limit)}{f' ({word})' if limit.kind is Kind.ADVISORY else ''}"


def _is_choice(limit: TimeLimit) -> bool:
    """Whether it is for the complainant to do it or not, or a window of somebody else's."""
    return limit.kind is Kind.WINDOW or limit.binds is Party.COMPLAINANT


def _extension(limit: TimeLimit) -> str:
    extension = limit.extension
    if extension is None:
        return ""
    return f"to {extension.to.unit.said(extension.to.amount)}" if extension.to else "by agreement"


def _about(procedure: Procedure, limit: TimeLimit) -> Iterator[tuple[str, str]]:
    yield "Key", f"`{limit.key}` ({limit.kind.value})"
    yield "Who", _who(limit)
    yield "How long", f"{period_words(limit)}" + ("; a date named by the event prevails" if limit.overrides else "")
    yield "Clock starts", starts_words(procedure, limit)
    yield "Done by", " or ".join(f"{event.title} (`{event.key}`)" for event in limit.ends)
    if limit.within is not None:
        yield "Runs in", ", ".join(procedure.state(state).title for state in limit.within)
    if limit.overtaken_by:
        yield "Left behind by", " or ".join(f"{event.title} (`{event.key}`)" for event in limit.overtaken_by)
    if limit.extension:
        yield "Extension", f"{extension_words(limit.extension)} ({linked(limit.extension.cite)})"
    elif limit.period and limit.kind is Kind.DUTY:
        yield "Extension", "none is provided for"
    if limit.period or limit.kind is Kind.ADVISORY:
        yield "If it passes", _if_it_passes(limit)
    for reading in limit.readings:
        yield "Another reading", f"{reading.says} ({linked(reading.cite)}): its date is shown beside, and followed by nothing"
    if limit.softened:
        soft = limit.softened
        when = f"from {long_date(soft.since)} to {long_date(soft.until)}, with a saving to {long_date(soft.saved_until)}"
        so = "then late is not of itself a breach, and a window does not close"
        yield "Relaxed", f'{when}, by the words "{soft.words}" ({linked(soft.cite)}); {so}'
    if limit.asks:
        yield "Asks", limit.asks
    if limit.comment:
        yield "Note", limit.comment
    for spared in spared_words(procedure, limit):
        yield "Out of reach", spared
    if not limit.breach_established:
        yield "Breach", "whether lateness is itself a breach is not established"
    yield "Force and certainty", force_and_mark(limit)
    yield "Provision", citations(limit)


def _if_it_passes(limit: TimeLimit) -> str:
    """What follows when the last day is over and the act was not done."""
    if limit.kind is Kind.ADVISORY:
        return "nothing: it bars nobody, and no rule is broken"
    if limit.kind is Kind.WINDOW:
        return "it closes, and what is done after it is recorded as late"
    late = "it is still owed, and late by the working days since the last day"
    if not limit.breach_established:
        return late
    if limit.force.counts_for_compliance:
        return f"{late}: a breach of {plain(limit.force.value)}"
    return f"{late}; {plain(limit.force.value)}, so it is reported apart from breaches of the law's own rules"


def _requirements(procedure: Procedure) -> Iterator[str]:
    if not procedure.requirements:
        return
    yield "## Requirements"
    yield ""
    yield "Rules without a clock of a case: never due."
    yield ""
    for rule in procedure.requirements:
        yield f"({anchor(procedure, rule.key)})="
        yield f"### {rule.title}"
        yield ""
        yield from _about_requirement(rule)
        yield ""


def _about_requirement(rule: Requirement) -> Iterator[str]:
    yield f"- **Key:** `{rule.key}`"
    yield f"- **Who:** {upper(rule.binds.words)} **{rule.force.wording}**"
    yield f"- **When:** {rule.moment}"
    yield f"- **Asks:** {rule.asks}"
    for content in rule.contents:
        checked = "" if content.certainty is rule.certainty else f"; {content.certainty.value}"
        yield f"  - {content.says} ({linked(content.cite)}{checked})"
    yield f"- **Force and certainty:** {force_and_mark(rule)}"
    yield f"- **Provision:** {citations(rule)}"


# --- a worked timetable


def worked_day(procedure: Procedure) -> dt.date:
    """The day on which the worked timetable of a procedure begins: a Monday on which it was in force."""
    if procedure.since <= WORKED_DAY and (procedure.until is None or procedure.until >= WORKED_DAY):
        return WORKED_DAY
    return procedure.since + dt.timedelta(days=-procedure.since.weekday() % 7)


def _worked(procedure: Procedure) -> Iterator[str]:
    day = worked_day(procedure)
    rows = timetable(procedure, day)
    first = procedure.course[0].event.title
    yield "## A worked timetable"
    yield ""
    yield f'"{first}" on {long_date(day)}, and each step taken on its last day. The last column but one supposes that every'
    yield "extension is used as far as it goes, here and in the steps before. Days left out are those up to the last day."
    yield ""
    yield from table(
        ("what", "from", "last day", "latest", "left out besides weekends"),
        (
            (row.limit.title, _day(row.start), _last_day(row), _latest(row), _skipped(row))
            for row in rows
            if row.start is not None
        ),
        name="wide",
    )
    if any(row.provisional for row in rows):
        yield "An asterisk marks a [provisional](../explanation/provisional-dates.md) date."
        yield ""
    off = [row for row in rows if row.start is None]
    if off:
        yield "These have no dates here, because nothing on the ordinary way starts them:"
        yield f"{'; '.join(row.limit.title for row in off)}."
        yield ""


def _day(day: dt.date | None) -> str:
    if day is None:
        return ""
    weekday, number, month, year = long_date(day).split()
    return f"{weekday[:3]} {number} {month[:3]} {year}".replace(" ", "\N{NO-BREAK SPACE}")


def _last_day(row: Deadline) -> str:
    if row.due is None:
        return "as soon as possible"
    return _day(row.due) + ("\\*" if row.provisional else "")


def _latest(row: Deadline) -> str:
    if row.latest is None:
        return "" if row.due is None else "no number"
    return "" if row.latest == row.due else _day(row.latest)


def _skipped(row: Deadline) -> str:
    return "; ".join(f"{_day(skipped.day)} ({skipped.name})" for skipped in row.skipped)


# --- changes


def _versions(key: str) -> Iterator[str]:
    versions = RULEBOOK.versions(key)
    yield "## Versions over time"
    yield ""
    yield "A case takes the version in force on the day its complaint was received."
    yield ""
    before: Procedure | None = None
    for procedure in versions:
        yield f"- Version `{procedure.version}`: in force {_in_force(procedure.since, procedure.until)}."
        if before is not None:
            for change in _differences(before, procedure):
                yield f"  - {change}"
        for amendment in procedure.amendments:
            yield f"  - {long_date(amendment.on)}: {amendment.says} ({linked(amendment.cite)})."
        before = procedure
    yield ""


def _by_key(procedure: Procedure) -> dict[str, TimeLimit | Requirement]:
    rules: tuple[TimeLimit | Requirement, ...] = (*procedure.limits, *procedure.requirements)
    return {rule.key: rule for rule in rules}


def _differences(before: Procedure, after: Procedure) -> Iterator[str]:
    """What a version changed, rule by rule."""
    old, new = _by_key(before), _by_key(after)
    for key, rule in new.items():
        if key not in old:
            yield f"New: {rule.title} ({linked(rule.cite)})."
        elif old[key] != rule:
            yield f"Changed: {rule.title}{_other_time(before, after, key)} ({linked(rule.cite)})."
    for key, rule in old.items():
        if key not in new:
            yield f"Gone: {rule.title} ({linked(rule.cite)})."
    if set(before.states) != set(after.states) or set(before.transitions) != set(after.transitions):
        yield "The way through it changed too."


def _other_time(before: Procedure, after: Procedure, key: str) -> str:
    """The time of a rule in two versions, where it differs: how long, or from when."""
    times = [
        (how_long(limit) + (f", extended {_extension(limit)}" if limit.extension else ""), starts_words(procedure, limit))
        for procedure in (before, after)
        for limit in procedure.limits
        if limit.key == key
    ]
    if len(set(times)) < 2:  # noqa: PLR2004 - a requirement has none, and most changes are of words
        return ""
    (old, old_start), (new, new_start) = times
    return f": {new}; before that {old}" if new != old else f": counted from {new_start}; before that from {old_start}"


def _left_out(procedure: Procedure) -> Iterator[str]:
    yield "## Left to people on purpose"
    yield ""
    for what, why in procedure.not_modelled:
        yield f"- {what}: {why}."
    yield ""


# --- a variant, by what it lacks


def variant(key: str) -> Iterator[str]:
    """A procedure made from the rules of another, told by what it lacks."""
    made, whole = RULEBOOK.get(key), RULEBOOK.get(owner_of(key))
    lacks = {
        "states": [state.title for state in whole.states if state not in made.states],
        "time limits": _lacking(whole.limits, made.limits),
        "requirements": _lacking(whole.requirements, made.requirements),
        "events": sorted(_events(whole) - _events(made)),
    }
    yield f"Key `{made.key}`: {made.title}. The same rules, without:"
    yield ""
    for name, gone in lacks.items():
        if gone:
            yield f"- {name}: {', '.join(gone)}"
    yield ""


def _lacking(whole: Iterable[TimeLimit | Requirement], made: Iterable[TimeLimit | Requirement]) -> list[str]:
    kept = {rule.key for rule in made}
    return [rule.title for rule in whole if rule.key not in kept]


def _events(procedure: Procedure) -> set[str]:
    return {move.event.title for move in procedure.transitions}
