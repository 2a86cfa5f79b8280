"""Whom to contact next: suggest."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json, WearingTags


def suggest(
    ctx: typer.Context,
    limit: Annotated[int, Option("--limit", "-n", min=1, max=10_000, metavar="N", help="At most so many.")] = 5,
    tag: WearingTags = None,
    in_class: InClasses = None,
    json: Json = False,
) -> None:
    """Say whom to contact next, by your own rhythm.

    No cadence has to be set: how often you talk is learnt from your entries, and those come first whose silence is
    unusual for them, who are close to you, and whose birthday or follow-up is near. Each line says why. Those who want
    no automation, and who are snoozed or archived, are left out, and so are you (the setting me_contact). The formula
    is told in docs/suggest.md.

    \b
    Examples:
      relkeeper suggest
      relkeeper suggest --limit 3 --tag family
    """
    book: Book = ctx.obj
    output.show(book, "suggestions", book.reports.suggestions(limit, tuple(tag or ()), in_class or ()), json)
