"""Kinds of occasions, and the words for them.

Words in capitals, with hyphens or `_`, and Chinese ones are the same kind. A kind of one's own is any text.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from unicodedata import category

from relkeeper.errors import UsageError
from relkeeper.rules import names
from relkeeper.rules.names.variants import simplified
from relkeeper.rules.texts import entered

BIRTHDAY = "birthday"

# Anniversary is that of a marriage or the like (RFC 6350, section 6.2.6); "date" is what a card leaves without a name.
KNOWN = (BIRTHDAY, "anniversary", "name day", "memorial", "met", "date")

_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    BIRTHDAY: (
        "birth day", "birth", "born", "bday", "b day", "dob", "date of birth", "生日", "生辰", "诞辰", "出生",
        "出生日期", "农历生日", "阴历生日", "旧历生日", "公历生日", "阳历生日", "新历生日",
    ),
    "anniversary": (
        "wedding", "wedding day", "wedding anniversary", "marriage", "married", "纪念日", "周年",
        "周年纪念", "结婚", "婚礼", "结婚纪念日", "结婚周年",
    ),
    "name day": ("nameday", "命名日"),
    "memorial": ("memorial day", "death day", "deathday", "death", "died", "death anniversary", "忌日", "忌辰", "逝世"),
    "met": ("相识", "认识"),
    "date": ("日期",),
}  # fmt: skip

# So near to a known word that it is one, mistyped.
_NEAR = 0.8


def _key(words: str) -> str:
    return simplified(entered.key(words).replace("-", " "))


_KINDS: Mapping[str, str] = {kind: kind for kind in KNOWN} | {
    word: kind for kind, words in _OTHER_WORDS.items() for word in words
}


def parse(text: str) -> str:
    """A known kind in its one spelling, or a kind of one's own as it is written.

    Only what says the same is another word for a known kind: who writes "first met" may mean the first of several days.

    Raises UsageError for nothing, control characters, and what is a known word but for a slip of the pen.
    """
    kind = " ".join(entered.text(text).split())
    if not names.fold(kind):
        raise UsageError("the kind of an occasion is empty; birthday, anniversary or a word of your own is expected")
    if any(category(char) == "Cc" for char in kind):
        raise UsageError("the kind of an occasion holds control characters; write it in plain words")
    key = _key(kind)
    if key in _KINDS:
        return _KINDS[key]
    near = get_close_matches(key, _KINDS, n=1, cutoff=_NEAR)
    # "work anniversary" is a kind of its own, and no slip.
    if near and not any(word in _KINDS for word in key.split()):
        raise UsageError(f"there is no occasion '{kind}'; did you mean {near[0]}? known are {', '.join(KNOWN)}")
    return kind
