"""What QQChatExporter (github.com/shuakami/qq-chat-exporter) takes out of QQ NT, as text.

    聊天名称: 样本读书会
    聊天类型: 群聊

    [管理员] 小样:
    时间: 2026-02-14 21:17:10
    内容: text, over as many lines as it has
    资源: 1 个文件
      - image: A.jpg

No QQ number stands in it, and nothing marks the owner: the JSON of the same program has both. Times are the clock of
the PC that exported.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.qq.blocks import body
from relkeeper.importers.qq.headers import clock_on
from relkeeper.importers.qq.senders import bare
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "qq-nt-text"
TITLE = "QQ NT, text by QQChatExporter"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = "In QQChatExporter (for QQ NT): export a conversation as TXT. JSON tells more: numbers, and what is yours."

_CHAT_NAME, _CHAT_TYPE, _TIME, _CONTENT = "聊天名称: ", "聊天类型: ", "时间: ", "内容: "
_MARKS = ("QQChatExporter", "QQ聊天记录导出文件")
_GROUP = {"群聊": True, "私聊": False, "临时会话": False}
# What may follow the text of a message.
_TAIL = re.compile(r"(?:资源: \d+ 个文件|提及: .*|回复: .* - .*)\Z")
_FILE = re.compile(r"  - \w+: ")
_RULER = re.compile(r"={20,}\Z")
_NUMBER = re.compile(r"\[\d+\]\Z")
_END = "导出完成"
_TITLE = re.compile(r"\[[^\]]{1,40}\] (?=.)")
_CLOCK = re.compile(r"(\d{4}[-/]\d{1,2}[-/]\d{1,2})(?: (\d{1,2}:\d{1,2}:\d{1,2}))?\Z")

_Record = ChatDraft | MessageDraft | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether it names the exporter, and a conversation."""
    begin = head.text[:4000]
    return any(mark in begin for mark in _MARKS) and _CHAT_NAME in begin and _CHAT_TYPE in begin


class _Begun(NamedTuple):
    """A message on its way: the line it began in, its sender, its time as it is written."""

    line: int
    sender: str
    time: str
    text: list[str]


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The conversation. All messages without a day are one problem."""
    text = TextFile(file, name, reading.encoding)
    lines = enumerate(text.lines(), 1)
    chat = _chat(lines)
    yield chat
    last = latest(reading.now, utc=False)
    persons = {chat.peer.name: chat.peer} if chat.peer else {}
    undated: list[int] = []
    days_only, empty = False, True
    for begun in _messages(lines):
        empty = False
        found = _CLOCK.match(begun.time)
        at = clock_on(found[1], found[2] or "0:0:0") if found else None
        if at is None:
            undated = [undated[0], undated[1] + 1] if undated else [begun.line, 1]
            continue
        days_only = days_only or (found is not None and not found[2])
        if at > last:
            yield misdated(name, f"line {begun.line}", at)
            continue
        yield MessageDraft(at, persons.setdefault(begun.sender, PersonDraft(begun.sender)), body(begun.text))
    if empty:
        yield Problem(name, "file", "there is no message of QQ in it")
    if undated:
        where = f"line {undated[0]}"
        yield Problem(name, where, f"no day and time are said for {undated[1]} messages, which were left out")
    if days_only:
        yield Notice(name, "only the days of messages are said; their times are set to midnight")
    yield from text.remarks()


def _chat(lines: Iterator[tuple[int, str]]) -> ChatDraft:
    """What the preamble says. It ends with the first blank line after the name of the conversation."""
    title, kind = "", ""
    for _, line in lines:
        if line.startswith(_CHAT_NAME):
            title = bare(line.removeprefix(_CHAT_NAME))
        elif line.startswith(_CHAT_TYPE):
            kind = line.removeprefix(_CHAT_TYPE).strip()
        elif not line and (title or kind):
            break
    group = _GROUP.get(kind)
    return ChatDraft("qq", title, group=group, peer=PersonDraft(title) if group is False else None)


def _messages(lines: Iterator[tuple[int, str]]) -> Iterator[_Begun]:
    """A message begins with a line that ends in a colon and one with its time."""
    begun: _Begun | None = None
    before, tail = "", False
    for number, line in lines:
        if line.startswith(_TIME) and before.endswith(":"):
            if begun:
                # The sender's line, and the number before it, were taken for text.
                yield _trimmed(begun)
            begun, tail = _Begun(number - 1, _sender(before), line.removeprefix(_TIME).strip(), []), False
        elif begun and line.strip() == _END and _RULER.match(before):
            begun.text.pop()
            break
        elif begun:
            content = line.startswith(_CONTENT) and not begun.text
            tail = not content and (_TAIL.match(line) is not None or (tail and _FILE.match(line) is not None))
            if not tail and not (line.startswith("类型: ") and not begun.text):
                begun.text.append(line.removeprefix(_CONTENT) if content else line)
        before = line
    if begun:
        yield begun


def _trimmed(begun: _Begun) -> _Begun:
    begun.text.pop()
    while begun.text and not begun.text[-1].strip():
        begun.text.pop()
    if begun.text and _NUMBER.match(begun.text[-1]) and len(begun.text) > 1 and not begun.text[-2].strip():
        begun.text.pop()
    return begun


def _sender(line: str) -> str:
    return bare(_TITLE.sub("", line.removesuffix(":"), count=1))
