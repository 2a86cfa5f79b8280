"""What attached files cost: storing a large one and getting it out again, and reading a book that holds several."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.commands import READING, TAB, reading, start
from benchmarks.figures import CORRESPONDENCE, MEGABYTE, START, Figure, Result
from benchmarks.measure import Command, Series, interleaved, run
from benchmarks.places import Books, Home

_MOST_ROUNDS = 3
_BY_HAND = 'sha256sum "$0" && cp "$0" "$1"'
_SUMMED = "sha256sum and cp"

_ONE_GB, _TWO_GB = "a file of 1 GB attached", "a file of 2 GB attached"
_CPU = Figure("attaching", f"{_ONE_GB}, CPU", 2, beside=_SUMMED, since=CORRESPONDENCE)
_CLOCK = Figure("attaching", f"{_ONE_GB}, time on the clock", 2, beside=_SUMMED, since=CORRESPONDENCE)
_SYNCED = Figure("attaching", f"{_ONE_GB}, time on the clock", beside=f"{_SUMMED} and waiting for the disk")
_PEAK = Figure("attaching", f"{_ONE_GB}, peak memory", 80, "MB", since=CORRESPONDENCE)
_MORE = Figure("attaching", f"{_ONE_GB}, peak memory above that of a file of one byte", unit="MB")
_SAVED = Figure("attaching", "a file of 1 GB saved from the book, peak memory", unit="MB")
_FLAT = Figure("attaching", f"{_TWO_GB}, peak memory", 10, "MB", f"above that of {_ONE_GB}", CORRESPONDENCE)
_HEAVY = "book with 5 GB of attachments"
_BESIDE_START = {
    words: Figure("attaching", f"{words}, {_HEAVY}", 1.5, beside=START, since=CORRESPONDENCE)
    for words in (*READING, TAB)
}
_BESIDE_LIGHT = {
    words: Figure("attaching", f"{words}, {_HEAVY}", 1.5, beside="the same without them") for words in (*READING, TAB)
}
FIGURES = (
    *(_CPU, _CLOCK, _SYNCED, _PEAK, _MORE, _SAVED, _FLAT),
    *_BESIDE_START.values(),
    *_BESIDE_LIGHT.values(),
)


class _Load(NamedTuple):
    """How large a file is attached, and how many of that size are in the book that is read."""

    megabytes: int
    files: int


_FULL, _LITTLE = _Load(megabytes=1000, files=5), _Load(megabytes=20, files=3)


def attaching(books: Books) -> Iterator[Result]:
    """A large file goes in about as fast as it is copied, and nobody notices that it is there."""
    load = _FULL if books.scale.is_full else _LITTLE
    # The file, its copy or the journal of the database, and the book.
    needed = (load.files + 3) * load.megabytes * MEGABYTE
    free = shutil.disk_usage(books.folder).free
    if free < needed:
        words = f"attaching needs {needed / 10**9:.1f} GB on the disk, where {free / 10**9:.1f} GB are free"
        print(words, file=sys.stderr)
        return
    file = books.folder / "attached.bin"
    try:
        yield from _storing(books, file, load.megabytes)
        yield from _beside_attachments(books, file, load)
    finally:
        file.unlink(missing_ok=True)


def _storing(books: Books, file: Path, megabytes: int) -> Iterator[Result]:
    """A large file beside what the shell does with it, then one of twice the size."""
    _write(file, megabytes)
    copy, small = file.with_suffix(".copy"), file.with_suffix(".small")
    small.write_bytes(b"x")

    def afresh(number: int) -> None:
        # What the turn before left in the cache would be written out during this one.
        copy.unlink(missing_ok=True)
        books.copy(books.small())

    home = books.copy(books.small())
    storing = replace(_attach(home, file), prepare=afresh)
    by_hand = replace(storing, name="cp", argv=lambda number: ("sh", "-c", _BY_HAND, str(file), str(copy)), says="")
    to_disk = replace(by_hand, argv=lambda number: ("sh", "-c", f'{_BY_HAND} && sync "$1"', str(file), str(copy)))
    try:
        least = run(replace(storing, argv=_attach(home, small).argv), 1)
        rounds = min(books.scale.rounds, _MOST_ROUNDS)
        # Last in its round, so that its book is there to take the file out of again.
        copied, synced, attached = interleaved([by_hand, to_disk, storing], rounds, warm_up=False)
        saved = run(home.relkeeper("save", "attachment", "save", "1", str(copy)), 1)
        _write(file, 2 * megabytes)
        twice = run(storing, 1)
    finally:
        # The large copy and the large book go at once.
        afresh(0)
        small.unlink()
    yield _CPU.compared(attached, copied)
    yield _CLOCK.elapsed(attached, copied)
    yield _SYNCED.elapsed(attached, synced)
    yield _PEAK.peak(attached)
    yield _MORE.peak(attached, least.peak)
    yield _SAVED.peak(Series([saved]))
    yield _FLAT.peak(Series([twice]), attached.peak)


def _beside_attachments(books: Books, file: Path, load: _Load) -> Iterator[Result]:
    """What only reads, on a book with large files and on the same without."""
    plain, heavy = books.small(), books.copy(books.small())
    _write(file, load.megabytes)
    try:
        for number in range(load.files):
            with file.open("r+b") as target:
                target.write(number.to_bytes(8))
            run(_attach(heavy, file), 1)
        for words, figure in _BESIDE_LIGHT.items():
            commands = [start(plain), *(reading(home, words) for home in (heavy, plain))]
            begun, with_, without = interleaved(commands, books.scale.rounds)
            yield _BESIDE_START[words].compared(with_, begun)
            yield figure.compared(with_, without)
    finally:
        shutil.rmtree(heavy.folder)


def _write(file: Path, megabytes: int) -> None:
    """Bytes that cannot be made smaller, on the disk."""
    random = Random(megabytes)
    with file.open("wb") as target:
        target.writelines(random.randbytes(MEGABYTE) for _ in range(megabytes))
        target.flush()
        os.fsync(target.fileno())


def _attach(home: Home, file: Path) -> Command:
    return home.relkeeper("attach", "attach", "ada", str(file), says="Attached")
