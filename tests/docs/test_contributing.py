"""What CONTRIBUTING, the justfile, the hooks, the citation and the forms for issues promise is so."""

from __future__ import annotations

import ast
import os
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "complaintrules"
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8") if (ROOT / ".ci").is_dir() else ""
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"

CODE = [*re.findall(r"(?<!`)`([^`\n]+)`(?!`)", PAGE), *"\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)).splitlines()]
COMMANDS = [code for code in CODE if " " in code]

in_a_checkout = pytest.mark.skipif(not CI, reason="the source distribution carries no .ci and no .github")


def recipes() -> dict[str, list[str]]:
    """Each recipe of the justfile with its lines."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (ROOT / "justfile").read_text(encoding="utf-8").splitlines():
        if head := re.match(r"([a-z]+)(?: \*[a-z]+)?:$", line):
            lines = found[head[1]] = []
        elif line.startswith("    "):
            lines.append(line.strip())
    return found


def yaml_of(path: Path) -> Any:
    """What a YAML file holds; the reader comes with what the documentation needs, and `.ci/run` has it."""
    yaml = pytest.importorskip("yaml", reason="comes with the extra `docs`")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def readme_command(name: str) -> str:
    """What the README gives to run after installing, with the interpreter of an active environment."""
    (command,) = re.findall(rf"<!-- command: {name} -->\n```sh\n.* && (.*)\n```", README)
    return str(command).replace("python3", "python")


# --- CONTRIBUTING


def test_every_path_on_the_page_is_there() -> None:
    """From the root, or from the package where the table and the steps speak of its rooms."""
    named = {word for code in CODE for word in shlex.split(code) if re.search(r"[\w/]/|/\w|\.(py|md|toml|json)$", word)}
    ignored = {".venv/bin/activate", "python3"} | (set() if CI else {".ci/run"})
    missing = {word for word in named - ignored if not (ROOT / word).exists() and not (PACKAGE / word).exists()}
    assert missing == set()
    assert {"events.py", "tests/law", "cli/report.py", "docs/_ext/draw.py", "reports/"} <= named


def test_every_command_on_the_page_is_one_that_is_run() -> None:
    """A recipe of the justfile, a script that is there, or a module that the extras bring."""
    extras = {
        re.split(r"[>=;\[]", wanted)[0] for extra in PYPROJECT["project"]["optional-dependencies"].values() for wanted in extra
    }
    for command in COMMANDS:
        match shlex.split(command):
            case ["just", recipe, *_]:
                assert recipe in recipes(), command
            case ["python", "-m", module, *_]:
                assert module in extras | {"pip"}, command
            case ["python", script]:
                assert (ROOT / script).exists(), command
            case other:
                assert other[:3] == ["python3", "-m", "venv"] or other == ["pre-commit", "install"], command


def test_what_the_page_selects_by_name_selects_something() -> None:
    """The words after `-k` stand in the name of a test of that folder."""
    (words,) = {shlex.split(command)[-1] for command in COMMANDS if " -k " in command and "pytest" in command}
    names = {
        node.name
        for path in (ROOT / "tests" / "law").glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert words == "extension and late"
    assert any("extension" in name and "late" in name for name in names)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("tests/test_events.py", "PUBLISHED NEEDED THEIRS JOINT DAYS TO_COME"),
        ("src/complaintrules/events.py", "EVENTS PlanAgreed __all__"),
        ("src/complaintrules/testing/_events.py", "_DISTANCES"),
        ("src/complaintrules/rules/terms.py", "STAY Transition"),
        ("src/complaintrules/procedures/england_housing.py", "PROCEDURES"),
        ("src/complaintrules/reports/_report.py", "as_csv Report"),
        ("src/complaintrules/cli/report.py", "_written"),
    ],
)
def test_what_the_steps_name_stands_where_they_say(path: str, names: str) -> None:
    """A reader who looks for a name finds it in that file, made there and not only used."""
    made = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
    for name in names.split():
        assert name in made
        assert f"`{name}`" in PAGE


def test_the_changelog_has_the_sections_that_the_steps_name() -> None:
    """A line that is to be added has its place."""
    for section in set(re.findall(r'under "(.*?)"', PAGE.replace("\n   and", " and").replace("\n   ", " "))):
        assert f"\n### {section}\n" in CHANGELOG, section


def test_the_page_says_where_to_change_each_wing() -> None:
    """Whoever looks for a subject finds its folder in the table."""
    table = PAGE.split("## Where would I change")[1].split("##")[0]
    wings = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"testing", "model_checker", "cases"}
    assert {wing for wing in wings if f"`{wing}/" not in table} == set()
    assert "`cases/_explanation.py`" in table
    assert "](docs/reference/architecture.md)" in table


# --- the justfile


def test_the_justfile_has_five_commands_each_on_the_page() -> None:
    """And one that lists them."""
    assert set(recipes()) == {"default", "test", "all", "lint", "docs", "ci"}
    for recipe in set(recipes()) - {"default"}:
        assert f"`just {recipe}" in PAGE


def test_the_justfile_runs_what_the_readme_and_the_run_run() -> None:
    """The README's commands word for word, and each tool that `.ci/run` holds the code to."""
    found = recipes()
    assert found["test"] == ['python -m pytest -q "$@"']
    assert found["all"] == [readme_command("test")]
    assert found["docs"] == [readme_command("docs")]
    assert found["ci"] == [".ci/run"]
    assert [" ".join(line.split()[2:4]) for line in found["lint"]] == ["ruff check", "ruff format", "mypy", "pyright"]


@in_a_checkout
def test_each_tool_of_the_justfile_is_in_the_run() -> None:
    """What mends on a desk is what refuses in the run; and the run can be started."""
    for line in recipes()["lint"]:
        tool = " ".join(line.split()[:4]).removesuffix(" .")
        assert re.search(rf"^ *{re.escape(tool)}\b", CI, re.MULTILINE), line
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "tests/docs/test_contributing.py" in CI


# --- hooks


@in_a_checkout
def test_the_hooks_run_the_tools_that_the_extra_installs() -> None:
    """Lint, format and types, as the justfile has them: no hook brings a version of its own."""
    (repo,) = yaml_of(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    assert [hook["entry"] for hook in repo["hooks"]] == [line.removesuffix(" .") for line in recipes()["lint"][:3]]
    assert {hook["language"] for hook in repo["hooks"]} == {"system"}
    wanted = {re.split(r"[>=;\[]", each)[0] for each in PYPROJECT["project"]["optional-dependencies"]["test"]}
    assert {hook["entry"].split()[2] for hook in repo["hooks"]} <= wanted
    # The type checker reads what pyproject names, whatever was changed.
    assert [hook.get("pass_filenames", True) for hook in repo["hooks"]] == [True, True, False]


# --- the citation, the forms, the source distribution


def test_the_citation_is_of_this_version() -> None:
    """What somebody cites is what they have: the number, the licence and the name are those of the project."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    project = PYPROJECT["project"]
    assert f"\nversion: {project['version']}\n" in citation
    assert f"\nlicense: {project['license']}\n" in citation
    assert f"\n  - name: {project['authors'][0]['name']}\n" in citation


def test_the_citation_has_the_fields_that_the_format_requires() -> None:
    """Its four required fields, each of the right kind."""
    citation = yaml_of(ROOT / "CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert isinstance(citation["message"], str)
    assert citation["title"].startswith("complaintrules")
    assert citation["authors"] == [{"name": PYPROJECT["project"]["authors"][0]["name"]}]
    assert citation["type"] == "software"
    assert citation["keywords"] == PYPROJECT["project"]["keywords"]


@in_a_checkout
@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("wrong-date", {"asked", "answered", "right", "version"}),
        ("changed-rule", {"rule", "source", "since"}),
        ("missing-procedure", {"instrument", "stages"}),
    ],
)
def test_each_form_asks_for_what_a_repair_needs(name: str, required: set[str]) -> None:
    """A title, a line of description, and fields each with a label; what must be filled in is marked."""
    form = yaml_of(FORMS / f"{name}.yml")
    assert form["name"]
    assert form["description"]
    for field in form["body"]:
        assert field["type"] in {"input", "textarea"}
        assert field["attributes"]["label"]
    assert {field["id"] for field in form["body"] if field.get("validations", {}).get("required")} == required
    assert len({field["id"] for field in form["body"]}) == len(form["body"])


@in_a_checkout
def test_there_is_a_form_for_each_of_three_things_and_no_other() -> None:
    """A wrong date, a rule that changed, a procedure that is missing."""
    assert {path.name for path in FORMS.iterdir()} == {"wrong-date.yml", "changed-rule.yml", "missing-procedure.yml"}


def test_the_source_distribution_carries_what_the_readme_links() -> None:
    """So that its tests and its links hold there too."""
    carried = PYPROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for name in ("CONTRIBUTING.md", "SECURITY.md", "CITATION.cff", "justfile", "CHANGELOG.md"):
        assert f"/{name}" in carried
        assert (ROOT / name).is_file()
