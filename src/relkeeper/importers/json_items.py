"""JSON that may be larger than memory, cut in the middle, or nested without end: one item after the other."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from relkeeper.drafts import Problem
from relkeeper.importers.encoding import from_shape

# A value nested deeper than any program writes. The parser keeps at each level the whole path to it: what is done there
# takes time and memory by the square of the depth.
_DEEPEST = 100
_AS_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STRETCH = 2**16


class _DeepError(Exception):
    """The JSON is nested without end."""


class _Shallow:
    """A file that is refused where it is nested too deep.

    Brackets within texts are not told from others, which takes time, until there are so many that some must be.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._open = 0
        self._without_texts: _WithoutTexts | None = None

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        if self._without_texts is not None:
            self._refuse(self._without_texts.of(piece))
        elif self._is_deep(piece) or self._open < 0:
            self._look_again()
        return piece

    def _look_again(self) -> None:
        """Count from the beginning, without the brackets in texts."""
        here = self._file.tell()
        self._file.seek(0)
        self._open, self._without_texts = 0, _WithoutTexts()
        while self._file.tell() < here:
            piece = self._file.read(min(_STRETCH, here - self._file.tell()))
            self._refuse(self._without_texts.of(piece))

    def _refuse(self, piece: bytes) -> None:
        if self._is_deep(piece):
            raise _DeepError

    def _is_deep(self, piece: bytes) -> bool:
        """Take away what is closed at once, again and again: so often is the piece nested."""
        left = piece.translate(_AS_ONE_KIND, _NO_BRACKETS)
        depth = 0
        while b"[]" in left and depth <= _DEEPEST:
            left = left.replace(b"[]", b"")
            depth += 1
        self._open += left.count(b"[") - left.count(b"]")
        return max(depth, self._open) > _DEEPEST


class _WithoutTexts:
    """Pieces of JSON without what stands in quotation marks, which may begin in one piece and end in another."""

    def __init__(self) -> None:
        self._inside = 0
        self._rest = b""

    def of(self, piece: bytes) -> bytes:
        plain = (self._rest + piece).replace(b"\\\\", b"").replace(b'\\"', b"")
        # What the backslash takes the meaning from is in the next piece.
        self._rest = b"\\" if plain.endswith(b"\\") else b""
        parts = plain.removesuffix(self._rest).split(b'"')
        begun, self._inside = self._inside, (self._inside + len(parts) - 1) % 2
        return b"".join(parts[begun::2])


def items(file: BinaryIO, prefix: str, problems: list[Problem], name: str) -> Iterator[Any]:
    """The values at `prefix` (`messages.item`, `chats.list.item`, see the documentation of ijson), from the beginning.

    Numbers are int or float. A file that ends in the middle, or is no JSON from some point on, yields what came before,
    and a problem is added that says where.
    """
    rewind(file)
    try:
        yield from ijson.items(_Shallow(file), prefix, use_float=True)
    except (ijson.JSONError, UnicodeDecodeError, _DeepError) as error:
        problems.append(_problem(file, name, error))


def events(file: BinaryIO, problems: list[Problem], name: str) -> Iterator[tuple[str, str, Any]]:
    """`(prefix, event, value)` of all that is in the file, as `ijson.parse` tells it; problems as in `items`."""
    rewind(file)
    try:
        for prefix, event, value in ijson.parse(_Shallow(file), use_float=True):
            _check_depth(prefix)
            yield prefix, event, value
    except (ijson.JSONError, UnicodeDecodeError, _DeepError) as error:
        problems.append(_problem(file, name, error))


def rewind(file: BinaryIO) -> None:
    """To where the JSON begins: behind a byte order mark."""
    file.seek(0)
    file.seek(3 if from_shape(file.read(3)) == "utf-8-sig" else 0)


def _check_depth(prefix: str) -> None:
    if prefix.count(".") > _DEEPEST:
        raise _DeepError


def _problem(file: BinaryIO, name: str, error: Exception) -> Problem:
    where = f"byte {file.tell()}"
    if isinstance(error, _DeepError):
        return Problem(name, where, "the JSON is nested too deep")
    reason = str(error).splitlines()[0].strip() if str(error) else "it ends too early"
    return Problem(name, where, f"the JSON is cut or broken here: {reason}")
