"""How fast a case is replayed and recorded, against plain date arithmetic and against state-machine libraries.

Run it in an environment that has this package and `benchmarks/requirements.txt`:

    python benchmarks/cases.py

The others know states and moves only; this package also starts, ends and dates every clock. A library that is not installed
is reported as such.
"""

from __future__ import annotations

import importlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from _timing import best_times, print_table

import complaintrules as cr

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = date(2017, 3, 1)
FLOORS = 2000
CASES = 40
MOVES = 200

# A complaint that goes through all three stages, with an extension, and every clock but the rare ones.
STORY = (
    cr.Received(on=date(2016, 9, 5), complainant=cr.Complainant.PARENT, grounds_on=date(2016, 8, 1)),
    cr.Acknowledged(on=date(2016, 9, 7)),
    cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 20), outcome=cr.Outcome.PARTLY_UPHELD),
    cr.EscalationRequested(on=date(2016, 9, 26), received_on=date(2016, 9, 27)),
    cr.IndependentPersonAppointed(on=date(2016, 9, 29)),
    cr.Extended(on=date(2016, 10, 20), until=date(2016, 12, 1)),
    cr.Responded(on=date(2016, 11, 30), received_on=date(2016, 12, 1), outcome=cr.Outcome.NOT_UPHELD),
    cr.PanelRequested(on=date(2016, 12, 12), received_on=date(2016, 12, 13)),
    cr.PanelArranged(on=date(2016, 12, 15), panel_on=date(2017, 1, 20), members=3),
    cr.PanelMet(on=date(2017, 1, 20), members=3),
    cr.PanelReported(on=date(2017, 1, 25), received_on=date(2017, 1, 26)),
    cr.Responded(on=date(2017, 2, 10), received_on=date(2017, 2, 11), outcome=cr.Outcome.UPHELD),
)


def floor() -> None:
    """The reference: date arithmetic without any calendar."""
    day = STORY[0].on
    for _ in range(FLOORS):
        date.fromordinal(day.toordinal() + 14)


def replayed() -> None:
    """The whole story, with all its deadlines."""
    for _ in range(CASES):
        cr.Case.replay("england-children", STORY).deadlines(AS_OF)


def recorded() -> None:
    """The whole story, recorded one event at a time, without deadlines."""
    for _ in range(CASES):
        case = cr.Case.open("england-children", STORY[0])
        for event in STORY[1:]:
            case = case.record(event)


def against_the_floor() -> None:
    """What a case costs, in plain additions of days."""
    times = best_times({"floor": floor, "replayed": replayed, "recorded": recorded}, rounds=60)
    unit = times["floor"] / FLOORS
    count = len(cr.Case.replay("england-children", STORY).deadlines(AS_OF))
    print_table(
        f"A three-stage case of {len(STORY)} events with {count} deadlines, in date.fromordinal(d.toordinal() + n)",
        ("what", "times as long", "µs"),
        [
            ("replayed, with all deadlines (at most 800)", *_cells(times["replayed"] / CASES, unit)),
            ("recorded event by event, no deadlines", *_cells(times["recorded"] / CASES, unit)),
        ],
    )


def _cells(seconds: float, unit: float) -> tuple[str, str]:
    return f"{seconds / unit:.0f}", f"{seconds * 1e6:.1f}"


def our_move() -> Callable[[], object]:
    """One answer recorded at stage 1: the move that the others make too."""
    case = cr.Case.open("england-children", STORY[0])
    return lambda: case.record(STORY[2])


def with_transitions() -> Callable[[], object]:
    """The same move in `transitions`, from a machine put back each time."""
    module: Any = importlib.import_module("transitions")
    model: Any = type("Model", (), {})()
    module.Machine(model, states=["local-resolution", "stage-1-answered"], initial="local-resolution")
    model.machine = module.Machine(
        model,
        states=["local-resolution", "stage-1-answered"],
        transitions=[["respond", "local-resolution", "stage-1-answered"]],
        initial="local-resolution",
    )

    def move() -> None:
        model.state = "local-resolution"
        model.respond()

    return move


def with_statemachine() -> Callable[[], object]:
    """The same move in `python-statemachine`, there and back: it has no way to be put back; half of it is counted."""
    module: Any = importlib.import_module("statemachine")
    pending, answered = module.State(initial=True), module.State()
    respond, reopen = pending.to(answered), answered.to(pending)
    body = {"pending": pending, "answered": answered, "respond": respond, "reopen": reopen}
    machine = type(module.StateMachine)("Machine", (module.StateMachine,), body)()

    def move() -> None:
        machine.respond()
        machine.reopen()

    return move


def against_state_machines() -> None:
    """One recorded event against the same move elsewhere."""
    subjects, halves = {"complaintrules": our_move()}, {"python-statemachine"}
    missing = []
    for name, make in {"transitions": with_transitions, "python-statemachine": with_statemachine}.items():
        try:
            subjects[name] = make()
        except ImportError:
            missing.append((name, "not installed", ""))
    times = best_times({name: _many(move) for name, move in subjects.items()}, rounds=40)
    each = {name: seconds / MOVES / (2 if name in halves else 1) for name, seconds in times.items()}
    ours = each.pop("complaintrules")
    rows = [("complaintrules", "1.00", f"{ours * 1e6:.2f}")]
    rows += [(name, f"{seconds / ours:.2f}", f"{seconds * 1e6:.2f}") for name, seconds in each.items()]
    print_table("Recording one event (level with transitions, ten times ahead of python-statemachine)", _HEADS, rows + missing)


_HEADS = ("what", "times as long", "µs")


def _many(move: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        for _ in range(MOVES):
            move()

    return run


def against_length() -> None:
    """The n-th event recorded must not cost more as n grows."""
    subjects, lengths = {}, (10, 100, 1000, 10000)
    for length in lengths:
        case = cr.Case.open("england-children", STORY[0])
        for n in range(1, length):
            case = case.record(cr.Acknowledged(on=STORY[0].on + timedelta(days=n // 10)))
        event = cr.Acknowledged(on=date(2020, 1, 1))
        subjects[str(length)] = _many(lambda case=case, event=event: case.record(event))  # type: ignore[misc]  # bound now
    times = best_times(subjects, rounds=40)
    first = times[str(lengths[0])]
    rows = [(f"event {name}", f"{seconds / first:.2f}", f"{seconds / MOVES * 1e6:.2f}") for name, seconds in times.items()]
    print_table("Recording the n-th event (level)", _HEADS, rows)


if __name__ == "__main__":
    against_the_floor()
    against_state_machines()
    against_length()
