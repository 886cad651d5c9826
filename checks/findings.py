"""What each finding weighs and where CONTRIBUTING.md tells what to do; its words stand in data/strings.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.data.documents import LANGS, Problem


@dataclass(frozen=True)
class Kind:
    """A kind of finding: the anchors of its part of CONTRIBUTING.md by language, and the keys of its messages."""

    anchors: Mapping[str, str]
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def _kind(swedish: str, english: str, errors: str = "", warnings: str = "") -> Kind:
    return Kind(dict(zip(LANGS, (swedish, english), strict=True)), tuple(errors.split()), tuple(warnings.split()))


# An error must be mended before the change can be published; a warning is told and does no harm.
# A key that ends in _near is its neighbour's with a guess in it.
KINDS = (
    _kind(
        "kontroll-fil",
        "check-file",
        "unreadable bom not_utf8 tab syntax folded alias merge tag key_not_text duplicate_key",
    ),
    _kind(
        "kontroll-falt",
        "check-field",
        "duplicate_id unknown_field missing type unknown_value unknown_id order exactly_one at_least_one empty too_long"
        " repeated form form_line form_twice bad_date bad_moment bad_url markdown_html markdown_attribute_list"
        " markdown_image markdown_heading markdown_link nested invisible label_missing words_html"
        " braces braces_word braces_none text_missing",
    ),
    _kind(
        "kontroll-sida",
        "check-page",
        "marker_unknown marker_form marker_argument marker_value marker_nothing citation_unknown example_unknown"
        " example_unseen page_unknown page_meta address_word section_word address_taken few_words placeholder"
        " menu_missing menu_unknown review_days theme_file bad_epoch page_text page_value tag_name tag_attribute"
        " tag_address tag_id tag_open",
    ),
    _kind(
        "kontroll-rubrik",
        "check-heading",
        "heading_one heading_id heading_twice heading_taken heading_jump section_empty",
    ),
    _kind("kontroll-par", "check-pair", "page_same page_owner heading_differs heading_count page_alone", "text_alone"),
    _kind("kontroll-oversattning", "check-translation", warnings="translation_stale"),
    _kind("kontroll-lank", "check-link", "link_page link_anchor link_absolute link_vague"),
    _kind("kontroll-bild", "check-picture", "picture_text link_file"),
    _kind("kontroll-stavning", "check-spelling", "spelling"),
    _kind("kontroll-sprak", "check-language", "language_in_sv language_in_en"),
    _kind("kontroll-lasbarhet", "check-reading", warnings="hard_text hard_paragraph"),
    _kind("kontroll-personuppgift", "check-personal", "email phone identity_number"),
    _kind("kontroll-datum", "check-date", warnings="review_overdue review_ahead sources_undated reference_undated"),
)


def kind(key: str) -> Kind:
    """The kind of finding that the message ``key`` belongs to. Raises ``KeyError`` where nobody has sorted it in."""
    return _BY_KEY[key.removesuffix("_near")]


def is_error(problem: Problem) -> bool:
    """Whether a finding must be mended before the change can be published."""
    return problem.key.removesuffix("_near") in kind(problem.key).errors


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The findings by file and line."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.key))


_BY_KEY = {key: kind for kind in KINDS for key in (*kind.errors, *kind.warnings)}
