"""Checks of link texts, alternative texts, and addresses that readers should not be sent to."""

from __future__ import annotations

import re

from corpus import Corpus
from guide.data import external_links
from guide.data.catalogue import REGISTERS

# Redirects that count clicks, addresses on internal networks, and addresses with tracking parameters.
_NOT_FOR_READERS = re.compile(
    r"//(?:[\w.-]+\.)?(?P<link_detour>safelinks\.protection\.outlook\.com|urldefense\.com|google\.\w+/url|facebook\.com/l\.php"
    r"|(?:bit\.ly|tinyurl\.com|lnkd\.in|t\.co|goo\.gl|ow\.ly)/)"
    r"|//(?P<link_inside>(?:[\w.-]+\.)?sharepoint\.com|teams\.microsoft\.com|outlook\.(?:office|live)\.com"
    r"|(?:intranat|intranet|intra|insidan)\.|[\d.]+(?=[:/]|$))"
    r"|//(?P<link_shared>(?:docs|drive)\.google\.com|onedrive\.live\.com|1drv\.ms|(?:www\.)?dropbox\.com|app\.box\.com)/"
    r"|[?&#](?P<link_marked>(?:utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid)=)",
    re.IGNORECASE,
)
# What GitHub and Word put in place of a picture's text: the name of its file, or what kind of thing it is.
_NO_TEXT = re.compile(
    r"|.*\.(?:png|jpe?g|gif|svg|webp)|(?:image|bild|picture|img|skärmbild|screenshot)[ \d]*", re.IGNORECASE
)
# Link texts that do not say where they lead (WCAG 2.2, 2.4.4); compared without case and full stops.
_VAGUE = {
    "sv": {
        "här",
        "klicka",
        "klicka här",
        "läs mer",
        "läs mer här",
        "mer",
        "mer information",
        "länk",
        "länken",
        "se här",
    },
    "en": {"here", "click", "click here", "read more", "learn more", "more", "more information", "link", "this link"},
}


def check(corpus: Corpus) -> None:
    """Report links and pictures without a useful text, and addresses that readers should not be sent to.

    The build checks where links lead (prose/page_targets.py).
    """
    _check_addresses(corpus)
    own = [one for one in (corpus.config.site_url, corpus.config.repo_url and f"{corpus.config.repo_url}/blob/") if one]
    for block in corpus.blocks:
        for link in block.links:
            if link.picture and _NO_TEXT.fullmatch(link.text):
                corpus.add(block, "picture_text", link.line, value=link.target)
            elif not link.picture and link.text.lower().strip(" .…›»→") in _VAGUE.get(block.lang, set()) | {""}:
                corpus.add(block, "link_vague", link.line, text=link.text)
            if link.target.startswith(tuple(own)):
                corpus.add(block, "link_own", link.line, value=link.target)


def _check_addresses(corpus: Corpus) -> None:
    docs = {name: doc for name, doc in corpus.project.docs.items() if name in REGISTERS and not doc.problems}
    for address, places in external_links.occurrences(docs, corpus.project.texts).items():
        if fault := _NOT_FOR_READERS.search(address):
            for place in places:
                document = corpus.documents[place.file]
                document.add(str(fault.lastgroup), line=place.line, value=fault[str(fault.lastgroup)].strip("/="))
