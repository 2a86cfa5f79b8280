"""Simplified and traditional Chinese characters: the same name in either is the same name.

OpenCC is imported inside the one function that needs it: the import takes longer than comparing many names, and a book
may be without a Chinese character.
"""

from functools import cache
from typing import TYPE_CHECKING

from relkeeper.rules.names import clean, is_cjk

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """`text` in simplified characters (OpenCC's t2s: 張三豐 becomes 张三丰); what has none stays as it is.

    Only for comparing: some characters stand for several (乾 becomes 干), so it is not how a name is shown.
    """
    return str(_converter().convert(clean(text))) if is_cjk(text) else text


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
