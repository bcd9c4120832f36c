"""Whatever is excluded from a check has its reason beside it: in the code, and in the settings of the checks."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for folder in ("src", "tests", "docs", "benchmarks", ".ci", ".")
    for file in (ROOT / folder).glob("*.py" if folder == "." else "**/*.py")
)

# A directive, with the codes it names; what follows it should say why.
DIRECTIVE = re.compile(
    r"#\s*(?:"
    r"pragma:\s*no\s*(?:cover|branch)"
    r"|noqa(?::\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?"
    r"|type:\s*ignore(?:\[[a-z0-9, -]*\])?"
    r"|pyright:\s*ignore(?:\[[A-Za-z, ]*\])?"
    r"|pylint:\s*\S+|nosec\S*"
    r")"
)
REASON = re.compile(r"\s*[-#:]+\s*\S+")


def without_reason(source: str) -> list[str]:
    """The lines whose directives say no reason: neither between two of them nor after the last."""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or not DIRECTIVE.search(token.string):
            continue
        # Several directives may share one reason, which is what is left when they are taken away.
        if not REASON.search(DIRECTIVE.sub("", token.string)):
            found.append(f"{token.start[0]}: {token.line.strip()}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_exclusion_in_the_code_says_why(file: Path) -> None:
    """A line kept from a linter, a type checker or the coverage has the reason in the same line."""
    assert without_reason(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("line", "has_reason"),
    [
        ("import json  # noqa: PLC0415 - slow to load", True),
        ("import json  # noqa: PLC0415", False),
        ("import json  # noqa", False),
        ("f(1)  # type: ignore[arg-type] # the wrong type is the point", True),
        ("f(1)  # type: ignore[arg-type]  # likewise", True),
        ("f(1)  # type: ignore[arg-type, misc]", False),
        ("f(1)  # type: ignore", False),
        ("raise E  # pragma: no cover - every child says something", True),
        ("raise E  # pragma: no cover", False),
        ("f(1)  # pyright: ignore[reportCallIssue] - attrs' own", True),
        ("f(1)  # pyright: ignore[reportCallIssue]", False),
        ("f(1)  # type: ignore[misc] # noqa: B018 - both for one reason", True),
        ("f(1)  # type: ignore[misc] # noqa: B018", False),
        ("def f(a, b):  # noqa: C901, PLR0911 - one plain list of cases", True),
        ("x = '# noqa'", True),
        ("x = 1  # an ordinary word", True),
    ],
)
def test_a_reason_is_told_from_none(line: str, has_reason: bool) -> None:  # noqa: FBT001 - a column of the table
    """The check sees what it is there to see."""
    assert (without_reason(line + "\n") == []) is has_reason


def test_every_exclusion_in_the_settings_says_why() -> None:
    """A rule switched off for a file or for all, a line never covered, a library without types: each has a comment beside it."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    section, listed, unexplained = "", "", []
    for above, line in zip(["", *lines], lines, strict=False):
        text = line.strip()
        if text.startswith("["):
            section, listed = text.strip("[]"), ""
            continue
        name = text.partition("=")[0].strip().strip('"')
        excludes = (
            (section == "tool.ruff.lint" and "ignore" in (listed, name))
            or section == "tool.ruff.lint.per-file-ignores"
            or (section == "tool.coverage.report" and {listed, name} & {"exclude_also", "partial_branches", "exclude_lines"})
            or (section == "tool.coverage.run" and {listed, name} & {"omit"})
            or (section == "tool.mypy.overrides" and name == "module")
            or (section == "tool.pyright" and text.startswith("report"))
        )
        if text.endswith("["):
            listed = name
            continue
        says = re.search(r'["\]\w],?\s+#\s*\S', line) or above.strip().startswith("#")
        if excludes and text not in ("]", "") and not text.startswith("#") and not says:
            unexplained.append(line)
        if text.startswith("]"):
            listed = ""
    assert unexplained == []
