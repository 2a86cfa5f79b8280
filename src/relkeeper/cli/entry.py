"""One logged entry: show, edit, delete."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import ask, complete, editor, output
from relkeeper.cli.entry_options import Incoming, Others, Outcome, Outgoing, Place
from relkeeper.cli.options import EntryId, Json, Reveal, Via, Yes, direction, person
from relkeeper.cli.when import Duration, When
from relkeeper.drafts import InteractionDraft
from relkeeper.errors import RelkeeperError, UsageError
from relkeeper.rules import channels, notes, who
from relkeeper.rules.private import HIDDEN
from relkeeper.rules.texts import entered

app = typer.Typer(
    help="Show, change or delete a logged entry.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

Note = Annotated[str | None, Option("--note", parser=entered.filled, metavar="TEXT", help="What was said, in a line.")]
Body = Annotated[str | None, Option("--body", parser=entered.text, metavar="TEXT", help="The longer text.")]
Kind = Annotated[
    str | None,
    Option("--kind", autocompletion=complete.note_kinds, metavar="KIND", help="What a note is about: gift, debt, ..."),
]
Without = Annotated[
    list[who.Who] | None,
    Option("--without", parser=person, autocompletion=complete.names, metavar="WHO", help="Who did not; repeatable."),
]
Hidden = Annotated[
    bool | None, Option("--private/--not-private", help="Whether what was said is shown only with --reveal.")
]


@app.command()
def show(ctx: typer.Context, entry_id: EntryId, reveal: Reveal = False, json: Json = False) -> None:
    """Show an entry, whole.

    \b
    Example:
      relkeeper entry show 12
    """
    book: Book = ctx.obj
    output.show(book, "entry", book.reports.entry(entry_id, reveal=reveal), json)


@app.command()
def edit(
    ctx: typer.Context,
    entry_id: EntryId,
    note: Note = None,
    body: Body = None,
    when: When = None,
    via: Via = None,
    kind: Kind = None,
    incoming: Incoming = False,
    outgoing: Outgoing = False,
    outcome: Outcome = None,
    duration: Duration = None,
    place: Place = None,
    others: Others = None,
    without: Without = None,
    private: Hidden = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Change an entry, by options or in your editor.

    \b
    Examples:
      relkeeper entry edit 12 --when yesterday --outcome "she sends the deck on monday"
      relkeeper entry edit 12
    """
    book: Book = ctx.obj
    given = {
        "summary": note,
        "body": body,
        "moment": when,
        "channel": via and channels.parse(via, book.config.channels),
        "kind": kind and notes.parse(kind, book.config.note_kinds),
        "direction": direction(incoming, outgoing) or None,
        "outcome": outcome,
        "duration_minutes": duration,
        "place": place,
        "private": private,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    before = book.reports.entry(entry_id)
    if changes or others or without:
        hidden = _change(book, entry_id, changes, others or [], without or [])
        silent = before.private and private is False
        _tell(book, entry_id, reveal, json, [*_of_follow_ups(book, entry_id, hidden, shown=silent)])
    else:
        _edit_form(book, entry_id, reveal)
        _tell(book, entry_id, reveal, json)


@app.command()
def delete(ctx: typer.Context, entry_id: EntryId, yes: Yes = False, json: Json = False) -> None:
    """Delete an entry.

    \b
    Example:
      relkeeper entry delete 12 --yes
    """
    book: Book = ctx.obj
    entry = book.reports.entry(entry_id)
    if not yes:
        ask.confirm(
            f"Delete #{entry_id} {entry.summary}?", f"entry #{entry_id} is deleted only with --yes; nothing was changed"
        )
    with book.writing("entry delete") as write:
        write.interactions.delete(entry_id)
    if json:
        output.show(book, "entry", entry, as_json=True)
    else:
        output.line(f"Deleted #{entry_id}: {entry.summary}")


def _change(
    book: Book, entry_id: int, changes: dict[str, Any], others: list[who.Who], without: list[who.Who]
) -> list[int]:
    """Change an entry; returns the follow-ups that became private with it."""
    come = [book.find(whom).id for whom in others]
    gone = {book.find(whom).id for whom in without}
    with book.writing("entry edit") as write:
        draft, people = write.interactions.get(entry_id)
        people = [contact_id for contact_id in people if contact_id not in gone] + come
        if not people:
            raise UsageError("somebody must have taken part; to remove the entry: relkeeper entry delete")
        changed = replace(draft, **changes)
        if changed.kind and not draft.kind:
            raise UsageError(f"entry #{entry_id} happened and is no note; to write one: relkeeper note WHO TEXT")
        _check_note(changed, draft)
        write.interactions.change(entry_id, changed, people)
        return write.follow_ups.hide_those_of(entry_id) if changes.get("private") else []


def _of_follow_ups(book: Book, entry_id: int, hidden: list[int], *, shown: bool) -> Iterator[str]:
    """What became of the follow-ups of an entry that was made private, or is `shown` from now on."""
    if hidden:
        yield f"Private with it: {_numbers(hidden)}."
    private = [each for each in book.reports.entry(entry_id).follow_ups if each.name == HIDDEN]
    if shown and private:
        first = private[0].id
        yield (
            f"Still private: {_numbers([each.id for each in private])}; "
            f"to show one: relkeeper follow-up edit {first} --not-private"
        )


def _numbers(follow_ups: list[int]) -> str:
    return f"follow-up{'s' if len(follow_ups) > 1 else ''} {', '.join(f'#{number}' for number in follow_ups)}"


def _check_note(changed: InteractionDraft, standing: InteractionDraft) -> None:
    """Only some kinds have a direction; one that was imported is nobody's mistake."""
    if changed.kind and (changed.kind, changed.direction) != (standing.kind, standing.direction):
        notes.check_direction(changed.kind, changed.direction)


def _edit_form(book: Book, entry_id: int, reveal: bool) -> None:
    entry = book.reports.entry(entry_id, reveal=reveal)
    if entry.private and not reveal:
        raise UsageError(f"entry #{entry_id} is private; open it with --reveal, or say what to change with options")
    opened = book.forms.write_entry(entry)

    def accept(text: str) -> None:
        form = book.forms.read_entry(text)
        draft = form.draft
        if not draft.kind:
            channels.parse(draft.channel, book.config.channels)
        elif draft.kind != entry.kind:
            draft = replace(draft, kind=notes.parse(draft.kind, book.config.note_kinds))
        people = [book.find(person(who)).id for who in form.people]
        with book.writing("entry edit") as write:
            if book.forms.write_entry(book.reports.entry(entry_id, reveal=reveal)) != opened:
                raise RelkeeperError(f"entry #{entry_id} was changed meanwhile")
            standing, _ = write.interactions.get(entry_id)
            changed = replace(form, draft=draft).onto(standing)
            _check_note(changed, standing)
            write.interactions.change(entry_id, changed, people)

    editor.revise(opened, accept, f"entry-{entry_id}.toml")


def _tell(book: Book, entry_id: int, reveal: bool, json: bool, more: Sequence[str] = ()) -> None:
    entry = book.reports.entry(entry_id, reveal=reveal)
    if json:
        output.show(book, "entry", entry, as_json=True)
    else:
        for words in (f"Changed #{entry_id}: {entry.summary}", *more):
            output.line(words)
