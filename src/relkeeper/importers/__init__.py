"""The formats that can be brought in: one module or folder each, named here by one line.

A reader knows no database. It is a module with the names of `Reader`; others are found by the entry point group
`relkeeper.importers`. Readers are asked in the order of this list whether a file is theirs, so one that is told by less
stands behind those that it could be mistaken for. Each is imported when it is first asked for.
"""

from collections.abc import Iterable
from pathlib import Path

from relkeeper.importers import origins
from relkeeper.importers.archives import Limits
from relkeeper.importers.head import Head
from relkeeper.importers.origins import Source, Sources
from relkeeper.importers.reader import Reader, Reading, Record
from relkeeper.importers.registry import Format, FormatRow, Readers

__all__ = [
    "READERS", "FormatRow", "Limits", "Reader", "Reading", "Record", "Source", "Sources",
    "formats", "named", "recognised", "sources",
]  # fmt: skip

READERS = Readers({
    "outlook-msg": Format("outlook", "binary"),
    "relkeeper": Format("relkeeper_json", "json"),
    "qq-nt-json": Format("qq_nt_json", "json"),
    "wechat-json": Format("wechat_json", "json"),
    "telegram": Format("telegram", "json"),
    "discord": Format("discord", "json"),
    "messenger": Format("messenger", "json"),
    "friend-lists": Format("friend_lists", "json"),
    "monica": Format("monica", "json", first=("# ***",)),
    "qq-mht": Format("qq_mht"),
    "qq-nt-text": Format("qq_nt_text"),
    "line": Format("line"),
    "wechat-csv": Format("wechat_csv"),
    "google-csv": Format("tables.google"),
    "outlook-csv": Format("tables.outlook"),
    "thunderbird-csv": Format("tables.thunderbird"),
    "linkedin-connections": Format("tables.linkedin_connections"),
    "linkedin-messages": Format("tables.linkedin_messages"),
    "eight": Format("tables.eight"),
    "relkeeper-csv": Format("tables.own"),
    "sms": Format("sms"),
    "imessage": Format("imessage"),
    "signal": Format("signal"),
    "wechat-text": Format("wechat_text"),
    "qq": Format("qq"),
    "whatsapp": Format("whatsapp"),
    "friends": Format("friends", first=("### ACTIVITIES:",)),
    "abook": Format("abook", first=("# ABOOK", "[FORMAT]")),
    "mbox": Format("mbox", first=("FROM ",)),
    "mail": Format("mail", first=("RECEIVED:", "RETURN-PATH:", "DELIVERED-TO:", "FROM:", "DATE:", "MESSAGE-ID:")),
    "ics": Format("calendar", first=("BEGIN:VCALENDAR",)),
    "vcard": Format("vcard", first=("BEGIN:VCARD",)),
    "csv": Format("tables.any_table"),
    "card-picture": Format(
        "card_picture", "binary", signs=(b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"BM", b"RIFF")
    ),
})  # fmt: skip


def formats() -> list[FormatRow]:
    """What can be read."""
    return READERS.rows()


def named(format_name: str) -> Reader:
    """The reader called so. Raises UsageError that names those there are."""
    return READERS.named(format_name)


def recognised(head: Head, name: str) -> Reader:
    """The reader for a file that begins with `head`. Raises InputError for a file of no known format."""
    return READERS.recognised(head, name)


def sources(paths: Iterable[Path], format_name: str | None = None, limits: Limits | None = None) -> Sources:
    """Look at each path: a file, a folder, a Maildir, an archive, or `-` for standard input.

    Close what is returned when the files have been read. Raises InputError when nothing can be read, UsageError for an
    unknown format.
    """
    return origins.sources(READERS, paths, format_name, limits or Limits())
