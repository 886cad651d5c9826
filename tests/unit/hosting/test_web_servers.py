"""The headers that static hosts send with the site's files."""

from __future__ import annotations

import re

import pytest

from guide.hosting import web_servers
from guide.hosting.web_servers import settings

NOT_FOUND = '<html><head><meta charset="utf-8"><script>var base=1</script></head><body>404</body></html>'
PAGE = '<html><head><meta charset="utf-8"></head><body>1</body></html>'


def rules(text):
    """Return the headers of ``_headers`` by path."""
    headers, path = {}, ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            headers[path][name] = value
        else:
            path = line
            headers[path] = {}
    return headers


@pytest.fixture
def site(tmp_path):
    """Return the folder of a site with two pages."""
    (tmp_path / "en").mkdir()
    (tmp_path / "404.html").write_text(NOT_FOUND, "utf-8")
    (tmp_path / "en/index.html").write_text(PAGE, "utf-8")
    return tmp_path


def test_all_files_have_the_security_headers():
    of_all = rules(settings("_headers", "/", "default-src 'none'"))["/*"]
    assert of_all == {
        "Content-Security-Policy": "default-src 'none'",
        **web_servers.HEADERS,
        "Strict-Transport-Security": "max-age=31536000",
    }


def test_cors_is_allowed_for_data_only():
    headers = rules(settings("_headers", "/", "x"))
    assert [path for path, of in headers.items() if "Access-Control-Allow-Origin" in of] == ["/data/*"]
    assert headers["/data/*"] == {"Access-Control-Allow-Origin": "*"}


def test_only_hashed_assets_are_cached_for_a_year():
    headers = rules(settings("_headers", "/", "x"))
    cached = {path: of["Cache-Control"] for path, of in headers.items() if "Cache-Control" in of}
    assert cached == dict.fromkeys(["/assets/css/*", "/assets/js/*"], "public, max-age=31536000, immutable")


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/*.md", "text/markdown; charset=utf-8"),
        ("/*.csv", "text/csv; charset=utf-8"),
        ("/*.rdf", "application/rdf+xml; charset=utf-8"),
        ("/*atom.xml", "application/atom+xml; charset=utf-8"),
        ("/*sbom.cdx.json", "application/vnd.cyclonedx+json; charset=utf-8"),
    ],
)
def test_uncommon_content_types_are_set(path, type_):
    assert rules(settings("_headers", "/", "x"))[path] == {"Content-Type": type_}


@pytest.mark.parametrize("root", ["/", "/s3/"])
def test_nginx_sends_the_same_headers_and_revalidates(root):
    policy = "default-src 'none'"
    text = settings("nginx.conf", root, policy)
    in_nginx = dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', text, re.MULTILINE))
    assert in_nginx == {"Content-Security-Policy": policy, **web_servers.HEADERS}
    assert "add_header Cache-Control $s3_cache always;" in text
    assert 'set $s3_cache "no-cache";' in text
    assert f'if ($uri ~ "^{re.escape(root)}(assets/css|assets/js)/")' in text
    assert f"error_page 404 {root}404.html;" in text
    assert f'if ($uri ~ "^{re.escape(root)}data/")' in text


def test_nginx_sends_hsts_over_https_only():
    text = settings("nginx.conf", "/", "x")
    assert "add_header Strict-Transport-Security $s3_hsts always;" in text
    assert 'set $s3_hsts "";\nif ($https) { set $s3_hsts "max-age=31536000"; }' in text


def test_nginx_lists_every_type_once():
    text = settings("nginx.conf", "/", "x")
    block = re.search(r"^types \{\n(.*?)\}", text, re.MULTILINE | re.DOTALL)[1]
    endings = [ending for line in block.splitlines() for ending in line.strip(" ;").split()[1:]]
    assert sorted(endings) == sorted(web_servers.TYPES)


def test_both_configs_have_the_hash_of_the_404_script(site):
    web_servers.write(site, "https://a.se/s3/")
    (source,) = web_servers.hashes(NOT_FOUND)
    for name in (web_servers.NGINX, web_servers.STATIC):
        assert f"script-src 'self' {source}" in (site / name).read_text("utf-8")
    assert "error_page 404 /s3/404.html;" in (site / web_servers.NGINX).read_text("utf-8")
    assert (site / "en/index.html").read_text("utf-8") == PAGE


def test_policy_is_added_to_pages_on_request(site):
    web_servers.write(site, "https://a.se/", in_pages=True)
    (source,) = web_servers.hashes(NOT_FOUND)
    for name in ("404.html", "en/index.html"):
        page = (site / name).read_text("utf-8")
        assert page.count(f"script-src 'self' {source}") == 1, name
