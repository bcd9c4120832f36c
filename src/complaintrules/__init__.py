"""The rules of UK statutory complaint procedures as data.

Every public name stands in the table below and is loaded when it is first asked for, so that ``import complaintrules`` costs next
to nothing: the rulebook, the events and the calendar come only to those who use them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from complaintrules import _old_modules

if TYPE_CHECKING:  # type checkers read the same names from each module's __all__; a test holds the two together
    from complaintrules.calendars import *
    from complaintrules.calendars.periods import *
    from complaintrules.cases.case import *
    from complaintrules.cases.deadlines import *
    from complaintrules.cases.history import *
    from complaintrules.cases.irregularities import *
    from complaintrules.cases.serialization import *
    from complaintrules.cases.timetables import *
    from complaintrules.classification import *
    from complaintrules.errors import *
    from complaintrules.events import *
    from complaintrules.model_checker import *
    from complaintrules.procedures import *
    from complaintrules.procedures.comparison import *
    from complaintrules.procedures.local import *
    from complaintrules.procedures.policy import *
    from complaintrules.reports import *
    from complaintrules.reports.changes import *
    from complaintrules.reports.feedback import *
    from complaintrules.reports.figures import *
    from complaintrules.reports.measures import *
    from complaintrules.routing import *
    from complaintrules.routing.intake import *
    from complaintrules.rules.conditions import *
    from complaintrules.rules.law import *
    from complaintrules.rules.procedure import *
    from complaintrules.rules.terms import *

_NAMES: Final = {
    "calendars": "Division HolidayKind NonWorkingDay WorkingDayCalendar add_working_days receipt_day working_days_between",
    "calendars.periods": "AFTER BEFORE Counting FROM Period Unit calendar_days months working_days years",
    "errors": """
        ComplaintRulesError CoverageError Fault ImpossibleEventError InvalidEventError LoadError MissingExtraError
        NotInForceError OfficialListError PolicyError ProcedureError UnknownKeyError WrongTypeError WrongValueError
    """,
    "classification": """
        ActionType Advocacy Capacity Complainant ComplaintType Concerning Considered DisputedFact FeedbackType Function
        HousingFinding Intermediary Investigator Lead Learning Manner OUTCOME_WORDS OmbudsmanDecision Outcome OutcomeWords
        Question Reason RefusalGround Route SuspensionGround Verdict Vocabulary
    """,
    "events": """
        Acknowledged Action ActionConfirmed AdvocateAppointed AdvocateRequested AnswerCorrected ChairAppointed Closed
        ClosedAsDuplicate ConsentGiven DecisionNotified DelayExplained DiscussionDeclined EVENTS EnquiryAnswered
        EscalationRequested Event Extended Finding IndependentPersonAppointed InterestDecided InvestigationReported
        LateRequestDecided LearningPoint NotAccepted NoticePublished OfficerReportCirculated OfficerReportConsidered
        OmbudsmanDecided OmbudsmanEnquired OmbudsmanFinding PanelArranged PanelMet PanelReported PanelRequested PapersCirculated
        Party PeriodSet PlanAgreed ProcedureExplained ProceedingsEnded ProviderAcknowledged Received RecordFinalised
        ReferredToOmbudsman RefusalNotified Reopened ReportConsidered ReportIssued Rerouted Resolved Responded Resubmitted
        SentToProvider StageSkipped StartDateAgreed Suspended TermsConfirmed WithdrawalConfirmed WithdrawalTakenBack Withdrawn
        overall_outcome
    """,
    "rules.law": "Certainty Citation Force Source",
    "rules.conditions": """
        All AnswerFound Asked CameLate ConsideredAfresh Done Either EverWas FindsNoneStopped Given Happened Late LaterThanStart
        Not NotBeforeStop Overtaken PointsStopped PointsSuspended ProceedingsOver RunOut Was WholeCase
    """,
    "rules.terms": """
        Amendment Cap Entering Extension Kind LastDayOf NamedDay On Reading Remark ReportContent Requirement RunsOut Softening
        State Step TimeLimit Transition
    """,
    "rules.procedure": "Procedure",
    "procedures.policy": "LocalPolicy PolicyNote RowChanges local_target",
    "procedures": "RULEBOOK Rulebook get_policy get_procedure policies procedures",
    "procedures.local": "local_procedure",
    "procedures.comparison": "ComparedLimit ComparisonRow compare",
    "cases.history": "Move",
    "cases.irregularities": "Irregularity Unmoved",
    "cases.deadlines": "Deadline OtherReading Status due",
    "cases.case": "Case CaseDetails Moved NextEvent recalculate",
    "cases.timetables": "timetable",
    "cases.serialization": "dump_case dump_cases load_case load_cases",
    "routing.intake": "Decision Intake Subject load_intake",
    "routing": "OpenDecision Part Triage triage",
    "reports.measures": """
        ActionStatus Better DIMENSIONS Detail Dimension Fate MEASURES Measure Recorded SPREADS Standing Timeliness
    """,
    "reports.figures": "Cell MoneyTotal OverdueAction Rounding Share Spread Table rounded",
    "reports.feedback": "Feedback load_feedback",
    "reports.changes": "Change Comparison Figure Tolerance Trend",
    "reports": "Problem ProblemKind Report RequiredContent completeness report",
    "model_checker": "FaultKind ModelFault ModelReport check_model",
}
"""Each module with the public names that it gives."""

_HOMES: Final = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of strings, worked out

_old_modules.install()


def _meant(name: str) -> str:
    """What somebody may have meant who asked for a name that is not there."""
    if name.startswith("_"):  # what Python itself and its tools ask for
        return ""
    packages = {module.partition(".")[0] for module in _NAMES}
    if name in {*packages, *_old_modules.MOVED, "bulk", "cases", "cli", "rules", "testing"}:
        package, _, module = f"{__name__}.{_old_modules.MOVED.get(name, name)}".rpartition(".")
        return f"; it is a module: from {package} import {module}"
    import difflib  # noqa: PLC0415 - only where something is misspelt

    close = difflib.get_close_matches(name, __all__, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


if not TYPE_CHECKING:  # a type checker would take any name for granted

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}{_meant(name)}", name=name)
        home = importlib.import_module(f"{__name__}.{_HOMES[name]}")
        # A function named like its package is reached through the package, which can be called: see procedures/__init__.py.
        value = home if name == _HOMES[name] else getattr(home, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__
