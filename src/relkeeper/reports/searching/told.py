"""All texts in which the words of a search may stand, each with the user's word for where it is."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from relkeeper.reports.searching import relations

# The columns of the contact itself, the user's word for each, and the column of the index it is in.
_OF_CONTACT = (
    ("organization", "organization", "about"),
    ("title", "title", "about"),
    ("how_we_met", "how we met", "about"),
    ("notes", "notes", "about"),
    ("private_notes", "private notes", "private"),
)
_OF_ENTRY = ("summary", "outcome", "body", "place")
# The rows of a contact: the user's word, what they say, and the column of the index it is in.
_ROWS_OF_CONTACT = (
    ("SELECT 'alias', name, 'name' FROM alias WHERE contact_id = :id"),
    ("SELECT kind, value, 'point' FROM contact_point WHERE contact_id = :id"),
    ("SELECT 'topic', name, 'topic' FROM topic WHERE contact_id = :id"),
    ("SELECT 'tag', k.name, '' FROM contact_tag ct JOIN tag k ON k.id = ct.tag_id WHERE ct.contact_id = :id"),
    ("SELECT 'field', name || ': ' || value, 'about', private FROM custom_field"
     " WHERE contact_id = :id AND (:reveal OR NOT private)"),
)  # fmt: skip


class Told(NamedTuple):
    """A text, the user's word for where it stands, and the column of the index it is in; empty for a tag.

    `also` are other words by which it is found. `private` is what of a contact is told only to who asks for it.
    """

    field: str
    text: str
    column: str
    private: bool = False
    also: str = ""


def by_contact(db: sqlite3.Connection, number: int, *, reveal: bool) -> list[Told]:
    """What is told of a contact, its name first."""
    columns = ", ".join(column for column, _, _ in _OF_CONTACT)
    name, *texts = db.execute(f"SELECT name, {columns} FROM contact WHERE id = ?", (number,)).fetchone()
    told = [Told("name", name, "name")]
    for (_, field, column), text in zip(_OF_CONTACT, texts, strict=True):
        if text and (reveal or column != "private"):
            told.append(Told(field, text, column, column == "private"))
    values = {"id": number, "reveal": reveal}
    for statement in _ROWS_OF_CONTACT:
        for field, text, column, *private in db.execute(statement, values):
            told.append(Told(field, text, column, any(private)))
    return [*told, *_relations(db, number)]


def _relations(db: sqlite3.Connection, number: int) -> Iterator[Told]:
    """The relations of a contact: those that it has, and those that others have to it."""
    own = db.execute("SELECT kind, name FROM relation WHERE contact_id = ? ORDER BY id", (number,)).fetchall()
    theirs = [(kind, person.name) for kind, person in relations.kept_by_others(db, number)]
    for kind, name in (*own, *theirs):
        yield Told("relation", f"{kind}: {name}", "name", also=relations.words(kind))


def by_entry(db: sqlite3.Connection, number: int) -> list[Told]:
    """What an entry or a note says. Whether it may be told is asked before."""
    texts = db.execute(f"SELECT {', '.join(_OF_ENTRY)} FROM interaction WHERE id = ?", (number,)).fetchone()
    return [Told(field, text, field) for field, text in zip(_OF_ENTRY, texts, strict=True) if text]


def by_follow_up(db: sqlite3.Connection, number: int) -> list[Told]:
    """What a follow-up says. Whether it may be told is asked before."""
    return [
        Told("follow-up", text, "text") for (text,) in db.execute("SELECT text FROM follow_up WHERE id = ?", (number,))
    ]


def by_attachment(db: sqlite3.Connection, number: int) -> list[Told]:
    """What an attached file is called, and what is in it. Whether it may be told is asked before."""
    statement = "SELECT a.name, a.note, c.text FROM attachment a JOIN content c ON c.id = a.content_id WHERE a.id = ?"
    name, note, text = db.execute(statement, (number,)).fetchone()
    told = [Told("file", name, "file"), Told("note", note, "file"), Told("text", text, "text")]
    return [each for each in told if each.text]
