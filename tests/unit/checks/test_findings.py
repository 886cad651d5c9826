"""The kinds of findings, and the language of the check on GitHub."""

import re

import yaml

import findings
from unit.conftest import ROOT


def test_every_message_has_exactly_one_kind(words):
    sorted_in = [key for kind in findings.KINDS for key in (*kind.errors, *kind.warnings)]
    assert sorted(sorted_in) == sorted({key.removesuffix("_near") for key in words["problems"]})


def test_github_runs_the_check_in_swedish():
    jobs = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"] if step.get("run") == "make check"]
    assert [re.match("sv", step["env"]["LANG"])[0] for step in steps] == ["sv"]
