"""The text export of QQ, cut into conversations and messages.

"Export all" writes one conversation after the other, each with a preamble:

    ================================================================
    消息分组:我的好友
    ================================================================
    消息对象:小样
    ================================================================

What stands between two messages of one conversation belongs to the first; rulers and preambles belong to neither.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from relkeeper.importers.qq.headers import header

CATEGORY, PEER = "消息分组", "消息对象"
BANNERS = ("消息记录（此消息记录", "消息记录(此消息记录")
_PREAMBLE = re.compile(rf"\ufeff?({CATEGORY}|{PEER})[:：](.*)")
_RULER = re.compile(r"={30,}\s*\Z")
# A line that may be something else than text begins with one of these.
_SIGNS = frozenset({"=", "消", "\ufeff"})


class Block(NamedTuple):
    """A conversation begins. `peer` is None where no preamble says whose it is."""

    line: int
    category: str = ""
    peer: str | None = None


class Piece(NamedTuple):
    """A line with the shape of a header, and the text up to the next one.

    `spaced` where a blank line, or the beginning of the conversation, stands before it.
    """

    line: int
    at: datetime
    label: str
    header: str
    spaced: bool
    text: list[str]


class Stray(NamedTuple):
    """Text that stands before the first message of a conversation."""

    line: int


def body(lines: list[str]) -> str:
    """The text of a message, without the blank lines behind it that part it from the next."""
    return "\n".join(lines).replace("\0", "").rstrip()


def parts(lines: Iterable[str]) -> Iterator[Block | Piece | Stray]:
    """What a file holds, in its order. It begins with a Block, which is empty where the file begins without one."""
    block = Block(1)
    yield block
    held: list[str] = []  # rulers, and what stands between them and a preamble that may follow
    piece: Piece | None = None
    blank, strayed = True, False
    for number, line in enumerate(lines, 1):
        if not line and piece and not held:
            # One line in three is blank: the quickest way for them.
            piece.text.append(line)
            blank = True
            continue
        first = line[:1]
        found = header(line) if "0" <= first <= "9" else None
        if not found and (held or first in _SIGNS):
            # Without a message so far, a preamble needs no ruler.
            told = _told(line, block, number) if held or piece is None else None
            if told:
                yield from _ended(piece)
                piece, held, strayed, block = None, [line], False, told
                yield block
                continue
            if _belongs_to_preamble(line, held):
                held.append(line)
                continue
        if held:
            held = _released(held, piece)
        if found:
            yield from _ended(piece)
            piece = Piece(number, found[0], found[1], line, blank or piece is None, [])
            blank = False
            continue
        blank = not line or line.isspace()
        if piece:
            piece.text.append(line)
        elif not (blank or strayed):
            strayed = True
            yield Stray(number)
    yield from _ended(piece)


def _ended(piece: Piece | None) -> tuple[Piece, ...]:
    return (piece,) if piece else ()


def _told(line: str, block: Block, number: int) -> Block | None:
    """The conversation that a line of a preamble begins; 消息对象 belongs to the 消息分组 before it."""
    found = _PREAMBLE.match(line)
    if found is None:
        return None
    value = found[2].strip()
    return Block(number, value) if found[1] == CATEGORY else Block(number, block.category, value)


def _belongs_to_preamble(line: str, held: list[str]) -> bool:
    if not line:
        return bool(held)
    return _RULER.match(line) is not None or line.lstrip("\ufeff").startswith(BANNERS)


def _released(held: list[str], piece: Piece | None) -> list[str]:
    """A ruler that no preamble follows is text of the message."""
    if piece:
        piece.text.extend(held)
    return []
