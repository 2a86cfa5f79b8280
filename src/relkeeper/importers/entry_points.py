"""Formats that others have written: packages that name a reader in the entry point group `relkeeper.importers`.

https://packaging.python.org/specifications/entry-points/ has how a package does so. Nothing that such a package does
keeps the other formats from being read.
"""

import re
from collections.abc import Callable, Collection, Iterator
from importlib import metadata
from typing import Any, BinaryIO, NamedTuple, get_args

from relkeeper.drafts import Notice
from relkeeper.errors import InputError, RelkeeperError
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reader, Reading, Record

GROUP = "relkeeper.importers"
_RECORDS = get_args(Record)


class Outsider:
    """The reader of another package. What it raises is told, with its package, and stops nothing else."""

    def __init__(self, reader: Reader, package: str, warn: Callable[[Notice], None]) -> None:
        self.NAME = reader.NAME
        self.TITLE = reader.TITLE
        self.ENDINGS = tuple(reader.ENDINGS)
        self.WHERE = reader.WHERE
        self.package = package
        self._reader = reader
        self._warn = warn

    def recognises(self, head: Head) -> bool:
        """Whether the file is of this format; a reader that fails has not recognised it."""
        try:
            return bool(self._reader.recognises(head))
        except Exception as error:  # noqa: BLE001 - the code of others may raise anything
            self._warn(Notice(head.name, f"the format '{self.NAME}' of {self.package} could not look at it: {error!r}"))
            return False

    def read(self, file: BinaryIO, name: str, reading: Reading) -> Iterator[Record]:
        """The records of a file. Raises InputError where the reader fails, or yields what is no record."""
        try:
            for record in self._reader.read(file, name, reading):
                yield _record(record)
        except (RelkeeperError, OSError):
            raise
        except Exception as error:
            raise InputError(
                f"{name} could not be read: the format '{self.NAME}' of {self.package} failed with {error!r}"
            ) from error


class Outsiders(NamedTuple):
    """The readers of other packages by name, and a notice about each that cannot be used; `recognises` may add more."""

    found: dict[str, Outsider]
    notices: list[Notice]


def outsiders(ours: Collection[str]) -> Outsiders:
    """The readers that are installed beside ours, whose names none of them may take."""
    known = Outsiders({}, [])
    for entry in metadata.entry_points(group=GROUP):
        package = entry.dist.name if entry.dist else entry.value
        try:
            reader = _kept(entry.load(), {*ours, *known.found})
            known.found[reader.NAME] = Outsider(reader, package, known.notices.append)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the code of others may raise anything
            reason = str(error) or type(error).__name__
            known.notices.append(Notice(package, f"its format '{entry.name}' cannot be used: {reason}"))
    return known


def _record(record: Any) -> Record:
    if not isinstance(record, _RECORDS):
        raise TypeError(f"it gave a {type(record).__name__}, which is no record")
    kept: Record = record
    return kept


def _kept(reader: Any, taken: Collection[str]) -> Reader:
    """The reader, once it has what a reader promises."""
    for name in ("NAME", "TITLE", "WHERE"):
        if not isinstance(getattr(reader, name), str) or not getattr(reader, name):
            raise TypeError(f"{name} must be a text")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", reader.NAME):
        raise ValueError(f"NAME '{reader.NAME}' must be made of small letters, digits and dashes")
    if reader.NAME in taken:
        raise ValueError(f"there is a format '{reader.NAME}' already")
    if not isinstance(reader.ENDINGS, tuple) or not all(isinstance(ending, str) for ending in reader.ENDINGS):
        raise TypeError("ENDINGS must be a tuple of texts")
    for name in ("recognises", "read"):
        if not callable(getattr(reader, name)):
            raise TypeError(f"{name} must be a function")
    found: Reader = reader
    return found
