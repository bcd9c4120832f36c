"""To which day a moment belongs: the day in London, and after a cut-off the next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from complaintrules.calendars import (
    add_working_days,
    receipt_day,
    working_days_between,
)
from complaintrules.errors import (
    WrongTypeError,
    WrongValueError,
)

LONDON = ZoneInfo("Europe/London")


class TestReceiptDay:
    """From a moment to its day."""

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
            (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
            (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # midnight of summer time
            (datetime(2026, 2, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))), date(2026, 1, 31)),
            (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),  # the clocks go forward
            (datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=LONDON), date(2026, 10, 25)),  # and back
        ],
    )
    def test_a_moment_has_its_day_in_london(self, moment: datetime, day: date) -> None:
        """A day runs to midnight in Europe/London, summer time included."""
        assert receipt_day(moment) == day

    @pytest.mark.parametrize(
        ("at", "day"),
        [(time(16, 59), 30), (time(17), 30), (time(17, 0, 0, 1), 31), (time(23, 59), 31)],
    )
    def test_after_the_cut_off_it_is_the_next_day(self, at: time, day: int) -> None:
        """At the cut-off is still in time, a microsecond later is not; the hour is London's."""
        moment = datetime.combine(date(2026, 7, 30), at, LONDON)
        assert receipt_day(moment.astimezone(UTC), cut_off=time(17)) == date(2026, 7, day)

    def test_the_next_day_is_the_calendars_next(self) -> None:
        """Late on a Friday is received on the Saturday, from which working days count as from the Friday."""
        assert receipt_day(datetime(2026, 2, 6, 18, tzinfo=LONDON), cut_off=time(17)) == date(2026, 2, 7)

    def test_midnight_as_a_cut_off_is_no_exception(self) -> None:
        """time(0) is a time like any other: all but midnight itself is after it."""
        assert receipt_day(datetime(2026, 2, 6, 0, tzinfo=LONDON), cut_off=time(0)) == date(2026, 2, 6)
        assert receipt_day(datetime(2026, 2, 6, 9, tzinfo=LONDON), cut_off=time(0)) == date(2026, 2, 7)

    def test_a_naive_moment_is_refused(self) -> None:
        """Without a time zone nobody knows the day."""
        with pytest.raises(WrongValueError, match="has no time zone"):
            receipt_day(datetime(2026, 2, 6, 18))  # noqa: DTZ001 - naive on purpose

    @pytest.mark.parametrize("moment", [date(2026, 2, 6), "2026-02-06T18:00Z", 1.5, True, None], ids=repr)
    def test_what_is_no_moment_is_refused(self, moment: Any) -> None:
        """A date has no hour to place."""
        with pytest.raises(WrongTypeError, match=r"^moment must be"):
            receipt_day(moment)

    @pytest.mark.parametrize("cut_off", ["17:00", 17, False, datetime(2026, 2, 6, 17, tzinfo=UTC)], ids=repr)
    def test_a_cut_off_is_a_time_of_day(self, cut_off: Any) -> None:
        """Nothing else will do, not even what is falsy."""
        with pytest.raises(WrongTypeError, match=r"^cut_off must be"):
            receipt_day(datetime(2026, 2, 6, 18, tzinfo=UTC), cut_off=cut_off)

    def test_a_cut_off_has_no_zone_of_its_own(self) -> None:
        """It is read in London's time."""
        with pytest.raises(WrongValueError, match="must not have a time zone of its own"):
            receipt_day(datetime(2026, 2, 6, 18, tzinfo=UTC), cut_off=time(17, tzinfo=UTC))

    @pytest.mark.parametrize("moment", [datetime.max, datetime.min])  # noqa: DTZ901 - zoned below
    def test_the_ends_of_time_are_refused(self, moment: datetime) -> None:
        """Where the next or London's day cannot be written down, an error of this library's own."""
        far = moment.replace(tzinfo=timezone(timedelta(hours=-12 if moment.year > 1 else 12)))
        with pytest.raises(WrongValueError, match="end of what a date can hold"):
            receipt_day(far, cut_off=time(17))


# --- the day of receipt


@pytest.mark.parametrize(
    ("moment", "cut_off", "day"),
    [
        (datetime(2026, 2, 2, 23, 59, tzinfo=UTC), None, date(2026, 2, 2)),  # winter: London has the same hour
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), None, date(2026, 7, 2)),  # summer: midnight in London
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), time(17), date(2026, 7, 1)),  # five in London, the last moment
        (datetime(2026, 7, 1, 16, 0, 1, tzinfo=UTC), time(17), date(2026, 7, 2)),
        (datetime(2026, 2, 2, 17, 0, tzinfo=timezone(timedelta(hours=5))), time(12), date(2026, 2, 2)),  # noon in London
        (datetime(2026, 2, 2, 0, 0, tzinfo=UTC), time(0), date(2026, 2, 2)),
    ],
)
def test_a_moment_belongs_to_its_day_in_london_until_the_cut_off(moment: datetime, cut_off: time | None, day: date) -> None:
    """The cut-off itself is still in time; a second later is the next day's."""
    assert receipt_day(moment, cut_off=cut_off) == day


def test_the_functions_for_a_script_count_by_the_division_they_are_given() -> None:
    """2 January 2026 is a holiday in Scotland alone: one working day after New Year's Eve, and none of it counted."""
    assert add_working_days(date(2025, 12, 31), 1, division="scotland") == date(2026, 1, 5)
    assert add_working_days(date(2025, 12, 31), 1, division="england-and-wales") == date(2026, 1, 2)
    assert working_days_between(date(2025, 12, 31), date(2026, 1, 5), division="scotland") == 1
    assert working_days_between(date(2025, 12, 31), date(2026, 1, 5), division="england-and-wales") == 2
