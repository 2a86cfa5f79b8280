"""What people know about: contact knows, search --who-knows."""

from typing import Annotated, NamedTuple

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Json, Reveal, Whom
from relkeeper.rules import topics
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted


class Topics(NamedTuple):
    """What somebody knows about."""

    names: tuple[str, ...] = ()


def named(text: str) -> Topics:
    """`tax law, Rust` as topics. Raises UsageError."""
    return Topics(topics.split(entered.text(text)))


def knows(
    ctx: typer.Context,
    whom: Whom,
    about: Annotated[
        Topics | None,
        Argument(metavar="[TOPICS]", parser=named, help="What they know about, with commas between."),
    ] = None,
    remove: Annotated[
        Topics | None, Option("--remove", parser=named, metavar="TOPICS", help="Take topics away.")
    ] = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Say what a contact knows about, or list it with what was talked about.

    Who knows about something is found with `relkeeper search --who-knows`.

    \b
    Examples:
      relkeeper contact knows ada "tax law, Rust"
      relkeeper contact knows 样张三 税法、围棋
      relkeeper contact knows ada --remove rust
      relkeeper contact knows ada
      relkeeper contact knows ada --reveal
    """
    book: Book = ctx.obj
    found = book.find(whom)
    new, gone = Topics(), Topics()
    if about or remove:
        with book.writing("contact knows") as write:
            gone = Topics(write.topics.remove(found.id, remove.names if remove else ()))
            new = Topics(write.topics.add(found.id, about.names if about else ()))
    if json or not (about or remove):
        rows = book.reports.topics(found.id, reveal=reveal)
        if rows or json:
            output.show(book, "topics", rows, json)
        else:
            how = f"relkeeper contact knows '#{found.id}' TOPICS says it"
            output.complain(f"nothing is said of what {found.name} knows; {how}")
    else:
        output.line(_told(found.name, new, gone))


def who_knows(book: Book, subject: str, limit: int | None, *, reveal: bool, json: bool) -> None:
    """Show who knows about a subject; that nobody does is said as search says that it found nothing."""
    rows = book.reports.experts(subject, limit, reveal=reveal)
    if rows or json or not book.path.exists():
        output.show(book, "experts", rows, json)
    else:
        output.complain(f"nobody is known to know about {quoted(subject)}; relkeeper contact knows WHO TOPICS says it")


def _told(name: str, new: Topics, gone: Topics) -> str:
    """`Ada Example knows about tax law, Rust.`"""
    said = [f"{name} knows about {', '.join(new.names)}."] if new.names else []
    said += [f"No longer kept of {name}: {', '.join(gone.names)}."] if gone.names else []
    return " ".join(said) or f"That is kept of {name} already; nothing was changed."
