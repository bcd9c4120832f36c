"""A council slower than the Ombudsman's Code, which may be departed from with an explanation; and from when that Code is applied.

Received on Monday 1 June 2026, acknowledged on Wednesday the 3rd: ten working days end on Wednesday 17 June, fifteen on Wednesday
the 24th, twenty on Wednesday 1 July, and thirty on Wednesday 15 July.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr
from complaintrules import Status
from support.answers import rows

if TYPE_CHECKING:
    from pathlib import Path

CODE = cr.get_procedure("england-corporate")
LANDLORD = cr.get_procedure("england-housing")
CHILDREN = cr.get_procedure("england-children")
OURS = cr.Source("Our policy", "Our policy")("page 2")
WHY = "one investigator serves four services until 2027"
DAY = date(2026, 6, 1)
EVENTS = (cr.Received(on=DAY), cr.Acknowledged(on=date(2026, 6, 3)))


def policy(law: cr.Procedure, limit: str, period: cr.Period, **changes: Any) -> cr.LocalPolicy:
    """A council's policy of one target."""
    row = cr.local_target(law.limit(limit), key="ours", period=period, cite=OURS, **changes)
    return cr.LocalPolicy(key="slower", title="Slower", procedure=law.key, since=date(2024, 4, 1), limits=(row,))


def faults(*args: Any, **changes: Any) -> tuple[str, ...]:
    """What such a policy is refused for."""
    try:
        policy(*args, **changes).over(args[0], DAY)
    except cr.PolicyError as refused:
        return refused.faults
    return ()


SLOWER = policy(CODE, "stage-1-respond", cr.working_days(15), departs=WHY)


def test_a_target_longer_than_the_code_stands_with_an_explanation_and_hides_no_breach() -> None:
    """Answered on 24 June: within the council's fifteen days, and five working days late under the Code, from the 17th."""
    case = cr.Case.replay("england-corporate", (*EVENTS, cr.Responded(on=date(2026, 6, 24))), policy=SLOWER)
    found = rows(case, date(2026, 6, 30))
    assert (found["ours"].due, found["ours"].status) == (date(2026, 6, 24), Status.MET)
    code = found["stage-1-respond"]
    assert (code.due, code.status, code.days_late, code.is_breach) == (date(2026, 6, 17), Status.MET_LATE, 5, True)


def test_a_departure_is_shown_in_the_answer_of_the_target_and_of_the_code() -> None:
    """With both numbers, both provisions and the reason; other answers say nothing of it."""
    found = rows(cr.Case.replay("england-corporate", EVENTS, policy=SLOWER), date(2026, 6, 10))
    assert {key for key, row in found.items() if row.departure == WHY} == {"ours", "stage-1-respond"}
    says = (
        "The council's own target, within 15 working days, departs from Complaint Handling Code para 6.3, within 10 working "
        f"days. Its explanation: {WHY} (Our policy, page 2)."
    )
    assert {key for key, row in found.items() if says in row.explain()} == {"ours", "stage-1-respond"}
    plain = rows(cr.Case.replay("england-corporate", EVENTS), date(2026, 6, 10))
    assert all(row.departure is None for row in plain.values())


def test_check_and_report_show_the_departure(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`check` in a section and beside the row, its JSON in a field, the report beside the name of the target."""
    from complaintrules.cli import check as _check  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli import terminal as _tables  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli.check_page import PrintedAnswers  # noqa: PLC0415 - likewise

    monkeypatch.setenv("COLUMNS", "80")
    case = cr.Case.replay("england-corporate", (*EVENTS, cr.Responded(on=date(2026, 6, 24))), policy=SLOWER, reference="A")
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(cr.dump_case(case)) + "\n", encoding="utf-8")
    question = _check.Question(as_of=date(2026, 6, 30), policy=SLOWER, calendars=None)
    assert _check.check(str(file), question, PrintedAnswers(_tables.page(), question.as_of)) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Departures from a code The council's own target, within 15 working days, departs from" in said
    assert "Answer at stage 1 (local 2026-06-24 2026-06-24 met target, departs from the code)" in said
    found = {row["limit"]: row["departure"] for row in _check.answer_json(_check.Answer.about(case, question.as_of))["deadlines"]}
    assert (found["ours"], found["stage-1-respond"], found["stage-1-acknowledge"]) == (WHY, WHY, None)
    labels = dict(cr.report([case], start=date(2026, 4, 1), end=date(2027, 3, 31)).labels)
    assert labels["england-corporate:ours"] == (
        "Answer at stage 1 (Corporate complaints, England (the Ombudsman's Code); departs from Complaint Handling Code para 6.3: "
        f"{WHY})"
    )
    assert "departs" not in labels["england-corporate:stage-1-respond"]


def test_an_extension_may_reach_further_than_the_codes_too() -> None:
    """Thirty working days instead of twenty: told in time until 15 July, the target is due then, the Code's answer on 1 July."""
    law = CODE.limit("stage-1-respond").extension
    assert law is not None
    longer = attrs.evolve(law, to=cr.working_days(30), cite=OURS)
    further = policy(CODE, "stage-1-respond", cr.working_days(10), extension=longer, departs=WHY)
    notice = cr.Extended(on=date(2026, 6, 16), until=date(2026, 7, 15))
    found = rows(cr.Case.replay("england-corporate", (*EVENTS, notice), policy=further), date(2026, 6, 16))
    assert (found["ours"].due, found["stage-1-respond"].due) == (date(2026, 7, 15), date(2026, 7, 1))
    (refused,) = faults(CODE, "stage-1-respond", cr.working_days(10), extension=longer)
    assert "may be extended to 30 working days after, past the law's 20 working days after" in refused
    assert "say why in the row's `departs`" in refused


@pytest.mark.parametrize("departs", ["", "  "])
def test_blanks_explain_nothing(departs: str) -> None:
    """And are called what they are."""
    with pytest.raises(cr.WrongValueError, match=r"departs '.*': is blank"):
        policy(CODE, "stage-1-respond", cr.working_days(15), departs=departs)


def test_without_an_explanation_a_slower_target_is_refused_and_told_what_to_do() -> None:
    """It names the Code, which is to be followed or explained."""
    (refused,) = faults(CODE, "stage-1-respond", cr.working_days(15))
    assert refused == (
        "row 'ours' takes more time, 15 working days after, than the law allows, 10 working days after (Complaint Handling Code "
        "para 6.3); Local Government and Social Care Ombudsman, Complaint Handling Code, February 2024 is to be followed or "
        "explained: say why in the row's `departs`, and it is shown as a departure"
    )


@pytest.mark.parametrize(
    ("law", "limit", "period", "says"),
    [
        (
            LANDLORD,
            "stage-1-respond",
            cr.working_days(15),
            "the target can be that time or less, and a single case extended as Housing Ombudsman's Code para 6.4-6.5 provides",
        ),
        (
            CHILDREN,
            "stage-1",
            cr.working_days(15),
            "statute: the target can be that time or less, and a single case extended as SI 2006/1738 reg 14(5) provides",
        ),
        (CHILDREN, "stage-3", cr.working_days(16), "Regulations 2006 binds as statute: the target can be that time or less"),
    ],
)
def test_no_explanation_departs_from_statute_or_a_statutory_code(
    law: cr.Procedure, limit: str, period: cr.Period, says: str
) -> None:
    """The instrument is named, with what can be done instead."""
    (refused,) = faults(law, limit, period, departs=WHY)
    assert refused.endswith(says)
    assert f"({law.limit(limit).cite}); {law.sources[0].title} binds as" in refused


def test_a_shorter_window_for_the_complainant_stays_refused_under_a_code() -> None:
    """The Code gives twelve months to complain."""
    (refused,) = faults(CODE, "make-complaint", cr.months(6), departs=WHY)
    assert refused.endswith("February 2024 gives the complainant that time: give as much or more")


def test_an_explanation_of_no_departure_is_refused() -> None:
    """A target as quick as the Code's, and a row that stands beside nothing."""
    (refused,) = faults(CODE, "stage-1-respond", cr.working_days(10), departs=WHY)
    assert refused == (
        "row 'ours' says why it departs, but takes no more time than the law (Complaint Handling Code para 6.3): leave the "
        "explanation out"
    )
    alone = attrs.evolve(
        CODE.limit("stage-1-respond"), key="ours", force=cr.Force.LOCAL_POLICY, extension=None, ends=(cr.Closed,), departs=WHY
    )
    with pytest.raises(cr.PolicyError, match="says why it departs, but stands beside no rule that it could depart from"):
        attrs.evolve(SLOWER, limits=(alone,)).over(CODE, DAY)
    with pytest.raises(cr.ProcedureError, match="limit 'stage-1-respond': it says why it departs, but stands beside no rule"):
        attrs.evolve(
            CODE,
            limits=tuple(attrs.evolve(row, departs=WHY) if row.period == cr.working_days(10) else row for row in CODE.limits),
        )


def test_show_prints_the_departure_of_a_policy(capsys: pytest.CaptureFixture[str]) -> None:
    """For people and as JSON."""
    from complaintrules.cli import rulebook as _show  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli import terminal as _tables  # noqa: PLC0415 - what the command is made of

    _show.print_policy(_tables.page(), SLOWER)
    assert f"It departs from the code: {WHY}." in " ".join(capsys.readouterr().out.split())
    (row,) = _show.policy_json(SLOWER)["limits"]
    assert row["departs"] == WHY


# --- from when the Code is applied


def test_a_breach_before_the_code_was_applied_says_so() -> None:
    """Due on 17 June 2025: the Ombudsman applies the Code from 1 April 2026. It is listed as before, with those words."""
    case = cr.Case.replay("england-corporate", (cr.Received(on=date(2025, 6, 2)), cr.Acknowledged(on=date(2025, 6, 3))))
    found = rows(case, date(2025, 6, 30))["stage-1-respond"]
    assert (found.is_breach, found.voluntary) == (True, True)
    assert "The code is applied in casework from 1 April 2026; before that it was followed by choice." in found.explain()


@pytest.mark.parametrize(("acknowledged", "due", "voluntary"), [(17, date(2026, 3, 31), True), (18, date(2026, 4, 1), False)])
def test_the_last_day_decides_whether_it_was_applied(
    acknowledged: int,
    due: date,
    voluntary: bool,  # noqa: FBT001 - what is expected
) -> None:
    """Ten working days from Tuesday 17 March 2026 end on the 31st, from the 18th on 1 April."""
    case = cr.Case.replay(
        "england-corporate", (cr.Received(on=date(2026, 3, 16)), cr.Acknowledged(on=date(2026, 3, acknowledged)))
    )
    found = rows(case, date(2026, 4, 30))["stage-1-respond"]
    assert (found.due, found.voluntary) == (due, voluntary)


def test_what_is_no_part_of_that_code_is_never_by_choice() -> None:
    """The way to the Ombudsman is statute's; the Housing Ombudsman's Code is statutory; a council's own target is its own."""
    assert {limit.key for limit in CODE.limits if limit.applied_since is None} == {"ombudsman", "ombudsman-enquiry"}
    assert {limit.applied_since for limit in LANDLORD.limits} == {None}
    assert SLOWER.limits[0].applied_since is None
    assert not cr.due("england-housing", "stage-1-respond", date(2025, 6, 3)).voluntary


def test_check_show_and_report_say_from_when_it_is_applied(capsys: pytest.CaptureFixture[str]) -> None:
    """In the line of the breach, in a field of the JSON, with the rule, and beside its name in a report of earlier years."""
    from complaintrules.cli import check as _check  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli import rulebook as _show  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli import terminal as _tables  # noqa: PLC0415 - what the command is made of
    from complaintrules.cli.check_page import PrintedAnswers  # noqa: PLC0415 - likewise

    case = cr.Case.replay(
        "england-corporate",
        (cr.Received(on=date(2025, 6, 2)), cr.Acknowledged(on=date(2025, 6, 3)), cr.Responded(on=date(2025, 6, 18))),
        reference="A",
    )
    answer = _check.Answer.about(case, date(2025, 6, 30))
    PrintedAnswers(_tables.page(), date(2025, 6, 30)).give(answer)
    said = " ".join(capsys.readouterr().out.split())
    assert "6.4-6.5; code, applied in casework from 2026-04-01 and by choice before)" in said
    assert {row["limit"] for row in _check.answer_json(answer)["deadlines"] if row["voluntary"]} == {
        "stage-1-acknowledge",
        "stage-1-respond",
    }
    _show.print_procedure(_tables.page(), CODE)
    assert "The code is applied in casework from 1 April 2026" in " ".join(capsys.readouterr().out.split())
    name = "england-corporate:stage-1-respond"
    before = dict(cr.report([case], start=date(2025, 4, 1), end=date(2026, 3, 31)).labels)[name]
    assert before.endswith("; applied in casework from 2026-04-01, by choice before)")
    late = cr.Case.replay("england-corporate", (*EVENTS, cr.Responded(on=date(2026, 6, 24))))
    assert "choice" not in dict(cr.report([late], start=date(2026, 4, 1), end=date(2027, 3, 31)).labels)[name]
