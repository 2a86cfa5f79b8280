"""A file and its contact while they are brought in step."""

from dataclasses import dataclass

from relkeeper.rules.merging.three_way import Fingerprint


@dataclass(slots=True)
class Pair:
    """`digest` is that of the file as it was read, None where there is none yet. `version` and `uid` are the card's.

    `theirs` is what the file says, and `heard` what of it others have written. `ours` is what the contact's card said
    when both last agreed, with what was taken from the file since; `base` is what the card said when that had been
    taken. `owed` are the fields of which something has to go to the file since then.
    """

    row_id: int | None
    name: str
    contact_id: int
    digest: str | None
    theirs: Fingerprint
    ours: Fingerprint
    base: Fingerprint
    heard: Fingerprint
    version: str = "3.0"
    uid: str = ""
    owed: frozenset[str] = frozenset()
