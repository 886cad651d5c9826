"""The files for GitHub: workflows with pinned actions and minimal permissions, and existing paths."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from unit.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[a-z]+\.yml( #.*)?")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_first_party_and_pinned_by_hash(path):
    uses = re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text("utf-8"), re.MULTILINE)
    assert [use for use in uses if not PINNED.fullmatch(use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_permissions_are_per_job_with_a_comment(path):
    text = path.read_text("utf-8")
    assert yaml.safe_load(text)["permissions"] == {}
    assert re.findall(r"^      [a-z-]+: (?:read|write)$", text, re.MULTILINE) == []  # each has a comment


LINTERS = [["zizmor", "--offline", "--no-progress", str(GITHUB)], ["actionlint", *map(str, WORKFLOWS)]]


@pytest.mark.parametrize("command", LINTERS, ids=[command[0] for command in LINTERS])
def test_workflows_pass_the_linters(command):
    linter = shutil.which(command[0], path=Path(sys.executable).parent)
    assert linter, f"{command[0]} is not installed: `make test` installs it"
    result = subprocess.run([linter, *command[1:]], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_codeowners_paths_and_hook_targets_exist():
    rules = re.findall(r"^# (/\S+) +@", (GITHUB / "CODEOWNERS").read_text("utf-8"), re.MULTILINE)
    assert [rule for rule in rules if not list(ROOT.glob(rule.strip("/")))] == []
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [hook["entry"] for hook in hooks if hook["entry"].removeprefix("make ") not in targets] == []
