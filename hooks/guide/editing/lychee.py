"""Addresses in, what is wrong with them out, by lychee (https://lychee.cli.rs), which does the asking.

Every address is asked for its head first, which costs its server least. What does not work then is asked for in full,
since some servers answer that alone. A few requests at a time to a server, half a second apart.
"""

from __future__ import annotations

import html
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from guide.data.formats import is_url
from guide.data.link_status import Answer

_PERMANENT = (301, 308)  # https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx
_STATUS = {404: "not-found", 410: "gone", 401: "forbidden", 403: "forbidden", 429: "busy", 451: "forbidden"}
# How lychee words what has no status.
_WORDED = (("timed out", "timeout"), ("certificate", "insecure"), ("message of type", "insecure"), ("tls", "insecure"))


@dataclass(frozen=True)
class Manner:
    """How servers are asked: seconds to wait for an answer, tries again, requests at a time and milliseconds apart."""

    agent: str
    timeout: int = 30
    retries: int = 2
    at_a_time: int = 2
    apart: int = 500


def answers(addresses: Iterable[str], manner: Manner) -> dict[str, Answer | None]:
    """What was learnt of each address: ``None`` where it works. Raises ``OSError`` when lychee cannot run."""
    found = _asked(list(addresses), "head", manner)
    found |= _asked([address for address, answer in found.items() if answer and not answer.to], "get", manner)
    return {address: _nameless(address, answer) for address, answer in found.items()}


def _asked(addresses: list[str], method: str, manner: Manner) -> dict[str, Answer | None]:
    if not addresses:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        # One link a line, in HTML: lychee writes addresses its own way, and by its line each is known again.
        page = Path(folder, "links.html")
        page.write_text("\n".join(f'<a href="{html.escape(address)}">-</a>' for address in addresses), "utf-8")
        done = subprocess.run(_command(page, method, manner), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 2):  # 2: it found broken links
        raise OSError(done.stderr.strip())
    return {addresses[line - 1]: answer for line, answer in read(json.loads(done.stdout))}


def _command(page: Path, method: str, manner: Manner) -> list[str]:
    return [
        str(Path(sys.executable).with_name("lychee")),
        *("--format", "json", "--no-progress", "--verbose", "--config", "/dev/null"),
        *("--method", method, "--user-agent", manner.agent),
        *("--timeout", str(manner.timeout), "--max-retries", str(manner.retries), "--retry-wait-time", "2"),
        *("--host-concurrency", str(manner.at_a_time), "--host-request-interval", f"{manner.apart}ms"),
        str(page),
    ]


def read(report: Mapping[str, Any]) -> Iterator[tuple[int, Answer | None]]:
    """The line and the answer of each link in lychee's JSON."""
    for group in ("success_map", "error_map", "timeout_map"):
        for links in report[group].values():
            for link in links:
                yield link["span"]["line"], _answer(link, works=group == "success_map")


def _answer(link: Mapping[str, Any], *, works: bool) -> Answer | None:
    status = link["status"]
    if works:
        to = _moved(link.get("redirects", {}).get("redirects", []))
        return Answer("redirect", to) if to else None
    code = status.get("code")
    if code is None:
        words = status.get("details", status["text"]).lower()
        return Answer(next((reason for said, reason in _WORDED if said in words), "unreachable"))
    return Answer(_STATUS.get(code, "server-error" if code >= 500 else "other"))


def _moved(redirects: Iterable[Mapping[str, Any]]) -> str | None:
    """Where the page has moved for good: as far as the first redirects are permanent ones."""
    to = None
    for step in redirects:
        if step["code"] not in _PERMANENT:
            break
        to = str(step["url"])
    return to if to and is_url(to) else None


def _nameless(address: str, answer: Answer | None) -> Answer | None:
    """``answer``, but that there is no such server where that is why it was not reached: lychee does not tell.

    Only the name server's own "no such name" counts; that it could not be asked does not.
    """
    if answer and answer.reason == "unreachable":
        try:
            socket.getaddrinfo(urlsplit(address).hostname, None)
        except socket.gaierror as error:
            return Answer("no-host") if error.errno == socket.EAI_NONAME else answer
        except UnicodeError:  # no name at all, such as one of too many letters
            return Answer("no-host")
    return answer
