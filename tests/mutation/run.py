"""Break the code on purpose, one small change at a time, and see whether the tests notice.

    python tests/mutation/run.py calendars                  every mutant of one module
    python tests/mutation/run.py all --every 5              every fifth of each, evenly spread
    python tests/mutation/run.py deadlines --survivors      only those that survived the last run

Run it from a checkout, in an environment with this package's extra `test` and tests/mutation/requirements.txt. Nothing in the
checkout is changed but tests/mutation/results.json: each mutant lives in a copy of the package, in a folder that is thrown away,
and each is tried in a process of its own by the tests named below for its module, until the first fails. A mutant that makes them
take far too long is killed too. What cannot change anything stands in tests/mutation/equivalent.toml, each with its reason.

The changes come from cosmic-ray: numbers, comparisons, arithmetic, and/or, not, True/False, break/continue, loops that never run,
decorators left out, exceptions that are not caught. Operators that would only change annotations are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
RESULTS: Final = HERE / "results.json"
EQUIVALENT: Final = HERE / "equivalent.toml"

_CHILDREN: Final = "tests/law/test_england_children.py tests/law/test_england_children_states.py"
TESTS: Final = {
    "calendars": "tests/test_calendars.py tests/test_calendar_oracles.py tests/law/test_calendar_law.py",
    "periods": "tests/test_periods.py tests/properties/test_periods.py",
    "conditions": "tests/test_conditions.py tests/test_case.py tests/test_model_checker.py",
    "procedure": "tests/test_procedure_lint.py tests/test_procedures.py tests/test_own_procedure.py tests/test_case.py "
    + _CHILDREN,
    "history": f"tests/test_case.py {_CHILDREN} tests/law/test_deadline_status.py tests/test_model_checker.py",
    "deadlines": f"tests/law/test_deadline_status.py tests/test_case.py {_CHILDREN} tests/law/test_relaxation_2020.py "
    "tests/test_words.py tests/law/test_england_corporate.py tests/law/test_ombudsman.py",
    "case": f"tests/test_case.py {_CHILDREN} tests/test_serialization.py tests/test_report_oracle.py",
    "policy": "tests/law/test_variants_and_policy.py tests/properties/test_policies.py tests/law/test_shropshire_corporate.py",
    "intake": "tests/test_triage.py tests/test_cli_triage.py",
    "routing": "tests/test_triage.py tests/law/test_triage_law.py tests/test_cli_triage.py",
    "_inquiry": "tests/test_triage.py tests/law/test_triage_law.py",
    "figures": "tests/test_figures.py tests/test_report_data.py",
    "_tally": "tests/law/test_report_readings.py tests/test_report_oracle.py tests/properties/test_reports.py",
    "_sums": "tests/test_report_oracle.py tests/law/test_report_readings.py tests/properties/test_reports.py",
    "reports": "tests/test_report_data.py tests/law/test_report_readings.py tests/test_report_oracle.py "
    "tests/properties/test_reports.py",
    "changes": "tests/test_changes.py tests/test_report_data.py",
}
"""The modules, each with the tests that concern it, the quickest first."""

_LEFT_OUT: Final = ("BitOr", "BitAnd", "BitXor", "LShift", "RShift", "Variable", "MatMul")
# Of all that a comparison or an operation could become, its nearest neighbours: the mistakes that people make.
_COMPARISONS: Final = {
    "Eq": ("NotEq",),
    "NotEq": ("Eq",),
    "Lt": ("LtE", "Gt"),
    "LtE": ("Lt", "GtE"),
    "Gt": ("GtE", "Lt"),
    "GtE": ("Gt", "LtE"),
    "Is": ("IsNot",),
    "IsNot": ("Is",),
    "In": ("NotIn",),
    "NotIn": ("In",),
}
_OPERATIONS: Final = {
    "Add": ("Sub",),
    "Sub": ("Add",),
    "Mul": ("FloorDiv",),
    "FloorDiv": ("Mul",),
    "Mod": ("FloorDiv",),
    "Div": ("Mul",),
    "Pow": ("Mul",),
}
_PATIENCE: Final = 6


class Mutant(NamedTuple):
    """One change: which kind, which of its kind, and where."""

    module: str
    operator: str
    occurrence: int
    line: int
    text: str


def mutants(module: str) -> list[Mutant]:
    """Every mutant of a module, in order of its lines."""
    from cosmic_ray.ast import ast_nodes, get_ast  # noqa: PLC0415 - an extra of this folder
    from cosmic_ray.plugins import get_operator, operator_names  # noqa: PLC0415 - likewise

    source = _source(module).read_text(encoding="utf-8")
    lines, tree, found = source.splitlines(), get_ast(source), []
    for name in sorted(operator_names()):
        if _is_wanted(name):
            operator = get_operator(name)()
            places = (start for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node))
            found += [Mutant(module, name, place, line, lines[line - 1].strip()) for place, (line, _) in enumerate(places)]
    return sorted(found, key=lambda mutant: (mutant.line, mutant.operator, mutant.occurrence))


def _is_wanted(name: str) -> bool:
    kind = name.partition("/")[2]
    if any(word in kind for word in _LEFT_OUT):
        return False
    family, _, change = kind.partition("_")
    before, _, after = change.partition("_")
    if family == "ReplaceComparisonOperator":
        return after in _COMPARISONS.get(before, ())
    return family != "ReplaceBinaryOperator" or after in _OPERATIONS.get(before, ())


def _source(module: str) -> Path:
    return ROOT / "src" / "complaintrules" / f"{module}.py"


# --- trying them


def try_all(chosen: list[Mutant], jobs: int) -> list[tuple[Mutant, str]]:
    """Each mutant with what became of it, by several processes at a time."""
    for heavy in ("pytest", "hypothesis", "holidays", "cattrs", "dateutil.relativedelta", "numpy", "cosmic_ray.mutating"):
        with contextlib.suppress(ImportError):
            __import__(heavy)  # once, before the processes part
    with tempfile.TemporaryDirectory() as folder:
        workers = {}
        for number in range(jobs):
            answers = Path(folder) / f"{number}.jsonl"
            process = os.fork()
            if not process:
                _work(chosen[number::jobs], Path(folder) / str(number), answers)
                os._exit(0)
            workers[process] = answers
        for process in workers:
            os.waitpid(process, 0)
        told = [json.loads(line) for answers in workers.values() for line in answers.read_text(encoding="utf-8").splitlines()]
    return [(Mutant(*mutant), fate) for mutant, fate in told]


def _work(share: list[Mutant], folder: Path, answers: Path) -> None:
    shutil.copytree(ROOT / "src", folder)
    clean: dict[str, float] = {}
    with answers.open("w", encoding="utf-8") as out:
        for mutant in share:
            target = folder / "complaintrules" / f"{mutant.module}.py"
            source = _source(mutant.module).read_text(encoding="utf-8")
            if mutant.module not in clean:
                began = time.monotonic()
                if _run(mutant.module, folder, 600) != "survived":
                    raise SystemExit(f"the tests of {mutant.module} fail without any change")
                clean[mutant.module] = time.monotonic() - began
            target.write_text(_changed(source, mutant), encoding="utf-8")
            fate = _run(mutant.module, folder, 10 + _PATIENCE * clean[mutant.module])
            target.write_text(source, encoding="utf-8")
            out.write(json.dumps([mutant, fate]) + "\n")
            out.flush()
            if fate == "survived":
                print(f"{mutant.module}:{mutant.line}: {mutant.operator}: {mutant.text}", flush=True)  # noqa: T201 - what it is for


def _changed(source: str, mutant: Mutant) -> str:
    from cosmic_ray.mutating import mutate_code  # noqa: PLC0415 - an extra of this folder
    from cosmic_ray.plugins import get_operator  # noqa: PLC0415 - likewise

    changed: str = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
    return changed


def _run(module: str, folder: Path, patience: float) -> str:
    """What the tests of a module say of the package in a folder: killed, timeout or survived."""
    process = os.fork()
    if not process:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.chdir(ROOT)
        sys.path.insert(0, str(folder))
        os.environ["PYTHONPATH"] = str(folder)
        sys.dont_write_bytecode = True
        import pytest  # noqa: PLC0415 - loaded before the processes parted

        options = ["-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-header", "-W", "ignore"]
        os._exit(int(pytest.main([*options, *TESTS[module].split()])))
    began = time.monotonic()
    while time.monotonic() - began < patience:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
        time.sleep(0.02)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "timeout"


# --- what is kept of a run


def _equivalents() -> list[dict[str, str]]:
    known: list[dict[str, str]] = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return known


def _is_equivalent(mutant: Mutant) -> bool:
    kind = mutant.operator.partition("/")[2]
    return any(
        (each["module"], each["line"]) == (mutant.module, mutant.text) and kind.startswith(each["change"])
        for each in _equivalents()
    )


def keep(module: str, total: int, every: int, told: list[tuple[Mutant, str]]) -> dict[str, Any]:
    """Write down what became of a module's mutants; what survived stands there by line and change."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    before = results.get(module, {})
    survived = [mutant for mutant, fate in told if fate == "survived"]
    equivalent = [mutant for mutant in survived if _is_equivalent(mutant)]
    tried = before["tried"] if every == 0 else len(told)
    left = [mutant for mutant in survived if mutant not in equivalent]
    results[module] = {
        "on": f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}",
        "mutants": total,
        "every": before["every"] if every == 0 else every,
        "tried": tried,
        "killed": tried - len(survived),
        "equivalent": len(equivalent),
        "survived": len(left),
        "survivors": [[mutant.operator, mutant.occurrence, mutant.line, mutant.text] for mutant in survived],
    }
    RESULTS.write_text(json.dumps(dict(sorted(results.items())), indent=1) + "\n", encoding="utf-8")
    found: dict[str, Any] = results[module]
    return found


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description="Try the tests by breaking the code.")
    parser.add_argument("module", choices=["all", *TESTS])
    parser.add_argument("--every", type=int, default=1, help="try every so-manieth mutant only, evenly spread")
    parser.add_argument("--survivors", action="store_true", help="try only those that survived the last run")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    for module in TESTS if asked.module == "all" else (asked.module,):
        everything = mutants(module)
        chosen = everything[:: asked.every]
        if asked.survivors:
            last = {(each[0], each[3]) for each in json.loads(RESULTS.read_text(encoding="utf-8"))[module]["survivors"]}
            chosen = [mutant for mutant in everything if (mutant.operator, mutant.text) in last]
        found = keep(module, len(everything), 0 if asked.survivors else asked.every, try_all(chosen, asked.jobs))
        score = (found["killed"] + found["equivalent"]) / found["tried"] if found["tried"] else 1
        print(f"{module}: {found['tried']} of {found['mutants']} tried, {score:.1%} killed or equivalent", flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
