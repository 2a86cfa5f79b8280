"""Names of files that are written out, made of text that somebody else wrote.

One component of a path, for Linux, macOS and Windows alike: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
has the characters and the device names that Windows reserves.
"""

import re
from unicodedata import category, normalize

from relkeeper.rules import names

# Of the 255 bytes that file systems allow: programs add to a name (" (1)", ".part"), and archives put a path before it.
_LONGEST = 100
# A longer one is a part of the name ("Dr. Sampleton").
_EXTENSION = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,10}\Z", re.DOTALL)
_RESERVED = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]) *(?:\.|\Z)", re.IGNORECASE)
# Control characters, what has no width or turns the direction of text, surrogates, and what is no character at all.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
# Letters and marks that show nothing: joiners, Hangul and Khmer fillers, selectors of variants.
_BLANK_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def safe(name: str, fallback: str = "unnamed") -> str:
    """`name` as one component of a path: of at most 100 bytes in UTF-8, in NFC, and never empty.

    It holds no separator, nothing invisible and nothing that Windows reserves, begins with no dash, dot or blank, ends
    in no dot or blank, and is no device. What is too long is cut between two characters, before the extension. A name
    of nothing but such characters is the `fallback`.
    """
    return _plain(name) or _plain(fallback) or "unnamed"


def _plain(name: str) -> str:
    seen = "".join(
        char for char in _BLANK_LETTERS.sub("", " ".join(names.clean(name).split())) if category(char) not in _UNSEEN
    )
    plain = _trimmed(normalize("NFC", _RESERVED.sub("-", seen)))
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def _trimmed(text: str) -> str:
    return " ".join(text.split()).lstrip("-. ").rstrip(". ")


def _shortened(text: str) -> str:
    if len(text.encode()) <= _LONGEST:
        return text
    found = _EXTENSION.search(text)
    extension = found[0] if found else ""
    stem = text.removesuffix(extension).encode()[: _LONGEST - len(extension)].decode("utf-8", "ignore")
    return stem.rstrip(". ") + extension
