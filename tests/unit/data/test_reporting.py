"""Errors that stop a program: one message in the editor's language, with place and remedy, and no traceback."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from guide.data import reporting, schemas
from guide.data.documents import Document, Problem, ProblemsError
from unit.conftest import ROOT

REPORT = "rapportera den här raden på https://code.example.org/s3/issues"


@pytest.fixture(autouse=True)
def swedish(monkeypatch):
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    for name in ("DEBUG", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def damaged(tmp_path):
    """Return a function that creates a project with a changed copy of the real strings.yaml."""

    def damaged(change) -> Path:
        (tmp_path / "data").mkdir()
        (tmp_path / "data/strings.yaml").write_bytes(change((ROOT / "data/strings.yaml").read_bytes()))
        return tmp_path

    return damaged


def bad(*_):
    doc = Document("data/regions.yaml")  # noqa: F841  the report takes it from the frame
    return {}["nothing"]


def raised(error: BaseException):
    def main():
        raise error

    return main


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (OSError(28, "No space left on device", str(ROOT / ".build/site/a.html")), ".build/site/a.html:1: det går inte på den här datorn (disken är full); åtgärda det och försök igen"),
        (PermissionError(13, "Permission denied", str(ROOT / "data")), "data:1: det går inte på den här datorn (behörighet saknas); åtgärda det och försök igen"),
        (jinja2.TemplateNotFound("theme.html"), "templates/theme.html:1: filen kan inte läsas (det finns inte); den ska finnas och gå att öppna"),
        (SyntaxError("invalid syntax", (str(ROOT / "hooks/guide/x.py"), 7, 1, "")), "hooks/guide/x.py:7: programmet går inte att läsa (Python säger: invalid syntax); rätta raden, eller återställ filen"),
        (jinja2.TemplateSyntaxError("unexpected '}'", 12, "theme.html", str(ROOT / "hooks/guide/rendering/templates/theme.html")), "hooks/guide/rendering/templates/theme.html:12: mallen går inte att läsa (Jinja säger: unexpected '}'); rätta den, eller återställ filen"),
        (ProblemsError([Problem("data/x.yaml", 3, "empty", {}, "one", "url")]), "data/x.yaml:3: one: url: är tomt; fyll i det eller ta bort fältet"),
    ],
)  # fmt: skip
def test_reports_known_errors_with_file_and_remedy(error, shown, capsys):
    assert reporting.guarded(raised(error), ROOT) == 1
    assert capsys.readouterr() == ("", shown + "\n")


def test_reports_unexpected_error_in_one_message(capsys):
    assert reporting.guarded(bad, ROOT) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(
        r"data/regions\.yaml:1: programmet stannade här \(KeyError: 'nothing', i \S+:\d+\), och felet ligger i programmet; "
        + REPORT.replace(".", r"\.")
        + r"\. DEBUG=1 före kommandot visar mer\n",
        err,
    )


def test_debug_shows_the_traceback(capsys, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    assert reporting.guarded(bad, ROOT) == 1
    assert "Traceback" in capsys.readouterr().err


def test_guarded_returns_the_exit_code():
    assert reporting.guarded(lambda: 7, ROOT) == 7


DAMAGES = {
    "byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "not UTF-8": lambda raw: raw.replace(b"Sverige", b"Sverige \xff", 1),
    "control character": lambda raw: raw.replace(b"Sverige", b"Sverige \x07", 1),
    "tab": lambda raw: raw.replace(b"\n  get:", b"\n\tget:", 1),
    "bracket": lambda raw: raw.replace(b"{sv: Sverige", b"{sv: [Sverige", 1),
    "conflict": lambda raw: raw.replace(b"\nexample:\n", b"\n<<<<<<< HEAD\nexample:\n", 1),
    "a message of its own": lambda raw: raw.replace(b"  nested:\n    sv:", b"  nested:\n   sv:", 1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_strings_are_read_outside_the_damage(damaged, damage):
    root = damaged(DAMAGES[damage])
    _, problems = schemas.load(root / "data", ("strings",)) if (root / "data/schema").exists() else (None, [])
    doc = schemas.read(root / "data/strings.yaml", root)
    assert doc.problems
    for line in reporting.lines([*doc.problems, *problems], root):
        assert re.match(r"data/strings\.yaml:\d+: ", line)
        assert "återställ den filen" not in line
        assert not re.search(r"[{}']|syntax|bom\b(?!-)", line)


@pytest.mark.parametrize("raw", [b"", b"[]", b"a: 1\n", b"\xff", b"- " * 60])
def test_reports_missing_strings(damaged, raw):
    root = damaged(lambda _: raw)
    (line,) = reporting.lines([Problem("data/x.yaml", 1, "syntax", {"reason": "x"})], root)
    assert line == (
        "data/x.yaml:1: det här är fel, men data/strings.yaml saknar texten som förklarar hur; återställ den filen först"
    )


# Errors of opening, reading, writing, swapping and listening.
CODES = (
    "EPERM ENOENT EINTR EIO ENXIO EBADF EAGAIN ENOMEM EACCES EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE "
    "ETXTBSY EFBIG ENOSPC EROFS EMLINK EPIPE ENAMETOOLONG ENOTEMPTY ELOOP EOVERFLOW EOPNOTSUPP EADDRINUSE EADDRNOTAVAIL "
    "ENETDOWN ETIMEDOUT ESTALE EDQUOT ENOLCK EDEADLK ENOEXEC"
)


@pytest.mark.parametrize("code", CODES.split())
def test_every_system_error_is_translated(words, code):
    assert words["reasons"][os.strerror(getattr(errno, code))].keys() == {"sv", "en"}


def test_system_error_is_in_the_editors_language():
    error = OSError(98, os.strerror(98), str(ROOT / "site"))
    assert reporting.reason(error, ROOT) == "site: porten är upptagen"


@pytest.mark.parametrize(
    ("raw", "line", "reason"), [
        ("{", 1, "ett fältnamn inom citattecken saknas"),
        ('{\n"a": ', 2, "ett värde saknas"),
        ("[1 2]", 1, "ett komma saknas"),
        ('{"a":\n"\\q"}', 2, "ett omvänt snedstreck som inte betyder något"),
        ('{"a":\n"\\uZ"}', 2, "tecknets nummer har fel form"),
        ("\ufeff{}", 1, "filen börjar med ett osynligt BOM-tecken"),
        ("[" * 100_000, 1, "för många listor och fält i varandra"),
        ("true", 1, "filen ska börja med en klammer"),
    ]
)  # fmt: skip
def test_reports_schema_with_invalid_json_and_its_line(tmp_path, raw, line, reason):
    (tmp_path / "bad.json").write_text(raw, "utf-8")
    with pytest.raises(ProblemsError) as raised:
        schemas.Schemas(tmp_path)
    assert reporting.explained(raised.value, ROOT) == [
        f"data/schema/bad.json:{line}: raden går inte att läsa som JSON ({reason}); rätta den, eller återställ filen"
    ]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ('{"type": 5}', "1: schemat går inte att använda (jsonschema säger: 5 is not valid under any of the schemas listed in the 'anyOf' keyword); rätta det, eller återställ filen"),
        ('{"pattern": "("}', """1: schemat går inte att använda (jsonschema säger: "(" is not a "regex"); rätta det, eller återställ filen"""),
        ('{"a":\n{"$ref": "nope.json#/x"}}', "2: nope.json#/x leder ingenstans; ange en fil i data/schema och en plats i den, eller återställ filen"),
        ('{"a": {},\n"items": {"$ref": "#/b"}}', "2: #/b leder ingenstans; ange en fil i data/schema och en plats i den, eller återställ filen"),
        ('{"a": {"$ref": "#/a"}}', "1: #/a leder ingenstans; ange en fil i data/schema och en plats i den, eller återställ filen"),
        ('{"a": {"$ref": "nope.json#/x"}, "b": {"$ref": "nope.json#/y"}}', "1: nope.json#/x leder ingenstans; ange en fil i data/schema och en plats i den, eller återställ filen"),
        ('{"x-register": "rgions"}', "1: rgions.json leder ingenstans; ange en fil i data/schema och en plats i den, eller återställ filen"),
    ],
)  # fmt: skip
def test_reports_invalid_schema_and_unresolved_ref_with_its_line(tmp_path, raw, shown):
    (tmp_path / "bad.json").write_text(raw, "utf-8")
    with pytest.raises(ProblemsError) as raised:
        schemas.Schemas(tmp_path).validator("bad", {})
    assert reporting.explained(raised.value, ROOT) == [f"data/schema/bad.json:{shown}"]


def test_reports_unreadable_schema(tmp_path):
    (tmp_path / "bad.json").mkdir()
    with pytest.raises(ProblemsError) as raised:
        schemas.Schemas(tmp_path)
    assert reporting.explained(raised.value, ROOT) == [
        "data/schema/bad.json:1: filen kan inte läsas (det är en mapp); den ska finnas och gå att öppna"
    ]


@pytest.mark.parametrize("name", ["regions.yaml", "strings.yaml"])
def test_named_pipe_is_not_read(damaged, name):
    root = damaged(lambda raw: raw)
    (root / "data" / name).unlink(missing_ok=True)
    os.mkfifo(root / "data" / name)
    (problem,) = schemas.read(root / "data" / name, root).problems
    assert (problem.key, problem.values["reason"]) == ("unreadable", "Not a regular file")
    assert reporting.lines([problem], root)


def test_reports_missing_schema(tmp_path):
    with pytest.raises(ProblemsError) as raised:
        schemas.Schemas(tmp_path).validator("examples", {})
    assert reporting.explained(raised.value, ROOT) == [
        "data/schema/examples.json:1: filen kan inte läsas (det finns inte); den ska finnas och gå att öppna"
    ]


def test_empty_register_is_reported_once(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("schema", "strings.yaml", "examples.yaml", "clusters.yaml"):
        (data / name).symlink_to(ROOT / "data" / name)
    for raw in ("", "[]\n", "null\n"):
        (data / "regions.yaml").write_text(raw, "utf-8")
        _, problems = schemas.load(data, ("strings", "examples", "clusters", "regions"))
        assert [problem.file for problem in problems] == ["data/regions.yaml"]


def test_ascii_only_output_does_not_crash(tmp_path):
    (tmp_path / "says.py").write_text('print("rätt")\n', "utf-8")
    env = {**os.environ, "PYTHONPATH": "hooks", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "guide", str(tmp_path / "says.py")]
    assert subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout == b"r\\xe4tt\n"
