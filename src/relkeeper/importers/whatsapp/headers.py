"""The first line of a message in a WhatsApp export, in the shapes that phones of all countries give it.

Android writes `date, time - Name: text`, iOS `[date, time] Name: text`, very old ones `date time: Name: text`. The
date's order, its separators, the clock and its words follow the phone's language; marks of writing direction and narrow
blanks stand anywhere. One export has one shape: a line of another shape is text that somebody pasted.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from relkeeper.importers.clock_words import PATTERN as HALF

# Direction marks and embeddings (Unicode Bidirectional Algorithm, UAX 9), and a stray byte order mark.
MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
LEFT_TO_RIGHT = "\u200e"

_MARK = f"[{MARKS}]*"
_BLANK = "[ \u00a0\u2009\u202f]"
# What stands between date and clock in some languages: "1.2.2019 klo 10.30", "12/10/18 às 10:14", "12.10.18 г., 10:14".
_JOINER = r"(?:klo|kl\.?|às|as|a las|a les|alle|om|um|at|à|в|o|la|ob|u|את|في)"
_END_OF_DATE = rf"(?:[.日일]|{_BLANK}?(?:г|год)\.?)?"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_SECONDS = r"(?:[:.](?P<seconds>\d{2}))?"
_BETWEEN = rf"(?:[,،]{_BLANK}*|{_BLANK}+)"
# Where it is known that the file has some, any word is one, which is quick to look for; which half of the day it means,
# or that it means none, is seen when it is read.
_WORD = r"[^\W\d_][^\d\[\]:\n]{0,9}?"
# The clock of 24 hours in a language that has no words around it, all in ASCII: twice as fast to look for.
_PLAIN_STAMP = rf"[, ] *(?P<clock>{_CLOCK}){_SECONDS}(?P<word>(?!))?"
_LINKS = {"]": rf"\]{_BLANK}?", "-": rf"{_BLANK}[-–—]{_BLANK}", ":": rf":{_BLANK}"}
_DATES = {
    "ymd4": r"\d{{4}}{0}\d{{1,2}}{1}\d{{1,2}}",
    "4ymd": r"\d{{1,2}}{0}\d{{1,2}}{1}\d{{4}}",
    "2": r"\d{{1,2}}{0}\d{{1,2}}{1}\d{{1,2}}",
}


def _stamp(word: str) -> str:
    """What stands between the date and the link: the clock with a word before it, seconds, a word behind."""
    return (
        rf"(?P<end>{_END_OF_DATE}){_BETWEEN}(?P<joiner>(?:{_JOINER}{_BLANK}+)?{_MARK})"
        rf"(?P<clock>(?:{word}{_BLANK}*)?{_CLOCK}){_SECONDS}(?P<behind>{_MARK}(?:{_BLANK}*ч\.?|{_BLANK}*(?P<word>{word}))?)"
    )


_ANY = re.compile(
    rf"{_MARK}(?P<open>\[?)(?P<first>\d{{1,4}}){_MARK}(?P<separator>[-/.年년]){_BLANK}?"
    rf"\d{{1,2}}{_MARK}(?:(?P=separator)|[月월]){_BLANK}?(?P<last>\d{{1,4}}){_stamp(HALF)}"
    rf"(?:(?P<bracket>\]){_BLANK}?|(?P<dash>{_BLANK}[-–—]{_BLANK})|:{_BLANK})\S"
)


class Shape(NamedTuple):
    """What all headers of one export have in common.

    `year` is "ymd4" where a year of four digits stands first, "4ymd" where it stands last, "2" where it has two digits
    and no place of its own. `link` is what stands between the clock and the name: `]`, `-` or `:`. `worded`: there
    are words around the clock, or marks and digits that are not ASCII.
    """

    separator: str
    year: str
    link: str
    worded: bool = False

    @property
    def bracketed(self) -> bool:
        """Whether iOS wrote it."""
        return self.link == "]"

    def header(self) -> re.Pattern[str]:
        """For one line; its groups are date, clock with a word before it, seconds, word behind, sender, text.

        Without a sender there is no colon.
        """
        unnamed = re.sub(r"\(\?P<(?:end|joiner|behind)>", "(?:", self._until_link())
        return re.compile(f"{unnamed}(?:([^:\n]++):{_BLANK}?)?(.*)")

    def overview(self) -> re.Pattern[str]:
        """For many lines at once, each with a line end before it, which is found fast.

        Its groups are date, sender, text that begins with a mark (iOS only), text without a sender.
        """
        marked = f"{_BLANK}?({LEFT_TO_RIGHT}.*)?" if self.bracketed else "()"
        unnamed = re.sub(r"\(\?P<\w+>", "(?:", self._until_link())
        return re.compile(f"\n{unnamed}(?:([^:\n]++):{marked}|(.*))")

    def _until_link(self) -> str:
        separators = {"年": "年月", "년": "년월"}.get(self.separator, self.separator * 2)
        mark, blank, opening = _MARK if self.worded else "", _BLANK if self.worded else " ", r"\[" * self.bracketed
        date = _DATES[self.year].format(*(f"{mark}{re.escape(char)}{blank}?" for char in separators))
        stamp = _stamp(_WORD) if self.worded else _PLAIN_STAMP
        pattern = f"{opening}({date}){stamp}{_LINKS[self.link].replace(_BLANK, blank)}"
        return f"{_MARK}{pattern}" if self.worded else LEFT_TO_RIGHT + "*" + pattern.replace(r"\d", "[0-9]")


def shape_of(lines: Iterable[str]) -> Shape | None:
    """The shape that most headers among `lines` have; None where there is no header."""
    shapes = [shape for line in lines if (shape := shape_of_line(line))]
    if not shapes:
        return None
    most = Counter(shape._replace(worded=False) for shape in shapes).most_common(1)[0][0]
    worded = most._replace(worded=True)
    return worded if worded in shapes else most


def shape_of_line(line: str) -> Shape | None:
    """The shape of a line that is the header of a message; None if it is none."""
    found = _ANY.match(line)
    if found is None or bool(found["open"]) != bool(found["bracket"]):
        return None
    year = _year(len(found["first"]), len(found["last"]))
    link = "]" if found["bracket"] else "-" if found["dash"] else ":"
    return Shape(found["separator"], year, link, _worded(found)) if year else None


def _worded(found: re.Match[str]) -> bool:
    words = bool(found["end"] or found["joiner"] or found["behind"]) or not found["clock"][0].isdigit()
    marked = found[0][: found.start("open")].strip(LEFT_TO_RIGHT)
    return (
        words or bool(marked) or not found[0][found.start("first") : -1].replace("–", "-").replace("—", "-").isascii()
    )


def _year(first: int, last: int) -> str:
    if first == 4 and last <= 2:
        return "ymd4"
    if first <= 2 and last == 4:
        return "4ymd"
    return "2" if first <= 2 and last <= 2 else ""
