"""The files allowed in docs/: others are refused by name, and temporary files are ignored."""

import os

import pytest

from guide.prose import docs_folder

PNG = b"\x89PNG\r\n\x1a\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"
# A file in docs/ in addition to a page in each language, and the key of its problem; None if it is allowed.
FILES = {
    "sv/a.html": (b"<script>alert(1)</script>", "file_kind"),
    **dict.fromkeys(
        (
            "sv/a.markdown",
            "sv/a.mkd",
            "sv/a.mkdn",
            "sv/a.mdown",
            "sv/a.MD",
            "sv/vision.md~",
            "robots.txt",
            "assets/a",
            "assets/a.js",
            "assets/css/a.js",
        ),
        (b"x", "file_kind"),
    ),
    **dict.fromkeys(
        (
            "sv/vision.md.orig",
            "sv/#vision.md#",
            "sv/README.md",
            "sv/con.md",
            "sv/lpt1.md",
            "sv/aux/a.md",
            "sv/å.md",
            "sv/a b.md",
            f"sv/{'x' * 200}.md",
            "CNAME",
        ),
        (b"x", "file_name"),
    ),
    **dict.fromkeys(("a.md", "fr/a.md", "assets/a.md"), (b"x", "file_place")),
    **dict.fromkeys(("sv/console.md", "assets/js/a.js", "assets/css/a.css"), (b"x", None)),
    "assets/a.png": (PNG, None),
    "sv/steps/a.png": (PNG, None),
    "assets/b.png": (b"<html>", "file_content"),
    "assets/a.pdf": (b"%PDF-1.7", None),
    "assets/css/latin.css": ("å".encode("latin-1"), "file_content"),
    "assets/js/zero.js": (b"a\0", "file_content"),
    "assets/b.pdf": (b"%PDF-1.7 << /S /JavaScript >>", "file_content"),
    "assets/c.pdf": (b"%PDF-1.7 << /S /J#61vaScript >>", "file_content"),
    "assets/a.docx": (b"PK\x03\x04 word/document.xml", None),
    "assets/b.docx": (b"PK\x03\x04 word/vbaProject.bin", "file_content"),
    "assets/a.csv": ("år;antal\n".encode(), None),
    "assets/b.csv": ("år".encode("latin-1"), "file_content"),
    ".obsidian/a.md": (b"x", None),
    "sv/.#a.md": (b"x", None),
    "sv/._a.md": (b"\x00\x05\x16\x07\xff", None),
    "sv/.DS_Store": (b"\x00", None),
    "sv/latin.md": ("å".encode("latin-1"), "not_utf8"),
    "sv/empty.md": (b" \r\n\r\n", "file_empty"),
    "sv/brackets.md": (b"x\n\n" + b"[" * 1001, "crowded"),
    "sv/tags.md": (b"x\n\n" + b"<a " * 1001, "crowded"),
    "sv/bom.md": ("\ufeffx".encode(), "bom"),
}
DRAWINGS = {
    "<path d='M0 0'/><use href='#a'/><image href='data:image/png;base64,AA'/>": None,
    "<script>alert(1)</script>": "<script>",
    "<g onload='alert(1)'/>": 'onload="alert(1)"',
    "<a href='javascript:alert(1)'/>": "<a>",
    "<style>a{background:u\\72l(//x)}</style>": "\\",
    "<style><title/>@import '//x';</style>": "@import",
    "<style>a{background:image-set('//x' 1x)}</style>": "image-set(",
    "<path style='fill:ur\\6c(//x)'/>": 'style="fill:ur\\6c(//x)"',
    "<use href='//evil.example/x.svg#a'/>": 'href="//evil.example/x.svg#a"',
    "<use xlink:href='https://evil.example/x.svg#a'/>": 'href="https://evil.example/x.svg#a"',
    "<image href='data:image/svg+xml,x'/>": 'href="data:image/svg+xml,x"',
    "<foreignObject/>": "<foreignObject>",
    "<html xmlns='http://www.w3.org/1999/xhtml'/>": "<{http://www.w3.org/1999/xhtml}html>",
    "<set attributeName='href' to='javascript:x'/>": "<set>",
    "<animate/>": "<animate>",
    "<style>@import 'x.css'</style>": "@import",
    "<rect fill='url(http://x)'/>": 'fill="url(http://x)"',
    "<rect fill='url(#a)'/>": None,
    "<": "XML 1:84",
}


@pytest.fixture
def docs(tmp_path):
    """Return a valid docs/ with a page in each language."""
    for lang in ("sv", "en"):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "index.md").write_text("x", "utf-8")
    return tmp_path / "docs"


def reported(docs):
    return [(problem.file, problem.key) for problem in docs_folder.read(docs)[1]]


@pytest.mark.parametrize("name", FILES)
def test_accepts_or_reports_each_kind_of_file(docs, words, name):
    raw, key = FILES[name]
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    (docs / name).write_bytes(raw)
    texts, problems = docs_folder.read(docs)
    assert [problem.key for problem in problems] == ([key] if key else [])
    for problem in problems:
        assert f"docs/{name}".startswith(problem.file)
        for lang in ("sv", "en"):
            assert "strings.yaml" not in problem.text(words, lang)
    assert set(texts) == {"index.md", *([name.removeprefix("sv/")] if name.endswith("console.md") else [])}


@pytest.mark.parametrize(("raw", "excerpt"), [(b"\xff\xd8\xff\xe0", ".jpg"), (b"", "0 B"), (b"<html>", "<html>")])
def test_reports_actual_type_of_a_picture(docs, raw, excerpt):
    (docs / "assets").mkdir()
    (docs / "assets/a.png").write_bytes(raw)
    assert [problem.values for problem in docs_folder.read(docs)[1]] == [{"value": ".png", "excerpt": excerpt}]


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_refuses_svg_with_scripts_or_external_resources(drawn):
    assert docs_folder.drawing(SVG.format(drawn).encode()) == DRAWINGS[drawn]


@pytest.mark.parametrize(
    ("raw", "excerpt"),
    [
        (b"", "XML 1:0"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<!DOCTYPE"),
        (b"<?xml-stylesheet href='x'?><svg/>", "<?xml-stylesheet"),
        (b"<?xml version='1.0' encoding='nope'?><svg/>", "XML 1:0"),
        (b"<svg/>", "<svg>"),
    ],
)
def test_refuses_invalid_svg(raw, excerpt):
    assert docs_folder.drawing(raw) == excerpt


@pytest.mark.parametrize(
    ("name", "to", "key"),
    [
        ("sv/a.md", "/etc/passwd", "file_outside"),
        ("assets/a.txt", "/etc/passwd", "file_outside"),
        ("assets/etc", "/etc", "file_outside"),
        ("sv/a.md", "../../.env/a.md", "file_outside"),
        ("sv/a.md", "nowhere.md", "unreadable"),
        ("sv/a.md", "a.md", "unreadable"),
        ("sv/round", "../sv", "unreadable_folder"),
        ("sv/.#a.md", "nowhere", None),
        ("sv/a.md", "index.md", None),
        ("sv/a.md", "../../handbook.md", None),
    ],
)
def test_follows_symlinks_within_the_project_only(docs, name, to, key):
    (docs.parent / ".env").mkdir()
    for page in (".env/a.md", "handbook.md"):
        (docs.parent / page).write_text("secret", "utf-8")
    (docs / name).parent.mkdir(exist_ok=True)
    (docs / name).symlink_to(to)
    assert reported(docs) == ([(f"docs/{name}", key)] if key else [])


def test_reports_folder_as_page_and_file_as_folder(docs):
    (docs / "sv/vision.md").mkdir()
    (docs / "en/index.md").unlink()
    (docs / "en").rmdir()
    (docs / "en").write_text("x", "utf-8")
    assert reported(docs) == [("docs/en", "file_kind"), ("docs/sv/vision.md", "file_name")]


def test_reports_missing_language_and_docs_folder(docs):
    (docs / "en/index.md").unlink()
    (docs / "en").rmdir()
    assert reported(docs) == [("docs/en", "file_language")]
    assert reported(docs.parent / "nowhere") == [("nowhere", "unreadable_folder")]


def test_reports_unreadable_folder(docs, monkeypatch):
    real = type(docs).iterdir

    def iterdir(path):
        if path.name == "en":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(type(docs), "iterdir", iterdir)
    assert reported(docs) == [("docs/en", "unreadable_folder")]


def test_does_not_block_on_a_pipe(docs):
    os.mkfifo(docs / "sv/a.md")
    assert reported(docs) == [("docs/sv/a.md", "file_kind")]


def test_normalises_crlf_and_cr_line_endings(docs):
    (docs / "sv/index.md").write_bytes(b"a\r\nb\rc\n")
    assert docs_folder.read(docs)[0]["index.md"]["sv"] == "a\nb\nc\n"
