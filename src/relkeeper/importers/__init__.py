"""The formats that can be brought in: one module each, named here by one line.

A reader is a module with `NAME`, `recognises(head)` and `read(file, name, encoding)`; it yields drafts and problems,
and knows no database.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.errors import InputError, UsageError
from relkeeper.importers import vcard

HEAD = 65536


class Reader(Protocol):
    """One format."""

    NAME: str

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with `head` (at most HEAD bytes) is of this format."""

    def read(self, file: BinaryIO, name: str, encoding: str | None = None) -> Iterator[ContactDraft | Problem]:
        """The records of a seekable file, one by one; `name` is the file's in problems."""


READERS: Mapping[str, Reader] = {reader.NAME: reader for reader in (vcard,)}


def named(format_name: str) -> Reader:
    """The reader called so. Raises UsageError that names those there are."""
    try:
        return READERS[format_name.casefold()]
    except KeyError:
        raise UsageError(f"there is no format '{format_name}'; known are {', '.join(READERS)}") from None


def recognised(head: bytes, name: str) -> Reader:
    """The reader for a file that begins with `head`. Raises InputError for an empty file, or one of no known format."""
    if not head.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise InputError(f"{name} is empty")
    for reader in READERS.values():
        if reader.recognises(head):
            return reader
    raise InputError(f"{name} is in no format known here ({', '.join(READERS)}); name one with --format to insist")


class Source(NamedTuple):
    """A file to import, and who reads it."""

    path: Path
    reader: Reader


class Sources(NamedTuple):
    """The files that can be read, and a problem for each that cannot."""

    found: list[Source]
    problems: list[Problem]


def sources(paths: Iterable[Path], format_name: str | None = None) -> Sources:
    """Look at each file. Raises InputError when none can be read, UsageError for an unknown format."""
    found, problems = [], []
    for path in paths:
        try:
            found.append(Source(path, _reader(path, format_name)))
        except InputError as error:
            problems.append(Problem(str(path), "file", str(error)))
    if not found:
        raise InputError("; ".join(problem.message for problem in problems))
    return Sources(found, problems)


def _reader(path: Path, format_name: str | None) -> Reader:
    head = _head(path)
    return named(format_name) if format_name else recognised(head, str(path))


def _head(path: Path) -> bytes:
    """How a file begins. A pipe is no file: it cannot be read twice, as deciding its encoding needs."""
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is no file; save what it holds to one first")
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
