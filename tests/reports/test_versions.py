"""Two versions of one procedure in one report: each duty has the force and the provision of its own version, in any order."""

from __future__ import annotations

import base64
import itertools
import json
import pickle
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR: dict[str, Any] = {"start": date(2024, 4, 1), "end": date(2025, 3, 31)}
# Both answered in the year, neither acknowledged. Before February 2024 the council's own procedure had no number; under the Code
# five and ten working days from 1 May 2024 had passed long before 30 July.
BEFORE = (date(2024, 1, 20), date(2024, 5, 3))
AFTER = (date(2024, 5, 1), date(2024, 7, 30))


def answered(received: date, on: date, procedure: str = "england-corporate", **cover: Any) -> cr.Case:
    """A complaint answered at stage 1, and nothing else."""
    return cr.Case.replay(procedure, [cr.Received(on=received), cr.Responded(on=on, stage=1)], **cover)


def in_every_way(*cases: cr.Case) -> Iterator[cr.Report]:
    """The report of the cases in every order; counted together, and each by itself and merged."""
    for some in itertools.permutations(cases):
        yield cr.report(some, **YEAR)
        first, *others = (pickle.loads(pickle.dumps(cr.report([case], **YEAR))) for case in some)  # noqa: S301 - made here
        for other in others:
            first = first.merged(other)
        yield first


def parts(report: cr.Report, measure: str, breakdown: str) -> dict[tuple[str, ...], int]:
    """What a table has in it."""
    return {cell.value: cell.count for cell in report.table(measure, breakdown).cells if cell.count}


def test_a_council_s_own_duties_are_no_compliance_duties_though_a_code_came_after_them() -> None:
    """Two of the four duties are the Code's, and both were kept late; the two of the council's own procedure had no number."""
    for report in in_every_way(answered(*BEFORE), answered(*AFTER)):
        assert str(report.share("compliance-breaches")) == "2 of 2 (100 %)"
        assert parts(report, "duties", "force/timeliness") == {("local-policy", "no-number"): 2, ("code", "late"): 2}
        assert parts(report, "duties", "standing/timeliness") == {("local", "no-number"): 2, ("compliance", "late"): 2}
        provisions = ("Complaint Handling Code para 6.2", "Complaint Handling Code para 6.3")
        assert parts(report, "breaches", "standing/provision") == {("compliance", provision): 1 for provision in provisions}
        assert parts(report, "duties", "limit/timeliness") == {
            ("england-corporate:stage-1-acknowledge", "no-number"): 1,
            ("england-corporate:stage-1-acknowledge", "late"): 1,
            ("england-corporate:stage-1-respond", "no-number"): 1,
            ("england-corporate:stage-1-respond", "late"): 1,
        }


def test_the_days_late_have_the_standing_that_the_breaches_have() -> None:
    """Both late duties are the Code's: as many spreads of days as breaches, under one standing."""
    for report in in_every_way(answered(*BEFORE), answered(*AFTER)):
        late = [spread for spread in report.spreads if spread.measure == "days-late" and spread.breakdown[:1] == ("standing",)]
        assert {(spread.value[0], spread.cases) for spread in late if len(spread.value) == 1} == {("compliance", 2)}
        assert parts(report, "breaches", "standing") == {("compliance",): 2}


def test_each_edition_of_the_housing_code_keeps_its_force_and_its_provisions() -> None:
    """The edition of 2022 had no statute behind it, that of April 2024 has: received in February and in April, all late."""
    housing = "england-housing"
    old, new = (date(2024, 2, 1), date(2024, 4, 29)), (date(2024, 4, 2), date(2024, 6, 28))
    for report in in_every_way(answered(*old, housing), answered(*new, housing)):
        assert parts(report, "duties", "force/timeliness") == {("code", "late"): 2, ("statutory-code", "late"): 2}
        assert parts(report, "breaches", "standing/provision") == {
            ("compliance", "Housing Ombudsman's Code 2022, paragraph not checked"): 1,
            ("compliance", "Housing Ombudsman's Code 2022, 5.1"): 1,
            ("compliance", "Housing Ombudsman's Code para 6.2"): 1,
            ("compliance", "Housing Ombudsman's Code para 6.3"): 1,
        }


def test_the_targets_of_two_policies_under_one_key_keep_their_own_provisions() -> None:
    """A target of three days in one policy, of four in the next year's: each broken target is cited from its own page."""
    (row, *_) = cr.RULEBOOK.get("england-corporate", date(2024, 5, 1)).limits[2:]
    assert row.key == "stage-1-acknowledge"
    policies = [
        cr.LocalPolicy(
            key="ours",
            title="Ours",
            procedure="england-corporate",
            since=since,
            until=until,
            limits=(
                attrs.evolve(
                    row,
                    key="our-target",
                    beside=row.key,
                    period=cr.working_days(days),
                    force=cr.Force.LOCAL_POLICY,
                    cite=source("page 2"),
                    see=(),
                    applied_since=None,
                ),
            ),
        )
        for source, since, until, days in (
            (cr.Source("Policy of April", "Our targets"), date(2024, 4, 1), date(2024, 5, 31), 3),
            (cr.Source("Policy of June", "Our targets"), date(2024, 6, 1), None, 4),
        )
    ]
    june = (date(2024, 6, 3), date(2024, 7, 30))
    first, second = policies
    for report in in_every_way(answered(*AFTER, policy=first), answered(*june, policy=second)):
        found = parts(report, "breaches", "standing/provision")
        assert {value: count for value, count in found.items() if value[0] == "local"} == {
            ("local", "Policy of April, page 2"): 1,
            ("local", "Policy of June, page 2"): 1,
        }


def test_a_code_is_called_as_the_newest_version_calls_it() -> None:
    """The procedure and its limits have other titles before the Code; whichever case comes last, the Code's are shown."""
    for report in in_every_way(answered(*BEFORE), answered(*AFTER), answered(*BEFORE)):
        assert report.label("procedure", "england-corporate") == "Corporate complaints, England (the Ombudsman's Code)"
        assert report.label("limit", "england-corporate:stage-1-acknowledge") == (
            "Acknowledge and log the complaint at stage 1 (Corporate complaints, England (the Ombudsman's Code); "
            "applied in casework from 2026-04-01, by choice before)"
        )


def test_a_report_kept_by_an_earlier_release_gives_way_to_names_of_a_known_version() -> None:
    """It knew no version of a label, and merges all the same; what only it names keeps its name."""
    old, new = cr.report([answered(*BEFORE)], **YEAR), cr.report([answered(*AFTER)], **YEAR)
    state: dict[str, Any] = old.__getstate__()  # type: ignore[assignment]  # attrs makes a dict of it
    # Its pickle had the references and the people in compressed lines, and no version beside a label.
    del state["_kept"]
    state |= {"_packed": ((), ()), "labels": (*old.labels, ("theirs", "Their own"))}
    kept = cr.Report.__new__(cr.Report)
    kept.__setstate__(state)  # type: ignore[attr-defined]  # attrs makes it
    for merged in (kept.merged(new), new.merged(kept)):
        assert dict(merged.labels) == dict(new.labels) | {"theirs": "Their own"}
        assert str(merged.share("compliance-breaches")) == "2 of 2 (100 %)"


def test_a_report_pickled_by_0_1_0_still_knows_its_references_when_it_is_merged() -> None:
    """It held 2016-0143 twice and three complainants; a third case of that reference, and a new complainant, come to it."""
    lines = (Path(__file__).parents[1] / "data" / "payloads" / "0.1.0" / "pickles.jsonl").read_text(encoding="utf-8").splitlines()
    (written,) = (row["pickle"] for row in map(json.loads, lines) if row["name"] == "Report")
    old: cr.Report = pickle.loads(base64.b64decode(written))  # noqa: S301 - our own
    late = answered(date(2024, 5, 1), date(2024, 6, 3), reference="2016-0143", complainant="P-1")
    new = cr.report([late], start=old.start, end=old.end)
    for merged in (old.merged(new), new.merged(old)):
        assert (old.count("received"), merged.count("received")) == (8, 9)
        assert (old.count("people"), merged.count("people")) == (3, 4)
        assert "2016-0143: 3 cases have this reference; all are counted" in map(str, merged.problems)


@pytest.mark.parametrize("places", list(itertools.permutations(range(3))))
def test_merging_in_any_order_names_alike(places: tuple[int, ...]) -> None:
    """A part that was merged already carries on which version each name is of."""
    made = [cr.report([case], **YEAR) for case in (answered(*BEFORE), answered(*AFTER), answered(*BEFORE))]
    one, two, three = (made[place] for place in places)
    assert one.merged(two).merged(three).labels == one.merged(two.merged(three)).labels == made[1].labels
