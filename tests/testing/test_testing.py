"""The strategies published for users: what they give is legal, reaches everything, wastes nothing, and shrinks."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector
from hypothesis.vendor.pretty import pretty

import complaintrules as cr
import complaintrules.testing
from complaintrules.calendars.periods import Counting, Period, Unit, working_days
from complaintrules.events import EVENTS, Event, Sent
from complaintrules.routing.intake import Decision, Subject
from complaintrules.rules.law import Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import START, STAY, Cap, Extension, On, State, TimeLimit, Transition
from complaintrules.testing import calendars, cases, dates, events, impossible_histories, intakes, periods, reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

ONE_DAY = timedelta(days=1)
VERSIONS = {f"{key} {version.version}": version for key in cr.procedures() for version in cr.RULEBOOK.versions(key)}


def drawn(strategy: SearchStrategy[Any], count: int, start: int = 0) -> list[Any]:
    """So many values, the same in every run."""
    found: list[Any] = []

    @seed(start)
    @settings(max_examples=count, database=None, phases=[Phase.generate], deadline=None)
    @given(strategy)
    def keep(value: Any) -> None:
        found.append(value)

    keep()
    return found


def reached(strategy: SearchStrategy[Any], seen: Callable[[Any], set[Any]], wanted: set[Any], most: int = 1500) -> set[Any]:
    """What is seen among the values drawn, until nothing that is wanted is missing; after so many draws it is given up."""
    found: set[Any] = set()
    for start in range(0, most, 50):
        for value in drawn(strategy, 50, start):
            found |= seen(value)
        if wanted <= found:
            break
    return found


# --- days, calendars, periods


def share(days: list[date], near: Callable[[date], bool]) -> float:
    """The share of days that lie three days or less from one of a kind."""
    return sum(any(near(day + passed * ONE_DAY) for passed in range(-3, 4)) for day in days) / len(days)


EASTERS = {date(2021, 4, 4), date(2022, 4, 17), date(2023, 4, 9), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)}


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize(
    ("near", "by_chance"),
    [
        (lambda day: (day.month, day.day) == (2, 29), 7 / 1461),
        (lambda day: (day.month, day.day) == (12, 31), 7 / 365),
        (lambda day: day.month in {3, 10} and day.day > 24 and day.isoweekday() == 7, 14 / 365),
        (lambda day: day in {date(2000, 1, 1), date(2050, 12, 31), date(2028, 12, 31)}, 15 / 18628),
    ],
    ids=["leap days", "year ends", "clock changes", "edges"],
)
def test_days_that_are_got_wrong_are_drawn_far_more_often_than_chance_would(
    near: Callable[[date], bool], by_chance: float
) -> None:
    """Each kind at least three times as often."""
    assert share(drawn(dates(), 1000), near) > 3 * by_chance


def test_bank_holidays_are_those_of_the_division() -> None:
    """Scotland's St Andrew's Day, 30 November, is sought out with Scotland's list and not with that of England and Wales."""
    years_apart = {
        division: share(
            drawn(dates(date(2021, 11, 1), date(2021, 11, 30), division=division), 300), lambda day: day == date(2021, 11, 30)
        )
        for division in ("scotland", "england-and-wales")
    }
    # It is the end of the month too; of 30 days the last 4 are near it, about 13 in 100.
    assert years_apart["scotland"] > years_apart["england-and-wales"] > 0.13


def test_days_stay_inside_the_bounds_given() -> None:
    """One day is a range too, and a range outside every landmark."""
    assert set(drawn(dates(date(2026, 6, 17), date(2026, 6, 17)), 5)) == {date(2026, 6, 17)}
    some = drawn(dates(date(2026, 4, 1), date(2026, 4, 8)), 100)
    assert date(2026, 4, 3) in some
    assert min(some) >= date(2026, 4, 1)
    assert max(some) <= date(2026, 4, 8)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"min_value": "2026-04-01"}, cr.WrongTypeError),
        ({"min_value": date(2026, 4, 2), "max_value": date(2026, 4, 1)}, cr.WrongValueError),
        ({"division": "wessex"}, cr.UnknownKeyError),
    ],
)
def test_dates_refuse_bounds_that_are_none(arguments: dict[str, Any], error: type[Exception]) -> None:
    """At once, and not when the first is drawn."""
    with pytest.raises(error):
        dates(**arguments)


def test_calendars_are_of_every_division_with_closures_and_without() -> None:
    """The union too; and of one division only where that is asked for."""
    kinds = {(division, closed) for division in cr.Division for closed in (True, False)}
    assert reached(calendars(), lambda calendar: {(calendar.division, bool(calendar.closures))}, kinds) == kinds
    assert {calendar.division for calendar in drawn(calendars("scotland"), 5)} == {cr.Division.SCOTLAND}
    with pytest.raises(cr.UnknownKeyError):
        calendars("wessex")


def test_periods_are_of_every_unit_counted_in_every_way() -> None:
    """They roll and do not roll, wherever a period may roll."""
    ways = {
        (unit, counting, rolls)
        for unit in Unit
        for counting in Counting
        for rolls in (False, True)
        if not rolls or (unit is not Unit.WORKING_DAYS and counting is not Counting.BEFORE)
    }
    assert reached(periods(), lambda period: {(period.unit, period.counting, period.rolls)}, ways) == ways


# --- events


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_an_event_of_every_kind_says_everything_that_it_may(kind: type[Event]) -> None:
    """Every field is drawn, and each that may be left out is left out too."""
    fields = attrs.fields(kind)
    optional = {(field.name, None) for field in fields if field.default is None}
    wanted = {*optional, *((field.name, "given") for field in fields if field.default is not None)}

    def seen(event: Event) -> set[Any]:
        assert type(event) is kind
        said = {field.name: getattr(event, field.name) for field in fields}
        usual = {field.name: field.default for field in fields}
        return {
            (name, None if value is None else "given") for name, value in said.items() if value is None or value != usual[name]
        }

    assert reached(events(kind), seen, wanted) >= wanted


@pytest.mark.usefixtures("untraced")
def test_events_of_no_named_kind_are_of_all_kinds() -> None:
    """So are those of a parent of kinds; only the receipt is no event that one party sends another."""
    kinds: set[Any] = set(EVENTS.values())
    assert reached(events(), lambda event: {type(event)}, kinds) == kinds
    assert reached(events(Sent), lambda event: {type(event)}, kinds - {cr.Received}) == kinds - {cr.Received}


def test_events_are_filed_on_the_days_asked_for() -> None:
    """Of the complainant's act that is the arrival, where it is known."""
    days = st.dates(date(2026, 3, 2), date(2026, 3, 6))
    wanted = {date(2026, 3, day) for day in range(2, 7)} | {"sent before"}

    def seen(event: cr.Event) -> set[Any]:
        return {event.filed_on, "sent before" if event.on < date(2026, 3, 2) else event.filed_on}

    assert reached(events(days=days), seen, wanted) == wanted


@attrs.frozen(kw_only=True)
class Visited(Sent):
    """A kind of event of a user's own, with a check that no strategy can know of."""

    key, title, actor = "visited", "Visited", cr.Party.AUTHORITY
    hours: int | None = None
    until: date | None = None
    length: float = 1.5
    room: str = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Refuse a visit that is long and goes on for days."""
        Sent.__attrs_post_init__(self)
        if self.hours is not None and self.hours > 2 and self.until is not None:
            raise ValueError(self.hours)


def test_events_of_a_users_own_kind_are_drawn_by_the_types_of_their_fields() -> None:
    """What the class refuses is left out; what it must have is there."""
    wanted = {*((hours, "one day") for hours in (None, 1, 2, 3, 4)), *((hours, "days") for hours in (None, 1, 2))}
    found = reached(events(Visited), lambda event: {(event.hours, "days" if event.until else "one day")}, wanted)
    assert found == wanted
    assert len({event.room for event in drawn(events(Visited), 50)}) > 5


@attrs.frozen(kw_only=True)
class Hidden(Sent):
    """A kind with a field of a type that is imported for the type checker alone."""

    key, title, actor = "hidden", "Hidden", cr.Party.AUTHORITY
    what: SearchStrategy[int] = attrs.field()


def test_a_kind_whose_types_nobody_can_see_is_refused_in_words() -> None:
    """A type that only a checker knows says nothing when the program runs."""
    with pytest.raises(cr.WrongValueError, match="what is not known when the program runs"):
        drawn(events(Hidden), 1)


@pytest.mark.parametrize("kind", [str, "responded", 3])
def test_what_is_no_kind_of_event_is_refused(kind: Any) -> None:
    """At once."""
    with pytest.raises(cr.WrongTypeError, match="a type of event"):
        events(kind)


# --- cases


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.thorough
def test_histories_reach_every_state(version: str) -> None:
    """However far from the beginning it lies."""
    states: set[Any] = {state.key for state in VERSIONS[version].states}
    assert reached(cases(VERSIONS[version]), lambda case: {move.state for move in case.moves}, states) == states


# The variants of the children's procedure leave some of its rules out, and add none.
@pytest.mark.parametrize("version", [version for version in VERSIONS if not version.startswith("england-children-")])
@pytest.mark.thorough
def test_histories_hold_every_event_that_a_rule_names(version: str) -> None:
    """The rare ones too, that nothing asks for and that move nothing."""
    kinds: set[Any] = {transition.event for transition in VERSIONS[version].transitions}
    assert reached(cases(VERSIONS[version]), lambda case: set(map(type, case.events)), kinds, most=3000) == kinds


@pytest.mark.parametrize("key", [None, *cr.procedures()])
def test_histories_are_legal_and_no_longer_than_asked(key: str | None) -> None:
    """Each can be replayed from its facts in the version in force when it came, and its deadlines worked out."""
    for case in drawn(cases(key, max_events=9), 40):
        again = cr.Case.replay(case.procedure.key, case.events)
        assert (again.procedure, again.state) == (case.procedure, case.state)
        assert len(case.events) <= 9
        assert isinstance(case.deadlines(case.events[-1].filed_on), tuple)


@pytest.mark.thorough
def test_histories_hold_whatever_a_case_system_must_hold() -> None:
    """Acts in time, late and never; clocks moved; arrivals known and not; points, findings, learning, actions, every outcome."""
    wanted = {
        *cr.Status, *cr.Outcome, "no outcome", "moved", "again", "last day", "irregular", "several findings", "own points",
        "several points", "arrival known", "arrival unknown", "on its way", "learning", "actions", "stage-skipped", "extended",
        "reference", "team", "service", "complainant", "tags", "no reference",
    }  # fmt: skip
    assert reached(cases(), shown, wanted) >= wanted


def shown(case: cr.Case) -> set[Any]:
    """What a case has to show."""
    rows = case.deadlines(case.events[-1].filed_on)
    points = getattr(case.events[0], "points", ())
    facts = {
        "moved": any(row.due != row.normal_due for row in rows),
        "again": any(row.occurrence > 1 for row in rows),
        "last day": any(row.done_on == row.due for row in rows if row.due is not None),
        "irregular": bool(case.irregularities()),
        "several findings": len({finding.outcome for finding in case.findings}) > 1,
        "own points": any(finding.point in points for finding in case.findings),
        "several points": len(points) > 1,
        "no reference": case.reference is None,
        **{name: bool(getattr(case, name)) for name in ("reference", "team", "service", "complainant", "tags")},
    }
    return (
        {what for what, is_so in facts.items() if is_so}
        | {row.status for row in rows}
        | {case.outcome or "no outcome"}
        | {what for event in case.events for what in happened(event)}
    )


def happened(event: Event) -> set[str]:
    """What one event has to show."""
    found = {event.key, *(name for name in ("learning", "actions") if getattr(event, name, ()))}
    if isinstance(event, Sent):
        found.add("arrival known" if event.arrival_known else "arrival unknown")
        found |= {"on its way"} if event.arrived > event.on else set()
    return found


@pytest.mark.usefixtures("untraced")
def test_any_procedure_is_drawn_where_none_is_named() -> None:
    """And of a key, every version that was ever in force."""
    drawn_of = {f"{version.key} {version.version}" for version in VERSIONS.values()}
    assert reached(cases(), lambda case: {f"{case.procedure.key} {case.procedure.version}"}, drawn_of) == drawn_of
    versions = {version.version for version in cr.RULEBOOK.versions("england-adult-social-care")}
    assert reached(cases("england-adult-social-care"), lambda case: {case.procedure.version}, versions) == versions


def test_a_case_of_one_event_was_only_received() -> None:
    """The event that opens a case counts."""
    assert {len(case.events) for case in drawn(cases(max_events=1), 30)} == {1}


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: cases("england-childrens"), cr.UnknownKeyError),
        (lambda: cases(max_events=0), cr.WrongValueError),
        (lambda: cases(max_events=2.5), cr.WrongTypeError),  # type: ignore[arg-type]  # on purpose
        (lambda: cases(3), cr.WrongTypeError),  # type: ignore[arg-type]  # on purpose
        (lambda: impossible_histories("england-childrens"), cr.UnknownKeyError),
        (lambda: reports(max_cases=-1), cr.WrongValueError),
    ],
)
def test_what_no_case_can_be_made_of_is_refused_at_once(make: Callable[[], Any], error: type[Exception]) -> None:
    """Not when the first is drawn."""
    with pytest.raises(error):
        make()


RULES = Source("Visits", "Visits: rules of an association", unit="rule", short_unit="rule")
VISITS = Procedure(
    key="visits",
    version="1990",
    title="Visits",
    since=date(1990, 1, 1),
    until=date(1990, 12, 31),
    division="scotland",
    sources=(RULES,),
    states=(State("open", "Open"), State("seen", "Seen", rests=True), State("over", "Over", final=True)),
    transitions=(
        Transition(START, cr.Received, "open", RULES("1")),
        # Where a long visit goes on for days, the class refuses what was drawn, and without its hours it leads nowhere.
        Transition("open", Visited, "seen", RULES("2"), when=cr.Given("hours", (3,), "it took three hours")),
        # No limit runs that could be extended.
        Transition("seen", cr.Extended, STAY, RULES("2")),
        # Only a day that the event names tells the one from the other.
        Transition("seen", cr.PlanAgreed, "over", RULES("3"), when=cr.LaterThanStart("until", "visit", "it ends later")),
        Transition("seen", cr.NotAccepted, "over", RULES("4"), when=cr.Given("case_outcome", (cr.Outcome.OUT_OF_TIME,), "late")),
        Transition(("open", "seen"), cr.Closed, STAY, RULES("5")),
    ),
    limits=(
        TimeLimit(
            key="visit",
            title="Visit",
            binds=cr.Party.AUTHORITY,
            force=cr.Force.LOCAL_POLICY,
            within=("open",),
            starts=(On(cr.Received),),
            ends=(Visited,),
            period=working_days(10),
            extension=Extension(to=None, cap=Cap.AGREED, before_expiry=False, cite=RULES("2"), grounds="any"),
            cite=RULES("2"),
        ),
    ),
)


def test_a_procedure_of_a_users_own_is_played_like_any_other() -> None:
    """With its own events, in its own years, though they lie before any that a calendar holds."""
    wanted = {"open", "seen", "over", 1990}
    found = drawn(cases(VISITS), 200)
    assert {case.events[0].on.year for case in found} | {move.state for case in found for move in case.moves} == wanted
    # What came last is the end: nothing may happen there.
    assert all(not case.next_events() for case in found if case.state == "over")
    for case, event in drawn(impossible_histories(VISITS), 50):
        with pytest.raises(cr.ImpossibleEventError):
            case.record(event)


def test_what_a_case_allows_is_moved_out_of_order_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where half of what can be drawn may happen at any time, whatever the facts, it is put before what was filed last."""
    monkeypatch.setattr("complaintrules.testing._cases.EVENTS", {})
    answer, close = (Transition("open", Visited, "over", RULES("2")), Transition(("open", "over"), cr.Closed, STAY, RULES("5")))
    states = (State("open", "Open"), State("over", "Over", final=True))
    received = Transition(START, cr.Received, "open", RULES("1"))
    easy = attrs.evolve(VISITS, key="easy", states=states, transitions=(received, answer, close))
    found = drawn(impossible_histories(easy, max_events=1), 240)
    assert all(case.why_not(event) for case, event in found)
    assert {type(event) for _, event in found} == {cr.Received, Visited, cr.Closed}
    allowed = [(case, event) for case, event in found if not isinstance(event, cr.Received)]
    assert all(event.filed_on < case.events[-1].filed_on for case, event in allowed)


# --- what must be refused


@pytest.mark.parametrize("key", cr.procedures())
@pytest.mark.thorough
def test_an_impossible_event_is_refused_and_leaves_the_case_as_it_was(key: str) -> None:
    """Because no rule leads on by it, because the facts are others, or because it comes out of order."""
    # In the procedures for data protection and for public reports, no fact keeps an event from happening.
    wanted = {"order", "rule"} | ({"facts"} if key not in {"uk-data-protection", "ombudsman-report"} else set())

    def why(pair: tuple[cr.Case, Event]) -> set[str]:
        case, event = pair
        before = case.events
        with pytest.raises(cr.ImpossibleEventError):
            case.record(event)
        assert case.events == before
        late = event.filed_on >= before[-1].filed_on
        return {"order" if not late else "facts" if case.procedure.moves(case.state, type(event)) else "rule"}

    assert reached(impossible_histories(key), why, wanted) >= wanted


# --- intakes and reports


@pytest.mark.usefixtures("untraced")
def test_triage_answers_for_every_intake() -> None:
    """Every verdict is met, every destination, decisions that were taken, and what is no complaint."""
    wanted = {
        *cr.Verdict, *cr.FeedbackType, *cr.Question, "no feedback", "no day", 0, 1, 2, 3, "england-children", "nowhere",
        "england-children-fostering-limit", "england-adult-social-care", "england-public-health", "england-corporate",
        "england-housing", "uk-data-protection", "shropshire-corporate-2016",
    }  # fmt: skip

    def seen(intake: cr.Intake) -> set[Any]:
        parts = cr.triage(intake).parts
        return {
            intake.feedback or "no feedback", "day" if intake.received_on else "no day", len(intake.subjects),
            *(decision.question for decision in intake.decisions),
            *(part.verdict for part in parts), *(part.procedure or "nowhere" for part in parts),
        }  # fmt: skip

    assert reached(intakes(), seen, wanted) >= wanted


@pytest.mark.usefixtures("untraced")
def test_reports_are_of_some_cases_and_hold_together() -> None:
    """Their figures are not all nothing, they come back from data, and two of one period could be merged."""
    wanted = {"several cases", "feedback", "problem", "spread"}

    def seen(figures: cr.Report) -> set[str]:
        assert cr.Report.from_dict(figures.as_dict()) == figures
        assert figures.merged(figures).count("received") == 2 * figures.count("received")
        facts = {
            "several cases": figures.count("received") > 1,
            "feedback": figures.count("feedback") > 0,
            "problem": bool(figures.problems),
            "spread": bool(figures.spreads),
        }
        return {what for what, is_so in facts.items() if is_so}

    assert reached(reports(), seen, wanted) == wanted


# --- as hypothesis sees them

KNOWN = (
    cr.Case, cr.WorkingDayCalendar, Period, Procedure, cr.Report, cr.Intake, Subject, Decision, cr.Feedback, cr.Finding,
    cr.LearningPoint, cr.Action, Event, Sent, *EVENTS.values(),
)  # fmt: skip


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__name__)
def test_hypothesis_knows_the_classes_once_the_module_is_imported(kind: type[Any]) -> None:
    """`st.from_type` gives values of the class."""
    assert all(isinstance(value, kind) for value in drawn(st.from_type(kind), 5))


@settings(max_examples=5)
@given(...)
def test_given_fills_in_what_is_annotated(case: cr.Case, calendar: cr.WorkingDayCalendar) -> None:
    """Nothing else has to be said."""
    assert case.with_calendar(calendar) == case


@pytest.mark.parametrize(
    "strategy",
    [dates(), calendars(), periods(), events(), cases(), impossible_histories(), intakes(), reports(), cases(VISITS)],
    ids=["dates", "calendars", "periods", "events", "cases", "impossible_histories", "intakes", "reports", "of a user's own"],
)
@pytest.mark.thorough
def test_no_draw_is_thrown_away(strategy: SearchStrategy[Any]) -> None:
    """Not one is rejected. What hypothesis cuts short by itself, to vary what it drew before, is its own affair."""
    runs: list[Any] = []
    keep: Any = runs.append
    with collector.with_value(keep):
        settings(max_examples=100, derandomize=True, database=None, phases=[Phase.generate], deadline=None)(
            given(strategy)(lambda _: None)
        )()
    ended = Counter(case["status"] for run in runs for case in run["generate-phase"]["test-cases"])
    assert ended["valid"] == 100
    assert ended["invalid"] == 0


@pytest.mark.parametrize(
    ("key", "wanted", "shortest_history"),
    [
        ("england-children", lambda case: case.stage == 2, 2),  # received, stage skipped
        ("uk-data-protection", lambda case: bool(case.breaches(case.events[-1].filed_on)), 2),  # received, anything later
        ("england-children", lambda case: case.state == "panel-met", 5),  # received, skipped, answered, panel asked for, met
    ],
    ids=["stage 2", "breach", "panel met"],
)
@pytest.mark.thorough
def test_a_failing_example_shrinks_to_the_shortest_history(
    key: str, wanted: Callable[[cr.Case], bool], shortest_history: int
) -> None:
    """With nothing in it that is not needed: no note, no findings, no words on the cover."""
    always = random.Random(7)  # noqa: S311 - the same search in every run
    case = find(cases(key), wanted, random=always, settings=settings(database=None, max_examples=2000))
    assert len(case.events) == shortest_history
    assert (case.reference, case.team, case.tags, case.findings) == (None, None, (), ())
    assert {event.note for event in case.events} == {None}


def test_a_failing_example_is_shown_so_that_it_can_be_pasted() -> None:
    """As the facts that JSON holds, and not with every rule of its procedure; a calendar as what makes it."""

    @settings(database=None, derandomize=True, phases=[Phase.generate])
    @given(cases("england-housing"), st.from_type(cr.WorkingDayCalendar), st.from_type(Procedure))
    def fails(case: cr.Case, calendar: cr.WorkingDayCalendar, procedure: Procedure) -> None:
        assert not calendar.closures, (case, procedure)

    with pytest.raises(AssertionError) as failed:
        fails()
    shown = "\n".join(failed.value.__notes__)
    assert "case=load_case({" in shown
    assert "calendar=WorkingDayCalendar.for_division('" in shown
    assert ".with_closures({datetime.date(" in shown
    assert "procedure=<Procedure " in shown
    assert len(shown) < 8000
    assert pretty(cr.WorkingDayCalendar.for_uk()) == "WorkingDayCalendar.for_division('united-kingdom')"


# --- without hypothesis


def python(program: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    return done.stdout.strip()


def test_the_package_itself_never_loads_hypothesis() -> None:
    """Not with all of its public names."""
    assert (
        python("import sys, complaintrules as cr; [getattr(cr, name) for name in cr.__all__]; print('hypothesis' in sys.modules)")
        == "False"
    )


def test_a_missing_hypothesis_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is ours, and an ImportError too."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ImportError) as missing:
        importlib.reload(complaintrules.testing)
    assert isinstance(missing.value, cr.ComplaintRulesError)
    assert str(missing.value) == "this needs hypothesis, which is not installed: python3 -m pip install hypothesis"
