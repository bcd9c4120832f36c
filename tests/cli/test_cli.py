"""The command line but for `check`, which has a file of its own."""

from __future__ import annotations

import importlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from datetime import UTC, date, datetime, tzinfo
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Self

import attrs
import pytest

import complaintrules as cr
from complaintrules.cli import _main as cli
from complaintrules.cli import output as _tables
from complaintrules.cli import rulebook as _show

if TYPE_CHECKING:
    from pathlib import Path

ENGLAND = ("--division", "england-and-wales")
CHILDREN = "england-children"


@pytest.fixture(autouse=True)
def _a_plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs these tests may have settings of their own."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command line prints that goes well."""
    status = cli.main(arguments)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What it answers as JSON."""
    return json.loads(printed(capsys, *arguments, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on standard error of a command line that is refused, without the program's name."""
    status = cli.main(arguments)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.startswith("complaintrules: ")
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1
    return err.removeprefix("complaintrules: ").rstrip("\n")


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "complaintrules", *arguments]
    return subprocess.run(  # noqa: S603 - this program itself
        command, text=True, check=False, timeout=60, **{"capture_output": True, **options}
    )


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
    explanation = found.pop("explanation")
    assert found == {
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
    }
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
    """Each row holds the published keys, in the instrument's order."""
    found = answered(capsys, "timetable", CHILDREN, "2025-10-01")
    assert list(found) == ["procedure", "received", "deadlines"]
    assert (found["procedure"], found["received"]) == ("england-children", "2025-10-01")
    assert [row["limit"] for row in found["deadlines"]] == [limit.key for limit in cr.get_procedure(CHILDREN).limits]
    keys = ["limit", "title", "party", "kind", "force", "cite", "certainty", "start", "due", "latest", "provisional"]
    assert all(list(row) == keys for row in found["deadlines"])


def test_a_row_says_who_must_do_what_by_when_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Stage 1 from Monday 15 December 2025: ten working days end on the 31st, twenty on 15 January."""
    rows = {row["limit"]: row for row in answered(capsys, "timetable", CHILDREN, "2025-12-15")["deadlines"]}
    assert rows["stage-1"] == {
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
    }
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
    _show.print_timetable(_tables.page(), rows, date(2025, 12, 15), rows[0].calendar, is_today=False)
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
    _show.print_timetable(_tables.page(), page_rows, date(2025, 12, 15), calendar, is_today=False)
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
    monkeypatch.setattr(cli, "_today", lambda: date(2026, 11, 23))
    assert "Received Monday 23 November 2026, today." in printed(capsys, "timetable", CHILDREN)
    assert answered(capsys, "timetable", CHILDREN)["received"] == "2026-11-23"
    assert ", today" not in printed(capsys, "timetable", CHILDREN, "2026-11-23")


def test_today_is_the_day_in_london(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven at night of 30 June in UTC is 1 July in London."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 6, 30, 23, 30, tzinfo=tz)

    monkeypatch.setattr("complaintrules.cli._main.dt", SimpleNamespace(datetime=Clock, UTC=UTC))
    assert cli._today() == date(2026, 7, 1)


# --- the rulebook


def test_the_list_of_procedures_names_all_with_their_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Procedures and local policies, with the days on which each is in force."""
    found = answered(capsys, "procedures")
    assert [row["key"] for row in found["procedures"]] == list(cr.procedures())
    assert found["procedures"][0] == {
        "key": "england-children",
        "title": "Children's social care representations, England",
        "versions": [{"version": "2006-09-01", "since": "2006-09-01", "until": None}],
    }
    assert found["policies"][0] == {
        "key": "shropshire-children-2016",
        "title": "Shropshire, children's services complaints, 2016/17",
        "procedure": "england-children",
        "since": "2016-04-01",
        "until": "2017-03-31",
    }
    out = printed(capsys, "procedures")
    assert all(f"\n{key}\n" in out for key in (*cr.procedures(), *cr.policies()))
    # Each version by its own title where that is another than the newest's.
    plain = " ".join(out.split())
    own = "version own-procedure, Corporate complaints, England (the council's own procedure, before the Code), in force"
    assert own in plain
    assert "version 2024-02, in force" in plain


def test_a_procedure_is_shown_with_every_rule_and_its_address(capsys: pytest.CaptureFixture[str]) -> None:
    """Sources, states, limits and requirements, each rule with force, provision, address and mark."""
    procedure = cr.get_procedure(CHILDREN)
    found = answered(capsys, "show", CHILDREN)
    assert (found["key"], found["version"], found["versions"]) == ("england-children", "2006-09-01", ["2006-09-01"])
    assert (found["since"], found["until"], found["division"]) == ("2006-09-01", None, "england-and-wales")
    assert found["sources"][0]["url"] == "https://www.legislation.gov.uk/uksi/2006/1738"
    assert [row["key"] for row in found["states"]] == [state.key for state in procedure.states]
    assert [row["key"] for row in found["limits"]] == [limit.key for limit in procedure.limits]
    assert [row["key"] for row in found["requirements"]] == [requirement.key for requirement in procedure.requirements]
    assert len(found["amendments"]) == len(procedure.amendments)
    assert [row["what"] for row in found["not_modelled"]] == [what for what, _ in procedure.not_modelled]
    stage_2 = next(row for row in found["limits"] if row["key"] == "stage-2")
    assert stage_2["period"] == {"amount": 25, "unit": "working-days", "counting": "after", "rolls": False}
    assert stage_2["extension"]["to"] == {"amount": 65, "unit": "working-days"}
    assert (stage_2["force"], stage_2["cite"], stage_2["certainty"]) == ("statute", "SI 2006/1738 reg 17(3)", "T")
    assert stage_2["url"] == "https://www.legislation.gov.uk/uksi/2006/1738/regulation/17"
    assert all({"force", "cite", "url", "certainty"} <= set(row) for kind in ("limits", "requirements") for row in found[kind])


def test_the_shown_procedure_reads_in_the_order_of_its_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    """Every title stands in the printed text, and the marks are explained at its end."""
    procedure = cr.get_procedure(CHILDREN)
    out = " ".join(printed(capsys, "show", CHILDREN).split())
    keys = [limit.key for limit in procedure.limits] + [requirement.key for requirement in procedure.requirements]
    places = [out.index(f" {key} ") for key in keys]
    assert places == sorted(places)
    assert "stage-3-answered: Answered at stage 3, stage 3, final" in out
    assert "K, general knowledge of the sector, not checked against the text" in out


def test_a_section_without_rules_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A procedure need not have requirements, changes, or anything left to people."""
    procedure = attrs.evolve(cr.get_procedure(CHILDREN), requirements=(), amendments=(), not_modelled=())
    _show.print_procedure(_tables.page(), procedure)
    out = capsys.readouterr().out
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")][3:6]
    assert headings == ["Sources", "States", "Time limits"]
    assert "\nRequirements" not in out
    assert "\nChanges" not in out
    assert "\nLeft to people" not in out


def test_show_says_who_may_complain_about_childrens_social_care(capsys: pytest.CaptureFixture[str]) -> None:
    """Children Act 1989 ss 26(3) to (3C) and 24D, each with its provision; no care leaver's friend is among them."""
    out = " ".join(printed(capsys, "show", CHILDREN).split())
    for people, provision in (
        ("the child, a parent, somebody else with parental responsibility, a local authority foster parent", "s 26(3), 26(3A)"),
        ("adopted people, their parents, birth parents and former guardians", "s 26(3B)"),
        ("the child under the order, the special guardian", "s 26(3C)"),
        ("former relevant young people", "s 24D"),
    ):
        assert out.index(people) < out.index(f"(Children Act 1989 {provision}; statute; T)", out.index(people))


@pytest.mark.parametrize("key", cr.procedures())
@pytest.mark.parametrize("columns", ["80", "60", "40", "200"])
def test_no_line_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, key: str, columns: str
) -> None:
    """At most 80 columns, and no fewer than the 60 that a table needs, for every procedure."""
    monkeypatch.setenv("COLUMNS", columns)
    procedure = cr.get_procedure(key)
    received = str(procedure.until or "2026-11-23")
    width = min(max(int(columns), 60), 80)
    lines = printed(capsys, "show", key).splitlines()
    lines += printed(capsys, "timetable", key, received).splitlines()
    for limit in procedure.limits:
        lines += printed(capsys, "due", key, limit.key, received).splitlines()
    lines += printed(capsys, "procedures").splitlines()
    assert [line for line in lines if len(line) > width or line != line.rstrip()] == []


@pytest.mark.parametrize(
    "command",
    [[], *([name] for name in ("timetable", "due", "working-days", "procedures", "show", "check")), ["working-days", "add"]],
)
def test_help_fits_80_columns(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    """Each command explains itself."""
    out = printed(capsys, *command, "--help")
    assert out.startswith("usage: complaintrules")
    assert max(map(len, out.splitlines())) <= 80


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    """As the package metadata has it."""
    assert re.fullmatch(r"complaintrules \d+\.\d+\.\d+\S*\n", printed(capsys, "--version"))


# --- colour


def _as_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_terminal_gets_colour_and_the_same_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its colours the text is the plain one."""
    line = ("timetable", CHILDREN, "2025-12-15")
    plain = printed(capsys, *line)
    _as_terminal(monkeypatch)
    coloured = printed(capsys, *line)
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """By NO_COLOR, or by a terminal that has none."""
    _as_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    assert "\x1b[" not in printed(capsys, "procedures")


def test_without_rich_a_terminal_gets_plain_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    _as_terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert "\x1b[" not in printed(capsys, "procedures")


# --- bad input


@pytest.mark.parametrize("day", ["tomorrow", "20261123", "2026-W48-1", "2026-11-23T00:00", "", "2026-11-2\n"])
def test_what_is_no_date_is_refused_wherever_a_day_is_asked_for(capsys: pytest.CaptureFixture[str], day: str) -> None:
    """The message says how a date is written."""
    for line in (
        ("timetable", CHILDREN, day),
        ("due", CHILDREN, "stage-1", day),
        ("working-days", "add", day, "1", *ENGLAND),
        ("working-days", "count", "2026-11-23", day, *ENGLAND),
        ("check", "cases.jsonl", "--as-of", day),
    ):
        assert f"{day!r} is no date; write it as 2026-11-23" in refused(capsys, *line)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("timetable", "england-childrn"), "unknown procedure 'england-childrn'; did you mean 'england-children'"),
        (
            ("due", CHILDREN, "stage-4", "2026-11-23"),
            "unknown time limit of england-children 'stage-4'; did you mean 'stage-3' or",
        ),
        (("due", CHILDREN, "keep-record", "2026-11-23"), "is a requirement of england-children, which has no clock"),
        (("show", "x\ny"), r"unknown procedure 'x\ny'; known are"),
        (("timetable", CHILDREN, "2001-01-01"), "was not in force on 2001-01-01; it is in force from 2006-09-01"),
        (("timetable", CHILDREN, "2051-01-01"), "2051-01-01 lies outside this calendar, which holds 2000-01-01 to 2050-12-31"),
        (("timetable", CHILDREN, "--division", "englnd"), "unknown division 'englnd'; did you mean 'england-and-wales'"),
        (
            ("working-days", "add", "2026-11-23", "1", "--division", "Great Britain"),
            "unknown division 'Great Britain'; known are england-and-wales",
        ),
        (("working-days", "add", "1999-12-31", "1", *ENGLAND), "1999-12-31 lies outside this calendar"),
        (("working-days", "add", "2026-11-23", "1000000000", *ENGLAND), "1000000000 working days after 2026-11-23 lies outside"),
        (
            ("working-days", "add", "2026-11-23", "-1000000000", *ENGLAND),
            "1000000000 working days before 2026-11-23 lies outside",
        ),
        (("working-days", "add", "2026-11-23", "0", *ENGLAND), "0 is no working day's number; 1 is the first after the day"),
        (("working-days", "add", "2026-11-23", "1.5", *ENGLAND), "'1.5' is no whole number of working days"),
        (("working-days", "add", "2026-11-23", "-1.5", *ENGLAND), "'-1.5' is no whole number of working days"),
        (("working-days", "add", "2026-11-23", "1_0", *ENGLAND), "'1_0' is no whole number of working days"),
        (("working-days", "add", "2026-11-23", "9" * 5000, *ENGLAND), "is no whole number of working days"),
        (("working-days", "add", "2026-11-23", "1"), "the following arguments are required: --division"),
        (("working-days",), "the following arguments are required: add|count"),
        ((), "the following arguments are required: COMMAND (see complaintrules --help)"),
        (("tometable",), "invalid choice: 'tometable'"),
        (("due", CHILDREN), "the following arguments are required: LIMIT, START (see complaintrules due --help)"),
        (("procedures", "a\nb"), "unrecognized arguments: a b"),
        (("procedures", "--js"), "unrecognized arguments: --js"),
    ],
)
def test_bad_input_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], line: tuple[str, ...], says: str) -> None:
    """It says what is wrong, and what would be right."""
    assert says in refused(capsys, *line)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe", "the official list is refused: "),
        (b"{}", "the official list is refused: "),
        (b"nonsense", "the official list is refused: "),
    ],
)
def test_a_faulty_official_list_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, says: str) -> None:
    """Nothing of it is taken."""
    official = tmp_path / "list.json"
    official.write_bytes(content)
    assert says in refused(capsys, "working-days", "add", "2026-11-23", "1", *ENGLAND, "--official", str(official))


def test_an_official_list_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason the system gives."""
    said = refused(capsys, "timetable", CHILDREN, "--official", "nowhere/list.json")
    assert said == "nowhere/list.json: No such file or directory"


# --- the world outside


def test_ctrl_c_ends_quietly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the status a shell gives it."""

    def interrupted(_asked: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_procedures", interrupted)
    assert cli.main(["procedures"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("error", "status"), [(BrokenPipeError(32, "Broken pipe"), 141), (OSError(28, "No space left"), 2)])
def test_output_that_cannot_be_written_raises_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: OSError, status: int
) -> None:
    """A closed pipe is nobody's fault and goes without a word; a full disk gets one line."""

    def full(_text: str) -> int:
        raise error

    monkeypatch.setattr(sys.stdout, "write", full)
    assert cli.main(["procedures"]) == status
    assert capsys.readouterr().err == ("" if status == 141 else "complaintrules: No space left\n")


def test_what_a_closed_pipe_did_not_take_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left in the buffer goes nowhere, so that closing the stream is no second error."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert cli.main(["procedures"]) == 141


def test_a_reader_that_leaves_early_is_told_nothing() -> None:
    """As in `complaintrules show … | head -1`."""
    command = [sys.executable, "-m", "complaintrules", "show", CHILDREN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - this program itself
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_a_full_disk_is_one_line_and_status_2() -> None:
    """Nor does the interpreter complain again when it ends."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        ended = program("procedures", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (2, "complaintrules: No space left on device\n")


def test_the_module_runs_as_a_program() -> None:
    """`python -m complaintrules` is the same command line."""
    ended = program("working-days", "add", "2025-12-19", "10", *ENGLAND)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "2026-01-07\n", "")
    ended = program("working-days", "add", "today", "10", *ENGLAND)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def test_the_module_answers_with_the_status_of_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing it runs nothing; running it does."""
    importlib.import_module("complaintrules.__main__")
    monkeypatch.setattr(sys, "argv", ["complaintrules", "show", "nothing"])
    sys.modules.pop("complaintrules.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("complaintrules", run_name="__main__")
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("complaintrules: unknown procedure 'nothing'")


def test_one_date_costs_no_import_it_does_not_need() -> None:
    """Neither cattrs, nor rich, nor the rulebook."""
    code = (
        "import sys; from complaintrules.cli import main; "
        "main(['working-days', 'add', '2025-12-19', '10', '--division', 'scotland']); "
        "print(sorted({'cattrs', 'rich', 'numpy', 'complaintrules.procedures', 'complaintrules.cases.case'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - fixed text
    assert ended.stdout.splitlines()[1] == "[]"


def test_output_in_a_narrow_encoding_escapes_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snowman in ASCII, and a terminal's own commands in any encoding, are shown and do nothing."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", output)
    assert _tables.clean("\u2603 \x1b[2J\n\ud800") == r"\u2603 \x1b[2J\n\ud800"
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert _tables.clean("\u2603") == "\u2603"


def test_a_key_is_never_cut_at_its_hyphens(capsys: pytest.CaptureFixture[str]) -> None:
    """Cut in two, it could not be copied."""
    _tables.page().text("england-and-wales " * 6)
    assert capsys.readouterr().out == " ".join(["england-and-wales"] * 4) + "\n" + " ".join(["england-and-wales"] * 2) + "\n"


def test_a_row_may_have_no_title(capsys: pytest.CaptureFixture[str]) -> None:
    """Its cells stand where they would."""
    _tables.page().row("", ("2026-11-23", 10), indent=2)
    assert capsys.readouterr().out == " " * 70 + "2026-11-23\n"


def test_a_policy_can_be_shown_with_its_rows_and_what_it_says_without_a_clock(capsys: pytest.CaptureFixture[str]) -> None:
    """Three working days to acknowledge, beside the law's row; and the words about stage 2 beside the law's clock."""
    out = " ".join(printed(capsys, "show", "shropshire-children-2016").split())
    assert "over england-children, for complaints received from 2016-04-01 to 2017-03-31" in out
    assert "local-acknowledge, beside explain-procedure: The authority aims to do this within 3 working days" in out
    assert "Beside stage-2 The policy says: an external investigating officer and the independent person report" in out
    shown = json.loads(printed(capsys, "show", "shropshire-children-2016", "--json"))
    assert (shown["procedure"], shown["since"], shown["until"]) == (CHILDREN, "2016-04-01", "2017-03-31")
    assert [row["limit"] for row in shown["limits"]] == ["local-acknowledge", "local-stage-1"]
    assert shown["limits"][0]["extension"] is None
    assert shown["limits"][1]["extension"].startswith("to 20 working days")
    assert [note["beside"] for note in shown["notes"]] == ["stage-2", "panel-meets", "ombudsman-enquiry"]


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
    assert "end with the end of Monday 28 December 2026. Monday 28 December 2026 is no working day (Boxing Day (subs" in out
    assert "so the last day moves to Tuesday 29 December 2026." in out


def test_what_is_not_established_as_a_breach_says_so_wherever_the_rule_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """In `show`, its JSON and the timetable; of the six months of adult social care alone."""
    says = "Whether lateness is itself a breach is not established"
    for asked in (("show", "england-adult-social-care"), ("timetable", "england-adult-social-care", "2026-01-15")):
        assert " ".join(printed(capsys, *asked).split()).count(says) == 1
    limits = json.loads(printed(capsys, "show", "england-adult-social-care", "--json"))["limits"]
    assert [limit["key"] for limit in limits if not limit["breach_established"]] == ["relevant-period"]
