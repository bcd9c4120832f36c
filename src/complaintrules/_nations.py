"""What people call the parts of the United Kingdom: read here alone, for calendars and for the keys of procedures.

A division is whose bank holidays count; a nation is whose law. England and Wales share their bank holidays, so either name means
one division. Great Britain has no list of its own and means none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_PUNCTUATION: Final = re.compile(r"[\W_]+")

# The whole United Kingdom is named among the nations: some law is made for all of them.
_UNITED_KINGDOM: Final = "the United Kingdom"
_NATIONS: Final = {
    "England": "england|english",
    "Wales": "wales|welsh|cymru",
    "Scotland": "scotland|scottish",
    "Northern Ireland": "northern-ireland|northern-irish|n-ireland|ni",
    _UNITED_KINGDOM: "united-kingdom|uk",
}
_NAMED: Final = {nation: re.compile(rf"(?:^|-)(?:{words})(?:-|$)") for nation, words in _NATIONS.items()}

_DIVISIONS: Final = {
    frozenset({"England"}): "england-and-wales",
    frozenset({"Wales"}): "england-and-wales",
    frozenset({"England", "Wales"}): "england-and-wales",
    frozenset({"Scotland"}): "scotland",
    frozenset({"Northern Ireland"}): "northern-ireland",
    frozenset({_UNITED_KINGDOM}): "united-kingdom",
}
# What people may have meant by a slip, where no key looks like it.
DIVISION_NAMES: Final = (("Wales", "england-and-wales"),)
# Short forms of the two that share their bank holidays. "GB" is not among them: Great Britain has no list of its own.
_ENGLAND_AND_WALES: Final = frozenset({"e-and-w", "e-w", "eaw", "ew"})
_ANY: Final = "|".join(_NATIONS.values())
_WHOLE: Final = re.compile(rf"(?:the-)?(?:{_ANY})(?:-(?:and-)?(?:{_ANY}))?")


def division_key(name: str) -> str | None:
    """The key of the division that a name means, however it is written; None where it means none, or more than one.

    >>> division_key("Wales"), division_key("England & Wales"), division_key("NI"), division_key("Great Britain")
    ('england-and-wales', 'england-and-wales', 'northern-ireland', None)
    """
    plain = _plain(name)
    if plain in _ENGLAND_AND_WALES:
        return "england-and-wales"
    return _DIVISIONS.get(frozenset(_named(plain))) if _WHOLE.fullmatch(plain) else None


def nations(keys: Iterable[str]) -> tuple[str, ...]:
    """The nations that these keys name, each once, England first and the United Kingdom last.

    >>> nations(["uk-data-protection", "england-children", "shropshire-corporate-2016"])
    ('England', 'the United Kingdom')
    """
    found = {nation for key in keys for nation in _named(_plain(key))}
    return tuple(nation for nation in _NATIONS if nation in found)


def of_its_nation(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known keys that may be meant: where a nation is named, those of that nation or of the whole United Kingdom.

    >>> of_its_nation("scotland-data", ["england-children", "uk-data-protection", "ourtown-corporate"])
    ('uk-data-protection',)
    """
    named = set(nations([wanted]))
    if not named or _UNITED_KINGDOM in named:
        return tuple(known)
    return tuple(key for key in known if {*nations([key])} & {*named, _UNITED_KINGDOM})


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("-", name.casefold().replace("&", " and ")).strip("-")


def _named(plain: str) -> list[str]:
    return [nation for nation, words in _NAMED.items() if words.search(plain)]
