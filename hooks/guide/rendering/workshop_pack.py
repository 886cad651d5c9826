"""The workshop pack's data: what it shows of every example, as a classic script, which pages on disk may load."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from guide.data.entries import Example, Text

# Links and escaped signs, whose text stays; emphasis and code, whose marks go.
_MARKUP = re.compile(r"\[(?P<link>[^\]]*)\]\([^)]*\)|\\(?P<sign>[^\w\s])|\*+|`|(?<!\w)_|_(?!\w)")


def name(lang: str) -> str:
    """The script's address below the site's root."""
    return f"assets/data/pack.{lang}.js"


def paragraphs(markdown: str) -> list[str]:
    """The paragraphs and list items of a register's text, without their markup."""
    blocks = re.split(r"\n\s*\n|\n(?= *(?:[-*+]|\d+[.)]) )", markdown.strip())
    lines = (re.sub(r"^ *(?:[-*+]|\d+[.)]) +", "– ", block) for block in blocks)
    return [" ".join(_MARKUP.sub(lambda match: match["link"] or match["sign"] or "", line).split()) for line in lines]


def _text(text: Text | None, lang: str) -> dict[str, Any] | None:
    return {"lang": text.lang(lang), "text": paragraphs(text.show(lang))} if text else None


def entry(example: Example, lang: str, where: str, step: str, question: str, address: str, url: str) -> dict[str, Any]:
    """What the pack shows of ``example``; ``address`` is relative to the pack's page, ``url`` whole, for paper."""
    return {
        "title": {"lang": example.title.lang(lang), "text": [example.title.show(lang)]},
        "summary": {"lang": example.summary.lang(lang), "text": [example.summary.show(lang)]},
        "lesson": _text(example.lesson, lang),
        "transfer": _text(example.transfer, lang),
        "where": where,
        "step": step,
        "question": question,
        "address": address,
        "url": url,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def script(examples: tuple[Example, ...], words: Mapping[str, str], of: Callable[[Example], Mapping[str, Any]]) -> str:
    """The script: every example's entry by its id, ``of`` gives it, and the ``words`` that the page says."""
    entries = ",".join(f"{_json(example.id)}:{_json(of(example))}" for example in examples)  # not all held as objects
    text = f'{{"words":{_json(words)},"examples":{{{entries}}}}}'
    # Line separators end a line in older JavaScript, and </script would end it where somebody puts it into a page.
    for sign, escaped in (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("</", "<\\/")):
        text = text.replace(sign, escaped)
    return f"window.s3PackData = {text};\n"
