"""CONTRIBUTING.md says what is so: the templates to paste, the messages, the report and the anchors."""

import re

import pytest

import findings
import report
from guide.data import schemas
from guide.data.documents import Problem
from unit.conftest import ENTRY, REGION, ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
HALVES = dict(zip(("sv", "en"), GUIDE.split('<a id="english"></a>'), strict=True))
CODE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
MESSAGE = re.compile(r"^- `(.+)`$", re.MULTILINE)
# Said by MkDocs, by pytest, by the ledger and by a workflow, in words that do not stand in data/strings.yaml.
OTHERS = re.compile("Doc file|The following|A reference|test_|docs/[^:]+: no such|Det gick inte|No pull request")


@pytest.mark.parametrize("lang", HALVES)
def test_template_of_an_example_passes_the_check_as_it_is(complaints, lang):
    example = next(code for code in CODE.findall(HALVES[lang]) if code.startswith("- id:"))
    assert complaints(ENTRY + example) == []


@pytest.mark.parametrize("lang", HALVES)
def test_template_of_a_strategy_passes_the_check_as_it_is(tmp_path, lang):
    strategy = next(code for code in CODE.findall(HALVES[lang]) if code.startswith("  strategies:"))
    (tmp_path / "schema").symlink_to(ROOT / "data/schema")
    (tmp_path / "regions.yaml").write_text(REGION + strategy, "utf-8")
    assert schemas.load(tmp_path, ["regions"])[1] == []


@pytest.mark.parametrize("lang", HALVES)
def test_every_message_shown_is_one_that_a_check_reports(words, lang):
    said = [re.escape(text[lang].replace("{{", "{").replace("}}", "}")) for text in words["problems"].values()]
    known = re.compile("(?:.*: |! )?(?:" + "|".join(re.sub(r"\\{\w+\\}", ".*", text) for text in said) + ")")
    told = [message for message in MESSAGE.findall(HALVES[lang]) if not OTHERS.match(message)]
    assert len(told) > 20
    assert [message for message in told if not known.fullmatch(message)] == []


def test_each_kind_of_finding_has_its_part_with_messages_of_its_own(words):
    for lang, half in HALVES.items():
        parts = dict(re.findall(r'<a id="(\S+)"></a>\n### (?:.*\n)((?:(?!<a id).*\n)*)', half))
        for kind in findings.KINDS:
            keys = [key for key in words["problems"] if key.removesuffix("_near") in (*kind.errors, *kind.warnings)]
            said = [re.sub(r"\\{\w+\\}", ".*", re.escape(words["problems"][key][lang])) for key in keys]
            told = MESSAGE.findall(parts[kind.anchors[lang]])
            assert told, kind.anchors[lang]
            assert [message for message in told if not re.fullmatch(f"(?:.*: )?(?:{'|'.join(said)})", message)] == []


@pytest.mark.parametrize("lang", HALVES)
def test_report_shown_is_what_the_check_prints(words, lang):
    def problem(file, line, key, **values):
        return Problem(f"docs/{file}/steps/vision.md", line, "", "", None, key, values)

    english = "docs/en/steps/vision.md"
    told = [
        problem("sv", 21, "spelling_near", value="rejgionen", nearest="regionen"),
        problem("en", 5, "translation_stale", other="docs/sv/steps/vision.md", name=english),
    ]
    assert f"```text\n{report.Report(told, words, lang).text()}\n```\n" in HALVES[lang]


def test_every_anchor_linked_to_exists():
    anchors = re.findall(r'<a id="([^"]+)"></a>', GUIDE)
    assert len(anchors) == len(set(anchors))
    assert sorted(set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) - set(anchors)) == []


HELP = [
    ("sv", "evidence: saknas; lägg till fältet. Hur väl det är belagt: aktörernas egen beskrivning,"),
    ("en", "evidence: missing; add the field. How well it is supported: the actors' own account,"),
]


@pytest.mark.parametrize(("lang", "told"), HELP, ids=["sv", "en"])
def test_missing_field_is_explained_in_the_language_of_the_report(complaints, lang, told):
    assert told in complaints(ENTRY.replace("  evidence: documented\n", ""), lang)[0]
