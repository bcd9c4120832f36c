"""What an Ombudsman finds on each point and recommends, and the money of a remedy: recorded, read strictly, counted exactly."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.reports.page import report_page

START, END = date(2025, 4, 1), date(2026, 3, 31)
OPENED: dict[str, Any] = {"event": "received", "on": "2025-04-14"}


def landlord(*events: cr.Event, reference: str = "H-1", key: str = "england-housing") -> cr.Case:
    """A complaint received on 14 April 2025 with what an Ombudsman did later."""
    return cr.Case.replay(key, (cr.Received(on=date(2025, 4, 14)), *events), reference=reference)


def decided(on: date, **fields: Any) -> cr.OmbudsmanDecided:
    """A decision of an Ombudsman."""
    return cr.OmbudsmanDecided(on=on, **fields)


def redress(pounds: str, **fields: Any) -> cr.Action:
    """A sum of money."""
    return cr.Action(code=cr.ActionType.FINANCIAL_REDRESS, amount=Decimal(pounds), **fields)


def year(*cases: cr.Case) -> cr.Report:
    """The report of 2025/26."""
    return cr.report(cases, start=START, end=END)


# --- findings


FOUND = decided(
    date(2025, 11, 3),
    findings=[
        cr.OmbudsmanFinding(code=cr.HousingFinding.SEVERE_MALADMINISTRATION, point="damp and mould"),
        cr.OmbudsmanFinding(code=cr.HousingFinding.SERVICE_FAILURE, point="complaint handling"),
        cr.HousingFinding.SERVICE_FAILURE,
    ],
)


def test_one_determination_holds_several_findings_each_about_a_point() -> None:
    """A bare code is a finding of which nobody recorded the point."""
    assert [(finding.code.value, finding.point) for finding in FOUND.findings] == [
        ("severe-maladministration", "damp and mould"),
        ("service-failure", "complaint handling"),
        ("service-failure", None),
    ]
    case = landlord(FOUND)
    assert case.state == "stage-1"  # nothing of the Ombudsman moves a case
    assert cr.load_case(cr.dump_case(case)) == case


def test_findings_are_dumped_as_bare_codes_or_with_their_point() -> None:
    """As learning points and actions are."""
    assert cr.dump_case(landlord(FOUND))["events"][1] == {
        "event": "ombudsman-decided",
        "on": "2025-11-03",
        "findings": [
            {"code": "severe-maladministration", "point": "damp and mould"},
            {"code": "service-failure", "point": "complaint handling"},
            "service-failure",
        ],
    }


@pytest.mark.parametrize("key", [key for key in cr.procedures() if key != "england-housing"])
def test_only_the_housing_ombudsman_makes_findings_on_points(key: str) -> None:
    """Everywhere else a decision with findings cannot happen, in any state; one without them can wherever it could."""
    for version in cr.RULEBOOK.versions(key):
        kinds = [transition for transition in version.transitions if transition.event is cr.OmbudsmanDecided]
        for transition in kinds:
            assert transition.when is not None
            facts: Any = None
            assert transition.when.test(facts, cr.OmbudsmanDecided, FOUND) is False


def test_the_refusal_of_a_finding_says_whose_findings_they_are() -> None:
    """A corporate complaint goes to the other Ombudsman, who decides on the whole."""
    with pytest.raises(cr.ImpossibleEventError, match="no findings on points, which are the Housing Ombudsman's"):
        landlord(FOUND, key="england-corporate")
    upheld = decided(date(2025, 11, 3), decision=cr.OmbudsmanDecision.UPHELD)
    assert landlord(upheld, key="england-corporate").events[-1] == upheld


def test_a_finding_given_as_a_decision_is_refused_and_said_to_be_a_finding() -> None:
    """It was near to "advice-given", by its letters alone."""
    data = cr.dump_case(landlord(decided(date(2025, 11, 3))))
    data["events"][1]["decision"] = "service-failure"
    with pytest.raises(cr.LoadError) as refused:
        cr.load_case(data)
    says = "unknown ombudsman decision 'service-failure' (it is a code of housing finding); known are advice-given, "
    assert refused.value.faults[0].startswith(f"events[1].decision: {says}")


def test_findings_are_counted_and_a_decision_by_findings_is_no_decision_nobody_recorded() -> None:
    """Two determinations with three findings and one; a third, of the year before, is not of the period."""
    other = decided(date(2026, 3, 31), findings=[cr.HousingFinding.REASONABLE_REDRESS])
    early = cr.Case.replay(
        "england-housing",
        (cr.Received(on=date(2024, 6, 3)), decided(date(2025, 3, 31), findings=[cr.HousingFinding.MEDIATION])),
    )
    unknown = landlord(decided(date(2025, 12, 1)), reference="H-3")
    report = year(landlord(FOUND), landlord(other, reference="H-2"), unknown, early)
    table = report.table("ombudsman-findings", "finding")
    assert {cell.value[0]: cell.count for cell in table.cells} == {
        "severe-maladministration": 1,
        "maladministration": 0,
        "service-failure": 2,
        "mediation": 0,
        "reasonable-redress": 1,
        "no-maladministration": 0,
        "outside-jurisdiction": 0,
        "withdrawn": 0,
    }
    assert report.count("ombudsman-findings", "type/finding", "housing", "service-failure") == 2
    assert report.count("ombudsman-decided") == 3
    assert report.count("ombudsman-decided", "decision", "by-findings") == 2
    assert report.count("ombudsman-decided", "decision", "not-recorded") == 1
    assert report.label("decision", "by-findings") == "By findings on each point"


def test_the_report_on_the_housing_code_gives_the_findings() -> None:
    """And the other Code's asks for decisions alone."""
    for key, wants_findings in (("england-housing", True), ("england-corporate", False)):
        contents = [content for rule in cr.get_procedure(key).requirements for content in rule.contents]
        (wanted,) = [content for content in contents if content.key == "ombudsman"]
        assert ("ombudsman-findings/finding" in wanted.figures) is wants_findings


# --- recommendations


def test_a_recommendation_not_done_by_its_day_is_named_in_the_report() -> None:
    """Of four: one done, one overdue on the last day, one due on it, one without a day; and one overdue since the year before."""
    orders = decided(
        date(2025, 11, 3),
        recommendations=[
            cr.Action(code=cr.ActionType.APOLOGY, due=date(2025, 12, 1), done=date(2025, 12, 1)),
            cr.Action(code=cr.ActionType.SERVICE_CHANGE, due=date(2026, 3, 30), owner="repairs", note="mend the roof"),
            cr.Action(code=cr.ActionType.POLICY_CHANGE, due=date(2026, 3, 31)),
            cr.ActionType.TRAINING_GUIDANCE,
        ],
    )
    before = cr.Case.replay(
        "england-corporate",
        (
            cr.Received(on=date(2024, 6, 3)),
            decided(date(2025, 1, 6), recommendations=[cr.Action(code=cr.ActionType.MONITORING, due=date(2025, 2, 3))]),
        ),
        reference="C-1",
    )
    report = year(landlord(orders), before)
    assert report.count("recommendations") == 4
    statuses = {cell.value[0]: cell.count for cell in report.table("recommendations", "status").cells}
    assert statuses == {"done": 1, "overdue": 1, "pending": 1, "no-date": 1}
    assert report.count("recommendations", "action", "policy-change") == 1
    assert report.count("recommendations-overdue") == 2
    assert report.overdue_recommendations == (
        cr.OverdueAction("C-1", "monitoring", date(2025, 2, 3), None),
        cr.OverdueAction("H-1", "service-change", date(2026, 3, 30), "repairs"),
    )
    assert (report.overdue_actions, report.count("actions"), report.count("actions-overdue")) == ((), 0, 0)
    text = report.as_markdown()
    assert "## Recommendations of an Ombudsman overdue" in text
    assert "| H-1 | Change of service | repairs | 2026-03-30 |" in text
    page = report_page(report, title="A year")
    assert "<h3>Recommendations of an Ombudsman overdue at the end</h3>" in page
    assert "C-1" in page
    # What is published names no case.
    assert "C-1" not in report.as_markdown(threshold=5) + report_page(report, title="A year", threshold=5)
    assert report.as_dict(threshold=5)["overdue_recommendations"] == []


# --- money


@pytest.mark.parametrize(
    ("amount", "error", "says"),
    [
        (250.0, cr.WrongTypeError, r"decimal\.Decimal of pounds, such as Decimal\('250\.00'\), not float"),
        (250, cr.WrongTypeError, "not int"),
        ("250.00", cr.WrongTypeError, "not str"),
        (True, cr.WrongTypeError, "not bool"),
        (Decimal(0), cr.InvalidEventError, "more than 0"),
        (Decimal("-0.01"), cr.InvalidEventError, "more than 0"),
        (Decimal(1_000_000_000), cr.InvalidEventError, "less than a thousand million"),
        (Decimal("NaN"), cr.InvalidEventError, "more than 0"),
        (Decimal("Infinity"), cr.InvalidEventError, "less than a thousand million"),
        (Decimal("0.005"), cr.InvalidEventError, "parts of a penny"),
    ],
)
def test_an_amount_is_pounds_and_pence_exactly(amount: Any, error: type[Exception], says: str) -> None:
    """A float is none, and no other number is taken for one."""
    with pytest.raises(error, match=says):
        cr.Action(code=cr.ActionType.FINANCIAL_REDRESS, amount=amount)
    assert redress("0.01").amount == Decimal("0.01")
    assert redress("999999999.99").amount == Decimal("999999999.99")


def test_money_belongs_to_financial_redress_alone() -> None:
    """An apology with money is two actions."""
    with pytest.raises(cr.InvalidEventError, match="only 'financial-redress' has an amount"):
        cr.Action(code=cr.ActionType.APOLOGY, amount=Decimal(50))


def test_an_amount_is_a_string_of_pounds_and_pence_in_json() -> None:
    """However it was written as a Decimal; and it comes back as the same sum."""
    case = landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=[redress("1250.5"), redress("7")]))
    data = cr.dump_case(case)
    assert [action["amount"] for action in data["events"][1]["actions"]] == ["1250.50", "7.00"]
    assert cr.load_case(data) == case


@pytest.mark.parametrize(
    "amount", [250, 250.5, "250", "250.5", "250.000", "£250.00", "1,250.00", "-1.00", "01.00", "1e3", None, True]
)
def test_any_other_form_of_money_is_refused_in_json(amount: Any) -> None:
    """A JSON number is a float to most who read it."""
    action = {"code": "financial-redress", "amount": amount}
    answered = {"event": "responded", "on": "2025-05-01", "actions": [action]}
    data = {"procedure": "england-housing", "events": [OPENED, answered]}
    if amount is None:
        assert cr.load_case(data).events[1].actions[0].amount is None  # type: ignore[attr-defined]  # an answer has them
        return
    with pytest.raises(cr.LoadError, match=r'events\[1\]\.actions\[0\]\.amount: must be pounds and pence as "250\.00"'):
        cr.load_case(data)


def test_amounts_are_summed_to_the_penny() -> None:
    """0.10 and 0.20 are 0.30, which floats are not; actions and recommendations apart; last year's are not of the period."""
    answers = [
        landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=[redress("0.10"), redress("0.20")]), reference="H-1"),
        landlord(
            decided(date(2025, 11, 3), recommendations=[redress("1250.55", due=date(2025, 12, 1)), cr.ActionType.APOLOGY]),
            reference="H-2",
        ),
    ]
    early = cr.Case.replay(
        "england-housing",
        (cr.Received(on=date(2024, 6, 3)), cr.Responded(on=date(2024, 6, 17), stage=1, actions=[redress("900.00")])),
    )
    report = year(*answers, early)
    assert report.money_of("actions") == cr.MoneyTotal("actions", 2, Decimal("0.30"))
    assert report.money_of("recommendations") == cr.MoneyTotal("recommendations", 1, Decimal("1250.55"))
    assert str(report.money_of("recommendations")) == "£1,250.55 in 1"
    assert year(early).money_of("actions") == cr.MoneyTotal("actions", 0, Decimal("0.00"))
    with pytest.raises(cr.UnknownKeyError, match="unknown measure with amounts 'learning'; known are actions, recommendations"):
        report.money_of("learning")
    assert year(answers[0]).merged(year(answers[1], early)) == report
    assert year(answers[0]).merged(year(answers[0])).money_of("actions").pounds == Decimal("0.60")


def test_the_money_is_in_every_form_of_the_report() -> None:
    """And comes back from JSON as the same report."""
    report = year(landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=[redress("1250.05"), redress("2.00")])))
    data = report.as_dict()
    assert data["money"] == [{"measure": "actions", "count": 2, "pounds": "1252.05"}]
    assert cr.Report.from_dict(data) == report
    assert "| Actions and remedies | 2 | 1,252.05 |" in report.as_markdown()
    assert "actions.pounds,,,1252.05,2" in report.as_csv()
    assert "Financial redress in money: £1,252.05 (2)." in report_page(report, title="A year")


def test_a_sum_of_few_amounts_is_not_published() -> None:
    """Four of four are hidden below five, five of five are shown; where a table hides the redresses, their sum is hidden too."""
    four = year(landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=[redress("10.00")] * 4)))
    five = year(landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=[redress("10.00")] * 5)))
    # Two apologies are hidden, and the five redresses with them: else the total would tell the two.
    actions: list[cr.Action | cr.ActionType] = [*[redress("10.00")] * 5, *[cr.ActionType.APOLOGY] * 2]
    beside = year(landlord(cr.Responded(on=date(2025, 5, 1), stage=1, actions=actions)))
    for report, shown in ((four, False), (five, True), (beside, False)):
        assert (report.as_dict(threshold=5)["money"] != []) is shown
        assert ("Financial redress in money" in report.as_markdown(threshold=5)) is shown
        assert ("actions.pounds" in report.as_csv(threshold=5)) is shown
        assert ("Financial redress in money" in report_page(report, title="A year", threshold=5)) is shown


@pytest.mark.parametrize(
    "money",
    [
        [{"measure": "learning", "count": 1, "pounds": "1.00"}],
        [{"measure": "recommendations", "count": 1, "pounds": "1.00"}, {"measure": "actions", "count": 1, "pounds": "1.00"}],
        [{"measure": "actions", "count": 1, "pounds": "1.00"}] * 2,
    ],
)
def test_money_of_no_measure_or_out_of_order_is_no_report(money: list[dict[str, Any]]) -> None:
    """A figure that somebody has edited is a fault and not a figure."""
    with pytest.raises(cr.LoadError, match="money: must have each of actions, recommendations at most once, in this order"):
        cr.Report.from_dict(year().as_dict() | {"money": money})


def test_a_report_of_an_earlier_release_has_neither_money_nor_recommendations() -> None:
    """And is read all the same."""
    data = year(landlord()).as_dict()
    older = {key: value for key, value in data.items() if key not in {"money", "overdue_recommendations"}}
    assert cr.Report.from_dict(older) == year(landlord())


def test_all_of_it_goes_through_a_pickle() -> None:
    """The events, and the report."""
    case = landlord(FOUND, cr.Responded(on=date(2025, 11, 4), stage=1, actions=[redress("3.00")]))
    for value in (case, year(case), year(case).money_of("actions")):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
