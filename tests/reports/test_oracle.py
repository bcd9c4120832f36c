"""The figures of a report against the same figures worked out with pandas, from the lines of the file alone.

Nothing of the library is used on the pandas side but the lines it reads: the working days come from numpy with the days of the
`holidays` package, and the states from which events are in a history.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import holidays
import numpy as np
import pandas as pd
import pytest

import complaintrules as cr
from support.reports import END, START

if TYPE_CHECKING:
    from collections.abc import Iterator

Frame: TypeAlias = Any  # pandas carries no types that both of our readers of types understand

HOLIDAYS = np.array(
    [day for day in holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2019)) if day.weekday() < 5],
    dtype="datetime64[D]",
)
TYPES = {"england-children": "statutory-children", "shropshire-corporate-2016": "corporate"}


def working_days(start: date, end: date) -> int:
    """Working days after the start, up to and including the end."""
    day = timedelta(days=1)
    return int(np.busday_count(start + day, end + day, holidays=HOLIDAYS))


class Story:
    """One invented case, told event by event."""

    def __init__(self, number: int, chance: random.Random) -> None:
        """Received on some day, from half a year before the period until two months after it."""
        self.chance = chance
        procedure = chance.choice(list(TYPES))
        first = date(2016, 4, 1) if procedure != "england-children" else date(2015, 10, 1)
        self.day = first + timedelta(days=chance.randrange((date(2017, 5, 31) - first).days))
        received: dict[str, Any] = {"event": "received", "on": self.day}
        for field, vocabulary in (
            ("reason", cr.Reason),
            ("complainant", list(cr.Complainant)[:7]),
            ("concerning", cr.Concerning),
        ):
            if chance.random() < 0.8:
                received[field] = chance.choice([member.value for member in vocabulary])
        further = chance.sample([member.value for member in cr.Reason], chance.randrange(3))
        self.events: list[dict[str, Any]] = [received | ({"further_reasons": further} if further else {})]
        self.line: dict[str, Any] = {"procedure": procedure, "reference": f"{number:04}", "events": self.events}
        if chance.random() < 0.9:
            self.line["team"] = chance.choice(["Assessment", "Early Help", "Fostering"])
        if chance.random() < 0.9:
            self.line["complainant"] = f"person {chance.randrange(700)}"

    def tell(self, event: str, most: int, **fields: Any) -> None:
        """One more event, so many days later at most."""
        self.day += timedelta(days=self.chance.randrange(1, most))
        self.events.append({"event": event, "on": self.day} | fields)

    def answer(self, stage: int) -> None:
        """An answer, perhaps with learning and promised actions."""
        chance = self.chance
        self.tell("responded", 40, stage=stage, outcome=chance.choice(["upheld", "partly-upheld", "not-upheld", "no-finding"]))
        if chance.random() < 0.6:
            self.events[-1]["learning"] = chance.sample([member.value for member in cr.Learning], chance.randrange(1, 3))
        if chance.random() < 0.5:
            due = self.day + timedelta(days=chance.randrange(1, 90))
            done = {"done": due + timedelta(days=chance.randrange(-5, 40))} if chance.random() < 0.6 else {}
            self.events[-1]["actions"] = [{"code": "apology"}, {"code": "training-guidance", "due": due} | done]


def invented(count: int) -> Iterator[dict[str, Any]]:
    """Invented cases as lines of a file: children's and corporate, in every state that two stages know."""
    chance = random.Random(1738)  # noqa: S311 - invented cases, no secrets
    for number in range(count):
        story = Story(number, chance)
        if chance.random() < 0.7:
            story.tell("acknowledged", 6)
        way = chance.random()
        if way < 0.1:
            story.tell("withdrawn", 30)
        elif way < 0.9:
            story.answer(1)
        if 0.1 <= way < 0.5:
            story.tell("escalation-requested", 20)
            if way < 0.4:
                story.answer(2)
            if way < 0.2:
                story.tell("referred-to-ombudsman", 60)
            if way < 0.15:
                story.tell("ombudsman-decided", 90, decision=chance.choice([member.value for member in cr.OmbudsmanDecision]))
        yield story.line


LINES = list(invented(700))


def as_text(value: object) -> Any:
    """Days as a file writes them."""
    if isinstance(value, dict):
        return {key: as_text(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_text(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def report() -> cr.Report:
    """The library's own figures."""
    return cr.report((cr.load_case(as_text(line)) for line in LINES), start=START, end=END)


@pytest.fixture(scope="module")
def cases() -> Frame:
    """One row a case, with what its file says at the end of the period."""
    rows = []
    for line in LINES:
        known = [event for event in line["events"] if event["on"] <= END]
        if not known:
            continue
        kinds = [event["event"] for event in known]
        answers = [event for event in known if event["event"] == "responded"]
        moves = [event for event in known if event["event"] in {"received", "responded", "escalation-requested", "withdrawn"}]
        before = [event for event in moves if event["on"] < START]
        rows.append(
            {
                "type": TYPES[line["procedure"]],
                "team": line.get("team", "not-recorded"),
                "person": line.get("complainant"),
                "received": pd.Timestamp(known[0]["on"]),
                "reason": known[0].get("reason", "not-recorded"),
                "mentioned": sorted(
                    {*([known[0]["reason"]] if "reason" in known[0] else []), *known[0].get("further_reasons", [])}
                ),
                "complainant": known[0].get("complainant", "not-recorded"),
                "concerning": known[0].get("concerning", "not-recorded"),
                "acknowledged": "acknowledged" in kinds,
                "closed": moves[-1]["event"] in {"responded", "withdrawn"},
                "moved": pd.Timestamp(moves[-1]["on"]),
                "was_open": bool(before) and before[-1]["event"] in {"received", "escalation-requested"},
                "stage": 2 if "escalation-requested" in kinds else 1,
                "outcome": "withdrawn" if kinds[-1] == "withdrawn" else answers[-1]["outcome"] if answers else "not-recorded",
                "learned": any("learning" in answer or "actions" in answer for answer in answers),
                "escalated": next(
                    (pd.Timestamp(event["on"]) for event in known if event["event"] == "escalation-requested"), pd.NaT
                ),
                "events": known,
            }
        )
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def new(cases: Frame) -> Frame:
    """Those received in the period."""
    return cases[cases.received >= pd.Timestamp(START)]


@pytest.fixture(scope="module")
def active(cases: Frame) -> Frame:
    """Those received, open or taken further in the period."""
    return cases[(cases.received >= pd.Timestamp(START)) | ~cases.closed | (cases.moved >= pd.Timestamp(START))]


@pytest.fixture(scope="module")
def answers(cases: Frame) -> Frame:
    """One row an answer of the period."""
    rows = []
    for case in cases.itertuples():
        opened = {1: case.received, 2: case.escalated}
        rows += [
            {
                "type": case.type,
                "stage": str(event["stage"]),
                "outcome": event["outcome"],
                "learning": event.get("learning", []),
                "actions": event.get("actions", []),
                "working": working_days(opened[event["stage"]].date(), event["on"]),
                "calendar": (event["on"] - opened[event["stage"]].date()).days,
            }
            for event in case.events
            if event["event"] == "responded" and event["on"] >= START
        ]
    return pd.DataFrame(rows)


def counts(report: cr.Report, measure: str, breakdown: str) -> dict[Any, Any]:
    """A table as pandas counts it: without its empty parts, a single code bare."""
    cells = report.table(measure, breakdown).cells
    return {cell.value if len(cell.value) > 1 else "".join(cell.value): cell.count for cell in cells if cell.count}


def counted(frame: Frame, *columns: str) -> dict[Any, int]:
    """How many rows have each value."""
    sizes = frame.groupby(list(columns)).size()
    return {key: int(size) for key, size in sizes.items()}


@pytest.mark.parametrize("column", ["type", "team", "reason", "complainant", "concerning"])
def test_complaints_received_are_those_pandas_counts(report: cr.Report, new: Frame, column: str) -> None:
    """By each breakdown, and in all."""
    assert counts(report, "received", column) == counted(new, column)
    assert report.count("received") == len(new) > 300


def test_crossed_breakdowns_are_those_pandas_counts(report: cr.Report, new: Frame, active: Frame) -> None:
    """Reasons by type; outcomes by type and by team."""
    assert counts(report, "received", "type/reason") == counted(new, "type", "reason")
    closed = active[active.closed]
    assert counts(report, "closed", "type/outcome") == counted(closed, "type", "outcome")
    assert counts(report, "closed", "team/outcome") == counted(closed, "team", "outcome")
    assert counts(report, "cohort-closed", "outcome") == counted(new[new.closed], "outcome")


def test_months_and_quarters_are_those_pandas_counts(report: cr.Report, new: Frame) -> None:
    """By the day of receipt."""
    months = new.groupby(new.received.dt.strftime("%Y-%m")).size()
    assert counts(report, "received", "month") == {month: int(size) for month, size in months.items()}
    quarters = new.groupby(new.received.dt.to_period("Q-MAR").dt.quarter).size()
    assert [cell.count for cell in report.table("received", "quarter").cells] == list(quarters)


def test_the_stock_of_open_cases_is_that_pandas_counts(report: cr.Report, cases: Frame, active: Frame) -> None:
    """Open at the start, taken further, closed, open at the end; and each case read is somewhere."""
    old = active[active.received < pd.Timestamp(START)]
    assert report.count("carried-over") == int(old.was_open.sum()) > 0
    assert report.count("resumed") == int((~old.was_open).sum()) > 0
    assert report.count("closed") == int(active.closed.sum())
    assert counts(report, "open", "stage") == counted(active[~active.closed].astype({"stage": str}), "stage")
    assert report.count("read") == len(LINES)
    assert report.count("read", "fate", "later") == len(LINES) - len(cases)
    assert report.count("read", "fate", "earlier") == len(cases) - len(active)


def test_reasons_mentioned_are_those_pandas_counts(report: cr.Report, new: Frame) -> None:
    """Each reason once a case, be it the main one or a further one."""
    mentioned = new.explode("mentioned").dropna(subset=["mentioned"])
    assert counts(report, "reasons-mentioned", "reason") == counted(mentioned, "mentioned")


def test_answers_and_their_outcomes_are_those_pandas_counts(report: cr.Report, answers: Frame) -> None:
    """By stage, and by type and stage."""
    assert counts(report, "answered", "type/stage/outcome") == counted(answers, "type", "stage", "outcome")
    assert counts(report, "answered", "stage") == counted(answers, "stage")


def test_days_to_answer_are_those_numpy_counts(report: cr.Report, answers: Frame) -> None:
    """Mean and median exactly; the longest; in working and in calendar days; for each type and stage, and for all."""
    for (kind, stage), group in answers.groupby(["type", "stage"]):
        for unit, column in (("working-days", "working"), ("calendar-days", "calendar")):
            spread = report.spread("days-to-answer", unit, "type/stage", kind, stage)
            assert spread.cases == len(group)
            assert float(spread.mean or -1) == pytest.approx(group[column].mean())
            assert float(spread.median or -1) == group[column].median()
            assert spread.longest == group[column].max()
            assert spread.percentile_90 == np.quantile(group[column], 0.9, method="inverted_cdf")
    assert report.spread("days-to-answer", "working-days").total == answers.working.sum()


def test_children_s_answers_in_time_are_those_numpy_counts(report: cr.Report, cases: Frame) -> None:
    """SI 2006/1738 reg 14(1): 10 working days at stage 1; reg 17(3): 25 at stage 2. Nobody extended anything here."""
    expected: dict[tuple[str, str], int] = {}
    for case in cases[cases.type == "statutory-children"].itertuples():
        for stage, opened, limit in (("1", case.received, 10), ("2", case.escalated, 25)):
            if pd.isna(opened):
                continue
            answer = next((event["on"] for event in case.events if event.get("stage") == int(stage)), None)
            withdrawn = next((event["on"] for event in case.events if event["event"] == "withdrawn"), None)
            ended = answer or (withdrawn if stage == "1" else None)
            # Not the days taken: what is sent on a Saturday after the last day is late by no working day.
            last = np.busday_offset(opened.date(), limit, roll="backward", holidays=HOLIDAYS).astype(object)
            is_late = (ended or END) > last
            if ended is None and is_late:
                expected[stage, "overdue"] = expected.get((stage, "overdue"), 0) + 1
            elif ended is not None and ended >= START:
                late, in_time = ("late", "in-time") if answer else ("missed", "lapsed")
                key = stage, late if is_late else in_time
                expected[key] = expected.get(key, 0) + 1
    found = {
        value[1:]: count
        for value, count in counts(report, "answers-due", "type/stage/timeliness").items()
        if value[0] == "statutory-children"
    }
    assert found == expected
    assert len(expected) > 5


def test_learning_and_actions_are_those_pandas_counts(report: cr.Report, answers: Frame, cases: Frame) -> None:
    """Every point, the first of each answer, every action, and the promised ones overdue whenever they were promised."""
    points = answers.explode("learning").dropna(subset=["learning"])
    assert counts(report, "learning", "learning") == counted(points, "learning")
    first = answers.learning[answers.learning.str.len() > 0].str[0]
    assert counts(report, "learning-primary", "learning") == first.value_counts().to_dict()
    actions = [action for actions in answers.actions for action in actions]
    assert report.count("actions") == len(actions)
    overdue = [
        action
        for events in cases.events
        for event in events
        for action in event.get("actions", [])
        if "due" in action and action["due"] < END and not ("done" in action and action["done"] <= END)
    ]
    assert report.count("actions-overdue") == len(overdue) == len(report.overdue_actions) > 0


def test_what_is_recorded_is_what_pandas_finds(report: cr.Report, active: Frame, new: Frame) -> None:
    """If it is not recorded, it has not happened."""
    known = report.completeness
    assert known.count("complainant", "no") == int((active.complainant == "not-recorded").sum())
    assert known.count("reason", "no") == int((active.reason == "not-recorded").sum())
    assert known.count("team", "no") == int((active.team == "not-recorded").sum())
    assert known.count("acknowledgement", "yes") == int(active.acknowledged.sum())
    assert known.count("learning", "yes") == int((active.closed & active.learned).sum())
    assert report.count("received", "recorded", "yes") == int(new.learned.sum())
    assert report.count("people") == new.person.nunique()


def test_going_further_is_what_pandas_counts(report: cr.Report, cases: Frame, new: Frame) -> None:
    """The same-year ratio and the cohort differ, and each says what it is of."""
    assert report.count("beyond-stage-1") == int((cases.escalated >= pd.Timestamp(START)).sum())
    assert report.count("cohort-beyond-stage-1") == int(new.escalated.notna().sum())
    assert report.share("beyond-stage-1").denominator == report.share("cohort-beyond-stage-1").denominator == len(new)


def test_the_ombudsmans_part_is_what_pandas_counts(report: cr.Report, cases: Frame) -> None:
    """Referrals and decisions of the period, whenever the complaint was received."""
    events = pd.DataFrame([event for events in cases.events for event in events if event["on"] >= START])
    assert report.count("ombudsman-referred") == int((events.event == "referred-to-ombudsman").sum()) > 0
    assert counts(report, "ombudsman-decided", "decision") == events.decision.value_counts().to_dict()
