"""The row of a contact."""

from datetime import date, datetime

from sqlmodel import Field

from relkeeper.store.models.row import Instant, Row, new_uid


class Contact(Row, table=True):
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
