"""What each command prints with --json, as types: the row types of the reports, and those of what was done.

A test runs every command and compares what it prints with these.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from relkeeper.config import SettingRow
from relkeeper.importers.registry import FormatRow
from relkeeper.reports.agenda import AgendaRow
from relkeeper.reports.attachments import AttachmentRow
from relkeeper.reports.cadences import ProposalRow
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.contacts import ContactRow
from relkeeper.reports.doubles import DoubleRow
from relkeeper.reports.file import FileInfo
from relkeeper.reports.follow_ups import FollowUpRow
from relkeeper.reports.history import OperationDetails, OperationRow
from relkeeper.reports.interactions import InteractionRow, Named
from relkeeper.reports.notes import NoteRow
from relkeeper.reports.occasions import ReturnRow
from relkeeper.reports.overdue import OverdueRow
from relkeeper.reports.searching import FoundRow
from relkeeper.reports.segments import Segments
from relkeeper.reports.statistics import Statistics
from relkeeper.reports.suggesting import SuggestionRow
from relkeeper.reports.tags import TagRow
from relkeeper.reports.tidying import TidyRow
from relkeeper.reports.topics import ExpertRow, TopicRow
from relkeeper.services.erasing.eraser import PersonErased
from relkeeper.services.importing.report import ImportReport
from relkeeper.services.importing.reviewing import ReadCard
from relkeeper.services.keeping.checking import Finding
from relkeeper.services.keeping.restoring import Restored
from relkeeper.services.keeping.upkeep import Compacted, Reindexed
from relkeeper.services.merging import Merged
from relkeeper.store.backups import Backup
from relkeeper.syncing.report import SyncReport


class BackupMade(NamedTuple):
    """A backup that was made, and its size in bytes."""

    path: str
    size: int


class SettingsFile(NamedTuple):
    """Where the settings file is, or would be."""

    path: str
    exists: bool


class WrittenCard(NamedTuple):
    """The card of a contact: `version` is that of vCard, `vcard` the whole text."""

    id: int
    name: str
    version: str
    vcard: str


class RemovedForGood(NamedTuple):
    """A file that was removed for good: `freed` is what the book is smaller by, in bytes.

    `kept_for` are the attachments of the same bytes, which stay with these.
    """

    id: int
    name: str
    kept_for: tuple[int, ...]
    freed: int


class Distinct(NamedTuple):
    """Two contacts who are two, or with --remove may be one again: then `distinct` is false."""

    contacts: tuple[Named, Named]
    distinct: bool


class Printed(NamedTuple):
    """What a command prints: an object of that type, or with `many` an array of them; `when` it does, if not always."""

    of: type[Any]
    many: bool = False
    when: str = ""


def _one(of: type[Any]) -> tuple[Printed, ...]:
    return (Printed(of),)


def _many(of: type[Any]) -> tuple[Printed, ...]:
    return (Printed(of, many=True),)


PRINTED: Mapping[str, tuple[Printed, ...]] = {
    "add": _one(ContactDetails),
    "log": _one(InteractionRow),
    "overdue": _many(OverdueRow),
    "agenda": _many(AgendaRow),
    "remind": _many(AgendaRow),
    "suggest": _many(SuggestionRow),
    "note add": _one(InteractionRow),
    "note list": _many(NoteRow),
    "show": _one(ContactDetails),
    "list": _many(ContactRow),
    "timeline": _many(InteractionRow),
    "search": (Printed(FoundRow, many=True), Printed(ExpertRow, many=True, when="with --who-knows")),
    "stats": _one(Statistics),
    "segment": _one(Segments),
    "edit": _one(ContactDetails),
    "attach": _many(AttachmentRow),
    "undo": _one(OperationRow),
    "import": (
        Printed(ImportReport),
        Printed(FormatRow, many=True, when="with --list"),
        Printed(ReadCard, many=True, when="of pictures, until --yes takes what was read of them"),
    ),
    "sync vdir": _one(SyncReport),
    "contact card": _one(WrittenCard),
    "contact consent": _one(ContactDetails),
    "contact erase": _one(PersonErased),
    "contact duplicates": _many(DoubleRow),
    "contact merge": _one(Merged),
    "contact distinct": _one(Distinct),
    "contact relate": _one(ContactDetails),
    "contact knows": _many(TopicRow),
    "contact tidy": _many(TidyRow),
    "contact archive": _one(ContactDetails),
    "contact restore": _one(ContactDetails),
    "contact delete": _one(ContactDetails),
    "contact snooze": _one(ContactDetails),
    "entry show": _one(InteractionRow),
    "entry edit": _one(InteractionRow),
    "entry delete": _one(InteractionRow),
    "attachment list": _many(AttachmentRow),
    "attachment remove": (Printed(AttachmentRow), Printed(RemovedForGood, when="with --for-good")),
    "follow-up add": _one(FollowUpRow),
    "follow-up list": _many(FollowUpRow),
    "follow-up done": (Printed(FollowUpRow), Printed(FollowUpRow, many=True, when="of several")),
    "follow-up snooze": _one(FollowUpRow),
    "follow-up edit": _one(FollowUpRow),
    "follow-up delete": _one(FollowUpRow),
    "occasion add": _one(ReturnRow),
    "occasion list": _many(ReturnRow),
    "occasion edit": _one(ReturnRow),
    "occasion delete": _one(ReturnRow),
    "cadence propose": _many(ProposalRow),
    "tag list": _many(TagRow),
    "tag cadence": _one(TagRow),
    "backup create": _one(BackupMade),
    "backup list": _many(Backup),
    "backup restore": _one(Restored),
    "db check": _many(Finding),
    "db compact": _one(Compacted),
    "db info": _one(FileInfo),
    "db reindex": _one(Reindexed),
    "history list": _many(OperationRow),
    "history show": _one(OperationDetails),
    "config list": _many(SettingRow),
    "config get": _one(SettingRow),
    "config set": _one(SettingRow),
    "config path": _one(SettingsFile),
}
