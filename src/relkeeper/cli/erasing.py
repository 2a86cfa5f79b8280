"""Removing a person for good: contact erase."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.cli.options import Json, Whom, Yes
from relkeeper.errors import ExitCode, NotFoundError
from relkeeper.rules import who
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.services.erasing.eraser import PersonErased
    from relkeeper.services.erasing.mentioned import Mention

_SHOWN = 10


def erase(
    ctx: typer.Context,
    whom: Whom,
    mentions: Annotated[bool, Option("--mentions", help="Take their name out of texts about others, too.")] = False,
    backups: Annotated[bool, Option("--backups", help="Rewrite the backups that hold them, too.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Remove a person for good: from the book, its history and the bytes of its file.

    Entries with nobody else go, shared ones lose the name. Files of theirs alone go; those of others as well stay, and
    are told where they name the person, but for what is packed within them. This cannot be undone. Afterwards the
    bytes of the file are searched for their names and points, and the backups that still hold them are named; it ends
    with 1 if anything is left that should not be. A number finds somebody who was deleted earlier, as long as history
    or a backup knows of them. A file of theirs in a folder that is kept in step is named, and goes the next time that
    it is. A merge that they took part in can be neither undone nor redone. Copies in other places are yours to remove:
    exports, and backups that were made elsewhere.

    \b
    Examples:
      relkeeper contact erase ada
      relkeeper contact erase '#12' --backups --yes
    """
    book: Book = ctx.obj
    contact_id, name = _known(book, whom)
    if not yes:
        ask.confirm(
            f"Remove #{contact_id} {name} for good? This cannot be undone.",
            f"#{contact_id} {name} is removed only with --yes; nothing was changed",
        )
    done = book.eraser.erase(contact_id, mentions=mentions, backups=backups)
    if json:
        output.show(book, "contact", done, as_json=True)
    else:
        for words in _said(done, mentions=mentions):
            output.line(words)
    if done.left_in:
        raise typer.Exit(ExitCode.FAILED)


def _known(book: Book, whom: who.Who) -> tuple[int, str]:
    """The number and the name of somebody in the book; by the number alone also of somebody who was deleted."""
    try:
        found = book.find(whom)
    except NotFoundError:
        gone = book.eraser.known(whom.id) if whom.exact_id and whom.id is not None else None
        if gone is None or whom.id is None:
            raise
        return whom.id, gone.name
    return found.id, found.name


def _said(done: "PersonErased", *, mentions: bool) -> Iterator[str]:
    """What was removed, and what is left."""
    removed = done.erased
    yield (
        f"Erased #{done.id}: {counted(removed.entries, 'entry', 'entries')} of their own removed, "
        f"{counted(removed.shared, 'shared one', 'shared ones')} without the name now, "
        f"{counted(removed.attachments, 'attachment', 'attachments')} and "
        f"{counted(removed.follow_ups, 'follow-up', 'follow-ups')} removed, "
        f"{counted(removed.changes, 'change', 'changes')} of the history forgotten."
    )
    what = "rows" if done.encrypted else "bytes"
    searched = f"Searched the {what} of {_and(done.searched)} for {done.words} spellings of their names and points"
    if done.left_in:
        why = f": {done.unfinished}" if done.unfinished else ""
        yield f"{searched}: STILL IN {_and(done.left_in)}{why}. End other programs, then: relkeeper db compact"
    elif done.words:
        yield f"{searched}: none is left{' but in what is named below' if done.mentions or done.formerly else ''}."
    if done.too_short:
        yield _unsearched(done, what)
    if done.mentions:
        places = ", ".join(dict.fromkeys(map(_place, done.mentions[:_SHOWN])))
        more = f" and {len(done.mentions) - _SHOWN} more" if len(done.mentions) > _SHOWN else ""
        how = "What others are called and reached by is yours to edit" if mentions else "Edit them, or use --mentions"
        yield f"Texts about others name them: {places}{more}. {how}."
        yield from _named_in_files(done)
    for number in done.formerly:
        again = f"relkeeper contact erase '#{number}'"
        yield f"The history still has #{number}, deleted or undone, by the same name or point. To erase that: {again}"
    yield from _in_step(done)
    yield from _shelved(done)


def _named_in_files(done: "PersonErased") -> Iterator[str]:
    """How to be rid of files whose bytes name them: nobody can edit those."""
    files = [number for table, number, column in done.mentions if (table, column) == ("attachment", "bytes")]
    if files:
        every = "" if len(files) == 1 else ", and so on"
        yield f"To remove a file with its bytes: relkeeper attachment remove {files[0]} --for-good{every}"


def _in_step(done: "PersonErased") -> Iterator[str]:
    """The files in folders kept in step that still hold them."""
    for folder in dict.fromkeys(str(Path(file).parent) for file in done.in_step):
        files = [file for file in done.in_step if str(Path(file).parent) == folder]
        again = f"relkeeper sync vdir {shlex.quote(folder)}"
        yield f"Kept in step, and still there: {_and(files)}. What was not changed since, this removes: {again}"


def _unsearched(done: "PersonErased", what: str) -> str:
    """How many names nobody looked for, since the same letters stand everywhere."""
    texts = f", {done.too_short_in_texts} of them in texts about others either" if done.too_short_in_texts else ""
    names = counted(done.too_short, "name or point is", "names and points are")
    return f"{names} too short to be looked for in the {what}{texts}; in entries with them these were taken out."


def _shelved(done: "PersonErased") -> Iterator[str]:
    """What became of the backups."""
    if done.rewritten:
        yield f"Rewritten backups: {', '.join(done.rewritten)}."
    if done.naming:
        yield f"In these, texts about others still name them: {', '.join(done.naming)}."
    if done.backups:
        again = f"relkeeper contact erase '#{done.id}' --backups"
        yield f"Backups that still hold them: {', '.join(done.backups)}. To rewrite them: {again}"
    if done.unread:
        yield f"Backups that could not be looked into or rewritten: {', '.join(done.unread)}."
    if done.elsewhere:
        yield f"Other files that hold any of it, yours to remove: {', '.join(done.elsewhere)}"


def _place(mention: "Mention") -> str:
    table, number, column = mention
    if table == "change":
        return "the history"
    named = {
        "contact": f"contact #{number}",
        "interaction": f"entry #{number}",
        "attachment": f"attachment #{number}",
        "follow_up": f"follow-up {number}",
        "sync_card": "a file of others that is kept in step",
        "sync_folder": "a folder that is kept in step",
    }
    what = "found by" if column in {"key", "sort_key", "normalized"} else column.replace("_", " ")
    return f"{named.get(table, table.replace('_', ' '))} ({what})"


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)
