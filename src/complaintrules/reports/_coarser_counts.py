"""From the finest counts of a tally to every count of the catalogue: each coarser one is a sum of finer ones."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Final, TypeAlias

from complaintrules.classification import FeedbackType
from complaintrules.reports._counting import NO_LABEL, Tally
from complaintrules.reports._course import rank_of
from complaintrules.reports._dimensions import JOINT
from complaintrules.reports._file_details import DETAILS
from complaintrules.reports._finest_counts import FINER
from complaintrules.reports._months_and_quarters import quarter
from complaintrules.reports._vocabularies import STANDINGS, Recorded, Standing, Timeliness
from complaintrules.reports._where_counted import settled
from complaintrules.reports.measures import CALENDAR_DAYS, MEASURES, SPREADS, WORKING_DAYS
from complaintrules.rules.terms import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaintrules.reports._counting import Label
    from complaintrules.reports._linked_cases import Kept, Named
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit

Part: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A measure, a breakdown, and the codes of one part."""

Counts: TypeAlias = dict[Part, int]
Days: TypeAlias = dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], dict[int, int]]
"""A measure, a unit, a breakdown and the codes of one part; how many took each number of days."""

_LATE: Final = frozenset(timeliness.value for timeliness in Timeliness if timeliness.is_late)


def settled_in(kept: Kept, start: dt.date, end: dt.date) -> tuple[Counts, Days, set[str], list[tuple[str, str]]]:
    """What the cases count for that share a complaint: counts, spreads and people; and what of them does not fit."""
    tally = Tally(start, end, None)
    found = settled(kept)
    for group in found.groups:
        for key, count in group.counts:
            tally.counts[key] += count
        for taken, count in group.days:
            tally.days[taken] += count
        if group.person is not None:
            tally.people.add(group.person)
    return all_counts(tally), all_days(tally), tally.people, found.problems


def all_counts(tally: Tally) -> Counts:
    """Every count of the catalogue."""
    counts: Counts = {}
    for (measure, joined, *value), count in tally.counts.items():
        _add(counts, measure, _dimensions(joined), tuple(str(code) for code in value), count)
    for (procedure, pattern), count in tally.duties.items():
        for key, timeliness in zip(pattern[::2], pattern[1::2], strict=True):
            _add_duties(counts, procedure.limit(key), f"{procedure.key}:{key}", timeliness, count)
    for details, count in tally.details.items():
        for detail, is_recorded in zip(DETAILS, details, strict=True):
            if is_recorded is not None:
                recorded = Recorded.YES if is_recorded else Recorded.NO
                _add(counts, "completeness", ("detail", "recorded"), (detail, recorded.value), count)
    # Every complaint is feedback too.
    for (measure, breakdown, codes), count in tuple(counts.items()):
        if measure == "received" and breakdown == ("service",):
            _add(counts, "feedback", ("service", "feedback-type"), (*codes, FeedbackType.COMPLAINT.value), count)
        elif measure == "received" and breakdown in {("month",), ("team",)}:
            _add(counts, "feedback", breakdown, codes, count)
    return counts


def all_labels(tally: Tally) -> tuple[Named, ...]:
    """What people call the codes that no vocabulary holds, the time limits whose duties were counted among them."""
    named = [(code, *label) for code, label in tally.labels.items()]
    counted = {(procedure, key) for procedure, pattern in tally.duties for key in pattern[::2]}
    named += (
        (f"{procedure.key}:{key}", rank_of(procedure), _label(tally, procedure, procedure.limit(key)))
        for procedure, key in counted
    )
    return newest(named)


def newest(named: Iterable[Named]) -> tuple[Named, ...]:
    """Of several labels of one code that of the newest version, whatever the order in which they came."""
    chosen: dict[str, Label] = {}
    for code, *label in named:
        chosen[code] = max(chosen.get(code, NO_LABEL), (label[0], label[1]))
    return tuple((code, *label) for code, label in sorted(chosen.items()))


def _label(tally: Tally, procedure: Procedure, limit: TimeLimit) -> str:
    """What people call a time limit, with what a reader must know: that a code was by choice, that a target departs from it."""
    beside = procedure.title
    if limit.applied_since is not None and tally.start < limit.applied_since:
        beside += f"; applied in casework from {limit.applied_since}, by choice before"
    if limit.departs and limit.beside is not None:
        beside += f"; departs from {procedure.limit(limit.beside).cite}: {limit.departs}"
    return f"{limit.title} ({beside})"


def all_days(tally: Tally) -> Days:
    """Every spread of days of the catalogue."""
    days: Days = {}
    for (measure, joined, codes, working, calendar), count in tally.days.items():
        breakdown = _dimensions(joined)
        for unit, number in ((WORKING_DAYS, working), (CALENDAR_DAYS, calendar)):
            if number is None:
                continue
            for coarser in SPREADS[measure].breakdowns:
                into = days.setdefault((measure, unit, coarser, _chosen(coarser, breakdown, codes)), {})
                into[number] = into.get(number, 0) + count
    return days


def _add(counts: Counts, measure: str, breakdown: tuple[str, ...], codes: tuple[str, ...], count: int) -> None:
    """Add a finest count to its own part, and to the coarser ones that are made from it."""
    for coarser in _made_from(measure, breakdown):
        _add_to(counts, (measure, coarser, _chosen(coarser, breakdown, codes)), count)
    if "month" in breakdown and ("quarter",) in MEASURES[measure].breakdowns:
        _add_to(counts, (measure, ("quarter",), (quarter(codes[breakdown.index("month")]),)), count)


def _add_duties(counts: Counts, limit: TimeLimit, name: str, timeliness: str, count: int) -> None:
    """Add what a limit's duties came to: to the limit, to its force and standing, and to the breaches of its provision.

    A time that is only told or recommended is not a duty, and is counted apart.
    """
    if limit.kind is Kind.ADVISORY:
        _add_to(counts, ("advised", (), ()), count)
        _add_to(counts, ("advised", ("limit", "timeliness"), (name, timeliness)), count)
        return
    standing = STANDINGS[limit.force].value
    parts: list[Part] = [
        ("duties", (), ()),
        ("duties", ("standing", "timeliness"), (standing, timeliness)),
        ("duties", ("force", "timeliness"), (limit.force.value, timeliness)),
        ("duties", ("limit", "timeliness"), (name, timeliness)),
    ]
    is_compliance = standing == Standing.COMPLIANCE.value
    if is_compliance:
        parts.append(("compliance-duties", (), ()))
    if is_compliance and timeliness in _LATE:
        parts.append(("compliance-breaches", (), ()))
    if timeliness in _LATE:
        parts += [
            ("breaches", (), ()),
            ("breaches", ("standing",), (standing,)),
            ("breaches", ("standing", "provision"), (standing, str(limit.cite))),
            ("breaches", ("limit",), (name,)),
        ]
    for part in parts:
        _add_to(counts, part, count)


def _add_to(counts: Counts, part: Part, count: int) -> None:
    counts[part] = counts.get(part, 0) + count


@functools.cache
def _made_from(measure: str, finest: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The breakdowns of a measure that are made from one of those tallied: each from the first that can tell it."""
    published = MEASURES[measure].breakdowns
    finest_published = tuple(each for each in published if not any(set(each) < set(other) for other in published))
    tallied = FINER.get(measure, finest_published)
    return tuple(each for each in published if finest == next((one for one in tallied if set(each) <= set(one)), None))


def _chosen(coarser: tuple[str, ...], breakdown: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(codes[breakdown.index(dimension)] for dimension in coarser)


def _dimensions(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(JOINT)) if joined else ()
