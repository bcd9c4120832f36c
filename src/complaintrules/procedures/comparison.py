"""Compared procedures, from the rulebook: stages, acknowledgement, answer, extension, who is bound, force, provision.

No procedure is named here. What a limit is about is told by its first end: an acknowledgement, or an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from complaintrules.errors import NotInForceError, WrongTypeError
from complaintrules.events import Acknowledged, Event, Party, ProviderAcknowledged, Received, Responded
from complaintrules.procedures._registry import Rulebook, as_procedure, as_rulebook
from complaintrules.rules._stages import stage_of
from complaintrules.rules.law import Certainty, Citation, Force
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import START, Kind, TimeLimit
from complaintrules.rules.wording import extension_words, period_words, starts_words

__all__ = ["ComparedLimit", "ComparisonRow", "compare"]


@attrs.frozen(kw_only=True)
class ComparedLimit:
    """One time limit of a compared procedure.

    Attributes:
        key: The limit's key.
        title: What is to be done.
        who: Who is to do it.
        time: How long, in words.
        counted_from: What starts the clock, in words.
        extension: How it may be extended, in words; None if it may not.
        asks: What the act must be like, where the instrument says so.
        force: How binding it is.
        certainty: How surely it was checked.
        cite: The provision.
        see: Further provisions, that of the extension among them.
    """

    key: str
    title: str
    who: Party
    time: str
    counted_from: str
    extension: str | None
    asks: str
    force: Force
    certainty: Certainty
    cite: Citation
    see: tuple[Citation, ...]


@attrs.frozen(kw_only=True)
class ComparisonRow:
    """One stage of one compared procedure.

    Attributes:
        procedure: The procedure's key.
        version: Its version.
        title: Its name for people.
        stage: The number of the stage; None where the procedure numbers none.
        stages: How many stages the procedure has.
        bound: Everyone whom a duty of the stage binds.
        acknowledgements: The limits for acknowledging what begins the stage.
        answers: The limits for the answer that ends it, in the instrument's order; empty where it sets none.
    """

    procedure: str
    version: str
    title: str
    stage: int | None
    stages: int
    bound: tuple[Party, ...]
    acknowledgements: tuple[ComparedLimit, ...]
    answers: tuple[ComparedLimit, ...]

    @property
    def limits(self) -> tuple[ComparedLimit, ...]:
        """The limits for acknowledging, then those for the answer."""
        return (*self.acknowledgements, *self.answers)

    @property
    def forces(self) -> tuple[Force, ...]:
        """The forces of its limits, each once."""
        return tuple(dict.fromkeys(limit.force for limit in self.limits))


def compare(
    procedures: Iterable[str | Procedure] | None = None,
    *,
    on: dt.date | None = None,
    rulebook: Rulebook | None = None,
) -> tuple[ComparisonRow, ...]:
    """Compare procedures, a row for each stage.

    Args:
        procedures: Their keys, or the procedures themselves; without them, every procedure that a complaint opens.
        on: The day whose versions are compared; a procedure not in force on it is left out. Without a day, the newest of each.
        rulebook: Where keys are looked up; without one, in this library's own.

    Returns:
        The rows in the order of the procedures, and of the stages in each.

    Raises:
        WrongTypeError: One is neither a string nor a Procedure, the day is not a plain date, or the rulebook is not a Rulebook.
        UnknownKeyError: There is no such procedure.
        NotInForceError: A procedure asked for by its key was not in force on that day.

    Example:
        >>> for row in compare(["england-corporate"]):
        ...     print(row.stage, row.acknowledgements[0].time, "/", row.answers[0].time)
        1 within 5 working days / within 10 working days
        2 within 5 working days / within 20 working days
    """
    if isinstance(procedures, (str, Procedure)):
        raise WrongTypeError("procedures", procedures, "a list of keys or procedures", "put it in a list")
    if procedures is not None and not isinstance(procedures, Iterable):
        raise WrongTypeError("procedures", procedures, "a list of keys or procedures")
    found = _all_opened_by_a_complaint(as_rulebook(rulebook), on)
    if procedures is not None:
        found = (as_procedure(procedure, on, rulebook) for procedure in procedures)
    return tuple(row for procedure in found for row in _rows(procedure))


def _all_opened_by_a_complaint(rulebook: Rulebook, on: dt.date | None) -> Iterator[Procedure]:
    for key in rulebook.keys:
        try:
            procedure = rulebook.get(key, on)
        except NotInForceError:
            continue
        if procedure.moves(START, Received):
            yield procedure


def _rows(procedure: Procedure) -> Iterator[ComparisonRow]:
    numbers = sorted({state.stage for state in procedure.states if state.stage is not None})
    for stage in numbers or (None,):
        duties = [limit for limit in procedure.limits if limit.kind is Kind.DUTY and stage_of(procedure, limit) == stage]
        yield ComparisonRow(
            procedure=procedure.key,
            version=procedure.version,
            title=procedure.title,
            stage=stage,
            stages=len(numbers) or 1,
            bound=tuple(dict.fromkeys(limit.binds for limit in duties if limit.within)),
            acknowledgements=_about(procedure, duties, Acknowledged, ProviderAcknowledged),
            answers=_about(procedure, duties, Responded),
        )


def _about(procedure: Procedure, duties: list[TimeLimit], *acts: type[Event]) -> tuple[ComparedLimit, ...]:
    """The duties whose first end is one of these acts; other events may end them too."""
    return tuple(_compared(procedure, limit) for limit in duties if limit.ends[0] in acts)


def _compared(procedure: Procedure, limit: TimeLimit) -> ComparedLimit:
    extension = limit.extension
    return ComparedLimit(
        key=limit.key,
        title=limit.title,
        who=limit.binds,
        time=period_words(limit),
        counted_from=starts_words(procedure, limit),
        extension=None if extension is None else extension_words(extension),
        asks=limit.asks,
        force=limit.force,
        certainty=limit.certainty,
        cite=limit.cite,
        see=tuple(dict.fromkeys((*limit.see, *((extension.cite,) if extension else ())))),
    )
