"""Markup left unconverted in a text: each kind is detected, and text that only looks like it is accepted."""

import pytest

from guide.data import leftovers
from guide.data.rich_text import refusals, to_html

LEFT = [
    ("Text\n- a\n- b", "left_list - a"),
    ("Text\n* a", "left_list * a"),
    ("Text\n1. a\n2. b", "left_list 1. a"),
    ("- A\n  - B", "left_indent - B"),
    ("- A\n    - B\n      - C", "left_indent - C"),
    ("1. A\n   - B", "left_indent - B"),
    ("- A\n\n  Text.\n\n- B", "left_indent Text."),
    ("•\ta\n•\tb", "left_bullet •   a|left_bullet •   b"),
    ("Text.\n\n– a\n– b", "left_bullet – a"),
    ("Text:\no\ta", "left_bullet o   a"),
    ("1) a\n2) b", "left_number 1) a"),
    ("~~x~~", "left_struck ~~|left_struck ~~"),
    ("- [ ] x\n- [x] y", "left_task [ ]|left_task [x]"),
    ("x[^1]", "left_footnote [^1]"),
    ("x[^1]\n\n[^1]: A", "left_footnote ^1"),
    ("See https://a.se/x for more", "left_bare https://a.se/x"),
    ("https://a.se", "left_bare https://a.se"),
    ("- www.a.se here", "left_bare www.a.se"),
    ("-ett\n-två", "left_bullet -ett"),
    ("1.ett\n2.två", "left_number 1.ett"),
    ("Namn\tRoll\tÅr\nSkåne\tleder\t2024\n\nA\tB", "left_tabs Namn\tRoll\tÅr"),
    ("a) Text\nb) Text", "left_letter a) Text"),
    ("(a) Text\n\n(b) Text", "left_letter (a) Text"),
    ("(text)[analysis.md]", "left_link [analysis.md]"),
    ("text -->", "left_other -->"),
    ("Text\n| a | b |\n|---|---|\n| 1 | 2 |", "left_table | a | b |"),
    ("| a | b |\n|---|\n| 1 | 2 |", "left_cell | 1 | 2 ||left_table |---|"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "left_cell | 1 | 2 | 3 |"),
    ("a|b\n-|-\n1|2|3\n4|5", "left_cell 1|2|3"),
    ("[text][missing]", "left_reference [text][missing]"),
    ("[text][]", "left_reference [text][]"),
    ("[text] (https://a.se)", "left_link ] (https://a.se"),
    ("[[Page]]", "left_link [[Page]]"),
    ("==x==", "left_mark ==x=="),
    ("Text :smile: text", "left_emoji :smile:"),
    ('??? note "x"\n    y', 'left_notice ??? note "x"'),
    ("!!! note\n    y", "left_notice !!! note"),
    ("> [!NOTE]\n> x", "left_notice [!NOTE]"),
    ("::: x", "left_notice ::: x"),
    ("Text [@key]", "left_citation [@key]"),
    ("**text **text", "left_bold **|left_bold **"),
    ("text{ .x }", "left_attributes { .x }"),
    ("text { #x }", "left_attributes { #x }"),
    ("One\\\ntwo", "left_break \\"),
    ("Text `code", "left_code `"),
    ("Text.\n\n[TOC]", "left_other [TOC]"),
    ("*[EU]: the union", "left_other *[EU]:"),
    ('--8<-- "x.md"', "left_other --8<--"),
    ("Text {{ 7*7 }} and {% raw %}", "left_other {{ 7*7 }}|left_other {% raw %}"),
    ("H~2~O and m^2^", "left_other ~2~|left_other ^2^"),
    ("Text ++new++ text", "left_other ++new++"),
    ("Then $x + y$ is", "left_other $x + y$"),
    ("$$\na = b\n$$", "left_other $$|left_other $$"),
    ("```mermaid\nA --> B\n```", "left_other ```mermaid"),
    ("[x]: https://a.se", "left_definition [x]:"),
    ("Text.\n\n> [X y]: javascript:alert(1)", "left_definition [x y]:"),
    ("Text](https://a.se/ **b**", "left_link ](https://a.se/"),
    ("Text.\n\n    more *text*\n    and more", "left_block more *text*"),
    ("Text.\n\n\tmore", "left_block more"),
    ("- A\n\n        B", "left_block B"),
    ("```\ncode\n```\n\n    more", "left_block more"),
    ("```\ncode", "left_code ```"),
]
MEANT = [
    "- A\n    - B\n        - C\n\n    Text.\n\n- D",
    "```\ncode\n\n    indented\n```",
    "~~~\n\n    indented\n~~~",
    "From ~50 to ~60, C++ and C++17, 5 $ or 6 $, US$5, x^2, {name}, 100 %",
    "`{{ 7*7 }}`, `$x$` and `H~2~O`",
    "[a][X] and [y]\n\n[x]: https://a.se\n[y]: https://b.se",
    "```\n[x]: y\n```",
    "Text\n2024. Then",
    "Text\n– as it were – text\no text",
    "No. 1 · No. 2",
    "1.\tText\n2.\tText",
    "A. Andersson said so",
    "-5 och\n-3 grader, 1.5\n2.5",
    "a) Text\n\nText",
    "f(x)[1] and (text)[text]",
    "| a | b |\n|---|---|\n| ● | ○ no |",
    "- □ Yes\n- □ No",
    "| a | b |\n|---|---|\n| 1 |",
    "a|b\n-|-\n`x|y`|c",
    r"a|b" "\n-|-\n" r"x\|y|c",
    "`**a** [x][y] ~~`",
    "```\n- a\n[x][y]\n  - b\n```",
    r"\[x\]\[y\] and \*\*",
    r"\*\* and `\*` and ``\`` ",
    "snake__case__x and __init__",
    "10:30:15, a::b, a == b, 5 * 3, C:\\\\x",
    "<https://a.se> and [https://a.se](https://a.se)",
    "[text](https://a.se/a__b==c~~d)",
    "[x] and [1] (2016)",
    "One  \ntwo",
]


@pytest.mark.parametrize(("text", "expected"), LEFT)
def test_finds_leftover_markup(text, expected):
    left = leftovers.find_all(to_html(text), text, to_html)
    assert "|".join(f"{kind} {excerpt}" for kind, excerpt in left) == expected


@pytest.mark.parametrize("text", MEANT)
def test_ignores_text_that_resembles_markup(text):
    assert list(refusals(text)) == []
