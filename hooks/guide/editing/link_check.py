"""The check of links to other sites as a program. It needs the internet, so no build and no test runs it as it is.

python -m guide guide.editing.link_check    ask every address, write data/links.yaml and print what was found

The requests are sent by lychee (https://lychee.cli.rs). Each address gets a HEAD request first, which costs its server
least. Where that fails it gets a GET request, which some servers require. A server gets few requests at a time, half a
second apart.
"""

import datetime
import html
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from guide.data import external_links, reporting, schemas
from guide.data.catalogue import REGISTERS
from guide.data.documents import ProblemsError
from guide.data.external_links import Links, Occurrence, Response
from guide.data.formats import is_url
from guide.data.strings import Words, editor_language
from guide.prose import translations
from guide.rendering.renderer import environment

ROOT = Path(__file__).resolve().parents[3]
Occurrences = Mapping[str, tuple[Occurrence, ...]]  # of each address
AGENT = "s3-guide-link-check/1"  # tells whoever runs a server who asks
_PERMANENT = (301, 308)  # https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx
_STATUS = {404: "not-found", 410: "gone", 401: "forbidden", 403: "forbidden", 429: "busy", 451: "forbidden"}
_LATE = Response("timeout")
# How lychee words failures without a status.
_WORDED = (("timed out", "timeout"), ("certificate", "insecure"), ("message of type", "insecure"), ("tls", "insecure"))


@dataclass(frozen=True)
class CrawlSettings:
    """How servers are asked: seconds to wait for a response, retries, requests at a time, milliseconds between them.

    A server may ask for any wait (Retry-After, RFC 9110, 10.2.3), so the seconds are bounded: for a server
    ``server_bound`` and ``address_bound`` for each of its addresses, and ``bound`` for the run. ``servers`` are asked
    at a time.
    """

    agent: str
    timeout: int = 30
    retries: int = 2
    concurrency: int = 2
    interval: int = 500
    server_bound: float = 120
    address_bound: float = 5
    bound: float = 3600
    servers: int = 8


def main(root: Path = ROOT, settings: CrawlSettings | None = None, today: datetime.date | None = None) -> int:
    """Check the links of the project at ``root`` and write what was found; return the exit status."""
    docs, problems = schemas.load(root / "data", ("strings", "links", *REGISTERS))
    lang = editor_language()
    words = Words(docs["strings"].data, lang)
    if problems:
        raise ProblemsError(problems)
    registers = {name: docs[name] for name in REGISTERS}
    occurrences = external_links.occurrences(registers, translations.read_pages(root / "docs"))
    home = os.environ.get("SITE_URL")
    agent = f"{AGENT} (+{home})" if home else AGENT
    try:
        responses = check_addresses(occurrences, settings or CrawlSettings(agent))
    except OSError as error:
        print(words.links.no_lychee.format(reason=reporting.reason(error, root)), file=sys.stderr)
        return 1
    if no_net(responses):
        print(words.links.no_net, file=sys.stderr)
        return 1
    day = (today or datetime.datetime.now(datetime.UTC).date()).isoformat()
    links = Links.of(docs["links"].data).after(responses, day)
    path = root / "data/links.yaml"
    path.write_text(written(path.read_text("utf-8"), links), "utf-8")
    print(report(links, occurrences, words, lang))
    return 0


def no_net(responses: Mapping[str, Response | None]) -> bool:
    """Return whether more than half of the addresses could not be reached: then it is we who are offline."""
    cut = [one for one in responses.values() if one and one.reason in ("unreachable", "no-host", "timeout")]
    return len(cut) * 2 > len(responses)


def written(before: str, links: Links) -> str:
    """Return the new text of data/links.yaml, the comment at the top of ``before`` kept."""
    head = "".join(takewhile(lambda line: line.startswith("#"), before.splitlines(keepends=True)))
    findings = [{name: value for name, value in asdict(one).items() if value is not None} for one in links.findings]
    data: dict[str, Any] = {"checked": links.checked, "findings": findings}
    return head + yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)


def report(links: Links, occurrences: Occurrences, words: Words, lang: str) -> str:
    """Return what is wrong, as Markdown: the findings of each state, with where each address occurs."""
    template = environment(Path(__file__).with_name("templates")).get_template("links.md")
    return template.render(links=links, occurrences=occurrences, words=words, lang=lang).rstrip()


def check_addresses(addresses: Iterable[str], settings: CrawlSettings) -> dict[str, Response | None]:
    """Return the response of each address, ``None`` where it works; raises ``OSError`` when lychee cannot run."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    end = time.monotonic() + settings.bound
    with ThreadPoolExecutor(settings.servers) as pool:
        groups = [*pool.map(partial(_check_host, end=end, settings=settings), hosts.values())]
    return {address: _without_host(address, response) for group in groups for address, response in group.items()}


def _check_host(addresses: list[str], end: float, settings: CrawlSettings) -> dict[str, Response | None]:
    """Return the responses of the addresses of one server until the moment ``end``."""
    responses = _check(addresses, "head", end, settings)
    again = [address for address, one in responses.items() if one and not one.to and one != _LATE]
    return responses | (_check(again, "get", end, settings) if again else {})


def _check(addresses: list[str], method: str, end: float, settings: CrawlSettings) -> dict[str, Response | None]:
    bound = min(settings.server_bound + len(addresses) * settings.address_bound, end - time.monotonic())
    if bound <= 0:
        return dict.fromkeys(addresses, _LATE)
    with tempfile.TemporaryDirectory() as folder:
        # One link a line, in HTML: lychee rewrites addresses, and the line tells which is which.
        page = Path(folder, "links.html")
        page.write_text("\n".join(f'<a href="{html.escape(address)}">-</a>' for address in addresses), "utf-8")
        command = _command(page, method, settings)
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=bound)
        except subprocess.TimeoutExpired:
            return dict.fromkeys(addresses, _LATE)
    if done.returncode not in (0, 2):  # 2: it found broken links
        raise OSError(done.stderr.strip())
    # lychee leaves out redirects to another scheme.
    responses = dict.fromkeys(addresses, Response("other"))
    return responses | {addresses[line - 1]: response for line, response in read(json.loads(done.stdout))}


def _command(page: Path, method: str, settings: CrawlSettings) -> list[str]:
    return [
        str(Path(sys.executable).with_name("lychee")),
        *("--format", "json", "--no-progress", "--verbose", "--config", "/dev/null"),
        *("--method", method, "--user-agent", settings.agent),
        *("--timeout", str(settings.timeout), "--max-retries", str(settings.retries), "--retry-wait-time", "2"),
        *("--host-concurrency", str(settings.concurrency), "--host-request-interval", f"{settings.interval}ms"),
        str(page),
    ]


def read(report: Mapping[str, Any]) -> Iterator[tuple[int, Response | None]]:
    """Yield the line and the response of each link in lychee's JSON."""
    for group in ("success_map", "error_map", "timeout_map"):
        for links in report[group].values():
            for link in links:
                yield link["span"]["line"], _response(link, works=group == "success_map")


def _response(link: Mapping[str, Any], *, works: bool) -> Response | None:
    status = link["status"]
    if works:
        to = _moved(link.get("redirects", {}).get("redirects", []))
        return Response("redirect", to) if to else None
    code = status.get("code")
    if code is None:
        words = status.get("details", status["text"]).lower()
        return Response(next((reason for phrase, reason in _WORDED if phrase in words), "unreachable"))
    return Response(_STATUS.get(code, "server-error" if code >= 500 else "other"))


def _moved(redirects: Iterable[Mapping[str, Any]]) -> str | None:
    """Return where the page has moved for good: as far as the first redirects are permanent ones."""
    *_, last = ("", *(step["url"] for step in takewhile(lambda step: step["code"] in _PERMANENT, redirects)))
    return last if is_url(last) else None


def _without_host(address: str, response: Response | None) -> Response | None:
    """Return ``response``, changed to "no such host" where that is the reason: lychee does not tell that apart.

    Only the name server's own "no such name" counts, not that it could not be reached.
    """
    if response and response.reason == "unreachable":
        try:
            socket.getaddrinfo(urlsplit(address).hostname, None)
        except socket.gaierror as error:
            return Response("no-host") if error.errno == socket.EAI_NONAME else response
        except UnicodeError:  # an invalid name, such as one that is too long
            return Response("no-host")
    return response
