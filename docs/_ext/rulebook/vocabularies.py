"""Every closed list of codes: the vocabularies, the words of the rules, and the events."""

from __future__ import annotations

import enum
import inspect
from typing import TYPE_CHECKING, Final

import complaintrules as cr
from complaintrules._council_words import COUNCIL_WORDS, UNSURE_WORDS
from complaintrules.classification import Vocabulary, vocabulary_name
from complaintrules.events import EVENTS

from .markdown import table, upper

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a code of each of these says for itself.
_WORDS: Final = {
    "Force": "wording",
    "Certainty": "meaning",
    "Cap": "meaning",
    "Party": "words",
}


def vocabularies() -> tuple[type[Vocabulary], ...]:
    """Every vocabulary, in the order of its module: those that describe a complaint first."""
    found = [
        value
        for name in cr.__all__
        if isinstance(value := getattr(cr, name), type) and issubclass(value, Vocabulary) and value is not Vocabulary
    ]
    return tuple(
        sorted(
            found, key=lambda kind: (kind.__module__ != Vocabulary.__module__, kind.__module__, inspect.getsourcelines(kind)[1])
        )
    )


def other_codes() -> tuple[type[enum.Enum], ...]:
    """Every public list of codes that is no vocabulary."""
    found = [getattr(cr, name) for name in cr.__all__]
    return tuple(
        value for value in found if isinstance(value, type) and issubclass(value, enum.Enum) and not issubclass(value, Vocabulary)
    )


def place(kind: type[enum.Enum]) -> str:
    """The name of the place where a list of codes stands."""
    return f"codes-{vocabulary_name(kind).replace(' ', '-')}"


def _summary(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())


def all_vocabularies() -> Iterator[str]:
    """Each vocabulary with code, label, meaning and source."""
    for kind in vocabularies():
        yield f"({place(kind)})="
        yield f"### {upper(vocabulary_name(kind))}"
        yield ""
        yield f"`{kind.__name__}`. {_summary(kind)}"
        yield ""
        rows = ((f"`{member.value}`", member.label, member.meaning, member.source) for member in kind)
        yield from table(("code", "label", "meaning", "source"), rows)


def council_words() -> Iterator[str]:
    """The words that councils and other bodies write for a code of ours, each with who writes it."""
    kinds = {kind.__name__: kind for kind in vocabularies()}
    rows = [(word.words, vocabulary_name(kinds[word.vocabulary]), f"`{word.code}`", word.source) for word in COUNCIL_WORDS]
    for words in cr.OUTCOME_WORDS.values():
        for word in dict.fromkeys(word for _, word in words.words):
            codes = " or ".join(f"`{outcome.value}`" for outcome in words.outcomes(word))
            rows.append((upper(word), "outcome", codes, words.source))
    yield from table(("written", "vocabulary", "means", "who writes it"), rows)


def unsure_words() -> Iterator[str]:
    """The words of councils that are not guessed, each with what it may mean."""
    kinds = {kind.__name__: kind for kind in vocabularies()}
    rows = [
        (word.words, vocabulary_name(kinds[word.vocabulary]), " or ".join(f"`{code}`" for code in word.codes))
        for word in UNSURE_WORDS
    ]
    yield from table(("written", "vocabulary", "may mean"), rows)


def all_other_codes() -> Iterator[str]:
    """Each other list of codes, with what a code says for itself."""
    for kind in other_codes():
        yield f"({place(kind)})="
        yield f"### {upper(vocabulary_name(kind))}"
        yield ""
        yield f"`{kind.__name__}`. {_summary(kind)}"
        yield ""
        words = _WORDS.get(kind.__name__)
        if words is None:
            yield f"{', '.join(f'`{member.value}`' for member in kind)}."
            yield ""
        else:
            yield from table(("code", words), ((f"`{member.value}`", str(getattr(member, words))) for member in kind))


def all_events() -> Iterator[str]:
    """Every event with its key, its title and who does it."""
    yield from table(
        ("event", "key", "class", "whose act", "what it is"),
        (
            (kind.title, f"[`{key}`](#event-{key})", f"`{kind.__name__}`", kind.actor.words, _summary(kind))
            for key, kind in EVENTS.items()
        ),
        name="wide",
    )
