"""The first use of everything that is made when first needed, from 32 threads at once, gives right answers only.

Each script runs in an interpreter of its own, so that the first use is the first, with threads changing as often as they can.
What is right was worked by hand, or is what is said by this process, where no thread asks beside another; `test_payloads.py`
holds that to the frozen answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import complaintrules as cr
from support import album, frozen

TESTS = Path(__file__).parents[1]


RACE = """
import json, sys, threading
from datetime import date
from pathlib import Path
sys.setswitchinterval(1e-6)
sys.path.insert(0, sys.argv[1])
THREADS = 32

def race(ask):
    # What each of the threads answered; an error in one of them ends the script.
    start, answers, errors = threading.Barrier(THREADS), [None] * THREADS, []
    def run(number):
        start.wait()
        try:
            answers[number] = ask(number)
        except BaseException as error:
            errors.append(error)
    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    if errors:
        raise errors[0]
    return answers

def turned(things, number):
    # The same things, each thread beginning at another one.
    place = number * len(things) // THREADS
    return [*things[place:], *things[:place]]

from support import frozen
def lines(name):
    return frozen.lines("0.1.0", name)

def alone(kind):
    # What was answered in another process, by the place of the case or intake.
    return {int(place): row for place, row in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))[kind].items()}
"""

NAMES = """
import complaintrules as cr
names = list(cr.__all__)
def ask(number):
    return {name: id(getattr(cr, name)) for name in turned(names, number)}
answers = race(ask)
assert all(answer == answers[0] for answer in answers)
import importlib
for name in names:
    home = importlib.import_module("complaintrules." + cr._HOMES[name])
    assert getattr(cr, name) is (home if name == cr._HOMES[name] else getattr(home, name)), name
assert cr.procedures() and callable(cr.triage) and callable(cr.report)
print(len(names))
"""

CALENDARS = """
import complaintrules as cr
# Ten working days after Friday 19 December 2025, from a wall calendar. England and Wales: 22, 23, 24, 29, 30, 31 December, 2, 5,
# 6, 7 January. Scotland leaves out 2 January too; Northern Ireland and England do not.
right = {"england-and-wales": date(2026, 1, 7), "scotland": date(2026, 1, 8), "northern-ireland": date(2026, 1, 7),
         "united-kingdom": date(2026, 1, 8)}
assert "holidays" not in sys.modules
def ask(number):
    made = {}
    for division in turned(list(right), number):
        calendar = cr.WorkingDayCalendar.for_division(division)
        made[division] = (calendar.add_working_days(date(2025, 12, 19), 10), id(calendar))
    return made
answers = race(ask)
assert all(answer == answers[0] for answer in answers)
assert {division: day for division, (day, _) in answers[0].items()} == right, answers[0]
print(len(right))
"""

ONE_DATE = """
import complaintrules as cr
# Each thread's very first call: a limit of another procedure or a count, each with its date from a wall calendar.
# From Monday 23 November 2026: 10 working days end on 7 December, 20 on 21 December, 5 on 30 November, 3 on 26 November.
asks = [
    (lambda: cr.due("england-children", "stage-1", date(2026, 11, 23)).due, date(2026, 12, 7)),
    (lambda: cr.due("england-corporate", "stage-2-respond", date(2026, 11, 23)).due, date(2026, 12, 21)),
    (lambda: cr.due("england-housing", "stage-1-acknowledge", date(2026, 11, 23)).due, date(2026, 11, 30)),
    (lambda: cr.due("england-adult-social-care", "acknowledge", date(2026, 11, 23)).due, date(2026, 11, 26)),
    (lambda: cr.add_working_days(date(2026, 11, 23), 10, division="england-and-wales"), date(2026, 12, 7)),
    (lambda: cr.working_days(10).end(date(2026, 11, 23), cr.WorkingDayCalendar.for_uk()), date(2026, 12, 8)),
]
def ask(number):
    call, right = asks[number % len(asks)]
    found = call()
    assert found == right, (number % len(asks), found)
race(ask)
print(len(asks))
"""

RULEBOOK = """
import complaintrules as cr
keys = ["england-children", "england-children-voluntary-organisation", "england-adult-social-care", "england-public-health",
        "england-corporate", "england-housing", "uk-data-protection", "shropshire-corporate-2016", "ombudsman-report"]
def ask(number):
    found = {key: [id(version) for version in cr.RULEBOOK.versions(key)] for key in turned(keys, number)}
    cr.get_policy("shropshire-children-2016")
    return found
answers = race(ask)
assert all(answer == answers[0] for answer in answers)
for key in cr.procedures():
    assert cr.get_procedure(key).key == key
for key in ("england-adult-social-care", "england-housing", "uk-data-protection"):
    cr.check_model(key).raise_for_faults()  # what the threads made is whole
print(len(keys))
"""

CASES = """
data = lines("cases.jsonl")
def ask(number):
    from support import album
    import complaintrules as cr
    said = {}
    for place in turned(list(range(0, len(data), 7)), number):
        case = cr.load_case(data[place])
        assert cr.dump_case(case) == data[place]
        said[place] = album.answer(case)
    return said
assert "cattrs" not in sys.modules
right = alone("cases")
assert len(right) == len(range(0, len(data), 7))
assert all(said == right for said in race(ask))
print(len(data))
"""

INTAKES = """
data = lines("intakes.jsonl")
def ask(number):
    from support import album
    import complaintrules as cr
    return {place: album.triage_answer(cr.load_intake(data[place])) for place in turned(list(range(0, len(data), 4)), number)}
assert "complaintrules" not in sys.modules
right = alone("intakes")
assert len(right) == len(range(0, len(data), 4))
assert all(said == right for said in race(ask))
print(len(data))
"""

REPORTS = """
data = lines("cases.jsonl")
import complaintrules as cr
cases = [cr.load_case(row) for row in data[:12]]
def ask(number):
    from support import album
    found = album.figures(turned(cases, number))
    return found.as_dict(), found.as_markdown(), found.as_csv()
answers = race(ask)
assert all(answer == answers[0] for answer in answers)
assert cr.Report.from_dict(answers[0][0]) == cr.report(cases, start=date(2024, 4, 1), end=date(2024, 6, 30))
print(len(cases))
"""

ONE_CASE = """
# One case, one deadline, one calendar: shared, and asked by all at once for what is worked out when asked.
import complaintrules as cr
case = cr.load_case(lines("cases.jsonl")[0])
calendar = cr.WorkingDayCalendar.for_division("scotland")
def ask(number):
    from support import album
    answer = album.answer(case)
    # Monday 5 September 2016: ten working days end on Monday 19 September; a recording leaves the shared case as it was.
    grown = case
    for step in range(5):
        grown = grown.record(cr.Closed(on=date(2016, 9, 23), note=f"{number} {step}"))
    assert len(case.events) == 3 and [event.note for event in grown.events[3:]] == [f"{number} {step}" for step in range(5)]
    closed = calendar.with_closures({date(2026, 12, 29): f"Closed {number}"})
    assert closed.non_working_reason(date(2026, 12, 29)).name == f"Closed {number}"
    assert calendar.non_working_reason(date(2026, 12, 29)) is None
    return answer, [row.explain() for row in case.deadlines(date(2016, 9, 26))], hash(case), case.why_not(cr.PanelMet)
found = race(ask)
assert all(answer == found[0] for answer in found)
assert found[0][0] == alone("cases")[0]
print(1)
"""

SCRIPTS = {
    "the public names": NAMES,
    "the calendars": CALENDARS,
    "one date": ONE_DATE,
    "the rulebook": RULEBOOK,
    "reading and writing cases": CASES,
    "triage": INTAKES,
    "reports": REPORTS,
    "one case shared": ONE_CASE,
}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of what this process answers of every seventh case and every fourth intake, by its place."""
    cases, intakes = (frozen.lines("0.1.0", name) for name in ("cases.jsonl", "intakes.jsonl"))
    said = {
        "cases": {place: album.answer(cr.load_case(cases[place])) for place in range(0, len(cases), 7)},
        "intakes": {place: album.triage_answer(cr.load_intake(intakes[place])) for place in range(0, len(intakes), 4)},
    }
    file = tmp_path_factory.mktemp("alone") / "answers.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    return file


@pytest.mark.parametrize("what", SCRIPTS)
def test_32_threads_that_come_first_together_get_right_answers_only(what: str, alone: Path) -> None:
    """Nobody sees anything half made: no name, no calendar, no procedure, no reader."""
    command = [sys.executable, "-W", "error", "-c", RACE + SCRIPTS[what], str(TESTS), str(alone)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - our own lines
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 1
