"""The audit of locked packages: its report, and its failure when it cannot run."""

import json
import sys

import pytest

import audit

CLEAN = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}
FOUND = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}]}
SKIPPED = {"dependencies": [{"name": "a", "skip_reason": "not found on PyPI"}]}
NPM = {"vulnerabilities": {"b": {"range": "<2", "severity": "high"}}}
OUTPUTS = [
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


@pytest.mark.parametrize(("output", "status", "report"), OUTPUTS)
def test_reports_vulnerabilities_or_a_failed_audit(capsys, output, status, report):
    program = f"import sys; print({output!r}, end=''); print('no network', file=sys.stderr); sys.exit(1)"
    assert audit.main([audit.Audit("x.txt", (sys.executable, "-c", program))]) == status
    assert capsys.readouterr().out == report


def test_missing_program_is_a_failed_audit(capsys):
    assert audit.main([audit.Audit("x.txt", ("no-such-program",))]) == 2
    assert "COULD NOT RUN" in capsys.readouterr().out


def test_every_lock_file_is_audited():
    locks = {path.relative_to(audit.ROOT).as_posix() for path in audit.ROOT.glob("requirements*.txt")}
    locks |= {"tests/package-lock.json", "tests/peers/package-lock.json"}
    assert {one.lock for one in audit.AUDITS} == locks
