"""What a file may be that no reader recognises, and how to come from there to one that can be read."""

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePath

from relkeeper.importers.head import Head

WHATSAPP = "in WhatsApp open the chat, then More, Export chat"
WECHAT = "export the chat with one of the programs that relkeeper import --list names"
QQ = "in QQ's message manager export the messages as text"
_UNPACK = "unpack it, and import what is inside"

# How a file begins (at which byte), what it is then, and what to do.
_SIGNS = (
    (0, b"%PDF", "a PDF", "no messages can be taken from it; keep it with: relkeeper attach WHO FILE"),
    (0, b"\x89PNG", "a picture", "keep it with: relkeeper attach WHO FILE"),
    (0, b"\xff\xd8\xff", "a picture", "keep it with: relkeeper attach WHO FILE"),
    (0, b"GIF8", "a picture", "keep it with: relkeeper attach WHO FILE"),
    (4, b"ftyp", "a film or sound", "keep it with: relkeeper attach WHO FILE"),
    (0, b"OggS", "a sound", "keep it with: relkeeper attach WHO FILE"),
    (0, b"SQLite format 3\0", "the database of a program", "that is no export; look for one in the program itself"),
    (0, b"ANDROID BACKUP", "a backup of a phone", "that is no export; look for one in the program itself"),
    (0, b"bplist", "a property list of an Apple program", "that is no export; look for one in the program itself"),
    (0, b"!BDN", "an Outlook data file", "export the mails as .eml or .msg, or the folder as mbox with Thunderbird"),
    (0, b"\xd0\xcf\x11\xe0", "an old Office file", "save it as text (UTF-8) first; mails of Outlook are saved as .msg"),
    (0, b"{\\rtf", "rich text", "save it as plain text (UTF-8) first"),
    (0, b"PK\x03\x04", "an archive or an Office file", "save a document as text, an archive as .zip"),
    (0, b"Rar!", "an archive", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive", _UNPACK),
    (0, b"\x1f\x8b", "a packed file", _UNPACK),
    (257, b"ustar", "an archive", _UNPACK),
)

# The databases and backups that people find on their phones and take for the export.
_PLACES = (
    (r"msgstore.*|.*\.crypt\d+", "the backup of WhatsApp", WHATSAPP),
    (r"(?:en)?micromsg.*\.db|msg_?\d+\.db|message_\d+\.db", "the database of WeChat", WECHAT),
    (
        r"msg3\.0.*\.db|nt_msg.*\.db|.*\.bak",
        "the database of QQ",
        QQ,
    ),
    (r"chat\.db|sms\.db", "the database of Apple Messages", "export it with imessage-exporter as text"),
    (r"signal.*\.backup|db\.sqlite", "the backup of Signal", "export it with signal-export as text"),
)

_DATE = re.compile(r"\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?[^\n]{0,20}?\d{1,2}[:.时]\d{2}")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,40})[\s>/]")
_KEY = re.compile(r'"([^"\\\n]{1,40})"\s*:')
_MOST_KEYS = 6


def ending(name: str) -> str:
    """The ending of a file's name, in small letters with its dot; empty where there is none."""
    return PurePath(name).suffix.lower()


def sentence(head: Head, near: Sequence[str], kind: str) -> str:
    """What the file seems to be, which formats are `near` by the ending of its name, and how to go on."""
    seems, do = _by_bytes(head) if kind == "binary" or head.data.startswith(b"{\\rtf") else (_by_text(head, kind), "")
    words = [f"it seems to be {seems}"]
    if do:
        words.append(do)
    if near and kind != "binary":
        words.append(f"files named *{ending(head.name)} are usually {', '.join(near)}")
    words.append("relkeeper import --list tells what can be read, --format NAME insists on one")
    return "; ".join(words)


def _by_bytes(head: Head) -> tuple[str, str]:
    name = PurePath(head.name).name.lower()
    for pattern, what, do in _PLACES:
        if re.fullmatch(pattern, name):
            return what, f"that is no export: {do}"
    for at, sign, what, do in _SIGNS:
        if head.data.startswith(sign, at):
            return what, do
    return "no text", "it may be encrypted, or the file of another program"


def _by_text(head: Head, kind: str) -> str:
    text = head.text.lstrip()
    if kind == "json":
        keys = list(islice(dict.fromkeys(_KEY.findall(text)), _MOST_KEYS))
        return f"JSON with the keys {', '.join(keys)}" if keys else "JSON without any keys"
    if re.match(r"<(?:!doctype )?html", text, re.IGNORECASE):
        return "a web page (an export as JSON or text is read more often)"
    root = _ROOT.search(text) if text.startswith("<") else None
    if root:
        return f"XML that begins with <{root[1]}>"
    if _DATE.search(text):
        return "text with dates, but in no known order of date, name and words"
    return "text without the dates of messages"
