"""A procedure made of the wrong things is refused as it is built, each wrong field by its place."""

from __future__ import annotations

import datetime as dt
from datetime import date
from typing import Any

import attrs
import pytest

import complaintrules as cr
from complaintrules.errors import ProcedureError
from complaintrules.events import Received, Responded
from complaintrules.rules.conditions import All, Given
from complaintrules.rules.law import Source
from complaintrules.rules.terms import Amendment, Cap, Extension, On, Softening, Transition

OURS = cr.get_procedure("england-children", on=date(2024, 3, 4))
STAGE_1 = OURS.limit("stage-1")
OPEN = OURS.transitions[0]
A_DAY = "a datetime.date without a time of day"
A_CITATION = "a Citation, which a Source gives when it is called"


def faults(**changes: Any) -> tuple[str, ...]:
    """What is said of the children's procedure with other parts."""
    with pytest.raises(ProcedureError) as refused:
        attrs.evolve(OURS, **changes)
    assert refused.value.procedure == "england-children"
    return refused.value.faults


def row(**changes: Any) -> dict[str, Any]:
    """The same with stage 1's limit changed."""
    return {"limits": tuple(attrs.evolve(STAGE_1, **changes) if limit is STAGE_1 else limit for limit in OURS.limits)}


def opening(**changes: Any) -> dict[str, Any]:
    """The same with the transition that opens a case changed."""
    return {"transitions": (attrs.evolve(OPEN, **changes), *OURS.transitions[1:])}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        # Of the procedure itself.
        ({"since": "2026-04-01"}, f"since must be {A_DAY}, not str '2026-04-01'"),
        ({"since": dt.datetime(2026, 4, 1)}, f"since must be {A_DAY}, not datetime"),  # noqa: DTZ001 - refused on purpose
        ({"until": 2026}, f"until must be None or {A_DAY}, not int 2026"),
        ({"title": None}, "title must be a string, not None"),
        ({"states": list(OURS.states)}, "states must be a tuple in which each member is a State, not list"),
        ({"states": ("open",)}, "states[0] must be a State, not str 'open'"),
        ({"not_modelled": (("one",),)}, "not_modelled[0] must be a pair of a string and a string, not tuple"),
        (
            {"complaint_type": "children"},
            (
                "complaint_type must be None or a member of ComplaintType, not str 'children'; "
                "unknown complaint type 'children'; did you mean 'statutory-children'?"
            ),
        ),
        (
            {"well_founded": ("upheld", cr.Outcome.UPHELD)},
            "well_founded[0] must be a member of Outcome, not str 'upheld'; give Outcome.UPHELD",
        ),
        (
            {"division": "great-britain"},
            "division 'great-britain' is unknown; known are england-and-wales, northern-ireland, scotland, united-kingdom",
        ),
        ({"division": "scotlnad"}, "division 'scotlnad' is unknown; did you mean 'scotland'?"),
        # Of a limit.
        (row(period=10), "limits['stage-1'].period must be None or a Period, such as working_days(10), not int 10"),
        (row(binds="authority"), "limits['stage-1'].binds must be a member of Party, not str 'authority'; give Party.AUTHORITY"),
        (
            row(force="local-policy"),
            "limits['stage-1'].force must be a member of Force, not str 'local-policy'; give Force.LOCAL_POLICY",
        ),
        (row(cite="para 2"), f"limits['stage-1'].cite must be {A_CITATION}, not str 'para 2'"),
        (row(within="s1"), "limits['stage-1'].within must be None or a tuple in which each member is a string, not str 's1'"),
        (
            row(starts=On(Received)),
            "limits['stage-1'].starts must be a tuple in which each member is an On or an Entering or a RunsOut, not On",
        ),
        (row(ends=("responded",)), "limits['stage-1'].ends[0] must be a type of event, such as Received, not str 'responded'"),
        (row(ends=(int,)), "limits['stage-1'].ends[0] must be a type of event, such as Received, not type"),
        (row(breach_established=1), "limits['stage-1'].breach_established must be True or False, not int 1"),
        (
            row(extension=Extension(20, Cap.HARD, before_expiry=True, cite=OPEN.cite, grounds="any")),  # type: ignore[arg-type] # likewise
            "limits['stage-1'].extension.to must be None or a Period, such as working_days(10), not int 20",
        ),
        (row(starts=(On(Received, 3),)), "limits['stage-1'].starts[0].day must be a string or a LastDayOf, not int 3"),  # type: ignore[arg-type] # refused on purpose
        # Of a state, a transition, and what they hold.
        (
            {"states": (attrs.evolve(OURS.states[0], stage=True), *OURS.states[1:])},
            f"states['{OURS.states[0].key}'].stage must be None or a whole number, not bool True",
        ),
        (opening(event="received"), "transitions[0].event must be a type of event, such as Received, not str 'received'"),
        (opening(when="oral"), "transitions[0].when must be None or a Condition, not str 'oral'"),
        (
            opening(when=All((Given("orally", True, "it was oral"),))),  # type: ignore[arg-type] # refused on purpose
            "transitions[0].when.of[0].values must be a tuple in which each member is anything, not bool True",
        ),
    ],
)
def test_each_wrong_field_is_named_with_what_it_must_be_and_what_it_is(changes: dict[str, Any], fault: str) -> None:
    """By the part that has it: by its key where it has one, else by its place."""
    assert faults(**changes) == (fault,)


def test_all_of_them_are_told_at_once() -> None:
    """In the order of the parts."""
    assert faults(**row(period=10, within="s1"), since="2026") == (
        f"since must be {A_DAY}, not str '2026'",
        "limits['stage-1'].within must be None or a tuple in which each member is a string, not str 's1'",
        "limits['stage-1'].period must be None or a Period, such as working_days(10), not int 10",
    )


def test_what_only_people_read_hides_no_fault_of_the_rules() -> None:
    """A citation that is none, and a limit that nothing stops, stand in one error; the wrong kind comes first."""
    found = faults(**row(cite="para 2", see=("para 3",), ends=()))
    assert found == (
        f"limits['stage-1'].cite must be {A_CITATION}, not str 'para 2'",
        f"limits['stage-1'].see[0] must be {A_CITATION}, not str 'para 3'",
        "limit 'stage-1': nothing stops its clock",
    )


def test_what_is_of_a_kind_and_more_is_taken() -> None:
    """A member of a vocabulary of texts is a string, and a source by itself gives a transition its one state."""
    assert attrs.evolve(OURS, division=cr.Division.SCOTLAND).division == "scotland"
    assert Transition("open", Responded, "over", OPEN.cite).source == ("open",)


def test_nothing_that_only_people_read_hides_a_fault_of_the_rules() -> None:
    """Every such field is wrong at once, at whatever depth; that nothing stops the clock is told all the same."""
    wrong: Any = 7
    extension = Extension(None, Cap.AGREED, before_expiry=True, cite=wrong, grounds="any")
    softened = Softening(wrong, date(2020, 4, 24), date(2020, 9, 24), (), date(2020, 9, 25), OPEN.cite)
    told = {"asks": wrong, "certainty": wrong, "cite": wrong, "comment": wrong, "force": wrong, "see": (wrong,), "title": wrong}
    requirement = attrs.evolve(OURS.requirements[0], moment=wrong)
    found = faults(
        **row(**told, extension=extension, softened=softened, ends=()),
        **opening(expects_cite=wrong),
        requirements=(requirement, *OURS.requirements[1:]),
        amendments=(Amendment(date(2020, 4, 24), wrong, OPEN.cite),),
    )
    stage_1 = "limits['stage-1']"
    assert {fault.split(" must be ")[0] for fault in found if " must be " in fault} == {
        *(f"{stage_1}.{field}" for field in ("asks", "certainty", "cite", "comment", "force", "see[0]", "title")),
        f"{stage_1}.extension.cite",
        f"{stage_1}.softened.words",
        "transitions[0].expects_cite",
        f"requirements['{requirement.key}'].moment",
        "amendments[0].says",
    }
    assert "limit 'stage-1': nothing stops its clock" in found


def test_what_stands_in_two_places_is_told_in_the_first() -> None:
    """A source that is wrong is wrong once, however many citations are of it."""
    wrong: Any = 7
    rules = Source("Rules", wrong)
    assert (
        faults(**row(cite=rules("1"), see=(rules("2"),)))[0] == "limits['stage-1'].cite.source.title must be a string, not int 7"
    )
    assert len(faults(**row(cite=rules("1"), see=(rules("2"),)))) == 1


def test_a_value_of_any_kind_is_called_anything() -> None:
    """The fields of a step, which are pairs."""
    wrong: Any = (("orally",),)
    found = faults(course=(attrs.evolve(OURS.course[0], fields=wrong), *OURS.course[1:]))
    assert found == ("course[0].fields[0] must be a pair of a string and anything, not tuple",)
