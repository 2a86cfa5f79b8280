"""What a person typed, made comparable for the rules and quotable for their messages."""

import re
from unicodedata import normalize

_TRADITIONAL = str.maketrans("個週禮時鐘頭後點兩號剛現這間裡裏", "个周礼时钟头后点两号刚现这间里里")
_BLANK_BESIDE_CHINESE = "(?<=[〇一-鿿]) | (?=[〇一-鿿])"
_QUOTED_LENGTH = 40


def fold(text: str) -> str:
    """`text` in lower case with full-width forms folded (NFKC) and surplus blanks dropped.

    Blanks beside a Chinese character mean nothing and are dropped altogether; the traditional characters that occur in
    dates and numbers become simplified ones. Any text is taken, lone surrogates included.
    """
    words = " ".join(normalize("NFKC", text).casefold().split())
    return words if words.isascii() else re.sub(_BLANK_BESIDE_CHINESE, "", words.translate(_TRADITIONAL))


def quoted(text: str) -> str:
    """`text` in quotation marks, cut to 40 characters, with whatever a terminal would act on escaped."""
    return repr(text if len(text) <= _QUOTED_LENGTH else f"{text[: _QUOTED_LENGTH - 1]}…")
