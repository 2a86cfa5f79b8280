"""What a card calls its contact: N, and how a name is put together where there is no FN (RFC 6350 section 6.2)."""

import re
from typing import NamedTuple

from relkeeper.rules.vcard.content_lines import Property

# Han, kana, hangul, bopomofo, and the marks that stand inside such names (々 〇 · ・).
_CJK = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af·]+"
)
_BLANKS = re.compile(r"[ \t\n]+")


class NameParts(NamedTuple):
    """The five parts of N, each in one piece."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


def one_line(text: str) -> str:
    """`text` without line ends, tabs and doubled blanks."""
    return _BLANKS.sub(" ", text).strip()


def name_parts(prop: Property) -> NameParts:
    """The parts of an N; a part that is a list is joined by blanks, missing ones are empty."""
    return NameParts(*(one_line(" ".join(part)) for part in prop.lists()[:5]))


def is_told_by(prop: Property, parts: NameParts) -> bool:
    """Whether given and family name say all that this N says."""
    more = any((parts.additional, parts.prefix, parts.suffix)) or any(map(any, prop.lists()[5:]))
    return not more and "SORT-AS" not in prop.header.values


def in_reading_order(parts: NameParts) -> str:
    """The display name that the parts make: family name first and no blanks in Chinese, Japanese and Korean names."""
    person = (parts.family, parts.additional, parts.given)
    if all(_CJK.fullmatch(part) for part in person if part) and any(person):
        return one_line("".join((parts.prefix, *person, parts.suffix)))
    return one_line(" ".join((parts.prefix, parts.given, parts.additional, parts.family, parts.suffix)))
