"""A notification on the desktop, by the program that the system has for it: notify-send, or osascript on macOS."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import RelkeeperError
from relkeeper.rules.texts import untrusted

# More than any desktop shows; a single argument may not be of any length either.
_MOST = 2000
_SECONDS = 10
# The words come as arguments of the script, and never become a part of it.
_SCRIPT = b"""on run argv
display notification (item 2 of argv) with title (item 1 of argv)
end run
"""


class _Call(NamedTuple):
    """The arguments of a program, and what it reads."""

    words: list[str]
    reads: bytes = b""


def send(title: str, body: str) -> None:
    """Show a notification; what could act on a desktop (controls, markup) is shown as it is written.

    Raises RelkeeperError where the machine has no program for it, or that does not reach a desktop.
    """
    program = _program()
    if program is None:
        raise RelkeeperError(f"{lacking()}, or leave --notify out")
    title, body = (untrusted.block(words)[:_MOST] for words in (title, body))
    call = _osascript(title, body) if sys.platform == "darwin" else _notify_send(title, body)
    try:
        done = subprocess.run(  # noqa: S603 - the notifier of the system; words go in as arguments
            [program, *call.words],
            input=call.reads,
            capture_output=True,
            timeout=_SECONDS,
            env=_environ(os.environ),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RelkeeperError(
            f"no desktop took the notification: {program} did not end within {_SECONDS} seconds; is anybody logged in?"
        ) from None
    except OSError as error:
        raise RelkeeperError(f"the notification could not be shown: {program}: {error.strerror}") from error
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise RelkeeperError(f"no desktop took the notification: {program}: {why}")


def lacking() -> str:
    """What this machine lacks for notifications, with where to get it; empty where it has all."""
    if _program() is not None:
        return ""
    if sys.platform == "darwin":
        return "notifications need osascript, a part of macOS: put its folder on the PATH"
    return "notifications need notify-send: install it (package libnotify-bin)"


def _program() -> str | None:
    return shutil.which("osascript" if sys.platform == "darwin" else "notify-send")


def _osascript(title: str, body: str) -> _Call:
    return _Call(["-", title, body], _SCRIPT)


def _notify_send(title: str, body: str) -> _Call:
    """notify-send takes backslashes in the body as those of C, and desktops read a little HTML in it."""
    for character, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\\", "\\\\")):
        body = body.replace(character, written)
    return _Call(["--app-name=relkeeper", "--", title, body])


def _environ(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment, with what cron leaves out: that words are UTF-8, and where the desktop of the user listens."""
    if sys.platform in {"darwin", "win32"}:
        return dict(environ)
    complete = {**environ, "LC_ALL": "C.UTF-8"}
    bus = Path(f"/run/user/{os.getuid()}/bus")
    if "DBUS_SESSION_BUS_ADDRESS" not in environ and bus.exists():
        complete["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
    return complete
