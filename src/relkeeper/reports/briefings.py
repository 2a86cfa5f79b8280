"""What to know of somebody before getting in touch."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from relkeeper.reports import last_words, notes, rhythm
from relkeeper.reports.notes import NoteRow

# More of a kind are no briefing any more.
_OF_A_KIND = 3
_KINDS = ("likes", "dislikes", "food", "wish", "gift", "debt")


class Debt(NamedTuple):
    """What one owes the other; `direction` is `out` for a debt of theirs, `in` for one of yours, None if unsaid."""

    text: str
    on: str
    direction: str | None


class Briefing(NamedTuple):
    """When last and what was said, what they like and do not, the last gift, and debts. Dates are local `YYYY-MM-DD`.

    Of what is private only the date of the last contact is told: others see mails of cron. `last_words` is the outcome
    of the last contact, or its summary where it has none. `likes`, `dislikes`, `food`, `wishes` and `debts` are the
    newest few, newest first. `last_gift_direction` is `out` for one that was given to them, `in` for one from them, and
    None where that was not said.
    """

    last_contact_on: str | None
    last_channel: str | None
    last_words: str | None
    likes: tuple[str, ...]
    dislikes: tuple[str, ...]
    food: tuple[str, ...]
    wishes: tuple[str, ...]
    last_gift: str | None
    last_gift_on: str | None
    last_gift_direction: str | None
    debts: tuple[Debt, ...]


def briefings(db: sqlite3.Connection, contact_ids: Collection[int]) -> dict[int, Briefing]:
    """A briefing for each of the contacts. However many they are, the statements are as many as for one."""
    ids = sorted(set(contact_ids))
    if not ids:
        return {}
    noted = notes.latest(db, ids, _KINDS, _OF_A_KIND)
    return {contact_id: _briefing(last, noted.get(contact_id, ())) for contact_id, *last in _last_contacts(db, ids)}


def _briefing(last: Sequence[str | None], noted: Sequence[NoteRow]) -> Briefing:
    on, channel, words = last
    about = {kind: [note for note in noted if note.kind == kind] for kind in _KINDS}
    likes, dislikes, food, wishes = (tuple(note.text for note in about[kind]) for kind in _KINDS[:4])
    gift: tuple[str | None, str | None, str | None] = _dated(about["gift"][0]) if about["gift"] else (None, None, None)
    debts = tuple(Debt(*_dated(note)) for note in about["debt"])
    return Briefing(on, channel, words or None, likes, dislikes, food, wishes, *gift, debts)


def _dated(note: NoteRow) -> tuple[str, str, str | None]:
    return note.text, note.on, note.direction or None


def _last_contacts(db: sqlite3.Connection, ids: list[int]) -> list[tuple[Any, ...]]:
    """Of each contact its number, and the date, the channel and the words of the last contact."""
    statement = f"""
        WITH d AS MATERIALIZED (
            SELECT c.id, {rhythm.LAST_ON} AS last_on FROM contact c WHERE c.id IN (SELECT value FROM json_each(:ids))
        )
        SELECT d.id, d.last_on, {last_words.told("i.channel")},
               {last_words.told("coalesce(nullif(i.outcome, ''), i.summary)")}
        FROM d LEFT JOIN interaction i ON i.id = ({last_words.ENTRY})
    """
    return db.execute(statement, {"ids": str(ids)}).fetchall()
