"""What somebody can be recognised by in text: names and points, found and taken out."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category, normalize

from relkeeper.rules import names
from relkeeper.rules.names import pinyin

ERASED = "[erased]"

# A word shorter than this stands in too many texts, unless the person is known to be meant.
_SHORTEST_LATIN = 3
_SHORTEST_CJK = 2
# A given name that is shorter is an initial; as a whole name it is what somebody is called.
_SHORTEST_PART = 2
# In the bytes of a file even more is the same by chance.
_SHORTEST_BYTES = 5
# A letter or digit of a script that puts blanks between words; the set knows both cases, and compiles faster so.
_LETTER = r"(?-i:[^\W_\u2e80-\U0010ffff])"
_ONE_LETTER = re.compile(_LETTER)
_PHONE = re.compile(r"\+?\d{7,}")
_BETWEEN_DIGITS = r"[\s()./-]*"


@dataclass(frozen=True)
class Traces:
    """Words by which a person can be recognised.

    `names` are whole names and aliases. `points` are phones, e-mails, handles, identifiers and the like, each as it was
    written and as it is compared. `parts` are given and family names, which say something only where the person is
    meant.
    """

    names: frozenset[str] = frozenset()
    points: frozenset[tuple[str, str]] = frozenset()
    parts: frozenset[str] = frozenset()

    def __or__(self, other: "Traces") -> "Traces":
        return Traces(self.names | other.names, self.points | other.points, self.parts | other.parts)

    def without(self, words: Iterable[str]) -> "Traces":
        """The traces but those that somebody else has too; words are compared folded."""
        theirs = {names.fold(word) for word in words}

        def own(*forms: str) -> bool:
            return theirs.isdisjoint(map(names.fold, forms))

        return Traces(
            frozenset(filter(own, self.names)),
            frozenset(point for point in self.points if own(*point)),
            frozenset(filter(own, self.parts)),
        )

    def shares(self, other: "Traces") -> bool:
        """Whether the other has a name or a point of these, compared folded."""
        left = other.without({*self.names, *(form for point in self.points for form in point)})
        return (left.names, left.points) != (other.names, other.points)

    def pattern(self, *, within: bool = False) -> re.Pattern[str] | None:
        """What finds the traces in a text; None where there is nothing to find.

        Whole words, without case, whatever white space and accents they are written with; a phone number also where its
        digits are grouped in another way. `within` is for texts in which the person is meant: there parts of the name
        and names of any length count, too.
        """
        words = {form for name in self.names for form in _spelled(name)}.union(*self.points)
        found = set(filter(_says_something if within else _is_long_enough, map(str.strip, words)))
        if within:
            parts = {form for part in self.parts for form in _spelled(part)}
            found |= {part for part in parts if len(part) >= _SHORTEST_PART}
        # The longest first, or `Ada` would leave the rest of `Ada Example`.
        longest_first = sorted(found, key=lambda word: (-len(word), word))
        return re.compile(_alternatives(longest_first), re.IGNORECASE) if found else None

    def too_short(self) -> tuple[int, int]:
        """How many names and points are too short to be looked for: in the bytes of a file, and in texts of others."""
        forms = [_spelled(name) | set(_derived(name)) for name in self.names] + [set(point) for point in self.points]
        in_bytes = sum(not any(map(_is_long_enough_for_bytes, words)) for words in forms)
        return in_bytes, sum(not any(map(_is_long_enough, words)) for words in forms)

    def in_bytes(self) -> set[bytes]:
        """The words as they may stand in a file, in small letters (of ASCII).

        As they are, as they are compared and sorted, in pinyin, and within JSON.
        """
        words = {form for name in self.names for form in (*_spelled(name), *_derived(name))}.union(*self.points)
        found = {form.encode("utf-8", "replace").lower() for word in words for form in (word, _in_json(word))}
        return {form for form in found if len(form) >= _SHORTEST_BYTES}


def _is_long_enough_for_bytes(word: str) -> bool:
    return len(word.encode("utf-8", "replace")) >= _SHORTEST_BYTES


def _spelled(name: str) -> set[str]:
    return {name.strip(), normalize("NFC", name).strip(), normalize("NFD", name).strip(), names.fold(name)}


def _derived(name: str) -> Collection[str]:
    """What a Chinese name is found and sorted by."""
    return {*pinyin.keys(name), pinyin.sort_key(name)} if names.is_cjk(name) else ()


def _is_long_enough(word: str) -> bool:
    return len(word) >= (_SHORTEST_CJK if names.is_cjk(word) else _SHORTEST_LATIN)


def _says_something(word: str) -> bool:
    """Whether the word is more than punctuation: letters, digits, or a picture."""
    return any(category(char)[0] in "LN" or category(char) == "So" for char in word)


def _alternatives(words: Iterable[str]) -> str:
    """The pattern of words that are no parts of others, in this order; Chinese has no blanks to tell.

    Words that end alike share what looks around them: each such look takes milliseconds to compile.
    """
    parts = []
    for (begins, ends), alike in groupby(words, lambda word: (_is_letter(word[0]), _is_letter(word[-1]))):
        before, behind = rf"(?<!{_LETTER})" * begins, rf"(?!{_LETTER})" * ends
        parts.append(f"{before}(?:{'|'.join(map(_expression, alike))}){behind}")
    return "|".join(parts)


def _is_letter(char: str) -> bool:
    return _ONE_LETTER.match(char) is not None


def _expression(word: str) -> str:
    if _PHONE.fullmatch(word):
        return _BETWEEN_DIGITS.join(map(re.escape, word))
    return r"\s+".join(map(re.escape, word.split()))


def _in_json(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')
