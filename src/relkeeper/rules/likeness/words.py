"""Words of names, one against one: the same, a short form, spelt otherwise, misspelt, an initial.

rapidfuzz is imported inside the one function that needs it: every import of cards loads this module, and most compare
no two words that are nearly one.
"""

import re
from enum import Enum
from functools import lru_cache

from relkeeper.rules.names.nicknames import FULL_FORMS, KNOWN

# Fewer letters are too few for one of them to be a slip: Jan and Jon are two names.
_FEWEST_LETTERS = 4
# From here on, two slips are few.
_LONG_WORD = 9
# Two slips, and what a skeleton leaves out.
_LETTERS_MORE = 4

# The Cyrillic letters of Russian, Ukrainian, Bulgarian and Serbian, as `names.fold` leaves them (no й, no ё).
_CYRILLIC = str.maketrans({
    **dict(zip("абвгдезиклмнопрстуфыэіђјљњћ", "abvgdeziklmnoprstufieidjlnc", strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "є": "ie", "ґ": "g",
    "џ": "dzh", "ъ": "", "ь": "",
})  # fmt: skip

# Spellings that change from one language, or one clerk, to the next. In this order.
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"sch|sz", "sh"), (r"chr", "kr"), (r"ph", "f"), (r"th|dt", "t"), (r"tz", "z"), (r"ck|q|c(?!h)|kh", "k"),
        (r"ae", "a"), (r"oe", "o"), (r"ue", "u"), (r"(?:e|a)[iy]", "ai"), (r"ie", "i"), (r"y", "i"), (r"w|v", "v"),
        (r"x", "ks"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


class Bond(Enum):
    """How two words of two names are one, and what that takes from the likeness of the names."""

    EQUAL = 0
    SPELT = 8
    SHORT = 9
    NEAR = 15
    FAR = 24
    INITIAL = 25


SURE = frozenset({Bond.EQUAL, Bond.SPELT, Bond.SHORT})
"""One word, however it is written."""


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """A folded word without what spellings differ in: mueller, müller and muller are one; Cyrillic in Latin letters."""
    plain = word if word.isascii() else word.translate(_CYRILLIC)
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return plain or word


@lru_cache(maxsize=32768)
def forms(word: str) -> frozenset[str]:
    """The skeletons of a folded word and of the full names that it may be short for; words are akin if these meet."""
    return frozenset(map(skeleton, {word, *FULL_FORMS.get(word, ())}))


@lru_cache(maxsize=32768)
def bond(one: str, other: str) -> Bond | None:
    """How two folded words are one; None where they are two. Symmetric."""
    if one == other:
        return Bond.EQUAL
    if any(map(str.isdigit, one + other)):  # a number is that number, and no other one
        return None
    if len(one) == 1 or len(other) == 1:
        return Bond.INITIAL if one[0] == other[0] else None
    if skeleton(one) == skeleton(other):
        return Bond.SPELT
    if not forms(one).isdisjoint(forms(other)):
        return Bond.SHORT
    return _slipped(one, other)


def _slipped(one: str, other: str) -> Bond | None:
    """Whether one is the other with a slip of the hand, or two: a letter more, less, other, or in the wrong place."""
    if min(len(one), len(other)) < _FEWEST_LETTERS or abs(len(one) - len(other)) > _LETTERS_MORE:
        return None
    from rapidfuzz.distance import OSA

    bones = skeleton(one), skeleton(other)
    most = 2 if min(map(len, bones)) >= _LONG_WORD else 1
    slips = OSA.distance(*bones, score_cutoff=most)
    if slips > most or bones[0][0] != bones[1][0] or _gendered(one, other) or (one in KNOWN and other in KNOWN):
        return None
    return Bond.NEAR if slips < 2 else Bond.FAR


def _gendered(one: str, other: str) -> bool:
    """Daniel and Daniela, Mario and Maria, Ivanov and Ivanova are two people."""
    shorter, longer = sorted((one, other), key=len)
    if longer == f"{shorter}a":
        return True
    return one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}
