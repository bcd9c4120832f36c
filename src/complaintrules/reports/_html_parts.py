"""The parts of a page: tables, rows and cells of HTML, with whatever is told escaped."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable
from typing import Final

from complaintrules.reports.figures import HIDDEN, Share
from complaintrules.rules.wording import long_date


def key_figure(title: str, share: Share, of: str) -> str:
    """One of the figures at the head of the page."""
    of_whole = percent(share)
    detail = f"<span>{of_whole} {escaped(of)}</span>" if of_whole else ""
    return f"<div><dt>{escaped(title)}</dt><dd>{count_of(share.numerator)}{detail}</dd></div>"


def html_table(caption: str, heads: list[str], bodies: Iterable[str], *, numbers: int, wide: bool = False) -> str:
    """A table under its caption; so many of its last columns are numbers."""
    words = len(heads) - numbers
    head = "".join(
        f'<th scope="col"{" class=n" if place >= words else ""}>{escaped(name)}</th>' for place, name in enumerate(heads)
    )
    # A wide table scrolls inside its box, and whoever uses a keyboard must get there.
    box = f'<div class="box wide" tabindex="0" role="region" aria-label="{escaped(caption)}">' if wide else '<div class="box">'
    table = f"<table><caption>{escaped(caption)}</caption>\n<thead><tr>{head}</tr></thead>"
    return "\n".join((box, table, *bodies, "</table></div>"))


def body_of(rows: Iterable[str], name: str = "", columns: int = 0) -> str:
    """The rows of a table, or of one group of it, under its name."""
    head = [f'<tr><th scope="rowgroup" colspan="{columns}">{escaped(name)}</th></tr>'] if name else []
    return "\n".join(("<tbody>", *head, *rows, "</tbody>"))


def row_of(cells: list[str], *, words: int = 0, empty: bool = False) -> str:
    """A row of a table: first its name, then so many columns of words, then numbers."""
    first = f'<th scope="row">{escaped(cells[0])}</th>'
    worded = "".join(f"<td>{escaped(cell)}</td>" for cell in cells[1 : 1 + words])
    numbers = "".join(f'<td class="n">{escaped(cell)}</td>' for cell in cells[1 + words :])
    return f"<tr{' class=none' if empty else ''}>{first}{worded}{numbers}</tr>"


def percent(share: Share) -> str:
    """A share of a whole: ``40 % of 5``."""
    number = share.percent()
    return "" if number is None else f"{number} % of {share.denominator}"


def count_of(count: int | None) -> str:
    """A count, or that it is hidden."""
    return HIDDEN if count is None else str(count)


def lower(title: str) -> str:
    """A title as it stands in a sentence."""
    return f"{title[0].lower()}{title[1:]}"


def sentence(words: str) -> str:
    """Words with a capital and a full stop."""
    return f"{words[0].upper()}{words[1:]}."


def day_of(day: dt.date) -> str:
    """A day without its weekday: ``1 April 2016``."""
    return long_date(day).partition(" ")[2]


def axis_month(code: str, *, first: bool) -> str:
    """A month as an axis has it, with its year where that is new: ``Apr``, and ``2016`` below it."""
    year, number = code.split("-")
    name = _SHORT_MONTHS[int(number) - 1]
    return f"{name}\n{year}" if first or number == "01" else name


_SHORT_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


NBSP: Final = "\N{NO-BREAK SPACE}"


def escaped(words: str) -> str:
    """Words as they may stand in a page, whoever wrote them; no line ends between a number and its sign."""
    shown = (sign if sign.isprintable() or sign == NBSP else " " if sign.isspace() else _UNPRINTABLE for sign in words)
    return html.escape("".join(shown).replace(" %", f"{NBSP}%"))


_UNPRINTABLE: Final = "\N{REPLACEMENT CHARACTER}"
