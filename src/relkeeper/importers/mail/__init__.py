"""A single e-mail (RFC 5322) as programs save it: .eml, and the files of a Maildir."""

import re
from collections.abc import Iterator
from io import SEEK_END
from typing import BinaryIO

from relkeeper.drafts import EventDraft, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.mail.event import Place, record_of, too_large
from relkeeper.importers.mail.message import LARGEST
from relkeeper.importers.reader import Reading

STREAMS = True
NAME = "mail"
TITLE = "e-mail, one message in a file"
ENDINGS: tuple[str, ...] = (".eml",)
WHERE = (
    "In your mail program: drag a message to the desktop, or choose Save As or Download; or take files of a Maildir."
)

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
# What hardly anything but a mail begins with; a text may well begin with "Date:" or "To:".
_SURE = frozenset(
    b"received message-id return-path mime-version dkim-signature delivered-to x-mailer x-mozilla-status "
    b"content-type content-transfer-encoding reply-to envelope-to list-id references in-reply-to".split()
)
_USUAL = frozenset((b"from", b"to", b"cc", b"bcc", b"date", b"subject", b"sender"))
# The saved pages and chats (.mht) of browsers and of QQ are multipart messages that nobody sent.
_SAVED = re.compile(rb"^(?:From:\s*<Saved? by |Subject:\s*Tencent IM Message)", re.IGNORECASE | re.MULTILINE)
_MARK = b"\xef\xbb\xbf"


def recognises(head: Head) -> bool:
    """Whether the file begins with the header of a mail. A mbox begins with a line of its own, and is none."""
    return begins_with_header(head.data.removeprefix(_MARK))


def begins_with_header(data: bytes) -> bool:
    """Whether `data` begins with lines of a header, two of which are those of a mail."""
    names: set[bytes] = set()
    beginning, _, _ = data.replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")
    for number, line in enumerate(beginning.split(b"\n")):
        field = _FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not line.startswith((b" ", b"\t")) or number == 0:
            # A broken header is a mail's still, if what stood above it was one's.
            break
    usual, sure = len(names & _USUAL), len(names & _SURE)
    is_header = usual + sure >= 2 and (sure > 0 or b"from" in names or {b"date", b"subject"} <= names)
    return is_header and not _SAVED.search(beginning)


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[EventDraft | Problem]:
    """The message in a seekable file, or the problem with it. Raises UsageError for an unknown encoding."""
    place = Place(name, "message")
    if file.seek(0, SEEK_END) > LARGEST:
        yield too_large(place)
        return
    file.seek(0)
    yield record_of(file.read(), place, reading)
