"""What was taken from other programs, so that it is not taken twice."""

from datetime import datetime

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.entries import Interaction
from relkeeper.store.models.row import Instant, Row, id_of


class TakenCard(Row, table=True):
    __tablename__ = "taken_card"

    digest: str = Field(primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))


class Sitting(Row, table=True):
    interaction_id: int = Field(primary_key=True, foreign_key=id_of(Interaction))
    contact_id: int | None = Field(default=None, foreign_key=id_of(Contact))
    chat: str
    ended_at: datetime = Field(sa_type=Instant)
    messages_in: int
    messages_out: int
    taken: str


class DismissedMessage(Row, table=True):
    """Messages of entries that the user deleted."""

    __tablename__ = "dismissed_message"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int | None = Field(default=None, foreign_key=id_of(Contact))
    chat: str
    taken: str


class TakenEvent(Row, table=True):
    __tablename__ = "taken_event"

    digest: str = Field(primary_key=True)
    interaction_id: int | None = Field(default=None, foreign_key=id_of(Interaction))


class SyncFolder(Row, table=True):
    __tablename__ = "sync_folder"

    id: int | None = Field(default=None, primary_key=True)
    path: str
    seen: int = 0


class SyncCard(Row, table=True):
    __tablename__ = "sync_card"

    id: int | None = Field(default=None, primary_key=True)
    folder_id: int = Field(foreign_key=id_of(SyncFolder))
    name: str
    contact_id: int | None = Field(default=None, foreign_key=id_of(Contact))
    digest: str
    theirs: str
    ours: str
    gone: bool = False
