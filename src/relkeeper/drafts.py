"""Values on their way into the book: importers yield them, commands build them, services turn them into rows.

Frozen and free of any database. Text is as the source had it, decoded and unescaped, not yet normalised.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # Only a name here: what reads the book needs drafts, and never the grammar of dates.
    from relkeeper.rules.dates import Moment


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A way to reach somebody.

    `kind` is `phone`, `email`, `address`, `url`, or the lower-case name of a service whose handle this is
    (`qq`, `wechat`, `telegram`, `xmpp`, ...). `label` is the user's word or the file's ("home", "work,fax"), may be
    empty.
    """

    kind: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class OccasionDraft:
    """A date that returns each year. `year` is None where only day and month are known.

    `calendar` is `gregorian` or `chinese`; for the latter month and day are lunar, `leap` marks a leap month, and
    `year` is the Gregorian year in which that lunar year begins.
    """

    kind: str
    month: int
    day: int
    year: int | None = None
    calendar: str = "gregorian"
    leap: bool = False


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """Somebody beside a contact: `kind` is the relation in the source's word ("spouse", "Assistant"), `name` the text.

    `contact_id` is set once it is known which contact of the book that is.
    """

    kind: str
    name: str
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class PropertyDraft:
    """A vCard property (RFC 6350) kept as it came, because the book has no better place for all of it.

    `params` is the text between the name and the colon without the leading `;`. `value` is decoded to text (charset,
    quoted-printable) but not unescaped; base64 stays base64.
    """

    name: str
    value: str
    params: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact to be added. `name` is the display name and never empty.

    `uid` is the identity given by another program (vCard UID), empty where there is none. `line` is where the record
    began in its file, counted from 1; 0 for what was typed. `private_notes` and `private_fields` are shown to nobody
    who did not ask for them.
    """

    name: str
    given_name: str = ""
    family_name: str = ""
    organization: str = ""
    title: str = ""
    pronouns: str = ""
    how_we_met: str = ""
    notes: str = ""
    aliases: tuple[str, ...] = ()
    points: tuple[PointDraft, ...] = ()
    tags: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    occasions: tuple[OccasionDraft, ...] = ()
    relations: tuple[RelationDraft, ...] = ()
    properties: tuple[PropertyDraft, ...] = ()
    uid: str = ""
    line: int = 0
    private_notes: str = ""
    private_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """Something that happened between the owner and one or more contacts.

    `direction` is `in`, `out` or empty (not said). `duration_minutes` is None where unknown. What was said in a
    `private` one is shown to nobody who did not ask for it.
    """

    moment: "Moment"
    summary: str
    channel: str = "other"
    direction: str = ""
    body: str = ""
    outcome: str = ""
    place: str = ""
    duration_minutes: int | None = None
    source: str = "typed"
    private: bool = False


class Problem(NamedTuple):
    """A record that could not be taken, or not whole: `where` is its place in the file ("line 12"), `message` why."""

    file: str
    where: str
    message: str
