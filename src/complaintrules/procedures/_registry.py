"""The rulebook: one file an instrument, and the registry that finds the version in force on a day.

A module of the rulebook is imported, and its procedures built and linted, when one of its keys is first asked for.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
from typing import Final

import attrs

from complaintrules._argument_checks import check_day
from complaintrules._nations import nations
from complaintrules.errors import NotInForceError, UnknownKeyError, WrongTypeError
from complaintrules.rules.procedure import Procedure

_MODULES: Final[dict[str, str]] = {
    "england-children": "england_children",
    "england-children-voluntary-organisation": "england_children",
    "england-children-fostering-limit": "england_children",
    "england-adult-social-care": "england_adult_social_care",
    "england-public-health": "england_public_health",
    "england-corporate": "england_corporate",
    "england-housing": "england_housing",
    "uk-data-protection": "uk_data_protection",
    "shropshire-corporate-2016": "shropshire_corporate",
    "local-corporate": "local_corporate",
    "ombudsman-report": "ombudsman_report",
}


@attrs.frozen
class Rulebook:
    """The procedures that can be found by key.

    Attributes:
        added: Procedures of a caller's own, besides those of this library.
    """

    added: tuple[Procedure, ...] = ()

    def adding(self, *procedures: Procedure) -> Rulebook:
        """A new rulebook that also holds these.

        A procedure with the key and version of one that is already there takes its place.
        """
        given: tuple[object, ...] = procedures
        for procedure in given:
            if not isinstance(procedure, Procedure):
                cure = "give each by itself: adding(*procedures)" if isinstance(procedure, (list, tuple)) else ""
                raise WrongTypeError("procedure", procedure, "a Procedure", cure)
        return Rulebook((*procedures, *self.added))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, those of this library first."""
        return tuple(dict.fromkeys((*_MODULES, *(procedure.key for procedure in self.added))))

    def versions(self, key: str) -> tuple[Procedure, ...]:
        """Every version of a procedure, the oldest first.

        Raises:
            WrongTypeError: The key is not a string.
            UnknownKeyError: There is no such procedure; the message names the nearest.
        """
        if not isinstance(key, str):
            raise WrongTypeError("procedure", key, "the key of a procedure, or a Procedure")
        found = _bundled(key) if key in _MODULES else ()
        if self.added:
            by_version = {procedure.version: procedure for procedure in found}
            by_version |= {procedure.version: procedure for procedure in reversed(self.added) if procedure.key == key}
            found = tuple(sorted(by_version.values(), key=lambda procedure: procedure.since))
        if not found:
            raise UnknownKeyError("procedure", key, self.keys, nations(self.keys))
        return found

    def get(self, key: str, on: dt.date | None = None) -> Procedure:
        """The version in force on a day; without one, the newest.

        Raises:
            WrongTypeError: The key is not a string, or the day is not a plain date.
            UnknownKeyError: There is no such procedure; the message names the nearest.
            NotInForceError: No version was in force on that day; the message names the days on which one was.
        """
        versions = self.versions(key)
        if on is None:
            return versions[-1]
        check_day("on", on)
        for procedure in reversed(versions):
            if procedure.is_in_force(on):
                return procedure
        raise NotInForceError(key, on, tuple(in_force_words(procedure) for procedure in versions))

    def nearest(self, key: str, on: dt.date) -> Procedure:
        """The version in force on a day; where none was, the last before that day, or else the first after it.

        Its times were not the law of that day: it can only tell how a file of that day is to be read.

        Raises:
            WrongTypeError: The key is not a string, or the day is not a plain date.
            UnknownKeyError: There is no such procedure; the message names the nearest.
        """
        try:
            return self.get(key, on)
        except NotInForceError:
            first, *later = self.versions(key)
            return next((procedure for procedure in reversed(later) if procedure.since <= on), first)

    def version(self, key: str, version: str) -> Procedure:
        """One version of a procedure.

        Raises:
            WrongTypeError: The key, or the version, is not a string.
            UnknownKeyError: There is no such procedure or version.
        """
        if not isinstance(version, str):
            raise WrongTypeError("version", version, "the version of a procedure, as a string")
        versions = {procedure.version: procedure for procedure in self.versions(key)}
        try:
            return versions[version]
        except KeyError:
            raise UnknownKeyError(f"version of {key}", version, tuple(versions)) from None


@functools.cache
def _bundled(key: str) -> tuple[Procedure, ...]:
    """The versions of one of this library's own procedures, the oldest first."""
    module = importlib.import_module(f"{__package__}.{_MODULES[key]}")
    versions = (procedure for procedure in module.PROCEDURES if procedure.key == key)
    return tuple(sorted(versions, key=lambda procedure: procedure.since))


def in_force_words(procedure: Procedure) -> str:
    """The days on which a version is in force: ``from 2009-04-01 to 2009-08-31``."""
    return f"from {procedure.since}" + (f" to {procedure.until}" if procedure.until else "")


RULEBOOK: Final[Rulebook] = Rulebook()
"""The procedures of this library."""


def reference(procedure: Procedure) -> tuple[str, str] | Procedure:
    """What stands for a procedure in a pickle: key and version of one of this library's own, else the procedure itself."""
    if procedure.key in _MODULES and procedure in RULEBOOK.versions(procedure.key):
        return procedure.key, procedure.version
    return procedure


def referred(stand_in: tuple[str, str] | Procedure) -> Procedure:
    """The procedure that a `reference` stands for."""
    return stand_in if isinstance(stand_in, Procedure) else RULEBOOK.version(*stand_in)


def as_procedure(procedure: str | Procedure, on: dt.date | None = None, rulebook: Rulebook | None = None) -> Procedure:
    """A procedure as callers may name it: the procedure itself, or its key, for the version in force on a day.

    Raises:
        WrongTypeError: It is neither a procedure nor a string.
        UnknownKeyError: There is no such procedure.
        NotInForceError: No version was in force on that day.
    """
    if isinstance(procedure, Procedure):
        return procedure
    return as_rulebook(rulebook).get(procedure, on)


def check_in_force(procedure: Procedure, on: dt.date) -> None:
    """Refuse a version that does not fit the day on which a complaint was received.

    Raises:
        NotInForceError: It was not in force on that day; the message names the days on which it was.
    """
    if not procedure.is_in_force(on):
        raise NotInForceError(procedure.key, on, (in_force_words(procedure),), procedure.version)


def as_rulebook(rulebook: Rulebook | None) -> Rulebook:
    """The rulebook a caller chose, or this library's own.

    Raises:
        WrongTypeError: It is not a Rulebook.
    """
    if rulebook is not None and not isinstance(rulebook, Rulebook):
        raise WrongTypeError("rulebook", rulebook, "a Rulebook")
    return rulebook or RULEBOOK


def get_procedure(key: str, on: dt.date | None = None) -> Procedure:
    """The procedure with this key, in the version in force on a day; without one, the newest.

    Raises:
        WrongTypeError: The key is not a string, or the day is not a plain date.
        UnknownKeyError: There is no such procedure; the message names the nearest.
        NotInForceError: No version was in force on that day; the message names the days on which one was.

    Example:
        >>> str(get_procedure("england-children"))
        "Children's social care representations, England (england-children, version 2006-09-01)"
    """
    return RULEBOOK.get(key, on)


def procedures() -> tuple[str, ...]:
    """The keys of every procedure of this library.

    >>> "england-children" in procedures()
    True
    """
    return RULEBOOK.keys
