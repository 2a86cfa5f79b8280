"""Taking files into the book: what `attach` and `log --attach` share. It loads what reads files, and no more."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relkeeper.cli import output
from relkeeper.errors import UsageError
from relkeeper.rules import sizes
from relkeeper.store import given

if TYPE_CHECKING:
    from relkeeper.book import Book, Writer
    from relkeeper.drafts import FileDraft
    from relkeeper.services.attachments import Attached


def drafts(book: "Book", paths: Sequence[Path]) -> "list[FileDraft]":
    """The files, looked at before anything is written. Raises InputError and UsageError as `given.draft` does."""
    if Path("-") in paths:
        raise UsageError("standard input has no name to be kept under; save it to a file first")
    return [given.draft(path, book.config.attachment_limit) for path in paths]


def attach(
    write: "Writer",
    files: "Sequence[FileDraft]",
    progress: Callable[[int], None],
    *,
    interaction_id: int | None = None,
    contact_ids: Collection[int] = (),
    note: str = "",
) -> "list[Attached]":
    """Keep the files and tie them to the entry and the contacts; `progress` is told the bytes of all that are done."""
    done = 0
    made = []
    for file in files:
        reached = 0

        def step(here: int, before: int = done) -> None:
            nonlocal reached
            reached = here
            progress(before + here)

        kept = write.attachments.keep(file, step)
        done += reached
        made.append(
            write.attachments.attach(
                kept.id, file.name, interaction_id=interaction_id, contact_ids=contact_ids, note=note
            )
        )
    return made


def size(paths: Sequence[Path]) -> int:
    """The bytes of all the files."""
    return sum(path.stat().st_size for path in paths)


def tell(book: "Book", made: "Sequence[Attached]") -> None:
    """Say what was attached, a line for each file."""
    for attached in made:
        row = book.reports.attachment(attached.id, reveal=True)
        if attached.created:
            of = " and ".join([*(person.name for person in row.contacts), *_entry(row.interaction_id)])
            output.line(f"Attached #{row.id} {row.name} ({sizes.describe(row.size)}) to {of}.")
        else:
            output.line(f"{row.name} is attached already, as #{row.id}.")


def _entry(interaction_id: int | None) -> list[str]:
    return [] if interaction_id is None else [f"entry #{interaction_id}"]
