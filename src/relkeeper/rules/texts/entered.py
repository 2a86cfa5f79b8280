"""Text that a person entered, on the command line or in a form: what may be taken."""

from unicodedata import normalize

from relkeeper.errors import UsageError
from relkeeper.rules import names


def text(words: str) -> str:
    """Any text without what is no text: bytes that are no UTF-8 (lone surrogates) and NUL. Raises UsageError."""
    if "\0" in words or any("\ud800" <= char <= "\udfff" for char in words):
        raise UsageError("the text holds bytes that are no UTF-8; look at the encoding of your terminal")
    return words.strip()


def filled(words: str) -> str:
    """A text in which there is something to see. Raises UsageError."""
    if not names.fold(text(words)):
        raise UsageError("an empty text was given where something is expected")
    return text(words)


def key(words: str) -> str:
    """How tags and names of fields are compared: without case, full-width forms, and blanks or `_` between words."""
    return " ".join(normalize("NFKC", words).casefold().replace("_", " ").split())


def tag(words: str) -> str:
    """A tag to wear, as it is spelled, without a leading `#`. Raises UsageError."""
    if "," in words or "，" in words:
        raise UsageError(f"'{words}' holds a comma; a tag is one word or phrase")
    return filled(words.strip().removeprefix("#"))
