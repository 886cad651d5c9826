"""A small, fixed run of the fuzzer, which `make fuzz` runs with many more inputs."""

import pytest

from fuzz import __main__ as fuzz

SEED = 15


@pytest.mark.parametrize("numbers", [range(40)])
def test_damaged_and_hostile_inputs_are_handled(numbers):
    inputs = list(fuzz.run(numbers, SEED))
    assert sorted(one.number for one in inputs) == list(numbers)
    assert [f"#{one.number} {one.file}: {one.done}: {one.faults}" for one in inputs if one.faults] == []
    assert any(one.built for one in inputs)
    assert any(one.refused for one in inputs)
    assert not all(one.refused for one in inputs)
