"""Whatever cases say of each other, each complaint is counted once, and none is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

import complaintrules as cr

if TYPE_CHECKING:
    from collections.abc import Sequence

START, END = date(2025, 4, 1), date(2026, 3, 31)
CAME, WENT = ("received", "carried-over", "resumed", "continued"), ("closed", "open", "rerouted", "duplicates")
SIZE = st.integers(1, 7)
FATES = ("in", "in", "in", "in", "before", "after", "report", "uncounted")


def told(
    place: int, *, day: int, team: str, continues: str | None, moved_to: str | None, is_open: bool, fate: str = "in"
) -> cr.Case:
    """One case: open, withdrawn the day after it was received, or moved then."""
    reference = f"C-{place}"
    if fate == "report":
        return cr.Case.open("ombudsman-report", cr.ReportIssued(on=START), reference=reference)
    year = {"before": -366, "after": 366}.get(fate, 0)
    received = START + timedelta(days=day + year)
    cover: dict[str, Any] = {"reference": reference, "team": team, "continues": None if continues == reference else continues}
    if fate == "uncounted":
        cover |= {"continues": "nothing", "first_received_on": date(1899, 1, 2)}
    case = cr.Case.open("england-corporate", cr.Received(on=received), **cover)
    then = received + timedelta(days=1)
    if moved_to is not None:
        return case.record(cr.Rerouted(on=then, to="england-children", continued_by=moved_to))
    return case if is_open and fate != "before" else case.record(cr.Withdrawn(on=then, received_on=then))


def complaints(origins: Sequence[int | None]) -> list[int]:
    """Of each case the first of those that hang together with it."""
    found = list(range(len(origins)))
    for place, origin in enumerate(origins):
        if origin is not None:
            one, other = found[place], found[origin]
            found = [min(one, other) if each in {one, other} else each for each in found]
    return found


def came_from(place: int, origins: Sequence[int | None]) -> list[int]:
    """The cases before one, as far as there are new ones."""
    found: list[int] = []
    at = origins[place]
    while at is not None and at not in found:
        found.append(at)
        at = origins[at]
    return found


def counted(report: cr.Report, measures: Sequence[str], team: str) -> int:
    """What these measures count together for a team."""
    tables = [report.table(measure, "team") for measure in measures]
    return sum(cell.count or 0 for table in tables for cell in table.cells if cell.value == (team,))


def year(cases: Sequence[cr.Case], data: st.DataObject) -> cr.Report:
    """The report: the same in any order, and of any two parts merged."""
    report = cr.report(cases, start=START, end=END)
    order = [cases[place] for place in data.draw(st.permutations(range(len(cases))))]
    cut = data.draw(st.integers(0, len(cases)))
    assert cr.report(order, start=START, end=END) == report
    assert cr.report(order[:cut], start=START, end=END).merged(cr.report(order[cut:], start=START, end=END)) == report
    came, went = (sum(map(report.count, measures)) for measures in (CAME, WENT))
    assert came == went
    return report


@given(SIZE, st.data())
def test_a_complaint_that_goes_from_case_to_case_is_received_once(size: int, data: st.DataObject) -> None:
    """Each case comes from at most one other, and one of the two says so, or both do; rings are among them.

    Left out is what cannot be told from two complaints: a case that continues a closed one, and was itself moved on, at last to
    one that does not say so.
    """
    places = range(size)
    origins = [data.draw(st.one_of(st.none(), st.sampled_from(places))) for _ in places]
    origins = [None if origin == place else origin for place, origin in enumerate(origins)]
    says = [data.draw(st.sampled_from(["new", "old", "both"])) for _ in places]
    moved: dict[int, int] = {}
    for place, origin in enumerate(origins):
        if origin is not None and says[place] != "new" and moved.setdefault(origin, place) != place:
            says[place] = "new"  # the other was moved elsewhere already
    for place in places:
        before = came_from(place, origins)
        if says[place] == "old" and any(says[each] == "new" for each in before if origins[each] is not None):
            says[place] = "both"
    teams = [f"team {each}" for each in complaints(origins)]
    cases = [
        told(
            place,
            day=data.draw(st.integers(0, 300)),
            team=teams[place],
            continues=None if origins[place] is None or says[place] == "old" else f"C-{origins[place]}",
            moved_to=f"C-{moved[place]}" if place in moved else None,
            is_open=data.draw(st.booleans()),
        )
        for place in places
    ]
    report = year(cases, data)
    assert {team: counted(report, ["received"], team) for team in teams} == dict.fromkeys(teams, 1)
    assert report.count("received") == len(set(teams))


@given(SIZE, st.data())
def test_no_complaint_is_lost_whatever_links_point_where(size: int, data: st.DataObject) -> None:
    """Each case names any other ones, or itself, or none that is there, though they be no complaint, or of another year."""
    references = st.one_of(st.none(), st.sampled_from([f"C-{place}" for place in range(size + 1)]))
    fates = [data.draw(st.sampled_from(FATES)) for _ in range(size)]
    named = [(data.draw(references), data.draw(references)) for _ in range(size)]
    # What hangs together is one team's.
    teams = list(range(size))
    for place, both in enumerate(named):
        for reference in both:
            other = size if reference is None else int(reference[2:])
            if other < size and fates[place] == fates[other] == "in":
                one, two = teams[place], teams[other]
                teams = [min(one, two) if each in {one, two} else each for each in teams]
    cases = [
        told(
            place,
            day=data.draw(st.integers(0, 300)),
            team=f"team {teams[place]}",
            continues=continues,
            moved_to=moved_to,
            is_open=data.draw(st.booleans()),
            fate=fates[place],
        )
        for place, (continues, moved_to) in enumerate(named)
    ]
    report = year(cases, data)
    for place in range(size):
        if fates[place] == "in":
            team = f"team {teams[place]}"
            assert counted(report, CAME, team) >= 1
            # Only what was received in the year before is gone on with without being received.
            over = {f"C-{other}" for other in range(size) if fates[other] == "before"}
            if not any(named[other][0] in over for other in range(size) if teams[other] == teams[place]):
                assert counted(report, ["received"], team) >= 1
