"""Cards, mails and invitations that were sent in a chat: they lie beside its export, and tell nothing by themselves."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

# The formats of what people send each other.
SENDABLE = frozenset({"vcard", "mail", "mbox", "outlook-msg", "ics"})

_ENDING = re.compile(rb"\.[A-Za-z]{2,5}(?![A-Za-z])")
# The marks of WhatsApp for the direction of text (U+200E and its like, in UTF-8) are no part of a name.
_BETWEEN_WORDS = re.compile(rb"[\s/\\\"'<:]|\xe2\x80[\x8e\x8f\xaa-\xaf]|\xe2\x81[\xa6-\xa9]")
_CHUNK = 2**20
_LONGEST_NAME = 255


def sent_in(chats: Collection[Path], files: Collection[Path]) -> set[Path]:
    """Those files that lie in or below the folder of a chat which names them. Reads each such chat once."""
    sent: set[Path] = set()
    for chat in chats:
        near = {path for path in files if path.is_relative_to(chat.parent)}
        if near:
            endings = {path.suffix.lower().encode() for path in near}
            words = set(_last_words(chat, endings))
            sent |= {path for path in near if _last_word(os.fsencode(path.name)) in words}
    return sent


def _last_words(chat: Path, endings: Collection[bytes]) -> Iterator[bytes]:
    """The last word of each file name with such an ending in a chat: names may hold blanks, and so may texts."""
    with chat.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            data = before + chunk
            for found in _ENDING.finditer(data):
                if found[0].lower() in endings:
                    yield _last_word(data[max(0, found.start() - _LONGEST_NAME) : found.end()])
            before = data[-_LONGEST_NAME - 8 :]


def _last_word(name: bytes) -> bytes:
    return _BETWEEN_WORDS.split(name)[-1]
