"""The software bill of materials, from the lock file."""

import json
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.output.json import JsonV1Dot6

from guide.exports import sbom
from unit.conftest import ROOT

LOCK = """\
babel==2.18.0 \\
    --hash=sha256:00 \\
    --hash=sha256:01
    # via
    #   our-site (pyproject.toml)
    #   theme
theme==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:02
    # via our-site (pyproject.toml)
theme==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:03
    # via our-site (pyproject.toml)
"""


@pytest.mark.parametrize(
    ("number", "package"),
    [
        (0, sbom.Package("babel", "2.18.0", False, ("our-site", "theme"), hashes=("00", "01"), license="BSD-3-Clause")),
        (1, sbom.Package("theme", "1.0", True, ("our-site",), hashes=("02",))),
        (2, sbom.Package("theme", "2.0", True, ("our-site",), hashes=("03",))),
    ],
)
def test_parses_packages_with_their_dependents(number, package):
    assert list(sbom.packages(LOCK))[number] == package


def test_sbom_lists_dependencies_and_is_reproducible():
    text = sbom.document(LOCK, "our-site")
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [part["purl"] for part in bill["components"]] == [
        "pkg:pypi/babel@2.18.0",
        "pkg:npm/stemmer@2.0.1",
        "pkg:pypi/theme@1.0",
        "pkg:pypi/theme@2.0",
    ]
    needs = {of["ref"]: of.get("dependsOn", []) for of in bill["dependencies"]}
    assert needs["pkg:pypi/theme@2.0"] == ["pkg:pypi/babel@2.18.0"]
    assert needs["our-site"] == [
        "pkg:npm/stemmer@2.0.1",
        "pkg:pypi/babel@2.18.0",
        "pkg:pypi/theme@1.0",
        "pkg:pypi/theme@2.0",
    ]
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]
    assert sbom.document(LOCK, "our-site") == text


def test_sbom_has_hashes_and_licences():
    parts = {part["bom-ref"]: part for part in json.loads(sbom.document(LOCK, "our-site"))["components"]}
    assert parts["pkg:pypi/babel@2.18.0"]["externalReferences"] == [
        {
            "type": "distribution",
            "url": "pkg:pypi/babel@2.18.0",
            "hashes": [{"alg": "SHA-256", "content": "00"}, {"alg": "SHA-256", "content": "01"}],
        }
    ]
    assert parts["pkg:pypi/babel@2.18.0"]["licenses"] == [{"license": {"name": "BSD-3-Clause"}}]
    assert "licenses" not in parts["pkg:pypi/theme@1.0"]  # not installed
    assert parts["pkg:npm/stemmer@2.0.1"]["licenses"] == [{"license": {"name": "MIT"}}]


def test_locked_packages_have_licences_and_hashes():
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    assert [one.name for one in sbom.packages(lock) if not (one.license and one.hashes)] == []


def test_shipped_script_matches_the_sbom_version():
    script = (ROOT / "docs/assets/js/stemmers.js").read_text("utf-8")
    (component,) = [
        part
        for part in json.loads(sbom.document(LOCK, "our-site"))["components"]
        if part["purl"].startswith("pkg:npm/")
    ]
    assert f"npm package {component['name']} {component['version']}, MIT licence" in script


def test_sbom_survives_a_round_trip_through_cyclonedx():
    text = sbom.document(LOCK, "our-site")
    bom: Any = Bom.from_json(json.loads(text))  # type: ignore[attr-defined]
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["serialNumber"], written["metadata"]["timestamp"]
    assert written == json.loads(text)
