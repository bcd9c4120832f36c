"""Everything public goes through a pickle, a copy and another process, and comes out the same."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.events import EVENTS
from support import album

ALBUM: dict[str, Any] = album.album()
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)

# In an interpreter of its own: what comes in as a pickle is compared with what is made there from nothing.
CHILD = """
import pickle, sys
theirs = pickle.load(sys.stdin.buffer)
sys.path.insert(0, sys.argv[1])
from support import album
ours = album.album()
assert list(ours) == list(theirs), set(ours) ^ set(theirs)
wrong = [name for name in ours if ours[name] != theirs[name] or hash(ours[name]) != hash(theirs[name])]
wrong += [name for name in ours if repr(ours[name]) != repr(theirs[name]) or type(ours[name]) is not type(theirs[name])]
assert not wrong, wrong
sys.stdout.buffer.write(pickle.dumps(ours))
"""

ERRORS = [
    cr.CoverageError(date(2060, 1, 1), date(2000, 1, 1), date(2050, 12, 31)),
    cr.LoadError((cr.Fault(3, "events[2]", "is wrong"),)),
    cr.MissingExtraError("rich", "cli"),
    cr.NotInForceError("england-children", date(2001, 1, 1), ("from 2006-09-01",)),
    cr.OfficialListError(("a fault",)),
    cr.UnknownKeyError("procedure", "england-childern", cr.procedures()),
    cr.WrongTypeError("n", "10", "a whole number"),
    cr.WrongValueError("n", 0, "is no number of days"),
    cr.InvalidEventError("received", "on", None, "is missing"),
]


def fields_of(value: Any) -> list[Any]:
    """Every field of a value that its user sees; fails if one was never set."""
    fields = attrs.fields(type(value)) if attrs.has(type(value)) else ()
    return [found for field in fields if (found := getattr(value, field.name)) is None or not field.name.startswith("_")]


def test_every_public_class_of_values_is_in_the_album() -> None:
    """Nothing public is left untested here: a new class without an example fails."""
    assert set(album.public_kinds()) - {type(value) for value in ALBUM.values()} == set()
    assert set(EVENTS.values()) <= {type(value) for value in ALBUM.values()}
    versions = [f"Case of {key} {version.version}" for key in cr.procedures() for version in cr.RULEBOOK.versions(key)]
    assert [name for name in versions if name not in ALBUM] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_pickle_gives_back_an_equal_value_with_an_equal_hash(protocol: int) -> None:
    """By each protocol, every value by itself; a member of a vocabulary is the member itself."""
    for name, value in ALBUM.items():
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own
        assert type(again) is type(value), name
        assert again == value, name
        assert hash(again) == hash(value), name
        assert repr(again) == repr(value), name
        assert fields_of(again) == fields_of(value), name
        if "." in name and isinstance(value, str):
            assert again is value


def test_copies_are_equal() -> None:
    """Shallow and deep; nothing keeps a part that cannot be copied."""
    for name, value in ALBUM.items():
        for again in (copy.copy(value), copy.deepcopy(value)):
            assert (again, hash(again), repr(again)) == (value, hash(value), repr(value)), name


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_reaches_another_process_with_its_facts(error: cr.ComplaintRulesError) -> None:
    """A worker's error is pickled on its way home: same class, same words, same facts."""
    for protocol in PROTOCOLS:
        again = pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - our own
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert fields_of(again) == fields_of(error) != []


@pytest.mark.parametrize("seed", ["0", "1"])
def test_a_fresh_interpreter_reads_every_value_and_makes_the_same(seed: str) -> None:
    """Where nothing was imported and texts hash otherwise: what was sent equals what is made there, and comes back equal."""
    done = subprocess.run(  # noqa: S603 - our own lines
        [sys.executable, "-W", "error", "-c", CHILD, str(Path(album.__file__).parents[1])],
        input=pickle.dumps(ALBUM),
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    back = pickle.loads(done.stdout)  # noqa: S301 - our own
    assert back == ALBUM
    assert {name: hash(value) for name, value in back.items()} == {name: hash(value) for name, value in ALBUM.items()}


# A module of its own, as spawned workers import it.
POOL = """
import json, multiprocessing, pickle, sys
sys.path.insert(0, sys.argv[1])
import complaintrules as cr


def answered(case):
    from support import album
    return case, album.answer(case), case.deadlines(album.as_of(case))


def failing(line):
    return cr.load_case(line)


if __name__ == "__main__":
    from support import album
    cases = [cr.load_case(data) for data in album.read_lines("cases.jsonl")]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for case, (back, answer, deadlines) in zip(cases, pool.map(answered, cases, chunksize=20), strict=True):
            assert back == case and hash(back) == hash(case)
            assert answer == album.answer(case)
            assert deadlines == case.deadlines(album.as_of(case))
        try:
            pool.map(failing, [{"procedure": "england-children", "events": []}])
        except cr.LoadError as error:
            print(len(cases), error)
"""


def test_a_pool_of_spawned_processes_answers_as_one_process_does(tmp_path: Path) -> None:
    """Cases go to workers that share nothing, deadlines and errors come home."""
    script = tmp_path / "pool.py"
    script.write_text(POOL, encoding="utf-8")
    command = [sys.executable, "-W", "error", str(script), str(Path(album.__file__).parents[1])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own lines
    assert done.returncode == 0, done.stderr
    count = len(album.read_lines("cases.jsonl"))
    assert done.stdout.startswith(f"{count} events")
