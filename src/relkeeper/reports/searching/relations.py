"""Contacts by what others are to them: their colleagues, in whichever word for it."""

import sqlite3
from functools import lru_cache

from relkeeper.reports.interactions import Named
from relkeeper.reports.searching.documents import phrase_in
from relkeeper.rules.queries.query import Phrase
from relkeeper.rules.relations import kinds

# The word before a colon that asks for kinds of relations alone.
PLACE = "relation"

_KINDS = "SELECT DISTINCT kind, inverse FROM relation"
_OF_KIND = "SELECT contact_id FROM relation WHERE kind = ? AND inverse = ?"
# A relation is kept once, and told of both.
_THE_OTHER_WAY = "SELECT other_id FROM relation WHERE kind = ? AND inverse = ? AND other_id IS NOT NULL"
_OTHERS = """
    SELECT r.kind, r.inverse, c.id, c.name FROM relation r JOIN contact c ON c.id = r.contact_id WHERE r.other_id = ?
"""


def owners(db: sqlite3.Connection, phrase: Phrase) -> set[int]:
    """The contacts to whom somebody is of the kind that the phrase says."""
    found: set[int] = set()
    if phrase.columns and PLACE not in phrase.columns:
        return found
    for kind, own in db.execute(_KINDS).fetchall():
        for statement, said in ((_OF_KIND, kind), (_THE_OTHER_WAY, inverse(kind, own))):
            if phrase_in(phrase, words(said)):
                found.update(number for (number,) in db.execute(statement, (kind, own)))
    return found


def inverse(kind: str, own: str) -> str:
    """What a contact is to the one who is its `kind`; `own` is what was said for it, if anything was."""
    return own or kinds.inverse(kind)


def kept_by_others(db: sqlite3.Connection, number: int) -> list[tuple[str, Named]]:
    """What others are to a contact of whose relations only they tell."""
    found = db.execute(_OTHERS, (number,)).fetchall()
    return [(inverse(kind, own), Named(other, name)) for kind, own, other, name in found]


@lru_cache(maxsize=512)
def words(kind: str) -> str:
    """All words for a kind, in every language, one a line."""
    return "\n".join(word for each in kind.split(",") for word in kinds.words_for(each))
