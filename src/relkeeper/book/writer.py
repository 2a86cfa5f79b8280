"""What one can do to the book: each service is imported when it is asked for, inside functions on purpose."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from relkeeper.book import Book
    from relkeeper.services.attachments import Attachments
    from relkeeper.services.contacts import Contacts
    from relkeeper.services.follow_ups import FollowUps
    from relkeeper.services.history import History
    from relkeeper.services.importing.ingest import Ingest
    from relkeeper.services.interactions import Interactions
    from relkeeper.services.merging import Merging
    from relkeeper.services.occasions import Occasions
    from relkeeper.services.relations import Relations
    from relkeeper.services.tags import Tags
    from relkeeper.services.topics import Topics
    from relkeeper.syncing.keeping import Wishes
    from relkeeper.syncing.report import SyncReport


class Writer:
    """What one can do to the book, within one transaction."""

    def __init__(self, book: "Book", session: "Session") -> None:
        self._book = book
        self._session = session
        # The lock is taken now, so that whatever is looked at from here on stays as it is.
        session.connection()

    @cached_property
    def contacts(self) -> "Contacts":
        from relkeeper.services.contacts import Contacts

        return Contacts(self._session, self._book.now, self._book.config.phone_region)

    @cached_property
    def interactions(self) -> "Interactions":
        from relkeeper.services.interactions import Interactions

        return Interactions(self._session, self._book.now)

    @cached_property
    def follow_ups(self) -> "FollowUps":
        from relkeeper.services.follow_ups import FollowUps

        return FollowUps(self._session, self._book.now)

    @cached_property
    def occasions(self) -> "Occasions":
        from relkeeper.services.occasions import Occasions

        return Occasions(self._session, self._book.now)

    @cached_property
    def topics(self) -> "Topics":
        from relkeeper.services.topics import Topics

        return Topics(self._session, self._book.now)

    @cached_property
    def attachments(self) -> "Attachments":
        from relkeeper.services.attachments import Attachments

        return Attachments(self._session, self._book.now, self._book.config.attachment_limit)

    @cached_property
    def merging(self) -> "Merging":
        from relkeeper.services.merging import Merging

        return Merging(self._session, self._book.now, self._book.config.phone_region)

    @cached_property
    def relations(self) -> "Relations":
        from relkeeper.services.relations import Relations

        return Relations(self._session, self.contacts)

    @cached_property
    def tags(self) -> "Tags":
        from relkeeper.services.tags import Tags

        return Tags(self._session)

    @cached_property
    def history(self) -> "History":
        from relkeeper.services.history import History

        return History(self._session, self._book.config.phone_region)

    @cached_property
    def ingest(self) -> "Ingest":
        from relkeeper.services.importing.ingest import Ingest

        return Ingest(self._session, self._book.imports.now, self._book.config.phone_region, self.attachments)

    def keep_in_step(self, folder: "Path", wishes: "Wishes") -> "SyncReport":
        """Bring a folder of .vcf files and the book in step. Raises RelkeeperError where too much would go."""
        from relkeeper.syncing.keeping import Keeping

        return Keeping(self._session, self._book.now, self._book.config.phone_region, folder, wishes).run()

    def renormalise_phones(self, region: str) -> None:
        """Compare phone numbers from now on as numbers of that region."""
        from relkeeper.services import contact_rows

        contact_rows.renormalise_phones(self._session, region)
