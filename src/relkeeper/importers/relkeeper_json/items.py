"""What stands in the file, one thing after the other in a single pass; no more than one record is in memory."""

from collections.abc import Container, Iterator
from typing import Any, BinaryIO, NamedTuple

from ijson.common import ObjectBuilder

from relkeeper.drafts import Problem
from relkeeper.importers.json_items import events

_SAID = frozenset({"version", "complete", "redacted"})
_SCALARS = frozenset({"string", "number", "null", "boolean"})
_DATA = "contents.item.data.item"


class Said(NamedTuple):
    """What the file says of itself."""

    key: str
    value: Any


class Item(NamedTuple):
    """A record of a section, counted from 0."""

    section: str
    number: int
    value: Any


class Bytes(NamedTuple):
    """A piece of the content with this number, as it stands there: base64, if all is well."""

    number: int
    value: Any


def items(
    file: BinaryIO, sections: Container[str], problems: list[Problem], name: str
) -> Iterator[Said | Item | Bytes]:
    """All that is told in the file; what stands under other keys is passed over. Problems as in `json_items.events`.

    An item of `contents` is without its `data`, which comes before it, piece by piece.
    """
    section = _Section("")
    for prefix, event, value in events(file, problems, name):
        if event == "start_array" and prefix in sections:
            section = _Section(prefix)
        elif (told := section.told(prefix, event, value)) is not None:
            yield told
        elif prefix in _SAID and event in _SCALARS:
            yield Said(prefix, value)


class _Section:
    """One list of records, of which one is under construction at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._item = f"{name}.item"
        self._number = -1
        self._builder: ObjectBuilder | None = None

    def told(self, prefix: str, event: str, value: Any) -> Item | Bytes | None:
        """What is complete with this event, of those that `ijson.parse` tells."""
        if prefix == self._item:
            return self._of_item(event, value)
        if self._builder is not None:
            if prefix == _DATA and event in _SCALARS:
                return Bytes(self._number, value)
            self._builder.event(event, value)
        return None

    def _of_item(self, event: str, value: Any) -> Item | None:
        if self._builder is None:
            self._number += 1
            if event in _SCALARS:
                return Item(self._name, self._number, value)
            self._builder = ObjectBuilder()
        self._builder.event(event, value)
        if not event.startswith("end"):
            return None
        done, self._builder = self._builder.value, None
        return Item(self._name, self._number, done)
