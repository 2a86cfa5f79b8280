"""Values on their way into the book: importers yield them, commands build them, services turn them into rows.

Frozen and free of any database. Text is as the source had it, decoded and unescaped, not yet normalised.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    # Only names here: what reads the book needs drafts, and never the grammar of dates.
    from relkeeper.rules.dates import Moment
    from relkeeper.rules.repeats import Repeat


class FileDraft(NamedTuple):
    """A file that came with something: `name` as the source has it, never to be used as a path.

    `read` opens it anew at each call and yields its bytes in pieces. `media_type` is what the source says, or empty.
    """

    name: str
    read: Callable[[], Iterable[bytes]]
    media_type: str = ""


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

    `contact_id` is set once it is known which contact of the book that is; `uid` is the identity that the source gives
    (a vCard UID), empty where it gives none. `inverse` is what the contact is to that person, where the kind does not
    tell it (rules/relations/__init__.py).
    """

    kind: str
    name: str
    contact_id: int | None = None
    # Not of the representation: that is what the digests of taken cards are made of.
    uid: str = field(default="", repr=False)
    inverse: str = field(default="", repr=False)


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
    who did not ask for them. `cadence_days`, `archived`, `files` and `opt_outs` (rules/private.py) are taken where the
    contact has nothing better; what `load` makes of a contact of the book is without them.
    `timezone` is a name of the IANA database, or empty. `topics` is what somebody knows about.
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
    cadence_days: int | None = None
    archived: bool = False
    files: tuple[FileDraft, ...] = ()
    opt_outs: tuple[str, ...] = ()
    timezone: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """Something that happened between the owner and one or more contacts.

    `direction` is `in`, `out` or empty (not said). `duration_minutes` is None where unknown. What was said in a
    `private` one is shown to nobody who did not ask for it. `kind` is what a note is about (rules/notes.py), empty for
    what happened: a note is no contact with anybody.
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
    kind: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A promise with a date. `due_on` is local; with `every` it returns, counted from `begins_on` (else from `due_on`).

    `done_on` is None while it is open. `uid` is empty for a new one.
    """

    text: str
    due_on: date
    every: "Repeat | None" = None
    private: bool = False
    begins_on: date | None = None
    done_on: date | None = None
    uid: str = ""


class PersonDraft(NamedTuple):
    """Somebody as a chat, a mail or a calendar names them; a sender is one object for all that it sent.

    `kind` and `handle` are the identity that the file gives: `("qq", "100200300")`, `("phone", "+12125550123")`,
    `("email", "ada@example.org")`, `("wechat", "wxid_...")`, `("uid", UID)` for a contact that the same file holds;
    both empty where it gives only a name. `me` where the file itself marks the owner.
    """

    name: str = ""
    kind: str = ""
    handle: str = ""
    me: bool = False


@dataclass(frozen=True, slots=True)
class ChatDraft:
    """A conversation begins: all messages up to the next one are of it.

    `service` is a channel (`qq`, `wechat`, `whatsapp`, ...). `group` is None where the file does not say: then it is
    one of two if no third speaks. `peer` is the other side of a conversation of two, None where the file does not say.
    `key` is what the service knows the conversation by (the group's number), `title` what it is called. With `marks_me`
    the file marks the owner wherever the owner speaks: who is not marked is somebody else.

    Times of the messages are what the file says: with `utc` they are UTC instants; else they are the clock of the place
    where the file was made. `zone` is the zone of that place, None where the file does not say.
    """

    service: str
    title: str = ""
    key: str = ""
    group: bool | None = None
    peer: PersonDraft | None = None
    utc: bool = False
    zone: tzinfo | None = None
    marks_me: bool = False


class MessageDraft(NamedTuple):
    """One message. `at` is naive, see ChatDraft. Without a sender it is what the service itself says.

    `text` holds what the file says, with the placeholders of what is not text (`[图片]`, `<Media omitted>`).
    `is_medium` where it is nothing but a picture or the like: another export of the chat may name it otherwise.
    """

    at: datetime
    sender: PersonDraft | None
    text: str
    files: tuple[FileDraft, ...] = ()
    is_medium: bool = False


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened at once: a mail, a call, a meeting of a calendar. `interaction.moment` is aware.

    `identity` tells it from all others of its kind and stays the same in each export (`mail:<a@example.org>`).
    `sender` is who began, None where nobody did; `others` is everybody else who took part. Where
    `interaction.direction` is empty it follows from the sender. `automatic` is what no person wrote: newsletters,
    notices. `files` are its attachments; `original` is the whole thing as it came, where the file holds many.
    With `follow_up`, which has a uid, it is that promise to `others`, and becomes no entry.
    """

    interaction: InteractionDraft
    identity: str
    sender: PersonDraft | None = None
    others: tuple[PersonDraft, ...] = ()
    automatic: bool = False
    files: tuple[FileDraft, ...] = ()
    original: FileDraft | None = None
    follow_up: FollowUpDraft | None = None


class Notice(NamedTuple):
    """What a user should know of how a file was read, and no problem: a guessed encoding."""

    file: str
    message: str


class Problem(NamedTuple):
    """A record that could not be taken, or not whole: `where` is its place in the file ("line 12"), `message` why."""

    file: str
    where: str
    message: str
