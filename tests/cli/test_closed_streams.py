"""The command line where a stream was closed before it began: no traceback, and the status that tells."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import complaintrules as cr
from complaintrules.cli import main

if TYPE_CHECKING:
    import pytest


def test_an_answer_that_nobody_can_read_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a daemon runs it, without standard output or standard error."""
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    try:
        assert main(["procedures"]) == 0
        assert main(["due", "england-childern", "stage-1", "2016-09-05"]) == 2
    finally:
        sys.stdout.close()
        sys.stderr.close()


def test_a_standard_input_that_is_closed_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no empty file."""
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-", "--as-of", "2016-09-06"]) == 2
    assert capsys.readouterr().err == "complaintrules: -: Bad file descriptor\n"


def test_a_change_shows_nothing_of_what_is_not_there() -> None:
    """There was nothing before."""
    change = cr.Change(
        measure="received",
        breakdown=(),
        value=(),
        unit="",
        figure=cr.Figure.COUNT,
        before=None,
        now=None,
        counts=(cr.Share(None, None), cr.Share(None, None)),
        verdict=cr.Trend.NOT_COMPARED,
    )
    assert change.shown(change.before) is None
    assert (change.difference, change.ratio) == (None, None)
