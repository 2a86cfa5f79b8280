"""What headers say: encoded words (RFC 2047), bare 8-bit text, the moment, and whether a machine wrote the message."""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from relkeeper.importers.mail.charsets import from_header, text_of
from relkeeper.rules.dates import localize

_FOLD = re.compile(r"[\r\n]+[ \t]*")
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")

_AUTOMATIC_SENDER = re.compile(
    r"(?:\A|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|postmaster|notifications?|notify|newsletters?"
    r"|bounces?)(?:\Z|[._+@-])"
)
_BULK = frozenset(("bulk", "list", "junk"))

# The asctime of a mbox, with the zone that some programs put before or behind the year: it is UTC (RFC 4155).
_ASCTIME = re.compile(
    r"([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?)(?: +([+-]\d{4}))?(?: +[A-Z]{3,4})? +(\d{4})"
)
_UNKNOWN_ZONE = "-0000"
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)


def decoded(raw: str, codec: str | None = None) -> str:
    """The text of an unstructured header or of a name in one; what declares no charset is in `codec`, else guessed."""
    text = _FOLD.sub(" ", raw) if "\n" in raw or "\r" in raw else raw
    if "=?" not in text:
        return _plain(text, codec)
    pieces: list[str] = []
    begun = 0
    charset, data = "", b""
    for word in _ENCODED.finditer(text):
        between = text[begun : word.start()]
        begun = word.end()
        label = word[1].partition("*")[0].lower()
        # A character may be cut in two by the end of a word, against the RFC: the bytes come first.
        if data and (between.strip() or label != charset):
            pieces.append(text_of(data, charset, codec))
            data = b""
        if between.strip() or (not pieces and not data):
            pieces.append(_plain(between, codec))
        charset = label
        data += _bytes(word[2], word[3])
    pieces.append(text_of(data, charset, codec))
    pieces.append(_plain(text[begun:], codec))
    return "".join(pieces)


def _plain(text: str, codec: str | None) -> str:
    return text if text.isascii() and "\0" not in text else text_of(from_header(text), "", codec)


def _bytes(coding: str, word: str) -> bytes:
    raw = from_header(word)
    return a2b_qp(raw, header=True) if coding in "qQ" else base64_bytes(raw)


def base64_bytes(raw: bytes) -> bytes:
    """What `raw` stands for; what is no base64 in it does not count, and of a cut end the whole bytes are taken."""
    try:
        return a2b_base64(raw)
    except Error:
        bare = _NO_BASE64.sub(b"", raw)
        bare = bare[: len(bare) - (len(bare) % 4 == 1)]
        return a2b_base64(bare + b"=" * (-len(bare) % 4))


def moment_of(dates: Iterable[str], now: datetime) -> datetime | None:
    """The first of `dates` that is one, aware, in its own offset, to the second.

    One that says no zone is understood in that of `now`. What lies before 1970 or more than a day after `now` is none.
    """
    for raw in dates:
        at = _date(raw, now)
        if at is not None and at >= _EARLIEST and at - now <= _A_DAY:
            return at
    return None


def _date(raw: str, now: datetime) -> datetime | None:
    try:
        at = parsedate_to_datetime(raw)
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC) if _UNKNOWN_ZONE in raw else localize(at, now)
        # Offsets of a day and more are refused only when one calculates with them.
        at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return at.replace(microsecond=0)


def envelope_date(from_line: str) -> str:
    """The date in the line that begins a message of a mbox, as a header has it; empty where there is none."""
    found = _ASCTIME.search(from_line)
    return f"{found[2]} {found[1]} {found[5]} {found[3]} {found[4] or '+0000'}" if found else ""


def is_automatic(headers: Mapping[str, str], kind: str, sender: str) -> bool:
    """Whether no person wrote this to a person: newsletters, lists, notices, reports of delivery.

    `kind` is the message's content type, `sender` the address of who sent it.
    """
    return (
        "list-id" in headers
        or "list-unsubscribe" in headers
        or headers.get("auto-submitted", "no").strip().lower() not in ("no", "")
        or headers.get("precedence", "").strip().lower() in _BULK
        or kind == "multipart/report"
        or _is_automatic_sender(sender)
    )


@lru_cache(maxsize=4096)
def _is_automatic_sender(address: str) -> bool:
    return _AUTOMATIC_SENDER.search(address.partition("@")[0]) is not None
