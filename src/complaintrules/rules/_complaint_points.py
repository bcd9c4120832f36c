"""The points of one complaint: which are suspended for other proceedings, and which go on in another case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from complaintrules.errors import ImpossibleEventError, quoted
from complaintrules.events import ProceedingsEnded, Resubmitted, Suspended

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


class Points(NamedTuple):
    """The points of a complaint, and what has become of them.

    Attributes:
        known: Those that the receipt names, in its order; none where nobody recorded them.
        suspended: Those that are suspended, in the order in which they were.
        elsewhere: Those that were put forward again after other proceedings, and go on in a case of their own.
        stopped_on: The day of the first suspension that stands, of the whole or of some points; None where none does.
        afresh: Whether the whole was put forward again after other proceedings, and is considered afresh in this case.
        over: Of those suspended, those whose other proceedings have ended since.
    """

    known: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    stopped_on: dt.date | None = None
    afresh: bool = False
    over: tuple[str, ...] = ()

    @property
    def stopped(self) -> frozenset[str]:
        """Those that this case does not consider: suspended, or gone on elsewhere."""
        return frozenset((*self.suspended, *self.elsewhere))

    def are_all(self, named: Iterable[str]) -> bool:
        """Whether no point of the complaint goes on without those named."""
        return self.stopped.issuperset(set(self.known) - set(named))


OF_POINTS: Final = frozenset({ProceedingsEnded, Resubmitted, Suspended})
"""The events that may concern only some points of a complaint; then they do not move the case."""


def points_after(points: Points, event: Any, state: str, *, moved: bool) -> Points:
    """The points after one of those events; if it moved the case, it concerned the whole complaint.

    Raises:
        ImpossibleEventError: It names points that the complaint does not have, or that are not suspended.
    """
    if isinstance(event, ProceedingsEnded):
        return points._replace(over=points.suspended)  # it names none, and may be of any that waits by then
    _check(points, event, state)
    if isinstance(event, Suspended):
        named = tuple(point for point in points.known if point not in points.stopped) if moved else ()
        suspended = tuple(dict.fromkeys((*points.suspended, *named, *event.points)))
        over = tuple(point for point in points.over if point not in event.points)  # of new proceedings it waits for those
        return points._replace(suspended=suspended, stopped_on=points.stopped_on or event.on, over=over)
    again = event.points or points.suspended
    left = tuple(point for point in points.suspended if point not in again)
    over = tuple(point for point in points.over if point in left)
    points = points._replace(suspended=left, stopped_on=points.stopped_on if left else None, over=over)
    return points._replace(afresh=True) if moved else points._replace(elsewhere=(*points.elsewhere, *again))


def _check(points: Points, event: Any, state: str) -> None:
    """Refuse a suspension of a point that the complaint does not have, and a resubmission of one that is not suspended."""
    if isinstance(event, Suspended):
        known = tuple(point for point in points.known if point not in points.elsewhere)
        strange = [point for point in event.points if points.known and point not in known]
        says = f"the points of this complaint are {_listed(known)}"
    else:
        strange = [point for point in event.points if point not in points.suspended]
        says = f"suspended are {_listed(points.suspended)}" if points.suspended else "no point is suspended by name"
    if strange:
        raise ImpossibleEventError(event.key, event.on, state, (f"it names {_listed(strange)}; {says}",), ())


def _listed(points: Iterable[str]) -> str:
    return ", ".join(map(quoted, points)) or "none"
