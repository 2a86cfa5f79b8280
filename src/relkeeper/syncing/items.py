"""What a file of the folder holds: one card, or why it is none that can be kept in step."""

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.importers import Reading, vcard
from relkeeper.importers.vcard import lines
from relkeeper.rules.merging.three_way import Fingerprint
from relkeeper.syncing import fingerprints

# What our cards can be written in; a file of an older version, or of none, is written anew in the first.
VERSIONS = ("3.0", "4.0")


class CardFile(NamedTuple):
    """A file: the contacts on its cards, what could not be read of them, and the version of vCard it is written in.

    `flaw` says why it cannot be kept in step; empty where it holds one whole card.
    """

    drafts: tuple[ContactDraft, ...]
    problems: tuple[Problem, ...]
    version: str
    flaw: str = ""

    @property
    def draft(self) -> ContactDraft:
        """The contact of a file without a flaw."""
        (draft,) = self.drafts
        return draft

    @property
    def said(self) -> Fingerprint:
        """What that card says."""
        return fingerprints.fingerprint(self.draft)


def records(data: bytes, name: str) -> list[ContactDraft | Problem]:
    """The cards in the bytes of a file, as an import reads them; never raises."""
    return list(vcard.read(BytesIO(data), name, Reading()))


def read(data: bytes, name: str) -> CardFile:
    """What the bytes of a file hold; never raises."""
    found = records(data, name)
    drafts = tuple(record for record in found if isinstance(record, ContactDraft))
    problems = tuple(record for record in found if isinstance(record, Problem))
    cards = list(lines.cards([data]))
    version = cards[0].version if cards else ""
    return CardFile(drafts, problems, _writable(version), next(_flaws(cards, drafts), ""))


def _flaws(cards: list[lines.Card], drafts: tuple[ContactDraft, ...]) -> Iterator[str]:
    if len(cards) > 1:
        yield f"it holds {len(cards)} cards; each contact needs a file of its own to be kept in step"
    if not cards and drafts:
        yield "it is not written in UTF-8; it was left alone"
    elif not cards:
        yield "there is no card in it; it was left alone"
    elif not cards[0].closed or cards[0].cut:
        # Half a card would look as if somebody had removed the rest.
        yield "its card is not whole; it was left alone"
    elif not drafts:
        yield "no person can be read of its card (a group, or no name and no way to reach); it was left alone"


def _writable(version: str) -> str:
    return version if version in VERSIONS else VERSIONS[0]
