"""The command `report`: the figures of a file, in every format, and what it says of faulty files."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.cli import _commands, main
from complaintrules.reports.measures import DIMENSIONS
from support.command_line import received, write_lines

PERIOD = ("--start", "2016-04-01", "--end", "2017-03-31")
YEAR = ("--start", "2026-04-01", "--end", "2027-03-31")  # it is not over: the desk stands in November 2026


def cases(first: date, count: int, **details: Any) -> list[cr.Case]:
    """Invented complaints, one a week, each answered after eight days."""
    return [
        cr.Case.replay(
            "england-children",
            (
                cr.Received(on=first + timedelta(days=7 * number), reason=cr.Reason.DELAY),
                cr.Responded(on=first + timedelta(days=7 * number + 8), outcome=list(cr.Outcome)[number % 3]),
            ),
            reference=f"{first.year}-{number:03}",
            **{"team": "Assessment"} | details,
        )
        for number in range(count)
    ]


@pytest.fixture(autouse=True)
def folder(desk: Path) -> Path:
    """A folder with the cases of two years, and other feedback."""
    Path("cases.jsonl").write_text("".join(cr.dump_cases(cases(date(2016, 4, 4), 20))), encoding="utf-8")
    Path("earlier.jsonl").write_text("".join(cr.dump_cases(cases(date(2015, 4, 6), 12))), encoding="utf-8")
    Path("feedback.jsonl").write_text('{"type": "compliment", "on": "2016-09-05"}\n' * 6, encoding="utf-8")
    Path("praise.jsonl").write_text('{"type": "compliment", "on": "2015-09-07"}\n' * 3, encoding="utf-8")
    return desk


def report(*words: str) -> int:
    """Run the command on the cases of the year."""
    return main(["report", "cases.jsonl", *PERIOD, *words])


def rows(text: str) -> dict[tuple[str, ...], list[str]]:
    """A CSV by measure, breakdown and value."""
    return {tuple(row[:3]): row[3:] for row in csv.reader(io.StringIO(text))}


def test_markdown_is_what_comes_unless_another_format_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as the library gives."""
    assert report() == 0
    printed = capsys.readouterr()
    figures = cr.report(cases(date(2016, 4, 4), 20), start=date(2016, 4, 1), end=date(2017, 3, 31))
    assert printed.out == figures.as_markdown()
    assert printed.err == ""


def test_json_is_the_reports_own_dict(capsys: pytest.CaptureFixture[str]) -> None:
    """By either option."""
    assert report("--json") == 0
    plain = json.loads(capsys.readouterr().out)
    assert cr.Report.from_dict(plain).count("received") == 20
    assert report("--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == plain


def test_csv_is_one_tidy_table(capsys: pytest.CaptureFixture[str]) -> None:
    """With two more columns where a year is compared."""
    assert report("--format", "csv") == 0
    assert rows(capsys.readouterr().out)["received", "team", "Assessment"] == ["20", "20"]
    assert report("--format", "csv", "--previous", "earlier.jsonl") == 0
    assert rows(capsys.readouterr().out)["received", "team", "Assessment"] == ["20", "20", "12", "12"]


def test_html_is_a_whole_page(capsys: pytest.CaptureFixture[str]) -> None:
    """With its charts."""
    assert report("--format", "html", "--previous", "earlier.jsonl", "--suppress", "5") == 0
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    assert "2016-000" not in page


def test_the_year_before_is_read_from_its_cases_or_from_its_report(capsys: pytest.CaptureFixture[str]) -> None:
    """A year earlier, unless its days are given; a report of JSON may hold a comparison of its own."""
    assert report("--json", "--previous", "earlier.jsonl") == 0
    compared = json.loads(capsys.readouterr().out)["compared"]
    assert compared["before"] == {"start": "2015-04-01", "end": "2016-03-31"}
    (received,) = [each for each in compared["changes"] if (each["measure"], each["figure"]) == ("received", "count")][:1]
    assert (received["before"]["numerator"], received["now"]["numerator"]) == (12, 20)

    days = ("--previous-start", "2015-04-01", "--previous-end", "2015-04-30")
    assert report("--previous", "earlier.jsonl", *days) == 0
    assert "## Compared with 2015-04-01 to 2015-04-30" in capsys.readouterr().out

    assert (
        main(["report", "earlier.jsonl", "--start", "2015-04-01", "--end", "2016-03-31", "--json", "--previous", "earlier.jsonl"])
        == 0
    )
    Path("earlier.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert report("--json", "--previous", "earlier.json") == 0
    assert json.loads(capsys.readouterr().out)["compared"] == compared


def test_a_leap_day_has_its_year_before(capsys: pytest.CaptureFixture[str]) -> None:
    """29 February 2016 less a year is the 28th."""
    words = ["report", "cases.jsonl", "--start", "2015-03-01", "--end", "2016-02-29", "--previous", "earlier.jsonl"]
    assert main(words) == 0
    assert "## Compared with 2014-03-01 to 2015-02-28" in capsys.readouterr().out


def test_other_feedback_is_counted_in_both_years(capsys: pytest.CaptureFixture[str]) -> None:
    """From a file of each."""
    assert (
        report(
            "--format",
            "csv",
            "--feedback",
            "feedback.jsonl",
            "--previous",
            "earlier.jsonl",
            "--previous-feedback",
            "praise.jsonl",
        )
        == 0
    )
    assert rows(capsys.readouterr().out)["feedback", "feedback-type", "compliment"] == ["6", "26", "3", "15"]


def test_small_counts_are_hidden_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    """In each format; a threshold that hides nothing well is refused before a line is read."""
    assert report("--suppress", "8") == 0
    assert "Counts below 8 are not shown" in capsys.readouterr().out
    assert report("--json", "--suppress", "8") == 0
    assert json.loads(capsys.readouterr().out)["hidden_below"] == 8
    for wrong, says in (("2", "must be 3 or more"), ("many", "'many' is not a whole number")):
        assert main(["report", "missing.jsonl", *PERIOD, "--suppress", wrong]) == 2
        assert says in capsys.readouterr().err


def test_a_policy_stands_beside_the_law_and_keeps_team_and_service(capsys: pytest.CaptureFixture[str]) -> None:
    """For the cases received while it was in force."""
    assert report("--format", "csv", "--policy", "shropshire-children-2016") == 0
    found = rows(capsys.readouterr().out)
    assert found["breaches", "standing", "local"][0] == "20"  # nobody acknowledged anything within three working days
    assert found["received", "team", "Assessment"] == ["20", "20"]


def test_another_division_counts_its_own_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Received 29 August 2016, a bank holiday in England and none in Scotland; an unknown one is refused at once."""
    day = date(2016, 8, 26)
    one = cr.Case.replay("england-children", (cr.Received(on=day), cr.Responded(on=date(2016, 9, 2), outcome=cr.Outcome.UPHELD)))
    Path("cases.jsonl").write_text("".join(cr.dump_cases([one])), encoding="utf-8")
    totals = []
    for words in ((), ("--division", "scotland")):
        assert report("--format", "csv", *words) == 0
        totals.append(rows(capsys.readouterr().out)["days-to-close.working-days.mean", "", ""][0])
    assert totals == ["4", "5"]
    assert main(["report", "missing.jsonl", *PERIOD, "--division", "gb"]) == 2
    assert "unknown division 'gb'" in capsys.readouterr().err


def test_faulty_lines_are_named_and_keep_back_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, one line each with its number, and the good cases counted; also of the year before and of feedback."""
    for name in ("cases.jsonl", "earlier.jsonl", "feedback.jsonl"):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write('{"procedure": "england-childern", "events": []}\n')
    assert report("--format", "csv", "--previous", "earlier.jsonl", "--feedback", "feedback.jsonl") == 2
    printed = capsys.readouterr()
    assert rows(printed.out)["read", "fate", "faulty"] == ["1", "21", "1", "13"]
    lines = printed.err.splitlines()
    assert all(line.startswith("complaintrules: ") for line in lines)
    assert any(line.startswith("complaintrules: cases.jsonl: line 21: procedure: unknown procedure") for line in lines)
    assert any(line.startswith("complaintrules: earlier.jsonl: line 13: ") for line in lines)
    assert any("line 7: feedback: " in line for line in lines)


def test_doubles_are_named_and_are_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """Both are counted."""
    text = Path("cases.jsonl").read_text(encoding="utf-8")
    Path("cases.jsonl").write_text(text + text.splitlines(keepends=True)[0], encoding="utf-8")
    assert report() == 0
    printed = capsys.readouterr()
    assert "**21 of 21 (100 %)** complaints" in printed.out
    assert printed.err == "complaintrules: cases.jsonl: 2016-000: 2 cases have this reference; all are counted\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("report", "cases.jsonl", "--start", "2017-04-01", "--end", "2017-03-31"), "lies before the start of the period"),
        (("report", "missing.jsonl", *PERIOD), "missing.jsonl: No such file or directory"),
        (("report", "cases.jsonl", *PERIOD, "--feedback", "missing.jsonl"), "missing.jsonl: No such file or directory"),
        (("report", "cases.jsonl", *PERIOD, "--previous", "missing.json"), "missing.json: No such file or directory"),
        (("report", "cases.jsonl", *PERIOD, "--policy", "shropshire"), "unknown policy 'shropshire'"),
        (("report", "cases.jsonl", *PERIOD, "--format", "pdf"), "invalid choice: 'pdf'"),
        (("report", "cases.jsonl", "--start", "2016-04-01"), "the following arguments are required: --end"),
        (
            ("report", "cases.jsonl", "--start", "1 April", "--end", "2017-03-31"),
            "'1 April' is not a date; write it as 2016-11-23",
        ),
    ],
)
def test_what_cannot_be_reported_is_said_in_one_line(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With status 2, and nothing on standard output."""
    says = says.replace("2016-11-23", "")
    assert main(list(words)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err
    assert len(printed.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("no JSON", "before.json is not JSON"),
        ("[" * 100_000, "before.json is not JSON"),
        ("[]", "before.json: must be an object, as a report is written"),
        ('{"format": 1}', "before.json: end: is missing"),
        ("\udcff", "before.json is not JSON"),
    ],
)
def test_a_report_before_that_is_none_is_refused(document: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With its file's name and place."""
    Path("before.json").write_bytes(document.encode("utf-8", "surrogateescape"))
    assert report("--previous", "before.json") == 2
    assert says in capsys.readouterr().err


def test_a_dash_is_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As for the other commands."""
    lines = io.TextIOWrapper(io.BytesIO(Path("cases.jsonl").read_bytes()))
    monkeypatch.setattr("sys.stdin", lines)
    assert main(["report", "-", *PERIOD, "--format", "csv"]) == 0
    assert rows(capsys.readouterr().out)["received", "", ""] == ["20", "20"]


def test_a_terminal_that_lacks_a_letter_gets_it_escaped(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A team's name with letters of all kinds, one of them no letter at all."""
    Path("cases.jsonl").write_text("".join(cr.dump_cases(cases(date(2016, 4, 4), 1, team="Çare \ud800"))), encoding="utf-8")
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    assert report() == 0
    assert b"| \\xc7are \\ud800 | 1 |" in raw.getvalue()
    assert capfd.readouterr().err == ""


def test_a_case_that_begins_after_today_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Received in 2062, it is in no report made in 2026; one that is only later than the period is as it should be."""
    monkeypatch.setattr(_commands, "_today", lambda: date(2026, 11, 27))
    later = cr.Case.open("england-children", cr.Received(on=date(2026, 11, 27)), reference="L")
    slip = cr.Case.open("england-children", cr.Received(on=date(2062, 11, 27)), reference="S")
    Path("cases.jsonl").write_text("".join(cr.dump_cases([later, slip])), encoding="utf-8")
    assert report() == 0
    assert capsys.readouterr().err == (
        "complaintrules: cases.jsonl: line 2: S: its first event, 'received', is on file on 2062-11-27, after 2026-11-27: "
        "is the date right?\n"
    )


def test_a_case_without_a_version_is_counted_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Received on 31 August 2006, before the regulations, and answered in 2007: carried over and closed in that year."""
    events = [{"event": "received", "on": "2006-08-31"}, {"event": "responded", "on": "2007-04-10", "outcome": "upheld"}]
    line = {"procedure": "england-children", "reference": "old", "events": events}
    Path("cases.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    names = "no version of england-children was in force on 2006-08-31; it is read by version 2006-09-01"

    def of_year(year: int) -> tuple[dict[tuple[str, ...], list[str]], str]:
        period = ("--start", f"{year}-04-01", "--end", f"{year + 1}-03-31", "--format", "csv")
        assert main(["report", "cases.jsonl", *period]) == 0
        printed = capsys.readouterr()
        return rows(printed.out), printed.err

    first, said = of_year(2006)
    assert (first["received", "", ""][0], first["open", "", ""][0], first["closed", "", ""][0]) == ("1", "1", "0")
    assert said.startswith(f"complaintrules: cases.jsonl: old: {names}")
    second, said = of_year(2007)
    assert (second["received", "", ""][0], second["carried-over", "", ""][0], second["closed", "", ""][0]) == ("0", "1", "1")
    assert second["breaches", "", ""][0] == "0"
    assert names in said
    third, said = of_year(2008)
    assert (third["carried-over", "", ""][0], third["closed", "", ""][0], said) == ("0", "0", "")


# --- a period that is not over


@pytest.mark.parametrize("form", ["markdown", "json", "csv"])
def test_a_report_before_the_end_of_its_period_warns_of_what_is_not_due_yet(run: Any, form: str) -> None:
    """One line that names the day; the report and the status are as ever."""
    write_lines("cases.jsonl", received("a", "2026-11-20"))
    status, out, (said,) = run("report", "cases.jsonl", *YEAR, "--format", form)
    assert (status, bool(out)) == (0, True)
    assert said.startswith("the period is not over: ")
    assert "2027-03-31" in said
    assert "counts as late" in said


def test_what_the_warning_says_of_late_is_what_the_report_does(run: Any) -> None:
    """Received Monday 23 November, due on Monday 7 December: late in a report to the 8th, and not in one to the 7th."""
    write_lines("cases.jsonl", received("a", "2026-11-23"))
    overdue = {}
    for end in ("2026-12-07", "2026-12-08"):
        _, out, (said,) = run("report", "cases.jsonl", "--start", "2026-04-01", "--end", end, "--json")
        assert f"what falls due before {end} and is not on file counts as late" in said
        figures = cr.Report.from_dict(json.loads(out))
        overdue[end] = figures.count("answers-due")
    assert overdue == {"2026-12-07": 0, "2026-12-08": 1}


@pytest.mark.parametrize(("end", "warnings"), [("2026-11-22", 0), ("2026-11-23", 0), ("2026-11-24", 1)])
def test_a_period_that_ends_today_or_before_is_no_reason_to_warn(run: Any, end: str, warnings: int) -> None:
    """Today is 23 November 2026."""
    write_lines("cases.jsonl", received("a", "2026-11-20"))
    status, _, said = run("report", "cases.jsonl", "--start", "2026-04-01", "--end", end)
    assert (status, len(said)) == (0, warnings)


def test_the_warning_stands_beside_the_faults_of_the_file(run: Any) -> None:
    """It changes nothing of their status."""
    write_lines("cases.jsonl", received("a", "2026-11-20"), {"procedure": "england-childern", "events": []})
    status, _, said = run("report", "cases.jsonl", *YEAR)
    assert status == 2
    assert said[0].startswith("the period is not over")
    assert said[1].startswith("cases.jsonl: line 2: ")


def test_a_period_that_ends_before_it_starts_is_told_in_days_as_they_are_typed(run: Any) -> None:
    """And in nothing of Python's."""
    write_lines("cases.jsonl", received("a", "2026-11-20"))
    status, out, said = run("report", "cases.jsonl", "--start", "2027-03-31", "--end", "2026-04-01")
    assert (status, out) == (2, "")
    assert said == ["end 2026-04-01: lies before the start of the period, 2027-03-31"]


# --- what a row is called


def compared(run: Any) -> list[list[str]]:
    """The rows of the table that compares two years of one case each, of which little was recorded."""
    write_lines("cases.jsonl", received("a", "2016-09-05"), received("b", "2015-09-07"))
    status, out, _ = run("report", "cases.jsonl", *PERIOD, "--previous", "cases.jsonl")
    assert status == 0
    table = out.partition("## Compared with")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")][2:]


def test_no_two_rows_of_the_comparison_have_the_same_words(run: Any) -> None:
    """A part says what the breakdown is; a share of a whole, of what; also where there was nothing to be a share of before."""
    names = [row[0] for row in compared(run)]
    assert len(names) > 20
    assert len(names) == len(set(names))
    assert "Complaints received, of feedback received" in names
    write_lines("none.jsonl")
    _, out, _ = run("report", "cases.jsonl", *PERIOD, "--previous", "none.jsonl")
    rows = [line for line in out.partition("## Compared with")[2].partition("\n## ")[0].splitlines() if line.startswith("| ")]
    assert len(rows) == len(set(rows))


def test_a_part_is_named_with_the_title_of_its_breakdown(run: Any) -> None:
    """Nobody recorded a team, a service or a reason, or who complained: four rows, each with its own name."""
    names = [row[0] for row in compared(run)]
    for dimension in ("team", "service", "reason", "complainant"):
        assert f"Complaints received ({DIMENSIONS[dimension].title}): Not recorded" in names
    assert "Complaints received" in names
    assert "Complaints received: Not recorded" not in names


def test_two_reports_of_the_same_period_are_called_so(run: Any) -> None:
    """From a file of cases, and from a report that was kept; the report is printed all the same."""
    write_lines("cases.jsonl", received("a", "2016-09-05"))
    same = "both reports are of the same period, 2016-04-01 to 2017-03-31"
    days = ("--previous-start", "2016-04-01", "--previous-end", "2017-03-31")
    status, out, said = run("report", "cases.jsonl", *PERIOD, "--previous", "cases.jsonl", *days)
    assert (status, said) == (0, [same])
    assert "## Compared with 2016-04-01 to 2017-03-31" in out
    Path("kept.json").write_text(run("report", "cases.jsonl", *PERIOD, "--json")[1], encoding="utf-8")
    assert run("report", "cases.jsonl", *PERIOD, "--previous", "kept.json")[2] == [same]
    for other in (("--previous-start", "2016-04-02"), ("--previous-end", "2017-03-30")):
        assert run("report", "cases.jsonl", *PERIOD, "--previous", "cases.jsonl", *days, *other)[2] == []


# --- one of something


def test_one_of_something_is_told_in_the_singular(run: Any) -> None:
    """One complaint of one; none is a plural, and one of two is too."""
    write_lines("cases.jsonl", received("a", "2016-09-05"))
    _, out, _ = run("report", "cases.jsonl", *PERIOD)
    assert "**1** case\n" in out
    assert "**1 of 1 (100 %)** complaint\n" in out
    assert "**0** complaints\n" in out
    assert not re.search(r"\*\*1\*\* \w+s\b", out)


def test_the_page_counts_in_the_same_words(run: Any) -> None:
    """It has the same figures."""
    write_lines("cases.jsonl", received("a", "2016-09-05"))
    _, out, _ = run("report", "cases.jsonl", *PERIOD, "--format", "html")
    assert "<strong>1</strong> case</p>" in out
    assert "</strong> complaint</p>" in out
    assert "<strong>1</strong> cases" not in out
