"""An S3 server for tests, on this machine: of moto, with faults in between where asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

KEY = "reader"
_FAULTS = ("503 Slow Down", "500 Internal Server Error")
_DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"


class Server:
    """Answers as S3 does, but lets only one key in and fails every so often."""

    def __init__(self) -> None:
        """Begin without faults."""
        self._answer: Callable[..., Iterable[bytes]] = DomainDispatcherApplication(
            create_backend_app
        )
        self._server = make_server("127.0.0.1", 0, self, threaded=True)
        self.address = f"http://127.0.0.1:{self._server.port}"
        self.fails_every = 0
        self.failed = 0
        self._asked = 0

    def __call__(self, request: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        self._asked += 1
        if f"Credential={KEY}/" not in request.get("HTTP_AUTHORIZATION", ""):
            start("403 Forbidden", [("Content-Type", "application/xml")])
            return [_DENIED]
        if self.fails_every and self._asked % self.fails_every == 0:
            self.failed += 1
            start(_FAULTS[self.failed % len(_FAULTS)], [])
            return [b""]
        return self._answer(request, start)

    def serve(self) -> None:
        """Serve until it is stopped."""
        self._server.serve_forever()

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def open_server() -> Iterator[Server]:
    """Serve for as long as the block lasts."""
    server = Server()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
