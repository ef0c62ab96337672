"""Documents in HDFS, by its web interface, of which a small one of our own stands in here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from auditor.errors import ReadingError
from auditor.reading import find_documents, read_document

pytest.importorskip("fsspec", reason="the extra [ray] is not installed")
pytest.importorskip("requests", reason="what fsspec needs for webhdfs is not installed")

TEXT = "海湾区测试局2031年部门预算\n"
FILES = {f"/预算/2031/{name}": TEXT.encode() for name in ("b/2.txt", "b/1.csv", "a.txt", "c.zzz")}
REFUSED = "/refused.txt"


class _NameNode(BaseHTTPRequestHandler):
    """What of WebHDFS is needed to list folders and to read files."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        path = unquote(asked.path).removeprefix("/webhdfs/v1").rstrip("/")
        values = parse_qs(asked.query)
        if path == REFUSED:
            self._send(403, {"RemoteException": {"exception": "Other", "message": "no rights"}})
        elif path not in _list_places():
            said = {"exception": "FileNotFoundException", "message": f"no {path}"}
            self._send(404, {"RemoteException": said})
        elif values["op"] == ["OPEN"]:
            start = int(values.get("offset", ["0"])[0])
            length = int(values.get("length", [str(len(FILES[path]))])[0])
            self._send(200, FILES[path][start : start + length])
        elif values["op"] == ["GETFILESTATUS"]:
            self._send(200, {"FileStatus": _describe(path, "")})
        else:
            inside = sorted(one for one in _list_places() if one.rpartition("/")[0] == path)
            listed = [_describe(one, one.rpartition("/")[2]) for one in inside]
            self._send(200, {"FileStatuses": {"FileStatus": listed}})

    def _send(self, status: int, content: bytes | dict[str, object]) -> None:
        sent = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _list_places() -> set[str]:
    folders = {file.rsplit("/", depth)[0] for file in FILES for depth in (1, 2, 3)}
    return {*FILES, *folders}


def _describe(path: str, name: str) -> dict[str, object]:
    kind = "FILE" if path in FILES else "DIRECTORY"
    return {"pathSuffix": name, "type": kind, "length": len(FILES.get(path, b""))}


@pytest.fixture
def folder() -> Iterator[str]:
    """The address of a folder in the storage."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _NameNode)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"webhdfs://127.0.0.1:{server.server_port}/预算/2031"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_folder_is_walked_and_read_as_here(folder: str, tmp_path: Path) -> None:
    """In the order of names, and each file says what it says on this machine."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    found = find_documents([folder])

    assert found.files == tuple(f"{folder}/{name}" for name in ("a.txt", "b/1.csv", "b/2.txt"))
    assert found.skipped == (f"{folder}/c.zzz",)
    here = read_document(tmp_path / "a.txt")
    assert read_document(f"{folder}/a.txt") == here._replace(path=f"{folder}/a.txt")


@pytest.mark.parametrize(
    ("place", "said"), [("/预算/none.txt", "no such file"), (REFUSED, "no rights")]
)
def test_what_storage_refuses_is_named(folder: str, place: str, said: str) -> None:
    """Whatever the storage's library raises, it is the reason of that file alone."""
    path = folder.removesuffix("/预算/2031") + place

    (problem,) = find_documents([path]).problems

    assert said in str(problem)
    with pytest.raises(ReadingError, match=said):
        read_document(path)
