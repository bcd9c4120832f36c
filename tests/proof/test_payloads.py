"""What earlier releases wrote is still read, and still answered in the same way: see tests/data/payloads/README.md."""

from __future__ import annotations

import base64
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import complaintrules as cr
from complaintrules.events import EVENTS
from support import album, frozen

PAYLOADS = Path(__file__).parents[1] / "data" / "payloads"
RELEASES = sorted(folder.name for folder in PAYLOADS.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
CORRECTED: dict[str, dict[str, str]] = json.loads((PAYLOADS / "corrected.json").read_text(encoding="utf-8"))
SINCE: dict[tuple[str, str], Any] = {
    (row["release"], row["of"]): row["answer"]
    for row in map(json.loads, (PAYLOADS / "corrected-answers.jsonl").read_text(encoding="utf-8").splitlines())
}

each_release = pytest.mark.parametrize("release", RELEASES)

# Kinds that hold rules and their words, which may be put better: they must be read, and need not be what is made today.
RULES = {"ComparedLimit", "ComparisonRow", "Comparison", "Deadline", "Dimension", "Irregularity", "LocalPolicy", "Measure",
         "ModelReport", "Moved", "NextEvent", "OpenDecision", "OutcomeWords", "Part", "PolicyNote", "Procedure", "Report",
         "ReportContent", "RequiredContent", "Requirement", "Rulebook", "State", "Step", "TimeLimit", "Transition", "Triage",
         "Amendment", "Citation", "Detail", "Entering", "Extension", "NamedDay", "Source", "Softening", "All",
         "Given", "Happened", "Late", "Not", "Was"}  # fmt: skip


def rows(release: str, name: str) -> list[Any]:
    """The objects of one file of a release."""
    found: list[Any] = frozen.lines(release, name)
    return found


def cured(value: Any) -> Any:
    """A case without the blank strings that an older release put up with; anything else as it is."""
    if not isinstance(value, cr.Case) or value.lacks_version:  # an older release pickled a version that did not fit, too
        return value
    return cr.load_case(frozen.cured(cr.dump_case(value)))


def answers_within(old: dict[str, Any], new: dict[str, Any], corrected: set[str], irregular: set[str]) -> None:
    """What was said of a case is said today, but of limits corrected, and of kinds of event that more is asked of now.

    A later release may know more, and more may come next.
    """
    for name in ("as_of", "state", "stage", "closed_on", "outcome"):
        assert new[name] == old[name], name
    assert [row for row in old["irregular"] if row not in new["irregular"]] == []
    assert [row for row in new["irregular"] if row not in old["irregular"] and row[0] not in irregular] == []
    assert [row for row in old["next"] if row not in new["next"]] == []
    assert [row for row in old["deadlines"] if row not in new["deadlines"] and row["limit"] not in corrected] == []


def corrected(release: str, kind: str) -> set[str]:
    """The names of one kind that corrections speak of."""
    return {name.removeprefix(f"{kind} ") for name in CORRECTED.get(release, {}) if name.startswith(f"{kind} ")}


def test_each_correction_has_its_answer_and_changes_one() -> None:
    """Nothing is named as corrected whose answer is the old one, and nothing is kept that is named no more."""
    named = {(release, of) for release, reasons in CORRECTED.items() for of in reasons if of.split()[0] in {"case", "intake"}}
    assert set(SINCE) == named
    for (release, of), answer in SINCE.items():
        kind, place = of.split()
        assert rows(release, f"{kind}-answers.jsonl")[int(place) - 1] != answer, of


def without_zeros(table: dict[str, Any]) -> dict[str, Any]:
    """A table without the parts that count nothing."""
    return table | {"parts": [part for part in table["parts"] if part["count"]]}


def test_this_release_has_its_payloads() -> None:
    """Every release adds a folder; none goes."""
    assert RELEASES[0] == "0.1.0"
    assert album.PAYLOADS.name == RELEASES[-1]


@each_release
def test_every_stored_case_is_read_and_answered_as_it_was(release: str) -> None:
    """Line by line, by the reader of one case and by the reader of a file; state, deadlines, breaches, what was irregular."""
    lines = [json.dumps(data).encode() for data in rows(release, "cases.jsonl")]
    cases = list(cr.load_cases(lines))
    assert [cr.load_case(json.loads(line)) for line in lines] == cases
    assert len(cases) == len(lines)
    for place, (case, old) in enumerate(zip(cases, rows(release, "case-answers.jsonl"), strict=True), 1):
        assert cr.load_case(cr.dump_case(case)) == case
        if f"case {place}" in CORRECTED.get(release, {}):
            assert album.answer(case) == SINCE[release, f"case {place}"], place
        else:
            answers_within(old, album.answer(case), corrected(release, "limit"), corrected(release, "irregular"))


@each_release
def test_blanks_or_a_wrong_version_are_all_that_keeps_a_stored_case_from_being_read(release: str) -> None:
    """Each line is read as it stands, or each of its faults is one of these, named by its place and with the cure."""
    for line in (PAYLOADS / release / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        if frozen.fitting(frozen.cured(data)) == data:
            cr.load_case(data)
        else:
            with pytest.raises(cr.LoadError) as refused:
                cr.load_case(data)
            for fault in refused.value.details:
                assert fault.path
                blanks = (": is blank; leave it out where there is nothing to say", ": has blanks around it; give ")
                cures = ("that day has ",) if fault.path == "version" else blanks
                assert any(cure in fault.says for cure in cures) or fault.says.endswith("leave it out: that day has none")


@each_release
def test_a_stored_case_is_written_as_it_was(release: str) -> None:
    """An older program beside this one can still read what it writes: no key has gone, changed or come."""
    for data in rows(release, "cases.jsonl"):
        assert cr.dump_case(cr.load_case(data)) == data


@each_release
def test_every_stored_intake_is_read_and_sent_where_it_was(release: str) -> None:
    """The verdict, the procedure, the start, the dates, the questions open, for each part."""
    intakes = [cr.load_intake(data) for data in rows(release, "intakes.jsonl")]
    for place, (intake, old) in enumerate(zip(intakes, rows(release, "intake-answers.jsonl"), strict=True), 1):
        new = album.triage_answer(intake)
        if f"intake {place}" in CORRECTED.get(release, {}):
            assert new == SINCE[release, f"intake {place}"], place
        else:
            # A later release may ask more that nothing turns on, and may know more that is owed from the first day on.
            for was, row in zip(old, new, strict=True):
                row["due"] = {limit: due for limit, due in row["due"].items() if limit in was["due"]}
            assert [row | {"asks": []} for row in new] == [row | {"asks": []} for row in old], place
            assert all(set(was["asks"]) <= set(row["asks"]) for was, row in zip(old, new, strict=True)), place


@each_release
def test_stored_feedback_is_read(release: str) -> None:
    """Each line, with its facts."""
    lines = (PAYLOADS / release / "feedback.jsonl").read_bytes().splitlines()
    for feedback, data in zip(cr.load_feedback(lines), map(json.loads, lines), strict=True):
        assert (str(feedback.type), str(feedback.on), feedback.team, feedback.service, feedback.reference) == (
            data["type"], data["on"], data.get("team"), data.get("service"), data.get("reference"))  # fmt: skip


@each_release
def test_a_stored_report_is_read_with_every_figure(release: str) -> None:
    """Last year's report is what this year's is compared with: each count in it is the count that was written."""
    for data in rows(release, "reports.jsonl"):
        report = cr.Report.from_dict(data)
        assert (str(report.start), str(report.end)) == (data["start"], data["end"])
        counted = 0
        for table in data["tables"]:
            for part in table["parts"]:
                assert report.count(table["measure"], "/".join(table["breakdown"]), *part["value"]) == part["count"]
                counted += 1
        assert counted > 1000
        assert report.compare(report).changes
        again = report.as_dict()
        # A later release may know more codes, of which an earlier report counts none.
        written, read = ([without_zeros(table) for table in one["tables"]] for one in (data, again))
        assert [table for table in written if table not in read] == []
        assert [spread for spread in data["spreads"] if spread not in again["spreads"]] == []
        assert (again["problems"], again["overdue_actions"]) == (data["problems"], data["overdue_actions"])


@each_release
def test_every_stored_pickle_is_read(release: str) -> None:
    """By each protocol the same value, with nothing missing in it; one that holds no words of rules is met today as it was."""
    read: dict[str, list[Any]] = {}
    for row in rows(release, "pickles.jsonl"):
        read.setdefault(row["name"], []).append(pickle.loads(base64.b64decode(row["pickle"])))  # noqa: S301 - of this repository
    today = album.album() if release == RELEASES[-1] else {}
    for name, (value, *others) in read.items():
        assert type(value).__name__ == name.split(".")[0].split(" ")[0]
        assert all(other == value for other in others), name
        assert {hash(value), hash(value), *map(hash, others)} == {hash(value)}
        assert repr(value), name
        # What holds a blank string is not made any more; the album has its like without.
        lacks = isinstance(value, cr.Case) and value.lacks_version
        if name in today and type(value).__name__ not in RULES and "=''" not in repr(value) and not lacks:
            # A fuller one of its class may have come since: then it is one among those that are met.
            assert cured(value) in album.met()[type(value)], name


@each_release
def test_a_stored_deadline_and_case_say_after_a_pickle_what_they_said(release: str) -> None:
    """Not only equal: the dates, the explanation and what may come next can be asked for."""
    for row in rows(release, "pickles.jsonl"):
        value = pickle.loads(base64.b64decode(row["pickle"]))  # noqa: S301 - of this repository
        if isinstance(value, cr.Case):
            assert value.state in {state.key for state in value.procedure.states}
            assert value.record(cr.Closed(on=album.as_of(value))) if not value.why_not(cr.Closed) else value.events
            assert album.answer(value) == album.answer(cured(value))
        elif isinstance(value, cr.Deadline):
            assert value.limit.title in value.explain()


def with_policies() -> dict[str, tuple[cr.Case, dict[str, Any]]]:
    """By name, the cases of 0.1.0 with a policy, and what that release answered of each."""
    found = rows("0.1.0", "pickles-with-policies.jsonl")
    return {row["name"]: (pickle.loads(base64.b64decode(row["pickle"])), row["answer"]) for row in found}  # noqa: S301 - of this repository


def test_every_stored_case_with_a_policy_is_read_from_its_pickle_and_answered_as_it_was() -> None:
    """A council's row keeps its number; the clock that it had to have of the law it has of the law as it reads now."""
    names = corrected("0.1.0", "limit")
    cases = with_policies()
    assert len(cases) == 17
    for name, (case, old) in cases.items():
        assert case.policy is not None
        answers_within(old, album.answer(case), names | {f"local-{limit}" for limit in names}, set())
        again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own
        assert album.answer(again) == album.answer(case), name
        assert again.policy == case.policy


def test_the_payloads_hold_every_event_every_procedure_and_every_status() -> None:
    """What is frozen is no handful of easy cases."""
    data = rows("0.1.0", "cases.jsonl")
    answers = rows("0.1.0", "case-answers.jsonl")
    events = {event["event"] for row in data for event in row["events"]}
    assert set(EVENTS) - events == {  # newer than that release
        "rerouted", "closed-as-duplicate", "answer-corrected", "reopened", "withdrawal-taken-back",
    }  # fmt: skip
    assert set(cr.procedures()) - {row["procedure"] for row in data} == {"local-corporate"}  # newer than that release
    held = {(row["procedure"], row["version"]) for row in data if "version" in row}
    every = {(key, version.version) for key in cr.procedures() for version in cr.RULEBOOK.versions(key)}
    newer = {(key, version) for key, version in every if version in {"own-procedure", "2020-07"} or key == "local-corporate"}
    assert every - held == newer
    statuses = {row.get("status") for answer in answers for row in answer["deadlines"]}
    assert statuses >= {"met", "met-late", "missed", "lapsed", "pending", "overdue", "open", "used", "used-late", "closed"}
    states = {(row["procedure"], answer["state"]) for row, answer in zip(data, answers, strict=True)}
    newer_states = {"rerouted", "duplicate"}
    assert states == {
        (key, state.key)
        for key in set(cr.procedures()) - {"local-corporate"}
        for state in cr.get_procedure(key).states
        if state.key not in newer_states
    } - {(key, state) for key in ("england-corporate", "england-housing") for state in ("resolved", "resolved-at-stage-2")}


def test_every_correction_names_a_payload_that_is_there() -> None:
    """A correction that belongs to nothing would hide nothing, or the wrong thing."""
    for release, corrected in CORRECTED.items():
        sizes = {"case": len(rows(release, "cases.jsonl")), "intake": len(rows(release, "intakes.jsonl"))}
        for name, why in corrected.items():
            kind, place = name.split(" ")
            assert why
            if kind == "irregular":
                assert place in EVENTS, name
            elif kind == "limit":
                answers = rows(release, "case-answers.jsonl")
                assert any(row["limit"] == place for answer in answers for row in answer["deadlines"]), name
            else:
                assert 1 <= int(place) <= sizes[kind]
