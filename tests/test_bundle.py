"""The folder for an office without network: lock, starter, and what the starter refuses."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pip
import pytest

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "bundle"
_PROGRAM = """
import pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--output") + 1])
folder.mkdir()
(folder / "index.html").write_text(" ".join(sys.argv[1:]), encoding="utf-8")
raise SystemExit(1)
"""


def load_script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load a script of the bundle, which finds its neighbours as it does when it is run."""
    monkeypatch.syspath_prepend(str(BUNDLE))
    spec = importlib.util.spec_from_file_location(f"bundle_{name}", BUNDLE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_lock_fits_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run-time requirement is pinned within its range, and each pin has hashes."""
    lock = load_script("make_lock", monkeypatch)

    mistakes = list(lock.list_mistakes())

    assert mistakes == []


@pytest.mark.parametrize(
    ("before", "after", "mistake"),
    [
        ("lark==", "other==", "lark: not in the lock"),
        ("pyyaml==", "pyyaml==0.", "PyYAML>=6: the lock has 0."),
        (" \\\n    --hash=sha256:", "\n    # ", ": no hash"),
    ],
)
def test_lock_that_does_not_fit_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before: str, after: str, mistake: str
) -> None:
    """A library that is missing, too old or without a hash is named."""
    lock = load_script("make_lock", monkeypatch)
    text = (BUNDLE / "requirements.lock").read_text(encoding="utf-8")
    (tmp_path / "requirements.lock").write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr(lock, "HERE", tmp_path)

    mistakes = list(lock.list_mistakes())

    assert any(mistake in each for each in mistakes)


def test_both_systems_and_both_processors_have_wheels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and Linux, x86-64 and ARM64, each with every Python that the project names."""
    platforms = load_script("platforms", monkeypatch)

    pythons = {
        system: {target.python for target in platforms.TARGETS if target.system == system}
        for system in ("windows-x86-64", "windows-arm64", "linux-x86-64", "linux-arm64")
    }

    assert all({"3.12", "3.13"} <= each for each in pythons.values())
    assert [system for system, each in pythons.items() if "3.11" not in each] == ["windows-arm64"]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with a small program in the place of ours."""
    folder = tmp_path_factory.mktemp("bundle") / "离线 包"
    (folder / "wheels").mkdir(parents=True)
    (folder / "program").mkdir()
    wheel = folder / "wheels" / "auditor-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        about = "auditor-1.0.dist-info"
        archive.writestr("auditor/__init__.py", "")
        archive.writestr("auditor/__main__.py", _PROGRAM)
        archive.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: auditor\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    with zipfile.ZipFile(folder / "wheels" / "pip-1-py3-none-any.whl", "w") as archive:
        own = Path(pip.__file__).parent
        for path in sorted(own.rglob("*.py")) + sorted(own.rglob("*.pem")):
            archive.write(path, str(path.relative_to(own.parent)))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "program" / "requirements.txt").write_text(
        f"./wheels/{wheel.name} --hash=sha256:{digest}\n", encoding="utf-8"
    )
    (folder / "program" / "platforms.txt").write_text("linux: Python 3\n", encoding="utf-8")
    shutil.copy(BUNDLE / "start.py", folder / "program")
    shutil.copy(BUNDLE / "start-linux.sh", folder)
    return folder


def start(bundle: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Start the bundle as its starter does."""
    return subprocess.run(
        [sys.executable, str(bundle / "program" / "start.py"), *words],
        env={**os.environ, "AUDITOR_HOME": str(home), "AUDITOR_NO_BROWSER": "1"},
        input="",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_dropped_folder_is_audited(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is installed once; the report lies beside what was dropped.

    No program that lies in the folder is run.
    """
    documents = tmp_path / "部门 一"
    documents.mkdir()
    monkeypatch.chdir(documents)
    (documents / "auditor.py").write_text("raise SystemExit(9)", encoding="utf-8")

    first = start(bundle, tmp_path / "home", str(documents))
    page = tmp_path / "审计报告-部门 一" / "index.html"
    words = page.read_text(encoding="utf-8")
    shutil.rmtree(page.parent)
    second = start(bundle, tmp_path / "home", str(documents))

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert words == f"check {documents} --format html --output {page.parent}{os.sep}"
    assert ("正在安装" in first.stdout, "正在安装" in second.stdout) == (True, False)
    assert f"报告：{page}" in second.stdout
    assert len(list((tmp_path / "home").iterdir())) == 1


def test_changed_wheel_is_not_installed(bundle: Path, tmp_path: Path) -> None:
    """A wheel that is not the one that was locked is refused, and nothing is left behind."""
    other = tmp_path / "bundle"
    shutil.copytree(bundle, other)
    with zipfile.ZipFile(other / "wheels" / "auditor-1.0-py3-none-any.whl", "a") as archive:
        archive.writestr("auditor/slipped.py", "")

    done = start(other, tmp_path / "home", str(tmp_path))

    assert done.returncode == 4
    assert "linux: Python 3" in done.stdout
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a starter for a shell")
def test_linux_starter_finds_a_python(bundle: Path, tmp_path: Path) -> None:
    """It starts from any folder and under any name; without a Python it says what to do."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    starter = ["/bin/sh", str(bundle / "start-linux.sh"), str(tmp_path / "a.txt")]
    environment = {"AUDITOR_HOME": str(tmp_path / "home"), "AUDITOR_NO_BROWSER": "1"}
    tools = "/usr/bin:/bin"

    found = subprocess.run(
        starter,
        env={**environment, "PATH": f"{tmp_path / 'bin'}:{tools}", "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (tmp_path / "empty").mkdir()
    for name in ("dirname", "sh"):
        (tmp_path / "empty" / name).symlink_to(f"/bin/{name}")
    missing = subprocess.run(
        starter,
        env={"PATH": str(tmp_path / "empty")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert found.returncode == 0, found.stderr
    assert (tmp_path / "审计报告-a" / "index.html").is_file()
    assert (missing.returncode, missing.stdout) == (4, "")
    assert "Python 3.11 or later is needed" in missing.stderr


def test_windows_starter_is_plain() -> None:
    """The command file is ASCII, so that every code page reads it."""
    text = (BUNDLE / "start-windows.cmd").read_bytes()

    assert text.isascii()
    assert b"\r" not in text  # line ends of Windows are written into the bundle


def test_old_python_is_told(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python that is too old is named, in both languages."""
    starter = load_script("start", monkeypatch)
    monkeypatch.setattr(starter, "OLDEST", (99, 0))
    monkeypatch.setattr(starter, "BUNDLE", bundle)

    status = starter.main()

    said = capsys.readouterr().out
    assert status == 4
    assert "需要 Python" in said
    assert "or later is needed" in said


@pytest.mark.parametrize(
    ("line", "dropped"),
    [
        ('cmd.exe /c ""{bundle}\\start-windows.cmd" {a} "{b}""', ("{a}", "{b}")),
        ('cmd.exe /c ""{bundle}\\START-WINDOWS.CMD" "{b}" {a}"', ("{b}", "{a}")),
        ('cmd.exe /c ""{bundle}\\start-windows - 2.cmd" {a}"', ("{a}",)),
        ('cmd.exe /c ""{bundle}\\start-windows.cmd" "', ()),
        ('cmd.exe /c ""{bundle}\\start-windows.cmd" {a} {a}.gone"', ()),
        ('"C:\\Windows\\system32\\cmd.exe"', ()),
        ("", ()),
    ],
)
def test_dropped_names_are_taken_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, dropped: tuple[str, ...]
) -> None:
    """Signs that cmd.exe takes for its own stay in the names that Explorer hands over."""
    starter = load_script("start", monkeypatch)
    names = {"a": tmp_path / "R&D^100%x%!(1),;=", "b": tmp_path / "预算 & 决算"}
    for path in names.values():
        path.mkdir()

    found = starter.find_dropped(line.format(bundle="C:\\离线 包", **names))

    assert found == [each.format(**names) for each in dropped]


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("预算 #1", "审计报告-预算 #1"),
        ("长" * 80, f"审计报告-{'长' * 60}"),
        ("2025.", "审计报告-2025"),
    ],
)
def test_report_lies_beside_what_is_audited(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, report: str
) -> None:
    """Its folder has a name that every system allows."""
    starter = load_script("start", monkeypatch)
    (tmp_path / name).mkdir()

    assert starter.choose_report(tmp_path / name) == tmp_path / report


def test_report_lies_in_the_own_folder_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A disc or a share that is closed is no obstacle."""
    starter = load_script("start", monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    closed = tmp_path / "closed" / "预算"

    assert starter.choose_report(closed) == tmp_path / "审计报告-预算"


def test_report_of_an_earlier_audit_is_not_shown_as_the_new_one(
    bundle: Path, tmp_path: Path
) -> None:
    """Where no report is written it is said, though an old one lies there."""
    documents = tmp_path / "甲"
    documents.mkdir()
    first = start(bundle, tmp_path / "home", str(documents))

    second = start(bundle, tmp_path / "home", str(documents))  # this program writes only once

    assert (first.returncode, second.returncode) == (0, 4)
    assert "没有生成报告" in second.stdout


def test_installation_waits_for_a_scanner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that cannot be renamed at once is tried again, and given up in the end."""
    starter = load_script("start", monkeypatch)
    waited: list[int] = []
    monkeypatch.setattr(starter.time, "sleep", waited.append)

    assert not starter.move_folder(tmp_path / "draft", tmp_path / "home")
    assert waited
    (tmp_path / "draft").mkdir()
    assert starter.move_folder(tmp_path / "draft", tmp_path / "home")
    assert (tmp_path / "home").is_dir()


def test_what_only_one_system_requires_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A library that a wheel requires on Windows alone must be in the lock, too."""
    requirements = load_script("requirements", monkeypatch)
    about = "Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: b; extra == 'pdf'\n"
    about += "Requires-Dist: c; sys_platform == 'win32'\nRequires-Dist: d; extra == 'doc'\n"
    with zipfile.ZipFile(tmp_path / "a-1-py3-none-any.whl", "w") as archive:
        archive.writestr("a-1.dist-info/METADATA", about)
    (tmp_path / "b-1-py3-none-any.whl").write_bytes(
        (tmp_path / "a-1-py3-none-any.whl").read_bytes()
    )

    missing = set(requirements.list_unlocked(tmp_path))

    systems = {line.partition("(")[2].partition(",")[0] for line in missing}
    assert systems == {"windows-x86-64", "windows-arm64"}
    assert all(": c; " in line for line in missing)


def test_parts_have_licences_and_wheels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The SBOM names each part's wheels by their hash, and a licence where it had none."""
    parts = load_script("parts", monkeypatch)
    for name in ("a_b-1-py3-none-any.whl", "auditor-2-py3-none-any.whl"):
        (tmp_path / name).write_bytes(b"wheel")
    licences = [
        {"Name": "a-b", "Version": "1", "License": "MIT", "URL": "https://a.example"},
        {"Name": "auditor", "Version": "2", "License": "Apache-2.0", "URL": "UNKNOWN"},
    ]
    sbom = {"components": [{"name": "A.B"}], "metadata": {"component": {"name": "auditor"}}}

    done = parts.complete_sbom(sbom, licences, tmp_path)
    listed = parts.render_licences(licences)

    (part,) = done["components"]
    digest = hashlib.sha256(b"wheel").hexdigest()
    assert part["licenses"] == [{"license": {"name": "MIT"}}]
    assert part["externalReferences"][0]["url"] == "wheels/a_b-1-py3-none-any.whl"
    assert part["externalReferences"][0]["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert done["metadata"]["component"]["version"] == "2"
    assert "| auditor | 2 | Apache-2.0 |  |" in listed
