"""The rows of the contacts of a generated book, table by table."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from benchmarks import words
from benchmarks.people import ORGANISATIONS, TITLES, Person, email, people, phone
from benchmarks.plan import TAG_CADENCES, YEARS_OF_DAYS, Plan, Size
from relkeeper.rules import names, points
from relkeeper.rules.names import pinyin
from relkeeper.rules.points import phones

COLUMNS = {
    "tag": "id, name, key, cadence_days",
    "contact": "id, uid, name, sort_key, given_name, family_name, organization, title, how_we_met, notes, "
    "cadence_days, added_on, snoozed_until, archived, created_at, updated_at",
    "alias": "contact_id, name",
    "name_key": "key, kind, contact_id",
    "contact_point": "contact_id, kind, label, value, normalized",
    "contact_tag": "contact_id, tag_id",
    "occasion": "contact_id, kind, calendar, year, month, day",
    "relation": "contact_id, kind, name, other_id",
    "custom_field": "contact_id, name, value",
}
"""The tables that are filled, parents first."""

_PLAIN_TAGS = ("family", "work", "berlin", "choir", "neighbours", "climbing", "邻居", "客户")
_TAGS = (*TAG_CADENCES, *_PLAIN_TAGS)
_TAG_IDS = {tag: number for number, tag in enumerate(_TAGS, 1)}

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]


def tables(size: Size, plan: Plan) -> Tables:
    """All rows but those of interactions."""
    random = size.random("contacts")
    rows: Tables = defaultdict(list)
    rows["tag"] = [(number, tag, names.fold(tag), TAG_CADENCES.get(tag)) for tag, number in _TAG_IDS.items()]
    for contact_id, person in zip(range(1, size.contacts + 1), people(random), strict=False):
        rows["contact"].append(_contact(size, plan, contact_id, person, random))
        aliases = [f"{person.given} {contact_id}"] if _happens(0.1, random) else []
        rows["alias"] += [(contact_id, alias) for alias in aliases]
        rows["name_key"] += [(key, kind, contact_id) for key, kind in sorted(_keys(person, aliases))]
        rows["contact_point"] += [(contact_id, *point) for point in _points(person, contact_id, random)]
        rows["contact_tag"] += [(contact_id, tag_id) for tag_id in _tag_ids(plan.tags[contact_id - 1], random)]
        for table, row in _details(contact_id, random):
            rows[table].append(row)
    return rows


def uid(random: Random) -> str:
    """A version 4 UUID; uuid.UUID would take longer than all the rest of a row."""
    digits = f"{random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def _happens(share: float, random: Random) -> bool:
    return random.random() < share


def _contact(size: Size, plan: Plan, contact_id: int, person: Person, random: Random) -> Row:
    added = size.first_day + timedelta(days=random.randrange(YEARS_OF_DAYS))
    stamp = f"{added.isoformat()}T09:00:00Z"
    own = plan.own[contact_id - 1]
    snoozed = size.today + timedelta(days=30) if own and _happens(0.02, random) else None
    return (
        contact_id,
        uid(random),
        person.name,
        pinyin.sort_key(person.name) if names.is_cjk(person.name) else names.fold(person.name),
        person.given,
        person.family,
        random.choice(ORGANISATIONS) if _happens(0.7, random) else "",
        random.choice(TITLES) if _happens(0.4, random) else "",
        "at the sample fair" if _happens(0.15, random) else "",
        random.choice(words.NOTES) if _happens(0.3, random) else "",
        own,
        added.isoformat(),
        snoozed and snoozed.isoformat(),
        int(contact_id > 1 and _happens(0.05, random)),
        stamp,
        stamp,
    )


def _keys(person: Person, aliases: list[str]) -> set[tuple[str, str]]:
    """How relkeeper finds somebody: by each spelling of the name, folded, and by the pinyin of the Chinese ones."""
    given, family = person.given, person.family
    orders = {family + given} if names.is_cjk(family) else {f"{given} {family}", f"{family} {given}"}
    spelt = {person.name, *aliases, *orders}
    return {(names.fold(name), "name") for name in spelt} | {
        (key, "pinyin") for name in spelt if names.is_cjk(name) for key in pinyin.keys(name)
    }


def _points(person: Person, contact_id: int, random: Random) -> Iterator[Row]:
    """Kind, label, value and normal form."""
    if _happens(0.9, random):
        number = phone(random, person)
        yield "phone", random.choice(("cell", "work", "home", "")), number, phones.normalise(number, None)
    if _happens(0.7, random):
        address = email(random, person)
        yield "email", random.choice(("work", "home", "")), address, points.normalise_email(address)
    if _happens(0.4, random):
        service = random.choice(("wechat", "qq", "telegram"))
        handle = str(100000000 + contact_id) if service == "qq" else f"{person.word.replace('.', '_')}_{contact_id}"
        yield service, "", handle, points.normalise_handle(handle)


def _tag_ids(keeping: tuple[str, ...], random: Random) -> list[int]:
    worn = {*keeping, random.choice(_PLAIN_TAGS)} if _happens(0.4, random) else set(keeping)
    return sorted(_TAG_IDS[tag] for tag in worn)


def _details(contact_id: int, random: Random) -> Iterator[tuple[str, Row]]:
    """What only some have, with the table it goes to."""
    if _happens(0.3, random):
        calendar = "chinese" if _happens(0.1, random) else "gregorian"
        year = random.randint(1950, 2005) if _happens(0.7, random) else None
        yield "occasion", (contact_id, "birthday", calendar, year, random.randint(1, 12), random.randint(1, 28))
    if _happens(0.05, random):
        # Somebody who was in the book before, or a name only.
        other = random.randint(1, contact_id - 1) if contact_id > 1 and _happens(0.5, random) else None
        yield "relation", (contact_id, "introduced by", "Somebody Example", other)
    if _happens(0.05, random):
        yield "custom_field", (contact_id, "coffee", "flat white")
