"""What is to run each day: one line of the shell, the same for cron, systemd and launchd.

It stands on its own: none of them starts a program in the user's folder, with the user's PATH or settings.
"""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import RelkeeperError

_NAMES = {"relkeeper", "rk", "relkeeper.exe", "rk.exe"}
# Where sendmail is on systems that do not have it on the PATH of users.
_SENDMAIL = ("/usr/sbin", "/usr/lib")


class Job(NamedTuple):
    """A line for /bin/sh, and the local time of day at which it is to run."""

    line: str
    hour: int
    minute: int


class Wishes(NamedTuple):
    """What the reminders are to be like: `lead` in days, an address to mail them to, a notification."""

    lead: int = 0
    mail: str = ""
    notify: bool = False


def shell_line(book: Path, settings: Mapping[str, str], wishes: Wishes) -> str:
    """The line that reminds. `settings` are variables that it is to see. Raises RelkeeperError for what cannot be said.

    With an address the digest is a mail, and none is sent on a day without one.
    """
    words = [*program(sys.argv[0]), "--db", str(book.expanduser().absolute()), "remind", *_options(wishes)]
    line = " ".join([*(f"{name}={shlex.quote(value)}" for name, value in settings.items()), shlex.join(words)])
    if "\n" in line or "\r" in line or "\\" in line:
        # Whether cron takes two backslashes for one depends on which cron it is.
        raise RelkeeperError(
            "a backslash or a line break in a path cannot be written down safely; move the book to another place"
        )
    if wishes.mail:
        send = f"{shlex.quote(_sendmail())} -t"
        line = f"""mail=$({line}) || exit; [ -z "$mail" ] || printf '%s\\n' "$mail" | {send}"""
    return line


def program(called: str) -> list[str]:
    """The words that start relkeeper from anywhere. `called` is how it was called this time."""
    if Path(called).name in _NAMES:
        found = shutil.which(called)
        if found is not None:
            return [str(Path(found).absolute())]
    return [sys.executable, "-m", "relkeeper"]


def _options(wishes: Wishes) -> list[str]:
    lead = ["--lead", f"{wishes.lead}d"] if wishes.lead else []
    mail = ["--html", "--to", wishes.mail] if wishes.mail else []
    return [*lead, *mail, *(["--notify"] if wishes.notify else [])]


def _sendmail() -> str:
    places = os.pathsep.join([os.environ.get("PATH", ""), *_SENDMAIL])
    found = shutil.which("sendmail", path=places)
    if found is None:
        raise RelkeeperError("mail needs the program sendmail, which postfix, exim, msmtp-mta and others bring along")
    return str(Path(found).absolute())
