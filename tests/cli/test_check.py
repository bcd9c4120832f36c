"""The command `check`: each case of a file as it stood at the end of a day."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import complaintrules as cr
from complaintrules.cli import _main as cli
from complaintrules.cli import files
from support.children import CHILDREN

if TYPE_CHECKING:
    from pathlib import Path

Event = dict[str, Any]

# Received on Monday 5 September 2016: ten working days end on Monday 19 September, and the answer went on Friday the 23rd.
STORY: list[Event] = [
    {"event": "received", "on": "2016-09-05", "orally": False, "complainant": "parent"},
    {"event": "acknowledged", "on": "2016-09-07"},
    {"event": "responded", "on": "2016-09-23", "received_on": "2016-09-26", "outcome": "partly-upheld"},
]
LATE = {"procedure": CHILDREN, "reference": "2016-0143", "events": STORY}


def case(reference: str, *events: Event, procedure: str = CHILDREN) -> dict[str, Any]:
    """A case as a line of a file holds it."""
    return {"procedure": procedure, "reference": reference, "events": list(events)}


def received(on: str, **fields: Any) -> Event:
    """A complaint in writing from a parent."""
    return {"event": "received", "on": on, "orally": False, "complainant": "parent", **fields}


@pytest.fixture(name="check")
def _check_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Checks these lines as of a day; gives the exit status, standard output and standard error."""
    file = tmp_path / "cases.jsonl"

    def check(lines: list[Any], as_of: str, *options: str) -> tuple[int, str, str]:
        texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        file.write_bytes(b"".join(text + b"\n" for text in texts))
        status = cli.main(["check", str(file), "--as-of", as_of, *options])
        out, err = capsys.readouterr()
        return status, out, err.replace(str(file), "FILE")

    return check


# --- what is doubtful about a case


def test_a_case_that_begins_after_the_day_asked_about_is_named(check: Any) -> None:
    """A slip of the pen, 2062 for 2026: named with its line and its day on standard error, beside good answers."""
    lines = [case("A", received("2016-09-05")), case("B", received("2062-09-05"))]
    status, out, err = check(lines, "2016-09-06")
    assert status == 0
    assert err == (
        "complaintrules: FILE: line 2: B: its first event, 'received', is on file on 2062-09-05, after 2016-09-06: "
        "is the date right?\n"
    )
    assert "Not received by 2016-09-06." in out
    assert "later than" not in out
    nameless = {"procedure": CHILDREN, "events": [received("2016-09-07")]}
    assert check([nameless], "2016-09-06")[2].startswith(
        "complaintrules: FILE: line 1: its first event, 'received', is on file on 2016-"
    )
    assert check([nameless], "2016-09-07")[2] == ""


def test_later_events_of_a_case_are_said_to_be_left_out(check: Any) -> None:
    """An answer written down for 2062 is no answer in 2016; what is left out is named, and no warning."""
    slip = case("A", received("2016-09-05"), {"event": "responded", "on": "2062-09-13"}, {"event": "closed", "on": "2062-09-14"})
    _, out, err = check([slip], "2016-09-14")
    assert err == ""
    assert "  Left out, because later than 2016-09-14: responded 2062-09-13, closed\n  2062-09-14.\n" in out
    _, out, _ = check([slip], "2016-09-14", "--json")
    (answer,) = json.loads(out)
    assert answer["later_events"] == [{"event": "responded", "on": "2062-09-13"}, {"event": "closed", "on": "2062-09-14"}]
    _, out, _ = check([slip], "2016-09-01", "--json")
    assert [event["event"] for event in json.loads(out)[0]["later_events"]] == ["received", "responded", "closed"]


def test_a_case_without_a_version_is_answered_and_named(check: Any) -> None:
    """Received the day before SI 2006/1738 was in force and never answered: no fault, no breach, and said so twice."""
    status, out, err = check([case("A", received("2006-08-31"))], "2007-03-31")
    assert status == 0
    assert err == (
        "complaintrules: FILE: line 1: A: no version of england-children was in force on 2006-08-31; it is read by version "
        "2006-09-01, and nothing is due, late or irregular\n"
    )
    assert "Beware: no version of england-children was in force on 2006-08-31" in out
    assert "Deadlines" not in out
    status, out, _ = check([case("A", received("2006-08-31"))], "2007-03-31", "--json")
    (answer,) = json.loads(out)
    assert (answer["lacks_version"], answer["deadlines"], answer["state"]) == (True, [], "local-resolution")


def answers(check: Any, lines: list[Any], as_of: str, *options: str) -> list[Any]:
    """What a file of good cases is answered with, as JSON."""
    _, out, err = check(lines, as_of, "--json", *options)
    assert err == ""
    found: list[Any] = json.loads(out)
    return found


# --- what is answered


def test_each_case_has_the_published_keys(check: Any) -> None:
    """The keys of a case, of its deadlines, its next events and its breaches."""
    (found,) = answers(check, [LATE], "2016-09-26")
    assert list(found) == [
        "reference", "procedure", "continues", "first_received_on", "first_wait", "state", "stage", "closed", "outcome",
        "suspended_points", "next_events", "deadlines", "breaches", "advised", "irregularities", "moved_nothing",
        "ombudsman", "overdue_actions", "overdue_recommendations", "lacks_version", "later_events",
    ]  # fmt: skip
    assert (found["reference"], found["procedure"]) == ("2016-0143", "england-children")
    assert (found["state"], found["stage"], found["closed"], found["outcome"]) == ("stage-1-answered", 1, True, "partly-upheld")
    assert {
        "event": "escalation-requested",
        "by": "complainant",
        "to": "investigation",
        "cite": "SI 2006/1738 reg 15(2)",
        "condition": None,
    } in found["next_events"]
    assert all(list(event) == ["event", "by", "to", "cite", "condition"] for event in found["next_events"])


def test_a_late_answer_is_a_deadline_and_a_breach_of_one_shape(check: Any) -> None:
    """Regulation 14: due on 19 September; the 20th, 21st, 22nd and 23rd are four working days; at most 3 October."""
    (found,) = answers(check, [LATE], "2016-09-26")
    late = {
        "limit": "stage-1",
        "occurrence": 1,
        "start": "2016-09-05",
        "normal_due": "2016-09-19",
        "due": "2016-09-19",
        "latest": "2016-10-03",
        "done_on": "2016-09-23",
        "status": "met-late",
        "days_late": 4,
        "breach": True,
        "why_no_breach": None,
        "ran_out_on": None,
        "days_before_notice": 0,
        "days_overdue": 4,
        "prompt_due": None,
        "days_in_earlier_runs": 0,
        "other_readings": [],
        "departure": None,
        "voluntary": False,
        "force": "statute",
        "cite": "SI 2006/1738 reg 14(1)",
        "provisional": False,
        "assumed": False,
        "again": None,
    }
    (breach,) = found["breaches"]
    assert breach.items() >= late.items()
    assert breach in found["deadlines"]
    assert found["deadlines"] == [row.as_dict() for row in cr.load_case(LATE).deadlines(dt.date(2016, 9, 26))]
    assert found["irregularities"] == []


# Adult social care, received on Thursday 15 January 2026: six months beginning with that day end on 14 July. To Friday 9 October
# there are 13 working days left in July, 20 in August (less the 31st, a bank holiday), 22 in September and 7 in October: 62.
SLOW = case("S", {"event": "received", "on": "2026-01-15"}, procedure="england-adult-social-care")


def test_a_duty_overdue_that_is_not_established_as_a_breach_says_so_where_it_stands(check: Any) -> None:
    """Under its row in the table, with its provision; and the case counts as none in breach of that rule."""
    _, out, _ = check([SLOW], "2026-10-09")
    stands = "Answer within the relevant 2026-07-14 overdue by 62 period"
    assert f"{stands} late, but not established as a breach (SI 2009/309 reg 14(3), 14(4))" in " ".join(out.split())
    assert out.count("late, but") == 1


def test_in_json_a_deadline_says_whether_it_is_a_breach_and_if_not_why(check: Any) -> None:
    """The acknowledgement, three working days to Tuesday 20 January, is one; the six months are none."""
    (found,) = answers(check, [SLOW], "2026-10-09")
    rows = {row["limit"]: (row["status"], row["breach"], row["why_no_breach"]) for row in found["deadlines"]}
    assert rows["acknowledge"] == ("overdue", True, None)
    assert rows["relevant-period"] == ("overdue", False, "not established as a breach")
    assert [row["limit"] for row in found["breaches"]] == ["acknowledge"]
    (early,) = answers(check, [SLOW], "2026-01-16")
    assert {row["why_no_breach"] for row in early["deadlines"]} == {None}


def test_words_that_relaxed_a_limit_say_so_where_it_stands(check: Any) -> None:
    """A panel asked for in May 2020 and held late: SI 2020/445 let it be as soon as reasonably practicable."""
    lines = [
        case(
            "P",
            received("2020-02-03"),
            {"event": "responded", "on": "2020-02-14", "stage": 1},
            {"event": "escalation-requested", "on": "2020-02-17"},
            {"event": "responded", "on": "2020-03-20", "stage": 2},
            {"event": "panel-requested", "on": "2020-05-04"},
        )
    ]
    (found,) = answers(check, lines, "2020-09-01")
    rows = {row["limit"]: (row["status"], row["breach"], row["why_no_breach"]) for row in found["deadlines"]}
    assert rows["panel-meets"] == ("overdue", False, "late is not of itself a breach")


def test_time_extended_late_has_a_line_and_fields_of_its_own(check: Any) -> None:
    """Regulation 14(5): ran out on 19 September, told on the 23rd; the 20th, 21st and 22nd are three working days."""
    lines = [case("a", received("2016-09-05"), {"event": "extended", "on": "2016-09-23", "until": "2016-10-03"})]
    (found,) = answers(check, lines, "2016-09-26")
    (row,) = (row for row in found["deadlines"] if row["limit"] == "stage-1")
    assert (row["due"], row["ran_out_on"], row["days_before_notice"]) == ("2016-10-03", "2016-09-19", 3)
    status, out, _ = check(lines, "2016-09-26")
    said = " ".join(out.split())
    assert status == 0
    assert (
        "Extended or started anew after the time had run out Answer at stage 1 (local resolution): ran out 2016-09-19, overdue "
        "by 3 working days on the day before it was moved, then due 2016-10-03 (SI 2006/1738 reg 14(1), 14(5))"
    ) in said


def test_an_answer_counted_from_a_late_acknowledgement_has_a_line_and_a_field_of_its_own(check: Any) -> None:
    """The Code: to be acknowledged by 9 June 2025, acknowledged on 1 July; the answer due on 15 July, and not on 23 June."""
    lines = [case("a", received("2025-06-02"), {"event": "acknowledged", "on": "2025-07-01"}, procedure="england-corporate")]
    (found,) = answers(check, lines, "2025-07-02")
    assert {row["limit"]: row["prompt_due"] for row in found["deadlines"]} == {
        "stage-1-acknowledge": None,
        "stage-1-respond": "2025-06-23",
    }
    _, out, _ = check(lines, "2025-07-02")
    said = " ".join(out.split())
    assert (
        'Counted from a late act Answer at stage 1: due 2025-07-15, counted from "Acknowledged" of 2025-07-01, which was late; '
        "had that been done on its last day, this would have been due 2025-06-23 (Complaint Handling Code para 6.3)"
    ) in said


def test_an_irregularity_says_what_was_expected(check: Any) -> None:
    """An extension past the cap of regulation 14(5): twenty working days from 5 September end on 3 October."""
    lines = [
        case("a", received("2016-09-05"), {"event": "extended", "on": "2016-09-12", "until": "2016-10-10", "why": "complex"})
    ]
    (found,) = answers(check, lines, "2016-09-15")
    (irregular,) = found["irregularities"]
    assert list(irregular) == ["event", "on", "says", "cite"]
    assert (irregular["event"], irregular["on"], irregular["cite"]) == ("extended", "2016-09-12", "SI 2006/1738 reg 14(5)")
    assert "2016-10-03" in irregular["says"]
    _, out, _ = check(lines, "2016-09-15")
    assert "  Irregular\n" in out


def test_a_file_is_read_as_it_stood_on_the_day(check: Any) -> None:
    """On 19 September 2016 nothing was answered yet, and nothing late."""
    (found,) = answers(check, [LATE], "2016-09-19")
    assert (found["state"], found["closed"], found["outcome"], found["breaches"]) == ("local-resolution", False, None, [])
    stage_1 = next(row for row in found["deadlines"] if row["limit"] == "stage-1")
    assert (stage_1["status"], stage_1["done_on"]) == ("due-today", None)
    assert "responded" in {event["event"] for event in found["next_events"]}


def test_a_case_not_received_yet_is_listed_without_a_state(check: Any) -> None:
    """It is in the file, so it is in the answer."""
    nothing = {"state": None, "stage": None, "closed": False, "outcome": None}
    lists: dict[str, list[Any]] = {
        "suspended_points": [],
        "next_events": [],
        "deadlines": [],
        "breaches": [],
        "advised": [],
        "irregularities": [],
        "moved_nothing": [],
        "ombudsman": [],
        "overdue_actions": [],
        "overdue_recommendations": [],
    }
    nothing |= {"continues": None, "first_received_on": None, "first_wait": None}
    later = [{"event": event["event"], "on": event["on"]} for event in STORY]
    _, out, _ = check([LATE], "2016-09-04", "--json")
    assert json.loads(out) == [
        {"reference": "2016-0143", "procedure": CHILDREN, **nothing, **lists, "lacks_version": False, "later_events": later}
    ]
    status, out, _ = check([LATE], "2016-09-04")
    assert status == 0
    assert "  Not received by 2016-09-04.\n" in out


def test_a_file_without_cases_is_an_empty_list(check: Any) -> None:
    """And no fault."""
    assert check([], "2016-09-26", "--json") == (0, "[]\n", "")
    status, out, err = check([b"", b"  "], "2016-09-26")
    assert (status, err) == (0, "")
    assert out.startswith("no cases as of Monday 26 September 2016; none in breach")


# --- for people


def test_the_printed_case_reads_like_this(check: Any) -> None:
    """State, breach with provision, deadlines, what may come next, and a summary."""
    assert check([LATE], "2016-09-26") == (
        1,
        """\
2016-0143
  Children's social care representations, England
  Answered at stage 1; stage 1; closed on 2016-09-23; outcome: partly upheld
  In breach
    Answer at stage 1 (local resolution): due 2016-09-19, done 2016-09-23, 4
    working days late (SI 2006/1738 reg 14(1), 14(5); statute)
  Deadlines                          due           done        status
    Explain the procedure and        no number     2016-09-07  met
    advocacy, offer help
    Answer at stage 1 (local         2016-09-19    2016-09-23  met-late by 4
    resolution)
    Ask for stage 2                  2016-10-24                open
    Notify those concerned of the    no number                 pending
    decision
  What may come next
    withdrawn, by the complainant (SI 2006/1738 reg 7)
    suspended, by the authority (SI 2006/1738 reg 8(1))
    escalation-requested, by the complainant (SI 2006/1738 reg 15(2))
    rerouted, by the authority (Councils' practice, complaints moved to another
    procedure)
    closed-as-duplicate, by the authority (Councils' practice, complaints made
    twice)
    reopened, by the authority (Councils' practice, complaints taken up again)

1 case as of Monday 26 September 2016; 1 in breach of statute, statutory code or
code
Days late are working days. This is information about rules, and no legal
advice.
""",
        "",
    )


def test_a_breach_says_what_became_of_the_act(check: Any) -> None:
    """Not done yet; and not done when the complainant went on, one working day late."""
    open_still = case("a", received("2016-09-05"))
    gone_on = case("b", received("2016-09-05"), {"event": "escalation-requested", "on": "2016-09-20"})
    _, out, _ = check([open_still, gone_on], "2016-09-21")
    said = " ".join(out.split())
    assert "due 2016-09-19, not done yet, 2 working days late (SI 2006/1738 reg 14(1)" in said
    assert "due 2016-09-19, not done when the case went on, 2016-09-20, 1 working day late" in said
    assert "2 cases as of Wednesday 21 September 2016; 2 in breach" in said


def test_marks_are_explained_where_they_are_used(check: Any) -> None:
    """A star for holidays not announced yet, a question mark for an arrival that nobody recorded."""
    events = [received("2028-12-18"), {"event": "responded", "on": "2028-12-27", "outcome": "upheld"}]
    _, out, _ = check([case("a", *events)], "2028-12-29")
    # Twenty working days after 27 December 2028: 28 and 29, then without 1 January the 18th working day of 2029, the 25th.
    assert "Ask for stage 2                  2029-01-25*?              open\n" in out
    assert "\n* provisional: " in out
    assert "\n? assumed: " in out
    _, out, _ = check([LATE], "2016-09-26")
    assert "provisional" not in out
    assert "assumed" not in out


def test_a_second_run_of_a_limit_is_numbered(check: Any) -> None:
    """A complaint suspended, and resubmitted after the proceedings, starts afresh."""
    lines = [
        case(
            "a",
            received("2016-09-05"),
            {"event": "suspended", "on": "2016-09-07", "ground": "court-or-tribunal"},
            {"event": "proceedings-ended", "on": "2016-12-01"},
            {"event": "resubmitted", "on": "2016-12-05"},
        )
    ]
    _, out, _ = check(lines, "2016-12-06")
    assert "Answer at stage 1 (local         2016-12-19" in out
    assert "resolution) (2)\n" in out
    (found,) = answers(check, lines, "2016-12-06")
    assert [(row["occurrence"], row["status"]) for row in found["deadlines"] if row["limit"] == "stage-1"] == [
        (1, "lapsed"),
        (2, "pending"),
    ]


def test_a_case_without_a_reference_or_a_stage_is_still_listed(check: Any) -> None:
    """It is told by its place in the file."""
    _, out, _ = check(
        [{"procedure": CHILDREN, "events": [received("2016-09-05"), {"event": "withdrawn", "on": "2016-09-06"}]}], "2016-09-06"
    )
    assert out.startswith("case 1, without a reference\n")
    assert "\n  Withdrawn; closed on 2016-09-06; outcome: " in out


@pytest.mark.parametrize("columns", ["80", "60"])
def test_no_line_is_wider_than_the_terminal(check: Any, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """However long a reference is, and whatever is in it; a terminal's own commands are shown and do nothing."""
    monkeypatch.setenv("COLUMNS", columns)
    wild = {**LATE, "reference": "x" * 300 + "\x1b[2J\n\ud800\u2603"}
    later = [received("2016-09-05"), {"event": "responded", "on": "2026-11-20", "outcome": "upheld"}]
    _, out, err = check([wild, case("a", *later)], "2026-11-20", "--division", "scotland")
    assert err == ""
    assert [line for line in out.splitlines() if len(line) > int(columns) or not line.isprintable()] == []
    assert r"\x1b[2J\n\ud800" in out.replace("\n", "")


def test_a_breach_bears_the_marks_of_its_day(check: Any) -> None:
    """Stage 2 asked for on Monday 28 September 2026, no arrival on file: 25 working days from then end on Monday 2 November."""
    story: list[Event] = [
        {"event": "received", "on": "2026-08-03"},
        {"event": "responded", "on": "2026-08-10", "outcome": "not-upheld"},
        {"event": "escalation-requested", "on": "2026-09-28"},
    ]
    status, out, _ = check([case("a", *story)], "2026-11-23")
    assert status == 1
    assert "    Send notice of the response at stage 2: due 2026-11-02?, not done yet, 15\n" in out
    assert "    Send notice of the response at   2026-11-02?  " in out
    story[2]["received_on"] = "2026-09-28"
    _, out, _ = check([case("a", *story)], "2026-11-23")
    assert "due 2026-11-02, not done yet" in out


# --- the exit status


def test_status_0_where_nothing_is_late(check: Any) -> None:
    """On 16 September the answer was not due yet."""
    assert check([LATE], "2016-09-16")[0] == 0


def test_status_1_for_a_breach_of_the_law_in_any_case(check: Any) -> None:
    """Whether the last case is the late one or not."""
    good = case("a", received("2016-09-20"))
    assert check([LATE, good], "2016-09-26")[0] == 1
    assert check([good, LATE], "2016-09-26", "--json")[0] == 1


def test_a_local_target_missed_is_listed_apart_and_is_no_status_1(check: Any) -> None:
    """Shropshire promised an acknowledgement in three working days: due on Thursday 8 September, sent on the 15th."""
    lines = [case("a", received("2016-09-05"), {"event": "acknowledged", "on": "2016-09-15"})]
    status, out, err = check(lines, "2016-09-15", "--policy", "shropshire-children-2016")
    assert (status, err) == (0, "")
    assert "  In breach\n" not in out
    assert (
        "  Late by guidance, practice or local targets\n"
        "    Acknowledge the complaint: due 2016-09-08, done 2016-09-15, 5 working days\n"
        "    late (Shropshire annual report 2016/17, acknowledgement; local policy)\n"
    ) in out
    assert ("    Acknowledge the complaint        2016-09-08    2016-09-15  met-late by 5\n    (local target)\n") in out
    assert "; none in breach" in out
    (found,) = answers(check, lines, "2016-09-15", "--policy", "shropshire-children-2016")
    assert [(row["limit"], row["force"]) for row in found["breaches"]] == [("local-acknowledge", "local-policy")]


def test_a_recommended_time_bars_nobody_and_nothing_after_it_is_late(check: Any) -> None:
    """Stage 2 asked for on 21 November 2016: twenty working days from the arrival on 26 September ended on 24 October."""
    asked = {"event": "escalation-requested", "on": "2016-11-21"}
    in_time = {"event": "responded", "on": "2016-09-19", "received_on": "2016-09-26", "outcome": "upheld"}
    lines = [case("a", received("2016-09-05"), in_time, asked)]
    (found,) = answers(check, lines, "2016-11-21")
    request = next(row for row in found["deadlines"] if row["limit"] == "request-stage-2")
    assert (request["due"], request["status"], request["days_late"]) == ("2016-10-24", "after", 0)
    assert (found["breaches"], found["advised"]) == ([], [])  # it is the complainant's own time
    status, out, _ = check(lines, "2016-11-21")
    assert status == 0
    (line,) = (line for line in out.splitlines() if "Ask for stage 2" in line)
    assert line.split()[-3:] == ["2016-10-24", "2016-11-21", "after"]
    assert "past, after: not late; a time only told or recommended binds nobody" in out


@pytest.mark.parametrize(("answered", "act"), [(None, "not done yet"), ("2026-03-02", "done 2026-03-02")])
def test_a_day_told_as_likely_stands_apart_and_is_no_breach(check: Any, answered: str | None, act: str) -> None:
    """SI 2009/309 reg 13: a plan for 27 February 2026; on 2 March the answer has gone, or not. Exit 0 either way."""
    events = [
        received("2026-01-15"),
        {"event": "acknowledged", "on": "2026-01-16"},
        {"event": "plan-agreed", "on": "2026-01-19", "until": "2026-02-27"},
    ]
    events += [{"event": "responded", "on": answered}] if answered else []
    lines = [case("a", *events) | {"procedure": "england-adult-social-care"}]
    status, out, _ = check(lines, "2026-03-02")
    assert (status, "In breach" in out, "late by" in out) == (0, False, False)
    assert "  After a time that was told or recommended: no breach\n" in out
    assert f"\n    Answer by the day agreed or set: 2026-02-27, {act} (" in out
    (found,) = answers(check, lines, "2026-03-02")
    assert [row["limit"] for row in found["advised"]] == ["agreed-timescale"]
    assert found["breaches"] == []


def test_a_policy_applies_where_it_was_in_force_and_nowhere_else(check: Any) -> None:
    """From 1 April 2016 to 31 March 2017, over the children's procedure only."""
    lines = [
        case("before", received("2016-03-31")),
        case("first day", received("2016-04-01")),
        case("last day", received("2017-03-31")),
        case("after", received("2017-04-01")),
        case("adults", received("2016-09-05"), procedure="england-adult-social-care"),
    ]
    lines[-1]["events"][0].pop("complainant")
    found = answers(check, lines, "2017-04-01", "--policy", "shropshire-children-2016")
    local = {answer["reference"] for answer in found for row in answer["deadlines"] if row["limit"] == "local-acknowledge"}
    assert local == {"first day", "last day"}


# --- faults of the file


FAULTY = {"procedure": CHILDREN, "events": [{"event": "receved", "on": "2016-09-05"}]}


def test_a_faulty_line_keeps_no_good_case_back(check: Any) -> None:
    """One line a fault, with its number; and status 2, breach or not."""
    lines = [FAULTY, LATE, b'{"procedure": ', b"\xff\xfe", case("last", received("2016-09-20"))]
    status, out, err = check(lines, "2016-09-26")
    assert status == 2
    assert out.startswith("2016-0143\n")
    assert "\nlast\n" in out
    assert "2 cases as of" in out
    assert [line.split(": ")[:3] for line in err.splitlines()] == [["complaintrules", "FILE", f"line {n}"] for n in (1, 3, 4)]
    assert "unknown event 'receved'; did you mean 'received'" in err


def test_the_json_of_the_good_cases_is_whole_beside_faults(check: Any) -> None:
    """A program reads the list whatever the other lines hold."""
    status, out, err = check([LATE, FAULTY, LATE], "2016-09-26", "--json")
    assert status == 2
    assert [row["reference"] for row in json.loads(out)] == ["2016-0143", "2016-0143"]
    assert err.startswith("complaintrules: FILE: line 2: ")


def test_a_case_whose_days_no_calendar_holds_is_a_fault_of_its_line(check: Any) -> None:
    """Ten working days from 20 December 2050 end in 2051; the faults stand in the order of the lines."""
    lines: list[Any] = [b"", case("beyond", received("2050-12-20")), FAULTY]
    assert [line.split(": ")[2] for line in check(lines, "2050-12-30")[2].splitlines()] == ["line 2 (beyond)", "line 3"]
    lines = [FAULTY, case("good", received("2050-11-01")), case("beyond", received("2050-12-20"))]
    status, out, err = check(lines, "2050-12-30", "--json")
    assert (status, [row["reference"] for row in json.loads(out)]) == (2, ["good"])
    first, second = err.splitlines()
    assert first.startswith("complaintrules: FILE: line 1: ")
    assert second.startswith("complaintrules: FILE: line 3 (beyond): 10 working days after 2050-12-20 lies outside this calendar")


def test_garbage_is_refused_line_by_line(check: Any) -> None:
    """Nothing in it raises anything, and every good line is answered."""
    garbage = [b"\x00\x01\x02", b"[" * 5000, b"9" * 5000, b"null", b'"text"', b"{}", b"\xef\xbb\xbf{}"]
    status, out, err = check([*garbage, LATE], "2016-09-26")
    assert status == 2
    assert "1 case as of" in out
    assert {line.split(": ")[2] for line in err.splitlines()} == {f"line {n}" for n in range(1, len(garbage) + 1)}
    assert all(line.startswith("complaintrules: FILE: ") for line in err.splitlines())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("nowhere.jsonl", "--as-of", "2016-09-26"), "nowhere.jsonl: No such file or directory"),
        ((".", "--as-of", "2016-09-26"), ".: Is a directory"),
        (("a\0b", "--as-of", "2016-09-26"), r"a\x00b: No such file or directory"),
        (("nowhere.jsonl",), "the following arguments are required: --as-of (see complaintrules check --help)"),
        (
            ("nowhere.jsonl", "--as-of", "2051-01-01"),
            "2051-01-01 lies outside this calendar, which holds 2000-01-01 to 2050-12-31",
        ),
        (
            ("nowhere.jsonl", "--as-of", "1999-12-31"),
            "1999-12-31 lies outside this calendar, which holds 2000-01-01 to 2050-12-31",
        ),
        (
            ("nowhere.jsonl", "--as-of", "2016-09-26", "--policy", "shropshire-2016"),
            "unknown policy 'shropshire-2016'; did you mean 'shropshire-children-2016'?",
        ),
        (
            ("nowhere.jsonl", "--as-of", "2016-09-26", "--division", "englnd"),
            "unknown division 'englnd'; did you mean 'england-and-wales'?",
        ),
    ],
)
def test_bad_input_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], line: tuple[str, ...], says: str) -> None:
    """Before anything is printed."""
    assert cli.main(["check", *line]) == 2
    assert capsys.readouterr() == ("", f"complaintrules: {says}\n")


def test_a_file_that_may_not_be_read_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the reason the system gives; played here, for whoever may read everything."""

    def refuse(_path: object, _mode: str) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", "secret.jsonl")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert cli.main(["check", "secret.jsonl", "--as-of", "2016-09-26"]) == 2
    assert capsys.readouterr() == ("", "complaintrules: secret.jsonl: Permission denied\n")


# --- calendars


def test_another_calendar_may_be_chosen(check: Any) -> None:
    """From 23 November 2026 ten working days end on 7 December, and a day later where St Andrew's Day is free."""
    lines = [case("a", received("2026-11-23"))]

    def due(*options: str) -> str:
        (found,) = answers(check, lines, "2026-11-23", *options)
        day: str = next(row["due"] for row in found["deadlines"] if row["limit"] == "stage-1")
        return day

    assert due() == "2026-12-07"
    assert due("--division", "scotland") == "2026-12-08"
    assert due("--division", "united-kingdom") == "2026-12-08"


def test_an_official_list_is_laid_over_the_days_known(check: Any, tmp_path: Path) -> None:
    """A list that makes Tuesday 1 December 2026 a bank holiday moves stage 1 from 7 to 8 December."""
    official = tmp_path / "bank-holidays.json"
    official.write_text(json.dumps({"england-and-wales": [{"title": "A new day", "date": "2026-12-01"}]}), encoding="utf-8")
    (found,) = answers(check, [case("a", received("2026-11-23"))], "2026-11-23", "--official", str(official))
    assert next(row["due"] for row in found["deadlines"] if row["limit"] == "stage-1") == "2026-12-08"


# --- standard input, and the bar


def test_a_dash_is_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As bytes, so that a line in the wrong encoding is one faulty line."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(LATE).encode() + b"\n\xff\n")))
    assert cli.main(["check", "-", "--as-of", "2016-09-26", "--json"]) == 2
    out, err = capsys.readouterr()
    assert [row["reference"] for row in json.loads(out)] == ["2016-0143"]
    assert err.startswith("complaintrules: -: line 2: is not UTF-8")


def test_check_runs_in_a_pipe() -> None:
    """In a process of its own, from standard input to standard output."""
    command = [sys.executable, "-m", "complaintrules", "check", "-", "--as-of", "2016-09-26"]
    ended = subprocess.run(command, input=json.dumps(LATE), capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - this program itself
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("2016-0143\n")


def test_faults_stand_after_the_answers_where_both_go_to_one_place() -> None:
    """As with `2>&1`."""
    command = [sys.executable, "-m", "complaintrules", "check", "-", "--as-of", "2016-09-26"]
    lines = f"nonsense\n{json.dumps(LATE)}"
    ended = subprocess.run(  # noqa: S603 - this program itself
        command, input=lines, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60
    )
    assert ended.returncode == 2
    assert ended.stdout.startswith("2016-0143\n")
    assert ended.stdout.splitlines()[-1].startswith("complaintrules: -: line 1: is not JSON")


def _as_terminals(monkeypatch: pytest.MonkeyPatch, *, output: bool) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: output)
    monkeypatch.setattr(files, "_LONG", 1)


def test_a_long_file_shows_how_far_it_is(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, while the answers go elsewhere."""
    _as_terminals(monkeypatch, output=False)
    status, out, err = check([LATE], "2016-09-26", "--json")
    assert (status, len(json.loads(out))) == (1, 1)
    assert "Checking" in err


def test_no_bar_stands_in_the_way_of_the_answers(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both would go to the same terminal, the cases that scroll by show how far it is."""
    _as_terminals(monkeypatch, output=True)
    assert check([LATE], "2016-09-26")[2] == ""


def test_a_short_file_shows_no_bar(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be gone before anyone had read it."""
    _as_terminals(monkeypatch, output=False)
    monkeypatch.setattr(files, "_LONG", 1_000_000)
    assert check([LATE], "2016-09-26")[2] == ""


def test_without_rich_there_is_no_bar(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra."""
    _as_terminals(monkeypatch, output=False)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert check([LATE], "2016-09-26")[2] == ""


def test_what_is_no_file_has_no_length(tmp_path: Path) -> None:
    """A pipe or a device, or bytes in memory."""
    assert files._size(io.BytesIO(b"text")) == 0
    with open(os.devnull, "rb") as device:  # noqa: PTH123 - a device
        assert files._size(device) == 0
    (tmp_path / "file").write_bytes(b"text")
    with (tmp_path / "file").open("rb") as file:
        assert files._size(file) == 4


def test_a_panel_of_2020_is_late_and_no_breach_and_says_why(check: Any) -> None:
    """Asked for on 1 July 2020: thirty working days end on 12 August. Later is late, and the words of that year excuse it."""
    events = [
        received("2020-03-02"),
        {"event": "responded", "on": "2020-03-16", "received_on": "2020-03-16"},
        {"event": "escalation-requested", "on": "2020-03-30", "received_on": "2020-03-30"},
        {"event": "responded", "on": "2020-06-15", "received_on": "2020-06-15"},
        {"event": "panel-requested", "on": "2020-07-01", "received_on": "2020-07-01"},
    ]
    status, out, err = check([case("A", *events)], "2020-09-01")
    assert (status, err) == (1, "")  # stage 2 itself was late, and never relaxed
    (line,) = (line for line in out.splitlines() if "Hold the panel" in line)
    assert "2020-08-12~" in line
    assert "overdue" in line
    assert "~ relaxed for a time: late is not of itself a breach; `due` explains it" in out
    assert "lapsed: the case went on by the day shown; nothing on file says that it was done" in out


def test_the_suspended_points_stand_in_both_answers(check: Any) -> None:
    """With the state, and by themselves for a program."""
    received, *later = STORY
    stop = {"event": "suspended", "on": "2016-09-06", "ground": "disciplinary", "points": ["injury"]}
    case = {**LATE, "events": [received | {"points": ["injury", "visits"]}, stop, *later]}
    (found,) = answers(check, [case], "2016-09-26")
    assert (found["state"], found["suspended_points"]) == ("stage-1-answered", ["injury"])
    _, out, _ = check([case], "2016-09-26")
    assert "outcome: partly upheld; suspended: injury" in " ".join(out.split())


def test_what_moved_nothing_stands_in_both_answers_with_the_other_date(check: Any) -> None:
    """Asked for in writing on 26 September, a statement agreed on 17 October: due on 31 October, read otherwise 21 November."""
    events = [
        {"event": "received", "on": "2016-09-05", "complainant": "parent"},
        {"event": "responded", "on": "2016-09-19"},
        {"event": "escalation-requested", "on": "2016-09-26", "received_on": "2016-09-26"},
        {"event": "record-finalised", "on": "2016-10-17"},
    ]
    case = {"procedure": CHILDREN, "events": events}
    (found,) = answers(check, [case], "2016-10-17")
    (moved,) = found["moved_nothing"]
    assert (moved["event"], moved["on"], moved["cite"]) == ("record-finalised", "2016-10-17", "SI 2006/1738 reg 17(4)-(5)")
    (stage_2,) = (row for row in found["deadlines"] if row["limit"] == "stage-2")
    (other,) = stage_2["other_readings"]
    assert (stage_2["due"], other["start"], other["due"], other["latest"]) == (
        "2016-10-31", "2016-10-17", "2016-11-21", "2017-01-19",
    )  # fmt: skip
    _, out, _ = check([case], "2016-10-17")
    assert "Moved nothing Written record finalised, 2016-10-17: it does not move" in " ".join(out.split())
