"""Ever more examples to build with: the project's own over and over, as they are or with texts and values dealt anew."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, islice, pairwise
from typing import Any

from bench.projects import ROOT
from guide.data import schemas
from guide.data.documents import LANGS

# Without these an example has some 120 words a language, and 3,000 of them make 10 MB of YAML.
_LEFT_OUT = {"challenge", "results", "lesson", "transfer", "gaps", "links", "aliases"}


def originals() -> list[dict[str, Any]]:
    """Return the project's own examples; first those that pages need: named there, or first of a region."""
    docs, _ = schemas.load(ROOT / "data", ("examples",))
    examples = docs["examples"].data
    texts = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md"))
    first = {region: example["id"] for example in reversed(examples) for region in example.get("regions", ())}
    return sorted(examples, key=lambda example: not (example["id"] in texts or example["id"] in first.values()))


def _copies(examples: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield ``examples`` over and over, after the first round with a number in id, title and ids of related ones."""
    for number in count(1):
        tail, note = (f"-copy-{number}", f" ({number})") if number > 1 else ("", "")
        for example in examples:
            copy = {name: value for name, value in example.items() if name not in _LEFT_OUT}
            copy["id"] += tail
            copy["title"] = {lang: text + note for lang, text in copy["title"].items()}
            # in each paragraph: no text whose HTML is remembered is to be the same in two examples
            copy["description"] = {
                lang: re.sub(r"(?<=\w)\.(?=\n\n|$)", f"{note}.", text.strip())
                for lang, text in copy["description"].items()
            }
            yield copy | {"related": [name + tail for name in copy.get("related", ())]}


def varied(number: int) -> list[dict[str, Any]]:
    """Return ``number`` examples, each related only to others of them."""
    examples = list(islice(_copies(originals()), number))
    ids = {example["id"] for example in examples}
    for example in examples:
        if related := [name for name in example.pop("related") if name in ids]:
            example["related"] = related
    return examples


class Prose:
    """Text in one language that has the words of ``texts`` in pairs that are in them."""

    def __init__(self, texts: Sequence[str], dice: random.Random) -> None:
        self._dice, self._after = dice, defaultdict(list)
        words = " ".join(texts).split()
        for one, two in pairwise(words):
            self._after[one].append(two)
        self.words = list(self._after)

    def like(self, text: str) -> str:
        """Return a text about as long as ``text``."""
        words = [self._dice.choice(self.words)]
        while len(" ".join(words)) < len(text):
            words.append(self._dice.choice(self._after.get(words[-1]) or self.words))
        return " ".join(words)[: len(text)].strip()


def _prose(examples: Sequence[Mapping[str, Any]], dice: random.Random) -> Mapping[str, Prose]:
    names = ("title", "summary", "description")
    return {lang: Prose([example[name][lang] for example in examples for name in names], dice) for lang in LANGS}


def dealt(number: int) -> list[dict[str, Any]]:
    """Return ``number`` examples, those beyond the project's own with titles, summaries and values of their own.

    They are made of word pairs from the real texts, so that they compress like such.
    """
    dice = random.Random(1)  # noqa: S311  the same examples every time
    examples = varied(number)
    own = [example for example in examples if "-copy-" not in example["id"]]
    prose = _prose(own, dice)
    for example in examples[len(own) :]:
        for name in ("title", "summary"):
            example[name] = {lang: prose[lang].like(text) for lang, text in example[name].items()}
        example["steps"] = list(dict.fromkeys(dice.choice(own)["steps"] + dice.choice(own)["steps"]))[:3]
        for names in (("evidence",), ("period",), ("organisations",), ("regions", "countries", "place")):
            other = dice.choice(own)
            for name in names:
                example.pop(name, None)
                if name in other:
                    example[name] = other[name]
    return examples


def named(number: int) -> list[dict[str, Any]]:
    """Return ``number`` examples as ``dealt``, but the project's own whole, and each other with a name of its own.

    So they bring new words to an index, as real ones would.
    """
    dice = random.Random(2)  # noqa: S311  the same examples every time
    examples = dealt(number)
    own = {example["id"]: example for example in originals()}
    prose = _prose(list(own.values()), dice)
    for example in examples:
        if example["id"] in own:
            example.update(own[example["id"]])
            continue
        name = " ".join(f"{dice.choice(prose['sv'].words)[:4]}{dice.choice(prose['sv'].words)[-4:]}" for _ in "ab")
        for field in ("title", "summary", "description"):
            made = {lang: prose[lang].like(text) for lang, text in example[field].items()}
            example[field] = {lang: f"{name.title()} {text[: -len(name) - 1]}" for lang, text in made.items()}
    return examples
