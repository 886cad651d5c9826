"""Look for known vulnerabilities in the locked packages: python tests/audit.py. Needs the internet.

pip-audit asks PyPI's database about each package of the lock files, npm asks its registry about those in
package-lock.json. Exits with 1 if there are vulnerabilities, and with 2 if an audit could not run, which is worse,
since nothing is known then.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class AuditError(Exception):
    """An audit could not run, or not for every package."""


class Audit(NamedTuple):
    """A lock file, and the command that audits it and prints JSON."""

    lock: str
    command: Sequence[str]


PIP = (
    sys.executable,
    "-m",
    "pip_audit",
    "--require-hashes",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
)
AUDITS = (
    *(Audit(lock, (*PIP, "--requirement", lock)) for lock in ("requirements.txt", "requirements-test.txt")),
    *(
        Audit(f"{folder}/package-lock.json", ("npm", "audit", "--json", f"--prefix={folder}"))
        for folder in ("tests", "tests/peers")
    ),
)


def findings(answer: Any) -> list[str]:
    """Return the vulnerable packages in the result ``answer``, each with its vulnerability.

    Raises ``LookupError`` if it is an error message, or if a package was skipped and may be vulnerable.
    """
    if "dependencies" in answer:  # pip-audit
        if skipped := [package["skip_reason"] for package in answer["dependencies"] if "skip_reason" in package]:
            raise LookupError(f"{len(skipped)} packages were passed over, such as: {skipped[0]}")
        found = ((package, fault) for package in answer["dependencies"] for fault in package["vulns"])
        return [
            f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or '–'}"
            for package, fault in found
        ]
    if "vulnerabilities" in answer:  # npm
        return [f"{name} {one['range']}: {one['severity']}" for name, one in answer["vulnerabilities"].items()]
    raise LookupError(str(answer.get("message", answer))[:300])


def audited(audit: Audit) -> list[str]:
    """Run one audit and return its findings. Raises ``AuditError`` if it could not run."""
    try:
        done = subprocess.run(audit.command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
        if not done.stdout.strip():
            raise LookupError(" ".join(done.stderr.split()[-40:]))
        return findings(json.loads(done.stdout))
    except (OSError, ValueError, LookupError, TypeError, subprocess.TimeoutExpired) as error:
        raise AuditError(str(error)) from None


def main(audits: Sequence[Audit] = AUDITS) -> int:
    """Run the audits, print what they find, and return the exit status."""
    status = 0
    for audit in audits:
        try:
            found = audited(audit)
        except AuditError as error:
            print(f"{audit.lock}: THE AUDIT COULD NOT RUN: {error}")
            status = 2
            continue
        print("\n".join([f"{audit.lock}: {len(found)} known vulnerabilities", *(f"  {one}" for one in found)]))
        status = status or int(bool(found))
    return status


if __name__ == "__main__":
    sys.exit(main())
