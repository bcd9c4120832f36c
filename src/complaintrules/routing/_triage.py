"""Which procedure each part of a complaint belongs to, whether it may be accepted, and what is due first.

An engine over the tables of ``procedures/_routes.py``: it holds no number and no provision of its own. It never decides what
the law leaves to a person: it names the decision and the provision. Where too little is known it says what to ask next.

The module is not called triage, so that ``complaintrules.triage`` is the function whatever is imported first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.cases.case import Case
from complaintrules.cases.deadlines import Deadline
from complaintrules.classification import (
    ComplaintType,
    DisputedFact,
    FeedbackType,
    Function,
    Outcome,
    Question,
    Route,
    Verdict,
)
from complaintrules.errors import WrongTypeError, WrongValueError
from complaintrules.events import Event, ReferredToOmbudsman
from complaintrules.procedures import _routes as routes
from complaintrules.procedures._registry import Rulebook, as_rulebook
from complaintrules.procedures._routes import Rule, Wanted
from complaintrules.procedures.policy import LocalPolicy
from complaintrules.routing._questions import Context, Draft, Inquiry
from complaintrules.routing.intake import Intake, Subject
from complaintrules.rules.terms import Kind


@attrs.frozen(kw_only=True)
class OpenDecision:
    """A decision that the law leaves to the authority, and that is not taken yet.

    Attributes:
        question: What is to be decided.
        rule: Why it arises, and the provision.
    """

    question: Question
    rule: Rule


@attrs.frozen(kw_only=True)
class Part:
    """What triage answers about one part of a complaint.

    Attributes:
        functions: The functions it concerns.
        points: The points of the subjects in it, where they have one.
        verdict: Accepted, to be decided, more to be asked, not accepted, redirected, or no procedure here.
        procedure: The key of the procedure; None where there is none, or a fact is missing that decides which.
        version: The version in force on the day of receipt.
        type: The type of complaint.
        route: Where it goes, if it has a way of its own; no clock of it runs here.
        outcome: What becomes of it, where it is not accepted.
        decisions: What the authority has to decide, in the order of the instrument.
        asks: What to ask next.
        steps: The reasoning: the rules that were applied, in order, each with its provision.
        events: The facts that open its case; empty where there is no case to open.
        start: The day on which the first clock that is counted starts; None where none does yet.
        deadlines: What runs from the first day on.
    """

    functions: tuple[Function, ...]
    points: tuple[str, ...] = ()
    verdict: Verdict
    procedure: str | None = None
    version: str | None = None
    type: ComplaintType | None = None
    route: Route | None = None
    outcome: Outcome | None = None
    decisions: tuple[OpenDecision, ...] = ()
    asks: tuple[Wanted, ...] = ()
    steps: tuple[Rule, ...] = ()
    events: tuple[Event, ...] = ()
    start: dt.date | None = None
    deadlines: tuple[Deadline, ...] = ()

    def open_case(  # noqa: PLR0913 - each of them stands on the cover of a file
        self,
        *,
        reference: str | None = None,
        team: str | None = None,
        service: str | None = None,
        complainant: str | None = None,
        continues: str | None = None,
        first_received_on: dt.date | None = None,
        tags: Iterable[str] = (),
        calendar: WorkingDayCalendar | None = None,
        policy: str | LocalPolicy | None = None,
        rulebook: Rulebook | None = None,
    ) -> Case:
        """The case that these facts open.

        Args:
            reference: The council's own reference.
            team: The team concerned.
            service: The service concerned.
            complainant: A reference for the person, chosen by the council; never a name.
            continues: The reference of the case that this one continues.
            first_received_on: The day the complaint was received in that case.
            tags: Any other words to find it by.
            calendar: Whose working days count; without one, the division that the procedure names.
            policy: Local targets shown beside the law, or their key.
            rulebook: Where the procedure is looked up; without one, this library's own.

        Raises:
            UnknownKeyError: There is no such policy.
            WrongValueError: There is no case to open.
        """
        if self.procedure is None or not self.events:
            raise WrongValueError("verdict", self.verdict.value, "this part opens no case")
        return Case.replay(
            self.procedure,
            self.events,
            reference=reference,
            team=team,
            service=service,
            complainant=complainant,
            continues=continues,
            first_received_on=first_received_on,
            tags=tags,
            calendar=calendar,
            policy=policy,
            rulebook=rulebook,
        )


@attrs.frozen(kw_only=True)
class Triage:
    """What triage answers.

    Attributes:
        feedback: What the feedback is; None where nobody knows.
        steps: The reasoning about the whole: the rules that were applied.
        asks: What to ask next about the whole.
        parts: The parts of a complaint, each with its own answer; none where it is not a complaint.
    """

    feedback: FeedbackType | None
    steps: tuple[Rule, ...] = ()
    asks: tuple[Wanted, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def is_complaint(self) -> bool | None:
        """Whether it is a complaint; None where nobody knows."""
        return None if self.feedback is None else self.feedback is FeedbackType.COMPLAINT

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data, ready for JSON."""
        return {
            "feedback": self.feedback and self.feedback.value,
            "is_complaint": self.is_complaint,
            "steps": [_rule_json(rule) for rule in self.steps],
            "asks": [_wanted_json(wanted) for wanted in self.asks],
            "parts": [_part_json(part) for part in self.parts],
        }


def triage(intake: Intake, *, calendar: WorkingDayCalendar | None = None, rulebook: Rulebook | None = None) -> Triage:
    """Which procedure each part of a complaint belongs to, and whether it may be accepted.

    Args:
        intake: The facts known on the first day.
        calendar: Whose working days count; without one, the division that each procedure names.
        rulebook: Where procedures are looked up; without one, this library's own.

    Returns:
        The answer. The same facts in another order give the same one.

    Raises:
        WrongTypeError: The intake, the calendar or the rulebook has the wrong type.
        WrongValueError: A decision was given for a question that does not arise; or the council's own corporate procedure is one
            of those that triage chooses by itself.
        UnknownKeyError: There is no corporate procedure of that key.
        CoverageError: The day of receipt, or a day counted from it, lies outside the calendar's years.

    Example:
        >>> import datetime as dt
        >>> from complaintrules.classification import Complainant, Concerning
        >>> from complaintrules.routing.intake import Subject
        >>> answer = triage(Intake(
        ...     feedback=FeedbackType.COMPLAINT, received_on=dt.date(2026, 11, 23),
        ...     complainant=Complainant.PARENT, concerning=Concerning.LOOKED_AFTER_CHILD,
        ...     subjects=[Subject(functions=[Function.CHILDREN_PART_3], grounds_on=dt.date(2026, 10, 1))],
        ... ))
        >>> [(part.procedure, part.verdict.value, part.start) for part in answer.parts]
        [('england-children', 'accepted', datetime.date(2026, 11, 23))]
    """
    if not isinstance(intake, Intake):
        raise WrongTypeError("intake", intake, "an Intake")
    context = Context(intake=intake, calendar=calendar, rulebook=as_rulebook(rulebook))
    _check_corporate(context)
    if intake.feedback is None:
        return Triage(feedback=None, asks=(routes.ASK_FEEDBACK,))
    said = intake.feedback in routes.MAY_BE_A_COMPLAINT and DisputedFact.FEEDBACK in (intake.disputed or ())
    if intake.feedback is not FeedbackType.COMPLAINT and not said:
        return _no_complaint(intake, intake.feedback)
    inquiries = [Inquiry(context, subject, function) for subject, function in _matters(intake)]
    drafts = [draft for inquiry in inquiries for draft in inquiry.drafts()]
    if inquiries:
        _refuse_idle_decisions(intake, inquiries, "nothing in these facts raises that question")
    return Triage(
        feedback=FeedbackType.COMPLAINT,
        steps=(routes.SAYS_COMPLAINT if said else routes.IS_COMPLAINT,),
        asks=() if inquiries else (routes.ASK_SUBJECTS,),
        parts=tuple(_finished(part, context) for part in _merged(drafts)),
    )


def _no_complaint(intake: Intake, feedback: FeedbackType) -> Triage:
    """What is recorded and is not a complaint, unless somebody says that it is: that is asked."""
    rule = routes.NOT_A_COMPLAINT[feedback]
    _refuse_idle_decisions(intake, (), rule.says)
    asks = feedback in routes.MAY_BE_A_COMPLAINT and intake.disputed is None
    return Triage(feedback=feedback, steps=(rule,), asks=(routes.ASK_WHETHER_A_COMPLAINT,) if asks else ())


# --- the facts, in an order of their own


def _check_corporate(context: Context) -> None:
    own = context.intake.corporate_procedure
    if own is None:
        return
    if own in routes.DESTINATIONS:
        raise WrongValueError("corporate_procedure", own, "is not a procedure of a council's own; leave it out")
    context.rulebook.versions(own)


def _matters(intake: Intake) -> Iterator[tuple[Subject, Function]]:
    """Each function of each subject, whatever the order in which they were given."""
    order = list(Function)
    pairs = {(subject, function) for subject in intake.subjects for function in subject.functions}
    yield from sorted(pairs, key=lambda pair: (order.index(pair[1]), _sort_key(pair[0])))


def _sort_key(subject: Subject) -> tuple[tuple[bool, str], ...]:
    # What nobody knows is not what is known to be empty: else two subjects could tie, and their order hang on hashes.
    proceedings = None if subject.proceedings is None else ",".join(sorted(set(subject.proceedings)))
    facts = (subject.point, subject.grounds_on, subject.noticed_on, subject.considered, proceedings)
    return tuple((fact is not None, str(fact)) for fact in facts)


def _refuse_idle_decisions(intake: Intake, inquiries: Iterable[Inquiry], why: str) -> None:
    """Refuse a decision that nothing asks for; while a fact is missing, any question may still arise."""
    found = tuple(inquiries)
    for decision in intake.decisions:
        concerned = [one for one in found if decision.point is None or decision.point == one.subject.point]
        if not any(one.is_stuck() or one.settled or decision.question in one.arisen for one in concerned):
            raise WrongValueError("decisions", decision.question.value, f"does not arise: {why}")


# --- the parts put together


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Answers that share everything but their functions and points are one."""
    found: dict[Draft, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(attrs.evolve(draft, functions=(), points=(), steps=()), []).append(draft)
    return [
        attrs.evolve(
            same,
            functions=tuple(dict.fromkeys(function for draft in alike for function in draft.functions)),
            points=tuple(sorted({point for draft in alike for point in draft.points})),
            steps=tuple(dict.fromkeys(rule for draft in alike for rule in draft.steps)),
        )
        for same, alike in found.items()
    ]


def _finished(draft: Draft, context: Context) -> Part:
    """The part that a draft becomes: with the points on the receipt, the start and the first deadlines."""
    fields = attrs.asdict(draft, recurse=False)
    received, then, no_ombudsman = fields.pop("received"), fields.pop("then"), fields.pop("no_ombudsman")
    fields["decisions"] = tuple(OpenDecision(question=row.question, rule=row.rule) for row in draft.decisions)
    if received is None:
        return Part(**fields)
    received = attrs.evolve(received, points=draft.points)
    procedure = context.rulebook.version(draft.procedure or "", draft.version or "")
    case = Case.replay(procedure, (received, *then), calendar=context.calendar)
    deadlines = case.deadlines(case.events[-1].filed_on)
    running = tuple(
        row
        for row in deadlines
        if row.status is not None and row.status.is_running and not (no_ombudsman and ReferredToOmbudsman in row.limit.ends)
    )
    part = Part(**fields, events=case.events, deadlines=running)
    if draft.verdict is Verdict.NOT_ACCEPTED:
        return part
    duties = [row for row in deadlines if row.limit.kind is Kind.DUTY]
    start = min((row.start for row in duties if row.start is not None and row.limit.period is not None), default=None)
    return attrs.evolve(part, start=start, steps=(*draft.steps, _state_rule(case, start)))


def _state_rule(case: Case, start: dt.date | None) -> Rule:
    """Where the case stands now, and whether a clock runs."""
    procedure = case.procedure
    event_types = [type(event) for event in reversed(case.events)]
    cites = [
        row.cite
        for event_type in event_types
        for row in procedure.transitions
        if row.event is event_type and row.to == case.state
    ]
    clock = f"the clock starts on {start}" if start is not None else "no clock that is counted runs yet"
    certainties = [limit.certainty for limit in procedure.limits] or [routes.UNCHECKED]
    return Rule(f"{procedure.state(case.state).title.lower()}: {clock}", cites[0], certainties[0])


# --- as plain data


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {"says": rule.says, "cite": str(rule.cite), "certainty": rule.certainty.value}


def _wanted_json(wanted: Wanted) -> dict[str, Any]:
    return {"field": wanted.field} | _rule_json(wanted.rule)


def _part_json(part: Part) -> dict[str, Any]:
    from complaintrules._json_values import write  # noqa: PLC0415 - cattrs is loaded when it is first needed

    return {
        "functions": [function.value for function in part.functions],
        "points": list(part.points),
        "verdict": part.verdict.value,
        "procedure": part.procedure,
        "version": part.version,
        "type": part.type and part.type.value,
        "route": part.route and part.route.value,
        "outcome": part.outcome and part.outcome.value,
        "decisions": [{"question": one.question.value} | _rule_json(one.rule) for one in part.decisions],
        "asks": [_wanted_json(wanted) for wanted in part.asks],
        "steps": [_rule_json(rule) for rule in part.steps],
        "events": [{"event": event.key} | write(event) for event in part.events],
        "start": part.start and part.start.isoformat(),
        "deadlines": [deadline.as_dict() for deadline in part.deadlines],
    }
