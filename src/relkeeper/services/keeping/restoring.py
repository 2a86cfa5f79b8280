"""Bringing a backup back. What it replaces is backed up first, or set aside where it cannot be read.

Whatever another program confirms stands either in what was kept or in the book that is there afterwards: where somebody
wrote to the book since it was copied, it is copied again, until the copy is what is replaced.
"""

from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import BusyError, DamagedError, ForeignFileError, NewerFileError, PassphraseError
from relkeeper.services.keeping.backups import Backups, Copied
from relkeeper.store.backups import DAMAGED, NEWER, MovedOnError, Shelf, replace_content, told
from relkeeper.store.connecting import connect_like, is_blank, is_plain
from relkeeper.store.encryption import in_kind
from relkeeper.store.faults import explained
from relkeeper.store.files import beside, log_of, remove

# How often the book is copied again because somebody wrote to it meanwhile.
_ATTEMPTS = 5

# What tells a file from what it was when it was looked at before.
_Stamp = list[tuple[int, int, int]]


class Restored(NamedTuple):
    """A backup that took the place of the book, and where what it replaced is now (None where there was nothing)."""

    backup: Path
    replaced: Path | None

    @property
    def can_be_taken_back(self) -> bool:
        """Whether what was replaced is a backup, and no damaged file or one of a newer version."""
        return self.replaced is not None and self.replaced.suffix == ".db"


def restore(kept: Backups, name: str, consent: Callable[[], None]) -> Restored:
    """Put a backup in the place of the book, which is backed up first; others see the old book or the new one.

    `consent` is called, and may raise, before a file is replaced in which nothing tells of a book; see `_was_a_book`.
    Raises NotFoundError for an unknown backup, DamagedError for one that is none or is damaged, PassphraseError for one
    that nothing opens, and BusyError where others keep writing; then nothing was changed.
    """
    backup = kept.shelf.find(name)
    of_old = kept.unlock(backup)
    kept.shelf.check(backup)
    for _ in range(_ATTEMPTS):
        try:
            replaced, in_place = _replace(kept, backup, consent)
        except MovedOnError:
            continue
        if of_old and in_place:
            kept.warn(f"{kept.path} has the passphrase of the backup now; to change it: relkeeper db change-passphrase")
        return Restored(backup, replaced)
    raise BusyError(f"other programs keep writing to {kept.path}; try again in a moment")


def _replace(kept: Backups, backup: Path, consent: Callable[[], None]) -> tuple[Path | None, bool]:
    """Keep what is there and put the backup in its place; returns where it is kept, and whether a new file was made.

    Raises MovedOnError where somebody wrote to the book between the two.
    """
    before = _stamp(kept.path)
    with ExitStack() as until_done:
        try:
            copied = until_done.enter_context(kept.copied("restore"))
        except ForeignFileError:
            raise
        except (DamagedError, NewerFileError) as error:
            return _set_aside_and_replace(kept, backup, error, consent), True
        except PassphraseError as error:
            raise PassphraseError(f"{error}; to bring a backup back all the same, move that file away") from None
        if copied is None:
            _put_in_place(kept, backup, before)
            return None, True
        _replace_content(kept, backup, copied)
        return copied.backup, False


def _replace_content(kept: Backups, backup: Path, copied: Copied) -> None:
    """Make the book what the backup is, within the file, so that whoever has it open goes on with it.

    Raises MovedOnError where it is not what was copied any more, and then that copy is gone.
    """
    kept.prune(copied.backup, backup)
    with (
        explained(kept.path),
        in_kind(backup, kept.path, kept.keys) as file,
        closing(kept.connect(file)) as source,
        closing(kept.connect(kept.path)) as live,
    ):
        try:
            replace_content(source, live, kept.busy_seconds, copied.moment)
        except MovedOnError:
            kept.keys.forget(copied.backup)
            remove([copied.backup])
            raise


def _set_aside_and_replace(kept: Backups, backup: Path, error: Exception, consent: Callable[[], None]) -> Path:
    """Put the backup in the place of a file that this program cannot read; returns where that file is now."""
    if isinstance(error, DamagedError) and not _was_a_book(kept):
        consent()
    before = _stamp(kept.path)
    aside = kept.shelf.set_aside(kept.now, NEWER if isinstance(error, NewerFileError) else DAMAGED)
    _put_in_place(kept, backup, before)
    return aside


def _was_a_book(kept: Backups) -> bool:
    """Whether a file that cannot be read may have been this book: it begins as a database does, plain or encrypted, or
    with zeros, as a disk leaves a file after a fault; or there are backups of this very file."""
    path = kept.path
    return is_plain(path) or is_blank(path) or kept.keys.salt(path) is not None or bool(kept.all())


def _put_in_place(kept: Backups, backup: Path, before: _Stamp) -> None:
    """Make a file of the backup, of the kind of the backup, where there is none or one that this program cannot read.

    Raises BusyError if the file is not what it was `before`.
    """
    book = kept.path.resolve()  # what a link leads to is replaced, not the link

    def first() -> None:
        if _stamp(kept.path) != before:
            raise BusyError(f"another program has just written to {kept.path}; try again")
        remove(beside(book))  # it would be read into the file that takes the place
        kept.keys.forget(book)

    with told(book.parent):
        book.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = Shelf(book, book.parent, lambda path: connect_like(path, backup, kept.keys, kept.busy_seconds))
    with explained(backup), closing(kept.connect(backup)) as source:
        place.write(source, book, thorough=False, first=first)


def _stamp(path: Path) -> _Stamp:
    """What changes when somebody makes, replaces or writes to a file or its log."""
    statuses = [file.stat() for file in (path, log_of(path)) if file.exists()]
    return [(status.st_ino, status.st_size, status.st_mtime_ns) for status in statuses]
