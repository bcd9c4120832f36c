"""The installed wheel alone, without its extras, as a user has it: imported and used, from outside the source."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import importlib.util
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import complaintrules as cr

CASE = {
    "procedure": "england-children",
    "version": "2006-09-01",
    "reference": "2016-0143",
    "events": [
        {"event": "received", "on": "2016-09-05", "complainant": "parent"},
        {"event": "acknowledged", "on": "2016-09-07"},
        {"event": "responded", "on": "2016-09-23", "outcome": "partly-upheld"},
    ],
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One command line, as a user types it."""
    program = Path(sys.executable).with_name("complaintrules")
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def check(what: str, *, holds: bool) -> None:
    """Say what was looked at, and stop at the first thing that is not so."""
    print("ok" if holds else "NOT SO", what)
    if not holds:
        sys.exit(1)


for missing in ("rich", "numpy", "hypothesis", "pytest"):
    check(f"{missing} is not installed", holds=importlib.util.find_spec(missing) is None)
check("the package is the installed one", holds="site-packages" in str(cr.__file__))
check("it is typed", holds=importlib.resources.files(cr).joinpath("py.typed").is_file())
check("it carries its licence", holds=bool(importlib.metadata.metadata("complaintrules").get_all("License-File")))
for name in cr.__all__:
    getattr(cr, name)
check(f"all {len(cr.__all__)} public names load", holds=True)
# 19 December 2025 is a Friday; Christmas Day, Boxing Day and New Year's Day are left out.
check("a date is right", holds=cr.due("england-children", "stage-1", date(2025, 12, 19)).due == date(2026, 1, 7))
check("a case comes back as it was", holds=cr.dump_case(cr.load_case(CASE)) == CASE)

today = run("timetable", "england-children")
check("a timetable from today", holds=today.returncode == 0 and "Answer at stage 1" in today.stdout and not today.stderr)
dated = json.loads(run("timetable", "england-children", "2025-12-19", "--json").stdout)
stage_1 = next(row for row in dated["deadlines"] if row["limit"] == "stage-1")
check("a timetable as JSON", holds=(stage_1["due"], stage_1["latest"]) == ("2026-01-07", "2026-01-21"))

# Answered on 23 September, four working days after the 19th: a breach of the regulations, so status 1.
Path("cases.jsonl").write_text(json.dumps(CASE) + "\n", encoding="utf-8")
checked = run("check", "cases.jsonl", "--as-of", "2016-09-26")
check("a file is checked", holds=checked.returncode == 1 and "reg 14(1)" in checked.stdout and not checked.stderr)
faulty = run("check", "no-such-file.jsonl", "--as-of", "2016-09-26")
check("a fault is one line and status 2", holds=faulty.returncode == 2 and len(faulty.stderr.splitlines()) == 1)
module = subprocess.run([sys.executable, "-m", "complaintrules", "procedures"], capture_output=True, text=True, check=False)
check("python -m complaintrules", holds=module.returncode == 0 and "england-children" in module.stdout)
