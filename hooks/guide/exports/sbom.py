"""What the site is built with, as a software bill of materials (CycloneDX, https://cyclonedx.org) for auditors.

Read from the lock file, so that it is the same each time; no serial number and no time for the same reason. Licences
are those that the installed packages declare. It is so short that the CycloneDX library, which takes a tenth of a
second to load, only reads it in the tests.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from urllib.parse import quote

from guide.exports.template import document as filled

NAME = "data/sbom.cdx.json"
_PACKAGE = re.compile(r"([\w.-]+)==([^\s;\\]+)([ ]*;[^\\\n]*)?")
_HASH = re.compile(r"--hash=sha256:(\w+)")
_VIA = re.compile(r"#(?: via|  ) ([\w.-]+)")  # one package in the line of "# via", or each in a line below it


@dataclass(frozen=True)
class Package:
    """A locked package; ``via`` are those that need it. It is ``optional`` where only some systems do.

    ``hashes`` are those of its files in the registry, one of which is installed.
    """

    name: str
    version: str
    optional: bool
    via: tuple[str, ...]
    registry: str = "pypi"
    hashes: tuple[str, ...] = ()
    license: str = ""

    @property
    def purl(self) -> str:
        """Its address for programs (https://github.com/package-url/purl-spec); uv writes names as that wants them."""
        return f"pkg:{self.registry}/{self.name}@{quote(self.version)}"


def packages(lock: str) -> Iterator[Package]:
    """Yield the packages of a lock file as uv writes it, with hashes and ``# via``."""
    for block in re.split(r"\n(?=\w)", lock):
        if part := _PACKAGE.match(block):
            name, version, marker = part.groups()
            via, hashes = tuple(_VIA.findall(block)), tuple(_HASH.findall(block))
            yield Package(name, version, bool(marker), via, hashes=hashes, license=license_of(name))


def license_of(name: str) -> str:
    """Return the licence that the installed package ``name`` names; empty where it names none, or is not installed.

    It is in one of three places (https://packaging.python.org/en/latest/specifications/core-metadata/).
    """
    try:
        package = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classes = [one.rpartition(" :: ")[2] for one in package.get_all("Classifier", ()) if one.startswith("License :: ")]
    names = (*package.get_all("License-Expression", ()), *package.get_all("License", ()), *classes)
    return next((name for name in names if name not in ("", "UNKNOWN") and "\n" not in name), "")


def document(lock: str, name: str) -> str:
    """Return the bill of the site ``name`` as JSON: the packages in ``lock``, what is shipped, and dependencies."""
    shipped = Package("stemmer", "2.0.1", False, (name,), "npm", license="MIT")  # docs/assets/js/stemmers.js
    listed = sorted([*packages(lock), shipped], key=lambda package: (package.name, package.version))
    needs: dict[str, list[str]] = {}
    for package in listed:
        for other in package.via:
            needs.setdefault(other, []).append(package.purl)
    # A name may have two versions, by system.
    nodes = sorted([(name, name), *((package.purl, package.name) for package in listed)])
    dependencies = [(ref, sorted(needs.get(of, ()))) for ref, of in nodes]
    bill = json.loads(filled("sbom.json", name=name, packages=listed, dependencies=dependencies))
    return json.dumps(bill, indent=1, sort_keys=True) + "\n"
