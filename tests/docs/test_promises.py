"""What the README, the documentation and the changelog promise is so."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import complaintrules as cr

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8") if (ROOT / ".ci").is_dir() else ""

in_a_checkout = pytest.mark.skipif(not CI, reason="the source distribution carries no .ci")


def _module(path: Path) -> ModuleType:
    """A script as a module, without its being on the path."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@in_a_checkout
@pytest.mark.parametrize("name", ["run", "test", "docs"])
def test_the_readme_gives_each_command_once_on_one_line(name: str) -> None:
    """What `.ci/run` extracts is one line that a reader can copy, and `.ci/run` does extract it."""
    command = _module(ROOT / ".ci" / "readme_command.py").readme_command(name, ROOT / "README.md")
    assert command.startswith("python3 -m pip install ")
    assert f"readme_command.py {name})" in CI


@in_a_checkout
@pytest.mark.parametrize(
    "readme",
    [
        "no command at all",
        "<!-- command: test -->\n```sh\nfirst\nsecond\n```\n",
        "<!-- command: test -->\n```sh\nonce\n```\n<!-- command: test -->\n```sh\ntwice\n```\n",
    ],
)
def test_a_readme_without_exactly_one_such_line_is_refused(readme: str, tmp_path: Path) -> None:
    """Nothing else is run in its place."""
    page = tmp_path / "README.md"
    page.write_text(readme, encoding="utf-8")
    with pytest.raises(LookupError, match="there must be one"):
        _module(ROOT / ".ci" / "readme_command.py").readme_command("test", page)


@in_a_checkout
def test_every_check_that_is_promised_is_in_the_run() -> None:
    """Tests with coverage, lint, format, types, documentation, lowest dependencies, the wheel and the first command."""
    for check in (
        "ruff check", "ruff format", "mypy", "-m thorough", "lowest.py", "smoke.py", "-m build", "git status --porcelain",
        "readme_command.py test", "readme_command.py docs", "readme_command.py run",
    ):  # fmt: skip
        assert check in CI, check
    assert " --cov\n" in README
    assert "sphinx -W" in README
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert settings["coverage"]["report"]["fail_under"] == 100
    assert settings["pytest"]["ini_options"]["filterwarnings"] == ["error"]


@in_a_checkout
def test_every_lower_bound_is_one_that_is_tested() -> None:
    """Each dependency of a caller has a lower bound, and its lowest release is installed and tried."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tried = {line.partition("==")[0] for line in _module(ROOT / ".ci" / "lowest.py").lowest(ROOT / "pyproject.toml")}
    extras = (
        requirement for extra in ("bulk", "cli", "report", "testing") for requirement in project["optional-dependencies"][extra]
    )
    wanted = {re.split("[>=;]", requirement)[0] for requirement in (*project["dependencies"], *extras)}
    assert tried == wanted - {"tzdata"}  # has no bound: any list of time zones knows London


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_leads_to_a_file(page: Path) -> None:
    """A relative link of the README or a page names a file that is there; Sphinx looks at the places inside pages."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_every_procedure_and_policy_of_the_rulebook_has_its_page() -> None:
    """A new procedure is a file in the rulebook and a page in the documentation; the README names it too."""
    places = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for key in cr.procedures():
        assert f"<!-- rulebook: procedure {key} -->" in places or f"<!-- rulebook: variant {key} -->" in places
        assert f"`{key}`" in README or f"<!-- rulebook: variant {key} -->" in places
    for key in cr.policies():
        assert f"<!-- rulebook: policy {key} -->" in places


def test_the_changelog_names_every_procedure_and_every_dependency() -> None:
    """Rules stand apart from code, and each dependency has its line of reasons."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    rules = changelog.split("### Rules and dates")[1].split("###")[0]
    for key in (*cr.procedures(), *cr.policies()):
        assert f"`{key}`" in rules
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = changelog.split("### Dependencies")[1]
    # The tools that every project of this kind has need no reason of their own.
    usual = {"complaintrules", "coverage", "mypy", "pytest", "ruff", "furo", "myst-parser", "sphinx"}
    extras = (requirement for extra in project["optional-dependencies"].values() for requirement in extra)
    for requirement in (*project["dependencies"], *extras):
        name = re.split(r"[>=;\[]", requirement)[0]
        assert name in usual or f"`{name}`" in reasons, name
