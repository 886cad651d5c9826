"""The live preview: MkDocs' own server, which reports problems in the page itself until they are fixed.

python -m guide guide.mkdocs_site.preview [PORT]          (``make serve``)

``mkdocs serve`` ends when its first build fails, and when a later one does it goes on showing the last good page. Here
no file ends the server. While something is wrong, every page says what; the open tab comes back by itself. The HTML
of texts in the data is cached from one build to the next, in memory only.
"""

import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterable
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

from click import ClickException
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from guide.data import reporting
from guide.data.documents import ProblemsError
from guide.data.strings import Words, editor_language
from guide.hosting import port
from guide.mkdocs_site import settings
from guide.rendering.renderer import environment

ROOT = Path(__file__).resolve().parents[3]
HOST, PORT = "127.0.0.1", "8000"
WATCHED = ("mkdocs.yml", "data", "docs", "hooks", "overrides")
TEMPLATES = Path(__file__).resolve().parents[1] / "rendering/templates"
_PLACE = re.compile(r"(?:s3: )?(?P<place>[\w./-]+:\d+): (?P<message>.*)", re.DOTALL)
_NO_WORDS = {"title": "data/strings.yaml", "text": ""}  # that file is broken, and so has never been read
_clean_directory = utils.clean_directory

log = logging.getLogger("mkdocs.preview")


class Builder:
    """Builds the site of the project at ``root`` into ``output``, to be read at ``address``."""

    def __init__(self, root: Path, output: Path, address: str) -> None:
        self.root, self.output, self.address = root, output, address
        self.trouble = b""  # the page to show instead of any other; empty when all is well
        self.busy = threading.Lock()  # held while building
        self._template = environment(TEMPLATES, autoescape=True).get_template("preview.html")
        self._lang = editor_language()
        self._words: Any = _NO_WORDS
        self._plugins: Any = None

    def __call__(self) -> None:
        """Build; whatever goes wrong becomes ``trouble``."""
        handler = BufferingHandler(sys.maxsize)  # keeps what a strict build warns of, which is what stops it
        handler.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(handler)
        with self.busy:
            try:
                self._build()
                self.trouble = b""
            except (Exception, SystemExit) as error:
                # What nobody foresaw stops the build as an error of MkDocs' (events.py), with its cause as context.
                cause = error.__context__ if isinstance(error, ClickException) else error
                messages = reporting.explained(cause, self.root) if cause else [str(error)]
                warnings = [record.getMessage() for record in handler.buffer]
                is_reported = isinstance(error, ClickException) and warnings
                self.trouble = self._page(warnings if is_reported else [*warnings, *messages])
                log.error("%s", "\n".join(messages), exc_info=bool(os.environ.get("DEBUG")))
        logging.getLogger("mkdocs").removeHandler(handler)
        utils.clean_directory = _clean_directory  # static-i18n leaves its own there when its second language fails

    def _build(self) -> None:
        if problems := settings.fatal(self.root):
            raise ProblemsError(problems)
        config = load_config(config_file=str(self.root / "mkdocs.yml"), site_dir=str(self.output))
        config.site_url = self.address
        config.extra["preview"] = True
        if self._plugins is None:  # once, as `mkdocs serve` does: it keeps the plugins that care
            self._plugins = config.plugins
            self._plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=self.address)

    def _page(self, messages: Iterable[str]) -> bytes:
        words = reporting.words(self.root)
        if set(words.get("preview", ())) >= _NO_WORDS.keys():
            self._words = Words(words["preview"], self._lang)
        findings = []
        for line in dict.fromkeys(messages):  # both languages may report the same
            match = _PLACE.fullmatch(line)
            findings.append((match["place"], match["message"]) if match else ("", line))
        return self._template.render(lang=self._lang, words=self._words, findings=findings).encode()


class Server(LiveReloadServer):
    """MkDocs' server, with the builder's trouble in place of every page while there is any."""

    builder: Builder

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request; one for a page waits until the build is done."""
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/") or not path.endswith(("/", ".html")):
            return super().serve_request(environ, start_response)
        with self.builder.busy:
            trouble = self.builder.trouble
        if not trouble:
            return super().serve_request(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        with_script: bytes = self._inject_js_into_html(trouble, self._visible_epoch)  # type: ignore[no-untyped-call]
        return [with_script]  # the server's own script, which reloads the tab after the next build


def main(given: str = PORT) -> int:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)-7s -  %(message)s")
    with tempfile.TemporaryDirectory(prefix="preview-") as output:
        builder = Builder(ROOT, Path(output), f"http://{HOST}:{given}/")
        try:
            server = Server(builder, HOST, port.usable(given, HOST), output)
        except OSError as error:
            print(reporting.unusable_port(error, given, "serve", ROOT), file=sys.stderr)
            return 1
        for name in WATCHED:
            server.watch(str(ROOT / name))
        builder()
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Stopped")
        finally:
            server.shutdown()
    return 0
