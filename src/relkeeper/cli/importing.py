"""Bringing things in: import."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Json
from relkeeper.errors import ExitCode
from relkeeper.rules import entered

if TYPE_CHECKING:
    from relkeeper.services.ingest import Count


def import_(
    ctx: typer.Context,
    files: Annotated[list[Path], Argument(metavar="FILE...", help="One or more vCard files.")],
    format_name: Annotated[
        str | None,
        Option(
            "--format", parser=entered.filled, metavar="NAME", help="The format, where it is not recognised by content."
        ),
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
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would happen.")] = False,
    json: Json = False,
) -> None:
    """Bring in contacts from vCard files.

    A contact that is in the book already gets what the file knows more; importing again changes nothing. One bad card
    is reported and the rest goes in.

    \b
    Examples:
      relkeeper import contacts.vcf --dry-run
      relkeeper import phone.vcf outlook.vcf --encoding gb18030
    """
    book: Book = ctx.obj
    sources = book.sources(files, format_name)
    gc.enable()  # off at the start of the program, see __main__
    size = sum(source.path.stat().st_size for source in sources.found)
    with (
        book.writing("import", keep=not dry_run, backup="import") as write,
        output.progress("Importing", size) as progress,
    ):
        report = write.ingest.files(sources.found, encoding, progress)
    report = report._replace(problems=(*sources.problems, *report.problems))
    if json:
        output.show(book, "importing", report, as_json=True)
    elif dry_run:
        output.show(book, "importing", list(report.changes))
    for problem in report.problems:
        output.complain(f"{problem.file}: {problem.where}: {problem.message}")
    if not json:
        output.line(_summary(report.contacts, report.files, dry_run))
    if sources.problems:
        raise typer.Exit(ExitCode.UNREADABLE_INPUT)


def _summary(contacts: "Count", files: int, dry_run: bool) -> str:
    done = f"{contacts.created} added, {contacts.updated} updated, {contacts.unchanged} unchanged"
    begun = "Would import" if dry_run else "Imported"
    return f"{begun} {files} file{'' if files == 1 else 's'}: contacts {done}."
