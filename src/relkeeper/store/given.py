"""Files of the user that are to be taken into the book."""

from collections.abc import Iterator
from pathlib import Path

from relkeeper.drafts import FileDraft
from relkeeper.errors import InputError
from relkeeper.rules import sizes
from relkeeper.store.blobs import CHUNK


def draft(path: Path, limit: int) -> FileDraft:
    """The file at `path`, to be attached; opened each time it is read.

    Raises InputError for what is no file or cannot be read, UsageError for one of more than `limit` bytes. A pipe is
    none: it has no name, and cannot be read twice.
    """
    if not path.exists():
        raise InputError(f"there is no file {path}")
    if not path.is_file():
        raise InputError(f"{path} is no file; save what it holds to one first")
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if size > limit:
        raise sizes.too_large(str(path), limit)
    return FileDraft(path.name, lambda: _pieces(path))


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(CHUNK):
                yield piece
    except OSError as error:
        raise InputError(f"{path} could not be read to its end ({error.strerror}); nothing was attached") from error
