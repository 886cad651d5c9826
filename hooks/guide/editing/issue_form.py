"""An issue written with the form for a new example, made into the entry: run by .github/workflows/example.yml.

python -m guide guide.editing.issue_form EVENT ANSWER

EVENT is the file in which GitHub describes the issue. Its text comes from anybody and is only ever data here: read
as answers, checked, and written as YAML values. When all is well the entry is put into data/examples.yaml, the
translation is marked if the box is ticked, and the id is printed; ANSWER gets what the pull request is to say.
Otherwise nothing is printed, and ANSWER gets what is wrong.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.data.documents import LANGS, Place, Problem, place_name
from guide.editing import entry_form, form_answers
from guide.editing.new_entry import EntryContext, load
from guide.editing.questions import Question
from guide.prose import translations

ROOT = Path(__file__).resolve().parents[3]
_NOTHING = "_No response_"  # what GitHub writes where nothing was answered
_TICKED = re.compile(r"^- \[[xX]\] ", re.MULTILINE)


@dataclass
class Reading:
    """What an issue's text holds: answers by path, whether the languages are compared, and what is not understood."""

    context: EntryContext
    answers: dict[Place, str] = field(default_factory=dict)
    compared: bool = False
    problems: list[Problem] = field(default_factory=list)

    def read(self, body: str) -> None:
        """Read the text of an issue, as GitHub makes it from the form: each heading, then the answer."""
        words = self.context.strings["adding"]
        controls = entry_form.controls(self.context.questions, words).values()
        questions = {form_answers.both(question.label): question for question in controls}
        box = form_answers.both(words["translation"])
        for label, text in self._sections(body, {*questions, box}):
            if label == box:
                self.compared = bool(_TICKED.search(text))
            elif questions[label].kind == "items":
                self._read_items(questions[label], text)
            else:
                path = questions[label].path
                self.answers[path] = f"{self.answers[path]}, {text}" if self.answers.get(path) else text

    def _sections(self, body: str, labels: set[str]) -> Iterator[tuple[str, str]]:
        headings = "|".join(map(re.escape, labels))  # any other is a heading in somebody's text
        _, *parts = re.split(rf"^### ({headings}) *$", body.replace("\r\n", "\n"), flags=re.MULTILINE)
        found: set[str] = set()
        for label, text in zip(parts[::2], parts[1::2], strict=True):
            if label in found:
                self._object((), "form_twice", text=label[:80])
            else:
                found.add(label)
                yield label, "" if text.strip() == _NOTHING else text.strip()

    def _read_items(self, question: Question, text: str) -> None:
        parts = {name: part for part in question.parts for name in _names(part)}
        number = -1
        seen: set[str] = set()
        for line in text.split("\n"):
            label, colon, said = line.partition(":")
            part = parts.get(label.strip().casefold()) if colon else None
            if not line.strip():
                seen = set()
            elif part is None:
                labels = ", ".join(dict.fromkeys(form_answers.both(part.label) for part in question.parts))
                self._object((*question.path, max(number, 0)), "form_line", text=line.strip()[:80], labels=labels)
            elif said.strip():
                if not seen or part.name in seen:
                    number, seen = number + 1, set()
                seen.add(part.name)
                self.answers[*question.path, number, *part.path] = said.strip()

    def _object(self, path: Place, key: str, **values: str) -> None:
        self.problems.append(Problem("", 0, "", *place_name(path), key, values))

    def entry(self, day: str) -> dict[str, Any]:
        """The entry that the answers give; without a day of its own it was reviewed on ``day``."""
        made = form_answers.entry(self.context.questions, self.answers)
        made = {"id": self.context.register.new_id(made), "reviewed": day, **made}
        order = dict.fromkeys(question.path[0] for question in self.context.questions)
        return {name: made[name] for name in order if name in made}


def _names(part: Question) -> set[str]:
    """What may stand before the colon: the field's name or its label, in either language or both."""
    return {name.casefold() for name in (part.name, *part.label.values(), form_answers.both(part.label))}


def refused(problems: list[Problem], context: EntryContext) -> str:
    """What is answered below an issue that cannot become an entry, in both languages."""
    parts = []
    for lang in LANGS:
        lines = [
            ": ".join(filter(None, (context.field_label(problem, lang), context.message(problem, lang))))
            for problem in problems
        ]
        parts.append(f"{context.strings['adding']['refused'][lang].format(label=entry_form.LABEL)}\n\n{_quoted(lines)}")
    return "\n\n".join(parts) + "\n"


def _quoted(lines: list[str]) -> str:
    """The lines as they are: no markup, link or name in them means anything to GitHub."""
    fence = "`" * max(3, 1 + max((len(run) for line in lines for run in re.findall("`+", line)), default=0))
    return "\n".join([f"{fence}text", *(" ".join(line.split()) for line in lines), fence])


def proposed(entry: Mapping[str, Any], number: int, compared: bool, context: EntryContext) -> str:
    """What the pull request says of the entry made from issue ``number``, in both languages."""
    lists = []
    for lang in LANGS:
        first = context.strings["adding"]["proposed"][lang].format(number=number)
        notes = [first, *context.translation_notes(entry, compared, lang)]
        lists.append("\n".join(f"- {note}" for note in notes))
    return "\n\n".join(lists) + f"\n\nCloses #{number}\n"


def main(event: Path, answer: Path, root: Path = ROOT) -> None:
    """Do what the module's first lines say."""
    issue = json.loads(event.read_text("utf-8"))["issue"]
    context = load(root)
    reading = Reading(context)
    reading.read(form_answers.well_formed(issue["body"] or ""))
    day = issue["created_at"][:10]
    entry = reading.entry(day)
    problems = reading.problems + context.register.problems(entry)
    if problems:
        answer.write_text(refused(problems, context), "utf-8")
        return
    compared = reading.compared and not translations.missing(entry)
    context.save(entry, day if compared else None)
    answer.write_text(proposed(entry, int(issue["number"]), compared, context), "utf-8")
    print(entry["id"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
