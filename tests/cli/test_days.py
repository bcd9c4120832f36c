"""The commands that answer with a day: `working-days`, `due` and `timetable`."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, tzinfo
from types import SimpleNamespace
from typing import TYPE_CHECKING, Self

import pytest

import complaintrules as cr
from complaintrules.cli import _commands
from complaintrules.cli import _main as cli
from complaintrules.cli import deadlines as _deadlines
from complaintrules.cli import terminal as _tables
from support.children import CHILDREN
from support.command_line import answered, printed

if TYPE_CHECKING:
    from pathlib import Path

ENGLAND = ("--division", "england-and-wales")


# --- working days


def test_a_script_gets_the_date_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    """Friday 19 December 2025 and ten working days: 25 and 26 December and 1 January are left out."""
    assert printed(capsys, "working-days", "add", "2025-12-19", "10", *ENGLAND) == "2026-01-07\n"


def test_adding_answers_with_the_one_key_of_its_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys are published."""
    assert answered(capsys, "working-days", "add", "2025-12-19", "10", *ENGLAND) == {"date": "2026-01-07"}


def test_a_negative_count_is_a_count_and_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten working days back from 7 January 2026."""
    assert printed(capsys, "working-days", "add", "2026-01-07", "-10", *ENGLAND) == "2025-12-19\n"
    assert printed(capsys, "working-days", "add", *ENGLAND, "--json", "2026-01-07", "-10") == '{\n  "date": "2025-12-19"\n}\n'


def test_counting_answers_with_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    """12 February to 4 March 2024 are three whole weeks without a bank holiday."""
    line = ("working-days", "count", "2024-02-12", "2024-03-04", *ENGLAND)
    assert printed(capsys, *line) == "15\n"
    assert answered(capsys, *line) == {"working_days": 15}


def test_each_division_has_its_own_days(capsys: pytest.CaptureFixture[str]) -> None:
    """St Andrew's Day, 30 November 2026, is a Monday: free in Scotland, and so in the union."""
    found = {
        division: printed(capsys, "working-days", "add", "2026-11-27", "1", "--division", division).strip()
        for division in ("england-and-wales", "scotland", "northern-ireland", "united-kingdom")
    }
    assert found == {
        "england-and-wales": "2026-11-30",
        "scotland": "2026-12-01",
        "northern-ireland": "2026-11-30",
        "united-kingdom": "2026-12-01",
    }


@pytest.mark.parametrize("command", [("add", "2028-12-20", "20"), ("count", "2028-12-20", "2029-01-20")])
def test_a_number_that_rests_on_days_not_yet_announced_comes_with_a_note(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    """The note stands on standard error, so that a script still reads one number."""
    assert cli.main(["working-days", *command, *ENGLAND]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == "complaintrules: provisional: bank holidays after 2028-12-31 were not announced yet\n"


def test_an_official_list_is_laid_over_the_days_known(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A list that makes Tuesday 1 December 2026 a bank holiday moves the next working day after 30 November to the 2nd."""
    official = tmp_path / "bank-holidays.json"
    official.write_text(json.dumps({"england-and-wales": [{"title": "A new day", "date": "2026-12-01"}]}), encoding="utf-8-sig")
    line = ("working-days", "add", "2026-11-30", "1", *ENGLAND)
    assert printed(capsys, *line) == "2026-12-01\n"
    assert printed(capsys, *line, "--official", str(official)) == "2026-12-02\n"


# --- one deadline


def test_due_answers_with_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Regulation 14: ten working days from Friday 19 December 2025, at most twenty."""
    found = answered(capsys, "due", CHILDREN, "stage-1", "2025-12-19")
    explanation = found["explanation"]
    assert (
        found.items()
        >= {
            "procedure": "england-children",
            "limit": "stage-1",
            "start": "2025-12-19",
            "due": "2026-01-07",
            "latest": "2026-01-21",
            "provisional": False,
            "skipped": [
                {"day": "2025-12-25", "name": "Christmas Day", "kind": "common-law", "substitute": False},
                {"day": "2025-12-26", "name": "Boxing Day", "kind": "scheduled", "substitute": False},
                {"day": "2026-01-01", "name": "New Year's Day", "kind": "proclaimed", "substitute": False},
            ],
        }.items()
    )
    assert "Friday 19 December 2025 is day 0" in explanation


def test_due_prints_the_date_and_the_whole_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """The date stands first, in full."""
    out = printed(capsys, "due", CHILDREN, "stage-1", "2025-12-19")
    assert out.splitlines()[1:3] == ["Due: Wednesday 7 January 2026", "Latest, if extended: Wednesday 21 January 2026"]
    explanation = cr.due(CHILDREN, "stage-1", date(2025, 12, 19)).explain()
    assert explanation in " ".join(out.split())
    assert "no legal advice" in " ".join(out.split())


def test_a_limit_without_a_number_has_no_date(capsys: pytest.CaptureFixture[str]) -> None:
    """Regulation 11 asks for it as soon as possible."""
    out = printed(capsys, "due", CHILDREN, "explain-procedure", "2025-12-19")
    assert "Due: as soon as possible\n" in out
    assert "Latest" not in out
    found = answered(capsys, "due", CHILDREN, "explain-procedure", "2025-12-19")
    assert (found["due"], found["latest"], found["skipped"]) == (None, None, [])


def test_an_extension_without_a_number_has_no_latest_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The adults' six months may be extended by agreement (SI 2009/309 reg 14(3))."""
    out = printed(capsys, "due", "england-adult-social-care", "relevant-period", "2026-01-15")
    assert "Latest, if extended: no number\n" in out


def test_another_division_may_be_chosen_for_a_deadline(capsys: pytest.CaptureFixture[str]) -> None:
    """From 23 November 2026 ten working days end on 7 December, and a day later where St Andrew's Day is free."""
    line = ("due", CHILDREN, "stage-1", "2026-11-23")
    assert answered(capsys, *line)["due"] == "2026-12-07"
    assert answered(capsys, *line, "--division", "scotland")["due"] == "2026-12-08"


# --- the timetable


def test_the_timetable_has_a_row_for_every_limit(capsys: pytest.CaptureFixture[str]) -> None:
    """In the instrument's order, each a deadline in its one form."""
    found = answered(capsys, "timetable", CHILDREN, "2025-10-01")
    assert list(found) == ["procedure", "received", "deadlines"]
    assert (found["procedure"], found["received"]) == ("england-children", "2025-10-01")
    assert [row["limit"] for row in found["deadlines"]] == [limit.key for limit in cr.get_procedure(CHILDREN).limits]
    assert found["deadlines"] == [row.as_dict() for row in cr.timetable(CHILDREN, date(2025, 10, 1))]


def test_a_row_says_who_must_do_what_by_when_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Stage 1 from Monday 15 December 2025: ten working days end on the 31st, twenty on 15 January."""
    rows = {row["limit"]: row for row in answered(capsys, "timetable", CHILDREN, "2025-12-15")["deadlines"]}
    assert (
        rows["stage-1"].items()
        >= {
            "limit": "stage-1",
            "title": "Answer at stage 1 (local resolution)",
            "party": "authority",
            "kind": "duty",
            "force": "statute",
            "cite": "SI 2006/1738 reg 14(1)",
            "certainty": "T",
            "start": "2025-12-15",
            "due": "2025-12-31",
            "latest": "2026-01-15",
            "provisional": False,
        }.items()
    )
    assert (rows["explain-procedure"]["start"], rows["explain-procedure"]["due"]) == ("2025-12-15", None)
    assert (rows["confirm-withdrawal"]["start"], rows["confirm-withdrawal"]["due"]) == (None, None)


def test_the_printed_row_carries_dates_provision_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    """The same row as an officer reads it."""
    out = printed(capsys, "timetable", CHILDREN, "2025-12-15")
    assert (
        "Answer at stage 1 (local resolution)        2025-12-15  2025-12-31   2026-01-15\n"
        "  stage-1: The authority must do this within 10 working days (SI 2006/1738 reg\n"
        "  14(1), 14(5); statute; T). Left out besides weekends up to the latest day:\n"
        "  2025-12-25 (Christmas Day, a common law holiday); 2025-12-26 (Boxing Day, a\n"
        "  scheduled bank holiday); 2026-01-01 (New Year's Day, a proclaimed bank\n"
        "  holiday). It may be extended to 20 working days (the authority considers the\n"
        "  matter complex), no later whatever the reason (SI 2006/1738 reg 14(5)).\n"
    ) in out


def test_what_a_party_may_do_is_no_duty(capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for a panel is a window (reg 18(2)); the time for asking for stage 2 is recommended only."""
    out = " ".join(printed(capsys, "timetable", CHILDREN, "2025-12-15").split())
    assert "request-panel: The complainant may do this within 20 working days (SI 2006/1738 reg 18(2); statute; T)" in out
    assert "request-stage-2: The complainant may do this at any time; within 20 working days is recommended (" in out


def test_only_the_marks_that_are_used_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of regulation 14 was read."""
    rows = [row for row in cr.timetable(CHILDREN, date(2025, 12, 15)) if row.limit.key == "stage-1"]
    _deadlines.print_timetable(_tables.page(), rows, date(2025, 12, 15), rows[0].calendar, is_today=False)
    out = " ".join(capsys.readouterr().out.split())
    assert "How sure each rule is: T, the text of the instrument was read. This is" in out


def test_a_row_without_a_number_says_as_soon_as_possible(capsys: pytest.CaptureFixture[str]) -> None:
    """Regulation 11 has no number."""
    out = printed(capsys, "timetable", CHILDREN, "2025-12-15")
    assert "Explain the procedure and advocacy, offer   2025-12-15  as soon as possible\nhelp\n" in out


def test_what_is_off_the_course_stands_apart_and_says_what_would_start_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A withdrawal is not in the ordinary course; after it the list holds no date."""
    before, after = printed(capsys, "timetable", CHILDREN, "2025-12-15").split("Off the ordinary course: what would start each\n")
    assert "Confirm the withdrawal in writing" not in before
    assert 'It starts when the case comes to "Withdrawn".' in after
    assert not re.search(r"\d{4}-\d\d-\d\d", after)


def test_the_timetable_of_a_course_that_leaves_nothing_out_has_no_second_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Its heading would stand over nothing."""
    page_rows = [row for row in cr.timetable(CHILDREN, date(2025, 12, 15)) if row.start is not None]
    calendar = cr.WorkingDayCalendar.for_division("england-and-wales")
    _deadlines.print_timetable(_tables.page(), page_rows, date(2025, 12, 15), calendar, is_today=False)
    assert "Off the ordinary course" not in capsys.readouterr().out


def test_an_open_ended_extension_is_marked_in_the_timetable(capsys: pytest.CaptureFixture[str]) -> None:
    """The adults' relevant period: six months, longer by agreement; in calendar time no day is left out."""
    out = printed(capsys, "timetable", "england-adult-social-care", "2026-01-15")
    assert re.search(r"2026-01-15  2026-07-1\d   no number\n", out)
    reasons = out.split("relevant-period:")[1].split("\n\n")[0]
    assert "Left out" not in reasons
    assert "Only weekends" not in reasons


def test_dates_that_rest_on_days_not_yet_announced_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """Stage 1 from 11 December 2028: ten working days end on 27 December, and the twenty of the extension in 2029."""
    out = printed(capsys, "timetable", CHILDREN, "2028-12-11")
    assert "2028-12-11  2028-12-27*  2029-01-11*\n" in out
    assert out.endswith("\n* Provisional: bank holidays after 2028-12-31 were not announced yet.\n")


def test_without_a_day_the_timetable_starts_today_and_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line alone reads the clock."""
    monkeypatch.setattr(_commands, "_today", lambda: date(2026, 11, 23))
    assert "Received Monday 23 November 2026, today." in printed(capsys, "timetable", CHILDREN)
    assert answered(capsys, "timetable", CHILDREN)["received"] == "2026-11-23"
    assert ", today" not in printed(capsys, "timetable", CHILDREN, "2026-11-23")


def test_today_is_the_day_in_london(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven at night of 30 June in UTC is 1 July in London."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 6, 30, 23, 30, tzinfo=tz)

    monkeypatch.setattr("complaintrules.cli._commands.dt", SimpleNamespace(datetime=Clock, UTC=UTC))
    assert _commands._today() == date(2026, 7, 1)


def test_the_reasons_reach_up_to_the_latest_day(capsys: pytest.CaptureFixture[str]) -> None:
    """From 6 January 2027 the 65 working days leave out Good Friday and Easter Monday, the 25 nothing."""
    out = " ".join(printed(capsys, "due", CHILDREN, "stage-2", "2027-01-06").split())
    assert "Only weekends are left out: no bank holiday falls in between." in out
    assert "Up to that day these are left out too: Friday 26 March 2027 (Good Friday, a common law holiday); Monday 29" in out


def test_words_that_relaxed_a_limit_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A panel asked for in 2020, while the regulations said more; a year later they did not."""
    for command in (["due", CHILDREN, "request-panel", "2020-07-21"], ["timetable", CHILDREN, "2020-05-01"]):
        assert 'as soon as is reasonably practicable" applied' in " ".join(printed(capsys, *command).split())
    assert 'practicable" applied' not in printed(capsys, "due", CHILDREN, "request-panel", "2021-07-21")


def test_a_last_day_that_rolls_says_from_where(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty days from 28 November 2026 end on Boxing Day's substitute, and move to the Tuesday."""
    out = " ".join(printed(capsys, "due", "uk-data-protection", "acknowledge", "2026-11-28").split())
    assert "end with the end of Monday 28 December 2026. Monday 28 December 2026 is not a working day (Boxing Day (subs" in out
    assert "so the last day moves to Tuesday 29 December 2026." in out
