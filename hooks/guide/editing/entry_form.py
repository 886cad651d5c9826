"""The issue form for a new example, made from the same questions as the terminal's, both languages together.

What a form may hold is in GitHub's documentation, "Syntax for GitHub's form schema".

python -m guide guide.editing.entry_form          write the form anew (``make fields``)
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from guide.data.documents import LANGS
from guide.editing.form_answers import both
from guide.editing.new_entry import EntryContext, load, written
from guide.editing.questions import Question, asked

ROOT = Path(__file__).resolve().parents[3]
PATH = ROOT / ".github/ISSUE_TEMPLATE/example.yml"
LABEL = "lägg in"  # staff set it; it starts .github/workflows/example.yml
COMPARED = "compared"  # the words of the box to tick
_HEAD = "# Made from data/schema and data/strings.yaml by `make fields`; not edited by hand.\n"
_ORDERED = "steps"  # GitHub gives what is chosen in the order of the list, so the first is asked for by itself
_GUIDE = "docs/{lang}/about/editing/add-example.md"
_WORKED_OUT = ("id", "reviewed")  # where there is no answer
_BOXES = ("text", "items")  # kinds that want several lines
_MORE = {"id": "form_id", "reviewed": "form_today", "related": "form_ids"}


def controls(questions: Iterable[Question], words: Mapping[str, Any]) -> dict[str, Question]:
    """Return the questions of the form, top to bottom, by the id of their control; ``words`` are those for adding."""
    found = {}
    for question in asked(questions):
        if question.name == _ORDERED:
            found[f"{_ORDERED}-first"] = replace(question, kind="one", label=words["first_step"])
            question = replace(question, label=words["more_steps"], required=False)
        found[question.name] = question
    return found


def form(context: EntryContext) -> str:
    """The form as a file."""
    words = context.strings["adding"]
    intro = [
        f"{words['form_intro'][lang].format(label=LABEL)} "
        f"[{words['form_guide'][lang]}](../blob/main/{_GUIDE.format(lang=lang)})."
        for lang in LANGS
    ]
    box = {"label": both(words["translation"]), "options": [{"label": both(words[COMPARED])}]}
    made = {
        "name": both(words["form_name"]),
        "description": both(words["form_about"]),
        "body": [
            {"type": "markdown", "attributes": {"value": "\n\n".join(intro)}},
            *(_control(id_, question, words) for id_, question in controls(context.questions, words).items()),
            {"type": "checkboxes", "id": COMPARED, "attributes": box},
        ],
    }
    return _HEAD + written(made)


def _control(id_: str, question: Question, words: Mapping[str, Any]) -> dict[str, Any]:
    kind = "dropdown" if question.options else "textarea" if question.kind in _BOXES else "input"
    attributes: dict[str, Any] = {"label": both(question.label), "description": _help(question, words)}
    if question.options:
        attributes["multiple"] = question.kind == "many"
        attributes["options"] = [both(label) for label in question.options.values()]
    if question.kind == "items":
        attributes["value"] = "\n".join(f"{both(part.label)}:" for part in question.parts)
    made: dict[str, Any] = {"type": kind, "id": id_, "attributes": attributes}
    if question.required and question.name not in _WORKED_OUT:
        made["validations"] = {"required": True}
    return made


def _help(question: Question, words: Mapping[str, Any]) -> str:
    keys = ["form_items"] if question.kind == "items" else []
    if any(part.only for part in question.parts):
        keys.append("form_dated")
    if question.name in _MORE:
        keys.append(_MORE[question.name])
    return both({lang: " ".join([question.help[lang], *(words[key][lang] for key in keys)]) for lang in LANGS})


def main() -> int:
    """Write the form."""
    PATH.write_text(form(load(ROOT)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
