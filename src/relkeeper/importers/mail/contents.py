"""What a message holds: the text that is read, and the files that came with it (RFC 2045 to 2049, 2183, 2231)."""

import re
from binascii import a2b_qp
from collections.abc import Iterator
from email.message import Message
from functools import cache, partial
from mimetypes import MimeTypes
from typing import NamedTuple

from relkeeper.drafts import FileDraft
from relkeeper.importers.mail.charsets import text_of
from relkeeper.importers.mail.headers import base64_bytes, decoded
from relkeeper.importers.mail.message import Part, parsed
from relkeeper.rules.names import clean
from relkeeper.rules.texts.file_names import safe
from relkeeper.rules.texts.html_text import html_to_text

_PIECE = 2**20
# Smaller pictures without a name are spacers, and the eyes of those who count readers.
_SMALLEST_PICTURE = 2048
_READ = ("text/plain", "text/html")
# Within an alternative these are the message once more; an invitation is more than its text.
_KEPT_BESIDE_TEXT = "text/calendar"
_CHARSET = re.compile(r"""[; \t\n]charset="?([\w.:+-]+)"?(?=[\s;]|\Z)""", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^<>]{1,200}?charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
# Words with blanks between them are text, whatever the header says of it.
_NOT_CODED = re.compile(rb"\s*\w+[ \t]+\w+[ \t]+\w+")
_UUENCODED = frozenset(("x-uuencode", "uuencode", "uue", "x-uue"))
_ENDINGS = {"message/rfc822": ".eml", "message/delivery-status": ".txt", "text/rfc822-headers": ".txt",
            "image/jpeg": ".jpg", "text/plain": ".txt", "text/calendar": ".ics",
            "application/ms-tnef": ".dat"}  # fmt: skip


class Contents(NamedTuple):
    """The parts that are the message's text, in their order, and those that came with it."""

    texts: list[Part]
    files: list[Part]


def contents_of(message: Part) -> Contents:
    found = Contents([], [])
    _sort(message, found)
    return found


def _sort(part: Part, found: Contents) -> None:
    kind = part.kind
    if kind.startswith("message/") or _is_attached(part):
        found.files.append(part)
    elif kind == "multipart/alternative" and part.parts:
        _sort_alternative(part, found)
    elif part.parts:
        for inner in part.parts:
            _sort(inner, found)
    elif kind in _READ or kind.startswith("multipart/"):
        # A multipart without parts is a message whose boundary is missing; all of it is text.
        found.texts.append(part)
    elif part.raw().strip():
        found.files.append(part)


def _is_attached(part: Part) -> bool:
    return part.is_attachment or (part.kind.startswith("text/") and _file_name(part) != "")


def _sort_alternative(part: Part, found: Contents) -> None:
    """Of several forms of one text the plain one is read, where there is something in it; else the last, the best."""
    forms = []
    for inner in part.parts:
        form = Contents([], [])
        _sort(inner, form)
        forms.append(form)
    with_text = [form for form in forms if any(text.raw().strip() for text in form.texts)]
    plain = [form for form in with_text if form.texts[0].kind == "text/plain"]
    chosen = (plain or with_text[-1:])[:1]
    for form in chosen:
        found.texts.extend(form.texts)
    for form in forms:
        beside = form.texts or form in chosen
        found.files.extend(
            file for file in form.files
            if beside or not file.kind.startswith("text/") or file.kind == _KEPT_BESIDE_TEXT
        )  # fmt: skip


def text_in(contents: Contents, codec: str | None) -> str:
    """The text of a message with `\\n` as its line ends; what declares no charset is in `codec`, else guessed."""
    return "\n\n".join(filter(None, (_text(part, codec).strip("\n") for part in contents.texts)))


def _text(part: Part, codec: str | None) -> str:
    data = content(part)
    is_html = part.kind == "text/html"
    label = _charset(part)
    if is_html and not label and (meta := _META_CHARSET.search(data[:4096])):
        label = meta[1].decode("ascii")
    text = text_of(data, label, codec)
    if is_html:
        return html_to_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _charset(part: Part) -> str:
    header = part.first().get("content-type", "")
    usual = _CHARSET.search(header)
    return usual[1] if usual else _parameter(part, "content-type", "charset")


def content(part: Part) -> bytes:
    """A part's content, decoded as far as it can be; a coding that nobody knows is left as it is."""
    raw = part.raw()
    if part.coding == "quoted-printable":
        return a2b_qp(raw)
    if part.coding == "base64":
        return raw if _NOT_CODED.match(raw) else base64_bytes(raw)
    return _uudecoded(raw) if part.coding in _UUENCODED else raw


def _uudecoded(raw: bytes) -> bytes:
    message = Message()
    message["Content-Transfer-Encoding"] = "x-uuencode"
    message.set_payload(raw.decode("latin-1"))
    found = message.get_payload(decode=True)
    return found if isinstance(found, bytes) else raw


def files_of(contents: Contents, codec: str | None) -> tuple[FileDraft, ...]:
    """What came with the message, decoded when it is read. Names are safe, and never those of a path."""
    return tuple(_file(part, codec) for part in contents.files if not _is_spacer(part))


def _is_spacer(part: Part) -> bool:
    return (
        part.kind.startswith("image/")
        and not part.is_attachment
        and len(part.raw()) < _SMALLEST_PICTURE * 4 / 3
        and not _file_name(part)
    )


def _file(part: Part, codec: str | None) -> FileDraft:
    kind = part.kind
    name = re.split(r"[/\\]", _file_name(part, codec))[-1].strip()
    if not name and kind == "message/rfc822":
        subject = decoded(parsed(content(part)).first().get("subject", ""), codec)
        name = f"{subject}.eml" if subject else ""
    return FileDraft(safe(name, _name_by_type(kind)), partial(_pieces, part), clean(kind))


def _name_by_type(kind: str) -> str:
    base = kind.partition("/")[0]
    return f"{base if base in ('image', 'audio', 'video', 'message') else 'attachment'}{_ending(kind)}"


@cache
def _ending(kind: str) -> str:
    # Not the system's tables: a name must not depend on the machine.
    return _ENDINGS.get(kind) or MimeTypes().guess_extension(kind) or ".bin"


def _pieces(part: Part) -> Iterator[bytes]:
    data = content(part)
    for place in range(0, len(data), _PIECE):
        yield data[place : place + _PIECE]


def _file_name(part: Part, codec: str | None = None) -> str:
    """The name that the sender gave a part, as they wrote it: it may be a path."""
    return _parameter(part, "content-disposition", "filename", codec) or _parameter(part, "content-type", "name", codec)


def _parameter(part: Part, header: str, name: str, codec: str | None = None) -> str:
    """A header's parameter as text; empty where there is none."""
    value = part.parameter(header, name)
    if isinstance(value, tuple):
        charset, _, text = value
        return text_of(text.encode("latin-1", "replace"), charset or "", codec).strip()
    return decoded(value, codec).strip()
