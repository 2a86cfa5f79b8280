"""In step with other programs: sync vdir."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Json
from relkeeper.errors import NotFoundError, UsageError
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.syncing.looking import FolderSurvey
    from relkeeper.syncing.report import Conflict, SyncReport

_SIDES = ("book", "folder")
_MOST_TOLD = 50

app = typer.Typer(
    help="Keep contacts in step with a folder of .vcf files.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def sync() -> None:
    """Keep contacts in step with a folder of .vcf files."""


def _side(words: str) -> str:
    if words.strip().casefold() not in _SIDES:
        raise UsageError(f"'{words}' is no side; one of {', '.join(_SIDES)} is expected")
    return words.strip().casefold()


@app.command()
def vdir(
    ctx: typer.Context,
    folder: Annotated[Path, Argument(metavar="FOLDER", help="The folder in which each contact is a .vcf file.")],
    prefer: Annotated[
        str, Option("--prefer", parser=_side, metavar="SIDE", help="Whose value stands: book or folder.")
    ] = "book",
    version: Annotated[
        Literal["3.0", "4.0"],
        Option("--version", help="Of the vCard of new files: 3.0 without it."),
    ] = "3.0",
    force: Annotated[bool, Option("--force", help="Do it even where more than a fifth would go.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would happen.")] = False,
    json: Json = False,
) -> None:
    """Bring the book and a folder of .vcf files in step, both ways.

    Such a folder is what vdirsyncer, pimsync and khard keep, so a phone and the book agree: run vdirsyncer sync before
    and after. What was changed on either side since the last time is carried over. Of a value that both sides changed
    the book's stands, or with --prefer folder the file's, and the other is told, here and in --json; it is kept
    nowhere else. Notes are kept of both. Lists such as phones and tags take what either side added or removed. Two
    files become one contact only if you merge the two; a renamed file stays that of its contact. A file that was
    deleted there archives its contact here (contact restore brings it back, there too); a contact that was deleted here
    takes its file along. New contacts are written, but for archived ones and those who do not want to be shared; what
    is private never goes out.

    Where more than a fifth would go you are asked, or --force is needed. One run is one operation: undo takes back what
    it changed here, and leaves the files as they are.

    \b
    Examples:
      relkeeper sync vdir ~/.contacts/phone --dry-run
      relkeeper sync vdir ~/.contacts/phone
      relkeeper sync vdir ~/.contacts/phone --prefer folder
    """
    book: Book = ctx.obj
    folder = folder.expanduser().resolve()
    survey = book.survey(folder)
    _look(folder, survey)
    if survey.losses.too_many and not (force or dry_run):
        question = survey.losses.words(folder)
        ask.confirm(f"{question}. Go on?", f"{question}; nothing was done. If that is meant, say --force")
    report = _report(book, folder, survey, prefer, version, force=force, dry_run=dry_run)
    _tell(book, report, dry_run=dry_run, json=json)


def _look(folder: Path, survey: "FolderSurvey") -> None:
    """Raise what cannot be meant: a folder that is not there and never was."""
    if not folder.exists() and not survey.rows:
        raise NotFoundError(f"there is no folder {folder}; make it, or look at its name")


def _report(
    book: Book, folder: Path, survey: "FolderSurvey", prefer: str, version: str, *, force: bool, dry_run: bool
) -> "SyncReport":
    if survey.is_idle:
        return book.in_step(folder, survey)
    return book.keep_in_step(
        folder, survey.losses, prefer_folder=prefer == "folder", version=version, force=force, dry_run=dry_run
    )


def _tell(book: Book, report: "SyncReport", *, dry_run: bool, json: bool) -> None:
    """Say what was done, what was settled, and what could not be read."""
    many = len(report.steps) > _MOST_TOLD and not dry_run
    if json:
        output.show(book, "syncing", report, as_json=True)
    elif report.steps and not many:
        output.show(book, "syncing", list(report.steps))
    said = [f"{problem.file}: {problem.where}: {problem.message}" for problem in report.problems]
    said += map(_settled, report.conflicts)
    for words in said[:_MOST_TOLD]:
        output.complain(words)
    if len(said) > _MOST_TOLD:
        output.complain(f"... and {len(said) - _MOST_TOLD} more; --json lists all")
    if report.losses.too_many and dry_run:
        output.complain(f"{report.losses.words(Path(report.folder))}; that needs a yes, or --force")
    if not json and report.steps:
        output.line(f"{_summary(report, dry_run)}{' --json lists all.' if many else ''}")


def _settled(conflict: "Conflict") -> str:
    """What both sides had changed, and what stands now."""
    whose = f"#{conflict.contact_id} {conflict.name}: {conflict.field}"
    if conflict.stands == "both":
        return f"{whose} differ; both are kept"
    values = {"book": _quoted(conflict.here), "folder": _quoted(conflict.there)}
    other = "folder" if conflict.stands == "book" else "book"
    return f"{whose} differs; the {conflict.stands}'s {values[conflict.stands]} stands, not {values[other]}"


def _quoted(value: str) -> str:
    """A value whole: the one that does not stand may be nowhere else any more."""
    return f"'{value}'" if value else "nothing"


def _summary(report: "SyncReport", dry_run: bool) -> str:
    """`Here: 1 added; there: 2 written, 1 updated; 40 files unchanged.` Of none nothing is said."""
    counts = Counter((step.side, step.done) for step in report.steps)
    sides = (
        f"{side}: {', '.join(f'{count} {done}' for (at, done), count in counts.items() if at == side)}"
        for side in dict.fromkeys(side for side, _ in counts)
    )
    begun = "Would do, " if dry_run else ""
    unchanged = (f"{counted(report.unchanged, 'file')} unchanged",) if report.unchanged else ()
    told = f"{begun}{'; '.join((*sides, *unchanged))}."
    return told if dry_run else told[0].upper() + told[1:]
