"""Every error this library raises on purpose: what was wrong, where, and what would have been right.

Each is a `ComplaintRulesError` and has a real base of Python's own, so that ``except ValueError`` still works; each keeps its
facts as attributes, so that a caller need not read the message.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from typing import Any, Final

import attrs

from complaintrules._nations import nations, of_its_nation
from complaintrules._old_pickles import reads_older
from complaintrules._plain_days import is_day

__all__ = [
    "ComplaintRulesError",
    "CoverageError",
    "Fault",
    "ImpossibleEventError",
    "InvalidEventError",
    "LoadError",
    "MissingExtraError",
    "NotInForceError",
    "OfficialListError",
    "PolicyError",
    "ProcedureError",
    "UnknownKeyError",
    "WrongTypeError",
    "WrongValueError",
]

_LONGEST_WORD = 100

NOT_OPENED: Final = "(not received yet)"
"""The state of a case before the event that opens it. A message never shows it."""
_MOST_SUGGESTED = 3
# How like two words must be: where they share a whole word, and where they do not.
_HARDLY_ALIKE = 0.5
_ALIKE = 0.6
_SAME = 0.8
_WORD = re.compile(r"[^\W_]{3,}")


def nearest(wanted: str, known: Iterable[str], labels: Iterable[tuple[str, str]] = ()) -> tuple[str, ...]:
    """Up to three of the known words that look most like the one wanted, best first; none for what is too long to be a word.

    What is hardly alike counts only where it shares a whole word: "service-failure" is not near "advice-given".

    Args:
        wanted: The word.
        known: The known words.
        labels: Other words, each with the known one that it stands for.
    """
    if len(wanted) > _LONGEST_WORD:
        return ()
    plain = wanted.casefold()
    stands_for = {label.casefold(): key for label, key in sorted(labels)} | {key: key for key in sorted(known)}
    close = difflib.get_close_matches(plain, stands_for, n=len(stands_for) or 1, cutoff=_HARDLY_ALIKE)
    alike = [word for word in close if _alike(plain, word) >= _ALIKE or _shares_a_word(plain, word)]
    # "Fully upheld" says "upheld", and "partly-upheld" says more than was written: what is written whole comes first.
    said = set(_WORD.findall(plain))
    found = (stands_for[word] for word in sorted(alike, key=lambda word: not said >= set(_WORD.findall(word) or [word])))
    return tuple(dict.fromkeys(found))[:_MOST_SUGGESTED]


def _shares_a_word(wanted: str, word: str) -> bool:
    """Whether one word of each is the same, or misspelt."""
    return any(_alike(one, other) >= _SAME for one in _WORD.findall(wanted) for other in _WORD.findall(word))


def _alike(wanted: str, word: str) -> float:
    return difflib.SequenceMatcher(None, word, wanted).ratio()


def alternatives(wanted: str, known: Iterable[str], labels: Iterable[tuple[str, str]] = ()) -> str:
    """The end of a message about an unknown word: the nearest known words, or else all of them."""
    words = sorted(known)
    close = nearest(wanted, words, labels)
    if close:
        return "did you mean " + " or ".join(repr(word) for word in close) + "?"
    return "known are " + ", ".join(words)


def quoted(value: object) -> str:
    """A value as a message repeats it: as it is written, and cut where it is too long to read."""
    try:
        words = repr(value)
    except Exception:  # noqa: BLE001 - nested without end, a number of thousands of digits, a class with a faulty repr
        return "what cannot be shown"
    return words if len(words) <= _LONGEST_WORD else f"{words[:_LONGEST_WORD]}…"


class ComplaintRulesError(Exception):
    """The parent of every error this library raises on purpose."""


@attrs.define(slots=False)
class WrongTypeError(ComplaintRulesError, TypeError):
    """A value of the wrong type: a string, a float or a bool where a date or a whole number belongs.

    Attributes:
        argument: Where it was given.
        value: What was given.
        wanted: What belongs there.
        cure: How to make what belongs there of what was given; empty where no way is known.
    """

    argument: str
    value: Any
    wanted: str
    cure: str = ""

    def __str__(self) -> str:
        cure = f"; {self.cure}" if self.cure else ""
        return f"{self.argument} must be {self.wanted}, not {type(self.value).__name__} {quoted(self.value)}{cure}"


@attrs.define(slots=False)
class WrongValueError(ComplaintRulesError, ValueError):
    """A value of the right type that makes no sense here, such as a count of 0 working days."""

    argument: str
    value: Any
    why: str

    def __str__(self) -> str:
        return f"{self.argument} {_shown(self.value)}: {self.why}"


@attrs.define(slots=False)
class CoverageError(ComplaintRulesError, LookupError):
    """A day outside the years a calendar holds, or a count that leads out of them."""

    asked: dt.date | str
    first_day: dt.date
    last_day: dt.date

    def __str__(self) -> str:
        return f"{self.asked} lies outside this calendar, which holds {self.first_day} to {self.last_day}"


@attrs.define(slots=False)
class OfficialListError(ComplaintRulesError, ValueError):
    """A list of official bank holidays that cannot be used; nothing of it was taken."""

    faults: tuple[str, ...]

    def __str__(self) -> str:
        return "the official list is refused: " + "; ".join(self.faults)


@attrs.define(slots=False)
class UnknownKeyError(ComplaintRulesError, LookupError):
    """A key nobody has defined: a division, a procedure, a time limit, a code of a vocabulary.

    Attributes:
        kind: What it should be the key of.
        key: The key asked for.
        known: The keys there are.
        nations: The nations whose law is known, where the keys are those of procedures or policies. A key that names a nation
            is then compared with the keys of that nation alone, and with those of the whole United Kingdom.
        labels: What people call them, each with its key.
        means: The known keys that it can mean, where it can mean more than one.
        elsewhere: The other vocabularies that have exactly this code.
    """

    kind: str
    key: str
    known: tuple[str, ...]
    nations: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    means: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def nearest(self) -> tuple[str, ...]:
        """The known keys that look most like the one asked for."""
        key: Any = self.key
        return self.means or (nearest(key, self._meant, self.labels) if isinstance(key, str) else ())

    @property
    def _meant(self) -> tuple[str, ...]:
        return of_its_nation(self.key, self.known) if self.nations else self.known

    def __str__(self) -> str:
        key: Any = self.key  # whatever a caller looked up
        if not isinstance(key, str):
            wrong = f"{self.kind} must be a string, not {type(key).__name__} {quoted(key)}"
            return f"{wrong}; {alternatives('', self.known)}"
        if not self.key.strip():
            return f"{self.kind} {quoted(self.key)} is blank; {alternatives('', self.known)}"
        if self.means:
            return f"{self.kind} {quoted(self.key)} can mean {' or '.join(map(repr, self.means))}; say which"
        foreign = [nation for nation in nations([self.key]) if nation not in self.nations] if self.nations else []
        if not foreign:
            other = f" (it is a code of {', '.join(self.elsewhere)})" if self.elsewhere else ""
            return f"unknown {self.kind} {quoted(self.key)}{other}; {alternatives(self.key, self._meant, self.labels)}"
        hint = f"; {alternatives(self.key, self._meant)}" if self.nearest else ""
        only = f"there is none for {' or '.join(foreign)}, only for {' and '.join(self.nations)}"
        return f"unknown {self.kind} {quoted(self.key)}; {only}{hint}"


@attrs.define(slots=False)
class InvalidEventError(ComplaintRulesError, ValueError):
    """An event that cannot be true in itself: it arrives before it was sent, or is extended to a day already past."""

    event: str
    field: str
    value: Any
    why: str

    def __str__(self) -> str:
        return f"{self.event}: {self.field} {_shown(self.value)}: {self.why}"


def _shown(value: Any) -> str:
    """A value as a message shows it: dates as dates, everything else as it is written."""
    return str(value) if is_day(value) else quoted(value)


@attrs.define(slots=False)
class ProcedureError(ComplaintRulesError, ValueError):
    """A procedure that the lint refuses, with all its faults."""

    procedure: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"procedure {self.procedure!r} is faulty: " + "; ".join(self.faults)


@attrs.define(slots=False)
class NotInForceError(ComplaintRulesError, LookupError):
    """No version of a procedure was in force on the day asked about, or not the version named."""

    procedure: str
    on: dt.date
    in_force: tuple[str, ...]
    version: str | None = None

    def __str__(self) -> str:
        which = "" if self.version is None else f"version {self.version!r} of "
        return f"{which}procedure {self.procedure!r} was not in force on {self.on}; it is in force {', and '.join(self.in_force)}"


@attrs.define(slots=False)
class ImpossibleEventError(ComplaintRulesError, ValueError):
    """An event that cannot happen in the state of the case: on these facts no transition leaves it by this event."""

    event: str
    on: dt.date
    state: str
    reasons: tuple[str, ...]
    possible: tuple[str, ...]
    provision: str | None = None

    def __str__(self) -> str:
        provision = f" ({self.provision})" if self.provision else ""
        why = f"{'; '.join(self.reasons)}{provision}"
        if self.state == NOT_OPENED:
            return f"{self.event} on {self.on} cannot open a case: {why}"
        could = f"; possible here are {', '.join(self.possible)}" if self.possible else ""
        return f"{self.event} on {self.on} cannot happen in state {self.state!r}: {why}{could}"


@attrs.define(slots=False)
class PolicyError(ComplaintRulesError, ValueError):
    """A local policy that promises less than the law, or does not fit the procedure, with all its faults.

    Attributes:
        policy: The key of the policy.
        faults: What is wrong with it, each in a sentence.
        cure: Which other version of the procedure it fits, and what to do; empty where it fits none.
    """

    policy: str
    faults: tuple[str, ...]
    cure: str = ""

    def __str__(self) -> str:
        return f"policy {self.policy!r} is refused: " + "; ".join([*self.faults, *([self.cure] if self.cure else [])])


@reads_older
@attrs.frozen
class Fault:
    """One thing wrong in data that should be a case.

    Attributes:
        line: The line of the file, from 1; None where the data came by itself.
        path: The place inside it, such as ``events[2].outcome``; empty for the whole.
        says: What is wrong there, and what would be right.
        reference: The reference of the case; empty where the line could not be read that far.
    """

    line: int | None
    path: str
    says: str
    reference: str = ""

    def __str__(self) -> str:
        named = f" ({self.reference})" if self.reference else ""
        place = [f"line {self.line}{named}"] if self.line is not None else []
        return ": ".join([*place, *([self.path] if self.path else []), self.says])


@attrs.define(slots=False)
class LoadError(ComplaintRulesError, ValueError):
    """Data that cannot be read as a case, with every fault found: where it stands, and what would be right."""

    details: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """The faults in words, one line each."""
        return tuple(str(fault) for fault in self.details)

    def __str__(self) -> str:
        return "; ".join(self.faults)


@attrs.define(slots=False)
class MissingExtraError(ComplaintRulesError, ImportError):
    """What was asked for needs a library that one of this package's extras brings.

    Attributes:
        module: The library that is not installed.
        extra: The name of that extra.
    """

    module: str
    extra: str

    def __str__(self) -> str:
        # The library by its own name: that works wherever this package came from, a checkout or an index.
        return f"this needs {self.module}, which is not installed: python3 -m pip install {self.module}"
