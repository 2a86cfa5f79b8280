"""Names of encodings, as files and people write them, and the codec each is read with."""

import codecs
from functools import lru_cache

from relkeeper.errors import UsageError

# A label names a small set, its files use the vendor's larger one: the larger reads both.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
}

# Labels of other programs that Python has no alias for.
_ALIASES = {
    "x-gbk": "gb18030",
    "x-gb2312": "gb18030",
    "gb-18030": "gb18030",
    "windows-936": "gb18030",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-windows-949": "cp949",
    "iso-8859-8-i": "cp1255",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode": "utf-16",
}

# Codecs that Python has for other ends than the text of a file. UTF-7 is among them: it can yield lone surrogates.
_NO_FILE_IS_IN = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"}

_ASCII = bytes(range(0x20, 0x7F)) + b"\r\n\t"
# Codecs that read plain ASCII as itself until an escape sequence comes.
_SHIFTING = ("iso2022",)


@lru_cache(maxsize=256)
def codec_of(label: str) -> str | None:
    """The codec that text under this label is really in ("GB2312" -> gb18030), or None for a label nobody knows."""
    wanted = label.strip().strip("\"'").lower()
    wanted = _ALIASES.get(wanted, wanted)
    try:
        name = codecs.lookup(wanted).name
        b"x".decode(name, "replace")
    except (LookupError, ValueError):  # no such codec, none of text, or a label no name can look like
        return None
    return None if name in _NO_FILE_IS_IN else _MEANT.get(name, name)


def named(label: str) -> str:
    """The codec a user asked for; UsageError where there is none by that name."""
    codec = codec_of(label)
    if codec is None:
        raise UsageError(
            f"no encoding is called {label!r}; well-known ones are utf-8, gb18030, big5, shift_jis, cp1252, utf-16"
        )
    return codec


@lru_cache(maxsize=64)
def keeps_ascii(codec: str) -> bool:
    """Whether ASCII bytes stand for themselves, so that lines and separators can be found before decoding."""
    return not codec.startswith(_SHIFTING) and _ASCII.decode(codec, "replace") == _ASCII.decode("ascii")
