"""Bytes of a mail as text: labels are often wrong, missing, or words of their own."""

from relkeeper.importers.encoding import choose, nearly, strictly
from relkeeper.rules.texts.charsets import codec_of

# What a label promises, and 8-bit text under it breaks.
_NO_WORD = "ascii"


def text_of(raw: bytes, label: str = "", otherwise: str | None = None) -> str:
    """The text of `raw`, which its file says is in `label`; never raises, and never holds a lone surrogate or a NUL.

    Where the label is nobody's, or the text is not in what it says, it is in `otherwise`, else guessed.
    """
    for codec in (codec_of(label) if label else None, otherwise):
        if codec is not None and (codec != _NO_WORD or raw.isascii()):
            text = strictly(raw, codec)
            if text is None:
                text = nearly(raw, codec)
            if text is not None:
                return text.replace("\0", "")
    return choose(raw.splitlines()).text(raw).replace("\0", "")


def from_header(text: str) -> bytes:
    """The bytes that stand in the file for a piece of a header."""
    return text.encode("utf-8", "surrogateescape")
