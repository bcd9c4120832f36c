"""A complaint that stands in two cases is counted once, whatever either says of the other; and what does not fit is named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FIRST: dict[str, Any] = {"start": date(2025, 4, 1), "end": date(2026, 3, 31)}
SECOND: dict[str, Any] = {"start": date(2026, 4, 1), "end": date(2027, 3, 31)}
NAMES = ("received", "continued", "carried-over", "rerouted", "closed", "open")


def old(received: date = date(2025, 6, 2), moved_on: date | None = date(2025, 6, 23), **move: Any) -> cr.Case:
    """A corporate complaint, and its move to the case CH-1."""
    case = cr.Case.open("england-corporate", cr.Received(on=received), reference="C-1", team="Contact", complainant="P-1")
    if moved_on is None:
        return case
    return case.record(cr.Rerouted(on=moved_on, **({"to": "england-children", "continued_by": "CH-1"} | move)))


def new(received: date = date(2025, 6, 23), **cover: Any) -> cr.Case:
    """The case in which it goes on."""
    details: dict[str, Any] = {"reference": "CH-1", "continues": "C-1", "team": "Assessment", "complainant": "P-1"}
    return cr.Case.open("england-children", cr.Received(on=received), **details | cover)


def figures(report: cr.Report) -> dict[str, int]:
    """What there is of the figures that must come out even."""
    found = {name: report.count(name) for name in NAMES}
    assert found["received"] + found["continued"] + found["carried-over"] == found["rerouted"] + found["closed"] + found["open"]
    return {name: count for name, count in found.items() if count}


def problems(report: cr.Report) -> list[tuple[str, str]]:
    """What is named: the reference, and the words."""
    assert all(problem.kind is cr.ProblemKind.BROKEN_LINK and problem.kind.is_counted for problem in report.problems)
    return [(problem.reference, problem.says) for problem in report.problems]


def year(*cases: cr.Case, period: dict[str, Any] = FIRST) -> cr.Report:
    """The report; which is the same whatever the order, and if each case is counted by itself and all are merged."""
    report = cr.report(cases, **period)
    assert cr.report(reversed(cases), **period) == report
    first, *others = (cr.report([case], **period) for case in cases)
    for other in others:
        first = first.merged(other)
    assert first == report
    return report


def test_two_cases_that_name_each_other_are_one_complaint_and_no_problem() -> None:
    """Received in June, moved, and open in the case that continues it."""
    report = year(old(), new(first_received_on=date(2025, 6, 2)))
    assert figures(report) == {"received": 1, "continued": 1, "rerouted": 1, "open": 1}
    assert (problems(report), report.count("people")) == ([], 1)
    assert report.spread("first-wait", "working-days").counts == ((15, 1),)


def test_a_case_that_does_not_say_what_it_continues_is_counted_alone() -> None:
    """Two cases would be received, and the complaint is one: it is counted where it goes on, and the old case is named."""
    report = year(old(), new(continues=None))
    assert figures(report) == {"received": 1, "open": 1}
    assert report.count("received", "type", "statutory-children") == 1
    says = "it was moved to 'CH-1', which does not say that it continues this case; the complaint is counted there alone"
    assert problems(report) == [("C-1", says)]


def test_a_case_that_continues_what_is_not_there_is_counted_as_received() -> None:
    """In no year would it be received otherwise, and in no year would its complainant be counted."""
    report = year(new(first_received_on=date(2025, 6, 2)))
    assert figures(report) == {"received": 1, "open": 1}
    assert (report.count("people"), report.spread("first-wait", "working-days").cases) == (1, 0)
    says = "it continues 'C-1', and no case has that reference; it is counted as received"
    assert problems(report) == [("CH-1", says)]
    assert problems(year(new(reference=None))) == [("", says)]
    assert figures(year(new(), period=SECOND)) == {"carried-over": 1, "open": 1}
    assert problems(year(new(), period=SECOND)) == []


@pytest.mark.parametrize("complainant", [None, "P-2"])
def test_a_report_keeps_to_the_cases_whose_complaint_stands_in_no_other(complainant: str | None) -> None:
    """One more complaint beside them changes nothing of what they count for."""
    plain = cr.Case.open("england-corporate", cr.Received(on=date(2025, 7, 1)), reference="C-2", complainant=complainant)
    report = year(old(), plain, new())
    assert figures(report) == {"received": 2, "continued": 1, "rerouted": 1, "open": 2}
    assert report.count("people") == (1 if complainant is None else 2)


@pytest.mark.parametrize("moved_on", [date(2026, 4, 10), None])
def test_a_case_that_came_before_the_move_is_not_open_twice_at_the_end_of_the_year(moved_on: date | None) -> None:
    """On 31 March 2026 the old case stands open, to be moved on 10 April, or by nobody yet: the complaint is counted there."""
    on = date(2026, 3, 30)
    report = year(old(on, moved_on), new(on, first_received_on=on))
    assert figures(report) == {"received": 1, "open": 1}
    assert report.count("open", "type", "corporate") == 1
    says = "it continues 'C-1', which stands open as if it had not been moved; the complaint is counted there alone"
    assert problems(report) == [("CH-1", says)]


def test_it_goes_on_from_the_day_of_the_move() -> None:
    """The year after: one was open, so one is carried over; it is moved, and goes on."""
    on = date(2026, 3, 30)
    report = year(old(on, date(2026, 4, 10)), new(on), period=SECOND)
    assert figures(report) == {"continued": 1, "carried-over": 1, "rerouted": 1, "open": 1}
    assert problems(report) == []
    assert figures(year(old(), new(), period=SECOND)) == {"carried-over": 1, "open": 1}


def test_a_move_in_the_year_before_leaves_what_goes_on_as_carried_over() -> None:
    """Moved and continued in March: only the case that goes on is of the next year."""
    on = date(2026, 3, 30)
    report = year(old(on, on), new(on), period=SECOND)
    assert (figures(report), problems(report)) == ({"carried-over": 1, "open": 1}, [])


def test_a_move_to_a_case_of_after_the_year_is_no_problem() -> None:
    """What it says of itself is told when it comes; until then the complaint is moved, and is received once."""
    report = year(old(), new(date(2026, 4, 1), continues=None))
    assert (figures(report), problems(report)) == ({"received": 1, "rerouted": 1}, [])
    assert figures(year(old(continued_by=None))) == {"received": 1, "rerouted": 1}
    assert figures(year(old(continued_by="elsewhere"))) == {"received": 1, "rerouted": 1}


def test_a_case_moved_on_from_the_one_it_was_moved_to_is_one_complaint_still() -> None:
    """From C-1 to CH-1 to A-1; where that last one says nothing, it alone counts."""
    onward = cr.Rerouted(on=date(2025, 7, 7), to="england-adult-social-care", continued_by="A-1")
    middle = new().record(onward)
    received = cr.Received(on=date(2025, 7, 7))
    last = cr.Case.open("england-adult-social-care", received, reference="A-1", continues="CH-1")
    report = year(old(), middle, last)
    assert figures(report) == {"received": 1, "continued": 2, "rerouted": 2, "open": 1}
    assert problems(report) == []
    silent = cr.Case.open("england-adult-social-care", received, reference="A-1")
    report = year(old(), middle, silent)
    assert figures(report) == {"received": 1, "open": 1}
    assert problems(report) == [
        ("C-1", "it was moved to 'CH-1', and on from there; the complaint is counted in the last of these cases alone"),
        ("CH-1", "it was moved to 'A-1', which does not say that it continues this case; the complaint is counted there alone"),
    ]


def test_a_case_that_was_over_before_the_year_still_says_what_it_continues() -> None:
    """Withdrawn in 2025, it makes no problem of the move to it."""
    withdrawn = new().record(cr.Withdrawn(on=date(2025, 7, 1), received_on=date(2025, 7, 1)))
    report = year(old(moved_on=date(2026, 4, 10)), withdrawn, period=SECOND)
    assert (figures(report), problems(report)) == ({"carried-over": 1, "rerouted": 1}, [])


def test_points_that_go_on_in_another_case_are_no_second_count_of_the_first() -> None:
    """Point 2 goes on in CH-2 after other proceedings, point 1 in its own case: two are open, and one was received."""
    first = cr.Case.open(
        "england-children",
        cr.Received(on=date(2025, 6, 2), complainant=cr.Complainant.PARENT, points=("1", "2")),
        reference="CH-1",
    )
    for event in (
        cr.Suspended(on=date(2025, 6, 3), ground=cr.SuspensionGround.DISCIPLINARY, points=("2",)),
        cr.ProceedingsEnded(on=date(2025, 6, 4), received_on=date(2025, 6, 4)),
        cr.Resubmitted(on=date(2025, 6, 5), received_on=date(2025, 6, 5), continued_by="CH-2"),
    ):
        first = first.record(event)
    second = cr.Case.open("england-children", cr.Received(on=date(2025, 6, 5)), reference="CH-2", continues="CH-1")
    report = year(first, second)
    assert (figures(report), problems(report)) == ({"received": 1, "continued": 1, "open": 2}, [])


def test_days_that_a_merged_report_takes_back_leave_no_empty_spread() -> None:
    """Alone, CH-1 is received and closed in four days; beside C-1, which stands open, it counts for nothing."""
    closed = new().record(cr.Withdrawn(on=date(2025, 6, 27), received_on=date(2025, 6, 27)))
    alone, beside = cr.report([closed], **FIRST), cr.report([old(moved_on=None)], **FIRST)
    assert alone.spread("days-to-close", "calendar-days").counts == ((4, 1),)
    both = alone.merged(beside)
    assert figures(both) == {"received": 1, "open": 1}
    assert [spread for spread in both.spreads if spread.measure == "days-to-close"] == []


def test_what_is_closed_may_be_continued_without_a_move() -> None:
    """Withdrawn, and made again in a case that says so: nothing is open twice."""
    withdrawn = old(moved_on=None).record(cr.Withdrawn(on=date(2025, 6, 9), received_on=date(2025, 6, 9)))
    report = year(withdrawn, new())
    assert (figures(report), problems(report)) == ({"received": 1, "continued": 1, "closed": 1, "open": 1}, [])


# --- to or from what is not counted here


def ended(reference: str, received: date = date(2024, 6, 3), **cover: Any) -> cr.Case:
    """A children's complaint withdrawn four weeks after it was received."""
    case = new(received, reference=reference, **{"continues": None} | cover)
    on = received + timedelta(days=28)
    return case.record(cr.Withdrawn(on=on, received_on=on))


def public_report(reference: str) -> cr.Case:
    """A public report of the Ombudsman, which no complaint opens."""
    return cr.Case.open("ombudsman-report", cr.ReportIssued(on=date(2025, 6, 2)), reference=reference)


def uncounted(reference: str) -> cr.Case:
    """A complaint whose first receipt lies before every calendar: it is named, and counts for nothing."""
    return new(reference=reference, continues="C-9", first_received_on=date(1899, 1, 2))


BROKEN: list[tuple[str, str]] = [
    ("before", "which was over before the period"),
    ("report", "which does not count as a complaint"),
    ("uncounted", "which does not count as a complaint"),
]


def other(kind: str, reference: str) -> cr.Case:
    """A case that is not counted as a complaint of the year."""
    made = {"before": ended, "report": public_report, "uncounted": uncounted}
    return made[kind](reference)


def broken(report: cr.Report) -> list[tuple[str, str]]:
    """What is named for its links."""
    return [(each.reference, each.says) for each in report.problems if each.kind is cr.ProblemKind.BROKEN_LINK]


@pytest.mark.parametrize(("kind", "why"), BROKEN)
def test_a_move_to_a_case_that_is_not_counted_here_takes_no_complaint_away(kind: str, why: str) -> None:
    """It was received, and moved; the case that it names closed a year before, or is no complaint, or cannot be counted."""
    report = year(old(), other(kind, "CH-1"))
    assert figures(report) == {"received": 1, "rerouted": 1}
    assert broken(report) == [("C-1", f"it was moved to 'CH-1', {why}; it is counted as moved")]


@pytest.mark.parametrize(("kind", "why"), BROKEN[1:])
def test_what_continues_a_case_that_is_not_counted_here_is_counted_as_received(kind: str, why: str) -> None:
    """It would be received in no year otherwise."""
    report = year(new(), other(kind, "C-1"))
    assert figures(report) == {"received": 1, "open": 1}
    assert broken(report) == [("CH-1", f"it continues 'C-1', {why}; it is counted as received")]


def test_what_continues_a_case_of_after_the_year_is_counted_as_received() -> None:
    """What was received after it cannot have been received in it."""
    report = year(new(), old(date(2026, 4, 2), None))
    assert figures(report) == {"received": 1, "open": 1}
    assert broken(report) == [("CH-1", "it continues 'C-1', which was received after the period; it is counted as received")]


def test_what_continues_a_case_of_the_year_before_was_received_in_that_year() -> None:
    """Withdrawn in July 2024, and taken up in a case of June 2025: one complaint, received in the year before."""
    report = year(new(continues="C-0"), ended("C-0"))
    assert (figures(report), broken(report)) == ({"continued": 1, "open": 1}, [])


# --- links that lead round


def test_two_open_cases_that_continue_each_other_are_one_complaint() -> None:
    """It starts in the one received first; the other counts for nothing while that one is open."""
    report = year(new(continues="CH-2"), new(date(2025, 7, 1), reference="CH-2", continues="CH-1"))
    assert figures(report) == {"received": 1, "open": 1}
    assert report.count("received", "month", "2025-06") == 1
    round_ = "and from there the links lead back here; this case came first, so they are read from it"
    assert broken(report) == [
        ("CH-1", f"it continues 'CH-2', {round_}"),
        ("CH-2", "it continues 'CH-1', which stands open as if it had not been moved; the complaint is counted there alone"),
    ]


def test_two_closed_cases_that_continue_each_other_are_one_complaint() -> None:
    """Received in June, and gone on with in July: not gone on with twice."""
    report = year(ended("CH-1", date(2025, 6, 2), continues="CH-2"), ended("CH-2", date(2025, 7, 1), continues="CH-1"))
    assert figures(report) == {"received": 1, "continued": 1, "closed": 2}
    assert [reference for reference, _ in broken(report)] == ["CH-1"]


def test_two_cases_moved_to_each_other_are_one_complaint() -> None:
    """Neither says that it continues the other; it starts in the one received first, and was moved."""
    cover: dict[str, Any] = {"reference": "C-2", "team": "Contact"}
    second = cr.Case.open("england-corporate", cr.Received(on=date(2025, 6, 9)), **cover)
    second = second.record(cr.Rerouted(on=date(2025, 6, 30), to="england-corporate", continued_by="C-1"))
    report = year(old(continued_by="C-2"), second)
    assert figures(report) == {"received": 1, "rerouted": 1}
    assert broken(report) == [
        (
            "C-1",
            "it was moved to 'C-2', and from there the links lead back here; this case came first, so they are read from it",
        ),
        ("C-2", "it was moved to 'C-1', which does not say that it continues this case; the complaint is counted there alone"),
    ]


def test_a_case_moved_to_the_one_that_it_continues_counts_for_nothing() -> None:
    """Each says that it continues the other; it starts in the one received first, and that is where the other was moved."""
    moved = new(date(2025, 7, 1)).record(cr.Rerouted(on=date(2025, 7, 8), to="england-corporate", continued_by="C-1"))
    first = cr.Case.open("england-corporate", cr.Received(on=date(2025, 6, 2)), reference="C-1", continues="CH-1")
    report = year(moved, first)
    assert figures(report) == {"received": 1, "open": 1}
    assert broken(report) == [
        (
            "C-1",
            "it continues 'CH-1', and from there the links lead back here; this case came first, so they are read from it",
        ),
        ("CH-1", "it was moved to 'C-1', in which the complaint starts; it is counted there alone"),
    ]


def test_of_two_cases_with_one_reference_a_link_means_the_one_that_says_so() -> None:
    """C-1 was moved to CH-1, which is the reference of two: of the one that continues it, and of another complaint."""
    stranger = new(date(2025, 8, 4), continues=None, team="Other")
    report = cr.report([old(), new(), stranger], **FIRST)
    assert figures(report) == {"received": 2, "continued": 1, "rerouted": 1, "open": 2}
    assert [each.says for each in report.problems] == ["2 cases have this reference; all are counted"]


def test_a_case_without_a_reference_is_named_by_none_that_was_not_moved() -> None:
    """It continues C-1, which is the reference of two: one moved in the year to a third, and one that was never moved.

    Neither can have been moved to it by name, so the link means the one received first. That one stood open when the year began,
    and so the complaint is carried over there and goes on here; the other is carried over, and closed by its answer.
    """
    moved = old(date(2025, 3, 3), continued_by="CH-9")
    answered = cr.Case.replay(
        "england-corporate",
        [cr.Received(on=date(2025, 3, 10)), cr.Responded(on=date(2025, 4, 10), stage=1)],
        reference="C-1",
        continues="W-1",
    )
    report = year(moved, answered, new(date(2025, 3, 17), reference=None))
    assert figures(report) == {"continued": 1, "carried-over": 2, "rerouted": 1, "closed": 1, "open": 1}


# --- moved to what?


@pytest.mark.parametrize(
    ("to", "meant"),
    [("england-childern", "did you mean 'england-children'"), ("england-children", None), ("the school's own procedure", None)],
)
def test_a_move_to_a_misspelt_procedure_is_told(
    to: str, meant: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the report and by the check; a council's own word for a procedure that this library lacks is as good as a key."""
    case = old(to=to, continued_by=None)
    named = [problem for problem in year(case).problems if problem.kind is cr.ProblemKind.STRANGE_TARGET]
    assert [problem.reference for problem in named] == (["C-1"] if meant else [])
    assert all(problem.kind.is_counted and meant is not None and meant in problem.says for problem in named)
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([case])))
    main(["check", str(file), "--as-of", "2025-07-01"])
    said = capsys.readouterr().err
    assert (f"C-1: it was moved to 'england-childern', which is not a procedure of the rulebook; {meant}" in said) is bool(meant)
