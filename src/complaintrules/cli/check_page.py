"""How ``check`` prints: each case in a few lines, and a summary after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaintrules._plain_days import written
from complaintrules.cases._explanation import departure_words
from complaintrules.cases.case import gap_words
from complaintrules.cases.deadlines import Status
from complaintrules.cli.check import ADVISED
from complaintrules.cli.check_remedies import decision_words, decisions_of
from complaintrules.cli.rulebook import NO_ADVICE
from complaintrules.cli.terminal import BAD, HEADING, QUIET, TITLE, WARNING
from complaintrules.events import ClosedAsDuplicate, Rerouted
from complaintrules.rules import wording as _words
from complaintrules.rules.law import Force
from complaintrules.rules.terms import Kind

if TYPE_CHECKING:
    import datetime as dt

    from complaintrules.cases.case import Case
    from complaintrules.cases.deadlines import Deadline
    from complaintrules.cli.check import Answer
    from complaintrules.cli.terminal import Page


class PrintedAnswers:
    """Each case in a few lines, and a summary after the last."""

    def __init__(self, page: Page, as_of: dt.date) -> None:
        """Nothing is printed yet."""
        self.page = page
        self.as_of = as_of
        self.count = self.breached = 0
        self.provisional = self.assumed = self.softened = self.lapsed = self.advised = self.again = False

    def give(self, answer: Answer) -> None:
        """Print one more."""
        page = self.page
        self.count += 1
        self.breached += answer.is_breach
        page.text(answer.case.reference or f"case {self.count}, without a reference", style=HEADING)
        page.text(answer.case.procedure.title, indent=2)
        if answer.case.continues is not None:
            page.text(_continues(answer.case), indent=2)
        if answer.now is None:
            page.text(f"Not received by {self.as_of}.", indent=2)
        else:
            page.text(_state(answer.now), indent=2)
            if answer.case.lacks_version:
                page.text(f"Beware: {gap_words(answer.case)}.", indent=2, style=WARNING)
            if answer.later:
                later = ", ".join(f"{event.key} {event.on}" for event in answer.later)
                page.text(f"Left out, because later than {self.as_of}: {later}.", indent=2, style=WARNING)
            self._give_details(answer, answer.now)
        page.blank()

    def _give_details(self, answer: Answer, now: Case) -> None:
        page = self.page
        law = [deadline for deadline in answer.breaches if deadline.limit.force.counts_for_compliance]
        self._section("In breach", [_late(deadline) for deadline in law], BAD)
        others = [_late(deadline) for deadline in answer.breaches if deadline not in law]
        self._section("Late by guidance, practice or local targets", others, WARNING)
        extended = [_extended_late(deadline) for deadline in answer.deadlines if deadline.ran_out_on is not None]
        self._section("Extended or started anew after the time had run out", extended, WARNING)
        anew = [_begun_anew(deadline) for deadline in answer.deadlines if deadline.days_in_earlier_runs]
        self._section("Begun anew", anew, WARNING)
        from_late = [_from_late_act(deadline) for deadline in answer.deadlines if deadline.prompt_due is not None]
        self._section("Counted from a late act", from_late, WARNING)
        departures = [departure_words(deadline) for deadline in answer.deadlines if deadline.limit.departs]
        self._section("Departures from a code", departures, WARNING)
        self._section("After a time that was told or recommended: no breach", [_told(row) for row in answer.advised], QUIET)
        irregular = [
            f"{found.event.title}, {found.event.on}: {found.says} ({found.citations})" for found in answer.irregularities
        ]
        self._section("Irregular", irregular, WARNING)
        unmoved = [f"{found.event.title}, {found.event.on}: {found.says} ({found.cite})" for found in answer.unmoved]
        self._section("Moved nothing", unmoved, QUIET)
        self._section("Decided by an Ombudsman", [decision_words(event) for event in decisions_of(now)])
        for title, recommended in (("Promised and overdue", False), ("Recommended by an Ombudsman and overdue", True)):
            self._section(title, [str(each) for each in answer.overdue if each.is_recommended is recommended], WARNING)
        if answer.deadlines:
            page.row("Deadlines", ("due", 12), ("done", 10), ("status", 17), indent=2, style=TITLE)
        for deadline in answer.deadlines:
            self._give_deadline(deadline)
        possible = [
            f"{event.event}, by {event.by.words} ({event.cite})" + (f", if {event.condition}" if event.condition else "")
            for event in now.next_events()
            if event.to != now.state
        ]
        self._section("What may come next", possible)

    def _section(self, title: str, lines: list[str], style: str = "") -> None:
        if lines:
            self.page.text(title, indent=2, style=style or TITLE)
        for line in lines:
            self.page.text(line, indent=4, style=style)

    def _give_deadline(self, deadline: Deadline) -> None:
        self.provisional = self.provisional or deadline.provisional
        self.assumed = self.assumed or deadline.assumed
        departs = ", departs from the code" if deadline.limit.departs else ""
        title = deadline.limit.title + (f" (local target{departs})" if deadline.limit.force is Force.LOCAL_POLICY else "")
        title += f" ({deadline.occurrence})" if deadline.occurrence > 1 else ""
        self.softened = self.softened or deadline.softened
        self.again = self.again or deadline.again is not None
        self.lapsed = self.lapsed or (deadline.status is Status.LAPSED and deadline.limit.kind is Kind.DUTY)
        self.advised = self.advised or deadline.status in ADVISED
        due = f"{deadline.due or 'no number'}{_marks(deadline)}"
        late = f" by {deadline.days_late}" if deadline.days_late else ""
        self.page.row(title, (due, 12), (written(deadline.done_on) or "", 10), (f"{deadline.status}{late}", 17), indent=4)
        if deadline.why_no_breach is not None:
            self.page.text(f"late, but {deadline.why_no_breach} ({deadline.limit.citations})", indent=6, style=WARNING)

    def end(self) -> None:
        """Print the summary."""
        cases = "1 case" if self.count == 1 else f"{self.count or 'no'} cases"
        breached = f"{self.breached or 'none'} in breach of statute, statutory code or code"
        self.page.text(f"{cases} as of {_words.long_date(self.as_of)}; {breached}", style=TITLE)
        if self.provisional:
            self.page.text("* provisional: it rests on bank holidays that were not announced yet", style=QUIET)
        if self.assumed:
            self.page.text("? assumed: it is counted from a day that stands in for one nobody recorded", style=QUIET)
        if self.again:
            self.page.text("^ taken back: the case came back here, and no text says from when the clock runs then", style=QUIET)
        if self.softened:
            self.page.text("~ relaxed for a time: late is not of itself a breach; `due` explains it", style=QUIET)
        if self.lapsed:
            self.page.text("lapsed: the case went on by the day shown; nothing on file says that it was done", style=QUIET)
        if self.advised:
            self.page.text("past, after: not late; a time only told or recommended binds nobody", style=QUIET)
        self.page.text(f"Days late are working days. {NO_ADVICE}", style=QUIET)


def _continues(case: Case) -> str:
    """Where the complaint was before, and since when: its wait there shows in no deadline of this case."""
    says = f"Continues {case.continues}"
    if case.first_wait is None:
        return says
    days = "1 working day" if case.first_wait == 1 else f"{case.first_wait} working days"
    return f"{says}; first received on {case.first_received_on}, {days} before this case, and no deadline here counts them"


def _state(now: Case) -> str:
    state = now.procedure.state(now.state)
    facts = [state.title]
    facts += [f"stage {state.stage}"] if state.stage is not None else []
    facts += [f"closed on {now.closed_on}"] if now.is_closed else []
    facts += [f"outcome: {now.outcome.label.lower()}"] if now.outcome else []
    moved = now.moves[-1].event
    if isinstance(moved, Rerouted):
        facts.append(f"to {moved.to}" + (f", as {moved.continued_by}" if moved.continued_by else ""))
    if now.suspended_points:
        facts.append(f"suspended: {', '.join(now.suspended_points)}")
    if isinstance(moved, ClosedAsDuplicate):
        facts.append(f"of {moved.of}")
    return "; ".join(facts)


def _marks(deadline: Deadline) -> str:
    """The marks of its day, which the end of the page explains."""
    return "^" * (deadline.again is not None) + "*" * deadline.provisional + "?" * deadline.assumed + "~" * deadline.softened


def _extended_late(deadline: Deadline) -> str:
    days = _words.working_days(deadline.days_before_notice)
    return (
        f"{deadline.limit.title}: ran out {deadline.ran_out_on}, overdue by {days} on the day before it was moved, "
        f"then due {deadline.due} ({deadline.limit.citations})"
    )


def _begun_anew(deadline: Deadline) -> str:
    days = _words.working_days(deadline.days_in_earlier_runs)
    return (
        f"{deadline.limit.title}: began anew on {deadline.start}; no last day counts the {days} before it ({deadline.limit.cite})"
    )


def _from_late_act(deadline: Deadline) -> str:
    act = deadline.started_by.title if deadline.started_by else ""
    return (
        f'{deadline.limit.title}: due {deadline.due}, counted from "{act}" of {deadline.start}, which was late; '
        f"had that been done on its last day, this would have been due {deadline.prompt_due} ({deadline.limit.cite})"
    )


def _told(deadline: Deadline) -> str:
    act = "not done yet" if deadline.done_on is None else f"done {deadline.done_on}"
    return f"{deadline.limit.title}: {deadline.due}, {act} ({deadline.limit.citations})"


def _late(deadline: Deadline) -> str:
    limit = deadline.limit
    if deadline.done_on is not None:
        act = f"done {deadline.done_on}"
    elif deadline.overtaken_on is not None:
        act = f"not done when the case went on, {deadline.overtaken_on}"
    else:
        act = "not done yet"
    days = _words.working_days(deadline.days_late)
    force = limit.force.value.replace("-", " ")
    if deadline.voluntary:
        force += f", applied in casework from {limit.applied_since} and by choice before"
    return f"{limit.title}: due {deadline.due}{_marks(deadline)}, {act}, {days} late ({limit.citations}; {force})"
