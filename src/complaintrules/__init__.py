"""The rules of UK statutory complaint procedures as data.

Every public name stands here and is loaded when it is first asked for, so that ``import complaintrules`` costs next to
nothing: the rulebook, the events and the calendar come only to those who use them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaintrules.calendars import (
        Division as Division,
    )
    from complaintrules.calendars import (
        HolidayKind as HolidayKind,
    )
    from complaintrules.calendars import (
        NonWorkingDay as NonWorkingDay,
    )
    from complaintrules.calendars import (
        WorkingDayCalendar as WorkingDayCalendar,
    )
    from complaintrules.calendars import (
        add_working_days as add_working_days,
    )
    from complaintrules.calendars import (
        receipt_day as receipt_day,
    )
    from complaintrules.calendars import (
        working_days_between as working_days_between,
    )
    from complaintrules.case import (
        Case as Case,
    )
    from complaintrules.case import (
        CaseDetails as CaseDetails,
    )
    from complaintrules.case import (
        Moved as Moved,
    )
    from complaintrules.case import (
        NextEvent as NextEvent,
    )
    from complaintrules.case import (
        recalculate as recalculate,
    )
    from complaintrules.changes import (
        Change as Change,
    )
    from complaintrules.changes import (
        Comparison as Comparison,
    )
    from complaintrules.changes import (
        Figure as Figure,
    )
    from complaintrules.changes import (
        Tolerance as Tolerance,
    )
    from complaintrules.changes import (
        Trend as Trend,
    )
    from complaintrules.classification import (
        OUTCOME_WORDS as OUTCOME_WORDS,
    )
    from complaintrules.classification import (
        ActionType as ActionType,
    )
    from complaintrules.classification import (
        Advocacy as Advocacy,
    )
    from complaintrules.classification import (
        Capacity as Capacity,
    )
    from complaintrules.classification import (
        Complainant as Complainant,
    )
    from complaintrules.classification import (
        ComplaintType as ComplaintType,
    )
    from complaintrules.classification import (
        Concerning as Concerning,
    )
    from complaintrules.classification import (
        Considered as Considered,
    )
    from complaintrules.classification import (
        DisputedFact as DisputedFact,
    )
    from complaintrules.classification import (
        FeedbackType as FeedbackType,
    )
    from complaintrules.classification import (
        Function as Function,
    )
    from complaintrules.classification import (
        HousingFinding as HousingFinding,
    )
    from complaintrules.classification import (
        Intermediary as Intermediary,
    )
    from complaintrules.classification import (
        Investigator as Investigator,
    )
    from complaintrules.classification import (
        Lead as Lead,
    )
    from complaintrules.classification import (
        Learning as Learning,
    )
    from complaintrules.classification import (
        Manner as Manner,
    )
    from complaintrules.classification import (
        OmbudsmanDecision as OmbudsmanDecision,
    )
    from complaintrules.classification import (
        Outcome as Outcome,
    )
    from complaintrules.classification import (
        OutcomeWords as OutcomeWords,
    )
    from complaintrules.classification import (
        Question as Question,
    )
    from complaintrules.classification import (
        Reason as Reason,
    )
    from complaintrules.classification import (
        RefusalGround as RefusalGround,
    )
    from complaintrules.classification import (
        Route as Route,
    )
    from complaintrules.classification import (
        SuspensionGround as SuspensionGround,
    )
    from complaintrules.classification import (
        Verdict as Verdict,
    )
    from complaintrules.classification import (
        Vocabulary as Vocabulary,
    )
    from complaintrules.comparison import (
        ComparedLimit as ComparedLimit,
    )
    from complaintrules.comparison import (
        ComparisonRow as ComparisonRow,
    )
    from complaintrules.comparison import (
        compare as compare,
    )
    from complaintrules.conditions import (
        All as All,
    )
    from complaintrules.conditions import (
        AnswerFound as AnswerFound,
    )
    from complaintrules.conditions import (
        Asked as Asked,
    )
    from complaintrules.conditions import (
        CameLate as CameLate,
    )
    from complaintrules.conditions import (
        ConsideredAfresh as ConsideredAfresh,
    )
    from complaintrules.conditions import (
        Done as Done,
    )
    from complaintrules.conditions import (
        Either as Either,
    )
    from complaintrules.conditions import (
        EverWas as EverWas,
    )
    from complaintrules.conditions import (
        FindsNoneStopped as FindsNoneStopped,
    )
    from complaintrules.conditions import (
        Given as Given,
    )
    from complaintrules.conditions import (
        Happened as Happened,
    )
    from complaintrules.conditions import (
        Late as Late,
    )
    from complaintrules.conditions import (
        LaterThanStart as LaterThanStart,
    )
    from complaintrules.conditions import (
        Not as Not,
    )
    from complaintrules.conditions import (
        NotBeforeStop as NotBeforeStop,
    )
    from complaintrules.conditions import (
        Overtaken as Overtaken,
    )
    from complaintrules.conditions import (
        PointsStopped as PointsStopped,
    )
    from complaintrules.conditions import (
        PointsSuspended as PointsSuspended,
    )
    from complaintrules.conditions import (
        ProceedingsOver as ProceedingsOver,
    )
    from complaintrules.conditions import (
        RunOut as RunOut,
    )
    from complaintrules.conditions import (
        Was as Was,
    )
    from complaintrules.conditions import (
        WholeCase as WholeCase,
    )
    from complaintrules.deadlines import (
        Deadline as Deadline,
    )
    from complaintrules.deadlines import (
        Irregularity as Irregularity,
    )
    from complaintrules.deadlines import (
        OtherReading as OtherReading,
    )
    from complaintrules.deadlines import (
        Status as Status,
    )
    from complaintrules.deadlines import (
        Unmoved as Unmoved,
    )
    from complaintrules.deadlines import (
        due as due,
    )
    from complaintrules.errors import (
        ComplaintRulesError as ComplaintRulesError,
    )
    from complaintrules.errors import (
        CoverageError as CoverageError,
    )
    from complaintrules.errors import (
        Fault as Fault,
    )
    from complaintrules.errors import (
        ImpossibleEventError as ImpossibleEventError,
    )
    from complaintrules.errors import (
        InvalidEventError as InvalidEventError,
    )
    from complaintrules.errors import (
        LoadError as LoadError,
    )
    from complaintrules.errors import (
        MissingExtraError as MissingExtraError,
    )
    from complaintrules.errors import (
        NotInForceError as NotInForceError,
    )
    from complaintrules.errors import (
        OfficialListError as OfficialListError,
    )
    from complaintrules.errors import (
        PolicyError as PolicyError,
    )
    from complaintrules.errors import (
        ProcedureError as ProcedureError,
    )
    from complaintrules.errors import (
        UnknownKeyError as UnknownKeyError,
    )
    from complaintrules.errors import (
        WrongTypeError as WrongTypeError,
    )
    from complaintrules.errors import (
        WrongValueError as WrongValueError,
    )
    from complaintrules.events import (
        EVENTS as EVENTS,
    )
    from complaintrules.events import (
        Acknowledged as Acknowledged,
    )
    from complaintrules.events import (
        Action as Action,
    )
    from complaintrules.events import (
        ActionConfirmed as ActionConfirmed,
    )
    from complaintrules.events import (
        AdvocateAppointed as AdvocateAppointed,
    )
    from complaintrules.events import (
        AdvocateRequested as AdvocateRequested,
    )
    from complaintrules.events import (
        AnswerCorrected as AnswerCorrected,
    )
    from complaintrules.events import (
        ChairAppointed as ChairAppointed,
    )
    from complaintrules.events import (
        Closed as Closed,
    )
    from complaintrules.events import (
        ClosedAsDuplicate as ClosedAsDuplicate,
    )
    from complaintrules.events import (
        ConsentGiven as ConsentGiven,
    )
    from complaintrules.events import (
        DecisionNotified as DecisionNotified,
    )
    from complaintrules.events import (
        DelayExplained as DelayExplained,
    )
    from complaintrules.events import (
        DiscussionDeclined as DiscussionDeclined,
    )
    from complaintrules.events import (
        EnquiryAnswered as EnquiryAnswered,
    )
    from complaintrules.events import (
        EscalationRequested as EscalationRequested,
    )
    from complaintrules.events import (
        Event as Event,
    )
    from complaintrules.events import (
        Extended as Extended,
    )
    from complaintrules.events import (
        Finding as Finding,
    )
    from complaintrules.events import (
        IndependentPersonAppointed as IndependentPersonAppointed,
    )
    from complaintrules.events import (
        InterestDecided as InterestDecided,
    )
    from complaintrules.events import (
        InvestigationReported as InvestigationReported,
    )
    from complaintrules.events import (
        LateRequestDecided as LateRequestDecided,
    )
    from complaintrules.events import (
        LearningPoint as LearningPoint,
    )
    from complaintrules.events import (
        NotAccepted as NotAccepted,
    )
    from complaintrules.events import (
        NoticePublished as NoticePublished,
    )
    from complaintrules.events import (
        OfficerReportCirculated as OfficerReportCirculated,
    )
    from complaintrules.events import (
        OfficerReportConsidered as OfficerReportConsidered,
    )
    from complaintrules.events import (
        OmbudsmanDecided as OmbudsmanDecided,
    )
    from complaintrules.events import (
        OmbudsmanEnquired as OmbudsmanEnquired,
    )
    from complaintrules.events import (
        OmbudsmanFinding as OmbudsmanFinding,
    )
    from complaintrules.events import (
        PanelArranged as PanelArranged,
    )
    from complaintrules.events import (
        PanelMet as PanelMet,
    )
    from complaintrules.events import (
        PanelReported as PanelReported,
    )
    from complaintrules.events import (
        PanelRequested as PanelRequested,
    )
    from complaintrules.events import (
        PapersCirculated as PapersCirculated,
    )
    from complaintrules.events import (
        Party as Party,
    )
    from complaintrules.events import (
        PeriodSet as PeriodSet,
    )
    from complaintrules.events import (
        PlanAgreed as PlanAgreed,
    )
    from complaintrules.events import (
        ProcedureExplained as ProcedureExplained,
    )
    from complaintrules.events import (
        ProceedingsEnded as ProceedingsEnded,
    )
    from complaintrules.events import (
        ProviderAcknowledged as ProviderAcknowledged,
    )
    from complaintrules.events import (
        Received as Received,
    )
    from complaintrules.events import (
        RecordFinalised as RecordFinalised,
    )
    from complaintrules.events import (
        ReferredToOmbudsman as ReferredToOmbudsman,
    )
    from complaintrules.events import (
        RefusalNotified as RefusalNotified,
    )
    from complaintrules.events import (
        Reopened as Reopened,
    )
    from complaintrules.events import (
        ReportConsidered as ReportConsidered,
    )
    from complaintrules.events import (
        ReportIssued as ReportIssued,
    )
    from complaintrules.events import (
        Rerouted as Rerouted,
    )
    from complaintrules.events import (
        Resolved as Resolved,
    )
    from complaintrules.events import (
        Responded as Responded,
    )
    from complaintrules.events import (
        Resubmitted as Resubmitted,
    )
    from complaintrules.events import (
        SentToProvider as SentToProvider,
    )
    from complaintrules.events import (
        StageSkipped as StageSkipped,
    )
    from complaintrules.events import (
        StartDateAgreed as StartDateAgreed,
    )
    from complaintrules.events import (
        Suspended as Suspended,
    )
    from complaintrules.events import (
        TermsConfirmed as TermsConfirmed,
    )
    from complaintrules.events import (
        WithdrawalConfirmed as WithdrawalConfirmed,
    )
    from complaintrules.events import (
        WithdrawalTakenBack as WithdrawalTakenBack,
    )
    from complaintrules.events import (
        Withdrawn as Withdrawn,
    )
    from complaintrules.events import (
        overall_outcome as overall_outcome,
    )
    from complaintrules.feedback import (
        Feedback as Feedback,
    )
    from complaintrules.feedback import (
        load_feedback as load_feedback,
    )
    from complaintrules.figures import (
        Cell as Cell,
    )
    from complaintrules.figures import (
        MoneyTotal as MoneyTotal,
    )
    from complaintrules.figures import (
        OverdueAction as OverdueAction,
    )
    from complaintrules.figures import (
        Rounding as Rounding,
    )
    from complaintrules.figures import (
        Share as Share,
    )
    from complaintrules.figures import (
        Spread as Spread,
    )
    from complaintrules.figures import (
        Table as Table,
    )
    from complaintrules.figures import (
        rounded as rounded,
    )
    from complaintrules.history import (
        Move as Move,
    )
    from complaintrules.intake import (
        Decision as Decision,
    )
    from complaintrules.intake import (
        Intake as Intake,
    )
    from complaintrules.intake import (
        Subject as Subject,
    )
    from complaintrules.intake import (
        load_intake as load_intake,
    )
    from complaintrules.law import (
        Certainty as Certainty,
    )
    from complaintrules.law import (
        Citation as Citation,
    )
    from complaintrules.law import (
        Force as Force,
    )
    from complaintrules.law import (
        Source as Source,
    )
    from complaintrules.local import (
        local_procedure as local_procedure,
    )
    from complaintrules.measures import (
        DIMENSIONS as DIMENSIONS,
    )
    from complaintrules.measures import (
        MEASURES as MEASURES,
    )
    from complaintrules.measures import (
        SPREADS as SPREADS,
    )
    from complaintrules.measures import (
        ActionStatus as ActionStatus,
    )
    from complaintrules.measures import (
        Better as Better,
    )
    from complaintrules.measures import (
        Detail as Detail,
    )
    from complaintrules.measures import (
        Dimension as Dimension,
    )
    from complaintrules.measures import (
        Fate as Fate,
    )
    from complaintrules.measures import (
        Measure as Measure,
    )
    from complaintrules.measures import (
        Recorded as Recorded,
    )
    from complaintrules.measures import (
        Standing as Standing,
    )
    from complaintrules.measures import (
        Timeliness as Timeliness,
    )
    from complaintrules.model_checker import (
        FaultKind as FaultKind,
    )
    from complaintrules.model_checker import (
        ModelFault as ModelFault,
    )
    from complaintrules.model_checker import (
        ModelReport as ModelReport,
    )
    from complaintrules.model_checker import (
        check_model as check_model,
    )
    from complaintrules.periods import (
        AFTER as AFTER,
    )
    from complaintrules.periods import (
        BEFORE as BEFORE,
    )
    from complaintrules.periods import (
        FROM as FROM,
    )
    from complaintrules.periods import (
        Counting as Counting,
    )
    from complaintrules.periods import (
        Period as Period,
    )
    from complaintrules.periods import (
        Unit as Unit,
    )
    from complaintrules.periods import (
        calendar_days as calendar_days,
    )
    from complaintrules.periods import (
        months as months,
    )
    from complaintrules.periods import (
        working_days as working_days,
    )
    from complaintrules.periods import (
        years as years,
    )
    from complaintrules.policy import (
        LocalPolicy as LocalPolicy,
    )
    from complaintrules.policy import (
        PolicyNote as PolicyNote,
    )
    from complaintrules.policy import (
        RowChanges as RowChanges,
    )
    from complaintrules.policy import (
        local_target as local_target,
    )
    from complaintrules.procedure import (
        Amendment as Amendment,
    )
    from complaintrules.procedure import (
        Cap as Cap,
    )
    from complaintrules.procedure import (
        Entering as Entering,
    )
    from complaintrules.procedure import (
        Extension as Extension,
    )
    from complaintrules.procedure import (
        Kind as Kind,
    )
    from complaintrules.procedure import (
        LastDayOf as LastDayOf,
    )
    from complaintrules.procedure import (
        NamedDay as NamedDay,
    )
    from complaintrules.procedure import (
        On as On,
    )
    from complaintrules.procedure import (
        Procedure as Procedure,
    )
    from complaintrules.procedure import (
        Reading as Reading,
    )
    from complaintrules.procedure import (
        Remark as Remark,
    )
    from complaintrules.procedure import (
        ReportContent as ReportContent,
    )
    from complaintrules.procedure import (
        Requirement as Requirement,
    )
    from complaintrules.procedure import (
        RunsOut as RunsOut,
    )
    from complaintrules.procedure import (
        Softening as Softening,
    )
    from complaintrules.procedure import (
        State as State,
    )
    from complaintrules.procedure import (
        Step as Step,
    )
    from complaintrules.procedure import (
        TimeLimit as TimeLimit,
    )
    from complaintrules.procedure import (
        Transition as Transition,
    )
    from complaintrules.procedures import (
        RULEBOOK as RULEBOOK,
    )
    from complaintrules.procedures import (
        Rulebook as Rulebook,
    )
    from complaintrules.procedures import (
        get_policy as get_policy,
    )
    from complaintrules.procedures import (
        get_procedure as get_procedure,
    )
    from complaintrules.procedures import (
        policies as policies,
    )
    from complaintrules.procedures import (
        procedures as procedures,
    )
    from complaintrules.reports import (
        Problem as Problem,
    )
    from complaintrules.reports import (
        ProblemKind as ProblemKind,
    )
    from complaintrules.reports import (
        Report as Report,
    )
    from complaintrules.reports import (
        RequiredContent as RequiredContent,
    )
    from complaintrules.reports import (
        completeness as completeness,
    )
    from complaintrules.reports import (
        report as report,
    )
    from complaintrules.routing import (
        OpenDecision as OpenDecision,
    )
    from complaintrules.routing import (
        Part as Part,
    )
    from complaintrules.routing import (
        Triage as Triage,
    )
    from complaintrules.routing import (
        triage as triage,
    )
    from complaintrules.serialization import (
        dump_case as dump_case,
    )
    from complaintrules.serialization import (
        dump_cases as dump_cases,
    )
    from complaintrules.serialization import (
        load_case as load_case,
    )
    from complaintrules.serialization import (
        load_cases as load_cases,
    )
    from complaintrules.timetables import (
        timetable as timetable,
    )

# Each module's public names. A test holds this list against the imports above.
_NAMES = {
    "calendars": (
        "Division",
        "HolidayKind",
        "NonWorkingDay",
        "WorkingDayCalendar",
        "add_working_days",
        "receipt_day",
        "working_days_between",
    ),
    "case": (
        "Case",
        "CaseDetails",
        "Moved",
        "NextEvent",
        "recalculate",
    ),
    "changes": (
        "Change",
        "Comparison",
        "Figure",
        "Tolerance",
        "Trend",
    ),
    "classification": (
        "ActionType",
        "Advocacy",
        "Capacity",
        "Complainant",
        "ComplaintType",
        "Concerning",
        "Considered",
        "DisputedFact",
        "FeedbackType",
        "Function",
        "HousingFinding",
        "Intermediary",
        "Investigator",
        "Lead",
        "Learning",
        "Manner",
        "OUTCOME_WORDS",
        "OmbudsmanDecision",
        "Outcome",
        "OutcomeWords",
        "Question",
        "Reason",
        "RefusalGround",
        "Route",
        "SuspensionGround",
        "Verdict",
        "Vocabulary",
    ),
    "comparison": (
        "ComparedLimit",
        "ComparisonRow",
        "compare",
    ),
    "conditions": (
        "All",
        "AnswerFound",
        "Asked",
        "CameLate",
        "ConsideredAfresh",
        "Done",
        "Either",
        "EverWas",
        "FindsNoneStopped",
        "Given",
        "Happened",
        "Late",
        "LaterThanStart",
        "Not",
        "NotBeforeStop",
        "Overtaken",
        "PointsStopped",
        "PointsSuspended",
        "ProceedingsOver",
        "RunOut",
        "Was",
        "WholeCase",
    ),
    "deadlines": (
        "Deadline",
        "Irregularity",
        "OtherReading",
        "Status",
        "Unmoved",
        "due",
    ),
    "errors": (
        "ComplaintRulesError",
        "CoverageError",
        "Fault",
        "ImpossibleEventError",
        "InvalidEventError",
        "LoadError",
        "MissingExtraError",
        "NotInForceError",
        "OfficialListError",
        "PolicyError",
        "ProcedureError",
        "UnknownKeyError",
        "WrongTypeError",
        "WrongValueError",
    ),
    "events": (
        "Acknowledged",
        "Action",
        "ActionConfirmed",
        "AdvocateAppointed",
        "AdvocateRequested",
        "AnswerCorrected",
        "ChairAppointed",
        "Closed",
        "ClosedAsDuplicate",
        "ConsentGiven",
        "DecisionNotified",
        "DelayExplained",
        "DiscussionDeclined",
        "EVENTS",
        "EnquiryAnswered",
        "EscalationRequested",
        "Event",
        "Extended",
        "Finding",
        "IndependentPersonAppointed",
        "InterestDecided",
        "InvestigationReported",
        "LateRequestDecided",
        "LearningPoint",
        "NotAccepted",
        "NoticePublished",
        "OfficerReportCirculated",
        "OfficerReportConsidered",
        "OmbudsmanDecided",
        "OmbudsmanEnquired",
        "OmbudsmanFinding",
        "PanelArranged",
        "PanelMet",
        "PanelReported",
        "PanelRequested",
        "PapersCirculated",
        "Party",
        "PeriodSet",
        "PlanAgreed",
        "ProcedureExplained",
        "ProceedingsEnded",
        "ProviderAcknowledged",
        "Received",
        "RecordFinalised",
        "ReferredToOmbudsman",
        "RefusalNotified",
        "Reopened",
        "ReportConsidered",
        "ReportIssued",
        "Rerouted",
        "Resolved",
        "Responded",
        "Resubmitted",
        "SentToProvider",
        "StageSkipped",
        "StartDateAgreed",
        "Suspended",
        "TermsConfirmed",
        "WithdrawalConfirmed",
        "WithdrawalTakenBack",
        "Withdrawn",
        "overall_outcome",
    ),
    "feedback": (
        "Feedback",
        "load_feedback",
    ),
    "figures": (
        "Cell",
        "MoneyTotal",
        "OverdueAction",
        "Rounding",
        "Share",
        "Spread",
        "Table",
        "rounded",
    ),
    "history": ("Move",),
    "intake": (
        "Decision",
        "Intake",
        "Subject",
        "load_intake",
    ),
    "law": (
        "Certainty",
        "Citation",
        "Force",
        "Source",
    ),
    "local": ("local_procedure",),
    "measures": (
        "ActionStatus",
        "Better",
        "DIMENSIONS",
        "Detail",
        "Dimension",
        "Fate",
        "MEASURES",
        "Measure",
        "Recorded",
        "SPREADS",
        "Standing",
        "Timeliness",
    ),
    "model_checker": (
        "FaultKind",
        "ModelFault",
        "ModelReport",
        "check_model",
    ),
    "periods": (
        "AFTER",
        "BEFORE",
        "Counting",
        "FROM",
        "Period",
        "Unit",
        "calendar_days",
        "months",
        "working_days",
        "years",
    ),
    "policy": (
        "LocalPolicy",
        "PolicyNote",
        "RowChanges",
        "local_target",
    ),
    "procedure": (
        "Amendment",
        "Cap",
        "Entering",
        "Extension",
        "Kind",
        "LastDayOf",
        "NamedDay",
        "On",
        "Procedure",
        "Reading",
        "Remark",
        "ReportContent",
        "Requirement",
        "RunsOut",
        "Softening",
        "State",
        "Step",
        "TimeLimit",
        "Transition",
    ),
    "procedures": (
        "RULEBOOK",
        "Rulebook",
        "get_policy",
        "get_procedure",
        "policies",
        "procedures",
    ),
    "reports": (
        "Problem",
        "ProblemKind",
        "Report",
        "RequiredContent",
        "completeness",
        "report",
    ),
    "routing": (
        "OpenDecision",
        "Part",
        "Triage",
        "triage",
    ),
    "serialization": (
        "dump_case",
        "dump_cases",
        "load_case",
        "load_cases",
    ),
    "timetables": ("timetable",),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}

# What `from complaintrules import …` gives besides: modules, which nothing imports by itself.
_MODULES = (*_NAMES, "bulk", "cli", "report_page", "testing")

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of texts, worked out


def _meant(name: str) -> str:
    """What somebody may have meant who asked for a name that is not there."""
    if name.startswith("_"):  # what Python itself and its tools ask for
        return ""
    if name in _MODULES:
        return f"; it is a module: from {__name__} import {name}"
    import difflib  # noqa: PLC0415 - only where something is misspelt

    close = difflib.get_close_matches(name, __all__, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(close)}?" if close else ""


if not TYPE_CHECKING:  # a type checker reads the imports above, and would take any name for granted

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
