"""A second, naive reading of the children's regulations, for the library to be held against.

It was written from the regulations and shares nothing with the library but the event classes, which it reads as plain facts.
It reads a whole history again for every question, counts every period one day at a time over a set of holidays, and takes no
short cut. The relaxed panel limits of 2020 are left out: histories that are compared stay clear of that year.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ONE_DAY = dt.timedelta(days=1)
BANK_HOLIDAYS = set(holidays.country_holidays("GB", subdiv="ENG", years=range(2005, 2051)))


# --- counting, one day at a time


def is_worked(day: dt.date) -> bool:
    """Neither a Saturday, a Sunday nor a bank holiday (reg 2)."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def on_from(day: dt.date, count: int) -> dt.date:
    """The nth working day after a day."""
    while count:
        day += ONE_DAY
        count -= is_worked(day)
    return day


def back_from(day: dt.date, count: int) -> dt.date:
    """The nth working day before a day."""
    while count:
        day -= ONE_DAY
        count -= is_worked(day)
    return day


def worked_since(day: dt.date, until: dt.date) -> int:
    """How many working days lie after one day, up to and including another."""
    count = 0
    while day < until:
        day += ONE_DAY
        count += is_worked(day)
    return count


def anniversary(day: dt.date) -> dt.date:
    """The same day a year later; of a leap day, 28 February."""
    return dt.date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def year_beginning_with(day: dt.date) -> dt.date:
    """The last day of twelve months of which this day is the first."""
    return anniversary(day) if (day.month, day.day) == (2, 29) else anniversary(day) - ONE_DAY


# --- who acts, and so which day places an event in the file

NOT_THE_AUTHORITY = {
    "advocate-requested", "escalation-requested", "panel-requested", "resubmitted", "withdrawn", "withdrawal-taken-back",
    "referred-to-ombudsman",
    "investigation-reported", "panel-met", "panel-reported", "proceedings-ended", "ombudsman-enquired", "ombudsman-decided",
}  # fmt: skip


def arrival(event: Any) -> tuple[dt.date, bool]:
    """The day it reached the other side, and whether that is assumed because nobody recorded it."""
    if event.key == "received":
        return event.on, False
    return (event.on, True) if event.received_on is None else (event.received_on, False)


def file_day(event: Any) -> dt.date:
    """The act for the authority's own and for joint acts, the arrival for everyone else's."""
    return arrival(event)[0] if event.key in NOT_THE_AUTHORITY else event.on


def reaches_the_authority(event: Any) -> tuple[dt.date, bool]:
    """When a clock of the authority's starts: with its own or a joint act, else with the arrival of another's."""
    return arrival(event) if event.key in NOT_THE_AUTHORITY else (event.on, False)


# --- the rules: kind, where they run, what ends them, how they are counted

BEFORE_STAGE_1 = {"interest-pending", "advocate-awaited"}
STAGE_2 = {"record-writing", "investigation"}
AT_STAGE_1 = {"advocate-awaited", "local-resolution"}
STAGE_3 = {"panel-requested", "panel-met", "panel-reported"}
ANSWERED = {"stage-1-answered", "stage-2-answered", "stage-3-answered"}
PAST_STAGE_1 = STAGE_2 | STAGE_3 | {"stage-2-answered", "referred-early", "stage-3-answered"}
OPEN = BEFORE_STAGE_1 | STAGE_2 | STAGE_3 | {"local-resolution"}
STOPPABLE = OPEN | {"resolved", "stage-1-answered", "stage-2-answered"}
RESTING = {"resolved", "stage-1-answered", "stage-2-answered", "referred-early", "suspended"}
GOING_ON = OPEN | (RESTING - {"suspended"}) | {"stage-3-answered"}
FINAL = {"stage-3-answered", "not-accepted", "withdrawn", "rerouted", "duplicate"}
REOPENABLE = {"resolved", "stage-1-answered", "stage-2-answered", "stage-3-answered", "not-accepted", "duplicate"}
# Whose time each rule is, where it is not the authority's; and the rules that ask for the very act that leads on.
BOUND = {
    "make-representations": "complainant", "resubmit-after-proceedings": "complainant", "request-stage-2": "complainant",
    "request-panel": "complainant", "ombudsman": "complainant", "panel-report": "panel",
}  # fmt: skip
LEADING_ON = {"decide-interest", "stage-1", "stage-2", "stage-3"}
UNDOING = {"withdrawal-taken-back", "reopened"}
ANYWHERE = {
    "procedure-explained", "acknowledged", "advocate-requested", "decision-notified", "ombudsman-enquired", "enquiry-answered",
    "closed",
}  # fmt: skip


class Rule(NamedTuple):
    """One row of the table of clocks."""

    kind: str
    within: set[str] | None
    ended_by: set[str]
    last_day: Callable[[dt.date], dt.date] | None = None
    outermost: Callable[[dt.date], dt.date] | None = None


def _days(count: int) -> Callable[[dt.date], dt.date]:
    return lambda start: on_from(start, count)


RULES = {
    "make-representations": Rule("window", None, {"received"}, anniversary),
    "resubmit-after-proceedings": Rule("window", GOING_ON | {"suspended"}, {"resubmitted"}, anniversary),
    "explain-procedure": Rule("duty", BEFORE_STAGE_1 | AT_STAGE_1, {"procedure-explained", "acknowledged"}),
    "decide-interest": Rule("duty", {"interest-pending"}, {"interest-decided"}),
    "appoint-advocate": Rule("duty", {"advocate-awaited"}, {"advocate-appointed"}),
    "stage-1": Rule("duty", {"local-resolution"}, {"responded", "resolved"}, _days(10), _days(20)),
    "resolution-terms": Rule("duty", {"resolved"}, {"terms-confirmed"}),
    "request-stage-2": Rule("advisory", {"stage-1-answered"}, {"escalation-requested"}, _days(20)),
    "written-record": Rule("duty", {"record-writing"}, {"record-finalised"}),
    "appoint-independent-person": Rule("duty", STAGE_2, {"independent-person-appointed"}),
    "stage-2": Rule("duty", {"investigation"}, {"responded"}, _days(25), _days(65)),
    "request-panel": Rule("window", {"stage-2-answered", "referred-early"}, {"panel-requested"}, _days(20)),
    "acknowledge-panel-request": Rule("duty", {"panel-requested"}, {"acknowledged"}, _days(2)),
    "appoint-chair": Rule("duty", {"panel-requested"}, {"chair-appointed"}, _days(10)),
    "panel-papers": Rule("duty", {"panel-requested"}, {"papers-circulated"}, lambda start: back_from(start, 10)),
    "panel-meets": Rule("duty", {"panel-requested"}, {"panel-met"}, _days(30)),
    "panel-report": Rule("duty", {"panel-met"}, {"panel-reported"}, _days(5)),
    "stage-3": Rule("duty", {"panel-reported"}, {"responded"}, _days(15)),
    "notify-decision": Rule("duty", ANSWERED, {"decision-notified"}),
    "late-refusal-notice": Rule("duty", {"not-accepted"}, {"refusal-notified"}),
    "interest-notice": Rule("duty", {"not-accepted"}, {"refusal-notified", "decision-notified"}),
    "confirm-withdrawal": Rule("duty", {"withdrawn"}, {"withdrawal-confirmed"}),
    "refuse-notice": Rule("duty", GOING_ON | {"suspended"}, {"refusal-notified"}),
    "ombudsman": Rule("window", None, {"referred-to-ombudsman"}, year_beginning_with),
    "ombudsman-enquiry": Rule("duty", None, {"enquiry-answered"}, lambda start: start + 28 * ONE_DAY),
}


class Row(NamedTuple):
    """A deadline on a day."""

    start: dt.date | None
    normal_due: dt.date | None
    due: dt.date | None
    latest: dt.date | None
    status: str | None
    days_late: int | None
    done_on: dt.date | None
    assumed: bool


@dataclasses.dataclass
class Clock:
    """One run of a rule."""

    limit: str
    occurrence: int
    start: dt.date
    assumed: bool
    named: dt.date | None = None
    notices: list[Any] = dataclasses.field(default_factory=list)
    promised: dt.date | None = None  # by a notice given before the start was replaced
    done: dt.date | None = None
    left: dt.date | None = None
    left_by: str | None = None

    @property
    def is_over(self) -> bool:
        """Done, or left behind."""
        return self.done is not None or self.left is not None

    def last_days(self) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        """By the rule alone, as things stand, and at the outermost."""
        rule = RULES[self.limit]
        if rule.last_day is None:
            return None, None, None
        normal = rule.last_day(self.start)
        if self.named is not None:
            return normal, self.named, self.named
        if rule.outermost is None:
            return normal, normal, normal
        latest = rule.outermost(self.start)
        due = normal if self.promised is None else max(normal, self.promised)
        for notice in self.notices:
            # Reg 17(6) wants notice before the 25 days run out; reg 14(5) says nothing of when. Both caps are hard.
            # A notice after the outermost day has nothing left to extend.
            if notice.on <= due or (self.limit == "stage-1" and (notice.on <= latest or notice.until <= latest)):
                due = max(due, min(notice.until, latest))
        return normal, due, latest

    def row(self, as_of: dt.date) -> Row:
        """How it stands at the end of a day."""
        kind = RULES[self.limit].kind
        normal, due, latest = self.last_days()
        status = self._duty(due, as_of) if kind == "duty" else self._choice(due, as_of, bars=kind == "window")
        ended = self.done or self.left or as_of
        late = due is not None and status in {"met-late", "missed", "overdue", "used-late"}
        days_late = worked_since(due, ended) if late and due is not None else 0
        return Row(self.start, normal, due, latest, status, days_late, self.done, self.assumed)

    def _duty(self, due: dt.date | None, as_of: dt.date) -> str:
        if self.done is not None:
            return "met-late" if due is not None and self.done > due else "met"
        if self.left is not None:
            return "missed" if due is not None and self.left > due else "lapsed"
        if due is not None and as_of > due:
            return "overdue"
        return "due-today" if as_of == due else "pending"

    def _choice(self, due: dt.date | None, as_of: dt.date, *, bars: bool) -> str:
        assert due is not None  # every window and recommended time of this instrument has a number
        if self.done is not None:
            return "used" if self.done <= due else "used-late" if bars else "after"
        if self.left is not None:
            return "closed" if bars and self.left >= due else "lapsed"
        if as_of > due:
            return "closed" if bars else "past"
        return "open"


class File:
    """One complaint, read event by event."""

    def __init__(self, events: Sequence[Any] = ()) -> None:
        """Read these events, each of which must be possible."""
        self.state: str | None = None
        self.filed: dt.date | None = None
        self.clocks: list[Clock] = []
        self.received: Any = None
        self.suspended: list[str] = []  # points, by themselves or with the whole
        self.elsewhere: list[str] = []  # points that go on in a case of their own
        self.has_interest = False
        self.has_advocate = False
        self.agreed: dt.date | None = None
        self.stopped_on: dt.date | None = None  # of the first suspension that stands
        # What can be undone, the last first: the state that was left, by which event, and the clocks that this stopped.
        self.steps: list[tuple[str, Any, list[Clock]]] = []
        self.papers_of = 0  # the request for a panel whose papers have a day
        for event in events:
            assert self.add(event), f"{event} cannot happen in {self.state}"

    def rows(self, as_of: dt.date) -> dict[tuple[str, int], Row]:
        """Every deadline, by its limit and which run of it."""
        return {(clock.limit, clock.occurrence): clock.row(as_of) for clock in self.clocks}

    @property
    def is_closed(self) -> bool:
        """Nobody owes the next step."""
        return self.state in RESTING | FINAL

    def may(self, event: Any) -> bool:
        """Whether it can happen here."""
        return (self.filed is None or file_day(event) >= self.filed) and self.leads_to(event) is not None

    def awaited(self) -> set[str]:
        """The kinds of event that would end a running clock."""
        return {key for clock in self.clocks if not clock.is_over for key in RULES[clock.limit].ended_by}

    def last(self, limit: str) -> Clock | None:
        """The last run of a rule."""
        return next((clock for clock in reversed(self.clocks) if clock.limit == limit), None)

    def add(self, event: Any) -> bool:
        """Read one more event; False, and nothing changes, where it cannot happen."""
        if not self.may(event):
            return False
        before = self.state
        after = self.leads_to(event)
        day = file_day(event)
        if event.key == "received":
            self.received = event
        self.has_interest = self.has_interest or (event.key == "interest-decided" and event.sufficient)
        self.has_advocate = self.has_advocate or event.key == "advocate-appointed"
        ran = [clock for clock in self.clocks if not clock.is_over]
        self._end(event, before)
        moves_back = before == "suspended" and event.key == "resubmitted"
        for clock in self.clocks:
            within = RULES[clock.limit].within
            if after != before and not clock.is_over and within is not None and after not in within:
                clock.left, clock.left_by = day, event.key
            # Reasons for not considering it are owed no more once it is considered again.
            if clock.limit == "refuse-notice" and not clock.is_over and moves_back:
                clock.left, clock.left_by = day, event.key
            # What the Ombudsman refers back is no longer measured by the complainant's twenty days.
            if clock.limit == "request-panel" and not clock.is_over and after != before and event.key == "ombudsman-decided":
                clock.left, clock.left_by = day, event.key
        self.state, self.filed = after, day
        self._note_points(event, before)
        if event.key in UNDOING or (event.key == "ombudsman-decided" and after != before):
            self._undo(event)
            return True
        if after != before and before is not None:
            self._step(before, event, [clock for clock in ran if clock.is_over])
        self._start(event, before)
        return True

    def _step(self, before: str, event: Any, stopped: list[Clock]) -> None:
        """Remember a step that may be undone: none before an open state, and none between two visits of one that rests."""
        steps = self.steps if before in RESTING | FINAL else []
        for place, (state, _, _) in reversed(list(enumerate(steps))):
            if state == self.state:
                self.steps = steps[:place]
                return
        self.steps = [*steps, (before, event, stopped)]

    def _undo(self, event: Any) -> None:
        """Who stopped a clock by an act that is undone has not stopped the own one; any other begins anew."""
        _, undone, stopped = self.steps.pop()
        self.papers_of = 0
        for clock in stopped:
            if clock is not self.last(clock.limit):
                continue
            # An early referral is the authority's own act too.
            is_joint = undone.key == "referred-to-ombudsman" and clock.limit not in BOUND
            own = is_joint or BOUND.get(clock.limit, "authority") == self._actor(undone)
            if clock.done is None and own:
                clock.left = clock.left_by = None
                anew = False
            else:
                anew = clock.done is None or clock.limit in LEADING_ON
            if anew:
                day, assumed = reaches_the_authority(event) if BOUND.get(clock.limit) is None else arrival(event)
                if BOUND.get(clock.limit) == "complainant" and event.key == "withdrawal-taken-back":
                    day, assumed = event.on, False
                if clock.start > day or clock.limit == "panel-papers":
                    day, assumed = clock.start, clock.assumed
                self._run(clock.limit, (day, assumed), clock.named)
        papers, requested = self.last("panel-papers"), self.last("panel-meets")
        if papers is not None and requested is not None and not papers.is_over:
            self.papers_of = requested.occurrence

    @staticmethod
    def _actor(event: Any) -> str:
        if event.key in {"resolved", "stage-skipped"}:
            return "both"
        return {"panel-met": "panel", "panel-reported": "panel", "ombudsman-decided": "ombudsman"}.get(
            event.key, "complainant" if event.key in NOT_THE_AUTHORITY else "authority"
        )

    # --- where an event leads: None where it cannot happen

    def _first_step(self) -> str:
        """Reg 12, then reg 14(3)(b), then reg 14(3)(c)."""
        who = self.received.complainant
        if who in {"other-relative", "other-person", "professional", "anonymous"} and not self.has_interest:
            return "interest-pending"
        return self._after_interest()

    def _after_interest(self) -> str:
        who = self.received.complainant
        child = who in {"child", "care-leaver"} or self.received.under_18
        awaited = child and self.received.advocate == "requested" and not self.has_advocate
        return "advocate-awaited" if awaited else "local-resolution"

    def _stage_2(self) -> str:
        """Reg 16 and 17(5): what was said orally is written down first."""
        return "record-writing" if self.received.orally else "investigation"

    def _owes_stage_1(self) -> bool:
        """The complainant went on to stage 2 without the answer of stage 1, which has not come since."""
        clock = self.last("stage-1")
        return clock is not None and clock.done is None and clock.left_by == "escalation-requested"

    def leads_to(self, event: Any) -> str | None:  # noqa: C901, PLR0911, PLR0912 - one plain list of cases, in the order of the law
        """The state an event leads to, which may be the one it leaves."""
        key, here = event.key, self.state
        if here is None:
            if key != "received":
                return None
            self.received = event
            return self._first_step()
        if key in ANYWHERE:
            return here
        if key == "withdrawn":
            return "withdrawn" if here in OPEN | RESTING else None
        if key in {"rerouted", "closed-as-duplicate"}:
            return {"rerouted": "rerouted"}.get(key, "duplicate") if here in OPEN | RESTING else here
        if key in UNDOING:
            possible = here == "withdrawn" if key == "withdrawal-taken-back" else here in REOPENABLE
            return self.steps[-1][0] if possible else None
        if key == "answer-corrected":
            return here if here in ANSWERED else None
        if key == "suspended":
            return self._suspended(event.points)
        if key == "resubmitted":
            return self._resubmitted(event.points)
        if key in {"refusal-notified", "proceedings-ended"} and here in GOING_ON:
            return here if self.suspended or self.elsewhere else None
        if key == "not-accepted":
            return "not-accepted" if here in BEFORE_STAGE_1 | AT_STAGE_1 else None
        if key == "interest-decided":
            if here != "interest-pending":
                return None
            return self._after_interest() if event.sufficient else "not-accepted"
        if key == "advocate-appointed":
            return "local-resolution" if here == "advocate-awaited" else here
        if key == "start-date-agreed":
            return here if here in BEFORE_STAGE_1 | AT_STAGE_1 else None
        if key == "extended":
            runs = {"local-resolution": "stage-1", "investigation": "stage-2"}.get(here)
            return here if runs is not None and event.limit in {None, runs} else None
        if key == "resolved":
            return "resolved" if here in AT_STAGE_1 else None
        if key == "stage-skipped":
            return self._stage_2() if here in AT_STAGE_1 else None
        if key == "escalation-requested":
            return self._stage_2() if here in AT_STAGE_1 | {"stage-1-answered", "resolved"} else None
        if key == "responded":
            return self._answered(event.stage)
        if key == "panel-requested":
            return "panel-requested" if here in {"stage-2-answered", "referred-early"} else None
        if key == "late-request-decided" and here == "panel-requested":
            return here if event.accepted else "stage-2-answered"
        if key == "referred-to-ombudsman":
            return "referred-early" if event.early and here in {"stage-2-answered", "panel-requested"} else here
        if key == "ombudsman-decided":
            return self.steps[-1][0] if here == "referred-early" and event.decision == "referred-back" else here
        return {
            ("withdrawal-confirmed", "withdrawn"): here,
            ("refusal-notified", "suspended"): here,
            ("refusal-notified", "not-accepted"): here,
            ("proceedings-ended", "suspended"): here,
            ("terms-confirmed", "resolved"): here,
            ("record-finalised", "record-writing"): "investigation",
            ("record-finalised", "investigation"): here,
            ("independent-person-appointed", "record-writing"): here,
            ("independent-person-appointed", "investigation"): here,
            ("investigation-reported", "investigation"): here,
            ("investigation-reported", "stage-2-answered"): here,
            ("chair-appointed", "panel-requested"): here,
            ("panel-arranged", "panel-requested"): here,
            ("papers-circulated", "panel-requested"): here,
            ("panel-met", "panel-requested"): "panel-met",
            ("panel-reported", "panel-met"): "panel-reported",
        }.get((key, here))

    def _points_left(self) -> set[str]:
        """The points that this case considers."""
        return set(self.received.points) - set(self.suspended) - set(self.elsewhere)

    def _suspended(self, points: tuple[str, ...]) -> str | None:
        """Reg 8(1): to the extent that; without known points nobody can tell one extent from another."""
        if self.state not in STOPPABLE:
            return None
        known = set(self.received.points)
        if known and not set(points) <= known - set(self.elsewhere):
            return None
        is_whole = not points or not known or self._points_left() <= set(points)
        return "suspended" if is_whole else self.state

    def _resubmitted(self, points: tuple[str, ...]) -> str | None:
        """Reg 8(4): the whole comes back here; points that were suspended by themselves go on elsewhere."""
        if not set(points) <= set(self.suspended):
            return None
        if self.state == "suspended":
            return self._first_step()
        return self.state if self.state in GOING_ON and self.suspended else None

    def _note_points(self, event: Any, before: str | None) -> None:
        if event.key == "suspended":
            self.stopped_on = self.stopped_on or event.on
            left = self._points_left() if self.state == "suspended" else set()
            self.suspended += sorted(left - set(event.points)) + [point for point in event.points if point not in self.suspended]
        if event.key == "resubmitted":
            again = set(event.points or self.suspended)
            self.suspended = [point for point in self.suspended if point not in again]
            self.stopped_on = self.stopped_on if self.suspended else None
            self.elsewhere += sorted(again) if before != "suspended" else []

    def _answered(self, stage: int | None) -> str | None:
        here = self.state
        if here in AT_STAGE_1:
            return "stage-1-answered" if stage in {1, None} else None
        if here in PAST_STAGE_1 and stage == 1:
            return here if here in STAGE_2 or self._owes_stage_1() else None
        if stage is None and self._owes_stage_1():
            return None  # it could mean either
        if here == "investigation":
            return "stage-2-answered" if stage in {2, None} else None
        return "stage-3-answered" if here == "panel-reported" and stage in {3, None} else None

    # --- clocks

    def _end(self, event: Any, before: str | None) -> None:
        done = event.on
        if event.key == "responded" and before in PAST_STAGE_1 and event.stage == 1:
            clock = self.last("stage-1")
            if clock is not None and self._owes_stage_1():
                clock.done, clock.left = done, None
            return
        for clock in self.clocks:
            rule = RULES[clock.limit]
            if not clock.is_over and event.key in rule.ended_by and (rule.within is None or before in rule.within):
                clock.done = done

    def _run(self, limit: str, start: tuple[dt.date, bool], named: dt.date | None = None) -> None:
        """A clock starts; a new run where there was one before."""
        before = self.last(limit)
        occurrence = 1 if before is None else before.occurrence + 1
        self.clocks.append(Clock(limit, occurrence, *start, named))

    def _start(self, event: Any, before: str | None) -> None:
        key = event.key
        entered = self.state if self.state != before else None
        if key == "received":
            self._run("explain-procedure", (event.on, False))
            if event.grounds_on is not None:
                self._run("make-representations", (event.grounds_on, False))
                self.clocks[-1].done = event.made_on or event.on
            if event.noticed_on is not None:
                self._run("ombudsman", (event.noticed_on, False))
        self._start_by_entering(event, entered)
        if key == "start-date-agreed":
            self.agreed = event.start
        if entered == "suspended":
            self.agreed = None  # what is resubmitted is considered afresh (reg 8(4))
        if key == "start-date-agreed" or entered == "local-resolution":
            self._agreed_start()
        if key == "extended":
            clock = self.last("stage-1" if self.state == "local-resolution" else "stage-2")
            assert clock is not None
            clock.notices.append(event)
        if key in {"stage-skipped", "escalation-requested"}:
            self._run("appoint-independent-person", reaches_the_authority(event))
        if key == "responded" and entered is not None:
            self._run("notify-decision", (event.on, False))
            if entered in {"stage-1-answered", "stage-2-answered"}:
                self._run("request-stage-2" if entered == "stage-1-answered" else "request-panel", arrival(event))
        self._start_for_proceedings(event)
        if key == "panel-arranged":
            self._arrange(event)
        if key == "ombudsman-enquired":
            clock = self.last("ombudsman-enquiry")
            if clock is None or clock.is_over:
                self._run("ombudsman-enquiry", arrival(event), event.answer_by)
            else:  # the Ombudsman's new letter replaces the one before
                clock.start, clock.assumed = arrival(event)
                clock.named = event.answer_by

    def _start_for_proceedings(self, event: Any) -> None:
        key = event.key
        over_before = self.stopped_on is not None and event.on < self.stopped_on
        if key == "suspended" or (key == "proceedings-ended" and not over_before):
            limit = "resubmit-after-proceedings" if key == "proceedings-ended" else "refuse-notice"
            clock = self.last(limit)
            if clock is None or clock.is_over:
                self._run(limit, (event.on, False))
            elif key == "proceedings-ended":  # of several, the last
                clock.start = max(clock.start, event.on)

    def _agreed_start(self) -> None:
        """Reg 14(4): a later day that both agreed, before stage 1 began or since, replaces its start."""
        clock = self.last("stage-1")
        if self.state == "local-resolution" and clock is not None and self.agreed is not None and self.agreed > clock.start:
            # What was promised by a notice before stays promised.
            normal, due, _ = clock.last_days()
            assert normal is not None
            assert due is not None
            clock.promised = due if due > normal else clock.promised
            clock.start, clock.assumed, clock.notices = self.agreed, False, []

    def _start_by_entering(self, event: Any, entered: str | None) -> None:
        day = reaches_the_authority(event)
        begins = {
            "interest-pending": ("decide-interest",),
            "advocate-awaited": ("appoint-advocate",),
            "local-resolution": ("stage-1",),
            "resolved": ("resolution-terms",),
            "record-writing": ("written-record",),
            "investigation": ("stage-2",),
            "panel-requested": ("acknowledge-panel-request", "appoint-chair", "panel-meets"),
            "panel-reported": ("stage-3",),
            "withdrawn": ("confirm-withdrawal",),
        }
        for limit in begins.get(entered or "", ()):
            self._run(limit, day)
        # Refusing is not telling (regs 9 and 12).
        if event.key == "not-accepted" and event.ground == "out-of-time":
            self._run("late-refusal-notice", (event.on, False))
        if (event.key == "interest-decided" and not event.sufficient) or (
            event.key == "not-accepted" and event.ground == "no-interest"
        ):
            self._run("interest-notice", (event.on, False))
        if entered == "panel-met":  # the panel's own act, so from the day it met
            self._run("panel-report", (event.on, False))

    def _arrange(self, event: Any) -> None:
        """A rearranged panel moves the day the papers are counted back from, unless they are out already."""
        clock = self.last("panel-papers")
        requested = self.last("panel-meets")
        assert requested is not None
        if clock is None or self.papers_of != requested.occurrence:
            self._run("panel-papers", (event.panel_on, False))
            self.papers_of = requested.occurrence
        elif not clock.is_over:
            clock.start = event.panel_on
