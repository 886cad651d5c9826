"""The checks of mkdocs.yml: its settings and its menu, each fault with its line and in both languages."""

import pytest
from mkdocs.config import load_config

from guide.mkdocs_site import project, settings
from unit.checks.conftest import project as small  # noqa: F401  the fixture

LICENCE = (
    "The address of a licence, such as http://creativecommons.org/licenses/by/4.0/; empty while it is not decided."
)
CONTACT = "A mailbox, such as s3@example.org, or an address that starts with https://; empty where there is none."
SITE = "The address the site will have, such as https://s3.example.org/ or https://example.org/s3/, without the name of a page. SITE_URL sets it where the site is built."
FORM = "'{}' has the wrong form; {}"
# Text to replace, its replacement, the message without its place, and whether MkDocs cannot even start.
WRONG = [
    ('license: ""', "license: javascript:alert(1)", f"extra: license: {FORM.format('javascript:alert(1)', LICENCE)}", False),
    ('license: ""', "license: CC0", f"extra: license: {FORM.format('CC0', LICENCE)}", False),
    ('license: ""', "license: 'https://a.se/\"><script>'", f"extra: license: {FORM.format('https://a.se/' + chr(34) + '><script>', LICENCE)}", False),
    ('contact: ""', "contact: javascript:alert(1)", f"extra: publisher.contact: {FORM.format('javascript:alert(1)', CONTACT)}", False),
    ('contact: ""', "contact: //evil.example", f"extra: publisher.contact: {FORM.format('//evil.example', CONTACT)}", False),
    ('uri: ""', "uri: SE2021000000", "extra: publisher.uri: 'SE2021000000' has the wrong form; The address", False),
    ("review_days: 365", "review_days: 0", f"extra: review_days: {FORM.format('0', 'A number of days, such as 365.')}", False),
    ("review_days: 365", "review_days: a year", "extra: review_days: must be a whole number; write it in digits", False),
    ("review_days: 365", "review_days: true", "extra: review_days: must be a whole number; write it in digits", False),
    ("  publisher:", "  publishr:", "extra: publisher: missing; add the field. Who publishes the site: name, contact and uri.", False),
    ('"https://s3.example.org/"', '"https://s3.example.org/;} evil {"', f"site_url: {FORM.format('https://s3.example.org/;} evil {', SITE)}", True),
    ('"https://s3.example.org/"', '"https://s3.example.org/../x/"', f"site_url: {FORM.format('https://s3.example.org/../x/', SITE)}", True),
    ('"https://s3.example.org/"', '"https://s3.example.org/index.html"', f"site_url: {FORM.format('https://s3.example.org/index.html', SITE)}", True),
    ('"https://code.example.org/s3"', '"https://code.example.org/s3.git"', "repo_url: 'https://code.example.org/s3.git' has the wrong form; The address of the source", True),
    ('"https://code.example.org/s3"', '"https://code.example.org/s3/tree/main"', "repo_url: 'https://code.example.org/s3/tree/main' has the wrong form; The address of the source", True),
    ('"https://s3.example.org/"', '"javascript:x"', f"site_url: {FORM.format('javascript:x', SITE)}", True),
    ("site_name: Smart", "site_nam: Smart", "site_name: missing; add the field. Text without < > & and straight quotation marks.", True),
    ("site_name: Smart specialisering", "site_name: <b>", f"site_name: {FORM.format('<b>', 'Text without < > & and straight quotation marks.')}", True),
    ("use_directory_urls: false", "use_directory_urls: true", f"use_directory_urls: {FORM.format('True', 'Must be false: addresses end in .html.')}", True),
    ("  - i18n:", "  - i18nn:", "plugins: '…' has the wrong form; Must have search and i18n, each with its settings.", True),
    ("plugins:\n", "plugins:\n  - tags\n", "plugins: [1]: must have fields", True),
    ("pipeline: []", "pipeline: [x]", "plugins: [1].search.pipeline[1]: unknown value 'x'; allowed values: stemmer,", True),
    ("locale: en", "locale: xx", "plugins: [2].i18n.languages[2].locale: unknown value 'xx'; allowed values: sv, en", True),
    ("locale: en", "locale: sv", "plugins: [2].i18n.languages: '…' has the wrong form; Two languages:", True),
    ("      reconfigure_search", "      reconfigur_search", "plugins: [2].i18n.reconfigur_search: unknown field; did you mean reconfigure_search?", True),
    ("          name: English", "          nme: English", "plugins: [2].i18n.languages[2].name: missing; add the field.", True),
    ("toc: {permalink: false", "toc: {permalnk: false", "markdown_extensions: [8].toc.permalnk: unknown field; did you mean permalink?", True),
    ("  - tables\n", "  - tables: {x: 1}\n", "markdown_extensions: [7].tables: unknown field; allowed fields: toc", True),
    ("  - md_in_html\n", "", "markdown_extensions: the extension md_in_html is missing, and pages are written with it", True),
    ("  - admonition", "  - os", "markdown_extensions: [1]: unknown value 'os'; allowed values: abbr,", True),
    ("logo: six", "logo: sx", "theme: icon.logo: unknown value 'sx'", True),
    ("assets/js/site.js", "assets/js/none.js", "extra_javascript: [1].path: there is no file assets/js/none.js", True),
    ("watch: [data", "watch: [date", "watch: [1]: unknown value 'date'; did you mean data?", True),
    ("links: {not_found: warn", "links: {not_found: info", "validation: links.not_found: unknown value 'info'; allowed values: warn", True),
    ("  staff.md\n", "  [z-a]\n", "not_in_nav: '[z-a]\\nediting/\\n' has the wrong form; The pages that are in no menu,", True),
    ('!ENV [SITE_URL, "https://s3.example.org/"]', "!ENV []", "the tag !ENV is not allowed; remove it", True),
    ('!ENV [SITE_URL, "https://s3.example.org/"]', "!ENV {a: b}", "the tag !ENV is not allowed; remove it", True),
    ("  - vision.md\n", '  - "V\\u202ey": vision.md\n', "nav: '[2].V\\u202ey': the text contains the invisible character U+202E; remove it", True),
    ("site_name: Smart", 'site_name: "\\u202e" # Smart', "site_name: the text contains the invisible character U+202E; remove it", True),
    ("  - vision.md\n", "  - NO: vision.md\n", "MkDocs reads NO as something other than text or a plain number;", True),
    ("  - vision.md\n", "  - 12:30: vision.md\n", "MkDocs reads 12:30 as something other than", True),
    ("site_name: Smart specialisering\n", "site_name: 2026-02-30\n", "MkDocs reads 2026-02-30 as something other than", True),
    ("review_days: 365", "review_days: 0365", "MkDocs reads 0365 as something other than", True),
    ("hooks: [hooks/events.py]", "hooks: [evil.py]", "hooks: [1]: unknown value 'evil.py'; allowed values: hooks/events.py", True),
    ("  - admonition", "  - admonitoin", "markdown_extensions: [1]: unknown value 'admonitoin'; did you mean admonition?", True),
    ("favicon: assets/favicon.svg", "favicon: assets/none.svg", "theme: favicon: there is no file assets/none.svg", True),
    ("theme:\n", "theme: {}\nthem:\n", "theme: name: missing; add the field.", True),
    ("strict: true", "strict: true\nstrict: true", "the field strict appears twice in the same entry; keep one of them", True),
    ("plugins:\n", "\tplugins:\n", "the line is indented with a tab; use spaces, two for each level", True),
    ("watch: [", "watch: !!python/name:os.system [", "the tag tag:yaml.org,2002:python/name:os.system is not allowed; remove it", True),
    ("\nnav:\n", "\nnav: index.md\nx:\n", "nav: must be a list", True),
    ("  - vision.md\n", "  - vision.md:\n", "nav: [2].vision.md: is empty; fill it in or remove the field", True),
]  # fmt: skip


def change(root, old, new):
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    line = text[: text.index(old)].count("\n") + 1
    above, indent = set[int](), 1000
    for number, row in reversed(list(enumerate(text.split("\n")[:line], 1))):
        if row.strip(" -#") and (of := len(row) - len(row.lstrip(" -"))) < indent:
            above |= {number, number + 1}
            indent = of
    return {4, *above, *range(line - 1, line + 4)}  # a list has the line of its first item


@pytest.fixture
def root(small):  # noqa: F811
    """Return the root of a small valid project."""
    return small


@pytest.mark.parametrize(("old", "new", "expected", "stops"), WRONG, ids=[row[1][:40] for row in WRONG])
def test_reports_invalid_setting_with_its_line(root, words, old, new, expected, stops):
    lines = change(root, old, new)
    problems = settings.check(settings.read(root), root)
    reported = [problem.text(words, "en") for problem in problems]
    assert any(text.split(": ", 1)[1].startswith(expected) for text in reported), reported
    assert {problem.line for problem in problems} <= lines  # a missing setting is reported at line 4, the first one
    assert bool(settings.fatal(root)) == stops
    assert all(problem.text(words, "sv") != problem.text(words, "en") for problem in problems)


def test_environment_overrides_the_settings(root, monkeypatch):
    assert settings.check(settings.read(root), root) == []
    monkeypatch.setenv("SITE_URL", "https://example.org/s3")
    monkeypatch.setenv("POLICY_IN_PAGES", "true")
    data = settings.read(root).data
    assert (data["site_url"], data["extra"]["policy_in_pages"]) == ("https://example.org/s3", True)
    monkeypatch.setenv("SITE_URL", "https://example.org/; return 200")
    assert [(problem.entry, problem.key) for problem in settings.fatal(root)] == [("site_url", "form")]


@pytest.mark.parametrize(
    "address", ["", "http://localhost:8080/", "https://xn--rksmrgs-5wao1o.se/a_b/~c", "https://a.se"]
)
def test_site_url_may_be_local_or_have_a_path(root, monkeypatch, address):
    monkeypatch.setenv("SITE_URL", address)
    assert settings.fatal(root) == []


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs", "overrides"])
def test_reports_missing_files_that_mkdocs_requires(root, words, name):
    (root / name).rename(root / "elsewhere")
    reported = [problem.text(words, "sv") for problem in settings.fatal(root)]
    assert reported[0].startswith(f"{name}:1: ")
    assert "(det finns inte)" in reported[0]


MENUS = [
    ("  - vision.md\n", "  - visoin.md\n", ["menyn har visoin.md, men den sidan finns inte; menade du vision.md?", "sidan saknas i menyn"]),
    ("  - vision.md\n", "  - https://example.org/\n", ["menyn har https://example.org/, men den sidan finns inte", "sidan saknas i menyn"]),
    ("  - vision.md\n", "  - vision.md\n  - Vision: [vision.md]\n", ["menyn har vision.md redan på rad {line}; behåll en av raderna"]),
    ("  - vision.md\n", "  - Framåt: [vision.md]\n", ["Framåt i menyn saknar engelskt namn; lägg till Framåt under nav_translations i mkdocs.yml"]),
    ("  - vision.md\n", "  - Vision: [vision.md]\n", []),
    ("  - vision.md\n", "  - <b>: [vision.md]\n", ["texten innehåller <"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), MENUS, ids=[row[1].strip() for row in MENUS])
def test_reports_invalid_menu_entries(root, words, old, new, expected):
    line = (root / "mkdocs.yml").read_text("utf-8").split("\n").index("  - vision.md") + 1
    change(root, old, new)
    messages = [problem.text(words, "sv") for problem in project.read(load_config(str(root / "mkdocs.yml"))).problems]
    assert len(messages) == len(expected)
    for text, start in zip(messages, expected, strict=True):
        assert text.split(": ", 1)[1].startswith(start.format(line=line))
        assert text.startswith(("mkdocs.yml:1", "docs/sv/vision.md:1:"))
