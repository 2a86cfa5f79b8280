"""Text of Facebook's JSON: each byte of UTF-8 is written as a character of its own ("cafÃ©")."""

from typing import Any

from relkeeper.importers.encoding import strictly
from relkeeper.importers.json_values import string


def mended(said: Any) -> str:
    """The text that was meant; text that is right already, or cannot be mended, as it is. What is no text is empty."""
    value = string(said)
    if value.isascii():
        return value
    try:
        raw = value.encode("latin-1")
    except UnicodeEncodeError:
        # Right already; a lone surrogate can be stored nowhere.
        return value.encode("utf-8", "replace").decode()
    text = strictly(raw, "utf-8")
    return value if text is None else text
