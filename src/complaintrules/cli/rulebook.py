"""What the command line shows of rules and of their deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaintrules._plain_days import written
from complaintrules.cases import _deadline_json as parts
from complaintrules.cli.terminal import HEADING, QUIET, TITLE
from complaintrules.procedures._policy_registry import get_policy, policies
from complaintrules.procedures._registry import RULEBOOK, get_procedure, procedures
from complaintrules.rules import wording as _words
from complaintrules.rules.law import Certainty

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from complaintrules.cli.terminal import Page
    from complaintrules.procedures.policy import LocalPolicy
    from complaintrules.rules.law import Citation
    from complaintrules.rules.procedure import Procedure
    from complaintrules.rules.terms import Extension, ReportContent, Requirement, State, TimeLimit

NO_ADVICE = "This is information about rules, and no legal advice."


# --- words that several commands use


def in_force(since: dt.date, until: dt.date | None) -> str:
    """The days on which something is in force, in words."""
    return f"from {since}" + (f" to {until}" if until else "")


def source_words(rule: TimeLimit | Requirement) -> str:
    """The provisions of a rule, how binding it is, and the mark that says how surely it was checked."""
    return f"({rule.citations}; {rule.force.value.replace('-', ' ')}; {rule.certainty.value})"


def marks_words(rules: Iterable[TimeLimit | Requirement]) -> str:
    """What the marks of these rules mean."""
    used = {rule.certainty for rule in rules}
    said = "; ".join(f"{mark.value}, {mark.meaning}" for mark in Certainty if mark in used)
    return f"How sure each rule is: {said}."


# --- procedures


def procedures_json() -> dict[str, Any]:
    """Every procedure with its versions, and every local policy."""
    return {
        "procedures": [
            {
                "key": key,
                "title": get_procedure(key).title,
                "versions": [
                    {"version": version.version, "since": str(version.since), "until": written(version.until)}
                    for version in RULEBOOK.versions(key)
                ],
            }
            for key in procedures()
        ],
        "policies": [
            {
                "key": policy.key,
                "title": policy.title,
                "procedure": policy.procedure,
                "since": str(policy.since),
                "until": written(policy.until),
            }
            for policy in map(get_policy, policies())
        ],
    }


def print_procedures(page: Page) -> None:
    """The same, for people."""
    page.text("Procedures", style=HEADING)
    for key in procedures():
        page.text(key, style=TITLE)
        newest = get_procedure(key).title
        versions = [
            f"version {version.version}, {'' if version.title == newest else f'{version.title}, '}"
            f"in force {in_force(version.since, version.until)}"
            for version in RULEBOOK.versions(key)
        ]
        page.text(f"{newest}: {'; '.join(versions)}", indent=2)
    page.blank()
    page.text("Local policies", style=HEADING)
    for policy in map(get_policy, policies()):
        page.text(policy.key, style=TITLE)
        page.text(f"{policy.title}: over {policy.procedure}, {_policy_days(policy)}", indent=2)


def _policy_days(policy: LocalPolicy) -> str:
    return f"for complaints received {in_force(policy.since, policy.until)}"


# --- show, as JSON


def procedure_json(procedure: Procedure) -> dict[str, Any]:
    """A procedure with all its rules."""
    return {
        "key": procedure.key,
        "version": procedure.version,
        "versions": [version.version for version in RULEBOOK.versions(procedure.key)],
        "title": procedure.title,
        "since": str(procedure.since),
        "until": written(procedure.until),
        "division": procedure.division,
        "sources": [{"short": source.short, "title": source.title, "url": source.url} for source in procedure.sources],
        "states": [
            {"key": state.key, "title": state.title, "stage": state.stage, "rests": state.rests, "final": state.final}
            for state in procedure.states
        ],
        "limits": [_limit_json(procedure, limit) for limit in procedure.limits],
        "requirements": [_requirement_json(requirement) for requirement in procedure.requirements],
        "amendments": [
            {"on": str(amendment.on), "says": amendment.says, "cite": str(amendment.cite)} for amendment in procedure.amendments
        ],
        "not_modelled": [{"what": what, "why": why} for what, why in procedure.not_modelled],
    }


def _limit_json(procedure: Procedure, limit: TimeLimit) -> dict[str, Any]:
    return {
        "key": limit.key,
        "title": limit.title,
        "party": limit.binds.value,
        "kind": limit.kind.value,
        "force": limit.force.value,
        "period": parts.period(limit.period),
        "starts": _words.starts_words(procedure, limit),
        "extension": None if limit.extension is None else _extension_json(limit.extension),
        **parts.sources(limit.cite, limit.see),
        "certainty": limit.certainty.value,
        "asks": limit.asks,
        "comment": limit.comment,
        "breach_established": limit.breach_established,
        "applied_since": written(limit.applied_since),
    }


def _extension_json(extension: Extension) -> dict[str, Any]:
    to = extension.to
    return {
        "to": None if to is None else {"amount": to.amount, "unit": to.unit.value},
        "cap": extension.cap.value,
        "before_expiry": extension.before_expiry,
        "notice_cite": None if extension.notice_cite is None else str(extension.notice_cite),
        "notice_certainty": None if extension.notice_certainty is None else extension.notice_certainty.value,
        "grounds": extension.grounds,
        "cite": str(extension.cite),
        "url": extension.cite.url,
    }


def _content_json(content: ReportContent) -> dict[str, Any]:
    return {
        "key": content.key,
        "says": content.says,
        "figures": list(content.figures),
        "beside": content.beside,
        "cite": str(content.cite),
        "certainty": content.certainty.value,
    }


def _requirement_json(requirement: Requirement) -> dict[str, Any]:
    return {
        "key": requirement.key,
        "title": requirement.title,
        "party": requirement.binds.value,
        "force": requirement.force.value,
        "moment": requirement.moment,
        "asks": requirement.asks,
        **parts.sources(requirement.cite, requirement.see),
        "certainty": requirement.certainty.value,
        "contents": [_content_json(content) for content in requirement.contents],
    }


# --- show, for people


def print_procedure(page: Page, procedure: Procedure) -> None:
    """A procedure with all its rules, in the instrument's order."""
    page.text(procedure.title, style=HEADING)
    page.text(
        f"{procedure.key}, version {procedure.version}, in force {in_force(procedure.since, procedure.until)}; "
        f"working days of {procedure.division}"
    )
    others = [other for other in RULEBOOK.versions(procedure.key) if other.version != procedure.version]
    if others:
        named = "; ".join(f"{other.version}, in force {in_force(other.since, other.until)}" for other in others)
        page.text(f"Other versions, shown with --on a day of theirs: {named}", style=QUIET)
    _heading(page, "Sources")
    for source in procedure.sources:
        page.text(source.title if source.short in source.title else f"{source.short}: {source.title}", indent=2)
        if source.url:
            page.text(source.url, indent=4, style=QUIET)
    _heading(page, "States")
    for state in procedure.states:
        page.text(_state_words(state), indent=2)
    _heading(page, "Time limits")
    for limit in procedure.limits:
        page.row(limit.title, (limit.key, 28), indent=2, style=TITLE)
        page.text(_limit_words(procedure, limit), indent=4)
        _address(page, limit.cite)
    if procedure.requirements:
        _heading(page, "Requirements, which have no clock")
    for requirement in procedure.requirements:
        page.row(requirement.title, (requirement.key, 28), indent=2, style=TITLE)
        who = requirement.binds.words[0].upper() + requirement.binds.words[1:]
        asks = f"{who} {requirement.force.wording}; {requirement.moment}: {requirement.asks}"
        page.text(f"{asks} {source_words(requirement)}", indent=4)
        _address(page, requirement.cite)
    if procedure.amendments:
        _heading(page, "Changes")
    for amendment in procedure.amendments:
        page.text(f"{amendment.on}: {amendment.says} ({amendment.cite})", indent=2)
    if procedure.not_modelled:
        _heading(page, "Left to people")
    for what, why in procedure.not_modelled:
        page.text(f"{what}: {why}", indent=2)
    page.blank()
    page.text(f"{marks_words((*procedure.limits, *procedure.requirements))} {NO_ADVICE}", style=QUIET)


def _heading(page: Page, title: str) -> None:
    page.blank()
    page.text(title, style=HEADING)


def _state_words(state: State) -> str:
    facts = [f"stage {state.stage}"] if state.stage is not None else []
    facts += ["resting"] if state.rests else []
    facts += ["final"] if state.final else []
    return f"{state.key}: {', '.join((state.title, *facts))}"


def _limit_words(procedure: Procedure, limit: TimeLimit) -> str:
    sentences = [f"{_words.rule_words(limit)} {source_words(limit)}.", f"It starts {_words.starts_words(procedure, limit)}."]
    if limit.extension is not None:
        sentences.append(f"It may be extended {_words.extension_words(limit.extension)} ({limit.extension.cite}).")
    if limit.asks:
        sentences.append(f"It asks: {limit.asks}.")
    sentences += _words.spared_words(procedure, limit)
    if not limit.breach_established:
        sentences.append(_words.NOT_ESTABLISHED)
    if limit.applied_since is not None:
        sentences.append(f"{_words.applied_words(limit.applied_since)}.")
    if limit.departs:
        sentences.append(f"It departs from the code: {limit.departs}.")
    if limit.comment:
        sentences.append(limit.comment)
    return " ".join(sentences)


def _address(page: Page, cite: Citation) -> None:
    if cite.url:
        page.text(cite.url, indent=4, style=QUIET)


# --- a policy


def policy_json(policy: LocalPolicy) -> dict[str, Any]:
    """One local policy: its rows and what it says without a clock."""
    return {
        "key": policy.key,
        "title": policy.title,
        "procedure": policy.procedure,
        "since": str(policy.since),
        "until": written(policy.until),
        "limits": [
            {
                "limit": limit.key,
                "title": limit.title,
                "beside": limit.beside,
                "time": _words.period_words(limit),
                "extension": _words.extension_words(limit.extension) if limit.extension else None,
                "cite": str(limit.cite),
                "departs": limit.departs or None,
            }
            for limit in policy.limits
        ],
        "notes": [{"beside": note.beside, "says": note.says, "cite": str(note.cite)} for note in policy.notes],
    }


def print_policy(page: Page, policy: LocalPolicy) -> None:
    """The same, for people."""
    procedure = get_procedure(policy.procedure, policy.since)
    page.text(policy.title, style=HEADING)
    page.text(f"{policy.key}, over {policy.procedure}, {_policy_days(policy)}. It adds rows, and replaces none of the law's.")
    for limit in policy.limits:
        page.blank()
        page.text(limit.title, style=TITLE)
        page.text(f"{limit.key}, beside {limit.beside}: {_limit_words(procedure, limit)}", indent=2)
    for note in policy.notes:
        page.blank()
        page.text(f"Beside {note.beside}", style=TITLE)
        page.text(f"The policy says: {note.says} ({note.cite}).", indent=2)
