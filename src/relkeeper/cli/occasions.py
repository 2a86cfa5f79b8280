"""Days that return each year: add, list, edit, delete."""

import re
from dataclasses import replace
from typing import Annotated, Any

import typer
from typer import Argument, Option
from typer.core import TyperCommand

from relkeeper.book import Book
from relkeeper.cli import ask, complete, output, when
from relkeeper.cli.options import Json, OccasionId, Whom, Within, Yes, person
from relkeeper.drafts import OccasionDraft
from relkeeper.errors import UsageError
from relkeeper.render.views import occasions as view
from relkeeper.rules import who
from relkeeper.rules.occasions import kinds
from relkeeper.rules.texts import entered

app = typer.Typer(
    help="Birthdays and other days that return each year.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

# A date without its year (ISO 8601:2000), which looks like an option.
_WITHOUT_YEAR = re.compile(r"--\d\d-?\d\d")


class _Dated(TyperCommand):
    """A command whose last argument is a date: `--05-09` is one, and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        dates = [word for word in args if _WITHOUT_YEAR.fullmatch(word)]
        if dates and "--" not in args:
            args = [*(word for word in args if word not in dates), "--", *dates]
        return super().parse_args(ctx, args)


def _kinds(incomplete: str) -> list[str]:
    """Kinds for TAB."""
    return [kind for kind in kinds.KNOWN if " " not in kind and kind.startswith(incomplete.casefold())]


_KIND_HELP = "birthday, anniversary, ..."
Kind = Annotated[
    str | None, Option("--kind", parser=kinds.parse, autocompletion=_kinds, metavar="KIND", help=_KIND_HELP)
]


@app.command(cls=_Dated)
def add(
    ctx: typer.Context,
    whom: Whom,
    kind: Annotated[
        str,
        Argument(
            metavar="KIND",
            parser=entered.text,
            autocompletion=_kinds,
            help="birthday, anniversary, 生日, or a word of your own.",
        ),
    ],
    day: Annotated[
        list[str],
        Argument(
            metavar="DATE...",
            parser=entered.text,
            help="1990-05-09, --05-09, 'may 9', 5月9日; or lunar 08-15, 农历八月十五.",
        ),
    ],
    json: Json = False,
) -> None:
    """Keep a day that returns each year.

    The year may be left out where it is not known. A lunar day is one of the Chinese calendar; its leap month is 闰四月
    or `lunar leap 04-08`, with its year `lunar leap 1990-05-01`. Other words for a known kind are kept as that kind:
    生日 as birthday, wedding as anniversary.

    \b
    Examples:
      relkeeper occasion add ada birthday 1990-05-09
      relkeeper occasion add ada birthday --05-09
      relkeeper occasion add 张三 生日 农历八月十五
      relkeeper occasion add ada "name day" 6 jan
    """
    book: Book = ctx.obj
    draft = _dated(kinds.parse(kind), " ".join(day))
    found = book.find(whom)
    with book.writing("occasion add") as write:
        number = write.occasions.add(found.id, draft)
    _tell(book, number, "Kept", json, kind)


@app.command("list")
def list_(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Whose, archived or not."),
    ] = None,
    within: Within = None,
    kind: Kind = None,
    json: Json = False,
) -> None:
    """List the days that return, the next first.

    29 February, and the 30th of a lunar month that has 29 days, are kept the day before or after, as the setting
    missing_day says.

    \b
    Examples:
      relkeeper occasion list --within 30d
      relkeeper occasion list ada --kind birthday
    """
    book: Book = ctx.obj
    number = book.find(whom).id if whom else None
    rows = book.reports.occasions(number, within_days=within, kind=kind or "")
    empty = "No such day is kept here." if whom or kind else ""
    output.show(book, "occasions", rows, json, empty if within is None else "No such day returns within that time.")


@app.command()
def edit(
    ctx: typer.Context,
    number: OccasionId,
    kind: Annotated[
        str | None, Option("--kind", parser=entered.text, autocompletion=_kinds, metavar="KIND", help=_KIND_HELP)
    ] = None,
    day: Annotated[
        str | None,
        Option("--date", parser=entered.text, metavar="DATE", help="1990-05-09, --05-09, 'lunar 08-15', 农历八月十五."),
    ] = None,
    json: Json = False,
) -> None:
    """Change what a day is, or when. The numbers are in `relkeeper occasion list WHO`.

    \b
    Examples:
      relkeeper occasion edit 12 --date 1990-05-09
      relkeeper occasion edit 12 --kind anniversary
    """
    book: Book = ctx.obj
    if kind is None and day is None:
        raise UsageError("nothing was said to change; say it with --kind or --date")
    said = None if kind is None else kinds.parse(kind)
    # Without a book none is made.
    book.reports.occasion(number)
    with book.writing("occasion edit") as write:
        draft = write.occasions.get(number)
        what = said or draft.kind
        write.occasions.change(number, replace(draft, kind=what) if day is None else _dated(what, day))
    _tell(book, number, "Changed", json, kind or "")


@app.command()
def delete(ctx: typer.Context, number: OccasionId, yes: Yes = False, json: Json = False) -> None:
    """Delete a day that returns.

    \b
    Example:
      relkeeper occasion delete 12 --yes
    """
    book: Book = ctx.obj
    row = book.reports.occasion(number)
    said = view.said(row)
    if not yes:
        ask.confirm(f"Delete {said}?", f"occasion {number} is deleted only with --yes; nothing was changed")
    with book.writing("occasion delete") as write:
        write.occasions.delete(number)
    if json:
        output.show(book, "occasions", row, as_json=True)
    else:
        output.line(f"Deleted {said}")


def _dated(kind: str, words: str) -> OccasionDraft:
    """An occasion on the day that the words name."""
    return OccasionDraft(kind, **when.returning(words)._asdict())


def _tell(book: Book, number: int, done: str, json: bool, typed: str = "") -> None:
    """Say what was understood; also as what kind a word was taken that `typed` says otherwise."""
    row = book.reports.occasion(number)
    if json:
        output.show(book, "occasions", row, as_json=True)
    else:
        output.line(f"{done} {view.said(row)}; {view.next_time(row, book.now.date())}{_renamed(typed, row.kind)}")


def _renamed(typed: str, kind: str) -> str:
    word = " ".join(typed.split())
    return f" ('{word}' is kept as {kind})" if word and entered.key(word) != entered.key(kind) else ""
