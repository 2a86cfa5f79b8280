"""Who matters, and who drifts: segment."""

from typing import Annotated

import typer
from typer import Option

from relkeeper.book import BEGIN, Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json
from relkeeper.errors import UsageError
from relkeeper.rules import cadence
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted

# So many are shown where nobody said how many: a screen or two.
_SHOWN = 50


def window(words: str) -> int:
    """The days that are looked at: 3m, 1y. Raises UsageError."""
    try:
        return cadence.parse(entered.text(words))
    except UsageError:
        # Of a cadence nobody spoke here.
        raise UsageError(f"{quoted(words)} is no span of time; 3m, 1y or 2 years is expected") from None


def segment(
    ctx: typer.Context,
    over: Annotated[
        int | None,
        Option("--window", parser=window, metavar="TIME", help="The time that is looked at: 6m, 2y; else 1y."),
    ] = None,
    in_class: InClasses = None,
    moved: Annotated[bool, Option("--moved", help="Only who moved since the last quarter, who fell first.")] = False,
    limit: Annotated[
        int | None,
        Option("--limit", "-n", min=1, metavar="N", help=f"At most so many; else {_SHOWN}, or all as JSON."),
    ] = None,
    json: Json = False,
) -> None:
    """Sort contacts into classes A to F, and show who moved.

    Recency, frequency and depth of contact are scored from 1 to 5 over a year; their sum makes the class, from A, the
    vital few, to E. In F are those with no contact in that time. The rule is printed beside the classes and told in
    docs/segment.md. A class depends on nobody else. Archived contacts, those who want no automation and you yourself
    (the setting me_contact) have none.

    \b
    Examples:
      relkeeper segment --class A,B
      relkeeper segment --moved
      relkeeper segment --window 2y --json
    """
    book: Book = ctx.obj
    found = book.reports.segments(over, in_class or (), moved=moved, limit=limit or (None if json else _SHOWN))
    if found.rows or in_class or moved or json:
        output.show(book, "segments", found, json)
    if not (found.rows or json):
        output.hint(_nobody(in_class, moved))


def _nobody(in_class: list[str] | None, moved: bool) -> str:
    among = f" in class {' or '.join(in_class)}" if in_class else ""
    if moved:
        return f"Nobody{among} moved since the last quarter."
    return f"Nobody is{among}." if among else f"Nobody has a class: there is no active contact; {BEGIN}"
