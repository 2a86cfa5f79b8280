"""One message as a tree of parts (RFC 5322, RFC 2046), as far as a reader needs it.

The parser of the standard library looks at each line in Python, takes quadratic time on hostile messages and knows no
limits, so the division is made here, over the bytes as they stand; what the library knows of the parameters of a header
is left to it. Parts are places in the message, not copies of it.
"""

import re
from collections.abc import Iterator
from email.message import Message
from functools import cached_property

# More than any mail program makes.
_DEEPEST = 50
_MOST_PARTS = 1000
# The library's look at the parameters of a header takes quadratic time.
_LONGEST_WITH_PARAMETERS = 4096
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*+)\n?")
_STRAY_FOLD = re.compile(rb"(?:[ \t][^\n]*\n)+(?=[!-9;-~]+[ \t]*:)")
_BOUNDARY = re.compile(r"""[;\s]boundary\s*=\s*(?:"([^"\\]*)"|([^\s";]+))""", re.IGNORECASE)
_KIND = re.compile(r"[^\s/;]+/[^\s/;]+")
_TEXT = "text/plain"

LARGEST = 64 * 2**20


class TooMuchError(ValueError):
    """A message is nested too deep, or has too many parts; the message of the error says which."""


class Part:
    """A message, or a part of one, from `begun` to `end` in `data`. Nothing here raises for what is broken.

    `fields` are the headers in their order, names in small letters, bytes beyond ASCII as surrogates. `parts` are those
    of a multipart; a multipart whose boundary is missing has none, and is a text.
    """

    def __init__(self, data: bytes, begun: int, end: int, default: str = _TEXT) -> None:
        self._data = data
        self._end = end
        self._default = default
        self.fields, self._body = _fields(data, begun, end)
        self._first = dict(reversed(self.fields))
        self.parts: list[Part] = []

    def first(self) -> dict[str, str]:
        """The first header of each name."""
        return self._first

    @cached_property
    def kind(self) -> str:
        """The content type in small letters; that of plain text where there is none, or what is none."""
        said = self._first.get("content-type")
        if said is None:
            return self._default
        found = _KIND.match(said.lower())
        return found[0] if found else _TEXT

    @property
    def is_attachment(self) -> bool:
        """Whether its sender calls it one."""
        return _word(self._first.get("content-disposition", "")) == "attachment"

    @property
    def coding(self) -> str:
        """The transfer encoding, in small letters."""
        return _word(self._first.get("content-transfer-encoding", ""))

    def raw(self) -> bytes:
        """What stands in the file behind the header, encoded as it came."""
        return self._data[self._body : self._end]

    def parameter(self, header: str, name: str) -> str | tuple[str | None, str | None, str]:
        """A parameter of a header, as `email.message.Message.get_param` has it; empty where there is none."""
        value = self._first.get(header, "")
        if name not in value.lower() or len(value) > _LONGEST_WITH_PARAMETERS:
            return ""
        message = Message()
        # The library makes "unknown" of a header with surrogates.
        message[header] = value.encode("utf-8", "surrogateescape").decode("latin-1")
        try:
            found = message.get_param(name, "", header)
        except (LookupError, ValueError, TypeError, AttributeError):
            return ""
        return found.encode("latin-1").decode("ascii", "surrogateescape") if isinstance(found, str) else found

    def divide(self) -> list["Part"]:
        """Find the parts of a multipart, and no parts of those. Raises TooMuchError."""
        boundary = self._boundary() if self.kind.startswith("multipart/") else b""
        if boundary:
            default = "message/rfc822" if self.kind == "multipart/digest" else _TEXT
            places = _between(self._data, self._body, self._end, boundary)
            self.parts = [Part(self._data, begun, end, default) for begun, end in places]
        return self.parts

    def _boundary(self) -> bytes:
        usual = _BOUNDARY.search(self._first.get("content-type", ""))
        found = (usual[1] or usual[2]) if usual else self.parameter("content-type", "boundary")
        text = found[2] if isinstance(found, tuple) else found
        return (text or "").rstrip().encode("utf-8", "surrogateescape")


def parsed(data: bytes) -> Part:
    """The message that `data` holds, its line ends as `\n`; nonsense is one too. Raises TooMuchError.

    The line with which it begins in a mbox is no part of it.
    """
    whole = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    begun = whole.find(b"\n") + 1 if whole.startswith((b"From ", b">From ")) else 0
    message = Part(whole, begun, len(whole))
    count = 0
    level = [message]
    for _ in range(_DEEPEST):
        below: list[Part] = []
        for part in level:
            below += part.divide()
            if count + len(below) > _MOST_PARTS:
                raise TooMuchError(f"has more than {_MOST_PARTS} parts")
        count += len(below)
        level = below
    if level:
        raise TooMuchError(f"is nested more than {_DEEPEST} deep")
    return message


def _fields(data: bytes, begun: int, end: int) -> tuple[list[tuple[str, str]], int]:
    """The headers from `begun` on, and where what they are about begins: behind an empty line, or at what is none."""
    fields: list[tuple[str, str]] = []
    if stray := _STRAY_FOLD.match(data, begun, end):
        begun = stray.end()
    while field := _FIELD.match(data, begun, end):
        begun = field.end()
        name, value = field.groups()
        fields.append((name.decode("ascii").lower(), value.decode("ascii", "surrogateescape").rstrip("\r")))
    return fields, begun + (data[begun : begun + 1] == b"\n" and begun < end)


def _between(data: bytes, begun: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """The places between the lines of a boundary, up to the one that ends them or the end. Raises TooMuchError."""
    mark = b"--" + boundary
    count = 0
    part = -1
    place = data.find(mark, begun, end)
    while place >= 0:
        behind = place + len(mark)
        line_end = data.find(b"\n", behind, end)
        line_end = end if line_end < 0 else line_end
        rest = data[behind : min(line_end, behind + 80)].strip()
        if (place == begun or data[place - 1 : place] == b"\n") and rest in (b"", b"--"):
            if 0 <= part < place - 1:
                count += 1
                yield part, place - 1
            if rest:
                return
            part = min(line_end + 1, end)
        if count > _MOST_PARTS:
            raise TooMuchError(f"has more than {_MOST_PARTS} parts")
        place = data.find(mark, behind, end)
    if 0 <= part < end:
        yield part, end


def _word(header: str) -> str:
    return header.partition(";")[0].strip().lower()
