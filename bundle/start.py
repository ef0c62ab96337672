"""The starter of the bundle: installs the program beside the user's files once, then audits.

Started by start-windows.cmd or start-linux.sh with what was dropped on them. Needs no network, no
administrator and nothing but Python. Written so that an old Python can read it and say so.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
_TRIALS = 10
_LONGEST = 60  # characters that a report's folder takes over of a name: 255 bytes are allowed
_STARTED = re.compile(r"start-windows[^\\/\"]*\.cmd\"?", re.IGNORECASE)
_WORD = re.compile(r"\"([^\"]+)\"|([^\s\"]+)")


def say(chinese: str, english: str) -> None:
    """Say something in both languages."""
    print(f"{chinese}\n{english}", flush=True)


def find_home() -> Path:
    """Find the folder that belongs to this version of the program and to this Python."""
    named = os.environ.get("AUDITOR_HOME")
    local = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_DATA_HOME")
    root = Path(named) if named else Path(local or Path.home() / ".local/share") / "auditor"
    wanted = (BUNDLE / "program" / "requirements.txt").read_bytes()
    python = f"{sys.implementation.cache_tag}-{sys.platform}-{platform.machine().lower()}"
    return root / f"{hashlib.sha256(wanted).hexdigest()[:16]}-{python}"


def install(home: Path) -> bool:
    """Install the wheels, each checked by its hash; the folder appears whole or not at all."""
    if home.is_dir():
        return True
    say("第一次使用，正在安装……", "Installing, for the first time only …")
    draft = home.with_name(f"{home.name}.{os.getpid()}.part")
    pip = next((BUNDLE / "wheels").glob("pip-*.whl")) / "pip"
    command = [sys.executable, str(pip), "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-index", "--no-deps", "--require-hashes", "--no-cache-dir"]
    command += ["--root-user-action", "ignore"]
    command += ["--find-links", "wheels", "--target", str(draft)]
    command += ["-r", str(Path("program") / "requirements.txt")]
    done = subprocess.run(command, cwd=BUNDLE, check=False)
    if done.returncode == 0 and move_folder(draft, home):
        return True
    shutil.rmtree(draft, ignore_errors=True)
    platforms = (BUNDLE / "program" / "platforms.txt").read_text(encoding="utf-8")
    found = f"{sys.platform}, Python {sys.version.split()[0]}"
    say(
        f"无法安装（本机：{found}）。本包适用于：\n{platforms}",
        f"Cannot be installed here ({found}). This bundle is for:\n{platforms}",
    )
    return False


def move_folder(draft: Path, home: Path) -> bool:
    """Give the installation its name; a scanner of viruses may hold new files for some seconds."""
    for _ in range(_TRIALS):
        try:
            draft.rename(home)
        except OSError:
            if home.is_dir():  # another start was faster
                shutil.rmtree(draft, ignore_errors=True)
                return True
            time.sleep(1)
        else:
            return True
    return False


def find_dropped(line: str) -> list[str]:
    """Find what was dropped on the starter of Windows in the line that started it.

    Explorer puts quotes around names with blanks only, so that its cmd.exe takes other signs of a
    name for its own: & ends a command, ^ and % vanish. Empty if not everything found exists.
    """
    started = _STARTED.search(line)
    found = _WORD.findall(line[started.end() :]) if started else []
    paths = [quoted or plain for quoted, plain in found]
    return paths if all(map(os.path.exists, paths)) else []


def choose_report(first: Path) -> Path:
    """Choose the folder of the report: beside what is audited, else in the user's own folder."""
    named = first.name if first.is_dir() else first.stem
    name = f"审计报告-{named[:_LONGEST]}".rstrip("-. ")  # a whole drive has no name
    for folder in (first.parent, Path.home()):
        if is_writable(folder):
            return folder / name
    return Path.cwd() / name


def is_writable(folder: Path) -> bool:
    """Say whether a folder can be made there, by making one: Windows does not tell otherwise."""
    trial = folder / f".{os.getpid()}.part"
    try:
        trial.mkdir()
        trial.rmdir()
    except OSError:
        return False
    return True


def open_page(page: Path) -> None:
    """Open a page in the user's browser."""
    if sys.platform == "win32":
        os.startfile(page)  # noqa: S606 - as a double click does: no address with escaped signs
    else:
        webbrowser.open(page.as_uri())


def ask_for_folder() -> list[str]:
    """Ask for a folder where nothing was dropped: in a window, else in the console."""
    try:
        from tkinter import Tk, filedialog  # noqa: PLC0415 - not every Python has windows

        window = Tk()
        window.withdraw()
        chosen = filedialog.askdirectory(title="选择要审计的文件夹 / Choose the folder to audit")
        window.destroy()
    except Exception:  # noqa: BLE001 - no window on this computer: ask in words
        say("要审计的文件夹或文件：", "Folder or file to audit:")
        chosen = sys.stdin.readline().strip().strip('"')
    return [chosen] if chosen else []


def audit(home: Path, paths: list[str], report: Path) -> None:
    """Audit and write the report; what keeps it from being written the program says itself."""
    command = [sys.executable, "-s", "-m", "auditor", "check", *paths]
    command += ["--format", "html", "--output", str(report) + os.sep]
    # Nothing is imported from the folder that is audited, whatever it holds.
    environment = {**os.environ, "PYTHONPATH": str(home), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    subprocess.run(command, env=environment, check=False)


def find_stamp(page: Path) -> tuple[int, int] | None:
    """Find what tells one edition of a page from another; None where there is no page."""
    if not page.is_file():
        return None
    known = page.stat()
    return known.st_mtime_ns, known.st_ino


def main() -> int:
    """Install, audit what was dropped, open the report."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.version_info < OLDEST:
        say(
            f"需要 Python 3.11 以上，这里是 {sys.version.split()[0]}。",
            f"Python 3.11 or later is needed, this is {sys.version.split()[0]}.",
        )
        return 4
    home = find_home()
    home.parent.mkdir(parents=True, exist_ok=True)
    if not install(home):
        return 4
    dropped = find_dropped(os.environ.get("AUDITOR_DROPPED", ""))
    paths = dropped or sys.argv[1:] or ask_for_folder()
    if not paths:
        return 0
    report = choose_report(Path(paths[0]).resolve())
    page = report / "index.html"
    before = find_stamp(page)
    audit(home, [str(Path(path).resolve()) for path in paths], report)
    if find_stamp(page) in (None, before):  # that of an earlier audit is not the answer
        say("没有生成报告。", "No report was written.")
        return 4
    say(f"报告：{page}", f"Report: {page}")
    if not os.environ.get("AUDITOR_NO_BROWSER"):
        open_page(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
