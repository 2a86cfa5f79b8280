"""What keeping a folder in step did, or would do: the shape of `sync vdir --json`."""

from typing import NamedTuple

from relkeeper.drafts import Problem
from relkeeper.syncing.looking import Losses


class Step(NamedTuple):
    """One thing that was done `here` (to the contact) or `there` (to the file); `fields` are those that were changed.

    Here: added, matched, updated, archived, restored. There: written, updated, removed.
    """

    side: str
    done: str
    contact_id: int | None
    name: str
    file: str
    fields: tuple[str, ...] = ()


class Conflict(NamedTuple):
    """A field that both sides had changed: what each said, and what stands: `book`, `folder`, of notes `both`."""

    contact_id: int
    name: str
    file: str
    field: str
    here: str
    there: str
    stands: str


class SyncReport(NamedTuple):
    """`unchanged` counts the files that neither side had changed. `losses` is what goes, by the names of the files."""

    folder: str
    steps: tuple[Step, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    losses: Losses = Losses()
