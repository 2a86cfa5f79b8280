"""What a card says, field by field and as short hashes: enough to see what was changed, too little to read.

Left out is what is true of one file only (its revision, the program that wrote it), the identity, what the program
keeps for itself (X-RELKEEPER-...), and whether the contact is archived. The hashes stand in the books of people: the
same card has to have the same ones in the next version of the program. A field without a value has none, so that one
that is new here changes nothing of the cards that do not say it.
"""

import json
from collections.abc import Hashable, Iterable
from hashlib import blake2b
from typing import Any

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.rules import names, topics
from relkeeper.rules.merging.three_way import Fingerprint, Item
from relkeeper.rules.points import phones
from relkeeper.rules.texts import entered
from relkeeper.rules.vcard import properties as card_properties

# The single values that a draft has under the same name.
TEXTS = ("name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met", "notes", "timezone")
# The single birthday of each calendar.
BIRTHDAYS = {"birthday": "gregorian", "lunar birthday": "chinese"}
_FIELD = "field "
# Where a text says what was heard: no field has this name.
_HEARD = ""
_OF_A_FILE = frozenset({"UID", "REV", "PRODID", "VERSION", "X-RADICALE-NAME"})
_OURS = "X-RELKEEPER-"


def fingerprint(draft: ContactDraft) -> Fingerprint:
    """The fingerprint of what a card says."""
    lists: dict[str, set[str]] = {}
    for (field, item), _ in items(draft):
        lists.setdefault(field, set()).add(item)
    return {
        **{field: _short(text) for field, text in values(draft).items()},
        **{field: frozenset(found) for field, found in lists.items()},
    }


def values(draft: ContactDraft) -> dict[str, str]:
    """The single values that are there, as text; a field of the user's own has the name that `own_field` gives."""
    found = {field: " ".join(getattr(draft, field).split()) for field in TEXTS}
    found |= {field: _day(day) for field, calendar in BIRTHDAYS.items() if (day := birthday(draft, calendar))}
    found |= {own_field(name): value.strip() for name, value in draft.fields}
    return {field: text for field, text in found.items() if text}


def items(draft: ContactDraft) -> list[tuple[Item, Any]]:
    """The items of the lists of a draft, each with its field and hash; two may say the same."""
    born = [birthday(draft, calendar) for calendar in BIRTHDAYS.values()]
    lists: tuple[tuple[str, Iterable[tuple[Hashable, Any]]], ...] = (
        ("aliases", ((_spaced(alias), alias) for alias in draft.aliases)),
        ("points", ((_point(point), point) for point in draft.points)),
        ("tags", ((entered.key(tag), tag) for tag in draft.tags)),
        ("topics", ((topics.key(topic), topic) for topic in draft.topics)),
        ("occasions", ((_occasion(day), day) for day in draft.occasions if day not in born)),
        ("relations", ((_relation(relation), relation) for relation in draft.relations)),
        ("properties", ((card_properties.key(kept), kept) for kept in draft.properties if _counts(kept))),
    )
    return [((field, _short(key)), item) for field, found in lists for key, item in found]


def own_field(name: str) -> str:
    """What a field of the user's own is called here: its name may be private one day."""
    return f"{_FIELD}{_short(entered.key(name))}"


def described(field: str, *drafts: ContactDraft) -> str:
    """A field in the words of a user; the drafts tell what fields of the user's own are called."""
    called = {own_field(name): name for draft in drafts for name, _ in draft.fields}
    return f"{_FIELD}{called[field]}" if field in called else field.replace("_", " ")


def birthday(draft: ContactDraft, calendar: str) -> OccasionDraft | None:
    """The birthday in a calendar."""
    born = (day for day in draft.occasions if (day.kind, day.calendar) == ("birthday", calendar))
    return next(born, None)


def dump(found: Fingerprint) -> str:
    """A fingerprint as text, the same for the same fingerprint."""
    return _dumped(_plain(found))


def load(text: str) -> Fingerprint:
    """The fingerprint that `dump` made a text of."""
    return _fingerprint({field: value for field, value in json.loads(text).items() if field != _HEARD})


def dump_heard(found: Fingerprint, heard: Fingerprint) -> str:
    """A fingerprint as text that `load` reads, with what of it was heard from others where that is less."""
    return dump(found) if heard == found else _dumped({**_plain(found), _HEARD: _plain(heard)})


def load_heard(text: str) -> Fingerprint:
    """What was heard from others, out of what `dump_heard` made."""
    found = json.loads(text)
    return _fingerprint(found.get(_HEARD, found))


def _plain(found: Fingerprint) -> dict[str, Any]:
    return {field: value if isinstance(value, str) else sorted(value) for field, value in found.items()}


def _fingerprint(plain: dict[str, Any]) -> Fingerprint:
    return {field: value if isinstance(value, str) else frozenset(value) for field, value in plain.items()}


def _dumped(plain: dict[str, Any]) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def _counts(kept: PropertyDraft) -> bool:
    return kept.name not in _OF_A_FILE and not kept.name.startswith(_OURS)


def _point(point: PointDraft) -> Hashable:
    """Without a country a number is compared by its digits: the setting may change."""
    normal = phones.normalise(point.value, None) if point.kind == "phone" else _spaced(point.value)
    return point.kind, normal, point.label.casefold()


def _occasion(day: OccasionDraft) -> Hashable:
    return day.kind.casefold(), day.calendar, _day(day)


def _relation(relation: RelationDraft) -> Hashable:
    return relation.kind.casefold(), names.fold(relation.name)


def _day(day: OccasionDraft) -> str:
    year = "" if day.year is None else f"{day.year:04}"
    return f"{year}-{day.month:02}{'L' if day.leap else ''}-{day.day:02}"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _short(key: Hashable) -> str:
    return blake2b(_text(key).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _text(key: Hashable) -> str:
    """A key as text, the same in each run: the order within a set is not."""
    if isinstance(key, frozenset):
        return f"{{{','.join(sorted(map(_text, key)))}}}"
    if isinstance(key, tuple):
        return f"({','.join(map(_text, key))})"
    return repr(key)
