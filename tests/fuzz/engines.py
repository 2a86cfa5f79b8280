"""What makes inputs: atheris, which looks for those that reach a branch not reached before; mutation at random; and
stretching, which repeats each piece of each sample until it is large, and so finds what takes quadratic time."""

import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.mutating import LARGEST, ODD_PIECES, mutated, stretched

Try = Callable[[bytes], None]

# Of a sample: a line, a word, a run of signs, one byte.
_PIECES = (rb"[^\n]*\n", rb"[^\n]*\n[^\n]*\n", rb"\w+", rb"[^\w\s]+", rb"[^\w\s]", rb"[ \t]+", rb"(?s).")
_LARGE = 4 * LARGEST


def at_random(attempt: Try, seeds: Sequence[bytes], seconds: float, random: Random) -> None:
    """The samples as they are, then mutations of them, until the time is over."""
    ends = time.process_time() + seconds
    for seed in seeds:
        attempt(seed)
    while time.process_time() < ends:
        attempt(mutated(random.choice(seeds), seeds, random))


def by_stretching(attempt: Try, seeds: Sequence[bytes], seconds: float, random: Random) -> None:
    """A piece of a sample, or one that is put into it, repeated; in no order, until the time is over."""
    ends = time.process_time() + seconds
    while time.process_time() < ends:
        seed = random.choice(seeds)
        begin, end = random.choice([match.span() for match in re.finditer(random.choice(_PIECES), seed)] or [(0, 0)])
        if begin == end or random.randrange(3) == 0:
            piece = random.choice(ODD_PIECES)
            seed, end = seed[:begin] + piece + seed[begin:], begin + len(piece)
        data = stretched(seed, begin, end, _LARGE)
        # What ends well and what never ends are read in different ways.
        attempt(data if random.randrange(2) else data[: begin + _LARGE])


def by_atheris(attempt: Try, seeds: Sequence[bytes], seconds: float, number: int) -> None:
    """Until the time is over; ends the process. The modules must have been imported with `instrumented`."""
    import atheris

    with TemporaryDirectory() as folder:
        for place, seed in enumerate(seeds):
            (Path(folder) / str(place)).write_bytes(seed)

        def change(data: bytes, largest: int, seed: int) -> bytes:
            if seed % 2:
                return bytes(atheris.Mutate(data, largest))
            return mutated(data, seeds, Random(seed))[:largest]

        options = [
            f"-max_total_time={int(seconds)}",
            f"-max_len={LARGEST}",
            f"-seed={number}",
            "-timeout=120",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, folder], attempt, custom_mutator=change)
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
