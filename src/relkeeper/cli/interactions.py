"""What happened: log."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import attaching, editor, output
from relkeeper.cli.entry_options import Incoming, Others, Outcome, Outgoing, Place, worded
from relkeeper.cli.options import Json, Private, Via, Whom, direction
from relkeeper.cli.when import Duration, FollowUps, When
from relkeeper.drafts import FileDraft, FollowUpDraft, InteractionDraft
from relkeeper.render.echo import logged
from relkeeper.render.views.follow_ups import silent, told
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import channels, who
from relkeeper.rules.dates import Moment
from relkeeper.rules.follow_ups import FollowUp
from relkeeper.rules.private import unwanted
from relkeeper.rules.texts import entered


class _Happened(NamedTuple):
    """What is kept with the text of an entry; `size` is that of its files, in bytes."""

    draft: InteractionDraft
    people: Sequence[who.Candidate]
    follow_ups: Sequence[FollowUp]
    files: Sequence[FileDraft]
    size: int


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
    others: Others = None,
    via: Via = None,
    when: When = None,
    incoming: Incoming = False,
    outgoing: Outgoing = False,
    outcome: Outcome = None,
    duration: Duration = None,
    place: Place = None,
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
        outcome=outcome or "",
        place=place or "",
        duration_minutes=duration,
        private=private,
    )
    people = _people(book, (whom, *(others or ())), private)
    files = attaching.drafts(book, attach or ())
    happened = _Happened(draft, people, follow_up or (), files, attaching.size(attach or ()))
    names = ", ".join(person.name for person in people)
    asked = f"With {names}. First line: what it was about; then as much as you like."
    _tell(book, *editor.written(note, asked, partial(_keep, book, happened)), json)


def _people(book: Book, whom: Sequence[who.Who], private: bool) -> list[who.Candidate]:
    """Who took part. Raises RelkeeperError where somebody wants nothing private to be kept."""
    people = [book.find(each) for each in whom]
    for found in people if private else ():
        if book.reports.contact(found.id, limit=0).no_sensitive:
            raise unwanted(found.id, found.name)
    return people


def _keep(book: Book, happened: _Happened, text: str) -> tuple[int, list[int]]:
    """Write the entry with that text; returns its number and those of its follow-ups."""
    draft, people, follow_ups, files, size = happened
    noted = worded(draft, text)
    asked = [FollowUpDraft(each.text or noted.summary, each.due_on, private=draft.private) for each in follow_ups]
    with book.writing("log") as write, output.progress("Attaching", size) as progress:
        number = write.interactions.add(noted, [person.id for person in people])
        kept = [write.follow_ups.add(people[0].id, each, number) for each in asked]
        if files:
            attaching.attach(write, files, progress, interaction_id=number)
    return number, kept


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
