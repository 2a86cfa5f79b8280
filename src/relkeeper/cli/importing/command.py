"""Bringing things in: import."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.importing import mapping, outcome, questions, reviewing
from relkeeper.cli.options import Json, person
from relkeeper.errors import ExitCode, UsageError
from relkeeper.rules import who
from relkeeper.rules.tables import columns as table_columns
from relkeeper.rules.texts import entered

if TYPE_CHECKING:
    from relkeeper.drafts import ContactDraft, Problem
    from relkeeper.importers import Source, Sources

_DATE_ORDERS = ("dmy", "mdy", "ymd")


def _date_order(words: str) -> str:
    order = words.strip().casefold()
    if order not in _DATE_ORDERS:
        raise UsageError(f"'{words}' is no order of a date; one of {', '.join(_DATE_ORDERS)} is expected")
    return order


class _Columns(NamedTuple):
    """What the columns of a table hold, as --map says."""

    pairs: tuple[tuple[str, str], ...] = ()


def _columns(words: str) -> _Columns:
    return _Columns(table_columns.parse(entered.text(words)))


def import_(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        Argument(metavar="FILE...", help="Files, folders or .zip archives; - reads standard input."),
    ] = None,
    format_name: Annotated[
        str | None,
        Option(
            "--format", parser=entered.filled, metavar="NAME", help="The format, where it is not recognised by content."
        ),
    ] = None,
    whom: Annotated[
        who.Who | None,
        Option(
            "--with", parser=person, autocompletion=complete.names, metavar="WHO", help="Whom the conversation is with."
        ),
    ] = None,
    called: Annotated[
        list[str] | None,
        Option("--me", parser=entered.filled, metavar="NAME", help="What you are called in it; repeatable."),
    ] = None,
    create: Annotated[bool, Option("--create", help="Make contacts of people who are not in the book.")] = False,
    groups: Annotated[bool, Option("--groups", help="Talk in a group counts as contact with those who spoke.")] = False,
    everything: Annotated[bool, Option("--all", help="Newsletters and other mails of machines, too.")] = False,
    originals: Annotated[bool, Option("--keep/--no-keep", help="Whether the files themselves are kept.")] = True,
    date_order: Annotated[
        str | None,
        Option("--date-order", parser=_date_order, metavar="ORDER", help="How 3/4/2026 is meant: dmy, mdy or ymd."),
    ] = None,
    encoding: Annotated[
        str | None,
        Option(
            "--encoding",
            parser=entered.filled,
            metavar="NAME",
            help="The encoding of text that declares none, for example gb18030.",
        ),
    ] = None,
    columns: Annotated[
        _Columns | None,
        Option(
            "--map",
            parser=_columns,
            metavar="HEAD=WHAT,...",
            help='What the columns of a table hold: "Full Name=name,Mobile=phone:cell"; name, given_name, family_name, '
            "alias, organization, title, phone, email, address, url, birthday, tag, notes, field:NAME, ignore, a "
            "service (qq), handle:NAME, ...",
        ),
    ] = None,
    yes: Annotated[bool, Option("--yes", "-y", help="Take what was read of a picture, unseen.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would happen.")] = False,
    formats: Annotated[bool, Option("--list", help="Show what can be read, and where to find it.")] = False,
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
    with_id = book.find(whom).id if whom else None
    me = book.imports.me(called or ())
    with book.imports.sources(files, format_name) as sources:
        others = [source for source in sources.found if not _is_reviewed(source)]
        accepted = _accepted(book, sources, others, yes=yes, json=json, dry_run=dry_run)
        if not (accepted or others):
            _end_without(sources.problems)
            return
        with book.imports.gathered(
            others,
            me,
            encoding=encoding,
            date_order=date_order or "",
            columns=mapping.agreed(book, others, columns.pairs if columns else (), encoding, dry_run=dry_run),
            reviewed=accepted,
            ask_order=questions.date_order,
        ) as gathering:
            from_here = book.imports.wishes(
                me, with_id, create=create, groups=groups, everything=everything, originals=originals
            )
            wishes = questions.answered(book, gathering, from_here)
            with (
                book.writing("import", keep=not dry_run, backup="import") as write,
                output.progress("Importing", _size(gathering.later)) as progress,
            ):
                report = write.ingest.take(gathering, wishes, progress)
        report = report._replace(
            problems=(*sources.problems, *report.problems), notices=(*sources.notices, *report.notices)
        )
        if sources.left_out:
            output.hint(f"{outcome.things(sources.left_out, 'file')} beside them are in no format known here.")
    outcome.tell(book, report, dry_run=dry_run, json=json)
    if sources.problems:
        raise typer.Exit(ExitCode.UNREADABLE_INPUT)


def _is_reviewed(source: "Source") -> bool:
    """Whether what is read of a file has to be looked at: a picture."""
    return getattr(source.reader, "REVIEWED", False)


def _accepted(
    book: Book, sources: "Sources", others: "list[Source]", *, yes: bool, json: bool, dry_run: bool
) -> "list[tuple[Source, ContactDraft]]":
    """The cards on pictures that the user takes; what could not be read of them is a problem of the sources."""
    pictures = list(filter(_is_reviewed, sources.found))
    if not pictures:
        return []
    review = reviewing.reviewed(book, pictures, yes=yes, json=json, dry_run=dry_run, alone=not others)
    sources.problems += review.problems
    return review.accepted


def _end_without(problems: "list[Problem]") -> None:
    """Say why nothing was taken of pictures. Raises Exit where one could not be read."""
    for problem in problems:
        output.complain(f"{problem.file}: {problem.message}")
    if problems:
        raise typer.Exit(ExitCode.UNREADABLE_INPUT)
    output.complain("nothing was taken; --yes takes what was read")


def _size(sources: "Sequence[Source]") -> int:
    return sum(source.path.stat().st_size for source in sources)
