"""Data protection complaints, s 164A of the 2018 Act: thirty days that roll, with dates worked by hand."""

from __future__ import annotations

import functools
from datetime import date

import pytest

from complaintrules import Case, Force, NotInForceError, Status, WorkingDayCalendar, due, get_procedure, timetable
from complaintrules.classification import Outcome
from complaintrules.events import Acknowledged, Received, Resolved, Responded
from support.answers import rows_of

DATA = "uk-data-protection"


rows = functools.partial(rows_of, DATA)


def test_the_two_duties_of_the_section_are_there() -> None:
    """To acknowledge, with a number, and to answer, without one."""
    limits = get_procedure(DATA).limits
    assert [(limit.key, limit.force) for limit in limits] == [("acknowledge", Force.STATUTE), ("respond", Force.STATUTE)]


def test_it_applies_to_complaints_received_from_19_june_2026() -> None:
    """30 days after 19 June are Sunday 19 July: Monday 20 July. A day earlier it was not in force."""
    assert due(DATA, "acknowledge", date(2026, 6, 19)).due == date(2026, 7, 20)
    with pytest.raises(NotInForceError, match="2026-06-19"):
        Case.open(DATA, Received(on=date(2026, 6, 18)))


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 11, 5), date(2026, 12, 7)),  # the 30th day is Saturday 5 December
        (date(2026, 11, 6), date(2026, 12, 7)),  # Sunday 6 December
        (date(2026, 11, 7), date(2026, 12, 7)),  # Monday 7 December itself
        (date(2026, 11, 4), date(2026, 12, 4)),  # a Friday stays
        (date(2026, 11, 24), date(2026, 12, 24)),  # Christmas Eve is no public holiday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas Day, a Friday; Monday 28 December stands for Boxing Day
        (date(2026, 11, 26), date(2026, 12, 29)),  # Saturday 26 December
        (date(2026, 11, 28), date(2026, 12, 29)),  # Monday 28 December, the substitute
        (date(2026, 11, 29), date(2026, 12, 29)),
        (date(2026, 12, 2), date(2027, 1, 4)),  # New Year's Day, a Friday
        (date(2027, 2, 23), date(2027, 3, 25)),  # the Thursday before Easter
        (date(2027, 2, 24), date(2027, 3, 30)),  # Good Friday 26 March: over the weekend and Easter Monday to Tuesday
        (date(2027, 2, 25), date(2027, 3, 30)),
        (date(2027, 2, 27), date(2027, 3, 30)),  # Easter Monday 29 March
        (date(2028, 1, 30), date(2028, 2, 29)),  # into a leap February, a Tuesday
    ],
)
def test_thirty_days_after_receipt_roll_over_weekends_and_public_holidays(received: date, last: date) -> None:
    """S 205(2): the day of receipt is not counted, and the last day must be a working day."""
    found = due(DATA, "acknowledge", received)
    assert (found.due, found.latest) == (last, last)


def test_the_controllers_own_division_decides_which_days_are_public_holidays() -> None:
    """Friday 1 January 2027; in Scotland the 2nd, a Saturday, has Monday 4 January for its substitute."""
    received = date(2026, 12, 2)
    assert due(DATA, "acknowledge", received).due == date(2027, 1, 4)
    scottish = WorkingDayCalendar.for_division("scotland")
    assert due(DATA, "acknowledge", received, calendar=scottish).due == date(2027, 1, 5)


def test_the_day_it_rolls_to_is_in_time_and_the_next_is_not() -> None:
    """Received on Thursday 5 November 2026."""
    received = Received(on=date(2026, 11, 5))
    assert rows(date(2026, 12, 7), received)["acknowledge"].status is Status.DUE_TODAY
    in_time = rows(date(2026, 12, 7), received, Acknowledged(on=date(2026, 12, 7)))["acknowledge"]
    late = rows(date(2026, 12, 8), received, Acknowledged(on=date(2026, 12, 8)))["acknowledge"]
    assert (in_time.status, in_time.is_breach) == (Status.MET, False)
    assert (late.status, late.days_late, late.is_breach) == (Status.MET_LATE, 1, True)


def test_the_explanation_says_that_it_rolled_and_from_which_law() -> None:
    """A reader can see why it is not the thirtieth day."""
    said = due(DATA, "acknowledge", date(2026, 11, 5)).explain()
    assert "s 205(2)" in said
    assert "7 December 2026" in said
    assert "next working day" in said


def test_an_answer_has_no_number_and_is_never_late() -> None:
    """Without undue delay: pending for as long as it takes, and no breach."""
    row = rows(date(2030, 1, 1), Received(on=date(2026, 11, 5)), Acknowledged(on=date(2026, 11, 6)))["respond"]
    assert (row.due, row.status, row.is_breach) == (None, Status.PENDING, False)


def test_an_answer_meets_an_acknowledgement_that_nobody_recorded() -> None:
    """Told the outcome within the thirty days."""
    case = Case.replay(DATA, (Received(on=date(2026, 11, 5)), Responded(on=date(2026, 11, 20))))
    assert {row.limit.key: row.status for row in case.deadlines(date(2026, 12, 31))} == {
        "acknowledge": Status.MET,
        "respond": Status.MET,
    }
    assert case.is_closed


def test_it_runs_beside_a_corporate_complaint() -> None:
    """The same letter in two procedures: each keeps its own clock."""
    received = Received(on=date(2026, 11, 5))
    corporate = Case.open("england-corporate", received)
    # 5 working days after Thursday 5 November: 6, 9, 10, 11 and 12 November
    assert {row.limit.key: row.due for row in corporate.deadlines(date(2026, 11, 5))}["stage-1-acknowledge"] == date(2026, 11, 12)
    assert rows(date(2026, 11, 5), received)["acknowledge"].due == date(2026, 12, 7)


def test_the_timetable_names_the_one_date_there_is() -> None:
    """The answer is shown without a date."""
    found = {row.limit.key: row.due for row in timetable(DATA, date(2026, 11, 5))}
    assert found == {"acknowledge": date(2026, 12, 7), "respond": None}


def test_section_205_was_read_and_section_164a_was_not() -> None:
    """The mark of a rule is that of its weaker half."""
    assert {limit.certainty.value for limit in get_procedure(DATA).limits} == {"S"}


def test_a_settled_complaint_still_has_its_outcome_told() -> None:
    """Section 164A(4)-(5): the settlement stands on file, and the duty to tell the outcome goes on until it is told."""
    received, settled = Received(on=date(2026, 11, 5)), Resolved(on=date(2026, 11, 10))
    assert rows(date(2026, 11, 11), received, settled)["respond"].status is Status.PENDING
    told = Case.replay(DATA, (received, settled, Responded(on=date(2026, 11, 12))))
    assert (told.state, told.outcome) == ("answered", Outcome.RESOLVED)
