"""Where the time went: stats."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper import render
from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import STDOUT, Force, Json, person
from relkeeper.cli.when import Until, first_day
from relkeeper.errors import UsageError
from relkeeper.exporters import writing
from relkeeper.rules import who

if TYPE_CHECKING:
    from relkeeper.reports.statistics import Statistics

_ALL = {"all", "全部"}


def from_day(words: str) -> date:
    """The first day of a WHEN, a month or a year; the first that there is for all of them. Raises UsageError."""
    return date.min if words.strip().casefold() in _ALL else first_day(words)


def stats(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Only with this contact."),
    ] = None,
    since: Annotated[
        date | None,
        Option("--since", parser=from_day, metavar="WHEN", help="From this day, month or year on, or all; else 1y."),
    ] = None,
    until: Until = None,
    svg: Annotated[Path | None, Option("--svg", metavar="FILE", help="Write a picture (SVG); - for stdout.")] = None,
    png: Annotated[Path | None, Option("--png", metavar="FILE", help="Write a picture (PNG); - for stdout.")] = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Show where the time went: by month, person, hour.

    Of the last twelve months, if nothing else is said: a calendar of the days, months with their channels, hours of the
    week where the time of day is known, people by their share and how few make up 80 %, new contacts, the longest
    silences, and who reaches out. Notes are no contact and do not count; private entries count and are not told.

    \b
    Examples:
      relkeeper stats
      relkeeper stats ada --since 2024
      relkeeper stats --since all --svg people.svg
    """
    book: Book = ctx.obj
    if (json and STDOUT in (svg, png)) or svg == png == STDOUT:
        raise UsageError("only one thing can go to standard output; name files for the others")
    contact_id = None if whom is None else book.find(whom).id
    found = book.reports.statistics(contact_id, since=since, until=until)
    written = list(_draw(found, svg, png, force)) if svg or png else []
    if json or not (svg or png):
        output.show(book, "statistics", found, json)
    elif written and STDOUT not in (svg, png):
        output.line(
            f"Wrote {' and '.join(map(str, written))}: {found.entries:,} entries, {found.since} to {found.until}."
        )


def _draw(found: "Statistics", svg: Path | None, png: Path | None, force: bool) -> Iterator[Path]:
    """Write the pictures asked for; yields the files that were made."""
    picture = render.svg(found)
    # Made before anything is written: what makes it may not be installed.
    pixels = render.png(picture) if png else b""
    if svg == STDOUT:
        output.document(picture)
    elif svg:
        writing.file(svg, picture, replace=force)
        yield svg
    if png == STDOUT:
        output.raw([pixels])
    elif png:
        writing.binary(png, [pixels], replace=force)
        yield png
