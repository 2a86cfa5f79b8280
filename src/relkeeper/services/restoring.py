"""Bringing a backup back. What it replaces is backed up first, or set aside where it cannot be read."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import DamagedError, ForeignFileError, NewerFileError
from relkeeper.services.backups import Backups
from relkeeper.store import backups
from relkeeper.store.encryption import in_kind
from relkeeper.store.faults import explained


class Restored(NamedTuple):
    """A backup that took the place of the book, and where what it replaced is now (None where there was nothing)."""

    backup: Path
    replaced: Path | None


def restore(kept: Backups, name: str) -> Restored:
    """Put a backup in the place of the book, which is backed up first; others see the old book or the new one.

    Raises NotFoundError for an unknown backup, DamagedError for one that is none or is damaged, and then nothing was
    changed.
    """
    backup = kept.shelf.find(name)
    kept.shelf.check(backup)
    try:
        replaced = kept.demanded("restore", backup)
    except ForeignFileError:
        raise
    except (DamagedError, NewerFileError) as error:
        replaced = kept.shelf.set_aside(kept.now, "newer" if isinstance(error, NewerFileError) else "damaged")
        _put_in_place(kept, backup)
    else:
        if replaced is None:
            _put_in_place(kept, backup)
        else:
            _replace_content(kept, backup)
    return Restored(backup, replaced)


def _replace_content(kept: Backups, backup: Path) -> None:
    """Make the book what the backup is, within the file, so that whoever has it open goes on with it."""
    with (
        explained(kept.path),
        in_kind(backup, kept.path, kept.keys) as file,
        closing(kept.connect(file)) as source,
        closing(kept.connect(kept.path)) as live,
    ):
        backups.replace_content(source, live, kept.busy_seconds)


def _put_in_place(kept: Backups, backup: Path) -> None:
    """Make a file of the backup where there is none, or one that this program cannot read."""
    book = kept.path.resolve()  # what a link leads to is replaced, not the link
    with backups.told(book.parent):
        book.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(kept.connect(backup)) as source:
        kept.shelf.write(source, book, thorough=False, first=lambda: backups.remove_log(book))
