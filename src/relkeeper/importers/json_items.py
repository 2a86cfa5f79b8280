"""JSON that may be larger than memory, cut in the middle, or nested without end: one item after the other."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from relkeeper.drafts import Problem
from relkeeper.importers.encoding import from_shape

# A value nested deeper than any program writes, and brackets left open that no text explains: what is done at each
# level costs more the deeper it is.
_DEEPEST = 100
_MOST_OPEN = 10_000


class _DeepError(Exception):
    """The JSON is nested without end."""


class _Shallow:
    """A file that is refused where too many brackets stay open; those within texts count too, and mostly close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._open = 0

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self._open += piece.count(b"[") + piece.count(b"{") - piece.count(b"]") - piece.count(b"}")
        if self._open > _MOST_OPEN:
            raise _DeepError
        return piece


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
