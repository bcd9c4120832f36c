"""Fuzz every reader of what comes from outside, for as long as it is told: ``python tests/fuzz/run.py --minutes 30``.

The targets take turns, each with a new seed every turn. What breaks a target is made small and shown once, and the run goes on;
at the end stands how many inputs each target was given. The exit status is 1 where anything was found.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Final

import attrs
from hypothesis import HealthCheck, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[1]))
from fuzz import targets

_TURN: Final = 500
"""How many inputs a target is given in one turn."""


@attrs.define
class Tally:
    """What became of one target.

    Attributes:
        inputs: How many it was given.
        seconds: How long that took.
        findings: What broke it, each with the smallest input found, by the error and the line that raised it.
    """

    inputs: int = 0
    seconds: float = 0.0
    findings: dict[str, str] = attrs.field(factory=dict)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def turn(name: str, number: int, tally: Tally) -> None:
    """Give a target its inputs for one turn."""
    smallest: dict[str, str] = {}
    trying: list[str] = []

    @seed(number)
    @settings(
        max_examples=_TURN, deadline=None, database=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False
    )
    @given(targets.inputs(name))
    def attempt(given_to_it: Any) -> None:
        tally.inputs += 1
        try:
            targets.check(name, given_to_it)
        except Exception as error:
            place = _place(error)
            # What is known already is passed over, so that it hides nothing else; what is new is made small.
            if place in tally.findings or (trying and place != trying[0]):
                return
            trying[:] = [place]
            smallest[place] = repr(given_to_it)
            raise

    began = time.monotonic()
    try:
        attempt()
    except Exception:  # noqa: BLE001 - whatever it was, it is a finding
        for place, given_to_it in smallest.items():
            _say(f"FOUND {name}: {place}\n    {given_to_it[:1000]}\n{traceback.format_exc(limit=-4)[:2000]}")
        tally.findings |= smallest
    tally.seconds += time.monotonic() - began


def _place(error: Exception) -> str:
    """The error and the last line of the library, or of the target, that it passed through."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "complaintrules" in frame.filename or "fuzz" in frame.filename
    ]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "elsewhere"
    return f"{type(error).__name__} at {where}"


def main() -> int:
    """Run for the minutes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to run")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; each turn takes the next")
    parser.add_argument("--target", action="append", choices=sorted(targets.TARGETS), help="only this one; may be repeated")
    asked = parser.parse_args()
    tallies = {name: Tally() for name in asked.target or targets.TARGETS}
    until = time.monotonic() + asked.minutes * 60
    number = asked.seed
    while time.monotonic() < until:
        # The one that has had the least time is next.
        name = min(tallies, key=lambda name: tallies[name].seconds)
        turn(name, number, tallies[name])
        number += 1
    _say(f"{asked.minutes:g} minutes, seeds {asked.seed} to {number - 1}")
    for name, tally in tallies.items():
        found = f"{tally.inputs} inputs in {tally.seconds:.0f} s, {len(tally.findings) or 'no'} findings"
        _say(f"{name}: {found if tally.inputs else 'not tried; give it more minutes'}")
    _say(f"{sum(tally.inputs for tally in tallies.values())} inputs in all")
    return 1 if any(tally.findings for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
