"""Dated facts about people: note, note list."""

from typing import Annotated, Any

import typer
from typer import Argument, Option
from typer.core import TyperGroup

from relkeeper.book import Book
from relkeeper.cli import complete, editor, output
from relkeeper.cli.entry_options import worded
from relkeeper.cli.options import Json, Limit, Private, Reveal, Whom, direction, person
from relkeeper.cli.when import When
from relkeeper.drafts import InteractionDraft
from relkeeper.errors import UsageError
from relkeeper.render.echo import noted
from relkeeper.rules import notes, who
from relkeeper.rules.dates import Moment
from relkeeper.rules.private import HIDDEN
from relkeeper.rules.texts import entered

# What `note` itself takes, beside its commands.
_OWN = {"-h", "--help"}


class NoteGroup(TyperGroup):
    """`note WHO TEXT` is `note add WHO TEXT`, unless WHO is the word for another command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *_OWN}:
            args = ["add", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        whom = self.commands["add"].params[0]
        return [*super().shell_complete(ctx, incomplete), *whom.shell_complete(ctx, incomplete)]


Kind = Annotated[
    str,
    Option(
        "--kind",
        "-k",
        autocompletion=complete.note_kinds,
        metavar="KIND",
        help=f"{', '.join(notes.KNOWN)}, or a word of your own (see the setting note_kinds).",
    ),
]

app = typer.Typer(
    cls=NoteGroup,
    help="""Note a gift, a debt, a liking: dated facts about people.

    A note is no contact with anybody. It is an entry with a number: entry edit and entry delete change it, search finds
    it, undo takes it back.

    \b
    Examples:
      relkeeper note ada "a book on bees" --kind gift --out --when "nov 3"
      relkeeper note 张三 "龙井茶" --kind 喜欢
      relkeeper note ada "lent her 50 euros" --kind debt --out
      relkeeper note list ada --kind gift

    A contact who is called list: relkeeper note add list TEXT
    """,
    subcommand_metavar="WHO TEXT | COMMAND ...",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command()
def add(
    ctx: typer.Context,
    whom: Whom,
    text: Annotated[
        str | None,
        Argument(
            metavar="[TEXT]",
            parser=entered.text,
            help="What is to be known; - reads standard input; without it your editor opens.",
        ),
    ] = None,
    kind: Kind = notes.UNSAID,
    others: Annotated[
        list[who.Who] | None,
        Option(
            "--with", parser=person, autocompletion=complete.names, metavar="WHO", help="About whom too; repeatable."
        ),
    ] = None,
    when: When = None,
    incoming: Annotated[bool, Option("--in", help="A gift to you, a debt of yours.")] = False,
    outgoing: Annotated[bool, Option("--out", help="A gift from you, a debt to you.")] = False,
    private: Private = False,
    json: Json = False,
) -> None:
    """Note something; `note WHO TEXT` does it, too.

    \b
    Examples:
      relkeeper note ada "a book on bees" --kind gift --out
      relkeeper note ada "allergic to nuts" --kind food --private
      relkeeper note add list "a contact who is called list"
    """
    book: Book = ctx.obj
    draft = InteractionDraft(
        moment=when or Moment(book.now, "day"),
        summary="",
        channel=notes.CHANNEL,
        direction=direction(incoming, outgoing),
        private=private,
        kind=notes.parse(kind, book.config.note_kinds),
    )
    notes.check_direction(draft.kind, draft.direction)
    people = [book.find(one) for one in (whom, *(others or ()))]

    def keep(words: str) -> int:
        said = worded(draft, words)
        with book.writing("note") as write:
            return write.interactions.add(said, [one.id for one in people])

    names = ", ".join(one.name for one in people)
    asked = f"About {names}. First line: what is to be known; then as much as you like."
    _tell(book, editor.written(text, asked, keep), json)


@app.command("list")
def list_(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Only about this contact."),
    ] = None,
    kind: Annotated[
        str | None,
        Option("--kind", "-k", autocompletion=complete.note_kinds, metavar="KIND", help="Only of this kind."),
    ] = None,
    limit: Limit = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """List notes, newest first.

    \b
    Examples:
      relkeeper note list ada
      relkeeper note list --kind gift --limit 20
    """
    book: Book = ctx.obj
    found = book.find(whom) if whom else None
    wanted = _known(book, kind, reveal) if kind else ""
    rows = book.reports.notes(found and found.id, kind=wanted, limit=limit, reveal=reveal)
    output.show(book, "notes", rows, json, empty=_nothing(found.name if found else "", wanted))


def _known(book: Book, kind: str, reveal: bool) -> str:
    """A kind that can be noted, or that was: the setting may have been changed since."""
    try:
        return notes.parse(kind, book.config.note_kinds)
    except UsageError:
        noted = {row.kind for row in book.reports.notes(reveal=reveal)}
        if (word := kind.strip().casefold()) in noted:
            return word
        raise


def _nothing(name: str, kind: str) -> str:
    """What to say where no note is of that kind, or about `name`: there may be others. Empty where all was asked."""
    about = f" about {name}" if name else ""
    if kind:
        whose = f" '{name}'" if name else ""
        return f"No note{about} is of the kind {kind}; all: relkeeper note list{whose}"
    return f"Nothing is noted{about} yet." if name else ""


def _tell(book: Book, number: int, json: bool) -> None:
    entry = book.reports.entry(number)
    if json:
        output.show(book, "entry", entry, as_json=True)
    else:
        # Of a private note the report says no kind; here it would be read as what was understood.
        output.line(noted(entry._replace(kind=HIDDEN) if entry.private else entry, book.now.date()))
