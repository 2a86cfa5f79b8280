"""Every reader with a few wrong inputs; `python -m tests.fuzz.run` gives them many, for as long as one likes."""

import re
import tracemalloc
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relkeeper.importers import READERS
from tests.fuzz import trying
from tests.fuzz.everything import TARGETS
from tests.fuzz.mutating import LARGEST, mutated, stretched
from tests.fuzz.readers import samples
from tests.fuzz.targets import Target

# Hypothesis begins with the simplest number: one example alone would be the same input each time. A thorough profile means more.
_USUAL = 100
_FEW = max(3, 6 * settings().max_examples // _USUAL)
_FEWEST = max(2, 2 * settings().max_examples // _USUAL)
_SLOW = {"broken-book", "import", "archive", "outlook-csv", "csv", "map"}
_READ = {name: target for name, target in TARGETS.items() if name not in _SLOW}
# A promise is kept within this time however large the machine's other work is; nothing here takes a tenth of it.
_SECONDS = 5.0
_BUFFERS = 2**20
_MUCH = 2**13
_A_FEW_BYTES = 4


@pytest.mark.parametrize("name", _READ)
def test_wrong_bytes_are_read_or_refused(name: str) -> None:
    _try(TARGETS[name], _FEW)


@pytest.mark.parametrize("name", sorted(_SLOW))
def test_so_is_what_takes_longer(name: str) -> None:
    _try(TARGETS[name], _FEWEST)


def _try(target: Target, examples: int) -> None:
    """Tries so many inputs, and looks whether they were worth it."""
    seeds = target.seeds() or [b"nothing but this"]
    tried = set()

    # Drawn as a number: of a Random that Hypothesis plays, the simplest takes every first choice and leaves a byte or none.
    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(number=st.integers(0, 2**32 - 1))
    def attempt(number: int) -> None:
        random = Random(number)
        data = mutated(random.choice(seeds), seeds, random)
        tried.add(data)
        assert trying.fault_of(target, data, _SECONDS) is None, data

    attempt()
    assert len(tried) > 1, "one input over and over tries nothing"
    assert max(map(len, tried)) >= _A_FEW_BYTES


@pytest.mark.parametrize("name", TARGETS)
def test_samples_break_nothing(name: str) -> None:
    seeds = TARGETS[name].seeds()
    assert seeds or name == "outlook-msg", "a target begins with a sample"
    for data in seeds[:2]:
        assert trying.fault_of(TARGETS[name], data, _SECONDS) is None, data


@pytest.mark.parametrize("name", [name for name in READERS if name in TARGETS and samples(name)])
def test_memory_is_a_small_multiple_of_the_file(name: str) -> None:
    """A line in the middle of a sample, over and over."""
    sample = samples(name)[0]
    lines = [match.span() for match in re.finditer(rb"[^\n]+\n?", sample)]
    data = stretched(sample, *lines[len(lines) // 2], _MUCH)
    TARGETS[name].feed(sample)  # what is imported and cached is no part of it
    tracemalloc.start()
    TARGETS[name].feed(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * len(data) + _BUFFERS


def test_every_reader_is_a_target() -> None:
    assert set(READERS) - set(TARGETS) == {"card-picture"}


@given(data=st.binary(max_size=200), number=st.integers(0, 2**32 - 1))
def test_inputs_do_not_grow_without_end(data: bytes, number: int) -> None:
    assert len(mutated(data, [data], Random(number))) <= LARGEST


def test_a_piece_is_repeated_until_the_size() -> None:
    assert stretched(b"abc", 1, 2, 6) == b"abbbbc"
