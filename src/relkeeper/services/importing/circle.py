"""Everybody in the book, under the keys by which they may be met again (rules/likeness)."""

import sqlite3
from collections import Counter, defaultdict

from relkeeper.rules.likeness import Profile, blocking_keys, promising
from relkeeper.rules.likeness.blocking import CROWD
from relkeeper.store.profiles import profiles

# Of those who share keys, those with most are looked at.
_MOST_COMPARED = 6


class Circle:
    """The profiles of a book, read when they are first asked for; whoever adds a contact says so.

    For ten thousand contacts that takes about a second, and 40 MB.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._profiles: dict[int, Profile] = {}
        self._holders: dict[str, list[int]] = defaultdict(list)
        self.is_read = False

    def near(self, profile: Profile) -> list[tuple[int, Profile]]:
        """The contacts that may be the same person, and are worth a closer look."""
        if not self.is_read:
            self.is_read = True
            for contact_id, standing in profiles(self._db).items():
                self.learn(contact_id, standing)
        blocks = (self._holders.get(key, ()) for key in blocking_keys(profile))
        shared = Counter(contact_id for block in blocks if len(block) <= CROWD for contact_id in block)
        near = ((contact_id, self._profiles[contact_id]) for contact_id, _ in shared.most_common(_MOST_COMPARED))
        return [(contact_id, standing) for contact_id, standing in near if promising(profile, standing)]

    def learn(self, contact_id: int, profile: Profile) -> None:
        """Know a contact as it is now; of use once the others were read."""
        known = self._profiles.get(contact_id)
        for key in blocking_keys(profile) - (blocking_keys(known) if known else frozenset()):
            self._holders[key].append(contact_id)
        self._profiles[contact_id] = profile
