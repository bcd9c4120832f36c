"""What a report costs, against the deadlines of the same cases; and whether its memory grows with them.

Run it in an environment that has this package:

    python benchmarks/reports.py

A report reads cases as they come and keeps none, so what it costs is measured with cases as they come: from lines of JSON, as a
file has them, and from events that are replayed. Cases that lie in memory already cost nothing to read, and show what the
counting alone adds.
"""

from __future__ import annotations

import json
import random
import sys
import tracemalloc
from datetime import date, timedelta
from typing import TYPE_CHECKING

from _timing import best_times, print_table

import complaintrules as cr

if TYPE_CHECKING:
    from collections.abc import Iterator

START, END = date(2016, 4, 1), date(2017, 3, 31)
CASES = 2000
MANY = 100_000
TEAMS = ("Case Management", "Assessment", "Early Help", "Disabled Children")


def histories(count: int) -> Iterator[tuple[str, str, list[cr.Event]]]:
    """Invented complaints with three events on average, the same in every run."""
    chance = random.Random(2016)  # noqa: S311 - invented cases, no secrets
    for number in range(count):
        day = START + timedelta(days=chance.randrange(330))
        received = cr.Received(
            on=day,
            complainant=chance.choice(list(cr.Complainant)[:7]),
            concerning=chance.choice(list(cr.Concerning)),
            reason=chance.choice(list(cr.Reason)),
        )
        answered = day + timedelta(days=chance.randrange(5, 35))
        outcome = chance.choice([outcome for outcome in cr.Outcome if outcome.is_finding])
        learning = [chance.choice(list(cr.Learning))] if chance.random() < 0.7 else []
        events: list[cr.Event] = [received]
        if chance.random() < 0.8:
            events.append(cr.Acknowledged(on=day + timedelta(days=chance.randrange(1, 5))))
        if chance.random() < 0.9:
            events.append(cr.Responded(on=answered, outcome=outcome, learning=learning))
            if chance.random() < 0.3:
                events.append(cr.EscalationRequested(on=answered + timedelta(days=chance.randrange(1, 20))))
        yield f"2016-{number:06}", chance.choice(TEAMS), events


def cases(count: int) -> Iterator[cr.Case]:
    """The complaints, replayed one by one."""
    for reference, team, events in histories(count):
        yield cr.Case.replay("england-children", events, reference=reference, team=team)


def compare() -> None:
    """The report against the deadlines, case by case."""
    told = list(histories(CASES))
    held = list(cases(CASES))
    lines = list(cr.dump_cases(held))

    def replayed() -> Iterator[cr.Case]:
        return (cr.Case.replay("england-children", events, reference=reference, team=team) for reference, team, events in told)

    def deadlines(some: Iterator[cr.Case]) -> None:
        for case in some:
            case.deadlines(END)

    times = best_times(
        {
            "deadlines of lines": lambda: deadlines(cr.load_cases(lines)),
            "report of lines": lambda: cr.report(cr.load_cases(lines), start=START, end=END),
            "deadlines of events": lambda: deadlines(replayed()),
            "report of events": lambda: cr.report(replayed(), start=START, end=END),
            "deadlines in memory": lambda: deadlines(iter(held)),
            "report in memory": lambda: cr.report(held, start=START, end=END),
        },
        rounds=9,
    )
    rows = [
        (
            f"cases {how} (target 1.5)" if how != "in memory" else "cases in memory already: the counting alone",
            f"{times[f'report {how}'] / times[f'deadlines {how}']:.2f}",
            f"{times[f'report {how}'] / CASES * 1e6:.0f}",
        )
        for how in ("of lines", "of events", "in memory")
    ]
    events = sum(len(history) for _, _, history in told) / CASES
    print_table(
        f"A report of cases with {events:.1f} events, in the deadlines of the same cases",
        ("what", "times as long", "µs a case"),
        rows,
    )


def measure_memory() -> None:
    """The highest point of memory while a report is made of ever more cases, none of which is held."""
    rows = []
    for count in (MANY // 10, MANY):
        tracemalloc.start()
        report = cr.report(cases(count), start=START, end=END)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        rows.append((f"{count:,} cases", f"{peak / 1e6:.1f}", f"{sys.getsizeof(json.dumps(report.as_dict())) / 1e3:.0f}"))
    print_table("Memory while a report is made", ("of", "MB at most", "kB of JSON"), rows)


if __name__ == "__main__":
    compare()
    measure_memory()
