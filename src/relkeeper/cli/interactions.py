"""What happened: log and timeline."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import complete, editor, output
from relkeeper.cli.options import Json, Via, WearingTags, Whom, filled, person, typed
from relkeeper.cli.when import Duration, Since, Until, When
from relkeeper.drafts import InteractionDraft
from relkeeper.errors import UsageError
from relkeeper.render.echo import logged
from relkeeper.rules import channels, who
from relkeeper.rules.dates import Moment


def log(
    ctx: typer.Context,
    whom: Whom,
    note: Annotated[
        str | None,
        Argument(
            metavar="[NOTE]", parser=typed, help="What was said; - reads standard input; without it your editor opens."
        ),
    ] = None,
    others: Annotated[
        list[who.Who] | None,
        Option(
            "--with",
            parser=person,
            autocompletion=complete.names,
            metavar="WHO",
            help="Who else took part; repeatable.",
        ),
    ] = None,
    via: Via = None,
    when: When = None,
    incoming: Annotated[bool, Option("--in", help="They reached out.")] = False,
    outgoing: Annotated[bool, Option("--out", help="You reached out.")] = False,
    outcome: Annotated[str, Option("--outcome", "-o", parser=typed, metavar="TEXT", help="What was concluded.")] = "",
    duration: Duration = None,
    place: Annotated[str, Option("--place", parser=typed, metavar="TEXT", help="Where it was.")] = "",
    json: Json = False,
) -> None:
    """Log a call, a meeting or a message with one or more contacts.

    \b
    Examples:
      relkeeper log ada "tea, she will send the deck" --when yesterday
      relkeeper log ada "project plan" --with 张三 --via call --duration 45m --outcome "we start in May"
      relkeeper log 张三 聚餐 --when 上周五 --via 见面
    """
    book: Book = ctx.obj
    everybody = [whom, *(others or ())]

    def keep(text: str) -> int:
        summary, body = _divided(text)
        draft = InteractionDraft(
            moment=when or Moment(book.now, "minute"),
            summary=summary,
            channel=channels.parse(via or book.config.default_channel, book.config.channels),
            direction=direction(incoming, outgoing),
            body=body,
            outcome=outcome,
            place=place,
            duration_minutes=duration,
        )
        with book.writing() as write:
            return write.interactions.add(draft, [write.find(who).id for who in everybody])

    interaction_id = _kept(book, note, everybody, keep)
    entry = book.reports.entry(interaction_id)
    if json:
        output.show(book, "entry", entry, as_json=True)
    else:
        contacts = [book.reports.contact(participant.id, limit=0) for participant in entry.participants]
        output.line(logged(entry, contacts, book.now.date()))


def timeline(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Only with this contact."),
    ] = None,
    since: Since = None,
    until: Until = None,
    via: Via = None,
    tag: WearingTags = None,
    limit: Annotated[int | None, Option("--limit", "-n", min=1, metavar="N", help="At most so many.")] = None,
    json: Json = False,
) -> None:
    """Show what happened, newest first.

    \b
    Examples:
      relkeeper timeline ada --since 2026-01-01
      relkeeper timeline --tag family --via call --limit 20
    """
    book: Book = ctx.obj
    rows = book.reports.timeline(limit, whom, since=since, until=until, channel=via or "", tags=tag or ())
    output.show(book, "timeline", rows, json)


def direction(incoming: bool, outgoing: bool) -> str:
    """`in`, `out` or empty. Raises UsageError for both at once."""
    if incoming and outgoing:
        raise UsageError("--in and --out exclude each other; leave both out where nobody began")
    return "in" if incoming else "out" if outgoing else ""


def _kept(book: Book, note: str | None, everybody: list[who.Who], keep: Callable[[str], int]) -> int:
    if note == "-":
        return keep(filled(sys.stdin.read()))
    if note is not None:
        return keep(filled(note))
    people = ", ".join(book.find(who).name for who in everybody)
    return editor.compose(f"With {people}. First line: what it was about; then as much as you like.", keep, "note")


def _divided(text: str) -> tuple[str, str]:
    """The first line, and what follows it."""
    summary, _, body = text.partition("\n")
    return summary.strip(), body.strip()
