"""What the exports have in common: what goes out, and where to."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import STDOUT, Force
from relkeeper.exporters import redacting, writing
from relkeeper.reports.exporting import Export
from relkeeper.rules import who
from relkeeper.rules.plurals import counted

__all__ = [
    "STDOUT", "Everyone", "Force", "Redact", "Reveal", "ToPath", "Wanted", "chosen", "gathered", "say_left_out",
    "say_written", "write",
]  # fmt: skip

ToPath = Annotated[Path, Argument(metavar="[PATH]", help="The file to write; standard output without it, or for -.")]
Reveal = Annotated[bool, Option("--reveal", help="What is private too.")]
Redact = Annotated[bool, Option("--redact", help="Pseudonyms for names, points and tags; no notes, no words.")]
Everyone = Annotated[bool, Option("--everyone", help="Also who does not want to be shared.")]


class Wanted(NamedTuple):
    """What is to go out; `only` are the numbers of the contacts who were named, None where nobody was."""

    tags: list[str] | None
    reveal: bool
    redact: bool
    everyone: bool
    only: Collection[int] | None = None
    classes: list[str] | None = None


def gathered(book: Book, wanted: Wanted, *, entries: bool = False) -> Export:
    """What goes out. Under pseudonyms nothing private does, whatever is asked for."""
    reveal = wanted.reveal and not wanted.redact
    export = book.reports.export(
        wanted.tags or (),
        everyone=wanted.everyone,
        reveal=reveal,
        entries=entries,
        only=wanted.only,
        classes=wanted.classes or (),
    )
    say_left_out(export.left_out)
    if not export.contacts and not export.left_out:
        output.complain(_nobody(wanted))
    return redacting.redacted(export) if wanted.redact else export


def _nobody(wanted: Wanted) -> str:
    tags = ", ".join(f"'{tag}'" for tag in wanted.tags or ())
    conditions = [f"wears {tags}"] if tags else []
    if wanted.classes:
        conditions.append(f"is in class {' or '.join(wanted.classes)}")
    which = " and ".join(conditions)
    return f"nobody to write: no contact {which}" if which else "nobody to write: there are no contacts"


def chosen(book: Book, whom: list[who.Who] | None) -> list[int] | None:
    """The numbers of the contacts who were named; None where nobody was. Raises NotFoundError, AmbiguousError."""
    return [book.find(one).id for one in whom] if whom else None


def say_left_out(count: int) -> None:
    """Say how many do not want to be shared, if any."""
    if count:
        people = "contact who does" if count == 1 else "contacts who do"
        was = "was" if count == 1 else "were"
        output.complain(f"{count} {people} not want to be shared {was} left out; --everyone takes them along")


def write(path: Path, text: str, export: Export, force: bool) -> None:
    """Write what goes out to a file, or to standard output."""
    if path == STDOUT:
        output.document(text)
        return
    writing.file(path, text, replace=force)
    say_written(path, len(export.contacts))


def say_written(path: Path, count: int) -> None:
    """Say what was written to a file."""
    output.line(f"Wrote {path}: {counted(count, 'contact')}.")
