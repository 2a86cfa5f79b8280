"""What makes inputs: atheris, which looks for those that reach a branch not reached before; mutation at random; and
stretching, which repeats each piece of each sample until it is large, and so finds what takes quadratic time."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from random import Random

from tests.fuzz.mutating import LARGEST, ODD_PIECES, mutated, stretched

Try = Callable[[bytes], None]

# Of a sample: a line, a word, a run of signs, one byte.
_PIECES = (rb"[^\n]*\n", rb"[^\n]*\n[^\n]*\n", rb"\w+", rb"[^\w\s]+", rb"[^\w\s]", rb"[ \t]+", rb"(?s).")
_LARGE = 4 * LARGEST
# A target that waits computes nothing: it ends after so many times its seconds by the clock.
_BY_THE_CLOCK = 5


def at_random(attempt: Try, seeds: Sequence[bytes], seconds: float, random: Random) -> None:
    """The samples as they are, then mutations of them, until the time is over."""
    _try_each(attempt, chain(seeds, (mutated(random.choice(seeds), seeds, random) for _ in count())), seconds)


def by_stretching(attempt: Try, seeds: Sequence[bytes], seconds: float, random: Random) -> None:
    """A piece of a sample, or one that is put into it, repeated; in no order, until the time is over."""
    _try_each(attempt, (_stretched(random.choice(seeds), random) for _ in count()), seconds)


def _stretched(seed: bytes, random: Random) -> bytes:
    begin, end = random.choice([match.span() for match in re.finditer(random.choice(_PIECES), seed)] or [(0, 0)])
    if begin == end or random.randrange(3) == 0:
        piece = random.choice(ODD_PIECES)
        seed, end = seed[:begin] + piece + seed[begin:], begin + len(piece)
    data = stretched(seed, begin, end, _LARGE)
    # What ends well and what never ends are read in different ways.
    return data if random.randrange(2) else data[: begin + _LARGE]


def _try_each(attempt: Try, inputs: Iterator[bytes], seconds: float) -> None:
    """Until the seconds are computed, so that how busy the machine is does not count; or the clock has gone far beyond."""
    ends, latest = time.process_time() + seconds, time.monotonic() + _BY_THE_CLOCK * seconds
    while time.process_time() < ends and time.monotonic() < latest:
        attempt(next(inputs))


def by_atheris(attempt: Try, seeds: Sequence[bytes], seconds: float, number: int, scratch: Path) -> None:
    """Until the time is over; ends the process. The modules must have been imported with `instrumented`.

    The samples are copied into `scratch`, which whoever started this process removes: libFuzzer ends it without a word.
    """
    import atheris

    samples = scratch / "samples"
    samples.mkdir()
    for place, seed in enumerate(seeds):
        (samples / str(place)).write_bytes(seed)

    def change(data: bytes, largest: int, seed: int) -> bytes:
        if seed % 2:
            return bytes(atheris.Mutate(data, largest))
        return mutated(data, seeds, Random(seed))[:largest]

    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={LARGEST}",
        f"-seed={number}",
        f"-artifact_prefix={scratch}/",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(samples)], attempt, custom_mutator=change)
    atheris.Fuzz()


def instrumented() -> bool:
    """Let branches of our modules count that are imported from now on; False where atheris is not installed."""
    with suppress(ImportError):
        import atheris

        hook = atheris.instrument_imports(
            include=["relkeeper.importers", "relkeeper.rules", "relkeeper.services.attachments.extracting"]
        )
        hook.__enter__()
        return True
    return False
