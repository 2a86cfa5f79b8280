"""Whose conversation it is: which of those who speak is the owner of the book, and whether it is a group.

Nothing is guessed: where the file, the settings and the book leave it open which of two is the owner, that is said.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.rules import names, points
from relkeeper.rules.points import phones

# Fewer digits are no phone number, but may be the handle of a service.
_SHORTEST_NUMBER = 7


class Me(NamedTuple):
    """What the owner is called: names folded (`names.fold`), handles in the form handles are compared by, numbers of
    phones in theirs. `region` is the country of numbers without a country code."""

    names: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    region: str = ""

    def is_me(self, person: PersonDraft) -> bool:
        """Whether the file or the settings say that this is the owner."""
        if person.me or (person.handle and self.handles and self._normal(person) in self.handles):
            return True
        return bool(self.names) and names.fold(person.name) in self.names

    def also(self, called: str) -> "Me":
        """The owner with one more name, number or handle."""
        handles = {points.normalise_handle(called)}
        if len(points.digits(called)) >= _SHORTEST_NUMBER:
            handles.add(phones.normalise(called, self.region or None))
        return self._replace(names=self.names | {names.fold(called)} - {""}, handles=self.handles | handles - {""})

    def _normal(self, person: PersonDraft) -> str:
        if person.kind == "phone":
            return phones.normalise(person.handle, self.region or None)
        return points.normalise_handle(person.handle)


class Sides(NamedTuple):
    """The sides of a conversation: the owner's names, and everybody else's.

    `open` are the senders of whom only the user can say which one is the owner; then the rest says nothing.
    """

    group: bool
    mine: frozenset[PersonDraft] = frozenset()
    others: tuple[PersonDraft, ...] = ()
    open: tuple[PersonDraft, ...] = ()


def sides(chat: ChatDraft, senders: Sequence[PersonDraft], me: Me, is_peer: Callable[[PersonDraft], bool]) -> Sides:
    """The sides of a conversation in which `senders` speak. `is_peer` says whom the user named as the other side.

    That the book has one of two says nothing: many keep a card of their own.
    """
    mine = frozenset(sender for sender in senders if me.is_me(sender))
    rest = tuple(sender for sender in senders if sender not in mine)
    if chat.group or (chat.group is None and chat.peer is None and len(rest) > (1 if mine or chat.marks_me else 2)):
        return Sides(group=True, mine=mine, others=rest)
    if chat.peer is not None:
        return _with_peer(chat.peer, mine, rest)
    if mine or chat.marks_me:
        return Sides(group=False, mine=mine, others=rest)
    named = tuple(sender for sender in rest if is_peer(sender))
    if len(named) == 1:
        return Sides(group=False, mine=frozenset(rest) - set(named), others=named)
    return Sides(group=False, open=rest)


def _with_peer(peer: PersonDraft, mine: frozenset[PersonDraft], rest: tuple[PersonDraft, ...]) -> Sides:
    """The sides where the file names the other one, who may speak under another name: a file may give the owner's word
    for somebody above, and that person's own before each line."""
    called = tuple(sender for sender in rest if _same(sender, peer))
    if mine or not rest:
        return Sides(group=False, mine=mine, others=(peer, *(sender for sender in rest if sender != peer)))
    if called:
        others = (peer, *(sender for sender in called if sender != peer))
        return Sides(group=False, mine=frozenset(rest) - set(called), others=others)
    return Sides(group=False, open=rest)


def _same(sender: PersonDraft, peer: PersonDraft) -> bool:
    if sender.handle and peer.handle:
        return points.normalise_handle(sender.handle) == points.normalise_handle(peer.handle)
    return names.fold(sender.name) == names.fold(peer.name)
