"""Pictures of relkeeper at work: real commands on a real terminal, on a book of invented people."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fcntl import ioctl
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from termios import TIOCSWINSZ
from typing import NamedTuple

from docs.making.picture_book import PEOPLE, talk
from docs.making.screen import svg
from relkeeper.book import Book

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)

# Runs lines one after the other, so that Python starts once; those that begin with `$` are shown as typed.
_DRIVER = """
import json, os, shlex, sys
from relkeeper.__main__ import main
for now, line in json.load(open(sys.argv[1], encoding="utf-8")):
    os.environ["RELKEEPER_NOW"] = now
    typed = line.removeprefix("$ ")
    if typed is not line:
        print("\\x1b[32m$\\x1b[0m \\x1b[1m" + typed + "\\x1b[0m", flush=True)
    sys.argv = shlex.split(typed)
    try:
        main()
    except SystemExit as ended:
        assert not ended.code, line
    if typed is not line:
        print(flush=True)
"""


class Session(NamedTuple):
    """A picture: its file, what a screen reader says of it, the width in columns, and the commands that are shown."""

    name: str
    title: str
    summary: str
    columns: int
    lines: Sequence[str]


SESSIONS = (
    Session(
        "terminal-everyday.svg",
        "relkeeper in a terminal",
        "Logging a dinner, then a table of who is overdue, and whom to contact next, and why.",
        100,
        (
            '$ relkeeper log 样张三 "聚餐, 说起搬家" --via 见面 --when 昨天',
            "$ relkeeper overdue",
            "$ relkeeper suggest --limit 2",
        ),
    ),
    Session(
        "terminal-stats.svg",
        "relkeeper stats in a terminal",
        "The year as charts of characters: months, days, hours of the week, people and silences.",
        88,
        ("$ relkeeper stats",),
    ),
)


def pages() -> dict[str, str]:
    """The text of each picture by its name. Needs a pty; touches no file but temporary ones."""
    with TemporaryDirectory(prefix="relkeeper-pictures-") as folder:
        environ = _environ(Path(folder))
        _fill(Path(folder), environ)
        return {
            each.name: svg(_shown(Path(folder), each, environ), each.columns, each.title, each.summary)
            for each in SESSIONS
        }


def _environ(home: Path) -> dict[str, str]:
    """That of a user with nothing set; the clock stands still."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
        "RELKEEPER_NOW": NOW.isoformat(),
        "RELKEEPER_DB": str(home / "book.db"),
        "RELKEEPER_CONFIG": str(home / "config.toml"),
        "RELKEEPER_BACKUP_DAILY": "0",
    }


def _program(home: Path, lines: Iterable[tuple[int, str]]) -> list[str]:
    typed = home / "lines.json"
    at = [((NOW - timedelta(days=days)).isoformat(), line) for days, line in lines]
    typed.write_text(json.dumps(at), encoding="utf-8")
    return [sys.executable, "-c", _DRIVER, str(typed)]


def _fill(home: Path, environ: Mapping[str, str]) -> None:
    """Make the book, the people as they would be typed, their talks as one change, which takes a tenth of the time."""
    program = _program(home, PEOPLE)
    subprocess.run(program, env=environ, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - Python and our driver
    talk(Book(Path(environ["RELKEEPER_DB"]), environ=environ))


def _shown(home: Path, session: Session, environ: Mapping[str, str]) -> str:
    """What the commands of a session wrote to a terminal."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, pack("HHHH", 50, session.columns, 0, 0))
    with subprocess.Popen(  # noqa: S603 - Python and our driver
        _program(home, ((0, line) for line in session.lines)),
        env=environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as running:
        os.close(theirs)
        said = _read(ours)
    if running.returncode:
        raise RuntimeError(f"{session.name}: {said}")
    return said.replace("\r\n", "\n")


def _read(terminal: int) -> str:
    """All that is written until the other side closes, which Linux says with an error."""
    said = b""
    with os.fdopen(terminal, "rb", buffering=0) as file:
        while True:
            try:
                piece = file.read(65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
    return said.decode()
