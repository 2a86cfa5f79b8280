"""What the words of a command mean: one meaning, one spelling, for every command that has it."""

from itertools import chain
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from typer import Argument, Option

from relkeeper.cli import complete
from relkeeper.errors import UsageError
from relkeeper.rules import cadence, channels, segmenting, who
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted

# The largest number that a file or a terminal has a use for.
_MOST = 2**31 - 1
STDOUT = Path("-")
# What `--every none` says: take away what was set.
NONE_WORDS = {"none", "never", "off", "无"}


def person(words: str) -> who.Who:
    """WHO, as typed."""
    return who.parse(entered.text(words))


def rhythm(words: str) -> int:
    """Days of a cadence; 0 for none."""
    return 0 if words.strip().casefold() in NONE_WORDS else cadence.parse(entered.text(words))


def span(words: str) -> int:
    """A number of days to come: 3d, 2w, 1m; 0 for today. Raises UsageError."""
    if words.strip() in {"0", "0d", "today", "今天"}:
        return 0
    try:
        return cadence.parse(entered.text(words))
    except UsageError:
        # Of a cadence nobody spoke here.
        raise UsageError(f"{quoted(words)} is no span of time; 3d, 2w, 1m or today is expected") from None


def tag_key(words: str) -> str:
    """A tag to filter by, in the form tags are compared by."""
    return entered.key(entered.tag(words))


def _each(lists: list[tuple[str, ...]] | None) -> list[str] | None:
    """What was said in several words, each of which may have commas, as one list."""
    return None if lists is None else list(dict.fromkeys(chain.from_iterable(lists)))


def number(words: str) -> int:
    """The number of an entry, with or without the `#` it is shown with."""
    return _number(words, "an entry", "timeline")


def operation(words: str) -> int:
    """The number of an operation, with or without a `#`."""
    return _number(words, "an operation", "history")


def attachment(words: str) -> int:
    """The number of an attachment, with or without a `#`."""
    return _number(words, "an attachment", "attachment list")


def occasion(words: str) -> int:
    """The number of an occasion, with or without a `#`."""
    return _number(words, "an occasion", "occasion list")


def follow_up(words: str) -> int:
    """The number of a follow-up, with or without a `#`."""
    return _number(words, "a follow-up", "follow-up list")


def _number(words: str, thing: str, command: str) -> int:
    digits = words.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) <= _MOST):
        raise UsageError(f"'{words}' is no number of {thing}; relkeeper {command} shows them")
    return int(digits)


def direction(incoming: bool, outgoing: bool) -> str:
    """`in`, `out` or empty. Raises UsageError for both at once."""
    if incoming and outgoing:
        raise UsageError("--in and --out exclude each other; leave both out where nobody began")
    return "in" if incoming else "out" if outgoing else ""


class OwnField(NamedTuple):
    """A field of the user's own."""

    name: str
    value: str


def own_field(words: str) -> OwnField:
    """`coffee=flat white` as name and value."""
    name, equals, value = entered.text(words).partition("=")
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
Force = Annotated[bool, Option("--force", help="Replace a file that exists.")]
Reveal = Annotated[bool, Option("--reveal", help="Show what is private, too.")]
Private = Annotated[bool, Option("--private", help="Keep what is said here private: shown only with --reveal.")]
Within = Annotated[
    int | None, Option("--within", parser=span, metavar="TIME", help="Up to so far ahead: 7d, 2w, 1m, ...")
]
Lead = Annotated[int | None, Option("--lead", parser=span, metavar="TIME", help="Also what comes within 3d, 1w, ...")]
Limit = Annotated[int | None, Option("--limit", "-n", min=1, max=_MOST, metavar="N", help="At most so many.")]
WearingTags = Annotated[
    list[str] | None,
    Option(
        "--tag",
        "-t",
        parser=tag_key,
        autocompletion=complete.tags,
        metavar="TAG",
        help="Who wears this tag; repeat for several.",
    ),
]
InClasses = Annotated[
    list[str] | None,
    Option(
        "--class",
        parser=segmenting.letters,
        callback=_each,
        autocompletion=complete.classes,
        metavar="CLASS",
        help="Who is in this class, A to F; A,B for several.",
    ),
]
WhoOnly = Annotated[
    list[who.Who] | None,
    Option("--who", parser=person, autocompletion=complete.names, metavar="WHO", help="Only this one; repeatable."),
]
VcardVersion = Annotated[
    Literal["4.0", "3.0"] | None,
    Option("--version", help="Of the vCard: 4.0 without it; 3.0 is what some phones and programs want."),
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
EntryId = Annotated[int, Argument(metavar="ID", parser=number, help="The number of the entry, as timeline shows it.")]
OccasionId = Annotated[
    int, Argument(metavar="ID", parser=occasion, help="The number of the occasion, as `occasion list WHO` shows it.")
]
FollowUpId = Annotated[
    int, Argument(metavar="ID", parser=follow_up, help="The number of the follow-up, as follow-up list shows it.")
]
