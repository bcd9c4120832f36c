"""What is true of every report, whatever the cases."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import complaintrules as cr
from complaintrules.events import EVENTS
from support.reports import END, START

if TYPE_CHECKING:
    from collections.abc import Iterable

PROCEDURES = (
    "england-children",
    "england-adult-social-care",
    "england-public-health",
    "shropshire-corporate-2016",
    "ombudsman-report",
)
TEAMS = ("Assessment", "Early Help", "Fostering", None)
ENDS = {"withdrawn", "suspended", "not-accepted", "rerouted", "closed-as-duplicate"}
# Those with an outcome of their own are drawn more often.
GROUNDS = [cr.RefusalGround.OUT_OF_TIME, cr.RefusalGround.OUTSIDE_JURISDICTION] * 3 + list(cr.RefusalGround)
FINDINGS = [outcome for outcome in cr.Outcome if outcome.is_finding]


class Teller:
    """Tells invented complaints, by chance and the same in every run."""

    def __init__(self, seed: int) -> None:
        """With its own chance."""
        self.chance = random.Random(seed)  # noqa: S311 - invented cases, no secrets

    def maybe(self, choices: Iterable[Any]) -> Any:
        """One of them, or nothing recorded."""
        return self.chance.choice([None, *choices])

    def fields(self, key: str, on: date) -> dict[str, Any]:
        """What an event of a kind must say, and some of what it may."""
        chance = self.chance
        soon = on + timedelta(days=chance.randrange(1, 40))
        action = cr.Action(
            code=chance.choice(list(cr.ActionType)), due=self.maybe([soon]), done=self.maybe([soon + timedelta(days=3)])
        )
        known: dict[str, dict[str, Any]] = {
            "received": {
                "reason": self.maybe(cr.Reason),
                "further_reasons": chance.sample(list(cr.Reason), chance.randrange(3)),
                "orally": chance.random() < 0.3,
                "complainant": self.maybe(cr.Complainant),
                "concerning": self.maybe(cr.Concerning),
                "advocate": chance.choice(list(cr.Advocacy)),
            },
            "responded": {
                "outcome": self.maybe(FINDINGS),
                "learning": chance.sample(list(cr.Learning), chance.randrange(3)),
                "actions": [action] * chance.randrange(3),
            },
            "resolved": {"learning": chance.sample(list(cr.Learning), chance.randrange(2))},
            "interest-decided": {"sufficient": chance.random() < 0.7},
            "start-date-agreed": {"start": soon},
            "plan-agreed": {"until": soon},
            "period-set": {"until": soon},
            "extended": {"until": soon},
            "panel-arranged": {"panel_on": soon},
            "late-request-decided": {"accepted": chance.random() < 0.5},
            "not-accepted": {"ground": chance.choice(GROUNDS)},
            "suspended": {"ground": chance.choice(list(cr.SuspensionGround))},
            "rerouted": {"to": "england-corporate"},
            "closed-as-duplicate": {"of": "C-1"},
            "answer-corrected": {
                "outcome": self.maybe(FINDINGS),
                "learning": chance.sample(list(cr.Learning), chance.randrange(2)),
            },
            "ombudsman-decided": {"decision": self.maybe(cr.OmbudsmanDecision)},
        }
        return known.get(key, {})

    def case(self) -> cr.Case:
        """A complaint of any of the procedures, received from a year before the period until after it."""
        chance = self.chance
        procedure = chance.choice(("england-children", "england-children", *PROCEDURES))
        first = date(2016, 4, 1) if procedure == "shropshire-corporate-2016" else date(2015, 4, 1)
        day = first + timedelta(days=chance.randrange((date(2017, 6, 30) - first).days))
        links: list[dict[str, Any]] = [{}, {}, {"continues": "C-1"}]
        links.append({"continues": "C-1", "first_received_on": day - timedelta(days=20)})
        opening = EVENTS["report-issued" if procedure == "ombudsman-report" else "received"]
        case = cr.Case.open(
            procedure,
            opening(on=day, **self.fields(opening.key, day)),
            reference=self.maybe("abcdefgh"),
            team=chance.choice(TEAMS),
            service=self.maybe(["Children", "Adults"]),
            complainant=self.maybe("xyz"),
            **chance.choice(links),
        )
        for _ in range(chance.randrange(16)):
            day += timedelta(days=chance.choice([0, 1, 2, 5, 12, 30]))
            # What moves a case comes first in the list, and is drawn more often, so that cases go far.
            moves = [move.event for move in case.next_events() if move.to != case.state] or ["closed"]
            others = [move.event for move in case.next_events()]
            key = chance.choice(moves if chance.random() < 0.7 else others)
            if key in ENDS and chance.random() < 0.7:
                continue
            event = EVENTS[key](on=day, **self.fields(key, day))
            if not case.why_not(event):
                case = case.record(event)
        return case


_TELLER = Teller(1738)
# Chance seldom goes to the very end, or leaves a refusal as it is, so some cases go there on purpose.
_TO_THE_END = (
    cr.Received(on=date(2016, 4, 4)),
    cr.Responded(on=date(2016, 4, 18), outcome=cr.Outcome.NOT_UPHELD),
    cr.EscalationRequested(on=date(2016, 4, 25)),
    cr.Responded(on=date(2016, 6, 1), outcome=cr.Outcome.PARTLY_UPHELD),
    cr.PanelRequested(on=date(2016, 6, 8)),
    cr.PanelMet(on=date(2016, 7, 20), members=3),
    cr.PanelReported(on=date(2016, 7, 29)),
    cr.Responded(on=date(2016, 8, 18), outcome=cr.Outcome.UPHELD, stage=3),
)
_EARLY = (*_TO_THE_END[:4], cr.ReferredToOmbudsman(on=date(2016, 6, 10), early=True, agreed=True))
_REFUSED = (_TO_THE_END[0], cr.NotAccepted(on=date(2016, 4, 11), ground=cr.RefusalGround.OUT_OF_TIME))
POOL = [
    *(_TELLER.case() for _ in range(400)),
    *(cr.Case.replay("england-children", events, reference="a", team="Fostering") for events in (_TO_THE_END, _EARLY, _REFUSED)),
]

FEEDBACK = st.builds(
    cr.Feedback,
    type=st.sampled_from([kind for kind in cr.FeedbackType if kind is not cr.FeedbackType.COMPLAINT]),
    on=st.dates(date(2016, 1, 1), date(2017, 6, 30)),
    team=st.sampled_from(TEAMS),
)
MANY = st.lists(st.sampled_from(POOL), max_size=10)


def year(some: list[cr.Case], feedback: list[cr.Feedback] | None = None) -> cr.Report:
    """The report of 2016/17."""
    return cr.report(some, start=START, end=END, feedback=feedback or ())


def test_the_cases_come_into_every_state_and_to_every_end() -> None:
    """What follows would prove little of cases that all ended alike."""
    for key in PROCEDURES:
        procedure = cr.get_procedure(key, date(2016, 9, 5))
        states = {move.state for case in POOL if case.procedure.key == key for move in case.moves}
        assert len({state.key for state in procedure.states} - states) <= 1
    assert {cell.value[0] for cell in year(POOL).table("closed", "outcome").cells if cell.count} >= {
        outcome.value for outcome in cr.Outcome
    }


@given(MANY, st.lists(FEEDBACK, max_size=5))
def test_parts_sum_to_wholes_in_every_table(some: list[cr.Case], feedback: list[cr.Feedback]) -> None:
    """And every coarser table is the sum of the finer ones of its measure."""
    report = year(some, feedback)
    for table in report.tables():
        assert sum(cell.count or 0 for cell in table.cells) == table.total
        measure = cr.MEASURES[table.measure]
        if () in measure.breakdowns and table.measure != "people":
            assert table.total == report.count(table.measure), (table.measure, table.breakdown)
        for coarser in measure.breakdowns:
            if set(coarser) < set(table.breakdown):
                for cell in report.table(table.measure, "/".join(coarser)).cells:
                    chosen = [
                        finer.count or 0
                        for finer in table.cells
                        if tuple(finer.value[table.breakdown.index(key)] for key in coarser) == cell.value
                    ]
                    assert sum(chosen) == cell.count


@given(MANY, st.lists(FEEDBACK, max_size=5))
def test_nothing_is_lost(some: list[cr.Case], feedback: list[cr.Feedback]) -> None:
    """What was open, came in or was taken further is closed or open at the end; what was read is somewhere."""
    report = year(some, feedback)
    for by in ("", "type", "team", "service"):
        came, went = (
            sum((Counter({cell.value: cell.count for cell in report.table(name, by).cells}) for name in names), Counter())
            for names in (("carried-over", "received", "resumed", "continued"), ("closed", "open", "rerouted", "duplicates"))
        )
        assert came == went, by
        assert sum(went.values()) == report.count("read", "fate", "in-period")
    assert report.count("read") == len(some)
    assert report.count("feedback-read") == len(feedback)
    assert report.count("feedback") == report.count("received") + report.count("feedback-read", "fate", "in-period")
    assert report.spread("days-to-answer", "working-days").cases == report.count("answered")
    assert report.spread("days-to-close", "calendar-days").cases == report.count("closed")
    assert report.spread("days-late", "working-days").cases == report.count("breaches")
    assert report.spread("first-wait", "working-days").cases <= report.count("continued")


@given(MANY, st.integers(0, 1000))
def test_the_order_of_the_cases_does_not_matter(some: list[cr.Case], seed: int) -> None:
    """Nor do the figures depend on which of two doubles comes first."""
    shuffled = list(some)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - any order will do
    assert year(shuffled) == year(some)


@given(MANY, st.lists(FEEDBACK, max_size=4), st.data())
def test_the_reports_of_the_parts_merged_are_the_report_of_the_whole(
    some: list[cr.Case], feedback: list[cr.Feedback], data: st.DataObject
) -> None:
    """Three parts, each made elsewhere and sent, merged in any order: so that they can be made side by side."""
    first, second = sorted((data.draw(st.integers(0, len(some))), data.draw(st.integers(0, len(some)))))
    order = data.draw(st.permutations(range(3)))
    parts = [year(some[:first], feedback), year(some[first:second]), year(some[second:])]
    one, two, three = (pickle.loads(pickle.dumps(parts[place])) for place in order)  # noqa: S301 - made here
    assert one.merged(two).merged(three) == one.merged(two.merged(three)) == year(some, feedback)


@given(MANY, st.lists(FEEDBACK, max_size=4))
def test_a_report_is_the_same_after_json(some: list[cr.Case], feedback: list[cr.Feedback]) -> None:
    """Every count, every spread, everything that is named."""
    report = year(some, feedback)
    assert cr.Report.from_dict(json.loads(json.dumps(report.as_dict()))) == report


@given(MANY)
def test_a_period_begins_where_the_one_before_it_ended(some: list[cr.Case]) -> None:
    """What was open at the end of September is carried over into October, or the two reports were not of one file."""
    before = cr.report(some, start=START, end=date(2016, 9, 30))
    after = cr.report(some, start=date(2016, 10, 1), end=END)
    whole = year(some)
    assert before.count("open") == after.count("carried-over")
    names = ("received", "continued", "answered", "stage-opened", "learning", "ombudsman-referred", "refused", "irregularities")
    for name in names:
        assert before.count(name) + after.count(name) == whole.count(name), name


@given(MANY)
def test_each_case_counts_for_itself(some: list[cr.Case]) -> None:
    """The report of all is the sum of the reports of each: no case changes what another counts for."""
    alone: dict[tuple[object, ...], int] = {}
    for report in (year([case]) for case in some):
        for table in report.tables():
            for cell in table.cells:
                place = table.measure, table.breakdown, cell.value
                alone[place] = alone.get(place, 0) + (cell.count or 0)
    for table in year(some).tables():
        if table.measure != "people":
            assert [alone.get((table.measure, table.breakdown, cell.value), 0) for cell in table.cells] == [
                cell.count for cell in table.cells
            ], table.measure


@given(MANY)
def test_breaches_are_those_of_the_cases_themselves(some: list[cr.Case]) -> None:
    """A duty in breach that ended in the period, or runs at its end, is counted once, with its force."""
    expected: dict[str, int] = {}
    for case in some:
        for deadline in case.breaches(END):
            ended = deadline.done_on or deadline.overtaken_on
            if ended is None or ended >= START:
                force = deadline.limit.force
                standing = (
                    "compliance" if force.counts_for_compliance else "local" if force is cr.Force.LOCAL_POLICY else "guidance"
                )
                expected[standing] = expected.get(standing, 0) + 1
    table = year(some).table("breaches", "standing")
    assert {cell.value[0]: cell.count for cell in table.cells if cell.count} == expected


@given(MANY, st.integers(3, 8))
def test_no_small_count_leaves_a_report_made_for_publication(some: list[cr.Case], threshold: int) -> None:
    """In no table, total or spread; and whatever is shown is true."""
    report = year(some)
    data = report.as_dict(threshold=threshold)
    for shown, full in zip(data["tables"], report.as_dict()["tables"], strict=True):
        pairs = [(part["count"], whole["count"]) for part, whole in zip(shown["parts"], full["parts"], strict=True)]
        for count, true in [(shown["total"], full["total"]), *pairs]:
            assert count is None or count == true
            assert count is None or count == 0 or count >= threshold
    assert all(spread["cases"] >= threshold for spread in data["spreads"])


@settings(max_examples=20)
@given(MANY, st.sampled_from(["a", "b"]))
def test_doubles_are_named_also_across_parts(some: list[cr.Case], reference: str) -> None:
    """Two cases with one reference, one in each part."""
    double = cr.Case.open("england-children", cr.Received(on=date(2016, 9, 5)), reference=reference)
    merged = year([*some, double]).merged(year([double]))
    named = [problem for problem in merged.problems if problem.reference == reference]
    count = sum(case.reference == reference for case in some) + 2
    assert [str(problem) for problem in named] == [f"{reference}: {count} cases have this reference; all are counted"]


def test_reports_of_other_periods_are_not_merged() -> None:
    """They would be the report of nothing."""
    with pytest.raises(cr.WrongValueError, match="is not a report of 2016-04-01 to 2017-03-31"):
        year([]).merged(cr.report([], start=START, end=date(2017, 3, 30)))
    with pytest.raises(cr.WrongTypeError, match="other must be a Report"):
        year([]).merged(None)  # type: ignore[arg-type] # wrong on purpose
