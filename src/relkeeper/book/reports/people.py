"""Who is in the book, and what could be tidier about them."""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking
from relkeeper.rules import names

if TYPE_CHECKING:
    from relkeeper.reports.contact import ContactDetails
    from relkeeper.reports.contacts import ContactRow
    from relkeeper.reports.doubles import Doubles
    from relkeeper.reports.tags import TagRow
    from relkeeper.reports.tidying import TidyRow, Untidy


class People(Asking):
    """Who is in the book, and what could be tidier about them."""

    def contacts(
        self,
        order: str,
        limit: int | None,
        *,
        text: str = "",
        tags: Sequence[str] = (),
        org: str = "",
        never: bool = False,
        archived: bool = False,
        classes: Sequence[str] = (),
    ) -> "list[ContactRow]":
        from relkeeper.reports import contacts

        wanted = contacts.Filter(
            names.fold(text) if text else "", tuple(tags), names.fold(org) if org else "", never, archived
        )
        today, default = self._today, self._default_cadence

        def report(db: sqlite3.Connection) -> "list[ContactRow]":
            only = self._in_classes(db, classes)
            return contacts.report(db, today, default, wanted._replace(only=only), order, limit)

        return self._rows(report)

    def contact(self, contact_id: int, limit: int | None = None, *, reveal: bool = False) -> "ContactDetails":
        """The contact in full, with at most `limit` entries. Raises NotFoundError."""
        from relkeeper.reports import contact

        now, config = self._book.now, self._book.config
        return self._one(
            lambda db: contact.report(
                db,
                now.date(),
                config.default_cadence,
                contact_id,
                limit,
                reveal,
                now=now,
                missing_day=config.missing_day,
            )
        )

    def alone_with(self, contact_id: int) -> int:
        """How many entries are with this contact and nobody else."""
        from relkeeper.reports import contact

        return self._one(lambda db: contact.alone_with(db, contact_id))

    def duplicates(self, least: int | None = None, limit: int | None = None) -> "Doubles":
        """Pairs of contacts that may be one person, from a score of `least` on or from where they are likely, and what
        was left out."""
        from relkeeper.reports import doubles

        return self._book.read(lambda db: doubles.report(db, least, limit)) or doubles.Doubles([])

    def tags(self) -> "list[TagRow]":
        from relkeeper.reports import tags

        return self._rows(tags.report)

    def untidy(self, contact_ids: Sequence[int] | None = None) -> "list[Untidy]":
        """The contacts, all or those, that could be tidier."""
        from relkeeper.reports import tidying

        region, now = self._book.config.phone_region, self._book.now
        return self._rows(lambda db: tidying.report(db, region, now, contact_ids))

    def phones_without_country(self, contact_ids: Sequence[int] | None = None) -> list[str]:
        """The phone numbers, of all contacts or of those, that tell no country."""
        from relkeeper.reports import tidying

        return self._rows(lambda db: tidying.without_country(db, contact_ids))

    def tidy_rows(self, found: "Sequence[Untidy]", *, applied: bool = False) -> "list[TidyRow]":
        """What could be tidier, or was made so, line by line."""
        from relkeeper.reports import tidying

        return tidying.rows(found, applied=applied)
