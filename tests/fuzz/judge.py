"""Faults in how the build handles an input: tracebacks, unhelpful messages, and leftovers on pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from guide.data.documents import Problem

TRACE = re.compile(r"Traceback \(most recent call last\)|^\s+File \"", re.MULTILINE)
# English words that are not Swedish words too, and that only occur in running text.
_ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|not|and|of|with|must|should|cannot|could|this|that|which|found|expected|while|parsing|did"
    r"|mapping|character|characters|invalid|unknown|error|errors|warning|warnings|aborted|contains?|relative|absolute|link"
    r"|but|target|documentation|files?|there|config|value|has|have|write|remove|use)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"'[^'\n]*'|”[^”\n]*”|\"[^\"\n]*\"|`[^`\n]*`|\([^()\n]*\)|<!--.*?-->|https?://\S+|[\w./-]*[/.][\w./-]+"
)
_COMMAND = re.compile(r"\bmake \w+(?: [A-Z]+=\S+)*")
_PLACE = re.compile(r"(?:FEL|VARNING|ERROR|WARNING|INFO)?[ -]*(?:s3: )?(?P<file>[\w. /-]+):(?P<line>\d+): ")
# What no reader should see: placeholders, values of the program, leftover markup.
_LEFT = re.compile(
    r"\{[a-z_]+\}|\bUndefined\b|\bNone\b|&amp;(?:lt|gt|amp|quot|#\d+);|<!-- [a-z#-]+(?: \w+=[\w,-]+)* -->|\[@[\w:-]*"
    r"|\*\*\w|~~\w|\[\^\w|\]\(\w|\]\[\w|(?:^|>)[!?]{3} |==\w+==|:smile:|\n\|[ -]+\||\[[ x]\] \w"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # a leftover marker, or a note between editors
# Parts to ignore: code, tags, and numbers of citations, which are in brackets next to each other.
_UNSEEN = re.compile(r'<(pre|code|script|style|svg)\b.*?</\1>|<a class="citation"[^>]*>\[\d+\]</a>|<[^>]*>', re.DOTALL)


def messages(problems: Iterable[Problem], words: Mapping[str, Any], root: Path) -> Iterator[str]:
    """Yield the faults in the messages of ``problems``."""
    for problem in problems:
        texts = {lang: problem.text(words, lang) for lang in ("sv", "en")}
        if problem.key not in words["problems"] or texts["sv"].count(f"{problem.key} {{"):
            yield f"no words: {texts['sv'][:200]}"
            continue
        if not _PLACE.match(texts["sv"]):
            yield f"no file or line: {texts['sv'][:200]}"
        elif not ((root / problem.file).exists() or problem.key in ("unreadable", "file_missing", "unread")):
            yield f"no such file: {texts['sv'][:200]}"
        elif problem.line > 1 and problem.line > (root / problem.file).read_bytes().count(b"\n") + 1:
            yield f"no such line: {texts['sv'][:200]}"
        if not re.search(r"[;:] |\bska\b|\bmåste\b", problem.message(words, "sv")):
            yield f"no remedy: {texts['sv'][:200]}"
        if any(len(text) > 3000 for text in texts.values()):
            yield f"endless: {texts['sv'][:200]}"
        swedish = _COMMAND.sub("…", problem.message(words, "sv"))
        quoted_values = [
            str(value) for name, value in problem.values.items() if name != "reason" and isinstance(value, str | int)
        ]
        for value in sorted(filter(None, quoted_values), key=len, reverse=True):
            swedish = swedish.replace(value, "…")
        if english := _ENGLISH.search(_QUOTED.sub("…", swedish) if "reason" not in problem.values else swedish):
            yield f"English in Swedish ({english[0]}): {texts['sv'][:200]}"


def output(text: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the faults in the output of a Swedish build, except for messages ``known`` to be right."""
    if TRACE.search(text):
        yield f"traceback: {text[-1500:]}"
        return
    known = list(known)
    for line in filter(str.strip, text.split("\n")):
        if not any(one in line for one in known) and (english := _ENGLISH.search(_QUOTED.sub("…", line))):
            yield f"English in Swedish ({english[0]}): {line[:200]}"


def pages(site: Path) -> dict[str, set[str]]:
    """Return what no reader should see on each page of ``site``, by its address."""
    found = {}
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        shown = "\n".join([_UNSEEN.sub(_line_or_nothing, text), *_COMMENT.findall(text)])
        if leftovers := left(shown):
            found[path.relative_to(site).as_posix()] = leftovers
    return found


def left(text: str) -> set[str]:
    """Return what no reader should see of a text without HTML."""
    return {match[0] for match in _LEFT.finditer(text)}


def _line_or_nothing(tag: re.Match[str]) -> str:
    return "\n" if tag[0][:2] in ("<p", "<l", "<t", "<d", "<h") else ""
