"""What attached files cost: storing a large one, and reading a book that holds several."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Series, interleaved, run
from benchmarks.places import Books
from benchmarks.results import Result, compared

MEGABYTE = 10**6
_MOST_ROUNDS = 3
_BUDGET = "attach / sha256sum, cp"
_READING = ("overdue", "list --limit 20", "show ada", "timeline --limit 20")
_BY_HAND = 'sha256sum "$0" && cp "$0" "$1"'


class Load(NamedTuple):
    """How large a file is attached, and how many of that size are in the book that is read."""

    megabytes: int
    files: int


def attaching(books: Books, load: Load, rounds: int) -> Iterator[Result]:
    """A large file goes in about as fast as it is copied, and nobody notices that it is there."""
    # The file, its copy or the journal of the database, and the book.
    needed = (load.files + 3) * load.megabytes * MEGABYTE
    free = shutil.disk_usage(books.folder).free
    if free < needed:
        words = f"not measured, which needs {needed / 10**9:.1f} GB on the disk"
        yield Result("attach", words, free / 10**9, unit="GB free", binding=False)
        return
    file = books.folder / "attached.bin"
    try:
        yield from _storing(books, file, load.megabytes, rounds)
        yield from _beside_attachments(books, file, load)
    finally:
        file.unlink(missing_ok=True)


def above_start(budget: str, what: str, series: Series, start: int, limit: float) -> Result:
    """The peak of a command above that of the same command with next to nothing to do."""
    detail = f"{series.peak / MEGABYTE:.0f} MB, with next to nothing {start / MEGABYTE:.0f} MB"
    return Result(budget, what, (series.peak - start) / MEGABYTE, limit, "MB", detail=detail)


def _storing(books: Books, file: Path, megabytes: int, rounds: int) -> Iterator[Result]:
    """A large file beside what the shell does with it."""
    random = Random(megabytes)
    with file.open("wb") as target:
        target.writelines(random.randbytes(MEGABYTE) for _ in range(megabytes))
        target.flush()
        os.fsync(target.fileno())
    copy = file.with_suffix(".copy")
    small = file.with_suffix(".small")
    small.write_bytes(b"x")

    def afresh(number: int) -> None:
        # What the turn before left in the cache would be written out during this one.
        copy.unlink(missing_ok=True)
        books.copy(books.small())

    home = books.copy(books.small())
    storing = replace(home.relkeeper("attach", "attach", "ada", str(file), says="Attached"), prepare=afresh)
    by_hand = replace(storing, name="cp", argv=lambda number: ("sh", "-c", _BY_HAND, str(file), str(copy)), says="")
    to_disk = replace(by_hand, argv=lambda number: ("sh", "-c", f'{_BY_HAND} && sync "$1"', str(file), str(copy)))
    one = replace(storing, argv=home.relkeeper("attach", "attach", "ada", str(small)).argv)
    try:
        start = run(one, 1).peak
        commands = [storing, by_hand, to_disk]
        attached, copied, synced = interleaved(commands, min(rounds, _MOST_ROUNDS), warm_up=False)
    finally:
        # The large copy and the large book go at once.
        afresh(0)
        small.unlink()
    what = f"{megabytes:,} MB attached"
    yield compared(_BUDGET, f"{what}, CPU", attached, copied, 2)
    yield _elapsed(f"{what}, time", attached, copied, binding=True)
    yield _elapsed(f"{what}, time, cp on the disk too", attached, synced, binding=False)
    yield above_start("attach memory", what, attached, start, 80)


def _beside_attachments(books: Books, file: Path, load: Load) -> Iterator[Result]:
    """What only reads, on a book with large files and on the same without."""
    plain, heavy = books.small(), books.copy(books.small())
    try:
        for number in range(load.files):
            with file.open("r+b") as target:
                target.write(number.to_bytes(8))
            run(heavy.relkeeper("attach", "attach", "ada", str(file), says="Attached"), 1)
        size = f"{heavy.book.stat().st_size / MEGABYTE:,.0f} MB"
        for line in _READING:
            commands = [home.relkeeper(line, *line.split()) for home in (heavy, plain)]
            with_, without = interleaved(commands, books.scale.rounds)
            yield compared("with / without attachments", f"{line}, {size}", with_, without, 1.5)
    finally:
        shutil.rmtree(heavy.folder)


def _elapsed(what: str, series: Series, baseline: Series, *, binding: bool) -> Result:
    """Time on the clock as a multiple of the baseline's, round by round."""
    ratio = median(one.wall / other.wall for one, other in zip(series.samples, baseline.samples, strict=True))
    detail = f"{series.wall:,.2f} against {baseline.wall:,.2f} s"
    return Result(_BUDGET, what, ratio, 2, binding=binding, detail=detail)
