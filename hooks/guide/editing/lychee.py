"""Addresses in, what is wrong with them out, by lychee (https://lychee.cli.rs), which sends the requests.

Each address gets a HEAD request first, which costs its server least. Where that fails it gets a GET request, which
some servers require. A server gets few requests at a time, half a second apart.
"""

import html
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from guide.data.formats import is_url
from guide.data.link_status import Response

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


def answers(addresses: Iterable[str], settings: CrawlSettings) -> dict[str, Response | None]:
    """Return the response of each address, ``None`` where it works; raises ``OSError`` when lychee cannot run."""
    hosts: dict[str, list[str]] = {}
    for address in addresses:
        hosts.setdefault(urlsplit(address).netloc, []).append(address)
    end = time.monotonic() + settings.bound
    with ThreadPoolExecutor(settings.servers) as pool:
        groups = [*pool.map(partial(_check_host, end=end, settings=settings), hosts.values())]
    return {address: _without_host(address, answer) for group in groups for address, answer in group.items()}


def _check_host(addresses: list[str], end: float, settings: CrawlSettings) -> dict[str, Response | None]:
    """Return the responses of the addresses of one server until the moment ``end``."""
    responses = _check(addresses, "head", end, settings)
    again = [address for address, answer in responses.items() if answer and not answer.to and answer != _LATE]
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
    answers = dict.fromkeys(addresses, Response("other"))
    return answers | {addresses[line - 1]: answer for line, answer in read(json.loads(done.stdout))}


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
    """Yield the line and the answer of each link in lychee's JSON."""
    for group in ("success_map", "error_map", "timeout_map"):
        for links in report[group].values():
            for link in links:
                yield link["span"]["line"], _answer(link, works=group == "success_map")


def _answer(link: Mapping[str, Any], *, works: bool) -> Response | None:
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


def _without_host(address: str, answer: Response | None) -> Response | None:
    """Return ``answer``, changed to "no such host" where that is the reason: lychee does not tell that apart.

    Only the name server's own "no such name" counts, not that it could not be reached.
    """
    if answer and answer.reason == "unreachable":
        try:
            socket.getaddrinfo(urlsplit(address).hostname, None)
        except socket.gaierror as error:
            return Response("no-host") if error.errno == socket.EAI_NONAME else answer
        except UnicodeError:  # an invalid name, such as one that is too long
            return Response("no-host")
    return answer
