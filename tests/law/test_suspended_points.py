"""SI 2006/1738 reg 8(1) works to the extent that a matter would prejudice proceedings; the other points go on, with their clocks.

A complaint of three points arrives on Monday 5 September 2016; no bank holiday falls before Christmas, so stage 1 ends with
Monday 19 September. The injury is suspended on the 7th.
"""

from __future__ import annotations

import functools
from datetime import date

import pytest

import complaintrules as cr
from complaintrules import Status
from complaintrules.rules.conditions import FindsNoneStopped, PointsStopped, PointsSuspended, ProceedingsOver, WholeCase
from support.answers import runs
from support.children import ASK_STAGE_2, CHILDREN, R
from support.children import case_of as a_case

POINTS = ("visits", "injury", "letters")
GROUND = cr.SuspensionGround.CRIMINAL_INVESTIGATION
STOP = cr.Suspended(on=date(2016, 9, 7), ground=GROUND, points=("injury",))
ENDED = cr.ProceedingsEnded(on=date(2017, 1, 9), received_on=date(2017, 1, 10))
AGAIN = cr.Resubmitted(on=date(2017, 2, 6), received_on=date(2017, 2, 6))
ANSWER_1 = cr.Responded(on=date(2016, 9, 19), received_on=date(2016, 9, 19), outcome=cr.Outcome.NOT_UPHELD)
APPOINTED = cr.IndependentPersonAppointed(on=date(2016, 9, 28))
ANSWER_2 = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31), outcome=cr.Outcome.UPHELD)


case_of = functools.partial(a_case, points=POINTS)


def test_the_other_points_go_on_with_their_clock() -> None:
    """Stage 1 does not lapse: it is due on the 19th as before, and overdue on the 20th."""
    case = case_of(STOP)
    assert (case.state, case.is_closed, case.outcome, case.irregularities()) == ("local-resolution", False, None, ())
    assert case.suspended_points == ("injury",)
    (stage_1,) = runs(case, "stage-1", date(2016, 9, 20))
    assert (stage_1.due, stage_1.status) == (date(2016, 9, 19), Status.OVERDUE)
    (answered,) = runs(case.record(ANSWER_1), "stage-1", date(2016, 9, 20))
    assert answered.status is Status.MET


def test_the_case_goes_on_to_stage_2_and_the_point_stays_suspended() -> None:
    """The outcome is that of the answer, and not that something was suspended."""
    case = case_of(STOP, ANSWER_1, ASK_STAGE_2, APPOINTED, ANSWER_2)
    assert (case.state, case.outcome, case.suspended_points) == ("stage-2-answered", cr.Outcome.UPHELD, ("injury",))


@pytest.mark.parametrize("points", [(), POINTS, ("letters", "visits", "injury")], ids=["none named", "all", "all, in any order"])
def test_all_the_points_or_none_named_are_the_whole_case(points: tuple[str, ...]) -> None:
    """Suspended, as a whole always was: nobody owes the next step, and stage 1 lapses."""
    case = case_of(cr.Suspended(on=date(2016, 9, 7), ground=GROUND, points=points))
    assert (case.state, case.is_closed, case.outcome) == ("suspended", True, cr.Outcome.SUSPENDED)
    assert set(case.suspended_points) == set(POINTS)
    (stage_1,) = runs(case, "stage-1", date(2016, 9, 20))
    assert stage_1.status is Status.LAPSED


def test_the_last_points_that_went_on_are_the_whole_too() -> None:
    """The injury on the 7th, the other two on the 9th: nothing is left to consider."""
    rest = cr.Suspended(on=date(2016, 9, 9), ground=cr.SuspensionGround.DISCIPLINARY, points=("visits", "letters"))
    case = case_of(STOP, rest)
    assert (case.state, case.suspended_points) == ("suspended", ("injury", "visits", "letters"))


def test_where_the_receipt_names_no_points_the_whole_is_suspended() -> None:
    """Nobody can tell the others apart; the points named stay visible until the whole is resubmitted."""
    case = case_of(STOP, points=())
    assert (case.state, case.suspended_points) == ("suspended", ("injury",))
    again = case.record(ENDED).record(AGAIN)
    assert (again.state, again.suspended_points) == ("local-resolution", ())


def test_an_unknown_point_is_refused_with_those_that_there_are() -> None:
    """So that a misspelt point is not suspended in the air."""
    wrong = cr.Suspended(on=date(2016, 9, 7), ground=GROUND, points=("injury", "injuries"))
    with pytest.raises(
        cr.ImpossibleEventError, match="'injuries'; the points of this complaint are 'visits', 'injury', 'letters'"
    ):
        case_of(wrong)
    assert case_of().why_not(wrong) == ("it names 'injuries'; the points of this complaint are 'visits', 'injury', 'letters'",)


def test_the_reasons_are_owed_in_writing_for_the_points_suspended() -> None:
    """Reg 8(3), as soon as possible: pending until it is done, also while the case goes on; a second suspension asks again."""
    case = case_of(STOP)
    (notice,) = runs(case, "refuse-notice", date(2016, 9, 20))
    assert (notice.start, notice.status) == (date(2016, 9, 7), Status.PENDING)
    told = case.record(cr.RefusalNotified(on=date(2016, 9, 8)))
    assert [row.status for row in runs(told, "refuse-notice", date(2016, 9, 20))] == [Status.MET]
    more = told.record(cr.Suspended(on=date(2016, 9, 12), ground=GROUND, points=("letters",)))
    assert [row.status for row in runs(more, "refuse-notice", date(2016, 9, 20))] == [Status.MET, Status.PENDING]


def test_without_a_suspension_there_is_nothing_to_give_reasons_for() -> None:
    """Nor any proceedings whose end would matter, nor anything to put forward again."""
    case = case_of()
    for kind in (cr.RefusalNotified, cr.ProceedingsEnded, cr.Resubmitted):
        assert case.why_not(kind), kind


def test_the_year_to_resubmit_runs_for_the_points_suspended() -> None:
    """Reg 8(4): from 9 January 2017, when the proceedings ended, to 9 January 2018; the case is at stage 2 by then."""
    case = case_of(STOP, ANSWER_1, ASK_STAGE_2, APPOINTED, ANSWER_2, ENDED)
    (window,) = runs(case, "resubmit-after-proceedings", date(2018, 1, 9))
    assert (window.start, window.due, window.status) == (date(2017, 1, 9), date(2018, 1, 9), Status.OPEN)
    (closed,) = runs(case, "resubmit-after-proceedings", date(2018, 1, 10))
    assert closed.status is Status.CLOSED


def test_points_put_forward_again_go_on_in_a_case_of_their_own() -> None:
    """This case stays where it is, and the other continues it with clocks of its own: 10 working days from 6 February 2017.

    7-10 (4), 13-17 (9), Monday 20 February (10).
    """
    first = case_of(STOP, ANSWER_1, ENDED, cr.Resubmitted(on=AGAIN.on, received_on=AGAIN.on, continued_by="2017-0021"))
    assert (first.state, first.suspended_points, first.irregularities()) == ("stage-1-answered", (), ())
    assert first.outcome is cr.Outcome.NOT_UPHELD
    (window,) = runs(first, "resubmit-after-proceedings", AGAIN.on)
    assert window.status is Status.USED
    second = cr.Case.open(
        CHILDREN,
        cr.Received(on=AGAIN.on, complainant=cr.Complainant.PARENT, points=("injury",)),
        reference="2017-0021",
        continues="2016-0143",
        first_received_on=date(2016, 9, 5),
    )
    (stage_1,) = runs(second, "stage-1", AGAIN.on)
    assert (second.continues, stage_1.due) == ("2016-0143", date(2017, 2, 20))


def test_some_of_the_suspended_points_may_be_put_forward_again() -> None:
    """The others stay suspended; what was not suspended cannot be."""
    both = cr.Suspended(on=date(2016, 9, 7), ground=GROUND, points=("injury", "letters"))
    case = case_of(both, ENDED)
    assert case.record(cr.Resubmitted(on=AGAIN.on, received_on=AGAIN.on, points=("letters",))).suspended_points == ("injury",)
    wrong = cr.Resubmitted(on=AGAIN.on, received_on=AGAIN.on, points=("visits",))
    assert case.why_not(wrong) == ("it names 'visits'; suspended are 'injury', 'letters'",)


def test_a_point_that_went_on_elsewhere_comes_back_no_more() -> None:
    """It can be neither suspended here again nor put forward twice, and with the rest the whole is suspended."""
    case = case_of(STOP, ENDED, AGAIN)
    assert case.why_not(cr.Suspended(on=date(2017, 2, 8), ground=GROUND, points=("injury",))) == (
        "it names 'injury'; the points of this complaint are 'visits', 'letters'",
    )
    assert case.why_not(cr.Resubmitted(on=date(2017, 2, 8), received_on=date(2017, 2, 8))) == (
        "it would need that some points are suspended by themselves, and were not put forward again",
    )
    rest = cr.Suspended(on=date(2017, 2, 8), ground=GROUND, points=("visits", "letters"))
    assert case.record(rest).state == "suspended"


def test_points_resubmitted_before_their_proceedings_ended_are_irregular() -> None:
    """As the whole would be; the second suspension waits for the end of its own proceedings."""
    case = case_of(STOP, AGAIN)
    assert [(found.event.key, found.citations) for found in case.irregularities()] == [("resubmitted", R + "8(4)")]
    second = cr.Suspended(on=date(2017, 2, 8), ground=GROUND, points=("letters",))
    case = case_of(STOP, ENDED, AGAIN, second, cr.Resubmitted(on=date(2017, 2, 20), received_on=date(2017, 2, 20)))
    assert [found.event.on for found in case.irregularities()] == [date(2017, 2, 20)]


@pytest.mark.parametrize("put_forward_again", [False, True], ids=["suspended", "gone on elsewhere"])
def test_a_finding_on_a_point_that_is_not_considered_is_irregular(*, put_forward_again: bool) -> None:
    """Reg 8(1): the authority must not consider it here."""
    events = (STOP, ENDED, AGAIN) if put_forward_again else (STOP,)
    on = date(2017, 2, 13) if put_forward_again else date(2016, 9, 19)

    def answered(point: str) -> cr.Case:
        finding = cr.Finding(point=point, outcome=cr.Outcome.UPHELD)
        return case_of(*events, cr.Responded(on=on, received_on=on, findings=(finding,)))

    assert answered("visits").irregularities() == ()
    assert [(found.event.key, found.citations) for found in answered("injury").irregularities()] == [("responded", R + "8(1)")]


def test_findings_on_suspended_points_are_irregular_at_every_stage() -> None:
    """At stages 2 and 3 as at stage 1, and in stage 1's late answer."""
    found = (cr.Finding(point="injury", outcome=cr.Outcome.UPHELD),)
    late = cr.Responded(on=date(2016, 10, 3), stage=1, findings=found)
    two = cr.Responded(on=date(2016, 10, 31), received_on=date(2016, 10, 31), stage=2, findings=found)
    case = case_of(
        STOP,
        ASK_STAGE_2,
        APPOINTED,
        late,
        two,
        cr.PanelRequested(on=date(2016, 11, 7), received_on=date(2016, 11, 7)),
        cr.PanelMet(on=date(2016, 12, 5), members=3),
        cr.PanelReported(on=date(2016, 12, 9), received_on=date(2016, 12, 9)),
        cr.Responded(on=date(2016, 12, 19), stage=3, findings=found),
    )
    assert [found.citations for found in case.irregularities()] == [R + "8(1)"] * 3


def test_a_correction_that_finds_something_on_a_suspended_point_is_irregular_as_the_answer_would_be() -> None:
    """It is an answer too."""
    found = (cr.Finding(point="injury", outcome=cr.Outcome.UPHELD),)
    case = case_of(STOP, ANSWER_1, cr.AnswerCorrected(on=date(2016, 9, 21), findings=found))
    assert [(found.event.key, found.citations) for found in case.irregularities()] == [("answer-corrected", R + "8(1)")]


def test_the_whole_case_may_be_resubmitted_in_part() -> None:
    """What is put forward again is considered afresh here; the rest stays suspended."""
    case = case_of(cr.Suspended(on=date(2016, 9, 7), ground=GROUND), ENDED)
    again = case.record(cr.Resubmitted(on=AGAIN.on, received_on=AGAIN.on, points=("visits",)))
    assert (again.state, again.suspended_points) == ("local-resolution", ("injury", "letters"))
    assert case.record(AGAIN).suspended_points == ()


def test_a_start_agreed_before_some_points_are_suspended_still_counts() -> None:
    """The others go on as they were: agreed for 19 September, interest decided on the 12th; the later day is the start."""
    case = case_of(
        cr.StartDateAgreed(on=date(2016, 9, 6), start=date(2016, 9, 19)),
        STOP,
        cr.InterestDecided(on=date(2016, 9, 12), sufficient=True),
        complainant=cr.Complainant.OTHER_PERSON,
    )
    (stage_1,) = runs(case, "stage-1", date(2016, 9, 19))
    assert stage_1.start == date(2016, 9, 19)


def test_the_state_as_of_an_earlier_day_knows_only_what_was_on_file() -> None:
    """And a case with suspended points is stored and read again as it was."""
    case = case_of(STOP, ANSWER_1)
    assert (case.as_of(date(2016, 9, 6)).suspended_points, case.as_of(date(2016, 9, 7)).suspended_points) == ((), ("injury",))
    assert cr.load_case(cr.dump_case(case)).suspended_points == ("injury",)


def test_the_conditions_on_points_are_unknown_before_there_is_an_event() -> None:
    """Asked about a type of event, they wait for the event; what was suspended is known."""
    track = case_of(STOP)._track
    nameless = case_of(points=())._track
    assert WholeCase("points", "the whole").test(nameless, cr.Suspended, None) is True
    assert WholeCase("points", "the whole").test(track, cr.Suspended, None) is None
    assert FindsNoneStopped("findings", "nothing").test(track, cr.Responded, None) is None
    assert ProceedingsOver("points", "over").test(track, cr.Resubmitted, None) is None
    assert PointsStopped("some").test(track, cr.Responded, None) is True
    assert PointsSuspended("some").test(track, cr.Responded, None) is True
