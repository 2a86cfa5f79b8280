"""Text as it is searched: folded into words that are the same however somebody spells them.

A word is a run of letters and digits, without case, accents and width. Where a script is written without blanks, each
character is a word of its own, so that any piece of a text is found as a phrase; Chinese ones in simplified form. What
looks like a phone number also has one word for its last digits. C++ is a word, and Google+ two.
"""

import re
from unicodedata import category, decimal, normalize

from relkeeper.rules.names.variants import simplified

# Of the folding: to be raised with each change of what follows, which makes an index that was built before worthless.
VERSION = 1

# Signs that belong to the word before them: C++ and C# are not C. Where a word follows, as in ada+tag, they part words.
SIGNED = re.compile(r"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9]*)(\+\+?(?![A-Za-z0-9+#])|\+\+(?=[0-9])|#(?![A-Za-z0-9+#]))")
_SPELLED = {"+": "plus", "#": "sharp"}
_LETTER = "[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]"
_WORD = re.compile(f"{_LETTER}+")
# What is longer is nothing that anybody types; FTS5 would cut it in the middle of a character.
_LONGEST = 1000
_TOO_LONG = re.compile(f"({_LETTER}{{{_LONGEST}}}){_LETTER}+")
# Seven digits or more, with at most two of what people write between them.
_NUMBER = re.compile(r"\+?\d(?:[ \-./()\u00a0\u2010-\u2013]{0,2}\d){6,}")
_DIGIT, _NO_DIGIT = re.compile(r"\d"), re.compile(r"\D")
# As many as tell a subscriber, whatever prefix of country or trunk stands before them.
LAST_DIGITS = 8
NUMBER_MARK = "tel"

# Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, selectors of variants: what a search leaves out.
_LEFT_OUT = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
)  # fmt: skip
# Thai and Lao, Myanmar, Khmer, kana, Han, hangul: no blanks between words, or with endings that cling to them.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
# Letters whose accent is a part of them to Unicode, and not to a keyboard.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})


class _Folding(dict[str, str]):
    """What becomes of each character; worked out when a text first has it."""

    def __missing__(self, char: str) -> str:
        self[char] = folded = "".join(map(_folded, _decomposed(char)))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in words with blanks (or, where it is ASCII, any other ASCII sign) between them, in small letters.

    Of a word no more is kept than its first thousand characters.
    """
    if "+" in text or "#" in text:
        text = SIGNED.sub(_with_signs, text)
    folded = text.lower() if text.isascii() else "".join(map(_FOLDING.__getitem__, normalize("NFC", text)))
    return _TOO_LONG.sub(r"\1", folded) if len(folded) > _LONGEST else folded


def signed(found: re.Match[str]) -> list[str]:
    """The words for a word with signs (a match of SIGNED). A letter without them is something else: C++ is not C."""
    word = found[1].lower()
    spelled = word + "".join(map(_SPELLED.__getitem__, found[2]))
    return [spelled] if len(word) == 1 else [word, spelled]


def _with_signs(found: re.Match[str]) -> str:
    return f"{' '.join(signed(found))} "


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(fold(text))


def indexed(text: str) -> str:
    """The folded text as it goes into the index: with a word for each phone number behind it."""
    folded = fold(text)
    if len(text) < LAST_DIGITS - 1 or not _DIGIT.search(text):
        return folded
    numbers = " ".join(filter(None, map(number, _NUMBER.findall(_narrow(text)))))
    return f"{folded} {numbers}" if numbers else folded


def number(text: str) -> str:
    """The word for a phone number, the same for all spellings of it; empty for what has fewer than seven digits."""
    digits = _NO_DIGIT.sub("", _narrow(text))[-LAST_DIGITS:]
    if len(digits) < LAST_DIGITS - 1:
        return ""
    return NUMBER_MARK + (digits if digits.isascii() else "".join(str(decimal(digit)) for digit in digits))


def _narrow(text: str) -> str:
    """Without full-width signs."""
    return text if text.isascii() else normalize("NFKC", text)


def _decomposed(char: str) -> str:
    """Without accents; a hangul syllable stays whole."""
    return char if "\uac00" <= char <= "\ud7a3" else normalize("NFKD", char)


def _folded(char: str) -> str:
    code = ord(char)
    if _within(code, _LEFT_OUT):
        return ""
    kind = category(char)
    if kind == "So" and code > 0x7F:
        return f" {char} "
    if kind[0] not in "LNM":
        return "" if kind == "Cf" else " "
    if _within(code, _UNSPACED):
        return char if kind[0] == "M" else f" {simplified(char)} "
    return char.casefold().translate(_PLAIN)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
