"""The audit of locked packages: its report, and its failure when it cannot run."""

import json
import sys

import pytest

import audit

CLEAN = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}
FOUND = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}
SKIPPED = {"dependencies": [{"name": "a", "skip_reason": "not found on PyPI"}]}
NPM = {"vulnerabilities": {"b": {"range": "<2", "severity": "high"}}}
ANSWERS = [
    (json.dumps(CLEAN), 0, "x.txt: 0 known vulnerabilities\n"),
    (json.dumps(FOUND), 1, "x.txt: 1 known vulnerabilities\n  a 1: CVE-1, mended in 2\n"),
    (json.dumps(NPM), 1, "x.txt: 1 known vulnerabilities\n  b <2: high\n"),
    (json.dumps({"vulnerabilities": {}}), 0, "x.txt: 0 known vulnerabilities\n"),
    (
        json.dumps(SKIPPED),
        2,
        "x.txt: THE AUDIT COULD NOT RUN: 1 packages were passed over, such as: not found on PyPI\n",
    ),
    (json.dumps({"message": "405 Method Not Allowed"}), 2, "x.txt: THE AUDIT COULD NOT RUN: 405 Method Not Allowed\n"),
    ("<html>", 2, "x.txt: THE AUDIT COULD NOT RUN: Expecting value: line 1 column 1 (char 0)\n"),
    ("", 2, "x.txt: THE AUDIT COULD NOT RUN: no network\n"),
]


@pytest.mark.parametrize(("answer", "status", "told"), ANSWERS)
def test_audit_tells_what_was_found_or_that_it_could_not_run(capsys, answer, status, told):
    program = f"import sys; print({answer!r}, end=''); print('no network', file=sys.stderr); sys.exit(1)"
    assert audit.main([audit.Audit("x.txt", (sys.executable, "-c", program))]) == status
    assert capsys.readouterr().out == told


def test_program_that_is_not_there_is_an_audit_that_could_not_run(capsys):
    assert audit.main([audit.Audit("x.txt", ("no-such-program",))]) == 2
    assert "COULD NOT RUN" in capsys.readouterr().out


def test_every_lock_file_is_audited():
    locks = {path.relative_to(audit.ROOT).as_posix() for path in audit.ROOT.glob("requirements*.txt")}
    locks |= {"tests/package-lock.json", "tests/peers/package-lock.json"}
    assert {one.lock for one in audit.AUDITS} == locks
