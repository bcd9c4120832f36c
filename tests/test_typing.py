"""What type checkers know of the public interface: each `assert_type` here is checked by mypy and by pyright, and run as well.

A `type: ignore` that nothing needs is itself an error, so that what stands beside one is proved to be refused.
"""

from __future__ import annotations

import datetime as dt
import inspect
import io
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, assert_type

import pytest

import complaintrules as cr
from support.children import CHILDREN

RECEIVED = cr.Received(on=date(2016, 9, 5))


def test_a_calendar_answers_with_days_and_counts() -> None:
    """Days are dates, counts are whole numbers, and a reason may be missing."""
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales")
    assert_type(calendar, cr.WorkingDayCalendar)
    assert_type(cr.WorkingDayCalendar.for_uk(), cr.WorkingDayCalendar)
    assert_type(calendar.with_closures({date(2026, 12, 29): "Council closed"}), cr.WorkingDayCalendar)
    assert_type(calendar.add_working_days(date(2025, 12, 19), 10), date)
    assert_type(calendar.working_days_between(date(2024, 2, 12), date(2024, 3, 4)), int)
    assert_type(calendar.is_working_day(date(2026, 12, 28)), bool)
    assert_type(calendar.is_provisional(date(2026, 12, 28), date(2026, 12, 29)), bool)
    assert_type(calendar.non_working_weekdays(date(2026, 12, 1), date(2026, 12, 31)), tuple[cr.NonWorkingDay, ...])
    assert_type(calendar.working_days(date(2026, 12, 1), date(2026, 12, 31)), Iterator[date])
    assert_type(calendar.closures, Mapping[date, str])
    assert_type(calendar.announced_until, date)
    assert_type(cr.add_working_days(date(2025, 12, 19), 10, division="scotland"), date)
    assert_type(cr.working_days_between(date(2024, 2, 12), date(2024, 3, 4), division="scotland"), int)
    assert_type(cr.receipt_day(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)), date)
    reason = assert_type(calendar.non_working_reason(date(2026, 12, 28)), cr.NonWorkingDay | None)
    assert reason is not None
    assert_type(reason.name, str)
    assert_type(reason.kind, cr.HolidayKind)


def test_a_case_stays_a_case_whatever_is_recorded() -> None:
    """Opening, replaying, recording, going back: each gives a case; what follows from it has types of its own."""
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT), reference="2016-0143")
    assert_type(case, cr.Case)
    assert_type(case.record(cr.Acknowledged(on=date(2016, 9, 7))), cr.Case)
    assert_type(cr.Case.replay(CHILDREN, case.events), cr.Case)
    assert_type(case.as_of(date(2016, 9, 6)), cr.Case)
    assert_type(case.events, tuple[cr.Event, ...])
    assert_type(case.state, str)
    assert_type(case.stage, int | None)
    assert_type(case.outcome, cr.Outcome | None)
    assert_type(case.closed_on, date | None)
    assert_type(case.reference, str | None)
    assert_type(case.procedure, cr.Procedure)
    assert_type(case.next_events(), tuple[cr.NextEvent, ...])
    assert_type(case.why_not(cr.PanelMet), tuple[str, ...])
    assert_type(case.deadlines(date(2016, 9, 20)), tuple[cr.Deadline, ...])
    assert_type(case.breaches(date(2016, 9, 20)), tuple[cr.Deadline, ...])
    assert_type(case.irregularities(), tuple[cr.Irregularity, ...])
    (following, *_) = case.next_events()
    assert_type(following.by, cr.Party)
    assert_type(following.cite, cr.Citation)


def test_a_class_of_ones_own_stays_ones_own() -> None:
    """A council may add to a case; what it records is a case of its kind."""

    class OurCase(cr.Case):
        """A case with a word of ours."""

    case = OurCase.open(CHILDREN, cr.Received(on=date(2016, 9, 5)))
    assert_type(case, OurCase)
    assert type(assert_type(case.record(cr.Acknowledged(on=date(2016, 9, 7))), OurCase)) is OurCase


def test_a_deadline_says_what_it_may_lack() -> None:
    """A limit without a number has no day, and one asked for by itself has no status."""
    deadline = assert_type(cr.due(CHILDREN, "stage-1", date(2026, 11, 23)), cr.Deadline)
    assert_type(deadline.due, date | None)
    assert_type(deadline.latest, date | None)
    assert_type(deadline.status, cr.Status | None)
    assert_type(deadline.provisional, bool)
    assert_type(deadline.limit, cr.TimeLimit)
    assert_type(deadline.limit.force, cr.Force)
    assert_type(deadline.limit.period, cr.Period | None)
    assert_type(deadline.explain(), str)
    assert_type(deadline.skipped, tuple[cr.NonWorkingDay, ...])
    rows = assert_type(cr.timetable(CHILDREN, received=date(2026, 11, 23)), tuple[cr.Deadline, ...])
    assert rows


def test_the_rulebook_is_found_by_key() -> None:
    """The package of procedures is also the function that lists them."""
    assert_type(cr.get_procedure(CHILDREN, on=date(2026, 11, 23)), cr.Procedure)
    assert_type(cr.procedures(), tuple[str, ...])
    assert_type(cr.policies(), tuple[str, ...])
    assert_type(cr.get_policy("shropshire-children-2016"), cr.LocalPolicy)
    assert_type(cr.RULEBOOK, cr.Rulebook)
    assert_type(cr.RULEBOOK.adding(), cr.Rulebook)
    assert_type(cr.get_procedure(CHILDREN).limits, tuple[cr.TimeLimit, ...])
    assert_type(cr.get_procedure(CHILDREN).limit("stage-1"), cr.TimeLimit)
    assert_type(cr.working_days(10), cr.Period)
    assert_type(cr.compare(), tuple[cr.ComparisonRow, ...])


def test_a_word_of_a_vocabulary_is_a_member_of_it() -> None:
    """Looking up a code or a label gives a member of the vocabulary asked, and no other text."""
    assert_type(cr.Outcome.from_code("Partly Upheld"), cr.Outcome)
    assert_type(cr.Complainant.from_label("Parent"), cr.Complainant)
    assert_type(cr.Outcome.UPHELD.label, str)
    member: cr.Vocabulary = cr.Reason.from_code("delay")
    assert_type(member.meaning, str)
    text: str = cr.Outcome.UPHELD
    assert text == "upheld"


def test_an_intake_is_judged() -> None:
    """What triage answers, and each part of it."""
    intake = assert_type(cr.load_intake({"feedback": "complaint", "subjects": [{"functions": ["children-part-3"]}]}), cr.Intake)
    answer = assert_type(cr.triage(intake), cr.Triage)
    assert_type(answer.is_complaint, bool | None)
    assert_type(answer.parts, tuple[cr.Part, ...])
    assert_type(answer.as_dict(), dict[str, Any])
    (part,) = answer.parts
    assert_type(part.verdict, cr.Verdict)
    assert_type(part.procedure, str | None)
    assert_type(part.decisions, tuple[cr.OpenDecision, ...])
    assert_type(part.deadlines, tuple[cr.Deadline, ...])


def test_cases_are_read_from_whatever_gives_lines() -> None:
    """A list of texts, a file of text, a file of bytes."""
    case = cr.Case.open(CHILDREN, cr.Received(on=date(2016, 9, 5)))
    dumped = assert_type(cr.dump_case(case), dict[str, Any])
    assert_type(cr.load_case(dumped), cr.Case)
    lines = assert_type(cr.dump_cases([case]), Iterator[str])
    assert_type(cr.load_cases(lines), Iterator[cr.Case])
    assert_type(cr.load_cases(io.StringIO("")), Iterator[cr.Case])
    assert_type(cr.load_cases(io.BytesIO(b"")), Iterator[cr.Case])
    assert_type(cr.load_cases([b"", b"\n"]), Iterator[cr.Case])


def test_an_error_keeps_its_facts_with_their_types() -> None:
    """Each is an error of Python's own kind too."""
    with pytest.raises(cr.UnknownKeyError) as unknown:
        cr.get_procedure("england-childen")
    assert_type(unknown.value.nearest, tuple[str, ...])
    lookup: LookupError = unknown.value
    assert isinstance(lookup, cr.ComplaintRulesError)
    with pytest.raises(cr.LoadError) as load:
        cr.load_case({})
    assert_type(load.value.details, tuple[cr.Fault, ...])
    assert_type(load.value.details[0].line, int | None)
    value: ValueError = load.value
    assert_type(load.value.faults, tuple[str, ...])
    assert value is load.value


def accepted_part() -> cr.Part:
    """The only part of a complaint that opens a case."""
    subject = cr.Subject(functions=[cr.Function.CHILDREN_PART_3], grounds_on=date(2026, 10, 1))
    intake = cr.Intake(
        feedback=cr.FeedbackType.COMPLAINT,
        received_on=date(2026, 11, 23),
        complainant=cr.Complainant.PARENT,
        concerning=cr.Concerning.LOOKED_AFTER_CHILD,
        subjects=[subject],
    )
    (part,) = cr.triage(intake).parts
    return part


def test_the_details_of_a_case_are_those_that_its_cover_has() -> None:
    """The keywords that a type checker knows are those that are taken; with each of them a case opens."""
    details: cr.CaseDetails = {
        "reference": "2016-0143",
        "team": "Case Management",
        "service": "Children",
        "complainant": "p-17",
        "continues": "2016-0140",
        "first_received_on": date(2016, 9, 1),
        "tags": ["foster care"],
        "calendar": None,
        "policy": "shropshire-children-2016",
        "rulebook": None,
    }
    assert set(details) == set(cr.CaseDetails.__annotations__)
    case = cr.Case.open(CHILDREN, RECEIVED, **details)
    assert (case.reference, case.tags) == ("2016-0143", ("foster care",))
    calendar, rulebook = cr.WorkingDayCalendar.for_division("scotland"), cr.RULEBOOK.adding()
    details |= {"policy": None, "calendar": calendar, "rulebook": rulebook, "tags": ("pilot",)}
    opened = accepted_part().open_case(**details)
    assert {name: getattr(opened, name) for name in details} == details
    with pytest.raises(cr.PolicyError, match="shropshire-children-2016"):  # not in force on the day of receipt
        accepted_part().open_case(policy="shropshire-children-2016")


@pytest.mark.parametrize("method", [cr.Case.open, cr.Case.replay, cr.Part.open_case])
def test_every_detail_stands_in_the_signature(method: Callable[..., cr.Case]) -> None:
    """An editor shows each with its type and its default, and `help` says what each means."""
    details = typing.get_type_hints(cr.CaseDetails)
    taken = inspect.signature(method).parameters
    given = {name: parameter for name, parameter in taken.items() if parameter.kind is parameter.KEYWORD_ONLY}
    assert [name for name in given if name != "version"] == list(details)
    hints = typing.get_type_hints(method)
    assert {name: hints[name] for name in details} == details
    assert {name: given[name].default for name in details} == dict.fromkeys(details) | {"tags": ()}
    assert all(parameter.kind is not parameter.VAR_KEYWORD for parameter in taken.values())
    words = inspect.getdoc(method) or ""
    assert all(f"\n    {name}: " in words for name in details)


def test_what_a_type_checker_refuses_is_refused_when_it_runs() -> None:
    """The wrong kind of value is told while it is written, and again when it runs."""
    with pytest.raises(cr.WrongTypeError):
        cr.add_working_days("2025-12-19", 10, division="scotland")  # type: ignore[arg-type] # a string for a day, on purpose
    with pytest.raises(cr.WrongTypeError):
        cr.add_working_days(date(2025, 12, 19), 1.5, division="scotland")  # type: ignore[arg-type] # a fraction, on purpose
    with pytest.raises(TypeError):
        cr.add_working_days(date(2025, 12, 19), 10)  # type: ignore[call-arg] # no division, on purpose
    with pytest.raises(cr.WrongTypeError):
        cr.Received(on="2016-09-05")  # type: ignore[arg-type] # a string for a day, on purpose
    with pytest.raises(cr.WrongTypeError):
        cr.Responded(on=date(2016, 9, 19), outcome="upheld")  # type: ignore[arg-type] # a string for a member, on purpose
    with pytest.raises(TypeError, match="unexpected keyword argument 'refrence'"):
        cr.Case.open(CHILDREN, RECEIVED, refrence="2016-0143")  # type: ignore[call-arg] # a misspelt detail, on purpose
    with pytest.raises(TypeError, match="unexpected keyword argument 'team_name'"):
        cr.Case.replay(CHILDREN, [RECEIVED], team_name="Early Help")  # type: ignore[call-arg] # likewise
    with pytest.raises(cr.WrongTypeError, match="reference must be"):
        cr.Case.open(CHILDREN, RECEIVED, reference=2016)  # type: ignore[arg-type] # a number for a string, on purpose
    with pytest.raises(TypeError, match="unexpected keyword argument 'refrence'"):
        accepted_part().open_case(refrence="2016-0143")  # type: ignore[call-arg] # a misspelt detail, on purpose
    with pytest.raises(cr.WrongTypeError, match="tags must be"):
        cr.Case.replay(CHILDREN, [RECEIVED], tags=7)  # type: ignore[arg-type] # a number for strings, on purpose
    with pytest.raises(cr.WrongTypeError, match="calendar must be"):
        accepted_part().open_case(calendar="scotland")  # type: ignore[arg-type] # a string for a calendar, on purpose
    with pytest.raises(cr.UnknownKeyError, match="unknown attribute of a row 'coment'; did you mean 'comment'"):
        cr.local_target(
            cr.get_procedure(CHILDREN).limit("stage-1"),
            key="ours",
            period=cr.working_days(5),
            cite=cr.Source("A council", "its policy")("1"),
            coment="",  # type: ignore[call-arg] # a misspelt attribute, on purpose
        )
    with pytest.raises(TypeError):
        cr.Received(date(2016, 9, 5))  # type: ignore[call-arg] # a field by its place, on purpose
    with pytest.raises(AttributeError):
        cr.Acknowledged(on=date(2016, 9, 7)).on = date(2016, 9, 8)  # type: ignore[misc] # a frozen field, on purpose
    with pytest.raises(cr.WrongTypeError):
        cr.load_cases("{}\n{}")  # the one wrong value that types cannot tell: a string is an iterable of texts
    with pytest.raises(AttributeError):
        cr.Cases  # type: ignore[attr-defined] # noqa: B018 - a name that is none, on purpose
