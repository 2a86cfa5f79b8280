"""Promises with a date."""

from datetime import date, datetime

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.entries import Interaction
from relkeeper.store.models.row import Instant, Row, id_of, new_uid


class FollowUp(Row, table=True):
    __tablename__ = "follow_up"

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid)
    contact_id: int = Field(foreign_key=id_of(Contact))
    interaction_id: int | None = Field(default=None, foreign_key=id_of(Interaction))
    text: str
    due_on: date
    begins_on: date
    every_count: int | None = None
    every_unit: str | None = None
    done_on: date | None = None
    private: bool = False
    created_at: datetime = Field(sa_type=Instant)
    updated_at: datetime = Field(sa_type=Instant)
