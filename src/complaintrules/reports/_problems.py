"""What a report names beside its figures: what could not be counted, or cannot be trusted."""

from __future__ import annotations

from typing import Final

import attrs

from complaintrules._code_enum import Codes


class ProblemKind(Codes):
    """Why something that was given is named beside the figures."""

    UNREADABLE = "unreadable"
    NOT_A_CASE = "not-a-case"
    NOT_FEEDBACK = "not-feedback"
    OUTSIDE_CALENDAR = "outside-calendar"
    SAME_REFERENCE = "same-reference"
    NO_VERSION = "no-version"
    BROKEN_LINK = "broken-link"
    STRANGE_TARGET = "strange-target"

    @property
    def is_counted(self) -> bool:
        """Whether what is named stands in the figures all the same."""
        return self in _COUNTED


_COUNTED: Final = frozenset(
    {ProblemKind.SAME_REFERENCE, ProblemKind.NO_VERSION, ProblemKind.BROKEN_LINK, ProblemKind.STRANGE_TARGET}
)
OF_ALL: Final = frozenset({ProblemKind.SAME_REFERENCE, ProblemKind.BROKEN_LINK})
"""What only all the cases together can tell."""


@attrs.frozen(order=True)
class Problem:
    """Something that was given to a report, and could not be counted or cannot be trusted.

    Attributes:
        kind: What is wrong.
        reference: The case's reference, or nothing.
        line: The line of the file, or 0 where there is none.
        says: What is wrong, in words.
    """

    kind: ProblemKind
    reference: str
    line: int
    says: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.reference}: {self.says}" if self.reference else self.says
        named = f" ({self.reference})" if self.reference else ""
        return f"line {self.line}{named}: {self.says}"
