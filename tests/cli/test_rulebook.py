"""The commands that show the rulebook: `procedures` and `show`."""

from __future__ import annotations

import json
import re

import attrs
import pytest

import complaintrules as cr
from complaintrules.cli import rulebook as _show
from complaintrules.cli import terminal as _tables
from support.children import CHILDREN
from support.command_line import answered, printed

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


def test_what_is_not_established_as_a_breach_says_so_wherever_the_rule_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """In `show`, its JSON and the timetable; of the six months of adult social care alone."""
    says = "Whether lateness is itself a breach is not established"
    for asked in (("show", "england-adult-social-care"), ("timetable", "england-adult-social-care", "2026-01-15")):
        assert " ".join(printed(capsys, *asked).split()).count(says) == 1
    limits = json.loads(printed(capsys, "show", "england-adult-social-care", "--json"))["limits"]
    assert [limit["key"] for limit in limits if not limit["breach_established"]] == ["relevant-period"]
