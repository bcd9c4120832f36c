"""A complaint begun under the wrong procedure and moved to the right one is one complaint, and its first wait shows."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules.cli import main

if TYPE_CHECKING:
    from pathlib import Path

YEAR: dict[str, Any] = {"start": date(2025, 4, 1), "end": date(2026, 3, 31)}
COMPLAINTS = tuple(key for key in cr.procedures() if key != "ombudsman-report")


def corporate(moved_on: date = date(2025, 6, 23)) -> cr.Case:
    """Received on Monday 2 June 2025 as a corporate complaint, and moved."""
    case = cr.Case.open("england-corporate", cr.Received(on=date(2025, 6, 2)), reference="C-1", team="Contact", service="Care")
    why = "about a child in need"
    return case.record(cr.Rerouted(on=moved_on, to="england-children", continued_by="CH-1", why=why))


def children(**cover: Any) -> cr.Case:
    """The same complaint under the children's procedure, from Monday 23 June 2025."""
    details: dict[str, Any] = {"reference": "CH-1", "team": "Assessment", "service": "Care", "continues": "C-1"}
    first = {"first_received_on": date(2025, 6, 2)}
    return cr.Case.open("england-children", cr.Received(on=date(2025, 6, 23)), **details | first | cover)


@pytest.mark.parametrize("key", COMPLAINTS)
def test_a_complaint_of_any_procedure_can_be_moved_to_another(key: str) -> None:
    """It ends there, and nothing falls due any more."""
    day = cr.get_procedure(key).since
    case = cr.Case.open(key, cr.Received(on=day)).record(cr.Rerouted(on=day, to="england-corporate"))
    assert (case.state, case.is_closed, case.closed_on, case.outcome) == ("rerouted", True, day, None)
    assert case.next_due(day) is None


@pytest.mark.parametrize("key", COMPLAINTS)
def test_a_case_that_is_over_keeps_its_end_when_it_is_moved(key: str) -> None:
    """What was done stays done: the fact is recorded, and moves nothing."""
    day = cr.get_procedure(key).since
    withdrawn = cr.Case.open(key, cr.Received(on=day)).record(cr.Withdrawn(on=day))
    moved = withdrawn.record(cr.Rerouted(on=day, to="england-corporate"))
    assert (moved.state, moved.outcome) == ("withdrawn", cr.Outcome.WITHDRAWN)


def test_moving_a_complaint_wipes_out_no_breach() -> None:
    """Acknowledged by 9 June (5 working days after the 2nd), it was not: on 23 June it is 10 working days late, and stays so."""
    breaches = corporate().breaches(date(2025, 9, 1))
    found = {(deadline.limit.key, deadline.due, deadline.status, deadline.days_late) for deadline in breaches}
    assert ("stage-1-acknowledge", date(2025, 6, 9), cr.Status.MISSED, 10) in found


def test_the_clocks_are_those_of_the_new_procedure() -> None:
    """Ten working days after Monday 23 June is Monday 7 July, and no corporate clock runs."""
    due = {deadline.limit.key: deadline.due for deadline in children().deadlines(date(2025, 6, 23))}
    assert due["stage-1"] == date(2025, 7, 7)
    assert "stage-1-acknowledge" not in due


def test_the_first_wait_is_said() -> None:
    """From Monday 2 to Monday 23 June are three weeks without a holiday: 15 working days."""
    assert (children().continues, children().first_received_on, children().first_wait) == ("C-1", date(2025, 6, 2), 15)
    assert children(first_received_on=None).first_wait is None


def test_one_complaint_is_received_once_though_the_file_holds_two_cases() -> None:
    """Received as corporate, moved; continued as children's, open. Every identity holds, by type, team and service."""
    report = cr.report([corporate(), children()], **YEAR)
    names = ("received", "continued", "rerouted", "closed", "open", "carried-over", "resumed")
    assert {name: report.count(name) for name in names} == {
        "received": 1, "continued": 1, "rerouted": 1, "closed": 0, "open": 1, "carried-over": 0, "resumed": 0,
    }  # fmt: skip
    for breakdown, old, new in (("type", "corporate", "statutory-children"), ("team", "Contact", "Assessment")):
        assert [report.count(name, breakdown, old) for name in ("received", "rerouted")] == [1, 1]
        assert [report.count(name, breakdown, new) for name in ("continued", "open")] == [1, 1]
    assert [report.count(name, "service", "Care") for name in ("received", "continued", "rerouted", "open")] == [1, 1, 1, 1]
    assert (report.count("feedback"), report.count("people"), report.count("cohort-closed")) == (1, 0, 0)


def test_the_report_shows_how_long_the_complaint_had_waited() -> None:
    """15 working days are 21 days of the calendar."""
    report = cr.report([corporate(), children()], **YEAR)
    units = ("working-days", "calendar-days")
    waits = [report.spread("first-wait", unit, "type", "statutory-children").counts for unit in units]
    assert waits == [((15, 1),), ((21, 1),)]
    assert cr.report([children(first_received_on=None)], **YEAR).spread("first-wait", "working-days").cases == 0


def test_moved_before_the_period_it_is_counted_no_more() -> None:
    """Moved in June 2025, it is over when the next year begins; the case that goes on is carried over."""
    report = cr.report([corporate(), children()], start=date(2026, 4, 1), end=date(2027, 3, 31))
    found = {name: report.count(name) for name in ("received", "continued", "rerouted", "carried-over", "open")}
    assert found == {"received": 0, "continued": 0, "rerouted": 0, "carried-over": 1, "open": 1}
    assert report.count("read", "fate", "earlier") == 1


def test_a_moved_case_lacks_no_outcome() -> None:
    """It has none to record, for it goes on elsewhere."""
    for table in (cr.completeness([corporate()]), cr.report([corporate()], **YEAR).table("completeness", "detail/recorded")):
        assert not [cell for cell in table.cells if cell.value[0] == "outcome" and cell.count]
        assert [cell.count for cell in table.cells if cell.value == ("team", "yes")] == [1]


def test_the_link_is_dumped_and_read_back() -> None:
    """Both on the cover, and the move among the events."""
    data = cr.dump_case(children())
    assert (data["continues"], data["first_received_on"]) == ("C-1", "2025-06-02")
    assert cr.load_case(data) == children() != children(continues="C-2")
    assert children() != children(first_received_on=None)
    moved = {"event": "rerouted", "on": "2025-06-23", "to": "england-children", "continued_by": "CH-1"}
    assert cr.dump_case(corporate())["events"][-1] == moved | {"why": "about a child in need"}
    assert cr.load_case(cr.dump_case(corporate())) == corporate()


@pytest.mark.parametrize(
    ("cover", "argument", "says"),
    [
        ({"first_received_on": date(2025, 6, 24)}, "first_received_on", "lies after the receipt in this case, 2025-06-23"),
        ({"continues": None}, "first_received_on", "give the earlier case's reference as continues"),
        ({"continues": "CH-1"}, "continues", "is this case's own reference"),
    ],
)
def test_a_link_that_cannot_be_is_refused(cover: dict[str, Any], argument: str, says: str) -> None:
    """When the case is opened and when it is loaded, with the cure."""
    with pytest.raises(cr.WrongValueError, match=says) as refused:
        children(**cover)
    assert refused.value.argument == argument
    data = cr.dump_case(children()) | {name: value and str(value) for name, value in cover.items()}
    with pytest.raises(cr.LoadError, match=says) as faulty:
        cr.load_case({name: value for name, value in data.items() if value is not None})
    assert [fault.path for fault in faulty.value.details] == [argument]


def test_a_first_receipt_that_is_no_day_is_refused() -> None:
    """In Python as in JSON."""
    with pytest.raises(cr.WrongTypeError, match="first_received_on must be"):
        children(first_received_on="2025-06-02")
    with pytest.raises(cr.LoadError, match=r"first_received_on: must be a date"):
        cr.load_case(cr.dump_case(children()) | {"first_received_on": "2/6/2025"})


def test_a_first_receipt_before_every_calendar_is_named_and_not_counted() -> None:
    """A report says which case it could not count."""
    report = cr.report([children(first_received_on=date(1899, 1, 2))], **YEAR)
    assert [problem.reference for problem in report.problems] == ["CH-1"]
    assert report.count("continued") == 0


def test_the_check_says_where_a_complaint_was_before_and_where_it_went(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """15 working days waited, beside deadlines that do not count them; in words and as JSON."""
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([corporate(), children(), children(reference="CH-2", first_received_on=None)])))
    main(["check", str(file), "--as-of", "2025-06-24"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Moved to another procedure; closed on 2025-06-23; to england-children, as CH-1" in said
    waited = "first received on 2025-06-02, 15 working days before this case, and no deadline here counts them"
    assert f"Continues C-1; {waited}" in said
    assert "Continues C-1 Local resolution" in said
    main(["check", str(file), "--as-of", "2025-06-24", "--json"])
    old, new, unknown = json.loads(capsys.readouterr().out)
    keys = ("continues", "first_received_on", "first_wait")
    assert [[found[key] for key in keys] for found in (old, new, unknown)] == [
        [None, None, None], ["C-1", "2025-06-02", 15], ["C-1", None, None],
    ]  # fmt: skip


def test_a_wait_of_one_day_and_a_move_nobody_followed_up_are_said_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From Friday 20 to Monday 23 June is one working day; a move may name no case that goes on."""
    moved = corporate().amend(1, cr.Rerouted(on=date(2025, 6, 23), to="england-children"))
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(cr.dump_cases([children(first_received_on=date(2025, 6, 20)), moved])))
    main(["check", str(file), "--as-of", "2025-06-24"])
    said = " ".join(capsys.readouterr().out.split())
    assert "first received on 2025-06-20, 1 working day before this case" in said
    assert "to england-children Late" in said or "to england-children In breach" in said
