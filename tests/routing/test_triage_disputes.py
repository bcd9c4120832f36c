"""What triage does not take for settled: facts that the complaint disputes, who carries it, and what has two ways.

The branches themselves are worked by hand in `tests/data/intakes`; here stands what is said, and what may be decided.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.classification import (
    Capacity,
    Complainant,
    Concerning,
    Considered,
    DisputedFact,
    FeedbackType,
    Function,
    Intermediary,
    Manner,
    Question,
    Route,
    SuspensionGround,
    Verdict,
)
from complaintrules.errors import WrongValueError
from complaintrules.routing import Part, triage
from complaintrules.routing.intake import Decision, Intake, Subject

RECEIVED, LATER = date(2026, 11, 23), date(2026, 11, 30)


def complaint(*functions: Function, grounds: date | None = date(2026, 10, 1), **facts: Any) -> Intake:
    """A parent's complaint of Monday 23 November 2026 about a looked-after child, but for what is said otherwise."""
    of_subject = {name: facts.pop(name) for name in ("noticed_on", "considered", "proceedings", "point") if name in facts}
    usual: dict[str, Any] = {
        "feedback": FeedbackType.COMPLAINT,
        "received_on": RECEIVED,
        "complainant": Complainant.PARENT,
        "concerning": Concerning.LOOKED_AFTER_CHILD,
        "subjects": [Subject(functions=functions or (Function.CHILDREN_PART_3,), grounds_on=grounds, **of_subject)],
    }
    return Intake(**usual | facts)


def only(facts: Intake, **context: Any) -> Part:
    """The one part of the answer."""
    (part,) = triage(facts, **context).parts
    return part


def said(part: Part) -> list[tuple[str, str, str]]:
    """What each step says, its provision, and how surely that is known."""
    return [(step.says, str(step.cite), step.certainty.value) for step in part.steps]


def decided(question: Question, answer: bool, **facts: Any) -> Decision:  # noqa: FBT001 - what is decided
    """A decision of 30 November."""
    return Decision(question=question, answer=answer, on=LATER, **facts)


# Each fact that turns a complaint away on the authority's word: the facts, the question, where it goes if the word stands, and
# where if the complaint is taken as it says.
TURNED_AWAY: dict[str, tuple[DisputedFact, Question, dict[str, Any], str | Route | None, str]] = {
    "not in need": (
        DisputedFact.CONCERNING,
        Question.STANDING,
        {"concerning": Concerning.CHILD_NOT_IN_NEED},
        "england-corporate",
        "england-children",
    ),
    "of age": (
        DisputedFact.CONCERNING,
        Question.STANDING,
        {"concerning": Concerning.ADULT, "complainant": Complainant.CHILD},
        "england-corporate",
        "england-children",
    ),
    "no care leaver": (
        DisputedFact.CONCERNING,
        Question.STANDING,
        {"concerning": Concerning.ADULT, "complainant": Complainant.CARE_LEAVER},
        "england-corporate",
        "england-children",
    ),
    "under an order": (
        DisputedFact.CONCERNING,
        Question.STANDING,
        {"concerning": Concerning.SPECIAL_GUARDIANSHIP_CHILD, "function": Function.CHILDREN_ORDERS},
        "england-corporate",
        "england-children",
    ),
    "not the young person": (
        DisputedFact.COMPLAINANT,
        Question.STANDING,
        {"concerning": Concerning.CARE_LEAVER},
        "england-corporate",
        "england-children",
    ),
    "home, not in need": (
        DisputedFact.CONCERNING,
        Question.STANDING,
        {"concerning": Concerning.CHILD_NOT_IN_NEED, "function": Function.CHILDRENS_HOME},
        Route.PROVIDER_COMPLAINT,
        "england-children",
    ),
    "considered before": (
        DisputedFact.CONSIDERED,
        Question.NEW_MATTER,
        {"function": Function.ADULT_SOCIAL_CARE, "considered": Considered.THROUGHOUT},
        None,
        "england-adult-social-care",
    ),
    "by an Ombudsman": (
        DisputedFact.CONSIDERED,
        Question.NEW_MATTER,
        {"function": Function.PUBLIC_HEALTH, "considered": Considered.OMBUDSMAN},
        None,
        "england-public-health",
    ),
    "another landlord": (
        DisputedFact.LANDLORD,
        Question.LANDLORD,
        {"function": Function.LANDLORD, "landlord_is_council": False},
        None,
        "england-housing",
    ),
    "self-funder": (
        DisputedFact.ARRANGEMENT,
        Question.ARRANGEMENT,
        {"function": Function.PRIVATE_CARE},
        Route.CARE_PROVIDER_COMPLAINT,
        "england-adult-social-care",
    ),
}
each_fact = pytest.mark.parametrize(("fact", "question", "facts", "away", "taken"), TURNED_AWAY.values(), ids=[*TURNED_AWAY])


def first(facts: dict[str, Any], **more: Any) -> Part:
    """The first part of the answer: where there are two, the complaint's own."""
    facts = dict(facts)
    function = facts.pop("function", Function.CHILDREN_PART_3)
    return triage(complaint(function, **facts, **more)).parts[0]


def stands(part: Part, away: str | Route | None) -> None:
    """It goes where the authority's word sends it."""
    if away is None:
        assert (part.verdict, part.outcome) == (Verdict.NOT_ACCEPTED, cr.Outcome.OUTSIDE_JURISDICTION)
    elif isinstance(away, Route):
        assert (part.verdict, part.route) == (Verdict.REDIRECTED, away)
    else:
        assert (part.verdict, part.procedure) == (Verdict.ACCEPTED, away)


@each_fact
def test_a_fact_that_turns_a_complaint_away_is_asked_about_first(
    fact: DisputedFact, question: Question, facts: dict[str, Any], away: str | Route | None, taken: str
) -> None:
    """Nobody said whether the complaint disputes it: that is asked, nothing is decided and no case can be opened."""
    part = first(facts)
    assert part.verdict is Verdict.TO_ASK
    (ask,) = (ask for ask in part.asks if ask.field == "disputed")
    assert ask.rule.certainty is cr.Certainty.GENERAL_KNOWLEDGE
    assert (part.decisions, part.outcome, part.route) == ((), None, None)
    assert question not in {decision.question for decision in part.decisions}
    assert fact in DisputedFact
    assert taken
    assert away != taken


@each_fact
def test_a_fact_that_nobody_disputes_stands(
    fact: DisputedFact, question: Question, facts: dict[str, Any], away: str | Route | None, taken: str
) -> None:
    """Also where something else is disputed; and then there is nothing to decide about it."""
    other = next(one for one in DisputedFact if one not in {fact, DisputedFact.RESOLVED})
    for disputed in ((), (other,)):
        part = first(facts, disputed=disputed)
        stands(part, away)
        assert part.procedure != taken or away is None
        with pytest.raises(WrongValueError, match=f"decisions '{question.value}': does not arise"):
            first(facts, disputed=disputed, decisions=[decided(question, answer=True)])


@each_fact
def test_a_fact_in_dispute_is_the_authoritys_to_decide_and_settled_by_nothing_else(
    fact: DisputedFact, question: Question, facts: dict[str, Any], away: str | Route | None, taken: str
) -> None:
    """Undecided it is taken as the complaint says, under a named decision; yes keeps it there, no sends it away."""
    part = first(facts, disputed=[fact])
    assert (part.verdict, part.procedure) == (Verdict.TO_DECIDE, taken)
    assert [decision.question for decision in part.decisions] == [question]
    assert part.decisions[0].rule.certainty is cr.Certainty.GENERAL_KNOWLEDGE
    for disputed in ([fact], None):  # a decision that was taken tells that there was a dispute
        kept = first(facts, disputed=disputed, decisions=[decided(question, answer=True)])
        assert (kept.verdict, kept.procedure, kept.decisions) == (Verdict.ACCEPTED, taken, ())
        assert kept.open_case().procedure.key == taken
        stands(first(facts, disputed=disputed, decisions=[decided(question, answer=False)]), away)


def test_what_was_decided_on_the_other_reading_may_stand() -> None:
    """Her interest was decided before it was decided that the section does not cover the child: both are on the intake."""
    decisions = [decided(Question.STANDING, answer=False), decided(Question.INTEREST, answer=True)]
    facts = complaint(
        complainant=Complainant.OTHER_RELATIVE,
        concerning=Concerning.CHILD_NOT_IN_NEED,
        disputed=[DisputedFact.CONCERNING],
        decisions=decisions,
    )
    assert only(facts).procedure == "england-corporate"


def test_the_reasoning_says_what_is_disputed_and_what_was_decided() -> None:
    """Each with its provision, and marked as a reading."""
    dispute = (
        "whether the section covers the person is itself in dispute: the authority decides how it takes the complaint, and until "
        "then it is taken as it says"
    )
    facts: dict[str, Any] = {"concerning": Concerning.CHILD_NOT_IN_NEED, "disputed": [DisputedFact.CONCERNING]}
    assert (dispute, "Children Act 1989 s 26(3), 24D", "K") in said(only(complaint(**facts)))
    refused = only(complaint(**facts, decisions=[decided(Question.STANDING, answer=False)]))
    assert (f"{dispute}; decided on 2026-11-30: no", "Children Act 1989 s 26(3), 24D", "K") in said(refused)
    assert refused.events[0] == only(complaint(concerning=Concerning.CHILD_NOT_IN_NEED, disputed=())).events[0]


def test_a_disputed_class_is_not_settled_by_a_decision_on_interest() -> None:
    """Put down as another person, she says that the authority placed the child with her: the step says what that would mean."""
    part = only(complaint(complainant=Complainant.OTHER_RELATIVE, disputed=[DisputedFact.COMPLAINANT]))
    assert [decision.question for decision in part.decisions] == [Question.INTEREST]
    says = (
        "what the complainant is to the child is in dispute, and a decision on interest does not settle it: those whom the "
        "section names need none, and their clock runs from the receipt"
    )
    assert (says, "SI 2006/1738 reg 14(3)", "K") in said(part)
    undisputed = only(complaint(complainant=Complainant.OTHER_RELATIVE))
    assert not any("is in dispute" in says for says, *_ in said(undisputed))


# --- what was put down as no complaint


@pytest.mark.parametrize("put_down", [FeedbackType.COMMENT, FeedbackType.ENQUIRY, FeedbackType.SERVICE_REQUEST])
def test_what_somebody_says_is_a_complaint_is_one(put_down: FeedbackType) -> None:
    """Whatever it was put down as; where nobody asked them, that is asked."""
    answer = triage(complaint(feedback=put_down, disputed=[DisputedFact.FEEDBACK]))
    assert (answer.is_complaint, [part.procedure for part in answer.parts]) == (True, ["england-children"])
    assert answer.steps[0].says.startswith("they say that it is a complaint")
    unasked, undisputed = triage(complaint(feedback=put_down)), triage(complaint(feedback=put_down, disputed=()))
    assert [(one.is_complaint, one.parts) for one in (unasked, undisputed)] == [(False, ())] * 2
    assert [ask.field for ask in unasked.asks] == ["disputed"]
    assert undisputed.asks == ()


def test_a_compliment_is_nobodys_complaint() -> None:
    """Nothing is asked about it, and nothing makes one of it."""
    for disputed in (None, (DisputedFact.FEEDBACK,)):
        answer = triage(complaint(feedback=FeedbackType.COMPLIMENT, disputed=disputed))
        assert (answer.is_complaint, answer.asks) == (False, ())


# --- resolved, says the authority


@pytest.mark.parametrize(
    ("function", "manner", "stays"),
    [
        (Function.ADULT_SOCIAL_CARE, Manner.ORALLY, Verdict.NOT_ACCEPTED),
        (Function.PUBLIC_HEALTH, Manner.ORALLY, Verdict.NOT_ACCEPTED),
        (Function.CHILDREN_PART_3, Manner.IN_WRITING, Verdict.ACCEPTED),
        (Function.OTHER_SERVICE, Manner.IN_WRITING, Verdict.ACCEPTED),
        (Function.DATA_PROTECTION, Manner.IN_WRITING, Verdict.ACCEPTED),
    ],
)
def test_whether_they_are_satisfied_is_the_complainants_to_say(function: Function, manner: Manner, stays: Verdict) -> None:
    """Resolved on the next day, says the authority; the complainant says no, and nothing is put on file as resolved."""
    facts: dict[str, Any] = {"manner": manner, "resolved_on": date(2026, 11, 24)}
    assert only(complaint(function, **facts, disputed=())).verdict is stays
    assert only(complaint(function, **facts, disputed=[DisputedFact.LANDLORD])).verdict is stays
    part = only(complaint(function, **facts, disputed=[DisputedFact.RESOLVED]))
    assert part.verdict is Verdict.ACCEPTED
    assert [event.key for event in part.events] == ["received"]
    assert part.start == RECEIVED
    says = [says for says, *_ in said(part) if says.startswith("the complainant says that it was not resolved")]
    assert len(says) == (function is not Function.DATA_PROTECTION)


@pytest.mark.parametrize(
    ("function", "cite"),
    [(Function.ADULT_SOCIAL_CARE, "SI 2009/309 reg 8(1)(c)"), (Function.PUBLIC_HEALTH, "SI 2012/3094 reg 25(1)")],
)
def test_resolved_at_once_turns_it_away_only_once_it_is_known_whether_they_say_so_too(function: Function, cite: str) -> None:
    """An oral complaint, resolved on the next day: nobody said whether that is disputed, so it is asked."""
    facts: dict[str, Any] = {"manner": Manner.ORALLY, "resolved_on": date(2026, 11, 24)}
    part = only(complaint(function, **facts))
    assert (part.verdict, part.outcome) == (Verdict.TO_ASK, None)
    (ask,) = (ask for ask in part.asks if ask.field == "disputed")
    assert ask.rule.says == "does the complainant say that it was not resolved? Whether they are satisfied is theirs to say"
    assert (str(ask.rule.cite), ask.rule.certainty) == (cite, cr.Certainty.GENERAL_KNOWLEDGE)
    assert not any(says.startswith("it was resolved") for says, *_ in said(part))


def test_whether_resolving_is_disputed_is_not_asked_where_it_turns_nothing_away() -> None:
    """In writing, or too late to be at once, an answer is owed all the same; before the manner is known that alone is asked."""
    facts: dict[str, Any] = {"resolved_on": date(2026, 11, 24)}
    for more in ({"manner": Manner.IN_WRITING}, {"manner": Manner.ORALLY, "resolved_on": date(2026, 11, 25)}):
        part = only(complaint(Function.ADULT_SOCIAL_CARE, **facts | more))
        assert part.verdict is Verdict.ACCEPTED
        assert "disputed" not in [ask.field for ask in part.asks]
        assert any(says.startswith("it was resolved, but not in a way") for says, *_ in said(part))
    unknown = only(complaint(Function.ADULT_SOCIAL_CARE, **facts))
    assert unknown.verdict is Verdict.TO_ASK
    assert "disputed" not in [ask.field for ask in unknown.asks]
    assert not any(says.startswith("it was resolved") for says, *_ in said(unknown))


# --- considered before, under the Codes and for children: first whether it is the same, then whether to consider it again


CONSIDERED_BEFORE = {
    "corporate": (Function.EDUCATION, "england-corporate", "Complaint Handling Code para 5.2"),
    "housing": (Function.LANDLORD, "england-housing", "Housing Ombudsman's Code para 5.2"),
    "children": (Function.CHILDREN_PART_3, "england-children", "Getting the Best from Complaints, complaints already considered"),
    "fostering limit": (Function.FOSTERING_LIMIT, "england-children-fostering-limit", "Getting the Best from Complaints"),
}
each_consideration = pytest.mark.parametrize(
    ("function", "procedure", "cite"), CONSIDERED_BEFORE.values(), ids=[*CONSIDERED_BEFORE]
)


def considered_before(function: Function, **facts: Any) -> Part:
    """A complaint that has been through the whole of its procedure, as the council says."""
    usual: dict[str, Any] = {"considered": Considered.THROUGHOUT, "noticed_on": date(2026, 10, 1), "landlord_is_council": True}
    return only(complaint(function, **usual | facts))


@each_consideration
def test_whether_it_is_the_same_complaint_is_asked_before_it_is_considered_again(
    function: Function, procedure: str, cite: str
) -> None:
    """Nobody said whether the complaint disputes it; nor does a refusal to consider it again stand before that is known."""
    for decisions in ((), [decided(Question.CONSIDER_AGAIN, answer=False)]):
        part = considered_before(function, decisions=decisions)
        assert (part.verdict, part.procedure, part.decisions) == (Verdict.TO_ASK, procedure, ())
        (ask,) = (ask for ask in part.asks if ask.field == "disputed")
        assert ask.rule.says == "is it in dispute whether this is the complaint that was considered before?"
        assert str(ask.rule.cite).startswith(cite)
    again = considered_before(function, decisions=[decided(Question.CONSIDER_AGAIN, answer=True)])
    assert again.verdict is Verdict.ACCEPTED  # considered all the same, whichever it is


@each_consideration
def test_undisputed_it_is_for_the_council_whether_to_consider_it_again(function: Function, procedure: str, cite: str) -> None:
    """And then no decision on whether it is a new matter arises."""
    part = considered_before(function, disputed=())
    assert (part.verdict, part.procedure) == (Verdict.TO_DECIDE, procedure)
    assert [decision.question for decision in part.decisions] == [Question.CONSIDER_AGAIN]
    assert str(part.decisions[0].rule.cite).startswith(cite)
    with pytest.raises(WrongValueError, match="decisions 'new-matter': does not arise"):
        considered_before(function, disputed=(), decisions=[decided(Question.NEW_MATTER, answer=True)])


@each_consideration
def test_disputed_it_is_first_decided_whether_it_is_a_new_matter(function: Function, procedure: str, cite: str) -> None:
    """A new matter is accepted; one that is not is for the council to consider again or to refuse."""
    disputed = [DisputedFact.CONSIDERED]
    part = considered_before(function, disputed=disputed)
    assert (part.verdict, part.procedure) == (Verdict.TO_DECIDE, procedure)
    assert [decision.question for decision in part.decisions] == [Question.NEW_MATTER]
    assert str(part.decisions[0].rule.cite).startswith(cite)
    new = considered_before(function, disputed=disputed, decisions=[decided(Question.NEW_MATTER, answer=True)])
    assert (new.verdict, new.procedure) == (Verdict.ACCEPTED, procedure)
    same = decided(Question.NEW_MATTER, answer=False)
    old = considered_before(function, disputed=disputed, decisions=[same])
    assert (old.verdict, [row.question for row in old.decisions]) == (Verdict.TO_DECIDE, [Question.CONSIDER_AGAIN])
    refused = considered_before(function, disputed=disputed, decisions=[same, decided(Question.CONSIDER_AGAIN, answer=False)])
    assert refused.verdict is Verdict.NOT_ACCEPTED


# --- who carries it, and who gives no name


def test_who_carries_a_complaint_is_on_its_receipt_and_decides_nothing() -> None:
    """A parent's through a member of parliament: the parent's class, the same answer, the same clock (reg 14(3)(c))."""
    plain = only(complaint())
    received: Any = plain.events[0]
    for through in Intermediary:
        part = only(complaint(through=through))
        assert attrs.evolve(part, events=plain.events, deadlines=plain.deadlines) == plain
        assert part.events == (attrs.evolve(received, through=through),)
        assert [(row.limit.key, row.due) for row in part.deadlines] == [(row.limit.key, row.due) for row in plain.deadlines]


@pytest.mark.parametrize("complainant", [Complainant.PROFESSIONAL, Complainant.OTHER_PERSON, Complainant.OTHER_RELATIVE], ids=str)
def test_before_an_interest_is_decided_it_is_asked_whose_complaint_it_is(complainant: Complainant) -> None:
    """A member of parliament put down as a professional stops the clock for a decision that a parent does not need."""
    ask = {
        "through": (
            "do they complain for themselves, or does somebody complain through them? Then the complaint is that person's: their "
            "class counts, and the interest of whoever carries it is not decided"
        )
    }
    asked = only(complaint(complainant=complainant))
    assert {one.field: one.rule.says for one in asked.asks if one.field == "through"} == ask
    assert [decision.question for decision in asked.decisions] == [Question.INTEREST]
    for known in ({"capacity": Capacity.OWN_BEHALF}, {"through": Intermediary.SOLICITOR}):
        assert "through" not in {one.field for one in only(complaint(complainant=complainant, **known)).asks}
    refused = only(complaint(complainant=complainant, decisions=[decided(Question.INTEREST, answer=False)]))
    assert "through" not in {one.field for one in refused.asks}
    assert "through" not in {one.field for one in only(complaint()).asks}


@pytest.mark.parametrize(
    ("function", "cite"),
    [
        (Function.CHILDREN_PART_3, "Getting the Best from Complaints, anonymous complaints, paragraph not checked"),
        (Function.FOSTERING_LIMIT, "Getting the Best from Complaints, anonymous complaints, paragraph not checked"),
        (Function.ADULT_SOCIAL_CARE, "SI 2009/309 reg 8(1)"),
        (Function.PUBLIC_HEALTH, "SI 2012/3094 reg 25(1)"),
        (Function.DATA_PROTECTION, "Data Protection Act 2018 s 164A"),
        (Function.OTHER_SERVICE, "Complaint Handling Code, scope"),
        (Function.CHILD_PROTECTION_ENQUIRY, "Complaint Handling Code, scope"),
    ],
)
def test_a_complaint_without_a_name_is_recorded_and_looked_into(function: Function, cite: str) -> None:
    """Nobody can be acknowledged or answered: no clock runs, and no interest is decided for anybody."""
    part = only(complaint(function, complainant=Complainant.ANONYMOUS, concerning=None))
    assert (part.verdict, part.route) == (Verdict.REDIRECTED, Route.ANONYMOUS_REPORT)
    assert (part.procedure, part.asks, part.decisions, part.deadlines) == (None, (), (), ())
    assert (str(part.steps[-1].cite), part.steps[-1].certainty) == (cite, cr.Certainty.GENERAL_KNOWLEDGE)
    assert "goes to safeguarding at once" in part.steps[-1].says


def test_a_route_of_its_own_needs_no_name() -> None:
    """What a school did is for the school, whoever says it."""
    assert only(complaint(Function.SCHOOL, complainant=Complainant.ANONYMOUS)).route is Route.SCHOOL_COMPLAINT


# --- two ways, in order


def test_a_looked_after_childs_right_comes_before_the_homes_own_procedure() -> None:
    """Also in a letter about other things too: one statutory part, and after it the home's."""
    facts = complaint(Function.CHILDRENS_HOME, Function.CHILDREN_PART_3, Function.OTHER_SERVICE, complainant=Complainant.CHILD)
    parts = triage(facts).parts
    assert [(part.procedure, part.route, part.functions) for part in parts] == [
        ("england-children", None, (Function.CHILDREN_PART_3, Function.CHILDRENS_HOME)),
        ("england-corporate", None, (Function.OTHER_SERVICE,)),
        (None, Route.PROVIDER_COMPLAINT, (Function.CHILDRENS_HOME,)),
    ]
    assert said(parts[2]) == [
        (
            "a children's home has its own procedure, which does not take what is within the children's regulations",
            "SI 2015/541 reg 39",
            "T",
        ),
        (
            "an independent fostering agency has such a procedure too: it does not take it either, but records it",
            "SI 2011/581 reg 18",
            "T",
        ),
    ]


def test_what_the_section_does_not_cover_leaves_the_home_alone_with_the_reason() -> None:
    """No corporate complaint is made of it: the council did nothing here; why the child's right is not there is said first."""
    (part,) = triage(complaint(Function.CHILDRENS_HOME, concerning=Concerning.CHILD_NOT_IN_NEED, disputed=(), point="1")).parts
    assert (part.route, part.points) == (Route.PROVIDER_COMPLAINT, ("1",))
    assert [str(step.cite) for step in part.steps] == [
        "Children Act 1989 s 26(3)",
        "Children Act 1989 s 26(3)",
        "SI 2015/541 reg 39",
        "SI 2011/581 reg 18",
    ]


# --- courts


def test_a_court_report_names_no_ombudsman() -> None:
    """The proceedings are over: how it was made is a corporate complaint, and no day to go to the Ombudsman is counted."""
    facts: dict[str, Any] = {"proceedings": [], "noticed_on": date(2026, 10, 1)}
    report, enquiry = (
        only(complaint(function, **facts)) for function in (Function.COURT_REPORT, Function.CHILD_PROTECTION_ENQUIRY)
    )
    assert {row.limit.key for row in enquiry.deadlines} - {row.limit.key for row in report.deadlines} == {"ombudsman"}
    assert (
        "the Ombudsman cannot look at what was done in court proceedings, and is not named at the end",
        "Local Government Act 1974, Schedule 5 paragraph 1",
        "K",
    ) in said(report)
    both = triage(complaint(Function.COURT_REPORT, Function.CHILD_PROTECTION_ENQUIRY, **facts)).parts
    assert [part.functions for part in both] == [(Function.CHILD_PROTECTION_ENQUIRY,), (Function.COURT_REPORT,)]


def test_whether_the_proceedings_go_on_is_asked_of_a_court_report_unless_it_was_decided() -> None:
    """Of another corporate complaint it is not; a decision to consider it says that nothing is left to ask."""
    asked = only(complaint(Function.COURT_REPORT))
    assert (asked.verdict, asked.asks[0].field) == (Verdict.TO_ASK, "proceedings")
    assert only(complaint(Function.OTHER_SERVICE)).verdict is Verdict.ACCEPTED
    going_on: dict[str, Any] = {"proceedings": [SuspensionGround.COURT_OR_TRIBUNAL]}
    considered = only(complaint(Function.COURT_REPORT, decisions=[decided(Question.PROCEEDINGS, answer=True)], **going_on))
    assert considered.verdict is Verdict.ACCEPTED
    police = only(complaint(Function.COURT_REPORT, proceedings=[SuspensionGround.CRIMINAL_INVESTIGATION]))
    assert police.verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("answer", [True, False])
def test_a_court_stands_beside_a_councils_own_corporate_procedure_too(answer: bool) -> None:  # noqa: FBT001 - a column
    """Shropshire's of 2016: to consider it all the same is the council's decision, and a refusal is put on file."""
    facts: dict[str, Any] = {
        "received_on": date(2016, 9, 5),
        "grounds": date(2016, 9, 1),
        "corporate_procedure": "shropshire-corporate-2016",
        "proceedings": [SuspensionGround.COURT_OR_TRIBUNAL],
    }
    part = only(complaint(Function.OTHER_SERVICE, **facts))
    assert (part.procedure, part.verdict) == ("shropshire-corporate-2016", Verdict.TO_DECIDE)
    made = Decision(question=Question.PROCEEDINGS, answer=answer, on=date(2016, 9, 7))
    judged = only(complaint(Function.OTHER_SERVICE, **facts, decisions=[made]))
    assert [event.key for event in judged.events] == ["received", *([] if answer else ["not-accepted"])]
    assert judged.verdict is (Verdict.ACCEPTED if answer else Verdict.NOT_ACCEPTED)


def test_a_procedure_that_knows_no_refusal_is_asked_no_decision_to_refuse() -> None:
    """A council's own, in which nothing leads to a refusal, as a caller may write it."""
    own = cr.get_procedure("shropshire-corporate-2016")
    mine = attrs.evolve(
        own,
        key="ourtown-corporate",
        transitions=tuple(
            attrs.evolve(row, source=tuple(state for state in row.source if state != "not-accepted"))
            for row in own.transitions
            if row.event is not cr.NotAccepted
        ),
        states=tuple(state for state in own.states if state.key != "not-accepted"),
    )
    part = only(
        complaint(
            Function.OTHER_SERVICE,
            received_on=date(2016, 9, 5),
            grounds=date(2016, 9, 1),
            corporate_procedure="ourtown-corporate",
            proceedings=[SuspensionGround.COURT_OR_TRIBUNAL],
        ),
        rulebook=cr.RULEBOOK.adding(mine),
    )
    assert part.verdict is Verdict.ACCEPTED


def test_a_child_protection_enquiry_says_that_the_statutory_procedure_may_be_used() -> None:
    """Not listed in reg 3, and no council is kept from using it; general knowledge, and marked so."""
    part = only(complaint(Function.CHILD_PROTECTION_ENQUIRY))
    assert part.procedure == "england-corporate"
    says = (
        "a council may consider them under the children's procedure all the same, and does well to do so where the rest "
        "of the complaint belongs there"
    )
    assert (says, "Getting the Best from Complaints, child protection, paragraph not checked", "K") in said(part)


def test_a_self_funder_hears_of_the_provider_and_of_the_ombudsman() -> None:
    """The provider's own procedure first (SI 2014/2936 reg 16); what the council did stays with the adults' regulations."""
    part = only(complaint(Function.PRIVATE_CARE, concerning=Concerning.ADULT, disputed=()))
    assert [str(step.cite) for step in part.steps] == ["SI 2014/2936 reg 16", "Local Government Act 1974, Part 3A"]
    assert [step.certainty.value for step in part.steps] == ["T", "K"]
