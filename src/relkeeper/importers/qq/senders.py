"""Who sent a message: what stands behind the clock, as name, number or mail address."""

import re
from typing import NamedTuple

from relkeeper.drafts import PersonDraft

# Numbers under which QQ itself speaks: joined, recalled, and tips in grey.
_SYSTEM = frozenset({"10000", "10002", "1000000"})
_SYSTEM_NAMES = frozenset({"系统消息", "系统提示"})
# The owner, the administrators and everybody's rank stand before the name in a group.
_TITLE = re.compile(r"【[^】]{0,40}】")
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


class Sender(NamedTuple):
    """`kind` is `qq` or `email`, empty where there is only a name."""

    name: str
    kind: str = ""
    handle: str = ""

    @property
    def is_system(self) -> bool:
        return self.handle in _SYSTEM or (not self.handle and self.name in _SYSTEM_NAMES)

    def person(self) -> PersonDraft:
        return PersonDraft(self.name, self.kind, self.handle)


def sender_of(label: str) -> Sender:
    """`【管理员】名(带(括号))(10001)`, `名<a@example.org>` or a name. The last bracket counts, a name may hold more."""
    name, kind, handle = label, "", ""
    if label.endswith((")", "）")):
        before, _, number = label[:-1].replace("（", "(").rpartition("(") if label[-1] == ")" else ("", "", "")
        if number.isascii() and number.isdigit():
            name, kind, handle = label[: len(before)], "qq", number
    elif label.endswith(">"):
        before, _, address = label[:-1].rpartition("<")
        if "@" in address and " " not in address:
            name, kind, handle = before, "email", address
    if handle:
        name = _TITLE.sub("", name, count=1) if name.startswith("【") else name
    return Sender(bare(name), kind, handle)


def bare(name: str) -> str:
    """A name without what only moves it about: blanks around it, marks of direction, zero characters."""
    return name.replace("\0", "").strip().strip(_INVISIBLE).strip()
