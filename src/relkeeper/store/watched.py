"""Which tables the journal watches."""

from collections.abc import Sequence
from typing import NamedTuple


class Watched(NamedTuple):
    """A journalled table: the columns that name a row for good, and the SQL of the contact it is about (or NULL).

    The column comes with `{}` for the row (`OLD` or `NEW`).
    """

    table: str
    key: tuple[str, ...] = ("id",)
    contact: str = "{}.contact_id"


# Parents before children. A participation is named without its date, which follows the date of its interaction.
WATCHED: Sequence[Watched] = (
    Watched("contact", contact="{}.id"),
    Watched("tag", contact="NULL"),
    Watched("interaction", contact="NULL"),
    Watched("alias"),
    Watched("contact_point"),
    Watched("custom_field"),
    Watched("occasion"),
    Watched("relation"),
    Watched("card_property"),
    Watched("taken_card", key=("digest",)),
    Watched("contact_tag", key=("contact_id", "tag_id")),
    Watched("participant", key=("interaction_id", "contact_id")),
    Watched("attachment", contact="NULL"),
    Watched("attachment_contact", key=("attachment_id", "contact_id")),
    Watched("sitting", key=("interaction_id",), contact="NULL"),
    Watched("dismissed_message", contact="NULL"),
    Watched("taken_event", key=("digest",), contact="NULL"),
    Watched("distinct_pair", key=("contact_id", "other_id")),
    Watched("merged_contact"),
    Watched("sync_folder", contact="NULL"),
    Watched("sync_card"),
    Watched("follow_up"),
    Watched("topic"),
)
