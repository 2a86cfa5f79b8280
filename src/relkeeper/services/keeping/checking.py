"""Looking the whole file over: what is wrong, in words, and what to do about it. Nothing is changed."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from relkeeper.errors import DamagedError
from relkeeper.services import contact_rows
from relkeeper.store import blobs, search_index_check
from relkeeper.store.connecting import error_kinds, has_log
from relkeeper.store.faults import explain, is_senseless
from relkeeper.store.images import image
from relkeeper.store.migrations import migrate
from relkeeper.store.watched import WATCHED, Watched

RESTORE = "bring a backup back: relkeeper backup list, relkeeper backup restore NAME"
REINDEX = "derive the index anew: relkeeper db reindex"
_SHOWN = 5
_OTHERS = 0o077
_OTHERS_WRITE = 0o022


class Finding(NamedTuple):
    """Something that is wrong, and what to do about it."""

    what: str
    do: str


Check = Callable[[sqlite3.Connection], Iterator[Finding]]


def findings(db: sqlite3.Connection, path: Path, checks: Iterable[Check], step: Callable[[int], None]) -> list[Finding]:
    """What these checks find wrong within the file at `path`, at most a few examples of each kind.

    `step` is told how many checks are done. Raises BusyError and its like where the file cannot be looked at.
    """
    found: list[Finding] = []
    for number, check in enumerate(checks, 1):
        try:
            found += check(db)
        except error_kinds(ValueError, TypeError) as error:
            sentence = explain(error, path)
            if sentence is not None and not isinstance(sentence, DamagedError):
                raise sentence from error
            if sentence is None and not found:
                raise  # in a sound file that is a fault of ours
            # Where one part makes no sense the other checks may tell more.
            found.append(Finding(f"the file is damaged, and could not be read through: {error}", RESTORE))
        step(number)
    return list(dict.fromkeys(found))


def permissions(files: Iterable[Path]) -> Iterator[Finding]:
    """Which of these files others on this machine may read, and in which folders they may replace them."""
    folders = set()
    for file in files:
        if file.exists():
            folders.add(file.absolute().parent)
            if file.stat().st_mode & _OTHERS and os.name == "posix":
                yield Finding(f"others on this machine may read {file}", f"chmod 600 '{file}'")
    for folder in sorted(folders):
        mode = folder.stat().st_mode
        if mode & _OTHERS_WRITE and not mode & 0o1000 and os.name == "posix":
            yield Finding(f"others on this machine may change what is in {folder}", f"chmod 700 '{folder}'")


def interrupted(files: Iterable[Path]) -> Iterator[Finding]:
    """What commands that did not come to their end left beside the book."""
    for file in files:
        yield Finding(
            f"{file} is what an interrupted command left; the book may stand in it unencrypted",
            f"if no relkeeper is running: rm '{file}'",
        )


def unpacked(folders: Iterable[Path]) -> Iterator[Finding]:
    """What imports that did not come to their end left among the temporary files."""
    for folder in folders:
        yield Finding(
            f"{folder} is what an interrupted import unpacked; correspondence may stand in it unencrypted",
            f"the next import removes it, or: rm -r '{folder}'",
        )


def _integrity(db: sqlite3.Connection) -> Iterator[Finding]:
    for (said,) in db.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if said != "ok":
            yield Finding(f"the file is damaged: {said}", RESTORE)


def _shape(db: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite reads past: a header that makes no sense, and an end in the middle of a page."""
    file = Path(db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    if is_senseless(file):
        yield Finding("the file is damaged: its header names a format that does not exist", RESTORE)
    (page_size,) = db.execute("PRAGMA page_size").fetchone()
    if file.stat().st_size % int(page_size) and not has_log(file):  # a text, as SQLCipher tells it
        yield Finding("the file is damaged: its end is missing", RESTORE)


def _foreign_keys(db: sqlite3.Connection) -> Iterator[Finding]:
    broken: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        if table != "chunk":  # nobody misses them, and compacting takes them away
            broken[table, parent] = broken.get((table, parent), 0) + 1
    for (table, parent), count in broken.items():
        yield Finding(f"{count} rows of {table} refer to rows of {parent} that are not there", RESTORE)


def _texts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Each text is UTF-8, and what the journal keeps of a row is a row."""
    db.create_function("unreadable", 1, _unreadable, deterministic=True)
    db.create_function("no_row", 1, _no_row, deterministic=True)
    tables = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'")
    ]
    for table in tables:
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")') if row[2] in {"TEXT", "ANY"}]
        tests = " OR ".join(f"unreadable(CAST({column} AS BLOB))" for column in columns)
        if "before" in columns:
            tests += " OR no_row(CAST(before AS BLOB))"
        if columns:
            (count,) = db.execute(f'SELECT count(*) FROM "{table}" WHERE {tests}').fetchone()
            if count:
                yield Finding(f"{count} rows of {table} have text that cannot be read", RESTORE)


def _unreadable(text: bytes | None) -> bool:
    try:
        (text or b"").decode()
    except UnicodeDecodeError:
        return True
    return False


def _no_row(before: bytes | None) -> bool:
    try:
        return before is not None and not isinstance(image(before.decode()), dict)
    except ValueError:
        return True


def _schema(db: sqlite3.Connection) -> Iterator[Finding]:
    """The tables, indexes and triggers are those that a new book has."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new, Path(":memory:"), lambda: None)
        wanted, there = _objects(new), _objects(db)
    for kind, name in sorted(wanted.keys() | there.keys()):
        if wanted.get((kind, name)) != there.get((kind, name)):
            how = "is missing" if (kind, name) not in there else "was changed or added by another program"
            yield Finding(f"the {kind} {name} {how}", RESTORE)


def _objects(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    return {(kind, name): sql for kind, name, sql in rows}


def _name_keys(db: sqlite3.Connection) -> Iterator[Finding]:
    """Everybody is found by the names they have, and by no others."""
    wrong = contact_rows.misnamed(db)
    if wrong:
        some = ", ".join(f"#{number}" for number in wrong[:_SHOWN])
        yield Finding(
            f"{len(wrong)} contacts are not found by their names as they are now: {some}",
            REINDEX,
        )


def _index(db: sqlite3.Connection) -> Iterator[Finding]:
    """Everything is found by the words that it has, and by no others."""
    try:
        right = search_index_check.is_right(db)
    except error_kinds(sqlite3.DatabaseError) as error:
        yield Finding(f"the index of words cannot be read through: {error}", REINDEX)
    else:
        if not right:
            yield Finding("the index of words does not have what the rows say", REINDEX)


def _journal(db: sqlite3.Connection) -> Iterator[Finding]:
    """A row whose last change was a delete is gone, and any other is there."""
    if db.execute("SELECT 1 FROM operation WHERE open").fetchone():
        yield Finding("an operation of the journal was never ended", RESTORE)
    for watched in WATCHED:
        (count,) = db.execute(
            f"""
            SELECT count(*) FROM (
                SELECT key, action, max(id) FROM change WHERE table_name = ? GROUP BY key
            ) c LEFT JOIN {watched.table} t ON {_same_row(watched)}
            WHERE (c.action = 'delete') IS NOT (t.{watched.key[0]} IS NULL)
            """,
            (watched.table,),
        ).fetchone()
        if count:
            yield Finding(f"{count} rows of {watched.table} are not what the journal says", RESTORE)


def _contents(db: sqlite3.Connection) -> Iterator[Finding]:
    """The bytes of each attached file are those that were attached. What is in them is never told."""
    for (number,) in db.execute("SELECT id FROM content ORDER BY id").fetchall():
        try:
            for _ in blobs.read(db, number):
                pass
        except DamagedError:
            yield Finding(f"the bytes of {_attached(db, number)} are damaged", RESTORE)


def _attached(db: sqlite3.Connection, content_id: int) -> str:
    """`attachment #3 (of contact #1 and entry #12)`, for each place in which a content is attached."""
    found = []
    attachments = db.execute(
        "SELECT id, interaction_id FROM attachment WHERE content_id = ? ORDER BY id", (content_id,)
    )
    for number, entry in attachments.fetchall():
        people = db.execute("SELECT contact_id FROM attachment_contact WHERE attachment_id = ?", (number,))
        ties = [f"contact #{person}" for (person,) in people] + ([] if entry is None else [f"entry #{entry}"])
        found.append(f"attachment #{number} (of {' and '.join(ties)})")
    return ", ".join(found) or "a file that was removed, and that an undo would bring back,"


def _same_row(watched: Watched) -> str:
    if len(watched.key) == 1:
        return f"t.{watched.key[0]} = c.key"
    first, second = watched.key
    return (
        f"t.{first} = CAST(substr(c.key, 1, instr(c.key, ',') - 1) AS INTEGER) "
        f"AND t.{second} = CAST(substr(c.key, instr(c.key, ',') + 1) AS INTEGER)"
    )


# Those that hold for a book of any version, and find bytes that nobody wrote.
OF_ANY_BOOK: tuple[Check, ...] = (_integrity, _shape, _foreign_keys, _texts)
CHECKS: tuple[Check, ...] = (*OF_ANY_BOOK, _schema, _name_keys, _index, _journal, _contents)
