"""Bringing things in: import."""

import gc
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.importing import mapping, outcome, questions, reviewing
from relkeeper.cli.importing.options import (
    Columns,
    Create,
    DateOrder,
    DryRun,
    Encoding,
    Everything,
    Files,
    FormatName,
    Formats,
    Groups,
    Map,
    Me,
    Originals,
    Unseen,
    With,
)
from relkeeper.cli.options import Json
from relkeeper.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from relkeeper.drafts import ContactDraft, Problem
    from relkeeper.importers import Source, Sources
    from relkeeper.services.importing.ingest import Wishes
    from relkeeper.services.importing.report import ImportReport


class _Said(NamedTuple):
    """What the command says of the files themselves, and of how it goes about them."""

    encoding: str | None
    date_order: str
    columns: tuple[tuple[str, str], ...]
    yes: bool
    dry_run: bool
    json: bool


def import_(
    ctx: typer.Context,
    files: Files = None,
    format_name: FormatName = None,
    whom: With = None,
    called: Me = None,
    create: Create = False,
    groups: Groups = False,
    everything: Everything = False,
    originals: Originals = True,
    date_order: DateOrder = None,
    encoding: Encoding = None,
    columns: Map = None,
    yes: Unseen = False,
    dry_run: DryRun = False,
    formats: Formats = False,
    json: Json = False,
) -> None:
    """Bring in contacts, chats, mails and meetings from files.

    The format is recognised from the content. A card of somebody in the book adds what it knows more, and is asked
    about where that is not certain. A chat becomes an entry for each time you talked, a mail or a call one entry; the
    file is kept beside them. Importing again, or a longer export of the same chat, adds only what is new. One bad
    record is reported and the rest goes in; one import is one operation, which undo takes back.

    \b
    Examples:
      relkeeper import contacts.vcf --dry-run
      relkeeper import people.csv --map "Full Name=name,Mobile=phone:cell"
      relkeeper import card.jpg
      relkeeper import 小明.txt --with 王小明
      relkeeper import "WhatsApp Chat with Ada.txt" --me "Bob Placeholder"
      relkeeper import Mail/ --create --me bob@example.org
      relkeeper import chats.zip --date-order dmy --groups
      cat log.txt | relkeeper import - --with 王小明
      relkeeper import --list
    """
    book: Book = ctx.obj
    if formats:
        output.show(book, "formats", book.imports.formats(), json)
        return
    if not files:
        raise UsageError("name the files to import; what can be read: relkeeper import --list")
    gc.enable()  # off at the start of the program, see __main__
    wishes = book.imports.wishes(
        book.imports.me(called or ()),
        book.find(whom).id if whom else None,
        create=create,
        groups=groups,
        everything=everything,
        originals=originals,
    )
    said = _Said(encoding, date_order or "", (columns or Columns()).pairs, yes, dry_run, json)
    with book.imports.sources(files, format_name) as sources:
        report = _taken(book, sources, wishes, said)
    if report is not None:
        outcome.tell(book, report, dry_run=dry_run, json=json)
    if sources.problems:
        raise typer.Exit(ExitCode.UNREADABLE_INPUT)


def _taken(book: Book, sources: "Sources", wishes: "Wishes", said: _Said) -> "ImportReport | None":
    """What was taken out of the files, and what is wrong with them; None where there is nothing to take."""
    others = [source for source in sources.found if not _is_reviewed(source)]
    accepted = _accepted(book, sources, others, said)
    if not (accepted or others):
        _say_nothing_taken(sources.problems)
        return None
    with book.imports.gathered(
        others,
        wishes.me,
        encoding=said.encoding,
        date_order=said.date_order,
        columns=mapping.agreed(book, others, said.columns, said.encoding, dry_run=said.dry_run),
        reviewed=accepted,
        ask_order=questions.date_order,
    ) as gathering:
        answered = questions.answered(book, gathering, wishes)
        with (
            book.writing("import", keep=not said.dry_run, backup="import") as write,
            output.progress("Importing", _size(gathering.later)) as progress,
        ):
            report = write.ingest.take(gathering, answered, progress)
    outcome.tell_of_others(sources, gathering)
    return report._replace(problems=(*sources.problems, *report.problems), notices=(*sources.notices, *report.notices))


def _is_reviewed(source: "Source") -> bool:
    """Whether what is read of a file has to be looked at: a picture."""
    return getattr(source.reader, "REVIEWED", False)


def _accepted(
    book: Book, sources: "Sources", others: "list[Source]", said: _Said
) -> "list[tuple[Source, ContactDraft]]":
    """The cards on pictures that the user takes; what could not be read of them is a problem of the sources."""
    pictures = list(filter(_is_reviewed, sources.found))
    if not pictures:
        return []
    review = reviewing.reviewed(book, pictures, yes=said.yes, json=said.json, dry_run=said.dry_run, alone=not others)
    sources.problems += review.problems
    return review.accepted


def _say_nothing_taken(problems: "list[Problem]") -> None:
    """Say why nothing was taken of pictures."""
    for problem in problems:
        output.complain(f"{problem.file}: {problem.message}")
    if not problems:
        output.complain("nothing was taken; --yes takes what was read")


def _size(sources: "Sequence[Source]") -> int:
    return sum(source.path.stat().st_size for source in sources)
