"""Messages of MkDocs and its plugins: held back where we report the same with its line, in one language."""

import logging

from guide.data.strings import editor_language

_OF_PAGES = ("mkdocs.structure.pages", "mkdocs.commands.build")
_OURS = "mkdocs.plugins.s3"
_SWEDISH = {logging.ERROR: "FEL", logging.WARNING: "VARNING"}
_MESSAGES: list[str] = []  # the messages on pages


def _kept_back(record: logging.LogRecord) -> bool:
    """Keep a warning or an error on a page, which is in English and without a line; let all else pass."""
    if record.levelno >= logging.WARNING:
        _MESSAGES.append(record.getMessage())
    return record.levelno < logging.WARNING


def _in_swedish(record: logging.LogRecord) -> bool:
    """Return whether an editor who reads Swedish is to see ``record``: our messages, and warnings and errors."""
    return record.levelno >= logging.WARNING or record.name == _OURS


def collected() -> list[str]:
    """Return the list that will collect MkDocs' messages on pages: broken links, and what stops a page."""
    _MESSAGES.clear()
    for name in _OF_PAGES:
        logging.getLogger(name).addFilter(_kept_back)  # once, however often the preview builds
    every = logging.getLogger("mkdocs")  # with --quiet MkDocs does not even count warnings, of plugins neither
    every.setLevel(min(every.level, logging.WARNING))
    if editor_language() == "sv":
        for level, name in _SWEDISH.items():
            logging.addLevelName(level, name)
        for handler in logging.getLogger("mkdocs").handlers:
            handler.addFilter(_in_swedish)
    return _MESSAGES
