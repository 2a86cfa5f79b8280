"""Attached files, and what they are attached to."""

from datetime import datetime

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.entries import Interaction
from relkeeper.store.models.row import Instant, Row, id_of, new_uid


class Content(Row, table=True):
    """The bytes of a file. Written by `blobs.py` alone, as are its chunks."""

    id: int | None = Field(default=None, primary_key=True)
    sha256: str
    size: int
    media_type: str
    text: str = ""
    begins: str | None = None


class Chunk(Row, table=True):
    content_id: int = Field(primary_key=True, foreign_key=id_of(Content))
    number: int = Field(primary_key=True)
    data: bytes


class Attachment(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
    content_id: int = Field(foreign_key=id_of(Content))
    interaction_id: int | None = Field(default=None, foreign_key=id_of(Interaction))
    name: str
    note: str = ""
    original: bool = False
    added_at: datetime = Field(sa_type=Instant)


class AttachmentContact(Row, table=True):
    __tablename__ = "attachment_contact"

    attachment_id: int = Field(primary_key=True, foreign_key=id_of(Attachment))
    contact_id: int = Field(primary_key=True, foreign_key=id_of(Contact))
