"""The least that a program with these libraries can do to write: `python -m benchmarks.bare FILE`.

Typer is imported, SQLModel maps the tables of a book, and one row is committed with the pragmas of relkeeper's own
writing. The tables are declared here again, so that nothing of relkeeper is imported.
"""

import sqlite3
import sys
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import typer  # noqa: F401 - its import is part of what is measured
from sqlalchemy import event
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
)


class Contact(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str
    name: str
    sort_key: str
    given_name: str = ""
    family_name: str = ""
    organization: str = ""
    title: str = ""
    pronouns: str = ""
    how_we_met: str = ""
    notes: str = ""
    cadence_days: int | None = None
    added_on: date
    snoozed_until: date | None = None
    archived: bool = False
    created_at: str
    updated_at: str


class Alias(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    name: str


class NameKey(SQLModel, table=True):
    __tablename__ = "name_key"

    key: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    contact_id: int = Field(primary_key=True, foreign_key="contact.id")


class ContactPoint(SQLModel, table=True):
    __tablename__ = "contact_point"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    label: str = ""
    value: str
    normalized: str


class Tag(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    key: str
    cadence_days: int | None = None


class ContactTag(SQLModel, table=True):
    __tablename__ = "contact_tag"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    tag_id: int = Field(primary_key=True, foreign_key="tag.id")


class CustomField(SQLModel, table=True):
    __tablename__ = "custom_field"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    name: str
    value: str


class Occasion(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    calendar: str = "gregorian"
    year: int | None = None
    month: int
    day: int
    leap: bool = False


class Relation(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: str
    name: str
    other_id: int | None = Field(default=None, foreign_key="contact.id")


class CardProperty(SQLModel, table=True):
    __tablename__ = "card_property"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    grp: str = ""
    name: str
    params: str = ""
    value: str


class Interaction(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str
    at: str
    utc_offset: int
    on_date: date
    precision: str
    channel: str
    direction: str = ""
    summary: str
    body: str = ""
    outcome: str = ""
    place: str = ""
    duration_minutes: int | None = None
    source: str = "typed"
    created_at: str
    updated_at: str


class Participant(SQLModel, table=True):
    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    on_date: date = Field(primary_key=True)
    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id")


def write(path: Path) -> None:
    """Commit one contact to the book at `path`, which exists."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS:
        db.execute(pragma)
    engine = create_engine("sqlite://", creator=lambda: db, poolclass=StaticPool)
    event.listen(engine, "begin", lambda _: db.execute("BEGIN IMMEDIATE"))
    now = datetime.now(UTC)
    stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    with Session(engine, expire_on_commit=False) as session:
        session.add(
            Contact(
                uid=str(uuid.uuid4()),
                name="Nobody Example",
                sort_key="nobody example",
                added_on=now.date(),
                created_at=stamp,
                updated_at=stamp,
            )
        )
        session.commit()
    engine.dispose()
    db.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
