"""The text of an attached file, to be searched: what its bytes say, without its pictures and its looks.

Never raises for what is in a file: one that is broken or hostile has less text, or none. What reads mails and PDFs is
imported inside a function, on purpose: it is heavy, and few files are either.
"""

import re
from collections.abc import Callable, Mapping
from importlib import import_module

from relkeeper.importers.encoding import decode
from relkeeper.rules.texts.html_text import html_to_text
from relkeeper.services.attachments import media_types

# Of a file no more is looked at than its first bytes, and of its text no more is kept.
LOOKED_AT = 8 * 2**20
LONGEST = 1_000_000

_TEXTS = frozenset({"application/json", "application/mbox", "image/svg+xml", "application/x-desktop"})
# Control characters but for tabs and line ends, and what is no character.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")


def has_text(media_type: str) -> bool:
    """Whether files of this kind have a text that can be taken out."""
    return media_type.startswith("text/") or media_type in _TEXTS or media_type in _EXTRACTORS


def text(data: bytes, media_type: str) -> str:
    """The text of a file that begins with `data`, its first LOOKED_AT bytes; empty where it has none."""
    if not has_text(media_type):
        return ""
    found = _EXTRACTORS.get(media_type, _plain)(data[:LOOKED_AT])
    found = _NOT_TEXT.sub(" ", found.replace("\r\n", "\n").replace("\r", "\n"))
    return found[:LONGEST].strip()


def _plain(data: bytes) -> str:
    return decode(data)[0]


def _html(data: bytes) -> str:
    return html_to_text(_plain(data))


def _by(module: str) -> Callable[[bytes], str]:
    """The text as the module of that name finds it."""

    def extract(data: bytes) -> str:
        found: str = import_module(f"relkeeper.services.attachments.{module}").text(data, LONGEST)
        return found

    return extract


_EXTRACTORS: Mapping[str, Callable[[bytes], str]] = {
    media_types.HTML: _html,
    media_types.MAIL: _by("mail_text"),
    media_types.PDF: _by("pdf_text"),
}
