"""Whose conversation it is, and who speaks in it."""

from typing import Any, NamedTuple

from relkeeper.drafts import ChatDraft, PersonDraft
from relkeeper.importers.qq.senders import bare
from relkeeper.rules.names import clean

# What the exporter writes where it knows no sender.
_NOBODY = frozenset({"", "0", "未知", "unknown", "null"})
_GROUP = {"group": True, "private": False, "temp": False, "friend": False}
_NAMES = ("name", "groupCard", "remark", "nickname")


class Told(NamedTuple):
    """What stands before the messages: `info` is chatInfo, `speakers` the uids of all who have written one."""

    info: dict[str, str]
    speakers: set[str]


class People:
    """`chat` is the conversation.

    It is a group's where the exporter says so, or, since that can be wrong, where more than one other has spoken.
    """

    def __init__(self, told: Told) -> None:
        info = told.info
        self._me = {_id(info.get(key)) for key in ("selfUid", "selfUin")} - {""}
        self._peer_ids = {_id(info.get(key)) for key in ("peerUid", "peerUin")} - {""}
        self._known: dict[tuple[str, str, str], PersonDraft | None] = {}
        self._by_id: dict[str, PersonDraft] = {}
        name, number = _text(info.get("name")), _id(info.get("peerUin"))
        others = {_id(uid) for uid in told.speakers} - self._me - {""}
        group = True if len(others) > 1 else _GROUP.get(info.get("type", ""))
        peer = PersonDraft(name, "qq" if number else "", number) if group is False else None
        key = (number or _id(info.get("peerUid"))) if group else ""
        self.chat = ChatDraft("qq", name, key, group, peer, utc=True, marks_me=bool(self._me))

    def sender(self, said: object) -> PersonDraft | None:
        """Who sent a message; None where the exporter does not know."""
        if not isinstance(said, dict):
            return None
        uid, uin, name = said.get("uid"), said.get("uin"), said.get("name")
        key = (str(uid), str(uin), str(name))
        if key not in self._known:
            self._known[key] = self._person(said, _id(uid), _id(uin))
        return self._known[key]

    def _person(self, said: dict[str, Any], uid: str, uin: str) -> PersonDraft | None:
        if not uid and not uin:
            return None
        peer = self.chat.peer
        if peer is not None and {uid, uin} & self._peer_ids:
            return peer
        # Under another name, and still the same.
        if person := self._by_id.get(uin) or self._by_id.get(uid):
            return person
        name = next((text for field in _NAMES if (text := _text(said.get(field)))), uid)
        person = PersonDraft(name, "qq" if uin else "", uin, me=bool({uid, uin} & self._me))
        self._by_id.update({key: person for key in (uid, uin) if key})
        return person


def _id(value: object) -> str:
    """A number or uid as text; empty where it is none."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return "" if text.lower() in _NOBODY else text


def _text(value: object) -> str:
    return bare(clean(value)) if isinstance(value, str) else ""
