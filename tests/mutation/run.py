"""Break one module in every way that mutmut knows, and see whether its tests notice: ``python tests/mutation/run.py calendars``.

The mutants are mutmut's own; they are made in memory, and no file is written over. What runs them is made for this suite: one
process loads the module and its tests, and each mutant is tried in a fork of it, with the tests that reach the mutated line, the
quickest first, until one fails. Where that would not do (the line runs while the module or its tests are loaded), the fork loads
everything afresh. Nothing of the working tree is touched or trusted: a clean clone of the last commit is made and run.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import datetime as dt
import difflib
import gc
import importlib
import importlib.machinery
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
PACKAGE: Final = "complaintrules"

_HYPOTHESIS_EXAMPLES: Final = 12
_MEMORY: Final = 4 * 1024**3
_SURVIVED: Final = 0
_KILLED: Final = 1
_UNSUITED: Final = 2
_ENOUGH: Final = 95.0

_BLOCKS: Final = frozenset({"FunctionDef", "ClassDef", "If", "For", "While", "With", "Try", "Match", "MatchCase", "Else"})
_UNTOUCHED_CALLS: Final = frozenset({"len", "isinstance"})  # as mutmut leaves them


# --- the mutants


@attrs.frozen
class Mutant:
    """One way of breaking the module.

    Attributes:
        number: Its place among the mutants of the module, from 1.
        source: The whole module, broken.
        function: The function whose body it breaks, by its qualified name; None for what runs while the module is loaded.
        lines: The first and the last line of the statement it breaks.
        before: The lines it changes, as they are, without their indentation.
        after: The lines that stand there instead.
    """

    number: int
    source: str
    function: str | None
    lines: tuple[int, int]
    before: str
    after: str

    @property
    def place(self) -> str:
        """The function, or the module itself."""
        return self.function or "(module)"

    def __str__(self) -> str:
        return f"#{self.number} {self.place}, line {self.lines[0]}:\n    - {self.before}\n    + {self.after}"


def mutants(source: str) -> list[Mutant]:
    """Every mutant that mutmut's operators make of a module: in functions, decorated or not, in classes and constants.

    Left alone are annotations, decorators, imports and what only a type checker reads.
    """
    cst: Any = importlib.import_module("libcst")
    metadata: Any = importlib.import_module("libcst.metadata")
    operators: Any = importlib.import_module("mutmut.mutation.mutators").mutation_operators
    wrapper = metadata.MetadataWrapper(cst.parse_module(source))
    positions = wrapper.resolve(metadata.PositionProvider)
    found: list[Mutant] = []
    known = {source}
    for node, function, lines in _nodes(wrapper.module, positions):
        for kind, operator in operators:
            for mutated in operator(node) if isinstance(node, kind) else ():
                broken = wrapper.module.deep_replace(node, mutated).code
                if broken in known or not _compiles(broken):
                    continue
                known.add(broken)
                found.append(Mutant(len(found) + 1, broken, function, lines, *_difference(source, broken)))
    return found


def _nodes(module: Any, positions: Any) -> Iterator[tuple[Any, str | None, tuple[int, int]]]:
    """Each node that may be mutated, with the outermost function whose body holds it and the lines of its statement."""

    def walk(node: Any, names: tuple[str, ...], function: str | None, lines: tuple[int, int]) -> Iterator[Any]:
        kind = type(node).__name__
        if _is_left_alone(node, kind):
            return
        span = positions.get(node)
        if span is not None and (kind in _BLOCKS or kind in {"SimpleStatementLine", "ExceptHandler"}):
            end = span.end.line
            if hasattr(node, "body") and kind != "SimpleStatementLine":
                end = max(span.start.line, positions[node.body].start.line - 1)
            lines = (span.start.line, end)
        yield node, function, lines
        for child in node.children:
            below, inside = names, function
            if kind in {"FunctionDef", "ClassDef"} and child is node.body:
                below = (*names, node.name.value)
                if kind == "FunctionDef" and function is None:
                    inside = ".".join(below)
            yield from walk(child, below, inside, lines)

    yield from walk(module, (), None, (1, 1))


def _is_left_alone(node: Any, kind: str) -> bool:
    if kind in {"Annotation", "Decorator", "Import", "ImportFrom"}:
        return True
    if kind == "If" and getattr(node.test, "value", "") == "TYPE_CHECKING":
        return True
    if kind == "Assign" and getattr(node.targets[0].target, "value", "") == "__all__":
        return True
    return kind == "Call" and getattr(node.func, "value", None) in _UNTOUCHED_CALLS


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _difference(source: str, broken: str) -> tuple[str, str]:
    lines = list(difflib.unified_diff(source.splitlines(), broken.splitlines(), lineterm="", n=0))[2:]
    gone = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    come = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return gone, come


# --- what is known of a module


@attrs.frozen
class Subject:
    """A module to be broken.

    Attributes:
        name: Its name in the package.
        tests: The files of the tests that concern it.
        caches: The caches to be emptied before each test, so that what was worked out before a fault hides nothing.
    """

    name: str
    tests: tuple[str, ...]
    caches: tuple[str, ...]

    @classmethod
    def named(cls, name: str) -> Subject:
        """The module as ``modules.toml`` has it."""
        row = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))[name]
        return cls(name, tuple(row["tests"]), tuple(row.get("caches", ())))

    @property
    def module(self) -> str:
        """The full name of the module."""
        return f"{PACKAGE}.{self.name}"

    @property
    def path(self) -> Path:
        """Its file."""
        return ROOT.joinpath("src", PACKAGE, *self.name.split(".")).with_suffix(".py")

    def empty_caches(self) -> None:
        """Forget what was worked out before."""
        for cache in self.caches:
            module, _, name = cache.rpartition(".")
            getattr(importlib.import_module(module), name).cache_clear()


def equivalents(name: str) -> dict[tuple[str, str, str], str]:
    """The mutants that change nothing anybody could notice, each with the reason: by function, lines before, lines after.

    They stand in ``equivalent/MODULE.toml``: the lines as in the source, without indentation; ``after`` names every mutant of
    those lines to which the reason applies.
    """
    path = HERE / "equivalent" / f"{name}.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"] if path.exists() else []
    return {(row["function"], row["before"], after): row["why"] for row in rows for after in row["after"]}


# --- trying a mutant


def in_a_fork(work: Callable[[Callable[[str], None]], int], seconds: float) -> tuple[int, str]:
    """Do something in a fork, and give its status and what it said; what breaks, hangs or eats the memory is killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        status = _KILLED
        try:
            os.close(reading)
            silence = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(silence, stream)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            signal.setitimer(signal.ITIMER_REAL, 5 * seconds)
            status = work(lambda said: void(os.write(writing, said.encode())))
        except BaseException as error:  # noqa: BLE001 - whatever it was, the mutant did not get away with it
            with contextlib.suppress(OSError):
                os.write(writing, f"{type(error).__name__}".encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return _KILLED, f"signal {os.WTERMSIG(ended)}"
    return os.WEXITSTATUS(ended), said


def void(_: object) -> None:
    """Nothing, whatever was given."""


@attrs.define
class Record:
    """What the baseline showed of the tests.

    Attributes:
        seconds: How long each test takes, by its name.
        reached: The tests that reach each line; the empty name stands for loading the module and its tests.
        kills: How often each test has killed.
    """

    seconds: dict[str, float] = attrs.field(factory=dict)
    reached: dict[int, set[str]] = attrs.field(factory=dict)
    kills: collections.Counter[str] = attrs.field(factory=collections.Counter)

    def reaching(self, lines: Iterable[int]) -> set[str]:
        """The tests that reach any of some lines."""
        return set().union(*(self.reached.get(line, ()) for line in lines))

    def ordered(self, tests: Iterable[str]) -> list[str]:
        """The likeliest to kill first, among the others the quickest."""
        return sorted(tests, key=lambda test: (self.seconds[test] / (1 + self.kills[test]), test))

    def limit(self, tests: Iterable[str]) -> float:
        """How many seconds of its own some tests may take before they are taken to hang."""
        return 3 * sum(self.seconds[test] for test in tests) + 3


class _Sitting:
    """A plugin that keeps pytest's collected tests and hands them over instead of running them."""

    def __init__(self, work: Callable[[Sequence[Any]], None]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: Any) -> bool:
        if session.testsfailed:
            raise RuntimeError("the tests cannot be collected")
        self.work(session.items)
        return True


def _pytest(files: Sequence[str], work: Callable[[Sequence[Any]], None]) -> None:
    pytest: Any = importlib.import_module("pytest")
    off = ["cacheprovider", "randomly"]
    options = [part for name in off for part in ("-p", f"no:{name}")]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutation", "--rootdir", str(ROOT)]
    status = pytest.main(["-q", "-s", "--no-header", *options, *files], plugins=[_Sitting(work)])
    if status not in {0, 5}:
        raise RuntimeError(f"pytest ended with {status}")


def _fails(items: Sequence[Any], say: Callable[[str], None]) -> bool:
    """Whether one of the tests fails; the first that does ends it."""
    runner: Any = importlib.import_module("_pytest.runner")
    for item, following in zip(items, [*items[1:], None], strict=True):
        for report in runner.runtestprotocol(item, log=False, nextitem=following):
            if report.failed:
                say(item.nodeid)
                return True
    return False


class _Broken(importlib.machinery.SourceFileLoader):
    """Loads a module from its mutated text."""

    text = ""

    def get_code(self, fullname: str) -> types.CodeType:  # noqa: ARG002 - importlib's signature
        return compile(self.text, self.path, "exec", dont_inherit=True)


class _Finder:
    """Finds the mutated text for the module that is broken."""

    def __init__(self, subject: Subject, mutant: Mutant) -> None:
        self.subject = subject
        self.loader = _Broken(subject.module, str(subject.path))
        self.loader.text = mutant.source

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> Any:
        if name != self.subject.module:
            return None
        return importlib.util.spec_from_file_location(name, self.subject.path, loader=self.loader)


def afresh(subject: Subject, mutant: Mutant, record: Record) -> tuple[int, str]:
    """Try a mutant in a fork that loads everything anew: with the first file of tests, and if it survives with all of them."""
    status, by = _afresh(subject, mutant, record, subject.tests[:1])
    return _afresh(subject, mutant, record, subject.tests) if status == _SURVIVED else (status, by)


def _afresh(subject: Subject, mutant: Mutant, record: Record, files: Sequence[str]) -> tuple[int, str]:
    names = {test for test in record.seconds if test.partition("::")[0] in files}
    start, end = mutant.lines
    near = record.reaching(range(start, end + 1)) & names
    order = {test: place for place, test in enumerate([*record.ordered(near), *record.ordered(names - near)])}
    status = [_SURVIVED]

    def work(say: Callable[[str], None]) -> int:
        sys.meta_path.insert(0, _Finder(subject, mutant))

        def run(items: Sequence[Any]) -> None:
            chosen = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])
            # What makes a test vanish is noticed too: fewer tests are a change that anybody sees.
            status[0] = _KILLED if len(chosen) < len(order) or _fails(chosen, say) else _SURVIVED

        _pytest(files, run)
        return status[0]

    return in_a_fork(work, record.limit(order) + 10)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield from _codes(inner)


def _swap(subject: Subject, mutant: Mutant, live: dict[str, list[types.FunctionType]]) -> bool:
    """Give the functions that are loaded the mutated body; False where that cannot be done."""
    function = mutant.function or ""
    new: dict[str, list[types.CodeType]] = {}
    for code in _codes(compile(mutant.source, str(subject.path), "exec", dont_inherit=True)):
        new.setdefault(code.co_qualname, []).append(code)
    if not live.get(function):
        return False
    for name, functions in live.items():
        if name == function or name.startswith(f"{function}.<locals>."):
            if len(new.get(name, ())) != 1:
                return False
            for one in functions:
                try:
                    one.__code__ = new[name][0]
                except ValueError:
                    return False
    return True


def baseline(subject: Subject, items: Sequence[Any], coverage: Any) -> Record:
    """Run every test once, unbroken, and note how long it takes and which lines it reaches."""
    record = Record()
    failed = []
    _build_everything()
    coverage.switch_context("?")  # what the tests before the first find already built
    for item in items:
        subject.empty_caches()
        coverage.switch_context(item.nodeid)
        began = time.process_time()
        if _fails([item], void):
            failed.append(item.nodeid)
        record.seconds[item.nodeid] = time.process_time() - began
    coverage.stop()
    for name in failed:
        say(f"  left out, for it fails unbroken: {name}")
        del record.seconds[name]
    for line, contexts in coverage.get_data().contexts_by_lineno(str(subject.path)).items():
        record.reached[line] = set(contexts) - set(failed)
    return record


def _build_everything() -> None:
    """Build what is shared, so that no test seems to be the only one that builds it."""
    calendars: Any = importlib.import_module(f"{PACKAGE}.calendars")
    procedures: Any = importlib.import_module(f"{PACKAGE}.procedures")
    for division in calendars.Division:
        calendars.WorkingDayCalendar.for_division(division)
    for key in procedures.RULEBOOK.keys:
        procedures.RULEBOOK.versions(key)


@attrs.frozen
class Outcome:
    """What became of a mutant: ``killed``, ``survived`` or ``again`` (to be tried afresh), and by what."""

    number: int
    fate: str
    by: str


def swapped(subject: Subject, chosen: Sequence[Mutant], coverage: Any, save: Callable[[Any], None]) -> None:
    """The quick way: try each mutant of a function's body in a fork of a process in which everything is loaded."""

    def work(items: Sequence[Any]) -> None:
        record = baseline(subject, items, coverage)
        by_name = {item.nodeid: item for item in items}
        live: dict[str, list[types.FunctionType]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and thing.__code__.co_filename == str(subject.path):
                live.setdefault(thing.__code__.co_qualname, []).append(thing)
        gc.collect()
        gc.freeze()
        outcomes = []
        for mutant in chosen:
            outcomes.append(_try_swapped(subject, mutant, record, by_name, live))
            say_progress(outcomes[-1], len(chosen))
        save(
            {
                "seconds": record.seconds,
                "reached": {line: sorted(names) for line, names in record.reached.items()},
                "kills": record.kills,
                "outcomes": [attrs.astuple(one) for one in outcomes],
            }
        )

    _pytest(subject.tests, work)


def _try_swapped(subject: Subject, mutant: Mutant, record: Record, items: dict[str, Any], live: Any) -> Outcome:
    if mutant.function is None:
        return Outcome(mutant.number, "again", "runs while the module is loaded")
    start, end = mutant.lines
    near = record.reaching(range(start, end + 1))
    loading = bool(near & {"", "?"})
    order = record.ordered(test for test in near if test in items)

    def run(say: Callable[[str], None]) -> int:
        if not _swap(subject, mutant, live):
            return _UNSUITED
        subject.empty_caches()
        return _KILLED if _fails([items[test] for test in order], say) else _SURVIVED

    status, by = in_a_fork(run, record.limit(order))
    if status == _KILLED:
        record.kills[by] += 1
        return Outcome(mutant.number, "killed", by)
    if status == _UNSUITED or loading:
        return Outcome(mutant.number, "again", "runs while the tests are loaded")
    return Outcome(mutant.number, "survived", f"{len(order)} tests reach it")


# --- the run


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_progress(outcome: Outcome, of: int) -> None:
    """Print a dot for now and then, so that a reader sees that it goes on."""
    if outcome.number % 50 == 0:
        say(f"  … {outcome.number} ({of} in all)")


def run(subject: Subject, *, every: int, only: set[int], recheck: int) -> dict[str, Any]:
    """Try the mutants of a module, and say what became of them."""
    began = time.monotonic()
    every_one = mutants(subject.path.read_text(encoding="utf-8"))
    chosen = [one for one in every_one if (one.number in only if only else one.number % every == 0)]
    say(f"{subject.name}: {len(every_one)} mutants, {len(chosen)} of them tried")
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["PYTHONPATH"] = str(ROOT / "src")  # for the tests that start a Python of their own
    _load_what_tests_need()
    quick = _quick(subject, chosen)
    record = Record(
        quick["seconds"], {int(line): set(names) for line, names in quick["reached"].items()}, collections.Counter(quick["kills"])
    )
    outcomes = {number: Outcome(number, fate, by) for number, fate, by in quick["outcomes"]}
    say(f"  {sum(one.fate == 'again' for one in outcomes.values())} of them to be tried afresh")
    for mutant in chosen:
        again = outcomes[mutant.number].fate == "again"
        if again or (recheck and outcomes[mutant.number].fate == "killed" and mutant.number % recheck == 0):
            status, by = afresh(subject, mutant, record)
            record.kills[by] += status == _KILLED
            fate = "killed" if status == _KILLED else "survived"
            if not again and fate == "survived":
                say(f"  killed only in a process that was loaded whole: {mutant}")
            outcomes[mutant.number] = Outcome(mutant.number, fate, by)
    return _report(subject, chosen, outcomes, len(every_one), time.monotonic() - began)


def _load_what_tests_need() -> None:
    """Load other people's libraries once, before the forks: none of this package's own modules among them."""
    names = [
        "pytest",
        "hypothesis",
        "hypothesis.stateful",
        "attrs",
        "cattrs",
        "cattrs.gen",
        "dateutil.relativedelta",
        "holidays",
        "holidays.countries.united_kingdom",
        "numpy",
        "coverage",
        "sybil",
        "sybil.parsers.myst",
        "sybil.parsers.rest",
    ]
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    hypothesis: Any = importlib.import_module("hypothesis")
    hypothesis.settings.register_profile(
        "mutation",
        max_examples=_HYPOTHESIS_EXAMPLES,
        stateful_step_count=12,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )


def _quick(subject: Subject, chosen: Sequence[Mutant]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "quick.json")
        child = os.fork()
        if not child:
            status = 1
            try:
                coverage: Any = importlib.import_module("coverage")
                watching = coverage.Coverage(data_file=None, include=[str(subject.path)], config_file=False)
                watching.start()
                swapped(subject, chosen, watching, lambda data: void(kept.write_text(json.dumps(data), encoding="utf-8")))
                status = 0
            except BaseException as error:  # noqa: BLE001 - said, and the run ends
                say(f"{type(error).__name__}: {error}")
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        if ended:
            raise SystemExit("the tests could not be run")
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        return found


def _report(
    subject: Subject, chosen: Sequence[Mutant], outcomes: dict[int, Outcome], every_one: int, seconds: float
) -> dict[str, Any]:
    known = equivalents(subject.name)
    used = set()
    killed, equivalent, survived = 0, 0, []
    for mutant in chosen:
        name = (mutant.place, mutant.before, mutant.after)
        if outcomes[mutant.number].fate == "killed":
            killed += 1
            if name in known:
                say(f"listed as equivalent, and killed by {outcomes[mutant.number].by}: {mutant}")
                used.add(name)
        elif name in known:
            equivalent += 1
            used.add(name)
        else:
            survived.append(mutant)
    for mutant in survived:
        say(f"{mutant}\n    ({outcomes[mutant.number].by})")
    if len(chosen) == every_one:
        for name in known.keys() - used:
            say(f"listed as equivalent, and no mutant: {name}")
    counted = len(chosen) - equivalent
    share = 100 * killed / counted if counted else 100.0
    say(
        f"{subject.name}: {len(chosen)} of {every_one} mutants: {killed} killed, {equivalent} equivalent,"
        f" {len(survived)} survived: {share:.1f} % killed, in {seconds:.0f} s"
    )
    return {
        "module": subject.name,
        "mutants": every_one,
        "tried": len(chosen),
        "killed": killed,
        "equivalent": equivalent,
        "survived": len(survived),
        "share": round(share, 1),
    }


def _in_a_clean_clone(arguments: Sequence[str]) -> int:
    """Run the last commit, in a clone of its own that is thrown away afterwards."""
    git = shutil.which("git") or "git"
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        clone = Path(folder, "clone")
        subprocess.run([git, "clone", "--quiet", "--shared", str(ROOT), str(clone)], check=True)  # noqa: S603 - fixed words
        driver = clone / HERE.relative_to(ROOT) / Path(__file__).name
        environment = os.environ | {"PYTHONPATH": str(clone / "src"), "PYTHONHASHSEED": "0"}
        # The arguments were checked by the parser of this very file.
        return subprocess.run([sys.executable, str(driver), *arguments], check=False, cwd=clone, env=environment).returncode  # noqa: S603 - as said


def record(folder: Path, row: dict[str, Any]) -> None:
    """Put the figures of a module, with the day and the commit, into the data of the documentation."""
    git = shutil.which("git") or "git"
    commit = subprocess.run(  # noqa: S603 - fixed words
        [git, "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    path = folder / "mutation.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    data[row["module"]] = row | {"date": dt.datetime.now(dt.UTC).date().isoformat(), "commit": commit}
    path.write_text(json.dumps(dict(sorted(data.items())), indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Run for the modules asked for; the exit status is 1 where fewer than 95 % were killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", nargs="+", choices=sorted(tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))))
    parser.add_argument("--here", action="store_true", help="run this very tree, and no clean clone of it")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="only every K-th mutant")
    parser.add_argument("--only", default="", metavar="N,N", help="only these mutants, by their numbers")
    parser.add_argument("--recheck", type=int, default=0, metavar="K", help="try every K-th that was killed again, afresh")
    parser.add_argument("--record", type=Path, metavar="FOLDER", help="write the figures into FOLDER/mutation.json")
    asked = parser.parse_args()
    if not asked.here:
        given = sys.argv[1:]
        if asked.record:
            given[given.index("--record") + 1] = str(asked.record.resolve())
        return _in_a_clean_clone([*given, "--here"])
    rows = []
    for name in asked.module:
        only = {int(number) for number in asked.only.split(",") if number}
        rows.append(run(Subject.named(name), every=asked.every, only=only, recheck=asked.recheck))
        if asked.record:
            record(asked.record, rows[-1])
    return 1 if any(row["share"] < _ENOUGH for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
