"""What is due, for cron, mail and shells: remind.

`install` is built where it is called: it needs more than reminding does.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from inspect import getdoc
from typing import Annotated, Any

import typer
from typer import Option
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import InClasses, Json, Lead, Limit
from relkeeper.desktop import shown
from relkeeper.errors import ExitCode, RelkeeperError, UsageError

# Notifications hold a few lines.
_LINES_OF_A_NOTIFICATION = 5


class _Group(TyperGroup):
    """`remind`, which reminds, and `remind install`, of which the summary is enough until it is called."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.add_command(TyperCommand("install", help="Have cron, systemd or launchd remind you each day."), "install")

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and _built(name), rest


def _built(name: str) -> Any:
    found = typer.Typer(rich_markup_mode=None, add_completion=False)
    found.command(name)(import_module("relkeeper.cli.remind_install").install)
    return get_command(found)


def remind(
    ctx: typer.Context,
    lead: Lead = None,
    in_class: InClasses = None,
    limit: Limit = None,
    html: Annotated[bool, Option("--html", help="Print a mail with text and HTML, for sendmail -t.")] = False,
    to: Annotated[str, Option("--to", metavar="ADDRESS", help="Whom the mail goes to.")] = "",
    sender: Annotated[str, Option("--from", metavar="ADDRESS", help="Whom the mail comes from.")] = "",
    notification: Annotated[bool, Option("--notify", help="Show a notification on the desktop instead.")] = False,
    once_per_day: Annotated[bool, Option("--once-per-day", help="Nothing, if this line did it today already.")] = False,
    exit_code: Annotated[bool, Option("--exit-code", help="End with 10 if anything is shown.")] = False,
    json: Json = False,
) -> None:
    """Print what is due, for cron, mail and shells.

    What is late and what is for today: birthdays, follow-ups, and whom it is time to get in touch with. Nothing at all
    is printed when there is nothing. Private things are not told. Birthdays and the like are told for 2 days more, in
    case nobody looked. With --limit the birthdays and follow-ups of today come before what is late.

    \b
    Examples:
      relkeeper remind
      relkeeper remind --once-per-day --limit 5
      relkeeper remind --lead 3d --html --to ada@example.org | sendmail -t
    """
    if ctx.invoked_subcommand:
        _refuse(any(ctx.params.values()), f"write the options behind it: relkeeper remind {ctx.invoked_subcommand}")
        return
    _refuse(bool(to or sender) and not html, "--to and --from are of a mail; add --html")
    _refuse(html + notification + json > 1, "--html, --notify and --json exclude each other; take one of them")
    book: Book = ctx.obj
    rows = book.reports.agenda(lead or 0, in_class or ())
    with _claimed(once_per_day and bool(rows)) as ours:
        if not ours:
            return
        if html:
            output.mail(book, rows, limit, to, sender)
        elif notification:
            output.notification(book, rows, limit or _LINES_OF_A_NOTIFICATION)
        else:
            output.reminders(book, rows, limit, json)
    if exit_code and rows:
        raise typer.Exit(ExitCode.DUE)


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise UsageError(why)


@contextmanager
def _claimed(wanted: bool) -> Iterator[bool]:
    """Whether this command is the one that shows it today; not any more, where it fails. Always so if not `wanted`.

    A day with nothing is looked at again: something may come up. The same line is looked at before all else (__main__).
    """
    words = sys.argv[1:]
    try:
        ours = shown.claim(words) if wanted else True
    except RelkeeperError as error:
        output.complain(str(error))
        ours = True
    try:
        yield ours
    except (Exception, KeyboardInterrupt):
        if wanted and ours:
            shown.give_back(words)
        raise


app = typer.Typer(cls=_Group, help=getdoc(remind), add_completion=False, rich_markup_mode=None)
app.callback(invoke_without_command=True)(remind)
