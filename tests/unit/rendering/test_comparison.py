"""The data of the comparison."""

from __future__ import annotations

import json
import re

import pytest

from guide.rendering import comparison
from unit.rendering.test_themes import script


@pytest.fixture(scope="module")
def compared(renderer):
    scripts = renderer.scripts("en")
    data = script(scripts[comparison.name("en")], "__compare")
    parts = [
        re.fullmatch(r"__compare\.take\((\d+),(.*)\);\n", text, re.DOTALL)
        for at, text in scripts.items()
        if "compare-" in at
    ]
    return data, {int(part[1]): json.loads(part[2].replace("<\\/", "</")) for part in parts}


def test_every_record_has_a_cell_for_every_field(compared):
    data, parts = compared
    kinds = {"regions": data["regions"], "examples": [one for part in parts.values() for one in part]}
    for kind, records in kinds.items():
        for record in records:
            assert len(record["cells"]) == len(data["fields"][kind])
            for cell, (type_, _) in zip(record["cells"], data["fields"][kind], strict=True):
                assert isinstance(cell, {"text": str, "set": list, "prose": (dict, type(None))}[type_])


def test_an_example_is_in_the_part_that_its_place_says(compared):
    data, parts = compared
    for at, (id_, *_) in enumerate(data["examples"]):
        assert parts[at // data["part"]][at % data["part"]]["id"] == id_
