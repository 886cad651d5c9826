"""Mutations of a file of the project: typing slips and other damage, and hostile or unusual texts.

Each takes the text of a file and a source of randomness, and returns the new text, or bytes that are not valid text.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from hostile import TEXTS

Draw = random.Random
Mutation = Callable[[str, Draw], str | bytes]

# Markdown dialects, of GitHub and other programs, and slips in Markdown.
MARKDOWN = (
    "Text.\n- a\n- b", "- a\n  - b", "1. a\n   - b", "1) a\n2) b", "- [ ] a\n- [x] b", "~~text~~", "text[^1]\n\n[^1]: Note.",
    "https://www.skane.se/x", "www.skane.se", "a@example.org", "Text.\n| a | b |\n|---|---|\n| 1 | 2 |",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |", "[text][missing]", "[text][]", "==text==", ":smile:", '??? note "x"\n    y',
    "!!! note\ny", "[text] (https://www.skane.se)", "**text **text", "__text__", "text{ .x }", "text\\\ntext", "```\ncode",
    "`code", "> [!NOTE]\n> text", "[[Page]]", "::: x", "Two words\n---", "Two words\n===", "#Two words", "- # X", "*[HTML]: x",
    "[TOC]", "$x$", "H~2~O", "x^2^", "++x++", "--8<-- x", "<details><summary>x</summary>y</details>", "3. x\n4. y",
    "Term\n: text", "<kbd>x</kbd>", "text  \ntext", "***", "***text*", "[a](b c)", "![](x.png)", "&nbsp;&copy;",
)  # fmt: skip
# Citations and markers, most of them malformed.
CITATIONS_AND_MARKERS = (
    "[@a, @b]", "[@a; b]", "[@a, s. 12]", "[@]", "[@nowhere]", "[@example:nothing]", "@[a]", "[[@a]]", "[@a", "(@a-b)",
    "<!-- exampels -->", "text <!-- examples --> text", "> <!-- examples -->", "<!-- examples\nstep=vision -->",
    "<!-- examples", "<!– examples –>", "<!-- examples limit=1,2 -->", "<!-- examples limit=² -->", "    <!-- examples -->",
    "<!-- examples step=visoin -->", "<!-- examples id= -->", "<!-- # note -->", "<!-- staff part=x -->", "<!---->",
    "<!-- examples limit=99999999999999999999 -->", "- x\n<!-- map -->", "| a |\n|---|\n| <!-- map --> |",
)  # fmt: skip
SIGNS = (
    "\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x07", "\x1b", "\u2028", "\x85", "\u0308", "\ufb01", "\N{ROCKET}", "❤️", "👩\u200d🚒",
    "\udce5", "\t", "\r", "²", "½", "\u00ad", "\ud7ff", "\U0010fffd", "{", "}", "{x}", "%s", "{{ x }}", "'", '"', ":", "#", "|", "<", "&",
    "\\", "`", "[", "]", "*", "_", "@", "!", "---\n", "...", "é",
)  # fmt: skip
VALUES = (
    "", "null", "~", "yes", "NO", "true", "0", "-1", "1e999", "0x1F", "2026-02-30", "2026-13", "9" * 5000, "[]", "{}", "[a", "{a: b",
    "[[[[]]]]", "[" * 3000, "{a: " * 500, "- - - - x", "&x y", "*x", "!!python/object:os.system x", "!!binary x", "!x y", "|", ">-",
    "'x", '"x', '"\\u202e"', '"\\ud800"', '"\\x00"', '"e\\u0308"', "x: y: z", "? x", "@x", "%x", "`x`", "x" * 100_000, "index", "con",
    "../../etc/passwd", "javascript:alert(1)", "https://", "//x.example", "http://[", "https://x.example:99999/", "x" * 300,
)  # fmt: skip


def _line(text: str, draw: Draw) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, draw.randrange(len(lines))


def drop_line(text: str, draw: Draw) -> str:
    lines, at = _line(text, draw)
    return "\n".join(lines[:at] + lines[at + draw.choice((1, 1, 1, 5)) :])


def repeat_line(text: str, draw: Draw) -> str:
    lines, at = _line(text, draw)
    return "\n".join(lines[: at + 1] + lines[at:])


def swap_lines(text: str, draw: Draw) -> str:
    lines, at = _line(text, draw)
    lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return "\n".join(lines)


def indent_line(text: str, draw: Draw) -> str:
    lines, at = _line(text, draw)
    lines[at] = draw.choice([" ", "  ", "\t", "    ", "\u00a0"]) + lines[at]
    return "\n".join(lines)


def outdent_line(text: str, draw: Draw) -> str:
    lines, at = _line(text, draw)
    lines[at] = lines[at].removeprefix(" " * draw.choice((1, 2, 4)))
    return "\n".join(lines)


def cut(text: str, draw: Draw) -> str:
    return text[: draw.randrange(len(text) + 1)]


def drop_letters(text: str, draw: Draw) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + text[at + draw.choice((1, 1, 2, 20)) :]


def put_sign(text: str, draw: Draw) -> str | bytes:
    at = draw.randrange(len(text) + 1)
    return _encoded(text[:at] + draw.choice(SIGNS) + text[at:])


def put_text(text: str, draw: Draw) -> str | bytes:
    """Replace a word with a hostile text."""
    words = list(re.finditer(r"\w+", text)) or [re.match("", text)]
    word = draw.choice(words)
    return _encoded(text[: word.start()] + draw.choice(list(TEXTS.values())) + text[word.end() :])


def set_value(text: str, draw: Draw) -> str:
    """Replace the value after a colon, or an item of a list."""
    values = list(re.finditer(r"(?m)(?<=: )[^\n]+$|(?<=- )[^\n:]+$", text)) or [re.match("", text)]
    value = draw.choice(values)
    return text[: value.start()] + draw.choice(VALUES) + text[value.end() :]


def rename_field(text: str, draw: Draw) -> str:
    names = list(re.finditer(r"(?m)^[ -]*(\w+)(?=:)", text))
    if not names:
        return text
    name = draw.choice(names)
    new = draw.choice([name[1][:-1], name[1].upper(), f"{name[1]}s", "x", draw.choice(names)[1], "<<", "1", "null"])
    return text[: name.start(1)] + new + text[name.end(1) :]


def decompose(text: str, _draw: Draw) -> str:
    return unicodedata.normalize("NFD", text)


def line_ends(text: str, draw: Draw) -> str:
    return text.replace("\n", draw.choice(["\r\n", "\r"]))


def mark_bytes(text: str, _draw: Draw) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def other_encoding(text: str, draw: Draw) -> bytes:
    return text.encode(draw.choice(["latin-1", "utf-16", "cp437"]), "replace")


def empty(_text: str, draw: Draw) -> str:
    return draw.choice(["", "\n", "---\n", "---\n---\n", " ", "[]", "{}", "null\n", "x", "# x"])


def _encoded(text: str) -> str | bytes:
    return text.encode("utf-8", "surrogateescape" if "\udce5" in text else "replace")


def put_block(text: str, draw: Draw) -> str:
    """Insert a piece of Markdown between two lines, with or without blank lines around it."""
    lines, at = _line(text, draw)
    piece = (
        draw.choice([*MARKDOWN, *CITATIONS_AND_MARKERS]) if draw.random() < 0.8 else draw.choice(list(TEXTS.values()))
    )
    if draw.random() < 0.3:
        piece = draw.choice(["> {}", "- {}", "1. {}", "    {}", "*{}*", "| a | b |\n|---|---|\n| {} | c |"]).format(
            piece
        )
    around = draw.choice([("\n", "\n"), ("\n", "\n"), ("", "\n"), ("", "")])
    return "\n".join([*lines[:at], f"{around[0]}{piece}{around[1]}", *lines[at:]])


def put_in_text(text: str, draw: Draw) -> str:
    """Append a piece of Markdown or a hostile text to a text of the data."""
    texts = list(
        re.finditer(r"(?m)^(?P<indent> +)\w+: (?:\|-?\n(?:(?P=indent) +.*\n|\n)+|(?P<line>[^\n\"'|>\[{].{20,})$)", text)
    )
    if not texts:
        return set_value(text, draw)
    one, piece = draw.choice(texts), draw.choice([*MARKDOWN, *CITATIONS_AND_MARKERS, *TEXTS.values()])
    if one["line"]:
        result = json.dumps(one["line"] + draw.choice([" ", "\n"]) + piece, ensure_ascii=False)
        return text[: one.start("line")] + result + text[one.end() :]
    lines = "".join(f"{one['indent']}  {line}\n" for line in [*draw.choice(([], [""])), *piece.split("\n")])
    return text[: one.end()] + lines + text[one.end() :]


def heading(text: str, draw: Draw) -> str:
    """Change the level of a heading, remove its id, or repeat it."""
    found = list(re.finditer(r"(?m)^#+ .*$", text))
    if not found:
        return text
    one = draw.choice(found)
    new = draw.choice([f"#{one[0]}", one[0].partition("{")[0], one[0].replace("#", "", 1), f"{one[0]}\n\n{one[0]}"])
    return text[: one.start()] + new + text[one.end() :]


SLIPS: tuple[Mutation, ...] = (
    drop_line,
    repeat_line,
    swap_lines,
    indent_line,
    outdent_line,
    cut,
    drop_letters,
    put_sign,
    put_text,
)
FILES: tuple[Mutation, ...] = (decompose, line_ends, mark_bytes, other_encoding, empty)
YAML: tuple[Mutation, ...] = (*SLIPS, set_value, set_value, set_value, rename_field, rename_field)
# By kind of input: the files it changes, and how.
KINDS: dict[str, tuple[tuple[str, ...], tuple[Mutation, ...]]] = {
    "data": (("data/*.yaml",), (*YAML, put_in_text, put_in_text, put_in_text)),
    "pages": (
        ("docs/*/**/*.md",),
        (*SLIPS, put_block, put_block, put_block, put_block, set_value, rename_field, heading),
    ),
    "settings": (("mkdocs.yml",), YAML),
    "words": (("data/strings.yaml",), YAML),
}
WEIGHTS = {"data": 40, "pages": 40, "settings": 8, "words": 12}


def mutated(root: Path, draw: Draw) -> tuple[str, Path, list[str], bytes | None]:
    """Return the kind of an input, the file it changes, how, and its new bytes, or ``None`` if it removes the file."""
    kind = draw.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    patterns, mutations = KINDS[kind]
    path = draw.choice(sorted(path for pattern in patterns for path in root.glob(pattern)))
    if draw.random() < 0.02:
        return kind, path, ["removed"], None
    chosen = draw.choices(mutations, k=draw.choice((1, 1, 1, 2))) if draw.random() < 0.93 else [draw.choice(FILES)]
    text: str | bytes = path.read_bytes().decode()
    for mutation in chosen:
        text = mutation(text if isinstance(text, str) else text.decode("utf-8", "surrogateescape"), draw)
    result = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return kind, path, [mutation.__name__ for mutation in chosen], result
