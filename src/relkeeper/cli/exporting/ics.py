"""Who is due, follow-ups and days that return, for calendars: export ics."""

from typing import Annotated, NamedTuple

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.exporting.options import STDOUT, Everyone, Force, Reveal, ToPath, say_left_out
from relkeeper.cli.options import InClasses, WearingTags, span
from relkeeper.errors import UsageError
from relkeeper.exporters import ics, writing
from relkeeper.rules.feeds import WHAT, Selection
from relkeeper.rules.plurals import counted


class Things(NamedTuple):
    """What a calendar is to be told."""

    words: tuple[str, ...]


def things_to_tell(words: str) -> Things:
    """`due,occasions`."""
    found = tuple(word.strip().casefold() for word in words.replace("，", ",").split(",") if word.strip())
    unknown = next((word for word in found if word not in WHAT), None)
    if unknown is not None or not found:
        raise UsageError(f"'{unknown or words}' is nothing for a calendar; {', '.join(WHAT)} are, separated by commas")
    return Things(found)


def ics_(
    ctx: typer.Context,
    path: ToPath = STDOUT,
    what: Annotated[
        Things | None, Option("--what", parser=things_to_tell, metavar="WORDS", help=f"Of {','.join(WHAT)}; else all.")
    ] = None,
    alarm: Annotated[
        int | None, Option("--alarm", parser=span, metavar="TIME", help="Ring so long before: 1d, 1w.")
    ] = None,
    tag: WearingTags = None,
    in_class: InClasses = None,
    reveal: Reveal = False,
    everyone: Everyone = False,
    force: Force = False,
) -> None:
    """Write a calendar of who is due, follow-ups, occasions.

    A calendar that subscribes to the file, or reads it again, updates what it has. What is late stands on the day
    of the export.

    \b
    Examples:
      relkeeper export ics ~/public/people.ics --force
      relkeeper export ics birthdays.ics --what occasions --alarm 1d
    """
    book: Book = ctx.obj
    wanted = Selection(what.words if what else WHAT, tuple(tag or ()), everyone, reveal, tuple(in_class or ()))
    feed = book.reports.feed(wanted)
    say_left_out(feed.left_out)
    calendar = ics.write(feed, book.now, book.config.missing_day, alarm)
    if path == STDOUT:
        output.document(calendar.text)
        return
    writing.file(path, calendar.text, replace=force)
    output.line(f"Wrote {path}: {counted(calendar.events, 'event')}.")
