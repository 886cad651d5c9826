"""Asks at the terminal for a new example and puts it into data/examples.yaml: ``make example``.

Each answer is checked at once with the rules of the build. Nothing is written before the last question is answered.
"""

import contextlib
import datetime
import importlib
import itertools
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.data.documents import LANGS, Place
from guide.data.strings import Words, editor_language
from guide.editing.new_entry import Register, load, written
from guide.editing.questions import Question, entry_of, in_order
from guide.prose import translations

ROOT = Path(__file__).resolve().parents[3]
_ABROAD = "place"  # asked for only when a country other than Sweden is named


@dataclass
class Interview:
    """Asks at the terminal in ``lang``; ``answers`` are those given so far."""

    register: Register
    lang: str
    today: str
    answers: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Words(self.register.strings["adding"], self.lang)

    @property
    def entry(self) -> dict[str, Any]:
        """The entry that the answers give."""
        return entry_of(self.register.questions, self.answers)

    def ask(self, questions: Iterable[Question], above: Place = ()) -> None:
        """Ask each of ``questions`` about the value at ``above``, until the answer is right."""
        for either, group in itertools.groupby(questions, lambda question: question.either):
            together = list(group)
            while True:
                for question in together:
                    if self._ask(question, above) and question.only:
                        break
                if not (either and self._complains(above, either)):
                    break

    def _ask(self, question: Question, above: Place) -> bool:
        """Ask one question; return whether there is an answer."""
        path = (*above, *question.path)
        if self._is_left_out(path):
            return False
        if question.kind == "items":
            return self._ask_items(question)
        self._introduce(question)
        default = self._default(path)
        while True:
            heard = self._hear(question, default) or default
            self.answers.pop(path, None)
            if heard.strip():
                self.answers[path] = heard
            if not self._complains(path):
                return bool(heard.strip())

    def _ask_items(self, question: Question) -> bool:
        first, *others = question.parts
        number = 0
        while True:
            print(f"\n{self.words.item.format(label=question.label[self.lang], number=number + 1)}")
            print(f"  {question.help[self.lang]} {self.words.last_item}")
            above: Place = (*question.path, number)
            if self._ask(first, above):
                self.ask(others, above)
                number += 1
            elif number or not self._complains(question.path):
                return number > 0

    def _is_left_out(self, path: Place) -> bool:
        entry = self.entry
        if path[0] == _ABROAD and not set(entry.get("countries", ())) - {"SE"}:
            return True
        return path[-1] == LANGS[1] and (*path[:-1], LANGS[0]) not in self.answers

    def _default(self, path: Place) -> str:
        if path == ("id",):
            return self.register.new_id(self.entry)
        return {"reviewed": self.today, "original_language": LANGS[0]}.get(str(path[0]), "")

    def _introduce(self, question: Question) -> None:
        must = f" ({self.words.required})" if question.required else ""
        if question.either:
            names = ", ".join(self.words.fields[name] for name in question.either)
            must = f" ({self.words['only' if question.only else 'either'].format(names=names)})"
        print(f"\n{question.label[self.lang]}{must}")
        if question.help[self.lang]:
            print(f"  {question.help[self.lang]}")
        options = [
            f"{number:3} {label[self.lang]}" for number, label in enumerate((question.options or {}).values(), 1)
        ]
        for row in range(0, len(options), 3):
            print("".join(f"{option:26}" for option in options[row : row + 3]).rstrip())
        how = "ids" if question.kind == "many" and not options else question.kind
        if how != "line":
            print(f"  {self.words[how]}")

    def _hear(self, question: Question, default: str) -> str:
        if question.kind != "text":
            return input(f"[{default}] > " if default else "> ")
        lines = [input("> ")]
        while lines[0].strip() and lines[-1].strip() != ".":
            lines.append(input("  "))
        return "\n".join(lines[:-1] if lines[-1].strip() == "." else lines)

    def _complains(self, path: Place, about: tuple[str, ...] = ()) -> bool:
        """Print what is wrong with the answer at ``path`` and its parts; with ``about``, with those fields together.

        Then no other problem counts: other fields may not have been asked for yet.
        """
        problems = self.register.problems_at(self.entry, path, deep=not about)
        if about:
            problems = [problem for problem in problems if problem.values.get("names") == ", ".join(about)]
        for problem in problems:
            print(f"  ! {self.register.message(problem, self.lang)}")
        return bool(problems)

    def agrees(self) -> bool:
        """Show the entry, let the editor change fields, and return whether to save it."""
        while True:
            print(f"\n{self.words.shown}\n\n{written([self.entry])}\n{self.words.save}")
            heard = input("> ").strip().casefold()
            if heard in self._spellings("yes") | self._spellings("no"):
                return heard in self._spellings("yes")
            again = [question for question in self.register.questions if heard in self._names(question)]
            if not again:
                allowed = dict.fromkeys(question.path[0] for question in self.register.questions)
                known = ", ".join([self.words["yes"], self.words["no"], *allowed])
                text = self.register.strings["problems"]["unknown_value"][self.lang]
                print(f"  ! {text.format(value=heard, allowed=known)}")
            for question in again:
                for path in [path for path in self.answers if path[: len(question.path)] == question.path]:
                    del self.answers[path]
            self.ask(again)

    def compared(self) -> bool:
        """Return whether the editor has compared the languages; not asked when a text lacks one of them."""
        if translations.missing(self.entry):
            return False
        print(f"\n{self.words.compared} {self.words.ask_compared}")
        return input("> ").strip().casefold() in self._spellings("yes")

    def _names(self, question: Question) -> set[str]:
        """Return what an editor may call the field that ``question`` is about."""
        label = self.register.strings["adding"]["fields"].get(question.path[0], {}).get(self.lang, question.name)
        return {question.path[0], question.name, label.casefold()}

    def _spellings(self, word: str) -> set[str]:
        return {self.words[word], self.words[word][0]}


def main() -> int:
    """Ask for an example and save it; return the exit status."""
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")  # lets input() edit a line
    lang = editor_language()
    register = load(ROOT)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    interview = Interview(register, lang, today)
    try:
        print(interview.words.start)
        if sys.__stdin__ is None:  # closed: there is nobody to ask
            raise EOFError
        interview.ask(in_order(register.questions))
        agreed = interview.agrees()
        checked = agreed and interview.compared()
    except (KeyboardInterrupt, EOFError) as stopped:
        print("\n" + interview.words.unsaved)
        return int(isinstance(stopped, EOFError))  # pressing Ctrl-C is no error
    if not agreed:
        print("\n" + interview.words.unsaved)
        return 0
    register.save(interview.entry, today if checked else None)
    words, notes = interview.words, register.translation_notes(interview.entry, checked, lang)
    print("\n" + words.saved.format(file=register.doc.file), *notes, words.further, sep="\n")
    return 0
