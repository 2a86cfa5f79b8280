"""What words find: texts, names, people who know, and what TAB offers."""

from typing import TYPE_CHECKING

from relkeeper.book.reports.asking import Asking

if TYPE_CHECKING:
    from relkeeper.reports.searching import FoundRow
    from relkeeper.reports.topics import ExpertRow, TopicRow
    from relkeeper.rules.queries.query import Query


class Finding(Asking):
    """What words find: texts, names, people who know, and what TAB offers."""

    def search(self, query: "Query", limit: int | None = None, *, reveal: bool = False) -> "list[FoundRow]":
        """What the words of a query bring back, the best first."""
        from relkeeper.reports import searching

        now, by_class = self._book.now, query.classes or query.not_classes
        return self._rows(
            lambda db: searching.report(db, now, query, limit, reveal, self._me(db) if by_class else None)
        )

    def names_like(self, text: str) -> list[str]:
        """Names that a text which was not found may have been meant for, the nearest first."""
        from relkeeper.reports import searching

        return self._rows(lambda db: searching.names_like(db, text))

    def topics(self, contact_id: int | None = None, *, reveal: bool = False) -> "list[TopicRow]":
        """What people know about, as the user said it."""
        from relkeeper.reports import topics

        return self._rows(lambda db: topics.report(db, contact_id, reveal=reveal))

    def experts(self, subject: str, limit: int | None = None, *, reveal: bool = False) -> "list[ExpertRow]":
        """Who knows about a subject, by what was said of them and by what was talked about, with the evidence."""
        from relkeeper.reports import topics

        today = self._today
        return self._rows(lambda db: topics.experts(db, today, subject, limit, reveal))

    def offers(self, kind: str, beginning: str) -> list[str]:
        """What TAB may offer; `kind` is `names`, `tags`, `channels` or `note_kinds`."""
        from relkeeper.reports import completion

        offer = {
            "names": completion.names,
            "tags": completion.tags,
            "channels": completion.channels,
            "note_kinds": completion.note_kinds,
        }[kind]
        return self._rows(lambda db: offer(db, beginning))
