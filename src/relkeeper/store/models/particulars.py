"""What is kept of a contact beside its own row."""

from sqlmodel import Field

from relkeeper.store.models.contacts import Contact
from relkeeper.store.models.row import Row, id_of


class Alias(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    name: str


class NameKey(Row, table=True):
    __tablename__ = "name_key"

    key: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    contact_id: int = Field(primary_key=True, foreign_key=id_of(Contact))


class ContactPoint(Row, table=True):
    __tablename__ = "contact_point"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    kind: str
    label: str = ""
    value: str
    normalized: str


class Tag(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str
    key: str
    cadence_days: int | None = None


class ContactTag(Row, table=True):
    __tablename__ = "contact_tag"

    contact_id: int = Field(primary_key=True, foreign_key=id_of(Contact))
    tag_id: int = Field(primary_key=True, foreign_key=id_of(Tag))


class CustomField(Row, table=True):
    __tablename__ = "custom_field"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    name: str
    value: str
    private: bool = False


class Occasion(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    kind: str
    calendar: str = "gregorian"
    year: int | None = None
    month: int
    day: int
    leap: bool = False


class Relation(Row, table=True):
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    kind: str
    name: str
    other_id: int | None = Field(default=None, foreign_key=id_of(Contact))
    inverse: str = ""


class CardProperty(Row, table=True):
    __tablename__ = "card_property"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    grp: str = ""
    name: str
    params: str = ""
    value: str


class Topic(Row, table=True):
    """What somebody knows about, as the user says it; `key` is how it is compared."""

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key=id_of(Contact))
    name: str
    key: str
