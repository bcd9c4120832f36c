"""What the file of a complaint shows of each detail that it should, if it is to be reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from complaintrules.reports._vocabularies import Detail

if TYPE_CHECKING:
    from complaintrules.cases.case import Case
    from complaintrules.events import Received

Details = tuple[bool | None, ...]
"""Which of `DETAILS` a file shows."""

DETAILS: Final = (
    Detail.REFERENCE.value,
    Detail.COMPLAINANT.value,
    Detail.CONCERNING.value,
    Detail.REASON.value,
    Detail.TEAM.value,
    Detail.SERVICE.value,
    Detail.ACKNOWLEDGEMENT.value,
    Detail.OUTCOME.value,
    Detail.LEARNING.value,
)


def details_of(case: Case, received: Received, found: bool | None, *, acknowledged: bool, learned: bool) -> Details:  # noqa: FBT001 - a fact of the case, and None where it is open
    """What the file of a complaint shows of each of `DETAILS`; None where there is nothing to show yet.

    Args:
        case: The case.
        received: Its receipt.
        found: Whether its outcome is on file; None while it is open.
        acknowledged: Whether an acknowledgement is on file.
        learned: Whether any learning or action is on file.
    """
    return (
        case.reference is not None,
        received.complainant is not None,
        received.concerning is not None,
        received.reason is not None,
        case.team is not None,
        case.service is not None,
        acknowledged,
        found,
        None if found is None else learned,
    )
