"""The tables as SQLModel classes, for what writes. The migrations are the truth about the file; a test compares them.

No relationships are declared: rows name each other by id, and the file's foreign keys do the rest.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from relkeeper.rules import instants


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as sortable UTC text `YYYY-MM-DDTHH:MM:SSZ`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instants.text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def new_uid() -> str:
    return str(uuid.uuid4())


class Contact(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
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
    private_notes: str = ""
    no_greetings: bool = False
    no_sharing: bool = False
    no_automation: bool = False
    no_sensitive: bool = False
    timezone: str = ""
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)


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
    private: bool = False


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
    inverse: str = ""


class CardProperty(SQLModel, table=True):
    __tablename__ = "card_property"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    grp: str = ""
    name: str
    params: str = ""
    value: str


class TakenCard(SQLModel, table=True):
    __tablename__ = "taken_card"

    digest: str = Field(primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")


class Interaction(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
    at: datetime = Field(sa_type=Instant)
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
    private: bool = False
    kind: str = ""
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)


class Participant(SQLModel, table=True):
    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    on_date: date = Field(primary_key=True)
    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id")
    counts: bool = True


class FollowUp(SQLModel, table=True):
    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
    contact_id: int = Field(foreign_key="contact.id")
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    text: str
    due_on: date
    begins_on: date
    every_count: int | None = None
    every_unit: str | None = None
    done_on: date | None = None
    private: bool = False
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)


class Topic(SQLModel, table=True):
    """What somebody knows about, as the user says it; `key` is how it is compared."""

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")
    name: str
    key: str


class Content(SQLModel, table=True):
    """The bytes of a file. Written by `blobs.py` alone, as are its chunks."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    size: int
    media_type: str
    text: str = ""
    begins: str | None = None


class Chunk(SQLModel, table=True):
    content_id: int = Field(primary_key=True, foreign_key="content.id")
    number: int = Field(primary_key=True)
    data: bytes


class Attachment(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
    content_id: int = Field(foreign_key="content.id")
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    name: str
    note: str = ""
    original: bool = False
    added_at: datetime = Field(sa_type=Instant)


class AttachmentContact(SQLModel, table=True):
    __tablename__ = "attachment_contact"

    attachment_id: int = Field(primary_key=True, foreign_key="attachment.id")
    contact_id: int = Field(primary_key=True, foreign_key="contact.id")


class Sitting(SQLModel, table=True):
    interaction_id: int = Field(primary_key=True, foreign_key="interaction.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    chat: str
    ended_at: datetime = Field(sa_type=Instant)
    messages_in: int
    messages_out: int
    taken: str


class DismissedMessage(SQLModel, table=True):
    """Messages of entries that the user deleted."""

    __tablename__ = "dismissed_message"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    chat: str
    taken: str


class TakenEvent(SQLModel, table=True):
    __tablename__ = "taken_event"

    digest: str = Field(primary_key=True)
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")


class DistinctPair(SQLModel, table=True):
    """Two contacts of whom the user said that they are two; the smaller number first."""

    __tablename__ = "distinct_pair"

    contact_id: int = Field(primary_key=True, foreign_key="contact.id")
    other_id: int = Field(primary_key=True, foreign_key="contact.id")


class MergedContact(SQLModel, table=True):
    """A contact that is one with another now, by the number that it had."""

    __tablename__ = "merged_contact"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id")


class SyncFolder(SQLModel, table=True):
    __tablename__ = "sync_folder"

    id: int | None = Field(default=None, primary_key=True)
    path: str
    seen: int = 0


class SyncCard(SQLModel, table=True):
    __tablename__ = "sync_card"

    id: int | None = Field(default=None, primary_key=True)
    folder_id: int = Field(foreign_key="sync_folder.id")
    name: str
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    digest: str
    theirs: str
    ours: str
    gone: bool = False


class Operation(SQLModel, table=True):
    """Everything that one command changed. Written by `journal.py` alone, as are its changes by the triggers."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    command: str
    undoes: int | None = Field(default=None, foreign_key="operation.id")
    open: bool = False
    for_good: bool = False


class Change(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    operation_id: int | None = Field(default=None, foreign_key="operation.id")
    action: str
    table_name: str
    key: str
    contact_id: int | None = None
    before: str | None = None
