"""What only the user can say of what is to come in: which of those who speak is the owner, who a stranger is, whether a
card is of somebody in the book."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, Notice, PersonDraft, Problem
from relkeeper.errors import InputError
from relkeeper.importers import Source
from relkeeper.rules.sides import Me, Sides, sides
from relkeeper.services.importing.gathering import Conversation, Gathering
from relkeeper.services.importing.matching import Key, Matching
from relkeeper.services.importing.placing import Likely, Placing, digest, with_uid


class Question(NamedTuple):
    """What only the user can say of a conversation: who `peer` is, or, without one, which of `senders` is the user.

    `near` are contacts who may be the peer: with `several` all of them fit, else their names are near. The answers know
    the peer under `key`.
    """

    conversation: Conversation
    peer: PersonDraft | None
    senders: tuple[PersonDraft, ...]
    near: tuple[tuple[int, str], ...] = ()
    key: Key = ("", "")
    several: bool = False


class Survey:
    """What is known of the sides of gathered conversations. `with_id` is whom the user said they are with."""

    def __init__(self, matching: Matching, me: Me, with_id: int | None = None) -> None:
        self._matching = matching
        self._me = me
        self._with_id = with_id

    def sides(self, conversation: Conversation) -> Sides:
        """The sides; in a conversation of two where only the owner speaks, the other one is whom it is called after."""
        found = sides(conversation.chat, list(conversation.senders), self._me, self._is_peer)
        title = conversation.chat.title
        if not (found.group or found.open or found.others) and title:
            return found._replace(others=(PersonDraft(title),))
        return found

    def _is_peer(self, person: PersonDraft) -> bool:
        return self._with_id is not None and self._with_id in self._matching.find(person)

    def questions(self, conversations: Iterable[Conversation]) -> list[Question]:
        """What is to be asked, in the order of how many messages depend on it."""
        asked: list[Question] = []
        for conversation in sorted(conversations, key=lambda each: -each.messages):
            found = self.sides(conversation)
            if found.open:
                asked.append(Question(conversation, None, found.open))
            elif not found.group and found.others and self._with_id is None:
                peer = found.others[0]
                fitting = self._matching.find(peer)
                if len(fitting) != 1:
                    near, key = self._matching.near(peer), self._matching.key(peer)
                    asked.append(
                        Question(
                            conversation, peer, (), near, key, several=bool(fitting or self._matching.namesakes(peer))
                        )
                    )
        return asked


class Doubt(NamedTuple):
    """A card that may be of somebody in the book; the answers know it under its `digest`."""

    card: ContactDraft
    digest: str
    likely: tuple[Likely, ...]


def doubts(placing: Placing, gathering: Gathering) -> list[Doubt]:
    """The cards of gathered files of which only the user can say whether they are of somebody in the book.

    What cannot be read is told when it is taken in.
    """
    found: dict[str, Doubt] = {}
    for card in _cards(gathering):
        said = digest(card)
        if said not in found and not placing.is_taken(said):
            likely = placing.place(card).likely
            if likely:
                found[said] = Doubt(card, said, likely)
    return list(found.values())


def _cards(gathering: Gathering) -> Iterator[ContactDraft]:
    yield from (with_uid(card) for _, card in gathering.reviewed)
    for source in gathering.later:
        yield from _cards_of(gathering, source)


def _cards_of(gathering: Gathering, source: Source) -> Iterator[ContactDraft]:
    """The cards of a file, unless it is one of mails or the like."""
    try:
        for record in gathering.opened(source, lambda done: None):
            if isinstance(record, ContactDraft):
                yield with_uid(record)
            elif not isinstance(record, Problem | Notice):
                return
    except InputError:
        return
