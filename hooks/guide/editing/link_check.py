"""The check of links to other sites as a program. It needs the internet, so no build and no test runs it as it is.

python -m guide guide.editing.link_check    ask every address, write data/links.yaml and print what was found
"""

import datetime
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from guide.data import reporting, schemas
from guide.data.catalogue import REGISTERS
from guide.data.documents import ProblemsError
from guide.data.link_status import STATES, Links, LinkStatus, Response
from guide.data.strings import Words, date, editor_language
from guide.editing import lychee
from guide.prose import external_links, translations
from guide.prose.external_links import Occurrence

ROOT = Path(__file__).resolve().parents[3]
Occurrences = Mapping[str, tuple[Occurrence, ...]]  # of each address
AGENT = "s3-guide-link-check/1"  # tells whoever runs a server who asks


def main(root: Path = ROOT, settings: lychee.CrawlSettings | None = None, today: datetime.date | None = None) -> int:
    """Check the links of the project at ``root`` and write what was found; return the exit status."""
    docs, problems = schemas.load(root / "data", ("strings", "links", *REGISTERS))
    lang = editor_language(os.environ)
    words = Words(docs["strings"].data, lang)
    if problems:
        raise ProblemsError(problems)
    registers = {name: docs[name] for name in REGISTERS}
    occurrences = external_links.occurrences(registers, translations.read_pages(root / "docs"))
    home = os.environ.get("SITE_URL")
    agent = f"{AGENT} (+{home})" if home else AGENT
    try:
        answers = lychee.answers(occurrences, settings or lychee.CrawlSettings(agent))
    except OSError as error:
        print(words.links.no_lychee.format(reason=reporting.reason(error, root)), file=sys.stderr)
        return 1
    if no_net(answers):
        print(words.links.no_net, file=sys.stderr)
        return 1
    day = (today or datetime.datetime.now(datetime.UTC).date()).isoformat()
    links = Links.of(docs["links"].data).after(answers, day)
    path = root / "data/links.yaml"
    path.write_text(written(path.read_text("utf-8"), links), "utf-8")
    print(report(links, occurrences, words, lang))
    return 0


def no_net(answers: Mapping[str, Response | None]) -> bool:
    """Return whether more than half of the addresses could not be reached: then it is we who are offline."""
    cut = [answer for answer in answers.values() if answer and answer.reason in ("unreachable", "no-host", "timeout")]
    return len(cut) * 2 > len(answers)


def written(before: str, links: Links) -> str:
    """Return the new text of data/links.yaml, the comment at the top of ``before`` kept."""
    head = "".join(takewhile(lambda line: line.startswith("#"), before.splitlines(keepends=True)))
    findings = [{name: value for name, value in asdict(one).items() if value is not None} for one in links.findings]
    data: dict[str, Any] = {"checked": links.checked, "findings": findings}
    return head + yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)


def report(links: Links, occurrences: Occurrences, words: Words, lang: str) -> str:
    """Return what is wrong, as Markdown: the findings of each state, with where each address occurs."""
    parts = [words.links.count.format(checked=len(occurrences), wrong=len(links.findings))]
    for state in STATES:
        group = [finding for finding in links.findings if finding.state == state]
        if group:
            lines = [_line(finding, occurrences[finding.url], words, lang) for finding in group]
            parts += [f"## {words.labels.link_states[state]} ({len(group)})", words.links.help[state], "\n".join(lines)]
    return "\n\n".join(parts)


def _line(finding: LinkStatus, occurrences: tuple[Occurrence, ...], words: Words, lang: str) -> str:
    why = words.labels.link_reasons[finding.reason] + (f" → <{finding.to}>" if finding.to else "")
    since = words.links.since.format(date=date(finding.since, lang))
    return f"- <{finding.url}>\n  {why}, {since}: " + ", ".join(f"`{one}`" for one in occurrences)
