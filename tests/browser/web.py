"""A local web server that compresses responses, as production servers do, and counts the bytes that it sends."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".md", ".txt")
PIECE, PAUSE = 50, 0.03  # a slow server sends this many bytes of a page, and waits this many seconds


@dataclass
class Web:
    """The site at ``home``, and the bytes sent of each file."""

    home: str
    sent: dict[str, int] = field(default_factory=dict)
    slow: bool = False

    @contextlib.contextmanager
    def slowly(self) -> Iterator[None]:
        """Send pages slowly, in small pieces, while the context lasts."""
        self.slow = True
        try:
            yield
        finally:
            self.slow = False

    @contextlib.contextmanager
    def counted(self) -> Iterator[dict[str, int]]:
        """Yield the bytes of every file sent while the context lasts, by address, without headers."""
        self.sent.clear()
        yield self.sent


class _Compressing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = _body(path)
        self.web.sent[self.path] = len(body)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if not self.web.slow or path.suffix != ".html":
            self.wfile.write(body)
            return
        for start in range(0, len(body), PIECE):
            self.wfile.write(body[start : start + PIECE])
            time.sleep(PAUSE)

    def log_message(self, *_args: object) -> None:
        """Log nothing."""


@functools.cache
def _body(path: Path) -> bytes:
    return gzip.compress(path.read_bytes()) if path.suffix in TEXT else path.read_bytes()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Web]:
    """Serve the site in ``folder`` while the context lasts, and yield it."""
    handler = type("Handler", (_Compressing,), {"web": (web := Web(""))})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    ) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        web.home = f"http://127.0.0.1:{running.server_address[1]}/"
        yield web
        running.shutdown()
