"""Answers in words, from the terminal or the form, made into the entry that they stand for."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, count
from typing import Any

from guide.data.documents import Place
from guide.editing.questions import Question

Answers = Mapping[Place, str]  # what was answered, by path: ("title", "sv"), ("sources", 0, "url")
BOTH = " · "  # parts the Swedish and the English words where both are shown
_LONGEST_ID = 40  # letters, if the first word has no more


def value(question: Question, text: str) -> Any:
    """What ``text`` answers: a text, a year, a value or a list of them; ``None`` for no answer.

    A word that is no option is left as it is, for the schema to object to.
    """
    text = unicodedata.normalize("NFC", well_formed(text).replace("\r\n", "\n"))
    if question.kind == "text":
        text = re.sub(r"^\t+", lambda tabs: "    " * len(tabs[0]), text, flags=re.MULTILINE)
        lines = "\n".join(line.rstrip() for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n").strip() or None
    if question.kind == "many":
        names = filter(None, map(str.strip, re.split(r"[,\n]", text)))
        return list(dict.fromkeys(_option(question, name) for name in names)) or None
    text = " ".join(text.split())
    if question.kind == "one":
        return _option(question, text) if text else None
    return int(text) if question.whole and re.fullmatch("[0-9]{4}", text) else text or None


def well_formed(text: str) -> str:
    """Return ``text`` with U+FFFD in place of each half of a surrogate pair, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _option(question: Question, word: str) -> str:
    """The value that ``word`` means: its number in the list, the value itself or its label in either language."""
    options = question.options or {}
    if re.fullmatch("[0-9]{1,3}", word) and 0 < int(word) <= len(options):
        return list(options)[int(word) - 1]
    for option, label in options.items():
        if word.casefold() in (name.casefold() for name in (option, *label.values(), both(label))):
            return option
    return word


def both(words: Mapping[str, str]) -> str:
    """Swedish and English beside each other; once where they are the same."""
    return BOTH.join(dict.fromkeys((words["sv"], words["en"])))


def entry(questions: Iterable[Question], answers: Answers) -> dict[str, Any]:
    """The entry that ``answers`` give, its fields in the order of ``questions``; what has no answer is left out."""
    made: dict[str, Any] = {}
    for question in questions:
        if question.kind == "items":
            found: Any = [entry(question.parts, item) for item in _items(question, answers)]
        else:
            found = value(question, answers.get(question.path, ""))
        if found not in (None, []):
            inside = made
            for name in question.path[:-1]:
                inside = inside.setdefault(name, {})
            inside[question.path[-1]] = found
    return made


def _items(question: Question, answers: Answers) -> list[dict[Place, str]]:
    """The answers to the parts of ``question``, an item each."""
    depth = len(question.path)
    found: dict[Any, dict[Place, str]] = {}
    for path, text in answers.items():
        if path[:depth] == question.path:
            found.setdefault(path[depth], {})[path[depth + 1 :]] = text
    return [found[number] for number in sorted(found)]


def slug(title: str, is_free: Callable[[str], bool]) -> str:
    """Return an id made of the first words of ``title``, with a number where it would not be one that ``is_free``."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = " ".join(re.findall("[a-z0-9]+", plain)) or "example"
    made = textwrap.wrap(words, _LONGEST_ID, break_long_words=False)[0][:_LONGEST_ID].replace(" ", "-")
    return next(filter(is_free, chain([made], (f"{made}-{number}" for number in count(2)))))
