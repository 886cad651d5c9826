"""The issue form for a new example, and what becomes of an issue written with it.

python -m guide guide.editing.issue_form                  write the form anew (``make fields``)
python -m guide guide.editing.issue_form EVENT ANSWER     make the entry: run by .github/workflows/example.yml

The form asks the same as the terminal does, both languages together; what it may contain is in GitHub's documentation,
"Syntax for GitHub's form schema". EVENT is the file in which GitHub describes the issue. Its text comes from anybody
and is only ever data here: read as answers, checked, and written as YAML values. When all is well the entry is put into
data/examples.yaml, the translation is marked if the box is ticked, and the id is printed; ANSWER gets what the pull
request is to say. Otherwise nothing is printed, and ANSWER gets what is wrong.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from guide.data.documents import LANGS, Place, Problem, place_name
from guide.editing.new_entry import Register, load, written
from guide.editing.questions import Question, both, entry_of, in_order, well_formed
from guide.prose import translations

ROOT = Path(__file__).resolve().parents[3]
PATH = ".github/ISSUE_TEMPLATE/example.yml"
LABEL = "lägg in"  # staff set it; it starts .github/workflows/example.yml
COMPARED = "compared"  # the words of the box to tick
_HEAD = "# Made from data/schema and data/strings.yaml by `make fields`; not edited by hand.\n"
_ORDERED = "steps"  # GitHub gives what is chosen in the order of the list, so the first is asked for by itself
_GUIDE = "docs/{lang}/about/editing/add-example.md"
_WORKED_OUT = ("id", "reviewed")  # where there is no answer
_BOXES = ("text", "items")  # kinds that want several lines
_NOTHING = "_No response_"  # what GitHub writes where nothing was answered
_TICKED = re.compile(r"^- \[[xX]\] ", re.MULTILINE)
_MORE = {"id": "form_id", "reviewed": "form_today", "related": "form_ids"}


def controls(questions: Iterable[Question], words: Mapping[str, Any]) -> dict[str, Question]:
    """Return the questions of the form, top to bottom, by the id of their control; ``words`` are those for adding."""
    controls = {}
    for question in in_order(questions):
        if question.name == _ORDERED:
            controls[f"{_ORDERED}-first"] = replace(question, kind="one", label=words["first_step"])
            question = replace(question, label=words["more_steps"], required=False)
        controls[question.name] = question
    return controls


def form(register: Register) -> str:
    """Return the form as a file."""
    words = register.strings["adding"]
    intro = [
        f"{words['form_intro'][lang].format(label=LABEL)} "
        f"[{words['form_guide'][lang]}](../blob/main/{_GUIDE.format(lang=lang)})."
        for lang in LANGS
    ]
    box = {"label": both(words["translation"]), "options": [{"label": both(words[COMPARED])}]}
    form = {
        "name": both(words["form_name"]),
        "description": both(words["form_about"]),
        "body": [
            {"type": "markdown", "attributes": {"value": "\n\n".join(intro)}},
            *(_control(id_, question, words) for id_, question in controls(register.questions, words).items()),
            {"type": "checkboxes", "id": COMPARED, "attributes": box},
        ],
    }
    return _HEAD + written(form)


def _control(id_: str, question: Question, words: Mapping[str, Any]) -> dict[str, Any]:
    kind = "dropdown" if question.options else "textarea" if question.kind in _BOXES else "input"
    attributes: dict[str, Any] = {"label": both(question.label), "description": _help(question, words)}
    if question.options:
        attributes["multiple"] = question.kind == "many"
        attributes["options"] = [both(label) for label in question.options.values()]
    if question.kind == "items":
        attributes["value"] = "\n".join(f"{both(part.label)}:" for part in question.parts)
    control: dict[str, Any] = {"type": kind, "id": id_, "attributes": attributes}
    if question.required and question.name not in _WORKED_OUT:
        control["validations"] = {"required": True}
    return control


def _help(question: Question, words: Mapping[str, Any]) -> str:
    keys = ["form_items"] if question.kind == "items" else []
    if any(part.only for part in question.parts):
        keys.append("form_dated")
    if question.name in _MORE:
        keys.append(_MORE[question.name])
    return both({lang: " ".join([question.help[lang], *(words[key][lang] for key in keys)]) for lang in LANGS})


@dataclass
class Reading:
    """The text of an issue as read: answers by path, whether languages are compared, and what is not understood."""

    register: Register
    answers: dict[Place, str] = field(default_factory=dict)
    compared: bool = False
    problems: list[Problem] = field(default_factory=list)

    def read(self, body: str) -> None:
        """Read the text of an issue, as GitHub makes it from the form: each heading, then the answer."""
        words = self.register.strings["adding"]
        questions = {both(one.label): one for one in controls(self.register.questions, words).values()}
        box = both(words["translation"])
        for label, text in self._sections(body, {*questions, box}):
            if label == box:
                self.compared = bool(_TICKED.search(text))
            elif questions[label].kind == "items":
                self._read_items(questions[label], text)
            elif text:
                path = questions[label].path
                self.answers[path] = f"{self.answers[path]}, {text}" if self.answers.get(path) else text

    def _sections(self, body: str, labels: set[str]) -> Iterator[tuple[str, str]]:
        headings = "|".join(map(re.escape, labels))  # any other is a heading in somebody's text
        _, *parts = re.split(rf"^### ({headings}) *$", body.replace("\r\n", "\n"), flags=re.MULTILINE)
        seen: set[str] = set()
        for label, text in zip(parts[::2], parts[1::2], strict=True):
            if label in seen:
                self._object((), "form_twice", text=label[:80])
            else:
                seen.add(label)
                yield label, "" if text.strip() == _NOTHING else text.strip()

    def _read_items(self, question: Question, text: str) -> None:
        parts = {name: part for part in question.parts for name in _names(part)}
        number = -1
        seen: set[str] = set()
        for line in text.split("\n"):
            label, colon, answer = line.partition(":")
            part = parts.get(label.strip().casefold()) if colon else None
            if not line.strip():
                seen = set()
            elif part is None:
                labels = ", ".join(dict.fromkeys(both(part.label) for part in question.parts))
                self._object((*question.path, max(number, 0)), "form_line", text=line.strip()[:80], labels=labels)
            elif answer.strip():
                if not seen or part.name in seen:
                    number, seen = number + 1, set()
                seen.add(part.name)
                self.answers[*question.path, number, *part.path] = answer.strip()

    def _object(self, path: Place, key: str, **values: str) -> None:
        self.problems.append(Problem("", 0, key, values, "", *place_name(path)))

    def entry(self, day: str) -> dict[str, Any]:
        """Return the entry that the answers give; without a day of its own it was reviewed on ``day``."""
        fields = entry_of(self.register.questions, self.answers)
        worked_out: dict[Place, str] = {("id",): self.register.new_id(fields), ("reviewed",): day}
        return entry_of(self.register.questions, worked_out | self.answers)


def _names(part: Question) -> set[str]:
    """Return what may come before the colon: the field's name or its label, in either language or both."""
    return {name.casefold() for name in (part.name, *part.label.values(), both(part.label))}


def refused(problems: list[Problem], register: Register) -> str:
    """Return the comment on an issue that cannot become an entry, in both languages."""
    parts = []
    for lang in LANGS:
        lines = [
            ": ".join(filter(None, (register.field_label(problem, lang), register.message(problem, lang))))
            for problem in problems
        ]
        parts.append(f"{register.strings['adding']['refused'][lang].format(label=LABEL)}\n\n{_quoted(lines)}")
    return "\n\n".join(parts) + "\n"


def _quoted(lines: list[str]) -> str:
    """Return the lines quoted, so that GitHub interprets no markup, link or name in them."""
    fence = "`" * max(3, 1 + max((len(run) for line in lines for run in re.findall("`+", line)), default=0))
    return "\n".join([f"{fence}text", *(" ".join(line.split()) for line in lines), fence])


def proposed(entry: Mapping[str, Any], number: int, compared: bool, register: Register) -> str:
    """Return the text of the pull request for the entry made from issue ``number``, in both languages."""
    lists = []
    for lang in LANGS:
        first = register.strings["adding"]["proposed"][lang].format(number=number)
        notes = [first, *register.translation_notes(entry, compared, lang)]
        lists.append("\n".join(f"- {note}" for note in notes))
    return "\n\n".join(lists) + f"\n\nCloses #{number}\n"


def propose(event: Path, answer: Path, root: Path) -> None:
    """Make the entry that the issue in ``event`` asks for, or write to ``answer`` why not."""
    issue = json.loads(event.read_text("utf-8"))["issue"]
    register = load(root)
    reading = Reading(register)
    reading.read(well_formed(issue["body"] or ""))
    day = issue["created_at"][:10]
    entry = reading.entry(day)
    problems = reading.problems + register.problems(entry)
    if problems:
        answer.write_text(refused(problems, register), "utf-8")
        return
    compared = reading.compared and not translations.missing(entry)
    register.save(entry, day if compared else None)
    answer.write_text(proposed(entry, int(issue["number"]), compared, register), "utf-8")
    print(entry["id"])


def main(*arguments: str, root: Path = ROOT) -> int:
    """Write the form, or make the entry; return the exit status."""
    if arguments:
        event, answer = map(Path, arguments)
        propose(event, answer, root)
    else:
        (root / PATH).write_text(form(load(root)), "utf-8")
    return 0
