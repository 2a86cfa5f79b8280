"""What has been read of one card so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from relkeeper.drafts import OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.names import NameParts

# Another spelling of a property, in cards older than the standard.
_OTHER_NAMES = {"CN": "FN"}

NameOf = Callable[[str], str]


@dataclass(slots=True)
class Gathered:
    """The parts of a contact, as they are found.

    `chosen` has the one of each property of which a contact has one, `labels` the Apple labels by group, `preferred`
    what goes before other points, with its kind.
    """

    chosen: Mapping[str, Property]
    labels: Mapping[str, str]
    name_of_card: NameOf
    parts: NameParts = field(default_factory=NameParts)
    organization: str = ""
    title: str = ""
    pronouns: str = ""
    uid: str = ""
    how_we_met: str = ""
    cadence_days: int | None = None
    archived: bool = False
    timezone: str = ""
    topics: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    private_fields: dict[str, str] = field(default_factory=dict)
    private_notes: list[str] = field(default_factory=list)
    opt_outs: list[str] = field(default_factory=list)
    uids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    points: list[tuple[int, PointDraft]] = field(default_factory=list)
    preferred: list[tuple[str, Property]] = field(default_factory=list)
    occasions: list[OccasionDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    kept: list[PropertyDraft] = field(default_factory=list)
    no_dates: list[Property] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)

    def label_for(self, prop: Property) -> str:
        """The Apple label of the property's group, which is thereby taken in."""
        self.labelled.add(group_of(prop))
        return self.labels.get(group_of(prop), "")

    def is_chosen(self, prop: Property) -> bool:
        return self.chosen.get(name_of(prop)) is prop


def name_of(prop: Property) -> str:
    """The name that the standard has for it."""
    return _OTHER_NAMES.get(prop.name, prop.name)


def group_of(prop: Property) -> str:
    """Group names are compared without case (RFC 6350 section 3.3)."""
    return prop.header.group.lower()
