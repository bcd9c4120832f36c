"""Write the payloads of a release, once: `python tests/data/payloads/write.py 0.1.0`. What is there is never written again.

`python tests/data/payloads/write.py corrected` writes the answers of today for what a later release corrected on purpose.

The cases are drawn with the published strategies, and those are kept that show something no case before them showed: a state,
a status of a limit, a field of an event, a code of a vocabulary. All lie in the past, so that no new bank holiday moves them.
"""

from __future__ import annotations

import base64
import json
import pickle
import sys
from datetime import date, timedelta
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
from hypothesis import HealthCheck, Phase, given, settings

import complaintrules as cr
from complaintrules._json_values import write
from complaintrules.model_checker._trial_events import DAY, examples
from complaintrules.testing import cases, intakes

if TYPE_CHECKING:
    from collections.abc import Iterator

sys.path.insert(0, str(Path(__file__).parents[2]))
from support import album, frozen

TODAY: Final = date(2026, 11, 23)
EARLIEST: Final = date(2016, 4, 1)
HERE: Final = Path(__file__).parent
INTAKES: Final = HERE.parent / "intakes"
EXAMPLES: Final = 400
LARGE: Final = 3000
"""Of a pickle of so many bytes one protocol is kept: the four differ in a few of them."""


_DRAWN = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def shows(value: Any, path: str = "") -> Iterator[str]:
    """What a value shows: each field that is not its default, and each code."""
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            found = getattr(value, field.name)
            if found != field.default:
                yield f"{path}.{field.name}"
                yield from shows(found, f"{type(value).__name__}.{field.name}")
    elif isinstance(value, tuple):
        for part in value:
            yield from shows(part, path)
    elif isinstance(value, (str, bool)) and (type(value) is not str):
        yield f"{path} {value}"


def case_shows(case: cr.Case) -> set[str]:
    """What one case shows."""
    key = f"{case.procedure.key} {case.procedure.version}"
    said = album.answer(case)
    found = {
        f"{key} in {case.state}",
        f"outcome {case.outcome}",
        *(f"{key} {row['limit']} {row['status']}" for row in said["deadlines"]),
    }
    found |= {f"{key} irregular {event}" for event, _ in said["irregular"]}
    for event in case.events:
        found |= {f"{key} {event.key}", *shows(event, event.key)}
    for name in ("reference", "team", "service", "complainant", "tags"):
        if getattr(case, name):
            found.add(name)
    return found


def lies_in_the_past(case: cr.Case) -> bool:
    """Whether every day of a case and of its deadlines had come when this was written."""
    days: list[date | None] = [album.as_of(case)]
    for event in case.events:
        days += [value for field in attrs.fields(type(event)) if type(value := getattr(event, field.name)) is date]
    for row in case.deadlines(album.as_of(case)):
        days += [row.normal_due, row.due, row.latest]
    return all(day is None or day <= TODAY for day in days) and (
        case.events[0].on >= EARLIEST or case.procedure.until is not None
    )


def with_event(case: cr.Case, example: cr.Event) -> cr.Case | None:
    """The case in which an event has happened too, the day after its last; None where it cannot, or lies too late."""
    later = case.events[-1].filed_on + timedelta(days=1)
    fields: dict[str, Any] = {field.name: getattr(example, field.name) for field in attrs.fields(type(example))}
    moved: Any = {name: value + (later - DAY) if type(value) is date else value for name, value in fields.items()}
    try:
        longer = case.record(type(example)(**moved))
    except cr.ComplaintRulesError:
        return None
    return longer if lies_in_the_past(longer) else None


def opened(procedure: cr.Procedure, example: cr.Event) -> cr.Case | None:
    """The case that an event opens; None where it opens none."""
    try:
        case = cr.Case.open(procedure, example)
    except cr.ComplaintRulesError:
        return None
    return case if lies_in_the_past(case) else None


def chosen_cases() -> list[cr.Case]:
    """The README's own, and of those drawn each that shows something new."""
    first = {
        "procedure": "england-children",
        "version": "2006-09-01",
        "reference": "2016-0143",
        "team": "Case Management",
        "events": [
            {"event": "received", "on": "2016-09-05", "complainant": "parent", "reason": "communication"},
            {"event": "acknowledged", "on": "2016-09-07"},
            {"event": "responded", "on": "2016-09-23", "outcome": "partly-upheld", "learning": ["communication-information"],
             "actions": ["apology"]},
        ],
    }  # fmt: skip
    kept = [cr.load_case(first)]
    shown = case_shows(kept[0])
    for key in cr.procedures():
        for version in cr.RULEBOOK.versions(key):

            @_DRAWN
            @given(cases(version))
            def draw(case: cr.Case) -> None:
                nonlocal shown
                if lies_in_the_past(case) and not (new := case_shows(case)) <= shown:
                    shown |= new
                    kept.append(case)

            draw()
    # What the draws passed over: each event that a procedure knows, first of all or after any case that lets it happen.
    for version in {case.procedure: None for case in kept}:
        found = [event for events in examples(version)[0].values() for event in events]
        queue = [case for event in found if (case := opened(version, event)) is not None]
        queue += [case for case in kept if case.procedure == version]
        while queue:
            case = queue.pop(0)
            if not (new := case_shows(case)) <= shown:
                shown |= new
                kept.append(case)
                queue.append(case)
            for event in found:
                longer = with_event(case, event)
                if longer is not None and not case_shows(longer) <= shown:
                    queue[:0] = [longer, case]
                    break
    # What a later case shows as well need not be shown twice.
    fullest = sorted(kept[1:], key=lambda case: -len(case_shows(case)))
    needed, covered = [kept[0]], case_shows(kept[0])
    for case in fullest:
        if not (new := case_shows(case)) <= covered:
            covered |= new
            needed.append(case)
    return needed


def dumped_intake(intake: cr.Intake) -> dict[str, Any]:
    """An intake as the plain dict that is read."""
    return dict(write(intake))


def chosen_intakes() -> list[dict[str, Any]]:
    """The worked ones, and of those drawn each that shows something new."""
    kept: list[dict[str, Any]] = []
    shown: set[str] = set()
    worked = [
        row["intake"]
        for name in sorted(INTAKES.glob("*.json"))
        for row in json.loads(name.read_text(encoding="utf-8"))
        if "intake" in row
    ]

    def take(intake: cr.Intake) -> None:
        nonlocal shown
        days = [intake.received_on, *(row.due for part in cr.triage(intake).parts for row in part.deadlines)]
        if any(day is not None and day > date(2026, 12, 31) for day in days):
            return
        new = set(shows(intake, "intake"))
        for part in cr.triage(intake).parts:
            new |= {f"{part.procedure} {part.verdict}", *(f"asks {wanted.field}" for wanted in part.asks)}
        if not new <= shown:
            shown |= new
            kept.append(dumped_intake(intake))

    for data in worked:
        take(cr.load_intake(data))
    _DRAWN(given(intakes())(take))()
    return kept


FEEDBACK: Final = [
    {"type": "compliment", "on": "2024-05-07", "team": "Early Help", "service": "Children", "reference": "F-1"},
    {"type": "comment", "on": "2017-09-06"},
]


def main(version: str) -> None:
    """Write the folder of one release, which must not be there."""
    folder = HERE / version
    if version != installed("complaintrules") or folder != album.PAYLOADS:
        sys.exit(f"this is {installed('complaintrules')}, and tests/support/album.py reads {album.PAYLOADS.name}")
    try:
        folder.mkdir()
    except FileExistsError:
        sys.exit(f"{version} is there; a release's payloads are never written twice")
    kept = chosen_cases()
    put(folder / "cases.jsonl", [cr.dump_case(case) for case in kept])
    put(folder / "case-answers.jsonl", [album.answer(case) for case in kept])
    found = chosen_intakes()
    put(folder / "intakes.jsonl", found)
    put(folder / "intake-answers.jsonl", [album.triage_answer(cr.load_intake(data)) for data in found])
    put(folder / "feedback.jsonl", FEEDBACK)
    put(folder / "reports.jsonl", [album.figures(kept, cr.load_feedback(map(json.dumps, FEEDBACK))).as_dict()])
    put(
        folder / "pickles.jsonl",
        [
            {"name": name, "protocol": protocol, "pickle": base64.b64encode(pickled).decode()}
            for name, value in album.album().items()
            for protocol in range(2, 6)
            if len(pickled := pickle.dumps(value, protocol)) < LARGE or protocol == 5
        ],
    )


def correct() -> None:
    """Write what is answered today of what ``corrected.json`` names: read the difference before it is kept."""
    rows = []
    for release, reasons in json.loads((HERE / "corrected.json").read_text(encoding="utf-8")).items():
        stored = {kind: frozen.lines(release, f"{kind}s.jsonl") for kind in ("case", "intake")}
        for name in sorted(reasons):
            kind, _, place = name.partition(" ")
            if kind in stored:
                data = stored[kind][int(place) - 1]
                now = album.answer(cr.load_case(data)) if kind == "case" else album.triage_answer(cr.load_intake(data))
                rows.append({"release": release, "of": name, "answer": now})
    put(HERE / "corrected-answers.jsonl", rows)


def put(file: Path, rows: list[Any]) -> None:
    """Write a file of JSON lines."""
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    correct() if sys.argv[1] == "corrected" else main(sys.argv[1])
