"""Messages to an editor who has something to fix: in the editor's language, without a traceback."""

import errno
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jinja2

from guide.data.documents import Document, Problem, ProblemsError, read_bytes
from guide.data.strings import editor_language
from guide.data.yaml_reader import parse

_FILE = "data/strings.yaml"
_REPOSITORY = re.compile(r"^repo_url:.*?(https?://[^\s\"'\]]+)", re.MULTILINE)
_NO_TEXT = {
    "sv": "data/strings.yaml saknar texten build.{}{}; återställ den filen",
    "en": "data/strings.yaml lacks the text build.{}{}; restore that file",
}
_LONGEST = 200  # letters of an unexpected error


def words(root: Path) -> Any:
    """Return data/strings.yaml of the project at ``root``; of a damaged one the entries that can be read."""
    try:
        raw = read_bytes(root / _FILE)
    except OSError:
        return {}
    data = parse(raw, _FILE).data
    if isinstance(data, dict):
        return data
    readable: dict[str, Any] = {}
    for group in re.split(rb"\n(?=[a-z_]+:)", raw):
        head, *entries = re.split(rb"\n(?=  [\w'\"-])", group)
        name = head.split(b"\n")[-1].partition(b":")[0].decode("utf-8", "replace")
        for entry in entries:
            texts = parse(entry, _FILE).data
            readable.setdefault(name, {}).update(texts if isinstance(texts, dict) else {})
    return readable


def lines(problems: Sequence[Problem], root: Path) -> list[str]:
    """Return the ``problems`` of the project at ``root``, a line each, in the editor's language."""
    strings, lang = words(root), editor_language()
    return [problem.text(strings, lang) for problem in problems]


def message(root: Path, key: str, **values: object) -> str:
    """Return the text ``build.KEY`` in the editor's language; where it cannot be read, that, with its values."""
    try:
        return str(words(root)["build"][key][editor_language()]).format_map(values)
    except (LookupError, TypeError, ValueError):
        given = ", ".join(f"{name}: {value}" for name, value in values.items())
        return _NO_TEXT[editor_language()].format(key, f" ({given})" if given else "")


def reason(error: OSError, root: Path) -> str:
    """Return why the system refused something, in the editor's language, with the file concerned."""
    why = words(root).get("reasons", {}).get(error.strerror, {}).get(editor_language(), error.strerror)
    return f"{_name(str(error.filename), root)}: {why}" if error.filename else str(why or error)


def unusable_port(error: OSError, port: str, target: str, root: Path) -> str:
    """Return the message that ``make target`` cannot use the ``port``, with the reason and the remedy."""
    other = int(port) + 1 if port.isdigit() and len(port) < 5 else 8000
    return message(root, "port", port=port[:_LONGEST], reason=reason(error, root), target=target, other=other)


def explained(error: BaseException, root: Path) -> list[str]:
    """Return the messages for ``error``: the problems it carries, or what failed, where, and what to do."""
    if isinstance(error, ProblemsError):
        return lines(error.problems, root)
    if isinstance(error, jinja2.TemplateNotFound):
        return _line(root, f"templates/{error.name}", 1, "unreadable", reason=os.strerror(errno.ENOENT))
    if isinstance(error, jinja2.TemplateSyntaxError):
        return _line(root, error.filename or str(error.name), error.lineno, "template", reason=error.message)
    if isinstance(error, SyntaxError):
        return _line(root, error.filename or sys.argv[0], error.lineno or 1, "program", reason=error.msg)
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    in_project = [
        (file, line) for file, line in frames if _name(file, root).split("/")[0] in ("hooks", "checks", "overrides")
    ]
    file, line = in_project[-1] if in_project else (sys.argv[0], 1)
    if isinstance(error, OSError) and error.strerror:
        return _line(root, str(error.filename or error.filename2 or file), 1, "failed_system", reason=error.strerror)
    where, read = f"{_name(file, root)}:{line}", _read(error)
    cause = f"{type(error).__name__}: {error}"[:_LONGEST]
    report = f"{_repository(root)}/issues"
    return _line(root, read or file, 1 if read else line, "failed", error=cause, where=where, report=report)


def _line(root: Path, file: str, line: int, key: str, **values: str | None) -> list[str]:
    return lines([Problem(_name(file, root), line, key, values)], root)


def guarded(main: Callable[[], int], root: Path) -> int:
    """Return what ``main`` returns; what it raises is printed as one message. ``DEBUG=1`` shows the traceback too."""
    try:
        return main()
    except Exception as error:
        show(error, root)
        return 1


def show(error: BaseException, root: Path) -> None:
    """Print what ``error`` means, after its traceback where ``DEBUG`` is set."""
    if os.environ.get("DEBUG"):
        traceback.print_exception(error)
    print("\n".join(explained(error, root)), file=sys.stderr)


def _read(error: BaseException) -> str:
    """Return the file that was being read when ``error`` occurred: that of a document or page in the stack frames."""
    file = ""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        for value in frame.f_locals.values() if frame.f_code.co_name != "build" else ():  # MkDocs', with its last page
            # Of a page of MkDocs. Some objects refuse to be asked, so their attributes are looked up.
            source = getattr(value, "__dict__", {}).get("src_uri")
            if isinstance(value, Document):
                file = value.file
            elif isinstance(source, str):
                file = f"docs/{source}"
    return file


def _name(file: str, root: Path) -> str:
    path = Path(file).absolute()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def _repository(root: Path) -> str:
    try:
        match = _REPOSITORY.search((root / "mkdocs.yml").read_text("utf-8", "replace"))
    except OSError:
        match = None
    return os.environ.get("REPO_URL") or (match[1] if match else "")
