"""Contact fields and addresses -> contact points."""

import re
from dataclasses import replace
from typing import Any

from relkeeper.drafts import PointDraft, PropertyDraft
from relkeeper.importers.monica.account import Type
from relkeeper.importers.monica.values import line, properties
from relkeeper.rules.vcard.points import service

# In the order of ADR (RFC 6350 section 6.3.1), behind its first two parts, which nobody uses.
_PARTS = ("street", "city", "province", "postal_code", "country")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_WORD = re.compile(r"[\w-]{1,20}")
_LABEL = re.compile(r"[\w -]+")
_MARKS = re.compile(r"([\\,;])")


def point_of(field: dict[str, Any], kind: Type) -> PointDraft | tuple[str, str] | None:
    """The point that a contact field is; (name, value) where its type is no service, None where it is empty."""
    value = line(properties(field).get("data"))
    if not value:
        return None
    if kind.kind in ("email", "phone"):
        return PointDraft(kind.kind, value, "" if kind.name.lower() == kind.kind else kind.name.lower())
    name = kind.name or "other"
    if _WEB.match(value):
        return PointDraft("url", value, name.lower())
    return PointDraft(service(name), value) if _WORD.fullmatch(name) and kind.name else (name, value)


def address_of(address: dict[str, Any]) -> PointDraft | None:
    """An address in one line."""
    told = properties(address)
    value = ", ".join(filter(None, (line(told.get(part)) for part in _PARTS)))
    return PointDraft("address", value, line(told.get("name")).lower()) if value else None


def parts_of_address(address: dict[str, Any]) -> PropertyDraft:
    """The same with its parts apart and under the same label, as a card has it."""
    told = properties(address)
    label = line(told.get("name")).lower()
    apart = structured("ADR", "", "", *(line(told.get(part)) for part in _PARTS))
    return replace(apart, params=f'TYPE="{label}"') if _LABEL.fullmatch(label) else apart


def structured(name: str, *parts: str) -> PropertyDraft:
    """A property of several parts (RFC 6350 section 3.4)."""
    return PropertyDraft(name, ";".join(_MARKS.sub(r"\\\1", part) for part in parts))
