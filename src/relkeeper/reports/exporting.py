"""What leaves the book: contacts in full, what happened with them, and what their cards said besides."""

import sqlite3
from collections.abc import Collection, Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from relkeeper.drafts import PropertyDraft
from relkeeper.reports import attachments, contact, follow_ups, interactions, rhythm
from relkeeper.reports.attachments import AttachmentRow
from relkeeper.reports.contact import ContactDetails
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import names


class Numbers(NamedTuple):
    """What stands for a value under a pseudonym: numbers that the book gave, the same in every export.

    `points` has for (kind, normal form) the contact that was the first to have it, and the number of the row. An
    `organization` is told by the first contact of it, under the form by which names are compared.
    """

    points: Mapping[tuple[str, str], tuple[int, int]]
    organizations: Mapping[str, int]
    tags: Mapping[str, int]


class Export(NamedTuple):
    """Contacts (without their interactions), the interactions with any of them, each once and newest first.

    Follow-ups stand with their contact alone: those of an entry may be somebody else's who took part.

    `kept` has by a contact's id what its cards said that the book has no better place for. `left_out` counts those who
    do not want to be shared; they are not named in the relations, interactions and attachments of the others either.
    `attachments` are the files of the contacts and the interactions, without their bytes; in an export of one person
    `own_files` are the numbers of those that belong to nobody else and that no import read: a chat may hold what people
    wrote whom the book does not know.
    """

    contacts: tuple[ContactDetails, ...]
    interactions: tuple[InteractionRow, ...]
    kept: Mapping[int, tuple[PropertyDraft, ...]]
    numbers: Numbers
    left_out: int = 0
    attachments: tuple[AttachmentRow, ...] = ()
    own_files: frozenset[int] = frozenset()
    said: Mapping[int, Mapping[tuple[str, str], str]] = MappingProxyType({})


def report(
    db: sqlite3.Connection,
    today: date,
    default_cadence: int | None,
    *,
    tags: tuple[str, ...] = (),
    everyone: bool = False,
    reveal: bool = False,
    entries: bool = True,
    only: Collection[int] | None = None,
) -> Export:
    """All contacts, or `only` these, or those who wear all of `tags` (folded keys); archived ones too.

    Interactions only with `entries`.

    Who does not want to be shared is left out unless `everyone` is wanted, and what is private unless it is revealed.
    """
    wearing = db.execute(
        f"SELECT c.id FROM contact c WHERE 1 {rhythm.wears_all(len(tags))} ORDER BY c.id", rhythm.tag_values(tags)
    )
    ids = [row[0] for row in wearing if only is None or row[0] in only]
    unwilling = {row[0] for row in db.execute("SELECT id FROM contact WHERE no_sharing AND NOT ?", (everyone,))}
    going = [contact_id for contact_id in ids if contact_id not in unwilling]
    happened = interactions.report(db, interactions.Filter(), None, reveal) if entries else []
    details = (contact.report(db, today, default_cadence, contact_id, 0, reveal) for contact_id in going)
    among = tuple(_among(happened, frozenset(going), reveal))
    files = attachments.report(db, reveal=reveal) if entries else []
    return Export(
        contacts=tuple(_without_strangers(row, frozenset(going), unwilling) for row in details),
        interactions=among,
        kept=_kept(db, going),
        numbers=_numbers(db),
        left_out=len(ids) - len(going),
        attachments=tuple(_files_among(files, frozenset(going), {row.id for row in among}, reveal)),
        said=_said(db, going),
    )


def person(
    db: sqlite3.Connection, today: date, default_cadence: int | None, contact_id: int, *, reveal: bool = False
) -> Export:
    """All that is kept about one contact, for that person, with who else took part; follow-ups that are done, too.

    Raises NotFoundError.
    """
    details = contact.report(db, today, default_cadence, contact_id, None, reveal)
    files = tuple(row for row in attachments.report(db, contact_id, reveal) if reveal or not row.private)
    rows = follow_ups.report(db, today, contact_id, done=True, reveal=reveal)
    told = tuple(row for row in rows if reveal or not row.private)
    return Export(
        contacts=(details._replace(interactions=(), follow_ups=told),),
        interactions=tuple(row._replace(follow_ups=()) for row in details.interactions if reveal or not row.private),
        kept=_kept(db, [contact_id]),
        numbers=_numbers(db),
        attachments=files,
        own_files=attachments.alone(db, contact_id).difference(row.id for row in files if row.original),
        said=_said(db, [contact_id]),
    )


def _without_strangers(row: ContactDetails, going: frozenset[int], unwilling: Container[int]) -> ContactDetails:
    """Relations to whoever stays behind keep the name; those to somebody who does not want to be shared go."""
    relations = (
        relation if relation.contact is None or relation.contact.id in going else relation._replace(contact=None)
        for relation in row.relations
        if relation.contact is None or relation.contact.id not in unwilling
    )
    return row._replace(relations=tuple(relations))


def _among(rows: Iterable[InteractionRow], ids: frozenset[int], reveal: bool) -> Iterable[InteractionRow]:
    for row in rows:
        participants = tuple(person for person in row.participants if person.id in ids)
        if participants and (reveal or not row.private):
            yield row._replace(participants=participants, follow_ups=())


def _files_among(
    rows: Iterable[AttachmentRow], ids: frozenset[int], entries: Container[int], reveal: bool
) -> Iterable[AttachmentRow]:
    for row in rows:
        people = tuple(person for person in row.contacts if person.id in ids)
        if (people or row.interaction_id in entries) and (reveal or not row.private):
            yield row._replace(contacts=people)


def _kept(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[PropertyDraft, ...]]:
    statement = "SELECT name, value, params, grp FROM card_property WHERE contact_id = ? ORDER BY id"
    return {
        contact_id: tuple(PropertyDraft(*row) for row in db.execute(statement, (contact_id,))) for contact_id in ids
    }


def _said(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, dict[tuple[str, str], str]]:
    statement = "SELECT kind, name, inverse FROM relation WHERE contact_id = ? ORDER BY id"
    return {
        contact_id: {(kind, name): inverse for kind, name, inverse in db.execute(statement, (contact_id,))}
        for contact_id in ids
    }


def _numbers(db: sqlite3.Connection) -> Numbers:
    points = db.execute("SELECT kind, normalized, contact_id, id FROM contact_point ORDER BY contact_id DESC, id DESC")
    organizations = db.execute("SELECT organization, id FROM contact WHERE organization <> '' ORDER BY id DESC")
    return Numbers(
        points={(kind, normal): (contact_id, number) for kind, normal, contact_id, number in points},
        organizations={names.fold(organization): contact_id for organization, contact_id in organizations},
        tags=dict(db.execute("SELECT name, id FROM tag")),
    )
