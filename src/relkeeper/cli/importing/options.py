"""What the words of import mean."""

from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Argument, Option

from relkeeper.cli import complete
from relkeeper.cli.options import person
from relkeeper.errors import UsageError
from relkeeper.rules import who
from relkeeper.rules.tables import columns as table_columns
from relkeeper.rules.texts import entered

_DATE_ORDERS = ("dmy", "mdy", "ymd")


def _date_order(words: str) -> str:
    order = words.strip().casefold()
    if order not in _DATE_ORDERS:
        raise UsageError(f"'{words}' is no order of a date; one of {', '.join(_DATE_ORDERS)} is expected")
    return order


class Columns(NamedTuple):
    """What the columns of a table hold, as --map says."""

    pairs: tuple[tuple[str, str], ...] = ()


def _columns(words: str) -> Columns:
    return Columns(table_columns.parse(entered.text(words)))


Files = Annotated[
    list[Path] | None,
    Argument(metavar="FILE...", help="Files, folders or .zip archives; - reads standard input."),
]
FormatName = Annotated[
    str | None,
    Option(
        "--format", parser=entered.filled, metavar="NAME", help="The format, where it is not recognised by content."
    ),
]
With = Annotated[
    who.Who | None,
    Option(
        "--with", parser=person, autocompletion=complete.names, metavar="WHO", help="Whom the conversation is with."
    ),
]
Me = Annotated[
    list[str] | None,
    Option("--me", parser=entered.filled, metavar="NAME", help="What you are called in it; repeatable."),
]
DateOrder = Annotated[
    str | None,
    Option("--date-order", parser=_date_order, metavar="ORDER", help="How 3/4/2026 is meant: dmy, mdy or ymd."),
]
Encoding = Annotated[
    str | None,
    Option(
        "--encoding",
        parser=entered.filled,
        metavar="NAME",
        help="The encoding of text that declares none, for example gb18030.",
    ),
]
Map = Annotated[
    Columns | None,
    Option(
        "--map",
        parser=_columns,
        metavar="HEAD=WHAT,...",
        help='What the columns of a table hold: "Full Name=name,Mobile=phone:cell"; name, given_name, family_name, '
        "alias, organization, title, phone, email, address, url, birthday, tag, notes, field:NAME, ignore, a "
        "service (qq), handle:NAME, ...",
    ),
]
Create = Annotated[bool, Option("--create", help="Make contacts of people who are not in the book.")]
Groups = Annotated[bool, Option("--groups", help="Talk in a group counts as contact with those who spoke.")]
Everything = Annotated[bool, Option("--all", help="Newsletters and other mails of machines, too.")]
Originals = Annotated[bool, Option("--keep/--no-keep", help="Whether the files themselves are kept.")]
Unseen = Annotated[bool, Option("--yes", "-y", help="Take what was read of a picture, unseen.")]
DryRun = Annotated[bool, Option("--dry-run", help="Only show what would happen.")]
Formats = Annotated[bool, Option("--list", help="Show what can be read, and where to find it.")]
