"""The texts of links, and the alternative texts of pictures."""

from __future__ import annotations

from corpus import Corpus

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
    """Report links and pictures without a useful text; the build checks their targets (prose/page_targets.py)."""
    site = corpus.config.site_url
    for block in corpus.blocks:
        for link in block.links:
            if link.picture and not link.text:
                corpus.add(block, "picture_text", link.line, value=link.target)
            elif not link.picture and link.text.lower().strip(" .…›»→") in _VAGUE.get(block.lang, set()) | {""}:
                corpus.add(block, "link_vague", link.line, text=link.text)
            if site and link.target.startswith(site):
                corpus.add(block, "link_own", link.line, value=link.target)
