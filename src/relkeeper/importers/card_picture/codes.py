"""What a QR code on a card says: a vCard, or a MECARD (the phone book format of NTT DOCOMO).

It was written by a program, so it goes before what was read from letters; the letters fill in what it does not say.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.importers import vcard
from relkeeper.importers.reader import Reading
from relkeeper.rules import names
from relkeeper.rules.points import digits

_MECARD = re.compile(r"\s*MECARD:", re.IGNORECASE)
# A backslash keeps the sign that follows it from being a separator.
_PROPERTY = re.compile(r"(?P<name>[A-Za-z-]{1,20}):(?P<value>(?:[^;\\]|\\.)*)(?:;|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_POINTS = {"TEL": "phone", "TEL-AV": "phone", "EMAIL": "email", "URL": "url", "ADR": "address"}
_TEXTS = ("ORG", "TITLE", "NOTE")
# The other spelling of a number that a card prints is known by its last digits: with +86 and without.
_TELLING_DIGITS = 8


def card_of(code: str, reading: Reading) -> ContactDraft | None:
    """The contact that a code says; None where it says something else (a link, a profile of WeChat)."""
    code = names.clean(code)
    if _MECARD.match(code):
        return _of_mecard(code)
    if "BEGIN:VCARD" not in code.upper():
        return None
    records = vcard.read(BytesIO(code.encode()), "QR code", reading._replace(encoding="utf-8"))
    found = next((record for record in records if isinstance(record, ContactDraft)), None)
    return found and replace(found, line=0)


def over(coded: ContactDraft | None, printed: ContactDraft | None) -> ContactDraft | None:
    """The card of the code, with what only the letters say; whichever there is where there is only one."""
    if coded is None or printed is None:
        return coded or printed
    same_name = names.fold(printed.name) == names.fold(coded.name)
    return replace(
        coded,
        given_name=coded.given_name or (printed.given_name if same_name else ""),
        family_name=coded.family_name or (printed.family_name if same_name else ""),
        organization=coded.organization or printed.organization,
        title=coded.title or printed.title,
        notes=coded.notes or printed.notes,
        aliases=tuple(dict.fromkeys((*coded.aliases, *_other_name(coded.name, printed.name), *printed.aliases))),
        points=(*coded.points, *_new(coded.points, printed.points)),
    )


def _other_name(coded: str, printed: str) -> tuple[str, ...]:
    """The printed name, where it is the same one in the other script.

    Another name in the same script is that of the code, misread, or no name at all: as an alias it would speak for one
    person where there are two. The picture is kept and shows it.
    """
    return (printed,) if names.is_cjk(printed) != names.is_cjk(coded) else ()


def _new(known: tuple[PointDraft, ...], printed: tuple[PointDraft, ...]) -> Iterator[PointDraft]:
    """The printed points that the code does not have. One of a kind is enough where letters can be misread."""
    keys = {_key(point) for point in known}
    kinds = {point.kind for point in known if point.kind != "phone"}
    for point in printed:
        if _key(point) not in keys and point.kind not in kinds:
            yield point


def _key(point: PointDraft) -> tuple[str, str]:
    if point.kind == "phone":
        return point.kind, digits(point.value)[-_TELLING_DIGITS:]
    return point.kind, names.fold(point.value)


def _of_mecard(code: str) -> ContactDraft | None:
    found = [(match["name"].upper(), match["value"].strip()) for match in _PROPERTY.finditer(code.split(":", 1)[1])]
    said = {name: _ESCAPED.sub(r"\1", value) for name, value in reversed(found) if name in _TEXTS}
    points = tuple(
        PointDraft(_POINTS[name], _ESCAPED.sub(r"\1", value)) for name, value in found if name in _POINTS and value
    )
    whole = next((value for name, value in found if name == "N"), "")
    name, given, family = _name(whole)
    name = name or said.get("ORG", "")
    if not name:
        return None
    return ContactDraft(
        name=name,
        given_name=given,
        family_name=family,
        organization=said.get("ORG", ""),
        title=said.get("TITLE", ""),
        notes=said.get("NOTE", ""),
        points=points,
    )


def _name(value: str) -> tuple[str, str, str]:
    """Display, given and family name: `family,given`, or the whole name in one."""
    family, comma, given = (part.strip() for part in _ESCAPED.sub(r"\1", value).partition(","))
    if not comma or not given:
        whole = family or given
        return (whole, *(names.split(whole) or ("", "")))
    blank = "" if names.is_cjk(family) else " "
    return (f"{family}{given}" if not blank else f"{given}{blank}{family}"), given, family
