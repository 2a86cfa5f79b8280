"""What happened, and who took part."""

from datetime import date, datetime

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.row import Instant, Row, id_of, new_uid


class Interaction(Row, table=True):
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


class Participant(Row, table=True):
    contact_id: int = Field(primary_key=True, foreign_key=id_of(Contact))
    on_date: date = Field(primary_key=True)
    interaction_id: int = Field(primary_key=True, foreign_key=id_of(Interaction))
    counts: bool = True
