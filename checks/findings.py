"""The kinds of findings: errors or warnings, and where each is explained. data/strings.yaml has the messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guide.data.documents import Problem

_PAGE = "docs/{lang}/about/editing/checks.md"  # explains each kind of finding under a heading of its own


@dataclass(frozen=True)
class Kind:
    """A kind of finding: the id of its heading on the page that explains it, and the keys of its messages."""

    anchor: str
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def _kind(anchor: str, errors: str = "", warnings: str = "") -> Kind:
    return Kind(anchor, tuple(errors.split()), tuple(warnings.split()))


# An error must be fixed before the change can be published; a warning does not stop it.
# The key of a message that suggests a value ends in _near and belongs to the same kind.
KINDS = (
    _kind(
        "check-file",
        "unreadable unreadable_folder failed failed_system template program json schema schema_reference ledger"
        " script sign_alone"
        " file_outside file_language file_name file_empty"
        " file_place file_kind file_content bom not_utf8 conflict comment file_data tab syntax no_break unquoted"
        " folded smart_quotes alias merge tag key_not_text duplicate_key"
        " entries_joined",
    ),
    _kind(
        "check-field",
        "duplicate_id duplicate_title term_twice term_avoided related_itself"
        " unknown_field missing type_string type_object type_array type_integer"
        " type_number type_boolean unknown_value unknown_id unknown_item order exactly_one at_least_one"
        " empty too_long line_break too_few too_many repeated form form_line form_twice bad_date bad_moment bad_name"
        " bad_page bad_url bad_isbn bad_line markdown_html markdown_attribute_list markdown_image markdown_heading"
        " markdown_link crowded nested invisible sheet_formula sheet_rows sheet_row sheet_choice sheet_number"
        " sheet_scale sheet_total"
        " label_missing words_html braces braces_word braces_none text_missing",
    ),
    _kind(
        "check-page",
        "marker_unknown marker_form marker_open marker_argument marker_value marker_nothing citation_unknown"
        " example_unknown example_unseen page_unknown page_twice front_matter address_word section_word address_taken"
        " few_words placeholder menu_missing menu_unknown menu_twice extension_missing menu_english bad_epoch tag_name"
        " tag_attribute tag_address tag_id tag_open",
        "reference_unused address_gone address_gone_id statement_gone",
    ),
    _kind(
        "check-markdown",
        "left_align left_attributes left_bare left_block left_bold left_break left_cell left_citation left_code"
        " left_definition left_bullet left_emoji left_footnote left_other"
        " left_indent left_letter left_link left_list left_mark left_notice left_number left_reference left_struck"
        " left_table left_tabs left_task citation_form marker_place github_other",
    ),
    _kind(
        "check-heading",
        "heading_form heading_one heading_id heading_twice heading_taken heading_jump section_empty",
    ),
    _kind("check-pair", "page_same page_owner heading_differs heading_count page_alone", "text_alone"),
    _kind("check-translation", warnings="translation_stale"),
    _kind(
        "check-link",
        "link_empty link_page link_anchor link_absolute link_own link_vague link_detour link_inside link_shared"
        " link_marked",
    ),
    _kind("check-picture", "picture_text picture_address link_file"),
    _kind("check-spelling", "spelling garbled"),
    _kind("check-term", "term_variant", "percent"),
    _kind("check-language", "language_in_sv language_in_en"),
    _kind("check-reading", warnings="hard_text hard_paragraph"),
    _kind("check-personal", "email phone identity_number"),
    _kind(
        "check-date", warnings="review_overdue review_ahead day_ahead strategy_also sources_undated reference_undated"
    ),
)


def kind(key: str) -> Kind:
    """Return the kind of finding that the message ``key`` belongs to. Raises ``KeyError`` if it has none."""
    return _BY_KEY[key.removesuffix("_near")]


def is_error(problem: Problem) -> bool:
    """Return whether a finding must be fixed before the change can be published."""
    return problem.key.removesuffix("_near") in kind(problem.key).errors


def page(lang: str) -> str:
    """Return the path of the page that explains the findings in ``lang``."""
    return _PAGE.format(lang=lang)


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Return the findings by file and line."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.key))


_BY_KEY = {key: kind for kind in KINDS for key in (*kind.errors, *kind.warnings)}
