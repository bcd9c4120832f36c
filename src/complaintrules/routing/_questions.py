"""One function of one subject of an intake, asked its way through the tables of ``procedures/_routes.py``.

No number and no provision stands here, and nothing asks which procedure it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from complaintrules.cases.case import Case
from complaintrules.cases.deadlines import calendar_for
from complaintrules.classification import (
    Capacity,
    Complainant,
    ComplaintType,
    Concerning,
    DisputedFact,
    Function,
    Manner,
    Outcome,
    Question,
    Route,
    SuspensionGround,
    Verdict,
)
from complaintrules.errors import NotInForceError
from complaintrules.events import InterestDecided, NotAccepted, Received, Resolved, Suspended
from complaintrules.procedures import _routes as routes
from complaintrules.procedures._joint_bodies import JOINTS
from complaintrules.procedures._routes import Rule, Wanted
from complaintrules.rules.terms import START, Kind, On

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from complaintrules.calendars._calendar import WorkingDayCalendar
    from complaintrules.classification import Vocabulary
    from complaintrules.events import Event
    from complaintrules.procedures._joint_bodies import Joint
    from complaintrules.procedures._registry import Rulebook
    from complaintrules.procedures._routes import Choice, Destination, Discretion, Dispute
    from complaintrules.routing.intake import Decision, Intake, Subject
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import TimeLimit


@attrs.frozen(kw_only=True)
class Context:
    """The facts, and what they are judged with."""

    intake: Intake
    calendar: WorkingDayCalendar | None
    rulebook: Rulebook


@attrs.frozen(kw_only=True)
class Draft:
    """The answer about one function of one subject; the fields are those of the part it becomes."""

    functions: tuple[Function, ...]
    points: tuple[str, ...] = ()
    verdict: Verdict
    procedure: str | None = None
    version: str | None = None
    type: ComplaintType | None = None
    route: Route | None = None
    outcome: Outcome | None = None
    decisions: tuple[Discretion, ...] = ()
    asks: tuple[Wanted, ...] = ()
    steps: tuple[Rule, ...] = ()
    no_ombudsman: bool = False
    received: Received | None = None
    then: tuple[Event, ...] = ()


class Inquiry:
    """One function of one subject, on its way through the tables."""

    def __init__(self, context: Context, subject: Subject, function: Function) -> None:
        self.context = context
        self.intake = context.intake
        self.subject = subject
        self.function = function
        self.choice: Choice = routes.CHOICES[function]
        self.steps: list[Rule] = [self.choice.rule, *self.choice.also]
        self.asks: list[Wanted] = []
        concerned = {_taken_for(self.intake, one, each) for one in self.intake.subjects for each in one.functions}
        for joint in JOINTS:
            if joint.concerns(concerned, _taken_for(self.intake, subject, function)):
                self._join(joint)
        self.open: list[Discretion] = []
        self.stops: list[Event] = []
        self.acts: list[Event] = []
        self.arisen: set[Question] = set()
        self.other_person = False
        self.missing: list[Wanted] = []
        # Whether a fact in dispute was decided: what was decided on the other reading of it may stand.
        self.settled = False

    def _join(self, joint: Joint) -> None:
        """Say that another body answers with the council, and who leads; whoever does, the council's clocks run."""
        self.steps.append(joint.rule)
        if self.intake.lead is None:
            self.asks.append(joint.lead)
        else:
            self.steps.append(dict(joint.leads)[self.intake.lead])
        if self.function is joint.other:
            self.choice = attrs.evolve(self.choice, to=joint.route)

    def drafts(self) -> tuple[Draft, ...]:
        """The answer, before its parts are put together; where a way of its own stays open beside it, that comes second."""
        first, beside = self._draft(), self.choice.beside
        if beside is None or not isinstance(beside.to, Route):
            return () if first is None else (first,)
        before = tuple(self.steps) if first is None else ()
        second = Draft(
            functions=(self.function,),
            points=self._points,
            verdict=Verdict.REDIRECTED,
            route=beside.to,
            steps=(*before, beside.rule, *beside.also),
        )
        return (second,) if first is None else (first, second)

    def is_stuck(self) -> bool:
        """Whether a fact is missing on which the answer turns."""
        return bool(self.missing)

    def _draft(self) -> Draft | None:
        """The answer; None where the section does not cover it and the way beside it is the only one."""
        turned_away = self._turned_away()
        if turned_away is not None or self.is_stuck():
            return turned_away or self._ended(Verdict.TO_ASK)
        to = self.choice.contested if isinstance(self.choice.to, Route) else self.choice.to
        destination = routes.DESTINATIONS[to]
        if self.intake.complainant is Complainant.ANONYMOUS:
            self.steps.append(self._of_nobody(destination))
            return self._ended(Verdict.REDIRECTED, route=Route.ANONYMOUS_REPORT)
        destination, outside = self._who_may_complain(destination)
        if self.is_stuck():
            return self._ended(Verdict.TO_ASK)
        if outside and self.choice.beside is not None:
            return None
        return self._on_its_day(destination)

    def _of_nobody(self, destination: Destination) -> Rule:
        """What is said where nobody put a name to it, by the edition of the day of receipt where that is known."""
        on = self.intake.received_on
        if on is not None and not destination.is_said_of(on):
            destination = routes.destination_of(self.context.rulebook.nearest(destination.key, on), on)
        return destination.anonymous

    def _turned_away(self) -> Draft | None:
        """The answer where the council, or any procedure here, has nothing to do with it; the complaint may dispute that."""
        to, landlord, dispute = self.choice.to, self.choice.landlord, self.choice.dispute
        if isinstance(to, Route):
            return self._ended(Verdict.REDIRECTED, route=to) if dispute is None or self._stands(dispute) else None
        if landlord is None or self.intake.landlord_is_council:
            return None
        if self.intake.landlord_is_council is None:
            return self._asking(routes.ASK_LANDLORD)
        if dispute is not None and not self._stands(dispute):
            return None
        self.steps.append(landlord)
        return self._ended(Verdict.NOT_ACCEPTED, outcome=Outcome.OUTSIDE_JURISDICTION)

    def _on_its_day(self, destination: Destination) -> Draft:
        """The answer under the procedure in force on the day of receipt."""
        if self.intake.received_on is None:
            key = self.intake.corporate_procedure if destination.key == routes.CORPORATE else None
            return self._asking(routes.ASK_RECEIVED, procedure=key or destination.key, type=destination.type)
        procedure = self._in_force(destination.key, self.intake.received_on)
        if procedure is None:
            return self._ended(Verdict.NO_PROCEDURE, type=destination.type)
        return self._judged(procedure, self.intake.received_on, routes.destination_of(procedure, self.intake.received_on))

    @property
    def _points(self) -> tuple[str, ...]:
        return () if self.subject.point is None else (self.subject.point,)

    def _ended(self, verdict: Verdict, **fields: Any) -> Draft:
        return Draft(
            functions=(self.function,),
            points=self._points,
            verdict=verdict,
            asks=tuple(dict.fromkeys(self.asks)),
            decisions=tuple(self.open),
            steps=tuple(self.steps),
            no_ombudsman=self.choice.no_ombudsman,
            **fields,
        )

    def _asking(self, wanted: Wanted, **fields: Any) -> Draft:
        self._ask(wanted)
        return self._ended(Verdict.TO_ASK, **fields)

    def _ask(self, wanted: Wanted) -> None:
        """The answer turns on this."""
        self.asks.append(wanted)
        self.missing.append(wanted)

    def _stands(self, dispute: Dispute) -> bool:
        """Whether a fact that turns the complaint away stands.

        Where nobody said whether the complaint disputes it, that is asked. Where it does, the decision is named, and the
        complaint is taken as it says until the authority has decided otherwise.
        """
        disputed, decision = self.intake.disputed, self._decision(dispute.question)
        if disputed is None and decision is None:
            self._ask(Wanted(field="disputed", rule=dispute.asks))
            return False
        if disputed is not None and dispute.fact not in disputed:
            return True
        self._put(routes.Discretion(question=dispute.question, rule=dispute.rule, stops_if=None))
        self.settled = decision is not None
        return decision is not None and not decision.answer

    # --- which procedure

    def _who_may_complain(self, destination: Destination) -> tuple[Destination, bool]:
        """Where it goes, by who complains about whom, and whether the section does not cover it; or more is asked."""
        rows = [row for row in destination.who_may_complain if self.function in row.functions]
        if not rows:
            return destination, False
        complainant, concerning = self.intake.complainant, self.intake.concerning
        if concerning is None and complainant is Complainant.CARE_LEAVER:
            concerning = Concerning.CARE_LEAVER
        if concerning is None and any(row.concerning for row in rows):
            self._ask(routes.ASK_CONCERNING)
        if complainant is None:
            self._ask(routes.ASK_COMPLAINANT)
        if self.is_stuck():
            return destination, False
        elsewhere = routes.DESTINATIONS[routes.CORPORATE]
        found = next((row for row in rows if not row.concerning or concerning in row.concerning), None)
        if found is not None:
            self.steps.append(found.rule)
        elif self._stands(routes.DISPUTED_CONCERNING):
            self.steps.append(Rule(routes.NOT_ABOUT, rows[0].rule.cite))
            return elsewhere, True
        else:
            # Taken as it says: by the section that names whoever complains, or else by the widest.
            found = next((row for row in rows if complainant in row.named), rows[0])
        if self.is_stuck() or complainant in found.named:
            return destination, False
        if not found.others:
            if not self._stands(routes.DISPUTED_COMPLAINANT):
                return destination, False
            self.steps.append(Rule(routes.NOT_NAMED, found.rule.cite))
            return elsewhere, True
        self.steps.append(routes.OTHER_PERSON)
        if DisputedFact.COMPLAINANT in (self.intake.disputed or ()):
            self.steps.append(routes.CLASS_NOT_SETTLED)
        self.other_person = True
        return destination, False

    def _in_force(self, key: str, on: dt.date) -> Procedure | None:
        """The procedure in force on that day: the council's own corporate one first, and where there is none the next best."""
        book = self.context.rulebook
        own = self.intake.corporate_procedure
        if key == routes.CORPORATE and own is not None:
            rule = _opening(book.get(own))
            try:
                found = book.get(own, on)
            except NotInForceError as error:
                self.steps.append(Rule(str(error), rule.cite, rule.certainty))
            else:
                self.steps.append(rule)
                return found
        try:
            found = book.get(key, on)
        except NotInForceError as error:
            otherwise = self.choice.otherwise
            nothing = otherwise is None or otherwise == key
            self.steps.append(Rule(f"{error}; {routes.NO_OTHER}" if nothing else str(error), self.choice.rule.cite))
            return None if otherwise is None or otherwise == key else self._in_force(otherwise, on)
        destination = routes.DESTINATIONS[key]
        applies = destination.applies if destination.is_said_of(on) else destination.before
        if applies is not None:
            self.steps.append(applies)
        elif destination.statutory and on >= routes.CODE_SINCE:
            self.steps.append(routes.CODE_STEPS_BACK)
        return found

    # --- whether it is accepted

    def _judged(self, procedure: Procedure, on: dt.date, destination: Destination) -> Draft:
        received = self._received(on)
        home: dict[str, Any] = {"procedure": procedure.key, "version": procedure.version, "type": destination.type}
        facts: set[Vocabulary | None] = {self.intake.capacity, self.subject.considered, *(self.subject.proceedings or ())}
        for row in destination.excluded:
            if row.fact in facts and (row.dispute is None or self._stands(row.dispute)):
                self.steps += [row.rule] if destination.notice is None else [row.rule, destination.notice]
                return self._ended(Verdict.NOT_ACCEPTED, outcome=Outcome.OUTSIDE_JURISDICTION, **home)
        resolved_on = self._resolved_on(destination)
        asked = len(self.missing)
        resolved = None if resolved_on is None else self._resolved_at_once(procedure, destination, received, resolved_on)
        if resolved is not None:
            return self._ended(Verdict.NOT_ACCEPTED, outcome=Outcome.RESOLVED, received=received, then=(resolved,), **home)
        says_resolved = resolved_on is not None and len(self.missing) == asked
        for discretion in _discretions(procedure, destination):
            if self._arises(discretion, procedure, received, facts):
                self._put(discretion)
        for wanted in self.choice.needs:
            if self._is_unknown(wanted.field) and self._decision(Question.PROCEEDINGS) is None:
                self._ask(wanted)
        if says_resolved and destination.resolved is not None:
            self.steps.append(destination.resolved)
        verdict = self._verdict()
        if verdict is not Verdict.NOT_ACCEPTED:
            self.asks += [wanted for wanted in destination.wanted if self._is_unknown(wanted.field)]
            if self.other_person and self.intake.through is None and self.intake.capacity is not Capacity.OWN_BEHALF:
                self.asks.append(routes.ASK_THROUGH)
        then = self._then()
        # An oral one that was not resolved at once is owed all that it was: no resolution takes it outside the regulations.
        is_too_late = destination.at_once is not None and received.orally
        if verdict is Verdict.ACCEPTED and resolved_on is not None and not is_too_late:
            then += _resolution(Case.replay(procedure, (received, *then)), resolved_on)
        outcome = Case.replay(procedure, (received, *then)).outcome if verdict is Verdict.NOT_ACCEPTED else None
        return self._ended(verdict, received=received, then=then, outcome=outcome, **home)

    def _resolved_on(self, destination: Destination) -> dt.date | None:
        """The day it was resolved, unless the complainant says that it was not."""
        if self.intake.resolved_on is None or DisputedFact.RESOLVED not in (self.intake.disputed or ()):
            return self.intake.resolved_on
        if destination.resolved is not None:
            self.steps.append(Rule(routes.NOT_RESOLVED, destination.resolved.cite, routes.UNCHECKED))
        return None

    def _resolved_at_once(
        self, procedure: Procedure, destination: Destination, received: Received, resolved_on: dt.date
    ) -> Resolved | None:
        """The resolution with which an oral complaint lies outside the instrument; None where it does not, or more is asked."""
        if destination.at_once is None:
            return None
        if self.intake.manner is None:
            self._ask(next(wanted for wanted in destination.wanted if wanted.field == "manner"))
            return None
        if not received.orally or resolved_on > self._last_day(procedure, destination.at_once_limit, received.done_on):
            return None
        if self.intake.disputed is None:
            self._ask(Wanted(field="disputed", rule=Rule(routes.ASK_RESOLVED, destination.at_once.cite, routes.UNCHECKED)))
            return None
        self.steps.append(destination.at_once)
        # A case begins with its receipt: what was settled before the team had it stands on that day.
        return Resolved(on=max(resolved_on, received.on))

    def _verdict(self) -> Verdict:
        if self.stops:
            return Verdict.NOT_ACCEPTED
        if self.open:
            return Verdict.TO_DECIDE
        return Verdict.TO_ASK if self.is_stuck() else Verdict.ACCEPTED

    def _is_unknown(self, field: str) -> bool:
        return getattr(self.subject if hasattr(self.subject, field) else self.intake, field) is None

    def _received(self, on: dt.date) -> Received:
        """The receipt, as a case takes it; who is another person under the section is one in the case."""
        intake = self.intake
        complainant = intake.complainant
        if self.other_person and complainant not in routes.OTHER_PEOPLE:
            complainant = Complainant.OTHER_PERSON
        return Received(
            on=on,
            orally=intake.manner in {Manner.ORALLY, Manner.BOTH},
            complainant=complainant,
            through=intake.through,
            under_18=intake.under_18,
            concerning=intake.concerning,
            advocate=intake.advocate,
            grounds_on=self.subject.grounds_on,
            noticed_on=self.subject.noticed_on,
            made_on=intake.made_on,
        )

    def _arises(self, discretion: Discretion, procedure: Procedure, received: Received, facts: set[Vocabulary | None]) -> bool:
        if discretion.question is Question.ACCEPT_LATE:
            return self._is_late(procedure, received)
        if discretion.question is Question.INTEREST:
            return self.other_person
        if not any(fact in facts for fact in discretion.facts):
            return False
        decision = self._decision(discretion.question)
        if discretion.dispute is None or (decision is not None and decision.answer is not discretion.stops_if):
            return True
        return self._stands(discretion.dispute)

    def _is_late(self, procedure: Procedure, received: Received) -> bool:
        """Whether it was made after its time; asks where that turns on a day that nobody knows."""
        limit = _time_to_complain(procedure)
        if limit is None:
            return False
        decided = self._decision(Question.ACCEPT_LATE) is not None
        counts_notice = _starting_day(limit) != "grounds_on"
        day = getattr(received, _starting_day(limit))
        wanted = Wanted(
            field="noticed_on" if counts_notice else "grounds_on",
            rule=Rule(routes.ASK_NOTICED if counts_notice else routes.ASK_GROUNDS, limit.cite, limit.certainty),
        )
        if day is None:
            if not decided:
                self._ask(wanted)
            return decided
        last = self._last_day(procedure, limit.key, day)
        if received.done_on <= last:
            self.steps.append(Rule(f"it was made in time, which runs to {last}", limit.cite, limit.certainty))
            return False
        if counts_notice and self.subject.noticed_on is None and not decided:
            # The matter itself is too long ago; the complainant may have come to know of it later.
            self._ask(wanted)
            return False
        return True

    def _last_day(self, procedure: Procedure, key: str, day: dt.date) -> dt.date:
        """The last day of a limit from a day; from one before the calendar begins, the last from its first day."""
        calendar = calendar_for(procedure, self.context.calendar)
        period = next(limit.period for limit in procedure.limits if limit.key == key and limit.period is not None)
        return period.end(max(day, calendar.first_day), calendar)

    # --- what the authority decides

    def _decision(self, question: Question) -> Decision | None:
        """What was decided for this subject, or for all."""
        return _decided(self.intake, self.subject, question)

    def _put(self, discretion: Discretion) -> None:
        """Name the decision; where it was taken, draw what follows from it."""
        self.arisen.add(discretion.question)
        decision = self._decision(discretion.question)
        if decision is None:
            self.steps.append(discretion.rule)
            self.open.append(discretion)
            return
        said = f"{discretion.rule.says}; decided on {decision.on}: {'yes' if decision.answer else 'no'}"
        self.steps.append(Rule(said, discretion.rule.cite, discretion.rule.certainty))
        stops = decision.answer is discretion.stops_if
        event = self._event(discretion, decision)
        if event is not None:
            (self.stops if stops else self.acts).append(event)

    def _event(self, discretion: Discretion, decision: Decision) -> Event | None:
        """The fact that a decision puts on the file of a case."""
        if discretion.question is Question.INTEREST:
            return InterestDecided(on=decision.on, sufficient=decision.answer)
        if decision.answer is not discretion.stops_if:  # of a fact in dispute, no answer does
            return None
        if discretion.ground is not None:
            return NotAccepted(on=decision.on, ground=discretion.ground)
        known = self.subject.proceedings or ()
        return Suspended(on=decision.on, ground=min(known, key=[*SuspensionGround].index))

    def _then(self) -> tuple[Event, ...]:
        """What was decided, in the order of the days, up to the first decision that ends it."""
        facts: list[Event] = []
        for event in sorted([*self.stops, *self.acts], key=lambda event: event.on):
            facts.append(event)
            if event in self.stops:
                break
        return tuple(facts)


def _decided(intake: Intake, subject: Subject, question: Question) -> Decision | None:
    given = {decision.point: decision for decision in intake.decisions if decision.question is question}
    return given.get(subject.point) or given.get(None)


def _taken_for(intake: Intake, subject: Subject, function: Function) -> Function:
    """The function as which a matter is taken: another one where what turns it away is disputed, and not decided to stand."""
    choice = routes.CHOICES[function]
    if not choice.contested or choice.dispute is None:
        return function
    decision = _decided(intake, subject, choice.dispute.question)
    if intake.disputed is None:
        taken = decision is not None and decision.answer
    else:
        taken = choice.dispute.fact in intake.disputed and (decision is None or decision.answer)
    return next(each for each, other in routes.CHOICES.items() if other.to == choice.contested) if taken else function


def _opening(procedure: Procedure) -> Rule:
    """That a council's own corporate procedure is in force, by the provision under which a complaint opens a case."""
    first = next(transition for transition in procedure.transitions if START in transition.source)
    certainties = [limit.certainty for limit in procedure.limits] or [routes.UNCHECKED]
    return Rule(routes.OWN_PROCEDURE, first.cite, certainties[0])


def _discretions(procedure: Procedure, destination: Destination) -> Iterator[Discretion]:
    """The table's rows; of a procedure that the table does not know, the lateness that its own limit speaks of."""
    yield from destination.discretions
    limit = _time_to_complain(procedure)
    if limit is not None and all(row.question is not Question.ACCEPT_LATE for row in destination.discretions):
        yield routes.late(limit)


def _time_to_complain(procedure: Procedure) -> TimeLimit | None:
    """The limit within which a complaint has to be made: the window that the receipt itself ends."""
    windows = (limit for limit in procedure.limits if limit.kind is Kind.WINDOW and limit.period and Received in limit.ends)
    return next(windows, None)


def _starting_day(limit: TimeLimit) -> str:
    return next(str(start.day) for start in limit.starts if isinstance(start, On))


def _resolution(case: Case, on: dt.date) -> tuple[Event, ...]:
    """The resolution as a fact of the case, if the procedure knows one there that does not end the case for good."""
    resolved = Resolved(on=on)
    if case.why_not(resolved) or case.procedure.state(case.record(resolved).state).final:
        return ()
    return (resolved,)
