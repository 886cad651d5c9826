"""Style sheets with a sign that has no other to go with it, and scripts that no browser can read."""

import re

import pytest
from mkdocs.config import load_config

import assets
import corpus
from unit.checks.small_project import TODAY
from unit.conftest import ROOT

SHEETS = {
    "all in pairs": ('/* { */ a::after { content: "}\\""; }\n@media (x) {\n  [b="("] { c: url(d); }\n}\n', None),
    "a brace not closed": ("a { b: c; }\na {\n  b: c;\nd { e: f; }\n", (2, "{")),
    "a brace not closed in a block": ("@media (x) {\n  a { b: c;\n  d { e: f; }\n}\ng { h: i; }\n", (1, "{")),
    "a brace closed twice": ("a { b: c; }}\nd { e: f; }\n", (1, "}")),
    "a bracket not closed": ("a { b: var(--c; }\nd { e: f; }\n", (1, "(")),
    "a bracket closed by another": ("a[b) { c: d; }\n", (1, "[")),
    "a text not closed": ('a { b: "c; }\nd { e: f; }\n', (1, '"')),
    "a comment not closed": ("a { b: c; }\n/* d\ne { f: g; }\n", (2, "/*")),
    "no end": ("a { b: c;", (1, "{")),
    "nothing": ("", None),
}


@pytest.mark.parametrize("name", SHEETS)
def test_unpaired_sign_is_reported_at_its_line(name):
    css, expected = SHEETS[name]
    assert assets.unpaired(css) == expected
    assert assets.unpaired(css.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("name", ["base", "tokens", "site"])
def test_missing_brace_is_reported_at_the_line_of_its_pair(name):
    css = (ROOT / f"docs/assets/css/{name}.css").read_text("utf-8")
    assert assets.unpaired(css) is None
    for lost in list(re.finditer(r"(?m)^[^\s/@][^{}\n]*\{[^{}\n]*(\})$", css))[::20]:
        line = css.count("\n", 0, lost.start()) + 1
        assert assets.unpaired(css[: lost.start(1)] + css[lost.end(1) :]) == (line, "{")


def test_faults_are_reported_with_file_and_line(project, words):
    (project / "docs/assets/css/site.css").write_text("a { b: c; }\nd { e: f;\n")
    (project / "docs/assets/js/site.js").write_text("(() => {\n  const a = ;\n})();\n")
    (project / "docs/assets/js/example.js").write_text("throw 'compiled, and not run';\n")
    read = corpus.read(load_config(str(project / "mkdocs.yml")), TODAY)
    assets.check(read)
    assert [problem.text(words, "sv") for problem in read.problems] == [
        "docs/assets/css/site.css:2: tecknet { öppnar något som aldrig stängs, eller stänger något som inte är öppet, så"
        " webbläsaren hoppar över regler i stilmallen; skriv det tecken som saknas, eller återställ filen",
        "docs/assets/js/site.js:2: webbläsaren kan inte läsa skriptet, så inget i det fungerar (Node.js säger:"
        " Unexpected token ';'); rätta raden, eller återställ filen",
    ]


@pytest.mark.parametrize("name", ["css/site.css", "js/example.js"])
def test_unreadable_file_is_skipped(project, name):
    (project / "docs/assets" / name).unlink()
    (project / "docs/assets" / name).symlink_to(project / "docs/assets" / name)
    read = corpus.read(load_config(str(project / "mkdocs.yml")), TODAY)
    assets.check(read)
    assert [one.key for one in read.problems if one.file == f"docs/assets/{name}"] == ["unreadable"]
