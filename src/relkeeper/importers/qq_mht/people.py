"""Who speaks in a conversation that is read row by row."""

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.importers.qq.senders import Sender, bare, sender_of
from relkeeper.importers.qq.survey import is_called, is_group_category


class Talk:
    """One conversation: `category` is its 消息分组, `peer` its 消息对象, None where the file names none.

    Whether it is one of a group follows from the category, or from the number of the first who speaks.
    """

    def __init__(self, category: str = "", peer: str | None = None) -> None:
        self.category = category
        self.peer = peer
        self.chat: ChatDraft | None = None
        self._persons: dict[str, PersonDraft | None] = {}

    def begin(self, first: Sender | None) -> ChatDraft:
        """The conversation, once it is known who speaks first; None where only QQ itself does."""
        numbered = first is not None and bool(first.handle)
        if is_group_category(self.category) or (numbered and not self._is_peer(first)):
            self.chat = ChatDraft("qq", bare(self.peer or ""), group=True)
        elif self.peer is None:
            self.chat = ChatDraft("qq")
        else:
            called = first if numbered and first else Sender(bare(self.peer))
            self.chat = ChatDraft("qq", called.name, group=False, peer=called.person())
        return self.chat

    def person(self, title: str, own: bool | None) -> PersonDraft | None:
        """Who `title` names; None is QQ itself. `own` is what the colour says, None where it says nothing."""
        if not title:
            return self._nameless(own)
        if title not in self._persons:
            self._persons[title] = self._named(sender_of(title))
        return self._persons[title]

    def _named(self, sender: Sender) -> PersonDraft | None:
        if sender.is_system:
            return None
        if self.chat is not None and self.chat.peer is not None:
            return self.chat.peer if self._is_peer(sender) else sender.person()
        # One number is one person, whatever it is called.
        same = (known for known in self._persons.values() if known and sender.handle and known.handle == sender.handle)
        return next(same, None) or sender.person()

    def _nameless(self, own: bool | None) -> PersonDraft:
        """In a conversation of two the colour tells who has no name."""
        if own is None or self.chat is None or self.chat.peer is None:
            key, person = "", PersonDraft()
        elif own:
            key, person = "\0me", PersonDraft(me=True)
        else:
            key, person = "\0peer", self.chat.peer
        return self._persons.setdefault(key, person) or person

    def _is_peer(self, sender: Sender | None) -> bool:
        return sender is not None and self.peer is not None and is_called(sender, self.peer)
