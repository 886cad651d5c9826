"""ProperDocs, the successor of MkDocs 1, has every MkDocs name that the hooks import."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from unit.conftest import ROOT

FILES = sorted([ROOT / "hooks/events.py", *(ROOT / "hooks/guide/mkdocs_site").glob("*.py")])


def imported(path: Path) -> list[tuple[str, str]]:
    """Return the names that a file imports from MkDocs, as pairs of module and name."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    return [
        (node.module, name.name)
        for node in nodes
        for name in node.names
        if node.module and node.module.partition(".")[0] == "mkdocs"
    ]


NAMES = sorted({pair for path in FILES for pair in imported(path)})


def test_collects_imported_names():
    assert ("mkdocs.structure.files", "File") in NAMES


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_properdocs_has_the_name(module, name):
    target = module.replace("mkdocs", "properdocs", 1)
    assert hasattr(importlib.import_module(target), name) or importlib.import_module(f"{target}.{name}")
