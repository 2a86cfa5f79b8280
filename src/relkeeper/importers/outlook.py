"""A mail that Outlook saved as .msg: [MS-OXMSG] properties in an OLE compound file.

The library that reads it is large and under the GPL. It is imported when the first such file is read, and is optional.
"""

import logging
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from typing import Any, BinaryIO

from relkeeper.drafts import EventDraft, FileDraft, Problem
from relkeeper.errors import InputError
from relkeeper.importers.head import Head
from relkeeper.importers.mail.event import Place, record_of, too_large
from relkeeper.importers.mail.message import LARGEST
from relkeeper.importers.reader import Reading
from relkeeper.rules import names
from relkeeper.rules.extras import installing
from relkeeper.rules.texts.file_names import safe

STREAMS = True
NAME = "outlook-msg"
TITLE = "Outlook message"
ENDINGS: tuple[str, ...] = (".msg",)
WHERE = "In Outlook for Windows: open a message, choose File > Save As, and keep the type 'Outlook Message Format'."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIECE = 2**20
# What the message looked like on its way does not describe what is in the file.
_ABOUT_CONTENT = re.compile(r"(?:content-[\w-]+|mime-version)\Z", re.IGNORECASE)
# What the library raises for files that are damaged, besides its own exceptions.
_DAMAGED = (
    OSError, ValueError, LookupError, AttributeError, TypeError, NotImplementedError, RuntimeError, AssertionError,
    struct.error,
)  # fmt: skip


def recognises(head: Head) -> bool:
    """Whether this is a compound file of that name: Word, Excel and others have the same beginning."""
    return head.data.startswith(_OLE) and head.name.lower().endswith(".msg")


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[EventDraft | Problem]:
    """The message in a seekable file, or the problem with it. Raises InputError where the library is not installed."""
    try:
        import extract_msg
    except ImportError as error:
        raise InputError(f"{name} needs a package that is not installed: {installing('outlook')}") from error
    logging.getLogger("extract_msg").addHandler(logging.NullHandler())
    place = Place(name, "message")
    file.seek(0)
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield too_large(place)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield _record(extract_msg.openMsg(data), place, reading)
        except (*_DAMAGED, extract_msg.exceptions.ExMsgBaseException):
            yield Problem(name, "message", "this file is damaged, or holds no mail, and was left out")


def _record(message: Any, place: Place, reading: Reading) -> EventDraft | Problem:
    """Raises any of _DAMAGED for what is no mail."""
    record = record_of(_as_mail(message), place, reading._replace(encoding=None))
    if isinstance(record, Problem):
        return record
    files = tuple(_file(attachment) for attachment in message.attachments if not attachment.hidden)
    return replace(record, files=files)


def _as_mail(message: Any) -> bytes:
    """The message as mail programs send it, without what is attached."""
    headers = [(name, value) for name, value in _transport(message).items() if not _ABOUT_CONTENT.match(name)]
    present = {name.lower() for name, _ in headers}
    headers.extend(
        (name, value) for name, value in _properties(message).items() if value and name.lower() not in present
    )
    body = (message.body or "").encode("utf-8", "surrogateescape")
    if body.strip():
        headers.append(("Content-Type", "text/plain; charset=utf-8"))
    else:
        # Its bytes say for themselves what they are in.
        body = message.htmlBody or b""
        headers.append(("Content-Type", "text/html"))
    lines = [f"{name}: {' '.join(str(value).split())}" for name, value in headers]
    return "\n".join((*lines, "", "")).encode("utf-8", "surrogateescape") + body


def _transport(message: Any) -> Mapping[str, str]:
    """The headers it arrived with; nothing for a message that was never sent by mail."""
    return message.header if message.headerText else {}


def _properties(message: Any) -> dict[str, str]:
    sent = message.date
    return {
        "From": _sender(message.sender or ""),
        "To": _recipients(message, 1),
        "Cc": _recipients(message, 2),
        "Bcc": _recipients(message, 3),
        "Subject": message.subject or "",
        "Date": format_datetime(sent) if isinstance(sent, datetime) else str(sent or ""),
        "Message-ID": message.messageId or "",
    }


def _sender(text: str) -> str:
    """The library writes `name <address>`, whatever is in the name."""
    name, bracket, address = text.rpartition("<")
    return _mailbox(name.strip(), address.rstrip("> ")) if bracket else text


def _recipients(message: Any, kind: int) -> str:
    """Those of one kind: 1 is To, 2 Cc, 3 Bcc (PidTagRecipientType)."""
    found = [person for person in message.recipients if person.typeFlags & 0xF == kind]
    return ", ".join(_mailbox(person.name or "", person.smtpAddress or person.email or "") for person in found)


def _mailbox(name: str, address: str) -> str:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>' if "@" in address else f'"{quoted}"'


def _file(attachment: Any) -> FileDraft:
    name = attachment.longFilename or attachment.shortFilename or attachment.name or ""
    if not isinstance(attachment.data, bytes):
        # A message that was sent on.
        name = f"{name or 'message'}.msg" if not name.lower().endswith(".msg") else name
    base = re.split(r"[/\\]", name)[-1].strip("\0 ")
    return FileDraft(safe(base, "attachment.bin"), partial(_pieces, attachment), names.clean(attachment.mimetype or ""))


def _pieces(attachment: Any) -> Iterator[bytes]:
    data = attachment.data
    whole: bytes = data if isinstance(data, bytes) else data.exportBytes()
    for place in range(0, len(whole), _PIECE):
        yield whole[place : place + _PIECE]
