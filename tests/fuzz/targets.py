"""What is fuzzed: for every reader of what comes from outside, inputs nearly right or not right at all, and what must be true.

Two kinds of input: valid ones with a few things changed (a value exchanged, a key left out or renamed, a member repeated, a
type changed, another encoding, a line cut in two), and raw ones. What must be true of each is said by the target that takes it.

`test_fuzz.py` tries each target with a few examples; `run.py` tries them for as long as it is told.
"""

from __future__ import annotations

import codecs
import contextlib
import copy
import datetime as dt
import decimal
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

import attrs
from hypothesis import strategies as st

import complaintrules as cr
from complaintrules import cli
from complaintrules.events import EVENTS
from complaintrules.reports.feedback import load_feedback

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS: Final = Path(__file__).parents[1] / "data" / "corpus"
INTAKES: Final = Path(__file__).parents[1] / "data" / "intakes"

_LONGEST_FAULT: Final = 2_000
"""Garbage may be long; what is said of one fault of it may not."""

_SEEDS: Final[dict[str, list[dict[str, Any]]]] = {
    "case": [json.loads(line) for line in (CORPUS / "lines" / "good.jsonl").read_text(encoding="utf-8").splitlines()],
    "intake": [row["intake"] for file in sorted(INTAKES.glob("*.json")) for row in json.loads(file.read_text(encoding="utf-8"))],
    "official list": [json.loads((CORPUS / "official" / "good.json").read_text(encoding="utf-8"))],
    "feedback": [
        {"type": "compliment", "on": "2016-09-05", "team": "Early Help", "service": "Children", "reference": "F-1"},
        {"type": "comment", "on": "2016-09-06"},
    ],
}
"""Valid ones, to be changed."""

_SEEDS["report"] = [
    json.loads(
        json.dumps(
            cr.report(map(cr.load_case, _SEEDS["case"]), start=dt.date(year, 4, 1), end=dt.date(year + 1, 3, 31)).as_dict()
        )
    )
    for year in (2016, 2024)
]

_VOCABULARIES: Final = [
    kind for name in cr.__all__ if isinstance(kind := getattr(cr, name), type) and issubclass(kind, cr.Vocabulary) and len(kind)
]
_CODES: Final = sorted({member.value for kind in _VOCABULARIES for member in kind})
_KEYS: Final = sorted(
    {field.name for kind in EVENTS.values() for field in attrs.fields(kind)}
    | {field.name for kind in (cr.Intake, cr.Subject, cr.Decision, cr.Finding, cr.Action) for field in attrs.fields(kind)}
    | {"event", "events", "procedure", "version", "format", "reference", "tags", "code", "title", "date", "notes", "division"}
)
_DAYS: Final = [
    "2016-09-05", "2025-01-06", "2026-06-19", "2026-12-25", "2028-02-29", "2027-02-29", "2016-02-30", "0001-01-01", "0000-00-00",
    "1999-12-31", "2000-01-01", "2006-08-31", "2050-12-31", "2051-01-01", "9999-12-31", "2016-9-5", "20160905", "2016-W36-1",
    "2016-09-05T00:00:00", "2016-09-05\n", "\uff12\uff10\uff11\uff16-09-05", "\ud800016-09-05",
]  # fmt: skip
_TEXTS: Final = [
    "", " ", "\x00", "\x1b[2J", "\n", "\r", "\u2028", "\ufeff", "\ud800", "\udcff", "\U0010ffff", "é" * 30, "x" * 5_000,
    "%s%n{0}", "__class__", "-", "--", "null", "NaN", "1e400", "england-and-wales", "scotland", "united-kingdom",
    *cr.procedures(), *cr.policies(), *EVENTS,
]  # fmt: skip


def nested(depth: int, *, mapping: bool = False) -> Any:
    """A list, or an object, in one another."""
    value: Any = None
    for _ in range(depth):
        value = {"events": value} if mapping else [value]
    return value


# --- values


WORDS: Final = (
    st.sampled_from(_DAYS) | st.sampled_from(_TEXTS) | st.sampled_from(_CODES) | st.sampled_from(_KEYS) | st.text(max_size=8)
)
"""Texts that mean something somewhere, and others."""

SCALARS: Final = (
    st.none()
    | st.booleans()
    | st.integers(-3, 70)
    | st.sampled_from([10**15, -(10**20), 2**63, 0.5, 1e400, float("nan"), -0.0])
    | WORDS
)

JSON: Final = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(WORDS, inside, max_size=3), max_leaves=6
)
"""Anything that JSON can hold."""


class _Odd:
    """A value that cannot even be shown."""

    def __repr__(self) -> str:
        raise ArithmeticError("cannot be shown")


_FOREIGN: Final[dict[str, Callable[[], Any]]] = {
    "bytes": lambda: b"bytes",
    "a bytearray": lambda: bytearray(b"x"),
    "a set": lambda: {1},
    "a tuple": lambda: (1, 2),
    "a date": lambda: dt.date(2016, 9, 5),
    "a moment": lambda: dt.datetime(2016, 9, 5, tzinfo=dt.UTC),
    "a decimal": lambda: decimal.Decimal("NaN"),
    "a complex number": lambda: 1j,
    "a number of 5,000 digits": lambda: 10**5_000,
    "an object of no kind": object,
    "a class": lambda: object,
    "a function": lambda: len,
    "a range": lambda: range(3),
    "an iterator": lambda: iter([]),
    "what cannot be shown": _Odd,
    "a list 50 deep": lambda: nested(50),
    "a list 100,000 deep": lambda: nested(100_000),
    "an object 100,000 deep": lambda: nested(100_000, mapping=True),
    "a number as key": lambda: {1: 2},
    "nothing as key": lambda: {None: None},
    "bytes as key": lambda: {b"event": 1},
    "a tuple as key": lambda: {("a",): 1},
    "a member of a vocabulary": lambda: cr.Outcome.UPHELD,
    "a member as key": lambda: {cr.Outcome.UPHELD: 1},
}


@st.composite
def foreign(draw: st.DrawFn) -> Any:
    """A value of Python's own that JSON never gives; drawn by its name, for some cannot be shown."""
    return _FOREIGN[draw(st.sampled_from(sorted(_FOREIGN)))]()


ANYTHING: Final = JSON | foreign()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place inside a value: what holds it, and under which key or index."""
    found: list[tuple[Any, Any]] = []
    inside = [value]
    for one in inside:
        members = list(one.items()) if type(one) is dict else list(enumerate(one)) if type(one) is list else []
        if len(found) > 300:
            break
        found += [(one, key) for key, _ in members]
        inside += [member for _, member in members]
    return found


def shown(value: Any, depth: int) -> str:
    """A value as its reader may see it, whatever it is."""
    if type(value) is list and value and depth:
        return f"[{', '.join(shown(member, depth - 1) for member in value)}]"
    if type(value) is dict and value and depth:
        return f"{{{', '.join(f'{key!r}: {shown(member, depth - 1)}' for key, member in value.items())}}}"
    try:
        return repr(value)
    except (RecursionError, ValueError, ArithmeticError) as error:
        return f"<{type(value).__name__}: {error}>"


def _copied(value: Any) -> Any:
    """A copy; what cannot be copied stands in two places."""
    try:
        return copy.deepcopy(value)
    except (RecursionError, TypeError, ValueError):
        return value


def _changed(draw: st.DrawFn, value: Any, values: st.SearchStrategy[Any]) -> None:
    """Change one place of a value."""
    places = _places(value)
    if not places:
        return
    holder, key = draw(st.sampled_from(places))
    how = draw(st.sampled_from(["put", "put", "drop", "rename", "add", "swap", "repeat", "wrap", "text", "day"]))
    if how == "drop":
        del holder[key]
    elif how == "rename" and type(holder) is dict:
        holder[draw(WORDS)] = holder.pop(key)
    elif how == "add" and type(holder) is dict:
        holder[draw(st.sampled_from(_KEYS) | WORDS)] = draw(values)
    elif how == "swap":
        other, place = draw(st.sampled_from(places))
        with contextlib.suppress(LookupError):
            holder[key], other[place] = _copied(other[place]), _copied(holder[key])
    elif how == "repeat" and type(holder) is list:
        holder[key:key] = _copied(holder[key : key + 1]) * draw(st.integers(1, 3))
    elif how == "wrap":
        holder[key] = [holder[key]] if draw(st.booleans()) else {draw(WORDS): holder[key]}
    elif how == "text":
        holder[key] = shown(holder[key], 2)[:50]
    else:
        holder[key] = draw(st.sampled_from(_DAYS)) if how == "day" else draw(values)


@st.composite
def nearly(draw: st.DrawFn, kind: str, values: st.SearchStrategy[Any] = JSON) -> Any:
    """A valid value with nothing, one or a few things changed."""
    value = copy.deepcopy(draw(st.sampled_from(_SEEDS[kind])))
    for _ in range(draw(st.integers(0, 4))):
        _changed(draw, value, values)
    return value


# --- texts and bytes


_TOKENS: Final = [
    "NaN", "-Infinity", "1e400", "01", "+1", "0x1", "-", "tru", '"\\ud800"', '"\\u0000"', '"\\x"', '"\t"', '"', "//", "/**/",
    ",", ":", "{", "}", "[", "]", "9" * 5_000, "-" + "9" * 5_000, "[" * 3_000, "[" * 1_500 + "]" * 1_500, '{"a":' * 3_000,
    "\u2028", "\x00", "\ufeff", '"event":"closed",', '"on":"2016-09-06",', "{},", "null",
]  # fmt: skip


def _json_text(draw: st.DrawFn, value: Any) -> str:
    """A value as JSON text, with a key said twice or a foreign token in it now and then."""
    try:
        text = json.dumps(value, ensure_ascii=draw(st.booleans()))
    except (ValueError, RecursionError, TypeError):
        text = "{}"
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 5, 10_000]))
        text = text[:at] + draw(st.sampled_from(_TOKENS)) + text[at + cut :]
    return text


@st.composite
def texts(draw: st.DrawFn, kind: str) -> str:
    """A document of JSON, or nearly so."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.text(max_size=40) | st.sampled_from(_TOKENS))
    return _json_text(draw, draw(nearly(kind) | JSON))


_ENCODINGS: Final = ["utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252"]


@st.composite
def documents(draw: st.DrawFn, kind: str, *, lines: bool = False) -> bytes:
    """A file of JSON, or of JSON lines, or nearly so: in some encoding, with some line ends, perhaps broken."""
    if draw(st.integers(0, 12)) == 0:
        return draw(st.binary(max_size=60))
    ends = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", " \n", "\x0b", ""]))
    parts = draw(st.lists(texts(kind), max_size=5)) if lines else [draw(texts(kind))]
    encoding = draw(st.sampled_from(_ENCODINGS))
    # A lone surrogate has no bytes in UTF-8; a careless writer gives it some.
    content = (ends.join(parts) + ends).encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        at = draw(st.integers(0, len(content)))
        cut = draw(st.sampled_from([0, 1, 3, 100_000]))
        content = (
            content[:at]
            + draw(st.binary(max_size=4) | st.sampled_from([codecs.BOM_UTF8, b"\n", b"\r", b"\x00"]))
            + content[at + cut :]
        )
    return content


# --- what must be true


def own(error: cr.ComplaintRulesError) -> None:
    """An error of ours can be read, and what it says of one fault is short."""
    said = str(error)
    assert said
    repr(error) if not isinstance(error, cr.WrongTypeError) else None
    assert not isinstance(error, cr.LoadError) or error.details
    for fault in error.details if isinstance(error, cr.LoadError) else ():
        assert fault.says
        assert len(str(fault)) <= _LONGEST_FAULT, f"a fault of {len(str(fault))} characters: {str(fault)[:200]}"
    if isinstance(error, cr.OfficialListError):
        assert all(0 < len(fault) <= _LONGEST_FAULT for fault in error.faults)


_ASKED: Final = [dt.date(2016, 9, 23), dt.date(2025, 3, 1), dt.date(2050, 12, 31), dt.date.min, dt.date.max]


def _answers(case: cr.Case) -> None:
    """A case that was read can be written, read again and asked about any day: a day no calendar holds is an error of ours."""
    assert cr.load_case(json.loads(json.dumps(cr.dump_case(case)))) == case
    case.next_events()
    for day in _ASKED:
        for ask in (case.deadlines, case.breaches, case.irregularities):
            try:
                for found in ask(day):
                    found.explain() if isinstance(found, cr.Deadline) else None
            except cr.CoverageError as error:
                own(error)


def check_case(data: Any) -> None:
    """`load_case` gives a case that stands, or an error of ours."""
    try:
        case = cr.load_case(data)
    except cr.LoadError as error:
        own(error)
    else:
        _answers(case)


def check_lines(content: bytes) -> None:
    """`load_cases` gives a case for each good line, whatever stands beside it, and a fault with its number for each bad one."""
    lines = io.BytesIO(content).readlines()
    for reader in (cr.load_cases, load_feedback):
        told, good = _read(reader, io.BytesIO(content))
        # Each line by itself; only at the beginning of a file is a byte-order mark none of it.
        alone = [_read(reader, [b"\n", line] if place else [line]) for place, line in enumerate(lines)]
        assert good == [one for _, ones in alone for one in ones], "a good line was lost, or one was made up"
        assert told == [place for place, (faults, _) in enumerate(alone, start=1) if faults], "a fault has another line's number"
        # The same through a string file: what cannot be decoded ends the reading, with an error of ours.
        _read(reader, io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline=""))


def _read(reader: Callable[[Any], Any], lines: Any) -> tuple[list[int | None], list[Any]]:
    """The numbers of the faulty lines and the good things read."""
    good: list[Any] = []
    try:
        good.extend(reader(lines))
    except cr.LoadError as error:
        own(error)
        return list(dict.fromkeys(fault.line for fault in error.details)), good
    return [], good


def check_report(data: Any) -> None:
    """`Report.from_dict` gives a report that can be written and compared, or an error of ours."""
    try:
        report = cr.Report.from_dict(data)
    except cr.ComplaintRulesError as error:
        own(error)
    else:
        assert cr.Report.from_dict(json.loads(json.dumps(report.as_dict()))) == report
        report.as_markdown()
        report.as_csv(threshold=5)
        for other in (report, _REPORT):
            try:
                report.compare(other).as_dict()
                report.merged(other)
            except cr.ComplaintRulesError as error:
                own(error)


_REPORT: Final = cr.Report.from_dict(_SEEDS["report"][0])
_SCOTLAND: Final = cr.WorkingDayCalendar.for_division("scotland")
_UNION: Final = cr.WorkingDayCalendar.for_uk()


def check_official(document: Any) -> None:
    """`with_official` gives a calendar that counts, or an error of ours."""
    for calendar in (_SCOTLAND, _UNION):
        try:
            newer = calendar.with_official(document)
        except (cr.OfficialListError, cr.WrongTypeError) as error:
            own(error)
        else:
            day = newer.add_working_days(dt.date(2026, 11, 23), 500)
            assert newer.working_days_between(dt.date(2026, 11, 23), day) == 500
            repr(newer)
            hash(newer)


def check_intake(data: Any) -> None:
    """`load_intake` and `triage` answer, or raise an error of ours."""
    try:
        answer = cr.triage(cr.load_intake(data))
    except cr.ComplaintRulesError as error:
        own(error)
    else:
        json.dumps(answer.as_dict())


def check_words(word: Any) -> None:
    """Whatever is looked up by a word is found, or the error is ours."""
    lookups: list[Callable[[Any], Any]] = [find for kind in _VOCABULARIES for find in (kind.from_code, kind.from_label)]
    lookups += [cr.get_procedure, cr.get_policy, cr.WorkingDayCalendar.for_division, cr.get_procedure("england-children").limit]
    for find in lookups:
        try:
            find(word)
        except cr.ComplaintRulesError as error:
            own(error)


@attrs.frozen
class CommandLine:
    """A command line and the world it finds."""

    words: list[str]
    file: bytes = b""
    encoding: str = "utf-8"
    columns: str = "80"


def check_command(asked: CommandLine) -> None:
    """The command line ends with 0, 1 or 2, shows no traceback, and what is wrong stands on standard error, one line a fault."""
    printed, said = io.BytesIO(), io.BytesIO()
    # As Python opens them: what standard output cannot show is an error, what standard error cannot is escaped.
    output = io.TextIOWrapper(printed, encoding=asked.encoding, newline="")
    faults = io.TextIOWrapper(said, encoding=asked.encoding, errors="backslashreplace", newline="")
    source = io.TextIOWrapper(io.BytesIO(asked.file), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), contextlib.ExitStack() as world:
        Path("file").write_bytes(asked.file)
        world.enter_context(mock.patch.dict(os.environ, {"COLUMNS": asked.columns}))
        world.enter_context(mock.patch("sys.stdin", source))
        world.enter_context(contextlib.redirect_stdout(output))
        world.enter_context(contextlib.redirect_stderr(faults))
        status = cli.main(asked.words)
    output.flush()
    faults.flush()
    _ended(asked, status, printed.getvalue().decode(asked.encoding), said.getvalue().decode(asked.encoding))


def _ended(asked: CommandLine, status: int, printed: str, said: str) -> None:
    """What a command line leaves behind is as it should be."""
    assert status in {0, 1, 2}
    assert status != 1 or asked.words[0] == "check"
    assert "Traceback" not in printed + said
    assert all(line.startswith("complaintrules: ") for line in said.split("\n")[:-1])
    assert said.replace("\n", "").isprintable()
    assert status != 2 or said
    if "--json" in asked.words and printed and not {"-h", "--help", "--version", "--format"} & set(asked.words):
        json.loads(printed)


# --- command lines


_PLAIN: Final = [
    ["timetable", "england-children", "2026-11-23"],
    ["timetable", "england-housing", "2026-11-23", "--division", "united-kingdom", "--json"],
    ["timetable", "uk-data-protection"],
    ["due", "england-children", "stage-1", "2026-11-23"],
    ["due", "england-children", "make-representations", "2026-11-23", "--json", "--official", "file"],
    ["working-days", "add", "2025-12-19", "10", "--division", "england-and-wales"],
    ["working-days", "add", "2025-12-19", "-10", "--division", "scotland", "--json"],
    ["working-days", "count", "2024-02-12", "2024-03-04", "--division", "northern-ireland", "--official", "file"],
    ["procedures"],
    ["procedures", "--json"],
    ["procedures", "--compare"],
    ["show", "england-corporate"],
    ["show", "shropshire-children-2016", "--json"],
    ["triage", "file"],
    ["triage", "-", "--json"],
    ["check", "file", "--as-of", "2017-03-31"],
    ["check", "-", "--as-of", "2025-03-31", "--json", "--policy", "shropshire-children-2016"],
    ["check", "file", "--as-of", "2016-09-26", "--division", "scotland", "--official", "file"],
    ["report", "file", "--start", "2016-04-01", "--end", "2017-03-31"],
    ["report", "-", "--start", "2024-04-01", "--end", "2025-03-31", "--json", "--suppress", "5"],
    ["report", "file", "--start", "2016-04-01", "--end", "2017-03-31", "--format", "csv", "--previous", "file"],
    ["report", "file", "--start", "2024-04-01", "--end", "2025-03-31", "--format", "markdown", "--feedback", "file"],
    ["--version"],
    ["--help"],
    ["due", "--help"],
]
_FLAGS: Final = [
    "--json", "--division", "--official", "--as-of", "--policy", "--compare", "--help", "--version", "--", "-", "-5", "--no",
    "--json=1", "--as-of=2016-09-26", "--start", "--end", "--previous", "--feedback", "--suppress", "--format", "csv", "html",
    "file", ".", "none", "a\x00b", "\udcff", "\ud800", "5", "999999999999999999", "1" * 19, "-0", "1e3", "+7",
]  # fmt: skip
ARGUMENTS: Final = st.sampled_from(_FLAGS) | WORDS.filter(lambda word: not word.startswith("/"))


@st.composite
def words(draw: st.DrawFn) -> list[str]:
    """A command line with nothing, one or a few words changed; or any words."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.lists(ARGUMENTS, max_size=5))
    line = list(draw(st.sampled_from(_PLAIN)))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        at = draw(st.integers(0, len(line)))
        line[at : at + draw(st.integers(0, 1))] = draw(st.lists(ARGUMENTS, max_size=2))
    return line


@st.composite
def command_lines(draw: st.DrawFn) -> CommandLine:
    """A command line with the file that suits it, more or less."""
    line = draw(words())
    kind = "intake" if "triage" in line else "official list" if "--official" in line and "check" not in line else "case"
    return CommandLine(
        line,
        draw(documents(kind, lines=kind == "case")),
        draw(st.sampled_from(["utf-8", "utf-8", "ascii", "latin-1", "cp1252", "utf-16"])),
        draw(st.sampled_from(["80", "80", "0", "60", "200", "x"])),
    )


# --- all of them


class Input:
    """One input, which can be shown whatever it is."""

    def __init__(self, value: Any) -> None:
        """Keep it."""
        self.value = value

    def __repr__(self) -> str:
        return f"Input({shown(self.value, 20)})"


@attrs.frozen
class Target:
    """One reader of what comes from outside.

    Attributes:
        values: What it is given.
        check: Raises where something is not as it must be.
    """

    values: st.SearchStrategy[Any]
    check: Callable[[Any], None]


TARGETS: Final = {
    "load_case": Target(nearly("case") | nearly("case", ANYTHING) | ANYTHING, check_case),
    "load_cases": Target(documents("case", lines=True) | documents("feedback", lines=True), check_lines),
    "with_official": Target(
        texts("official list") | nearly("official list") | nearly("official list", ANYTHING) | ANYTHING, check_official
    ),
    "load_intake and triage": Target(nearly("intake") | nearly("intake", ANYTHING) | ANYTHING, check_intake),
    "a report": Target(nearly("report") | nearly("report", ANYTHING) | ANYTHING, check_report),
    "vocabularies and keys": Target(WORDS | ANYTHING, check_words),
    "command line": Target(command_lines(), check_command),
}


@st.composite
def inputs(draw: st.DrawFn, target: str) -> Input:
    """What a target is given."""
    return Input(draw(TARGETS[target].values))


def check(target: str, given: Input) -> None:
    """Raise where something is not as it must be."""
    TARGETS[target].check(given.value)
