"""The first line of a LINE export: with whom, or in which group."""

import re

from relkeeper.drafts import ChatDraft, PersonDraft

MARK = "[LINE]"

_OF_TWO = (
    re.compile(r"[與与]\s?(.+?)\s?的聊天(?:[記紀]錄|记录)?"),
    re.compile(r"(.+?)とのトーク履歴"),
    re.compile(r"Chat (?:history )?with (.+)"),
    re.compile(r"Chat mit (.+)"),
)
_GROUP = (
    re.compile(r"(.+?)\s?的聊天(?:[記紀]錄|记录)?"),
    re.compile(r"(.+?)のトーク履歴"),
    re.compile(r"Chat (?:history )?in (.+)"),
)


def chat_of(line: str) -> ChatDraft:
    """The chat; of what kind it is stays open where the line is in no language known here."""
    title = line.strip().removeprefix(MARK).strip()
    for pattern in _OF_TWO:
        if match := pattern.fullmatch(title):
            name = _name(match)
            return ChatDraft("line", name, group=False, peer=PersonDraft(name))
    for pattern in _GROUP:
        if match := pattern.fullmatch(title):
            return ChatDraft("line", _name(match), group=True)
    return ChatDraft("line", title)


def _name(match: re.Match[str]) -> str:
    name = next(part for part in match.groups() if part).strip()
    return name[1:-1] if len(name) > 2 and name[0] == name[-1] == '"' else name
