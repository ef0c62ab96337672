"""The project around the code: layers, wheel, README, samples' comparison."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from compare_samples import find_differences

from auditor.expressions import find_programs_path
from auditor.rulepack import list_shipped_names

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
READMES = ("README.md", "README.zh-CN.md")

# Imports that must not be, the file they are put into, and the words that report them.
FORBIDDEN = (
    ("auditor/location.py", "import auditor.errors", "auditor.location -> auditor.errors"),
    (
        "auditor/finding/finding.py",
        "import auditor.rule",
        "auditor.finding.finding -> auditor.rule",
    ),
    ("auditor/amount/unit.py", "import auditor.codes", "auditor.amount.unit -> auditor.codes"),
    ("auditor/checks/__init__.py", "import lark", "auditor.checks -> lark"),
    ("auditor/engine/__init__.py", "import yaml", "auditor.engine -> yaml"),
    ("auditor/cli/__init__.py", "import rich", "auditor.cli -> rich"),
    ("auditor/report/__init__.py", "import pypdfium2", "auditor.report -> pypdfium2"),
    ("auditor/cli/__init__.py", "import lxml", "auditor.cli -> lxml"),
    ("auditor/cli/__init__.py", "import openpyxl", "auditor.cli -> openpyxl"),
    ("auditor/engine/__init__.py", "import duckdb", "auditor.engine -> duckdb"),
    ("auditor/checks/__init__.py", "import ray", "auditor.checks -> ray"),
    ("auditor/checks/__init__.py", "import fsspec", "auditor.checks -> fsspec"),
    ("auditor/checks/__init__.py", "import pyarrow", "auditor.checks -> pyarrow"),
    ("auditor/stray.py", "", "- auditor.stray"),
)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in a folder."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def list_commands(page: str) -> list[str]:
    """Return the lines of the command blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its settings, to be spoilt."""
    shutil.copytree(ROOT / "auditor", tmp_path / "auditor")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_layers_are_kept(copy: Path) -> None:
    """The package imports only downward."""
    run = lint_imports(copy)

    assert run.returncode == 0, run.stdout + run.stderr


def test_forbidden_imports_are_seen(copy: Path) -> None:
    """Each contract fails when it is broken; a package without a layer is seen too."""
    for path, line, _ in FORBIDDEN:
        with (copy / path).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}\n")

    run = lint_imports(copy)

    assert run.returncode == 1, run.stderr
    assert [words for _, _, words in FORBIDDEN if words not in run.stdout] == []
    assert "0 kept" in run.stdout


def _list_packs_with_files() -> list[str]:
    """List the packs that are more than a head."""
    names = list_shipped_names()
    return [name for name in names if len(list((ROOT / "rules" / name).rglob("*.yaml"))) > 1]


def test_wheel_holds_what_the_program_needs(tmp_path: Path) -> None:
    """All modules, grammars with their tables, rule packs, the licence; no tests, no caches."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    modules = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("auditor/**/*.py")}
    grammars = {path.name for path in ROOT.glob("grammar/*.lark")}
    rules = {
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("rules/**/*") if path.is_file()
    }
    assets = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("auditor/**/*.[cj]s*")}
    assert modules - names == set()
    assets |= {path.relative_to(ROOT).as_posix() for path in ROOT.glob("auditor/**/*.sql")}
    assert assets - names == set()
    assert {"auditor/report/html/page.css", "auditor/store/sql/life.sql"} <= assets
    assert {f"auditor/_shipped/grammar/{name}" for name in grammars} - names == set()
    built = {f"auditor/_shipped/grammar/built/{Path(name).stem}.json" for name in grammars}
    remembered = {
        "auditor/_shipped/grammar/built/equation.texts.json",
        "auditor/_shipped/grammar/built/statement.texts.json",
        "auditor/_shipped/rules/built/heads.json",
        *(f"auditor/_shipped/rules/built/{name}.json" for name in _list_packs_with_files()),
        *(f"auditor/_shipped/rules/built/{name}.pickle" for name in list_shipped_names()),
        f"auditor/_shipped/grammar/built/{find_programs_path().name}",
    }
    assert {name for name in names if "/built/" in name} == built | remembered
    assert {f"auditor/_shipped/{name}" for name in rules} - names == set()
    assert "auditor/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert [name for name in names if name.startswith("tests/") or "__pycache__" in name] == []


def test_entry_point_is_the_function_that_returns_the_exit_status() -> None:
    """The console script and `python -m auditor` are one program."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert settings["project"]["scripts"] == {"auditor": "auditor.__main__:main"}


@pytest.mark.parametrize("page", READMES)
def test_readme_has_two_commands_that_set_everything_up(page: str) -> None:
    """Each starts from a bare Python; the one audits a sample, the other runs the tests."""
    audit, tests = list_commands(page)

    assert audit.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert tests.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert tests.endswith(".venv/bin/python -m pytest -q")
    sample = audit.split()[-1]
    assert (ROOT / sample).is_file(), sample


@pytest.mark.parametrize("page", READMES)
def test_readme_shows_the_report_of_its_first_command(page: str) -> None:
    """The command above the report and the one that it was made with are the same."""
    audit = list_commands(page)[0]
    shown = re.findall(r"<!-- report: (.+?) -->", (ROOT / page).read_text(encoding="utf-8"))

    assert shown == [audit.rpartition(".venv/bin/")[2]]


def test_reports_in_the_readmes_are_current() -> None:
    """What the READMEs show is what the program prints now."""
    command = [sys.executable, str(ROOT / "docs" / "readme.py"), "--check"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """No page links to a file that is not there."""
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)

    missing = [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]

    assert missing == []


def test_comparison_of_samples_sees_every_difference() -> None:
    """What is stated must hold; what is not stated may be anything."""
    expected = {"exit": 1, "documents": [{"findings": [{"rule": "a"}, {"rule": "b"}]}]}
    sound = {"exit": 1, "documents": [{"path": "x", "findings": [{"rule": "a", "line": 1}] * 2}]}
    sound["documents"][0]["findings"][1] = {"rule": "b"}  # type: ignore[index]
    poor = {"exit": 0, "documents": [{"findings": [{"line": 2}]}]}

    assert list(find_differences(expected, sound)) == []
    assert list(find_differences(expected, poor)) == [
        "report.exit is 0, expected 1",
        "report.documents[0].findings has 1 entries, expected 2",
        "report.documents[0].findings[0].rule is missing",
    ]
