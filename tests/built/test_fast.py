"""The fast path: pages made without MkDocs are what MkDocs would make, byte for byte, whatever the examples hold."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest
import yaml

from built.conftest import ROOT, build
from built.test_builds import digest

WHOLE = {
    "id": "every-field",
    "title": {"sv": "Allt på en gång", "en": "Everything at once"},
    "summary": {"sv": "En kort text om kluster.", "en": "A short text about clusters."},
    "steps": ["analysis", "vision"],
    "regions": ["skane", "gotland"],
    "countries": ["SE", "FI"],
    "place": {"sv": "Öresund", "en": "The Sound"},
    "challenge": {"sv": "Svårt.", "en": "Hard."},
    "description": {"sv": "Vad som gjordes i klustret.", "en": "What the cluster did."},
    "results": {"sv": "Det gick bra.", "en": "It went well."},
    "lesson": {"sv": "Börja tidigt.", "en": "Start early."},
    "transfer": {"sv": "Gå varsamt fram.", "en": "Tread carefully."},
    "gaps": {"sv": "Vi vet inte när.", "en": "We do not know when."},
    "organisations": [
        {"name": {"sv": "Region Skåne"}, "role": "region", "url": "https://www.skane.se"},
        {"name": {"sv": "Två AB & Söner", "en": "Two & Sons"}, "role": "company"},
    ],
    "period": {"start": "2016-03", "end": "2018-06-30"},
    "evidence": "documented",
    "links": [{"title": "Läs mer", "lang": "sv", "url": "https://www.skane.se/a_b?c=d&copy=1", "read": "2026-01-31"}],
    "sources": [
        {"title": "Sidan", "lang": "sv", "url": "https://www.skane.se/sidan_(ny)", "checked": "2026-01-31"},
        {"title": "2019: [A] *book*", "lang": "en", "publisher": "Ett & två", "unverified": "archived"},
    ],
    "reviewed": "2026-11-21",
    "original_language": "sv",
    "aliases": ["every-field-before"],
}
MARKDOWN = """\
1. Ett kluster
2. Två, *tre* och **fyra**

- streck
- med [länk](https://example.org/a_b?c=1&d=2) och `kod & %s`
    - inre punkt

> Ett citat
> på två rader.

Rad med brytning  
till nästa & slut &amp; 100 %.

    indragen kod & [tecken]

Se [den här][ref], 3 < 4 och \\*stjärna\\*.

2019. Ett år. ꀀ är ett tecken.

[ref]: https://example.org/ref
"""  # noqa: W291
# What each example has of its own; without a summary in one language the page there stands in for a translation.
KINDS = {
    "only-swedish": {"title": {"sv": "Bara svenska"}, "summary": {"sv": "Kort."}, "description": {"sv": "Mer."}},
    "half-english": {"description": {"sv": "Vad som gjordes."}, "results": {"en": "It went well."}},
    "hostile": {
        "title": {"sv": "<b>%s</b> &amp; \"x\" 'y' *z* _å_ `k` {#id} | 100 %", "en": "%d </title><script>x</script> \\ {{ x }}"},
        "summary": {"sv": "1. Inte en lista [x](y) &nbsp; <!-- x -->", "en": "- Not a list: \"quoted\" & 'so'!"},
    },
    "letters": {"title": {"sv": "ꀀ Yi ꀁ", "en": "\ua4a0 Lisu"}, "summary": {"sv": "5 saker (bra).", "en": "“Five” things!"}},
    "markdown": {"description": {"sv": MARKDOWN, "en": MARKDOWN}, "results": {"sv": "A.\n\nB\nC.\n\nD!", "en": "E; f:\n\n- g"}},
    "long": {"title": {"sv": "Mycket långa ord om kluster " * 3, "en": "Very long words on clusters " * 3}},
    "many-sources": {"sources": [{**WHOLE["sources"][0], "title": f"Källa {number}"} for number in range(20)]},
    "bare": dict.fromkeys(
        ["organisations", "period", "place", "countries", "links", "challenge", "results", "lesson", "transfer", "gaps"]
    ),
    "abroad": {"regions": None, "countries": ["NO"], "period": {"start": "2030-01"}, "steps": ["evaluation"]},
}  # fmt: skip


def strange(folder: Path) -> Path:
    """``folder``, a copy of the project, with examples of every kind."""
    entries = [WHOLE]
    for name, own in KINDS.items():
        entry = {**copy.deepcopy(WHOLE), "id": name, "related": ["every-field"], **copy.deepcopy(own)}
        del entry["aliases"]
        entries.append({field: value for field, value in entry.items() if value is not None})
    path = folder / "data/examples.yaml"
    path.write_text(path.read_text("utf-8") + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def both(project: Path, folder: Path) -> tuple[dict[str, str], dict[str, str], str]:
    """The files of the site built with the fast path and without, and what the first build said."""
    fast, slow = (build(project, folder / switch, FAST_PATH=switch) for switch in ("true", "false"))
    assert fast.returncode == 0, fast.stderr
    assert slow.returncode == 0, slow.stderr
    return digest(folder / "true"), digest(folder / "false"), fast.stderr


def test_the_real_site_is_the_same_without_the_fast_path(site, tmp_path):
    done = build(ROOT, tmp_path / "site", FAST_PATH="false")
    assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "site") == digest(site.folder)


def test_no_page_of_the_real_site_is_made_the_slow_way(project, tmp_path):
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "slow way" not in done.stderr


def test_every_kind_of_example_is_the_same_without_the_fast_path_and_from_the_cache(project, tmp_path):
    fast, slow, said = both(strange(project), tmp_path)
    assert fast == slow
    assert "no fast path" not in said
    assert build(project, tmp_path / "warm").returncode == 0
    assert digest(tmp_path / "warm") == fast
    assert all(f"exempel/{name}.html" in fast for name in KINDS)


def test_after_an_edit_the_site_is_as_if_built_anew_and_the_rest_is_taken_over(project, tmp_path):
    folder, example, spoilt = tmp_path / "site", "exempel/visual-sweden.html", "exempel/dalarna-four-areas.html"
    assert build(project, folder).returncode == 0
    before = (folder / example).stat().st_ino, (folder / "regioner/skane.html").stat().st_ino
    (folder / spoilt).write_text("spoilt by hand", "utf-8")
    (folder / "exempel/dalarna-tourism-goal-2030.md").unlink()
    records, page = project / "data/examples.yaml", project / "docs/sv/steps/vision.md"
    text = records.read_text("utf-8")
    at = text.index("id: dalarna-varmland-gender")
    records.write_text(text[:at] + text[at:].replace("    sv: ", "    sv: Nu ", 1), "utf-8")
    page.write_text(page.read_text("utf-8") + "\nNu som i [@example:vgr-partner-regions].\n", "utf-8")
    assert build(project, folder).returncode == 0
    after = (folder / example).stat().st_ino, (folder / "regioner/skane.html").stat().st_ino
    assert after == before
    shutil.rmtree(project / ".cache")
    assert build(project, tmp_path / "anew").returncode == 0
    assert digest(folder) == digest(tmp_path / "anew")


@pytest.mark.parametrize(
    "printed",
    ["{{ page.meta.title | length if page }}", "{{ page.meta.title | upper if page }}"],
    ids=["something else for each page", "a title in a form that nobody knows"],
)
def test_where_the_theme_changes_pages_are_made_the_slow_way(project, tmp_path, printed):
    template = project / "overrides/main.html"
    template.write_text(template.read_text("utf-8").replace("{% block extrahead %}", "{% block extrahead %}" + printed))
    fast, slow, said = both(project, tmp_path)
    assert fast == slow
    assert "no fast path for examples (sv)" in said
