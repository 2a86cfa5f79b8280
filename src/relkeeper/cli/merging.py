"""Whether two contacts are one: contact merge, contact distinct."""

from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, complete, output
from relkeeper.cli.options import Json, Whom, Yes, person
from relkeeper.rules import who
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.services.merging import Merged

Other = Annotated[
    who.Who,
    Argument(metavar="WHO", parser=person, autocompletion=complete.names, help="The other contact, in the same words."),
]


def merge(
    ctx: typer.Context,
    whom: Whom,
    other: Other,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would become of each field.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Make one contact of two that are the same person.

    The first stays, with its number and name; the second goes, and its name becomes an alias. Entries, attachments and
    all the rest move to the first. Where both say something else, both can be seen. Undo takes the whole of it back.

    \b
    Examples:
      relkeeper contact merge ada '#12' --dry-run
      relkeeper contact merge 张三 "zhang san" --yes
    """
    book: Book = ctx.obj
    first, second = book.find(whom), book.find(other)
    rehearsed = _merged(book, first.id, second.id, keep=False)
    if dry_run:
        output.show(book, "merged", rehearsed, json)
        if not json:
            _weigh(rehearsed)
        return
    if not yes:
        _agree(book, rehearsed)
    done = _merged(book, first.id, second.id, keep=True)
    if json:
        output.show(book, "merged", done, as_json=True)
    else:
        lost = f" Nobody is related to themselves: gone is {', '.join(done.related)}." if done.related else ""
        pair = f"#{done.gone} {done.gone_name} into #{done.kept} {done.name}"
        output.line(f"Merged {pair}{_moved(done)}.{lost} Back: relkeeper undo")


def distinct(
    ctx: typer.Context,
    whom: Whom,
    other: Other,
    remove: Annotated[bool, Option("--remove", help="Forget that they are two.")] = False,
    json: Json = False,
) -> None:
    """Remember that two contacts are two people, however alike they look.

    \b
    Examples:
      relkeeper contact distinct 王伟 '#12'
      relkeeper contact distinct 王伟 '#12' --remove
    """
    book: Book = ctx.obj
    first, second = book.find(whom), book.find(other)
    with book.writing("contact distinct") as write:
        write.merging.set_distinct(first.id, second.id, not remove)
    pair = f"#{first.id} {first.name} and #{second.id} {second.name}"
    if json:
        contacts = [{"id": each.id, "name": each.name} for each in (first, second)]
        output.show(book, "distinct", {"contacts": contacts, "distinct": not remove}, as_json=True)
    else:
        output.line(f"{pair} may be one person again." if remove else f"{pair} are two people.")


def _merged(book: Book, first: int, second: int, *, keep: bool) -> "Merged":
    """What becomes of the two."""
    with book.writing("contact merge", keep=keep) as write:
        return write.merging.merge(first, second)


def _moved(done: "Merged") -> str:
    """`, with 2 entries, 1 note and 3 follow-ups of it`; nothing where nothing moved."""
    counts = (
        (done.entries, "entry", "entries"),
        (done.notes, "note", "notes"),
        (done.attachments, "attachment", "attachments"),
        (done.follow_ups, "follow-up", "follow-ups"),
    )
    told = [counted(count, one, several) for count, one, several in counts if count]
    return f", with {' and '.join(filter(None, (', '.join(told[:-1]), *told[-1:])))} of it" if told else ""


def _agree(book: Book, merged: "Merged") -> None:
    """Go on where a person says so."""
    pair = f"#{merged.gone} {merged.gone_name} into #{merged.kept} {merged.name}"
    if ask.somebody():
        output.show(book, "merged", merged)
        _weigh(merged)
    ask.confirm(
        f"Merge {pair}?",
        f"{pair} is merged only with --yes; --dry-run shows what would become of them; nothing was changed",
    )


def _weigh(merged: "Merged") -> None:
    """Say how likely the two are one person, and all that speaks against it."""
    score, evidence, against = merged.likeness
    speaks = f": {'; '.join(evidence)}" if evidence else ""
    output.line(f"How likely they are one person, from 0 to 100: {score}{speaks}.")
    if merged.related:
        against = (*against, f"one is related to the other ({', '.join(merged.related)}), which would go")
    if against:
        output.line(f"Against it: {'; '.join(against)}.")
