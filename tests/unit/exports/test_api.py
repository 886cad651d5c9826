"""The static API: its files, its description, and what v1 promises."""

import json
from pathlib import Path

import jsonschema_rs
import openapi_spec_validator
import pytest

from guide.data.published import REGISTERS
from guide.exports import api, machine_files
from unit.entries import cluster, region
from unit.exports.samples import FULL, SWEDISH, site

SNAPSHOT = Path(__file__).with_name("api_v1.json")  # of the last release; update: python -m unit.exports.test_api
URL = "https://a.se/"


def api_files():
    """Return the parsed files of a small API by address."""
    of = site(FULL, SWEDISH, regions=(region("skane", "Skåne"),), clusters=(cluster("c", "C", "skane"),))
    return {address: json.loads(content) for address, content in api.files(of)}


def shape(schema, name=""):
    """Yield every field below ``schema`` with its type, and whether it is required."""
    if "items" in schema:
        yield from shape(schema["items"], f"{name}[]")
    for key, part in schema.get("properties", {}).items():
        path = f"{name}.{key}" if name else key
        types = part.get("type", "any")
        always = key in schema.get("required", ())
        yield path, {"type": types if isinstance(types, str) else "|".join(sorted(types)), "always": always}
        yield from shape(part, path)


def current():
    """Return the current shape of the API: of each path in its description, and of each kind of entry."""
    described = api_files()[api.OPENAPI]
    responses = {
        path: of["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for path, of in described["paths"].items()
    }
    return {name: dict(shape(one)) for name, one in {**responses, **described["components"]["schemas"]}.items()}


def broken(before, now):
    """Yield the fields and names of ``before`` that ``now`` lacks or changes."""
    for name, fields in before.items():
        for path, field in fields.items():
            present = now.get(name, {}).get(path)
            if not present or present["type"] != field["type"] or (field["always"] and not present["always"]):
                yield f"{name}: {path}"
    yield from before.keys() - now.keys()


def test_no_field_is_removed_or_retyped_since_the_last_release():
    assert list(broken(json.loads(SNAPSHOT.read_text("utf-8")), current())) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.pop("title.sv"),
        lambda fields: fields["steps"].update(type="string"),
        lambda fields: fields["id"].update(always=False),
    ],
)
def test_removed_retyped_or_optional_field_is_a_breaking_change(change):
    now = current()
    change(now["examples"])
    assert len(list(broken(current(), now))) == 1


def test_new_field_is_no_breaking_change():
    now = current()
    now["examples"]["new"] = {"type": "string", "always": True}
    assert list(broken(current(), now)) == []


def test_description_is_valid_openapi():
    openapi_spec_validator.validate(api_files()[api.OPENAPI])


def test_every_file_matches_its_openapi_schema():
    files = api_files()
    described = files[api.OPENAPI]
    for register in REGISTERS:
        schema = files.pop(f"{api.API}/schema/{register}.json")
        assert schema["$id"] == f"{URL}{api.API}/schema/{register}.json"
        listed = described["paths"][f"/{api.API}/{register}.json"]["get"]["responses"]["200"]
        rows = files.pop(f"{api.API}/{register}.json")
        jsonschema_rs.validate(listed["content"]["application/json"]["schema"], rows)
        for row in rows:
            entry = files.pop(row["url"].removeprefix(URL))
            assert (entry["id"], entry["page"]) == (row["id"], row["page"])
        assert files[api.INDEX]["registers"][register]["count"] == len(rows)
        assert files[api.INDEX]["registers"][register]["list"] == f"{URL}{api.API}/{register}.json"
    response = described["paths"][f"/{api.INDEX}"]["get"]["responses"]["200"]
    jsonschema_rs.validate(response["content"]["application/json"]["schema"], files.pop(api.INDEX))
    assert files.keys() == {api.OPENAPI}


def test_addresses_list_all_files_except_entries():
    rows = [row["url"].removeprefix(URL) for name in REGISTERS for row in api_files()[f"{api.API}/{name}.json"]]
    own = [address for address in machine_files.addresses(str) if address.startswith(api.API)]
    assert sorted([*own, *rows]) == sorted(api_files())


if __name__ == "__main__":
    lines = (
        f"{json.dumps(name)}: {{\n"
        + ",\n".join(f"  {json.dumps(path)}: {json.dumps(field)}" for path, field in fields.items())
        + "\n}"
        for name, fields in current().items()
    )
    SNAPSHOT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
