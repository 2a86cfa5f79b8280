"""What the user said of contacts that are one, or two."""

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.row import Row, id_of


class DistinctPair(Row, table=True):
    """Two contacts of whom the user said that they are two; the smaller number first."""

    __tablename__ = "distinct_pair"

    contact_id: int = Field(primary_key=True, foreign_key=id_of(Contact))
    other_id: int = Field(primary_key=True, foreign_key=id_of(Contact))


class MergedContact(Row, table=True):
    """A contact that is one with another now, by the number that it had."""

    __tablename__ = "merged_contact"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
