"""A folder of .vcf files, one contact in each: https://vdirsyncer.pimutils.org/en/stable/vdir.html.

Hidden files, files that end in `.tmp` and all that do not end in `.vcf` (among them `color` and `displayname`) belong
to whoever made them. A file is replaced by renaming a finished one, never written in place. A link is nobody's card: it
would lead out of the folder, and a file put in its place would not be where the card is.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest, sha256
from io import BufferedReader
from pathlib import Path

from relkeeper.errors import RelkeeperError, UsageError
from relkeeper.exporters import writing

ENDING = ".vcf"
# What stands for the digest of a file that is to be looked at, whatever is in it.
UNKNOWN = "0" * 64
# A card with a large photo is smaller; what is larger is something else, and would be held in memory whole.
LARGEST_FILE = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder by name: the digests of those that can be read, and why the others cannot."""

    digests: dict[str, str]
    unreadable: dict[str, str]

    def __contains__(self, name: str) -> bool:
        return name in self.digests or name in self.unreadable


def listing(folder: Path) -> Listing:
    """What is in the folder; nothing in one that is not there. Raises UsageError for what is no folder."""
    found = Listing({}, {})
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder; name the folder in which the .vcf files are")
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if not _is_item(path):
            continue
        try:
            path.name.encode("utf-8")
            found.digests[path.name] = _digest_of(path)
        except FileNotFoundError:
            continue
        except RelkeeperError as error:
            found.unreadable[path.name] = str(error)
        except UnicodeEncodeError:
            found.unreadable[path.name] = "its name is no UTF-8; give it another one"
    return found


def read(path: Path) -> bytes:
    """The bytes of a file. Raises RelkeeperError, which says of the file why not: it may be gone by now."""
    try:
        with _opened(path) as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise RelkeeperError("it is not there any more") from error
    if len(data) > LARGEST_FILE:
        raise _too_large()
    return data


def digest(data: bytes) -> str:
    """What tells the content of a file from any other."""
    return sha256(data).hexdigest()


def write(path: Path, text: str, expected: str | None) -> None:
    """Replace the file, or make it where none is `expected`.

    Raises RelkeeperError where it cannot be written, and where its digest is not the expected one right before that.
    """

    def pieces() -> Iterator[bytes]:
        yield text.encode("utf-8", "replace")
        _check(path, expected)

    _check(path, expected)
    writing.binary(path, pieces(), replace=expected is not None)


def remove(path: Path, expected: str) -> None:
    """Remove the file. Raises as `write` does."""
    _check(path, expected)
    try:
        path.unlink()
    except OSError as error:
        raise RelkeeperError(f"{path} cannot be removed: {error.strerror or error}") from error


def _is_item(path: Path) -> bool:
    name = path.name
    return name.lower().endswith(ENDING) and not name.startswith(".") and (path.is_symlink() or path.is_file())


def _check(path: Path, expected: str | None) -> None:
    try:
        found = _digest_of(path)
    except FileNotFoundError:
        found = None
    if found != expected:
        raise RelkeeperError("it was changed meanwhile, and is left for the next time")


def _digest_of(path: Path) -> str:
    """The digest of a file, read in pieces. Raises as `_opened` does."""
    with _opened(path) as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """A file to read. Raises FileNotFoundError, and RelkeeperError for what is no card or cannot be read."""
    if path.is_symlink():
        raise RelkeeperError("it is a link, and was left alone; put the file itself here")
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_FILE:
                raise _too_large()
            yield file
    except FileNotFoundError:
        raise
    except OSError as error:
        raise RelkeeperError(f"it cannot be read: {error.strerror or error}") from error


def _too_large() -> RelkeeperError:
    return RelkeeperError(f"it is larger than {LARGEST_FILE // 2**20} MiB; it was left alone")
