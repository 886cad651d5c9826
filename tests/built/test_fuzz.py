"""A small, fixed run of the fuzzer, which `make fuzz` runs with many more inputs."""

import pytest

from fuzz import __main__ as fuzz

SEED = 15


@pytest.mark.parametrize("numbers", [range(40)])
def test_no_damaged_or_hostile_input_is_taken_wrongly(numbers):
    found = list(fuzz.run(numbers, SEED))
    assert sorted(one.number for one in found) == list(numbers)
    assert [f"#{one.number} {one.file}: {one.done}: {one.faults}" for one in found if one.faults] == []
    assert any(one.built for one in found)
    assert any(one.refused for one in found)
    assert not all(one.refused for one in found)
