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
def test_lock_file_gives_packages_with_what_needs_them(number, package):
    assert list(sbom.packages(LOCK))[number] == package


def test_bill_names_every_package_and_what_needs_it_and_nothing_that_changes_by_itself():
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


def test_bill_has_the_hashes_of_each_package_and_its_licence():
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


def test_every_package_of_the_lock_file_names_its_licence_and_hashes():
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    assert [one.name for one in sbom.packages(lock) if not (one.license and one.hashes)] == []


def test_shipped_script_has_the_version_that_the_bill_says():
    script = (ROOT / "docs/assets/js/stemmers.js").read_text("utf-8")
    (said,) = [
        part
        for part in json.loads(sbom.document(LOCK, "our-site"))["components"]
        if part["purl"].startswith("pkg:npm/")
    ]
    assert f"npm package {said['name']} {said['version']}, MIT licence" in script


def test_library_of_cyclonedx_reads_the_bill_as_it_would_write_it():
    text = sbom.document(LOCK, "our-site")
    bom: Any = Bom.from_json(json.loads(text))  # type: ignore[attr-defined]
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["serialNumber"], told["metadata"]["timestamp"]
    assert told == json.loads(text)
