"""A line in the user's crontab (crontab(5)), known by the comment at its end."""

import os
import shutil

from relkeeper.desktop import calling
from relkeeper.desktop.job import Job
from relkeeper.errors import RelkeeperError

PASSPHRASE = "a line of its own above the one of relkeeper, in crontab -e"  # noqa: S105 - no passphrase, but a place

# To the shell that runs the line it is a comment.
_MARK = "# relkeeper remind"


def plan(job: Job) -> str:
    """The line, below how to get it into the crontab."""
    return f"# A line for your crontab (crontab -e):\n{line(job)}"


def install(job: Job) -> list[str]:
    """Put the line into the crontab; every other line stays as it is, byte for byte."""
    before = _crontab()
    after = with_line(before, line(job))
    if after == before:
        return ["The crontab has that line already; nothing was changed."]
    _write(after)
    verb = "Replaced the line of relkeeper in" if without_line(before) != before else "Added a line to"
    return [f"{verb} your crontab: {line(job)}"]


def remove() -> list[str]:
    """Take the line away."""
    if shutil.which("crontab") is None:
        return []
    before = _crontab()
    after = without_line(before)
    if after == before:
        return []
    _write(after)
    return ["Took the line of relkeeper out of your crontab."]


def line(job: Job) -> str:
    """The line of the crontab; to cron a percent sign is the end of a line unless a backslash stands before it."""
    command = job.line.replace("%", "\\%")
    return f"{job.minute} {job.hour} * * * {command} {_MARK}"


def with_line(crontab: bytes, ours: str) -> bytes:
    """The crontab with our line: in its old place, else at the end."""
    lines = crontab.splitlines(keepends=True)
    places = [place for place, each in enumerate(lines) if _is_ours(each)]
    new = os.fsencode(f"{ours}\n")
    if places:
        lines[places[0]] = new
        return b"".join(each for place, each in enumerate(lines) if place not in places[1:])
    end = b"\n" if crontab and not crontab.endswith(b"\n") else b""
    return crontab + end + new


def without_line(crontab: bytes) -> bytes:
    """The crontab without our line."""
    return b"".join(each for each in crontab.splitlines(keepends=True) if not _is_ours(each))


def _is_ours(each: bytes) -> bool:
    """What the user made a comment belongs to the user."""
    return each.rstrip().endswith(_MARK.encode()) and not each.lstrip().startswith(b"#")


def _crontab() -> bytes:
    """What there is; b"" where the user has none. Raises RelkeeperError where that cannot be known."""
    done = calling.run("crontab", "-l")
    if done.returncode == 0:
        return done.stdout
    # The words of cronie and vixie-cron, of fcron, and of busybox.
    if any(words in done.stderr for words in (b"no crontab", b"no fcrontab", b"No such file")):
        return b""
    raise RelkeeperError(f"your crontab cannot be read, so nothing was changed: {calling.said(done)}")


def _write(crontab: bytes) -> None:
    done = calling.run("crontab", "-", reads=crontab)
    if done.returncode:
        raise RelkeeperError(f"crontab did not take the line, so nothing was changed: {calling.said(done)}")
