"""The tables that WeChat exporters write, told apart by the columns that their first line names.

WeChatMsg (MemoTrace, 留痕) writes one chat in a file. Its older versions wrote rows of the database, of one chat or of
all; before 0.2.7 the last columns were missing, or had no name. chatlog writes one chat or several. Where chats are
mixed by time, one begins anew wherever the rows come to it.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.file_titles import title_of
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.stamps import from_clock, from_epoch, misdated, zone_between
from relkeeper.importers.wechat_types import OWNER_WORD, SYSTEM, SYSTEM_WORD, is_group, is_medium, text_of

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "wechat-csv"
TITLE = "WeChat tables (CSV) from WeChatMsg (MemoTrace) or chatlog"
ENDINGS: tuple[str, ...] = (".csv",)
WHERE = "WeChat itself exports nothing: in WeChatMsg (MemoTrace, 留痕) or chatlog choose the chat, export, CSV."

Cells = tuple[str, ...]


class _Who(NamedTuple):
    """The chat of a row and who speaks. Where nobody is named and it is not mine, WeChat itself says it."""

    talk: str
    name: str = ""
    handle: str = ""
    mine: bool = False
    talk_name: str = ""


class _Shape(NamedTuple):
    """One of the tables.

    `needed` are columns without which it is another. `who` makes what it says of the columns `identity`. `said` are
    its columns for the time, the text, the kind of message, and the wall clock beside a time that is UTC. With
    `marks_me` each row says whether the owner sent it.
    """

    needed: tuple[str, ...]
    identity: tuple[str, ...]
    who: Callable[..., _Who]
    said: tuple[str, str, str, str]
    moment: Callable[[str], datetime | None]
    utc: bool
    marks_me: bool = False


@dataclass(slots=True)
class _Talk:
    """What a first look through the file tells of a chat.

    `others` are those who speak and are not marked as the owner: handle (or name) and name. `owner` says whether the
    owner is marked. `title` is the name of the file where it holds this chat only.
    """

    group: bool
    others: dict[str, str] = field(default_factory=dict)
    owner: bool = False
    title: str = ""


def recognises(head: Head) -> bool:
    """Whether the first line names the columns of one of the tables."""
    return _table(next((line for line in head.lines if line.strip()), "")) is not None


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    """The messages of a seekable file; a chat is named again where the rows come back to it.

    Raises UsageError for an encoding that does not exist.
    """
    text = TextFile(file, name, reading.encoding)
    table = _table(next((line for line in text.lines() if line.strip()), ""))
    if table is None:
        yield Problem(name, "line 1", "the first line names none of the columns that WeChat exporters write")
        return
    yield from _records(text, table, name, reading)
    yield from text.remarks()


class _Table:
    """The columns of one file."""

    def __init__(self, names: list[str], delimiter: str, shape: _Shape) -> None:
        self.shape = shape
        self._delimiter = delimiter
        self._width = len(names)
        self.identity = self._getter(names, shape.identity)
        self.said = self._getter(names, shape.said)

    def _getter(self, names: list[str], columns: tuple[str, ...]) -> Callable[[list[str]], Cells]:
        # A column that is missing is the empty one behind the last.
        return itemgetter(*(names.index(column) if column and column in names else self._width for column in columns))

    def rows(self, text: TextFile, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
        """The cells of each row below the first, with the line it ends on; what is missing at its end is empty."""
        # A quoted cell goes on behind the end of a line.
        rows = csv.reader((f"{line}\n" for line in text.lines()), delimiter=self._delimiter)
        filled, begun = [""] * (self._width + 1), False
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                problems.append(Problem(name, f"line {rows.line_num}", f"this row cannot be read: {error}"))
                continue
            if begun and cells:
                cells[self._width :] = filled[: max(1, self._width + 1 - len(cells))]
                yield rows.line_num, cells
            begun = begun or bool(cells)


def _table(first: str) -> _Table | None:
    """The table whose first line that is. Some programs save it again with other delimiters."""
    for delimiter in ",;\t":
        names = [name.strip().strip('"').casefold() for name in first.split(delimiter)]
        for shape in _SHAPES:
            if set(names).issuperset(shape.needed):
                return _Table(names, delimiter, shape)
    return None


def _records(
    text: TextFile, table: _Table, name: str, reading: "Reading"
) -> Iterator[ChatDraft | MessageDraft | Problem]:
    shape = table.shape
    known = _known(table, text, name)
    talks = _talks(known.values(), title_of(name))
    people: dict[PersonDraft | None, PersonDraft | None] = {}
    senders = {
        identity: people.setdefault(sender, sender)
        for identity, who in known.items()
        for sender in (_sender(who, talks[who.talk]),)
    }
    last = latest(reading.now, utc=shape.utc)
    problems: list[Problem] = []
    current: str | None = None
    for line, cells in table.rows(text, name, problems):
        identity = table.identity(cells)
        time, content, kind, clock = table.said(cells)
        at = shape.moment(time)
        if at is None or at > last:
            problems.append(misdated(name, f"line {line}", at))
            continue
        who = known[identity]
        if who.talk != current:
            current = who.talk
            yield _chat(who, talks[who.talk], at, clock, shape)
        said = text_of(kind, content)
        yield MessageDraft(at, senders[identity], said, is_medium=is_medium(kind, said))
    yield from problems


def _known(table: _Table, text: TextFile, name: str) -> dict[Cells, _Who]:
    """All that rows say of their chat and sender. What is wrong with a row is said when it is read again."""
    known: dict[Cells, _Who] = {}
    for _, cells in table.rows(text, name, []):
        identity = table.identity(cells)
        if identity not in known:
            known[identity] = table.shape.who(*identity)
    return known


def _talks(speaking: Iterable[_Who], file_title: str) -> dict[str, _Talk]:
    talks: dict[str, _Talk] = {}
    for who in speaking:
        talk = talks.get(who.talk)
        if talk is None:
            talk = talks[who.talk] = _Talk(is_group(who.talk))
        if who.mine:
            talk.owner = True
        elif who.handle or who.name:
            talk.others[who.handle or who.name] = who.name
    for talk in talks.values():
        talk.title = file_title if len(talks) == 1 else ""
    return talks


def _chat(who: _Who, talk: _Talk, at: datetime, clock: str, shape: _Shape) -> ChatDraft:
    """The chat of a row. The older tables know it by a number only; its name is that of the file, or of the peer."""
    marks_me = shape.marks_me or talk.owner
    if who.talk_name or talk.group:
        peer = None if talk.group else PersonDraft(who.talk_name, "wechat", who.talk)
        title = who.talk_name or talk.title
        return ChatDraft("wechat", title, who.talk, talk.group, peer, utc=shape.utc, marks_me=marks_me)
    peer = _peer(who.talk, talk)
    # With the owner in it a conversation of two has one other; without, it may have both.
    group = True if len(talk.others) > (1 if talk.owner else 2) else None
    title, key = (talk.title, "") if talk.title else (peer.name if peer else _unnamed(who.talk), who.talk)
    zone = zone_between(from_clock(clock), at)
    return ChatDraft("wechat", title, key, group, peer, utc=shape.utc, zone=zone, marks_me=marks_me)


def _peer(talk_id: str, talk: _Talk) -> PersonDraft | None:
    alone = len(talk.others) == 1 and (talk.owner or talk.title in talk.others.values())
    if not alone and (talk.owner or len(talk.others) != 2):
        return None
    found = [(key, name) for key, name in talk.others.items() if alone or name == talk.title != ""]
    return _other(found[0][1], "" if found[0][0] == found[0][1] else found[0][0], talk_id, talk) if found else None


def _sender(who: _Who, talk: _Talk) -> PersonDraft | None:
    name, handle = who.name, who.handle
    if not (name or handle or who.mine):
        return None
    if not who.mine:
        return _other(name, handle, who.talk, talk)
    # Some versions write the contact's name beside what the owner sent.
    if name == OWNER_WORD or (handle or name) in talk.others:
        return PersonDraft(me=True)
    return PersonDraft(name, "wechat" if handle else "", handle, me=True)


def _other(name: str, handle: str, talk_id: str, talk: _Talk) -> PersonDraft:
    """Somebody who is not the owner; one without a name is the contact that the file is named after."""
    if name == _unnamed(talk_id) and talk.title:
        return PersonDraft(talk.title)
    return PersonDraft(name, "wechat" if handle else "", handle)


def _unnamed(talk_id: str) -> str:
    return f"TalkerId {talk_id}"


def _who_of_chatlog(talk: str, talk_name: str, sender: str, name: str) -> _Who:
    if not sender or sender == SYSTEM_WORD or is_group(sender):
        return _Who(talk, talk_name=talk_name)
    # Of two, who is not the other one is the owner; a group does not say.
    return _Who(talk, name, sender, not is_group(talk) and sender != talk, talk_name)


def _who_of_new(kind: str, name: str) -> _Who:
    return _Who("") if kind == SYSTEM_WORD else _Who("", name.strip(), mine=name.strip() == OWNER_WORD)


def _who_of_old(talk: str, kind: str, mine: str, remark: str, nickname: str, sender: str) -> _Who:
    if kind == SYSTEM:
        return _Who(talk)
    name = remark or nickname
    if mine == "1":
        return _Who(talk, name, sender, mine=True)
    # Versions before 0.2.7 do not say who it was that is not the owner.
    return _Who(talk, name or ("" if sender else _unnamed(talk)), sender)


_SHAPES = (
    _Shape(
        ("time", "sendername", "sender", "talkername", "talker", "content"),
        ("talker", "talkername", "sender", "sendername"),
        _who_of_chatlog,
        ("time", "content", "", ""),
        from_clock,
        utc=False,
    ),
    _Shape(
        ("类型", "发送人", "时间", "内容"),
        ("类型", "发送人"),
        _who_of_new,
        ("时间", "内容", "", ""),
        from_clock,
        utc=False,
    ),
    _Shape(
        ("localid", "talkerid", "type", "issender", "createtime", "strcontent"),
        ("talkerid", "type", "issender", "remark", "nickname", "sender"),
        _who_of_old,
        ("createtime", "strcontent", "type", "strtime"),
        from_epoch,
        utc=True,
        marks_me=True,
    ),
)
