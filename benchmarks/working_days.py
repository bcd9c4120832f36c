"""How fast working days are added and counted, against plain date arithmetic and against other libraries.

Run it in an environment that has this package and `benchmarks/requirements.txt`:

    python benchmarks/working_days.py

Beside each library's speed stands how many of its answers are wrong. A library without dates of its own is given ours,
so that only its counting is judged; each is called as its documentation suggests for "n working days after a day".
"""

from __future__ import annotations

import importlib
import warnings
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from _timing import best_import_times, best_times, print_table

from complaintrules.calendars import WorkingDayCalendar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Add = Callable[[date, int], date]
    Count = Callable[[date, date], int]

ONE_DAY = timedelta(days=1)
COUNTS = (1, 5, 10, 20, 25, 65)
STARTS = [date(2012, 1, 2) + timedelta(days=passed) for passed in range(0, 6000, 11)]
SAMPLE = [(start, n) for start in STARTS for n in COUNTS]
MANY = SAMPLE * 10
DIVISIONS = ("england-and-wales", "scotland")


def holidays_of(division: str) -> list[date]:
    """Our dates, for the libraries that have none."""
    calendar = WorkingDayCalendar.for_division(division)
    return [holiday.day for holiday in calendar.non_working_weekdays(calendar.first_day, calendar.last_day)]


def with_holidays(division: str) -> tuple[Add, Count]:
    """The `holidays` package, which this library takes its dates from."""
    module: Any = importlib.import_module("holidays")
    theirs = module.country_holidays("GB", subdiv={"england-and-wales": "ENG", "scotland": "SCT"}[division])
    return theirs.get_nth_working_day, lambda start, end: theirs.get_working_days_count(start + ONE_DAY, end)


def with_workalendar(division: str) -> tuple[Add, Count]:
    """`workalendar`, with its own dates."""
    module: Any = importlib.import_module("workalendar.europe")
    theirs = {"england-and-wales": module.UnitedKingdom, "scotland": module.Scotland}[division]()
    return theirs.add_working_days, theirs.get_working_days_delta


def with_govuk_bank_holidays(division: str) -> tuple[Add, Count]:
    """`govuk-bank-holidays`, with its bundled list; it only goes from one working day to the next."""
    module: Any = importlib.import_module("govuk_bank_holidays.bank_holidays")
    theirs = module.BankHolidays(use_cached_holidays=True)

    def add(day: date, n: int) -> date:
        for _ in range(n):
            day = theirs.get_next_work_day(division=division, date=day)
        return day

    def count(start: date, end: date) -> int:
        found = 0
        while start < end:
            start += ONE_DAY
            found += theirs.is_work_day(start, division=division)
        return found

    return add, count


def with_business_python(division: str) -> tuple[Add, Count]:
    """`business-python`, with our dates."""
    module: Any = importlib.import_module("business.calendar")
    theirs = module.Calendar(holidays=holidays_of(division))
    return theirs.add_business_days, lambda start, end: theirs.business_days_between(start + ONE_DAY, end + ONE_DAY)


def with_business_calendar(division: str) -> tuple[Add, Count]:
    """`business_calendar`, with our dates."""
    module: Any = importlib.import_module("business_calendar")
    theirs = module.Calendar(holidays=holidays_of(division))
    return theirs.addbusdays, theirs.busdaycount


def with_bizdays(division: str) -> tuple[Add, Count]:
    """`bizdays`, with our dates."""
    module: Any = importlib.import_module("bizdays")
    theirs = module.Calendar(holidays_of(division), ["Saturday", "Sunday"])
    return theirs.offset, theirs.bizdays


def with_numpy(division: str) -> tuple[Add, Count]:
    """`numpy`, one day at a time, with our dates and the roll that is right for counting after a day."""
    module: Any = importlib.import_module("numpy")
    theirs = module.busdaycalendar(holidays=holidays_of(division))
    return (
        lambda day, n: module.busday_offset(day, n, roll="backward", busdaycal=theirs).item(),
        lambda start, end: int(module.busday_count(start + ONE_DAY, end + ONE_DAY, busdaycal=theirs)),
    )


def with_pandas(division: str) -> tuple[Add, Count]:
    """`pandas`, one day at a time, with our dates."""
    module: Any = importlib.import_module("pandas")
    theirs = module.offsets.CustomBusinessDay(holidays=holidays_of(division))
    return (
        lambda day, n: (module.Timestamp(day) + n * theirs).date(),
        lambda start, end: len(module.date_range(start + ONE_DAY, end, freq=theirs)),
    )


OTHERS: dict[str, Callable[[str], tuple[Add, Count]]] = {
    "holidays": with_holidays,
    "workalendar": with_workalendar,
    "govuk-bank-holidays": with_govuk_bank_holidays,
    "business-python": with_business_python,
    "business_calendar": with_business_calendar,
    "bizdays": with_bizdays,
    "numpy": with_numpy,
    "pandas": with_pandas,
}


def adding(add: Add, sample: Sequence[tuple[date, int]]) -> Callable[[], None]:
    """Something to time: one addition for each of the sample."""

    def run() -> None:
        for day, n in sample:
            add(day, n)

    return run


def counting(count: Count, sample: Sequence[tuple[date, date]]) -> Callable[[], None]:
    """Likewise one count."""

    def run() -> None:
        for start, end in sample:
            count(start, end)

    return run


def bare() -> None:
    """The loop alone, taken off the others' times."""
    for _day, _n in MANY:
        pass


def plain() -> None:
    """The reference: date arithmetic without any calendar and without a call of ours."""
    from_ordinal = date.fromordinal
    for day, n in MANY:
        from_ordinal(day.toordinal() + n)


def wrong_answers(add: Add, division: str) -> str:
    """How many of the sample's additions give another day than they should, or none."""
    right = WorkingDayCalendar.for_division(division).add_working_days
    wrong = raised = 0
    for day, n in SAMPLE:
        try:
            answer = add(day, n)
        except Exception:  # noqa: BLE001 - whatever it raises, it gave no answer
            raised += 1
            continue
        plain_answer = answer.date() if isinstance(answer, datetime) else answer
        wrong += plain_answer != right(day, n)
    return f"{wrong}" + (f" + {raised} raised" if raised else "")


def against_plain_dates() -> None:
    """Our own calls against date arithmetic."""
    calendar = WorkingDayCalendar.for_division(DIVISIONS[0])
    spans = [(day, calendar.add_working_days(day, n)) for day, n in MANY]
    times = best_times(
        {
            "bare": bare,
            "plain": plain,
            "add": adding(calendar.add_working_days, MANY),
            "back": adding(calendar.add_working_days, [(day, -n) for day, n in MANY]),
            "count": counting(calendar.working_days_between, spans),
        },
        rounds=15,
    )
    reference = times["plain"] - times["bare"]
    print_table(
        "Against date.fromordinal(d.toordinal() + n), the loop's own time taken off (target: at most 3)",
        ("call", "times as long", "ns"),
        [
            (
                name,
                f"{(times[key] - times['bare']) / reference:.2f}",
                f"{(times[key] - times['bare']) / len(MANY) * 1e9:.0f}",
            )
            for name, key in (
                ("plain date arithmetic", "plain"),
                ("add_working_days", "add"),
                ("add_working_days, backwards", "back"),
                ("working_days_between", "count"),
            )
        ],
    )


def against_others() -> None:
    """Speed and wrong answers of each library that is installed."""
    calendar = WorkingDayCalendar.for_division(DIVISIONS[0])
    sample = SAMPLE[::31]  # each of the six counts in turn
    spans = [(day, calendar.add_working_days(day, n)) for day, n in sample]
    subjects: dict[str, Callable[[], object]] = {
        "our add": adding(calendar.add_working_days, sample * 50),
        "our count": counting(calendar.working_days_between, spans * 50),
    }
    rows: list[tuple[str, ...]] = []
    for name, make in OTHERS.items():
        try:
            add, count = make(DIVISIONS[0])
        except ImportError:
            rows.append((name, "not installed", "", "", ""))
            continue
        wrong = [wrong_answers(make(division)[0], division) for division in DIVISIONS]
        subjects |= {"add": adding(add, sample), "count": counting(count, spans)}
        times = best_times(subjects, rounds=5)
        rows.append((name, *(f"{times[key] / times[f'our {key}'] * 50:.0f}" for key in ("add", "count")), *wrong))
    print_table(
        f"Other libraries: times as long as ours (target: 5 or more), and wrong answers out of {len(SAMPLE)}",
        ("library", "add", "count", "wrong, England", "wrong, Scotland"),
        rows,
    )


def imports() -> None:
    """What it costs to import the package, against two of the packages it stands on."""
    reference = "import attrs, dateutil.relativedelta"
    times = best_import_times(("import complaintrules", reference, "import complaintrules.calendars"))
    print_table(
        "Imports in fresh processes (target: at most 2 for the package)",
        ("statement", "times as long", "ms"),
        [(statement, f"{taken / times[reference]:.2f}", f"{taken * 1e3:.1f}") for statement, taken in times.items()],
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # others' remarks about their own dates
    against_plain_dates()
    against_others()
    imports()
