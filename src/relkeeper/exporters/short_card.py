"""A card for a QR code: vCard 3.0 (RFC 2426), which every phone reads, and short, since phones read only small codes.

Name, phones, e-mails, organisation, title, web and postal addresses; no photo, no notes, nothing of our own.
"""

from collections.abc import Iterator
from typing import NamedTuple

from relkeeper.errors import RelkeeperError
from relkeeper.exporters.vcard import lines
from relkeeper.reports.contact import ContactDetails, PointRow

# Bytes that a code of version 1, 2, ... holds at error correction L (ISO/IEC 18004, table 7). Larger ones are hard to
# read off a screen, and wider than a terminal of 80 columns.
_BYTES = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425)
# A code of version 1 has 21 modules, each further one 4 more, and 4 modules of ground on either side.
_FIRST, _MORE, _GROUND = 21, 4, 8

_TYPES = {
    "cell": "CELL", "mobile": "CELL", "手机": "CELL", "home": "HOME", "家": "HOME", "住宅": "HOME", "work": "WORK",
    "工作": "WORK", "公司": "WORK", "fax": "FAX",
}  # fmt: skip


class Screen(NamedTuple):
    """Where a code is shown: columns, and rows, which are None where they do not matter (in a file)."""

    columns: int
    rows: int | None

    @property
    def modules(self) -> int:
        """The modules that there is place for on each side: two above each other in a row, and the prompt has one."""
        return self.columns if self.rows is None else min(self.columns, 2 * (self.rows - 1))


class ShortCard(NamedTuple):
    """The card, and what found no place in it, in words; `cramped` where a larger terminal would take more."""

    text: str
    left_out: tuple[str, ...]
    cramped: bool


def room(modules: int) -> int:
    """How many bytes a code holds that has at most so many modules a side, with its ground; 0 where there is none."""
    fitting = [size for number, size in enumerate(_BYTES) if _FIRST + _MORE * number + _GROUND <= modules]
    return max(fitting, default=0)


def side(size: int) -> int:
    """The modules a side of the smallest code that holds so many bytes, with its ground; 0 where none does."""
    sides = (_FIRST + _MORE * number + _GROUND for number, holds in enumerate(_BYTES) if holds >= size)
    return next(sides, 0)


def within(row: ContactDetails, screen: Screen) -> ShortCard:
    """The card of a contact in a code that the screen shows whole.

    Raises RelkeeperError where not even the name fits into one.
    """
    written = list(_name(row))
    _check(row, len(_card(written).encode()), screen)
    most = room(screen.modules)
    left_out = []
    for what, *ways in _rest(row):
        fitting = (content for content in ways if len(_card([*written, content]).encode()) <= most)
        if content := next(fitting, ""):
            written.append(content)
        else:
            left_out.append(what)
    return ShortCard(_card(written), tuple(dict.fromkeys(left_out)), most < _BYTES[-1])


def _check(row: ContactDetails, size: int, screen: Screen) -> None:
    """Raise RelkeeperError where the screen does not show a code of so many bytes."""
    needed = side(size)
    if not needed:
        raise RelkeeperError(f"the name of #{row.id} is too long for a QR code; without --qr its card is written")
    if needed > screen.columns:
        raise RelkeeperError(f"the code needs {needed} columns and the terminal has {screen.columns}; make it wider")
    if needed > screen.modules:
        rows = (needed + 1) // 2 + 1
        raise RelkeeperError(
            f"the code needs a terminal of {rows} rows, and this one has {screen.rows}; make it higher"
        )


def _card(contents: list[str]) -> str:
    return lines.card(contents, "3.0")


def _name(row: ContactDetails) -> Iterator[str]:
    """Where the parts are not known, phones show the first one."""
    known = row.family_name or row.given_name
    parts = (row.family_name, row.given_name) if known else (row.name, "")
    yield lines.line("N", lines.listed((*parts, "", "", ""), ";"))
    yield lines.line("FN", lines.text(row.name))


def _rest(row: ContactDetails) -> Iterator[tuple[str, ...]]:
    """What may go into it, the most useful first, each with the ways to write it, the fullest first.

    One phone and one e-mail go before the job.
    """
    phones = [("a phone", *_reached("TEL", point)) for point in row.contact_points if point.kind == "phone"]
    emails = [("an e-mail", *_reached("EMAIL", point)) for point in row.contact_points if point.kind == "email"]
    yield from (*phones[:1], *emails[:1])
    if row.organization:
        yield "the organisation", lines.line("ORG", lines.text(row.organization))
    if row.title:
        yield "the title", lines.line("TITLE", lines.text(row.title))
    yield from (*phones[1:], *emails[1:])
    for point in row.contact_points:
        if point.kind == "url":
            yield "a web address", lines.line("URL", lines.uri(point.value))
    for point in row.contact_points:
        if point.kind == "address":
            yield "a postal address", lines.line("ADR", lines.listed(("", "", point.value, "", "", "", ""), ";"))


def _reached(name: str, point: PointRow) -> tuple[str, str]:
    """With its types and without; a phone in its shortest form, where that is one that can be dialled from anywhere."""
    is_short = point.kind == "phone" and point.normalized.startswith("+") and ";" not in point.normalized
    types = dict.fromkeys(_TYPES[word] for word in point.label.lower().split(",") if word in _TYPES)
    value = lines.text(point.normalized if is_short else point.value)
    return lines.line(name, value, [("TYPE", word) for word in types]), lines.line(name, value)
