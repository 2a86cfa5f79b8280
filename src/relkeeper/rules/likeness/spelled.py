"""A name in the parts that are compared."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from relkeeper.rules import names
from relkeeper.rules.names import firms, forms_of_address
from relkeeper.rules.names.variants import simplified

_ADDRESS = re.compile(f"(?<=.)(?:{'|'.join(sorted(forms_of_address.CHINESE, key=len, reverse=True))})$")
_CHINESE_FIRM = re.compile(f"(?:{'|'.join(sorted(firms.CHINESE))})$")
_SURELY_FIRM = firms.WORDS - firms.ALSO_NAMES - {"the"}

# Initials of syllables have no vowel, and readings of two syllables have four letters or more but for the shortest.
_READING = re.compile(r"(?=.*[aeiouv]).{4,}")
# More words than a name has; comparing takes time by the square of their number.
_MOST_WORDS = 6


folded = lru_cache(maxsize=4096)(names.fold)
"""The form in which names are compared; each is asked for several times in a row."""


class Name(NamedTuple):
    """One spelling of a name: in Chinese characters (`han`, simplified; `written` as it came) or in words.

    `words` are folded, `family` are those of them that are the family name, as far as that can be told. `readings` are
    the pinyin of `han` in one word each.
    """

    words: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    han: str = ""
    written: str = ""
    readings: tuple[str, ...] = ()


def spelled(text: str, family: str = "", pinyin: frozenset[str] = frozenset()) -> Iterator[Name]:
    """The names in `text`: one, or two where it has Chinese characters and other letters (`张三 (San Zhang)`).

    `family` is the family name where that is known. `pinyin` are the keys by which the name is found
    (rules/names/pinyin.py). Titles, forms of address and generations (Jr) are no part of a name.
    """
    said = [word for word in folded(text).split() if word not in forms_of_address.GENERATIONS]
    chinese = [word for word in said if all(map(names.is_han, word))]
    if characters := _ADDRESS.sub("", simplified("".join(chinese))):
        readings = tuple(sorted(key for key in pinyin if _READING.fullmatch(key)))
        yield Name(han=characters, written="".join(chinese)[: len(characters)], readings=readings)
    others = [word for word in said if word not in chinese]
    words = [word for word in others if word not in forms_of_address.TITLES] or others
    if words:
        yield Name(words=tuple(words[:_MOST_WORDS]), family=_family(text, words, family))


def _family(text: str, words: list[str], family: str) -> tuple[str, ...]:
    """The words of the family name: what is said to be, what stands before a comma, else the last one."""
    before, comma, _ = text.partition(",")
    for told in (family, before if comma else ""):
        if found := tuple(word for word in folded(told).split() if word in words):
            return found
    return (words[-1],) if len(words) > 1 else ()


def generations(text: str) -> frozenset[str]:
    """`Jr`, `Sr`, `III`, as they stand in a name."""
    words = folded(text).split()
    known = forms_of_address.GENERATIONS
    return frozenset(known[word] for word in words[1:] if word in known)


def is_firm(text: str) -> bool:
    """Whether a name is that of an organisation, by the words that only those have."""
    known = folded(text)
    return not _SURELY_FIRM.isdisjoint(known.split()) or bool(_CHINESE_FIRM.search(known)) or _ends_like_a_firm(text)


def _ends_like_a_firm(text: str) -> bool:
    """`Example SA`, `Example Co.`, but neither `Maria Sá` nor a name that is all in capitals."""
    *before, last = text.split() or [""]
    if not before or text.isupper():
        return False
    return last.rstrip(".") in {"Co", "SpA"} or (
        last.isupper() and names.fold(last).replace(" ", "") in firms.ALSO_NAMES
    )


def romanised(words: tuple[str, ...]) -> frozenset[str]:
    """A name in words as pinyin may have it, in one word, whichever part stands first."""
    return frozenset("".join((*words[place:], *words[:place])) for place in range(len(words)))
