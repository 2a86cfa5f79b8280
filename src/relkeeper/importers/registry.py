"""The readers by name: ours, each imported when it is first asked for, and those that others have installed."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import NamedTuple, cast

from relkeeper.drafts import Notice
from relkeeper.errors import InputError, UsageError
from relkeeper.importers import entry_points, guesses
from relkeeper.importers.encoding import from_shape
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reader

# A chat may begin with a bracket too; a list of records begins with the first of them.
_JSON = re.compile(r"\s*(?:\{|\[\s*[{\]])")
# Control characters that no text holds, in whatever encoding of 8 bits.
_NO_TEXT = bytes([*range(9), *range(14, 27), *range(28, 32)])
_LOOKED_AT = 8192


class Format(NamedTuple):
    """Where one of our readers is, and what spares it being imported in vain.

    `module` stands in this folder. `kind` is `text`, `json` or `binary`: what is no JSON is never shown to a reader of
    JSON, nor text to a reader of what is none. `first` is how its files usually begin, in capitals, and `signs` how
    they do in bytes: then it is asked before the others.
    """

    module: str
    kind: str = "text"
    first: tuple[str, ...] = ()
    signs: tuple[bytes, ...] = ()


class FormatRow(NamedTuple):
    """A format as `import --list` shows it; `package` is who made it, empty for ours."""

    name: str
    title: str
    endings: tuple[str, ...]
    where: str
    package: str = ""


class Readers(Mapping[str, Reader]):
    """The readers by name, those of others first: they were installed on purpose."""

    def __init__(self, formats: Mapping[str, Format]) -> None:
        self._formats = formats
        self._imported: dict[str, Reader] = {}

    def __getitem__(self, name: str) -> Reader:
        if name not in self._formats:
            return self._outsiders.found[name]
        if name not in self._imported:
            module = import_module(f"relkeeper.importers.{self._formats[name].module}")
            self._imported[name] = cast(Reader, module)
        return self._imported[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._outsiders.found
        yield from self._formats

    def __len__(self) -> int:
        return len(self._outsiders.found) + len(self._formats)

    @property
    def notices(self) -> list[Notice]:
        """What is to be said of formats that are installed and cannot be used."""
        return self._outsiders.notices

    def named(self, format_name: str) -> Reader:
        """The reader called so. Raises UsageError that names those there are."""
        try:
            return self[format_name.casefold()]
        except KeyError:
            raise UsageError(f"there is no format '{format_name}'; known are {', '.join(self)}") from None

    def that_recognises(self, head: Head) -> Reader | None:
        """The first reader that takes a file that begins so for its own."""
        return next((reader for name in self._asked(head) if (reader := self[name]).recognises(head)), None)

    def that_takes_unnamed(self, head: Head) -> Reader | None:
        """The same for a file that lies in a folder or an archive, where the user did not name it."""
        reader = self.that_recognises(head)
        if reader is None or getattr(reader, "REVIEWED", False):
            return None
        certain: Callable[[Head], bool] = getattr(reader, "recognises_unnamed", reader.recognises)
        return reader if certain(head) else None

    def recognised(self, head: Head, name: str) -> Reader:
        """The reader for a file that begins so. Raises InputError for a file of no known format."""
        reader = self.that_recognises(head)
        if reader is None:
            raise InputError(f"{name} is in no format known here: {self.guessed(head)}")
        return reader

    def guessed(self, head: Head) -> str:
        """What a file of no known format may be, and what to do."""
        kind = _kind(head)
        near = [name for name in self._asked(head) if guesses.ending(head.name) in self[name].ENDINGS]
        return guesses.sentence(head, near, kind)

    def rows(self) -> list[FormatRow]:
        """All formats by name."""
        return [_row(self[name]) for name in sorted(self)]

    @cached_property
    def _outsiders(self) -> entry_points.Outsiders:
        return entry_points.outsiders(self._formats)

    def _asked(self, head: Head) -> Iterator[str]:
        """The names of the readers that may know the file, in the order in which they are asked."""
        yield from self._outsiders.found
        begun = head.text[:_LOOKED_AT].lstrip()[:80].upper()
        plain = [
            name
            for name, known in self._formats.items()
            if begun.startswith(known.first) or head.data.startswith(known.signs)
        ]
        yield from plain
        kind = _kind(head)
        ours = [name for name, known in self._formats.items() if known.kind == kind and name not in plain]
        if kind == "json":
            # Text may begin with a brace.
            ours += [name for name, known in self._formats.items() if known.kind == "text"]
        yield from ours


def _kind(head: Head) -> str:
    begun = head.data[:_LOOKED_AT]
    if from_shape(begun) is None and len(begun) - len(begun.translate(None, _NO_TEXT)) > len(begun) // 50:
        return "binary"
    return "json" if _JSON.match(head.text) else "text"


def _row(reader: Reader) -> FormatRow:
    package = reader.package if isinstance(reader, entry_points.Outsider) else ""
    return FormatRow(reader.NAME, reader.TITLE, reader.ENDINGS, reader.WHERE, package)
