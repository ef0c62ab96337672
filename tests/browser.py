"""A real browser without a window, spoken to over a pipe by the DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Self

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--force-prefers-reduced-motion",
    "--remote-debugging-pipe",
)
# The browser reads from 3 and writes to 4: put the pipes there, out of each other's way first.
_REDIRECT = """\
import fcntl, os, sys
given, taken = (fcntl.fcntl(int(word), fcntl.F_DUPFD, 10) for word in sys.argv[1:3])
os.dup2(given, 3)
os.dup2(taken, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_LEFT = "Inspected target navigated or closed"
_MOST_RETRIES = 50
_PATIENCE = 60  # seconds
_KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, "")}


def find_browser() -> str | None:
    """Find the browser; None where there is none or its pipe cannot be used."""
    if sys.platform == "win32":
        return None
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class Browser:
    """One tab of a browser. What the page and the browser complain of is in `complaints`."""

    def __init__(self, program: str) -> None:
        """Start the browser with a profile of its own."""
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._profile = tempfile.TemporaryDirectory(prefix="browser", ignore_cleanup_errors=True)
        given, self._writer = os.pipe()
        self._reader, taken = os.pipe()
        command = [program, *_OPTIONS, f"--user-data-dir={self._profile.name}", "about:blank"]
        redirected = [sys.executable, "-c", _REDIRECT, str(given), str(taken), *command]
        self._process = subprocess.Popen(
            redirected,
            pass_fds=(given, taken),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(given)
        os.close(taken)
        self._received = b""
        self._count = 0
        self._retries = 0
        self._session: str | None = None
        self._loaded = False
        try:
            self._attach()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and leave nothing behind."""
        os.killpg(self._process.pid, signal.SIGKILL)  # its helpers, too
        self._process.wait()
        os.close(self._writer)
        os.close(self._reader)
        self._profile.cleanup()

    def _attach(self) -> None:
        targets = self.send("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        attached = self.send("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: object) -> Any:
        """Send a command and return its result."""
        self._count += 1
        message: dict[str, object] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writer, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._count:
                if answer.get("error", {}).get("message") == _LEFT:
                    return self._send_again(method, params)
                assert "error" not in answer, answer
                return answer["result"]

    def _send_again(self, method: str, params: dict[str, object]) -> Any:
        """A page that was just left took a key or click; a question is put to the next one."""
        if method.startswith("Input."):
            return {}
        self._retries += 1
        assert self._retries < _MOST_RETRIES, "the pages keep changing"
        time.sleep(0.1)
        return self.send(method, **params)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._reader], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            piece = os.read(self._reader, 1 << 20)
            assert piece, "the browser has ended"
            self._received += piece
        message, _, self._received = self._received.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        self._note(found.get("method", ""), found.get("params", {}))
        return found

    def _note(self, method: str, params: dict[str, Any]) -> None:
        """Keep what a silent page would not have sent."""
        if method == "Page.loadEventFired":
            self._loaded = True
        if method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        if method == "Page.javascriptDialogOpening":
            self.complaints.append(f"dialog: {params['message']}")
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def open(self, path: Path, fragment: str = "", *, width: int = 1500) -> None:
        """Open a file and wait until it has loaded."""
        self.resize(width)
        self._loaded = False
        self.send("Page.navigate", url="about:blank")
        while not self._loaded:
            self._receive()
        self._loaded = False
        self.complaints.clear()
        self.requests.clear()
        self.send("Page.navigate", url=path.as_uri() + fragment)
        while not self._loaded:
            self._receive()

    def resize(self, width: int, height: int = 1000) -> None:
        """Give the window a width, in pixels."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def allow_scripts(self, *, allowed: bool) -> None:
        """Switch scripts on or off, as a careful user does."""
        self.send("Emulation.setScriptExecutionDisabled", value=not allowed)

    def evaluate(self, expression: str) -> Any:
        """Return what an expression gives in the page."""
        result = self.send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def click(self, selector: str) -> None:
        """Click into the middle of the first such element, where it is in the window."""
        spot = self.evaluate(
            f"(() => {{const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            "return [r.x + r.width / 2, r.y + r.height / 2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send(
                "Input.dispatchMouseEvent",
                type=kind,
                x=spot[0],
                y=spot[1],
                button="left",
                clickCount=1,
            )

    def press(self, key: str) -> None:
        """Press a key: Enter, Escape, Tab or a letter."""
        code, text = _KEYS.get(key) or (ord(key.upper()), key)
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=code,
                text=text if kind == "keyDown" else "",
            )

    def type(self, words: str) -> None:
        """Type words into what has the focus."""
        self.send("Input.insertText", text=words)

    def wait(self, seconds: float) -> None:
        """Wait; the page may be left meanwhile."""
        time.sleep(seconds)
        self.evaluate("new Promise((done) => setTimeout(done, 50))")  # what waits there is done

    def save_picture(self, path: Path, *, whole: bool = False) -> None:
        """Save what the window shows, or the whole page."""
        result = self.send("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(result["data"]))

    def save_pdf(self, path: Path) -> None:
        """Print the page into a file."""
        result = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(result["data"]))
