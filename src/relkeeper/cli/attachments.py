"""Files that are kept in the book: attach; attachment list, save, open, remove."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, attaching, complete, opener, output
from relkeeper.cli.options import Json, Reveal, Whom, Yes, attachment, number, person
from relkeeper.errors import UsageError
from relkeeper.exporters import writing
from relkeeper.rules import opening, sizes, who
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.file_names import safe

if TYPE_CHECKING:
    from relkeeper.reports.attachments import AttachmentRow

app = typer.Typer(
    help="List, save, open or remove attached files.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

_STDOUT = Path("-")

AttachmentId = Annotated[
    int, Argument(metavar="ID", parser=attachment, help="The number of the file, as attachment list shows it.")
]


def attach(
    ctx: typer.Context,
    whom: Whom,
    files: Annotated[list[Path], Argument(metavar="FILE...", help="One or more files.")],
    entry: Annotated[
        int | None, Option("--entry", parser=number, metavar="ID", help="Also of this entry, as timeline numbers it.")
    ] = None,
    note: Annotated[str, Option("--note", parser=entered.text, metavar="TEXT", help="What it is.")] = "",
    json: Json = False,
) -> None:
    """Keep files in the book: of a contact, or of an entry.

    The bytes are kept in the file of the book itself, each file once however often it is attached; yours stay where
    they are. With --entry the files belong to the contact and the entry.

    \b
    Examples:
      relkeeper attach ada offer.pdf --note "her first offer"
      relkeeper attach 张三 photo1.jpg photo2.jpg --entry 12
    """
    book: Book = ctx.obj
    found = book.find(whom)
    drafts = attaching.drafts(book, files)
    with book.writing("attach") as write, output.progress("Attaching", attaching.size(files)) as progress:
        made = attaching.attach(write, drafts, progress, interaction_id=entry, contact_ids=[found.id], note=note)
    if json:
        rows = [book.reports.attachment(attached.id, reveal=True) for attached in made]
        output.show(book, "attachments", rows, as_json=True)
    else:
        attaching.tell(book, made)


@app.command("list")
def list_(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(
            metavar="[WHO]",
            parser=person,
            autocompletion=complete.names,
            help="Only those of this contact, and of entries with it.",
        ),
    ] = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """List attached files, newest first.

    \b
    Examples:
      relkeeper attachment list
      relkeeper attachment list ada --json
    """
    book: Book = ctx.obj
    contact_id = None if whom is None else book.find(whom).id
    output.show(book, "attachments", book.reports.attachments(contact_id, reveal=reveal), json)


@app.command()
def save(
    ctx: typer.Context,
    attachment_id: AttachmentId,
    path: Annotated[
        Path | None,
        Argument(
            metavar="[PATH]",
            help="The file to write, or a folder; - for standard output; else its name in the current folder.",
        ),
    ] = None,
    force: Annotated[bool, Option("--force", help="Replace a file that exists.")] = False,
    reveal: Reveal = False,
) -> None:
    """Write an attached file out of the book, readable by you alone.

    The bytes are compared with what was attached: of a damaged file nothing is left, and the command ends with 8.
    Only what was sent to standard output cannot be taken back.

    \b
    Examples:
      relkeeper attachment save 3
      relkeeper attachment save 3 ~/Desktop
      relkeeper attachment save 3 - | less
    """
    book: Book = ctx.obj
    row = _shown(book, attachment_id, reveal)
    pieces = book.reports.bytes_of(attachment_id)
    if path == _STDOUT:
        output.raw(pieces)
        return
    place = Path(safe(row.name)) if path is None else path.expanduser()
    if place.is_dir():
        place /= safe(row.name)
    with output.progress("Saving", row.size) as progress:
        writing.binary(place, writing.counted(pieces, progress), replace=force)
    output.line(f"Wrote {place}: {sizes.describe(row.size)}.")


@app.command("open")
def open_(ctx: typer.Context, attachment_id: AttachmentId, reveal: Reveal = False) -> None:
    """Open a copy of an attached file with the program that your system has for it.

    The copy is in a private folder among the temporary files, under an ending that fits what is in it. It stays there,
    since the program goes on reading it: the next open removes those that are older than a day, and the system what it
    removes by itself. Programs, scripts, web pages (they run scripts, and fetch pictures from elsewhere) and kinds of
    files not known here are never opened.

    \b
    Example:
      relkeeper attachment open 3
    """
    book: Book = ctx.obj
    row = _shown(book, attachment_id, reveal)
    name = opening.opened_as(row.name, row.media_type)
    if name is None:
        raise UsageError(
            f"{row.name} ({row.media_type}) may do something when it is opened, or is of no kind known here; "
            f"save it instead: relkeeper attachment save {attachment_id}"
        )
    if not ask.somebody():
        raise UsageError(f"there is no terminal; save it instead: relkeeper attachment save {attachment_id}")
    opener.require()
    output.line(f"Opened {opener.open_copy(name, book.reports.bytes_of(attachment_id))}")


@app.command()
def remove(
    ctx: typer.Context,
    attachment_id: AttachmentId,
    for_good: Annotated[bool, Option("--for-good", help="With its bytes; no undo brings it back.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Take an attached file out of the book; undo brings it back.

    With --for-good its bytes leave the file of the book, which is compacted for that, and no undo brings it back; a
    file that was removed before can be named as well, by the number that history has. Bytes that are attached again
    elsewhere stay there.

    \b
    Examples:
      relkeeper attachment remove 3 --yes
      relkeeper attachment remove 3 --for-good
    """
    book: Book = ctx.obj
    if for_good:
        _remove_for_good(book, attachment_id, yes=yes, json=json)
        return
    row = book.reports.attachment(attachment_id)
    if not yes:
        ask.confirm(
            f"Remove #{row.id} {row.name}?", f"attachment #{row.id} is removed only with --yes; nothing was changed"
        )
    with book.writing("attachment remove") as write:
        write.attachments.remove(attachment_id)
    if json:
        output.show(book, "attachments", row, as_json=True)
    else:
        output.line(f"Removed #{row.id} {row.name}.")


def _remove_for_good(book: Book, attachment_id: int, *, yes: bool, json: bool) -> None:
    name = book.reports.attachment_name(attachment_id)
    if not yes:
        ask.confirm(
            f"Remove #{attachment_id} {name} for good? This cannot be undone.",
            f"attachment #{attachment_id} is removed only with --yes; nothing was changed",
        )
    with book.writing("attachment remove") as write:
        removed = write.attachments.remove_for_good(attachment_id)
    done = book.upkeep.compact()
    freed = max(0, done.before - done.after)
    if json:
        told = {"id": attachment_id, "name": name, "kept_for": removed.kept_for, "freed": freed}
        output.show(book, "attachments", told, as_json=True)
        return
    output.line(f"Removed #{attachment_id} {name} for good; {sizes.describe(freed)} freed.")
    if removed.kept_for:
        others = ", ".join(f"#{number}" for number in removed.kept_for)
        output.line(f"Its bytes stay, since these have the same, or would have after an undo: {others}.")
    if book.backups.files():
        output.line("Backups that were made before still hold it; see: relkeeper backup list")


def _shown(book: Book, attachment_id: int, reveal: bool) -> "AttachmentRow":
    """The attachment, if it may be seen. Raises NotFoundError, and UsageError for a private one."""
    row = book.reports.attachment(attachment_id, reveal=reveal)
    if row.private and not reveal:
        raise UsageError(f"attachment #{attachment_id} is of a private entry; say --reveal to have it")
    return row
