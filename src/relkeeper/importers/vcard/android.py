"""X-ANDROID-CUSTOM: a row of an Android phone's contacts, as the phone exports it.

The value is the MIME type of the row and its columns DATA1 to DATA15 (ContactsContract.CommonDataKinds).
"""

from collections.abc import Callable, Sequence

from relkeeper.drafts import OccasionDraft, PointDraft, RelationDraft
from relkeeper.rules.vcard import dates, points
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.names import one_line

# A nickname is a plain text.
Found = str | OccasionDraft | RelationDraft | PointDraft

# Relation.TYPE_*, Event.TYPE_*, Im.PROTOCOL_*; other numbers have a label of the user's own beside them.
_RELATIONS = {
    "1": "assistant", "2": "brother", "3": "child", "4": "domestic partner", "5": "father", "6": "friend",
    "7": "manager", "8": "mother", "9": "parent", "10": "partner", "11": "referred by", "12": "relative",
    "13": "sister", "14": "spouse",
}  # fmt: skip
_EVENTS = {"1": "anniversary", "2": "other", "3": "birthday"}
_PROTOCOLS = {
    "0": "aim", "1": "msn", "2": "yahoo", "3": "skype", "4": "qq", "5": "gtalk", "6": "icq", "7": "xmpp",
}  # fmt: skip


def read_row(prop: Property) -> Found | None:
    """What the row says; None for a sort of row that is not known here, or one that says nothing."""
    mime, *data = prop.parts()
    columns = [one_line(value) for value in data] + [""] * 6
    reader = _READERS.get(mime.rpartition("/")[2])
    return reader(columns) if reader is not None and columns[0] else None


def _nickname(columns: Sequence[str]) -> Found | None:
    return columns[0]


def _event(columns: Sequence[str]) -> Found | None:
    day = dates.read_day(columns[0])
    kind = _EVENTS.get(columns[1]) or columns[2] or "other"
    return None if day is None else OccasionDraft(kind, day.month, day.day, day.year)


def _relation(columns: Sequence[str]) -> Found | None:
    return RelationDraft(_RELATIONS.get(columns[1]) or columns[2] or "related", columns[0])


def _handle(columns: Sequence[str]) -> Found | None:
    return PointDraft(_PROTOCOLS.get(columns[4]) or points.service(columns[5]), columns[0])


_READERS: dict[str, Callable[[Sequence[str]], Found | None]] = {
    "nickname": _nickname,
    "contact_event": _event,
    "relation": _relation,
    "im": _handle,
}
