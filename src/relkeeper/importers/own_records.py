"""What relkeeper's own complete format holds (docs/own-json.md), as values: checked, and written nowhere yet.

`where` is a record's place in the file ("contacts[3]"). Texts hold no NUL and no lone surrogates; digests are SHA-256
in small hexadecimal digits.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, FollowUpDraft, InteractionDraft


class Ref(NamedTuple):
    """A contact of the same file: by its uid, or in version 1 by the number that it has in the file."""

    uid: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Any of the records below."""

    where: str


@dataclass(frozen=True, slots=True)
class TagRecord(OwnRecord):
    name: str
    cadence_days: int | None


@dataclass(frozen=True, slots=True)
class ContactRecord(OwnRecord):
    """A contact. `others` are those whom the relations of the draft name, one for each, None where nobody of the file.

    Where the file does not say them (version 1), `added_on` and the instants are None.
    """

    me: Ref
    draft: ContactDraft
    others: tuple[Ref | None, ...]
    added_on: date | None
    snoozed_until: date | None
    created_at: datetime | None
    updated_at: datetime | None
    taken_cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistinctRecord(OwnRecord):
    """Two contacts of whom the user said that they are two."""

    one: Ref
    other: Ref


class SittingPart(NamedTuple):
    """What an entry of a chat was made of, see the table `sitting`; `peer` is None for a group."""

    peer: Ref | None
    chat: str
    ended_at: datetime
    messages_in: int
    messages_out: int
    taken: str


@dataclass(frozen=True, slots=True)
class InteractionRecord(OwnRecord):
    """An entry; each of the `people` with whether it counts as contact."""

    uid: str
    draft: InteractionDraft
    people: tuple[tuple[Ref, bool], ...]
    created_at: datetime | None
    updated_at: datetime | None
    sitting: SittingPart | None
    taken_events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpRecord(OwnRecord):
    """A promise; its draft has a uid. `interaction` is the uid of the entry that it was made in, empty for none."""

    draft: FollowUpDraft
    person: Ref
    interaction: str
    created_at: datetime | None
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class DismissedMessages(OwnRecord):
    """Messages of an entry that the user deleted; `peer` is None for a group."""

    peer: Ref | None
    chat: str
    taken: str


@dataclass(frozen=True, slots=True)
class DismissedEvent(OwnRecord):
    """A mail, call or meeting whose entry the user deleted."""

    digest: str


@dataclass(frozen=True, slots=True)
class AttachmentRecord(OwnRecord):
    """An attached file, without its bytes. `interaction` is the uid of an entry, empty where it is tied to none."""

    uid: str
    sha256: str
    name: str
    note: str
    original: bool
    added_at: datetime
    interaction: str
    people: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ContentPiece(OwnRecord):
    """Some bytes of a content, in their order; the ContentRecord that they belong to follows behind the last."""

    data: bytes


@dataclass(frozen=True, slots=True)
class ContentRecord(OwnRecord):
    """The pieces before this were a content; `problem` says why they are none."""

    sha256: str
    size: int
    media_type: str
    problem: str = ""
