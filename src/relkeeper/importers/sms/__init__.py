"""Text messages and calls of an Android phone as SMS Backup & Restore writes them: XML, one file for each.

Conversations stand interleaved, in the order of time; one is told anew whenever the number changes. Times are UTC.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, EventDraft, MessageDraft, Notice, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.sms.backup import Backup
from relkeeper.importers.sms.elements import BrokenXmlError, elements
from relkeeper.importers.sms.pictures import Pictures

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "sms"
TITLE = "SMS Backup & Restore, messages and calls"
ENDINGS: tuple[str, ...] = (".xml",)
WHERE = "In the app SMS Backup & Restore on your Android phone: Back up now; it makes sms-....xml and calls-....xml."

_ROOT = re.compile(r"<(?:smses|calls|allsms|sms|mms|call)[\s>/]")


def recognises(head: Head) -> bool:
    """Whether the first element of the XML is that of such a backup."""
    text = head.text.lstrip()
    first = re.search(r"<[A-Za-z]", text)
    return text.startswith("<") and first is not None and _ROOT.match(text, first.start()) is not None


def read(
    file: BinaryIO, name: str, reading: "Reading"
) -> Iterator[ChatDraft | MessageDraft | EventDraft | Notice | Problem]:
    """Messages and calls, in the order of the file. What was never sent (drafts) is left out, and counted in a notice.

    Whatever the XML declares of its own (entities, a DOCTYPE) is refused: no backup does, and bombs are made of it.
    """
    backup = Backup(name, reading, Pictures(file))
    try:
        for element in elements(file, backup.pictures.shortened):
            yield from backup.records(element)
    except BrokenXmlError as error:
        yield Problem(name, error.where, str(error))
    yield from backup.notices()
