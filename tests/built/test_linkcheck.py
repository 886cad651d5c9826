"""The link check, run unchanged against a local server, and how the site shows its results."""

from __future__ import annotations

import datetime
import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import yaml

from built.conftest import ROOT, build
from built.test_site import DOCS
from guide.data import reporting, schemas
from guide.data.catalogue import REGISTERS
from guide.data.external_links import Links, Response
from guide.editing import link_check
from guide.editing.link_check import CrawlSettings, check_addresses
from unit.conftest import REGION

FIRST, SECOND, THIRD = (datetime.date(2026, 11, day) for day in (7, 14, 21))
SETTINGS = CrawlSettings("the-name-of-the-check/1", timeout=10, retries=0, interval=10)
# The server's responses by path: status of HEAD, status of GET, redirect target.
PAGES: dict[str, tuple[int, int, str]] = {
    "/good": (200, 200, ""),
    "/good(1)?a=b&c=d%C3%A5": (200, 200, ""),
    "/no-head": (405, 200, ""),
    "/flaky": (503, 200, ""),
    "/moved": (301, 301, "/good"),
    "/moved-twice": (308, 308, "/moved"),
    "/moved-then-elsewhere": (301, 301, "/elsewhere-today"),
    "/elsewhere-today": (302, 302, "/good"),
    "/moved-to-nothing": (301, 301, "/not-found"),
    "/round-and-round": (301, 301, "/round-and-round"),
    "/not-found": (404, 404, ""),
    "/gone": (410, 410, ""),
    "/forbidden": (403, 403, ""),
    "/busy": (429, 429, ""),
    "/broken": (500, 500, ""),
    "/slow": (0, 0, ""),
}
NAMELESS = f"http://{'a' * 64}.se/"  # one letter too long for a host name, so that it fails without a DNS lookup
# The expected results: state after the first and second check, reason, redirect target. All other links work.
EXPECTED_STATES = {
    "/moved": ("moved", "moved", "redirect", "/good"),
    "/moved-twice": ("moved", "moved", "redirect", "/good"),
    "/moved-then-elsewhere": ("moved", "moved", "redirect", "/elsewhere-today"),
    "/moved-to-nothing": ("unsure", "dead", "not-found", None),
    "/round-and-round": ("unsure", "unsure", "other", None),
    "/not-found": ("unsure", "dead", "not-found", None),
    "/gone": ("unsure", "dead", "gone", None),
    "/forbidden": ("unsure", "unsure", "forbidden", None),
    "/busy": ("unsure", "unsure", "busy", None),
    "/broken": ("unsure", "unsure", "server-error", None),
    "/slow": ("unsure", "unsure", "timeout", None),
    "https:/not-secure": ("unsure", "unsure", "insecure", None),
    NAMELESS: ("unsure", "dead", "no-host", None),
}


@dataclass
class RecordingServer:
    """A local server and the requests that it has received."""

    home: str = ""
    pages: dict[str, tuple[int, int, str]] = field(default_factory=lambda: dict(PAGES))
    requests: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: Counter[str] = field(default_factory=Counter)
    retry_after: str = "0"
    closing: threading.Event = field(default_factory=threading.Event)

    def address(self, name: str) -> str:
        """Return the absolute address of a key of the tables above."""
        if name.startswith("https:/"):
            return self.home.replace("http:", "https:") + name.removeprefix("https:")
        return self.home + name if name.startswith("/") else name


@pytest.fixture
def server() -> Iterator[RecordingServer]:
    asked = RecordingServer()
    lock = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            head, whole, to = asked.pages[self.path]
            status = head if self.command == "HEAD" else whole
            if not status:
                asked.closing.wait()
                return
            with lock:
                asked.requests.append((self.command, self.path))
                asked.agents.add(self.headers["User-Agent"])
                asked.at_once["now"] += 1
                asked.at_once["most"] = max(asked.at_once["most"], asked.at_once["now"])
            asked.closing.wait(0.05)  # long enough to overlap with the next request
            with lock:
                asked.at_once["now"] -= 1
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if status == 429:
                self.send_header("Retry-After", asked.retry_after)
            if to:
                self.send_header("Location", to)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815  http.server looks for this name

        def log_message(self, *_args: object) -> None:
            """Log nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        asked.home = f"http://127.0.0.1:{running.server_address[1]}"
        yield asked
        asked.closing.set()
        running.shutdown()


@pytest.fixture
def small(tmp_path, server):
    """A small project whose references and only page link to every path of the server."""
    (tmp_path / "docs/sv").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    for name in ("schema", "strings.yaml", "owners.yaml"):
        (tmp_path / "data" / name).symlink_to(ROOT / "data" / name)
    for name in set(REGISTERS) - {"owners", "references"}:
        (tmp_path / f"data/{name}.yaml").write_text(
            REGION.replace("https://www.skane.se", f"{server.home}/good") if name == "regions" else "[]\n"
        )
    (tmp_path / "data/links.yaml").write_text("# A comment.\nfindings: []\n")
    names = [name for name in (*PAGES, *EXPECTED_STATES) if name != "/gone"]
    entries = [
        {"id": f"r{n}", "title": "T", "type": "web", "lang": "en", "status": "checked", "url": server.address(name)}
        for n, name in enumerate(dict.fromkeys(names))
    ]
    (tmp_path / "data/references.yaml").write_text(yaml.safe_dump(entries))
    (tmp_path / "docs/sv/a.md").write_text(f"# A\n\n[Borta]({server.home}/gone) och [bra](<{server.home}/good>).\n")
    return tmp_path


def found(project) -> dict[str, dict]:
    docs, problems = schemas.load(project / "data", ["links"])
    assert problems == []
    return {finding.pop("url"): finding for finding in docs["links"].data["findings"]}


def test_link_states_are_recorded_and_dead_only_on_second_check(small, server, capsys):
    for turn, day in enumerate((FIRST, SECOND)):
        assert link_check.main(small, SETTINGS, day) == 0
        expected = {}
        for name, row in EXPECTED_STATES.items():
            since = FIRST.isoformat()
            expected[server.address(name)] = {"state": row[turn], "reason": row[2], "since": since}
            if row[3]:
                expected[server.address(name)]["to"] = server.home + row[3]
        assert found(small) == expected
    report = capsys.readouterr().out
    assert "docs/sv/a.md:3" in report
    assert "## Dead links (4)" in report

    text = (small / "data/links.yaml").read_text()
    assert text.startswith("# A comment.\nchecked: '2026-11-14'\n")
    docs, _ = schemas.load(small / "data", ["links"])
    assert link_check.written(text, Links.of(docs["links"].data)) == text
    back = {"/gone", "/slow"}
    server.pages.update(dict.fromkeys(back, (200, 200, "")))
    assert link_check.main(small, SETTINGS, THIRD) == 0
    assert set(found(small)) == {server.address(name) for name in EXPECTED_STATES if name not in back}


def test_requests_use_head_first_and_limited_concurrency(small, server):
    server.pages["/slow"] = (200, 200, "")
    link_check.main(small, SETTINGS, FIRST)
    assert server.agents == {SETTINGS.agent}
    assert server.at_once["most"] <= SETTINGS.concurrency
    in_full = {path for method, path in server.requests if method == "GET"}
    assert "/good(1)?a=b&c=d%C3%A5" not in in_full  # no GET after a successful HEAD
    assert {"/no-head", "/flaky", "/not-found"} <= in_full


def test_writes_nothing_when_no_server_responds(small, capsys):
    text = (small / "data/links.yaml").read_text()
    (small / "docs/sv/a.md").write_text("# A\n")
    page = {"title": "T", "type": "web", "lang": "en", "status": "checked"}
    shut = [{"id": id_, **page, "url": f"http://127.0.0.1:{port}/"} for id_, port in (("one", 1), ("two", 9))]
    (small / "data/references.yaml").write_text(yaml.safe_dump(shut))
    assert link_check.main(small, SETTINGS, FIRST) == 1
    assert (small / "data/links.yaml").read_text() == text
    assert "Nothing was written" in capsys.readouterr().err


def test_long_retry_after_is_capped(server):
    server.retry_after = "99999999"
    began = time.monotonic()
    found = check_addresses(
        [server.address("/busy"), server.address("/good")],
        CrawlSettings("x", 5, 1, interval=10, server_bound=6, address_bound=0),
    )
    assert time.monotonic() - began < 20
    assert set(found) == {server.address("/busy"), server.address("/good")}
    assert found[server.address("/busy")].reason in ("busy", "timeout")


def test_time_limit_stops_requests(server):
    found = check_addresses([server.address("/good")], CrawlSettings("x", bound=0))
    assert found == {server.address("/good"): Response("timeout")}
    assert server.requests == []


@pytest.mark.parametrize("to", ["mailto:a@example.org", "ftp://example.org/x", "javascript:alert(1)", "tel:112", "//"])
def test_redirect_to_another_scheme_is_reported_without_target(server, to):
    server.pages["/odd"] = (302, 302, to)
    found = check_addresses([server.address("/odd"), server.address("/good")], SETTINGS)
    assert found[server.address("/good")] is None
    assert found[server.address("/odd")].to is None


def test_invalid_data_is_reported_before_any_request(small, server, capsys):
    (small / "data/links.yaml").write_text(
        "findings:\n- {url: https://a.se, state: dad, reason: gone, since: 2026-11-07}\n"
    )
    assert reporting.guarded(lambda: link_check.main(small, SETTINGS, FIRST), small) == 1
    assert "data/links.yaml:2: findings: [1].state: unknown value 'dad'; did you mean dead?" in capsys.readouterr().err
    assert server.requests == []


# ---- how the site shows results --------------------------------------------------------------------------------------

DEAD = "https://www.vgregion.se"
COPY = "https://archive.example.org/vgregion"
FINDINGS = f"""\
checked: 2026-11-14
findings:
- {{url: {DEAD}, state: dead, reason: no-host, since: 2026-11-07}}
- {{url: https://www.skane.se, state: unsure, reason: forbidden, since: 2026-11-14}}
"""
READERS = [
    ("sv", "exempel/vgr-partner-regions.html", "länken har inte fungerat sedan 7 november 2026", "arkiverad kopia"),
    ("en", "en/examples/vgr-partner-regions.html", "this link has not worked since 7 November 2026", "archived copy"),
]
EDITORS = [
    ("sv", "om/redaktionen.html"),
    ("en", "en/about/staff.html"),
]


def test_pages_mark_dead_links_and_staff_page_lists_all(project, tmp_path):
    (project / "data/links.yaml").write_text(FINDINGS)
    references = project / "data/references.yaml"
    entry = f"\n- {{id: zz, title: T, type: web, lang: en, status: checked, url: {DEAD}, archive: {COPY}}}\n"
    references.write_text(references.read_text("utf-8") + entry, "utf-8")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    for _, address, mark, copy in READERS:
        text = (tmp_path / "site" / address).read_text("utf-8")
        assert f"({mark}; <a" in text
        assert f'href="{COPY}">{copy}</a>)' in text
        plain = (tmp_path / "site" / address).with_suffix(".md").read_text("utf-8")
        assert f"({mark}; [{copy}]({COPY}))" in plain
        assert text.count("dead-link") == 1  # links that work or are uncertain are not marked
    for lang, address in EDITORS:
        text = (tmp_path / "site" / address).read_text("utf-8")
        captions = [f"{DOCS['strings'].data['labels']['link_states'][state][lang]}: 1" for state in ("dead", "unsure")]
        assert [caption for caption in captions if f"<caption>{caption}</caption>" not in text] == []
        assert "dead-link" not in text


@pytest.mark.parametrize(("lang", "address"), EDITORS)
def test_staff_page_is_built_but_unlisted(site, lang, address):
    page = site.pages[address]
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    root = "" if lang == "sv" else "en/"
    lists = ["sitemap.xml", f"{root}search/index.js", f"{root}llms.txt", f"{root}atom.xml"]
    name = address.rpartition("/")[2].removesuffix(".html")
    assert [listing for listing in lists if f"/{name}." in (site.folder / listing).read_text("utf-8")] == []
    menu = f"//nav//a[contains(@href, '{name}.html') and not(contains(@class, 'language'))]"
    assert [of for of, other in site.pages.items() if other.xpath(menu)] == []
    if not yaml.safe_load((ROOT / "data/links.yaml").read_text("utf-8")).get("checked"):
        unseen = DOCS["strings"].data["staff"]["not_checked"][lang]
        assert unseen in page.xpath("string(//article)")


@pytest.mark.parametrize("address", [row[1] for row in EDITORS])
def test_staff_page_tables_have_captions_headers_and_cell_labels(site, address):
    tables = site.pages[address].xpath("//article//table")
    assert len(tables) >= 2
    for table in tables:
        heads = table.xpath("./thead//th[@scope='col']")
        assert table.xpath("string(./caption)").strip()
        for row in table.xpath("./tbody/tr"):
            assert row.xpath("./th[@scope='row']")
            assert [cell.get("data-label") for cell in row.xpath("./td")] == [head.text for head in heads[1:]]
