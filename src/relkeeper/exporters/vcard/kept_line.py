"""One kept property as a content line of a version of vCard."""

import re

from relkeeper.drafts import PropertyDraft
from relkeeper.exporters.vcard import lines
from relkeeper.exporters.vcard.points import preferred
from relkeeper.rules.vcard import own
from relkeeper.rules.vcard.content_lines import TEXTS, Property, header_of
from relkeeper.rules.vcard.properties import FILES, NAMES_IN_3, Embedded, as_it_goes, embedded

_GROUP = re.compile(r"[A-Za-z0-9-]*")
_KEY = re.compile(r"[A-Za-z0-9-]+")
_NAME = re.compile(r"[A-Za-z0-9-]+|X-[^\W_][\w-]*")
_ONE = r'[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_OF_THE_STANDARD = re.compile(rf"(?:{_ONE}(?:;{_ONE})*)?")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
# Properties of which a reader takes the first.
_NOT_PREFERRED = frozenset({"N", "ADR", "ORG", "TITLE", "ROLE", "PRONOUNS"})


class KeptLine:
    """A kept property; `done` once it is in the card. What goes before others says so while it `keeps_preference`."""

    __slots__ = ("_version", "as_read", "done", "draft", "keeps_preference")

    def __init__(self, draft: PropertyDraft, version: str) -> None:
        self.draft = draft
        value = as_it_goes(draft.value.strip())
        self.as_read = Property(draft.name, value, header_of(f"{draft.name};{draft.params}"), 0, old=False)
        self.done = False
        self._version = version
        # Where the book has a value of its own, that goes first.
        self.keeps_preference = draft.name not in _NOT_PREFERRED

    def goes_out(self) -> str:
        """The line, which is thereby done with."""
        self.done = True
        return self.line

    @property
    def line(self) -> str:
        """The property as this version has it; wrapped where that cannot say all of it."""
        if not self.can_stand:
            return self.wrapped
        name = NAMES_IN_3.get(self.draft.name, self.draft.name) if self._version == "3.0" else self.draft.name
        if (file := embedded(self.draft)) is not None:
            return self._file(name, file)
        params = self._written_params()
        if params is None:
            dotted = f"{self.draft.group}." if self.draft.group else ""
            written = f";{self.draft.params}" if self.draft.params else ""
            return as_it_goes(f"{dotted}{name}{written}:{self._value}")
        return lines.line(name, self._value, params, self.draft.group)

    @property
    def wrapped(self) -> str:
        """The property within one of our own, from which our reader takes it again."""
        draft = self.draft
        return lines.line(own.KEPT, lines.listed((draft.name, draft.params, draft.group, draft.value), ";"))

    @property
    def can_stand(self) -> bool:
        """Whether a reader knows it again without a property of our own around it."""
        if not _NAME.fullmatch(self.draft.name):
            return False
        # Only without a group is a name of other letters read again.
        group = _GROUP.fullmatch(self.draft.group) if self.draft.name.isascii() else not self.draft.group
        return bool(group) and all(map(_KEY.fullmatch, self.as_read.header.values))

    @property
    def _is_remote_file(self) -> bool:
        return self._version == "3.0" and self.draft.name in FILES and _URI.fullmatch(self.draft.value) is not None

    @property
    def _value(self) -> str:
        """The value; in an ORG a comma divides nothing, which not every program knows."""
        if self.draft.name == "ORG":
            return lines.listed(self.as_read.parts(), ";")
        return self.as_read.value

    def _written_params(self) -> list[tuple[str, str]] | None:
        """The parameters as they are to be; None where they can stand as they are."""
        header, name = self.as_read.header, self.draft.name
        # How the value was written, it is not any more.
        params = self._in_version(self._params(frozenset({"CHARSET", "ENCODING"})))
        if header.encoding == "BASE64" and name not in TEXTS and name not in FILES:
            return [("ENCODING", "b"), *params]
        if self._is_remote_file and not header.first("VALUE"):
            return [("VALUE", "uri"), *params]
        as_they_are = params == [(key, value) for key, values in header.values.items() for value in values]
        return None if as_they_are and _OF_THE_STANDARD.fullmatch(self.draft.params) else params

    def _file(self, name: str, file: Embedded) -> str:
        """In 4.0 a `data:` URI (RFC 6350 section 6.2.4), in 3.0 base64 and its type (RFC 2426 section 3.1.4)."""
        params = self._params(frozenset({"CHARSET", "ENCODING", "VALUE", "TYPE", "MEDIATYPE"}))
        if self._version == "4.0":
            return lines.line(name, f"data:{file.media_type};base64,{file.base64}", params, self.draft.group)
        main, _, word = file.media_type.partition("/")
        kind = word.upper() if main == FILES[self.draft.name] else file.media_type
        types = [] if file.media_type == "application/octet-stream" else [("TYPE", kind)]
        return lines.line(name, file.base64, [("ENCODING", "b"), *types, *params], self.draft.group)

    def _params(self, dropped: frozenset[str]) -> list[tuple[str, str]]:
        """The parameters that go out."""
        return [
            (key, value)
            for key, values in self.as_read.header.values.items()
            for value in values
            if key not in dropped and (self.keeps_preference or not _is_preference(key, value))
        ]

    def _in_version(self, params: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What goes before all others says so as the version does."""
        said = preferred(1, self._version)
        first = [(key, value.lower()) in (("PREF", "1"), ("TYPE", "pref")) for key, value in params]
        written = (said if is_first else param for param, is_first in zip(params, first, strict=True))
        return list(dict.fromkeys(written)) if any(first) else params


def _is_preference(key: str, value: str) -> bool:
    return key == "PREF" or (key, value.lower()) == ("TYPE", "pref")
