"""One of everything public: the values that the tests of pickles, threads and frozen payloads hand round.

They are made from the frozen cases and intakes alone, so that every interpreter makes the same.
"""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import functools
import typing
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import complaintrules as cr
from complaintrules.rules.terms import START
from support import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

PAYLOADS: Final = Path(__file__).parents[1] / "data" / "payloads" / "0.1.0"


def read_lines(name: str) -> list[Any]:
    """The objects of a file of JSON lines among the payloads."""
    return frozen.lines(PAYLOADS.name, name)


def as_of(case: cr.Case) -> dt.date:
    """The day on which a case is looked at: a month and a half after its last event, so that some things are late."""
    return case.events[-1].filed_on + dt.timedelta(days=45)


def answer(case: cr.Case) -> dict[str, Any]:
    """What the library says of a case, without its words: they may be put better, and these may not change."""
    day = as_of(case)
    return {
        "as_of": str(day),
        "state": case.state,
        "stage": case.stage,
        "closed_on": _text(case.closed_on),
        "outcome": _text(case.outcome),
        "next": [[row.event, str(row.by), row.to] for row in case.next_events()],
        "irregular": [[row.event.key, str(row.event.on)] for row in case.irregularities(day)],
        "deadlines": [_row(row) for row in case.deadlines(day)],
    }


def _row(row: cr.Deadline) -> dict[str, Any]:
    """What is said of one deadline; what is nothing, no or nought is left out."""
    said = {
        "limit": row.limit.key,
        "occurrence": row.occurrence,
        "start": _text(row.start),
        "normal_due": _text(row.normal_due),
        "due": _text(row.due),
        "latest": _text(row.latest),
        "done_on": _text(row.done_on),
        "status": _text(row.status),
        "days_late": row.days_late,
        "breach": row.is_breach,
        "assumed": row.assumed,
    }
    return {name: value for name, value in said.items() if value}


def triage_answer(intake: cr.Intake) -> list[dict[str, Any]]:
    """What the library says of an intake, part by part, without its words."""
    return [
        {
            "functions": [str(function) for function in part.functions],
            "verdict": str(part.verdict),
            "procedure": part.procedure,
            "version": part.version,
            "start": _text(part.start),
            "due": {row.limit.key: _text(row.due) for row in part.deadlines},
            "asks": [wanted.field for wanted in part.asks],
            "decisions": [str(decision.question) for decision in part.decisions],
        }
        for part in cr.triage(intake).parts
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def figures(cases: Iterable[cr.Case], feedback: Iterable[cr.Feedback] = ()) -> cr.Report:
    """The report of a quarter of a year in which the frozen cases lie."""
    return cr.report(cases, start=dt.date(2024, 4, 1), end=dt.date(2024, 6, 30), feedback=feedback)


def _made() -> Iterator[object]:
    """Values of every kind, or values that hold them."""
    cases = [cr.load_case(data) for data in read_lines("cases.jsonl")]
    feedback = list(cr.load_feedback((PAYLOADS / "feedback.jsonl").read_text(encoding="utf-8").splitlines()))
    scotland = cr.WorkingDayCalendar.for_division("scotland")
    yield from cases
    for case in cases:
        day = as_of(case)
        yield from (case.events, case.deadlines(day), case.irregularities(day), case.next_events(), case.moves)
        yield cr.recalculate(case, scotland, day)
    for data in read_lines("intakes.jsonl"):
        intake = cr.load_intake(data)
        yield from (intake, cr.triage(intake))
    yield from feedback

    for key in cr.procedures():
        yield from cr.RULEBOOK.versions(key)
        # Versions that are newer than the frozen cases; what a report opens has cases there.
        yield from (
            cr.Case.open(version, cr.Received(on=version.since))
            for version in cr.RULEBOOK.versions(key)
            if version.moves(START, cr.Received)
        )
    # What a release after the frozen cases has learned to record.
    paid = cr.Action(code=cr.ActionType.FINANCIAL_REDRESS, amount=decimal.Decimal("250.00"), due=dt.date(2024, 6, 3))
    found = cr.OmbudsmanFinding(code=cr.HousingFinding.SERVICE_FAILURE, point="repairs")
    decided = cr.OmbudsmanDecided(on=dt.date(2024, 5, 13), findings=[found], recommendations=[paid])
    landlord = cr.Case.open("england-housing", cr.Received(on=dt.date(2024, 4, 8))).record(decided)
    yield from (landlord.events, figures([landlord]))
    yield cr.Rerouted(on=dt.date(2024, 5, 13), to="england-corporate", continued_by="C-1", why="no landlord's matter")
    again = cr.Case.open("england-housing", cr.Received(on=dt.date(2024, 4, 8)))
    for event in (
        cr.Withdrawn(on=dt.date(2024, 4, 9)),
        cr.WithdrawalTakenBack(on=dt.date(2024, 4, 10)),
        cr.Responded(on=dt.date(2024, 4, 11)),
        cr.AnswerCorrected(on=dt.date(2024, 4, 12), outcome=cr.Outcome.UPHELD, why="a page was missing"),
        cr.Reopened(on=dt.date(2024, 4, 15), why="new facts"),
        cr.ClosedAsDuplicate(on=dt.date(2024, 4, 16), of="C-1"),
    ):
        again = again.record(event)
    yield from (again, *again.events, *again.deadlines(dt.date(2024, 4, 16)))
    in_part = cr.Case.open("england-children", cr.Received(on=dt.date(2024, 4, 8), points=("1", "2")))
    for step in (
        cr.Suspended(on=dt.date(2024, 4, 9), ground=cr.SuspensionGround.DISCIPLINARY, points=("1",)),
        cr.Resubmitted(on=dt.date(2024, 4, 15), received_on=dt.date(2024, 4, 15), points=("1",), continued_by="C-2"),
        cr.StageSkipped(on=dt.date(2024, 4, 16)),
        cr.RecordFinalised(on=dt.date(2024, 4, 22)),
    ):
        in_part = in_part.record(step)
    yield from (in_part, *in_part.events, *in_part.deadlines(dt.date(2024, 4, 22)), *in_part.unmoved())

    yield from (cr.RULEBOOK, cr.Rulebook().adding(attrs.evolve(cr.get_procedure("england-housing"), key="ours")))
    yield from (cr.get_policy(key) for key in cr.policies())
    yield cr.compare()
    yield cr.check_model("england-housing")
    yield cr.ModelFault(next(iter(cr.FaultKind)), "a state", "words")

    # A comparison holds every figure of two reports: few cases are enough.
    in_it = [case for case in cases if dt.date(2024, 4, 1) <= case.events[0].filed_on <= dt.date(2024, 6, 30)]
    now, before = figures([*in_it, cases[0], cases[0]], feedback), figures(in_it[:1])
    yield from (now, now.compare(before), *now.tables(), now.completeness, cr.Tolerance())
    yield figures(cases).overdue_actions
    yield (now.share("received"), now.statutory_contents("england-children"), now.table("received").suppress(5))
    yield (cr.DIMENSIONS, cr.MEASURES, cr.SPREADS, cr.OUTCOME_WORDS)

    yield scotland.with_closures({dt.date(2026, 12, 29): "Council closed"}).with_official(
        {"scotland": [{"title": "A new holiday", "date": "2029-06-18"}]}
    )
    yield from (cr.WorkingDayCalendar.for_uk(), scotland.non_working_weekdays(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
    yield from (cr.working_days(10), cr.months(6, cr.FROM), cr.years(1, rolls=True), cr.calendar_days(28, cr.BEFORE))
    yield cr.Fault(3, "events[2].outcome", "is wrong")
    for name in cr.__all__:
        value = getattr(cr, name)
        if isinstance(value, type) and issubclass(value, enum.Enum):
            yield from value


def _parts(value: Any, seen: dict[int, object]) -> Iterator[object]:
    """A value, and all that it is made of."""
    if id(value) in seen or isinstance(value, type):
        return
    if attrs.has(type(value)):
        seen[id(value)] = value
        yield value
        for field in attrs.fields(type(value)):
            yield from _parts(getattr(value, field.name), seen)
    elif isinstance(value, enum.Enum):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _parts(pair, seen)
    elif isinstance(value, (tuple, list)):
        if isinstance(value, cr.Move):
            yield value
        for part in value:
            yield from _parts(part, seen)


def _filled(value: Any) -> int:
    """How many fields of a value say something."""
    fields = value._fields if isinstance(value, cr.Move) else [field.name for field in attrs.fields(type(value))]
    return sum(getattr(value, name) not in (None, (), "", False) for name in fields)


@functools.cache
def public_kinds() -> dict[type, str]:
    """Every public class of values, by its name: no errors, no keywords, and no classes that only others are made of."""
    kinds: dict[type, str] = {}
    for name in cr.__all__:
        value = getattr(cr, name)
        if not isinstance(value, type) or issubclass(value, BaseException) or typing.is_typeddict(value):
            continue
        if value not in {cr.Event, cr.Vocabulary}:
            kinds[value] = name
    return kinds


@functools.cache
def met() -> dict[type, dict[Any, None]]:
    """Every value that is found in what the album is made from, by its class, in the order they are met."""
    found: dict[type, dict[Any, None]] = {}
    seen: dict[int, object] = {}
    for value in _made():
        for part in _parts(value, seen):
            found.setdefault(type(part), {})[part] = None
    return found


@functools.cache
def album() -> dict[str, object]:
    """By name: of each class of values the fullest that was found, of each vocabulary every member, of each procedure a case."""
    found: dict[str, Any] = {}
    kinds = public_kinds()
    for parts in met().values():
        for part in parts:
            name = kinds.get(type(part))
            if isinstance(part, enum.Enum):
                found[f"{type(part).__name__}.{part.name}"] = part
            elif isinstance(part, cr.Case):
                found.setdefault(f"Case of {part.procedure.key} {part.procedure.version}", part)
            elif name is not None and (name not in found or _filled(part) > _filled(found[name])):
                found[name] = part
    return dict(sorted(found.items()))
