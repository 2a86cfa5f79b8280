"""What the words of a command mean: one meaning, one spelling, for every command that has it."""

from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Argument, Option

from relkeeper.cli import complete
from relkeeper.errors import UsageError
from relkeeper.rules import cadence, channels, names, who

# What `--every none` says: take away what was set.
_NONE_WORDS = {"none", "never", "off", "无"}


def typed(words: str) -> str:
    """Any text, as long as it is text. Raises UsageError for bytes that are no UTF-8 and for NUL."""
    if "\0" in words or any("\ud800" <= char <= "\udfff" for char in words):
        raise UsageError("the text holds bytes that are no UTF-8; look at the encoding of your terminal")
    return words.strip()


def filled(words: str) -> str:
    """A text that is not empty."""
    if not typed(words):
        raise UsageError("an empty text was given where something is expected")
    return typed(words)


def person(words: str) -> who.Who:
    """WHO, as typed."""
    return who.parse(typed(words))


def rhythm(words: str) -> int:
    """Days of a cadence; 0 for none."""
    return 0 if words.strip().casefold() in _NONE_WORDS else cadence.parse(typed(words))


def tag(words: str) -> str:
    """A tag to filter by, folded."""
    return names.fold(filled(words))


def tag_word(words: str) -> str:
    """A tag to wear: its spelling stays. A comma divides tags elsewhere, so it cannot be in one."""
    if "," in words or "，" in words:
        raise UsageError(f"'{words}' holds a comma; give each tag its own --tag")
    return filled(words).lstrip("#") or filled("")


class OwnField(NamedTuple):
    """A field of the user's own."""

    name: str
    value: str


def own_field(words: str) -> OwnField:
    """`coffee=flat white` as name and value."""
    name, equals, value = typed(words).partition("=")
    if not equals or not name.strip():
        raise UsageError(f"'{words}' is no field; NAME=VALUE is expected, for example coffee=\"flat white\"")
    return OwnField(name.strip(), value.strip())


Whom = Annotated[
    who.Who,
    Argument(
        metavar="WHO",
        parser=person,
        autocompletion=complete.names,
        help="A name or a part of one, alias, e-mail, phone, handle, pinyin, or '#12'.",
    ),
]
Json = Annotated[bool, Option("--json", help="Print JSON with every field.")]
Yes = Annotated[bool, Option("--yes", "-y", help="Do it without asking.")]
Limit = Annotated[int | None, Option("--limit", "-n", min=1, metavar="N", help="At most so many.")]
WearingTags = Annotated[
    list[str] | None,
    Option(
        "--tag",
        "-t",
        parser=tag,
        autocompletion=complete.tags,
        metavar="TAG",
        help="Who wears this tag; repeat for several.",
    ),
]
Via = Annotated[
    str | None,
    Option(
        "--via",
        parser=channels.word,
        autocompletion=complete.channels,
        metavar="CHANNEL",
        help="call, meeting, email, wechat, ...",
    ),
]
Every = Annotated[
    int | None,
    Option(
        "--every", parser=rhythm, metavar="CADENCE", help="How often to be in touch: 2w, 3m, monthly, 每两周; or none."
    ),
]
Files = Annotated[list[Path], Argument(metavar="FILE...", help="One or more files.")]
EntryId = Annotated[int, Argument(metavar="ID", min=1, help="The number of the entry, as timeline shows it.")]
