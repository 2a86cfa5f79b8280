"""What happened: log."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import attaching, complete, editor, output
from relkeeper.cli.options import Json, Private, Via, Whom, direction, person
from relkeeper.cli.when import Duration, FollowUps, When
from relkeeper.drafts import FollowUpDraft, InteractionDraft
from relkeeper.render.echo import logged
from relkeeper.render.views.follow_ups import silent, told
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import channels, who
from relkeeper.rules.dates import Moment
from relkeeper.rules.private import unwanted
from relkeeper.rules.texts import entered


def log(
    ctx: typer.Context,
    whom: Whom,
    note: Annotated[
        str | None,
        Argument(
            metavar="[NOTE]",
            parser=entered.text,
            help="What was said; - reads standard input; without it your editor opens.",
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
    outcome: Annotated[
        str, Option("--outcome", "-o", parser=entered.text, metavar="TEXT", help="What was concluded.")
    ] = "",
    duration: Duration = None,
    place: Annotated[str, Option("--place", parser=entered.text, metavar="TEXT", help="Where it was.")] = "",
    private: Private = False,
    follow_up: FollowUps = None,
    attach: Annotated[
        list[Path] | None, Option("--attach", metavar="FILE", help="Keep this file with the entry; repeatable.")
    ] = None,
    json: Json = False,
) -> None:
    """Log a call, a meeting or a message with one or more contacts.

    \b
    Examples:
      relkeeper log ada "tea, she will send the deck" --when yesterday
      relkeeper log ada "project plan" --with 张三 --via call --duration 45m --outcome "we start in May"
      relkeeper log ada "she wants to see the deck" --follow-up "friday: send the deck"
      relkeeper log 张三 聚餐 --when 上周五 --via 见面
      relkeeper log ada "she is looking for another job" --private
      relkeeper log ada "her offer came" --via email --attach offer.pdf
    """
    book: Book = ctx.obj
    draft = InteractionDraft(
        moment=when or Moment(book.now, "minute"),
        summary="",
        channel=channels.parse(via or book.config.default_channel, book.config.channels),
        direction=direction(incoming, outgoing),
        outcome=outcome,
        place=place,
        duration_minutes=duration,
        private=private,
    )
    people = [book.find(who) for who in (whom, *(others or ()))]
    for found in people if private else ():
        if book.reports.contact(found.id, limit=0).no_sensitive:
            raise unwanted(found.id, found.name)

    files = attaching.drafts(book, attach or ())

    def keep(text: str) -> tuple[int, list[int]]:
        summary, _, body = entered.filled(text).partition("\n")
        noted = replace(draft, summary=summary.strip(), body=body.strip())
        with book.writing("log") as write, output.progress("Attaching", attaching.size(attach or ())) as progress:
            number = write.interactions.add(noted, [person.id for person in people])
            drafts = [
                FollowUpDraft(asked.text or noted.summary, asked.due_on, private=private) for asked in follow_up or ()
            ]
            follow_ups = [write.follow_ups.add(people[0].id, each, number) for each in drafts]
            if files:
                attaching.attach(write, files, progress, interaction_id=number)
        return number, follow_ups

    if note is None:
        names = ", ".join(person.name for person in people)
        kept = editor.compose(f"With {names}. First line: what it was about; then as much as you like.", keep)
    else:
        kept = keep(sys.stdin.read() if note == "-" else note)
    _tell(book, *kept, json)


def _tell(book: Book, interaction_id: int, follow_ups: Sequence[int], json: bool) -> None:
    if json:
        output.show(book, "entry", book.reports.entry(interaction_id), as_json=True)
        return

    def kept() -> tuple[InteractionRow, list[ContactDetails], list[FollowUpRow]]:
        entry = book.reports.entry(interaction_id)
        contacts = [book.reports.contact(participant.id, limit=0) for participant in entry.participants]
        return entry, contacts, [book.reports.follow_up(number) for number in follow_ups]

    entry, contacts, rows = book.at_once(kept)
    output.line(logged(entry, contacts, book.now.date()))
    for file in entry.attachments:
        output.line(f"Attached #{file.id} {file.name}.")
    for row in rows:
        output.line(told(row, book.now.date(), named=len(entry.participants) > 1))
    archived = {contact.id for contact in contacts if contact.archived}
    for whom in dict.fromkeys(row.contact for row in rows if row.contact.id in archived):
        output.line(silent(*whom))
