"""Which version a file has: all that what reads needs to know of the migrations."""

import sqlite3
from pathlib import Path

from relkeeper.errors import ForeignFileError, NewerFileError
from relkeeper.store.faults import damaged

# How many migrations there are.
NEWEST_VERSION = 6

# "rlkp" in ASCII: `file` and other programs can tell a book from any other SQLite file.
APPLICATION_ID = 0x726C6B70
# A database with these that says it is of another program is a book with a damaged header.
_OF_EVERY_BOOK = {"contact", "name_key", "contact_by_cadence", "interaction_without_participants"}


def version_of(db: sqlite3.Connection, path: Path, newest: int = NEWEST_VERSION) -> int:
    """The schema version of an open file, 0 for an empty one.

    Raises NewerFileError for a version this program does not know, ForeignFileError for another program's database.
    """
    try:
        application, version = db.execute("SELECT * FROM pragma_application_id, pragma_user_version").fetchone()
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema quotes it
        raise damaged(path) from error
    if application != APPLICATION_ID:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
        if tables >= _OF_EVERY_BOOK:
            raise damaged(path)
        if application or version or tables:
            raise ForeignFileError(
                f"{path} is a database of another program, not a relkeeper book; name another with --db"
            )
        return 0
    if version > newest:
        raise NewerFileError(
            f"{path} was written by a newer relkeeper (version {version}; {newest} is known here); update relkeeper"
        )
    return int(version)
