"""Shropshire's published figures for 2016/17, given back from cases that are invented.

Shropshire Council published figures of its children's services complaints from 1 April 2016 to 31 March 2017, and no cases.
Here are invented ones, in a council's own order: received, acknowledged, extended, answered, taken further. Each is a history
that its procedure allows, on dates that its procedure knows. Their totals are exactly those that were published; whatever was
not published (other teams, other months, who did what on which day) is invented and says nothing of Shropshire.

``python3 docs/examples/shropshire_2016_17.py`` prints each published figure beside the one computed, and how it is computed;
then what is told of earlier years or in words, and what follows from the two readings of "days"; with the name of a file, it
writes the page with charts there too.

The publication gives mean "days" to close stage 1, and does not say which days. They are taken as working days, in which the
time limits of stage 1 are counted. `make_cases` makes the file on the other reading too: the same means in calendar days.

Nothing is drawn by chance: counts are dealt out evenly (`dealt`), days to answer grow from case to case up to a given sum
(`growing`). The year before is made the same way, from the few figures of it that are printed. Of the year before that only the
complaints about communication are known, and only these are made.
"""

from __future__ import annotations

import datetime as dt
import fractions
import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

import complaintrules as cr
from complaintrules.reports.figures import rounded
from complaintrules.reports.measures import CALENDAR_DAYS, WORKING_DAYS
from complaintrules.reports.page import report_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

T = TypeVar("T")

CALENDAR: Final = cr.WorkingDayCalendar.for_division("england-and-wales")
CHILDREN: Final = cr.get_procedure("england-children", on=dt.date(2016, 4, 1))
CORPORATE: Final = cr.get_procedure("shropshire-corporate-2016", on=dt.date(2016, 4, 1))
POLICY: Final = "shropshire-children-2016"

SOCIAL_CARE: Final = "Social care"
LEARNING_AND_SKILLS: Final = "Learning & Skills"
EIGHT_TEAMS: Final = (
    "Admissions", "Attendance", "Educational psychology", "Music", "School support",
    "School transport", "Special educational needs", "Virtual school",
)  # fmt: skip

# Who complained, and whom it is about.
Person = tuple[cr.Complainant | None, cr.Concerning | None]
TWICE: Final[Person] = (cr.Complainant.PARENT, cr.Concerning.LOOKED_AFTER_CHILD)
ABOUT_A_CHILD: Final[Person] = (cr.Complainant.PARENT, cr.Concerning.CHILD_IN_NEED)


@attrs.frozen(kw_only=True)
class Track:
    """The complaints of one procedure that were received in one year.

    Attributes:
        procedure: The procedure.
        prefix: How their references begin.
        teams: How many there were of each team.
        people: How many there were by each class of complainant about each kind of person.
        withdrawn: How many were withdrawn.
        refused: How many lay outside the council's jurisdiction.
        open: How many, the last to come, were not answered by the end of the year.
        days: The days of all stage 1 answers sent in the year, together; those to cases of the year before too.
        further: Which of the answered ones, in order of receipt, were answered at stage 2 as well.
        waiting: Which of them were at stage 2 when the year ended.
        ombudsman: Which of them were put to the Ombudsman after stage 2.
    """

    procedure: cr.Procedure
    prefix: str
    teams: Mapping[str, int]
    people: Mapping[Person, int]
    withdrawn: int
    refused: int
    open: int
    days: int
    further: tuple[int, ...]
    waiting: tuple[int, ...] = ()
    ombudsman: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Year:
    """What is known, or chosen, of a year.

    Attributes:
        start: Its first day.
        end: Its last day.
        complaints: How many came in each month.
        others: How many other pieces of feedback came in each month.
        feedback: The other feedback, by kind and service.
        reasons: The main reasons of all complaints.
        upheld: Of those closed with an answer, how many were upheld, by service.
        partly: How many were partly upheld.
        without: How many were answered without a finding; the rest was not upheld.
        recorded: Of those answered, how many have learning, an action, or both on file.
        learning: The learning points.
        actions: The actions.
        tracks: The complaints themselves, by procedure.
    """

    start: dt.date
    end: dt.date
    complaints: tuple[int, ...]
    others: tuple[int, ...]
    feedback: Mapping[tuple[cr.FeedbackType, str], int]
    reasons: Mapping[cr.Reason, int]
    upheld: Mapping[str, int]
    partly: int
    without: int
    recorded: Mapping[str, int]
    learning: Mapping[cr.Learning, int]
    actions: Mapping[cr.ActionType, int]
    tracks: tuple[Track, ...]


THIS_YEAR: Final = Year(
    start=dt.date(2016, 4, 1),
    end=dt.date(2017, 3, 31),
    # Published: 146 in all, 24 in September, 6 in December.
    complaints=(8, 9, 8, 8, 6, 17, 9, 9, 4, 8, 8, 8),
    others=(3, 4, 4, 4, 3, 7, 4, 3, 2, 3, 3, 4),
    feedback={
        (cr.FeedbackType.COMPLIMENT, LEARNING_AND_SKILLS): 12,
        (cr.FeedbackType.ENQUIRY, LEARNING_AND_SKILLS): 4,
        (cr.FeedbackType.COMPLIMENT, SOCIAL_CARE): 24,
        (cr.FeedbackType.COMMENT, SOCIAL_CARE): 4,
    },
    # Published: the first four, and that no complaint was about an assessment.
    reasons={
        cr.Reason.LACK_OF_SERVICE: 35,
        cr.Reason.QUALITY_OF_WORK: 21,
        cr.Reason.COMMUNICATION: 14,
        cr.Reason.DECISION: 7,
        cr.Reason.DELAY: 6,
        cr.Reason.STAFF_CONDUCT: 6,
        cr.Reason.INCORRECT_INFORMATION: 4,
        cr.Reason.PROCEDURE_NOT_FOLLOWED: 3,
        cr.Reason.CONFIDENTIALITY: 3,
        cr.Reason.OTHER: 3,
    },
    # Published: 23 %, 34 % and 31 % of 87; 20 upheld, 3 of them of Learning & Skills.
    upheld={SOCIAL_CARE: 17, LEARNING_AND_SKILLS: 3},
    partly=30,
    without=3,
    # Published: 70 cases have learning or an action. The council's system could hold one of the two; here one case has both.
    recorded={"learning": 27, "both": 1, "action": 42, "": 11},
    # Published: 64, 14, 7, 7, 4 and 4 %. 28 points are the fewest that give these.
    learning={
        cr.Learning.COMMUNICATION_INFORMATION: 18,
        cr.Learning.ATTITUDE_BEHAVIOUR: 4,
        cr.Learning.POLICY_IMPACT: 2,
        cr.Learning.SERVICE_QUALITY: 2,
        cr.Learning.POLICY_DISSATISFACTION: 1,
        cr.Learning.SERVICE_DELIVERY: 1,
    },
    # Published: 28, 21 and 16 %, then three more kinds without their shares.
    actions={
        cr.ActionType.APOLOGY: 12,
        cr.ActionType.SERVICE_CHANGE: 9,
        cr.ActionType.TRAINING_GUIDANCE: 7,
        cr.ActionType.CUSTOMER_CARE: 6,
        cr.ActionType.POLICY_CHANGE: 5,
        cr.ActionType.INFORMATION_EXPLANATION: 4,
    },
    tracks=(
        Track(
            procedure=CHILDREN,
            prefix="S17",
            # Published: 52, of which 2 of Learning & Skills; case management 21, assessment 15, early help 8 and disabled
            # children 7 of all complaints.
            teams={
                "Case management": 14, "Assessment": 12, "Disabled children": 6, "Fostering": 8, "Leaving care": 6,
                "Residential": 4, "Special educational needs": 1, "Virtual school": 1,
            },
            # Published: 10 about looked-after children, 2 of them from one complainant; 3 made by children.
            people={
                TWICE: 4,
                (cr.Complainant.CHILD, cr.Concerning.LOOKED_AFTER_CHILD): 3,
                (cr.Complainant.FOSTER_CARER, cr.Concerning.LOOKED_AFTER_CHILD): 3,
                ABOUT_A_CHILD: 24,
                (cr.Complainant.PARENT, None): 7,
                (cr.Complainant.PARENTAL_RESPONSIBILITY, cr.Concerning.CHILD_IN_NEED): 4,
                (cr.Complainant.FOSTER_CARER, cr.Concerning.CHILD_IN_NEED): 1,
                (cr.Complainant.SPECIAL_GUARDIAN, cr.Concerning.SPECIAL_GUARDIANSHIP_CHILD): 3,
                (cr.Complainant.OTHER_RELATIVE, None): 3,
            },
            withdrawn=3,
            refused=1,
            open=8,
            days=1100,  # over 44 answers: 25.0
            further=(6,),
            waiting=(31,),
        ),
        Track(
            procedure=CORPORATE,
            prefix="C17",
            # Published: 50, of which 16 of Learning & Skills.
            teams={
                "Case management": 7, "Assessment": 3, "Early help": 8, "Disabled children": 1, "Fostering": 5,
                "Leaving care": 2, "Residential": 2, "Reviewing": 6, **dict.fromkeys(EIGHT_TEAMS, 2),
            },
            people={
                (cr.Complainant.PARENT, cr.Concerning.CHILD_NOT_IN_NEED): 20,
                (cr.Complainant.PARENT, None): 20,
                (cr.Complainant.OTHER_RELATIVE, None): 4,
                (None, None): 6,
            },
            withdrawn=2,
            refused=1,
            open=6,
            days=1219,  # over 46 answers: 26.5; over both, 2319 of 90: 25.8
            further=(3, 9, 14, 20),
            ombudsman=(3,),
        ),
    ),
)  # fmt: skip

YEAR_BEFORE: Final = Year(
    start=dt.date(2015, 4, 1),
    end=dt.date(2016, 3, 31),
    complaints=(9, 9, 9, 10, 7, 10, 9, 9, 6, 10, 9, 10),  # published: 107 in all
    others=(4, 4, 4, 3, 3, 4, 4, 4, 3, 3, 4, 4),
    feedback={
        (cr.FeedbackType.COMPLIMENT, SOCIAL_CARE): 26,
        (cr.FeedbackType.COMPLIMENT, LEARNING_AND_SKILLS): 10,  # published: 36 compliments in all
        (cr.FeedbackType.COMMENT, SOCIAL_CARE): 5,
        (cr.FeedbackType.ENQUIRY, LEARNING_AND_SKILLS): 3,
    },
    # Published: lack of service 19, communication 12.
    reasons={
        cr.Reason.LACK_OF_SERVICE: 19,
        cr.Reason.QUALITY_OF_WORK: 18,
        cr.Reason.DECISION: 17,
        cr.Reason.DELAY: 14,
        cr.Reason.STAFF_CONDUCT: 14,
        cr.Reason.COMMUNICATION: 12,
        cr.Reason.ASSESSMENT: 6,
        cr.Reason.INCORRECT_INFORMATION: 4,
        cr.Reason.PROCEDURE_NOT_FOLLOWED: 3,
    },
    # Published: 16 %, 49 % and 31 %. Of how many is not; here, of 98 closed by the end of the year.
    upheld={SOCIAL_CARE: 13, LEARNING_AND_SKILLS: 3},
    partly=48,
    without=1,
    recorded={"learning": 20, "action": 32, "": 43},  # published: 49 % of complaints, here 52 of 107
    learning={
        cr.Learning.COMMUNICATION_INFORMATION: 11,
        cr.Learning.ATTITUDE_BEHAVIOUR: 4,
        cr.Learning.SERVICE_QUALITY: 3,
        cr.Learning.POLICY_IMPACT: 2,
    },
    actions={
        cr.ActionType.APOLOGY: 12,
        cr.ActionType.INFORMATION_EXPLANATION: 8,
        cr.ActionType.SERVICE_CHANGE: 7,
        cr.ActionType.TRAINING_GUIDANCE: 5,
    },
    tracks=(
        Track(
            procedure=CHILDREN,
            prefix="S16",
            # Published: 15 of 107 are of Learning & Skills, 92 are not.
            teams={
                "Case management": 19, "Assessment": 13, "Disabled children": 6, "Fostering": 7, "Leaving care": 5,
                "Residential": 3, "Virtual school": 2,
            },
            people={
                TWICE: 4,
                (cr.Complainant.CHILD, cr.Concerning.LOOKED_AFTER_CHILD): 4,
                ABOUT_A_CHILD: 26,
                (cr.Complainant.PARENT, None): 12,
                (cr.Complainant.FOSTER_CARER, cr.Concerning.CHILD_IN_NEED): 5,
                (cr.Complainant.OTHER_RELATIVE, None): 4,
            },
            withdrawn=1,
            refused=0,
            open=4,
            days=1303,
            further=(4, 11, 19),
        ),
        Track(
            procedure=CORPORATE,
            prefix="C16",
            teams={
                "Case management": 7, "Assessment": 5, "Early help": 10, "Fostering": 6, "Leaving care": 4, "Reviewing": 7,
                **dict.fromkeys(EIGHT_TEAMS[:6], 2), "Admissions": 3,
            },
            people={
                (cr.Complainant.PARENT, cr.Concerning.CHILD_NOT_IN_NEED): 18,
                (cr.Complainant.PARENT, None): 20,
                (cr.Complainant.OTHER_RELATIVE, None): 4,
                (None, None): 10,
            },
            withdrawn=1,
            refused=1,
            open=5,
            days=1215,  # over both, 2518 of 95: 26.5
            further=(2, 8, 13, 19, 24),  # published: 8 went beyond stage 1
        ),
    ),
)  # fmt: skip


# --- dealing out


def dealt(counts: Mapping[T, int]) -> list[T]:
    """Each value as often as it is counted, spread evenly.

    >>> dealt({"a": 4, "b": 2})
    ['a', 'b', 'a', 'a', 'b', 'a']
    """
    places = (
        (fractions.Fraction(2 * n + 1, 2 * count), rank, value)
        for rank, (value, count) in enumerate(counts.items())
        for n in range(count)
    )
    return [value for *_, value in sorted(places, key=lambda place: place[:2])]


def growing(number: int, total: int, least: int = 5) -> list[int]:
    """So many numbers of days, each at least the one before, with exactly this sum: many short ones and a long tail.

    >>> growing(4, 100)
    [5, 13, 28, 54]
    """
    weights = [(2 * n + 1) ** 2 for n in range(number)]
    spare = total - least * number
    days = [least + spare * weight // sum(weights) for weight in weights]
    short = total - sum(days)
    return [taken + (place >= number - short) for place, taken in enumerate(days)]


def days_of(year: Year, counts: Iterable[int]) -> list[dt.date]:
    """So many working days in each month of the year, spread evenly over it."""
    found = []
    for place, count in enumerate(counts):
        first = dt.date(year.start.year + (year.start.month + place - 1) // 12, (year.start.month + place - 1) % 12 + 1, 1)
        month = (first + dt.timedelta(days=number) for number in range(31))
        working = [day for day in month if day.month == first.month and CALENDAR.is_working_day(day)]
        found += [working[number * len(working) // count] for number in range(count)]
    return found


# --- the cases


@attrs.define(kw_only=True)
class Draft:
    """A complaint while it is being made up: what a later step decides is filled in by it."""

    number: int
    track: Track
    received: dt.date
    team: str
    reason: cr.Reason
    person: Person
    fate: str
    complainant: str
    answered: dt.date | None = None
    outcome: cr.Outcome | None = None
    further: str = ""
    to_ombudsman: bool = False
    learning: tuple[cr.Learning, ...] = ()
    actions: tuple[cr.ActionType, ...] = ()

    @property
    def service(self) -> str:
        """Where its team belongs."""
        return LEARNING_AND_SKILLS if self.team in EIGHT_TEAMS else SOCIAL_CARE

    @property
    def opened(self) -> dt.date:
        """The day stage 1 began: for other relatives, that of the decision on their interest (reg 12)."""
        is_other = self.track.procedure is CHILDREN and self.person[0] is cr.Complainant.OTHER_RELATIVE
        return after(self.received, 3) if is_other else self.received


def after(day: dt.date, working_days: int) -> dt.date:
    """The working day so many after another."""
    return CALENDAR.add_working_days(day, working_days)


def drafts_of(year: Year) -> list[Draft]:
    """Every complaint of a year in order of receipt, without answers."""
    by_track = {number: iter(_lanes(track)) for number, track in enumerate(year.tracks)}
    order = dealt({number: sum(track.teams.values()) for number, track in enumerate(year.tracks)})
    drafts = []
    for number, (lane, received, reason) in enumerate(
        zip(order, days_of(year, year.complaints), dealt(year.reasons), strict=True), start=1
    ):
        team, person, fate = next(by_track[lane])
        drafts.append(
            Draft(
                number=number,
                track=year.tracks[lane],
                received=received,
                team=team,
                reason=reason,
                person=person,
                fate=fate,
                complainant=f"{year.start.year}-{number}",
            )
        )
    # Two complaints about looked-after children come from one complainant.
    first, second = [draft for draft in drafts if draft.person == TWICE][:2]
    second.complainant = first.complainant
    return drafts


def _lanes(track: Track) -> Iterator[tuple[str, Person, str]]:
    """What is told of each complaint of a track: its team, the people, and how it stands at the end of the year."""
    number = sum(track.teams.values())
    ends = dealt(
        {
            "answered": number - track.open - track.withdrawn - track.refused,
            "withdrawn": track.withdrawn,
            "refused": track.refused,
        }
    )
    return zip(dealt(track.teams), dealt(track.people), ends + ["open"] * track.open, strict=True)


def answered_on(opened: dt.date, days: int, unit: str) -> dt.date:
    """The day of an answer so many days after stage 1 began, on one reading of "days"."""
    return after(opened, days) if unit == WORKING_DAYS else opened + dt.timedelta(days=days)


def answer(year: Year, drafts: list[Draft], carried_over: list[Draft], unit: str) -> None:
    """Give a year's answers: their days, what was found, and what was learned."""
    for track in year.tracks:
        mine = [draft for draft in drafts if draft.track is track and draft.fate == "answered"]
        theirs = [draft for draft in carried_over if draft.track.procedure is track.procedure]
        for place in track.further:
            mine[place].further = "answered"
        for place in track.waiting:
            mine[place].further = "waiting"
        for place in track.ombudsman:
            mine[place].to_ombudsman = True
        left = growing(len(mine) + len(theirs), track.days)
        taken: list[tuple[Draft, int]] = []
        # Who came last has least room: they choose first, and each takes what fits and is next in turn.
        for turn, draft in enumerate([*theirs, *reversed(mine)]):
            fits = [days for days in left if _fits(year, draft, days, unit)]
            if not fits:  # in calendar days: all that is left ends at a weekend
                fits = [_exchanged(year, draft, taken, left, unit)]
            days = fits[7 * turn % len(fits)]
            left.remove(days)
            taken.append((draft, days))
        for draft, days in taken:
            draft.answered = answered_on(draft.opened, days, unit)
    for draft, outcome in zip(carried_over, itertools.cycle(_FINDINGS), strict=False):
        draft.outcome = outcome
    answered = [draft for draft in drafts if draft.fate == "answered"]
    _find(year, [draft for draft in answered if draft.further != "waiting"])
    learning, actions = iter(dealt(year.learning)), iter(dealt(year.actions))
    for draft, recorded in zip(answered, dealt(year.recorded), strict=True):
        if recorded in {"learning", "both"}:
            draft.learning = (next(learning),)
        if recorded in {"action", "both"}:
            draft.actions = (next(actions),)


def _fits(year: Year, draft: Draft, days: int, unit: str) -> bool:
    """Whether so many days end on a working day of the year."""
    answered = answered_on(draft.opened, days, unit)
    return year.start <= answered <= year.end and CALENDAR.is_working_day(answered)


def _exchanged(year: Year, draft: Draft, taken: list[tuple[Draft, int]], left: list[int], unit: str) -> int:
    """The days of another complaint, put back for this one, whose place is taken by days that are left."""
    place, number = next(
        (place, number)
        for place, (other, days) in enumerate(taken)
        for number in left
        if _fits(year, draft, days, unit) and _fits(year, other, number, unit)
    )
    other, days = taken[place]
    taken[place] = other, number
    left[left.index(number)] = days
    return days


_FINDINGS: Final = (cr.Outcome.PARTLY_UPHELD, cr.Outcome.NOT_UPHELD, cr.Outcome.PARTLY_UPHELD, cr.Outcome.UPHELD)


def _find(year: Year, closed: list[Draft]) -> None:
    """Give the outcomes of a year to the cases that were closed with an answer in it."""
    rest = {service: sum(draft.service == service for draft in closed) - upheld for service, upheld in year.upheld.items()}
    learning_and_skills = rest[LEARNING_AND_SKILLS] // 2
    partly = {LEARNING_AND_SKILLS: learning_and_skills, SOCIAL_CARE: year.partly - learning_and_skills}
    for service, upheld in year.upheld.items():
        without = year.without if service == SOCIAL_CARE else 0
        counts = {
            cr.Outcome.PARTLY_UPHELD: partly[service],
            cr.Outcome.NOT_UPHELD: rest[service] - partly[service] - without,
            cr.Outcome.UPHELD: upheld,
            cr.Outcome.NO_FINDING: without,
        }
        for draft, outcome in zip((draft for draft in closed if draft.service == service), dealt(counts), strict=True):
            draft.outcome = outcome


def history(draft: Draft) -> list[cr.Event]:
    """The events of a complaint, in the order of their days."""
    complainant, concerning = draft.person
    is_child = complainant is cr.Complainant.CHILD
    events: list[cr.Event] = [
        cr.Received(
            on=draft.received,
            complainant=complainant,
            concerning=concerning,
            advocate=cr.Advocacy.APPOINTED if is_child and draft.number % 3 else cr.Advocacy.NOT_REQUESTED,
            reason=draft.reason,
        )
    ]
    # One in twelve was never acknowledged, and one in seven of the others late.
    if draft.number % 12:
        acknowledged = after(draft.received, 5 if draft.number % 7 == 0 else 1 + draft.number % 3)
        events.append(cr.Acknowledged(on=acknowledged, received_on=acknowledged))
    if draft.opened > draft.received:
        events.append(cr.InterestDecided(on=draft.opened, sufficient=True))
    if draft.fate == "withdrawn":
        events.append(cr.Withdrawn(on=after(draft.opened, 9), received_on=after(draft.opened, 9)))
    elif draft.fate == "refused":
        events.append(cr.NotAccepted(on=after(draft.opened, 4), ground=cr.RefusalGround.OUTSIDE_JURISDICTION))
    elif draft.answered is not None:
        if draft.track.procedure is CHILDREN and draft.answered > after(draft.opened, 10):
            extended = cr.Extended(on=after(draft.opened, 8), until=after(draft.opened, 20), why="a complex matter")
            events.append(extended)
        first = draft.outcome if not draft.further else cr.Outcome.NOT_UPHELD
        arrived = draft.answered if draft.number % 5 else None
        events.append(
            cr.Responded(
                on=draft.answered,
                received_on=arrived,
                stage=1,
                outcome=first,
                learning=draft.learning,
                actions=[_action(draft, kind, draft.answered) for kind in draft.actions],
            )
        )
        if draft.further:
            events += _further(draft, draft.answered)
    return sorted(events, key=lambda event: event.filed_on)


def _action(draft: Draft, kind: cr.ActionType, on: dt.date) -> cr.Action:
    if kind in {cr.ActionType.APOLOGY, cr.ActionType.INFORMATION_EXPLANATION}:
        return cr.Action(code=kind, done=on)
    done = None if draft.number % 4 == 0 else on + dt.timedelta(days=70)
    return cr.Action(code=kind, owner="team manager", due=on + dt.timedelta(days=90), done=done)


def _further(draft: Draft, answered: dt.date) -> Iterator[cr.Event]:
    """Stage 2: asked for, and answered where it was."""
    asked = after(answered, 8)
    yield cr.EscalationRequested(on=asked, received_on=asked)
    if draft.track.procedure is CHILDREN:
        yield cr.IndependentPersonAppointed(on=after(asked, 3))
    if draft.further == "waiting":
        return
    if draft.track.procedure is CHILDREN:
        yield cr.Extended(on=after(asked, 20), until=after(asked, 60), why="interviews to be held")
        for who in cr.Investigator:
            yield cr.InvestigationReported(on=after(asked, 40), by=who)
        yield cr.Responded(on=after(asked, 50), stage=2, outcome=draft.outcome)
        return
    yield cr.Responded(on=after(asked, 20), stage=2, outcome=draft.outcome)
    if draft.to_ombudsman:
        yield cr.ReferredToOmbudsman(on=after(asked, 45))


def make_cases(unit: str = WORKING_DAYS) -> list[cr.Case]:
    """The council's file: the complaints of both years, in order of receipt.

    Args:
        unit: Which days the published means are taken to count: working days, or calendar days.
    """
    before = drafts_of(YEAR_BEFORE)
    answer(YEAR_BEFORE, before, [], unit)
    now = drafts_of(THIS_YEAR)
    answer(THIS_YEAR, now, [draft for draft in before if draft.fate == "open"], unit)
    return [
        cr.Case.replay(
            cr.get_procedure(draft.track.procedure.key, on=draft.received),
            history(draft),
            reference=f"{draft.track.prefix}-{draft.number:03}",
            team=draft.team,
            service=draft.service,
            complainant=draft.complainant,
            policy=POLICY if draft.track.procedure is CHILDREN and draft.received >= THIS_YEAR.start else None,
        )
        for draft in (*before, *now)
    ]


def make_feedback() -> list[cr.Feedback]:
    """The other feedback of both years."""
    return [
        cr.Feedback(type=kind, on=on, service=service)
        for year in (YEAR_BEFORE, THIS_YEAR)
        for (kind, service), on in zip(dealt(year.feedback), days_of(year, year.others), strict=True)
    ]


# --- what was published, and what the reports give


@attrs.frozen
class Line:
    """A published figure beside the one computed.

    Attributes:
        figure: What it is.
        printed: As it was published.
        computed: As the report gives it.
        how: How it is computed.
    """

    figure: str
    printed: str
    computed: str
    how: str

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.printed == self.computed


COMMUNICATION_IN_2014_15: Final = 32  # published beside the 12 and the 14 of the two years after


def make_earlier_cases() -> list[cr.Case]:
    """Of 2014/15 the complaints about communication, the only figure of that year that is known here."""
    months = (3, 3, 3, 3, 2, 3, 3, 3, 2, 2, 2, 3)
    opened = days_of(attrs.evolve(YEAR_BEFORE, start=dt.date(2014, 4, 1)), months)
    return [
        cr.Case.replay("england-children", [received, cr.Responded(on=after(received.on, 7), stage=1)], reference=f"S15-{number}")
        for number, received in enumerate((cr.Received(on=on, reason=cr.Reason.COMMUNICATION) for on in opened), start=1)
    ]


@attrs.frozen(kw_only=True)
class Figures:
    """The reports that give the published figures.

    Attributes:
        now: All complaints, 2016/17.
        before: All complaints, 2015/16.
        earlier: The complaints of 2014/15 that are known.
        skills: The complaints of Learning & Skills alone, 2016/17.
        looked_after: The complaints about looked-after children alone, 2016/17.
    """

    now: cr.Report
    before: cr.Report
    earlier: cr.Report
    skills: cr.Report
    looked_after: cr.Report


def make_figures() -> Figures:
    """The reports. Each reads the whole file of the council, or a part of it."""
    cases, feedback = make_cases(), make_feedback()
    start, end = THIS_YEAR.start, THIS_YEAR.end
    return Figures(
        now=cr.report(cases, start=start, end=end, feedback=feedback),
        before=cr.report(cases, start=YEAR_BEFORE.start, end=YEAR_BEFORE.end, feedback=feedback),
        earlier=cr.report(make_earlier_cases(), start=dt.date(2014, 4, 1), end=dt.date(2015, 3, 31)),
        skills=cr.report(
            (case for case in cases if case.service == LEARNING_AND_SKILLS),
            start=start,
            end=end,
        ),
        looked_after=cr.report(
            (case for case in cases if _about_looked_after(case)),
            start=start,
            end=end,
        ),
    )


def _about_looked_after(case: cr.Case) -> bool:
    received = case.events[0]
    return isinstance(received, cr.Received) and received.concerning is cr.Concerning.LOOKED_AFTER_CHILD


def published(figures: Figures) -> list[Line]:
    """Every published figure beside the one computed."""
    return [
        *_feedback_lines(figures.now),
        *_complaint_lines(figures),
        *_days_lines(figures),
        *_outcome_lines(figures),
        *_learning_lines(figures.now),
        *_verdict_lines(figures),
    ]


def _count(figure: str, printed: str, report: cr.Report, measure: str, breakdown: str = "", *value: str) -> Line:
    return Line(figure, printed, str(report.count(measure, breakdown, *value)), "/".join((measure, *value)))


def _share(figure: str, printed: str, share: cr.Share, how: str) -> Line:
    return Line(figure, printed, f"{share.percent()} %", f"{share}: {how}")


def _feedback_lines(now: cr.Report) -> Iterator[Line]:
    total = now.count("feedback")
    kinds = now.table("feedback", "feedback-type")
    rest = (kinds.count("comment") or 0) + (kinds.count("enquiry") or 0)
    yield _count("feedback", "146", now, "feedback")
    yield _count("compliments", "36", now, "feedback", "feedback-type", "compliment")
    yield Line("comments or enquiries", "8", str(rest), "feedback/comment and feedback/enquiry")
    yield _count("corporate complaints", "50", now, "received", "type", "corporate")
    yield _count("statutory complaints", "52", now, "received", "type", "statutory-children")
    both = "service/feedback-type"
    yield _count("feedback, Learning & Skills", "34", now, "feedback", "service", LEARNING_AND_SKILLS)
    yield _count("compliments, Learning & Skills", "12", now, "feedback", both, LEARNING_AND_SKILLS, "compliment")
    yield _count("enquiries, Learning & Skills", "4", now, "feedback", both, LEARNING_AND_SKILLS, "enquiry")
    yield _count("complaints, Learning & Skills", "18", now, "received", "service", LEARNING_AND_SKILLS)
    yield _count("statutory, Learning & Skills", "2", now, "received", "service/type", LEARNING_AND_SKILLS, "statutory-children")
    yield _count("feedback, all others", "112", now, "feedback", "service", SOCIAL_CARE)
    months = len(now.always_shown("month"))
    mean = fractions.Fraction(total, months)
    yield Line("feedback a month", "12.2", _one_place(mean), f"{total} feedback over {months} months")
    yield _count("feedback, September 2016", "24", now, "feedback", "month", "2016-09")
    yield _count("feedback, December 2016", "6", now, "feedback", "month", "2016-12")
    compliments = now.count("feedback", "feedback-type", "compliment")
    yield Line(
        "compliments a month",
        "4",
        str(rounded(fractions.Fraction(compliments, months))),
        f"{compliments} compliments over {months} months; what was printed is wrong",
    )


def _complaint_lines(figures: Figures) -> Iterator[Line]:
    now = figures.now
    total = now.count("feedback")
    yield _count("complaints", "102", now, "received")
    yield _share("complaints, of feedback", "70 %", now.share("received"), "received, of feedback")
    for kind, name, printed in (("corporate", "corporate", "34 %"), ("statutory-children", "statutory", "36 %")):
        share = cr.Share(now.count("received", "type", kind), total)
        yield _share(f"{name}, of feedback", printed, share, f"received/{kind}, of feedback")
    for team, printed in (("Case management", "21"), ("Assessment", "15"), ("Early help", "8"), ("Disabled children", "7")):
        yield _count(f"team: {team}", printed, now, "received", "team", team)
    teams = [cell for cell in figures.skills.table("received", "team").cells if cell.count]
    yield Line("teams of Learning & Skills", "8", str(len(teams)), "teams in received by team, of Learning & Skills alone")
    for code, printed in (
        ("lack-of-service", "35"),
        ("quality-of-work", "21"),
        ("communication", "14"),
        ("decision", "7"),
        ("assessment", "0"),
    ):
        yield _count(f"reason: {now.label('reason', code).lower()}", printed, now, "received", "reason", code)
    yield _count("about looked-after children", "10", now, "received", "concerning", "looked-after-child")
    people = figures.looked_after.count("people")
    twice = figures.looked_after.count("received") - people + 1
    yield Line("of these from one complainant", "2", str(twice), f"received less people ({people}) and one, of these cases alone")
    yield _count("made by children", "3", now, "received", "complainant", "child")


def _days_lines(figures: Figures) -> Iterator[Line]:
    for name, printed, report, breakdown, value in (
        ("all", "25.8", figures.now, "stage", ("1",)),
        ("corporate", "26.5", figures.now, "type/stage", ("corporate", "1")),
        ("statutory", "25.0", figures.now, "type/stage", ("statutory-children", "1")),
        ("all, year before", "26.5", figures.before, "stage", ("1",)),
    ):
        spread = report.spread("days-to-answer", "working-days", breakdown, *value)
        how = f"{spread.total} working days over {spread.cases} answers at stage 1; the median is {_one_place(spread.median)}"
        yield Line(f"mean days, stage 1: {name}", printed, _one_place(spread.mean), how)


def _one_place(number: fractions.Fraction | None) -> str:
    return "" if number is None else str(rounded(number, 1))


def _outcome_lines(figures: Figures) -> Iterator[Line]:
    now, before = figures.now, figures.before
    yield _count("closed by the end of the year", "87", now, "cohort-closed")
    outcomes = (("upheld", "23 %", "16 %"), ("partly-upheld", "34 %", "49 %"), ("not-upheld", "31 %", "31 %"))
    for code, printed, _ in outcomes:
        yield _share(f"{_plain(code)}", printed, now.share("cohort-closed", "outcome", code), f"cohort-closed/{code}")
    yield _count("upheld", "20", now, "cohort-closed", "outcome", "upheld")
    for service, name, printed in ((LEARNING_AND_SKILLS, "Learning & Skills", "3"), (SOCIAL_CARE, "social care", "17")):
        yield _count(f"upheld, {name}", printed, now, "cohort-closed", "service/outcome", service, "upheld")
    for code, _, printed in outcomes:
        share = before.share("cohort-closed", "outcome", code)
        yield _share(f"{_plain(code)}, year before", printed, share, f"cohort-closed/{code}; of how many is not printed")
    yield _count("beyond stage 1", "6", now, "beyond-stage-1")
    yield _count("beyond stage 1, corporate", "4", now, "beyond-stage-1", "type", "corporate")
    yield _count("beyond stage 1, statutory", "2", now, "beyond-stage-1", "type", "statutory-children")
    yield _count("beyond stage 1, year before", "8", before, "beyond-stage-1")
    yield _count("to the Ombudsman, corporate", "1", now, "ombudsman-referred", "type", "corporate")


def _plain(code: str) -> str:
    return code.replace("-", " ")


def _learning_lines(now: cr.Report) -> Iterator[Line]:
    recorded = now.share("received", "recorded", "yes")
    yield _count("learning or action recorded", "70", now, "received", "recorded", "yes")
    yield Line(
        "the same, of complaints",
        "68 %",
        f"{recorded.percent()} %",
        f"{recorded.numerator} of {recorded.denominator} is {recorded.percent(1)} %: what was printed is cut off, not rounded; "
        f"Rounding.TRUNCATE gives {recorded.percent(rounding=cr.Rounding.TRUNCATE)} %",
    )
    for code, printed in (
        ("communication-information", "64 %"),
        ("attitude-behaviour", "14 %"),
        ("policy-impact", "7 %"),
        ("policy-dissatisfaction", "4 %"),
        ("service-quality", "7 %"),
        ("service-delivery", "4 %"),
    ):
        yield _share(f"learning: {_plain(code)}", printed, now.share("learning", "learning", code), f"learning/{code}")
    for code, printed in (("apology", "28 %"), ("service-change", "21 %"), ("training-guidance", "16 %")):
        yield _share(f"action: {_plain(code)}", printed, now.share("actions", "action", code), f"actions/{code}")


def _verdict_lines(figures: Figures) -> Iterator[Line]:
    now, before = figures.now, figures.before
    yield _count("complaints, year before", "107", before, "received")
    yield _count("compliments, year before", "36", before, "feedback", "feedback-type", "compliment")
    for code, printed in (("lack-of-service", "19"), ("communication", "12")):
        yield _count(f"reason: {_plain(code)}, year before", printed, before, "received", "reason", code)
    recorded = before.share("received", "recorded", "yes")
    yield _share("learning or action, year before", "49 %", recorded, "received/recorded")
    compared = now.compare(before)
    for name, printed, change, why in (
        ("compliments", "The same", compared.find("feedback", "feedback-type", "compliment"), ""),
        ("complaints", "The same", compared.find("received"), ""),
        ("days", "The same", compared.find("days-to-answer", "stage", "1", figure=cr.Figure.MEAN, unit="working-days"), ""),
        ("upheld", "Worse", compared.find("cohort-closed", "outcome", "upheld"), ""),
        ("beyond stage 1", "The same", compared.find("beyond-stage-1"), ""),
        (
            "nature of complaints",
            "The same",
            compared.find("received", "reason", "lack-of-service"),
            "; lack of service nearly doubled, so the report does not say that the nature of complaints is the same",
        ),
    ):
        yield Line(f"year on year: {name}", printed, change.verdict.label, f"{change}{why}")


def told(figures: Figures) -> list[Line]:
    """What is told of earlier years, or in words without a figure: beside the published figures of the year."""
    now, before = figures.now, figures.before
    compared = now.compare(before, figures.earlier)
    services = [(LEARNING_AND_SKILLS, "15"), (SOCIAL_CARE, "92")]
    lines = [_count(f"complaints, {name}, 2015/16", printed, before, "received", "service", name) for name, printed in services]
    communication = compared.find("received", "reason", "communication")
    two_years_ago = communication.earlier_counts[0].numerator
    was, is_now = (share.numerator for share in communication.counts)
    how = f"received/communication, the second earlier report of a comparison; then {was}, then {is_now}"
    lines.append(Line("reason: communication, 2014/15", "32", str(two_years_ago), how))
    for reason in ("delay", "staff-conduct"):
        change = compared.find("received", "reason", reason)
        was, is_now = (share.numerator or 0 for share in change.counts)
        how = f"received/{reason}: {was}, then {is_now}; how many there were is invented"
        lines.append(Line(f"reason: {now.label('reason', reason).lower()}", "fell", "fell" if is_now < was else "rose", how))
    return lines


def worked_out(figures: Figures) -> list[str]:
    """What follows from the published figures, in words: the quarters, and the outcomes left over."""
    now = figures.now
    quarters = {cell.value[0]: cell.count or 0 for cell in now.table("feedback", "quarter").cells}
    busiest, quietest = max(quarters, key=quarters.__getitem__), min(quarters, key=quarters.__getitem__)
    outcomes = [(cell.value[0], cell.count) for cell in now.table("cohort-closed", "outcome").cells if cell.count]
    found = {"upheld", "partly-upheld", "not-upheld"}
    rest = [(now.label("outcome", code).lower(), count or 0) for code, count in outcomes if code not in found]
    return [
        f"busiest quarter: {now.label('quarter', busiest)}, {quarters[busiest]} pieces of feedback, with the month of 24",
        f"quietest quarter: {now.label('quarter', quietest)}, {quarters[quietest]}, with the month of 6",
        f"outcomes left over: {sum(count for _, count in rest)} of {now.count('cohort-closed')}: "
        + ", ".join(f"{name} {count}" for name, count in rest),
    ]


def late_at_stage_1(cases: Iterable[cr.Case]) -> cr.Share:
    """Of the statutory complaints of the year, those in breach of the time limit of stage 1 when the year ended."""
    end = THIS_YEAR.end
    mine = [case for case in cases if case.procedure.key == CHILDREN.key and case.events[0].on >= THIS_YEAR.start]
    late = [case for case in mine if any(duty.limit.key == "stage-1" for duty in case.as_of(end).breaches(end))]
    return cr.Share(len(late), len(mine))


def readings() -> list[str]:
    """What follows from each reading of "days": the same printed means, and how many complaints were late."""
    lines = []
    for unit in (WORKING_DAYS, CALENDAR_DAYS):
        cases = make_cases(unit)
        year = cr.report(cases, start=THIS_YEAR.start, end=THIS_YEAR.end)
        kinds = {"all": (), "corporate": ("corporate",), "statutory": ("statutory-children",)}
        means = {
            name: year.spread("days-to-answer", unit, "type/stage" if kind else "stage", *kind, "1").mean
            for name, kind in kinds.items()
        }
        says = ", ".join(f"{name} {_one_place(mean)}" for name, mean in means.items())
        lines.append(f"{unit.replace('-', ' ')}: mean {says}; statutory complaints late at stage 1: {late_at_stage_1(cases)}")
    return lines


def main(arguments: list[str]) -> None:
    """Print every published figure beside the one computed; write the page, if a file for it is named."""
    figures = make_figures()
    lines = published(figures)
    _print(lines)
    sys.stdout.write("\nOf earlier years, and in words:\n")
    _print(told(figures))
    sys.stdout.write("".join(f"  {line}\n" for line in worked_out(figures)))
    sys.stdout.write('\n"Days" are taken as working days; which days were meant is not printed. On each reading:\n')
    sys.stdout.write("".join(f"  {line}\n" for line in readings()))
    agreed = sum(line.agrees for line in lines)
    sys.stdout.write(f"\n{agreed} of {len(lines)} published figures are given back; those that are not are marked *.\n")
    for file in arguments:
        page = report_page(figures.now, previous=figures.before, title="Children's services: complaints in 2016/17")
        Path(file).write_text(page, encoding="utf-8")


def _print(lines: Iterable[Line]) -> None:
    for line in lines:
        mark = " " if line.agrees else "*"
        sys.stdout.write(f"{mark} {line.figure:<38} {line.printed:>9} {line.computed:>9}  {line.how}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
