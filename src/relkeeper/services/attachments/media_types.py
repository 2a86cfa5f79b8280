"""What kind of file something is, by its first bytes, so that a name cannot lie about it.

Binary formats are told by their magic numbers. A text is told by how it begins, and by the ending of its name only
among kinds of text: whatever it is called, it is text.
"""

import re
from pathlib import PurePath

import filetype

from relkeeper.importers.encoding import from_shape
from relkeeper.importers.head import SIZE, Head

UNKNOWN = "application/octet-stream"
PLAIN = "text/plain"
HTML = "text/html"
MAIL = "message/rfc822"
PDF = "application/pdf"

# Of the formats with magic numbers these may consist of plain text.
_WRITTEN = frozenset({PDF, "application/postscript", "application/rtf"})
_WRITTEN_BEGIN = (b"%PDF", b"%!", b"{\\rtf")
# Bytes that no text holds, in any encoding that has ASCII in it; ESC changes the script in ISO-2022-JP.
_NO_TEXT = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\b\t\n\v\f\r\x1b")
# Possessive, so that a file of nothing but comments is read once.
_COMMENTS = r"(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
_BEGINS = (
    (HTML, re.compile(rf"{_COMMENTS}<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)),
    ("image/svg+xml", re.compile(rf"{_COMMENTS}(?:<!doctype svg[^>]*+>\s*+)?<svg\b", re.IGNORECASE | re.DOTALL)),
    ("text/xml", re.compile(r"<\?xml\b", re.IGNORECASE)),
    ("text/x-script", re.compile(r"#!\s*/")),
    ("text/vcard", re.compile(r"BEGIN:VCARD\s", re.IGNORECASE)),
    ("text/calendar", re.compile(r"BEGIN:VCALENDAR\s", re.IGNORECASE)),
    ("application/mbox", re.compile(r"From \S+ +\S.*\n[A-Za-z][A-Za-z0-9-]*:")),
    # RFC 5322: nothing but headers up to the first empty line, some of them of the kind that each message has.
    (
        MAIL,
        re.compile(
            r"(?=(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*)*?(?:from|received|return-path|delivered-to):)"
            r"(?=(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*)*?(?:date|message-id|received|mime-version):)",
            re.IGNORECASE,
        ),
    ),
    ("application/x-desktop", re.compile(r"\[Desktop Entry\]")),
)
_BY_ENDING = {
    ".htm": HTML, ".html": HTML, ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json",
    ".eml": MAIL, ".mbox": "application/mbox", ".vcf": "text/vcard", ".ics": "text/calendar", ".md": "text/markdown",
    ".xml": "text/xml", ".svg": "image/svg+xml",
}  # fmt: skip
# More than a bracket, with which lines of chats begin too (`[图片]`).
_JSON = re.compile(r'\{\s*(?:"|\})|\[\s*(?:[{"\]]|-?\d+\s*,)')
_TOKEN = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")


def media_type(head: bytes, name: str, said: str = "") -> str:
    """The media type (RFC 6838) of a file that begins with `head` and is called `name`.

    `said` is what a source says of it, and counts only where the bytes tell nothing.
    """
    head = head[:SIZE]
    if head[:1] < b"\x80" and not head.startswith(_WRITTEN_BEGIN) and _is_text(head):
        # Asking all magic numbers takes as long as everything else that is done with a short mail.
        return _kind_of_text(head, name)
    magic = filetype.guess_mime(head) or ""
    if _is_text(head) and (head[:1] < b"\x80" or not magic):
        return magic if magic in _WRITTEN else _kind_of_text(head, name)
    if magic:
        return str(magic)
    said = said.partition(";")[0].strip().lower()
    return said if _TOKEN.fullmatch(said) and not said.startswith("text/") else UNKNOWN


def _is_text(head: bytes) -> bool:
    """Whether the bytes can be text, in whatever encoding; that of no bytes at all is nothing but text."""
    codec = from_shape(head) or ""
    if codec.startswith(("utf-16", "utf-32")):
        head = head.decode(codec, "replace").encode("utf-8", "replace")
    return head.translate(None, _NO_TEXT) == head


def _kind_of_text(head: bytes, name: str) -> str:
    text = Head(head, name).text.lstrip()
    for kind, begins in _BEGINS:
        if begins.match(text):
            return kind
    by_ending = _BY_ENDING.get(PurePath(name).suffix.lower(), "")
    return by_ending or ("application/json" if _JSON.match(text) else PLAIN)
