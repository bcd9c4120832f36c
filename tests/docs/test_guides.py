"""The guides: examples that need a library or a server of their own run where it is there; no count of days is typed by hand."""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"

# `py` marks what the suite does not run in every environment; `python` what sybil runs in all of them.
BLOCK = re.compile(r"^```py\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# One with prompts is compared with what it prints; any other is run as it stands.
COMPARE = """
import doctest
def compare(block):
    test = doctest.DocTestParser().get_doctest(block, globals(), "the page", None, 0)
    test.globs = globals()
    assert not doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False).failed
"""

# What a project has in its settings and its first migration, and the page need not show.
DJANGO = """
import django
from datetime import date
from django.conf import settings
from django.db import connection
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, USE_TZ=True)
django.setup()
"""
MIGRATION = """
with connection.schema_editor() as editor:
    editor.create_model(Complaint)
"""

CLEAN = """
import os, psycopg
psycopg.connect(os.environ["COMPLAINTS_DATABASE"], autocommit=True).execute("DROP TABLE IF EXISTS complaint")
"""

EXAMPLES = [
    ("guides/databases.md", "## PostgreSQL", "psycopg", CLEAN, ""),
    ("guides/databases.md", "## Django", "django", DJANGO, MIGRATION),
    ("explanation/coming-from-workalendar.md", "# ", "workalendar", "", ""),
    ("explanation/coming-from-business-python.md", "# ", "business", "", ""),
]

# Pages for readers who want to know the rules: a number of the law is shown by an example, or not at all.
PAGES = [
    *sorted((DOCS / "tutorials").glob("*.md")),
    *sorted((DOCS / "pitfalls").glob("*.md")),
    *sorted((DOCS / "explanation").glob("coming-from-*.md")),
    *(
        DOCS / "guides" / f"{name}.md"
        for name in ("bank-holidays", "bulk", "closing-days", "command-line", "databases", "index", "install", "local-policies",
                     "storing-cases", "triage")
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "heading", "module", "before", "after"), EXAMPLES, ids=[f"{page}: {module}" for page, _, module, _, _ in EXAMPLES]
)
def test_an_example_with_another_library_runs_where_it_is_installed(
    page: str, heading: str, module: str, before: str, after: str, tmp_path: Path
) -> None:
    """In a process of its own, as Django keeps its settings. PostgreSQL is asked for where COMPLAINTS_DATABASE names one.

    The database may hold a table `complaint` already, and loses it: name one that is made for this test.
    """
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is no dependency of this project, and is not installed")
    if module == "psycopg" and "COMPLAINTS_DATABASE" not in os.environ:
        pytest.skip("no database was named in COMPLAINTS_DATABASE")
    (_, _, section) = (DOCS / page).read_text(encoding="utf-8").partition(heading)
    blocks = BLOCK.findall(section.split("\n## ")[0] if heading.startswith("## ") else section)
    assert any(">>>" in block for block in blocks), "an example shows what comes out"
    script = tmp_path / "example.py"
    steps = [f"compare({block!r})" if block.startswith(">>>") else block + after for block in blocks]
    script.write_text("\n".join((COMPARE, before, *steps)), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)  # noqa: S603 - a page of ours
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_no_number_of_the_law_is_typed_into_a_page(page: Path) -> None:
    """Outside the examples, which run, no count of days, months or years stands in figures: the rulebook alone has them."""
    prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"\b\d+\s+(?:working days?|calendar days?|days?|months?|years?)\b", prose) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_has_one_title_and_skips_no_level(page: Path) -> None:
    """One heading of the first level, at its beginning, and none of the others skips a level."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
