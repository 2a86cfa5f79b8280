"""Friends on Facebook, and who follows whom on Instagram, as "Download your information" writes them in JSON.

Facebook names friends and nothing else; Instagram gives the name that somebody has there. Neither says anything of what
happened, so nothing of that is made.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, tzinfo
from typing import TYPE_CHECKING, Any, BinaryIO

from relkeeper.drafts import ContactDraft, PointDraft, Problem
from relkeeper.importers.head import Head
from relkeeper.importers.json_items import items, rewind
from relkeeper.importers.json_values import mapping, mappings
from relkeeper.importers.messenger.mending import mended
from relkeeper.importers.stamps import from_epoch
from relkeeper.rules import names

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "friend-lists"
TITLE = "Facebook friends, Instagram followers and following, JSON"
ENDINGS: tuple[str, ...] = (".json",)
WHERE = "In Facebook's or Instagram's settings: Download your information, format JSON; the lists are in connections."
STREAMS = True

_FACEBOOK = ("friends_v2", "friends")
_INSTAGRAM = ("relationships_following", "relationships_followers")
_KEYS = re.compile(rf'\{{\s*"({"|".join((*_FACEBOOK, *_INSTAGRAM))})"\s*:\s*\[')
# The list of followers has no name of its own; those who were blocked or left stand under names that are not here.
_BARE = re.compile(r'\[\s*\{\s*"(?:title|media_list_data|string_list_data)"\s*:')
# Where Facebook does not know it, it writes 0.
_BEFORE_ALL = 1970
_HANDLE = re.compile(r"[\w.]{1,30}")


def recognises(head: Head) -> bool:
    """Whether it is JSON that begins with one of the lists."""
    text = head.text.lstrip()
    bare = _BARE.match(text) and '"string_list_data"' in text and "follower" in head.name.lower()
    return bool(_KEYS.match(text) or bare)


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ContactDraft | Problem]:
    """A contact for each entry of a seekable file; `line` is its place in the list."""
    rewind(file)
    begun = _KEYS.match(file.read(4096).decode("utf-8", "replace").lstrip())
    prefix = f"{begun[1]}.item" if begun else "item"
    problems: list[Problem] = []
    for number, item in enumerate(items(file, prefix, problems, name), 1):
        entry = mapping(item)
        is_friend = begun is not None and begun[1] in _FACEBOOK
        contact = _friend(entry, number, reading.now.tzinfo) if is_friend else _account(entry, number)
        yield contact or Problem(name, f"entry {number}", "this entry names nobody; it was left out")
    yield from problems


def _friend(entry: dict[str, Any], number: int, zone: tzinfo | None) -> ContactDraft | None:
    name = mended(entry.get("name")).strip()
    if not name:
        return None
    given, family = names.split(name) or ("", "")
    since = _day(entry.get("timestamp"), zone)
    met = f"Friends on Facebook since {since.isoformat()}" if since else ""
    return ContactDraft(name, given, family, how_we_met=met, line=number)


def _day(stamp: object, zone: tzinfo | None) -> date | None:
    at = from_epoch(stamp)
    return at.replace(tzinfo=UTC).astimezone(zone).date() if at and at.year > _BEFORE_ALL else None


def _account(entry: dict[str, Any], number: int) -> ContactDraft | None:
    """The name stands in the title (since 2024), or in the list below it."""
    listed = mappings(entry.get("string_list_data"))
    handle = next(
        filter(None, (mended(entry.get("title")), *(mended(each.get("value")) for each in listed))), ""
    ).strip()
    if not _HANDLE.fullmatch(handle):
        return None
    return ContactDraft(handle, points=(PointDraft("instagram", handle),), line=number)
