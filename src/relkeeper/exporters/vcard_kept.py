"""What the cards of a contact said that the book has no better place for, on its way into a card of version 4.0.

Values and parameters are those of the card's own version: parameters that 4.0 does not know are made new, a file in
base64 becomes a `data:` URI (RFC 6350 section 6.2.4). Names of programs and revisions of other cards stay behind.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from relkeeper.drafts import PropertyDraft
from relkeeper.exporters import vcard_lines as lines
from relkeeper.importers.vcard.names import name_parts, one_line
from relkeeper.importers.vcard.points import point_of
from relkeeper.importers.vcard.properties import Header, Property, header_of

_LABEL = "X-ABLABEL"
# UID, N and ADR stand elsewhere in the card; the others are true only of the card that they came from.
_STAYING = frozenset(
    {"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "FN", "N", "ADR", "X-RELKEEPER-ARCHIVED", _LABEL}
)
_NAME = re.compile(r"[A-Za-z0-9-]+|X-[^\W_][\w-]*")
_GROUP = re.compile(r"[A-Za-z0-9-]*")
_ONE = r'[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_OF_THE_STANDARD = re.compile(rf"(?:{_ONE}(?:;{_ONE})*)?")
_OF_OLD_VERSIONS = frozenset({"ENCODING", "CHARSET"})
# Where the book has a value of its own, the card that a kept one came from does not say which goes first.
_NOT_PREFERRED = frozenset({"N", "ADR", "ORG", "TITLE", "ROLE", "PRONOUNS"})
_FILES = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")


class Kept:
    """The kept properties of one contact."""

    def __init__(self, properties: Iterable[PropertyDraft]) -> None:
        self._properties = [_Kept(draft) for draft in properties]
        self._groups = {kept.draft.group.lower() for kept in self._properties}

    @property
    def uid(self) -> str:
        """The identity that another program gave, by which it and a book know the contact again; may be empty."""
        return next((kept.as_read.text for kept in self._properties if kept.draft.name == "UID"), "")

    def fuller_name(self, family: str, given: str) -> str:
        """The line of an N that says more than these two names do; empty where there is none."""
        for kept in self._named("N"):
            parts = name_parts(kept.as_read)
            if (parts.family, parts.given) == (family, given):
                kept.done = True
                return kept.line
        return ""

    def fuller_organization(self, organization: str) -> str:
        """The line of an ORG that says more than this name does."""
        for kept in self._named("ORG"):
            units = [unit for unit in map(one_line, kept.as_read.parts()) if unit]
            if len(units) > 1 and units[0] == organization:
                kept.done = True
                return kept.line
        return ""

    def fuller_address(self, kind: str, value: str) -> str:
        """The line of an ADR of which a contact point is the sum."""
        for kept in self._named("ADR"):
            point = point_of(kept.as_read, "")
            if point is not None and (point.kind, point.value) == (kind, value) and not kept.done:
                kept.done = True
                return kept.line
        return ""

    def free_group(self, number: int) -> str:
        """A name for the `number`th group of the card's own, which no kept property has."""
        name = f"item{number}"
        while name in self._groups:
            name = f"own-{name}"
        return name

    def others(self, said: Collection[str]) -> Iterator[str]:
        """The lines that remain, but for properties that the card has `said` and may have once only."""
        for kept in self._properties:
            if kept.draft.name not in (*_STAYING, *said) and not kept.done and _NAME.fullmatch(kept.draft.name):
                kept.done = True
                yield kept.line
        gone_out = {kept.draft.group.lower() for kept in self._properties if kept.done} - {""}
        yield from (kept.line for kept in self._named(_LABEL) if kept.draft.group.lower() in gone_out)

    def _named(self, name: str) -> "Iterator[_Kept]":
        return (kept for kept in self._properties if kept.draft.name == name)


class _Kept:
    """One kept property; `done` once it is in the card."""

    __slots__ = ("as_read", "done", "draft")

    def __init__(self, draft: PropertyDraft) -> None:
        self.draft = draft
        self.as_read = Property(draft.name, draft.value, header_of(f"{draft.name};{draft.params}"), 0, old=False)
        self.done = False

    @property
    def line(self) -> str:
        header, value = self.as_read.header, self.draft.value
        group = self.draft.group if _GROUP.fullmatch(self.draft.group) else ""
        if self.draft.name in _FILES and header.encoding == "BASE64" and _BASE64.fullmatch(value):
            return lines.line(self.draft.name, f"data:{_media_type(self.draft.name, header)};base64,{value}", (), group)
        if _OF_THE_STANDARD.fullmatch(self.draft.params) and len(self._params) == _count(header):
            params = f";{self.draft.params}" if self.draft.params else ""
            return lines.as_it_is(f"{group}{'.' if group else ''}{self.draft.name}{params}:{value}")
        return lines.line(self.draft.name, value, self._params, group)

    @property
    def _params(self) -> list[tuple[str, str]]:
        """The parameters that go out."""
        dropped = {*_OF_OLD_VERSIONS, *({"PREF"} if self.draft.name in _NOT_PREFERRED else ())}
        return [
            (key, value)
            for key, values in self.as_read.header.values.items()
            for value in values
            if key not in dropped
            and _GROUP.fullmatch(key)
            and not ("PREF" in dropped and (key, value.lower()) == ("TYPE", "pref"))
        ]


def _count(header: Header) -> int:
    return sum(map(len, header.values.values()))


def _media_type(name: str, header: Header) -> str:
    """`TYPE=JPEG` of a PHOTO is image/jpeg."""
    word = next((word.rpartition("/")[2] for word in header.types if word.rpartition("/")[2].isalnum()), "")
    return f"{_FILES[name]}/{word}" if word else "application/octet-stream"
