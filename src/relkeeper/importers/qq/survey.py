"""Who speaks in a conversation, decided over all of it before it is read.

A line of text may look like a header, and in a conversation of two nothing but the name tells them apart. So:

- QQ writes a blank line before each header. Where nearly all headers have one, a line without is text.
- A name without a number must be somebody's: the peer's (消息对象), or one that sends more than one message, or one
  whose only message stands in order of time between its neighbours. Pasted lines are of another day.
- Where most headers have a number, those without are text; where few have, a number is part of a name.

A conversation is of a group where its 消息分组 says so, or where the senders have numbers and 消息对象 is none of them.
In one of two, who is called like 消息对象 is the peer. Of the others it is not said whose they are: 消息对象 may be the
owner's own word for somebody, where the headers have the name that this one took.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.importers.qq.blocks import Block, Piece, Stray
from relkeeper.importers.qq.senders import Sender, bare, sender_of

# 我的群聊, 我的QQ群, 我加入的群聊, 我创建的群, 已退出的群: how lists of groups are called. 群友 is a list of friends.
_GROUPS = ("群聊", "qq群", "的群", "群组", "讨论组", "多人聊天")
# One header in five without its blank line, and the file has lost them.
_NEARLY_ALL = 4


class Conversation(NamedTuple):
    """`senders` has every label of one; None is QQ itself. `strict` where a header needs a blank line before it."""

    chat: ChatDraft
    senders: dict[str, PersonDraft | None]
    strict: bool


class _Seen:
    """A label in a conversation: how often, how often behind a blank line, and whether the only time is in order."""

    __slots__ = ("count", "ordered", "sender", "spaced")

    def __init__(self, label: str, ordered: bool) -> None:
        self.sender = sender_of(label)
        self.count = self.spaced = 0
        self.ordered = ordered


class Survey:
    """The conversations of a file, each beside its Block; None for a block without messages."""

    def __init__(self, parts: Iterable[Block | Piece | Stray]) -> None:
        self.found: list[Conversation | None] = []
        self._block: Block | None = None
        self._begin()
        for part in parts:
            if isinstance(part, Piece):
                self._count(part)
            elif isinstance(part, Block):
                self._end()
                self._block = part
        self._end()

    def _begin(self) -> None:
        self._labels: dict[str, _Seen] = {}
        self._before: tuple[datetime, _Seen] | None = None

    def _count(self, piece: Piece) -> None:
        before = self._before
        seen = self._labels.get(piece.label)
        if seen is None:
            seen = self._labels[piece.label] = _Seen(piece.label, before is None or piece.at >= before[0])
        if before is not None and piece.at < before[0]:
            before[1].ordered = False
        seen.count += 1
        seen.spaced += piece.spaced
        self._before = (piece.at, seen)

    def _end(self) -> None:
        if self._block is not None:
            self.found.append(_conversation(self._block, self._labels) if self._labels else None)
        self._begin()


def _conversation(block: Block, labels: dict[str, _Seen]) -> Conversation:
    spaced = sum(seen.spaced for seen in labels.values())
    unspaced = sum(seen.count for seen in labels.values()) - spaced
    strict = unspaced * _NEARLY_ALL < spaced
    people = {
        label: seen for label, seen in labels.items() if not seen.sender.is_system and (seen.spaced or not strict)
    }
    numbered = _are_numbered(people.values())
    if numbered:
        known = {label: seen for label, seen in people.items() if seen.sender.handle}
    else:
        # A number may be part of a name: 小样(2).
        known = {label: seen for label, seen in people.items() if _is_somebody(label, seen, block.peer, strict)}
        for label, seen in known.items():
            seen.sender = Sender(bare(label))
    system = {label: None for label, seen in labels.items() if seen.sender.is_system}
    chat, persons = _of_group(block, known) if _is_group(block, known, numbered) else _of_two(block, known)
    return Conversation(chat, {**persons, **system}, strict)


def _are_numbered(people: Iterable[_Seen]) -> bool:
    weight = sum(seen.count if seen.sender.handle else -seen.count for seen in people)
    return weight >= 0 and any(seen.sender.handle for seen in people)


def _is_somebody(label: str, seen: _Seen, peer: str | None, strict: bool) -> bool:
    return label == peer or (seen.spaced if strict else seen.count) > 1 or (bool(seen.spaced) and seen.ordered)


def _is_group(block: Block, known: dict[str, _Seen], numbered: bool) -> bool:
    if is_group_category(block.category):
        return True
    if not numbered:
        return False
    return not (block.peer is not None and is_one_of_two(block.peer, [seen.sender for seen in known.values()]))


def is_group_category(category: str) -> bool:
    """Whether what QQ calls 消息分组 is a list of groups."""
    return category.casefold().endswith(_GROUPS)


def is_one_of_two(peer: str, senders: Iterable[Sender]) -> bool:
    """Whether 消息对象 is one of at most two senders, and so no group: a group is not called like a member."""
    senders = list(senders)
    handles = {sender.handle for sender in senders}
    return len(handles) <= 2 and any(is_called(sender, peer) for sender in senders)


def is_called(sender: Sender, peer: str) -> bool:
    """Whether a sender is who 消息对象 names, by name or as `名(号)`."""
    told = sender_of(peer)
    return sender.name == bare(peer) or (bool(told.handle) and sender.handle == told.handle)


def _of_group(block: Block, known: dict[str, _Seen]) -> tuple[ChatDraft, dict[str, PersonDraft | None]]:
    """The members; one number is one person, under the name that it used most."""
    best: dict[object, _Seen] = {}
    for label, seen in known.items():
        key = seen.sender.handle or label
        if key not in best or (bool(seen.sender.name), seen.count) >= (bool(best[key].sender.name), best[key].count):
            best[key] = seen
    persons = {key: seen.sender.person() for key, seen in best.items()}
    title = bare(block.peer or "")
    return (
        ChatDraft("qq", title, group=True),
        {label: persons[seen.sender.handle or label] for label, seen in known.items()},
    )


def _of_two(block: Block, known: dict[str, _Seen]) -> tuple[ChatDraft, dict[str, PersonDraft | None]]:
    """Who is called like the peer, and the others; where no preamble names the peer, they are just names."""
    if block.peer is None:
        return ChatDraft("qq"), {label: seen.sender.person() for label, seen in known.items()}
    called = [seen.sender for seen in known.values() if is_called(seen.sender, block.peer)]
    peer = (called[0] if called else Sender(bare(block.peer))).person()
    persons: dict[str, PersonDraft | None] = {
        label: peer if is_called(seen.sender, block.peer) else seen.sender.person() for label, seen in known.items()
    }
    return ChatDraft("qq", peer.name, group=False, peer=peer), persons
