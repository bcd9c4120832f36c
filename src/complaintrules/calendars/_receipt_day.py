"""Which day a moment belongs to: the day on which something was received.

The rules count from days, and computers record moments. A moment has a day only in some time zone: here it is London's.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from complaintrules.errors import WrongTypeError, WrongValueError

__all__ = ["receipt_day"]


def receipt_day(moment: datetime, *, cut_off: time | None = None) -> date:
    """The day on which something arrived, by the calendar in London.

    A day runs to midnight, unless a local policy says that what comes after some hour belongs to the next day. That is the next
    calendar day, whether or not anybody works on it: a count of working days may start on any day.

    Args:
        moment: When it arrived, with its time zone.
        cut_off: The last moment of a day's business, in London's time. What arrives at that very moment is still in time.

    Raises:
        WrongTypeError: The moment is not a date-time, or the cut-off is not a time of day.
        WrongValueError: The moment has no time zone, or the cut-off has one.

    Examples:
        >>> from datetime import UTC
        >>> receipt_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
        datetime.date(2026, 7, 1)
        >>> receipt_day(datetime(2026, 6, 30, 16, 1, tzinfo=UTC), cut_off=time(17))
        datetime.date(2026, 7, 1)
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few scripts have a moment to place

    if not isinstance(moment, datetime):
        raise WrongTypeError("moment", moment, "a datetime.datetime with its time zone")
    if moment.utcoffset() is None:
        raise WrongValueError("moment", moment, "has no time zone, so its day would be a guess")
    if cut_off is not None and not isinstance(cut_off, time):
        raise WrongTypeError("cut_off", cut_off, "a datetime.time")
    if cut_off is not None and cut_off.tzinfo is not None:
        raise WrongValueError("cut_off", cut_off, "is read in Europe/London, so it must not have a time zone of its own")
    try:
        local = moment.astimezone(ZoneInfo("Europe/London"))
        late = cut_off is not None and local.time() > cut_off
        return local.date() + timedelta(days=1) if late else local.date()
    except OverflowError:
        raise WrongValueError("moment", moment, "lies at the end of what a date can hold") from None
