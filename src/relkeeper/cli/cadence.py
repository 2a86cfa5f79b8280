"""Cadences from history: propose."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, complete, output
from relkeeper.cli.options import Json, Yes, person
from relkeeper.errors import UsageError
from relkeeper.rules import who

if TYPE_CHECKING:
    from relkeeper.reports.cadences import ProposalRow
    from relkeeper.rules.who import Candidate

_SET = "relkeeper cadence propose --set"

app = typer.Typer(
    help="Propose how often to be in touch, from your history.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback()
def cadence() -> None:
    """A group, although it has one command so far."""


@app.command()
def propose(
    ctx: typer.Context,
    whom: Annotated[
        list[who.Who] | None,
        Argument(
            metavar="[WHO]...", parser=person, autocompletion=complete.names, help="For whom; else for everybody."
        ),
    ] = None,
    everyone: Annotated[
        bool, Option("--all", help="Also where another cadence is set, much shorter or longer.")
    ] = False,
    write: Annotated[bool, Option("--set", help="Set what is proposed.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Propose cadences from history, and set them on a yes.

    The usual gap between your days of contact, rounded to 1, 2 or 3 weeks, 1, 2, 3 or 6 months or a year. It takes 6
    days of contact, the newest 12 count, and a rhythm that is over for long proposes nothing. Nothing is set without
    --set; then all is one operation, which undo takes back.

    \b
    Examples:
      relkeeper cadence propose
      relkeeper cadence propose ada 张三 --set
      relkeeper cadence propose --all --set --yes
    """
    if yes and not write:
        raise UsageError("--yes agrees to what --set does; say both")
    book: Book = ctx.obj
    asked = [book.find(one) for one in whom or ()]
    found = book.reports.cadences([one.id for one in asked] if asked else None, everyone=everyone)
    _say_without(book, asked, found)
    if write and found:
        _set(book, found, yes, json)
    elif found or json or not asked:
        output.show(book, "cadences", found, json)
        if found:
            output.hint(f"Nothing was set. To set them: {_SET}")


def _set(book: Book, found: "Sequence[ProposalRow]", yes: bool, json: bool) -> None:
    if not yes:
        if not json:
            output.show(book, "cadences", found)
        ask.confirm(f"Set {_count(found)}?", f"nothing was set, for nobody is there to agree; to agree: {_SET} --yes")
    with book.writing("cadence propose") as write:
        for row in found:
            write.contacts.set_cadence(row.contact.id, row.proposed_days)
    if json:
        output.show(book, "cadences", [row._replace(applied=True) for row in found], as_json=True)
    else:
        output.line(f"Set {_count(found)}. To take that back: relkeeper undo")


def _say_without(book: Book, asked: "Sequence[Candidate]", found: "Sequence[ProposalRow]") -> None:
    """Whoever was named and has no proposal is told of, with the reason."""
    proposed = {row.contact.id for row in found}
    without = {one.id: one.name for one in asked if one.id not in proposed}
    if without:
        for number, why in book.reports.cadence_reasons(list(without)).items():
            output.complain(f"there is nothing to propose for #{number} {without[number]}: {why}")


def _count(found: "Sequence[ProposalRow]") -> str:
    return "one cadence" if len(found) == 1 else f"{len(found)} cadences"
