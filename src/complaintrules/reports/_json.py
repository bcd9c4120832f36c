"""A report to plain data and back.

What is written can be read by people and by programs that know nothing of this library; what is read back is checked against
itself, so that a figure somebody has edited is a fault and not a figure.
"""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from complaintrules._json_values import read, shown, unknown
from complaintrules.errors import Fault, LoadError
from complaintrules.reports._dimensions import DIMENSIONS
from complaintrules.reports._period_figures import PeriodFigures
from complaintrules.reports._problems import Problem, ProblemKind
from complaintrules.reports.figures import REMEDIES, MoneyTotal, OverdueAction, Spread, Table, rounded
from complaintrules.reports.measures import MEASURES, SPREADS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaintrules.reports.measures import Measure

_FORMAT: Final = 1
_ZERO: Final = fractions.Fraction(0)

_T = TypeVar("_T", bound=PeriodFigures)


@attrs.frozen(kw_only=True)
class _Part:
    value: tuple[str, ...]
    count: int


@attrs.frozen(kw_only=True)
class _Table:
    measure: str
    breakdown: tuple[str, ...]
    total: int
    parts: tuple[_Part, ...]


@attrs.frozen(kw_only=True)
class _Days:
    days: int
    cases: int


@attrs.frozen(kw_only=True)
class _Spread:
    measure: str
    unit: str
    breakdown: tuple[str, ...]
    value: tuple[str, ...]
    cases: int
    total_days: int
    mean: str
    median: str
    percentile_90: int
    longest: int
    counts: tuple[_Days, ...]


@attrs.frozen(kw_only=True)
class _Problem:
    kind: ProblemKind
    reference: str = ""
    line: int = 0
    says: str


@attrs.frozen(kw_only=True)
class _Action:
    reference: str | None = None
    action: str
    due: dt.date
    owner: str | None = None


@attrs.frozen(kw_only=True)
class _Money:
    measure: str
    count: int
    pounds: decimal.Decimal


@attrs.frozen(kw_only=True)
class _Label:
    code: str
    label: str


@attrs.frozen(kw_only=True)
class _Report:
    format: int
    start: dt.date
    end: dt.date
    tables: tuple[_Table, ...]
    spreads: tuple[_Spread, ...]
    problems: tuple[_Problem, ...]
    overdue_actions: tuple[_Action, ...]
    # Earlier releases knew neither of these.
    overdue_recommendations: tuple[_Action, ...] = ()
    money: tuple[_Money, ...] = ()
    labels: tuple[_Label, ...]


# --- writing


def dumped(report: PeriodFigures, threshold: int | None) -> dict[str, Any]:
    """What `Report.as_dict` gives."""
    tables = (table if threshold is None else table.suppress(threshold) for table in report.tables())
    data: dict[str, Any] = {"format": _FORMAT, "start": str(report.start), "end": str(report.end)}
    if threshold is not None:
        data["hidden_below"] = threshold
    data["tables"] = [_dumped_table(table) for table in tables]
    data["spreads"] = [
        _dumped_spread(spread, counts=threshold is None)
        for spread in report.spreads
        if threshold is None or report.shows(spread, threshold)
    ]
    # What is published names no case.
    private = threshold is None
    data["problems"] = [
        _without_defaults(problem, {"reference": "", "line": 0}) | {"kind": problem.kind.value}
        for problem in report.problems
        if private
    ]
    for name in ("overdue_actions", "overdue_recommendations"):
        data[name] = [
            _without_defaults(late, {"reference": None, "owner": None}) | {"due": str(late.due)}
            for late in getattr(report, name)
            if private
        ]
    data["money"] = [
        {"measure": total.measure, "count": total.count, "pounds": str(total.pounds)}
        for total in report.money
        if threshold is None or report.shows_money(total, threshold)
    ]
    data["labels"] = [{"code": code, "label": label} for code, label in report.labels]
    return data


def _dumped_table(table: Table) -> dict[str, Any]:
    return {
        "measure": table.measure,
        "breakdown": list(table.breakdown),
        "total": table.total,
        "parts": [{"value": list(cell.value), "count": cell.count} for cell in table.cells] if table.breakdown else [],
    }


def _dumped_spread(spread: Spread, *, counts: bool) -> dict[str, Any]:
    mean, median = (str(rounded(number or _ZERO, 1)) for number in (spread.mean, spread.median))
    data: dict[str, Any] = {
        "measure": spread.measure,
        "unit": spread.unit,
        "breakdown": list(spread.breakdown),
        "value": list(spread.value),
        "cases": spread.cases,
        "total_days": spread.total,
        "mean": mean,
        "median": median,
        "percentile_90": spread.percentile_90,
    }
    if counts:
        data["longest"] = spread.longest
        data["counts"] = [{"days": days, "cases": cases} for days, cases in spread.counts]
    return data


def _without_defaults(value: Any, defaults: dict[str, object]) -> dict[str, Any]:
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    return {name: field for name, field in fields.items() if name not in defaults or field != defaults[name]}


# --- reading


def loaded(data: Any, cls: type[_T]) -> _T:
    """What `Report.from_dict` gives: the report that was written, as the class that is asked for."""
    faults = [Fault(None, path, says) for path, says in _faults_at_once(data)]
    if faults:
        raise LoadError(tuple(faults))
    # A comparison may stand beside the figures; it follows from two reports and is part of neither.
    data = {key: value for key, value in data.items() if key != "compared"}
    reading = read(data, _Report, "")
    while True:
        try:
            path, says = next(reading)
        except StopIteration as end:
            found: _Report | None = end.value
            break
        faults.append(Fault(None, path, says))
    if found is not None:
        faults += [Fault(None, path, says) for path, says in _unknown_keys(found)]
    if faults or found is None:
        raise LoadError(tuple(faults))
    report = _made(found, cls)
    if _counted(dumped(report, None)) != _counted(data):
        raise LoadError((Fault(None, "", "does not agree with itself: its parts do not make its totals, or are not in order"),))
    return report


def _counted(data: dict[str, Any]) -> dict[str, Any]:
    """A report without what counts nothing: a release that knew fewer codes wrote no part for those that came later."""
    tables = [table | {"parts": [part for part in table["parts"] if part["count"]]} for table in data["tables"]]
    data = {"overdue_recommendations": [], "money": []} | data
    return data | {"tables": [table for table in tables if table["total"] or table["parts"]]}


def _faults_at_once(data: Any) -> Iterator[tuple[str, str]]:
    if type(data) is not dict:
        yield "", f"must be an object, as a report is written, not {shown(data)}"
    elif "hidden_below" in data:
        yield "hidden_below", "small counts are hidden; read the report that was not made for publication"
    elif type(data.get("format")) is int and data["format"] != _FORMAT:
        yield "format", f"must be {_FORMAT}, the only format there is, not {shown(data['format'])}"


def _unknown_keys(found: _Report) -> Iterator[tuple[str, str]]:
    """Keys of measures, breakdowns and units that the catalogue does not have."""
    if found.end < found.start:
        yield "end", f"lies before the start of the period, {found.start}"
    for place, table in enumerate(found.tables):
        yield from _unknown_place(f"tables[{place}]", table, MEASURES)
    for place, spread in enumerate(found.spreads):
        yield from _unknown_place(f"spreads[{place}]", spread, SPREADS)
        if spread.unit not in UNITS:
            yield f"spreads[{place}].unit", unknown("unit of days", spread.unit, UNITS)
    with_money = [total.measure for total in found.money]
    if with_money != [measure for measure in REMEDIES if measure in with_money]:
        yield "money", f"must have each of {', '.join(REMEDIES)} at most once, in this order"
    for place, table in enumerate(found.tables):
        for number, part in enumerate(table.parts):
            if len(part.value) != len(table.breakdown):
                yield f"tables[{place}].parts[{number}].value", f"must have a code for each of {', '.join(table.breakdown)}"
                continue
            for key, code in zip(table.breakdown, part.value, strict=True):
                of_year = DIMENSIONS[key].part_of_year
                if of_year is not None and not of_year.is_code(code):
                    says = f"must have a {of_year} {of_year.form}"
                    yield f"tables[{place}].parts[{number}].value", says


def _unknown_place(path: str, part: _Table | _Spread, catalogue: dict[str, Measure]) -> Iterator[tuple[str, str]]:
    if part.measure not in catalogue:
        yield f"{path}.measure", unknown("measure", part.measure, catalogue)
    elif part.breakdown not in catalogue[part.measure].breakdowns:
        yield f"{path}.breakdown", f"is not a breakdown of {part.measure}"


def _made(found: _Report, cls: type[_T]) -> _T:
    counts = [
        (table.measure, table.breakdown, value, count)
        for table in found.tables
        for value, count in ([(part.value, part.count) for part in table.parts] if table.breakdown else [((), table.total)])
        if count
    ]
    return cls(
        start=found.start,
        end=found.end,
        counts=tuple(sorted(counts)),
        spreads=tuple(
            Spread(
                spread.measure,
                spread.unit,
                spread.breakdown,
                spread.value,
                tuple((taken.days, taken.cases) for taken in spread.counts),
            )
            for spread in found.spreads
        ),
        problems=tuple(Problem(each.kind, each.reference, each.line, each.says) for each in found.problems),
        overdue_actions=_overdue(found.overdue_actions),
        overdue_recommendations=_overdue(found.overdue_recommendations),
        money=tuple(MoneyTotal(each.measure, each.count, each.pounds) for each in found.money),
        labels=tuple((each.code, each.label) for each in found.labels),
    )


def _overdue(found: tuple[_Action, ...]) -> tuple[OverdueAction, ...]:
    return tuple(OverdueAction(each.reference, each.action, each.due, each.owner) for each in found)
