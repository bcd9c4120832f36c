"""Which strategy stands for which class, where a test asks by type; and how a failing example shows what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from complaintrules.calendars._calendar import WorkingDayCalendar
from complaintrules.calendars.periods import Period
from complaintrules.cases.case import Case
from complaintrules.cases.serialization import dump_case
from complaintrules.events import EVENTS, Action, Event, Finding, LearningPoint, Sent
from complaintrules.procedures._registry import RULEBOOK
from complaintrules.reports._report import Report
from complaintrules.reports.feedback import Feedback
from complaintrules.routing.intake import Decision, Intake, Subject
from complaintrules.rules.procedure import Procedure
from complaintrules.testing._cases import any_feedback, cases, reports
from complaintrules.testing._days import calendars, dates, periods
from complaintrules.testing._events import EARLIEST, LATEST, events, parts
from complaintrules.testing._intakes import any_decision, any_subject, intakes

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.vendor.pretty import RepresentationPrinter


def _days() -> Any:
    return dates(EARLIEST, LATEST)


def _parts(record: type[Any]) -> Any:
    return st.builds(lambda part, since: part(since), parts(record), _days())


def _procedures() -> Any:
    versions = [(key, version.version) for key in RULEBOOK.keys for version in RULEBOOK.versions(key)]
    return st.sampled_from(versions).map(lambda version: RULEBOOK.version(*version))


# A failing example is shown so that it can be pasted into a test. Left to itself, Hypothesis would print the whole procedure with
# every case.


def _show_case(case: Case, printer: RepresentationPrinter, _again: Any) -> None:
    with printer.group(1, "load_case(", ")"):
        printer.pretty(dump_case(case))


def _show_procedure(procedure: Procedure, printer: RepresentationPrinter, _again: Any) -> None:
    printer.text(f"<Procedure {procedure.key}, version {procedure.version}>")


def _show_calendar(calendar: WorkingDayCalendar, printer: RepresentationPrinter, _again: Any) -> None:
    printer.text(f"WorkingDayCalendar.for_division({str(calendar.division)!r})")
    if calendar.closures:
        with printer.group(1, ".with_closures(", ")"):
            printer.pretty(dict(calendar.closures))


_PROTOCOL: Final = "_repr_pretty_"
_SHOWN: Final[dict[type[Any], Callable[..., None]]] = {
    Case: _show_case,
    Procedure: _show_procedure,
    WorkingDayCalendar: _show_calendar,
}


def register() -> None:
    """Tell hypothesis; each strategy is made when it is first asked for, and the rulebook is read then."""
    st.register_type_strategy(Case, lambda _: cases())
    st.register_type_strategy(WorkingDayCalendar, lambda _: calendars())
    st.register_type_strategy(Period, lambda _: periods())
    st.register_type_strategy(Procedure, lambda _: _procedures())
    st.register_type_strategy(Report, lambda _: reports())
    st.register_type_strategy(Intake, lambda _: intakes())
    st.register_type_strategy(Subject, lambda _: any_subject())
    st.register_type_strategy(Decision, lambda _: any_decision())
    st.register_type_strategy(Feedback, lambda _: any_feedback())
    for part in (Finding, LearningPoint, Action):
        st.register_type_strategy(part, _parts)
    event_types: tuple[type[Event], ...] = (Event, Sent, *EVENTS.values())
    for event_type in event_types:
        st.register_type_strategy(event_type, events)
    for shown, show in _SHOWN.items():
        setattr(shown, _PROTOCOL, show)
