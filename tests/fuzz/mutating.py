"""Samples made wrong: cut, spliced, repeated, nested, written in another encoding, or with values that make no sense."""

import re
from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[bytes, Random], bytes]

# No input grows beyond this. What costs more than its size shows long before.
LARGEST = 65_536
_MOST_CHANGES = 4
_NUMBERS = (
    b"0",
    b"-1",
    b"00",
    b"99999999999999999999",
    b"9" * 400,
    b"9" * 5000,
    b"1e999",
    b"NaN",
    b"2147483648",
    "٣".encode(),
)
_DATES = (
    b"0000-00-00", b"9999-12-31", b"99991231T235959Z", b"2024-02-30", b"0001-01-01T00:00:00+14:00", b"19700101T000000",
    b"31/12/0000", b"+275760-09-13", b"Thu, 31 Feb 10000 25:61:61 +9999", b"24:00", "令和0年13月32日".encode(),
)  # fmt: skip
_TOKENS = (
    b"\0", b"\r", b"\n\n", b"\x1a", b"\x0b", b"\x0c", b"\x85", b"\xed\xa0\x80", b"\xff\xfe", b"\xef\xbb\xbf", b"\\ud800", b"&#xD800;", b"&#0;",
    b"&#x110000;", b"\\u0000", b"=?utf-8?b?/////w==?=", b"=?x?q?=ED=A0=80?=", b"=?utf-8?q?=00?=", b"=00=", b"%00", b"%ED%A0%80", b'"', b"'", b",", b";",
    b":", b"\\", b"\\N", b"{", b"}", b"[", b"]", b"null", b"true", b"[[]]", b"{}", b"<", b">", b"<!--", b"<script>", b"]]>", b"&amp;", b"(", b")",
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"BEGIN:VEVENT\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", b"From \n",
    b"FREQ=SECONDLY;COUNT=999999999", b"RRULE:FREQ=DAILY;INTERVAL=0\r\n", b"DURATION:P99999999W\r\n", b"TZID=../../etc/passwd:", b"charset=rot13",
    b"charset=idna", b"charset=undefined", b"charset=utf-7", b"ENCODING=BASE64:", b"ENCODING=QUOTED-PRINTABLE:", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xef\xbf\xbd",
    "é".encode() * 9, "İß".encode(), "㎏".encode(), "１２".encode(), "閏五月初三".encode(), "👨‍👩‍👧".encode(),
)  # fmt: skip
_NESTS = (
    b"[", b'{"a":', b'[{"a":', b"<div>", b"<b><blockquote>", b"<!--", b"(", b"> ", b"BEGIN:VCARD\r\nAGENT:", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", b"Re: ", b"=?utf-8?q?", b'"', b"\\", b"%25",
)  # fmt: skip
# What may be costly where there is much of it.
ODD_PIECES = (*_TOKENS, *_NESTS)
_CODECS = ("utf-16", "utf-16-be", "utf-32", "gb18030", "big5", "shift_jis", "latin-1", "utf-8-sig", "utf-7")


def mutated(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """`data` with a few changes, some of them with pieces of `others`; at most LARGEST bytes."""
    for _ in range(random.randint(1, _MOST_CHANGES)):
        if random.randrange(8) == 0:
            data = _spliced(data, random.choice(others), random)
        else:
            data = random.choice(_CHANGES)(data, random)
    return data[:LARGEST]


def stretched(data: bytes, begin: int, end: int, size: int) -> bytes:
    """`data` with a piece repeated until it is `size` bytes long: what is slow for its size is found so."""
    piece = data[begin:end]
    return data[:begin] + piece * (max(0, size - len(data)) // max(1, len(piece)) + 1) + data[end:]


def _spliced(data: bytes, other: bytes, random: Random) -> bytes:
    begin, end = _piece(other, random)
    place = random.randint(0, len(data))
    return data[:place] + other[begin:end] + data[place if random.randrange(2) else len(data) :]


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + random.choice((1, 4, 16, 80, len(data))))


def _flipped(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) or 1)
    return data[:place] + bytes([(data[place] if data else 0) ^ (1 << random.randrange(8))]) + data[place + 1 :]


def _cut(data: bytes, random: Random) -> bytes:
    begin, end = _piece(data, random)
    return data[:begin] + data[end:]


def _ended(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _repeated(data: bytes, random: Random) -> bytes:
    begin, end = _piece(data, random)
    size = len(data) + (end - begin) * random.choice((1, 3, 50, 2000))
    return stretched(data, begin, end, min(size, LARGEST))


def _inserted(data: bytes, random: Random) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(_TOKENS) + data[place + random.choice((0, 0, 1, 3)) :]


def _nested(data: bytes, random: Random) -> bytes:
    place = random.choice((0, len(data), random.randint(0, len(data))))
    return data[:place] + random.choice(_NESTS) * random.choice((2, 50, 1100, 5000)) + data[place:]


def _with_other_line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(
        b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\r\r\n", b"\x85", b""))
    )


def _in_another_encoding(data: bytes, random: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(random.choice(_CODECS), "replace")


def _with_a_number(data: bytes, random: Random) -> bytes:
    return _put(data, rb"\d+", random.choice(_NUMBERS), random)


def _with_a_date(data: bytes, random: Random) -> bytes:
    return _put(data, rb"\d[\d/.:TZ-]{3,}", random.choice(_DATES), random)


def _with_a_value(data: bytes, random: Random) -> bytes:
    """Another value between quotation marks, or behind a colon or a comma."""
    return _put(
        data, rb'(?<=")[^"\n]*(?=")|(?<=[:,;=])[^:,;=\r\n]+', random.choice((*_TOKENS, *_DATES, *_NUMBERS)), random
    )


def _with_lines_swapped(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _put(data: bytes, pattern: bytes, value: bytes, random: Random) -> bytes:
    found = [match.span() for match in re.finditer(pattern, data)]
    begin, end = random.choice(found) if found else (0, 0)
    return data[:begin] + value + data[end:]


_CHANGES: tuple[Change, ...] = (
    _flipped, _cut, _ended, _repeated, _inserted, _inserted, _nested, _with_other_line_ends, _in_another_encoding,
    _with_a_number, _with_a_date, _with_a_value, _with_a_value, _with_lines_swapped,
)  # fmt: skip
