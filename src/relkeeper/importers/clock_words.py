"""Halves of the day as programs write them beside a clock: AM, p. m., 下午, 오전, μ.μ.

The words are those of the Unicode CLDR (day periods, abbreviated) of the languages that chats come in. Written without
dots and blanks, in small letters.
"""

import re

_BEFORE_NOON = (
    "am", "a", "vorm", "fm", "dop", "de", "öö", "sa", "πμ", "ص", "קמ", "לפנה״צ", "قظ", "पूर्वाह्न", "पू", "上午", "午前",
    "凌晨", "清晨", "早晨", "早上", "오전",
)  # fmt: skip
_AFTER_NOON = (
    "pm", "p", "nachm", "em", "odp", "du", "ös", "ch", "μμ", "م", "אחמ", "אחה״צ", "بظ", "अपराह्न", "अप", "下午", "午後",
    "中午", "傍晚", "晚上", "오후",
)  # fmt: skip
_AFTER = {**dict.fromkeys(_BEFORE_NOON, False), **dict.fromkeys(_AFTER_NOON, True)}
_BLANK = "[ \u00a0\u2009\u202f]"
_OMITTED = re.compile(r"[.\s\u200e\u200f]")


def _spelled(word: str) -> str:
    """Between its letters a word of an alphabet may have dots and blanks."""
    return rf"\.?{_BLANK}?".join(map(re.escape, word)) + r"\.?"


# A pattern for any of the words; the longer ones go first.
PATTERN = "(?i:" + "|".join(_spelled(word) for word in sorted(_AFTER, key=len, reverse=True)) + ")"


def hour(number: int, word: str) -> int:
    """The hour from 0 to 23 that `number` is with `word` beside it. Raises ValueError for a word that is none of these.

    A clock of 24 hours that has a word all the same (15:04 PM) keeps its hour.
    """
    after = _AFTER.get(_OMITTED.sub("", word).lower())
    if after is None:
        raise ValueError(f"'{word}' is no half of the day known here")
    if number > 12:
        return number
    if after:
        # 中午 is around noon: 11:30 of it is before.
        return number if number == 12 or (number == 11 and word == "中午") else number + 12
    return 0 if number == 12 else number
