"""What a hostile input costs: its memory and its work grow with its size, and no faster.

No clock is read: memory is what Python allocated at the highest, and work is how many functions were called. Some inputs are
large enough that an algorithm whose work grew with the square of them would never come to an end.
"""

from __future__ import annotations

import collections
import gc
import json
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

import complaintrules as cr
from complaintrules.cli import triage as _triaged
from complaintrules.reports.feedback import load_feedback
from support.calendars import SCOTLAND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECEIVED = '{"event": "received", "on": "2016-09-05"}'
HEAD = '{"procedure": "england-children", "events": ['


def of_size(size: int, unit: str, before: str = "", after: str = "") -> str:
    """A string of about a size, of one thing again and again."""
    return before + unit * ((size - len(before) - len(after)) // len(unit)) + after


def keys(size: int) -> str:
    """An object of different keys."""
    return "{" + ",".join(f'"k{number:06}":0' for number in range(size // 12)) + "}"


# Each makes a string of about a size.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda size: of_size(size, "x", '"', '"'),
    "a word that breaks off": lambda size: of_size(size, "x", '"'),
    "escaped letters": lambda size: of_size(size, "\\u00e9", '"', '"'),
    "one number": lambda size: of_size(size, "9"),
    "one number in an object": lambda size: of_size(size, "9", '{"format": ', "}"),
    "space": lambda size: of_size(size, " ", "{", "}"),
    "nesting": lambda size: of_size(size, "["),
    "nesting of objects": lambda size: of_size(size, '{"events":'),
    "noughts": lambda size: of_size(size, "0,", '{"x": [', "0]}"),
    "empty lists": lambda size: of_size(size, "[],", '{"x": [', "0]}"),
    "noughts beside a key twice": lambda size: of_size(size, "0,", '{"a": 1, "a": 1, "x": [', "0]}"),
    "lists beside a key twice": lambda size: of_size(size, "[],", '{"a": 1, "a": 1, "x": [', "0]}"),
    "one key again and again": lambda size: of_size(size, '"a":0,', "{", '"b":0}'),
    "objects with keys twice": lambda size: of_size(size, '{"a":1,"a":1},', '{"x": [', "0]}"),
    "keys": keys,
    "texts for events": lambda size: of_size(size, '"received",', HEAD, "0]}"),
    "empty events": lambda size: of_size(size, "{},", HEAD, "0]}"),
    "events": lambda size: of_size(size, ',{"event":"decision-notified","on":"2016-09-06"}', HEAD + RECEIVED, "]}"),
    "events out of order": lambda size: of_size(size, "," + RECEIVED, HEAD + RECEIVED, "]}"),
    "tags": lambda size: of_size(size, '"a",', '{"tags": [', f'"a"], {HEAD[1:]}{RECEIVED}]}}'),
    "points twice": lambda size: of_size(size, '"a",', HEAD + RECEIVED[:-1] + ', "points": [', '"a"]}]}'),
    "subjects": lambda size: of_size(size, '{"functions":["school"]},', '{"subjects": [', '{"functions":["school"]}]}'),
    "functions": lambda size: of_size(size, '"school",', '{"subjects": [{"functions": [', '"school"]}]}'),
    "days": lambda size: of_size(
        size, '{"title":"A","date":"2029-01-01"},', '{"scotland": [', '{"title":"A","date":"2029-01-02"}]}'
    ),
    "rows that are none": lambda size: of_size(size, "0,", '{"scotland": [', "0]}"),
}


def _load_intake(text: str) -> None:
    stream = mock.MagicMock()
    stream.__enter__.return_value.read.return_value = text.encode()
    with mock.patch.object(_triaged, "opened", return_value=stream):
        cr.triage(_triaged.read_intake("intake.json"))


READERS: dict[str, Callable[[str], Any]] = {
    "load_cases": lambda text: collections.deque(cr.load_cases([text]), maxlen=0),
    "load_feedback": lambda text: collections.deque(load_feedback([text]), maxlen=0),
    "with_official": SCOTLAND.with_official,
    "triage": _load_intake,
}


def tried(reader: Callable[[str], Any], text: str) -> None:
    """Read it, and the error's words too."""
    said = ""
    try:
        reader(text)
    except cr.ComplaintRulesError as error:
        said = str(error)
    assert len(said) < 100_000, f"an error of {len(said)} characters"


def memory(reader: Callable[[str], Any], text: str) -> int:
    """The most that Python allocated meanwhile, in bytes."""
    gc.collect()
    tracemalloc.start()
    try:
        tried(reader, text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def work(reader: Callable[[str], Any], text: str) -> int:
    """How many functions were called meanwhile."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        tried(reader, text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What is built once, at the first use, is no cost of an input."""
    for reader in READERS.values():
        for make in HOSTILE.values():
            tried(reader, make(500))


@pytest.mark.parametrize("reader", list(READERS))
@pytest.mark.parametrize("kind", list(HOSTILE))
def test_memory_and_work_grow_with_the_size_and_no_faster(reader: str, kind: str) -> None:
    """Twice the input takes about twice as much of both, and never more than fifty bytes for one."""
    small, large = HOSTILE[kind](8_000), HOSTILE[kind](16_000)
    used = memory(READERS[reader], large)
    assert used < 50 * len(large) + 100_000
    assert used < 2.5 * memory(READERS[reader], small) + 50_000
    assert work(READERS[reader], large) < 2.5 * work(READERS[reader], small) + 2_000


@pytest.mark.parametrize("reader", list(READERS))
def test_two_hundred_thousand_keys_come_to_an_end(reader: str) -> None:
    """Comparing each with each would take a hundred thousand times as long as reading them."""
    many = json.dumps(dict.fromkeys(map(str, range(200_000)), 0))
    with pytest.raises(cr.ComplaintRulesError) as caught:
        READERS[reader](many)
    assert len(str(caught.value)) < 100_000


@pytest.mark.parametrize("reader", list(READERS))
@pytest.mark.parametrize(
    "content", ["x" * 10_000_000, "9" * 1_000_000, "[" * 1_000_000, '{"a":' * 1_000_000, "\x00" * 10_000_000]
)
def test_ten_megabytes_of_one_thing_are_refused_in_a_few_words(reader: str, content: str) -> None:
    """A long line, a number of a million digits, a nesting a million deep."""
    with pytest.raises(cr.ComplaintRulesError) as caught:
        READERS[reader](content)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("value", [10**1_000_000, "x" * 10_000_000, ["x"] * 1_000_000], ids=["a number", "a word", "a list"])
def test_a_large_value_is_not_repeated(value: Any) -> None:
    """Wherever it stands in a case, an intake or a list, and whichever word it is taken for."""
    calls: list[Callable[[], Any]] = [
        lambda: cr.Outcome.from_code(value),
        lambda: cr.get_procedure(value),
        lambda: cr.load_case(
            {"procedure": value, "team": [value], "events": [{"event": "received", "on": value, "note": {"a": value}}]}
        ),
        lambda: cr.load_intake({"feedback": value, "subjects": [{"functions": [value]}]}),
        lambda: SCOTLAND.with_official({"scotland": [value, {"title": value, "date": value}]}),
        lambda: SCOTLAND.add_working_days(value, 1),
        lambda: cr.Received(on=value),
    ]
    for call in calls:
        with pytest.raises(cr.ComplaintRulesError) as caught:
            call()
        assert len(str(caught.value)) < 2_000


@pytest.mark.usefixtures("untraced")
def test_a_long_file_is_not_held_in_memory(tmp_path: Path) -> None:
    """Eight thousand cases take no more than four thousand: each is forgotten when others are read."""
    line = f"{HEAD}{RECEIVED}]}}\n"

    def most(count: int) -> int:
        file = tmp_path / "cases.jsonl"
        file.write_text(line * count, encoding="utf-8")
        gc.collect()
        with file.open("rb") as stream:
            tracemalloc.start()
            try:
                assert sum(1 for _ in cr.load_cases(stream)) == count
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    most(10)
    assert most(8_000) < 1.3 * most(4_000)
