"""What the site is built with, as a software bill of materials (CycloneDX, https://cyclonedx.org) for auditors.

Read from the lock file, so that it is the same each time; no serial number and no time for the same reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

NAME = "data/sbom.cdx.json"
_PACKAGE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<marker>[ ]*;[^\\\n]*)?", re.MULTILINE)
_VIA = re.compile(r"# via(?P<all>(?:\n    #   .*)+| .*)")


@dataclass(frozen=True)
class Package:
    """A locked package; ``via`` are those that need it. It is ``optional`` where only some systems do."""

    name: str
    version: str
    optional: bool
    via: tuple[str, ...]


def packages(lock: str) -> Iterator[Package]:
    """The packages of a lock file as uv writes it, with hashes and ``# via``."""
    parts = list(_PACKAGE.finditer(lock))
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        via = _VIA.search(lock, part.end(), after.start() if after else len(lock))
        names = re.findall(r"[\w.-]+(?: \([\w.]+\))?", via["all"].replace("#", "")) if via else []
        yield Package(part["name"], part["version"], bool(part["marker"]), tuple(name.split(" ")[0] for name in names))


def document(lock: str, name: str) -> str:
    """The bill of the site ``name``, JSON: the packages of ``lock`` and how they hang together."""
    # Here, for it takes long to load, and a warm build has the bill already.
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    made = [(package, _component(package)) for package in packages(lock)]  # a name may have two versions, by system
    root = Component(name=name, type=ComponentType.APPLICATION, bom_ref=name)
    bom = Bom(components=[component for _, component in made])
    bom.metadata.component = root
    needs: dict[str, list[Component]] = {}
    for package, component in made:
        for other in package.via:
            needs.setdefault(other, []).append(component)
    bom.register_dependency(root, needs.get(name, ()))
    for package, component in made:
        bom.register_dependency(component, needs.get(package.name, ()))
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    del told["serialNumber"], told["metadata"]["timestamp"]
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


def _component(package: Package) -> Component:
    from cyclonedx.model.component import Component, ComponentScope, ComponentType
    from packageurl import PackageURL

    purl = PackageURL("pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=purl.to_string(),
        scope=ComponentScope.OPTIONAL if package.optional else ComponentScope.REQUIRED,
    )
