"""What the tests of faults have in common: the file itself, past relkeeper, and a line that may end in any way."""

import io
import resource
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from relkeeper.cli import main
from tests.conftest import Result


def call(line: str) -> Result:
    """Run a line of relkeeper here, however it ends. What it raises itself is raised."""
    sys.argv = ["relkeeper", *shlex.split(line)]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            return Result(int(ended.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("main() always exits")


def ask(path: Path, statement: str) -> list[Any]:
    """The rows that a statement gives, through a connection of its own."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(statement).fetchall()


def faults(path: Path) -> list[Any]:
    """What SQLite finds wrong with a file."""
    found = [row for row in ask(path, "PRAGMA integrity_check") if row != ("ok",)]
    return found + ask(path, "PRAGMA foreign_key_check")


def contents(path: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    tables = ask(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return {
        name: sorted(ask(path, f'SELECT * FROM "{name}"'), key=repr)
        for (name,) in tables
        if not name.startswith("search_index")
    }


def private_copy(source: Path, target: Path) -> None:
    """Copy a file of the tests to where a book may be: readable by its owner alone, as no checkout of them is."""
    shutil.copyfile(source, target)
    target.chmod(0o600)


def cards(count: int, name: str = "Person", note: str = "words " * 40) -> str:
    """As many vCards."""
    return "".join(
        f"BEGIN:VCARD\nVERSION:4.0\nFN:{name} {number} Muster\nNOTE:{note}\nEND:VCARD\n" for number in range(count)
    )


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """A full disk: this process can write no file beyond that many bytes. Python ignores the signal that comes first."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
