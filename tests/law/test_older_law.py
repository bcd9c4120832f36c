"""What stood before the Codes of today: their earlier editions, and the council's or landlord's own procedure, by hand."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules import Case, Force, due, get_procedure
from complaintrules.cli import main
from complaintrules.events import Acknowledged, EscalationRequested, Extended, Received, Responded
from support.answers import rows_of

if TYPE_CHECKING:
    from pathlib import Path

HOUSING, CORPORATE = "england-housing", "england-corporate"


@pytest.mark.parametrize(
    ("key", "on", "version"),
    [
        (HOUSING, date(2000, 1, 1), "own-procedure"),
        (HOUSING, date(2020, 6, 30), "own-procedure"),
        (HOUSING, date(2020, 7, 1), "2020-07"),
        (HOUSING, date(2022, 3, 31), "2020-07"),
        (HOUSING, date(2022, 4, 1), "2022-04"),
        (HOUSING, date(2024, 3, 20), "2022-04"),
        (HOUSING, date(2024, 3, 31), "2022-04"),
        (HOUSING, date(2024, 4, 1), "2024-04"),
        (CORPORATE, date(2000, 1, 1), "own-procedure"),
        (CORPORATE, date(2016, 9, 5), "own-procedure"),
        (CORPORATE, date(2024, 1, 31), "own-procedure"),
        (CORPORATE, date(2024, 2, 1), "2024-02"),
        ("shropshire-corporate-2016", date(2016, 3, 31), "own-procedure"),
        ("shropshire-corporate-2016", date(2016, 4, 1), "2016-04"),
    ],
)
def test_every_day_has_its_edition(key: str, on: date, version: str) -> None:
    """The first Code of July 2020, the revision of April 2022, the statutory one of April 2024; before them, one's own."""
    assert get_procedure(key, on).version == version


def test_no_older_edition_is_statutory_and_all_its_rules_are_marked_as_unread() -> None:
    """Before 1 April 2024 a landlord should; the numbers are general knowledge, and shown so."""
    for version in ("2020-07", "2022-04"):
        found = cr.RULEBOOK.version(HOUSING, version)
        own = [limit for limit in found.limits if limit.key != "housing-ombudsman"]
        assert {(limit.force, limit.certainty.value) for limit in own} == {(Force.CODE, "K")}
        assert {limit.extension.notice_certainty for limit in own if limit.extension} == {cr.Certainty.GENERAL_KNOWLEDGE}
    for key in (HOUSING, CORPORATE):
        own = [limit for limit in cr.RULEBOOK.version(key, "own-procedure").limits if limit.key.startswith("stage-")]
        assert {(limit.force, limit.certainty.value, limit.period) for limit in own} == {(Force.LOCAL_POLICY, "K", None)}


def test_the_first_code_counts_stage_1_from_receipt_and_stage_2_from_the_request() -> None:
    """Received on Monday 1 March 2021, asked for stage 2 on Monday 22 March; Good Friday 2 April and Easter Monday 5 April.

    Five working days: 8 March; ten: 15 March, at most twenty: 29 March, whenever it was acknowledged. Twenty after 22 March:
    to 26 March four, to 1 April eight, 6 to 9 April twelve, to the 16th seventeen, Wednesday 21 April. Thirty: to the 23rd
    twenty-two, to the 30th twenty-seven; 3 May is a bank holiday, so Thursday 6 May.
    """
    opened = (Received(on=date(2021, 3, 1)), Acknowledged(on=date(2021, 3, 3)))
    first = rows_of(HOUSING, date(2021, 3, 3), *opened)
    assert first["stage-1-acknowledge"].due == date(2021, 3, 8)
    assert (first["stage-1-respond"].due, first["stage-1-respond"].latest) == (date(2021, 3, 15), date(2021, 3, 29))
    asked = (*opened, Responded(on=date(2021, 3, 15)), EscalationRequested(on=date(2021, 3, 19), received_on=date(2021, 3, 22)))
    second = rows_of(HOUSING, date(2021, 3, 22), *asked, Acknowledged(on=date(2021, 3, 22)))
    assert (second["stage-2-respond"].due, second["stage-2-respond"].latest) == (date(2021, 4, 21), date(2021, 5, 6))
    assert "stage-2-acknowledge" not in second


def test_the_code_of_2022_counts_stage_1_from_the_logging() -> None:
    """Received on Monday 6 June 2022: acknowledged by the 13th; logged on the 8th: 22 June, at most 6 July.

    Nothing recorded: ten working days after the 13th, Monday 27 June, assumed. Asked for stage 2 on Friday 1 July: 29 July, at
    most 12 August. No bank holiday lies between 3 June and 29 August 2022.
    """
    opened = (Received(on=date(2022, 6, 6)), Acknowledged(on=date(2022, 6, 8)))
    first = rows_of(HOUSING, date(2022, 6, 8), *opened)
    assert first["stage-1-acknowledge"].due == date(2022, 6, 13)
    assert (first["stage-1-respond"].due, first["stage-1-respond"].latest) == (date(2022, 6, 22), date(2022, 7, 6))
    assumed = rows_of(HOUSING, date(2022, 6, 8), opened[0])["stage-1-respond"]
    assert (assumed.due, assumed.assumed) == (date(2022, 6, 27), True)
    asked = (*opened, Responded(on=date(2022, 6, 22)), EscalationRequested(on=date(2022, 7, 1)))
    second = rows_of(HOUSING, date(2022, 7, 1), *asked)["stage-2-respond"]
    assert (second.due, second.latest) == (date(2022, 7, 29), date(2022, 8, 12))


def test_the_older_codes_gave_six_months_to_complain() -> None:
    """From 15 January 2021 and 2023 to 15 July; the Code of 2024 gives twelve."""
    assert due(HOUSING, "make-complaint", date(2021, 1, 15)).due == date(2021, 7, 15)
    assert due(HOUSING, "make-complaint", date(2023, 1, 15)).due == date(2023, 7, 15)
    assert due(HOUSING, "make-complaint", date(2025, 1, 15)).due == date(2026, 1, 15)


def test_a_late_notice_moves_nothing_under_the_older_codes_either() -> None:
    """Due on 15 March 2021; told on the 16th that it will be the 22nd: late from the 15th."""
    events = (Received(on=date(2021, 3, 1)), Extended(on=date(2021, 3, 16), until=date(2021, 3, 22), why="repairs"))
    found = rows_of(HOUSING, date(2021, 3, 22), *events)["stage-1-respond"]
    assert (found.due, found.days_late) == (date(2021, 3, 15), 5)


def test_a_case_begun_under_one_edition_stays_under_it() -> None:
    """Received on 31 March 2022 and taken to stage 2 in May: no acknowledgement of that request is owed."""
    events = (Received(on=date(2022, 3, 31)), Responded(on=date(2022, 4, 8)), EscalationRequested(on=date(2022, 5, 3)))
    case = Case.replay(HOUSING, events)
    assert case.procedure.version == "2020-07"
    assert "stage-2-acknowledge" not in {row.limit.key for row in case.deadlines(date(2022, 5, 3))}


def test_the_complaint_that_fell_out_of_the_next_years_report_is_in_it() -> None:
    """Received by a landlord on 20 March 2024 and answered on 12 April: open in one year, carried over and closed in the next."""
    case = Case.replay(HOUSING, (Received(on=date(2024, 3, 20)), Responded(on=date(2024, 4, 12))))
    before = cr.report([case], start=date(2023, 4, 1), end=date(2024, 3, 31))
    after = cr.report([case], start=date(2024, 4, 1), end=date(2025, 3, 31))
    assert [before.count(key) for key in ("received", "open", "closed")] == [1, 1, 0]
    assert [after.count(key) for key in ("received", "carried-over", "closed")] == [0, 1, 1]
    assert before.problems == after.problems == ()


# --- years of a council's complaints in one file


def line(reference: str, procedure: str, received: str, *events: tuple[str, str] | dict[str, Any]) -> dict[str, Any]:
    """One case of the file."""
    told = [event if isinstance(event, dict) else {"event": event[0], "on": event[1]} for event in events]
    return {"procedure": procedure, "reference": reference, "events": [{"event": "received", "on": received}, *told]}


FILE = [
    line("D1", "uk-data-protection", "2018-03-29", ("responded", "2019-04-10")),
    line("C1", CORPORATE, "2019-05-07", ("acknowledged", "2019-05-09"), ("responded", "2019-06-04")),
    line("C2", CORPORATE, "2020-03-16", ("responded", "2020-04-20")),
    line("H1", HOUSING, "2020-03-23", ("responded", "2020-05-11")),
    line("H2", HOUSING, "2021-03-22", ("responded", "2021-04-12")),
    line("H3", HOUSING, "2022-03-28", ("responded", "2022-04-11")),
    line(
        "L1",
        "local-corporate",
        "2022-06-06",
        ("acknowledged", "2022-06-08"),
        {"event": "extended", "on": "2022-06-27", "until": "2022-07-15"},
        ("responded", "2022-07-14"),
        ("escalation-requested", "2023-03-27"),
        ("responded", "2023-04-24"),
    ),
    line("C3", CORPORATE, "2024-01-29", ("resolved", "2024-02-05")),
    line("H4", HOUSING, "2024-03-20", ("responded", "2024-04-12")),
    line("C4", CORPORATE, "2025-03-24", ("responded", "2025-04-07")),
    line("L2", "local-corporate", "2025-12-01", ("withdrawn", "2025-12-10")),
]
# Counted by hand from the days above: received, carried over, closed, and open at the end of each year to 31 March.
YEARS = {
    2019: (3, 1, 2, 2),  # C1 C2 H1; D1; C1 D1; C2 H1
    2020: (1, 2, 2, 1),  # H2; C2 H1; C2 H1; H2
    2021: (1, 1, 1, 1),  # H3; H2; H2; H3
    2022: (1, 1, 1, 1),  # L1; H3; H3; L1, at stage 2
    2023: (2, 1, 2, 1),  # C3 H4; L1; C3 L1; H4
    2024: (1, 1, 1, 1),  # C4; H4; H4; C4
    2025: (1, 1, 2, 0),  # L2; C4; C4 L2; none
}


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> str:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in FILE), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("year", YEARS)
def test_each_year_of_a_file_is_counted_whole(year: int, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is lost for want of a version, whatever Code came when; the one case that lacks one is named in its year."""
    period = ("--start", f"{year}-04-01", "--end", f"{year + 1}-03-31", "--json")
    assert main(["report", file, *period]) == 0
    printed = capsys.readouterr()
    found = cr.Report.from_dict(json.loads(printed.out))
    assert tuple(found.count(key) for key in ("received", "carried-over", "closed", "open")) == YEARS[year]
    assert (found.count("read"), found.count("read", "fate", "faulty")) == (11, 0)
    named = printed.err.count("no version of uk-data-protection was in force on 2018-03-29")
    assert (named, printed.err.count("\n")) == ((1, 1) if year == 2019 else (0, 0))


def test_the_whole_file_is_checked(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every case is answered; breaches are those of the Codes of their day, and none of a council's own procedure.

    H2, received 22 March 2021: ten working days end on 7 April, over Easter. H3, H4 and C4 were answered in time and never
    acknowledged: five working days ended on 4 April 2022, 27 March 2024 and 31 March 2025.
    """
    assert main(["check", file, "--as-of", "2026-03-31", "--json"]) == 1
    printed = capsys.readouterr()
    answers = json.loads(printed.out)
    assert [answer["reference"] for answer in answers] == [case["reference"] for case in FILE]
    breaches = {
        answer["reference"]: {row["limit"]: row["due"] for row in answer["breaches"]} for answer in answers if answer["breaches"]
    }
    assert breaches == {
        "H2": {"stage-1-acknowledge": "2021-03-29", "stage-1-respond": "2021-04-07"},
        "H3": {"stage-1-acknowledge": "2022-04-04"},
        "H4": {"stage-1-acknowledge": "2024-03-27"},
        "C4": {"stage-1-acknowledge": "2025-03-31"},
    }
    assert printed.err.count("\n") == 1
    assert "line 1: D1: no version of uk-data-protection was in force on 2018-03-29" in printed.err


def test_what_came_before_a_councils_own_procedure_was_set_up_is_counted_too() -> None:
    """Under a key of the council's own, set up in April 2021: the complaint of March is named, that of April has its times."""
    ours = cr.local_procedure(
        "ourtown-corporate",
        version="2021-04",
        title="Ourtown's corporate complaints",
        since=date(2021, 4, 1),
        division="england-and-wales",
        cite=cr.Source("Ourtown's policy", "Ourtown's complaints policy, 2021")("page 2"),
        answers=(cr.working_days(10), cr.working_days(20)),
    )
    lines = [
        json.dumps(line("old", ours.key, "2021-03-31", ("responded", "2021-05-04"))),
        json.dumps(line("new", ours.key, "2021-04-01", ("responded", "2021-05-04"))),
    ]
    found = list(cr.load_cases(lines, rulebook=cr.RULEBOOK.adding(ours)))
    figures = cr.report(found, start=date(2021, 4, 1), end=date(2022, 3, 31))
    assert tuple(figures.count(key) for key in ("received", "carried-over", "closed", "open")) == (1, 1, 2, 0)
    (problem,) = figures.problems
    assert (problem.kind, problem.reference, problem.kind.is_counted) == (cr.ProblemKind.NO_VERSION, "old", True)
    # Ten working days after Thursday 1 April 2021, over Good Friday and Easter Monday: Monday 19 April 2021.
    assert [[str(late.due) for late in case.breaches(date(2022, 3, 31))] for case in found] == [[], ["2021-04-19"]]
