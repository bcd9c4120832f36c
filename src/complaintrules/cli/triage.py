"""How ``triage`` prints: which procedure each part of a complaint belongs to, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from complaintrules._json_lines import parsed, repeated
from complaintrules._json_values import finished
from complaintrules.cli.rulebook import NO_ADVICE
from complaintrules.cli.terminal import BAD, HEADING, QUIET, TITLE, WARNING, opened
from complaintrules.errors import Fault, LoadError
from complaintrules.procedures._registry import RULEBOOK, get_procedure
from complaintrules.routing._triage import triage
from complaintrules.routing.intake import reading_of
from complaintrules.rules import wording as _words

if TYPE_CHECKING:
    from complaintrules._json_lines import Twice
    from complaintrules._json_values import Reading
    from complaintrules.cli.terminal import Page
    from complaintrules.routing._triage import Part, Triage
    from complaintrules.routing.intake import Intake


def read_intake(file: str) -> Intake:
    """The intake that a file of JSON holds; ``-`` is standard input.

    Raises:
        OSError: The file cannot be read.
        LoadError: It is not JSON, or not an intake.
    """
    with opened(file) as stream:
        try:
            content = stream.read()
        except OSError as error:  # of reading: Python does not say of which file
            error.filename = file
            raise
    try:
        data, twice = parsed(content)
    except json.JSONDecodeError as error:
        raise _not_json(file, _where_not_json(error)) from None
    except UnicodeDecodeError as error:
        raise _not_json(file, f": it is not {error.encoding.upper()}, from byte {error.start + 1} on") from None
    except RecursionError:
        raise _not_json(file, ": it is nested too deeply to be an intake") from None
    except ValueError:
        # Python refuses to read a number of thousands of digits, and says so with no error of JSON's.
        raise _not_json(file, ": a number in it is too long to be read") from None
    return finished(_reading(data, twice))


def _reading(data: Any, twice: Twice) -> Reading[Intake | None]:
    """The intake; a key given twice is a fault, as in a file of cases."""
    yield from repeated(data, twice)
    return (yield from reading_of(data))


def _not_json(file: str, why: str) -> LoadError:
    return LoadError((Fault(line=None, path="", says=f"{file} is not JSON{why}"),))


def _where_not_json(error: json.JSONDecodeError) -> str:
    """Where it stops being JSON, said in the same words as for a faulty line in a file of cases."""
    if not error.doc.strip():
        return ": nothing is in it"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return ": it breaks off before the end"
    line = f"line {error.lineno}, " if error.lineno > 1 else ""
    return f", from {line}character {error.colno} on: {error.msg[0].lower()}{error.msg[1:]}"


def triage_json(intake: Intake) -> dict[str, Any]:
    """The whole answer."""
    return triage(intake).as_dict()


def print_triage(page: Page, intake: Intake) -> None:
    """The same, for people."""
    answer = triage(intake)
    page.text(_heading(answer), style=HEADING)
    for step in answer.steps:
        page.text(f"{step.says} ({step.cite})", indent=2)
    for wanted in answer.asks:
        page.text(f"Ask next: {wanted.rule.says} ({wanted.rule.cite})", indent=2, style=WARNING)
    for part in answer.parts:
        page.blank()
        _print_part(page, part)
    page.blank()
    page.text(NO_ADVICE, style=QUIET)


def _heading(answer: Triage) -> str:
    if answer.is_complaint is None:
        return "Not known yet what it is"
    if not answer.is_complaint:
        return "Not a complaint: recorded, and no procedure runs"
    return f"A complaint, in {len(answer.parts)} parts" if len(answer.parts) > 1 else "A complaint"


def _title(key: str, version: str | None) -> str:
    """The title of the version that is in force on the day; of the newest while nobody knows the day."""
    return (get_procedure(key) if version is None else RULEBOOK.version(key, version)).title


def _print_part(page: Page, part: Part) -> None:
    about = ", ".join(function.label for function in part.functions)
    page.text(about + (f" ({', '.join(part.points)})" if part.points else ""), style=TITLE)
    where = part.route.label if part.route else _title(part.procedure, part.version) if part.procedure else "no procedure yet"
    key = f" ({part.procedure})" if part.procedure else ""
    page.text(f"{part.verdict.label}: {where}{key}", indent=2, style=BAD if part.outcome else "")
    for decision in part.decisions:
        page.text(
            f"To be decided: {decision.question.label}. {decision.rule.says} ({decision.rule.cite})", indent=2, style=WARNING
        )
    for wanted in part.asks:
        page.text(f"Ask next: {wanted.rule.says} ({wanted.rule.cite})", indent=2, style=WARNING)
    if part.start is not None:
        page.text(f"The first clock starts on {_words.long_date(part.start)}.", indent=2)
    for deadline in part.deadlines:
        due = str(deadline.due or "no number")
        page.row(deadline.limit.title, (due, 10), (str(deadline.status or ""), 11), indent=4)
    page.text("Why", indent=2, style=TITLE)
    for step in part.steps:
        page.text(f"{step.says} ({step.cite}; {step.certainty.value})", indent=4)
