"""The files around a book: what SQLite keeps beside one, what a killed program left there, and the disk below."""

import os
from pathlib import Path

# What SQLite keeps beside a file belongs to that file alone.
BESIDE = ("-wal", "-shm", "-journal")

# Whole copies of a book on the way to another key, beside it for a moment.
CONVERTING = ".converting"
RESTORING = ".restoring"


def family(path: Path) -> list[Path]:
    """The file, and what SQLite may keep beside it."""
    return [path, *beside(path)]


def log_of(path: Path) -> Path:
    """The write-ahead log of a file."""
    return Path(f"{path}-wal")


def beside(path: Path) -> list[Path]:
    """What SQLite may keep beside the file."""
    return [Path(f"{path}{ending}") for ending in BESIDE]


def remove(files: list[Path]) -> None:
    """Remove those of the files that are there."""
    for file in files:
        file.unlink(missing_ok=True)


def leftovers(book: Path) -> list[Path]:
    """Copies of the book, perhaps plain ones of an encrypted book, that a killed program left beside it.

    They are there, too, for the moment in which another program works on them.
    """
    place = book.resolve()
    copies = [place.with_name(f"{place.name}{ending}") for ending in (CONVERTING, RESTORING)]
    return [file for copy in copies for file in family(copy) if file.exists()]


def sync(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
