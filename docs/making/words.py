"""The words of the command line that stand for something: what may be written for each.

Tests read every example between backticks with the parser that it is for.
"""

import re
from typing import NamedTuple

from relkeeper.rules import channels, segmenting

_LINK = re.compile(r" \(\[[^]]+\]\([^)]+\)\)")


class Word(NamedTuple):
    """A word, and what may stand there; `examples` are understood as they are, `further` is said of them."""

    name: str
    meaning: str
    examples: tuple[str, ...] = ()
    further: str = ""

    @property
    def told(self) -> str:
        """All of it as Markdown."""
        examples = ", ".join(f"`{example}`" for example in self.examples)
        return " ".join(filter(None, (self.meaning, f"{examples}." if examples else "", self.further)))

    @property
    def plain(self) -> str:
        """The same without marks, and without what only says where a link leads."""
        return _LINK.sub("", self.told).replace("`", "")


WHO = Word(
    "WHO",
    "A name or a unique part of one, an alias, an e-mail, a phone number, a handle, the pinyin of a Chinese name"
    " (`zhangsan`, `zs`), or `#12`.",
    further="Where several match they are listed (exit code 4); where nobody does, the nearest names are proposed (3).",
)
WHEN = Word(
    "WHEN",
    "A day or a moment:",
    (
        *("today", "yesterday 14:30", "3 days ago", "2w", "last friday", "nov 3", "2026-11-03 09:30"),
        *("昨天", "三天前", "上周五下午3点", "11月3日"),
    ),
    "An ambiguous 3/4 is refused with both readings.",
)
CADENCE = Word(
    "CADENCE",
    "How often:",
    ("2w", "3m", "monthly", "every 10 days", "每两周"),
    "`none` takes one away.",
)
TIME = Word("TIME", "A span ahead:", ("3d", "2w", "1m", "today"))
CHANNEL = Word("CHANNEL", "The way somebody was in touch:", channels.KNOWN, "Further words are a setting: `channels`.")
CLASS = Word(
    "CLASS",
    "A class of contacts ([how they are made](../segment.md)):",
    tuple(segmenting.CLASSES),
    "`A,B` for several.",
)
FILE = Word("FILE", "A path. Where it says so, `-` is standard input or output.")

ALL = (WHO, WHEN, CADENCE, TIME, CHANNEL, CLASS, FILE)
