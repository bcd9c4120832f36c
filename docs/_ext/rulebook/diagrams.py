"""The picture of a procedure's states: its DOT source from the rules, and the SVG that Graphviz makes of it.

The documentation is built with pip alone, so the pictures that ``dot`` made are kept beside the pages, each with the hash of
the source it was made from. A kept picture is used as long as the rules still give that source. Otherwise it is drawn anew
where ``dot`` is installed, and the build says so; where it is not, the build warns, which fails it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from complaintrules.rules.terms import BACK, START, STAY

from .markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from complaintrules.rules.conditions import Condition
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import State, Transition

KEPT: Final = Path(__file__).parents[2] / "_static" / "diagrams"
COMMAND: Final = "python3 docs/_ext/draw.py"
_MANY: Final = 3
_FORK: Final = 'shape=diamond, style="", class="fork", label="", width=0.2, height=0.2, fixedsize=true'
_COURSE: Final = ', class="course"'
_LONGEST_LABEL: Final = 134  # what tells one way from the others; the table says the rest

# What a picture looks like where it stands alone; on a page the site's own colours take the place of these.
STYLE: Final = """
.states { --ink: #1d2129; --line: #5c6675; --box: #ffffff; --group: #f1f3f6; --paper: #ffffff; background: var(--paper); }
@media (prefers-color-scheme: dark) {
  .states { --ink: #e6e9ee; --line: #9aa5b5; --box: #1b2028; --group: #242b35; --paper: #12151a; }
}
.states text { fill: var(--ink); font-family: Arial, Helvetica, "Liberation Sans", sans-serif; }
.states .edge text { paint-order: stroke; stroke: var(--halo, var(--paper)); stroke-width: 3px; }
.states path, .states polygon, .states polyline, .states ellipse { stroke: var(--line); fill: none; }
.states .cluster path, .states .cluster polygon { fill: var(--group); stroke: none; }
.states .node path, .states .node polygon, .states .node ellipse { fill: var(--box); stroke: var(--ink); stroke-width: 1.3px; }
.states .node.fork polygon { fill: var(--line); stroke: var(--line); }
.states .node.start ellipse { fill: var(--ink); }
.states .node.final path { stroke-width: 3px; }
.states .node.resting path { stroke-dasharray: 6 4; }
.states .edge.course path { stroke: var(--ink); stroke-width: 1.8px; }
.states .edge polygon { fill: var(--line); }
""".strip()


@attrs.frozen
class _Way:
    """Where one event leads under one condition."""

    to: str
    when: Condition | None


def drawn(procedure: Procedure) -> tuple[tuple[str, Transition], ...]:
    """The ways that the picture shows, each as the state it leaves and its transition.

    Two kinds of side ways stand in the table alone, with whatever only they lead to. A shared way out leads, from three states
    or more, to where the ordinary course does not come by that event. A short cut leaves, from before the first stage, by a
    transition that leads on from a stage too. What leads back stands in the table alone as well.
    """
    ordinary = {step.event for step in procedure.course}
    stages = {state.key: state.stage for state in procedure.states}

    def is_shared_way_out(move: Transition) -> bool:
        if move.event in ordinary or len(move.source) < _MANY:
            return False
        to = procedure.state(move.to)
        return to.rests or to.final

    def is_short_cut(origin: str, move: Transition) -> bool:
        return origin != START and stages[origin] is None and any(stages.get(other) for other in move.source)

    left = [
        (origin, move)
        for move in procedure.transitions
        if move.to not in {STAY, BACK} and not is_shared_way_out(move)
        for origin in move.source
        if not is_short_cut(origin, move)
    ]
    reached = {START}
    for _ in procedure.states:
        reached |= {move.to for origin, move in left if origin in reached}
    return tuple((origin, move) for origin, move in left if origin in reached)


def course(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """The ordinary course as the states it comes from and to; where facts decide, by the way the rules name first."""
    here, found = START, []
    for step in procedure.course:
        moves = [move for move in procedure.moves(here, step.event) if move.to != STAY]
        if moves:
            found.append((here, moves[0].to))
            here = moves[0].to
    return tuple(found)


def states_drawn(procedure: Procedure) -> tuple[State, ...]:
    """The states that the picture shows."""
    shown = {move.to for _, move in drawn(procedure)}
    return tuple(state for state in procedure.states if state.key in shown)


def source(procedure: Procedure) -> str:
    """The DOT source of the picture."""
    return "\n".join(_source(procedure)) + "\n"


def _source(procedure: Procedure) -> Iterator[str]:
    yield "digraph {"
    yield '  graph [rankdir=TB, newrank=true, ranksep=0.42, nodesep=0.15, margin=0.1, fontname="Arial", fontsize=15, labeljust=l]'
    yield '  node [shape=box, style="rounded", fontname="Arial", fontsize=15, margin="0.16,0.1", height=0.45]'
    yield '  edge [fontname="Arial", fontsize=13, arrowsize=0.8]'
    yield '  start [shape=circle, class="start", label="", width=0.22, height=0.22, fixedsize=true]'
    states = states_drawn(procedure)
    for stage in dict.fromkeys(state.stage for state in states):
        group = [state for state in states if state.stage == stage]
        if stage is None:
            yield from (f"  {_node(state)}" for state in group)
            continue
        yield f"  subgraph cluster_{stage} {{"
        yield f'    graph [label="Stage {stage}", margin=14]'
        yield from (f"    {_node(state)}" for state in group)
        yield "  }"
    yield from _edges(procedure)
    yield "}"


def _node(state: State) -> str:
    kind = ', class="final"' if state.final else ', class="resting"' if state.rests else ""
    return f'"{state.key}" [label="{_wrapped(state.title, 20)}"{kind}]'


def _edges(procedure: Procedure) -> Iterator[str]:
    """An arrow for each way; where one event leads on by the facts, one arrow to a fork, and one from there for each fact."""
    ways: dict[tuple[str, str], list[_Way]] = {}
    for origin, move in drawn(procedure):
        ways.setdefault((origin, move.event.title), []).append(_Way(move.to, move.when))
    arrows: dict[tuple[str, str], list[str]] = {}
    forks: dict[tuple[_Way, ...], str] = {}
    left_by: dict[str, set[str]] = {}
    for (origin, title), targets in ways.items():
        to = targets[0].to
        if len({way.to for way in targets}) > 1:
            to = forks.setdefault(tuple(targets), f"fork-{len(forks) + 1}")
            left_by.setdefault(to, set()).add(origin)
        arrows.setdefault((origin, to), []).append(title)
    behind = {name: tuple(way.to for way in fork) for fork, name in forks.items()}
    ordinary = course(procedure)
    for fork, name in forks.items():
        yield f'  "{name}" [{_FORK}]'
        for way in fork:
            says = f"if {way.when.says}" if way.when is not None else "otherwise"
            label = _wrapped(textwrap.shorten(says, _LONGEST_LABEL, placeholder=" …"), 26)
            kind = _COURSE if any((origin, way.to) in ordinary for origin in left_by[name]) else ""
            yield f'  "{name}" -> "{way.to}" [label="{label}"{kind}]'
    order = [state.key for state in procedure.states]
    nexts: dict[str, set[str]] = {}
    for origin, move in drawn(procedure):
        nexts.setdefault(origin, set()).add(move.to)

    def leads(here: str, there: str) -> bool:
        found, waiting = {here}, [here]
        while waiting:
            new = nexts.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return there in found

    for (origin, to), titles in arrows.items():
        label = "\\n".join(_wrapped(title, 20) for title in titles)
        kind = _COURSE if any((origin, place) in ordinary for place in behind.get(to, (to,))) else ""
        if not kind and to in order and origin in order and order.index(to) < order.index(origin) and leads(to, origin):
            kind = ", constraint=false"  # an arrow that leads back does not pull its box up
        yield f'  "{"start" if origin == START else origin}" -> "{to}" [label="{label}"{kind}]'


def _wrapped(text: str, width: int) -> str:
    return "\\n".join(line.replace('"', '\\"') for line in textwrap.wrap(text, width))


# --- from DOT to SVG


def fingerprint(dot: str) -> str:
    """What a kept picture carries of the source it was made from."""
    return hashlib.sha256(dot.encode()).hexdigest()


def kept(key: str) -> tuple[str, str]:
    """The picture that is kept of a procedure, and the fingerprint inside it; two empty texts where there is none."""
    path = KEPT / f"{key}.svg"
    if not path.exists():
        return "", ""
    svg = path.read_text(encoding="utf-8")
    found = re.search(r"<!-- dot sha256 ([0-9a-f]{64}) -->", svg)
    return svg, found[1] if found else ""


def draw(procedure: Procedure) -> str:
    """The picture, made by Graphviz, finished and kept.

    Raises:
        FileNotFoundError: ``dot`` is not installed.
    """
    dot = source(procedure)
    program = shutil.which("dot")
    if program is None:
        raise FileNotFoundError("dot")
    made = subprocess.run(  # noqa: S603 - the program found on the path, on a source made here
        [program, "-Tsvg"], input=dot, capture_output=True, check=True, text=True, encoding="utf-8"
    )
    svg = _finished(made.stdout, procedure, fingerprint(dot))
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{procedure.key}.svg").write_text(svg, encoding="utf-8")
    return svg


def _finished(svg: str, procedure: Procedure, mark: str) -> str:
    """The picture with a title and a description, with its colours left to a style sheet, and nothing of the machine in it."""
    size = re.search(r'<svg width="(\d+)pt" height="(\d+)pt"\s*viewBox="([^"]+)"', svg)
    if size is None:
        raise ValueError("this version of Graphviz writes its SVG otherwise than expected")
    _, _, inside = svg.partition(size[0])
    inside = inside.partition(">")[2]
    inside = re.sub(r"<!--.*?-->\s*|<title>.*?</title>\s*", "", inside, flags=re.DOTALL)
    inside = re.sub(r' (?:fill|stroke|font-family)="[^"]*"| id="[^"]*"', "", inside)
    # The ground of the whole picture is the page's own.
    inside = re.sub(r'<polygon points="[^"]*"/>\s*', "", inside, count=1)
    name = f"states-of-{procedure.key}"
    width, height, box = size.groups()
    named = f'aria-labelledby="{name} {name}-said"'
    sized = f'width="{width}" height="{height}" viewBox="{box}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="states" role="img" {named} {sized}>',
            f"<!-- dot sha256 {mark} -->",
            f'<title id="{name}">States of a case: {escaped(procedure.title)}</title>',
            f'<desc id="{name}-said">{escaped(_said(procedure))}</desc>',
            f"<style>\n{STYLE}\n</style>",
            inside.strip(),
            "",
        )
    )


def _said(procedure: Procedure) -> str:
    """The picture in words."""
    titles = ", ".join(state.title for state in states_drawn(procedure))
    return f"Boxes from top to bottom, with arrows named by the event that leads on: {titles}. A table below says the same."


def for_page(procedure: Procedure, drawing: str) -> str:
    """A picture as it stands inside a page: with the page's colours, in a box that scrolls where it is too wide."""
    bare = re.sub(r"<style>.*?</style>\n", "", drawing, flags=re.DOTALL)
    label = escaped(f"Diagram of the states: {procedure.title}")
    width = re.search(r' width="(\d+)"', bare)
    style = f' style="--width: {width[1]}px"' if width else ""
    alone = f'<a href="../_static/diagrams/{procedure.key}.svg">The picture alone</a>'
    return (
        f'<div class="diagram" role="group" aria-label="{label}" tabindex="0"{style}>\n{bare}</div>\n'
        f'<p class="diagram-note">{alone}, to enlarge or print. <span>On a narrow screen it scrolls sideways.</span></p>'
    )


def picture(procedure: Procedure) -> tuple[str, str]:
    """The picture of a procedure, and what is to be said of it: nothing where the kept one is up to date."""
    svg, mark = kept(procedure.key)
    if mark == fingerprint(source(procedure)):
        return svg, ""
    if shutil.which("dot") is not None:
        return draw(procedure), f"the diagram of {procedure.key} was drawn anew; commit {_shown_path(procedure)}"
    return svg, f"the diagram of {procedure.key} is not of the rules as they stand; install Graphviz and run: {COMMAND}"


def _shown_path(procedure: Procedure) -> str:
    return f"docs/_static/diagrams/{procedure.key}.svg"


def draw_all(procedures: Iterable[Procedure]) -> Iterator[str]:
    """Draw each anew, and say where it is kept."""
    for procedure in procedures:
        draw(procedure)
        yield _shown_path(procedure)
