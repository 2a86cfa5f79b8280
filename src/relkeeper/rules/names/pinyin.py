"""Pinyin of Chinese names, as people type it: `zhangsan` or `zs` for 张三.

pypinyin is imported inside the one function that needs it: the import takes 100 ms and more, and most names have no
Chinese character. Two variables of its documentation are set for that import: PYPINYIN_NO_PHRASES leaves out its table
of phrases, which takes longer still to load and says nothing about names, and PYPINYIN_NO_DICT_COPY saves memory.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, product
from math import prod

from relkeeper.rules.names import COMPOUND_SURNAMES, SURNAMES, fold, is_cjk, is_han

# A syllable in its plausible readings, the most common first.
Syllable = tuple[str, ...]

# Family names whose reading is not the first one that the character has elsewhere, or that have two.
_SURNAME_READINGS: dict[str, Syllable] = {
    "曾": ("zeng",), "单": ("shan",), "單": ("shan",), "解": ("xie",), "仇": ("qiu",), "区": ("ou",), "區": ("ou",),
    "查": ("zha",), "任": ("ren",), "华": ("hua",), "華": ("hua",), "缪": ("miao",), "繆": ("miao",), "折": ("she",),
    "种": ("chong",), "種": ("chong",), "重": ("chong",), "阚": ("kan",), "闞": ("kan",), "乜": ("nie",),
    "佴": ("nai",), "薄": ("bo",), "洗": ("xian",), "郇": ("xun", "huan"), "朴": ("piao", "pu"), "翟": ("zhai", "di"),
    "盖": ("gai", "ge"), "蓋": ("gai", "ge"), "乐": ("yue", "le"), "樂": ("yue", "le"), "员": ("yun", "yuan"),
    "員": ("yun", "yuan"), "黑": ("he", "hei"), "谌": ("chen", "shen"), "諶": ("chen", "shen"),
    "覃": ("qin", "tan"), "祭": ("zhai", "ji"), "秘": ("bi", "mi"), "召": ("shao", "zhao"), "繁": ("po", "fan"),
    "宓": ("mi", "fu"), "隗": ("wei", "kui"), "郗": ("xi", "chi"), "莘": ("xin", "shen"), "费": ("fei", "bi"),
    "費": ("fei", "bi"), "贲": ("ben", "bi"), "賁": ("ben", "bi"), "牟": ("mou", "mu"), "柏": ("bai", "bo"),
    "隽": ("juan", "jun"), "雋": ("juan", "jun"),
}  # fmt: skip

_COMPOUND_READINGS = {
    "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi", "萬俟": "mo qi", "澹台": "tan tai", "澹臺": "tan tai",
    "单于": "chan yu", "單于": "chan yu", "乐正": "yue zheng", "樂正": "yue zheng",
}  # fmt: skip

# What a keyboard without ü makes of it: input methods take v, passports have YU (GB/T 28039-2011), many drop the dots.
_TYPED_UMLAUT = ("v", "u", "yu")

# How most people read a family name whose reading they do not know; `_SURNAME_READINGS` has the right ones.
_MISREADINGS: dict[str, tuple[str, ...]] = {
    "zeng": ("ceng",), "shan": ("dan",), "chanyu": ("danyu", "shanyu"), "xie": ("jie",), "qiu": ("chou",),
    "ou": ("qu",), "zha": ("cha",), "ren": ("lin",), "miao": ("mou", "miu"), "she": ("zhe",), "chong": ("zhong",),
    "xian": ("xi",), "piao": ("pu", "po"), "pu": ("piao", "po"), "zhai": ("di", "ji"), "di": ("zhai",),
    "gai": ("ge",), "ge": ("gai",), "yue": ("le",), "le": ("yue",), "yun": ("yuan",), "yuan": ("yun",),
    "he": ("hei",), "qin": ("tan",), "tan": ("qin",), "bi": ("mi",), "mi": ("bi", "fu"), "fu": ("mi",),
    "shao": ("zhao",), "po": ("fan",), "kui": ("wei",), "wei": ("kui",), "chi": ("xi",), "xi": ("chi",),
    "shen": ("xin", "chen"), "chen": ("shen",), "ben": ("bi",), "mu": ("mou",), "mou": ("mu",), "bo": ("bai", "bao"),
    "bai": ("bo",), "juan": ("jun",), "jun": ("juan",), "kan": ("gan", "han"), "nie": ("mie",), "nai": ("er",),
    "yuchi": ("weichi",), "moqi": ("wansi", "wanqi"), "tantai": ("dantai",), "yuezheng": ("lezheng",),
}  # fmt: skip

# A syllable without its tone, as it is typed.
_SPOKEN = (
    "(?:zh|ch|sh|ly|ny|[bcdfghjklmnpqrstwxyz])?(?:[iu]ang|iong|[aeio]ng|i?ao|ian|uai|[uv]an|[aeu]i|[oi]u|[aeiuv]n|er"
    "|i[ae]|u[aoe]|ve|[aeiouv])"
)

_MOST_COMBINATIONS = 16
# Third and rarer readings of a character are archaic more often than not.
_MOST_READINGS = 2
# A longer name is nothing that anybody types as pinyin.
_MOST_SYLLABLES = 32


def keys(name: str) -> frozenset[str]:
    """What people may type for `name`: its pinyin without tones in one word, and the initials of its syllables.

    Other letters in the name stand for themselves ("张San" gives `zhangsan` and `zs`). Of a name of several words, each
    Chinese word has keys, too. Readings beyond 16 combinations are left out, the rarest first. Without a Chinese
    character there are no keys.
    """
    words = _spelt(fold(name))
    chinese = [syllables for word, syllables in words if is_cjk(word)]
    if not chinese:
        return frozenset()
    whole = list(chain.from_iterable(syllables for _, syllables in words))
    return frozenset(chain.from_iterable(map(_keys, (whole, *chinese))))


def typed(text: str) -> str:
    """`text` as it is compared with keys: `Zhāng Sān` is `zhangsan`, `Lü` is `lu`."""
    return fold(text).replace(" ", "")


def sort_key(name: str) -> str:
    """What brings names into the order of a Chinese address book: 张三 as `zhang san`, among the Latin names."""
    return " ".join(syllable[0] for _, syllables in _spelt(fold(name)) for syllable in syllables).replace("ü", "v")


def misread(letters: str) -> tuple[str, ...]:
    """What may be meant by letters whose family name is read as most people do: `cengwen` as `zengwen`."""
    return tuple(
        right + letters.removeprefix(wrong)
        for right, all_wrong in _MISREADINGS.items()
        for wrong in all_wrong
        if letters.startswith(wrong) and letters != wrong
    )


def is_given(letters: str) -> bool:
    """Whether the letters may be a given name of two or three syllables."""
    return re.fullmatch(f"(?:{_SPOKEN}){{2,3}}", letters) is not None


def ends_with_given(known: Sequence[str], letters: str, family: int, given: int) -> bool:
    """Whether the letters are the given name of one of the keys of a name (`known`, among them its initials), which
    has so many characters of family and given name. A single syllable is none: too many words are one."""
    initials = [key for key in known if len(key) == family + given]
    return given > 1 and any(
        _is_split(key.removesuffix(letters), letters, family, given, initials) for key in known if key.endswith(letters)
    )


def _is_split(first: str, second: str, family: int, given: int, initials: Sequence[str]) -> bool:
    spoken = re.fullmatch(f"(?:{_SPOKEN}){{{family}}}", first) and re.fullmatch(f"(?:{_SPOKEN}){{{given}}}", second)
    return spoken is not None and any((each[0], each[family]) == (first[0], second[0]) for each in initials)


def _spelt(folded: str) -> list[tuple[str, list[Syllable]]]:
    """The words of a folded name with their syllables. A family name is looked for where one may stand."""
    words = folded.split()
    first = next(filter(is_cjk, words), "")
    return [(word, list(_syllables(word, leads=word == first or word in SURNAMES))) for word in words]


def _syllables(word: str, *, leads: bool) -> Iterator[Syllable]:
    """The syllables of a folded word; a run of other letters counts as one."""
    surname = _surname(word) if leads else ()
    yield from surname
    for chinese, run in groupby(word[len(surname) :], is_han):
        if chinese:
            yield from map(_readings, run)
        else:
            yield ("".join(run),)


def _surname(word: str) -> Sequence[Syllable]:
    """The syllables of the family name that `word` begins with; none where it is no personal name."""
    if sum(map(is_han, word)) > 4 or word[:1] == word[1:2]:
        return ()
    if word[:2] in COMPOUND_SURNAMES:
        known = _COMPOUND_READINGS.get(word[:2], "").split()
        return [(reading,) for reading in known] or [_readings(char)[:1] for char in word[:2]]
    if word[:1] in SURNAMES:
        return [_SURNAME_READINGS.get(word[0]) or _readings(word[0])[:1]]
    return ()


@lru_cache(maxsize=8192)
def _readings(char: str) -> Syllable:
    """The readings of a Chinese character, `ü` as such; where none is known, the character stands for itself."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=True)
    return tuple(found[0][:_MOST_READINGS]) if found else (char,)


def _keys(syllables: Sequence[Syllable]) -> Iterator[str]:
    spoken = [readings for readings in syllables if not is_cjk(readings[0])]
    if not spoken:
        return
    for reading in product(*_bounded(spoken[:_MOST_SYLLABLES])):
        joined = "".join(reading)
        yield from {joined.replace("ü", letters) for letters in _TYPED_UMLAUT}
        if len(reading) > 1:
            yield "".join(syllable[0] for syllable in reading)


def _bounded(syllables: Sequence[Syllable]) -> list[Syllable]:
    """`syllables` without their rarest readings, so many that no more than 16 combinations are left."""
    bounded = list(syllables)
    while prod(map(len, bounded)) > _MOST_COMBINATIONS:
        longest = max(range(len(bounded)), key=lambda index: (len(bounded[index]), index))
        bounded[longest] = bounded[longest][:-1]
    return bounded
