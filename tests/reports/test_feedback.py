"""Feedback that is not a complaint: as a value, and read from a file."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import attrs
import pytest

import complaintrules as cr

DAY = date(2016, 9, 5)


@pytest.mark.parametrize("kind", [kind for kind in cr.FeedbackType if kind is not cr.FeedbackType.COMPLAINT])
def test_whatever_is_no_complaint_is_feedback(kind: cr.FeedbackType) -> None:
    """A value: frozen, hashed, pickled."""
    piece = cr.Feedback(type=kind, on=DAY, team="Early Help", service="Children", reference="F1")
    assert pickle.loads(pickle.dumps(piece)) == piece  # noqa: S301 - made here
    assert len({piece, cr.Feedback(type=kind, on=DAY)}) == 2
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        piece.team = "other"  # type: ignore[misc] # wrong on purpose


def test_a_complaint_belongs_among_the_cases() -> None:
    """Else it would be counted twice, or without its procedure."""
    with pytest.raises(cr.WrongValueError, match="a complaint is a case; give it among the cases"):
        cr.Feedback(type=cr.FeedbackType.COMPLAINT, on=DAY)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"type": "compliment", "on": DAY}, r"feedback\.type must be a member of FeedbackType"),
        ({"type": cr.FeedbackType.COMMENT, "on": "2016-09-05"}, r"feedback\.on must be a datetime\.date without a time of day"),
        ({"type": cr.FeedbackType.COMMENT, "on": datetime(2016, 9, 5)}, r"feedback\.on must be"),  # noqa: DTZ001 - wrong on purpose
        ({"type": cr.FeedbackType.COMMENT, "on": DAY, "team": 3}, r"feedback\.team must be a string"),
        ({"type": cr.FeedbackType.COMMENT, "on": DAY, "reference": b"x"}, r"feedback\.reference must be a string"),
    ],
)
def test_values_of_the_wrong_type_are_refused(fields: dict[str, Any], says: str) -> None:
    """Nothing is guessed at."""
    with pytest.raises(cr.WrongTypeError, match=says):
        cr.Feedback(**fields)


def test_a_file_of_feedback_gives_its_good_lines_and_then_names_the_faulty_ones() -> None:
    """As a file of cases does: by line, and by what would be right."""
    lines = [
        b'{"type": "compliment", "on": "2016-09-05"}\n',
        b"\n",
        b'{"type": "praise", "on": "2016-09-05"}\n',
        b'{"type": "comment", "on": "2016-09-06", "team": "Fostering"}\n',
        b'{"type": "complaint", "on": "2016-09-06"}\n',
        b'{"type": "comment", "on": "2016-09-06", "type": "enquiry", "note": "x"}\n',
        b"[]\n",
        b"{\n",
    ]
    coming = cr.load_feedback(lines)
    assert [next(coming), next(coming)] == [
        cr.Feedback(type=cr.FeedbackType.COMPLIMENT, on=DAY),
        cr.Feedback(type=cr.FeedbackType.COMMENT, on=date(2016, 9, 6), team="Fostering"),
    ]
    with pytest.raises(cr.LoadError) as error:
        next(coming)
    assert [str(fault) for fault in error.value.details] == [
        "line 3: type: unknown feedback type 'praise'; known are comment, complaint, compliment, enquiry, service-request",
        "line 5: type: feedback.type 'complaint': a complaint is a case; give it among the cases",
        "line 6: type: is given more than once in one object",
        "line 6: note: unknown key 'note'; known are on, reference, service, team, type",
        "line 7: must be an object, one piece of feedback a line, not a list",
        "line 8: breaks off after 1 characters; a line holds one whole JSON object",
    ]


@pytest.mark.parametrize("lines", ["a string", b"bytes", 3])
def test_what_gives_no_lines_is_refused_at_once(lines: Any) -> None:
    """The name of a file is a string, and no file."""
    with pytest.raises(cr.WrongTypeError, match="lines must be an open file or a list of lines"):
        cr.load_feedback(lines)
