"""The charts of a report's page: SVG with text that stays text, in the colours of the page around it.

The only module that knows matplotlib, which is loaded when the first chart is drawn. Nothing but the library's own words and
numbers is drawn: what a council wrote stands in the tables. No chart rests on colour: each part is labelled, and series that
stand side by side differ in their hatching too.
"""

from __future__ import annotations

import io
import re
import textwrap
import threading
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import attrs

from complaintrules.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Draw = Callable[[Any], None]

_INCHES: Final = 4.0
_SIZE: Final = 9.5

# What matplotlib is told to draw in, and what the page makes of it: its own colours, which follow light, dark and print.
_INK, _MUTED, _PAPER, _FIRST, _SECOND = "#000001", "#000002", "#000003", "#000004", "#000005"
_COLOURS: Final = {
    _INK: "var(--ink)",
    _MUTED: "var(--muted)",
    _PAPER: "var(--paper)",
    _FIRST: "var(--first)",
    _SECOND: "var(--second)",
}
_SENTINEL: Final = re.compile("|".join(_COLOURS))
# The page sets the letters; what is measured is the widest of the usual ones.
_LETTERS: Final = re.compile(r"font: ([\d.]+px) [^;]*|font-family: [^;]*;? ?")

_SETTINGS: Final = {
    "svg.fonttype": "none",
    "svg.hashsalt": "complaintrules",
    "font.size": _SIZE,
    "text.parse_math": False,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _MUTED,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": _SIZE,
    "axes.titleweight": "bold",
    "xtick.color": _MUTED,
    "xtick.labelcolor": _INK,
    "ytick.color": _MUTED,
    "ytick.labelcolor": _INK,
    "ytick.left": False,
    "legend.frameon": False,
    "legend.fontsize": _SIZE,
    "hatch.linewidth": 0.8,
    "figure.facecolor": "none",
}
# Settings belong to the whole process while a chart is drawn.
_DRAWING: Final = threading.Lock()

_IN_CLASS: Final = 5
_MOST_CLASSES: Final = 20
_WIDE_ENOUGH: Final = 0.09
_COLUMNS: Final = 2
_LONGEST_TITLE: Final = 14


@attrs.frozen
class Bar:
    """One bar.

    Attributes:
        label: What it shows.
        count: How much; None where the count is hidden.
    """

    label: str
    count: int | None

    @property
    def words(self) -> str:
        """The count as it stands at the bar."""
        return "hidden" if self.count is None else str(self.count)


@attrs.frozen
class Panel:
    """Bars under one title."""

    title: str
    bars: tuple[Bar, ...]


@attrs.frozen
class Days:
    """How many days something took, with the figures that are marked.

    Attributes:
        title: What took them.
        counts: How many took each number of days; empty where only the figures may be shown.
        mean: The mean.
        median: The median.
        percentile_90: The 90th percentile.
    """

    title: str
    counts: tuple[tuple[int, int], ...]
    mean: float
    median: float
    percentile_90: float


@attrs.frozen
class Pair:
    """A figure before and now; None where it is hidden or there was none.

    Attributes:
        label: What it is.
        before: As it was.
        now: As it is.
        says: Both in words, as they stand at the bars.
    """

    label: str
    before: float | None
    now: float | None
    says: tuple[str, str]


@attrs.frozen
class Chart:
    """A chart's place on the page.

    Attributes:
        key: What its identifiers begin with; no two of a page have the same.
        title: Its name.
        says: What it shows, in a sentence or two.
    """

    key: str
    title: str
    says: str


# --- the charts


def months(chart: Chart, bars: Sequence[Bar]) -> str:
    """A column for each month, with its number above it."""
    every = -(-len(bars) // 12)

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        places = range(len(bars))
        axes.bar(places, [bar.count or 0 for bar in bars], color=_FIRST, width=0.7)
        for place in places[::every]:
            axes.annotate(bars[place].words, (place, bars[place].count or 0), (0, 2), ha="center", **_ABOVE)
        axes.set_xticks(places[::every], [bar.label for bar in bars[::every]])
        axes.tick_params(axis="x", length=0)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)

    return _svg(chart, 2.0, draw)


_ABOVE: Final[dict[str, Any]] = {"textcoords": "offset points", "va": "bottom"}
_BESIDE: Final[dict[str, Any]] = {"textcoords": "offset points", "va": "center", "ha": "left"}


def panels(chart: Chart, parts: Sequence[Panel]) -> str:
    """Bars that lie on their side, two panels beside each other; each part has the same place in every panel."""
    lines = -(-len(parts) // _COLUMNS)
    columns = min(len(parts), _COLUMNS)
    labels = [bar.label for bar in parts[0].bars]
    most = max([bar.count or 0 for part in parts for bar in part.bars] + [1])

    def draw(figure: Any) -> None:
        grid = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
        for axes in grid.flat[len(parts) :]:
            axes.set_visible(False)
        for axes, part in zip(grid.flat, parts, strict=False):
            axes.barh(range(len(labels)), [bar.count or 0 for bar in part.bars], color=_FIRST, height=0.6)
            for place, bar in enumerate(part.bars):
                axes.annotate(bar.words, (bar.count or 0, place), (3, 0), **_BESIDE)
            axes.set_title("\n".join(textwrap.wrap(part.title, _LONGEST_TITLE)), loc="left")
            axes.set_yticks(range(len(labels)), labels)
            axes.set_ylim(len(labels) - 0.4, -0.6)
            axes.set_xlim(0, most * 1.3)
            axes.set_xticks([])
            axes.spines["bottom"].set_visible(False)

    return _svg(chart, lines * (0.5 + 0.2 * len(labels)), draw)


def classes(parts: Sequence[Days]) -> list[range]:
    """Classes of days that hold all of them: five days each, or as many fives as it takes for at most twenty classes."""
    longest = max(days for part in parts for days, _ in part.counts)
    width = _IN_CLASS * -(-(longest + 1) // (_IN_CLASS * _MOST_CLASSES))
    return [range(low, low + width) for low in range(0, longest + 1, width)]


def in_classes(part: Days, found: Sequence[range]) -> list[int]:
    """How many lie in each class."""
    return [sum(count for days, count in part.counts if days in each) for each in found]


def spreads(chart: Chart, parts: Sequence[Days], unit: str) -> str:
    """How many took how long, in classes of days, with the median and the 90th percentile marked."""
    found = classes(parts)
    width, end = len(found[0]), found[-1].stop

    def draw(figure: Any) -> None:
        grid = figure.subplots(len(parts), 1, sharex=True, squeeze=False)
        for axes, part in zip(grid.flat, parts, strict=True):
            heights = in_classes(part, found)
            axes.bar([each.start + width / 2 for each in found], heights, color=_FIRST, width=width * 0.86)
            top = max(heights)
            for line, (at, words, style) in enumerate(
                ((part.percentile_90, "90th percentile", (0, (4, 2))), (part.median, "median", "-"))
            ):
                height = top * (1.12 + 0.2 * line)
                axes.plot((at, at), (0, height), color=_SECOND, linewidth=1.6, linestyle=style)
                # To the right of its line, and to the left of it in the right half.
                left = at > end / 2
                axes.annotate(
                    f"{words} {at:g}", (at, height), (-3 if left else 3, 0), textcoords="offset points", va="center",
                    ha="right" if left else "left",
                )  # fmt: skip
            axes.set_ylim(0, top * 1.42)
            axes.set_title(part.title, loc="left")
            axes.set_yticks([0, top])
        # They share their days, which the lowest shows.
        lowest = grid.flat[-1]
        lowest.set_xlim(0, end)
        lowest.set_xlabel(unit)

    return _svg(chart, 0.35 + 1.45 * len(parts), draw)


def middles(chart: Chart, parts: Sequence[Days], unit: str) -> str:
    """The mean, the median and the 90th percentile of each part, for where the days of single cases may not be shown."""

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        most = max(part.percentile_90 for part in parts)
        for place, part in enumerate(parts):
            axes.annotate(part.title, (0, place - 0.36), (0, 0), textcoords="offset points", va="center", fontweight="bold")
            axes.plot((0, part.percentile_90), (place, place), color=_MUTED, linewidth=0.8, zorder=1)
        for name, marker, colour, places in (
            ("median", "o", _FIRST, [part.median for part in parts]),
            ("mean", "D", _PAPER, [part.mean for part in parts]),
            ("90th percentile", "^", _SECOND, [part.percentile_90 for part in parts]),
        ):
            axes.scatter(places, range(len(parts)), marker=marker, s=36, c=colour, edgecolors=_INK, linewidths=1, label=name)
        axes.set_xlim(0, most * 1.08 + 1)
        axes.set_ylim(len(parts) - 0.5, -0.7)
        axes.set_yticks([])
        axes.set_xlabel(unit)
        _legend(figure, axes)

    return _svg(chart, 0.9 + 0.45 * len(parts), draw)


def stacks(chart: Chart, parts: Sequence[Panel]) -> str:
    """Each panel as one bar of its parts, in proportion; the same parts, in the same order, in each."""
    styles = ((_FIRST, ""), (_FIRST, "////"), (_SECOND, "...."), (_SECOND, "xxxx"), (_PAPER, ""))

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        starts = [0.0] * len(parts)
        for place, (colour, hatch) in enumerate(styles):
            bars = [part.bars[place] for part in parts]
            wholes = [sum(bar.count or 0 for bar in part.bars) or 1 for part in parts]
            widths = [(bar.count or 0) / whole for bar, whole in zip(bars, wholes, strict=True)]
            edge = _PAPER if colour != _PAPER else _MUTED
            axes.barh(
                range(len(parts)),
                widths,
                left=starts,
                color=colour,
                hatch=hatch,
                edgecolor=edge,
                height=0.42,
                label=bars[0].label,
            )
            for row, (start, width, bar) in enumerate(zip(starts, widths, bars, strict=True)):
                if width >= _WIDE_ENOUGH:
                    box = {"facecolor": _PAPER, "edgecolor": "none", "pad": 1.2}
                    axes.text(start + width / 2, row, bar.words, ha="center", va="center", bbox=box)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        for row, part in enumerate(parts):
            axes.annotate(part.title, (0, row - 0.38), (0, 0), textcoords="offset points", va="center", fontweight="bold")
        axes.set_ylim(len(parts) - 0.6, -0.65)
        axes.set_xlim(0, 1.002)
        _bare(axes)
        _legend(figure, axes)

    return _svg(chart, 0.55 + 0.5 * len(parts), draw)


def pairs(chart: Chart, figures: Sequence[Pair], names: tuple[str, str]) -> str:
    """Each figure as two bars, before and now."""
    most = max([number or 0 for pair in figures for number in (pair.before, pair.now)] + [1])

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        for offset, series, colour, hatch in ((0.0, 0, _SECOND, "////"), (0.27, 1, _FIRST, "")):
            numbers = [(pair.before, pair.now)[series] or 0 for pair in figures]
            places = [place + offset for place in range(len(figures))]
            axes.barh(places, numbers, color=colour, hatch=hatch, edgecolor=_PAPER, height=0.25, label=names[series])
            for place, number, pair in zip(places, numbers, figures, strict=True):
                axes.annotate(pair.says[series], (number, place), (3, 0), **_BESIDE)
        for place, pair in enumerate(figures):
            axes.annotate(pair.label, (0, place - 0.28), (0, 0), textcoords="offset points", va="center", fontweight="bold")
        axes.set_xlim(0, most * 1.42)
        axes.set_ylim(len(figures) - 0.5, -0.5)
        _bare(axes)
        _legend(figure, axes)

    return _svg(chart, 0.4 + 0.56 * len(figures), draw)


def _bare(axes: Any) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(False)


def _legend(figure: Any, axes: Any) -> None:
    figure.legend(
        *axes.get_legend_handles_labels(), loc="outside upper left", ncols=_COLUMNS, handlelength=1.6, columnspacing=1.2
    )


# --- drawing


def _svg(chart: Chart, inches: float, draw: Draw) -> str:
    """What is drawn, as SVG to stand in a page.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib import style  # noqa: PLC0415 - an extra, and slow to load
        from matplotlib.figure import Figure  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise MissingExtraError("matplotlib", "report") from error
    written = io.StringIO()
    with _DRAWING, style.context(["default", _SETTINGS]):
        figure = Figure(figsize=(_INCHES, inches), layout="constrained")
        draw(figure)
        figure.savefig(written, format="svg")
    return _for_the_page(chart, written.getvalue())


def _for_the_page(chart: Chart, svg: str) -> str:
    """The same without what would reach beyond it: names of its own for all it refers to, no styles and no size."""
    root = ET.fromstring(svg)  # noqa: S314 - written a moment ago, from words and numbers of our own
    for parent in root.iter():
        parent.tag = parent.tag.rpartition("}")[2]
        for child in [child for child in parent if child.tag.rpartition("}")[2] in {"metadata", "style"}]:
            parent.remove(child)
        attributes = {name.rpartition("}")[2]: value for name, value in parent.attrib.items()}
        parent.attrib.clear()
        parent.attrib.update({name: _attribute(chart, name, value) for name, value in attributes.items()})
    names = {part: f"{chart.key}-{part}" for part in ("title", "desc")}
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img", "aria-labelledby": " ".join(names.values())}
    for place, (part, words) in enumerate((("title", chart.title), ("desc", chart.says))):
        element = ET.Element(part, {"id": names[part]})
        element.text = words
        root.insert(place, element)
    return ET.tostring(root, encoding="unicode")


def _attribute(chart: Chart, name: str, value: str) -> str:
    if name == "id":
        return f"{chart.key}-{value}"
    if name == "href":
        return value.replace("#", f"#{chart.key}-", 1)
    if name in {"style", "fill", "stroke"}:
        value = _SENTINEL.sub(lambda found: _COLOURS[found.group()], value)
        value = _LETTERS.sub(lambda found: f"font-size: {found[1]}" if found[1] else "", value)
    return value.replace("url(#", f"url(#{chart.key}-")
