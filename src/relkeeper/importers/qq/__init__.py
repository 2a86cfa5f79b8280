"""The text export of QQ for PC and of TIM (消息管理器, 导出为文本), and text that was copied from its window.

Read twice: once to learn who speaks (`survey` has the rules), once for the messages. Times are the clock of the PC that
exported. Pictures are not in the text; their placeholders stay.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, PersonDraft, Problem
from relkeeper.importers.encoding.lines import TextFile
from relkeeper.importers.head import Head
from relkeeper.importers.latest import latest
from relkeeper.importers.qq import window
from relkeeper.importers.qq.blocks import BANNERS, CATEGORY, PEER, Block, Piece, Stray, body, parts
from relkeeper.importers.qq.survey import Conversation, Survey
from relkeeper.importers.stamps import misdated

if TYPE_CHECKING:
    from relkeeper.importers import Reading

NAME = "qq"
TITLE = "QQ for PC or TIM, text export"
ENDINGS: tuple[str, ...] = (".txt",)
WHERE = (
    "In QQ for PC or TIM: message manager (消息管理器), right-click a conversation, export (导出消息记录) as text file."
)

_PREAMBLE = re.compile(rf"^\ufeff?(?:{CATEGORY}|{PEER})[:：]", re.MULTILINE)
_LINES_LOOKED_AT = 400

_Record = ChatDraft | MessageDraft | Notice | Problem


def recognises(head: Head) -> bool:
    """Whether the file begins as an export, or its first line with a message copied from the window.

    Without a preamble, two headers behind blank lines are asked for, or one with a number. The export of WeChat as text
    has such headers too, without numbers: ask its reader first.
    """
    begin = head.text[:2000]
    if _PREAMBLE.search(begin) or begin.lstrip().startswith(BANNERS):
        return True
    found = [part for part in parts(head.lines[:_LINES_LOOKED_AT]) if isinstance(part, Piece) and part.spaced]
    if found:
        (conversation,) = Survey([Block(1), *found]).found
        known = conversation.senders if conversation else {}
        headers = [piece for piece in found if piece.label in known]
        return len(headers) > 1 or any(person and person.handle for person in known.values())
    return window.recognises(head.lines[:_LINES_LOOKED_AT])


def read(file: BinaryIO, name: str, reading: "Reading") -> Iterator[_Record]:
    """The conversations of a file. Raises UsageError for an encoding that does not exist, DateOrderError for text from
    the window whose days only the user can read."""
    text = TextFile(file, name, reading.encoding)
    survey = Survey(parts(text.lines()))
    if any(survey.found):
        yield from _export(text, survey.found, name, reading)
    else:
        yield from window.read(text, name, reading)
    yield from text.remarks()


def _export(
    text: TextFile, found: list[Conversation | None], name: str, reading: "Reading"
) -> Iterator[ChatDraft | MessageDraft | Notice | Problem]:
    last = latest(reading.now, utc=False)
    conversations = iter(found)
    conversation: Conversation | None = None
    begun: Piece | None = None
    for part in parts(text.lines()):
        if isinstance(part, Piece):
            if (
                conversation is not None
                and part.label in conversation.senders
                and (part.spaced or not conversation.strict)
            ):
                if begun is not None:
                    yield _message(begun, conversation.senders, last, name)
                begun = part
            elif begun is not None:
                begun.text.append(part.header)
                begun.text.extend(part.text)
            else:
                yield Problem(name, f"line {part.line}", "this looks like a message, but of nobody; it was left out")
            continue
        if begun is not None and conversation is not None:
            yield _message(begun, conversation.senders, last, name)
        begun = None
        if isinstance(part, Stray):
            yield Problem(name, f"line {part.line}", "the text before the first message is nobody's and was left out")
            continue
        conversation = next(conversations)
        if conversation is not None:
            yield conversation.chat
    if begun is not None and conversation is not None:
        yield _message(begun, conversation.senders, last, name)


def _message(
    piece: Piece, senders: Mapping[str, PersonDraft | None], last: datetime, name: str
) -> MessageDraft | Problem:
    if piece.at > last:
        return misdated(name, f"line {piece.line}", piece.at)
    return MessageDraft(piece.at, senders[piece.label], body(piece.text))
