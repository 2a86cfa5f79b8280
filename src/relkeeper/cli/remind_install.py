"""remind install: have the machine remind each day. What writes crontabs and units is in desktop/."""

import os
import re
from typing import Annotated, NamedTuple

import typer
from typer import Option

from relkeeper import config
from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.cli.options import Lead, Yes
from relkeeper.desktop import machines, notify
from relkeeper.desktop.job import Job, Wishes, shell_line
from relkeeper.errors import RelkeeperError, UsageError
from relkeeper.rules.points import mail_addresses

# The settings that say what is due.
_SETTINGS = ("default_cadence", "missing_day")


class Clock(NamedTuple):
    """A local time of day."""

    hour: int
    minute: int


_MORNING = Clock(8, 0)


def clock(words: str) -> Clock:
    """A time by the 24-hour clock."""
    found = re.fullmatch("([01]?[0-9]|2[0-3])[:：]([0-5][0-9])", words.strip())
    if found is None:
        raise UsageError(f"'{words}' is no time of day; hours and minutes are expected, for example 8:00 or 18:30")
    return Clock(int(found[1]), int(found[2]))


def install(
    ctx: typer.Context,
    cron: Annotated[bool, Option("--cron", help="A line in your crontab.")] = False,
    systemd: Annotated[bool, Option("--systemd", help="A timer of your systemd.")] = False,
    launchd: Annotated[bool, Option("--launchd", help="An agent of launchd, on macOS.")] = False,
    at: Annotated[
        Clock | None, Option("--at", parser=clock, metavar="HH:MM", help="When, by the 24-hour clock; else at 8:00.")
    ] = None,
    lead: Lead = None,
    mail: Annotated[
        str | None,
        Option("--mail", parser=mail_addresses.parse, metavar="ADDRESS", help="Send it by mail, through sendmail."),
    ] = None,
    notification: Annotated[bool, Option("--notify", help="Show it as a notification on the desktop.")] = False,
    yes: Yes = False,
    remove: Annotated[bool, Option("--remove", help="Take away what was installed.")] = False,
) -> None:
    """Have cron, systemd or launchd remind you each day.

    Shown is what that needs and where it goes; with --yes it is installed. Without --cron, --systemd or --launchd it is
    the one that fits this machine. What cron prints, it mails to you; systemd and launchd show a notification, unless
    there is an address for mail.

    \b
    Examples:
      relkeeper remind install
      relkeeper remind install --cron --at 7:30 --lead 3d --yes
      relkeeper remind install --systemd --mail ada@example.org --yes
      relkeeper remind install --remove
    """
    book: Book = ctx.obj
    named = [name for name, wanted in zip(machines.NAMES, (cron, systemd, launchd), strict=True) if wanted]
    if len(named) > 1:
        raise UsageError("--cron, --systemd and --launchd exclude each other; one of them reminds")
    if mail and notification:
        raise UsageError("--mail and --notify exclude each other; choose where you want to be reminded")
    if remove:
        _say(machines.remove(named or machines.NAMES) or ["Nothing was installed; nothing was changed."])
        return
    name = named[0] if named else machines.fitting()
    wishes = Wishes(lead or 0, mail or "", notification or (name != "cron" and not mail))
    missing = _missing(name, wishes)
    if missing and yes:
        raise RelkeeperError(f"{missing}; nothing was installed")
    job = Job(shell_line(book.path, _settings(book), wishes), *(at or _MORNING))
    machine = machines.machine(name)
    if yes:
        _say(machine.install(job))
    else:
        output.line(machine.plan(job))
        output.hint(f"To have relkeeper do it: relkeeper remind install --{name} ... --yes")
    if missing:
        output.complain(missing)
    if book.encryption.is_on():
        output.complain(
            f"{book.path} is encrypted, and {name} has no passphrase: set RELKEEPER_PASSPHRASE_COMMAND to a command"
            f" that prints it, as {machine.PASSPHRASE}"
        )


def _missing(name: str, wishes: Wishes) -> str:
    """What would make every run fail: nothing here shows notifications. Where launchd runs, macOS has all it needs."""
    lacking = notify.lacking() if wishes.notify and name != "launchd" else ""
    return lacking and f"{lacking}, or have a mail sent: --mail ADDRESS"


def _settings(book: Book) -> dict[str, str]:
    """What says here what is due and is not known where the job runs: the environment, and a file in another place."""
    given = config.from_environment(os.environ)
    found = {f"RELKEEPER_{name.upper()}": given[name] for name in _SETTINGS if name in given}
    if ("RELKEEPER_CONFIG" in os.environ or "XDG_CONFIG_HOME" in os.environ) and book.config_path.exists():
        found["RELKEEPER_CONFIG"] = str(book.config_path.absolute())
    return found


def _say(sentences: list[str]) -> None:
    for sentence in sentences:
        output.line(sentence)
