"""The rulebook: keys, versions, the days on which each was in force, and procedures of a user's own."""

from __future__ import annotations

import itertools
import pickle
from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.calendars.periods import working_days
from complaintrules.errors import NotInForceError, ProcedureError, UnknownKeyError, WrongTypeError, WrongValueError
from complaintrules.events import Acknowledged, Received, Responded
from complaintrules.procedures._policy_registry import as_policy
from complaintrules.procedures._registry import as_procedure, as_rulebook, reference, referred
from complaintrules.rules.conditions import All, Either
from complaintrules.rules.law import Force, Source
from complaintrules.rules.procedure import Procedure
from complaintrules.rules.terms import ANYWHERE, START, STAY, On, Requirement, State, Step, TimeLimit, Transition

PUBLISHED = (
    "england-children", "england-adult-social-care", "england-public-health", "england-corporate", "england-housing",
    "uk-data-protection", "shropshire-corporate-2016",
)  # fmt: skip

OUR_RULES = Source("Our rules", "Rules of our own", unit="rule", short_unit="rule")
OURS = Procedure(
    key="ours",
    version="2024",
    title="Our procedure",
    since=date(2024, 1, 1),
    until=date(2025, 12, 31),
    division="northern-ireland",
    sources=(OUR_RULES,),
    states=(State("open", "Open", 1), State("answered", "Answered", 1, final=True)),
    transitions=(
        Transition(START, Received, "open", OUR_RULES("1")),
        Transition("open", Responded, "answered", OUR_RULES("2")),
        Transition(ANYWHERE, Acknowledged, STAY, OUR_RULES("1")),
    ),
    limits=(
        TimeLimit(
            key="answer",
            title="Answer",
            binds=cr.Party.AUTHORITY,
            force=Force.LOCAL_POLICY,
            starts=(On(Received),),
            ends=(Responded,),
            period=working_days(3),
            cite=OUR_RULES("2"),
            see=(OUR_RULES("3"),),
        ),
    ),
    requirements=(
        Requirement(
            key="kindly",
            title="Be kind",
            binds=cr.Party.AUTHORITY,
            force=Force.LOCAL_POLICY,
            moment="always",
            asks="kindness",
            cite=OUR_RULES("3"),
            see=(OUR_RULES("4"),),
        ),
    ),
    course=(Step(Received), Step(Responded, "answer")),
)
NEWER = attrs.evolve(OURS, version="2026", since=date(2026, 1, 1), until=None)
BOOK = cr.RULEBOOK.adding(NEWER, OURS)


# --- keys


@pytest.mark.parametrize("key", PUBLISHED)
def test_every_published_procedure_is_there(key: str) -> None:
    """A published key is never taken away."""
    assert key in cr.procedures() == cr.RULEBOOK.keys
    assert cr.get_procedure(key).key == key


@pytest.mark.parametrize("key", cr.procedures())
def test_each_procedure_has_versions_that_follow_each_other(key: str) -> None:
    """The oldest first, none overlapping, and each found by its name, by its first day and by its last."""
    versions = cr.RULEBOOK.versions(key)
    assert len({procedure.version for procedure in versions}) == len(versions)
    assert cr.get_procedure(key) is versions[-1]
    for procedure in versions:
        assert procedure.key == key
        assert cr.RULEBOOK.version(key, procedure.version) is procedure
        assert cr.get_procedure(key, procedure.since) is procedure
        assert procedure.until is None or cr.get_procedure(key, procedure.until) is procedure
        assert str(procedure) == f"{procedure.title} ({key}, version {procedure.version})"
    for early, late in itertools.pairwise(versions):
        assert early.until is not None
        assert early.until < late.since


def test_a_procedure_is_built_once() -> None:
    """And handed out again, so that two cases share it."""
    assert cr.get_procedure("england-children") is cr.get_procedure("england-children", date(2016, 9, 5))


@pytest.mark.parametrize("wrong", ["england-childern", "England-Children", ""])
def test_an_unknown_key_names_its_neighbours(wrong: str) -> None:
    """And the error knows all there are."""
    for find in (cr.get_procedure, cr.RULEBOOK.versions, cr.RULEBOOK.get):
        with pytest.raises(UnknownKeyError, match="unknown procedure" if wrong else "procedure '' is blank") as refused:
            find(wrong)
        assert refused.value.known == cr.procedures()
    if wrong:
        assert "england-children" in refused.value.nearest


@pytest.mark.parametrize("wrong", [None, 5, b"england-children", ("england-children",), date(2016, 9, 5)])
def test_a_key_that_is_no_text_is_refused(wrong: Any) -> None:
    """Wherever a procedure is named."""
    for find in (cr.get_procedure, cr.RULEBOOK.versions, as_procedure):
        with pytest.raises(WrongTypeError, match="the key of a procedure, or a Procedure"):
            find(wrong)


@pytest.mark.parametrize("wrong", ["2016-09-05", datetime(2016, 9, 5), 2016])  # noqa: DTZ001 - to be refused
def test_a_day_that_is_no_plain_date_is_refused(wrong: Any) -> None:
    """A text is no day."""
    with pytest.raises(WrongTypeError, match=r"on must be a datetime\.date"):
        cr.get_procedure("england-children", wrong)


def test_an_unknown_version_names_those_there_are() -> None:
    """As when a file was written by a newer release."""
    with pytest.raises(UnknownKeyError, match="unknown version of england-children '2006-09-02'") as refused:
        cr.RULEBOOK.version("england-children", "2006-09-02")
    assert refused.value.known == ("2006-09-01",)


@pytest.mark.parametrize("version", [5, None, ["2006-09-01"]], ids=repr)
def test_a_version_is_named_by_a_string(version: Any) -> None:
    """Anything else is refused as the wrong kind, not as unknown."""
    with pytest.raises(cr.WrongTypeError, match="version must be the version of a procedure, as a string, not"):
        cr.RULEBOOK.version("england-children", version)


def test_no_event_expects_or_needs_two_things_in_the_same_words() -> None:
    """Who reads what may come next could not tell them apart."""
    for key in cr.procedures():
        for procedure in cr.RULEBOOK.versions(key):
            for transition in procedure.transitions:
                for condition in (transition.when, transition.expects):
                    for part in condition.parts() if condition else ():
                        said = [one.says for one in part.of] if isinstance(part, (All, Either)) else []
                        assert len(said) == len(set(said)), (key, transition.event.key, said)


def test_a_refusal_as_out_of_time_names_the_time_that_it_is_held_against() -> None:
    """For children two times may govern it: a year from the grounds, or a year from the end of other proceedings (reg 8(5))."""
    case = cr.Case.open("england-children", cr.Received(on=date(2026, 7, 6)))
    row = next(row for row in case.next_events() if row.event == "not-accepted")
    told = "what is refused as out of time was made after "
    all_of_it = row.condition or ""
    assert all_of_it.count(told) == 2
    assert f"{told}the time for making it" in all_of_it
    assert f"{told}the time for putting it forward again after the other proceedings" in all_of_it


# --- in force


def test_before_its_first_day_a_procedure_is_refused_with_its_dates() -> None:
    """SI 2006/1738 came into force on 1 September 2006."""
    with pytest.raises(NotInForceError, match="was not in force on 2006-08-31; it is in force from 2006-09-01") as refused:
        cr.get_procedure("england-children", date(2006, 8, 31))
    assert (refused.value.procedure, refused.value.on) == ("england-children", date(2006, 8, 31))
    with pytest.raises(NotInForceError):
        cr.Case.open("england-children", Received(on=date(2006, 8, 31)))
    assert cr.Case.open("england-children", Received(on=date(2006, 9, 1))).procedure.version == "2006-09-01"


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2024, 1, 1), "2024"),
        (date(2025, 12, 31), "2024"),
        (date(2026, 1, 1), "2026"),
        (date(2050, 1, 1), "2026"),
        (None, "2026"),
    ],
)
def test_the_version_in_force_on_the_day_is_found(on: date | None, version: str) -> None:
    """Both ends of a version belong to it; without a day, the newest."""
    assert BOOK.get("ours", on).version == version
    assert as_procedure("ours", on, BOOK).version == version


def test_a_day_on_which_no_version_was_in_force_is_refused_with_all_their_dates() -> None:
    """The message names each."""
    with pytest.raises(NotInForceError) as refused:
        BOOK.get("ours", date(2023, 12, 31))
    assert refused.value.in_force == ("from 2024-01-01 to 2025-12-31", "from 2026-01-01")


def test_a_case_takes_the_version_of_its_day_and_keeps_it() -> None:
    """Received on the last day of the old one and answered under the new."""
    case = cr.Case.open("ours", Received(on=date(2025, 12, 31)), rulebook=BOOK).record(Responded(on=date(2026, 1, 6)))
    assert case.procedure is OURS
    assert cr.Case.replay("ours", case.events, version="2024", rulebook=BOOK) == case
    with pytest.raises(NotInForceError, match="version '2026' of procedure 'ours' was not in force on 2025-12-31"):
        cr.Case.replay("ours", case.events, version="2026", rulebook=BOOK)


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2023, 12, 31), "2024"),
        (date(2024, 1, 1), "2024"),
        (date(2025, 6, 1), "2024"),
        (date(2025, 6, 2), "2024"),
        (date(2025, 12, 31), "2024"),
        (date(2026, 1, 1), "2026"),
        (date(2026, 6, 1), "2026"),
    ],
)
def test_the_nearest_version_is_that_of_the_day_or_the_one_before_it_or_the_first(on: date, version: str) -> None:
    """The first ended on 1 June 2025, the second begins with 2026: between them, the one that ended."""
    ended = attrs.evolve(OURS, until=date(2025, 6, 1))
    assert cr.RULEBOOK.adding(ended, NEWER).nearest("ours", on).version == version


def test_the_nearest_version_after_the_last_is_the_last() -> None:
    """Of a procedure that is no longer in force; an unknown key, or what is not a day, is refused as ever."""
    book = cr.RULEBOOK.adding(OURS)
    assert book.nearest("ours", date(2030, 1, 1)) is OURS
    with pytest.raises(UnknownKeyError):
        book.nearest("our", date(2030, 1, 1))
    wrong: Any = "2030-01-01"
    with pytest.raises(WrongTypeError):
        book.nearest("ours", wrong)


# --- a user's own


def test_adding_makes_a_new_rulebook() -> None:
    """The library's own knows nothing of it, and what stood in it stands there still."""
    assert BOOK.keys == (*cr.RULEBOOK.keys, "ours")
    assert BOOK.versions("ours") == (OURS, NEWER)
    assert BOOK.get("england-housing") is cr.get_procedure("england-housing")
    with pytest.raises(UnknownKeyError):
        cr.RULEBOOK.get("ours")
    assert cr.RULEBOOK.adding() == cr.RULEBOOK


def test_a_version_of_ones_own_stands_before_the_librarys() -> None:
    """Of one key and version the last one added counts; another version stands beside."""
    library = cr.get_procedure("england-corporate")
    other = attrs.evolve(library, title="Ours instead")
    book = cr.RULEBOOK.adding(attrs.evolve(library, title="An earlier try")).adding(other)
    assert book.version("england-corporate", library.version) is other
    assert len(book.versions("england-corporate")) == len(cr.RULEBOOK.versions("england-corporate"))
    assert book.keys == cr.RULEBOOK.keys
    assert cr.get_procedure("england-corporate") is library


@pytest.mark.parametrize("wrong", ["ours", None, [OURS]])
def test_only_a_procedure_can_be_added(wrong: Any) -> None:
    """A key adds nothing."""
    with pytest.raises(WrongTypeError, match="procedure must be a Procedure"):
        cr.RULEBOOK.adding(wrong)


def test_a_rulebook_is_asked_for_as_one() -> None:
    """A list of procedures is none."""
    wrong: Any = [OURS]
    with pytest.raises(WrongTypeError, match="rulebook must be a Rulebook"):
        as_rulebook(wrong)
    assert as_rulebook(None) is cr.RULEBOOK
    assert as_rulebook(BOOK) is BOOK


def test_a_procedure_may_be_given_itself() -> None:
    """Without any rulebook, and whatever the day."""
    assert as_procedure(OURS, date(1999, 1, 1)) is OURS
    assert cr.due(OURS, "answer", date(2024, 3, 15)).due == date(
        2024, 3, 21
    )  # 18 March, St Patrick's substitute day, is left out


def test_a_procedure_of_ones_own_runs_a_case_and_a_timetable() -> None:
    """Received on Friday 15 March 2024 in Northern Ireland: Monday the 18th is no working day there."""
    (row,) = cr.timetable(OURS, date(2024, 3, 15))
    assert (row.start, row.due, row.latest) == (date(2024, 3, 15), date(2024, 3, 21), date(2024, 3, 21))
    case = cr.Case.open(OURS, Received(on=date(2024, 3, 15))).record(Acknowledged(on=date(2024, 3, 15)))
    assert case.next_due(date(2024, 3, 18)) == case.deadlines(date(2024, 3, 18))[0]
    case = case.record(Responded(on=date(2024, 3, 22)))
    (late,) = case.breaches(date(2024, 3, 22))
    assert (late.status, late.days_late, str(late.limit.cite)) == (cr.Status.MET_LATE, 1, "Our rules rule 2")
    assert case.is_closed


def test_a_faulty_procedure_of_ones_own_is_refused_as_it_is_built() -> None:
    """With every fault in the one error."""
    with pytest.raises(ProcedureError) as refused:
        attrs.evolve(OURS, states=(*OURS.states, State("lost", "Lost")), course=(Step(Received, "nothing"),))
    assert refused.value.faults == (
        "state 'lost' cannot be reached",
        "state 'lost' is a dead end: it neither rests nor leads on",
        "the course names an unknown limit 'nothing'",
    )


# --- a procedure as a value


def test_the_parts_of_a_procedure_are_found_by_key() -> None:
    """An unknown one names its neighbours; a requirement has no clock, and says so."""
    assert OURS.limit("answer").citations == "Our rules rule 2, 3"
    assert OURS.requirements[0].citations == "Our rules rule 3, 4"
    assert OURS.state("open").title == "Open"
    with pytest.raises(UnknownKeyError, match="unknown state of ours 'opne'; did you mean 'open'"):
        OURS.state("opne")
    with pytest.raises(UnknownKeyError, match="unknown time limit of ours 'answers'; did you mean 'answer'"):
        OURS.limit("answers")
    with pytest.raises(WrongValueError, match="is a requirement of ours, which has no clock"):
        OURS.limit("kindly")


@pytest.mark.parametrize("wrong", [None, ["answer"]])
def test_a_limit_that_is_no_text_is_refused_with_our_own_error(wrong: Any) -> None:
    """Never with one of Python's about hashing."""
    with pytest.raises(cr.ComplaintRulesError):
        OURS.limit(wrong)


@pytest.mark.parametrize("procedure", [OURS, *(cr.get_procedure(key) for key in cr.procedures())], ids=lambda found: found.key)
def test_a_procedure_is_a_value(procedure: Procedure) -> None:
    """It goes through a pickle, is equal to itself built again, and has one hash."""
    again = pickle.loads(pickle.dumps(procedure))  # noqa: S301 - our own
    assert again == procedure == attrs.evolve(procedure)
    assert hash(again) == hash(procedure)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        procedure.title = "Another"  # type: ignore[misc]  # frozen: that is the test


def test_a_pickle_of_what_the_library_knows_carries_key_and_version_only() -> None:
    """What is a user's own travels whole, even under a key of the library's."""
    library = cr.get_procedure("england-corporate")
    assert reference(library) == ("england-corporate", library.version)
    assert referred(reference(library)) is library
    assert reference(OURS) is OURS
    assert referred(OURS) is OURS
    changed = attrs.evolve(library, title="Ours instead")
    assert reference(changed) is changed


@pytest.mark.parametrize(
    ("cap", "says"), [("hard", "whatever the reason"), ("soft", "without a good reason"), ("agreed", "both agree")]
)
def test_each_cap_says_how_firm_it_is(cap: str, says: str) -> None:
    """In words for people."""
    assert says in cr.Cap(cap).meaning


# --- policies


def test_a_policy_is_found_by_its_key() -> None:
    """Itself, its key, or none."""
    policy = cr.get_policy("shropshire-children-2016")
    assert cr.policies() == ("shropshire-children-2016",)
    assert as_policy("shropshire-children-2016") is as_policy(policy) is policy
    assert as_policy(None) is None
    with pytest.raises(UnknownKeyError, match="unknown policy 'shropshire'") as refused:
        cr.get_policy("shropshire")
    assert refused.value.known == cr.policies()


@pytest.mark.parametrize("wrong", [5, b"", ["shropshire-children-2016"]])
def test_a_policy_that_is_neither_is_refused(wrong: Any) -> None:
    """As an argument of a case, too."""
    for find in (cr.get_policy, as_policy):
        with pytest.raises(WrongTypeError, match="the key of a policy, or a LocalPolicy"):
            find(wrong)
    with pytest.raises(WrongTypeError):
        cr.Case.open("england-children", Received(on=date(2016, 9, 5)), policy=wrong)


def test_a_policy_says_on_which_day_a_moment_counts_as_received() -> None:
    """After its cut-off, the next day; a moment without a time zone is refused."""
    policy = attrs.evolve(cr.get_policy("shropshire-children-2016"), cut_off=time(17))
    assert policy.receipt_day(datetime(2016, 12, 5, 16, 59, tzinfo=UTC)) == date(2016, 12, 5)
    assert policy.receipt_day(datetime(2016, 12, 5, 17, 1, tzinfo=UTC)) == date(2016, 12, 6)
    with pytest.raises(WrongValueError):
        policy.receipt_day(datetime(2016, 12, 5, 17, 1))  # noqa: DTZ001 - to be refused


def test_a_policy_is_laid_over_a_procedure_and_nothing_else() -> None:
    """A key is no procedure here."""
    wrong: Any = "england-children"
    with pytest.raises(WrongTypeError, match="procedure must be a Procedure"):
        cr.get_policy("shropshire-children-2016").over(wrong, date(2016, 9, 5))


def test_a_row_of_its_own_is_no_window_and_about_no_act_of_the_law() -> None:
    """Named beside nothing, it could undercut the law unseen."""
    policy = cr.get_policy("shropshire-children-2016")
    law = cr.get_procedure("england-children").limit("request-panel")
    alone = attrs.evolve(law, key="our-panel", force=Force.LOCAL_POLICY, softened=None)
    with pytest.raises(cr.PolicyError) as refused:
        attrs.evolve(policy, limits=(alone,), notes=()).over(cr.get_procedure("england-children"), date(2016, 9, 5))
    window, same_act = refused.value.faults
    assert window == "row 'our-panel': the law sets no window here, so a policy's can only be advisory"
    assert same_act.startswith("row 'our-panel' is about the same act as 'request-panel', and must say that it stands beside it")


def test_a_row_of_its_own_cannot_be_extended() -> None:
    """An extension in the file would mean two limits with the policy, and one without it."""
    children = cr.get_procedure("england-children")
    policy = cr.get_policy("shropshire-children-2016")
    alone = attrs.evolve(children.limit("stage-1"), key="our-answer", force=Force.LOCAL_POLICY)
    with pytest.raises(cr.PolicyError, match="row 'our-answer' may be extended only if it stands beside a rule of the law"):
        attrs.evolve(policy, limits=(alone,), notes=()).over(children, date(2016, 9, 5))
